"""Nothing jumps: how far a page shifts while it is loaded, turned to, and changed.

The measure is the browser's own, Cumulative Layout Shift, without its pardon for what follows a
click within half a second. Good is under 0.1; ours must stay under half of that.
"""

from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import LOOKED_AT, PAGES, PATIENCE, Visitor

MOST = 0.05

WATCH = """
(() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const each of list.getEntries()) window.shifts.push({
      value: each.value,
      at: Math.round(each.startTime),
      what: each.sources.map(({ node, previousRect: from, currentRect: to }) =>
        [node?.dataset?.testid ?? node?.nodeName, from.x, from.y, to.x, to.y].join(' ')),
    });
  }).observe({ type: 'layout-shift', buffered: true });
})()
"""


@pytest.fixture(params=[(1440, 900), (390, 844)], ids=["desk", "phone"])
def watched(request: pytest.FixtureRequest, new_visitor: NewVisitor) -> Visitor:
    """A visitor whose browser has seen nothing yet and notes every shift."""
    width, height = request.param
    visitor = new_visitor(viewport={"width": width, "height": height})
    visitor.page.add_init_script(WATCH)
    return visitor


def shifts(visitor: Visitor) -> list[dict[str, Any]]:
    visitor.page.wait_for_timeout(300)  # for what might still come
    found: list[dict[str, Any]] = visitor.page.evaluate("() => window.shifts.splice(0)")
    return found


def assert_steady(visitor: Visitor) -> None:
    found = shifts(visitor)
    total = sum(each["value"] for each in found)
    assert total < MOST, (total, [each for each in found if each["value"] > 0.003])


@pytest.mark.parametrize("page", PAGES)
def test_a_page_comes_whole(watched: Visitor, page: str) -> None:
    watched.open(page, **LOOKED_AT.get(page, {}))
    expect(watched.page.locator("html.waiting")).to_have_count(0, timeout=PATIENCE)
    assert_steady(watched)


def test_while_it_comes_an_outline_of_it_is_seen(watched: Visitor) -> None:
    watched.page.goto(watched.home, wait_until="commit")
    outline = watched.page.locator("#waiting")
    expect(outline).to_be_visible()
    expect(watched.page.locator("#root")).to_be_hidden()
    box = outline.locator(".page").bounding_box()
    assert box
    window = watched.page.viewport_size
    assert window
    assert box["x"] + box["width"] == window["width"], "it reaches to the edge"
    assert box["width"] == window["width"] - (300 if window["width"] > 768 else 0)
    assert box["y"] == 56, "right below the head"
    watched.wait()
    expect(outline).to_be_hidden()
    expect(watched.page.get_by_role("heading", level=1)).to_be_visible()
