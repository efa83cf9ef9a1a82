"""Present: choose what to tell, show it on a projector, and take it away as files."""

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from bestbywm.analysis.selection import Selection, Story
from bestbywm.app import data, frame, loaded, own, prose, share, texts
from bestbywm.app.frame import Filters, Visit
from bestbywm.exhibits import link
from bestbywm.exhibits.wording import capitalised, plural, slug
from bestbywm.pack import Pack
from bestbywm.provenance import NAMES
from bestbywm.render.deck import Ratio, TemplateError, deck
from bestbywm.render.deck.checking import LARGEST_FILE
from bestbywm.render.markdown import plain
from bestbywm.render.takeaway import KINDS, MIME
from bestbywm.story import ready
from bestbywm.story.presentation import LONGEST_NAME, Presentation, Scene, prepare, scene_of
from bestbywm.story.storyline import LONGEST_WORDS, Screen, Storyline, to_file

STORY, COUNCIL, ADD_ALL = "present-story", "present-council", "present-add-all"
TITLE, UPLOAD, UPLOADS = "present-title", "present-open", "present-opened"
RATIO, TEMPLATE, TRIED = "present-ratio", "present-template", "present-template-tried"

FILTERS: dict[Story, Filters] = {"council": "wave", "change": "waves", "own": "none"}

LARGEST_SAVED = 5
"""Megabytes of a saved presentation."""

RATIOS: dict[Ratio, str] = {
    "16:9": texts.present.WIDE,
    "4:3": texts.present.FOR_OLD_PROJECTORS,
}


def filters(selection: Selection) -> Filters:
    """What a storyline can be filtered by; an own one holds its filters in each finding."""
    return FILTERS.get(selection.story, "all")


def show(visit: Visit) -> str:
    """What to tell, its findings, the meeting mode, files, and links."""
    st.title(texts.present.TITLE, anchor=False)
    prose.text(texts.present.ABOUT)
    _choice(visit)
    if visit.selection.story == "council":
        _council(visit)
    storyline = _storyline(visit)
    presentation, notes = prepare(visit.pack, storyline, date.today())
    if _is_own(visit):
        _own(visit, storyline, presentation)
    else:
        _ready(visit, storyline, presentation, notes)
    if presentation.scenes:
        _files(visit, presentation)
        _links(visit, presentation)
    return f"{presentation.title}: {plural(len(presentation.scenes), 'finding')}"


def _is_own(visit: Visit) -> bool:
    return visit.selection.story == "own"


def _choice(visit: Visit) -> None:
    st.session_state[STORY] = visit.selection.story
    count = len(own.storyline().screens)
    titles = {
        **{id_: each.title for id_, each in ready.READY.items()},
        "own": texts.present.MINE.format(count=count),
    }
    st.radio(
        texts.present.WHAT_TO_TELL,
        list(link.STORIES),
        key=STORY,
        format_func=lambda each: titles[each],
        captions=[
            *(each.tells for each in ready.READY.values()),
            texts.present.ABOUT_MINE,
        ],
        on_change=_chosen,
        args=(visit, "story", STORY),
    )


def _council(visit: Visit) -> None:
    names = visit.pack.region.by_code
    st.session_state[COUNCIL] = visit.selection.council or None
    st.selectbox(
        texts.common.COUNCIL,
        sorted(names, key=lambda code: names[code].name),
        key=COUNCIL,
        index=None,
        format_func=lambda code: frame.council_label(names[code]),
        placeholder=texts.common.FIND_YOUR_COUNCIL,
        on_change=_chosen,
        args=(visit, "council", COUNCIL),
    )


def _chosen(visit: Visit, field: str, key: str) -> None:
    frame.choose(visit.pack, **{field: st.session_state[key] or ""})


def _storyline(visit: Visit) -> Storyline:
    if _is_own(visit):
        return own.storyline()
    return ready.storyline(visit.pack, visit.selection.story, visit.selection)


