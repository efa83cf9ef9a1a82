"""What the answers of one council's people say: its measures, maturity, barriers, next steps."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.analysis.comparison import Verdict, verdict
from bestbywm.analysis.disclosure import hides
from bestbywm.analysis.maturity import Maturity, maturity_of, questions_of, ranked_councils
from bestbywm.analysis.measures import Estimate, Measure, by_council, counted, estimated
from bestbywm.analysis.next_steps import Step, next_steps
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.barriers import barriers_question, named_measures
from bestbywm.exhibits.charts import SHARE_CLASSES
from bestbywm.exhibits.councils import SHADED, cell_of, compared_measures, square_of
from bestbywm.exhibits.making import from_answers
from bestbywm.exhibits.maturity import (
    missing_in_words,
    notes_of,
    rank_in_words,
    score_in_words,
)
from bestbywm.exhibits.model import (
    CONFIDENTIAL,
    NOT_AVAILABLE,
    Cell,
    Column,
    Dots,
    Exhibit,
    HeatTable,
    Matrix,
    Point,
    Square,
    Table,
)
from bestbywm.exhibits.wording import (
    capitalised,
    councils_in_words,
    count_in_words,
    decimal,
    full_label,
    people,
    slug,
    why_missing,
)
from bestbywm.pack import Pack
from bestbywm.survey.responses import Responses
from bestbywm.words import listed


def findings(
    pack: Pack, selection: Selection, responses: Responses | None, code: str
) -> tuple[Exhibit, ...]:
    """Measures, maturity, barriers and next steps of one council.

    None for a wave without answers, or a council that did not answer or whose answers are held
    back.
    """
    if responses is None or code not in responses.answering_councils or hides(responses, [code]):
        return ()
    made = [
        _measures(pack, selection, responses, code),
        _maturity(pack, selection, responses, code),
        _barriers(pack, selection, responses, code),
        _next_steps(pack, selection, responses, code),
    ]
    return tuple(each for each in made if each is not None)


@dataclass(frozen=True, slots=True)
class _Beside:
    """A measure of the council beside its type and the region, with what may be said."""

    measure: Measure
    own: Estimate
    of_type: Estimate
    of_region: Estimate
    against_type: Verdict | None
    against_region: Verdict | None


def _beside(
    pack: Pack, selection: Selection, responses: Responses, code: str, measure: Measure
) -> _Beside:
    region = pack.region
    council = region.by_code[code]
    type_ = region.type_by_id[council.type]
    same = [each for each in region.codes if region.by_code[each].type == council.type]
    weights = selection.weights
    own = estimated(pack, responses, measure, [code], "council", council.name, weights)
    of_type = estimated(pack, responses, measure, same, "council type", type_.label, weights)
    everyone = estimated(pack, responses, measure, region.codes, "region", region.name, weights)
    return _Beside(
        measure,
        own,
        of_type,
        everyone,
        _against(responses, measure, own, [each for each in same if each != code]),
        _against(responses, measure, own, [each for each in region.codes if each != code]),
    )


def _against(
    responses: Responses, measure: Measure, own: Estimate, others: Sequence[str]
) -> Verdict | None:
    """The council against the other councils: no person is on both sides. None for a mean."""
    if measure.kind != "share":
        return None
    rest = counted(responses, measure, others, "council", "")
    if own.count is None or rest.count is None:
        return "too few people to say"
    return verdict(own.count, own.base or 0, rest.count, rest.base or 0)


def _measures(pack: Pack, selection: Selection, responses: Responses, code: str) -> Exhibit:
    region, council = pack.region, pack.region.by_code[code]
    measures = compared_measures(pack, selection.wave)
    rows = [_beside(pack, selection, responses, code, each) for each in measures]
    type_ = region.type_by_id[council.type]
    columns = (
        council.name,
        capitalised(type_.plural),
        region.name,
        f"Against other {type_.plural}",
        "Against the rest of the region",
    )
    matrix = Matrix(
        rows=tuple(full_label(pack, each.measure) for each in rows),
        columns=columns,
        squares=tuple(
            (
                *(
                    square_of(pack, each.measure, one)
                    for one in (each.own, each.of_type, each.of_region)
                ),
                _verdict_square(each.against_type),
                _verdict_square(each.against_region),
            )
            for each in rows
        ),
        empty_row="",
        shades=SHARE_CLASSES,
    )
    headline = _measures_headline(council.name, rows)
    return from_answers(
        pack,
        selection,
        responses,
        id_=f"{slug(council.name)}-measures",
        headline=headline,
        subtitle=(
            f"{council.name} beside its type and the region, {selection.wave}. "
            f"Base: {people(len(responses.people_in([code])))}."
        ),
        chart=HeatTable(matrix, "Measure", references=0),
        table=Table(
            (Column("Measure"), *(Column(name) for name in columns)),
            tuple(
                (
                    full_label(pack, each.measure),
                    *(cell_of(one) for one in (each.own, each.of_type, each.of_region)),
                    _verdict_words(each.against_type),
                    _verdict_words(each.against_region),
                )
                for each in rows
            ),
        ),
        caveats=(SHADED,),
        help_=(
            "“Higher” and “lower” are said only where the 95% interval of the difference leaves "
            "out zero, “similar” only where it lies within 20 points. With one or two people, "
            "that is hardly ever so."
        ),
    )


def _verdict_words(found: Verdict | None) -> str:
    return "not compared" if found is None else found.removesuffix(" than").removesuffix(" to")


def _verdict_square(found: Verdict | None) -> Square:
    words = _verdict_words(found)
    return Square(None, words, words)


def _measures_headline(name: str, rows: Sequence[_Beside]) -> str:
    """Where the council surely differs from the rest of the region, if that can be said."""
    parts = []
    for found in ("higher than", "lower than"):
        labels = _labels(rows, found)
        if labels:
            parts.append(f"{found} the rest of the region on {listed(labels)}")
    if parts:
        return f"{name} is {', and '.join(parts)}"
    similar = _labels(rows, "similar to")
    if similar:
        return f"{name} is similar to the rest of the region on {listed(similar)}"
    return f"Too few people answered to say where {name} differs from the region"


def _labels(rows: Sequence[_Beside], found: str) -> list[str]:
    return [f"“{each.measure.label}”" for each in rows if each.against_region == found]


def _maturity(pack: Pack, selection: Selection, responses: Responses, code: str) -> Exhibit | None:
    """Each dimension on a scale: the council, its type, the region; None if it is held back."""
    model, region = pack.maturity, pack.region
    if not model.dimensions:
        return None
    council = region.by_code[code]
    type_ = region.type_by_id[council.type]
    same = [each for each in region.codes if region.by_code[each].type == council.type]
    groups = [
        maturity_of(model, responses, codes, selection.weights)
        for codes in ([code], same, region.codes)
    ]
    if groups[0].is_confidential:
        return None
    labels = ("Maturity score", *(dimension.label for dimension in model.dimensions))
    rows = list(zip(labels, *((each.score, *each.dimensions) for each in groups), strict=True))
    series = (council.name, f"All {type_.plural}", region.name)
    chart = Dots(
        rows=labels,
        texts=tuple("" if own is None else score_in_words(model, own) for _, own, _, _ in rows),
        series=series,
        points=tuple(tuple(_point(each) for each in values) for _, *values in rows),
        axis="score",
        axis_title="Score from 0 to 100",
        limit=100.0,
    )
    headline = _maturity_headline(pack, selection, code, groups[0])
    missing = missing_in_words(model, groups[0])
    return from_answers(
        pack,
        selection,
        responses,
        id_=f"{slug(council.name)}-maturity",
        headline=headline,
        subtitle=(
            f"Maturity by dimension, {selection.wave}. Base: "
            f"{people(groups[0].people)} of {council.name}."
        ),
        chart=chart,
        table=Table(
            (Column("Dimension"), *(Column(name, "decimal") for name in series)),
            tuple(
                (
                    label,
                    *(
                        mark_of_score(group) if each is None else each
                        for each, group in zip(values, groups, strict=True)
                    ),
                )
                for label, *values in rows
            ),
        ),
        caveats=(
            f"This score is {missing}." if missing and groups[0].score is not None else "",
            *notes_of(pack, selection.wave),
        ),
        help_="An index of our own, from 0 to 100. “Methods” says how it is worked out.",
    )


def mark_of_score(maturity: Maturity) -> str:
    """The mark in place of a score that there is not."""
    return CONFIDENTIAL if maturity.is_confidential else NOT_AVAILABLE


def _point(score: float | None) -> Point | None:
    return None if score is None else Point(score, decimal(score))


def _maturity_headline(pack: Pack, selection: Selection, code: str, own: Maturity) -> str:
    name, model = pack.region.by_code[code].name, pack.maturity
    ranked = ranked_councils(pack, selection.wave, selection.weights)
    standing = next(each.standing for each in ranked if each.code == code)
    if own.score is None or standing is None:
        return f"{name} has no maturity score: too little was answered"
    level = model.levels[model.level_of(own.score)].label.lower()
    rank = rank_in_words(standing)
    return f"{name} scores {decimal(own.score)} of 100, which is {level}: rank {rank}"


def _barriers(pack: Pack, selection: Selection, responses: Responses, code: str) -> Exhibit | None:
    """Barriers that the council's people name, and who else names them; None if held back."""
    question = barriers_question(pack)
    if question is None or not responses.asks(question.id):
        return None
    if hides(responses, [code], question.id):
        return None
    name = pack.region.by_code[code].name
    rows: list[tuple[Cell, ...]] = []
    named = []
    for measure in named_measures(pack, selection.wave, question):
        own = counted(responses, measure, [code], "council", name)
        if not own.count:
            continue
        named.append(measure.label.lower())
        others = [
            each.group
            for other, each in zip(
                pack.region.codes,
                by_council(pack, responses, measure, pack.region.codes),
                strict=True,
            )
            if other != code and each.count
        ]
        everyone = counted(responses, measure, pack.region.codes, "region", pack.region.name)
        rows.append(
            (
                measure.label,
                count_in_words(own),
                _counted(everyone),
                len(others),
                ", ".join(sorted(others)) or "no other council",
            )
        )
    answered = responses.base(question.id, responses.people_in([code]))
    if not answered:
        headline = f"Nobody of {name} answered the question about barriers"
    elif named:
        headline = f"{name} names {listed(named)}"
    else:
        headline = f"{name} names none of these barriers"
    return from_answers(
        pack,
        selection,
        responses,
        id_=f"{slug(name)}-barriers",
        headline=headline,
        subtitle=f"{question.measure}, {selection.wave}. Base: {people(answered)} of {name}.",
        chart=None,
        table=Table(
            (
                Column("Barrier"),
                Column(name),
                Column(pack.region.name),
                Column("Other councils", "whole"),
                Column("Who else names it"),
            ),
            tuple(rows),
        ),
        help_=question.help,
    )


