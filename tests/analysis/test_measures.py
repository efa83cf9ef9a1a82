"""Specification of the measures: what is counted, for whom, and why a figure is missing."""

import math
import warnings
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from bestbywm.analysis.measures import (
    COLUMNS,
    Estimate,
    Measure,
    all_measures,
    by_council,
    by_county_area,
    by_type,
    counted,
    estimated,
    every_estimate,
    for_selection,
    from_published,
    has_answers,
    maturity_measures,
    measures_of,
    of_region,
    options_for_selection,
    published,
    tidy,
)
from bestbywm.analysis.selection import Selection
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.survey.published import PublishedFigure
from bestbywm.survey.responses import Responses
from tests.packs import EASTFORD, SOUTHWICK

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import proportion_confint

ASKED = ("usage_level", "barriers", "policy_up_to_date")

# Five people of four councils: a borough with two people, one who skipped the barriers, a
# district whose only person skipped the question on use, and a county.
PEOPLE = (
    ("Walsall", {"usage_level": ["high"], "barriers": ["training", "trust"]}),
    ("Walsall", {"usage_level": ["low"], "barriers": ["no barriers"]}),
    ("Dudley", {"usage_level": ["high"], "barriers": []}),
    ("Warwick", {"usage_level": [], "barriers": ["risk"]}),
    ("Staffordshire", {"usage_level": ["medium"], "barriers": ["cost", "risk", "technology"]}),
)


def answers(
    pack: Pack, provenance: Provenance = "own", people: Sequence[tuple[str, dict]] = PEOPLE
) -> Responses:
    keys = [(name, option.id) for name in ASKED for option in pack.questions[name].options]
    return Responses(
        wave="2013",
        provenance=provenance,
        councils=tuple(pack.region.by_name[council].code for council, _ in people),
        questions=ASKED,
        options=tuple(keys),
        chosen=np.array(
            [[option in given.get(name, []) for name, option in keys] for _, given in people]
        ),
        answered=np.array([[bool(given.get(name)) for name in ASKED] for _, given in people]),
    )


def with_answers(pack: Pack, responses: Responses, *, and_published: bool = False) -> Pack:
    figures = pack.published if and_published else {}
    return replace(pack, responses={"2013": responses}, published=figures)


def measure_of(pack: Pack, id_: str) -> Measure:
    return measures_of(pack.questions, with_examples=True)[id_]


def code(pack: Pack, name: str) -> str:
    return pack.region.by_name[name].code


def in_region(pack: Pack, id_: str) -> Estimate:
    return counted(answers(pack), measure_of(pack, id_), pack.region.codes, "region", "all")


def figures(estimates: Sequence[Estimate]) -> dict[str, tuple[int | None, int | None, str]]:
    return {each.group: (each.count, each.base, each.outcome) for each in estimates}


class TestWhatIsMeasured:
    def test_the_shipped_pack_has_these_measures_in_this_order(self, shipped_pack: Pack) -> None:
        assert list(measures_of(shipped_pack.questions, with_examples=True)) == [
            *("importance_council", "importance_role", "usage_level", "personal_use"),
            *("effectiveness", "barriers.cost", "barriers.technology", "barriers.training"),
            *("barriers.trust", "barriers.risk", "barriers.resources", "barriers.no barriers"),
            *("barriers.number", "policy_up_to_date", "members_use", "senior_managers_use"),
            *("frontline_use", "communications_use", "expected_use", "channels.Twitter"),
            *("channels.Facebook", "channels.YouTube", "channels.Flickr", "channels.WhatsApp"),
            *("channels.Snapchat", "channels.number", "good_practice"),
        ]

    def test_examples_are_left_out_on_request(self, shipped_pack: Pack) -> None:
        assert "good_practice" not in measures_of(shipped_pack.questions, with_examples=False)

    def test_a_measure_counts_the_options_whose_role_is_high(self, shipped_pack: Pack) -> None:
        assert measure_of(shipped_pack, "policy_up_to_date").options == ("no",)
        assert measure_of(shipped_pack, "importance_role").options == ("very important",)
        assert measure_of(shipped_pack, "barriers.trust").options == ("trust",)

    def test_the_number_counts_what_is_named_and_not_that_nothing_is(
        self, shipped_pack: Pack
    ) -> None:
        assert "no barriers" not in measure_of(shipped_pack, "barriers.number").options

    @pytest.mark.parametrize(
        ("id_", "finding"),
        [
            ("usage_level", "say their council's use is high"),
            ("barriers.risk", "name risk as a barrier"),
            ("barriers.no barriers", "answer “No barriers”"),
            ("channels.Flickr", "say their council uses Flickr"),
        ],
    )
    def test_a_measure_knows_how_it_is_said(
        self, shipped_pack: Pack, id_: str, finding: str
    ) -> None:
        assert measure_of(shipped_pack, id_).finding == finding


