"""Specification of the published figures: a percentage, a count and a base that agree."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.problems import Problem
from bestbywm.survey.published import problems_of_published, read_published


def row(**cells: Any) -> Row:
    usual = {"wave": "2030", "question": "use", "option": "high", "source_url": "https://x.org"}
    numbers = {"percent": None, "count": None, "base": None}
    return Row("published.csv", 7, usual | numbers | cells)


def problems(pack: Pack, **cells: Any) -> list[Problem]:
    return list(problems_of_published([row(**cells)], pack.questions))


class TestAFigure:
    def test_is_kept_under_its_wave_question_and_option(self) -> None:
        figures = read_published([row(percent=Decimal("62.5"), count=5, base=8)])
        figure = figures["2030", ("use", "high")]
        assert (figure.percent, figure.count, figure.base) == (62.5, 5, 8)
        assert figure.share == 0.625
        assert (figure.as_published, figure.note, figure.count_basis) == ("", "", "")

    def test_of_zero_percent_is_not_a_missing_one(self) -> None:
        (figure,) = read_published([row(percent=Decimal(0), count=0, base=26)]).values()
        assert (figure.percent, figure.count, figure.share) == (0.0, 0, 0.0)

    def test_without_a_percentage_has_no_share(self) -> None:
        (figure,) = read_published([row(count=14)]).values()
        assert figure.share is None
        assert figure.base is None

    def test_stays_in_the_order_of_the_file(self, tiny_pack: Pack) -> None:
        assert [option for _, (_, option) in tiny_pack.published] == [
            *("high", "low", "cost", "time", "nothing")
        ]

    def test_is_found_by_wave_and_option(self, tiny_pack: Pack) -> None:
        figure = tiny_pack.figure("2030", ("use", "high"))
        assert figure is not None
        assert figure.count == 6
        assert tiny_pack.figure("2031", ("use", "high")) is None
        assert tiny_pack.published_questions("2030") == {"use", "barriers"}
        assert tiny_pack.published_questions("2031") == frozenset()


class TestFiguresThatAgree:
    @pytest.mark.parametrize(
        ("percent", "count", "base"),
        [
            ("37.5", 15, 40),
            ("38", 15, 40),
            ("36", 9, 25),
            ("60", 16, 26),  # published as "just over 60%"
            ("0", 0, 26),
            ("100", 26, 26),
            ("54", None, None),
            ("54", None, 26),
            ("54", 14, None),
            (None, 14, None),
            (None, 14, 40),
        ],
    )
    def test_are_no_problem(
        self, percent: str | None, count: int | None, base: int | None, tiny_pack: Pack
    ) -> None:
        exact = None if percent is None else Decimal(percent)
        assert problems(tiny_pack, percent=exact, count=count, base=base) == []

    @given(base=st.integers(1, 200), data=st.data())
    def test_are_no_problem_when_rounded(
        self, base: int, data: st.DataObject, tiny_pack: Pack
    ) -> None:
        count = data.draw(st.integers(0, base))
        percent = Decimal(round(100 * count / base))
        assert problems(tiny_pack, percent=percent, count=count, base=base) == []


class TestFiguresThatAreWrong:
    @pytest.mark.parametrize(
        ("cells", "column", "found"),
        [
            ({"option": "huge", "count": 1}, "option", "The option “huge” is not one of"),
            ({"count": 41, "base": 40}, "count", "41 of 40 is more than everybody"),
            (
                {"percent": Decimal(90), "count": 15, "base": 40},
                "percent",
                "90% is not 15 of 40 (37.5%)",
            ),
            (
                {"percent": Decimal("39.5"), "count": 15, "base": 40},
                "percent",
                "39.5% is not 15 of 40 (37.5%)",
            ),
            ({}, "percent", "The row has neither a percentage nor a count"),
            ({"base": 40}, "percent", "The row has neither a percentage nor a count"),
            ({"percent": Decimal(101)}, "percent", "101% is no share of a whole"),
            ({"percent": Decimal(-1)}, "percent", "-1% is no share of a whole"),
        ],
    )
    def test_are_named_with_row_and_column(
        self, cells: dict[str, Any], column: str, found: str, tiny_pack: Pack
    ) -> None:
        (problem,) = problems(tiny_pack, **cells)
        assert problem.place == f"published.csv, row 7, column {column}"
        assert problem.found.startswith(found)
        assert problem.expected
        assert problem.remedy
