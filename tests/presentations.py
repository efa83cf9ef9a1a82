"""Presentations for tests: every exhibit of a pack, and a made-up one."""

from datetime import date

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import maps
from bestbywm.exhibits.model import Cell, Chart, Column, Exhibit, Table
from bestbywm.pack import Pack
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from bestbywm.story.presentation import Presentation, Scene, prepare
from bestbywm.story.ready import screen_of
from bestbywm.story.storyline import Storyline

MADE_ON = date(2026, 11, 24)


def everything(pack: Pack, wave: str, council: str = "") -> Presentation:
    """Every exhibit of every page for a wave, with the pages about one council."""
    selection = Selection(wave, measure=maps.default_measure(pack, wave), council=council)
    screens = [
        screen_of(pack, page, exhibit, selection)
        for page in SUBJECTS
        for exhibit in exhibits_of(pack, page, selection)
    ]
    presentation, notes = prepare(pack, Storyline("Everything", tuple(screens)), MADE_ON)
    assert not notes
    return presentation


def exhibit_of(
    rows: tuple[tuple[Cell, ...], ...],
    columns: tuple[Column, ...] = (Column("Council"), Column("Share", "share")),
    chart: Chart | None = None,
) -> Exhibit:
    """A made-up exhibit with this table."""
    return Exhibit(
        id="made-up",
        headline="Half of them say so",
        subtitle="What they say. Base: 10 people.",
        chart=chart,
        table=Table(columns, rows),
        alt="Half of them say so. Here: 50%.",
        source="Source: somebody.",
        provenance="illustrative",
        wave="2030",
        caveats=("Ask again.",),
    )


def telling(*scenes: Scene, title: str = "A story") -> Presentation:
    """A presentation of these scenes."""
    return Presentation(
        title=title,
        about="About some.",
        survey="The survey",
        attribution="Boundaries by somebody.",
        made_on=MADE_ON,
        scenes=scenes,
        file_name="tiny-story",
    )
