"""One truth: whatever shows a finding shows the same headline, base, stamp and figures.

Every exhibit of every page is drawn by Plotly, and written to slides, to both reports and to the
workbook. Each form is then read back with other eyes than those that wrote it.
"""

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any

import openpyxl
import pandas as pd
import pytest
from lxml import etree
from lxml import html as markup
from openpyxl.worksheet.worksheet import Worksheet
from pptx import Presentation as Slides
from pptx.slide import Slide
from pypdf import PdfReader

from bestbywm.exhibits.model import (
    Bars,
    Cell,
    Choropleth,
    Dots,
    Exhibit,
    HeatTable,
    Matrix,
    Stacks,
    Strips,
)
from bestbywm.pack import Pack
from bestbywm.render.deck import deck
from bestbywm.render.document import pdf_report
from bestbywm.render.figures import figure, is_stamped
from bestbywm.render.maps import Outlines
from bestbywm.render.meeting import meeting_page
from bestbywm.render.report import html_report
from bestbywm.render.tables import in_words, site_of
from bestbywm.render.theme import DARK, LIGHT
from bestbywm.render.workbook import workbook
from bestbywm.story.presentation import Presentation, Scene
from tests.presentations import everything

WAVES = ("2013", "2014")


@dataclass(frozen=True)
class Forms:
    """A presentation, and each of its findings as every form shows it."""

    presentation: Presentation
    slides: list[list[Slide]]
    sections: list[Any]
    figures: dict[str, Any]
    screens: list[Any]
    pdf: list[str]
    sheets: list[Worksheet]


@lru_cache(maxsize=len(WAVES))
def forms(pack: Pack, wave: str) -> Forms:
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    page = markup.document_fromstring(html_report(pack, presentation))
    book = openpyxl.load_workbook(BytesIO(workbook(pack, presentation)))
    return Forms(
        presentation,
        by_finding(presentation, deck(pack, presentation)),
        page.xpath("//main/section[starts-with(@id, 'finding-')]"),
        json.loads(page.get_element_by_id("data").text)["figures"],
        markup.document_fromstring(meeting_page(pack, presentation)).xpath("//main/section"),
        parts_of_pdf(presentation, pdf_report(pack, presentation)),
        [book[name] for name in book.sheetnames[2:]],
    )


def by_finding(presentation: Presentation, content: bytes) -> list[list[Slide]]:
    """The slides of each finding; a long table goes on on further slides."""
    _, *slides = Slides(BytesIO(content)).slides
    found: list[list[Slide]] = []
    headings = [scene.heading for scene in presentation.scenes]
    for slide in slides:
        title = title_of(slide)
        if len(found) < len(headings) and title == headings[len(found)]:
            found.append([slide])
            continue
        first = re.sub(r" \(\d+ of \d+\)$", "", title)
        is_first = len(found) < len(headings) and first == headings[len(found)]
        if is_first and " (1 of " in title:
            found.append([slide])
        else:
            assert first == headings[len(found) - 1]
            found[-1].append(slide)
    return found


def title_of(slide: Slide) -> str:
    assert slide.shapes.title is not None
    return str(slide.shapes.title.text_frame.text)


def words_on(slide: Slide) -> str:
    """All words of a slide, those in groups, tables and charts too."""
    parts = [each for each in slide.element.iter() if each.tag.endswith("}t")]
    drawn = [shape.chart._chartSpace for shape in slide.shapes if shape.has_chart]
    parts += [each for chart in drawn for each in chart.iter() if each.tag.endswith(("}t", "}v"))]
    return " ".join(each.text or "" for each in parts)


def squeezed(words: str) -> str:
    """Without blanks: lines are broken elsewhere in every form."""
    return re.sub(r"[\s\u00ad\u200b]+", "", words)


def parts_of_pdf(presentation: Presentation, content: bytes) -> list[str]:
    """The words of each finding: from where its headline stands, past the contents, to the next."""
    pages = PdfReader(BytesIO(content)).pages
    foot = re.escape(squeezed(" ".join([f"{presentation.survey}.", *presentation.stamps])))
    texts = [squeezed(page.extract_text()) for page in pages]
    words = "".join(re.sub(rf"{foot}Page\d+of\d+$", "", text) for text in texts)
    starts: list[int] = []
    at = words.index(squeezed("Sources, licence and how to cite"))
    for scene in presentation.scenes:
        at = words.find(squeezed(scene.heading), at + 1)
        assert at > 0, scene.heading
        starts.append(at)
    ends = [*starts[1:], len(words)]
    return [words[start:end] for start, end in zip(starts, ends, strict=True)]


