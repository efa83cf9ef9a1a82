"""Exhibits as Plotly figures: plain dictionaries, small enough to send on every change.

Labels stand above their bars, not beside them, so that a figure needs no wide margin and reads
the same on a projector and on a phone. The stamp of made-up data is part of the picture.
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bestbywm.exhibits.model import (
    Bar,
    Bars,
    Chart,
    Choropleth,
    Exhibit,
    MapClass,
    Matrix,
    Place,
    Stacks,
)
from bestbywm.exhibits.wording import percent
from bestbywm.geography import Bounds
from bestbywm.render.theme import TRANSPARENT, Theme, readable_on, template

Figure = dict[str, Any]

LINE = 18
"""Height of a line of text in pixels."""

LABEL_CHARACTERS = 46
"""Longest line above a bar; longer ones wrap, so that they fit a phone."""

STAMP_CHARACTERS = 52

UNBROKEN = "\u00a0"

MAP_HEIGHT = 600

LEGEND_ON_TOP = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}

SAME_WHEN_SELECTED = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}
"""A click selects a council, but must not make the others pale."""


@dataclass(frozen=True)
class Outlines:
    """What a map is drawn from.

    Attributes
    ----------
    geojson
        Address of a GeoJSON file on our own server, or the GeoJSON itself.
    bounds
        Box around all shapes, in degrees.
    centres
        Where labels go, by code, as longitude and latitude; empty for a map without labels.
    """

    geojson: str | Mapping[str, Any]
    bounds: Bounds
    centres: Mapping[str, tuple[float, float]]


def figure(exhibit: Exhibit, theme: Theme, outlines: Outlines | None = None) -> Figure:
    """The exhibit's chart as a Plotly figure.

    Raises
    ------
    ValueError
        For an exhibit without a chart, or a map without outlines.
    """
    if exhibit.chart is None:
        raise ValueError(f"The exhibit {exhibit.id} has no chart: show its table")
    drawn = _drawn(exhibit.chart, theme, outlines)
    layout = {"template": template(theme), "showlegend": False, **drawn["layout"]}
    if is_stamped(exhibit):
        _stamp(layout, exhibit.stamp, theme)
    return {"data": drawn["data"], "layout": layout}


def is_stamped(exhibit: Exhibit) -> bool:
    """Whether the picture itself carries the stamp: that of data which nobody gave."""
    return exhibit.provenance == "illustrative"


def _drawn(chart: Chart, theme: Theme, outlines: Outlines | None) -> Figure:
    if isinstance(chart, Bars):
        return _bars(chart, theme)
    if isinstance(chart, Stacks):
        return _stacks(chart, theme)
    if isinstance(chart, Matrix):
        return _matrix(chart, theme)
    if outlines is None:
        raise ValueError("A map needs outlines")
    return _choropleth(chart, theme, outlines)


def _stamp(layout: dict[str, Any], words: str, theme: Theme) -> None:
    """Write the stamp under the chart, inside the picture.

    It is the figure's title, put at the bottom: unlike an annotation, a title can begin at the
    left edge of the picture whatever the width of the labels beside the chart.
    """
    lines = textwrap.wrap(words, STAMP_CHARACTERS)
    room = LINE * len(lines) + 8
    margin = dict(layout.get("margin", {}))
    layout["margin"] = {**margin, "b": margin.get("b", 4) + room}
    layout["height"] += room
    layout["title"] = {
        "text": "<br>".join(lines),
        "font": {"size": 13, "color": theme.muted},
        "x": 0,
        "y": round((LINE * (len(lines) - 1) + 8) / layout["height"], 4),
        "yanchor": "bottom",  # of the first line
        "pad": {"l": 4},
    }


def _labels(labels: Sequence[str], texts: Sequence[str]) -> tuple[list[str], int]:
    """Label and figure of each row as wrapped lines, and the most lines that one needs."""
    wrapped = [
        _wrapped(f"{label}  <b>{text.replace(' ', UNBROKEN)}</b>" if text else label)
        for label, text in zip(labels, texts, strict=True)
    ]
    most = max((len(lines) for lines in wrapped), default=1)
    return ["<br>".join(lines) for lines in wrapped], most


def _wrapped(words: str) -> list[str]:
    """Lines of at most LABEL_CHARACTERS; figures with their count stay on one line."""
    return textwrap.wrap(words, LABEL_CHARACTERS + len("<b></b>"), break_on_hyphens=False)


def _rows_layout(rows: int, lines: int, chart: Bars | Stacks) -> dict[str, Any]:
    """Axes and height for rows of a bar with its label above."""
    row_height = 28 + LINE * lines
    return {
        "height": rows * row_height + 44,
        "margin": {"l": 14, "r": 22, "t": 4, "b": 40},
        "bargap": 0,
        "xaxis": _value_axis(chart),
        "yaxis": {
            "range": [-(rows - 1) - 0.35, 0.25 + LINE * lines / row_height],
            "visible": False,
        },
    }


def _value_axis(chart: Bars | Stacks) -> dict[str, Any]:
    axis: dict[str, Any] = {
        "range": [0, chart.limit * 1.005],
        "title": {"text": chart.axis_title, "standoff": 6, "font": {"size": 13}},
        "ticklabeloverflow": "allow",
    }
    if chart.axis == "share":
        return {**axis, "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%"}
    return {**axis, "nticks": 5, "tickformat": ",d", "rangemode": "tozero", **_whole(chart.limit)}


def _whole(limit: float) -> dict[str, Any]:
    """Ticks at whole numbers where there are few of them."""
    return {"dtick": 1} if limit <= 5 else {}


def _label_trace(rows: int, labels: Sequence[str], above: float) -> dict[str, Any]:
    """Labels that begin at zero, each ``above`` the middle of its bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [0] * rows,
        "y": [above - row for row in range(rows)],
        "text": list(labels),
        "textposition": "top right",
        "textfont": {"size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _bars(chart: Bars, theme: Theme) -> Figure:
    rows = len(chart.bars)
    labels, lines = _labels([bar.label for bar in chart.bars], [bar.text for bar in chart.bars])
    trace: dict[str, Any] = {
        "type": "bar",
        "orientation": "h",
        "x": [_rounded(bar.value) for bar in chart.bars],
        "y": [-row for row in range(rows)],
        "width": 0.34,
        "marker": {"color": _bar_colours(chart, theme)},
        "hoverinfo": "text",
        "hovertext": [_hover(bar) for bar in chart.bars],
    }
    if any(bar.low is not None for bar in chart.bars):
        trace["error_x"] = {
            "type": "data",
            "array": [_distance(bar.value, bar.high) for bar in chart.bars],
            "arrayminus": [_distance(bar.low, bar.value) for bar in chart.bars],
            "color": theme.muted,
            "thickness": 1.2,
            "width": 4,
        }
    layout = _rows_layout(rows, lines, chart)
    return {"data": [trace, _label_trace(rows, labels, above=0.17)], "layout": layout}


def _distance(low: float | None, high: float | None) -> float:
    return 0.0 if low is None or high is None else round(high - low, 4)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)


