"""What a presentation can be taken away as: one list for the pages and for the command line."""

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from io import BytesIO

from bestbywm.pack import Pack
from bestbywm.render.deck import deck
from bestbywm.render.document import pdf_report
from bestbywm.render.drawing.png import to_png
from bestbywm.render.drawing.slides import about, slide_picture
from bestbywm.render.meeting import meeting_page
from bestbywm.render.package import data_package
from bestbywm.render.report import html_report
from bestbywm.render.theme import LIGHT
from bestbywm.render.workbook import workbook
from bestbywm.story.presentation import Presentation, Scene

PICTURE_WIDTH = 1920
"""Pixels of a picture's long side: a slide."""

MIME = {
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "html": "text/html",
    "zip": "application/zip",
    "png": "image/png",
    "svg": "image/svg+xml",
    "csv": "text/csv",
    "json": "application/json",
}
"""Media types by the ending of a file."""


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: its name for people and for the command line, its ending, what makes it.

    ``part`` stands in the name of the file where two kinds share an ending.
    """

    id: str
    label: str
    good_for: str
    ending: str
    make: Callable[[Pack, Presentation], bytes]
    part: str = ""

    def file_name(self, presentation: Presentation) -> str:
        """Name of the file: ``bestbywm-2013-barriers.pptx``."""
        part = f"-{self.part}" if self.part else ""
        return f"{presentation.file_name}{part}.{self.ending}"


def _report(pack: Pack, presentation: Presentation) -> bytes:
    return html_report(pack, presentation).encode("utf-8")


def _meeting(pack: Pack, presentation: Presentation) -> bytes:
    return meeting_page(pack, presentation).encode("utf-8")


def _pictures(pack: Pack, presentation: Presentation) -> bytes:
    """Every finding as PNG and SVG in one zip file."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, make in pictures(pack, presentation):
            archive.writestr(_entry(name, presentation.made_on), make())
    return out.getvalue()


def _entry(name: str, made_on: date) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, (made_on.year, made_on.month, made_on.day, 0, 0, 0))
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


KINDS: Mapping[str, FileKind] = {
    kind.id: kind
    for kind in (
        FileKind(
            "deck",
            "Slides (PowerPoint)",
            "charts, map and tables that you can edit",
            "pptx",
            deck,
        ),
        FileKind(
            "pdf",
            "Report (PDF)",
            "to read, send and publish: tagged for screen readers",
            "pdf",
            pdf_report,
        ),
        FileKind(
            "report",
            "Report (one web page)",
            "interactive charts, opens anywhere without internet",
            "html",
            _report,
            part="report",
        ),
        FileKind(
            "workbook",
            "Workbook (Excel)",
            "all tables, one a sheet, with notes",
            "xlsx",
            workbook,
        ),
        FileKind(
            "pictures",
            "Pictures (PNG and SVG)",
            "each finding at slide size, with its source",
            "zip",
            _pictures,
            part="pictures",
        ),
        FileKind(
            "data",
            "Data (CSV)",
            "all tables as a Frictionless data package",
            "zip",
            data_package,
            part="data",
        ),
        FileKind(
            "meeting",
            "Meeting mode (one web page)",
            "the screens for a room without internet",
            "html",
            _meeting,
            part="meeting",
        ),
    )
}
"""Kinds of files by identifier, in the order in which they are offered."""


def png(pack: Pack, scene: Scene, made_on: date) -> bytes:
    """The finding as a picture of a slide, with headline, source and stamp inside."""
    drawn = slide_picture(pack, scene, made_on, LIGHT)
    return to_png(drawn, PICTURE_WIDTH, says=about(pack, scene, made_on))


def svg(pack: Pack, scene: Scene, made_on: date) -> bytes:
    """The same as a drawing that stays sharp at any size."""
    return slide_picture(pack, scene, made_on, LIGHT).encode("utf-8")


def pictures(pack: Pack, presentation: Presentation) -> list[tuple[str, Callable[[], bytes]]]:
    """Names of the pictures of every finding, each as PNG and SVG, and what makes them."""
    found: list[tuple[str, Callable[[], bytes]]] = []
    for number, scene in enumerate(presentation.scenes, start=1):
        name = f"{number:02d}-{scene.exhibit.id}"
        found.append((f"{name}.png", partial(png, pack, scene, presentation.made_on)))
        found.append((f"{name}.svg", partial(svg, pack, scene, presentation.made_on)))
    return found