def _ready(
    visit: Visit, storyline: Storyline, presentation: Presentation, notes: Sequence[str]
) -> None:
    """A ready storyline: its findings, the meeting mode, and the way to an own presentation."""
    if not presentation.scenes:
        _nothing_to_show(visit)
        return
    st.header(plain(presentation.title), anchor=False)
    st.caption(plain(presentation.about))
    _meeting(visit, storyline, presentation)
    for note in notes:
        st.warning(plain(note), icon=":material/info:")
    _findings(presentation)


def _nothing_to_show(visit: Visit) -> None:
    """Why there is nothing, and what to do."""
    if visit.selection.story == "council" and not visit.selection.council:
        st.info(texts.present.CHOOSE_A_COUNCIL, icon=":material/info:")
    elif not frame.no_council(visit) and not frame.nobody_answered(visit):
        st.info(
            texts.present.NOTHING_TO_TELL,
            icon=":material/info:",
        )


def _findings(presentation: Presentation) -> None:
    """The findings in order, each with its kind of data."""
    rows = [
        (str(number), plain(scene.heading), NAMES[scene.exhibit.provenance])
        for number, scene in enumerate(presentation.scenes, start=1)
    ]
    st.table(
        pd.DataFrame(
            rows,
            columns=[texts.present.SCREEN, texts.present.FINDING, texts.present.KIND_OF_DATA],
            dtype="str",
        ),
        border="horizontal",
        hide_index=True,
        alt=presentation.title,
    )


# The meeting mode -----------------------------------------------------------------------------


def _meeting_parameters(visit: Visit, presentation: Presentation) -> dict[str, str] | str:
    """Parameters of the meeting mode, or why there is no link to it."""
    if loaded.is_among(wave for each in presentation.scenes for wave in each.exhibit.waves):
        return texts.present.ONLY_HERE
    if not _is_own(visit):
        return {"story": visit.selection.story, **link.write(visit.selection, visit.pack)}
    packed = own.parameters()
    return {"story": "own", **packed} if packed else texts.present.TOO_LONG


def _meeting(visit: Visit, storyline: Storyline, presentation: Presentation) -> None:
    """The way to the meeting mode, and from a ready storyline to the own presentation."""
    params = _meeting_parameters(visit, presentation)
    with st.container(horizontal=True):
        if not isinstance(params, str):
            st.link_button(
                texts.present.START_MEETING,
                share.meeting(visit, {**params, "look": visit.theme}),
                icon=":material/present_to_all:",
            )
        if not _is_own(visit):
            _add_all_button(visit, storyline)
    if isinstance(params, str):
        st.warning(params, icon=":material/info:")
        return
    prose.note(texts.present.ABOUT_MEETING)


def _add_all_button(visit: Visit, storyline: Storyline) -> None:
    """Add the findings of a ready storyline; or, once they are in, open the presentation."""
    if all(map(own.has, storyline.screens)):
        st.button(
            texts.present.OPEN_MINE,
            icon=":material/playlist_add_check:",
            key=ADD_ALL,
            on_click=frame.choose,
            args=(visit.pack,),
            kwargs={"story": "own"},
            help=texts.present.ALL_ARE_IN,
        )
        return
    st.button(
        texts.present.ADD_ALL,
        icon=":material/add_to_queue:",
        key=ADD_ALL,
        on_click=own.add,
        args=(storyline.screens, storyline.title),
        disabled=own.is_full(),
        help=texts.present.ABOUT_ADD_ALL,
    )


# The own presentation -------------------------------------------------------------------------


def _own(visit: Visit, storyline: Storyline, presentation: Presentation) -> None:
    """The visitor's own findings: their order, titles and notes; saved and opened again."""
    _set(TITLE, storyline.title)
    st.text_input(
        texts.present.TITLE_OF_MINE,
        key=TITLE,
        max_chars=LONGEST_WORDS,
        on_change=lambda: own.retitle(st.session_state[TITLE]),
    )
    with st.container(horizontal=True):
        st.button(
            texts.present.UNDO,
            icon=":material/undo:",
            on_click=own.undo,
            disabled=not own.can_undo(),
            help=texts.present.ABOUT_UNDO,
        )
        st.button(
            texts.present.REMOVE_ALL,
            icon=":material/delete_sweep:",
            on_click=own.clear,
            disabled=not storyline.screens,
        )
    _kept(visit, storyline)
    if presentation.scenes:
        _meeting(visit, storyline, presentation)
    elif not storyline.screens:
        st.info(
            texts.present.NO_FINDING_YET,
            icon=":material/add_to_queue:",
        )
    if storyline.screens:
        st.header(texts.present.FINDINGS, anchor=False)
    for position in range(len(storyline.screens)):
        _own_screen(visit, storyline.screens, position)


