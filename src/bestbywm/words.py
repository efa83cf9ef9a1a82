"""Words that people read: names as a list, and what people typed made fit to be shown."""

import unicodedata
from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """Names as a list in a sentence: ``a, b and c``."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def cleaned(text: str) -> str:
    """What somebody typed without the signs that no file may hold; everything else as it is.

    Control characters, halves of surrogate pairs and code points that are no characters are left
    out (XML forbids them); every end of a line becomes a line feed, a tab a blank. Signs that
    rule the direction of writing stay: without them right-to-left words are scrambled.
    """
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(sign for sign in lines if sign == "\n" or _is_sign(sign)).strip()


def _is_sign(sign: str) -> bool:
    is_no_character = (ord(sign) & 0xFFFE) == 0xFFFE or 0xFDD0 <= ord(sign) <= 0xFDEF
    return unicodedata.category(sign) not in {"Cc", "Cs"} and not is_no_character
