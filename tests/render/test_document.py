"""Specification of the report as a PDF: accessible, whole, and with the same figures."""

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.exhibits.model import Cell, Column, Exhibit, HeatTable
from bestbywm.pack import Pack
from bestbywm.render.document import pdf_report
from bestbywm.render.document.lettering import EXPLAINED, REPLACEMENT, shown
from bestbywm.render.document.parts import chart_data
from bestbywm.render.tables import cell_in_words, shorthand_in, site_of
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned
from tests.documents import Document, compact, read, runs_of, unmarked
from tests.presentations import MADE_ON, everything, exhibit_of, telling

WAVES = ("2013", "2014")

UPRIGHT, SIDEWAYS = (595, 842), (842, 595)
"""Points of A4."""

SMALLEST = 8.0
"""Points of the smallest words of a chart."""

HOSTILE = (
    "#set page(width: 1pt) #panic()",
    "$x^2$ *bold* _em_ `raw` <lab> @ref // c /* */ \\ ~ --- https://x.example",
    "= Heading\n- list\n+ list",
    "</script><script>alert(1)</script>",
    "عنوان من اليمين إلى اليسار 👩‍👩‍👧 見出し",
    "nul\x00 bell\x07 lone\ud800 end",
    "\u202e\u200b\ufeff",
)


@dataclass(frozen=True)
class Told:
    """A presentation, and its report as bytes and as it is read."""

    presentation: Presentation
    content: bytes
    document: Document
    words: str


@lru_cache(maxsize=4)
def told(pack: Pack, wave: str) -> Told:
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    content = pdf_report(pack, presentation)
    document = read(content)
    return Told(presentation, content, document, document.words)


def report_of(pack: Pack, exhibit: Exhibit, **own: str) -> Document:
    return read(pdf_report(pack, telling(Scene(exhibit, **own))))


def drawn(presentation: Presentation) -> list[Exhibit]:
    """The exhibits that have a chart, not a table, in its place."""
    exhibits = [scene.exhibit for scene in presentation.scenes]
    return [each for each in exhibits if each.chart and not isinstance(each.chart, HeatTable)]


def as_read(cell: Cell, column: Column) -> str:
    said = cell_in_words(cell, column.format)
    return compact(site_of(said) if column.format == "link" else said)


def sizes(document: Document) -> list[tuple[int, int]]:
    return [
        (round(page.mediabox.width), round(page.mediabox.height)) for page in document.reader.pages
    ]


