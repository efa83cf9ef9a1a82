"""How far the councils have come: the maturity index, its weights, and how far a rank holds."""

import pandas as pd
import streamlit as st

from bestbywm.analysis.maturity import WHOLE, rebalanced, shared_out, weights_of
from bestbywm.analysis.measures import MATURITY, maturity_measures
from bestbywm.app import card, data, frame, prose, texts
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.maturity import weights_in_words
from bestbywm.render.markdown import plain

WEIGHT = "weight"
PANEL = "weights-panel"
SORT = "maturity-sort"


def show(visit: Visit) -> str:
    """What it is, the weights, the exhibits, and what the levels mean."""
    pack, selection = visit.pack, visit.selection
    st.title(texts.maturity.TITLE, anchor=False)
    if not pack.maturity.dimensions:
        st.info(texts.maturity.NO_INDEX)
        return ""
    prose.text(texts.maturity.ABOUT)
    if pack.responses.get(selection.wave) is None:
        st.info(
            texts.maturity.TOO_LITTLE_PUBLISHED.format(wave=selection.wave),
            icon=":material/info:",
        )
        return ""
    if no_council(visit) or nobody_answered(visit):
        return ""
    _weights(visit)
    cards = data.cards(visit)
    if not cards:
        st.info(texts.maturity.TOO_LITTLE_ANSWERED)
    beside, ranking, by_council = cards[:-2], cards[-2:-1], cards[-1:]
    with st.grid(max(1, len(beside)), min_column_width=420, gap="medium"):
        for each in beside:
            card.show(each, visit)
    for each in ranking:
        card.show(each, visit)
    if by_council:
        _sort(visit)
    for each in by_council:
        card.show(each, visit)
    _levels(visit)
    return card.finding(cards)


def _sort(visit: Visit) -> None:
    labels = {each.id: each.label for each in maturity_measures(visit.pack.maturity)}
    sort = visit.selection.sort
    st.session_state[SORT] = sort if sort in labels else MATURITY
    st.selectbox(
        texts.common.SORT_THE_TABLE,
        list(labels),
        key=SORT,
        format_func=lambda each: labels[each],
        on_change=_sorted,
        args=(visit,),
    )


def _sorted(visit: Visit) -> None:
    sort = st.session_state[SORT]
    frame.choose(visit.pack, sort="" if sort == MATURITY else sort)


def _weights(visit: Visit) -> None:
    """A slider for each dimension; moving one moves the others, so that they add up to 100."""
    model = visit.pack.maturity
    if len(model.dimensions) < 2:
        return
    weights = visit.selection.weights or weights_of(model)
    is_own = bool(visit.selection.weights)
    with st.expander(
        texts.maturity.WEIGHTS_CHOSEN if is_own else texts.maturity.WEIGHTS,
        expanded=is_own,
        key=PANEL,
    ):
        st.write(texts.maturity.ABOUT_WEIGHTS)
        shown = shared_out(100, weights)
        with st.grid(3, min_column_width=230, gap="medium"):
            for position, dimension in enumerate(model.dimensions):
                key = f"{WEIGHT}-{dimension.id}"
                st.session_state[key] = shown[position]
                with st.container(gap=None):
                    st.slider(
                        dimension.label,
                        0,
                        100,
                        key=key,
                        format="%d%%",
                        on_change=_moved,
                        args=(visit, position, key),
                    )
                    st.caption(plain(dimension.description))
        st.caption(weights_in_words(visit.pack, visit.selection))
        st.button(
            texts.maturity.RESET_WEIGHTS,
            icon=":material/restart_alt:",
            on_click=lambda: frame.choose(visit.pack, weights=()),
        )


def _moved(visit: Visit, position: int, key: str) -> None:
    """Move one weight; the others share the rest, to the hundredth of a per cent."""
    own = weights_of(visit.pack.maturity)
    value = st.session_state[key] * WHOLE // 100
    weights = rebalanced(visit.selection.weights or own, position, value, own)
    frame.choose(visit.pack, weights=() if weights == own else weights)


def _levels(visit: Visit) -> None:
    st.header(texts.maturity.LEVELS, anchor=False)
    st.table(
        pd.DataFrame(
            [
                (level.label, f"{level.start:g}", level.description, level.next_step)
                for level in visit.pack.maturity.levels
            ],
            columns=[
                texts.maturity.LEVEL,
                texts.maturity.FROM_SCORE,
                texts.maturity.WHAT_IT_IS_LIKE,
                texts.maturity.NEXT_STEP,
            ],
        ),
        border="horizontal",
        hide_index=True,
        alt=texts.maturity.LEVELS,
    )
