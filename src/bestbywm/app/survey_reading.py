"""Loading a survey's answers, and what was understood of the file."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

from bestbywm.app import drafts, frame, texts
from bestbywm.app.frame import Visit
from bestbywm.exhibits.wording import plural
from bestbywm.render.markdown import plain
from bestbywm.survey.importing.checking import shown
from bestbywm.survey.importing.dialects import NAMES, recognise
from bestbywm.survey.importing.drafting import DIALECTS, Draft
from bestbywm.survey.importing.importing import Imported
from bestbywm.survey.importing.limits import MAX_BYTES
from bestbywm.survey.importing.model import Dialect, SurveyFile
from bestbywm.survey.importing.reading import read_file, read_pasted
from bestbywm.words import listed

UPLOAD, UPLOADS = "survey-upload", "survey-uploads"
PASTE, PASTED = "survey-paste", "survey-pasted"
SHEET, DIALECT = "survey-sheet", "survey-dialect"

MANY_PEOPLE = 2_000
"""From here on checking takes long enough to show how far it is."""


def load(visit: Visit) -> None:
    """Upload a file or paste a table; what is wrong with one is said, and the visit goes on."""
    st.header(texts.survey_reading.LOAD, anchor=False)
    draft = drafts.current()
    _upload(visit)
    _paste(visit)
    for problem in drafts.problems():
        frame.say_problem(problem, with_place=True)
    if drafts.problems() and draft is not None:
        st.caption(texts.survey_reading.STILL_HERE.format(file=plain(draft.file.name)))
    if draft is not None:
        with st.container(horizontal=True, vertical_alignment="center"):
            name = plain(draft.file.name)
            st.markdown(texts.survey_reading.LOADED.format(file=name), width="content")
            st.button(texts.survey_reading.FORGET, icon=":material/delete:", on_click=drafts.forget)


def _upload(visit: Visit) -> None:
    # A file that was read leaves the field, so that it can be loaded again.
    key = f"{UPLOAD}-{st.session_state.get(UPLOADS, 0)}"
    uploaded = st.file_uploader(
        texts.survey_reading.EXPORT_FILE,
        key=key,
        max_upload_size=MAX_BYTES // 1_000_000,
        help=texts.survey_reading.ABOUT_EXPORT_FILE,
    )
    if uploaded is not None:
        content = uploaded.getvalue()
        _read(visit, lambda told: read_file(uploaded.name, content, progress=told))
        _let_go(uploaded.file_id)
        st.session_state[UPLOADS] = st.session_state.get(UPLOADS, 0) + 1
        st.rerun()


def _let_go(file_id: str) -> None:
    """Have the server forget a file that it received: it would keep it as long as the visit."""
    run = get_script_run_ctx()
    if run is not None and isinstance(run.uploaded_file_mgr, MemoryUploadedFileManager):
        run.uploaded_file_mgr.remove_file(run.session_id, file_id)


def _paste(visit: Visit) -> None:
    # What was read leaves the box; what could not be read stays, to be mended.
    key = f"{PASTE}-{st.session_state.get(PASTED, 0)}"
    with st.expander(texts.survey_reading.PASTE, key="survey-pasting"):
        st.text_area(
            texts.survey_reading.TABLE,
            key=key,
            height=160,
            help=texts.survey_reading.ABOUT_TABLE,
        )
        if st.button(texts.survey_reading.READ, icon=":material/content_paste_go:"):
            text = str(st.session_state[key] or "")
            _read(visit, lambda _told: read_pasted(text))
            if not drafts.problems():
                st.session_state[PASTED] = st.session_state.get(PASTED, 0) + 1
            st.rerun()


def _read(visit: Visit, read: Callable[[Any], SurveyFile]) -> None:
    """Read and understand, with a bar that shows how far it is."""
    bar = st.progress(0.0, text=texts.survey_reading.READING)

    def told(done: float, what: str) -> None:
        words = texts.survey_reading.DOING.format(what=plain(what))
        bar.progress(min(1.0, max(0.0, done)), text=words)

    drafts.open_file(partial(read, told), visit)


# What was understood --------------------------------------------------------------------------


def understood(visit: Visit, draft: Draft) -> Imported:
    """What the file was taken for; returns what it brings, worked out with a bar."""
    st.header(texts.survey_reading.UNDERSTOOD, anchor=False)
    imported = _checked(visit, draft)
    _counts(imported)
    if dropped := imported.report.dropped:
        names = listed(
            texts.survey_reading.HEADING.format(heading=shown(heading, 60))
            for heading, _ in dropped
        )
        st.markdown(texts.survey_reading.LEFT_OUT.format(columns=plain(names)))
    table = draft.table
    looks = texts.survey_reading.LOOKS_LIKE.format(what=_a(table.dialect), why=table.why)
    if draft.file.read_as:
        looks += texts.survey_reading.READ_AS.format(how=draft.file.read_as)
    st.write(plain(looks))
    for note in draft.notes:
        st.markdown(f"- {plain(note)}")
    with st.expander(texts.survey_reading.NOT_RIGHT, key="survey-read-as"):
        _read_as(visit, draft)
    return imported


def _a(dialect: Dialect) -> str:
    if dialect == "plain":
        return NAMES[dialect]
    return texts.survey_reading.AN_EXPORT.format(service=NAMES[dialect])


def _checked(visit: Visit, draft: Draft) -> Imported:
    if len(draft.table.people) < MANY_PEOPLE:
        return drafts.checked(visit, draft)
    place = st.empty()
    bar = place.progress(0.0, text=texts.survey_reading.CHECKING)

    def told(done: float, what: str) -> None:
        words = texts.survey_reading.DOING.format(what=plain(what))
        bar.progress(min(1.0, max(0.0, done)), text=words)

    imported = drafts.checked(visit, draft, told)
    place.empty()
    return imported


def _counts(imported: Imported) -> None:
    report = imported.report
    words = texts.survey_reading
    rows = words.WITH_HEADINGS.format(rows=plural(len(report.headings), "row"))
    councils = words.FROM_COUNCILS.format(councils=plural(len(report.people_by_council), "council"))
    figures = {
        words.ROWS_READ: (report.rows_read, rows),
        words.PEOPLE_USED: (len(report.used), councils),
        words.ROWS_SET_ASIDE: (report.rows_set_aside, words.EACH_WITH_REASON),
    }
    with st.grid(3, min_column_width=200):
        for label, (value, about) in figures.items():
            st.metric(
                label,
                f"{value:,}",
                about,
                delta_color="off",
                delta_arrow="off",
                border=True,
                height="stretch",
            )


def _read_as(visit: Visit, draft: Draft) -> None:
    """Overrule which sheet holds the answers, and whose export it is."""
    sheets = [sheet.name for sheet in draft.file.sheets]
    if len(sheets) > 1:
        st.session_state[SHEET] = draft.table.sheet.name
        st.selectbox(
            texts.survey_reading.SHEET,
            sheets,
            key=SHEET,
            on_change=lambda: drafts.read_again(visit, st.session_state[SHEET], None),
        )
    recognised = recognise(draft.table.sheet).dialect
    st.session_state[DIALECT] = draft.table.dialect

    def said(dialect: Dialect) -> str:
        name = f"{NAMES[dialect][:1].upper()}{NAMES[dialect][1:]}"
        return (
            texts.survey_reading.AS_RECOGNISED.format(service=name)
            if dialect == recognised
            else name
        )

    st.radio(
        texts.survey_reading.WHOSE,
        DIALECTS,
        key=DIALECT,
        format_func=said,
        on_change=lambda: drafts.read_again(
            visit, draft.table.sheet.name, st.session_state[DIALECT]
        ),
        help=texts.survey_reading.ABOUT_WHOSE,
    )
