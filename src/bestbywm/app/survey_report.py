"""The check report: what became of every row and cell of the file, and what was found."""

from functools import partial
from math import ceil

import pandas as pd
import streamlit as st

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
    st.header("5. Check report", anchor=False)
    st.markdown("\n".join(f"- {plain(line)}" for line in report.summary()))
    if report.findings:
        with st.expander(f"What was found ({len(report.findings):,})", key="survey-found"):
            _findings(report.findings)
    _files(draft, imported)


def _findings(findings: tuple[Finding, ...]) -> None:
    pages = ceil(len(findings) / AT_ONCE)
    page = 1
    if pages > 1:
        st.session_state[PAGE] = min(int(st.session_state.get(PAGE) or 1), pages)
        page = int(
            st.number_input(f"Part of the list, of {pages}", 1, pages, key=PAGE, width=220) or 1
        )
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
    st.table(
        pd.DataFrame(rows, columns=["What", "Where", "Value", "Expected", "Done"], dtype="str"),
        border="horizontal",
        hide_index=True,
    )


def _place(finding: Finding) -> str:
    if finding.column is None:
        return plain(capitalised(finding.rows.in_words()))
    heading = f" “{shown(finding.heading, 40)}”" if finding.heading else ""
    return plain(f"Column {column_letters(finding.column)}{heading}, {finding.rows.in_words()}")


def _files(draft: Draft, imported: Imported) -> None:
    report = imported.report
    name = slug(draft.file.name.rpartition(".")[0] or draft.file.name) or "survey"
    with st.container(horizontal=True):
        st.download_button(
            "Report (CSV)",
            data=partial(report_csv, report),
            file_name=f"{name}-report.csv",
            mime="text/csv",
            key="survey-report-csv",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Report (text)",
            data=partial(report_text, report),
            file_name=f"{name}-report.txt",
            mime="text/plain",
            key="survey-report-text",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            "Rows set aside (CSV)",
            data=partial(set_aside_csv, draft.table, report, imported.personal_columns),
            file_name=f"{name}-set-aside.csv",
            mime="text/csv",
            key="survey-aside-csv",
            on_click="ignore",
            icon=":material/download:",
            disabled=not report.rows_set_aside,
        )
