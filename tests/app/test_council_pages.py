"""The pages on one council and on councils side by side, as Streamlit sends them to a browser."""

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from tests.app.reading import as_read, bodies, heats
from tests.packs import NORTHMOOR, SHIPPED, row_of, set_cell, tiny_region, with_maturity

HOME = Path(__file__).resolve().parents[2]
ILLUSTRATIVE = (
    "Illustrative answers. They add up to the published totals, but no council gave them."
)
FACTS = "Facts about named councils, from public pages."
WAVES = ("2013", "2014")

UsePack = Callable[[Path], None]


def rows_of(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
ANSWERED = {row["council"] for row in rows_of("illustrative_2013.csv")}
SILENT = sorted(set(COUNCILS) - ANSWERED)
FINDINGS = ("measures", "maturity", "barriers", "next-steps")


@pytest.fixture(autouse=True)
def use_pack(monkeypatch: pytest.MonkeyPatch) -> UsePack:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)
    return lambda folder: monkeypatch.setenv(PACK_VARIABLE, str(folder))


def visit(page: str, **link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    app.query_params.update(link)
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash(page)
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Every word on the page outside its charts and tables."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error", "text")
    return as_read("\n".join(str(each.value) for kind in kinds for each in app.get(kind)))


def headlines(app: AppTest) -> list[str]:
    return [as_read(each.value) for each in app.main.header]


def cards(app: AppTest) -> list[str]:
    """The names of the exhibits on the page."""
    keys = [str(each.key) for each in app.button]
    return [key.removeprefix("take-") for key in keys if key.startswith("take-")]


def endings(app: AppTest) -> list[str]:
    """What stands under each card: stamp and source."""
    found = [as_read(each.value) for each in app.caption if "Source" in each.value]
    return found[: len(cards(app))]  # the last one may be of the whole page


def pictures(app: AppTest) -> str:
    """Every word in the charts and tables of heat."""
    charts = [each.proto.spec for each in app.get("plotly_chart")]
    return re.sub(r"<[^>]+>", " ", " ".join([*charts, *bodies(app)]))


def grids(app: AppTest) -> dict[str, pd.DataFrame]:
    """What each table of heat says, by the heading of its first column."""
    found = {}
    for body in heats(app):
        cells = [
            re.findall(r"<t[hd][^>]*>([^<]*)</t[hd]>", row)
            for row in re.findall(r"<tr>(.*?)</tr>", body)
        ]
        found[cells[0][0]] = pd.DataFrame(cells[1:], columns=cells[0])
    return found


def slug(name: str) -> str:
    return name.lower().replace(" ", "-")


class TestProfile:
    @pytest.mark.parametrize("wave", WAVES)
    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_of_each_council_is_shown_in_each_wave(self, name: str, wave: str) -> None:
        app = visit("council", council=slug(name), wave=wave)
        row = COUNCILS[name]
        assert as_read(app.title[0].value) == row["official_name"]
        has_answers = wave == "2013" and name in ANSWERED
        expected = [f"{slug(name)}-{each}" for each in FINDINGS] if has_answers else []
        assert cards(app)[: len(expected) + 2] == [
            *expected,
            *(f"{slug(name)}-alike", f"{slug(name)}-examples"),
        ]
        assert len(app.get("plotly_chart")) == 1 + has_answers
        *of_cards, on_paper = headlines(app)
        assert len(of_cards) == len(cards(app))
        assert [each for each in of_cards if name not in each] == []
        assert on_paper == "On paper"
        assert not re.search(r"\bnan\b|\bNaN\b|\bNone\b|Traceback", said(app))

    @pytest.mark.parametrize("name", SILENT)
    def test_says_that_a_council_did_not_answer_and_that_this_is_made_up(self, name: str) -> None:
        app = visit("council", council=slug(name))
        assert "Which councils did not answer was never published." in said(app)
        assert ILLUSTRATIVE in said(app)

    def test_stamps_findings_and_facts_each_with_their_own(self) -> None:
        app = visit("council", council="walsall")
        in_picture = {"walsall-measures", "walsall-maturity"}
        for id_, words in zip(cards(app), endings(app), strict=True):
            is_fact = id_ in {"walsall-examples", "walsall-accounts"}
            assert (FACTS in words) == is_fact
            assert (ILLUSTRATIVE in words) == (not is_fact and id_ not in in_picture)
        assert pictures(app).count("no council gave them") == len(in_picture)

    def test_without_answers_shows_facts_alone(self) -> None:
        app = visit("council", council="walsall", wave="2014")
        assert "Only totals for the region were published for 2014." in said(app)
        assert ILLUSTRATIVE not in said(app)
        assert "13 examples of good practice were found for Walsall" in headlines(app)

    def test_asks_for_a_council_first(self) -> None:
        app = visit("council")
        assert app.title[0].value == "My council"
        assert "Choose a council" in said(app)
        assert not cards(app)

    def test_a_choice_is_written_to_the_address(self) -> None:
        app = visit("council")
        app.selectbox(key="profile-council").set_value("E08000030").run()
        assert app.query_params == {"council": "walsall"}
        assert app.title[0].value == "Walsall Council"

    @pytest.mark.parametrize(
        ("written", "name"),
        [("Brum", "Birmingham City Council"), ("E07000220", "Rugby Borough Council")],
    )
    def test_is_found_by_other_names(self, written: str, name: str) -> None:
        assert visit("council", council=written).title[0].value == name

    def test_a_council_that_is_not_known_is_said(self) -> None:
        app = visit("council", council="atlantis")
        assert "“atlantis”" in said(app)
        assert app.title[0].value == "My council"

    def test_filters_change_nothing_on_it(self) -> None:
        here = visit("council", council="walsall")
        there = visit("council", council="walsall", type="county")
        assert headlines(here) == headlines(there)

    def test_explains_low_reliability_beside_the_grid(self) -> None:
        app = visit("council", council="rugby")
        assert "[u] low reliability: fewer than 30 people" in said(app)

    def test_has_a_print_view_that_is_made_when_asked_for(self) -> None:
        app = visit("council", council="walsall")
        assert not app.get("iframe")
        app.toggle(key="profile-print").set_value(True).run()
        (frame,) = app.get("iframe")
        assert "<h1>Walsall Council</h1>" in frame.proto.srcdoc
        assert frame.proto.srcdoc.startswith("<!doctype html>")

    def test_has_a_print_view_without_answers_too(self) -> None:
        app = visit("council", council="shropshire", wave="2014")
        app.toggle(key="profile-print").set_value(True).run()
        (frame,) = app.get("iframe")
        assert "No single council&#39;s answers were published for 2014." in frame.proto.srcdoc

    def test_names_with_marks_stay_names(self, tmp_path: Path, use_pack: UsePack) -> None:
        folder = with_maturity(tiny_region(tmp_path))
        row = row_of(folder, "councils.csv", NORTHMOOR)
        set_cell(folder, "councils.csv", row, "official_name", '<b>&"x')
        use_pack(folder)
        app = visit("council", council="northmoor")
        app.toggle(key="profile-print").set_value(True).run()
        (frame,) = app.get("iframe")
        assert "<b>" not in frame.proto.srcdoc
        assert "&lt;b&gt;&amp;&#34;x" in frame.proto.srcdoc


