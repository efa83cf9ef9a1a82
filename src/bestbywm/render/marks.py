"""Marks on a scale as Plotly figures: dots and strips.

Series are told apart by shape as well as by colour.
"""

from collections.abc import Sequence
from typing import Any

from bestbywm.exhibits.model import Dots, Mark, Strips
from bestbywm.render.layout import (
    LEGEND_ON_TOP,
    UNBROKEN,
    Figure,
    distance,
    label_trace,
    labelled,
    rounded,
    rows_layout,
    start_of,
    value_axis,
    wrapped,
)
from bestbywm.render.theme import Theme

SYMBOLS = ("circle", "diamond-open", "square-open", "x-thin-open")
"""Shapes of the marks of a series, told apart without colour."""

BESIDE = 12
"""With more rows than this, labels stand at the left of the marks, not above them."""


def dots(chart: Dots, theme: Theme) -> Figure:
    """Marks on a common scale, with ranges as thin lines and changes as thick ones."""
    beside = len(chart.rows) > BESIDE
    labels, lines = labelled(chart.rows, chart.texts)
    traces = [*_connections(chart, theme), *_series_of_marks(chart, theme)]
    if beside:
        layout = _beside_layout(chart)
    else:
        layout = rows_layout(len(chart.rows), lines, chart)
        titles = label_trace(len(chart.rows), labels, above=0.27, start=start_of(chart))
        traces.append({**titles, "showlegend": False})
    if len(chart.series) > 1:
        layout["showlegend"] = True
        layout["legend"] = {**LEGEND_ON_TOP, "traceorder": "normal"}
        layout["height"] += 30
        layout["margin"] = {**layout["margin"], "t": 34}
    return {"data": traces, "layout": layout}


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
    """One line per change, from the first mark to the last; nothing where one is missing."""
    if not chart.connected:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for row, points in enumerate(chart.points):
        first, last = points[0], points[-1]
        if first is not None and last is not None:
            x += [rounded(first.value), rounded(last.value), None]
            y += [-row, -row, None]
    line = {"color": theme.context, "width": 4}
    return [{**_plain_lines(x, y), "line": line}]


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
    symbol = "circle" if filled else SYMBOLS[1 if chart.connected else position]
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
            else theme.text,
            "line": {"width": 2},
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


def _mark_colours(chart: Dots, rows: Sequence[int], theme: Theme) -> str | list[str]:
    """One colour, or the accent for the row that is looked at."""
    if "main" not in chart.emphasis or "context" not in chart.emphasis:
        return theme.main
    return [theme.accent if _is_main(chart, row) else theme.main for row in rows]


STRIP_HEIGHT = 112
"""Height of a strip in pixels: its label, the names, and its marks."""

PILE = 5
"""Marks with the same value stand at most this high; then the pile grows wider."""

NEAR = 0.008
"""Marks nearer than this part of the scale stand in one pile."""


def strips(chart: Strips, theme: Theme) -> Figure:
    """One strip per measure: every council a mark, those that are named in front."""
    labels = [
        "<br>".join(wrapped(f"{label}  <b>{text.replace(' ', UNBROKEN)}</b>" if text else label))
        for label, text in zip(chart.rows, chart.texts, strict=True)
    ]
    rows = len(chart.rows)
    span = chart.limit - start_of(chart)
    layout = {
        "height": rows * STRIP_HEIGHT + 74,
        "margin": {"l": 30, "r": 30, "t": 34, "b": 40},
        "xaxis": {
            **value_axis(chart),
            "range": [start_of(chart) - span * 0.04, chart.limit + span * 0.04],
        },
        "yaxis": {"range": [-(rows - 1) - 0.4, 0.62], "visible": False},
        "showlegend": True,
        "legend": {**LEGEND_ON_TOP, "traceorder": "normal"},
    }
    titles = label_trace(rows, labels, above=0.46, start=start_of(chart) - span * 0.04)
    piled = [_piled(marks, span) for marks in chart.marks]
    return {
        "data": [
            _references(chart, theme),
            _strip_marks(chart, piled, theme, named=False),
            _strip_marks(chart, piled, theme, named=True),
            _strip_names(chart, theme),
            {**titles, "showlegend": False},
        ],
        "layout": layout,
    }


def _piled(marks: Sequence[Mark], span: float) -> list[tuple[Mark, float, float]]:
    """Each mark with its place: piles from the bottom up, wider rather than higher than PILE."""
    ordered = sorted(marks, key=lambda mark: (mark.value, not mark.is_named, mark.name))
    piles: list[list[Mark]] = []
    for mark in ordered:
        if piles and mark.value - piles[-1][0].value < NEAR * span:
            piles[-1].append(mark)
        else:
            piles.append([mark])
    placed = []
    for pile in piles:
        columns = (len(pile) + PILE - 1) // PILE
        for at, mark in enumerate(pile):
            beside = (at // PILE - (columns - 1) / 2) * span * 0.013
            placed.append((mark, mark.value + beside, -0.32 + 0.1 * (at % PILE)))
    return placed


def _strip_marks(
    chart: Strips,
    piled: Sequence[Sequence[tuple[Mark, float, float]]],
    theme: Theme,
    *,
    named: bool,
) -> dict[str, Any]:
    marks = [
        (row, mark, x, y)
        for row, pile in enumerate(piled)
        for mark, x, y in pile
        if mark.is_named == named
    ]
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "Named councils" if named else "Other councils",
        "x": [rounded(x) for _, _, x, _ in marks],
        "y": [round(y - row, 4) for row, _, _, y in marks],
        "marker": {
            "symbol": "diamond" if named else "circle-open",
            "size": 13 if named else 8,
            "color": theme.accent if named else theme.main,
            "line": {"width": 1.5, "color": theme.text if named else theme.main},
        },
        "hoverinfo": "text",
        "hovertext": [f"{mark.name}, {chart.rows[row]}: {mark.text}" for row, mark, _, _ in marks],
        "showlegend": bool(marks),
        "cliponaxis": False,
    }


def _strip_names(chart: Strips, theme: Theme) -> dict[str, Any]:
    """Names of the councils that are looked at, over their marks; one label per value."""
    x, y, text, places = [], [], [], []
    middle = (start_of(chart) + chart.limit) / 2
    for row, marks in enumerate(chart.marks):
        by_value: dict[float, list[str]] = {}
        for mark in marks:
            if mark.is_named:
                by_value.setdefault(mark.value, []).append(mark.name)
        for value, names in by_value.items():
            x.append(rounded(value))
            y.append(round(0.22 - row, 4))
            text.append(", ".join(names))
            at_end = value in (start_of(chart), chart.limit)
            side = "right" if value < middle else "left"
            places.append(f"middle {side}" if at_end else "middle center")
    return {
        "type": "scatter",
        "mode": "text",
        "x": x,
        "y": y,
        "text": text,
        "textposition": places,
        "textfont": {"size": 13, "color": theme.text},
        "hoverinfo": "skip",
        "showlegend": False,
        "cliponaxis": False,
    }


def _references(chart: Strips, theme: Theme) -> dict[str, Any]:
    """The value of the region as a line across each strip."""
    x: list[float | None] = []
    y: list[float | None] = []
    for row, value in enumerate(chart.references):
        if value is not None:
            x += [rounded(value), rounded(value), None]
            y += [-row - 0.38, -row + 0.12, None]
    return {
        **_plain_lines(x, y),
        "name": chart.reference,
        "line": {"color": theme.text, "width": 2, "dash": "dot"},
        "showlegend": True,
    }
