"""Specification of the name at the head of every page."""

from lxml import etree

from bestbywm.render.theme import DARK, LIGHT
from bestbywm.render.wordmark import wordmark


def drawing(name: str, theme: object = LIGHT) -> etree._Element:
    return etree.fromstring(wordmark(name, theme).encode())  # type: ignore[arg-type]


def test_says_the_name() -> None:
    assert drawing("Best & more").findtext("{*}title") == "Best & more"


def test_is_as_wide_as_its_words() -> None:
    short, long = (float(drawing(name).get("width") or 0) for name in ("Best", "Best by far"))
    assert 40 < short < long


def test_has_an_outline_for_every_letter() -> None:
    one, two = (drawing(name).findall("{*}path")[-1].get("d") or "" for name in ("a", "aa"))
    assert one
    assert two.count("M") == 2 * one.count("M")


def test_has_the_colours_of_the_theme() -> None:
    for theme in (LIGHT, DARK):
        fills = {each.get("fill") for each in drawing("Best", theme).iter() if each.get("fill")}
        assert fills == {theme.main, theme.page, theme.text}


def test_leaves_out_signs_that_the_font_lacks() -> None:
    assert drawing("中").findall("{*}path")[-1].get("d") == ""
