"""The workbook: a cover with contents, a sheet of notes, and one sheet per table.

It follows the Government Analysis Function's guidance on accessible spreadsheets: one named table
per sheet, which begins in the first column under its title and notes; no merged cells, no blank
rows, no formulas; numbers are numbers; marks are explained.
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range

from bestbywm.exhibits.model import SHORTHAND, Cell, Column, Format, Table
from bestbywm.exhibits.wording import plural, slug
from bestbywm.pack import Pack
from bestbywm.provenance import NAMES, STAMPS
from bestbywm.render.tables import cell_in_words, shorthand_in, site_of
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

NUMBER_FORMATS: dict[Format, str] = {
    "whole": "#,##0",
    "share": "0.0%",
    "decimal": "0.0",
    "points": "+0.0;\u22120.0;0.0",
}
"""How numbers are shown; all their digits stand behind that."""

LONGEST_CELL, CUT_AT = 32_767, 16_000
"""Characters that a cell may hold, as UTF-16 counts them, and where a longer text is cut."""

LONGEST_SHEET_NAME, LONGEST_HEADING, LONGEST_PROPERTY, LONGEST_LINK = 31, 200, 250, 2_000

LINE = 150
"""Characters of a line of notes above a table; longer notes go on in the next row."""

NARROWEST, WIDEST, FIRST_COLUMN = 9, 60, 22
"""Widths of columns in characters: the least, the most, and the least of the first one."""

LINE_HEIGHT, TALLEST, SPARE = 15, 409, 3
"""Points of a line and of the highest row that Excel takes; characters that stay free in a line."""

COVER, NOTES = "Cover", "Notes"


@dataclass(frozen=True, slots=True)
class Looks:
    """How cells look."""

    title: Any
    bold: Any
    line: Any
    text: Any
    heading: Any
    number_heading: Any
    mark: Any
    link: Any
    linked: Any
    numbers: dict[Format, Any]


def workbook(pack: Pack, presentation: Presentation) -> bytes:
    """The presentation's tables as an Excel workbook (XLSX); the same bytes for the same day."""
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    _describe(book, presentation)
    looks = _looks(book)
    names = [_sheet_name(scene, at) for at, scene in enumerate(presentation.scenes, start=1)]
    _cover(book, looks, pack, presentation, names)
    _notes(book, looks)
    for number, (scene, name) in enumerate(zip(presentation.scenes, names, strict=True), start=1):
        _scene(book, looks, presentation, scene, name, number)
    book.close()
    return out.getvalue()


def _describe(book: Any, presentation: Presentation) -> None:
    """Properties of the file, which a catalogue reads."""
    day = presentation.made_on
    said = {
        "title": presentation.title,
        "subject": presentation.about,
        "company": presentation.survey,
        "keywords": " ".join(presentation.stamps),
        "comments": presentation.licence,
    }
    properties = {key: cleaned(words)[:LONGEST_PROPERTY] for key, words in said.items()}
    book.set_properties({**properties, "created": datetime(day.year, day.month, day.day)})


def _looks(book: Any) -> Looks:
    top = {"valign": "top"}
    indented = {"align": "left", "indent": 1}
    return Looks(
        title=book.add_format({"bold": True, "font_size": 15}),
        bold=book.add_format({"bold": True}),
        line=book.add_format(),
        text=book.add_format({"text_wrap": True, **indented, **top}),
        heading=book.add_format({"bold": True, "text_wrap": True, "bottom": 2, **indented}),
        number_heading=book.add_format(
            {"bold": True, "text_wrap": True, "bottom": 2, "align": "right"}
        ),
        mark=book.add_format({"align": "right", "text_wrap": True, **top}),
        link=book.add_format({"font_color": "#12436D", "underline": 1, **top}),
        linked=book.add_format({"font_color": "#12436D", "underline": 1, **indented, **top}),
        numbers={
            name: book.add_format({"num_format": code, "align": "right", **top})
            for name, code in NUMBER_FORMATS.items()
        },
    )


def _sheet_name(scene: Scene, number: int) -> str:
    """A name that Excel takes, unlike any other by its number: ``3_barriers``."""
    return f"{number}_{slug(scene.exhibit.id)}"[:LONGEST_SHEET_NAME].strip("_-")


def _table_name(name: str, number: int) -> str:
    return f"Table_{number}_{slug(name).replace('-', '_')}"


# Sheets -------------------------------------------------------------------------------------------


