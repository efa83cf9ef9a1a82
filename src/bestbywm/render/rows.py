"""Bars and stacked bars as Plotly figures.

Labels stand above their bars, not beside them, so that a figure needs no wide margin and reads
the same on a projector and on a phone.
"""

from typing import Any

from bestbywm.exhibits.model import Bar, Bars, Stacks
from bestbywm.exhibits.wording import percent
from bestbywm.render.layout import (
    LEGEND_ON_TOP,
    Figure,
    characters_for,
    distance,
    label_trace,
    labelled,
    rounded,
    rows_layout,
)
from bestbywm.render.theme import Theme, readable_on


def bars(chart: Bars, theme: Theme, *, narrow: bool = False) -> Figure:
    """Horizontal bars, the first on top, each with its interval as a thin line."""
    rows = len(chart.bars)
    words = [bar.label for bar in chart.bars], [bar.text for bar in chart.bars]
    labels, lines = labelled(*words, characters_for(narrow))
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": [rounded(bar.value) for bar in chart.bars],
        "y": [-row for row in range(rows)],
        "width": 0.34,
        "marker": {"color": _bar_colours(chart, theme)},
        "hoverinfo": "text",
        "hovertext": [_hover(bar) for bar in chart.bars],
    }
    traces = [trace]
    if any(bar.low is not None for bar in chart.bars):
        trace["error_x"] = _intervals(chart, theme.page, 4.5, 6)
        traces.append(
            {
                "type": "scatter",
                "mode": "none",
                "x": trace["x"],
                "y": trace["y"],
                "error_x": _intervals(chart, theme.muted, 1.5, 4),
                "hoverinfo": "skip",
            }
        )
    layout = rows_layout(rows, lines, chart)
    return {"data": [*traces, label_trace(rows, labels, above=0.17)], "layout": layout}


def _intervals(chart: Bars, colour: str, thickness: float, cap: float) -> dict[str, Any]:
    """Lines from the lower to the upper limit of each bar.

    They are drawn twice: in the colour of the page, and thinner on top of that. So they can be told
    from the bar that they lie on.
    """
    return {
        "type": "data",
        "array": [distance(bar.value, bar.high) for bar in chart.bars],
        "arrayminus": [distance(bar.low, bar.value) for bar in chart.bars],
        "color": colour,
        "thickness": thickness,
        "width": cap,
    }


def _bar_colours(chart: Bars, theme: Theme) -> str | list[str]:
    """One colour for all bars, or one for each where some are context."""
    if all(bar.emphasis == "main" for bar in chart.bars):
        return theme.main
    return [theme.main if bar.emphasis == "main" else theme.context for bar in chart.bars]


def _hover(bar: Bar) -> str:
    """What the picture does not already say: the interval in numbers."""
    if bar.low is None or bar.high is None:
        return bar.text
    return f"95% interval {percent(bar.low)} to {percent(bar.high)}"


def stacks(chart: Stacks, theme: Theme, *, narrow: bool = False) -> Figure:
    """Stacked bars with the words in their parts."""
    rows = len(chart.rows)
    labels, lines = labelled(chart.rows, chart.counts, characters_for(narrow))
    layout = rows_layout(rows, lines, chart)
    layout |= {
        "barmode": "stack",
        "showlegend": True,
        "legend": {**LEGEND_ON_TOP, "traceorder": "normal"},
        "height": layout["height"] + 30,
        "margin": {**layout["margin"], "t": 34},
    }
    series = [_series(chart, position, theme) for position in range(len(chart.series))]
    return {
        "data": [*series, {**label_trace(rows, labels, above=0.24), "showlegend": False}],
        "layout": layout,
    }


def _series(chart: Stacks, position: int, theme: Theme) -> dict[str, Any]:
    colour = theme.answers[min(position, len(theme.answers) - 1)]
    parts = [row[position] for row in chart.parts]
    return {
        "type": "bar",
        "orientation": "h",
        "name": chart.series[position],
        "x": [rounded(part.value) if part else None for part in parts],
        "y": [-row for row in range(len(parts))],
        "width": 0.46,
        "text": [part.text if part else "" for part in parts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": readable_on(colour)},
        "marker": {"color": colour, "line": {"color": theme.edge, "width": 1.5}},
        "hoverinfo": "name+text",
    }
