"""What the pages show, read from what Streamlit would send to a browser."""

import csv
import html
import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app import pages
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.exhibits import link
from bestbywm.pack import read_pack
from tests.app.reading import as_read, bodies, heats, in_view, unseen
from tests.packs import (
    EASTFORD,
    HOLMSHIRE,
    NORTHMOOR,
    SHIPPED,
    SOUTHWICK,
    TINY_ANSWERS_FILE,
    append_row,
    copy_of_shipped,
    delete_file,
    delete_row,
    drop_column,
    edit_json,
    replace_bytes,
    row_of,
    set_cell,
    tiny_region,
    with_maturity,
    write_bytes,
)

HOME = Path(__file__).resolve().parents[2]
FILTERS = {
    **dict.fromkeys(("overview", "map", "barriers", "maturity", "councils", "present"), "all"),
    "change": "waves",
    "council": "wave",
    "practice": "councils",
    **dict.fromkeys(("claims", "survey", "methods", "accessibility"), "none"),
}
"""What each page can be filtered by."""

PAGES = tuple(FILTERS)
BY_WAVE_AND_COUNCIL = tuple(page for page, kind in FILTERS.items() if kind == "all")
WITH_CHARTS = (*(page for page in BY_WAVE_AND_COUNCIL if page != "present"), "change", "practice")
WITH_CHARTS_OF_2014 = ("overview", "map", "barriers", "change", "practice")
WAVES = ("2013", "2014")
VIEWS = ("districts", "counties", "hexagons")
STAMP = "Illustrative answers. They add up to the published totals, but no council gave them."
MADE_UP = "In the illustrative answers, "


def rows_of(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


TYPES = [row["type"] for row in rows_of("council_types.csv")]
COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
QUESTIONS = {row["question"]: row for row in rows_of("questions.csv")}
OPTIONS = {(row["question"], row["option"]): row for row in rows_of("options.csv")}
PANELS = rows_of("panels.csv")
PUBLISHED = rows_of("published.csv")
SILENT = sorted(set(COUNCILS) - {row["council"] for row in rows_of("illustrative_2013.csv")})


@pytest.fixture(autouse=True)
def _the_shipped_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)


def visit(page: str = "overview", theme: str = "light", **link: str) -> AppTest:
    """The page as a visitor gets it who follows a link."""
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = theme
    app.query_params.update(link)
    return turn_to(app, page)


def turn_to(app: AppTest, page: str) -> AppTest:
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash(page)
    return app.run()


def charts(app: AppTest) -> dict[str, Any]:
    """The charts of a page by the name of their exhibit, but for the little map of a council."""
    found = {
        each.proto.id.split("-", 2)[2].removeprefix("chart-"): each.proto
        for each in app.get("plotly_chart")
    }
    return {name: chart for name, chart in found.items() if name != "locator"}


def figure(chart: Any) -> dict[str, Any]:
    made: dict[str, Any] = json.loads(chart.spec)
    return made


def plain(text: str) -> str:
    """Words of a figure without line breaks, bold type and unbreakable blanks."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", text)).replace("\u00a0", " ").split())


def said(app: AppTest) -> str:
    """Every word on the page outside its charts and tables."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error", "text")
    return as_read("\n".join(str(each.value) for kind in kinds for each in app.get(kind)))


def headlines(app: AppTest) -> list[str]:
    return [as_read(each.value) for each in app.main.header]


def captions(app: AppTest) -> list[str]:
    return [as_read(each.value) for each in app.caption]


def tables(app: AppTest) -> list[pd.DataFrame]:
    """The tables of a page, as they are read."""
    return [each.value.map(lambda cell: as_read(str(cell))) for each in app.table]


def cards(app: AppTest) -> list[str]:
    """The names of the exhibits on the page."""
    keys = [str(each.key) for each in app.button]
    return [key.removeprefix("take-") for key in keys if key.startswith("take-")]


def with_more(app: AppTest) -> AppTest:
    """The overview with the further figures that are shown when they are asked for."""
    app.toggle(key="overview-more").set_value(True).run()
    return app


def all_as_tables(app: AppTest) -> AppTest:
    """The same page with every card switched to its table."""
    return all_as("Table", app)


def all_as(form: str, app: AppTest) -> AppTest:
    """The same page with every card switched to this form."""
    for each in app.get("button_group"):
        if str(each.key).startswith("form-"):
            each.set_value(form)
    return app.run()


def sidebar(app: AppTest) -> dict[str, list[str]]:
    """Labels of what can be chosen in the sidebar, by kind."""
    kinds = ("radio", "selectbox", "multiselect", "button")
    labels = {kind: [each.label for each in app.sidebar.get(kind)] for kind in kinds}
    return {kind: found for kind, found in labels.items() if found}


def assert_is_sound(app: AppTest) -> None:
    """No traceback, something to read, and no word that only a programmer would know."""
    assert not app.exception
    assert app.title
    for each in (said(app), *(chart.spec for chart in charts(app).values()), *bodies(app)):
        assert not re.search(r"\bnan\b|\bNaN\b|Traceback|\b(?:of|None) None\b|None%", each)


