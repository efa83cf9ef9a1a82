"""Specification of the meeting mode in a real browser: clicker, map, projector, no network."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, ViewportSize, expect

from bestbywm.exhibits import link
from bestbywm.pack import Pack
from bestbywm.render.meeting import meeting_page
from bestbywm.story import ready
from bestbywm.story.presentation import prepare
from bestbywm.story.storyline import Screen, Storyline, to_link
from tests.browser.visitor import PATIENCE, Visitor
from tests.presentations import MADE_ON

SCREENSHOTS = Path(__file__).parents[2] / "screenshots"

PROJECTOR: ViewportSize = {"width": 1920, "height": 1080}
LAPTOP: ViewportSize = {"width": 1366, "height": 768}
SQUARER: ViewportSize = {"width": 1024, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}

STORIES: dict[str, dict[str, str]] = {
    "region": {"story": "region"},
    "region of 2014": {"story": "region", "wave": "2014"},
    "council": {"story": "council", "council": "walsall"},
    "barriers": {"story": "barriers"},
    "barriers of 2014": {"story": "barriers", "wave": "2014"},
    "change": {"story": "change"},
    "metropolitan": {"story": "region", "type": "metropolitan"},
    "counties": {"story": "region", "view": "counties"},
    "hexagons": {"story": "region", "view": "hexagons"},
}

MAP = 7
"""The number of the map's screen in the region at a glance."""

WHAT_IS_WRONG = """
(least) => {
  const screen = document.querySelector('main > section:not([hidden])');
  const wrong = [];
  const page = document.documentElement;
  if (page.scrollWidth > innerWidth || page.scrollHeight > innerHeight) wrong.push('page scrolls');
  if (screen.scrollHeight > screen.clientHeight + 1) wrong.push('screen scrolls');
  if (screen.scrollWidth > screen.clientWidth + 1) wrong.push('screen scrolls aside');
  const chart = [...screen.querySelectorAll('.chart')].filter((each) => each.clientHeight);
  const table = screen.querySelector('.table');
  if (chart.length + (table && table.clientHeight ? 1 : 0) !== 1) wrong.push('nothing to see');
  const words = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (words.nextNode()) {
    const said = words.currentNode.textContent.trim();
    const element = words.currentNode.parentElement;
    if (!said || element.closest('script, style, title, option, .for-readers')) continue;
    const box = element.getBoundingClientRect();
    if (!box.width || element.closest('.table')) continue;
    if (box.right > innerWidth + 1 || box.left < -1 || box.bottom > innerHeight + 1 || box.top < -1)
      wrong.push('cut: ' + said.slice(0, 40));
    const scale = element.ownerSVGElement ? element.getScreenCTM().a : 1;
    const size = parseFloat(getComputedStyle(element).fontSize) * scale;
    if (size < least) wrong.push(size.toFixed(1) + ' px: ' + said.slice(0, 40));
  }
  return wrong;
}
"""
"""What is cut, too small or missing on the screen that is shown."""

POINT_IN_COUNCIL = """
(code) => {
  const chart = [...document.querySelectorAll('section:not([hidden]) .chart')]
    .find((each) => each.clientHeight);
  const path = chart.querySelector(`[data-code="${code}"]`);
  const box = path.getBoundingClientRect();
  for (let i = 1; i < 40; i++) {
    for (let j = 1; j < 40; j++) {
      const [x, y] = [box.x + box.width * i / 40, box.y + box.height * j / 40];
      if (document.elementFromPoint(x, y) === path) return [x, y];
    }
  }
  return null;
}
"""


class Room:
    """The meeting mode on a screen, as whoever presents sees it."""

    def __init__(self, page: Page) -> None:
        self.page = page

    @property
    def shown(self) -> int:
        """The number of the screen that is shown; exactly one is."""
        (screen,) = self.page.locator("main > section:visible").all()
        return int((screen.get_attribute("id") or "").removeprefix("screen-"))

    @property
    def count(self) -> int:
        return self.page.locator("main > section").count()

    @property
    def heading(self) -> str:
        return self.page.locator("section:visible h1").inner_text()

    @property
    def place(self) -> str:
        """The last part of the address."""
        return urlsplit(self.page.url).fragment

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def button(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).click()

    def click_on(self, code: str) -> None:
        """Click on a council's shape on the map."""
        point = self.page.evaluate(POINT_IN_COUNCIL, code)
        assert point, f"the map has no place for {code}"
        self.page.mouse.click(*point)

    def all_screens(self) -> Iterator[int]:
        """Turn to one screen after the other."""
        self.press("Home")
        for number in range(1, self.count + 1):
            assert self.shown == number
            yield number
            self.press("ArrowRight")


