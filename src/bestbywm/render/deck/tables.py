"""Tables of PowerPoint: as many rows as a slide holds, the others on the next slides."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from markupsafe import Markup
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from bestbywm.exhibits.model import Cell, Column, HeatTable, Matrix, Square
from bestbywm.exhibits.wording import plural
from bestbywm.render.deck.look import EMU, LINE, Box, solid
from bestbywm.render.deck.parts import Part, Task, portions
from bestbywm.render.deck.text import Words, cut, describe, lines, paragraph_xml, width
from bestbywm.render.tables import cell_in_words, site_of
from bestbywm.render.theme import readable_on
from bestbywm.words import cleaned

SIZES = (18.0, 16.0, 14.0, 12.0)
"""Sizes of words in tables, on a slide of 7.5 inches: the largest that leaves room for all."""

SIDE, OVER, SPARE = 5.0, 2.0, 4.0
"""Points between the words of a cell and its sides, and above and below them; and what stays
free since fonts differ."""

MOST_LINES = 4
"""Lines of a cell; longer words are cut, and whole in the workbook."""

WIDEST = 300.0
"""Points that a column asks for at most."""

FEWEST = 3
"""Columns that are kept, however long their words are."""

MOST_SLIDES = 4
"""Slides of one table; what does not fit on them is in the workbook."""

ADDRESS = re.compile(r"https?://[A-Za-z0-9:/?#@!$&'()*+,;=._~%-]{1,1900}")
"""Addresses that PowerPoint takes for a link; it mends a file, with a warning, for others."""

PLAIN_STYLE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"
"""PowerPoint's own table style without fills and lines."""


