"""Cells of a file as text: cleaned once per distinct text, and put into a sheet."""

import re
from array import array
from collections.abc import Callable, Iterable, Sequence

import numpy as np
import pandas as pd

from bestbywm.problems import Problem
from bestbywm.survey.importing.limits import MAX_CELL_LENGTH
from bestbywm.survey.importing.model import Sheet
from bestbywm.words import cleaned

Progress = Callable[[float, str], None]
"""Told how much is done, from 0 to 1, and what is being done."""

Codes = np.ndarray[tuple[int, int], np.dtype[np.int32]]
"""Rows by columns: which text stands in each cell, as its place in a list; 0 for an empty cell."""

INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
"""Signs without width that come along with copied text: they break equality, and nobody sees them.
Joiners (U+200C, U+200D) stay: scripts and emoji need them."""

HARD_BLANKS = re.compile("[\u00a0\u2007\u202f]")


def clean_cell(text: str) -> str | None:
    """A cell as it is kept: no control or invisible signs, plain blanks, none at the ends.

    None if nothing is left. Quotation marks and dashes stay as they were typed.
    """
    if not text.isprintable():  # only then is there anything but blanks to take away
        text = HARD_BLANKS.sub(" ", INVISIBLE.sub("", cleaned(text)))
    return text.strip() or None


def column_letters(number: int) -> str:
    """What a spreadsheet calls a column: 1 is A, 28 is AB."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


class CellTooLongError(Exception):
    """A cell is longer than any answer.

    Attributes
    ----------
    length
        How many characters it has.
    row, column
        Where it stands, counted from 1.
    """

    def __init__(self, length: int, row: int, column: int) -> None:
        self.length, self.row, self.column = length, row, column
        super().__init__(length, row, column)


def too_long(file: str, error: CellTooLongError, sheet: str | None = None) -> Problem:
    """What is said of a cell that is longer than any answer."""
    return Problem(
        file,
        f"The cell holds {error.length:,} characters",
        f"at most {MAX_CELL_LENGTH:,}; a quotation mark that is never closed makes such a cell",
        "look at the quotation marks in this row, or shorten the cell",
        error.row,
        column_letters(error.column),
        sheet,
    )


def sheet_of(
    name: str,
    codes: Codes,
    texts: Sequence[str],
    first_column: int = 1,
    merged: Iterable[tuple[int, int, int, int]] = (),
) -> Sheet | None:
    """A sheet from codes for its texts; None if no cell holds text.

    Equal texts share one string: a hundred thousand people choose among few answers.

    Parameters
    ----------
    name
        Name of the sheet.
    codes
        From its first row on. A code is the place of the text in `texts`, 0 an empty cell.
    texts
        As they stand in the file; the first stands for an empty cell.
    first_column
        Number of the first column.
    merged
        As in Sheet.

    Raises
    ------
    CellTooLongError
        If a text is longer than a cell may be.
    """
    kept, places = _kept(texts)
    for code, text in enumerate(texts):
        if len(text) <= MAX_CELL_LENGTH:
            continue
        for row, column in np.argwhere(codes == code)[:1]:
            raise CellTooLongError(len(text), int(row) + 1, int(column) + first_column)
    codes = places[codes]
    has_text = codes != 0
    rows, columns = np.flatnonzero(has_text.any(axis=1)), np.flatnonzero(has_text.any(axis=0))
    if not rows.size:
        return None
    # Turned round and back: each column then lies in one piece of memory.
    values = kept[codes[np.ix_(rows, columns)].T].T
    cells = pd.DataFrame(
        values, index=rows + 1, columns=columns + first_column, dtype=object, copy=False
    )
    return Sheet(name, cells, rows=int(rows[-1]) + 1, merged=tuple(merged))


def _kept(
    texts: Sequence[str],
) -> tuple[
    np.ndarray[tuple[int], np.dtype[np.object_]], np.ndarray[tuple[int], np.dtype[np.int32]]
]:
    """Distinct cleaned texts, None first, and the place among them of each text."""
    place_of: dict[str | None, int] = {None: 0}
    places = np.fromiter(
        (place_of.setdefault(clean_cell(text), len(place_of)) for text in texts),
        dtype=np.int32,
        count=len(texts),
    )
    kept = np.empty(len(place_of), dtype=object)
    kept[:] = list(place_of)
    return kept, places


def codes_of(flat: "array[int]", widths: "array[int]") -> Codes:
    """Codes of rows that follow each other, each with its own width, as a table."""
    lengths = np.frombuffer(widths, dtype=np.int32)
    width = int(lengths.max(initial=0))
    codes = np.zeros((len(lengths), width), dtype=np.int32)
    codes[np.arange(width) < lengths[:, None]] = np.frombuffer(flat, dtype=np.int32)
    return codes
