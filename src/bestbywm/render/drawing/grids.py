"""Grids of squares: each with words that need no colour."""

from bestbywm.exhibits.model import Matrix, Square
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Canvas, fits
from bestbywm.render.drawing.rows import GAP, label_room
from bestbywm.render.drawing.scale import SMALLER

IN_ONE_BLOCK = 14
"""More rows than this stand in blocks beside each other, each with its headings."""

TALLEST = 140


def matrix(canvas: Canvas, chart: Matrix, room: tuple[float, float], text: float) -> float:
    """A grid, in two blocks where there are many rows; the height it takes."""
    width, height = room
    blocks = 2 if len(chart.rows) > IN_ONE_BLOCK else 1
    in_each = -(-len(chart.rows) // blocks)
    wide = (width - (blocks - 1) * 2 * GAP) / blocks
    ends = [
        _block(
            canvas,
            chart,
            range(first, min(first + in_each, len(chart.rows))),
            (at * (wide + 2 * GAP), wide, height),
            in_each,
            text,
        )
        for at, first in enumerate(range(0, len(chart.rows), in_each))
    ]
    return max(ends, default=0.0)


def _block(
    canvas: Canvas,
    chart: Matrix,
    rows: range,
    place: tuple[float, float, float],
    in_each: int,
    text: float,
) -> float:
    """Headings, then rows of squares; where the block ends."""
    x, width, height = place
    labels = label_room(list(chart.rows), text, width)
    cell = (width - labels - GAP) / max(1, len(chart.columns))
    small = _heading_size(chart, text * SMALLER, cell - 8)
    headings = [fonts.wrapped(each, small, cell - 8) for each in chart.columns]
    top = max((len(lines) for lines in headings), default=0) * small * LINE + 8
    wrapped = [fonts.wrapped(chart.rows[row], text, labels) for row in rows]
    needed = max((len(lines) * text * LINE + 6 for lines in wrapped), default=0.0)
    row_height = min(TALLEST, max(needed, text * 1.5, (height - top) / max(1, in_each)))
    for at, lines in enumerate(headings):
        middle = x + labels + GAP + cell * (at + 0.5)
        canvas.lines(lines, middle, top - 8 - len(lines) * small * LINE / 2, small, anchor="middle")
    for at, row in enumerate(rows):
        y = top + row_height * at
        canvas.lines(wrapped[at], x, y + row_height / 2, text)
        _row(canvas, chart, row, (x + labels + GAP, y, cell, row_height), text)
    return top + row_height * len(rows)


def _heading_size(chart: Matrix, size: float, room: float) -> float:
    """The size at which the longest word of a heading has room."""
    longest = max(
        (fonts.width(word, 1.0) for each in chart.columns for word in each.split()), default=1.0
    )
    return min(size, room / max(longest, 1e-9))


def _row(
    canvas: Canvas,
    chart: Matrix,
    row: int,
    place: tuple[float, float, float, float],
    text: float,
) -> None:
    """The squares of a row; a row without a figure says why."""
    x, y, cell, height = place
    squares = chart.squares[row]
    if all(square.step is None for square in squares) and chart.empty_row:
        canvas.lines(
            [chart.empty_row],
            x + cell * len(squares) / 2,
            y + height / 2,
            text,
            colour="muted",
            anchor="middle",
        )
        return
    for at, square in enumerate(squares):
        _square(canvas, square, (x + cell * at, y, cell, height), text)


def _square(
    canvas: Canvas, square: Square, place: tuple[float, float, float, float], text: float
) -> None:
    x, y, width, height = place
    colour = "text"
    if square.step is not None:
        canvas.rect(x + 1, y + 1, width - 2, height - 2, f"step-{square.step}")
        colour = f"on-step-{square.step}"
    lines = _lines(square.text, text, width - 8, height)
    canvas.lines(lines, x + width / 2, y + height / 2, text, colour=colour, anchor="middle")


def _lines(words: str, text: float, width: float, height: float) -> list[str]:
    """The words of a square: on one line if they must be, else as they are given, wrapped."""
    joined = words.replace("\n", " ")
    if fits(joined, text, width) and (height < 2 * text * LINE or "\n" not in words):
        return [joined]
    lines = fonts.wrapped(words, text, width)
    return lines[: max(1, int(height / (text * LINE)))]
