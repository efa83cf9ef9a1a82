"""Sharing a view: its link, the code that embeds it elsewhere, and how to cite it."""

from collections.abc import Mapping
from datetime import date
from html import escape
from urllib.parse import urlencode, urlsplit

import streamlit as st

from bestbywm.app.frame import Visit
from bestbywm.app.routes import meeting_address
from bestbywm.exhibits import link
from bestbywm.exhibits.model import Exhibit
from bestbywm.story.presentation import day_in_words
from bestbywm.story.storyline import Screen, Storyline, to_link


def here(visit: Visit, more: Mapping[str, str] | None = None) -> str:
    """The address of the page as it is seen now; ``more`` holds parameters of its own."""
    params = link.write(visit.selection, visit.pack) | dict(more or {})
    return f"{_page()}{'?' if params else ''}{urlencode(params)}"


def _page() -> str:
    return (st.context.url or "").partition("?")[0]


def meeting(params: Mapping[str, str]) -> str:
    """The whole address of the meeting mode."""
    parts = urlsplit(_page())
    server = f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""
    return f"{server}{meeting_address(params)}"


def embed_code(exhibit: Exhibit, screen: Screen) -> str:
    """Code that shows the finding inside another web page, as one screen of the meeting mode."""
    shown = to_link(Storyline(exhibit.headline, (screen,)))
    return frame_code(exhibit.headline, {"story": "own", "own": shown})


def frame_code(title: str, params: Mapping[str, str]) -> str:
    """Code that shows the meeting mode inside another web page."""
    return (
        f'<iframe src="{escape(meeting(params))}" title="{escape(title)}" '
        'width="100%" height="560" style="border:0"></iframe>'
    )


def citation(exhibit: Exhibit, survey: str, address: str, on: date) -> str:
    """How to name the source: survey, finding, kind of data, address, and when it was seen."""
    stamp = f" {exhibit.stamp}" if exhibit.provenance == "illustrative" else ""
    return (
        f"{survey}, {exhibit.wave}: {exhibit.headline}.{stamp} {address} "
        f"(accessed {day_in_words(on)})."
    )


def panel(visit: Visit, exhibit: Exhibit, screen: Screen) -> None:
    """Link, code and citation, each to copy."""
    address = here(visit)
    st.markdown("**Share this view**")
    for label, words in (
        ("Link", address),
        ("Code to embed it in a web page", embed_code(exhibit, screen)),
        ("How to cite it", citation(exhibit, visit.pack.region.survey, address, date.today())),
    ):
        st.caption(label)
        st.code(words, language=None, wrap_lines=True)
