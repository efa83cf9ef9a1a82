"""Specification of comparing councils: what the intervals allow to be said, and who is alike."""

import csv
import warnings
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.comparison import Likeness, Verdict, most_alike, verdict
from bestbywm.pack import Pack
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import confint_proportions_2indep

DATA = Path(__file__).parents[2] / "data"
FEWEST = 10
"""People on each side of a comparison."""

ALL = 40
"""More councils than any region of these tests has."""

OPPOSITE: dict[Verdict, Verdict] = {
    "higher than": "lower than",
    "lower than": "higher than",
    "similar to": "similar to",
    "too few people to say": "too few people to say",
}


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
PEOPLE = rows_of("illustrative_2013.csv")
SILENT = set(COUNCILS) - {row["council"] for row in PEOPLE}
OPTIONS = rows_of("options.csv")
KINDS = {row["question"]: row["kind"] for row in rows_of("questions.csv")}
PUBLISHED = {
    (row["question"], row["option"]) for row in rows_of("published.csv") if row["wave"] == "2013"
}


def counted_options() -> list[tuple[str, str]]:
    """Question and option of every share: what is "high", each barrier, and "no barriers"."""
    roles = {"single": {"high"}, "multiple": {"high", "none"}}
    return [
        (row["question"], row["option"])
        for row in OPTIONS
        if row["role"] in roles.get(KINDS[row["question"]], set())
        and (row["question"], row["option"]) in PUBLISHED
    ]


def share_of(council: str, question: str, option: str) -> float:
    cells = [row[question].split(";") for row in PEOPLE if row["council"] == council]
    return sum(option in cell for cell in cells) / len(cells)


def likeness_by_hand(one: str, other: str) -> float:
    """The rule in words, worked out from the files: from 0 to 100."""
    a, b = COUNCILS[one], COUNCILS[other]
    likeness = 25.0 * (a["type"] == b["type"]) + 25.0 * (a["county_area"] == b["county_area"])
    if SILENT & {one, other}:
        return likeness
    differences = [
        100 * abs(share_of(one, *each) - share_of(other, *each)) for each in counted_options()
    ]
    return likeness + 0.5 * (100 - sum(differences) / len(differences))


def code_of(name: str) -> str:
    return COUNCILS[name]["code"]


@st.composite
def two_groups(draw: st.DrawFn) -> tuple[int, int, int, int]:
    base, other = draw(st.integers(1, 400)), draw(st.integers(1, 400))
    return draw(st.integers(0, base)), base, draw(st.integers(0, other)), other


class TestVerdict:
    @given(two_groups())
    @settings(max_examples=300)
    def test_says_no_more_than_newcombes_interval_allows(
        self, groups: tuple[int, int, int, int]
    ) -> None:
        low, high = confint_proportions_2indep(*groups, method="newcomb", compare="diff")
        found = verdict(*groups)
        if min(groups[1], groups[3]) < FEWEST:
            assert found == "too few people to say"
            return
        if abs(low) < 1e-9 or abs(high) < 1e-9:
            return  # an end at zero: a rounding error decides
        assert (found == "higher than") == (low > 0)
        assert (found == "lower than") == (high < 0)
        if found == "similar to":
            assert -0.2 - 1e-9 <= low <= 0 <= high <= 0.2 + 1e-9
        if found == "too few people to say":
            assert low < 0 < high
            assert max(-low, high) > 0.2 - 1e-9

    @given(two_groups())
    def test_turns_round_with_the_groups(self, groups: tuple[int, int, int, int]) -> None:
        count, base, other_count, other_base = groups
        there, back = verdict(*groups), verdict(other_count, other_base, count, base)
        assert back == OPPOSITE[there]

    @pytest.mark.parametrize(
        ("groups", "found"),
        [
            ((0, 1, 34, 39), "too few people to say"),
            ((0, 9, 34, 39), "too few people to say"),
            ((34, 39, 0, 9), "too few people to say"),
            ((0, 10, 34, 39), "lower than"),
            ((10, 10, 5, 39), "higher than"),
            ((1, 2, 15, 38), "too few people to say"),
            ((500, 1000, 510, 1000), "similar to"),
            ((500, 1000, 800, 1000), "lower than"),
            ((30, 60, 33, 60), "too few people to say"),
        ],
    )
    def test_examples(self, groups: tuple[int, int, int, int], found: Verdict) -> None:
        assert verdict(*groups) == found

    @pytest.mark.parametrize("groups", [(0, 0, 1, 2), (1, 2, 0, 0), (0, 0, 0, 0)])
    def test_of_nobody_nothing_is_said(self, groups: tuple[int, int, int, int]) -> None:
        assert verdict(*groups) == "too few people to say"


