"""Exhibits as Plotly figures: plain dictionaries, small enough to send on every change.

The stamp of made-up data is part of the picture.
"""

import textwrap
from dataclasses import dataclass
from typing import Any

from bestbywm.exhibits.model import Bars, Chart, Dots, Exhibit, HeatTable, Matrix, Stacks, Strips
from bestbywm.render import maps, marks, rows, squares
from bestbywm.render.layout import (
    LINE,
    Figure,
    narrowed,
)
from bestbywm.render.maps import Outlines
from bestbywm.render.theme import Theme, ThemeName, template

STAMP_CHARACTERS, NARROW_STAMP_CHARACTERS = 52, 38


@dataclass(frozen=True, slots=True)
class Display:
    """What pictures are drawn for: the theme, and whether the window is narrow, as a phone's is."""

    theme: ThemeName
    narrow: bool = False


def figure(
    exhibit: Exhibit,
    theme: Theme,
    outlines: Outlines | None = None,
    *,
    narrow: bool = False,
    has_key: bool = False,
) -> Figure:
    """The exhibit's chart as a Plotly figure, laid out for a wide window or a narrow one.

    A map that has a key beside it (``render/map_key.py``) needs no legend.

    Raises
    ------
    ValueError
        For an exhibit without a chart, a map without outlines, or a table of heat.
    """
    if exhibit.chart is None:
        raise ValueError(f"The exhibit {exhibit.id} has no figure: show its table")
    drawn = _drawn(exhibit.chart, theme, outlines, narrow=narrow, has_key=has_key)
    layout = {"template": template(theme), "showlegend": False, **drawn["layout"]}
    if narrow:
        narrowed(layout, [each.get("name", "") for each in drawn["data"] if _in_legend(each)])
    if is_stamped(exhibit):
        characters = NARROW_STAMP_CHARACTERS if narrow else STAMP_CHARACTERS
        _stamp(layout, exhibit.stamp, theme, characters)
    return {"data": drawn["data"], "layout": layout}


def _in_legend(trace: dict[str, Any]) -> bool:
    return bool(trace.get("name")) and trace.get("showlegend", True)


def is_stamped(exhibit: Exhibit) -> bool:
    """Whether the picture itself carries the stamp: that of data which nobody gave."""
    return exhibit.provenance == "illustrative"


def _drawn(
    chart: Chart, theme: Theme, outlines: Outlines | None, *, narrow: bool, has_key: bool
) -> Figure:
    if isinstance(chart, Bars):
        return rows.bars(chart, theme, narrow=narrow)
    if isinstance(chart, Stacks):
        return rows.stacks(chart, theme, narrow=narrow)
    if isinstance(chart, Dots):
        return marks.dots(chart, theme, narrow=narrow)
    if isinstance(chart, Strips):
        return marks.strips(chart, theme, narrow=narrow)
    if isinstance(chart, Matrix):
        return squares.matrix(chart, theme, narrow=narrow)
    if isinstance(chart, HeatTable):
        raise ValueError("A table of heat has no figure: show its table")
    if outlines is None:
        raise ValueError("A map needs outlines")
    return maps.choropleth(chart, theme, outlines, narrow=narrow, has_legend=not has_key)


def _stamp(layout: dict[str, Any], words: str, theme: Theme, characters: int) -> None:
    """Write the stamp under the chart, inside the picture.

    It is the figure's title, put at the bottom: unlike an annotation, a title can begin at the
    left edge of the picture whatever the width of the labels beside the chart.
    """
    lines = textwrap.wrap(words, characters)
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
