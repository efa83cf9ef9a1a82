"""My council: its profile on one page, with an address of its own, and for paper."""

from datetime import date

import streamlit as st

from bestbywm.app import card, data, frame, texts
from bestbywm.app.data import Card
from bestbywm.app.frame import Visit
from bestbywm.exhibits.profile import Profile, profile
from bestbywm.exhibits.wording import slug
from bestbywm.render.markdown import plain

COUNCIL, PRINT = "profile-council", "profile-print"
PAPER_HEIGHT = 900


def show(visit: Visit) -> str:
    """Choose a council; then where it lies, what it answered, its facts, and the print view."""
    pack, selection = visit.pack, visit.selection
    code = selection.council
    name = pack.region.by_code[code].official_name if code else texts.common.MY_COUNCIL
    st.title(plain(name), anchor=False)
    _picker(visit)
    if not code:
        st.write(texts.council.ABOUT)
        return ""
    made = profile(pack, selection.only("council", "weights"))
    locator, *cards = data.cards(visit)
    _header(visit, made, locator)
    for each in cards:
        card.show(each, visit)
    _paper(visit, made)
    return card.finding(cards)


def _picker(visit: Visit) -> None:
    names = visit.pack.region.by_code
    st.session_state[COUNCIL] = visit.selection.council or None
    st.selectbox(
        texts.common.COUNCIL,
        sorted(names, key=lambda code: names[code].name),
        key=COUNCIL,
        index=None,
        format_func=lambda code: frame.council_label(names[code]),
        placeholder=texts.common.FIND_YOUR_COUNCIL,
        on_change=lambda: frame.choose(visit.pack, council=st.session_state[COUNCIL] or ""),
    )


def _header(visit: Visit, made: Profile, locator: Card) -> None:
    words, picture = st.columns([3, 2], gap="medium")
    with words:
        st.write(plain(made.tier))
        st.markdown(f"**{plain(made.answered)}**")
        if made.answered_stamp:
            st.caption(f"**{made.answered_stamp}**")
        st.page_link(visit.pages["councils"], label=texts.council.BESIDE_OTHERS)
        if not made.findings and visit.pack.responses.get(visit.selection.wave) is None:
            st.info(
                texts.council.TOTALS_ONLY.format(wave=visit.selection.wave),
                icon=":material/info:",
            )
    with picture:
        st.plotly_chart(
            locator.figure,
            key="locator",
            theme=None,
            config={**card.map_config(), "staticPlot": True},
            alt=made.locator.alt,
        )
        st.caption(plain(f"{made.locator.headline}. {made.locator.subtitle}"))


def _paper(visit: Visit, made: Profile) -> None:
    """The print view: made only when it is asked for."""
    st.header(texts.council.ON_PAPER, anchor=False)
    selection = visit.selection.only("council", "weights")
    page = data.printout(visit.pack, selection)
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.toggle(texts.council.SHOW_PRINT_VIEW, key=PRINT)
        st.download_button(
            texts.council.DOWNLOAD_PRINT_VIEW,
            data=page,
            file_name=f"{visit.pack.region.slug}-{selection.wave}-{slug(made.name)}.html",
            mime="text/html",
            key="download-print",
            on_click="ignore",
            icon=":material/print:",
            type="tertiary",
        )
        st.download_button(
            texts.council.DOWNLOAD_BRIEFING,
            data=lambda: data.briefing(visit.pack, selection, date.today()),
            file_name=f"{visit.pack.region.slug}-{selection.wave}-{slug(made.name)}-briefing.pdf",
            mime="application/pdf",
            key="download-briefing",
            on_click="ignore",
            icon=":material/picture_as_pdf:",
            type="tertiary",
        )
    st.caption(texts.council.ABOUT_PAPER)
    if wanted:
        st.iframe(page, height=PAPER_HEIGHT)
