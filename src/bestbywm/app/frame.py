"""What every page stands in: the pack or its problems, the filters, the link, the footer."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bestbywm.analysis.selection import (
    Selection,
    answers_for,
    both_have_answers,
    waves_compared,
)
from bestbywm.app import own
from bestbywm.exhibits import link
from bestbywm.exhibits.maps import default_measure, map_measures
from bestbywm.exhibits.wording import plural
from bestbywm.pack import Pack
from bestbywm.problems import Problem
from bestbywm.provenance import STAMPS
from bestbywm.region import Council
from bestbywm.render.markdown import plain
from bestbywm.render.theme import ThemeName

SELECTION, WRITTEN, PAGE, NOTES = "selection", "link-written", "page", "link-notes"
WAVE, TYPES, AREAS, COUNCILS = "filter-wave", "filter-types", "filter-areas", "filter-councils"
BEFORE, AFTER = "filter-before", "filter-after"

LOOKED_AT = ("measure", "view", "council", "story")
"""Choices that are no filters."""

Filters = Literal["all", "wave", "waves", "councils", "none"]
"""What a page can be filtered by: wave and councils, the wave, two waves and councils, councils
(facts, which need no wave), or nothing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs.

    Attributes
    ----------
    pack, selection, theme, home
        The pack, the selection that can be shown, the theme, the folder of dashboard.py.
    pages
        Pages by address, to link to.
    page
        Address of this page.
    """

    pack: Pack
    selection: Selection
    theme: ThemeName
    home: Path
    pages: Mapping[str, StreamlitPage]
    page: str


def show_problems(problems: Sequence[Problem]) -> None:
    """What is wrong with the pack: where, what was expected, how to mend it. Nothing else."""
    st.title("The data cannot be shown yet", anchor=False)
    st.error(
        f"{plural(len(problems), 'problem')} must be mended first. Nothing is shown until then, "
        "so that no figure is half right.",
        icon=":material/error:",
    )
    for problem in problems[:50]:
        with st.container(border=True):
            st.subheader(problem.place, anchor=False)
            st.text(f"{problem.found}.")
            st.text(f"Expected: {problem.expected}.")
            st.text(f"To mend it: {problem.remedy}.")
    if len(problems) > 50:
        st.write(f"And {len(problems) - 50} more of this kind.")
    st.caption("The dashboard reads the files again each time this page is loaded.")


def begin(
    pack: Pack,
    home: Path,
    page: str,
    filters_for: Callable[[Selection], Filters],
    pages: Mapping[str, StreamlitPage],
) -> Visit:
    """Read the link, show the filters, write the link; the visit as it is after that."""
    _follow_link(pack, page)
    filters = filters_for(_selection())
    if filters != "none":
        with st.sidebar:
            _show_filters(pack, filters)
    selection = _selection()
    _write_link(pack)
    _say_notes(pack, selection, filters)
    theme: ThemeName = "dark" if st.context.theme.type == "dark" else "light"
    shown = selection if _can_filter(pack, selection, filters) else selection.unfiltered()
    return Visit(pack, shown, theme, home, pages, page)


def choose(pack: Pack, **changes: object) -> None:
    """Change what a page's own controls choose (measure, council, weights) and write the link.

    Without a change the link is written again, for the own presentation that is part of it.
    """
    st.session_state[SELECTION] = replace(_selection(), **changes)  # type: ignore[arg-type]
    _write_link(pack)


def link_with(pack: Pack, **changes: object) -> dict[str, str]:
    """The parameters of a link that chooses something else and keeps all the rest."""
    return link.write(replace(_selection(), **changes), pack) | own.parameters()  # type: ignore[arg-type]


def _can_filter(pack: Pack, selection: Selection, filters: Filters) -> bool:
    """Whether the page can be filtered: facts always, figures where people's answers are there."""
    if filters == "waves":
        return both_have_answers(pack, selection)
    return filters == "councils" or answers_for(pack, selection) is not None


def _selection() -> Selection:
    selection: Selection = st.session_state[SELECTION]
    return selection


