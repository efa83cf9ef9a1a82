"""Your survey: from the export file of a survey to the whole dashboard for it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from bestbywm.app import (
    drafts,
    loaded,
    prose,
    saving,
    survey_mapping,
    survey_reading,
    survey_report,
    survey_use,
    texts,
)
from bestbywm.app.frame import Visit
from bestbywm.render.questionnaire import questionnaire_text, questionnaire_xlsx
from bestbywm.render.takeaway import MIME


def show(visit: Visit) -> str:
    """Get the questionnaire, load the answers, mend what was not understood, see and use it."""
    st.title(texts.survey.TITLE, anchor=False)
    prose.text(texts.survey.ABOUT)
    st.info(
        texts.survey.PERSONAL_DATA,
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
    return ""


def _questionnaire(visit: Visit) -> None:
    """The questionnaire to run the survey with."""
    st.header(texts.survey.QUESTIONNAIRE, anchor=False)
    prose.text(texts.survey.ABOUT_QUESTIONNAIRE)
    pack = drafts.published(visit)
    name = f"{pack.region.slug}-questionnaire"
    files: dict[str, tuple[str, Callable[[], Any], str]] = {
        "txt": (
            texts.survey.AS_TEXT,
            partial(questionnaire_text, pack),
            texts.survey.ABOUT_TEXT,
        ),
        "xlsx": (
            texts.survey.AS_WORKBOOK,
            partial(questionnaire_xlsx, pack),
            texts.survey.ABOUT_WORKBOOK,
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
