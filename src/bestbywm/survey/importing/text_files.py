"""CSV and its kin: encoding, what separates the columns, and the rows.

The encoding is decided by rule rather than guessed from statistics. Exports come as UTF-8, UTF-16
or Windows-1252; a byte order mark, the pattern of zero bytes and the strictness of UTF-8 tell
these apart with certainty, whereas a guess among a hundred encodings is least sure of short
English answers with one accent in them, and cannot say in which row two encodings meet.
"""

import codecs
import csv
import io
import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TextIO

import numpy as np

from bestbywm.problems import Problem
from bestbywm.survey.importing.cells import (
    CellTooLongError,
    Codes,
    Progress,
    codes_of,
    sheet_of,
    too_long,
)
from bestbywm.survey.importing.limits import MAX_CELL_LENGTH, MAX_CELLS, MAX_COLUMNS
from bestbywm.survey.importing.model import Sheet, UnreadableFile

DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "vertical bars"}

BYTE_ORDER_MARKS = {
    codecs.BOM_UTF8: ("utf-8-sig", "UTF-8"),
    codecs.BOM_UTF32_LE: ("utf-32", "UTF-32"),  # before UTF-16, with which it begins
    codecs.BOM_UTF32_BE: ("utf-32", "UTF-32"),
    codecs.BOM_UTF16_LE: ("utf-16", "UTF-16"),
    codecs.BOM_UTF16_BE: ("utf-16", "UTF-16"),
}

SAMPLE = 100_000
"""Bytes or characters that are looked at to recognise something."""

ROWS_AT_A_TIME = 10_000
"""Rows between two reports of progress."""

DISTINCT_TEXTS = 1_000_000
"""Texts that are remembered so as to share them. Where there are more, few are the same."""

LONGEST_FIELD = 2**31 - 1
"""Characters that Python's reader takes as a cell. This is a setting of the process, which other
libraries change, too; our own limit is checked afterwards, and says where."""

NOT_TEXT = bytes({*range(32)} - {*b"\t\n\r\v\f\x1a\x1b"})
"""Bytes that pictures and programs are full of, and texts free of."""


@dataclass(frozen=True, eq=False)
class TextTable:
    """A text file's only sheet, how it was read, and what somebody may want to know of that."""

    sheet: Sheet | None
    read_as: str
    notes: tuple[str, ...] = ()


def read_bytes(name: str, content: bytes, progress: Progress) -> TextTable:
    """Read a text file.

    Raises
    ------
    UnreadableFile
        If it is no text, or larger than a table of answers can be.
    """
    encoding, in_words = _encoding_of(name, content)
    is_utf8 = encoding.startswith("utf-8")
    # What is not UTF-8 is kept byte by byte, and decoded once the cells are told apart.
    errors = "surrogateescape" if is_utf8 else "replace"
    rows = _rows_of(
        name,
        lambda: io.TextIOWrapper(io.BytesIO(content), encoding, errors, newline=""),
        lambda done: progress(done / len(content), "Reading the rows"),
    )
    notes = [*rows.notes]
    if is_utf8 and not _is_utf8(content, encoding):
        in_words, said = _decode_rest(rows)
        notes += said
    notes += _notes_on_lost_signs(rows)
    return TextTable(_sheet(name, rows), f"{in_words}, {rows.separated}", tuple(notes))


def read_string(name: str, text: str, progress: Progress) -> TextTable:
    """Read text that was pasted, as spreadsheets put it on the clipboard, or as CSV.

    Raises
    ------
    UnreadableFile
        If it is larger than a table of answers can be.
    """
    rows = _rows_of(
        name,
        lambda: io.StringIO(text, newline=""),
        lambda done: progress(done / max(1, len(text)), "Reading the rows"),
    )
    in_words = rows.separated[:1].upper() + rows.separated[1:]
    return TextTable(_sheet(name, rows), in_words, tuple(rows.notes))


# Encoding -----------------------------------------------------------------------------------------


