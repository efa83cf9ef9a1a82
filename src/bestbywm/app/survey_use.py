"""What somebody says about their survey, how it looks, and using it for the visit."""

from dataclasses import dataclass, replace
from datetime import date
from functools import partial

import streamlit as st

from bestbywm.app import card, current, data, drafts, frame, loaded, texts
from bestbywm.app.frame import Visit
from bestbywm.app.loaded import Loaded
from bestbywm.exhibits.link import default_selection
from bestbywm.exhibits.wording import about_wave, plural
from bestbywm.library import OwnSurvey, Settings
from bestbywm.library.imported import own_survey
from bestbywm.library.packs import wave_of
from bestbywm.pack import Pack
from bestbywm.problems import PackError
from bestbywm.render.figures import is_stamped
from bestbywm.render.markdown import plain
from bestbywm.survey.importing.drafting import Draft
from bestbywm.survey.importing.importing import Imported
from bestbywm.words import one_line

WAVE, TITLE, WHEN = "survey-wave", "survey-title", "survey-when"
FIRST_DAY, LAST_DAY, INVITED = "survey-first-day", "survey-last-day", "survey-invited"
MINIMUM, SHOWS_COUNCILS = "survey-minimum", "survey-shows-councils"

MOST_PEOPLE = 100
"""The highest number below which somebody may hold opinions back."""


@dataclass(frozen=True, eq=False)
class Preview:
    """A survey that is ready to be used, and the pack that shows it."""

    imported: Imported
    common: Pack
    wave: str
    survey: OwnSurvey
    pack: Pack


def show(visit: Visit, draft: Draft, imported: Imported) -> None:
    """About the survey, the preview, and the button that uses it."""
    st.header(texts.survey_use.ABOUT_SURVEY, anchor=False)
    wave, settings = _about(visit)
    st.header(texts.survey_use.PREVIEW, anchor=False)
    if not len(imported.report.used):
        st.warning(
            texts.survey_use.NO_ROW,
            icon=":material/info:",
        )
        return
    try:
        preview = _preview(visit, draft, imported, wave, settings)
    except PackError as error:
        for problem in error.problems:
            frame.say_problem(problem)
        return
    _use_it(visit, preview, draft)
    _show(visit, preview)


# About the survey -----------------------------------------------------------------------------


def _about(visit: Visit) -> tuple[str, Settings]:
    """The name of the wave, and what is said about the survey; what is unsaid has a default."""
    pack = current.packs(visit.home).shown
    with st.grid(2, min_column_width=300, gap="medium"):
        words = texts.survey_use
        wave = one_line(_text(words.NAME, WAVE, _wave_name(pack), words.ABOUT_NAME, 40))
        named = f"{pack.region.survey} {wave}".strip()
        title = one_line(_text(words.TITLE, TITLE, "", words.ABOUT_TITLE, 120, named)) or named
        such_as = words.SUCH_AS_MAY.format(year=date.today().year)
        when = one_line(_text(words.WHEN, WHEN, "", words.ABOUT_WHEN, 60, such_as)) or wave
        minimum = st.number_input(
            words.MINIMUM,
            1,
            MOST_PEOPLE,
            1,
            key=MINIMUM,
            persist_state="session",
            help=words.ABOUT_MINIMUM,
        )
        first = _day(words.FIRST_DAY, FIRST_DAY)
        last = _day(words.LAST_DAY, LAST_DAY)
    invited = st.multiselect(
        words.INVITED,
        sorted(pack.region.codes, key=lambda code: pack.region.by_code[code].name),
        key=INVITED,
        format_func=lambda code: frame.council_label(pack.region.by_code[code]),
        placeholder=words.ALL_COUNCILS.format(number=len(pack.region.codes)),
        persist_state="session",
        help=words.ABOUT_INVITED,
    )
    shows = st.toggle(
        words.SHOWS_COUNCILS,
        value=True,
        key=SHOWS_COUNCILS,
        persist_state="session",
        help=words.ABOUT_SHOWS_COUNCILS,
    )
    replaced = pack.wave_by_id.get(wave)
    if replaced is not None:
        what = words.SAVED_SURVEY if replaced.is_own else words.PUBLISHED_SURVEY
        said = words.TAKES_PLACE.format(what=what, wave=wave)
        st.warning(plain(said), icon=":material/info:")
    if first and last and last < first:
        st.warning(words.DAYS_MIXED_UP, icon=":material/info:")
        first = last = None
    return wave, Settings(
        title=title,
        when=when,
        first_day=first,
        last_day=last,
        invited=tuple(code for code in pack.region.codes if code in invited),
        minimum_people=int(minimum or 1),
        shows_councils=shows,
    )


