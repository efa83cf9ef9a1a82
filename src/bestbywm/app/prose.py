"""Running text on a page: in lines that an eye can follow, however wide the window is."""

import streamlit as st

LINE = 720
"""Pixels of a line: about 90 characters of the size of running text."""


def text(words: str) -> None:
    """Show words, which may be markdown, in lines of no more than that."""
    st.markdown(words, width=LINE)


def note(words: str) -> None:
    """The same in small letters."""
    st.caption(words, width=LINE)
