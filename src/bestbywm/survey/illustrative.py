"""Illustrative answers: made-up people whose answers add up exactly to the published figures.

Why
    The survey published regional totals only; no council's own answers are known. Maps, filters
    and comparisons of councils need answers of people. This routine makes one set of answers that
    agrees with every published count of a wave, to show what the dashboard does with real ones.

What is made up
    Everything but the totals: which councils did not answer, how many people of a council did,
    who gave which answer, who skipped a question, and how answers hang together. Nothing can be
    learnt from it about any council.

How
    1. As many councils as answered are drawn from the region, all equally likely. Each gets one
       person; the remaining people go to councils at random, at most three to a council (more
       only if there are too many people for that).
    2. Each council gets a maturity, a bell-shaped random number, and each person adds a smaller
       one. It is the common cause of all answers: without it every map would be noise.
    3. For each question, people stand in order of maturity plus some luck. Published counts are
       quotas: the options are handed out along the queue until each has its count.

       - Single choice: the best option goes to the most mature. Options are listed best first.
         Where more is a weakness, what the measure counts goes to the least mature, whichever way
         round the options are listed.
         An unpublished option with the role ``rest`` takes whoever remains; without one they
         leave the question empty.
       - Multiple choice: an option with the role ``none`` stands alone. Everybody else names at
         least one option, if there are enough mentions for that. Where more is a weakness, the
         least mature name most; otherwise the most mature do.
       - Mentions: at most three a person, and not everybody names one.

    Where a figure's base is smaller than the number of people, those who skip the question are
    drawn at random. Options without a published count get nobody.

The same seed gives the same answers on every platform and every version of Python: all chance
comes from ``Random.random()``, which Python promises to keep, and all sums are exactly rounded.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum
from random import Random
from typing import TypeVar

from bestbywm.provenance import STAMPS
from bestbywm.region import Region
from bestbywm.survey.published import PublishedResults
from bestbywm.survey.questions import Question
from bestbywm.survey.responses import SEPARATOR
from bestbywm.survey.waves import Wave

T = TypeVar("T")

SEED = 2013
MOST_PER_COUNCIL = 3
MOST_MENTIONS = 3

# How far maturity scatters, in standard deviations of the councils' maturity.
PERSON = 0.4  # people of one council
LUCK = 0.8  # answers of one person


@dataclass(frozen=True, slots=True)
class _Quotas:
    """What the answers to a question must add up to.

    Attributes
    ----------
    question
        The question.
    counts
        People per option, in the order of the options; only options with a published count.
    base
        Number of people who answered the question.
    """

    question: Question
    counts: Mapping[str, int]
    base: int

    @property
    def alone(self) -> list[str]:
        """Options that stand alone ("no barriers"), each as often as it was chosen."""
        return self._repeated([option.id for option in self.question.with_role("none")])

    @property
    def named(self) -> dict[str, int]:
        """Counts of the options that a person can name together with others."""
        nothing = [option.id for option in self.question.with_role("none")]
        return {option: n for option, n in self.counts.items() if option not in nothing}

    @property
    def best_first(self) -> list[str]:
        """Every answer of a single choice, the best first, each as often as it was chosen."""
        options = list(self.question.options)
        if self.question.direction == "weakness":
            if options[0].role == "high":  # listed worst first
                options.reverse()
            options.sort(key=lambda option: option.role == "high")
        return self._repeated([option.id for option in options])

    def _repeated(self, options: Sequence[str]) -> list[str]:
        return [option for option in options for _ in range(self.counts.get(option, 0))]


def illustrate(
    wave: Wave,
    questions: Mapping[str, Question],
    published: PublishedResults,
    region: Region,
    seed: int = SEED,
) -> list[dict[str, str]]:
    """Make up the answers of a wave's people, true to each published count.

    Parameters
    ----------
    wave
        The wave; says how many people answered, and from how many councils.
    questions, published
        The questionnaire, and the published figures of this wave (others are left aside).
    region
        The councils.
    seed
        Start of the random numbers: another seed gives another set of answers.

    Returns
    -------
    list of rows
        One per person, in the order of the region's councils. Columns: ``person`` (p01, p02, …),
        ``council`` (short name), and the identifier of each question that people answered and
        that has a published count, in the order of the questionnaire. An answer is the identifier
        of an option, or several in order joined by semicolons; "" is no answer. Last comes
        ``stamp``, so that a file taken out of its place still says that nobody gave the answers.

    Raises
    ------
    ValueError
        If no set of answers can add up to the figures, or the wave lacks a number.
    """
    chance = Random(seed)
    councils = _councils_of_people(wave, region, chance)
    maturity = _maturity(councils, chance)
    digits = max(2, len(str(len(councils))))
    rows = [
        {"person": f"p{number:0{digits}}", "council": council}
        for number, council in enumerate(councils, start=1)
    ]
    for question in questions.values():
        quotas = _quotas(question, wave.id, published, len(rows))
        if quotas.counts:
            answer = _single if question.kind == "single" else _several
            for row, cell in zip(rows, answer(quotas, maturity, chance), strict=True):
                row[question.id] = cell
    return [{**row, "stamp": STAMPS["illustrative"]} for row in rows]


def to_csv(rows: Sequence[Mapping[str, str]]) -> str:
    r"""Rows of :func:`illustrate`, at least one, as CSV with a header; lines end with ``\n``.

    Write it as UTF-8 bytes, so that no platform changes the line ends.
    """
    text = io.StringIO()
    writer = csv.DictWriter(text, fieldnames=list(rows[0]), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


# People -------------------------------------------------------------------------------------------


def _councils_of_people(wave: Wave, region: Region, chance: Random) -> list[str]:
    """The short name of each person's council, in the order of the region's councils."""
    people, answered, invited = wave.people, wave.councils_answered, len(region.councils)
    if people is None or answered is None:
        raise ValueError(f"Wave {wave.id} does not say how many people or councils answered.")
    if not 1 <= answered <= invited:
        raise ValueError(f"Wave {wave.id}: {answered} of {invited} councils cannot have answered.")
    if answered > people:
        raise ValueError(f"Wave {wave.id}: {people} people cannot come from {answered} councils.")
    councils = _shuffled(range(invited), chance)[:answered]
    most = max(MOST_PER_COUNCIL, ceil(people / answered))
    further = _shuffled(councils * (most - 1), chance)[: people - answered]
    return [region.councils[council].name for council in sorted(councils + further)]


def _maturity(councils: Sequence[str], chance: Random) -> list[float]:
    """The maturity of each person: the council's, and a smaller part of their own."""
    of_council = {council: _bell_shaped(chance) for council in dict.fromkeys(councils)}
    return [of_council[council] + PERSON * _bell_shaped(chance) for council in councils]


