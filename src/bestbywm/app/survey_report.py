"""The check report: what became of every row and cell of the file, and what was found."""

from functools import partial
from math import ceil

import pandas as pd
import streamlit as st

from bestbywm.app import texts
from bestbywm.exhibits.wording import capitalised, slug
from bestbywm.render.markdown import plain
from bestbywm.survey.importing.cells import column_letters
from bestbywm.survey.importing.checking import (
    Finding,
    report_csv,
    report_text,
    set_aside_csv,
    shown,
)
from bestbywm.survey.importing.drafting import Draft
from bestbywm.survey.importing.importing import Imported

AT_ONCE = 20
"""Findings on a page of the table."""

PAGE = "survey-findings"


def show(draft: Draft, imported: Imported) -> None:
    """Summary, findings, and files of both."""
    report = imported.report
    st.header(texts.survey_report.TITLE, anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in report.summary()))
    if report.findings:
        found = texts.survey_report.FOUND.format(number=len(report.findings))
        with st.expander(found, key="survey-found"):
            _findings(report.findings)
    _files(draft, imported)


def _findings(findings: tuple[Finding, ...]) -> None:
    pages = ceil(len(findings) / AT_ONCE)
    page = 1
    if pages > 1:
        st.session_state[PAGE] = min(int(st.session_state.get(PAGE) or 1), pages)
        part_of = texts.survey_report.PART.format(parts=pages)
        page = int(st.number_input(part_of, 1, pages, key=PAGE, width=220) or 1)
    part = findings[AT_ONCE * (page - 1) : AT_ONCE * page]
    rows = [
        (
            capitalised(each.kind),
            _place(each),
            plain(each.value),
            plain(capitalised(each.expected)),
            plain(capitalised(each.done)),
        )
        for each in part
    ]
    columns = [
        texts.survey_report.WHAT,
        texts.survey_report.WHERE,
        texts.survey_report.VALUE,
        texts.survey_report.EXPECTED,
        texts.survey_report.DONE,
    ]
    st.table(
        pd.DataFrame(rows, columns=columns, dtype="str"),
        border="horizontal",
        hide_index=True,
        alt=texts.survey_report.TITLE,
    )


def _place(finding: Finding) -> str:
    if finding.column is None:
        return plain(capitalised(finding.rows.in_words()))
    heading = shown(finding.heading, 40)
    return plain(
        texts.survey_report.COLUMN.format(
            letters=column_letters(finding.column),
            heading=texts.survey_report.HEADING.format(heading=heading) if heading else "",
            rows=finding.rows.in_words(),
        )
    )


def _files(draft: Draft, imported: Imported) -> None:
    report = imported.report
    name = slug(draft.file.name.rpartition(".")[0] or draft.file.name) or "survey"
    with st.container(horizontal=True):
        st.download_button(
            texts.survey_report.AS_CSV,
            data=partial(report_csv, report),
            file_name=f"{name}-report.csv",
            mime="text/csv",
            key="survey-report-csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            texts.survey_report.AS_TEXT,
            data=partial(report_text, report),
            file_name=f"{name}-report.txt",
            mime="text/plain",
            key="survey-report-text",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            texts.survey_report.SET_ASIDE,
            data=partial(set_aside_csv, draft.table, report, imported.personal_columns),
            file_name=f"{name}-set-aside.csv",
            mime="text/csv",
            key="survey-aside-csv",
            on_click="ignore",
            icon=":material/download:",
            disabled=not report.rows_set_aside,
        )
