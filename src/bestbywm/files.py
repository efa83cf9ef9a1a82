"""Reads the files of a region pack and checks each against its schema in datapackage.json.

A region pack is a folder with a Frictionless Data Package. This module opens the files, and
checks that they are text, tables and whole. The checks of types, required cells, allowed values,
duplicates and references are Frictionless's, which gets the cells and the schemas and nothing
else: no description can make it open another file or fetch an address. What it finds is turned
into problems that a person can mend.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frictionless import Error, FrictionlessException, Package, Schema
from frictionless.errors import ConstraintError, ForeignKeyError, PrimaryKeyError, UniqueError
from frictionless.errors import TypeError as CellTypeError
from frictionless.resources import TableResource

from bestbywm.problems import PackError, Problem

DESCRIPTOR = "datapackage.json"

ANSWER_COLUMNS = ("person", "council")
"""A table with these columns holds answers: one row per person."""

DELIMITERS = ",;\t"
"""Spreadsheets write any of these, depending on the country."""


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


@dataclass(frozen=True, slots=True)
class _Table:
    """A table as it was read: its schema, and its cells as text, the header first."""

    file: str
    schema: Schema
    records: Sequence[Sequence[str]]

    @property
    def is_empty(self) -> bool:
        return len(self.records) < 2


def version_of(folder: Path) -> tuple[tuple[str, int, int], ...]:
    """Name, time and size of each file in the folder: changes whenever a file does."""
    try:
        entries = sorted(path for path in folder.iterdir() if path.is_file())
    except OSError:
        return ()
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in entries)


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
        a duplicate, a reference to nothing, a file that is not UTF-8. What would only follow
        from another problem is left out: cells are checked once all tables are whole.
    """
    descriptor = _read_descriptor(folder)
    _refuse(_problems_of_descriptor(descriptor))
    resources = list(descriptor["resources"])
    if not with_answers:
        resources = [each for each in resources if not _holds_answers(each)]
    schemas = _schemas(resources)
    _refuse(_problems_of_references(schemas))
    contents = _contents(folder, resources)
    tables = _tables(resources, schemas, contents)
    _refuse(_problems_of_empty_tables(tables))
    package = Package(
        resources=[
            TableResource(name=name, data=table.records, schema=table.schema)
            for name, table in tables.items()
        ]
    )
    _refuse(_problems_of_cells(package, tables))
    return PackFiles(
        folder=folder,
        descriptor=descriptor,
        tables={name: tuple(_rows(package, name, table.file)) for name, table in tables.items()},
        columns={
            name: {field.name: field.type for field in schema.fields}
            for name, schema in schemas.items()
        },
        file_names={each["name"]: each["path"] for each in resources},
        sources=tuple(_source(each) for each in resources),
    )


def _refuse(problems: Iterable[Problem]) -> None:
    found = list(problems)
    if found:
        raise PackError(found)


# The description ----------------------------------------------------------------------------------


def _read_descriptor(folder: Path) -> Any:
    path = folder / DESCRIPTOR
    remedy = "name the folder of a region pack (--data or BESTBYWM_DATA), or restore the file"
    if not folder.is_dir():
        found = f"There is no folder {folder}"
        raise PackError([Problem(str(folder), found, "a folder with a region pack", remedy)])
    if not path.is_file():
        found = f"The folder {folder} has no file {DESCRIPTOR}"
        raise PackError([Problem(DESCRIPTOR, found, "a description of the data", remedy)])
    content = path.read_bytes()
    _refuse(_problems_of_encoding(DESCRIPTOR, content))
    return parse_json(DESCRIPTOR, content)


