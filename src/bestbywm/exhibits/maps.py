"""Where: a measure on a map of the councils, and what one council answered."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bestbywm.analysis.measures import (
    EXAMPLES,
    MATURITY,
    Estimate,
    Measure,
    Outcome,
    all_measures,
    by_council,
    has_answers,
)
from bestbywm.analysis.selection import Selection, answers_for
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.charts import SHARE_CLASSES, step_of_share
from bestbywm.exhibits.maturity import levels_in_words, note_on, notes_of, weights_in_words
from bestbywm.exhibits.model import (
    Cell,
    Choropleth,
    ClassKind,
    Column,
    Exhibit,
    MapClass,
    Place,
    Table,
)
from bestbywm.exhibits.wording import (
    OUTCOMES,
    agreeing,
    all_that_answered,
    as_made_up,
    boundaries_line,
    capitalised,
    count_in_words,
    decimal,
    full_label,
    hidden_among,
    mark_of,
    of_those_that_answered,
    people,
    plural,
    promise_in_words,
    slug,
    source_line,
    why_missing,
)
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.region import Council, MapView
from bestbywm.survey.dimensions import MaturityModel
from bestbywm.survey.responses import Responses

VIEWS: dict[MapView, str] = {
    "districts": "Districts and unitaries",
    "counties": "Counties and unitaries",
    "hexagons": "All councils as hexagons",
}
"""The three views of the map, with their names."""

NUMBER_CLASSES = ("None", "Up to 1 a person", "Up to 2 a person", "More than 2")
EXAMPLE_CLASSES = ("None found", "1 example", "2 or 3 examples", "4 or more examples")

SHORT_MEANS = {
    "share": "On the map, 1/2 means 1 of 2 people.",
    "score": "Numbers on the map are scores from 0 to 100.",
    "number": "Numbers on the map say how many one person names, on average.",
    "examples": "Numbers on the map count examples.",
}
"""How the short figures on the map are to be read, by kind of measure."""

PUBLIC_PAGES = "Source: public pages, linked from each example."
"""Source of whatever is said about examples of good practice."""

SILENCES: dict[Outcome, ClassKind] = {
    "no answer": "no answer",
    "question skipped": "skipped",
    "too little answered": "skipped",
}
"""Why a council has no figure in a wave that asked for it: each is a class of its own.

