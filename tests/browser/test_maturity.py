"""Maturity in a real browser: weights by keyboard, kept in the link; and the way to each page."""

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.visitor import PAGES, PATIENCE, Visitor

IN_NAVIGATION = [title for page, (_, title) in PAGES.items() if page != "accessibility"]
OWN_WEIGHTS = [10, 20, 20, 20, 20, 10]
PHONE = {"width": 390, "height": 844}


def slider(visitor: Visitor, label: str) -> Locator:
    return visitor.page.get_by_role("group", name=label, exact=True).get_by_role("slider")


def weights(visitor: Visitor) -> list[int]:
    """Where the sliders stand."""
    sliders = visitor.page.get_by_test_id("stMain").get_by_role("slider")
    return [int(float(each.input_value())) for each in sliders.all()]


def ranking(visitor: Visitor) -> list[str]:
    """The councils from the first rank to the last, with their scores."""
    chart = visitor.page.locator(".st-key-chart-maturity-ranking")
    labels = chart.locator(".ytick text")
    expect(labels).to_have_count(33, timeout=PATIENCE)
    found: list[str] = labels.all_text_contents()
    return found


def open_weights(visitor: Visitor) -> None:
    visitor.page.get_by_text("Weights of the dimensions").click()
    expect(visitor.page.get_by_role("group", name="Ambition")).to_be_visible(timeout=PATIENCE)


def test_the_keyboard_moves_a_weight_and_the_others_follow(visitor: Visitor) -> None:
    visitor.open("maturity")
    before = ranking(visitor)
    open_weights(visitor)
    assert weights(visitor) == OWN_WEIGHTS
    governance = slider(visitor, "Governance")
    governance.focus()
    visitor.page.keyboard.press("End")
    visitor.wait_for_link(weights="0-0-0-0-100-0")
    visitor.sees("Weights chosen here: ambition 0%")
    assert weights(visitor) == [0, 0, 0, 0, 100, 0]
    expect(governance).to_be_focused()
    assert ranking(visitor) != before
    visitor.page.keyboard.press("ArrowLeft")
    visitor.wait_for_link(weights="0.13-0.25-0.25-0.25-99-0.12")
    assert weights(visitor)[4] == 99
    assert sum(weights(visitor)) == 100


def test_weights_outlast_a_reload_and_are_taken_back(visitor: Visitor) -> None:
    visitor.open("maturity")
    at_first = ranking(visitor)
    open_weights(visitor)
    slider(visitor, "Ambition").focus()
    visitor.page.keyboard.press("End")
    visitor.wait_for_link(weights="100-0-0-0-0-0")
    visitor.sees("Weights chosen here: ambition 100%")
    moved = ranking(visitor)
    visitor.page.reload()
    visitor.wait()
    visitor.wait_for_link(weights="100-0-0-0-0-0")
    assert weights(visitor) == [100, 0, 0, 0, 0, 0]
    assert ranking(visitor) == moved != at_first
    visitor.page.get_by_role("button", name="Reset the weights").click()
    visitor.wait_for_link()
    visitor.sees("Weights: ambition 10%")
    assert ranking(visitor) == at_first


def test_the_heat_table_is_there_and_scrolls_by_itself(visitor: Visitor) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.open("maturity")
    box = visitor.page.get_by_test_id("stHtml").get_by_role("region")
    assert box.evaluate("box => box.scrollWidth > box.clientWidth")
    assert box.bounding_box()["width"] <= PHONE["width"]  # type: ignore[index]
    assert visitor.page.evaluate(
        """() => {
          const main = document.querySelector('[data-testid=stMain]');
          return main.scrollWidth <= main.clientWidth;
        }"""
    )
    box.focus()
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.wait_for_function("box => box.scrollLeft > 0", arg=box.element_handle())


@pytest.mark.parametrize("width", [1440, 1920])
def test_the_navigation_shows_every_page_on_one_line(visitor: Visitor, width: int) -> None:
    visitor.page.set_viewport_size({"width": width, "height": 900})
    visitor.open("overview")
    header = visitor.page.get_by_test_id("stHeader")
    links = [header.get_by_role("link", name=title, exact=True) for title in IN_NAVIGATION]
    assert len(links) == 12
    boxes = []
    for each in links:
        expect(each).to_be_visible(timeout=PATIENCE)
        boxes.append(each.bounding_box())
    assert len({round(box["y"]) for box in boxes if box}) == 1
    assert all(box["x"] + box["width"] <= width for box in boxes if box)


def test_on_a_phone_every_page_is_in_the_menu(visitor: Visitor) -> None:
    visitor.page.set_viewport_size(PHONE)
    visitor.open("overview")
    visitor.page.get_by_test_id("stExpandSidebarButton").click()
    sidebar = visitor.page.get_by_test_id("stSidebar")
    for title in IN_NAVIGATION:
        expect(sidebar.get_by_role("link", name=title, exact=True)).to_be_visible(timeout=PATIENCE)
    sidebar.get_by_role("link", name="Maturity", exact=True).click()
    visitor.wait_for_path("/maturity")
    visitor.sees("How far has each council come")
