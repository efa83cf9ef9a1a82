"""Small pictures for paper, as SVG in black and white: marks on a scale, and a locator map.

They need neither a browser nor colour: series differ in shape, areas in shade and outline.
"""

from collections.abc import Mapping, Sequence

from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, Dots, Point
from bestbywm.render.projection import filling, rings_of

WIDTH = 640
LABELS = 210
"""Pixels that the labels at the left take."""

ROW = 22
TOP = 26
"""Pixels for the legend above the rows."""

LOCATOR_WIDTH, LOCATOR_HEIGHT = 200, 240

SHADES = ("#FFFFFF", "#C4C4C4", "#000000")
"""Elsewhere, the same county area, the council."""


def dots(chart: Dots, alt: str) -> Markup:
    """Marks on a common scale: a row per subject, a shape per series, and the words at the left."""
    height = TOP + ROW * len(chart.rows) + 26
    parts = [*_legend(chart), *_scale(chart, height)]
    for row, (label, text) in enumerate(zip(chart.rows, chart.texts, strict=True)):
        y = TOP + ROW * row + ROW / 2
        words = f"{label}: {text}" if text else label
        parts.append(Markup('<text x="0" y="{}" dy="4">{}</text>').format(f"{y:g}", words))
        parts += _marks(chart.points[row], y, chart.limit)
    return _picture(WIDTH, height, alt, parts)


def _picture(width: float, height: float, alt: str, parts: Sequence[Markup]) -> Markup:
    start = Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" role="img" aria-label="{}">'
    ).format(f"{width:g}", f"{height:g}", alt)
    return start + Markup("").join(parts) + Markup("</svg>")


def _at(value: float, limit: float) -> float:
    return LABELS + (WIDTH - LABELS - 16) * value / limit


def _legend(chart: Dots) -> list[Markup]:
    """The names of the series in a line above the rows, from the left edge: they can be long."""
    parts = []
    x = 0.0
    for series, name in enumerate(chart.series):
        parts.append(_shape(series, x + 7, 9))
        parts.append(Markup('<text x="{}" y="13">{}</text>').format(f"{x + 16:g}", name))
        x += 34 + 6.4 * len(name)
    return parts


def _scale(chart: Dots, height: float) -> list[Markup]:
    """Vertical lines at quarters of the scale, each with its value below."""
    parts = []
    for quarter in range(5):
        value = chart.limit * quarter / 4
        x = f"{_at(value, chart.limit):g}"
        parts.append(
            Markup('<line x1="{0}" x2="{0}" y1="{1}" y2="{2}" stroke="#BBB"/>').format(
                x, TOP, f"{height - 22:g}"
            )
        )
        parts.append(
            Markup('<text x="{}" y="{}" text-anchor="middle">{}</text>').format(
                x, f"{height - 8:g}", f"{value:g}"
            )
        )
    return parts


def _marks(points: Sequence[Point | None], y: float, limit: float) -> list[Markup]:
    """The marks of a row, the first series last so that it lies on top."""
    placed = [
        _shape(series, _at(point.value, limit), y)
        for series, point in enumerate(points)
        if point is not None
    ]
    return placed[::-1]


def _shape(series: int, x: float, y: float) -> Markup:
    """A filled circle, an open diamond, an open square, a cross."""
    place = {"x": f"{x:g}", "y": f"{y:g}"}
    if series == 0:
        return Markup('<circle cx="{x}" cy="{y}" r="5.5"/>').format(**place)
    outlines = (
        "M-6.5 0 L0 -6.5 L6.5 0 L0 6.5 Z",
        "M-5 -5 H5 V5 H-5 Z",
        "M-5 -5 L5 5 M-5 5 L5 -5",
    )
    return Markup(
        '<path transform="translate({x} {y})" d="{d}" fill="none" stroke="#000" '
        'stroke-width="1.6"/>'
    ).format(**place, d=outlines[min(series, len(outlines)) - 1])


def locator(chart: Choropleth, shapes: Mapping[str, BaseGeometry], alt: str) -> Markup:
    """A small map: the council black, its county area grey, all others white."""
    projection = filling(shapes, LOCATOR_WIDTH, LOCATOR_HEIGHT)
    parts = []
    for place in sorted(chart.places, key=lambda place: place.map_class):
        rings = [[projection.at(x, y) for x, y in ring] for ring in rings_of(shapes[place.code])]
        path = "".join(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in ring)}Z" for ring in rings)
        parts.append(
            Markup('<path d="{}" fill="{}" stroke="#000" stroke-width="0.7"/>').format(
                path, SHADES[place.map_class]
            )
        )
    return _picture(LOCATOR_WIDTH, LOCATOR_HEIGHT, alt, parts)
