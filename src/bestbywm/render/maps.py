"""Maps as Plotly figures: one trace per class, outlines kept by the browser."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.geography import Bounds
from bestbywm.render.layout import LEGEND_ON_TOP, Figure
from bestbywm.render.theme import TRANSPARENT, Theme, readable_on

MAP_HEIGHT, LOCATOR_HEIGHT = 600, 260

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
        Where labels go, by code, as longitude and latitude; empty for a map without labels.
    """

    geojson: str | Mapping[str, Any]
    bounds: Bounds
    centres: Mapping[str, tuple[float, float]]


def choropleth(chart: Choropleth, theme: Theme, outlines: Outlines) -> Figure:
    """A map of councils: one trace per class, with its number of councils in the legend."""
    west, south, east, north = outlines.bounds
    margin_x, margin_y = (east - west) * 0.01, (north - south) * 0.01
    traces = [
        _map_class(chart, position, each, theme, outlines)
        for position, each in enumerate(chart.classes)
    ]
    labels = _map_labels(chart, theme, outlines)
    return {
        "data": [*traces, *labels],
        "layout": {
            "height": LOCATOR_HEIGHT if chart.is_locator else MAP_HEIGHT,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
            "showlegend": not chart.is_locator,
            "legend": {**LEGEND_ON_TOP, "itemclick": False, "itemdoubleclick": False},
            "clickmode": "event+select",
            "geo": {
                "visible": False,
                "bgcolor": "rgba(0,0,0,0)",
                "projection": {"type": "mercator"},
                "lonaxis": {"range": [west - margin_x, east + margin_x]},
                "lataxis": {"range": [south - margin_y, north + margin_y]},
            },
        },
    }


def highlighted(drawn: Figure, code: str, theme: Theme) -> Figure:
    """The map with a heavy outline around one council; the same map if it is not on it."""
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
        "marker": {"line": {"color": theme.accent, "width": 4}},
        "hoverinfo": "skip",
        **SAME_WHEN_SELECTED,
    }
    return {**drawn, "data": [*drawn["data"], ring]}


def _map_class(
    chart: Choropleth, position: int, each: MapClass, theme: Theme, outlines: Outlines
) -> dict[str, Any]:
    places = [place for place in chart.places if place.map_class == position]
    colour = _colour(each, theme)
    outside = each.kind == "outside"
    return {
        "type": "choropleth",
        "name": f"{each.label} ({len(places)})",
        "geojson": outlines.geojson,
        "locations": [place.code for place in places],
        "z": [1] * len(places),
        "text": [f"{place.name}: {place.text}" for place in places],
        "hoverinfo": "text",
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "showlegend": True,
        "marker": {
            "line": {"color": theme.muted if outside else theme.outline, "width": 0.8},
        },
        **SAME_WHEN_SELECTED,
    }


def _colour(each: MapClass, theme: Theme) -> str:
    if each.step is not None:
        return theme.steps[each.step]
    colours = {"no answer": theme.no_answer, "confidential": theme.confidential}
    return colours.get(each.kind, theme.page)


def _map_labels(chart: Choropleth, theme: Theme, outlines: Outlines) -> list[dict[str, Any]]:
    """Labels on the map: a trace for each colour of the text, as each keeps its own on a click."""
    by_colour: dict[str, list[Place]] = {}
    for place in chart.places:
        if place.code in outlines.centres:
            colour = readable_on(_colour(chart.classes[place.map_class], theme))
            by_colour.setdefault(colour, []).append(place)
    return [_labels_of(places, colour, outlines) for colour, places in by_colour.items()]


def _labels_of(places: Sequence[Place], colour: str, outlines: Outlines) -> dict[str, Any]:
    return {
        "type": "scattergeo",
        "mode": "text",
        "lon": [round(outlines.centres[place.code][0], 4) for place in places],
        "lat": [round(outlines.centres[place.code][1], 4) for place in places],
        "text": ["<br>".join(place.map_label) for place in places],
        "textfont": {"size": 11, "color": colour},
        "unselected": {"textfont": {"color": colour}},
        "hoverinfo": "skip",
        "showlegend": False,
    }
