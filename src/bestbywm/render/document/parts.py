"""Parts of documents as data for the templates: tables with their widths, charts, addresses."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any
from urllib.parse import quote

from bestbywm.exhibits.model import Choropleth, Exhibit
from bestbywm.pack import Pack
from bestbywm.render.document.columns import PAD, widths
from bestbywm.render.document.lettering import address_with_breaks, settable, shown, with_breaks
from bestbywm.render.drawing.charts import Room, chart
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.findings import SHORT, Finding, ReportCell, ReportTable
from bestbywm.render.theme import LIGHT
from bestbywm.words import cleaned

Data = dict[str, Any]

PIXELS = 1.46
"""Pixels of a drawing to a point on paper: lines and marks are made for a screen."""

WORDS, MAP_WORDS = 9.6, 11.6
"""Points of the words of a chart. What is smaller in it, as names on a map are, has 8 or more."""

LONGEST_ADDRESS = 2000
"""Signs of an address that is still a link."""

URL_SIGNS = "%/:=&?~#+!$,;'@()*[]"
"""Signs of an address that stay as they are. A PDF takes those of ASCII only."""


def named(title: str, survey: str, stamps: Sequence[str]) -> Data:
    """What the file says of itself to whoever looks at its properties."""
    return {
        "title": cleaned(title) or cleaned(survey),
        "author": cleaned(survey),
        "keywords": list(stamps),
    }


def chart_data(pack: Pack, exhibit: Exhibit, room: Room, text: float = WORDS) -> Data | None:
    """The chart of an exhibit as a drawing of a size in points; None for what is a table.

    It is as wide as the room, unless it would be higher. ``text`` is the size of its words.
    """
    width, height = room
    is_map = isinstance(exhibit.chart, Choropleth)
    drawn = chart(
        pack,
        exhibit,
        room=(width * PIXELS, height * PIXELS if is_map else 0),
        text=(MAP_WORDS if is_map else text) * PIXELS,
        ink=ink_of(LIGHT),
    )
    if drawn is None:
        return None
    scale = min(1 / PIXELS, height / drawn.height)
    return {
        "svg": shown(drawn.svg),
        "width": drawn.width * scale,
        "height": drawn.height * scale,
    }


def tables_of(finding: Finding) -> dict[str, ReportTable]:
    """The coloured table and the table; as one, with the colours, if they have the same cells."""
    heat, table = finding.heat, finding.table
    if heat and table and _sides(heat) == _sides(table):
        return {"table": replace(table, rows=_coloured(table, heat))}
    return {name: each for name, each in (("heat", heat), ("table", table)) if each}


def _sides(table: ReportTable) -> tuple[list[str], list[str]]:
    """The headings of the columns and of the rows."""
    return table.words[0], [row[0] for row in table.words]


def _coloured(table: ReportTable, heat: ReportTable) -> tuple[tuple[ReportCell, ...], ...]:
    """The cells of the table with the colours of the coloured one, where it has one."""
    return tuple(
        tuple(
            replace(cell, look=colour.look or cell.look)
            for cell, colour in zip(row, colours, strict=True)
        )
        for row, colours in zip(table.rows, heat.rows, strict=True)
    )


def as_set(table: ReportTable) -> ReportTable:
    """The table with words and addresses as the file can hold them."""
    return ReportTable(
        caption=settable(table.caption),
        heading=tuple(_as_set(cell) for cell in table.heading),
        rows=tuple(tuple(_as_set(cell) for cell in row) for row in table.rows),
    )


def table_data(table: ReportTable, room: float, size: float) -> Data:
    """A table ``as_set``, as wide as the room at most, its words in a size in points."""
    columns = widths(table, room, size)
    return {
        "caption": table.caption,
        "columns": columns,
        "heading": _row(table.heading, columns, size),
        "rows": [_row(row, columns, size) for row in table.rows],
        "size": size,
        "pad": PAD,
        "is_short": len(table.rows) <= SHORT,
    }


def _as_set(cell: ReportCell) -> ReportCell:
    words = shown(cell.words)
    return replace(
        cell,
        words=address_with_breaks(words) if cell.address else words,
        address=address(cell.address),
    )


def _row(cells: Sequence[ReportCell], columns: Sequence[float], size: float) -> list[Data]:
    return [
        asdict(replace(cell, words=with_breaks(cell.words, wide - 2 * PAD, size)))
        for cell, wide in zip(cells, columns, strict=True)
    ]


def address(words: str) -> str:
    """The address as a link of a PDF can hold it; "" for one that is too long."""
    quoted = quote(words, safe=URL_SIGNS)
    return quoted if len(quoted) <= LONGEST_ADDRESS else ""
