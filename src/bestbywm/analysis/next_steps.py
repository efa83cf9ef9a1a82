"""What a council can do next: a step for each barrier it names and each dimension it is weak in."""

from dataclasses import dataclass

from bestbywm.analysis.disclosure import hides
from bestbywm.analysis.maturity import Maturity, maturity_of
from bestbywm.analysis.measures import Estimate, counted, measures_of
from bestbywm.pack import Pack
from bestbywm.survey.dimensions import MaturityModel, NextStep
from bestbywm.survey.facts import Example

MOST_EXAMPLES = 2


@dataclass(frozen=True, slots=True)
class Step:
    """A step: what it is about, why it is due, what to do, and examples of other councils.

    ``about`` is the label of the barrier or dimension. ``named`` is the estimate behind a barrier,
    ``score`` the score behind a dimension; the other one is None.
    """

    about: str
    named: Estimate | None
    score: float | None
    step: NextStep
    examples: tuple[Example, ...]


def next_steps(pack: Pack, wave: str, code: str) -> list[Step]:
    """Steps for barriers that anybody names, most named first, then for weak dimensions.

    A dimension is weak if its score belongs to the lower half of the levels. Empty for a wave
    without answers, or a council that did not answer or whose answers are held back.
    """
    responses = pack.responses.get(wave)
    if responses is None or code not in responses.answering_councils or hides(responses, [code]):
        return []
    named = [
        counted(responses, measure, [code], "council", pack.region.by_code[code].name)
        for measure in measures_of(pack.questions, with_examples=False).values()
        if measure.direction == "weakness" and measure.id in pack.next_steps
    ]
    barriers = sorted((each for each in named if each.count), key=lambda each: -(each.share or 0))
    steps = [Step(each.label, each, None, *_advice(pack, each.measure, code)) for each in barriers]
    maturity = maturity_of(pack.maturity, responses, [code])
    return steps + [
        Step(label, None, score, *_advice(pack, id_, code))
        for id_, label, score in weak_dimensions(pack.maturity, maturity)
        if id_ in pack.next_steps
    ]


def weak_dimensions(model: MaturityModel, maturity: Maturity) -> list[tuple[str, str, float]]:
    """Each dimension in the lower half of the levels: identifier, label, score; worst first."""
    found = [
        (dimension.id, dimension.label, score)
        for dimension, score in zip(model.dimensions, maturity.dimensions, strict=True)
        if score is not None and model.level_of(score) < len(model.levels) / 2
    ]
    return sorted(found, key=lambda each: each[2])


def _advice(pack: Pack, topic: str, code: str) -> tuple[NextStep, tuple[Example, ...]]:
    step = pack.next_steps[topic]
    return step, _fitting(pack, step, code)


def _fitting(pack: Pack, step: NextStep, code: str) -> tuple[Example, ...]:
    """Examples of other councils on these themes: of the same type first, then the newest."""
    mine = pack.region.by_code[code].type
    fitting = [
        each
        for each in pack.examples
        if each.theme in step.themes and each.councils and code not in each.councils
    ]
    fitting.sort(
        key=lambda each: (
            mine not in {pack.region.by_code[other].type for other in each.councils},
            -(each.year or 0),
            each.title,
        )
    )
    return tuple(fitting[:MOST_EXAMPLES])
