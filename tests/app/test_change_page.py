"""The page on what changed, read from what Streamlit would send to a browser."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from tests.packs import second_wave, tiny_region

HOME = Path(__file__).resolve().parents[2]

UsePack = Callable[[Path], None]


@pytest.fixture(autouse=True)
def use_pack(monkeypatch: pytest.MonkeyPatch) -> UsePack:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)
    return lambda folder: monkeypatch.setenv(PACK_VARIABLE, str(folder))


@pytest.fixture
def two_waves(use_pack: UsePack, tmp_path: Path) -> None:
    """A tiny region with answers of two waves."""
    use_pack(second_wave(tiny_region(tmp_path)))


def visit(**link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    app.query_params.update(link)
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash("change")
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    assert [each.value for each in app.title] == ["What changed"]
    assert not re.search(r"\bnan\b|\bNone\b", said(app))
    return app


def said(app: AppTest) -> str:
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error")
    return "\n".join(str(each.value) for kind in kinds for each in app.get(kind))


def link_of(app: AppTest) -> dict[str, str]:
    """The address as it is after the page has written it."""
    params = app.query_params
    return {key: params[key][0] if isinstance(params[key], list) else params[key] for key in params}


def headlines(app: AppTest) -> list[str]:
    return [each.value for each in app.main.header]


def chart_of(app: AppTest) -> dict[str, Any]:
    (chart,) = app.get("plotly_chart")
    made: dict[str, Any] = json.loads(chart.proto.spec)
    return made


class TestShippedPack:
    def test_shows_the_change_and_what_cannot_be_compared(self) -> None:
        app = visit()
        change, not_comparable = headlines(app)
        assert change.startswith("From 2013 to 2014, a smaller share of people say their own use")
        assert not_comparable == "21 of 24 measures cannot be compared between 2013 and 2014"
        names = [trace.get("name") for trace in chart_of(app)["data"]]
        assert [each for each in names if each] == ["2013", "2014"]

    def test_swapped_waves(self) -> None:
        app = visit(**{"from": "2014", "to": "2013"})
        assert headlines(app)[0].startswith("From 2014 to 2013, a larger share of people say")
        assert [each.value for each in app.sidebar.selectbox] == ["2014", "2013"]

    def test_choosing_the_same_wave_twice_swaps_them(self) -> None:
        app = visit()
        sound(app.sidebar.selectbox(key="filter-before").set_value("2014").run())
        assert headlines(app)[0].startswith("From 2014 to 2013")
        assert link_of(app) == {"from": "2014", "to": "2013"}

    def test_says_kindly_why_there_is_no_breakdown(self) -> None:
        app = visit(by="council")
        assert not app.main.radio
        assert not app.main.selectbox
        assert "For 2014, only totals for the whole region were published." in said(app)
        assert headlines(app) == headlines(visit())

    def test_sets_filters_aside(self) -> None:
        app = visit(type="district")
        assert "The filters are set aside" in said(app)
        assert headlines(app) == headlines(visit())

    @pytest.mark.parametrize(
        "link",
        [
            {"from": "1999"},
            {"to": "<b>"},
            {"from": "2013", "to": "2013"},
            {"by": "nonsense"},
            {"measure": "nonsense", "by": "type"},
            {"from": "2014,2013", "to": ",,"},
        ],
    )
    def test_nonsense_in_the_link_shows_the_change_all_the_same(self, link: dict[str, str]) -> None:
        assert "cannot be compared" in headlines(visit(**link))[1]

    def test_tables_and_words_of_every_card(self) -> None:
        app = visit()
        for form in ("Table", "You can say"):
            for each in app.get("button_group"):
                each.set_value(form)
            sound(app.run())
        sentences = str([each.value for each in app.get("code")])
        assert "How many people answered" in sentences
        assert "does not say which answer its 36% gave" in sentences


@pytest.mark.usefixtures("two_waves")
class TestTwoWavesWithAnswers:
    def test_shows_the_region_first(self) -> None:
        app = visit()
        assert app.main.radio[0].value == "region"
        assert not app.main.selectbox
        assert headlines(app) == [
            "From 2030 to 2031, there is no clear change in one measure. Too few people answered "
            "to compare 3 other measures"
        ]

    def test_by_type_then_by_council_of_another_measure(self) -> None:
        app = visit()
        sound(app.main.radio[0].set_value("type").run())
        assert link_of(app) == {"by": "type"}
        assert "to say whether the share of people who say their use is high" in headlines(app)[0]
        sound(app.main.radio[0].set_value("council").run())
        sound(app.main.selectbox[0].set_value("barriers.cost").run())
        assert link_of(app) == {"by": "council", "measure": "barriers.cost"}
        assert "name cost as a barrier in 2031" in headlines(app)[0]

    def test_a_link_opens_the_same_view(self) -> None:
        app = visit(by="council", measure="barriers.cost")
        assert app.main.radio[0].value == "council"
        assert app.main.selectbox[0].value == "barriers.cost"
        assert "name cost as a barrier in 2031" in headlines(app)[0]

    def test_can_be_filtered(self) -> None:
        app = visit(type="unitary")
        assert "Northmoor, 2030 to 2031" in said(app)
        assert not app.get("plotly_chart"), "too few people for a percentage"

    def test_a_council_that_answered_in_neither_wave(
        self, use_pack: UsePack, tmp_path: Path
    ) -> None:
        use_pack(
            second_wave(
                tiny_region(tmp_path / "silent"),
                "person,council,use,barriers\nq1,Northmoor,high,cost\n",
            )
        )
        app = visit(councils="southwick")
        assert "Nobody here has a figure in 2030 or 2031" in said(app)
        assert not headlines(app)

    def test_no_council_passes_the_filters(self) -> None:
        assert headlines(visit(type="unitary", area="holmshire")) == [
            "No council passes all filters"
        ]


def test_one_wave_is_said_kindly(use_pack: UsePack, tmp_path: Path) -> None:
    use_pack(tiny_region(tmp_path))
    app = visit()
    assert "There is one wave so far, 2030." in said(app)
    assert not headlines(app)
    assert not app.get("plotly_chart")