The last two look alike, and never lie on one map: one is said of shares, the other of scores.
"""

NOT_SHOWN = "Not shown: confidential"
TOO_FEW = "Not shown: too few people"
"""Classes of councils that answered, but whose answers are held back."""


@kept_with_it(64)
def map_measures(pack: Pack, wave: str) -> Mapping[str, Measure]:
    """Measures that the map can show for a wave, by identifier."""
    return {
        id_: measure
        for id_, measure in all_measures(pack).items()
        if has_answers(pack, wave, measure)
    }


def default_measure(pack: Pack, wave: str) -> str:
    """The first measure of use that the map can show: a headline measure of the second group."""
    measures = map_measures(pack, wave)
    questions = pack.questions
    headline = [each for each in measures if each in questions and questions[each].is_headline]
    return (headline[1:2] or headline or list(measures) or [""])[0]


def map_of(pack: Pack, selection: Selection) -> Exhibit:
    """The selected measure on the selected view of the map."""
    measure = map_measures(pack, selection.wave)[selection.measure]
    region, view = pack.region, selection.view
    codes = region.codes_in(view)
    inside = set(selection.codes(region))
    estimates = by_council(pack, answers_for(pack, selection), measure, codes, selection.weights)
    shown = [(code, each) for code, each in zip(codes, estimates, strict=True) if code in inside]
    chart = choropleth(
        pack,
        view,
        measure,
        list(zip(codes, estimates, strict=True)),
        inside,
        TOO_FEW if pack.wave_by_id[selection.wave].shows_councils else NOT_SHOWN,
    )
    provenance: Provenance = estimates[0].provenance if estimates else "published"
    headline = _headline(pack, measure, [estimate for _, estimate in shown])
    headline = as_made_up(pack, headline, provenance)
    return Exhibit(
        id=f"map-{slug(measure.id)}",
        headline=headline,
        subtitle=_subtitle(pack, selection, measure, [estimate for _, estimate in shown]),
        chart=chart,
        table=_table(pack, measure, shown),
        alt=alt_text(headline, chart, provenance),
        source=source_of(pack, selection, measure),
        provenance=provenance,
        wave=selection.wave,
        help=measure.help,
        caveats=_caveats(pack, selection, measure),
    )


def _caveats(pack: Pack, selection: Selection, measure: Measure) -> tuple[str, ...]:
    """Whom the view leaves out, what to bear in mind of a score, and what is held back."""
    notes = [
        note_on(pack, selection.wave, dimension)
        for dimension in pack.maturity.dimensions
        if measure.id == f"{MATURITY}.{dimension.id}"
    ]
    if measure.id == MATURITY:
        notes = [*notes_of(pack, selection.wave), weights_in_words(pack, selection)]
    if measure.kind != "examples":
        notes.append(promise_in_words(answers_for(pack, selection)))
    return tuple(note for note in [_not_in_view(pack, selection, measure), *notes] if note)


def _not_in_view(pack: Pack, selection: Selection, measure: Measure) -> str:
    """Which councils of the selection the view leaves out, as it shows one of two tiers."""
    region, view = pack.region, selection.view
    codes = sorted(set(selection.codes(region)).difference(region.codes_in(view)))
    if not codes:
        return ""
    whom = plural(len(codes), "county council" if view == "districts" else "district council")
    if measure.kind != "examples":
        figures = by_council(pack, answers_for(pack, selection), measure, codes, selection.weights)
        answered = sum(each.outcome in {"answered", "confidential"} for each in figures)
        whom += f" ({answered} answered)"
    return f"Not on this map: {whom}. “{VIEWS['hexagons']}” shows every council."


def choropleth(
    pack: Pack,
    view: MapView,
    measure: Measure,
    pairs: Sequence[tuple[str, Estimate]],
    inside: set[str],
    held_back: str = TOO_FEW,
) -> Choropleth:
    """A view of the map, from each of its councils with its figure, and who is selected.

    ``held_back`` names the class of councils whose figures are confidential.
    """
    figures = labels_of(pack.maturity, measure)
    classes = [
        *(MapClass(label, step, "figure") for step, label in enumerate(figures)),
        *(MapClass(capitalised(OUTCOMES[each]), None, kind) for each, kind in SILENCES.items()),
        MapClass(held_back, None, "confidential"),
        MapClass("Not in the selection", None, "outside"),
    ]
    hidden, outside = len(classes) - 2, len(classes) - 1
    places = []
    for code, each in pairs:
        council = pack.region.by_code[code]
        if code not in inside:
            map_class, words = outside, "not in the selection"
        elif each.outcome == "confidential":
            map_class, words = hidden, OUTCOMES[each.outcome]
        elif each.outcome != "answered":
            map_class = len(figures) + list(SILENCES).index(each.outcome)
            words = OUTCOMES[each.outcome]
        else:
            map_class, words = step_of(pack.maturity, measure, each), _figure(each)
        short = _short(each) if classes[map_class].kind == "figure" else ""
        places.append(Place(code, council.name, council.map_label, map_class, words, short))
    used = {place.map_class for place in places}
    keep = [i for i, each in enumerate(classes) if each.kind == "figure" or i in used]
    return Choropleth(
        view=view,
        classes=tuple(classes[i] for i in keep),
        places=tuple(replace(each, map_class=keep.index(each.map_class)) for each in places),
        short_means=SHORT_MEANS[measure.kind],
    )


def labels_of(model: MaturityModel, measure: Measure) -> tuple[str, ...]:
    """Names of the classes of a measure, from the least."""
    if measure.kind == "score":
        return tuple(
            f"{level.label} ({span})"
            for level, span in zip(model.levels, _spans(model), strict=True)
        )
    if measure.kind == "number":
        return NUMBER_CLASSES
    return EXAMPLE_CLASSES if measure.kind == "examples" else SHARE_CLASSES


def _spans(model: MaturityModel) -> list[str]:
    """The scores of each level: ``under 25``, ``25 to under 50``, ``75 or more``."""
    starts = [f"{level.start:g}" for level in model.levels]
    if len(starts) == 1:
        return ["any score"]
    between = [f"{low} to under {high}" for low, high in pairwise(starts)]
    return [f"under {starts[1]}", *between[1:], f"{starts[-1]} or more"]


def step_of(model: MaturityModel, measure: Measure, estimate: Estimate) -> int:
    """The class of a council, from 0 (least) to 3 (most)."""
    if measure.kind == "score":
        return model.level_of(estimate.mean or 0.0)
    if measure.kind == "examples":
        count = estimate.count or 0
        return 0 if count == 0 else 1 if count == 1 else 2 if count <= 3 else 3
    if measure.kind == "number":
        mean = estimate.mean or 0.0
        return 0 if mean == 0 else 1 if mean <= 1 else 2 if mean <= 2 else 3
    return step_of_share(estimate.share or 0.0)


def _figure(estimate: Estimate) -> str:
    """The figure of a council in words: ``1 of 2 people``, ``1.5 a person (3 by 2 people)``."""
    if estimate.outcome != "answered":
        return ""
    if estimate.unit == "examples":
        return plural(estimate.count or 0, "example")
    if estimate.mean is not None and estimate.count is None:
        return f"{decimal(estimate.mean)} of 100 ({people(estimate.base or 0)})"
    if estimate.mean is not None:
        named = f"{estimate.count} by {people(estimate.base or 0)}"
        return f"{decimal(estimate.mean)} a person ({named})"
    return count_in_words(estimate)


def _short(estimate: Estimate) -> str:
    """The figure of a council as short as can be: ``1/2``, ``83.3``, ``4``."""
    if estimate.unit == "examples":
        return str(estimate.count or 0)
    if estimate.mean is not None:
        return decimal(estimate.mean).removesuffix(".0")
    return f"{estimate.count}/{estimate.base}"


def _headline(pack: Pack, measure: Measure, estimates: Sequence[Estimate]) -> str:
    if not estimates:
        return "No council on this map is in the selection"
    if measure.kind == "examples":
        return examples_headline(estimates)
    answered = [each for each in estimates if each.outcome == "answered"]
    some_hidden = hidden_among(estimates) > 0
    if not answered:
        return _nothing_shown(estimates)
    if measure.kind == "score":
        return _score_headline(pack.maturity, measure, answered, some_hidden=some_hidden)
    if measure.kind == "number":
        what = pack.questions[measure.question].short.lower()
        return _number_headline(what, answered, some_hidden=some_hidden)
    if len(answered) == 1:
        only = answered[0]
        finding = agreeing(measure.finding, 1 if 1 in (only.count, only.base) else None)
        return f"{count_in_words(only)} in {only.group} {finding}"
    return _share_headline(measure, answered, some_hidden=some_hidden)


def _nothing_shown(estimates: Sequence[Estimate]) -> str:
    """Why the map has no figure: nobody answered, nobody answered this, or it is held back."""
    outcomes = {each.outcome for each in estimates}
    if "confidential" in outcomes:
        whose = estimates[0].group if len(estimates) == 1 else "single councils"
        return f"The answers of {whose} are confidential here"
    if len(estimates) == 1:
        return f"{estimates[0].group} {OUTCOMES[estimates[0].outcome]}"
    if "question skipped" in outcomes:
        return "Nobody in these councils answered this question"
    return "None of these councils answered"


def _share_headline(measure: Measure, answered: Sequence[Estimate], *, some_hidden: bool) -> str:
    """In how many councils somebody gives the answer, and in how many everybody does."""
    says = agreeing(measure.finding, 1)
    some = sum(bool(each.count) for each in answered)
    everyone = sum(each.count == each.base for each in answered)
    where = of_those_that_answered(some, len(answered), some_hidden=some_hidden)
    if some == 0:
        return f"Nobody in {all_that_answered(len(answered), some_hidden=some_hidden)} {says}"
    if everyone == len(answered):
        return f"In {where}, everyone {says}"
    rest = f"in {everyone}, everyone does" if everyone else "in none does everyone"
    return f"In {where}, at least one person {says}; {rest}"


def _score_headline(
    model: MaturityModel, measure: Measure, answered: Sequence[Estimate], *, some_hidden: bool
) -> str:
    """How many councils reach each level that is reached, from the highest."""
    what = "maturity" if measure.id == MATURITY else measure.label.lower()
    if len(answered) == 1:
        only = answered[0]
        level = model.levels[model.level_of(only.mean or 0.0)].label.lower()
        return f"{only.group} scores {decimal(only.mean or 0.0)} of 100 for {what}: {level}"
    levels = [model.level_of(each.mean or 0.0) for each in answered]
    whom = all_that_answered(len(answered), some_hidden=some_hidden)
    return f"Of {whom}, {levels_in_words(model, levels)} in {what}"


def _number_headline(what: str, answered: Sequence[Estimate], *, some_hidden: bool) -> str:
    """In how many councils people name several; of one council, how many they name."""
    if len(answered) == 1:
        only = answered[0]
        named = f"named {plural(only.count or 0, 'time')} by {people(only.base or 0)}"
        mean = decimal(only.mean or 0)
        return f"People in {only.group} name {mean} of these {what} on average: {named}"
    many = sum((each.mean or 0) > 1 for each in answered)
    where = of_those_that_answered(many, len(answered), some_hidden=some_hidden)
    if many == 0:
        return f"In {where} do people name more than one of these {what} on average"
    return f"In {where}, people name more than one of these {what} on average"


def examples_headline(estimates: Sequence[Estimate]) -> str:
    """How many councils have an example, and which has most; not found is not none."""
    most = max(each.count or 0 for each in estimates)
    if most == 0:
        whom = estimates[0].group if len(estimates) == 1 else "these councils"
        return f"No example of good practice was found for {whom}"
    if len(estimates) == 1:
        return f"{estimates[0].group} has {plural(most, 'example')} of good practice"
    some = sum(bool(each.count) for each in estimates)
    top = [each.group for each in estimates if each.count == most]
    verb = "has" if some == 1 else "have"
    found = f"{some} of {len(estimates)} councils {verb} an example of good practice"
    if some == 1:
        return f"{found}: {top[0]} ({most})"
    if len(top) == 1:
        return f"{found}; {top[0]} has most ({most})"
    who = f"{len(top)} councils" if len(top) < some else "all of them"
    return f"{found}; {who} have {most} each"


def source_of(pack: Pack, selection: Selection, measure: Measure) -> str:
    """Where the figures come from: examples are facts from public pages, not of the survey."""
    if measure.kind != "examples":
        return source_line(pack, selection, with_map=True)
    return " ".join(each for each in [PUBLIC_PAGES, boundaries_line(pack)] if each)


def _subtitle(
    pack: Pack, selection: Selection, measure: Measure, estimates: Sequence[Estimate]
) -> str:
    place = capitalised(selection.place(pack.region))
    if measure.kind == "examples":
        return f"Number of examples found per council. {place}. Not tied to a wave."
    answered = [each for each in estimates if each.outcome == "answered"]
    hidden = hidden_among(estimates)
    base = (
        f"Base: {people(sum(each.base or 0 for each in answered))} from {len(answered)} of "
        f"{plural(len(estimates), 'council')}{f'; {hidden} confidential' if hidden else ''}"
    )
    what = {
        "number": "Number named per person",
        "score": "Score from 0 to 100",
        "share": "Share of each council's people",
    }[measure.kind]
    return f"{full_label(pack, measure)}. {what}. {place}, {selection.wave}. {base}."


def _table(pack: Pack, measure: Measure, pairs: Sequence[tuple[str, Estimate]]) -> Table:
    headings = {
        "number": Column("Named in all", "whole"),
        "examples": Column("Examples", "whole"),
        "share": Column("Count", "whole"),
        "score": Column("Score", "decimal"),
    }
    columns = [Column("Council"), Column("Type"), headings[measure.kind]]
    if measure.kind != "examples":
        columns.append(Column("Base", "whole"))
    columns.append(Column("Class"))
    labels = labels_of(pack.maturity, measure)
    return Table(
        tuple(columns),
        tuple(
            _table_row(pack, measure, code, estimate, labels)
            for code, estimate in sorted(pairs, key=lambda pair: pair[1].group)
        ),
    )


def _table_row(
    pack: Pack, measure: Measure, code: str, estimate: Estimate, labels: Sequence[str]
) -> tuple[Cell, ...]:
    council = pack.region.by_code[code]
    type_ = pack.region.type_by_id[council.type].label
    answered = estimate.outcome == "answered"
    figure = estimate.mean if measure.kind == "score" else estimate.count
    count: Cell = figure if answered else mark_of(estimate)
    words = (
        labels[step_of(pack.maturity, measure, estimate)]
        if answered
        else OUTCOMES[estimate.outcome]
    )
    people_: Cell = mark_of(estimate) if estimate.outcome == "confidential" else estimate.base
    base = () if measure.kind == "examples" else (people_,)
    return (council.name, type_, count, *base, words)


def council_exhibit(pack: Pack, selection: Selection, code: str) -> Exhibit:
    """What the people of one council answered, one row per measure."""
    council = pack.region.by_code[code]
    measures = [
        measure
        for measure in map_measures(pack, selection.wave).values()
        if measure.id != EXAMPLES and measure.kind == "share"
    ]
    responses = answers_for(pack, selection)
    estimates = [by_council(pack, responses, measure, [code])[0] for measure in measures]
    answered = [each for each in estimates if each.outcome == "answered"]
    is_hidden = hidden_among(estimates) > 0
    headline = _council_headline(council, answered, responses, is_hidden=is_hidden)
    return Exhibit(
        id=f"council-{slug(council.name)}",
        headline=headline,
        subtitle=f"{council.official_name}, {selection.wave}.",
        chart=None,
        table=Table(
            (Column("Measure"), Column("People who say so")),
            tuple(
                (full_label(pack, measure), _counts(each))
                for measure, each in zip(measures, estimates, strict=True)
                if answered
            ),
        ),
        alt=f"{headline}.",
        source=source_line(pack, selection),
        provenance=responses.provenance if responses else "published",
        wave=selection.wave,
        caveats=tuple(each for each in [promise_in_words(responses)] if each),
    )


def _counts(estimate: Estimate) -> str:
    if estimate.outcome == "confidential":
        return why_missing(estimate)
    if estimate.outcome != "answered":
        return OUTCOMES[estimate.outcome]
    return f"{estimate.count} of {estimate.base}"


def _council_headline(
    council: Council,
    answered: Sequence[Estimate],
    responses: Responses | None,
    *,
    is_hidden: bool,
) -> str:
    """How many people answered; of a named council that is never said of made-up answers."""
    if responses is None:
        return f"No answers of {council.name} were published for this wave"
    if responses.provenance == "illustrative":
        base = max((each.base or 0 for each in answered), default=0)
        who = people(base) if base else "nobody"
        verb = "answer" if base > 1 else "answers"
        return f"In the illustrative answers, {who} {verb} for {council.name}"
    if not answered and is_hidden:
        return f"The answers of {council.name} are confidential"
    if not answered:
        return f"{council.name} did not answer"
    base = max(each.base or 0 for each in answered)
    return f"{people(base)} answered for {council.name}"
