"""What changed between two waves, and what can be said about it."""

import streamlit as st

from bestbywm.analysis.selection import Breakdown, both_have_answers, waves_compared
from bestbywm.app import card, data, frame, prose, texts
from bestbywm.app.frame import Visit, no_council
from bestbywm.exhibits.change import measure_shown, measures_to_choose
from bestbywm.exhibits.wording import full_label
from bestbywm.words import listed

BREAKDOWN, MEASURE = "change-breakdown", "change-measure"

BREAKDOWNS: dict[Breakdown, str] = {
    "region": texts.change.ALL_MEASURES,
    "type": texts.change.BY_TYPE,
    "council": texts.change.BY_COUNCIL,
}


def show(visit: Visit) -> str:
    """The change, for whom it can be shown, and what cannot be compared."""
    pack, selection = visit.pack, visit.selection
    st.title(texts.change.TITLE, anchor=False)
    waves = waves_compared(pack, selection)
    if waves is None:
        st.info(
            texts.change.ONE_WAVE.format(wave=pack.waves[0].id),
            icon=":material/info:",
        )
        return ""
    prose.text(texts.change.ABOUT.format(waves=listed(waves)))
    if no_council(visit):
        return ""
    if both_have_answers(pack, selection):
        _pickers(visit)
    cards = data.cards(visit)
    for each in cards:
        card.show(each, visit)
    if not cards:
        st.info(
            texts.change.NO_FIGURE.format(before=waves[0], after=waves[1]),
            icon=":material/info:",
        )
    if not both_have_answers(pack, selection):
        st.info(_why_no_breakdown(visit, waves), icon=":material/info:")
    return card.finding(cards)


def _pickers(visit: Visit) -> None:
    """For whom the change is shown, and of which measure."""
    selection = visit.selection
    st.session_state[BREAKDOWN] = selection.breakdown
    st.radio(
        texts.change.SHOW,
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
        texts.common.MEASURE,
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
    return texts.change.TOTALS_ONLY.format(waves=listed(silent))
