"""Councils beside each other: a heat table, a few of them in detail, and strips of all."""

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from bestbywm.analysis.disclosure import held_back, hides
from bestbywm.analysis.measures import (
    MATURITY,
    Estimate,
    Measure,
    by_council,
    by_type,
    estimated,
)
from bestbywm.analysis.selection import Selection, answers_for
from bestbywm.exhibits.charts import SHARE_CLASSES
from bestbywm.exhibits.making import from_answers
from bestbywm.exhibits.maps import map_measures, step_of
from bestbywm.exhibits.model import (
    LOW_RELIABILITY,
    Cell,
    Column,
    Exhibit,
    HeatTable,
    Mark,
    MarkRole,
    Matrix,
    Square,
    Strips,
    Table,
)
from bestbywm.exhibits.wording import (
    OUTCOMES,
    bar_text,
    capitalised,
    councils_answered,
    decimal,
    full_label,
    plural,
    shows_percentage,
    wave_in_words,
    why_missing,
)
from bestbywm.pack import Pack
from bestbywm.survey.responses import Responses
from bestbywm.words import listed

HELP = (
    "A council's answer is the share of its people: 1 of 2 means that two people answered and one "
    "of them says so. The key shows which shade means more. More is not always better."
)

SHADED = "A score has the shade of its level. Measures of which more is worse have no shade."

HELD_BACK = "The answers of single councils are confidential here"

MOST_NAMED = 3
"""Measures that a headline names; of more it says how many there are."""

ByMeasure = Mapping[str, Sequence[Estimate]]
"""Estimates of the same councils in the same order, by measure."""


def compared_measures(pack: Pack, wave: str) -> list[Measure]:
    """What councils are compared by: the maturity score, one measure per question, and numbers.

    Single barriers and dimensions have pages of their own; examples are facts of another kind.
    """
    measures = map_measures(pack, wave)
    of_survey = [
        measure
        for measure in measures.values()
        if measure.kind == "number" or (measure.kind == "share" and measure.id == measure.question)
    ]
    return [*([measures[MATURITY]] if MATURITY in measures else []), *of_survey]


def heat(pack: Pack, selection: Selection) -> Exhibit | None:
    """Selected councils by measures, with the region and the types as reference rows."""
    responses = answers_for(pack, selection)
    measures = compared_measures(pack, selection.wave)
    codes = _sorted_codes(pack, selection)
    if responses is None or not measures or not codes:
        return None
    references = _references(pack, selection, responses, measures)
    councils = _by_measure(pack, selection, responses, measures, codes)
    names = [pack.region.by_code[code].name for code in codes]
    rows = [
        *((name, row) for name, row in references),
        *(
            (name, [councils[measure.id][at] for measure in measures])
            for at, name in enumerate(names)
        ),
    ]
    matrix = Matrix(
        rows=tuple(name for name, _ in rows),
        columns=tuple(full_label(pack, measure) for measure in measures),
        squares=tuple(
            tuple(
                square_of(pack, measure, estimate)
                for measure, estimate in zip(measures, row, strict=True)
            )
            for _, row in rows
        ),
        empty_row=OUTCOMES["no answer"],
        shades=SHARE_CLASSES,
    )
    shares = [measure for measure in measures if measure.kind == "share"]
    headline = _divided_headline(shares, [councils[measure.id] for measure in shares])
    return from_answers(
        pack,
        selection,
        responses,
        id_="councils",
        headline=headline,
        subtitle=(
            f"Councils by measure, {_sorted_by(pack, selection)}. "
            f"{wave_in_words(pack, selection)}. {_base(responses, codes)}"
        ),
        chart=HeatTable(matrix, "Council or group", len(references)),
        table=Table(
            (
                Column("Council or group"),
                *(Column(full_label(pack, measure)) for measure in measures),
            ),
            tuple((name, *(cell_of(estimate) for estimate in row)) for name, row in rows),
        ),
        caveats=(SHADED,),
        help_=HELP,
    )


def _sorted_codes(pack: Pack, selection: Selection) -> list[str]:
    """Selected councils by name, or from most to least of the measure that they are sorted by."""
    names = pack.region.by_code
    codes = sorted(selection.codes(pack.region), key=lambda code: names[code].name)
    measure = _sorting(pack, selection)
    if measure is None:
        return codes
    estimates = by_council(pack, answers_for(pack, selection), measure, codes, selection.weights)
    value = {code: value_of(each) for code, each in zip(codes, estimates, strict=True)}
    return sorted(codes, key=lambda code: (value[code] is None, -(value[code] or 0.0)))


