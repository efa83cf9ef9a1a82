"""The data package: every table as CSV, described as the Frictionless standard says, in one zip."""

import json
import zipfile
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

from bestbywm.exhibits.model import SHORTHAND, Column, Exhibit, Format
from bestbywm.exhibits.wording import LICENCE, slug
from bestbywm.pack import Pack
from bestbywm.provenance import NAMES
from bestbywm.render.tables import csv_header, csv_of, shorthand_in, site_of
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

TYPES: dict[Format, str] = {
    "text": "string",
    "whole": "integer",
    "share": "number",
    "decimal": "number",
    "points": "number",
    "link": "string",
}
"""Types of fields by how a column is written."""

DESCRIPTIONS: dict[Format, str] = {
    "text": "Words.",
    "whole": "A whole number.",
    "share": "A share from 0 to 1.",
    "decimal": "A number.",
    "points": "A difference in percentage points.",
    "link": "The address of a page.",
}

OF_EACH_ROW = (
    "Kind of data: published, council_fact, illustrative or own.",
    "What kind of data this is, in words. It goes wherever the figure goes.",
    "Source and licence.",
)
"""What the last columns of each CSV file hold."""


def data_package(pack: Pack, presentation: Presentation) -> bytes:
    """The presentation's tables as a zip of CSV files with datapackage.json and README.txt."""
    scenes = [scene for scene in presentation.scenes if scene.exhibit.table.columns]
    names = [_name(scene, at) for at, scene in enumerate(scenes, start=1)]
    files = {f"{name}.csv": csv_of(each.exhibit) for name, each in zip(names, scenes, strict=True)}
    descriptor = _descriptor(pack, presentation, scenes, names)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "README.txt", _readme(presentation, scenes, names), presentation.made_on)
        _put(archive, "datapackage.json", _json(descriptor), presentation.made_on)
        for name, content in files.items():
            _put(archive, name, content, presentation.made_on)
    return out.getvalue()


def _name(scene: Scene, number: int) -> str:
    """Name of a table, unlike any other by its number: ``03-barriers``."""
    return f"{number:02d}-{slug(scene.exhibit.id)}".strip("-")


def _put(archive: zipfile.ZipFile, name: str, content: str, made_on: date) -> None:
    entry = zipfile.ZipInfo(name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16  # anyone may read it, once it is unpacked
    archive.writestr(entry, content.encode("utf-8"))


def _json(data: dict[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _descriptor(
    pack: Pack, presentation: Presentation, scenes: list[Scene], names: list[str]
) -> dict[str, Any]:
    day = presentation.made_on
    return {
        "profile": "tabular-data-package",
        "name": slug(presentation.file_name),
        "title": cleaned(presentation.title),
        "description": cleaned(f"{presentation.about} {' '.join(presentation.stamps)}"),
        "created": datetime(day.year, day.month, day.day, tzinfo=UTC).isoformat(),
        "licenses": _licences(pack),
        "sources": [{"title": cleaned(source)} for source in presentation.sources],
        "resources": [_resource(scene, name) for scene, name in zip(scenes, names, strict=True)],
    }


def _licences(pack: Pack) -> list[dict[str, str]]:
    found = {each.licence_url: each.licence for each in pack.sources if site_of(each.licence_url)}
    named = [{"path": address, "title": title} for address, title in found.items()]
    return named or [{"name": slug(LICENCE), "title": LICENCE}]


def _resource(scene: Scene, name: str) -> dict[str, Any]:
    exhibit = scene.exhibit
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": cleaned(scene.heading),
        "description": cleaned(_description(scene)),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "sources": [{"title": cleaned(exhibit.source)}],
        "schema": _schema(exhibit),
    }


def _description(scene: Scene) -> str:
    exhibit = scene.exhibit
    headline = f"{exhibit.headline}. " if scene.title else ""
    return f"{headline}{exhibit.subtitle} {exhibit.stamp} {' '.join(exhibit.caveats)}"


def _schema(exhibit: Exhibit) -> dict[str, Any]:
    """Fields of the CSV file; marks in place of numbers are missing values."""
    columns = exhibit.table.columns
    types = [*(_type(exhibit, at) for at in range(len(columns))), *["string"] * len(OF_EACH_ROW)]
    descriptions = [*(_column_in_words(exhibit, column) for column in columns), *OF_EACH_ROW]
    described = zip(csv_header(exhibit), types, descriptions, strict=True)
    fields = [
        {"name": name, "type": type_, "description": words} for name, type_, words in described
    ]
    return {"fields": fields, "missingValues": ["", *SHORTHAND]}


def _type(exhibit: Exhibit, at: int) -> str:
    """The type of a column; text where words stand among its numbers."""
    cells = [row[at] for row in exhibit.table.rows]
    has_words = any(isinstance(cell, str) and cell and cell not in SHORTHAND for cell in cells)
    return "string" if has_words else TYPES[exhibit.table.columns[at].format]


def _column_in_words(exhibit: Exhibit, column: Column) -> str:
    marks = "; ".join(f"{mark} {meaning}" for mark, meaning in shorthand_in(exhibit.table))
    said = DESCRIPTIONS[column.format]
    return f"{said} {marks}." if marks and column.format not in {"text", "link"} else said


def _readme(presentation: Presentation, scenes: list[Scene], names: list[str]) -> str:
    """What is in the package, in plain words."""
    parts = [
        cleaned(presentation.title),
        cleaned(presentation.about),
        f"Made on {presentation.made_on_in_words}.",
        *presentation.stamps,
        "",
        "datapackage.json describes each file and each column (Frictionless Data Package).",
        "The files are CSV in UTF-8. Shares are fractions from 0 to 1. Each row carries its kind "
        "of data, its stamp and its source.",
        "Text that a spreadsheet would take for a formula is preceded by an apostrophe.",
        *(f"{mark}: {meaning}" for mark, meaning in SHORTHAND.items()),
        "",
    ]
    for scene, name in zip(scenes, names, strict=True):
        kind = NAMES[scene.exhibit.provenance]
        parts += [f"{name}.csv", f"  {cleaned(scene.heading)}", f"  {kind}", ""]
    parts += [*map(cleaned, presentation.sources), cleaned(presentation.licence)]
    return "\r\n".join(parts) + "\r\n"
