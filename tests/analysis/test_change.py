"""Specification of the change between two waves: which measures, by how much, and how surely."""

import warnings
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.analysis.change import (
    Change,
    NotComparable,
    by_council,
    by_type,
    change_of,
    changes,
    counted_measures,
    share_measures,
)
from bestbywm.analysis.estimates import newcombe
from bestbywm.analysis.measures import Estimate, Measure, from_published, published
from bestbywm.analysis.selection import Selection
from bestbywm.pack import Pack, read_pack
from bestbywm.survey.claims import WaveDifference
from bestbywm.survey.published import PublishedFigure
from tests.packs import (
    append_row,
    row_of,
    second_wave,
    set_cell,
    tiny_region,
    wave_difference,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import confint_proportions_2indep

PUBLISHED_CHANGES = {  # count and base of both waves, difference of the published percentages
    "personal_use": ((19, 40), (4, 26), -0.325, "fell"),
    "senior_managers_use": ((13, 40), (16, 26), 0.275, "rose"),
    "effectiveness": ((10, 40), (9, 25), 0.11, "no clear change"),
}


@pytest.fixture(scope="module")
def two_waves(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return read_pack(second_wave(tiny_region(tmp_path_factory.mktemp("two"))))


def of_shipped(pack: Pack, *, swapped: bool = False) -> dict[str, Change]:
    waves = ("2014", "2013") if swapped else ("2013", "2014")
    return {each.measure: each for each in changes(pack, Selection("2013"), *waves)[0]}


def of_tiny(
    pack: Pack, selection: Selection | None = None
) -> tuple[dict[str, Change], dict[str, NotComparable]]:
    compared, not_compared = changes(pack, selection or Selection("2030"), "2030", "2031")
    return {each.measure: each for each in compared}, {each.measure: each for each in not_compared}


def measure_of(pack: Pack, id_: str) -> Measure:
    return next(each for each in share_measures(pack) if each.id == id_)


def estimate_of(count: int, base: int, wave: str = "2013") -> Estimate:
    percent = 100 * count / base if base else None
    figure = PublishedFigure(
        wave, "use", "high", percent, "", count, base, "published", "people", "", ""
    )
    return from_published(figure, "use", "High use", "Tinyshire")


class TestPublishedFigures:
    @pytest.mark.parametrize("measure", PUBLISHED_CHANGES)
    def test_the_verdicts_of_2013_to_2014(self, shipped_pack: Pack, measure: str) -> None:
        before, after, difference, verdict = PUBLISHED_CHANGES[measure]
        change = of_shipped(shipped_pack)[measure]
        assert (change.before.count, change.before.base) == before
        assert (change.after.count, change.after.base) == after
        assert change.difference == pytest.approx(difference)
        assert change.verdict == verdict

    def test_no_other_measure_can_be_compared(self, shipped_pack: Pack) -> None:
        assert of_shipped(shipped_pack).keys() == PUBLISHED_CHANGES.keys()

    @pytest.mark.parametrize("measure", PUBLISHED_CHANGES)
    def test_the_interval_is_that_of_statsmodels(self, shipped_pack: Pack, measure: str) -> None:
        (count, base), (count_after, base_after), _, _ = PUBLISHED_CHANGES[measure]
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            # statsmodels subtracts its second group from its first, so the later wave comes first
            low, high = confint_proportions_2indep(
                count_after, base_after, count, base, method="newcomb", compare="diff"
            )
        interval = of_shipped(shipped_pack)[measure].interval
        assert interval is not None
        assert (interval.low, interval.high) == pytest.approx((low, high))

    def test_inferred_counts_are_marked_as_such(self, shipped_pack: Pack) -> None:
        for change in of_shipped(shipped_pack).values():
            assert change.before.basis == "derived"
            assert change.after.basis == "inferred"

    def test_what_bears_on_the_comparison_is_noted(self, shipped_pack: Pack) -> None:
        for change in of_shipped(shipped_pack).values():
            (note,) = change.notes
            assert "2014" in note

    def test_swapped_waves_mirror_the_change(self, shipped_pack: Pack) -> None:
        forth, back = of_shipped(shipped_pack), of_shipped(shipped_pack, swapped=True)
        mirrored = {"rose": "fell", "fell": "rose", "no clear change": "no clear change"}
        for id_, change in forth.items():
            assert back[id_].verdict == mirrored[change.verdict]
            assert back[id_].difference == pytest.approx(-(change.difference or 0))
            assert sorted(back[id_].notes) == sorted(change.notes)

    @pytest.mark.parametrize("swapped", [False, True])
    def test_every_measure_is_compared_or_not_or_missing_in_both(
        self, shipped_pack: Pack, swapped: bool
    ) -> None:
        waves = ("2014", "2013") if swapped else ("2013", "2014")
        compared, not_compared = changes(shipped_pack, Selection("2013"), *waves)
        listed = [each.measure for each in (*compared, *not_compared)]
        missing = [
            measure.id
            for measure in share_measures(shipped_pack)
            if all(
                published(shipped_pack, wave, measure).outcome == "not published" for wave in waves
            )
        ]
        everything = [measure.id for measure in share_measures(shipped_pack)]
        assert sorted(listed + missing) == sorted(everything)

    def test_a_missing_figure_names_its_wave(self, shipped_pack: Pack) -> None:
        _, not_compared = changes(shipped_pack, Selection("2013"), "2013", "2014")
        reasons = {each.measure: each.reason for each in not_compared}
        assert reasons["barriers.cost"] == "No figure for 2014 was published."
        assert reasons["barriers.resources"] == "No figure for 2013 was published."

    def test_what_the_pack_says_of_a_missing_figure_comes_first(self, shipped_pack: Pack) -> None:
        _, not_compared = changes(shipped_pack, Selection("2013"), "2013", "2014")
        reasons = {each.measure: each.reason for each in not_compared}
        assert reasons["frontline_use"] == (
            "For 2013 the source says only “just over half”, without a percentage."
        )

    def test_the_size_is_of_the_published_percentages_and_the_interval_of_the_counts(
        self, shipped_pack: Pack
    ) -> None:
        change = of_shipped(shipped_pack)["senior_managers_use"]
        assert change.difference == pytest.approx(0.60 - 0.325), "just over 60%, not 16 of 26"
        assert change.interval == newcombe(13, 40, 16, 26)

    def test_nothing_is_said_not_to_have_been_asked_by_made_up_answers(
        self, shipped_pack: Pack
    ) -> None:
        """Illustrative answers know only what was published; 2013 did ask about frontline staff."""
        _, not_compared = changes(shipped_pack, Selection("2013"), "2013", "2014")
        assert not any("asked" in each.reason for each in not_compared)

    def test_filters_are_set_aside_without_answers_in_both(self, shipped_pack: Pack) -> None:
        filtered = Selection("2013", types=("district",))
        assert changes(shipped_pack, filtered, "2013", "2014") == changes(
            shipped_pack, Selection("2013"), "2013", "2014"
        )


class TestVerdict:
    @pytest.mark.parametrize(
        ("before", "after", "verdict"),
        [
            ((1, 10), (9, 10), "rose"),
            ((9, 10), (1, 10), "fell"),
            ((5, 10), (6, 10), "no clear change"),
            ((0, 10), (0, 10), "no clear change"),
            ((0, 9), (40, 40), "too few people to say"),
            ((0, 40), (9, 9), "too few people to say"),
            ((0, 0), (40, 40), "too few people to say"),
        ],
    )
    def test_needs_an_interval_without_zero_and_ten_people(
        self, before: tuple[int, int], after: tuple[int, int], verdict: str
    ) -> None:
        assert change_of(estimate_of(*before), estimate_of(*after)).verdict == verdict

    def test_too_few_people_have_counts_but_no_difference(self) -> None:
        change = change_of(estimate_of(1, 9), estimate_of(20, 40))
        assert (change.before.count, change.before.base) == (1, 9)
        assert change.difference is None
        assert change.interval is None

    counts = st.integers(1, 60).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))

    @given(counts, counts)
    def test_swapping_the_waves_mirrors_it(
        self, before: tuple[int, int], after: tuple[int, int]
    ) -> None:
        forth = change_of(estimate_of(*before), estimate_of(*after))
        back = change_of(estimate_of(*after), estimate_of(*before))
        mirrored = {"rose": "fell", "fell": "rose"}
        assert back.verdict == mirrored.get(forth.verdict, forth.verdict)
        if forth.difference is None or forth.interval is None:
            assert back.difference is back.interval is None
            return
        assert back.difference == pytest.approx(-forth.difference)
        assert back.interval is not None
        assert back.interval.low == pytest.approx(-forth.interval.high)
        assert back.interval.high == pytest.approx(-forth.interval.low)
        assert forth.interval.low - 1e-9 <= forth.difference <= forth.interval.high + 1e-9

    def test_a_count_without_a_percentage_has_a_share(self) -> None:
        before = replace(estimate_of(5, 20), share=None)
        assert change_of(before, estimate_of(10, 20)).difference == pytest.approx(0.25)