def _sorting(pack: Pack, selection: Selection) -> Measure | None:
    """The measure that the table is sorted by: one of its columns, or None for the names."""
    measures = compared_measures(pack, selection.wave)
    return next((each for each in measures if each.id == selection.sort), None)


def _sorted_by(pack: Pack, selection: Selection) -> str:
    measure = _sorting(pack, selection)
    if measure is None:
        return "by name"
    return f"from most to least: {full_label(pack, measure)}"


def _references(
    pack: Pack, selection: Selection, responses: Responses, measures: Sequence[Measure]
) -> list[tuple[str, list[Estimate]]]:
    """The whole region, and each type among the selected councils."""
    region = [
        estimated(
            pack,
            responses,
            measure,
            pack.region.codes,
            "region",
            pack.region.name,
            selection.weights,
        )
        for measure in measures
    ]
    types = [
        by_type(pack, responses, measure, pack.region.codes, selection.weights)
        for measure in measures
    ]
    chosen = {pack.region.by_code[code].type for code in selection.codes(pack.region)}
    rows = [(pack.region.name, region)]
    for position, type_ in enumerate(pack.region.types):
        if type_.id in chosen:
            rows.append((capitalised(type_.plural), [column[position] for column in types]))
    return rows


def _by_measure(
    pack: Pack,
    selection: Selection,
    responses: Responses,
    measures: Sequence[Measure],
    codes: Sequence[str],
) -> dict[str, list[Estimate]]:
    return {
        measure.id: by_council(pack, responses, measure, codes, selection.weights)
        for measure in measures
    }


def value_of(estimate: Estimate) -> float | None:
    """What estimates of one measure are ordered by; None without a figure."""
    if estimate.outcome != "answered":
        return None
    return estimate.mean if estimate.mean is not None else estimate.share


def figure_in_words(estimate: Estimate) -> str:
    """A figure in a few characters: ``1 of 2``, ``37.5% (15 of 40)``, ``64.4``, ``1.5``.

    A percentage of fewer than 30 people carries its mark: ``50% (6 of 12) [u]``.
    """
    if estimate.outcome != "answered":
        return OUTCOMES[estimate.outcome]
    if estimate.mean is not None:
        return decimal(estimate.mean)
    is_low = shows_percentage(estimate) and estimate.reliability == "low"
    return f"{bar_text(estimate)} {LOW_RELIABILITY}" if is_low else bar_text(estimate)


def cell_of(estimate: Estimate) -> Cell:
    """The figure as a cell of a table: with a mark where there is none."""
    if estimate.outcome != "answered":
        return why_missing(estimate)
    return figure_in_words(estimate)


def square_of(pack: Pack, measure: Measure, estimate: Estimate) -> Square:
    """A figure as a square in the step of its class; without a figure, why there is none.

    Where more is worse there is no step: a strong fill would read as praise.
    """
    words = figure_in_words(estimate)
    has_step = estimate.outcome == "answered" and measure.direction == "strength"
    step = step_of(pack.maturity, measure, estimate) if has_step else None
    return Square(
        step, words, f"{estimate.group}, {measure.label.lower()}: {words}", value_of(estimate)
    )


def _divided_headline(measures: Sequence[Measure], rows: Sequence[Sequence[Estimate]]) -> str:
    """The measure that everyone affirms in many councils, and nobody in many others."""
    found: list[tuple[int, int, int, str]] = []
    for measure, row in zip(measures, rows, strict=True):
        shares = [each.share for each in row if each.outcome == "answered"]
        everyone, nobody = shares.count(1.0), shares.count(0.0)
        if shares:
            found.append((min(everyone, nobody), everyone, nobody, measure.label.lower()))
    if not found and _all_held_back([each for row in rows for each in row]):
        return HELD_BACK
    if not found:
        return "None of these councils answered"
    split = max(each[0] for each in found)
    if not split:
        return "On no measure do some of these councils all agree and others all disagree"
    first, *ties = [each for each in found if each[0] == split]
    if not ties:
        _, everyone, nobody, label = first
        return (
            f"Councils are most divided on “{label}”: in {everyone} everyone says so, "
            f"in {nobody} nobody does"
        )
    labels = listed(f"“{label}”" for *_, label in (first, *ties))
    if len(ties) >= MOST_NAMED:
        labels = f"{len(ties) + 1} measures alike"
    where = f"in {split} or more" if any(max(each[1:3]) > split for each in (first, *ties)) else ""
    return f"Councils are most divided on {labels}: {where or f'in {split}'} everyone says so, " + (
        f"{where or f'in {split}'} nobody does"
    )


