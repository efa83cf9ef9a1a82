"""Specification of `bestbywm texts`: every text of the pages as a list, to be reviewed."""

import csv
import io

from typer.testing import CliRunner, Result

from bestbywm.app import texts
from bestbywm.cli import main
from bestbywm.cli.readability import grade, longest_sentence, words
from bestbywm.cli.texts import COLUMNS, every_text


def listed(*arguments: str) -> Result:
    result = CliRunner().invoke(main, ["texts", *arguments])
    assert result.exit_code == 0, result.output
    return result


class TestTexts:
    def test_holds_every_module_and_text(self) -> None:
        found = {(each.where, each.name): each.text for each in every_text()}
        assert {where for where, _ in found} == set(texts.__all__)
        assert found["present", "UNDO"] == texts.present.UNDO
        assert found["saving", "ERASED"] == texts.saving.ERASED

    def test_names_the_parts_of_a_collection(self) -> None:
        several = [each for each in every_text() if each.where == "accessibility"]
        assert any(each.name.endswith("[2]") for each in several)

    def test_is_a_table_to_read(self) -> None:
        first, *lines = listed().stdout.splitlines()
        assert first.split() == ["words", "grade", "where", "and", "name", "text"]
        assert len(lines) == len(every_text())
        (undo,) = (line for line in lines if " present.UNDO " in line)
        assert undo.split() == ["1", "present.UNDO", "Undo"]

    def test_is_a_file_for_a_spreadsheet_if_that_is_asked_for(self) -> None:
        head, *rows = csv.reader(io.StringIO(listed("--csv").stdout))
        assert tuple(head) == COLUMNS
        by_name = {(where, name): rest for where, name, *rest in rows}
        assert len(by_name) == len(rows) == len(every_text())
        text = texts.survey.ABOUT
        most = len(words(longest_sentence(text)))
        assert by_name["survey", "ABOUT"] == [text, str(most), f"{grade([text]):.1f}"]

    def test_gives_labels_no_grade(self) -> None:
        grades = {(each.where, each.name): each.grade for each in every_text()}
        assert grades["present", "UNDO"] is None
        assert grades["present", "ABOUT"] is not None
