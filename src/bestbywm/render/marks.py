"""Marks on a scale as Plotly figures: dots and strips.

Series are told apart by shape as well as by colour.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bestbywm.exhibits.model import Dots, Mark, MarkRole, Strips
from bestbywm.render.layout import (
    LEGEND_ON_TOP,
    LINE,
    UNBROKEN,
    Figure,
    characters_for,
    distance,
    label_trace,
    labelled,
    rounded,
    start_of,
    value_axis,
    wrapped,
)
from bestbywm.render.theme import Theme

SYMBOLS = ("circle", "diamond-open", "square-open", "x-thin-open")
"""Shapes of the marks of a series, told apart without colour."""

BESIDE = 12
"""With more rows than this, labels stand at the left of the marks, not above them.

Changes keep theirs above, since their words hold the counts; so do all in a narrow window.
"""

OVER, UNDER, BETWEEN = 12, 16, 14
"""Pixels from the middle of the marks up to their label, down to the end of the row, and, where
labels have several lines, to the next row."""


def dots(chart: Dots, theme: Theme, *, narrow: bool = False) -> Figure:
    """Marks on a common scale, with ranges as thin lines and changes as thick ones."""
    traces = [*_connections(chart, theme), *_series_of_marks(chart, theme)]
    if len(chart.rows) > BESIDE and not chart.connected and not narrow:
        layout = _beside_layout(chart)
    else:
        layout, titles = _above(chart, characters_for(narrow))
        traces.append({**titles, "showlegend": False})
    if len(chart.series) > 1:
        layout["showlegend"] = True
        layout["legend"] = {**LEGEND_ON_TOP, "traceorder": "normal"}
        layout["height"] += 30
        layout["margin"] = {**layout["margin"], "t": 34}
    return {"data": traces, "layout": layout}


def _above(chart: Dots, characters: int) -> tuple[dict[str, Any], dict[str, Any]]:
    """The layout with labels above their marks, and the labels."""
    labelling = _heading if chart.connected else _label
    labels = [
        labelling(label, text, characters)
        for label, text in zip(chart.rows, chart.texts, strict=True)
    ]
    lines = max((len(each) for each in labels), default=1)
    rows = len(labels)
    words = LINE * lines
    row_height = OVER + UNDER + words + (BETWEEN if lines > 1 else 0)
    layout = {
        "height": (rows - 1) * row_height + OVER + UNDER + words + 44,
        "margin": {"l": 14, "r": 22, "t": 4, "b": 40},
        "xaxis": value_axis(chart),
        "yaxis": {
            "range": [-(rows - 1) - UNDER / row_height, (OVER + words) / row_height],
            "visible": False,
        },
    }
    texts = ["<br>".join(each) for each in labels]
    return layout, label_trace(rows, texts, above=OVER / row_height, start=start_of(chart))


def _label(label: str, text: str, characters: int) -> list[str]:
    """The lines of a label with its figure; a figure that is a sentence stands under it."""
    if len(text) > characters:
        return _heading(label, text, characters)
    words = f"{label}  <b>{text.replace(' ', UNBROKEN)}</b>" if text else label
    return wrapped(words, characters)


def _heading(label: str, text: str, characters: int) -> list[str]:
    """The lines of a label over its sentence; what stands in brackets stays together."""
    bracketed = re.sub(r"\([^)]*\)", lambda found: found[0].replace(" ", UNBROKEN), text)
    parts = bracketed.replace(": ", ":\n").splitlines()
    return [
        *(f"<b>{line}</b>" for line in wrapped(label, characters)),
        *(line for part in parts for line in wrapped(part, characters)),
    ]


def _beside_layout(chart: Dots) -> dict[str, Any]:
    rows = len(chart.rows)
    return {
        "height": rows * 24 + 60,
        "margin": {"l": 4, "r": 22, "t": 4, "b": 44},
        "xaxis": value_axis(chart),
        "yaxis": {
            "range": [-(rows - 1) - 0.7, 0.7],
            "tickvals": [-row for row in range(rows)],
            "ticktext": [
                f"<b>{label}</b>" if _is_main(chart, row) else label
                for row, label in enumerate(chart.rows)
            ],
            "automargin": True,
            "showgrid": False,
            "ticks": "",
            "ticksuffix": " ",
        },
    }


def _is_main(chart: Dots, row: int) -> bool:
    return bool(chart.emphasis) and chart.emphasis[row] == "main"


def _connections(chart: Dots, theme: Theme) -> list[dict[str, Any]]:
    """Bands from the first mark to the last, in colour for the changes that stand out."""
    if not chart.connected:
        return []
    rows = range(len(chart.rows))
    main = [row for row in rows if _is_main(chart, row)]
    context = [row for row in rows if not _is_main(chart, row)]
    return [_bands(chart, main, theme.steps[2], 9), _bands(chart, context, theme.context, 5)]


def _bands(chart: Dots, rows: Sequence[int], colour: str, width: int) -> dict[str, Any]:
    """A band for each row that has both marks."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row in rows:
        first, last = chart.points[row][0], chart.points[row][-1]
        if first is not None and last is not None:
            x += [rounded(first.value), rounded(last.value), None]
            y += [-row, -row, None]
    return {**_plain_lines(x, y), "line": {"color": colour, "width": width}}


