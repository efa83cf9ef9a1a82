"""Specification of the canvas: shapes and words as they are meant, hatching within its shape."""

import re
from itertools import pairwise

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, box

from bestbywm.render.areas import Slope
from bestbywm.render.drawing.canvas import HATCH, NOTHING, Box, Canvas, cut_lines, rounded
from bestbywm.render.drawing.ink import BLACK_AND_WHITE, NAMES, VARIABLES, css_variables, ink_of
from bestbywm.render.fonts import width
from bestbywm.render.theme import DARK, LIGHT, contrast
from tests.render.drawing.reading import SVG, lines_of, read, rects_of, words_of


def canvas() -> Canvas:
    return Canvas(ink_of(LIGHT))


@pytest.mark.parametrize(("value", "written"), [(1.0, "1"), (1.25, "1.2"), (-3.06, "-3.1")])
def test_lengths_are_short(value: float, written: str) -> None:
    assert rounded(value) == written


def test_a_rectangle_without_a_width_is_not_drawn() -> None:
    drawn = canvas()
    for size in ((0, 5), (-1, 5), (5, 0)):
        drawn.rect(Box(0, 0, *size), "main")
    assert drawn.parts == []


def test_a_line_of_words_stands_around_its_middle() -> None:
    drawn = canvas()
    drawn.lines(["one", "two"], 10, 50, 20, colour="muted", anchor="middle")
    one, two = words_of(read(drawn.svg(100, 100, alt="")))
    assert (one.left + one.right) / 2 == pytest.approx(10)
    assert (one.top + two.bottom) / 2 == pytest.approx(50, abs=2)
    assert two.top > one.bottom
    assert {one.colour, two.colour} == {LIGHT.muted}


def test_words_that_hold_nothing_are_not_drawn() -> None:
    drawn = canvas()
    for words in ("", "  ", "\n", "\x00"):
        drawn.words(words, 0, 0, 20)
    assert drawn.parts == []
    assert drawn.smallest == float("inf")


def test_an_interval_has_caps_and_a_halo_under_it() -> None:
    drawn = canvas()
    drawn.interval(10, 50, 20, 4, halo=2)
    picture = read(drawn.svg(100, 100, alt=""))
    lines = [(10, 20, 50, 20), (10, 16, 10, 24), (50, 16, 50, 24)]
    assert lines_of(picture, LIGHT.muted) == lines
    assert lines_of(picture, LIGHT.page) == lines
    assert [each.get("stroke") for each in picture] == [LIGHT.page] * 3 + [LIGHT.muted] * 3


@given(
    x=st.floats(-500, 500),
    y=st.floats(-500, 500),
    wide=st.floats(30, 300),
    high=st.floats(30, 300),
    slope=st.sampled_from(["rising", "falling"]),
)
def test_hatching_lies_within_its_shape_and_fills_it(
    x: float, y: float, wide: float, high: float, slope: Slope
) -> None:
    shape = shapely.difference(box(x, y, x + wide, y + high), box(x + 8, y + 8, x + 14, y + 14))
    drawn = canvas()
    drawn.hatch(shape, "no-answer", (slope,))
    (hatching,) = read(drawn.svg(900, 900, alt=""))
    ends = [
        tuple(float(each) for each in re.findall(r"-?[\d.]+", line))
        for line in hatching.attrib["d"].split("M")[1:]
    ]
    lines = [LineString([(x1, y1), (x2, y2)]) for x1, y1, x2, y2 in ends]
    grown = shape.buffer(0.2)
    assert all(grown.contains(line) for line in lines)
    near = shapely.union_all(lines).buffer(HATCH)
    assert near.contains(Point(x + wide / 2, y + high / 2))
    for (x1, y1), (x2, y2) in (line.coords for line in lines if line.length > 5):
        assert ((x2 - x1) * (y2 - y1) > 0) == (slope == "falling"), "y runs downwards"


def test_two_hatched_shapes_need_no_name() -> None:
    drawn = canvas()
    for x in (0, 50):
        drawn.area(box(x, 0, x + 40, 40), "page", outline="outline")
        drawn.hatch(box(x, 0, x + 40, 40), "no-answer")
    picture = read(drawn.svg(100, 100, alt=""))
    assert not [each for each in picture.iter() if "id" in each.attrib]
    assert len(list(picture.iter(f"{SVG}path"))) == 4


def test_a_shape_with_a_hole_has_both_outlines() -> None:
    drawn = canvas()
    drawn.area(
        shapely.difference(box(0, 0, 40, 40), box(10, 10, 20, 20)), "main", outline="outline"
    )
    (path,) = read(drawn.svg(100, 100, alt=""))
    assert path.attrib["d"].count("M") == 2
    assert path.attrib["fill-rule"] == "evenodd"


@pytest.mark.parametrize("shape", ["circle", "diamond", "square", "cross"])
def test_marks_differ_in_shape_and_lie_around_their_place(shape: str) -> None:
    drawn = canvas()
    drawn.mark(shape, 50, 40, 10, "main", "text")
    (mark,) = read(drawn.svg(100, 100, alt=""))
    if shape == "circle":
        assert (mark.attrib["cx"], mark.attrib["cy"], mark.attrib["r"]) == ("50", "40", "10")
        return
    numbers = [float(each) for each in re.findall(r"-?[\d.]+", mark.attrib["d"])]
    xs, ys = numbers[::2], numbers[1::2]
    assert (min(xs) + max(xs)) / 2 == pytest.approx(50)
    assert (min(ys) + max(ys)) / 2 == pytest.approx(40)


def test_the_picture_has_its_alternative_text_and_elements_about_it() -> None:
    drawn = canvas()
    drawn.rect(Box(0, 0, 5, 5), "page")
    picture = read(drawn.svg(10, 20.5, alt='a "b" <c>\x00'))
    assert picture.attrib["aria-label"] == 'a "b" <c>'
    assert picture.attrib["viewBox"] == "0 0 10 20.5"
    assert len(rects_of(picture)) == 1
    assert drawn.drawn == NOTHING.join(drawn.parts)


@given(words=st.text(max_size=200), room=st.floats(60, 500), most=st.integers(1, 4))
def test_words_are_cut_to_so_many_lines(words: str, room: float, most: int) -> None:
    lines = cut_lines(words, 20, room, most)
    assert 1 <= len(lines) <= most


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_ink_is_a_colour_of_the_theme_and_a_variable(theme: object) -> None:
    ink = ink_of(DARK if theme is DARK else LIGHT)
    variables = css_variables(DARK if theme is DARK else LIGHT)
    for name in NAMES:
        assert re.fullmatch(r"#[0-9A-F]{6}", ink(name))
        assert VARIABLES(name) == f"var(--{name})"
        assert f"--{name}:{ink(name)};" in variables


def test_black_and_white_has_no_colour_and_words_can_be_read() -> None:
    for name in NAMES:
        red, green, blue = (BLACK_AND_WHITE(name)[at : at + 2] for at in (1, 3, 5))
        assert red == green == blue
        if f"on-{name}" in NAMES:
            assert contrast(BLACK_AND_WHITE(name), BLACK_AND_WHITE(f"on-{name}")) > 4.5


def test_wider_words_are_wider() -> None:
    widths = [width("word " * count, 20) for count in range(1, 5)]
    assert all(one < other for one, other in pairwise(widths))
