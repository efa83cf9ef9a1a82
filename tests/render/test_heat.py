"""Specification of heat tables: a real table, true to its squares, readable without colour."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from bestbywm.exhibits.model import Exhibit, HeatTable, Matrix, Square, Table
from bestbywm.render.heat import heat_table
from bestbywm.render.theme import DARK, LIGHT, THEMES, Theme, contrast

READABLE = 4.5
"""Contrast of text on its background that WCAG 2.2 asks for."""

STAMP = "Illustrative answers."
NO_FIGURE = Square(None, "did not answer", "Southwick did not answer")

CHART = HeatTable(
    Matrix(
        rows=("Tinyshire", "Northmoor", "Eastford", "Southwick"),
        columns=("Use", "Policy"),
        squares=(
            (Square(2, "60% (6 of 10)", "six", 0.6), Square(1, "40% (4 of 10)", "four", 0.4)),
            (Square(3, "4 of 4", "all", 1.0), Square(0, "0 of 4", "none", 0.0)),
            (Square(1, "1 of 3 & more", "one", 1 / 3), Square(None, "skipped", "skipped")),
            (NO_FIGURE, NO_FIGURE),
        ),
        empty_row="did not answer",
    ),
    corner="Council or group",
    references=1,
)

SQUARES = [square for row in CHART.matrix.squares for square in row]

EXHIBIT = Exhibit(
    id="made-up",
    headline="Councils <b>beside</b> each other",
    subtitle="",
    chart=CHART,
    table=Table((), ()),
    alt="",
    source="",
    provenance="illustrative",
    wave="2030",
)


class Page(HTMLParser):
    """Elements of a page in order: name, properties, and the text up to the next one."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}, ""))

    def handle_data(self, data: str) -> None:
        tag, properties, text = self.elements[-1]
        self.elements[-1] = (tag, properties, text + data)

    def all(self, *tags: str) -> list[tuple[dict[str, str], str]]:
        return [(properties, text) for tag, properties, text in self.elements if tag in tags]


def shown(theme: Theme = LIGHT, exhibit: Exhibit = EXHIBIT) -> Page:
    return Page(heat_table(exhibit, theme, stamp=STAMP))


def style(properties: dict[str, str]) -> dict[str, str]:
    return dict(re.findall(r"([\w-]+):([^;]+);", properties["style"]))


class TestWhatIsRead:
    def test_is_the_text_of_each_square(self) -> None:
        assert [text for _, text in shown().all("td")] == [square.text for square in SQUARES]

    def test_has_headings_for_columns_and_rows(self) -> None:
        headings = [(each["scope"], text) for each, text in shown().all("th")]
        columns = ["Council or group", *CHART.matrix.columns]
        assert headings == [
            *(("col", name) for name in columns),
            *(("row", name) for name in CHART.matrix.rows),
        ]

    def test_says_the_whole_sentence_where_the_pointer_rests(self) -> None:
        assert [each["title"] for each, _ in shown().all("td")] == [each.hover for each in SQUARES]

    def test_carries_the_stamp_inside(self) -> None:
        assert [text for _, text in shown().all("figcaption")] == [STAMP]

    def test_is_a_region_that_the_keyboard_reaches(self) -> None:
        [(box, _)] = shown().all("div")
        assert (box["role"], box["tabindex"]) == ("region", "0")
        assert box["aria-label"] == EXHIBIT.headline

    def test_is_the_same_in_both_themes(self) -> None:
        of_theme = [[text for _, text in shown(theme).all("td", "th")] for theme in (LIGHT, DARK)]
        assert of_theme[0] == of_theme[1]

    def test_takes_no_words_for_markup(self) -> None:
        squares = ((Square(1, "<script>", '"><img>'),),)
        hostile = HeatTable(Matrix(("<i>Row",), ("<u>Column",), squares, ""), "<s>", 0)
        page = shown(exhibit=replace(EXHIBIT, chart=hostile))
        tags = {tag for tag, _, _ in page.elements}
        assert tags == {
            *("figure", "div", "table", "thead", "tbody", "tr", "th", "td", "figcaption")
        }


class TestColours:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_are_those_of_the_steps(self, theme: Theme) -> None:
        for (properties, _), square in zip(shown(theme).all("td"), SQUARES, strict=True):
            wanted = None if square.step is None else theme.steps[square.step]
            assert style(properties).get("background") == wanted

    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_can_be_read(self, theme: Theme) -> None:
        for properties, _ in shown(theme).all("td", "th"):
            found = style(properties)
            background = found.get("background", theme.page)
            assert contrast(found.get("color", theme.text), background) >= READABLE

    def test_references_are_bold(self) -> None:
        rows = [each for each, _ in shown().all("th") if each["scope"] == "row"]
        assert [style(each)["font-weight"] for each in rows] == ["700", "400", "400", "400"]


def test_another_kind_of_chart_is_no_table_of_heat() -> None:
    with pytest.raises(ValueError, match="made-up has no table of heat"):
        heat_table(replace(EXHIBIT, chart=None), LIGHT, stamp="")