@dataclass(frozen=True, slots=True)
class TableCell:
    """Words of a cell, its colour, how many columns it spans, and the page that it leads to.

    Colour and page are "" where there is none.
    """

    words: str
    colour: str = ""
    is_centred: bool = False
    span: int = 1
    address: str = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of cells; ``ruled`` rows have a strong line below them."""

    heading: tuple[TableCell, ...]
    rows: tuple[tuple[TableCell, ...], ...]
    is_even: bool = False
    references: int = 0


# What a table holds -------------------------------------------------------------------------------


def grid_of(task: Task) -> Grid:
    """What the slide shows as a table: squares, or the exhibit's table."""
    chart = task.exhibit.chart
    if isinstance(chart, HeatTable):
        return _on_one_line(_squares(task, chart.matrix, chart.corner, chart.references))
    if isinstance(chart, Matrix):
        return _squares(task, chart, "", 0)
    table = task.exhibit.table
    rows = [
        tuple(_cell(cell, column) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    ]
    filled = [at for at in range(len(table.columns)) if any(row[at].words for row in rows)] or [0]
    return Grid(
        tuple(TableCell(cleaned(table.columns[at].name)) for at in filled),
        tuple(tuple(row[at] for at in filled) for row in rows),
    )


def _cell(cell: Cell, column: Column) -> TableCell:
    """A cell in words; the address of a page reads as the name of its site and leads there."""
    words = cleaned(cell_in_words(cell, column.format))
    if column.format != "link" or not ADDRESS.fullmatch(words):
        return TableCell(words)
    return TableCell(site_of(words) or words, address=words if site_of(words) else "")


def _on_one_line(grid: Grid) -> Grid:
    """The grid without breaks in its cells: there are many rows."""
    rows = tuple(
        tuple(replace(cell, words=cell.words.replace("\n", " ")) for cell in row)
        for row in grid.rows
    )
    return replace(grid, rows=rows)


def _squares(task: Task, matrix: Matrix, corner: str, references: int) -> Grid:
    heading = (TableCell(corner), *(TableCell(name, is_centred=True) for name in matrix.columns))
    rows = []
    for at, (label, squares) in enumerate(zip(matrix.rows, matrix.squares, strict=True)):
        if squares and (why := matrix.why_empty(at)):
            # As everywhere, what is missing has no fill, which would read as a figure.
            missing = TableCell(cleaned(why), is_centred=True, span=len(squares))
            rows.append((TableCell(label), missing, *(TableCell("") for _ in squares[1:])))
        else:
            rows.append((TableCell(label), *(_square(task, each) for each in squares)))
    return Grid(heading, tuple(rows), is_even=True, references=references)


def _square(task: Task, square: Square) -> TableCell:
    colour = "" if square.step is None else task.look.theme.steps[square.step]
    return TableCell(cleaned(square.text), colour, is_centred=True)


# How it is laid out -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Layout:
    """Size of words, widths of columns, and heights of the heading and of the rows."""

    size: float
    widths: tuple[float, ...]
    heading: float
    heights: tuple[float, ...]

    @property
    def is_on_single_lines(self) -> bool:
        """Whether each row is one line."""
        return max(self.heights, default=0.0) < 2 * self.size * LINE


def table(task: Task, area: Box | None = None) -> list[Part]:
    """The exhibit as a table, in two blocks or on several slides where it has many rows."""
    grid = grid_of(task)
    area = area or task.area
    if not grid.rows:
        return []
    remark_height = task.look.pt(12) * LINE + 4
    grid, left_out = _narrowed(task, grid, area.width)
    sizes = [task.look.pt(size) for size in SIZES]
    for blocks in (1, 2):
        room = (area.width - (blocks - 1) * 24) / blocks
        if blocks == 2 and (not grid.is_even or not _is_roomy(task, grid, room, sizes[-1])):
            continue
        # A smaller size at which no row breaks is read more easily than a larger one that does.
        for is_strict, size in [
            *((True, size) for size in sizes[:-1]),
            *((False, size) for size in sizes),
        ]:
            laid = _laid_out(task, grid, room, size)
            pages = _pages(laid, area.height - (remark_height if left_out else 0), blocks)
            if len(pages) == 1 and (laid.is_on_single_lines or not is_strict):
                return [_part(task, grid, laid, pages[0], area, left_out, len(grid.rows))]
    laid = _laid_out(task, grid, area.width, sizes[-1])
    pages = _pages(laid, area.height - remark_height, 1)[:MOST_SLIDES]
    return [_part(task, grid, laid, page, area, left_out, pages[-1][-1].stop) for page in pages]


def _narrowed(task: Task, grid: Grid, room: float) -> tuple[Grid, int]:
    """The first columns, as many as have room without cutting words; how many are left out."""
    every = len(grid.heading)
    for kept in range(every, FEWEST - 1, -1):
        rows = tuple(
            tuple(
                replace(cell, span=min(cell.span, kept - at)) for at, cell in enumerate(row[:kept])
            )
            for row in grid.rows
        )
        narrow = replace(grid, heading=grid.heading[:kept], rows=rows)
        if _fits(task, narrow, room):
            return narrow, every - kept
    return grid, 0


def _fits(task: Task, grid: Grid, room: float) -> bool:
    """Whether the longest words have room, and no cell more lines than it may have."""
    size = task.look.pt(SIZES[-1])
    if sum(_least_widths(task, grid, size)) > room:
        return False
    widths = _widths(task, grid, room, size)
    return all(
        len(_lines(task, cell, wide, size)) <= MOST_LINES
        for row in grid.rows
        for cell, wide in zip(row, widths, strict=True)
        if cell.span == 1
    )


def _least_widths(task: Task, grid: Grid, size: float) -> list[float]:
    """What each column needs at least: its longest word, within reason."""
    return [
        min(
            WIDEST / 2,
            max(
                (
                    width(word, size, task.look, is_bold=not at)
                    for at, row in enumerate([grid.heading, *grid.rows])
                    if row[column].span == 1
                    for word in row[column].words.split()
                ),
                default=size,
            ),
        )
        + 2 * SIDE
        + SPARE
        for column in range(len(grid.heading))
    ]


def _is_roomy(task: Task, grid: Grid, room: float, size: float) -> bool:
    """Whether the words of squares stand on one line in a room, and labels on one or two."""
    least = _least_widths(task, grid, size)
    return sum(least) <= room


def _laid_out(task: Task, grid: Grid, room: float, size: float) -> Layout:
    widths = _widths(task, grid, room, size)
    heights = [
        max(
            _cell_height(task, cell, sum(widths[at : at + cell.span]), size, is_bold=False)
            for at, cell in enumerate(row)
        )
        for row in grid.rows
    ]
    heading = max(
        _cell_height(task, cell, room, size, is_bold=True)
        for cell, room in zip(grid.heading, widths, strict=True)
    )
    return Layout(size, tuple(widths), heading, tuple(heights))


def _lines(
    task: Task, cell: TableCell, wide: float, size: float, *, is_bold: bool = False
) -> list[str]:
    """The lines of a cell; a figure that needs two has its counts on the second one."""
    room = wide - 2 * SIDE - SPARE / 2
    found = lines(cell.words, size, room, task.look, is_bold=is_bold)
    if not cell.is_centred or len(found) <= cell.words.count("\n") + 1:
        return found
    return lines(cell.words.replace(" (", "\n("), size, room, task.look, is_bold=is_bold)


def _broken(cell: TableCell, found: Sequence[str]) -> str:
    """The words with the break before the counts, where the lines have it."""
    is_there = any(line.startswith("(") for line in found)
    return cell.words.replace(" (", "\n(") if cell.is_centred and is_there else cell.words


def _cell_height(task: Task, cell: TableCell, wide: float, size: float, *, is_bold: bool) -> float:
    count = len(_lines(task, cell, wide, size, is_bold=is_bold))
    return min(MOST_LINES, count) * size * LINE + 2 * OVER


def _widths(task: Task, grid: Grid, room: float, size: float) -> list[float]:
    """Widths between the longest word of a column and its longest cell; squares are even."""
    least = _least_widths(task, grid, size)
    wanted = [
        max(
            least[column],
            min(
                WIDEST,
                max(
                    width(line, size, task.look, is_bold=not at)
                    for at, row in enumerate([grid.heading, *grid.rows])
                    if row[column].span == 1
                    for line in row[column].words.split("\n")
                )
                + 2 * SIDE
                + SPARE,
            ),
        )
        for column in range(len(grid.heading))
    ]
    if grid.is_even:
        label = min(wanted[0], max(room * 0.34, least[0]))
        even = (room - label) / max(1, len(wanted) - 1)
        if even >= max(least[1:], default=0):
            return [label, *(min(even, WIDEST) for _ in wanted[1:])]
    if sum(wanted) <= room:
        share = min(room / sum(wanted), 1.5)
        return [each * share for each in wanted]
    return _shared(least, wanted, room)


def _shared(least: Sequence[float], wanted: Sequence[float], room: float) -> list[float]:
    """The room shared out: only the widest columns get less than they want, down to a level."""
    low, high = 0.0, max(wanted)
    for _ in range(30):
        level = (low + high) / 2
        found = [max(need, min(want, level)) for need, want in zip(least, wanted, strict=True)]
        low, high = (low, level) if sum(found) > room else (level, high)
    found = [max(need, min(want, low)) for need, want in zip(least, wanted, strict=True)]
    return [each * min(1.0, room / sum(found)) for each in found]


def _pages(laid: Layout, room: float, blocks: int) -> list[list[range]]:
    """Rows by slide and block."""
    if blocks == 2:
        half = (len(laid.heights) + 1) // 2
        halves = [range(half), range(half, len(laid.heights))]
        if all(laid.heading + sum(laid.heights[at] for at in each) <= room for each in halves):
            return [halves]
    found = portions(laid.heights, room - laid.heading)
    return [found[at : at + blocks] for at in range(0, len(found), blocks)]


def _part(
    task: Task,
    grid: Grid,
    laid: Layout,
    page: Sequence[range],
    area: Box,
    left_out: int,
    shown: int,
) -> Part:
    more = len(grid.rows) - shown
    remarks = []
    if len(page) == 1 and (page[0].start or page[0].stop < len(grid.rows)):
        remarks.append(f"Rows {page[0].start + 1} to {page[0].stop} of {len(grid.rows)}.")
    missing = [
        plural(count, f"more {what}")
        for count, what in ((left_out, "column"), (more, "row"))
        if count
    ]
    if missing:
        verb = "is" if left_out + more == 1 else "are"
        remarks.append(f"{' and '.join(missing)} {verb} in the workbook.")
    return Part(partial(_put, task, grid, laid, page, area), " ".join(remarks))


# How it is put onto a slide -----------------------------------------------------------------------


def _put(
    task: Task, grid: Grid, laid: Layout, page: Sequence[range], area: Box, shapes: Any
) -> None:
    wide = sum(laid.widths)
    for at, rows in enumerate(page):
        high = laid.heading + sum(laid.heights[row] for row in rows)
        box = Box(area.left + at * (wide + 24), area.top, wide, high)
        frame = shapes.add_table(len(rows) + 1, len(laid.widths), *box.emu())
        frame.name = "Table"
        first, last = grid.rows[rows.start][0].words, grid.rows[rows.stop - 1][0].words
        rest = f" Rows from {first} to {last}." if len(rows) < len(grid.rows) else ""
        describe(frame, f"{task.exhibit.alt}{rest}")
        _fill(task, frame, grid, laid, rows)


def _fill(task: Task, frame: Any, grid: Grid, laid: Layout, rows: range) -> None:
    shown, part = frame.table, frame.part
    tbl = shown._tbl
    properties = tbl.tblPr
    properties.set("bandRow", "0")
    properties.find(qn("a:tableStyleId")).text = PLAIN_STYLE
    for column, wide in zip(shown.columns, laid.widths, strict=True):
        column.width = round(wide * EMU)
    heights = [laid.heading, *(laid.heights[row] for row in rows)]
    cells = [grid.heading, *(grid.rows[row] for row in rows)]
    for at, (tr, high, row) in enumerate(zip(tbl.tr_lst, heights, cells, strict=True)):
        tr.set("h", str(round(high * EMU)))
        for tc in tr.tc_lst:
            tr.remove(tc)
        is_ruled = not at or rows[at - 1] + 1 == grid.references
        for column, cell in enumerate(row):
            link = (
                part.relate_to(cell.address, RT.HYPERLINK, is_external=True) if cell.address else ""
            )
            xml = _cell_xml(
                task, laid, column, cell, not at, is_ruled, spans=_spanned(row), link=link
            )
            tr.append(parse_xml(xml))


def _spanned(row: Sequence[TableCell]) -> frozenset[int]:
    """Columns that a wider cell covers."""
    return frozenset(
        covered for at, cell in enumerate(row) for covered in range(at + 1, at + cell.span)
    )


def _cell_xml(
    task: Task,
    laid: Layout,
    column: int,
    cell: TableCell,
    is_heading: bool,
    is_ruled: bool,
    spans: frozenset[int],
    link: str,
) -> Markup:
    look = task.look
    room = sum(laid.widths[column : column + cell.span])
    found = _lines(task, cell, room, laid.size, is_bold=is_heading)
    words = cell.words if len(found) == 1 else _broken(cell, found)
    inner = room - 2 * SIDE - SPARE / 2
    words = cut(words, laid.size, inner, MOST_LINES, look, is_bold=is_heading)
    colour = readable_on(cell.colour) if cell.colour else look.text
    paragraph = paragraph_xml(
        Words(words, laid.size, colour, is_heading, link=link),
        "ctr" if cell.is_centred else "l",
    )
    span = f' gridSpan="{cell.span}"' if cell.span > 1 else ""
    span = ' hMerge="1"' if column in spans else span
    line = (look.text, 1.25) if is_ruled else (look.theme.grid, 0.75)
    return Markup(
        "<a:tc {}{}><a:txBody><a:bodyPr/><a:lstStyle/>{}</a:txBody>"
        '<a:tcPr marL="{side}" marR="{side}" marT="{over}" marB="{over}" anchor="ctr">'
        '<a:lnB w="{}">{}</a:lnB>{}</a:tcPr></a:tc>'
    ).format(
        Markup(nsdecls("a", "r")),
        Markup(span),
        paragraph,
        round(line[1] * EMU),
        solid(line[0]),
        solid(cell.colour) if cell.colour else Markup("<a:noFill/>"),
        side=round(SIDE * EMU),
        over=round(OVER * EMU),
    )
