"""A heat table: numbers and words in coloured cells, to scroll and to sort by any column."""

from collections.abc import Callable

import pandas as pd
from pandas.io.formats.style import Styler

from bestbywm.exhibits.model import HeatTable, Square
from bestbywm.render.theme import Theme, readable_on


def heat_table(chart: HeatTable, theme: Theme) -> Styler:
    """The table as a styled frame, one row per row and one column per column.

    Cells hold the values that columns are sorted by; what is read is the text of each square.
    A square without a figure is not coloured and sorts last.
    """
    matrix = chart.matrix
    values = pd.DataFrame(
        [
            [label, *(square.value for square in row)]
            for label, row in zip(matrix.rows, matrix.squares, strict=True)
        ],
        columns=[chart.corner, *matrix.columns],
    ).astype(dict.fromkeys(matrix.columns, "float64"))
    styles = pd.DataFrame(
        [
            ["font-weight: 600" if at < chart.references else "", *(_style(s, theme) for s in row)]
            for at, row in enumerate(matrix.squares)
        ],
        columns=values.columns,
    )
    styler = values.style.apply(lambda _: styles, axis=None)
    for row, squares in enumerate(matrix.squares):
        for name, square in zip(matrix.columns, squares, strict=True):
            styler.format(_always(square.text), subset=(row, name))
    return styler


def _always(text: str) -> Callable[[object], str]:
    """A formatter that shows this text, whatever the value."""
    return lambda _: text


def _style(square: Square, theme: Theme) -> str:
    if square.step is None:
        return f"color: {theme.muted}"
    colour = theme.steps[square.step]
    return f"background-color: {colour}; color: {readable_on(colour)}"