def _cover(
    book: Any, looks: Looks, pack: Pack, presentation: Presentation, names: Sequence[str]
) -> None:
    """What the workbook is, and its contents as a table of links."""
    sheet = _sheet(book, COVER)
    _write(sheet, 0, 0, presentation.title, looks.title)
    lines = [
        presentation.about,
        f"Tables behind {plural(len(names), 'finding')}, one to a sheet. Made on "
        f"{presentation.made_on_in_words}.",
        *presentation.stamps,
        *presentation.sources,
        presentation.licence,
        *_licences(pack),
        f"Marks and kinds of data are explained on the sheet “{NOTES}”.",
    ]
    row = _lines(sheet, 1, lines, looks)
    rows = [(NOTES, "What marks and kinds of data mean", "")]
    rows += [
        (name, scene.heading, NAMES[scene.exhibit.provenance])
        for name, scene in zip(names, presentation.scenes, strict=True)
    ]
    table = Table((Column("Sheet"), Column("What it shows"), Column("Kind of data")), tuple(rows))
    _table(sheet, row, table, "Contents", looks)
    for at, (name, *_) in enumerate(rows, start=row + 1):
        sheet.write_url(at, 0, f"internal:'{name}'!A1", looks.linked, string=name)


def _licences(pack: Pack) -> list[str]:
    found = [(each.licence, each.licence_url) for each in pack.sources if each.licence_url]
    return [f"The text of the licence: {name}, {address}" for name, address in dict.fromkeys(found)]


def _notes(book: Any, looks: Looks) -> None:
    """What the marks and the kinds of data mean."""
    sheet = _sheet(book, NOTES)
    _write(sheet, 0, 0, "Notes", looks.title)
    lines = [
        "This sheet holds one table.",
        "Shares are fractions of one with all their digits, shown as percentages.",
        "Low and high are the ends of the interval around a figure.",
        "An empty cell means that there is nothing to say.",
    ]
    row = _lines(sheet, 1, lines, looks)
    row = _back(sheet, row, looks)
    marks = tuple(("Mark", mark, meaning) for mark, meaning in SHORTHAND.items())
    kinds = tuple(("Kind of data", NAMES[kind], stamp) for kind, stamp in STAMPS.items())
    columns = (Column("What"), Column("Mark or name"), Column("Meaning"))
    _table(sheet, row, Table(columns, marks + kinds), "Notes_on_marks", looks)


def _scene(
    book: Any, looks: Looks, presentation: Presentation, scene: Scene, name: str, number: int
) -> None:
    """One finding: its heading, what is to be known of it, and its table."""
    exhibit = scene.exhibit
    sheet = _sheet(book, name)
    _write(sheet, 0, 0, scene.heading, looks.title)
    row = 1
    for words in [exhibit.headline] if scene.title else []:
        _write(sheet, row, 0, words, looks.bold)
        row += 1
    _write(sheet, row, 0, exhibit.subtitle, looks.line)
    _write(sheet, row + 1, 0, exhibit.stamp, looks.bold)
    rows = len(exhibit.table.rows)
    holds = f"one table of {plural(rows, 'row')}" if rows else "no table: there is nothing to list"
    row = _lines(
        sheet,
        row + 2,
        [
            f"Kind of data: {NAMES[exhibit.provenance]}. This sheet holds {holds}.",
            *(f"{mark} {meaning}." for mark, meaning in shorthand_in(exhibit.table)),
            f"What was asked: {exhibit.help}" if exhibit.help else "",
            *exhibit.caveats,
            scene.saying,
            f"Note: {scene.note}" if scene.note else "",
            exhibit.source,
            presentation.licence,
        ],
        looks,
    )
    row = _back(sheet, row, looks)
    if rows:
        _table(sheet, row, exhibit.table, _table_name(exhibit.id, number), looks)


