"""Illustrative answers: made up, yet they add up to every published count, and hang together."""

import csv
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import correlation, fmean
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

import bestbywm
from bestbywm.pack import Pack, read_pack
from bestbywm.region import Council, Region
from bestbywm.survey.illustrative import (
    MOST_MENTIONS,
    MOST_PER_COUNCIL,
    SEED,
    illustrate,
    to_csv,
)
from bestbywm.survey.published import PublishedFigure
from bestbywm.survey.questions import Direction, Kind, Option, OptionKey, Question, Role, Unit
from bestbywm.survey.waves import Wave

DATA = Path(__file__).parents[2] / "data"
Answers = list[dict[str, str]]

NOT_ANSWERS_OF_PEOPLE = {
    "accounts": "councils",  # a statement about councils, without a count
    "channels_count": "channels",  # the number of channels in the region
}
"""Questions published for 2013 that no person answered, and what their figure counts."""

with (DATA / "published.csv").open(encoding="utf-8", newline="") as file:
    OF_2013 = [row for row in csv.DictReader(file) if row["wave"] == "2013"]
ANSWERS_OF_2013 = [row for row in OF_2013 if row["question"] not in NOT_ANSWERS_OF_PEOPLE]


def parts(cell: str) -> list[str]:
    return cell.split(";") if cell else []


def count(rows: Answers, question: str, option: str) -> int:
    """How many people gave this answer, counted in the simplest way."""
    return sum(option in parts(row[question]) for row in rows)


def barriers_named(row: Mapping[str, str]) -> int:
    return len([each for each in parts(row["barriers"]) if each != "no barriers"])


# The shipped pack ---------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pack() -> Pack:
    return read_pack(DATA, with_answers=False)


def answers_2013(pack: Pack, seed: int = SEED) -> Answers:
    return illustrate(
        pack.wave_by_id["2013"], pack.questions, pack.published, pack.region, seed=seed
    )


@pytest.fixture(scope="module")
def rows(pack: Pack) -> Answers:
    return answers_2013(pack)


@pytest.fixture(scope="module")
def many(pack: Pack) -> list[Answers]:
    """The same wave made up with forty other seeds."""
    return [answers_2013(pack, seed) for seed in range(40)]


class TestTheShippedWave:
    @pytest.mark.parametrize(
        "figure", ANSWERS_OF_2013, ids=lambda each: f"{each['question']}-{each['option']}"
    )
    def test_meets_each_published_count(self, rows: Answers, figure: dict[str, str]) -> None:
        assert count(rows, figure["question"], figure["option"]) == int(figure["count"])

    @pytest.mark.parametrize(
        "figure", ANSWERS_OF_2013, ids=lambda each: f"{each['question']}-{each['option']}"
    )
    def test_has_the_published_base(self, rows: Answers, figure: dict[str, str]) -> None:
        if figure["base"]:
            answered = sum(bool(row[figure["question"]]) for row in rows)
            assert answered == int(figure["base"])

    @pytest.mark.parametrize(("question", "unit"), NOT_ANSWERS_OF_PEOPLE.items())
    def test_leaves_out_only_figures_that_no_person_answered(
        self, pack: Pack, rows: Answers, question: str, unit: str
    ) -> None:
        assert pack.questions[question].kind == "fact"
        assert pack.questions[question].unit == unit
        assert question not in rows[0]

    def test_has_the_columns_in_the_order_of_the_questionnaire(
        self, pack: Pack, rows: Answers
    ) -> None:
        published = {figure["question"] for figure in ANSWERS_OF_2013}
        asked = [each for each in pack.questions if each in published]
        columns = ["person", "council", *asked, "stamp"]
        assert {tuple(row) for row in rows} == {tuple(columns)}

    def test_has_40_people_from_31_councils(self, rows: Answers) -> None:
        assert [row["person"] for row in rows] == [f"p{number:02}" for number in range(1, 41)]
        assert len({row["council"] for row in rows}) == 31

    def test_lists_people_in_the_order_of_the_councils(self, pack: Pack, rows: Answers) -> None:
        order = [council.name for council in pack.region.councils]
        places = [order.index(row["council"]) for row in rows]
        assert places == sorted(places)

    def test_has_no_more_than_three_people_to_a_council(self, many: list[Answers]) -> None:
        most = [max(Counter(row["council"] for row in rows).values()) for rows in many]
        assert max(most) <= MOST_PER_COUNCIL

    def test_has_no_more_than_three_mentions_a_person_and_none_twice(
        self, many: list[Answers]
    ) -> None:
        mentions = [parts(row["admired_examples"]) for rows in many for row in rows]
        assert max(len(each) for each in mentions) <= MOST_MENTIONS
        assert all(len(each) == len(set(each)) for each in mentions)
        assert [] in mentions

    def test_no_barriers_stands_alone_and_everybody_else_names_one(
        self, many: list[Answers]
    ) -> None:
        for rows in many:
            cells = [row["barriers"] for row in rows]
            assert [cell for cell in cells if "no barriers" in cell] == ["no barriers"] * 6
            assert all(cells)

    def test_uses_no_option_that_was_not_published(self, pack: Pack, rows: Answers) -> None:
        published = {(each["question"], each["option"]) for each in ANSWERS_OF_2013}
        rest = {(each.id, o.id) for each in pack.questions.values() for o in each.with_role("rest")}
        used = {(q, part) for row in rows for q in list(row)[2:-1] for part in parts(row[q])}
        assert used <= published | rest
        assert ("barriers", "resources") not in used

    def test_several_answers_stand_in_the_order_of_the_options(
        self, pack: Pack, rows: Answers
    ) -> None:
        for question in ("barriers", "admired_examples"):
            order = [option.id for option in pack.questions[question].options]
            for row in rows:
                places = [order.index(part) for part in parts(row[question])]
                assert places == sorted(places)

    @given(seed=st.integers())
    def test_meets_all_counts_with_any_seed(self, pack: Pack, seed: int) -> None:
        rows = answers_2013(pack, seed)
        assert len(rows) == 40
        assert len({row["council"] for row in rows}) == 31
        for each in ANSWERS_OF_2013:
            assert count(rows, each["question"], each["option"]) == int(each["count"]), each

    def test_another_seed_leaves_out_other_councils(self, many: list[Answers]) -> None:
        assert len({frozenset(row["council"] for row in rows) for rows in many}) > 30

    def test_a_wave_with_an_unknown_number_of_councils_is_refused(self, pack: Pack) -> None:
        with pytest.raises(ValueError, match="2014 does not say how many"):
            illustrate(pack.wave_by_id["2014"], pack.questions, pack.published, pack.region)