@contextmanager
def presented(
    browser: Browser,
    server: str,
    params: dict[str, str],
    size: ViewportSize = PROJECTOR,
    place: str = "",
    **options: Any,
) -> Iterator[Room]:
    """The meeting mode of a storyline. It may ask nobody else, and no script may fail."""
    context = browser.new_context(viewport=size, **{"color_scheme": "light", **options})
    visitor = Visitor(context.new_page(), server)
    visitor.page.goto(f"{server}/meeting?{urlencode(params)}{place}")
    yield Room(visitor.page)
    visitor.leave()
    context.close()


@pytest.fixture(scope="module")
def projector(browser: Browser, server: str) -> Iterator[Room]:
    """One tab on a projector for all tests that need no other."""
    with presented(browser, server, STORIES["region"]) as room:
        yield room


@pytest.fixture
def region(projector: Room, server: str) -> Room:
    """The region at a glance, at its first screen."""
    projector.page.goto("about:blank")
    projector.page.goto(f"{server}/meeting?{urlencode(STORIES['region'])}")
    return projector


class TestKeys:
    def test_of_a_clicker_turn_the_screens(self, region: Room) -> None:
        assert region.shown == 1
        region.press("PageDown", "PageDown")
        assert region.shown == 3
        region.press("PageUp")
        assert region.shown == 2

    def test_arrows_turn_the_screens(self, region: Room) -> None:
        region.press("ArrowRight", "ArrowDown", "ArrowRight")
        assert region.shown == 4
        region.press("ArrowLeft", "ArrowUp")
        assert region.shown == 2

    def test_home_and_end_lead_to_the_ends_and_no_further(self, region: Room) -> None:
        region.press("End", "ArrowRight", "PageDown")
        assert region.shown == region.count > 5
        region.press("Home", "ArrowLeft", "PageUp")
        assert region.shown == 1

    def test_blank_and_return_turn_on_and_with_shift_or_delete_back(self, region: Room) -> None:
        region.press("Space", "Enter")
        assert region.shown == 3
        region.press("Shift+Space", "Backspace")
        assert region.shown == 1

    def test_with_control_stay_those_of_the_browser(self, region: Room) -> None:
        region.press("Control+ArrowRight", "Alt+ArrowDown", "Meta+ArrowRight")
        assert region.shown == 1

    def test_letters_do_nothing(self, region: Room) -> None:
        before = region.page.content()
        region.press("t", "T", "b", "r", "5", ".")
        assert region.page.content() == before

    def test_a_long_table_is_read_on_before_the_screen_turns(
        self, browser: Browser, server: str
    ) -> None:
        with presented(browser, server, STORIES["change"], place="#2") as room:
            box = room.page.locator("section:visible .table")
            more = room.page.locator("section:visible .more")
            expect(more).to_be_visible()
            room.press("PageDown")
            assert room.shown == 2
            assert box.evaluate("box => box.scrollTop") > 100
            last = box.locator("tbody tr").last
            expect(last).to_be_in_viewport(ratio=1)
            expect(more).to_be_hidden()
            room.press("PageUp")
            assert room.shown == 2
            room.press("PageUp")
            assert room.shown == 1


class TestButtons:
    def test_turn_the_screens_and_say_which_one_it_is(self, region: Room) -> None:
        progress = region.page.locator("#progress")
        expect(progress).to_have_text(f"1 of {region.count}")
        expect(region.page.get_by_role("button", name="Back", exact=True)).to_be_disabled()
        region.button("Next")
        expect(progress).to_have_text(f"2 of {region.count}")
        region.button("Back")
        assert region.shown == 1
        region.press("End")
        expect(region.page.get_by_role("button", name="Next", exact=True)).to_be_disabled()

    def test_keep_the_focus_so_that_they_can_be_pressed_again(self, region: Room) -> None:
        region.button("Next")
        region.press("Enter", "Space")
        assert region.shown == 4

    def test_show_the_table_in_place_of_the_chart(self, region: Room) -> None:
        table, chart = (
            region.page.locator(f"section:visible {each}") for each in (".table", "figure")
        )
        region.button("Table")
        expect(table).to_be_visible()
        expect(chart).to_be_hidden()
        region.press("ArrowRight")
        expect(table).to_be_visible()
        region.button("Table")
        expect(chart).to_be_visible()

    def test_change_light_to_dark_and_back(self, region: Room) -> None:
        colour = "() => getComputedStyle(document.body).backgroundColor"
        light = region.page.evaluate(colour)
        region.button("Light or dark")
        assert region.page.evaluate(colour) != light
        region.button("Light or dark")
        assert region.page.evaluate(colour) == light

    def test_show_the_notes_of_whoever_speaks_only_when_asked(
        self, browser: Browser, server: str
    ) -> None:
        screen = Screen("overview", "ambition", (), "", "Say <b>hello</b> مرحبا")
        own = {"story": "own", "own": to_link(Storyline("Ours", (screen,)))}
        with presented(browser, server, own) as room:
            note = room.page.get_by_text("Say <b>hello</b> مرحبا")
            expect(note).to_be_hidden()
            room.button("Notes")
            expect(note).to_be_visible()


