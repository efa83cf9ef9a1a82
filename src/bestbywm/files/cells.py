"""The cells of the tables: what Frictionless finds in them, in words that a person can follow."""

import re
from collections.abc import Iterator, Mapping

from frictionless import Error, Package, Schema
from frictionless.errors import ConstraintError, ForeignKeyError, PrimaryKeyError, UniqueError
from frictionless.errors import TypeError as CellTypeError

from bestbywm.files.description import DESCRIPTOR
from bestbywm.files.tables import CheckedTable
from bestbywm.problems import Problem
from bestbywm.words import listed


def problems_of_cells(package: Package, tables: Mapping[str, CheckedTable]) -> Iterator[Problem]:
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
            else f"{listed(schema.primary_key)} are the same as in {again}"
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