class TestEveryPage:
    def test_is_tested_here(self) -> None:
        at_first = link.default_selection(read_pack(SHIPPED))
        assert {page.address: page.filters_for(at_first) for page in pages.PAGES} == FILTERS

    @pytest.mark.parametrize("page", PAGES)
    def test_has_the_filters_that_make_sense_there(self, page: str) -> None:
        councils = {"multiselect": ["Type of council", "County area", "Councils"]}
        reset = {"button": ["Reset"]}
        assert (
            sidebar(visit(page))
            == {
                "all": {"radio": ["Wave"], **councils, **reset},
                "wave": {"radio": ["Wave"], **reset},
                "waves": {"selectbox": ["From", "To"], **councils, **reset},
                "councils": {**councils, **reset},
                "none": {},
            }[FILTERS[page]]
        )

    @pytest.mark.parametrize("wave", WAVES)
    @pytest.mark.parametrize("page", PAGES)
    def test_shows_each_wave(self, page: str, wave: str) -> None:
        app = visit(page, wave=wave)
        assert_is_sound(app)
        assert [each.value for each in app.sidebar.radio] == (
            [wave] if FILTERS[page] in {"all", "wave"} else []
        )

    @pytest.mark.parametrize("type_", TYPES)
    @pytest.mark.parametrize("page", PAGES)
    def test_shows_each_type_of_council(self, page: str, type_: str) -> None:
        app = visit(page, type=type_)
        assert_is_sound(app)
        assert bool(charts(app)) == (page in WITH_CHARTS)
        assert app.query_params == {"type": type_}
        for each in app.sidebar.multiselect[:1]:
            assert each.value == [type_]

    @pytest.mark.parametrize("name", ["birmingham", "tamworth", SILENT[0].replace(" ", "-")])
    @pytest.mark.parametrize("page", PAGES)
    def test_shows_a_council_that_is_looked_at(self, page: str, name: str) -> None:
        app = visit(page, council=name.lower())
        assert_is_sound(app)
        assert app.query_params == {"council": name.lower()}

    @pytest.mark.parametrize("page", PAGES)
    def test_keeps_what_other_pages_were_asked_for(self, page: str) -> None:
        chosen = {
            "weights": "0-30-20-20-20-10",
            "compare": "rugby,walsall",
            "sort": "maturity",
            "from": "2014",
            "to": "2013",
            "by": "type",
            "channel": "twitter",
            "find": "gritting",
        }
        app = visit(page, **chosen)
        assert_is_sound(app)
        assert app.query_params == chosen

    @pytest.mark.parametrize("theme", ["light", "dark"])
    @pytest.mark.parametrize("page", WITH_CHARTS)
    def test_draws_its_charts_in_the_colours_of_the_theme(self, page: str, theme: str) -> None:
        ink = {"light": "#0B0C0C", "dark": "#F3F5F7"}[theme]
        for chart in charts(visit(page, theme)).values():
            assert figure(chart)["layout"]["template"]["layout"]["font"]["color"] == ink

    @pytest.mark.parametrize("page", PAGES)
    def test_shows_a_single_council(self, page: str) -> None:
        app = visit(page, councils="birmingham")
        assert_is_sound(app)
        assert bool(charts(app)) == (page in WITH_CHARTS)

    @pytest.mark.parametrize("page", [*BY_WAVE_AND_COUNCIL, "practice"])
    def test_says_that_no_council_passes_all_filters(self, page: str) -> None:
        app = visit(page, type="county", area="West Midlands")
        assert_is_sound(app)
        assert "No council passes all filters" in headlines(app)
        assert not charts(app)
        assert not app.metric

    @pytest.mark.parametrize("name", SILENT)
    @pytest.mark.parametrize("page", ["overview", "barriers", "maturity", "councils"])
    def test_says_that_a_council_did_not_answer(self, page: str, name: str) -> None:
        app = visit(page, councils=name)
        assert_is_sound(app)
        assert f"{MADE_UP}{name} did not answer" in headlines(app)
        assert STAMP in said(app), "which councils did not answer is made up as well"
        assert not charts(app), "nothing is drawn as zero"
        assert not app.metric

    @pytest.mark.parametrize("name", SILENT)
    def test_shows_where_a_council_lies_that_did_not_answer(self, name: str) -> None:
        app = visit("map", councils=name)
        assert_is_sound(app)
        assert f"{MADE_UP}{name} did not answer" in headlines(app)
        (chart,) = charts(app).values()
        classes = {trace["name"] for trace in figure(chart)["data"] if trace.get("locations")}
        assert classes == {"Did not answer (1)", "Not in the selection (29)"}

    @pytest.mark.parametrize("name", SILENT)
    def test_shows_facts_of_a_council_that_did_not_answer(self, name: str) -> None:
        app = visit("map", councils=name, measure="good_practice")
        assert_is_sound(app)
        assert name in headlines(app)[0]
        assert "good practice" in headlines(app)[0]

    @pytest.mark.parametrize("page", [*BY_WAVE_AND_COUNCIL, "change"])
    def test_sets_filters_of_2014_aside_and_says_so(self, page: str) -> None:
        app = visit(page, wave="2014", type="county", councils="Brum")
        assert_is_sound(app)
        assert any("The filters are set aside" in each.value for each in app.info)
        assert all(each.disabled for each in app.sidebar.multiselect)
        without = visit(page, wave="2014")
        assert [each.spec for each in charts(app).values()] == [
            each.spec for each in charts(without).values()
        ]

    @pytest.mark.parametrize("page", PAGES)
    def test_leaves_nonsense_in_a_link_out_and_says_so(self, page: str) -> None:
        app = visit(page, wave="1066", type="borough council", councils="Brum,Atlantis", view="3d")
        assert_is_sound(app)
        notes = as_read(" ".join(each.value for each in app.info))
        for nonsense in ("1066", "borough council", "Atlantis", "3d"):
            assert f"“{nonsense}”" in notes
        assert "Brum" not in notes
        assert app.query_params == {"councils": "birmingham"}

    @pytest.mark.parametrize("page", PAGES)
    def test_ignores_parts_of_a_link_that_are_not_ours(self, page: str) -> None:
        app = visit(page, utm_source="newsletter", type="county")
        assert_is_sound(app)
        assert app.query_params == {"type": "county"}
        assert not any("utm_source" in each.value for each in app.info)

    @pytest.mark.parametrize(
        ("alias", "name"),
        [
            ("Brum", "birmingham"),
            ("stoke", "stoke-on-trent"),
            ("TELFORD", "telford-and-wrekin"),
            ("Wolves", "wolverhampton"),
            ("Staffordshire County", "staffordshire"),
            ("E08000025", "birmingham"),
        ],
    )
    def test_knows_a_council_by_its_other_names(self, alias: str, name: str) -> None:
        app = visit("overview", councils=alias)
        assert app.query_params == {"councils": name}
        assert not app.info

    @pytest.mark.parametrize("page", PAGES)
    def test_names_the_licence(self, page: str) -> None:
        assert "Open Government Licence v3.0" in said(visit(page))