def _bar_colours(chart: Bars, theme: Theme) -> str | list[str]:
    """One colour for all bars, or one for each where some are context."""
    if all(bar.emphasis == "main" for bar in chart.bars):
        return theme.main
    return [theme.main if bar.emphasis == "main" else theme.context for bar in chart.bars]


def _hover(bar: Bar) -> str:
    """What the picture does not already say: the interval in numbers."""
    if bar.low is None or bar.high is None:
        return bar.text
    return f"{bar.text}, 95% interval {percent(bar.low)} to {percent(bar.high)}"


def _stacks(chart: Stacks, theme: Theme) -> Figure:
    rows = len(chart.rows)
    labels, lines = _labels(chart.rows, chart.counts)
    layout = _rows_layout(rows, lines, chart)
    layout |= {
        "barmode": "stack",
        "showlegend": True,
        "legend": {**LEGEND_ON_TOP, "traceorder": "normal"},
        "height": layout["height"] + 30,
        "margin": {**layout["margin"], "t": 34},
    }
    series = [_series(chart, position, theme) for position in range(len(chart.series))]
    return {
        "data": [*series, {**_label_trace(rows, labels, above=0.24), "showlegend": False}],
        "layout": layout,
    }


def _series(chart: Stacks, position: int, theme: Theme) -> dict[str, Any]:
    colour = theme.answers[min(position, len(theme.answers) - 1)]
    parts = [row[position] for row in chart.parts]
    return {
        "type": "bar",
        "orientation": "h",
        "name": chart.series[position],
        "x": [_rounded(part.value) if part else None for part in parts],
        "y": [-row for row in range(len(parts))],
        "width": 0.46,
        "text": [part.text if part else "" for part in parts],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": readable_on(colour)},
        "marker": {"color": colour, "line": {"color": theme.page, "width": 1.5}},
        "hoverinfo": "name+text",
    }


