"""Specification of next steps: a topic for all that stands in the way, examples from elsewhere."""

import csv
from pathlib import Path

import pytest

from bestbywm.analysis.maturity import Maturity
from bestbywm.analysis.next_steps import MOST_EXAMPLES, next_steps, weak_dimensions
from bestbywm.pack import Pack
from tests.packs import EASTFORD

DATA = Path(__file__).parents[2] / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
PEOPLE = rows_of("illustrative_2013.csv")
ANSWERED = sorted({row["council"] for row in PEOPLE})
TOPICS = {row["topic"]: row for row in rows_of("next_steps.csv")}
BARRIERS = {
    row["option"]: row["label"]
    for row in rows_of("options.csv")
    if row["question"] == "barriers" and row["role"] == "high"
}
EXAMPLES = rows_of("good_practice.csv")
MIDDLE = 50
"""The lower two of the four levels lie below it."""


def named_by(council: str) -> dict[str, float]:
    """Label of each barrier that anybody of the council names, with the share who do."""
    cells = [row["barriers"].split(";") for row in PEOPLE if row["council"] == council]
    shares = {option: sum(option in cell for cell in cells) / len(cells) for option in BARRIERS}
    return {BARRIERS[option]: share for option, share in shares.items() if share}


def weak_in(pack: Pack, council: str) -> dict[str, float]:
    """Label of each dimension below the middle, with its score, worked out from the file."""
    people = [row for row in PEOPLE if row["council"] == council]
    found = {}
    for dimension in pack.maturity.dimensions:
        means = []
        for each in dimension.questions:
            given = [
                [each.points[name] for name in row[each.question].split(";")] for row in people
            ]
            scores = [max(0, 100 + sum(points)) if each.several else points[0] for points in given]
            means.append(sum(scores) / len(scores))
        found[dimension.label] = sum(means) / len(means)
    return {label: score for label, score in found.items() if score < MIDDLE}


@pytest.mark.parametrize("name", ANSWERED)
class TestOfEachCouncil:
    def test_each_barrier_named_has_a_step_the_most_named_first(
        self, shipped_pack: Pack, name: str
    ) -> None:
        steps = next_steps(shipped_pack, "2013", COUNCILS[name]["code"])
        barriers = [each for each in steps if each.named is not None]
        assert steps[: len(barriers)] == barriers, "barriers come before dimensions"
        named = named_by(name)
        assert {each.about for each in barriers} == set(named)
        shares = [named[each.about] for each in barriers]
        assert shares == sorted(shares, reverse=True)
        for each in barriers:
            assert each.named
            assert each.named.count == sum(
                each.about in [BARRIERS.get(option) for option in row["barriers"].split(";")]
                for row in PEOPLE
                if row["council"] == name
            )

    def test_each_weak_dimension_has_a_step_the_weakest_first(
        self, shipped_pack: Pack, name: str
    ) -> None:
        steps = next_steps(shipped_pack, "2013", COUNCILS[name]["code"])
        found = {each.about: each.score for each in steps if each.named is None}
        expected = weak_in(shipped_pack, name)
        # Freedom from barriers has no step of its own: each barrier has one.
        expected.pop("Freedom from barriers", None)
        assert found == pytest.approx(expected)
        assert list(found.values()) == sorted(found.values())

    def test_the_advice_is_that_of_the_topic(self, shipped_pack: Pack, name: str) -> None:
        labels = {each.id: each.label for each in shipped_pack.maturity.dimensions}
        labels |= {f"barriers.{option}": label for option, label in BARRIERS.items()}
        advice = {label: TOPICS[id_]["advice"] for id_, label in labels.items() if id_ in TOPICS}
        for each in next_steps(shipped_pack, "2013", COUNCILS[name]["code"]):
            assert each.step.advice == advice[each.about]

    def test_examples_fit_and_are_never_its_own(self, shipped_pack: Pack, name: str) -> None:
        type_ = COUNCILS[name]["type"]
        for each in next_steps(shipped_pack, "2013", COUNCILS[name]["code"]):
            fitting = [
                row
                for row in EXAMPLES
                if row["theme"] in each.step.themes
                and row["councils"]
                and name not in row["councils"].split(";")
            ]
            fitting.sort(
                key=lambda row: (
                    type_ not in {COUNCILS[other]["type"] for other in row["councils"].split(";")},
                    -int(row["year"] or 0),
                    row["title"],
                )
            )
            assert [example.title for example in each.examples] == [
                row["title"] for row in fitting[:MOST_EXAMPLES]
            ]


def test_every_barrier_that_anybody_names_has_a_topic() -> None:
    named = {label for name in ANSWERED for label in named_by(name)}
    assert named <= {BARRIERS[option] for option in BARRIERS if f"barriers.{option}" in TOPICS}


def test_every_dimension_but_freedom_from_barriers_has_a_topic(shipped_pack: Pack) -> None:
    assert {each.id for each in shipped_pack.maturity.dimensions} - set(TOPICS) == {"freedom"}


@pytest.mark.parametrize("name", sorted(set(COUNCILS) - set(ANSWERED)))
def test_a_council_that_did_not_answer_has_none(shipped_pack: Pack, name: str) -> None:
    assert next_steps(shipped_pack, "2013", COUNCILS[name]["code"]) == []


def test_a_wave_without_answers_has_none(shipped_pack: Pack) -> None:
    for code in shipped_pack.region.codes:
        assert next_steps(shipped_pack, "2014", code) == []


def test_a_pack_without_steps_has_none(mature_pack: Pack) -> None:
    assert next_steps(mature_pack, "2030", EASTFORD) == []


@pytest.mark.parametrize(
    ("scores", "weak"),
    [
        ((49.9, 50.0), ["Use"]),
        ((50.0, 50.0), []),
        ((30.0, 20.0), ["Freedom", "Use"]),
        ((None, 0.0), ["Freedom"]),
    ],
)
def test_a_dimension_is_weak_in_the_lower_half_of_the_levels(
    mature_pack: Pack, scores: tuple[float | None, ...], weak: list[str]
) -> None:
    found = weak_dimensions(mature_pack.maturity, Maturity(None, scores, people=1))
    assert [label for _, label, _ in found] == weak
