"""What can be done with one finding: present it, take it away, share it."""

from collections.abc import Callable
from datetime import date
from functools import partial

import streamlit as st

from bestbywm.app import frame, own, share, texts
from bestbywm.app.frame import Visit
from bestbywm.exhibits.model import Exhibit
from bestbywm.pack import Pack
from bestbywm.render.deck import deck
from bestbywm.render.markdown import plain
from bestbywm.render.tables import csv_of
from bestbywm.render.takeaway import MIME, png, svg
from bestbywm.story.presentation import of_one
from bestbywm.story.ready import screen_of
from bestbywm.story.storyline import MOST_SCREENS, Screen


def menu(exhibit: Exhibit, visit: Visit) -> None:
    """A button, and the dialog that it opens."""
    if st.button(
        texts.taking.TAKE_AWAY,
        icon=":material/download:",
        type="tertiary",
        key=f"take-{exhibit.id}",
    ):
        panel(exhibit, visit)


@st.dialog(texts.taking.TAKE_AWAY, width="medium")
def panel(exhibit: Exhibit, visit: Visit) -> None:
    """Add the finding to the own presentation, take it away as a file, share it."""
    st.markdown(f"**{plain(exhibit.headline)}**")
    screen = screen_of(visit.pack, visit.page, exhibit, visit.selection)
    st.subheader(texts.taking.PRESENT_IT, anchor=False)
    _adding(exhibit, screen, visit)
    st.subheader(texts.taking.AS_A_FILE, anchor=False)
    _files(exhibit, visit.pack)
    st.subheader(texts.taking.SHARE_THIS_VIEW, anchor=False)
    share.panel(visit, exhibit, screen)


def _adding(exhibit: Exhibit, screen: Screen, visit: Visit) -> None:
    """A button that adds the finding, and then takes it out again; it stays in its place."""
    is_in, is_full = own.has(screen), own.is_full()
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            texts.taking.TAKE_OUT if is_in else texts.taking.ADD,
            icon=":material/remove_from_queue:" if is_in else ":material/add_to_queue:",
            key=f"add-{exhibit.id}",
            on_click=_take_out if is_in else _add,
            args=(screen, visit),
            disabled=is_full and not is_in,
        )
        if own.storyline().screens:
            st.page_link(
                visit.pages["present"],
                label=texts.taking.OPEN_MINE.format(findings=own.count_in_words()),
                query_params=frame.link_with(visit.pack, story="own"),
            )
    if is_full and not is_in:
        st.caption(texts.taking.FULL.format(most=MOST_SCREENS))


def _add(screen: Screen, visit: Visit) -> None:
    own.add([screen])
    frame.choose(visit.pack)


def _take_out(screen: Screen, visit: Visit) -> None:
    own.take_out(screen)
    frame.choose(visit.pack)


def _files(exhibit: Exhibit, pack: Pack) -> None:
    """The finding as a file; each is made only when it is asked for."""
    told = of_one(pack, exhibit, date.today())
    (scene,) = told.scenes
    kinds: dict[str, tuple[str, Callable[[], bytes | str]]] = {
        "pptx": (texts.taking.SLIDE, partial(deck, pack, told)),
        "png": (texts.taking.PICTURE_PNG, partial(png, pack, scene, told.made_on)),
        "svg": (texts.taking.PICTURE_SVG, partial(svg, pack, scene, told.made_on)),
        "csv": (texts.taking.TABLE_CSV, partial(csv_of, exhibit)),
    }
    with st.container(horizontal=True):
        for ending, (label, make) in kinds.items():
            st.download_button(
                label,
                data=make,
                file_name=f"{told.file_name}.{ending}",
                mime=MIME[ending],
                key=f"{ending}-{exhibit.id}",
                on_click="ignore",
                icon=":material/download:",
            )
