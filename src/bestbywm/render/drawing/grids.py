"""Grids of squares: each with words that need no colour."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.exhibits.model import Matrix, Square
from bestbywm.render.drawing.canvas import LINE, Box, Canvas, cut_lines, fits, widest
from bestbywm.render.drawing.rows import GAP, label_room, lines_of
from bestbywm.render.drawing.scale import SMALLER

IN_ONE_BLOCK = 14
"""More rows than this stand in two blocks beside each other, each with its headings."""

NARROWEST = 2.4
"""A square, at least, in sizes of the words; where two blocks leave less, or break the words of
squares, there is one."""

TALLEST = 5.4
"""A row, at most, in sizes of the words."""

LABELS = 0.45
"""The most that labels may take of the width of a block."""

PAD = 3
"""Pixels between the words of a heading or a square and its sides."""


@dataclass(frozen=True, slots=True)
class _Block:
    """Some rows of a grid: where its squares begin, how large they are, and its words in lines."""

    rows: range
    labels: tuple[list[str], ...]
    left: float
    x: float
    cell: float
    headings: tuple[list[str], ...]
    heading_size: float
    levels: int
    square_size: float

    @property
    def heading_line(self) -> float:
        """The height of the highest heading."""
        return max(map(len, self.headings), default=0) * self.heading_size * LINE + 2 * PAD

    @property
    def top(self) -> float:
        """Where the squares begin."""
        return self.heading_line * self.levels

    def needed(self, text: float) -> float:
        """The height that the rows need for their labels."""
        return max((len(lines) * text * LINE + 2 for lines in self.labels), default=0.0)


def matrix(canvas: Canvas, chart: Matrix, room: tuple[float, float], text: float) -> float:
    """A grid, in two blocks where there are many rows and room for both; the height it takes."""
    width, height = room
    blocks = _blocks(chart, width, text)
    top = max((block.top for block in blocks), default=0.0)
    needed = max(
        (max(block.needed(text), _words_height(chart, block)) for block in blocks), default=0.0
    )
    rows = max((len(block.rows) for block in blocks), default=0)
    row = max(needed, text * LINE + 2, min(TALLEST * text, (height - top) / max(1, rows)))
    for block in blocks:
        _headings(canvas, block, top)
        for at, labels in zip(block.rows, block.labels, strict=True):
            y = top + row * (at - block.rows.start)
            canvas.lines(labels, block.left, y + row / 2, text)
            cells = Box(block.x, y, block.cell * len(chart.columns), row)
            _row(canvas, chart.squares[at], chart.why_empty(at), cells, block.square_size)
    return top + row * rows


def _blocks(chart: Matrix, width: float, text: float) -> list[_Block]:
    """The rows in one block, or in two beside each other."""
    rows = len(chart.rows)
    if rows > IN_ONE_BLOCK:
        half = -(-rows // 2)
        wide = (width - 2 * GAP) / 2
        two = [
            _block(chart, range(half), 0, wide, text),
            _block(chart, range(half, rows), wide + 2 * GAP, wide, text),
        ]
        if min(block.cell for block in two) >= max(NARROWEST * text, _unbroken(chart, text)):
            return two
    return [_block(chart, range(rows), 0, width, text)]


def _unbroken(chart: Matrix, text: float) -> float:
    """How wide a square is in which words stand unbroken, a little smaller than around it."""
    return widest(_lines_told(chart), text * SMALLER) + 2 * PAD


def _block(chart: Matrix, rows: range, x: float, width: float, text: float) -> _Block:
    # All blocks leave the same room for labels, so that their squares are equal.
    column = label_room(list(chart.rows), text, width, LABELS)
    cell = (width - column - GAP) / max(1, len(chart.columns))
    size, levels = _heading_look(chart.columns, text * SMALLER, cell - 2 * PAD)
    return _Block(
        rows=rows,
        labels=tuple(lines_of(chart.rows[row], text, column) for row in rows),
        left=x,
        x=x + column + GAP,
        cell=cell,
        headings=tuple(lines_of(each, size, cell * levels - 2 * PAD) for each in chart.columns),
        heading_size=size,
        levels=levels,
        square_size=_square_size(chart, text, cell - 2 * PAD),
    )


def _heading_look(columns: Sequence[str], size: float, room: float) -> tuple[float, int]:
    """The size of headings, and on how many levels they stand.

    Words that are wider than a column stand on two levels, where each has room of two columns.
    """
    longest = widest([word for each in columns for word in each.split()], 1.0)
    if longest * size <= room or len(columns) < 2:
        return min(size, room / max(longest, 1e-9)), 1
    if longest * size * 0.95 <= room:
        return room / longest, 1
    return min(size, 2 * room / longest), 2


def _square_size(chart: Matrix, size: float, room: float) -> float:
    """The size at which no number in a square is broken, and no line that a little less saves."""
    texts = [square.text for squares in chart.squares for square in squares]
    longest = widest([word for each in texts for word in each.split()], 1.0)
    size = min(size, 0.999 * room / max(longest, 1e-9))
    unbroken = 0.999 * room / max(widest(_lines_told(chart), 1.0), 1e-9)
    return unbroken if size * SMALLER <= unbroken < size else size


def _lines_told(chart: Matrix) -> list[str]:
    """The lines of the squares that have a figure, as they stand where there is room."""
    told = [square.text for row in chart.squares for square in row if square.step is not None]
    return [line for each in told for line in each.split("\n")]


def _words_height(chart: Matrix, block: _Block) -> float:
    """The height that the words of squares need, so that none are cut."""
    size, room = block.square_size, block.cell - 2 * PAD
    texts = {square.text.replace("\n", " ") for row in block.rows for square in chart.squares[row]}
    lines = max((len(lines_of(each, size, room)) for each in texts), default=0)
    return lines * size * LINE + 2


def _headings(canvas: Canvas, block: _Block, top: float) -> None:
    """Headings over their columns; those on the upper level have a line down to theirs."""
    size = block.heading_size
    for at, lines in enumerate(block.headings):
        middle = block.x + block.cell * (at + 0.5)
        bottom = top - (at % block.levels) * block.heading_line
        if bottom < top:
            canvas.line(middle, bottom - PAD, middle, top - PAD, "grid")
        # The last heading of two levels may be wider than its column, and must not be cut.
        right = block.x + block.cell * len(block.headings)
        x = min(middle, right - widest(lines, size) / 2)
        canvas.lines(
            lines, x, bottom - 2 * PAD - len(lines) * size * LINE / 2, size, anchor="middle"
        )


def _row(canvas: Canvas, squares: Sequence[Square], why_empty: str, row: Box, text: float) -> None:
    """The squares of a row; a row without a figure says why."""
    if why_empty:
        words = cut_lines(why_empty, text, row.width, 1)
        canvas.lines(words, *row.middle, text, colour="muted", anchor="middle")
        return
    width = row.width / max(1, len(squares))
    for at, square in enumerate(squares):
        _square(canvas, square, Box(row.x + width * at, row.y, width, row.height), text)


def _square(canvas: Canvas, square: Square, box: Box, text: float) -> None:
    colour = "text"
    if square.step is not None:
        inner = Box(box.x + 1, box.y + 1, box.width - 2, box.height - 2)
        canvas.rect(inner, f"step-{square.step}")
        colour = f"on-step-{square.step}"
    lines = _lines(square.text, text, box.width - 2 * PAD, box.height)
    canvas.lines(lines, *box.middle, text, colour=colour, anchor="middle")


def _lines(words: str, text: float, width: float, height: float) -> list[str]:
    """The words of a square: as they are given where two lines have room, else on one line."""
    most = max(1, int(height / (text * LINE)))
    joined = words.replace("\n", " ")
    if fits(joined, text, width) and (most == 1 or "\n" not in words):
        return [joined]
    return cut_lines(words if most > 1 else joined, text, width, most)