class TestTheFile:
    def test_the_committed_file_is_what_the_routine_writes(self, rows: Answers) -> None:
        assert (DATA / "illustrative_2013.csv").read_bytes() == to_csv(rows).encode()

    def test_a_second_run_writes_the_same(self, pack: Pack, rows: Answers) -> None:
        assert to_csv(answers_2013(pack)) == to_csv(rows)

    @pytest.mark.parametrize("hash_seed", ["0", "4711"])
    def test_the_order_of_hashes_does_not_matter(self, rows: Answers, hash_seed: str) -> None:
        script = """if True:
            import sys
            from pathlib import Path
            from bestbywm.pack import read_pack
            from bestbywm.survey.illustrative import illustrate, to_csv
            pack = read_pack(Path(sys.argv[1]), with_answers=False)
            wave = pack.wave_by_id["2013"]
            rows = illustrate(wave, pack.questions, pack.published, pack.region)
            sys.stdout.buffer.write(to_csv(rows).encode())
        """
        source = str(Path(bestbywm.__file__).parents[1])
        environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": source}
        done = subprocess.run(
            [sys.executable, "-c", script, str(DATA)],
            env=environment,
            capture_output=True,
            check=True,
        )
        assert done.stdout == to_csv(rows).encode()

    def test_lines_end_with_a_line_feed_only(self, rows: Answers) -> None:
        text = to_csv(rows)
        assert "\r" not in text
        assert text.endswith("\n")
        assert len(text.splitlines()) == 41

    def test_reads_back_as_it_was(self, rows: Answers) -> None:
        assert list(csv.DictReader(to_csv(rows).splitlines())) == rows

    def test_the_pack_accepts_it(self, rows: Answers) -> None:
        responses = read_pack(DATA).responses["2013"]
        assert responses.provenance == "illustrative"
        assert len(responses.councils) == len(rows)


GOOD = {
    "usage_level": "high",
    "effectiveness": "high",
    "policy_up_to_date": "other",
    "senior_managers_use": "yes",
    "members_use": "yes",
}


def good_answers(row: Mapping[str, str]) -> int:
    return sum(row[question] == answer for question, answer in GOOD.items())


def both_high(rows: Answers) -> int:
    return sum(row["usage_level"] == row["effectiveness"] == "high" for row in rows)


