"""What the published results bear out: a verdict for each figure and claim, with its reasons.

Each rule that applies gives a reason and the strongest verdict that it allows. The verdict is the
weakest of these. docs/claims.md states the rules.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from bestbywm.analysis import change
from bestbywm.analysis.change import (
    Change,
    care_between,
    not_comparable,
    reasons_about,
    share_of,
)
from bestbywm.analysis.estimates import (
    SMALLEST_BASE_FOR_PERCENTAGE,
    SMALLEST_BASE_FOR_USUAL_RELIABILITY,
)
from bestbywm.analysis.measures import Estimate, from_published, measures_of, published
from bestbywm.pack import Pack
from bestbywm.survey.claims import Claim
from bestbywm.survey.published import PublishedFigure
from bestbywm.survey.questions import Option, Question, Unit
from bestbywm.words import listed

Verdict = Literal["supported", "supported with care", "not shown by these data"]

SUPPORTED: Verdict = "supported"
WITH_CARE: Verdict = "supported with care"
NOT_SHOWN: Verdict = "not shown by these data"

VERDICTS = (SUPPORTED, WITH_CARE, NOT_SHOWN)
"""Verdicts from the strongest to the weakest."""

COUNTED: dict[Unit, str] = {
    "people": "people who answered",
    "mentions": "mentions",
    "councils": "councils",
    "channels": "channels",
}
"""What a figure counts, in words."""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why, in a sentence, and the strongest verdict that this allows."""

    words: str
    allows: Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its reasons, of which there is at least one."""

    reasons: tuple[Reason, ...]

    @property
    def verdict(self) -> Verdict:
        """The weakest verdict of all reasons."""
        return max((reason.allows for reason in self.reasons), key=VERDICTS.index)


def of_figure(pack: Pack, figure: PublishedFigure) -> Judgement:
    """The verdict on one published figure, as it was published."""
    question = pack.questions[figure.question]
    estimate = estimate_of(pack, figure)
    limits = (*_limits_of_unit(question, figure), *_limits_of_figures(pack, [estimate]))
    return Judgement(_once(limits) or (_fully_known(figure),))


def of_claim(pack: Pack, claim: Claim) -> Judgement:
    """The verdict on a claim that compares something."""
    if claim.kind == "most":
        return Judgement(_once(_reasons_of_most(pack, claim)))
    if claim.kind == "below":
        return Judgement(_once(_reasons_of_below(pack, claim)))
    return Judgement(_once(_reasons_of_change(pack, claim)))


def _once(reasons: Iterable[Reason]) -> tuple[Reason, ...]:
    """The reasons without those that say the same."""
    return tuple(dict.fromkeys(reasons))


# One figure ---------------------------------------------------------------------------------------


def estimate_of(pack: Pack, figure: PublishedFigure) -> Estimate:
    """A published figure as an estimate, named after its wave."""
    question = pack.questions[figure.question]
    label = question.option(figure.option).label
    estimate = from_published(figure, figure.question, label, figure.wave)
    return replace(estimate, unit=question.unit)


def _limits_of_unit(question: Question, figure: PublishedFigure) -> Iterator[Reason]:
    if _is_of_another_unit(question, figure):
        yield Reason(
            f"The source counts {COUNTED[figure.published_unit]}, but the figure counts "
            f"{COUNTED[question.unit]}.",
            NOT_SHOWN,
        )
    if question.unit == "mentions":
        yield MENTIONS
    elif figure.base is None and figure.percent is not None:
        yield Reason("The source does not say what number the percentage is of.", NOT_SHOWN)
    elif figure.base is None and question.unit == "people":
        yield Reason("The source does not say how many people answered.", WITH_CARE)
    elif figure.count is None:
        yield Reason("The source gives the percentage without the count.", WITH_CARE)
    elif question.unit != "people" and figure.count_basis == "derived":
        yield Reason(
            f"The number was worked out from other figures. It counts {COUNTED[question.unit]}, "
            "not people.",
            WITH_CARE,
        )


MENTIONS = Reason("These are mentions, not people: one person can add several.", WITH_CARE)


def _is_of_another_unit(question: Question, figure: PublishedFigure) -> bool:
    return (figure.published_unit or question.unit) != question.unit


def _limits_of_figures(pack: Pack, estimates: Sequence[Estimate]) -> Iterator[Reason]:
    """What figures do not allow, whatever is said of them; they are named after their waves."""
    for each in estimates:
        if each.basis == "inferred":
            yield Reason(base_not_published(f" in {each.group}"), WITH_CARE)
        if each.base is not None and each.base < SMALLEST_BASE_FOR_USUAL_RELIABILITY:
            yield _small(each.base, each.group)
        for remark in remarks_on(pack, each):
            yield Reason(remark, WITH_CARE)


def base_not_published(when: str = "") -> str:
    """That counts were worked back from percentages, ``when``: "", or `` in 2014``."""
    return (
        f"How many people answered{when} was not published. Counts and intervals are worked back "
        "from the percentages."
    )


def remarks_on(pack: Pack, estimate: Estimate) -> tuple[str, ...]:
    """What goes with a figure wherever it is said; it is named after its wave.

    These are the source's words, where it gives no percentage, and what the pack says of it.
    """
    reasons = reasons_about(pack, estimate.measure, estimate.group)
    words = f"“{estimate.as_published}”"
    if not estimate.as_published or any(words in reason for reason in reasons):
        return reasons
    return (f"The source says only {words}.", *reasons)


def _small(base: int, wave: str) -> Reason:
    if base < SMALLEST_BASE_FOR_PERCENTAGE:
        few = f"fewer than {SMALLEST_BASE_FOR_PERCENTAGE}, so say the count, without a percentage"
    else:
        few = f"fewer than {SMALLEST_BASE_FOR_USUAL_RELIABILITY}"
    return Reason(f"The base in {wave} is {base}: {few}.", WITH_CARE)


def _fully_known(figure: PublishedFigure) -> Reason:
    if figure.base is None:
        return Reason("The number was published as such.", SUPPORTED)
    if figure.count_basis == "derived":
        return Reason(
            f"{figure.base} people answered; the count follows from the percentage.", SUPPORTED
        )
    return Reason("Count and base are known.", SUPPORTED)


# Named most ---------------------------------------------------------------------------------------


def ranked(pack: Pack, wave: str, question: Question) -> list[tuple[Option, Estimate]]:
    """The options of a question that can be put in order in a wave, the most named first.

    Options that name nothing are left out. Shares cannot be compared with mere counts: where any
    option has a share, those without one are left out.
    """
    found = [
        (option, estimate_of(pack, figure))
        for option in _options_to_name(question)
        if (figure := pack.figure(wave, (question.id, option.id))) is not None
    ]
    any_share = any(_share(estimate) is not None for _, estimate in found)
    comparable = [pair for pair in found if (_share(pair[1]) is not None) == any_share]
    return sorted(comparable, key=lambda pair: -_size(pair[1]))


def _options_to_name(question: Question) -> list[Option]:
    return [option for option in question.options if option.role not in {"none", "rest"}]


def _share(estimate: Estimate) -> float | None:
    """The share as it was published, else as counted; None for a mere count."""
    has_share = estimate.share is not None or (estimate.count is not None and estimate.base)
    return share_of(estimate) if has_share else None


def _size(estimate: Estimate) -> float:
    share = _share(estimate)
    return float(estimate.count or 0) if share is None else share


def _reasons_of_most(pack: Pack, claim: Claim) -> Iterator[Reason]:
    question = pack.questions[claim.question]
    ranking = ranked(pack, claim.wave, question)
    order = order_of(pack, claim)
    if order is not None:
        yield order
    yield from _limits_of_gaps(claim, question, [option.id for option, _ in ranking])
    if question.unit == "mentions":
        yield MENTIONS
    yield from _limits_of_other_unit(pack, claim.wave, question, question.options)
    yield from _limits_of_figures(pack, [estimate for _, estimate in ranking])


def order_of(pack: Pack, claim: Claim) -> Reason | None:
    """How the options that are said to be named most stand against the others that can be compared.

    None if none of them can be compared.
    """
    ranking = ranked(pack, claim.wave, pack.questions[claim.question])
    claimed = [pair for pair in ranking if pair[0].id in claim.options]
    others = [pair for pair in ranking if pair[0].id not in claim.options]
    if not claimed:
        return None
    if others:
        return _of_order(claimed[-1], others[0])
    if len(claimed) == 1:
        return Reason(
            "It is the only figure published: there is none to compare it with.", NOT_SHOWN
        )
    return Reason("No other answer was published to compare these with.", WITH_CARE)


def _of_order(lowest: tuple[Option, Estimate], other: tuple[Option, Estimate]) -> Reason:
    """Whether the lowest of the options claimed stands above the highest of the others."""
    (option, one), (rival, two) = lowest, other
    if _size(one) < _size(two):
        return Reason(f"“{rival.label}” stands above “{option.label}”.", NOT_SHOWN)
    both = f"“{option.label}” and “{rival.label}”"
    if _size(one) == _size(two):
        return Reason(f"{both} tie.", WITH_CARE)
    if one.low is None or two.high is None:
        return Reason(f"{both} have no base, so how sure their order is cannot be said.", WITH_CARE)
    if one.low <= two.high:
        return Reason(f"{both} are too close to call an order: their intervals meet.", WITH_CARE)
    return Reason(
        f"The interval of “{option.label}” lies above that of “{rival.label}”.", SUPPORTED
    )


def _limits_of_gaps(claim: Claim, question: Question, known: Sequence[str]) -> Iterator[Reason]:
    """Options without a figure: nobody knows whether they were named more."""
    gaps = [option.id for option in _options_to_name(question) if option.id not in known]
    claimed = [each for each in claim.options if each not in known]
    others = [each for each in gaps if each not in claim.options]
    for names, allows in ((claimed, NOT_SHOWN), (others, WITH_CARE)):
        if names:
            yield Reason(
                f"No figure to compare was published for {listed(names)} in {claim.wave}.", allows
            )


# Below another share ------------------------------------------------------------------------------


def share_in(pack: Pack, wave: str, question: str) -> Estimate | None:
    """The published share of a question's measure, named after its wave; None without a base."""
    measure = measures_of(pack.questions, with_examples=False).get(question)
    if measure is None:
        return None
    found = published(pack, wave, measure)
    if found.count is None or found.base is None:
        return None
    return replace(found, group=wave)


