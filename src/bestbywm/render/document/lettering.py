"""Words as the font can set them: signs that it lacks are replaced, and long words may break.

PDF/UA allows no sign without a shape, so that a sign the font lacks cannot just be left blank.
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from bestbywm.render import fonts

REPLACEMENT = "☐"
"""What stands for a sign that the font lacks."""

EXPLAINED = (
    f"{REPLACEMENT} stands for each sign that the font of this file does not have, such as those "
    "of other scripts. The slides, the workbook and the web page show them."
)

BREAK = "\u200b"
"""Where a line may end within a word."""

NARROWEST_LINE, LARGEST_TYPE = 480.0, 22.0
"""Points: every line of a document is as long, and no type larger."""

NEVER_SET = {"alt", "address"}
"""Keys of words that go into the file as they are: they are not read in its font."""

SILENT = {"Cc", "Cf", "Mn", "Me"}
"""Kinds of signs that stand for nothing by themselves: joiners, directions, accents."""


def settable(data: Any) -> Any:
    """The data with all words in them as they can be set: text, and lists and dicts of it."""
    if isinstance(data, str):
        return with_breaks(shown(data), NARROWEST_LINE, LARGEST_TYPE)
    if isinstance(data, dict):
        return {key: each if key in NEVER_SET else settable(each) for key, each in data.items()}
    return [settable(each) for each in data] if isinstance(data, list | tuple) else data


def settable_title(*titles: str) -> str:
    """The first of the titles of which something can be seen: PDF/UA allows no empty heading."""
    found = (settable(title) for title in titles)
    return next((title for title in found if title.strip(f" \n{BREAK}\u00a0")), REPLACEMENT)


def lacks_signs(data: Any) -> bool:
    """Whether the font lacks a sign of some of the words in the data that are set."""
    return any(_shown(sign) == REPLACEMENT != sign for words in _words(data) for sign in words)


def shown(words: str) -> str:
    """The words, a replacement for each sign that the font lacks."""
    return "".join(_shown(sign) for sign in words)


def with_breaks(words: str, room: float, size: float) -> str:
    """The words; one that is wider than the room may break where it must."""
    parts = re.split(f"([ \n{BREAK}])", words)
    return "".join(
        BREAK.join(fonts.wrapped(part, size, room, "bold")) if part.strip() else part
        for part in parts
    )


def address_with_breaks(words: str) -> str:
    """The address of a page as it is read; lines may end after its signs, as after a slash."""
    return re.sub(r"([/?&=_.-]+)(?=\w)", rf"\1{BREAK}", words)


def _shown(sign: str) -> str:
    kind = unicodedata.category(sign)
    if sign == "\n" or (fonts.has_sign(sign) and kind != "Cf"):
        return sign
    if kind[0] == "Z":
        return " "
    return "" if kind in SILENT else REPLACEMENT


def _words(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict):
        for key, each in data.items():
            if key not in NEVER_SET:
                yield from _words(each)
    elif isinstance(data, list | tuple):
        for each in data:
            yield from _words(each)
