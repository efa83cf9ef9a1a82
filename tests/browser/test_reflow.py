"""However somebody reads: at 400% zoom, with text spaced out, with the system's own colours, with
fingers instead of a mouse, with motion reduced. Nothing is cut off, covered or lost.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, ViewportSize, expect

from bestbywm.app.known_gaps import REFLOW_WIDTH, SMALLEST_TARGET
from bestbywm.app.texts.pages import WIDE_TABLE
from bestbywm.pack import Pack
from bestbywm.render.report import html_report
from tests.browser.conftest import NewVisitor
from tests.browser.test_report import wait_until_drawn
from tests.browser.visitor import HEIGHTS, LOOKED_AT, PAGES, PATIENCE, Visitor, frames_sent
from tests.presentations import everything

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"

ZOOMED: ViewportSize = {"width": REFLOW_WIDTH, "height": 256}
"""A window of 1280 by 1024 pixels at 400%."""

DRAWER_UP_TO = 768
"""Pixels: below this width Streamlit lays the sidebar over the page."""

SPACED_OUT = """
* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
    word-spacing: 0.16em !important; }
p { margin-bottom: 2em !important; }
"""
"""What WCAG 1.4.12 names."""

CUT = """
() => {
  const found = new Set();
  const app = document.querySelector('[data-testid=stApp]') ?? document.body;
  const words = document.createTreeWalker(app, NodeFilter.SHOW_TEXT);
  const seen = {visibilityProperty: true, opacityProperty: true};
  while (words.nextNode()) {
    const said = words.currentNode.textContent.trim();
    const element = words.currentNode.parentElement;
    if (!said || element.closest('script, style, title, option, svg')) continue;
    if (!element.checkVisibility(seen)) continue;
    const range = document.createRange();
    range.selectNodeContents(words.currentNode);
    const lines = [...range.getClientRects()].filter((line) => line.width);
    for (let up = element; up && up !== document.body; up = up.parentElement) {
      const style = getComputedStyle(up);
      if (style.display === 'contents') continue;
      const box = up.getBoundingClientRect();
      if (style.clipPath !== 'none' || box.width <= 1 || style.position === 'fixed') break;
      const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
      if (/auto|scroll/.test(style.overflowX + style.overflowY)) break;
      const across = hides(style.overflowX)
        && lines.some((line) => line.right > box.right + 1 || line.left < box.left - 1);
      const down = hides(style.overflowY)
        && lines.some((line) => line.bottom > box.bottom + 3 || line.top < box.top - 3);
      if (across || down) found.add(said.slice(0, 60));
    }
  }
  return [...found];
}
"""
"""Words that the box around them cuts off. What can be scrolled to is not cut off."""

TOO_SMALL = """
(least) => {
  const of = 'a[href], button, input, select, textarea, summary, [role=option], [role=radio],'
    + ' [role=menuitem], [tabindex="0"]';
  const target = (each) => {
    const isInLabel = each.matches('input[type=radio], input[type=checkbox]');
    if (isInLabel) return each.closest('label') ?? each;
    if (each.matches('[role=combobox], [role=combobox] ~ button')) return each.parentElement;
    return each;
  };
  const seen = (each) => each.checkVisibility({visibilityProperty: true, opacityProperty: true})
    && !each.disabled && !each.closest('[aria-hidden=true], [aria-expanded=false] *, [inert]')
    && getComputedStyle(each).pointerEvents !== 'none';
  const all = new Map([...document.querySelectorAll(of)].filter(seen)
    .map((each) => [target(each), target(each).getBoundingClientRect()])
    .filter(([, box]) => box.width > 1 && box.height > 1 && box.right > 0));
  const isSmall = (box) => box.width < least - 0.5 || box.height < least - 0.5;
  const middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const inSentence = (each) => each.matches('a') && getComputedStyle(each).display === 'inline'
    && each.closest('li, p, td, div').textContent.trim() !== each.textContent.trim();
  const isNear = (box, other) => {
    const [x, y] = middle(box);
    const [p, q] = middle(other);
    const away = Math.hypot(Math.max(other.left - x, 0, x - other.right),
      Math.max(other.top - y, 0, y - other.bottom));
    return away < least / 2 || (isSmall(other) && Math.hypot(p - x, q - y) < least);
  };
  return [...all].filter(([each, box]) => isSmall(box) && !inSentence(each)
    && [...all].some(([other, its]) => other !== each && !other.contains(each)
      && !each.contains(other) && isNear(box, its)))
    .map(([each, box]) => `${Math.round(box.width)} by ${Math.round(box.height)}: `
      + each.outerHTML.slice(0, 160));
}
"""
"""Targets that are smaller than so many pixels, and nearer to another than WCAG 2.5.8 allows."""

WIDER = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"

STILL_MOVING = """
() => document.getAnimations().filter((each) => {
  const time = each.effect.getComputedTiming();
  const isCaret = each.effect.target?.closest('[data-testid=stSkeleton], [data-testid=stSpinner]');
  return !isCaret && (time.iterations > 1 || time.duration > 200) && each.playState === 'running';
}).map((each) => each.animationName ?? each.transitionProperty)
"""
"""Animations that go on for longer than a blink."""


LOST_COLOURS = """
() => [...document.querySelectorAll('[data-testid=stHtml] [style*=background]')]
  .filter((each) => each.checkVisibility() && !each.textContent.trim()
    && getComputedStyle(each).forcedColorAdjust !== 'none')
  .map((each) => each.outerHTML.slice(0, 120))
