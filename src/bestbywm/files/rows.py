"""What the files of a pack hold once they are checked: rows, and where each file comes from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bestbywm.problems import Problem


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, which knows where it stands.

    Attributes
    ----------
    file
        Name of the file.
    number
        Row of the file as a spreadsheet counts it, from 1 for the header.
    cells
        Values by column: str, int, Decimal or None.
    """

    file: str
    number: int
    cells: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.cells[column]

    def text(self, column: str) -> str:
        """The cell as text; an empty or missing cell is the empty string."""
        value = self.cells.get(column)
        return "" if value is None else str(value)

    def number_in(self, column: str) -> int | None:
        """The cell as a whole number; None for an empty or missing cell."""
        value = self.cells.get(column)
        return None if value is None else int(value)

    def list_in(self, column: str) -> tuple[str, ...]:
        """The parts of a cell that are separated by semicolons, without blanks."""
        return tuple(part.strip() for part in self.text(column).split(";") if part.strip())

    def problem(self, column: str, found: str, expected: str, remedy: str) -> Problem:
        """A problem in this row and column."""
        return Problem(self.file, found, expected, remedy, self.number, column)


@dataclass(frozen=True, slots=True)
class Source:
    """Where a file of the pack comes from and under which licence.

    Attributes
    ----------
    name, file, title, description
        As in datapackage.json.
    sources
        Pairs of title and address.
    licence, licence_url
        Title and address of the licence.
    attribution
        The words that must go wherever the data go, or the empty string.
    """

    name: str
    file: str
    title: str
    description: str
    sources: tuple[tuple[str, str], ...]
    licence: str
    licence_url: str
    attribution: str


@dataclass(frozen=True, slots=True)
class PackFiles:
    """The checked files of a region pack.

    Attributes
    ----------
    folder
        The folder.
    descriptor
        What datapackage.json says.
    tables
        Rows by name of the resource.
    columns
        Type of each column by name of the resource, in order.
    file_names
        File name by name of the resource, tables or not.
    sources
        One entry per file.
    """

    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]
    columns: Mapping[str, Mapping[str, str]]
    file_names: Mapping[str, str]
    sources: tuple[Source, ...]
