"""What stands in the way: how many name each barrier, who, where, and which go together."""

from collections.abc import Sequence
from itertools import combinations

from bestbywm.analysis.disclosure import hides
from bestbywm.analysis.estimates import bound
from bestbywm.analysis.measures import (
    Estimate,
    GroupKind,
    Measure,
    by_council,
    by_type,
    counted,
    has_answers,
    measures_of,
)
from bestbywm.analysis.selection import Selection, answers_for, effective
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.charts import SHARE_CLASSES, step_of_share
from bestbywm.exhibits.model import (
    Bar,
    Bars,
    Cell,
    Column,
    Exhibit,
    Matrix,
    Square,
    Table,
)
from bestbywm.exhibits.overview import ranking
from bestbywm.exhibits.wording import (
    ESTIMATE_COLUMNS,
    OUTCOMES,
    agreeing,
    all_that_answered,
    as_made_up,
    bar_text,
    capitalised,
    councils_answered,
    count_in_words,
    decimal,
    estimate_cells,
    hidden_among,
    of_those_that_answered,
    people,
    plural,
    promise_in_words,
    shows_percentage,
    source_line,
    wave_in_words,
    why_missing,
)
from bestbywm.pack import Pack
from bestbywm.survey.questions import Question
from bestbywm.survey.responses import Responses
from bestbywm.words import listed

NOBODY = "–"
"""What stands in a square where people answered and nobody names the barrier."""


def barriers_question(pack: Pack) -> Question | None:
    """The question on what stands in the way: a multiple choice in which more is a weakness."""
    for question in pack.questions.values():
        if question.kind == "multiple" and question.direction == "weakness":
            return question
    return None


def exhibits(pack: Pack, selection: Selection) -> tuple[Exhibit, ...]:
    """Ranking, by type of council, by council, and named together; without answers, the first."""
    question = barriers_question(pack)
    if question is None:
        return ()
    selection = effective(pack, selection)
    made = [ranking(pack, selection, "barriers-ranking", question.measure, question)]
    responses = answers_for(pack, selection)
    measures = named_measures(pack, selection.wave, question)
    if responses is not None and measures and _anybody(pack, selection, responses, question):
        made += [
            _by_type(pack, selection, responses, measures),
            _by_council(pack, selection, responses, measures),
            _together(pack, selection, responses, question, measures),
            _number(pack, selection, responses, question),
        ]
    return tuple(each for each in made if each is not None)


def _anybody(pack: Pack, selection: Selection, responses: Responses, question: Question) -> bool:
    """Whether anybody of the selection answered the question, and enough did to be shown."""
    codes = selection.codes(pack.region)
    if hides(responses, codes, question.id):
        return False
    return responses.base(question.id, responses.people_in(codes)) > 0


def named_measures(pack: Pack, wave: str, question: Question) -> list[Measure]:
    """The measure of each barrier that answers of the wave can be counted for."""
    named = {option.id for option in question.with_role("high")}
    return [
        measure
        for measure in measures_of(pack.questions, with_examples=False).values()
        if measure.question == question.id
        and measure.kind == "share"
        and named.issuperset(measure.options)
        and has_answers(pack, wave, measure)
    ]


def _by_type(
    pack: Pack, selection: Selection, responses: Responses, measures: Sequence[Measure]
) -> Exhibit:
    codes = selection.codes(pack.region)
    chosen = {pack.region.by_code[code].type for code in codes}
    shown = [i for i, each in enumerate(pack.region.types) if each.id in chosen]
    types = [pack.region.types[i] for i in shown]
    columns = [by_type(pack, responses, measure, codes) for measure in measures]
    rows = [[column[i] for column in columns] for i in shown]
    chart = Matrix(
        rows=tuple(
            f"{capitalised(each.plural)} ({_size(row[0])})"
            for each, row in zip(types, rows, strict=True)
        ),
        columns=tuple(measure.label for measure in measures),
        squares=tuple(tuple(_square(each) for each in row) for row in rows),
        empty_row=OUTCOMES["no answer"],
        shades=SHARE_CLASSES,
    )
    headline = _types_headline([each.plural for each in types], rows)
    return Exhibit(
        id="barriers-by-type",
        headline=headline,
        subtitle=(
            f"People who name each barrier, by type of council. "
            f"{wave_in_words(pack, selection)}. Groups of fewer than 10 people are counts only."
        ),
        chart=chart,
        table=Table(
            (Column("Type of council"), Column("Barrier"), *ESTIMATE_COLUMNS),
            tuple((each.group, each.label, *estimate_cells(each)) for row in rows for each in row),
        ),
        alt=alt_text(headline, chart, responses.provenance),
        source=source_line(pack, selection),
        provenance=responses.provenance,
        wave=selection.wave,
        help="What people of each type of council name. A council's people count one by one.",
        caveats=_held_back(responses),
    )


def _size(estimate: Estimate) -> str:
    """How many people a group has, unless that is not shown."""
    if estimate.outcome == "confidential":
        return OUTCOMES[estimate.outcome]
    return people(estimate.base or 0)


