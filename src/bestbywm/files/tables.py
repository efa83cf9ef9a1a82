"""Files as tables: they are there, are text, and have their columns and whole rows."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from frictionless import Schema

from bestbywm.files.description import DESCRIPTOR
from bestbywm.files.text import problems_of_encoding, refuse
from bestbywm.problems import PackError, Problem
from bestbywm.words import listed

DELIMITERS = ",;\t"
"""Spreadsheets write any of these, depending on the country."""


@dataclass(frozen=True, slots=True)
class CheckedTable:
    """A table as it was read: its schema, and its cells as text, the header first."""

    file: str
    schema: Schema
    records: Sequence[Sequence[str]]

    @property
    def is_empty(self) -> bool:
        """Whether there is no row below the header."""
        return len(self.records) < 2


def read_contents(folder: Path, resources: Iterable[Mapping[str, Any]]) -> dict[str, bytes]:
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
            problems += problems_of_encoding(file, contents[file])
    refuse(problems)
    return contents


def _unread(path: Path) -> str:
    return "The file cannot be read" if path.exists() else "The file is missing"


def tables_of(
    resources: Iterable[Mapping[str, Any]],
    schemas: Mapping[str, Schema],
    contents: Mapping[str, bytes],
) -> dict[str, CheckedTable]:
    """The tables by name; each has its columns in order, and full rows only."""
    tables: dict[str, CheckedTable] = {}
    problems: list[Problem] = []
    for resource in resources:
        name, file = resource["name"], resource["path"]
        if name in schemas:
            try:
                records = _records(file, contents[file])
            except PackError as error:
                problems += error.problems
                continue
            tables[name] = CheckedTable(file, schemas[name], records)
            problems += _problems_of_header(tables[name]) or _problems_of_lengths(tables[name])
    refuse(problems)
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


def _problems_of_header(table: CheckedTable) -> list[Problem]:
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
    table: CheckedTable, column: str | None, found: str, expected: str, remedy: str
) -> Problem:
    return Problem(table.file, found, expected, remedy, 1, column)


def _problems_of_lengths(table: CheckedTable) -> list[Problem]:
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


def problems_of_empty_tables(tables: Mapping[str, CheckedTable]) -> Iterator[Problem]:
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
                f"at least one row, for the references in {listed(others)}",
                "fill the table",
            )