def _follow_link(pack: Pack, page: str) -> None:
    """Take over a link that is not the one we wrote: at the start, or after Back or Forward.

    Streamlit empties the link when another page is opened: that keeps the selection.
    """
    params = st.query_params.to_dict()
    turned_page = st.session_state.get(PAGE, page) != page
    is_new = params != st.session_state.get(WRITTEN)
    if SELECTION not in st.session_state or (is_new and not (turned_page and not params)):
        selection, st.session_state[NOTES] = link.read(params, pack)
        if own.PARAMETER in params:
            own.open_link(params[own.PARAMETER])
        _set_widgets(selection)
    elif turned_page:
        _set_widgets(_selection())  # Streamlit forgets what stood in the widgets of another page
    st.session_state[PAGE] = page


def _set_widgets(selection: Selection) -> None:
    st.session_state[SELECTION] = selection
    st.session_state[WAVE] = selection.wave
    st.session_state[TYPES] = list(selection.types)
    st.session_state[AREAS] = list(selection.county_areas)
    st.session_state[COUNCILS] = list(selection.councils)


def _write_link(pack: Pack) -> None:
    params = link.write(_selection(), pack) | own.parameters_to_write()
    if params != st.query_params.to_dict():
        st.query_params.from_dict(params)
    st.session_state[WRITTEN] = params


def _show_filters(pack: Pack, filters: Filters) -> None:
    """The filters of the page, and the button that takes them away."""
    st.header("Filters", anchor=False)
    selection = _selection()
    if filters in {"all", "wave"}:
        selection = _wave_filter(pack, selection)
    if filters == "waves":
        _waves_filter(pack)
    can_filter = _can_filter(pack, selection, filters)
    if filters in {"all", "waves"} and not can_filter:
        st.info(_why_no_filter(selection, filters), icon=":material/info:")
    if filters != "wave":
        selection = _council_filters(pack, selection, disabled=not can_filter)
    st.session_state[SELECTION] = selection
    looked_at = {each: getattr(selection, each) for each in LOOKED_AT}
    changed = replace(link.default_selection(pack), **looked_at) != selection
    st.button(
        "Reset",
        icon=":material/restart_alt:",
        on_click=_reset,
        args=(pack,),
        disabled=not changed,
        width="stretch",
        help="Back to the first wave and all councils, without choices of any page.",
    )
    if filters == "all" and can_filter:
        st.caption(_counted(pack, selection))


def _wave_filter(pack: Pack, selection: Selection) -> Selection:
    wave = st.radio(
        "Wave",
        [wave.id for wave in pack.waves],
        key=WAVE,
        horizontal=True,
        help="The year of the survey.",
    )
    selection = replace(selection, wave=wave or pack.waves[0].id)
    measures = map_measures(pack, selection.wave)
    if selection.measure not in measures:
        selection = replace(selection, measure=default_measure(pack, selection.wave))
    return selection if selection.sort in measures else replace(selection, sort="")


def _waves_filter(pack: Pack) -> None:
    """The two waves whose change is shown."""
    shown = waves_compared(pack, _selection())
    if shown is None:
        return
    waves = [wave.id for wave in pack.waves]
    st.session_state[BEFORE], st.session_state[AFTER] = shown
    st.selectbox("From", waves, key=BEFORE, on_change=_wave_chosen, args=(pack,))
    st.selectbox("To", waves, key=AFTER, on_change=_wave_chosen, args=(pack,))


def _wave_chosen(pack: Pack) -> None:
    """Compare the waves chosen; a wave that is chosen twice swaps the two."""
    shown = waves_compared(pack, _selection())
    chosen = (st.session_state[BEFORE], st.session_state[AFTER])
    if shown is None:
        return
    before, after = chosen if chosen[0] != chosen[1] else (shown[1], shown[0])
    at_first = waves_compared(pack, replace(_selection(), before="", after=""))
    is_first = (before, after) == at_first
    choose(pack, before="" if is_first else before, after="" if is_first else after)


def _why_no_filter(selection: Selection, filters: Filters) -> str:
    if filters == "waves":
        return (
            "A change can be filtered only where both waves have people's answers of one kind. "
            "These two do not: only totals for the whole region can be compared."
        )
    return (
        f"The answers of {selection.wave} were published for the whole region only, so they "
        "cannot be filtered."
    )