class TestFurtherFigures:
    @pytest.mark.parametrize(
        "link", [{}, {"wave": "2014"}, {"type": "county"}, {"area": "Shropshire"}]
    )
    def test_come_when_they_are_asked_for(self, link: dict[str, str]) -> None:
        app = visit("overview", **link)
        at_once = cards(app)
        with_more(app)
        assert_is_sound(app)
        assert len(cards(app)) > len(at_once)
        assert len(cards(app)) == len(set(cards(app)))

    def test_stay_when_a_filter_changes(self) -> None:
        app = with_more(visit("overview"))
        app.sidebar.multiselect(key="filter-types").set_value(["county"]).run()
        assert "ratings" in cards(app)


class TestFilters:
    def test_are_kept_when_another_page_is_opened(self) -> None:
        app = visit("overview", area="Staffordshire", type="district")
        app.query_params.clear()  # as Streamlit does when a page is turned
        for page in (*PAGES[1:], "overview"):
            turn_to(app, page)
            assert_is_sound(app)
            assert app.query_params == {"type": "district", "area": "staffordshire"}
            assert ("8 councils selected" in said(app)) == (FILTERS[page] == "all")
            app.query_params.clear()

    def test_of_facts_hold_whatever_the_wave(self) -> None:
        with_wave = visit("practice", wave="2014", type="county")
        without = visit("practice", type="county")
        assert headlines(with_wave) == headlines(without)
        assert not any(each.disabled for each in with_wave.sidebar.multiselect)

    @pytest.mark.parametrize("key", ["sort", "measure"])
    def test_drop_a_measure_that_another_wave_does_not_have(self, key: str) -> None:
        app = visit("councils", **{key: "maturity"})
        app.sidebar.radio[0].set_value("2014").run()
        assert app.query_params == {"wave": "2014"}
        assert_is_sound(app)

    def test_are_written_to_the_link(self) -> None:
        app = visit("overview")
        app.sidebar.multiselect(key="filter-councils").set_value(["E08000025", "E10000028"]).run()
        assert app.query_params == {"councils": "birmingham,staffordshire"}

    def test_follow_the_link_after_the_back_button(self) -> None:
        app = visit("overview")
        app.sidebar.multiselect(key="filter-types").set_value(["county"]).run()
        app.query_params.clear()
        app.run()
        assert app.sidebar.multiselect(key="filter-types").value == []

    def test_are_taken_away_by_reset(self) -> None:
        app = visit("overview", wave="2013", area="Staffordshire")
        app.sidebar.button[0].click().run()
        assert app.query_params == {}
        assert all(not each.value for each in app.sidebar.multiselect)
        assert not app.sidebar.button[0].disabled, "it would lose the focus"

    @pytest.mark.parametrize("page", [page for page in PAGES if FILTERS[page] != "none"])
    def test_are_taken_away_with_what_any_page_chose(self, page: str) -> None:
        app = visit(page, weights="0-30-20-20-20-10", compare="rugby", find="snow", sort="maturity")
        app.sidebar.button[0].click().run()
        assert_is_sound(app)
        assert app.query_params == {}
        assert not app.sidebar.button[0].disabled, "it would lose the focus"

    def test_change_figures_and_put_the_stamp_on_them(self) -> None:
        app = with_more(visit("overview", type="metropolitan"))
        assert app.metric[0].value != visit("overview").metric[0].value
        assert "metropolitan boroughs" in said(app)
        for name, chart in charts(app).items():
            assert plain(figure(chart)["layout"]["title"]["text"]) == STAMP, name


