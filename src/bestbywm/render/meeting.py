"""The meeting mode: all screens of a presentation as one web page that needs nothing else.

Charts are drawn for three shapes of screens (wide, squarer, phone), and the page shows the one that
fits. Whoever has the page can turn its screens without a network.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup

from bestbywm.exhibits.model import Choropleth, Exhibit
from bestbywm.exhibits.wording import slug
from bestbywm.pack import Pack
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE
from bestbywm.render.drawing.charts import chart, largest_chart
from bestbywm.render.drawing.ink import VARIABLES
from bestbywm.render.findings import Finding, ReportTable, finding_of
from bestbywm.render.fonts import Weight
from bestbywm.render.webpage import policy, styles, template
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

Look = Literal["auto", "light", "dark"]

# The numbers below stand in meeting.css as well, where a pixel is a tenth of 1rem.

CHART_WORDS = (44.0, 40.0, 36.0, 32.0, 29.0, 27.0)
BODY, SMALL = 27.0, 24.0
"""Sizes of words in pixels on a screen of 1920 by 1080."""

HEADINGS: dict[str, tuple[float, int]] = {
    "usual": (60.0, 2),
    "long": (46.0, 2),
    "longer": (42.0, 3),
    "longest": (30.0, 12),
}
"""Size of a heading, and on how many lines of a wide screen it may stand to have it."""

TIGHT = 1.15
"""From one line of a heading or a footer to the next, in sizes of the words."""

CAVEAT_LINES = 3
"""Lines of caveats under a chart; beside the table they stand whole."""

AROUND = 138.0
"""Pixels of a screen that margins, gaps and buttons take."""

FEW_ROWS, FEW_COLUMNS = 7, 6
"""A table with no more than these has larger words."""

LOWEST = 320.0
"""Pixels of a chart, however many words stand around it."""


@dataclass(frozen=True, slots=True)
class Stage:
    """A shape of screen, and its pixels without the margins at the sides."""

    shape: str
    width: float
    height: float


STAGES = (Stage("wide", 1800, 1080), Stage("narrow", 1352, 1080))

PHONE = (656.0, 700.0)
"""Pixels of a chart on a phone, which scrolls down: it may be higher."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A council that can be chosen on a map: its code, its name, and its figures in words."""

    code: str
    name: str
    text: str


@dataclass(frozen=True, slots=True)
class MeetingScreen:
    """What stands on one screen.

    Attributes
    ----------
    name
        For its address.
    size
        The class of its heading.
    said
        Its words.
    table
        What the table shows; None where there is none.
    charts
        Its chart by shape of screen; none for what is a table.
    choices
        The councils of a map.
    """

    name: str
    size: str
    said: Finding
    table: ReportTable | None
    charts: tuple[tuple[str, Markup], ...]
    choices: tuple[Choice, ...]

    @property
    def has_short_table(self) -> bool:
        """Whether its table has room for larger words."""
        table = self.table
        return (
            table is not None and len(table.rows) <= FEW_ROWS and len(table.heading) <= FEW_COLUMNS
        )


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
    screens = [_screen(pack, scene, at) for at, scene in enumerate(presentation.scenes, start=1)]
    script = template("meeting.js").render()
    return template("meeting.html").render(
        title=cleaned(presentation.title),
        screens=screens,
        notes=[cleaned(note) for note in notes],
        has_notes=any(screen.said.note for screen in screens),
        leave_to=leave_to,
        look=look,
        policy=policy(script),
        styles=styles("meeting.css"),
        script=Markup(script),
    )


def _screen(pack: Pack, scene: Scene, number: int) -> MeetingScreen:
    said = finding_of(scene, number)
    return MeetingScreen(
        name=slug(scene.exhibit.id),
        size=_heading_size(said.heading),
        said=said,
        table=next(iter(said.tables), None),
        charts=_charts(pack, scene.exhibit, said),
        choices=_choices(scene.exhibit),
    )


def _heading_size(heading: str) -> str:
    """The class of a heading: the largest in which it stands on its few lines."""
    return next(
        (
            name
            for name, (size, most) in HEADINGS.items()
            if _lines(heading, size, STAGES[0].width, "bold") <= most
        ),
        "longest",
    )


def _charts(pack: Pack, exhibit: Exhibit, said: Finding) -> tuple[tuple[str, Markup], ...]:
    """The chart drawn for each shape of a screen; none for a table."""
    found = []
    for stage in STAGES:
        height = max(LOWEST, stage.height - AROUND - _words_height(said, stage.width))
        room = (stage.width, height)
        drawn = largest_chart(pack, exhibit, room=room, sizes=CHART_WORDS, ink=VARIABLES)
        if drawn is not None:
            found.append((stage.shape, drawn.svg))
    drawn = chart(pack, exhibit, room=PHONE, text=CHART_WORDS[-1], ink=VARIABLES)
    return (*found, ("phone", drawn.svg)) if drawn is not None else ()


def _words_height(said: Finding, width: float) -> float:
    """How high the words above and below a chart are on a screen of that width."""
    size, most = HEADINGS[_heading_size(said.heading)]
    heading = min(most + 1, _lines(said.heading, size, width, "bold"))
    body = _lines(said.headline, BODY, width, "bold") + _lines(said.subtitle, BODY, width)
    caveats = min(CAVEAT_LINES, _lines(" ".join(said.caveats), SMALL, width))
    small = _lines(said.stamp, SMALL, width, "bold") + caveats + _lines(said.source, SMALL, width)
    return (heading * size + small * SMALL) * TIGHT + body * BODY * LINE


def _lines(words: str, size: float, width: float, weight: Weight = "regular") -> int:
    return len(fonts.wrapped(words, size, width, weight)) if words else 0


def _choices(exhibit: Exhibit) -> tuple[Choice, ...]:
    """The councils of a map by name; those outside the selection have no figure to show."""
    spec = exhibit.chart
    if not isinstance(spec, Choropleth) or spec.is_locator:
        return ()
    inside = [each for each in spec.places if spec.classes[each.map_class].kind != "outside"]
    return tuple(
        Choice(place.code, cleaned(place.name), cleaned(place.text))
        for place in sorted(inside, key=lambda place: place.name)
    )
