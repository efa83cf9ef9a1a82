"""Tables in pictures: as many rows and columns as fit, and how many more there are."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.exhibits.model import Exhibit, HeatTable
from bestbywm.exhibits.wording import plural
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Box, Canvas, cut_lines, fits, widest
from bestbywm.render.tables import in_words, site_of
from bestbywm.words import listed

PAD = 10
"""Pixels between the words of a cell and its border."""

SIZES = (34.0, 30.0, 27.0, 24.0)
"""Sizes of the words in pixels: the largest with which all rows fit, or the smallest."""

MOST_LINES = 3
"""Lines of a cell; longer words are cut."""

NARROWEST, WIDEST = 3.0, 22.0
"""A column at least, and the most that one needs, in sizes of the words."""


@dataclass(frozen=True, slots=True)
class Cells:
    """A table in words, with a colour for each cell: the name of an ink, or ""."""

    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    colours: tuple[tuple[str, ...], ...]


def cells_of(exhibit: Exhibit) -> Cells:
    """What a picture shows as a table: the squares of a heat table, or the exhibit's table.

    The address of a page reads as the name of its site: nobody can click on a picture.
    """
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
    is_link = [column.format == "link" for column in exhibit.table.columns]
    rows = tuple(
        tuple(site_of(words) if link else words for words, link in zip(row, is_link, strict=True))
        for row in table.itertuples(index=False, name=None)
    )
    return Cells(tuple(table.columns), rows, tuple(("",) * len(row) for row in rows))


def draw(canvas: Canvas, cells: Cells, box: Box) -> None:
    """The table as large as it fits into the box; what does not fit is counted below it."""
    if not cells.rows:
        return
    sizes = (size for size in SIZES if _height(cells, box, size) <= box.height)
    text = next(sizes, SIZES[-1])
    widths = _widths(cells, box.width, text)
    bottom = box.bottom - text * LINE * 1.4
    y = _row(canvas, cells.heading, ("",) * len(widths), (box.x, box.y), (widths, text, "bold"))
    shown = 0
    for row, colours in zip(cells.rows, cells.colours, strict=True):
        is_last = shown == len(cells.rows) - 1 and len(widths) == len(cells.heading)
        if y + _row_height(row, widths, text) > (box.bottom if is_last else bottom):
            break
        y = _row(canvas, row, colours, (box.x, y), (widths, text, "regular"))
        shown += 1
    more = [
        plural(count, f"more {what}")
        for count, what in (
            (len(cells.rows) - shown, "row"),
            (len(cells.heading) - len(widths), "column"),
        )
        if count
    ]
    if more:
        canvas.words(f"And {listed(more)}: see the table.", box.x, y + text * LINE * 1.1, text)


def _height(cells: Cells, box: Box, text: float) -> float:
    """The height of the whole table; endless where not even its columns fit."""
    widths = _widths(cells, box.width, text)
    if len(widths) < len(cells.heading):
        return float("inf")
    rows = sum(_row_height(row, widths, text) for row in cells.rows)
    return _row_height(cells.heading, widths, text, "bold") + rows


def _widths(cells: Cells, width: float, text: float) -> list[float]:
    """Widths of the columns that have room, from the left: each at least as wide as its words."""
    columns = [[row[at] for row in cells.rows] for at in range(len(cells.heading))]
    least = [_least(*each, text) for each in zip(cells.heading, columns, strict=True)]
    count = max(1, sum(sum(least[: at + 1]) <= width for at in range(len(least))))
    # Cells come first: a heading may stand on several lines.
    shared = least[:count]
    for lines in (columns, [[heading] for heading in cells.heading]):
        wanted = [_wanted(*each, text) for each in zip(shared, lines, strict=False)]
        shared = _shared(shared, wanted, width)
    return shared


def _least(heading: str, words: Sequence[str], text: float) -> float:
    """How wide a column must be for its longest word, within limits."""
    of_heading = widest(heading.split(), text, "bold")
    of_cells = widest([word for each in words for word in each.split()], text)
    most = WIDEST / 2 * text
    return min(most, max(NARROWEST * text, of_heading, of_cells)) + 2 * PAD


def _wanted(least: float, lines: Sequence[str], text: float) -> float:
    """How wide a column is in which each of these has one line, within limits."""
    return max(least, min(WIDEST * text, widest(lines, text, "bold")) + 2 * PAD)


def _shared(least: Sequence[float], wanted: Sequence[float], width: float) -> list[float]:
    """What each column wants if there is room for all; else what it must have, and a part."""
    spare = width - sum(least)
    missing = sum(wanted) - sum(least)
    part = min(1.0, spare / missing) if missing > 0 else 1.0
    shared = [low + (high - low) * part for low, high in zip(least, wanted, strict=True)]
    return [min(each, width) for each in shared]


def _lines(
    row: Sequence[str], widths: Sequence[float], text: float, weight: fonts.Weight = "regular"
) -> list[list[str]]:
    """The words of the cells that have room, in lines."""
    return [
        [each]
        if fits(each, text, room - 2 * PAD, weight) and "\n" not in each
        else cut_lines(each, text, room - 2 * PAD, MOST_LINES, weight)
        for each, room in zip(row, widths, strict=False)
    ]


def _row_height(
    row: Sequence[str], widths: Sequence[float], text: float, weight: fonts.Weight = "regular"
) -> float:
    return max(map(len, _lines(row, widths, text, weight))) * text * LINE + PAD


def _row(
    canvas: Canvas,
    row: Sequence[str],
    colours: Sequence[str],
    corner: tuple[float, float],
    look: tuple[Sequence[float], float, fonts.Weight],
) -> float:
    """Draw a row of cells with a line under it; where the next one begins.

    ``look`` holds widths, size and weight of the words.
    """
    x, y = corner
    widths, text, weight = look
    height = _row_height(row, widths, text, weight)
    for lines, colour, room in zip(
        _lines(row, widths, text, weight), colours, widths, strict=False
    ):
        if colour:
            canvas.rect(Box(x, y, room, height), colour)
        on = f"on-{colour}" if colour else "text"
        canvas.lines(lines, x + PAD, y + height / 2, text, colour=on, weight=weight)
        x += room
    canvas.line(corner[0], y + height, x, y + height, "text" if weight == "bold" else "grid")
    return y + height
