"""The pages of the dashboard, in the order of the navigation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from bestbywm.app import barriers_page, frame, map_page, methods_page, overview_page
from bestbywm.app.frame import Visit
from bestbywm.pack import Pack

Show = Callable[[Visit], None]

PAGES: tuple[tuple[str, str, str, Show], ...] = (
    ("overview", "Overview", ":material/insights:", overview_page.show),
    ("map", "Map", ":material/map:", map_page.show),
    ("barriers", "Barriers", ":material/block:", barriers_page.show),
    ("methods", "Data and methods", ":material/menu_book:", methods_page.show),
)
"""Address, title, icon and page."""


def run(home: Path) -> None:
    """Navigate, then show the page that is asked for.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack and the static files.
    """
    pack = frame.open_pack(home)
    pages = [_page(pack, home, position) for position in range(len(PAGES))]
    st.navigation(pages, position="top").run()


def _page(pack: Pack, home: Path, position: int) -> Any:
    address, title, icon, show = PAGES[position]

    def run_page() -> None:
        st.set_page_config(page_title=f"{title} – {pack.region.survey}")
        show(frame.begin(pack, home, address))

    return st.Page(run_page, title=title, icon=icon, url_path=address, default=position == 0)
