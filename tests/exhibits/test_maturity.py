"""Specification of the exhibits on maturity, worked out again from the file of answers."""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import pytest

from bestbywm.analysis.maturity import Maturity, Ranked, Standing
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import maturity
from bestbywm.exhibits.maturity import exhibits
from bestbywm.exhibits.model import Bars, Dots, Exhibit, HeatTable
from bestbywm.exhibits.wording import decimal
from bestbywm.files import Row
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS, Provenance
from bestbywm.survey.responses import read_responses
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SHIPPED, SOUTHWICK

IDS = ["maturity-dimensions", "maturity-by-type", "maturity-ranking", "maturity-by-council"]
OWN_WEIGHTS = (1000, 2000, 2000, 2000, 2000, 1000)
SILENT = {"Malvern Hills", "Shropshire"}

Group = Mapping[str, float | None]
"""Scores by dimension."""


def by_id(pack: Pack, selection: Selection) -> dict[str, Exhibit]:
    return {each.id: each for each in exhibits(pack, selection)}


@pytest.fixture(scope="module")
def whole(shipped_pack: Pack) -> dict[str, Exhibit]:
    return by_id(shipped_pack, Selection("2013"))


# The answers, scored once more --------------------------------------------------------------------


def rows_of(name: str) -> list[dict[str, str]]:
    with (SHIPPED / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


PEOPLE = rows_of("illustrative_2013.csv")
POINTS = rows_of("dimension_points.csv")
DIMENSIONS = {row["dimension"]: row["label"] for row in rows_of("dimensions.csv")}
LEVELS = [(float(row["from"]), row["label"]) for row in rows_of("levels.csv")]
COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
PLURALS = {row["type"]: row["plural"].capitalize() for row in rows_of("council_types.csv")}


def score_of_question(question: str, people: Sequence[Mapping[str, str]]) -> float | None:
    """Mean of the people who answered; barriers take their points off 100."""
    points = {row["option"]: int(row["points"]) for row in POINTS if row["question"] == question}
    scores = []
    for person in people:
        given_ = [points[each] for each in person[question].split(";") if each in points]
        if given_:
            scores.append(sum(given_) + (100 if question == "barriers" else 0))
    return sum(scores) / len(scores) if scores else None


def scored(people: Sequence[Mapping[str, str]]) -> dict[str, float | None]:
    found: dict[str, float | None] = {}
    for dimension, label in DIMENSIONS.items():
        questions = {row["question"] for row in POINTS if row["dimension"] == dimension}
        known = [
            score for each in questions if (score := score_of_question(each, people)) is not None
        ]
        found[label] = sum(known) / len(known) if known else None
    return found


def weighted(group: Group, weights: Sequence[int] = OWN_WEIGHTS) -> float:
    """Only for groups without a gap, as all are that answered."""
    return (
        sum((score or 0) * weight for score, weight in zip(group.values(), weights, strict=True))
        / 10_000
    )


def level_at(score: float) -> str:
    return [label for start, label in LEVELS if float(decimal(score)) >= start][-1]


REGION = scored(PEOPLE)
BY_TYPE = {
    plural: [row for row in PEOPLE if COUNCILS[row["council"]]["type"] == type_]
    for type_, plural in PLURALS.items()
}
BY_COUNCIL = {
    name: [row for row in PEOPLE if row["council"] == name]
    for name in COUNCILS
    if name not in SILENT
}


class TestWhole:
    def test_the_exhibits_are_made_up_and_say_so(self, whole: dict[str, Exhibit]) -> None:
        assert list(whole) == IDS
        for each in whole.values():
            kind: Provenance = "published" if each.id == "maturity-dimensions" else "illustrative"
            assert each.provenance == kind
            assert each.stamp == STAMPS[kind]
            assert each.source.startswith("Source: ")
            assert "our own index" in each.help
            assert each.alt.startswith(each.headline)
            assert "West Midlands, 2013" in each.subtitle

    def test_each_names_the_weights(self, whole: dict[str, Exhibit]) -> None:
        words = (
            "Weights: ambition 10%, practice 20%, impact 20%, leadership 20%, governance 20% and "
            "freedom from barriers 10%."
        )
        assert all(words in each.caveats for each in whole.values())

    def test_no_share_of_people_is_said(self, whole: dict[str, Exhibit]) -> None:
        """A score is no percentage; only weights are."""
        for each in whole.values():
            assert "%" not in each.headline + each.subtitle + each.alt

    def test_nothing_of_a_wave_without_answers(self, shipped_pack: Pack) -> None:
        assert exhibits(shipped_pack, Selection("2014")) == ()

    def test_nothing_without_a_model(self, tiny_pack: Pack) -> None:
        assert exhibits(tiny_pack, Selection("2030")) == ()

    @pytest.mark.parametrize("name", sorted(SILENT))
    def test_nothing_of_a_council_that_did_not_answer(self, shipped_pack: Pack, name: str) -> None:
        code = shipped_pack.region.by_name[name].code
        assert exhibits(shipped_pack, Selection("2013", councils=(code,))) == ()


class TestByDimension:
    def test_the_headline(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-dimensions"]
        total = weighted(REGION)
        assert f"scores {decimal(total)} of 100, which is {level_at(total).lower()}" in one.headline
        assert one.headline.startswith("West Midlands scores 64.4 of 100, which is established: ")
        assert "Base: 40 people." in one.subtitle

    def test_highest_and_lowest_with_ties(self, whole: dict[str, Exhibit]) -> None:
        scores = {label.lower(): decimal(score or 0) for label, score in REGION.items()}
        (highest,) = [each for each in scores if scores[each] == max(scores.values(), key=float)]
        lowest = [each for each in scores if scores[each] == min(scores.values(), key=float)]
        assert len(lowest) == 2
        assert whole["maturity-dimensions"].headline.endswith(
            f"{highest} is highest ({scores[highest]}), "
            f"{lowest[0]} and {lowest[1]} are lowest ({scores[lowest[0]]})"
        )

    def test_every_score_is_that_of_the_answers(self, whole: dict[str, Exhibit]) -> None:
        rows = whole["maturity-dimensions"].table.rows
        assert {row[0]: row[1] for row in rows} == pytest.approx(REGION)
        assert [row[3] for row in rows] == ["10%", "20%", "20%", "20%", "20%", "10%"]
        assert [row[2] for row in rows] == [level_at(score or 0) for score in REGION.values()]

    def test_the_chart_shows_the_table(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-dimensions"]
        assert isinstance(one.chart, Bars)
        assert one.chart.axis == "score"
        assert one.chart.limit == 100
        for bar, (label, score, level, *_) in zip(one.chart.bars, one.table.rows, strict=True):
            assert (bar.label, bar.value) == (label, score)
            assert bar.text == f"{decimal(float(score or 0))}, {str(level).lower()}"
            assert f"{label}: {bar.text}" in one.alt

    def test_notes_of_dimensions_are_said(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        notes = [each.note for each in shipped_pack.maturity.dimensions if each.note]
        assert notes
        assert set(notes) <= set(whole["maturity-dimensions"].caveats)

    @pytest.mark.parametrize(
        ("type_", "words"),
        [
            ("district", "Together, the 18 of 19 district councils that answered score 55.0"),
            ("county", "Together, 3 county councils score 71.9"),
        ],
    )
    def test_of_several_councils_names_those_that_answered(
        self, shipped_pack: Pack, type_: str, words: str
    ) -> None:
        made = by_id(shipped_pack, Selection("2013", types=(type_,)))
        assert made["maturity-dimensions"].headline.startswith(f"{words} of 100, which is ")

    def test_says_that_the_whole_follows_from_the_published_totals(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        words = "follow from the published totals alone"
        assert any(words in each for each in whole["maturity-dimensions"].caveats)
        part = by_id(shipped_pack, Selection("2013", types=("county",)))["maturity-dimensions"]
        assert not any(words in each for each in part.caveats)

    def test_scores_read_as_equal_are_equal(self) -> None:
        found = maturity._high_and_low([("use", 62.25), ("freedom", 62.3), ("policy", 40.0)])
        assert found == ": use and freedom are highest (62.3), policy is lowest (40.0)"
        assert maturity._high_and_low([("use", 62.25), ("freedom", 62.3)]) == ""
        assert maturity._high_and_low([("use", 62.25)]) == ""


class TestByType:
    def test_every_score_is_that_of_the_answers(self, whole: dict[str, Exhibit]) -> None:
        rows = whole["maturity-by-type"].table.rows
        assert {row[0]: row[1] for row in rows} == pytest.approx(
            {plural: weighted(scored(people)) for plural, people in BY_TYPE.items()}
        )
        assert {row[0]: row[3] for row in rows} == {
            plural: len(people) for plural, people in BY_TYPE.items()
        }

    def test_from_the_highest_to_the_lowest(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-by-type"]
        scores = [float(row[1] or 0) for row in one.table.rows]
        assert scores == sorted(scores, reverse=True)
        first, last = one.table.rows[0], one.table.rows[-1]
        assert one.headline == (
            f"Scores run from {decimal(scores[-1])} ({str(last[0]).lower()}, {last[3]} people) to "
            f"{decimal(scores[0])} ({str(first[0]).lower()}, {first[3]} people)"
        )

    def test_the_chart_shows_the_table_with_the_number_of_people(
        self, whole: dict[str, Exhibit]
    ) -> None:
        one = whole["maturity-by-type"]
        assert isinstance(one.chart, Bars)
        for bar, row in zip(one.chart.bars, one.table.rows, strict=True):
            assert (bar.label, bar.value) == (row[0], row[1])
            assert bar.text.startswith(decimal(float(row[1] or 0)))
            assert bar.text.endswith(f"({row[3]} people)")

    def test_small_groups_carry_their_mark(self, whole: dict[str, Exhibit]) -> None:
        for row in whole["maturity-by-type"].table.rows:
            assert (row[-1] == "[u]") == (int(row[3] or 0) < 30)

    def test_one_type_alone_is_not_compared(self, shipped_pack: Pack) -> None:
        only = by_id(shipped_pack, Selection("2013", types=("district",)))
        assert list(only) == [each for each in IDS if each != "maturity-by-type"]

    def test_types_that_score_the_same(self, mature_pack: Pack) -> None:
        pack = of_people(mature_pack, [("Northmoor", "high", "cost"), ("Eastford", "high", "time")])
        one = by_id(pack, Selection("2030"))["maturity-by-type"]
        assert one.headline == "All types of council shown score 87.5"


class TestRanking:
    def test_scores_and_people_are_those_of_the_answers(self, whole: dict[str, Exhibit]) -> None:
        rows = [row for row in whole["maturity-ranking"].table.rows if row[0] not in SILENT]
        assert {row[0]: row[1] for row in rows} == pytest.approx(
            {name: weighted(scored(people)) for name, people in BY_COUNCIL.items()}
        )
        assert {row[0]: row[6] for row in rows} == {
            name: len(people) for name, people in BY_COUNCIL.items()
        }

    def test_ranks_follow_the_scores(self, whole: dict[str, Exhibit]) -> None:
        rows = [row for row in whole["maturity-ranking"].table.rows if row[0] not in SILENT]
        scores = [round(float(row[1] or 0), 6) for row in rows]
        assert scores == sorted(scores, reverse=True)
        for row, score in zip(rows, scores, strict=True):
            assert row[3] == 1 + sum(other > score for other in scores)
            assert int(row[4] or 0) <= int(row[3] or 0) <= int(row[5] or 0)

    def test_councils_without_a_score_stand_at_the_end_and_say_why(
        self, whole: dict[str, Exhibit]
    ) -> None:
        one = whole["maturity-ranking"]
        *_, first, second = one.table.rows
        assert {first[0], second[0]} == SILENT
        for row in (first, second):
            assert row[1:] == ("[x]", "[x]", "[x]", "[x]", "[x]", 0, "did not answer")
        assert isinstance(one.chart, Dots)
        assert one.chart.points[-2:] == ((None,), (None,))
        assert one.chart.rows[-1] == "Shropshire (did not answer)"
        assert "Base: 31 of 33 councils have a score." in one.subtitle

    def test_the_chart_shows_the_table(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-ranking"]
        assert isinstance(one.chart, Dots)
        assert one.chart.axis == "rank"
        assert one.chart.limit == 31
        assert len(one.chart.rows) == len(one.table.rows) == 33
        for (point,), label, row in zip(
            one.chart.points, one.chart.rows, one.table.rows, strict=True
        ):
            if point is not None:
                assert (point.value, point.low, point.high) == (row[3], row[4], row[5])
                assert label == f"{row[0]} ({decimal(float(row[1] or 0))})"
                assert f"rank {row[3]} of 31" in point.text
                same = sum(other[3] == row[3] for other in one.table.rows)
                assert (f"shared by {same}" in point.text) == (same > 1)

    def test_the_headline_is_true_to_the_ranges(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-ranking"]
        sure = [row[0] for row in one.table.rows if row[5] == 1]
        assert sure == ["Staffordshire", "Walsall"]
        assert one.headline == (
            "In the illustrative answers, Staffordshire and Walsall share the first rank under "
            "nearly all weights"
        )

    def test_says_on_how_few_people_scores_rest(
        self, mature_pack: Pack, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        assert "All scores rest on one or two people." in whole["maturity-ranking"].caveats
        tiny = by_id(mature_pack, Selection("2030"))["maturity-ranking"]
        assert not any("one or two people" in each for each in tiny.caveats), "4, 3 and 3 people"
        mixed = of_people(mature_pack, [("Eastford", "high", ""), *FOUR_OF_NORTHMOOR])
        assert "1 of 2 scores rests on one or two people." in ranking_of(mixed).caveats
        alone = of_people(mature_pack, [("Eastford", "high", "cost")])
        assert "The score rests on one or two people." in ranking_of(alone).caveats
        assert "Base: 1 of 4 councils has a score." in ranking_of(alone).subtitle

    def test_names_the_councils_that_are_looked_at(self, shipped_pack: Pack) -> None:
        codes = [shipped_pack.region.by_name[name].code for name in ("Rugby", "Dudley")]
        selection = Selection("2013", council=codes[0], compared=(codes[1],))
        chart = by_id(shipped_pack, selection)["maturity-ranking"].chart
        assert isinstance(chart, Dots)
        main = [
            row.split(" (")[0]
            for row, emphasis in zip(chart.rows, chart.emphasis, strict=True)
            if emphasis == "main"
        ]
        assert sorted(main) == ["Dudley", "Rugby"]

    def test_a_filter_keeps_the_ranks_among_all(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        part = by_id(shipped_pack, Selection("2013", types=("district",)))["maturity-ranking"]
        all_rows = whole["maturity-ranking"].table.rows
        assert part.table.rows == tuple(
            row for row in all_rows if COUNCILS[str(row[0])]["type"] == "district"
        )
        assert part.headline == "These councils rank between 3 and 31 of 31"
        assert "Base: 18 of 19 councils have a score." in part.subtitle


# Headlines of rankings, from ranges made by hand --------------------------------------------------


FOUR_OF_NORTHMOOR = [("Northmoor", "high", "cost")] * 4


def of_people(pack: Pack, people: Sequence[tuple[str, str, str]]) -> Pack:
    """The made-up region with the answers of these people: council, use and barriers."""
    names = ("person", "council", "use", "barriers")
    rows = [
        Row("answers.csv", at, dict(zip(names, (f"p{at}", *person), strict=True)))
        for at, person in enumerate(people, start=2)
    ]
    answers = read_responses(rows, names, "2030", "own", pack.questions, pack.region)
    return replace(pack, responses={"2030": answers})


def ranking_of(pack: Pack, selection: Selection | None = None) -> Exhibit:
    return by_id(pack, selection or Selection("2030"))["maturity-ranking"]


Ranges = Sequence[tuple[int, int, int]]
"""Rank, best and worst of each council, in the region's order; 0 for no score."""


@pytest.fixture
def ranked(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Gives the councils of a pack the ranks that are handed over."""

    def rank(pack: Pack, ranges: Ranges) -> None:
        among = sum(bool(each[0]) for each in ranges)
        made = tuple(
            Ranked(
                code,
                Maturity(
                    100.0 - rank if rank else None, (None,) * len(pack.maturity.dimensions), 3
                ),
                Standing(rank, best, worst, among) if rank else None,
            )
            for code, (rank, best, worst) in zip(pack.region.codes, ranges, strict=True)
        )
        monkeypatch.setattr(maturity, "ranked_councils", lambda *_: made)

    return rank  # type: ignore[return-value]


class TestHeadlineOfTheRanking:
    """The tiny region, in order: Northmoor, Eastford, Southwick, Holmshire."""

    @pytest.mark.parametrize(
        ("ranges", "headline"),
        [
            (
                [(2, 2, 3), (1, 1, 1), (3, 2, 4), (4, 3, 4)],
                "Eastford ranks first under nearly all weights",
            ),
            (
                [(1, 1, 1), (1, 1, 1), (3, 3, 4), (0, 0, 0)],
                "Eastford and Northmoor share the first rank under nearly all weights",
            ),
            (
                [(1, 1, 2), (2, 1, 3), (3, 2, 4), (4, 3, 4)],
                "None of these councils is sure to come first: Northmoor and Eastford can, "
                "depending on the weights",
            ),
            (
                [(1, 1, 2), (2, 1, 3), (3, 1, 4), (4, 1, 4)],
                "None of these councils is sure to come first: Northmoor, Eastford, Southwick and "
                "Holmshire can, depending on the weights",
            ),
            (
                [(1, 1, 2), (2, 2, 3), (3, 2, 4), (4, 3, 4)],
                "None of these councils is sure to come first: Northmoor can, depending on the "
                "weights",
            ),
            (
                [(0, 0, 0), (1, 1, 1), (0, 0, 0), (0, 0, 0)],
                "Eastford ranks 1 of 1 under nearly all weights",
            ),
            ([(0, 0, 0)] * 4, "No council here has a score"),
        ],
    )
    def test_says_no_more_than_the_ranges_support(
        self, mature_pack: Pack, ranked: object, ranges: Ranges, headline: str
    ) -> None:
        ranked(mature_pack, ranges)  # type: ignore[operator]
        assert ranking_of(mature_pack).headline == headline

    def test_many_that_can_come_first_are_counted(self, shipped_pack: Pack, ranked: object) -> None:
        ranges = [(at, 1 if at <= 5 else 6, 33) for at in range(1, 34)]
        ranked(shipped_pack, ranges)  # type: ignore[operator]
        assert ranking_of(shipped_pack, Selection("2013")).headline == (
            "None of these councils is sure to come first: 5 of them can, depending on the weights"
        )

    @pytest.mark.parametrize(
        ("range_", "words"),
        [
            ((3, 2, 4), "ranks between 2 and 4 of 4, depending on the weights"),
            ((3, 3, 3), "ranks 3 of 4 under nearly all weights"),
        ],
    )
    def test_of_one_council(
        self, mature_pack: Pack, ranked: object, range_: tuple[int, int, int], words: str
    ) -> None:
        ranked(mature_pack, [range_, (1, 1, 2), (2, 1, 3), (4, 3, 4)])  # type: ignore[operator]
        one = ranking_of(mature_pack, Selection("2030", councils=(NORTHMOOR,)))
        assert one.headline == f"Northmoor {words}"
        assert "Base: 1 of 1 council has a score." in one.subtitle

    def test_of_some_councils_says_nothing_about_the_others(
        self, mature_pack: Pack, ranked: object
    ) -> None:
        """Northmoor comes first whatever the weights, but it is filtered out."""
        ranked(  # type: ignore[operator]
            mature_pack, [(1, 1, 1), (1, 1, 3), (3, 2, 4), (4, 3, 4)]
        )
        some = Selection("2030", councils=(EASTFORD, HOLMSHIRE))
        assert ranking_of(mature_pack, some).headline == (
            "None of these councils is sure to come first: Eastford can, depending on the weights"
        )


def test_a_council_does_not_rank_first_where_it_shares_the_rank(
    shipped_pack: Pack, whole: dict[str, Exhibit]
) -> None:
    assert [row[3] for row in whole["maturity-ranking"].table.rows[:2]] == [1, 1]
    part = by_id(shipped_pack, Selection("2013", types=("county",)))["maturity-ranking"]
    assert part.headline == (
        "In the illustrative answers, Staffordshire shares the first rank under nearly all weights"
    )


class TestByCouncil:
    def test_region_and_types_come_before_the_councils(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-by-council"]
        assert isinstance(one.chart, HeatTable)
        assert one.chart.references == 5
        assert one.chart.matrix.rows[:5] == ("West Midlands", *PLURALS.values())
        assert one.chart.matrix.columns == ("Score", *DIMENSIONS.values())
        assert len(one.chart.matrix.rows) == 5 + 33

    def test_every_dimension_is_that_of_the_answers(self, whole: dict[str, Exhibit]) -> None:
        rows = {str(row[0]): row for row in whole["maturity-by-council"].table.rows}
        groups = {"West Midlands": PEOPLE, **BY_TYPE, **BY_COUNCIL}
        assert set(rows) == {*groups, *SILENT}
        for name, people in groups.items():
            dimensions = scored(people)
            total = weighted(dimensions)
            assert rows[name][1:8] == pytest.approx((total, *dimensions.values()))
            assert rows[name][8:] == (level_at(total), len(people), "")

    def test_the_squares_show_the_table(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-by-council"]
        assert isinstance(one.chart, HeatTable)
        matrix = one.chart.matrix
        for name, squares, row in zip(matrix.rows, matrix.squares, one.table.rows, strict=True):
            assert name == row[0]
            for square, value in zip(squares, row[1:8], strict=True):
                if value == "[x]":
                    assert (square.step, square.value, square.text) == (
                        None,
                        None,
                        "did not answer",
                    )
                else:
                    assert square.value == value
                    assert square.text.startswith(decimal(float(value or 0)))
                    assert LEVELS[square.step or 0][1] == level_at(float(value or 0))
                    assert level_at(float(value or 0)).lower() in square.hover

    def test_the_headline_counts_the_levels(self, whole: dict[str, Exhibit]) -> None:
        one = whole["maturity-by-council"]
        councils = [row[8] for row in one.table.rows[5:] if row[8]]
        counts = {label: councils.count(label) for _, label in LEVELS}
        assert one.headline == (
            f"Of 31 councils with a score, {counts['Leading']} are leading, "
            f"{counts['Established']} are established, {counts['Developing']} are developing and "
            f"{counts['Emerging']} are emerging"
        )
        assert sum(counts.values()) == 31

    def test_councils_are_sorted_by_the_dimension_that_is_chosen(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        chosen = Selection("2013", sort="maturity.governance")
        rows = by_id(shipped_pack, chosen)["maturity-by-council"].table.rows
        assert rows[:5] == whole["maturity-by-council"].table.rows[:5]
        *scores, _, _ = [row[6] for row in rows[5:]]
        assert scores == sorted(scores, reverse=True)
        assert scores != [row[6] for row in whole["maturity-by-council"].table.rows[5:-2]]
        assert {row[0] for row in rows[-2:]} == SILENT
        assert set(rows) == set(whole["maturity-by-council"].table.rows)

    def test_levels_that_nobody_reached_are_not_said(self, shipped_pack: Pack) -> None:
        one = by_id(shipped_pack, Selection("2013", types=("county",)))["maturity-by-council"]
        assert one.headline == "Of 3 councils with a score, 2 are leading and 1 is developing"


class TestChosenWeights:
    WEIGHTS = (10_000, 0, 0, 0, 0, 0)

    def test_are_named(self, shipped_pack: Pack) -> None:
        words = (
            "Weights chosen here: ambition 100%, practice 0%, impact 0%, leadership 0%, "
            "governance 0% and freedom from barriers 0%."
        )
        made = exhibits(shipped_pack, Selection("2013", weights=self.WEIGHTS))
        assert [each.id for each in made] == IDS
        assert all(words in each.caveats for each in made)

    def test_change_scores_and_ranks_but_no_dimension(
        self, shipped_pack: Pack, whole: dict[str, Exhibit]
    ) -> None:
        made = by_id(shipped_pack, Selection("2013", weights=self.WEIGHTS))
        assert "West Midlands scores 94.4 of 100" in made["maturity-dimensions"].headline
        assert [row[1] for row in made["maturity-dimensions"].table.rows] == [
            row[1] for row in whole["maturity-dimensions"].table.rows
        ]
        rows = {row[0]: row for row in made["maturity-ranking"].table.rows}
        for name, people in BY_COUNCIL.items():
            assert rows[name][1] == pytest.approx(weighted(scored(people), self.WEIGHTS))
        assert [row[0] for row in made["maturity-ranking"].table.rows] != [
            row[0] for row in whole["maturity-ranking"].table.rows
        ]

    def test_a_filter_does_not_hide_that_others_are_first(self, shipped_pack: Pack) -> None:
        """At these weights many councils share the first rank, but two do so at nearly all."""
        names = ("Birmingham", "Coventry")
        codes = tuple(shipped_pack.region.by_name[name].code for name in names)
        selection = Selection("2013", councils=codes, weights=(0, 0, 0, 0, 10_000, 0))
        one = by_id(shipped_pack, selection)["maturity-ranking"]
        assert [row[3] for row in one.table.rows] == [1, 1]
        assert "none of these councils is sure to come first: " in one.headline

    @pytest.mark.parametrize("type_", ["", "district"])
    @pytest.mark.parametrize(
        "weights",
        [
            (0, 0, 0, 0, 10_000, 0),
            (0, 0, 0, 0, 0, 10_000),
            (313, 101, 0, 5000, 1286, 3300),
            (1667, 1667, 1667, 1667, 1666, 1666),
        ],
    )
    def test_whatever_they_are_the_words_are_true(
        self, shipped_pack: Pack, weights: tuple[int, ...], type_: str
    ) -> None:
        types = (type_,) if type_ else ()
        made = by_id(shipped_pack, Selection("2013", types=types, weights=weights))
        ranking = [row for row in made["maturity-ranking"].table.rows if row[1] != "[x]"]
        for row in ranking:
            score = weighted(scored(BY_COUNCIL[str(row[0])]), weights)
            assert row[1] == pytest.approx(score)
        for each in made.values():
            assert not re.search(r"\bnan\b|\bNone\b(?! of these)", each.alt)
        headline = made["maturity-ranking"].headline
        if "under nearly all weights" in headline:
            sure = {str(row[0]) for row in ranking if row[5] == 1}
            assert sure
            assert all(name in headline for name in sure)
        else:
            assert not any(row[5] == 1 for row in ranking)


class TestGaps:
    """Use has 75 per cent of the weight, freedom 25: without use there is no score."""

    PEOPLE = (
        ("Northmoor", "high", "nothing"),
        ("Eastford", "high", ""),
        ("Southwick", "", "cost"),
    )

    @pytest.fixture
    def gaps(self, mature_pack: Pack) -> dict[str, Exhibit]:
        return by_id(of_people(mature_pack, self.PEOPLE), Selection("2030"))

    def test_who_has_no_score_stands_at_the_end_and_says_why(
        self, gaps: dict[str, Exhibit]
    ) -> None:
        rows = gaps["maturity-ranking"].table.rows
        assert [row[0] for row in rows] == ["Eastford", "Northmoor", "Holmshire", "Southwick"]
        assert [row[-1] for row in rows] == [
            "without freedom",
            "",
            "did not answer",
            "no score: without use, too little was answered",
        ]
        assert [row[1] for row in rows[2:]] == ["[x]", "[x]"]
        chart = gaps["maturity-ranking"].chart
        assert isinstance(chart, Dots)
        assert chart.rows[2:] == ("Holmshire (did not answer)", "Southwick (no score)")
        assert chart.points[2:] == ((None,), (None,))

    def test_a_missing_dimension_is_shown_as_missing(self, gaps: dict[str, Exhibit]) -> None:
        one = gaps["maturity-by-council"]
        rows = {row[0]: row for row in one.table.rows}
        assert rows["Eastford"][1:] == (100.0, 100.0, "[x]", "High", 1, "without freedom")
        assert rows["Southwick"][1:] == ("[x]", "[x]", 50.0, "", 1, "without use")
        assert rows["Holmshire"][1:] == ("[x]", "[x]", "[x]", "", 0, "did not answer")
        assert isinstance(one.chart, HeatTable)
        texts = {
            name: [square.text for square in squares]
            for name, squares in zip(one.chart.matrix.rows, one.chart.matrix.squares, strict=True)
        }
        assert texts["Eastford"] == ["100.0 high", "100.0", "not answered"]
        assert texts["Southwick"] == ["no score", "not answered", "50.0"]
        assert texts["Holmshire"] == ["did not answer"] * 3

    def test_a_dimension_that_nobody_answered_is_no_zero(self, mature_pack: Pack) -> None:
        pack = of_people(mature_pack, [("Northmoor", "high", ""), ("Eastford", "low", "")])
        one = by_id(pack, Selection("2030"))["maturity-dimensions"]
        assert isinstance(one.chart, Bars)
        freedom = one.chart.bars[1]
        assert (freedom.label, freedom.value, freedom.text) == ("Freedom", None, "not answered")
        assert one.table.rows[1][1:3] == ("[x]", "")
        assert "freedom" not in one.headline
        assert "Freedom: not answered" in one.alt

    def test_together_they_may_score_though_no_council_does(self, mature_pack: Pack) -> None:
        pack = of_people(mature_pack, [("Eastford", "high", ""), ("Southwick", "", "cost")])
        half = Selection("2030", weights=(5000, 5000))
        made = by_id(pack, half)
        assert "75.0 of 100" in made["maturity-dimensions"].headline
        ranking = made["maturity-ranking"]
        assert ranking.headline == "No council here has a score"
        assert "Base: none of 4 councils have a score." in ranking.subtitle
        assert made["maturity-by-council"].headline == "No council here has a score"

    def test_too_little_for_any_score_shows_nothing(self, mature_pack: Pack) -> None:
        pack = of_people(mature_pack, [("Southwick", "", "cost")])
        assert exhibits(pack, Selection("2030")) == ()


class TestAnotherRegion:
    def test_has_its_own_levels_weights_and_stamp(self, mature_pack: Pack) -> None:
        made = by_id(mature_pack, Selection("2030"))
        assert list(made) == IDS
        for each in made.values():
            assert each.provenance == "own"
            assert each.stamp == STAMPS["own"]
            assert "Weights: use 75% and freedom 25%." in each.caveats
        # Use: 6 of 10 say high. Freedom: 5 named cost and 3 time, at 50 points each.
        assert made["maturity-dimensions"].headline == (
            "Tinyshire scores 60.0 of 100, which is high"
        )

    def test_of_one_council(self, mature_pack: Pack) -> None:
        made = by_id(mature_pack, Selection("2030", councils=(HOLMSHIRE,)))
        # One of three says high; cost, cost and time, and cost were named.
        assert made["maturity-dimensions"].headline == (
            "Holmshire scores 33.3 of 100, which is low"
        )
        assert "Base: 3 people." in made["maturity-dimensions"].subtitle

    def test_says_nothing_of_a_council_that_did_not_answer(self, mature_pack: Pack) -> None:
        assert exhibits(mature_pack, Selection("2030", councils=(SOUTHWICK,))) == ()
