"""The visitor's window: whether it is narrow, and what is said in it to a screen reader.

A narrow window has its pictures laid out anew, and a change of the system's colours has them drawn
anew. The server learns of it from a small script on the
page. For the first picture it goes by what the browser says of itself, so that a phone need not
wait for a second one.
"""

from importlib.resources import files

import streamlit as st

NARROW_UP_TO = 640
"""Pixels: the width below which Streamlit stacks columns, too."""

KEY, NARROW = "window", "window-is-narrow"

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


def announce(page: str, words: str) -> None:
    """Have a screen reader say what the page now shows, if that has changed; learn the width.

    Parameters
    ----------
    page
        Title of the page, which is said when another page was opened.
    words
        What is shown, in a sentence or two.
    """
    _window(
        key=KEY,
        data={
            "page": page,
            "words": words,
            "narrow": is_narrow(),
            "narrow_up_to": NARROW_UP_TO,
            "theme": st.context.theme.type or "light",
        },
        on_narrow_change=_resized,
        on_dark_change=_recoloured,
    )


def _recoloured() -> None:
    """Nothing is kept: the run that follows asks Streamlit for the colours."""


def _resized() -> None:
    st.session_state[NARROW] = bool(st.session_state[KEY].narrow)
