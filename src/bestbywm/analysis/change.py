"""Change between two waves: which measures can be compared, by how much they differ, how surely.

A change counts as a rise or a fall only where Newcombe's interval of the difference leaves out
zero. The two waves are taken for independent samples: nothing says who answered both times.

The size of a change is the difference of the percentages that are shown, which are the published
ones where there are any. Its interval rests on the counts.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bestbywm.analysis import measures
from bestbywm.analysis.estimates import SMALLEST_BASE_FOR_PERCENTAGE, Interval, newcombe
from bestbywm.analysis.measures import Estimate, Measure, for_selection, has_answers, measures_of
from bestbywm.analysis.selection import Selection, answers_of_one_kind
from bestbywm.pack import Pack

Verdict = Literal["rose", "fell", "no clear change", "too few people to say", "no figure"]
"""What may be said about a change; no figure: one of the waves has none for this group."""


@dataclass(frozen=True, slots=True)
class Change:
    """A measure for a group in two waves, and how it differs.

    Attributes
    ----------
    measure, label, group
        Identifier and name of what was measured, and for whom.
    before, after
        The estimates of the two waves.
    difference
        Share after minus share before, as they are shown, from -1 to 1. None where either has
        too few people or no figure.
    interval
        Newcombe's 95% interval of the difference, from the counts.
    verdict
        What may be said.
    notes
        What to bear in mind, each a sentence.
    """

    measure: str
    label: str
    group: str
    before: Estimate
    after: Estimate
    difference: float | None
    interval: Interval | None
    verdict: Verdict
    notes: tuple[str, ...] = ()

    @property
    def is_clear(self) -> bool:
        """Whether it rose or fell beyond chance."""
        return self.verdict in {"rose", "fell"}


@dataclass(frozen=True, slots=True)
class NotComparable:
    """A measure with a figure in at least one of two waves, and why they cannot be compared."""

    measure: str
    label: str
    before: Estimate
    after: Estimate
    reason: str


def changes(
    pack: Pack, selection: Selection, before: str, after: str
) -> tuple[tuple[Change, ...], tuple[NotComparable, ...]]:
    """Every share of the questionnaire for the selected councils: compared, or why it is not.

    Measures without a figure in either wave are in neither. Filters are set aside unless both
    waves have answers of one kind.
    """
    can_filter = answers_of_one_kind(pack, before, after)
    shown = selection if can_filter else selection.unfiltered()
    compared: list[Change] = []
    not_compared: list[NotComparable] = []
    for measure in share_measures(pack):
        one, other = (_estimate(pack, shown, wave, measure) for wave in (before, after))
        if one.outcome != "answered" and other.outcome != "answered":
            continue
        reason = next(_reasons(pack, measure, {before: one, after: other}), None)
        if reason:
            not_compared.append(NotComparable(measure.id, measure.label, one, other, reason))
        else:
            care = care_between(pack, measure.question, before, after)
            compared.append(change_of(one, other, care))
    return tuple(compared), tuple(not_compared)


def reasons_about(pack: Pack, question: str, wave: str) -> tuple[str, ...]:
    """Why a question's figure of a wave calls for care, whatever it is compared with."""
    return tuple(
        each.reason
        for each in pack.wave_differences
        if each.question == question and each.wave == wave
    )


def not_comparable(pack: Pack, question: str, before: str, after: str) -> tuple[str, ...]:
    """Why a question must not be compared between two waves, as the pack says."""
    return tuple(
        each.reason
        for each in pack.wave_differences
        if each.question == question
        and each.waves == {before, after}
        and each.effect == "not comparable"
    )


def care_between(pack: Pack, question: str, before: str, after: str) -> tuple[str, ...]:
    """Why either of two figures calls for care."""
    return (*reasons_about(pack, question, before), *reasons_about(pack, question, after))


def share_measures(pack: Pack) -> list[Measure]:
    """Every share of people in the questionnaire: single questions, and each option of others."""
    found = measures_of(pack.questions, with_examples=False).values()
    return [measure for measure in found if measure.kind == "share"]


