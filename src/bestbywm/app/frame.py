"""What every page stands in: the pack or its problems, the filters, the link, the footer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from bestbywm.analysis.selection import Selection, answers_for, effective
from bestbywm.app import link
from bestbywm.exhibits.maps import default_measure, map_measures
from bestbywm.exhibits.wording import plural
from bestbywm.pack import Pack
from bestbywm.problems import Problem
from bestbywm.provenance import STAMPS
from bestbywm.region import Council
from bestbywm.render.theme import ThemeName

SELECTION, WRITTEN, PAGE, NOTES = "selection", "link-written", "page", "link-notes"
WAVE, TYPES, AREAS, COUNCILS = "filter-wave", "filter-types", "filter-areas", "filter-councils"


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs: the pack, the selection that can be shown, the theme, the folder."""

    pack: Pack
    selection: Selection
    theme: ThemeName
    home: Path


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


def begin(pack: Pack, home: Path, page: str) -> Visit:
    """Read the link, show the filters, write the link; the visit as it is after that."""
    _follow_link(pack, page)
    with st.sidebar:
        _filters(pack)
    selection = _selection()
    _write_link(pack, page)
    _say_notes(pack, selection)
    theme: ThemeName = "dark" if st.context.theme.type == "dark" else "light"
    return Visit(pack, effective(pack, selection), theme, home)


def choose(pack: Pack, **changes: object) -> None:
    """Change what is looked at on the map (measure, view, council) and write the link."""
    st.session_state[SELECTION] = replace(_selection(), **changes)  # type: ignore[arg-type]
    _write_link(pack, st.session_state[PAGE])


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


def _write_link(pack: Pack, page: str) -> None:
    params = link.write(_selection(), pack)
    if params != st.query_params.to_dict():
        st.query_params.from_dict(params)
    st.session_state[WRITTEN] = params
    st.session_state[PAGE] = page


def _filters(pack: Pack) -> None:
    region = pack.region
    st.header("Filters", anchor=False)
    wave = st.radio(
        "Wave",
        [wave.id for wave in pack.waves],
        key=WAVE,
        horizontal=True,
        help="The year of the survey.",
    )
    selection = replace(_selection(), wave=wave or pack.waves[0].id)
    can_filter = answers_for(pack, selection) is not None
    if not can_filter:
        st.info(
            f"The answers of {selection.wave} were published for the whole region only, so they "
            "cannot be filtered.",
            icon=":material/info:",
        )
    types = st.multiselect(
        "Type of council",
        [each.id for each in region.types],
        key=TYPES,
        format_func=lambda each: region.type_by_id[each].label,
        placeholder="All types",
        disabled=not can_filter,
    )
    areas = st.multiselect(
        "County area",
        region.county_areas,
        key=AREAS,
        placeholder="All areas",
        disabled=not can_filter,
    )
    councils = st.multiselect(
        "Councils",
        sorted(region.codes, key=lambda code: region.by_code[code].name),
        key=COUNCILS,
        format_func=lambda code: council_label(region.by_code[code]),
        placeholder="Type to find a council",
        disabled=not can_filter,
        select_all=False,
    )
    selection = replace(
        selection, types=tuple(types), county_areas=tuple(areas), councils=tuple(councils)
    )
    if selection.measure not in map_measures(pack, selection.wave):
        selection = replace(selection, measure=default_measure(pack, selection.wave))
    st.session_state[SELECTION] = selection
    st.button(
        "Reset",
        icon=":material/restart_alt:",
        on_click=_reset,
        args=(pack,),
        disabled=not (selection.is_filtered or selection.wave != pack.waves[0].id),
        width="stretch",
    )
    if can_filter:
        st.caption(_counted(pack, selection))


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
    _set_widgets(replace(first, view=kept.view))
    st.session_state[NOTES] = ()


def _say_notes(pack: Pack, selection: Selection) -> None:
    notes = st.session_state.get(NOTES, ())
    if notes:
        st.info(link.sentence(notes), icon=":material/link_off:")
        st.session_state[NOTES] = ()
    if selection.is_filtered and answers_for(pack, selection) is None:
        st.info(
            f"The filters are set aside: nobody's single answers of {selection.wave} were "
            "published, only totals for the whole region. Choose another wave to use them.",
            icon=":material/filter_alt_off:",
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
        st.subheader(headline, anchor=False)
        st.write(advice)
        if stamp:
            st.caption(f"**{stamp}**")


def footer(visit: Visit) -> None:
    """Source, licence and attribution, at the end of each page."""
    region = visit.pack.region
    st.caption(
        f"{region.survey}. Data: Open Government Licence v3.0. {visit.pack.attribution} "
        "See “Data and methods” for every source."
    )
