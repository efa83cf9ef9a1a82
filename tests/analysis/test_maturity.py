"""Specification of maturity: scores worked out by hand, and ranks that say how far they hold."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from time import perf_counter

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from scipy.stats import rankdata

from bestbywm.analysis.maturity import (
    DRAWS,
    WHOLE,
    Maturity,
    Weights,
    follows_from_published,
    maturity_of,
    person_scores,
    random_weightings,
    ranked_councils,
    ranks_of,
    rebalanced,
    score_of,
    scores_under,
    shared_out,
    standings,
    weights_of,
)
from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.survey.dimensions import Dimension, MaturityModel, QuestionPoints
from bestbywm.survey.responses import Responses, read_responses
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SHIPPED, SOUTHWICK

Person = tuple[str, str, str]
"""Council, use, barriers; an empty answer is a question that was skipped."""

COLUMNS = ("person", "council", "use", "barriers")


def answers(pack: Pack, people: Sequence[Person], columns: Sequence[str] = COLUMNS) -> Responses:
    rows = [
        Row("answers.csv", number, dict(zip(COLUMNS, (f"p{number}", *person), strict=True)))
        for number, person in enumerate(people, start=2)
    ]
    return read_responses(rows, columns, "2030", "own", pack.questions, pack.region)


# Worked out by hand -------------------------------------------------------------------------------
#
# High use is 100 points and low use 0. Cost and time each take 50 from 100. Use has 75 per cent of
# the weight, freedom 25.

SHEET: tuple[tuple[str, str, str, float | None, float | None], ...] = (
    # council      use     barriers      use   freedom
    ("Northmoor", "high", "nothing", 100.0, 100.0),
    ("Northmoor", "high", "cost", 100.0, 50.0),
    ("Northmoor", "low", "cost;time", 0.0, 0.0),
    ("Northmoor", "", "time", None, 50.0),
    ("Eastford", "high", "", 100.0, None),
    ("Eastford", "low", "", 0.0, None),
    ("Southwick", "", "cost", None, 50.0),
    ("Holmshire", "low", "cost;time", 0.0, 0.0),
    ("Holmshire", "low", "time;cost", 0.0, 0.0),
)

NORTHMOOR_USE = (100 + 100 + 0) / 3
NORTHMOOR_FREEDOM = (100 + 50 + 0 + 50) / 4
REGION_USE = (100 + 100 + 0 + 100 + 0 + 0 + 0) / 7
REGION_FREEDOM = (100 + 50 + 0 + 50 + 50 + 0 + 0) / 7

WORKED: dict[str, tuple[Sequence[str], Maturity]] = {
    "a council whose people skipped some questions": (
        [NORTHMOOR],
        Maturity(
            score=(75 * NORTHMOOR_USE + 25 * NORTHMOOR_FREEDOM) / (75 + 25),
            dimensions=(NORTHMOOR_USE, NORTHMOOR_FREEDOM),
            people=4,
        ),
    ),
    "a dimension is missing, and the other takes its weight": (
        [EASTFORD],
        Maturity(score=75 * 50 / 75, dimensions=((100 + 0) / 2, None), people=2),
    ),
    "too little was answered: 25 of 100 is below two thirds": (
        [SOUTHWICK],
        Maturity(score=None, dimensions=(None, 50.0), people=1),
    ),
    "nothing at all is 0, which is not missing": (
        [HOLMSHIRE],
        Maturity(score=0.0, dimensions=(0.0, 0.0), people=2),
    ),
    "several councils: each person counts once": (
        [NORTHMOOR, EASTFORD, SOUTHWICK, HOLMSHIRE],
        Maturity(
            score=(75 * REGION_USE + 25 * REGION_FREEDOM) / (75 + 25),
            dimensions=(REGION_USE, REGION_FREEDOM),
            people=9,
        ),
    ),
    "no council": ([], Maturity(score=None, dimensions=(None, None), people=0)),
}


def assert_same(found: Maturity, wanted: Maturity) -> None:
    assert found.people == wanted.people
    pairs = zip((found.score, *found.dimensions), (wanted.score, *wanted.dimensions), strict=True)
    for one, other in pairs:
        assert (one is None) == (other is None)
        assert one == (None if other is None else pytest.approx(other, abs=1e-12))


class TestByHand:
    @pytest.fixture
    def sheet(self, mature_pack: Pack) -> Responses:
        return answers(mature_pack, [row[:3] for row in SHEET])

    @pytest.mark.parametrize(("dimension", "column"), [(0, 3), (1, 4)], ids=["use", "freedom"])
    def test_each_person_has_a_score_or_none(
        self, mature_pack: Pack, sheet: Responses, dimension: int, column: int
    ) -> None:
        (question,) = mature_pack.maturity.dimensions[dimension].questions
        found = [None if np.isnan(each) else each for each in person_scores(question, sheet)]
        assert found == [row[column] for row in SHEET]

    @pytest.mark.parametrize(("codes", "wanted"), WORKED.values(), ids=WORKED)
    def test_scores_of_a_group(
        self, mature_pack: Pack, sheet: Responses, codes: Sequence[str], wanted: Maturity
    ) -> None:
        assert_same(maturity_of(mature_pack.maturity, sheet, codes), wanted)

    @pytest.mark.parametrize(
        ("weights", "score"),
        [
            ((100, 0), NORTHMOOR_USE),
            ((0, 100), NORTHMOOR_FREEDOM),
            ((50, 50), (NORTHMOOR_USE + NORTHMOOR_FREEDOM) / 2),
        ],
    )
    def test_other_weights_give_another_score(
        self, mature_pack: Pack, sheet: Responses, weights: Weights, score: float
    ) -> None:
        found = maturity_of(mature_pack.maturity, sheet, [NORTHMOOR], weights)
        assert found.score == pytest.approx(score)
        assert found.dimensions == (NORTHMOOR_USE, NORTHMOOR_FREEDOM)

    def test_other_weights_can_be_too_little_or_enough(
        self, mature_pack: Pack, sheet: Responses
    ) -> None:
        def score(weights: Weights) -> float | None:
            return maturity_of(mature_pack.maturity, sheet, [SOUTHWICK], weights).score

        assert score((33, 67)) == 50.0
        assert score((34, 66)) is None
        assert score((100, 0)) is None

    def test_several_answers_never_bring_less_than_0(self, mature_pack: Pack) -> None:
        harsh = QuestionPoints("barriers", True, {"cost": -70, "time": -60, "nothing": 0})
        responses = answers(
            mature_pack,
            [
                ("Northmoor", "", "cost;time"),  # 100 - 70 - 60 = -30, so 0
                ("Northmoor", "", "time"),  # 100 - 60 = 40
                ("Northmoor", "", "nothing"),  # 100
            ],
        )
        assert list(person_scores(harsh, responses)) == [0.0, 40.0, 100.0]
        model = model_of([harsh])
        assert maturity_of(model, responses, [NORTHMOOR]).score == pytest.approx(140 / 3)

    def test_scores_of_people_are_worked_out_once_and_stay_as_they_are(
        self, mature_pack: Pack, sheet: Responses
    ) -> None:
        (question,) = mature_pack.maturity.dimensions[0].questions
        found = person_scores(question, sheet)
        assert person_scores(replace(question), sheet) is found
        assert person_scores(question, replace(sheet)) is not found
        assert not found.flags.writeable
        doubled = {option: 2 * points for option, points in question.points.items()}
        other = person_scores(replace(question, points=doubled), sheet)
        assert list(other[~np.isnan(other)]) == list(2 * found[~np.isnan(found)])

    def test_an_answer_without_points_is_no_answer(self, mature_pack: Pack) -> None:
        only_high = QuestionPoints("use", False, {"high": 80})
        only_cost = QuestionPoints("barriers", True, {"cost": -30})
        responses = answers(
            mature_pack,
            [
                ("Northmoor", "high", "cost;time"),
                ("Northmoor", "low", "time"),
            ],
        )
        assert maturity_of(model_of([only_high]), responses, [NORTHMOOR]).score == 80.0
        assert maturity_of(model_of([only_cost]), responses, [NORTHMOOR]).score == 100.0 - 30

    def test_a_dimension_is_the_mean_of_the_questions_that_anybody_answered(
        self, mature_pack: Pack, sheet: Responses
    ) -> None:
        use, freedom = (each.questions[0] for each in mature_pack.maturity.dimensions)
        both = model_of([use, freedom])
        # The mean of questions, not of people: 3 people answered one, 4 the other.
        assert maturity_of(both, sheet, [NORTHMOOR]).score == pytest.approx(
            (NORTHMOOR_USE + NORTHMOOR_FREEDOM) / 2
        )
        assert maturity_of(both, sheet, [EASTFORD]).score == (100 + 0) / 2
        assert maturity_of(both, sheet, [SOUTHWICK]).score == 50.0

    def test_a_question_that_was_not_asked_is_left_out(self, mature_pack: Pack) -> None:
        responses = answers(mature_pack, [("Northmoor", "high", "cost")], COLUMNS[:3])
        found = maturity_of(mature_pack.maturity, responses, [NORTHMOOR])
        assert found == Maturity(score=100.0, dimensions=(100.0, None), people=1)


def model_of(*questions: Sequence[QuestionPoints]) -> MaturityModel:
    """A model with a dimension for each list of questions, all of the same weight."""
    return MaturityModel(
        tuple(
            Dimension(f"d{at}", f"D {at}", "", 1.0, tuple(each))
            for at, each in enumerate(questions)
        )
    )


# The region that ships, worked out once more from the published counts alone ----------------------

with (SHIPPED / "published.csv").open(encoding="utf-8", newline="") as lines:
    COUNTS = {
        (row["question"], row["option"]): int(row["count"])
        for row in csv.DictReader(lines)
        if row["wave"] == "2013" and row["base"] == "40"
    }

NAMED = sum(
    COUNTS["barriers", name] for name in ("cost", "technology", "training", "trust", "risk")
)


def mean(question: str, points: Mapping[str, int]) -> float:
    """Points of answers, each times how many of the 40 people gave it."""
    return sum(COUNTS[question, option] * each for option, each in points.items()) / 40


IMPORTANT = {"very important": 100, "important": 50}
RATED = {"high": 100, "medium": 50, "low": 0}

FROM_PUBLISHED = {  # weight, score
    "ambition": (
        10,
        (mean("importance_council", IMPORTANT) + mean("importance_role", IMPORTANT)) / 2,
    ),
    "practice": (20, mean("usage_level", RATED)),
    "impact": (20, mean("effectiveness", RATED)),
    "leadership": (
        20,
        (mean("members_use", {"yes": 100}) + mean("senior_managers_use", {"yes": 100})) / 2,
    ),
    "governance": (20, (40 - COUNTS["policy_up_to_date", "no"]) * 100 / 40),
    "freedom": (10, 100 - 20 * NAMED / 40),
}


class TestTheRegionThatShips:
    def test_has_the_published_counts_that_this_needs(self) -> None:
        assert COUNTS["importance_council", "very important"] == 34
        assert COUNTS["importance_council", "important"] == 6
        assert COUNTS["policy_up_to_date", "no"] == 17
        assert FROM_PUBLISHED["practice"] == (20, (15 * 100 + 22 * 50 + 3 * 0) / 40)

    def test_scores_what_follows_from_the_published_counts(self, shipped_pack: Pack) -> None:
        model = shipped_pack.maturity
        found = maturity_of(model, shipped_pack.responses["2013"], shipped_pack.region.codes)
        assert found.dimensions == pytest.approx([each for _, each in FROM_PUBLISHED.values()])
        assert found.score == pytest.approx(
            sum(weight * score for weight, score in FROM_PUBLISHED.values()) / 100
        )
        assert found.people == 40
        assert [each.id for each in model.dimensions] == list(FROM_PUBLISHED)
        assert weights_of(model) == tuple(100 * weight for weight, _ in FROM_PUBLISHED.values())

    def test_follows_from_the_published_totals_where_all_of_them_are_known(
        self, shipped_pack: Pack
    ) -> None:
        assert follows_from_published(shipped_pack, "2013")
        assert not follows_from_published(shipped_pack, "2014")
        assert not follows_from_published(shipped_pack, "1999")

    def test_does_not_follow_once_a_figure_is_missing(self, shipped_pack: Pack) -> None:
        for question in ("usage_level", "barriers", "policy_up_to_date"):
            figures = {
                key: figure
                for key, figure in shipped_pack.published.items()
                if key[1] not in {(question, "low"), (question, "no barriers"), (question, "no")}
            }
            assert not follows_from_published(replace(shipped_pack, published=figures), "2013")

    @pytest.mark.parametrize("missing", ["count", "base"])
    def test_does_not_follow_without_count_and_base(self, shipped_pack: Pack, missing: str) -> None:
        key = ("2013", ("members_use", "yes"))
        less = replace(shipped_pack.published[key], **{missing: None})
        figures = {**shipped_pack.published, key: less}
        assert not follows_from_published(replace(shipped_pack, published=figures), "2013")

    def test_ranks_every_council_with_a_score(self, shipped_pack: Pack) -> None:
        ranked = ranked_councils(shipped_pack, "2013")
        assert tuple(each.code for each in ranked) == shipped_pack.region.codes
        for each in ranked:
            assert (each.standing is None) == (each.maturity.score is None)
        scored = [each for each in ranked if each.standing]
        assert {each.standing.among for each in scored if each.standing} == {len(scored)}
        assert min(each.standing.rank for each in scored if each.standing) == 1

    def test_ranks_nobody_without_answers(self, shipped_pack: Pack) -> None:
        assert ranked_councils(shipped_pack, "2014") == ()


class TestAnotherRegion:
    def test_has_the_weights_of_its_pack(self, mature_pack: Pack) -> None:
        assert weights_of(mature_pack.maturity) == (7500, 2500)

    def test_has_weights_that_add_up_to_the_hundredth(self, shipped_pack: Pack) -> None:
        thirds = tuple(replace(each, weight=1.0) for each in shipped_pack.maturity.dimensions[:3])
        model = replace(shipped_pack.maturity, dimensions=thirds)
        assert weights_of(model) == (3334, 3333, 3333)

    def test_follows_from_its_published_totals(self, mature_pack: Pack) -> None:
        assert follows_from_published(mature_pack, "2030")

    def test_does_not_where_a_score_may_stop_at_0(self, mature_pack: Pack) -> None:
        """Whether the same person named both barriers decides then, and no total says it."""
        harsh = QuestionPoints("barriers", True, {"cost": -60, "time": -60, "nothing": 0})
        pack = replace(mature_pack, maturity=model_of([harsh]))
        both = answers(pack, [("Northmoor", "", "cost;time"), ("Northmoor", "", "nothing")])
        apart = answers(pack, [("Northmoor", "", "cost"), ("Northmoor", "", "time")])
        assert maturity_of(pack.maturity, both, [NORTHMOOR]).score == (0 + 100) / 2
        assert maturity_of(pack.maturity, apart, [NORTHMOOR]).score == (40 + 40) / 2
        assert not follows_from_published(pack, "2030")

    def test_may_have_no_model(self, tiny_pack: Pack) -> None:
        assert weights_of(tiny_pack.maturity) == ()
        assert not follows_from_published(tiny_pack, "2030")
        assert ranked_councils(tiny_pack, "2030") == ()


# Weights ------------------------------------------------------------------------------------------

PARTS = st.lists(st.integers(0, 1000), min_size=1, max_size=8)

WEIGHTS = st.lists(st.integers(0, 1000), min_size=2, max_size=8).map(
    lambda parts: shared_out(WHOLE, parts)
)

OF_THE_PACK = (1000, 2000, 2000, 2000, 2000, 1000)


class TestSharingOut:
    @pytest.mark.parametrize(
        ("total", "parts", "shares"),
        [
            (100, [10, 20, 20, 20, 20, 10], (10, 20, 20, 20, 20, 10)),
            (100, [1, 1, 1], (34, 33, 33)),
            (100, [1, 1, 1, 1, 1, 1], (17, 17, 17, 17, 16, 16)),
            (100, [3, 1], (75, 25)),
            (1, [1, 2], (0, 1)),
            (100, [0, 0], (50, 50)),
            (100, [0, 5], (0, 100)),
            (0, [1, 2], (0, 0)),
            (100, [], ()),
        ],
    )
    def test_by_largest_remainder(
        self, total: int, parts: Sequence[float], shares: Weights
    ) -> None:
        assert shared_out(total, parts) == shares

    @given(total=st.integers(0, 2 * WHOLE), parts=PARTS)
    def test_adds_up_and_each_share_is_within_1_of_the_exact_one(
        self, total: int, parts: list[int]
    ) -> None:
        shares = shared_out(total, parts)
        assert sum(shares) == total
        for share, part in zip(shares, parts, strict=True):
            exact = (
                Fraction(total * part, sum(parts)) if any(parts) else Fraction(total, len(parts))
            )
            assert abs(share - exact) < 1

    @given(parts=PARTS, scale=st.sampled_from([0.001, 0.1, 0.3, 1 / 3, 7, 1e6]))
    def test_only_proportions_matter(self, parts: list[int], scale: float) -> None:
        scaled = [part * scale for part in parts]
        assert shared_out(100, scaled) == shared_out(100, parts)
        assert shared_out(WHOLE, scaled) == shared_out(WHOLE, parts)


@st.composite
def moves(draw: st.DrawFn) -> tuple[Weights, int, Weights]:
    """Weights, which of them is moved, and the weights of a pack of the same size."""
    weights = draw(WEIGHTS)
    parts = draw(st.lists(st.integers(1, 1000), min_size=len(weights), max_size=len(weights)))
    return weights, draw(st.integers(0, len(weights) - 1)), shared_out(WHOLE, parts)


def without(weights: Weights, moved: int) -> list[int]:
    return [weight for at, weight in enumerate(weights) if at != moved]


class TestMovingAWeight:
    def test_the_others_keep_their_proportions(self) -> None:
        own = OF_THE_PACK
        assert rebalanced(own, 0, WHOLE, own) == (WHOLE, 0, 0, 0, 0, 0)
        assert rebalanced(own, 0, 5500, own) == (5500, 1000, 1000, 1000, 1000, 500)
        assert rebalanced((5000, 3000, 2000), 2, 6000, (1, 1, 1)) == (2500, 1500, 6000)
        assert rebalanced(own, 0, 1300, own) == (1300, 1934, 1933, 1933, 1933, 967)

    def test_from_nothing_the_others_share_as_in_the_pack(self) -> None:
        own = OF_THE_PACK
        assert rebalanced((0, 0, 0, WHOLE, 0, 0), 3, 2000, own) == own
        assert rebalanced((WHOLE, 0, 0), 0, 4000, (2000, 6000, 2000)) == (4000, 4500, 1500)

    def test_nor_does_a_pack_without_other_weights_leave_them_nothing(self) -> None:
        assert rebalanced((WHOLE, 0, 0), 0, 4000, (WHOLE, 0, 0)) == (4000, 3000, 3000)

    @given(move=moves(), value=st.integers(0, WHOLE))
    def test_whatever_is_moved(self, move: tuple[Weights, int, Weights], value: int) -> None:
        weights, moved, own = move
        found = rebalanced(weights, moved, value, own)
        assert sum(found) == WHOLE
        assert found[moved] == value
        before, after = without(weights, moved), without(found, moved)
        before = before if any(before) else without(own, moved)
        for one, new in zip(before, after, strict=True):
            assert abs(new - Fraction((WHOLE - value) * one, sum(before))) < 1
            for other, new_other in zip(before, after, strict=True):
                if one > other:
                    assert new >= new_other, "no two change places"

    @given(move=moves())
    def test_to_where_it_stands_changes_nothing(self, move: tuple[Weights, int, Weights]) -> None:
        weights, moved, own = move
        assume(any(without(weights, moved)))
        assert rebalanced(weights, moved, weights[moved], own) == weights

    @given(move=moves(), value=st.integers(0, WHOLE))
    def test_down_and_up_again_changes_nothing_but_a_hundredth(
        self, move: tuple[Weights, int, Weights], value: int
    ) -> None:
        weights, moved, own = move
        assume(any(without(weights, moved)))
        there = rebalanced(weights, moved, min(value, weights[moved]), own)
        back = rebalanced(there, moved, weights[moved], own)
        assert max(abs(one - other) for one, other in zip(back, weights, strict=True)) <= 1

    @given(move=moves(), value=st.integers(0, WHOLE - 1))
    def test_up_and_down_again_loses_no_more_than_the_little_that_was_left(
        self, move: tuple[Weights, int, Weights], value: int
    ) -> None:
        """The less is left for the others, the more a hundredth of it weighs afterwards."""
        weights, moved, own = move
        others = sum(without(weights, moved))
        there = rebalanced(weights, moved, value, own)
        back = rebalanced(there, moved, weights[moved], own)
        assume(any(without(weights, moved)))
        for one, other in zip(back, weights, strict=True):
            assert abs(one - other) < 1 + Fraction(others, WHOLE - value)

    @pytest.mark.parametrize("moved", range(len(OF_THE_PACK)))
    def test_there_and_back_by_the_slider_shows_the_same_per_cents(self, moved: int) -> None:
        own = OF_THE_PACK
        for per_cent in range(101):
            there = rebalanced(own, moved, 100 * per_cent, own)
            back = rebalanced(there, moved, own[moved], own)
            assert shared_out(100, back) == (10, 20, 20, 20, 20, 10)
            if per_cent in {*range(11), 100}:
                assert back == own

    @given(move=moves())
    def test_all_the_way_and_back_brings_the_proportions_of_the_pack(
        self, move: tuple[Weights, int, Weights]
    ) -> None:
        weights, moved, own = move
        there = rebalanced(weights, moved, WHOLE, own)
        assert not any(without(there, moved))
        assert rebalanced(there, moved, own[moved], own) == own

    @pytest.mark.parametrize(
        ("weights", "moved", "value"),
        [
            ((5000, 5000), 0, WHOLE + 1),
            ((5000, 5000), 0, -1),
            ((5000, 5000), 2, 5),
            ((5000, 5000), -1, 5),
            ((WHOLE,), 0, 5),
        ],
    )
    def test_refuses_what_cannot_be(self, weights: Weights, moved: int, value: int) -> None:
        with pytest.raises(ValueError, match="No weight"):
            rebalanced(weights, moved, value, weights)


# Scores -------------------------------------------------------------------------------------------

SCORE = st.floats(0, 100, allow_subnormal=False)
USES = ("", "low", "high")
BARRIERS = ("", "cost;time", "cost", "time", "nothing")
COUNCILS = ("Northmoor", "Eastford", "Southwick", "Holmshire")
CODES = (NORTHMOOR, EASTFORD, SOUTHWICK, HOLMSHIRE)

PEOPLE = st.lists(
    st.tuples(st.sampled_from(COUNCILS), st.sampled_from(USES), st.sampled_from(BARRIERS)),
    min_size=1,
    max_size=12,
)

HIGHER = {
    ("use", "low"): ["high"],
    ("barriers", "cost;time"): ["cost", "time", "nothing"],
    ("barriers", "cost"): ["nothing"],
    ("barriers", "time"): ["nothing"],
}
"""Answers that bring more points, by question and answer."""


@st.composite
def raised(draw: st.DrawFn) -> tuple[list[Person], list[Person]]:
    """People, and the same people after one of them gave a better answer."""
    people = draw(PEOPLE)
    ways = [
        (at, column, better)
        for at, person in enumerate(people)
        for column, question in ((1, "use"), (2, "barriers"))
        for better in HIGHER.get((question, person[column]), [])
    ]
    assume(ways)
    at, column, better = draw(st.sampled_from(ways))
    council, use, barriers = people[at]
    changed = (council, better, barriers) if column == 1 else (council, use, better)
    return people, [*people[:at], changed, *people[at + 1 :]]


class TestAScore:
    @settings(deadline=None)
    @given(people=PEOPLE, share=st.integers(0, 100))
    def test_lies_between_0_and_100(
        self, mature_pack: Pack, people: list[Person], share: int
    ) -> None:
        responses = answers(mature_pack, people)
        for codes in ([each] for each in CODES):
            found = maturity_of(mature_pack.maturity, responses, codes, (share, 100 - share))
            for score in (found.score, *found.dimensions):
                assert score is None or 0 <= score <= 100

    @settings(deadline=None)
    @given(pair=raised(), share=st.integers(0, 100))
    def test_never_falls_when_one_person_gives_a_better_answer(
        self, mature_pack: Pack, pair: tuple[list[Person], list[Person]], share: int
    ) -> None:
        weights = (share, 100 - share)
        for code in CODES:
            before, after = (
                maturity_of(mature_pack.maturity, answers(mature_pack, people), [code], weights)
                for people in pair
            )
            assert (before.score is None) == (after.score is None)
            assert before.score is None or (after.score or 0) >= before.score - 1e-9

    @given(
        pairs=st.lists(st.tuples(st.none() | SCORE, st.integers(0, 100)), min_size=1, max_size=8),
        scale=st.sampled_from([2, 3, 7, 100]),
    )
    def test_does_not_depend_on_the_scale_of_the_weights(
        self, pairs: list[tuple[float | None, int]], scale: int
    ) -> None:
        scores, weights = [score for score, _ in pairs], [weight for _, weight in pairs]
        found = score_of(scores, weights)
        scaled = score_of(scores, [scale * weight for weight in weights])
        assert (found is None) == (scaled is None)
        assert found is None or scaled == pytest.approx(found)

    @given(pairs=st.lists(st.tuples(SCORE, st.integers(1, 100)), min_size=1, max_size=8))
    def test_lies_between_its_lowest_and_its_highest_dimension(
        self, pairs: list[tuple[float, int]]
    ) -> None:
        scores = [score for score, _ in pairs]
        found = score_of(scores, [weight for _, weight in pairs])
        assert found is not None
        assert min(scores) - 1e-9 <= found <= max(scores) + 1e-9

    @pytest.mark.parametrize(
        ("scores", "weights", "score"),
        [
            ([90.0, 30.0, None], [1, 1, 1], 60.0),
            ([90.0, None, None], [1, 1, 1], None),
            ([90.0, None], [67, 33], 90.0),
            ([90.0, None], [66, 34], None),
            ([None, None], [50, 50], None),
            ([50.0, None], [100, 0], 50.0),
            ([50.0, 60.0], [0, 0], None),
        ],
    )
    def test_needs_two_thirds_of_the_weight(
        self, scores: list[float | None], weights: list[int], score: float | None
    ) -> None:
        assert score_of(scores, weights) == score

    @pytest.mark.parametrize("missing", range(3))
    def test_of_three_equal_dimensions_any_one_may_be_missing(
        self, shipped_pack: Pack, missing: int
    ) -> None:
        """Whole per cents (34, 33 and 33) would treat the three differently."""
        nothing = (QuestionPoints("nobody asked", several=False, points={}),)
        dimensions = [
            replace(each, weight=1.0, questions=nothing if at == missing else each.questions)
            for at, each in enumerate(shipped_pack.maturity.dimensions[:3])
        ]
        model = replace(shipped_pack.maturity, dimensions=tuple(dimensions))
        responses = shipped_pack.responses["2013"]
        maturity = maturity_of(model, responses, shipped_pack.region.codes)
        present = [score for score in maturity.dimensions if score is not None]
        assert len(present) == 2
        assert maturity.score == pytest.approx(sum(present) / 2)


# Ranks --------------------------------------------------------------------------------------------


def council(weights: Weights, *dimensions: float | None) -> Maturity:
    return Maturity(score_of(dimensions, weights), dimensions, people=1)


@st.composite
def fields(draw: st.DrawFn, *, complete: bool = False) -> tuple[list[Maturity], Weights]:
    """Some councils with the scores of their dimensions, and weights."""
    size = draw(st.integers(2, 5))
    parts = draw(st.lists(st.integers(0, 20), min_size=size, max_size=size))
    weights = shared_out(WHOLE, parts)
    score = st.integers(0, 10).map(lambda each: each * 10.0)
    rows = draw(
        st.lists(
            st.lists(score if complete else st.none() | score, min_size=size, max_size=size),
            min_size=1,
            max_size=8,
        )
    )
    return [council(weights, *row) for row in rows], weights


class TestStandings:
    @settings(deadline=None, max_examples=60)
    @given(field=fields())
    def test_are_a_rank_within_its_range(self, field: tuple[list[Maturity], Weights]) -> None:
        councils, weights = field
        found = standings(councils, weights)
        scored = [each.score for each in councils if each.score is not None]
        assert len(found) == len(councils)
        for each, standing in zip(councils, found, strict=True):
            if each.score is None:
                assert standing is None
                continue
            assert standing is not None
            assert standing.among == len(scored)
            assert 1 <= standing.best <= standing.rank <= standing.worst <= standing.among
            higher = sum(score > each.score + 1e-6 for score in scored)
            assert standing.rank == 1 + higher, "equal scores share a rank"
            equal = sum(abs(score - each.score) <= 1e-6 for score in scored)
            assert standing.sharing == equal

    @settings(deadline=None, max_examples=60)
    @given(field=fields(complete=True))
    def test_best_in_every_dimension_is_first_whatever_the_weights(
        self, field: tuple[list[Maturity], Weights]
    ) -> None:
        councils, weights = field
        best = [
            max(column) + 1 for column in zip(*(each.dimensions for each in councils), strict=True)
        ]
        (*_, first) = standings([*councils, council(weights, *best)], weights)
        assert first is not None
        assert (first.rank, first.best, first.worst) == (1, 1, 1)

    def test_twins_share_everything(self) -> None:
        weights = (50, 50)
        twins = [council(weights, 80.0, 20.0), council(weights, 80.0, 20.0)]
        one, other, third = standings([*twins, council(weights, 20.0, 80.0)], weights)
        assert one == other
        assert one is not None
        assert third is not None
        assert (one.rank, third.rank) == (1, 1), "all three score 50"
        assert (one.sharing, third.sharing) == (3, 3)
        assert (one.best, one.worst) == (1, 2)
        assert (third.best, third.worst) == (1, 3)

    def test_without_a_score_there_are_none(self) -> None:
        assert standings([], (50, 50)) == []
        assert standings([council((50, 50), None, None)], (50, 50)) == [None]
        (alone,) = standings([council((50, 50), 10.0, 20.0)], (50, 50))
        assert alone is not None
        assert (alone.rank, alone.best, alone.worst, alone.among) == (1, 1, 1, 1)
        assert alone.sharing == 1

    def test_ranges_hold_nine_in_ten_weightings(self, shipped_pack: Pack) -> None:
        scored = [each for each in ranked_councils(shipped_pack, "2013") if each.standing]
        matrix = np.array([each.maturity.dimensions for each in scored], dtype=np.float64)
        ranks = ranks_of(scores_under(matrix, random_weightings(matrix.shape[1])))
        for at, each in enumerate(scored):
            assert each.standing is not None
            inside = (ranks[:, at] >= each.standing.best) & (ranks[:, at] <= each.standing.worst)
            assert inside.mean() >= 0.9

    def test_are_the_same_at_every_call(self, shipped_pack: Pack) -> None:
        councils = [each.maturity for each in ranked_councils(shipped_pack, "2013")]
        weights = weights_of(shipped_pack.maturity)
        first = standings(councils, weights)
        random_weightings.cache_clear()
        assert standings(councils, weights) == first

    def test_do_not_depend_on_the_order_of_the_councils(self, shipped_pack: Pack) -> None:
        councils = [each.maturity for each in ranked_councils(shipped_pack, "2013")]
        weights = weights_of(shipped_pack.maturity)
        assert standings(councils[::-1], weights)[::-1] == standings(councils, weights)

    def test_of_33_councils_take_less_than_a_second(self) -> None:
        weights = OF_THE_PACK
        drawn = np.random.default_rng(1).uniform(0, 100, size=(33, 6))
        councils = [council(weights, *map(float, row)) for row in drawn]
        took = []
        for _ in range(3):
            random_weightings.cache_clear()
            start = perf_counter()
            standings(councils, weights)
            took.append(perf_counter() - start)
        assert min(took) < 1


class TestRanks:
    @given(
        rows=st.integers(1, 6).flatmap(
            lambda size: st.lists(
                st.lists(
                    st.floats(0, 100).map(lambda each: round(each, 3)),
                    min_size=size,
                    max_size=size,
                ),
                min_size=1,
                max_size=5,
            )
        )
    )
    def test_are_those_of_scipy(self, rows: list[list[float]]) -> None:
        scores = np.array(rows)
        assert (ranks_of(scores) == rankdata(-scores, method="min", axis=1)).all()

    def test_overlook_the_last_digits_of_sums(self) -> None:
        assert ranks_of(np.array([[0.1 + 0.2, 0.3, 0.4]])).tolist() == [[2, 2, 1]]


class TestRandomWeightings:
    def test_add_up_to_1_and_favour_no_dimension(self) -> None:
        drawn = random_weightings(4)
        assert drawn.shape == (DRAWS, 4)
        assert (drawn >= 0).all()
        assert drawn.sum(axis=1) == pytest.approx(np.ones(DRAWS))
        assert drawn.mean(axis=0) == pytest.approx(np.full(4, 1 / 4), abs=0.01)
        # Evenly from all that there are: one of four weighs more than half in 4 / 2**3 of them.
        assert (drawn.max(axis=1) > 0.5).mean() == pytest.approx(4 / 2**3, abs=0.02)

    def test_cannot_be_changed_by_mistake(self) -> None:
        with pytest.raises(ValueError, match="read-only"):
            random_weightings(4)[0, 0] = 1.0

    def test_of_one_dimension_are_all_1(self) -> None:
        assert random_weightings(1) == pytest.approx(np.ones((DRAWS, 1)))

    def test_share_the_weight_of_what_is_missing(self) -> None:
        matrix = np.array([[80.0, np.nan, 20.0], [np.nan, np.nan, np.nan], [10.0, 20.0, 30.0]])
        weightings = np.array([[0.25, 0.5, 0.25], [0.5, 0.5, 0.0], [0.0, 1.0, 0.0]])
        assert scores_under(matrix, weightings) == pytest.approx(
            np.array(
                [
                    [(80 + 20) / 2, 0.0, (10 + 2 * 20 + 30) / 4],
                    [80.0, 0.0, (10 + 20) / 2],
                    [0.0, 0.0, 20.0],
                ]
            )
        )
