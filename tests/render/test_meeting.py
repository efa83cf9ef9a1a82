"""Specification of the meeting mode's page: every screen inside, nothing asked of anybody."""

import re
from base64 import b64encode
from dataclasses import replace
from functools import lru_cache
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from bestbywm.exhibits.model import Bar, Bars, Choropleth, Exhibit, HeatTable, MapClass, Place
from bestbywm.pack import Pack
from bestbywm.render.meeting import HEADINGS, STAGES, meeting_page
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned
from tests.packs import EASTFORD, NORTHMOOR, SOUTHWICK
from tests.presentations import everything, exhibit_of, telling

WAVES = ("2013", "2014")

HOSTILE = (
    "</script><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% include 'x' %}",
    "&lt;b&gt; &amp;",
    "عنوان من اليمين إلى اليسار 👩‍👩‍👧 見出し",
    "nul\x00 bell\x07 lone\ud800 end",
    "x" * 10_000,
)

CHART = Bars((Bar("Half", 0.5, None, None, "50%"),), "share", "Share", 1.0)


@lru_cache(maxsize=4)
def told(pack: Pack, wave: str) -> tuple[Presentation, str]:
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    return presentation, meeting_page(pack, presentation, leave_to="/present?a=1&b=2")


@lru_cache(maxsize=8)
def read(text: str) -> HtmlElement:
    return html.document_fromstring(text)


