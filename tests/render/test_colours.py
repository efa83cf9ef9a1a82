"""Specification of the colours: what lies side by side can be told apart, by everybody.

Two colours are told apart by their contrast, or by the contrast of a line between them to both, at
3 to 1 (WCAG 2.2, 1.4.11); words and what they stand on at 4.5 to 1 (1.4.3). The same holds as
people see it who lack one of the three kinds of cones.
"""

import tomllib
from collections.abc import Callable
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from colorspacious import cspace_convert

from bestbywm.exhibits.model import MapClass
from bestbywm.render.areas import AreaLook, look_of
from bestbywm.render.drawing.ink import Ink, ink_of
from bestbywm.render.theme import THEMES, Theme, contrast, readable_on

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"

MARKS, WORDS = 3.0, 4.5

SIGHTS = {
    "all cones": None,
    "protanopia": "protanomaly",
    "deuteranopia": "deuteranomaly",
    "tritanopia": "tritanomaly",
}
"""Ways to see, and what colorspacious calls them, at full severity."""

FIGURES = [MapClass(f"step {step}", step, "figure") for step in range(4)]
NO_ANSWER = MapClass("did not answer", None, "no answer")
SKIPPED = MapClass("skipped", None, "skipped")
CONFIDENTIAL = MapClass("confidential", None, "confidential")
OUTSIDE = MapClass("not selected", None, "outside")
HATCHED = [NO_ANSWER, SKIPPED, CONFIDENTIAL]
CLASSES = [*FIGURES, *HATCHED, OUTSIDE]

Seen = Callable[[str], str]


def seen_by(kind: str | None) -> Seen:
    """How a colour looks to people who see in this way, as hexadecimal RGB."""
    if kind is None:
        return lambda colour: colour
    space = {"name": "sRGB1+CVD", "cvd_type": kind, "severity": 100}

    def seen(colour: str) -> str:
        channels = np.array([int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)])
        mixed = np.clip(cspace_convert(channels, space, "sRGB1"), 0, 1)
        return "#" + "".join(f"{round(float(each) * 255):02X}" for each in mixed)

    return seen


@pytest.fixture(params=list(SIGHTS.values()), ids=list(SIGHTS))
def seen(request: pytest.FixtureRequest) -> Seen:
    return seen_by(request.param)


@pytest.fixture(params=list(THEMES.values()), ids=list(THEMES))
def theme(request: pytest.FixtureRequest) -> Theme:
    found: Theme = request.param
    return found


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    found: dict[str, Any] = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]
    return found


def apart(one: str, other: str, seen: Seen, *between: str) -> bool:
    """Whether two colours are told apart by themselves, or by one of the lines between them."""
    if contrast(seen(one), seen(other)) >= MARKS:
        return True
    return any(
        min(contrast(seen(line), seen(one)), contrast(seen(line), seen(other))) >= MARKS
        for line in between
    )


def looks(theme: Theme) -> list[tuple[MapClass, AreaLook, Ink]]:
    return [(each, look_of(each), ink_of(theme)) for each in CLASSES]


class TestTheMeasure:
    def test_it_sees_red_and_green_alike_without_red_cones(self) -> None:
        red, green = "#C00000", "#007000"
        normal, without = seen_by(None), seen_by("protanomaly")
        assert normal(red) == red

        def hue_apart(seen: Seen) -> int:
            return abs(int(seen(red)[1:3], 16) - int(seen(green)[1:3], 16))

        assert hue_apart(without) < hue_apart(normal) / 2

    def test_a_line_between_two_like_colours_tells_them_apart(self) -> None:
        seen = seen_by(None)
        assert not apart("#FFFFFF", "#EEEEEE", seen)
        assert apart("#FFFFFF", "#EEEEEE", seen, "#000000")
        assert not apart("#FFFFFF", "#EEEEEE", seen, "#DDDDDD")


