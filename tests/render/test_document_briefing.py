"""Specification of the briefing: one council on a page or two, accessible and complete."""

import re
from dataclasses import dataclass, replace
from functools import lru_cache

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import Cell, Column, Dots, Exhibit, Table
from bestbywm.exhibits.profile import Profile, profile
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.render.document import pdf_briefing
from bestbywm.render.document.lettering import EXPLAINED, REPLACEMENT
from bestbywm.render.tables import address_on_paper, cell_in_words, shorthand_in, site_of
from tests.documents import Document, compact, read, runs_of, unmarked
from tests.packs import SHIPPED, read_table
from tests.presentations import MADE_ON

NAMES = [row[1] for row in read_table(SHIPPED, "councils.csv")[1:]]
WAVES = ("2013", "2014")

MOST_PAGES = 2

SMALLEST = 7.4
"""Points of the smallest words."""

HOSTILE = "#panic() $x$ *b* <b>&\"x' = 見"


@dataclass(frozen=True)
class Briefing:
    """A profile, and its briefing as bytes and as it is read."""

    profile: Profile
    content: bytes
    document: Document


@lru_cache(maxsize=100)
def briefing(pack: Pack, name: str, wave: str) -> Briefing:
    made = profile(pack, Selection(wave, council=pack.region.by_name[name].code))
    content = pdf_briefing(pack, made, MADE_ON)
    return Briefing(made, content, read(content))


def as_read(cell: Cell, column: Column) -> str:
    """The cell; of a page the whole address, since nobody can click on paper."""
    said = cell_in_words(cell, column.format)
    if column.format == "link":
        return address_on_paper(said) if site_of(said) else said
    return said


def rows_of(exhibit: Exhibit) -> list[str]:
    table = exhibit.table
    return [
        compact(
            "".join(as_read(cell, column) for cell, column in zip(row, table.columns, strict=True))
        )
        for row in table.rows
    ]


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("name", NAMES)
class TestEveryCouncil:
    def test_fits_on_two_pages(self, shipped_pack: Pack, name: str, wave: str) -> None:
        pages = briefing(shipped_pack, name, wave).document.reader.pages
        assert 1 <= len(pages) <= MOST_PAGES

    def test_holds_every_headline_and_every_row(
        self, shipped_pack: Pack, name: str, wave: str
    ) -> None:
        found = briefing(shipped_pack, name, wave)
        words = found.document.words
        for exhibit in found.profile.exhibits[1:]:
            assert_shows(words, exhibit)
        headlines = [exhibit.headline for exhibit in found.profile.exhibits[1:]]
        assert found.document.bookmarks == [
            (1, found.profile.official_name),
            *((2, each) for each in headlines),
        ]

    def test_its_head_says_who_and_how_many(self, shipped_pack: Pack, name: str, wave: str) -> None:
        found = briefing(shipped_pack, name, wave)
        made, first = found.profile, found.document.pages[0]
        for words in (made.official_name, made.tier, made.answered, wave, made.locator.headline):
            assert compact(words) in first
        assert (compact(STAMPS["illustrative"]) in first) == (wave == "2013")

    def test_its_pictures_have_their_alternative_text(
        self, shipped_pack: Pack, name: str, wave: str
    ) -> None:
        found = briefing(shipped_pack, name, wave)
        figures = found.document.structure.find("/Figure")
        assert [each.alt for each in figures] == [
            each.alt
            for each in found.profile.exhibits
            if each.chart is not None
            if each is found.profile.locator or isinstance(each.chart, Dots)
        ]

    def test_addresses_lead_to_pages(self, shipped_pack: Pack, name: str, wave: str) -> None:
        found = briefing(shipped_pack, name, wave)
        addresses = {
            str(cell)
            for exhibit in found.profile.exhibits
            for row in exhibit.table.rows
            for cell, column in zip(row, exhibit.table.columns, strict=True)
            if column.format == "link" and cell
        }
        assert set(found.document.links) == addresses


