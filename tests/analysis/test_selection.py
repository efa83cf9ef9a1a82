"""Specification of the selection: which councils the filters let through, and how it is said."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.selection import (
    PracticeFilter,
    Selection,
    answers_for,
    both_have_answers,
    effective,
    waves_compared,
)
from bestbywm.pack import Pack


def code(pack: Pack, name: str) -> str:
    return pack.region.by_name[name].code


def names(pack: Pack, selection: Selection) -> list[str]:
    return [pack.region.by_code[each].name for each in selection.codes(pack.region)]


class TestFilters:
    def test_without_a_filter_every_council_passes_in_the_order_of_the_region(
        self, shipped_pack: Pack
    ) -> None:
        assert Selection("2013").codes(shipped_pack.region) == shipped_pack.region.codes
        assert not Selection("2013").is_filtered

    @pytest.mark.parametrize(
        ("type_", "count"),
        [("metropolitan", 7), ("unitary", 4), ("county", 3), ("district", 19)],
    )
    def test_a_type(self, shipped_pack: Pack, type_: str, count: int) -> None:
        assert len(Selection("2013", types=(type_,)).codes(shipped_pack.region)) == count

    def test_two_types_add_up(self, shipped_pack: Pack) -> None:
        both = Selection("2013", types=("county", "unitary"))
        assert len(both.codes(shipped_pack.region)) == 7

    def test_different_filters_must_all_let_a_council_through(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", types=("unitary",), county_areas=("Shropshire",))
        assert names(shipped_pack, selection) == ["Telford and Wrekin", "Shropshire"]

    def test_filters_can_exclude_each_other(self, shipped_pack: Pack) -> None:
        walsall = (code(shipped_pack, "Walsall"),)
        selection = Selection("2013", types=("district",), councils=walsall)
        assert selection.codes(shipped_pack.region) == ()
        assert selection.is_filtered

    def test_measure_view_and_council_are_no_filters(self, shipped_pack: Pack) -> None:
        selection = Selection(
            "2013", measure="usage_level", view="hexagons", council=code(shipped_pack, "Rugby")
        )
        assert not selection.is_filtered
        assert len(selection.codes(shipped_pack.region)) == 33

    def test_unfiltered_keeps_what_is_no_filter(self) -> None:
        selection = Selection("2013", ("district",), ("Shropshire",), ("x",), "m", "counties", "c")
        assert selection.unfiltered() == Selection(
            "2013", measure="m", view="counties", council="c"
        )

    def test_it_is_a_frozen_key(self) -> None:
        selection = Selection("2013", types=("district",))
        assert {selection: 1}[Selection("2013", types=("district",))] == 1
        with pytest.raises(FrozenInstanceError):
            selection.wave = "2014"  # type: ignore[misc]

    @settings(deadline=None, max_examples=60)
    @given(data=st.data())
    def test_a_further_filter_never_lets_more_through(
        self, shipped_pack: Pack, data: st.DataObject
    ) -> None:
        region = shipped_pack.region
        types = tuple(data.draw(st.sets(st.sampled_from([each.id for each in region.types]))))
        areas = tuple(data.draw(st.sets(st.sampled_from(region.county_areas))))
        wide = set(Selection("2013", types=types).codes(region))
        narrow = set(Selection("2013", types=types, county_areas=areas).codes(region))
        assert narrow <= wide


class TestPlaceInWords:
    @pytest.mark.parametrize(
        ("types", "areas", "councils", "words"),
        [
            ((), (), (), "West Midlands"),
            (("metropolitan",), (), (), "7 metropolitan boroughs"),
            (("metropolitan",), ("West Midlands",), (), "7 metropolitan boroughs in West Midlands"),
            ((), ("Staffordshire",), (), "10 councils in Staffordshire"),
            ((), ("Shropshire", "Herefordshire"), (), "3 councils in Shropshire and Herefordshire"),
            (("county", "unitary"), (), (), "7 county councils and unitary authorities"),
            (
                ("county", "unitary", "district"),
                (),
                (),
                "26 county councils, unitary authorities and district councils",
            ),
            ((), (), ("Walsall",), "Walsall"),
            ((), (), ("Walsall", "Dudley"), "2 chosen councils"),
            (("metropolitan",), (), ("Walsall", "Dudley"), "2 metropolitan boroughs"),
            (("metropolitan",), (), ("Walsall", "Rugby"), "Walsall"),
            (("district",), ("West Midlands",), (), "no council"),
        ],
    )
    def test_it(
        self,
        shipped_pack: Pack,
        types: tuple[str, ...],
        areas: tuple[str, ...],
        councils: tuple[str, ...],
        words: str,
    ) -> None:
        codes = tuple(code(shipped_pack, each) for each in councils)
        assert Selection("2013", types, areas, codes).place(shipped_pack.region) == words

    def test_types_and_areas_without_a_council_are_not_said(self, shipped_pack: Pack) -> None:
        selection = Selection(
            "2013", types=("unitary", "metropolitan"), county_areas=("Shropshire", "Worcestershire")
        )
        assert selection.place(shipped_pack.region) == "2 unitary authorities in Shropshire"


class TestAWaveWithoutAnswers:
    def test_it_cannot_be_filtered(self, shipped_pack: Pack) -> None:
        selection = Selection("2014", types=("district",), measure="good_practice")
        assert answers_for(shipped_pack, selection) is None
        assert effective(shipped_pack, selection) == Selection("2014", measure="good_practice")

    def test_a_wave_with_answers_can(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", types=("district",))
        assert answers_for(shipped_pack, selection) is shipped_pack.responses["2013"]
        assert effective(shipped_pack, selection) is selection


class TestTwoWaves:
    @pytest.mark.parametrize(
        ("before", "after", "compared"),
        [
            ("", "", ("2013", "2014")),
            ("2014", "2013", ("2014", "2013")),
            ("2013", "", ("2013", "2014")),
            ("2014", "", ("2014", "2013")),
            ("", "2013", ("2014", "2013")),
            ("", "2014", ("2013", "2014")),
        ],
    )
    def test_are_the_first_two_unless_they_are_chosen(
        self, shipped_pack: Pack, before: str, after: str, compared: tuple[str, str]
    ) -> None:
        selection = Selection("2013", before=before, after=after)
        assert waves_compared(shipped_pack, selection) == compared

    def test_are_not_there_in_a_pack_with_one_wave(self, tiny_pack: Pack) -> None:
        assert waves_compared(tiny_pack, Selection("2030")) is None
        assert not both_have_answers(tiny_pack, Selection("2030"))

    def test_can_be_filtered_if_both_have_answers(self, shipped_pack: Pack) -> None:
        assert not both_have_answers(shipped_pack, Selection("2013"))
        answers = shipped_pack.responses["2013"]
        both = replace(shipped_pack, responses={"2013": answers, "2014": answers})
        assert both_have_answers(both, Selection("2013"))


class TestWhatIsKeptUnderASelection:
    def test_is_wave_filters_and_the_fields_that_are_named(self) -> None:
        selection = Selection(
            "2013",
            types=("district",),
            measure="maturity",
            view="hexagons",
            weights=(100, 0),
            compared=("x",),
            practice=PracticeFilter(words="snow"),
        )
        assert selection.only() == Selection("2013", types=("district",))
        assert selection.only("view", "weights") == Selection(
            "2013", types=("district",), view="hexagons", weights=(100, 0)
        )

    def test_can_have_every_field(self) -> None:
        selection = Selection("2013", compared=("x",), sort="maturity", breakdown="type")
        assert selection.only(*(each.name for each in fields(Selection))) == selection
