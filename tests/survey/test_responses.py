"""Specification of the answers, counted by hand on a small table.

    person  council    use    barriers
    p01     Northmoor  high   cost; time
    p02     Northmoor  low    (no answer)
    p03     Eastford   high   nothing
    p04     Holmshire  (none) cost
    p05     Eastford   low    time; cost

Nobody answered for Southwick.
"""

import numpy as np
import pytest

from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.survey.questions import Question
from bestbywm.survey.responses import (
    Responses,
    answers_in,
    problems_of_responses,
    read_responses,
)
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

COLUMNS = ("person", "council", "use", "barriers")
CELLS = [
    ("p01", "Northmoor", "high", "cost;time"),
    ("p02", "Northmoor", "low", None),
    ("p03", "Eastford", " high ", "nothing"),
    ("p04", "Holmshire", None, "cost"),
    ("p05", "Eastford", "low", "time; cost;"),
]


def rows_of(cells: list[tuple[str | None, ...]]) -> list[Row]:
    return [
        Row("answers.csv", number, dict(zip(COLUMNS, each, strict=True)))
        for number, each in enumerate(cells, start=2)
    ]


@pytest.fixture(scope="module")
def responses(tiny_pack: Pack) -> Responses:
    rows = rows_of([*CELLS])
    return read_responses(rows, COLUMNS, "2030", "own", tiny_pack.questions, tiny_pack.region)


class TestPeople:
    def test_belong_to_their_council(self, responses: Responses) -> None:
        assert responses.councils == (NORTHMOOR, NORTHMOOR, EASTFORD, HOLMSHIRE, EASTFORD)
        assert responses.answering_councils == {NORTHMOOR, EASTFORD, HOLMSHIRE}

    @pytest.mark.parametrize(
        ("codes", "people"),
        [
            ([NORTHMOOR], [0, 1]),
            ([EASTFORD], [2, 4]),
            ([EASTFORD, NORTHMOOR], [0, 1, 2, 4]),
            ([SOUTHWICK], []),
            ([SOUTHWICK, HOLMSHIRE], [3]),
            ([], []),
        ],
    )
    def test_are_found_by_council_in_order(
        self, codes: list[str], people: list[int], responses: Responses
    ) -> None:
        assert responses.people_in(codes).tolist() == people

    def test_of_a_county_are_not_those_of_its_districts(self, responses: Responses) -> None:
        assert responses.people_in([HOLMSHIRE]).tolist() == [3]

    def test_of_a_council_without_answers_count_as_nobody(self, responses: Responses) -> None:
        nobody = responses.people_in([SOUTHWICK])
        assert responses.base("use", nobody) == 0
        assert responses.count("use", ["high"], nobody) == 0
        assert responses.total("barriers", ["cost", "time"], nobody) == 0


