"""Specification of the exhibits on barriers, each counted again from the file of answers."""

import csv
from collections import Counter
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.barriers import barriers_question, exhibits, named_measures
from bestbywm.exhibits.model import Bars, Exhibit, Matrix
from bestbywm.pack import Pack

ANSWERS = Path(__file__).parents[2] / "data" / "illustrative_2013.csv"
PEOPLE = [
    (row["council"], tuple(filter(None, row["barriers"].split(";"))))
    for row in csv.DictReader(ANSWERS.read_text(encoding="utf-8").splitlines())
]
BARRIERS = ("Cost", "Technology", "Training", "Trust", "Risk")
SILENT = "did not answer"


def by_id(pack: Pack, selection: Selection) -> dict[str, Exhibit]:
    return {each.id: each for each in exhibits(pack, selection)}


def selection_of(pack: Pack, *names: str) -> Selection:
    return Selection("2013", councils=tuple(pack.region.by_name[name].code for name in names))


def type_of(pack: Pack, council: str) -> str:
    return pack.region.type_by_id[pack.region.by_name[council].type].label


@pytest.fixture(scope="module")
def whole(shipped_pack: Pack) -> dict[str, Exhibit]:
    return by_id(shipped_pack, Selection("2013"))


def test_the_exhibits_of_a_wave_with_answers(whole: dict[str, Exhibit]) -> None:
    assert {id_: each.provenance for id_, each in whole.items()} == {
        "barriers-ranking": "published",
        "barriers-by-type": "illustrative",
        "barriers-by-council": "illustrative",
        "barriers-together": "illustrative",
        "barriers-number": "illustrative",
    }


def test_a_wave_without_answers_has_its_published_ranking_only(shipped_pack: Pack) -> None:
    for selection in (Selection("2014"), Selection("2014", types=("district",))):
        (only,) = exhibits(shipped_pack, selection)
        assert only.headline == (
            "54% (14 of 26 people, inferred) name resources as a barrier, the only figure published"
        )
        assert "West Midlands, 2014" in only.subtitle


def test_a_barrier_that_was_not_published_is_nowhere(
    shipped_pack: Pack, whole: dict[str, Exhibit]
) -> None:
    question = barriers_question(shipped_pack)
    assert question is not None
    assert [each.label for each in named_measures(shipped_pack, "2013", question)] == [*BARRIERS]
    assert not any("esources" in each.alt + str(each.table) for each in whole.values())