class TestCard:
    @pytest.mark.parametrize(
        ("page", "link"),
        [
            *((page, {}) for page in WITH_CHARTS),
            *((page, {"councils": "birmingham"}) for page in WITH_CHARTS),
            *((page, {"wave": "2014"}) for page in WITH_CHARTS_OF_2014),
            ("council", {"council": "birmingham"}),
        ],
    )
    def test_says_its_headline_in_the_alternative_text(
        self, page: str, link: dict[str, str]
    ) -> None:
        app = visit(page, **link)
        shown = charts(app)
        assert shown
        said_above = headlines(app)
        for chart in shown.values():
            found = [each for each in said_above if chart.alt.startswith(each)]
            assert found, chart.alt
            assert len(chart.alt) > len(found[0]) + 10, "it also says what the chart shows"

    @pytest.mark.parametrize("page", [*WITH_CHARTS, "council"])
    def test_has_chart_table_and_download(self, page: str) -> None:
        app = visit(page, council="birmingham")
        names = cards(app)
        forms = [each.key for each in app.get("button_group")]
        assert all(f"form-{name}" in forms for name in names if name in charts(app))
        before, pictures = len(app.table), len(charts(app)) + len(heats(app))
        assert len(unseen(app)) == len(charts(app)), "each chart has its table behind it"
        all_as_tables(app)
        assert_is_sound(app)
        assert not charts(app)
        assert not heats(app)
        assert not unseen(app)
        assert len(app.table) == before + pictures
        assert all(not each.value.empty for each in app.table)
        assert cards(app) == names

    @pytest.mark.parametrize("wave", WAVES)
    def test_of_published_figures_gives_a_sentence_to_copy(self, wave: str) -> None:
        app = all_as("You can say", visit("overview", wave=wave))
        assert_is_sound(app)
        assert not charts(app)
        sentences = [each.value for each in app.get("code")]
        assert len(sentences) == len(cards(app))
        for sentence in sentences:
            assert f"(Best by West Midlands, {wave})." in sentence
            assert any(sentence.startswith(each) for each in headlines(app))

    @pytest.mark.parametrize(
        ("page", "published"),
        [("maturity", ["maturity-dimensions"]), ("map", []), ("councils", [])],
    )
    def test_of_made_up_answers_gives_no_sentence(self, page: str, published: list[str]) -> None:
        app = all_as("You can say", visit(page))
        assert_is_sound(app)
        made_up = set(cards(app)) - set(published)
        assert len(app.get("code")) == len(published)
        assert said(app).count("Don't quote these figures") == len(made_up)
        assert said(app).count(STAMP) >= len(made_up)

    @pytest.mark.parametrize("wave", WAVES)
    def test_of_published_figures_says_so(self, wave: str) -> None:
        app = overview(wave)
        stamped = [each for each in captions(app) if "**Published figures.**" in each]
        under_metrics, *on_cards = stamped
        assert under_metrics == "**Published figures.**"
        assert len(on_cards) == len(cards(app))
        assert all("Source: " in each for each in on_cards)
        assert all("title" not in figure(chart)["layout"] for chart in charts(app).values())

    @pytest.mark.parametrize("view", VIEWS)
    def test_of_made_up_answers_has_the_stamp_in_its_picture(self, view: str) -> None:
        app = visit("map", view=view)
        (chart,) = charts(app).values()
        assert plain(figure(chart)["layout"]["title"]["text"]) == STAMP

    def test_of_made_up_answers_has_the_stamp_beside_its_table(self) -> None:
        app = all_as_tables(visit("barriers", type="unitary"))
        stamped = [each for each in captions(app) if STAMP in each]
        assert len(stamped) == len(app.table)

    def test_of_barriers_says_which_figures_are_made_up(self) -> None:
        ranking, *others = charts(visit("barriers")).values()
        assert "title" not in figure(ranking)["layout"], "the ranking is published"
        assert len(others) == 4
        for chart in others:
            assert plain(figure(chart)["layout"]["title"]["text"]) == STAMP


# Every published figure ---------------------------------------------------------------------------


@cache
def overview(wave: str, *, as_tables: bool = False) -> AppTest:
    app = with_more(visit("overview", wave=wave))
    return all_as_tables(app) if as_tables else app


def panels_of(row: Mapping[str, str]) -> Iterator[dict[str, str]]:
    """The panels that may show a figure: a comparison shows only the answer that counts."""
    high = OPTIONS[row["question"], row["option"]]["role"] == "high"
    for panel in PANELS:
        if row["question"] in panel["questions"].split(";") and (
            panel["kind"] != "compare" or high
        ):
            yield panel


def label_in(panel: Mapping[str, str], row: Mapping[str, str]) -> str:
    if panel["kind"] == "ranking":
        return OPTIONS[row["question"], row["option"]]["label"]
    return QUESTIONS[row["question"]]["measure"]


def percentage(row: Mapping[str, str]) -> str:
    return row["as_published"] or (f"{row['percent']}%" if row["percent"] else "")


def value(row: Mapping[str, str]) -> float:
    return float(row["percent"]) / 100 if row["percent"] else float(row["count"])


def words(row: Mapping[str, str]) -> str:
    if not row["percent"]:
        return f"{row['count']} {QUESTIONS[row['question']]['unit']}"
    return f"{percentage(row)} ({row['count']} of {row['base']})"


def is_in_bars(drawn: dict[str, Any], row: Mapping[str, str], label: str) -> bool:
    """Whether a bar of the right length stands under its label, percentage, count and base."""
    bars = next(trace for trace in drawn["data"] if trace["type"] == "bar")
    texts = next(trace for trace in drawn["data"] if trace.get("mode") == "text")["text"]
    pairs = zip(map(plain, texts), bars["x"], strict=True)
    return any(
        text == f"{label} {words(row)}" and length == pytest.approx(value(row), abs=1e-9)
        for text, length in pairs
    )


