"""Everything by keyboard: each page, filter, council, dialog and file, and the meeting mode."""

from itertools import islice, pairwise
from typing import Any

import pytest
from playwright.sync_api import expect

from bestbywm.pack import Pack
from bestbywm.story.storyline import Screen, Storyline, to_link
from tests.browser.keyboard import MOST_STOPS, Keyboard, Stop, sign_of_focus
from tests.browser.test_survey import USE, figure, load, with_something_to_decide
from tests.browser.visitor import PAGES, PATIENCE, Visitor
from tests.survey.importing.samples import as_csv

SHOWN: dict[str, dict[str, str]] = {
    "map": {"council": "birmingham"},
    "council": {"council": "birmingham"},
    "councils": {"council": "walsall", "compare": "coventry,rugby"},
}
"""What a link must say for a page to show all that it has."""

WALKS = [
    *((page, ("light", "dark")[at % 2]) for at, page in enumerate(PAGES)),
    ("overview", "dark"),
    ("map", "light"),
]
"""Every page; those that have most kinds of controls, in both colours."""


@pytest.mark.parametrize(("page", "colours"), WALKS)
def test_tab_leads_over_the_whole_page_and_out_of_it(
    visitor: Visitor, page: str, colours: Any
) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.open(page, **SHOWN.get(page, {}))
    before = visitor.page.url, visitor.headlines()
    keyboard = Keyboard(visitor)
    there = list(keyboard.walk())

    assert there[0].who == ("link", "Skip to main content")
    assert [fault for stop in there for fault in stop.faults()] == []
    assert [f"{b} after {a}" for a, b in pairwise(inside(there)) if b.is_back_from(a)] == []

    there = [stop for stop in there if stop.name != "Copy to clipboard"]  # seen from before only
    back = walk_back_and_look(visitor, keyboard, len(there))
    assert [stop.who for stop in back] == [stop.who for stop in reversed(there)]
    assert (visitor.page.url, visitor.headlines()) == before, "moving on changed something"


def inside(stops: list[Stop]) -> list[Stop]:
    return [stop for stop in stops if stop.in_main]


def walk_back_and_look(visitor: Visitor, keyboard: Keyboard, stops: int) -> list[Stop]:
    """Move back over the page; the focus must be seen on one element of each kind.

    The window is made as high as the page, so that nothing moves between two pictures.
    """
    size = visitor.page.viewport_size
    assert size
    high = visitor.page.evaluate(
        "() => document.querySelector('[data-testid=stMain]').scrollHeight"
    )
    visitor.page.set_viewport_size({**size, "height": int(high) + 100})
    visitor.wait()
    found: list[str | None] = []
    past: list[Stop] = []
    focused = None
    for stop in islice(keyboard.walk(backwards=True), stops + 1):
        if focused is not None:
            found.append(sign_of_focus(focused, keyboard.picture(past[-1]), past[-1]))
        is_new = stop.kind not in {each.kind for each in past}
        focused = keyboard.picture(stop) if is_new else None
        past.append(stop)
    assert "\n".join(each for each in found if each) == ""
    visitor.page.set_viewport_size(size)
    return past[:stops]


def skip_to_main(keyboard: Keyboard) -> None:
    """Use the skip link, and count the keys from there."""
    first = keyboard.tab()
    assert first is not None
    assert first.who == ("link", "Skip to main content")
    keyboard.press("Enter")
    keyboard.is_at("main", "")
    keyboard.pressed = 0