def _council_filters(pack: Pack, selection: Selection, *, disabled: bool) -> Selection:
    region = pack.region
    types = st.multiselect(
        "Type of council",
        [each.id for each in region.types],
        key=TYPES,
        format_func=lambda each: region.type_by_id[each].label,
        placeholder="All types",
        disabled=disabled,
    )
    areas = st.multiselect(
        "County area",
        region.county_areas,
        key=AREAS,
        placeholder="All areas",
        disabled=disabled,
    )
    councils = st.multiselect(
        "Councils",
        sorted(region.codes, key=lambda code: region.by_code[code].name),
        key=COUNCILS,
        format_func=lambda code: council_label(region.by_code[code]),
        placeholder="Type to find a council",
        disabled=disabled,
        select_all=False,
    )
    return replace(
        selection, types=tuple(types), county_areas=tuple(areas), councils=tuple(councils)
    )


def council_label(council: Council) -> str:
    """Name of a council with the other names by which it can be found."""
    other = [each for each in council.aliases if each.casefold() not in council.name.casefold()]
    return f"{council.name} ({', '.join(other)})" if other else council.name


def _counted(pack: Pack, selection: Selection) -> str:
    codes = selection.codes(pack.region)
    responses = answers_for(pack, selection)
    answered = len(responses.answering_councils.intersection(codes)) if responses else 0
    return f"{plural(len(codes), 'council')} selected, {answered} answered"


def filter_on(code: str) -> None:
    """Filter all pages on one council."""
    chosen = _selection().unfiltered()
    _set_widgets(replace(chosen, councils=(code,), council=code))


def _reset(pack: Pack) -> None:
    kept = _selection()
    first = link.default_selection(pack)
    _set_widgets(replace(first, view=kept.view, council=kept.council, story=kept.story))
    st.session_state[NOTES] = ()


def _say_notes(pack: Pack, selection: Selection, filters: Filters) -> None:
    notes = st.session_state.get(NOTES, ())
    if notes:
        st.info(plain(link.sentence(notes)), icon=":material/link_off:")
        st.session_state[NOTES] = ()
    for note in own.said():
        st.warning(plain(note), icon=":material/info:")
    can_be_filtered = filters in {"all", "waves"}
    if selection.is_filtered and can_be_filtered and not _can_filter(pack, selection, filters):
        st.info(
            f"The filters are set aside: {_set_aside(selection, filters)}",
            icon=":material/filter_alt_off:",
        )


def _set_aside(selection: Selection, filters: Filters) -> str:
    if filters == "waves":
        return "these two waves can be compared for the whole region only."
    return (
        f"nobody's single answers of {selection.wave} were published, only totals for the whole "
        "region. Choose another wave to use them."
    )


def no_council(visit: Visit) -> bool:
    """Say that no council passes the filters; whether that is so."""
    if visit.selection.codes(visit.pack.region):
        return False
    _nothing("No council passes all filters", "Take one of the filters away, or reset them.")
    return True


def nobody_answered(visit: Visit) -> bool:
    """Say that the selected councils did not answer; whether that is so."""
    responses = answers_for(visit.pack, visit.selection)
    codes = visit.selection.codes(visit.pack.region)
    if responses is None or responses.answering_councils.intersection(codes):
        return False
    place = visit.selection.place(visit.pack.region)
    _nothing(
        f"{place} did not answer" if len(codes) == 1 else "None of these councils answered",
        "Missing is missing: nothing is drawn as zero. Choose more councils to see figures.",
        STAMPS[responses.provenance],
    )
    return True


def _nothing(headline: str, advice: str, stamp: str = "") -> None:
    with st.container(border=True):
        st.subheader(plain(headline), anchor=False)
        st.write(advice)
        if stamp:
            st.caption(f"**{stamp}**")


def footer(visit: Visit) -> None:
    """Source, licence and attribution, at the end of each page."""
    region = visit.pack.region
    st.caption(
        f"{plain(region.survey)}. Data: Open Government Licence v3.0. "
        f"{plain(visit.pack.attribution)} "
        "See “Data and methods” for every source."
    )
