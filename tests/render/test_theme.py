"""Specification of the colours: what must be read can be read, in both themes."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from bestbywm.render import webpage
from bestbywm.render.theme import THEMES, Theme, contrast, luminance, readable_on, template

CONFIG = Path(__file__).parents[2] / ".streamlit" / "config.toml"

every_theme = pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)


@pytest.fixture(scope="module")
def config() -> dict[str, Any]:
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]


class TestContrast:
    def test_black_on_white_is_21_to_1(self) -> None:
        assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
        assert contrast("#FFFFFF", "#000000") == pytest.approx(21)

    def test_a_colour_on_itself_is_1_to_1(self) -> None:
        assert contrast("#12436D", "#12436d") == 1

    def test_the_grey_that_just_passes(self) -> None:
        assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.005)

    def test_luminance_runs_from_black_to_white(self) -> None:
        assert luminance("#000000") == 0
        assert luminance("#FFFFFF") == pytest.approx(1)

    def test_text_is_black_or_white_whichever_reads_better(self) -> None:
        assert readable_on("#FFFFFF") == "#0B0C0C"
        assert readable_on("#12436D") == "#FFFFFF"


class TestEachTheme:
    @every_theme
    def test_text_can_be_read_on_the_page(self, theme: Theme) -> None:
        assert contrast(theme.text, theme.page) >= 4.5
        assert contrast(theme.muted, theme.page) >= 4.5

    @every_theme
    def test_bars_stand_out_from_the_page(self, theme: Theme) -> None:
        assert contrast(theme.main, theme.page) >= 3

    @every_theme
    def test_bars_that_carry_the_finding_stand_out_from_the_others(self, theme: Theme) -> None:
        assert theme.main != theme.context
        assert contrast(theme.main, theme.page) > contrast(theme.context, theme.page)

    @every_theme
    def test_words_can_be_read_on_every_colour_that_carries_words(self, theme: Theme) -> None:
        for colour in (
            *theme.steps,
            *theme.answers,
            theme.no_answer,
            theme.confidential,
            theme.page,
        ):
            assert contrast(readable_on(colour), colour) >= 4.5, colour

    @every_theme
    def test_outlines_stand_out_from_every_step(self, theme: Theme) -> None:
        for colour in theme.steps:
            assert contrast(theme.outline, colour) >= 3, colour

    @every_theme
    def test_an_area_is_told_from_the_page_by_its_outline_or_by_its_colour(
        self, theme: Theme
    ) -> None:
        for colour in theme.steps:
            edge = max(contrast(theme.outline, colour), contrast(colour, theme.page))
            assert edge >= 3, colour

    @every_theme
    def test_steps_lead_away_from_the_page(self, theme: Theme) -> None:
        away = [contrast(colour, theme.page) for colour in theme.steps]
        assert away == sorted(away)
        assert len(set(theme.steps)) == 4

    @every_theme
    def test_who_did_not_answer_has_a_colour_of_its_own(self, theme: Theme) -> None:
        assert theme.no_answer not in (*theme.steps, theme.page)

    @every_theme
    def test_whose_answers_are_confidential_has_a_colour_of_its_own(self, theme: Theme) -> None:
        assert theme.confidential not in (*theme.steps, theme.page, theme.no_answer)
        assert contrast(theme.confidential, theme.page) >= 3

    @every_theme
    def test_the_parts_of_a_bar_are_told_apart(self, theme: Theme) -> None:
        assert len(set(theme.answers)) == 4


class TestTogetherWithThePages:
    @every_theme
    def test_the_figure_has_the_colours_of_the_page(
        self, theme: Theme, config: dict[str, Any]
    ) -> None:
        page = config[theme.name]
        assert theme.page == page["backgroundColor"]
        assert theme.side == page["secondaryBackgroundColor"]
        assert theme.text == page["textColor"]
        assert theme.main == page["primaryColor"]

    @every_theme
    def test_so_has_what_is_seen_until_the_page_is_whole(self, theme: Theme) -> None:
        styles = webpage.template("waiting.css").render(light=THEMES["light"], dark=THEMES["dark"])
        assert f"background: {theme.page};" in styles
        assert f"--side: {theme.side};" in styles

    def test_there_is_a_theme_for_each_of_the_page_s(self, config: dict[str, Any]) -> None:
        assert set(THEMES) == {"light", "dark"} <= set(config)
        assert {theme.name for theme in THEMES.values()} == set(THEMES)

    @every_theme
    def test_links_can_be_read(self, theme: Theme, config: dict[str, Any]) -> None:
        page = config[theme.name]
        for background in (page["backgroundColor"], page["secondaryBackgroundColor"]):
            assert contrast(page["linkColor"], background) >= 4.5
            assert contrast(page["textColor"], background) >= 4.5

    @every_theme
    def test_what_is_chosen_can_be_read(self, theme: Theme) -> None:
        """It is written in the colour of the page on the main colour."""
        assert contrast(theme.page, theme.main) >= 4.5
        for background in (theme.page, theme.side):
            assert contrast(theme.main, background) >= 3, "marks of choice stand out"

    @every_theme
    def test_words_in_the_primary_colour_can_be_read(
        self, theme: Theme, config: dict[str, Any]
    ) -> None:
        """A chosen segment and the value of a slider, on the page and on a tenth of themselves."""
        primary, page = config[theme.name]["primaryColor"], theme.page
        mixed = [
            round(0.1 * int(primary[at : at + 2], 16) + 0.9 * int(page[at : at + 2], 16))
            for at in (1, 3, 5)
        ]
        tint = "#" + "".join(f"{each:02X}" for each in mixed)
        assert contrast(primary, page) >= 4.5
        assert contrast(primary, tint) >= 4.5

    @every_theme
    def test_the_template_writes_in_the_theme_s_text_colour(self, theme: Theme) -> None:
        layout: Any = template(theme)["layout"]
        assert layout["font"]["color"] == theme.text