def _plain_lines(x: Sequence[float | None], y: Sequence[float | None]) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(x),
        "y": list(y),
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _series_of_marks(chart: Dots, theme: Theme) -> list[dict[str, Any]]:
    """A trace per series; the first shape is filled, so that it comes forward."""
    last = len(chart.series) - 1
    return [
        _marks(chart, position, theme, filled=position == (last if chart.connected else 0))
        for position in range(len(chart.series))
    ]


def _marks(chart: Dots, position: int, theme: Theme, *, filled: bool) -> dict[str, Any]:
    found = [(row, points[position]) for row, points in enumerate(chart.points) if points[position]]
    marks = [(row, point) for row, point in found if point is not None]
    before = chart.connected and not filled
    symbol = "circle" if filled else "diamond" if before else SYMBOLS[position]
    trace: dict[str, Any] = {
        "type": "scatter",
        "mode": "markers",
        "name": chart.series[position],
        "x": [rounded(point.value) for _, point in marks],
        "y": [-row for row, _ in marks],
        "marker": {
            "symbol": symbol,
            "size": 13 if filled else 12,
            "color": _mark_colours(chart, [row for row, _ in marks], theme)
            if filled
            else theme.page
            if before
            else theme.text,
            "line": {"width": 2, "color": _line(chart, theme, filled=filled)},
        },
        "hoverinfo": "text",
        "hovertext": [f"{chart.rows[row]}, {chart.series[position]}: {p.text}" for row, p in marks],
        "cliponaxis": False,
    }
    if any(point.low is not None for _, point in marks):
        trace["error_x"] = {
            "type": "data",
            "array": [distance(point.value, point.high) for _, point in marks],
            "arrayminus": [distance(point.low, point.value) for _, point in marks],
            "color": theme.muted,
            "thickness": 1.6,
            "width": 4,
        }
    return trace


def _line(chart: Dots, theme: Theme, *, filled: bool) -> str:
    """The line around a mark; it tells a mark that lies on a band from the band."""
    if not filled:
        return theme.text
    return theme.page if chart.connected else theme.outline


def _mark_colours(chart: Dots, rows: Sequence[int], theme: Theme) -> str | list[str]:
    """One colour, or the accent for the row that is looked at."""
    if chart.connected or "main" not in chart.emphasis or "context" not in chart.emphasis:
        return theme.main
    return [theme.accent if _is_main(chart, row) else theme.main for row in rows]


MARK = 11
"""Pixels from one mark of a pile to the next."""

PILE = 8
"""Marks with the same value stand at most this high; then the pile grows wider."""

PILES_APART = 0.022
"""From one column of a pile to the next, as a part of the scale."""

NEAR = 0.008
"""Marks nearer than this part of the scale stand in one pile."""

CHARACTER = 0.022
"""Width of a character as a part of the scale on a phone, for names that must not collide."""


def strips(chart: Strips, theme: Theme, *, narrow: bool = False) -> Figure:
    """One strip per measure: every council a mark, those that are named in front.

    Heights are pixels: from the bottom of a strip its marks, the names, and its label.
    """
    span = chart.limit - start_of(chart)
    labels, lines = labelled(chart.rows, chart.texts, characters_for(narrow))
    piled = [piles_of(marks, start_of(chart), chart.limit) for marks in chart.marks]
    names = [names_on(marks, span) for marks in chart.marks]
    tops = [12 + max((y for *_, y in row), default=0.0) for row in piled]
    levels = [max((level + 1 for *_, level in row), default=0) for row in names]
    over = [top + LINE * level for top, level in zip(tops, levels, strict=True)]
    floors = _floors([each + LINE * lines + 16 for each in over])
    edge = span * 0.09
    near, far = start_of(chart) - edge, chart.limit + edge
    titles = label_trace(len(chart.rows), labels, above=0, start=near)
    titles["y"] = [round(floor + 2 + y) for floor, y in zip(floors, over, strict=True)]
    return {
        "data": [
            _references(chart, floors, tops, theme),
            _strip_marks(chart, piled, floors, theme, "other"),
            _strip_marks(chart, piled, floors, theme, "chosen"),
            _strip_marks(chart, piled, floors, theme, "mine"),
            _strip_names(names, floors, tops, theme),
            {**titles, "showlegend": False},
        ],
        "layout": {
            "height": round(-floors[-1]) + 94,
            "margin": {"l": 4, "r": 4, "t": 44, "b": 40},
            "xaxis": {**value_axis(chart), "range": [near, far]},
            "yaxis": {"range": [round(floors[-1]) - 6, 4], "visible": False},
            "showlegend": True,
            "legend": {**LEGEND_ON_TOP, "traceorder": "normal"},
        },
    }