def words(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


def joined(text: str) -> str:
    return " ".join(text.split())


def screens(page: HtmlElement) -> list[HtmlElement]:
    found: list[HtmlElement] = page.xpath("//main/section")
    return found


def page_of(pack: Pack, *scenes: Scene, **options: str) -> HtmlElement:
    return read(meeting_page(pack, telling(*scenes), leave_to=options.get("leave_to", "")))


def elements(page: HtmlElement) -> list[str]:
    """Kinds of all elements, but for lines of words in drawings: long words have more of them."""
    return sorted(each.tag for each in page.iter() if each.tag != "text")


def map_exhibit(words: str = "1 of 2 people") -> Exhibit:
    places = (
        Place(NORTHMOOR, "Northmoor", ("Northmoor",), 0, words),
        Place(EASTFORD, "Eastford", ("Eastford",), 1, "did not answer"),
        Place(SOUTHWICK, "Southwick", ("Southwick",), 2, ""),
    )
    classes = (
        MapClass("Some", 1, "figure"),
        MapClass("Did not answer", None, "no answer"),
        MapClass("Not selected", None, "outside"),
    )
    return exhibit_of((("Northmoor", 0.5),), chart=Choropleth("districts", classes, places))


@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_is_a_screen_with_headline_base_stamp_and_source(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, text = told(shipped_pack, wave)
        found = screens(read(text))
        assert len(found) == len(presentation.scenes) > 10
        for screen, scene in zip(found, presentation.scenes, strict=True):
            exhibit = scene.exhibit
            assert words(screen.xpath(".//h1")[0]) == joined(exhibit.headline)
            assert words(screen.xpath(".//p[@class='subtitle']")[0]) == joined(exhibit.subtitle)
            assert words(screen.xpath(".//p[@class='stamp']")[0]) == exhibit.stamp
            assert words(screen.xpath(".//p[@class='source']")[0]) == joined(exhibit.source)
            for caveat in exhibit.caveats:
                assert joined(caveat) in words(screen.xpath(".//footer")[0])

    def test_has_its_chart_for_each_shape_of_screen(self, shipped_pack: Pack, wave: str) -> None:
        presentation, text = told(shipped_pack, wave)
        for screen, scene in zip(screens(read(text)), presentation.scenes, strict=True):
            chart = scene.exhibit.chart
            drawn = screen.xpath(".//figure//*[local-name()='svg']")
            if chart is None or isinstance(chart, HeatTable):
                assert drawn == []
                assert screen.get("class") == "no-chart"
                continue
            classes = [each.getparent().get("class") for each in drawn]
            assert classes == ["chart for-wide", "chart for-narrow", "chart for-phone"]
            assert {each.get("aria-label") for each in drawn} == {joined(scene.exhibit.alt)}

    def test_has_its_table(self, shipped_pack: Pack, wave: str) -> None:
        presentation, text = told(shipped_pack, wave)
        for screen, scene in zip(screens(read(text)), presentation.scenes, strict=True):
            rows = screen.xpath(".//tbody/tr")
            chart = scene.exhibit.chart
            if isinstance(chart, HeatTable):
                assert len(rows) == len(chart.matrix.rows)
            else:
                assert len(rows) == len(scene.exhibit.table.rows)

    def test_chart_words_can_be_read_from_the_back_row(self, shipped_pack: Pack, wave: str) -> None:
        presentation, text = told(shipped_pack, wave)
        for screen, scene in zip(screens(read(text)), presentation.scenes, strict=True):
            if scene.exhibit.id in {"councils-scores", "councils-answers", "maturity-ranking"}:
                continue  # a mark for every council: they are for reading at a desk
            for drawn in screen.xpath(".//div[@class='chart for-wide']/*"):
                scale = STAGES[0].width / float(drawn.get("width"))
                sizes = [float(each) * scale for each in drawn.xpath(".//@font-size")]
                assert min(sizes, default=24) >= 23.9, scene.exhibit.id


class TestThePage:
    def test_asks_nobody_for_anything(self, shipped_pack: Pack) -> None:
        page = read(told(shipped_pack, "2013")[1])
        for attribute in ("src", "srcset", "href", "action", "data", "poster"):
            for address in page.xpath(f"//@{attribute}"):
                assert address.startswith("data:"), address
        styles = "".join(page.xpath("//style/text()"))
        assert set(re.findall(r"url\((\w+):", styles)) == {"data"}
        assert "@import" not in styles

    def test_runs_no_script_but_its_own(self, shipped_pack: Pack) -> None:
        page = read(told(shipped_pack, "2013")[1])
        (script,) = page.xpath("//script/text()")
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        digest = b64encode(sha256(script.encode()).digest()).decode()
        assert f"script-src 'sha256-{digest}';" in policy
        assert policy.startswith("default-src 'none';")
        assert not [
            name for name in page.xpath("//@*/..") if any("on" == a[:2] for a in name.attrib)
        ]

    def test_no_two_elements_have_the_same_name(self, shipped_pack: Pack) -> None:
        names = read(told(shipped_pack, "2013")[1]).xpath("//@id")
        assert len(names) == len(set(names))

    def test_every_screen_has_an_address_of_its_own(self, shipped_pack: Pack) -> None:
        found = screens(read(told(shipped_pack, "2013")[1]))
        for number, screen in enumerate(found, start=1):
            assert screen.get("id") == f"screen-{number}"
            assert re.fullmatch(r"[a-z0-9-]+", screen.get("data-name"))

    def test_is_small_enough_to_be_sent(self, shipped_pack: Pack) -> None:
        assert len(told(shipped_pack, "2013")[1].encode()) < 2_500_000

    def test_the_same_presentation_gives_the_same_bytes(self, shipped_pack: Pack) -> None:
        presentation, text = told(shipped_pack, "2013")
        again = meeting_page(shipped_pack, presentation, leave_to="/present?a=1&b=2")
        assert again == text

    def test_has_a_way_out_only_where_there_is_one(
        self, shipped_pack: Pack, tiny_pack: Pack
    ) -> None:
        page = read(told(shipped_pack, "2013")[1])
        assert page.xpath("//body/@data-leave") == ["/present?a=1&b=2"]
        assert page.xpath("//button[@id='leave']")
        alone = page_of(tiny_pack, Scene(exhibit_of((("Here", 0.5),))))
        assert not alone.xpath("//button[@id='leave']")

    @pytest.mark.parametrize(("look", "kept"), [("auto", []), ("dark", ["dark"])])
    def test_has_the_look_that_is_asked_for(
        self, tiny_pack: Pack, look: str, kept: list[str]
    ) -> None:
        scene = telling(Scene(exhibit_of((("Here", 0.5),))))
        page = read(meeting_page(tiny_pack, scene, look="dark" if look == "dark" else "auto"))
        assert page.xpath("/html/@data-look") == kept

    def test_says_on_top_what_cannot_be_shown(self, tiny_pack: Pack) -> None:
        scene = telling(Scene(exhibit_of((("Here", 0.5),))))
        page = read(meeting_page(tiny_pack, scene, notes=("Screen 2 <is> left out.",)))
        (note,) = page.xpath("//p[@role='status']")
        assert words(note) == "Screen 2 <is> left out."


class TestAScreen:
    def test_with_an_own_title_keeps_the_finding_under_it(self, tiny_pack: Pack) -> None:
        exhibit = exhibit_of((("Here", 0.5),), chart=CHART)
        (screen,) = screens(page_of(tiny_pack, Scene(exhibit, title="Look at this")))
        assert words(screen.xpath(".//h1")[0]) == "Look at this"
        assert words(screen.xpath(".//p[@class='finding']")[0]) == exhibit.headline

    def test_has_a_note_that_is_hidden_until_it_is_asked_for(self, tiny_pack: Pack) -> None:
        exhibit = exhibit_of((("Here", 0.5),))
        page = page_of(tiny_pack, Scene(exhibit, note="Say hello"), Scene(exhibit))
        (note,) = page.xpath("//aside[@hidden]")
        assert words(note) == "Say hello"
        assert page.xpath("//button[@id='notes']")
        assert not page_of(tiny_pack, Scene(exhibit)).xpath("//button[@id='notes']")

    def test_the_longer_its_heading_the_smaller_its_words(self, tiny_pack: Pack) -> None:
        exhibit = exhibit_of((("Here", 0.5),))
        sizes = [
            page_of(tiny_pack, Scene(exhibit, title="word " * count)).xpath("//h1/@class")[0]
            for count in (3, 30, 40, 400)
        ]
        assert sizes == list(HEADINGS) or len(set(sizes)) >= 3
        assert [list(HEADINGS).index(each) for each in sizes] == sorted(
            list(HEADINGS).index(each) for each in sizes
        )

    def test_the_chart_keeps_its_room_whatever_stands_around_it(self, tiny_pack: Pack) -> None:
        long = "word " * 2_000
        exhibit = replace(exhibit_of((), chart=CHART), caveats=(long,), subtitle=long, source=long)
        (screen,) = screens(page_of(tiny_pack, Scene(exhibit, title=long)))
        (wide,) = screen.xpath(".//div[@class='chart for-wide']/*")
        assert float(wide.get("height")) >= 180

    def test_of_a_map_lets_councils_be_chosen_with_their_figures(self, tiny_pack: Pack) -> None:
        (screen,) = screens(page_of(tiny_pack, Scene(map_exhibit())))
        options = screen.xpath(".//select/option[@value != '']")
        assert [(each.get("value"), words(each), each.get("data-text")) for each in options] == [
            (EASTFORD, "Eastford", "did not answer"),
            (NORTHMOOR, "Northmoor", "1 of 2 people"),
        ]
        codes = screen.xpath(".//div[@class='chart for-wide']//@data-code")
        assert set(codes) == {NORTHMOOR, EASTFORD, SOUTHWICK}

    def test_of_anything_else_has_nothing_to_choose(self, tiny_pack: Pack) -> None:
        chart = map_exhibit().chart
        assert isinstance(chart, Choropleth)
        locator = replace(map_exhibit(), chart=replace(chart, is_locator=True))
        for exhibit in (exhibit_of((("Here", 0.5),), chart=CHART), locator):
            assert not page_of(tiny_pack, Scene(exhibit)).xpath("//select")

    def test_without_a_chart_and_without_rows_is_words_alone(self, tiny_pack: Pack) -> None:
        (screen,) = screens(page_of(tiny_pack, Scene(exhibit_of(()))))
        assert not screen.xpath(".//table")
        assert words(screen.xpath(".//h1")[0])


class TestAnyWords:
    @pytest.mark.parametrize("said", HOSTILE, ids=range(len(HOSTILE)))
    def test_come_out_as_text_and_bring_no_element(self, tiny_pack: Pack, said: str) -> None:
        def page_with(each: str) -> HtmlElement:
            exhibit = replace(
                map_exhibit(each), headline=each, subtitle=each, source=each, caveats=(each,)
            )
            scenes = (Scene(exhibit, title=each, note=each),)
            presentation = telling(*scenes, title=each)
            return read(
                meeting_page(tiny_pack, presentation, leave_to='/present?"><b>', notes=(each,))
            )

        page, plain = page_with(said), page_with("plain")
        assert elements(page) == elements(plain)
        shown = joined(cleaned(said))
        (screen,) = screens(page)
        assert words(screen.xpath(".//h1")[0]) == shown
        assert words(screen.xpath(".//aside")[0]) == shown
        assert words(page.xpath("//title")[0]) == shown
        assert joined(screen.xpath(".//option[2]/@data-text")[0]) in {shown, "did not answer"}

    @given(said=st.text(max_size=300))
    @settings(max_examples=25, deadline=None)
    def test_of_any_script_are_the_title(self, tiny_pack: Pack, said: str) -> None:
        exhibit = exhibit_of((("Here", 0.5),))
        page = html.document_fromstring(
            meeting_page(tiny_pack, telling(Scene(exhibit, title=said)))
        )
        shown = joined(cleaned(said))
        assert words(page.xpath("//h1")[0]) in {shown, exhibit.headline if not said else shown}