def assert_shows(words: str, exhibit: Exhibit) -> None:
    """The words hold headline, stamp, caveats, what marks mean, and every row of the table."""
    wanted = [
        *(exhibit.headline, exhibit.stamp, exhibit.source, *exhibit.caveats),
        *(f"{mark}: {meaning}." for mark, meaning in shorthand_in(exhibit.table)),
        *([exhibit.subtitle] if exhibit.table.rows else []),
        *rows_of(exhibit),
    ]
    for each in wanted:
        assert compact(each) in words


class TestThePages:
    def test_are_accessible(self, shipped_pack: Pack) -> None:
        document = briefing(shipped_pack, "Walsall", "2013").document
        assert "<pdfuaid:part>1</pdfuaid:part>" in document.metadata
        assert document.root["/Lang"] == "en-GB"
        assert document.root["/MarkInfo"]["/Marked"]
        assert unmarked(document) == []
        for table in document.structure.find("/Table"):
            columns = len(table.find("/TH"))
            assert {len(row.find("/TD")) for row in table.find("/TBody")[0].find("/TR")} == {
                columns
            }

    def test_say_what_they_are_and_of_when(self, shipped_pack: Pack) -> None:
        document = briefing(shipped_pack, "Walsall", "2013").document
        about = document.reader.metadata
        assert about is not None
        assert about.title == "Walsall Council: Best by West Midlands, 2013"
        assert about.author == shipped_pack.region.survey
        assert STAMPS["illustrative"] in str(about.keywords)
        assert "24November2026" in document.pages[0]

    def test_have_numbers_survey_and_stamps(self, shipped_pack: Pack) -> None:
        for number, words in enumerate(briefing(shipped_pack, "Walsall", "2013").document.pages):
            assert f"Page{number + 1}of2" in words
            assert compact(shipped_pack.region.survey) in words
            assert compact(STAMPS["illustrative"]) in words

    def test_are_upright_sheets_of_paper(self, shipped_pack: Pack) -> None:
        for page in briefing(shipped_pack, "Walsall", "2013").document.reader.pages:
            assert [round(each) for each in page.mediabox] == [0, 0, 595, 842]

    def test_are_the_same_for_the_same_day(self, shipped_pack: Pack) -> None:
        found = briefing(shipped_pack, "Walsall", "2013")
        assert pdf_briefing(shipped_pack, found.profile, MADE_ON) == found.content

    def test_use_no_small_print(self, shipped_pack: Pack) -> None:
        for page in briefing(shipped_pack, "South Staffordshire", "2013").document.reader.pages:
            assert min(run.size for run in runs_of(page)) > SMALLEST


def test_a_survey_of_ones_own_is_stamped_as_such(mature_pack: Pack) -> None:
    found = briefing(mature_pack, "Eastford", "2030")
    assert compact(STAMPS["own"]) in found.document.words
    assert compact(STAMPS["illustrative"]) not in found.document.words
    for exhibit in found.profile.exhibits[1:]:
        assert_shows(found.document.words, exhibit)


def test_names_and_facts_are_words_whatever_they_say(mature_pack: Pack) -> None:
    made = briefing(mature_pack, "Northmoor", "2030").profile
    (facts,) = made.facts
    columns = (Column(HOSTILE), Column("Page", "link"))
    rows: tuple[tuple[Cell, ...], ...] = (
        (HOSTILE, "javascript:alert(1)"),
        (HOSTILE, "https://example.org/#)x"),
    )
    spoilt = replace(
        facts, table=Table(columns, rows), headline=HOSTILE, caveats=(HOSTILE,), alt=HOSTILE
    )
    hostile = replace(made, official_name=HOSTILE, tier=HOSTILE, answered=HOSTILE, facts=(spoilt,))
    document = read(pdf_briefing(mature_pack, hostile, MADE_ON))
    shown = HOSTILE.replace("見", REPLACEMENT)
    assert document.bookmarks[0] == (1, shown)
    assert document.bookmarks[-1] == (2, shown)
    assert len(re.findall(re.escape(compact(shown)), document.words)) >= 8
    assert compact(EXPLAINED) in document.words
    assert document.links == ["https://example.org/#)x"]
    assert unmarked(document) == []
