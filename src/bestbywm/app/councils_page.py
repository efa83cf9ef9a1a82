"""Councils side by side: all of them in one table, a few in detail, and everyone on strips."""

import streamlit as st

from bestbywm.app import card, data, frame, texts
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.councils import compared_measures
from bestbywm.exhibits.link import MOST_COMPARED
from bestbywm.exhibits.wording import full_label

MINE, COMPARED, SORT = "councils-mine", "councils-compared", "councils-sort"


def show(visit: Visit) -> str:
    """Whom to look at, then side by side, the table of all, and the strips."""
    pack, selection = visit.pack, visit.selection
    st.title(texts.councils.TITLE, anchor=False)
    if pack.responses.get(selection.wave) is None:
        st.info(
            texts.councils.NOT_PUBLISHED.format(wave=selection.wave),
            icon=":material/info:",
        )
        return ""
    _pickers(visit)
    if no_council(visit) or nobody_answered(visit, together=False):
        return ""
    cards = data.cards(visit)
    for each in cards:
        card.show(each, visit)
    return card.finding(cards)


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
            texts.common.MY_COUNCIL,
            codes,
            key=MINE,
            index=None,
            format_func=lambda code: frame.council_label(names[code]),
            placeholder=texts.common.FIND_A_COUNCIL,
            on_change=_chosen,
            args=(visit, "council", MINE),
        )
        st.multiselect(
            texts.councils.BESIDE_IT.format(most=MOST_COMPARED),
            codes,
            key=COMPARED,
            format_func=lambda code: frame.council_label(names[code]),
            max_selections=MOST_COMPARED,
            placeholder=texts.councils.FIND_COUNCILS,
            select_all=False,
            on_change=_compared,
            args=(visit,),
        )
        st.selectbox(
            texts.common.SORT_THE_TABLE,
            ["", *measures],
            key=SORT,
            format_func=lambda each: (
                full_label(pack, measures[each]) if each else texts.councils.BY_NAME
            ),
            on_change=_chosen,
            args=(visit, "sort", SORT),
        )


def _chosen(visit: Visit, field: str, key: str) -> None:
    frame.choose(visit.pack, **{field: st.session_state[key] or ""})


def _compared(visit: Visit) -> None:
    frame.choose(visit.pack, compared=tuple(st.session_state[COMPARED]))