def _held_back(responses: Responses) -> tuple[str, ...]:
    words = promise_in_words(responses)
    return (words,) if words else ()


def _square(estimate: Estimate) -> Square:
    """A square that shows a share if the base allows one, and counts if it does not."""
    step = step_of_share(estimate.share) if estimate.share is not None else None
    hover = f"{estimate.group}, {estimate.label.lower()}: {_in_words(estimate)}"
    return Square(step, bar_text(estimate).replace(" (", "\n").replace(")", ""), hover)


def _in_words(estimate: Estimate) -> str:
    if estimate.outcome != "answered":
        return OUTCOMES[estimate.outcome]
    return count_in_words(estimate)


def _types_headline(types: Sequence[str], estimates: Sequence[Sequence[Estimate]]) -> str:
    """Which barrier comes first in each type that is large enough to say."""
    said: dict[str, list[str]] = {}
    for name, of_type in zip(types, estimates, strict=True):
        most = max((each.count or 0 for each in of_type), default=0)
        if all(shows_percentage(each) for each in of_type):
            top = listed(each.label.lower() for each in of_type if each.count == most)
            said.setdefault(f"{top} most" if most else "none of these barriers", []).append(name)
    if not said:
        return "No type of council has enough people here to say which barrier comes first"
    parts = [f"{listed(names)} name {barriers}" for barriers, names in said.items()]
    return capitalised("; ".join(parts))


def _by_council(
    pack: Pack, selection: Selection, responses: Responses, measures: Sequence[Measure]
) -> Exhibit:
    codes = sorted(selection.codes(pack.region), key=lambda code: pack.region.by_code[code].name)
    columns = [by_council(pack, responses, measure, codes) for measure in measures]
    nobody, *others = SHARE_CLASSES
    chart = Matrix(
        rows=tuple(estimate.group for estimate in columns[0]),
        columns=tuple(measure.label for measure in measures),
        squares=tuple(
            tuple(_council_square(column[row]) for column in columns) for row in range(len(codes))
        ),
        empty_row=OUTCOMES["no answer"],
        shades=(f"{nobody} ({NOBODY})", *others),
    )
    headline = as_made_up(pack, _councils_headline(columns), responses.provenance)
    hidden = hidden_among(columns[0])
    answered = hidden + sum(each.outcome == "answered" for each in columns[0])
    return Exhibit(
        id="barriers-by-council",
        headline=headline,
        subtitle=(
            f"People of each council who name each barrier. {wave_in_words(pack, selection)}. "
            f"Base: {councils_answered(answered, len(codes), hidden)}."
        ),
        chart=chart,
        table=Table(
            (Column("Council"), *(Column(measure.label) for measure in measures)),
            tuple(
                (columns[0][row].group, *(_council_cell(column[row]) for column in columns))
                for row in range(len(codes))
            ),
        ),
        alt=alt_text(headline, chart, responses.provenance),
        source=source_line(pack, selection),
        provenance=responses.provenance,
        wave=selection.wave,
        help=(
            "A council's answer is the share of its people who name the barrier. “1 of 2”: two "
            "people answered, and one of them names it. “–”: people answered, and nobody names it."
        ),
        caveats=_held_back(responses),
    )


def _council_square(estimate: Estimate) -> Square:
    if estimate.outcome != "answered":
        words = OUTCOMES[estimate.outcome]
        shown = words if estimate.outcome != "no answer" else ""
        return Square(None, shown, f"{estimate.group}: {words}")
    text = f"{estimate.count} of {estimate.base}" if estimate.count else NOBODY
    return Square(
        step_of_share(estimate.share or 0),
        text,
        f"{estimate.group}, {estimate.label.lower()}: {_in_words(estimate)}",
    )


def _council_cell(estimate: Estimate) -> Cell:
    if estimate.outcome != "answered":
        return why_missing(estimate)
    return f"{estimate.count} of {estimate.base}"


def _councils_headline(columns: Sequence[Sequence[Estimate]]) -> str:
    """The barrier named in most councils, with the range for those that did not answer."""
    naming = [sum(bool(each.count) for each in column) for column in columns]
    answered = sum(each.outcome == "answered" for each in columns[0])
    total = len(columns[0])
    hidden = hidden_among(columns[0]) > 0
    if not answered and hidden:
        return "What the people of single councils name is confidential here"
    if not answered:
        return "No council in this selection answered"
    most = max(naming)
    labels = [column[0].label.lower() for column in columns]
    names = [label for label, count in zip(labels, naming, strict=True) if count == most]
    if total == 1:
        verb = "is" if len(names) == 1 else "are"
        named = f"{listed(names)} {verb}" if most else "none of these barriers is"
        return f"{capitalised(named)} named in {columns[0][0].group}"
    if most == 0:
        where = all_that_answered(answered, some_hidden=hidden)
        return f"None of these barriers is named in {where}"
    verb = "is" if len(names) == 1 else "are each"
    where = of_those_that_answered(most, answered, some_hidden=hidden)
    bounds = _range(most, answered, total, hidden)
    return f"{capitalised(listed(names))} {verb} named in {where}{bounds}"


