"""Specification of the maps: every council in its class, each counted again from the answers."""

import csv
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.maturity import weights_of
from bestbywm.analysis.measures import (
    EXAMPLES,
    Estimate,
    Measure,
    all_measures,
    by_council,
    counted,
)
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.maps import (
    VIEWS,
    council_exhibit,
    default_measure,
    labels_of,
    map_measures,
    map_of,
    step_of,
)
from bestbywm.exhibits.model import Choropleth, Exhibit
from bestbywm.exhibits.wording import decimal
from bestbywm.pack import Pack
from bestbywm.region import MapView
from tests.own_waves import with_people

ANSWERS = Path(__file__).parents[2] / "data" / "illustrative_2013.csv"
PEOPLE = list(csv.DictReader(ANSWERS.read_text(encoding="utf-8").splitlines()))
COUNCILS = {row["council"] for row in PEOPLE}
IN_VIEW: dict[MapView, int] = {"districts": 30, "counties": 14, "hexagons": 33}

SAYS = {
    "importance_council": "says it is very important that their council uses social media",
    "importance_role": "says social media is very important in their own role",
    "usage_level": "says their council's use is high",
    "personal_use": "says their own use is high",
    "effectiveness": "says their council's use is highly effective",
    "barriers.cost": "names cost as a barrier",
    "barriers.technology": "names technology as a barrier",
    "barriers.training": "names training as a barrier",
    "barriers.trust": "names trust as a barrier",
    "barriers.risk": "names risk as a barrier",
    "barriers.no barriers": "answers “No barriers”",
    "policy_up_to_date": "says their council has no up-to-date social media policy or guidance",
    "members_use": "says members use social media",
    "senior_managers_use": "says senior managers use social media",
    "expected_use": "expects their council's use of social media to increase",
}


SCORES = {
    "maturity": "maturity",
    "maturity.ambition": "ambition",
    "maturity.practice": "practice",
    "maturity.impact": "impact",
    "maturity.leadership": "leadership",
    "maturity.governance": "governance",
    "maturity.freedom": "freedom from barriers",
}


def chart_of(exhibit: Exhibit) -> Choropleth:
    assert isinstance(exhibit.chart, Choropleth)
    return exhibit.chart


def classes_by_name(exhibit: Exhibit) -> dict[str, str]:
    chart = chart_of(exhibit)
    return {place.name: chart.classes[place.map_class].label for place in chart.places}


def codes(pack: Pack, *names: str) -> tuple[str, ...]:
    return tuple(pack.region.by_name[name].code for name in names)


def answers_of(council: str, measure: Measure) -> list[bool]:
    """For each person of the council who answered the question: whether the measure counts it."""
    cells = [row[measure.question] for row in PEOPLE if row["council"] == council]
    return [bool(set(cell.split(";")) & set(measure.options)) for cell in cells if cell]


def numbers_of(council: str, measure: Measure) -> list[int]:
    cells = [row[measure.question] for row in PEOPLE if row["council"] == council]
    return [len(set(cell.split(";")) & set(measure.options)) for cell in cells if cell]


def people_of(council: str) -> int:
    return sum(row["council"] == council for row in PEOPLE)


def names_in(pack: Pack, view: MapView) -> list[str]:
    return [pack.region.by_code[code].name for code in pack.region.codes_in(view)]


def fraction(count: int, answered: int) -> str:
    return (
        f"all {count} councils that answered"
        if count == answered
        else f"{count or 'none'} of the {answered} councils that answered"
    )


class TestWhatCanBeMapped:
    def test_2013_has_every_measure_that_was_published_and_the_examples(
        self, shipped_pack: Pack
    ) -> None:
        assert list(map_measures(shipped_pack, "2013")) == [
            *list(SAYS)[:11],
            "barriers.number",
            *list(SAYS)[11:],
            *SCORES,
            "good_practice",
        ]

    def test_2014_has_no_answers_so_only_the_examples(self, shipped_pack: Pack) -> None:
        assert list(map_measures(shipped_pack, "2014")) == ["good_practice"]
        assert default_measure(shipped_pack, "2014") == "good_practice"

    def test_use_is_shown_first(self, shipped_pack: Pack) -> None:
        assert default_measure(shipped_pack, "2013") == "usage_level"


