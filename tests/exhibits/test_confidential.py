"""Specification of confidential answers: nothing that is shown hangs on who of too few said what.

Two packs differ only in which of the people in a block gave which answers. Whatever of them were
shown would differ, wherever it stood: in a chart, a cell, a headline, a caveat, an order.
"""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from bestbywm.analysis.disclosure import blocks, held_back
from bestbywm.analysis.measures import every_estimate
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import maps
from bestbywm.exhibits.model import SHORTHAND, Choropleth, Matrix, Square
from bestbywm.exhibits.overview import headline_figures
from bestbywm.exhibits.profile import answered_in_words
from bestbywm.exhibits.silence import why_nothing
from bestbywm.pack import Pack
from bestbywm.render.tables import csv_of_estimates, shorthand_in
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from bestbywm.survey.responses import Responses
from tests.own_waves import answers, extra, own_wave, some_councils, with_own

WAVE = "2026"


def swapped(responses: Responses, seed: int = 7) -> Responses:
    """The same answers, those to each question given by other people of the same block."""
    rng = np.random.default_rng(seed)
    chosen = responses.chosen.copy()
    for at, question in enumerate(responses.questions):
        columns = np.array([name == question for name, _ in responses.options])
        for block in blocks(responses, question):
            people = responses.people_in(block.codes)
            people = people[responses.answered[people, at]]
            rows = chosen[np.ix_(people, columns)]
            chosen[np.ix_(people, columns)] = rows[rng.permutation(len(people))]
    return replace(responses, chosen=chosen)


def packs(
    pack: Pack,
    *,
    minimum: int,
    shows: bool = True,
    people: int = 70,
    councils: int = 30,
    skipping: float = 0.1,
) -> tuple[Pack, Pack]:
    """The pack with an own wave, and with the same answers of other people of the blocks."""
    own = with_own(
        pack,
        some_councils(pack, people, councils),
        extra={"own_tools": extra()},
        skipping=skipping,
        wave=own_wave(minimum_people=minimum, shows_councils=shows),
    )
    other = swapped(own.responses[WAVE])
    return own, replace(own, responses={**own.responses, WAVE: other})


def selections(pack: Pack) -> Iterator[Selection]:
    """Ways to look at a pack: filters of all kinds, every measure of the map, pairs of councils."""
    region = pack.region
    hidden = sorted(held_back(pack.responses[WAVE]))
    shown = sorted(pack.responses[WAVE].answering_councils - set(hidden))
    first = Selection(WAVE, measure=maps.default_measure(pack, WAVE))
    yield first
    for measure in maps.map_measures(pack, WAVE):
        yield replace(first, measure=measure, view="hexagons")
    for measure in ("usage_level", "barriers.number", "maturity", "maturity.practice"):
        yield replace(first, sort=measure)
    for each in region.types:
        yield replace(first, types=(each.id,))
    for area in region.county_areas:
        yield replace(first, county_areas=(area,))
    for chosen in (hidden[:1], hidden[:2], hidden[3:9], [*hidden[:1], *shown[:1]], shown[:2]):
        if chosen:
            yield replace(first, councils=tuple(chosen), compared=tuple(chosen[:5]))
    for code in (*hidden[:3], *shown[:2]):
        yield replace(first, council=code, compared=tuple(shown[:1] + hidden[:2]))


def shown_by(pack: Pack, selection: Selection) -> list[object]:
    """Everything that pages show for a selection."""
    every = [exhibits_of(pack, page, selection) for page in SUBJECTS]
    return [*every, headline_figures(pack, selection), why_nothing(pack, selection)]


class TestWhateverIsShown:
    @pytest.mark.parametrize(
        ("minimum", "shows", "skipping"),
        [(2, True, 0.1), (3, True, 0.0), (3, True, 0.2), (5, True, 0.1), (1, False, 0.1)],
    )
    def test_is_the_same_whoever_of_a_block_said_what(
        self, shipped_pack: Pack, minimum: int, shows: bool, skipping: float
    ) -> None:
        one, other = packs(shipped_pack, minimum=minimum, shows=shows, skipping=skipping)
        assert (one.responses[WAVE].chosen != other.responses[WAVE].chosen).any()
        assert held_back(one.responses[WAVE])
        for selection in selections(one):
            assert shown_by(one, selection) == shown_by(other, selection), selection
        files = [csv_of_estimates(every_estimate(each, WAVE)) for each in (one, other)]
        assert files[0] == files[1]

    def test_differs_where_nothing_was_promised(self, shipped_pack: Pack) -> None:
        one, other = packs(shipped_pack, minimum=3)
        open_ = [
            pack.with_wave(own_wave(), pack.responses[WAVE], {"own_tools": extra()})
            for pack in (one, other)
        ]
        first = next(selections(one))
        assert shown_by(open_[0], first) != shown_by(open_[1], first)

    def test_of_waves_compared_by_council_is_the_same_as_well(self, shipped_pack: Pack) -> None:
        one, other = packs(shipped_pack, minimum=3)
        later = answers(shipped_pack.questions, some_councils(one, 60, 30, seed=5), wave="2027")
        both = [pack.with_wave(own_wave("2027", when="2027"), later) for pack in (one, other)]
        for breakdown in ("region", "type", "council"):
            for measure in maps.map_measures(one, WAVE):
                selection = Selection("2027", breakdown=breakdown, measure=measure)
                assert exhibits_of(both[0], "change", selection) == exhibits_of(
                    both[1], "change", selection
                )

    def test_is_as_it_was_if_one_person_is_enough(self, shipped_pack: Pack) -> None:
        """The default promise changes nothing: no mark, no word about it."""
        own = with_own(shipped_pack, some_councils(shipped_pack, 41, 28))
        for selection in list(selections(own))[:6]:
            for page in SUBJECTS:
                for exhibit in exhibits_of(own, page, selection):
                    assert "onfidential" not in str(exhibit)
                    assert "[c]" not in str(exhibit)


