"""Specification of scales in pictures: values lie where they belong, and numbers have room."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.exhibits.model import Axis
from bestbywm.render.drawing.canvas import Canvas
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.drawing.scale import Scale
from bestbywm.render.theme import LIGHT
from tests.render.drawing.reading import Words, read, words_of


def scale(axis: Axis, limit: float, left: float = 100, right: float = 500) -> Scale:
    return Scale(axis, "What it is", limit, left, right, right)


def numbers(drawn: Scale, text: float = 20) -> list[Words]:
    canvas = Canvas(ink_of(LIGHT))
    drawn.draw(canvas, 0, 50, text)
    return words_of(read(canvas.svg(800, 100, alt="")))[:-1]


@pytest.mark.parametrize(
    ("axis", "limit", "value", "place"),
    [
        ("share", 1, 0, 100),
        ("share", 1, 0.25, 200),
        ("share", 1, 1, 500),
        ("count", 8, 2, 200),
        ("score", 100, 75, 400),
        ("rank", 5, 1, 100),
        ("rank", 5, 5, 500),
    ],
)
def test_a_value_lies_at_its_part_of_the_scale(
    axis: Axis, limit: float, value: float, place: float
) -> None:
    assert scale(axis, limit).at(value) == pytest.approx(place)


@pytest.mark.parametrize(
    ("axis", "limit", "shown"),
    [
        ("share", 1, ["0%", "25%", "50%", "75%", "100%"]),
        ("score", 100, ["0", "25", "50", "75", "100"]),
        ("rank", 12, ["1", "5", "10"]),
        ("count", 3, ["0", "1", "2", "3"]),
        ("count", 40, ["0", "10", "20", "30", "40"]),
        ("count", 2_000_000, ["0", "500,000", "1,000,000", "1,500,000", "2,000,000"]),
    ],
)
def test_its_numbers_are_those_of_the_axis(axis: Axis, limit: float, shown: list[str]) -> None:
    assert [each.words for each in numbers(scale(axis, limit, right=790))] == shown


@settings(max_examples=50)
@given(width=st.floats(10, 900), limit=st.integers(1, 10**7), text=st.sampled_from((14, 28, 44)))
def test_numbers_never_touch(width: float, limit: int, text: float) -> None:
    ends: dict[Axis, float] = {"share": 1, "score": 100, "count": limit}
    for axis, end in ends.items():
        found = numbers(scale(axis, end, right=100 + width), text)
        assert found
        assert all(one.right < other.left for one, other in pairwise(found))


def test_a_scale_without_a_length_has_its_start() -> None:
    assert scale("count", 0).at(0) == 100
    assert [each.words for each in numbers(scale("count", 0))] == ["0"]
