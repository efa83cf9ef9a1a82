"""Specification of the catalogue: what is taken from a page is found again, the very same."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app import taking
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.app.frame import Visit
from bestbywm.app.pages import PAGES
from bestbywm.exhibits import link
from bestbywm.exhibits.model import Exhibit
from bestbywm.pack import Pack
from bestbywm.story.catalogue import SUBJECTS, exhibits_of, find
from bestbywm.story.ready import screen_of

HOME = Path(__file__).resolve().parents[2]

Taken = list[tuple[Exhibit, Visit]]

LINKS: dict[str, list[dict[str, str]]] = {
    "overview": [{}, {"wave": "2014"}, {"type": "district"}, {"councils": "walsall"}],
    "map": [
        {},
        {"wave": "2014", "view": "hexagons"},
        {"view": "counties", "council": "walsall", "type": "county,unitary"},
        {"measure": "barriers.training", "area": "staffordshire"},
        {"measure": "maturity", "weights": "0-0-0-0-100-0"},
    ],
    "barriers": [{}, {"wave": "2014"}, {"area": "staffordshire"}],
    "maturity": [
        {},
        {"council": "walsall", "compare": "dudley,coventry", "weights": "50-10-10-10-10-10"},
        {"type": "district", "sort": "maturity.ambition"},
    ],
    "change": [{}, {"from": "2014", "to": "2013"}, {"type": "district", "by": "council"}],
    "councils": [
        {},
        {"council": "walsall", "compare": "dudley,coventry", "sort": "barriers.training"},
        {"area": "staffordshire", "sort": "maturity"},
    ],
    "council": [
        {"council": "walsall"},
        {"council": "telford", "wave": "2014", "type": "district"},
        {"council": "tamworth", "weights": "0-0-0-0-100-0"},
    ],
    "practice": [
        {},
        {"view": "hexagons", "find": "snow"},
        {"theme": "winter-service", "councils": "walsall,dudley", "view": "counties"},
    ],
    "claims": [{}, {"wave": "2014", "type": "district"}],
}
"""Links to each page, each with what its exhibits hang on and with something else."""


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> Taken:
    """Every exhibit that a page offers to take away, with the visit."""
    monkeypatch.delenv(PACK_VARIABLE, raising=False)
    found: Taken = []
    monkeypatch.setattr(taking, "menu", lambda exhibit, visit: found.append((exhibit, visit)))
    return found


def open_page(page: str, link_: dict[str, str]) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.query_params.update(link_)
    app._page_hash = calc_hash(page)
    app.run()
    assert not app.exception
    assert not [each.value for each in app.info if "left out" in each.value]
    return app


class TestEveryPage:
    @pytest.mark.parametrize(
        ("page", "link_"), [(page, each) for page, links in LINKS.items() for each in links]
    )
    def test_offers_what_is_found_again(
        self, taken: Taken, page: str, link_: dict[str, str]
    ) -> None:
        app = open_page(page, link_)
        if page == "overview":
            taken.clear()
            app.toggle(key="overview-more").set_value(True).run()
        assert taken
        for exhibit, visit in taken:
            screen = screen_of(visit.pack, visit.page, exhibit, visit.selection)
            selection, notes = link.read(dict(screen.view), visit.pack)
            assert not notes
            assert find(visit.pack, screen.page, screen.exhibit, selection) == exhibit

    @pytest.mark.parametrize(
        ("page", "link_"), [(page, links[-1]) for page, links in LINKS.items()]
    )
    def test_has_no_other_exhibits_in_the_catalogue(
        self, taken: Taken, page: str, link_: dict[str, str]
    ) -> None:
        app = open_page(page, link_)
        if page == "overview":
            taken.clear()
            app.toggle(key="overview-more").set_value(True).run()
        visit = taken[0][1]
        listed = exhibits_of(visit.pack, page, visit.selection)
        on_cards = [exhibit.id for exhibit, _ in taken]
        without_menu = ["locator"] if page == "council" else []
        ids = [each.id for each in listed if each.id.split("-")[0] not in without_menu]
        assert sorted(ids) == sorted(on_cards)

    def test_with_exhibits_is_in_the_catalogue(self) -> None:
        silent = {"present", "methods", "survey", "accessibility"}
        assert {*SUBJECTS} == {*LINKS} == {each.address for each in PAGES} - silent


class TestAPageWithoutAnything:
    @pytest.mark.parametrize(
        ("page", "link_"),
        [
            ("overview", {"councils": "birmingham", "type": "county"}),
            ("barriers", {"councils": "birmingham", "type": "county"}),
            ("maturity", {"wave": "2014"}),
            ("councils", {"wave": "2014"}),
            ("council", {}),
            ("practice", {"find": "no such words anywhere"}),
        ],
    )
    def test_has_none_in_the_catalogue_either(
        self, taken: Taken, shipped_pack: Pack, page: str, link_: dict[str, str]
    ) -> None:
        open_page(page, link_)
        assert not taken
        selection, _ = link.read(link_, shipped_pack)
        assert exhibits_of(shipped_pack, page, selection) == ()

    def test_nor_has_a_page_that_is_not_there(self, shipped_pack: Pack) -> None:
        selection = link.default_selection(shipped_pack)
        assert exhibits_of(shipped_pack, "nowhere", selection) == ()
        assert find(shipped_pack, "nowhere", "barriers", selection) is None


class TestAScreen:
    def test_of_the_map_does_not_hang_on_the_council_that_is_looked_at(
        self, shipped_pack: Pack
    ) -> None:
        first = link.default_selection(shipped_pack)
        looking, _ = link.read({"council": "walsall"}, shipped_pack)
        (exhibit,) = exhibits_of(shipped_pack, "map", first)
        screens = {screen_of(shipped_pack, "map", exhibit, each) for each in (first, looking)}
        assert len(screens) == 1
