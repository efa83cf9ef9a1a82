"""Specification of the report in a real browser: opened from a file, with no network at all."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect
from pypdf import PdfReader

from bestbywm.exhibits import link
from bestbywm.exhibits.model import Choropleth, HeatTable
from bestbywm.pack import Pack
from bestbywm.render.report import html_report
from bestbywm.story import ready
from bestbywm.story.presentation import Presentation, prepare
from tests.browser.visitor import PATIENCE, Visitor, readable
from tests.presentations import MADE_ON, everything

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"

LAPTOP: ViewportSize = {"width": 1440, "height": 900}
PHONE: ViewportSize = {"width": 390, "height": 844}
PAPER = {"": 703, "sideways": 1031}
"""Pixels between the margins of A4, upright and on its side."""

DRAWN = """
() => [...document.querySelectorAll('.chart')].every((chart) => chart.matches('.drawn')
    && chart.querySelector('.live svg.main-svg'))
  && [...document.querySelectorAll('.live .geo')].every((map) =>
    map.querySelector('path.choroplethlocation'))
"""

WIDER_THAN_PAPER = """
(most) => [...document.querySelectorAll('section table, section svg')]
  .filter((each) => each.getBoundingClientRect().right > most + 1)
  .map((each) => each.closest('section').id)
"""


@pytest.fixture(scope="module")
def whole(shipped_pack: Pack) -> Presentation:
    council = shipped_pack.region.find("Walsall")
    assert council is not None
    return everything(shipped_pack, "2013", council.code)


@pytest.fixture(scope="module")
def file(shipped_pack: Pack, whole: Presentation, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of every exhibit."""
    path = tmp_path_factory.mktemp("report") / "everything.html"
    path.write_bytes(html_report(shipped_pack, whole).encode())
    return path


@contextmanager
def opened(
    browser: Browser, file: Path, size: ViewportSize = LAPTOP, *, dark: bool = False, **more: bool
) -> Iterator[Page]:
    """The report as a double click opens it; it may ask for nothing, and no script may fail."""
    colours = "dark" if dark else "light"
    context = browser.new_context(viewport=size, color_scheme=colours, offline=True, **more)
    visitor = Visitor(context.new_page(), file.as_uri())
    said: list[str] = []
    visitor.page.on("console", lambda message: said.append(message.text))
    visitor.page.goto(file.as_uri())
    yield visitor.page
    asked = [request.url for request in visitor.requests]
    context.close()
    assert asked == [file.as_uri()]
    assert visitor.faults == []
    assert said == []


def wait_until_drawn(page: Page) -> None:
    page.wait_for_function(DRAWN, timeout=PATIENCE)


def test_every_chart_and_map_is_drawn_without_a_network(
    browser: Browser, file: Path, whole: Presentation
) -> None:
    charts = [scene.exhibit.chart for scene in whole.scenes]
    maps = [chart for chart in charts if isinstance(chart, Choropleth)]
    drawn = [chart for chart in charts if chart and not isinstance(chart, HeatTable)]
    with opened(browser, file) as page:
        wait_until_drawn(page)
        assert page.locator(".live.js-plotly-plot").count() == len(drawn) > 20
        shapes = page.locator(".live path.choroplethlocation").count()
        assert shapes == sum(len(chart.places) for chart in maps) > 0
        expect(page.locator(".still").first).to_be_hidden()


def test_the_pointer_gets_words(browser: Browser, file: Path) -> None:
    with opened(browser, file) as page:
        wait_until_drawn(page)
        bar = page.locator(".live .bars path").first
        bar.hover(force=True)  # Plotly lays a rectangle over the bars, which hears the pointer
        expect(page.locator(".hoverlayer text").first).to_be_visible(timeout=PATIENCE)


@pytest.mark.parametrize(
    ("size", "dark"), [(LAPTOP, False), (PHONE, True)], ids=("laptop", "phone")
)
def test_it_fits_and_is_accessible(
    browser: Browser, file: Path, size: ViewportSize, dark: bool
) -> None:
    with opened(browser, file, size, dark=dark) as page:
        wait_until_drawn(page)
        assert page.evaluate("() => document.documentElement.scrollWidth") == size["width"]
        faults = Visitor(page, file.as_uri()).accessibility_faults()
        assert not faults, readable(faults)


def test_its_charts_follow_the_colours_of_the_machine(browser: Browser, file: Path) -> None:
    colour = "() => getComputedStyle(document.querySelector('.live .bars path')).fill"
    with opened(browser, file) as page:
        wait_until_drawn(page)
        light = page.evaluate(colour)
        page.emulate_media(color_scheme="dark")
        page.wait_for_function(f"(light) => ({colour})() !== light", arg=light, timeout=PATIENCE)


def test_without_scripts_there_are_still_pictures_and_tables(
    browser: Browser, file: Path, whole: Presentation
) -> None:
    with opened(browser, file, java_script_enabled=False) as page:
        expect(page.locator(".still svg").first).to_be_visible()
        tables = [scene for scene in whole.scenes if scene.exhibit.table.rows]
        assert page.locator("section table").count() >= len(tables)
        expect(page.locator("section table").first).to_be_visible()


@pytest.mark.parametrize("sheet", PAPER)
def test_nothing_is_cut_off_on_paper(browser: Browser, file: Path, sheet: str) -> None:
    width = PAPER[sheet]
    with opened(browser, file, {"width": width, "height": 1000}) as page:
        wait_until_drawn(page)
        page.emulate_media(media="print")
        lies = set(page.locator("section.sideways").evaluate_all("all => all.map(e => e.id)"))
        assert lies
        cut = set(page.evaluate(WIDER_THAN_PAPER, width))
        assert not cut & lies if sheet else not cut - lies


def test_it_prints_to_a4_with_every_heading_and_dark_on_white(
    browser: Browser, shipped_pack: Pack, tmp_path: Path
) -> None:
    storyline = ready.storyline(shipped_pack, "region", link.default_selection(shipped_pack))
    told, _ = prepare(shipped_pack, storyline, MADE_ON)
    file = tmp_path / "region.html"
    file.write_bytes(html_report(shipped_pack, told).encode())
    with opened(browser, file, dark=True) as page:
        wait_until_drawn(page)
        SCREENSHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SCREENSHOTS / "report-dark.png")
        printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {
        tuple(sorted((round(float(p.mediabox.width)), round(float(p.mediabox.height)))))
        for p in printed.pages
    }
    assert sizes == {(595, 842)}
    words = " ".join(" ".join(each.extract_text() for each in printed.pages).split())
    for scene in told.scenes:
        assert " ".join(scene.heading.split()) in words
        assert scene.exhibit.stamp in words
    last = told.scenes[-1].exhibit.table.rows[-1][0]
    assert str(last) in words
    assert len(printed.pages) <= len(told.scenes) + 4
