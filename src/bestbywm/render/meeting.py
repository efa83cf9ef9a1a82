"""The meeting mode: all screens of a presentation as one web page that needs nothing else.

Charts are drawn for three shapes of screens (wide, squarer, phone), and the page shows the one that
fits. Whoever has the page can turn its screens without a network.
"""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from bestbywm.exhibits.model import Choropleth, Place
from bestbywm.exhibits.wording import slug
from bestbywm.pack import Pack
from bestbywm.render import fonts
from bestbywm.render.drawing.charts import chart
from bestbywm.render.drawing.ink import VARIABLES, css_variables
from bestbywm.render.drawing.tables import cells_of
from bestbywm.render.tables import shorthand_in
from bestbywm.render.theme import DARK, LIGHT
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

Look = Literal["auto", "light", "dark"]

STAGES: dict[str, tuple[float, float]] = {
    "wide": (1800, 1080),
    "narrow": (1352, 1080),
    "phone": (656, 900),
}
"""Width of a screen without its margins and its height, by the shape of the screen."""

HEADING, LONG_HEADING, LONGEST_HEADING = 52.0, 42.0, 30.0
BODY, SMALL, CHART_TEXT = 26.0, 24.0, 26.0
"""Sizes of words in pixels on a screen of 1920 by 1080."""

LONG, LONGEST = 110, 260
"""Characters of a heading from which it stands in smaller type."""

AROUND = 190
"""Pixels of a screen that margins, gaps and buttons take."""

USUAL_SIGNS = "".join(map(chr, [*range(32, 127), *range(160, 256)])) + "–—‘’“”…−•✓×"


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell of a table: its words and the class of its colour."""

    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class ScreenTable:
    """A table in words."""

    heading: tuple[str, ...]
    rows: tuple[tuple[TableCell, ...], ...]


@dataclass(frozen=True, slots=True)
class MeetingScreen:
    """What stands on one screen, in words and drawings."""

    name: str
    heading: str
    size: str
    finding: str
    subtitle: str
    charts: tuple[tuple[str, Markup], ...]
    places: tuple[Place, ...]
    table: ScreenTable
    shorthand: str
    stamp: str
    caveats: str
    source: str
    note: str


def meeting_page(
    pack: Pack,
    presentation: Presentation,
    *,
    leave_to: str = "",
    look: Look = "auto",
    notes: Sequence[str] = (),
) -> str:
    """The presentation as one HTML page.

    Parameters
    ----------
    pack, presentation
        What is shown.
    leave_to
        Where Esc leads; "" for a page that stands alone.
    look
        Light, dark, or as the machine is set.
    notes
        What could not be shown, said on the first screen.
    """
    screens = [_screen(pack, scene) for scene in presentation.scenes]
    script = _templates().get_template("meeting.js").render()
    return (
        _templates()
        .get_template("meeting.html")
        .render(
            presentation=presentation,
            screens=screens,
            notes=notes,
            has_notes=any(screen.note for screen in screens),
            leave_to=leave_to,
            look=look,
            policy=_policy(script),
            styles=Markup(_styles(frozenset(USUAL_SIGNS))),
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


@lru_cache(maxsize=4)
def _styles(signs: frozenset[str]) -> str:
    return (
        _templates()
        .get_template("meeting.css")
        .render(font=fonts.embedded(signs), light=css_variables(LIGHT), dark=css_variables(DARK))
    )


def _policy(script: str) -> str:
    """What the page may do: run its own script, and ask nobody for anything."""
    digest = b64encode(sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}'; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _screen(pack: Pack, scene: Scene) -> MeetingScreen:
    exhibit = scene.exhibit
    spec = exhibit.chart
    is_map = isinstance(spec, Choropleth) and not spec.is_locator
    shorthand = "; ".join(f"{mark} {meaning}" for mark, meaning in shorthand_in(exhibit.table))
    return MeetingScreen(
        name=slug(exhibit.id),
        heading=cleaned(scene.heading),
        size=_size(scene.heading),
        finding=cleaned(exhibit.headline) if scene.title else "",
        subtitle=cleaned(exhibit.subtitle),
        charts=_charts(pack, scene),
        places=_places(spec) if is_map and isinstance(spec, Choropleth) else (),
        table=_table(scene),
        shorthand=f"{shorthand}." if shorthand else "",
        stamp=exhibit.stamp,
        caveats=cleaned(" ".join(exhibit.caveats)),
        source=cleaned(exhibit.source),
        note=scene.note,
    )


def _size(heading: str) -> str:
    """The class of a heading by its length."""
    return "longest" if len(heading) > LONGEST else "long" if len(heading) > LONG else "usual"


def _charts(pack: Pack, scene: Scene) -> tuple[tuple[str, Markup], ...]:
    """The chart drawn for each shape of a screen; none for a table."""
    found = []
    for shape, (width, height) in STAGES.items():
        room = (width, max(320.0, height - AROUND - _words_height(scene, width)))
        drawn = chart(pack, scene.exhibit, room=room, text=CHART_TEXT, ink=VARIABLES)
        if drawn is None:
            return ()
        found.append((shape, drawn.svg))
    return tuple(found)


def _words_height(scene: Scene, width: float) -> float:
    """How high heading, subtitle, stamp, caveats and source are on a screen of that width."""
    exhibit = scene.exhibit
    sizes = {"usual": HEADING, "long": LONG_HEADING, "longest": LONGEST_HEADING}
    heading = sizes[_size(scene.heading)]
    caveats = min(3, _lines(" ".join(exhibit.caveats), SMALL, width))
    small = _lines(exhibit.stamp, SMALL, width) + caveats + _lines(exhibit.source, SMALL, width)
    body = _lines(exhibit.subtitle, BODY, width)
    body += _lines(exhibit.headline, BODY, width) if scene.title else 0
    above = min(430.0, _lines(scene.heading, heading, width) * heading * 1.15)
    return above + (body * BODY + small * SMALL) * 1.25 + 24


def _lines(words: str, size: float, width: float) -> int:
    return len(fonts.wrapped(words, size, width, "bold")) if words else 0


def _places(chart: Choropleth) -> tuple[Place, ...]:
    """The councils of a map by their names; those outside the selection have no figure."""
    inside = [each for each in chart.places if chart.classes[each.map_class].kind != "outside"]
    return tuple(sorted(inside, key=lambda place: place.name))


def _table(scene: Scene) -> ScreenTable:
    cells = cells_of(scene.exhibit)
    return ScreenTable(
        cells.heading,
        tuple(
            tuple(
                TableCell(cleaned(words), colour)
                for words, colour in zip(row, colours, strict=True)
            )
            for row, colours in zip(cells.rows, cells.colours, strict=True)
        ),
    )