def parse_json(file: str, content: bytes) -> Any:
    """The JSON in a file that is UTF-8.

    Raises
    ------
    PackError
        Naming the line, if it is not JSON.
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (json.JSONDecodeError, RecursionError) as error:
        at = error if isinstance(error, json.JSONDecodeError) else None
        where = f" (character {at.colno} of this line: {at.msg})" if at else ""
        problem = Problem(
            file,
            f"The file is not JSON{where}",
            "JSON: lists in brackets, entries in braces, separated by commas",
            "mend the line or the one before, for instance a missing comma or quotation mark",
            at.lineno if at else None,
        )
        raise PackError([problem]) from error


def _problems_of_descriptor(descriptor: Any) -> Iterator[Problem]:
    """The parts of the description that this module reads must be of the right kind."""
    resources = descriptor.get("resources") if isinstance(descriptor, dict) else None
    if not isinstance(resources, list):
        yield _undescribed("The file has no list “resources”", "a list with one entry per file")
        return
    names: set[str] = set()
    for position, resource in enumerate(resources, start=1):
        where = f"Entry {position} of “resources”"
        name = resource.get("name") if isinstance(resource, dict) else None
        if not isinstance(name, str) or not name:
            yield _undescribed(f"{where} has no name", "an entry in braces with a name and a path")
            continue
        if name in names:
            yield _undescribed(f"{where} has the name “{name}” again", "each name once")
        names.add(name)
        yield from _problems_of_entry(resource, f"The entry “{name}”")


def _problems_of_entry(resource: Mapping[str, Any], entry: str) -> Iterator[Problem]:
    path = resource.get("path")
    if not isinstance(path, str) or not _is_file_name(path):
        yield Problem(
            DESCRIPTOR,
            f"{entry} has {f'the path “{path}”' if path else 'no path'}",
            "the name of a file in the same folder",
            "copy the file into the folder and give its name only",
        )
    if str(resource.get("encoding", "utf-8")).casefold() not in {"utf-8", "utf8"}:
        yield Problem(
            DESCRIPTOR,
            f"{entry} has the encoding “{resource['encoding']}”",
            "utf-8",
            "save the file with the encoding UTF-8, and correct the entry",
        )
    for key in ("title", "description", "attribution"):
        if not isinstance(resource.get(key, ""), str):
            yield _undescribed(f"{entry} has a {key} that is not a text", "words in quotes")
    for key in ("sources", "licenses"):
        if not _is_list_of_entries(resource.get(key, [])):
            yield _undescribed(
                f"{entry} has {key} that are not a list of entries", "a list of titles and paths"
            )
    schema = resource.get("schema", {"fields": []})
    if not isinstance(schema, dict) or not _is_list_of_entries(schema.get("fields")):
        yield _undescribed(
            f"{entry} has a schema without a list of fields", "a schema written out in the file"
        )


def _is_file_name(path: str) -> bool:
    """Whether this is a plain name: a pack is self-contained, and nothing is fetched."""
    return path not in {"", ".", ".."} and not set(path) & set("/\\:\0")


def _is_list_of_entries(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(each, dict) for each in value)


def _undescribed(found: str, expected: str) -> Problem:
    remedy = "compare the file with the one that the dashboard ships with"
    return Problem(DESCRIPTOR, found, expected, remedy)


def _holds_answers(resource: Mapping[str, Any]) -> bool:
    fields = resource.get("schema", {}).get("fields", [])
    return set(ANSWER_COLUMNS) <= {field.get("name") for field in fields}


NOT_A_SCHEMA = (FrictionlessException, AttributeError, LookupError, TypeError, ValueError, re.error)
"""What Frictionless raises where a schema is of another form than it expects."""


def _schemas(resources: Iterable[Mapping[str, Any]]) -> dict[str, Schema]:
    """The schema of each table by its name; an entry without a schema is no table."""
    schemas, problems = {}, []
    for resource in resources:
        if "schema" in resource:
            name = resource["name"]
            try:
                schemas[name] = Schema.from_descriptor(resource["schema"])
                for field in schemas[name].fields:
                    field.read_cell("0")  # fails where a constraint cannot be used
            except NOT_A_SCHEMA as error:
                found = f"The schema of the entry “{name}” cannot be used"
                if isinstance(error, FrictionlessException):
                    found += f": {[*error.reasons, error.error][0].note}"
                problems.append(_undescribed(found, "a table schema of Frictionless Data"))
    _refuse(problems)
    return schemas


def _problems_of_references(schemas: Mapping[str, Schema]) -> Iterator[Problem]:
    for name, schema in schemas.items():
        for key in schema.foreign_keys:
            other, columns = key["reference"]["resource"] or name, key["reference"]["fields"]
            known = schemas[other].field_names if other in schemas else []
            if not set(columns) <= set(known):
                yield Problem(
                    DESCRIPTOR,
                    f"The table {name} refers to the table {other}, which is not described",
                    f"a description of the table {other} with the column {_in_list(columns)}",
                    f"describe the table {other}, or take the foreign key away from {name}",
                )


# The files ----------------------------------------------------------------------------------------


def _contents(folder: Path, resources: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
    """What is in each file, by its name; the file is there, and is UTF-8."""
    contents: dict[str, bytes] = {}
    problems: list[Problem] = []
    for resource in resources:
        file = resource["path"]
        try:
            contents[file] = (folder / file).read_bytes()
        except OSError:
            problems.append(
                Problem(
                    file,
                    _unread(folder / file),
                    f"the file of “{resource.get('title') or resource['name']}”",
                    f"put the file back into the folder, or take it out of {DESCRIPTOR}",
                )
            )
        else:
            problems += _problems_of_encoding(file, contents[file])
    _refuse(problems)
    return contents


def _unread(path: Path) -> str:
    return "The file cannot be read" if path.exists() else "The file is missing"


def _problems_of_encoding(file: str, content: bytes) -> Iterator[Problem]:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
        words = before[line_start:].decode("utf-8")[-20:]
        after = f"after “{words}” " if words else "at the start of the row "
        yield Problem(
            file,
            f"The byte {content[error.start]:#04x} {after}is not UTF-8",
            "text in UTF-8",
            "save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)",
            len(re.findall(rb"\r\n|\r|\n", before)) + 1,
        )


def _tables(
    resources: Iterable[Mapping[str, Any]],
    schemas: Mapping[str, Schema],
    contents: Mapping[str, bytes],
) -> dict[str, _Table]:
    """The tables by name; each has its columns in order, and full rows only."""
    tables: dict[str, _Table] = {}
    problems: list[Problem] = []
    for resource in resources:
        name, file = resource["name"], resource["path"]
        if name in schemas:
            try:
                records = _records(file, contents[file])
            except PackError as error:
                problems += error.problems
                continue
            tables[name] = _Table(file, schemas[name], records)
            problems += _problems_of_header(tables[name]) or _problems_of_lengths(tables[name])
    _refuse(problems)
    return tables


def _records(file: str, content: bytes) -> list[list[str]]:
    """The cells of a CSV file, separated by whatever separates the header."""
    text = content.decode("utf-8-sig")
    first_line = next(iter(text.splitlines()), "")
    delimiter = max(DELIMITERS, key=first_line.count)
    records: list[list[str]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            records.append(record)
    except csv.Error as error:
        problem = Problem(
            file,
            "A quotation mark in this row opens or closes no text",
            "texts with commas in a pair of quotation marks, and a quotation mark in them twice",
            "look for a missing or a single quotation mark in this row",
            len(records) + 1,
        )
        raise PackError([problem]) from error
    return records


def _problems_of_header(table: _Table) -> list[Problem]:
    names = table.schema.field_names
    header = list(table.records[0]) if table.records else []
    whole = f"the columns {', '.join(names)}"
    if not any(header):
        found = "The file has no header" if table.records else "The file is empty"
        return [Problem(table.file, found, whole, "write the names of the columns in row 1", 1)]
    problems = [
        _header_problem(
            table,
            name,
            "The column is missing",
            f"a column called {name}",
            "add the column, or correct its name in the header",
        )
        for name in names
        if name not in header
    ]
    for name in dict.fromkeys(header):
        if name not in names:
            found = f"The column “{name}” is not described in {DESCRIPTOR}"
            remedy = "correct the name, or delete the column"
            problems.append(_header_problem(table, name or None, found, whole, remedy))
        elif header.count(name) > 1:
            found = "The header has this column more than once"
            problems.append(_header_problem(table, name, found, "each once", "delete the others"))
    if not problems and header != names:
        name, instead = next(pair for pair in zip(names, header, strict=True) if len({*pair}) > 1)
        found = f"The header says “{instead}” here"
        problems.append(
            _header_problem(
                table, name, found, f"in this order: {whole}", "put the columns in this order"
            )
        )
    return problems


def _header_problem(
    table: _Table, column: str | None, found: str, expected: str, remedy: str
) -> Problem:
    return Problem(table.file, found, expected, remedy, 1, column)


def _problems_of_lengths(table: _Table) -> list[Problem]:
    problems = []
    wanted = len(table.schema.field_names)
    for number, record in enumerate(table.records[1:], start=2):
        if not any(cell.strip() for cell in record):
            found, remedy = "The row is empty", "delete the row"
        elif len(record) != wanted:
            found = f"The row has {len(record)} cells, too {_few_or_many(len(record), wanted)}"
            remedy = (
                "look for a missing comma, or for a comma in a text that is not in quotation marks"
            )
        else:
            continue
        expected = f"{wanted} cells, as in the header"
        problems.append(Problem(table.file, found, expected, remedy, number))
    return problems


def _few_or_many(found: int, wanted: int) -> str:
    return "few" if found < wanted else "many"


def _problems_of_empty_tables(tables: Mapping[str, _Table]) -> Iterator[Problem]:
    """A table that others refer to: said once, and not for each row that refers to it."""
    for name, table in tables.items():
        others = [
            other.file
            for other in tables.values()
            if not other.is_empty
            and name in [key["reference"]["resource"] for key in other.schema.foreign_keys]
        ]
        if table.is_empty and others:
            yield Problem(
                table.file,
                "The table is empty",
                f"at least one row, for the references in {_in_list(others)}",
                "fill the table",
            )


# The cells ----------------------------------------------------------------------------------------


def _problems_of_cells(package: Package, tables: Mapping[str, _Table]) -> Iterator[Problem]:
    """One problem for each cell in which Frictionless found something."""
    files = {name: table.file for name, table in tables.items()}
    for task in package.validate().tasks:
        table = tables[task.name]
        seen: set[tuple[int | None, str | None]] = set()
        for error in task.errors:
            row, column = getattr(error, "row_number", None), _column_of(error)
            if isinstance(error, PrimaryKeyError) and row in {each for each, _ in seen}:
                continue  # the cells of the key were found wanting already
            if (row, column) not in seen:
                seen.add((row, column))
                found, expected, remedy = _in_words(error, table.schema, files, task.name)
                yield Problem(table.file, found, expected, remedy, row, column)


def _column_of(error: Error) -> str | None:
    if isinstance(error, ForeignKeyError):
        return ", ".join(error.field_names)
    return getattr(error, "field_name", None)


def _in_words(
    error: Error, schema: Schema, files: Mapping[str, str], table: str
) -> tuple[str, str, str]:
    """What was found, what was expected, and what to do."""
    if isinstance(error, ForeignKeyError):
        other = files[error.reference_name or table]
        column = ", ".join(error.reference_field_names)
        value = ", ".join(str(cell) for cell in error.field_cells)
        return (
            f"“{value}” does not stand in the column {column} of {other}",
            f"a value of the column {column} of {other}",
            f"correct the cell, or add a row to {other}",
        )
    if isinstance(error, UniqueError | PrimaryKeyError):
        other_row = re.search(r"position (\d+)", error.note)
        again = f"row {other_row[1]}" if other_row else "another row"
        what = (
            f"“{error.cell}” stands in {again} too"
            if isinstance(error, UniqueError)
            else f"{_in_list(schema.primary_key)} are the same as in {again}"
        )
        return what, "each only once", "delete one of the two rows, or correct it"
    if isinstance(error, ConstraintError | CellTypeError):
        is_empty = not error.cell
        return (
            "The cell is empty" if is_empty else f"The cell says “{error.cell}”",
            _wanted(error, schema),
            "fill the cell" if is_empty else "correct the cell",
        )
    fits = f"a table that fits its description in {DESCRIPTOR}"
    return error.note.rstrip("."), fits, "correct the file"


def _in_list(names: Sequence[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def _wanted(error: ConstraintError | CellTypeError, schema: Schema) -> str:
    """What the cell should hold instead."""
    field = schema.get_field(error.field_name)
    if isinstance(error, CellTypeError) or not _is_finite(error.cell, field.type):
        kinds = {"integer": "a whole number", "number": "a number"}
        kind = "a web address, such as https://example.org/page"
        return kind if field.format == "uri" else kinds.get(field.type, f"a {field.type}")
    rule = re.search(r'constraint "(\w+)"', error.note)
    name = rule[1] if rule else ""
    limit = field.constraints.get(name, "")
    if name == "required":
        return f"a value: {field.description or field.name}"
    if name == "enum":
        return f"one of {', '.join(str(each) for each in limit)}"
    if name == "pattern":
        return f"{field.description or 'a value'} (of the form {limit})"
    return f"{ {'maximum': 'at most', 'minimum': 'at least'}.get(name, name) } {limit}"


def _is_finite(cell: str | None, kind: str) -> bool:
    """Whether a number is one to count with: Frictionless takes NaN and INF for numbers."""
    return kind != "number" or "N" not in str(cell).upper()


def _rows(package: Package, name: str, file: str) -> Iterator[Row]:
    table = package.get_table_resource(name)
    for row in table.read_rows():
        yield Row(file, row.row_number, row.to_dict())


# Where it comes from ------------------------------------------------------------------------------


def _source(resource: Mapping[str, Any]) -> Source:
    licence = (resource.get("licenses") or [{}])[0]
    return Source(
        name=resource["name"],
        file=resource["path"],
        title=resource.get("title") or resource["name"],
        description=resource.get("description", ""),
        sources=tuple(
            (str(each.get("title", "")), str(each.get("path", "")))
            for each in resource.get("sources", [])
        ),
        licence=str(licence.get("title", "")),
        licence_url=str(licence.get("path", "")),
        attribution=resource.get("attribution", ""),
    )
