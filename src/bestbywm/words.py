"""Words that people read: names as a list, days, and what people typed made fit to be shown."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""Signs at the start of a cell that make a spreadsheet take it for a formula."""

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


def day_in_words(day: date) -> str:
    """A day as it is written: ``24 November 2026``."""
    return f"{day.day} {day:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """A point in time (with its zone) as it is written: ``24 November 2026, 09:30 UTC``."""
    utc = moment.astimezone(UTC)
    return f"{day_in_words(utc.date())}, {utc:%H:%M} UTC"


def cleaned(text: str) -> str:
    """What somebody typed without the signs that no file may hold; everything else as it is.

    Every end of a line becomes a line feed, a tab a blank. Signs that rule the direction of
    writing stay: without them right-to-left words are scrambled.
    """
    lines = "\n".join(text.replace("\t", " ").splitlines())
    return NO_SIGNS.sub("", lines).strip()


def harmless(text: str) -> str:
    """A text for a cell of a spreadsheet, marked as text if a spreadsheet would run it."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def one_line(text: str) -> str:
    """What somebody typed as a title: cleaned, and on one line."""
    return " ".join(line.strip() for line in cleaned(text).splitlines() if line.strip())