class TestTwoWavesWithAnswers:
    def test_published_figures_are_compared_with_counted_ones(self, two_waves: Pack) -> None:
        compared, not_compared = of_tiny(two_waves)
        use = compared["use"]
        assert (use.before.count, use.before.base, use.before.provenance) == (6, 10, "published")
        assert (use.after.count, use.after.base, use.after.provenance) == (3, 10, "own")
        assert use.difference == pytest.approx(-0.3)
        assert use.verdict == "no clear change"
        assert not not_compared

    def test_one_person_skipped_a_question(self, two_waves: Pack) -> None:
        compared, _ = of_tiny(two_waves)
        cost = compared["barriers.cost"]
        assert (cost.after.count, cost.after.base) == (5, 9)
        assert cost.verdict == "too few people to say"

    def test_a_filter_counts_both_waves(self, two_waves: Pack) -> None:
        compared, _ = of_tiny(two_waves, Selection("2030", types=("unitary",)))
        use = compared["use"]
        assert (use.before.count, use.before.base) == (3, 4)
        assert (use.after.count, use.after.base) == (1, 2)
        assert use.before.provenance == use.after.provenance == "own"

    def test_nobody_of_the_selection_answered_once(self, two_waves: Pack) -> None:
        eastford = (two_waves.region.by_name["Eastford"].code,)
        compared, not_compared = of_tiny(two_waves, Selection("2030", councils=eastford))
        assert not compared
        assert {each.reason for each in not_compared.values()} == {"Nobody here answered in 2031."}

    def test_by_type(self, two_waves: Pack) -> None:
        made = by_type(two_waves, Selection("2030"), "2030", "2031", measure_of(two_waves, "use"))
        counts = {
            each.group: (each.before.count, each.before.base, each.after.count, each.after.base)
            for each in made
        }
        assert counts == {
            "Unitary authority": (3, 4, 1, 2),
            "County council": (1, 3, 1, 6),
            "District council": (2, 3, 1, 2),
        }

    def test_only_types_of_the_selection(self, two_waves: Pack) -> None:
        chosen = Selection("2030", types=("county",))
        made = by_type(two_waves, chosen, "2030", "2031", measure_of(two_waves, "use"))
        assert [each.group for each in made] == ["County council"]

    def test_by_council(self, two_waves: Pack) -> None:
        made = by_council(
            two_waves, Selection("2030"), "2030", "2031", measure_of(two_waves, "use")
        )
        said = {each.group: (each.before.count, each.after.count, each.verdict) for each in made}
        assert said == {
            "Eastford": (2, None, "no figure"),
            "Holmshire": (1, 1, "too few people to say"),
            "Northmoor": (3, 1, "too few people to say"),
            "Southwick": (None, 1, "no figure"),
        }


