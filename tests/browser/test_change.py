"""The page on what changed in a real browser: waves, link, nothing outside, readable by all."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import LAPTOP
from tests.browser.server import serving
from tests.browser.visitor import PATIENCE, Visitor, readable
from tests.packs import second_wave, tiny_region

WIDTHS = {390: 844, 1440: 900}


@pytest.fixture(scope="module")
def two_waves(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the dashboard on a tiny region with answers of two waves."""
    folder: Path = second_wave(tiny_region(tmp_path_factory.mktemp("two")))
    with serving({"BESTBYWM_DATA": str(folder)}) as (port, _):
        yield f"http://127.0.0.1:{port}"


def assert_is_for_all(visitor: Visitor) -> None:
    faults = visitor.accessibility_faults()
    assert not faults, readable(faults)
    assert visitor.words_cut_off() == []
    wide = visitor.page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
        .map((each) => each.scrollWidth - each.clientWidth)"""
    )
    assert max(wide) <= 0, "the page scrolls sideways"


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("colours", ["light", "dark"])
def test_is_accessible_and_fits(visitor: Visitor, colours: Any, width: int) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    visitor.go(f"{visitor.home}/change")
    visitor.sees("21 of 24 measures cannot be compared")
    assert_is_for_all(visitor)


def test_waves_are_swapped_and_the_link_opens_the_same_view(visitor: Visitor) -> None:
    visitor.go(f"{visitor.home}/change")
    visitor.box("From").click()
    visitor.page.get_by_role("option", name="2014").click()
    visitor.wait_for_link(**{"from": "2014", "to": "2013"})
    visitor.sees("From 2014 to 2013, a larger share of people say their own use is high")
    before = visitor.figures()
    visitor.go(visitor.page.url)
    assert visitor.figures() == before


def test_a_breakdown_is_part_of_the_link(browser: Browser, two_waves: str) -> None:
    context = browser.new_context(viewport=LAPTOP, color_scheme="light")
    visitor = Visitor(context.new_page(), two_waves)
    visitor.go(f"{two_waves}/change")
    visitor.page.get_by_text("One measure, by council", exact=True).click()
    visitor.wait_for_link(by="council")
    visitor.sees("In both councils that answered both times")
    expect(visitor.box("Measure")).to_be_visible(timeout=PATIENCE)
    for width, height in WIDTHS.items():
        visitor.page.set_viewport_size({"width": width, "height": height})
        visitor.wait()
        assert_is_for_all(visitor)
    visitor.leave()
    context.close()