class TestMostAlike:
    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_is_the_rule_worked_out_by_hand(self, shipped_pack: Pack, name: str) -> None:
        by_hand = {other: likeness_by_hand(name, other) for other in COUNCILS if other != name}
        expected = sorted(
            (other for other in by_hand if by_hand[other] > 0),
            key=lambda other: (-round(by_hand[other], 6), other),
        )
        found = most_alike(shipped_pack, "2013", code_of(name), ALL)
        assert [shipped_pack.region.by_code[each.code].name for each in found] == expected
        assert [100 * each.score for each in found] == pytest.approx(
            [by_hand[other] for other in expected]
        )

    def test_says_why_they_are_alike(self, shipped_pack: Pack) -> None:
        found = {each.code: each for each in most_alike(shipped_pack, "2013", code_of("Walsall"))}
        coventry = found[code_of("Coventry")]
        assert coventry.same_type
        assert coventry.same_area
        assert coventry.answers is not None
        assert coventry.score == pytest.approx((2 + 2 * coventry.answers) / 4)

    @pytest.mark.parametrize("wave", ["2013", "2014"])
    def test_is_the_same_from_both_sides(self, shipped_pack: Pack, wave: str) -> None:
        scores = {
            (code, each.code): each.score
            for code in shipped_pack.region.codes
            for each in most_alike(shipped_pack, wave, code, ALL)
        }
        assert all(scores[two, one] == pytest.approx(score) for (one, two), score in scores.items())
        assert all(one != two for one, two in scores)
        assert all(0 < score <= 1 for score in scores.values())

    @pytest.mark.parametrize("name", ["Walsall", "Staffordshire", "Stoke-on-Trent", "Rugby"])
    def test_the_first_five_are_those_of_the_whole_order(
        self, shipped_pack: Pack, name: str
    ) -> None:
        every = most_alike(shipped_pack, "2013", code_of(name), ALL)
        found = most_alike(shipped_pack, "2013", code_of(name))
        assert len(found) >= 5
        assert found == every[: len(found)]
        assert [each.score for each in every] == sorted(
            (each.score for each in every), reverse=True
        )

    def test_nobody_is_left_out_who_ties_with_the_last(self, shipped_pack: Pack) -> None:
        # Without answers, eight districts below it, two other counties and a city score 25 each.
        found = most_alike(shipped_pack, "2014", code_of("Staffordshire"))
        names = [shipped_pack.region.by_code[each.code].name for each in found]
        mine = COUNCILS["Staffordshire"]
        assert names == sorted(
            name
            for name, row in COUNCILS.items()
            if (row["type"] == mine["type"]) != (row["county_area"] == mine["county_area"])
        )
        assert len(names) == 11
        assert {each.score for each in found} == {0.25}

    @pytest.mark.parametrize("name", sorted(SILENT))
    def test_a_council_that_did_not_answer_is_alike_by_type_and_area_alone(
        self, shipped_pack: Pack, name: str
    ) -> None:
        found = most_alike(shipped_pack, "2013", code_of(name), ALL)
        assert {each.answers for each in found} == {None}
        assert all(each.same_type or each.same_area for each in found)

    def test_who_has_nothing_in_common_is_left_out(self, tiny_pack: Pack) -> None:
        # Southwick did not answer, and Northmoor is neither of its type nor of its county area.
        assert [each.code for each in most_alike(tiny_pack, "2030", SOUTHWICK)] == [
            EASTFORD,
            HOLMSHIRE,
        ]
        assert SOUTHWICK not in [each.code for each in most_alike(tiny_pack, "2030", NORTHMOOR)]

    def test_of_a_tiny_region(self, tiny_pack: Pack) -> None:
        # Use 3/4 and 2/3; cost 2/4 and 0; time 1/4 and 1/3; nothing 2/4 and 2/3.
        difference = (1 / 12 + 1 / 2 + 1 / 12 + 1 / 6) / 4
        (first, *_) = most_alike(tiny_pack, "2030", NORTHMOOR)
        assert first == Likeness(
            EASTFORD,
            same_type=False,
            same_area=False,
            answers=pytest.approx(1 - difference),
            score=pytest.approx((1 - difference) / 2),
        )