def distances(rows: Answers, *, same_council: bool) -> list[int]:
    """How far pairs of people differ in their number of good answers."""
    pairs = [(one, two) for n, one in enumerate(rows) for two in rows[:n]]
    return [
        abs(good_answers(one) - good_answers(two))
        for one, two in pairs
        if (one["council"] == two["council"]) == same_council
    ]


class TestTheCommonCause:
    BY_CHANCE = 15 * 10 / 40  # people of 40 with high use (15) and high effectiveness (10)

    def test_high_use_and_high_effectiveness_go_together(self, rows: Answers) -> None:
        assert both_high(rows) > 1.5 * self.BY_CHANCE

    def test_and_do_so_with_other_seeds(self, many: list[Answers]) -> None:
        assert fmean(both_high(rows) for rows in many) > 1.5 * self.BY_CHANCE
        assert min(both_high(rows) for rows in many) > self.BY_CHANCE

    def test_barriers_fall_where_answers_are_good(self, many: list[Answers]) -> None:
        for rows in many:
            barriers, good = map(barriers_named, rows), map(good_answers, rows)
            assert correlation(list(barriers), list(good)) < -0.3

    def test_people_of_one_council_are_more_alike_than_others(self, many: list[Answers]) -> None:
        within = [each for rows in many for each in distances(rows, same_council=True)]
        between = [each for rows in many for each in distances(rows, same_council=False)]
        assert fmean(within) < 0.75 * fmean(between)

    @pytest.mark.parametrize(
        ("question", "option"),
        [
            ("usage_level", "high"),
            ("effectiveness", "high"),
            ("personal_use", "high"),
            ("policy_up_to_date", "no"),
            ("senior_managers_use", "yes"),
            ("barriers", "training"),
            ("barriers", "trust"),
        ],
    )
    def test_a_map_shows_variety(self, rows: Answers, question: str, option: str) -> None:
        by_council: dict[str, list[bool]] = {}
        for row in rows:
            by_council.setdefault(row["council"], []).append(option in parts(row[question]))
        shares = [fmean(each) for each in by_council.values()]
        assert shares.count(0) >= 3
        assert shares.count(1) >= 3
        assert any(0 < share < 1 for share in shares)

    def test_no_type_of_council_is_all_top_or_all_bottom(self, pack: Pack, rows: Answers) -> None:
        types = {council.name: council.type for council in pack.region.councils}
        for kind in sorted(set(types.values())):
            levels = {row["usage_level"] for row in rows if types[row["council"]] == kind}
            assert len(levels) > 1, kind


# Made-up questionnaires ---------------------------------------------------------------------------


def region_of(councils: int) -> Region:
    return Region(
        name="Somewhere",
        survey="A survey",
        about="",
        source="",
        source_url="",
        slug="somewhere",
        area_km2=None,
        councils=tuple(
            Council(f"X{n}", f"Council {n}", f"Council {n}", "only", None, "Shire", ("C",), ())
            for n in range(councils)
        ),
        types=(),
    )


def wave_of(people: int | None, councils: int | None) -> Wave:
    return Wave("w", "", "", people, "", councils, None, "", "", None, None, "")


def question_of(
    id_: str,
    options: Sequence[tuple[str, Role]],
    kind: Kind = "single",
    unit: Unit = "people",
    direction: Direction = "strength",
) -> Question:
    return Question(
        id=id_,
        group="",
        short="",
        measure="",
        kind=kind,
        unit=unit,
        direction=direction,
        is_headline=False,
        wording="",
        wording_basis="",
        help="",
        finding="",
        options=tuple(Option(option, option, role) for option, role in options),
    )


def figure_of(
    question: str, option: str, number: int | None, base: int | None = None, wave: str = "w"
) -> PublishedFigure:
    return PublishedFigure(
        wave, question, option, None, "", number, base, "published", "people", "", ""
    )


class Made(NamedTuple):
    """A made-up survey: everything that `illustrate` asks for."""

    wave: Wave
    questions: Mapping[str, Question]
    published: Mapping[tuple[str, OptionKey], PublishedFigure]
    region: Region

    def rows(self, seed: int = SEED) -> Answers:
        return illustrate(*self, seed=seed)


def survey(
    questions: Sequence[Question],
    figures: Sequence[PublishedFigure],
    people: int | None = 10,
    answered: int | None = 4,
    councils: int = 4,
) -> Made:
    return Made(
        wave_of(people, answered),
        {question.id: question for question in questions},
        {(each.wave, (each.question, each.option)): each for each in figures},
        region_of(councils),
    )