class TestByType:
    def test_every_count_is_that_of_the_answers(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        expected = {
            (type_.label, barrier): (
                sum(
                    barrier.lower() in named
                    for council, named in PEOPLE
                    if type_of(shipped_pack, council) == type_.label
                ),
                sum(
                    bool(named)
                    for council, named in PEOPLE
                    if type_of(shipped_pack, council) == type_.label
                ),
            )
            for type_ in shipped_pack.region.types
            for barrier in BARRIERS
        }
        rows = whole["barriers-by-type"].table.rows
        assert {(row[0], row[1]): (row[2], row[3]) for row in rows} == expected

    def test_small_groups_are_counts_only(self, whole: dict[str, Exhibit]) -> None:
        for row in whole["barriers-by-type"].table.rows:
            base = row[3]
            assert isinstance(base, int)
            assert isinstance(row[4], float) == (base >= 10)
            assert ("[u]" in str(row[-1])) == (10 <= base < 30)

    def test_a_square_shows_a_percentage_only_of_ten_people_or_more(
        self, whole: dict[str, Exhibit]
    ) -> None:
        chart = whole["barriers-by-type"].chart
        assert isinstance(chart, Matrix)
        rows = iter(whole["barriers-by-type"].table.rows)
        for squares in chart.squares:
            for square in squares:
                row = next(rows)
                assert f"{row[2]} of {row[3]}" in square.text
                assert ("%" in square.text) == (int(row[3] or 0) >= 10)

    def test_the_headline_names_what_large_types_name_most(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        counts = Counter(
            barrier
            for council, named in PEOPLE
            if type_of(shipped_pack, council) == "District council"
            for barrier in named
            if barrier != "no barriers"
        )
        ((top, most), (_, second), *_) = counts.most_common()
        assert most > second, "a tie: the sentence below would name both"
        assert whole["barriers-by-type"].headline == f"District councils name {top} most"

    def test_without_a_large_type_it_says_so(self, shipped_pack: Pack) -> None:
        made = by_id(shipped_pack, selection_of(shipped_pack, "Walsall", "Birmingham"))
        assert made["barriers-by-type"].headline == (
            "No type of council has enough people here to say which barrier comes first"
        )


class TestByCouncil:
    def test_every_cell_is_that_of_the_answers(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        rows = whole["barriers-by-council"].table.rows
        assert [row[0] for row in rows] == sorted(
            each.name for each in shipped_pack.region.councils
        )
        for name, *cells in rows:
            of_council = [named for council, named in PEOPLE if council == name and named]
            expected = [
                f"{sum(each.lower() in named for named in of_council)} of {len(of_council)}"
                if of_council
                else f"[x] {SILENT}"
                for each in BARRIERS
            ]
            assert cells == expected

    def test_who_did_not_answer_is_empty_and_never_nought(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        chart = whole["barriers-by-council"].chart
        assert isinstance(chart, Matrix)
        answered = {council for council, _ in PEOPLE}
        for name, squares in zip(chart.rows, chart.squares, strict=True):
            assert all((each.step is None) == (name not in answered) for each in squares)
            if name not in answered:
                assert {each.hover for each in squares} == {f"{name}: {SILENT}"}

    def test_the_headline_gives_the_range_for_those_that_did_not_answer(
        self, whole: dict[str, Exhibit]
    ) -> None:
        naming = {
            barrier: len({council for council, named in PEOPLE if barrier.lower() in named})
            for barrier in BARRIERS
        }
        most = max(naming.values())
        top = [barrier for barrier, count in naming.items() if count == most]
        assert len(top) == 1, "a tie: the sentence below would name both"
        assert whole["barriers-by-council"].headline == (
            f"{top[0]} is named in {most} of the 31 councils that answered, "
            f"so in {most} to {most + 2} of all 33"
        )

    def test_one_council_is_not_said_to_be_several(self, shipped_pack: Pack) -> None:
        for council, named in PEOPLE:
            if [each for each, _ in PEOPLE].count(council) > 1:
                continue
            made = by_id(shipped_pack, selection_of(shipped_pack, council))
            barriers = [each.lower() for each in BARRIERS if each.lower() in named]
            said = {
                0: "none of these barriers is",
                1: f"{''.join(barriers)} is",
                2: f"{' and '.join(barriers)} are",
                3: f"{', '.join(barriers[:-1])} and {barriers[-1]} are" if barriers else "",
            }[len(barriers)]
            assert made["barriers-by-council"].headline == (
                f"In the illustrative answers, {said} named in {council}"
            )


class TestNamedTogether:
    def test_every_pair_is_counted_again(self, whole: dict[str, Exhibit]) -> None:
        expected = {
            f"{one} and {two.lower()}": sum(
                one.lower() in named and two.lower() in named for _, named in PEOPLE
            )
            for one, two in combinations(BARRIERS, 2)
        }
        rows = whole["barriers-together"].table.rows
        assert {row[0]: row[1] for row in rows} == expected
        assert {row[2] for row in rows} == {40}
        assert [row[1] for row in rows] == sorted(expected.values(), reverse=True)

    def test_the_headline_is_true_of_its_table(self, whole: dict[str, Exhibit]) -> None:
        exhibit = whole["barriers-together"]
        most = exhibit.table.rows[0][1]
        top = [row[0] for row in exhibit.table.rows if row[1] == most]
        assert f"{most} of 40 people" in exhibit.headline
        if len(top) == 1:
            assert exhibit.headline == (
                f"{top[0]} go together most often: {most} of 40 people name both"
            )

    def test_one_person_names_both(self, shipped_pack: Pack) -> None:
        pairs = [
            (council, named)
            for council, named in PEOPLE
            if len(named) == 2 and [each for each, _ in PEOPLE].count(council) == 1
        ]
        assert pairs
        for council, named in pairs:
            one, two = [each for each in BARRIERS if each.lower() in named]
            made = by_id(shipped_pack, selection_of(shipped_pack, council))
            assert made["barriers-together"].headline == (
                f"{one} and {two.lower()} go together most often: 1 of 1 person names both"
            )

    def test_a_selection_that_names_no_two_says_so(self, shipped_pack: Pack) -> None:
        once = [each for each, _ in PEOPLE if [other for other, _ in PEOPLE].count(each) == 1]
        content = next(each for each, named in PEOPLE if each in once and named == ("no barriers",))
        made = by_id(shipped_pack, selection_of(shipped_pack, content))
        assert made["barriers-together"].headline == "Nobody names two of these barriers"
        assert made["barriers-number"].headline == (
            "The only person who answered names none of these barriers"
        )
        assert made["barriers-ranking"].headline == "Nobody names any of these"


class TestHowManyAreNamed:
    def test_the_average_is_counted_again(self, whole: dict[str, Exhibit]) -> None:
        total = sum(len(set(named) - {"no barriers"}) for _, named in PEOPLE)
        assert total == 55  # 15 + 14 + 13 + 9 + 4, as published
        exhibit = whole["barriers-number"]
        assert exhibit.table.rows[0] == ("West Midlands", 55, 40, 55 / 40)
        assert exhibit.headline == (
            "People name 1.4 of these barriers on average: named 55 times by 40 people"
        )

    def test_the_types_add_up_to_the_region(self, whole: dict[str, Exhibit]) -> None:
        region, *types = whole["barriers-number"].table.rows
        assert sum(int(row[1] or 0) for row in types) == region[1]
        assert sum(int(row[2] or 0) for row in types) == region[2]


def test_a_selection_that_did_not_answer_has_nothing_to_show(shipped_pack: Pack) -> None:
    silent = {each.name for each in shipped_pack.region.councils} - {each for each, _ in PEOPLE}
    assert exhibits(shipped_pack, selection_of(shipped_pack, *silent)) == ()
    nowhere = Selection("2013", types=("county",), county_areas=("Shropshire",))
    assert exhibits(shipped_pack, nowhere) == ()


@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_no_selection_breaks_a_rule(shipped_pack: Pack, data: st.DataObject) -> None:
    region = shipped_pack.region
    selection = Selection(
        "2013",
        types=tuple(data.draw(st.sets(st.sampled_from([each.id for each in region.types])))),
        councils=tuple(data.draw(st.lists(st.sampled_from(region.codes), max_size=9, unique=True))),
    )
    codes = selection.codes(region)
    base = sum(region.by_name[council].code in codes for council, _ in PEOPLE)
    for exhibit in exhibits(shipped_pack, selection):
        if base < 10:
            said = [exhibit.headline, exhibit.alt, str(exhibit.table.rows)]
            if isinstance(exhibit.chart, Matrix):
                said += [each.text + each.hover for row in exhibit.chart.squares for each in row]
            assert "%" not in " ".join(said)
        if isinstance(exhibit.chart, Bars):
            for bar in exhibit.chart.bars:
                assert bar.value is not None
                assert 0 <= bar.value <= exhibit.chart.limit
        if isinstance(exhibit.chart, Matrix):
            for row in exhibit.chart.squares:
                assert all(each.step in (None, 0, 1, 2, 3) for each in row)
                assert len(row) == len(exhibit.chart.columns)
