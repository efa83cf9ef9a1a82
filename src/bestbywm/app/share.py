"""Sharing a view: its link, the code that embeds it elsewhere, and how to cite it."""

from collections.abc import Mapping
from datetime import date
from html import escape
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from bestbywm.app import loaded, texts
from bestbywm.app.frame import Visit
from bestbywm.app.routes import MEETING, meeting_address
from bestbywm.exhibits import link
from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.wording import survey_of
from bestbywm.story.storyline import Screen, Storyline, to_link
from bestbywm.words import day_in_words, listed


def here(visit: Visit, more: Mapping[str, str] | None = None) -> str:
    """The address of the page as it is seen now; ``more`` holds parameters of its own."""
    page = urlsplit(st.context.url or "")
    query = urlencode(link.write(visit.selection, visit.pack) | dict(more or {}))
    return urlunsplit((page.scheme, page.netloc, page.path, query, ""))


def meeting(visit: Visit, params: Mapping[str, str]) -> str:
    """The whole address of the meeting mode: it stands beside the pages.

    The address that the browser shows knows of a proxy that serves the dashboard in a folder.
    """
    page = urlsplit(st.context.url or "")
    if not page.netloc:
        return meeting_address(params)
    folder, _, last = page.path.rpartition("/")
    if last and last not in visit.pages:
        folder = page.path  # the first page, without a slash at the end
    return urlunsplit((page.scheme, page.netloc, f"{folder}/{MEETING}", urlencode(params), ""))


def embed_code(visit: Visit, exhibit: Exhibit, screen: Screen) -> str:
    """Code that shows the finding inside another web page, as one screen of the meeting mode."""
    shown = to_link(Storyline(exhibit.headline, (screen,)))
    return frame_code(visit, exhibit.headline, {"story": "own", "own": shown})


def frame_code(visit: Visit, title: str, params: Mapping[str, str]) -> str:
    """Code that shows the meeting mode inside another web page."""
    return (
        f'<iframe src="{escape(meeting(visit, params))}" title="{escape(title)}" '
        'width="100%" height="560" style="border:0"></iframe>'
    )


def citation(exhibit: Exhibit, survey: str, address: str, on: date) -> str:
    """How to name the source: survey, finding, kind of data, address, and when it was seen.

    Facts about councils belong to no wave.
    """
    waves = f", {listed(exhibit.waves)}" if exhibit.waves else ""
    return texts.share.CITATION.format(
        survey=survey,
        waves=waves,
        headline=exhibit.headline,
        stamp=exhibit.stamp,
        address=address,
        day=day_in_words(on),
    )


def panel(visit: Visit, exhibit: Exhibit, screen: Screen) -> None:
    """Link, code and citation, each to copy."""
    if loaded.is_among(exhibit.waves):
        st.info(texts.share.ONLY_HERE, icon=":material/info:")
        return
    address = here(visit)
    survey = survey_of(visit.pack, exhibit.wave)
    to_copy(
        {
            texts.share.LINK: address,
            texts.share.CODE: embed_code(visit, exhibit, screen),
            texts.share.HOW_TO_CITE: citation(exhibit, survey, address, date.today()),
        }
    )


def to_copy(parts: Mapping[str, str]) -> None:
    """Words under their labels, each with a button that copies them."""
    for label, words in parts.items():
        st.caption(label)
        st.code(words, language=None, wrap_lines=True)
