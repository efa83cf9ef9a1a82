"""Tables of exhibits: as shown on a page, and as a file for a spreadsheet."""

import csv
import io
from collections.abc import Sequence
from urllib.parse import urlsplit

import pandas as pd

from bestbywm.analysis.measures import Estimate, tidy
from bestbywm.exhibits.model import SHORTHAND, Cell, Column, Exhibit, Format, Table
from bestbywm.exhibits.wording import decimal, file_name_of, percent
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.render.markdown import linked, plain
from bestbywm.words import harmless as harmless_text

BYTE_ORDER_MARK = "\ufeff"
"""Lets Excel read UTF-8."""


def cell_in_words(cell: Cell, format_: Format) -> str:
    """A cell as it is read: ``37.5%``, ``15``, ``1.4``, ``+11``, or its text or mark."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if format_ == "share":
        return percent(float(cell))
    if format_ == "points":
        return _signed(float(cell))
    return decimal(float(cell)) if format_ == "decimal" else f"{cell:,}"


def site_of(address: str) -> str:
    """The name of the site of a page: ``example.org``; "" for what is no address of a page."""
    try:
        parts = urlsplit(address)
    except ValueError:  # such as a bracket that is not closed
        return ""
    return parts.netloc.removeprefix("www.") if parts.scheme in {"http", "https"} else ""


def address_on_paper(address: str) -> str:
    """The whole address of a page as it is read on paper: ``example.org/page``."""
    return address.split("://", 1)[1].removeprefix("www.").rstrip("/")


def _signed(points: float) -> str:
    """A difference with its sign: ``+11``, ``−32.5``, ``0``."""
    sign = "+" if points > 0 else "−" if points < 0 else ""
    return sign + decimal(abs(points)).removesuffix(".0")


def for_reading(table: Table) -> pd.DataFrame:
    """The table as markdown, one row per row, ready to be shown; its words read as they stand.

    A column in which nothing stands, such as that for notes, is left out.
    """
    shown = pd.DataFrame(
        [
            [_for_reading(cell, column) for cell, column in zip(row, table.columns, strict=True)]
            for row in table.rows
        ],
        columns=_distinct([plain(column.name) for column in table.columns]),
        dtype="str",
    )
    return shown.loc[:, (shown != "").any()] if len(shown) else shown


def in_words(table: Table) -> pd.DataFrame:
    """The table in words without markdown, for a grid, which shows every sign as it stands."""
    return pd.DataFrame(
        [
            [
                cell_in_words(cell, column.format)
                for cell, column in zip(row, table.columns, strict=True)
            ]
            for row in table.rows
        ],
        columns=_distinct([column.name for column in table.columns]),
        dtype="str",
    )


def _distinct(names: Sequence[str]) -> list[str]:
    """Headings no two of which are the same; a name that comes again has its number.

    A region may have the name of one of its councils, and Streamlit refuses to show such a table.
    """
    return [
        f"{name} ({names[: at + 1].count(name)})" if name in names[:at] else name
        for at, name in enumerate(names)
    ]


def _for_reading(cell: Cell, column: Column) -> str:
    """The cell in words; the address of a page as a link that reads as the name of its site."""
    if column.format != "link":
        return plain(cell_in_words(cell, column.format))
    address = str(cell or "")
    site = site_of(address)
    return linked(site, address) if site else ""


def shorthand_in(table: Table) -> list[tuple[str, str]]:
    """The marks that stand in the table, each with its meaning."""
    words = " ".join(str(cell) for row in table.rows for cell in row if isinstance(cell, str))
    return [(mark, meaning) for mark, meaning in SHORTHAND.items() if mark in words]


def csv_header(exhibit: Exhibit) -> list[str]:
    """Names of the columns of the exhibit's CSV file, no two of them the same."""
    names = [column.name for column in exhibit.table.columns]
    return _distinct([*names, "Provenance", "Stamp", "Source"])


def csv_of(exhibit: Exhibit) -> str:
    """The exhibit's table as CSV, each row with its provenance, stamp and source.

    Shares are fractions from 0 to 1. Text that a spreadsheet would take for a formula is
    preceded by an apostrophe.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(csv_header(exhibit))
    for row in exhibit.table.rows:
        cells = [harmless(cell) for cell in row]
        writer.writerow([*cells, exhibit.provenance, exhibit.stamp, exhibit.source])
    return BYTE_ORDER_MARK + out.getvalue()


def csv_of_estimates(estimates: Sequence[Estimate]) -> str:
    """Estimates as a tidy table in CSV, each row with its stamp; shares from 0 to 1.

    Below ten people the share and its interval are left out, as on every page.
    """
    table = tidy(estimates).assign(stamp=[STAMPS[each.provenance] for each in estimates])
    few = [each.reliability == "counts only" for each in estimates]
    table.loc[few, ["share", "low", "high"]] = None
    return BYTE_ORDER_MARK + str(table.to_csv(index=False, lineterminator="\r\n"))


def harmless(cell: Cell) -> Cell:
    """The cell, its text marked as text if a spreadsheet would run it."""
    return harmless_text(cell) if isinstance(cell, str) else cell


def csv_name(pack: Pack, exhibit: Exhibit) -> str:
    """Name of the download: ``bestbywm-2013-barriers.csv``."""
    return f"{file_name_of(pack, exhibit)}.csv"