DIRECTIONS: st.SearchStrategy[Direction] = st.sampled_from(["strength", "weakness"])


@st.composite
def single_choices(draw: st.DrawFn, people: int) -> tuple[Question, list[PublishedFigure]]:
    """A single choice whose counts leave some people over, with or without a rest."""
    base = draw(st.integers(1, people))
    names = [f"s{n}" for n in range(draw(st.integers(1, 4)))]
    options: list[tuple[str, Role]] = [
        (name, draw(st.sampled_from(["", "high"]))) for name in names
    ]
    figures, left = [], base
    for name in names:
        number = draw(st.none() | st.integers(0, left))
        figures.append(figure_of("single", name, number, base))
        left -= number or 0
    if draw(st.booleans()):
        options.append(("other", "rest"))
    return question_of("single", options, direction=draw(DIRECTIONS)), figures


@st.composite
def several_choices(
    draw: st.DrawFn, people: int, kind: Kind
) -> tuple[Question, list[PublishedFigure]]:
    """A multiple choice, or mentions, with counts that some set of answers can meet."""
    base = draw(st.integers(1, people))
    nothing = draw(st.integers(0, base))
    namers = base - nothing
    names = [f"o{n}" for n in range(draw(st.integers(1, 6)))]
    most = MOST_MENTIONS * namers if kind == "mentions" else len(names) * namers
    figures = [figure_of(kind, "nothing", nothing, base)]
    for name in names:
        number = draw(st.none() | st.integers(0, min(namers, most)))
        figures.append(figure_of(kind, name, number, base))
        most -= number or 0
    options: list[tuple[str, Role]] = [("nothing", "none"), *((name, "high") for name in names)]
    return question_of(kind, options, kind, direction=draw(DIRECTIONS)), figures


@st.composite
def surveys(draw: st.DrawFn) -> Made:
    councils = draw(st.integers(1, 8))
    answered = draw(st.integers(1, councils))
    people = draw(st.integers(answered, 30))
    asked = [
        draw(single_choices(people)),
        draw(several_choices(people, "multiple")),
        draw(several_choices(people, "mentions")),
    ]
    figures = [figure for _, of_question in asked for figure in of_question]
    return survey([question for question, _ in asked], figures, people, answered, councils)


class TestAnySurvey:
    @given(made=surveys(), seed=st.integers())
    def test_meets_each_count(self, made: Made, seed: int) -> None:
        rows = made.rows(seed)
        for figure in made.published.values():
            if figure.count is not None:
                assert count(rows, figure.question, figure.option) == figure.count

    @given(made=surveys(), seed=st.integers())
    def test_has_the_people_and_councils_of_the_wave(self, made: Made, seed: int) -> None:
        rows = made.rows(seed)
        assert len(rows) == made.wave.people
        assert len({row["council"] for row in rows}) == made.wave.councils_answered

    @given(made=surveys(), seed=st.integers())
    def test_answers_are_options_in_order_and_none_twice(self, made: Made, seed: int) -> None:
        for row in made.rows(seed):
            for question in made.questions.values():
                order = [option.id for option in question.options]
                places = [order.index(part) for part in parts(row.get(question.id, ""))]
                assert places == sorted(set(places))
                if question.kind == "single":
                    assert len(places) <= 1

    @given(made=surveys(), seed=st.integers())
    def test_no_more_answer_than_the_base(self, made: Made, seed: int) -> None:
        rows = made.rows(seed)
        for figure in made.published.values():
            if figure.base is not None and figure.count is not None:
                assert sum(bool(row[figure.question]) for row in rows) <= figure.base

    @given(made=surveys(), seed=st.integers())
    def test_naming_nothing_stands_alone_and_mentions_end_at_three(
        self, made: Made, seed: int
    ) -> None:
        for row in made.rows(seed):
            assert row["multiple"] == "nothing" or "nothing" not in row["multiple"]
            assert row["mentions"] == "nothing" or "nothing" not in row["mentions"]
            assert len(parts(row["mentions"])) <= MOST_MENTIONS

    @given(made=surveys(), seed=st.integers())
    def test_everybody_names_something_as_far_as_the_mentions_go(
        self, made: Made, seed: int
    ) -> None:
        figures = [each for each in made.published.values() if each.question == "multiple"]
        nothing, base = figures[0].count or 0, figures[0].base or 0
        mentions = sum(each.count or 0 for each in figures[1:])
        answered = sum(bool(row["multiple"]) for row in made.rows(seed))
        assert answered == nothing + min(base - nothing, mentions)

    @given(made=surveys(), seed=st.integers())
    def test_the_same_seed_gives_the_same(self, made: Made, seed: int) -> None:
        assert made.rows(seed) == made.rows(seed)


