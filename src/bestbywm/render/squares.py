"""Grids of squares as Plotly figures: a heat map in steps, with its words."""

import textwrap
from collections.abc import Sequence
from typing import Any

from bestbywm.exhibits.model import Matrix, Square
from bestbywm.render.layout import LINE, UNBROKEN, Figure
from bestbywm.render.theme import Theme, readable_on

MANY_ROWS = 12
"""With more rows than this they are low, and have their labels beside them."""

ROW, LOW_ROW = 60, 30
"""Height of a row in pixels."""

LABEL_ABOVE = 26
"""Pixels between two rows for a label above its row, in a narrow window."""

LONGEST_LABEL, LONGEST_NARROW = 24, 15
"""Signs on a line of a label beside its row; in a narrow window, too."""

MOST_ON_A_LEVEL, MOST_NARROW = 8, 4
"""With more columns than this, headings take turns on two levels to have room."""


def matrix(chart: Matrix, theme: Theme, *, narrow: bool = False) -> Figure:
    """A heat map in the steps of the map, its words in a colour that can be read on each step.

    A row without any figure says why it is empty. In a narrow window labels stand above their
    rows, so that the squares have the whole width, unless there are many rows.
    """
    is_above = narrow and len(chart.rows) <= MANY_ROWS
    made = _beside(chart, theme, narrow=narrow)
    return _with_labels_above(made, chart, theme) if is_above else made


def _with_labels_above(made: Figure, chart: Matrix, theme: Theme) -> Figure:
    """The same with each row's label in a wider gap above its squares."""
    squares, words = made["data"]
    rows = len(chart.rows)
    row_height = ROW + LABEL_ABOVE
    labels = {
        "type": "scatter",
        "mode": "text",
        "x": [-0.5] * rows,
        "y": [row - 0.5 for row in range(rows)],
        "text": list(chart.rows),
        "textposition": "middle right",
        "textfont": {"size": 13, "color": theme.text},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }
    layout = made["layout"]
    half = LABEL_ABOVE / 2 / row_height
    return {
        "data": [{**squares, "ygap": LABEL_ABOVE}, words, labels],
        "layout": {
            **layout,
            "height": layout["height"] + rows * LABEL_ABOVE + LABEL_ABOVE // 2,
            "yaxis": {
                "visible": False,
                "range": [rows - 0.5, -0.5 - half],
            },
        },
    }


def _beside(chart: Matrix, theme: Theme, *, narrow: bool) -> Figure:
    columns = _headings(chart.columns, MOST_NARROW if narrow else MOST_ON_A_LEVEL)
    heading = LINE * max(each.count("<br>") + 1 for each in columns)
    longest = LONGEST_NARROW if narrow else LONGEST_LABEL
    labels = [_row_label(each, longest) for each in chart.rows]
    tallest = LINE * max((each.count("<br>") + 1 for each in labels), default=0)
    row_height = max(LOW_ROW if len(chart.rows) > MANY_ROWS else ROW, tallest + 4)
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
            "ticktext": labels,
            "automargin": True,
            "range": [len(chart.rows) - 0.5, -0.5],
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
        (column, row, square.text.replace("\n", "<br>"), _word_colour(square, theme))
        for row, squares in enumerate(chart.squares)
        for column, square in enumerate(squares)
        if not chart.why_empty(row)
    ]
    middle = (len(chart.columns) - 1) / 2
    words += [
        (middle, row, why, theme.text)
        for row in range(len(chart.squares))
        if (why := chart.why_empty(row))
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


def _word_colour(square: Square, theme: Theme) -> str:
    """What can be read on the square, or on the page where a figure is missing."""
    return theme.text if square.step is None else readable_on(theme.steps[square.step])


def _row_label(label: str, longest: int) -> str:
    """The label in lines of so many signs; what stands in brackets stays together."""
    name, bracket, rest = label.partition(" (")
    whole = f"{name} ({rest.replace(' ', UNBROKEN)}" if bracket else name
    return "<br>".join(textwrap.wrap(whole, longest, break_long_words=False))


def _headings(columns: Sequence[str], most: int) -> list[str]:
    """Column headings in short lines; more than ``most`` take turns on two levels."""
    wrapped = ["<br>".join(textwrap.wrap(each, 13)) for each in columns]
    if len(columns) <= most:
        return wrapped
    return [f"{each}<br>" if turn % 2 else each for turn, each in enumerate(wrapped)]
