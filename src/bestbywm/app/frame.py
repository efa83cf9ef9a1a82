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
from bestbywm.app import loaded, own, texts, window
from bestbywm.app.served import for_streamlit, handed_out
from bestbywm.exhibits import link
from bestbywm.exhibits.maps import default_measure, map_measures
from bestbywm.exhibits.silence import why_nothing
from bestbywm.exhibits.wording import capitalised, plural
from bestbywm.pack import Pack
from bestbywm.problems import Problem
from bestbywm.provenance import STAMPS
from bestbywm.region import Council
from bestbywm.render.figures import Display
from bestbywm.render.markdown import plain
from bestbywm.render.theme import THEMES, ThemeName
from bestbywm.render.wordmark import wordmark

SELECTION, WRITTEN, PAGE, NOTES = "selection", "link-written", "page", "link-notes"
WAVE, TYPES, AREAS, COUNCILS = "filter-wave", "filter-types", "filter-areas", "filter-councils"
BEFORE, AFTER = "filter-before", "filter-after"

Filters = Literal["all", "wave", "waves", "councils", "none"]
"""What a page can be filtered by: wave and councils, the wave, two waves and councils, councils
(facts, which need no wave), or nothing."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What a page needs.

    Attributes
    ----------
    pack, selection, filters, display, home
        The pack, the selection that can be shown, what the page can be filtered by, what pictures
        are drawn for, the folder of dashboard.py.
    pages
        Pages by address, to link to.
    page
        Address of this page.
    """

    pack: Pack
    selection: Selection
    filters: Filters
    display: Display
    home: Path
    pages: Mapping[str, StreamlitPage]
    page: str

    @property
    def theme(self) -> ThemeName:
        """Light or dark."""
        return self.display.theme


def show_problems(problems: Sequence[Problem]) -> None:
    """What is wrong with the pack: where, what was expected, how to mend it. Nothing else."""
    st.title(texts.filters.NO_DATA, anchor=False)
    st.error(
        texts.filters.TO_BE_MENDED.format(problems=plural(len(problems), "problem")),
        icon=":material/error:",
    )
    for problem in problems[:50]:
        with st.container(border=True):
            st.header(problem.place, anchor=False)
            st.text(texts.common.FOUND.format(found=problem.found))
            st.text(texts.common.EXPECTED.format(expected=problem.expected))
            st.text(texts.common.TO_MEND_IT.format(remedy=problem.remedy))
    if len(problems) > 50:
        st.write(texts.filters.MORE_PROBLEMS.format(number=len(problems) - 50))
    st.caption(texts.filters.READ_AGAIN)


def say_problem(problem: Problem, *, with_place: bool = False) -> None:
    """What is wrong with what somebody gave, what was expected, and how to mend it."""
    with st.container(border=True):
        st.error(texts.common.FOUND.format(found=plain(problem.found)), icon=":material/error:")
        if with_place:
            st.text(texts.filters.PLACE.format(place=problem.place))
        st.text(texts.common.EXPECTED.format(expected=problem.expected))
        st.text(texts.common.TO_MEND_IT.format(remedy=problem.remedy))


def begin(
    pack: Pack,
    home: Path,
    page: str,
    filters_for: Callable[[Selection], Filters],
    pages: Mapping[str, StreamlitPage],
    notes: Sequence[str] = (),
) -> Visit:
    """Read the link, show the filters, write the link; the visit as it is after that.

    ``notes`` say what of the region's own surveys cannot be shown.
    """
    _follow_link(pack, page)
    _look_at_own_survey(pack)
    _say_what_is_shown(pack, notes)
    _leave_lost_waves(pack)
    filters = filters_for(_selection())
    if filters != "none":
        with st.sidebar:
            _show_filters(pack, filters)
    selection = _selection()
    _write_link(pack)
    _say_notes(pack, selection, filters)
    st.logo(_wordmark(pack, home), size="large")
    shown = selection if _can_filter(pack, selection, filters) else selection.unfiltered()
    display = Display(window.theme(), window.is_narrow())
    return Visit(pack, shown, filters, display, home, pages, page)


def _wordmark(pack: Pack, home: Path) -> str:
    """Address of the wordmark; or the drawing itself, where no file can be written."""
    drawing = wordmark(pack.region.survey, THEMES[window.theme()])
    file = handed_out(home, "wordmark.svg", drawing)
    return for_streamlit(file) if file else drawing


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


def _look_at_own_survey(pack: Pack) -> None:
    """Turn to a wave that was loaded or saved a moment ago."""
    wave = loaded.wave_to_show()
    if wave in pack.wave_by_id:
        measure = link.default_selection(pack, wave).measure
        _set_widgets(replace(_selection(), wave=wave, measure=measure, before="", after=""))


def _leave_lost_waves(pack: Pack) -> None:
    """Turn to the first wave if the one looked at is gone: it was deleted, or is used no more."""
    selection = _selection()
    before, after = (
        each if each in pack.wave_by_id else "" for each in (selection.before, selection.after)
    )
    if selection.wave in pack.wave_by_id:
        st.session_state[SELECTION] = replace(selection, before=before, after=after)
        return
    first = link.default_selection(pack)
    if selection.wave != loaded.stopped():
        lost = texts.filters.LOST_WAVE.format(lost=plain(selection.wave), first=plain(first.wave))
        st.info(lost, icon=":material/info:")
    moved = replace(selection, wave=first.wave, measure=first.measure, sort="")
    _set_widgets(replace(moved, before=before, after=after))