def _encoding_of(name: str, content: bytes) -> tuple[str, str]:
    """The encoding for Python, and in words. Text without any mark is taken for UTF-8."""
    for mark, names in BYTE_ORDER_MARKS.items():
        if content.startswith(mark):
            return names
    sample = content[:SAMPLE]
    if b"\0" in sample:
        # UTF-16 of a European language: every other byte is zero.
        first, second = sample[0::2].count(0), sample[1::2].count(0)
        if second > 0.4 * len(sample) / 2 > 10 * first or len(sample) == 2 * second:
            return "utf-16-le", "UTF-16"
        if first > 0.4 * len(sample) / 2 > 10 * second or len(sample) == 2 * first:
            return "utf-16-be", "UTF-16"
    _refuse_binary(name, content)
    return "utf-8", "UTF-8"


def _refuse_binary(name: str, content: bytes) -> None:
    sample = content[:SAMPLE]
    zero = content.find(b"\0")
    strange = len(sample) - len(sample.translate(None, NOT_TEXT))
    if zero < 0 and strange * 200 <= len(sample):
        return
    before = content[: max(zero, 0)]
    raise UnreadableFile(
        Problem(
            name,
            "The file holds bytes that no text holds",
            "a table of answers as CSV, XLSX or ODS",
            "export the answers again, and upload that file as it comes",
            len(re.findall(rb"\r\n|\r|\n", before)) + 1 if zero >= 0 else None,
        )
    )


def _is_utf8(content: bytes, encoding: str) -> bool:
    """Whether all of it is UTF-8; decoded by the piece, since the whole may be large."""
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for start in range(0, len(content), SAMPLE):
            decoder.decode(content[start : start + SAMPLE])
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _decode_rest(rows: "_Rows") -> tuple[str, list[str]]:
    """Decode the cells that are not UTF-8 as Windows-1252; how all was read, and notes on it."""
    older: list[int] = []
    newer: list[int] = []
    for code, text in enumerate(rows.texts):
        if not text.isascii():
            is_older = any("\udc80" <= sign <= "\udcff" for sign in text)
            (older if is_older else newer).append(code)
    for code in older:
        as_bytes = rows.texts[code].encode("utf-8", "surrogateescape")
        rows.texts[code] = as_bytes.decode("windows-1252", "replace")
    if not newer:
        return "Windows-1252", []
    places = rows.rows_with(older)
    note = (
        f"Two encodings are mixed: {_rows_in_words(places)} read as Windows-1252, the rest as "
        "UTF-8. Check the letters with accents there."
    )
    return "UTF-8 and Windows-1252", [note]


def _notes_on_lost_signs(rows: "_Rows") -> Iterator[str]:
    lost = [code for code, text in enumerate(rows.texts) if "\ufffd" in text]
    if lost:
        places = rows.rows_with(lost)
        yield f"Some signs could not be read and show as “\ufffd”: {_rows_in_words(places)} so."


def _rows_in_words(rows: list[int]) -> str:
    """Which rows were...: ``row 4 was``, ``row 4 and 12 more rows were``."""
    first, more = rows[0], len(rows) - 1
    if not more:
        return f"row {first} was"
    return f"row {first} and {more:,} more row{'s' if more > 1 else ''} were"


# Rows ---------------------------------------------------------------------------------------------


class _Texts(dict[str, int]):
    """The code of each text, given out as texts come along."""

    def __init__(self) -> None:
        super().__init__({"": 0})
        self.texts = [""]

    def __missing__(self, text: str) -> int:
        code = len(self.texts)
        self.texts.append(text)
        if code < DISTINCT_TEXTS:
            self[text] = code
        return code


@dataclass(eq=False)
class _Rows:
    """The rows of a text file.

    Attributes
    ----------
    codes
        Place in `texts` of each cell.
    texts
        Texts as they stand in the file.
    separated
        What separates the columns, in words.
    notes
        What somebody may want to know, each a sentence.
    """

    codes: Codes
    texts: list[str]
    separated: str
    notes: list[str]

    def rows_with(self, codes: list[int]) -> list[int]:
        """Rows that hold one of the texts, counted from 1."""
        held = np.isin(self.codes, np.array(codes, dtype=np.int32)).any(axis=1)
        return [int(row) + 1 for row in np.flatnonzero(held)]


