"""Your survey: from the export file of a survey to the whole dashboard for it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from bestbywm.app import (
    drafts,
    loaded,
    saving,
    survey_mapping,
    survey_reading,
    survey_report,
    survey_use,
)
from bestbywm.app.frame import Visit
from bestbywm.render.questionnaire import questionnaire_text, questionnaire_xlsx
from bestbywm.render.takeaway import MIME


def show(visit: Visit) -> None:
    """Get the questionnaire, load the answers, mend what was not understood, see and use it."""
    st.title("Your survey", anchor=False)
    st.write(
        "Have you run the survey again? Load the file that Microsoft Forms, SurveyMonkey or Google "
        "Forms gives you, just as it is. You see what was understood, mend what was not, and then "
        "every page of this dashboard shows your own survey."
    )
    st.info(
        "**Personal data.** Names, e-mail addresses, IP addresses and answers in people’s own "
        "words are recognised and left out before anything is used. Of each person, only the "
        "council and the options chosen are kept. All of it stays in this visit: nothing is saved "
        "on the server, and **loading this page again, or closing it, ends the visit and forgets "
        "the file and all you decided**. Save the mapping below to do it again within a minute.",
        icon=":material/shield_lock:",
    )
    _questionnaire(visit)
    survey_reading.load(visit)
    draft = drafts.current()
    if draft is not None:
        imported = survey_reading.understood(visit, draft)
        survey_mapping.show(visit, draft, imported)
        survey_report.show(draft, imported)
        survey_use.show(visit, draft, imported)
    saving.panel(visit, loaded.current())


def _questionnaire(visit: Visit) -> None:
    """The questionnaire to run the survey with."""
    st.header("1. Get the questionnaire", anchor=False)
    st.write(
        "Not asked yet? Ask with these words, and the answers come back without anybody having to "
        "match them."
    )
    pack = drafts.published(visit)
    name = f"{pack.region.slug}-questionnaire"
    files: dict[str, tuple[str, Callable[[], Any], str]] = {
        "txt": (
            "Text for Microsoft Forms or Google Forms",
            partial(questionnaire_text, pack),
            "Every question with its answers, to copy into a form.",
        ),
        "xlsx": (
            "Workbook to fill in (XLSX)",
            partial(questionnaire_xlsx, pack),
            "A row for each person, with lists to choose from: for answers on paper or by phone.",
        ),
    }
    with st.grid(2, min_column_width=340, gap="small"):
        for ending, (label, make, good_for) in files.items():
            with st.container(gap="xsmall"):
                st.download_button(
                    label,
                    data=make,
                    file_name=f"{name}.{ending}",
                    mime="text/plain" if ending == "txt" else MIME[ending],
                    key=f"survey-questionnaire-{ending}",
                    on_click="ignore",
                    icon=":material/download:",
                )
                st.caption(good_for)
