"""Marks on a scale: dots, changes, and strips of councils."""

from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from bestbywm.exhibits.model import Dots, Mark, MarkRole, Point, Strips
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Box, Canvas, cut_lines, fits, widest
from bestbywm.render.drawing.legend import Sign, legend
from bestbywm.render.drawing.rows import GAP, is_narrow, lines_of, narrow_scale
from bestbywm.render.drawing.scale import HALF_TICK, SMALLER, Scale, scale_of, under
from bestbywm.render.fonts import Weight
from bestbywm.render.marks import LOOKS, MARK, PILE, names_on, piles_of

SHAPES = ("circle", "diamond", "square", "cross")
"""Shapes of the series, told apart without colour."""

IN_ONE_COLUMN, MOST_COLUMNS = 13, 3
"""More rows than this stand in columns beside each other."""

NARROWEST = 18
"""A column, at least, in sizes of the words."""

LABELS, LABELS_IN_COLUMNS = 0.44, 0.56
"""The most that labels with their words may take of the width, and of one of several columns."""

TALLEST = 5.0
"""A row, at most, in sizes of the words."""


BELOW_LABEL = 1.7
"""What marks under their label take down to the next label, in sizes of the words."""


class Line(NamedTuple):
    """A line of a label: its words and how they look."""

    words: str
    size: float
    weight: Weight = "regular"
    colour: str = "text"


# Dots ---------------------------------------------------------------------------------------------


