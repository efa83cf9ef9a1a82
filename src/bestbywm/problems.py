"""What is wrong with a file, said so that the person who made the file can mend it."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong in one place of a file.

    Attributes
    ----------
    file
        Name of the file.
    found
        What the file says, as a sentence without a full stop.
    expected
        What was expected there instead.
    remedy
        What to do about it.
    row
        Row of the file, counted from 1 as a spreadsheet does, or None for the whole file.
    column
        Name of the column, or None for the whole row or file.
    sheet
        Name of the sheet, for a file that has sheets.
    """

    file: str
    found: str
    expected: str
    remedy: str
    row: int | None = None
    column: str | None = None
    sheet: str | None = None

    @property
    def place(self) -> str:
        """The place in words: ``answers.xlsx, sheet Form1, row 4, column C``."""
        parts = [self.file]
        if self.sheet:
            parts.append(f"sheet {self.sheet}")
        if self.row is not None:
            parts.append(f"row {self.row}")
        if self.column is not None:
            parts.append(f"column {self.column}")
        return ", ".join(parts)

    def __str__(self) -> str:
        return f"{self.place}: {self.found}. Expected: {self.expected}. To mend it: {self.remedy}."


class PackError(Exception):
    """A data folder that cannot be used, with every problem found in it.

    Attributes
    ----------
    problems
        At least one problem, in the order of the files.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))