class TestTheAddress:
    def test_is_one_for_each_screen(self, region: Room) -> None:
        places = set()
        for number in region.all_screens():
            assert region.place.startswith(f"{number}-")
            places.add(region.place)
        assert len(places) == region.count

    def test_keeps_the_place_when_the_page_is_loaded_again(self, region: Room) -> None:
        region.press("PageDown", "PageDown")
        before = region.heading, region.place
        region.page.reload()
        assert (region.heading, region.place) == before
        assert region.shown == 3

    @pytest.mark.parametrize(
        ("place", "number"), [("#4", 4), ("#4-old-name", 4), ("#99", 9), ("#0", 1), ("#<b>", 1)]
    )
    def test_leads_to_a_screen_that_is_there(
        self, browser: Browser, server: str, place: str, number: int
    ) -> None:
        with presented(browser, server, STORIES["region"], place=place) as room:
            assert room.shown == number
            assert room.place.startswith(f"{number}-")

    def test_goes_back_and_forward_as_the_browser_does(self, region: Room) -> None:
        region.press("PageDown", "PageDown")
        region.page.go_back()
        assert region.shown == 2
        region.page.go_back()
        assert region.shown == 1
        region.page.go_forward()
        assert region.shown == 2

    def test_of_the_page_is_named_in_its_title(self, region: Room) -> None:
        region.press("PageDown")
        title = region.page.title()
        assert title.startswith(f"2 of {region.count}: ")
        assert region.heading.replace("\n", " ")[:40] in title


class TestLeaving:
    def test_leads_to_the_page_of_the_same_storyline(self, browser: Browser, server: str) -> None:
        params = {"story": "barriers", "type": "metropolitan"}
        with presented(browser, server, {**params, "look": "dark"}) as room:
            room.press("PageDown", "Escape")
            room.page.wait_for_url(lambda url: urlsplit(url).path == "/present")
            assert urlsplit(room.page.url).query == urlencode(params)
            Visitor.wait(Visitor(room.page, server))
            expect(room.page.get_by_role("radio", name="Where the barriers are")).to_be_checked()

    def test_by_the_button_does_the_same(self, browser: Browser, server: str) -> None:
        with presented(browser, server, {"story": "saga"}) as room:
            back = room.page.get_by_role("link", name="Back to the dashboard")
            assert back.get_attribute("href") == "/present?story=saga"
        with presented(browser, server, STORIES["change"]) as room:
            room.button("Leave")
            room.page.wait_for_url(lambda url: urlsplit(url).path == "/present")


@pytest.fixture
def walsall(shipped_pack: Pack) -> str:
    council = shipped_pack.region.find("Walsall")
    assert council is not None
    return council.code


