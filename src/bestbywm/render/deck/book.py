"""The workbook inside a chart: what “Edit data” opens."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_col_to_name, xl_rowcol_to_cell

from bestbywm.words import cleaned

SHEET = "Sheet1"
"""The one sheet: the name that PowerPoint itself gives."""

LONGEST_CELL = 16_000
"""Characters of a cell that every program takes, also where each is two units of UTF-16."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that takes one cell of its row from another: it moves with them when they change."""

    first: int
    second: int


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that shows what another one shows, rows counted from 0."""

    row: int
    column: int


BookCell = str | float | None | Difference | Link


@dataclass(frozen=True, slots=True)
class Book:
    """Headings and rows of the sheet; the first row of cells is row 2."""

    headings: tuple[str, ...]
    rows: tuple[tuple[BookCell, ...], ...]

    def value(self, row: int, column: int) -> str | float | None:
        """What a cell shows, rows counted from 0."""
        cell = self.rows[row][column]
        if isinstance(cell, Link):
            return self.value(cell.row, cell.column)
        if not isinstance(cell, Difference):
            return cleaned(cell)[:LONGEST_CELL] if isinstance(cell, str) else cell
        first, second = self.value(row, cell.first), self.value(row, cell.second)
        if isinstance(first, float) and isinstance(second, float):
            return first - second
        return None

    def column(self, column: int, rows: range) -> list[str | float | None]:
        """What the cells of a column show."""
        return [self.value(row, column) for row in rows]


def reference(column: int, rows: range) -> str:
    """The address of a part of a column, rows of cells counted from 0: ``Sheet1!$B$2:$B$7``."""
    letter = xl_col_to_name(column)
    first, last = rows.start + 2, rows.stop + 1
    end = f":${letter}${last}" if last > first else ""
    return f"{SHEET}!${letter}${first}{end}"


def heading_reference(column: int) -> str:
    """The address of a heading."""
    return f"{SHEET}!${xl_col_to_name(column)}$1"


def to_xlsx(book: Book, made_on: date, number_format: str) -> bytes:
    """The workbook as a file. All words are text: none becomes a formula, a number or a link."""
    out = BytesIO()
    file = xlsxwriter.Workbook(out, {"in_memory": True})
    file.set_properties({"created": datetime(made_on.year, made_on.month, made_on.day)})
    sheet = file.add_worksheet(SHEET)
    numbers = file.add_format({"num_format": number_format})
    for column, heading in enumerate(book.headings):
        _write_words(sheet, 0, column, cleaned(heading)[:LONGEST_CELL])
    for row, cells in enumerate(book.rows):
        for column, cell in enumerate(cells):
            _write(sheet, book, row, column, cell, numbers)
    sheet.set_column(0, 0, 32)
    sheet.set_column(1, len(book.headings), 14)
    file.close()
    return out.getvalue()


def _write(sheet: Any, book: Book, row: int, column: int, cell: BookCell, numbers: Any) -> None:
    value = book.value(row, column)
    if value is None:
        return
    if isinstance(cell, Difference):
        first, second = (xl_rowcol_to_cell(row + 1, at) for at in (cell.first, cell.second))
        sheet.write_formula(row + 1, column, f"={first}-{second}", numbers, value)
    elif isinstance(cell, Link):
        linked = xl_rowcol_to_cell(cell.row + 1, cell.column)
        sheet.write_formula(row + 1, column, f"={linked}", numbers, value)
    elif isinstance(value, str):
        _write_words(sheet, row + 1, column, value)
    else:
        sheet.write_number(row + 1, column, value, numbers)


def _write_words(sheet: Any, row: int, column: int, words: str) -> None:
    # XlsxWriter would write such words into the file as they are, as markup of its own.
    is_markup = words.startswith("<r>") and words.endswith("</r>")
    sheet.write_string(row, column, f"{words} " if is_markup else words)
