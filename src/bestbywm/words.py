"""Words that people read: names as a list, and what people typed made fit to be shown."""

import re
from collections.abc import Iterable

_ENDS_OF_PLANES = "".join(
    chr(plane * 0x10000 + sign) for plane in range(17) for sign in (0xFFFE, 0xFFFF)
)

NO_SIGNS = re.compile(rf"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_ENDS_OF_PLANES}]")
"""What no file may hold (XML forbids it, but for line feeds): control characters, halves of
surrogate pairs, and code points that are no characters."""


def listed(names: Iterable[str]) -> str:
    """Names as a list in a sentence: ``a, b and c``."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last


def cleaned(text: str) -> str:
    """What somebody typed without the signs that no file may hold; everything else as it is.

    Every end of a line becomes a line feed, a tab a blank. Signs that rule the direction of
    writing stay: without them right-to-left words are scrambled.
    """
    lines = "\n".join(text.replace("\t", " ").splitlines())
    return NO_SIGNS.sub("", lines).strip()


def one_line(text: str) -> str:
    """What somebody typed as a title: cleaned, and on one line."""
    return " ".join(line.strip() for line in cleaned(text).splitlines() if line.strip())
