"""Reads a workbook in a process of its own, and writes what it found to the standard output.

A workbook comes from outside, and the library that reads its cells is no Python: damage can end
the process, and a sheet can ask for more memory than there is. In a process of its own that ends
one upload, not everybody's visit; and time and memory can be bounded.

In: the workbook, on the standard input. Out: lines of JSON, each a report of progress or some of
the texts, and at the end a problem or a result; after a result, the codes of all cells. These are
texts and numbers: nothing in them can be run. Only what is needed for
this is imported, so as to start quickly.
"""

import contextlib
import io
import json
import sys
from array import array
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from bestbywm.survey.importing.limits import MAX_MEMORY
from bestbywm.survey.importing.workbook_scan import DAMAGED, RefusedError, Seen, look_through

Say = Callable[..., None]

ROWS_AT_A_TIME = 5_000
"""Rows between two reports of progress."""

TEXTS_AT_A_TIME = 50_000
"""Texts in a line of JSON: all in one would stand in memory three times over."""

MOST_MERGED = 10_000
"""Merged cells that are told of. Only those of the headings matter, and they come first."""

DISTINCT_TEXTS = 1_000_000
"""Texts that are remembered so as to share them. Where there are more, few are the same."""


def main() -> None:
    """Read the workbook, and write progress and result."""
    bound_memory()
    content = sys.stdin.buffer.read()
    try:
        result, codes = read(content, _say)
    except RefusedError as refusal:
        _say(problem=refusal.problem)
        return
    texts = result.pop("texts")
    for start in range(0, len(texts), TEXTS_AT_A_TIME):
        _say(texts=texts[start : start + TEXTS_AT_A_TIME])
    _say(result=result)
    for each in codes:
        sys.stdout.buffer.write(each)
    sys.stdout.buffer.flush()


def bound_memory() -> None:
    """Bound the address space, where the system can: not on Windows, where this does nothing."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MAX_MEMORY, MAX_MEMORY))


def _say(**message: Any) -> None:
    sys.stdout.buffer.write(json.dumps(message).encode("ascii") + b"\n")
    sys.stdout.buffer.flush()


def read(content: bytes, say: Say) -> tuple[dict[str, Any], "list[array[int]]"]:
    """What a workbook holds: texts and sheets; and for each sheet the codes of its cells.

    Parameters
    ----------
    content
        The workbook.
    say
        Told how much is ``done``, from 0 to 1, and which ``step`` is under way.

    Raises
    ------
    RefusedError
        With what is wrong.
    """
    try:
        seen = look_through(content, lambda done: say(done=done * 0.5, step="Checking the file"))
        texts = _Texts()
        sheets = list(_sheets(content, seen, texts, say))
    except RefusedError:
        raise
    except MemoryError as error:
        raise RefusedError(
            found="The workbook takes more memory than it is allowed",
            expected="a table of answers",
            remedy="save the sheet with the answers as CSV, and upload that",
        ) from error
    except BaseException as error:  # damage can raise what is no Exception
        raise RefusedError(**DAMAGED) from error
    result = {
        "texts": texts.texts,
        "sheets": [sheet for sheet, _ in sheets],
        "formulas": seen.formulas,
        "without_result": seen.without_result,
    }
    return result, [codes for _, codes in sheets]


def _sheets(
    content: bytes, seen: Seen, texts: "_Texts", say: Say
) -> Iterator[tuple[dict[str, Any], "array[int]"]]:
    """Each sheet with cells: where they are, and their codes, row by row."""
    from python_calamine import SheetTypeEnum, SheetVisibleEnum, load_workbook

    workbook = load_workbook(io.BytesIO(content))
    for index, about in enumerate(workbook.sheets_metadata):
        if about.typ is not SheetTypeEnum.WorkSheet:
            continue
        say(done=0.5, step=f"Reading the sheet {about.name}")
        sheet = workbook.get_sheet_by_index(index)
        if sheet.start is None:
            continue
        codes, first_column = array("i"), sheet.start[1] + 1
        for number, row in enumerate(sheet.iter_rows(), 1):
            codes.extend([texts.code_of(value) for value in row])
            if number % ROWS_AT_A_TIME == 0:
                done = 0.7 + 0.2 * number / sheet.total_height
                say(done=done, step=f"Reading the sheet {about.name}")
        errors = seen.errors.get(about.name, {})
        for (row_number, column), shown in errors.items():
            place = (row_number - 1) * sheet.width + column - first_column
            if place < len(codes):
                codes[place] = texts.code_of(shown)
        yield (
            {
                "name": about.name,
                "first_column": first_column,
                "width": sheet.width,
                "cells": len(codes),
                "is_hidden": about.visible is not SheetVisibleEnum.Visible,
                "merged": (sheet.merged_cell_ranges or [])[:MOST_MERGED],
                "errors": len(errors),
            },
            codes,
        )


class _Texts:
    """Texts of cells, each with its code: its place in the list. 0 is an empty cell."""

    def __init__(self) -> None:
        self.texts = [""]
        self.codes: dict[object, int] = {"": 0}

    def code_of(self, value: object) -> int:
        """The code of a cell's value."""
        # True, 1 and 1.0 are equal to Python.
        key = value if value.__class__ is str else (value.__class__, value)
        code = self.codes.get(key)
        if code is None:
            code = len(self.texts)
            self.texts.append(as_text(value))
            if code < DISTINCT_TEXTS:
                self.codes[key] = code
        return code


def as_text(value: object) -> str:
    """A cell's value as a person would read it in the spreadsheet.

    Dates as ISO 8601, without the time of day where there is none; whole numbers without
    decimals, others with the fifteen digits that a spreadsheet keeps.
    """
    match value:
        case bool():
            return "TRUE" if value else "FALSE"
        case float():
            is_whole = value.is_integer() and abs(value) < 1e15
            return str(int(value)) if is_whole else f"{value:.15g}"
        case datetime():
            return _rounded(value).isoformat(" ")
        case timedelta():
            minutes, seconds = divmod(round(value.total_seconds()), 60)
            return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}"
        case date() | time():
            return value.isoformat()
    return str(value)


def _rounded(moment: datetime) -> datetime:
    """The nearest second: a spreadsheet keeps times as fractions of a day."""
    with contextlib.suppress(OverflowError):
        moment += timedelta(milliseconds=500)
    return moment.replace(microsecond=0)


if __name__ == "__main__":
    main()
