"""What may be said of a published figure or comparison, and what had better not be said."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.analysis.change import Change
from bestbywm.analysis.claims import (
    COUNTED,
    MENTIONS,
    NOT_SHOWN,
    SUPPORTED,
    WITH_CARE,
    Judgement,
    base_not_published,
    change_of,
    order_of,
    ranked,
    reasons_against,
    remarks_on,
    share_in,
)
from bestbywm.analysis.estimates import SMALLEST_BASE_FOR_PERCENTAGE
from bestbywm.analysis.measures import Estimate, measures_of
from bestbywm.exhibits.wording import (
    agreeing,
    capitalised,
    people,
    percent,
    plural,
    points,
    share_in_words,
    shows_percentage,
)
from bestbywm.pack import Pack
from bestbywm.survey.claims import Claim
from bestbywm.survey.published import PublishedFigure
from bestbywm.survey.questions import Option, Question
from bestbywm.words import listed

NOT_COUNCILS = "The figure counts people who answered, and one council can have several."


@dataclass(frozen=True, slots=True)
class Unsafe:
    """Words that had better not be said, and why, in a sentence."""

    words: str
    why: str


# One figure ---------------------------------------------------------------------------------------


def claim_of_figure(question: Question, figure: PublishedFigure, estimate: Estimate) -> str:
    """The figure as its source states it: ``85% of councils say members use social media``."""
    option = question.option(figure.option)
    if question.unit == "mentions":
        return f"{plural(figure.count or 0, 'mention')} of {option.id}"
    if question.kind == "fact":
        return _fact(question, figure)
    amount, count = in_full(estimate), figure.count
    if shows_percentage(estimate):
        whom = figure.published_unit or "people"
        amount, count = f"{capitalised(share_in_words(estimate))} of {whom}", None
    if finding := finding_of(question, option):
        return f"{amount} {agreeing(finding, count)}"
    return f"{question.short}: {amount} answer “{option.label}”"


def safe_figure(pack: Pack, question: Question, figure: PublishedFigure, estimate: Estimate) -> str:
    """A sentence that says no more than the figure does: count, base, whom it counts, source."""
    return _with_reservations(pack, _stated(pack, question, figure, estimate), [estimate])


def _stated(pack: Pack, question: Question, figure: PublishedFigure, estimate: Estimate) -> str:
    if question.kind == "fact":
        return _safe_fact(pack, question, figure)
    if question.unit == "mentions":
        return _safe_mentions(pack, question, figure)
    option = question.option(figure.option)
    finding = finding_of(question, option)
    if finding:
        said, remark = agreeing(finding, figure.count), ""
    else:
        said, remark = f"chose “{option.label}” when asked {_asked(question)}", _remark(question)
    return f"In {figure.wave}, {_of_those(estimate)} {said} ({pack.region.survey}{remark})."


def finding_of(question: Question, option: Option) -> str:
    """The question's verb phrase for this option, or "" if it does not fit the option.

    That of a single choice fits its measure, so an option that the measure counts alone.
    """
    fits = question.high == {option.id} if question.kind == "single" else option.role == "high"
    return question.finding.format(option=option.id) if fits else ""


def _asked(question: Question) -> str:
    return f"“{question.wording}”"


def _remark(question: Question) -> str:
    reconstructed = question.wording_basis == "reconstructed"
    return "; the wording of the question is reconstructed" if reconstructed else ""


def _of_those(estimate: Estimate) -> str:
    """``15 of the 40 people who answered``, ``16 of 26 people (inferred)``, ``14 people``."""
    count, base = estimate.count, estimate.base
    if base is None:
        if count is None:
            return f"{share_in_words(estimate)} of those who answered"
        return _counted(estimate)
    some = _some(estimate)
    if estimate.basis == "inferred":
        return f"{some} {people(base)} (inferred)"
    return f"{some} the {people(base)} who answered"


def _some(estimate: Estimate) -> str:
    if estimate.count is None:
        return f"{share_in_words(estimate)} of"
    if estimate.count == estimate.base and estimate.count > 2:
        return "all" if estimate.basis == "inferred" else "all of"
    return f"{estimate.count or 'none'} of"


def _with_reservations(pack: Pack, sentence: str, estimates: Sequence[Estimate]) -> str:
    """The sentence, and what goes with these figures, which are named after their waves."""
    remarks = dict.fromkeys(remark for each in estimates for remark in remarks_on(pack, each))
    waves = dict.fromkeys(each.group for each in estimates if each.basis == "inferred")
    unknown = [each for each in estimates if each.base is None and each.unit == "people"]
    reservations = [
        *(remark for remark in remarks if remark not in sentence),
        *([base_not_published(f" in {listed(waves)}")] if waves else []),
        *(["How many people answered was not published."] if unknown else []),
    ]
    return " ".join([sentence, *reservations])


def _safe_mentions(pack: Pack, question: Question, figure: PublishedFigure) -> str:
    were = "was" if figure.count == 1 else "were"
    mentions = f"{plural(figure.count or 0, 'mention')} of {figure.option}"
    return (
        f"In {figure.wave} there {were} {mentions} in answer to {_asked(question)} "
        f"({pack.region.survey}{_remark(question)}). {question.help}"
    )


def _fact(question: Question, figure: PublishedFigure) -> str:
    if figure.share is None:
        return f"{figure.count} {question.finding}"
    unit = figure.published_unit or question.unit
    return f"{percent(figure.share)} of {COUNTED[unit]} {question.finding}"


def _safe_fact(pack: Pack, question: Question, figure: PublishedFigure) -> str:
    unit, finding, survey = COUNTED[question.unit], question.finding, pack.region.survey
    if figure.share is None:
        derived = figure.count_basis == "derived"
        remark = "; worked out from other published figures" if derived else ""
        return f"In {figure.wave}, {figure.count} {finding} ({survey}{remark})."
    share = (
        f"all {unit}" if figure.share == 1 else f"a share of {percent(figure.share)} of the {unit}"
    )
    doubt = "" if figure.base else f" It does not say how many {unit} that rests on."
    return f"The page on the {figure.wave} results states that {share} {finding} ({survey}).{doubt}"


def unsafe_figure(
    question: Question, figure: PublishedFigure, estimate: Estimate, judgement: Judgement
) -> tuple[Unsafe, ...]:
    """What is easily said of the figure and goes beyond it."""
    if NOT_SHOWN == judgement.verdict:
        claim = claim_of_figure(question, figure, estimate)
        return (Unsafe(claim, _why_not_shown(question, judgement)), *_bare(estimate))
    if question.unit == "mentions":
        return (Unsafe(f"{people(figure.count or 0)} …", judgement.reasons[0].words),)
    if question.kind == "fact":
        return (_unsafe_fact(question, figure),)
    return (Unsafe(f"{_amount(estimate)} councils …", NOT_COUNCILS), *_bare(estimate))


def _why_not_shown(question: Question, judgement: Judgement) -> str:
    against = [each.words for each in judgement.reasons if each.allows == NOT_SHOWN]
    several = "One council can have several." if question.unit == "people" else ""
    return " ".join(each for each in (*against, several) if each)


def _amount(estimate: Estimate) -> str:
    """``42.5% of``, ``just over 60% of``, or the count alone."""
    if shows_percentage(estimate):
        return f"{capitalised(share_in_words(estimate))} of"
    return str(estimate.count)


def _bare(estimate: Estimate) -> tuple[Unsafe, ...]:
    """A percentage that looks exact on its own, but is not."""
    if estimate.share is None or estimate.low is None or estimate.high is None:
        return ()
    words = f"{percent(estimate.share)}"
    if estimate.base is not None and estimate.base < SMALLEST_BASE_FOR_PERCENTAGE:
        return (Unsafe(words, f"With {people(estimate.base)}, only counts can be said."),)
    if estimate.reliability == "usual" and estimate.basis != "inferred":
        return ()
    unknown = " and the base was not published" if estimate.basis == "inferred" else ""
    interval = f"{percent(estimate.low)} to {percent(estimate.high)}"
    return (
        Unsafe(
            f"{words}, and nothing else",
            f"It looks exact, but its interval runs from {interval}{unknown}.",
        ),
    )


def _unsafe_fact(question: Question, figure: PublishedFigure) -> Unsafe:
    unit = COUNTED[question.unit]
    if figure.share is None:
        worked_out = ", and was worked out" if figure.count_basis == "derived" else ""
        return Unsafe(
            f"{people(figure.count or 0)} …", f"The number counts {unit}, not people{worked_out}."
        )
    return Unsafe(f"{percent(figure.share)} of people …", f"The figure counts {unit}.")


# Comparisons --------------------------------------------------------------------------------------


def safe_claim(pack: Pack, claim: Claim) -> str:
    """A sentence that says no more than the figures that a claim compares."""
    if claim.kind == "most":
        return _safe_most(pack, claim)
    if claim.kind == "below":
        return _safe_below(pack, claim)
    return _safe_change(pack, claim)


def _safe_most(pack: Pack, claim: Claim) -> str:
    question = pack.questions[claim.question]
    ranking = [(option.id, each) for option, each in ranked(pack, claim.wave, question)]
    subject = f"{question.short[:1].lower()}{question.short[1:]}"
    if not ranking:
        return f"No figure on {subject} was published for {claim.wave} ({pack.region.survey})."
    order = order_of(pack, claim)
    sentences = [
        f"In {claim.wave}, {_order(ranking, f'published on {subject}')} ({pack.region.survey}).",
        *([order.words] if order and order.allows == WITH_CARE else []),
        *([MENTIONS.words] if question.unit == "mentions" else []),
    ]
    return _with_reservations(pack, " ".join(sentences), [each for _, each in ranking])


def _order(ranking: Sequence[tuple[str, Estimate]], what: str) -> str:
    """``the highest figure … is for training (15 of 40 people), followed by trust with 14``."""
    top = ranking[0][1]
    amounts = [_against(each, top) for _, each in ranking]
    leaders = [
        name for (name, _), amount in zip(ranking, amounts, strict=True) if amount == amounts[0]
    ]
    followers = [
        f"{name} with {amount}"
        for (name, _), amount in zip(ranking, amounts, strict=True)
        if amount != amounts[0]
    ]
    after = f", followed by {listed(followers)}" if followers else ""
    if len(ranking) == 1:
        return f"the only figure {what} is for {leaders[0]}: {in_full(top)}"
    if len(leaders) == 1:
        return f"the highest figure {what} is for {leaders[0]} ({in_full(top)}){after}"
    return f"the highest figures {what} are for {listed(leaders)}, with {in_full(top)} each{after}"


def in_full(estimate: Estimate) -> str:
    """``15 of 40 people``, ``14 of an inferred 26 people``, ``14 mentions``, ``37.5%``."""
    if estimate.count is None:
        of_base = f" of {people(estimate.base)}" if estimate.base else ""
        return f"{share_in_words(estimate)}{of_base}"
    if estimate.base is None:
        return _counted(estimate)
    inferred = "an inferred " if estimate.basis == "inferred" else ""
    return f"{estimate.count} of {inferred}{people(estimate.base)}"


def _counted(estimate: Estimate) -> str:
    """``14 people``, ``14 mentions``, ``15 channels``."""
    count = estimate.count or 0
    if estimate.unit == "people":
        return people(count)
    return plural(count, estimate.unit.removesuffix("s"))


def _against(estimate: Estimate, other: Estimate) -> str:
    """The count alone where the other figure, which is said first, has the same base."""
    if estimate.count is not None and estimate.base == other.base:
        return str(estimate.count)
    return in_full(estimate)


def _safe_below(pack: Pack, claim: Claim) -> str:
    asked = (claim.question, claim.other_question)
    known = [(each, found) for each in asked if (found := share_in(pack, claim.wave, each))]
    said = [_said(pack, each, found, after=known[0][1]) for each, found in known]
    gaps = [
        f"no figure with count and base was published for “{pack.questions[each].measure}”"
        for each in asked
        if each not in dict(known)
    ]
    sentence = f"In {claim.wave}, {', and '.join([*said, *gaps])} ({pack.region.survey})."
    return _with_reservations(pack, sentence, [found for _, found in known])


def _said(pack: Pack, question: str, estimate: Estimate, after: Estimate | None = None) -> str:
    """``15 of the 40 people who answered say …``, or ``15 say …`` after one of the same base."""
    whom = _of_those(estimate)
    if after is not None and after is not estimate and after.base == estimate.base:
        whom = str(estimate.count or "none")
    return f"{whom} {agreeing(_finding(pack, question), estimate.count)}"


def _finding(pack: Pack, question: str) -> str:
    return measures_of(pack.questions, with_examples=False)[question].finding


def _safe_change(pack: Pack, claim: Claim) -> str:
    change = change_of(pack, claim)
    if change is None:
        return _without_change(pack, claim)
    sentence = f"{_changed(pack, claim, change)} ({pack.region.survey})."
    return _with_reservations(pack, sentence, [change.before, change.after])


def _changed(pack: Pack, claim: Claim, change: Change) -> str:
    """What became of the share, as far as it can be said."""
    span = f"from {claim.other_wave} to {claim.wave}"
    before, after = in_full(change.before), in_full(change.after).removesuffix(" people")
    share = f"the share of people who {_finding(pack, claim.question)}"
    if change.is_clear:
        return f"{capitalised(span)}, {share} {change.verdict} from {before} to {after}"
    if change.difference is None:
        return (
            f"Too few people answered to say whether {share} changed {span}: {before}, then {after}"
        )
    return f"No clear change can be shown {span} in {share}: {before}, then {after}"


def _without_change(pack: Pack, claim: Claim) -> str:
    """The figures that are known, each on its own, and why they are not compared."""
    waves = (claim.other_wave, claim.wave)
    found = {wave: share_in(pack, wave, claim.question) for wave in waves}
    known = {wave: share for wave, share in found.items() if share is not None}
    said = [f"In {wave}, {_said(pack, claim.question, share)}" for wave, share in known.items()]
    missing = listed(wave for wave in waves if wave not in known)
    gap = f"no figure with count and base was published for {missing}"
    if not known:
        said = [f"On “{pack.questions[claim.question].measure}”, {gap}"]
    elif missing:
        said = [f"{said[0]}; {gap}"]
    else:
        said = [*said, "The two cannot be compared"]
    sentences = [f"{'. '.join(said)} ({pack.region.survey}).", *reasons_against(pack, claim)]
    return _with_reservations(pack, " ".join(sentences), list(known.values()))


def unsafe_claim(pack: Pack, claim: Claim, judgement: Judgement) -> tuple[Unsafe, ...]:
    """What is easily said instead and goes beyond the figures."""
    against = [each.words for each in judgement.reasons if each.allows == NOT_SHOWN]
    if against:
        return (Unsafe(claim.says, " ".join(against)),)
    if claim.kind == "most":
        return _unsafe_most(pack, claim)
    if claim.kind == "below":
        found = share_in(pack, claim.wave, claim.question)
        return (Unsafe(f"{_amount(found)} councils …", NOT_COUNCILS),) if found else ()
    change = change_of(pack, claim)
    return _unsafe_points(change) if change else ()


def _unsafe_most(pack: Pack, claim: Claim) -> tuple[Unsafe, ...]:
    question = pack.questions[claim.question]
    highest = in_full(ranked(pack, claim.wave, question)[0][1])
    councils = Unsafe(
        "Most councils …",
        f"The figures count {COUNTED[question.unit]}, not councils, and the highest is {highest}.",
    )
    order = order_of(pack, claim)
    if order is None or order.allows == SUPPORTED:
        return (councils,)
    return (Unsafe(f"{claim.says}, by far", order.words), councils)


def _unsafe_points(change: Change) -> tuple[Unsafe, ...]:
    """A change as a bare number of percentage points."""
    if change.difference is None or change.interval is None:
        return ()
    low, high = sorted((change.interval.low, change.interval.high), key=abs)
    size = points(change.difference).replace("point", "percentage point")
    return (
        Unsafe(
            f"{capitalised(change.verdict)} by {size}",
            f"It looks exact, but the change may be anything from {points(low)} to {points(high)}.",
        ),
    )
