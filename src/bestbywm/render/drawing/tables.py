"""Tables in pictures: as many rows as fit, and how many more there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.exhibits.model import Exhibit, HeatTable
from bestbywm.exhibits.wording import plural
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Canvas, cut_lines
from bestbywm.render.tables import in_words

PAD = 10
"""Pixels between the words of a cell and its border."""

MOST_LINES = 3
"""Lines of a cell; longer words are cut."""

NARROWEST, WIDEST = 70.0, 620.0
"""Pixels of a column that all of them may need, and that one may take."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table in words, with a colour for each cell: the name of an ink, or ""."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    colours: tuple[tuple[str, ...], ...]


def cells_of(exhibit: Exhibit) -> Cells:
    """What a picture shows as a table: the squares of a heat table, or the exhibit's table."""
    chart = exhibit.chart
    if isinstance(chart, HeatTable):
        matrix = chart.matrix
        return Cells(
            (chart.corner, *matrix.columns),
            tuple(
                (label, *(square.text.replace("\n", " ") for square in squares))
                for label, squares in zip(matrix.rows, matrix.squares, strict=True)
            ),
            tuple(
                ("", *("" if each.step is None else f"step-{each.step}" for each in squares))
                for squares in matrix.squares
            ),
        )
    table = in_words(exhibit.table)
    rows = tuple(tuple(row) for row in table.itertuples(index=False, name=None))
    return Cells(tuple(table.columns), rows, tuple(("",) * len(row) for row in rows))


def draw(
    canvas: Canvas, cells: Cells, place: tuple[float, float, float, float], text: float
) -> None:
    """The heading and as many rows as fit into x, y, width, height; then how many more."""
    x, y, width, height = place
    if not cells.rows:
        return
    widths = _widths(cells, width, text)
    bottom = y + height - text * LINE * 1.4
    y = _row(canvas, cells.heading, ("",) * len(widths), (x, y), widths, text, is_heading=True)
    for at, (row, colours) in enumerate(zip(cells.rows, cells.colours, strict=True)):
        if y + _height(row, widths, text) > bottom:
            more = plural(len(cells.rows) - at, "more row")
            canvas.words(f"And {more}: see the table.", x, y + text * LINE * 1.1, text)
            return
        y = _row(canvas, row, colours, (x, y), widths, text)


def _widths(cells: Cells, width: float, text: float) -> list[float]:
    """Widths in proportion to the longest words of each column, within limits."""
    wanted = []
    for at, heading in enumerate(cells.heading):
        longest = max((fonts.width(row[at], text) for row in cells.rows), default=0.0)
        word = max((fonts.width(each, text, "bold") for each in heading.split()), default=0.0)
        wanted.append(min(WIDEST, max(NARROWEST, longest, word) + 2 * PAD))
    share = width / sum(wanted)
    return [each * min(share, 1.6) for each in wanted]


def _lines(
    row: Sequence[str], widths: Sequence[float], text: float, *, is_heading: bool = False
) -> list[list[str]]:
    weight: fonts.Weight = "bold" if is_heading else "regular"
    return [
        cut_lines(each, text, room - 2 * PAD, MOST_LINES, weight)
        for each, room in zip(row, widths, strict=True)
    ]


def _height(row: Sequence[str], widths: Sequence[float], text: float) -> float:
    return max(len(each) for each in _lines(row, widths, text)) * text * LINE + PAD


def _row(
    canvas: Canvas,
    row: Sequence[str],
    colours: Sequence[str],
    place: tuple[float, float],
    widths: Sequence[float],
    text: float,
    *,
    is_heading: bool = False,
) -> float:
    """Draw a row of cells with a line under it; where the next one begins."""
    x, y = place
    lines = _lines(row, widths, text, is_heading=is_heading)
    height = max(len(each) for each in lines) * text * LINE + PAD
    for each, colour, room in zip(lines, colours, widths, strict=True):
        if colour:
            canvas.rect(x, y, room, height, colour)
        canvas.lines(
            each,
            x + PAD,
            y + height / 2,
            text,
            colour=f"on-{colour}" if colour else "text",
            weight="bold" if is_heading else "regular",
        )
        x += room
    canvas.line(place[0], y + height, x, y + height, "text" if is_heading else "grid")
    return y + height
