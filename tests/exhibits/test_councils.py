"""Specification of councils side by side: every figure counted again from the answers."""

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from bestbywm.analysis.maturity import maturity_of
from bestbywm.analysis.measures import Measure, by_council, measures_of
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.councils import (
    compared_measures,
    figure_in_words,
    heat,
    named_codes,
    side_by_side,
    strips,
)
from bestbywm.exhibits.model import Exhibit, HeatTable, Strips
from bestbywm.exhibits.wording import decimal, percent
from bestbywm.pack import Pack
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

DATA = Path(__file__).parents[2] / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
PLURALS = {row["type"]: row["plural"].capitalize() for row in rows_of("council_types.csv")}
PEOPLE = rows_of("illustrative_2013.csv")
ANSWERED = {row["council"] for row in PEOPLE}
SILENT = sorted(set(COUNCILS) - ANSWERED)
HIGH: dict[str, set[str]] = {}
for row in rows_of("options.csv"):
    if row["role"] == "high":
        HIGH.setdefault(row["question"], set()).add(row["option"])


def exhibit_of(made: Exhibit | None) -> Exhibit:
    assert made is not None
    return made


def grid(exhibit: Exhibit) -> HeatTable:
    assert isinstance(exhibit.chart, HeatTable)
    return exhibit.chart


def codes(*names: str) -> tuple[str, ...]:
    return tuple(COUNCILS[name]["code"] for name in names)


def names_of(*, type_: str = "") -> set[str]:
    return {name for name, row in COUNCILS.items() if not type_ or row["type"] == type_}


def cells_of(names: set[str], question: str) -> list[set[str]]:
    """What each person of these councils answered to a question."""
    given = [row[question] for row in PEOPLE if row["council"] in names]
    return [set(each.split(";")) for each in given if each]


def expected(pack: Pack, measure: Measure, names: set[str]) -> str:
    """The figure of a group in words, worked out from the file of answers."""
    if not names & ANSWERED:
        return "did not answer"
    if measure.kind == "score":
        responses = pack.responses["2013"]
        score = maturity_of(pack.maturity, responses, codes(*names)).score
        assert score is not None
        return decimal(score)
    cells = cells_of(names, measure.question)
    wanted = HIGH[measure.question]
    if measure.kind == "number":
        return decimal(sum(len(each & wanted) for each in cells) / len(cells))
    count, base = sum(bool(each & wanted) for each in cells), len(cells)
    if base < 10:
        return f"{count} of {base}"
    return f"{percent(count / base)} ({count} of {base}){' [u]' if base < 30 else ''}"


@pytest.fixture(scope="module")
def every(shipped_pack: Pack) -> Exhibit:
    return exhibit_of(heat(shipped_pack, Selection("2013")))


