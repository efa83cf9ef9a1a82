"""Reads the files of a region pack and checks each against its schema in datapackage.json.

A region pack is a folder with a Frictionless Data Package. The checks of types, required cells,
allowed values, duplicates and references are Frictionless's; this module turns what it finds
into problems that a person can mend.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frictionless import FrictionlessException, Package, Resource, errors
from frictionless.errors import (
    ConstraintError,
    EncodingError,
    ExtraCellError,
    ForeignKeyError,
    IncorrectLabelError,
    MissingCellError,
    MissingLabelError,
    PrimaryKeyError,
    SchemeError,
    UniqueError,
)
from frictionless.errors import (
    TypeError as CellTypeError,
)
from frictionless.resources import TableResource

from bestbywm.problems import PackError, Problem

DESCRIPTOR = "datapackage.json"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, which knows where it stands.

    Attributes
    ----------
    file
        Name of the file.
    number
        Line of the file, counted from 1 for the header.
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
        Column names by name of the resource.
    file_names
        File name by name of the resource, tables or not.
    sources
        One entry per file.
    """

    folder: Path
    descriptor: Mapping[str, Any]
    tables: Mapping[str, tuple[Row, ...]]
    columns: Mapping[str, tuple[str, ...]]
    file_names: Mapping[str, str]
    sources: tuple[Source, ...]