def is_in_parts(drawn: dict[str, Any], row: Mapping[str, str]) -> bool:
    """Whether the row of the question has a part of the right length for the answer."""
    answer = OPTIONS[row["question"], row["option"]]["label"]
    part = next((trace for trace in drawn["data"] if trace.get("name") == answer), None)
    labels = [plain(text) for text in drawn["data"][-1]["text"]]
    short = QUESTIONS[row["question"]]["short"]
    position = next((i for i, label in enumerate(labels) if label.startswith(short)), None)
    if part is None or position is None:
        return False
    counts, base = labels[position].removeprefix(short).rsplit(" of ", 1)
    return (
        part["text"][position] == percentage(row)
        and part["x"][position] == pytest.approx(value(row), abs=1e-9)
        and row["count"] in re.findall(r"\d+", counts)
        and base == f"{row['base']} people"
    )


def is_in_chart(row: Mapping[str, str], panel: Mapping[str, str]) -> bool:
    shown = charts(overview(row["wave"]))
    if panel["panel"] not in shown:
        return False
    drawn = figure(shown[panel["panel"]])
    if panel["kind"] == "split":
        return is_in_parts(drawn, row)
    return is_in_bars(drawn, row, label_in(panel, row))


def is_in_table(row: Mapping[str, str]) -> bool:
    """Whether a table says the figure with its count and base, or that these are not known."""
    question = QUESTIONS[row["question"]]
    answer = OPTIONS[row["question"], row["option"]]["label"]
    names = ({question["measure"]}, {answer}, {question["short"], answer})
    for table in tables(overview(row["wave"], as_tables=True)):
        for line in table.to_dict("records"):
            named = {line.get(key) for key in ("Measure", "Answer", "Question", "Statement")}
            if (
                named - {None} in names
                and line["Count"] == (row["count"] or "[x]")
                and line["Share"] == (f"{row['percent']}%" if row["percent"] else "[x]")
                and line.get("Base", row["base"]) == (row["base"] or "[x]" * ("Base" in line))
            ):
                return True
    return False


def name_of(row: Mapping[str, str]) -> str:
    return "-".join((row["wave"], row["question"], row["option"]))


DRAWN = [row for row in PUBLISHED if QUESTIONS[row["question"]]["kind"] != "fact"]
"""All but statements, which are no shares of people and stand in a table only."""


class TestPublishedFigure:
    def test_none_is_forgotten_here(self) -> None:
        assert len(PUBLISHED) == 41
        assert len(DRAWN) == 39

    @pytest.mark.parametrize("row", DRAWN, ids=map(name_of, DRAWN))
    def test_is_drawn_on_the_overview(self, row: dict[str, str]) -> None:
        assert any(is_in_chart(row, panel) for panel in panels_of(row))

    @pytest.mark.parametrize("row", PUBLISHED, ids=map(name_of, PUBLISHED))
    def test_stands_in_a_table_of_the_overview(self, row: dict[str, str]) -> None:
        assert is_in_table(row)

    def test_is_a_headline_figure_if_the_pack_wants_it(self) -> None:
        wanted = [
            (QUESTIONS[row["question"]]["measure"], percentage(row), f"{row['count']} of 40 people")
            for row in PUBLISHED
            if row["wave"] == "2013"
            and QUESTIONS[row["question"]]["headline"] == "yes"
            and OPTIONS[row["question"], row["option"]]["role"] == "high"
        ]
        shown = [(each.label, each.value, each.delta) for each in overview("2013").metric]
        assert sorted(shown) == sorted(wanted)
        assert len(shown) == 6

    def test_is_on_the_page_of_barriers_too(self) -> None:
        for wave in WAVES:
            ranking = figure(charts(visit("barriers", wave=wave))["barriers-ranking"])
            named = [
                row for row in PUBLISHED if (row["wave"], row["question"]) == (wave, "barriers")
            ]
            assert named
            for row in named:
                assert is_in_bars(ranking, row, OPTIONS["barriers", row["option"]]["label"])

    def test_is_listed_with_all_others_under_data_and_methods(self) -> None:
        app = visit("methods")
        assert "Show all 41 figures" in [each.label for each in app.expander]

    def test_that_is_missing_is_said_to_be_missing(self) -> None:
        for wave in WAVES:
            assert "What was not published" in headlines(overview(wave))
        assert "15%" not in charts(overview("2013"))["role"].alt


# The map ------------------------------------------------------------------------------------------


