"""Measures: what is counted, for whom, with which base; one estimate per measure and group.

A measure of the survey is the share of people who gave an answer that counts ("high", "yes", a
barrier named), or the average number of barriers that people named. The maturity index and its
dimensions are measures too, with a score from 0 to 100. A measure of fact is the number of
good-practice examples of a council. Estimates are made for the region, for each type of council,
each county area and each council.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from bestbywm.analysis.disclosure import hides
from bestbywm.analysis.estimates import Reliability, reliability, share, wilson
from bestbywm.analysis.maturity import Maturity, Weights, maturity_of, people_behind
from bestbywm.analysis.selection import Selection
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.survey.dimensions import MaturityModel
from bestbywm.survey.published import PublishedFigure
from bestbywm.survey.questions import Direction, Option, Question, Questionnaire
from bestbywm.survey.responses import Responses
from bestbywm.words import listed

MeasureKind = Literal["share", "number", "score", "examples"]
"""share: of people; number: named per person; score: of maturity, from 0 to 100; examples: of
good practice, per council."""

GroupKind = Literal["region", "selection", "council type", "county area", "council"]

Outcome = Literal[
    "answered",
    "no answer",
    "question skipped",
    "too little answered",
    "confidential",
    "not asked",
    "not published",
]
"""Why there is a figure, or why there is none:

