"""Specification of maps in pictures: every council in its class, where it lies, by name."""

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations
from xml.etree.ElementTree import Element

import pytest
from shapely import Polygon

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.maps import VIEWS, map_of
from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render.drawing.canvas import Canvas
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.drawing.maps import NAMES, choropleth
from bestbywm.render.theme import LIGHT, readable_on
from tests.packs import EASTFORD, NORTHMOOR, SOUTHWICK
from tests.render.drawing.reading import SVG, Words, outside, overlapping, read, words_of

ROOM = (1800.0, 680.0)
TEXT = 28.0

TINY = Choropleth(
    view="districts",
    classes=(
        MapClass("No one", 0, "figure"),
        MapClass("Everyone", 3, "figure"),
        MapClass("Did not answer", None, "no answer"),
        MapClass("Not selected", None, "outside"),
    ),
    places=(
        Place(NORTHMOOR, "Northmoor", ("North-", "moor"), 1, "3 of 3 people", "3/3"),
        Place(EASTFORD, "Eastford", ("East-", "ford"), 2, "did not answer"),
        Place(SOUTHWICK, "Southwick", ("South-", "wick"), 3, ""),
    ),
)


def picture_of(pack: Pack, chart: Choropleth, room: tuple[float, float] = ROOM) -> Element:
    canvas = Canvas(ink_of(LIGHT))
    return read(canvas.svg(room[0], choropleth(canvas, pack, chart, room, TEXT), alt=""))


def councils_of(picture: Element) -> dict[str, Element]:
    found = [each for each in picture.iter(f"{SVG}path") if each.get("class") == "council"]
    return {each.attrib["data-code"]: each for each in found}


def shape_of(council: Element) -> Polygon:
    """The largest outline of a council."""
    rings = [
        [tuple(map(float, corner.split())) for corner in ring.rstrip("Z").split("L")]
        for ring in council.attrib["d"].split("M")[1:]
    ]
    return max((Polygon(ring) for ring in rings), key=lambda polygon: polygon.area)


def shipped(pack: Pack, view: MapView) -> Choropleth:
    chart = map_of(pack, Selection("2013", measure="usage_level", view=view)).chart
    assert isinstance(chart, Choropleth)
    return chart


