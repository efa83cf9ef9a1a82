"""Specification of the picture of a slide: headline, chart, stamp and source, all inside."""

from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import Any
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.exhibits.model import Bar, Bars, Choropleth, Exhibit, HeatTable
from bestbywm.pack import Pack
from bestbywm.render.drawing.slides import SIZES, Shape, about, slide_picture
from bestbywm.render.theme import DARK, LIGHT, THEMES, ThemeName
from bestbywm.story.presentation import Scene
from bestbywm.words import cleaned
from tests.presentations import MADE_ON, everything, exhibit_of
from tests.render.drawing.reading import SVG, outside, overlapping, read, size_of, words_of

WAVES = ("2013", "2014")
DC = "{http://purl.org/dc/elements/1.1/}"
LONG = "word " * 2_000

HOSTILE = (
    "</svg><script>alert(1)</script>",
    "&lt;b&gt; ]]> <!--",
    "عنوان من اليمين 👩‍👩‍👧 見出し",
    "nul\x00 bell\x07 lone\ud800 end",
    "x" * 10_000,
    LONG,
)


@lru_cache(maxsize=4)
def scenes(pack: Pack, wave: str) -> tuple[Scene, ...]:
    council = pack.region.find("Walsall")
    assert council is not None
    return everything(pack, wave, council.code).scenes


def picture_of(pack: Pack, scene: Scene, shape: Shape = "16:9") -> Element:
    return read(slide_picture(pack, scene, MADE_ON, LIGHT, shape))


def said(picture: Element) -> str:
    return " ".join(each.words for each in words_of(picture))


def one_bar(**words: str) -> Exhibit:
    chart = Bars((Bar("Half", 0.5, None, None, "50%"),), "share", "Share", 1.0)
    changes: dict[str, Any] = {**words}
    return replace(exhibit_of((("Half", 0.5),), chart=chart), **changes)


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_says_headline_base_stamp_and_source(
        self, shipped_pack: Pack, wave: str, shape: Shape
    ) -> None:
        assert len(scenes(shipped_pack, wave)) > 10
        for scene in scenes(shipped_pack, wave):
            words = said(picture_of(shipped_pack, scene, shape))
            exhibit = scene.exhibit
            for each in (exhibit.headline, exhibit.subtitle, exhibit.stamp, exhibit.source):
                assert " ".join(each.split()) in words, exhibit.id

    def test_all_words_lie_within_the_slide_and_none_on_another(
        self, shipped_pack: Pack, wave: str, shape: Shape
    ) -> None:
        for scene in scenes(shipped_pack, wave):
            picture = picture_of(shipped_pack, scene, shape)
            assert size_of(picture) == SIZES[shape]
            assert outside(picture) == [], scene.exhibit.id
            if scene.exhibit.id not in {"councils-scores", "councils-answers"}:  # strips
                assert overlapping(picture) == [], scene.exhibit.id

    def test_no_word_is_too_small_to_read(
        self, shipped_pack: Pack, wave: str, shape: Shape
    ) -> None:
        least = 18 if shape == "16:9" else 15
        for scene in scenes(shipped_pack, wave):
            sizes = [each.size for each in words_of(picture_of(shipped_pack, scene, shape))]
            is_usual = scene.exhibit.id in {"ambition", "barriers", "policy", "change"}
            assert min(sizes) >= (22 if is_usual else least), scene.exhibit.id


