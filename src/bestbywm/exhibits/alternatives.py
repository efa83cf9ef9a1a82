"""Alternative texts: a finding for people who do not see its picture."""

import re
from collections.abc import Iterable, Mapping

from bestbywm.exhibits.model import (
    Bars,
    Chart,
    Choropleth,
    Dots,
    Exhibit,
    HeatTable,
    Mark,
    Matrix,
    Square,
    Stacks,
    Strips,
)
from bestbywm.exhibits.wording import capitalised, plural
from bestbywm.provenance import STAMPS, Provenance
from bestbywm.words import listed

LONG = 900
"""Signs from which on a text gives the ends of an order, or counts, in place of every figure."""

ENDS = 3
"""Rows that are told at either end of a long order."""


def alt_text(headline: str, chart: Chart | None, provenance: Provenance = "published") -> str:
    """The finding, what kind of picture shows it on which scale, and its figures in words.

    Where a picture holds too much to be listened to, the text gives the ends of its order, or
    counts; the table beside it has it all. Made-up answers carry their stamp, as in the picture.
    """
    described = () if chart is None else (_kind(chart), *_described(chart))
    return _told((headline, *described), chart, provenance)


def name_of(exhibit: Exhibit) -> str:
    """The finding, and what kind of picture shows it: enough where its table is read after it."""
    chart = exhibit.chart
    kind = () if chart is None else (_kind(chart),)
    return _told((exhibit.headline, *kind), chart, exhibit.provenance)


def _told(parts: Iterable[str], chart: Chart | None, provenance: Provenance) -> str:
    said = f"{'. '.join(part for part in parts if part)}."
    is_stamped = chart is not None and provenance == "illustrative"
    return f"{said} {STAMPS[provenance]}" if is_stamped else said


# Kind and scale -----------------------------------------------------------------------------------


def _kind(chart: Chart) -> str:
    if isinstance(chart, Choropleth):
        return _kind_of_map(chart)
    if isinstance(chart, Matrix | HeatTable):
        return _kind_of_squares(chart.matrix if isinstance(chart, HeatTable) else chart)
    kinds = {Bars: "Bar chart", Stacks: "Stacked bar chart", Dots: "Dot plot", Strips: "Strip plot"}
    is_empty = isinstance(chart, Dots) and not any(any(points) for points in chart.points)
    return f"{kinds[type(chart)]}, {'without a mark' if is_empty else _scale(chart)}"


def _kind_of_map(chart: Choropleth) -> str:
    if chart.is_locator:
        return "Small map"
    shapes = "Map of equal hexagons" if chart.view == "hexagons" else "Map"
    return f"{shapes}, {plural(len(chart.places), 'council')}"


def _kind_of_squares(matrix: Matrix) -> str:
    size = f"{plural(len(matrix.rows), 'row')} by {plural(len(matrix.columns), 'column')}"
    shades = ", shaded from least to most" if _shaded(matrix) else ""
    return f"Table of squares, {size}{shades}"


def _scale(chart: Bars | Stacks | Dots | Strips) -> str:
    """What the axis counts, from where to where; titles of scores and ranks say it themselves."""
    title = f"{chart.axis_title[:1].lower()}{chart.axis_title[1:]}"
    if chart.axis == "share":
        return f"{title}, 0% to {chart.limit:.0%}"
    return f"{title}, from 0" if chart.axis == "count" else title


# Figures ------------------------------------------------------------------------------------------


def _described(chart: Chart) -> list[str]:
    """What the chart shows, in sentences without their full stops."""
    if isinstance(chart, Bars):
        return [_joined(f"{bar.label}: {bar.text}" for bar in chart.bars)]
    if isinstance(chart, Stacks):
        return [_joined(_stack_in_words(chart, at) for at in range(len(chart.rows)))]
    if isinstance(chart, Strips):
        return [_strips_in_words(chart)]
    if isinstance(chart, Dots):
        return _dots_in_words(chart)
    if isinstance(chart, HeatTable):
        return _squares_in_words(chart.matrix, chart.references)
    return _squares_in_words(chart, 0) if isinstance(chart, Matrix) else _map_in_words(chart)


def _joined(parts: Iterable[str]) -> str:
    return "; ".join(parts)


def _stack_in_words(chart: Stacks, position: int) -> str:
    """The parts of a bar, and how many people gave each of these answers."""
    pairs = zip(chart.series, chart.parts[position], strict=True)
    parts = ", ".join(f"{label} {part.text}" for label, part in pairs if part)
    counts = chart.counts[position]
    if chart.axis == "count":  # then the counts stand on the parts
        counts = f"of {counts.rpartition(' of ')[2]}"
    return f"{chart.rows[position]}: {parts} ({counts})"


def _strips_in_words(chart: Strips) -> str:
    """Every strip; how far all marks reach is left out where that and named marks are too much."""
    every = range(len(chart.rows))
    whole = _joined(_strip_in_words(chart, at) for at in every)
    has_named = any(mark.is_named for marks in chart.marks for mark in marks)
    if len(whole) <= LONG or not has_named:
        return whole
    return _joined(_strip_in_words(chart, at, with_span=False) for at in every)


def _strip_in_words(chart: Strips, position: int, *, with_span: bool = True) -> str:
    """The words beside a strip, the marks that are named, and how far all of them reach."""
    marks = chart.marks[position]
    named = [f"{mark.name} {mark.text}" for mark in marks if mark.is_named]
    span = _span(chart, marks) if with_span else ""
    words = [each for each in (chart.texts[position], *named, span) if each]
    return f"{chart.rows[position]}: {', '.join(words)}"


