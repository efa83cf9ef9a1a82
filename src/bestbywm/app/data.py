"""Reads and makes things once: the pack per version of its files, cards per selection."""

import json
import os
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import streamlit as st

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import (
    barriers,
    change,
    claims,
    councils,
    maps,
    maturity,
    overview,
    practice,
    profile,
)
from bestbywm.exhibits.claims import JudgedClaim
from bestbywm.exhibits.model import Choropleth, Exhibit, HeatTable
from bestbywm.exhibits.overview import HeadlineFigure
from bestbywm.exhibits.profile import Profile
from bestbywm.files import version_of
from bestbywm.geography import bounds_of, feature_collection
from bestbywm.pack import Pack, read_pack
from bestbywm.region import MapView
from bestbywm.render.deck import TemplateError, deck
from bestbywm.render.document import pdf_briefing
from bestbywm.render.figures import figure, is_stamped
from bestbywm.render.heat import heat_table
from bestbywm.render.layout import Figure
from bestbywm.render.maps import Outlines
from bestbywm.render.printout import print_profile
from bestbywm.render.theme import THEMES, ThemeName
from bestbywm.story.presentation import Presentation, Scene, prepare, scene_of
from bestbywm.story.storyline import Screen, Storyline
from bestbywm.survey.questions import Level

PACK_VARIABLE = "BESTBYWM_DATA"
"""Environment variable that names the folder of another region pack."""

SHIPPED = "data"
"""Folder of the pack that ships with the dashboard, next to dashboard.py."""

STATIC = "static"
"""Folder next to dashboard.py whose files the server hands out under /app/static."""

OUTLINES = "outlines"

SELECTIONS_KEPT = 512
"""How many selections' cards are kept in memory, shared by all visitors."""

Version = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Card:
    """An exhibit, ready to be shown: with its figure or its table of heat, if it has one."""

    exhibit: Exhibit
    figure: Figure | None
    heat: str = ""

    @property
    def is_map(self) -> bool:
        """Whether the picture is a map."""
        return isinstance(self.exhibit.chart, Choropleth)


def current_pack(home: Path) -> Pack:
    """The pack in BESTBYWM_DATA, or the shipped one, as its files are now.

    Raises
    ------
    PackError
        If the folder cannot be used.
    """
    named = os.environ.get(PACK_VARIABLE, "").strip()
    folder = Path(named).expanduser() if named else home / SHIPPED
    return _pack(str(folder), version_of(folder))


@st.cache_resource(max_entries=4, show_spinner="Reading the survey and the boundaries …")
def _pack(folder: str, version: Version) -> Pack:  # noqa: ARG001 - the version is a key
    return read_pack(Path(folder))


@lru_cache(maxsize=SELECTIONS_KEPT)
def headline_figures(pack: Pack, selection: Selection) -> tuple[HeadlineFigure, ...]:
    """The headline figures of the overview."""
    return overview.headline_figures(pack, selection)


@lru_cache(maxsize=SELECTIONS_KEPT)
def overview_cards(
    pack: Pack, selection: Selection, theme: ThemeName, level: Level
) -> tuple[Card, ...]:
    """The cards of the overview that are shown at once (main), or on request (more)."""
    return tuple(made(exhibit, theme) for exhibit in overview.exhibits(pack, selection, level))


@lru_cache(maxsize=SELECTIONS_KEPT)
def barriers_cards(pack: Pack, selection: Selection, theme: ThemeName) -> tuple[Card, ...]:
    """The cards of the page on barriers."""
    return tuple(made(exhibit, theme) for exhibit in barriers.exhibits(pack, selection))


@lru_cache(maxsize=SELECTIONS_KEPT)
def maturity_cards(pack: Pack, selection: Selection, theme: ThemeName) -> tuple[Card, ...]:
    """The cards of the page on maturity."""
    return tuple(made(exhibit, theme) for exhibit in maturity.exhibits(pack, selection))


@lru_cache(maxsize=SELECTIONS_KEPT)
def councils_cards(pack: Pack, selection: Selection, theme: ThemeName) -> tuple[Card, ...]:
    """The cards of the page on councils: side by side, all in a table, and strips."""
    exhibits = (councils.side_by_side(pack, selection), councils.heat(pack, selection))
    found = [exhibit for exhibit in exhibits if exhibit is not None]
    return tuple(made(exhibit, theme) for exhibit in (*found, *councils.strips(pack, selection)))


@lru_cache(maxsize=SELECTIONS_KEPT)
def change_cards(pack: Pack, selection: Selection, theme: ThemeName) -> tuple[Card, ...]:
    """The cards of what changed between two waves."""
    return tuple(made(exhibit, theme) for exhibit in change.exhibits(pack, selection))


@lru_cache(maxsize=SELECTIONS_KEPT)
def profile_of(pack: Pack, selection: Selection) -> Profile:
    """The profile of the council that is looked at."""
    return profile.profile(pack, selection)


