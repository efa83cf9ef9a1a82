"""The legend of a chart: signs with their names, in lines above it."""

from collections.abc import Callable, Sequence

import shapely

from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import Canvas, cut_lines

Sign = Callable[[float, float], None]
"""Draws a sign around a place: right of the left edge, and below the top."""

BESIDE = 1.2
"""From the left of a sign to its name, and from a name to the next sign, in sizes of the words."""


def legend(canvas: Canvas, entries: Sequence[tuple[str, Sign]], width: float, text: float) -> float:
    """Signs with their names from the left, on as many lines as they need; their height."""
    x, y = 0.0, text * 0.5
    for words, sign in entries:
        (name,) = cut_lines(words, text, width - text * BESIDE, 1)
        wide = text * BESIDE + fonts.width(name, text)
        if x and x + wide > width:
            x, y = 0.0, y + text * 1.5
        sign(x + text * 0.5, y)
        canvas.lines([name], x + text * BESIDE, y, text)
        x += wide + text * BESIDE
    return y + text * 1.3


def swatch(canvas: Canvas, colour: str, side: float, x: float, y: float) -> None:
    """A small square of a colour, or hatched, around a place."""
    half = side / 2
    canvas.area(shapely.box(x - half, y - half, x + half, y + half), colour, outline="outline")
