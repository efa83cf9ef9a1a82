"""Specification of bars in pictures: as long as their figures, intervals and words in place."""

from xml.etree.ElementTree import Element

import pytest

from bestbywm.exhibits.model import Bar, Bars, Part, Stacks
from bestbywm.render.drawing.canvas import Canvas
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.drawing.rows import bars, stacks
from bestbywm.render.theme import LIGHT, readable_on
from tests.render.drawing.reading import (
    Rect,
    lines_of,
    outside,
    overlapping,
    read,
    rects_of,
    words_of,
)

ROOM = (1000.0, 400.0)
TEXT = 20.0


def bars_of(*each: Bar, limit: float = 1.0) -> Element:
    canvas = Canvas(ink_of(LIGHT))
    height = bars(
        canvas, Bars(each, "share" if limit == 1 else "count", "Title", limit), ROOM, TEXT
    )
    return read(canvas.svg(ROOM[0], height, alt=""))


def scale_of(picture: Element, far: float = 1.0) -> tuple[float, float]:
    """Where zero and the far end of the scale lie, by the first and last gridline."""
    xs = sorted({x for x, *_ in lines_of(picture, LIGHT.grid)})
    return xs[0], (xs[-1] - xs[0]) / far


class TestBars:
    picture = bars_of(
        Bar("Half", 0.5, 0.4, 0.7, "50% (2 of 4)"),
        Bar("A quarter", 0.25, None, None, "25%", "context"),
        Bar("Nobody asked", None, None, None, "not asked"),
        Bar("None", 0.0, 0.0, 0.2, "0%"),
    )

    def test_are_as_long_as_their_figures(self) -> None:
        zero, whole = scale_of(self.picture)
        half, quarter = rects_of(self.picture)
        assert (half.x, quarter.x) == (zero, zero)
        assert half.width == pytest.approx(whole / 2, abs=0.2)
        assert quarter.width == pytest.approx(whole / 4, abs=0.2)

    def test_what_carries_the_finding_has_the_main_colour(self) -> None:
        assert [each.fill for each in rects_of(self.picture)] == [LIGHT.main, LIGHT.context]

    def test_what_is_missing_has_words_and_no_bar(self) -> None:
        (words,) = [each for each in words_of(self.picture) if each.words == "not asked"]
        assert not words.is_bold
        assert not [
            each
            for each in rects_of(self.picture)
            if each.y < words.bottom and each.y + each.height > words.top
        ]

    def test_intervals_run_from_low_to_high(self) -> None:
        zero, whole = scale_of(self.picture)
        across = [
            ((x1 - zero) / whole, (x2 - zero) / whole)
            for x1, y1, x2, y2 in lines_of(self.picture, LIGHT.muted)
            if y1 == y2
        ]
        assert across == [pytest.approx((0.4, 0.7), abs=1e-3), pytest.approx((0.0, 0.2), abs=1e-3)]

    def test_figures_stand_right_of_bar_and_interval(self) -> None:
        zero, whole = scale_of(self.picture)
        by_words = {each.words: each for each in words_of(self.picture)}
        assert by_words["50% (2 of 4)"].left > zero + whole * 0.7
        assert by_words["25%"].left > zero + whole * 0.25
        assert by_words["25%"].left < zero + whole * 0.35

    def test_stand_in_the_order_of_the_exhibit_beside_their_labels(self) -> None:
        labels = [each for each in words_of(self.picture) if each.left == 0]
        assert [each.words for each in labels] == ["Half", "A quarter", "Nobody asked", "None"]
        assert [each.top for each in labels] == sorted(each.top for each in labels)
        half = rects_of(self.picture)[0]
        assert half.y < labels[0].top < labels[0].bottom < half.y + half.height

    def test_counts_have_whole_numbers_under_them(self) -> None:
        picture = bars_of(Bar("Some", 3.0, None, None, "3 mentions"), limit=12.0)
        numbers = [each.words for each in words_of(picture) if each.words.isdigit()]
        assert numbers == ["0", "5", "10"]
        _, one = scale_of(picture, far=10)
        assert rects_of(picture)[0].width == pytest.approx(3 * one, abs=0.2)

    def test_no_bar_at_all_is_an_empty_scale(self) -> None:
        assert rects_of(bars_of()) == []

    def test_a_label_that_is_too_long_is_cut_and_shifts_no_other(self) -> None:
        picture = bars_of(Bar("long " * 400, 0.5, None, None, "50%"))
        label = [each.words for each in words_of(picture) if each.left == 0]
        assert len(label) == 4
        assert label[-1].endswith("…")


NARROW = (400.0, 400.0)
"""A room as on a phone: twenty words' sizes wide."""


