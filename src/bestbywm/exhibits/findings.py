"""Headlines: sentences computed from estimates, true to them, with ties and gaps said plainly."""

from collections.abc import Sequence

from bestbywm.analysis.measures import Estimate, Measure, finding_of
from bestbywm.exhibits.wording import (
    agreeing,
    amount,
    capitalised,
    share_in_words,
    shows_percentage,
    sizes,
)
from bestbywm.survey.questions import Option, Question
from bestbywm.words import listed

NOBODY = "Nobody in this selection answered"


def of_measure(measure: Measure, estimate: Estimate) -> str:
    """One measure in a sentence: ``42.5% (17 of 40 people) say …``."""
    if estimate.outcome != "answered":
        return NOBODY
    return f"{_start(estimate)} {_verb(measure.finding, estimate)}"


def of_comparison(measures: Sequence[Measure], estimates: Sequence[Estimate]) -> str:
    """The first measure against the last: ``85% (34 of 40 people) say …, but only 25% (…) say …``.

    "But" is kept for shares whose intervals do not overlap; otherwise it is "and".
    """
    answered = [
        (measure, estimate)
        for measure, estimate in zip(measures, estimates, strict=True)
        if estimate.outcome == "answered"
    ]
    if not answered:
        return NOBODY
    (first, one), (last, other) = answered[0], answered[-1]
    if len(answered) == 1:
        return of_measure(first, one)
    if not (shows_percentage(one) and shows_percentage(other)):
        return f"{of_measure(first, one)}; {of_measure(last, other)}"
    return f"{_start(one)} {first.finding}, {_joint(one, other)} {amount(other)} {last.finding}"


def _joint(one: Estimate, other: Estimate) -> str:
    """What leads over to the second share; the source's own words take no "only"."""
    if not _clearly_below(other, one):
        return "and"
    return "but" if other.as_published else "but only"


def of_ranking(question: Question, pairs: Sequence[tuple[Option, Estimate]]) -> str:
    """Who comes first, with ties, and who follows, among the options shown."""
    size = sizes([estimate for _, estimate in pairs])
    ranked = sorted(zip(size, pairs, strict=True), key=lambda each: -each[0])
    if not ranked:
        return NOBODY
    most, (option, top) = ranked[0]
    if not most:
        return "Nobody names any of these"
    leaders = [each.id for value, (each, _) in ranked if value == most]
    followers = [pair for value, pair in ranked if 0 < value < most]
    second = max((value for value in size if value < most), default=0.0)
    named_second = [each.id for value, (each, _) in ranked if value == second]
    after = _followers(named_second, followers[0][1]) if followers else ""
    if question.unit == "mentions":
        each = " each" if len(leaders) > 1 else ""
        return f"The most mentions ({top.count}{each}) go to {listed(leaders)}{after}"
    if len(leaders) > 1:
        verb = "come first" if len(leaders) < len(ranked) else "tie"
        return f"{capitalised(listed(leaders))} {verb}, with {amount(top)} each{after}"
    finding = finding_of(question, option)
    return f"{_start(top)} {_verb(finding, top)}{_rank(top, len(ranked))}{after}"


def of_none(pairs: Sequence[tuple[Option, Estimate]], most: float) -> str:
    """What is to be added of answers that name nothing, where no named one has more people."""
    size = sizes([estimate for _, estimate in pairs])
    more = [
        f"; “{option.label}” has {'more' if value > most else 'as many'}: {_short(estimate)}"
        for value, (option, estimate) in zip(size, pairs, strict=True)
        if value >= most > 0
    ]
    return "".join(more)


def _short(estimate: Estimate) -> str:
    return share_in_words(estimate) if estimate.count is None else str(estimate.count)


def _rank(top: Estimate, options: int) -> str:
    if options > 1:
        return ", more than any other shown"
    return ", the only figure published" if top.provenance == "published" else ""


def _followers(names: Sequence[str], estimate: Estimate) -> str:
    each = " each" if len(names) > 1 else ""
    return f", followed by {listed(names)} with {_short(estimate)}{each}"


def of_splits(
    questions: Sequence[Question], pairs: Sequence[Sequence[tuple[Option, Estimate]]]
) -> str:
    """The answer given most to each question, questions with the same one together."""
    by_answer: dict[str, list[str]] = {}
    for question, of_question in zip(questions, pairs, strict=True):
        size = sizes([estimate for _, estimate in of_question])
        top = [
            pair for value, pair in zip(size, of_question, strict=True) if value == max(size) > 0
        ]
        if top:
            answer = " and ".join(f"“{option.label}”" for option, _ in top)
            by_answer.setdefault(answer, []).append(_subject(question, top))
    if not by_answer:
        return NOBODY
    said = [f"{answer} for {listed(subjects)}" for answer, subjects in by_answer.items()]
    if _majority(pairs):
        return f"Most people answer {', and '.join(said)}"
    return f"Answered most often: {'; '.join(said)}"


def _subject(question: Question, top: Sequence[tuple[Option, Estimate]]) -> str:
    """What the answer is about, and how many gave it: ``own use (19)``, ``own use (2 each)``."""
    estimate = top[0][1]
    each = " each" if len(top) > 1 else ""
    return f"{_lowered(question.short)} ({_short(estimate)}{each})"


def _majority(pairs: Sequence[Sequence[tuple[Option, Estimate]]]) -> bool:
    """Whether more than half give the top answer to every question, of enough people to say so."""
    return all(
        any(shows_percentage(each) and (each.share or 0) > 0.5 for _, each in of_question)
        for of_question in pairs
    )


def _start(estimate: Estimate) -> str:
    return capitalised(amount(estimate))


def _verb(finding: str, estimate: Estimate) -> str:
    """The verb phrase that agrees with the start: a percentage is of several people."""
    if shows_percentage(estimate):
        return finding
    return agreeing(finding, 1 if 1 in (estimate.count, estimate.base) else None)


def _clearly_below(estimate: Estimate, other: Estimate) -> bool:
    """Whether one interval lies wholly below the other."""
    if estimate.high is None or other.low is None:
        return False
    return estimate.high < other.low


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
