"""Specification of the print view: complete, black and white, safe, and nothing from outside."""

import re
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import Column, Dots, Exhibit, Table
from bestbywm.exhibits.profile import Profile, profile
from bestbywm.pack import Pack, read_pack
from bestbywm.provenance import STAMPS
from bestbywm.render.printout import print_profile
from bestbywm.render.tables import cell_in_words, shorthand_in
from tests.packs import (
    NORTHMOOR,
    SHIPPED,
    TINY_ANSWERS_FILE,
    read_table,
    row_of,
    set_cell,
    tiny_region,
    with_maturity,
    write_table,
)

NAMES = [row[1] for row in read_table(SHIPPED, "councils.csv")[1:]]
WAVES = ("2013", "2014")
HOSTILE = '<b>&"x'
VOID = {"meta", "br", "img", "link", "input"}


@dataclass
class Element:
    """An element of a page with what is in it."""

    tag: str
    attributes: dict[str, str]
    children: list["Element | str"] = field(default_factory=list)

    @property
    def text(self) -> str:
        parts = [each if isinstance(each, str) else each.text for each in self.children]
        return " ".join("".join(parts).split())

    def find(self, tag: str) -> "list[Element]":
        found = [] if self.tag != tag else [self]
        for each in self.children:
            found += [] if isinstance(each, str) else each.find(tag)
        return found

    def everything(self) -> "list[Element]":
        inside = [each for each in self.children if isinstance(each, Element)]
        return [self, *(deeper for each in inside for deeper in each.everything())]


