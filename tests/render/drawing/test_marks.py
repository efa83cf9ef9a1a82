"""Specification of marks in pictures: where their values are, told apart by their shape."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import Dots, Mark, Point, Strips
from bestbywm.exhibits.profile import profile
from bestbywm.pack import Pack
from bestbywm.render import printout
from bestbywm.render.drawing.canvas import Canvas
from bestbywm.render.drawing.charts import chart
from bestbywm.render.drawing.ink import BLACK_AND_WHITE, ink_of
from bestbywm.render.drawing.marks import dots, strips
from bestbywm.render.theme import LIGHT
from tests.render.drawing.reading import SVG, lines_of, outside, overlapping, read, words_of

ROOM = (1000.0, 500.0)
TEXT = 20.0

DOTS = Dots(
    rows=("Use", "Policy"),
    texts=("40, low", ""),
    series=("Northmoor", "All districts", "Region"),
    points=(
        (Point(40.0, "40", 20.0, 60.0), Point(60.0, "60"), Point(100.0, "100")),
        (None, Point(0.0, "0"), None),
    ),
    axis="score",
    axis_title="Points",
    limit=100.0,
)

CHANGE = Dots(
    rows=("Use",),
    texts=("40 to 60: rose by 20 points",),
    series=("2013", "2014"),
    points=((Point(40.0, "40"), Point(60.0, "60", 50.0, 70.0)),),
    axis="score",
    axis_title="Points",
    limit=100.0,
    connected=True,
    emphasis=("main",),
)

STRIPS = Strips(
    rows=("Use", "Policy"),
    texts=("Region 50", ""),
    marks=(
        (
            Mark("Northmoor", 25.0, "25", "mine"),
            Mark("Eastford", 75.0, "75", "chosen"),
            *(Mark(f"Other {at}", 75.0, "75") for at in range(4)),
        ),
        (Mark("Northmoor", 100.0, "100", "mine"),),
    ),
    references=(50.0, None),
    reference="Region",
    axis="score",
    axis_title="Points",
    limit=100.0,
)


def picture_of(chart: Dots | Strips) -> Element:
    canvas = Canvas(ink_of(LIGHT))
    if isinstance(chart, Dots):
        height = dots(canvas, chart, ROOM, TEXT)
    else:
        height = strips(canvas, chart, ROOM, TEXT)
    return read(canvas.svg(ROOM[0], height, alt=""))


def marks_of(picture: Element) -> list[tuple[str, float, float]]:
    """Shape, x and y of every mark, in the order in which they are drawn."""
    found = []
    for each in picture:
        if each.tag == f"{SVG}circle":
            found.append(("circle", float(each.attrib["cx"]), float(each.attrib["cy"])))
        elif each.tag == f"{SVG}path":
            numbers = [float(number) for number in re.findall(r"-?[\d.]+", each.attrib["d"])]
            xs, ys = numbers[::2], numbers[1::2]
            corners = set(xs)
            kind = "diamond" if len(corners) == 3 else "square"
            kind = "cross" if each.attrib["d"].count("M") == 2 else kind
            found.append((kind, (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2))
    return found


def value_at(picture: Element, x: float) -> float:
    """The value at a place, by the first and last gridline."""
    ends = [x for x, y1, x2, y2 in lines_of(picture, LIGHT.grid) if x == x2]
    return 100 * (x - min(ends)) / (max(ends) - min(ends))


class TestDots:
    picture = picture_of(DOTS)

    def test_lie_at_their_values_in_the_shape_of_their_series(self) -> None:
        shown = [
            (kind, round(value_at(self.picture, x))) for kind, x, _ in marks_of(self.picture)[3:]
        ]
        assert sorted(shown) == [("circle", 40), ("diamond", 0), ("diamond", 60), ("square", 100)]

    def test_the_first_series_is_drawn_on_top(self) -> None:
        assert [kind for kind, *_ in marks_of(self.picture)[3:6]] == ["square", "diamond", "circle"]

    def test_a_missing_figure_has_no_mark(self) -> None:
        low = max(y for _, _, y in marks_of(self.picture))
        assert [kind for kind, _, y in marks_of(self.picture) if y > low - 5] == ["diamond"]

    def test_an_interval_runs_from_low_to_high(self) -> None:
        across = [
            (round(value_at(self.picture, x1)), round(value_at(self.picture, x2)))
            for x1, y1, x2, y2 in lines_of(self.picture, LIGHT.muted)
            if y1 == y2
        ]
        assert across == [(20, 60)]

    def test_each_series_is_named_beside_its_mark(self) -> None:
        by_words = {each.words: each for each in words_of(self.picture)}
        for name, (kind, x, y) in zip(DOTS.series, marks_of(self.picture), strict=False):
            assert kind == ("circle", "diamond", "square")[DOTS.series.index(name)]
            assert x < by_words[name].left < x + 2 * TEXT
            assert by_words[name].top < y < by_words[name].bottom

    def test_labels_hold_their_figure(self) -> None:
        assert "Use 40, low" in [each.words for each in words_of(self.picture)]

    def test_many_rows_stand_in_columns_and_touch_nowhere(self) -> None:
        rows = tuple(f"Council {at}" for at in range(33))
        many = Dots(rows, ("",) * 33, ("Rank",), ((Point(5, "5"),),) * 33, "rank", "Rank", 33)
        picture = picture_of(many)
        labels = [each for each in words_of(picture) if each.words.startswith("Council")]
        assert len({each.left for each in labels}) == 2
        assert overlapping(picture) == []
        assert len(marks_of(picture)) == 33

    def test_a_council_among_others_stands_out(self) -> None:
        two = Dots(
            ("Mine", "Other"),
            ("", ""),
            ("Score",),
            ((Point(5, "5"),), (Point(6, "6"),)),
            "score",
            "Score",
            100,
            emphasis=("main", "context"),
        )
        picture = picture_of(two)
        fills = [each.attrib["fill"] for each in picture.iter(f"{SVG}circle")]
        assert fills == [LIGHT.accent, LIGHT.main]
        assert [each.is_bold for each in words_of(picture) if each.left == 0] == [True, False]

    def test_no_rows_are_an_empty_picture(self) -> None:
        assert marks_of(picture_of(Dots((), (), ("A",), (), "score", "Score", 100))) == []


class TestAChange:
    picture = picture_of(CHANGE)

    def test_runs_from_the_earlier_to_the_later_value(self) -> None:
        ((x1, _, x2, _),) = lines_of(self.picture, LIGHT.steps[2])
        assert value_at(self.picture, x1) == pytest.approx(40, abs=0.2)
        assert value_at(self.picture, x2) == pytest.approx(60, abs=0.2)

    def test_ends_in_a_filled_circle_and_begins_with_an_open_diamond(self) -> None:
        shown = marks_of(self.picture)[2:]
        assert sorted((kind, round(value_at(self.picture, x))) for kind, x, _ in shown) == [
            ("circle", 60),
            ("diamond", 40),
        ]

    def test_its_words_stand_under_what_has_changed(self) -> None:
        by_words = {each.words: each for each in words_of(self.picture)}
        assert by_words["Use"].is_bold
        assert by_words["40 to 60: rose by 20 points"].top > by_words["Use"].bottom

    def test_in_a_narrow_room_its_words_stand_whole_above_marks_of_the_whole_width(self) -> None:
        words = (
            "25% (10 of 40) to 36% (9 of 25, inferred): no clear change, 11 points up (interval 33)"
        )
        canvas = Canvas(ink_of(LIGHT))
        height = dots(canvas, replace(CHANGE, texts=(words,)), (400.0, 400.0), TEXT)
        picture = read(canvas.svg(400.0, height, alt=""))
        lines = [each for each in words_of(picture) if each.colour == LIGHT.muted]
        said = " ".join(each.words for each in lines)
        assert words in said
        ends = [x for x, y1, x2, y2 in lines_of(picture, LIGHT.grid) if x == x2]
        assert max(ends) - min(ends) > 0.85 * 400
        ((_, y, _, _),) = lines_of(picture, LIGHT.steps[2])
        assert next(each for each in lines if each.words.endswith("33)")).bottom < y
        assert outside(picture) == []
        assert overlapping(picture) == []


class TestStrips:
    picture = picture_of(STRIPS)

    def test_each_council_is_a_mark_at_its_value(self) -> None:
        legend, marks = marks_of(self.picture)[:3], marks_of(self.picture)[3:]
        assert [kind for kind, *_ in legend] == ["circle", "square", "diamond"]
        shown = sorted((kind, round(value_at(self.picture, x))) for kind, x, _ in marks)
        others = [("circle", 75)] * 4
        assert shown == [*others, ("diamond", 25), ("diamond", 100), ("square", 75)]

    def test_councils_with_one_value_are_piled_up(self) -> None:
        ys = [y for _, x, y in marks_of(self.picture)[3:] if round(value_at(self.picture, x)) == 75]
        assert len(set(ys)) == 5

    def test_only_the_councils_that_are_looked_at_have_names(self) -> None:
        said = [each.words for each in words_of(self.picture)]
        assert said.count("Northmoor") == 2
        assert said.count("Eastford") == 1
        assert not [each for each in said if each.startswith("Other ") and each[-1].isdigit()]

    def test_the_region_is_a_line_where_it_has_a_figure(self) -> None:
        strips_below = [
            (x, y1) for x, y1, x2, y2 in lines_of(self.picture, LIGHT.accent) if y1 > 40 and x == x2
        ]
        assert [round(value_at(self.picture, x)) for x, _ in strips_below] == [50]
        assert "Region" in [each.words for each in words_of(self.picture)]

    def test_words_touch_nowhere(self) -> None:
        assert overlapping(self.picture) == []


def test_the_longest_names_stay_within_a_picture_for_paper(shipped_pack: Pack) -> None:
    room, text = printout.DOTS, printout.WORDS
    for code in shipped_pack.region.codes:
        for each in profile(shipped_pack, Selection("2013", council=code)).findings:
            drawn = chart(shipped_pack, each, room=room, text=text, ink=BLACK_AND_WHITE)
            if drawn is not None:
                assert outside(read(drawn.svg)) == []
                assert overlapping(read(drawn.svg)) == []
