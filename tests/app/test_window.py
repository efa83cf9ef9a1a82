"""Specification of the window: how wide it is thought to be, and what is said in it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from bestbywm.app import window
from bestbywm.app.current import PACK_VARIABLE
from tests.app.test_pages import visit

PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Mobile/15E148 Safari/604.1"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0.0.0 Safari/537.36"


class Context:
    def __init__(self, **headers: str) -> None:
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.mark.parametrize(
    ("headers", "narrow"),
    [
        ({"Sec_Ch_Ua_Mobile": "?1", "User_Agent": LAPTOP}, True),
        ({"Sec_Ch_Ua_Mobile": "?0", "User_Agent": PHONE}, False),
        ({"User_Agent": PHONE}, True),
        ({"User_Agent": LAPTOP}, False),
        ({}, False),
    ],
)
def test_the_first_guess_is_what_the_browser_says_of_itself(
    headers: dict[str, str], narrow: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(window.st, "context", Context(**headers))
    monkeypatch.setattr(window.st, "session_state", {})
    assert window.is_narrow() is narrow


def test_what_the_window_reports_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    reported: Any = type("Reported", (), {"narrow": True})()
    kept: dict[str, Any] = {window.NARROW: False, window.KEY: reported}
    monkeypatch.setattr(window.st, "session_state", kept)
    window._resized()
    assert window.is_narrow() is True


class TestWhatIsSaid:
    @pytest.fixture(autouse=True)
    def _hear(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.delenv(PACK_VARIABLE, raising=False)
        self.heard: list[tuple[str, str]] = []
        monkeypatch.setattr(window, "announce", lambda *words: self.heard.append(words))

    def on(self, page: str, **link: str) -> AppTest:
        app = visit(page, **link)
        assert len(self.heard) == 1, "once a run"
        return app

    def test_is_the_place_the_wave_and_the_first_finding(self) -> None:
        app = self.on("overview", type="metropolitan")
        first = app.main.header[0].value.replace("\\", "")
        assert self.heard == [("Overview", f"7 metropolitan boroughs, 2013; {first}.")]

    @pytest.mark.parametrize(
        ("council", "figure"),
        [("walsall", "Walsall: 1 of 1 person"), ("shropshire", "Shropshire: did not answer")],
    )
    def test_on_the_map_is_also_the_figure_of_the_council_looked_at(
        self, council: str, figure: str
    ) -> None:
        app = self.on("map", council=council)
        headline = app.main.header[0].value.replace("\\", "")
        assert self.heard[0][1] == (
            f"West Midlands, 2013; {headline}. In the illustrative answers, {figure}."
        )

    def test_is_that_no_council_is_left(self) -> None:
        self.on("barriers", type="metropolitan", area="shropshire")
        assert self.heard[0][1].endswith("No council passes all filters.")

    @pytest.mark.parametrize("page", ["methods", "accessibility", "survey"])
    def test_of_a_page_without_filters_and_findings_is_its_title(self, page: str) -> None:
        self.on(page, type="county", area="west-midlands")
        assert self.heard[0][1] == ""

    @pytest.mark.parametrize(
        ("page", "link", "begins"),
        [
            # It has a choice of waves of its own, and no filters.
            ("claims", {"type": "county", "area": "west-midlands"}, "41 single figures"),
            # It names both waves itself.
            ("change", {"wave": "2014"}, "West Midlands; From 2013 to 2014"),
            # Facts have no wave.
            ("practice", {"type": "metropolitan"}, "7 metropolitan boroughs; "),
            # It is about one council, whichever are selected elsewhere.
            ("council", {"council": "walsall", "type": "county"}, "2013; "),
        ],
    )
    def test_names_only_what_the_page_is_filtered_by(
        self, page: str, link: dict[str, str], begins: str
    ) -> None:
        self.on(page, **link)
        assert self.heard[0][1].startswith(begins)