class TestHeatTable:
    def test_has_a_column_for_the_score_each_question_and_the_number_of_barriers(
        self, shipped_pack: Pack, every: Exhibit
    ) -> None:
        assert grid(every).matrix.columns == (
            "Maturity score",
            "Very important to the council",
            "Very important in the role",
            "High use by the council",
            "High own use",
            "Highly effective",
            "Barriers named per person",
            "No up-to-date policy",
            "Members use social media",
            "Senior managers use social media",
            "Use expected to increase",
        )
        assert [each.name for each in every.table.columns] == [
            "Council or group",
            *grid(every).matrix.columns,
        ]

    def test_begins_with_the_region_and_each_type_then_every_council_by_name(
        self, every: Exhibit
    ) -> None:
        chart = grid(every)
        assert chart.references == 1 + len(PLURALS)
        assert chart.matrix.rows == ("West Midlands", *PLURALS.values(), *sorted(COUNCILS))
        assert [row[0] for row in every.table.rows] == list(chart.matrix.rows)

    def test_each_figure_is_that_of_the_answers(self, shipped_pack: Pack, every: Exhibit) -> None:
        groups = [
            names_of(),
            *(names_of(type_=type_) for type_ in PLURALS),
            *({name} for name in sorted(COUNCILS)),
        ]
        measures = compared_measures(shipped_pack, "2013")
        chart = grid(every)
        for names, squares, cells in zip(
            groups, chart.matrix.squares, every.table.rows, strict=True
        ):
            words = [expected(shipped_pack, measure, names) for measure in measures]
            assert [square.text for square in squares] == words
            missing = "[x] did not answer"
            assert list(cells[1:]) == [
                missing if each == "did not answer" else each for each in words
            ]

    def test_each_value_is_that_of_by_council(self, shipped_pack: Pack, every: Exhibit) -> None:
        chart, by_name = grid(every), sorted(COUNCILS)
        responses = shipped_pack.responses["2013"]
        for column, measure in enumerate(compared_measures(shipped_pack, "2013")):
            estimates = by_council(shipped_pack, responses, measure, codes(*by_name))
            squares = [row[column] for row in chart.matrix.squares[chart.references :]]
            assert [square.value for square in squares] == [
                each.share if each.mean is None else each.mean for each in estimates
            ]
            assert [square.text for square in squares] == [
                figure_in_words(each) for each in estimates
            ]

    @pytest.mark.parametrize("name", SILENT)
    def test_who_did_not_answer_is_said_and_has_no_colour(self, every: Exhibit, name: str) -> None:
        chart = grid(every)
        row = chart.matrix.squares[chart.matrix.rows.index(name)]
        assert {(each.text, each.step, each.value) for each in row} == {
            ("did not answer", None, None)
        }

    def test_a_group_of_few_people_has_no_percentage(self, every: Exhibit) -> None:
        chart = grid(every)
        for name, squares in zip(chart.matrix.rows, chart.matrix.squares, strict=True):
            texts = [each.text for each in squares]
            has_percentage = {"%" in each for each in texts if " of " in each}
            assert has_percentage <= {name in {"West Midlands", "District councils"}}
            marked = {"[u]" in each for each in texts if "%" in each}
            assert marked <= {name == "District councils"}

    def test_its_headline_is_the_most_divided_measure(
        self, shipped_pack: Pack, every: Exhibit
    ) -> None:
        split = {}
        for measure in compared_measures(shipped_pack, "2013"):
            if measure.kind == "share":
                wanted = HIGH[measure.question]
                said = [
                    [bool(each & wanted) for each in cells_of({name}, measure.question)]
                    for name in ANSWERED
                ]
                split[measure.label.lower()] = (
                    sum(map(all, said)),
                    len(said) - sum(map(any, said)),
                )
        label, (everyone, nobody) = max(split.items(), key=lambda pair: min(pair[1]))
        assert every.headline == (
            f"Councils are most divided on “{label}”: in {everyone} everyone says so, "
            f"in {nobody} nobody does"
        )

    def test_says_how_many_answered_and_that_the_answers_are_made_up(self, every: Exhibit) -> None:
        assert every.subtitle.endswith("Base: 31 of 33 councils answered.")
        assert every.provenance == "illustrative"
        assert every.stamp.startswith("Illustrative answers.")
        assert every.alt.startswith(f"{every.headline}.")

    def test_a_filter_leaves_councils_out_but_never_the_region(self, shipped_pack: Pack) -> None:
        made = exhibit_of(heat(shipped_pack, Selection("2013", types=("county",))))
        assert grid(made).matrix.rows == (
            *("West Midlands", "County councils"),
            *("Staffordshire", "Warwickshire", "Worcestershire"),
        )
        unfiltered = exhibit_of(heat(shipped_pack, Selection("2013")))
        assert grid(made).matrix.squares[0] == grid(unfiltered).matrix.squares[0]

    def test_one_council_that_is_of_two_minds_did_answer(self, tiny_pack: Pack) -> None:
        made = exhibit_of(heat(tiny_pack, Selection("2030", councils=(NORTHMOOR,))))
        assert "3 of 4" in [each.text for each in grid(made).matrix.squares[-1]]
        assert made.headline == (
            "On no measure do some of these councils all agree and others all disagree"
        )

    def test_of_councils_that_did_not_answer_it_says_so(self, tiny_pack: Pack) -> None:
        made = exhibit_of(heat(tiny_pack, Selection("2030", councils=(SOUTHWICK,))))
        assert made.headline == "None of these councils answered"

    def test_a_wave_without_answers_has_none(self, shipped_pack: Pack) -> None:
        assert heat(shipped_pack, Selection("2014")) is None

    def test_weights_of_the_visitor_change_the_score_alone(self, shipped_pack: Pack) -> None:
        weighted = Selection("2013", weights=(100, 0, 0, 0, 0, 0))
        made = grid(exhibit_of(heat(shipped_pack, weighted))).matrix
        first = grid(exhibit_of(heat(shipped_pack, Selection("2013")))).matrix
        assert [row[1:] for row in made.squares] == [row[1:] for row in first.squares]
        responses = shipped_pack.responses["2013"]
        ambition = maturity_of(shipped_pack.maturity, responses, codes("Rugby")).dimensions[0]
        assert made.squares[made.rows.index("Rugby")][0].value == pytest.approx(ambition)


