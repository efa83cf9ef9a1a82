"""Specification of charts on slides: what “Edit data” opens holds the numbers of the exhibit."""

from io import BytesIO
from math import isclose
from typing import Any

import openpyxl
import pytest
from pptx.oxml.ns import qn

from bestbywm.exhibits.model import Bar, Bars, Dots, Part, Point, Stacks, Strips
from bestbywm.pack import Pack
from bestbywm.render.deck import deck
from bestbywm.render.theme import LIGHT
from bestbywm.story.presentation import Scene
from tests.presentations import exhibit_of, telling
from tests.render.deck.decks import (
    WAVES,
    charts_of,
    opened,
    rows_of,
    scenes_of,
    sheet_of,
    words_of,
)

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def of_kind(pack: Pack, wave: str, kind: type) -> list[tuple[Any, list[Any]]]:
    """Charts of a kind with what is drawn of them."""
    return [
        (scene.exhibit.chart, slides)
        for scene, slides in scenes_of(pack, wave)
        if isinstance(scene.exhibit.chart, kind)
    ]


def is_same(kept: Any, value: float | None) -> bool:
    """Whether Excel keeps the number: with fifteen digits."""
    if kept is None or value is None:
        return kept is value
    return isclose(kept, value, rel_tol=1e-14, abs_tol=1e-14)


def cached(series: Any, path: str) -> list[float | None]:
    """The numbers that a chart shows without opening its workbook."""
    holder = series.find(path.replace("c:", C))
    count = int(holder.find(f".//{C}ptCount").get("val"))
    found: list[float | None] = [None] * count
    for point in holder.iter(f"{C}pt"):
        found[int(point.get("idx"))] = float(point.find(f"{C}v").text)
    return found


