"""Good practice: examples to find, to read and to copy, and where they are."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from bestbywm.analysis.selection import PracticeFilter
from bestbywm.app import card, data, frame, texts
from bestbywm.app.frame import Visit
from bestbywm.exhibits.link import LONGEST_SEARCH
from bestbywm.exhibits.maps import VIEWS
from bestbywm.exhibits.practice import (
    NOT_FOUND,
    by_theme,
    channel_in_words,
    collection_in_words,
    councils_in_words,
    evidence_in_words,
    examples_for,
    found_in_words,
    funded_for,
)
from bestbywm.exhibits.wording import capitalised
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.render.markdown import linked, plain
from bestbywm.survey.facts import Example, FundedProject

VIEW = "practice-view"
KEYS = {
    "words": "practice-words",
    "themes": "practice-themes",
    "channels": "practice-channels",
    "years": "practice-years",
    "collections": "practice-collections",
}
"""Widgets by the field of the filter that they set."""

BESIDE = 400
"""Pixels of the list and of the cards beside it, at least: on a tablet they follow each other."""

FUNDED = "funded-projects"
"""The file of the pack with the funded projects."""


def show(visit: Visit) -> str:
    """Filters, then the list, and beside it the map and the themes."""
    pack = visit.pack
    st.title(texts.practice.TITLE, anchor=False)
    if not pack.examples:
        st.info(texts.practice.NO_EXAMPLES)
        _funded(visit)
        return ""
    st.write(texts.practice.ABOUT)
    _filters(visit)
    if frame.no_council(visit):
        return ""
    finding = _found(visit)
    _funded(visit)
    return finding


def _filters(visit: Visit) -> None:
    """The filters on examples; those on councils are beside every page."""
    pack, examples = visit.pack, visit.pack.examples
    with st.container(border=True), st.grid(3, min_column_width=260, vertical_alignment="bottom"):
        _search(visit)
        _choice(
            visit, "themes", texts.practice.THEME, {each.theme for each in examples}, capitalised
        )
        channels = {channel for each in examples for channel in each.channels}
        _choice(visit, "channels", texts.practice.CHANNEL, channels, channel_in_words)
        years = {str(each.year) for each in examples if each.year}
        _choice(visit, "years", texts.practice.YEAR, years, str, newest_first=True)
        collections = {each.collection for each in examples}
        _choice(
            visit,
            "collections",
            texts.practice.COLLECTION,
            collections,
            lambda each: capitalised(collection_in_words(pack, each)),
        )
        st.button(
            texts.practice.CLEAR,
            icon=":material/backspace:",
            on_click=frame.choose,
            args=(pack,),
            kwargs={"practice": PracticeFilter()},
            help=texts.practice.ABOUT_CLEAR,
        )


def _search(visit: Visit) -> None:
    st.session_state[KEYS["words"]] = visit.selection.practice.words
    st.text_input(
        texts.practice.FIND_WORDS,
        key=KEYS["words"],
        max_chars=LONGEST_SEARCH,
        type="search",
        placeholder=texts.practice.WHERE_TO_FIND,
        on_change=_chosen,
        args=(visit, "words"),
    )


def _choice(
    visit: Visit,
    field: str,
    label: str,
    values: set[str],
    in_words: Callable[[str], str],
    *,
    newest_first: bool = False,
) -> None:
    st.session_state[KEYS[field]] = list(getattr(visit.selection.practice, field))
    st.multiselect(
        label,
        sorted(values, reverse=newest_first),
        key=KEYS[field],
        format_func=in_words,
        placeholder=texts.practice.ALL,
        on_change=_chosen,
        args=(visit, field),
        select_all=False,
    )


def _chosen(visit: Visit, field: str) -> None:
    """Take over what a widget says now; words with single blanks, as a link holds them."""
    said = st.session_state[KEYS[field]]
    value = " ".join(said.split()) if field == "words" else tuple(said)
    practice = replace(visit.selection.practice, **{field: value})  # type: ignore[arg-type]
    frame.choose(visit.pack, practice=practice)


def _found(visit: Visit) -> str:
    """The examples that pass the filters, or what to do if none does."""
    pack, selection = visit.pack, visit.selection
    examples = examples_for(pack, selection)
    cards = data.cards(visit)
    if not cards:
        _nothing_found(visit)
        return texts.practice.NOTHING_PASSES
    themes, where = cards
    grid = st.grid(2, min_column_width=BESIDE, gap="large")
    with grid.cell():
        st.header(found_in_words(pack, examples), anchor=False)
        st.caption(" ".join([f"**{themes.exhibit.stamp}**", *map(plain, themes.exhibit.caveats)]))
        _listed(pack, examples)
    with grid.cell():
        _view(visit)
        card.show(where, visit, height="content")
        card.show(themes, visit, height="content")
    return found_in_words(pack, examples)


def _nothing_found(visit: Visit) -> None:
    with st.container(border=True):
        st.header(texts.practice.NOTHING_PASSES, anchor=False)
        st.write(texts.practice.TAKE_A_FILTER_AWAY)
        if visit.selection.is_filtered:
            place = plain(visit.selection.place(visit.pack.region))
            st.write(texts.practice.ONLY_OF_A_PLACE.format(place=place))
        st.caption(NOT_FOUND)


def _listed(pack: Pack, examples: Sequence[Example]) -> None:
    """Examples under the name of their theme."""
    for theme, of_theme in by_theme(examples).items():
        st.subheader(f"{plain(capitalised(theme))} ({len(of_theme)})", anchor=False)
        st.markdown("\n".join(_line(pack, each) for each in of_theme))


def _line(pack: Pack, example: Example) -> str:
    """An example: its title as a link; who, when, where; how well it is known."""
    parts = [
        councils_in_words(pack, example),
        str(example.year) if example.year else texts.practice.YEAR_NOT_KNOWN,
        ", ".join(map(channel_in_words, example.channels)) or texts.practice.CHANNEL_NOT_KNOWN,
        evidence_in_words(example),
    ]
    said = " · ".join(plain(part) for part in parts)
    return f"- **{linked(example.title, example.source_url)}**  \n  {said}"


def _view(visit: Visit) -> None:
    pack = visit.pack
    st.session_state[VIEW] = visit.selection.view
    st.radio(
        texts.common.MAP_VIEW,
        list(VIEWS),
        key=VIEW,
        format_func=lambda each: f"{VIEWS[each]} ({len(pack.region.codes_in(each))})",
        horizontal=True,
        on_change=_view_chosen,
        args=(visit,),
    )


def _view_chosen(visit: Visit) -> None:
    frame.choose(visit.pack, view=st.session_state[VIEW])


def _funded(visit: Visit) -> None:
    """Projects that money was given for, with what the pack says about how many are known."""
    projects = funded_for(visit.pack, visit.selection)
    if not projects:
        return
    source = next((each for each in visit.pack.sources if each.name == FUNDED), None)
    with st.container(border=True):
        st.header(texts.practice.FUNDED_PROJECTS, anchor=False)
        if source and source.description:
            st.markdown(plain(source.description))
        st.markdown("\n".join(_project(each) for each in projects))
        st.caption(f"**{STAMPS['council_fact']}**")


def _project(project: FundedProject) -> str:
    whom = project.organisation or texts.practice.NOT_NAMED
    return f"- {linked(project.project, project.source_url)} · {plain(whom)}"
