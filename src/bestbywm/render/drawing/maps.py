"""Maps: every council a shape with its own words, hatched where nobody answered."""

from math import cos, radians

from markupsafe import Markup
from shapely import box
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.pack import Pack
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Canvas, rounded
from bestbywm.render.projection import Projection, filling, rings_of
from bestbywm.words import cleaned

LEGEND = 0.27
"""The part of the width that the legend takes."""

NAMES = 0.72
"""Size of names on the map, in sizes of the words."""


def choropleth(
    canvas: Canvas,
    pack: Pack,
    id_: str,
    chart: Choropleth,
    room: tuple[float, float],
    text: float,
) -> float:
    """A map as large as the room lets it be, and its legend at the right; the height it takes."""
    shapes = pack.geography.shapes(pack.region, chart.view)
    width, height = room
    legend = 0.0 if chart.is_locator else _legend_room(chart, width, text)
    projection = filling(shapes, width - legend, height)
    hatched = canvas.hatching(f"hatched-{id_}")
    for place in chart.places:
        _place(canvas, chart, place, shapes[place.code], projection, hatched)
    if not chart.is_locator:
        centres = pack.geography.hexagon_centres() if chart.view == "hexagons" else {}
        for place in chart.places:
            _name(
                canvas, chart, place, shapes[place.code], centres.get(place.code), projection, text
            )
        _legend(canvas, chart, width - legend, hatched, text, legend)
    return height


def _colour(each: MapClass, hatched: str) -> str:
    if each.step is not None:
        return f"step-{each.step}"
    return hatched if each.kind == "no answer" else "page"


def _place(
    canvas: Canvas,
    chart: Choropleth,
    place: Place,
    shape: BaseGeometry,
    projection: Projection,
    hatched: str,
) -> None:
    each = chart.classes[place.map_class]
    attributes = Markup(
        ' class="council" data-code="{}" data-name="{}" data-text="{}" fill-rule="evenodd"'
    ).format(place.code, cleaned(place.name), cleaned(place.text))
    words = f"{place.name}: {place.text}" if place.text else place.name
    canvas.path(
        _path(shape, projection),
        _colour(each, hatched),
        outline="muted" if each.kind == "outside" else "outline",
        attributes=attributes,
        title=words,
    )


def _path(shape: BaseGeometry, projection: Projection) -> str:
    rings = [[projection.at(x, y) for x, y in ring[:-1]] for ring in rings_of(shape)]
    return "".join(
        "M" + "L".join(f"{rounded(x)} {rounded(y)}" for x, y in ring) + "Z" for ring in rings
    )


def _name(
    canvas: Canvas,
    chart: Choropleth,
    place: Place,
    shape: BaseGeometry,
    centre: tuple[float, float] | None,
    projection: Projection,
    text: float,
) -> None:
    """The name of a council inside its shape; on a real map only where it fits."""
    size = text * NAMES
    lines = list(place.map_label)
    if centre is None:
        middle = shape.representative_point()
        if not _fits(shape, (middle.x, middle.y), lines, size, projection):
            return
        centre = (middle.x, middle.y)
    else:
        size = _hexagon_size(lines, shape, projection, size)
    x, y = projection.at(*centre)
    each = chart.classes[place.map_class]
    colour = f"on-step-{each.step}" if each.step is not None else "text"
    canvas.lines(lines, x, y, size, colour=colour, anchor="middle")


def _hexagon_size(
    lines: list[str], shape: BaseGeometry, projection: Projection, size: float
) -> float:
    """The size at which the longest line has room between two sides of a hexagon."""
    west, _, east, _ = (float(each) for each in shape.bounds)
    room = (east - west) * projection.scale * 0.9
    longest = max((fonts.width(line, 1.0) for line in lines), default=1.0)
    return min(size, room / longest)


def _fits(
    shape: BaseGeometry,
    middle: tuple[float, float],
    lines: list[str],
    size: float,
    projection: Projection,
) -> bool:
    """Whether the words around a point lie within the shape."""
    scale = projection.scale
    wide = max(fonts.width(line, size) for line in lines) / scale / 2
    high = len(lines) * size * LINE / scale * cos(radians(middle[1])) / 2
    x, y = middle
    return bool(shape.contains(box(x - wide, y - high, x + wide, y + high)))


def _legend_room(chart: Choropleth, width: float, text: float) -> float:
    longest = max((fonts.width(each, text) for each in _entries(chart)), default=0.0)
    return min(width * LEGEND + text, longest + text * 2.2)


def _entries(chart: Choropleth) -> list[str]:
    """The names of the classes with how many councils are in each."""
    return [
        f"{each.label} ({sum(place.map_class == at for place in chart.places)})"
        for at, each in enumerate(chart.classes)
    ]


def _legend(
    canvas: Canvas, chart: Choropleth, x: float, hatched: str, text: float, room: float
) -> None:
    y = text * 0.5
    size = text * 0.9
    for each, words in zip(chart.classes, _entries(chart), strict=True):
        lines = fonts.wrapped(words, text, room - text * 1.5)
        canvas.rect(x, y, size, size, _colour(each, hatched), outline="outline")
        first = y + text * 0.45
        canvas.lines(lines, x + text * 1.4, first + (len(lines) - 1) * text * LINE / 2, text)
        y += len(lines) * text * LINE + text * 0.5