YES_NO: tuple[tuple[str, Role], ...] = (("yes", "high"), ("other", "rest"))
THREE: tuple[tuple[str, Role], ...] = (("a", "high"), ("b", "high"), ("c", "high"))


class TestSingleChoice:
    def test_the_rest_takes_whoever_remains(self) -> None:
        rows = survey([question_of("q", YES_NO)], [figure_of("q", "yes", 3, 10)]).rows()
        assert Counter(row["q"] for row in rows) == {"yes": 3, "other": 7}

    def test_without_a_rest_they_leave_it_empty(self) -> None:
        options = THREE[:2]
        rows = survey([question_of("q", options)], [figure_of("q", "a", 3, 10)]).rows()
        assert Counter(row["q"] for row in rows) == {"a": 3, "": 7}

    def test_a_published_rest_is_a_count_like_any_other(self) -> None:
        figures = [figure_of("q", "yes", 3, 10), figure_of("q", "other", 2, 10)]
        rows = survey([question_of("q", YES_NO)], figures).rows()
        assert Counter(row["q"] for row in rows) == {"yes": 3, "other": 2, "": 5}

    def test_a_smaller_base_leaves_people_without_an_answer(self) -> None:
        rows = survey([question_of("q", YES_NO)], [figure_of("q", "yes", 3, 8)]).rows()
        assert Counter(row["q"] for row in rows) == {"yes": 3, "other": 5, "": 2}

    def test_without_a_base_everybody_answers(self) -> None:
        rows = survey([question_of("q", YES_NO)], [figure_of("q", "yes", 3)]).rows()
        assert Counter(row["q"] for row in rows) == {"yes": 3, "other": 7}

    @pytest.mark.parametrize("options", [THREE, THREE[::-1]])
    def test_what_a_weakness_counts_goes_to_the_least_mature_however_listed(
        self, options: tuple[tuple[str, Role], ...]
    ) -> None:
        poor: list[tuple[str, Role]] = [
            (option, "high" if option == "c" else "") for option, _ in options
        ]
        questions = [
            question_of("strength", YES_NO),
            question_of("weakness", poor, direction="weakness"),
        ]
        figures = [
            figure_of("strength", "yes", 20),
            *(figure_of("weakness", option, n) for option, n in (("a", 10), ("b", 10), ("c", 20))),
        ]
        rows = survey(questions, figures, 40, 30, 30).rows()
        mature = Counter(row["weakness"] for row in rows if row["strength"] == "yes")
        assert mature["c"] < 20 * 20 / 40 / 1.5
        assert mature["a"] > 20 * 10 / 40 * 1.3


class TestSeveralChoices:
    def test_where_more_is_a_strength_the_mature_name_most(self) -> None:
        questions = [question_of("use", YES_NO), question_of("channels", THREE, "multiple")]
        figures = [
            figure_of("use", "yes", 20),
            *(figure_of("channels", option, 20) for option, _ in THREE),
        ]
        made = survey(questions, figures, 40, 30, 30)
        rows = [row for seed in range(20) for row in made.rows(seed)]
        named = {
            use: fmean(len(parts(row["channels"])) for row in rows if row["use"] == use)
            for use in ("yes", "other")
        }
        assert named["yes"] > named["other"] + 0.3

    def test_with_too_few_mentions_for_everybody_some_name_nothing(self) -> None:
        figures = [figure_of("q", "a", 4), figure_of("q", "b", 2)]
        rows = survey([question_of("q", THREE, "multiple")], figures).rows()
        assert Counter(row["q"] for row in rows) == {"a": 4, "b": 2, "": 4}

    def test_with_just_enough_everybody_names_one(self) -> None:
        figures = [figure_of("q", "a", 7), figure_of("q", "b", 3)]
        rows = survey([question_of("q", THREE, "multiple")], figures).rows()
        assert Counter(row["q"] for row in rows) == {"a": 7, "b": 3}

    def test_as_many_mentions_as_can_be(self) -> None:
        options: list[tuple[str, Role]] = [(f"o{n}", "high") for n in range(6)]
        figures = [figure_of("q", option, 5) for option, _ in options]
        rows = survey([question_of("q", options, "mentions", "mentions")], figures).rows()
        assert [len(parts(row["q"])) for row in rows] == [3] * 10


