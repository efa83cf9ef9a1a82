"""Widths of the columns of a table: no word is cut, and long cells get what room there is."""

import re
from collections.abc import Sequence
from math import sqrt

from bestbywm.render import fonts
from bestbywm.render.document.lettering import BREAK
from bestbywm.render.findings import ReportTable

PAD = 4.0
"""Points left and right of the words of a cell."""

BETWEEN_WORDS = f"[ \n{BREAK}]"
"""Where a line may end; a no-break space holds words together."""

LINES = 2
"""How many times the room the table may need on one line."""

HALVINGS = 40
"""Steps in which a measure is found; each one halves what it may be off."""


def fits(table: ReportTable, room: float, size: float) -> bool:
    """Whether every word fits into its column, and rows need few lines."""
    return sum(_least(table, size)) <= room and sum(_most(table, size)) <= LINES * room


def widths(table: ReportTable, room: float, size: float) -> list[float]:
    """Widths of the columns in points; together they are no wider than the room.

    Short columns stand on one line. Long ones share what is left, four times as long ones twice
    as much, so that they need lines more alike. None is narrower than its longest word, unless
    not even the words fit: then those of the widest columns must break.
    """
    most, least = _most(table, size), _least(table, size)
    if sum(most) <= room:
        return most
    if sum(least) > room:
        return _cut_to_fit(least, [0.0] * len(least), room)
    return _cut_to_fit(most, least, room)


def _cut_to_fit(wide: Sequence[float], floors: Sequence[float], room: float) -> list[float]:
    """The widths, the widest ones cut so that all of them fill the room, none below its floor."""
    low, high = 0.0, sqrt(max(wide))
    for _ in range(HALVINGS):
        middle = (low + high) / 2
        if sum(_cut(wide, floors, middle)) <= room:
            low = middle
        else:
            high = middle
    return _cut(wide, floors, low)


def _cut(wide: Sequence[float], floors: Sequence[float], share: float) -> list[float]:
    """Each width cut to its root times the share."""
    return [
        max(floor, min(each, share * sqrt(each))) for each, floor in zip(wide, floors, strict=True)
    ]


def _columns(table: ReportTable) -> list[tuple[str, ...]]:
    return list(zip(*table.words, strict=True))


def _most(table: ReportTable, size: float) -> list[float]:
    """Widths with which every cell stands on one line."""
    return [max(_wide(cell, size) for cell in column) for column in _columns(table)]


def _least(table: ReportTable, size: float) -> list[float]:
    """Widths with which no word breaks."""
    return [
        max(_wide(word, size) for cell in column for word in re.split(BETWEEN_WORDS, cell))
        for column in _columns(table)
    ]


def _wide(words: str, size: float) -> float:
    lines = words.replace(BREAK, "").split("\n")
    return max(fonts.width(line, size, "bold") for line in lines) + 2 * PAD
