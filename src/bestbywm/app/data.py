"""Makes cards and files once, and keeps them with the pack that they were made of."""

import json
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from bestbywm.analysis.selection import Selection
from bestbywm.app.frame import Visit
from bestbywm.app.served import handed_out, static_address
from bestbywm.exhibits import maps, overview
from bestbywm.exhibits.model import Choropleth, Exhibit, HeatTable
from bestbywm.exhibits.overview import HeadlineFigure
from bestbywm.exhibits.profile import profile
from bestbywm.geography import bounds_of, feature_collection
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render.document import pdf_briefing
from bestbywm.render.figures import Display, figure, is_stamped
from bestbywm.render.heat import heat_table
from bestbywm.render.layout import Figure
from bestbywm.render.map_key import map_key
from bestbywm.render.maps import Outlines
from bestbywm.render.printout import print_profile
from bestbywm.render.shade_key import shade_key
from bestbywm.render.theme import THEMES
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from bestbywm.survey.questions import Level

IN_NARROW_COLUMN = {"practice"}
"""Pages whose cards have no more room on a wide window than on a phone."""

SELECTIONS_KEPT = 512
"""How many pages' cards are kept with a pack; all visitors share those of the common pack."""


@dataclass(frozen=True, slots=True)
class Card:
    """An exhibit, ready to be shown: with its figure or its table of heat, if it has one.

    A map has a key that stands beside or below it, squares have one above them.
    """

    exhibit: Exhibit
    figure: Figure | None
    heat: str = ""
    key: str = ""

    @property
    def is_map(self) -> bool:
        """Whether the picture is a map."""
        return isinstance(self.exhibit.chart, Choropleth)


def cards(visit: Visit) -> tuple[Card, ...]:
    """The cards of the page, in its order; none if it has nothing to show for the selection."""
    return cards_of(visit.pack, visit.page, visit.selection, visit.display, visit.home)


def cards_of(
    pack: Pack, page: str, selection: Selection, display: Display, home: Path
) -> tuple[Card, ...]:
    """The cards of any page of the catalogue; made once for all that they hang on."""
    return _made_cards(pack, page, selection.only(*SUBJECTS[page].fields), display, home)


@kept_with_it(SELECTIONS_KEPT)
def _made_cards(
    pack: Pack, page: str, selection: Selection, display: Display, home: Path
) -> tuple[Card, ...]:
    exhibits = exhibits_of(pack, page, selection)
    if page in IN_NARROW_COLUMN:
        display = replace(display, narrow=True)
    return tuple(_made(exhibit, pack, display, home) for exhibit in exhibits)


@kept_with_it(SELECTIONS_KEPT)
def overview_cards(
    pack: Pack, selection: Selection, display: Display, home: Path, level: Level
) -> tuple[Card, ...]:
    """The cards of the overview that are shown at once (main), or on request (more).

    Not those of the catalogue: most visitors never ask for more, and need not wait for it.
    """
    exhibits = overview.exhibits(pack, selection, level)
    return tuple(_made(exhibit, pack, display, home) for exhibit in exhibits)


@kept_with_it(SELECTIONS_KEPT)
def headline_figures(pack: Pack, selection: Selection) -> tuple[HeadlineFigure, ...]:
    """The headline figures of the overview."""
    return overview.headline_figures(pack, selection)


@kept_with_it(SELECTIONS_KEPT)
def council_exhibit(pack: Pack, selection: Selection, code: str) -> Exhibit:
    """What one council answered."""
    return maps.council_exhibit(pack, selection, code)


@kept_with_it(64)
def printout(pack: Pack, selection: Selection) -> str:
    """The profile as a page for paper."""
    return print_profile(pack, profile(pack, selection), selection.wave)


@kept_with_it(64)
def briefing(pack: Pack, selection: Selection, made_on: date) -> bytes:
    """The profile as a PDF of one or two pages."""
    return pdf_briefing(pack, profile(pack, selection), made_on)


def _made(exhibit: Exhibit, pack: Pack, display: Display, home: Path) -> Card:
    """The exhibit with its figure or its table of heat, if it has one."""
    theme, chart = THEMES[display.theme], exhibit.chart
    if isinstance(chart, HeatTable):
        stamp = exhibit.stamp if is_stamped(exhibit) else ""
        heat = heat_table(exhibit, theme, stamp=stamp)
        return Card(exhibit, None, heat, key=shade_key(exhibit, theme))
    if isinstance(chart, Choropleth):
        outlines = outlines_of(pack, chart.view, home)
        drawn = figure(exhibit, theme, outlines, narrow=display.narrow, has_key=True)
        return Card(exhibit, drawn, key=map_key(exhibit, theme))
    made = figure(exhibit, theme, narrow=display.narrow) if chart else None
    return Card(exhibit, made, key=shade_key(exhibit, theme))


@kept_with_it(16)
def outlines_of(pack: Pack, view: MapView, home: Path) -> Outlines:
    """What a map view is drawn from, with the address of its outlines.

    The outlines are in a file that the browser keeps; where none can be written, they travel
    inside the figure instead.
    """
    shapes = pack.geography.shapes(pack.region, view)
    collection = feature_collection(shapes)
    file = handed_out(home, f"{view}.json", json.dumps(collection, separators=(",", ":")))
    return Outlines(
        geojson=static_address(file) if file else collection,
        bounds=bounds_of(shapes),
        centres=pack.geography.hexagon_centres() if view == "hexagons" else {},
        shapes=shapes,
    )