@pytest.fixture(scope="module")
def pack(shipped_pack: Pack) -> Pack:
    """Answers of fewer than three people are confidential."""
    return packs(shipped_pack, minimum=3)[0]


@pytest.fixture(scope="module")
def hidden(pack: Pack) -> list[str]:
    """Codes of the councils whose answers are held back."""
    return sorted(held_back(pack.responses[WAVE]))


class TestWhatIsHeldBack:
    def test_stands_in_no_row_of_a_council(self, pack: Pack, hidden: list[str]) -> None:
        """In rows that begin with its name there is nothing but its type, marks and words."""
        names, found = {pack.region.by_code[code].name for code in hidden}, 0
        types = {each.label for each in pack.region.types}
        allowed = {*types, "", "confidential", "[c]", "[c] confidential", maps.TOO_FEW}
        for page in ("map", "barriers", "maturity", "councils"):
            selection = Selection(WAVE, measure="usage_level")
            for exhibit in exhibits_of(pack, page, selection):
                for row in exhibit.table.rows:
                    if row[0] in names:
                        found += 1
                        assert set(row[1:]) <= allowed, (exhibit.id, row)
        assert found > 4 * len(names)

    def test_is_marked_and_the_mark_is_explained(self, pack: Pack, hidden: list[str]) -> None:
        selection = Selection(WAVE, measure="usage_level")
        for page in ("map", "barriers", "maturity", "councils"):
            marked = [
                exhibit
                for exhibit in exhibits_of(pack, page, selection)
                if ("[c]", SHORTHAND["[c]"]) in shorthand_in(exhibit.table)
            ]
            assert marked
            for exhibit in marked:
                assert any("fewer than 3 people" in each for each in exhibit.caveats), exhibit.id

    def test_has_a_class_of_its_own_on_the_map(self, pack: Pack, hidden: list[str]) -> None:
        selection = Selection(WAVE, measure="usage_level", view="hexagons")
        (exhibit,) = exhibits_of(pack, "map", selection)
        chart = exhibit.chart
        assert isinstance(chart, Choropleth)
        of_code = {place.code: chart.classes[place.map_class] for place in chart.places}
        assert {of_code[code].label for code in hidden} == {"Not shown: too few people"}
        assert {of_code[code].kind for code in hidden} == {"confidential"}
        silent = set(pack.region.codes) - pack.responses[WAVE].answering_councils
        assert silent
        assert {of_code[code].label for code in silent} == {"Did not answer"}

    def test_is_said_to_be_so_in_a_profile(self, pack: Pack, hidden: list[str]) -> None:
        for code in hidden:
            selection = Selection(WAVE, council=code)
            made = exhibits_of(pack, "council", selection)
            own = [each.id for each in made if each.provenance == "own"]
            assert [id_.rpartition("-")[2] for id_ in own] == ["alike"]
            words = answered_in_words(pack, WAVE, code)
            assert words.startswith("This council answered in 2026. What its people said is not")
            assert not any(char.isdigit() for char in words.replace("2026", "").replace("3", ""))

    def test_is_said_to_be_so_where_a_filter_leaves_nothing_else(
        self, pack: Pack, hidden: list[str]
    ) -> None:
        selection = Selection(WAVE, councils=(hidden[0],))
        name = pack.region.by_code[hidden[0]].name
        nothing = why_nothing(pack, selection)
        assert nothing is not None
        assert nothing[0] == f"The answers of {name} are confidential"
        assert "fewer than 3 people" in nothing[1]
        for page in ("overview", "barriers", "maturity", "councils"):
            assert not exhibits_of(pack, page, selection)

    def test_leaves_single_councils_to_see_where_only_the_total_is_held_back(
        self, pack: Pack, hidden: list[str]
    ) -> None:
        shown = sorted(pack.responses[WAVE].answering_councils - set(hidden))
        selection = Selection(WAVE, councils=(shown[0], hidden[0]))
        assert not exhibits_of(pack, "overview", selection)
        assert exhibits_of(pack, "councils", selection)


def test_a_row_without_a_figure_says_once_why_it_is_empty() -> None:
    silent, hidden = Square(None, "", ""), Square(None, "confidential", "")
    figure = Square(1, "1 of 3", "")
    rows = (
        (silent, silent),
        (hidden, hidden),
        (hidden, figure),
        (hidden, Square(None, "not asked", "")),
        (Square(None, "–", ""), Square(None, "–", "")),
    )
    matrix = Matrix(("",) * len(rows), ("A", "B"), rows, "did not answer")
    assert [matrix.why_empty(row) for row in range(len(rows))] == [
        *("did not answer", "confidential", "", "", "did not answer"),
    ]


def test_single_councils_that_may_not_be_shown_are_said_to_be_confidential(
    shipped_pack: Pack,
) -> None:
    pack = packs(shipped_pack, minimum=1, shows=False)[0]
    selection = Selection(WAVE, measure="usage_level")
    (exhibit,) = exhibits_of(pack, "map", selection)
    assert exhibit.headline == "The answers of single councils are confidential here"
    assert maps.NOT_SHOWN in exhibit.alt
    assert any("answers of single councils are not shown" in each for each in exhibit.caveats)
