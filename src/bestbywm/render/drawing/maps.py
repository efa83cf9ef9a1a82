"""Maps: every council a shape with its name and figure, hatched where there is no figure."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import shapely
from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.pack import Pack
from bestbywm.render.areas import Corners, entries_of, look_of, room_for
from bestbywm.render.drawing.canvas import LINE, Canvas, widest
from bestbywm.render.drawing.legend import legend
from bestbywm.render.drawing.rows import lines_of
from bestbywm.render.projection import Projection, filling

LEGEND = 0.27
"""The most that a legend beside the map may take of the width, without its swatches."""

NARROW = 30
"""A map narrower than this, in sizes of the words, has its legend above."""

NAMES = 0.9
"""Size of names on the map, in sizes of the words."""

MOST_LINES, MIDDLE = 3, 0.6
"""Lines of a name and a figure at most, and the part of a hexagon's height that is wide enough."""


@dataclass(frozen=True, slots=True)
class _Area:
    """A council as it lies in the picture: its shape and, of a hexagon, its middle."""

    place: Place
    look: MapClass
    shape: BaseGeometry
    centre: tuple[float, float] | None


def choropleth(
    canvas: Canvas, pack: Pack, chart: Choropleth, room: tuple[float, float], text: float
) -> float:
    """A map as large as the room lets it be, and its legend; the height it takes."""
    width, height = room
    beside, top = 0.0, 0.0
    if not chart.is_locator and width < NARROW * text:
        entries = [
            (words, partial(_swatch, canvas, each, text * 0.8))
            for words, each in zip(entries_of(chart), chart.classes, strict=True)
        ]
        top = legend(canvas, entries, width, text)
    elif not chart.is_locator:
        beside = min(width * LEGEND, widest(entries_of(chart), text)) + text * 2.2
    areas = _areas(pack, chart, (width - beside, height - top), top)
    for area in areas:
        _draw(canvas, area)
    if not chart.is_locator:
        for area in areas:
            _name(canvas, area, text * NAMES)
    if beside:
        _legend(canvas, chart, width - beside + text * 0.8, width, text)
    return height


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
    place, look = area.place, look_of(area.look)
    canvas.area(
        area.shape,
        look.fill,
        outline=look.line,
        attributes=Markup(' class="council" data-code="{}"').format(place.code),
        title=f"{place.name}: {place.text}" if place.text else place.name,
    )
    if look.hatch:
        canvas.hatch(area.shape, look.hatch, look.slopes)


def _name(canvas: Canvas, area: _Area, size: float) -> None:
    """Name and figure of a council inside its shape: on a real map what fits.

    Hexagons have all the same: the name, and the figure too where they are large enough for both.
    """
    name, figure = list(area.place.map_label), [each for each in [area.place.short] if each]
    if area.centre is not None:
        left, top, right, bottom = area.shape.bounds
        lines = name if (MOST_LINES * size * LINE > (bottom - top) * MIDDLE) else [*name, *figure]
        size = min(size, (right - left) * 0.98 / max(widest(lines, 1.0), 1e-9))
        _write(canvas, area, lines, area.centre, size)
        return
    for lines in ([*name, *figure], name, figure):
        where = room_for(area.shape, widest(lines, size), len(lines) * size * LINE)
        if lines and where is not None:
            _write(canvas, area, lines, where, size)
            return


def _write(
    canvas: Canvas, area: _Area, lines: list[str], where: tuple[float, float], size: float
) -> None:
    colour = look_of(area.look).words
    canvas.lines(lines, *where, size, colour=colour, anchor="middle")


def _legend(canvas: Canvas, chart: Choropleth, x: float, right: float, text: float) -> None:
    """The classes below each other."""
    y = text * 0.9
    for each, words in zip(chart.classes, entries_of(chart), strict=True):
        lines = lines_of(words, text, right - x - text * 1.4)
        _swatch(canvas, each, text * 0.9, x + text * 0.45, y)
        canvas.lines(lines, x + text * 1.4, y + (len(lines) - 1) * text * LINE / 2, text)
        y += len(lines) * text * LINE + text * 0.5


def _swatch(canvas: Canvas, each: MapClass, side: float, x: float, y: float) -> None:
    """A small square around a place that looks like the areas of a class."""
    half, look = side / 2, look_of(each)
    square = shapely.box(x - half, y - half, x + half, y + half)
    canvas.area(square, look.fill, outline=look.line)
    if look.hatch:
        canvas.hatch(square, look.hatch, look.slopes)