"""
"""Grounds of ours without words in them, such as those of a key, that would become one colour."""


FILLS = """
() => [...document.querySelectorAll('.js-plotly-plot .main-svg :is(path, rect)')]
  .map((each) => getComputedStyle(each).fill)
"""
"""The colours of what charts are drawn of."""


def open_page(visitor: Visitor, page: str) -> None:
    visitor.open(page, **LOOKED_AT.get(page, {}))
    visitor.ask_for_all()
    settle(visitor)


def resize(visitor: Visitor, width: int, height: int) -> None:
    """Give the window another size. In a small one the filters lie over the page: close them."""
    visitor.page.set_viewport_size({"width": width, "height": height})
    settle(visitor)
    drawer = visitor.page.locator("[data-testid=stSidebar][aria-expanded=true]")
    if width < DRAWER_UP_TO and drawer.count():
        drawer.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
        settle(visitor)
    visitor.page.get_by_test_id("stMain").evaluate("main => main.scrollTo(0, 0)")


def settle(visitor: Visitor) -> None:
    """Wait until whatever opens, closes or finds its new width has done so."""
    visitor.wait()
    visitor.page.wait_for_function(
        """() => document.getAnimations().every((each) => each.playState !== 'running'
          || each.effect.getComputedTiming().iterations > 1)"""
    )
    visitor.wait()


@pytest.mark.parametrize("page", PAGES)
def test_a_page_can_be_read_enlarged_spaced_out_and_by_touch(visitor: Visitor, page: str) -> None:
    open_page(visitor, page)
    for width in (1440, 820, 390, REFLOW_WIDTH):
        resize(visitor, width, HEIGHTS[width])
        assert visitor.words_cut_off() == [], width
        assert visitor.page.evaluate(TOO_SMALL, SMALLEST_TARGET) == [], width
        assert visitor.page.evaluate(CUT) == [], width
    resize(visitor, **ZOOMED)
    visitor.fits()
    assert visitor.words_cut_off() == []
    visitor.page.add_style_tag(content=SPACED_OUT)
    visitor.fits()
    assert visitor.page.evaluate(CUT) == []
    resize(visitor, 1440, HEIGHTS[1440])
    visitor.fits()
    assert visitor.page.evaluate(CUT) == []


def test_a_wide_table_is_a_stop_of_the_keyboard_in_every_browser(visitor: Visitor) -> None:
    """Chromium stops at what scrolls anyway, others do not."""
    visitor.open("methods")
    wide = visitor.page.get_by_role("group", name=WIDE_TABLE)
    expect(wide).to_have_count(0)
    resize(visitor, 390, HEIGHTS[390])
    expect(wide.first).to_have_attribute("tabindex", "0", timeout=PATIENCE)
    wide.first.focus()
    visitor.page.keyboard.press("ArrowRight")
    visitor.page.wait_for_function("() => document.activeElement.scrollLeft > 0", timeout=PATIENCE)
    resize(visitor, 1440, HEIGHTS[1440])
    expect(wide).to_have_count(0, timeout=PATIENCE)


@pytest.mark.parametrize("page", PAGES)
def test_in_forced_colours_and_with_motion_reduced(visitor: Visitor, page: str) -> None:
    """Pictures keep their colours, words follow the system, and nothing goes on moving."""
    visitor.page.emulate_media(forced_colors="active", reduced_motion="reduce")
    open_page(visitor, page)
    SCREENSHOTS.mkdir(exist_ok=True)
    visitor.page.screenshot(path=SCREENSHOTS / f"{page}-forced-colours.png")
    said = "element => getComputedStyle(element).color"
    system = visitor.page.evaluate(
        """() => { const probe = document.createElement('p'); probe.style.color = 'CanvasText';
        document.body.append(probe); return getComputedStyle(probe).color; }"""
    )
    assert visitor.page.locator("h1").evaluate(said) == system
    assert visitor.page.evaluate(LOST_COLOURS) == []
    assert visitor.page.evaluate(CUT) == []
    visitor.page.wait_for_timeout(500)
    assert visitor.page.evaluate(STILL_MOVING) == []
    kept = visitor.page.evaluate(FILLS)
    visitor.page.emulate_media(forced_colors="none")
    settle(visitor)
    assert visitor.page.evaluate(FILLS) == kept


def test_which_choice_is_on_is_seen_in_forced_colours(new_visitor: NewVisitor) -> None:
    visitor = new_visitor(forced_colors="active")
    visitor.open("overview")
    group = visitor.page.get_by_role("radiogroup", name="Show as").first
    looks = """each => [getComputedStyle(each).backgroundColor,
      getComputedStyle(each.querySelector('p')).color]"""
    on, off = (group.get_by_role("radio", name=name).evaluate(looks) for name in ("Chart", "Table"))
    system = visitor.page.evaluate(
        """() => { const probe = document.createElement('p');
        Object.assign(probe.style, {background: 'SelectedItem', color: 'SelectedItemText'});
        probe.style.forcedColorAdjust = 'none';
        document.body.append(probe);
        return [getComputedStyle(probe).backgroundColor, getComputedStyle(probe).color]; }"""
    )
    assert on == system
    assert off != system


# Keys --------------------------------------------------------------------------------------------


def test_no_single_key_does_anything(visitor: Visitor) -> None:
    """WCAG 2.1.4: Streamlit's own keys (r, and c for its makers) are kept from it."""
    sent = frames_sent(visitor)
    visitor.open("methods")
    visitor.page.wait_for_timeout(500)
    before = len(sent), visitor.page.url
    for key in "abcdefghijklmnopqrstuvwxyz0123456789./?":
        visitor.page.keyboard.press(key)
    visitor.page.wait_for_timeout(500)
    assert (len(sent), visitor.page.url) == before
    assert visitor.page.get_by_role("dialog").count() == 0