def _reasons_of_below(pack: Pack, claim: Claim) -> Iterator[Reason]:
    one = share_in(pack, claim.wave, claim.question)
    two = share_in(pack, claim.wave, claim.other_question)
    pairs = ((claim.question, one), (claim.other_question, two))
    yield from (_missing(pack, each, claim.wave) for each, found in pairs if found is None)
    if one is not None and two is not None:
        yield _of_distance(one, two, claim.factor)
    for question, found in pairs:
        if found is not None:
            yield from _limits_of_share(pack, claim.wave, question, found)


def _missing(pack: Pack, question: str, wave: str) -> Reason:
    return Reason(
        f"No figure with count and base was published for “{pack.questions[question].measure}” "
        f"in {wave}.",
        NOT_SHOWN,
    )


def _of_distance(one: Estimate, two: Estimate, factor: float) -> Reason:
    """Whether the one share lies below the other times the factor, even at its worst.

    The same people answered both, so the two are not independent. Intervals that do not meet are
    enough whatever ties the answers have.
    """
    if not _size(one) < factor * _size(two):
        return Reason("It does not hold for the figures published.", NOT_SHOWN)
    if not (one.high or 0.0) < factor * (two.low or 0.0):
        return Reason(
            "It holds for the figures, but not at the ends of their intervals.", WITH_CARE
        )
    return Reason("It holds even at the ends of both intervals.", SUPPORTED)