def _floors(heights: Sequence[float]) -> list[float]:
    """Where each strip stands, in pixels below the top of the first."""
    return [-float(sum(heights[: at + 1])) for at in range(len(heights))]


def piles_of(marks: Sequence[Mark], start: float, limit: float) -> list[tuple[Mark, float, float]]:
    """Each mark with its place: piles from the bottom up, wider rather than higher than PILE.

    The first column of a pile, with the named councils in it, stands at the value itself. At an
    end of the scale the others stand inwards: no mark lies beyond the scale.
    """
    span = limit - start
    ordered = sorted(marks, key=lambda mark: (mark.value, not mark.is_named, mark.name))
    piles: list[list[Mark]] = []
    for mark in ordered:
        if piles and mark.value - piles[-1][0].value < NEAR * span:
            piles[-1].append(mark)
        else:
            piles.append([mark])
    return [
        (
            mark,
            mark.value + _beside(at // PILE, mark.value, start, limit) * span * PILES_APART,
            6.0 + MARK * (at % PILE),
        )
        for pile in piles
        for at, mark in enumerate(pile)
    ]


def _beside(column: int, value: float, start: float, limit: float) -> float:
    """Where a column stands: 0, then right and left in turn, or all inwards at an end."""
    if value >= limit:
        return -column
    if value <= start:
        return column
    return (column + 1) // 2 * (1 if column % 2 else -1)


def names_on(marks: Sequence[Mark], span: float) -> list[tuple[float, str, int]]:
    """Where names go: the value, the names there, and a level on which they have room."""
    by_value: dict[float, list[str]] = {}
    for mark in sorted(marks, key=lambda mark: mark.value):
        if mark.is_named:
            by_value.setdefault(mark.value, []).append(mark.name)
    placed: list[tuple[float, str, int]] = []
    taken: list[float] = []
    for value, names in by_value.items():
        words = ", ".join(names)
        half = len(words) * CHARACTER * span / 2
        level = next((at for at, end in enumerate(taken) if value - half > end), len(taken))
        taken[level : level + 1] = [value + half]
        placed.append((value, words, level))
    return placed


@dataclass(frozen=True, slots=True)
class _Look:
    """How the marks of a role are drawn: told apart by shape and size, not only by colour."""

    name: str
    symbol: str
    size: int


LOOKS: dict[MarkRole, _Look] = {
    "other": _Look("Other councils", "circle-open", 8),
    "chosen": _Look("Set beside it", "square", 11),
    "mine": _Look("My council", "diamond", 14),
}


def _strip_marks(
    chart: Strips,
    piled: Sequence[Sequence[tuple[Mark, float, float]]],
    floors: Sequence[float],
    theme: Theme,
    role: MarkRole,
) -> dict[str, Any]:
    marks = [
        (row, mark, x, y)
        for row, pile in enumerate(piled)
        for mark, x, y in pile
        if mark.role == role
    ]
    look, is_other = LOOKS[role], role == "other"
    return {
        "type": "scatter",
        "mode": "markers",
        "name": look.name,
        "x": [rounded(x) for _, _, x, _ in marks],
        "y": [round(floors[row] + y) for row, _, _, y in marks],
        "marker": {
            "symbol": look.symbol,
            "size": look.size,
            "color": theme.accent if role == "mine" else theme.main,
            "line": {"width": 1.5, "color": theme.main if is_other else theme.text},
        },
        "hoverinfo": "text",
        "hovertext": [f"{mark.name}, {chart.rows[row]}: {mark.text}" for row, mark, _, _ in marks],
        "showlegend": bool(marks),
        "cliponaxis": False,
    }


def _strip_names(
    names: Sequence[Sequence[tuple[float, str, int]]],
    floors: Sequence[float],
    tops: Sequence[float],
    theme: Theme,
) -> dict[str, Any]:
    """Names of the councils that are looked at, over their marks; one label per value."""
    placed = [(row, *each) for row, of_row in enumerate(names) for each in of_row]
    values = [value for _, value, _, _ in placed]
    low, high = min(values, default=0.0), max(values, default=0.0)
    return {
        "type": "scatter",
        "mode": "text",
        "x": [rounded(value) for value in values],
        "y": [round(floors[row] + tops[row] + LINE * level) for row, _, _, level in placed],
        "text": [words for _, _, words, _ in placed],
        "textposition": [
            "top right" if value == low < high else "top left" if value == high else "top center"
            for value in values
        ],
        "textfont": {"size": 13, "color": theme.text},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _references(
    chart: Strips, floors: Sequence[float], tops: Sequence[float], theme: Theme
) -> dict[str, Any]:
    """The value of the region as a line across each strip."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, value in enumerate(chart.references):
        if value is not None:
            x += [rounded(value), rounded(value), None]
            y += [round(floors[row]), round(floors[row] + tops[row] - 4), None]
    return {
        **_plain_lines(x, y),
        "name": chart.reference,
        "line": {"color": theme.text, "width": 2, "dash": "dot"},
        "showlegend": True,
    }
