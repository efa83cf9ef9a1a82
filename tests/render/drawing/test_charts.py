"""Specification of all drawings: every exhibit fits its room, and no word lies on another."""

from functools import lru_cache
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.exhibits.model import (
    Bar,
    Bars,
    Chart,
    Choropleth,
    Dots,
    Exhibit,
    HeatTable,
    MapClass,
    Mark,
    Matrix,
    Part,
    Place,
    Point,
    Square,
    Stacks,
    Strips,
)
from bestbywm.pack import Pack
from bestbywm.render.drawing.charts import Drawing, chart, largest_chart
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.theme import LIGHT
from bestbywm.words import cleaned
from tests.packs import EASTFORD, NORTHMOOR, SOUTHWICK
from tests.presentations import everything, exhibit_of
from tests.render.drawing.reading import outside, overlapping, read, said, size_of, words_of

WAVES = ("2013", "2014")
ROOMS = {"wide": (1800.0, 680.0), "narrow": (1352.0, 560.0), "report": (720.0, 90.0)}
TEXT = {"wide": 28.0, "narrow": 28.0, "report": 14.0}
SIZES = (44.0, 36.0, 28.0)
INK = ink_of(LIGHT)


@lru_cache(maxsize=4)
def exhibits(pack: Pack, wave: str) -> tuple[Exhibit, ...]:
    council = pack.region.find("Walsall")
    assert council is not None
    found = tuple(scene.exhibit for scene in everything(pack, wave, council.code).scenes)
    assert len(found) > 10
    return found


def drawn_in(pack: Pack, exhibit: Exhibit, room: str) -> Drawing | None:
    size = ROOMS[room]
    if isinstance(exhibit.chart, Choropleth):
        size = (size[0], max(size[1], 560.0))
    return chart(pack, exhibit, room=size, text=TEXT[room], ink=INK)


@pytest.mark.parametrize("room", ROOMS)
@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_its_words_lie_within_the_picture(
        self, shipped_pack: Pack, wave: str, room: str
    ) -> None:
        for exhibit in exhibits(shipped_pack, wave):
            drawn = drawn_in(shipped_pack, exhibit, room)
            if drawn is not None:
                assert outside(read(drawn.svg)) == [], exhibit.id

    def test_no_word_lies_on_another(self, shipped_pack: Pack, wave: str, room: str) -> None:
        for exhibit in exhibits(shipped_pack, wave):
            drawn = drawn_in(shipped_pack, exhibit, room)
            if drawn is not None and not isinstance(exhibit.chart, Strips):
                assert overlapping(read(drawn.svg)) == [], exhibit.id

    def test_it_is_as_wide_as_its_room_and_says_how_high_it_is(
        self, shipped_pack: Pack, wave: str, room: str
    ) -> None:
        for exhibit in exhibits(shipped_pack, wave):
            drawn = drawn_in(shipped_pack, exhibit, room)
            if drawn is None:
                assert exhibit.chart is None or isinstance(exhibit.chart, HeatTable)
                continue
            picture = read(drawn.svg)
            assert size_of(picture)[0] == drawn.width == ROOMS[room][0]
            assert size_of(picture)[1] == pytest.approx(drawn.height, abs=0.1)
            words = words_of(picture)
            assert not words or min(each.size for each in words) == pytest.approx(
                drawn.smallest, abs=0.1
            )

    def test_it_has_its_alternative_text(self, shipped_pack: Pack, wave: str, room: str) -> None:
        for exhibit in exhibits(shipped_pack, wave):
            drawn = drawn_in(shipped_pack, exhibit, room)
            if drawn is not None:
                picture = read(drawn.svg)
                assert picture.attrib["role"] == "img"
                assert picture.attrib["aria-label"] == " ".join(exhibit.alt.split())


def bars(count: int) -> Exhibit:
    each = Bar("Some people", 0.5, None, None, "50%")
    return exhibit_of((), chart=Bars((each,) * count, "share", "Share", 1.0))


