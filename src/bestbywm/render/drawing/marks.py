"""Marks on a scale: dots, changes, and strips of councils."""

from collections.abc import Sequence

from bestbywm.exhibits.model import Dots, Mark, MarkRole, Point, Strips
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Canvas
from bestbywm.render.drawing.rows import GAP
from bestbywm.render.drawing.scale import HALF_TICK, SMALLER, Scale, under
from bestbywm.render.fonts import Weight
from bestbywm.render.marks import LOOKS, MARK, PILE, names_on, piles_of

SHAPES = ("circle", "diamond", "square", "cross")
"""Shapes of the series, told apart without colour."""

IN_ONE_COLUMN = 13
"""More rows than this stand in columns beside each other."""

LABELS = 0.44
"""The most that labels with their words may take of the width."""

TALLEST = 130


def dots(canvas: Canvas, chart: Dots, room: tuple[float, float], text: float) -> float:
    """Marks on a common scale, in columns where there are many rows; the height they take."""
    width, height = room
    top = _series(canvas, chart, width, text) if len(chart.series) > 1 else 0.0
    columns = -(-len(chart.rows) // IN_ONE_COLUMN) if not chart.connected else 1
    columns = min(columns, 3)
    in_each = -(-len(chart.rows) // columns)
    wide = (width - (columns - 1) * 2 * GAP) / columns
    heights = [
        _column(
            canvas,
            chart,
            range(first, min(first + in_each, len(chart.rows))),
            (at * (wide + 2 * GAP), top, wide, height - top),
            text,
        )
        for at, first in enumerate(range(0, len(chart.rows), in_each))
    ]
    return max(heights, default=top)


def _series(canvas: Canvas, chart: Dots, width: float, text: float) -> float:
    """The names of the series with their marks, in lines above the rows; their height."""
    x, y = 0.0, text * 0.5
    for at, name in enumerate(chart.series):
        wide = text * 1.4 + fonts.width(name, text)
        if x and x + wide > width:
            x, y = 0.0, y + text * 1.5
        _mark(canvas, chart, at, x + text * 0.5, y, text * 0.36, is_main=False)
        canvas.lines([name], x + text * 1.2, y, text)
        x += wide + text * 1.4
    return y + text * 1.5


def _column(
    canvas: Canvas,
    chart: Dots,
    rows: range,
    place: tuple[float, float, float, float],
    text: float,
) -> float:
    """One column of rows: labels at the left, marks on the scale; where it ends."""
    x, top, width, height = place
    labels = [_label(chart, row, width * LABELS, text) for row in rows]
    column = max(
        (fonts.width(line, size, weight) for each in labels for line, size, weight, _ in each),
        default=0.0,
    )
    right = x + width - text * HALF_TICK
    scale = Scale(chart.axis, chart.axis_title, chart.limit, x + column + GAP, right)
    needed = [sum(size * LINE for _, size, _, _ in each) + text * 0.3 for each in labels]
    fair = (height - under(text)) / max(1, len(rows))
    row_height = min(TALLEST + max(needed, default=0) * 0.3, max([*needed, fair]))
    bottom = top + row_height * len(rows)
    below = scale.draw(canvas, top, bottom, text)
    for at, row in enumerate(rows):
        middle = top + row_height * (at + 0.5)
        y = middle - sum(size * LINE for _, size, _, _ in labels[at]) / 2
        for line, size, weight, colour in labels[at]:
            canvas.lines([line], x, y + size * LINE / 2, size, weight=weight, colour=colour)
            y += size * LINE
        _points(canvas, chart, row, scale, middle, min(text * 0.4, row_height * 0.3))
    return bottom + below


Line = tuple[str, float, Weight, str]
"""A line of a label: its words, their size, their weight and their colour."""


def _label(chart: Dots, row: int, room: float, text: float) -> list[Line]:
    """The lines of a label: what it is, and its words; on one line if there is room.

    Where rows stand in columns there is room for what it is, and the table has the words.
    """
    in_columns = len(chart.rows) > IN_ONE_COLUMN and not chart.connected
    label, words = chart.rows[row], "" if in_columns else chart.texts[row]
    is_main = bool(chart.emphasis) and chart.emphasis[row] == "main"
    weight: Weight = "bold" if is_main or chart.connected else "regular"
    small = text * SMALLER
    together = f"{label}  {words}" if words else label
    if not chart.connected and fonts.width(together, text, weight) <= room:
        return [(together, text, weight, "text")]
    lines: list[Line] = [
        (line, text, weight, "text") for line in fonts.wrapped(label, text, room, weight)
    ]
    under_it = fonts.wrapped(words, small, room) if words else []
    return [*lines, *((line, small, "regular", "muted") for line in under_it)]


def _points(canvas: Canvas, chart: Dots, row: int, scale: Scale, y: float, radius: float) -> None:
    """The marks of a row with their intervals, the first series on top."""
    points = chart.points[row]
    first, last = points[0], points[-1]
    is_main = bool(chart.emphasis) and chart.emphasis[row] == "main"
    if chart.connected and first is not None and last is not None:
        colour = "step-1" if is_main else "grid"
        canvas.line(scale.at(first.value), y, scale.at(last.value), y, colour, radius)
    for at, point in reversed([*enumerate(points)]):
        if point is None:
            continue
        _range(canvas, point, scale, y, radius)
        _mark(canvas, chart, at, scale.at(point.value), y, radius, is_main=is_main)


def _range(canvas: Canvas, point: Point, scale: Scale, y: float, radius: float) -> None:
    if point.low is not None and point.high is not None:
        canvas.interval(scale.at(point.low), scale.at(point.high), y, radius * 0.7)


def _mark(
    canvas: Canvas, chart: Dots, series: int, x: float, y: float, radius: float, *, is_main: bool
) -> None:
    """A filled mark for the series that carries the finding, an open one for the others."""
    stands_out = is_main and "context" in chart.emphasis and not chart.connected
    if chart.connected:
        is_last = series == len(chart.series) - 1
        shape, fill = ("circle", "main") if is_last else ("diamond", "page")
        canvas.mark(shape, x, y, radius, fill, "main" if is_last else "text")
        return
    fill = "accent" if stands_out else "main"
    canvas.mark(
        SHAPES[series], x, y, radius, fill if series == 0 else "", fill if series == 0 else "text"
    )


THINNEST = 5
"""Pixels from one mark of a pile to the next, at least."""

LOOK_SHAPES: dict[MarkRole, str] = {"other": "circle", "chosen": "square", "mine": "diamond"}


def strips(canvas: Canvas, chart: Strips, room: tuple[float, float], text: float) -> float:
    """A strip per measure: labels at the left, every council a mark; the height they take."""
    width, height = room
    top = _roles(canvas, chart, text)
    small = text * SMALLER
    column = width * 0.3
    labels = [fonts.wrapped(each, text, column) for each in chart.rows]
    texts = [fonts.wrapped(each, small, column) if each else [] for each in chart.texts]
    scale = Scale(chart.axis, chart.axis_title, chart.limit, column + 3 * GAP, width - text * 2)
    names = [names_on(marks, chart.limit - scale.start) for marks in chart.marks]
    levels = max((level + 1 for row in names for *_, level in row), default=0)
    fair = (height - top - under(text)) / max(1, len(chart.rows))
    needed = max(
        (
            (len(label) * text + len(words) * small) * LINE + 8
            for label, words in zip(labels, texts, strict=True)
        ),
        default=0.0,
    )
    row = max(fair, needed, PILE * THINNEST + levels * small * LINE + 10)
    pitch = min(MARK, (row - levels * small * LINE - 10) / PILE)
    bottom = top + row * len(chart.rows)
    below = scale.draw(canvas, top, bottom, text)
    for at, marks in enumerate(chart.marks):
        floor = top + row * (at + 1)
        middle = floor - row / 2
        of_words = len(texts[at]) * small * LINE
        canvas.lines(labels[at], 0, middle - of_words / 2, text)
        canvas.lines(
            texts[at], 0, middle + len(labels[at]) * text * LINE / 2, small, colour="muted"
        )
        canvas.line(scale.left, floor, scale.right, floor, "grid")
        _strip(canvas, scale, marks, chart.references[at], floor, pitch)
        tops = max((y for *_, y in piles_of(marks, scale.start, chart.limit)), default=0.0)
        for value, words, level in names[at]:
            y = floor - tops / MARK * pitch - 12 - level * small * LINE
            x = scale.at(value)
            half = fonts.width(words, small) / 2
            x = min(max(x, scale.left + half), width - half)
            canvas.words(words, x, y, small, anchor="middle")
    return bottom + below


def _roles(canvas: Canvas, chart: Strips, text: float) -> float:
    """What each mark means, in a line above; its height."""
    x = 0.0
    there = {mark.role for marks in chart.marks for mark in marks}
    for role, look in LOOKS.items():
        if role in there:
            _role_mark(canvas, role, x + text * 0.5, text * 0.5, text * 0.3)
            canvas.lines([look.name], x + text * 1.2, text * 0.5, text)
            x += text * 2.6 + fonts.width(look.name, text)
    if any(value is not None for value in chart.references):
        canvas.line(x + text * 0.5, 0, x + text * 0.5, text, "accent", 4)
        canvas.lines([chart.reference], x + text * 1.2, text * 0.5, text)
    return text * 1.9


def _role_mark(canvas: Canvas, role: MarkRole, x: float, y: float, radius: float) -> None:
    fill = {"other": "", "chosen": "main", "mine": "accent"}[role]
    canvas.mark(LOOK_SHAPES[role], x, y, radius, fill, "main" if role == "other" else "text")


def _strip(
    canvas: Canvas,
    scale: Scale,
    marks: Sequence[Mark],
    reference: float | None,
    floor: float,
    pitch: float,
) -> None:
    """The marks of a strip, the named ones in front, and the region as a line."""
    placed = piles_of(marks, scale.start, scale.limit)
    if reference is not None:
        x = scale.at(reference)
        canvas.line(x, floor, x, floor - pitch * (PILE + 0.5), "accent", 4)
    for role in LOOKS:
        for mark, value, y in placed:
            if mark.role == role:
                radius = pitch * (0.4 if role == "other" else 0.55)
                _role_mark(canvas, role, scale.at(value), floor - y / MARK * pitch - 2, radius)
