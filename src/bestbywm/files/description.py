"""datapackage.json: which files a pack has, and what each of them should hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from frictionless import FrictionlessException, Schema

from bestbywm.files.rows import Source
from bestbywm.files.text import parse_json, problems_of_encoding, refuse
from bestbywm.problems import PackError, Problem
from bestbywm.words import listed

DESCRIPTOR = "datapackage.json"

ANSWER_COLUMNS = ("person", "council")
"""A table with these columns holds answers: one row per person."""


def read_descriptor(folder: Path) -> Any:
    """What datapackage.json says; PackError if it is missing, not UTF-8 or not JSON."""
    path = folder / DESCRIPTOR
    remedy = "name the folder of a region pack (--data or BESTBYWM_DATA), or restore the file"
    if not folder.is_dir():
        found = f"There is no folder {folder}"
        raise PackError([Problem(str(folder), found, "a folder with a region pack", remedy)])
    if not path.is_file():
        found = f"The folder {folder} has no file {DESCRIPTOR}"
        raise PackError([Problem(DESCRIPTOR, found, "a description of the data", remedy)])
    content = path.read_bytes()
    refuse(problems_of_encoding(DESCRIPTOR, content))
    return parse_json(DESCRIPTOR, content)


def problems_of_descriptor(descriptor: Any) -> Iterator[Problem]:
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


def holds_answers(resource: Mapping[str, Any]) -> bool:
    """Whether this entry describes a table of answers, one row per person."""
    fields = resource.get("schema", {}).get("fields", [])
    return set(ANSWER_COLUMNS) <= {field.get("name") for field in fields}


NOT_A_SCHEMA = (FrictionlessException, AttributeError, LookupError, TypeError, ValueError, re.error)
"""What Frictionless raises where a schema is of another form than it expects."""


def schemas_of(resources: Iterable[Mapping[str, Any]]) -> dict[str, Schema]:
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
    refuse(problems)
    return schemas


def problems_of_references(schemas: Mapping[str, Schema]) -> Iterator[Problem]:
    """Foreign keys must point to tables and columns that are described."""
    for name, schema in schemas.items():
        for key in schema.foreign_keys:
            other, columns = key["reference"]["resource"] or name, key["reference"]["fields"]
            known = schemas[other].field_names if other in schemas else []
            if not set(columns) <= set(known):
                yield Problem(
                    DESCRIPTOR,
                    f"The table {name} refers to the table {other}, which is not described",
                    f"a description of the table {other} with the column {listed(columns)}",
                    f"describe the table {other}, or take the foreign key away from {name}",
                )


def source_of(resource: Mapping[str, Any]) -> Source:
    """Where the file of this entry comes from."""
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
