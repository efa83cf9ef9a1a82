"""The profile of a council as a page for paper: A4, black and white, complete in one file."""

from markupsafe import Markup

from bestbywm.exhibits.model import Cell, Choropleth, Column, Dots, Exhibit
from bestbywm.exhibits.profile import Profile
from bestbywm.exhibits.wording import survey_and_wave
from bestbywm.pack import Pack
from bestbywm.render.drawing.charts import chart
from bestbywm.render.drawing.ink import BLACK_AND_WHITE
from bestbywm.render.tables import address_on_paper, cell_in_words, shorthand_in, site_of
from bestbywm.render.webpage import template

DOTS, LOCATOR = (640.0, 60.0), (200.0, 240.0)
"""Pixels of a chart, which may be higher, and of a map."""

WORDS = 13.0
"""Pixels of the words of a chart."""


def print_profile(pack: Pack, profile: Profile, wave: str) -> str:
    """The profile as one HTML file without scripts but the one behind its print button."""
    return template("profile.html").render(
        language="en-GB",
        title=f"{profile.name}: {survey_and_wave(pack, wave)}",
        profile=profile,
        survey=survey_and_wave(pack, wave),
        attribution=pack.attribution,
        picture=lambda exhibit: _picture(pack, exhibit),
        rows=_rows,
        marks=lambda exhibit: shorthand_in(exhibit.table),
    )


def _picture(pack: Pack, exhibit: Exhibit) -> Markup:
    """The exhibit's picture; nothing for what is a table on paper."""
    room = DOTS if isinstance(exhibit.chart, Dots) else LOCATOR
    if not isinstance(exhibit.chart, Dots | Choropleth):
        return Markup("")
    drawn = chart(pack, exhibit, room=room, text=WORDS, ink=BLACK_AND_WHITE)
    return drawn.svg if drawn else Markup("")


def _rows(exhibit: Exhibit) -> list[list[str | Markup]]:
    """Cells as they are read."""
    return [
        [_cell(cell, column) for cell, column in zip(row, exhibit.table.columns, strict=True)]
        for row in exhibit.table.rows
    ]


def _cell(cell: Cell, column: Column) -> str | Markup:
    """The cell as it is read; of a page the whole address, since nobody can click on paper."""
    if column.format != "link":
        return cell_in_words(cell, column.format)
    address = str(cell or "")
    if not site_of(address):
        return ""
    return Markup('<a class="address" href="{}">{}</a>').format(address, address_on_paper(address))
