"""The page that the browser gets first: what it says of the dashboard, and what is seen meanwhile.

Streamlit's own says nothing of the dashboard. This adds a title and a description for who shares
a link or searches, begins early with loading what every page needs, and shows an outline of the
page until the page is whole.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup

from bestbywm.render.theme import DARK, LIGHT
from bestbywm.render.webpage import template

TITLE = re.compile(r"<title>[^<]*</title>")
LANGUAGE = re.compile(r'<html lang="[^"]*">')

WAITING = Markup(
    '<div id="waiting" aria-hidden="true"><div class="side"></div><div class="page">'
    '<p>Loading …</p><i class="title"></i>'
    '<div class="cards"><i></i><i></i><i></i><i></i></div></div></div>'
)


@dataclass(frozen=True, slots=True)
class Said:
    """What the page says of itself to who shares a link, and to search engines.

    Attributes
    ----------
    site, title, description
        The dashboard, this page of it, and what can be found there.
    address
        Whole address of the page.
    picture, picture_says
        Whole address of a picture to show beside a link, and the picture in words.
    """

    site: str
    title: str
    description: str
    address: str
    picture: str
    picture_says: str


def shell_page(index: str, said: Said, early: tuple[str, ...], narrow_window: str) -> str:
    """Streamlit's first page with our words in it; as it was if it is not what we know.

    Parameters
    ----------
    index
        The page as Streamlit sends it.
    early
        Addresses of scripts that every page will need.
    narrow_window
        Which windows are narrow, as CSS asks.
    """
    if "</head>" not in index or '<div id="root"></div>' not in index:
        return index
    head = template("shell_head.html").render(
        site=said.site,
        title=said.title,
        description=said.description,
        address=said.address,
        picture=said.picture,
        picture_says=said.picture_says,
        light=LIGHT,
        dark=DARK,
        early=early,
        styles=_styles(),
        script=_script(narrow_window),
    )
    page = TITLE.sub(lambda _: str(Markup("<title>{}</title>").format(said.title)), index, count=1)
    page = LANGUAGE.sub('<html lang="en-GB">', page, count=1)
    page = page.replace("</head>", f"{head}</head>", 1)
    return page.replace('<div id="root"></div>', f'{WAITING}<div id="root"></div>', 1)


@lru_cache(maxsize=1)
def _styles() -> Markup:
    return Markup(template("waiting.css").render(light=LIGHT, dark=DARK))


@lru_cache(maxsize=1)
def _script(narrow_window: str) -> Markup:
    return Markup(template("waiting.js").render(narrow_window=narrow_window))
