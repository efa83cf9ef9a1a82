"""What can be done with one finding: present it, take it away, share it."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from bestbywm.app import own, share
from bestbywm.app.frame import Visit
from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.wording import file_name_of
from bestbywm.pack import Pack
from bestbywm.render.deck import deck
from bestbywm.render.tables import csv_of
from bestbywm.render.takeaway import MIME, png, svg
from bestbywm.story.presentation import of_one
from bestbywm.story.ready import screen_of
from bestbywm.story.storyline import MOST_SCREENS, Screen


def menu(exhibit: Exhibit, visit: Visit) -> None:
    """A button whose panel is filled only once it is opened."""
    panel = st.popover(
        "Take away",
        icon=":material/download:",
        type="tertiary",
        key=f"take-{exhibit.id}",
        on_change="rerun",
    )
    if panel.open:
        with panel:
            screen = screen_of(visit.pack, visit.page, exhibit, visit.selection)
            _adding(exhibit, screen, visit)
            _files(exhibit, visit)
            share.panel(visit, exhibit, screen)


def _adding(exhibit: Exhibit, screen: Screen, visit: Visit) -> None:
    is_in, is_full = own.has(screen), own.is_full()
    st.button(
        "In my presentation" if is_in else "Add to my presentation",
        icon=":material/check:" if is_in else ":material/add_to_queue:",
        key=f"add-{exhibit.id}",
        on_click=own.add,
        args=(screen,),
        disabled=is_in or is_full,
        width="stretch",
    )
    if is_in:
        st.page_link(visit.pages["present"], label="Open my presentation")
    elif is_full:
        st.caption(f"Your presentation is full: it has {MOST_SCREENS} findings.")


def _files(exhibit: Exhibit, visit: Visit) -> None:
    """The finding as a file; each is made only when it is asked for."""
    pack = visit.pack
    kinds: dict[str, tuple[str, Callable[[], bytes | str]]] = {
        "pptx": ("Slide (PowerPoint)", lambda: _slide(pack, exhibit)),
        "png": ("Picture (PNG)", lambda: png(pack, exhibit)),
        "svg": ("Picture (SVG)", lambda: svg(pack, exhibit)),
        "csv": ("Table (CSV)", lambda: csv_of(exhibit)),
    }
    st.markdown("**Take it away**")
    for ending, (label, make) in kinds.items():
        st.download_button(
            label,
            data=make,
            file_name=f"{file_name_of(pack, exhibit)}.{ending}",
            mime=MIME[ending],
            key=f"{ending}-{exhibit.id}",
            on_click="ignore",
            icon=":material/download:",
            type="tertiary",
        )


def _slide(pack: Pack, exhibit: Exhibit) -> bytes:
    return deck(pack, of_one(pack, exhibit, date.today()))