class TestMap:
    @pytest.mark.parametrize(
        ("view", "places"), [("districts", 30), ("counties", 14), ("hexagons", 33)]
    )
    def test_shows_every_place_of_a_view_once(self, view: str, places: int) -> None:
        (chart,) = charts(visit("map", view=view)).values()
        shown = [
            code
            for trace in figure(chart)["data"]
            if trace["type"] == "choropleth"
            for code in trace["locations"]
        ]
        assert len(shown) == len(set(shown)) == places

    @pytest.mark.parametrize("view", VIEWS)
    @pytest.mark.parametrize("type_", TYPES)
    def test_shows_each_type_in_each_view(self, view: str, type_: str) -> None:
        assert_is_sound(visit("map", view=view, type=type_))

    def test_shows_each_measure(self) -> None:
        app = visit("map")
        measures = list(app.selectbox(key="map-measure").options)
        assert len(measures) >= 15
        app.run()
        for position in range(len(measures)):
            app.selectbox(key="map-measure").select_index(position).run()
            assert_is_sound(app)
            assert len(charts(app)) == 1

    def test_sends_the_address_of_its_outlines_and_not_the_outlines(self) -> None:
        (chart,) = charts(visit("map")).values()
        assert "coordinates" not in chart.spec
        for trace in figure(chart)["data"]:
            if trace["type"] == "choropleth":
                assert trace["geojson"].startswith("/app/static/made/districts-")
        assert len(chart.spec) < 12_000

    @pytest.mark.parametrize("name", SILENT)
    def test_has_a_class_of_its_own_for_councils_that_did_not_answer(self, name: str) -> None:
        (chart,) = charts(visit("map", view="hexagons")).values()
        drawn = figure(chart)
        silent = next(t for t in drawn["data"] if t.get("name") == "Did not answer (2)")
        assert COUNCILS[name]["code"] in silent["locations"]
        assert f"{name}: did not answer" in silent["text"]
        others = [t["colorscale"][0][1] for t in drawn["data"] if t["type"] == "choropleth"]
        assert others.count(silent["colorscale"][0][1]) == 1
        assert [t["mode"] for t in drawn["data"] if t.get("mode") == "lines"], "hatched"

    def test_opens_the_panel_of_a_council_that_is_chosen_by_name(self) -> None:
        app = visit("map")
        app.selectbox(key="map-council").set_value("E08000025").run()
        assert "Birmingham" in headlines(app)
        assert app.query_params == {"council": "birmingham"}
        assert "examples of good practice" in said(app)
        assert len(app.table) == 1

    def test_outlines_the_council_that_is_looked_at_and_changes_nothing_else(self) -> None:
        (looked_at,) = charts(visit("map", council="birmingham")).values()
        (without,) = charts(visit("map")).values()
        *traces, casing, ring = figure(looked_at)["data"]
        assert traces == figure(without)["data"]
        for each in (casing, ring):
            assert each["locations"] == ["E08000025"]
            assert each["colorscale"][0][1] == "#0000", "only its outline is drawn"

    def test_outlines_no_council_that_is_not_on_the_view(self) -> None:
        (chart,) = charts(visit("map", council="tamworth", view="counties")).values()
        (without,) = charts(visit("map", view="counties")).values()
        assert chart.spec == without.spec

    @pytest.mark.parametrize("name", SILENT)
    def test_panel_says_that_a_council_did_not_answer(self, name: str) -> None:
        app = visit("map", council=name)
        assert_is_sound(app)
        assert f"**In the illustrative answers, nobody answers for {name}**" in said(app)
        assert STAMP in said(app)
        assert not app.table

    def test_panel_filters_all_pages_on_its_council(self) -> None:
        app = visit("map", council="birmingham", type="county")
        next(each for each in app.main.button if each.label.startswith("Show only")).click().run()
        assert app.query_params == {"councils": "birmingham", "council": "birmingham"}

    def test_of_2014_shows_examples_of_good_practice_only(self) -> None:
        app = visit("map", wave="2014")
        assert_is_sound(app)
        assert len(app.selectbox(key="map-measure").options) == 1
        assert STAMP not in said(app)


# Other packs --------------------------------------------------------------------------------------


def everything(app: AppTest) -> str:
    """All that is on the page: words, charts, tables, and what can be chosen."""
    parts = [said(app), *(each.to_csv() for each in tables(app)), *bodies(app)]
    parts += [f"{each.label} {each.value} {each.delta}" for each in app.metric]
    parts += [plain(f"{each.spec} {each.alt}") for each in charts(app).values()]
    parts += [
        " ".join(each.options) for kind in ("multiselect", "selectbox") for each in app.get(kind)
    ]
    return "\n".join(parts)


