"""Specification of how exports are understood: whose they are, which rows are people, and which
columns are questions.

Every row of a sheet is one of these: headings, a person, set aside with a reason, or blank.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.survey.importing.dialects import as_dialect, best_sheet, problem_of, recognise
from bestbywm.survey.importing.model import AnswerTable, Dialect, Field, Sheet
from bestbywm.survey.importing.reading import read_file, read_pasted
from tests.survey.importing import samples
from tests.survey.importing.samples import Rows

DIALECTS: list[Dialect] = ["microsoft", "surveymonkey", "google", "plain"]


def sheet_of(rows: Rows) -> Sheet:
    return read_file("answers.csv", samples.as_csv(rows)).sheets[0]


def table_of(rows: Rows) -> AnswerTable:
    return recognise(sheet_of(rows))


def pasted(text: str) -> AnswerTable:
    return recognise(read_pasted(text).sheets[0])


def questions(table: AnswerTable) -> list[str]:
    return [field.heading for field in table.fields if not field.is_meta]


def metas(table: AnswerTable) -> list[str]:
    return [field.heading for field in table.fields if field.is_meta]


class TestMicrosoftForms:
    def test_it_is_known_by_its_headings_and_says_so(self) -> None:
        table = table_of(samples.MICROSOFT)
        assert table.dialect == "microsoft"
        assert table.why == (
            "Row 1 has the headings ID, Start time and Completion time, as Microsoft Forms "
            "writes them."
        )

    def test_each_row_below_the_headings_is_a_person(self) -> None:
        table = table_of(samples.MICROSOFT)
        assert table.heading_rows == (1,)
        assert table.people == (2, 3, 4)

    def test_several_answers_are_separated_by_semicolons(self) -> None:
        assert table_of(samples.MICROSOFT).separator == ";"

    def test_its_own_columns_are_no_questions(self) -> None:
        table = table_of(samples.MICROSOFT)
        assert metas(table) == ["ID", "Start time", "Completion time", "Email", "Name"]
        assert questions(table) == [
            "Your council",
            "Which channels do you use?",
            "How often do you post?",
            "Anything else?",
        ]

    def test_a_form_without_names_is_known_too(self) -> None:
        table = pasted("ID,Start time,Completion time,Your council\n1,a,b,Dudley\n")
        assert (table.dialect, questions(table)) == ("microsoft", ["Your council"])

    def test_a_question_called_name_is_a_question(self) -> None:
        table = pasted("ID,Start time,Completion time,Name,Council,Name\n1,a,b,c,d,e\n")
        assert questions(table) == ["Council", "Name (2)"]

    def test_points_and_feedback_of_a_quiz_are_no_questions(self) -> None:
        head = (
            "ID,Start time,Completion time,Total points,Quiz feedback,Grade posted time,Council,"
            "Points - Council,Feedback - Council,Points - what for?"
        )
        table = pasted(f"{head}\n1,a,b,3,,,Dudley,1,,x\n")
        assert questions(table) == ["Council", "Points - what for?"]


class TestSurveyMonkey:
    def test_it_is_known_by_its_headings_in_two_rows(self) -> None:
        table = table_of(samples.SURVEYMONKEY)
        assert (table.dialect, table.heading_rows) == ("surveymonkey", (1, 2))
        assert table.people == (3, 4)
        assert metas(table)[-1] == "Custom Data 1"

    def test_a_column_for_each_option_is_one_question(self) -> None:
        options = ("Facebook", "X (Twitter)", "Other (please specify)")
        assert (
            Field((12, 13, 14), "Which channels do you use?", options)
            in table_of(samples.SURVEYMONKEY).fields
        )

    def test_a_single_choice_with_a_box_for_another_answer_is_one_question(self) -> None:
        field = Field((10, 11), "Your council", ("Response", "Other (please specify)"))
        assert field in table_of(samples.SURVEYMONKEY).fields

    def test_a_remark_is_a_question_of_its_own(self) -> None:
        table = pasted(
            "Respondent ID,Collector ID,Council,,Which?,,\n"
            ",,Response,Comments,Facebook,X,Comment\n1,2,Dudley,Why?,Facebook,,Never\n"
        )
        assert table.fields[2:] == (
            Field((3,), "Council"),
            Field((4,), "Council – Comments"),
            Field((5, 6), "Which?", ("Facebook", "X")),
            Field((7,), "Which? – Comment"),
        )

    def test_the_rows_of_a_grid_are_a_question_each(self) -> None:
        fields = table_of(samples.SURVEYMONKEY).fields
        assert Field((15,), "How often do you post? – Facebook") in fields
        assert Field((16,), "How often do you post? – X (Twitter)") in fields

    def test_an_open_question_keeps_its_heading(self) -> None:
        assert Field((17,), "Anything else?") in table_of(samples.SURVEYMONKEY).fields

    def test_a_grid_with_several_ticks_a_row_is_a_question_for_each_row(self) -> None:
        table = pasted(
            "Respondent ID,Collector ID,What for?,,,\n"
            ",,Facebook - News,Facebook - Jobs,X - News,X - Jobs\n"
            "1,2,News,,News,Jobs\n"
            "2,2,,Jobs,,\n"
        )
        assert table.fields[2:] == (
            Field((3, 4), "What for? – Facebook", ("News", "Jobs")),
            Field((5, 6), "What for? – X", ("News", "Jobs")),
        )

    @pytest.mark.parametrize("ticks", [("1", "1"), ("1", "2"), ("Yes", "Yes"), ("Facebook", "X")])
    def test_ticks_may_be_names_numbers_or_yes(self, ticks: tuple[str, str]) -> None:
        table = pasted(
            "Respondent ID,Collector ID,Which?,\n,,Facebook,X\n"
            f"1,2,{ticks[0]},{ticks[1]}\n2,2,,{ticks[1]}\n3,2,0,\n"
        )
        assert table.fields[2] == Field((3, 4), "Which?", ("Facebook", "X"))

    def test_ratings_are_no_ticks(self) -> None:
        table = pasted("Respondent ID,Collector ID,How good?,\n,,Facebook,X\n1,2,4,5\n2,2,3,1\n")
        assert questions(table) == ["How good? – Facebook", "How good? – X"]

    def test_numbers_instead_of_words_are_told_and_left_alone(self) -> None:
        table = pasted(
            "Respondent ID,Collector ID,Council,Which?,\n,,Response,Facebook,X\n1,2,7,1,2\n"
        )
        assert "The answers are numbers instead of words" in table.notes[0]
        assert table.sheet.cells.at[3, 3] == "7"

    def test_words_are_nothing_to_tell(self) -> None:
        assert table_of(samples.SURVEYMONKEY).notes == ()

    @pytest.mark.parametrize("second", ["", ",,Response,Response\n"])
    def test_condensed_columns_hold_several_answers_each(self, second: str) -> None:
        head = f"Respondent ID,Collector ID,Council,Which?\n{second}"
        table = pasted(f'{head}1,2,Dudley,"Facebook, X"\n')
        assert table.dialect == "surveymonkey"
        assert questions(table) == ["Council", "Which?"]
        assert table.separator == ", "
        assert len(table.people) == 1
        assert "separated by commas" in table.notes[0]

    def test_headings_of_earlier_years_are_known(self) -> None:
        table = pasted("RespondentID,CollectorID,StartDate,EndDate,<b>Council</b>?\n1,2,a,b,c\n")
        assert table.dialect == "surveymonkey"
        assert questions(table) == ["Council ?"]

    def test_its_workbook_says_the_same_as_its_csv(self) -> None:
        content = samples.as_xlsx(samples.SURVEYMONKEY, [(1, 10, 1, 11), (1, 12, 1, 14)])
        table = recognise(read_file("answers.xlsx", content).sheets[0])
        assert table.fields == table_of(samples.SURVEYMONKEY).fields


class TestGoogleForms:
    def test_it_is_known_by_its_timestamp(self) -> None:
        table = table_of(samples.GOOGLE)
        assert table.dialect == "google"
        assert metas(table) == ["Timestamp", "Email Address"]

    def test_several_answers_are_separated_by_commas_and_left_whole(self) -> None:
        table = table_of(samples.GOOGLE)
        assert table.separator == ", "
        assert table.sheet.cells.at[2, 4] == "Facebook, X, formerly Twitter"

    def test_the_file_that_the_form_itself_makes_has_semicolons(self) -> None:
        table = pasted('Timestamp,Which?\n2026/05/14 9:30:00 AM GMT+1,"Facebook;X, once Twitter"\n')
        assert table.separator == ";"

    def test_rows_of_a_grid_are_a_question_each(self) -> None:
        assert questions(table_of(samples.GOOGLE))[-1] == "How often? [Facebook]"


class TestPlainTables:
    def test_what_no_service_wrote_is_a_table(self) -> None:
        table = table_of(samples.PLAIN)
        assert (table.dialect, table.separator) == ("plain", "")
        assert "Row 1 looks like the headings" in table.why
        assert table.people == (2, 3)

    def test_titles_above_the_headings_are_set_aside(self) -> None:
        table = table_of(
            [
                ["Survey of councils"],
                ["May", "2026"],
                [],
                *[["Council", "Staff", "X"], ["Dudley", 1, 2]],
            ]
        )
        assert table.heading_rows == (4,)
        assert table.set_aside == {1: "title above the headings", 2: "title above the headings"}

    @pytest.mark.parametrize(
        "row",
        [
            ["Total", 11, ""],
            ["Average", 5.5, "50%"],
            ["Responses: 41", "", ""],
            ["", "Total:", 3],
            ["n = 41"],
        ],
    )
    def test_totals_at_the_end_are_set_aside(self, row: list[object]) -> None:
        rows = [["Council", "Staff", "Posts"], ["Dudley", 5, 1], ["Walsall", 6, 2], row]
        table = table_of(rows)
        assert table.set_aside == {4: "totals"}
        assert table.people == (2, 3)

    @pytest.mark.parametrize(
        "rows",
        [
            [["Your work is", "Why?"], ["Average", "I said so"]],
            [["Your work is"], ["Good"], ["Average"]],
            [["Your work is", "Age"], ["Average", 40], ["Good", 30], ["Average", 50]],
            [["Total", "Name"], ["Total", "Ann"], ["Other", "Bob"]],
        ],
    )
    def test_an_answer_that_sounds_like_totals_is_an_answer(self, rows: Rows) -> None:
        assert table_of(rows).set_aside == {}

    def test_headings_that_come_again_are_set_aside(self) -> None:
        table = pasted("Council,Staff\nDudley,1\nCouncil,Staff\nWalsall,2\n")
        assert table.set_aside == {3: "the headings again"}
        assert table.people == (2, 4)

    def test_rows_of_tests_are_people_until_somebody_says_no(self) -> None:
        assert pasted("Council,Staff\nTEST,1\nDudley,2\n").people == (2, 3)

    def test_the_same_heading_twice_is_told_apart(self) -> None:
        assert questions(pasted("Why?,Why?,Why?\na,b,c\n")) == ["Why?", "Why? (2)", "Why? (3)"]

    def test_a_column_without_heading_is_called_as_the_spreadsheet_does(self) -> None:
        assert questions(pasted("Council,,Staff\nDudley,x,1\n")) == ["Council", "Column B", "Staff"]

    def test_headings_are_on_one_line(self) -> None:
        assert questions(pasted('"Your\n  council",Staff\nDudley,1\n'))[0] == "Your council"

    def test_merged_headings_stand_for_all_their_columns(self) -> None:
        rows = [
            ["Council", "Channels", "", "Staff"],
            ["", "Facebook", "X", ""],
            ["Dudley", "yes", "no", 4],
        ]
        content = samples.as_xlsx(rows, [(1, 2, 1, 3)])
        table = recognise(read_file("answers.xlsx", content).sheets[0])
        assert table.heading_rows == (1, 2)
        assert table.fields == (
            Field((1,), "Council"),
            Field((2, 3), "Channels", ("Facebook", "X")),
            Field((4,), "Staff"),
        )

    def test_a_title_merged_over_all_columns_is_a_title(self) -> None:
        rows = [["Survey", "", ""], ["Council", "Staff", "Posts"], ["Dudley", 1, 2]]
        content = samples.as_xlsx(rows, [(1, 1, 1, 3)])
        table = recognise(read_file("answers.xlsx", content).sheets[0])
        assert table.heading_rows == (2,)


class TestOverruling:
    @pytest.mark.parametrize("rows", [samples.MICROSOFT, samples.SURVEYMONKEY, samples.GOOGLE])
    @pytest.mark.parametrize("dialect", DIALECTS)
    def test_any_sheet_can_be_read_as_anything(self, rows: Rows, dialect: Dialect) -> None:
        table = as_dialect(sheet_of(rows), dialect)
        assert table.dialect == dialect
        assert table.people

    def test_it_says_who_said_so(self) -> None:
        table = as_dialect(sheet_of(samples.PLAIN), "microsoft")
        assert table.why == "It is read as Microsoft Forms because you said so."
        assert table.separator == ";"


class TestChoosingTheSheet:
    def test_the_export_comes_before_a_larger_sheet(self) -> None:
        content = samples.as_xlsx(
            {"Notes": [["a", "b"]] * 50, "Form1": samples.MICROSOFT, "More": [["c"]]}
        )
        assert best_sheet(read_file("answers.xlsx", content)).name == "Form1"

    def test_else_the_largest_is_taken(self) -> None:
        content = samples.as_xlsx({"Notes": [["a"], ["b"]], "Data": samples.PLAIN})
        assert best_sheet(read_file("answers.xlsx", content)).name == "Data"


class TestNothingToUse:
    @pytest.mark.parametrize("rows", [samples.MICROSOFT[:1], samples.SURVEYMONKEY[:2]])
    def test_headings_alone_are_no_answers(self, rows: Rows) -> None:
        problem = problem_of("answers.csv", table_of(rows))
        assert problem is not None
        row = len(rows)
        assert problem.found == f"Below the headings in row {row} there is no row with answers"

    def test_columns_of_the_form_alone_are_no_answers(self) -> None:
        table = pasted("ID,Start time,Completion time\n1,a,b\n")
        problem = problem_of("answers.csv", table)
        assert problem is not None
        assert problem.found == "None of the headings in row 1 is a question"

    def test_a_table_with_answers_has_no_such_problem(self) -> None:
        assert problem_of("answers.csv", table_of(samples.PLAIN)) is None


WORDS = st.sampled_from(
    [
        *["", "", " ", "Dudley", "Facebook;X;", "1", "2.5", "Total", "Average", "Responses: 4"],
        *["ID", "Start time", "Completion time", "Timestamp", "Respondent ID", "Collector ID"],
        *["Response", "Other (please specify)", "Council", "News - X", "Jobs - X"],
    ]
)


class TestEveryRowAndColumn:
    @given(
        rows=st.lists(st.lists(WORDS, min_size=1, max_size=6), min_size=1, max_size=12),
        again=st.booleans(),
        dialect=st.sampled_from([None, *DIALECTS]),
    )
    def test_is_accounted_for_once(
        self, rows: list[list[str]], again: bool, dialect: Dialect | None
    ) -> None:
        if again:
            rows = [*rows, rows[0]]
        if not any(cell.strip() for row in rows for cell in row):
            return
        sheet = read_file("answers.csv", b"sep=,\r\n" + samples.as_csv(rows)).sheets[0]
        table = as_dialect(sheet, dialect) if dialect else recognise(sheet)
        blank = set(range(1, sheet.rows + 1)) - set(sheet.cells.index)
        parts = [*table.heading_rows, *table.people, *table.set_aside, *blank]
        assert sorted(parts) == list(range(1, sheet.rows + 1))
        columns = [column for field in table.fields for column in field.columns]
        assert sorted(columns) == list(sheet.cells.columns)
        headings = [field.heading for field in table.fields]
        assert len(set(headings)) == len(headings)
        assert all(
            not field.options or len(field.options) == len(field.columns) for field in table.fields
        )

    def test_even_if_the_sheet_says_that_cells_are_merged(self) -> None:
        sheet = replace(sheet_of(samples.PLAIN), merged=((1, 1, 1, 2), (1, 2, 1, 9)))
        table = recognise(sheet)
        assert sorted([*table.heading_rows, *table.people, *table.set_aside]) == [1, 2, 3]