class TestCouncils:
    def test_shows_table_and_strips(self) -> None:
        app = visit("councils")
        assert cards(app) == ["councils", "councils-scores", "councils-answers"]
        assert len(grids(app)["Council or group"]) == 1 + 4 + 33
        assert pictures(app).count("no council gave them") == 3

    def test_a_council_of_ones_own_stands_out(self) -> None:
        app = visit("councils", council="walsall")
        for each in app.get("plotly_chart"):
            assert "Walsall" in each.proto.spec
            assert "Rugby" not in re.findall(r'"text": ?"([^"]*)"', each.proto.spec)

    def test_councils_are_set_side_by_side_by_a_link(self) -> None:
        app = visit("councils", council="walsall", compare="rugby,shropshire")
        assert cards(app)[0] == "councils-side-by-side"
        grid = grids(app)["Measure"]
        assert list(grid.columns) == ["Measure", "Walsall", "Rugby", "Shropshire", "West Midlands"]
        assert app.query_params == {"council": "walsall", "compare": "rugby,shropshire"}

    def test_a_choice_to_compare_is_written_to_the_link(self) -> None:
        app = visit("councils")
        app.multiselect(key="councils-compared").set_value(["E07000220", "E08000030"]).run()
        assert app.query_params == {"compare": "rugby,walsall"}
        assert cards(app)[0] == "councils-side-by-side"

    def test_six_councils_at_most_are_set_beside(self) -> None:
        names = [slug(name) for name in list(COUNCILS)[:7]]
        app = visit("councils", compare=",".join(names))
        assert "more than 6 councils" in said(app)
        assert app.query_params == {"compare": ",".join(names[:6])}
        assert len(grids(app)["Measure"].columns) == 1 + 6 + 1

    def test_a_choice_to_sort_is_written_to_the_link(self) -> None:
        app = visit("councils")
        app.selectbox(key="councils-sort").set_value("usage_level").run()
        assert app.query_params == {"sort": "usage_level"}
        grid = grids(app)["Council or group"][5:]
        said_of = [each.split(" of ") for each in grid["High use by the council"][:-2]]
        shares = [int(count) / int(base) for count, base in said_of]
        assert shares == sorted(shares, reverse=True)
        assert grid["High use by the council"].tolist()[-2:] == ["did not answer"] * 2
        assert sorted(grid["Council or group"].tolist()[-2:]) == SILENT

    def test_what_is_no_column_does_not_sort(self) -> None:
        app = visit("councils", sort="good_practice")
        assert "by name" in said(app)
        assert app.selectbox(key="councils-sort").value == ""

    def test_a_wave_without_answers_says_so(self) -> None:
        app = visit("councils", wave="2014", compare="rugby,walsall")
        assert "No council's answers of 2014 were published." in said(app)
        assert not cards(app)

    def test_filters_choose_the_councils_of_the_table(self) -> None:
        grid = grids(visit("councils", type="county"))["Council or group"]
        assert grid["Council or group"].tolist() == [
            *("West Midlands", "County councils"),
            *("Staffordshire", "Warwickshire", "Worcestershire"),
        ]

    @pytest.mark.parametrize("name", SILENT)
    def test_says_that_a_council_did_not_answer(self, name: str) -> None:
        app = visit("councils", councils=name)
        assert f"In the illustrative answers, {name} did not answer" in headlines(app)
        assert ILLUSTRATIVE in said(app)
        assert not cards(app)

    def test_says_that_no_council_passes_all_filters(self) -> None:
        app = visit("councils", type="county", area="West Midlands")
        assert "No council passes all filters" in headlines(app)


def test_the_panel_of_the_map_leads_to_the_profile() -> None:
    app = visit("map", council="walsall")
    labels = {each.proto.label: each.proto.page for each in app.get("page_link")}
    assert labels["Open the profile of Walsall"] == "council"


def test_the_council_of_the_map_is_that_of_the_profile() -> None:
    app = visit("map", council="walsall")
    app._page_hash = calc_hash("council")
    app.query_params.clear()
    app.run()
    assert app.title[0].value == "Walsall Council"
    assert app.query_params == {"council": "walsall"}
