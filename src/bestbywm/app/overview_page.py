"""The region at a glance."""

import streamlit as st

from bestbywm.analysis.selection import Selection
from bestbywm.app import card, data
from bestbywm.app.frame import Visit, no_council, nobody_answered
from bestbywm.exhibits.wording import capitalised
from bestbywm.provenance import STAMPS
from bestbywm.render.markdown import plain
from bestbywm.survey.questions import Level
from bestbywm.words import listed

MORE = "overview-more"


def show(visit: Visit) -> None:
    """Facts of the wave in a sentence, the headline figures, and the exhibits."""
    pack, selection = visit.pack, visit.selection.only()
    wave = pack.wave_by_id[selection.wave]
    st.title(f"{plain(pack.region.survey)}: the region at a glance", anchor=False)
    st.markdown(f"**{capitalised(wave.when)}.** {wave.summary}")
    if no_council(visit) or nobody_answered(visit):
        return
    if selection.is_filtered:
        st.markdown(f"Shown here: **{plain(selection.place(pack.region))}**.")
    _headline_figures(visit)
    _cards(visit, selection, "main")
    _more(visit, selection)
    if wave.not_published and not selection.is_filtered:
        with st.container(border=True):
            st.subheader("What was not published", anchor=False)
            st.write(wave.not_published)


def _cards(visit: Visit, selection: Selection, level: Level) -> None:
    with st.grid(2, min_column_width=420, gap="medium"):
        for each in data.overview_cards(visit.pack, selection, visit.theme, level):
            card.show(each, visit)


def _more(visit: Visit, selection: Selection) -> None:
    """Further figures, made and sent only when they are asked for."""
    titles = [panel.title for panel in visit.pack.panels if panel.level == "more"]
    if not titles:
        return
    words = listed(title[:1].lower() + title[1:] for title in titles)
    if st.toggle(f"More figures: {words}", key=MORE, persist_state="session"):
        _cards(visit, selection, "more")


def _headline_figures(visit: Visit) -> None:
    figures = data.headline_figures(visit.pack, visit.selection.only())
    if not figures:
        return
    with st.grid(min(3, len(figures)), min_column_width=250):
        for each in figures:
            st.metric(
                each.label,
                each.value,
                each.count,
                delta_color="off",
                delta_arrow="off",
                help=each.help,
                border=True,
                height="stretch",
            )
    st.caption(f"**{STAMPS[figures[0].provenance]}**")
