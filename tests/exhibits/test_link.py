"""Specification of the link: a selection comes back from its link, and nonsense breaks nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from urllib.parse import parse_qsl, urlencode

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.maturity import WHOLE, shared_out, weights_of
from bestbywm.analysis.selection import PracticeFilter, Selection
from bestbywm.exhibits.link import (
    BREAKDOWNS,
    KEYS,
    LONGEST_SEARCH,
    MOST_COMPARED,
    STORIES,
    default_selection,
    read,
    sentence,
    write,
)
from bestbywm.exhibits.maps import VIEWS, map_measures
from bestbywm.pack import Pack


def code(pack: Pack, name: str) -> str:
    return pack.region.by_name[name].code


def some(values: Sequence[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=6, unique=True).map(tuple)


@st.composite
def weights(draw: st.DrawFn, pack: Pack) -> tuple[int, ...]:
    """Weights that add up to WHOLE; those of the pack are said by saying nothing."""
    own = weights_of(pack.maturity)
    inner = st.lists(st.integers(0, WHOLE), min_size=len(own) - 1, max_size=len(own) - 1)
    cuts = [0, *sorted(draw(inner)), WHOLE]
    drawn = tuple(high - low for low, high in pairwise(cuts))
    return () if drawn == own or draw(st.booleans()) else drawn


@st.composite
def practice_filters(draw: st.DrawFn, pack: Pack) -> PracticeFilter:
    examples = pack.examples
    channels = {channel for each in examples for channel in each.channels}
    words = draw(st.text(st.characters(exclude_categories=["Cs"]), max_size=LONGEST_SEARCH))
    return PracticeFilter(
        themes=draw(some(sorted({each.theme for each in examples}))),
        channels=draw(some(sorted(channels))),
        years=draw(some(sorted({str(each.year) for each in examples if each.year}))),
        collections=draw(some(sorted({each.collection for each in examples}))),
        words=" ".join(words.split()),
    )


@st.composite
def selections(draw: st.DrawFn, pack: Pack) -> Selection:
    region = pack.region
    waves = [each.id for each in pack.waves]
    wave = draw(st.sampled_from(waves))
    measures = list(map_measures(pack, wave))
    before = draw(st.sampled_from(["", *waves]))
    return Selection(
        wave=wave,
        types=draw(some([each.id for each in region.types])),
        county_areas=draw(some(list(region.county_areas))),
        councils=draw(some(list(region.codes))),
        measure=draw(st.sampled_from(measures)),
        view=draw(st.sampled_from(list(VIEWS))),
        council=draw(st.sampled_from(["", *region.codes])),
        weights=draw(weights(pack)),
        compared=draw(some(region.codes)),
        sort=draw(st.sampled_from(["", *measures])),
        before=before,
        after=draw(st.sampled_from(["", *(each for each in waves if each != before)])),
        breakdown=draw(st.sampled_from(BREAKDOWNS)),
        practice=draw(practice_filters(pack)),
        story=draw(st.sampled_from(STORIES)),
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
            weights=(0, 3000, 2025, 1975, 2000, 1000),
            compared=(code(shipped_pack, "Rugby"), code(shipped_pack, "Walsall")),
            sort="maturity",
            before="2014",
            after="2013",
            breakdown="type",
            practice=PracticeFilter(
                themes=("winter service",),
                channels=("twitter",),
                years=("2011", "2013"),
                words="gritting & snow",
            ),
        )
        link = write(selection, shipped_pack)
        assert link == {
            "type": "metropolitan,unitary",
            "area": "west-midlands",
            "councils": "stoke-on-trent,wyre-forest",
            "measure": "barriers.training",
            "view": "hexagons",
            "council": "newcastle-under-lyme",
            "weights": "0-30-20.25-19.75-20-10",
            "compare": "rugby,walsall",
            "sort": "maturity",
            "from": "2014",
            "to": "2013",
            "by": "type",
            "theme": "winter-service",
            "channel": "twitter",
            "year": "2011,2013",
            "find": "gritting & snow",
        }
        assert set(link) <= set(KEYS)
        assert read(link, shipped_pack) == (selection, ())

    def test_weights_of_the_pack_leave_an_empty_link(self, shipped_pack: Pack) -> None:
        for own in ("10-20-20-20-20-10", "10.0-20.00-20-20-20-10", "010-020-020-020-020-010"):
            assert read({"weights": own}, shipped_pack) == (default_selection(shipped_pack), ())

    @pytest.mark.parametrize(
        ("written", "weights"),
        [
            ("15-18.89-18.89-18.89-18.89-9.44", (1500, 1889, 1889, 1889, 1889, 944)),
            ("100-0-0-0-0-0", (WHOLE, 0, 0, 0, 0, 0)),
            ("99.99-0.01-0-0-0-0", (9999, 1, 0, 0, 0, 0)),
            ("0.29-0.57-0.58-0.07-1.15-97.34", (29, 57, 58, 7, 115, 9734)),
        ],
    )
    def test_weights_are_written_in_per_cent_with_two_decimals_at_most(
        self, shipped_pack: Pack, written: str, weights: tuple[int, ...]
    ) -> None:
        selection = Selection("2013", measure="usage_level", weights=weights)
        assert read({"weights": written}, shipped_pack) == (selection, ())
        assert write(selection, shipped_pack) == {"weights": written}

    def test_weights_of_every_hundredth_come_back(self, shipped_pack: Pack) -> None:
        for first in range(WHOLE + 1):
            rest = shared_out(WHOLE - first, (1, 2, 2, 2, 3))
            selection = replace(default_selection(shipped_pack), weights=(first, *rest))
            assert read(write(selection, shipped_pack), shipped_pack) == (selection, ())


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
            ({"compare": "Atlantis"}, "a council"),
            ({"sort": "happiness"}, "a measure"),
            ({"from": "1999"}, "a wave"),
            ({"to": "1999"}, "a wave"),
            ({"by": "moon"}, "a breakdown"),
            ({"theme": "alchemy"}, "a theme"),
            ({"channel": "pigeon"}, "a channel"),
            ({"year": "1066"}, "a year"),
            ({"collection": "butterflies"}, "a collection"),
            ({"story": "musical"}, "a storyline"),
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

    def test_nor_can_its_councils_be_sorted_by_it(self, shipped_pack: Pack) -> None:
        selection, notes = read({"wave": "2014", "sort": "maturity"}, shipped_pack)
        assert selection.sort == ""
        assert len(notes) == 1

    @pytest.mark.parametrize(
        "written",
        [
            *("abc", "50-50", "-", "10-20-20-20-20", "10-20-20-20-20-10-0", "10,20,20,20,20,10"),
            *("10-20-20-20-20-11", "10-20-20-20-20-9", "120--20-0-0-0-0"),
            *("10-20-20-20-20-10.01", "10-20-20-20-20-10.000", "10-20-20-20-20-10."),
            *("10-20-20-20-20.5-9.499", "10-20-20-20-29.5-.5", "1000-2000-2000-2000-2000-1000"),
            *("0-0-0-0-0-0", "1e1-20-20-20-20-10", "10-20-20-20-20-10,0", "nan-0-0-0-0-100"),
            *(
                "1e2-0-0-0-0-0",
                "²0-20-20-20-20-0",
                "\u0661\u0660\u0660-0-0-0-0-0",
                "10-20-20-20-20-1 0",
            ),
        ],
    )
    def test_weights_are_numbers_that_add_up_to_100(self, shipped_pack: Pack, written: str) -> None:
        selection, notes = read({"weights": written}, shipped_pack)
        assert selection == default_selection(shipped_pack)
        assert notes == (
            f"The link has the weights “{written}”, which are not 6 numbers that add up to 100.",
        )

    def test_a_weight_may_be_longer_than_any_number(self, shipped_pack: Pack) -> None:
        selection, (note,) = read({"weights": "1" * 5000}, shipped_pack)
        assert selection.weights == ()
        assert f"“{'1' * 40}…”" in note

    def test_where_nothing_is_weighted_weights_mean_nothing(self, tiny_pack: Pack) -> None:
        selection, notes = read({"weights": "50-50"}, tiny_pack)
        assert selection == default_selection(tiny_pack)
        assert notes == ("The link has the weights “50-50”, but nothing is weighted here.",)

    def test_a_wave_is_not_compared_with_itself(self, shipped_pack: Pack) -> None:
        selection, notes = read({"from": "2014", "to": "2014"}, shipped_pack)
        assert (selection.before, selection.after) == ("2014", "")
        assert notes == ("The link compares the wave “2014” with itself.",)

    def test_more_councils_than_there_is_room_for_are_not_compared(
        self, shipped_pack: Pack
    ) -> None:
        codes = shipped_pack.region.codes
        just = {"compare": ",".join(codes[:MOST_COMPARED])}
        assert read(just, shipped_pack)[1] == ()
        selection, notes = read({"compare": ",".join(codes)}, shipped_pack)
        assert selection.compared == codes[:MOST_COMPARED]
        assert notes == ("The link compares more than 6 councils.",)

    @pytest.mark.parametrize(
        ("written", "words"),
        [
            ("  snow   and\tice ", "snow and ice"),
            (" ", ""),
            ("x" * 500, "x" * LONGEST_SEARCH),
            ("x" * (LONGEST_SEARCH - 1) + " y", "x" * (LONGEST_SEARCH - 1)),
        ],
    )
    def test_words_to_look_for_are_cut_to_size(
        self, shipped_pack: Pack, written: str, words: str
    ) -> None:
        selection, notes = read({"find": written}, shipped_pack)
        assert selection.practice.words == words
        assert notes == ()
        assert read(write(selection, shipped_pack), shipped_pack) == (selection, ())

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
    @given(params=st.dictionaries(st.sampled_from(KEYS), st.text(max_size=100)))
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
