"""Strips as scatter charts: every council a mark, those that are named in front, the region."""

from functools import partial
from typing import Any

from bestbywm.exhibits.model import Mark, MarkRole, Strips
from bestbywm.render.deck.bars import legend_height, under
from bestbywm.render.deck.look import line_xml
from bestbywm.render.deck.parts import Part, Task, best_size, portions
from bestbywm.render.deck.scatter import Series, Spot, label_height, put_scatter, rows_beside
from bestbywm.render.deck.text import Words
from bestbywm.render.drawing.scale import SMALLER
from bestbywm.render.marks import LOOKS, MARK, PILE, piles_of

LABELS = 0.34
"""The most that labels may take of the width."""

STRIP = 40.0
"""Points of a strip at least: lower ones would lie on each other."""


def strips(task: Task, chart: Strips) -> list[Part]:
    """A strip per measure, every council a mark; on several slides where they would be flat."""
    names = [LOOKS["other"].name, chart.reference, *(name for _, name in _named(chart))]

    def around(size: float) -> float:
        return under(size) + legend_height(names, size, task.area.width * (1 - LABELS), task)

    def heights(size: float) -> list[float]:
        room = task.area.width * LABELS
        least = STRIP * task.look.scale
        return [
            max(least, label_height(task, _label(task, chart, row, size), room) + 6)
            for row in range(len(chart.rows))
        ]

    def fits(size: float) -> float:
        return sum(heights(size)) + around(size)

    size = best_size(fits, task.area.height, task.look)
    found = portions(heights(size), task.area.height - around(size))
    above = around(size) - under(size)
    return [Part(partial(_put_strips, task, chart, rows, size, above)) for rows in found if rows]


def _named(chart: Strips) -> list[tuple[MarkRole, str]]:
    """Councils that are named, each once: those that were chosen, then the visitor's own."""
    roles: tuple[MarkRole, ...] = ("chosen", "mine")
    marks = [mark for row in chart.marks for mark in row]
    return [
        *dict.fromkeys((role, mark.name) for role in roles for mark in marks if mark.role == role)
    ]


def _label(task: Task, chart: Strips, row: int, size: float) -> tuple[Words, ...]:
    label = Words(chart.rows[row], size, task.look.text)
    words = chart.texts[row] if row < len(chart.texts) else ""
    return (label, Words(words, size * SMALLER, task.look.muted)) if words else (label,)


def _put_strips(
    task: Task, chart: Strips, rows: range, size: float, above: float, shapes: Any
) -> None:
    labels = tuple(_label(task, chart, row, size) for row in rows)
    placed = rows_beside(task, labels, task.area, size, above, LABELS)
    row = placed.plot.inner.height / len(rows)
    put_scatter(task, shapes, chart, placed, _series(task, chart, rows, row), task.exhibit.alt)


def _series(task: Task, chart: Strips, rows: range, row: float) -> list[Series]:
    """The region as lines, then councils, and in front of them each one that is named."""
    theme = task.look.theme
    pitch = row * 0.84 / PILE
    small = max(3, min(8, round(pitch * 0.95)))
    found = [(place, mark, spot) for place, mark, spot in _spots(chart, rows)]
    others = [spot for _, mark, spot in found if mark.role == "other"]
    series = [
        Series(LOOKS["other"].name, others, "circle", small, theme.steps[1], theme.main),
        _references(task, chart, rows),
    ]
    for at, (role, name) in enumerate(_named(chart)):
        spots = [spot for _, mark, spot in found if (mark.role, mark.name) == (role, name)]
        symbol = "diamond" if role == "mine" else ("square", "triangle", "x", "star")[at % 4]
        fill = theme.accent if role == "mine" else theme.main
        series.append(Series(name, spots, symbol, small + 4, fill, task.look.text))
    return [each for each in series if each.spots]


def _spots(chart: Strips, rows: range) -> list[tuple[int, Mark, Spot]]:
    start = 1.0 if chart.axis == "rank" else 0.0
    found = []
    for place, row in enumerate(rows):
        floor = len(rows) - place - 1
        for mark, across, up in piles_of(chart.marks[row], start, chart.limit):
            part = (up - 6) / MARK / PILE
            found.append(
                (
                    place,
                    mark,
                    Spot(
                        chart.rows[row],
                        float(mark.value),
                        floor + 0.1 + 0.84 * part,
                        mark.text,
                        moved=float(mark.value - across),
                    ),
                )
            )
    return found


def _references(task: Task, chart: Strips, rows: range) -> Series:
    """The region: a line that stands on each strip."""
    spots = [
        Spot(chart.rows[row], float(value), len(rows) - place - 1.0, chart.reference)
        for place, row in enumerate(rows)
        if (value := chart.references[row]) is not None
    ]
    colour = task.look.theme.accent
    line = line_xml(colour, 2.5)
    return Series(chart.reference, spots, "dash", 7, colour, ranges=line, stands=True)
