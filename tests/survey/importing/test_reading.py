"""Specification of how files are read: whatever they come as, the same cells come out, as text.

Rows and columns are counted as a spreadsheet counts them. Whose export it is, and what the rows
mean, is the next step's.
"""

import codecs
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.survey.importing.cells import clean_cell, column_letters
from bestbywm.survey.importing.model import Sheet, SurveyFile
from bestbywm.survey.importing.reading import read_file, read_pasted
from bestbywm.survey.importing.workbook_reader import as_text
from tests.survey.importing import samples

Cells = dict[tuple[int, int], str]


def cells_of(sheet: Sheet) -> Cells:
    """Texts by row and column of the file."""
    return {
        (row, column): text
        for column, texts in sheet.cells.items()
        for row, text in texts.items()
        if text is not None
    }


def only_sheet(file: SurveyFile) -> Cells:
    (sheet,) = file.sheets
    return cells_of(sheet)


def read(content: bytes, name: str = "answers.csv") -> Cells:
    return only_sheet(read_file(name, content))


PLAIN = {
    (1, 1): "Council",
    (1, 2): "Staff",
    (2, 1): "Walsall",
    (2, 2): "5",
    (3, 1): "Dudley",
    (3, 2): "2.5",
}


class TestTextFiles:
    @pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
    @pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
    def test_any_usual_delimiter_and_end_of_line_will_do(self, delimiter: str, end: str) -> None:
        assert read(samples.as_csv(samples.PLAIN, delimiter=delimiter, end=end)) == PLAIN

    @pytest.mark.parametrize(
        ("mark", "encoding", "said"),
        [
            (b"", "utf-8", "UTF-8"),
            (codecs.BOM_UTF8, "utf-8", "UTF-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
            (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
            (b"", "utf-16-le", "UTF-16"),
            (b"", "utf-16-be", "UTF-16"),
            (b"", "windows-1252", "Windows-1252"),
        ],
    )
    def test_the_encoding_is_found_and_told(self, mark: bytes, encoding: str, said: str) -> None:
        content = mark + "Council,Remark\r\nDudley,“café” – €5\r\n".encode(encoding)
        file = read_file("answers.csv", content)
        assert only_sheet(file)[2, 2] == "“café” – €5"
        assert file.read_as == f"{said}, separated by commas"
        assert file.notes == ()

    def test_mixed_encodings_are_both_read_and_the_row_is_told(self) -> None:
        lines = ["Council,Remark", "Dudley,café", "Walsall,naïve"]
        content = b"\n".join(
            [lines[0].encode(), lines[1].encode("utf-8"), lines[2].encode("windows-1252")]
        )
        file = read_file("answers.csv", content)
        assert only_sheet(file)[2, 2] == "café"
        assert only_sheet(file)[3, 2] == "naïve"
        (note,) = file.notes
        assert "row 3 was read as Windows-1252" in note

    def test_what_no_encoding_explains_is_told(self) -> None:
        file = read_file("answers.csv", b"Council,Remark\nDudley,\x81\n")
        assert only_sheet(file)[2, 2] == "\ufffd"
        assert "row 2 was so" in file.notes[0]

    def test_excels_hint_of_the_delimiter_is_no_row(self) -> None:
        assert read(b"sep=;\r\nCouncil;Staff\r\nWalsall, Dudley;5,5\r\n") == {
            (1, 1): "Council",
            (1, 2): "Staff",
            (2, 1): "Walsall, Dudley",
            (2, 2): "5,5",
        }

    def test_lists_in_cells_do_not_pass_for_columns(self) -> None:
        rows = [("Council", "Channels"), *[("Dudley", "Facebook;X;YouTube;")] * 5]
        file = read_file("answers.csv", samples.as_csv(rows))
        assert file.read_as == "UTF-8, separated by commas"
        assert only_sheet(file)[2, 2] == "Facebook;X;YouTube;"

    def test_quoted_cells_keep_delimiters_quotes_and_lines(self) -> None:
        cells = read(b'a,b\n"1, ""one""\nand more",2\n3,4\n')
        assert cells[2, 1] == '1, "one"\nand more'
        assert cells[3, 2] == "4"

    def test_ragged_rows_keep_all_their_cells(self) -> None:
        assert read(b"a,b\n1\n1,2,3,4\n") == {
            (1, 1): "a",
            (1, 2): "b",
            (2, 1): "1",
            (3, 1): "1",
            (3, 2): "2",
            (3, 3): "3",
            (3, 4): "4",
        }

    def test_a_quotation_mark_that_stays_open_is_told(self) -> None:
        file = read_file("answers.csv", b'a,b\n1,"2\n3,4\n5,6\n')
        assert "Row 2 opens a quotation mark that is never closed" in file.notes[0]

    def test_a_closed_one_at_the_end_is_nothing_to_tell(self) -> None:
        assert read_file("answers.csv", b'a,b\n1,"2\n3"\n').notes == ()

    def test_a_single_column_is_a_table_too(self) -> None:
        file = read_file("answers.csv", b"Council\nDudley\nWalsall\n")
        assert only_sheet(file) == {(1, 1): "Council", (2, 1): "Dudley", (3, 1): "Walsall"}
        assert file.read_as == "UTF-8, a single column"

    def test_blank_rows_and_columns_are_left_out_and_the_others_keep_their_numbers(self) -> None:
        (sheet,) = read_file("answers.csv", b",,\n,a, ,b\n , ,\n,1,,\xc2\xa0\n,,,\n").sheets
        assert cells_of(sheet) == {(2, 2): "a", (2, 4): "b", (4, 2): "1"}
        assert list(sheet.cells.index) == [2, 4]
        assert list(sheet.cells.columns) == [2, 4]
        assert sheet.rows == 4

    @given(
        st.lists(
            st.lists(st.text(st.characters(codec="utf-8"), max_size=8), min_size=1, max_size=4),
            min_size=1,
            max_size=6,
        )
    )
    def test_every_cell_that_was_written_is_read(self, rows: list[list[str]]) -> None:
        wanted = {
            (row, column): text
            for row, cells in enumerate(rows, 1)
            for column, cell in enumerate(cells, 1)
            if (text := clean_cell(cell))
        }
        # A delimiter that is told, since a table of punctuation could be any.
        content = b"\xef\xbb\xbfsep=,\r\n" + samples.as_csv(rows)
        if wanted and "\0" not in "".join(map("".join, rows)):
            assert read(content) == wanted


class TestPastedTables:
    def test_rows_copied_from_a_spreadsheet_are_a_table(self) -> None:
        file = read_pasted("Council\tStaff\r\nWalsall\t5\r\nDudley\t2.5\r\n")
        assert only_sheet(file) == PLAIN
        assert (file.kind, file.read_as) == ("pasted", "Separated by tabs")

    def test_the_text_of_a_csv_file_is_one_too(self) -> None:
        assert only_sheet(read_pasted(samples.as_csv(samples.PLAIN).decode())) == PLAIN


class TestWorkbooks:
    @pytest.mark.parametrize("rows", [samples.MICROSOFT, samples.SURVEYMONKEY, samples.GOOGLE])
    def test_xlsx_ods_and_csv_of_the_same_table_are_the_same(self, rows: samples.Rows) -> None:
        xlsx = read(samples.as_xlsx(rows), "answers.xlsx")
        assert xlsx == read(samples.as_ods(rows), "answers.ods")
        assert xlsx == read(samples.as_csv(rows))

    def test_values_read_as_a_person_sees_them(self) -> None:
        content = samples.as_xlsx([["a"], [samples.MOMENT, 5, 2.5, True, 118000000001, 1e-7]])
        assert [text for (row, _), text in sorted(read(content).items()) if row == 2] == [
            "2026-05-14 09:30:00",
            "5",
            "2.5",
            "TRUE",
            "118000000001",
            "1e-07",
        ]

    @pytest.mark.parametrize(
        ("value", "text"),
        [
            (datetime(2026, 5, 14, 9, 29, 59, 999_900), "2026-05-14 09:30:00"),
            (datetime.max, "9999-12-31 23:59:59"),
            (date(2026, 5, 14), "2026-05-14"),
            (time(9, 30), "09:30:00"),
            (timedelta(hours=26, minutes=30), "26:30:00"),
            (0.1 + 0.2, "0.3"),
            (-3.0, "-3"),
            (False, "FALSE"),
        ],
    )
    def test_each_kind_of_value_has_one_way_to_be_written(self, value: object, text: str) -> None:
        assert as_text(value) == text

    def test_a_sheet_may_begin_anywhere(self) -> None:
        rows = [[], [], ["", "", "Council"], ["", "", "Dudley"]]
        assert read(samples.as_xlsx(rows)) == {(3, 3): "Council", (4, 3): "Dudley"}

    def test_all_sheets_with_cells_come_in_their_order(self) -> None:
        content = samples.as_xlsx({"Notes": [["Hello"]], "Nothing": [], "Form1": samples.PLAIN})
        file = read_file("answers.xlsx", content)
        assert [sheet.name for sheet in file.sheets] == ["Notes", "Form1"]
        assert cells_of(file.sheets[1]) == PLAIN

    def test_hidden_sheets_are_read_and_told_of(self) -> None:
        content = samples.as_xlsx({"Form1": samples.PLAIN, "Old": [["x"]]}, hidden=["Old"])
        file = read_file("answers.xlsx", content)
        assert [sheet.name for sheet in file.sheets] == ["Form1", "Old"]
        assert "The sheet Old is hidden" in file.notes[0]

    def test_formulas_give_the_result_that_was_saved_with_them(self) -> None:
        sheet = (
            '<worksheet><sheetData><row r="1"><c r="A1" t="str"><f>1&amp;1</f><v>11</v></c>'
            '<c r="B1"><f>1+1</f><v>2</v></c><c r="C1"><f>1+1</f></c></row></sheetData></worksheet>'
        )
        file = read_file("answers.xlsx", samples.xlsx_of(sheet))
        assert only_sheet(file) == {(1, 1): "11", (1, 2): "2"}
        assert file.notes[0].startswith("3 cells with a formula")
        assert file.notes[1].startswith("1 formula saved without a result")

    def test_errors_are_kept_as_text_and_told_of(self) -> None:
        sheet = (
            '<worksheet><sheetData><row r="2"><c r="B2"><v>1</v></c>'
            '<c r="C2" t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
        )
        file = read_file("answers.xlsx", samples.xlsx_of(sheet))
        assert only_sheet(file) == {(2, 2): "1", (2, 3): "#N/A"}
        assert file.notes == ("Sheet Form1: 1 cell with an error, such as #N/A, kept as text.",)

    def test_macros_are_left_alone_and_told_of(self) -> None:
        sheet = (
            '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>'
        )
        content = samples.xlsx_of(sheet, xl__vbaProject__bin=b"")
        assert read_file("a.xlsm", content).notes == ()
        content = samples.xlsx_of(sheet, **{"xl__vbaProject.bin": b"\xd0\xcf\x11\xe0macros"})
        file = read_file("answers.xlsm", content)
        assert only_sheet(file) == {(1, 1): "1"}
        assert file.notes == (
            "The workbook holds macros. They were not run; only the cells were read.",
        )

    def test_merged_cells_are_told_to_the_next_step(self) -> None:
        content = samples.as_xlsx([["Channels", "", "Staff"], ["X", "Y", ""]], [(1, 1, 1, 2)])
        (sheet,) = read_file("answers.xlsx", content).sheets
        assert sheet.merged == ((1, 1, 1, 2),)
        assert cells_of(sheet)[1, 1] == "Channels"

    def test_the_empty_end_of_an_ods_sheet_is_no_rows(self) -> None:
        end = (
            '<table:table-row table:number-rows-repeated="1048573">'
            '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
        )
        (sheet,) = read_file("answers.ods", samples.as_ods(samples.PLAIN, end)).sheets
        assert cells_of(sheet) == PLAIN
        assert sheet.rows == 3

    def test_equal_answers_share_one_text(self) -> None:
        rows = [["Council"], *[["Dudley"]] * 3]
        for content in (samples.as_csv(rows), samples.as_xlsx(rows)):
            (sheet,) = read_file("answers", content).sheets
            assert len({id(text) for text in sheet.cells[1][1:]}) == 1

    def test_progress_only_grows_and_ends_at_one(self) -> None:
        told: list[tuple[float, str]] = []
        content = samples.as_xlsx([["a", "b"], *[[1, 2]] * 12_000])
        read_file("answers.xlsx", content, progress=lambda *now: told.append(now))
        shares = [share for share, _ in told]
        assert shares == sorted(shares)
        assert shares[-1] == 1
        assert {step for _, step in told} >= {"Checking the file", "Reading the sheet Form1"}


class TestWhatAFileIs:
    @pytest.mark.parametrize("name", ["answers.csv", "answers.ods", "answers"])
    def test_its_content_says_not_its_name(self, name: str) -> None:
        file = read_file(name, samples.as_xlsx(samples.PLAIN))
        assert file.kind == "xlsx"
        assert only_sheet(file) == PLAIN

    def test_a_name_that_promises_something_else_is_told(self) -> None:
        file = read_file("answers.xlsx", samples.as_csv(samples.PLAIN))
        assert file.notes == (
            "The name ends in .xlsx, but the file is text (CSV). It was read so.",
        )

    @pytest.mark.parametrize(
        "name",
        ["../../etc/answers.csv", "C:\\Users\\me\\answers.csv", "/answers.csv", "\nanswers.csv"],
    )
    def test_a_path_before_the_name_is_left_out(self, name: str) -> None:
        assert read_file(name, b"a,b\n1,2\n").name == "answers.csv"

    def test_a_zip_with_one_table_in_it_is_that_table(self) -> None:
        content = samples.as_zip(
            {
                "CSV/answers.csv": samples.as_csv(samples.PLAIN),
                "__MACOSX/CSV/._answers.csv": b"\0",
                "read me.pdf": b"%PDF",
            }
        )
        file = read_file("export.zip", content)
        assert (file.name, file.kind) == ("answers.csv", "csv")
        assert only_sheet(file) == PLAIN
        assert file.notes == ("It was packed in export.zip.",)

    def test_a_workbook_in_a_zip_is_read_too(self) -> None:
        content = samples.as_zip({"answers.xlsx": samples.as_xlsx(samples.PLAIN)})
        assert read(content, "export.zip") == PLAIN

    def test_nothing_is_left_on_disk(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        for variable in ("TMPDIR", "TEMP", "TMP"):
            monkeypatch.setenv(variable, str(tmp_path))
        read(samples.as_xlsx(samples.PLAIN))
        assert list(tmp_path.iterdir()) == []


class TestCells:
    @pytest.mark.parametrize(
        ("typed", "kept"),
        [
            ("  Dudley ", "Dudley"),
            ("Dudley\u00a0MBC", "Dudley MBC"),
            ("\u200bDud\u00adley\ufeff", "Dudley"),
            ("a\x07b\x00c", "abc"),
            ("one\r\ntwo\rthree", "one\ntwo\nthree"),
            ("We’d “like” – that", "We’d “like” – that"),
            ("👩\u200d💻", "👩\u200d💻"),
            (" \u00a0\u200b\n", None),
        ],
    )
    def test_invisible_signs_go_and_visible_ones_stay(self, typed: str, kept: str | None) -> None:
        assert clean_cell(typed) == kept

    @given(st.text(max_size=30))
    @settings(max_examples=300)
    def test_cleaning_twice_is_cleaning_once(self, text: str) -> None:
        once = clean_cell(text)
        assert once is None or clean_cell(once) == once

    @pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (703, "AAA")])
    def test_columns_are_called_as_in_a_spreadsheet(self, number: int, letters: str) -> None:
        assert column_letters(number) == letters
