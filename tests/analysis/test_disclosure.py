"""Specification of disclosure: what too few people said cannot be read or worked out."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.disclosure import Block, blocks, held_back, hides, withheld_files
from bestbywm.analysis.maturity import maturity_of, ranked_councils
from bestbywm.analysis.measures import by_council, by_type, counted, every_estimate, measures_of
from bestbywm.pack import Pack, read_pack
from bestbywm.problems import PackError
from bestbywm.survey.promise import Promise
from bestbywm.survey.responses import Responses
from tests.own_waves import answers, own_wave, with_own
from tests.packs import (
    EASTFORD,
    HOLMSHIRE,
    NORTHMOOR,
    SOUTHWICK,
    TINY_ANSWERS_FILE,
    promised,
    tiny_region,
)


def people_of(pack: Pack, sizes: Iterable[int]) -> list[str]:
    """The councils of so many people each, in the region's order."""
    pairs = zip(pack.region.codes, sizes, strict=False)
    return [code for code, size in pairs for _ in range(size)]


def answering(
    pack: Pack, sizes: Sequence[int], minimum: int, *, shows: bool = True, skipping: float = 0.0
) -> Responses:
    councils = people_of(pack, sizes)
    question = next(iter(pack.questions.values()))
    made = answers({question.id: question}, councils, skipping=skipping, seed=sum(sizes))
    return replace(made, promise=Promise(minimum, shows, pack.region))


def of_tiny(pack: Pack, minimum: int, *, shows: bool = True, **people: int) -> Responses:
    """Answers of so many people of each council of the tiny region."""
    codes = {
        "northmoor": NORTHMOOR,
        "eastford": EASTFORD,
        "southwick": SOUTHWICK,
        "holmshire": HOLMSHIRE,
    }
    councils = [codes[name] for name, size in people.items() for _ in range(size)]
    made = answers(pack.questions, councils, skipping=0)
    return replace(made, promise=Promise(minimum, shows, pack.region))


def names(pack: Pack, found: Iterable[Block]) -> set[frozenset[str]]:
    return {frozenset(pack.region.by_code[code].name for code in each.codes) for each in found}


class TestWithoutAPromise:
    def test_nothing_is_held_back(self, shipped_pack: Pack) -> None:
        responses = shipped_pack.responses["2013"]
        assert not held_back(responses)
        assert not any(hides(responses, [code]) for code in shipped_pack.region.codes)

    def test_every_council_is_a_block_of_its_own(self, tiny_pack: Pack) -> None:
        assert names(tiny_pack, blocks(tiny_pack.responses["2030"])) == {
            frozenset({"Northmoor"}),
            frozenset({"Eastford"}),
            frozenset({"Holmshire"}),
        }


class TestACouncil:
    @pytest.mark.parametrize(("people", "hidden"), [(1, True), (2, True), (3, False), (4, False)])
    def test_is_held_back_below_the_number_promised(
        self, tiny_pack: Pack, people: int, hidden: bool
    ) -> None:
        responses = of_tiny(tiny_pack, 3, northmoor=people, holmshire=9, eastford=9, southwick=9)
        assert hides(responses, [NORTHMOOR]) is hidden

    def test_for_which_nobody_answered_is_not(self, tiny_pack: Pack) -> None:
        responses = of_tiny(tiny_pack, 3, northmoor=5)
        assert not hides(responses, [SOUTHWICK])

    def test_is_held_back_if_single_ones_may_not_be_shown(self, tiny_pack: Pack) -> None:
        responses = of_tiny(tiny_pack, 1, shows=False, northmoor=50, eastford=50, southwick=50)
        assert held_back(responses) == {NORTHMOOR, EASTFORD, SOUTHWICK}

    def test_is_held_back_for_a_question_that_too_few_of_it_answered(self, tiny_pack: Pack) -> None:
        responses = of_tiny(tiny_pack, 3, northmoor=4, eastford=9, southwick=9, holmshire=9)
        answered = responses.answered.copy()
        answered[[0, 1], responses.questions.index("use")] = False
        responses = replace(responses, answered=answered)
        assert hides(responses, [NORTHMOOR], "use")
        assert not hides(responses, [NORTHMOOR], "barriers")
        assert not hides(responses, [NORTHMOOR])


