"""Specification of the name of a picture: its finding and its kind, where its table follows."""

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.alternatives import name_of
from bestbywm.exhibits.maps import map_of
from bestbywm.exhibits.model import Exhibit
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.story.catalogue import SUBJECTS, exhibits_of

ALL_PAGES = [each for each in SUBJECTS if each != "claims"]


def on(pack: Pack, page: str) -> list[Exhibit]:
    walsall = pack.region.by_name["Walsall"].code
    selection = Selection("2013", measure="usage_level", council=walsall)
    return [each for each in exhibits_of(pack, page, selection) if each.chart]


def test_of_a_map_is_its_finding_and_that_it_is_a_map(shipped_pack: Pack) -> None:
    exhibit = map_of(shipped_pack, Selection("2013", measure="usage_level"))
    assert name_of(exhibit) == (f"{exhibit.headline}. Map, 30 councils. {STAMPS['illustrative']}")


def test_of_bars_says_what_they_count_and_how_far(shipped_pack: Pack) -> None:
    (exhibit,) = [each for each in on(shipped_pack, "overview") if each.id == "ambition"]
    assert name_of(exhibit) == (
        f"{exhibit.headline}. Bar chart, share of people who answered, 0% to 100%."
    )


@pytest.mark.parametrize("page", ALL_PAGES)
def test_is_the_beginning_of_what_stands_for_the_whole_picture(
    shipped_pack: Pack, page: str
) -> None:
    for exhibit in on(shipped_pack, page):
        name = name_of(exhibit)
        stamp = f" {STAMPS['illustrative']}" if exhibit.provenance == "illustrative" else ""
        assert name.endswith(f".{stamp}")
        begins = name.removesuffix(stamp).removesuffix(".")
        assert begins.startswith(exhibit.headline)
        assert exhibit.alt.startswith(begins)
        assert len(name) < len(exhibit.alt)