def test_the_letter_can_still_be_typed(visitor: Visitor) -> None:
    visitor.open("claims")
    find = visitor.page.get_by_role("searchbox", name="Find")
    find.focus()
    visitor.page.keyboard.type("recruit")
    assert find.input_value() == "recruit"
    visitor.open("map")
    visitor.find("Look at one council", "rugby")
    visitor.wait_for_link(council="rugby")


# The meeting mode and the report -----------------------------------------------------------------


@contextmanager
def opened(browser: Browser, address: str, **options: object) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, **options)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(address)
    yield page
    context.close()


@pytest.mark.parametrize("story", ["region", "council&council=walsall"])
def test_each_screen_can_be_read_enlarged_spaced_out_and_by_touch(
    browser: Browser, server: str, story: str
) -> None:
    with opened(browser, f"{server}/meeting?story={story}") as page:
        for size in ({"width": 1440, "height": 900}, {"width": 390, "height": 844}, ZOOMED):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.keyboard.press("Home")
            for number in range(page.locator("main > section").count()):
                assert page.evaluate(WIDER) <= 0, f"{size} {number}"
                assert page.evaluate(TOO_SMALL, SMALLEST_TARGET) == [], f"{size} {number}"
                page.keyboard.press("PageDown")
        page.add_style_tag(content=SPACED_OUT)
        for size in (ZOOMED, {"width": 390, "height": 844}, {"width": 1440, "height": 900}):
            page.set_viewport_size(size)  # type: ignore[arg-type]
            page.keyboard.press("Home")
            for number in range(page.locator("main > section").count()):
                assert page.evaluate(WIDER) <= 0, f"spaced {size} {number}"
                assert page.evaluate(CUT) == [], f"spaced {size} {number}"
                page.keyboard.press("PageDown")