@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_its_words_stand_in_it(self, shipped_pack: Pack, wave: str) -> None:
        found = told(shipped_pack, wave)
        assert len(found.presentation.scenes) > 10
        for scene in found.presentation.scenes:
            exhibit = scene.exhibit
            wanted = [
                *(exhibit.headline, exhibit.subtitle, exhibit.stamp, exhibit.source),
                *(exhibit.help, scene.saying, *exhibit.caveats),
                *(f"{mark}: {meaning}." for mark, meaning in shorthand_in(exhibit.table)),
            ]
            for each in wanted:
                assert compact(each) in found.words

    def test_every_row_of_its_table_does(self, shipped_pack: Pack, wave: str) -> None:
        found = told(shipped_pack, wave)
        for scene in found.presentation.scenes:
            table = scene.exhibit.table
            for row in table.rows:
                cells = zip(row, table.columns, strict=True)
                assert "".join(as_read(cell, column) for cell, column in cells) in found.words

    def test_its_chart_is_a_figure_with_its_alternative_text(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        found = told(shipped_pack, wave)
        figures = found.document.structure.find("/Figure")
        assert [each.alt for each in figures] == [each.alt for each in drawn(found.presentation)]

    def test_words_in_its_chart_can_be_read(self, shipped_pack: Pack, wave: str) -> None:
        for exhibit in drawn(told(shipped_pack, wave).presentation):
            made = chart_data(shipped_pack, exhibit, (495, 540))
            assert made is not None
            (wide,) = re.findall(r'viewBox="0 0 ([\d.]+) ', made["svg"])
            words = [float(each) for each in re.findall(r'font-size="([\d.]+)"', made["svg"])]
            assert min(words, default=99) * made["width"] / float(wide) > SMALLEST - 0.05

    def test_its_table_has_headings_that_belong_to_columns(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        found = told(shipped_pack, wave)
        tables = found.document.structure.find("/Table")
        headings = iter([len(table.find("/TH")) for table in tables])
        for scene in found.presentation.scenes:
            if scene.exhibit.table.rows:  # a coloured table may come before it
                assert len(scene.exhibit.table.columns) in headings
        for table in tables:
            columns = len(table.find("/TH"))
            assert {each.attributes["/Scope"] for each in table.find("/TH")} == {"/Column"}
            rows = table.find("/TBody")[0].find("/TR")
            assert rows
            assert {len(row.find("/TD")) for row in rows} == {columns}


class TestAccessibility:
    def test_it_says_that_it_conforms_and_in_which_language_it_is(self, shipped_pack: Pack) -> None:
        document = told(shipped_pack, "2013").document
        assert "<pdfuaid:part>1</pdfuaid:part>" in document.metadata
        assert document.root["/Lang"] == "en-GB"
        assert document.root["/MarkInfo"]["/Marked"]
        assert document.root["/ViewerPreferences"]["/DisplayDocTitle"]

    def test_it_says_what_it_is_from_whom_and_of_when(self, shipped_pack: Pack) -> None:
        found = told(shipped_pack, "2013")
        about = found.document.reader.metadata
        assert about is not None
        assert (about.title, about.author) == ("Everything", shipped_pack.region.survey)
        assert all(stamp in str(about.keywords) for stamp in found.presentation.stamps)
        assert about.creation_date is not None
        assert about.creation_date.date() == MADE_ON

    def test_everything_on_its_pages_is_content_or_an_artifact(self, shipped_pack: Pack) -> None:
        assert unmarked(told(shipped_pack, "2013").document) == []

    def test_bookmarks_are_its_headings_in_their_order(self, shipped_pack: Pack) -> None:
        found = told(shipped_pack, "2013")
        headlines = [scene.exhibit.headline for scene in found.presentation.scenes]
        assert found.document.bookmarks == [
            (1, "Everything"),
            *((2, each) for each in ["Contents", *headlines, "Sources, licence and how to cite"]),
        ]
        structure = found.document.structure
        assert len(structure.find("/H1")) == 1
        assert len(structure.find("/H2")) == len(headlines) + 2

    def test_the_contents_lead_to_every_finding(self, shipped_pack: Pack) -> None:
        found = told(shipped_pack, "2013")
        scenes = len(found.presentation.scenes)
        assert len(found.document.structure.find("/TOCI")) == scenes + 1
        named = [each["/Dest"] for each in found.document.annotations if "/Dest" in each]
        assert named == [*(f"finding-{at}" for at in range(1, scenes + 1)), "about"]
        assert set(named) <= set(found.document.reader.named_destinations)

    def test_links_lead_to_pages_say_where_and_follow_the_order_of_reading(
        self, shipped_pack: Pack
    ) -> None:
        found = told(shipped_pack, "2013")
        addresses = {
            str(cell)
            for scene in found.presentation.scenes
            for row in scene.exhibit.table.rows
            for cell in row
            if isinstance(cell, str) and " " not in cell and site_of(cell)
        }
        assert addresses
        assert addresses <= set(found.document.links)
        assert all(each["/Contents"] for each in found.document.annotations)
        assert {page["/Tabs"] for page in found.document.reader.pages} == {"/S"}

    def test_pages_have_numbers_survey_and_stamps(self, shipped_pack: Pack) -> None:
        found = told(shipped_pack, "2013")
        pages = found.document.pages
        for number, words in enumerate(pages, start=1):
            assert f"Page{number}of{len(pages)}" in words
            assert compact(shipped_pack.region.survey) in words
            assert all(compact(stamp) in words for stamp in found.presentation.stamps)


class TestPaper:
    def test_is_of_the_size_of_paper_and_lies_on_its_side_for_wide_tables(
        self, shipped_pack: Pack, tiny_pack: Pack
    ) -> None:
        assert set(sizes(told(shipped_pack, "2013").document)) == {UPRIGHT, SIDEWAYS}
        wide = tuple(Column(f"Column {at}") for at in range(10))
        upright = report_of(tiny_pack, exhibit_of((("x",) * 9,), wide[:9]))
        sideways = report_of(tiny_pack, exhibit_of((("x",) * 10,), wide))
        assert set(sizes(upright)) == {UPRIGHT}
        assert sizes(sideways) == [UPRIGHT, SIDEWAYS, UPRIGHT]

    def test_no_words_run_out_of_its_margins(self, shipped_pack: Pack) -> None:
        for page in told(shipped_pack, "2014").document.reader.pages:
            runs = runs_of(page)
            assert runs
            # Their widths are measured without kerning: a line may seem a little longer.
            assert all(49 < run.left < run.right < page.mediabox.width - 45 for run in runs)
            assert all(20 < run.height < page.mediabox.height - 45 for run in runs)

    def test_a_long_table_has_its_headings_on_each_of_its_pages(self, tiny_pack: Pack) -> None:
        rows = tuple((f"Row {at}", 0.5) for at in range(150))
        document = report_of(tiny_pack, exhibit_of(rows))
        pages = [words for words in document.pages if "Row" in words]
        assert len(pages) > 2
        assert all("CouncilShare" in words for words in pages)
        assert len(document.structure.find("/THead")) == 1

    def test_a_row_of_any_length_ends_on_some_page(self, tiny_pack: Pack) -> None:
        document = report_of(tiny_pack, exhibit_of((("word " * 5000 + "end", 0.5),)))
        assert document.words.count("word") == 5000

    def test_has_no_font_but_ours(self, shipped_pack: Pack) -> None:
        fonts = {
            str(font.get_object()["/BaseFont"]).partition("+")[2]
            for page in told(shipped_pack, "2013").document.reader.pages
            for font in page["/Resources"]["/Font"].values()
        }
        assert fonts == {"SourceSansPro-Bold", "SourceSansPro-Regular-Identity-H"}

    def test_is_the_same_for_the_same_presentation_and_day(self, shipped_pack: Pack) -> None:
        found = told(shipped_pack, "2013")
        assert pdf_report(shipped_pack, found.presentation) == found.content

    def test_bears_the_day_on_which_it_was_made(self, tiny_pack: Pack) -> None:
        later = replace(telling(), made_on=date(2027, 1, 2))
        content = pdf_report(tiny_pack, later)
        assert content != pdf_report(tiny_pack, telling())
        assert "2January2027" in read(content).words

    def test_names_its_sources_and_licence_at_the_end(self, shipped_pack: Pack) -> None:
        found = told(shipped_pack, "2013")
        last = found.words[found.words.rindex("Sources,licenceandhowtocite") :]
        for each in (*found.presentation.sources, found.presentation.licence, "24 November 2026"):
            assert compact(each) in last
        assert shipped_pack.sources[0].licence_url in found.document.links

    def test_without_findings_it_says_so(self, tiny_pack: Pack) -> None:
        document = read(pdf_report(tiny_pack, telling()))
        assert compact("There is no finding in this report.") in document.words
        assert document.bookmarks == [(1, "A story"), (2, "Sources, licence and how to cite")]

    def test_a_table_without_rows_is_left_out_but_not_its_stamp(self, tiny_pack: Pack) -> None:
        document = report_of(tiny_pack, exhibit_of(()))
        assert document.structure.find("/Table") == []
        assert document.words.count(compact(exhibit_of(()).stamp)) > len(document.pages) + 1


@pytest.mark.parametrize("wave", ["2030"])
def test_a_tiny_region_has_its_report(mature_pack: Pack, wave: str) -> None:
    presentation = everything(mature_pack, wave, mature_pack.region.by_name["Northmoor"].code)
    document = read(pdf_report(mature_pack, presentation))
    assert unmarked(document) == []
    assert [each.alt for each in document.structure.find("/Figure")] == [
        each.alt for each in drawn(presentation)
    ]


class TestWordsOfOthers:
    def test_an_own_title_stands_over_the_headline(self, tiny_pack: Pack) -> None:
        document = report_of(tiny_pack, exhibit_of(()), title="Mine", note="Say this")
        assert (2, "Mine") in document.bookmarks
        assert "MineHalfofthemsaysoWhattheysay." in document.words
        assert "Saythis" in document.words

    @pytest.mark.parametrize("own", HOSTILE)
    def test_they_come_out_as_text(self, tiny_pack: Pack, own: str) -> None:
        assert_is_text(tiny_pack, own)

    @settings(max_examples=25, deadline=None)
    @given(own=st.text(min_size=1, max_size=60))
    def test_any_words_come_out_as_text(self, tiny_pack: Pack, own: str) -> None:
        assert_is_text(tiny_pack, own)

    def test_long_ones_are_there_to_the_last_sign(self, tiny_pack: Pack) -> None:
        own = "Ж" * 10_000
        exhibit = exhibit_of(((own, 0.5),), (Column(own), Column("Share", "share")))
        document = read(pdf_report(tiny_pack, telling(Scene(exhibit, own, own), title=own)))
        assert document.words.count("Ж") >= 5 * len(own)
        assert unmarked(document) == []

    @pytest.mark.parametrize("id_", ["change-2013-to-2014", "councils-scores", "councils"])
    def test_a_long_note_runs_on_beside_any_exhibit(self, shipped_pack: Pack, id_: str) -> None:
        scenes = told(shipped_pack, "2013").presentation.scenes
        exhibit = next(each.exhibit for each in scenes if each.exhibit.id == id_)
        document = report_of(shipped_pack, exhibit, note="Жук " * 2500)
        assert document.words.count("Жук") == 2500

    def test_signs_that_the_font_lacks_are_replaced_and_that_is_said(self, tiny_pack: Pack) -> None:
        document = read(pdf_report(tiny_pack, telling(Scene(exhibit_of(()), "見出し"), title="題")))
        assert (2, REPLACEMENT * 3) in document.bookmarks
        assert compact(EXPLAINED) in document.words
        about = document.reader.metadata
        assert about is not None
        assert about.title == "題"  # a viewer has fonts of its own

    def test_nothing_is_said_of_signs_that_the_font_has(self, tiny_pack: Pack) -> None:
        document = report_of(tiny_pack, exhibit_of(()), title="Ŵyau łódź “κόσμος” ≥ €5 – ✓")
        assert (2, "Ŵyau łódź “κόσμος” ≥ €5 – ✓") in document.bookmarks
        assert REPLACEMENT not in document.words

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "data:text/html,x", "http://[x", "ftp://x/y"]
    )
    def test_only_addresses_of_pages_are_links(self, tiny_pack: Pack, address: str) -> None:
        columns = (Column("What"), Column("Page", "link"))
        document = report_of(tiny_pack, exhibit_of((("x", address),), columns))
        assert address not in document.links
        assert compact(address) in document.words

    def test_an_address_leads_to_its_page(self, tiny_pack: Pack) -> None:
        columns = (Column("What"), Column("Page", "link"))
        address = "https://www.example.org/ä?b=c&d#e"
        document = report_of(tiny_pack, exhibit_of((("x", address),), columns))
        assert "https://www.example.org/%C3%A4?b=c&d#e" in document.links
        assert "example.org" in document.words

    def test_an_address_that_no_reader_follows_stays_words(self, tiny_pack: Pack) -> None:
        address = "https://example.org/" + "x" * 9000
        document = report_of(tiny_pack, exhibit_of(((address, 0.5),)))
        assert address in document.words
        assert all(len(each) < 9000 for each in document.links)


def assert_is_text(pack: Pack, own: str) -> None:
    """The words are text wherever they stand, and change no element around them."""
    exhibit = exhibit_of(((own, 0.5),), (Column(own), Column("Share", "share")))
    document = read(pdf_report(pack, telling(Scene(exhibit, own, own), title=own)))
    as_set = compact(shown(cleaned(own)))
    assert document.words.count(as_set) >= 5
    assert unmarked(document) == []
    assert [len(document.structure.find(tag)) for tag in ("/H1", "/H2", "/Table", "/TH")] == [
        *(1, 3, 1, 2)
    ]