def test_filters_are_set_and_taken_away_and_the_focus_stays(visitor: Visitor) -> None:
    visitor.open("overview")
    keyboard = Keyboard(visitor)
    keyboard.go_to("radio", "2013")
    keyboard.press("ArrowRight")
    visitor.wait_for_link(wave="2014")
    keyboard.is_at("radio", "2014")
    keyboard.press("ArrowLeft")
    visitor.sees("85% (34 of 40 people)")
    keyboard.is_at("radio", "2013")

    keyboard.go_to("combobox", "Type of council")
    keyboard.pick("metro")
    visitor.sees("7 metropolitan boroughs")
    keyboard.is_at("combobox", "Type of council")
    keyboard.press("Escape", "Backspace")
    expect(visitor.page.get_by_text("Shown here:")).to_have_count(0, timeout=PATIENCE)
    keyboard.is_at("combobox", "Type of council")

    keyboard.go_to("combobox", "Councils")
    keyboard.pick("brum")
    visitor.sees("Shown here: Birmingham")
    keyboard.is_at("combobox", "Councils")
    keyboard.press("Escape")
    keyboard.go_to("button", "Reset")
    keyboard.press("Enter")
    visitor.wait_for_link()
    keyboard.is_at("button", "Reset")


def test_a_finding_is_read_as_a_table_and_taken_away(visitor: Visitor) -> None:
    visitor.open("overview")
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("radio", "Chart")
    keyboard.press("ArrowRight", "Space")
    expect(visitor.page.get_by_test_id("stTable")).to_have_count(1, timeout=PATIENCE)
    keyboard.is_at("radio", "Table")
    keyboard.press("ArrowRight", "Space")
    expect(visitor.page.get_by_test_id("stCode")).to_have_count(1, timeout=PATIENCE)
    keyboard.is_at("radio", "You can say")

    keyboard.go_to("button", "Take away")
    keyboard.press("Enter")
    opened = visitor.page.get_by_role("dialog")
    expect(opened.get_by_text("How to cite it")).to_be_visible(timeout=PATIENCE)
    visitor.wait()
    stops = [keyboard.go_to("button", "Close")]
    while (stop := keyboard.tab()) is not None and stop.who != stops[0].who:
        assert not stop.faults(), stop.faults()
        assert len(stops) < MOST_STOPS
        stops.append(stop)
    names = [each.name for each in stops]
    assert names.count("Copy to clipboard") == 3, "link, code and citation are copied by keyboard"
    assert "Add to my presentation" in names
    keyboard.go_to("button", "Table (CSV)")
    with visitor.page.expect_download(timeout=PATIENCE) as downloading:
        keyboard.press("Enter")
    assert downloading.value.suggested_filename.endswith(".csv")
    # It is off while it makes the file, and has the focus again a moment later.
    expect(opened.get_by_role("button", name="Table (CSV)")).to_be_focused(timeout=PATIENCE)
    keyboard.is_at("button", "Table (CSV)")
    keyboard.press("Escape")
    expect(opened).to_have_count(0, timeout=PATIENCE)
    keyboard.is_at("button", "Take away")


def test_a_button_that_makes_a_file_keeps_the_focus_on_a_slow_machine(visitor: Visitor) -> None:
    """It is switched off meanwhile, and what is off cannot have the focus."""
    slow = visitor.page.context.new_cdp_session(visitor.page)
    slow.send("Emulation.setCPUThrottlingRate", {"rate": 6})
    visitor.open("overview")
    keyboard = Keyboard(visitor)
    keyboard.go_to("button", "Take away")
    keyboard.press("Enter")
    expect(visitor.page.get_by_role("dialog").get_by_text("How to cite it")).to_be_visible(
        timeout=PATIENCE
    )
    visitor.wait()
    keyboard.go_to("button", "Table (CSV)")
    with visitor.page.expect_download(timeout=PATIENCE):
        keyboard.press("Enter")
    expect(visitor.page.get_by_role("button", name="Table (CSV)")).to_be_focused(timeout=PATIENCE)


