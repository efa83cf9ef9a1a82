"""Specification of the link: a selection comes back from its link, and nonsense breaks nothing."""

from collections.abc import Mapping
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.selection import Selection
from bestbywm.app.link import KEYS, default_selection, read, sentence, write
from bestbywm.exhibits.maps import VIEWS, map_measures
from bestbywm.pack import Pack


def code(pack: Pack, name: str) -> str:
    return pack.region.by_name[name].code


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=6, unique=True).map(tuple)


@st.composite
def selections(draw: st.DrawFn, pack: Pack) -> Selection:
    region = pack.region
    wave = draw(st.sampled_from([each.id for each in pack.waves]))
    return Selection(
        wave=wave,
        types=draw(some([each.id for each in region.types])),
        county_areas=draw(some(list(region.county_areas))),
        councils=draw(some(list(region.codes))),
        measure=draw(st.sampled_from(list(map_measures(pack, wave)))),
        view=draw(st.sampled_from(list(VIEWS))),
        council=draw(st.sampled_from(["", *region.codes])),
    )


class TestThereAndBack:
    @settings(deadline=None, max_examples=200)
    @given(data=st.data())
    def test_a_selection_comes_back_from_its_link(
        self, shipped_pack: Pack, data: st.DataObject
    ) -> None:
        selection = data.draw(selections(shipped_pack))
        assert read(write(selection, shipped_pack), shipped_pack) == (selection, ())

    @settings(deadline=None, max_examples=60)
    @given(data=st.data())
    def test_it_survives_a_real_address(self, shipped_pack: Pack, data: st.DataObject) -> None:
        selection = data.draw(selections(shipped_pack))
        address = urlencode(write(selection, shipped_pack))
        assert read(dict(parse_qsl(address)), shipped_pack) == (selection, ())

    def test_every_council_and_every_measure_does(self, shipped_pack: Pack) -> None:
        for each in shipped_pack.region.codes:
            selection = Selection("2013", councils=(each,), measure="usage_level", council=each)
            assert read(write(selection, shipped_pack), shipped_pack) == (selection, ())
        for measure in map_measures(shipped_pack, "2013"):
            selection = Selection("2013", measure=measure)
            assert read(write(selection, shipped_pack), shipped_pack) == (selection, ())

    def test_what_is_as_at_first_leaves_an_empty_link(self, shipped_pack: Pack) -> None:
        first = default_selection(shipped_pack)
        assert first == Selection("2013", measure="usage_level")
        assert write(first, shipped_pack) == {}
        assert read({}, shipped_pack) == (first, ())

    def test_each_wave_has_its_own_first_measure(self, shipped_pack: Pack) -> None:
        second = default_selection(shipped_pack, "2014")
        assert write(second, shipped_pack) == {"wave": "2014"}
        assert read({"wave": "2014"}, shipped_pack) == (second, ())

    def test_a_link_can_be_read_by_people(self, shipped_pack: Pack) -> None:
        selection = Selection(
            "2013",
            types=("metropolitan", "unitary"),
            county_areas=("West Midlands",),
            councils=(code(shipped_pack, "Stoke-on-Trent"), code(shipped_pack, "Wyre Forest")),
            measure="barriers.training",
            view="hexagons",
            council=code(shipped_pack, "Newcastle-under-Lyme"),
        )
        link = write(selection, shipped_pack)
        assert link == {
            "type": "metropolitan,unitary",
            "area": "west-midlands",
            "councils": "stoke-on-trent,wyre-forest",
            "measure": "barriers.training",
            "view": "hexagons",
            "council": "newcastle-under-lyme",
        }
        assert set(link) <= set(KEYS)


