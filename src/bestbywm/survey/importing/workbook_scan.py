"""A look through all parts of a workbook before its cells are read.

The library that reads the cells makes room for everything between the first and the last filled
cell, and asks the system for memory that may not be there. So these are found first, by parsing
every part once, piece by piece, and keeping none of it. On the way, what has no place in a table
of answers is refused: parts larger than they say, entities, text that is not XML.
"""

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from bestbywm.survey.importing.limits import MAX_CELLS, MAX_COLUMNS

PIECE = 1 << 20
"""Bytes that are unpacked at a time."""

DAMAGED = {
    "found": "The workbook is damaged, or was cut off on its way",
    "expected": "a whole workbook",
    "remedy": "download it again; or open it in Excel or LibreOffice, save it as XLSX or CSV, "
    "and upload that",
}

Attributes = dict[str, str]


class RefusedError(Exception):
    """The workbook is damaged or breaks a limit.

    Attributes
    ----------
    problem
        What was found and where, what was expected and what to do, as Problem takes them.
    """

    def __init__(self, *, found: str, expected: str, remedy: str, **place: Any) -> None:
        self.problem: dict[str, Any] = {
            "found": found,
            "expected": expected,
            "remedy": remedy,
            **place,
        }
        super().__init__(found)


class Seen:
    """What a look through the parts of a workbook found.

    Attributes
    ----------
    cells
        Rows times columns of all sheets.
    errors
        What cells with errors show, such as #N/A, by name of the sheet and by row and column from
        1. (The library shows them empty.)
    formulas, without_result
        How many cells are formulas, and how many of these were saved without their result.
    """

    def __init__(self) -> None:
        self.cells = 0
        self.formulas = 0
        self.without_result = 0
        self.errors: dict[str, dict[tuple[int, int], str]] = {}