class TestCounting:
    """Everybody: 4 of 5 answered each question."""

    EVERYBODY = np.arange(5)
    EASTFORDERS = np.array([2, 4])

    @pytest.mark.parametrize(
        ("question", "everybody", "eastforders"), [("use", 4, 2), ("barriers", 4, 2)]
    )
    def test_the_base_leaves_out_who_skipped_the_question(
        self, question: str, everybody: int, eastforders: int, responses: Responses
    ) -> None:
        assert responses.base(question, self.EVERYBODY) == everybody
        assert responses.base(question, self.EASTFORDERS) == eastforders

    @pytest.mark.parametrize(
        ("question", "options", "count", "total"),
        [
            ("use", ["high"], 2, 2),
            ("use", ["low"], 2, 2),
            ("use", ["high", "low"], 4, 4),
            ("barriers", ["cost"], 3, 3),
            ("barriers", ["time"], 2, 2),
            ("barriers", ["cost", "time"], 3, 5),
            ("barriers", ["nothing"], 1, 1),
            ("barriers", ["cost", "time", "nothing"], 4, 6),
            ("barriers", [], 0, 0),
        ],
    )
    def test_people_counts_each_once_and_choices_counts_all(
        self, question: str, options: list[str], count: int, total: int, responses: Responses
    ) -> None:
        assert responses.count(question, options, self.EVERYBODY) == count
        assert responses.total(question, options, self.EVERYBODY) == total

    @pytest.mark.parametrize(
        ("first", "second", "both"),
        [("cost", "time", 2), ("time", "cost", 2), ("cost", "nothing", 0), ("cost", "cost", 3)],
    )
    def test_both_counts_people_who_chose_the_two(
        self, first: str, second: str, both: int, responses: Responses
    ) -> None:
        assert responses.count_both("barriers", first, second, self.EVERYBODY) == both

    def test_looks_at_the_people_asked_for_only(self, responses: Responses) -> None:
        assert responses.count("barriers", ["cost"], self.EASTFORDERS) == 1
        assert responses.total("barriers", ["cost", "time"], self.EASTFORDERS) == 2
        assert responses.count_both("barriers", "cost", "time", self.EASTFORDERS) == 1

    def test_gives_whole_numbers_of_python(self, responses: Responses) -> None:
        assert type(responses.count("use", ["high"], self.EVERYBODY)) is int
        assert type(responses.base("use", self.EVERYBODY)) is int

    def test_knows_which_questions_were_asked(self, responses: Responses) -> None:
        assert responses.questions == ("use", "barriers")
        assert responses.asks("use")
        assert not responses.asks("fame")

    def test_cannot_be_changed_by_accident(self, responses: Responses) -> None:
        with pytest.raises(ValueError, match="read-only"):
            responses.chosen[0, 0] = False
        with pytest.raises(ValueError, match="read-only"):
            responses.answered[0, 0] = False

    def test_agrees_with_what_the_tiny_region_published(self, tiny_pack: Pack) -> None:
        answers = tiny_pack.responses["2030"]
        everybody = answers.people_in(tiny_pack.region.codes)
        for (_, (question, option)), figure in tiny_pack.published.items():
            assert answers.count(question, [option], everybody) == figure.count
            assert answers.base(question, everybody) == figure.base


class TestACell:
    @pytest.mark.parametrize(
        ("cell", "answers"), [("", ()), ("  ", ()), ("high", ("high",)), (" low ", ("low",))]
    )
    def test_of_a_single_choice_holds_one_answer(
        self, cell: str, answers: tuple[str, ...], tiny_pack: Pack
    ) -> None:
        assert answers_in(cell, tiny_pack.questions["use"]) == answers

    @pytest.mark.parametrize(
        ("cell", "answers"),
        [("", ()), (" ; ;", ()), ("cost", ("cost",)), ("cost; time;", ("cost", "time"))],
    )
    def test_of_a_multiple_choice_holds_several(
        self, cell: str, answers: tuple[str, ...], tiny_pack: Pack
    ) -> None:
        assert answers_in(cell, tiny_pack.questions["barriers"]) == answers


class TestAnswersThatAreWrong:
    def problems(self, cells: tuple[str | None, ...], questions: dict[str, Question]) -> list[str]:
        found = problems_of_responses(rows_of([cells]), COLUMNS, questions, "answers.csv")
        return [f"{problem.place}: {problem.found}" for problem in found]

    @pytest.fixture
    def questions(self, tiny_pack: Pack) -> dict[str, Question]:
        return dict(tiny_pack.questions)

    @pytest.mark.parametrize("cells", CELLS)
    def test_are_not_those_above(
        self, cells: tuple[str | None, ...], questions: dict[str, Question]
    ) -> None:
        assert self.problems(cells, questions) == []

    @pytest.mark.parametrize("answer", ["huge", "High", "high;low"])
    def test_are_no_option_of_a_single_choice(
        self, answer: str, questions: dict[str, Question]
    ) -> None:
        assert self.problems(("p01", "Northmoor", answer, ""), questions) == [
            f"answers.csv, row 2, column use: The answer “{answer}” is not an option of this "
            "question"
        ]

    def test_are_each_unknown_option_of_a_multiple_choice(
        self, questions: dict[str, Question]
    ) -> None:
        found = self.problems(("p01", "Northmoor", "", "cost;rain;snow"), questions)
        assert [each.split("“")[1].split("”")[0] for each in found] == ["rain", "snow"]

    def test_say_nothing_and_something(self, questions: dict[str, Question]) -> None:
        (found,) = self.problems(("p01", "Northmoor", "", "nothing;cost"), questions)
        assert found.endswith("The answer “nothing;cost” names nothing and something")

    def test_are_to_a_question_that_was_not_asked(self, questions: dict[str, Question]) -> None:
        columns = ("person", "council", "fame")
        (problem,) = problems_of_responses([], columns, questions, "answers.csv")
        assert problem.place == "answers.csv, row 1, column fame"
        assert problem.expected == "one of use, barriers"
