"""Specification of maps on slides: every council a shape of its own."""

from typing import Any, get_args

import pytest
from pptx.enum.dml import MSO_FILL, MSO_PATTERN_TYPE

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import maps
from bestbywm.exhibits.model import Choropleth
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.render.deck import deck
from bestbywm.render.theme import LIGHT
from bestbywm.story.catalogue import exhibits_of
from bestbywm.story.presentation import Scene
from tests.own_waves import with_people
from tests.presentations import telling
from tests.render.deck.decks import description_of, opened, scenes_of, words_of

VIEWS = get_args(MapView)


def mapped(pack: Pack, view: MapView) -> tuple[Any, Any]:
    """The map of a view, and its slide."""
    selection = Selection("2013", measure=maps.default_measure(pack, "2013"), view=view)
    exhibit = exhibits_of(pack, "map", selection)[0]
    _, slide = opened(deck(pack, telling(Scene(exhibit)))).slides
    return exhibit, slide


def group_of(slide: Any, name: str) -> Any:
    (group,) = [shape for shape in slide.shapes if shape.name.startswith(name)]
    return group


@pytest.mark.parametrize("view", VIEWS)
class TestTheMap:
    def test_every_council_is_a_shape_with_its_name_and_words(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        exhibit, slide = mapped(shipped_pack, view)
        group = group_of(slide, "Map of ")
        assert description_of(group) == exhibit.alt
        assert [shape.name for shape in group.shapes] == [
            place.name for place in exhibit.chart.places
        ]
        assert [description_of(shape) for shape in group.shapes] == [
            f"{place.name}: {place.text}" for place in exhibit.chart.places
        ]

    def test_fills_are_those_of_the_classes(self, shipped_pack: Pack, view: MapView) -> None:
        exhibit, slide = mapped(shipped_pack, view)
        kinds = set()
        for shape, place in zip(
            group_of(slide, "Map of ").shapes, exhibit.chart.places, strict=True
        ):
            each = exhibit.chart.classes[place.map_class]
            kinds.add(each.kind)
            if each.step is None:
                assert shape.fill.type == MSO_FILL.PATTERNED
                assert f"#{shape.fill.fore_color.rgb}" == LIGHT.no_answer
            else:
                assert f"#{shape.fill.fore_color.rgb}" == LIGHT.steps[each.step]
        assert kinds == {"figure", "no answer"}

    def test_each_reason_for_no_figure_has_a_pattern_of_its_own(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        pack = with_people(shipped_pack, [("Shropshire", ""), ("Herefordshire", "high")])
        exhibit, slide = mapped(pack, view)
        patterns: dict[str, set[Any]] = {}
        for shape, place in zip(
            group_of(slide, "Map of ").shapes, exhibit.chart.places, strict=True
        ):
            if not place.short:
                patterns.setdefault(place.text, set()).add(shape.fill.pattern)
        assert patterns == {
            "did not answer": {MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL},
            "skipped this question": {MSO_PATTERN_TYPE.DIAGONAL_CROSS},
        }

    def test_the_legend_counts_the_councils_of_each_class(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        exhibit, slide = mapped(shipped_pack, view)
        said = words_of(slide)
        for at, each in enumerate(exhibit.chart.classes):
            count = sum(place.map_class == at for place in exhibit.chart.places)
            assert f"{each.label} ({count})" in said


class TestNames:
    def test_every_hexagon_has_its_name_and_its_figure(self, shipped_pack: Pack) -> None:
        exhibit, slide = mapped(shipped_pack, "hexagons")
        for shape, place in zip(
            group_of(slide, "Map of ").shapes, exhibit.chart.places, strict=True
        ):
            lines = [each for each in (*place.map_label, place.short) if each]
            assert shape.text_frame.text.split("\v") == lines

    def test_on_a_real_map_a_name_stands_where_it_fits(self, shipped_pack: Pack) -> None:
        _, slide = mapped(shipped_pack, "districts")
        named = [shape for shape in group_of(slide, "Map of ").shapes if shape.text_frame.text]
        assert 2 <= len(named) < 30

    def test_a_hole_is_a_contour_of_its_own(self, shipped_pack: Pack) -> None:
        exhibit, slide = mapped(shipped_pack, "counties")
        shapes = shipped_pack.geography.shapes(shipped_pack.region, "counties")
        for shape, place in zip(
            group_of(slide, "Map of ").shapes, exhibit.chart.places, strict=True
        ):
            outline = shapes[place.code]
            polygons = list(getattr(outline, "geoms", [outline]))
            rings = sum(1 + len(each.interiors) for each in polygons)
            assert len(shape._element.xpath(".//a:path/a:moveTo")) == rings


class TestTheLocator:
    def test_a_table_stands_beside_it_and_no_legend(self, shipped_pack: Pack) -> None:
        ((_, (slide,)),) = [
            each
            for each in scenes_of(shipped_pack, "2013")
            if isinstance(each[0].exhibit.chart, Choropleth) and each[0].exhibit.chart.is_locator
        ]
        names = [shape.name for shape in slide.shapes]
        assert "Table" in names
        assert "Legend" not in names
