"""The report: all findings of a presentation as one web page that asks nobody for anything.

Charts are drawn twice: as a still picture, which is there without scripts and on paper, and by
Plotly, which says more under the pointer.
"""

import json
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from plotly.offline import get_plotlyjs

from bestbywm.exhibits.model import Cell, Choropleth, Column, Exhibit, HeatTable
from bestbywm.geography import bounds_of, feature_collection
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render import fonts
from bestbywm.render.drawing.charts import chart
from bestbywm.render.drawing.ink import VARIABLES, css_variables
from bestbywm.render.drawing.tables import cells_of
from bestbywm.render.figures import figure, is_stamped
from bestbywm.render.maps import Outlines
from bestbywm.render.tables import cell_in_words, shorthand_in, site_of
from bestbywm.render.theme import DARK, LIGHT
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

STILL_WIDTH, STILL_TEXT = 720, 14
"""Pixels of a still picture, which fits between the margins of A4, and of its words."""

STILL_HEIGHT, MAP_HEIGHT, LOCATOR_HEIGHT = 90, 560, 260
"""Pixels of a still picture; rows of a chart take as many more as their words need."""

LONG = 160
"""Characters of a heading from which it stands in smaller type."""

MOST_UPRIGHT = 9
"""Columns of a table on an upright sheet of paper; with a wider one the sheet lies on its side."""

SHORT = 12
"""Rows of a table with which a finding still fits on one sheet, and is not torn apart."""

USUAL_SIGNS = "".join(map(chr, [*range(32, 127), *range(160, 256)])) + "–—‘’“”…−•✓×"
"""Signs of the font that travel with the page; whoever reads it may have others."""


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A cell of a table: its words or its link, and the classes of its look."""

    words: str
    look: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table in words, with the class of each column."""

    caption: str
    heading: tuple[ReportCell, ...]
    rows: tuple[tuple[ReportCell, ...], ...]

    @property
    def words(self) -> list[list[str]]:
        """The words of heading and rows."""
        return [[cell.words for cell in row] for row in (self.heading, *self.rows)]


@dataclass(frozen=True, slots=True)
class Finding:
    """What the report says of one scene, ready to be written."""

    heading: str
    is_long: bool
    headline: str
    subtitle: str
    still: Markup | None
    heat: ReportTable | None
    alt: str
    is_stamped: bool
    table: ReportTable | None
    shorthand: tuple[tuple[str, str], ...]
    saying: str
    note: str
    asked: str
    caveats: tuple[str, ...]
    source: str
    stamp: str

    @property
    def sheet(self) -> str:
        """The class of its sheet of paper: on its side, whole on one sheet, or "" for neither."""
        tables = [table for table in (self.heat, self.table) if table]
        if any(len(table.heading) > MOST_UPRIGHT for table in tables):
            return "sideways"
        return "whole" if all(len(table.rows) <= SHORT for table in tables) else ""


def html_report(pack: Pack, presentation: Presentation) -> str:
    """The presentation as one HTML file of less than 6 MB that opens anywhere.

    Nothing in it is asked of any server: scripts, font, outlines and data are inside.
    """
    findings = [_finding(pack, scene, at) for at, scene in enumerate(presentation.scenes, start=1)]
    figures = {
        str(at): _figures(pack, scene.exhibit)
        for at, scene in enumerate(presentation.scenes, start=1)
        if _is_drawn(scene.exhibit)
    }
    script = _templates().get_template("report.js").render()
    plotly = _plotly() if figures else ""
    return (
        _templates()
        .get_template("report.html")
        .render(
            presentation=presentation,
            title=cleaned(presentation.title),
            findings=findings,
            citation=_citation(presentation),
            licences=_licences(pack),
            policy=_policy(plotly, script),
            styles=Markup(_styles()),
            data=_as_data({"figures": figures, "outlines": _outlines(pack, presentation)}),
            plotly=Markup(plotly),
            script=Markup(script),
        )
    )


