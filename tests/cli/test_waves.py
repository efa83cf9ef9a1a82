"""Specification of `bestbywm import` and `bestbywm waves`: from a file to the library."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from bestbywm.cli import main
from bestbywm.library import Library
from tests.packs import EASTFORD, NORTHMOOR, SOUTHWICK, tiny_region

pytestmark = pytest.mark.usefixtures("hexagons_in_a_row")

ANSWERS = """\
ID,Email,Council,How much do you use it?,What stands in the way?,Tea or coffee?
1,ann@northmoor.example,Northmoor,High,Cost;Time,Tea
2,ben@eastford.example,Eastford,Low,Nothing,Coffee
3,cy@southwick.example,Wick,Low,Cost,Tea
4,di@elsewhere.example,Westville,High,Time,Tea
"""
"""Four people; nobody can say where the fourth one works."""

Run = Callable[..., Result]


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_region(tmp_path_factory.mktemp("region"))


@pytest.fixture
def address(tmp_path: Path) -> str:
    return f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "answers.csv"
    path.write_text(ANSWERS, encoding="utf-8")
    return path


@pytest.fixture
def run(tiny: Path, address: str) -> Run:
    def run_it(*arguments: str | Path, typed: str | None = None) -> Result:
        return CliRunner().invoke(
            main,
            [str(each) for each in arguments],
            input=typed,
            env={"BESTBYWM_DATABASE_URL": address, "BESTBYWM_DATA": str(tiny)},
        )

    return run_it


@pytest.fixture
def imported(run: Run, file: Path) -> Run:
    """The command line, after a wave was saved."""
    result = run("import", file, "--wave", "2032", "--by", "Ann", "--without-undecided")
    assert result.exit_code == 0, result.output
    return run


def from_json(result: Result) -> Any:
    assert result.exit_code == 0, result.output
    return json.loads(result.stdout)


class TestImporting:
    def test_saves_the_answers_as_a_wave_and_says_what_became_of_the_rows(
        self, run: Run, file: Path, address: str
    ) -> None:
        settings = ("--title", "Our survey", "--when", "May 2032", "--last-day", "2032-05-31")
        people = ("--minimum-people", "3", "--hide-councils", "--invited", "Northmoor;Eastford")
        who = ("--by", "Ann", "--reason", "the first one", "--council", "Westville=outside")
        result = run("import", file, "--wave", "2032", *settings, *people, *who)
        assert result.exit_code == 0, result.output
        assert "5 rows read" in result.stdout
        assert "3 people used" in result.stdout
        assert "Saved: 2032 version 1 saved by Ann" in result.stdout
        with Library(address) as library:
            saved = library.read("tinyshire", "2032")
        about, answers = saved.about, saved.survey.responses
        assert (about.settings.title, about.settings.when) == ("Our survey", "May 2032")
        assert (about.settings.minimum_people, about.settings.shows_councils) == (3, False)
        assert set(about.settings.invited) == {NORTHMOOR, EASTFORD}
        assert about.made_by.why == "the first one"
        assert answers.councils == (NORTHMOOR, EASTFORD, SOUTHWICK)
        everybody = answers.people_in([NORTHMOOR, EASTFORD, SOUTHWICK])
        assert answers.count("barriers", ["cost"], everybody) == 2
        assert "Westville" in saved.survey.mapping

    def test_keeps_nothing_personal(self, imported: Run, tmp_path: Path) -> None:
        files = [each.read_bytes() for each in tmp_path.glob("library.sqlite*")]
        assert files
        assert not any(b"northmoor.example" in each for each in files)

    def test_asks_first_what_nobody_has_decided(self, run: Run, file: Path, tmp_path: Path) -> None:
        file.write_text(ANSWERS.replace("Westville", "Moor or Wick"), encoding="utf-8")
        result = run("import", file, "--wave", "2032", "--by", "Ann")
        assert result.exit_code == 3
        assert "“Moor or Wick” (1 person)" in result.stderr
        assert "Nothing was saved" in result.stderr
        assert not (tmp_path / "library.sqlite").exists()

    def test_takes_the_decision(self, run: Run, file: Path) -> None:
        decided = ("--council", "westville=Southwick")
        shown = from_json(run("import", file, "--wave", "2032", "--by", "A", *decided, "--json"))
        assert shown["people_by_council"] == {NORTHMOOR: 1, EASTFORD: 1, SOUTHWICK: 2}
        assert shown["to_decide"] == []
        assert shown["saved"] == {"wave": "2032", "version": 1}

    def test_can_be_tried_without_saving(self, run: Run, file: Path, tmp_path: Path) -> None:
        result = run("import", file, "--wave", "2032", "--without-undecided", "--dry-run")
        assert result.exit_code == 0
        assert "Nothing was saved: --dry-run." in result.stdout
        assert not (tmp_path / "library.sqlite").exists()

    def test_keeps_a_column_as_a_question_of_ones_own(
        self, run: Run, file: Path, address: str
    ) -> None:
        result = run(
            *("import", file, "--wave", "2032", "--by", "Ann", "--without-undecided"),
            *("--keep", "F"),
        )
        assert result.exit_code == 0, result.output
        with Library(address) as library:
            survey = library.read("tinyshire", "2032").survey
        (question,) = survey.extra_questions.values()
        assert question.wording == "Tea or coffee?"
        assert survey.responses.asks(question.id)

    def test_uses_a_mapping_again(self, run: Run, file: Path, tmp_path: Path) -> None:
        mapping = tmp_path / "mapping.json"
        first = run("check", file, "--council", "Westville=Southwick", "--save-mapping", mapping)
        assert first.exit_code == 0, first.output
        result = run("import", file, "--wave", "2032", "--by", "Ann", "--mapping", mapping)
        assert result.exit_code == 0, result.output
        assert "4 people used" in result.stdout

    def test_is_seen_by_everything_that_is_written_from_it(
        self, imported: Run, tmp_path: Path
    ) -> None:
        out = tmp_path / "out"
        result = imported("export", "data", "--wave", "2032", "--out", out)
        assert result.exit_code == 0, result.output
        (package,) = out.iterdir()
        assert "2032" in package.name

    def test_is_what_is_written_if_no_wave_is_named(self, imported: Run, tmp_path: Path) -> None:
        out = tmp_path / "out"
        result = imported("export", "data", "--storyline", "barriers", "--out", out)
        assert result.exit_code == 0, result.output
        assert [each.name for each in out.iterdir()] == ["tinyshire-2032-barriers-data.zip"]


class TestWhatIsNotImported:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["--wave", "2030"], "2030 is a wave of the pack"),
            (["--wave", "../2032"], "cannot be the name of a wave"),
            (["--wave", "2032", "--invited", "Atlantis"], "“Atlantis” cannot be found"),
            (["--wave", "2032", "--council", "Atlantis=Wick"], "expected NAME=COUNCIL"),
            (["--wave", "2032", "--council", "Westville=Atlantis"], "not the name of one council"),
            (["--wave", "2032", "--sheet", "Answers"], "has no sheet “Answers”"),
            (["--wave", "2032", "--keep", "Z"], "there is no such column"),
            (["--wave", "2032", "--keep", "Email"], "cannot be a question"),
            (["--wave", "2032", "--mapping", "nowhere.json"], "cannot be read"),
            (["--wave", "2032", "--correct", "--reason", "x"], "no saved wave 2032 to correct"),
            (["--wave", "2032", "--by", " "], "who does it"),
        ],
    )
    def test_is_explained(
        self, run: Run, file: Path, tmp_path: Path, arguments: list[str], says: str
    ) -> None:
        result = run("import", file, "--without-undecided", *arguments)
        assert result.exit_code == 1, result.output
        assert says in result.stderr
        assert run("waves", "--json").stdout == "[]\n"

    def test_is_a_file_that_is_no_export(self, run: Run, tmp_path: Path) -> None:
        pdf = tmp_path / "answers.xlsx"
        pdf.write_bytes(b"%PDF-1.7 not a workbook")
        result = run("import", pdf, "--wave", "2032")
        assert result.exit_code == 1
        assert "answers.xlsx" in result.stderr
        assert "Expected: " in result.stderr

    def test_is_a_file_that_is_not_there(self, run: Run, tmp_path: Path) -> None:
        result = run("import", tmp_path / "nowhere.csv", "--wave", "2032")
        assert result.exit_code == 1
        assert "nowhere.csv cannot be read" in result.stderr

    def test_is_a_mapping_that_is_none(self, run: Run, file: Path, tmp_path: Path) -> None:
        mapping = tmp_path / "mapping.json"
        for content in (b"{", b"\xff\xfe\x00", b"[]"):
            mapping.write_bytes(content)
            result = run("import", file, "--wave", "2032", "--mapping", mapping)
            assert result.exit_code == 1
            assert "mapping" in result.stderr

    def test_is_a_file_in_which_no_row_can_be_used(self, run: Run, file: Path) -> None:
        file.write_text("Tea or coffee?\nTea\nCoffee\nTea\n", encoding="utf-8")
        result = run("import", file, "--wave", "2032", "--by", "Ann")
        assert result.exit_code == 3
        assert "Nothing was saved." in result.stderr


class TestCorrecting:
    def test_without_being_asked_is_refused(self, imported: Run, file: Path) -> None:
        result = imported("import", file, "--wave", "2032", "--by", "Ben")
        assert result.exit_code == 1
        assert "already there: 2032 version 1 saved by Ann" in result.stderr
        assert "--correct" in result.stderr

    def test_needs_a_reason(self, imported: Run, file: Path) -> None:
        again = ("import", file, "--wave", "2032", "--by", "Ben", "--correct")
        result = imported(*again, "--without-undecided")
        assert result.exit_code == 1
        assert "why the survey is corrected" in result.stderr

    def test_makes_a_new_version(self, imported: Run, file: Path) -> None:
        result = imported(
            *("import", file, "--wave", "2032", "--by", "Ben", "--correct"),
            *("--reason", "one more answer", "--council", "Westville=Southwick"),
        )
        assert result.exit_code == 0, result.output
        second, first = from_json(imported("waves", "show", "2032", "--json"))
        assert (second["version"], second["people"], second["is_current"]) == (2, 4, True)
        assert (first["version"], first["people"], first["is_current"]) == (1, 3, False)
        assert second["made_by"]["why"] == "one more answer"


class TestSavedWaves:
    def test_are_listed(self, imported: Run) -> None:
        result = imported("waves")
        assert result.exit_code == 0
        assert result.stdout.startswith("2032  Tiny survey 2032\n")
        assert "3 people from 3 councils; of 4 rows read, 3 used and 1 set aside" in result.stdout
        assert "2032 version 1 saved by Ann" in result.stdout

    def test_are_listed_for_a_script_wherever_the_option_stands(self, imported: Run) -> None:
        shown = [
            from_json(imported("waves", "--json")),
            from_json(imported("waves", "list", "--json")),
            from_json(imported("waves", "--json", "list")),
        ]
        assert shown[0] == shown[1] == shown[2]
        assert shown[0][0]["wave"] == "2032"
        assert shown[0][0]["rows"] == {"read": 4, "used": 3, "set_aside": 1}

    def test_are_those_of_the_region_that_is_named(
        self, imported: Run, shipped_folder: Path
    ) -> None:
        for arguments in (["waves", "--data", shipped_folder], ["waves", "list", "--data"]):
            named = [*arguments, shipped_folder] if arguments[-1] == "--data" else arguments
            assert "No wave was saved for" in imported(*named).stdout

    def test_are_none_before_one_is_saved(self, run: Run, tmp_path: Path) -> None:
        assert "No wave was saved for Tinyshire." in run("waves").stdout
        assert run("waves", "log").stdout == "Nothing was ever saved.\n"
        assert not (tmp_path / "library.sqlite").exists()

    def test_can_be_restored(self, imported: Run, file: Path) -> None:
        imported(
            *("import", file, "--wave", "2032", "--by", "Ben", "--correct", "--reason", "a slip"),
            *("--council", "Westville=Southwick"),
        )
        result = imported(
            "waves", "restore", "2032", "1", "--by", "Cy", "--reason", "no, it was right"
        )
        assert result.exit_code == 0, result.output
        assert "2032 version 3 restored from version 1 by Cy" in result.stdout
        newest = from_json(imported("waves", "show", "2032", "--json"))[0]
        assert (newest["version"], newest["people"]) == (3, 3)

    def test_are_deleted_once_somebody_says_yes(self, imported: Run) -> None:
        reason = ("--reason", "a council asked for it", "--by", "Cy")
        asked = imported("waves", "delete", "2032", *reason, typed="n\n")
        assert asked.exit_code == 1
        assert "Erase Tiny survey 2032 (2032): 3 people, its only version?" in asked.stderr
        assert "Nothing was deleted." in asked.stderr
        assert len(from_json(imported("waves", "--json"))) == 1
        done = imported("waves", "delete", "2032", *reason, typed="y\n")
        assert done.exit_code == 0, done.output
        assert from_json(imported("waves", "--json")) == []
        actions = [each["action"] for each in from_json(imported("waves", "log", "--json"))]
        assert actions == ["deleted", "saved"]
        assert "a council asked for it" in imported("waves", "log", "2032").stdout

    def test_are_deleted_without_asking_if_that_is_said(self, imported: Run) -> None:
        result = imported("waves", "delete", "2032", "--yes", "--reason", "test", "--by", "Cy")
        assert result.exit_code == 0, result.output
        assert "2032 version" not in imported("waves").stdout

    @pytest.mark.parametrize("command", [["show", "2040"], ["delete", "2040", "--yes"]])
    def test_that_are_not_there_are_named_with_those_that_are(
        self, imported: Run, command: list[str]
    ) -> None:
        result = imported("waves", *command)
        assert result.exit_code == 1
        assert "no saved wave 2040. Expected: one of 2032" in result.stderr

    def test_in_a_library_that_cannot_be_used_are_explained(
        self, tiny: Path, tmp_path: Path
    ) -> None:
        for address, says in (
            ("mysql://user:very-secret@host/name", "cannot be kept in “mysql”"),
            (f"sqlite:///{tmp_path.as_posix()}", "cannot be opened"),
        ):
            variables = {"BESTBYWM_DATABASE_URL": address, "BESTBYWM_DATA": str(tiny)}
            for command in (["waves"], ["export", "data", "--out", str(tmp_path / "out")]):
                result = CliRunner().invoke(main, command, env=variables)
                assert result.exit_code == 1
                assert says in result.stderr
                assert "very-secret" not in result.output
