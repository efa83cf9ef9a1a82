"""The visitor's window: how wide and in which colours it is, and what a screen reader says in it.

A narrow window has its pictures laid out anew, and other colours have them drawn anew. The server
learns of both from a small script on the page. For the first picture it goes by what the browser
says of itself, so that a phone need not wait for a second one.
"""

from importlib.resources import files

import streamlit as st
from markupsafe import Markup

from bestbywm.app import texts
from bestbywm.render.theme import ThemeName

NARROW_WINDOW = "(max-width: 640px), (min-width: 769px) and (max-width: 900px)"
"""As CSS asks: a phone; or a tablet held upright, where the filters stand beside the page.

Streamlit stacks columns up to 640 pixels, and lays the filters over the page up to 768.
"""

KEY, NARROW = "window", "window-is-narrow"

NEWS = Markup('<div id="news" data-page="{page}" data-words="{words}"></div>')
"""What is to be said of the page, for the script to read."""

_SCRIPT = (files("bestbywm.app") / "window.js").read_text(encoding="utf-8")

_window = st.components.v2.component("bestbywm_window", js=_SCRIPT)


def is_narrow() -> bool:
    """Whether the window is narrow, as far as is known."""
    if NARROW not in st.session_state:
        st.session_state[NARROW] = _looks_like_a_phone()
    return bool(st.session_state[NARROW])


def _looks_like_a_phone() -> bool:
    headers = st.context.headers
    says = headers.get("Sec-Ch-Ua-Mobile")
    return says == "?1" if says else "Mobi" in (headers.get("User-Agent") or "")


def theme() -> ThemeName:
    """The colours that Streamlit shows the page in."""
    return "dark" if st.context.theme.type == "dark" else "light"


def announce(page: str, words: str) -> None:
    """Have a screen reader say what the page now shows, if that has changed; learn of the window.

    The words stand in an element of their own: the script would be sent with them each time.

    Parameters
    ----------
    page
        Title of the page, which is said when another page was opened.
    words
        What is shown, in a sentence or two; "" if the title says all.
    """
    with st.container(gap=None):
        st.html(str(NEWS.format(page=page, words=words)))
        _window(
            key=KEY,
            data={
                "narrow": is_narrow(),
                "narrow_window": NARROW_WINDOW,
                "dark": theme() == "dark",
                "wide_table": texts.pages.WIDE_TABLE,
            },
            on_narrow_change=_resized,
            on_dark_change=_recoloured,
        )


def _recoloured() -> None:
    """Nothing is kept: the run that follows asks Streamlit for the colours."""


def _resized() -> None:
    st.session_state[NARROW] = bool(st.session_state[KEY].narrow)