class TestFiveHandWorkedPeople:
    def test_a_share_leaves_out_who_skipped_the_question(self, shipped_pack: Pack) -> None:
        estimate = in_region(shipped_pack, "usage_level")
        assert (estimate.count, estimate.base, estimate.share) == (2, 4, 0.5)
        assert (estimate.unit, estimate.basis, estimate.outcome) == (
            "people",
            "counted",
            "answered",
        )

    def test_a_barrier_is_a_share_of_the_people_who_answered_the_question(
        self, shipped_pack: Pack
    ) -> None:
        estimate = in_region(shipped_pack, "barriers.risk")
        assert (estimate.count, estimate.base, estimate.share) == (2, 4, 0.5)

    def test_the_number_named_is_an_average_without_a_share(self, shipped_pack: Pack) -> None:
        estimate = in_region(shipped_pack, "barriers.number")
        assert (estimate.count, estimate.base, estimate.mean) == (6, 4, 1.5)
        assert (estimate.share, estimate.low, estimate.high) == (None, None, None)

    def test_by_type(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        found = by_type(shipped_pack, answers(shipped_pack), measure, shipped_pack.region.codes)
        assert figures(found) == {
            "Metropolitan borough": (2, 3, "answered"),
            "Unitary authority": (None, 0, "no answer"),
            "County council": (0, 1, "answered"),
            "District council": (None, 0, "question skipped"),
        }

    def test_by_county_area(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        found = by_county_area(
            shipped_pack, answers(shipped_pack), measure, shipped_pack.region.codes
        )
        assert figures(found) == {
            "Herefordshire": (None, 0, "no answer"),
            "Shropshire": (None, 0, "no answer"),
            "Staffordshire": (0, 1, "answered"),
            "Warwickshire": (None, 0, "question skipped"),
            "West Midlands": (2, 3, "answered"),
            "Worcestershire": (None, 0, "no answer"),
        }

    def test_groups_are_made_among_the_councils_given(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        only = [code(shipped_pack, "Dudley")]
        found = by_type(shipped_pack, answers(shipped_pack), measure, only)
        assert figures(found)["Metropolitan borough"] == (1, 1, "answered")
        assert figures(found)["County council"] == (None, 0, "no answer")

    def test_by_council(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        codes = [code(shipped_pack, each) for each in ("Walsall", "Warwick", "Rugby")]
        found = by_council(shipped_pack, answers(shipped_pack), measure, codes)
        assert figures(found) == {
            "Walsall": (1, 2, "answered"),
            "Warwick": (None, 0, "question skipped"),
            "Rugby": (None, 0, "no answer"),
        }

    def test_a_county_is_not_its_districts(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        codes = [code(shipped_pack, each) for each in ("Staffordshire", "Stafford")]
        found = figures(by_council(shipped_pack, answers(shipped_pack), measure, codes))
        assert found["Staffordshire"] == (0, 1, "answered")
        assert found["Stafford"] == (None, 0, "no answer")

    @pytest.mark.parametrize("id_", ["effectiveness", "channels.Twitter", "frontline_use"])
    def test_a_question_of_another_wave_was_not_asked(self, shipped_pack: Pack, id_: str) -> None:
        estimate = in_region(shipped_pack, id_)
        assert (estimate.outcome, estimate.count, estimate.base) == ("not asked", None, None)

    def test_a_question_that_everybody_skipped_has_no_share(self, shipped_pack: Pack) -> None:
        estimate = in_region(shipped_pack, "policy_up_to_date")
        assert (estimate.outcome, estimate.count, estimate.base) == ("question skipped", None, 0)
        assert estimate.share is None
        assert estimate.reliability == "none"

    @pytest.mark.parametrize("id_", ["usage_level", "barriers.risk", "barriers.cost"])
    def test_the_interval_is_wilson_s(self, shipped_pack: Pack, id_: str) -> None:
        estimate = in_region(shipped_pack, id_)
        low, high = proportion_confint(estimate.count, estimate.base, method="wilson")
        assert (estimate.low, estimate.high) == pytest.approx((low, high), abs=1e-9)


class TestMissingIsMissing:
    def test_an_option_without_a_published_figure_is_missing_from_illustrative_answers(
        self, shipped_pack: Pack
    ) -> None:
        resources = measure_of(shipped_pack, "barriers.resources")
        assert not has_answers(shipped_pack, "2013", resources)
        everywhere = Selection("2013", councils=shipped_pack.region.codes)
        found = options_for_selection(shipped_pack, everywhere, shipped_pack.questions["barriers"])
        assert "resources" not in [option.id for option, _ in found]

    def test_in_a_real_survey_zero_is_zero(self, shipped_pack: Pack) -> None:
        pack = with_answers(shipped_pack, answers(shipped_pack))
        assert has_answers(pack, "2013", measure_of(pack, "barriers.resources"))
        pairs = options_for_selection(pack, Selection("2013"), pack.questions["barriers"])
        found = {option.id: (each.count, each.base) for option, each in pairs}
        assert found["resources"] == (0, 4)
        assert found["no barriers"] == (1, 4)

    def test_answers_that_were_not_published_are_no_option_to_show(
        self, shipped_pack: Pack
    ) -> None:
        pairs = options_for_selection(
            shipped_pack, Selection("2013"), shipped_pack.questions["policy_up_to_date"]
        )
        assert [option.id for option, _ in pairs] == ["no"]

    def test_a_wave_without_answers_has_published_figures_and_nothing_else(
        self, shipped_pack: Pack
    ) -> None:
        in_2014 = {
            id_: for_selection(shipped_pack, Selection("2014"), measure).outcome
            for id_, measure in measures_of(shipped_pack.questions, with_examples=False).items()
        }
        assert {id_ for id_, outcome in in_2014.items() if outcome == "answered"} == {
            *("personal_use", "effectiveness", "barriers.resources", "senior_managers_use"),
            *("frontline_use", "communications_use", "channels.Twitter", "channels.Facebook"),
            *("channels.YouTube", "channels.Flickr", "channels.WhatsApp", "channels.Snapchat"),
        }
        assert set(in_2014.values()) == {"answered", "not published"}

    def test_councils_of_a_wave_without_answers_have_no_figure(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        found = by_council(shipped_pack, None, measure, shipped_pack.region.codes)
        assert {(each.outcome, each.count) for each in found} == {("not published", None)}

    def test_mentions_have_no_base_and_no_share(self, shipped_pack: Pack) -> None:
        question = shipped_pack.questions["admired_examples"]
        pairs = options_for_selection(shipped_pack, Selection("2013"), question)
        assert [(option.id, each.count) for option, each in pairs] == [
            ("police forces", 14),
            ("Walsall Council", 11),
            ("Twitter gritter / #WMGrit", 11),
            ("Coventry Facebook", 5),
        ]
        assert {(each.base, each.share, each.unit) for _, each in pairs} == {
            (None, None, "mentions")
        }


class TestPublishedOrCounted:
    @pytest.mark.parametrize("wave", ["2013", "2014"])
    def test_without_a_filter_the_published_figure_is_shown(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for id_, measure in measures_of(shipped_pack.questions, with_examples=False).items():
            figure = (
                shipped_pack.figure(wave, (measure.question, measure.options[0]))
                if measure.kind == "share"
                else None
            )
            estimate = for_selection(shipped_pack, Selection(wave), measure)
            if figure is None:
                assert estimate.outcome in {"not published", "not asked"}, id_
            else:
                assert estimate.provenance == "published", id_
                assert (estimate.count, estimate.base) == (figure.count, figure.base), id_
                assert estimate.share == figure.share, id_
                assert estimate.basis == figure.count_basis, id_

    def test_with_a_filter_the_answers_are_counted(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", types=("metropolitan",))
        estimate = for_selection(shipped_pack, selection, measure_of(shipped_pack, "usage_level"))
        assert (estimate.provenance, estimate.basis) == ("illustrative", "counted")
        assert (estimate.group_kind, estimate.group) == ("selection", "7 metropolitan boroughs")

    def test_all_councils_as_a_filter_count_to_every_published_figure(
        self, shipped_pack: Pack
    ) -> None:
        everywhere = Selection("2013", councils=shipped_pack.region.codes)
        compared = 0
        for question in shipped_pack.questions.values():
            if question.kind == "fact":
                continue
            figures_ = options_for_selection(shipped_pack, Selection("2013"), question)
            counts = options_for_selection(shipped_pack, everywhere, question)
            assert [(option.id, each.count, each.base) for option, each in counts] == [
                (option.id, each.count, each.base) for option, each in figures_
            ]
            assert all(each.provenance == "illustrative" for _, each in counts)
            compared += len(counts)
        assert compared == 27  # all of 2013 but the accounts and the number of channels

    def test_an_unpublished_question_of_a_wave_with_answers_is_counted_for_the_region(
        self, shipped_pack: Pack
    ) -> None:
        pack = with_answers(shipped_pack, answers(shipped_pack))
        estimate = for_selection(pack, Selection("2013"), measure_of(pack, "usage_level"))
        assert (estimate.provenance, estimate.group_kind) == ("own", "region")
        assert (estimate.count, estimate.base) == (2, 4)

    def test_published_options_that_count_together_are_added_up(self, shipped_pack: Pack) -> None:
        wide = replace(measure_of(shipped_pack, "usage_level"), options=("high", "medium"))
        estimate = published(shipped_pack, "2013", wide)
        assert (estimate.count, estimate.base) == (37, 40)
        assert estimate.share == pytest.approx(0.925)

    def test_nothing_is_added_up_if_a_part_was_not_published(self, shipped_pack: Pack) -> None:
        wide = replace(measure_of(shipped_pack, "barriers.cost"), options=("cost", "resources"))
        assert published(shipped_pack, "2013", wide).outcome == "not published"

    def test_the_words_of_the_source_are_kept(self, shipped_pack: Pack) -> None:
        managers = measure_of(shipped_pack, "senior_managers_use")
        estimate = published(shipped_pack, "2014", managers)
        assert estimate.as_published == "just over 60%"
        assert (estimate.count, estimate.base, estimate.basis) == (16, 26, "inferred")

    def test_a_percentage_alone_has_low_reliability_and_no_interval(self) -> None:
        figure = PublishedFigure("2013", "q", "yes", 85.0, "", None, None, "", "people", "", "")
        estimate = from_published(figure, "q", "Q", "Region")
        assert (estimate.share, estimate.low, estimate.high) == (0.85, None, None)
        assert estimate.reliability == "low"


class TestExamplesOfGoodPractice:
    def test_they_are_facts_that_need_no_answers(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "good_practice")
        found = by_council(shipped_pack, None, measure, shipped_pack.region.codes)
        assert {each.provenance for each in found} == {"council_fact"}
        assert {each.outcome for each in found} == {"answered"}

    def test_a_joint_example_counts_for_every_council_in_it(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "good_practice")
        found = by_council(shipped_pack, None, measure, shipped_pack.region.codes)
        assert sum(each.count or 0 for each in found) == sum(
            len(example.councils) for example in shipped_pack.examples
        )


class TestTheTidyTable:
    def test_it_has_one_row_per_estimate_and_typed_columns(self, shipped_pack: Pack) -> None:
        measure = measure_of(shipped_pack, "usage_level")
        found = by_type(shipped_pack, answers(shipped_pack), measure, shipped_pack.region.codes)
        table = tidy(found)
        assert tuple(table.columns) == COLUMNS
        assert len(table) == 4
        assert {name: str(table[name].dtype) for name in ("count", "base")} == {
            "count": "Int64",
            "base": "Int64",
        }
        numbers = ("share", "low", "high", "mean")
        assert {str(table[name].dtype) for name in numbers} == {"float64"}
        words = set(COLUMNS) - {"count", "base", *numbers}
        assert {str(table[name].dtype) for name in words} == {"str"}

    def test_what_is_missing_stays_missing(self, shipped_pack: Pack) -> None:
        table = tidy([in_region(shipped_pack, "effectiveness")])
        assert table["count"].isna().all()
        assert math.isnan(table["share"][0])

    def test_no_estimates_make_an_empty_table_of_the_same_types(self) -> None:
        table = tidy([])
        assert tuple(table.columns) == COLUMNS
        assert str(table["count"].dtype) == "Int64"


class TestEveryEstimate:
    def test_of_a_wave_covers_region_types_areas_and_councils(self, shipped_pack: Pack) -> None:
        table = tidy(every_estimate(shipped_pack, "2013"))
        use = table[table["measure"] == "usage_level"]
        assert dict(use["group_kind"].value_counts()) == {
            "council": 33,
            "county area": 6,
            "council type": 4,
            "region": 1,
        }

    def test_of_a_wave_without_answers_is_regional_or_a_fact(self, shipped_pack: Pack) -> None:
        made = every_estimate(shipped_pack, "2014")
        assert {(each.group_kind, each.provenance) for each in made} == {
            ("region", "published"),
            ("council", "council_fact"),
        }

    def test_adds_up_over_types_areas_and_councils(self, shipped_pack: Pack) -> None:
        table = tidy(every_estimate(shipped_pack, "2013"))
        shares = table[(table["unit"] == "people") & (table["group_kind"] != "region")]
        sums = shares.groupby(["measure", "group_kind"])[["count", "base"]].sum()
        for _, of_measure in sums.groupby("measure"):
            assert of_measure["count"].nunique() == 1
            assert set(of_measure["base"]) == {40}


class TestScores:
    """The maturity index and its dimensions are measures like all others."""

    def test_stand_between_the_survey_and_the_facts(self, shipped_pack: Pack) -> None:
        of_survey = list(measures_of(shipped_pack.questions, with_examples=False))
        dimensions = [each.id for each in shipped_pack.maturity.dimensions]
        assert list(all_measures(shipped_pack)) == [
            *(*of_survey, "maturity"),
            *(f"maturity.{each}" for each in dimensions),
            "good_practice",
        ]

    def test_say_what_they_are_made_of(self, mature_pack: Pack) -> None:
        index, use, _ = maturity_measures(mature_pack.maturity)
        assert index.help == (
            "A score from 0 to 100 out of 2 dimensions: use and freedom. “Methods” says "
            "how it is worked out."
        )
        assert (use.id, use.label, use.group) == ("maturity.use", "Use", "Maturity")
        assert use.help == "How much it is used. From 0 to 100."

    def test_are_not_there_without_a_model(self, tiny_pack: Pack) -> None:
        assert maturity_measures(tiny_pack.maturity) == []
        assert not [each for each in all_measures(tiny_pack) if each.startswith("maturity")]

    def test_are_a_mean_of_people_without_count_or_share(self, mature_pack: Pack) -> None:
        """Of the three people of Eastford two say high; one names one barrier of two."""
        made = estimates_of(mature_pack, "maturity", [EASTFORD])
        assert (made.mean, made.base, made.unit) == (
            pytest.approx((75 * 200 / 3 + 25 * (100 + 100 + 50) / 3) / 100),
            *(3, "people"),
        )
        assert (made.count, made.share, made.low, made.high) == (None, None, None, None)
        assert (made.provenance, made.basis, made.outcome) == ("own", "counted", "answered")
        of_dimension = estimates_of(mature_pack, "maturity.freedom", [EASTFORD])
        assert of_dimension.mean == pytest.approx((100 + 100 + 50) / 3)

    def test_of_who_did_not_answer_are_missing(self, mature_pack: Pack) -> None:
        made = estimates_of(mature_pack, "maturity", [SOUTHWICK])
        assert (made.mean, made.base, made.outcome) == (None, 0, "no answer")

    def test_a_dimension_counts_those_who_answered_it(self, mature_pack: Pack) -> None:
        """Of the three people of Eastford, the first leaves out the question on use."""
        given = mature_pack.responses["2030"]
        answered, chosen = given.answered.copy(), given.chosen.copy()
        of_use = [at for at, (question, _) in enumerate(given.options) if question == "use"]
        first = given.people_in([EASTFORD])[0]
        answered[first, given.questions.index("use")] = False
        chosen[first, of_use] = False
        fewer = replace(given, answered=answered, chosen=chosen)
        pack = replace(mature_pack, responses={"2030": fewer})
        assert estimates_of(pack, "maturity.use", [EASTFORD]).base == 2
        assert estimates_of(pack, "maturity.freedom", [EASTFORD]).base == 3

    @pytest.mark.parametrize(("weights", "id_"), [((100, 0), "use"), ((0, 100), "freedom")])
    def test_follow_the_weights_of_the_selection(
        self, mature_pack: Pack, weights: tuple[int, int], id_: str
    ) -> None:
        selection = Selection("2030", councils=(EASTFORD,), weights=weights)
        index = for_selection(mature_pack, selection, all_measures(mature_pack)["maturity"])
        of_dimension = estimates_of(mature_pack, f"maturity.{id_}", [EASTFORD])
        assert index.mean == pytest.approx(of_dimension.mean)

    def test_of_types_and_areas_count_each_person_once(self, mature_pack: Pack) -> None:
        responses = mature_pack.responses["2030"]
        codes = mature_pack.region.codes
        use = all_measures(mature_pack)["maturity.use"]
        by_group = {
            each.group: (each.mean, each.base)
            for made in (by_type, by_county_area)
            for each in made(mature_pack, responses, use, codes)
        }
        assert by_group == {
            "Unitary authority": (75.0, 4),
            "County council": (pytest.approx(100 / 3), 3),
            "District council": (pytest.approx(200 / 3), 3),
            "Moorland": (75.0, 4),
            "Holmshire": (50.0, 6),
        }

    def test_need_answers_to_enough_of_the_questions(
        self, shipped_pack: Pack, mature_pack: Pack
    ) -> None:
        measures = all_measures(shipped_pack)
        assert has_answers(shipped_pack, "2013", measures["maturity"])
        assert not has_answers(shipped_pack, "2014", measures["maturity"])
        few = with_answers(shipped_pack, answers(shipped_pack))
        assert not has_answers(few, "2013", measures["maturity"])
        assert not has_answers(few, "2013", measures["maturity.impact"])
        assert has_answers(few, "2013", measures["maturity.freedom"])

    def test_of_a_wave_without_answers_were_not_published(self, shipped_pack: Pack) -> None:
        measures = all_measures(shipped_pack)
        for id_ in ("maturity", "maturity.practice"):
            assert of_region(shipped_pack, "2014", measures[id_]).outcome == "not published"


def estimates_of(pack: Pack, id_: str, codes: Sequence[str]) -> Estimate:
    responses = pack.responses["2030"]
    return estimated(pack, responses, all_measures(pack)[id_], codes, "council", "a council")