def _sheet(book: Any, name: str) -> Any:
    """An empty sheet that prints on A4, as wide as the paper."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return sheet


def _lines(sheet: Any, row: int, texts: Sequence[str], looks: Looks) -> int:
    """Lines of notes from a row on, long ones over several rows; the row after them."""
    for text in texts:
        for part in cleaned(text).split("\n"):
            for line in textwrap.wrap(part, LINE):
                _write(sheet, row, 0, line, looks.line)
                row += 1
    return row


def _back(sheet: Any, row: int, looks: Looks) -> int:
    sheet.write_url(row, 0, f"internal:'{COVER}'!A1", looks.link, string="Back to the contents")
    return row + 1


# Tables -------------------------------------------------------------------------------------------


def _table(sheet: Any, top: int, table: Table, name: str, looks: Looks) -> None:
    """A named table whose heading stands in the row ``top``."""
    headings = _distinct([column.name for column in table.columns])
    sheet.add_table(
        top,
        0,
        top + len(table.rows),
        len(headings) - 1,
        {
            "name": name[:LONGEST_HEADING],
            "style": "Table Style Light 1",
            "banded_rows": False,
            "autofilter": False,
            "columns": [
                {"header": heading, "header_format": _heading_look(column, looks)}
                for heading, column in zip(headings, table.columns, strict=True)
            ],
        },
    )
    for at, cells in enumerate(table.rows, start=top + 1):
        for column, cell in enumerate(cells):
            _cell(sheet, at, column, cell, table.columns[column].format, looks)
    # A year or a wave is a name, not a number that somebody forgot to turn into one.
    whole = xl_range(top + 1, 0, top + len(table.rows), len(headings) - 1)
    sheet.ignore_errors({"number_stored_as_text": whole})
    widths = _widths(table, headings)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    words = [headings, *(_wrapping(table, row) for row in table.rows)]
    for at, row in enumerate(words, start=top):
        sheet.set_row(at, _height(row, widths))


def _in_words(table: Table, row: Sequence[Cell]) -> list[str]:
    return [
        cell_in_words(cell, column.format) for cell, column in zip(row, table.columns, strict=True)
    ]


def _wrapping(table: Table, row: Sequence[Cell]) -> list[str]:
    """The words of a row that go on in the next line: addresses stay in one."""
    return ["" if _is_address(words) else words for words in _in_words(table, row)]


def _distinct(names: Sequence[str]) -> list[str]:
    """Headings as Excel wants them: in one line, none empty, no two alike but for capitals."""
    found: list[str] = []
    taken: set[str] = set()
    for at, name in enumerate(names, start=1):
        heading = " ".join(cleaned(name).split())[:LONGEST_HEADING] or f"Column {at}"
        if heading.lower() in taken:
            heading = f"{heading} ({at})"
        taken.add(heading.lower())
        found.append(heading)
    return found


def _heading_look(column: Column, looks: Looks) -> Any:
    return looks.number_heading if column.format in looks.numbers else looks.heading


def _cell(sheet: Any, row: int, column: int, cell: Cell, format_: Format, looks: Looks) -> None:
    """A number as a number, the address of a page as a link, all else as text."""
    if cell is None or cell == "":
        return
    if isinstance(cell, int | float) and format_ in looks.numbers:
        sheet.write_number(row, column, cell, looks.numbers[format_])
        return
    words = cell_in_words(cell, format_)
    if _is_address(words):
        sheet.write_url(row, column, words, looks.linked, string=words)
        return
    _write(sheet, row, column, words, looks.mark if format_ in looks.numbers else looks.text)


def _is_address(words: str) -> bool:
    """Whether the words are nothing but the address of a page, and Excel can hold it."""
    is_plain = words.isascii() and words.isprintable() and " " not in words
    return is_plain and len(words) <= LONGEST_LINK and bool(site_of(words))


def _write(sheet: Any, row: int, column: int, words: str, look: Any) -> None:
    """Words as text, whatever they look like."""
    sheet.write_string(row, column, _fitting(cleaned(words)), look)


def _fitting(words: str) -> str:
    """The words as a cell can hold them; what is cut is said."""
    if len(words.encode("utf-16-le")) // 2 > LONGEST_CELL:
        words = f"{words[:CUT_AT]}… [cut: the text has {len(words):,} characters]"
    # XlsxWriter would write such words into the file as they are, as markup of its own.
    return f"{words} " if words.startswith("<r>") and words.endswith("</r>") else words


def _widths(table: Table, headings: Sequence[str]) -> list[int]:
    """Widths that fit the cells, within limits; longer words go on in the next line."""
    rows = [_in_words(table, row) for row in table.rows]
    widths = []
    for at, heading in enumerate(headings):
        longest = max((len(line) for row in rows for line in row[at].split("\n")), default=0)
        word = max((len(each) for each in heading.split()), default=0)
        least = FIRST_COLUMN if at == 0 else NARROWEST
        widths.append(min(WIDEST, max(least, longest + 3, word + 4)))
    return widths


def _height(words: Sequence[str], widths: Sequence[int]) -> float:
    """Points that the words of a row need: not every program works that out by itself."""
    lines = max(
        sum(len(textwrap.wrap(part, width - SPARE)) or 1 for part in cell.split("\n"))
        for cell, width in zip(words, widths, strict=True)
    )
    return float(min(TALLEST, LINE_HEIGHT * lines + 3))
