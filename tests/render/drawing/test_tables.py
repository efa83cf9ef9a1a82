"""Specification of tables in pictures: whole words, as many rows as fit, and what is left out."""

from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.exhibits.model import Column, HeatTable, Matrix, Square
from bestbywm.render.drawing.canvas import Box, Canvas
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.drawing.tables import SIZES, Cells, cells_of, draw
from bestbywm.render.theme import LIGHT, readable_on
from tests.presentations import exhibit_of
from tests.render.drawing.reading import outside, overlapping, read, rects_of, words_of

BOX = Box(50, 40, 1200, 500)


def picture_of(cells: Cells, box: Box = BOX) -> Element:
    canvas = Canvas(ink_of(LIGHT))
    draw(canvas, cells, box)
    return read(canvas.svg(box.right, box.bottom, alt=""))


def cells(rows: int, columns: int, words: str = "said") -> Cells:
    row = tuple(f"{words} {at}" for at in range(columns))
    return Cells(
        tuple(f"Column {at}" for at in range(columns)), (row,) * rows, (("",) * columns,) * rows
    )


def said(picture: Element) -> list[str]:
    return [each.words for each in words_of(picture)]


class TestCells:
    def test_are_those_of_the_exhibit_in_words(self) -> None:
        shown = cells_of(exhibit_of((("Here", 0.375), ("There", "[x]"))))
        assert shown.heading == ("Council", "Share")
        assert shown.rows == (("Here", "37.5%"), ("There", "[x]"))
        assert shown.colours == (("", ""), ("", ""))

    def test_an_address_reads_as_its_site(self) -> None:
        columns = (Column("Page", "link"), Column("Not a link"))
        row = ("https://www.example.org/a/b?c", "https://example.org/x")
        assert cells_of(exhibit_of((row,), columns)).rows == (
            ("example.org", "https://example.org/x"),
        )

    def test_a_table_of_heat_has_the_colours_of_its_squares(self) -> None:
        squares = ((Square(2, "50%\n1 of 2", ""), Square(None, "–", "")),)
        heat = HeatTable(Matrix(("Here",), ("Use", "Policy"), squares, ""), "Council", 0)
        shown = cells_of(exhibit_of((), chart=heat))
        assert shown.heading == ("Council", "Use", "Policy")
        assert shown.rows == (("Here", "50% 1 of 2", "–"),)
        assert shown.colours == (("", "step-2", ""),)


class TestATable:
    def test_has_its_rows_under_their_heading(self) -> None:
        picture = picture_of(cells(3, 2))
        by_words: dict[str, list[float]] = {}
        for each in words_of(picture):
            by_words.setdefault(each.words, []).append(each.left)
        assert by_words["said 1"] == by_words["Column 1"] * 3
        assert by_words["said 0"] == by_words["Column 0"] * 3
        assert not [each for each in said(picture) if each.startswith("And ")]

    def test_a_short_one_has_larger_words_than_a_long_one(self) -> None:
        sizes = [
            max(each.size for each in words_of(picture_of(cells(rows, 2)))) for rows in (3, 40)
        ]
        assert sizes == [SIZES[0], SIZES[-1]]

    def test_says_how_many_rows_have_no_room(self) -> None:
        picture = picture_of(cells(40, 2))
        shown = said(picture).count("said 0")
        assert 5 < shown < 40
        assert f"And {40 - shown} more rows: see the table." in said(picture)
        assert outside(picture) == []

    def test_says_how_many_columns_have_no_room(self) -> None:
        picture = picture_of(cells(2, 30))
        shown = len([each for each in said(picture) if each.startswith("Column")])
        assert 5 < shown < 30
        assert f"And {30 - shown} more columns: see the table." in said(picture)
        assert outside(picture) == []

    def test_no_word_is_broken_and_none_lies_on_another(self) -> None:
        row = ("Senior managers use social media", "32.5% (13 of 40)", "same: Metropolitan borough")
        heading = ("Measure", "West Midlands", "Against the others")
        picture = picture_of(Cells(heading, (row,) * 5, (("",) * 3,) * 5), Box(0, 0, 620, 800))
        assert overlapping(picture) == []
        shown = {word for each in said(picture) for word in each.split()}
        assert {"managers", "Metropolitan", "(13", "Midlands", "others"} <= shown

    def test_words_on_a_colour_can_be_read(self) -> None:
        picture = picture_of(Cells(("A", "B"), (("x", "y"),), (("", "step-3"),)))
        (square,) = rects_of(picture)
        assert square.fill == LIGHT.steps[3]
        (words,) = [each for each in words_of(picture) if each.words == "y"]
        assert words.colour == readable_on(LIGHT.steps[3])
        assert square.x < words.left < words.right < square.x + square.width

    def test_without_rows_there_is_none(self) -> None:
        assert said(picture_of(cells(0, 3))) == []

    @pytest.mark.parametrize(
        "words", ["x" * 10_000, "a b " * 2_500, "<b>&\x00", "\n\n\n", "👩‍👩‍👧" * 90]
    )
    def test_any_words_stay_within_the_picture(self, words: str) -> None:
        picture = picture_of(cells(4, 4, words))
        assert outside(picture) == []

    @given(words=st.text(max_size=80), rows=st.integers(0, 9), columns=st.integers(1, 7))
    @settings(max_examples=25, deadline=None)
    def test_of_any_size_and_script_is_well_formed(
        self, words: str, rows: int, columns: int
    ) -> None:
        assert outside(picture_of(cells(rows, columns, words))) == []
