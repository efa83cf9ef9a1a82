"""Texts made alike, so that what reads the same is the same: case, quotes, blanks, punctuation."""

import re
import unicodedata

LONGEST = 500
"""Signs of a text that are looked at. No heading, option or council has a longer name, and a cell
of a megabyte must not take a minute."""

_BLANKS = re.compile(r"[\s\u200b\u2060\ufeff]+")
_APOSTROPHES = re.compile(r"['’‘`´ʼ]")  # noqa: RUF001 (they are what is looked for)
_PUNCTUATION = re.compile(r"[^\w<>=+%£$€]+|_")
_NUMBERING = re.compile(r"^\s*(?:q(?:uestion)?\s*)?\d{1,3}\s*[.):]\s*|^\s*q\d{1,3}\s+", re.I)
_HINT = re.compile(
    r"[(\[][^()\[\]]*\b(?:apply|select|tick|choose|please|optional|required|options?)\b[^()\[\]]*[)\]]"
    r"|(?:please\s+)?\b(?:select|tick|choose|check)\s+(?:all|any|one|as many)\b[^?]*$",
    re.I,
)


def tidy(text: str) -> str:
    """The text on one line, without blanks at its ends or twice in a row."""
    if text.isprintable() and "  " not in text and text[:1] != " " and text[-1:] != " ":
        return text  # as nearly all are, of which a file may have millions
    return _BLANKS.sub(" ", text).strip()


def fold(text: str) -> str:
    """The text without case, apostrophes and punctuation.

    Signs that change a meaning stay (``<10`` is not ``>10``). A text of nothing but punctuation is
    itself, so that only "" folds to "".
    """
    plain = unicodedata.normalize("NFKC", text[:LONGEST]).casefold().replace("&", " and ")
    words = _PUNCTUATION.sub(" ", _APOSTROPHES.sub("", plain)).split()
    return " ".join(words) if words else tidy(plain)


def fold_heading(text: str) -> str:
    """A question's heading, folded, without its number and hints ("select all that apply")."""
    short = text[:LONGEST]
    bare = _HINT.sub(" ", _NUMBERING.sub("", short))
    return fold(bare) or fold(short)
