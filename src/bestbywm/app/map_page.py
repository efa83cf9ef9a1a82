"""Where: the map of the councils, and the panel of one of them."""

from typing import Any

import streamlit as st

from bestbywm.app import card, data, frame, texts
from bestbywm.app.data import Card
from bestbywm.app.frame import Visit
from bestbywm.exhibits.alternatives import name_of
from bestbywm.exhibits.maps import VIEWS, map_measures
from bestbywm.exhibits.model import Choropleth, Exhibit
from bestbywm.exhibits.profile import tier_in_words
from bestbywm.exhibits.wording import as_made_up, in_sentences, plural
from bestbywm.provenance import STAMPS
from bestbywm.render.maps import highlighted
from bestbywm.render.markdown import linked, plain
from bestbywm.render.theme import THEMES

MEASURE, VIEW, COUNCIL, MAP = "map-measure", "map-view", "map-council", "map"

WIDEST = 1240
"""Pixels of map, key and panel: on a wider window they stay together, as large as the map is."""


def show(visit: Visit) -> str:
    """Pickers, the map, and beside it the council that is looked at and the key; the finding."""
    pack = visit.pack
    st.title(texts.council_map.TITLE, anchor=False)
    measures = map_measures(pack, visit.selection.wave)
    if not measures:
        st.info(texts.council_map.NOT_PUBLISHED.format(wave=visit.selection.wave))
        return ""
    with st.container(width=WIDEST):
        _pickers(visit)
    if frame.no_council(visit):
        return ""
    (made,) = data.cards(visit)
    # Beside each other only where the map has its whole width; a tablet has key and panel side by
    # side below it. They are stretched to end where the map's card ends.
    grid = st.grid(3, min_column_width=270, gap="medium", width=WIDEST)
    with grid.cell(column_span=2, row_span=2):
        _map(visit, made)
    looked_at = visit.selection.council
    if looked_at:
        with grid.container(border=True, height="stretch"):
            _panel(visit, looked_at)
    with grid.container(border=True, height="stretch"):
        card.key(made)
    if not looked_at:
        with grid.container(border=True, height="stretch"):
            st.write(texts.council_map.NO_COUNCIL)
    return _finding(visit, made.exhibit)


def _finding(visit: Visit, exhibit: Exhibit) -> str:
    """The finding of the map, and the figure of the council that is looked at."""
    places = exhibit.chart.places if isinstance(exhibit.chart, Choropleth) else ()
    of_one = [
        as_made_up(visit.pack, f"{each.name}: {each.text}", exhibit.provenance)
        for each in places
        if each.code == visit.selection.council
    ]
    return in_sentences([exhibit.headline, *of_one])


def _pickers(visit: Visit) -> None:
    """Measure, council and view: what a mouse reaches on the map is as near to the keyboard."""
    pack, region, selection = visit.pack, visit.pack.region, visit.selection
    measures = map_measures(pack, selection.wave)
    st.session_state[MEASURE], st.session_state[VIEW] = selection.measure, selection.view
    st.session_state[COUNCIL] = selection.council or None
    for_measure, for_council = st.columns([2, 1], gap="medium")
    for_measure.selectbox(
        texts.common.MEASURE,
        list(measures),
        key=MEASURE,
        format_func=lambda each: f"{measures[each].group}: {measures[each].label}",
        help=measures[selection.measure].help,
        on_change=_chosen,
        args=(visit, "measure", MEASURE),
    )
    for_council.selectbox(
        texts.council_map.LOOK_AT_ONE,
        sorted(region.codes, key=lambda code: region.by_code[code].name),
        key=COUNCIL,
        format_func=lambda code: frame.council_label(region.by_code[code]),
        index=None,
        placeholder=texts.council_map.CLICK_OR_TYPE,
        on_change=_chosen,
        args=(visit, "council", COUNCIL),
    )
    st.radio(
        texts.common.MAP_VIEW,
        list(VIEWS),
        key=VIEW,
        format_func=lambda each: f"{VIEWS[each]} ({len(region.codes_in(each))})",
        horizontal=True,
        on_change=_chosen,
        args=(visit, "view", VIEW),
    )


def _chosen(visit: Visit, field: str, key: str) -> None:
    frame.choose(visit.pack, **{field: st.session_state[key] or ""})


def _map(visit: Visit, made: Card) -> None:
    exhibit = made.exhibit
    with st.container(border=True):
        card.heading(exhibit)
        form = card.controls(exhibit, visit)
        if form == "Chart":
            st.plotly_chart(
                highlighted(made.figure or {}, visit.selection.council, THEMES[visit.theme]),
                key=MAP,
                theme=None,
                config=card.map_config(),
                alt=name_of(exhibit),
                on_select=lambda: _clicked(visit),
                selection_mode="points",
            )
            card.behind(exhibit)
        card.shown(form, exhibit, visit)


def _clicked(visit: Visit) -> None:
    """Look at the council that was clicked; a click beside the map changes nothing."""
    event: Any = st.session_state[MAP]
    points = event.selection.points
    code = points[0].get("location") if points else None
    if code in visit.pack.region.by_code:
        frame.choose(visit.pack, council=code)


def _panel(visit: Visit, code: str) -> None:
    pack, region = visit.pack, visit.pack.region
    council = region.by_code[code]
    exhibit = data.council_exhibit(pack, visit.selection.only(), code)
    st.header(plain(council.name), anchor=False)
    st.caption(plain(f"{council.official_name}. {tier_in_words(region, code)}"))
    st.markdown(f"**{plain(exhibit.headline)}**")
    card.table(exhibit)
    card.ending(exhibit)
    _examples(visit, code)
    st.page_link(
        visit.pages["council"],
        label=texts.council_map.OPEN_PROFILE.format(council=plain(council.name)),
    )
    st.button(
        texts.council_map.SHOW_ONLY.format(council=plain(council.name)),
        icon=":material/filter_alt:",
        on_click=frame.filter_on,
        args=(code,),
        disabled=not pack.responses.get(visit.selection.wave),
    )


def _examples(visit: Visit, code: str) -> None:
    examples = [each for each in visit.pack.examples if code in each.councils]
    number = plural(len(examples), "example")
    st.markdown(texts.council_map.EXAMPLES.format(examples=number))
    if not examples:
        st.caption(texts.council_map.NONE_FOUND)
        return
    lines = []
    for each in examples:
        year = texts.council_map.YEAR.format(year=each.year) if each.year else ""
        partners = len(each.councils)
        joint = texts.council_map.JOINT.format(partners=partners) if partners > 1 else ""
        said = plain(f"({each.theme}{year}{joint})")
        lines.append(f"- {linked(each.title, each.source_url)} {said}")
    st.markdown("\n".join(lines))
    st.caption(f"**{STAMPS['council_fact']}**")