class TestAnotherRegion:
    """A made-up region of four councils, named by an environment variable."""

    @pytest.fixture(autouse=True)
    def _tiny(self, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(tiny_folder))

    @pytest.mark.parametrize("view", VIEWS)
    @pytest.mark.parametrize("page", PAGES)
    def test_is_shown_without_a_word_of_the_region_that_ships(self, page: str, view: str) -> None:
        app = visit(page, view=view)
        assert_is_sound(app)
        assert "Tiny survey" in said(app)
        shown = everything(app) + everything(all_as_tables(app))
        for word in ("West Midlands", "comms2point0", "Walsall", *COUNCILS):
            assert word not in shown

    @pytest.mark.parametrize("page", PAGES)
    def test_may_have_a_model_of_maturity(
        self, page: str, mature_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(mature_folder))
        app = visit(page, measure="maturity", council="northmoor", weights="40-60")
        assert_is_sound(app)
        assert app.query_params == {
            "measure": "maturity",
            "council": "northmoor",
            "weights": "40-60",
        }
        shown = everything(app) + everything(all_as_tables(app))
        for word in ("West Midlands", "Walsall", *COUNCILS):
            assert word not in shown

    def test_shows_its_own_published_figures(self) -> None:
        app = visit("overview")
        assert [(each.value, each.delta) for each in app.metric] == [("60%", "6 of 10 people")]
        shown = charts(app)
        assert shown["use"].alt.startswith("60% (6 of 10 people)")
        use, barriers = (plain(each) for each in unseen(app))
        assert "High use 6 10 60% 31.3% 83.2%" in use
        assert "Cost 5 10 50%" in barriers

    def test_shows_its_own_councils_on_the_map(self) -> None:
        app = visit("map", council="wick")
        (chart,) = charts(app).values()
        for name in ("Northmoor", "Eastford", "Southwick"):
            assert name in unseen(app)[0]
        assert chart.alt.endswith("Map, 3 councils.")
        assert "Southwick" in headlines(app)
        assert "Southwick did not answer" in said(app)

    def test_is_filtered_by_its_own_councils(self) -> None:
        app = visit("overview", councils="moor")
        assert app.query_params == {"councils": "northmoor"}
        assert app.metric[0].value == "3 of 4"

    @pytest.mark.parametrize("page", PAGES)
    def test_may_have_the_name_of_one_of_its_councils(
        self, page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = with_maturity(tiny_region(tmp_path))
        edit_json(folder, lambda descriptor: descriptor["region"].update(name="Holmshire"))
        monkeypatch.setenv(PACK_VARIABLE, str(folder))
        app = all_as_tables(visit(page, council=HOLMSHIRE, compare=f"{HOLMSHIRE},{EASTFORD}"))
        assert_is_sound(app)

    def test_carries_no_stamp_of_made_up_answers(self) -> None:
        for page in PAGES:
            if page != "methods":  # which explains every kind of data
                assert STAMP not in everything(visit(page))


# Words that could be read as markdown -------------------------------------------------------------

HOSTILE = "**Moor** [x](http://evil.example) $y$"
SIGNS = set("*[]$")
"""What of it would make bold type, a link or a formula if it were sent as it stands."""

MARKDOWN = ("title", "header", "subheader", "markdown", "caption", "info", "error")
LABELLED = ("button", "page_link", "download_button", "toggle", "checkbox", "selectbox")


def sent_as_markdown(app: AppTest) -> list[str]:
    """Everything that the browser reads as markdown, as it is sent."""
    found = [str(each.value) for kind in MARKDOWN for each in app.get(kind)]
    found += [str(each.proto.help) for kind in MARKDOWN[:3] for each in app.get(kind)]
    found += [str(each.proto.label) for kind in LABELLED for each in app.get(kind)]
    found += [each.label for each in app.metric]
    for table in app.table:
        found += [str(each) for each in (*table.value.columns, *table.value.to_numpy().flat)]
    return found


def without_escaped(words: str) -> str:
    """What is left that the browser may read as markdown."""
    return re.sub(r"\\.", "", words)


def hostile_region(folder: Path) -> Path:
    """The tiny region with a council, an area and a type whose names look like markdown."""
    pack = with_maturity(tiny_region(folder))
    row = row_of(pack, "councils.csv", NORTHMOOR)
    for column in ("name", "official_name", "county_area"):
        set_cell(pack, "councils.csv", row, column, HOSTILE)
    for column in ("label", "plural"):  # the same name again: columns of a table may share it
        set_cell(
            pack, "council_types.csv", row_of(pack, "council_types.csv", "unitary"), column, HOSTILE
        )
    answers = (pack / TINY_ANSWERS_FILE).read_text(encoding="utf-8")
    write_bytes(pack, TINY_ANSWERS_FILE, answers.replace("Northmoor", HOSTILE).encode())
    return pack


@pytest.fixture(scope="module")
def hostile_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_region(tmp_path_factory.mktemp("hostile"))


class TestWordsThatLookLikeMarkdown:
    """They are read as they stand: nothing is bold, a link or a formula that was not meant."""

    @pytest.mark.parametrize(
        "link",
        [
            {"council": NORTHMOOR},
            {"council": NORTHMOOR, "councils": NORTHMOOR, "compare": f"{EASTFORD},{HOLMSHIRE}"},
            {"council": EASTFORD, "type": "unitary", "compare": NORTHMOOR, "measure": "maturity"},
            {"council": SOUTHWICK, "area": HOSTILE, "view": "hexagons"},
        ],
    )
    @pytest.mark.parametrize("page", PAGES)
    def test_in_names_of_the_pack(
        self, page: str, link: dict[str, str], hostile_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(hostile_folder))
        app = visit(page, **link)
        assert_is_sound(app)
        for form in ("Chart", "Table", "You can say"):
            shown = sent_as_markdown(all_as(form, app))
            assert not app.exception
            for each in shown:
                assert HOSTILE.casefold() not in each.casefold()
            read = "\n".join(map(as_read, shown))
            if page in {"map", "council", "councils", "maturity"} and form == "Table":
                assert HOSTILE in read
            if page in {"map", "council"} and link["council"] == NORTHMOOR:
                assert HOSTILE in headlines(app) + [as_read(each.value) for each in app.title]

    def test_in_names_survive_the_link(
        self, hostile_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(hostile_folder))
        app = visit("council", council=NORTHMOOR)
        (written,) = app.query_params.values()
        name = written[0] if isinstance(written, list) else written
        assert as_read(visit("council", council=name).title[0].value) == HOSTILE

    def test_of_a_council_that_did_not_answer(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pack = tiny_region(tmp_path)
        set_cell(pack, "councils.csv", row_of(pack, "councils.csv", SOUTHWICK), "name", HOSTILE)
        monkeypatch.setenv(PACK_VARIABLE, str(pack))
        for page in ("overview", "barriers", "councils", "map"):
            app = visit(page, councils=SOUTHWICK)
            assert f"{HOSTILE} did not answer" in headlines(app)
            assert not [each for each in sent_as_markdown(app) if HOSTILE in each]

    @pytest.mark.parametrize("key", ["councils", "area", "type", "measure", "channel", "weights"])
    @pytest.mark.parametrize("page", PAGES)
    def test_in_a_link(self, page: str, key: str) -> None:
        app = visit(page, **{key: HOSTILE})
        assert_is_sound(app)
        (note,) = (each.value for each in app.info if "The link" in each.value)
        assert f"“{HOSTILE}”" in as_read(note)
        assert not SIGNS & set(without_escaped(note))

    def test_of_a_search_stand_in_its_box_alone(self) -> None:
        app = visit("practice", find=HOSTILE)
        assert_is_sound(app)
        assert app.text_input[0].value == HOSTILE
        assert not [each for each in sent_as_markdown(app) if HOSTILE in each]


def test_a_grid_shows_words_without_backslashes() -> None:
    """It reads no markdown."""
    app = visit("claims")
    app.toggle(key="claims-table").set_value(True).run()
    assert_is_sound(app)
    (grid,) = app.dataframe
    words = [str(each) for each in grid.value.to_numpy().flat]
    assert any("#" in each for each in words)
    assert not any("\\" in each for each in words)


class TestDownloads:
    """A table that Streamlit offers to download on its own would go out without its stamp."""

    @pytest.mark.parametrize("link", [{}, {"type": "district"}, {"compare": "rugby,walsall"}])
    @pytest.mark.parametrize("page", ["councils", "maturity", "council"])
    def test_of_made_up_answers_are_all_stamped(self, page: str, link: dict[str, str]) -> None:
        app = visit(page, council="walsall", **link)
        for form in ("Chart", "Table", "You can say"):
            all_as(form, app)
            assert_is_sound(app)
            assert not app.dataframe
            assert not app.get("arrow_data_frame")
            downloads = [each.proto.label for each in app.get("download_button")]
            on_paper = ["Download the print view", "Download the briefing (PDF)"]
            assert downloads == (on_paper if page == "council" else [])

    @pytest.mark.parametrize("page", ["councils", "maturity", "council"])
    def test_are_only_beside_tables_of_heat_with_the_stamp_inside(self, page: str) -> None:
        app = visit(page, council="walsall", compare="rugby,walsall")
        assert heats(app)
        assert all(STAMP in in_view(each) for each in heats(app))


# A pack that cannot be used -----------------------------------------------------------------------

Spoil = Callable[[Path], object]

BROKEN: dict[str, tuple[Spoil, str]] = {
    "a missing file": (lambda pack: delete_file(pack, "councils.csv"), "councils.csv"),
    "a missing description": (lambda pack: delete_file(pack, "datapackage.json"), "datapackage"),
    "a missing column": (
        lambda pack: drop_column(pack, "councils.csv", "county_area"),
        "councils.csv, row 1, column county_area",
    ),
    "a wrong code": (
        lambda pack: set_cell(pack, "councils.csv", 2, "type", "parish"),
        "councils.csv, row 2, column type",
    ),
    "a council twice": (
        lambda pack: append_row(pack, "councils.csv", code="E06000019", name="Herefordshire"),
        "councils.csv, row 35",
    ),
    "a council without an area": (
        lambda pack: replace_bytes(pack, "boundaries.geojson", b"E08000025", b"E08000099"),
        "boundaries.geojson",
    ),
    "an area without a council": (
        lambda pack: delete_row(
            pack, "councils.csv", row_of(pack, "councils.csv", "Malvern Hills")
        ),
        "boundaries.geojson",
    ),
    "an unknown option": (
        lambda pack: set_cell(pack, "published.csv", 3, "option", "so-so"),
        "published.csv, row 3, column option",
    ),
    "more than all": (
        lambda pack: set_cell(pack, "published.csv", 2, "percent", "185"),
        "published.csv, row 2, column percent",
    ),
    "another encoding than UTF-8": (
        lambda pack: replace_bytes(pack, "councils.csv", b"Telford", b"T\xe9lford"),
        "councils.csv, row 3",
    ),
    "no table at all": (
        lambda pack: write_bytes(pack, "questions.csv", b"\x89PNG\r\n\x1a\n\0\0"),
        "questions.csv",
    ),
}


class TestBrokenPack:
    @pytest.mark.parametrize("page", ["overview", "map", "claims"])
    @pytest.mark.parametrize(("spoil", "place"), BROKEN.values(), ids=BROKEN.keys())
    def test_is_explained_and_nothing_else_is_shown(
        self,
        page: str,
        spoil: Spoil,
        place: str,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        folder = copy_of_shipped(tmp_path)
        spoil(folder)
        monkeypatch.setenv(PACK_VARIABLE, str(folder))
        app = visit(page)
        assert not app.exception, "no traceback"
        assert [each.value for each in app.title] == ["The data cannot be shown yet"]
        assert any(each.startswith(place) for each in headlines(app))
        texts = [each.value for each in app.text]
        assert sum(each.startswith("Expected: ") for each in texts) == len(headlines(app))
        assert sum(each.startswith("To mend it: ") for each in texts) == len(headlines(app))
        assert not charts(app), "no half-right page"
        assert not [*app.metric, *app.table, *app.get("download_button")]
        assert not len(app.sidebar)

    def test_that_is_no_folder_is_explained(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(tmp_path / "nowhere"))
        app = visit()
        assert not app.exception
        assert [each.value for each in app.title] == ["The data cannot be shown yet"]
        assert "To mend it: " in said(app)

    def test_is_shown_once_it_is_mended(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = copy_of_shipped(tmp_path)
        monkeypatch.setenv(PACK_VARIABLE, str(folder))
        delete_file(folder, "councils.csv")
        app = visit()
        assert not charts(app)
        shutil.copy(SHIPPED / "councils.csv", folder)
        app.run()
        assert_is_sound(app)
        assert charts(app)