def _text(
    label: str, key: str, default: str, help_text: str, longest: int, placeholder: str = ""
) -> str:
    return (
        st.text_input(
            label,
            default,
            key=key,
            max_chars=longest,
            placeholder=placeholder,
            persist_state="session",
            help=help_text,
        )
        or ""
    )


def _day(label: str, key: str) -> date | None:
    day = st.date_input(
        label,
        None,
        key=key,
        format="DD/MM/YYYY",
        persist_state="session",
        help=texts.survey_use.ABOUT_DAYS,
    )
    return day if isinstance(day, date) else None


def _wave_name(pack: Pack) -> str:
    """The year, or the year with a letter if there is such a wave."""
    year = str(date.today().year)
    names = [year, *(f"{year} {letter}" for letter in "bcdefgh")]
    return next((each for each in names if each not in pack.wave_by_id), year)


# Preview --------------------------------------------------------------------------------------


def _preview(
    visit: Visit, draft: Draft, imported: Imported, wave: str, settings: Settings
) -> Preview:
    """The survey as pages will show it; made once for what it hangs on.

    Raises
    ------
    PackError
        If the wave, its answers and what is said about it do not fit together.
    """
    common = current.packs(visit.home).shown
    kept: Preview | None = st.session_state.get(drafts.PREVIEW)
    is_same = kept is not None and kept.imported is imported and kept.wave == wave
    if kept is None or not is_same or kept.survey.settings != settings:
        named = drafts.named(imported, wave)
        survey = own_survey(named, draft.mapping, drafts.published(visit).questions, settings)
    else:
        survey = kept.survey
    if kept is None or kept.survey is not survey or kept.common is not common:
        joined = common.with_wave(
            wave_of(wave, settings, survey.responses), survey.responses, survey.extra_questions
        )
        kept = st.session_state[drafts.PREVIEW] = Preview(imported, common, wave, survey, joined)
    return kept


def _show(visit: Visit, preview: Preview) -> None:
    """Headline figures, and the map of the first headline measure; as all pages would show them."""
    pack = preview.pack
    selection = default_selection(pack, preview.wave)
    card.headline_figures(data.headline_figures(pack, selection.only()))
    if selection.measure:
        hexagons = replace(selection, view="hexagons")
        for made in data.cards_of(pack, "map", hexagons, visit.display, visit.home):
            with st.container(border=True):
                card.heading(made.exhibit)
                st.plotly_chart(
                    made.figure,
                    key="survey-map",
                    theme=None,
                    config=card.map_config(),
                    alt=made.exhibit.alt,
                )
                card.ending(made.exhibit, stamp_in_picture=is_stamped(made.exhibit))


# Using it -------------------------------------------------------------------------------------


def _use_it(visit: Visit, preview: Preview, draft: Draft) -> None:
    wave = preview.pack.wave_by_id[preview.wave]
    about = about_wave(preview.pack, wave.id)
    when = "" if wave.when in wave.title else f", {wave.when}"
    st.markdown(f"**{plain(wave.title)}**{plain(f'{when}. {about}')}")
    used = loaded.current()
    is_used = used is not None and used.survey is preview.survey
    if draft.to_decide:
        names = plural(len(draft.to_decide), "council name")
        said = texts.survey_use.STILL_TO_DECIDE.format(names=names)
        st.warning(said, icon=":material/help:")
    st.button(
        texts.survey_use.IS_USED if is_used else texts.survey_use.USE,
        icon=":material/check:" if is_used else ":material/play_arrow:",
        key="survey-use",
        on_click=partial(loaded.keep, Loaded(preview.wave, preview.survey)),
    )
    if is_used:
        st.page_link(visit.pages["overview"], label=texts.survey_use.SEE_OVERVIEW)
    elif used is not None:
        st.caption(texts.survey_use.AS_BEFORE)
    else:
        st.caption(texts.survey_use.FOR_YOU_ALONE)
