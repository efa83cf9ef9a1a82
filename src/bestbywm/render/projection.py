"""Maps outside the browser: from degrees to places in a picture, in Mercator's projection.

Plotly projects in the browser, and the same way: all maps have the same shape.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import asinh, atan, degrees, radians, sinh, tan

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from bestbywm.geography import bounds_of

EDGE = 4
"""Units that stay free around the shapes, for half of their outlines."""

Ring = Sequence[tuple[float, float]]
"""Corners as longitude and latitude, the last one like the first."""


@dataclass(frozen=True, slots=True)
class Projection:
    """Where a place on earth lies in a picture.

    Attributes
    ----------
    west, north
        The left and the top of the picture, in Mercator's degrees.
    scale
        How long a degree of longitude is, in the unit of the picture.
    """

    west: float
    north: float
    scale: float

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Right of the left edge, and below the top."""
        return (longitude - self.west) * self.scale, (self.north - mercator(latitude)) * self.scale

    def place_at(self, x: float, y: float) -> tuple[float, float]:
        """Longitude and latitude of a place in the picture."""
        below = radians(self.north - y / self.scale)
        return self.west + x / self.scale, degrees(atan(sinh(below)))


def mercator(latitude: float) -> float:
    """The latitude in degrees of Mercator's projection."""
    return degrees(asinh(tan(radians(latitude))))


def filling(shapes: Mapping[str, BaseGeometry], width: float, height: float) -> Projection:
    """The projection by which the shapes fill a picture, in its middle."""
    west, south, east, north = bounds_of(shapes)
    top, bottom = mercator(north), mercator(south)
    scale = min((width - 2 * EDGE) / (east - west), (height - 2 * EDGE) / (top - bottom))
    beside = (width / scale - (east - west)) / 2
    above = (height / scale - (top - bottom)) / 2
    return Projection(west - beside, top + above, scale)


def rings_of(shape: BaseGeometry) -> list[Ring]:
    """The outlines of a shape, each exterior before its holes."""
    polygons = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    return [
        [(x, y) for x, y, *_ in ring.coords]
        for polygon in polygons
        if isinstance(polygon, Polygon)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
