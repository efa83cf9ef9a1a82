"""Specification of the data package: a zip that the Frictionless standard's own checks accept."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import frictionless
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.exhibits.model import SHORTHAND, Column
from bestbywm.pack import Pack
from bestbywm.render.package import data_package
from bestbywm.render.tables import csv_of
from bestbywm.story.presentation import Presentation, Scene
from tests.presentations import everything, exhibit_of, telling

WAVES = ("2013", "2014")


@lru_cache(maxsize=4)
def told(pack: Pack, wave: str) -> tuple[Presentation, dict[str, bytes]]:
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    return presentation, unpacked(data_package(pack, presentation))


def unpacked(content: bytes) -> dict[str, bytes]:
    with ZipFile(io.BytesIO(content)) as archive:
        assert archive.testzip() is None
        return {name: archive.read(name) for name in archive.namelist()}


def described(files: dict[str, bytes]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["datapackage.json"])
    return found


def faults(files: dict[str, bytes], folder: Path) -> list[Any]:
    """What the library finds wrong with the unpacked package."""
    for name, content in files.items():
        (folder / name).write_bytes(content)
    report = frictionless.validate(str(folder / "datapackage.json"))
    found: list[Any] = report.flatten(["name", "rowNumber", "fieldName", "message"])
    return found


def resources(files: dict[str, bytes]) -> Iterator[tuple[dict[str, Any], list[dict[str, str]]]]:
    """Each resource with the rows of its file."""
    for resource in described(files)["resources"]:
        text = files[resource["path"]].decode("utf-8-sig")
        yield resource, list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_the_package_is_valid(self, shipped_pack: Pack, wave: str, tmp_path: Path) -> None:
        _, files = told(shipped_pack, wave)
        assert faults(files, tmp_path) == []

    def test_its_file_is_its_csv(self, shipped_pack: Pack, wave: str) -> None:
        presentation, files = told(shipped_pack, wave)
        assert [files[each["path"]].decode() for each in described(files)["resources"]] == [
            csv_of(scene.exhibit) for scene in presentation.scenes
        ]

    def test_its_columns_are_described(self, shipped_pack: Pack, wave: str) -> None:
        presentation, files = told(shipped_pack, wave)
        for scene, (resource, rows) in zip(presentation.scenes, resources(files), strict=True):
            fields = resource["schema"]["fields"]
            columns = scene.exhibit.table.columns
            assert [each["name"] for each in fields[:-3]] == [each.name for each in columns]
            assert all(each["description"] for each in fields)
            assert {row["Stamp"] for row in rows} <= {scene.exhibit.stamp}
            assert resource["title"] == scene.heading
            assert scene.exhibit.stamp in resource["description"]

    def test_its_numbers_are_numbers_and_its_marks_are_missing_values(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, files = told(shipped_pack, wave)
        types = set()
        for scene, (resource, _) in zip(presentation.scenes, resources(files), strict=True):
            assert resource["schema"]["missingValues"] == ["", *SHORTHAND]
            for field, column in zip(
                resource["schema"]["fields"], scene.exhibit.table.columns, strict=False
            ):
                types.add((column.format, field["type"]))
        assert {("whole", "integer"), ("share", "number"), ("text", "string")} <= types
        assert ("share", "string") not in types


class TestThePackage:
    def test_it_names_title_licence_sources_and_day(self, shipped_pack: Pack) -> None:
        presentation, files = told(shipped_pack, "2013")
        said = described(files)
        assert said["title"] == "Everything"
        assert said["created"] == "2026-11-24T00:00:00+00:00"
        assert [each["title"] for each in said["licenses"]] == ["Open Government Licence v3.0"]
        assert [each["title"] for each in said["sources"]] == [*presentation.sources]
        assert all(stamp in said["description"] for stamp in presentation.stamps)

    def test_the_readme_says_what_is_in_it(self, shipped_pack: Pack) -> None:
        presentation, files = told(shipped_pack, "2013")
        said = files["README.txt"].decode()
        for each in (*presentation.stamps, *presentation.sources, presentation.licence):
            assert each in said
        for resource, scene in zip(described(files)["resources"], presentation.scenes, strict=True):
            assert resource["path"] in said
            assert scene.heading in said
        assert all(f"{mark}: {meaning}" in said for mark, meaning in SHORTHAND.items())

    def test_the_same_presentation_gives_the_same_bytes(self, tiny_pack: Pack) -> None:
        presentation = telling(Scene(exhibit_of((("Here", 0.5),))))
        content = data_package(tiny_pack, presentation)
        assert content == data_package(tiny_pack, presentation)
        with ZipFile(io.BytesIO(content)) as archive:
            assert {each.date_time for each in archive.infolist()} == {(2026, 11, 24, 0, 0, 0)}

    def test_without_licences_in_the_pack_it_names_the_licence(self, tiny_pack: Pack) -> None:
        files = unpacked(data_package(replace(tiny_pack, sources=()), telling()))
        assert described(files)["licenses"] == [
            {"name": "open-government-licence-v3-0", "title": "Open Government Licence v3.0"}
        ]

    def test_a_finding_may_come_twice(self, tiny_pack: Pack, tmp_path: Path) -> None:
        scene = Scene(exhibit_of((("Here", 0.5),)))
        files = unpacked(data_package(tiny_pack, telling(scene, scene)))
        assert {"01-made-up.csv", "02-made-up.csv"} < files.keys()
        assert faults(files, tmp_path) == []

    def test_columns_of_one_name_are_told_apart(self, tiny_pack: Pack, tmp_path: Path) -> None:
        columns = (Column("Here"), Column("Here", "whole"), Column("Source"))
        scene = Scene(exhibit_of((("a", 1, "b"),), columns))
        files = unpacked(data_package(tiny_pack, telling(scene)))
        assert faults(files, tmp_path) == []

    def test_words_among_numbers_make_a_column_of_words(
        self, tiny_pack: Pack, tmp_path: Path
    ) -> None:
        scene = Scene(exhibit_of((("a", 0.5), ("b", "[x]"), ("c", "[x] did not answer"))))
        files = unpacked(data_package(tiny_pack, telling(scene)))
        (resource, _) = next(resources(files))
        assert resource["schema"]["fields"][1]["type"] == "string"
        assert faults(files, tmp_path) == []

    def test_what_looks_like_a_formula_is_marked_as_text(self, tiny_pack: Pack) -> None:
        files = unpacked(data_package(tiny_pack, telling(Scene(exhibit_of((("=1+1", 0.5),))))))
        (_, rows) = next(resources(files))
        assert rows[0]["Council"] == "'=1+1"

    @settings(max_examples=40, deadline=None)
    @given(words=st.text(max_size=60))
    def test_any_words_can_be_packed(self, tiny_pack: Pack, words: str) -> None:
        scene = Scene(exhibit_of((("Here", 0.5),)), title=words, note=words)
        files = unpacked(data_package(tiny_pack, telling(scene, title=words)))
        (resource, _) = next(resources(files))
        assert resource["path"] == "01-made-up.csv"
        assert "README.txt" in files
