"""Specification of the profile of a council: its words, its figures, its facts, and no other's."""

import csv
import re
import warnings
from pathlib import Path

import pytest

from bestbywm.analysis.comparison import RULE, most_alike
from bestbywm.analysis.maturity import maturity_of
from bestbywm.analysis.next_steps import next_steps
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import Choropleth, Dots, Exhibit, HeatTable
from bestbywm.exhibits.profile import Profile, profile
from bestbywm.exhibits.wording import decimal, percent
from bestbywm.pack import Pack, read_pack
from bestbywm.provenance import STAMPS
from tests.packs import (
    EASTFORD,
    HOLMSHIRE,
    NORTHMOOR,
    SOUTHWICK,
    Json,
    edit_json,
    resource,
    second_wave,
    tiny_region,
    with_maturity,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import confint_proportions_2indep

DATA = Path(__file__).parents[2] / "data"


def rows_of(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((DATA / name).read_text(encoding="utf-8").splitlines()))


COUNCILS = {row["name"]: row for row in rows_of("councils.csv")}
TYPES = {row["type"]: row for row in rows_of("council_types.csv")}
PEOPLE = rows_of("illustrative_2013.csv")
ANSWERED = sorted({row["council"] for row in PEOPLE})
SILENT = sorted(set(COUNCILS) - set(ANSWERED))
EXAMPLES = rows_of("good_practice.csv")
ACCOUNTS = rows_of("account_figures.csv")
PROJECTS = rows_of("funded_projects.csv")
OPTIONS = rows_of("options.csv")
HIGH = {
    row["question"]: {
        other["option"]
        for other in OPTIONS
        if other["question"] == row["question"] and other["role"] == "high"
    }
    for row in OPTIONS
}
BARRIERS = {row["label"]: row["option"] for row in OPTIONS if row["question"] == "barriers"}
MEASURES = {
    row["measure"]: row["question"]
    for row in rows_of("questions.csv")
    if row["kind"] == "single" and row["question"] in PEOPLE[0]
}
WAVES = ("2013", "2014")


def people_in(names: set[str]) -> list[dict[str, str]]:
    return [row for row in PEOPLE if row["council"] in names]


def counts(names: set[str], question: str) -> tuple[int, int]:
    """Of the people of these councils: how many gave an answer that counts, of how many."""
    answers = [row[question] for row in people_in(names) if row[question]]
    return sum(each in HIGH[question] for each in answers), len(answers)


def same_type(name: str) -> set[str]:
    return {each for each, row in COUNCILS.items() if row["type"] == COUNCILS[name]["type"]}


def in_words(count: int, base: int) -> str:
    if base < 10:
        return f"{count} of {base}"
    return f"{percent(count / base)} ({count} of {base}){' [u]' if base < 30 else ''}"


def of(pack: Pack, name: str, wave: str = "2013") -> Profile:
    return profile(pack, Selection(wave, council=COUNCILS[name]["code"]))


def found(made: Profile, ending: str) -> Exhibit:
    (exhibit,) = [each for each in made.exhibits if each.id.endswith(f"-{ending}")]
    return exhibit


@pytest.fixture(scope="module")
def profiles(shipped_pack: Pack) -> dict[str, Profile]:
    """The profile of every council in 2013."""
    return {name: of(shipped_pack, name) for name in COUNCILS}


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("name", list(COUNCILS))
def test_every_profile_is_whole_in_both_waves(shipped_pack: Pack, name: str, wave: str) -> None:
    made = of(shipped_pack, name, wave)
    assert (made.code, made.name) == (COUNCILS[name]["code"], name)
    assert made.official_name == COUNCILS[name]["official_name"]
    assert len({each.id for each in made.exhibits}) == len(made.exhibits)
    assert {each.wave for each in made.exhibits} == {wave}
    for each in made.exhibits:
        assert name in each.headline
        assert each.alt.startswith(each.headline)
        assert each.subtitle
        assert each.source.startswith(("Source: ", "Boundaries: "))
        assert all(len(row) == len(each.table.columns) for row in each.table.rows)
        words = f"{each.headline} {each.subtitle} {each.alt} {each.table.rows}"
        assert not re.search(r"\bnan\b|None,|, None", words)


class TestHeader:
    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_says_its_type_and_where_it_stands(
        self, profiles: dict[str, Profile], name: str
    ) -> None:
        row, tier = COUNCILS[name], profiles[name].tier
        type_ = TYPES[row["type"]]
        assert tier.startswith(f"{type_['label']}. {type_['note']} It lies ")
        districts = [each for each in COUNCILS if COUNCILS[each]["county_code"] == row["code"]]
        if row["county_code"]:
            (county,) = [each for each in COUNCILS.values() if each["code"] == row["county_code"]]
            assert tier.endswith(f" It lies under {county['official_name']}.")
        elif districts:
            (listed,) = re.findall(rf"It lies over {len(districts)} districts: (.*)\.", tier)
            assert re.split(r", | and (?!Bedworth)", listed) == districts
        else:
            assert tier.endswith(f" It lies in the county area of {row['county_area']}.")

    @pytest.mark.parametrize("name", ANSWERED)
    def test_says_how_many_people_answered(self, profiles: dict[str, Profile], name: str) -> None:
        count = len(people_in({name}))
        people = "1 person answers" if count == 1 else f"{count} people answer"
        assert profiles[name].answered == (
            f"In the illustrative answers of 2013, {people} for this council."
        )

    @pytest.mark.parametrize("name", SILENT)
    def test_says_that_nobody_answered(self, profiles: dict[str, Profile], name: str) -> None:
        assert profiles[name].answered == (
            "In the illustrative answers of 2013, nobody answers for this council. Which councils "
            "did not answer was never published."
        )
        assert profiles[name].findings == ()

    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_who_answered_is_made_up_too_and_stamped(
        self, shipped_pack: Pack, profiles: dict[str, Profile], name: str
    ) -> None:
        assert profiles[name].answered_stamp == STAMPS["illustrative"]
        assert of(shipped_pack, name, "2014").answered_stamp == ""

    def test_a_wave_without_answers_says_so(self, shipped_pack: Pack) -> None:
        made = of(shipped_pack, "Walsall", "2014")
        assert made.answered == "No single council's answers were published for 2014."
        assert made.findings == ()


class TestLocator:
    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_marks_the_council_and_its_county_area(
        self, profiles: dict[str, Profile], name: str
    ) -> None:
        made = profiles[name].locator
        assert isinstance(made.chart, Choropleth)
        assert made.chart.is_locator
        placed = {each.name: each.map_class for each in made.chart.places}
        is_county = COUNCILS[name]["type"] == "county"
        assert len(placed) == (14 if is_county else 30)
        area = COUNCILS[name]["county_area"]
        assert placed == {
            other: 2 if other == name else int(COUNCILS[other]["county_area"] == area)
            for other in placed
        }
        assert made.provenance == "council_fact"

    def test_names_its_neighbours(self, profiles: dict[str, Profile]) -> None:
        assert profiles["Walsall"].locator.headline == (
            "Walsall borders Birmingham, Cannock Chase, Lichfield, Sandwell, South Staffordshire "
            "and Wolverhampton"
        )
        # A county borders counties, not their districts.
        assert profiles["Worcestershire"].locator.table.rows == (
            ("Birmingham", "Metropolitan borough"),
            ("Dudley", "Metropolitan borough"),
            ("Herefordshire", "Unitary authority"),
            ("Shropshire", "Unitary authority"),
            ("Solihull", "Metropolitan borough"),
            ("Staffordshire", "County council"),
            ("Warwickshire", "County council"),
        )

    def test_neighbours_are_neighbours_of_each_other(self, profiles: dict[str, Profile]) -> None:
        borders = {
            (name, str(row[0])) for name in COUNCILS for row in profiles[name].locator.table.rows
        }
        same_view = {
            (one, other)
            for one, other in borders
            if "county" not in {COUNCILS[one]["type"], COUNCILS[other]["type"]}
        }
        assert all((other, one) in same_view for one, other in same_view)


@pytest.mark.parametrize("name", ANSWERED)
class TestMeasures:
    def test_stand_beside_type_and_region(self, profiles: dict[str, Profile], name: str) -> None:
        made = found(profiles[name], "measures")
        type_ = TYPES[COUNCILS[name]["type"]]["plural"]
        assert [each.name for each in made.table.columns] == [
            *("Measure", name, type_.capitalize(), "West Midlands"),
            *(f"Against other {type_}", "Against the rest of the region"),
        ]
        rows = {str(row[0]): row[1:4] for row in made.table.rows}
        assert len(rows) == 11
        for label, question in MEASURES.items():
            groups = ({name}, same_type(name), set(COUNCILS))
            assert rows[label] == tuple(in_words(*counts(each, question)) for each in groups)
        assert made.provenance == "illustrative"
        count = len(people_in({name}))
        assert made.subtitle.endswith(f"Base: {count} {'person' if count == 1 else 'people'}.")

    def test_are_higher_or_lower_only_where_the_interval_allows_it(
        self, profiles: dict[str, Profile], name: str
    ) -> None:
        made = found(profiles[name], "measures")
        said = {str(row[0]): row[4:] for row in made.table.rows}
        for label, question in MEASURES.items():
            others = (same_type(name) - {name}, set(COUNCILS) - {name})
            assert said[label] == tuple(verdict_by_hand(name, each, question) for each in others)
        assert said["Maturity score"] == ("not compared", "not compared")
        assert said["Barriers named per person"] == ("not compared", "not compared")

    def test_the_headline_says_what_the_column_says(
        self, profiles: dict[str, Profile], name: str
    ) -> None:
        made = found(profiles[name], "measures")
        words = {
            word: [f"“{row[0]}”" for row in made.table.rows if row[5] == word]
            for word in ("higher", "lower", "similar")
        }
        for word in ("higher", "lower"):
            assert bool(words[word]) == (f"{word} than the rest of the region" in made.headline)
            assert all(label in made.headline for label in words[word])
        if not any(words.values()):
            assert made.headline == (
                f"In the illustrative answers, too few people answered to say where {name} differs "
                "from the region"
            )

    def test_the_chart_says_the_same_as_the_table(
        self, profiles: dict[str, Profile], name: str
    ) -> None:
        made = found(profiles[name], "measures")
        assert isinstance(made.chart, HeatTable)
        matrix = made.chart.matrix
        assert [
            (label, *(each.text for each in squares))
            for label, squares in zip(matrix.rows, matrix.squares, strict=True)
        ] == [tuple(row) for row in made.table.rows]
        assert all(each.step is None for squares in matrix.squares for each in squares[3:])


def verdict_by_hand(name: str, others: set[str], question: str) -> str:
    own, rest = counts({name}, question), counts(others, question)
    if min(own[1], rest[1]) < 10:
        return "too few people to say"
    low, high = confint_proportions_2indep(*own, *rest, method="newcomb", compare="diff")
    if low > 0 or high < 0:
        return "higher" if low > 0 else "lower"
    return "similar" if max(-low, high) <= 0.2 else "too few people to say"


@pytest.mark.parametrize("name", ANSWERED)
class TestMaturity:
    def test_is_that_of_the_council_its_type_and_the_region(
        self, shipped_pack: Pack, profiles: dict[str, Profile], name: str
    ) -> None:
        made = found(profiles[name], "maturity")
        responses = shipped_pack.responses["2013"]
        groups = [
            maturity_of(
                shipped_pack.maturity, responses, [COUNCILS[other]["code"] for other in names]
            )
            for names in ({name}, same_type(name), set(COUNCILS))
        ]
        expected = list(zip(*([each.score, *each.dimensions] for each in groups), strict=True))
        assert [row[1:] for row in made.table.rows] == expected
        assert isinstance(made.chart, Dots)
        assert [
            tuple(None if point is None else point.value for point in points)
            for points in made.chart.points
        ] == expected
        labels = [each.label for each in shipped_pack.maturity.dimensions]
        assert list(made.chart.rows) == ["Maturity score", *labels]

    def test_the_headline_says_score_level_and_rank(
        self, shipped_pack: Pack, profiles: dict[str, Profile], name: str
    ) -> None:
        made = found(profiles[name], "maturity")
        score = made.table.rows[0][1]
        assert isinstance(score, float)
        model = shipped_pack.maturity
        level = model.levels[model.level_of(score)].label.lower()
        assert made.headline.startswith(
            f"In the illustrative answers, {name} scores {decimal(score)} of 100, "
            f"which is {level}: rank "
        )
        scores = {other: found_score(profiles[other]) for other in ANSWERED}
        rank = 1 + sum(each > score + 1e-6 for each in scores.values())
        assert f"rank {rank} of 31" in made.headline


def found_score(made: Profile) -> float:
    score = found(made, "maturity").table.rows[0][1]
    assert isinstance(score, float)
    return score


@pytest.mark.parametrize("name", ANSWERED)
def test_barriers_are_those_named_and_so_is_who_else_names_them(
    profiles: dict[str, Profile], name: str
) -> None:
    naming = {
        label: {row["council"] for row in PEOPLE if BARRIERS[label] in row["barriers"].split(";")}
        for label in BARRIERS
        if BARRIERS[label] != "no barriers"
    }
    made = found(profiles[name], "barriers")
    rows = {str(row[0]): row[1:] for row in made.table.rows}
    assert set(rows) == {label for label, councils in naming.items() if name in councils}
    for label, (own, region, others, who) in rows.items():
        cells = [row for row in PEOPLE if BARRIERS[label] in row["barriers"].split(";")]
        base = len(people_in({name}))
        count = sum(row["council"] == name for row in cells)
        assert own == f"{count} of {base} {'person' if base == 1 else 'people'}"
        assert region == f"{len(cells)} of 40 people"
        else_ = sorted(naming[label] - {name})
        assert others == len(else_)
        assert who == (", ".join(else_) or "no other council")
    for label in naming:
        assert (label.lower() in made.headline.removeprefix(name)) == (label in rows)
    assert made.provenance == "illustrative"


@pytest.mark.parametrize("name", ANSWERED)
def test_next_steps_are_shown_with_all_their_examples(
    shipped_pack: Pack, profiles: dict[str, Profile], name: str
) -> None:
    made = found(profiles[name], "next-steps")
    steps = next_steps(shipped_pack, "2013", COUNCILS[name]["code"])
    assert [row[0] for row in made.table.rows if row[0]] == [each.about for each in steps]
    links = [str(row[5]) for row in made.table.rows]
    assert [each for each in links if each] == [
        example.source_url for each in steps for example in each.examples
    ]
    titles = [row[3] for row in made.table.rows]
    own = {row["title"] for row in EXAMPLES if name in row["councils"].split(";")}
    assert own.isdisjoint(titles)
    if steps:
        advice = steps[0].step.advice
        assert made.headline == (
            f"In the illustrative answers, the first step for {name} is on "
            f"{steps[0].about.lower()}. {advice.rstrip('.')}"
        )
        assert made.caveats == ("The examples are real, from public pages.",)
    else:
        assert made.headline == (
            f"In the illustrative answers, {name} names no barrier and is weak in no dimension: "
            "share what works"
        )
        assert made.caveats == ()


class TestFacts:
    @pytest.mark.parametrize("wave", WAVES)
    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_are_every_row_of_the_files_and_no_other_councils(
        self, shipped_pack: Pack, name: str, wave: str
    ) -> None:
        shown = {
            each.id.rsplit("-", 1)[1]: sorted(
                (str(row[0]), str(row[-1])) for row in each.table.rows
            )
            for each in of(shipped_pack, name, wave).facts
        }
        examples = sorted(
            (row["title"], row["source_url"])
            for row in EXAMPLES
            if name in row["councils"].split(";")
        )
        accounts = sorted((row["date"], row["url"]) for row in ACCOUNTS if row["council"] == name)
        projects = sorted(
            (row["project"], row["url"]) for row in PROJECTS if row["council"] == name
        )
        assert shown == {
            "examples": examples,
            **({"accounts": accounts} if accounts else {}),
            **({"projects": projects} if projects else {}),
        }

    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_account_figures_stand_in_the_words_of_their_source_newest_first(
        self, profiles: dict[str, Profile], name: str
    ) -> None:
        rows = [row for row in ACCOUNTS if row["council"] == name]
        shown = [
            row for each in profiles[name].facts if "accounts" in each.id for row in each.table.rows
        ]
        assert sorted((row[1], row[2], row[3]) for row in shown) == sorted(
            (row["platform"], row["handle_or_url"], row["in_words"]) for row in rows
        )
        assert [row[0] for row in shown] == sorted((row["date"] for row in rows), reverse=True)

    def test_each_row_of_the_files_stands_on_a_profile(self, profiles: dict[str, Profile]) -> None:
        shown = [
            row for made in profiles.values() for each in made.facts for row in each.table.rows
        ]
        of_councils = sum(len(row["councils"].split(";")) for row in EXAMPLES if row["councils"])
        with_council = [row for row in (*ACCOUNTS, *PROJECTS) if row["council"]]
        assert len(shown) == of_councils + len(with_council)

    def test_none_found_does_not_mean_that_there_is_none(
        self, profiles: dict[str, Profile]
    ) -> None:
        without = [
            name
            for name in COUNCILS
            if not any(name in row["councils"].split(";") for row in EXAMPLES)
        ]
        assert without
        for name in without:
            made = found(profiles[name], "examples")
            assert made.headline == f"No example of good practice was found for {name}"
            assert "does not mean that there is none" in made.subtitle


class TestAlike:
    @pytest.mark.parametrize("wave", WAVES)
    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_lists_the_most_alike_with_what_they_share(
        self, shipped_pack: Pack, name: str, wave: str
    ) -> None:
        made = of(shipped_pack, name, wave).alike
        alike = most_alike(shipped_pack, wave, COUNCILS[name]["code"])
        assert [row[1] for row in made.table.rows] == [round(100 * each.score) for each in alike]
        for row, each in zip(made.table.rows, alike, strict=True):
            council = COUNCILS[str(row[0])]
            assert council["code"] == each.code
            assert (str(row[2]).startswith("same: ")) == (council["type"] == COUNCILS[name]["type"])
            assert (str(row[3]).startswith("same: ")) == (
                council["county_area"] == COUNCILS[name]["county_area"]
            )
            assert (row[4] == "not known") == (each.answers is None)
        assert made.caveats == (RULE,)

    @pytest.mark.parametrize("name", list(COUNCILS))
    def test_is_made_up_only_where_there_are_answers(
        self, shipped_pack: Pack, profiles: dict[str, Profile], name: str
    ) -> None:
        assert profiles[name].alike.provenance == "illustrative", "who is silent is made up too"
        assert profiles[name].alike.subtitle == (
            f"Councils like {name}, by type, county area and answers, 2013."
        )
        without = of(shipped_pack, name, "2014").alike
        assert without.provenance == "council_fact"
        assert without.subtitle == f"Councils like {name}, by type and county area."

    def test_names_all_that_tie_for_the_first_place(self, profiles: dict[str, Profile]) -> None:
        assert profiles["Walsall"].alike.headline == (
            "In the illustrative answers, Coventry and Dudley are most like Walsall"
        )
        assert profiles["Shropshire"].alike.headline == (
            "In the illustrative answers, Telford and Wrekin is most like Shropshire"
        )

    def test_counts_them_where_they_are_many(self, shipped_pack: Pack) -> None:
        made = of(shipped_pack, "Staffordshire", "2014").alike
        assert made.headline == ("11 councils are equally like Staffordshire, more than any other")
        assert len(made.table.rows) == 11


@pytest.mark.parametrize("wave", WAVES)
@pytest.mark.parametrize("name", list(COUNCILS))
def test_kinds_of_data_are_never_mixed_up(shipped_pack: Pack, name: str, wave: str) -> None:
    made = of(shipped_pack, name, wave)
    assert {each.provenance for each in made.findings} <= {"illustrative"}
    assert {each.provenance for each in made.facts} == {"council_fact"}
    assert made.locator.provenance == "council_fact"
    for each in made.exhibits:
        assert each.stamp == STAMPS[each.provenance]


# Other packs --------------------------------------------------------------------------------------


def profile_of(pack: Pack, code: str, wave: str = "2030") -> Profile:
    return profile(pack, Selection(wave, council=code))


def without_barriers(descriptor: Json) -> None:
    """The second wave asks nothing about barriers."""
    fields = resource(descriptor, "answers-2031")["schema"]["fields"]
    fields[:] = [each for each in fields if each["name"] != "barriers"]


@pytest.fixture
def tiny_councils(tmp_path: Path) -> Path:
    return tiny_region(tmp_path)


class TestAnOwnSurvey:
    def test_is_stamped_as_such(self, mature_pack: Pack) -> None:
        made = profile_of(mature_pack, EASTFORD)
        assert [each.id for each in made.findings] == [
            *("eastford-measures", "eastford-maturity", "eastford-barriers")
        ]
        assert {each.provenance for each in (*made.findings, made.alike)} == {"own"}
        assert made.answered == "3 people answered for this council in 2030."
        assert made.answered_stamp == STAMPS["own"]

    def test_without_a_maturity_model_has_no_maturity(self, tiny_pack: Pack) -> None:
        assert [each.id for each in profile_of(tiny_pack, NORTHMOOR).findings] == [
            *("northmoor-measures", "northmoor-barriers")
        ]

    def test_of_a_council_that_did_not_answer(self, tiny_pack: Pack) -> None:
        made = profile_of(tiny_pack, SOUTHWICK)
        assert made.findings == ()
        assert made.answered == (
            "Nobody answered for this council in 2030. Missing is missing, not zero."
        )
        assert made.alike.provenance == "own"
        assert made.alike.headline == "Eastford is most like Southwick"

    def test_that_did_not_ask_about_barriers_says_nothing_of_them(
        self, tiny_councils: Path
    ) -> None:
        answers = "person,council,use\nq01,Northmoor,high\nq02,Holmshire,low\n"
        folder = second_wave(tiny_councils, answers)
        edit_json(folder, without_barriers)
        pack = read_pack(folder)
        assert [each.id for each in profile_of(pack, NORTHMOOR, "2031").findings] == [
            "northmoor-measures"
        ]

    def test_says_that_nobody_answered_about_barriers(self, tiny_councils: Path) -> None:
        answers = "person,council,use,barriers\nq01,Northmoor,high,\nq02,Holmshire,low,cost\n"
        pack = read_pack(second_wave(tiny_councils, answers))
        made = found(profile_of(pack, NORTHMOOR, "2031"), "barriers")
        assert made.headline == "Nobody of Northmoor answered the question about barriers"
        assert made.table.rows == ()

    def test_says_why_there_is_no_score(self, tmp_path: Path) -> None:
        answers = "person,council,use,barriers\nq01,Northmoor,,cost\nq02,Holmshire,low,cost\n"
        pack = read_pack(second_wave(with_maturity(tiny_region(tmp_path)), answers))
        made = profile_of(pack, NORTHMOOR, "2031")
        assert found(made, "maturity").headline == (
            "Northmoor has no maturity score: too little was answered"
        )
        row = next(row for row in found(made, "measures").table.rows if row[0] == "High use")
        assert row[1] == "[x] skipped this question"
        assert row[4:] == ("too few people to say", "too few people to say")

    def test_with_more_people_says_where_it_differs(self, tiny_councils: Path) -> None:
        lines = [
            f"q{at:02},{'Northmoor' if at < 12 else 'Holmshire'},"
            f"{'high' if at < 12 else 'low'},{'cost' if at < 12 else 'nothing'}"
            for at in range(24)
        ]
        pack = read_pack(
            second_wave(tiny_councils, "\n".join(["person,council,use,barriers", *lines, ""]))
        )
        for code, word in ((NORTHMOOR, "higher"), (HOLMSHIRE, "lower")):
            made = found(profile_of(pack, code, "2031"), "measures")
            name = pack.region.by_code[code].name
            assert made.headline == f"{name} is {word} than the rest of the region on “High use”"
            assert made.table.rows[0][5] == word
            own = "100% (12 of 12) [u]" if word == "higher" else "0% (0 of 12) [u]"
            assert made.table.rows[0][1] == own

    def test_with_many_people_says_what_is_similar(self, tiny_councils: Path) -> None:
        lines = [
            f"q{at:04},{council},{'high' if at % 2 else 'low'},{'cost' if at % 4 else 'nothing'}"
            for at, council in enumerate(["Northmoor", "Northmoor", "Eastford", "Eastford"] * 200)
        ]
        pack = read_pack(
            second_wave(tiny_councils, "\n".join(["person,council,use,barriers", *lines, ""]))
        )
        made = found(profile_of(pack, NORTHMOOR, "2031"), "measures")
        assert made.headline == "Northmoor is similar to the rest of the region on “High use”"
        assert ("High use", "50% (200 of 400)") == made.table.rows[0][:2]
        assert made.table.rows[0][5] == "similar"