def named_codes(selection: Selection) -> tuple[str, ...]:
    """The councils that stand out: the visitor's own, then those set beside it."""
    mine = (selection.council,) if selection.council else ()
    return tuple(dict.fromkeys((*mine, *selection.compared)))


def side_by_side(pack: Pack, selection: Selection) -> Exhibit | None:
    """The councils chosen, one column each, beside the region; None if fewer than two."""
    responses = answers_for(pack, selection)
    measures = compared_measures(pack, selection.wave)
    codes = named_codes(selection)
    if responses is None or not measures or len(codes) < 2:
        return None
    councils = _by_measure(pack, selection, responses, measures, codes)
    names = [pack.region.by_code[code].name for code in codes]
    everyone = _references(pack, selection, responses, measures)[0][1]
    rows = [
        [*councils[measure.id], region] for measure, region in zip(measures, everyone, strict=True)
    ]
    columns = (*names, pack.region.name)
    matrix = Matrix(
        rows=tuple(full_label(pack, measure) for measure in measures),
        columns=columns,
        squares=tuple(
            tuple(square_of(pack, measure, each) for each in row)
            for measure, row in zip(measures, rows, strict=True)
        ),
        empty_row="",
        shades=SHARE_CLASSES,
    )
    return from_answers(
        pack,
        selection,
        responses,
        id_="councils-side-by-side",
        headline=_agreement(names, [councils[measure.id] for measure in measures]),
        subtitle=(
            f"{listed(names)} beside {pack.region.name}. {selection.wave}. "
            f"{_bases(responses, codes, names)}"
        ),
        chart=HeatTable(matrix, "Measure", references=0),
        table=Table(
            (Column("Measure"), *(Column(name) for name in columns)),
            tuple(
                (full_label(pack, measure), *(cell_of(each) for each in row))
                for measure, row in zip(measures, rows, strict=True)
            ),
        ),
        caveats=(SHADED,),
        help_=HELP,
    )


def _agreement(names: Sequence[str], rows: Sequence[Sequence[Estimate]]) -> str:
    """On how many of the measures that all of them answered they give the same answer."""
    values = [[value_of(each) for each in row] for row in rows]
    shared = [row for row in values if None not in row]
    if not shared and any(each.outcome == "confidential" for row in rows for each in row):
        return f"Not all answers of {listed(names)} may be shown"
    if not shared:
        return f"Not all of {listed(names)} answered"
    same = sum(len({round(value or 0.0, 6) for value in row}) == 1 for row in shared)
    amount = f"{same or 'none'} of {plural(len(shared), 'measure')}"
    return f"{listed(names)} have the same figure in {amount}"


def _bases(responses: Responses, codes: Sequence[str], names: Sequence[str]) -> str:
    counts = [f"{name} {_people(responses, code)}" for code, name in zip(codes, names, strict=True)]
    return f"People who answered: {listed(counts)}."


def _people(responses: Responses, code: str) -> str:
    """How many people answered for the council, unless that is not shown."""
    if hides(responses, [code]):
        return OUTCOMES["confidential"]
    return str(len(responses.people_in([code])) or "nobody")


def _base(responses: Responses, codes: Sequence[str]) -> str:
    answered = len(responses.answering_councils.intersection(codes))
    hidden = len(held_back(responses).intersection(codes))
    return f"Base: {councils_answered(answered, len(codes), hidden)}."


def strips(pack: Pack, selection: Selection) -> tuple[Exhibit, ...]:
    """A strip per measure with every selected council as a mark: of scores, and of shares."""
    responses = answers_for(pack, selection)
    codes = _with_named(pack, selection)
    if responses is None:
        return ()
    if not (responses.answering_councils - held_back(responses)).intersection(codes):
        return ()
    scores = [each for each in map_measures(pack, selection.wave).values() if each.kind == "score"]
    shares = [each for each in compared_measures(pack, selection.wave) if each.kind == "share"]
    made = [_strips(pack, selection, responses, measures, codes) for measures in (scores, shares)]
    return tuple(each for each in made if each is not None)


def _with_named(pack: Pack, selection: Selection) -> list[str]:
    """The selected councils and those that stand out, in the region's order."""
    wanted = {*selection.codes(pack.region), *named_codes(selection)}
    return [code for code in pack.region.codes if code in wanted]