def test_menus_and_help_close_by_escape_and_give_the_focus_back(visitor: Visitor) -> None:
    visitor.page.set_viewport_size({"width": 1024, "height": 768})
    visitor.open("overview")
    keyboard = Keyboard(visitor)
    keyboard.go_to("button", "Help for Wave")
    help_ = visitor.page.get_by_test_id("stTooltipContent")
    expect(help_.first).to_be_visible(timeout=PATIENCE)
    keyboard.press("Escape")
    expect(help_).to_have_count(0, timeout=PATIENCE)
    keyboard.is_at("button", "Help for Wave")

    for name in ("more", "Main menu"):
        opener = next(stop for stop in keyboard.walk() if name in stop.name)
        assert not opener.faults(), opener.faults()
        keyboard.press("Enter")
        menu = visitor.page.get_by_role("menu")
        expect(menu).to_be_visible(timeout=PATIENCE)
        keyboard.press("ArrowDown")
        keyboard.rest()
        assert keyboard.stop().role.startswith("menuitem")
        assert not keyboard.stop().faults(), keyboard.stop().faults()
        keyboard.press("Escape")
        expect(menu).to_have_count(0, timeout=PATIENCE)
        keyboard.is_at(*opener.who)


def test_the_navigation_turns_pages(visitor: Visitor) -> None:
    visitor.open("overview")
    keyboard = Keyboard(visitor)
    for page in ("map", "practice", "methods"):
        path, title = PAGES[page]
        keyboard.go_to("link", title)
        keyboard.press("Enter")
        visitor.wait_for_path(path)
        keyboard.is_at("link", title)
        assert visitor.page.title().startswith(f"{title} – ")


def test_measure_and_council_of_the_map_have_a_short_way(visitor: Visitor) -> None:
    """By mouse: two clicks each (open the list, or type; take one), or one on the map itself.

    By keyboard, from the main content: two keys to the measure, or three to the council; then its
    first letters and Enter.
    """
    visitor.open("map")
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("combobox", "Measure")
    assert keyboard.pressed <= 2, "Tab leads over the help of the measure to the measure"
    keyboard.pick("training")
    visitor.wait_for_link(measure="barriers.training")
    keyboard.is_at("combobox", "Measure")

    keyboard.go_to("radio", "Districts and unitaries")
    keyboard.press("ArrowRight")
    visitor.wait_for_link(measure="barriers.training", view="counties")
    keyboard.is_at("radio", "Counties and unitaries")
    keyboard.press("ArrowLeft")
    visitor.wait_for_link(measure="barriers.training")

    visitor.open("map", measure="barriers.training")
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("combobox", "Look at one council")
    assert keyboard.pressed <= 3, "the measure's help, the measure, the council"
    keyboard.pick("brum")
    visitor.wait_for_link(measure="barriers.training", council="birmingham")
    keyboard.is_at("combobox", "Look at one council")
    keyboard.go_to("link", "Open the profile of Birmingham")
    keyboard.press("Enter")
    visitor.wait_for_path("/council")
    expect(visitor.page.locator("h1")).to_have_text("Birmingham City Council", timeout=PATIENCE)


def test_my_council_is_chosen_and_weighed(visitor: Visitor) -> None:
    visitor.open("council")
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("combobox", "Council")
    assert keyboard.pressed == 1
    keyboard.pick("walsall")
    visitor.wait_for_link(council="walsall")
    keyboard.is_at("combobox", "Council")

    visitor.open("maturity")
    keyboard.go_to("DisclosureTriangle", "Weights")
    keyboard.press("Enter")
    keyboard.rest()
    slider = keyboard.go_to("slider", "")
    keyboard.press("ArrowRight")
    visitor.page.wait_for_url("**weights=**")
    keyboard.is_at("slider", slider.name)


def test_figures_and_claims_are_found_and_copied(visitor: Visitor) -> None:
    visitor.open("claims")
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("radio", "All")
    keyboard.press("ArrowRight", "Space")
    expect(visitor.page.locator("h2").first).to_have_text("2013", timeout=PATIENCE)
    keyboard.is_at("radio", "2013")
    keyboard.go_to("searchbox", "Find")
    keyboard.type("training")
    keyboard.press("Enter")
    expect(visitor.page.locator("h3").first).to_contain_text("raining", timeout=PATIENCE)
    keyboard.is_at("searchbox", "Find")
    keyboard.go_to("button", "Copy to clipboard")
    keyboard.press("Enter")
    keyboard.is_at("button", "Copied")


