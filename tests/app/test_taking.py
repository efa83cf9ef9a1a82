"""Specification of “Take away”: what can be done with one finding, on every page."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from bestbywm.story.storyline import MOST_SCREENS, Screen, Storyline, from_link, to_link
from tests.app.reading import as_read

HOME = Path(__file__).resolve().parents[2]

LINKS: dict[str, dict[str, str]] = {
    "overview": {},
    "map": {"view": "hexagons"},
    "barriers": {"type": "district"},
    "maturity": {"weights": "0-0-0-0-100-0"},
    "change": {},
    "councils": {"council": "walsall"},
    "council": {"council": "walsall"},
    "practice": {"theme": "winter-service"},
    "claims": {},
}
"""A link to each page with findings."""


@pytest.fixture(autouse=True)
def _the_shipped_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)


def open_page(page: str, **link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.query_params.update(link)
    app._page_hash = calc_hash(page)
    return app.run()


def button(app: AppTest, key: str) -> Any:
    """The first button whose key begins like this."""
    return next(each for each in app.button if str(each.key).startswith(key))


def taken_away(page: str, **link: str) -> AppTest:
    """The page with the dialog of its first finding."""
    app = open_page(page, **link)
    button(app, "take-").click().run()
    assert not app.exception
    return app


def labels(app: AppTest, kind: str) -> list[str]:
    return [as_read(each.proto.label) for each in app.get(kind)]


def own_of(app: AppTest) -> Storyline:
    """The own presentation in the link of the page."""
    storyline, notes = from_link(str(app.query_params["own"]))
    assert not notes
    return storyline


@pytest.mark.parametrize("page", LINKS)
class TestOnEveryPage:
    def test_is_empty_until_it_is_opened(self, page: str) -> None:
        app = open_page(page, **LINKS[page])
        assert "Slide (PowerPoint)" not in labels(app, "download_button")
        assert not app.get("dialog")

    def test_offers_files_a_link_code_and_a_citation(self, page: str) -> None:
        app = taken_away(page, **LINKS[page])
        assert len(app.get("dialog")) == 1
        assert labels(app, "download_button")[-4:] == [
            "Slide (PowerPoint)",
            "Picture (PNG)",
            "Picture (SVG)",
            "Table (CSV)",
        ]
        captions = [each.value for each in app.caption]
        parts = ["Link", "Code to embed it in a web page", "How to cite it"]
        assert [each for each in captions if each in parts] == parts
        code, citation = (each.value for each in app.code[-2:])
        assert code.startswith("<iframe src=")
        assert "(accessed " in citation

    def test_adds_the_finding_and_takes_it_out_again(self, page: str) -> None:
        app = taken_away(page, **LINKS[page])
        button(app, "add-").click().run()
        (screen,) = own_of(app).screens
        assert screen.page == page
        button(app, "take-").click().run()
        assert button(app, "add-").label == "Take out of my presentation"
        assert "Open my presentation (1 finding)" in labels(app, "page_link")
        button(app, "add-").click().run()
        assert "own" not in app.query_params

    def test_names_the_finding(self, page: str) -> None:
        app = taken_away(page, **LINKS[page])
        headlines = [each.value for each in app.main.header]
        dialog = app.get("dialog")[0]
        assert dialog.markdown[0].value.strip("*") in headlines


class TestAdding:
    def test_keeps_the_filters_and_the_rest_of_the_link(self) -> None:
        app = taken_away("overview", type="district", wave="2013")
        button(app, "add-").click().run()
        assert app.query_params["type"] == "district"
        assert own_of(app).screens[0].view == (("type", "district"),)

    def test_the_same_finding_of_another_view_is_another(self) -> None:
        mine = Storyline("Mine", (Screen("overview", "ambition"),))
        app = taken_away("overview", type="district", own=to_link(mine))
        assert button(app, "add-").label == "Add to my presentation"
        button(app, "add-").click().run()
        assert len(own_of(app).screens) == 2

    def test_the_map_is_the_same_whichever_council_is_looked_at(self) -> None:
        app = taken_away("map")
        button(app, "add-").click().run()
        kept = str(app.query_params["own"])
        again = taken_away("map", council="walsall", own=kept)
        assert button(again, "add-").label == "Take out of my presentation"

    def test_says_when_no_more_fits(self) -> None:
        screens = tuple(Screen("overview", f"other-{each}") for each in range(MOST_SCREENS))
        app = taken_away("overview", own=to_link(Storyline("Full", screens)))
        assert button(app, "add-").disabled
        said = [each.value for each in app.caption]
        assert f"Your presentation is full: it has {MOST_SCREENS} findings." in said