def look_through(content: bytes, report: Callable[[float], None]) -> Seen:
    """Parse every part of a workbook.

    Parameters
    ----------
    content
        The file: a zip.
    report
        Told how much is done, from 0 to 1.

    Raises
    ------
    RefusedError
        With what is wrong.
    """
    seen, names = Seen(), _Names()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            total, done = sum(part.file_size for part in archive.infolist()) or 1, 0
            for part in archive.infolist():
                scanner = _Part(part.filename, seen, names)
                with archive.open(part) as stream:
                    while piece := stream.read(PIECE):
                        scanner.feed(piece)
                        done += len(piece)
                        report(done / total)
                scanner.close()
    except (zipfile.BadZipFile, zlib.error, expat.ExpatError) as error:
        raise RefusedError(**DAMAGED) from error
    except (EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise RefusedError(**DAMAGED) from error
    seen.errors = {names.of_part(part): errors for part, errors in seen.errors.items()}
    return seen


class _Names:
    """Names of the sheets of XLSX, which stand in other parts than the sheets."""

    def __init__(self) -> None:
        self.of_relation: dict[str, str] = {}
        self.target_of: dict[str, str] = {}

    def of_part(self, part: str) -> str:
        for relation, target in self.target_of.items():
            if posixpath.join("/xl", target).lower() == f"/{part}".lower():
                return self.of_relation.get(relation, part)
        return part


class _Part:
    """Looks through one part: a sheet of XLSX, the content of ODS, or something else."""

    def __init__(self, name: str, seen: Seen, names: _Names) -> None:
        self.name, self.seen, self.names = name, seen, names
        self.parser: expat.XMLParserType | None = None
        self.scan: _XlsxSheet | _OdsContent | None = None
        self.is_new = True

    def feed(self, piece: bytes) -> None:
        if self.is_new and re.match(rb"(\xef\xbb\xbf)?\s*<|\xff\xfe|\xfe\xff", piece):
            self.parser = expat.ParserCreate()
            self.parser.StartDoctypeDeclHandler = _refuse_entities
            self.parser.StartElementHandler = self._start
        self.is_new = False
        if self.parser:
            self.parser.Parse(piece, False)
        if self.scan:
            self.scan.extent.check()

    def close(self) -> None:
        if self.parser:
            self.parser.Parse(b"", True)
        if self.scan:
            self.scan.close()
            self.seen.cells += self.scan.extent.cells

    def _start(self, tag: str, attributes: Attributes) -> None:
        """The outermost element says what the part is."""
        assert self.parser is not None
        self.parser.StartElementHandler = None
        match _local(tag):
            case "worksheet":
                self.scan = _XlsxSheet(self.name, self.seen, self.parser)
            case "document-content":
                self.scan = _OdsContent(self.seen, self.parser)
            case "sst":  # shared texts: the library makes room for as many as are announced
                if any(int(attributes.get(key, 0)) > MAX_CELLS for key in ("count", "uniqueCount")):
                    raise RefusedError(**DAMAGED)
            case "workbook":
                self.parser.StartElementHandler = self._name
            case "Relationships" if self.name.lower().endswith("/workbook.xml.rels"):
                self.parser.StartElementHandler = self._relation

    def _name(self, tag: str, attributes: Attributes) -> None:
        if _local(tag) == "sheet":
            for key, value in attributes.items():
                if key.endswith(":id"):
                    self.names.of_relation[value] = attributes.get("name", "")

    def _relation(self, _tag: str, attributes: Attributes) -> None:
        self.names.target_of[attributes.get("Id", "")] = attributes.get("Target", "")


def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _refuse_entities(*_: object) -> None:
    raise RefusedError(
        found="The workbook holds definitions of its own, which no spreadsheet program writes",
        expected="a workbook as Excel, LibreOffice or a survey service saves it",
        remedy="open it in Excel or LibreOffice, save it as XLSX or CSV, and upload that",
    )


class _Extent:
    """From where to where the cells of a sheet are filled."""

    def __init__(self, seen: Seen, sheet: str = "") -> None:
        self.seen, self.sheet = seen, sheet
        self.top = self.left = 1 << 30
        self.bottom = self.right = 0

    def fill(self, row: int, column: int, rows: int = 1, columns: int = 1) -> None:
        self.top, self.left = min(self.top, row), min(self.left, column)
        self.bottom = max(self.bottom, row + rows - 1)
        self.right = max(self.right, column + columns - 1)

    @property
    def cells(self) -> int:
        return max(0, self.bottom - self.top + 1) * max(0, self.right - self.left + 1)

    def check(self) -> None:
        place = {"sheet": self.sheet} if self.sheet else {}
        if self.right - self.left >= MAX_COLUMNS:
            raise RefusedError(
                found=f"The sheet has {self.right - self.left + 1:,} columns",
                expected=f"at most {MAX_COLUMNS:,}, one for each question or option",
                remedy="export the answers of one survey only, or delete columns without answers",
                **place,
            )
        if self.seen.cells + self.cells > MAX_CELLS:
            raise RefusedError(
                found=f"The sheet has more than {MAX_CELLS:,} cells: its last is in row "
                f"{self.bottom:,}, column {self.right:,}",
                expected=f"at most {MAX_CELLS:,} cells, empty ones among them",
                remedy="delete rows and columns that hold no answers, or upload the answers of "
                "fewer people",
                **place,
            )


class _XlsxSheet:
    """Looks through a sheet of XLSX: which cells are filled, formulas, errors.

    Written for speed: a sheet has millions of cells. A cell that does not say where it is stands
    to the right of the one before.
    """

    def __init__(self, part: str, seen: Seen, parser: expat.XMLParserType) -> None:
        self.part, self.seen, self.parser = part, seen, parser
        self.extent = _Extent(seen)
        self.row = self.column = 0
        self.columns: dict[str, int] = {}
        self.is_error = self.is_formula = False
        self.shown = ""
        parser.StartElementHandler = self._start

    def close(self) -> None:
        self._end_cell()
        self.extent.check()

    def _start(self, tag: str, attributes: Attributes) -> None:
        kind = tag if len(tag) < 4 else _local(tag)
        if kind == "c":
            if self.is_error or self.is_formula:
                self._end_cell()
            self._place(attributes.get("r"))
            self.is_error = attributes.get("t") == "e"
        elif kind in {"v", "is"}:
            extent = self.extent
            is_inside = extent.left <= self.column <= extent.right
            if not (is_inside and extent.top <= self.row <= extent.bottom):
                extent.fill(self.row, self.column)
            if self.is_error or self.is_formula:
                self.parser.CharacterDataHandler = self._show
        elif kind == "f":
            self.is_formula = True
        elif kind == "row":
            self.row = int(attributes.get("r", self.row + 1))
            self.column = 0

    def _place(self, reference: str | None) -> None:
        if reference is None:
            self.column += 1
            return
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = self.columns[letters] = _column_number(letters)
        self.column = column
        self.row = int(reference[len(letters) :])

    def _show(self, text: str) -> None:
        self.shown += text

    def _end_cell(self) -> None:
        """Note what the formula or error was that has just ended."""
        self.parser.CharacterDataHandler = None
        if self.is_formula:
            self.seen.formulas += 1
            self.seen.without_result += not self.shown
        if self.is_error and self.shown:
            self.seen.errors.setdefault(self.part, {})[self.row, self.column] = self.shown
        self.is_error = self.is_formula = False
        self.shown = ""


def _column_number(letters: str) -> int:
    """Number of a column: A is 1, AB is 28."""
    number = 0
    if not re.fullmatch("[A-Za-z]{1,5}", letters):
        raise RefusedError(**DAMAGED)
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


class _OdsContent:
    """Looks through the content of ODS, where equal cells and rows stand once with a number."""

    def __init__(self, seen: Seen, parser: expat.XMLParserType) -> None:
        self.seen = seen
        self.extent = _Extent(seen)
        self.row = self.column = 0
        self.rows = self.columns = 1
        parser.StartElementHandler = self._start

    def close(self) -> None:
        self.extent.check()

    def _start(self, tag: str, attributes: Attributes) -> None:
        if tag in {"table:table-cell", "table:covered-table-cell"}:
            self.column += self.columns
            self.columns = int(attributes.get("table:number-columns-repeated", 1))
            if "office:value-type" in attributes:
                self._fill()
            if "table:formula" in attributes:
                self.seen.formulas += self.rows * self.columns
        elif tag == "text:p":
            self._fill()
        elif tag == "table:table-row":
            self.row += self.rows
            self.rows = int(attributes.get("table:number-rows-repeated", 1))
            self.column, self.columns = 1, 0
        elif tag == "table:table":
            self.extent.check()
            self.seen.cells += self.extent.cells
            self.extent = _Extent(self.seen, attributes.get("table:name", ""))
            self.row, self.rows = 1, 0

    def _fill(self) -> None:
        self.extent.fill(self.row, self.column, self.rows, self.columns)
