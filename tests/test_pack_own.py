"""Specification of a pack with a wave of somebody's own survey."""

from dataclasses import replace
from typing import Any

import pytest

from bestbywm.analysis.selection import Selection, waves_compared
from bestbywm.exhibits import link
from bestbywm.pack import Pack
from bestbywm.problems import PackError
from bestbywm.survey.questions import Option
from bestbywm.survey.responses import Responses
from tests.own_waves import answers, extra, own_wave, some_councils, with_own
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

PEOPLE = [NORTHMOOR, NORTHMOOR, EASTFORD, HOLMSHIRE]


def asked(pack: Pack) -> Responses:
    return answers(pack.questions, PEOPLE)


class TestAnOwnWave:
    def test_is_shown_first(self, tiny_pack: Pack) -> None:
        pack = with_own(tiny_pack, PEOPLE)
        assert [wave.id for wave in pack.waves] == ["2026", "2030"]
        assert link.default_selection(pack).wave == "2026"

    def test_leaves_the_first_pack_as_it_was(self, tiny_pack: Pack) -> None:
        before = (tiny_pack.waves, dict(tiny_pack.responses), dict(tiny_pack.questions))
        with_own(tiny_pack, PEOPLE, extra={"own_tools": extra()})
        assert (tiny_pack.waves, dict(tiny_pack.responses), dict(tiny_pack.questions)) == before

    def test_knows_how_many_people_and_councils_answered(self, tiny_pack: Pack) -> None:
        wave = with_own(tiny_pack, PEOPLE).waves[0]
        assert (wave.people, wave.councils_answered, wave.councils_invited) == (4, 3, 4)

    def test_counts_the_councils_that_were_invited(self, tiny_pack: Pack) -> None:
        invited = own_wave(invited=(NORTHMOOR, EASTFORD, SOUTHWICK))
        assert with_own(tiny_pack, PEOPLE, wave=invited).waves[0].councils_invited == 3

    def test_hands_its_promise_to_its_answers(self, tiny_pack: Pack) -> None:
        pack = with_own(tiny_pack, PEOPLE, wave=own_wave(minimum_people=2))
        promise = pack.responses["2026"].promise
        assert (promise.minimum_people, promise.shows_councils) == (2, True)
        assert promise.region is pack.region

    def test_is_its_own_survey_of_which_nothing_was_published(self, tiny_pack: Pack) -> None:
        pack = with_own(tiny_pack, PEOPLE)
        assert pack.is_own("2026")
        assert not pack.is_own("2030")  # its answers are real, but its figures are published
        assert not pack.published_questions("2026")

    def test_is_added_to_others(self, tiny_pack: Pack) -> None:
        pack = with_own(tiny_pack, PEOPLE)
        later = own_wave("2027", when="2027")
        pack = pack.with_wave(later, answers(pack.questions, PEOPLE, wave="2027"))
        assert [wave.id for wave in pack.waves] == ["2027", "2026", "2030"]


class TestAWaveOfTheSameName:
    def test_is_replaced(self, tiny_pack: Pack) -> None:
        first = with_own(tiny_pack, PEOPLE)
        second = with_own(first, PEOPLE[:1])
        assert [wave.id for wave in second.waves] == ["2026", "2030"]
        assert second.waves[0].people == 1
        assert len(second.responses["2026"].councils) == 1

    def test_takes_what_was_published_of_it_away_with_it(self, shipped_pack: Pack) -> None:
        councils = some_councils(shipped_pack, 20, 10)
        pack = with_own(shipped_pack, councils, wave=own_wave("2013"))
        assert pack.is_own("2013")
        assert {wave for wave, _ in pack.published} == {"2014"}
        assert all("2013" not in {each.wave, each.other_wave} for each in pack.claims)
        assert all("2013" not in {each.wave, each.other_wave} for each in pack.wave_differences)
        assert {wave for wave, _ in shipped_pack.published} == {"2013", "2014"}


class TestAnExtraQuestion:
    def test_stands_behind_the_others_with_a_panel_on_request(self, tiny_pack: Pack) -> None:
        pack = with_own(tiny_pack, PEOPLE, extra={"own_tools": extra()})
        assert list(pack.questions)[-1] == "own_tools"
        panel = pack.panels[-1]
        assert (panel.kind, panel.level, panel.questions) == ("ranking", "more", ("own_tools",))
        assert panel.title == "Tools we use"

    def test_goes_with_its_wave(self, tiny_pack: Pack) -> None:
        first = with_own(tiny_pack, PEOPLE, extra={"own_tools": extra()})
        again = with_own(first.without_wave("2026"), PEOPLE)
        assert list(again.questions) == list(tiny_pack.questions)
        assert again.panels == tiny_pack.panels

    def test_can_be_loaded_again_with_other_options(self, tiny_pack: Pack) -> None:
        first = with_own(tiny_pack, PEOPLE, extra={"own_tools": extra()})
        again = with_own(first, PEOPLE, extra={"own_tools": extra(options=4)})
        assert len(again.questions["own_tools"].options) == 4
        assert again.extra == {"own_tools"}

    def test_is_shared_by_waves_that_ask_the_same(self, tiny_pack: Pack) -> None:
        first = with_own(tiny_pack, PEOPLE, extra={"own_tools": extra()})
        later = own_wave("2027", when="2027")
        both = with_own(first, PEOPLE, extra={"own_tools": extra()}, wave=later)
        assert list(both.questions) == list(first.questions)
        assert both.panels == first.panels
        assert all(both.responses[wave].asks("own_tools") for wave in ("2026", "2027"))
        assert both.without_wave("2026").extra == {"own_tools"}

    def test_is_another_one_if_its_options_differ(self, tiny_pack: Pack) -> None:
        first = with_own(tiny_pack, PEOPLE, extra={"own_tools": extra()})
        later = own_wave("2027", when="2027")
        both = with_own(first, PEOPLE, extra={"own_tools": extra(options=4)}, wave=later)
        assert both.extra == {"own_tools", "own_tools_2027"}
        assert both.responses["2027"].asks("own_tools_2027")
        assert not both.responses["2027"].asks("own_tools")
        assert both.panels[-1].questions == ("own_tools_2027",)
        assert both.responses["2026"].asks("own_tools")


