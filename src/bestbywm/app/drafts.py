"""The file that somebody is bringing in: kept with the visit, whatever page is looked at.

Nothing of it is written anywhere, and nothing is shared with other visits.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from bestbywm.app.current import packs
from bestbywm.app.frame import Visit
from bestbywm.pack import Pack
from bestbywm.problems import Problem
from bestbywm.survey.importing.cells import Progress
from bestbywm.survey.importing.drafting import Draft, begin
from bestbywm.survey.importing.importing import Imported, bring_in
from bestbywm.survey.importing.mapping import Mapping
from bestbywm.survey.importing.model import Dialect, SurveyFile, UnreadableFile

DRAFT, CHECKED, PREVIEW, PROBLEMS = (
    f"survey-{name}" for name in ("draft", "checked", "preview", "problems")
)

ANY_WAVE = "loaded"
"""Name of the answers until somebody names the wave."""


def published(visit: Visit) -> Pack:
    """The pack that a file is held against: without any own survey, and its questions."""
    return packs(visit.home).published


def current() -> Draft | None:
    """The file that is being brought in."""
    found: Draft | None = st.session_state.get(DRAFT)
    return found


def keep(draft: Draft) -> None:
    """Keep the file as it is understood now."""
    st.session_state[DRAFT] = draft


def change(changed: Callable[[Draft], Draft]) -> None:
    """Change the file as it is understood now, not as it was when a control was shown."""
    draft = current()
    if draft is not None:
        keep(changed(draft))


def forget() -> None:
    """Begin again, without a file."""
    for key in (DRAFT, CHECKED, PREVIEW, PROBLEMS):
        st.session_state.pop(key, None)


def problems() -> tuple[Problem, ...]:
    """Why the last file could not be used."""
    found: tuple[Problem, ...] = st.session_state.get(PROBLEMS, ())
    return found


def refuse(found: Sequence[Problem]) -> None:
    """Keep why a file cannot be used; the file before it stays as it is."""
    st.session_state[PROBLEMS] = tuple(found)


def open_file(read: Callable[[], SurveyFile], visit: Visit) -> None:
    """Read a file and understand it; one that cannot be read leaves the one that is there."""
    pack = published(visit)
    try:
        draft = begin(read(), pack.questions, pack.region)
    except UnreadableFile as error:
        refuse([error.problem])
        return
    refuse(())
    keep(draft)


def read_again(visit: Visit, sheet: str, dialect: Dialect | None) -> None:
    """Read another sheet, or the same one as another service's export."""
    pack = published(visit)
    try:
        change(lambda draft: draft.read_again(sheet, dialect, pack.questions, pack.region))
    except UnreadableFile as error:
        refuse([error.problem])
    else:
        refuse(())


def use_saved(visit: Visit, saved: Mapping) -> None:
    """Use a saved mapping, as far as it fits."""
    pack = published(visit)
    change(lambda draft: draft.with_saved(saved, pack.questions, pack.region))


def checked(visit: Visit, draft: Draft, progress: Progress | None = None) -> Imported:
    """What the file brings as it is understood now; worked out once for each change."""
    kept: tuple[Draft, Imported] | None = st.session_state.get(CHECKED)
    if kept is None or kept[0] is not draft:
        pack = published(visit)
        imported = bring_in(
            draft.table,
            draft.mapping,
            pack.questions,
            pack.region,
            wave=ANY_WAVE,
            progress=progress,
        )
        kept = st.session_state[CHECKED] = (draft, imported)
    return kept[1]


def named(imported: Imported, wave: str) -> Imported:
    """What was imported, as the answers of a wave."""
    return replace(imported, responses=replace(imported.responses, wave=wave))
