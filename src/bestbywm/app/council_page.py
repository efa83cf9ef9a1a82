"""My council: its profile on one page, with an address of its own, and for paper."""

from datetime import date

import streamlit as st

from bestbywm.app import card, data, frame
from bestbywm.app.data import Card
from bestbywm.app.frame import Visit
from bestbywm.exhibits.profile import Profile, profile
from bestbywm.exhibits.wording import slug
from bestbywm.render.markdown import plain

COUNCIL, PRINT = "profile-council", "profile-print"
PAPER_HEIGHT = 900


def show(visit: Visit) -> None:
    """Choose a council; then where it lies, what it answered, its facts, and the print view."""
    pack, selection = visit.pack, visit.selection
    code = selection.council
    name = pack.region.by_code[code].official_name if code else "My council"
    st.title(plain(name), anchor=False)
    _picker(visit)
    if not code:
        st.write(
            "Choose a council to see where it stands, whom it is like, what it names as barriers, "
            "and which examples fit. The address of the page then names it: bookmark it."
        )
        return
    made = profile(pack, selection.only("council", "weights"))
    locator, *cards = data.cards(visit)
    _header(visit, made, locator)
    for each in cards:
        card.show(each, visit)
    _paper(visit, made)


def _picker(visit: Visit) -> None:
    names = visit.pack.region.by_code
    st.session_state[COUNCIL] = visit.selection.council or None
    st.selectbox(
        "Council",
        sorted(names, key=lambda code: names[code].name),
        key=COUNCIL,
        index=None,
        format_func=lambda code: frame.council_label(names[code]),
        placeholder="Type to find your council",
        on_change=lambda: frame.choose(visit.pack, council=st.session_state[COUNCIL] or ""),
    )


def _header(visit: Visit, made: Profile, locator: Card) -> None:
    words, picture = st.columns([3, 2], gap="medium")
    with words:
        st.write(plain(made.tier))
        st.markdown(f"**{plain(made.answered)}**")
        if made.answered_stamp:
            st.caption(f"**{made.answered_stamp}**")
        st.page_link(visit.pages["councils"], label="Set it beside other councils")
        if not made.findings and visit.pack.responses.get(visit.selection.wave) is None:
            st.info(
                f"Only totals for the region were published for {visit.selection.wave}. What is "
                "known about this council all the same stands below.",
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
    st.header("On paper", anchor=False)
    selection = visit.selection.only("council", "weights")
    page = data.printout(visit.pack, selection)
    with st.container(horizontal=True, vertical_alignment="center"):
        wanted = st.toggle("Show the print view", key=PRINT)
        st.download_button(
            "Download the print view",
            data=page,
            file_name=f"{visit.pack.region.slug}-{selection.wave}-{slug(made.name)}.html",
            mime="text/html",
            key="download-print",
            on_click="ignore",
            icon=":material/print:",
            type="tertiary",
        )
        st.download_button(
            "Download the briefing (PDF)",
            data=lambda: data.briefing(visit.pack, selection, date.today()),
            file_name=f"{visit.pack.region.slug}-{selection.wave}-{slug(made.name)}-briefing.pdf",
            mime="application/pdf",
            key="download-briefing",
            on_click="ignore",
            icon=":material/picture_as_pdf:",
            type="tertiary",
        )
    st.caption("A4, one or two pages, fit for black and white. The button on it prints it.")
    if wanted:
        st.iframe(page, height=PAPER_HEIGHT)