def text_of(element: Any) -> str:
    return " ".join(element.text_content().split())


def of_class(element: Any, name: str) -> list[Any]:
    """What lies inside and has this class."""
    return [each for each in element.iter() if name in str(each.get("class", "")).split()]


def the(found: list[Any]) -> str:
    """The words of the only element that was found."""
    (only,) = found
    return text_of(only)


def each_finding(pack: Pack, wave: str) -> Iterator[tuple[int, Scene, Exhibit]]:
    for at, scene in enumerate(forms(pack, wave).presentation.scenes):
        yield at, scene, scene.exhibit


def plain(words: str) -> str:
    return " ".join(words.split())


def values_of(exhibit: Exhibit) -> list[float]:
    """Every number that the chart draws as a place or a length, in the order of the spec."""
    chart = exhibit.chart
    if isinstance(chart, Bars):
        return [bar.value for bar in chart.bars if bar.value is not None]
    if isinstance(chart, Stacks):
        return [part.value for parts in chart.parts for part in parts if part]
    if isinstance(chart, Dots):
        return [point.value for points in chart.points for point in points if point]
    if isinstance(chart, Strips):
        return [mark.value for marks in chart.marks for mark in marks]
    return []


def lengths_of(exhibit: Exhibit) -> list[list[float | None]]:
    """Lengths of bars by series, in the order of the rows; none for what has no bars."""
    chart = exhibit.chart
    if isinstance(chart, Bars):
        return [[bar.value for bar in chart.bars]]
    if isinstance(chart, Stacks):
        return [
            [parts[at].value if parts[at] else None for parts in chart.parts]
            for at in range(len(chart.series))
        ]
    return []


def lengths_drawn(drawn: dict[str, Any]) -> list[list[float | None]]:
    """The same of a Plotly figure."""
    return [list(trace["x"]) for trace in drawn["data"] if trace["type"] == "bar"]


def lengths_on(slides: list[Slide]) -> list[list[float | None]]:
    """The same of the charts on slides, each of which has some of the rows."""
    charts = [shape.chart for slide in slides for shape in slide.shapes if shape.has_chart]
    by_slide = [[list(each.values) for each in chart.plots[0].series] for chart in charts]
    return [[value for part in series for value in part] for series in zip(*by_slide, strict=True)]


def assert_same(found: list[list[float | None]], wanted: list[list[float | None]]) -> None:
    assert [len(each) for each in found] == [len(each) for each in wanted]
    for series, lengths in zip(found, wanted, strict=True):
        assert series == pytest.approx(lengths, abs=1e-4)


def ends_of(exhibit: Exhibit) -> list[float]:
    """Both ends of every interval."""
    chart = exhibit.chart
    if isinstance(chart, Bars):
        ends = [end for bar in chart.bars for end in (bar.low, bar.high)]
    elif isinstance(chart, Dots):
        ends = [
            end for row in chart.points for each in row if each for end in (each.low, each.high)
        ]
    else:
        ends = []
    return [end for end in ends if end is not None]


def matrix_of(exhibit: Exhibit) -> Matrix | None:
    chart = exhibit.chart
    return (
        chart.matrix
        if isinstance(chart, HeatTable)
        else chart
        if isinstance(chart, Matrix)
        else None
    )


def assert_all_in(wanted: list[float], found: list[float], within: float) -> None:
    """Each wanted number stands among those found."""
    for value in wanted:
        assert any(abs(value - each) <= within for each in found), (value, sorted(set(found))[:40])


def numbers_in(drawn: Any) -> list[float]:
    """Every number in the data of a figure."""
    if isinstance(drawn, dict):
        return [number for each in drawn.values() for number in numbers_in(each)]
    if isinstance(drawn, list | tuple):
        return [number for each in drawn for number in numbers_in(each)]
    return [float(drawn)] if isinstance(drawn, int | float) and not isinstance(drawn, bool) else []


def outlines(exhibit: Exhibit) -> Outlines | None:
    if not isinstance(exhibit.chart, Choropleth):
        return None
    return Outlines("outlines.json", (0, 0, 1, 1), {})


