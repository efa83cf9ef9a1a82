"""The region at a glance."""

import streamlit as st

from bestbywm.analysis.selection import Selection
from bestbywm.app import card, data, texts
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.wording import about_wave, capitalised, survey_of
from bestbywm.render.markdown import plain
from bestbywm.survey.questions import Level
from bestbywm.words import listed

MORE = "overview-more"


def show(visit: Visit) -> str:
    """Facts of the wave in a sentence, the headline figures, and the exhibits."""
    pack, selection = visit.pack, visit.selection.only()
    wave = pack.wave_by_id[selection.wave]
    survey = plain(survey_of(pack, selection.wave))
    st.title(texts.overview.TITLE.format(survey=survey), anchor=False)
    st.markdown(f"**{plain(capitalised(wave.when))}.** {plain(about_wave(pack, selection.wave))}")
    if no_council(visit) or nobody_answered(visit):
        return ""
    if selection.is_filtered:
        place = plain(selection.place(pack.region))
        st.markdown(texts.overview.SHOWN_HERE.format(place=place))
    card.headline_figures(data.headline_figures(pack, selection))
    finding = _cards(visit, selection, "main")
    _more(visit, selection)
    if wave.not_published and not selection.is_filtered:
        with st.container(border=True):
            st.header(texts.overview.NOT_PUBLISHED, anchor=False)
            st.write(wave.not_published)
    return finding


def _cards(visit: Visit, selection: Selection, level: Level) -> str:
    """The cards, and the finding of the first."""
    cards = data.overview_cards(visit.pack, selection, visit.display, visit.home, level)
    with st.grid(2, min_column_width=420, gap="medium"):
        for each in cards:
            card.show(each, visit)
    return card.finding(cards)


def _more(visit: Visit, selection: Selection) -> None:
    """Further figures, made and sent only when they are asked for."""
    titles = [panel.title for panel in visit.pack.panels if panel.level == "more"]
    if not titles:
        return
    words = listed(title[:1].lower() + title[1:] for title in titles)
    if st.toggle(
        texts.overview.MORE_FIGURES.format(titles=words), key=MORE, persist_state="session"
    ):
        _cards(visit, selection, "more")