def _matrix(chart: Matrix, theme: Theme) -> Figure:
    """A heat map in the steps of the map, its words in a colour that can be read on each step.

    A row without any figure says why it is empty.
    """
    columns = _headings(chart.columns)
    heading = LINE * max(each.count("<br>") + 1 for each in columns)
    row_height = 30 if len(chart.rows) > 12 else 60
    layout: dict[str, Any] = {
        "height": len(chart.rows) * row_height + heading + 14,
        "margin": {"l": 4, "r": 4, "t": heading + 10, "b": 4},
        "xaxis": {
            "side": "top",
            "tickvals": list(range(len(columns))),
            "ticktext": columns,
            "tickangle": 0,
            "ticks": "",
            "showgrid": False,
        },
        "yaxis": {
            "tickvals": list(range(len(chart.rows))),
            "ticktext": [_row_label(each) for each in chart.rows],
            "automargin": True,
            "autorange": "reversed",
            "showgrid": False,
            "ticksuffix": " ",
            "ticks": "",
        },
    }
    return {"data": [_squares(chart, theme), _square_words(chart, theme)], "layout": layout}


def _squares(chart: Matrix, theme: Theme) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "x": list(range(len(chart.columns))),
        "y": list(range(len(chart.rows))),
        "z": [[square.step for square in row] for row in chart.squares],
        "hoverinfo": "text",
        "hovertext": [[square.hover for square in row] for row in chart.squares],
        "hoverongaps": False,
        "zmin": 0,
        "zmax": len(theme.steps) - 1,
        "colorscale": _in_steps(theme.steps),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
    }


def _in_steps(colours: Sequence[str]) -> list[list[Any]]:
    """A colour scale without blends: each step is one colour."""
    most = len(colours) - 1
    return [[step / most, colour] for step, colour in enumerate(colours)]


def _square_words(chart: Matrix, theme: Theme) -> dict[str, Any]:
    words: list[tuple[float, int, str, str]] = [
        (column, row, square.text.replace("\n", "<br>"), readable_on(theme.steps[square.step]))
        for row, squares in enumerate(chart.squares)
        for column, square in enumerate(squares)
        if square.step is not None
    ]
    middle = (len(chart.columns) - 1) / 2
    words += [
        (middle, row, chart.empty_row, theme.text)
        for row, squares in enumerate(chart.squares)
        if all(square.step is None for square in squares)
    ]
    return {
        "type": "scatter",
        "mode": "text",
        "x": [each[0] for each in words],
        "y": [each[1] for each in words],
        "text": [each[2] for each in words],
        "textfont": {"size": 12, "color": [each[3] for each in words]},
        "hoverinfo": "skip",
    }


def _row_label(label: str) -> str:
    """The label in short lines; what stands in brackets stays together."""
    name, bracket, rest = label.partition(" (")
    whole = f"{name} ({rest.replace(' ', UNBROKEN)}" if bracket else name
    return "<br>".join(textwrap.wrap(whole, 15, break_long_words=False))


