"""Specification of `bestbywm check`: what is said of an export file, and of a pack to a script."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bestbywm.cli import main
from tests.packs import NORTHMOOR, set_cell, tiny_region

pytestmark = pytest.mark.usefixtures("hexagons_in_a_row")

ANSWERS = """\
ID,Start time,Completion time,Email,Name,Council,How much do you use it?,What stands in the way?
1,2032-05-01 09:00:00,2032-05-01 09:05:00,ann@a.example,Ann,Northmoor,High,Cost;Time;
2,2032-05-01 09:00:00,2032-05-01 09:05:00,ben@a.example,Ben,Northmoor,Lots,Nothing;
"""


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_region(tmp_path)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


def check(tiny: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, ["check", *(str(each) for each in arguments), "--data", str(tiny)]
    )


class TestCheckingAFile:
    def test_says_whose_export_it_is_and_what_became_of_it(self, tiny: Path, file: Path) -> None:
        result = check(tiny, file)
        assert result.exit_code == 0, result.output
        assert "Microsoft Forms" in result.stdout
        assert "G “How much do you use it?”: question use" in result.stdout
        assert "3 rows read" in result.stdout
        assert "“Lots”" in result.stdout

    def test_shows_nothing_personal(self, tiny: Path, file: Path) -> None:
        for arguments in ([file], [file, "--json"]):
            assert "a.example" not in check(tiny, *arguments).output

    def test_says_the_same_to_a_script(self, tiny: Path, file: Path) -> None:
        result = check(tiny, file, "--json")
        assert result.exit_code == 0, result.output
        shown = json.loads(result.stdout)
        assert shown["dialect"] == "microsoft"
        assert shown["rows"] == {"read": 3, "headings": 1, "used": 2, "set_aside": {}}
        assert shown["people_by_council"] == {NORTHMOOR: 2}
        assert sum(shown["cells"].values()) == 24
        assert {each["use"] for each in shown["columns"]} >= {"question", "council", "personal"}
        assert any(each["value"] == "Lots" for each in shown["findings"])

    def test_can_be_overruled(self, tiny: Path, file: Path) -> None:
        shown = json.loads(check(tiny, file, "--dialect", "plain", "--json").stdout)
        assert shown["dialect"] == "plain"

    def test_asks_which_council_is_meant(self, tiny: Path, file: Path) -> None:
        file.write_text(ANSWERS.replace("Ben,Northmoor", "Ben,Westville"), encoding="utf-8")
        result = check(tiny, file)
        assert result.exit_code == 3
        assert "To decide:" in result.stdout
        assert "“Westville”" in result.stdout

    def test_writes_report_and_rows_set_aside_if_they_are_wanted(
        self, tiny: Path, file: Path, tmp_path: Path
    ) -> None:
        file.write_text(ANSWERS.replace("Ben,Northmoor", "Ben,Westville"), encoding="utf-8")
        found, rows = tmp_path / "found.csv", tmp_path / "rows.csv"
        check(tiny, file, "--report", found, "--set-aside", rows)
        assert "Westville" in found.read_text(encoding="utf-8-sig")
        text = rows.read_text(encoding="utf-8-sig")
        assert "Westville" in text
        assert "a.example" not in text

    def test_says_if_a_report_cannot_be_written(
        self, tiny: Path, file: Path, tmp_path: Path
    ) -> None:
        result = check(tiny, file, "--report", file / "deeper.csv")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr

    def test_of_a_kind_that_cannot_be_read_is_explained(self, tiny: Path, tmp_path: Path) -> None:
        empty = tmp_path / "empty.xlsx"
        empty.write_bytes(b"")
        result = check(tiny, empty)
        assert result.exit_code == 1
        assert result.stderr.splitlines()[-1].startswith("empty.xlsx: ")


class TestCheckingAPackForAScript:
    def test_says_what_it_holds(self, tiny: Path) -> None:
        result = check(tiny, "--json")
        assert result.exit_code == 0
        assert json.loads(result.stdout) == {
            "region": "Tinyshire",
            "councils": 4,
            "waves": ["2030"],
            "problems": [],
        }

    def test_lists_what_is_wrong_and_fails(self, tiny: Path) -> None:
        set_cell(tiny, "waves.csv", 2, "people", "ten")
        result = check(tiny, "--json")
        assert result.exit_code == 1
        (problem,) = json.loads(result.stdout)["problems"]
        assert problem.startswith("waves.csv, row 2, column people")