@pytest.mark.parametrize("wave", WAVES)
class TestBars:
    def test_the_workbook_holds_values_intervals_and_words(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        found = of_kind(shipped_pack, wave, Bars)
        assert found
        for chart, slides in found:
            rows = rows_of(charts_of(slides))
            assert len(rows) == len(chart.bars)
            for row, bar in zip(rows, chart.bars, strict=True):
                assert row[0] == bar.label
                assert row[6] == bar.text
                assert all(
                    is_same(kept, value)
                    for kept, value in zip(row[1:4], (bar.value, bar.low, bar.high), strict=True)
                )

    def test_the_chart_shows_what_its_workbook_holds(self, shipped_pack: Pack, wave: str) -> None:
        for chart, slides in of_kind(shipped_pack, wave, Bars):
            shown = [
                (category, value)
                for drawn in charts_of(slides)
                for plot in drawn.plots
                for category, value in zip(plot.categories, plot.series[0].values, strict=True)
            ]
            assert [name for name, _ in shown] == [bar.label for bar in chart.bars]
            assert all(
                is_same(value, bar.value) for (_, value), bar in zip(shown, chart.bars, strict=True)
            )

    def test_intervals_are_error_bars_that_follow_the_workbook(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for chart, slides in of_kind(shipped_pack, wave, Bars):
            has_intervals = any(bar.low is not None for bar in chart.bars)
            for drawn in charts_of(slides):
                errors = drawn._chartSpace.findall(f".//{C}errBars")
                assert len(errors) == has_intervals
                for each in errors:
                    (series,) = drawn._chartSpace.findall(f".//{C}ser")
                    values = cached(series, "c:val")
                    below = cached(each, "c:minus")
                    sheet = sheet_of(drawn)
                    for at, value in enumerate(values):
                        low = sheet.cell(at + 2, 3).value
                        assert is_same(below[at], None if low is None else value - low)  # type: ignore[operator]

    def test_labels_take_their_words_from_the_workbook(self, shipped_pack: Pack, wave: str) -> None:
        for _, slides in of_kind(shipped_pack, wave, Bars):
            for drawn in charts_of(slides):
                sheet = sheet_of(drawn)
                fields = drawn._chartSpace.findall(f".//{qn('a:fld')}")
                assert {each.get("type") for each in fields} <= {"CELLRANGE"}
                written = [each.find(qn("a:t")).text for each in fields]
                assert written == [cell.value for cell in sheet["G"][1:]]
                ids = [each.get("id") for each in fields]
                assert len({*ids}) == len(ids)

    def test_context_has_its_own_colour(self, shipped_pack: Pack, wave: str) -> None:
        for chart, slides in of_kind(shipped_pack, wave, Bars):
            points = [
                point for drawn in charts_of(slides) for point in drawn._chartSpace.iter(f"{C}dPt")
            ]
            colours = [each.find(f".//{qn('a:srgbClr')}").get("val") for each in points]
            assert colours == [LIGHT.context[1:]] * sum(
                bar.emphasis == "context" for bar in chart.bars
            )


@pytest.mark.parametrize("wave", WAVES)
class TestOtherCharts:
    def test_stacks_hold_the_parts_of_every_row(self, shipped_pack: Pack, wave: str) -> None:
        for chart, slides in of_kind(shipped_pack, wave, Stacks):
            count = len(chart.series)
            rows = rows_of(charts_of(slides))
            assert len(rows) == len(chart.rows)
            for row, label, counts, parts in zip(
                rows, chart.rows, chart.counts, chart.parts, strict=True
            ):
                assert row[0] == f"{label}\n{counts}"
                for at, part in enumerate(parts):
                    assert is_same(row[1 + at], None if part is None else part.value)
                    assert row[1 + count + at] == (None if part is None else part.text)

    def test_dots_hold_every_mark_with_its_range(self, shipped_pack: Pack, wave: str) -> None:
        found = of_kind(shipped_pack, wave, Dots)
        assert found
        for chart, slides in found:
            rows = rows_of(charts_of(slides))
            for at, name in enumerate(chart.series):
                marks = {row[0]: row for row in rows if row[1] == name}
                points = {
                    label: points[at]
                    for label, points in zip(chart.rows, chart.points, strict=True)
                    if points[at] is not None
                }
                assert marks.keys() == points.keys()
                for label, point in points.items():
                    kept = marks[label]
                    assert is_same(kept[2], point.value)
                    assert is_same(kept[4], point.value)
                    assert is_same(kept[6], point.low)
                    assert is_same(kept[7], point.high)
                    assert kept[10] == point.text

    def test_every_row_of_dots_has_its_label(self, shipped_pack: Pack, wave: str) -> None:
        for chart, slides in of_kind(shipped_pack, wave, Dots):
            said = "\n".join(words_of(slide) for slide in slides)
            assert all(label in said for label in chart.rows)

    def test_strips_hold_every_council_and_the_region(self, shipped_pack: Pack, wave: str) -> None:
        for chart, slides in of_kind(shipped_pack, wave, Strips):
            rows = rows_of(charts_of(slides))
            kept = sorted((row[0], row[10], row[2]) for row in rows if row[1] != chart.reference)
            expected = sorted(
                (label, mark.text, float(mark.value))
                for label, marks in zip(chart.rows, chart.marks, strict=True)
                for mark in marks
            )
            assert [each[:2] for each in kept] == [each[:2] for each in expected]
            assert all(is_same(a[2], b[2]) for a, b in zip(kept, expected, strict=True))
            region = {row[0]: row[2] for row in rows if row[1] == chart.reference}
            for label, value in zip(chart.rows, chart.references, strict=True):
                assert is_same(region.get(label), value)


class TestMissingFigures:
    def test_a_bar_without_figure_stays_empty_and_says_why(self, tiny_pack: Pack) -> None:
        bars = (
            Bar("Here", 0.5, 0.2, 0.8, "50% (5 of 10)"),
            Bar("There", None, None, None, "did not answer"),
        )
        (drawn,) = drawn_of(tiny_pack, Bars(bars, "share", "Share", 1.0))
        assert list(drawn.plots[0].categories) == ["Here", "There (did not answer)"]
        assert list(drawn.plots[0].series[0].values) == [0.5, None]
        assert sheet_of(drawn)["B3"].value is None

    def test_a_part_that_is_missing_stays_empty(self, tiny_pack: Pack) -> None:
        chart = Stacks(
            ("Here",), ("5 of 10",), ("Yes", "No"), ((Part(1.0, "100%"), None),), "share", "S", 1.0
        )
        (drawn,) = drawn_of(tiny_pack, chart)
        assert [list(each.values) for each in drawn.plots[0].series] == [[1.0], [None]]

    def test_a_row_of_dots_without_marks_keeps_its_label(self, tiny_pack: Pack) -> None:
        chart = Dots(
            ("Here", "There"),
            ("", "did not answer"),
            ("Score",),
            ((Point(50.0, "50"),), (None,)),
            "score",
            "Score",
            100.0,
        )
        slides = slides_of(tiny_pack, chart)
        (drawn,) = charts_of(slides)
        assert [row[0] for row in rows_of([drawn])] == ["Here"]
        assert "did not answer" in words_of(slides[0])

    def test_rows_that_are_not_there_are_no_chart(self, tiny_pack: Pack) -> None:
        chart = Dots((), (), ("Score",), (), "score", "Score", 100.0)
        assert not drawn_of(tiny_pack, chart)
        assert not drawn_of(tiny_pack, Bars((), "share", "Share", 1.0))

    def test_series_of_one_name_are_not_mixed_up(self, tiny_pack: Pack) -> None:
        points = (Point(10.0, "a", 5.0, 15.0), Point(70.0, "b", 60.0, 80.0))
        chart = Dots(("Here",), ("",), ("Same", "Same"), (points,), "score", "Score", 100.0)
        (drawn,) = drawn_of(tiny_pack, chart)
        ends = [row[2] for row in rows_of([drawn]) if row[1] == "Range: Same"]
        assert ends == [5.0, 15.0, 60.0, 80.0]


class TestEditing:
    def test_edges_of_an_interval_follow_when_somebody_edits_them(self, tiny_pack: Pack) -> None:
        (drawn,) = drawn_of(tiny_pack, Bars((Bar("H", 0.5, 0.2, 0.8, "x"),), "share", "S", 1.0))
        book = openpyxl.load_workbook(BytesIO(drawn.part.chart_workbook.xlsx_part.blob))
        assert [book.worksheets[0][cell].value for cell in ("E2", "F2")] == ["=B2-C2", "=D2-B2"]

    def test_many_bars_go_on_on_the_next_slide(self, tiny_pack: Pack) -> None:
        bars = tuple(Bar(f"Bar {at}", at / 60, None, None, str(at)) for at in range(60))
        slides = slides_of(tiny_pack, Bars(bars, "share", "Share", 1.0))
        assert len(slides) > 2
        assert [row[0] for row in rows_of(charts_of(slides))] == [bar.label for bar in bars]


def slides_of(pack: Pack, chart: Any) -> list[Any]:
    exhibit = exhibit_of((("Here", 0.5),), chart=chart)
    _, *slides = opened(deck(pack, telling(Scene(exhibit)))).slides
    return slides


def drawn_of(pack: Pack, chart: Any) -> list[Any]:
    return charts_of(slides_of(pack, chart))
