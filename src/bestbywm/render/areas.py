"""How an area of the map looks, by its class: one rule for every form in which a map is drawn.

A figure is a fill; an area without a figure has the page's own colour and lines, so that nobody
needs to tell it by colour. Colours are named as in render/drawing/ink.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import LineString, MultiLineString
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, MapClass

Spot = tuple[float, float]
"""A place in a picture: right of its left edge, and below its top."""

Corners = NDArray[np.float64]
"""Places as rows of x and y."""

Slope = Literal["rising", "falling"]
"""How a line of a hatching runs from left to right."""

TRIES = 15
"""Places across and down at which words are tried inside an area."""


@dataclass(frozen=True, slots=True)
class AreaLook:
    """Colours of an area by name.

    Attributes
    ----------
    fill, line
        The area, and the line around it.
    hatch
        Lines across the area; "" for none.
    slopes
        How those lines run; they cross where they do both.
    words
        What can be read on the area.
    """

    fill: str
    line: str
    hatch: str = ""
    slopes: tuple[Slope, ...] = ("rising",)
    words: str = "text"


_WITHOUT_FIGURE = {
    "no answer": AreaLook("page", "muted", "no-answer"),
    "skipped": AreaLook("page", "muted", "no-answer", ("rising", "falling")),
    "confidential": AreaLook("page", "muted", "confidential", ("falling",)),
    "outside": AreaLook("page", "muted"),
}


def look_of(each: MapClass) -> AreaLook:
    """How the areas of a class look."""
    if each.step is None:
        return _WITHOUT_FIGURE[each.kind]
    return AreaLook(f"step-{each.step}", "outline", words=f"on-step-{each.step}")


def counts_of(chart: Choropleth) -> list[int]:
    """How many councils are in each class."""
    classes = [place.map_class for place in chart.places]
    return [classes.count(at) for at in range(len(chart.classes))]


def entries_of(chart: Choropleth) -> list[str]:
    """The names of the classes with how many councils are in each."""
    return [
        f"{each.label} ({count})"
        for each, count in zip(chart.classes, counts_of(chart), strict=True)
    ]


def hatching(
    shape: BaseGeometry, apart: float, slopes: Sequence[Slope] = ("rising",)
) -> list[tuple[Spot, Spot]]:
    """Diagonal lines within a shape, ``apart`` along an edge; y runs downwards.

    The lines of all shapes belong to one pattern, so that they run on from shape to shape. A shape
    so small that none of them meets it has a line of its own through its middle.
    """
    if not shape.area:
        return []
    leans = [-1 if slope == "falling" else 1 for slope in slopes]
    return [line for lean in leans for line in _lines_across(shape, apart, lean)]


def _lines_across(shape: BaseGeometry, apart: float, lean: int) -> list[tuple[Spot, Spot]]:
    """Lines of one slope: on each of them x and the leaning y add up to the same."""
    left, top, right, bottom = shape.bounds
    sums = [x + lean * y for x in (left, right) for y in (top, bottom)]
    pattern = range(int(min(sums) // apart) + 1, int(max(sums) // apart) + 1)
    middle = shape.representative_point()
    return _within(shape, [at * apart for at in pattern], lean) or _within(
        shape, [middle.x + lean * middle.y], lean
    )


def _within(shape: BaseGeometry, sums: Sequence[float], lean: int) -> list[tuple[Spot, Spot]]:
    """The pieces of lines that lie within a shape."""
    _, top, _, bottom = shape.bounds
    lines = [[(each - lean * top, top), (each - lean * bottom, bottom)] for each in sums]
    inside = shapely.get_parts(shapely.intersection(shape, MultiLineString(lines)))
    return [_ends(each) for each in inside if isinstance(each, LineString) and each.length]


def _ends(line: LineString) -> tuple[Spot, Spot]:
    (x1, y1), *_, (x2, y2) = line.coords
    return (x1, y1), (x2, y2)


@lru_cache(maxsize=4096)
def room_for(shape: BaseGeometry, width: float, height: float) -> Spot | None:
    """The middle of a box of that size inside a shape, near to its centre; None for no room."""
    left, top, right, bottom = shape.bounds
    across, down = np.meshgrid(np.linspace(left, right, TRIES), np.linspace(top, bottom, TRIES))
    xs = np.append(across.ravel(), shape.representative_point().x)
    ys = np.append(down.ravel(), shape.representative_point().y)
    boxes = shapely.box(xs - width / 2, ys - height / 2, xs + width / 2, ys + height / 2)
    shapely.prepare(shape)
    inside = np.flatnonzero(shapely.contains(shape, boxes))
    if not len(inside):
        return None
    away = np.hypot(xs[inside] - shape.centroid.x, ys[inside] - shape.centroid.y)
    best = inside[int(np.argmin(away))]
    return float(xs[best]), float(ys[best])
