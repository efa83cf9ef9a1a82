"""Good practice in a real browser: filters and their link, offline, for everybody, on a phone."""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PATIENCE, Visitor, readable

WIDTHS = {390: 844, 1440: 900}
EVERY = 39


def open_page(visitor: Visitor, link: str = "") -> None:
    visitor.go(f"{visitor.home}/practice{link}")


def expect_examples(visitor: Visitor, count: int) -> None:
    """Each example is one bullet whose title is a bold link."""
    listed = visitor.page.get_by_test_id("stMain").locator("li strong a")
    expect(listed).to_have_count(count, timeout=PATIENCE)


def test_a_filter_is_in_the_link_and_opens_elsewhere(
    visitor: Visitor, new_visitor: NewVisitor
) -> None:
    open_page(visitor)
    expect_examples(visitor, EVERY)
    visitor.find("Theme", "winter")
    visitor.wait_for_link(theme="winter-service")
    expect_examples(visitor, 5)
    visitor.page.get_by_label("Find words").fill("SNOW")
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_link(theme="winter-service", find="SNOW")
    expect_examples(visitor, 2)
    visitor.sees("2 of 39 examples")
    second = new_visitor()
    second.go(visitor.page.url)
    expect_examples(second, 2)
    assert second.figures() == visitor.figures()
    visitor.page.get_by_role("button", name="Clear", exact=True).click()
    visitor.wait_for_link()
    expect_examples(visitor, EVERY)
    visitor.page.go_back()
    visitor.wait_for_link(theme="winter-service", find="SNOW")
    expect_examples(visitor, 2)
    expect(visitor.page.get_by_label("Find words")).to_have_value("SNOW", timeout=PATIENCE)


def test_links_open_in_a_tab_of_their_own_and_only_on_a_click(visitor: Visitor) -> None:
    open_page(visitor)
    links = visitor.page.get_by_test_id("stMain").locator("li a")
    assert links.count() > EVERY
    for each in links.all():
        assert (each.get_attribute("href") or "").startswith("http")
        assert each.get_attribute("target") == "_blank"
    assert visitor.outside() == []


@pytest.mark.parametrize("view", ["districts", "counties", "hexagons"])
def test_the_map_paints_every_place(visitor: Visitor, view: str) -> None:
    open_page(visitor, f"?view={view}")
    assert len(visitor.places()) == {"districts": 30, "counties": 14, "hexagons": 33}[view]


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_page_is_accessible_and_fits(visitor: Visitor, width: int, colours: Any) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    open_page(visitor)
    wide = visitor.page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
        .map((each) => each.scrollWidth - each.clientWidth)"""
    )
    assert max(wide) <= 0, "the page scrolls sideways"
    assert visitor.words_cut_off() == []
    faults = visitor.accessibility_faults()
    assert not faults, readable(faults)
