"""Specification of marks on a scale: dots, changes, strips; true to their spec, nothing hidden."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go
import pytest

from bestbywm.exhibits.model import Dots, Mark, Point, Strips
from bestbywm.render.layout import LABEL_CHARACTERS
from bestbywm.render.marks import BESIDE, dots, strips
from bestbywm.render.theme import DARK, LIGHT, Theme

SENTENCE = "47.5% (19 of 40) to 15% (4 of 26, inferred): fell by 32.5 points (interval 8.8 to 49.7)"

CHANGES = Dots(
    rows=("Own use", "Effectiveness", "Policy"),
    texts=(SENTENCE, "25% (5 of 20) to 36% (9 of 25): no clear change", "1 of 2 to 2 of 2"),
    series=("2013", "2014"),
    points=(
        (Point(0.475, "47.5%"), Point(0.15, "15%", 0.0, 0.387)),
        (Point(0.25, "25%"), Point(0.36, "36%", 0.14, 0.58)),
        (None, None),
    ),
    axis="share",
    axis_title="Share of people who answered",
    limit=1.0,
    connected=True,
    emphasis=("main", "context", "context"),
)

COUNCILS = Dots(
    rows=("Use", "Policy"),
    texts=("", ""),
    series=("Northmoor", "Region"),
    points=((Point(40.0, "40"), Point(60.0, "60")), (None, Point(10.0, "10"))),
    axis="score",
    axis_title="Points",
    limit=100.0,
)

STRIPS = Strips(
    rows=("Use", "Policy"),
    texts=("31 councils", ""),
    marks=(
        (
            *(Mark(f"Council {at:02}", 50.0, "50") for at in range(20)),
            Mark("Northmoor", 50.0, "50", "mine"),
            Mark("Eastford", 100.0, "100", "chosen"),
        ),
        (Mark("Southwick", 0.0, "0"),),
    ),
    references=(55.0, None),
    reference="Region",
    axis="score",
    axis_title="Points",
    limit=100.0,
)


ROLES = ("Other councils", "Set beside it", "My council")


def named(made: dict[str, Any], name: str) -> dict[str, Any]:
    return next(trace for trace in made["data"] if trace.get("name") == name)


def labels_of(made: dict[str, Any]) -> dict[str, Any]:
    return made["data"][-1]  # type: ignore[no-any-return]


class TestChanges:
    @pytest.mark.parametrize("theme", [LIGHT, DARK])
    def test_the_waves_differ_in_shape(self, theme: Theme) -> None:
        made = dots(CHANGES, theme)
        before, after = named(made, "2013"), named(made, "2014")
        assert before["marker"]["symbol"] == "diamond"
        assert before["marker"]["color"] == theme.page, "hollow, whatever lies behind it"
        assert before["marker"]["line"]["color"] == theme.text
        assert after["marker"]["symbol"] == "circle"
        assert after["marker"]["color"] == theme.main
        assert made["layout"]["showlegend"]
        assert all(
            trace.get("showlegend") is False for trace in made["data"] if "name" not in trace
        )

    def test_marks_stand_at_their_values_the_first_row_on_top(self) -> None:
        made = dots(CHANGES, LIGHT)
        assert named(made, "2013")["x"] == [0.475, 0.25]
        assert named(made, "2014")["x"] == [0.15, 0.36]
        assert named(made, "2014")["y"] == [0, -1]

    def test_a_band_joins_them_in_colour_where_the_change_is_clear(self) -> None:
        clear, unclear = dots(CHANGES, LIGHT)["data"][:2]
        assert (clear["x"], clear["y"]) == ([0.475, 0.15, None], [0, 0, None])
        assert (unclear["x"], unclear["y"]) == ([0.25, 0.36, None], [-1, -1, None])
        assert clear["line"]["color"] != unclear["line"]["color"]

    def test_the_interval_is_a_thin_line_around_the_later_mark(self) -> None:
        made = dots(CHANGES, LIGHT)
        assert "error_x" not in named(made, "2013")
        assert named(made, "2014")["error_x"]["array"] == pytest.approx([0.237, 0.22])
        assert named(made, "2014")["error_x"]["arrayminus"] == pytest.approx([0.15, 0.22])

    def test_a_row_without_marks_keeps_its_words(self) -> None:
        assert "1 of 2 to 2 of 2" in labels_of(dots(CHANGES, LIGHT))["text"][2]

    def test_lines_of_a_label_are_short_and_whole(self) -> None:
        lines = labels_of(dots(CHANGES, LIGHT))["text"][0].split("<br>")
        assert lines == [
            "<b>Own use</b>",
            "47.5% (19\u00a0of\u00a040) to 15% (4\u00a0of\u00a026,\u00a0inferred):",
            "fell by 32.5 points (interval\u00a08.8\u00a0to\u00a049.7)",
        ]
        assert all(len(line) <= LABEL_CHARACTERS + len("<b></b>") for line in lines)

    def test_labels_have_room_between_the_rows(self) -> None:
        """From the marks of a row to the label under them, in pixels."""
        made = dots(CHANGES, LIGHT)
        layout, labels = made["layout"], labels_of(made)
        low, high = layout["yaxis"]["range"]
        plot = layout["height"] - layout["margin"]["t"] - layout["margin"]["b"]
        pixels = plot / (high - low)
        most = max(text.count("<br>") + 1 for text in labels["text"])
        assert labels["y"][0] * pixels >= 12
        assert pixels - labels["y"][0] * pixels - 18 * most >= 12
        assert (high - labels["y"][0]) * pixels >= 18 * most - 1, "the first label is not cut off"

    def test_many_changes_keep_their_words(self) -> None:
        many = Dots(
            rows=tuple(f"Measure {at}" for at in range(BESIDE + 1)),
            texts=(SENTENCE,) * (BESIDE + 1),
            series=CHANGES.series,
            points=(CHANGES.points[0],) * (BESIDE + 1),
            axis="share",
            axis_title="",
            limit=1.0,
            connected=True,
        )
        assert len(labels_of(dots(many, LIGHT))["text"]) == BESIDE + 1


class TestDots:
    def test_no_band_between_series_that_are_no_change(self) -> None:
        made = dots(COUNCILS, LIGHT)
        assert not [trace for trace in made["data"] if trace["mode"] == "lines"]
        assert named(made, "Northmoor")["marker"]["symbol"] == "circle"
        assert named(made, "Region")["marker"]["symbol"] == "diamond-open"

    def test_a_missing_figure_has_no_mark(self) -> None:
        made = dots(COUNCILS, LIGHT)
        assert named(made, "Northmoor")["x"] == [40.0]
        assert named(made, "Region")["x"] == [60.0, 10.0]

    def test_words_on_hover(self) -> None:
        assert named(dots(COUNCILS, LIGHT), "Northmoor")["hovertext"] == ["Use, Northmoor: 40"]


class TestStrips:
    def marks(self, name: str) -> list[tuple[float, float]]:
        trace = named(strips(STRIPS, LIGHT), name)
        return list(zip(trace["x"], trace["y"], strict=True))

    def test_every_council_has_a_place_of_its_own(self) -> None:
        marks = [place for name in ROLES for place in self.marks(name)]
        assert len(set(marks)) == len(marks) == 23

    def test_whose_they_are_shows_by_shape(self) -> None:
        drawn = [named(strips(STRIPS, LIGHT), name)["marker"]["symbol"] for name in ROLES]
        assert len(set(drawn)) == 3

    def test_named_councils_stand_at_their_values(self) -> None:
        assert [x for x, _ in self.marks("My council")] == [50.0]
        assert [x for x, _ in self.marks("Set beside it")] == [100.0]

    def test_no_mark_lies_beyond_the_scale(self) -> None:
        at_the_ends = tuple(Mark(f"Council {at}", 100.0 * (at % 2), "") for at in range(40))
        crowded = replace(STRIPS, marks=(at_the_ends, at_the_ends))
        for trace in strips(crowded, LIGHT)["data"]:
            if trace["mode"] == "markers":
                assert all(0 <= x <= 100 for x in trace["x"])

    def test_a_pile_stays_around_its_value(self) -> None:
        pile = [x for name in ROLES for x, _ in self.marks(name)]
        assert all(abs(x - 50) < 5 for x in pile if x not in {0, 100})

    def test_strips_do_not_reach_into_each_other(self) -> None:
        made = strips(STRIPS, LIGHT)
        first, second = labels_of(made)["y"]
        (below,) = (y for x, y in self.marks("Other councils") if x == 0)
        lowest = min(y for x, y in self.marks("Other councils") if x != 0)
        assert first > max(y for _, y in self.marks("Other councils")) > lowest > second > below

    def test_named_councils_are_named(self) -> None:
        words = " ".join(
            text
            for trace in strips(STRIPS, LIGHT)["data"]
            if trace["mode"] == "text"
            for text in trace["text"]
        )
        assert "Northmoor" in words
        assert "Eastford" in words
        assert "Council 01" not in words
        assert "Use" in words

    def test_the_region_is_a_line_where_it_has_a_value(self) -> None:
        reference = named(strips(STRIPS, LIGHT), "Region")
        assert reference["mode"] == "lines"
        assert reference["x"] == [55.0, 55.0, None]

    def test_without_named_councils_the_legend_leaves_them_out(self) -> None:
        nobody = Strips(
            *(STRIPS.rows[1:], STRIPS.texts[1:], STRIPS.marks[1:], STRIPS.references[1:]),
            *(STRIPS.reference, STRIPS.axis, STRIPS.axis_title, STRIPS.limit),
        )
        made = strips(nobody, LIGHT)
        assert [named(made, name)["showlegend"] for name in ROLES] == [True, False, False]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_plotly_takes_the_figures(theme: Theme) -> None:
    for made in (dots(CHANGES, theme), dots(COUNCILS, theme), strips(STRIPS, theme)):
        go.Figure(made)