def version_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file in the folder: changes whenever a file does."""
    try:
        entries = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in entries)


ANSWER_COLUMNS = ("person", "council")
"""A table with these columns holds answers: one row per person."""


def read_files(folder: Path, *, with_answers: bool = True) -> PackFiles:
    """Read and check every file that datapackage.json lists.

    Parameters
    ----------
    folder
        The folder of the pack.
    with_answers
        False leaves out the tables of answers, which then need not exist.

    Raises
    ------
    PackError
        With every problem of every file: a missing file or column, a value of the wrong kind,
        a duplicate, a reference to nothing, a file that is not UTF-8.
    """
    package = _open_package(folder)
    if not with_answers:
        for resource in [each for each in package.resources if _holds_answers(each)]:
            package.remove_resource(str(resource.name))
    problems = list(_foreign_paths(package)) or list(_problems_of(package))
    if problems:
        raise PackError(problems)
    tables = [each for each in package.resources if isinstance(each, TableResource)]
    return PackFiles(
        folder=folder,
        descriptor=package.to_descriptor(),
        tables={str(table.name): tuple(_rows(table)) for table in tables},
        columns={str(table.name): tuple(table.schema.field_names) for table in tables},
        file_names={str(resource.name): str(resource.path) for resource in package.resources},
        sources=tuple(_source(resource) for resource in package.resources),
    )


def _holds_answers(resource: Resource) -> bool:
    is_table = isinstance(resource, TableResource)
    return is_table and set(ANSWER_COLUMNS) <= set(resource.schema.field_names)


def _open_package(folder: Path) -> Package:
    path = folder / DESCRIPTOR
    remedy = "point BESTBYWM_DATA at the folder of a region pack, or restore the file"
    if not folder.is_dir():
        found = f"There is no folder {folder}"
        raise PackError([Problem(str(folder), found, "a folder with a region pack", remedy)])
    if not path.is_file():
        found = f"The folder {folder} has no {DESCRIPTOR}"
        raise PackError([Problem(DESCRIPTOR, found, "a description of the data", remedy)])
    try:
        descriptor = json.loads(path.read_text(encoding="utf-8"))
        return Package.from_descriptor(descriptor, basepath=str(folder))
    except UnicodeDecodeError as error:
        found = f"Byte {error.start + 1} of the file is not UTF-8"
        remedy = "save the file again with the encoding UTF-8"
        raise PackError([Problem(DESCRIPTOR, found, "text in UTF-8", remedy)]) from error
    except json.JSONDecodeError as error:
        found = f"The file is not JSON: {error.msg} at column {error.colno}"
        remedy = "mend the line, for instance a missing comma or quotation mark"
        raise PackError([Problem(DESCRIPTOR, found, "JSON", remedy, error.lineno)]) from error
    except (FrictionlessException, AttributeError, TypeError) as error:
        note = error.error.note if isinstance(error, FrictionlessException) else str(error)
        reasons = getattr(error, "reasons", None) or []
        found = "; ".join([str(reason.note) for reason in reasons] or [str(note)])
        remedy = "compare the file with the one that the dashboard ships with"
        expected = "a Frictionless Data Package"
        raise PackError([Problem(DESCRIPTOR, found, expected, remedy)]) from error


def _foreign_paths(package: Package) -> Iterator[Problem]:
    """Files outside the folder: a pack is self-contained, and nothing is fetched from the web."""
    for resource in package.resources:
        path = str(resource.path or "")
        if not path or "/" in path or "\\" in path or ":" in path:
            yield Problem(
                DESCRIPTOR,
                f"The resource {resource.name} has the path “{path}”",
                "the name of a file in the same folder",
                "copy the file into the folder and give its name only",
            )


def _problems_of(package: Package) -> Iterator[Problem]:
    for resource in package.resources:
        file = str(resource.path)
        path = Path(package.basepath or "") / file
        if not path.is_file():
            yield Problem(
                file,
                "The file is missing",
                f"the file of “{resource.title or resource.name}”",
                f"put the file back into the folder, or take it out of {DESCRIPTOR}",
            )
        elif not _is_utf8(path):
            yield _encoding_problem(path)
    if all((Path(package.basepath or "") / str(each.path)).is_file() for each in package.resources):
        yield from _schema_problems(package)


def _is_utf8(path: Path) -> bool:
    try:
        path.read_bytes().decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _encoding_problem(path: Path) -> Problem:
    content = path.read_bytes()
    try:
        content.decode("utf-8")
        position = 0
    except UnicodeDecodeError as error:
        position = error.start
    return Problem(
        path.name,
        f"Byte {content[position]:#04x} is not UTF-8",
        "text in UTF-8",
        "save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)",
        row=content[:position].count(b"\n") + 1,
    )


def _schema_problems(package: Package) -> Iterator[Problem]:
    report = package.validate()
    for error in report.errors:
        yield Problem(
            DESCRIPTOR, str(error.note), "a valid data package", "mend the file as the note says"
        )
    for task in report.tasks:
        file = task.place or str(package.get_resource(task.name).path)
        for error in task.errors:
            if not isinstance(error, EncodingError | SchemeError):
                yield _friendly(file, error)


def _friendly(file: str, error: errors.DataError | Any) -> Problem:
    """One finding of Frictionless in the words of this project."""
    row = getattr(error, "row_number", None)
    column = getattr(error, "field_name", None) or getattr(error, "label", None) or None
    cell = getattr(error, "cell", None)
    if isinstance(error, MissingLabelError):
        found, expected, remedy = (
            "The column is missing",
            f"a column called {column}",
            "add the column, or compare the header with the one in datapackage.json",
        )
        row = 1
    elif isinstance(error, IncorrectLabelError):
        found, expected, remedy = (
            f"The header says “{error.label}”",
            f"the column {error.field_name} at this place",
            "put the columns in the order that datapackage.json gives",
        )
        row, column = 1, error.field_name
    elif isinstance(error, UniqueError | PrimaryKeyError):
        found, expected, remedy = (
            f"The row stands twice: {error.note}",
            "each value once",
            "delete the duplicate, or correct its value",
        )
    elif isinstance(error, ForeignKeyError):
        found, expected, remedy = (
            f"The row refers to something that is not there: {error.note}",
            "a value that stands in the other file",
            "correct the value, or add the missing row to the other file",
        )
        column = ", ".join(error.field_names)
    elif isinstance(error, ConstraintError):
        found, expected, remedy = (
            f"The cell says “{cell or ''}”",
            _constraint_in_words(str(error.note)),
            "correct the cell",
        )
    elif isinstance(error, CellTypeError):
        found, expected, remedy = (
            f"The cell says “{cell}”",
            f"a value that can be read as {_type_in_words(str(error.note))}",
            "correct the cell",
        )
    elif isinstance(error, MissingCellError | ExtraCellError):
        found, expected, remedy = (
            "The row has too few cells"
            if isinstance(error, MissingCellError)
            else "The row has too many cells",
            "as many cells as the header has",
            "look for a missing comma, or for a comma in a text that is not in quotation marks",
        )
    else:
        found, expected, remedy = (
            str(error.message).rstrip("."),
            "a file that fits its description in datapackage.json",
            "correct the file",
        )
    return Problem(file, found, expected, remedy, row, column)


def _constraint_in_words(note: str) -> str:
    """Frictionless says ``constraint "maximum" is "100"``; a person reads ``at most 100``."""
    _, name, _, limit, *_ = [*note.split('"'), "", "", "", ""]
    words = {
        "required": "a value; the cell must not be empty",
        "maximum": f"at most {limit}",
        "minimum": f"at least {limit}",
        "enum": f"one of {limit.strip('[]')}".replace("'", ""),
        "pattern": f"a value of the form {limit}",
    }
    return words.get(name, note)


def _type_in_words(note: str) -> str:
    kinds = {"integer": "a whole number", "number": "a number", "string": "an address"}
    return next((words for kind, words in kinds.items() if f'"{kind}' in note), note)


def _rows(table: TableResource) -> Iterator[Row]:
    for row in table.read_rows():
        yield Row(str(table.path), row.row_number, row.to_dict())


def _source(resource: Resource) -> Source:
    licence = (resource.licenses or [{}])[0]
    return Source(
        name=str(resource.name),
        file=str(resource.path),
        title=resource.title or str(resource.name),
        description=resource.description or "",
        sources=tuple((each.get("title", ""), each.get("path", "")) for each in resource.sources),
        licence=licence.get("title", ""),
        licence_url=licence.get("path", ""),
        attribution=str(resource.custom.get("attribution", "")),
    )
