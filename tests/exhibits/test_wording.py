"""Specification of the words: numbers as they are said, and no percentage of a few people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.analysis.estimates import wilson
from bestbywm.analysis.measures import Basis, Estimate, Outcome
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.wording import (
    agreeing,
    all_that_answered,
    amount,
    bar_text,
    bases,
    capitalised,
    count_in_words,
    decimal,
    estimate_cells,
    of_those_that_answered,
    percent,
    plural,
    share_in_words,
    shows_percentage,
    sizes,
    source_line,
    table_of,
    wave_in_words,
)
from bestbywm.pack import Pack
from bestbywm.words import listed


def estimate(
    count: int | None,
    base: int | None,
    *,
    share: float | None = None,
    basis: Basis = "counted",
    outcome: Outcome = "answered",
    as_published: str = "",
) -> Estimate:
    known = count is not None and base
    interval = wilson(count or 0, base or 0) if known else None
    return Estimate(
        measure="m",
        label="Measure",
        group_kind="region",
        group="Region",
        count=count,
        base=base,
        unit="people" if base else "",
        share=share if share is not None else (count or 0) / (base or 1) if known else None,
        low=interval.low if interval else None,
        high=interval.high if interval else None,
        mean=None,
        provenance="illustrative" if basis == "counted" else "published",
        basis=basis,
        outcome=outcome,
        as_published=as_published,
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        *((0.375, "37.5%"), (0.85, "85%"), (0, "0%"), (1.0, "100%"), (1 / 3, "33.3%")),
        *((2 / 3, "66.7%"), (0.145, "14.5%"), (0.0005, "0.1%"), (1 / 22, "4.5%")),
    ],
)
def test_a_percentage_has_at_most_one_decimal(share: float, words: str) -> None:
    assert percent(share) == words


@given(st.integers(10, 400).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base))))
def test_a_percentage_is_as_near_as_its_decimal_allows(case: tuple[int, int]) -> None:
    count, base = case
    assert abs(float(percent(count / base).removesuffix("%")) - 100 * count / base) <= 0.05 + 1e-9


@pytest.mark.parametrize(("value", "words"), [(1.375, "1.4"), (1.25, "1.3"), (2.0, "2.0")])
def test_a_number_has_one_decimal(value: float, words: str) -> None:
    assert decimal(value) == words


@pytest.mark.parametrize(
    ("names", "words"),
    [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_a_list_reads_as_in_a_sentence(names: list[str], words: str) -> None:
    assert listed(names) == words


def test_nouns_agree_with_their_number() -> None:
    assert plural(1, "council") == "1 council"
    assert plural(0, "council") == "0 councils"
    assert plural(1234, "person", "people") == "1,234 people"


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert capitalised("just over 60% of IT") == "Just over 60% of IT"
    assert capitalised("") == ""


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("say it is so", "says it is so"),
        ("name cost as a barrier", "names cost as a barrier"),
        ("have no policy", "has no policy"),
        ("are sure", "is sure"),
        ("do not know", "does not know"),
        ("go there", "goes there"),
        ("wish for more", "wishes for more"),
        ("carry on", "carries on"),
        ("stay", "stays"),
    ],
)
def test_a_verb_agrees_with_one_person(several: str, one: str) -> None:
    assert agreeing(several, 1) == one
    for count in (0, 2, 15, None):
        assert agreeing(several, count) == several


@pytest.mark.parametrize(
    ("count", "answered", "words"),
    [
        (11, 31, "11 of the 31 councils that answered"),
        (0, 31, "none of the 31 councils that answered"),
        (3, 3, "all 3 councils that answered"),
        (2, 2, "both councils that answered"),
        (1, 1, "the council that answered"),
    ],
)
def test_some_of_the_councils_that_answered(count: int, answered: int, words: str) -> None:
    assert of_those_that_answered(count, answered) == words


def test_all_of_the_councils_that_answered() -> None:
    assert all_that_answered(1) == "the council that answered"
    assert all_that_answered(31) == "the 31 councils that answered"


class TestCountAndBase:
    def test_a_percentage_stands_beside_its_count_and_base(self) -> None:
        assert amount(estimate(15, 40)) == "37.5% (15 of 40 people)"
        assert bar_text(estimate(15, 40)) == "37.5% (15 of 40)"

    @pytest.mark.parametrize("base", range(1, 10))
    def test_fewer_than_ten_people_have_no_percentage(self, base: int) -> None:
        few = estimate(1, base)
        assert not shows_percentage(few)
        people = "person" if base == 1 else "people"
        assert amount(few) == f"1 of {base} {people}"
        assert bar_text(few) == f"1 of {base}"
        assert not any(isinstance(cell, float) for cell in estimate_cells(few))
        assert estimate_cells(few)[2:5] == ("[z]", "[z]", "[z]")

    @pytest.mark.parametrize(("base", "mark"), [(10, "[u]"), (29, "[u]"), (30, ""), (40, "")])
    def test_fewer_than_thirty_people_are_marked(self, base: int, mark: str) -> None:
        cells = estimate_cells(estimate(5, base))
        assert cells[:3] == (5, base, 5 / base)
        assert cells[5] == mark

    def test_an_inferred_count_says_so(self) -> None:
        inferred = estimate(9, 25, basis="inferred")
        assert count_in_words(inferred) == "9 of 25 people, inferred"
        assert estimate_cells(inferred)[5] == "count and base inferred; [u]"

    def test_the_words_of_the_source_stand_for_the_percentage(self) -> None:
        rough = estimate(16, 26, share=0.6, basis="inferred", as_published="just over 60%")
        assert share_in_words(rough) == "just over 60%"
        assert bar_text(rough) == "just over 60% (16 of 26)"
        assert "published as “just over 60%”" in str(estimate_cells(rough)[5])

    def test_a_percentage_without_a_count_says_so(self) -> None:
        bare = estimate(None, None, share=0.85, basis="")
        assert amount(bare) == "85% (count not published)"
        assert bar_text(bare) == "85% (count not published)"
        assert estimate_cells(bare)[:5] == ("[x]", "[x]", 0.85, "[x]", "[x]")

    def test_a_count_without_a_base_is_not_called_missing(self) -> None:
        bare = estimate(12, None, basis="published")
        assert amount(bare) == "12 people, base not published"
        assert bar_text(bare) == "12 people, base not published"

    @pytest.mark.parametrize(
        ("outcome", "words"),
        [
            ("no answer", "did not answer"),
            ("question skipped", "skipped this question"),
            ("too little answered", "answered too little for a score"),
            ("not asked", "not asked"),
            ("not published", "not published"),
        ],
    )
    def test_a_missing_figure_says_why(self, outcome: Outcome, words: str) -> None:
        missing = estimate(None, 0, basis="", outcome=outcome)
        assert bar_text(missing) == words
        assert estimate_cells(missing) == ("[x]", 0, "[x]", "[x]", "[x]", words)

    @pytest.mark.parametrize(
        ("estimates", "words"),
        [
            ([estimate(1, 40), estimate(2, 40)], "40 people"),
            ([estimate(1, 1)], "1 person"),
            ([estimate(1, 39), estimate(2, 40)], "39 to 40 people"),
            ([estimate(None, None, share=0.5)], "base not published"),
            (
                [estimate(9, 25, basis="inferred"), estimate(4, 26, basis="inferred")],
                "25 to 26 people (inferred: the base was not published)",
            ),
        ],
    )
    def test_the_base_of_several_figures(self, estimates: list[Estimate], words: str) -> None:
        assert bases(estimates) == words

    def test_figures_are_ranked_by_count_or_by_share_where_a_count_is_missing(self) -> None:
        assert sizes([estimate(3, 4), estimate(5, 40)]) == [3, 5]
        assert sizes([estimate(3, 4), estimate(None, None, share=0.5)]) == [0.75, 0.5]
        assert sizes([]) == []

    def test_a_table_has_one_row_per_figure(self) -> None:
        table = table_of("Answer", [estimate(1, 2), estimate(2, 40)], ["One", "Two"])
        assert [column.name for column in table.columns] == [
            *("Answer", "Count", "Base", "Share"),
            *("95% interval from", "95% interval to", "Note"),
        ]
        assert [row[:3] for row in table.rows] == [("One", 1, 2), ("Two", 2, 40)]


class TestPlaceAndSource:
    def test_place_and_wave(self, shipped_pack: Pack) -> None:
        assert wave_in_words(shipped_pack, Selection("2013")) == "West Midlands, 2013"
        nowhere = Selection("2013", types=("county",), county_areas=("Shropshire",))
        assert wave_in_words(shipped_pack, nowhere) == "No council, 2013"

    def test_the_source_names_survey_wave_and_licence(self, shipped_pack: Pack) -> None:
        line = source_line(shipped_pack, Selection("2013"))
        assert line.startswith("Source: Best by West Midlands survey")
        assert ", 2013." in line
        assert "Open Government Licence v3.0" in line
        assert "Boundaries" not in line

    def test_a_map_names_the_source_of_its_boundaries(self, shipped_pack: Pack) -> None:
        line = source_line(shipped_pack, Selection("2013"), with_map=True)
        assert line.endswith(f"Boundaries: {shipped_pack.attribution.removeprefix('Source: ')}")
        assert "Crown copyright" in line
