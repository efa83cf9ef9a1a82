"""Presenting: an own presentation from cards to meeting mode, link and file."""

import json
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Locator, expect

from bestbywm.story.storyline import Screen, Storyline, to_link
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PATIENCE, Visitor, readable

TITLE = "😀 <b>Training</b> first"
NOTE = "مرحبا **bold** <script>"
TWO = to_link(
    Storyline(
        "Autumn meeting",
        (Screen("overview", "barriers", title=TITLE, note=NOTE), Screen("claims", "claims")),
    )
)


def dialog(visitor: Visitor, nth: int = 0) -> Locator:
    """What can be done with a finding of the page."""
    visitor.page.get_by_role("button", name="Take away").nth(nth).click()
    opened = visitor.page.get_by_role("dialog")
    expect(opened.get_by_text("How to cite it")).to_be_visible(timeout=PATIENCE)
    visitor.wait()
    return opened


def add(visitor: Visitor, nth: int = 0) -> str:
    """Add a finding of the page to the own presentation; its headline."""
    opened = dialog(visitor, nth)
    opened.get_by_role("button", name="Add to my presentation").click()
    expect(opened.get_by_role("button", name="Take out of my presentation")).to_be_visible(
        timeout=PATIENCE
    )
    headline = opened.get_by_test_id("stMarkdown").first.inner_text()
    visitor.page.keyboard.press("Escape")
    expect(opened).to_have_count(0)
    return headline


def shows(visitor: Visitor, *headings: str) -> None:
    """Wait until the page shows these findings in this order."""
    numbered = [f"{at}. {heading}" for at, heading in enumerate(headings, start=1)]
    expect(visitor.page.locator("h3")).to_have_text(numbered, timeout=PATIENCE)
    visitor.wait()


def open_own(visitor: Visitor) -> None:
    visitor.turn_to("present")
    visitor.page.get_by_role("radiogroup").get_by_text("My presentation (").click()
    expect(visitor.page.get_by_label("Title of the presentation")).to_be_visible(timeout=PATIENCE)
    visitor.wait()


def test_findings_of_two_pages_are_added_ordered_named_and_kept(
    visitor: Visitor, new_visitor: NewVisitor
) -> None:
    visitor.open("overview")
    first = add(visitor)
    visitor.turn_to("barriers")
    second = add(visitor)
    open_own(visitor)
    shows(visitor, first, second)

    visitor.page.get_by_role("button", name="Up").nth(1).click()
    shows(visitor, second, first)

    visitor.page.get_by_text("Own title and note").first.click()
    visitor.page.get_by_role("textbox", name="Own title").fill(TITLE)
    note = visitor.page.get_by_role("textbox", name="Note")
    note.click()
    visitor.page.keyboard.type(NOTE, delay=15)  # while the page takes over the title
    visitor.page.get_by_role("button", name="Down").first.click()
    shows(visitor, first, TITLE)

    visitor.page.reload()
    visitor.wait()
    shows(visitor, first, TITLE)

    second_visitor = new_visitor()
    second_visitor.go(visitor.page.url)
    shows(second_visitor, first, TITLE)
    second_visitor.page.get_by_text("Own title and note").nth(1).click()
    expect(second_visitor.page.get_by_role("textbox", name="Note")).to_have_value(NOTE)


def test_the_meeting_mode_opens_in_a_new_tab_with_the_own_title(visitor: Visitor) -> None:
    visitor.open("present", story="own", own=TWO)
    with visitor.page.expect_popup() as opened:
        visitor.page.get_by_role("link", name="Start the meeting mode").click()
    meeting = opened.value
    expect(meeting.locator("h1:visible")).to_have_text(TITLE, timeout=PATIENCE)
    assert urlsplit(meeting.url).path == "/meeting"
    assert meeting.locator("script").count() == 1  # ours
    meeting.close()


