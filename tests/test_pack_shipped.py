"""Specification of the region pack that ships: nothing of the sources is lost, nothing unsaid."""

import csv
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest
from frictionless import Package

import bestbywm
from bestbywm.files import DESCRIPTOR
from bestbywm.pack import Pack
from tests.packs import SHIPPED, Json, copy_of_shipped, read_json, read_table

NOT_DATA = {DESCRIPTOR, "README.md"}
"""Files of the folder that describe the others."""

DESCRIPTION: Json = read_json(SHIPPED)
RESOURCES: list[Json] = DESCRIPTION["resources"]
TABLES = [each for each in RESOURCES if each["type"] == "table"]
FIELDS = [(table, field) for table in TABLES for field in table["schema"]["fields"]]


def named(entry: Json) -> str:
    return str(entry["name"])


def cells_of(file: str) -> list[dict[str, str]]:
    with (SHIPPED / file).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def undescribed(folder: Path) -> set[str]:
    """Files of a pack that its datapackage.json does not describe."""
    described = {each["path"] for each in read_json(folder)["resources"]}
    return {path.name for path in folder.iterdir()} - described - NOT_DATA


class TestTheDescription:
    def test_is_a_valid_data_package(self) -> None:
        report = Package.from_descriptor(DESCRIPTION, basepath=str(SHIPPED)).validate()
        assert report.valid, report.flatten(["title", "note"])

    def test_describes_every_file(self) -> None:
        assert undescribed(SHIPPED) == set()

    def test_would_miss_a_file_that_it_does_not_describe(self, tmp_path: Path) -> None:
        pack = copy_of_shipped(tmp_path)
        (pack / "extra.csv").write_text("a,b\n1,2\n", encoding="utf-8")
        assert undescribed(pack) == {"extra.csv"}

    @pytest.mark.parametrize("entry", RESOURCES, ids=named)
    def test_describes_only_files_that_exist(self, entry: Json) -> None:
        assert (SHIPPED / entry["path"]).is_file()

    @pytest.mark.parametrize("entry", TABLES, ids=named)
    def test_gives_the_columns_of_each_table_in_their_order(self, entry: Json) -> None:
        names = [field["name"] for field in entry["schema"]["fields"]]
        assert read_table(SHIPPED, entry["path"])[0] == names

    @pytest.mark.parametrize("entry", RESOURCES, ids=named)
    def test_says_what_a_file_is_where_it_comes_from_and_its_licence(self, entry: Json) -> None:
        assert entry["title"]
        assert entry["description"].endswith(".")
        assert entry["sources"]
        assert entry["licenses"]
        for source in (*entry["sources"], *entry["licenses"]):
            assert source["title"]
            assert source["path"].startswith("https://")

    @pytest.mark.parametrize(("table", "field"), FIELDS, ids=named)
    def test_explains_every_column(self, table: Json, field: Json) -> None:
        assert field["description"], f"{table['name']}: {field['name']}"

    def test_names_the_region_and_its_survey(self) -> None:
        assert {"name", "survey", "about", "source", "source_url"} <= DESCRIPTION["region"].keys()

    def test_carries_the_words_that_the_boundaries_demand(self, shipped_pack: Pack) -> None:
        assert "Crown copyright and database right" in shipped_pack.attribution
        assert "Office for National Statistics" in shipped_pack.attribution


class TestTheFiles:
    @pytest.mark.parametrize("path", sorted(SHIPPED.glob("*")), ids=lambda path: path.name)
    def test_are_utf_8_with_plain_line_ends(self, path: Path) -> None:
        content = path.read_bytes()
        assert content.decode("utf-8").endswith("\n")
        assert not content.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in content

    def test_hold_no_blanks_at_the_ends_of_cells(self) -> None:
        for table in TABLES:
            for number, cells in enumerate(read_table(SHIPPED, table["path"]), start=1):
                assert cells == [cell.strip() for cell in cells], f"{table['path']}, row {number}"


class TestTheCouncils:
    def test_are_33_of_four_types(self, shipped_pack: Pack) -> None:
        types = Counter(council.type for council in shipped_pack.region.councils)
        assert types == {"metropolitan": 7, "unitary": 4, "county": 3, "district": 19}

    def test_that_lie_under_a_county_are_the_districts(self, shipped_pack: Pack) -> None:
        for council in shipped_pack.region.councils:
            assert bool(council.county_code) == (council.type == "district"), council.name

    def test_over_districts_are_the_counties(self, shipped_pack: Pack) -> None:
        region = shipped_pack.region
        assert {region.by_code[code].type for code in region.upper_tier} == {"county"}
        assert len(region.upper_tier) == 3

    def test_lie_in_the_county_area_of_their_county(self, shipped_pack: Pack) -> None:
        region = shipped_pack.region
        for council in region.councils:
            if council.county_code:
                assert council.county_area == region.by_code[council.county_code].county_area

    def test_have_codes_that_tell_their_type(self, shipped_pack: Pack) -> None:
        kinds = {"E06": "unitary", "E07": "district", "E08": "metropolitan", "E10": "county"}
        for council in shipped_pack.region.councils:
            assert kinds[council.code[:3]] == council.type, council.name