class TestEveryMeasureAndView:
    @pytest.mark.parametrize("view", list(VIEWS))
    @pytest.mark.parametrize("id_", list(SAYS))
    def test_shares_are_those_of_the_answers(
        self, shipped_pack: Pack, id_: str, view: MapView
    ) -> None:
        measure = map_measures(shipped_pack, "2013")[id_]
        exhibit = map_of(shipped_pack, Selection("2013", measure=id_, view=view))
        names = names_in(shipped_pack, view)
        given_ = {name: answers_of(name, measure) for name in names}

        answered = [each for each in given_.values() if each]
        some, everyone = sum(any(each) for each in answered), sum(all(each) for each in answered)
        rest = f"in {everyone}, everyone does" if everyone else "in none does everyone"
        assert exhibit.headline == (
            f"In {fraction(everyone, len(answered))}, everyone {SAYS[id_]}"
            if everyone == len(answered)
            else f"In {fraction(some, len(answered))}, at least one person {SAYS[id_]}; {rest}"
        )
        assert classes_by_name(exhibit) == {
            name: _share_class(each) for name, each in given_.items()
        }
        assert exhibit.table.rows == tuple(
            (name, _type_of(shipped_pack, name), sum(each), len(each), _share_class(each))
            if (each := given_[name])
            else (name, _type_of(shipped_pack, name), "[x]", 0, "did not answer")
            for name in sorted(names)
        )
        people = sum(len(each) for each in answered)
        assert f"Base: {people} people from {len(answered)} of {len(names)} councils" in (
            exhibit.subtitle
        )
        assert exhibit.provenance == "illustrative"

    @pytest.mark.parametrize("view", list(VIEWS))
    def test_the_number_of_barriers_is_that_of_the_answers(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        measure = map_measures(shipped_pack, "2013")["barriers.number"]
        exhibit = map_of(shipped_pack, Selection("2013", measure="barriers.number", view=view))
        given_ = {name: numbers_of(name, measure) for name in names_in(shipped_pack, view)}
        answered = [each for each in given_.values() if each]
        many = sum(sum(each) / len(each) > 1 for each in answered)
        assert exhibit.headline == (
            f"In {fraction(many, len(answered))}, people name more than one of these barriers "
            "on average"
        )
        assert classes_by_name(exhibit) == {
            name: _number_class(sum(each) / len(each)) if each else "Did not answer"
            for name, each in given_.items()
        }
        counts = {row[0]: (row[2], row[3]) for row in exhibit.table.rows}
        assert counts == {
            name: (sum(each), len(each)) if each else ("[x]", 0) for name, each in given_.items()
        }

    @pytest.mark.parametrize("wave", ["2013", "2014"])
    @pytest.mark.parametrize("view", list(VIEWS))
    def test_examples_are_facts_and_not_of_the_survey(
        self, shipped_pack: Pack, view: MapView, wave: str
    ) -> None:
        exhibit = map_of(shipped_pack, Selection(wave, measure="good_practice", view=view))
        of_examples = [council for each in shipped_pack.examples for council in each.councils]
        found = {
            name: of_examples.count(codes(shipped_pack, name)[0])
            for name in names_in(shipped_pack, view)
        }
        assert {row[0]: row[2] for row in exhibit.table.rows} == found
        assert classes_by_name(exhibit) == {
            name: _examples_class(count) for name, count in found.items()
        }
        (top,) = [name for name, count in found.items() if count == max(found.values())]
        some = sum(count > 0 for count in found.values())
        assert exhibit.headline == (
            f"{some} of {len(found)} councils have an example of good practice; "
            f"{top} has most ({max(found.values())})"
        )
        assert exhibit.provenance == "council_fact"
        assert exhibit.source.startswith("Source: public pages")
        assert "survey" not in exhibit.source

    @pytest.mark.parametrize("view", list(VIEWS))
    def test_alternative_text_lists_the_councils_of_every_class(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        for id_ in map_measures(shipped_pack, "2013"):
            exhibit = map_of(shipped_pack, Selection("2013", measure=id_, view=view))
            assert exhibit.alt.startswith(f"{exhibit.headline}. ")
            for name in names_in(shipped_pack, view):
                assert name in exhibit.alt

    @pytest.mark.parametrize("view", list(VIEWS))
    def test_each_view_shows_its_councils_once(self, shipped_pack: Pack, view: MapView) -> None:
        chart = chart_of(map_of(shipped_pack, Selection("2013", measure="usage_level", view=view)))
        assert [each.code for each in chart.places] == list(shipped_pack.region.codes_in(view))
        assert len(chart.places) == IN_VIEW[view]

    def test_a_map_names_the_source_of_its_boundaries(self, shipped_pack: Pack) -> None:
        for id_ in map_measures(shipped_pack, "2013"):
            source = map_of(shipped_pack, Selection("2013", measure=id_)).source
            assert source.endswith(shipped_pack.attribution.removeprefix("Source: "))
            assert source.count("Source: ") == 1


class TestWhatStandsOnTheMap:
    @pytest.mark.parametrize(
        ("measure", "form", "says"),
        [
            ("usage_level", r"(\d+)/(\d+)", "On the map, 1/2 means 1 of 2 people."),
            ("maturity", r"[\d.]+", "scores"),
            ("barriers.number", r"[\d.]+", "one person"),
            (EXAMPLES, r"\d+", "examples"),
        ],
    )
    def test_a_council_with_a_figure_has_a_short_one_that_is_explained(
        self, shipped_pack: Pack, measure: str, form: str, says: str
    ) -> None:
        chart = chart_of(map_of(shipped_pack, Selection("2013", measure=measure, view="hexagons")))
        assert says in chart.short_means
        for place in chart.places:
            has_figure = chart.classes[place.map_class].kind == "figure"
            assert bool(re.fullmatch(form, place.short)) == has_figure, place
            numbers = re.findall(r"[\d.]+", place.short)
            assert all(number in place.text for number in numbers), place

    def test_it_is_that_of_the_answers(self, shipped_pack: Pack) -> None:
        chart = chart_of(map_of(shipped_pack, Selection("2013", measure="usage_level")))
        short = {place.name: place.short for place in chart.places}
        mine = [row for row in PEOPLE if row["council"] == "Birmingham"]
        high = sum(row["usage_level"] == "high" for row in mine)
        assert short["Birmingham"] == f"{high}/{len(mine)}"

    @pytest.mark.parametrize(
        ("view", "missing"), [("districts", "3 county"), ("counties", "19 district")]
    )
    def test_a_view_of_one_tier_says_whom_it_leaves_out(
        self, shipped_pack: Pack, view: MapView, missing: str
    ) -> None:
        first, *_ = map_of(
            shipped_pack, Selection("2013", measure="usage_level", view=view)
        ).caveats
        left_out = {each.name for each in shipped_pack.region.councils} - set(
            names_in(shipped_pack, view)
        )
        answered = len(left_out & set(COUNCILS))
        assert first.startswith(f"Not on this map: {missing} councils ({answered} answered).")

    def test_hexagons_leave_out_nobody(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", measure="usage_level", view="hexagons")
        assert not any(
            "Not on this map" in each for each in map_of(shipped_pack, selection).caveats
        )


class TestClasses:
    def test_there_are_four_classes_of_figures_at_most(self, shipped_pack: Pack) -> None:
        for id_ in map_measures(shipped_pack, "2013"):
            chart = chart_of(map_of(shipped_pack, Selection("2013", measure=id_)))
            steps = [each.step for each in chart.classes if each.kind == "figure"]
            assert steps == [0, 1, 2, 3]

    def test_who_did_not_answer_is_in_a_class_of_its_own(self, shipped_pack: Pack) -> None:
        for id_ in SAYS:
            chart = chart_of(map_of(shipped_pack, Selection("2013", measure=id_, view="hexagons")))
            silent = {place for place in chart.places if place.name not in COUNCILS}
            assert len(silent) == 2
            for place in chart.places:
                kind = chart.classes[place.map_class]
                assert (kind.kind == "no answer") == (place in silent)
                assert (kind.step is None) == (place in silent)
                assert (place.text == "did not answer") == (place in silent)

    def test_councils_outside_the_selection_are_drawn_but_say_nothing(
        self, shipped_pack: Pack
    ) -> None:
        selection = Selection("2013", types=("metropolitan",), measure="usage_level")
        exhibit = map_of(shipped_pack, selection)
        chart = chart_of(exhibit)
        outside = [each for each in chart.places if chart.classes[each.map_class].kind == "outside"]
        assert len(outside) == 23
        assert {each.text for each in outside} == {"not in the selection"}
        assert len(exhibit.table.rows) == 7
        assert exhibit.subtitle.endswith("from 7 of 7 councils.")

    def test_classes_without_a_figure_are_left_out_if_nothing_is_in_them(
        self, shipped_pack: Pack
    ) -> None:
        examples = chart_of(map_of(shipped_pack, Selection("2013", measure="good_practice")))
        assert {each.kind for each in examples.classes} == {"figure"}

    @pytest.mark.parametrize(
        ("count", "base", "step"),
        [
            *((0, 1, 0), (0, 7, 0), (1, 7, 1), (1, 2, 1), (4, 8, 1)),
            *((5, 9, 2), (2, 3, 2), (6, 7, 2), (1, 1, 3), (3, 3, 3)),
        ],
    )
    def test_steps_of_a_share(self, shipped_pack: Pack, count: int, base: int, step: int) -> None:
        measure = map_measures(shipped_pack, "2013")["usage_level"]
        assert step_of(shipped_pack.maturity, measure, _estimate(shipped_pack, count, base)) == step

    @pytest.mark.parametrize(
        ("mean", "step"), [(0, 0), (0.5, 1), (1, 1), (1.01, 2), (2, 2), (2.5, 3)]
    )
    def test_steps_of_a_number(self, shipped_pack: Pack, mean: float, step: int) -> None:
        measure = map_measures(shipped_pack, "2013")["barriers.number"]
        assert (
            step_of(
                shipped_pack.maturity, measure, replace(_estimate(shipped_pack, 1, 2), mean=mean)
            )
            == step
        )

    @pytest.mark.parametrize(("count", "step"), [(0, 0), (1, 1), (2, 2), (3, 2), (4, 3), (13, 3)])
    def test_steps_of_examples(self, shipped_pack: Pack, count: int, step: int) -> None:
        measure = map_measures(shipped_pack, "2013")["good_practice"]
        assert (
            step_of(
                shipped_pack.maturity, measure, replace(_estimate(shipped_pack, 1, 2), count=count)
            )
            == step
        )


def dimension_score(pack: Pack, council: str, dimension: str) -> float:
    """A dimension of a council that answered everything, worked out from the file of answers."""
    people = [row for row in PEOPLE if row["council"] == council]
    (wanted,) = [each for each in pack.maturity.dimensions if each.id == dimension]
    means = []
    for each in wanted.questions:
        given_ = [[each.points[name] for name in row[each.question].split(";")] for row in people]
        scores = [max(0, 100 + sum(points)) if each.several else points[0] for points in given_]
        means.append(sum(scores) / len(scores))
    return sum(means) / len(means)


def score(pack: Pack, council: str, measure: str, weights: Sequence[int] = ()) -> float:
    """The index of a council, or a dimension."""
    if measure != "maturity":
        return dimension_score(pack, council, measure.removeprefix("maturity."))
    used = weights or weights_of(pack.maturity)
    pairs = zip(pack.maturity.dimensions, used, strict=True)
    weighted = sum(dimension_score(pack, council, each.id) * weight for each, weight in pairs)
    return weighted / sum(used)


LEVEL_CLASSES = (
    "Emerging (under 25)",
    "Developing (25 to under 50)",
    "Established (50 to under 75)",
    "Leading (75 or more)",
)


class TestScores:
    @pytest.mark.parametrize("view", list(VIEWS))
    @pytest.mark.parametrize("id_", list(SCORES))
    def test_are_those_of_the_answers(self, shipped_pack: Pack, id_: str, view: MapView) -> None:
        exhibit = map_of(shipped_pack, Selection("2013", measure=id_, view=view))
        names = names_in(shipped_pack, view)
        scores = {name: score(shipped_pack, name, id_) for name in names if name in COUNCILS}
        assert classes_by_name(exhibit) == {
            name: _level_class(scores[name]) if name in scores else "Did not answer"
            for name in names
        }
        assert exhibit.table.rows == tuple(
            (
                *(name, _type_of(shipped_pack, name)),
                *(pytest.approx(scores[name]), people_of(name), _level_class(scores[name])),
            )
            if name in scores
            else (name, _type_of(shipped_pack, name), "[x]", 0, "did not answer")
            for name in sorted(names)
        )
        people = sum(people_of(name) for name in scores)
        assert "Score from 0 to 100." in exhibit.subtitle
        assert f"Base: {people} people from {len(scores)} of {len(names)} councils" in (
            exhibit.subtitle
        )
        assert exhibit.provenance == "illustrative"

    @pytest.mark.parametrize("id_", list(SCORES))
    def test_headline_counts_the_councils_of_each_level_that_is_reached(
        self, shipped_pack: Pack, id_: str
    ) -> None:
        exhibit = map_of(shipped_pack, Selection("2013", measure=id_, view="hexagons"))
        levels = Counter(_level_class(score(shipped_pack, name, id_)) for name in COUNCILS)
        said = re.findall(
            r"(\d+) (?:are |is )?(leading|established|developing|emerging)", (exhibit.headline)
        )
        assert [(int(count), word) for count, word in said] == [
            (levels[label], label.split()[0].lower())
            for label in reversed(LEVEL_CLASSES)
            if levels[label]
        ]
        assert exhibit.headline.startswith("Of the 31 councils that answered, ")
        assert exhibit.headline.endswith(f" in {SCORES[id_]}")

    def test_classes_are_the_levels_and_who_did_not_answer(self, shipped_pack: Pack) -> None:
        chart = chart_of(map_of(shipped_pack, Selection("2013", measure="maturity")))
        assert [(each.label, each.step, each.kind) for each in chart.classes] == [
            *((label, step, "figure") for step, label in enumerate(LEVEL_CLASSES)),
            ("Did not answer", None, "no answer"),
        ]

    def test_say_how_many_people_they_are_of(self, shipped_pack: Pack) -> None:
        chart = chart_of(map_of(shipped_pack, Selection("2013", measure="maturity")))
        for place in chart.places:
            if place.name in COUNCILS:
                count = people_of(place.name)
                noun = "person" if count == 1 else "people"
                shown = decimal(score(shipped_pack, place.name, "maturity"))
                assert place.text == f"{shown} of 100 ({count} {noun})"
            else:
                assert place.text == "did not answer"

    def test_follow_the_weights_that_are_chosen(self, shipped_pack: Pack) -> None:
        weights = (0, 0, 0, 0, 0, 100)
        index = map_of(shipped_pack, Selection("2013", measure="maturity", weights=weights))
        freedom = map_of(shipped_pack, Selection("2013", measure="maturity.freedom"))
        assert chart_of(index).places == chart_of(freedom).places
        assert index.table == freedom.table

    def test_of_a_dimension_do_not_depend_on_weights(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", measure="maturity.impact")
        weighted = replace(selection, weights=(100, 0, 0, 0, 0, 0))
        assert map_of(shipped_pack, weighted) == map_of(shipped_pack, selection)

    def test_of_one_council_is_said_with_its_level(self, shipped_pack: Pack) -> None:
        walsall = codes(shipped_pack, "Walsall")
        selection = Selection("2013", councils=walsall, measure="maturity")
        found = score(shipped_pack, "Walsall", "maturity")
        assert map_of(shipped_pack, selection).headline == (
            f"In the illustrative answers, Walsall scores {decimal(found)} of 100 for maturity: "
            f"{_level_class(found).split()[0].lower()}"
        )

    def test_of_councils_that_did_not_answer_are_missing(self, shipped_pack: Pack) -> None:
        silent = [each for each in shipped_pack.region.by_name if each not in COUNCILS]
        both = Selection(
            "2013", councils=codes(shipped_pack, *silent), measure="maturity", view="hexagons"
        )
        one = replace(both, councils=both.councils[:1])
        assert map_of(shipped_pack, both).headline == "None of these councils answered"
        name = shipped_pack.region.by_code[one.councils[0]].name
        assert map_of(shipped_pack, one).headline == (
            f"In the illustrative answers, {name} did not answer"
        )
        assert {row[2] for row in map_of(shipped_pack, both).table.rows} == {"[x]"}

    def test_of_too_few_answers_are_missing_and_not_the_lowest_level(
        self, shipped_pack: Pack
    ) -> None:
        """One question of one dimension was asked: that dimension has a score, the index none."""
        pack = with_people(shipped_pack, [("Walsall", "low"), ("Dudley", "high"), ("Rugby", "")])
        assert "maturity" not in map_measures(pack, "2013")
        exhibit = map_of(pack, Selection("2013", measure="maturity.practice"))
        found = classes_by_name(exhibit)
        assert found["Walsall"] == "Emerging (under 25)"
        assert found["Dudley"] == "Leading (75 or more)"
        assert found["Rugby"] == "Answered too little for a score"
        assert found["Coventry"] == "Did not answer"
        assert ("Rugby", "District council", "[x]", 0, "answered too little for a score") in (
            exhibit.table.rows
        )

    def test_say_what_to_bear_in_mind_about_them(self, mature_pack: Pack) -> None:
        note = "Two barriers were asked about."

        def caveats(measure: str) -> tuple[str, ...]:
            selection = Selection("2030", measure=measure, view="hexagons")
            return map_of(mature_pack, selection).caveats

        assert caveats("maturity") == (note, "Weights: use 75% and freedom 25%.")
        assert caveats("maturity.freedom") == (note,)
        assert caveats("maturity.use") == ()
        assert caveats("use") == ()

    def test_of_2014_cannot_be_worked_out(self, shipped_pack: Pack) -> None:
        assert not SCORES.keys() & map_measures(shipped_pack, "2014").keys()

    def test_of_another_model_have_its_levels(self, mature_pack: Pack) -> None:
        exhibit = map_of(mature_pack, Selection("2030", measure="maturity", view="hexagons"))
        assert classes_by_name(exhibit) == {
            "Northmoor": "High (50 or more)",
            "Eastford": "High (50 or more)",
            "Southwick": "Did not answer",
            "Holmshire": "Low (under 50)",
        }
        assert list(map_measures(mature_pack, "2030"))[-3:] == [
            *("maturity", "maturity.use", "maturity.freedom")
        ]

    def test_of_a_model_with_one_level_are_all_in_it(self, mature_pack: Pack) -> None:
        model = replace(mature_pack.maturity, levels=mature_pack.maturity.levels[:1])
        measure = map_measures(mature_pack, "2030")["maturity"]
        assert labels_of(model, measure) == ("Low (any score)",)

    @pytest.mark.parametrize(
        ("mean", "step"), [(0, 0), (24.9, 0), (25, 1), (49.94, 1), (49.96, 2), (75, 3), (100, 3)]
    )
    def test_steps(self, shipped_pack: Pack, mean: float, step: int) -> None:
        measure = map_measures(shipped_pack, "2013")["maturity"]
        estimate = replace(_estimate(shipped_pack, 1, 2), mean=mean)
        assert step_of(shipped_pack.maturity, measure, estimate) == step


class TestTwoTiers:
    def test_a_county_s_answers_never_colour_its_districts(self, shipped_pack: Pack) -> None:
        pack = with_people(shipped_pack, [("Staffordshire", "high"), ("Warwickshire", "low")])
        districts = map_of(pack, Selection("2013", measure="usage_level"))
        assert set(classes_by_name(districts).values()) == {"Did not answer"}
        assert districts.headline == "None of these councils answered"

    def test_who_skipped_the_question_is_told_from_who_did_not_answer(
        self, shipped_pack: Pack
    ) -> None:
        pack = with_people(shipped_pack, [("Stafford", ""), ("Rugby", "high")])
        found = classes_by_name(map_of(pack, Selection("2013", measure="usage_level")))
        assert found["Stafford"] == "Skipped this question"
        assert found["Rugby"] == "Everyone"
        assert found["Coventry"] == "Did not answer"

    @pytest.mark.parametrize(
        ("measure", "label"),
        [
            ("usage_level", "Skipped this question"),
            ("maturity.practice", "Answered too little for a score"),
        ],
    )
    def test_who_took_part_without_a_figure_is_of_a_kind_of_its_own(
        self, shipped_pack: Pack, measure: str, label: str
    ) -> None:
        pack = with_people(shipped_pack, [("Stafford", ""), ("Rugby", "high")])
        chart = chart_of(map_of(pack, Selection("2013", measure=measure)))
        assert [(each.label, each.kind) for each in chart.classes if each.step is None] == [
            ("Did not answer", "no answer"),
            (label, "skipped"),
        ]

    def test_nor_do_the_answers_of_districts_colour_their_county(self, shipped_pack: Pack) -> None:
        pack = with_people(shipped_pack, [("Stafford", "high"), ("Rugby", "high")])
        counties = map_of(pack, Selection("2013", measure="usage_level", view="counties"))
        assert set(classes_by_name(counties).values()) == {"Did not answer"}

    @pytest.mark.parametrize("view", ["districts", "counties"])
    def test_no_map_shows_a_county_and_its_districts(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        shown = set(shipped_pack.region.codes_in(view))
        for county in shipped_pack.region.upper_tier & shown:
            assert not shown & {each.code for each in shipped_pack.region.districts_of(county)}

    def test_a_selection_of_counties_is_not_on_the_map_of_districts(
        self, shipped_pack: Pack
    ) -> None:
        selection = Selection("2013", types=("county",), measure="usage_level")
        assert map_of(shipped_pack, selection).headline == (
            "No council on this map is in the selection"
        )


class TestHeadlinesOfFew:
    @pytest.mark.parametrize(
        ("people", "councils", "headline"),
        [
            (
                [("Walsall", "high"), ("Walsall", "low")],
                ("Walsall",),
                "1 of 2 people in Walsall says their council's use is high",
            ),
            (
                [("Walsall", "low")],
                ("Walsall",),
                "0 of 1 person in Walsall says their council's use is high",
            ),
            ([("Walsall", "high")], ("Dudley",), "Dudley did not answer"),
            ([("Walsall", "")], ("Walsall",), "Walsall skipped this question"),
            ([("Walsall", "high")], ("Dudley", "Rugby"), "None of these councils answered"),
            (
                [("Walsall", "high"), ("Walsall", "high")],
                ("Walsall", "Dudley"),
                "2 of 2 people in Walsall say their council's use is high",
            ),
            (
                [("Walsall", "high"), ("Dudley", "high")],
                ("Walsall", "Dudley", "Rugby"),
                "In both councils that answered, everyone says their council's use is high",
            ),
            (
                [("Walsall", "low"), ("Dudley", "medium")],
                ("Walsall", "Dudley", "Rugby"),
                "Nobody in the 2 councils that answered says their council's use is high",
            ),
            (
                [("Walsall", "high"), ("Walsall", "low"), ("Dudley", "medium")],
                ("Walsall", "Dudley"),
                "In 1 of the 2 councils that answered, at least one person says their council's "
                "use is high; in none does everyone",
            ),
        ],
    )
    def test_shares(
        self,
        shipped_pack: Pack,
        people: Sequence[tuple[str, str]],
        councils: tuple[str, ...],
        headline: str,
    ) -> None:
        pack = with_people(shipped_pack, people)
        selection = Selection("2013", councils=codes(pack, *councils), measure="usage_level")
        assert map_of(pack, selection).headline == headline

    def test_one_council_s_number_of_barriers(self, shipped_pack: Pack) -> None:
        name = next(row["council"] for row in PEOPLE if ";" in row["barriers"])
        measure = map_measures(shipped_pack, "2013")["barriers.number"]
        found = numbers_of(name, measure)
        people = f"{len(found)} {'person' if len(found) == 1 else 'people'}"
        selection = Selection("2013", councils=codes(shipped_pack, name), measure=measure.id)
        assert map_of(shipped_pack, selection).headline == (
            f"In the illustrative answers, people in {name} name "
            f"{sum(found) / len(found):.1f} of these barriers on average: "
            f"named {sum(found)} times by {people}"
        )

    @pytest.mark.parametrize(
        ("councils", "headline"),
        [
            (("Rugby",), "No example of good practice was found for Rugby"),
            (("Rugby", "Tamworth"), "No example of good practice was found for these councils"),
            (("Walsall",), "Walsall has 13 examples of good practice"),
            (
                ("Walsall", "Rugby"),
                "1 of 2 councils has an example of good practice: Walsall (13)",
            ),
        ],
    )
    def test_examples(self, shipped_pack: Pack, councils: tuple[str, ...], headline: str) -> None:
        selection = Selection(
            "2013", councils=codes(shipped_pack, *councils), measure="good_practice"
        )
        assert map_of(shipped_pack, selection).headline == headline

    def test_examples_that_tie(self, shipped_pack: Pack) -> None:
        joint = next(each for each in shipped_pack.examples if len(each.councils) > 4)
        pack = replace(shipped_pack, examples=(joint,))
        districts = map_of(pack, Selection("2013", measure="good_practice", view="hexagons"))
        assert districts.headline == (
            f"{len(joint.councils)} of 33 councils have an example of good practice; "
            "all of them have 1 each"
        )


class TestTheFileNames:
    def test_an_identifier_is_fit_for_a_file_name(self, shipped_pack: Pack) -> None:
        ids = [
            map_of(shipped_pack, Selection("2013", measure=id_)).id
            for id_ in map_measures(shipped_pack, "2013")
        ]
        assert "map-barriers-no-barriers" in ids
        assert all(set(each) <= set("abcdefghijklmnopqrstuvwxyz0123456789-") for each in ids)
        assert len(set(ids)) == len(ids)


class TestOneCouncil:
    def test_real_answers_are_said_to_be_given(self, tiny_pack: Pack) -> None:
        said = {
            council.name: council_exhibit(tiny_pack, Selection("2030"), council.code).headline
            for council in tiny_pack.region.councils
        }
        assert said["Eastford"] == "3 people answered for Eastford"
        assert said["Southwick"] == "Southwick did not answer"

    def test_it_says_how_many_answered_and_what(self, shipped_pack: Pack) -> None:
        for council in shipped_pack.region.councils:
            exhibit = council_exhibit(shipped_pack, Selection("2013"), council.code)
            people = [row for row in PEOPLE if row["council"] == council.name]
            who = {0: "nobody answers", 1: "1 person answers", 2: "2 people answer"}[len(people)]
            assert exhibit.headline == f"In the illustrative answers, {who} for {council.name}"
            assert len(exhibit.table.rows) == (len(SAYS) if people else 0)
            assert exhibit.provenance == "illustrative"
            assert "%" not in str(exhibit.table.rows)

    def test_of_a_wave_without_answers_nothing_is_known(self, shipped_pack: Pack) -> None:
        exhibit = council_exhibit(shipped_pack, Selection("2014"), codes(shipped_pack, "Rugby")[0])
        assert exhibit.headline == "No answers of Rugby were published for this wave"
        assert exhibit.table.rows == ()


@settings(deadline=None, max_examples=80)
@given(data=st.data())
def test_no_selection_breaks_a_rule(shipped_pack: Pack, data: st.DataObject) -> None:
    region = shipped_pack.region
    measures = map_measures(shipped_pack, "2013")
    selection = Selection(
        "2013",
        types=tuple(data.draw(st.sets(st.sampled_from([each.id for each in region.types])))),
        county_areas=tuple(data.draw(st.sets(st.sampled_from(region.county_areas), max_size=3))),
        councils=tuple(data.draw(st.lists(st.sampled_from(region.codes), max_size=9, unique=True))),
        measure=data.draw(st.sampled_from(list(measures))),
        view=data.draw(st.sampled_from(list(VIEWS))),
    )
    exhibit = map_of(shipped_pack, selection)
    chart = chart_of(exhibit)
    inside = set(selection.codes(region)) & set(region.codes_in(selection.view))
    assert "%" not in exhibit.headline + exhibit.alt + str(exhibit.table.rows)
    assert not re.search(r"\b1 (councils|people)\b", exhibit.headline + exhibit.subtitle)
    assert "None of these councils did not" not in exhibit.headline
    assert len(exhibit.table.rows) == len(inside)
    for place in chart.places:
        kind = chart.classes[place.map_class].kind
        assert (kind == "outside") == (place.code not in inside)
    measure = all_measures(shipped_pack)[selection.measure]
    for each in by_council(
        shipped_pack, shipped_pack.responses["2013"], measure, region.codes_in(selection.view)
    ):
        if measure.kind == "share" and each.outcome == "answered":
            assert each.count is not None
            assert each.base is not None
            assert 0 <= each.count <= each.base


def _share_class(answers: list[bool]) -> str:
    if not answers:
        return "Did not answer"
    if not any(answers):
        return "No one"
    if all(answers):
        return "Everyone"
    return "Up to half" if 2 * sum(answers) <= len(answers) else "More than half"


def _number_class(mean: float) -> str:
    if mean == 0:
        return "None"
    if mean <= 1:
        return "Up to 1 a person"
    return "Up to 2 a person" if mean <= 2 else "More than 2"


def _level_class(score: float) -> str:
    return LEVEL_CLASSES[sum(float(decimal(score)) >= start for start in (25, 50, 75))]


def _examples_class(count: int) -> str:
    few = ("None found", "1 example", "2 or 3 examples", "2 or 3 examples")
    return few[count] if count < 4 else "4 or more examples"


def _type_of(pack: Pack, name: str) -> str:
    return pack.region.type_by_id[pack.region.by_name[name].type].label


def _estimate(pack: Pack, count: int, base: int) -> Estimate:
    people = [("Walsall", "high")] * count + [("Walsall", "low")] * (base - count)
    made = with_people(pack, people)
    measure = map_measures(made, "2013")["usage_level"]
    return counted(made.responses["2013"], measure, codes(made, "Walsall"), "council", "Walsall")