class TestInANarrowRoom:
    """Labels stand above their bars, which have the whole width."""

    def picture(self) -> Element:
        canvas = Canvas(ink_of(LIGHT))
        every = (
            Bar("Very important to the council", 0.5, 0.4, 0.7, "50% (20 of 40)"),
            Bar("Short", 1.0, None, None, "100% (40 of 40)"),
        )
        height = bars(canvas, Bars(every, "share", "Title", 1.0), NARROW, TEXT)
        return read(canvas.svg(NARROW[0], height, alt=""))

    def test_bars_have_most_of_the_width_and_their_lengths(self) -> None:
        zero, whole = scale_of(self.picture())
        assert whole > 0.85 * NARROW[0]
        half, all_ = [
            each for each in rects_of(self.picture(), LIGHT.main) if each.height > TEXT / 2
        ]
        assert (half.x, all_.x) == (zero, zero)
        assert half.width == pytest.approx(whole / 2, abs=0.2)
        assert all_.width == pytest.approx(whole, abs=0.2)

    def test_label_and_figure_stand_whole_above_their_bar_and_below_the_one_before(self) -> None:
        picture = self.picture()
        by_words = {each.words: each for each in words_of(picture)}
        first, second = rects_of(picture, LIGHT.main)
        for label, figure, bar in (
            ("Very important to the council", "50% (20 of 40)", first),
            ("Short", "100% (40 of 40)", second),
        ):
            assert by_words[label].bottom <= bar.y
            assert by_words[figure].bottom <= bar.y
            assert by_words[figure].is_bold
        assert by_words["Short"].top >= first.y + first.height
        assert outside(picture) == []
        assert overlapping(picture) == []

    def test_parts_of_stacks_lie_end_to_end_over_the_whole_width(self) -> None:
        canvas = Canvas(ink_of(LIGHT))
        height = stacks(canvas, STACKS, NARROW, TEXT)
        picture = read(canvas.svg(NARROW[0], height, alt=""))
        _, whole = scale_of(picture)
        parts = [each for each in rects_of(picture) if each.height > TEXT]
        assert whole > 0.85 * NARROW[0]
        assert parts[0].width == pytest.approx(whole / 2, abs=0.2)
        assert parts[1].x == pytest.approx(parts[0].x + parts[0].width, abs=0.2)
        counts = next(each for each in words_of(picture) if each.words.startswith("2, 1 and 1"))
        assert counts.bottom <= parts[0].y
        assert outside(picture) == []
        assert overlapping(picture) == []


STACKS = Stacks(
    rows=("Use", "Effect"),
    counts=("2, 1 and 1 of 4 people", "4 of 4 people"),
    series=("High", "Medium", "Low"),
    parts=(
        (Part(0.5, "50%"), Part(0.25, "25%"), Part(0.25, "25%")),
        (None, Part(0.99, "99%"), Part(0.01, "1%")),
    ),
    axis="share",
    axis_title="Share",
    limit=1.0,
)


@pytest.fixture(scope="module")
def picture() -> Element:
    canvas = Canvas(ink_of(LIGHT))
    height = stacks(canvas, STACKS, ROOM, TEXT)
    return read(canvas.svg(ROOM[0], height, alt=""))


class TestStacks:
    def test_parts_lie_end_to_end_and_are_as_long_as_their_figures(self, picture: Element) -> None:
        zero, whole = scale_of(picture)
        first = rects_of(picture)[:3]
        assert [each.fill for each in first] == list(LIGHT.answers[:3])
        starts = [(each.x - zero) / whole for each in first]
        assert starts == pytest.approx([0, 0.5, 0.75], abs=1e-3)
        lengths = [each.width / whole for each in first]
        assert lengths == pytest.approx([0.5, 0.25, 0.25], abs=1e-3)

    def test_words_stand_on_a_part_in_a_colour_that_can_be_read(self, picture: Element) -> None:
        first: Rect = rects_of(picture)[0]
        (words,) = [
            each
            for each in words_of(picture)
            if first.y < each.top < each.bottom < first.y + first.height and each.left > first.x
        ][:1]
        assert words.words == "50%"
        assert words.right < first.x + first.width
        assert words.colour == readable_on(LIGHT.answers[0])

    def test_words_that_have_no_room_are_left_to_the_table(self, picture: Element) -> None:
        said = [each.words for each in words_of(picture)]
        assert "99%" in said
        assert "1%" not in said

    def test_a_missing_part_takes_no_room(self, picture: Element) -> None:
        zero, _ = scale_of(picture)
        assert rects_of(picture)[3].x == zero

    def test_each_answer_is_named_above(self, picture: Element) -> None:
        top = rects_of(picture)[0].y
        above = [each.words for each in words_of(picture) if each.bottom < top]
        assert above[:3] == ["High", "Medium", "Low"]

    def test_counts_stand_under_their_label(self, picture: Element) -> None:
        by_words = {each.words: each for each in words_of(picture)}
        label, count = by_words["Use"], by_words["2, 1 and 1 of 4 people"]
        assert label.left == count.left == 0
        assert count.top > label.bottom
        assert count.colour == LIGHT.muted
