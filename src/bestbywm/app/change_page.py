"""What changed between two waves, and what can be said about it."""

import streamlit as st

from bestbywm.analysis.selection import Breakdown, both_have_answers, waves_compared
from bestbywm.app import card, data, frame
from bestbywm.app.frame import Visit, no_council
from bestbywm.exhibits.change import measure_shown, measures_to_choose
from bestbywm.exhibits.wording import full_label
from bestbywm.words import listed

BREAKDOWN, MEASURE = "change-breakdown", "change-measure"

BREAKDOWNS: dict[Breakdown, str] = {
    "region": "All measures together",
    "type": "One measure, by type of council",
    "council": "One measure, by council",
}


def show(visit: Visit) -> None:
    """The change, for whom it can be shown, and what cannot be compared."""
    pack, selection = visit.pack, visit.selection
    st.title("What changed", anchor=False)
    waves = waves_compared(pack, selection)
    if waves is None:
        st.info(
            f"There is one wave so far, {pack.waves[0].id}. What changed can be shown once there "
            "is a second one.",
            icon=":material/info:",
        )
        return
    st.write(
        f"How the answers of {listed(waves)} differ, and whether the difference is more than "
        "chance. A measure is compared only where both waves have a figure with its count."
    )
    if no_council(visit):
        return
    if both_have_answers(pack, selection):
        _pickers(visit)
    cards = data.cards(visit)
    for each in cards:
        card.show(each, visit)
    if not cards:
        st.info(
            f"Nobody here has a figure in {waves[0]} or {waves[1]}. Choose more councils or "
            "other waves.",
            icon=":material/info:",
        )
    if not both_have_answers(pack, selection):
        st.info(_why_no_breakdown(visit, waves), icon=":material/info:")


def _pickers(visit: Visit) -> None:
    """For whom the change is shown, and of which measure."""
    selection = visit.selection
    st.session_state[BREAKDOWN] = selection.breakdown
    st.radio(
        "Show",
        list(BREAKDOWNS),
        key=BREAKDOWN,
        format_func=lambda each: BREAKDOWNS[each],
        horizontal=True,
        on_change=_chosen,
        args=(visit, "breakdown", BREAKDOWN),
    )
    measure = measure_shown(visit.pack, selection)
    if selection.breakdown == "region" or measure is None:
        return
    measures = measures_to_choose(visit.pack, selection)
    st.session_state[MEASURE] = measure.id
    st.selectbox(
        "Measure",
        list(measures),
        key=MEASURE,
        format_func=lambda each: full_label(visit.pack, measures[each]),
        help=measure.help,
        on_change=_chosen,
        args=(visit, "measure", MEASURE),
    )


def _chosen(visit: Visit, field: str, key: str) -> None:
    frame.choose(visit.pack, **{field: st.session_state[key]})


def _why_no_breakdown(visit: Visit, waves: tuple[str, str]) -> str:
    silent = [wave for wave in waves if wave not in visit.pack.responses]
    return (
        f"Which type of council and which council changed: {listed(silent)} cannot say, because "
        "only totals for the whole region were published."
    )