def _headings(columns: Sequence[str]) -> list[str]:
    """Column headings in short lines; many of them take turns on two levels to have room."""
    wrapped = ["<br>".join(textwrap.wrap(each, 13)) for each in columns]
    if len(columns) <= 4:
        return wrapped
    return [f"{each}<br>" if turn % 2 else each for turn, each in enumerate(wrapped)]


def _choropleth(chart: Choropleth, theme: Theme, outlines: Outlines) -> Figure:
    west, south, east, north = outlines.bounds
    margin_x, margin_y = (east - west) * 0.01, (north - south) * 0.01
    traces = [
        _map_class(chart, position, each, theme, outlines)
        for position, each in enumerate(chart.classes)
    ]
    labels = _map_labels(chart, theme, outlines)
    return {
        "data": [*traces, *labels],
        "layout": {
            "height": MAP_HEIGHT,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": True,
            "legend": {**LEGEND_ON_TOP, "itemclick": False, "itemdoubleclick": False},
            "clickmode": "event+select",
            "geo": {
                "visible": False,
                "bgcolor": "rgba(0,0,0,0)",
                "projection": {"type": "mercator"},
                "lonaxis": {"range": [west - margin_x, east + margin_x]},
                "lataxis": {"range": [south - margin_y, north + margin_y]},
            },
        },
    }


def highlighted(drawn: Figure, code: str, theme: Theme) -> Figure:
    """The map with a heavy outline around one council; the same map if it is not on it."""
    first = next((each for each in drawn["data"] if code in each.get("locations", ())), None)
    if first is None:
        return drawn
    ring = {
        "type": "choropleth",
        "geojson": first["geojson"],
        "locations": [code],
        "z": [1],
        "colorscale": [[0, TRANSPARENT], [1, TRANSPARENT]],
        "showscale": False,
        "marker": {"line": {"color": theme.accent, "width": 4}},
        "hoverinfo": "skip",
        **SAME_WHEN_SELECTED,
    }
    return {**drawn, "data": [*drawn["data"], ring]}


def _map_class(
    chart: Choropleth, position: int, each: MapClass, theme: Theme, outlines: Outlines
) -> dict[str, Any]:
    places = [place for place in chart.places if place.map_class == position]
    colour = _colour(each, theme)
    outside = each.kind == "outside"
    return {
        "type": "choropleth",
        "name": f"{each.label} ({len(places)})",
        "geojson": outlines.geojson,
        "locations": [place.code for place in places],
        "z": [1] * len(places),
        "text": [f"{place.name}: {place.text}" for place in places],
        "hoverinfo": "text",
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": True,
        "marker": {
            "line": {"color": theme.muted if outside else theme.outline, "width": 0.8},
        },
        **SAME_WHEN_SELECTED,
    }


def _colour(each: MapClass, theme: Theme) -> str:
    if each.step is not None:
        return theme.steps[each.step]
    return theme.no_answer if each.kind == "no answer" else theme.page


def _map_labels(chart: Choropleth, theme: Theme, outlines: Outlines) -> list[dict[str, Any]]:
    """Labels on the map: a trace for each colour of the text, as each keeps its own on a click."""
    by_colour: dict[str, list[Place]] = {}
    for place in chart.places:
        if place.code in outlines.centres:
            colour = readable_on(_colour(chart.classes[place.map_class], theme))
            by_colour.setdefault(colour, []).append(place)
    return [_labels_of(places, colour, outlines) for colour, places in by_colour.items()]


def _labels_of(places: Sequence[Place], colour: str, outlines: Outlines) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [round(outlines.centres[place.code][0], 4) for place in places],
        "lat": [round(outlines.centres[place.code][1], 4) for place in places],
        "text": ["<br>".join(place.map_label) for place in places],
        "textfont": {"size": 11, "color": colour},
        "unselected": {"textfont": {"color": colour}},
        "hoverinfo": "skip",
        "showlegend": False,
    }
