"""The map in a real browser: it paints, it is crisp, and a click opens a council."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PATIENCE, Visitor

BIRMINGHAM, TAMWORTH, STAFFORDSHIRE = "E08000025", "E07000199", "E10000028"
VIEWS = {"districts": 30, "counties": 14, "hexagons": 33}


@pytest.mark.parametrize(("view", "places"), VIEWS.items())
def test_each_view_paints_every_place_and_none_covers_the_map(
    visitor: Visitor, view: str, places: int
) -> None:
    visitor.open("map", view=view)
    painted = visitor.places()
    assert len(painted) == len({each["code"] for each in painted}) == places
    for each in painted:
        # An outline drawn the wrong way round paints the whole globe.
        assert 0 < each["part"] < 0.35, each
        assert each["wide"] < 0.7, each
        assert each["high"] < 0.7, each
    assert visitor.page.locator("canvas").count() == 0, "drawn in lines, not by a graphics card"


@pytest.mark.parametrize("view", VIEWS)
def test_each_view_fits_a_phone(visitor: Visitor, view: str) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": 844})
    visitor.open("map", view=view, measure="barriers.training")
    assert len(visitor.places()) == VIEWS[view]
    assert visitor.words_cut_off() == []


def test_a_click_on_birmingham_opens_its_panel(visitor: Visitor) -> None:
    visitor.open("map")
    visitor.click_on(BIRMINGHAM)
    visitor.wait_for_link(council="birmingham")
    assert "Birmingham" in visitor.headlines()
    visitor.sees("Birmingham City Council. Metropolitan borough")


def test_a_click_on_another_council_opens_that_one(visitor: Visitor) -> None:
    visitor.open("map", council="birmingham")
    visitor.click_on("E08000026")
    visitor.wait_for_link(council="coventry")
    assert "Coventry" in visitor.headlines()
    assert "Birmingham" not in visitor.headlines()


@pytest.mark.parametrize(
    ("code", "name"), [(TAMWORTH, "tamworth"), (STAFFORDSHIRE, "staffordshire")]
)
def test_a_click_on_a_hexagon_opens_its_panel(visitor: Visitor, code: str, name: str) -> None:
    visitor.open("map", view="hexagons")
    visitor.click_on(code)
    visitor.wait_for_link(view="hexagons", council=name)
    assert name.capitalize() in visitor.headlines()


def test_pointing_at_a_council_says_its_name_count_and_base(visitor: Visitor) -> None:
    visitor.open("map")
    visitor.click_on(BIRMINGHAM)
    expect(visitor.page.locator(".hoverlayer")).to_have_text(
        "Birmingham: 2 of 2 people", timeout=PATIENCE
    )


def test_the_keyboard_opens_a_panel_too(visitor: Visitor) -> None:
    visitor.open("map")
    box = visitor.box("Look at one council")
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if box.evaluate("box => box === document.activeElement"):
            break
    expect(box).to_be_focused()
    visitor.page.keyboard.type("brum")
    expect(visitor.page.get_by_role("option")).to_have_count(1, timeout=PATIENCE)
    visitor.page.keyboard.press("Enter")
    visitor.wait_for_link(council="birmingham")
    assert "Birmingham" in visitor.headlines()


def test_the_panel_filters_all_pages_on_its_council(visitor: Visitor) -> None:
    visitor.open("map", council="birmingham")
    visitor.page.get_by_role("button", name="Show only Birmingham on all pages").click()
    visitor.wait_for_link(councils="birmingham", council="birmingham")
    visitor.sees("Not in the selection")


def test_switching_view_and_measure_keeps_the_map_painted(visitor: Visitor) -> None:
    visitor.open("map")
    visitor.page.get_by_text("All councils as hexagons (33)").click()
    visitor.wait_for_link(view="hexagons")
    visitor.page.wait_for_function(
        "() => document.querySelectorAll('path.choroplethlocation').length === 33"
    )
    visitor.find("Measure", "training")
    visitor.wait_for_link(measure="barriers.training", view="hexagons")
    visitor.sees("Training")
    assert len(visitor.places()) == 33


def test_the_outlines_are_downloaded_once_and_kept(new_visitor: NewVisitor) -> None:
    visitor = new_visitor()
    session = visitor.page.context.new_cdp_session(visitor.page)
    session.send("Network.enable")
    downloads: list[tuple[str, bool]] = []
    from_memory: set[str] = set()
    asked: dict[str, str] = {}

    def on_request(event: dict[str, object]) -> None:
        asked[str(event["requestId"])] = event["request"]["url"]  # type: ignore[index]

    session.on("Network.requestWillBeSent", on_request)
    session.on("Network.requestServedFromCache", lambda event: from_memory.add(event["requestId"]))

    def on_response(event: dict[str, object]) -> None:
        response: dict[str, object] = event["response"]  # type: ignore[assignment]
        if "/app/static/made/districts-" in str(response["url"]):
            kept = bool(response["fromDiskCache"]) or response["status"] == 304
            downloads.append((str(event["requestId"]), kept))

    session.on("Network.responseReceived", on_response)
    visitor.open("map")
    assert [kept for _, kept in downloads] == [False], "one download"
    visitor.find("Measure", "training")
    visitor.wait_for_link(measure="barriers.training")
    visitor.go(visitor.page.url)
    assert len(visitor.places()) == 30
    again = downloads[1:]
    assert all(kept or id_ in from_memory for id_, kept in again), "kept by the browser"


def test_a_change_sends_no_outlines(visitor: Visitor) -> None:
    received: list[bytes | str] = []

    def keep(frame: bytes | str) -> None:
        received.append(frame)

    visitor.page.on("websocket", lambda socket: socket.on("framereceived", keep))
    visitor.open("map")
    received.clear()
    visitor.find("Measure", "training")
    visitor.wait_for_link(measure="barriers.training")
    sent = [each if isinstance(each, bytes) else each.encode() for each in received]
    assert any(b"choropleth" in each for each in sent)
    assert not any(b"coordinates" in each for each in sent)
