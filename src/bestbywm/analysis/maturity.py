"""Social-media maturity: a score from 0 to 100 out of dimensions, and how far a rank holds.

The steps follow the handbook on composite indicators (OECD and Joint Research Centre, 2008,
Handbook on Constructing Composite Indicators: Methodology and User Guide); docs/maturity.md says
what each step is here and why.

1. Normalisation. An answer has points on a fixed scale from 0 to 100, written in the region
   pack. A question answered by a group scores the mean of the people who answered it.
2. A dimension scores the mean of its questions that anybody of the group answered.
3. Missing values. A dimension none of whose questions was answered is missing: its weight is
   shared among the others in proportion. Below two thirds of the weight there is no score.
4. Aggregation. The score is the weighted mean of the dimensions.
5. Robustness. The same is done with many random weightings, and the ranks are kept.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from bestbywm.analysis.disclosure import hides
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.survey.dimensions import Dimension, MaturityModel, QuestionPoints
from bestbywm.survey.responses import Responses

LEAST_WEIGHT = 2 / 3
"""A score needs dimensions that carry at least this part of the weight."""

DRAWS = 10_000
"""Random weightings for the range of ranks."""

SEED = 2013

CENTRAL = (5.0, 95.0)
"""Percentiles that bound a range of ranks: nine in ten weightings lie inside."""

FULL = 100
"""The highest score."""

WHOLE = 10_000
"""All weights together, in hundredths of a per cent."""

Weights = tuple[int, ...]
"""Weights of the dimensions in hundredths of a per cent, which add up to WHOLE; empty: those of
the pack. Whole per cents would be too coarse: moving a weight there and back would lose the
proportions of the others."""

Scores = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Maturity:
    """The maturity of a group of people: a council, a type of council, or the region.

    Attributes
    ----------
    score
        From 0 to 100, or None where too little was answered.
    dimensions
        Score of each dimension in the model's order; None where it is missing.
    people
        How many people the group has; 0 where that is not shown.
    is_confidential
        Whether the scores are held back: too few people answered one of the questions.
    """

    score: float | None
    dimensions: tuple[float | None, ...]
    people: int
    is_confidential: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a council stands among all councils with a score.

    Attributes
    ----------
    rank
        At the weights in use; 1 is the highest score, equal scores share a rank.
    best, worst
        Nine in ten random weightings give a rank between these; the rank itself always lies
        inside.
    among
        How many councils have a score.
    sharing
        How many councils have this rank, the council itself included.
    """

    rank: int
    best: int
    worst: int
    among: int
    sharing: int = 1


def weights_of(model: MaturityModel) -> Weights:
    """The pack's weights as whole numbers that add up to WHOLE (largest remainder)."""
    return shared_out(WHOLE, [dimension.weight for dimension in model.dimensions])


def shared_out(total: int, parts: Sequence[float]) -> Weights:
    """Whole numbers in proportion to the parts that add up to the total (largest remainder).

    Equal shares if all parts are 0.
    """
    if not parts:
        return ()
    whole = sum(parts)
    # Rounded, so that what is equal in proportion is equal here whatever the scale.
    shares = [round(total * each / whole if whole else total / len(parts), 9) for each in parts]
    floors = [int(each) for each in shares]
    by_remainder = sorted(range(len(parts)), key=lambda i: (floors[i] - shares[i], i))
    for position in by_remainder[: total - sum(floors)]:
        floors[position] += 1
    return tuple(floors)


def rebalanced(weights: Weights, moved: int, value: int, first: Weights) -> Weights:
    """The weights after one of them was moved: it has the value, the others share the rest.

    They keep their proportions to each other, or those of ``first`` where all of them were 0.

    Raises
    ------
    ValueError
        Unless the value lies between 0 and WHOLE, and ``moved`` is one of several weights.
    """
    if not 0 <= value <= WHOLE or not 0 <= moved < len(weights) or len(weights) < 2:
        raise ValueError(f"No weight {value} for the dimension at {moved} of {weights}")
    others = [weight for at, weight in enumerate(weights) if at != moved]
    if not any(others):
        others = [weight for at, weight in enumerate(first) if at != moved]
    rest = shared_out(WHOLE - value, others)
    return (*rest[:moved], value, *rest[moved:])


