"""What a report says of each finding, in words and tables: for the web page and for paper."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bestbywm.exhibits.model import Cell, Column, Exhibit, HeatTable
from bestbywm.pack import Pack
from bestbywm.render.drawing.tables import cells_of
from bestbywm.render.tables import cell_in_words, shorthand_in, site_of
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

LONG = 160
"""Characters of a heading from which it stands in smaller type."""

MOST_UPRIGHT = 9
"""Columns of a table on an upright sheet of paper; with a wider one the sheet lies on its side."""

SHORT = 12
"""Rows of a table with which a finding still fits on one sheet, and is not torn apart."""


@dataclass(frozen=True, slots=True)
class ReportCell:
    """A cell of a table: its words or its link, and its look.

    The look is ``number``, the name of the ink that it is coloured with, or "".
    """

    words: str
    look: str = ""
    address: str = ""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table in words, with the look of each column."""

    caption: str
    heading: tuple[ReportCell, ...]
    rows: tuple[tuple[ReportCell, ...], ...]

    @property
    def words(self) -> list[list[str]]:
        """The words of heading and rows."""
        return [[cell.words for cell in row] for row in (self.heading, *self.rows)]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a report says of one scene, ready to be written; its chart is drawn beside it.

    ``headline`` is "" unless an own heading stands in its place.
    """

    heading: str
    headline: str
    subtitle: str
    heat: ReportTable | None
    alt: str
    table: ReportTable | None
    shorthand: tuple[tuple[str, str], ...]
    saying: str
    note: str
    asked: str
    caveats: tuple[str, ...]
    source: str
    stamp: str

    @property
    def is_long(self) -> bool:
        """Whether the heading needs smaller type."""
        return len(self.heading) > LONG

    @property
    def tables(self) -> tuple[ReportTable, ...]:
        """The coloured table and the table; those that there are."""
        return tuple(table for table in (self.heat, self.table) if table)

    @property
    def sheet(self) -> str:
        """How its sheet of paper lies: ``sideways``, ``whole`` on one sheet, or "" for neither."""
        if any(len(table.heading) > MOST_UPRIGHT for table in self.tables):
            return "sideways"
        return "whole" if all(len(table.rows) <= SHORT for table in self.tables) else ""


def finding_of(scene: Scene, number: int) -> Finding:
    """What is said of a scene; its tables have its number."""
    exhibit = scene.exhibit
    heat, table = _tables(exhibit, number)
    return Finding(
        heading=cleaned(scene.heading),
        headline=cleaned(exhibit.headline) if scene.title else "",
        subtitle=cleaned(exhibit.subtitle),
        heat=heat,
        alt=cleaned(exhibit.alt),
        table=table,
        shorthand=tuple(shorthand_in(exhibit.table)),
        saying=cleaned(scene.saying),
        note=cleaned(scene.note),
        asked=cleaned(exhibit.help),
        caveats=tuple(cleaned(each) for each in exhibit.under_picture),
        source=cleaned(exhibit.source),
        stamp=exhibit.stamp,
    )


def citation(presentation: Presentation) -> str:
    """How to name the report: survey, title, kinds of data, and the day it was made."""
    return cleaned(
        f"{presentation.survey}: {presentation.title}. {' '.join(presentation.stamps)} "
        f"Report made on {presentation.made_on_in_words}."
    )


def licences(pack: Pack) -> tuple[tuple[str, str], ...]:
    """Title and address of each licence of the data, each once."""
    found = [(each.licence, each.licence_url) for each in pack.sources if site_of(each.licence_url)]
    return tuple(dict.fromkeys(found))


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