@lru_cache(maxsize=SELECTIONS_KEPT)
def profile_cards(pack: Pack, selection: Selection, theme: ThemeName) -> tuple[Card, ...]:
    """The cards of a profile, without its locator map."""
    return tuple(made(exhibit, theme) for exhibit in profile_of(pack, selection).exhibits[1:])


@lru_cache(maxsize=64)
def printout(pack: Pack, selection: Selection) -> str:
    """The profile as a page for paper."""
    return print_profile(pack, profile_of(pack, selection), selection.wave)


@lru_cache(maxsize=64)
def briefing(pack: Pack, selection: Selection, made_on: date) -> bytes:
    """The profile as a PDF of one or two pages."""
    return pdf_briefing(pack, profile_of(pack, selection), made_on)


@lru_cache(maxsize=SELECTIONS_KEPT)
def map_card(pack: Pack, selection: Selection, theme: ThemeName, home: Path) -> Card:
    """The card of the map."""
    return made_map(maps.map_of(pack, selection), pack, theme, home)


@lru_cache(maxsize=SELECTIONS_KEPT)
def council_exhibit(pack: Pack, selection: Selection, code: str) -> Exhibit:
    """What one council answered."""
    return maps.council_exhibit(pack, selection, code)


@lru_cache(maxsize=SELECTIONS_KEPT)
def practice_cards(
    pack: Pack, selection: Selection, theme: ThemeName, home: Path
) -> tuple[Card, ...]:
    """The cards of the page on good practice: the themes and the map; none without an example."""
    return tuple(
        made_map(exhibit, pack, theme, home)
        if isinstance(exhibit.chart, Choropleth)
        else made(exhibit, theme)
        for exhibit in practice.exhibits(pack, selection)
    )


@lru_cache(maxsize=SELECTIONS_KEPT)
def presentation(
    pack: Pack, storyline: Storyline, made_on: date
) -> tuple[Presentation, tuple[str, ...]]:
    """The presentation of a storyline, and what cannot be shown of it."""
    return prepare(pack, storyline, made_on)


@lru_cache(maxsize=SELECTIONS_KEPT)
def scene(pack: Pack, screen: Screen) -> tuple[Scene | None, tuple[str, ...]]:
    """The scene of a screen, if there is such a finding, and what cannot be used of it."""
    return scene_of(pack, screen)


@lru_cache(maxsize=2)  # a template may be large
def template_fault(pack: Pack, template: bytes) -> str:
    """Why slides cannot be made from a template; "" if they can."""
    nothing, _ = prepare(pack, Storyline("Template"), date.today())
    try:
        deck(pack, nothing, template=template)
    except TemplateError as error:
        return str(error)
    return ""


@lru_cache(maxsize=4)
def judged_claims(pack: Pack) -> tuple[JudgedClaim, ...]:
    """The published figures and claims with their verdicts."""
    return claims.judged_claims(pack)


@lru_cache(maxsize=4)
def claims_card(pack: Pack) -> Card:
    """The card of all figures and claims as one table."""
    return Card(claims.exhibit(pack), None)


def made(exhibit: Exhibit, theme: ThemeName) -> Card:
    """The exhibit with its figure or its table of heat, if it has one; not for maps."""
    if isinstance(exhibit.chart, HeatTable):
        stamp = exhibit.stamp if is_stamped(exhibit) else ""
        return Card(exhibit, None, heat_table(exhibit, THEMES[theme], stamp=stamp))
    return Card(exhibit, figure(exhibit, THEMES[theme]) if exhibit.chart else None)


def made_map(exhibit: Exhibit, pack: Pack, theme: ThemeName, home: Path) -> Card:
    """The exhibit of a map with its figure."""
    if not isinstance(exhibit.chart, Choropleth):
        raise ValueError(f"The exhibit {exhibit.id} is no map")
    outlines = outlines_of(pack, exhibit.chart.view, home)
    return Card(exhibit, figure(exhibit, THEMES[theme], outlines))


@lru_cache(maxsize=16)
def outlines_of(pack: Pack, view: MapView, home: Path) -> Outlines:
    """What a map view is drawn from, with the address of its outlines.

    The outlines are written once to a file that the browser keeps, named after its contents.
    Where the folder cannot be written to, they travel inside the figure instead.
    """
    shapes = pack.geography.shapes(pack.region, view)
    collection = feature_collection(shapes)
    content = json.dumps(collection, separators=(",", ":"))
    name = f"{view}-{sha256(content.encode()).hexdigest()[:16]}.json"
    path = home / STATIC / OUTLINES / name
    written = path.is_file() or _write(path, content)
    return Outlines(
        geojson=static_address(f"{OUTLINES}/{name}") if written else collection,
        bounds=bounds_of(shapes),
        centres=pack.geography.hexagon_centres() if view == "hexagons" else {},
    )


def _write(path: Path, content: str) -> bool:
    """Write the file whole or not at all; whether it worked."""
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(content, encoding="utf-8")
        draft.replace(path)
    except OSError:
        return False
    return True


def static_address(name: str) -> str:
    """Address of a static file on our own server, whatever path the dashboard runs under."""
    base = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"{'/' + base if base else ''}/app/static/{name}"