@pytest.mark.parametrize("wave", WAVES)
class TestWords:
    def test_every_form_has_every_finding(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        count = len(found.presentation.scenes)
        assert count > 15
        for each in (found.slides, found.sections, found.screens, found.pdf, found.sheets):
            assert len(each) == count

    def test_the_headline(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            headline = exhibit.headline
            for slide in found.slides[at]:
                assert title_of(slide).startswith(headline)
            assert the(found.sections[at].findall(".//h2")) == plain(headline)
            assert the(found.screens[at].findall(".//h1")) == plain(headline)
            assert found.pdf[at].startswith(squeezed(headline))
            assert found.sheets[at]["A1"].value == headline

    def test_the_base(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            subtitle = exhibit.subtitle
            assert squeezed(subtitle) in squeezed(words_on(found.slides[at][0]))
            assert the(of_class(found.sections[at], "subtitle")) == plain(subtitle)
            assert the(of_class(found.screens[at], "subtitle")) == plain(subtitle)
            assert squeezed(subtitle) in found.pdf[at]
            assert found.sheets[at]["A2"].value == subtitle

    def test_the_stamp(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            stamp = exhibit.stamp
            for slide in found.slides[at]:
                assert squeezed(stamp) in squeezed(words_on(slide))
            assert stamp in text_of(found.sections[at])
            assert the(of_class(found.screens[at].find("footer"), "stamp")) == stamp
            assert squeezed(stamp) in found.pdf[at]
            assert found.sheets[at]["A3"].value == stamp

    def test_the_stamp_of_made_up_answers_is_inside_the_picture(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for _, _, exhibit in each_finding(shipped_pack, wave):
            if exhibit.chart is None or isinstance(exhibit.chart, HeatTable):
                continue
            drawn = figure(exhibit, LIGHT, outlines(exhibit))
            said = drawn["layout"].get("title", {}).get("text", "").replace("<br>", " ")
            assert said == (exhibit.stamp if is_stamped(exhibit) else "")
            assert is_stamped(exhibit) or exhibit.provenance != "illustrative"

    def test_the_source(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            source = squeezed(exhibit.source)
            for slide in found.slides[at]:
                assert source in squeezed(words_on(slide))
            assert source in squeezed(text_of(found.sections[at]))
            assert source in squeezed(text_of(found.screens[at]))
            assert source in found.pdf[at]
            column = " ".join(str(cell.value or "") for cell in found.sheets[at]["A"])
            assert source in squeezed(column)

    def test_what_may_be_said(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, scene, _ in each_finding(shipped_pack, wave):
            saying = squeezed(scene.saying)
            notes = " ".join(each.notes_slide.notes_text_frame.text for each in found.slides[at])
            assert saying in squeezed(notes)
            assert saying in squeezed(text_of(found.sections[at]))
            assert saying in found.pdf[at]
            column = " ".join(str(cell.value or "") for cell in found.sheets[at]["A"])
            assert saying in squeezed(column)


@pytest.mark.parametrize("wave", WAVES)
class TestFiguresOfCharts:
    def test_what_plotly_draws(self, shipped_pack: Pack, wave: str) -> None:
        seen = 0
        for _, _, exhibit in each_finding(shipped_pack, wave):
            if not values_of(exhibit):
                continue
            for theme in (LIGHT, DARK):
                found = numbers_in(figure(exhibit, theme)["data"])
                assert_all_in(values_of(exhibit), found, 1e-4)
                if lengths_of(exhibit):
                    assert_same(lengths_drawn(figure(exhibit, theme)), lengths_of(exhibit))
            seen += len(values_of(exhibit))
        assert seen > (300 if wave == "2013" else 10)

    def test_what_the_report_draws(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            for look in ("light", "dark"):
                if values_of(exhibit):
                    drawn = found.figures[str(at + 1)][look]
                    assert_all_in(values_of(exhibit), numbers_in(drawn["data"]), 1e-4)

    def test_what_can_be_edited_behind_a_slide(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            behind = [number for slide in found.slides[at] for number in numbers_behind(slide)]
            assert_all_in(values_of(exhibit), behind, 1e-12)
            assert_all_in(ends_of(exhibit), behind, 1e-12)

    def test_what_a_slide_shows_before_it_is_edited(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            shown = [number for slide in found.slides[at] for number in numbers_shown(slide)]
            if lengths_of(exhibit):
                assert_all_in(values_of(exhibit), shown, 1e-12)
                assert_same(lengths_on(found.slides[at]), lengths_of(exhibit))

    def test_the_words_of_bars_stand_in_every_form(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        seen = 0
        for at, _, exhibit in each_finding(shipped_pack, wave):
            for bar in exhibit.chart.bars if isinstance(exhibit.chart, Bars) else ():
                for words in (bar.label, bar.text):
                    drawn = json.dumps(found.figures[str(at + 1)]["light"], ensure_ascii=False)
                    assert squeezed(words) in squeezed(html.unescape(drawn).replace("<br>", ""))
                    assert squeezed(words) in squeezed(words_on(found.slides[at][0]))
                    assert squeezed(words) in squeezed(text_of(found.screens[at]))
                    assert squeezed(words) in squeezed(text_of(found.sections[at]))
                seen += 1
        assert seen > 10

    def test_the_words_of_squares_stand_in_every_form(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        seen = 0
        for at, _, exhibit in each_finding(shipped_pack, wave):
            matrix = matrix_of(exhibit)
            if matrix is None:
                continue
            said = squeezed(" ".join(words_on(slide) for slide in found.slides[at]))
            screen = squeezed(text_of(found.screens[at]))
            for row, squares in zip(matrix.rows, matrix.squares, strict=True):
                for words in (row, *(square.text for square in squares)):
                    assert squeezed(words) in said
                    assert squeezed(words) in screen
                    assert squeezed(words) in found.pdf[at]
                    seen += 1
        assert seen > 200 or wave == "2014"


def numbers_behind(slide: Slide) -> list[float]:
    """The numbers in the workbooks of a slide's charts, formulas left out."""
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    blobs = [chart.part.chart_workbook.xlsx_part.blob for chart in charts]
    return [
        float(cell.value)
        for blob in blobs
        for sheet in openpyxl.load_workbook(BytesIO(blob)).worksheets
        for row in sheet.iter_rows()
        for cell in row
        if isinstance(cell.value, int | float)
    ]


def numbers_shown(slide: Slide) -> list[float]:
    """The numbers that a slide's charts keep beside their workbooks."""
    found = []
    for chart in (shape.chart for shape in slide.shapes if shape.has_chart):
        for each in chart._chartSpace.iter("{*}numCache"):
            found += [float(value.text) for value in each.iter("{*}v")]
    return found


@pytest.mark.parametrize("wave", WAVES)
class TestMaps:
    def test_every_council_is_in_the_same_class(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        seen = 0
        for at, _, exhibit in each_finding(shipped_pack, wave):
            chart = exhibit.chart
            if not isinstance(chart, Choropleth) or chart.is_locator:
                continue
            seen += 1
            wanted = {place.code: chart.classes[place.map_class].label for place in chart.places}
            drawn = figure(exhibit, LIGHT, outlines(exhibit))
            assert classes_drawn(drawn) == wanted
            assert classes_drawn(found.figures[str(at + 1)]["light"]) == wanted
            names = {place.name for place in chart.places}
            assert shapes_on(found.slides[at][0]) >= names
            by_colour: dict[str, set[str]] = {}
            for shape in of_class(of_class(found.screens[at], "for-wide")[0], "council"):
                label = wanted[shape.get("data-code")]
                by_colour.setdefault(shape.get("fill"), set()).add(label)
            assert all(len(labels) == 1 for labels in by_colour.values())
            assert {label for labels in by_colour.values() for label in labels} == {
                *wanted.values()
            }
        assert seen == 2

    def test_what_a_council_says(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            chart = exhibit.chart
            if not isinstance(chart, Choropleth) or chart.is_locator:
                continue
            drawn = json.dumps(figure(exhibit, LIGHT, outlines(exhibit)), ensure_ascii=False)
            described = {
                each.get("name"): each.get("descr", "")
                for each in found.slides[at][0].element.iter("{*}cNvPr")
            }
            for place in chart.places:
                assert f"{place.name}: {place.text}" in drawn
                assert place.text in described[place.name]
                (option,) = found.screens[at].findall(f".//option[@value='{place.code}']")
                assert option.get("data-text") == place.text


def classes_drawn(drawn: dict[str, Any]) -> dict[str, str]:
    """The class of each council on a Plotly map, without its number of councils."""
    return {
        code: re.sub(r" \(\d+\)$", "", trace["name"])
        for trace in drawn["data"]
        if trace["type"] == "choropleth"
        for code in trace["locations"]
    }


def shapes_on(slide: Slide) -> set[str]:
    return {str(each.get("name")) for each in slide.element.iter("{*}cNvPr")}


@pytest.mark.parametrize("wave", WAVES)
class TestTables:
    def test_the_web_page_has_the_table_cell_by_cell(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            if not exhibit.table.rows or matrix_of(exhibit):
                continue
            (table,) = found.sections[at].findall(".//table")
            rows = [[cell_of(cell) for cell in row] for row in table.findall("tbody/tr")]
            heading = [text_of(cell) for cell in table.findall("thead//th")]
            assert heading == [plain(column.name) for column in exhibit.table.columns]
            assert rows == [[plain(cell) for cell in row] for row in in_words(exhibit.table).values]

    def test_the_sheet_has_the_table_cell_by_cell(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        for at, _, exhibit in each_finding(shipped_pack, wave):
            for table in found.sheets[at].tables.values():
                _, *rows = found.sheets[at][table.ref]
                kept = [[cell.value for cell in row] for row in rows]
                assert kept == [[as_kept(cell) for cell in row] for row in exhibit.table.rows]

    def test_the_pdf_has_every_cell(self, shipped_pack: Pack, wave: str) -> None:
        found = forms(shipped_pack, wave)
        seen = 0
        for at, _, exhibit in each_finding(shipped_pack, wave):
            for row in in_words(exhibit.table).values:
                for cell in row:
                    is_address = str(cell).startswith("http")
                    assert is_address or squeezed(cell) in found.pdf[at], (exhibit.id, cell)
                    seen += 1
        assert seen > 100

    def test_slides_have_its_first_rows_and_columns(self, shipped_pack: Pack, wave: str) -> None:
        """What does not fit on slides is in the workbook, and a slide says so."""
        found = forms(shipped_pack, wave)
        seen = 0
        for at, _, exhibit in each_finding(shipped_pack, wave):
            if exhibit.chart is not None or not exhibit.table.rows:
                continue
            heading, shown = table_on(found.slides[at])
            whole = in_words(exhibit.table)
            said = " ".join(words_on(slide) for slide in found.slides[at])
            for cells, row in zip(shown, whole[heading].values, strict=False):
                assert all(is_shown(cell, words) for cell, words in zip(cells, row, strict=True))
            is_whole = len(shown) == len(whole) and len(heading) == len(filled(whole))
            assert is_whole != ("workbook" in said)
            seen += len(shown)
        assert seen > 20

    def test_what_is_drawn_stands_in_the_table(self, shipped_pack: Pack, wave: str) -> None:
        """Numbers of bars and stacks; a bar that counts rows of the table has so many of them."""
        for _, _, exhibit in each_finding(shipped_pack, wave):
            rows = exhibit.table.rows
            cells = [cell for row in rows for cell in row]
            numbers = [float(cell) for cell in cells if isinstance(cell, int | float)]
            if isinstance(exhibit.chart, Bars) and not numbers:
                for bar in exhibit.chart.bars:
                    assert bar.value == sum(bar.label in row for row in rows)
            elif isinstance(exhibit.chart, Bars | Stacks):
                assert_all_in(values_of(exhibit), numbers, 1e-12)


def table_on(slides: list[Slide]) -> tuple[list[str], list[list[str]]]:
    """The heading of a table and its rows, which may go on on further slides."""
    heading: list[str] = []
    rows: list[list[str]] = []
    for table in (each.table for slide in slides for each in slide.shapes if each.has_table):
        heading, *more = [[plain(cell.text) for cell in row.cells] for row in table.rows]
        rows += more
    return heading, rows


def filled(table: pd.DataFrame) -> list[str]:
    """Columns that say anything."""
    return [name for name in table.columns if any(table[name])]


def is_shown(cell: str, words: str) -> bool:
    """Whether a cell says the words, the beginning of them, or the site of an address."""
    if words.startswith("http"):
        return cell == site_of(words)
    whole = plain(words)
    return cell == whole or (cell.endswith("…") and whole.startswith(cell.rstrip("… ")))


def cell_of(cell: Any) -> str:
    """What a cell says; a link says where it leads."""
    links = cell.findall(".//a")
    return str(links[0].get("href")) if links else text_of(cell)


def as_kept(cell: Cell) -> Cell:
    """What openpyxl reads of a cell: Excel keeps fifteen digits, and an empty text as nothing."""
    return float(f"{cell:.16G}") if isinstance(cell, float) else cell if cell != "" else None


def test_slides_are_read_as_markup_that_is_well_formed(shipped_pack: Pack) -> None:
    found = forms(shipped_pack, "2013")
    for slides in found.slides:
        for slide in slides:
            etree.fromstring(etree.tostring(slide.element))
