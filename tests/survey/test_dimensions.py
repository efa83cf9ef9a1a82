"""Specification of the maturity model as data: what is read, and what is wrong with it."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from bestbywm.pack import Pack, read_pack
from bestbywm.problems import PackError, Problem
from bestbywm.survey.dimensions import MOST_LEVELS, Level, MaturityModel, QuestionPoints
from tests.packs import (
    append_row,
    delete_file,
    delete_row,
    drop_resource,
    empty_table,
    set_cell,
    tiny_region,
    with_maturity,
)

DIMENSIONS, POINTS, LEVELS = "dimensions.csv", "dimension_points.csv", "levels.csv"

Spoil = Callable[[Path], object]


class TestTheModel:
    def test_has_the_dimensions_of_the_file_in_order(self, mature_pack: Pack) -> None:
        use, freedom = mature_pack.maturity.dimensions
        assert (use.id, use.label, use.description, use.weight) == (
            *("use", "Use", "How much it is used."),
            3.0,
        )
        assert (freedom.id, freedom.weight) == ("freedom", 1.0)

    def test_has_the_points_of_one_answer_or_of_several(self, mature_pack: Pack) -> None:
        use, freedom = mature_pack.maturity.dimensions
        assert use.questions == (QuestionPoints("use", False, {"high": 100.0, "low": 0.0}),)
        assert freedom.questions == (
            QuestionPoints("barriers", True, {"cost": -50.0, "time": -50.0, "nothing": 0.0}),
        )

    def test_has_levels(self, mature_pack: Pack) -> None:
        assert mature_pack.maturity.levels == (
            Level("low", "Low", 0.0, "Little of it is there.", "Begin."),
            Level("high", "High", 50.0, "Much of it is there.", "Go on."),
        )

    def test_may_not_be_there(self, tiny_pack: Pack) -> None:
        assert tiny_pack.maturity == MaturityModel()
        assert tiny_pack.next_steps == {}

    def test_that_ships_keeps_the_questions_of_a_dimension_together(
        self, shipped_pack: Pack
    ) -> None:
        questions = {
            each.id: [of_it.question for of_it in each.questions]
            for each in shipped_pack.maturity.dimensions
        }
        assert questions == {
            "ambition": ["importance_council", "importance_role"],
            "practice": ["usage_level"],
            "impact": ["effectiveness"],
            "leadership": ["members_use", "senior_managers_use"],
            "governance": ["policy_up_to_date"],
            "freedom": ["barriers"],
        }

    def test_that_ships_gives_every_answer_its_points(self, shipped_pack: Pack) -> None:
        for dimension in shipped_pack.maturity.dimensions:
            for each in dimension.questions:
                options = [option.id for option in shipped_pack.questions[each.question].options]
                assert list(each.points) == options

    def test_that_ships_has_four_levels_that_rise(self, shipped_pack: Pack) -> None:
        levels = shipped_pack.maturity.levels
        assert [each.start for each in levels] == [0, 25, 50, 75]
        assert len(levels) == MOST_LEVELS
        assert all(each.description and each.next_step for each in levels)


class TestLevels:
    @pytest.mark.parametrize(
        ("score", "level"),
        [
            *((0.0, 0), (24.9, 0), (25.0, 1), (49.9, 1), (50.0, 2), (74.9, 2), (75.0, 3)),
            (100.0, 3),
            (74.96, 3),  # reads 75.0
            (74.94, 2),  # reads 74.9
            (24.95, 1),  # reads 25.0, though its nearest float lies below
        ],
    )
    def test_are_reached_at_the_score_as_it_is_read(
        self, shipped_pack: Pack, score: float, level: int
    ) -> None:
        assert shipped_pack.maturity.level_of(score) == level

    def test_may_be_one(self, mature_pack: Pack) -> None:
        one = MaturityModel(mature_pack.maturity.dimensions, mature_pack.maturity.levels[:1])
        assert [one.level_of(score) for score in (0, 50, 100)] == [0, 0, 0]


class TestNextSteps:
    def test_are_known_by_dimension_or_barrier(self, shipped_pack: Pack) -> None:
        dimensions = {each.id for each in shipped_pack.maturity.dimensions}
        barriers = {
            f"barriers.{option.id}"
            for option in shipped_pack.questions["barriers"].with_role("high")
        }
        assert set(shipped_pack.next_steps) == (dimensions - {"freedom"}) | barriers

    def test_name_themes_of_which_there_are_examples(self, shipped_pack: Pack) -> None:
        themes = {each.theme for each in shipped_pack.examples}
        for topic, step in shipped_pack.next_steps.items():
            assert step.topic == topic
            assert step.advice.endswith(".")
            assert step.themes
            assert set(step.themes) <= themes


# What can be wrong --------------------------------------------------------------------------------


class Case(NamedTuple):
    """One thing that is wrong, where, and what is said about it."""

    spoil: Spoil
    file: str
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str


def cell(file: str, row: int, column: str, value: str) -> Spoil:
    return lambda pack: set_cell(pack, file, row, column, value)


def all_of(*spoils: Spoil) -> Spoil:
    return lambda pack: [spoil(pack) for spoil in spoils]


def level(start: str) -> Spoil:
    words = {"label": "More", "description": "More of it.", "next_step": "Go on."}
    return lambda pack: append_row(pack, LEVELS, level=f"from-{start}", **words, **{"from": start})


CASES: dict[str, Case] = {
    "a negative weight": Case(
        cell(DIMENSIONS, 2, "weight", "-1"),
        *(DIMENSIONS, 2, "weight"),
        *("The cell says “-1”", "at least 0", "correct the cell"),
    ),
    "a weight in words": Case(
        cell(DIMENSIONS, 3, "weight", "much"),
        *(DIMENSIONS, 3, "weight"),
        *("The cell says “much”", "a number", "correct the cell"),
    ),
    "a weight beyond all measure": Case(
        cell(DIMENSIONS, 2, "weight", "1e400"),
        *(DIMENSIONS, 2, "weight"),
        "The weight is above 1,000,000",
        "a number up to 1,000,000",
        "choose smaller weights in the same proportions",
    ),
    "no weight at all": Case(
        all_of(cell(DIMENSIONS, 2, "weight", "0"), cell(DIMENSIONS, 3, "weight", "0.0")),
        *(DIMENSIONS, 2, "weight"),
        "No dimension has a weight",
        "at least one weight above 0",
        "give the dimensions their weights",
    ),
    "a dimension without points": Case(
        all_of(*[lambda pack: delete_row(pack, POINTS, 4)] * 3),
        *(DIMENSIONS, 3, "dimension"),
        "The dimension freedom has no answers that bring points",
        "at least one row in the table dimension-points",
        "add the points of the answers, or take the dimension away",
    ),
    "no table of points": Case(
        all_of(
            lambda pack: delete_file(pack, POINTS),
            lambda pack: drop_resource(pack, "dimension-points"),
        ),
        *(DIMENSIONS, 2, "dimension"),
        "The dimension use has no answers that bring points",
        "at least one row in the table dimension-points",
        "add the points of the answers, or take the dimension away",
    ),
    "points of an unknown dimension": Case(
        cell(POINTS, 2, "dimension", "fame"),
        *(POINTS, 2, "dimension"),
        "“fame” does not stand in the column dimension of dimensions.csv",
        "a value of the column dimension of dimensions.csv",
        "correct the cell, or add a row to dimensions.csv",
    ),
    "points of an unknown question": Case(
        cell(POINTS, 2, "question", "fame"),
        *(POINTS, 2, "question"),
        "“fame” does not stand in the column question of questions.csv",
        "a value of the column question of questions.csv",
        "correct the cell, or add a row to questions.csv",
    ),
    "points of an unknown option": Case(
        cell(POINTS, 3, "option", "huge"),
        *(POINTS, 3, "option"),
        "The option “huge” is not one of the question use",
        "one of high, low",
        "correct the option, or add it to options.csv",
    ),
    "points of a question that people do not answer": Case(
        cell("questions.csv", 2, "kind", "fact"),
        *(POINTS, 2, "question"),
        "The question use has no answers of people",
        "a question of the kind single or multiple",
        "choose another question",
    ),
    "points below 0 for the one answer": Case(
        cell(POINTS, 3, "points", "-5"),
        *(POINTS, 3, "points"),
        "-5 is below 0, but use has one answer, whose points are a score",
        "a score from 0 to 100",
        "correct the points",
    ),
    "points above 0 for one of several answers": Case(
        cell(POINTS, 5, "points", "12.5"),
        *(POINTS, 5, "points"),
        "12.5 is above 0, but answers to barriers are taken off from 100",
        "0 or a negative number",
        "correct the points",
    ),
    "more points than there are": Case(
        cell(POINTS, 2, "points", "101"),
        *(POINTS, 2, "points"),
        *("The cell says “101”", "at most 100", "correct the cell"),
    ),
    "points of an answer twice": Case(
        lambda pack: append_row(
            pack, POINTS, dimension="use", question="use", option="high", points="50"
        ),
        *(POINTS, 7, None),
        "dimension, question and option are the same as in row 2",
        "each only once",
        "delete one of the two rows, or correct it",
    ),
    "levels that do not begin at 0": Case(
        cell(LEVELS, 2, "from", "10"),
        *(LEVELS, 2, "from"),
        *("The first level begins at 10", "0", "begin the first level at 0"),
    ),
    "levels that do not rise": Case(
        level("40"),
        *(LEVELS, 4, "from"),
        "The level begins at 40, the one before at 50",
        "numbers that rise from row to row",
        "put the levels in order, from the lowest",
    ),
    "two levels that begin together": Case(
        level("50"),
        *(LEVELS, 4, "from"),
        "The level begins at 50, the one before at 50",
        "numbers that rise from row to row",
        "put the levels in order, from the lowest",
    ),
    "a level beyond the scale": Case(
        level("101"),
        *(LEVELS, 4, "from"),
        *("The cell says “101”", "at most 100", "correct the cell"),
    ),
    "five levels": Case(
        all_of(level("60"), level("70"), level("80")),
        *(LEVELS, 6, "level"),
        *("There are 5 levels of maturity", "1 to 4 levels", "take rows away"),
    ),
    "no levels": Case(
        lambda pack: empty_table(pack, LEVELS),
        *(DIMENSIONS, None, None),
        "There are dimensions of maturity, but no levels",
        "1 to 4 levels",
        "add rows to the table levels",
    ),
    "no table of levels": Case(
        all_of(lambda pack: delete_file(pack, LEVELS), lambda pack: drop_resource(pack, "levels")),
        *(DIMENSIONS, None, None),
        "There are dimensions of maturity, but no levels",
        "1 to 4 levels",
        "add rows to the table levels",
    ),
}


def problems_of(pack: Path) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        read_pack(pack)
    return caught.value.problems


class TestSomethingWrong:
    @pytest.fixture
    def pack(self, tmp_path: Path) -> Path:
        return with_maturity(tiny_region(tmp_path))

    @pytest.mark.parametrize("case", CASES.values(), ids=CASES)
    def test_is_named_with_its_place(self, case: Case, pack: Path) -> None:
        case.spoil(pack)
        assert Problem(
            case.file, case.found, case.expected, case.remedy, case.row, case.column
        ) in problems_of(pack)

    def test_in_several_places_is_named_at_once(self, pack: Path) -> None:
        set_cell(pack, POINTS, 3, "option", "huge")
        set_cell(pack, POINTS, 4, "points", "5")
        set_cell(pack, LEVELS, 2, "from", "10")
        assert [(each.file, each.row) for each in problems_of(pack)] == [
            (POINTS, 3),
            (POINTS, 4),
            (LEVELS, 2),
        ]

    @pytest.mark.parametrize("start", ["50.5", "99", "100"])
    def test_is_not_a_further_level(self, start: str, pack: Path) -> None:
        level(start)(pack)
        assert read_pack(pack).maturity.levels[2].start == float(start)

    def test_is_not_a_weight_of_0_beside_others(self, pack: Path) -> None:
        set_cell(pack, DIMENSIONS, 2, "weight", "0")
        assert read_pack(pack).maturity.dimensions[0].weight == 0
