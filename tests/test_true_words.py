"""Headlines and alternative texts are true: each is worked out again from the exhibit's own table.

Every page of the catalogue is told for every wave, type of council, county area and council, the
map for every measure in every view; and made-up own surveys show what no published wave has.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest

from bestbywm.analysis.selection import Breakdown, Selection
from bestbywm.exhibits import maps
from bestbywm.exhibits.change import measures_to_choose
from bestbywm.exhibits.model import Cell, Exhibit
from bestbywm.pack import Pack
from bestbywm.region import Council, MapView
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from tests.own_waves import own_wave, some_councils, with_own
from tests.true_words import Names, untrue, untrue_together

WAVES = ("2013", "2014")
OWN = ("2025", "2026")
PAGES = [page for page in SUBJECTS if page not in {"map", "council", "change"}]


@pytest.fixture(scope="module")
def own_pack(shipped_pack: Pack) -> Pack:
    """The pack with two own waves of many people, of whom some skipped questions."""
    pack = shipped_pack
    for seed, wave in enumerate(OWN, 1):
        councils = some_councils(pack, 160, 29 + seed, seed)
        pack = with_own(pack, councils, wave=own_wave(wave), seed=seed)
    return pack


# What is looked at --------------------------------------------------------------------------------


def groups(pack: Pack, wave: str) -> Iterator[Selection]:
    """No filter, and every type of council, county area, and type within a county area."""
    types = [(each.id,) for each in pack.region.types]
    areas = [(each,) for each in sorted({each.county_area for each in pack.region.councils})]
    for some_types in [(), *types]:
        for some_areas in [(), *areas]:
            yield Selection(wave, types=some_types, county_areas=some_areas)


def single(pack: Pack, wave: str) -> Iterator[Selection]:
    """Every council as the only one that a filter lets through."""
    for code in pack.region.codes:
        yield Selection(wave, councils=(code,))


def is_inside(council: Council, selection: Selection) -> bool:
    """Whether every filter lets the council through."""
    pairs = (
        (selection.types, council.type),
        (selection.county_areas, council.county_area),
        (selection.councils, council.code),
    )
    return all(not wanted or each in wanted for wanted, each in pairs)


def faults_of(pack: Pack, page: str, selections: Iterator[Selection]) -> tuple[int, list[str]]:
    """How many exhibits a page has for the selections, and all that is untrue in them."""
    names = Names.of(pack)
    seen, faults = 0, []
    for selection in selections:
        inside = {each.name for each in pack.region.councils if is_inside(each, selection)}
        for exhibit in exhibits_of(pack, page, selection):
            seen += 1
            faults += untrue(exhibit, replace(names, inside=frozenset(inside)))
    return seen, faults


def assert_true(found: tuple[int, list[str]], at_least: int) -> None:
    seen, faults = found
    assert not faults, "\n\n".join(faults[:3])
    assert seen >= at_least, seen


# The pack that ships ------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_pages_for_every_group_and_council(shipped_pack: Pack, page: str) -> None:
    least = {"overview": 300, "claims": 100, "practice": 80, "councils": 60}
    selections = (
        each for wave in WAVES for some in (groups, single) for each in some(shipped_pack, wave)
    )
    assert_true(faults_of(shipped_pack, page, selections), least.get(page, 100))


@pytest.mark.parametrize("view", maps.VIEWS)
def test_the_map_of_every_measure_in_every_view(shipped_pack: Pack, view: MapView) -> None:
    selections = (
        replace(each, measure=measure, view=view)
        for wave in WAVES
        for measure in maps.map_measures(shipped_pack, wave)
        for each in groups(shipped_pack, wave)
        if not (each.types and each.county_areas)
    )
    assert_true(faults_of(shipped_pack, "map", selections), 25 * 11)


def test_the_map_of_every_measure_for_every_council(shipped_pack: Pack) -> None:
    selections = (
        replace(each, measure=measure, view="hexagons")
        for measure in maps.map_measures(shipped_pack, "2013")
        for each in single(shipped_pack, "2013")
    )
    assert_true(faults_of(shipped_pack, "map", selections), 24 * 33)


@pytest.mark.parametrize("wave", WAVES)
def test_what_the_map_says_of_a_council_that_is_picked(shipped_pack: Pack, wave: str) -> None:
    names = Names.of(shipped_pack)
    made = [
        maps.council_exhibit(shipped_pack, Selection(wave), code)
        for code in shipped_pack.region.codes
    ]
    assert len(made) == 33
    assert not [fault for each in made for fault in untrue(each, names)]


@pytest.mark.parametrize("wave", WAVES)
def test_the_page_of_every_council(shipped_pack: Pack, wave: str) -> None:
    names = Names.of(shipped_pack)
    (ranking,) = [
        each
        for each in exhibits_of(shipped_pack, "maturity", Selection("2013"))
        if each.id == "maturity-ranking"
    ]
    seen, faults = 0, []
    for code in shipped_pack.region.codes:
        made = exhibits_of(shipped_pack, "council", Selection(wave, council=code))
        faults += [fault for each in made for fault in untrue(each, names)]
        faults += untrue_together(made, ranking)
        seen += len(made)
    assert_true((seen, faults), 99)


@pytest.mark.parametrize("page", ["maturity", "councils"])
def test_every_council_as_mine_beside_another(shipped_pack: Pack, page: str) -> None:
    codes = shipped_pack.region.codes
    selections = (
        Selection("2013", council=mine, compared=(other,))
        for mine, other in zip(codes, (*codes[1:], codes[0]), strict=True)
    )
    assert_true(faults_of(shipped_pack, page, selections), 33 * 4)


@pytest.mark.parametrize(("before", "after"), [WAVES, WAVES[::-1]])
def test_change(shipped_pack: Pack, before: str, after: str) -> None:
    selection = Selection("2013", before=before, after=after)
    made = exhibits_of(shipped_pack, "change", selection)
    assert len(made) == 2
    assert not [fault for each in made for fault in untrue(each, Names.of(shipped_pack))]
    assert not untrue_together(made)


# Own surveys --------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"claims", "practice"}])
def test_own_answers(own_pack: Pack, page: str) -> None:
    some = (groups, single) if page != "councils" else (groups,)
    selections = (each for kind in some for each in kind(own_pack, "2026"))
    assert_true(faults_of(own_pack, page, selections), 50)


def test_own_answers_on_the_map(own_pack: Pack) -> None:
    selections = (
        Selection("2026", measure=measure, view="hexagons", types=types)
        for measure in maps.map_measures(own_pack, "2026")
        for types in [(), ("county",)]
    )
    assert_true(faults_of(own_pack, "map", selections), 50)


@pytest.mark.parametrize("breakdown", ["region", "type", "council"])
def test_change_of_own_answers(own_pack: Pack, breakdown: Breakdown) -> None:
    first = Selection("2026", before=OWN[0], after=OWN[1], breakdown=breakdown)
    selections = (
        replace(each, before=OWN[0], after=OWN[1], breakdown=breakdown, measure=measure)
        for measure in measures_to_choose(own_pack, first)
        for each in groups(own_pack, "2026")
        if not each.county_areas
    )
    assert_true(faults_of(own_pack, "change", selections), 100)


@pytest.mark.parametrize(("people", "shows_councils"), [(3, True), (1, False)])
def test_what_is_held_back(shipped_pack: Pack, people: int, shows_councils: bool) -> None:
    wave = own_wave(minimum_people=people, shows_councils=shows_councils)
    pack = with_own(shipped_pack, some_councils(shipped_pack, 90, 30), wave=wave)
    for page in ("overview", "barriers", "maturity", "councils"):
        at_least = 1 if shows_councils or page != "councils" else 0
        assert_true(faults_of(pack, page, groups(pack, wave.id)), at_least)
    measures = maps.map_measures(pack, wave.id)
    selections = (Selection(wave.id, measure=each, view="hexagons") for each in measures)
    assert_true(faults_of(pack, "map", selections), 25)


# The checks themselves ----------------------------------------------------------------------------


def every_kind(pack: Pack, own_pack: Pack) -> list[tuple[Exhibit, Names]]:
    """An exhibit of every kind with something to say."""
    code = next(each.code for each in pack.region.councils if each.name == "Walsall")
    other = next(each.code for each in pack.region.councils if each.name == "Dudley")
    whole = Selection("2013", council=code, compared=(other,))
    found = [each for page in PAGES for each in exhibits_of(pack, page, whole)]
    found += exhibits_of(pack, "council", whole)
    found += exhibits_of(pack, "change", whole)[:1]
    for measure in ("usage_level", "maturity", "barriers.number", "good_practice"):
        shown = exhibits_of(pack, "map", replace(whole, measure=measure))
        assert shown, measure
        found += shown
    pairs = [(each, Names.of(pack)) for each in found]
    breakdowns: tuple[Breakdown, ...] = ("type", "council")
    for breakdown in breakdowns:
        selection = Selection("2026", before=OWN[0], after=OWN[1], breakdown=breakdown)
        made = exhibits_of(own_pack, "change", selection)[:1]
        pairs += [(each, Names.of(own_pack)) for each in made]
    return pairs


def one_more(words: str) -> Iterator[str]:
    """The words with another number in each place that has one."""
    for found in re.finditer(r"\d+", words):
        yield f"{words[: found.start()]}{int(found[0]) + 1}{words[found.end() :]}"


def with_cell(exhibit: Exhibit, row: int, column: int, cell: Cell) -> Exhibit:
    rows = [list(each) for each in exhibit.table.rows]
    rows[row][column] = cell
    table = replace(exhibit.table, rows=tuple(map(tuple, rows)))
    return replace(exhibit, table=table)


def bites(exhibit: Exhibit, names: Names) -> bool:
    """Whether something is found to be untrue; numbers that cannot be at all break a reader."""
    try:
        return bool(untrue(exhibit, names))
    except (ArithmeticError, AssertionError, KeyError, ValueError, IndexError):
        return True


def test_a_wrong_number_in_a_headline_is_found(shipped_pack: Pack, own_pack: Pack) -> None:
    kinds = every_kind(shipped_pack, own_pack)
    tried = 0
    for exhibit, names in kinds:
        assert not untrue(exhibit, names)
        is_ranked = exhibit.id.endswith("-maturity")  # see the test of the page of every council
        headline = exhibit.headline.partition(": rank ")[0] if is_ranked else exhibit.headline
        rest = exhibit.headline.removeprefix(headline)
        for wrong in one_more(headline):
            spoilt = replace(
                exhibit,
                headline=wrong + rest,
                alt=exhibit.alt.replace(exhibit.headline, wrong + rest),
            )
            assert bites(spoilt, names), wrong
            tried += 1
    assert len({exhibit.id for exhibit, _ in kinds}) > 30
    assert tried > 60


def test_a_wrong_number_in_an_alternative_text_is_found(shipped_pack: Pack, own_pack: Pack) -> None:
    tried = 0
    for exhibit, names in every_kind(shipped_pack, own_pack):
        body = exhibit.alt.removeprefix(exhibit.headline)
        for wrong in one_more(body):
            assert bites(replace(exhibit, alt=exhibit.headline + wrong), names), wrong
            tried += 1
    assert tried > 600


def test_another_council_in_the_words_is_found(shipped_pack: Pack, own_pack: Pack) -> None:
    tried = 0
    for exhibit, names in every_kind(shipped_pack, own_pack):
        if "Walsall" in exhibit.headline and not exhibit.id.endswith(("accounts", "examples")):
            headline = exhibit.headline.replace("Walsall", "Tamworth", 1)
            alt = exhibit.alt.replace(exhibit.headline, headline)
            assert bites(replace(exhibit, headline=headline, alt=alt), names), headline
            tried += 1
    assert tried > 8


def test_another_number_in_the_table_is_found(shipped_pack: Pack, own_pack: Pack) -> None:
    """The cells that words are about: some of every table that a chart or a number stands on."""
    for exhibit, names in every_kind(shipped_pack, own_pack):
        has_numbers = exhibit.chart is not None or re.search(r"\d", exhibit.headline)
        if not has_numbers or exhibit.id.startswith("locator"):
            continue
        found = [bites(spoilt, names) for spoilt in spoilt_tables(exhibit)]
        assert any(found), exhibit.id


def spoilt_tables(exhibit: Exhibit) -> Iterator[Exhibit]:
    """The exhibit with one cell of its first rows changed, or without its last row."""
    yield replace(exhibit, table=replace(exhibit.table, rows=exhibit.table.rows[:-1]))
    for at, row in enumerate(exhibit.table.rows[:4]):
        for column, cell in enumerate(row):
            if isinstance(cell, int):
                yield with_cell(exhibit, at, column, cell + 1)
            elif isinstance(cell, float):
                yield with_cell(exhibit, at, column, cell * 0.7)


@pytest.mark.parametrize("words", ["made-up", "fact"])
def test_a_headline_about_a_council_that_hides_that_it_is_made_up_is_found(
    shipped_pack: Pack, words: str
) -> None:
    code = next(each.code for each in shipped_pack.region.councils if each.name == "Walsall")
    made = exhibits_of(shipped_pack, "council", Selection("2013", council=code))
    (exhibit,) = [each for each in made if each.id == "walsall-maturity"]
    assert exhibit.headline.startswith("In the illustrative answers, Walsall scores ")
    headline = exhibit.headline.removeprefix("In the illustrative answers, ")
    spoilt = exhibit if words == "made-up" else replace(exhibit, headline=headline)
    spoilt = replace(spoilt, alt=exhibit.alt.replace(exhibit.headline, spoilt.headline))
    assert bool(untrue(spoilt, Names.of(shipped_pack))) == (words == "fact")


def exhibits_by_id(exhibits: Sequence[Exhibit]) -> dict[str, Exhibit]:
    return {each.id: each for each in exhibits}


def test_the_score_of_the_region_is_published_and_those_of_councils_are_not(
    shipped_pack: Pack,
) -> None:
    """It follows from published totals alone; the score of a part of the region does not."""
    whole = exhibits_by_id(exhibits_of(shipped_pack, "maturity", Selection("2013")))
    assert whole["maturity-dimensions"].provenance == "published"
    assert any(
        "follow from the published totals" in each for each in whole["maturity-dimensions"].caveats
    )
    assert {each.provenance for id_, each in whole.items() if id_ != "maturity-dimensions"} == {
        "illustrative"
    }
    for selection in groups(shipped_pack, "2013"):
        if selection.is_filtered:
            for each in exhibits_of(shipped_pack, "maturity", selection):
                assert each.provenance == "illustrative"