class TestATinyMap:
    @pytest.fixture
    def picture(self, tiny_pack: Pack) -> Element:
        return picture_of(tiny_pack, TINY)

    def test_each_council_has_the_colour_of_its_class(self, picture: Element) -> None:
        fills = {code: each.attrib["fill"] for code, each in councils_of(picture).items()}
        assert fills == {
            NORTHMOOR: LIGHT.steps[3],
            EASTFORD: LIGHT.page,
            SOUTHWICK: LIGHT.page,
        }

    def test_who_did_not_answer_is_hatched_and_nobody_else(self, picture: Element) -> None:
        hatched = [each for each in picture if each.get("stroke") == LIGHT.no_answer]
        on_map, in_legend = hatched
        numbers = [float(each) for each in re.findall(r"-?[\d.]+", on_map.attrib["d"])]
        left, top, right, bottom = shape_of(councils_of(picture)[EASTFORD]).bounds
        assert left - 1 <= min(numbers[::2]) <= max(numbers[::2]) <= right + 1
        assert top - 1 <= min(numbers[1::2]) <= max(numbers[1::2]) <= bottom + 1
        (words,) = [each for each in words_of(picture) if each.words == "Did not answer (1)"]
        beside = [float(each) for each in re.findall(r"-?[\d.]+", in_legend.attrib["d"])]
        assert max(beside[::2]) < words.left

    def test_who_skipped_the_question_has_crossed_lines(self, tiny_pack: Pack) -> None:
        """The picture has as many lines that rise as lines that fall."""
        classes = [
            MapClass("Skipped this question", None, "skipped") if each.kind == "no answer" else each
            for each in TINY.classes
        ]
        picture = picture_of(tiny_pack, replace(TINY, classes=tuple(classes)))
        for hatched in (each for each in picture if each.get("stroke") == LIGHT.no_answer):
            lines = [
                tuple(map(float, re.findall(r"-?[\d.]+", line)))
                for line in hatched.attrib["d"].split("M")[1:]
            ]
            falls = [(x2 - x1) * (y2 - y1) > 0 for x1, y1, x2, y2 in lines if abs(x2 - x1) > 1]
            assert set(falls) == {True, False}

    def test_each_council_says_its_name_and_its_figures(self, picture: Element) -> None:
        titles = {code: each[0].text for code, each in councils_of(picture).items()}
        assert titles == {
            NORTHMOOR: "Northmoor: 3 of 3 people",
            EASTFORD: "Eastford: did not answer",
            SOUTHWICK: "Southwick",
        }

    def test_councils_lie_as_on_earth(self, picture: Element) -> None:
        centres = {code: shape_of(each).centroid for code, each in councils_of(picture).items()}
        assert centres[NORTHMOOR].x < centres[EASTFORD].x
        assert centres[EASTFORD].y < centres[SOUTHWICK].y
        assert centres[EASTFORD].x == pytest.approx(centres[SOUTHWICK].x, abs=1)

    def test_names_stand_in_their_council_in_a_colour_that_can_be_read(
        self, picture: Element
    ) -> None:
        (name,) = [each for each in words_of(picture) if each.words == "moor"]
        left, top, right, bottom = shape_of(councils_of(picture)[NORTHMOOR]).bounds
        assert left < name.left < name.right < right
        assert top < name.top < name.bottom < bottom
        assert name.colour == readable_on(LIGHT.steps[3])

    def test_the_figure_stands_under_the_name(self, picture: Element) -> None:
        said = [each.words for each in words_of(picture)]
        assert said[said.index("moor") + 1] == "3/3"

    def test_the_legend_counts_the_councils_of_each_class(self, picture: Element) -> None:
        said = [each.words for each in words_of(picture)]
        for entry in ("No one (0)", "Everyone (1)", "Did not answer (1)", "Not selected (1)"):
            assert said.count(entry) == 1

    def test_a_locator_has_neither_legend_nor_names(self, tiny_pack: Pack) -> None:
        chart = Choropleth(TINY.view, TINY.classes, TINY.places, is_locator=True)
        assert words_of(picture_of(tiny_pack, chart)) == []

    def test_on_a_phone_the_legend_stands_above(self, tiny_pack: Pack) -> None:
        picture = picture_of(tiny_pack, TINY, (656, 700))
        top = min(shape_of(each).bounds[1] for each in councils_of(picture).values())
        (entry,) = [each for each in words_of(picture) if each.words == "Everyone (1)"]
        assert entry.bottom < top
        assert outside(picture) == []


@pytest.mark.parametrize("view", VIEWS)
class TestTheMapThatShips:
    def test_shows_every_council_once(self, shipped_pack: Pack, view: MapView) -> None:
        chart = shipped(shipped_pack, view)
        shapes = [shape_of(each) for each in councils_of(picture_of(shipped_pack, chart)).values()]
        assert len(shapes) == len(chart.places) > 10
        for one, other in combinations(shapes, 2):
            common = one.buffer(0).intersection(other.buffer(0)).area
            # A council that lies within another one is a hole in it.
            assert common < 30 or one.buffer(1).contains(other) or other.buffer(1).contains(one)

    def test_fills_the_height_of_its_room(self, shipped_pack: Pack, view: MapView) -> None:
        picture = picture_of(shipped_pack, shipped(shipped_pack, view))
        bounds = [shape_of(each).bounds for each in councils_of(picture).values()]
        high = max(bottom for *_, bottom in bounds) - min(top for _, top, *_ in bounds)
        assert high > ROOM[1] - 12

    def test_names_lie_within_their_council(self, shipped_pack: Pack, view: MapView) -> None:
        chart = shipped(shipped_pack, view)
        picture = picture_of(shipped_pack, chart)
        councils = councils_of(picture)
        named = 0
        for place in chart.places:
            bounds = shape_of(councils[place.code]).bounds
            lines = list(names_in(picture, place, bounds))
            named += len(lines) == len(place.map_label)
        assert named == len(chart.places) if view == "hexagons" else named >= 4
        assert overlapping(picture) == []

    def test_names_are_no_smaller_than_they_can_be_read(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        sizes = [
            each.size for each in words_of(picture_of(shipped_pack, shipped(shipped_pack, view)))
        ]
        assert min(sizes) >= (22 if view == "hexagons" else TEXT * NAMES)


def names_in(
    picture: Element, place: Place, bounds: tuple[float, float, float, float]
) -> Iterator[Words]:
    left, top, right, bottom = bounds
    for each in words_of(picture):
        is_within = left <= each.left and each.right <= right
        if each.words in place.map_label and is_within and top < each.top < each.bottom < bottom:
            yield each
