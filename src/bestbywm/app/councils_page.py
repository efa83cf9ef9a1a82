"""Councils side by side: all of them in one table, a few in detail, and everyone on strips."""

import streamlit as st

from bestbywm.app import card, data, frame
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.councils import compared_measures
from bestbywm.exhibits.link import MOST_COMPARED
from bestbywm.exhibits.wording import full_label

MINE, COMPARED, SORT = "councils-mine", "councils-compared", "councils-sort"


def show(visit: Visit) -> None:
    """Whom to look at, then side by side, the table of all, and the strips."""
    pack, selection = visit.pack, visit.selection
    st.title("Councils side by side", anchor=False)
    if pack.responses.get(selection.wave) is None:
        st.info(
            f"No council's answers of {selection.wave} were published. Choose another wave.",
            icon=":material/info:",
        )
        return
    _pickers(visit)
    if no_council(visit) or nobody_answered(visit, together=False):
        return
    for each in data.cards(visit):
        card.show(each, visit)


def _pickers(visit: Visit) -> None:
    pack, selection = visit.pack, visit.selection
    names = pack.region.by_code
    codes = sorted(pack.region.codes, key=lambda code: names[code].name)
    measures = {each.id: each for each in compared_measures(pack, selection.wave)}
    st.session_state[MINE] = selection.council or None
    st.session_state[COMPARED] = list(selection.compared)
    st.session_state[SORT] = selection.sort if selection.sort in measures else ""
    with st.grid(3, min_column_width=260, gap="medium"):
        st.selectbox(
            "My council",
            codes,
            key=MINE,
            index=None,
            format_func=lambda code: frame.council_label(names[code]),
            placeholder="Type to find a council",
            on_change=_chosen,
            args=(visit, "council", MINE),
        )
        st.multiselect(
            f"Set beside it (up to {MOST_COMPARED})",
            codes,
            key=COMPARED,
            format_func=lambda code: frame.council_label(names[code]),
            max_selections=MOST_COMPARED,
            placeholder="Type to find councils",
            select_all=False,
            on_change=_compared,
            args=(visit,),
        )
        st.selectbox(
            "Sort the table by",
            ["", *measures],
            key=SORT,
            format_func=lambda each: full_label(pack, measures[each]) if each else "Name",
            on_change=_chosen,
            args=(visit, "sort", SORT),
        )


def _chosen(visit: Visit, field: str, key: str) -> None:
    frame.choose(visit.pack, **{field: st.session_state[key] or ""})


def _compared(visit: Visit) -> None:
    frame.choose(visit.pack, compared=tuple(st.session_state[COMPARED]))
