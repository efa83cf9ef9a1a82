"""The region at a glance: one exhibit per panel of the pack, and the headline figures."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.analysis.measures import (
    Estimate,
    Measure,
    for_selection,
    from_published,
    measures_of,
    options_for_selection,
)
from bestbywm.analysis.selection import Selection, effective
from bestbywm.exhibits import findings
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.charts import axis_for, axis_title, bars
from bestbywm.exhibits.model import (
    NOT_AVAILABLE,
    Chart,
    Column,
    Exhibit,
    Part,
    Stacks,
    Table,
)
from bestbywm.exhibits.wording import (
    ESTIMATE_COLUMNS,
    INFERRED,
    as_made_up,
    bases,
    capitalised,
    count_in_words,
    estimate_cells,
    people,
    percent,
    provenance_of,
    share_in_words,
    shows_percentage,
    sizes,
    source_line,
    table_of,
    wave_in_words,
)
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.survey.questions import Level, Option, Panel, Question
from bestbywm.words import listed


@dataclass(frozen=True, slots=True)
class HeadlineFigure:
    """One figure at the top: what it is, the figure, its count and base, its explanation."""

    label: str
    value: str
    count: str
    help: str
    provenance: Provenance


def headline_figures(pack: Pack, selection: Selection) -> tuple[HeadlineFigure, ...]:
    """The headline measures of the pack that have a figure, in order."""
    measures = measures_of(pack.questions, with_examples=False)
    wanted = [question for question in pack.questions.values() if question.is_headline]
    pairs = [
        (
            measures[question.id],
            for_selection(pack, effective(pack, selection), measures[question.id]),
        )
        for question in wanted
        if question.id in measures
    ]
    return tuple(
        HeadlineFigure(
            label=measure.label,
            value=_value(estimate),
            count=_count(estimate),
            help=measure.help,
            provenance=estimate.provenance,
        )
        for measure, estimate in pairs
        if estimate.outcome == "answered"
    )


def _value(estimate: Estimate) -> str:
    if shows_percentage(estimate):
        return capitalised(share_in_words(estimate))
    return f"{estimate.count} of {estimate.base}"


def _count(estimate: Estimate) -> str:
    if shows_percentage(estimate):
        return count_in_words(estimate)
    return "too few people for a percentage"


def exhibits(pack: Pack, selection: Selection, level: Level | None = None) -> tuple[Exhibit, ...]:
    """The exhibits of the overview that have a figure for the selection, in the pack's order.

    ``level`` keeps those that are shown at once (main) or on request (more); without it, all.
    """
    panels = [panel for panel in pack.panels if level in {None, panel.level}]
    made = [_exhibit(pack, effective(pack, selection), panel) for panel in panels]
    return tuple(exhibit for exhibit in made if exhibit is not None)


def _exhibit(pack: Pack, selection: Selection, panel: Panel) -> Exhibit | None:
    questions = [pack.questions[each] for each in panel.questions]
    if panel.kind == "compare":
        return _comparison(pack, selection, panel, questions)
    if panel.kind == "ranking":
        return ranking(pack, selection, panel.id, panel.title, questions[0])
    if panel.kind == "split":
        return _split(pack, selection, panel, questions)
    return _facts(pack, selection, panel, questions)


def _comparison(
    pack: Pack, selection: Selection, panel: Panel, questions: Sequence[Question]
) -> Exhibit | None:
    measures = measures_of(pack.questions, with_examples=False)
    pairs = [
        (measures[question.id], for_selection(pack, selection, measures[question.id]))
        for question in questions
        if question.id in measures
    ]
    shown = [pair for pair in pairs if pair[1].outcome in {"answered", "confidential"}]
    if not any(each.outcome == "answered" for _, each in shown):
        return None
    chosen, estimates = [pair[0] for pair in shown], [pair[1] for pair in shown]
    headline = findings.of_comparison(chosen, estimates)
    labels = [measure.label for measure in chosen]
    return _made(
        pack,
        selection,
        panel.id,
        headline,
        f"{panel.title}. {wave_in_words(pack, selection)}. Base: {bases(estimates)}.",
        bars(estimates, labels),
        table_of("Measure", estimates, labels),
        estimates,
        help_=_helps(chosen),
    )


def ranking(
    pack: Pack, selection: Selection, id_: str, title: str, question: Question
) -> Exhibit | None:
    """The options of one question from most to least, or None without a figure."""
    pairs = options_for_selection(pack, selection, question)
    if not pairs:
        return None
    ranked = _ranked(pairs)
    estimates = [estimate for _, estimate in ranked]
    labels = [option.label for option, _ in ranked]
    named = [pair for pair in pairs if pair[0].role != "none"]
    most = max(sizes([estimate for _, estimate in named]), default=0.0)
    main = [
        option.role != "none" and size == most
        for (option, _), size in zip(ranked, sizes(estimates), strict=True)
    ]
    headline = findings.of_ranking(question, named or pairs)
    if named:
        headline += findings.of_none([pair for pair in pairs if pair not in named], most)
    base = "mentions, up to three a person" if question.unit == "mentions" else bases(estimates)
    return _made(
        pack,
        selection,
        id_,
        headline,
        f"{title}. {wave_in_words(pack, selection)}. Base: {base}.",
        bars(estimates, labels, main=main),
        table_of("Answer", estimates, labels),
        estimates,
        help_=question.help,
    )


def _ranked(pairs: Sequence[tuple[Option, Estimate]]) -> list[tuple[Option, Estimate]]:
    """From most to least named; options that name nothing come last."""
    size = sizes([estimate for _, estimate in pairs])
    order = sorted(range(len(pairs)), key=lambda i: (pairs[i][0].role == "none", -size[i]))
    return [pairs[i] for i in order]


def _split(
    pack: Pack, selection: Selection, panel: Panel, questions: Sequence[Question]
) -> Exhibit | None:
    found = [(each, options_for_selection(pack, selection, each)) for each in questions]
    shown = [(question, pairs) for question, pairs in found if _covers(question, pairs)]
    if not shown:
        return None
    asked = [question for question, _ in shown]
    estimates = [estimate for _, pairs in shown for _, estimate in pairs]
    series = tuple(dict.fromkeys(option.label for _, pairs in shown for option, _ in pairs))
    return _made(
        pack,
        selection,
        panel.id,
        findings.of_splits(asked, [pairs for _, pairs in shown]),
        f"{panel.title}. {wave_in_words(pack, selection)}. Base: {bases(estimates)}.",
        _stacks(asked, series, [pairs for _, pairs in shown], estimates),
        Table(
            (Column("Question"), Column("Answer"), *ESTIMATE_COLUMNS),
            tuple(
                (question.short, option.label, *estimate_cells(estimate))
                for question, pairs in shown
                for option, estimate in pairs
            ),
        ),
        estimates,
        help_=" ".join(dict.fromkeys(question.help for question in asked)),
    )


def _covers(question: Question, pairs: Sequence[tuple[Option, Estimate]]) -> bool:
    """Whether every option has a figure: a bar with a missing part would mislead."""
    return len(pairs) == len(question.options)


def _stacks(
    questions: Sequence[Question],
    series: Sequence[str],
    pairs: Sequence[Sequence[tuple[Option, Estimate]]],
    estimates: Sequence[Estimate],
) -> Stacks:
    axis = axis_for(estimates)
    return Stacks(
        rows=tuple(question.short for question in questions),
        counts=tuple(_counts([estimate for _, estimate in row]) for row in pairs),
        series=tuple(series),
        parts=tuple(
            tuple(
                next(
                    (_part(estimate, axis) for option, estimate in row if option.label == label),
                    None,
                )
                for label in series
            )
            for row in pairs
        ),
        axis=axis,
        axis_title=axis_title(axis, estimates),
        limit=1.0 if axis == "share" else float(max(each.base or 0 for each in estimates)),
    )


def _counts(estimates: Sequence[Estimate]) -> str:
    """How many gave each answer, in order: ``15, 22 and 3 of 40 people``."""
    base = estimates[0].base
    if base is None or any(estimate.count is None for estimate in estimates):
        return "counts not published"
    return f"{listed(str(estimate.count) for estimate in estimates)} of {people(base)}"


def _part(estimate: Estimate, axis: str) -> Part:
    if axis == "share":
        return Part(estimate.share or 0.0, share_in_words(estimate))
    return Part(float(estimate.count or 0), str(estimate.count))


def _facts(
    pack: Pack, selection: Selection, panel: Panel, questions: Sequence[Question]
) -> Exhibit | None:
    """Published statements that are no answers of people, as a table without a chart."""
    if selection.is_filtered:
        return None
    figures = [
        (question, figure)
        for question in questions
        for option in question.options
        if (figure := pack.figure(selection.wave, (question.id, option.id))) is not None
    ]
    if not figures:
        return None
    said = [
        f"{percent(figure.share)} of {question.unit} {question.finding}"
        if figure.share is not None
        else f"{figure.count} {question.finding}"
        for question, figure in figures
    ]
    return _made(
        pack,
        selection,
        panel.id,
        capitalised("; ".join(said)),
        f"{panel.title}. {wave_in_words(pack, selection)}.",
        None,
        Table(
            (
                Column("Statement"),
                Column("Count", "whole"),
                Column("Share", "share"),
                Column("Unit"),
                Column("Note"),
            ),
            tuple(
                (
                    question.measure,
                    NOT_AVAILABLE if figure.count is None else figure.count,
                    NOT_AVAILABLE if figure.share is None else figure.share,
                    question.unit,
                    capitalised(figure.note),
                )
                for question, figure in figures
            ),
        ),
        [from_published(figure, question.id, "", "") for question, figure in figures],
        help_=" ".join(question.help for question, _ in figures),
    )


def _made(
    pack: Pack,
    selection: Selection,
    id_: str,
    headline: str,
    subtitle: str,
    chart: Chart | None,
    table: Table,
    estimates: Sequence[Estimate],
    *,
    help_: str,
) -> Exhibit:
    provenance = provenance_of(estimates)
    headline = as_made_up(pack, headline, provenance)
    return Exhibit(
        id=id_,
        headline=headline,
        subtitle=subtitle,
        chart=chart,
        table=table,
        alt=alt_text(headline, chart, provenance),
        source=source_line(pack, selection),
        provenance=provenance,
        wave=selection.wave,
        help=help_,
        caveats=_caveats(pack, selection, estimates),
    )


def _caveats(pack: Pack, selection: Selection, estimates: Sequence[Estimate]) -> tuple[str, ...]:
    """That counts are inferred, and what the pack says about single figures of the wave."""
    published = [each for each in estimates if each.provenance == "published"]
    questions = {each.measure.partition(".")[0] for each in published}
    inferred = any(each.basis == "inferred" for each in published)
    return (
        *((INFERRED,) if inferred else ()),
        *(
            f"{pack.questions[each.question].measure}: {each.reason}"
            for each in pack.wave_differences
            if each.wave == selection.wave and each.question in questions
        ),
    )


def _helps(measures: Sequence[Measure]) -> str:
    return " ".join(dict.fromkeys(measure.help for measure in measures))