def test_the_report_can_be_read_enlarged_spaced_out_and_by_touch(
    browser: Browser, shipped_pack: Pack, tmp_path: Path
) -> None:
    council = shipped_pack.region.find("Walsall")
    assert council is not None
    file = tmp_path / "report.html"
    told = everything(shipped_pack, "2013", council.code)
    file.write_bytes(html_report(shipped_pack, told).encode())
    with opened(browser, file.as_uri()) as page:
        wait_until_drawn(page)
        assert page.evaluate(TOO_SMALL, SMALLEST_TARGET) == []
        page.set_viewport_size(ZOOMED)
        assert page.evaluate(WIDER) <= 0
        assert page.evaluate(TOO_SMALL, SMALLEST_TARGET) == []
        page.add_style_tag(content=SPACED_OUT)
        assert page.evaluate(WIDER) <= 0
        assert page.evaluate(CUT) == []


KEPT_COLOURS = """
() => [...document.querySelectorAll('.chart svg, [class^=step]')]
  .map((each) => getComputedStyle(each).forcedColorAdjust)
"""
"""What the system's colours do to each chart, and to each shade of a table."""


def test_the_meeting_mode_in_forced_colours_and_with_motion_reduced(
    browser: Browser, server: str
) -> None:
    options = {"forced_colors": "active", "reduced_motion": "reduce"}
    with opened(browser, f"{server}/meeting?story=region", **options) as page:
        assert set(page.evaluate(KEPT_COLOURS)) == {"none"}
        for number in range(page.locator("main > section").count()):
            assert page.evaluate(STILL_MOVING) == [], number
            assert page.evaluate(CUT) == [], number
            page.keyboard.press("PageDown")
        page.screenshot(path=SCREENSHOTS / "meeting-forced-colours.png")


def test_the_report_in_forced_colours_and_with_motion_reduced(
    browser: Browser, shipped_pack: Pack, tmp_path: Path
) -> None:
    council = shipped_pack.region.find("Walsall")
    assert council is not None
    file = tmp_path / "report.html"
    told = everything(shipped_pack, "2013", council.code)
    file.write_bytes(html_report(shipped_pack, told).encode())
    options = {"forced_colors": "active", "reduced_motion": "reduce"}
    with opened(browser, file.as_uri(), **options) as page:
        wait_until_drawn(page)
        assert set(page.evaluate(KEPT_COLOURS)) == {"none"}
        assert page.evaluate(CUT) == []
        assert page.evaluate(STILL_MOVING) == []
        page.screenshot(path=SCREENSHOTS / "report-forced-colours.png")