class TestSorting:
    @pytest.mark.parametrize("id_", ["maturity", "usage_level", "barriers.number", "members_use"])
    def test_is_from_most_to_least_and_the_missing_come_last(
        self, shipped_pack: Pack, id_: str
    ) -> None:
        made = exhibit_of(heat(shipped_pack, Selection("2013", sort=id_)))
        chart = grid(made)
        column = [each.id for each in compared_measures(shipped_pack, "2013")].index(id_)
        values = [row[column].value for row in chart.matrix.squares[chart.references :]]
        names = chart.matrix.rows[chart.references :]
        there = [each for each in values if each is not None]
        assert values == [*sorted(there, reverse=True), None, None]
        assert sorted(names[-2:]) == SILENT
        pairs = [(-each, name) for each, name in zip(there, names, strict=False)]
        assert pairs == sorted(pairs), "councils with the same figure stand by name"
        assert f"from most to least: {chart.matrix.columns[column]}." in made.subtitle

    @pytest.mark.parametrize("id_", ["", "good_practice", "barriers.training", "maturity.impact"])
    def test_by_what_is_no_column_is_by_name(self, shipped_pack: Pack, id_: str) -> None:
        made = exhibit_of(heat(shipped_pack, Selection("2013", sort=id_)))
        chart = grid(made)
        assert list(chart.matrix.rows[chart.references :]) == sorted(COUNCILS)
        assert "by name" in made.subtitle


