"""Every page in a real browser: it asks nobody else, fits a large screen, and can be taken away."""

import csv
import io
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from bestbywm.render.theme import DARK, LIGHT
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import LOOKED_AT, PAGES, PATIENCE, Visitor, screenshot

SCREENSHOTS = Path(__file__).resolve().parents[2] / "screenshots"


def css(colour: str) -> str:
    """A colour as the browser tells it: ``#FF0000`` is ``rgb(255, 0, 0)``."""
    return f"rgb({', '.join(map(str, bytes.fromhex(colour.removeprefix('#'))))})"


DARK_TEXT, LIGHT_TEXT = css(DARK.text), css(LIGHT.text)


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


@pytest.mark.parametrize("page", PAGES)
def test_page_fits_a_large_screen(visitor: Visitor, page: str) -> None:
    visitor.open(page, **LOOKED_AT.get(page, {}))
    visitor.turn_to_look(1920, "light")
    visitor.fits()
    assert visitor.words_cut_off() == []
    screenshot(visitor.page, SCREENSHOTS, f"{page}-1920-light")


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
    assert header[-3:] == ["Provenance", "Stamp", "Source"]
    told = [name for at, name in enumerate(header[:-3]) if any(row[at] for row in rows)]
    assert told == shown, "the page leaves out columns in which nothing stands"
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


def test_colours_chosen_in_the_menu_reach_pictures_and_the_name_above(
    new_visitor: NewVisitor,
) -> None:
    """Nothing but Streamlit's own page changes at once; the pictures come from the server."""
    visitor = new_visitor()
    visitor.open("overview")
    words = visitor.page.get_by_test_id("stPlotlyChart").first.locator("text").first
    name = visitor.page.get_by_test_id("stSidebarLogo")
    names = {name.get_attribute("src")}
    visitor.page.get_by_role("button", name="Main menu").click()
    for choice, text in (("Dark", DARK_TEXT), ("Light", LIGHT_TEXT), ("Dark", DARK_TEXT)):
        visitor.page.get_by_role("menuitemradio", name=choice).click()
        expect(words).to_have_css("fill", text, timeout=PATIENCE)
        visitor.wait()
        names.add(name.get_attribute("src"))
    assert len(names) == 2
