"""What stands in the way."""

import streamlit as st

from bestbywm.analysis.selection import answers_for
from bestbywm.app import card, data, prose, texts
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.barriers import barriers_question


def show(visit: Visit) -> str:
    """The ranking, then by type of council, by council, and which go together."""
    selection = visit.selection.only()
    st.title(texts.barriers.TITLE, anchor=False)
    question = barriers_question(visit.pack)
    if question is None:
        st.info(texts.barriers.NOT_ASKED)
        return ""
    prose.text(question.help)
    if no_council(visit) or nobody_answered(visit):
        return ""
    cards = data.cards(visit)
    if not cards:
        st.info(texts.barriers.NOT_PUBLISHED.format(wave=selection.wave))
    for each in cards:
        card.show(each, visit)
    if answers_for(visit.pack, selection) is None:
        st.info(
            texts.barriers.TOTALS_ONLY.format(wave=selection.wave),
            icon=":material/info:",
        )
    return card.finding(cards)
