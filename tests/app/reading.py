"""Words of a page as a visitor reads them."""

import html
import re

from streamlit.testing.v1 import AppTest


def as_read(words: str) -> str:
    """Markdown without the backslashes that keep signs from being markdown."""
    return re.sub(r"\\(.)", r"\1", words)


def bodies(app: AppTest) -> list[str]:
    """Everything that can be read on the page and is HTML of our own."""
    found = [str(each.proto.body) for each in app.get("html")]
    return [each for each in found if not each.startswith(("<style>", '<div id="news"'))]


def heats(app: AppTest) -> list[str]:
    """The tables of heat, as HTML."""
    return [each for each in bodies(app) if each.startswith("<figure")]


def in_view(body: str) -> str:
    """What stands in HTML, without attributes such as an alternative text."""
    return html.unescape(re.sub(r"<[^>]+>", " ", body))


def unseen(app: AppTest) -> list[str]:
    """The tables behind the charts, for those who do not see these, as HTML."""
    return [each for each in bodies(app) if "<caption>The chart as a table: " in each]
