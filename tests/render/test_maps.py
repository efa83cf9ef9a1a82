"""Specification of maps on the page: labels where they have room, hatching, and the size."""

import json
from dataclasses import replace
from itertools import combinations, pairwise
from typing import Any

import pytest
import shapely
import shapely.affinity
from shapely.geometry.base import BaseGeometry

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.maps import VIEWS, map_of
from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.geography import bounds_of
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render import fonts
from bestbywm.render.layout import Figure
from bestbywm.render.maps import NARROW, SPARE, WIDE, Outlines, choropleth, highlighted
from bestbywm.render.projection import Projection, mercator
from bestbywm.render.theme import LIGHT, THEMES

every_view = pytest.mark.parametrize("view", VIEWS)
every_size = pytest.mark.parametrize("narrow", [False, True], ids=["wide", "narrow"])


def outlines_of(pack: Pack, view: MapView) -> Outlines:
    shapes = pack.geography.shapes(pack.region, view)
    centres = pack.geography.hexagon_centres() if view == "hexagons" else {}
    return Outlines("/outlines.json", bounds_of(shapes), centres, shapes)


def chart_of(pack: Pack, view: MapView, measure: str = "usage_level") -> Choropleth:
    chart = map_of(pack, Selection("2013", measure=measure, view=view)).chart
    assert isinstance(chart, Choropleth)
    return chart


def drawn(pack: Pack, view: MapView, *, narrow: bool = False) -> Figure:
    return choropleth(chart_of(pack, view), LIGHT, outlines_of(pack, view), narrow=narrow)


def of_mode(made: Figure, mode: str) -> list[dict[str, Any]]:
    return [each for each in made["data"] if each.get("mode") == mode]


def projection_of(outlines: Outlines, made: Figure) -> Projection:
    """Pixels as the browser has them: the map is as high as its figure."""
    _, south, _, north = outlines.bounds
    high = (mercator(north) - mercator(south)) * (1 + 2 * SPARE)
    return Projection(0, 0, made["layout"]["height"] / high)