WRONG: dict[str, tuple[dict[str, Any], str]] = {
    "a name that no link can hold": ({"id": "2026/27, final"}, "cannot be the name of a wave"),
    "an empty name": ({"id": ""}, "cannot be the name of a wave"),
    "a name too long": ({"id": "x" * 41}, "cannot be the name of a wave"),
    "an empty title": ({"title": " "}, "The title is empty"),
    "no time": ({"when": ""}, "The when is empty"),
    "made-up answers": ({"answers_provenance": "illustrative"}, "illustrative answers"),
    "less than one person": ({"minimum_people": 0}, "below 0 people"),
    "a stranger invited": ({"invited": ("E99",)}, "E99, which was invited"),
}


class TestWhatDoesNotFit:
    @pytest.mark.parametrize(("change", "said"), WRONG.values(), ids=WRONG)
    def test_in_a_wave_is_said(self, tiny_pack: Pack, change: dict[str, Any], said: str) -> None:
        wave = replace(own_wave(), **change)
        with pytest.raises(PackError) as raised:
            tiny_pack.with_wave(wave, replace(asked(tiny_pack), wave=wave.id))
        (problem,) = raised.value.problems
        assert said in problem.found
        assert problem.remedy

    def test_in_the_name_is_that_it_reads_like_another_in_a_link(self, tiny_pack: Pack) -> None:
        pack = with_own(tiny_pack, PEOPLE, wave=own_wave("Spring 2026"))
        with pytest.raises(PackError, match="the same in a link"):
            with_own(pack, PEOPLE, wave=own_wave("spring-2026"))

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"wave": "2027"}, "answers to the wave 2027"),
            ({"provenance": "illustrative"}, "answers are illustrative"),
            ({"councils": (NORTHMOOR, "E99", EASTFORD, HOLMSHIRE)}, "E99 is not the code"),
            ({"questions": ("use", "hats")}, "The question hats"),
            (
                {"options": (("use", "high"), *[("use", "x")] * 4)},
                "counted for high, x, x, x, x",
            ),
        ],
    )
    def test_in_the_answers_is_said(
        self, tiny_pack: Pack, change: dict[str, Any], said: str
    ) -> None:
        with pytest.raises(PackError) as raised:
            tiny_pack.with_wave(own_wave(), replace(asked(tiny_pack), **change))
        assert said in "\n".join(each.found for each in raised.value.problems)

    def test_is_an_answer_of_nobody(self, tiny_pack: Pack) -> None:
        with pytest.raises(PackError, match="Nobody answered"):
            tiny_pack.with_wave(own_wave(), answers(tiny_pack.questions, []))

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"finding": "answer {this}"}, "braces"),
            ({"finding": "answer {"}, "braces"),
            ({"short": ""}, "no short name"),
            ({"options": (Option("a", "A", ""), Option("b", "B", ""))}, "None of its options"),
            ({"options": (Option("a", "A", "high"),) * 2}, "the same one: a"),
            ({"kind": "fact"}, "of the kind fact"),
        ],
    )
    def test_in_an_extra_question_is_said(
        self, tiny_pack: Pack, change: dict[str, Any], said: str
    ) -> None:
        question = replace(extra(), **change)
        with pytest.raises(PackError) as raised:
            tiny_pack.with_wave(own_wave(), asked(tiny_pack), {"own_tools": question})
        assert said in "\n".join(each.found for each in raised.value.problems)

    @pytest.mark.parametrize("id_", ["use", "barriers", "a.b", "a,b", "a b", ""])
    def test_in_the_identifier_of_an_extra_question_is_said(
        self, tiny_pack: Pack, id_: str
    ) -> None:
        with pytest.raises(PackError, match=r"identifier"):
            tiny_pack.with_wave(own_wave(), asked(tiny_pack), {id_: extra(id_)})

    def test_is_told_all_at_once(self, tiny_pack: Pack) -> None:
        wave = own_wave(title="", when="", minimum_people=-1)
        with pytest.raises(PackError) as raised:
            tiny_pack.with_wave(wave, replace(asked(tiny_pack), provenance="illustrative"))
        assert len(raised.value.problems) == 4


class TestWavesThatAreCompared:
    def test_are_the_earlier_and_then_the_own_one(self, shipped_pack: Pack) -> None:
        pack = with_own(shipped_pack, some_councils(shipped_pack, 20, 10))
        assert waves_compared(pack, Selection("2026")) == ("2013", "2026")

    def test_put_a_wave_of_unknown_year_last(self, shipped_pack: Pack) -> None:
        wave = own_wave("spring", when="last spring")
        pack = with_own(shipped_pack, some_councils(shipped_pack, 20, 10), wave=wave)
        assert waves_compared(pack, Selection("spring")) == ("2013", "spring")

    def test_stay_as_they_were_without_an_own_one(self, shipped_pack: Pack) -> None:
        assert waves_compared(shipped_pack, Selection("2013")) == ("2013", "2014")