def _say_what_is_shown(pack: Pack, notes: Sequence[str]) -> None:
    """The survey of this visit, with a button that takes it away, and what cannot be shown."""
    for note in notes:
        st.warning(plain(note), icon=":material/info:")
    in_use = loaded.current()
    if in_use is None or in_use.wave not in pack.wave_by_id:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="loaded-survey-in-use"):
        st.markdown(
            texts.filters.SHOWN.format(title=plain(in_use.survey.settings.title)),
            width="content",
        )
        st.button(
            texts.filters.STOP_USING,
            icon=":material/close:",
            type="tertiary",
            key="loaded-survey-stop",
            on_click=loaded.forget,
        )


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
    st.header(texts.filters.FILTERS, anchor=False)
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
    # Never switched off: the button would lose the focus by being pressed.
    st.button(
        texts.filters.RESET,
        icon=":material/restart_alt:",
        on_click=_reset,
        args=(pack,),
        width="stretch",
        help=texts.filters.ABOUT_RESET,
    )
    if filters == "all" and can_filter:
        st.caption(_counted(pack, selection))


def _wave_filter(pack: Pack, selection: Selection) -> Selection:
    names = _names_of_waves(pack)
    wave = st.radio(
        texts.common.WAVE,
        list(names),
        key=WAVE,
        format_func=names.__getitem__,
        horizontal=True,
        help=texts.filters.ABOUT_WAVE,
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
    names = _names_of_waves(pack)
    st.session_state[BEFORE], st.session_state[AFTER] = shown
    for label, key in ((texts.filters.FROM, BEFORE), (texts.filters.TO, AFTER)):
        st.selectbox(
            label,
            list(names),
            key=key,
            format_func=names.__getitem__,
            on_change=_wave_chosen,
            args=(pack,),
        )


def _names_of_waves(pack: Pack) -> dict[str, str]:
    """Waves as filters name them: whether one is the region's own, or only of this visit."""
    own_waves = {wave.id: texts.filters.OWN for wave in pack.waves if pack.is_own(wave.id)}
    if in_use := loaded.current():
        own_waves[in_use.wave] = texts.filters.THIS_VISIT
    return {wave.id: f"{wave.id}{own_waves.get(wave.id, '')}" for wave in pack.waves}


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
        return texts.filters.NO_CHANGE_FILTER
    return texts.filters.NO_FILTER.format(wave=selection.wave)


def _council_filters(pack: Pack, selection: Selection, *, disabled: bool) -> Selection:
    region = pack.region
    types = st.multiselect(
        texts.filters.TYPE,
        [each.id for each in region.types],
        key=TYPES,
        format_func=lambda each: region.type_by_id[each].label,
        placeholder=texts.filters.ALL_TYPES,
        disabled=disabled,
    )
    areas = st.multiselect(
        texts.filters.COUNTY_AREA,
        region.county_areas,
        key=AREAS,
        placeholder=texts.filters.ALL_AREAS,
        disabled=disabled,
    )
    councils = st.multiselect(
        texts.filters.COUNCILS,
        sorted(region.codes, key=lambda code: region.by_code[code].name),
        key=COUNCILS,
        format_func=lambda code: council_label(region.by_code[code]),
        placeholder=texts.common.FIND_A_COUNCIL,
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
    return texts.filters.COUNTED.format(councils=plural(len(codes), "council"), answered=answered)


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
            texts.filters.SET_ASIDE.format(why=_set_aside(selection, filters)),
            icon=":material/filter_alt_off:",
        )


def _set_aside(selection: Selection, filters: Filters) -> str:
    if filters == "waves":
        return texts.filters.ONLY_THE_REGION
    return texts.filters.NO_ANSWERS.format(wave=selection.wave)


def no_council(visit: Visit) -> bool:
    """Say that no council passes the filters; whether that is so."""
    if visit.selection.codes(visit.pack.region):
        return False
    _nothing(texts.filters.NO_COUNCIL, texts.filters.TAKE_ONE_AWAY)
    return True


def nobody_answered(visit: Visit, *, together: bool = True) -> bool:
    """Say that the selected councils did not answer, or that it is held back; whether that is so.

    ``together``: whether the page shows them added up.
    """
    why = why_nothing(visit.pack, visit.selection, together=together)
    responses = answers_for(visit.pack, visit.selection)
    if why is None or responses is None:
        return False
    _nothing(*why, STAMPS[responses.provenance])
    return True


def _nothing(headline: str, advice: str, stamp: str = "") -> None:
    with st.container(border=True):
        st.header(plain(headline), anchor=False)
        st.write(plain(advice))
        if stamp:
            st.caption(f"**{stamp}**")


def announce(visit: Visit, title: str, finding: str) -> None:
    """Have a screen reader say, after a change, what was chosen by filters and what was found."""
    region, selection, filters = visit.pack.region, visit.selection, visit.filters
    chosen = []
    if filters in {"all", "waves", "councils"}:
        chosen.append(capitalised(selection.place(region)))
        if not selection.codes(region):
            finding = texts.filters.NO_COUNCIL
    if filters in {"all", "wave"}:
        chosen.append(selection.wave)
    said = "; ".join(each for each in (", ".join(chosen), finding) if each)
    window.announce(title, f"{said.removesuffix('.')}." if said else "")


def footer(visit: Visit) -> None:
    """Source, licence and attribution, at the end of each page."""
    region = visit.pack.region
    st.caption(
        texts.filters.FOOTER.format(
            survey=plain(region.survey), attribution=plain(visit.pack.attribution)
        )
    )
    st.page_link(visit.pages["accessibility"], label=texts.filters.ACCESSIBILITY)