class TestNotComparable:
    def test_a_difference_of_the_waves(self, tmp_path: Path) -> None:
        folder = second_wave(tiny_region(tmp_path))
        pack = read_pack(wave_difference(folder, "use", "not comparable", "Asked otherwise."))
        compared, not_compared = of_tiny(pack)
        assert not_compared["use"].reason == "Asked otherwise."
        assert not_compared["use"].before.count == 6
        assert "use" not in compared
        assert [each.id for each in counted_measures(pack, "2031", "2030")] == [
            *("barriers.cost", "barriers.time", "barriers.nothing")
        ]

    def test_care_is_noted_but_compared(self, tmp_path: Path) -> None:
        folder = second_wave(tiny_region(tmp_path))
        pack = read_pack(wave_difference(folder, "use", "care", "Asked in winter."))
        compared, _ = of_tiny(pack)
        assert compared["use"].notes == ("Asked in winter.",)
        assert compared["barriers.time"].notes == ()
        made = by_council(pack, Selection("2030"), "2030", "2031", measure_of(pack, "use"))
        assert all(each.notes == ("Asked in winter.",) for each in made)

    def test_a_reason_about_a_figure_goes_with_it_whatever_it_is_compared_with(
        self, two_waves: Pack
    ) -> None:
        about = WaveDifference("use", "2031", "2029", "not comparable", "Half was lost.")
        pack = replace(two_waves, wave_differences=(about,))
        compared, _ = of_tiny(pack)
        assert compared["use"].notes == ("Half was lost.",)
        elsewhere = replace(about, wave="2029", other_wave="2031")
        compared, _ = of_tiny(replace(pack, wave_differences=(elsewhere,)))
        assert compared["use"].notes == ()

    def test_a_wave_that_did_not_ask(self, two_waves: Pack) -> None:
        later = two_waves.responses["2031"]
        shorter = replace(
            later,
            questions=("barriers",),
            answered=later.answered[:, [later.questions.index("barriers")]],
        )
        pack = replace(two_waves, responses={**two_waves.responses, "2031": shorter})
        _, not_compared = of_tiny(pack)
        assert not_compared["use"].reason == "This was not asked in 2031."
        assert "use" not in [each.id for each in counted_measures(pack, "2030", "2031")]

    def test_made_up_answers_know_only_what_was_published(self, two_waves: Pack) -> None:
        """An option that nobody can have chosen in them is missing, not zero."""
        made_up = {
            wave: replace(answers, provenance="illustrative")
            for wave, answers in two_waves.responses.items()
        }
        pack = replace(two_waves, responses=made_up)
        compared, not_compared = of_tiny(pack, Selection("2030", types=("unitary",)))
        assert not compared
        assert {each.reason for each in not_compared.values()} == {
            "No figure for 2031 was published."
        }
        assert all(each.after.count is None for each in not_compared.values())

    def test_a_base_that_is_not_known(self, tmp_path: Path) -> None:
        folder = second_wave(tiny_region(tmp_path))
        row = row_of(folder, "published.csv", "high")
        for column in ("count", "base", "count_basis"):
            set_cell(folder, "published.csv", row, column, "")
        _, not_compared = of_tiny(read_pack(folder))
        assert not_compared["use"].reason.startswith("How many people answered in 2030 is not")

    def test_an_option_of_one_wave_only(self, tmp_path: Path) -> None:
        folder = second_wave(tiny_region(tmp_path))
        append_row(folder, "options.csv", question="barriers", option="mood", label="Mood")
        set_cell(folder, "options.csv", row_of(folder, "options.csv", "mood"), "role", "high")
        _, not_compared = of_tiny(read_pack(folder))
        assert not_compared["barriers.mood"].reason == "No figure for 2030 was published."