def _rows_of(name: str, opened: Callable[[], TextIO], report: Callable[[float], None]) -> _Rows:
    """Read all rows of a text that can be opened anew."""
    with opened() as text:
        start = text.read(SAMPLE)
    first_line = re.match(r'"?sep=(.)"?(\r\n|\r|\n|$)', start, re.IGNORECASE)
    delimiter = first_line[1] if first_line else _delimiter_of(start)
    texts, flat, widths = _Texts(), array("i"), array("i")
    width, code_of = 0, texts.__getitem__
    with opened() as text:
        if first_line:  # Excel's own hint, which it doesn't show as a row
            text.readline()
        csv.field_size_limit(LONGEST_FIELD)
        reader = csv.reader(text, delimiter=delimiter)
        last: list[str] = []
        try:
            for row in reader:
                flat.extend(map(code_of, row))
                widths.append(len(row))
                last = row
                if len(row) > width:
                    width = len(row)
                    _refuse_width(name, width, len(widths))
                if not len(widths) % ROWS_AT_A_TIME:
                    _refuse_size(name, len(widths), width)
                    report(_position(text))
        except csv.Error as error:
            raise UnreadableFile(_open_quote(name, len(widths) + 1)) from error
        _refuse_size(name, len(widths), width)
    notes = []
    if any("\n" in cell or "\r" in cell for cell in last[-1:]) and not _ends_quoted(opened, start):
        notes.append(
            f"Row {len(widths)} opens a quotation mark that is never closed: it may have "
            "swallowed the rows below it. Look at the last answer."
        )
    in_words = DELIMITERS.get(delimiter, f"“{delimiter}”")
    separated = f"separated by {in_words}" if width > 1 else "a single column"
    return _Rows(codes_of(flat, widths), texts.texts, separated, notes)


def _delimiter_of(start: str) -> str:
    """What most likely separates the columns: what cuts most rows into the same, many pieces.

    Where two do about as well, the one that begins first, in the headings: lists of answers may
    all have as many pieces, too, but headings are no lists.
    """
    lines = start if len(start) < SAMPLE else start[: start.rfind("\n")]
    scores: dict[str, float] = {}
    begins: dict[str, int] = {}
    for delimiter in DELIMITERS:
        try:
            rows = csv.reader(io.StringIO(lines, newline=""), delimiter=delimiter)
            widths = [len(row) for row in rows if row]
        except csv.Error:
            continue
        scores[delimiter] = max(
            (count / len(widths) * (width - 1) ** 0.5 for width, count in Counter(widths).items()),
            default=0.0,
        )
        begins[delimiter] = next((at for at, width in enumerate(widths) if width > 1), len(widths))
    best = max(scores.values(), default=0.0)
    good = [each for each in scores if scores[each] >= best / 3]
    return min(good, key=lambda each: (begins[each], -scores[each]), default=",")


def _position(text: TextIO) -> int:
    return text.buffer.tell() if isinstance(text, io.TextIOWrapper) else text.tell()


def _ends_quoted(opened: Callable[[], TextIO], start: str) -> bool:
    """Whether the text's last sign, but for ends of lines, is a quotation mark."""
    ending = start
    with opened() as text:
        while piece := text.read(1_000_000):
            ending = (ending + piece)[-1000:]
    return ending.rstrip("\r\n,;\t| ").endswith('"')


def _sheet(name: str, rows: _Rows) -> Sheet | None:
    try:
        return sheet_of("", rows.codes, rows.texts)
    except CellTooLongError as error:
        raise UnreadableFile(too_long(name, error)) from error


def _open_quote(name: str, row: int) -> Problem:
    return Problem(
        name,
        "The row holds a cell without an end",
        f"cells of at most {MAX_CELL_LENGTH:,} characters",
        "look at the quotation marks in this row, or shorten the cell",
        row,
    )


def _refuse_width(name: str, width: int, row: int) -> None:
    if width > MAX_COLUMNS:
        problem = Problem(
            name,
            f"The row has {width:,} columns",
            f"at most {MAX_COLUMNS:,}, one for each question or option",
            "export the answers of one survey only, or delete columns that hold no answers",
            row,
        )
        raise UnreadableFile(problem)


def _refuse_size(name: str, rows: int, width: int) -> None:
    if rows * width > MAX_CELLS:
        problem = Problem(
            name,
            f"The file has more than {MAX_CELLS:,} cells ({width:,} columns; {rows:,} rows so far)",
            f"at most {MAX_CELLS:,} cells",
            "delete columns that hold no answers, or upload the answers of fewer people",
        )
        raise UnreadableFile(problem)