class TestHowPeopleWriteNames:
    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("E08000030", "Walsall"),
            ("e08000030", "Walsall"),
            ("WALSALL", "Walsall"),
            ("Walsall Council", "Walsall"),
            ("Brum", "Birmingham"),
            ("wolves", "Wolverhampton"),
            ("Stoke on Trent", "Stoke-on-Trent"),
            ("stoke", "Stoke-on-Trent"),
            ("telford & wrekin", "Telford and Wrekin"),
            ("telford-and-wrekin", "Telford and Wrekin"),
            ("warwick", "Warwick"),
            ("warks", "Warwickshire"),
            ("  Rugby  ", "Rugby"),
        ],
    )
    def test_codes_names_and_aliases(self, shipped_pack: Pack, written: str, name: str) -> None:
        selection, notes = read({"councils": written, "council": written}, shipped_pack)
        assert selection.councils == (code(shipped_pack, name),)
        assert selection.council == code(shipped_pack, name)
        assert notes == ()

    @pytest.mark.parametrize(
        "written",
        [
            "Staffordshire,West Midlands",
            "staffordshire,west-midlands",
            " STAFFORDSHIRE , West   Midlands ,",
            ",,staffordshire,,west midlands,",
        ],
    )
    def test_commas_case_and_blanks(self, shipped_pack: Pack, written: str) -> None:
        selection, notes = read({"area": written}, shipped_pack)
        assert selection.county_areas == ("Staffordshire", "West Midlands")
        assert notes == ()

    def test_the_same_council_twice_counts_once(self, shipped_pack: Pack) -> None:
        selection, notes = read({"councils": "Walsall,E08000030,walsall council"}, shipped_pack)
        assert selection.councils == (code(shipped_pack, "Walsall"),)
        assert notes == ()

    def test_the_order_of_the_link_is_kept(self, shipped_pack: Pack) -> None:
        selection, _ = read({"type": "unitary,county"}, shipped_pack)
        assert selection.types == ("unitary", "county")

    def test_measures_and_views_in_any_case(self, shipped_pack: Pack) -> None:
        selection, notes = read(
            {"measure": "Barriers.No-Barriers", "view": "HEXAGONS"}, shipped_pack
        )
        assert (selection.measure, selection.view) == ("barriers.no barriers", "hexagons")
        assert notes == ()


class TestNonsense:
    @pytest.mark.parametrize(
        ("params", "kind"),
        [
            ({"wave": "1999"}, "a wave"),
            ({"type": "parish"}, "a type of council"),
            ({"area": "Rutland"}, "a county area"),
            ({"councils": "Atlantis"}, "a council"),
            ({"measure": "happiness"}, "a measure"),
            ({"view": "globe"}, "a map view"),
            ({"council": "Atlantis"}, "a council"),
        ],
    )
    def test_it_is_left_out_and_said(
        self, shipped_pack: Pack, params: Mapping[str, str], kind: str
    ) -> None:
        (value,) = params.values()
        selection, notes = read(params, shipped_pack)
        assert selection == default_selection(shipped_pack)
        assert notes == (f"The link names “{value}” as {kind}, which is not known here.",)

    def test_the_rest_of_the_link_is_kept(self, shipped_pack: Pack) -> None:
        selection, notes = read(
            {"councils": "Walsall,Atlantis,Dudley", "view": "globe", "type": "metropolitan"},
            shipped_pack,
        )
        assert selection.councils == (code(shipped_pack, "Walsall"), code(shipped_pack, "Dudley"))
        assert selection.types == ("metropolitan",)
        assert selection.view == "districts"
        assert len(notes) == 2

    def test_a_measure_of_another_wave_is_not_known_in_this_one(self, shipped_pack: Pack) -> None:
        selection, notes = read({"wave": "2014", "measure": "usage_level"}, shipped_pack)
        assert selection == default_selection(shipped_pack, "2014")
        assert len(notes) == 1

    def test_parameters_of_others_are_not_ours_to_mention(self, shipped_pack: Pack) -> None:
        assert read({"utm_source": "mail", "embed": "true"}, shipped_pack) == (
            default_selection(shipped_pack),
            (),
        )

    @pytest.mark.parametrize("length", [41, 5000])
    def test_very_long_nonsense_is_shortened(self, shipped_pack: Pack, length: int) -> None:
        _, notes = read({"councils": "x" * length}, shipped_pack)
        assert notes == (f"The link names “{'x' * 40}…” as a council, which is not known here.",)

    def test_a_note_that_just_fits_is_not_shortened(self, shipped_pack: Pack) -> None:
        _, (note,) = read({"councils": "x" * 40}, shipped_pack)
        assert f"“{'x' * 40}”" in note

    @settings(deadline=None, max_examples=200)
    @given(params=st.dictionaries(st.sampled_from(KEYS), st.text(max_size=30)))
    def test_no_link_breaks_anything(self, shipped_pack: Pack, params: dict[str, str]) -> None:
        selection, _ = read(params, shipped_pack)
        assert selection.wave in {wave.id for wave in shipped_pack.waves}
        assert set(selection.codes(shipped_pack.region)) <= set(shipped_pack.region.codes)
        assert read(write(selection, shipped_pack), shipped_pack) == (selection, ())

    def test_all_notes_are_said_as_one(self, shipped_pack: Pack) -> None:
        _, one = read({"view": "globe"}, shipped_pack)
        assert sentence(one) == (
            "The link names “globe” as a map view, which is not known here. "
            "That part of the link was left out."
        )
        _, two = read({"view": "globe", "councils": "Atlantis"}, shipped_pack)
        assert sentence(two).endswith("known here. Those parts of the link were left out.")
