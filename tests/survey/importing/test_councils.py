"""Specification of names: which council is meant, and where nobody but a person can say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.pack import Pack
from bestbywm.survey.importing.councils import CouncilMatch, CouncilNames
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR


@pytest.fixture(scope="module")
def names(shipped_pack: Pack) -> CouncilNames:
    return CouncilNames(shipped_pack.region)


def said(match: CouncilMatch, pack: Pack) -> str:
    return pack.region.by_code[match.code].name if match.code else ""


def offered(match: CouncilMatch, pack: Pack) -> set[str]:
    return {pack.region.by_code[code].name for code in match.candidates}


class TestANameThatIsSure:
    def test_is_every_name_that_the_region_knows(
        self, names: CouncilNames, shipped_pack: Pack
    ) -> None:
        for council in shipped_pack.region.councils:
            known = (council.name, council.code, council.official_name, *council.aliases)
            for name in (*known, *(name.upper() for name in known)):
                found = shipped_pack.region.find(name)
                assert found is not None
                match = names.match(name)
                assert (match.code, match.confidence) == (found.code, 100), name

    @pytest.mark.parametrize(
        ("name", "council"),
        [
            ("Walsall MBC", "Walsall"),
            ("Stoke on Trent City Council", "Stoke-on-Trent"),
            ("City of Wolverhampton", "Wolverhampton"),
            ("Birmingham City", "Birmingham"),
            ("Tamworth District Council", "Tamworth"),
            ("Warwick DC", "Warwick"),
            ("Warwickshire CC", "Warwickshire"),
            ("the Borough of Redditch", "Redditch"),
            ("Nuneaton & Bedworth Borough", "Nuneaton and Bedworth"),
            ("Newcastle under Lyme", "Newcastle-under-Lyme"),
        ],
    )
    def test_may_say_what_kind_of_council_it_is(
        self, name: str, council: str, names: CouncilNames, shipped_pack: Pack
    ) -> None:
        match = names.match(name)
        assert said(match, shipped_pack) == council
        assert match.certainty == "sure"


class TestANameThatIsLikely:
    @pytest.mark.parametrize(
        ("name", "council"),
        [
            ("Wolverhamton", "Wolverhampton"),
            ("Worcestor City Council", "Worcester"),
            ("Staffordshir", "Staffordshire"),
            ("Lichfeild DC", "Lichfield"),
            ("I work for Walsall Council", "Walsall"),
            ("NULBC", "Newcastle-under-Lyme"),
        ],
    )
    def test_is_shown_with_less_confidence(
        self, name: str, council: str, names: CouncilNames, shipped_pack: Pack
    ) -> None:
        match = names.match(name)
        assert said(match, shipped_pack) == council
        assert match.certainty == "likely"
        assert 70 < match.confidence < 100


class TestANameThatMustBeAskedAbout:
    @pytest.mark.parametrize(
        ("name", "councils"),
        [
            ("WCC", {"Warwickshire", "Worcestershire", "Worcester", "Warwick", "Wolverhampton"}),
            ("W.C.C.", {"Warwickshire", "Worcestershire", "Worcester"}),
            ("Worcester County Council", {"Worcester", "Worcestershire"}),
            ("Stafford County Council", {"Stafford", "Staffordshire"}),
            ("Bromsgrove and Redditch", {"Bromsgrove", "Redditch"}),
            ("Staffordshire Police", {"Staffordshire"}),
        ],
    )
    def test_has_candidates_and_no_answer(
        self, name: str, councils: set[str], names: CouncilNames, shipped_pack: Pack
    ) -> None:
        match = names.match(name)
        assert match.code == ""
        assert match.must_be_asked
        assert councils <= offered(match, shipped_pack)

    def test_offers_official_initials_first(self, names: CouncilNames, shipped_pack: Pack) -> None:
        first = names.match("WCC").candidates[:3]
        assert {shipped_pack.region.by_code[code].name for code in first} == {
            *("Warwickshire", "Worcestershire", "Worcester")
        }


class TestANameFromOutside:
    @pytest.mark.parametrize("name", ["Leeds City Council", "Manchester", "n/a", "Comms team", "?"])
    def test_is_no_council_of_the_region(self, name: str, names: CouncilNames) -> None:
        match = names.match(name)
        assert match.code == ""
        assert not match.must_be_asked
        assert match.how == "no council of the region has such a name"


class TestAnotherRegion:
    """Nothing is known but the names of the pack."""

    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("Northmoor Borough Council", NORTHMOOR),
            ("Eastfrod", EASTFORD),
            ("Holmshire CC", HOLMSHIRE),
            ("HCC", HOLMSHIRE),
            ("Walsall", ""),
        ],
    )
    def test_has_its_own_names(self, name: str, code: str, tiny_pack: Pack) -> None:
        assert CouncilNames(tiny_pack.region).match(name).code == code


class TestAnyText:
    @given(st.text(max_size=300))
    def test_gets_a_council_or_none(self, names: CouncilNames, text: str) -> None:
        match = names.match(text)
        assert match.code in {"", *names.region.codes}
        assert {*match.candidates} <= {*names.region.codes}
        assert bool(match.code) == (match.certainty != "unknown")

    def test_of_a_megabyte_takes_no_time(self, names: CouncilNames) -> None:
        assert names.match("Walsall " * 200_000).candidates or True
