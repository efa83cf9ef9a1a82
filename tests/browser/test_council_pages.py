"""The pages on councils in a real browser: offline, for everybody, by keyboard, and on paper."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, expect

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.profile import profile
from bestbywm.pack import Pack
from bestbywm.render.printout import print_profile
from tests.browser.conftest import NewVisitor
from tests.browser.test_pages import SCREENSHOTS, assert_fits
from tests.browser.visitor import PATIENCE, Visitor, readable, screenshot
from tests.packs import SHIPPED, read_table

WIDTHS = {390: 844, 1440: 900}
PAGES = {
    "council": "/council?council=walsall",
    "council-silent": "/council?council=shropshire",
    "councils": "/councils?council=walsall&compare=coventry,rugby,shropshire",
}
NAMES = [row[1] for row in read_table(SHIPPED, "councils.csv")[1:]]
PAPER_WIDTH = 718
"""Pixels between the margins of A4."""

STREAMLITS_OWN: tuple[tuple[str, str], ...] = (
    # A wide table scrolls in a box of st.table, which takes no tabindex; the browser scrolls it.
    ("scrollable-region-focusable", "[data-testid=stTable] > div"),
    # Streamlit writes what is chosen in white on the theme's main colour, which is light in the
    # dark theme. Only the sidebar can be given another one.
    ("color-contrast", "[data-testid=stMain] .stMultiSelect span[title]"),
)
"""Findings of axe that Streamlit's own elements cause: rule, and a selector of them."""


def heat_tables(visitor: Visitor) -> Locator:
    return visitor.page.get_by_test_id("stHtml").locator("table")


def open_page(visitor: Visitor, address: str) -> None:
    visitor.go(f"{visitor.home}{address}")


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_page_is_accessible_and_fits(visitor: Visitor, page: str, width: int, colours: Any) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    open_page(visitor, PAGES[page])
    assert_fits(visitor)
    assert visitor.words_cut_off() == []
    faults = visitor.accessibility_faults(except_for=STREAMLITS_OWN)
    assert not faults, readable(faults)
    screenshot(visitor.page, SCREENSHOTS, f"{page}-{width}-{colours}")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("page", PAGES)