class TestTheMap:
    def test_any_two_classes_can_lie_side_by_side(self, theme: Theme, seen: Seen) -> None:
        for (one, first, ink), (other, second, _) in combinations(looks(theme), 2):
            lines = [ink(second.line)]  # that of the later class is drawn on top
            assert apart(ink(first.fill), ink(second.fill), seen, *lines), (one, other)

    def test_two_councils_of_one_class_are_told_apart(self, theme: Theme, seen: Seen) -> None:
        for each, look, ink in looks(theme):
            assert contrast(seen(ink(look.line)), seen(ink(look.fill))) >= MARKS, each

    def test_every_class_is_told_from_the_page(self, theme: Theme, seen: Seen) -> None:
        for each, look, ink in looks(theme):
            assert apart(ink(look.fill), theme.page, seen, ink(look.line)), each

    def test_who_has_no_figure_is_hatched_and_each_in_a_way_of_its_own(
        self, theme: Theme, seen: Seen
    ) -> None:
        for each, look, ink in looks(theme):
            if look.hatch:
                assert contrast(seen(ink(look.hatch)), seen(ink(look.fill))) >= MARKS, each
        assert all(look_of(each).hatch for each in HATCHED)
        ways = {look_of(each).slopes for each in HATCHED}
        assert ways == {("rising",), ("falling",), ("rising", "falling")}
        assert not any(look_of(each).hatch for each in (*FIGURES, OUTSIDE))

    def test_classes_of_figures_run_from_one_end_to_the_other(
        self, theme: Theme, seen: Seen
    ) -> None:
        away = [contrast(seen(colour), seen(theme.page)) for colour in theme.steps]
        assert away == sorted(away)
        assert all(more / less > 1.4 for less, more in pairwise(away))

    def test_the_ring_stands_out_from_every_class(self, theme: Theme, seen: Seen) -> None:
        """It is drawn in the accent, with the outline on both sides."""
        assert contrast(seen(theme.accent), seen(theme.outline)) >= MARKS
        for each, look, ink in looks(theme):
            assert apart(theme.accent, ink(look.fill), seen, theme.outline), each

    def test_labels_can_be_read_on_every_class(self, theme: Theme, seen: Seen) -> None:
        for each, look, ink in looks(theme):
            for ground in filter(None, (look.fill, look.hatch)):
                found = contrast(seen(ink(look.words)), seen(ink(ground)))
                assert found >= WORDS, (each, ground)


class TestMarks:
    def test_bars_stand_out_from_the_page(self, theme: Theme, seen: Seen) -> None:
        for colour in (theme.main, theme.context):
            assert contrast(seen(colour), seen(theme.page)) >= MARKS, colour

    def test_an_interval_stands_out_from_the_page_and_its_halo_from_the_bar(
        self, theme: Theme, seen: Seen
    ) -> None:
        """A halo in the colour of the page lies between the interval and the bar."""
        for bar in (theme.main, theme.context, theme.page):
            assert apart(theme.muted, bar, seen, theme.page)

    def test_parts_of_a_stack_are_told_apart_and_from_the_page(
        self, theme: Theme, seen: Seen
    ) -> None:
        for one, other in combinations((*theme.answers, theme.page), 2):
            assert apart(one, other, seen, theme.edge), (one, other)

    def test_marks_stand_out_from_the_page_and_from_bands(self, theme: Theme, seen: Seen) -> None:
        """Bands join the marks of a change: the later one has a line in the colour of the page."""
        for mark in (theme.main, theme.accent):
            assert apart(mark, theme.page, seen, theme.outline), mark
        for band in (theme.steps[2], theme.context):
            assert apart(theme.main, band, seen, theme.page), "the later mark"
            assert apart(theme.page, band, seen, theme.text), "the earlier mark, which is open"

    def test_bands_stand_out_from_the_page(self, theme: Theme, seen: Seen) -> None:
        for band in (theme.steps[2], theme.context):
            assert contrast(seen(band), seen(theme.page)) >= MARKS

    def test_my_council_stands_out_on_a_strip(self, theme: Theme, seen: Seen) -> None:
        """The mark has an outline in the colour of text."""
        for mark in (theme.main, theme.accent):
            assert apart(mark, theme.page, seen, theme.text)


class TestWords:
    def test_text_can_be_read_wherever_it_stands(
        self, theme: Theme, seen: Seen, config: dict[str, Any]
    ) -> None:
        page = config[theme.name]
        for ground in (theme.page, page["secondaryBackgroundColor"]):
            for words in (theme.text, theme.muted, page["linkColor"], page["textColor"]):
                assert contrast(seen(words), seen(ground)) >= WORDS, (words, ground)

    def test_words_can_be_read_on_each_step_and_each_answer(self, theme: Theme, seen: Seen) -> None:
        for colour in (*theme.steps, *theme.answers):
            assert contrast(seen(readable_on(colour)), seen(colour)) >= WORDS, colour