def _counted(estimate: Estimate) -> str:
    if estimate.outcome == "confidential":
        return why_missing(estimate)
    return count_in_words(estimate)


def _next_steps(
    pack: Pack, selection: Selection, responses: Responses, code: str
) -> Exhibit | None:
    if not pack.next_steps:
        return None
    name = pack.region.by_code[code].name
    steps = next_steps(pack, selection.wave, code)
    rows = [row for step in steps for row in _step_rows(pack, step)]
    topics = [step.about.lower() for step in steps]
    if steps:
        advice = steps[0].step.advice.removesuffix(".")
        headline = f"The first step for {name} is on {topics[0]}. {capitalised(advice)}"
    elif _is_partly_hidden(pack, responses, code):
        return None
    else:
        headline = f"{name} names no barrier and is weak in no dimension: share what works"
    return from_answers(
        pack,
        selection,
        responses,
        id_=f"{slug(name)}-next-steps",
        headline=headline,
        subtitle=(
            f"What {name} can do next: barriers that it names, dimensions that it is weak in, and "
            "examples of other councils that fit."
        ),
        chart=None,
        table=Table(
            (
                Column("About"),
                Column("Why"),
                Column("What to do"),
                Column("Example"),
                Column("Council"),
                Column("Page", "link"),
            ),
            tuple(rows),
        ),
        caveats=("The examples are real, from public pages." if rows else "",),
        help_=(
            "A barrier counts if anybody of the council names it. A dimension is weak if its score "
            "lies in the lower half of the levels. Examples come from councils of the same type "
            "first, the newest first."
        ),
    )


def _is_partly_hidden(pack: Pack, responses: Responses, code: str) -> bool:
    """Whether some of what steps follow from is held back for the council."""
    question = barriers_question(pack)
    about_barriers = (question.id,) if question else ()
    return hides(responses, [code], *about_barriers, *questions_of(pack.maturity))


def _step_rows(pack: Pack, step: Step) -> list[tuple[Cell, ...]]:
    """One row per example, the step only in the first of them; one row if no example fits."""
    why = (
        f"{count_in_words(step.named)} {'names' if step.named.count == 1 else 'name'} it"
        if step.named
        else f"scores {decimal(step.score or 0.0)} of 100"
    )
    if not step.examples:
        return [(step.about, why, step.step.advice, "no example found yet", "", "")]
    return [
        (
            step.about if at == 0 else "",
            why if at == 0 else "",
            step.step.advice if at == 0 else "",
            example.title,
            councils_in_words(pack, example.councils),
            example.source_url,
        )
        for at, example in enumerate(step.examples)
    ]
