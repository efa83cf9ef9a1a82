"""The pages of the dashboard, in the order of the navigation."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import streamlit as st

from bestbywm.app import barriers_page, data, frame, map_page, methods_page, overview_page
from bestbywm.app.frame import Visit
from bestbywm.pack import Pack
from bestbywm.problems import PackError

Show = Callable[[Visit], None]

PAGES: tuple[tuple[str, str, Show], ...] = (
    ("overview", "Overview", overview_page.show),
    ("map", "Map", map_page.show),
    ("barriers", "Barriers", barriers_page.show),
    ("methods", "Data and methods", methods_page.show),
)
"""Address, title and page. A page has no icon: the browser would fetch it from outside."""


def run(home: Path) -> None:
    """Navigate, then show the page that is asked for.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack and the static files.
    """
    try:
        pack = data.current_pack(home)
    except PackError as error:
        _configure(home, "The data cannot be shown yet")
        frame.show_problems(error.problems)
        return
    pages = [_page(pack, home, position) for position in range(len(PAGES))]
    st.navigation(pages, position="top").run()


def _configure(home: Path, title: str) -> None:
    """Title, icon and width of the page; once a run, since each call is sent to the browser.

    The icon is our own file: a Material icon would be fetched from a server outside.
    """
    icon = home / data.STATIC / "favicon.svg"
    st.set_page_config(page_title=title, page_icon=icon, layout="wide")


def _page(pack: Pack, home: Path, position: int) -> Any:
    address, title, show = PAGES[position]

    def run_page() -> None:
        _configure(home, f"{title} – {pack.region.survey}")
        show(frame.begin(pack, home, address))

    return st.Page(run_page, title=title, url_path=address, default=position == 0)
