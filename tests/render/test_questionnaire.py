"""Specification of the questionnaire: it asks what the pack asks, and comes back as it went out."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO

import numpy as np
import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from bestbywm.pack import Pack
from bestbywm.render.questionnaire import (
    ANSWERS,
    COUNCIL,
    HEADING_ROWS,
    INSTRUCTIONS,
    LISTS,
    TICK,
    asked,
    choices,
    is_single,
    questionnaire_text,
    questionnaire_xlsx,
)
from bestbywm.survey.importing.dialects import best_sheet, recognise
from bestbywm.survey.importing.importing import Imported, bring_in
from bestbywm.survey.importing.reading import read_file
from bestbywm.survey.importing.suggesting import suggest, to_ask
from bestbywm.survey.questions import Question
from bestbywm.survey.responses import Responses
from tests.own_waves import answers, extra, some_councils, with_own


def opened(pack: Pack) -> Workbook:
    return load_workbook(BytesIO(questionnaire_xlsx(pack)))


def columns_of(sheet: Worksheet) -> dict[tuple[str, str], int]:
    """Question and option of each column; of a question with one answer the option is ""."""
    found: dict[tuple[str, str], int] = {}
    heading = ""
    for column in range(1, sheet.max_column + 1):
        heading = sheet.cell(1, column).value or heading
        found[heading, sheet.cell(2, column).value or ""] = column
    return found


def filled(pack: Pack, responses: Responses) -> bytes:
    """The template, filled in by a program as these people would."""
    book = opened(pack)
    sheet = book[ANSWERS]
    columns = columns_of(sheet)
    labels = {(q.id, o.id): label_of(q, o.id) for q in asked(pack) for o in q.options}
    for person, code in enumerate(responses.councils):
        row = HEADING_ROWS + 1 + person
        sheet.cell(row, columns[COUNCIL, ""], pack.region.by_code[code].official_name)
        for at in np.flatnonzero(responses.chosen[person]):
            name, option = responses.options[at]
            question = pack.questions[name]
            if is_single(question):
                sheet.cell(row, columns[question.wording, ""], labels[name, option])
            else:
                sheet.cell(row, columns[question.wording, labels[name, option]], TICK)
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def label_of(question: Question, option: str) -> str:
    """What a person chooses who means the option: of "any other answer", an offered one."""
    found = question.option(option)
    if found.role != "rest":
        return found.label
    named = {each.label for each in question.options}
    return next((each for each in choices(question) if each not in named), found.label)


def brought_in(pack: Pack, content: bytes) -> Imported:
    """What the reader and the mapping make of a file, nobody helping them."""
    table = recognise(best_sheet(read_file("answers.xlsx", content)))
    suggestion = suggest(table, pack.questions, pack.region)
    assert to_ask(suggestion) == ()
    return bring_in(table, suggestion.mapping, pack.questions, pack.region, wave="2026")


def as_sets(pack: Pack, responses: Responses) -> list[tuple[str, frozenset[tuple[str, str]]]]:
    """Council and answers of each person."""
    return [
        (
            code,
            frozenset(responses.options[at] for at in np.flatnonzero(responses.chosen[person])),
        )
        for person, code in enumerate(responses.councils)
    ]


class TestARoundTrip:
    """The template is filled in, read and understood: the same people give the same answers."""

    @pytest.mark.parametrize("people", [1, 3, 60])
    def test_of_the_shipped_questionnaire_brings_identical_answers(
        self, shipped_pack: Pack, people: int
    ) -> None:
        self.goes_round(shipped_pack, some_councils(shipped_pack, people, min(people, 20)))

    def test_of_another_region_does_too(self, tiny_pack: Pack) -> None:
        self.goes_round(tiny_pack, [*tiny_pack.region.codes] * 3)

    def goes_round(self, pack: Pack, councils: Sequence[str]) -> None:
        given = answers({each.id: each for each in asked(pack)}, councils)
        answering = [at for at in range(len(councils)) if given.answered[at].any()]
        found = brought_in(pack, filled(pack, given))
        assert as_sets(pack, found.responses) == [as_sets(pack, given)[at] for at in answering]
        assert not found.extra_questions
        own = {each.id: at for at, each in enumerate(asked(pack))}
        for at, name in enumerate(found.responses.questions):
            before = given.answered[answering, own[name]]
            assert (found.responses.answered[:, at] == before).all(), name


class TestTheWorkbook:
    def test_has_instructions_answers_and_lists(self, shipped_pack: Pack) -> None:
        assert opened(shipped_pack).sheetnames == [INSTRUCTIONS, ANSWERS, LISTS]

    def test_opens_on_the_sheet_to_fill_in(self, shipped_pack: Pack) -> None:
        assert opened(shipped_pack).active.title == ANSWERS

    def test_asks_every_question_that_people_can_answer(self, shipped_pack: Pack) -> None:
        headings = {heading for heading, _ in columns_of(opened(shipped_pack)[ANSWERS])}
        people_answer = [q for q in shipped_pack.questions.values() if q.kind != "fact"]
        assert headings == {COUNCIL, *(question.wording for question in people_answer)}

    def test_has_a_column_for_each_of_several_answers(self, shipped_pack: Pack) -> None:
        columns = columns_of(opened(shipped_pack)[ANSWERS])
        for question in asked(shipped_pack):
            if not is_single(question):
                options = [option for heading, option in columns if heading == question.wording]
                assert options == [option.label for option in question.options]

    def test_offers_answers_in_every_column(self, shipped_pack: Pack) -> None:
        book = opened(shipped_pack)
        sheet = book[ANSWERS]
        offered = {}
        for each in sheet.data_validations.dataValidation:
            assert each.type == "list"
            assert each.prompt
            for part in each.sqref.ranges:
                assert part.min_row == HEADING_ROWS + 1
                for column in range(part.min_col, part.max_col + 1):
                    offered[column] = each.formula1
        assert set(offered) == set(range(1, sheet.max_column + 1))
        columns = columns_of(sheet)
        for question in asked(shipped_pack):
            if is_single(question):
                words = offered[columns[question.wording, ""]].strip('"').split(",")
                assert tuple(words) == choices(question)

    def test_offers_every_council_from_its_list(self, shipped_pack: Pack) -> None:
        book = opened(shipped_pack)
        (rule,) = [
            each
            for each in book[ANSWERS].data_validations.dataValidation
            if each.sqref.ranges and next(iter(each.sqref.ranges)).min_col == 1
        ]
        row = [cell.value for cell in book[LISTS][1]]
        assert row[0] == COUNCIL
        assert row[1:] == sorted(council.official_name for council in shipped_pack.region.councils)
        assert rule.formula1 == f"{LISTS}!$B$1:${get_column_letter(len(row))}$1"

    def test_says_how_to_fill_it_in_and_to_leave_names_out(self, shipped_pack: Pack) -> None:
        sheet = opened(shipped_pack)[INSTRUCTIONS]
        words = " ".join(str(cell.value) for (cell,) in sheet.iter_rows() if cell.value)
        assert "one row for each person" in words
        assert "Write down nobody's name" in words

    def test_is_the_same_file_every_time(self, tiny_pack: Pack) -> None:
        assert questionnaire_xlsx(tiny_pack) == questionnaire_xlsx(tiny_pack)

    def test_leaves_out_what_only_one_survey_asked(self, tiny_pack: Pack) -> None:
        own = with_own(tiny_pack, tiny_pack.region.codes, extra={"own_tools": extra()})
        assert questionnaire_xlsx(own) == questionnaire_xlsx(tiny_pack)
        assert questionnaire_text(own) == questionnaire_text(tiny_pack)

    def test_takes_words_that_a_spreadsheet_would_run_as_words(self, tiny_pack: Pack) -> None:
        use = replace(tiny_pack.questions["use"], wording="=1+1")
        odd = replace(tiny_pack, questions={**tiny_pack.questions, "use": use})
        sheet = opened(odd)[ANSWERS]
        assert [cell.data_type for cell in sheet[1] if cell.value == "=1+1"] in ([], ["s"])

    def test_takes_answers_with_commas_and_long_lists(self, tiny_pack: Pack) -> None:
        tools = extra("use", options=30, kind="single")
        odd = replace(tiny_pack, questions={**tiny_pack.questions, "use": tools})
        book = opened(odd)
        lists = [[cell.value for cell in row if cell.value] for row in book[LISTS].iter_rows()]
        assert [tools.wording, *choices(tools)] in lists


class TestTheAnswersOffered:
    def test_are_the_options_of_a_question(self, shipped_pack: Pack) -> None:
        assert choices(shipped_pack.questions["usage_level"]) == ("High", "Medium", "Low")

    def test_are_never_any_other_answer(self, shipped_pack: Pack) -> None:
        for question in asked(shipped_pack):
            rest = {option.label for option in question.with_role("rest")}
            assert rest.isdisjoint(choices(question)), question.id
            assert len(choices(question)) >= 2

    @pytest.mark.parametrize("id_", ["policy_up_to_date", "members_use", "frontline_use"])
    def test_are_yes_no_and_don_t_know_where_only_one_of_them_was_published(
        self, shipped_pack: Pack, id_: str
    ) -> None:
        assert choices(shipped_pack.questions[id_]) == ("Yes", "No", "Don't know")

    def test_are_the_other_words_that_the_pack_has_for_other_answers(
        self, shipped_pack: Pack
    ) -> None:
        offered = choices(shipped_pack.questions["expected_use"])
        assert offered == ("Increase", "Stay the same", "Decrease", "Don't know")


class TestTheText:
    def test_has_every_question_with_its_number_kind_and_answers(self, shipped_pack: Pack) -> None:
        text = questionnaire_text(shipped_pack)
        assert f"1. {COUNCIL}\n   (one answer, must be answered." in text
        for number, question in enumerate(asked(shipped_pack), start=2):
            block = text.split(f"\n{number}. {question.wording}\n")[1].split("\n\n")[0]
            assert [line.strip(" -") for line in block.splitlines()[1:]] == list(choices(question))

    def test_names_every_council(self, shipped_pack: Pack) -> None:
        text = questionnaire_text(shipped_pack)
        assert all(f"   - {each.official_name}\n" in text for each in shipped_pack.region.councils)

    def test_says_what_to_set_so_that_nobody_is_named(self, shipped_pack: Pack) -> None:
        text = questionnaire_text(shipped_pack)
        assert "Record name" in text
        assert "Do not collect" in text

    def test_says_which_answer_stands_alone(self, shipped_pack: Pack) -> None:
        assert "any number of answers; “No barriers” only alone" in questionnaire_text(shipped_pack)

    def test_has_no_published_fact(self, shipped_pack: Pack) -> None:
        text = questionnaire_text(shipped_pack)
        facts = [each for each in shipped_pack.questions.values() if each.kind == "fact"]
        assert facts
        assert not any(fact.wording in text for fact in facts)
