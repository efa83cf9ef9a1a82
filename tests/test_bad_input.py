"""Specification of what people read whose files are wrong: file, row, column, and how to mend it.

Rows count as in a spreadsheet: the header is row 1. Most cases spoil one thing in the tiny region
of four councils; those about facts, next steps and claims spoil a copy of the pack that ships.
"""

import re
import shutil
import socket
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple, NoReturn

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.files import DESCRIPTOR, Row, read_files, version_of
from bestbywm.pack import read_pack
from bestbywm.problems import PackError, Problem
from tests.packs import (
    HOLMSHIRE,
    NORTHMOOR,
    SHIPPED,
    TINY_ANSWERS_FILE,
    Json,
    append_row,
    copy_of_shipped,
    delete_file,
    delete_row,
    drop_column,
    drop_resource,
    edit_json,
    empty_table,
    read_json,
    read_table,
    replace_bytes,
    resource,
    row_of,
    set_cell,
    tiny_region,
    with_maturity,
    write_bytes,
    write_json,
    write_table,
)

pytestmark = pytest.mark.usefixtures("hexagons_in_a_row")

JARGON = re.compile(
    r"Traceback|NoneType|None\b|\w+Error|[a-z]+-error|foreign key:|primary key|lookup table|"
    r"\[Errno|position \"|object at 0x|Decimal\(|constraint|descriptor|metadata",
)
"""Words that no reader of a message should need to know."""

Spoil = Callable[[Path], object]


class Case(NamedTuple):
    """One thing that is wrong, and what is said about it."""

    spoil: Spoil
    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str


def cell(file: str, row: int, column: str, value: str) -> Spoil:
    return lambda pack: set_cell(pack, file, row, column, value)


def header(file: str, change: Callable[[list[str]], list[str]]) -> Spoil:
    def spoil(pack: Path) -> None:
        names, *rows = read_table(pack, file)
        write_table(pack, file, [change(names), *rows])

    return spoil


def line(file: str, row: int, change: Callable[[list[str]], list[str]]) -> Spoil:
    def spoil(pack: Path) -> None:
        rows = read_table(pack, file)
        rows[row - 1] = change(rows[row - 1])
        write_table(pack, file, rows)

    return spoil


def entry(name: str, change: Callable[[Json], object]) -> Spoil:
    """Change the entry of a file in datapackage.json."""
    return lambda pack: edit_json(pack, lambda descriptor: change(resource(descriptor, name)))


def description(change: Callable[[Json], object]) -> Spoil:
    return lambda pack: edit_json(pack, change)


def content(file: str, text: bytes) -> Spoil:
    return lambda pack: write_bytes(pack, file, text)


def place(file: str, old: bytes, new: bytes) -> Spoil:
    return lambda pack: replace_bytes(pack, file, old, new)


def path(name: str, value: object) -> Spoil:
    return entry(name, lambda each: each.update(path=value))


def field_of(table: str, column: str, **changes: object) -> Spoil:
    def change(each: Json) -> None:
        fields = each["schema"]["fields"]
        next(field for field in fields if field["name"] == column).update(changes)

    return entry(table, change)


ANSWERS = TINY_ANSWERS_FILE
COUNCIL_COLUMNS = (
    "code, name, official_name, type, county_code, county_area, map_label, aliases"  # in order
)

FILES: dict[str, Case] = {
    "a file is missing": Case(
        lambda pack: delete_file(pack, "councils.csv"),
        *("councils.csv", None, None),
        "The file is missing",
        "the file of “Councils”",
        "put the file back into the folder, or take it out of datapackage.json",
    ),
    "a folder stands where a file should be": Case(
        lambda pack: (delete_file(pack, "waves.csv"), (pack / "waves.csv").mkdir()),
        *("waves.csv", None, None),
        "The file cannot be read",
        "the file of “Waves of the survey”",
        "put the file back into the folder, or take it out of datapackage.json",
    ),
    "a file is not UTF-8": Case(
        place("councils.csv", b"Southwick,", b"S\xfcdwick,"),
        *("councils.csv", 4, None),
        "The byte 0xfc after “Z07000002,S” is not UTF-8",
        "text in UTF-8",
        "save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)",
    ),
    "a file of UTF-16": Case(
        lambda pack: write_bytes(
            pack, "panels.csv", (pack / "panels.csv").read_text("utf-8").encode("utf-16")
        ),
        *("panels.csv", 1, None),
        "The byte 0xff at the start of the row is not UTF-8",
        "text in UTF-8",
        "save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)",
    ),
    "the boundaries are not UTF-8": Case(
        place("boundaries.geojson", b"FeatureCollection", b"\xe9"),
        *("boundaries.geojson", 2, None),
        'The byte 0xe9 after “ "type": "” is not UTF-8',
        "text in UTF-8",
        "save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)",
    ),
    "a file has nothing in it": Case(
        content("councils.csv", b""),
        *("councils.csv", 1, None),
        "The file is empty",
        f"the columns {COUNCIL_COLUMNS}",
        "write the names of the columns in row 1",
    ),
    "a file has no header": Case(
        header("councils.csv", lambda names: [""] * len(names)),
        *("councils.csv", 1, None),
        "The file has no header",
        f"the columns {COUNCIL_COLUMNS}",
        "write the names of the columns in row 1",
    ),
    "a column is missing": Case(
        lambda pack: drop_column(pack, "councils.csv", "county_code"),
        *("councils.csv", 1, "county_code"),
        "The column is missing",
        "a column called county_code",
        "add the column, or correct its name in the header",
    ),
    "a column of the answers is missing": Case(
        lambda pack: drop_column(pack, ANSWERS, "use"),
        *(ANSWERS, 1, "use"),
        "The column is missing",
        "a column called use",
        "add the column, or correct its name in the header",
    ),
    "there is a column too many": Case(
        lambda pack: write_table(
            pack, "councils.csv", [[*each, "x"] for each in read_table(pack, "councils.csv")]
        ),
        *("councils.csv", 1, "x"),
        "The column “x” is not described in datapackage.json",
        f"the columns {COUNCIL_COLUMNS}",
        "correct the name, or delete the column",
    ),
    "columns stand in another order": Case(
        header("councils.csv", lambda names: [names[1], names[0], *names[2:]]),
        *("councils.csv", 1, "code"),
        "The header says “name” here",
        f"in this order: the columns {COUNCIL_COLUMNS}",
        "put the columns in this order",
    ),
    "a row has too few cells": Case(
        line("councils.csv", 4, lambda cells: cells[:5]),
        *("councils.csv", 4, None),
        "The row has 5 cells, too few",
        "8 cells, as in the header",
        "look for a missing comma, or for a comma in a text that is not in quotation marks",
    ),
    "a row has too many cells": Case(
        line("councils.csv", 4, lambda cells: [*cells, "", "more"]),
        *("councils.csv", 4, None),
        "The row has 10 cells, too many",
        "8 cells, as in the header",
        "look for a missing comma, or for a comma in a text that is not in quotation marks",
    ),
    "a row is empty": Case(
        place("councils.csv", b"Z07000002", b",,,,,,,\nZ07000002"),
        *("councils.csv", 4, None),
        "The row is empty",
        "8 cells, as in the header",
        "delete the row",
    ),
    "a quotation mark is missing": Case(
        place("councils.csv", b"Southwick,", b'"Southwick,'),
        *("councils.csv", 4, None),
        "A quotation mark in this row opens or closes no text",
        "texts with commas in a pair of quotation marks, and a quotation mark in them twice",
        "look for a missing or a single quotation mark in this row",
    ),
    "a table that others refer to is empty": Case(
        lambda pack: empty_table(pack, "councils.csv"),
        *("councils.csv", None, None),
        "The table is empty",
        f"at least one row, for the references in {ANSWERS}",
        "fill the table",
    ),
    "another table is empty": Case(
        lambda pack: empty_table(pack, "published.csv"),
        *("published.csv", None, None),
        "The table is empty",
        "at least one row",
        "fill the table",
    ),
}