def _strips(
    pack: Pack,
    selection: Selection,
    responses: Responses,
    measures: Sequence[Measure],
    codes: Sequence[str],
) -> Exhibit | None:
    if not measures:
        return None
    by_score = measures[0].kind == "score"
    councils = _by_measure(pack, selection, responses, measures, codes)
    if _all_held_back([each for row in councils.values() for each in row]):
        return None
    everyone = _references(pack, selection, responses, measures)[0][1]
    chart = Strips(
        rows=tuple(full_label(pack, measure) for measure in measures),
        texts=tuple(f"{pack.region.name} {figure_in_words(each)}" for each in everyone),
        marks=tuple(
            tuple(
                Mark(each.group, value, figure_in_words(each), _role(selection, code))
                for code, each in zip(codes, councils[measure.id], strict=True)
                if (value := value_of(each)) is not None
            )
            for measure in measures
        ),
        references=tuple(value_of(each) for each in everyone),
        reference=pack.region.name,
        axis="score" if by_score else "share",
        axis_title="Score from 0 to 100" if by_score else "Share of each council's people",
        limit=100.0 if by_score else 1.0,
    )
    return from_answers(
        pack,
        selection,
        responses,
        id_=f"councils-{'scores' if by_score else 'answers'}",
        headline=(
            _spread_headline(councils[MATURITY])
            if MATURITY in councils
            else _alike_headline(measures, [councils[measure.id] for measure in measures])
        ),
        subtitle=(
            f"Each mark is a council. {wave_in_words(pack, selection)}. {_base(responses, codes)}"
        ),
        chart=chart,
        table=Table(
            (Column("Council"), *(Column(full_label(pack, measure)) for measure in measures)),
            tuple(
                (
                    pack.region.by_code[code].name,
                    *(cell_of(councils[measure.id][at]) for measure in measures),
                )
                for at, code in sorted(
                    enumerate(codes), key=lambda pair: pack.region.by_code[pair[1]].name
                )
            ),
        ),
        caveats=("Marks with the same value stand side by side.",),
        help_=HELP,
    )


def _all_held_back(estimates: Sequence[Estimate]) -> bool:
    """Whether there is no figure, and there would be one if nothing were confidential."""
    outcomes = {each.outcome for each in estimates}
    return "confidential" in outcomes and "answered" not in outcomes


def _role(selection: Selection, code: str) -> MarkRole:
    if code == selection.council:
        return "mine"
    return "chosen" if code in selection.compared else "other"


def _spread_headline(rows: Sequence[Estimate]) -> str:
    """Where the scores begin and end, and whose they are."""
    scored = [
        (float(decimal(value)), each.group)  # as they are read
        for each in rows
        if (value := value_of(each)) is not None
    ]
    if not scored:
        return "None of these councils has a score"
    ends = []
    for value in (min(scored)[0], max(scored)[0]):
        names = [name for score, name in scored if score == value]
        who = listed(names) if len(names) <= 3 else f"{len(names)} councils"
        ends.append(f"{decimal(value)} ({who})")
    if len(scored) == 1 or ends[0] == ends[1]:
        return f"Maturity scores: {ends[0]}"
    return f"Maturity scores run from {ends[0]} to {ends[1]}"


def _alike_headline(measures: Sequence[Measure], rows: Sequence[Sequence[Estimate]]) -> str:
    """In which measure most councils share one value, and in which fewest do."""
    shared: list[tuple[int, int, str]] = []
    for measure, row in zip(measures, rows, strict=True):
        values = [round(value, 6) for each in row if (value := value_of(each)) is not None]
        if values:
            [(_, most)] = Counter(values).most_common(1)
            shared.append((most, len(values), measure.label.lower()))
    if not shared:
        return "None of these councils answered"
    answered = max(values for _, values, _ in shared)
    if answered == 1 or len(shared) == 1:
        return f"{plural(answered, 'council')} on {plural(len(shared), 'measure')}"
    alike, apart = (
        [each for each in shared if Fraction(*each[:2]) == end]
        for end in (pick(Fraction(*each[:2]) for each in shared) for pick in (max, min))
    )
    if len(alike) == len(shared):
        return f"The councils are equally alike in all {len(shared)} measures"
    return (
        f"Councils are most alike in {_where_alike(alike, ' share one value')}, "
        f"least in {_where_alike(apart)}"
    )


def _where_alike(shared: Sequence[tuple[int, int, str]], what: str = "") -> str:
    """The measures, and of how many councils how many share one value; ties together."""
    labels = [label for _, _, label in shared]
    named = listed(labels) if len(labels) <= MOST_NAMED else f"{len(labels)} measures"
    if len({(most, among) for most, among, _ in shared}) > 1:
        return f"{named} (the same part of those that answered)"
    most, among, _ = shared[0]
    return f"{named} ({most} of {among}{what}{' in each' if len(labels) > 1 else ''})"
