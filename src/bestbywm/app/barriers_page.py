"""What stands in the way."""

import streamlit as st

from bestbywm.analysis.selection import answers_for
from bestbywm.app import card, data
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.barriers import barriers_question


def show(visit: Visit) -> None:
    """The ranking, then by type of council, by council, and which go together."""
    selection = visit.selection.only()
    st.title("What stands in the way", anchor=False)
    question = barriers_question(visit.pack)
    if question is None:
        st.info("This survey did not ask what stands in the way.")
        return
    st.write(question.help)
    if no_council(visit) or nobody_answered(visit):
        return
    cards = data.cards(visit)
    if not cards:
        st.info(f"No figures on barriers were published for {selection.wave}.")
    for each in cards:
        card.show(each, visit)
    if answers_for(visit.pack, selection) is None:
        st.info(
            f"Which type of council, which council and which pairs: {selection.wave} cannot "
            "say, because only totals for the whole region were published.",
            icon=":material/info:",
        )