def test_the_meeting_mode_is_started_run_to_its_end_and_left(visitor: Visitor) -> None:
    visitor.open("present", story="barriers")
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("link", "Start the meeting mode")
    with visitor.page.expect_popup() as opened:
        keyboard.press("Enter")
    meeting = Visitor(opened.value, visitor.home)
    keys = Keyboard(meeting)
    shown = meeting.page.locator("main > section:visible")
    count = meeting.page.locator("main > section").count()
    for number in range(1, count + 1):
        expect(shown).to_have_attribute("id", f"screen-{number}")
        keys.press("ArrowRight")
    for key, number in (("Home", 1), ("End", count), ("ArrowLeft", count - 1), ("Home", 1)):
        keys.press(key)
        expect(shown).to_have_attribute("id", f"screen-{number}")

    stops = list(keys.walk())
    assert [fault for stop in stops for fault in stop.faults()] == []
    assert {"Next", "Table", "Light or dark", "Leave"} <= {stop.name for stop in stops}
    keys.go_to("button", "Next", backwards=True)
    keys.press("Enter")
    expect(shown).to_have_attribute("id", "screen-2")
    assert keys.stop().who == ("button", "Next")
    keys.press("Escape")
    meeting.page.wait_for_url("**/present?story=barriers")
    meeting.page.close()


def test_a_survey_is_mended_and_used(visitor: Visitor, shipped_pack: Pack) -> None:
    visitor.open("survey")
    load(visitor, "answers.csv", as_csv(with_something_to_decide(shipped_pack)))
    keyboard = Keyboard(visitor)
    skip_to_main(keyboard)
    keyboard.go_to("combobox", "“WCC”")
    keyboard.pick("Walsall")
    expect(figure(visitor, "People used")).to_have_text("40", timeout=PATIENCE)
    keyboard.is_at("combobox", "“WCC”")
    keyboard.go_to("combobox", "R: Which team are you in?")
    keyboard.pick("Keep as")
    keyboard.is_at("combobox", "R: Which team are you in?")
    keyboard.go_to("textbox", "Title")
    keyboard.press("Control+a")
    keyboard.type("Our second survey")
    keyboard.press("Enter")
    visitor.sees("Our second survey")
    keyboard.is_at("textbox", "Title")
    keyboard.go_to("button", USE)
    keyboard.press("Enter")
    visitor.sees("All pages show it")
    keyboard.is_at("button", "All pages show it")


def test_what_goes_with_what_was_removed_leaves_the_keyboard_at_its_place(
    visitor: Visitor,
) -> None:
    mine = to_link(Storyline("Mine", (Screen("overview", "ambition"), Screen("map", "map"))))
    visitor.open("present", story="own", own=mine)
    headings = visitor.page.get_by_role("heading", level=3)
    expect(headings).to_have_count(2, timeout=PATIENCE)
    keyboard = Keyboard(visitor)
    keyboard.go_to("button", "Remove all")
    keyboard.go_to("button", "Remove")
    keyboard.go_to("button", "Remove")
    keyboard.press("Enter")
    expect(headings).to_have_count(1, timeout=PATIENCE)
    visitor.wait()
    assert_is_in_main(visitor)
    assert keyboard.stop().who == ("button", "Slides (PowerPoint)"), "what came after it"


def test_a_link_to_another_page_leads_to_its_main_part(visitor: Visitor) -> None:
    visitor.open("council", council="birmingham")
    keyboard = Keyboard(visitor)
    keyboard.go_to("link", "Set it beside other councils")
    keyboard.press("Enter")
    visitor.wait_for_path("/councils")
    assert_is_in_main(visitor)


def assert_is_in_main(visitor: Visitor) -> None:
    """Hold that the focus is in the main part of the page, or comes there within a moment."""
    visitor.page.wait_for_function(
        "() => document.activeElement.closest('[data-testid=stMain]') !== null", timeout=PATIENCE
    )
