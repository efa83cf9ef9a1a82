"""What figures share: sizes, labels above rows, the axis of values."""

import textwrap
from collections.abc import Sequence
from typing import Any

from bestbywm.exhibits.model import Bars, Dots, Stacks, Strips

Figure = dict[str, Any]
"""A Plotly figure as a plain dictionary with data and layout."""

LINE = 18
"""Height of a line of text in pixels."""

LABEL_CHARACTERS, NARROW_CHARACTERS = 46, 32
"""Longest line above a bar, in a wide window and in a narrow one; longer ones wrap."""

UNBROKEN = "\u00a0"

LEGEND_ON_TOP = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"}


def characters_for(narrow: bool) -> int:
    """How many characters a line may have, in a narrow window or in a wide one."""
    return NARROW_CHARACTERS if narrow else LABEL_CHARACTERS


def labelled(labels: Sequence[str], texts: Sequence[str], characters: int) -> tuple[list[str], int]:
    """Label and figure of each row as wrapped lines, and the most lines that one needs."""
    all_lines = [
        wrapped(f"{label}  <b>{text.replace(' ', UNBROKEN)}</b>" if text else label, characters)
        for label, text in zip(labels, texts, strict=True)
    ]
    most = max((len(lines) for lines in all_lines), default=1)
    return ["<br>".join(lines) for lines in all_lines], most


def wrapped(words: str, characters: int) -> list[str]:
    """Lines of at most so many characters; figures with their count stay on one line."""
    return textwrap.wrap(words, characters + len("<b></b>"), break_on_hyphens=False)


def rows_layout(rows: int, lines: int, chart: Bars | Stacks | Dots) -> dict[str, Any]:
    """Axes and height for rows of a bar with its label above."""
    row_height = 28 + LINE * lines
    return {
        "height": rows * row_height + 44,
        "margin": {"l": 14, "r": 22, "t": 4, "b": 40},
        "bargap": 0,
        "xaxis": value_axis(chart),
        "yaxis": {
            "range": [-(rows - 1) - 0.35, 0.25 + LINE * lines / row_height],
            "visible": False,
        },
    }


def value_axis(chart: Bars | Stacks | Dots | Strips) -> dict[str, Any]:
    """The axis of values, with ticks that suit what it measures."""
    axis: dict[str, Any] = {
        "range": [0, chart.limit * 1.005],
        "title": {"text": chart.axis_title, "standoff": 6, "font": {"size": 13}},
        "ticklabeloverflow": "allow",
    }
    if chart.axis == "share":
        return {**axis, "tickvals": [0, 0.25, 0.5, 0.75, 1], "tickformat": ".0%"}
    if chart.axis == "score":
        return {**axis, "tickvals": [0, 25, 50, 75, 100]}
    if chart.axis == "rank":
        fives = range(5, int(chart.limit) + 1, 5)
        room = max(0.5, chart.limit * 0.06)  # for half a mark, on a phone too
        return {**axis, "range": [1 - room, chart.limit + room], "tickvals": [1, *fives]}
    return {**axis, "nticks": 5, "tickformat": ",d", "rangemode": "tozero", **_whole(chart.limit)}


def _whole(limit: float) -> dict[str, Any]:
    """Ticks at whole numbers where there are few of them."""
    return {"dtick": 1} if limit <= 5 else {}


def label_trace(rows: int, labels: Sequence[str], above: float, start: float = 0) -> dict[str, Any]:
    """Labels that begin at the start of the axis, each ``above`` the middle of its bar."""
    return {
        "type": "scatter",
        "mode": "text",
        "x": [start] * rows,
        "y": [above - row for row in range(rows)],
        "text": list(labels),
        "textposition": "top right",
        "textfont": {"size": 14},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def start_of(chart: Bars | Stacks | Dots | Strips) -> float:
    """The near end of the scale."""
    return 1.0 if chart.axis == "rank" else 0.0


def distance(low: float | None, high: float | None) -> float:
    """From one end of a range to the other; 0 where there is no range."""
    return 0.0 if low is None or high is None else round(high - low, 4)


def rounded(value: float | None) -> float | None:
    """The value with the four decimals that a picture needs."""
    return None if value is None else round(value, 4)


FEWER_TICKS = ([0, 0.25, 0.5, 0.75, 1], [0, 25, 50, 75, 100])
"""Ticks of which every other one will do."""

LAST_TICK = 32
"""Pixels at the right, where half of the last tick's words stands, also when they are widened."""

NARROWEST = 270
"""Pixels that a picture has on the narrowest window that it must fit, 320 pixels wide."""

LEGEND_LETTER, LEGEND_MARK = 7, 44
"""Pixels of a letter of a legend, and of the mark before its words."""


def narrowed(layout: dict[str, Any], named: Sequence[str]) -> None:
    """Lay a figure out for a narrow window: fewer ticks, and the legend under it.

    Parameters
    ----------
    layout
        The figure's layout, which is changed.
    named
        What stands in its legend.
    """
    axis = layout.get("xaxis", {})
    if "ticklabeloverflow" in axis:  # an axis of values
        layout["margin"] = {**layout["margin"], "r": max(layout["margin"]["r"], LAST_TICK)}
    if axis.get("tickvals") in FEWER_TICKS:
        layout["xaxis"] = {**axis, "tickvals": axis["tickvals"][::2]}
    if not layout["showlegend"] or "xaxis" not in layout:
        return
    margin = layout["margin"]
    widest = max(len(each) for each in named) * LEGEND_LETTER + LEGEND_MARK
    room = LINE * -(-len(named) // max(1, NARROWEST // widest)) + 12
    freed = margin["t"] - 4
    layout["margin"] = {**margin, "t": 4, "b": margin["b"] + room}
    layout["height"] += room - freed
    plot = layout["height"] - 4 - layout["margin"]["b"]
    layout["legend"] = {
        **layout["legend"],
        "yanchor": "top",
        "y": round(-margin["b"] / plot, 4),
    }