@lru_cache(maxsize=1)
def _templates() -> Environment:
    return Environment(
        loader=PackageLoader("bestbywm.render"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=1)
def _plotly() -> str:
    """Plotly's script with the ends of lines that a browser counts in its digest."""
    return str(get_plotlyjs()).replace("\r\n", "\n").replace("\r", "\n")


@lru_cache(maxsize=1)
def _styles() -> str:
    return (
        _templates()
        .get_template("report.css")
        .render(
            font=fonts.embedded(frozenset(USUAL_SIGNS)),
            light=css_variables(LIGHT),
            dark=css_variables(DARK),
        )
    )


def _policy(*scripts: str) -> str:
    """What the page may do: run its own scripts, and ask nobody for anything."""
    digests = [b64encode(sha256(each.encode()).digest()).decode() for each in scripts if each]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _as_data(data: dict[str, Any]) -> Markup:
    """Data as JSON in which nothing can end or open a script."""
    text = json.dumps(data, ensure_ascii=True, separators=(",", ":"))
    return Markup(text.replace("&", r"\u0026").replace("<", r"\u003c").replace(">", r"\u003e"))


def _citation(presentation: Presentation) -> str:
    """How to name the report: survey, title, kinds of data, and the day it was made."""
    return cleaned(
        f"{presentation.survey}: {presentation.title}. {' '.join(presentation.stamps)} "
        f"Report made on {presentation.made_on_in_words}."
    )


def _licences(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Title and address of each licence of the data, each once."""
    found = [(each.licence, each.licence_url) for each in pack.sources if site_of(each.licence_url)]
    return tuple(dict.fromkeys(found))


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
    return Outlines(
        geojson=view,
        bounds=bounds_of(pack.geography.shapes(pack.region, view)),
        centres=pack.geography.hexagon_centres() if view == "hexagons" else {},
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


# Words and tables ---------------------------------------------------------------------------------


def _finding(pack: Pack, scene: Scene, number: int) -> Finding:
    exhibit = scene.exhibit
    heat, table = _tables(exhibit, number)
    return Finding(
        heading=cleaned(scene.heading),
        is_long=len(scene.heading) > LONG,
        headline=cleaned(exhibit.headline) if scene.title else "",
        subtitle=cleaned(exhibit.subtitle),
        still=_still(pack, exhibit),
        heat=heat,
        alt=cleaned(exhibit.alt),
        is_stamped=is_stamped(exhibit),
        table=table,
        shorthand=tuple(shorthand_in(exhibit.table)),
        saying=cleaned(scene.saying),
        note=cleaned(scene.note),
        asked=cleaned(exhibit.help),
        caveats=tuple(cleaned(each) for each in exhibit.caveats),
        source=cleaned(exhibit.source),
        stamp=exhibit.stamp,
    )


def _tables(exhibit: Exhibit, number: int) -> tuple[ReportTable | None, ReportTable | None]:
    """The coloured table, if the chart is one, and the table; as one if they say the same."""
    heat = _heat(exhibit, number)
    table = _table(exhibit, number) if exhibit.table.rows else None
    if heat and table and heat.words == table.words:
        return None, replace(table, rows=heat.rows)
    return heat, table


def _table(exhibit: Exhibit, number: int) -> ReportTable:
    columns = exhibit.table.columns
    return ReportTable(
        caption=cleaned(f"Table {number}. {exhibit.subtitle} {exhibit.stamp}"),
        heading=tuple(ReportCell(cleaned(each.name), _look(each)) for each in columns),
        rows=tuple(
            tuple(_cell(cell, column) for cell, column in zip(row, columns, strict=True))
            for row in exhibit.table.rows
        ),
    )


def _cell(cell: Cell, column: Column) -> ReportCell:
    """The cell in words; an address leads to its page, and reads as its site in such a column."""
    words = cleaned(cell_in_words(cell, column.format))
    site = "" if " " in words else site_of(words)
    if not site:
        return ReportCell(words, _look(column))
    return ReportCell(site if column.format == "link" else words, address=words)


def _look(column: Column) -> str:
    return "number" if column.format in {"whole", "share", "decimal", "points"} else ""


def _heat(exhibit: Exhibit, number: int) -> ReportTable | None:
    """The coloured table that is the exhibit's chart; None for any other chart."""
    if not isinstance(exhibit.chart, HeatTable):
        return None
    cells = cells_of(exhibit)
    return ReportTable(
        caption=cleaned(f"Coloured table {number}. {exhibit.headline}"),
        heading=_plain(cells.heading),
        rows=tuple(
            tuple(
                ReportCell(cleaned(words), colour)
                for words, colour in zip(row, colours, strict=True)
            )
            for row, colours in zip(cells.rows, cells.colours, strict=True)
        ),
    )


def _plain(words: Sequence[str]) -> tuple[ReportCell, ...]:
    return tuple(ReportCell(cleaned(each)) for each in words)