class TestWhatItHolds:
    def test_the_headline_is_the_largest(self, tiny_pack: Pack) -> None:
        largest = max(words_of(picture_of(tiny_pack, Scene(one_bar()))), key=lambda each: each.size)
        assert largest.words == one_bar().headline
        assert largest.is_bold

    def test_an_own_title_stands_in_place_of_the_headline_which_then_stands_under_it(
        self, tiny_pack: Pack
    ) -> None:
        scene = Scene(one_bar(), title="Look at this")
        words = words_of(picture_of(tiny_pack, scene))
        assert words[0].words == "Look at this"
        assert one_bar().headline in words[1].words
        assert about(tiny_pack, scene, MADE_ON)["Title"] == "Look at this"

    def test_a_note_for_whoever_speaks_stays_out(self, tiny_pack: Pack) -> None:
        assert "secret" not in slide_picture(
            tiny_pack, Scene(one_bar(), note="secret"), MADE_ON, LIGHT
        )

    def test_a_long_headline_has_smaller_words(self, tiny_pack: Pack) -> None:
        short, long = (
            max(
                each.size for each in words_of(picture_of(tiny_pack, Scene(one_bar(headline=each))))
            )
            for each in ("Half of them", "Half of them say so " * 12)
        )
        assert long < short

    def test_a_chart_is_drawn_and_a_table_where_there_is_none(self, shipped_pack: Pack) -> None:
        for scene in scenes(shipped_pack, "2013"):
            exhibit = scene.exhibit
            is_table = exhibit.chart is None or isinstance(exhibit.chart, HeatTable)
            picture = picture_of(shipped_pack, scene)
            assert (picture.find(f"{SVG}g") is None) == is_table
            if isinstance(exhibit.chart, Choropleth):
                councils = [each for each in picture.iter() if each.get("class") == "council"]
                assert len(councils) == len(exhibit.chart.places)
            elif is_table and exhibit.table.rows:
                assert exhibit.table.columns[0].name.split()[0] in said(picture)

    @pytest.mark.parametrize("name", THEMES)
    def test_it_is_drawn_in_the_colours_of_the_theme(
        self, tiny_pack: Pack, name: ThemeName
    ) -> None:
        theme = THEMES[name]
        picture = slide_picture(tiny_pack, Scene(one_bar()), MADE_ON, theme)
        other = LIGHT if theme is DARK else DARK
        assert theme.page in picture
        assert theme.main in picture
        assert other.page not in picture
        assert "var(" not in picture


class TestWhatItSaysOfItself:
    def test_title_and_description_are_for_people(self, tiny_pack: Pack) -> None:
        picture = picture_of(tiny_pack, Scene(one_bar()))
        exhibit = one_bar()
        assert picture.findtext(f"{SVG}title") == exhibit.headline
        description = picture.findtext(f"{SVG}desc") or ""
        for each in (exhibit.subtitle, exhibit.alt, exhibit.stamp, exhibit.source):
            assert each in description
        assert picture.attrib["aria-label"] == exhibit.alt

    def test_title_source_licence_date_and_stamp_are_for_programs(self, tiny_pack: Pack) -> None:
        exhibit = one_bar()
        picture = picture_of(tiny_pack, Scene(exhibit))
        kept = {
            each.tag.removeprefix(DC): each.text or "" for each in picture.iter() if DC in each.tag
        }
        assert kept["title"] == exhibit.headline
        assert kept["source"] == exhibit.source
        assert kept["date"] == "2026-11-24"
        assert kept["type"] == exhibit.stamp
        assert "Open Government Licence" in kept["rights"]
        assert tiny_pack.attribution in kept["rights"]


class TestAnyWords:
    @pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
    def test_come_out_as_text_within_the_slide(self, tiny_pack: Pack, words: str) -> None:
        exhibit = one_bar(headline=words, subtitle=words, alt=words, source=words)
        plain, picture = (
            picture_of(tiny_pack, scene)
            for scene in (Scene(one_bar()), Scene(replace(exhibit, caveats=(words,)), title=words))
        )
        assert {each.tag for each in picture.iter()} == {each.tag for each in plain.iter()}
        assert outside(picture) == []
        assert exhibit.stamp in said(picture)
        assert picture.findtext(f"{SVG}title") == " ".join(cleaned(words).split())

    def test_the_chart_keeps_its_room_among_long_words(self, tiny_pack: Pack) -> None:
        exhibit = one_bar(headline=LONG, subtitle=LONG, source=LONG)
        picture = picture_of(tiny_pack, Scene(replace(exhibit, caveats=(LONG,))))
        (chart,) = picture.iter(f"{SVG}g")
        assert "scale(1)" in chart.attrib["transform"]
        assert overlapping(picture) == []

    @given(words=st.text(max_size=300))
    @settings(max_examples=40, deadline=None)
    def test_of_any_script_are_well_formed(self, tiny_pack: Pack, words: str) -> None:
        scene = Scene(one_bar(headline=words, source=words), title=words)
        picture = picture_of(tiny_pack, scene)
        assert outside(picture) == []
        assert picture.findtext(f"{SVG}title") in {
            " ".join(cleaned(words).split()),
            " ".join(cleaned(scene.heading).split()),
        }


def test_the_same_day_gives_the_same_bytes_and_another_day_its_date(tiny_pack: Pack) -> None:
    scene = Scene(one_bar())
    once, again, later = (
        slide_picture(tiny_pack, scene, day, LIGHT) for day in (MADE_ON, MADE_ON, date(2027, 1, 2))
    )
    assert once == again
    assert later == once.replace("2026-11-24", "2027-01-02")