class TestBlocks:
    def test_councils_of_one_type_and_area_are_put_together(self, tiny_pack: Pack) -> None:
        responses = of_tiny(tiny_pack, 3, northmoor=3, eastford=2, southwick=1, holmshire=3)
        assert names(tiny_pack, blocks(responses)) == {
            frozenset({"Northmoor"}),
            frozenset({"Holmshire"}),
            frozenset({"Eastford", "Southwick"}),
        }

    def test_the_other_council_of_the_type_joins_one_that_is_left_alone(
        self, tiny_pack: Pack
    ) -> None:
        responses = of_tiny(tiny_pack, 3, northmoor=5, eastford=2, southwick=8, holmshire=5)
        assert held_back(responses) == {EASTFORD, SOUTHWICK}
        assert not hides(responses, [EASTFORD, SOUTHWICK])

    def test_a_council_of_the_smallest_other_type_joins_one_without_its_like(
        self, tiny_pack: Pack
    ) -> None:
        responses = of_tiny(tiny_pack, 3, northmoor=2, eastford=8, southwick=8, holmshire=5)
        assert frozenset({"Northmoor", "Holmshire"}) in names(tiny_pack, blocks(responses))
        assert not hides(responses, tiny_pack.region.codes)

    def test_too_few_people_in_all_are_never_shown(self, tiny_pack: Pack) -> None:
        responses = of_tiny(tiny_pack, 5, northmoor=2, eastford=1)
        assert hides(responses, tiny_pack.region.codes)

    def test_the_only_council_is_not_shown_as_the_region_if_single_ones_may_not_be(
        self, tiny_pack: Pack
    ) -> None:
        responses = of_tiny(tiny_pack, 1, shows=False, northmoor=50)
        assert hides(responses, tiny_pack.region.codes)

    @settings(max_examples=150, deadline=None)
    @given(
        sizes=st.lists(st.integers(0, 7), min_size=33, max_size=33),
        minimum=st.integers(1, 12),
        shows=st.booleans(),
    )
    def test_hold_every_council_once_and_enough_people_or_are_hidden(
        self, shipped_pack: Pack, sizes: list[int], minimum: int, shows: bool
    ) -> None:
        responses = answering(shipped_pack, sizes, minimum, shows=shows)
        found = blocks(responses)
        assert sorted(code for block in found for code in block.codes) == sorted(
            responses.answering_councils
        )
        enough = sum(sizes) >= minimum and (shows or len(responses.answering_councils) > 1)
        for block in found:
            assert block.people == len(responses.people_in(block.codes))
            assert (block.people >= minimum and (shows or len(block.codes) > 1)) is enough
        assert hides(responses, shipped_pack.region.codes) is (bool(sum(sizes)) and not enough)

    @settings(max_examples=150, deadline=None)
    @given(
        sizes=st.lists(st.integers(0, 4), min_size=33, max_size=33),
        minimum=st.integers(2, 6),
        shows=st.booleans(),
        chosen=st.lists(st.sets(st.integers(0, 32)), min_size=2, max_size=40),
    )
    def test_no_groups_that_are_shown_give_away_what_too_few_people_said(
        self,
        shipped_pack: Pack,
        sizes: list[int],
        minimum: int,
        shows: bool,
        chosen: list[set[int]],
    ) -> None:
        """Whatever is worked out from sums over groups by adding and taking away is such a sum.

        The people in it are at least as many as was promised: no council can stand in it alone
        that is held back.
        """
        region = shipped_pack.region
        responses = answering(shipped_pack, sizes, minimum, shows=shows)
        groups = [[region.codes[at] for at in group] for group in chosen]
        groups += [
            [each.code for each in region.councils if each.type == t.id] for t in region.types
        ]
        groups += [
            [each.code for each in region.councils if each.county_area == area]
            for area in region.county_areas
        ]
        groups += [list(region.codes), *([code] for code in region.codes)]
        answered = responses.answering_councils
        shown = [set(group) & answered for group in groups if not hides(responses, group)]
        codes = sorted(answered)
        table = np.array([[code in group for code in codes] for group in shown], dtype=float)
        for code in held_back(responses):
            alone = np.array([each == code for each in codes], dtype=float)
            nearest, *_ = np.linalg.lstsq(table.T, alone, rcond=None)
            assert not np.allclose(table.T @ nearest, alone), f"{code} can be worked out"


