"""Dots as scatter charts: marks on a common scale with their ranges, and changes between them."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from bestbywm.exhibits.model import Dots
from bestbywm.render.deck.bars import GAP, legend_height, under
from bestbywm.render.deck.look import line_xml
from bestbywm.render.deck.parts import Part, Task, best_size, even, portions
from bestbywm.render.deck.scatter import (
    GAP_IN_LINE,
    Series,
    Spot,
    label_height,
    put_scatter,
    rows_beside,
)
from bestbywm.render.deck.text import Words
from bestbywm.render.drawing.scale import SMALLER

LABELS, LABELS_BESIDE = 0.42, 0.5
"""The most that labels may take of the width, alone and where charts stand side by side."""

NARROWEST, MOST_COLUMNS = 400.0, 2
"""Points of a chart that stands beside another one, and how many charts stand side by side."""

THICK = 4.5
"""Points of the line of a change: thinner than its marks, since LibreOffice draws lines on top."""

SYMBOLS = ("circle", "diamond", "square", "x")
"""Shapes of the series, told apart without colour."""


def dots(task: Task, chart: Dots) -> list[Part]:
    """Marks on a common scale, in two charts or on several slides where there are many rows."""
    if not chart.rows:
        return []

    def around(size: float) -> float:
        return under(size) + _legend_height(task, chart, size)

    def fits(size: float) -> float:
        return sum(_heights(task, chart, size, 1, has_words=True)) + around(size)

    size = best_size(fits, task.area.height, task.look)
    room = task.area.height - around(size)
    columns, has_words = 1, chart.connected or fits(size) <= task.area.height
    if not has_words:
        columns = max(1, min(MOST_COLUMNS, int(task.area.width / (NARROWEST * task.look.scale))))
    found = [
        each
        for each in portions(_heights(task, chart, size, columns, has_words=has_words), room)
        if each
    ]
    columns = min(columns, len(found))
    found = even(len(chart.rows), -(-len(found) // columns) * columns)

    def fits_in_parts(size: float) -> float:
        heights = _heights(task, chart, size, columns, has_words=has_words)
        tallest = max(sum(heights[row] for row in rows) for rows in found)
        return tallest + around(size)

    size = best_size(fits_in_parts, task.area.height, task.look)
    return [
        Part(partial(_put_dots, task, chart, found[at : at + columns], columns, size, has_words))
        for at in range(0, len(found), columns)
    ]


def _legend_height(task: Task, chart: Dots, size: float) -> float:
    """The height of the legend; a single series needs none."""
    if len(chart.series) < 2:
        return 0.0
    return legend_height(chart.series, size, task.area.width * (1 - LABELS), task)


def _heights(task: Task, chart: Dots, size: float, columns: int, *, has_words: bool) -> list[float]:
    room = task.area.width / columns * (LABELS if columns == 1 else LABELS_BESIDE) - GAP
    return [
        label_height(task, _label(task, chart, row, size, has_words=has_words), room) + size * 0.3
        for row in range(len(chart.rows))
    ]


def _label(task: Task, chart: Dots, row: int, size: float, *, has_words: bool) -> tuple[Words, ...]:
    """What a row is, and its words; where there are many rows there is no room for words."""
    is_main = bool(chart.emphasis) and chart.emphasis[row] == "main"
    words = chart.texts[row] if has_words else ""
    label = Words(chart.rows[row], size, task.look.text, is_main or chart.connected)
    if not words:
        return (label,)
    return (label, Words(words, size * SMALLER, task.look.muted))


def _put_dots(
    task: Task,
    chart: Dots,
    found: Sequence[range],
    columns: int,
    size: float,
    has_words: bool,
    shapes: Any,
) -> None:
    wide = (task.area.width - (columns - 1) * 2 * GAP) / columns
    for at, rows in enumerate(found):
        box = replace(task.area, left=task.area.left + at * (wide + 2 * GAP), width=wide)
        labels = tuple(_label(task, chart, row, size, has_words=has_words) for row in rows)
        above = _legend_height(task, chart, size)
        most = LABELS if columns == 1 else LABELS_BESIDE
        placed = rows_beside(task, labels, box, size, above, most)
        series = _series(task, chart, rows)
        alt = task.exhibit.alt if not at else f"The same, from {chart.rows[rows.start]} on."
        put_scatter(task, shapes, chart, placed, series, alt)


def _series(task: Task, chart: Dots, rows: range) -> list[Series]:
    """A series per kind of mark, the first in front, and behind them the lines of changes."""
    marks = [_marks(task, chart, rows, at) for at in range(len(chart.series))]
    ranges = [_lines_of_ranges(each) for each in marks]
    found = [*_changes(task, chart, rows), *ranges, *(marks if chart.connected else marks[::-1])]
    return [each for each in found if each.spots]


def _lines_of_ranges(series: Series) -> Series:
    """The ranges of marks as lines from end to end."""
    if not any(each.low is not None for each in series.spots):
        return Series(f"Range: {series.name}", ())
    spots = []
    for each in series.spots:
        spots += _line(each.what, each.low, each.high, each.up)
    return Series(f"Range: {series.name}", spots, line=series.ranges, ends_of=series)


def _line(what: str, start: float | None, end: float | None, up: float | None) -> list[Spot]:
    """Both ends of a line, and a gap after it; three gaps where there is none.

    So all lines have the same number of spots: LibreOffice leaves out what is longer or shorter
    than the first series.
    """
    if start is None or end is None:
        return [GAP_IN_LINE] * 3
    return [Spot(what, start, up), Spot(what, end, up), GAP_IN_LINE]


def _marks(task: Task, chart: Dots, rows: range, at: int) -> Series:
    theme = task.look.theme
    stands_out = {"main", "context"} <= {*chart.emphasis} and not chart.connected
    carries = at == (len(chart.series) - 1 if chart.connected else 0)
    spots = []
    for place, row in enumerate(rows):
        point = chart.points[row][at]
        if point is None:
            continue
        is_main = stands_out and chart.emphasis[row] == "main"
        spots.append(
            Spot(
                chart.rows[row],
                float(point.value),
                len(rows) - place - 0.5,
                point.text,
                point.low,
                point.high,
                fill=theme.accent if is_main else "",
            )
        )
    symbol = ("circle" if carries else "diamond") if chart.connected else SYMBOLS[at]
    # Marks that are open elsewhere are filled here: LibreOffice draws no outlines of marks.
    return Series(
        chart.series[at],
        spots,
        symbol,
        13 if len(rows) < 10 else 9,
        theme.main if carries else theme.context,
        (task.look.page if chart.connected else theme.outline) if carries else task.look.text,
        ranges=line_xml(task.look.muted, 1.5),
    )


def _changes(task: Task, chart: Dots, rows: range) -> list[Series]:
    """Thick lines from the first mark of a row to its last, clear changes in colour."""
    if not chart.connected:
        return []
    found = []
    for name, emphasis, colour in (
        ("Clear change", "main", task.look.theme.steps[2]),
        ("No clear change", "context", task.look.theme.context),
    ):
        spots: list[Spot] = []
        for place, row in enumerate(rows):
            first, last = chart.points[row][0], chart.points[row][-1]
            kind = chart.emphasis[row] if chart.emphasis else "main"
            is_shown = kind == emphasis
            start = first.value if is_shown and first else None
            end = last.value if is_shown and last else None
            spots += _line(chart.rows[row], start, end, len(rows) - place - 0.5)
        found.append(Series(name, spots, line=line_xml(colour, THICK)))
    return [each for each in found if any(spot.value is not None for spot in each.spots)]
