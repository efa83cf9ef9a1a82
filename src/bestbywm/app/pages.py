"""The pages of the dashboard, in the order of the navigation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bestbywm.analysis.selection import Selection
from bestbywm.app import (
    barriers_page,
    change_page,
    claims_page,
    council_page,
    councils_page,
    current,
    data,
    frame,
    loaded,
    map_page,
    maturity_page,
    methods_page,
    overview_page,
    practice_page,
    present_page,
    survey_page,
)
from bestbywm.app.frame import Filters, Visit
from bestbywm.pack import Pack
from bestbywm.problems import PackError


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its address, its title in the navigation, its filters, and what shows it.

    Where the filters hang on what is chosen on the page, a function names them.
    """

    address: str
    title: str
    filters: Filters | Callable[[Selection], Filters]
    show: Callable[[Visit], None]

    def filters_for(self, selection: Selection) -> Filters:
        """What the page can be filtered by for a selection."""
        return self.filters(selection) if callable(self.filters) else self.filters


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", "Overview", "all", overview_page.show),
    PageEntry("map", "Map", "all", map_page.show),
    PageEntry("barriers", "Barriers", "all", barriers_page.show),
    PageEntry("maturity", "Maturity", "all", maturity_page.show),
    PageEntry("change", "Change", "waves", change_page.show),
    PageEntry("councils", "Councils", "all", councils_page.show),
    PageEntry("council", "My council", "wave", council_page.show),
    PageEntry("practice", "Good practice", "councils", practice_page.show),
    PageEntry("present", "Present", present_page.filters, present_page.show),
    PageEntry("claims", "You can say", "none", claims_page.show),
    PageEntry("survey", "Your survey", "none", survey_page.show),
    PageEntry("methods", "Methods", "none", methods_page.show),
)
"""The pages in the order of the navigation.

A page has no icon: the browser would fetch it from outside.
"""


def run(home: Path) -> None:
    """Navigate, then show the page that is asked for.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack and the static files.
    """
    try:
        waiting = st.spinner("Reading the survey and the boundaries …")
        packs = current.packs(home, waiting)
    except PackError as error:
        _configure(home, "The data cannot be shown yet")
        frame.show_problems(error.problems)
        return
    pack, notes = loaded.joined(packs.shown)
    notes = (*packs.notes, *notes)
    pages: dict[str, StreamlitPage] = {}
    pages.update({entry.address: _page(pack, notes, home, entry, pages) for entry in PAGES})
    st.navigation(list(pages.values()), position="top").run()


def _configure(home: Path, title: str) -> None:
    """Title, icon and width of the page; once a run, since each call is sent to the browser.

    The icon is our own file: a Material icon would be fetched from a server outside.
    """
    icon = home / data.STATIC / "favicon.svg"
    st.set_page_config(page_title=title, page_icon=icon, layout="wide")


def _page(
    pack: Pack,
    notes: Sequence[str],
    home: Path,
    entry: PageEntry,
    pages: Mapping[str, StreamlitPage],
) -> StreamlitPage:
    def run_page() -> None:
        _configure(home, f"{entry.title} – {pack.region.survey}")
        visit = frame.begin(pack, home, entry.address, entry.filters_for, pages, notes)
        entry.show(visit)
        frame.footer(visit)

    is_first = entry is PAGES[0]
    return st.Page(run_page, title=entry.title, url_path=entry.address, default=is_first)
