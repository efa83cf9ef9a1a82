"""Decks for tests: opened again with other eyes than those that wrote them."""

from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from typing import Any

import openpyxl
import pptx
from openpyxl.worksheet.worksheet import Worksheet
from pptx.enum.shapes import MSO_SHAPE_TYPE

from bestbywm.pack import Pack
from bestbywm.render.deck import Ratio, deck
from bestbywm.story.presentation import Presentation, Scene
from tests.presentations import everything

WAVES = ("2013", "2014")


@lru_cache(maxsize=8)
def told(pack: Pack, wave: str, ratio: Ratio = "16:9") -> tuple[Presentation, bytes]:
    """Everything that is shown for a wave, with the pages of a council, and its deck."""
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    return presentation, deck(pack, presentation, ratio=ratio)


def opened(content: bytes) -> Any:
    """The deck as python-pptx opens it."""
    return pptx.Presentation(BytesIO(content))


@lru_cache(maxsize=8)
def scenes_of(pack: Pack, wave: str, ratio: Ratio = "16:9") -> list[tuple[Scene, list[Any]]]:
    """Each scene with its slides: those that follow its first one say “(2 of 3)”."""
    presentation, content = told(pack, wave, ratio)
    _, *slides = opened(content).slides
    found: list[tuple[Scene, list[Any]]] = []
    waiting = list(slides)
    for scene in presentation.scenes:
        own = [waiting.pop(0)]
        while waiting and title_of(waiting[0]).startswith(f"{scene.heading} ({len(own) + 1} of "):
            own.append(waiting.pop(0))
        found.append((scene, own))
    assert not waiting
    return found


def title_of(slide: Any) -> str:
    """The title of a slide."""
    return str(slide.shapes.title.text_frame.text)


def notes_of(slide: Any) -> str:
    """The notes of a slide."""
    return str(slide.notes_slide.notes_text_frame.text)


def every_shape(shapes: Any) -> Iterator[Any]:
    """Shapes with those inside groups."""
    for shape in shapes:
        yield shape
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from every_shape(shape.shapes)


def charts_of(slides: list[Any]) -> list[Any]:
    """The charts of slides."""
    return [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]


def sheet_of(chart: Any) -> Worksheet:
    """The sheet inside a chart, with the values of its formulas."""
    blob = chart.part.chart_workbook.xlsx_part.blob
    book = openpyxl.load_workbook(BytesIO(blob), data_only=True)
    (sheet,) = book.worksheets
    return sheet


def rows_of(charts: list[Any]) -> list[tuple[Any, ...]]:
    """Rows of the sheets of charts, without headings and empty rows."""
    return [
        row
        for chart in charts
        for row in sheet_of(chart).iter_rows(min_row=2, values_only=True)
        if any(cell is not None for cell in row)
    ]


def tables_of(slides: list[Any]) -> list[Any]:
    """The tables of slides."""
    return [shape.table for slide in slides for shape in slide.shapes if shape.has_table]


def description_of(shape: Any) -> str:
    """The alternative text of a shape."""
    return str(shape._element.xpath(".//p:cNvPr")[0].get("descr") or "")


def words_of(slide: Any) -> str:
    """Everything that can be read on a slide, but in charts."""
    found = []
    for shape in every_shape(slide.shapes):
        if shape.has_text_frame:
            found.append(shape.text_frame.text)
        elif getattr(shape, "has_table", False) and shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
    return "\n".join(found)
