"""Specification of ready storylines: each tells something, and never shows an empty screen."""

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import link
from bestbywm.exhibits.model import Choropleth
from bestbywm.pack import Pack, read_pack
from bestbywm.story.presentation import Presentation, prepare
from bestbywm.story.ready import READY, storyline
from tests.packs import SHIPPED
from tests.presentations import MADE_ON

COUNCILS = tuple(each.name for each in read_pack(SHIPPED).region.councils)

FILTERS: tuple[dict[str, str], ...] = (
    {},
    {"type": "district"},
    {"area": "staffordshire"},
    {"councils": "walsall"},
    {"type": "county", "view": "counties"},
)


def read(pack: Pack, **params: str) -> Selection:
    selection, notes = link.read(params, pack)
    assert not notes
    return selection


def told(pack: Pack, story: str, **params: str) -> Presentation:
    presentation, notes = prepare(pack, storyline(pack, story, read(pack, **params)), MADE_ON)
    assert not notes
    return presentation


def has_content(presentation: Presentation) -> bool:
    """Whether every screen shows a chart, or a table with rows."""
    return all(each.exhibit.chart or each.exhibit.table.rows for each in presentation.scenes)


def ids(presentation: Presentation) -> list[str]:
    return [each.exhibit.id for each in presentation.scenes]


class TestEveryStory:
    @pytest.mark.parametrize("params", FILTERS)
    @pytest.mark.parametrize("wave", ["2013", "2014"])
    @pytest.mark.parametrize("story", ["region", "barriers", "change"])
    def test_tells_something_on_every_screen(
        self, shipped_pack: Pack, story: str, wave: str, params: dict[str, str]
    ) -> None:
        presentation = told(shipped_pack, story, wave=wave, **params)
        assert presentation.scenes
        assert has_content(presentation)
        assert len(set(ids(presentation))) == len(presentation.scenes)

    @pytest.mark.parametrize("wave", ["2013", "2014"])
    @pytest.mark.parametrize("council", COUNCILS)
    def test_of_a_council_tells_something_on_every_screen(
        self, shipped_pack: Pack, council: str, wave: str
    ) -> None:
        presentation = told(shipped_pack, "council", wave=wave, council=council)
        assert presentation.scenes
        assert has_content(presentation)
        assert any(council in each.heading for each in presentation.scenes)

    @pytest.mark.parametrize("story", READY)
    def test_comes_again_from_its_screens(self, shipped_pack: Pack, story: str) -> None:
        first = told(shipped_pack, story, council="walsall", type="district")
        assert told(shipped_pack, story, council="walsall", type="district") == first

    @pytest.mark.parametrize("story", READY)
    def test_can_be_told_of_a_tiny_region(self, tiny_pack: Pack, story: str) -> None:
        council = tiny_pack.region.councils[0].name
        assert has_content(told(tiny_pack, story, council=council))

    def test_that_is_none_is_refused(self, shipped_pack: Pack) -> None:
        with pytest.raises(KeyError):
            storyline(shipped_pack, "own", read(shipped_pack))


class TestTheRegion:
    def test_is_told_by_main_figures_map_maturity_and_change(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "region")
        kinds = [type(each.exhibit.chart).__name__ for each in presentation.scenes]
        assert "Choropleth" in kinds
        assert ids(presentation)[-1] == "change-2013-to-2014"
        assert presentation.about == "Best by West Midlands, 2013. West Midlands."

    def test_is_told_without_a_change_for_a_part_of_it(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "region", type="district")
        assert not any(each.startswith("change") for each in ids(presentation))
        assert presentation.about == "Best by West Midlands, 2013. 19 district councils."

    def test_shows_the_map_that_was_chosen(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "region", view="hexagons", measure="barriers.training")
        (chart,) = [
            each.exhibit.chart
            for each in presentation.scenes
            if isinstance(each.exhibit.chart, Choropleth)
        ]
        assert chart.view == "hexagons"


class TestACouncil:
    def test_is_told_under_its_official_name_with_who_answered(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "council", council="walsall")
        assert presentation.title == "Walsall Council"
        assert "Illustrative answers" in presentation.about

    def test_that_is_not_chosen_has_no_screen(self, shipped_pack: Pack) -> None:
        assert storyline(shipped_pack, "council", read(shipped_pack)).screens == ()

    def test_without_answers_gets_a_sensible_story(self, shipped_pack: Pack) -> None:
        answered = shipped_pack.responses["2013"].answering_councils
        silent = [each for each in shipped_pack.region.councils if each.code not in answered]
        assert silent
        for council in silent:
            presentation = told(shipped_pack, "council", council=council.name)
            assert "did not answer" in presentation.about
            assert presentation.scenes
            assert has_content(presentation)


class TestBarriers:
    def test_end_with_the_one_that_most_people_name_on_the_map(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "barriers", measure="maturity")
        last = presentation.scenes[-1].exhibit
        assert isinstance(last.chart, Choropleth)
        assert "training" in last.headline
        assert "training" in told(shipped_pack, "barriers").scenes[0].exhibit.headline

    def test_of_a_wave_without_answers_have_no_such_map(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "barriers", wave="2014")
        assert not any(isinstance(each.exhibit.chart, Choropleth) for each in presentation.scenes)


class TestWhatChanged:
    def test_says_what_cannot_be_compared(self, shipped_pack: Pack) -> None:
        presentation = told(shipped_pack, "change")
        assert presentation.about == "Best by West Midlands. 2013 and 2014 compared."
        assert len(presentation.scenes) > 1

    def test_is_of_the_whole_region_where_a_wave_has_no_answers(self, shipped_pack: Pack) -> None:
        filtered = storyline(shipped_pack, "change", read(shipped_pack, type="district"))
        assert filtered.place == ""
        assert filtered.about == storyline(shipped_pack, "change", read(shipped_pack)).about

    def test_swaps_the_waves_as_they_are_chosen(self, shipped_pack: Pack) -> None:
        there = told(shipped_pack, "change")
        back = told(shipped_pack, "change", **{"from": "2014", "to": "2013"})
        assert ids(there)[0] == "change-2013-to-2014"
        assert ids(back)[0] == "change-2014-to-2013"
