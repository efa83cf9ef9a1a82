"""Specification of the figures: small plain dictionaries that Plotly takes, true to their spec."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import barriers, maps, overview
from bestbywm.exhibits.model import (
    Bar,
    Bars,
    Chart,
    Choropleth,
    Exhibit,
    HeatTable,
    Matrix,
    Part,
    Square,
    Stacks,
    Table,
)
from bestbywm.geography import bounds_of, feature_collection
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS, Provenance
from bestbywm.region import MapView
from bestbywm.render.figures import figure
from bestbywm.render.layout import LINE, Figure
from bestbywm.render.maps import Outlines
from bestbywm.render.squares import matrix
from bestbywm.render.theme import DARK, LIGHT, THEMES

ADDRESS = "/app/static/made/districts-0123456789abcdef.json"
STAMP = STAMPS["illustrative"]


def exhibit_of(chart: Chart | None, provenance: Provenance = "published") -> Exhibit:
    return Exhibit(
        id="made-up",
        headline="A finding",
        subtitle="",
        chart=chart,
        table=Table((), ()),
        alt="A finding.",
        source="",
        provenance=provenance,
        wave="2013",
    )


def drawn(chart: Chart, provenance: Provenance = "published") -> Figure:
    return figure(exhibit_of(chart, provenance), LIGHT)


def traces(made: Figure, type_: str) -> list[dict[str, Any]]:
    return [trace for trace in made["data"] if trace["type"] == type_]


def plain(text: str) -> str:
    """Words without markup and line breaks."""
    for mark in ("<br>", "\u00a0", "\n"):
        text = text.replace(mark, " ")
    return " ".join(text.replace("<b>", "").replace("</b>", "").split())


def all_words(made: Figure) -> str:
    return plain(json.dumps(made, ensure_ascii=False))


def outlines_of(pack: Pack, view: MapView, *, embedded: bool = False) -> Outlines:
    shapes = pack.geography.shapes(pack.region, view)
    return Outlines(
        geojson=feature_collection(shapes) if embedded else ADDRESS,
        bounds=bounds_of(shapes),
        centres=pack.geography.hexagon_centres() if view == "hexagons" else {},
        shapes=shapes,
    )


def charts(pack: Pack) -> Iterator[Exhibit]:
    rugby = (pack.region.by_name["Rugby"].code,)
    for selection in (
        Selection("2013"),
        Selection("2014"),
        Selection("2013", types=("metropolitan",)),
        Selection("2013", types=("district",)),
        Selection("2013", councils=rugby),
    ):
        for each in (*overview.exhibits(pack, selection), *barriers.exhibits(pack, selection)):
            if each.chart is not None:
                yield each


def map_exhibits(pack: Pack) -> Iterator[tuple[MapView, Exhibit]]:
    for view in maps.VIEWS:
        for measure in maps.map_measures(pack, "2013"):
            yield view, maps.map_of(pack, Selection("2013", measure=measure, view=view))


TWO_BARS = Bars(
    bars=(
        Bar("Training", 0.375, 0.2422, 0.5297, "37.5% (15 of 40)"),
        Bar("Cost", 0.225, 0.1232, 0.375, "22.5% (9 of 40)", "context"),
    ),
    axis="share",
    axis_title="Share of people who answered",
    limit=1.0,
)


class TestBars:
    def test_one_bar_each_the_first_on_top(self) -> None:
        (bars,) = traces(drawn(TWO_BARS), "bar")
        assert bars["x"] == [0.375, 0.225]
        assert bars["y"][0] > bars["y"][1]
        assert bars["orientation"] == "h"

    def test_the_finding_is_emphasised(self) -> None:
        (bars,) = traces(drawn(TWO_BARS), "bar")
        assert bars["marker"]["color"] == [LIGHT.main, LIGHT.context]

    def test_error_bars_reach_the_limits(self) -> None:
        (bars,) = traces(drawn(TWO_BARS), "bar")
        error = bars["error_x"]
        for bar, up, down in zip(TWO_BARS.bars, error["array"], error["arrayminus"], strict=True):
            assert bar.value is not None
            assert bar.value + up == pytest.approx(bar.high, abs=1e-4)
            assert bar.value - down == pytest.approx(bar.low, abs=1e-4)

    def test_counts_have_none(self) -> None:
        counts = Bars((Bar("A", 3.0, None, None, "3 of 9"),), "count", "Number of people", 9.0)
        (bars,) = traces(drawn(counts), "bar")
        assert "error_x" not in bars

    def test_label_and_figure_stand_in_words(self) -> None:
        words = all_words(drawn(TWO_BARS))
        assert "Training 37.5% (15 of 40)" in words
        assert "Share of people who answered" in words

    def test_a_share_axis_runs_to_everybody(self) -> None:
        low, high = drawn(TWO_BARS)["layout"]["xaxis"]["range"]
        assert low == 0
        assert 1 <= high <= 1.05

    def test_a_figure_with_more_bars_is_higher(self) -> None:
        one = Bars(TWO_BARS.bars[:1], "share", "Share", 1.0)
        assert drawn(one)["layout"]["height"] < drawn(TWO_BARS)["layout"]["height"]


class TestStacks:
    chart = Stacks(
        rows=("Use", "Effectiveness"),
        counts=("8 and 12 of 20 people", "5 of 20 people"),
        series=("High", "Medium"),
        parts=((Part(0.4, "40%"), Part(0.6, "60%")), (Part(0.25, "25%"), None)),
        axis="share",
        axis_title="Share of people who answered",
        limit=1.0,
    )

    def test_one_trace_per_answer_in_its_order(self) -> None:
        made = drawn(self.chart)
        series = traces(made, "bar")
        assert [each["name"] for each in series] == ["High", "Medium"]
        assert [each["x"] for each in series] == [[0.4, 0.25], [0.6, None]]
        assert [each["text"] for each in series] == [["40%", "25%"], ["60%", ""]]
        assert made["layout"]["barmode"] == "stack"

    def test_counts_and_base_stand_beside_the_label(self) -> None:
        words = all_words(drawn(self.chart))
        assert "8 and 12 of 20 people" in words

    def test_answers_are_told_apart_by_a_legend_and_colours(self) -> None:
        made = drawn(self.chart)
        assert made["layout"]["showlegend"] is True
        colours = [each["marker"]["color"] for each in traces(made, "bar")]
        assert colours == list(LIGHT.answers[:2])


class TestMatrix:
    chart = Matrix(
        rows=("Walsall", "Rugby"),
        columns=("Cost", "Trust"),
        squares=(
            (Square(0, "–", "Walsall, cost: 0 of 2"), Square(3, "2 of 2", "Walsall, trust")),
            (Square(None, "", "Rugby: silent"), Square(None, "", "Rugby: silent")),
        ),
        empty_row="did not answer",
    )

    def test_squares_carry_their_words(self) -> None:
        words = all_words(drawn(self.chart))
        for expected in ("Walsall", "Rugby", "Cost", "Trust", "2 of 2", "Walsall, cost: 0 of 2"):
            assert expected in words

    def test_an_empty_square_is_no_nought(self) -> None:
        (squares,) = traces(drawn(self.chart), "heatmap")
        assert squares["z"] == [[0, 3], [None, None]]

    def test_an_empty_row_says_why(self) -> None:
        assert all_words(drawn(self.chart)).count("did not answer") == 1

    @pytest.mark.parametrize("narrow", [False, True])
    def test_labels_of_many_rows_do_not_touch(self, narrow: bool) -> None:
        rows = ("Nuneaton and Bedworth", "Staffordshire Moorlands", *map(str, range(15)))
        chart = replace(self.chart, rows=rows, squares=(self.chart.squares[0],) * len(rows))
        layout = matrix(chart, LIGHT, narrow=narrow)["layout"]
        lines = [each.count("<br>") + 1 for each in layout["yaxis"]["ticktext"]]
        assert max(lines) == (2 if narrow else 1)
        margin = layout["margin"]
        high = (layout["height"] - margin["t"] - margin["b"]) / len(rows)
        assert high >= LINE * max(lines)

    def test_headings_take_turns_on_two_levels_only_where_they_have_no_room(self) -> None:
        columns = ("Cost", "Technology", "Training", "Trust", "Risk")
        chart = replace(self.chart, columns=columns, squares=((Square(0, "–", ""),) * 5,) * 2)
        wide, narrow = (
            matrix(chart, LIGHT, narrow=narrow)["layout"]["xaxis"]["ticktext"]
            for narrow in (False, True)
        )
        assert wide == list(columns)
        assert narrow == ["Cost", "Technology<br>", "Training", "Trust<br>", "Risk"]

    def test_squares_begin_right_below_their_headings(self) -> None:
        assert drawn(self.chart)["layout"]["yaxis"]["range"] == [1.5, -0.5]


class TestEveryFigureOfEveryExhibit:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_plotly_takes_it(self, shipped_pack: Pack, theme: Any) -> None:
        for exhibit in charts(shipped_pack):
            made = go.Figure(figure(exhibit, theme))
            assert made.layout.height > 60

    def test_plotly_takes_every_map(self, shipped_pack: Pack) -> None:
        for view, exhibit in map_exhibits(shipped_pack):
            go.Figure(figure(exhibit, LIGHT, outlines_of(shipped_pack, view)))

    def test_it_is_made_of_nothing_but_json(self, shipped_pack: Pack) -> None:
        for exhibit in charts(shipped_pack):
            made = figure(exhibit, LIGHT)
            assert json.loads(json.dumps(made, allow_nan=False)) == made

    def test_every_word_beside_a_bar_is_in_the_figure(self, shipped_pack: Pack) -> None:
        for exhibit in charts(shipped_pack):
            if isinstance(exhibit.chart, Bars):
                words = all_words(figure(exhibit, LIGHT))
                for bar in exhibit.chart.bars:
                    assert bar.text in words

    def test_error_bars_reach_the_wilson_limits(self, shipped_pack: Pack) -> None:
        for exhibit in charts(shipped_pack):
            if not isinstance(exhibit.chart, Bars) or exhibit.chart.axis != "share":
                continue
            (bars,) = traces(figure(exhibit, LIGHT), "bar")
            for position, bar in enumerate(exhibit.chart.bars):
                value = bars["x"][position]
                up, down = (bars["error_x"][key][position] for key in ("array", "arrayminus"))
                assert value + up == pytest.approx(bar.high, abs=1e-4)
                assert value - down == pytest.approx(bar.low, abs=1e-4)
                assert min(up, down) >= 0

    def test_it_is_small(self, shipped_pack: Pack) -> None:
        for exhibit in charts(shipped_pack):
            size = len(json.dumps(figure(exhibit, LIGHT)).encode())
            limit = 24_000 if isinstance(exhibit.chart, Matrix) else 6_000
            assert size < limit, exhibit.id

    def test_both_themes_draw_the_same_in_other_colours(self, shipped_pack: Pack) -> None:
        for exhibit in charts(shipped_pack):
            light, dark = figure(exhibit, LIGHT), figure(exhibit, DARK)
            assert light != dark
            assert [trace.get("x") for trace in light["data"]] == [
                trace.get("x") for trace in dark["data"]
            ]


class TestTheStamp:
    def test_it_is_part_of_each_illustrative_picture(self, shipped_pack: Pack) -> None:
        illustrative = [each for each in charts(shipped_pack) if each.provenance == "illustrative"]
        assert len(illustrative) > 20
        for exhibit in illustrative:
            assert all_words(figure(exhibit, LIGHT)).count(STAMP) == 1

    def test_it_is_on_no_published_picture(self, shipped_pack: Pack) -> None:
        published = [each for each in charts(shipped_pack) if each.provenance == "published"]
        assert len(published) > 10
        for exhibit in published:
            assert "llustrative" not in all_words(figure(exhibit, LIGHT))

    def test_it_is_on_maps_of_answers_and_not_on_maps_of_facts(self, shipped_pack: Pack) -> None:
        for view, exhibit in map_exhibits(shipped_pack):
            made = figure(exhibit, LIGHT, outlines_of(shipped_pack, view))
            stamped = exhibit.provenance == "illustrative"
            assert all_words(made).count(STAMP) == stamped

    @pytest.mark.parametrize("provenance", ["published", "own", "council_fact"])
    def test_real_data_carry_none(self, provenance: Provenance) -> None:
        assert STAMP not in all_words(drawn(TWO_BARS, provenance))

    def test_it_has_room_of_its_own(self) -> None:
        without, with_ = drawn(TWO_BARS)["layout"], drawn(TWO_BARS, "illustrative")["layout"]
        more = with_["height"] - without["height"]
        assert more > 0
        assert with_["margin"]["b"] - without["margin"]["b"] == more


class TestMaps:
    def test_locations_are_exactly_the_councils_of_the_view(self, shipped_pack: Pack) -> None:
        for view, exhibit in map_exhibits(shipped_pack):
            made = figure(exhibit, LIGHT, outlines_of(shipped_pack, view))
            codes = [code for trace in traces(made, "choropleth") for code in trace["locations"]]
            assert len(codes) == len(set(codes))
            assert set(codes) == set(shipped_pack.region.codes_in(view))

    def test_each_class_has_its_own_trace_with_its_number_of_councils(
        self, shipped_pack: Pack
    ) -> None:
        for view, exhibit in map_exhibits(shipped_pack):
            chart = exhibit.chart
            assert isinstance(chart, Choropleth)
            made = figure(exhibit, LIGHT, outlines_of(shipped_pack, view))
            found = {trace["name"]: trace["locations"] for trace in traces(made, "choropleth")}
            expected = {
                each.label: [place.code for place in chart.places if place.map_class == position]
                for position, each in enumerate(chart.classes)
            }
            assert found == {f"{label} ({len(codes)})": codes for label, codes in expected.items()}

    def test_outlines_on_our_server_do_not_travel(self, shipped_pack: Pack) -> None:
        for view, exhibit in map_exhibits(shipped_pack):
            made = figure(exhibit, LIGHT, outlines_of(shipped_pack, view))
            text = json.dumps(made)
            assert "Polygon" not in text
            assert "coordinates" not in text
            assert {trace["geojson"] for trace in traces(made, "choropleth")} == {ADDRESS}
            assert len(text.encode()) < 12_000

    def test_outlines_travel_where_there_is_no_other_way(self, shipped_pack: Pack) -> None:
        exhibit = maps.map_of(shipped_pack, Selection("2013", measure="usage_level"))
        made = figure(exhibit, LIGHT, outlines_of(shipped_pack, "districts", embedded=True))
        features = traces(made, "choropleth")[0]["geojson"]["features"]
        assert {each["id"] for each in features} == set(shipped_pack.region.codes_in("districts"))

    def test_who_did_not_answer_has_no_colour_of_a_figure(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", measure="usage_level", view="hexagons")
        exhibit = maps.map_of(shipped_pack, selection)
        made = figure(exhibit, LIGHT, outlines_of(shipped_pack, "hexagons"))
        silent = next(
            trace for trace in traces(made, "choropleth") if "id not answer" in trace["name"]
        )
        assert len(silent["locations"]) == 2
        assert silent["colorscale"][0][1] not in LIGHT.steps


class TestWhatCannotBeDrawn:
    def test_an_exhibit_without_a_chart(self) -> None:
        with pytest.raises(ValueError, match="has no figure"):
            figure(exhibit_of(None), LIGHT)

    def test_a_table_of_heat(self) -> None:
        square = Square(3, "2 of 2", "everyone", 1.0)
        heat = HeatTable(Matrix(("A",), ("Use",), ((square,),), ""), "Council", 0)
        with pytest.raises(ValueError, match="has no figure"):
            figure(exhibit_of(heat), LIGHT)

    def test_a_map_without_outlines(self, shipped_pack: Pack) -> None:
        exhibit = maps.map_of(shipped_pack, Selection("2013", measure="usage_level"))
        with pytest.raises(ValueError, match="outlines"):
            figure(exhibit, LIGHT)


class TestANarrowWindow:
    """What a phone gets: 320 pixels wide at the least."""

    @staticmethod
    def both(chart: Chart, provenance: Provenance = "published") -> tuple[Figure, Figure]:
        wide, narrow = (
            figure(exhibit_of(chart, provenance), LIGHT, narrow=narrow) for narrow in (False, True)
        )
        return wide, narrow

    def test_has_fewer_ticks(self) -> None:
        wide, narrow = self.both(TWO_BARS)
        assert wide["layout"]["xaxis"]["tickvals"] == [0, 0.25, 0.5, 0.75, 1]
        assert narrow["layout"]["xaxis"]["tickvals"] == [0, 0.5, 1]

    def test_has_its_legend_under_the_axis_and_room_for_it(self) -> None:
        wide, narrow = self.both(TestStacks.chart)
        assert wide["layout"]["legend"]["yanchor"] == "bottom"
        assert narrow["layout"]["legend"]["yanchor"] == "top"
        layout = narrow["layout"]
        plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        below = -layout["legend"]["y"] * plot  # pixels from the axis down to the legend
        assert below == pytest.approx(wide["layout"]["margin"]["b"], abs=1)
        assert layout["margin"]["b"] - below >= LINE

    def test_has_room_for_as_many_lines_as_a_long_legend_needs(self) -> None:
        long = replace(TestStacks.chart, series=("A rather long answer to read", "Another one"))
        room = [self.both(each)[1]["layout"]["margin"]["b"] for each in (TestStacks.chart, long)]
        assert room[1] - room[0] == LINE

    def test_has_shorter_lines(self) -> None:
        bar = replace(TWO_BARS.bars[0], label="Senior managers use it")
        long = replace(TWO_BARS, bars=(bar,))
        for made, most in zip(self.both(long, "illustrative"), (53, 39), strict=True):
            words = [*traces(made, "scatter")[-1]["text"], made["layout"]["title"]["text"]]
            lines = [plain(line) for each in words for line in each.split("<br>")]
            assert max(map(len, lines)) <= most, lines
        wide, narrow = self.both(long)
        assert narrow["layout"]["height"] > wide["layout"]["height"]

    def test_has_the_same_figures(self) -> None:
        wide, narrow = self.both(TWO_BARS)
        assert [each.get("x") for each in wide["data"]] == [
            each.get("x") for each in narrow["data"]
        ]
