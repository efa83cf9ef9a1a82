"""Specification of claims.csv and wave_differences.csv: what is read, and what is refused."""

from decimal import Decimal
from typing import Any

import pytest

from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.problems import Problem
from bestbywm.survey.claims import (
    problems_of_claims,
    read_claims,
    read_wave_differences,
)

WAVES = ("2030", "2031")


def row(**cells: Any) -> Row:
    usual = {"claim": "a", "wave": "2030", "says": "It is so", "source_url": "https://x.org"}
    return Row("claims.csv", 5, usual | {"kind": "most", "question": "barriers"} | cells)


def problems(pack: Pack, **cells: Any) -> list[Problem]:
    return list(problems_of_claims([row(**cells)], pack.questions, WAVES))


class TestAClaim:
    def test_names_the_options_that_are_named_most(self) -> None:
        (claim,) = read_claims([row(options="cost; time")])
        assert (claim.id, claim.wave, claim.says, claim.kind) == ("a", "2030", "It is so", "most")
        assert (claim.question, claim.options) == ("barriers", ("cost", "time"))
        assert (claim.other_question, claim.other_wave) == ("", "")
        assert claim.source_url == "https://x.org"

    def test_that_a_share_is_below_another_has_a_factor(self) -> None:
        cells = {"kind": "below", "question": "use", "other_question": "barriers"}
        (half,) = read_claims([row(**cells, factor=Decimal("0.5"))])
        assert (half.other_question, half.factor) == ("barriers", 0.5)
        (whole,) = read_claims([row(**cells, factor=None)])
        assert whole.factor == 1.0

    def test_of_a_change_names_the_earlier_wave(self) -> None:
        (claim,) = read_claims([row(kind="rose", wave="2031", question="use", other_wave="2030")])
        assert (claim.kind, claim.wave, claim.other_wave) == ("rose", "2031", "2030")


def test_a_difference_between_waves_is_about_the_figure_of_one() -> None:
    cells = {"question": "use", "effect": "care", "reason": "The wording changed."}
    rows = [
        Row("wave_differences.csv", 2, {**cells, "wave": "2030", "other_wave": "2031"}),
        Row("wave_differences.csv", 3, {**cells, "wave": "2031", "other_wave": "2030"}),
    ]
    one, two = read_wave_differences(rows)
    assert (one.wave, one.other_wave) == ("2030", "2031")
    assert (two.wave, two.other_wave) == ("2031", "2030")
    assert one.waves == two.waves == {"2030", "2031"}
    assert (one.question, one.effect, one.reason) == ("use", "care", "The wording changed.")


class TestProblems:
    @pytest.mark.parametrize(
        "cells",
        [
            {"options": "cost"},
            {"options": "cost;time"},
            {"kind": "below", "other_question": "use"},
            {"kind": "rose", "other_wave": "2031"},
            {"kind": "fell", "other_wave": "2031"},
        ],
    )
    def test_there_are_none_if_all_is_there(self, tiny_pack: Pack, cells: dict[str, str]) -> None:
        assert problems(tiny_pack, **cells) == []

    @pytest.mark.parametrize(
        ("cells", "column", "found"),
        [
            ({"options": "snow"}, "options", "“snow” is not an option of the question barriers"),
            ({"options": ""}, "options", "“” is not an option of the question barriers"),
            ({"options": "cost;snow"}, "options", "“snow” is not an option"),
            ({"kind": "below", "other_question": "fun"}, "other_question", "“fun” is not a"),
            ({"kind": "below", "other_question": ""}, "other_question", "“” is not a question"),
            ({"kind": "rose", "other_wave": "1066"}, "other_wave", "“1066” is not a wave"),
            ({"kind": "fell", "other_wave": ""}, "other_wave", "“” is not a wave"),
        ],
    )
    def test_say_what_is_wrong_and_where(
        self, tiny_pack: Pack, cells: dict[str, str], column: str, found: str
    ) -> None:
        (problem,) = problems(tiny_pack, **cells)
        assert found in problem.found
        assert "claims.csv" in problem.place
        assert "5" in problem.place
        assert column in problem.place
        assert problem.expected
        assert problem.remedy