class TestTheLargestChart:
    def test_few_rows_have_larger_words_than_many(self, tiny_pack: Pack) -> None:
        room = (1800.0, 600.0)
        few, more, many = (
            largest_chart(tiny_pack, bars(count), room=room, sizes=SIZES, ink=INK)
            for count in (2, 9, 12)
        )
        assert few is not None
        assert more is not None
        assert many is not None
        assert few.smallest > more.smallest > many.smallest
        assert all(each.height <= room[1] for each in (few, more, many)), [
            few.height,
            more.height,
            many.height,
        ]

    def test_what_fits_at_no_size_is_larger_than_the_room_in_its_shape(
        self, tiny_pack: Pack
    ) -> None:
        drawn = largest_chart(tiny_pack, bars(40), room=(1800, 600), sizes=SIZES, ink=INK)
        assert drawn is not None
        assert drawn.height > 600
        assert drawn.width / drawn.height == pytest.approx(3, rel=0.02)

    def test_a_map_keeps_the_smallest_words(self, shipped_pack: Pack) -> None:
        exhibit = next(
            each for each in exhibits(shipped_pack, "2013") if each.id.startswith("map-")
        )
        drawn = largest_chart(shipped_pack, exhibit, room=(1800, 700), sizes=SIZES, ink=INK)
        assert drawn is not None
        assert max(each.size for each in words_of(read(drawn.svg))) == SIZES[-1]

    def test_a_table_has_none(self, tiny_pack: Pack) -> None:
        table = exhibit_of((("Here", 0.5),))
        assert largest_chart(tiny_pack, table, room=(1800, 700), sizes=SIZES, ink=INK) is None


def charts_of(words: str) -> dict[str, Chart]:
    """A chart of each kind that says these words wherever it can say any."""
    point, mark = Point(40, words, 20, 60), Mark(words, 40, words, "mine")
    square = Square(1, words, words, 0.5)
    return {
        "bars": Bars((Bar(words, 0.5, 0.4, 0.6, words),), "share", words, 1.0),
        "stacks": Stacks(
            (words,), (words,), (words, words), ((Part(0.5, words), None),), "share", words, 1.0
        ),
        "dots": Dots((words,), (words,), (words, words), ((point, None),), "score", words, 100),
        "change": Dots(
            (words,), (words,), (words, words), ((point, point),), "score", words, 100, True
        ),
        "strips": Strips((words,), (words,), ((mark,),), (50,), words, "score", words, 100),
        "matrix": Matrix((words,), (words, words), ((square, square),), words),
        "empty row": Matrix((words,), (words,), ((Square(None, "", ""),),), words),
        "map": Choropleth(
            "districts",
            (MapClass(words, 1, "figure"), MapClass(words, None, "no answer")),
            tuple(
                Place(code, words, (words[:8],), at % 2, words)
                for at, code in enumerate((NORTHMOOR, EASTFORD, SOUTHWICK))
            ),
        ),
    }


HOSTILE = (
    "<script>alert(1)</script>",
    "]]> &lt;b&gt; &amp; <!-- -->",
    "\"' onload='x",
    "عنوان من اليمين 👩‍👩‍👧 見出し",
    "nul\x00 bell\x07 lone\ud800 \ufffe end",
    "x" * 10_000,
    "a b " * 2_500,
    "",
)


class TestAnyWords:
    @pytest.mark.parametrize("kind", charts_of(""))
    @pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
    def test_come_out_as_text_and_bring_no_element(
        self, tiny_pack: Pack, words: str, kind: str
    ) -> None:
        plain = [
            each for kind in charts_of("") for each in chart_of(tiny_pack, "plain", kind).iter()
        ]
        picture = chart_of(tiny_pack, words, kind)
        assert {each.tag for each in picture.iter()} <= {each.tag for each in plain}
        attributes = {name for each in picture.iter() for name in each.attrib}
        assert attributes <= {name for each in plain for name in each.attrib}
        if kind != "map":
            assert outside(picture) == []

    @given(words=st.text(max_size=60))
    @settings(max_examples=60, deadline=None)
    def test_of_any_script_are_well_formed(self, tiny_pack: Pack, words: str) -> None:
        for kind in charts_of(words):
            picture = chart_of(tiny_pack, words, kind)
            shown = {each for line in said(picture) for each in line.split()}
            if kind == "bars":
                # A word that is too long for a line is broken; its pieces stand in order.
                assert "".join(cleaned(words).split())[:4] in "".join(
                    "".join(line.split()) for line in said(picture)
                )
            assert all(cleaned(each) == each for each in shown)


def chart_of(pack: Pack, words: str, kind: str) -> Element:
    exhibit = exhibit_of((), chart=charts_of(words)[kind])
    drawn = chart(pack, exhibit, room=(1800, 680), text=28, ink=INK)
    assert drawn is not None
    return read(drawn.svg)


def test_the_same_exhibit_gives_the_same_bytes(shipped_pack: Pack) -> None:
    for exhibit in exhibits(shipped_pack, "2013"):
        once, again = (drawn_in(shipped_pack, exhibit, "wide") for _ in range(2))
        assert (once and once.svg) == (again and again.svg)