def _range(count: int, answered: int, total: int, some_hidden: bool) -> str:
    """What it would be if the silent councils had all named it, or none of them."""
    if answered == total or some_hidden:
        return ""
    most = round(bound(count, answered, total).high * total)
    to = "or" if most == count + 1 else "to"
    return f", so in {count} {to} {most} of {'both' if total == 2 else f'all {total}'}"


def _together(
    pack: Pack,
    selection: Selection,
    responses: Responses,
    question: Question,
    measures: Sequence[Measure],
) -> Exhibit | None:
    """Pairs of barriers by how many people name both."""
    in_all = responses.people_in(selection.codes(pack.region))
    base = responses.base(question.id, in_all)
    if base == 0 or len(measures) < 2:
        return None
    pairs = sorted(
        (
            (
                responses.count_both(question.id, one.options[0], two.options[0], in_all),
                f"{one.label} and {two.label.lower()}",
            )
            for one, two in combinations(measures, 2)
        ),
        key=lambda pair: -pair[0],
    )
    most = pairs[0][0]
    headline = _together_headline(pairs, base)
    chart = Bars(
        bars=tuple(
            Bar(
                label,
                float(count),
                None,
                None,
                f"{count} of {base}",
                "main" if count == most and most else "context",
            )
            for count, label in pairs
        ),
        axis="count",
        axis_title="Number of people who name both",
        limit=float(max(most, 1)),
    )
    return Exhibit(
        id="barriers-together",
        headline=headline,
        subtitle=(
            f"People who name both barriers. {wave_in_words(pack, selection)}. "
            f"Base: {people(base)}."
        ),
        chart=chart,
        table=Table(
            (Column("Pair"), Column("People who name both", "whole"), Column("Base", "whole")),
            tuple((label, count, base) for count, label in pairs),
        ),
        alt=alt_text(headline, chart, responses.provenance),
        source=source_line(pack, selection),
        provenance=responses.provenance,
        wave=selection.wave,
        help="A person counts for a pair if they name both barriers of it.",
    )


def _together_headline(pairs: Sequence[tuple[int, str]], base: int) -> str:
    most = pairs[0][0]
    if most == 0:
        return "Nobody names two of these barriers"
    top = [label for count, label in pairs if count == most]
    amount = f"{most} of {people(base)}"
    if len(top) == 1:
        return f"{top[0]} go together most often: {amount} {agreeing('name both', most)}"
    if len(top) > 3:
        return f"{len(top)} pairs of barriers tie, each named by {amount}"
    return f"{capitalised('; '.join(each.lower() for each in top))} tie, each named by {amount}"


def _number(
    pack: Pack, selection: Selection, responses: Responses, question: Question
) -> Exhibit | None:
    """How many of the barriers people name on average, for all selected and by type."""
    measure = measures_of(pack.questions, with_examples=False)[f"{question.id}.number"]
    codes = selection.codes(pack.region)
    kind: GroupKind = "selection" if selection.is_filtered else "region"
    everyone = counted(responses, measure, codes, kind, selection.place(pack.region))
    if everyone.mean is None:
        return None
    types = [each for each in by_type(pack, responses, measure, codes) if each.mean is not None]
    rows = [everyone, *types] if len(types) > 1 else [everyone]
    headline = _number_headline(everyone, everyone.mean)
    chart = Bars(
        bars=tuple(_mean_bar(each, is_main=each is everyone) for each in rows),
        axis="count",
        axis_title="Barriers named per person",
        limit=max([2.0, *(each.mean or 0 for each in rows)]),
    )
    return Exhibit(
        id="barriers-number",
        headline=headline,
        subtitle=(
            f"Number of barriers named per person. {wave_in_words(pack, selection)}. "
            f"Base: {people(everyone.base or 0)}."
        ),
        chart=chart,
        table=Table(
            (
                Column("Group"),
                Column("Barriers named", "whole"),
                Column("People", "whole"),
                Column("Per person", "decimal"),
            ),
            tuple((each.group, each.count, each.base, each.mean) for each in rows),
        ),
        alt=alt_text(headline, chart, responses.provenance),
        source=source_line(pack, selection),
        provenance=responses.provenance,
        wave=selection.wave,
        help=measure.help,
    )


def _number_headline(everyone: Estimate, mean: float) -> str:
    if mean == 0:
        if everyone.base == 1:
            return "The only person who answered names none of these barriers"
        return f"None of the {people(everyone.base or 0)} who answered names any of these barriers"
    named = f"named {plural(everyone.count or 0, 'time')} by {people(everyone.base or 0)}"
    return f"People name {decimal(mean)} of these barriers on average: {named}"


def _mean_bar(estimate: Estimate, *, is_main: bool) -> Bar:
    text = f"{decimal(estimate.mean or 0)} ({estimate.count} named by {people(estimate.base or 0)})"
    return Bar(estimate.group, estimate.mean, None, None, text, "main" if is_main else "context")