def _limits_of_share(pack: Pack, wave: str, question: str, found: Estimate) -> Iterator[Reason]:
    asked = pack.questions[question]
    yield from _limits_of_other_unit(pack, wave, asked, asked.with_role("high"))
    yield from _limits_of_figures(pack, [found])


def _limits_of_other_unit(
    pack: Pack, wave: str, question: Question, options: Iterable[Option]
) -> Iterator[Reason]:
    """A comparison names no unit, so another unit in the source calls for care only."""
    figures = [pack.figure(wave, (question.id, option.id)) for option in options]
    for figure in figures:
        if figure is not None and _is_of_another_unit(question, figure):
            yield Reason(
                f"In {wave} the source counts {COUNTED[figure.published_unit]}, but the figures "
                f"count {COUNTED[question.unit]}.",
                WITH_CARE,
            )


# Rose or fell -------------------------------------------------------------------------------------


def change_of(pack: Pack, claim: Claim) -> Change | None:
    """The change that a claim is about, the same as on the page of changes.

    None where a figure has no count or base, or the waves cannot be compared.
    """
    before = share_in(pack, claim.other_wave, claim.question)
    after = share_in(pack, claim.wave, claim.question)
    if before is None or after is None or reasons_against(pack, claim):
        return None
    care = care_between(pack, claim.question, claim.other_wave, claim.wave)
    return change.change_of(before, after, care)


def reasons_against(pack: Pack, claim: Claim) -> tuple[str, ...]:
    """Why the waves of a claim cannot be compared, as the pack says."""
    return not_comparable(pack, claim.question, claim.other_wave, claim.wave)


def _reasons_of_change(pack: Pack, claim: Claim) -> Iterator[Reason]:
    yield from (Reason(each, NOT_SHOWN) for each in reasons_against(pack, claim))
    found = change_of(pack, claim)
    if found is not None:
        yield _of_change(found, claim)
    for wave in (claim.other_wave, claim.wave):
        share = share_in(pack, wave, claim.question)
        if share is None:
            yield _missing(pack, claim.question, wave)
        else:
            yield from _limits_of_share(pack, wave, claim.question, share)


def _of_change(found: Change, claim: Claim) -> Reason:
    if found.difference is None:
        return Reason("Too few people answered to say whether the share changed.", NOT_SHOWN)
    if not found.is_clear:
        return Reason("No clear change: it could be chance alone.", NOT_SHOWN)
    if found.verdict != claim.kind:
        return Reason(f"The share {found.verdict}.", NOT_SHOWN)
    return Reason(f"The share {found.verdict} by more than chance alone explains.", SUPPORTED)