class Reader(HTMLParser):
    """Reads a page into elements; every element must be closed in its turn."""

    def __init__(self) -> None:
        super().__init__()
        self.path = [Element("page", {})]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.path[-1].children.append(element)
        if tag not in VOID:
            self.path.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.path[-1].children.append(Element(tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        assert self.path.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.path[-1].children.append(data)


def read(page: str) -> Element:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert len(reader.path) == 1
    return reader.path[0]


def made_of(pack: Pack, name: str, wave: str) -> tuple[Profile, str]:
    made = profile(pack, Selection(wave, council=pack.region.by_name[name].code))
    return made, print_profile(pack, made, wave)


@pytest.fixture(scope="module")
def pages(shipped_pack: Pack) -> dict[tuple[str, str], tuple[Profile, str]]:
    """The profile and the print view of every council in both waves."""
    return {(name, wave): made_of(shipped_pack, name, wave) for name in NAMES for wave in WAVES}


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("name", NAMES)
class TestEveryCouncil:
    def test_holds_every_headline_and_every_cell(
        self, pages: dict[tuple[str, str], tuple[Profile, str]], name: str, wave: str
    ) -> None:
        made, page = pages[name, wave]
        sections = read(page).find("section")
        assert len(sections) == len(made.exhibits) - 1
        for section, exhibit in zip(sections, made.exhibits[1:], strict=True):
            assert_shows(section, exhibit)

    def test_its_head_says_who_and_how_many(
        self, pages: dict[tuple[str, str], tuple[Profile, str]], name: str, wave: str
    ) -> None:
        made, page = pages[name, wave]
        (header,) = read(page).find("header")
        assert [each.text for each in header.find("h1")] == [made.official_name]
        for words in (made.tier, made.answered, wave, f"{made.locator.headline}."):
            assert words in header.text
        assert (STAMPS["illustrative"] in header.text) == (wave == "2013")
        (picture,) = header.find("svg")
        assert picture.attributes["aria-label"] == made.locator.alt

    def test_names_every_source_once(
        self, pages: dict[tuple[str, str], tuple[Profile, str]], name: str, wave: str
    ) -> None:
        made, page = pages[name, wave]
        text = read(page).text
        for source in {each.source for each in made.exhibits[1:]}:
            assert text.count(source) == 1
        assert "Crown copyright" in text

    def test_has_no_colour_but_greys(
        self, pages: dict[tuple[str, str], tuple[Profile, str]], name: str, wave: str
    ) -> None:
        _, page = pages[name, wave]
        assert_grey(page)

    def test_asks_for_nothing_and_runs_nothing(
        self, pages: dict[tuple[str, str], tuple[Profile, str]], name: str, wave: str
    ) -> None:
        _, page = pages[name, wave]
        assert_harmless(page)


def assert_shows(section: Element, exhibit: Exhibit) -> None:
    """The section says headline, stamp, caveats, what marks mean, and every cell of the table."""
    assert [each.text for each in section.find("h2")] == [exhibit.headline]
    assert exhibit.stamp in section.text
    for words in (*exhibit.caveats, *(meaning for _, meaning in shorthand_in(exhibit.table))):
        assert words in section.text
    if not exhibit.table.rows:
        assert not section.find("table")
        return
    assert exhibit.subtitle in section.text
    (table,) = section.find("table")
    columns = exhibit.table.columns
    assert [each.text for each in table.find("th")] == [each.name for each in columns]
    rows = [[each.text for each in row.find("td")] for row in table.find("tr")[1:]]
    assert rows == [
        [in_words(cell, column) for cell, column in zip(row, columns, strict=True)]
        for row in exhibit.table.rows
    ]
    links = [each.attributes["href"] for each in section.find("a")]
    assert links == [
        cell
        for row in exhibit.table.rows
        for cell, column in zip(row, columns, strict=True)
        if column.format == "link" and cell
    ]
    pictures = section.find("svg")
    assert len(pictures) == isinstance(exhibit.chart, Dots)
    assert all(each.attributes["aria-label"] == exhibit.alt for each in pictures)


def in_words(cell: str | int | float | None, column: Column) -> str:
    if column.format == "link":
        # The whole address: nobody can click on paper.
        return re.sub(r"^https?://(?:www\.)?|/$", "", str(cell or ""))
    return " ".join(cell_in_words(cell, column.format).split())


def assert_grey(page: str) -> None:
    """Every colour of the file is black, white or a grey."""
    hexes = re.findall(r"#([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})\b", without_words(page))
    assert hexes
    for each in hexes:
        full = each if len(each) == 6 else "".join(letter * 2 for letter in each)
        assert full[:2] == full[2:4] == full[4:], f"#{each} is no grey"
    assert not re.search(r"\b(?:rgba?|hsla?|hwb|lab|oklch|color)\(", page)
    named = re.findall(
        r"(?:color|background|fill|stroke)\s*[:=]\s*\"?([a-z]+)", without_words(page)
    )
    assert set(named) <= {"inherit", "none"}


def without_words(page: str) -> str:
    """The page without the text of its elements and the addresses of its links."""
    head, _, body = page.partition("</style>")
    return head + re.sub(r">[^<]*<", "><", re.sub(r'href="[^"]*"', "", body))


def assert_harmless(page: str) -> None:
    root = read(page)
    elements = root.everything()
    allowed = {
        *("page", "html", "head", "meta", "title", "style", "body", "button", "main", "header"),
        *("div", "section", "figure", "figcaption", "h1", "h2", "p", "span", "a"),
        *("table", "thead", "tbody", "tr", "th", "td"),
        *("svg", "path", "line", "circle", "text"),
    }
    assert {each.tag for each in elements} <= allowed
    scripts = [
        (each.tag, name, value)
        for each in elements
        for name, value in each.attributes.items()
        if name.startswith("on")
    ]
    assert scripts == [("button", "onclick", "window.print()")]
    asking = {"src", "srcset", "action", "data", "poster", "background", "xlink:href", "style"}
    assert not asking.intersection(*[{name for each in elements for name in each.attributes}])
    assert {each.tag for each in elements if "href" in each.attributes} <= {"a"}
    (style,) = root.find("style")
    assert not re.search(r"url\(|@import|@font-face|expression", style.text)


class TestHostileNames:
    @pytest.fixture
    def made(self, tmp_path: Path) -> tuple[Pack, Profile]:
        folder = with_maturity(tiny_region(tmp_path))
        row = row_of(folder, "councils.csv", NORTHMOOR)
        set_cell(folder, "councils.csv", row, "name", HOSTILE)
        set_cell(folder, "councils.csv", row, "official_name", f"{HOSTILE} Council")
        answers = read_table(folder, TINY_ANSWERS_FILE)
        renamed = [[HOSTILE if cell == "Northmoor" else cell for cell in each] for each in answers]
        write_table(folder, TINY_ANSWERS_FILE, renamed)
        pack = read_pack(folder)
        return pack, profile(pack, Selection("2030", council=NORTHMOOR))

    def test_are_words_and_no_elements(self, made: tuple[Pack, Profile]) -> None:
        pack, of_council = made
        page = print_profile(pack, of_council, "2030")
        assert "<b>" not in page
        assert_harmless(page)
        root = read(page)
        assert [each.text for each in root.find("h1")] == [f"{HOSTILE} Council"]
        assert f"{HOSTILE}: Tiny survey, 2030" in [each.text for each in root.find("title")]
        for section, exhibit in zip(root.find("section"), of_council.exhibits[1:], strict=True):
            assert_shows(section, exhibit)

    def test_of_facts_are_words_too_and_addresses_lead_to_pages_alone(
        self, made: tuple[Pack, Profile]
    ) -> None:
        pack, of_council = made
        (facts,) = of_council.facts
        table = Table(
            (Column(HOSTILE), Column("Page", "link")),
            (
                (HOSTILE, "javascript:alert(1)"),
                (f"{HOSTILE}</td><script>alert(1)</script>", 'https://example.org/"onclick="x'),
            ),
        )
        spoilt = replace(facts, table=table, headline=HOSTILE, caveats=(HOSTILE,))
        page = print_profile(pack, replace(of_council, facts=(spoilt,)), "2030")
        assert_harmless(page)
        section = read(page).find("section")[-1]
        assert [each.text for each in section.find("td")] == [
            *(HOSTILE, ""),
            *(f"{HOSTILE}</td><script>alert(1)</script>", 'example.org/"onclick="x'),
        ]
        assert [each.attributes["href"] for each in section.find("a")] == [
            'https://example.org/"onclick="x'
        ]


def test_a_survey_of_ones_own_is_stamped_as_such(mature_pack: Pack) -> None:
    made, page = made_of(mature_pack, "Eastford", "2030")
    assert STAMPS["own"] in page
    assert STAMPS["illustrative"] not in page
    for section, exhibit in zip(read(page).find("section"), made.exhibits[1:], strict=True):
        assert_shows(section, exhibit)
    assert_grey(page)


def test_is_of_the_size_of_paper(tiny_pack: Pack) -> None:
    _, page = made_of(tiny_pack, "Northmoor", "2030")
    assert page.startswith("<!doctype html>")
    assert '<html lang="en-GB">' in page
    assert re.search(r"@page\s*{[^}]*size: A4", page)
    assert re.search(r"@media print\s*{\s*button\s*{\s*display: none", page)
