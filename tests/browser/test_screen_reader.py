"""What a screen reader gets: findings, tables, landmarks, and what a change has led to."""

from collections.abc import Sequence

import pytest
from playwright.sync_api import expect

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import link
from bestbywm.exhibits.model import Choropleth, Exhibit, HeatTable
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render.tables import in_words, site_of
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from tests.browser.test_keyboard import SHOWN
from tests.browser.tree import Node, headings, nameless, skipped, tree_of
from tests.browser.visitor import PAGES, PATIENCE, Visitor

FILTERED = {
    *("overview", "map", "barriers", "maturity", "change", "councils", "council", "practice"),
    "present",
}
"""Pages with filters beside them."""

HEARD = """
() => {
  const said = [];
  new MutationObserver((changes) => changes.forEach((change) => {
    const element = change.target.nodeType === 1 ? change.target : change.target.parentElement;
    if (element && element.closest('#announcements')) said.push(element.textContent);
  })).observe(document.body, {subtree: true, childList: true, characterData: true});
  window.heard = said;
}
"""
"""Keeps everything that the live region says from now on."""


def squeezed(words: str) -> str:
    return " ".join(words.split())


def table_of(exhibit: Exhibit) -> list[list[str]]:
    """The exhibit's table as it is read, its headings first; one of heat is shown itself.

    Where there is no chart, the table is seen, and an address reads as the name of its site.
    """
    chart = exhibit.chart
    if isinstance(chart, HeatTable):
        matrix = chart.matrix
        squares = zip(matrix.rows, matrix.squares, strict=True)
        rows = [
            [chart.corner, *matrix.columns],
            *([row, *(each.text for each in line)] for row, line in squares),
        ]
    else:
        words = in_words(exhibit.table)
        for at, column in enumerate(exhibit.table.columns):
            if chart is None and column.format == "link":
                words.isetitem(at, words.iloc[:, at].map(site_of))
        rows = [list(words.columns), *words.to_numpy().tolist()]
    return [[squeezed(str(cell)) for cell in row] for row in rows]


def selection_of(pack: Pack, params: dict[str, str]) -> Selection:
    return link.read(params, pack)[0]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_read_as_it_is_seen(visitor: Visitor, shipped_pack: Pack, page: str) -> None:
    params = SHOWN.get(page, {})
    visitor.open(page, **params)
    root = tree_of(visitor.page)

    assert visitor.page.locator("html").get_attribute("lang") in {"en", "en-GB"}
    assert root.name.startswith(f"{PAGES[page][1]} – "), "the title of the document"
    for landmark in ("banner", "main"):
        assert len(root.find(landmark)) == 1, landmark
    assert [each.name for each in root.find("navigation")][:1] == ["App pages"]
    (main,) = root.find("main")
    told = headings(main)
    levels = [level for level, _ in told]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert [told[at] for at in skipped(levels)] == [], "a level is skipped"
    assert nameless(root) == []
    beside = [each for each in root.find("region") if each.name == "Sidebar"]
    assert bool(beside) == (page in FILTERED)

    if page in SUBJECTS and page != "claims":  # its table is made when it is asked for
        exhibits = exhibits_of(shipped_pack, page, selection_of(shipped_pack, params))
        findings_are_read(main, exhibits, at_least=1)


def findings_are_read(main: Node, exhibits: Sequence[Exhibit], *, at_least: int) -> None:
    """Each heading of an exhibit is followed by its figure, and that by its table."""
    read = list(main.all())
    found = 0
    for at, node in enumerate(read):
        mine = [each for each in exhibits if squeezed(each.headline) == node.name]
        if node.role != "heading" or not mine:
            continue
        (exhibit,) = mine
        ends = (i for i in range(at + 1, len(read)) if read[i].role == "heading")
        card = read[at : next(ends, len(read))]
        what = [each for each in card if each.role in {"figure", "table"}]
        if exhibit.chart is None and not what:
            continue
        if what[0].role == "figure":
            figure, *what = what
            assert figure.name.startswith(squeezed(exhibit.headline)), figure.name
        assert [each.role for each in what[:1]] == ["table"], exhibit.headline
        assert what[0].rows() == table_of(exhibit)
        found += 1
    assert found >= at_least


def said(visitor: Visitor) -> list[str]:
    found: list[str] = visitor.page.evaluate("() => window.heard")
    return found


def hears(visitor: Visitor, *begins: str) -> str:
    """Hold that since the last time one thing was said, which begins so; what it was."""
    live = visitor.page.locator("#announcements")
    for each in begins:
        expect(live).to_contain_text(each, timeout=PATIENCE)
    visitor.wait()
    (words,) = said(visitor)
    visitor.page.evaluate("() => { window.heard.length = 0; }")
    return words


