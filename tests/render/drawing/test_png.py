"""Specification of pictures in pixels: their size, and what their file says of itself."""

from io import BytesIO

import pytest
from PIL import Image, ImageChops
from PIL.PngImagePlugin import PngImageFile

from bestbywm.render.drawing.canvas import Box, Canvas
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.drawing.png import to_png
from bestbywm.render.fonts import width
from bestbywm.render.theme import LIGHT

SAYS = {"Title": "Half “say so” – 50%", "Source": "見出し عنوان 👩", "Creation Time": "2026-11-24"}


def svg_of(words: str = "") -> str:
    canvas = Canvas(ink_of(LIGHT))
    canvas.rect(Box(0, 0, 400, 200), "page")
    canvas.rect(Box(0, 0, 200, 200), "main")
    canvas.words(words, 220, 100, 40)
    return str(canvas.svg(400, 200, alt="A picture"))


def opened(content: bytes) -> PngImageFile:
    picture = Image.open(BytesIO(content))
    assert isinstance(picture, PngImageFile)
    return picture


def colour_at(picture: Image.Image, x: int, y: int) -> str:
    return f"#{picture.crop((x, y, x + 1, y + 1)).tobytes().hex().upper()}"


@pytest.mark.parametrize("wide", [100, 400, 1920])
def test_it_is_as_wide_as_is_asked_in_the_shape_of_the_drawing(wide: int) -> None:
    assert opened(to_png(svg_of(), wide)).size == (wide, wide // 2)


def test_its_colours_are_those_of_the_drawing() -> None:
    picture = opened(to_png(svg_of(), 400))
    assert [colour_at(picture, x, 50) for x in (50, 350)] == [LIGHT.main, LIGHT.page]


def test_its_file_says_what_it_is() -> None:
    assert opened(to_png(svg_of(), 400, says=SAYS)).text == SAYS


def test_words_are_drawn_in_our_font_whatever_the_machine_has() -> None:
    plain, said = (opened(to_png(svg_of(words), 400)) for words in ("", "Word"))
    changed = ImageChops.difference(plain, said).getbbox()
    assert changed
    assert changed[0] == pytest.approx(220, abs=6)
    assert changed[2] == pytest.approx(220 + width("Word", 40), abs=6)


@pytest.mark.parametrize(
    "words", ["<b>&amp;", "عنوان 👩‍👩‍👧 見出し", "\x00\ud800\uffff", "x" * 10_000]
)
def test_any_words_can_be_drawn(words: str) -> None:
    assert opened(to_png(svg_of(words), 200)).size == (200, 100)


def test_the_same_drawing_gives_the_same_bytes() -> None:
    assert to_png(svg_of("a"), 300, says=SAYS) == to_png(svg_of("a"), 300, says=SAYS)