class TestFigures:
    @pytest.fixture
    def pack(self, mature_pack: Pack) -> Pack:
        """Two people of Eastford, four or five of the others: Southwick is held back with it."""
        councils = [NORTHMOOR] * 5 + [EASTFORD] * 2 + [SOUTHWICK] * 4 + [HOLMSHIRE] * 4
        return with_own(mature_pack, councils, skipping=0, wave=own_wave(minimum_people=3))

    def test_of_a_council_that_is_held_back_are_confidential(self, pack: Pack) -> None:
        responses = pack.responses["2026"]
        measure = measures_of(pack.questions, with_examples=False)["use"]
        found = counted(responses, measure, [EASTFORD], "council", "Eastford")
        assert found.outcome == "confidential"
        assert (found.count, found.base, found.share, found.mean) == (None, None, None, None)

    def test_of_other_councils_are_as_they_were(self, pack: Pack) -> None:
        responses = pack.responses["2026"]
        open_ = replace(responses, promise=Promise())
        shown = set(pack.region.codes) - held_back(responses)
        assert shown
        measures = measures_of(pack.questions, with_examples=False).values()
        for measure in (each for each in measures if each.question == "use"):
            for code in shown:
                both = [
                    counted(each, measure, [code], "council", "") for each in (responses, open_)
                ]
                assert both[0] == both[1]

    def test_of_maturity_are_confidential_as_well(self, pack: Pack) -> None:
        responses = pack.responses["2026"]
        found = maturity_of(pack.maturity, responses, [EASTFORD])
        assert found.is_confidential
        assert (found.score, found.people, set(found.dimensions)) == (None, 0, {None})
        ranked = {each.code: each for each in ranked_councils(pack, "2026")}
        assert all(ranked[code].standing is None for code in held_back(responses))

    def test_of_maturity_are_confidential_if_one_of_their_questions_is(
        self, mature_pack: Pack
    ) -> None:
        responses = of_tiny(mature_pack, 3, northmoor=9, eastford=9, southwick=9, holmshire=9)
        answered, chosen = responses.answered.copy(), responses.chosen.copy()
        answered[:7, responses.questions.index("barriers")] = False
        chosen[:7, [name == "barriers" for name, _ in responses.options]] = False
        responses = replace(responses, answered=answered, chosen=chosen)
        assert maturity_of(mature_pack.maturity, responses, [NORTHMOOR]).is_confidential
        assert not maturity_of(mature_pack.maturity, responses, [EASTFORD]).is_confidential

    def test_in_the_file_of_all_measures_are_confidential(self, pack: Pack) -> None:
        hidden = {pack.region.by_code[code].name for code in held_back(pack.responses["2026"])}
        found = [
            each
            for each in every_estimate(pack, "2026")
            if each.group_kind == "council" and each.group in hidden
        ]
        assert found
        assert {each.outcome for each in found} == {"confidential"}
        assert not any(each.base or each.count or each.mean for each in found)

    def test_of_a_type_are_shown_where_its_blocks_are_whole(self, mature_pack: Pack) -> None:
        councils = [NORTHMOOR] * 2 + [EASTFORD] * 2 + [SOUTHWICK] * 4 + [HOLMSHIRE] * 4
        pack = with_own(mature_pack, councils, skipping=0, wave=own_wave(minimum_people=3))
        measure = measures_of(pack.questions, with_examples=False)["use"]
        found = by_type(pack, pack.responses["2026"], measure, pack.region.codes)
        assert [each.outcome for each in found] == ["confidential", "confidential", "answered"]

    def test_say_that_nobody_answered_where_nobody_did(self, mature_pack: Pack) -> None:
        pack = with_own(mature_pack, [NORTHMOOR] * 5, wave=own_wave(minimum_people=3))
        measure = measures_of(pack.questions, with_examples=False)["use"]
        found = by_council(pack, pack.responses["2026"], measure, [SOUTHWICK])
        assert [each.outcome for each in found] == ["no answer"]


class TestAPackWithAPromise:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        """The tiny region, its answers promised not to be shown below four people."""
        return promised(tiny_region(tmp_path), "4", "yes", "Northmoor;Eastford;Holmshire")

    def test_keeps_it(self, folder: Path) -> None:
        pack = read_pack(folder)
        assert pack.waves[0].minimum_people == 4
        assert pack.waves[0].invited == (NORTHMOOR, EASTFORD, HOLMSHIRE)
        # Three people of Eastford; nobody else of a district, so the smallest other type joins it.
        assert held_back(pack.responses["2030"]) == {EASTFORD, HOLMSHIRE}

    def test_does_not_give_away_its_file_of_answers(self, folder: Path, tiny_pack: Pack) -> None:
        assert withheld_files(read_pack(folder)) == {TINY_ANSWERS_FILE}
        assert not withheld_files(tiny_pack)

    @pytest.mark.parametrize(
        ("minimum", "shows", "invited", "said"),
        [
            ("0", "", "", "0 is no number of people"),
            ("-2", "", "", "-2 is no number of people"),
            ("", "perhaps", "", "“perhaps” is neither yes nor no"),
            ("", "", "Northmoor;Nowhere", "“Nowhere” is not a council"),
        ],
    )
    def test_is_refused_if_it_cannot_be_kept(
        self, tmp_path: Path, minimum: str, shows: str, invited: str, said: str
    ) -> None:
        with pytest.raises(PackError) as raised:
            read_pack(promised(tiny_region(tmp_path), minimum, shows, invited))
        (problem,) = raised.value.problems
        assert said in problem.found
        assert problem.file == "waves.csv"
        assert problem.row == 2

    def test_is_none_if_its_cells_are_empty(self, tmp_path: Path) -> None:
        pack = read_pack(promised(tiny_region(tmp_path), ""))
        assert not pack.waves[0].promise(pack.region).holds_back
