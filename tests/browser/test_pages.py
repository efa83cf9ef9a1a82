"""Every page in a real browser: it asks nobody else, everybody can use it, and it fits."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PAGES, PATIENCE, Visitor, readable, screenshot

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"
WIDTHS = {390: 844, 1440: 900, 1920: 1080}
FIRST = ("overview", "map", "barriers", "methods")
DARK_TEXT = "rgb(243, 245, 247)"
LIGHT_TEXT = "rgb(11, 12, 12)"

LOOKED_AT = {"council": {"council": "birmingham"}}
"""What a link must say for a page to show something."""

SIGHTS = [
    *((page, 390, "light") for page in PAGES),
    *((page, 1440, "dark") for page in PAGES),
    *(
        (page, width, "dark" if width == 390 else "light")
        for page in FIRST
        for width in (390, 1440)
    ),
    *((page, 1920, "light") for page in PAGES),
]
"""Every page on a phone, at a desk and on a screen, in light colours and in dark ones."""

STREAMLITS_OWN: tuple[tuple[str, str], ...] = (
    # A table that is wider than a phone scrolls in a box of st.table, which takes no tabindex.
    # Chromium and Firefox let the keyboard reach and scroll such a box by themselves.
    ("scrollable-region-focusable", "[data-testid=stTable] > div"),
    # Streamlit greys the labels of filters that are switched off, which WCAG 1.4.3 leaves out.
    ("color-contrast", ".stMultiSelect:has(input:disabled) [data-testid=stWidgetLabel] p"),
    # What is chosen is written in white on the primary colour, which is also the colour of words in
    # the dark theme. Only the sidebar can be given another one.
    ("color-contrast", "[data-testid=stMain] .stMultiSelect span[title]"),
)
"""Findings of axe that Streamlit's own elements cause: rule, and a selector of them."""


def show_tables(visitor: Visitor) -> None:
    """Switch every card from its chart to its table."""
    switches = visitor.page.get_by_role("radiogroup", name="Show as")
    drawn = switches.filter(has=visitor.page.get_by_text("Chart", exact=True))
    before = visitor.page.get_by_test_id("stTable").count()
    for switch in drawn.all():
        switch.get_by_text("Table", exact=True).click()
    tables = visitor.page.get_by_test_id("stTable")
    expect(tables).to_have_count(before + drawn.count(), timeout=PATIENCE)
    visitor.wait()


def assert_accessible(visitor: Visitor) -> None:
    faults = visitor.accessibility_faults(except_for=STREAMLITS_OWN)
    assert not faults, readable(faults)


def assert_fits(visitor: Visitor) -> None:
    wide = visitor.page.evaluate(
        """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
        .map((each) => each.scrollWidth - each.clientWidth)"""
    )
    assert max(wide) <= 0, "the page scrolls sideways"


@pytest.mark.parametrize("page", PAGES)
def test_no_request_leaves_the_server(visitor: Visitor, page: str) -> None:
    """That nothing is asked of others is checked after every test; this one asks for much."""
    visitor.open(page, **LOOKED_AT.get(page, {}))
    visitor.ask_for_all()
    show_tables(visitor)
    if page == "map":
        visitor.page.get_by_text("Counties and unitaries (14)").click()
        visitor.wait_for_link(view="counties")
        visitor.find("Look at one council", "Coventry")
        visitor.wait_for_link(view="counties", council="coventry")
    assert visitor.requests
    assert visitor.outside() == []


@pytest.mark.parametrize(("page", "width", "colours"), SIGHTS)
def test_page_is_accessible_and_fits(visitor: Visitor, page: str, width: int, colours: Any) -> None:
    visitor.page.emulate_media(color_scheme=colours)
    visitor.page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    visitor.open(page, **LOOKED_AT.get(page, {}))
    visitor.ask_for_all()
    assert_fits(visitor)
    assert visitor.words_cut_off() == []
    if width != 1920:  # the same elements as at 1440
        assert_accessible(visitor)
    screenshot(visitor.page, SCREENSHOTS, f"{page}-{width}-{colours}")


