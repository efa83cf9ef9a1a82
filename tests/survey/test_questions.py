"""Specification of the questionnaire: options in order, what counts as high, and the panels."""

import pytest

from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.survey.questions import (
    Question,
    problems_of_panels,
    problems_of_questions,
    read_panels,
    read_questions,
)


def row(file: str, number: int, **cells: str | None) -> Row:
    return Row(file, number, cells)


def option(question: str, name: str, role: str | None = None) -> Row:
    return row("options.csv", 2, question=question, option=name, label=name.title(), role=role)


ROWS = [
    row("questions.csv", 2, question="use", kind="single", unit="people", headline="yes"),
    row("questions.csv", 3, question="barriers", kind="multiple", unit="people", headline=None),
]
OPTIONS = [
    option("use", "high", "high"),
    option("barriers", "cost", "high"),
    option("use", "low"),
    option("barriers", "time", "high"),
    option("barriers", "nothing", "none"),
]


@pytest.fixture
def questions() -> dict[str, Question]:
    return read_questions(ROWS, OPTIONS)


class TestAQuestion:
    def test_has_its_own_options_in_the_order_of_the_file(
        self, questions: dict[str, Question]
    ) -> None:
        assert [each.id for each in questions["use"].options] == ["high", "low"]
        assert [each.id for each in questions["barriers"].options] == ["cost", "time", "nothing"]

    def test_stands_in_the_order_of_the_file(self, questions: dict[str, Question]) -> None:
        assert list(questions) == ["use", "barriers"]

    def test_knows_which_options_its_measure_counts(self, questions: dict[str, Question]) -> None:
        assert questions["use"].high == {"high"}
        assert questions["barriers"].high == {"cost", "time"}

    def test_knows_which_option_names_nothing(self, questions: dict[str, Question]) -> None:
        assert [each.id for each in questions["barriers"].with_role("none")] == ["nothing"]
        assert questions["use"].with_role("none") == ()
        assert [each.id for each in questions["use"].with_role("")] == ["low"]

    def test_gives_an_option_by_its_identifier(self, questions: dict[str, Question]) -> None:
        assert questions["use"].option("low").label == "Low"
        with pytest.raises(KeyError, match="huge"):
            questions["use"].option("huge")

    def test_is_a_headline_only_if_the_file_says_so(self, questions: dict[str, Question]) -> None:
        assert questions["use"].is_headline
        assert not questions["barriers"].is_headline

    def test_without_an_option_that_counts_is_a_problem(self) -> None:
        rows = [*ROWS, row("questions.csv", 4, question="fame")]
        options = [*OPTIONS, option("fame", "some")]
        (problem,) = problems_of_questions(rows, read_questions(rows, options))
        assert problem.place == "questions.csv, row 4, column question"
        assert "fame has no option that counts" in problem.found
        assert "the role high" in problem.remedy


class TestAnAlias:
    """Other words for a question or an option, in files that people load."""

    def questions(self, use: str, barriers: str, **options: str) -> tuple[list[Row], list[Row]]:
        rows = [
            row("questions.csv", 2, question="use", kind="single", aliases=use),
            row("questions.csv", 3, question="barriers", kind="multiple", aliases=barriers),
        ]
        words = [
            row("options.csv", 2, question="use", option=name, role="high", aliases=aliases)
            for name, aliases in options.items()
        ]
        return rows, [*words, *(each for each in OPTIONS if each.text("question") != "use")]

    def test_belongs_to_a_question_or_an_option(self) -> None:
        rows, options = self.questions("How often?; How much?", "", high="A lot", low="")
        found = read_questions(rows, options)
        assert found["use"].aliases == ("How often?", "How much?")
        assert found["use"].option("high").aliases == ("A lot",)
        assert found["use"].option("low").aliases == ()
        assert list(problems_of_questions(rows, found)) == []

    def test_of_two_questions_is_a_problem(self) -> None:
        rows, options = self.questions("How often?", "how often?", high="")
        (problem,) = problems_of_questions(rows, read_questions(rows, options))
        assert problem.place == "questions.csv, row 3, column aliases"
        assert problem.found == "“how often?” already means the question use"

    def test_of_two_options_of_a_question_is_a_problem(self) -> None:
        rows, options = self.questions("", "", high="Some", low="some")
        (problem,) = problems_of_questions(rows, read_questions(rows, options))
        assert problem.found == "“some” means both high and low in options.csv"


class TestAPanel:
    def panel(self, kind: str, questions: str) -> Row:
        return row("panels.csv", 2, panel="p", title="P", kind=kind, questions=questions)

    def test_has_its_questions_in_their_order(self) -> None:
        (found,) = read_panels([self.panel("compare", "barriers; use")])
        assert found.questions == ("barriers", "use")
        assert found.kind == "compare"

    @pytest.mark.parametrize(
        ("kind", "names"), [("compare", "use;barriers"), ("ranking", "barriers"), ("split", "use")]
    )
    def test_about_known_questions_is_no_problem(
        self, kind: str, names: str, questions: dict[str, Question]
    ) -> None:
        assert list(problems_of_panels([self.panel(kind, names)], questions)) == []

    def test_about_an_unknown_question_is_a_problem(self, questions: dict[str, Question]) -> None:
        (problem,) = problems_of_panels([self.panel("compare", "use;fame")], questions)
        assert problem.place == "panels.csv, row 2, column questions"
        assert problem.found == "The panel names the question fame"
        assert problem.expected == "one of use, barriers"

    @pytest.mark.parametrize(("names", "count"), [("use;barriers", 2), ("", 0)])
    def test_that_ranks_other_than_one_question_is_a_problem(
        self, names: str, count: int, questions: dict[str, Question]
    ) -> None:
        (problem,) = problems_of_panels([self.panel("ranking", names)], questions)
        assert problem.found == f"The ranking names {count} questions"


class TestTheQuestionsThatShip:
    def test_each_have_an_option_that_counts(self, shipped_pack: Pack) -> None:
        assert all(question.high for question in shipped_pack.questions.values())

    def test_complete_a_sentence(self, shipped_pack: Pack) -> None:
        for question in shipped_pack.questions.values():
            assert question.finding[0].islower(), question.id
            assert not question.finding.endswith("."), question.id

    def test_name_the_option_in_the_sentence_where_there_are_several(
        self, shipped_pack: Pack
    ) -> None:
        for question in shipped_pack.questions.values():
            several = question.kind in {"multiple", "mentions"}
            assert ("{option}" in question.finding) == several, question.id

    def test_stand_alone_only_where_several_can_be_chosen(self, shipped_pack: Pack) -> None:
        for question in shipped_pack.questions.values():
            if question.with_role("none"):
                assert question.kind == "multiple"
