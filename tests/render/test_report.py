"""Specification of the report: one file, whole without scripts, and it asks nobody for anything."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from bestbywm.exhibits.model import Bars, Cell, Column, Exhibit, HeatTable
from bestbywm.pack import Pack
from bestbywm.render.report import html_report
from bestbywm.render.tables import cell_in_words, shorthand_in, site_of
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned
from tests.presentations import everything, exhibit_of, telling

WAVES = ("2013", "2014")
NUMBERS = {"whole", "share", "decimal", "points"}
LARGEST = 6_000_000

HOSTILE = (
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7 * 7 }}{% include 'x' %}",
    "&lt;b&gt; &amp;",
    "عنوان من اليمين إلى اليسار 👩‍👩‍👧 見出し",
    "nul\x00 bell\x07 lone\ud800 end",
    "x" * 10_000,
)


@lru_cache(maxsize=4)
def told(pack: Pack, wave: str) -> tuple[Presentation, str]:
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    return presentation, html_report(pack, presentation)


@lru_cache(maxsize=4)
def read(text: str) -> HtmlElement:
    return html.document_fromstring(text)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def section(page: HtmlElement, number: int) -> HtmlElement:
    (found,) = page.xpath(f"//section[@id='finding-{number}']")
    return found


def as_read(cell: Cell, column: Column) -> str:
    said = " ".join(cell_in_words(cell, column.format).split())
    return site_of(said) if column.format == "link" else said


def report_of(pack: Pack, exhibit: Exhibit, **own: str) -> HtmlElement:
    return read(html_report(pack, telling(Scene(exhibit, **own))))


def data_of(text: str) -> dict[str, Any]:
    (script,) = read(text).xpath("//script[@id='data']")
    found: dict[str, Any] = json.loads(script.text)
    return found


@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_its_table_says_what_the_exhibit_says(self, shipped_pack: Pack, wave: str) -> None:
        presentation, text = told(shipped_pack, wave)
        assert len(presentation.scenes) > 10
        for number, scene in enumerate(presentation.scenes, start=1):
            table = scene.exhibit.table
            if not table.rows:
                continue
            shown = section(read(text), number).xpath(".//table")[-1]
            assert [words(cell) for cell in shown.xpath("./thead/tr/th")] == [
                column.name for column in table.columns
            ]
            rows = [[words(cell) for cell in row] for row in shown.xpath("./tbody/tr")]
            assert rows == [
                [as_read(cell, column) for cell, column in zip(row, table.columns, strict=True)]
                for row in table.rows
            ]

    def test_its_words_stand_beside_it(self, shipped_pack: Pack, wave: str) -> None:
        presentation, text = told(shipped_pack, wave)
        for number, scene in enumerate(presentation.scenes, start=1):
            exhibit = scene.exhibit
            said = words(section(read(text), number))
            wanted = [
                exhibit.headline,
                exhibit.subtitle,
                exhibit.stamp,
                exhibit.source,
                scene.saying,
                *exhibit.caveats,
                *(f"{mark}: {meaning}." for mark, meaning in shorthand_in(exhibit.table)),
            ]
            for each in wanted:
                assert " ".join(each.split()) in said

    def test_its_chart_is_drawn_twice_under_its_alternative_text(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, text = told(shipped_pack, wave)
        drawn = data_of(text)["figures"]
        for number, scene in enumerate(presentation.scenes, start=1):
            charts = section(read(text), number).xpath(".//div[@role='img']")
            chart = scene.exhibit.chart
            if chart is None or isinstance(chart, HeatTable):
                assert not charts
                assert str(number) not in drawn
                continue
            assert [each.get("aria-label") for each in charts] == [scene.exhibit.alt]
            assert charts[0].xpath(".//div[@class='still']//*[local-name()='svg']")
            assert drawn[str(number)]["light"]["data"]
            assert drawn[str(number)]["light"] != drawn[str(number)]["dark"]

    def test_a_table_of_heat_has_its_squares_and_their_colours(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, text = told(shipped_pack, wave)
        for number, scene in enumerate(presentation.scenes, start=1):
            chart = scene.exhibit.chart
            if not isinstance(chart, HeatTable):
                continue
            shown = section(read(text), number).xpath(".//table")[0]
            for row, squares in zip(shown.xpath("./tbody/tr"), chart.matrix.squares, strict=True):
                cells = row.xpath("./td")
                assert [words(cell) for cell in cells] == [
                    " ".join(square.text.split()) for square in squares
                ]
                assert [cell.get("class") for cell in cells] == [
                    None if square.step is None else f"step-{square.step}" for square in squares
                ]

    def test_no_table_is_shown_twice(self, shipped_pack: Pack, wave: str) -> None:
        presentation, text = told(shipped_pack, wave)
        for number in range(1, len(presentation.scenes) + 1):
            tables = [words(each) for each in section(read(text), number).xpath(".//table/tbody")]
            assert len(tables) == len(set(tables))

    def test_its_numbers_are_right_aligned_and_its_headings_have_a_scope(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, text = told(shipped_pack, wave)
        for number, scene in enumerate(presentation.scenes, start=1):
            table = scene.exhibit.table
            if not table.rows:
                continue
            shown = section(read(text), number).xpath(".//table")[-1]
            assert {each.get("scope") for each in shown.xpath("./thead//th")} == {"col"}
            assert {each.get("scope") for each in shown.xpath("./tbody//th")} <= {"row"}
            for row in shown.xpath("./tbody/tr"):
                is_right = [cell.get("class") == "number" for cell in row]
                assert is_right == [column.format in NUMBERS for column in table.columns]

    def test_it_all_fits_into_an_attachment(self, shipped_pack: Pack, wave: str) -> None:
        _, text = told(shipped_pack, wave)
        assert len(text.encode()) < LARGEST


class TestThePage:
    def test_headings_come_in_order_and_the_contents_lead_to_them(self, shipped_pack: Pack) -> None:
        presentation, text = told(shipped_pack, "2013")
        page = read(text)
        levels = [each.tag for each in page.xpath("//h1|//h2|//h3|//h4")]
        assert levels == ["h1", *["h2"] * (len(presentation.scenes) + 2)]
        links = page.xpath("//nav//a")
        assert [words(each) for each in links[:-1]] == [
            scene.heading for scene in presentation.scenes
        ]
        ids = page.xpath("//*[not(ancestor-or-self::*[local-name()='svg'])]/@id")
        assert len(ids) == len(set(ids))
        assert {each.get("href")[1:] for each in page.xpath("//a[starts-with(@href, '#')]")} <= {
            *ids
        }

    def test_it_has_a_language_a_title_a_main_part_and_a_way_to_it(
        self, shipped_pack: Pack
    ) -> None:
        page = read(told(shipped_pack, "2013")[1])
        assert page.get("lang") == "en-GB"
        assert page.findtext(".//title") == "Everything"
        assert page.xpath("//main/@id") == ["findings"]
        assert page.xpath("//body/a[1]/@href") == ["#findings"]

    def test_it_says_at_the_end_where_it_is_from_and_how_to_cite_it(
        self, shipped_pack: Pack
    ) -> None:
        presentation, text = told(shipped_pack, "2013")
        (about,) = read(text).xpath("//section[@id='about']")
        for each in (*presentation.sources, presentation.licence, *presentation.stamps):
            assert each in words(about)
        assert "24 November 2026" in words(about.find(".//cite"))
        assert about.xpath(".//a/@href") == [
            "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/"
        ]

    def test_outlines_stand_in_it_once_for_each_view(self, shipped_pack: Pack) -> None:
        data = data_of(told(shipped_pack, "2013")[1])
        assert set(data["outlines"]) == {"districts"}
        maps = [
            trace["geojson"]
            for figure in data["figures"].values()
            for trace in figure["light"]["data"]
            if trace["type"] == "choropleth"
        ]
        assert len(maps) > 3
        assert set(maps) == {"districts"}

    def test_nothing_in_it_is_fetched(self, shipped_pack: Pack) -> None:
        text = told(shipped_pack, "2013")[1]
        page = read(text)
        assert page.xpath("//@src") == []
        assert all(each.startswith("data:") for each in page.xpath("//link/@href"))
        style = page.findtext(".//style")
        assert style
        assert "@import" not in style
        assert re.findall(r"url\((?!data:)", style) == []

    def test_only_its_own_scripts_may_run(self, shipped_pack: Pack) -> None:
        text = told(shipped_pack, "2013")[1]
        (policy,) = read(text).xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        scripts = re.findall(r"<script>(.*?)</script>", text, flags=re.DOTALL)
        assert len(scripts) == 2
        digests = [b64encode(sha256(each.encode()).digest()).decode() for each in scripts]
        allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
        assert f"script-src {allowed};" in policy
        assert policy.startswith("default-src 'none';")
        assert not any("\r" in each for each in scripts)  # a browser would count them otherwise

    def test_it_is_the_same_for_the_same_presentation(self, shipped_pack: Pack) -> None:
        presentation, text = told(shipped_pack, "2013")
        assert html_report(shipped_pack, presentation) == text

    def test_without_charts_it_is_small_and_runs_no_script(self, tiny_pack: Pack) -> None:
        text = html_report(tiny_pack, telling(Scene(exhibit_of((("Here", 0.5),)))))
        assert len(text.encode()) < 200_000
        assert read(text).xpath("//script") == []

    def test_without_findings_it_says_so(self, tiny_pack: Pack) -> None:
        page = read(html_report(tiny_pack, telling()))
        assert "There is no finding in this report." in words(page.find(".//main"))
        assert page.xpath("//nav") == []

    def test_a_table_without_rows_is_left_out_but_not_its_stamp(self, tiny_pack: Pack) -> None:
        exhibit = exhibit_of(())
        found = section(report_of(tiny_pack, exhibit), 1)
        assert found.xpath(".//table") == []
        assert exhibit.stamp in words(found)

    def test_a_wide_table_lies_on_its_side_on_paper(self, tiny_pack: Pack) -> None:
        wide = tuple(Column(f"Column {at}") for at in range(10))
        upright = report_of(tiny_pack, exhibit_of((("x",) * 9,), wide[:9]))
        sideways = report_of(tiny_pack, exhibit_of((("x",) * 10,), wide))
        assert section(upright, 1).get("class") == "whole"
        assert section(sideways, 1).get("class") == "sideways"


class TestWordsOfOthers:
    def test_an_own_title_stands_over_the_headline(self, tiny_pack: Pack) -> None:
        found = section(report_of(tiny_pack, exhibit_of(()), title="Mine", note="Say this"), 1)
        assert words(found.find(".//h2")) == "Mine"
        assert words(found.xpath(".//p[@class='headline']")[0]) == "Half of them say so"
        assert words(found.xpath(".//p[@class='note']")[0]) == "Say this"

    @pytest.mark.parametrize("own", HOSTILE)
    def test_they_come_out_as_text(self, tiny_pack: Pack, own: str) -> None:
        assert_is_text(tiny_pack, own)

    @settings(max_examples=40, deadline=None)
    @given(own=st.text(min_size=1, max_size=60))
    def test_any_words_come_out_as_text(self, tiny_pack: Pack, own: str) -> None:
        assert_is_text(tiny_pack, own)

    @pytest.mark.parametrize("own", HOSTILE)
    def test_in_charts_they_cannot_leave_the_data(self, shipped_pack: Pack, own: str) -> None:
        presentation, _ = told(shipped_pack, "2013")
        scene = presentation.scenes[0]
        bars = scene.exhibit.chart
        assert isinstance(bars, Bars)
        hostile = exhibit_of((("Here", 0.5),), chart=with_label(bars, own))
        text = html_report(shipped_pack, telling(Scene(hostile)))
        assert len(re.findall(r"</script", text)) == 3
        assert "<" not in read(text).xpath("//script[@id='data']")[0].text
        assert data_of(text)["figures"]["1"]["light"]["data"]

    @pytest.mark.parametrize(
        "address", ["javascript:alert(1)", "data:text/html,x", "http://[x", "ftp://x/y"]
    )
    def test_only_addresses_of_pages_are_links(self, tiny_pack: Pack, address: str) -> None:
        columns = (Column("What"), Column("Page", "link"))
        found = section(report_of(tiny_pack, exhibit_of((("x", address),), columns)), 1)
        assert found.xpath(".//a") == []
        assert address in words(found)

    def test_an_address_leads_to_its_page(self, tiny_pack: Pack) -> None:
        columns = (Column("What"), Column("Page", "link"))
        address = 'https://www.example.org/a?b="c"&d'
        found = section(report_of(tiny_pack, exhibit_of((("x", address),), columns)), 1)
        (link,) = found.xpath(".//td/a")
        assert (link.get("href"), words(link)) == (address, "example.org")


def with_label(chart: Bars, label: str) -> Bars:
    first, *others = chart.bars
    return replace(chart, bars=(replace(first, label=label), *others))


def with_words(pack: Pack, own: str) -> HtmlElement:
    """A report with these words as its title, the title of a finding, its note, and in cells."""
    exhibit = exhibit_of(((own, 0.5),), (Column(own), Column("Share", "share")))
    return read(html_report(pack, telling(Scene(exhibit, own, own), title=own)))


def assert_is_text(pack: Pack, own: str) -> None:
    """The words are text wherever they stand, and change no element around them."""
    shown = " ".join(cleaned(own).split())
    if not shown:
        return
    page = with_words(pack, own)
    found = section(page, 1)
    assert words(page.find(".//h1")) == shown
    assert words(found.find(".//h2")) == shown
    assert words(found.xpath(".//p[@class='note']")[0]) == shown
    assert words(found.xpath(".//thead/tr/*")[0]) == shown
    assert words(found.xpath(".//tbody/tr/*")[0]) == shown
    assert [each.tag for each in page.iter()] == [each.tag for each in with_words(pack, "x").iter()]