def _set(key: str, words: str) -> None:
    """Put words into a field that does not hold them: setting them anew drops what is typed."""
    if st.session_state.get(key) != words:
        st.session_state[key] = words


def _own_screen(visit: Visit, screens: Sequence[Screen], position: int) -> None:
    scene, notes = scene_of(visit.pack, screens[position])
    heading = scene.heading if scene else texts.present.NOT_THERE
    key = own.key_of(screens, position)
    with st.container(border=True):
        st.subheader(f"{position + 1}. {plain(heading)}", anchor=False)
        if scene:
            st.caption(plain(scene.under_heading))
            st.caption(f"**{scene.exhibit.stamp}**")
        for note in notes:
            st.warning(plain(capitalised(note)), icon=":material/info:")
        with st.container(horizontal=True):
            _order(position, len(screens), key)
        with st.expander(texts.present.OWN_WORDS, key=f"{key}-words"):
            _own_words(screens[position], key, scene)


def _order(position: int, count: int, key: str) -> None:
    """Buttons that stay in their places, so that none loses the focus when screens move."""
    st.button(
        texts.present.UP,
        icon=":material/arrow_upward:",
        key=f"own-up-{position}",
        on_click=own.move,
        args=(key, -1),
        disabled=position == 0,
    )
    st.button(
        texts.present.DOWN,
        icon=":material/arrow_downward:",
        key=f"own-down-{position}",
        on_click=own.move,
        args=(key, 1),
        disabled=position == count - 1,
    )
    st.button(
        texts.present.REMOVE,
        icon=":material/delete:",
        key=f"own-remove-{position}",
        on_click=own.remove,
        args=(key,),
    )


def _own_words(screen: Screen, key: str, scene: Scene | None) -> None:
    title, note = f"{key}-title", f"{key}-note"
    _set(title, screen.title)
    _set(note, screen.note)

    def written() -> None:
        own.rewrite(key, title=st.session_state[title], note=st.session_state[note])

    st.text_input(
        texts.present.OWN_TITLE,
        key=title,
        max_chars=LONGEST_WORDS,
        placeholder=scene.exhibit.headline if scene else "",
        help=texts.present.ABOUT_OWN_TITLE,
        on_change=written,
    )
    st.text_area(
        texts.present.NOTE,
        key=note,
        max_chars=LONGEST_WORDS,
        help=texts.present.ABOUT_NOTE,
        on_change=written,
    )


def _kept(visit: Visit, storyline: Storyline) -> None:
    """Save it as a file, and open one."""
    with st.expander(
        texts.present.SAVE_OR_OPEN, expanded=not storyline.screens, key="present-kept"
    ):
        if storyline.screens:
            st.download_button(
                texts.present.SAVE,
                data=to_file(storyline),
                file_name=saved_name(visit.pack, storyline),
                mime=MIME["json"],
                key="present-save",
                on_click="ignore",
                icon=":material/save:",
            )
        # A file that was opened leaves the field, so that it can be opened again.
        key = f"{UPLOAD}-{st.session_state.get(UPLOADS, 0)}"
        st.file_uploader(
            texts.present.OPEN_SAVED,
            type="json",
            max_upload_size=LARGEST_SAVED,
            key=key,
            on_change=_opened,
            args=(key,),
            help=texts.present.ABOUT_OPEN_SAVED,
        )


def saved_name(pack: Pack, storyline: Storyline) -> str:
    """Name of the file that reopens a presentation: ``bestbywm-autumn-meeting.json``."""
    title = slug(storyline.title)[:LONGEST_NAME].strip("-") or "presentation"
    return f"{pack.region.slug}-{title}.json"