def maturity_of(
    model: MaturityModel, responses: Responses, codes: Iterable[str], weights: Weights = ()
) -> Maturity:
    """The maturity of all people of these councils together, each person counted once.

    All of it is held back where the answers to one of its questions are: from a score and the
    other dimensions, the one that is missing could be worked out.
    """
    codes = tuple(codes)
    if hides(responses, codes, *questions_of(model)):
        return Maturity(None, (None,) * len(model.dimensions), 0, is_confidential=True)
    people = responses.people_in(codes)
    scores = [_of_dimension(each, responses, people) for each in model.dimensions]
    used = weights or [dimension.weight for dimension in model.dimensions]
    return Maturity(
        score=score_of(scores, used),
        dimensions=tuple(scores),
        people=len(people),
    )


def questions_of(model: MaturityModel) -> tuple[str, ...]:
    """Identifiers of the questions that the model uses."""
    return tuple(each.question for dimension in model.dimensions for each in dimension.questions)


def people_behind(dimension: Dimension, responses: Responses, codes: Iterable[str]) -> int:
    """How many people of these councils answered at least one question of the dimension."""
    people = responses.people_in(codes)
    known = [
        ~np.isnan(person_scores(each, responses)[people])
        for each in dimension.questions
        if responses.asks(each.question)
    ]
    return int(np.any(known, axis=0).sum()) if known else 0


def _of_dimension(
    dimension: Dimension, responses: Responses, people: NDArray[np.intp]
) -> float | None:
    """Mean of the questions that anybody answered; None if there is none."""
    scores = [
        _of_question(each, responses, people)
        for each in dimension.questions
        if responses.asks(each.question)
    ]
    answered = [score for score in scores if score is not None]
    return sum(answered) / len(answered) if answered else None


def _of_question(
    question: QuestionPoints, responses: Responses, people: NDArray[np.intp]
) -> float | None:
    """Mean score of the people who gave an answer that has points; None if nobody did."""
    scores = person_scores(question, responses)[people]
    known = scores[~np.isnan(scores)]
    return float(known.mean()) if len(known) else None


def person_scores(question: QuestionPoints, responses: Responses) -> Scores:
    """Score of each person from 0 to 100; NaN for whoever gave no answer that has points.

    One answer brings its points. Of several answers each adds its points, none of them above 0,
    to 100; the score never falls below 0. Worked out once for all councils; it can't be written to.
    """
    points = tuple(question.points.items())
    return _scores_of_people(responses, question.question, question.several, points)


@kept_with_it(64)
def _scores_of_people(
    responses: Responses, question: str, several: bool, points: tuple[tuple[str, float], ...]
) -> Scores:
    by_option = dict(points)
    columns = [at for at, (name, _) in enumerate(responses.options) if name == question]
    value = np.array(
        [by_option.get(responses.options[at][1], np.nan) for at in columns], dtype=np.float64
    )
    known = ~np.isnan(value)
    chosen = responses.chosen[:, columns][:, known]
    total = np.asarray(chosen @ value[known], dtype=np.float64)
    scores = np.maximum(0.0, FULL + total) if several else total
    found = np.where(chosen.any(axis=1), scores, np.nan)
    found.flags.writeable = False
    return found


def score_of(dimensions: Sequence[float | None], weights: Sequence[float]) -> float | None:
    """Weighted mean of the dimensions that are there; None below two thirds of the weight."""
    present = [
        (score, weight)
        for score, weight in zip(dimensions, weights, strict=True)
        if score is not None
    ]
    carried, whole = sum(weight for _, weight in present), sum(weights)
    if not whole or not carried or carried < LEAST_WEIGHT * whole:
        return None
    return sum(score * weight for score, weight in present) / carried