def boxes_of(outlines: Outlines, made: Figure) -> list[tuple[str, BaseGeometry]]:
    """The words of each label, and its box in pixels."""
    projection = projection_of(outlines, made)
    found = []
    for trace in of_mode(made, "text"):
        size = trace["textfont"]["size"]
        for lon, lat, text in zip(trace["lon"], trace["lat"], trace["text"], strict=True):
            lines = text.replace("<b>", "").replace("</b>", "").split("<br>")
            wide = max(fonts.width(line, size) for line in lines)
            high = len(lines) * size * 1.2
            x, y = projection.at(lon, lat)
            box = shapely.box(x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            found.append(("\n".join(lines), box))
    return found


def in_pixels(outlines: Outlines, made: Figure) -> dict[str, BaseGeometry]:
    projection = projection_of(outlines, made)
    return {
        code: shapely.transform(shape, lambda corners: [projection.at(x, y) for x, y in corners])
        for code, shape in outlines.shapes.items()
    }


class TestLabels:
    @every_size
    @every_view
    def test_none_lies_on_another(self, shipped_pack: Pack, view: MapView, narrow: bool) -> None:
        outlines, made = outlines_of(shipped_pack, view), drawn(shipped_pack, view, narrow=narrow)
        for (one, first), (other, second) in combinations(boxes_of(outlines, made), 2):
            if view == "hexagons":  # rows interlock: a corner of a box may
                assert first.intersection(second).area < 0.2 * min(first.area, second.area)
            else:
                assert not first.intersects(second), (one, other)

    @every_size
    @pytest.mark.parametrize("view", ["districts", "counties"])
    def test_each_lies_within_its_council_and_is_its_figure(
        self, shipped_pack: Pack, view: MapView, narrow: bool
    ) -> None:
        outlines, made = outlines_of(shipped_pack, view), drawn(shipped_pack, view, narrow=narrow)
        places = {each.code: each for each in chart_of(shipped_pack, view).places}
        shapes = in_pixels(outlines, made)
        labels = boxes_of(outlines, made)
        for words, box in labels:
            (code,) = [code for code, shape in shapes.items() if shape.contains(box)]
            *name, figure = words.split("\n")
            assert figure == places[code].short
            assert name in ([], [places[code].name], list(places[code].map_label))
        with_figure = sum(bool(each.short) for each in places.values())
        assert len(labels) >= with_figure * (0.35 if narrow else 0.8)

    @every_size
    def test_each_hexagon_has_its_name_and_its_figure(
        self, shipped_pack: Pack, narrow: bool
    ) -> None:
        made = drawn(shipped_pack, "hexagons", narrow=narrow)
        said = {words for words, _ in boxes_of(outlines_of(shipped_pack, "hexagons"), made)}
        assert said == {
            "\n".join([*each.map_label, *filter(None, [each.short])])
            for each in chart_of(shipped_pack, "hexagons").places
        }

    def test_a_wider_map_has_room_for_more(self, shipped_pack: Pack) -> None:
        wide, narrow = (
            boxes_of(
                outlines_of(shipped_pack, "districts"),
                drawn(shipped_pack, "districts", narrow=narrow),
            )
            for narrow in (False, True)
        )
        assert len(wide) > len(narrow) > 0

    def test_a_locator_has_none(self, shipped_pack: Pack) -> None:
        chart = chart_of(shipped_pack, "districts")
        locator = Choropleth(chart.view, chart.classes, chart.places, is_locator=True)
        made = choropleth(locator, LIGHT, outlines_of(shipped_pack, "districts"))
        assert of_mode(made, "text") == []


def lines_of(trace: dict[str, Any]) -> list[tuple[tuple[float, float], tuple[float, float]]]:
    ends = list(zip(trace["lon"], trace["lat"], strict=True))
    assert all(each == (None, None) for each in ends[2::3])
    return list(zip(ends[::3], ends[1::3], strict=True))


class TestHatching:
    @every_size
    @every_view
    def test_lies_on_the_councils_that_did_not_answer_and_on_no_other(
        self, shipped_pack: Pack, view: MapView, narrow: bool
    ) -> None:
        outlines = outlines_of(shipped_pack, view)
        chart = chart_of(shipped_pack, view)
        made = drawn(shipped_pack, view, narrow=narrow)
        (trace,) = of_mode(made, "lines")
        silent = [
            outlines.shapes[each.code].buffer(0.002)
            for each in chart.places
            if chart.classes[each.map_class].kind == "no answer"
        ]
        assert silent
        lines = [shapely.LineString(ends) for ends in lines_of(trace)]
        assert all(any(shape.contains(line) for shape in silent) for line in lines)
        assert all(any(shape.contains(line) for line in lines) for shape in silent)
        assert trace["line"]["color"] == LIGHT.no_answer

    def test_each_reason_for_no_figure_has_lines_of_its_own(self, shipped_pack: Pack) -> None:
        first, second, third, *_ = shipped_pack.region.codes_in("districts")
        chart = Choropleth(
            "districts",
            (
                MapClass("Did not answer", None, "no answer"),
                MapClass("Skipped this question", None, "skipped"),
                MapClass("Not shown", None, "confidential"),
            ),
            (
                Place(first, "One", ("One",), 0, ""),
                Place(second, "Two", ("Two",), 1, ""),
                Place(third, "Three", ("Three",), 2, ""),
            ),
        )
        made = choropleth(chart, LIGHT, outlines_of(shipped_pack, "districts"))
        silent, skipped, hidden = of_mode(made, "lines")
        assert hidden["line"]["color"] == LIGHT.confidential

        def lean(trace: dict[str, Any]) -> set[bool]:
            return {
                (x2 - x1) * (y2 - y1) > 0
                for (x1, y1), (x2, y2) in lines_of(trace)
                if abs(x2 - x1) > 0.02
            }

        assert lean(silent) == {True}, "rising"
        assert lean(skipped) == {True, False}, "crossed"
        assert lean(hidden) == {False}, "falling"

    @every_size
    def test_leaves_the_words_free(self, shipped_pack: Pack, narrow: bool) -> None:
        outlines = outlines_of(shipped_pack, "hexagons")
        made = drawn(shipped_pack, "hexagons", narrow=narrow)
        (trace,) = of_mode(made, "lines")
        projection = projection_of(outlines, made)
        lines = [
            shapely.LineString([projection.at(*end) for end in ends]) for ends in lines_of(trace)
        ]
        for words, box in boxes_of(outlines, made):
            assert not any(line.crosses(box.buffer(-1)) for line in lines), words

    def test_stays_small_even_if_nobody_answered(self, shipped_pack: Pack) -> None:
        chart = chart_of(shipped_pack, "districts")
        silent = Choropleth(
            "districts",
            (MapClass("Did not answer", None, "no answer"),),
            tuple(Place(each.code, each.name, (), 0, "did not answer") for each in chart.places),
        )
        made = choropleth(silent, LIGHT, outlines_of(shipped_pack, "districts"))
        assert len(json.dumps(made)) < 32_000

    def test_of_an_area_that_no_line_meets_does_not_stop_the_map(self, shipped_pack: Pack) -> None:
        code, *others = shipped_pack.region.codes_in("districts")
        outlines = outlines_of(shipped_pack, "districts")
        west, south, *_ = outlines.bounds
        for at in range(40):
            speck = shapely.box(west, south, west + 1e-5, south + 1e-5)
            moved = shapely.affinity.translate(speck, at * 0.001, at * 0.001)
            shapes = {**{each: outlines.shapes[each] for each in others}, code: moved}
            made = choropleth(
                Choropleth(
                    "districts",
                    (MapClass("Did not answer", None, "no answer"),),
                    (Place(code, "One", ("One",), 0, "did not answer"),),
                ),
                LIGHT,
                replace(outlines, shapes=shapes),
            )
            assert len(of_mode(made, "lines")) == 1


class TestSize:
    @every_size
    @every_view
    def test_is_that_of_the_region_so_that_no_band_stays_empty(
        self, shipped_pack: Pack, view: MapView, narrow: bool
    ) -> None:
        west, south, east, north = outlines_of(shipped_pack, view).bounds
        layout = drawn(shipped_pack, view, narrow=narrow)["layout"]
        proportion = (mercator(north) - mercator(south)) / (east - west)
        assert layout["height"] == pytest.approx((NARROW if narrow else WIDE) * proportion, abs=1)
        assert layout["margin"] == {"l": 0, "r": 0, "t": 0, "b": 0}
        assert 600 <= layout["height"] <= 720 or narrow

    @every_view
    def test_a_map_with_a_key_has_no_legend(self, shipped_pack: Pack, view: MapView) -> None:
        chart, outlines = chart_of(shipped_pack, view), outlines_of(shipped_pack, view)
        assert choropleth(chart, LIGHT, outlines)["layout"]["showlegend"]
        without = choropleth(chart, LIGHT, outlines, has_legend=False)
        assert not without["layout"]["showlegend"]


class TestTheRing:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
    def test_has_an_outline_on_both_sides(self, shipped_pack: Pack, theme: Any) -> None:
        made = choropleth(
            chart_of(shipped_pack, "districts"), theme, outlines_of(shipped_pack, "districts")
        )
        code = shipped_pack.region.codes_in("districts")[3]
        *traces, casing, ring = highlighted(made, code, theme)["data"]
        assert traces == made["data"]
        assert casing["locations"] == ring["locations"] == [code]
        lines = [each["marker"]["line"] for each in (casing, ring)]
        assert [each["color"] for each in lines] == [theme.outline, theme.accent]
        assert all(wide["width"] > thin["width"] + 2 for wide, thin in pairwise(lines))

    def test_is_not_drawn_for_a_council_that_is_not_on_the_map(self, shipped_pack: Pack) -> None:
        made = drawn(shipped_pack, "districts")
        county = next(iter(shipped_pack.region.upper_tier))
        assert highlighted(made, county, LIGHT) == made
