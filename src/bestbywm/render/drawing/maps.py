"""Maps: every council a shape with its own words, hatched where nobody answered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from markupsafe import Markup
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.pack import Pack
from bestbywm.render.drawing.canvas import HATCHED, LINE, Canvas, widest
from bestbywm.render.drawing.legend import legend, swatch
from bestbywm.render.drawing.rows import lines_of
from bestbywm.render.projection import Projection, filling

LEGEND = 0.27
"""The most that a legend beside the map may take of the width, without its swatches."""

NARROW = 30
"""A map narrower than this, in sizes of the words, has its legend above."""

NAMES = 0.9
"""Size of names on the map, in sizes of the words."""

Corners = NDArray[np.float64]
"""Places as rows of x and y."""

TRIES = 15
"""Places across and down at which a name is tried inside its council."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A council as it lies in the picture: its shape and, of a hexagon, its middle."""

    place: Place
    look: MapClass
    shape: BaseGeometry
    centre: tuple[float, float] | None

    @property
    def colour(self) -> str:
        return _colour(self.look)

    @property
    def on_colour(self) -> str:
        if self.look.kind == "confidential":
            return "on-confidential"
        return "text" if self.look.step is None else f"on-step-{self.look.step}"


def choropleth(
    canvas: Canvas, pack: Pack, chart: Choropleth, room: tuple[float, float], text: float
) -> float:
    """A map as large as the room lets it be, and its legend; the height it takes."""
    width, height = room
    beside, top = 0.0, 0.0
    if not chart.is_locator and width < NARROW * text:
        entries = [
            (words, partial(swatch, canvas, _colour(each), text * 0.8))
            for words, each in zip(_entries(chart), chart.classes, strict=True)
        ]
        top = legend(canvas, entries, width, text)
    elif not chart.is_locator:
        beside = min(width * LEGEND, widest(_entries(chart), text)) + text * 2.2
    areas = _areas(pack, chart, (width - beside, height - top), top)
    for area in areas:
        _draw(canvas, area)
    if not chart.is_locator:
        for area in areas:
            _name(canvas, area, text * NAMES)
    if beside:
        _legend(canvas, chart, width - beside + text * 0.8, width, text)
    return height


def _colour(each: MapClass) -> str:
    if each.step is not None:
        return f"step-{each.step}"
    return {"no answer": HATCHED, "confidential": "confidential"}.get(each.kind, "page")


def _areas(pack: Pack, chart: Choropleth, room: tuple[float, float], top: float) -> list[_Area]:
    """The councils in pixels, so that they fill the room below ``top``."""
    shapes = pack.geography.shapes(pack.region, chart.view)
    projection = filling(shapes, *room)
    centres: Mapping[str, tuple[float, float]] = (
        pack.geography.hexagon_centres() if chart.view == "hexagons" else {}
    )
    found = []
    for place in chart.places:
        centre = centres.get(place.code)
        shape = shapely.transform(
            shapes[place.code], lambda corners: _in_pixels(corners, projection, top)
        )
        x, y = projection.at(*centre) if centre else (0.0, 0.0)
        look = chart.classes[place.map_class]
        found.append(_Area(place, look, shape, (x, y + top) if centre else None))
    return found


def _in_pixels(corners: Corners, projection: Projection, top: float) -> Corners:
    """Corners in degrees as corners in pixels."""
    places = np.array([projection.at(x, y) for x, y in corners])
    places[:, 1] += top
    return places


def _draw(canvas: Canvas, area: _Area) -> None:
    place = area.place
    canvas.area(
        area.shape,
        area.colour,
        outline="muted" if area.look.kind == "outside" else "outline",
        attributes=Markup(' class="council" data-code="{}"').format(place.code),
        title=f"{place.name}: {place.text}" if place.text else place.name,
    )


def _name(canvas: Canvas, area: _Area, size: float) -> None:
    """The name of a council inside its shape; on a real map only where it fits."""
    lines = list(area.place.map_label)
    where = area.centre
    if where is None:
        where = _room_for(area.shape, lines, size)
    else:
        left, _, right, _ = area.shape.bounds
        size = min(size, (right - left) * 0.98 / max(widest(lines, 1.0), 1e-9))
    if where is not None:
        canvas.lines(lines, *where, size, colour=area.on_colour, anchor="middle")


def _room_for(shape: BaseGeometry, lines: list[str], size: float) -> tuple[float, float] | None:
    """Where words have room inside a shape, as near to its middle as can be; None for nowhere."""
    left, top, right, bottom = shape.bounds
    across, down = np.meshgrid(np.linspace(left, right, TRIES), np.linspace(top, bottom, TRIES))
    xs = np.append(across.ravel(), shape.representative_point().x)
    ys = np.append(down.ravel(), shape.representative_point().y)
    half, high = widest(lines, size) / 2, len(lines) * size * LINE / 2
    boxes = shapely.box(xs - half, ys - high, xs + half, ys + high)
    shapely.prepare(shape)
    inside = np.flatnonzero(shapely.contains(shape, boxes))
    if not len(inside):
        return None
    away = np.hypot(xs[inside] - shape.centroid.x, ys[inside] - shape.centroid.y)
    best = inside[int(np.argmin(away))]
    return float(xs[best]), float(ys[best])


def _entries(chart: Choropleth) -> list[str]:
    """The names of the classes with how many councils are in each."""
    return [
        f"{each.label} ({sum(place.map_class == at for place in chart.places)})"
        for at, each in enumerate(chart.classes)
    ]


def _legend(canvas: Canvas, chart: Choropleth, x: float, right: float, text: float) -> None:
    """The classes below each other."""
    y = text * 0.9
    for each, words in zip(chart.classes, _entries(chart), strict=True):
        lines = lines_of(words, text, right - x - text * 1.4)
        swatch(canvas, _colour(each), text * 0.9, x + text * 0.45, y)
        canvas.lines(lines, x + text * 1.4, y + (len(lines) - 1) * text * LINE / 2, text)
        y += len(lines) * text * LINE + text * 0.5
