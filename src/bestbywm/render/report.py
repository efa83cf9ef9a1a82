"""The report: all findings of a presentation as one web page that asks nobody for anything.

Charts are drawn twice: as a still picture, which is there without scripts and on paper, and by
Plotly, which says more under the pointer.
"""

import json
from functools import lru_cache
from typing import Any

from markupsafe import Markup
from plotly.offline import get_plotlyjs

from bestbywm.exhibits.model import Choropleth, Exhibit, HeatTable
from bestbywm.geography import bounds_of, feature_collection
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render import fonts
from bestbywm.render.drawing.charts import chart
from bestbywm.render.drawing.ink import VARIABLES
from bestbywm.render.figures import figure, is_stamped
from bestbywm.render.findings import citation, finding_of, licences
from bestbywm.render.maps import Outlines
from bestbywm.render.theme import DARK, LIGHT
from bestbywm.render.webpage import policy, styles, template
from bestbywm.story.presentation import Presentation
from bestbywm.words import cleaned

STILL_WIDTH, STILL_TEXT = 720, 14
"""Pixels of a still picture, which fits between the margins of A4, and of its words."""

STILL_HEIGHT, MAP_HEIGHT, LOCATOR_HEIGHT = 90, 560, 260
"""Pixels of a still picture; rows of a chart take as many more as their words need."""


def html_report(pack: Pack, presentation: Presentation) -> str:
    """The presentation as one HTML file of less than 6 MB that opens anywhere.

    Nothing in it is asked of any server: scripts, font, outlines and data are inside.
    """
    findings = [finding_of(scene, at) for at, scene in enumerate(presentation.scenes, start=1)]
    figures = {
        str(at): _figures(pack, scene.exhibit)
        for at, scene in enumerate(presentation.scenes, start=1)
        if _is_drawn(scene.exhibit)
    }
    script = template("report.js").render()
    plotly = _plotly() if figures else ""
    return template("report.html").render(
        presentation=presentation,
        title=cleaned(presentation.title),
        findings=findings,
        stills=[_still(pack, scene.exhibit) for scene in presentation.scenes],
        stamped=[is_stamped(scene.exhibit) for scene in presentation.scenes],
        citation=citation(presentation),
        licences=licences(pack),
        policy=policy(plotly, script),
        styles=styles("report.css"),
        data=_as_data({"figures": figures, "outlines": _outlines(pack, presentation)}),
        plotly=Markup(plotly),
        script=Markup(script),
    )


@lru_cache(maxsize=1)
def _plotly() -> str:
    """Plotly's script with the ends of lines that a browser counts in its digest."""
    return str(get_plotlyjs()).replace("\r\n", "\n").replace("\r", "\n")


def _as_data(data: dict[str, Any]) -> Markup:
    """Data as JSON in which nothing can end or open a script."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e"))


# Charts -------------------------------------------------------------------------------------------


def _is_drawn(exhibit: Exhibit) -> bool:
    """Whether Plotly draws it; a heat table is a table."""
    return exhibit.chart is not None and not isinstance(exhibit.chart, HeatTable)


def _figures(pack: Pack, exhibit: Exhibit) -> dict[str, Any]:
    """The figure in light and in dark colours, in the font of the page."""
    outlines = None
    if isinstance(exhibit.chart, Choropleth):
        outlines = _named_outlines(pack, exhibit.chart.view)
    return {theme.name: _in_our_font(figure(exhibit, theme, outlines)) for theme in (LIGHT, DARK)}


def _in_our_font(drawn: dict[str, Any]) -> dict[str, Any]:
    layout = {**drawn["layout"], "font": {"family": f"{fonts.FAMILY}, sans-serif"}}
    return {"data": drawn["data"], "layout": layout}


def _named_outlines(pack: Pack, view: MapView) -> Outlines:
    """Outlines that stand in the page once, under the name of the view."""
    shapes = pack.geography.shapes(pack.region, view)
    return Outlines(
        geojson=view,
        bounds=bounds_of(shapes),
        centres=pack.geography.hexagon_centres() if view == "hexagons" else {},
        shapes=shapes,
    )


def _outlines(pack: Pack, presentation: Presentation) -> dict[str, Any]:
    """The outlines of each map view that the report shows."""
    charts = [scene.exhibit.chart for scene in presentation.scenes]
    views = dict.fromkeys(each.view for each in charts if isinstance(each, Choropleth))
    return {view: feature_collection(pack.geography.shapes(pack.region, view)) for view in views}


def _still(pack: Pack, exhibit: Exhibit) -> Markup | None:
    """The chart as a picture for paper, and for a browser that runs no scripts."""
    height = STILL_HEIGHT
    if isinstance(exhibit.chart, Choropleth):
        height = LOCATOR_HEIGHT if exhibit.chart.is_locator else MAP_HEIGHT
    room = (STILL_WIDTH, height)
    drawn = chart(pack, exhibit, room=room, text=STILL_TEXT, ink=VARIABLES)
    return drawn.svg if drawn else None