def test_what_a_change_has_led_to_is_said_once(visitor: Visitor, shipped_pack: Pack) -> None:
    visitor.open("overview")
    live = visitor.page.locator("#announcements")
    expect(live).to_have_attribute("role", "status")
    expect(live).to_have_attribute("aria-live", "polite")
    expect(live).to_have_text("")
    visitor.page.evaluate(HEARD)

    visitor.find("Type of council", "metro")
    visitor.wait_for_link(type="metropolitan")
    (first, *_) = exhibits_of(
        shipped_pack, "overview", selection_of(shipped_pack, {"type": "metropolitan"})
    )
    words = hears(visitor, "7 metropolitan boroughs")
    assert words == f"7 metropolitan boroughs, 2013; {first.headline}."
    assert first.headline in visitor.page.get_by_test_id("stMain").inner_text()

    visitor.page.keyboard.press("Escape")
    visitor.page.get_by_role("radio", name="2014").locator("xpath=ancestor::label").click()
    visitor.wait_for_link(wave="2014", type="metropolitan")
    (first, *_) = exhibits_of(
        shipped_pack, "overview", selection_of(shipped_pack, {"wave": "2014"})
    )
    assert hears(visitor, "2014").endswith(f", 2014; {first.headline}.")
    expect(live).not_to_contain_text("2013")

    visitor.page.get_by_test_id("stMain").get_by_text("Table", exact=True).first.click()
    expect(visitor.page.get_by_test_id("stTable")).to_have_count(1, timeout=PATIENCE)
    visitor.wait()
    assert said(visitor) == [], "nothing else is shown, so nothing is said"

    visitor.turn_to("map")
    hears(visitor, "Map")
    visitor.page.get_by_role("radio", name="2013").locator("xpath=ancestor::label").click()
    hears(visitor, "2013")
    visitor.find("Measure", "training")
    visitor.sees("Training")
    chosen = {"measure": "barriers.training", "type": "metropolitan"}
    (map_,) = exhibits_of(shipped_pack, "map", selection_of(shipped_pack, chosen))
    assert map_.headline in hears(visitor, map_.headline[:20])


@pytest.mark.parametrize("view", ["districts", "counties", "hexagons"])
def test_the_map_is_a_list_of_its_councils_with_their_figures(
    visitor: Visitor, shipped_pack: Pack, view: MapView
) -> None:
    selection = selection_of(shipped_pack, {"view": view})
    (exhibit,) = exhibits_of(shipped_pack, "map", selection)
    assert isinstance(exhibit.chart, Choropleth)
    visitor.open("map", **({} if view == "districts" else {"view": view}))
    key = visitor.page.get_by_role("region", name="Key of the map")
    for row in key.locator("summary").all():
        row.press("Enter")
    (region,) = [
        each for each in tree_of(visitor.page).find("region") if each.name == "Key of the map"
    ]
    read = [each.words.lstrip("•◦ ") for each in region.find("listitem")]
    assert sorted(read) == sorted(
        squeezed(f"{place.name}: {place.text}") for place in exhibit.chart.places
    )
    assert len(read) == len(shipped_pack.region.codes_in(view))
    classes = region.find("DisclosureTriangle")
    assert len(classes) == len(exhibit.chart.classes)


def test_the_meeting_mode_says_each_screen(visitor: Visitor) -> None:
    visitor.page.goto(f"{visitor.home}/meeting?story=region")
    page = visitor.page
    count = page.locator("main > section").count()
    for number in range(1, count + 1):
        root = tree_of(page)
        assert root.name.startswith(f"{number} of {count}: ")
        assert len(root.find("main")) == 1
        told = headings(root)
        assert [level for level, _ in told].count(1) == 1
        assert skipped([level for level, _ in told]) == []
        assert nameless(root) == []
        figures, tables = root.find("figure"), root.find("table")
        assert figures or tables
        heading = next(name for level, name in told if level == 1)
        assert {each.name for each in figures} <= {heading}
        if number > 1:
            expect(page.locator("#said")).to_contain_text(f"{number} of {count}")
        page.keyboard.press("ArrowRight")
    expect(page.locator("#said")).to_have_attribute("aria-live", "polite")


def test_the_report_is_read_as_the_pages_are(visitor: Visitor) -> None:
    visitor.open("present", story="region")
    with visitor.page.expect_download() as downloading:
        visitor.page.get_by_role("button", name="Report (one web page)").click()
    html = downloading.value.path().read_text(encoding="utf-8")
    visitor.page.goto("about:blank")
    visitor.page.set_content(html)
    root = tree_of(visitor.page)
    levels = [level for level, _ in headings(root)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert skipped(levels) == []
    assert len(root.find("main")) == 1
    assert nameless(root) == []
    tables = [each.rows() for each in root.find("table")]
    assert len(tables) > 5
    assert all(len(rows) > 1 and len(rows[0]) > 1 for rows in tables)
