"""Headlines: sentences computed from estimates, true to them, with ties and gaps said plainly."""

from collections.abc import Sequence

from bestbywm.analysis.measures import Estimate, Measure
from bestbywm.exhibits.wording import (
    agreeing,
    amount,
    capitalised,
    listed,
    people,
    plural,
    share_in_words,
    shows_percentage,
)
from bestbywm.survey.questions import Option, Question

NOBODY = "Nobody in this selection answered"


def of_measure(measure: Measure, estimate: Estimate) -> str:
    """One measure in a sentence: ``42.5% (17 of 40 people) say …``."""
    if estimate.outcome != "answered":
        return NOBODY
    return f"{_start(estimate)} {_verb(measure, estimate)}"


def of_comparison(measures: Sequence[Measure], estimates: Sequence[Estimate]) -> str:
    """The first measure against the last: ``85% say …, but only 25% say …``.

    "But only" is kept for shares whose intervals do not overlap; otherwise it is "and".
    """
    answered = [
        (measure, estimate)
        for measure, estimate in zip(measures, estimates, strict=True)
        if estimate.outcome == "answered"
    ]
    if not answered:
        return NOBODY
    (first, most), (last, least) = answered[0], answered[-1]
    if len(answered) == 1:
        return of_measure(first, most)
    if not (shows_percentage(most) and shows_percentage(least)):
        return f"{_start(most)} {_verb(first, most)}; {_start(least)} {_verb(last, least)}"
    joint = ", but only" if _clearly_below(least, most) else ", and"
    most_share, least_share = share_in_words(most), share_in_words(least)
    if most_share == least_share:
        return f"{most_share} {first.finding}, and just as many {last.finding}"
    return f"{capitalised(most_share)} {first.finding}{joint} {least_share} {last.finding}"


def of_ranking(question: Question, pairs: Sequence[tuple[Option, Estimate]]) -> str:
    """Who comes first, with ties, and who follows."""
    ranked = sorted(pairs, key=lambda pair: -(pair[1].count or 0))
    if not ranked:
        return NOBODY
    top = ranked[0][1]
    if not top.count:
        return "Nobody named any of these"
    first = [option.id for option, estimate in ranked if estimate.count == top.count]
    rest = [pair for pair in ranked if pair[1].count != top.count]
    if len(ranked) == 1:
        return f"{_start(top)} {_naming(question, first[0], top.count)}, the only figure published"
    return _leaders(question, first, top) + _followers(rest)


def _leaders(question: Question, names: Sequence[str], top: Estimate) -> str:
    if len(names) > 1:
        each = (
            plural(top.count or 0, "mention")
            if question.unit == "mentions"
            else f"{top.count} of {people(top.base or 0)}"
        )
        verb = "Both" if len(names) == 2 else "All"
        return f"{capitalised(listed(names))} come first. {verb} have {each}"
    if question.unit == "mentions":
        return f"{capitalised(names[0])} lead with {plural(top.count or 0, 'mention')}"
    return f"{_start(top)} {_naming(question, names[0], top.count)}, more than any other answer"


def _followers(rest: Sequence[tuple[Option, Estimate]]) -> str:
    named = [pair for pair in rest if pair[1].count]
    if not named:
        return ""
    count = named[0][1].count
    names = [option.id for option, estimate in named if estimate.count == count]
    verb = "follows" if len(names) == 1 else "follow"
    each = " each" if len(names) > 1 else ""
    return f"; {listed(names)} {verb} with {count}{each}"


def of_splits(
    questions: Sequence[Question], pairs: Sequence[Sequence[tuple[Option, Estimate]]]
) -> str:
    """The answer given most to each question, questions with the same one together."""
    by_answer: dict[str, list[str]] = {}
    for question, of_question in zip(questions, pairs, strict=True):
        most = max((estimate.count or 0 for _, estimate in of_question), default=0)
        top = [option.label for option, estimate in of_question if estimate.count == most]
        if most:
            subject = f"{_lowered(question.short)} ({most})"
            by_answer.setdefault(listed([f"“{label}”" for label in top]), []).append(subject)
    if not by_answer:
        return NOBODY
    said = [f"{answer} for {listed(subjects)}" for answer, subjects in by_answer.items()]
    return (
        f"Most people answer {', and '.join(said)}"
        if _majority(pairs)
        else (f"The answer given most is {', and '.join(said)}")
    )


def _majority(pairs: Sequence[Sequence[tuple[Option, Estimate]]]) -> bool:
    """Whether the top answer to every question is given by more than half of the people."""
    return all(
        max((estimate.share or 0 for _, estimate in of_question), default=0) > 0.5
        for of_question in pairs
    )


def _start(estimate: Estimate) -> str:
    return capitalised(amount(estimate))


def _verb(measure: Measure, estimate: Estimate) -> str:
    return agreeing(measure.finding, _subject_count(estimate))


def _naming(question: Question, option: str, count: int | None) -> str:
    return agreeing(question.finding.format(option=option), count)


def _subject_count(estimate: Estimate) -> int | None:
    return estimate.count


def _clearly_below(estimate: Estimate, other: Estimate) -> bool:
    """Whether one interval lies wholly below the other."""
    if estimate.high is None or other.low is None:
        return False
    return estimate.high < other.low


def _lowered(words: str) -> str:
    return words[:1].lower() + words[1:]