def test_tables_are_accessible_and_fit(visitor: Visitor, page: str, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    open_page(visitor, PAGES[page])
    grids = heat_tables(visitor)
    charts = visitor.page.get_by_role("radio", name="Chart")
    before = visitor.page.get_by_test_id("stTable").count()
    drawn = charts.count()
    for switch in visitor.page.get_by_role("radiogroup", name="Show as").all():
        switch.get_by_text("Table", exact=True).click()
    tables = visitor.page.get_by_test_id("stTable")
    expect(tables).to_have_count(before + drawn, timeout=PATIENCE)
    expect(grids).to_have_count(0, timeout=PATIENCE)
    visitor.wait()
    assert_fits(visitor)
    faults = visitor.accessibility_faults(except_for=STREAMLITS_OWN)
    assert not faults, readable(faults)


def test_the_keyboard_chooses_a_council(visitor: Visitor) -> None:
    open_page(visitor, "/council")
    box = visitor.box("Council")
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    visitor.page.keyboard.type("brum")
    expect(visitor.page.get_by_role("option")).to_have_count(1, timeout=PATIENCE)
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_link(council="birmingham")
    expect(visitor.page.locator("h1")).to_have_text("Birmingham City Council", timeout=PATIENCE)


def test_the_panel_of_the_map_leads_to_the_profile(
    visitor: Visitor, new_visitor: NewVisitor
) -> None:
    open_page(visitor, "/map?council=walsall")
    visitor.page.get_by_role("link", name="Open the profile of Walsall").click()
    visitor.wait_for_path("/council")
    visitor.wait_for_link(council="walsall")
    expect(visitor.page.locator("h1")).to_have_text("Walsall Council", timeout=PATIENCE)
    second = new_visitor()
    second.go(visitor.page.url)
    assert second.headlines() == visitor.headlines()
    assert second.figures() == visitor.figures()


def test_a_profile_leads_to_the_council_beside_others_and_back(visitor: Visitor) -> None:
    open_page(visitor, "/council?council=walsall")
    visitor.page.get_by_role("link", name="Set it beside other councils").click()
    visitor.wait_for_path("/councils")
    visitor.wait_for_link(council="walsall")
    expect(visitor.box("My council")).to_have_value("Walsall", timeout=PATIENCE)
    visitor.find("Set beside it (up to 6)", "rugby")
    visitor.wait_for_link(council="walsall", compare="rugby")
    visitor.sees("Walsall and Rugby have the same figure in")
    visitor.page.go_back()
    visitor.wait_for_link(council="walsall")
    expect(heat_tables(visitor)).to_have_count(1, timeout=PATIENCE)


def test_the_table_of_councils_is_sorted_by_a_choice(visitor: Visitor) -> None:
    open_page(visitor, "/councils")
    visitor.find("Sort the table by", "maturity")
    visitor.wait_for_link(sort="maturity")
    visitor.sees("from most to least: Maturity score")
    rows = heat_tables(visitor).locator("tbody tr")
    expect(rows.nth(5)).to_contain_text("100.0", timeout=PATIENCE)
    expect(rows.nth(37)).to_contain_text("did not answer")


def test_the_keyboard_reaches_a_table_that_scrolls(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    open_page(visitor, "/councils")
    box = visitor.page.get_by_role("region", name="Councils are most divided")
    box.focus()
    expect(box).to_be_focused()
    visitor.page.keyboard.press("ArrowRight")
    moved = "box => box.scrollLeft > 0 && box.scrollWidth > box.clientWidth"
    visitor.page.wait_for_function(moved, arg=box.element_handle(), timeout=PATIENCE)


# On paper -----------------------------------------------------------------------------------------


def test_the_print_view_is_shown_when_it_is_asked_for(visitor: Visitor) -> None:
    open_page(visitor, "/council?council=walsall")
    assert visitor.page.locator("iframe").count() == 0
    visitor.page.get_by_text("Show the print view").click()
    paper = visitor.page.frame_locator("iframe")
    expect(paper.locator("h1")).to_have_text("Walsall Council", timeout=PATIENCE)
    expect(paper.get_by_role("button", name="Print this page")).to_be_visible()
    assert paper.locator("h2").count() == 7
    visitor.wait()
    faults = visitor.accessibility_faults(except_for=STREAMLITS_OWN)
    assert not faults, readable(faults)
    screenshot(visitor.page, SCREENSHOTS, "council-print-view")


def test_the_print_view_can_be_downloaded(visitor: Visitor) -> None:
    open_page(visitor, "/council?council=walsall")
    with visitor.page.expect_download() as downloading:
        visitor.page.get_by_role("button", name="Download the print view").click()
    assert downloading.value.suggested_filename.endswith("-2013-walsall.html")
    content = downloading.value.path().read_text(encoding="utf-8")
    assert "<h1>Walsall Council</h1>" in content


def pages_of(pdf: bytes) -> int:
    """Pages of a PDF: each has an object of its own."""
    return len(re.findall(rb"/Type\s*/Page(?![a-zA-Z])", pdf))


@pytest.fixture(scope="module")
def paper(browser: Browser) -> Any:
    """A sheet to show print views on, as wide as A4 between its margins."""
    context = browser.new_context(viewport={"width": PAPER_WIDTH, "height": 1050})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", NAMES)
def test_a_profile_takes_one_or_two_pages(shipped_pack: Pack, paper: Any, name: str) -> None:
    asked: list[str] = []
    paper.on("request", lambda request: asked.append(request.url))
    for wave in ("2013", "2014"):
        code = shipped_pack.region.by_name[name].code
        made = profile(shipped_pack, Selection(wave, council=code))
        paper.set_content(print_profile(shipped_pack, made, wave))
        pdf = paper.pdf(format="A4", prefer_css_page_size=True)
        assert pages_of(pdf) in {1, 2}
        paper.emulate_media(media="print")
        assert paper.get_by_role("button").count() == 0, "the button is not printed"
        assert too_wide(paper) == []
        paper.emulate_media(media="screen")
    assert asked == []


def too_wide(paper: Any) -> list[str]:
    """Words that do not lie inside their page, or inside their picture."""
    found: list[str] = paper.evaluate(
        """() => {
          const wide = document.documentElement.clientWidth + 1;
          const out = [...document.querySelectorAll('td, th, p, h1, h2')]
            .filter((each) => each.getBoundingClientRect().right > wide);
          const cut = [...document.querySelectorAll('svg text')].filter((text) => {
            const box = text.getBoundingClientRect();
            const picture = text.ownerSVGElement.getBoundingClientRect();
            return box.left < picture.left - 1 || box.right > picture.right + 1
              || box.top < picture.top - 1 || box.bottom > picture.bottom + 1;
          });
          return [...out, ...cut].map((each) => each.textContent);
        }"""
    )
    return found


@pytest.mark.parametrize("name", ["Walsall", "South Staffordshire", "Shropshire"])
def test_a_profile_on_paper_is_there_to_look_at(shipped_pack: Pack, paper: Any, name: str) -> None:
    code = shipped_pack.region.by_name[name].code
    made = profile(shipped_pack, Selection("2013", council=code))
    paper.set_content(print_profile(shipped_pack, made, "2013"))
    paper.emulate_media(media="print")
    folder = Path(SCREENSHOTS)
    folder.mkdir(exist_ok=True)
    picture = folder / f"print-{name.lower().replace(' ', '-')}.png"
    paper.screenshot(path=picture, full_page=True)
    paper.emulate_media(media="screen")
    assert picture.stat().st_size > 20_000


def test_the_print_view_is_accessible(shipped_pack: Pack, new_visitor: NewVisitor) -> None:
    visitor = new_visitor(viewport={"width": 390, "height": 844})
    code = shipped_pack.region.by_name["South Staffordshire"].code
    made = profile(shipped_pack, Selection("2013", council=code))
    visitor.page.set_content(print_profile(shipped_pack, made, "2013"))
    own = (("scrollable-region-focusable", "table"),)  # the browser scrolls it by keyboard
    faults = visitor.accessibility_faults(except_for=own)
    assert not faults, readable(faults)
    wide = visitor.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, "the page scrolls sideways on a phone"
