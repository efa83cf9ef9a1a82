"""Specification of the region: finding a council by any of its names, and the two tiers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.region import Council, Region, problems_of_councils, read_councils, read_types
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK


def council(code: str, name: str, *aliases: str, county: str | None = None) -> Council:
    """Make up a council."""
    return Council(code, name, f"{name} Council", "any", county, "Area", (name,), aliases)


def region(*councils: Council) -> Region:
    """Make up a region."""
    return Region("Region", "Survey", "", "", "", "slug", None, councils, ())


class TestFindingACouncil:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("Birmingham", "Birmingham"),
            ("Brum", "Birmingham"),
            ("brum", "Birmingham"),
            ("Stoke", "Stoke-on-Trent"),
            ("stoke on trent", "Stoke-on-Trent"),
            ("STOKE-ON-TRENT", "Stoke-on-Trent"),
            ("Telford", "Telford and Wrekin"),
            ("Telford & Wrekin Council", "Telford and Wrekin"),
            ("Telford and Wrekin Council", "Telford and Wrekin"),
            ("Wolves", "Wolverhampton"),
            ("City of Wolverhampton Council", "Wolverhampton"),
            ("E08000031", "Wolverhampton"),
            ("e08000031", "Wolverhampton"),
            ("  newcastle   under lyme ", "Newcastle-under-Lyme"),
            ("Worcester", "Worcester"),
            ("Worcestershire", "Worcestershire"),
            ("Warwick", "Warwick"),
            ("Stafford", "Stafford"),
            ("Staffs", "Staffordshire"),
        ],
    )
    def test_takes_its_name_alias_code_or_official_name(
        self, text: str, name: str, shipped_pack: Pack
    ) -> None:
        found = shipped_pack.region.find(text)
        assert found is not None
        assert found.name == name

    @pytest.mark.parametrize("text", ["", " ", "Atlantis", "Worc", "Council", "Brumm", "E0800003"])
    def test_does_not_guess(self, text: str, shipped_pack: Pack) -> None:
        assert shipped_pack.region.find(text) is None

    def test_finds_each_council_by_each_of_its_names(self, shipped_pack: Pack) -> None:
        for each in shipped_pack.region.councils:
            for text in (each.code, each.name, each.official_name, *each.aliases):
                for written in (text, text.upper(), text.replace("-", " "), f" {text} "):
                    assert shipped_pack.region.find(written) == each, written

    def test_finds_none_where_a_name_means_two(self) -> None:
        two = region(council("A", "Upton", "Town"), council("B", "Downton", "Town"))
        assert two.find("town") is None

    def test_prefers_the_name_of_one_to_the_alias_of_another(self) -> None:
        two = region(council("A", "Upton", "Downton"), council("B", "Downton"))
        found = two.find("downton")
        assert found is not None
        assert found.code == "B"

    @given(text=st.text())
    def test_never_fails(self, text: str) -> None:
        assert region(council("A", "Upton")).find(text) is None or text.strip()


class TestTheTwoTiers:
    def test_put_districts_under_their_county(self, tiny_pack: Pack) -> None:
        districts = tiny_pack.region.districts_of(HOLMSHIRE)
        assert [each.code for each in districts] == [EASTFORD, SOUTHWICK]
        assert tiny_pack.region.upper_tier == {HOLMSHIRE}

    def test_put_no_districts_under_others(self, tiny_pack: Pack) -> None:
        for code in (NORTHMOOR, EASTFORD, "no such code"):
            assert tiny_pack.region.districts_of(code) == ()

    def test_put_19_districts_under_three_counties(self, shipped_pack: Pack) -> None:
        counts = {
            shipped_pack.region.by_code[code].name: len(shipped_pack.region.districts_of(code))
            for code in shipped_pack.region.upper_tier
        }
        assert counts == {"Staffordshire": 8, "Warwickshire": 5, "Worcestershire": 6}

    def test_are_never_on_one_map_except_as_hexagons(self, tiny_pack: Pack) -> None:
        region = tiny_pack.region
        assert region.codes_in("districts") == (NORTHMOOR, EASTFORD, SOUTHWICK)
        assert region.codes_in("counties") == (NORTHMOOR, HOLMSHIRE)
        assert region.codes_in("hexagons") == region.codes

    def test_make_maps_of_30_14_and_33(self, shipped_pack: Pack) -> None:
        region = shipped_pack.region
        assert len(region.codes_in("districts")) == 30
        assert len(region.codes_in("counties")) == 14
        assert len(region.codes_in("hexagons")) == 33


class TestTheRegion:
    def test_has_what_the_pack_says(self, tiny_pack: Pack) -> None:
        region = tiny_pack.region
        assert (region.name, region.survey, region.slug) == (
            *("Tinyshire", "Tiny survey", "tinyshire"),
        )
        assert region.area_km2 is None
        assert [each.id for each in region.types] == ["unitary", "county", "district"]
        assert region.type_by_id["county"].plural == "county councils"

    def test_has_its_councils_by_code_and_name(self, tiny_pack: Pack) -> None:
        region = tiny_pack.region
        assert region.codes == (NORTHMOOR, EASTFORD, SOUTHWICK, HOLMSHIRE)
        assert region.by_code[EASTFORD] is region.by_name["Eastford"]

    def test_has_county_areas_in_alphabetical_order(self, shipped_pack: Pack) -> None:
        areas = shipped_pack.region.county_areas
        assert list(areas) == sorted(areas)
        assert len(areas) == 6


class TestReading:
    def row(self, number: int = 2, **cells: str | None) -> Row:
        return Row("councils.csv", number, cells)

    def test_splits_labels_and_aliases(self) -> None:
        row = self.row(code="A", name="Upton", map_label="Up-|ton", aliases="Up; Upper Town;")
        (found,) = read_councils([row])
        assert found.map_label == ("Up-", "ton")
        assert found.aliases == ("Up", "Upper Town")
        assert found.county_code is None

    def test_takes_types_in_their_order(self) -> None:
        rows = [self.row(type="b", label="B"), self.row(type="a", label="A")]
        assert [each.id for each in read_types(rows)] == ["b", "a"]

    def test_finds_an_alias_of_two_councils_however_it_is_written(self) -> None:
        rows = [
            self.row(2, code="A", name="Upton", aliases="Old-Town"),
            self.row(3, code="B", name="Downton", aliases="old town"),
        ]
        (problem,) = problems_of_councils(rows)
        assert problem.place == "councils.csv, row 3, column aliases"
        assert problem.found == "“old town” already means Upton"

    def test_finds_nothing_wrong_with_an_alias_that_one_council_has_twice(self) -> None:
        rows = [self.row(code="A", name="Upton", aliases="Up;up")]
        assert list(problems_of_councils(rows)) == []