def dots(canvas: Canvas, chart: Dots, room: tuple[float, float], text: float) -> float:
    """Marks on a common scale, in columns where there are many rows; the height they take."""
    width, height = room
    top = legend(canvas, _series(canvas, chart, text), width, text) if chart.series[1:] else 0.0
    is_long_list = len(chart.rows) > IN_ONE_COLUMN and not chart.connected
    if is_narrow(width, text) and not is_long_list:
        return _under_labels(canvas, chart, Box(0, top, width, height - top), text)
    columns = _columns(chart, width, text)
    in_each = -(-len(chart.rows) // columns)
    wide = (width - (columns - 1) * 2 * GAP) / columns
    ends = [top]
    for at, first in enumerate(range(0, len(chart.rows), in_each or 1)):
        rows = range(first, min(first + in_each, len(chart.rows)))
        box = Box(at * (wide + 2 * GAP), top, wide, height - top)
        ends.append(_column(canvas, chart, rows, box, text))
    return max(ends)


def _columns(chart: Dots, width: float, text: float) -> int:
    """How many columns the rows stand in; changes have words that need the whole width."""
    if chart.connected:
        return 1
    wanted = min(MOST_COLUMNS, -(-len(chart.rows) // IN_ONE_COLUMN))
    return max(1, min(wanted, int(width / (NARROWEST * text))))


def _series(canvas: Canvas, chart: Dots, text: float) -> list[tuple[str, Sign]]:
    """The names of the series with their marks."""
    return [
        (name, partial(_mark, canvas, chart, at, text * 0.36))
        for at, name in enumerate(chart.series)
    ]


def _column(canvas: Canvas, chart: Dots, rows: range, box: Box, text: float) -> float:
    """One column of rows: labels at the left, marks on the scale; where it ends."""
    part = LABELS_IN_COLUMNS if len(rows) < len(chart.rows) else LABELS
    labels = [_label(chart, row, box.width * part, text) for row in rows]
    column = max((_width(label) for label in labels), default=0.0)
    needed = max((_height(label) for label in labels), default=0.0)
    fair = (box.height - under(text)) / max(1, len(rows))
    row_height = max(needed + text * 0.2, min(TALLEST * text, fair))
    bottom = box.y + row_height * len(rows)
    scale = scale_of(chart, box.x + column + GAP, box.right - text * HALF_TICK, box.right)
    below = scale.draw(canvas, box.y, bottom, text)
    radius = min(text * 0.4, row_height * 0.3)
    for at, row in enumerate(rows):
        middle = box.y + row_height * (at + 0.5)
        _write(canvas, labels[at], box.x, middle)
        _points(canvas, chart, row, scale, (middle, radius))
    return bottom + below


def _under_labels(canvas: Canvas, chart: Dots, box: Box, text: float) -> float:
    """Each label above its marks, which have the whole width; where it ends."""
    scale = narrow_scale(chart, box.width, text)
    rows = range(len(chart.rows))
    labels = [_label(chart, row, box.width - scale.left, text) for row in rows]
    high = max((_height(label) for label in labels), default=0.0)
    row_height = high + text * BELOW_LABEL
    bottom = box.y + row_height * len(rows)
    below = scale.draw(canvas, box.y, bottom, text)
    for row, label in zip(rows, labels, strict=True):
        floor = box.y + row_height * row + high
        _write(canvas, label, scale.left, floor - _height(label) / 2)
        _points(canvas, chart, row, scale, (floor + text * 0.6, text * 0.4))
    return bottom + below


def _label(chart: Dots, row: int, room: float, text: float) -> list[Line]:
    """The lines of a label: what it is, and its words; on one line if there is room.

    Where rows stand in columns there is room for what it is, and the table has the words.
    """
    is_long_list = len(chart.rows) > IN_ONE_COLUMN and not chart.connected
    label, words = chart.rows[row], "" if is_long_list else chart.texts[row]
    weight: Weight = "bold" if _is_main(chart, row) or chart.connected else "regular"
    together = f"{label}  {words}" if words else label
    if not chart.connected and fits(together, text, room, weight):
        return [Line(together, text, weight)]
    small = text * SMALLER
    return [
        *(Line(each, text, weight) for each in lines_of(label, text, room, weight)),
        *(Line(each, small, colour="muted") for each in lines_of(words, small, room) if each),
    ]


def _width(label: Sequence[Line]) -> float:
    return max((fonts.width(line.words, line.size, line.weight) for line in label), default=0.0)


def _height(label: Sequence[Line]) -> float:
    return sum(line.size * LINE for line in label)


def _write(canvas: Canvas, label: Sequence[Line], x: float, middle: float) -> None:
    """The lines of a label around a middle height."""
    y = middle - _height(label) / 2
    for line in label:
        height = line.size * LINE
        canvas.lines(
            [line.words], x, y + height / 2, line.size, weight=line.weight, colour=line.colour
        )
        y += height


def _is_main(chart: Dots, row: int) -> bool:
    return bool(chart.emphasis) and chart.emphasis[row] == "main"


def _points(
    canvas: Canvas, chart: Dots, row: int, scale: Scale, place: tuple[float, float]
) -> None:
    """The marks of a row with their intervals, the first series on top.

    ``place`` holds their middle height and their radius.
    """
    y, radius = place
    points = chart.points[row]
    first, last = points[0], points[-1]
    if chart.connected and first is not None and last is not None:
        colour = "step-2" if _is_main(chart, row) else "context"
        canvas.line(scale.at(first.value), y, scale.at(last.value), y, colour, radius)
    # Only among rows that do not stand out does one that does need a colour of its own.
    stands_out = _is_main(chart, row) and "context" in chart.emphasis
    there = [(at, point) for at, point in enumerate(points) if point is not None]
    for _, point in there:
        _range(canvas, point, scale, place)
    for at, point in reversed(there):
        _mark(canvas, chart, at, radius, scale.at(point.value), y, stands_out=stands_out)


def _range(canvas: Canvas, point: Point, scale: Scale, place: tuple[float, float]) -> None:
    y, radius = place
    if point.low is not None and point.high is not None:
        canvas.interval(scale.at(point.low), scale.at(point.high), y, radius * 0.7)


def _mark(
    canvas: Canvas,
    chart: Dots,
    series: int,
    radius: float,
    x: float,
    y: float,
    *,
    stands_out: bool = False,
) -> None:
    """A filled mark for the series that carries the finding, an open one for the others.

    That is the first series; of a change it is the last, the later wave.
    """
    if chart.connected:
        is_later = series == len(chart.series) - 1
        shape, fill = ("circle", "main") if is_later else ("diamond", "page")
        canvas.mark(shape, x, y, radius, fill, "page" if is_later else "text")
    elif series == 0:
        colour = "accent" if stands_out else "main"
        canvas.mark(SHAPES[0], x, y, radius, colour, "outline")
    else:
        canvas.mark(SHAPES[series], x, y, radius, "", "text")


# Strips -------------------------------------------------------------------------------------------

STRIP_LABELS = 0.3
"""The part of the width that labels of strips take."""

THINNEST = 5.0
"""Pixels from one mark of a pile to the next, at least."""

AIR = 10
"""Pixels of a strip that stay free above its piles."""

ROLES: dict[MarkRole, tuple[str, str, str]] = {
    "other": ("circle", "", "main"),
    "chosen": ("square", "main", "text"),
    "mine": ("diamond", "accent", "text"),
}
"""Shape, fill and outline of a council's mark, by whose it is."""


def strips(canvas: Canvas, chart: Strips, room: tuple[float, float], text: float) -> float:
    """A strip per measure: labels at the left, every council a mark; the height they take."""
    width, height = room
    top = legend(canvas, _roles(canvas, chart, text), width, text)
    column = width * STRIP_LABELS
    labels = [
        _strip_label(*each, column, text) for each in zip(chart.rows, chart.texts, strict=True)
    ]
    scale = scale_of(chart, column + 3 * GAP, width - text * 2, width)
    of_names = _levels(chart, scale) * text * SMALLER * LINE
    needed = max((_height(label) + 8 for label in labels), default=0.0)
    fair = (height - top - under(text)) / max(1, len(chart.rows))
    row = max(fair, needed, PILE * THINNEST + of_names + AIR)
    pitch = min(MARK, (row - of_names - AIR) / PILE)
    bottom = top + row * len(chart.rows)
    below = scale.draw(canvas, top, bottom, text)
    for at, label in enumerate(labels):
        floor = top + row * (at + 1)
        _write(canvas, label, 0, floor - row / 2)
        canvas.line(scale.left, floor, scale.right, floor, "grid")
        reference = chart.references[at]
        if reference is not None:
            high = pitch * (PILE + 0.5)  # as a full pile
            _upright(canvas, high, scale.at(reference), floor - high / 2)
        _strip(canvas, scale, chart.marks[at], (floor, pitch), text)
        _names(canvas, scale, chart.marks[at], (floor, pitch), text)
    return bottom + below


def _strip_label(label: str, words: str, room: float, text: float) -> list[Line]:
    small = text * SMALLER
    return [
        *(Line(each, text) for each in lines_of(label, text, room)),
        *(Line(each, small, colour="muted") for each in lines_of(words, small, room) if each),
    ]


def _roles(canvas: Canvas, chart: Strips, text: float) -> list[tuple[str, Sign]]:
    """What each mark means, and the line of the region."""
    there = {mark.role for marks in chart.marks for mark in marks}
    signs: list[tuple[str, Sign]] = [
        (look.name, partial(_role_mark, canvas, role, text * 0.3))
        for role, look in LOOKS.items()
        if role in there
    ]
    if any(value is not None for value in chart.references):
        signs.append((chart.reference, partial(_upright, canvas, text)))
    return signs


def _upright(canvas: Canvas, height: float, x: float, y: float) -> None:
    canvas.line(x, y - height / 2, x, y + height / 2, "accent", 4)


def _levels(chart: Strips, scale: Scale) -> int:
    """On how many levels names stand above the fullest strip."""
    span = scale.limit - scale.start
    return max(
        (level + 1 for marks in chart.marks for *_, level in names_on(marks, span)), default=0
    )


def _role_mark(canvas: Canvas, role: MarkRole, radius: float, x: float, y: float) -> None:
    shape, fill, outline = ROLES[role]
    canvas.mark(shape, x, y, radius, fill, outline)


def _strip(
    canvas: Canvas, scale: Scale, marks: Sequence[Mark], place: tuple[float, float], text: float
) -> None:
    """The marks of a strip, in piles on its floor, the named ones in front and larger."""
    floor, pitch = place
    placed = piles_of(marks, scale.start, scale.limit)
    for role in LOOKS:
        for mark, value, y in placed:
            if mark.role == role:
                radius = pitch * 0.4 if role == "other" else max(pitch * 0.55, text * 0.25)
                _role_mark(canvas, role, radius, scale.at(value), floor - y / MARK * pitch - 2)


def _names(
    canvas: Canvas, scale: Scale, marks: Sequence[Mark], place: tuple[float, float], text: float
) -> None:
    """The names of the councils that are looked at, above the piles, within the picture."""
    floor, pitch = place
    small = text * SMALLER
    top = max((y for *_, y in piles_of(marks, scale.start, scale.limit)), default=0.0)
    for value, words, level in names_on(marks, scale.limit - scale.start):
        (names,) = cut_lines(words, small, scale.edge - scale.left, 1)
        half = widest([names], small) / 2
        x = min(max(scale.at(value), scale.left + half), scale.edge - half)
        y = floor - top / MARK * pitch - 12 - level * small * LINE
        canvas.words(names, x, y, small, anchor="middle")