CELLS: dict[str, Case] = {
    "a code of another form": Case(
        cell("councils.csv", 2, "code", "Northmoor"),
        *("councils.csv", 2, "code"),
        "The cell says “Northmoor”",
        "Nine-character code of the Office for National Statistics (of the form [A-Z][0-9]{8})",
        "correct the cell",
    ),
    "a county that does not exist": Case(
        cell("councils.csv", 3, "county_code", "Z10000009"),
        *("councils.csv", 3, "county_code"),
        "“Z10000009” does not stand in the column code of councils.csv",
        "a value of the column code of councils.csv",
        "correct the cell, or add a row to councils.csv",
    ),
    "a type that does not exist": Case(
        cell("councils.csv", 3, "type", "parish"),
        *("councils.csv", 3, "type"),
        "“parish” does not stand in the column type of council_types.csv",
        "a value of the column type of council_types.csv",
        "correct the cell, or add a row to council_types.csv",
    ),
    "a council without a name": Case(
        cell("councils.csv", 4, "name", ""),
        *("councils.csv", 4, "name"),
        "The cell is empty",
        "a value: Short name used on charts",
        "fill the cell",
    ),
    "two councils with one code": Case(
        lambda pack: append_row(
            pack,
            "councils.csv",
            code=NORTHMOOR,
            name="Southmoor",
            official_name="Southmoor Council",
            type="unitary",
            county_area="Moorland",
            map_label="South",
        ),
        *("councils.csv", 6, "code"),
        "“Z06000001” stands in row 2 too",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "two councils with one name": Case(
        cell("councils.csv", 4, "name", "Eastford"),
        *("councils.csv", 4, "name"),
        "“Eastford” stands in row 3 too",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "a council under itself": Case(
        cell("councils.csv", 2, "county_code", NORTHMOOR),
        *("councils.csv", 2, "county_code"),
        "Northmoor lies under itself",
        "the code of another council, or an empty cell",
        "correct the code",
    ),
    "a county under a council": Case(
        cell("councils.csv", 5, "county_code", NORTHMOOR),
        *("councils.csv", 3, "county_code"),
        "Eastford lies under a council that itself lies under another one",
        "the code of a county council, which has no county_code itself",
        "correct the code",
    ),
    "an alias of two councils": Case(
        cell("councils.csv", 4, "aliases", "Wick;moor"),
        *("councils.csv", 4, "aliases"),
        "“moor” already means Northmoor",
        "an alias that means one council only",
        "take the alias away from one of the two",
    ),
    "a label too long for its hexagon": Case(
        cell("councils.csv", 2, "map_label", "Northmoor"),
        *("councils.csv", 2, "map_label"),
        "The cell says “Northmoor”",
        "Label on a hexagon; | starts a new line; at most 8 characters a line "
        "(of the form [^|]{1,8}([|][^|]{1,8}){0,2})",
        "correct the cell",
    ),
    "a number of people in words": Case(
        cell("waves.csv", 2, "people", "ten"),
        *("waves.csv", 2, "people"),
        "The cell says “ten”",
        "a whole number",
        "correct the cell",
    ),
    "nobody who answered": Case(
        cell("waves.csv", 2, "people", "0"),
        *("waves.csv", 2, "people"),
        "The cell says “0”",
        "at least 1",
        "correct the cell",
    ),
    "an address that is none": Case(
        cell("waves.csv", 2, "source_url", "see our website"),
        *("waves.csv", 2, "source_url"),
        "The cell says “see our website”",
        "a web address, such as https://example.org/page",
        "correct the cell",
    ),
    "answers without a file": Case(
        cell("waves.csv", 2, "answers_file", "answers.csv"),
        *("waves.csv", 2, "answers_file"),
        "The file answers.csv is not described as a table of answers in datapackage.json",
        "a file with the columns person and council, or an empty cell",
        "describe the file in datapackage.json, or empty the cell",
    ),
    "answers in a file of other things": Case(
        cell("waves.csv", 2, "answers_file", "panels.csv"),
        *("waves.csv", 2, "answers_file"),
        "The file panels.csv is not described as a table of answers in datapackage.json",
        "a file with the columns person and council, or an empty cell",
        "describe the file in datapackage.json, or empty the cell",
    ),
    "answers in a file that is no table": Case(
        cell("waves.csv", 2, "answers_file", "boundaries.geojson"),
        *("waves.csv", 2, "answers_file"),
        "The file boundaries.geojson is not described as a table of answers in datapackage.json",
        "a file with the columns person and council, or an empty cell",
        "describe the file in datapackage.json, or empty the cell",
    ),
    "answers that nobody says are real or made up": Case(
        cell("waves.csv", 2, "answers_provenance", ""),
        *("waves.csv", 2, "answers_provenance"),
        "The cell is empty",
        "illustrative or own",
        "say whether the answers are made up (illustrative) or real (own)",
    ),
    "answers of another kind": Case(
        cell("waves.csv", 2, "answers_provenance", "real"),
        *("waves.csv", 2, "answers_provenance"),
        "The cell says “real”",
        "one of illustrative, own",
        "correct the cell",
    ),
    "a question of another kind": Case(
        cell("questions.csv", 2, "kind", "dual"),
        *("questions.csv", 2, "kind"),
        "The cell says “dual”",
        "one of single, multiple, mentions, fact",
        "correct the cell",
    ),
    "a question of which nothing counts": Case(
        cell("options.csv", 2, "role", ""),
        *("questions.csv", 2, "question"),
        "The question use has no option that counts",
        "at least one row in options.csv with the role high",
        "give the options that the measure counts the role high",
    ),
    "an option of an unknown question": Case(
        lambda pack: append_row(pack, "options.csv", question="fame", option="yes", label="Yes"),
        *("options.csv", 7, "question"),
        "“fame” does not stand in the column question of questions.csv",
        "a value of the column question of questions.csv",
        "correct the cell, or add a row to questions.csv",
    ),
    "an option that is there twice": Case(
        cell("options.csv", 3, "option", "high"),
        *("options.csv", 3, None),
        "question and option are the same as in row 2",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "a panel about an unknown question": Case(
        cell("panels.csv", 2, "questions", "use;fame"),
        *("panels.csv", 2, "questions"),
        "The panel names the question fame",
        "one of use, barriers",
        "correct the identifier, or add the question to questions.csv",
    ),
    "a ranking of two questions": Case(
        cell("panels.csv", 3, "questions", "use;barriers"),
        *("panels.csv", 3, "questions"),
        "The ranking names 2 questions",
        "exactly one question",
        "leave one, or use the kind compare",
    ),
    "a figure of an unknown wave": Case(
        cell("published.csv", 2, "wave", "1066"),
        *("published.csv", 2, "wave"),
        "“1066” does not stand in the column wave of waves.csv",
        "a value of the column wave of waves.csv",
        "correct the cell, or add a row to waves.csv",
    ),
    "a figure of an unknown option": Case(
        cell("published.csv", 2, "option", "huge"),
        *("published.csv", 2, "option"),
        "The option “huge” is not one of the question use",
        "one of high, low",
        "correct the option, or add it to options.csv",
    ),
    "a figure that is there twice": Case(
        cell("published.csv", 3, "option", "high"),
        *("published.csv", 3, None),
        "wave, question and option are the same as in row 2",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "a figure over 100%": Case(
        cell("published.csv", 2, "percent", "600"),
        *("published.csv", 2, "percent"),
        "The cell says “600”",
        "at most 100",
        "correct the cell",
    ),
    "a figure below zero": Case(
        cell("published.csv", 2, "percent", "-60"),
        *("published.csv", 2, "percent"),
        "The cell says “-60”",
        "at least 0",
        "correct the cell",
    ),
    "a figure with a percent sign": Case(
        cell("published.csv", 2, "percent", "60%"),
        *("published.csv", 2, "percent"),
        "The cell says “60%”",
        "a number",
        "correct the cell",
    ),
    "a figure that is not a number": Case(
        cell("published.csv", 2, "percent", "NaN"),
        *("published.csv", 2, "percent"),
        "The cell says “NaN”",
        "a number",
        "correct the cell",
    ),
    "a figure without end": Case(
        cell("published.csv", 2, "percent", "INF"),
        *("published.csv", 2, "percent"),
        "The cell says “INF”",
        "a number",
        "correct the cell",
    ),
    "a count above its base": Case(
        cell("published.csv", 2, "count", "11"),
        *("published.csv", 2, "count"),
        "11 of 10 is more than everybody",
        "at most 10",
        "correct the count or the base",
    ),
    "a percentage that contradicts its count": Case(
        cell("published.csv", 2, "percent", "16"),
        *("published.csv", 2, "percent"),
        "16% is not 6 of 10 (60.0%)",
        "a percentage that agrees with the count and the base within two points",
        "correct the percentage, the count or the base",
    ),
    "a figure without a figure": Case(
        lambda pack: (
            set_cell(pack, "published.csv", 2, "percent", ""),
            set_cell(pack, "published.csv", 2, "count", ""),
        ),
        *("published.csv", 2, "percent"),
        "The row has neither a percentage nor a count",
        "at least one of the two",
        "fill one of the two cells, or delete the row",
    ),
    "an answer of an unknown council": Case(
        cell(ANSWERS, 2, "council", "Atlantis"),
        *(ANSWERS, 2, "council"),
        "“Atlantis” does not stand in the column name of councils.csv",
        "a value of the column name of councils.csv",
        "correct the cell, or add a row to councils.csv",
    ),
    "an answer of no council": Case(
        cell(ANSWERS, 2, "council", ""),
        *(ANSWERS, 2, "council"),
        "The cell is empty",
        "a value: Name of the council the made-up person works for",
        "fill the cell",
    ),
    "a person who is there twice": Case(
        cell(ANSWERS, 3, "person", "p01"),
        *(ANSWERS, 3, "person"),
        "“p01” stands in row 2 too",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "an unknown answer": Case(
        cell(ANSWERS, 2, "use", "huge"),
        *(ANSWERS, 2, "use"),
        "The answer “huge” is not an option of this question",
        "one of high, low, or an empty cell",
        "correct the answer, or add the option to options.csv",
    ),
    "two answers to a single choice": Case(
        cell(ANSWERS, 2, "use", "high;low"),
        *(ANSWERS, 2, "use"),
        "The answer “high;low” is not an option of this question",
        "one of high, low, or an empty cell",
        "correct the answer, or add the option to options.csv",
    ),
    "an unknown barrier among others": Case(
        cell(ANSWERS, 2, "barriers", "cost;dragons"),
        *(ANSWERS, 2, "barriers"),
        "The answer “dragons” is not an option of this question",
        "one of cost, time, nothing, or an empty cell",
        "correct the answer, or add the option to options.csv",
    ),
    "no barriers and a barrier": Case(
        cell(ANSWERS, 2, "barriers", "nothing;cost"),
        *(ANSWERS, 2, "barriers"),
        "The answer “nothing;cost” names nothing and something",
        "either nothing alone, or other options",
        "take one of the two away",
    ),
    "a council without an area": Case(
        lambda pack: append_row(
            pack,
            "councils.csv",
            code="Z06000002",
            name="Atlantis",
            official_name="Atlantis City Council",
            type="unitary",
            county_area="Sea",
            map_label="Atlantis",
        ),
        *("boundaries.geojson", None, None),
        "The council Atlantis (Z06000002) has no area",
        "one feature for each council that has no districts",
        "add a feature with this code, or take the council out of councils.csv",
    ),
    "an area without a council": Case(
        lambda pack: delete_row(pack, "councils.csv", row_of(pack, "councils.csv", "Southwick")),
        *("boundaries.geojson", None, None),
        "The area Z07000002 (feature 3) has no council",
        "the code of a council in councils.csv",
        "correct the code, or add the council to councils.csv",
    ),
    "an area with a wrong code": Case(
        place("boundaries.geojson", b"Z07000002", b"Z07000009"),
        *("boundaries.geojson", None, None),
        "The area Z07000009 (feature 3) has no council",
        "the code of a council in councils.csv",
        "correct the code, or add the council to councils.csv",
    ),
}

AS_SHIPPED = "compare the file with the one that the dashboard ships with"
NAME_ONLY = ("the name of a file in the same folder", "copy the file into the folder")
IS_JSON = "JSON: lists in brackets, entries in braces, separated by commas"
MEND_JSON = "mend the line or the one before, for instance a missing comma or quotation mark"
LIST_OF_FILES = ("The file has no list “resources”", "a list with one entry per file", AS_SHIPPED)

DESCRIPTIONS: dict[str, Case] = {
    "is missing": Case(
        lambda pack: delete_file(pack, DESCRIPTOR),
        *(DESCRIPTOR, None, None),
        "has no file datapackage.json",
        "a description of the data",
        "name the folder of a region pack (--data or BESTBYWM_DATA), or restore the file",
    ),
    "is not UTF-8": Case(
        content(DESCRIPTOR, b'{"name":\n "\xfc"}'),
        *(DESCRIPTOR, 2, None),
        'The byte 0xfc after “ "” is not UTF-8',
        "text in UTF-8",
        "save the file again with the encoding UTF-8",
    ),
    "has nothing in it": Case(
        content(DESCRIPTOR, b""), *(DESCRIPTOR, 1, None), "not JSON", IS_JSON, MEND_JSON
    ),
    "lacks a comma": Case(
        content(DESCRIPTOR, b'{"name": "a"\n"title": "b"}'),
        *(DESCRIPTOR, 2, None),
        "The file is not JSON (character 1 of this line: Expecting ',' delimiter)",
        IS_JSON,
        MEND_JSON,
    ),
    "is nested without end": Case(
        content(DESCRIPTOR, b"[" * 200_000),
        *(DESCRIPTOR, None, None),
        "The file is not JSON",
        IS_JSON,
        MEND_JSON,
    ),
    "is a list": Case(content(DESCRIPTOR, b"[]"), DESCRIPTOR, None, None, *LIST_OF_FILES),
    "is null": Case(content(DESCRIPTOR, b"null"), DESCRIPTOR, None, None, *LIST_OF_FILES),
    "is a text": Case(content(DESCRIPTOR, b'"x"'), DESCRIPTOR, None, None, *LIST_OF_FILES),
    "is no package": Case(content(DESCRIPTOR, b"{}"), DESCRIPTOR, None, None, *LIST_OF_FILES),
    "has resources that are no list": Case(
        description(lambda each: each.update(resources={})),
        *(DESCRIPTOR, None, None),
        *LIST_OF_FILES,
    ),
    "has an entry that is no entry": Case(
        description(lambda each: each["resources"].insert(0, "https://example.org/r.json")),
        *(DESCRIPTOR, None, None),
        "Entry 1 of “resources” has no name",
        "an entry in braces with a name and a path",
        AS_SHIPPED,
    ),
    "has an entry without a name": Case(
        entry("councils", lambda each: each.pop("name")),
        *(DESCRIPTOR, None, None),
        "Entry 2 of “resources” has no name",
        "an entry in braces with a name and a path",
        AS_SHIPPED,
    ),
    "has a name twice": Case(
        entry("councils", lambda each: each.update(name="council-types")),
        *(DESCRIPTOR, None, None),
        "Entry 2 of “resources” has the name “council-types” again",
        "each name once",
        AS_SHIPPED,
    ),
    "has an entry without a path": Case(
        entry("councils", lambda each: each.pop("path")),
        *(DESCRIPTOR, None, None),
        "The entry “councils” has no path",
        *NAME_ONLY,
    ),
    "gives the data themselves": Case(
        entry("councils", lambda each: each.update(path=None, data=[{"code": "Z"}])),
        *(DESCRIPTOR, None, None),
        "The entry “councils” has no path",
        *NAME_ONLY,
    ),
    "says a file is not UTF-8": Case(
        entry("councils", lambda each: each.update(encoding="latin-1")),
        *(DESCRIPTOR, None, None),
        "The entry “councils” has the encoding “latin-1”",
        "utf-8",
        "save the file with the encoding UTF-8, and correct the entry",
    ),
    "has a title that is no text": Case(
        entry("councils", lambda each: each.update(title=["Councils"])),
        *(DESCRIPTOR, None, None),
        "The entry “councils” has a title that is not a text",
        "words in quotes",
        AS_SHIPPED,
    ),
    "has sources that are no list": Case(
        entry("councils", lambda each: each.update(sources="my own")),
        *(DESCRIPTOR, None, None),
        "The entry “councils” has sources that are not a list of entries",
        "a list of titles and paths",
        AS_SHIPPED,
    ),
    "has a schema in another file": Case(
        entry("councils", lambda each: each.update(schema="schema.json")),
        *(DESCRIPTOR, None, None),
        "The entry “councils” has a schema without a list of fields",
        "a schema written out in the file",
        AS_SHIPPED,
    ),
    "has a column of an unknown type": Case(
        field_of("councils", "name", type="banana"),
        *(DESCRIPTOR, None, None),
        'The schema of the entry “councils” cannot be used: field type "banana"',
        "a table schema of Frictionless Data",
        AS_SHIPPED,
    ),
    "has a limit that is none": Case(
        field_of("published", "percent", constraints={"minimum": "few"}),
        *(DESCRIPTOR, None, None),
        "The schema of the entry “published” cannot be used",
        "a table schema of Frictionless Data",
        AS_SHIPPED,
    ),
    "has a reference that is none": Case(
        entry("published", lambda each: each["schema"].update(foreignKeys=[{"reference": None}])),
        *(DESCRIPTOR, None, None),
        "The schema of the entry “published” cannot be used",
        "a table schema of Frictionless Data",
        AS_SHIPPED,
    ),
    "has figures that are no numbers": Case(
        field_of("published", "percent", type="string", constraints={}),
        *(DESCRIPTOR, None, None),
        "The column percent of the table published has the type string",
        "the type number",
        "correct the type in the schema",
    ),
    "has no entry for the councils": Case(
        lambda pack: drop_resource(pack, "councils"),
        *(DESCRIPTOR, None, None),
        "The table answers-2030 refers to the table councils, which is not described",
        "a description of the table councils with the column name",
        "describe the table councils",
    ),
    "has no entry for the panels": Case(
        lambda pack: drop_resource(pack, "panels"),
        *(DESCRIPTOR, None, None),
        "The file does not have the table panels",
        "the table panels",
        "describe the file with this table",
    ),
    "has no entry for the boundaries": Case(
        lambda pack: drop_resource(pack, "boundaries"),
        *(DESCRIPTOR, None, None),
        "The file does not have the resource boundaries",
        "the resource boundaries",
        "describe the file with the outlines",
    ),
    "has no entry for the answers": Case(
        lambda pack: drop_resource(pack, "answers-2030"),
        *("waves.csv", 2, "answers_file"),
        f"The file {ANSWERS} is not described as a table of answers",
        "a file with the columns person and council, or an empty cell",
        "describe the file in datapackage.json, or empty the cell",
    ),
    "lacks a column that the code reads": Case(
        lambda pack: (
            drop_column(pack, "councils.csv", "aliases"),
            entry("councils", lambda each: each["schema"]["fields"].pop())(pack),
        ),
        *(DESCRIPTOR, None, None),
        "The file does not have the column aliases of the table councils",
        "the column aliases of the table councils",
        "add the column to the schema and to the file",
    ),
    "does not name the region": Case(
        description(lambda each: each.pop("region")),
        *(DESCRIPTOR, None, None),
        "The file does not have the entry region",
        "the entry region",
        "add the name of the region and of the survey",
    ),
    "gives the area in words": Case(
        description(lambda each: each["region"].update(area_km2="about 600")),
        *(DESCRIPTOR, None, None),
        "The region has the area_km2 “about 600”",
        "a number of square kilometres",
        "correct the number",
    ),
    "has answers to an unknown question": Case(
        lambda pack: (
            header(ANSWERS, lambda names: [*names[:2], "fame", *names[3:]])(pack),
            field_of("answers-2030", "use", name="fame")(pack),
        ),
        *(ANSWERS, 1, "fame"),
        "The column fame is not a question",
        "one of use, barriers",
        "correct the header, or add the question to questions.csv",
    ),
}

SHIPPED_CASES: dict[str, Case] = {
    "an example of an unknown council": Case(
        cell("good_practice.csv", 3, "councils", "Atlantis"),
        *("good_practice.csv", 3, "councils"),
        "“Atlantis” is not a council of the region",
        "short names from councils.csv, separated by ;",
        "correct the name, or add the council to councils.csv",
    ),
    "an account figure of an unknown council": Case(
        cell("account_figures.csv", 5, "council", "Atlantis"),
        *("account_figures.csv", 5, "council"),
        "“Atlantis” does not stand in the column name of councils.csv",
        "a value of the column name of councils.csv",
        "correct the cell, or add a row to councils.csv",
    ),
    "a project of an unknown council": Case(
        cell("funded_projects.csv", 2, "council", "Atlantis"),
        *("funded_projects.csv", 2, "council"),
        "“Atlantis” does not stand in the column name of councils.csv",
        "a value of the column name of councils.csv",
        "correct the cell, or add a row to councils.csv",
    ),
    "an example of a year long gone": Case(
        cell("good_practice.csv", 2, "year", "13"),
        *("good_practice.csv", 2, "year"),
        "The cell says “13”",
        "at least 2000",
        "correct the cell",
    ),
    "an account figure without words": Case(
        cell("account_figures.csv", 2, "in_words", ""),
        *("account_figures.csv", 2, "in_words"),
        "The cell is empty",
        "a value: Metric and value in words",
        "fill the cell",
    ),
    "a published unit that is none": Case(
        cell("published.csv", 2, "published_unit", "tweets"),
        *("published.csv", 2, "published_unit"),
        "The cell says “tweets”",
        "one of people, councils, mentions, channels",
        "correct the cell",
    ),
    "a next step without advice": Case(
        cell("next_steps.csv", 3, "advice", ""),
        *("next_steps.csv", 3, "advice"),
        "The cell is empty",
        "a value: What to do, in a sentence",
        "fill the cell",
    ),
    "two next steps of one topic": Case(
        cell("next_steps.csv", 3, "topic", "ambition"),
        *("next_steps.csv", 3, "topic"),
        "“ambition” stands in row 2 too",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "a next step about nothing that is known": Case(
        cell("next_steps.csv", 3, "topic", "barriers.weather"),
        *("next_steps.csv", 3, "topic"),
        "“barriers.weather” is neither a dimension nor an answer to a question",
        "a dimension of dimensions.csv, or question.option such as barriers.cost",
        "correct the topic",
    ),
    "a claim of an unknown kind": Case(
        cell("claims.csv", 2, "kind", "doubled"),
        *("claims.csv", 2, "kind"),
        "The cell says “doubled”",
        "one of most, below, rose, fell",
        "correct the cell",
    ),
    "a claim about an unknown question": Case(
        cell("claims.csv", 4, "question", "fame"),
        *("claims.csv", 4, "question"),
        "“fame” does not stand in the column question of questions.csv",
        "a value of the column question of questions.csv",
        "correct the cell, or add a row to questions.csv",
    ),
    "a claim about an unknown option": Case(
        cell("claims.csv", 2, "options", "training;dragons"),
        *("claims.csv", 2, "options"),
        "“dragons” is not an option of the question barriers",
        "one or more of cost, technology, training",
        "name the options that are said to be named most",
    ),
    "a claim that nothing is named most": Case(
        cell("claims.csv", 2, "options", ""),
        *("claims.csv", 2, "options"),
        "“” is not an option of the question barriers",
        "one or more of cost, technology, training",
        "name the options that are said to be named most",
    ),
    "a claim that a share lies below nothing": Case(
        cell("claims.csv", 4, "other_question", ""),
        *("claims.csv", 4, "other_question"),
        "“” is not a question",
        "one of importance_council",
        "name the question whose share lies above",
    ),
    "a claim that a share fell since no wave": Case(
        cell("claims.csv", 8, "other_wave", "1999"),
        *("claims.csv", 8, "other_wave"),
        "“1999” is not a wave",
        "one of 2013, 2014",
        "name the earlier wave",
    ),
    "a difference of an unknown effect": Case(
        cell("wave_differences.csv", 2, "effect", "none"),
        *("wave_differences.csv", 2, "effect"),
        "The cell says “none”",
        "one of care, not comparable",
        "correct the cell",
    ),
    "a difference from an unknown wave": Case(
        cell("wave_differences.csv", 3, "other_wave", "2041"),
        *("wave_differences.csv", 3, "other_wave"),
        "“2041” does not stand in the column wave of waves.csv",
        "a value of the column wave of waves.csv",
        "correct the cell, or add a row to waves.csv",
    ),
}


def problems_of(pack: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    return caught.value.problems


def assert_said(case: Case, pack: Path) -> None:
    case.spoil(pack)
    problems = problems_of(pack)
    first = problems[0]
    assert (first.file, first.row, first.column) == (case.file, case.row, case.column)
    assert case.found in first.found
    assert case.expected in first.expected
    assert case.remedy in first.remedy
    for problem in problems:
        assert not JARGON.search(str(problem)), str(problem)
        assert f"{problem.place}: {problem.found}. Expected: " in str(problem)
        for sentence in (problem.found, problem.expected, problem.remedy):
            assert sentence.strip()
            assert not sentence.endswith(".")
            assert "\n" not in sentence


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_region(tmp_path)


class TestSomethingWrong:
    @pytest.mark.parametrize("case", FILES.values(), ids=FILES)
    def test_with_a_file_is_named_with_its_place(self, case: Case, tiny: Path) -> None:
        assert_said(case, tiny)

    @pytest.mark.parametrize("case", CELLS.values(), ids=CELLS)
    def test_with_a_cell_is_named_with_row_and_column(self, case: Case, tiny: Path) -> None:
        assert_said(case, tiny)

    @pytest.mark.parametrize("case", DESCRIPTIONS.values(), ids=DESCRIPTIONS)
    def test_with_the_description_is_named(self, case: Case, tiny: Path) -> None:
        assert_said(case, tiny)

    @pytest.mark.parametrize("case", SHIPPED_CASES.values(), ids=SHIPPED_CASES)
    def test_with_a_table_that_a_pack_may_have_is_named(self, case: Case, tmp_path: Path) -> None:
        assert_said(case, copy_of_shipped(tmp_path))

    @pytest.mark.parametrize("name", ["no-such-folder", "a file"])
    def test_with_the_folder_is_named(self, name: str, tmp_path: Path) -> None:
        (tmp_path / "a file").write_text("", encoding="utf-8")
        (problem,) = problems_of(tmp_path / name)
        assert problem.found == f"There is no folder {tmp_path / name}"
        assert problem.expected == "a folder with a region pack"
        assert "BESTBYWM_DATA" in problem.remedy


class TestProblems:
    def test_of_several_files_are_all_named(self, tiny: Path) -> None:
        set_cell(tiny, "waves.csv", 2, "people", "ten")
        set_cell(tiny, "published.csv", 2, "percent", "600")
        set_cell(tiny, "published.csv", 4, "percent", "-1")
        assert [(each.file, each.row) for each in problems_of(tiny)] == [
            ("waves.csv", 2),
            ("published.csv", 2),
            ("published.csv", 4),
        ]

    def test_of_several_missing_files_are_all_named(self, tiny: Path) -> None:
        for file in ("waves.csv", "boundaries.geojson"):
            delete_file(tiny, file)
        files = [each.file for each in problems_of(tiny)]
        assert files == ["boundaries.geojson", "waves.csv"]

    @pytest.mark.parametrize(
        "spoil",
        [
            lambda pack: drop_column(pack, "councils.csv", "code"),
            lambda pack: empty_table(pack, "councils.csv"),
            line("councils.csv", 2, lambda cells: cells[:3]),
            cell("councils.csv", 4, "code", ""),
            cell("published.csv", 2, "percent", "NaN"),
        ],
        ids=["a missing column", "an empty table", "a short row", "an empty key", "no number"],
    )
    def test_are_said_once_and_not_for_all_that_follows(self, spoil: Spoil, tiny: Path) -> None:
        spoil(tiny)
        assert len(problems_of(tiny)) == 1

    def test_keep_the_row_of_a_spreadsheet_where_cells_hold_several_lines(self, tiny: Path) -> None:
        set_cell(tiny, "council_types.csv", 2, "note", "Line one\nLine two")
        set_cell(tiny, "council_types.csv", 3, "label", "")
        (problem,) = problems_of(tiny)
        assert (problem.row, problem.column) == (3, "label")

    def test_read_as_one_sentence_each(self) -> None:
        problem = Problem("a.csv", "It says x", "a y", "write y", 4, "type")
        assert str(problem) == (
            "a.csv, row 4, column type: It says x. Expected: a y. To mend it: write y."
        )
        assert str(PackError([problem, problem])).splitlines() == [str(problem)] * 2

    def test_of_a_whole_file_name_no_row(self) -> None:
        assert Problem("a.csv", "", "", "").place == "a.csv"


class TestAPackOutsideItsFolder:
    """A pack is self-contained: nothing else is opened, and nothing is fetched."""

    @pytest.fixture(autouse=True)
    def offline(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_: object, **__: object) -> NoReturn:
            pytest.fail("tried to reach the network")

        monkeypatch.setattr(socket, "getaddrinfo", refuse)
        monkeypatch.setattr(socket.socket, "connect", refuse)

    @pytest.mark.parametrize(
        "value",
        [
            "https://example.org/councils.csv",
            "ftp://example.org/councils.csv",
            "../councils.csv",
            "..",
            ".",
            "/etc/hosts",
            "C:\\councils.csv",
            "..\\councils.csv",
            "sub/councils.csv",
            "file:councils.csv",
            ["councils.csv", "https://example.org/more.csv"],
            7,
        ],
        ids=str,
    )
    def test_is_refused(self, value: object, tiny: Path) -> None:
        path("councils", value)(tiny)
        (problem,) = problems_of(tiny)
        assert problem.file == DESCRIPTOR
        assert problem.found == f"The entry “councils” has the path “{value}”"
        assert problem.expected == "the name of a file in the same folder"

    @pytest.mark.parametrize(
        "extra",
        [
            {"profile": "https://example.org/profile.json"},
            {"dialect": "https://example.org/dialect.json"},
            {"scheme": "https"},
            {"extrapaths": ["https://example.org/more.csv"]},
            {"$schema": "https://example.org/schema.json"},
        ],
        ids=lambda extra: next(iter(extra)),
    )
    def test_is_never_opened_by_way_of_another_entry(self, extra: Json, tiny: Path) -> None:
        entry("councils", lambda each: each.update(extra))(tiny)
        edit_json(tiny, lambda descriptor: descriptor.update(extra))
        assert len(read_pack(tiny).region.councils) == 4

    def test_is_refused_as_a_schema(self, tiny: Path) -> None:
        entry("councils", lambda each: each.update(schema="https://example.org/s.json"))(tiny)
        (problem,) = problems_of(tiny)
        assert "schema without a list of fields" in problem.found

    def test_is_refused_as_a_field(self, tiny: Path) -> None:
        entry(
            "councils", lambda each: each["schema"]["fields"].append("https://example.org/f.json")
        )(tiny)
        (problem,) = problems_of(tiny)
        assert "schema without a list of fields" in problem.found


class TestAFileFromASpreadsheet:
    """What Excel and others write is read, whichever way they separate and mark."""

    @pytest.mark.parametrize(
        "rewrite",
        [
            lambda content: b"\xef\xbb\xbf" + content,
            lambda content: content.replace(b"\n", b"\r\n"),
            lambda content: content.replace(b"\n", b"\r"),
            lambda content: content.replace(b",", b";"),
            lambda content: content.replace(b",", b"\t"),
            lambda content: content.rstrip(b"\n"),
        ],
        ids=["byte order mark", "CRLF", "CR", "semicolons", "tabs", "no last line end"],
    )
    def test_is_read(self, rewrite: Callable[[bytes], bytes], tiny: Path) -> None:
        councils = read_pack(tiny).region.councils
        file = tiny / "councils.csv"
        file.write_bytes(rewrite(file.read_bytes()))
        assert read_pack(tiny).region.councils == councils

    def test_is_read_where_cells_hold_more_semicolons_than_commas(self, tiny: Path) -> None:
        for row in range(2, 12):
            set_cell(tiny, ANSWERS, row, "barriers", "cost;time;cost;time")
        responses = read_pack(tiny).responses["2030"]
        assert responses.count("barriers", ["time"], responses.people_in([HOLMSHIRE])) == 3


class TestARow:
    ROW = Row("a.csv", 2, {"n": 3, "d": Decimal("1.50"), "s": "a; b;;c ", "e": None})

    def test_gives_text_for_any_cell(self) -> None:
        assert [self.ROW.text(each) for each in ("n", "d", "s", "e", "other")] == [
            *("3", "1.50", "a; b;;c ", "", "")
        ]

    def test_gives_numbers_and_lists(self) -> None:
        assert self.ROW.number_in("n") == 3
        assert self.ROW.number_in("e") is None
        assert self.ROW.list_in("s") == ("a", "b", "c")
        assert self.ROW.list_in("e") == ()
        assert self.ROW["n"] == 3


class TestAPackWithoutAnswers:
    def test_needs_no_file_of_answers(self, tiny: Path) -> None:
        delete_file(tiny, ANSWERS)
        assert read_pack(tiny, with_answers=False).responses == {}

    def test_needs_no_optional_tables(self, tiny: Path) -> None:
        pack = read_pack(tiny)
        assert (pack.examples, pack.account_figures, pack.funded_projects) == ((), (), ())
        assert (pack.maturity.dimensions, pack.maturity.levels, pack.next_steps) == ((), (), {})
        assert (pack.claims, pack.wave_differences) == ((), ())

    def test_may_have_optional_tables_without_rows(self, tmp_path: Path) -> None:
        pack = copy_of_shipped(tmp_path)
        for file in ("good_practice.csv", "account_figures.csv", "funded_projects.csv"):
            empty_table(pack, file)
        files = read_files(pack)
        assert files.tables["good-practice"] == ()


class TestTheVersionOfAPack:
    def test_changes_when_a_file_does(self, tiny: Path) -> None:
        before = version_of(tiny)
        assert before == version_of(tiny)
        set_cell(tiny, "waves.csv", 2, "title", "Another title")
        assert version_of(tiny) != before

    def test_of_no_folder_is_empty(self, tiny: Path) -> None:
        assert version_of(tiny / "nowhere") == ()


# Anything at all ----------------------------------------------------------------------------------

FUZZED_TABLES = [
    *("councils.csv", "published.csv", ANSWERS),
    *("dimensions.csv", "dimension_points.csv", "levels.csv"),
]

FUZZED = [*FUZZED_TABLES, "boundaries.geojson", DESCRIPTOR]

ODD_CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            *(
                "sNaN",
                "-0",
                "1e400",
                "9" * 5000,
                "\uff11\uff12",
                "½",
                " 60 ",
                "60,5",
                "=1+1",
                "\0",
                "\r",
            ),
            *("-INF", "nan", "+5", "1_0", "0x10", "true", "null", "2013-01-01", "{}", "[]", '"'),
            *("Northmoor", "Z06000001", "high", "cost;nothing", ";;", "a" * 200_000),
        ]
    ),
    st.integers().map(str),
    st.floats().map(str),
)


@pytest.fixture(scope="module")
def victim(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A pack to spoil again and again."""
    return with_maturity(tiny_region(tmp_path_factory.mktemp("victim")))


def read_or_refuse(pack: Path) -> None:
    """Read a pack; anything but PackError is a fault."""
    problems: tuple[Problem, ...] = ()
    try:
        read_pack(pack)
    except PackError as error:
        problems = error.problems
    for problem in problems:
        assert not JARGON.search(problem.expected + problem.remedy), str(problem)


class TestAnythingAtAll:
    @settings(max_examples=20, deadline=None)
    @given(file=st.sampled_from(FUZZED), content=st.binary(max_size=200))
    def test_in_a_file_is_read_or_refused_in_words(
        self, file: str, content: bytes, victim: Path, mature_folder: Path
    ) -> None:
        (victim / file).write_bytes(content)
        read_or_refuse(victim)
        shutil.copyfile(mature_folder / file, victim / file)

    @settings(max_examples=20, deadline=None)
    @given(file=st.sampled_from(FUZZED), data=st.data())
    def test_at_one_place_of_a_file_is_read_or_refused_in_words(
        self, file: str, data: st.DataObject, victim: Path, mature_folder: Path
    ) -> None:
        whole = (mature_folder / file).read_bytes()
        at = data.draw(st.integers(0, len(whole)), label="at")
        gone = data.draw(st.integers(0, 3), label="bytes taken away")
        new = data.draw(st.binary(max_size=3), label="bytes put there")
        (victim / file).write_bytes(whole[:at] + new + whole[at + gone :])
        read_or_refuse(victim)
        shutil.copyfile(mature_folder / file, victim / file)

    @settings(max_examples=30, deadline=None)
    @given(file=st.sampled_from(FUZZED_TABLES), value=ODD_CELLS, data=st.data())
    def test_in_a_cell_is_read_or_refused_in_words(
        self, file: str, value: str, data: st.DataObject, victim: Path, mature_folder: Path
    ) -> None:
        rows = read_table(mature_folder, file)
        row = data.draw(st.integers(0, len(rows) - 1), label="row")
        column = data.draw(st.integers(0, len(rows[0]) - 1), label="column")
        rows[row][column] = value
        try:
            write_table(victim, file, rows)
        except UnicodeEncodeError:  # half a character: no file can hold it
            pass
        else:
            read_or_refuse(victim)
        shutil.copyfile(mature_folder / file, victim / file)

    @settings(max_examples=10, deadline=None)
    @given(data=st.data())
    def test_in_the_description_is_read_or_refused_in_words(
        self, data: st.DataObject, victim: Path, mature_folder: Path
    ) -> None:
        """One entry, however deep, becomes a value of another kind."""
        descriptor = read_json(mature_folder)
        node: object = descriptor
        while isinstance(node, dict | list) and node:
            keys = list(node) if isinstance(node, dict) else list(range(len(node)))
            key = data.draw(st.sampled_from(keys), label="key")
            holder, node = node, node[key]
            if not isinstance(node, dict | list) or data.draw(st.booleans(), label="stop"):
                holder[key] = data.draw(
                    st.sampled_from([None, 0, -1.5, "", "x", True, [], {}, [1], {"a": 1}])
                )
                break
        write_json(victim, descriptor)
        read_or_refuse(victim)
        shutil.copyfile(mature_folder / DESCRIPTOR, victim / DESCRIPTOR)


def test_the_pack_that_ships_has_no_problem() -> None:
    assert read_files(SHIPPED).sources
