"""The visitor's own presentation: kept for the visit, changed by buttons on any page.

It is part of the link of every page, so that nothing is lost when a page is loaded again. What is
changed can be taken back.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

import streamlit as st

from bestbywm.app import texts
from bestbywm.exhibits.wording import plural, slug
from bestbywm.story.storyline import (
    MOST_SCREENS,
    TITLE,
    Screen,
    Storyline,
    StorylineError,
    from_file,
    from_link,
    to_link,
)
from bestbywm.words import cleaned, one_line

OWN, BEFORE = "own-storyline", "own-storylines-before"
LINKS, SAID = "own-links-written", "own-storyline-notes"

PARAMETER = "own"
"""The part of a link that holds a presentation."""

LONGEST_LINK = 6000
"""Characters of it: servers between us and a visitor may refuse longer addresses."""

MOST_BEFORE = 50
"""How many changes can be taken back."""

Opened = tuple[Storyline, tuple[str, ...]]


def storyline() -> Storyline:
    """The own storyline; without a screen at first."""
    kept: Storyline = st.session_state.get(OWN, Storyline(TITLE))
    return kept


def count_in_words() -> str:
    """``1 finding``, ``12 findings``."""
    return plural(len(storyline().screens), "finding")


# In a link and in a file ----------------------------------------------------------------------


def parameters() -> dict[str, str]:
    """The part of a link that reopens it; nothing if it is empty or too long for a link."""
    kept = storyline()
    packed = to_link(kept) if kept.screens else ""
    return {PARAMETER: packed} if 0 < len(packed) <= LONGEST_LINK else {}


def parameters_to_write() -> dict[str, str]:
    """The same, remembered as written: such a link brings nothing old back."""
    written = parameters()
    st.session_state.setdefault(LINKS, set()).update(written.values())
    return written


def open_link(packed: str) -> None:
    """Open the presentation in a link.

    A link that was written during this visit opens nothing: whoever goes back to a page that was
    seen before keeps what has been added since.
    """
    if packed not in st.session_state.get(LINKS, ()):
        _open(lambda: from_link(packed))


def open_file(content: bytes) -> None:
    """Open a saved presentation."""
    _open(lambda: from_file(content))


def _open(read: Callable[[], Opened]) -> None:
    """Take over what is read; a broken one leaves the presentation that is there as it is."""
    before = storyline()
    try:
        opened, notes = read()
    except StorylineError as error:
        kept = texts.own.KEPT.format(findings=count_in_words()) if before.screens else ""
        _say(f"{error}{kept}")
        return
    if not before.screens:
        st.session_state[OWN] = opened  # nothing is lost, so there is nothing to bring back
    elif opened != before:
        _keep(opened)
        _say(texts.own.REPLACED.format(opened=opened.title, before=before.title))
    _say(*notes)


def _say(*notes: str) -> None:
    st.session_state[SAID] = (*st.session_state.get(SAID, ()), *notes)


def said() -> tuple[str, ...]:
    """What there is to say about a presentation that was opened; it is said once."""
    notes: tuple[str, ...] = st.session_state.pop(SAID, ())
    return notes


# Changes --------------------------------------------------------------------------------------


def key_of(screens: Sequence[Screen], position: int) -> str:
    """A name for a screen that stays with it when it moves; one that comes twice has a number."""
    screen = screens[position]
    earlier = [each.shows_as for each in screens[:position]].count(screen.shows_as)
    view = "-".join(f"{name}-{value}" for name, value in screen.view)
    return slug(f"own-{screen.page}-{screen.exhibit}-{view}-{earlier}")


def has(screen: Screen) -> bool:
    """Whether the own storyline already shows this."""
    return any(each.shows_as == screen.shows_as for each in storyline().screens)


def is_full() -> bool:
    """Whether no more fits."""
    return len(storyline().screens) >= MOST_SCREENS


def add(screens: Iterable[Screen], title: str = "") -> None:
    """Add screens at the end, but for those that are there already, as long as they fit.

    The title is for a presentation that was empty.
    """
    kept = storyline()
    new = [screen for screen in screens if not has(screen)]
    told = (*kept.screens, *new)[:MOST_SCREENS]
    _keep(Storyline(kept.title if kept.screens or not title else title, told))


def take_out(screen: Screen) -> None:
    """Take out whatever shows the same as this."""
    _change(lambda screens: [each for each in screens if each.shows_as != screen.shows_as])


def remove(key: str) -> None:
    """Take out the screen of this name."""
    _change(lambda screens: [each for at, each in enumerate(screens) if key_of(screens, at) != key])


def clear() -> None:
    """Begin again, without a screen."""
    _keep(Storyline(TITLE))


def move(key: str, by: int) -> None:
    """Move a screen up (-1) or down (1); at either end it stays."""

    def moved(screens: tuple[Screen, ...]) -> Iterable[Screen]:
        position = _position(screens, key)
        if position is None or not 0 <= position + by < len(screens):
            return screens
        rest = [*screens[:position], *screens[position + 1 :]]
        return [*rest[: position + by], screens[position], *rest[position + by :]]

    _change(moved)


def rewrite(key: str, *, title: str, note: str) -> None:
    """Give a screen its own title and note, as they were typed."""

    def rewritten(screens: tuple[Screen, ...]) -> Iterable[Screen]:
        position = _position(screens, key)
        return [
            replace(each, title=one_line(title), note=cleaned(note)) if at == position else each
            for at, each in enumerate(screens)
        ]

    _change(rewritten)


def retitle(title: str) -> None:
    """Give the presentation its title, as it was typed."""
    _keep(replace(storyline(), title=one_line(title) or TITLE))


def can_undo() -> bool:
    """Whether there is a change to take back."""
    return bool(st.session_state.get(BEFORE))


def undo() -> None:
    """Take back the last change."""
    if can_undo():
        st.session_state[OWN] = st.session_state[BEFORE].pop()


def _position(screens: Sequence[Screen], key: str) -> int | None:
    return next((at for at in range(len(screens)) if key_of(screens, at) == key), None)


def _change(change: Callable[[tuple[Screen, ...]], Iterable[Screen]]) -> None:
    kept = storyline()
    _keep(replace(kept, screens=tuple(change(kept.screens))))


def _keep(changed: Storyline) -> None:
    """Keep a storyline as the visitor's own, and the one before to bring it back."""
    before = storyline()
    if changed != before:
        st.session_state[BEFORE] = [*st.session_state.get(BEFORE, ()), before][-MOST_BEFORE:]
        st.session_state[OWN] = changed
