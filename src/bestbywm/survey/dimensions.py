"""The maturity model as data: dimensions with weights, points of answers, levels, next steps."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.survey.questions import Questionnaire

MOST_LEVELS = 4
"""A map has four steps of colour, so there are at most four levels."""

MOST_WEIGHT = 1_000_000
"""No weight is above this: sums of very large numbers are no numbers."""


@dataclass(frozen=True, slots=True)
class QuestionPoints:
    """What the answers to a question bring.

    Attributes
    ----------
    question
        Identifier of the question.
    several
        Whether a person can give several answers. Each of them then adds its points, none above
        0, to 100. Else the points of the one answer are the score, from 0 to 100.
    points
        Points by option.
    """

    question: str
    several: bool
    points: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Dimension:
    """A dimension of maturity.

    Attributes
    ----------
    id, label, description
        Identifier, name, and what it means in plain words.
    weight
        How much it counts; only the proportions matter.
    questions
        The questions it uses, each with the points of its answers.
    note
        What to bear in mind about its scores, or "".
    """

    id: str
    label: str
    description: str
    weight: float
    questions: tuple[QuestionPoints, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    """A level of maturity: the score at which it begins, what it is like, what to do next."""

    id: str
    label: str
    start: float
    description: str
    next_step: str


@dataclass(frozen=True, slots=True)
class NextStep:
    """What to do about a topic, and the themes of good practice that fit.

    ``topic`` is a dimension (``governance``) or a barrier (``barriers.training``).
    """

    topic: str
    advice: str
    themes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MaturityModel:
    """How maturity is worked out in a region pack; without dimensions there is no index."""

    dimensions: tuple[Dimension, ...] = ()
    levels: tuple[Level, ...] = ()

    def level_of(self, score: float) -> int:
        """Position of the level that a score from 0 to 100 belongs to.

        A score is compared as it is shown, with one decimal: what reads 75.0 is at 75.
        """
        shown = float(Decimal(repr(float(score))).quantize(Decimal("0.1"), ROUND_HALF_UP))
        return max((at for at, each in enumerate(self.levels) if shown >= each.start), default=0)


def read_model(
    dimensions: Sequence[Row],
    points: Sequence[Row],
    levels: Sequence[Row],
    questions: Questionnaire,
) -> MaturityModel:
    """The model from rows of dimensions.csv, dimension_points.csv and levels.csv."""
    return MaturityModel(
        dimensions=tuple(
            Dimension(
                id=row.text("dimension"),
                label=row.text("label"),
                description=row.text("description"),
                weight=float(row["weight"]),
                questions=_points_of(row.text("dimension"), points, questions),
                note=row.text("note"),
            )
            for row in dimensions
        ),
        levels=tuple(
            Level(
                id=row.text("level"),
                label=row.text("label"),
                start=float(row["from"]),
                description=row.text("description"),
                next_step=row.text("next_step"),
            )
            for row in levels
        ),
    )


def _points_of(
    dimension: str, points: Sequence[Row], questions: Questionnaire
) -> tuple[QuestionPoints, ...]:
    found: dict[str, dict[str, float]] = {}
    for row in points:
        if row.text("dimension") == dimension:
            found.setdefault(row.text("question"), {})[row.text("option")] = float(row["points"])
    return tuple(
        QuestionPoints(question, questions[question].kind == "multiple", of_option)
        for question, of_option in found.items()
    )


def read_next_steps(rows: Sequence[Row]) -> dict[str, NextStep]:
    """Next steps by topic from rows of next_steps.csv."""
    return {
        row.text("topic"): NextStep(row.text("topic"), row.text("advice"), row.list_in("themes"))
        for row in rows
    }


def problems_of_model(
    dimensions: Sequence[Row],
    points: Sequence[Row],
    levels: Sequence[Row],
    questions: Questionnaire,
) -> Iterator[Problem]:
    """Dimensions have weight and points, options exist, levels rise from 0."""
    yield from _problems_of_dimensions(dimensions, points)
    for row in points:
        yield from _problems_of_points(row, questions)
    if dimensions:
        yield from _problems_of_levels(dimensions[0].file, levels)


def _problems_of_dimensions(dimensions: Sequence[Row], points: Sequence[Row]) -> Iterator[Problem]:
    if dimensions and not any(row["weight"] for row in dimensions):
        yield dimensions[0].problem(
            "weight",
            "No dimension has a weight",
            "at least one weight above 0",
            "give the dimensions their weights",
        )
    for row in dimensions:
        if row["weight"] > MOST_WEIGHT:
            yield row.problem(
                "weight",
                f"The weight is above {MOST_WEIGHT:,}",
                f"a number up to {MOST_WEIGHT:,}",
                "choose smaller weights in the same proportions",
            )
    with_points = {row.text("dimension") for row in points}
    for row in dimensions:
        if row.text("dimension") not in with_points:
            yield row.problem(
                "dimension",
                f"The dimension {row.text('dimension')} has no answers that bring points",
                "at least one row in the table dimension-points",
                "add the points of the answers, or take the dimension away",
            )


def _problems_of_points(row: Row, questions: Questionnaire) -> Iterator[Problem]:
    question = questions[row.text("question")]
    options = [option.id for option in question.options]
    points = float(row["points"])
    if row.text("option") not in options:
        yield row.problem(
            "option",
            f"The option “{row.text('option')}” is not one of the question {question.id}",
            f"one of {', '.join(options)}",
            "correct the option, or add it to options.csv",
        )
    if question.kind not in {"single", "multiple"}:
        yield row.problem(
            "question",
            f"The question {question.id} has no answers of people",
            "a question of the kind single or multiple",
            "choose another question",
        )
    elif question.kind == "single" and points < 0:
        yield row.problem(
            "points",
            f"{points:g} is below 0, but {question.id} has one answer, whose points are a score",
            "a score from 0 to 100",
            "correct the points",
        )
    elif question.kind == "multiple" and points > 0:
        yield row.problem(
            "points",
            f"{points:g} is above 0, but answers to {question.id} are taken off from 100",
            "0 or a negative number",
            "correct the points",
        )


def _problems_of_levels(file: str, levels: Sequence[Row]) -> Iterator[Problem]:
    if not levels:
        yield Problem(
            file,
            "There are dimensions of maturity, but no levels",
            f"1 to {MOST_LEVELS} levels",
            "add rows to the table levels",
        )
    elif len(levels) > MOST_LEVELS:
        yield levels[MOST_LEVELS].problem(
            "level",
            f"There are {len(levels)} levels of maturity",
            f"1 to {MOST_LEVELS} levels",
            "take rows away",
        )
    elif levels[0]["from"] != 0:
        yield levels[0].problem(
            "from",
            f"The first level begins at {levels[0].text('from')}",
            "0",
            "begin the first level at 0",
        )
    for lower, higher in pairwise(levels):
        if higher["from"] <= lower["from"]:
            yield higher.problem(
                "from",
                f"The level begins at {higher.text('from')}, the one before at "
                f"{lower.text('from')}",
                "numbers that rise from row to row",
                "put the levels in order, from the lowest",
            )


def problems_of_next_steps(
    rows: Sequence[Row], dimensions: Sequence[Row], questions: Questionnaire
) -> Iterator[Problem]:
    """A next step is about a dimension, or about an option of a question."""
    topics = {row.text("dimension") for row in dimensions} | {
        f"{question.id}.{option.id}"
        for question in questions.values()
        for option in question.options
    }
    for row in rows:
        if row.text("topic") not in topics:
            yield row.problem(
                "topic",
                f"“{row.text('topic')}” is neither a dimension nor an answer to a question",
                "a dimension of dimensions.csv, or question.option such as barriers.cost",
                "correct the topic",
            )