@pytest.mark.parametrize("page", ["overview", "map", "barriers", "maturity"])
def test_tables_are_accessible_on_a_phone_and_fit(visitor: Visitor, page: str) -> None:
    visitor.page.set_viewport_size({"width": 390, "height": WIDTHS[390]})
    visitor.open(page, **({"council": "birmingham"} if page == "map" else {}))
    visitor.ask_for_all()
    show_tables(visitor)
    assert_fits(visitor)
    assert_accessible(visitor)
    screenshot(visitor.page, SCREENSHOTS, f"{page}-390-tables")


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("overview", {"type": "metropolitan,unitary", "councils": "birmingham"}),
        ("maturity", {"type": "district", "area": "staffordshire"}),
        ("councils", {"type": "county", "compare": "staffordshire"}),
        ("practice", {"type": "district", "theme": "winter-service"}),
    ],
)
def test_chosen_filters_can_be_read_in_the_dark(
    visitor: Visitor, page: str, link: dict[str, str]
) -> None:
    visitor.page.emulate_media(color_scheme="dark")
    visitor.open(page, **link)
    chosen = visitor.page.get_by_test_id("stSidebar").locator(".stMultiSelect span[title]")
    expect(chosen.first).to_be_visible(timeout=PATIENCE)
    assert_accessible(visitor)


@pytest.mark.parametrize(("colours", "text"), [("light", LIGHT_TEXT), ("dark", DARK_TEXT)])
def test_charts_have_the_colours_of_the_system_at_first_sight(
    new_visitor: NewVisitor, colours: Any, text: str
) -> None:
    visitor = new_visitor(color_scheme=colours)
    visitor.open("overview")
    colour = "element => getComputedStyle(element).fill"
    labels = visitor.page.locator(".js-plotly-plot .textpoint text")
    assert labels.count() > 10
    assert {each.evaluate(colour) for each in labels.all()} == {text}


def test_the_keyboard_reaches_chart_and_table(visitor: Visitor) -> None:
    visitor.open("overview")
    switch = visitor.page.get_by_role("radiogroup", name="Show as").first
    for _ in range(60):
        visitor.page.keyboard.press("Tab")
        if switch.evaluate("group => group.contains(document.activeElement)"):
            break
    expect(switch.get_by_role("radio", name="Chart")).to_be_focused()
    visitor.page.keyboard.press("ArrowRight")
    if visitor.page.get_by_test_id("stTable").count() == 0:
        visitor.page.keyboard.press("Space")
    expect(visitor.page.get_by_test_id("stTable").first).to_be_visible(timeout=PATIENCE)


def test_a_table_can_be_downloaded_as_it_is_read(visitor: Visitor) -> None:
    visitor.open("overview")
    switch = visitor.page.get_by_role("radiogroup", name="Show as").first
    switch.get_by_text("Table", exact=True).click()
    table = visitor.page.get_by_test_id("stTable").first
    table.wait_for()
    visitor.page.get_by_role("button", name="Take away").first.click()
    with visitor.page.expect_download() as downloading:
        visitor.page.get_by_role("button", name="Table (CSV)").click()
    content = downloading.value.path().read_bytes().decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(content))
    shown = table.locator("thead th").all_inner_texts()
    assert header[: len(shown)] == shown
    assert header[len(shown) :] == ["Provenance", "Stamp", "Source"]
    assert downloading.value.suggested_filename.endswith(".csv")
    read = [line.locator("th, td").all_inner_texts() for line in table.locator("tbody tr").all()]
    share = shown.index("Share")
    assert [row[:share] for row in rows] == [row[:share] for row in read]
    assert [f"{float(row[share]):.1%}".replace(".0%", "%") for row in rows] == [
        row[share] for row in read
    ]
    assert {row[-3] for row in rows} == {"published"}


def test_all_data_can_be_downloaded(visitor: Visitor) -> None:
    visitor.open("methods")
    with visitor.page.expect_download() as downloading:
        visitor.page.get_by_role("button", name="Download all data (zip)").click()
    assert downloading.value.path().read_bytes().startswith(b"PK")


def test_a_chart_says_its_finding_to_a_screen_reader(visitor: Visitor) -> None:
    visitor.open("overview")
    figures = visitor.page.get_by_role("figure")
    assert figures.count() >= 6
    for headline, figure in zip(visitor.headlines(), figures.all(), strict=False):
        label = figure.get_attribute("aria-label") or ""
        assert label.startswith(headline.strip())