class TestTheMap:
    @pytest.fixture(params=["districts", "hexagons"])
    def room(self, projector: Room, server: str, request: pytest.FixtureRequest) -> Room:
        params = {"story": "region", "view": request.param}
        projector.page.goto("about:blank")
        projector.page.goto(f"{server}/meeting?{urlencode(params)}#{MAP}")
        return projector

    def test_hears_a_click_on_a_name(self, room: Room) -> None:
        place = room.page.locator(".chart:visible text", has_text="Stafford").first.bounding_box()
        assert place
        room.page.mouse.click(place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
        expect(room.page.locator("section:visible .council-name")).to_have_text("Stafford")

    def test_shows_the_figures_of_a_council_that_is_clicked(self, room: Room, walsall: str) -> None:
        name, text = (
            room.page.locator(f"section:visible .council-{each}") for each in ("name", "text")
        )
        expect(name).to_be_empty()
        room.click_on(walsall)
        expect(name).to_have_text("Walsall")
        expect(text).to_contain_text("1 of 1")
        size = "each => parseFloat(getComputedStyle(each).fontSize)"
        assert name.evaluate(size) >= 48
        assert text.evaluate(size) >= 32
        expect(room.page.locator("section:visible .council-stamp")).to_contain_text("Illustrative")
        expect(room.page.locator(".chart:visible .ring")).to_have_count(1)
        assert room.page.evaluate(WHAT_IS_WRONG, 22) == []
        SCREENSHOTS.mkdir(exist_ok=True)
        room.page.screenshot(path=SCREENSHOTS / "meeting-map.png")

    def test_closes_them_by_escape_before_it_is_left(self, room: Room, walsall: str) -> None:
        room.click_on(walsall)
        room.press("Escape")
        expect(room.page.locator("section:visible .council-name")).to_be_empty()
        expect(room.page.locator(".ring")).to_have_count(0)
        assert room.shown == MAP

    def test_closes_them_by_a_second_click(self, room: Room, walsall: str) -> None:
        room.click_on(walsall)
        room.click_on(walsall)
        expect(room.page.locator("section:visible .council-name")).to_be_empty()

    def test_lets_a_council_be_chosen_without_a_mouse(self, room: Room) -> None:
        select = room.page.get_by_role("combobox", name="Council")
        select.focus()
        room.page.keyboard.type("Dud")
        expect(room.page.locator("section:visible .council-name")).to_have_text("Dudley")
        room.press("ArrowDown")
        assert room.shown == MAP
        room.press("Escape")
        expect(select).to_have_value("")


def test_it_works_on_when_the_network_is_cut(browser: Browser, server: str, walsall: str) -> None:
    with presented(browser, server, STORIES["region"]) as room:
        room.page.context.set_offline(True)
        asked: list[str] = []
        room.page.on("request", lambda request: asked.append(request.url))
        for number in room.all_screens():
            assert room.page.evaluate(WHAT_IS_WRONG, 1) == []
            if number == MAP:
                room.click_on(walsall)
                expect(room.page.locator("section:visible .council-name")).to_have_text("Walsall")
            room.button("Table")
            expect(room.page.locator("section:visible table")).to_be_visible()
            room.button("Table")
            room.page.locator("section:visible h1").focus()
        assert asked == []
        room.page.context.set_offline(False)


def test_as_a_file_it_works_without_any_server(
    browser: Browser, shipped_pack: Pack, tmp_path: Path
) -> None:
    storyline = ready.storyline(shipped_pack, "region", link.default_selection(shipped_pack))
    told, _ = prepare(shipped_pack, storyline, MADE_ON)
    file = tmp_path / "meeting.html"
    file.write_bytes(meeting_page(shipped_pack, told).encode())
    context = browser.new_context(viewport=PROJECTOR, offline=True)
    visitor = Visitor(context.new_page(), file.as_uri())
    visitor.page.goto(file.as_uri())
    room = Room(visitor.page)
    room.press("End", "Escape")
    assert room.shown == room.count == len(told.scenes)
    assert room.page.get_by_role("button", name="Leave").count() == 0
    assert [request.url for request in visitor.requests] == [file.as_uri()]
    assert visitor.faults == []
    context.close()


@pytest.mark.parametrize("story", STORIES)
def test_every_screen_fits_and_can_be_read_from_the_back_row(
    browser: Browser, server: str, story: str
) -> None:
    with presented(browser, server, STORIES[story], PROJECTOR) as room:
        for size, least in ((PROJECTOR, 23.9), (LAPTOP, 16.9), (SQUARER, 14.0)):
            room.page.set_viewport_size(size)
            for number in room.all_screens():
                wrong = room.page.evaluate(WHAT_IS_WRONG, least)
                assert not wrong, f"screen {number} at {size['width']}: {wrong}"


def test_the_chart_fills_the_screen(region: Room) -> None:
    parts = []
    for _ in region.all_screens():
        drawn = region.page.locator(".chart:visible").bounding_box()
        assert drawn
        parts.append(drawn["width"] * drawn["height"] / (1920 * 1080))
    assert min(parts) > 0.4


def test_on_a_phone_it_scrolls_down_only(browser: Browser, server: str) -> None:
    for story in ("region", "council", "barriers"):
        with presented(
            browser, server, STORIES[story], PHONE, is_mobile=True, has_touch=True
        ) as room:
            for number in room.all_screens():
                wide = room.page.evaluate("() => document.documentElement.scrollWidth")
                assert wide == PHONE["width"], f"{story} {number}"
                size = room.page.locator("section:visible .source").evaluate(
                    "each => parseFloat(getComputedStyle(each).fontSize)"
                )
                assert size >= 15


def test_letters_that_a_visitor_makes_larger_become_larger(browser: Browser, server: str) -> None:
    size = "() => parseFloat(getComputedStyle(document.querySelector('.subtitle')).fontSize)"
    with presented(browser, server, STORIES["region"], LAPTOP) as room:
        before = room.page.evaluate(size)
        # What zooming to 200% and to 400% does: a window of half and of a quarter of the size.
        for times, larger in ((2, 1.8), (4, 2.2)):
            room.page.set_viewport_size(
                {"width": LAPTOP["width"] // times, "height": LAPTOP["height"] // times}
            )
            assert room.page.evaluate(size) * times >= before * larger
            wide = room.page.evaluate("() => document.documentElement.scrollWidth")
            assert wide <= LAPTOP["width"] // times


class TestAccessibility:
    def test_a_screen_that_is_turned_to_is_read(self, region: Room) -> None:
        focus = "() => document.activeElement.textContent"
        region.press("PageDown")
        assert (
            region.page.evaluate(focus) == region.page.locator("section:visible h1").text_content()
        )
        expect(region.page.locator("#said")).to_have_text(f"2 of {region.count}")
        region.button("Next")
        said = region.page.locator("#said")
        expect(said).to_have_attribute("aria-live", "polite")
        expect(said).to_contain_text(
            region.page.locator("section:visible h1").text_content() or "?"
        )

    def test_screens_charts_and_tables_have_names(self, region: Room) -> None:
        heading = region.page.locator("section:visible h1").text_content() or ""
        expect(region.page.get_by_role("region", name=heading, exact=True)).to_be_visible()
        chart = region.page.locator(".chart:visible svg")
        expect(chart).to_have_role("img")
        assert len(chart.get_attribute("aria-label") or "") > 40
        region.button("Table")
        expect(region.page.get_by_role("table", name=heading)).to_be_visible()
        expect(region.page.get_by_role("navigation", name="Screens")).to_be_visible()

    def test_in_forced_colours_charts_and_buttons_are_still_there(
        self, browser: Browser, server: str
    ) -> None:
        fill = "() => getComputedStyle(document.querySelector('.for-wide rect')).fill"
        with presented(browser, server, STORIES["region"], forced_colors="active") as room:
            forced = room.page.evaluate(fill)
            room.page.emulate_media(forced_colors="none")
            assert room.page.evaluate(fill) == forced


class TestInsideAnotherPage:
    @pytest.fixture
    def host(self, browser: Browser, server: str) -> Iterator[tuple[Page, FrameLocator]]:
        context = browser.new_context(viewport=LAPTOP)
        page = context.new_page()
        address = f"{server}/meeting?{urlencode(STORIES['region'])}"
        page.set_content(
            f'<h1 style="height:2000px">Host</h1><iframe src="{address}" title="Region" '
            'width="100%" height="560" style="border:0"></iframe>'
        )
        yield page, page.frame_locator("iframe")
        context.close()

    def test_it_is_shown_and_turned_and_has_no_way_out(
        self, host: tuple[Page, FrameLocator]
    ) -> None:
        page, frame = host
        expect(frame.locator("#progress")).to_have_text("1 of 9", timeout=PATIENCE)
        # It neither takes the focus of the other page nor scrolls it.
        assert page.evaluate("() => document.activeElement.tagName") == "BODY"
        assert page.evaluate("() => scrollY") == 0
        frame.get_by_role("button", name="Next").click()
        expect(frame.locator("#progress")).to_have_text("2 of 9")
        expect(frame.get_by_role("button", name="Leave")).to_be_hidden()
        page.keyboard.press("Escape")
        expect(frame.locator("#progress")).to_have_text("2 of 9")


@pytest.mark.parametrize(
    "words", ["<img src=x onerror=alert(1)>", "عنوان 👩‍👩‍👧 見出し", "word " * 2_000, "x" * 5_000]
)
def test_own_words_of_any_script_are_text_and_leave_room_for_the_chart(
    browser: Browser, server: str, shipped_pack: Pack, tmp_path: Path, words: str
) -> None:
    screens = (Screen("overview", "ambition", (), words, words), Screen("overview", "barriers"))
    told, _ = prepare(shipped_pack, Storyline(words, screens), MADE_ON)
    file = tmp_path / "own.html"
    file.write_bytes(meeting_page(shipped_pack, told).encode())
    context = browser.new_context(viewport=PROJECTOR, offline=True)
    visitor = Visitor(context.new_page(), file.as_uri())
    visitor.page.goto(file.as_uri())
    heading = visitor.page.locator("section:visible h1")
    assert " ".join((heading.text_content() or "").split()) == " ".join(words.split())
    drawn = visitor.page.locator(".chart:visible").bounding_box()
    assert drawn
    assert drawn["height"] > 150
    assert not visitor.accessibility_faults()
    visitor.page.keyboard.press("PageDown")
    assert Room(visitor.page).shown == 2
    assert visitor.faults == []
    context.close()
