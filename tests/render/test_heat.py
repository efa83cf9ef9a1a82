"""Specification of heat tables: what is read in a cell, what it is sorted by, and its colour."""

import re
from html.parser import HTMLParser

import pandas as pd
import pytest

from bestbywm.exhibits.model import HeatTable, Matrix, Square
from bestbywm.render.heat import heat_table
from bestbywm.render.theme import DARK, LIGHT, THEMES, Theme, contrast

READABLE = 4.5
"""Contrast of text on its background that WCAG 2.2 asks for."""

NO_FIGURE = Square(None, "did not answer", "Southwick did not answer")

CHART = HeatTable(
    Matrix(
        rows=("Tinyshire", "Northmoor", "Eastford", "Southwick"),
        columns=("Use", "Policy"),
        squares=(
            (Square(2, "60%\n6 of 10", "", 0.6), Square(1, "40%\n4 of 10", "", 0.4)),
            (Square(3, "4 of 4", "", 1.0), Square(0, "0 of 4", "", 0.0)),
            (Square(1, "1 of 3 & more", "", 1 / 3), Square(None, "skipped", "")),
            (NO_FIGURE, NO_FIGURE),
        ),
        empty_row="did not answer",
    ),
    corner="Council or group",
    references=1,
)


class Cells(HTMLParser):
    """The cells of a table: text by identifier."""

    def __init__(self) -> None:
        super().__init__()
        self.text: dict[str, str] = {}
        self._cell = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = re.search(r"(row\d+_col\d+)$", dict(attrs).get("id") or "")
        self._cell = found.group(1) if tag == "td" and found else ""

    def handle_data(self, data: str) -> None:
        if self._cell:
            self.text[self._cell] = self.text.get(self._cell, "") + data


def shown(theme: Theme = LIGHT, chart: HeatTable = CHART) -> tuple[list[list[str]], list[str]]:
    """Texts by row, and the headings."""
    page = heat_table(chart, theme).to_html()
    reader = Cells()
    reader.feed(page)
    size = 1 + len(chart.matrix.columns)
    texts = [
        [reader.text.get(f"row{row}_col{column}", "").strip() for column in range(size)]
        for row in range(len(chart.matrix.rows))
    ]
    return texts, re.findall(r'class="col_heading[^>]*>([^<]*)<', page)


def styles(theme: Theme, chart: HeatTable = CHART) -> dict[tuple[int, int], dict[str, str]]:
    """Properties of each cell by row and column, as they are written into the page."""
    page = heat_table(chart, theme).to_html()
    found: dict[tuple[int, int], dict[str, str]] = {}
    for names, body in re.findall(r"((?:#T_\w+(?:,\s*)?)+)\s*\{([^}]*)\}", page):
        properties = dict(re.findall(r"([\w-]+):\s*([^;]+);", body))
        for row, column in re.findall(r"row(\d+)_col(\d+)", names):
            found.setdefault((int(row), int(column)), {}).update(properties)
    return found


def values(chart: HeatTable = CHART) -> pd.DataFrame:
    return heat_table(chart, LIGHT).data


class TestWhatIsRead:
    def test_is_the_text_of_each_square_beside_its_label(self) -> None:
        texts, _ = shown()
        assert texts == [
            ["Tinyshire", "60%\n6 of 10", "40%\n4 of 10"],
            ["Northmoor", "4 of 4", "0 of 4"],
            ["Eastford", "1 of 3 & more", "skipped"],
            ["Southwick", "did not answer", "did not answer"],
        ]

    def test_has_the_headings_of_the_columns(self) -> None:
        assert shown()[1] == ["Council or group", "Use", "Policy"]

    def test_is_the_same_in_both_themes(self) -> None:
        assert shown(LIGHT) == shown(DARK)


class TestWhatIsSortedBy:
    def test_is_the_value_of_each_square(self) -> None:
        known = values().loc[[0, 1], ["Use", "Policy"]]
        assert known.to_numpy().tolist() == [[0.6, 0.4], [1.0, 0.0]]
        assert {str(each) for each in values()[["Use", "Policy"]].dtypes} == {"float64"}

    @pytest.mark.parametrize("column", ["Use", "Policy"])
    def test_puts_what_is_missing_below_all_figures(self, column: str) -> None:
        position = CHART.matrix.columns.index(column)
        ordered = values().sort_values(column, ascending=False)["Council or group"]
        missing = [
            name
            for name, row in zip(CHART.matrix.rows, CHART.matrix.squares, strict=True)
            if row[position].value is None
        ]
        assert set(ordered.tail(len(missing))) == set(missing)

    def test_is_never_read(self) -> None:
        for row in shown()[0]:
            assert not re.search(r"nan|None|-1|0\.6", " ".join(row))


class TestColours:
    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_are_those_of_the_steps(self, theme: Theme) -> None:
        found = styles(theme)
        for row, squares in enumerate(CHART.matrix.squares):
            for column, square in enumerate(squares, start=1):
                wanted = None if square.step is None else theme.steps[square.step]
                assert found[row, column].get("background-color") == wanted

    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_can_be_read(self, theme: Theme) -> None:
        found = styles(theme)
        assert len(found) == 4 * 3
        for properties in found.values():
            background = properties.get("background-color", theme.page)
            assert contrast(properties["color"], background) >= READABLE

    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_leave_out_what_is_missing(self, theme: Theme) -> None:
        for cell in ((2, 2), (3, 1), (3, 2)):
            assert styles(theme)[cell] == {"color": theme.muted}

    @pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES)
    def test_leave_labels_alone_but_references_are_bold(self, theme: Theme) -> None:
        found = styles(theme)
        assert [int(found[row, 0].get("font-weight", 400)) > 400 for row in range(4)] == [
            *(True, False, False, False)
        ]
        assert not any("background-color" in found.get((row, 0), {}) for row in range(4))


class TestATableWithoutFigures:
    def test_shows_why(self) -> None:
        empty = HeatTable(
            Matrix(("Southwick",), ("Use",), ((NO_FIGURE,),), "did not answer"), "Council", 0
        )
        assert shown(chart=empty)[0] == [["Southwick", "did not answer"]]
