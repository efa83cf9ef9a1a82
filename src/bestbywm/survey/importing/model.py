"""What passes between the steps of an import: a file's sheets, and its table of answers.

Cells are text from the first step on, as a person would read them in the file: a date is
``2026-05-14 09:30:00``, a whole number has no decimals. Rows and columns are counted as a
spreadsheet counts them, from 1, so that every message can name the place in the file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

import pandas as pd

from bestbywm.problems import Problem


class UnreadableFile(ValueError):  # noqa: N818 (it says which of all errors)
    """A file that cannot be read as a table of answers, and what to do about it.

    Attributes
    ----------
    problem
        What was found and where, what was expected, and how to mend it.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


FileKind = Literal["csv", "xlsx", "ods", "pasted"]

Dialect = Literal["microsoft", "surveymonkey", "google", "plain"]
"""Whose export a file is: Microsoft Forms, SurveyMonkey, Google Forms, or a plain table."""


@dataclass(frozen=True, eq=False)
class Sheet:
    """One sheet of a file.

    Attributes
    ----------
    name
        Name of the sheet; "" for a text file.
    cells
        Text, None where a cell is empty. Index: rows of the file; columns: columns of the file.
        Rows and columns without any text are left out, so that numbers may have gaps.
    rows
        How many rows the sheet has in the file, down to the last one with text, blank ones too.
    merged
        Merged cells, each as first row, first column, last row, last column.
    """

    name: str
    cells: pd.DataFrame
    rows: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()


@dataclass(frozen=True, eq=False)
class SurveyFile:
    """A file as it was read.

    Attributes
    ----------
    name, kind
        Name of the file, and what it is.
    sheets
        Sheets with at least one cell of text.
    read_as
        How it was read, in words: ``UTF-8, separated by semicolons``; "" for a spreadsheet.
    notes
        What the reader did that somebody may want to know, each a sentence.
    """

    name: str
    kind: FileKind
    sheets: tuple[Sheet, ...]
    read_as: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """One question of the form: a column, or one column per option.

    Attributes
    ----------
    columns
        Columns of the file.
    heading
        The question as the file words it.
    options
        What each column stands for, where a question has one column per option; else ().
    is_meta
        Whether the form filled it in by itself (ID, times, e-mail, name, IP address...).
    """

    columns: tuple[int, ...]
    heading: str
    options: tuple[str, ...] = ()
    is_meta: bool = False


@dataclass(frozen=True, eq=False)
class AnswerTable:
    """What a dialect makes of a sheet: which rows are people, and which columns are questions.

    Attributes
    ----------
    dialect
        Whose export it is.
    why
        Why it is taken for that, in a sentence that a person can check.
    sheet
        The sheet.
    heading_rows
        Rows of the file with the headings.
    fields
        Questions in the order of the file.
    people
        Rows of the file that hold one person's answers each.
    set_aside
        Rows that hold no person's answers, each with the reason ("blank", "totals"...).
    separator
        What stands between several answers in one cell; "" for a dialect that has none.
    notes
        What somebody should know before the answers are used, each a sentence.
    """

    dialect: Dialect
    why: str
    sheet: Sheet
    heading_rows: tuple[int, ...]
    fields: tuple[Field, ...]
    people: tuple[int, ...]
    set_aside: Mapping[int, str] = field(default_factory=dict)
    separator: str = ""
    notes: tuple[str, ...] = ()