class TestSideBySide:
    SIX = ("Coventry", "Rugby", "Shropshire", "Staffordshire", "Tamworth", "Walsall")

    def test_sets_each_council_beside_the_region(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", compared=codes(*self.SIX))
        made = exhibit_of(side_by_side(shipped_pack, selection))
        assert grid(made).matrix.columns == (*self.SIX, "West Midlands")
        measures = compared_measures(shipped_pack, "2013")
        for measure, squares in zip(measures, grid(made).matrix.squares, strict=True):
            groups = [*({name} for name in self.SIX), set(COUNCILS)]
            assert [each.text for each in squares] == [
                expected(shipped_pack, measure, names) for names in groups
            ]
        assert made.provenance == "illustrative"

    def test_says_how_many_people_answered_for_each(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", compared=codes("Birmingham", "Shropshire"))
        made = exhibit_of(side_by_side(shipped_pack, selection))
        assert "People who answered: Birmingham 2 and Shropshire nobody." in made.subtitle
        assert made.headline == (
            "In the illustrative answers, not all of Birmingham and Shropshire answered"
        )

    def test_the_visitors_own_council_comes_first_and_once(self, shipped_pack: Pack) -> None:
        council, *rest = codes("Walsall", "Coventry", "Walsall")
        selection = Selection("2013", council=council, compared=tuple(rest))
        assert named_codes(selection) == codes("Walsall", "Coventry")
        made = exhibit_of(side_by_side(shipped_pack, selection))
        assert grid(made).matrix.columns == ("Walsall", "Coventry", "West Midlands")

    def test_counts_the_measures_in_which_they_agree(self, shipped_pack: Pack) -> None:
        names = ("Walsall", "Coventry")
        made = exhibit_of(side_by_side(shipped_pack, Selection("2013", compared=codes(*names))))
        same = sum(
            expected(shipped_pack, measure, {"Walsall"})
            == expected(shipped_pack, measure, {"Coventry"})
            for measure in compared_measures(shipped_pack, "2013")
        )
        assert made.headline == (
            "In the illustrative answers, Walsall and Coventry have the same figure in "
            f"{same} of 11 measures"
        )

    @pytest.mark.parametrize("compared", [(), ("Walsall",)])
    def test_one_council_is_not_compared(
        self, shipped_pack: Pack, compared: tuple[str, ...]
    ) -> None:
        assert side_by_side(shipped_pack, Selection("2013", compared=codes(*compared))) is None

    def test_filters_leave_it_as_it_is(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", compared=codes("Walsall", "Rugby"))
        filtered = replace(selection, types=("county",))
        here, there = (
            exhibit_of(side_by_side(shipped_pack, each)) for each in (selection, filtered)
        )
        assert here.chart == there.chart


@pytest.fixture(scope="module")
def both(shipped_pack: Pack) -> tuple[Exhibit, ...]:
    """Strips of scores and of shares on which two councils stand out."""
    selection = Selection("2013", council=codes("Walsall")[0], compared=codes("Rugby"))
    return strips(shipped_pack, selection)


class TestStrips:
    def test_there_are_strips_of_scores_and_strips_of_shares(
        self, both: tuple[Exhibit, ...]
    ) -> None:
        charts = [each.chart for each in both]
        assert all(isinstance(each, Strips) for each in charts)
        assert [(each.axis, each.limit) for each in charts if isinstance(each, Strips)] == [
            ("score", 100.0),
            ("share", 1.0),
        ]
        assert {each.provenance for each in both} == {"illustrative"}

    def test_each_council_that_answered_stands_once_on_each_strip(
        self, both: tuple[Exhibit, ...]
    ) -> None:
        for each in both:
            assert isinstance(each.chart, Strips)
            for marks in each.chart.marks:
                assert sorted(mark.name for mark in marks) == sorted(ANSWERED)

    def test_its_mark_is_its_figure(self, shipped_pack: Pack, both: tuple[Exhibit, ...]) -> None:
        measures = {each.label: each for each in measures_of_shares(shipped_pack)}
        (_, shares) = both
        assert isinstance(shares.chart, Strips)
        assert set(shares.chart.rows) == set(measures)
        for label, marks in zip(shares.chart.rows, shares.chart.marks, strict=True):
            wanted = HIGH[measures[label].question]
            for mark in marks:
                cells = cells_of({mark.name}, measures[label].question)
                count = sum(bool(each & wanted) for each in cells)
                assert mark.value == pytest.approx(count / len(cells))
                assert mark.text == f"{count} of {len(cells)}"

    def test_only_the_chosen_councils_are_named(self, both: tuple[Exhibit, ...]) -> None:
        for each in both:
            assert isinstance(each.chart, Strips)
            for marks in each.chart.marks:
                assert {mark.name for mark in marks if mark.is_named} == {"Walsall", "Rugby"}
                assert {mark.name: mark.role for mark in marks if mark.is_named} == {
                    "Walsall": "mine",
                    "Rugby": "chosen",
                }
                assert {mark.role for mark in marks if not mark.is_named} == {"other"}

    def test_ones_own_council_is_mine_even_if_it_is_set_beside_itself(
        self, shipped_pack: Pack
    ) -> None:
        selection = Selection("2013", council=codes("Walsall")[0], compared=codes("Walsall"))
        for each in strips(shipped_pack, selection):
            assert isinstance(each.chart, Strips)
            for marks in each.chart.marks:
                assert {mark.name: mark.role for mark in marks if mark.is_named} == {
                    "Walsall": "mine"
                }

    def test_the_reference_is_the_region(
        self, shipped_pack: Pack, both: tuple[Exhibit, ...]
    ) -> None:
        responses = shipped_pack.responses["2013"]
        everyone = maturity_of(shipped_pack.maturity, responses, codes(*COUNCILS))
        scores = both[0].chart
        assert isinstance(scores, Strips)
        assert scores.reference == "West Midlands"
        assert scores.references == pytest.approx((everyone.score, *everyone.dimensions))

    def test_tables_list_every_council_and_say_who_did_not_answer(
        self, both: tuple[Exhibit, ...]
    ) -> None:
        for each in both:
            assert [row[0] for row in each.table.rows] == sorted(COUNCILS)
            for row in each.table.rows:
                is_missing = {cell == "[x] did not answer" for cell in row[1:]}
                assert is_missing == {row[0] in SILENT}

    def test_a_council_that_stands_out_is_drawn_beside_the_selected(
        self, shipped_pack: Pack
    ) -> None:
        selection = Selection("2013", types=("county",), compared=codes("Rugby"))
        for each in strips(shipped_pack, selection):
            assert isinstance(each.chart, Strips)
            assert {mark.name for mark in each.chart.marks[0]} == {
                *("Rugby", "Staffordshire", "Warwickshire", "Worcestershire")
            }

    def test_there_are_none_of_councils_that_did_not_answer(self, shipped_pack: Pack) -> None:
        assert strips(shipped_pack, Selection("2013", councils=codes(*SILENT))) == ()
        assert strips(shipped_pack, Selection("2014")) == ()


def measures_of_shares(pack: Pack) -> list[Measure]:
    return [each for each in compared_measures(pack, "2013") if each.kind == "share"]


class TestAnOwnSurvey:
    def test_without_a_maturity_model_has_no_scores(self, tiny_pack: Pack) -> None:
        assert [each.id for each in compared_measures(tiny_pack, "2030")] == [
            "use",
            "barriers.number",
        ]
        (only,) = strips(tiny_pack, Selection("2030"))
        assert only.headline == "3 councils on 1 measure"
        assert only.provenance == "own"

    def test_is_stamped_as_such(self, tiny_pack: Pack) -> None:
        selection = Selection("2030", compared=(EASTFORD, HOLMSHIRE))
        assert exhibit_of(heat(tiny_pack, selection)).provenance == "own"
        assert exhibit_of(side_by_side(tiny_pack, selection)).provenance == "own"

    def test_compares_no_option_of_a_multiple_choice(self, tiny_pack: Pack) -> None:
        options = set(measures_of(tiny_pack.questions, with_examples=False)) - {
            *("use", "barriers.number")
        }
        assert options == {"barriers.cost", "barriers.time", "barriers.nothing"}