# Quotas -------------------------------------------------------------------------------------------


def _quotas(question: Question, wave: str, published: PublishedResults, people: int) -> _Quotas:
    """The quotas of a question; no counts if people did not answer it or nothing was published."""
    if question.kind == "fact" or question.unit not in ("people", "mentions"):
        return _Quotas(question, {}, people)
    keys = [(wave, (question.id, option.id)) for option in question.options]
    figures = [published[key] for key in keys if key in published]
    counts = {each.option: each.count for each in figures if each.count is not None}
    bases = sorted({each.base for each in figures if each.count is not None and each.base})
    if len(bases) > 1:
        raise ValueError(f"Question {question.id}: figures of one question have bases {bases}.")
    quotas = _Quotas(question, counts, bases[0] if bases else people)
    _refuse_impossible(quotas, people)
    return _with_rest(quotas) if question.kind == "single" and counts else quotas


def _refuse_impossible(quotas: _Quotas, people: int) -> None:
    question, base = f"Question {quotas.question.id}", quotas.base
    if base > people:
        raise ValueError(f"{question}: {base} people answered, but only {people} took part.")
    if quotas.question.kind == "single":
        if sum(quotas.counts.values()) > base:
            raise ValueError(f"{question}: {sum(quotas.counts.values())} answers of {base} people.")
        return
    namers, named = base - len(quotas.alone), quotas.named
    if namers < 0:
        raise ValueError(f"{question}: {len(quotas.alone)} of {base} people name nothing.")
    for option, count in named.items():
        if count > namers:
            raise ValueError(f"{question}: {count} people name {option}, but only {namers} can.")
    if quotas.question.kind == "mentions" and sum(named.values()) > MOST_MENTIONS * namers:
        raise ValueError(
            f"{question}: {sum(named.values())} mentions are more than {MOST_MENTIONS} for each "
            f"of {namers} people."
        )