class TestThePublishedResults:
    def test_are_41_figures_of_two_waves(self, shipped_pack: Pack) -> None:
        assert len(shipped_pack.published) == 41
        assert Counter(wave for wave, _ in shipped_pack.published) == {"2013": 29, "2014": 12}

    def test_lose_nothing_when_read(self, shipped_pack: Pack) -> None:
        rows = cells_of("published.csv")
        assert len(rows) == len(shipped_pack.published)
        for row in rows:
            figure = shipped_pack.published[row["wave"], (row["question"], row["option"])]
            assert figure.percent == (float(row["percent"]) if row["percent"] else None)
            assert figure.count == (int(row["count"]) if row["count"] else None)
            assert figure.base == (int(row["base"]) if row["base"] else None)
            assert figure.count_basis == row["count_basis"]
            assert figure.as_published == row["as_published"]
            assert (figure.source_url, figure.note) == (row["source_url"], row["note"])

    def test_of_40_people_are_exactly_their_counts(self) -> None:
        exact = [row for row in cells_of("published.csv") if row["base"] == "40"]
        assert len(exact) == 23
        for row in exact:
            share = Decimal(row["count"]) / 40 * 100
            assert share == Decimal(row["percent"]), f"{row['question']}: {row['option']}"

    def test_of_2014_rest_on_inferred_bases(self, shipped_pack: Pack) -> None:
        of_2014 = [each for each in shipped_pack.published.values() if each.wave == "2014"]
        assert {each.count_basis for each in of_2014} == {"inferred"}
        assert {each.base for each in of_2014} == {25, 26}
        assert shipped_pack.wave_by_id["2014"].people_basis == "inferred"

    def test_say_in_a_note_where_a_source_does_not_fit(self, shipped_pack: Pack) -> None:
        rounded = [
            each
            for each in shipped_pack.published.values()
            if each.count is not None
            and each.base
            and each.percent is not None
            and abs(each.percent - 100 * each.count / each.base) > 0.5
        ]
        assert rounded
        assert all(each.note for each in rounded)

    def test_add_up_to_at_most_everybody_for_a_single_choice(self, shipped_pack: Pack) -> None:
        for question in shipped_pack.questions.values():
            for wave in shipped_pack.waves:
                keys = [(wave.id, (question.id, option.id)) for option in question.options]
                figures = [each for key in keys if (each := shipped_pack.published.get(key))]
                bases = {each.base for each in figures if each.base}
                if question.kind == "single" and bases:
                    assert sum(each.count or 0 for each in figures) <= min(bases)

    def test_rest_on_40_people_of_31_of_33_councils_in_2013(self, shipped_pack: Pack) -> None:
        wave = shipped_pack.wave_by_id["2013"]
        assert (wave.people, wave.councils_answered, wave.councils_invited) == (40, 31, 33)

    def test_have_no_answers_for_2014(self, shipped_pack: Pack) -> None:
        assert shipped_pack.responses.keys() == {"2013"}
        assert shipped_pack.wave_by_id["2014"].answers_file is None


class TestTheAnswers:
    def test_are_stamped_as_illustrative(self, shipped_pack: Pack) -> None:
        assert shipped_pack.responses["2013"].provenance == "illustrative"
        entry = next(each for each in RESOURCES if each["name"] == "illustrative-2013")
        assert "Made-up" in entry["description"]

    def test_add_up_to_the_published_counts(self, shipped_pack: Pack) -> None:
        responses = shipped_pack.responses["2013"]
        everybody = responses.people_in(shipped_pack.region.codes)
        compared = 0
        for (wave, (question, option)), figure in shipped_pack.published.items():
            if wave == "2013" and figure.count is not None and responses.asks(question):
                assert responses.count(question, [option], everybody) == figure.count
                compared += 1
        assert compared == 27


class TestTheFacts:
    def test_are_39_examples_42_account_figures_and_3_projects(self, shipped_pack: Pack) -> None:
        assert len(shipped_pack.examples) == 39
        assert len(shipped_pack.account_figures) == 42
        assert len(shipped_pack.funded_projects) == 3

    def test_stand_where_they_can_be_read(self, shipped_pack: Pack) -> None:
        facts = (
            *shipped_pack.examples,
            *shipped_pack.account_figures,
            *shipped_pack.funded_projects,
        )
        assert all(fact.source_url.startswith("http") for fact in facts)

    def test_are_about_councils_of_the_region(self, shipped_pack: Pack) -> None:
        codes = set(shipped_pack.region.codes)
        assert {each.council for each in shipped_pack.account_figures} <= codes
        assert {code for each in shipped_pack.examples for code in each.councils} <= codes
        assert {each.council for each in shipped_pack.funded_projects} <= codes | {None}


class TestThePanels:
    def test_show_every_question_at_least_once(self, shipped_pack: Pack) -> None:
        shown = {question for panel in shipped_pack.panels for question in panel.questions}
        assert shown == set(shipped_pack.questions)


# The code is for any region -----------------------------------------------------------------------


def words_of_the_region() -> list[str]:
    """Names and codes that only this region and this survey have."""
    region = DESCRIPTION["region"]
    words = {region["name"], region["survey"], region["hashtag"], region["source_url"]}
    words |= set(re.split(r", | for ", region["source"]))
    for council in cells_of("councils.csv"):
        words |= {council["code"], council["name"], council["official_name"]}
        words |= {council["county_area"], *council["aliases"].split(";")}
    words |= {row["question"] for row in cells_of("questions.csv") if "_" in row["question"]}
    words |= {source["path"] for each in RESOURCES for source in each["sources"]}
    return sorted(words - {""})


CODE = Path(bestbywm.__file__).parent


@pytest.mark.parametrize(
    "path", [each.relative_to(CODE) for each in sorted(CODE.rglob("*.py"))], ids=str
)
def test_no_code_knows_this_region(path: Path) -> None:
    words = "|".join(re.escape(word) for word in words_of_the_region())
    found = re.search(rf"(?<!\w)({words})(?!\w)", (CODE / path).read_text(encoding="utf-8"))
    assert found is None, f"{path} names {found and found[0]}"