def _opened(key: str) -> None:
    uploaded: Any = st.session_state[key]
    if uploaded is not None:
        own.open_file(uploaded.getvalue())
        st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1


# Files ----------------------------------------------------------------------------------------


def _files(visit: Visit, presentation: Presentation) -> None:
    """Every kind of file; each is made only when it is asked for."""
    pack = visit.pack
    st.header(texts.present.TAKE_IT_AWAY, anchor=False)
    ratio, template = _slides_look(pack)
    with st.grid(2, min_column_width=340, gap="small"):
        for kind in KINDS.values():
            make: Callable[[], bytes] = partial(kind.make, pack, presentation)
            if kind.id == "deck":
                make = partial(deck, pack, presentation, ratio=ratio, template=template)
            _file(kind.label, kind.good_for, kind.file_name(presentation), make)
        if visit.selection.story == "council":
            selection = visit.selection.only("council", "weights")
            _file(
                texts.present.BRIEFING,
                texts.present.BRIEFING_IS_GOOD_FOR,
                f"{presentation.file_name}-briefing.pdf",
                partial(data.briefing, pack, selection, date.today()),
            )


def _file(label: str, good_for: str, name: str, make: Callable[[], bytes]) -> None:
    """A button that makes a file and hands it out, and what the file is good for."""
    with st.container(gap="xsmall"):
        st.download_button(
            label,
            data=make,
            file_name=name,
            mime=MIME[name.rpartition(".")[2]],
            key=f"present-{slug(label)}",
            on_click="ignore",
            icon=":material/download:",
        )
        st.caption(f"{capitalised(good_for)}.")


def _slides_look(pack: Pack) -> tuple[Ratio, bytes | None]:
    """Shape of the slides, and the council's own template, tried before it is used."""
    with st.expander(texts.present.SLIDES, key="present-slides"):
        ratio = st.radio(
            texts.present.SHAPE,
            list(RATIOS),
            key=RATIO,
            format_func=lambda each: RATIOS[each],
            horizontal=True,
            persist_state="session",
        )
        uploaded = st.file_uploader(
            texts.present.TEMPLATE,
            type=["pptx", "potx"],
            key=TEMPLATE,
            max_upload_size=LARGEST_FILE // 1_000_000,
            help=texts.present.ABOUT_TEMPLATE,
        )
        if uploaded is None:
            return ratio, None
        template = uploaded.getvalue()
        fault = _fault(pack, uploaded.file_id, template)
        if fault:
            st.error(
                plain(texts.present.FAULT.format(file=uploaded.name, fault=fault)),
                icon=":material/error:",
            )
            st.caption(texts.present.WITHOUT_TEMPLATE)
            return ratio, None
        st.success(
            texts.present.WITH_TEMPLATE.format(file=plain(uploaded.name)), icon=":material/check:"
        )
        return ratio, template


def _fault(pack: Pack, file: str, template: bytes) -> str:
    """Why slides cannot be made from a template, "" if they can; each file is tried once."""
    tried: tuple[str, str] | None = st.session_state.get(TRIED)
    if tried is None or tried[0] != file:
        with st.spinner(texts.present.TRYING):
            tried = st.session_state[TRIED] = (file, _tried(pack, template))
    return tried[1]


def _tried(pack: Pack, template: bytes) -> str:
    nothing, _ = prepare(pack, Storyline("Template"), date.today())
    try:
        deck(pack, nothing, template=template)
    except TemplateError as error:
        return str(error)
    return ""


def _links(visit: Visit, presentation: Presentation) -> None:
    """Links to this page and to the meeting mode, and code to embed it."""
    params = _meeting_parameters(visit, presentation)
    if isinstance(params, str):
        return
    with st.expander(texts.present.SHARE_IT, key="present-share"):
        share.to_copy(
            {
                texts.present.LINK_TO_PAGE: share.here(visit, params),
                texts.present.LINK_TO_MEETING: share.meeting(visit, params),
                texts.share.CODE: share.frame_code(visit, presentation.title, params),
            }
        )