class TestWhatIsLeftOut:
    def test_facts_and_things_that_are_not_people(self) -> None:
        questions = [
            question_of("fact", YES_NO, "fact", "people"),
            question_of("councils", YES_NO, unit="councils"),
            question_of("channels", YES_NO, unit="channels"),
        ]
        figures = [figure_of(each.id, "yes", 3, 10) for each in questions]
        assert list(survey(questions, figures).rows()[0]) == ["person", "council", "stamp"]

    def test_questions_without_a_published_count(self) -> None:
        questions = [question_of("percent", YES_NO), question_of("unseen", YES_NO)]
        figures = [figure_of("percent", "yes", None, 10)]
        assert list(survey(questions, figures).rows()[0]) == ["person", "council", "stamp"]

    def test_figures_of_other_waves(self) -> None:
        figures = [figure_of("q", "yes", 3, 10, wave="another")]
        rows = survey([question_of("q", YES_NO)], figures).rows()
        assert list(rows[0]) == ["person", "council", "stamp"]


class TestPeople:
    def test_many_people_of_few_councils_are_shared_out(self) -> None:
        rows = survey([], [], people=18, answered=4).rows()
        per_council = Counter(row["council"] for row in rows)
        assert len(per_council) == 4
        assert max(per_council.values()) <= 5

    def test_numbers_have_the_digits_they_need(self) -> None:
        rows = survey([], [], people=120, answered=4).rows()
        assert (rows[0]["person"], rows[-1]["person"]) == ("p001", "p120")

    def test_every_council_is_as_likely_to_be_missing(self) -> None:
        made = survey([], [], people=3, answered=3)
        missing = Counter(
            name
            for seed in range(400)
            for name in made.region.by_name.keys() - {row["council"] for row in made.rows(seed)}
        )
        assert sorted(missing) == ["Council 0", "Council 1", "Council 2", "Council 3"]
        assert min(missing.values()) > 70


MULTIPLE = question_of("q", [*THREE, ("d", "high"), ("nothing", "none")], "multiple")
MENTIONS = question_of("q", [*THREE, ("d", "high")], "mentions", "mentions")


class TestWhatIsImpossible:
    @pytest.mark.parametrize(
        ("people", "answered", "words"),
        [
            (None, 4, "does not say how many"),
            (10, None, "does not say how many"),
            (10, 5, "5 of 4 councils"),
            (10, 0, "0 of 4 councils"),
            (3, 4, "3 people cannot come from 4 councils"),
        ],
    )
    def test_numbers_of_people_and_councils(
        self, people: int | None, answered: int | None, words: str
    ) -> None:
        with pytest.raises(ValueError, match=words):
            survey([], [], people, answered).rows()

    @pytest.mark.parametrize(
        ("question", "counts", "base", "words"),
        [
            (question_of("q", YES_NO), {"yes": 3}, 11, "11 people answered, but only 10 took part"),
            (question_of("q", YES_NO), {"yes": 9}, 8, "9 answers of 8 people"),
            (question_of("q", THREE), {"a": 6, "b": 5}, 10, "11 answers of 10 people"),
            (MULTIPLE, {"a": 11}, 10, "11 people name a, but only 10 can"),
            (MULTIPLE, {"a": 8, "nothing": 3}, 10, "8 people name a, but only 7 can"),
            (MULTIPLE, {"nothing": 9}, 8, "9 of 8 people name nothing"),
            (MENTIONS, {"a": 8, "b": 8, "c": 8, "d": 7}, None, "31 mentions are more than 3"),
            (MENTIONS, {"a": 11}, None, "11 people name a, but only 10 can"),
        ],
    )
    def test_counts(
        self, question: Question, counts: dict[str, int], base: int | None, words: str
    ) -> None:
        figures = [figure_of("q", option, number, base) for option, number in counts.items()]
        with pytest.raises(ValueError, match=f"Question q: {words}"):
            survey([question], figures).rows()

    def test_figures_of_one_question_with_different_bases(self) -> None:
        figures = [figure_of("q", "a", 3, 10), figure_of("q", "b", 3, 9)]
        with pytest.raises(ValueError, match=r"Question q: .* bases \[9, 10\]"):
            survey([question_of("q", THREE)], figures).rows()