def _with_rest(quotas: _Quotas) -> _Quotas:
    """The people whom no published count covers choose the unpublished rest, if there is one."""
    options = [option.id for option in quotas.question.with_role("rest")]
    unpublished = [option for option in options if option not in quotas.counts]
    remaining = quotas.base - sum(quotas.counts.values())
    rest = dict.fromkeys(unpublished[:1], remaining)
    return _Quotas(quotas.question, {**quotas.counts, **rest}, quotas.base)


# Answers ------------------------------------------------------------------------------------------


def _single(quotas: _Quotas, maturity: Sequence[float], chance: Random) -> list[str]:
    """One answer per person: the best ones go to the most mature."""
    answers = quotas.best_first
    who = _shuffled(range(len(maturity)), chance)[: len(answers)]
    cells = [""] * len(maturity)
    for person, answer in zip(_in_order(who, maturity, chance), answers, strict=True):
        cells[person] = answer
    return cells


def _several(quotas: _Quotas, maturity: Sequence[float], chance: Random) -> list[str]:
    """Any number of answers per person; those who name nothing are the least eager to name."""
    question, alone = quotas.question, quotas.alone
    eagerness = [-each if question.direction == "weakness" else each for each in maturity]
    who = _shuffled(range(len(maturity)), chance)[: quotas.base]
    queue = _in_order(who, eagerness, chance)
    namers, others = queue[: len(queue) - len(alone)], queue[len(queue) - len(alone) :]
    chosen: list[list[str]] = [[] for _ in maturity]
    for person, answer in zip(others, alone, strict=True):
        chosen[person].append(answer)
    for answer, count in quotas.named.items():
        for person in _in_order(namers, eagerness, chance)[:count]:
            chosen[person].append(answer)
    if question.kind == "mentions":
        _even_out([chosen[person] for person in namers], 0, MOST_MENTIONS, chance)
    else:
        _even_out([chosen[person] for person in namers], 1, len(question.options), chance)
    in_order = [option.id for option in question.options]
    return [SEPARATOR.join(sorted(answers, key=in_order.index)) for answers in chosen]


def _even_out(chosen: Sequence[list[str]], least: int, most: int, chance: Random) -> None:
    """Move answers from who has most to who has fewest, until each has from least to most.

    A move keeps the count of every option. There is always one to make: whoever has more answers
    than somebody else has one that the other lacks. With too few answers for everybody it stops
    when nobody can spare one.
    """
    while chosen:
        fewest, fullest = min(chosen, key=len), max(chosen, key=len)
        enough = len(fewest) >= least or len(fullest) <= least
        if enough and len(fullest) <= most:
            return
        answer = _shuffled([each for each in fullest if each not in fewest], chance)[0]
        fullest.remove(answer)
        fewest.append(answer)


# Chance -------------------------------------------------------------------------------------------


def _in_order(people: Sequence[int], scores: Sequence[float], chance: Random) -> list[int]:
    """People in order of their score plus luck, the highest first."""
    lucky = {person: scores[person] + LUCK * _bell_shaped(chance) for person in people}
    return sorted(people, key=lucky.__getitem__, reverse=True)


def _shuffled(items: Sequence[T], chance: Random) -> list[T]:
    keys = [chance.random() for _ in items]
    return [items[place] for place in sorted(range(len(items)), key=keys.__getitem__)]


def _bell_shaped(chance: Random) -> float:
    """About normal, mean 0 and standard deviation 1: twelve uniform numbers added up.

    Unlike ``gauss`` this needs no logarithm, which differs between platforms; unlike ``sum``,
    whose rounding changed with Python 3.12, ``fsum`` is exact.
    """
    return fsum(chance.random() for _ in range(12)) - 6
