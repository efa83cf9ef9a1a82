"""The briefing as a PDF: one council on a page or two, to be read before a meeting."""

from dataclasses import asdict, replace
from datetime import date

from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.profile import Profile
from bestbywm.exhibits.wording import LICENCE
from bestbywm.pack import Pack
from bestbywm.render.document.lettering import EXPLAINED, lacks_signs, settable, settable_title
from bestbywm.render.document.parts import (
    Data,
    as_set,
    chart_data,
    named,
    table_data,
    tables_of,
)
from bestbywm.render.document.typesetting import pdf
from bestbywm.render.findings import Finding, ReportTable, finding_of
from bestbywm.render.tables import address_on_paper
from bestbywm.story.presentation import Scene
from bestbywm.words import cleaned, day_in_words

ROOM = 527.0
"""Points between the margins of the sheet."""

TABLE = 7.8
"""Points of the words of a table."""

LOCATOR = (88.0, 100.0)
"""Points of the map of where the council lies."""

BESIDE, BETWEEN, TALLEST = 262.0, 14.0, 300.0
"""Points of a chart's width, of what is between it and its table, and of its height."""

BESIDE_WORDS = 8.6
"""Points of the words of a chart; the smallest in it have nine tenths of them."""


def pdf_briefing(pack: Pack, profile: Profile, made_on: date) -> bytes:
    """The profile as a PDF of one or two pages.

    Parameters
    ----------
    pack
        The pack, for the shapes of the map.
    profile
        What is known about the council.
    made_on
        The day that the file bears.
    """
    where, *findings = [_as_read_on_paper(finding_of(Scene(each), 0)) for each in profile.exhibits]
    words = _words(pack, profile, made_on)
    data = {
        "named": named(
            f"{profile.official_name}: {words['survey']}", pack.region.survey, words["stamps"]
        ),
        "words": {**settable(words), "name": settable_title(words["name"])},
        "lacking": EXPLAINED if lacks_signs([words, *map(asdict, [where, *findings])]) else "",
        "locator": {
            **settable(asdict(replace(where, table=None))),
            "chart": chart_data(pack, profile.locator, LOCATOR),
        },
        "findings": [
            _finding(pack, exhibit, finding)
            for exhibit, finding in zip(profile.exhibits[1:], findings, strict=True)
        ],
        "between": BETWEEN,
    }
    return pdf("briefing.typ", data, made_on)


def _words(pack: Pack, profile: Profile, made_on: date) -> Data:
    """What stands in the head of the first page, and at the end."""
    shown = profile.exhibits[1:]
    return {
        "name": cleaned(profile.official_name),
        "tier": cleaned(profile.tier),
        "answered": cleaned(profile.answered),
        "answered_stamp": profile.answered_stamp,
        "survey": cleaned(f"{pack.region.survey}, {profile.locator.wave}"),
        "stamps": list(dict.fromkeys(each.stamp for each in shown)),
        "sources": list(dict.fromkeys(cleaned(each.source) for each in shown)),
        "licence": cleaned(f"{LICENCE}. {pack.attribution}"),
        "day": day_in_words(made_on),
    }


def _as_read_on_paper(finding: Finding) -> Finding:
    """The finding with the whole address of each page, since nobody can click on paper."""
    return replace(finding, table=finding.table and _with_addresses(finding.table))


def _with_addresses(table: ReportTable) -> ReportTable:
    return replace(
        table,
        rows=tuple(
            tuple(
                replace(cell, words=address_on_paper(cell.address)) if cell.address else cell
                for cell in row
            )
            for row in table.rows
        ),
    )


def _finding(pack: Pack, exhibit: Exhibit, finding: Finding) -> Data:
    """Words, picture and table; the table stands beside the picture, or has the whole width."""
    drawn = chart_data(pack, exhibit, (BESIDE, TALLEST), BESIDE_WORDS)
    room = ROOM - BESIDE - BETWEEN if drawn else ROOM
    tables = {name: as_set(table) for name, table in tables_of(finding).items()}
    return {
        **settable(asdict(replace(finding, heat=None, table=None))),
        "heading": settable_title(finding.heading),
        **{name: table_data(table, room, TABLE) for name, table in tables.items()},
        "chart": drawn,
    }
