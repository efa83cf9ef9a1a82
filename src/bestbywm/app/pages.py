"""The pages of the dashboard, in the order of the navigation."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from bestbywm.analysis.selection import Selection
from bestbywm.app import (
    accessibility_page,
    barriers_page,
    change_page,
    claims_page,
    council_page,
    councils_page,
    current,
    frame,
    loaded,
    map_page,
    maturity_page,
    methods_page,
    overview_page,
    practice_page,
    present_page,
    styles,
    survey_page,
    texts,
)
from bestbywm.app.frame import Filters, Visit
from bestbywm.app.served import for_streamlit
from bestbywm.pack import Pack
from bestbywm.problems import PackError


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page: its address, its title in the navigation, its filters, and what shows it.

    ``show`` returns what the page now says, in a sentence, for those who do not see it change.

    Where the filters hang on what is chosen on the page, a function names them. What is not in the
    navigation is reached by links.
    """

    address: str
    title: str
    filters: Filters | Callable[[Selection], Filters]
    show: Callable[[Visit], str]
    is_in_navigation: bool = True

    def filters_for(self, selection: Selection) -> Filters:
        """What the page can be filtered by for a selection."""
        return self.filters(selection) if callable(self.filters) else self.filters


PAGES: tuple[PageEntry, ...] = (
    PageEntry("overview", texts.pages.OVERVIEW, "all", overview_page.show),
    PageEntry("map", texts.pages.MAP, "all", map_page.show),
    PageEntry("barriers", texts.pages.BARRIERS, "all", barriers_page.show),
    PageEntry("maturity", texts.pages.MATURITY, "all", maturity_page.show),
    PageEntry("change", texts.pages.CHANGE, "waves", change_page.show),
    PageEntry("councils", texts.pages.COUNCILS, "all", councils_page.show),
    PageEntry("council", texts.pages.MY_COUNCIL, "wave", council_page.show),
    PageEntry("practice", texts.pages.PRACTICE, "councils", practice_page.show),
    PageEntry("present", texts.pages.PRESENT, present_page.filters, present_page.show),
    PageEntry("claims", texts.pages.CLAIMS, "none", claims_page.show),
    PageEntry("survey", texts.pages.SURVEY, "none", survey_page.show),
    PageEntry("methods", texts.pages.METHODS, "none", methods_page.show),
    PageEntry("accessibility", texts.pages.ACCESSIBILITY, "none", accessibility_page.show, False),
)
"""The pages in the order of the navigation.

A page has no icon: the browser would fetch it from outside.
"""


def titles() -> dict[str, str]:
    """Titles of the pages by their addresses; the first page is at the address of the server."""
    return {"": PAGES[0].title} | {entry.address: entry.title for entry in PAGES[1:]}


def run(home: Path) -> None:
    """Navigate, then show the page that is asked for.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack and the static files.
    """
    try:
        waiting = st.spinner(texts.pages.READING)
        packs = current.packs(home, waiting)
    except PackError as error:
        _configure(texts.pages.NO_DATA)
        frame.show_problems(error.problems)
        return
    pack, notes = loaded.joined(packs.shown)
    notes = (*packs.notes, *notes)
    pages: dict[str, StreamlitPage] = {}
    pages.update({entry.address: _page(pack, notes, home, entry, pages) for entry in PAGES})
    st.navigation(list(pages.values()), position="top").run()


def _configure(title: str) -> None:
    """Title, icon, width and style sheet of the page; once a run: each call is sent to the browser.

    The icon is our own file: a Material icon would be fetched from a server outside.
    """
    st.set_page_config(page_title=title, page_icon=for_streamlit("favicon.svg"), layout="wide")
    styles.show()


def _page(
    pack: Pack,
    notes: Sequence[str],
    home: Path,
    entry: PageEntry,
    pages: Mapping[str, StreamlitPage],
) -> StreamlitPage:
    def run_page() -> None:
        _configure(texts.pages.WINDOW.format(page=entry.title, survey=pack.region.survey))
        visit = frame.begin(pack, home, entry.address, entry.filters_for, pages, notes)
        finding = entry.show(visit)
        frame.footer(visit)
        frame.announce(visit, entry.title, finding)

    return st.Page(
        run_page,
        title=entry.title,
        url_path=entry.address,
        default=entry is PAGES[0],
        visibility="visible" if entry.is_in_navigation else "hidden",
    )
