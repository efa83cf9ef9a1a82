"""An exhibit on a card: headline, base, chart or table or words, source and stamp."""

from collections.abc import Iterable, Sequence
from typing import Literal

import streamlit as st

from bestbywm.app import taking, texts
from bestbywm.app.data import Card
from bestbywm.app.frame import Visit
from bestbywm.app.served import static_address
from bestbywm.exhibits.alternatives import name_of
from bestbywm.exhibits.model import LOW_RELIABILITY, Exhibit
from bestbywm.exhibits.overview import HeadlineFigure
from bestbywm.exhibits.saying import you_can_say
from bestbywm.provenance import STAMPS
from bestbywm.render.figures import is_stamped
from bestbywm.render.markdown import plain
from bestbywm.render.tables import for_reading, shorthand_in
from bestbywm.render.unseen import unseen_table

Form = Literal["Chart", "Table", "You can say"]

CHART_CONFIG = {"displayModeBar": False}
"""How Plotly behaves: no toolbar; the axes are fixed by the template."""


def map_config() -> dict[str, object]:
    """How Plotly behaves on a map: no zooming by the wheel, nothing fetched from elsewhere.

    Without ``topojsonURL`` a map asks a server on the internet for outlines of the world, even
    though it draws none.
    """
    return {**CHART_CONFIG, "scrollZoom": False, "topojsonURL": static_address("")}


def show(card: Card, visit: Visit, *, height: Literal["stretch", "content"] = "stretch") -> None:
    """Show an exhibit on a card, as high as the one beside it, or as its content."""
    with st.container(border=True, height=height):
        _content(card, visit)


@st.fragment
def _content(card: Card, visit: Visit) -> None:
    """What stands on a card; switching its form runs only this again."""
    exhibit = card.exhibit
    heading(exhibit)
    form = controls(exhibit, visit)
    if form == "Chart":
        _chart(card)
    shown(form, exhibit, visit)


def _chart(card: Card) -> None:
    exhibit = card.exhibit
    if not card.is_map:
        key(card)
    if card.heat:
        st.html(card.heat)
        _explain(each for each in shorthand_in(exhibit.table) if each[0] == LOW_RELIABILITY)
        return
    st.plotly_chart(
        card.figure,
        key=f"chart-{exhibit.id}",
        theme=None,
        config=map_config() if card.is_map else CHART_CONFIG,
        alt=name_of(exhibit),
    )
    behind(exhibit)
    if card.is_map:
        key(card)


def key(card: Card) -> None:
    """The key of a map or of shades, which other charts do not have."""
    if card.key:
        st.html(card.key)


def behind(exhibit: Exhibit) -> None:
    """The table of a chart, for those who do not see the chart."""
    unseen = unseen_table(exhibit)
    if unseen:
        st.html(unseen)


def shown(form: Form, exhibit: Exhibit, visit: Visit) -> None:
    """What stands under the controls: the table or the words, if asked for, and the ending."""
    if form == "Table":
        table(exhibit)
    if form == "You can say":
        _saying(exhibit, visit)
    ending(exhibit, stamp_in_picture=form == "Chart" and is_stamped(exhibit))


def _saying(exhibit: Exhibit, visit: Visit) -> None:
    """A sentence to copy, or why there is none."""
    saying = you_can_say(visit.pack, exhibit)
    if saying.sentence:
        st.code(saying.sentence, language=None, wrap_lines=True)
    st.write(saying.advice)


def finding(cards: Sequence[Card]) -> str:
    """The first headline: what a page says above all; "" if it has none."""
    return cards[0].exhibit.headline if cards else ""


def heading(exhibit: Exhibit) -> None:
    """Headline with its question mark, and subtitle."""
    st.header(plain(exhibit.headline), anchor=False, help=plain(exhibit.help) or None)
    st.caption(plain(exhibit.subtitle))


def controls(exhibit: Exhibit, visit: Visit) -> Form:
    """Chart, table or words, and what can be taken away; the form that is wanted."""
    forms: list[Form] = ["Table", "You can say"]
    if exhibit.chart is not None:
        forms = ["Chart", *forms]
    with st.container(horizontal=True, vertical_alignment="center"):
        choice: Form = st.segmented_control(
            texts.cards.SHOW_AS,
            forms,
            default=forms[0],
            required=True,
            key=f"form-{exhibit.id}",
            label_visibility="collapsed",
        )
        taking.menu(exhibit, visit)
    return choice


def table(exhibit: Exhibit) -> None:
    """The exhibit's table, and what its marks mean."""
    if not exhibit.table.rows:
        return
    st.table(for_reading(exhibit.table), border="horizontal", hide_index=True, alt=exhibit.headline)
    _explain(shorthand_in(exhibit.table))


def _explain(marks: Iterable[tuple[str, str]]) -> None:
    """What the marks mean; a heat table says in words why a figure is missing."""
    words = "; ".join(f"\\{mark[:-1]}\\] {meaning}" for mark, meaning in marks)
    if words:
        st.caption(f"{words}.")


def headline_figures(figures: Sequence[HeadlineFigure]) -> None:
    """Headline figures side by side, and what kind of data they are; nothing if there are none."""
    if not figures:
        return
    with st.grid(min(3, len(figures)), min_column_width=250):
        for each in figures:
            _headline_figure(each)
    st.caption(f"**{STAMPS[figures[0].provenance]}**")


def _headline_figure(figure: HeadlineFigure) -> None:
    """The label stands above the metric, whose own would be cut where it has no room."""
    with st.container(border=True, height="stretch", gap=None):
        st.markdown(plain(figure.label), help=figure.help)
        st.metric(
            figure.label,
            figure.value,
            figure.count,
            delta_color="off",
            delta_arrow="off",
            label_visibility="collapsed",
        )


def ending(exhibit: Exhibit, *, stamp_in_picture: bool = False) -> None:
    """Stamp, unless the picture above carries it, caveats and source."""
    stamp = [] if stamp_in_picture else [f"**{exhibit.stamp}**"]
    said = plain(" ".join([*exhibit.caveats, exhibit.source]))
    st.caption(" ".join([*stamp, said]))
