"""What changed between two waves, for whom, and what cannot be compared."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bestbywm.analysis.change import (
    Change,
    NotComparable,
    Verdict,
    by_council,
    by_type,
    changes,
    counted_measures,
    share_of,
)
from bestbywm.analysis.measures import Estimate, Measure, measures_of
from bestbywm.analysis.selection import Selection, both_have_answers, waves_compared
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.charts import SHARE_CLASSES, step_of_share
from bestbywm.exhibits.model import (
    NOT_APPLICABLE,
    NOT_AVAILABLE,
    Cell,
    Chart,
    Column,
    Dots,
    Exhibit,
    Matrix,
    Point,
    Square,
    Table,
)
from bestbywm.exhibits.wording import (
    INFERRED,
    OUTCOMES,
    about,
    as_made_up,
    bar_text,
    bases,
    capitalised,
    estimate_cells,
    full_label,
    hidden_among,
    in_points,
    in_sentences,
    interval_columns,
    mark_of,
    of_those_that_answered,
    people,
    plural,
    points,
    promise_in_words,
    provenance_of,
    shows_percentage,
    slug,
    source_of_waves,
)
from bestbywm.pack import Pack
from bestbywm.provenance import NAMES
from bestbywm.words import listed

Waves = tuple[str, str]
"""The earlier and the later wave of a comparison, as the visitor chose them."""

NAMED_AT_MOST = 3
"""More clear changes than this are counted in a headline, not named."""

METHOD = (
    "A change is called clear only where its 95% interval (Newcombe's method) leaves out zero. "
    "The interval takes it that other people answered in each wave. The size of a change is the "
    "difference between the percentages shown. They are the published ones where there are any. "
    "The interval is worked out from counts and bases."
)


def exhibits(pack: Pack, selection: Selection) -> tuple[Exhibit, ...]:
    """The change for the breakdown that is chosen, and what cannot be compared; at most two."""
    waves = waves_compared(pack, selection)
    if waves is None:
        return ()
    measure = measure_shown(pack, selection)
    compared, not_compared = changes(pack, selection, *waves)
    if selection.breakdown == "region" or measure is None:
        first = _change(pack, selection, waves, compared) if compared else None
    elif selection.breakdown == "type":
        first = _by_type(pack, selection, waves, measure)
    else:
        first = _by_council(pack, selection, waves, measure)
    last = _not_comparable(pack, selection, waves, not_compared, len(compared))
    return tuple(each for each in (first, last) if each is not None)


def measures_to_choose(pack: Pack, selection: Selection) -> dict[str, Measure]:
    """Measures whose change can be shown by type and by council, by identifier."""
    waves = waves_compared(pack, selection)
    if waves is None or not both_have_answers(pack, selection):
        return {}
    return {measure.id: measure for measure in counted_measures(pack, *waves)}


def measure_shown(pack: Pack, selection: Selection) -> Measure | None:
    """The selected measure if its change can be counted, else the first; None if there is none."""
    found = measures_to_choose(pack, selection)
    return found.get(selection.measure) or next(iter(found.values()), None)


# The whole selection ------------------------------------------------------------------------------


def _change(pack: Pack, selection: Selection, waves: Waves, compared: Sequence[Change]) -> Exhibit:
    ordered = sorted(compared, key=_order)
    labels = _labels(pack, ordered)
    measures = measures_of(pack.questions, with_examples=False)
    findings = [measures[each.measure].finding for each in ordered]
    exhibit = _made(
        pack,
        waves,
        f"change-{_span_slug(waves)}",
        f"{_span(waves)} {_headline(ordered, findings)}",
        f"Share of people who gave each answer. {_where(pack, selection, waves, ordered)}",
        _dumbbells(labels, ordered, waves),
        _table("Measure", labels, ordered, waves),
        ordered,
        help_=METHOD,
        care=[
            f"{label}: {note}"
            for label, each in zip(labels, ordered, strict=True)
            for note in each.notes
        ],
    )
    return replace(exhibit, caveats=(*exhibit.caveats, MANY)) if len(ordered) >= 10 else exhibit


MANY = "Of 20 measures that stay as they are, about one looks like a clear change by chance alone."


def _order(change: Change) -> tuple[int, float]:
    """Clear changes first, the largest on top; too few people last."""
    kinds: tuple[Verdict, ...] = ("rose", "no clear change", "too few people to say", "no figure")
    kind: Verdict = "rose" if change.is_clear else change.verdict
    return kinds.index(kind), -abs(change.difference or 0)


def _labels(pack: Pack, compared: Sequence[Change | NotComparable]) -> list[str]:
    measures = measures_of(pack.questions, with_examples=False)
    return [full_label(pack, measures[each.measure]) for each in compared]


def _headline(compared: Sequence[Change], findings: Sequence[str]) -> str:
    """What rose, what fell, and for how many measures nothing can be said."""
    total = len(compared)
    clear = [each for each in compared if each.is_clear]
    unclear = sum(each.verdict == "no clear change" for each in compared)
    few = total - len(clear) - unclear
    said = []
    if len(clear) > NAMED_AT_MOST:
        said.append(_counted(compared))
    elif clear:
        said.append(_named(compared, findings))
    if unclear:
        where = _the_measures(unclear, total, is_rest=bool(said))
        said.append(f"there is no clear change in {where}")
    if few:
        which = _the_measures(few, total, is_rest=bool(said))
        said.append(f"too few people answered to compare {which}")
    return in_sentences(said)


def _named(compared: Sequence[Change], findings: Sequence[str]) -> str:
    """``a smaller share of people say … and a larger share say …``."""
    parts: list[str] = []
    for each, finding in zip(compared, findings, strict=True):
        if each.is_clear:
            people_ = "" if parts else " of people"
            parts.append(f"{_SHARES[each.verdict]}{people_} {finding}")
    return ", and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


_SHARES = {"rose": "a larger share", "fell": "a smaller share"}

_AS_A_PREDICATE = {
    "a larger share": "larger",
    "a smaller share": "smaller",
    "the same share": "the same",
}


def _counted(compared: Sequence[Change]) -> str:
    """``4 of 9 measures rose and 1 fell``."""
    total = f" of {plural(len(compared), 'measure')}"
    parts: list[str] = []
    for verdict in ("rose", "fell"):
        count = sum(each.verdict == verdict for each in compared)
        if count:
            parts.append(f"{count}{total if not parts else ''} {verdict}")
    return " and ".join(parts)


def _the_measures(count: int, total: int, *, is_rest: bool) -> str:
    """``one other measure``, ``any of the 3 measures``, ``2 measures``."""
    if is_rest:
        return "one other measure" if count == 1 else f"{count} other measures"
    if count == total:
        return "the only measure" if count == 1 else f"any of the {count} measures"
    return "one measure" if count == 1 else f"{count} measures"


# By type of council, by council -------------------------------------------------------------------


def _by_type(pack: Pack, selection: Selection, waves: Waves, measure: Measure) -> Exhibit:
    compared = by_type(pack, selection, *waves, measure)
    plurals = {each.label: each.plural for each in pack.region.types}
    labels = [capitalised(plurals[each.group]) for each in compared]
    label = full_label(pack, measure)
    return _made(
        pack,
        waves,
        f"change-by-type-{slug(measure.id)}-{_span_slug(waves)}",
        f"{_span(waves)} {_types_headline(measure, compared, plurals)}",
        f"{label}: share of people, by type of council. "
        f"{_where(pack, selection, waves, compared, added_up=True)}",
        _dumbbells(labels, compared, waves),
        _table("Type of council", labels, compared, waves),
        compared,
        help_=f"{measure.help} {METHOD}",
        care=_notes_on_one(compared),
    )


def _types_headline(
    measure: Measure, compared: Sequence[Change], plurals: Mapping[str, str]
) -> str:
    """What the verdict is in which types of council; types with the same one together."""
    by_verdict: dict[Verdict, list[str]] = {}
    for each in sorted(compared, key=_order):
        by_verdict.setdefault(each.verdict, []).append(plurals[each.group])
    said: list[str] = []
    for verdict, names in by_verdict.items():
        said.append(_in_types(verdict, listed(names), measure.finding if not said else ""))
    return in_sentences(said or ["there is nothing to compare"])


def _in_types(verdict: Verdict, where: str, finding: str) -> str:
    """What the verdict is in these types; what it is about need be said but once."""
    if verdict in _SHARES:
        return f"{_SHARES[verdict]}{f' of people {finding}' if finding else ''} in {where}"
    if verdict == "no clear change":
        about = f" in the share of people who {finding}" if finding else ""
        return f"there is no clear change{about} in {where}"
    if verdict == "too few people to say":
        about = f" whether the share of people who {finding} changed" if finding else ""
        return f"too few people answered in {where} to say{about}"
    return f"there is nothing to compare in {where}"


def _by_council(pack: Pack, selection: Selection, waves: Waves, measure: Measure) -> Exhibit:
    compared = by_council(pack, selection, *waves, measure)
    labels = [each.group for each in compared]
    label = full_label(pack, measure)
    few = any(each.verdict == "too few people to say" for each in compared)
    held_back = dict.fromkeys(promise_in_words(pack.responses[wave]) for wave in waves)
    exhibit = _made(
        pack,
        waves,
        f"change-by-council-{slug(measure.id)}-{_span_slug(waves)}",
        _councils_headline(measure, compared, waves),
        f"{label}: people of each council. "
        f"{_where(pack, selection, waves, compared, added_up=True)}",
        Matrix(
            rows=tuple(labels),
            columns=waves,
            squares=tuple(_squares(each, waves) for each in compared),
            empty_row=OUTCOMES["no answer"],
            shades=SHARE_CLASSES,
        ),
        _table("Council", labels, compared, waves),
        compared,
        help_=(
            f"{measure.help} 1 of 2 means that two people answered and one of them gave the "
            f"answer that counts. {METHOD}"
        ),
        care=(*_notes_on_one(compared), *(each for each in held_back if each)),
    )
    return replace(exhibit, caveats=(*exhibit.caveats, FEW)) if few else exhibit


FEW = (
    "Where fewer than 10 people of a council answered, a difference may be chance. Nothing is "
    "then said to have risen or fallen."
)


def _squares(change: Change, waves: Waves) -> tuple[Square, ...]:
    """A square per wave; a wave without an answer says so, unless neither has one."""
    estimates = (change.before, change.after)
    silent = not any(_answered(each) for each in estimates) and not hidden_among(estimates)
    return tuple(
        _square(estimate, wave, silent=silent)
        for estimate, wave in zip(estimates, waves, strict=True)
    )


def _square(estimate: Estimate, wave: str, *, silent: bool) -> Square:
    words = _figure(estimate)
    hover = f"{estimate.group}, {wave}: {words}"
    if not _answered(estimate):
        return Square(None, "" if silent else words, hover)
    return Square(step_of_share(share_of(estimate)), words, hover)


def _councils_headline(measure: Measure, compared: Sequence[Change], waves: Waves) -> str:
    """In how many councils the share is larger, smaller, the same; where that is clear."""
    both = [each for each in compared if each.verdict != "no figure"]
    if not both and hidden_among([one for each in compared for one in (each.before, each.after)]):
        return f"No council here has answers that may be shown in both {listed(waves)}"
    if not both:
        return f"No council here answered in both {listed(waves)}"
    change = [share_of(each.after) - share_of(each.before) for each in both]
    counts = {
        "a larger share": sum(each > 0 for each in change),
        "a smaller share": sum(each < 0 for each in change),
        "the same share": change.count(0),
    }
    said: list[str] = []
    for share, count in counts.items():
        if count and said:
            said.append(f"in {count}, it is {_AS_A_PREDICATE[share]}")
        elif count:
            where = of_those_that_answered(count, len(both))
            said.append(f"In {where} both times, {share} of people {measure.finding} in {waves[1]}")
    clear = [f"{each.group} ({each.verdict})" for each in both if each.is_clear]
    return in_sentences([*said, *([f"the change is clear in {listed(clear)}"] if clear else [])])


# What cannot be compared --------------------------------------------------------------------------


def _not_comparable(
    pack: Pack,
    selection: Selection,
    waves: Waves,
    not_compared: Sequence[NotComparable],
    compared: int,
) -> Exhibit | None:
    """The measures with a figure in one wave or both that cannot be compared, and why."""
    if not not_compared:
        return None
    estimates = [one for each in not_compared for one in (each.before, each.after)]
    labels = _labels(pack, not_compared)
    headline = _not_comparable_headline(len(not_compared), compared, waves)
    return Exhibit(
        id=f"not-comparable-{_span_slug(waves)}",
        headline=headline,
        subtitle=(
            f"Measures with a figure in at least one of the two waves. "
            f"{capitalised(selection.place(pack.region))}, {listed(waves)}."
        ),
        chart=None,
        table=Table(
            (Column("Measure"), *(Column(wave) for wave in waves), Column("Why not")),
            tuple(
                (label, _cell(each.before), _cell(each.after), each.reason)
                for label, each in zip(labels, not_compared, strict=True)
            ),
        ),
        alt=alt_text(headline, None),
        source=_source(pack, waves),
        provenance=provenance_of([each for each in estimates if _answered(each)]),
        wave=waves[1],
        earlier_waves=waves[:1],
        help="A missing figure is missing. It is not zero, and says nothing about a change.",
        caveats=(INFERRED,) if _is_inferred(estimates) else (),
    )


def _not_comparable_headline(count: int, compared: int, waves: Waves) -> str:
    total = count + compared
    what = f"cannot be compared between {listed(waves)}"
    if total == 1:
        return f"The one measure that has a figure {what}"
    if compared == 0:
        return f"None of the {total} measures can be compared between {listed(waves)}"
    return f"{count} of {total} measures {what}"


def _cell(estimate: Estimate) -> str:
    return _figure(estimate) if _answered(estimate) else f"{mark_of(estimate)} {_figure(estimate)}"


# What all of them share ---------------------------------------------------------------------------


def _made(
    pack: Pack,
    waves: Waves,
    id_: str,
    headline: str,
    subtitle: str,
    chart: Chart | None,
    table: Table,
    compared: Sequence[Change],
    *,
    help_: str,
    care: Iterable[str],
) -> Exhibit:
    """The exhibit of a comparison; ``care`` says what calls for care with its figures."""
    estimates = [one for each in compared for one in (each.before, each.after)]
    provenance = provenance_of(estimates)
    headline = as_made_up(pack, headline, provenance)
    return Exhibit(
        id=id_,
        headline=headline,
        subtitle=subtitle + (_reading(waves) if isinstance(chart, Dots) else ""),
        chart=chart,
        table=table,
        alt=alt_text(headline, chart, provenance),
        source=_source(pack, waves),
        provenance=provenance,
        wave=waves[1],
        earlier_waves=waves[:1],
        help=help_,
        caveats=(*([INFERRED] if _is_inferred(estimates) else []), *care),
    )


def _notes_on_one(compared: Sequence[Change]) -> tuple[str, ...]:
    """What calls for care with the one measure that is compared for several groups."""
    return compared[0].notes if compared else ()


def _reading(waves: Waves) -> str:
    return (
        " The thin line is the 95% interval of the change: where it reaches the mark of "
        f"{waves[0]}, there is no clear change. Points are percentage points between the "
        "percentages. Intervals rest on the counts."
    )


def _where(
    pack: Pack,
    selection: Selection,
    waves: Waves,
    compared: Sequence[Change],
    *,
    added_up: bool = False,
) -> str:
    """Place, waves, bases, and which kind of data each wave is if they differ."""
    before, after = [each.before for each in compared], [each.after for each in compared]
    base = _total if added_up else bases
    parts = [
        f"{capitalised(selection.place(pack.region))}, {waves[0]} to {waves[1]}.",
        f"Base: {base(before)} in {waves[0]}; {base(after)} in {waves[1]}.",
    ]
    kinds = [provenance_of(each) for each in (before, after)]
    if kinds[0] != kinds[1]:
        named = [f"{wave}: {NAMES[kind].lower()}" for wave, kind in zip(waves, kinds, strict=True)]
        parts.append(f"{'; '.join(named)}.")
    return " ".join(parts)


def _total(estimates: Sequence[Estimate]) -> str:
    return people(sum(each.base or 0 for each in estimates))


def _dumbbells(labels: Sequence[str], compared: Sequence[Change], waves: Waves) -> Dots | None:
    """A mark for each wave, joined; None where every group has too few people for a mark."""
    marks = tuple(_points(each) for each in compared)
    if not any(point for row in marks for point in row):
        return None
    return Dots(
        rows=tuple(labels),
        texts=tuple(_in_words(each, waves) for each in compared),
        series=waves,
        points=marks,
        axis="share",
        axis_title="Share of people who answered",
        limit=1.0,
        connected=True,
        emphasis=tuple("main" if each.is_clear else "context" for each in compared),
    )


def _points(change: Change) -> tuple[Point | None, Point | None]:
    """Marks of both waves; around the later one, where it lies if the interval holds."""
    before = _point(change.before)
    after = _point(change.after)
    if before is None or after is None or change.interval is None:
        return before, after
    low, high = (before.value + end for end in (change.interval.low, change.interval.high))
    return before, replace(after, low=max(0.0, low), high=min(1.0, high))


def _point(estimate: Estimate) -> Point | None:
    if not _answered(estimate) or not shows_percentage(estimate):
        return None
    return Point(share_of(estimate), _figure(estimate))


def _in_words(change: Change, waves: Waves) -> str:
    """``47.5% (19 of 40) to 15% (4 of 26): fell by 32.5 points (interval …)``."""
    if change.verdict == "no figure":
        pairs = zip(waves, (change.before, change.after), strict=True)
        return "; ".join(f"{wave}: {_figure(estimate)}" for wave, estimate in pairs)
    figures = f"{_figure(change.before)} to {_figure(change.after)}"
    return f"{figures}: {_verdict_in_words(change)}"


def _verdict_in_words(change: Change) -> str:
    if change.difference is None or change.interval is None:
        return change.verdict
    low, high = (_number(end) for end in (change.interval.low, change.interval.high))
    size = f"{about(change)}{points(change.difference)}"
    if change.is_clear:
        ends = (low, high) if change.verdict == "rose" else (high, low)
        return f"{change.verdict} by {size} (interval {ends[0]} to {ends[1]})"
    direction = "up" if change.difference > 0 else "down"
    moved = f"{size} {direction}" if in_points(change.difference) else "the same share"
    return f"{change.verdict}, {moved} (interval {low} down to {high} up)"


def _number(difference: float) -> str:
    """The size of a difference in points, without the word."""
    return points(difference).split()[0]


def _table(first: str, labels: Sequence[str], compared: Sequence[Change], waves: Waves) -> Table:
    """Count, base and share of each wave, the difference with its interval, and the verdict."""
    of_waves = [
        column
        for wave in waves
        for column in (
            Column(f"{wave}: count", "whole"),
            Column(f"{wave}: base", "whole"),
            Column(f"{wave}: share", "share"),
        )
    ]
    return Table(
        columns=(
            Column(first),
            *of_waves,
            Column("Change in percentage points", "points"),
            *interval_columns("points"),
            Column("Verdict"),
            Column("Note"),
        ),
        rows=tuple(
            (
                label,
                *estimate_cells(each.before)[:3],
                *estimate_cells(each.after)[:3],
                *_difference_cells(each),
                each.verdict,
                _note(each, waves),
            )
            for label, each in zip(labels, compared, strict=True)
        ),
    )


def _difference_cells(change: Change) -> tuple[Cell, Cell, Cell]:
    if change.difference is None or change.interval is None:
        few = change.verdict == "too few people to say"
        missing = NOT_APPLICABLE if few else NOT_AVAILABLE
        return missing, missing, missing
    interval = change.interval
    return in_points(change.difference), in_points(interval.low), in_points(interval.high)


def _note(change: Change, waves: Waves) -> str:
    """What the estimates of the waves need said, then what bears on comparing them."""
    notes = [
        f"{wave}: {note}."
        for wave, estimate in zip(waves, (change.before, change.after), strict=True)
        if (note := str(estimate_cells(estimate)[-1]))
    ]
    return " ".join([*notes, *change.notes])


def _figure(estimate: Estimate) -> str:
    """Figure with its count, ``15% (4 of 26, inferred)``, or why there is none."""
    text = bar_text(estimate)
    if estimate.basis != "inferred" or "inferred" in text:
        return text
    return f"{text.removesuffix(')')}, inferred{')' if text.endswith(')') else ''}"


def _answered(estimate: Estimate) -> bool:
    return estimate.outcome == "answered"


def _is_inferred(estimates: Sequence[Estimate]) -> bool:
    return any(estimate.basis == "inferred" for estimate in estimates)


def _source(pack: Pack, waves: Waves) -> str:
    return f"Source: {source_of_waves(pack, waves)}"


def _span(waves: Waves) -> str:
    return f"From {waves[0]} to {waves[1]},"


def _span_slug(waves: Waves) -> str:
    return slug(f"{waves[0]} to {waves[1]}")
