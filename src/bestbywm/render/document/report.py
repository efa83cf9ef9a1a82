"""The report as a PDF: contents, then each finding with chart, words and table, then sources."""

from dataclasses import asdict, replace

from bestbywm.exhibits.model import Choropleth, Exhibit
from bestbywm.pack import Pack
from bestbywm.render.document.columns import fits
from bestbywm.render.document.lettering import EXPLAINED, lacks_signs, settable, settable_title
from bestbywm.render.document.parts import (
    Data,
    address,
    as_set,
    chart_data,
    named,
    table_data,
    tables_of,
)
from bestbywm.render.document.typesetting import pdf
from bestbywm.render.drawing.charts import Room
from bestbywm.render.findings import (
    LONG,
    MOST_UPRIGHT,
    Finding,
    citation,
    finding_of,
    licences,
)
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned

UPRIGHT, SIDEWAYS = 495.0, 741.0
"""Points between the margins of a sheet of A4 that stands, and of one that lies on its side."""

TABLE, WIDE_TABLE = 8.5, 7.5
"""Points of the words of a table, on a sheet that stands and on one that lies on its side."""

TALLEST, TALLEST_SIDEWAYS = 540.0, 330.0
"""Points of a chart's height, so that heading and stamp stand on the same page.

With a higher one only the table lies on its side.
"""

MAP, LOCATOR = (UPRIGHT, 390.0), (230.0, 190.0)
"""Points of a map, with its legend, and of one that only shows where a council lies."""

LAST = "Sources, licence and how to cite"


def pdf_report(pack: Pack, presentation: Presentation) -> bytes:
    """The presentation as a PDF."""
    scenes = presentation.scenes
    findings = [finding_of(scene, number) for number, scene in enumerate(scenes, start=1)]
    words = _words(presentation)
    says = [words, *map(asdict, findings)]
    data = {
        "named": named(presentation.title, presentation.survey, presentation.stamps),
        "words": {**settable(words), "title": settable_title(words["title"], words["survey"])},
        "lacking": EXPLAINED if lacks_signs(says) else "",
        "is_long": len(words["title"]) > LONG,
        "in_contents": _contents(findings),
        "findings": [
            _finding(pack, scene, finding) for scene, finding in zip(scenes, findings, strict=True)
        ],
        "licences": [
            {"name": settable(name), "address": address(where)} for name, where in licences(pack)
        ],
    }
    return pdf("report.typ", data, presentation.made_on)


def _words(presentation: Presentation) -> Data:
    """What stands on the first page and on the last."""
    return {
        "title": cleaned(presentation.title),
        "about": cleaned(presentation.about),
        "day": presentation.made_on_in_words,
        "survey": cleaned(presentation.survey),
        "stamps": presentation.stamps,
        "last": LAST,
        "sources": [cleaned(each) for each in presentation.sources],
        "licence": cleaned(presentation.licence),
        "citation": citation(presentation),
    }


def _finding(pack: Pack, scene: Scene, finding: Finding) -> Data:
    tables = {name: as_set(table) for name, table in tables_of(finding).items()}
    is_sideways = not all(
        len(table.heading) <= MOST_UPRIGHT and fits(table, UPRIGHT, TABLE)
        for table in tables.values()
    )
    room, size = (SIDEWAYS, WIDE_TABLE) if is_sideways else (UPRIGHT, TABLE)
    drawn = chart_data(pack, scene.exhibit, _room(scene.exhibit))
    words = asdict(replace(finding, heat=None, table=None))
    return {
        **settable(words),
        "heading": settable_title(finding.heading, finding.headline),
        **{name: table_data(table, room, size) for name, table in tables.items()},
        "is_long": finding.is_long,
        "chart": drawn,
        "is_sideways": is_sideways,
        "opens_upright": drawn is not None and drawn["height"] > TALLEST_SIDEWAYS,
    }


def _contents(findings: list[Finding]) -> dict[str, str]:
    """What the contents say by the label of the heading: no more of it than a few lines."""
    said = {f"finding-{number}": each.heading for number, each in enumerate(findings, start=1)}
    said["about"] = LAST
    return {
        label: settable_title(words if len(words) <= LONG else f"{words[:LONG]}…")
        for label, words in said.items()
    }


def _room(exhibit: Exhibit) -> Room:
    """What a chart may take of an upright page."""
    if isinstance(exhibit.chart, Choropleth):
        return LOCATOR if exhibit.chart.is_locator else MAP
    return UPRIGHT, TALLEST
