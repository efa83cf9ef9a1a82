"""Specification of the headlines on made-up figures: ties, ones, noughts, gaps, small bases."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from bestbywm.analysis.estimates import wilson
from bestbywm.analysis.measures import Basis, Estimate, Measure
from bestbywm.exhibits.findings import (
    NOBODY,
    of_comparison,
    of_measure,
    of_ranking,
    of_splits,
)
from bestbywm.survey.questions import Option, Question


def estimate(
    count: int, base: int, *, basis: Basis = "counted", percent: float | None = None
) -> Estimate:
    interval = wilson(count, base)
    return Estimate(
        measure="m",
        label="Measure",
        group_kind="region",
        group="Region",
        count=count,
        base=base,
        unit="people",
        share=count / base if percent is None else percent / 100,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        mean=None,
        provenance="illustrative" if basis == "counted" else "published",
        basis=basis,
        outcome="answered",
    )


MISSING = replace(estimate(0, 1), count=None, base=0, share=None, outcome="no answer")


def measure(finding: str) -> Measure:
    return Measure("m", "Measure", "Group", "", "share", "strength", "q", ("yes",), finding)


HIGH, EFFECTIVE = measure("say use is high"), measure("say use is effective")


def question(
    short: str, options: Sequence[str], *, unit: str = "people", none: Sequence[str] = ()
) -> Question:
    return Question(
        id=short.lower(),
        group="Group",
        short=short,
        measure=short,
        kind="mentions" if unit == "mentions" else "multiple",
        unit=unit,  # type: ignore[arg-type]
        direction="weakness",
        is_headline=False,
        wording="",
        wording_basis="",
        help="",
        finding="name {option} as a barrier",
        options=tuple(
            Option(each, each.capitalize(), "none" if each in none else "high") for each in options
        ),
    )


def ranking(counts: dict[str, int], base: int, *, unit: str = "people") -> str:
    asked = question("Barriers", list(counts), unit=unit)
    pairs = [
        (option, estimate(count, base))
        for option, count in zip(asked.options, counts.values(), strict=True)
    ]
    return of_ranking(asked, pairs)


def split(*answers: tuple[str, dict[str, int], int]) -> str:
    questions = [question(short, list(counts)) for short, counts, _ in answers]
    pairs = [
        [
            (option, estimate(count, base))
            for option, count in zip(asked.options, counts.values(), strict=True)
        ]
        for asked, (_, counts, base) in zip(questions, answers, strict=True)
    ]
    return of_splits(questions, pairs)


class TestOneMeasure:
    @pytest.mark.parametrize(
        ("count", "base", "sentence"),
        [
            (15, 40, "37.5% (15 of 40 people) say use is high"),
            (1, 40, "2.5% (1 of 40 people) say use is high"),
            (0, 40, "0% (0 of 40 people) say use is high"),
            (40, 40, "100% (40 of 40 people) say use is high"),
            (3, 9, "3 of 9 people say use is high"),
            (1, 2, "1 of 2 people says use is high"),
            (0, 2, "0 of 2 people say use is high"),
            (1, 1, "1 of 1 person says use is high"),
            (0, 1, "0 of 1 person says use is high"),
        ],
    )
    def test_it(self, count: int, base: int, sentence: str) -> None:
        assert of_measure(HIGH, estimate(count, base)) == sentence

    def test_without_a_figure_it_says_that_nobody_answered(self) -> None:
        assert of_measure(HIGH, MISSING) == NOBODY == "Nobody in this selection answered"


class TestAComparison:
    def test_but_only_is_kept_for_intervals_that_do_not_overlap(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [estimate(34, 40), estimate(10, 40)]) == (
            "85% (34 of 40 people) say use is high, "
            "but only 25% (10 of 40 people) say use is effective"
        )

    def test_otherwise_nothing_is_made_of_the_difference(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [estimate(20, 40), estimate(15, 40)]) == (
            "50% (20 of 40 people) say use is high, "
            "and 37.5% (15 of 40 people) say use is effective"
        )

    def test_a_rise_is_no_but(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [estimate(10, 40), estimate(34, 40)]) == (
            "25% (10 of 40 people) say use is high, and 85% (34 of 40 people) say use is effective"
        )

    def test_the_same_share_of_different_bases_is_not_called_as_many(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [estimate(20, 40), estimate(10, 20)]) == (
            "50% (20 of 40 people) say use is high, and 50% (10 of 20 people) say use is effective"
        )

    def test_the_words_of_the_source_are_kept(self) -> None:
        rough = replace(estimate(16, 26, basis="inferred"), as_published="just over 60%")
        everyone = estimate(26, 26, basis="inferred")
        assert of_comparison([HIGH, EFFECTIVE], [everyone, rough]) == (
            "100% (26 of 26 people, inferred) say use is high, "
            "but just over 60% (16 of 26 people, inferred) say use is effective"
        )
        assert of_comparison([HIGH, EFFECTIVE], [rough, everyone]) == (
            "Just over 60% (16 of 26 people, inferred) say use is high, "
            "and 100% (26 of 26 people, inferred) say use is effective"
        )

    def test_a_small_base_has_counts(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [estimate(1, 2), estimate(0, 2)]) == (
            "1 of 2 people says use is high; 0 of 2 people say use is effective"
        )

    def test_a_large_and_a_small_base_say_both_as_they_may(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [estimate(1, 10), estimate(1, 9)]) == (
            "10% (1 of 10 people) say use is high; 1 of 9 people says use is effective"
        )

    def test_measures_without_a_figure_are_left_out(self) -> None:
        assert of_comparison([HIGH, EFFECTIVE], [MISSING, estimate(10, 40)]) == (
            "25% (10 of 40 people) say use is effective"
        )
        assert of_comparison([HIGH], [MISSING]) == NOBODY
        assert of_comparison([], []) == NOBODY


class TestARanking:
    @pytest.mark.parametrize(
        ("counts", "base", "sentence"),
        [
            (
                {"cost": 4, "trust": 15, "risk": 10},
                40,
                "37.5% (15 of 40 people) name trust as a barrier, more than any other shown, "
                "followed by risk with 10",
            ),
            (
                {"cost": 10, "trust": 15, "risk": 10},
                40,
                "37.5% (15 of 40 people) name trust as a barrier, more than any other shown, "
                "followed by cost and risk with 10 each",
            ),
            (
                {"cost": 15, "trust": 15, "risk": 10},
                40,
                "Cost and trust come first, with 37.5% (15 of 40 people) each, "
                "followed by risk with 10",
            ),
            (
                {"cost": 2, "trust": 2, "risk": 2},
                3,
                "Cost, trust and risk tie, with 2 of 3 people each",
            ),
            (
                {"cost": 1, "trust": 1, "risk": 0},
                2,
                "Cost and trust come first, with 1 of 2 people each",
            ),
            (
                {"cost": 1, "trust": 0, "risk": 0},
                2,
                "1 of 2 people names cost as a barrier, more than any other shown",
            ),
            ({"cost": 1, "trust": 1}, 1, "Cost and trust tie, with 1 of 1 person each"),
            ({"cost": 0, "trust": 0}, 12, "Nobody names any of these"),
            ({"cost": 0}, 1, "Nobody names any of these"),
        ],
    )
    def test_it(self, counts: dict[str, int], base: int, sentence: str) -> None:
        assert ranking(counts, base) == sentence

    def test_a_lone_published_figure_is_not_called_the_largest(self) -> None:
        asked = question("Barriers", ["resources"])
        lone = estimate(14, 26, basis="inferred", percent=54)
        assert of_ranking(asked, [(asked.options[0], lone)]) == (
            "54% (14 of 26 people, inferred) name resources as a barrier, the only figure published"
        )

    def test_a_lone_option_of_a_loaded_survey_is_not_called_published(self) -> None:
        assert ranking({"cost": 12}, 24) == "50% (12 of 24 people) name cost as a barrier"

    @pytest.mark.parametrize(
        ("counts", "sentence"),
        [
            (
                {"police forces": 14, "Walsall": 11, "WMGrit": 11, "Coventry": 5},
                "The most mentions (14) go to police forces, followed by Walsall and WMGrit "
                "with 11 each",
            ),
            (
                {"a": 5, "b": 5, "c": 4},
                "The most mentions (5 each) go to a and b, followed by c with 4",
            ),
            ({"a": 1, "b": 0}, "The most mentions (1) go to a"),
        ],
    )
    def test_mentions_are_not_people(self, counts: dict[str, int], sentence: str) -> None:
        assert ranking(counts, 40, unit="mentions") == sentence

    def test_percentages_without_counts_are_ranked_all_the_same(self) -> None:
        asked = question("Barriers", ["cost", "trust"])
        bare = replace(estimate(1, 2, basis="published"), count=None, base=None)
        pairs = [
            (asked.options[0], replace(bare, share=0.2)),
            (asked.options[1], replace(bare, share=0.3)),
        ]
        assert of_ranking(asked, pairs) == (
            "30% (count not published) name trust as a barrier, more than any other shown, "
            "followed by cost with 20%"
        )

    def test_no_options_means_that_nobody_answered(self) -> None:
        assert of_ranking(question("Barriers", []), []) == NOBODY


class TestSplits:
    def test_questions_with_the_same_answer_are_said_together(self) -> None:
        assert split(
            ("Use", {"high": 10, "low": 30}, 40), ("Own use", {"high": 15, "low": 25}, 40)
        ) == ("Most people answer “Low” for use (30) and own use (25)")

    def test_most_people_is_kept_for_more_than_half(self) -> None:
        assert split(
            ("Use", {"high": 18, "medium": 17, "low": 5}, 40), ("Own use", {"low": 40}, 40)
        ) == ("Answered most often: “High” for use (18); “Low” for own use (40)")
        assert split(("Use", {"high": 20, "medium": 17, "low": 3}, 40)) == (
            "Answered most often: “High” for use (20)"
        )

    def test_few_people_are_not_called_most_people(self) -> None:
        assert split(("Use", {"high": 1, "low": 0}, 1)) == (
            "Answered most often: “High” for use (1)"
        )

    def test_a_tie_names_every_answer_given_most(self) -> None:
        assert split(
            ("Use", {"high": 1, "medium": 1, "low": 0}, 2), ("Own use", {"high": 0, "low": 2}, 2)
        ) == ("Answered most often: “High” and “Medium” for use (1 each); “Low” for own use (2)")

    def test_without_any_answer_nobody_answered(self) -> None:
        assert split(("Use", {"high": 0, "low": 0}, 1)) == NOBODY
