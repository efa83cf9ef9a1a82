"""Maps as Plotly figures: one trace per class, outlines kept by the browser.

What has room on the map is worked out here, from the shapes and the size at which the map is drawn.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from math import ceil
from typing import Any, NamedTuple

import shapely
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.geography import Bounds
from bestbywm.render import fonts
from bestbywm.render.areas import Corners, Spot, entries_of, hatching, look_of, room_for
from bestbywm.render.drawing.ink import Ink, ink_of
from bestbywm.render.layout import LEGEND_ON_TOP, Figure
from bestbywm.render.projection import Projection, mercator
from bestbywm.render.theme import TRANSPARENT, Theme

LOCATOR_HEIGHT = 260

WIDE, NARROW = 590, 300
"""Pixels that a map is drawn wide: as much as its card has on a laptop, and on a small phone. Its
height follows from that, so that there is no empty band above or below it."""

SPARE = 0.01
"""Part of the width and height of the map that stays free on each side, for its outlines."""

HATCH = 12.0
"""Pixels from one line of a hatching to the next, along an edge."""

LINE = 1.25
"""From one line of a label to the next, in sizes of its words."""

AIR = 2.0
"""Pixels around a label that stay free of hatching and of the outline."""

SAME_WHEN_SELECTED = {
    "selected": {"marker": {"opacity": 1}},
    "unselected": {"marker": {"opacity": 1}},
}
"""A click selects a council, but must not make the others pale."""


@dataclass(frozen=True)
class Outlines:
    """What a map is drawn from.

    Attributes
    ----------
    geojson
        Address of a GeoJSON file on our own server, or the GeoJSON itself.
    bounds
        Box around all shapes, in degrees.
    centres
        Where labels go, by code, as longitude and latitude; empty where each label goes to where
        its shape has room for it.
    shapes
        The shapes by code, in degrees: for labels and hatching, of which there are none without.
    """

    geojson: str | Mapping[str, Any]
    bounds: Bounds
    centres: Mapping[str, tuple[float, float]]
    shapes: Mapping[str, BaseGeometry] = field(default_factory=dict)


def choropleth(
    chart: Choropleth,
    theme: Theme,
    outlines: Outlines,
    *,
    narrow: bool = False,
    has_legend: bool = True,
) -> Figure:
    """A map of councils: one trace per class, with its number of councils in the legend.

    Without a legend it needs a key beside it.
    """
    west, south, east, north = outlines.bounds
    margin_x, margin_y = (east - west) * SPARE, (north - south) * SPARE
    room = _room(chart, outlines.bounds, narrow=narrow)
    ink = ink_of(theme)
    labels = [] if chart.is_locator else _labels(chart, outlines, room)
    return {
        "data": [
            *_classes(chart, ink, outlines),
            *_hatchings(chart, ink, outlines, room, labels),
            *_label_traces(labels, ink, room),
        ],
        "layout": {
            "height": room.height,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": has_legend and not chart.is_locator,
            "legend": {**LEGEND_ON_TOP, "itemclick": False, "itemdoubleclick": False},
            "clickmode": "event+select",
            "geo": {
                "visible": False,
                "bgcolor": TRANSPARENT,
                "projection": {"type": "mercator"},
                "lonaxis": {"range": [west - margin_x, east + margin_x]},
                "lataxis": {"range": [south - margin_y, north + margin_y]},
            },
        },
    }


def highlighted(drawn: Figure, code: str, theme: Theme) -> Figure:
    """The map with a ring around one council; the same map if it is not on it.

    The ring has an outline on both sides, so that it stands out from every colour of the map.
    """
    first = next((each for each in drawn["data"] if code in each.get("locations", ())), None)
    if first is None:
        return drawn
    ring = {
        "type": "choropleth",
        "geojson": first["geojson"],
        "locations": [code],
        "z": [1],
        "colorscale": [[0, TRANSPARENT], [1, TRANSPARENT]],
        "showscale": False,
        "hoverinfo": "skip",
        **SAME_WHEN_SELECTED,
    }
    rings = [
        {**ring, "marker": {"line": {"color": colour, "width": width}}}
        for colour, width in ((theme.outline, 8), (theme.accent, 4))
    ]
    return {**drawn, "data": [*drawn["data"], *rings]}


class _Room(NamedTuple):
    """The size at which a map is drawn: its height in pixels, from degrees to pixels, its words."""

    height: int
    projection: Projection
    size: float


def _room(chart: Choropleth, bounds: Bounds, *, narrow: bool) -> _Room:
    west, south, east, north = bounds
    wide = (east - west) * (1 + 2 * SPARE)
    high = (mercator(north) - mercator(south)) * (1 + 2 * SPARE)
    width = NARROW if narrow else WIDE
    height = LOCATOR_HEIGHT if chart.is_locator else ceil(width * high / wide)
    scale = min(width / wide, height / high)
    return _Room(height, Projection(0.0, 0.0, scale), 11 if narrow else 12)


def _classes(chart: Choropleth, ink: Ink, outlines: Outlines) -> list[dict[str, Any]]:
    return [
        _map_class(chart, at, entry, ink, outlines) for at, entry in enumerate(entries_of(chart))
    ]


def _map_class(
    chart: Choropleth, position: int, name: str, ink: Ink, outlines: Outlines
) -> dict[str, Any]:
    places = [place for place in chart.places if place.map_class == position]
    look = look_of(chart.classes[position])
    colour = ink(look.fill)
    return {
        "type": "choropleth",
        "name": name,
        "geojson": outlines.geojson,
        "locations": [place.code for place in places],
        "z": [1] * len(places),
        "text": [f"{place.name}: {place.text}" for place in places],
        "hoverinfo": "text",
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": True,
        "marker": {"line": {"color": ink(look.line), "width": 1.2}},
        **SAME_WHEN_SELECTED,
    }


# Labels -------------------------------------------------------------------------------------------


class _Label(NamedTuple):
    """Name and figure of a council, and where their middle lies in pixels."""

    place: Place
    look: str
    name: tuple[str, ...]
    at: Spot

    @property
    def lines(self) -> list[str]:
        return [*self.name, *_figure_of(self.place)]


def _labels(chart: Choropleth, outlines: Outlines, room: _Room) -> list[_Label]:
    """What each council says on the map: all in hexagons, else name and figure as they fit."""
    found = []
    for place in chart.places:
        words = look_of(chart.classes[place.map_class]).words
        if place.code in outlines.centres:
            at = room.projection.at(*outlines.centres[place.code])
            found.append(_Label(place, words, place.map_label, at))
        elif place.code in outlines.shapes:
            shape = _in_pixels(outlines.shapes[place.code], room.projection)
            found += _that_fits(shape, place, words, room.size)
    return found


def _that_fits(shape: BaseGeometry, place: Place, words: str, size: float) -> list[_Label]:
    """A label with the name and the figure, else with the figure alone, if it has room."""
    if not place.short:
        return []
    for name in ((place.name,), place.map_label, ()):
        at = room_for(shape, *_size_of([*name, *_figure_of(place)], size))
        if at is not None:
            return [_Label(place, words, name, at)]
    return []


def _figure_of(place: Place) -> list[str]:
    return [place.short] if place.short else []


def _size_of(lines: Sequence[str], size: float) -> tuple[float, float]:
    """Width and height of a label with the air around it, in pixels."""
    wide = max(fonts.width(line, size, "bold") for line in lines)
    return wide + 2 * AIR, len(lines) * size * LINE + 2 * AIR


@lru_cache(maxsize=1024)
def _in_pixels(shape: BaseGeometry, projection: Projection) -> BaseGeometry:
    def move(corners: Corners) -> Corners:
        moved = corners.copy()
        for row, (longitude, latitude) in enumerate(corners):
            moved[row] = projection.at(longitude, latitude)
        return moved

    return shapely.transform(shape, move)


def _label_traces(labels: Sequence[_Label], ink: Ink, room: _Room) -> list[dict[str, Any]]:
    """Labels on the map: a trace for each colour of the text, as each keeps its own on a click."""
    by_colour: dict[str, list[_Label]] = {}
    for label in labels:
        by_colour.setdefault(ink(label.look), []).append(label)
    return [_labels_of(found, colour, room) for colour, found in by_colour.items()]


def _labels_of(labels: Sequence[_Label], colour: str, room: _Room) -> dict[str, Any]:
    places = [room.projection.place_at(*label.at) for label in labels]
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [round(longitude, 4) for longitude, _ in places],
        "lat": [round(latitude, 4) for _, latitude in places],
        "text": [_written(label) for label in labels],
        "textfont": {"size": room.size, "color": colour},
        "unselected": {"textfont": {"color": colour}},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _written(label: _Label) -> str:
    return "<br>".join([*label.name, *(f"<b>{each}</b>" for each in _figure_of(label.place))])


# Hatching -----------------------------------------------------------------------------------------


def _hatchings(
    chart: Choropleth, ink: Ink, outlines: Outlines, room: _Room, labels: Sequence[_Label]
) -> list[dict[str, Any]]:
    """Lines across the councils without a figure, a trace for each such class; none under words."""
    labelled = {label.place.code: label for label in labels}
    traces = []
    for at, each in enumerate(chart.classes):
        places = [place for place in chart.places if place.map_class == at]
        if look_of(each).hatch and places:
            lines = [
                line
                for place in places
                if place.code in outlines.shapes
                for line in _lines_across(
                    outlines.shapes[place.code], each, room, labelled.get(place.code)
                )
            ]
            traces.append(_hatching_trace(lines, ink(look_of(each).hatch), room))
    return [each for each in traces if each["lon"]]


def _lines_across(
    shape: BaseGeometry, each: MapClass, room: _Room, label: _Label | None
) -> list[tuple[Spot, Spot]]:
    free = _in_pixels(shape, room.projection)
    if label is not None:
        (x, y), (wide, high) = label.at, _size_of(label.lines, room.size)
        free = free.difference(shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
    return hatching(free, HATCH, look_of(each).slopes)


def _hatching_trace(lines: Sequence[tuple[Spot, Spot]], colour: str, room: _Room) -> dict[str, Any]:
    longitudes: list[float | None] = []
    latitudes: list[float | None] = []
    for line in lines:
        for end in line:
            longitude, latitude = room.projection.place_at(*end)
            longitudes.append(round(longitude, 3))
            latitudes.append(round(latitude, 3))
        longitudes.append(None)
        latitudes.append(None)
    return {
        "type": "scattergeo",
        "mode": "lines",
        "lon": longitudes,
        "lat": latitudes,
        "line": {"color": colour, "width": 1.6},
        "hoverinfo": "skip",
        "showlegend": False,
    }
