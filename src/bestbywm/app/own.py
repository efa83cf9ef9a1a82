"""The visitor's own presentation: kept for the visit, changed by buttons on any page.

On the page where it is put together it is part of the link too, so that nothing is lost when the
page is loaded again.
"""

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from bestbywm.story.storyline import (
    MOST_SCREENS,
    Screen,
    Storyline,
    StorylineError,
    from_file,
    from_link,
    to_link,
)

OWN, SAID = "own-storyline", "own-storyline-notes"
TITLE = "My presentation"

PARAMETER = "own"
"""The part of a link that holds a presentation."""

LONGEST_LINK = 6000
"""Characters of a link: servers between us and a visitor may refuse longer ones."""


def storyline() -> Storyline:
    """The own storyline; without a screen at first."""
    kept: Storyline = st.session_state.get(OWN, Storyline(TITLE))
    return kept


def keep(storyline: Storyline) -> None:
    """Keep a storyline as the visitor's own."""
    st.session_state[OWN] = storyline


def parameters() -> dict[str, str]:
    """The part of a link that reopens it; nothing if it is empty or too long for a link."""
    kept = storyline()
    packed = to_link(kept) if kept.screens else ""
    return {PARAMETER: packed} if 0 < len(packed) <= LONGEST_LINK else {}


def open_link(packed: str) -> None:
    """Open the presentation in a link; what cannot be used is said on the page."""
    _open(lambda: from_link(packed))


def open_file(content: bytes) -> None:
    """Open a saved presentation; what cannot be used is said on the page."""
    _open(lambda: from_file(content))


def _open(read: Callable[[], tuple[Storyline, tuple[str, ...]]]) -> None:
    """A broken one leaves the presentation that is there as it is."""
    try:
        opened, notes = read()
    except StorylineError as error:
        st.session_state[SAID] = (str(error),)
        return
    keep(opened)
    st.session_state[SAID] = notes


def said() -> tuple[str, ...]:
    """What there is to say about a presentation that was opened; it is said once."""
    notes: tuple[str, ...] = st.session_state.pop(SAID, ())
    return notes


def has(screen: Screen) -> bool:
    """Whether the own storyline already shows this."""
    return any(each.shows_as == screen.shows_as for each in storyline().screens)


def is_full() -> bool:
    """Whether no more fits."""
    return len(storyline().screens) >= MOST_SCREENS


def add(screen: Screen) -> None:
    """Add a screen at the end, unless it is there already or no more fits."""
    if not has(screen) and not is_full():
        _change(lambda screens: (*screens, screen))


def remove(position: int) -> None:
    """Take a screen out."""
    _change(lambda screens: (*screens[:position], *screens[position + 1 :]))


def move(position: int, by: int) -> None:
    """Move a screen up (-1) or down (1); at either end it stays."""

    def moved(screens: tuple[Screen, ...]) -> tuple[Screen, ...]:
        to = position + by
        if not (0 <= position < len(screens) and 0 <= to < len(screens)):
            return screens
        rest = [*screens[:position], *screens[position + 1 :]]
        rest.insert(to, screens[position])
        return tuple(rest)

    _change(moved)


def rewrite(position: int, *, title: str, note: str) -> None:
    """Give a screen its own title and note."""

    def rewritten(screens: tuple[Screen, ...]) -> tuple[Screen, ...]:
        return tuple(
            replace(each, title=title, note=note) if at == position else each
            for at, each in enumerate(screens)
        )

    _change(rewritten)


def _change(change: Callable[[tuple[Screen, ...]], tuple[Screen, ...]]) -> None:
    kept = storyline()
    keep(replace(kept, screens=change(kept.screens)))
