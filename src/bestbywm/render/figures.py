"""Exhibits as Plotly figures: plain dictionaries, small enough to send on every change.

The stamp of made-up data is part of the picture.
"""

import textwrap
from typing import Any

from bestbywm.exhibits.model import Bars, Chart, Dots, Exhibit, HeatTable, Matrix, Stacks, Strips
from bestbywm.render import maps, marks, rows, squares
from bestbywm.render.layout import LINE, Figure
from bestbywm.render.maps import Outlines
from bestbywm.render.theme import Theme, template

STAMP_CHARACTERS = 52


def figure(exhibit: Exhibit, theme: Theme, outlines: Outlines | None = None) -> Figure:
    """The exhibit's chart as a Plotly figure.

    Raises
    ------
    ValueError
        For an exhibit without a chart, a map without outlines, or a table of heat.
    """
    if exhibit.chart is None:
        raise ValueError(f"The exhibit {exhibit.id} has no figure: show its table")
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
        return rows.bars(chart, theme)
    if isinstance(chart, Stacks):
        return rows.stacks(chart, theme)
    if isinstance(chart, Dots):
        return marks.dots(chart, theme)
    if isinstance(chart, Strips):
        return marks.strips(chart, theme)
    if isinstance(chart, Matrix):
        return squares.matrix(chart, theme)
    if isinstance(chart, HeatTable):
        raise ValueError("A table of heat has no figure: show its table")
    if outlines is None:
        raise ValueError("A map needs outlines")
    return maps.choropleth(chart, theme, outlines)


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
