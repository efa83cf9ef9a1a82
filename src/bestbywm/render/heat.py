"""A heat table: numbers and words in coloured cells, to scroll and to sort by any column."""

from collections.abc import Callable

import pandas as pd
from pandas.io.formats.style import Styler

from bestbywm.exhibits.model import HeatTable, Square
from bestbywm.render.theme import Theme, readable_on


def heat_table(chart: HeatTable, theme: Theme) -> Styler:
    """The table as a styled frame, one row per row and one column per column.

    Cells hold the values that columns are sorted by; what is read is the text of each square.
    A square without a figure is not coloured, and sorts below all others.
    """
    matrix = chart.matrix
    values = pd.DataFrame(
        [
            [label, *(_sorted_as(square) for square in row)]
            for label, row in zip(matrix.rows, matrix.squares, strict=True)
        ],
        columns=[chart.corner, *matrix.columns],
    ).astype(dict.fromkeys(matrix.columns, "float64"))
    styles = pd.DataFrame(
        [
            [
                _label_style(theme, is_reference=at < chart.references),
                *(_style(square, theme) for square in row),
            ]
            for at, row in enumerate(matrix.squares)
        ],
        columns=values.columns,
    )
    styler = values.style.apply(lambda _: styles, axis=None)
    for row, squares in enumerate(matrix.squares):
        for name, square in zip(matrix.columns, squares, strict=True):
            styler.format(_always(square.text), subset=(row, name))
    return styler


BELOW_ALL = -1.0
"""A missing value: Streamlit shows "None" for a true one, whatever its text."""


def _sorted_as(square: Square) -> float:
    return BELOW_ALL if square.value is None else square.value


def _always(text: str) -> Callable[[object], str]:
    """A formatter that shows this text, whatever the value."""
    return lambda _: text


def _label_style(theme: Theme, *, is_reference: bool) -> str:
    return f"color: {theme.text}; font-weight: {700 if is_reference else 400}"


def _style(square: Square, theme: Theme) -> str:
    if square.step is None:
        return f"color: {theme.muted}"
    colour = theme.steps[square.step]
    return f"background-color: {colour}; color: {readable_on(colour)}"
