"""Specification of `bestbywm template`: the questionnaire as files."""

import io
import json
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from bestbywm.cli import main
from tests.packs import NORTHMOOR, tiny_region

pytestmark = pytest.mark.usefixtures("hexagons_in_a_row")


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    return tiny_region(tmp_path)


def template(tiny: Path, *arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, ["template", *(str(each) for each in arguments), "--data", str(tiny)]
    )


class TestTemplate:
    def test_is_a_workbook_with_the_questions(self, tiny: Path, tmp_path: Path) -> None:
        result = template(tiny, "--out", tmp_path)
        assert result.exit_code == 0, result.output
        path = tmp_path / "tinyshire-questionnaire.xlsx"
        assert result.stdout == f"{path}\n"
        book = load_workbook(io.BytesIO(path.read_bytes()))
        texts = {cell.value for sheet in book for row in sheet.iter_rows() for cell in row}
        assert "How much do you use it?" in texts

    def test_is_a_text_to_copy_if_that_is_asked_for(self, tiny: Path, tmp_path: Path) -> None:
        path = tmp_path / "new folder" / "questions.txt"
        result = template(tiny, "--format", "text", "--out", path)
        assert result.exit_code == 0, result.output
        assert "How much do you use it?" in path.read_text(encoding="utf-8")

    def test_once_filled_in_is_understood_without_further_questions(
        self, tiny: Path, tmp_path: Path
    ) -> None:
        path = tmp_path / "answers.xlsx"
        template(tiny, "--out", path)
        book = load_workbook(path)
        sheet = next(each for each in book if "How much do you use it?" in _headings(each))
        answers = {"Northmoor Council": "council", "High": "use it", "yes": "Cost"}
        for answer, part_of_heading in answers.items():
            at = next(at for at, text in enumerate(_headings(sheet), 1) if part_of_heading in text)
            for person in range(3):
                sheet.cell(3 + person, at, answer)
        book.save(path)
        arguments = ["import", str(path), "--wave", "2032", "--dry-run", "--data", str(tiny)]
        result = CliRunner().invoke(main, [*arguments, "--json"])
        assert result.exit_code == 0, result.output
        shown = json.loads(result.stdout)
        assert shown["people_by_council"] == {NORTHMOOR: 3}
        assert shown["to_decide"] == []
        assert {each["question"] for each in shown["columns"]} == {"", "use", "barriers"}

    def test_says_if_it_cannot_be_written(self, tiny: Path, tmp_path: Path) -> None:
        in_the_way = tmp_path / "file"
        in_the_way.write_text("kept")
        result = template(tiny, "--out", in_the_way / "deeper")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr


def _headings(sheet: Worksheet) -> list[str]:
    """What stands in the two rows of headings, column by column."""
    rows = sheet.iter_cols(min_row=1, max_row=2, values_only=True)
    return [" ".join(str(text) for text in texts if text) for texts in rows]