def standings(councils: Sequence[Maturity], weights: Weights) -> list[Standing | None]:
    """Rank of each council, with the range of its ranks over random weightings.

    A council without a score at these weights has none. The weightings are drawn evenly from all
    that there are (Dirichlet distribution with all parameters 1), always the same ones.
    """
    scored = [at for at, each in enumerate(councils) if each.score is not None]
    if not scored:
        return [None] * len(councils)
    matrix = np.array([councils[at].dimensions for at in scored], dtype=np.float64)
    ranks = ranks_of(scores_under(matrix, random_weightings(len(weights))))
    # Rounded outwards, so that at least nine in ten weightings lie inside.
    low = np.floor(np.percentile(ranks, CENTRAL[0], axis=0)).astype(int)
    high = np.ceil(np.percentile(ranks, CENTRAL[1], axis=0)).astype(int)
    now = ranks_of(np.array([[councils[at].score for at in scored]], dtype=np.float64))[0]
    found: list[Standing | None] = [None] * len(councils)
    for position, at in enumerate(scored):
        rank = int(now[position])
        best, worst = min(rank, int(low[position])), max(rank, int(high[position]))
        sharing = int((now == rank).sum())
        found[at] = Standing(rank, best, worst, len(scored), sharing)
    return found


@lru_cache(maxsize=8)
def random_weightings(dimensions: int, draws: int = DRAWS) -> Scores:
    """Random weightings, draws by dimensions; each row adds up to 1. The same at every call."""
    drawn = np.random.default_rng(SEED).dirichlet(np.ones(dimensions), size=draws)
    drawn.flags.writeable = False
    return drawn


def scores_under(matrix: Scores, weightings: Scores) -> Scores:
    """Scores of all councils under all weightings, draws by councils.

    ``matrix`` has councils by dimensions, NaN where a dimension is missing: its weight is then
    shared among the others.
    """
    known = ~np.isnan(matrix)
    carried = weightings @ known.T
    total = weightings @ np.where(known, matrix, 0.0).T
    return np.divide(total, carried, out=np.zeros_like(total), where=carried > 0)


def ranks_of(scores: Scores) -> NDArray[np.int64]:
    """Ranks within each row, 1 for the highest; equal scores share the better rank."""
    rounded = np.round(scores, 6)  # sums in another order differ in the last digits
    ascending = np.sort(rounded, axis=1)
    above = [
        len(row) - np.searchsorted(row, values, side="right")
        for row, values in zip(ascending, rounded, strict=True)
    ]
    return np.asarray(above, dtype=np.int64) + 1


def follows_from_published(pack: Pack, wave: str) -> bool:
    """Whether the region's score would be the same for any answers that meet the totals.

    That is so where every answer that brings points, but the one for "any other", was published
    with count and base: the score is then a sum of published counts. Of several answers, nobody
    may be able to name so many that the score would stop at 0: the sum would not show it.
    """
    return bool(pack.maturity.dimensions) and all(
        _is_published(pack, wave, each)
        for dimension in pack.maturity.dimensions
        for each in dimension.questions
    )


def _is_published(pack: Pack, wave: str, points: QuestionPoints) -> bool:
    question = pack.questions[points.question]
    figures = [
        pack.figure(wave, (question.id, option.id))
        for option in question.options
        if option.role != "rest"
    ]
    known = [
        each
        for each in figures
        if each is not None and each.count is not None and each.base is not None
    ]
    if points.several:
        nothing = [option.id for option in question.with_role("none")]
        lowest = FULL + sum(points.points.get(each.option, 0.0) for each in known)
        return lowest >= 0 and any(each.option in nothing for each in known)
    return bool(known) and len(known) == len(figures)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A council with its maturity and where it stands; no standing without a score."""

    code: str
    maturity: Maturity
    standing: Standing | None


@kept_with_it(256)
def ranked_councils(pack: Pack, wave: str, weights: Weights = ()) -> tuple[Ranked, ...]:
    """Every council of the region with its maturity, in the region's order.

    Ranks are among all councils of the region with a score. Empty for a wave without answers,
    or a pack without a maturity model.
    """
    responses = pack.responses.get(wave)
    model = pack.maturity
    if responses is None or not model.dimensions:
        return ()
    used = weights or weights_of(model)
    found = [maturity_of(model, responses, [code], used) for code in pack.region.codes]
    return tuple(
        Ranked(code, maturity, standing)
        for code, maturity, standing in zip(
            pack.region.codes, found, standings(found, used), strict=True
        )
    )