def _span(chart: Strips, marks: Iterable[Mark]) -> str:
    """``31 councils from 21.5 to 100.0``; of shares in how many nobody and everyone says so."""
    ordered = sorted(marks, key=lambda mark: mark.value)
    if not ordered:
        return "no council with a figure"
    if chart.axis == "share":
        values = [mark.value for mark in ordered]
        ends = f"nobody in {values.count(0.0)}, everyone in {values.count(1.0)}"
        return f"{plural(len(values), 'council')}: {ends}"
    low, high = ordered[0].text, ordered[-1].text
    reach = f"at {low}" if low == high else f"from {low} to {high}"
    return f"{plural(len(ordered), 'council')} {reach}"


def _dots_in_words(chart: Dots) -> list[str]:
    """Every row; of too many the first and the last with a mark, and those without one."""
    every = range(len(chart.rows))
    whole = _rows_in_words(chart, every)
    if len(whole) <= LONG:
        return [whole]
    marked = [at for at in every if any(chart.points[at])]
    unmarked = [at for at in every if at not in marked]
    silent: dict[str, list[str]] = {}
    for at in unmarked:
        words = chart.texts[at] or "no figure"
        if not re.search(r"\d", words):
            silent.setdefault(words, []).append(chart.rows[at].removesuffix(f" ({words})"))
    counts = [at for at in unmarked if re.search(r"\d", chart.texts[at])]
    without = [f"Without a mark: {_rows_in_words(chart, counts)}"] if counts else []
    if len(marked) <= 2 * ENDS:
        told = [_rows_in_words(chart, marked)] if marked else []
        return [*told, *without, *_missing(silent)]
    return [
        plural(len(marked), "row"),
        f"At the top: {_rows_in_words(chart, marked[:ENDS])}",
        f"At the end: {_rows_in_words(chart, marked[-ENDS:])}",
        *without,
        *_missing(silent),
    ]


def _rows_in_words(chart: Dots, positions: Iterable[int]) -> str:
    return _joined(_row_in_words(chart, at) for at in positions)


def _row_in_words(chart: Dots, position: int) -> str:
    """The words beside a row, which are about its first mark or the way between two, and the rest.

    A row without words says each of its marks.
    """
    label, words = chart.rows[position], chart.texts[position]
    pairs = list(zip(chart.series, chart.points[position], strict=True))
    if words:
        pairs = [] if chart.connected else pairs[1:]
    marks = [f"{series} {point.text}" for series, point in pairs if point]
    return f"{label}: {', '.join([*([words] if words else []), *marks]) or 'no figure'}"


def _squares_in_words(matrix: Matrix, references: int) -> list[str]:
    """Every square, or of too many how many rows have which shade; and the rows without a figure.

    The first rows are references, which are not counted.
    """
    empty = {at: words for at in range(len(matrix.rows)) if (words := matrix.why_empty(at))}
    told = [at for at in range(len(matrix.rows)) if at not in empty]
    silent: dict[str, list[str]] = {}
    for at, words in empty.items():
        silent.setdefault(words, []).append(matrix.rows[at])
    whole = _joined(f"{matrix.rows[at]}: {_squares_of_row(matrix, at)}" for at in told)
    if len(whole) <= LONG:
        return [*([whole] if whole else []), *_missing(silent)]
    counted = [at for at in told if at >= references]
    shades = _joined(_shades_of(matrix, column, counted) for column in _shaded(matrix))
    if not shades:
        return _missing(silent)
    start = f"Shades of {plural(len(counted), 'row')}, from least to most"
    return [f"{start}: {shades}", *_missing(silent)]


def _squares_of_row(matrix: Matrix, row: int) -> str:
    return ", ".join(
        f"{column}: {_on_one_line(square)}"
        for column, square in zip(matrix.columns, matrix.squares[row], strict=True)
    )


def _on_one_line(square: Square) -> str:
    """The words of a square, counts in brackets behind a percentage."""
    first, _, counts = square.text.partition("\n")
    return f"{first} ({counts})" if counts else first


def _shaded(matrix: Matrix) -> list[int]:
    """Columns in which any square has a shade."""
    return [
        at
        for at in range(len(matrix.columns))
        if any(squares[at].step is not None for squares in matrix.squares)
    ]


def _shades_of(matrix: Matrix, column: int, rows: Iterable[int]) -> str:
    """How many rows have each of the four shades in a column: ``Training 17, 0, 0 and 14``."""
    steps = [matrix.squares[row][column].step for row in rows]
    return f"{matrix.columns[column]} {listed(str(steps.count(step)) for step in range(4))}"


def _map_in_words(chart: Choropleth) -> list[str]:
    """The councils of each class; of those outside the selection how many there are."""
    if chart.is_locator:
        return _locator_in_words(chart)
    told = []
    for position, each in enumerate(chart.classes):
        names = [place.name for place in chart.places if place.map_class == position]
        who = plural(len(names), "council") if each.kind == "outside" else ", ".join(names)
        told.append(f"{each.label}: {who or 'no council'}")
    return [_joined(told)]


def _locator_in_words(chart: Choropleth) -> list[str]:
    """Who stands out, and who is shaded; the first class is what lies elsewhere."""
    *between, mine = range(1, len(chart.classes))
    told = [f"{chart.classes[mine].label} stands out"]
    for position in between:
        names = [place.name for place in chart.places if place.map_class == position]
        if names:
            told.append(f"{chart.classes[position].label}: {listed(names)}")
    return told


def _missing(silent: Mapping[str, list[str]]) -> list[str]:
    """Who has no figure, and why: ``Did not answer: Northmoor and Southwick``."""
    return [f"{capitalised(words)}: {listed(names)}" for words, names in silent.items()]
