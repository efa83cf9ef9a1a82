"""The pages on councils in a real browser: offline, for everybody, by keyboard, and on paper."""

import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.profile import profile
from bestbywm.pack import Pack
from bestbywm.render.printout import print_profile
from tests.browser.conftest import NewVisitor
from tests.browser.test_pages import SCREENSHOTS
from tests.browser.visitor import PATIENCE, Visitor, readable, screenshot
from tests.packs import SHIPPED, read_table

NAMES = [row[1] for row in read_table(SHIPPED, "councils.csv")[1:]]
PAPER_WIDTH = 718
"""Pixels between the margins of A4."""


def open_page(visitor: Visitor, address: str) -> None:
    visitor.go(f"{visitor.home}{address}")


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
    faults = visitor.accessibility_faults()
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
        paper.emulate_media(media="print")
        pdf = paper.pdf(format="A4", prefer_css_page_size=True)
        assert pages_of(pdf) in {1, 2}
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
    faults = visitor.accessibility_faults(())
    assert not faults, readable(faults)
    wide = visitor.page.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
    assert wide <= 0, "the page scrolls sideways on a phone"
