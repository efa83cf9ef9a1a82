"""Setting a council beside others: verdicts that the intervals allow, and councils like it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bestbywm.analysis.estimates import SMALLEST_BASE_FOR_PERCENTAGE, newcombe
from bestbywm.analysis.measures import Measure, by_council, has_answers, measures_of
from bestbywm.pack import Pack

Verdict = Literal["higher than", "similar to", "lower than", "too few people to say"]

SIMILAR_WITHIN = 0.2
"""Two shares are called similar if their difference surely lies within 20 points."""

ANSWERS_COUNT = 2
"""Likeness of answers counts as much as type and county area together."""

RULE = (
    "Likeness is from 0 to 100. The same type of council brings 25 and the same county area 25. "
    "Alike answers bring up to 50: half of 100 less the average difference, in percentage points, "
    "over all measures that both councils answered. Where one of the two did not answer, they "
    "bring nothing."
)
"""The rule of likeness, in words for people."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like a council another one is.

    Attributes
    ----------
    code
        The other council.
    same_type, same_area
        Whether it is of the same type, and in the same county area.
    answers
        From 0 (opposite) to 1 (the same); None if one of the two did not answer.
    score
        All of it together, from 0 to 1.
    """

    code: str
    same_type: bool
    same_area: bool
    answers: float | None
    score: float


def verdict(count: int, base: int, other_count: int, other_base: int) -> Verdict:
    """How the first share stands to the second, said only as far as the interval allows.

    The interval is Newcombe's for the difference of two independent shares, so the two groups
    must not share people: compare a council with the *other* councils of its type. It is higher
    or lower if the interval excludes zero, similar if it lies wholly within 20 points of zero.
    Below ten people on either side nothing is said: one person is no council.
    """
    interval = newcombe(other_count, other_base, count, base)
    if interval is None or min(base, other_base) < SMALLEST_BASE_FOR_PERCENTAGE:
        return "too few people to say"
    if interval.low > 0:
        return "higher than"
    if interval.high < 0:
        return "lower than"
    if max(-interval.low, interval.high) <= SIMILAR_WITHIN:
        return "similar to"
    return "too few people to say"


def most_alike(pack: Pack, wave: str, code: str, most: int = 5) -> list[Likeness]:
    """The councils most like this one, the most alike first, ties by name; see RULE.

    There are more than ``most`` of them only if they tie with the last one. A council that has
    nothing in common with it is left out.
    """
    region = pack.region
    others = [each for each in region.codes if each != code]
    shares = _shares(pack, wave, (code, *others))
    mine = region.by_code[code]
    found = []
    for other in others:
        council = region.by_code[other]
        answers = _alike(shares[code], shares[other])
        same_type, same_area = council.type == mine.type, council.county_area == mine.county_area
        found.append(
            Likeness(other, same_type, same_area, answers, _score(same_type, same_area, answers))
        )
    # Rounded, so that what is equal by the rule is equal here too.
    found.sort(key=lambda each: (-round(each.score, 9), region.by_code[each.code].name))
    least = round(found[most - 1].score, 9) if len(found) >= most else 0.0
    return [each for each in found if each.score > 0 and round(each.score, 9) >= least]


def _shares(pack: Pack, wave: str, codes: Sequence[str]) -> dict[str, list[float | None]]:
    """Shares of all measures by council; None where nobody answered."""
    responses = pack.responses.get(wave)
    columns = [
        [each.share for each in by_council(pack, responses, measure, codes)]
        for measure in _share_measures(pack, wave)
    ]
    return {code: [column[at] for column in columns] for at, code in enumerate(codes)}


def _share_measures(pack: Pack, wave: str) -> list[Measure]:
    return [
        measure
        for measure in measures_of(pack.questions, with_examples=False).values()
        if measure.kind == "share" and has_answers(pack, wave, measure)
    ]


def _alike(one: Sequence[float | None], other: Sequence[float | None]) -> float | None:
    differences = [
        abs(a - b) for a, b in zip(one, other, strict=True) if a is not None and b is not None
    ]
    return 1 - sum(differences) / len(differences) if differences else None


def _score(same_type: bool, same_area: bool, answers: float | None) -> float:
    return (same_type + same_area + ANSWERS_COUNT * (answers or 0.0)) / (2 + ANSWERS_COUNT)