def counted_measures(pack: Pack, before: str, after: str) -> list[Measure]:
    """Measures whose change can be counted for parts of the region: both waves have answers."""
    return [
        measure
        for measure in share_measures(pack)
        if has_answers(pack, before, measure)
        and has_answers(pack, after, measure)
        and not not_comparable(pack, measure.question, before, after)
    ]


def by_type(
    pack: Pack, selection: Selection, before: str, after: str, measure: Measure
) -> list[Change]:
    """The change for each type of council in the selection; both waves must have answers."""
    codes = selection.codes(pack.region)
    present = {pack.region.by_code[code].type for code in codes}
    waves = [
        measures.by_type(pack, pack.responses[wave], measure, codes) for wave in (before, after)
    ]
    care = care_between(pack, measure.question, before, after)
    return [
        change_of(one, other, care)
        for type_, one, other in zip(pack.region.types, *waves, strict=True)
        if type_.id in present
    ]


def by_council(
    pack: Pack, selection: Selection, before: str, after: str, measure: Measure
) -> list[Change]:
    """The change for each council in the selection, by name; both waves must have answers."""
    codes = sorted(selection.codes(pack.region), key=lambda code: pack.region.by_code[code].name)
    waves = [
        measures.by_council(pack, pack.responses[wave], measure, codes) for wave in (before, after)
    ]
    care = care_between(pack, measure.question, before, after)
    return [change_of(one, other, care) for one, other in zip(*waves, strict=True)]


def change_of(before: Estimate, after: Estimate, notes: Sequence[str] = ()) -> Change:
    """The change from one estimate to the other, with its interval and verdict."""
    difference, interval, verdict = _compared(before, after)
    return Change(
        measure=after.measure,
        label=after.label,
        group=after.group,
        before=before,
        after=after,
        difference=difference,
        interval=interval,
        verdict=verdict,
        notes=tuple(notes),
    )


def share_of(estimate: Estimate) -> float:
    """The share as published, else as counted; count and base must be known and not 0."""
    if estimate.share is not None:
        return estimate.share
    return (estimate.count or 0) / (estimate.base or 1)


def _compared(before: Estimate, after: Estimate) -> tuple[float | None, Interval | None, Verdict]:
    if not (_has_counts(before) and _has_counts(after)):
        return None, None, "no figure"
    count, base = before.count or 0, before.base or 0
    count_after, base_after = after.count or 0, after.base or 0
    interval = newcombe(count, base, count_after, base_after)
    if min(base, base_after) < SMALLEST_BASE_FOR_PERCENTAGE or interval is None:
        return None, None, "too few people to say"
    return share_of(after) - share_of(before), interval, _verdict(interval)


def _verdict(interval: Interval) -> Verdict:
    if interval.low > 0:
        return "rose"
    return "fell" if interval.high < 0 else "no clear change"


def _has_counts(estimate: Estimate) -> bool:
    known = estimate.count is not None and estimate.base is not None
    return known and estimate.outcome == "answered"


def _estimate(pack: Pack, selection: Selection, wave: str, measure: Measure) -> Estimate:
    """The measure in a wave; what was not published cannot be counted from made-up answers."""
    estimate = for_selection(pack, replace(selection, wave=wave), measure)
    if estimate.provenance == "illustrative" and not has_answers(pack, wave, measure):
        return replace(
            estimate,
            count=None,
            base=None,
            basis="",
            outcome="not published",
            share=None,
            low=None,
            high=None,
        )
    return estimate


def _reasons(pack: Pack, measure: Measure, estimates: dict[str, Estimate]) -> Iterator[str]:
    """Why the measure cannot be compared, the first reason first: what the pack says of it."""
    yield from not_comparable(pack, measure.question, *estimates)
    for wave, estimate in estimates.items():
        if estimate.outcome != "answered":
            yield _MISSING[estimate.outcome].format(wave=wave)
    for wave, estimate in estimates.items():
        if not _has_counts(estimate):
            yield (
                f"How many people answered in {wave} is not known, so nothing says whether a "
                "difference is more than chance."
            )


_MISSING = {
    "not published": "No figure for {wave} was published.",
    "not asked": "This was not asked in {wave}.",
    "no answer": "Nobody here answered in {wave}.",
    "question skipped": "Nobody here answered this question in {wave}.",
    "confidential": "Too few people here answered in {wave} for their answers to be shown.",
}
