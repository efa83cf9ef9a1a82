"""A storyline: which findings are told in which order, kept in a file or in a link.

A screen names its exhibit by page, identifier and view (the parameters of a link), so that a
storyline that was kept shows the figures as they are now, not as they were.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlencode

from bestbywm.words import cleaned, one_line

FORMAT, VERSION = "presentation", 1

TITLE = "My presentation"
"""What a presentation is called that has no title."""

MOST_SCREENS = 60
LONGEST_WORDS = 10_000
"""Characters of an own title or note; what is longer is cut, and that is said."""

LARGEST_FILE = 5_000_000
"""Bytes of a file, and of what a link unpacks to: room for the longest words on every screen."""

LONGEST_NAME, LONGEST_VIEW = 200, 2000
"""Characters of the name of a page or exhibit, and of the parameters of a view."""

View = tuple[tuple[str, str], ...]
"""Parameters of a link, as pairs."""


class StorylineError(ValueError):
    """A file or a link that is no storyline; the message says what came and what was expected."""


@dataclass(frozen=True, slots=True)
class Screen:
    """One finding of a storyline.

    Attributes
    ----------
    page, exhibit, view
        Address of the page, identifier of the exhibit on it, and the parameters of the link.
    title, note
        The presenter's own title, on one line ("" for the headline of the exhibit), and a note
        for whoever speaks.
    """

    page: str
    exhibit: str
    view: View = ()
    title: str = ""
    note: str = ""

    @property
    def shows_as(self) -> tuple[str, str, View]:
        """What is shown, whatever it is called."""
        return (self.page, self.exhibit, self.view)


@dataclass(frozen=True, slots=True)
class Storyline:
    """Findings in the order in which they are told.

    Attributes
    ----------
    title
        What the presentation is called.
    screens
        Its findings.
    id
        "own", or the identifier of a ready storyline.
    place, about
        Of whom it tells, in words, for the name of a file; and a sentence for the first slide.
        Both may be "".
    """

    title: str
    screens: tuple[Screen, ...] = ()
    id: str = "own"
    place: str = ""
    about: str = ""


def to_file(storyline: Storyline) -> str:
    """The storyline as JSON, to be kept and opened again."""
    return json.dumps(_as_data(storyline), ensure_ascii=False, indent=1) + "\n"


def from_file(content: bytes) -> tuple[Storyline, tuple[str, ...]]:
    """The storyline in a file, and a note for each part of it that cannot be used.

    Raises
    ------
    StorylineError
        For what is no storyline at all.
    """
    if len(content) > LARGEST_FILE:
        raise StorylineError(
            f"The file has {len(content):,} bytes. Expected: a presentation saved from this "
            f"dashboard, {LARGEST_FILE:,} bytes at most."
        )
    try:
        data = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise StorylineError(
            "The file cannot be read as JSON. Expected: a presentation saved from this dashboard "
            "(its name ends in .json)."
        ) from error
    return _from_data(data)


def to_link(storyline: Storyline) -> str:
    """The storyline as letters and digits that fit into a link."""
    packed = zlib.compress(json.dumps(_as_data(storyline), ensure_ascii=False).encode(), 9)
    return urlsafe_b64encode(packed).decode().rstrip("=")


def from_link(text: str) -> tuple[Storyline, tuple[str, ...]]:
    """The storyline in a link, and a note for each part of it that cannot be used.

    Raises
    ------
    StorylineError
        For what is no storyline at all.
    """
    try:
        packed = urlsafe_b64decode(text + "=" * (-len(text) % 4))
        data = json.loads(_unpacked(packed))
    except (ValueError, zlib.error, RecursionError) as error:
        raise StorylineError(
            "The link to this presentation is broken or was cut off. Copy it again, whole, or "
            "open the presentation from its file."
        ) from error
    return _from_data(data)


def _unpacked(packed: bytes) -> bytes:
    """What was packed, no more of it than a file may hold: a few bytes can hide gigabytes."""
    unpacking = zlib.decompressobj()
    content = unpacking.decompress(packed, LARGEST_FILE)
    if unpacking.unconsumed_tail or not unpacking.eof:
        raise ValueError("It is too large or not whole")
    return content


def _as_data(storyline: Storyline) -> dict[str, Any]:
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": storyline.title,
        "screens": [_screen_as_data(screen) for screen in storyline.screens],
    }


def _screen_as_data(screen: Screen) -> dict[str, str]:
    said = {
        "page": screen.page,
        "exhibit": screen.exhibit,
        "view": urlencode(screen.view),
        "title": screen.title,
        "note": screen.note,
    }
    return {key: value for key, value in said.items() if value}


def _from_data(data: Any) -> tuple[Storyline, tuple[str, ...]]:
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise StorylineError(
            "This is JSON, but no presentation. Expected: a presentation saved from this "
            f'dashboard, with "format": "{FORMAT}".'
        )
    if data.get("version") != VERSION:
        raise StorylineError(
            f"The presentation is of another version. Expected: {VERSION}. It may come from a "
            "newer dashboard."
        )
    listed = data.get("screens")
    if not isinstance(listed, list):
        raise StorylineError('The presentation has no list of "screens".')
    notes: list[str] = []
    if len(listed) > MOST_SCREENS:
        notes.append(f"It has {len(listed):,} screens; the first {MOST_SCREENS} are used.")
    found = [_screen(each, at + 1, notes) for at, each in enumerate(listed[:MOST_SCREENS])]
    title = _words(data, "title", "The presentation", notes, one_line) or TITLE
    return Storyline(title, tuple(each for each in found if each is not None)), tuple(notes)


def _screen(data: Any, number: int, notes: list[str]) -> Screen | None:
    place = f"Screen {number}"
    if not isinstance(data, Mapping) or not _is_word(data, "page") or not _is_word(data, "exhibit"):
        notes.append(f'{place} names no "page" and "exhibit": it is left out.')
        return None
    view = data.get("view", "")
    if not isinstance(view, str):
        notes.append(f"{place}: its “view” is no text and is left out.")
        view = ""
    return Screen(
        page=one_line(data["page"])[:LONGEST_NAME],
        exhibit=one_line(data["exhibit"])[:LONGEST_NAME],
        view=tuple(parse_qsl(one_line(view)[:LONGEST_VIEW])),
        title=_words(data, "title", place, notes, one_line),
        note=_words(data, "note", place, notes, cleaned),
    )


def _is_word(data: Mapping[str, Any], key: str) -> bool:
    return isinstance(data.get(key), str) and bool(one_line(data[key]))


def _words(
    data: Mapping[str, Any], key: str, place: str, notes: list[str], clean: Callable[[str], str]
) -> str:
    """Own words, fit to be shown and no longer than they may be."""
    said = data.get(key, "")
    if not isinstance(said, str):
        notes.append(f"{place}: its “{key}” is no text and is left out.")
        return ""
    words = clean(said)
    if len(words) > LONGEST_WORDS:
        notes.append(
            f"{place}: its “{key}” has {len(words):,} characters; the first "
            f"{LONGEST_WORDS:,} are used."
        )
    return words[:LONGEST_WORDS].rstrip()