def test_the_embedded_finding_is_the_one_of_the_card(visitor: Visitor) -> None:
    visitor.open("barriers", type="district")
    opened = dialog(visitor)
    headline = opened.get_by_test_id("stMarkdown").first.inner_text()
    code = opened.get_by_test_id("stCode").nth(1).inner_text()
    visitor.page.keyboard.press("Escape")
    visitor.page.evaluate("(code) => { document.body.innerHTML = code; }", code.strip())
    inside = visitor.page.frame_locator("iframe")
    expect(inside.locator("h1")).to_have_text(headline, timeout=PATIENCE)


def test_a_saved_presentation_is_opened_again(visitor: Visitor, tmp_path: Path) -> None:
    visitor.open("present", story="own", own=TWO)
    visitor.page.get_by_text("Save it, or open a saved one").click()
    with visitor.page.expect_download() as download:
        visitor.page.get_by_role("button", name="Save my presentation").click()
    assert download.value.suggested_filename == "bestbywm-autumn-meeting.json"
    saved = tmp_path / "saved.json"
    download.value.save_as(saved)
    assert json.loads(saved.read_text(encoding="utf-8"))["screens"][0]["title"] == TITLE

    visitor.page.get_by_role("button", name="Remove all").click()
    visitor.sees("There is no finding in your presentation yet")
    visitor.page.locator("input[type=file]").set_input_files(saved)
    expect(visitor.page.locator("h3")).to_have_count(2, timeout=PATIENCE)
    assert visitor.page.locator("h3").first.inner_text() == f"1. {TITLE}"


def test_what_was_added_stays_when_going_back(visitor: Visitor) -> None:
    visitor.open("present", story="own", own=TWO)
    visitor.turn_to("overview")
    add(visitor)
    for _ in range(5):  # to the page as it was before the finding was added, and on
        visitor.page.go_back()
        visitor.wait()
        if urlsplit(visitor.page.url).path == "/present":
            break
    expect(visitor.page.locator("h3")).to_have_count(3, timeout=PATIENCE)


def test_everything_can_be_done_with_the_keyboard(visitor: Visitor) -> None:
    visitor.open("overview")
    page = visitor.page
    page.get_by_role("button", name="Take away").first.focus()
    page.keyboard.press("Enter")
    opened = page.get_by_role("dialog")
    expect(opened.get_by_text("How to cite it")).to_be_visible(timeout=PATIENCE)
    visitor.wait()
    for _ in range(5):  # the button lies near the start of the dialog
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText").endswith("Add to my presentation"):
            break
    page.keyboard.press("Enter")
    taking_out = opened.get_by_role("button", name="Take out of my presentation")
    expect(taking_out).to_be_focused(timeout=PATIENCE)
    expect(opened.get_by_role("link", name="Open my presentation")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    visitor.wait_for_path("/present")
    expect(page.locator("h3")).to_have_count(1, timeout=PATIENCE)


def test_moving_a_finding_keeps_the_focus_on_the_button(visitor: Visitor) -> None:
    three = Storyline(
        "Three", tuple(Screen("overview", each) for each in ("ambition", "barriers", "leadership"))
    )
    visitor.open("present", story="own", own=to_link(three))
    up = visitor.page.get_by_role("button", name="Up").nth(2)
    moved = visitor.page.locator("h3").nth(2).inner_text().removeprefix("3. ")
    up.focus()
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.locator("h3").nth(1)).to_have_text(f"2. {moved}", timeout=PATIENCE)
    expect(up).to_be_focused()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(new_visitor: NewVisitor, scheme: str) -> None:
    visitor = new_visitor(color_scheme=scheme, viewport={"width": 390, "height": 844})
    visitor.open("present", story="own", own=TWO)
    visitor.ask_for_all()
    faults = visitor.accessibility_faults()
    assert not faults, readable(faults)
    assert not sideways(visitor)
    visitor.open("overview")
    dialog(visitor)
    faults = visitor.accessibility_faults()
    assert not faults, readable(faults)
    assert not sideways(visitor)
    box = visitor.page.get_by_role("dialog").bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def sideways(visitor: Visitor) -> bool:
    """Whether the page scrolls from side to side."""
    wide: bool = visitor.page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
        .some((each) => each.scrollWidth > each.clientWidth + 1)"""
    )
    return wide