answered: there is one; no answer: nobody of the group took part; question skipped: people took
part, but none answered this question; too little answered: people took part, but not enough of
what a score needs was answered; confidential: too few people answered for their answers to be
shown; not asked: the wave did not ask; not published: the wave has no
answers, and this figure was never published.
"""

Basis = Literal["counted", "published", "derived", "inferred", ""]

EXAMPLES = "good_practice"

MATURITY = "maturity"
"""The index; its dimensions are ``maturity.governance`` and so on."""

COLUMNS = (
    *("measure", "label", "group_kind", "group", "count", "base", "unit"),
    *("share", "low", "high", "mean", "provenance", "basis", "outcome"),
)
"""Columns of a tidy table of estimates."""

_DTYPES = {
    **dict.fromkeys(("count", "base"), "Int64"),
    **dict.fromkeys(("share", "low", "high", "mean"), "float64"),
}
"""Types of those columns that are not text."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Something that can be counted for a region, a group or a council.

    Attributes
    ----------
    id, label, group, help
        Identifier, name, group in the measure picker, explanation in plain words.
    kind, direction
        What kind of number it is, and whether more of it is a strength or a weakness.
    question, options
        The question and those of its options that count; empty for examples.
    finding
        Verb phrase that completes "15 of 40 people …".
    """

    id: str
    label: str
    group: str
    help: str
    kind: MeasureKind
    direction: Direction
    question: str
    options: tuple[str, ...]
    finding: str


@dataclass(frozen=True, slots=True)
class Estimate:
    """A measure for a group.

    Attributes
    ----------
    measure, label
        Identifier and name of what was measured.
    group_kind, group
        Whom it was measured for.
    count, base, unit
        How many, out of how many, of what. None where it is not known.
    provenance, basis
        Which kind of data, and whether the count was published, derived, inferred or counted.
    outcome
        Why there is a figure, or why there is none.
    share, low, high
        The share from 0 to 1 and its 95% Wilson interval. None where there is none.
    mean
        For a number: how many per person; for a score: the score from 0 to 100.
    as_published
        The words of the source where it gives no exact percentage, or "".
    """

    measure: str
    label: str
    group_kind: GroupKind
    group: str
    count: int | None
    base: int | None
    unit: str
    provenance: Provenance
    basis: Basis
    outcome: Outcome
    share: float | None = None
    low: float | None = None
    high: float | None = None
    mean: float | None = None
    as_published: str = ""

    @property
    def reliability(self) -> Reliability:
        """What the base allows to be said; an unknown base allows only what was published."""
        if self.base is None:
            return "low" if self.share is not None else "none"
        return reliability(self.base)


def measures_of(questions: Questionnaire, *, with_examples: bool) -> dict[str, Measure]:
    """Every measure by identifier, in the order of the questionnaire; examples come last."""
    measures = [each for question in questions.values() for each in _measures_of(question)]
    if with_examples:
        measures.append(_EXAMPLES)
    return {measure.id: measure for measure in measures}


def all_measures(pack: Pack) -> dict[str, Measure]:
    """Every measure of a pack by identifier: of the survey, of maturity, of fact."""
    of_survey = measures_of(pack.questions, with_examples=False)
    maturity = {measure.id: measure for measure in maturity_measures(pack.maturity)}
    return {**of_survey, **maturity, **({EXAMPLES: _EXAMPLES} if pack.examples else {})}


def maturity_measures(model: MaturityModel) -> list[Measure]:
    """The index and its dimensions; none if the pack has no model."""
    if not model.dimensions:
        return []
    names = listed(dimension.label.lower() for dimension in model.dimensions)
    index = _score_measure(
        MATURITY,
        "Maturity score",
        f"A score from 0 to 100 out of {len(model.dimensions)} dimensions: {names}. "
        "“Methods” says how it is worked out.",
    )
    dimensions = [
        _score_measure(f"{MATURITY}.{each.id}", each.label, f"{each.description} From 0 to 100.")
        for each in model.dimensions
    ]
    return [index, *dimensions]


def _score_measure(id_: str, label: str, help_: str) -> Measure:
    return Measure(
        id=id_,
        label=label,
        group="Maturity",
        help=help_,
        kind="score",
        direction="strength",
        question="",
        options=(),
        finding="",
    )


def _measures_of(question: Question) -> list[Measure]:
    if question.kind == "single":
        return [_measure(question, question.id, question.measure, tuple(sorted(question.high)))]
    if question.kind == "multiple":
        named = question.with_role("high")
        each = [
            _measure_of_option(question, option) for option in (*named, *question.with_role("none"))
        ]
        return [*each, _number_named(question, tuple(option.id for option in named))]
    return []


def _measure(question: Question, id_: str, label: str, options: tuple[str, ...]) -> Measure:
    return Measure(
        id=id_,
        label=label,
        group=question.group,
        help=question.help,
        kind="share",
        direction=question.direction,
        question=question.id,
        options=options,
        finding=question.finding.format(option=options[0]),
    )


def _measure_of_option(question: Question, option: Option) -> Measure:
    """One option, with the verb phrase that fits it."""
    measure = _measure(question, f"{question.id}.{option.id}", option.label, (option.id,))
    return replace(measure, finding=finding_of(question, option))


def finding_of(question: Question, option: Option) -> str:
    """The verb phrase for people who chose the option.

    That of the question fits if it names the option, or is about this one alone. But nobody
    *names* the option that says there is nothing to name.
    """
    if option.role == "none":
        return f"answer “{option.label}”"
    if "{option}" in question.finding or question.high == {option.id}:
        return question.finding.format(option=option.id)
    return f"answer “{option.label}” to “{question.short}”"


def _number_named(question: Question, options: tuple[str, ...]) -> Measure:
    return Measure(
        id=f"{question.id}.number",
        label=f"{question.short} named per person",
        group=question.group,
        help=f"{question.help} The measure is how many of them a person names on average.",
        kind="number",
        direction=question.direction,
        question=question.id,
        options=options,
        finding="",
    )


_EXAMPLES = Measure(
    id=EXAMPLES,
    label="Examples of good practice",
    group="Good practice",
    help=(
        "How many real examples of good practice were found for a council on public pages. "
        "A joint project counts for every council in it. No example found does not mean that "
        "there is none."
    ),
    kind="examples",
    direction="strength",
    question="",
    options=(),
    finding="",
)


def counted(
    responses: Responses,
    measure: Measure,
    codes: Iterable[str],
    group_kind: GroupKind,
    group: str,
) -> Estimate:
    """The measure, counted from the answers of the people of these councils."""
    codes = tuple(codes)
    if not responses.asks(measure.question):
        return _without_figure(responses.provenance, measure, group_kind, group, "not asked")
    if hides(responses, codes, measure.question):
        return _without_figure(responses.provenance, measure, group_kind, group, "confidential")
    people = responses.people_in(codes)
    base = responses.base(measure.question, people)
    if base == 0:
        outcome: Outcome = "question skipped" if len(people) else "no answer"
        return _without_figure(responses.provenance, measure, group_kind, group, outcome)
    by_number = measure.kind == "number"
    counting = responses.total if by_number else responses.count
    count = counting(measure.question, measure.options, people)
    estimate = Estimate(
        measure=measure.id,
        label=measure.label,
        group_kind=group_kind,
        group=group,
        count=count,
        base=base,
        unit="people",
        provenance=responses.provenance,
        basis="counted",
        outcome="answered",
    )
    if by_number:
        return replace(estimate, mean=count / base)
    interval = wilson(count, base)
    return replace(
        estimate,
        share=share(count, base),
        low=interval.low if interval else None,
        high=interval.high if interval else None,
    )


def estimated(
    pack: Pack,
    responses: Responses,
    measure: Measure,
    codes: Sequence[str],
    group_kind: GroupKind,
    group: str,
    weights: Weights = (),
) -> Estimate:
    """The measure for the people of these councils: counted, or scored for maturity."""
    if measure.kind != "score":
        return counted(responses, measure, codes, group_kind, group)
    maturity = maturity_of(pack.maturity, responses, codes, weights)
    score = _score(pack.maturity, maturity, measure)
    if score is None:
        outcome: Outcome = "too little answered" if maturity.people else "no answer"
        if maturity.is_confidential:
            outcome = "confidential"
        return _without_figure(responses.provenance, measure, group_kind, group, outcome)
    return Estimate(
        measure=measure.id,
        label=measure.label,
        group_kind=group_kind,
        group=group,
        count=None,
        base=_people_behind(pack.maturity, responses, measure, codes),
        unit="people",
        provenance=responses.provenance,
        basis="counted",
        outcome="answered",
        mean=score,
    )


def _people_behind(
    model: MaturityModel, responses: Responses, measure: Measure, codes: Sequence[str]
) -> int:
    """Everyone for the index; for a dimension those who answered any of its questions."""
    for dimension in model.dimensions:
        if measure.id == f"{MATURITY}.{dimension.id}":
            return people_behind(dimension, responses, codes)
    return len(responses.people_in(codes))


def _score(model: MaturityModel, maturity: Maturity, measure: Measure) -> float | None:
    """The score that the measure is about: of the index, or of one dimension."""
    if measure.id == MATURITY:
        return maturity.score
    wanted = measure.id.removeprefix(f"{MATURITY}.")
    of_dimension = {
        each.id: score for each, score in zip(model.dimensions, maturity.dimensions, strict=True)
    }
    return of_dimension[wanted]


def _without_figure(
    provenance: Provenance,
    measure: Measure,
    group_kind: GroupKind,
    group: str,
    outcome: Outcome,
) -> Estimate:
    return Estimate(
        measure=measure.id,
        label=measure.label,
        group_kind=group_kind,
        group=group,
        count=None,
        base=None if outcome in {"confidential", "not asked", "not published"} else 0,
        unit="people",
        provenance=provenance,
        basis="",
        outcome=outcome,
    )


def from_published(figure: PublishedFigure, measure: str, label: str, place: str) -> Estimate:
    """A published figure as an estimate for the region; its interval needs count and base."""
    known = figure.count is not None and figure.base is not None
    interval = wilson(figure.count or 0, figure.base or 0) if known else None
    return Estimate(
        measure=measure,
        label=label,
        group_kind="region",
        group=place,
        count=figure.count,
        base=figure.base,
        unit="people" if figure.base else "",
        provenance="published",
        basis=figure.count_basis,
        outcome="answered",
        share=figure.share,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        as_published=figure.as_published,
    )


def published(pack: Pack, wave: str, measure: Measure) -> Estimate:
    """The published regional figure of a measure.

    A measure that counts several options was published if all of them were, of the same base.
    """
    figures = [pack.figure(wave, (measure.question, option)) for option in measure.options]
    found = [figure for figure in figures if figure is not None]
    whole = len(found) == len(figures) > 0 and len({figure.base for figure in found}) == 1
    if measure.kind != "share" or not whole:
        return _without_figure("published", measure, "region", pack.region.name, "not published")
    figure = found[0] if len(found) == 1 else _added_up(found)
    return from_published(figure, measure.id, measure.label, pack.region.name)


def _added_up(figures: Sequence[PublishedFigure]) -> PublishedFigure:
    counts = [figure.count for figure in figures]
    percents = [figure.percent for figure in figures]
    return replace(
        figures[0],
        percent=None if None in percents else sum(each or 0 for each in percents),
        count=None if None in counts else sum(each or 0 for each in counts),
        as_published="",
    )


def for_selection(pack: Pack, selection: Selection, measure: Measure) -> Estimate:
    """The measure for the selected councils together.

    Without a filter that is the published figure, where the wave has published figures of the
    question; a filter needs answers, from which the measure is then counted.
    """
    responses = pack.responses.get(selection.wave)
    if responses is not None and (
        selection.is_filtered or not _is_published(pack, selection.wave, measure.question)
    ):
        kind: GroupKind = "selection" if selection.is_filtered else "region"
        place = selection.place(pack.region)
        codes = selection.codes(pack.region)
        return estimated(pack, responses, measure, codes, kind, place, selection.weights)
    return published(pack, selection.wave, measure)


def of_region(pack: Pack, wave: str, measure: Measure) -> Estimate:
    """The measure for the whole region: published where it was, else counted from answers."""
    return for_selection(pack, Selection(wave), measure)


def options_for_selection(
    pack: Pack, selection: Selection, question: Question
) -> list[tuple[Option, Estimate]]:
    """Each option of a question with its estimate, in order; those without a figure left out."""
    pairs = [
        (option, _option_for_selection(pack, selection, question, option))
        for option in question.options
        if option.role != "rest"
    ]
    return [(option, estimate) for option, estimate in pairs if estimate.outcome == "answered"]


def _option_for_selection(
    pack: Pack, selection: Selection, question: Question, option: Option
) -> Estimate:
    measure = _measure_of_option(question, option)
    estimate = for_selection(pack, selection, measure)
    if estimate.basis == "counted" and not has_answers(pack, selection.wave, measure):
        return replace(estimate, outcome="not published")
    if question.unit == "mentions":
        return replace(estimate, base=None, unit="mentions", share=None, low=None, high=None)
    return estimate


def has_answers(pack: Pack, wave: str, measure: Measure) -> bool:
    """Whether the measure can be counted for a part of the region in this wave.

    Illustrative answers know only the options that were published: an option that was not is
    missing, not zero.
    """
    if measure.kind == "examples":
        return True
    responses = pack.responses.get(wave)
    if responses is None:
        return False
    if measure.kind == "score":
        return _can_score(pack, responses, measure)
    if not responses.asks(measure.question):
        return False
    return responses.provenance == "own" or any(
        pack.figure(wave, (measure.question, option)) for option in measure.options
    )


def _can_score(pack: Pack, responses: Responses, measure: Measure) -> bool:
    """Whether the wave asked enough for the region to have this score."""
    everyone = maturity_of(pack.maturity, responses, pack.region.codes)
    return _score(pack.maturity, everyone, measure) is not None


def _is_published(pack: Pack, wave: str, question: str) -> bool:
    return question in pack.published_questions(wave)


def by_type(
    pack: Pack,
    responses: Responses,
    measure: Measure,
    codes: Sequence[str],
    weights: Weights = (),
) -> list[Estimate]:
    """One estimate per type of council, among the councils given."""
    councils = [pack.region.by_code[code] for code in codes]
    return [
        estimated(
            pack,
            responses,
            measure,
            [council.code for council in councils if council.type == each.id],
            "council type",
            each.label,
            weights,
        )
        for each in pack.region.types
    ]


def by_county_area(
    pack: Pack, responses: Responses, measure: Measure, codes: Sequence[str]
) -> list[Estimate]:
    """One estimate per county area, among the councils given."""
    councils = [pack.region.by_code[code] for code in codes]
    return [
        estimated(
            pack,
            responses,
            measure,
            [council.code for council in councils if council.county_area == area],
            "county area",
            area,
        )
        for area in pack.region.county_areas
    ]


def by_council(
    pack: Pack,
    responses: Responses | None,
    measure: Measure,
    codes: Sequence[str],
    weights: Weights = (),
) -> list[Estimate]:
    """One estimate per council given, those that did not answer included.

    Examples of good practice are counted from the facts and need no answers.
    """
    if measure.kind == "examples":
        return [_examples_of(pack, code) for code in codes]
    if responses is None:
        return [
            _without_figure(
                "published", measure, "council", pack.region.by_code[code].name, "not published"
            )
            for code in codes
        ]
    return [
        estimated(
            pack, responses, measure, [code], "council", pack.region.by_code[code].name, weights
        )
        for code in codes
    ]


def _examples_of(pack: Pack, code: str) -> Estimate:
    return Estimate(
        measure=EXAMPLES,
        label=_EXAMPLES.label,
        group_kind="council",
        group=pack.region.by_code[code].name,
        count=sum(code in example.councils for example in pack.examples),
        base=None,
        unit="examples",
        provenance="council_fact",
        basis="counted",
        outcome="answered",
    )


def every_estimate(pack: Pack, wave: str) -> list[Estimate]:
    """Every measure of a wave: for the region, each type, each county area and each council."""
    responses = pack.responses.get(wave)
    codes = pack.region.codes
    made: list[Estimate] = []
    for measure in all_measures(pack).values():
        if measure.kind != "examples":
            made.append(of_region(pack, wave, measure))
        if measure.kind != "examples" and responses and has_answers(pack, wave, measure):
            made += by_type(pack, responses, measure, codes)
            made += by_county_area(pack, responses, measure, codes)
        if has_answers(pack, wave, measure):
            made += by_council(pack, responses, measure, codes)
    return [each for each in made if each.outcome not in {"not asked", "not published"}]


def tidy(estimates: Iterable[Estimate]) -> pd.DataFrame:
    """A table with one row per estimate and the columns of COLUMNS.

    Counts and bases stay whole numbers where some of them are missing.
    """
    table = pd.DataFrame(
        [[getattr(estimate, column) for column in COLUMNS] for estimate in estimates],
        columns=list(COLUMNS),
        dtype=object,
    )
    return table.astype({column: _DTYPES.get(column, "str") for column in COLUMNS})
