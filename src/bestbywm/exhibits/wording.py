"""How numbers become words: percentages, counts, bases, lists, source lines."""

import re
from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal

from bestbywm.analysis.change import Change
from bestbywm.analysis.claims import base_not_published
from bestbywm.analysis.estimates import SMALLEST_BASE_FOR_PERCENTAGE
from bestbywm.analysis.measures import Estimate, Measure
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import (
    CONFIDENTIAL,
    LOW_RELIABILITY,
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Cell,
    Column,
    Exhibit,
    Format,
    Table,
)
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.survey.responses import Responses
from bestbywm.words import listed

LICENCE = "Open Government Licence v3.0"

INFERRED = base_not_published()
"""Caveat wherever counts were worked back from percentages."""


def percent(share: float) -> str:
    """A share as a percentage with at most one decimal: 0.375 is ``37.5%``, 0.85 is ``85%``."""
    rounded = Decimal(repr(share * 100)).quantize(Decimal("0.1"), ROUND_HALF_UP)
    return f"{rounded:f}".removesuffix(".0") + "%"


def decimal(value: float) -> str:
    """A number with one decimal: ``1.4``."""
    return f"{Decimal(repr(value)).quantize(Decimal('0.1'), ROUND_HALF_UP):f}"


def in_points(difference: float) -> float:
    """A difference of two shares in percentage points with one decimal: 0.325 is 32.5."""
    return float(Decimal(repr(difference * 100)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def points(difference: float) -> str:
    """The size of a difference of two shares: ``32.5 points``, ``1 point``."""
    size = f"{abs(in_points(difference)):.1f}".removesuffix(".0")
    return f"{size} point{'' if size == '1' else 's'}"


def about(change: Change) -> str:
    """``about `` where the source gives no exact percentage."""
    return "about " if change.before.as_published or change.after.as_published else ""


def plural(count: int, singular: str, many: str | None = None) -> str:
    """The count with its noun: ``1 council``, ``2 councils``."""
    return f"{count:,} {singular if count == 1 else many or singular + 's'}"


def people(count: int) -> str:
    """``1 person`` or ``15 people``."""
    return plural(count, "person", "people")


def all_that_answered(answered: int, *, some_hidden: bool = False) -> str:
    """``the council that answered``, ``the 31 councils that answered``, ``the 5 councils shown``.

    ``some_hidden``: others answered as well, but their answers are confidential.
    """
    whom = "shown" if some_hidden else "that answered"
    return f"the {'council' if answered == 1 else f'{answered:,} councils'} {whom}"


def of_those_that_answered(count: int, answered: int, *, some_hidden: bool = False) -> str:
    """``11 of the 31 councils that answered``, ``all 3 councils that answered``."""
    if count == answered == 1:
        return all_that_answered(answered, some_hidden=some_hidden)
    if count == answered:
        whom = "shown" if some_hidden else "that answered"
        return f"{'both' if count == 2 else f'all {count:,}'} councils {whom}"
    return f"{count or 'none'} of {all_that_answered(answered, some_hidden=some_hidden)}"


def hidden_among(estimates: Sequence[Estimate]) -> int:
    """How many of the estimates are confidential."""
    return sum(each.outcome == "confidential" for each in estimates)


def councils_answered(answered: int, councils: int, hidden: int = 0) -> str:
    """``31 of 33 councils answered``; how many of those are confidential is said."""
    those = "of them are" if hidden != 1 else "of them is"
    held_back = f"; {hidden} {those} confidential" if hidden else ""
    return f"{answered} of {plural(councils, 'council')} answered{held_back}"


def capitalised(sentence: str) -> str:
    """The sentence with a capital first letter, the rest left alone."""
    return sentence[:1].upper() + sentence[1:]


def in_sentences(said: Iterable[str]) -> str:
    """Parts of a finding as short sentences, without a full stop at the end, as headlines are."""
    first, *rest = said
    return ". ".join([first, *map(capitalised, rest)])


def agreeing(finding: str, count: int | None) -> str:
    """The verb phrase for one person ("says") or for several ("say").

    Phrases in a pack are written for several: their first word is the verb.
    """
    if count != 1:
        return finding
    verb, blank, rest = finding.partition(" ")
    return f"{_singular(verb)}{blank}{rest}"


def _singular(verb: str) -> str:
    irregular = {"have": "has", "are": "is"}
    if verb in irregular:
        return irregular[verb]
    if verb.endswith("y") and verb[-2:-1] not in "aeiou":
        return f"{verb[:-1]}ies"
    return f"{verb}es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else f"{verb}s"


def share_in_words(estimate: Estimate) -> str:
    """The percentage as it may be said: ``37.5%``, or the words of the source."""
    if estimate.as_published:
        return estimate.as_published
    return percent(estimate.share or 0)


def shows_percentage(estimate: Estimate) -> bool:
    """Whether the base is large enough for a percentage."""
    return estimate.share is not None and estimate.reliability in {"low", "usual"}


def count_in_words(estimate: Estimate) -> str:
    """Count and base: ``15 of 40 people``; inferred counts say so."""
    if estimate.count is None:
        return "count not published"
    if estimate.base is None:
        return f"{people(estimate.count)}, base not published"
    inferred = ", inferred" if estimate.basis == "inferred" else ""
    return f"{estimate.count} of {people(estimate.base)}{inferred}"


def amount(estimate: Estimate) -> str:
    """Start of a sentence about people: ``37.5% (15 of 40 people)`` or ``1 of 2 people``."""
    if shows_percentage(estimate):
        return f"{share_in_words(estimate)} ({count_in_words(estimate)})"
    return count_in_words(estimate)


def bar_text(estimate: Estimate) -> str:
    """Words beside a bar: ``37.5% (15 of 40)``, ``1 of 2``, or why there is no figure."""
    if estimate.outcome != "answered":
        return OUTCOMES[estimate.outcome]
    if estimate.count is None or estimate.base is None:
        counts = count_in_words(estimate)
        return counts if estimate.share is None else f"{share_in_words(estimate)} ({counts})"
    counts = f"{estimate.count} of {estimate.base}"
    if not shows_percentage(estimate):
        return counts
    return f"{share_in_words(estimate)} ({counts})"


def provenance_of(estimates: Sequence[Estimate]) -> Provenance:
    """The kind of data that needs saying most: one made-up figure makes the exhibit made up."""
    kinds = {estimate.provenance for estimate in estimates}
    order: tuple[Provenance, ...] = ("illustrative", "own", "council_fact", "published")
    return next(kind for kind in order if kind in kinds)


OUTCOMES = {
    "no answer": "did not answer",
    "question skipped": "skipped this question",
    "too little answered": "answered too little for a score",
    "confidential": "confidential",
    "not asked": "not asked",
    "not published": "not published",
    "answered": "",
}
"""Why there is no figure, in words."""


def mark_of(estimate: Estimate) -> str:
    """The mark in place of a figure that there is not: confidential, or not available."""
    return CONFIDENTIAL if estimate.outcome == "confidential" else NOT_AVAILABLE


def why_missing(estimate: Estimate) -> str:
    """Why there is no figure, led by its mark: ``[x] did not answer``, ``[c] confidential``."""
    return f"{mark_of(estimate)} {OUTCOMES[estimate.outcome]}"


MADE_UP = "In the illustrative answers,"
"""Start of a headline that names a council of which made-up answers tell."""


def as_made_up(pack: Pack, headline: str, provenance: Provenance) -> str:
    """The headline as it may stand alone: made-up answers are no facts about a named council.

    A headline that names a council says that it is about illustrative answers; any other, and
    what real answers say, stays as it is.
    """
    named = _named_in(pack, headline)
    if provenance != "illustrative" or not named or headline.startswith(MADE_UP):
        return headline
    names = (pack.region.name, *(council.name for council in pack.region.councils))
    starts_with_name = headline.startswith(names)
    return f"{MADE_UP} {headline if starts_with_name else headline[:1].lower() + headline[1:]}"


def _named_in(pack: Pack, words: str) -> bool:
    """Whether the words name a council of the region."""
    names = "|".join(re.escape(council.name) for council in pack.region.councils)
    return re.search(rf"(?<!\w)(?:{names})(?!\w)", words) is not None


def promise_in_words(responses: Responses | None) -> str:
    """What is held back of the answers, as a sentence; "" if nothing is."""
    if responses is None or not responses.promise.holds_back:
        return ""
    promise = responses.promise
    few = f"answers of fewer than {promise.minimum_people} people" * (promise.minimum_people > 1)
    single = "answers of single councils" * (not promise.shows_councils)
    held_back = listed(each for each in (few, single) if each)
    return (
        f"{CONFIDENTIAL} Confidential: {held_back} are not shown, nor anything from which they "
        "could be worked out."
    )


def sizes(estimates: Sequence[Estimate]) -> list[float]:
    """What ranks figures of one question: their counts, or their shares if a count is missing."""
    if all(estimate.count is not None for estimate in estimates):
        return [float(estimate.count or 0) for estimate in estimates]
    return [estimate.share or 0.0 for estimate in estimates]


def bases(estimates: Sequence[Estimate]) -> str:
    """The base of several estimates: ``40 people``, ``25 to 26 people (inferred)``."""
    known = sorted({estimate.base for estimate in estimates if estimate.base})
    if not known:
        return "base not published"
    inferred = any(estimate.basis == "inferred" for estimate in estimates)
    span = people(known[0]) if len(known) == 1 else f"{known[0]} to {people(known[-1])}"
    return f"{span} (inferred: the base was not published)" if inferred else span


def interval_columns(format_: Format) -> tuple[Column, Column]:
    """The two ends of a 95% interval."""
    return Column("95% interval from", format_), Column("95% interval to", format_)


ESTIMATE_COLUMNS = (
    Column("Count", "whole"),
    Column("Base", "whole"),
    Column("Share", "share"),
    *interval_columns("share"),
    Column("Note"),
)
"""Columns that stand behind the name of what was counted in a table of shares."""


def estimate_cells(estimate: Estimate) -> tuple[Cell, ...]:
    """Cells of ESTIMATE_COLUMNS: marks where there is no number to show."""
    shown = shows_percentage(estimate)
    mark = mark_of(estimate)
    missing = NOT_APPLICABLE if estimate.reliability == "counts only" else mark
    return (
        mark if estimate.count is None else estimate.count,
        mark if estimate.base is None else estimate.base,
        estimate.share if shown else missing,
        estimate.low if shown and estimate.low is not None else missing,
        estimate.high if shown and estimate.high is not None else missing,
        _note(estimate),
    )


def _note(estimate: Estimate) -> str:
    notes = [
        OUTCOMES[estimate.outcome],
        f"published as “{estimate.as_published}”" if estimate.as_published else "",
        "count and base inferred" if estimate.basis == "inferred" else "",
        LOW_RELIABILITY if shows_percentage(estimate) and estimate.reliability == "low" else "",
    ]
    return "; ".join(note for note in notes if note)


def table_of(first: str, estimates: Sequence[Estimate], labels: Sequence[str]) -> Table:
    """A table with one labelled row per estimate."""
    return Table(
        columns=(Column(first), *ESTIMATE_COLUMNS),
        rows=tuple(
            (label, *estimate_cells(estimate))
            for label, estimate in zip(labels, estimates, strict=True)
        ),
    )


def full_label(pack: Pack, measure: Measure) -> str:
    """The measure's name; an option of a multiple choice is led by its question."""
    question = pack.questions.get(measure.question)
    if question is None or question.kind != "multiple" or measure.kind == "number":
        return measure.label
    return f"{question.short}: {measure.label}"


def councils_in_words(pack: Pack, codes: Sequence[str]) -> str:
    """The councils of an example: their names, or how many take part in a joint project."""
    if len(codes) > 3:
        return f"joint project of {len(codes)} councils"
    return listed(pack.region.by_code[code].name for code in codes)


def slug(words: str) -> str:
    """The words as a part of a file's name."""
    return re.sub("[^a-z0-9]+", "-", words.lower()).strip("-")


def file_name_of(pack: Pack, exhibit: Exhibit) -> str:
    """Name of a file of one exhibit, without ending: ``bestbywm-2013-barriers``.

    Facts belong to no wave.
    """
    return "-".join([pack.region.slug, *exhibit.waves, exhibit.id])


def wave_in_words(pack: Pack, selection: Selection) -> str:
    """Place and wave, such as ``Tinyshire, 2030``."""
    return f"{capitalised(selection.place(pack.region))}, {selection.wave}"


def source_line(pack: Pack, selection: Selection, *, with_map: bool = False) -> str:
    """Source and licence, with the attribution of the boundaries wherever a map is."""
    line = f"Source: {source_of_waves(pack, [selection.wave])}"
    return " ".join(each for each in [line, boundaries_line(pack) if with_map else ""] if each)


def boundaries_line(pack: Pack) -> str:
    """Whose boundaries a map shows, as they want it to be said; "" if nobody asks for it."""
    if not pack.attribution:
        return ""
    return f"Boundaries: {pack.attribution.removeprefix('Source: ')}"


def source_of_waves(pack: Pack, waves: Sequence[str]) -> str:
    """The sources of waves with their licence; nobody has said under which an own survey is."""
    own = [own_in_words(pack, wave) for wave in waves if pack.is_own(wave)]
    others = [wave for wave in waves if not pack.is_own(wave)]
    titles = listed(dict.fromkeys(pack.wave_by_id[wave].title for wave in others))
    source = pack.region.source or titles
    years = f", {listed(others)}" if pack.region.source or len(others) == 1 else ""
    published = [f"{source}{years}. {LICENCE}."] if others else []
    return " ".join([*published, *(f"{each}." for each in own)])


def survey_of(pack: Pack, wave: str) -> str:
    """Name of the survey that a wave belongs to: an own one has its title."""
    if wave in pack.wave_by_id and pack.is_own(wave):
        return pack.wave_by_id[wave].title
    return pack.region.survey


def survey_and_wave(pack: Pack, wave: str) -> str:
    """A survey and its wave: ``Tiny survey, 2030``; of an own one its title and when it was."""
    if wave in pack.wave_by_id and pack.is_own(wave):
        return own_in_words(pack, wave)
    return f"{pack.region.survey}, {wave}"


def own_in_words(pack: Pack, wave: str) -> str:
    """Title of an own survey and when it was, each said once: ``Our survey, May 2026``."""
    found = pack.wave_by_id[wave]
    return found.title if found.when in found.title else f"{found.title}, {found.when}"


def base_of_wave(pack: Pack, wave: str) -> str:
    """Who answered an own survey: ``41 people from 28 of the 33 councils invited (85%)``.

    "" for any other wave, whose base the pack tells in its own words.
    """
    if not pack.is_own(wave) or wave not in pack.responses:
        return ""
    found, responses = pack.wave_by_id[wave], pack.responses[wave]
    answered = responses.answering_councils
    invited = found.councils_invited or len(pack.region.councils)
    among = len(answered.intersection(found.invited)) if found.invited else len(answered)
    from_invited = f"{among} of the {plural(invited, 'council')} invited{_rate(among, invited)}"
    if among < len(answered):
        from_invited = f"{plural(len(answered), 'council')}, {from_invited}"
    return f"{people(len(responses.councils))} from {from_invited}"


def _rate(answered: int, invited: int) -> str:
    """The response rate in whole per cent, where there are enough councils for one."""
    if not SMALLEST_BASE_FOR_PERCENTAGE <= invited >= answered:
        return ""
    share = Decimal(100 * answered) / Decimal(invited)
    return f" ({share.quantize(Decimal('1'), ROUND_HALF_UP)}%)"


def about_wave(pack: Pack, wave: str) -> str:
    """A wave in a sentence or two: who answered, and what the pack says of it."""
    base, summary = base_of_wave(pack, wave), pack.wave_by_id[wave].summary
    return " ".join(each for each in (base and f"{base} answered.", summary) if each)
