"""Specification of grids in pictures: every square has its words, and headings are whole."""

from itertools import pairwise
from xml.etree.ElementTree import Element

import pytest

from bestbywm.exhibits.model import Matrix, Square
from bestbywm.render.drawing.canvas import Canvas
from bestbywm.render.drawing.grids import matrix
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.theme import LIGHT, readable_on
from tests.render.drawing.reading import outside, overlapping, read, rects_of, words_of

TEXT = 20.0
COLUMNS = ("Cost", "Technology", "Training")

GRID = Matrix(
    rows=("Northmoor", "Eastford", "Southwick"),
    columns=COLUMNS,
    squares=(
        (Square(0, "–", ""), Square(1, "20%\n2 of 10", ""), Square(3, "1 of 1", "")),
        (Square(None, "–", ""), Square(None, "–", ""), Square(None, "–", "")),
        (Square(2, "2 of 3", ""), Square(None, "[x]", ""), Square(0, "–", "")),
    ),
    empty_row="did not answer",
)


def picture_of(chart: Matrix, width: float = 900, height: float = 500) -> Element:
    canvas = Canvas(ink_of(LIGHT))
    return read(canvas.svg(width, matrix(canvas, chart, (width, height), TEXT), alt=""))


def many(rows: int, columns: tuple[str, ...] = COLUMNS) -> Matrix:
    squares = (Square(1, "1 of 2", ""),) * len(columns)
    return Matrix(tuple(f"Council {at}" for at in range(rows)), columns, (squares,) * rows, "none")


class TestAGrid:
    picture = picture_of(GRID)

    def test_squares_have_the_colour_of_their_step(self) -> None:
        fills = [each.fill for each in rects_of(self.picture)]
        assert fills == [LIGHT.steps[step] for step in (0, 1, 3, 2, 0)]

    def test_words_stand_in_their_square_in_a_colour_that_can_be_read(self) -> None:
        square = rects_of(self.picture)[2]
        (words,) = [each for each in words_of(self.picture) if each.words == "1 of 1"]
        assert square.x < words.left < words.right < square.x + square.width
        assert square.y < words.top < words.bottom < square.y + square.height
        assert words.colour == readable_on(LIGHT.steps[3])

    def test_percentage_and_counts_stand_under_each_other(self) -> None:
        by_words = {each.words: each for each in words_of(self.picture)}
        assert by_words["20%"].bottom < by_words["2 of 10"].top

    def test_a_row_without_a_figure_says_why_once(self) -> None:
        said = [each.words for each in words_of(self.picture)]
        assert said.count("did not answer") == 1
        assert said.count("[x]") == 1

    def test_squares_are_equal_and_fill_the_width(self) -> None:
        squares = rects_of(self.picture)
        assert len({(round(each.width), round(each.height)) for each in squares}) == 1
        assert max(each.x + each.width for each in squares) == pytest.approx(900, abs=2)

    def test_headings_stand_over_their_columns(self) -> None:
        squares = rects_of(self.picture)[:3]
        for heading, square in zip(COLUMNS, squares, strict=True):
            (words,) = [each for each in words_of(self.picture) if each.words == heading]
            middle = (words.left + words.right) / 2
            assert middle == pytest.approx(square.x + square.width / 2, abs=1)
            assert words.bottom < square.y


class TestManyRows:
    def test_stand_in_two_blocks_each_with_its_headings(self) -> None:
        picture = picture_of(many(31))
        said = [each.words for each in words_of(picture)]
        assert [said.count(each) for each in COLUMNS] == [2, 2, 2]
        assert len({each.left for each in words_of(picture) if "Council" in each.words}) == 2
        assert len(rects_of(picture)) == 31 * 3

    def test_stand_in_one_block_where_two_have_no_room(self) -> None:
        picture = picture_of(many(31), width=420)
        labels = [each for each in words_of(picture) if "Council" in each.words]
        assert {each.left for each in labels} == {0}
        assert all(one.bottom < other.top for one, other in pairwise(labels))
        assert outside(picture) == []

    def test_headings_wider_than_their_columns_stand_on_two_levels(self) -> None:
        columns = ("Technology", "Effectiveness", "Governance", "Leadership", "Measurement")
        picture = picture_of(many(31, columns), width=1200)
        headings = [each for each in words_of(picture) if each.words in columns]
        assert len(headings) == 10
        assert len({round(each.top) for each in headings}) == 2
        assert min(each.size for each in headings) > TEXT * 0.75
        assert overlapping(picture) == []
        assert outside(picture) == []


def test_no_number_in_a_square_is_broken() -> None:
    squares = (Square(1, "31.8%\n7 of 22", ""),) * 5
    picture = picture_of(
        Matrix(("District councils (22 people)",), tuple("abcde"), (squares,), ""), 400
    )
    said = [each.words for each in words_of(picture)]
    assert said.count("31.8%") == 5


def test_no_rows_are_an_empty_picture() -> None:
    assert rects_of(picture_of(Matrix((), COLUMNS, (), ""))) == []
