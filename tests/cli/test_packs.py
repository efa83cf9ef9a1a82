"""Specification of the commands on packs: check one, and make its illustrative answers."""

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from bestbywm.cli import main
from tests.packs import (
    TINY_ANSWERS_FILE,
    append_row,
    copy_of_shipped,
    delete_file,
    set_cell,
    tiny_region,
)

pytestmark = pytest.mark.usefixtures("hexagons_in_a_row")


def run(*arguments: str | Path, variables: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, [str(each) for each in arguments], env=variables)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_region(tmp_path)


class TestCheck:
    def test_says_what_a_good_pack_holds(self, shipped_folder: Path) -> None:
        result = run("check", "--data", shipped_folder)
        assert result.exit_code == 0
        assert result.stdout.endswith("33 councils, waves 2013, 2014. No problem found.\n")
        assert result.stderr == ""

    def test_takes_the_folder_from_the_environment(self, tiny: Path) -> None:
        result = run("check", variables={"BESTBYWM_DATA": str(tiny)})
        assert result.stdout == "Tinyshire: 4 councils, waves 2030. No problem found.\n"

    def test_names_every_problem_of_a_bad_pack_and_fails(self, tiny: Path) -> None:
        set_cell(tiny, "waves.csv", 2, "people", "ten")
        set_cell(tiny, "published.csv", 3, "percent", "400")
        result = run("check", "--data", tiny)
        assert result.exit_code == 1
        assert result.stdout == ""
        assert result.stderr.splitlines() == [
            "waves.csv, row 2, column people: The cell says “ten”. "
            "Expected: a whole number. To mend it: correct the cell.",
            "published.csv, row 3, column percent: The cell says “400”. "
            "Expected: at most 100. To mend it: correct the cell.",
        ]

    def test_fails_without_a_folder(self, tmp_path: Path) -> None:
        result = run("check", "--data", tmp_path / "nowhere")
        assert result.exit_code == 1
        assert "There is no folder" in result.stderr


class TestIllustrate:
    def test_writes_the_answers_that_ship_byte_by_byte(
        self, shipped_folder: Path, tmp_path: Path
    ) -> None:
        out = tmp_path / "answers.csv"
        result = run("illustrate", "--data", shipped_folder, "--wave", "2013", "--out", out)
        assert result.exit_code == 0, result.output
        assert result.stdout == f"Wrote {out}: 40 made-up people from 31 councils.\n"
        assert out.read_bytes() == (shipped_folder / "illustrative_2013.csv").read_bytes()

    def test_writes_the_file_of_the_first_wave_if_nothing_is_said(self, tmp_path: Path) -> None:
        pack = copy_of_shipped(tmp_path)
        before = (pack / "illustrative_2013.csv").read_bytes()
        delete_file(pack, "illustrative_2013.csv")
        assert run("illustrate", "--data", pack).exit_code == 0
        assert (pack / "illustrative_2013.csv").read_bytes() == before

    def test_writes_other_answers_from_another_seed(self, tiny: Path, tmp_path: Path) -> None:
        files = [tmp_path / f"{seed}.csv" for seed in (1, 2)]
        for seed, out in enumerate(files, start=1):
            run("illustrate", "--data", tiny, "--seed", str(seed), "--out", out)
        assert files[0].read_bytes() != files[1].read_bytes()

    def test_leaves_the_answers_alone_if_another_file_is_named(
        self, tiny: Path, tmp_path: Path
    ) -> None:
        before = (tiny / TINY_ANSWERS_FILE).read_bytes()
        assert run("illustrate", "--data", tiny, "--out", tmp_path / "x.csv").exit_code == 0
        assert (tiny / TINY_ANSWERS_FILE).read_bytes() == before

    def test_refuses_a_wave_that_does_not_exist(self, tiny: Path) -> None:
        result = run("illustrate", "--data", tiny, "--wave", "1066")
        assert result.exit_code == 1
        assert result.stderr == "There is no wave 1066. Expected one of: 2030.\n"

    def test_wants_a_file_for_a_wave_without_one(self, tiny: Path) -> None:
        cells = {"wave": "2031", "title": "T", "when": "2031", "summary": "S."}
        append_row(tiny, "waves.csv", **cells)
        result = run("illustrate", "--data", tiny, "--wave", "2031")
        assert result.exit_code == 1
        assert result.stderr == (
            "waves.csv names no file of answers for 2031. Name one with --out.\n"
        )

    def test_says_why_answers_cannot_be_made(self, tiny: Path, tmp_path: Path) -> None:
        set_cell(tiny, "waves.csv", 2, "councils_answered", "5")
        result = run("illustrate", "--data", tiny, "--out", tmp_path / "x.csv")
        assert result.exit_code == 1
        assert result.stderr == (
            "The answers cannot be made: Wave 2030: 5 of 4 councils cannot have answered.\n"
        )
        assert not (tmp_path / "x.csv").exists()

    def test_says_why_a_file_cannot_be_written(self, tiny: Path, tmp_path: Path) -> None:
        result = run("illustrate", "--data", tiny, "--out", tmp_path)
        assert result.exit_code == 1
        assert result.stderr.startswith("The answers cannot be made: ")

    def test_names_the_problems_of_a_bad_pack(self, tiny: Path) -> None:
        delete_file(tiny, "councils.csv")
        result = run("illustrate", "--data", tiny)
        assert result.exit_code == 1
        assert result.stderr.startswith("councils.csv: The file is missing.")


def test_without_a_command_the_commands_are_listed() -> None:
    result = run()
    assert "check" in result.output
    assert "illustrate" in result.output
