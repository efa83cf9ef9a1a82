"""Specification of the overview: every published figure, said truly, and nothing made of a few."""

import csv
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import Bars, Cell, Exhibit, Stacks
from bestbywm.exhibits.overview import INFERRED, exhibits, headline_figures
from bestbywm.pack import Pack
from bestbywm.region import Region

PUBLISHED = Path(__file__).parents[2] / "data" / "published.csv"
ROWS = list(csv.DictReader(PUBLISHED.read_text(encoding="utf-8").splitlines()))
WAVES = ("2013", "2014")


def by_id(pack: Pack, selection: Selection) -> dict[str, Exhibit]:
    return {each.id: each for each in exhibits(pack, selection)}


def code(pack: Pack, *names: str) -> tuple[str, ...]:
    return tuple(pack.region.by_name[name].code for name in names)


def words_of(exhibit: Exhibit) -> str:
    """All that is said in words, on and around the chart."""
    said = [exhibit.headline, exhibit.subtitle, exhibit.alt]
    if isinstance(exhibit.chart, Bars):
        said += [bar.text for bar in exhibit.chart.bars]
    if isinstance(exhibit.chart, Stacks):
        said += [part.text for row in exhibit.chart.parts for part in row if part]
    return " ".join(said)


def cells_of(exhibit: Exhibit, count: str = "Count", base: str = "Base") -> Iterator[dict]:
    names = [column.name for column in exhibit.table.columns]
    for row in exhibit.table.rows:
        cells = dict(zip(names, row, strict=True))
        if count in cells and base in cells:
            yield cells


def some(values: Sequence[str], most: int) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(tuple)


@st.composite
def selections(draw: st.DrawFn, region: Region) -> Selection:
    return Selection(
        "2013",
        types=draw(some([each.id for each in region.types], 2)),
        county_areas=draw(some(region.county_areas, 2)),
        councils=draw(some(region.codes, 8)),
    )


class TestHeadlinesOfThePublishedResults:
    def test_2013(self, shipped_pack: Pack) -> None:
        assert {each.id: each.headline for each in exhibits(shipped_pack, Selection("2013"))} == {
            "ambition": (
                "85% (34 of 40 people) say it is very important that their council uses social "
                "media, but only 25% (10 of 40 people) say their council's use is highly effective"
            ),
            "barriers": (
                "37.5% (15 of 40 people) name training as a barrier, more than any other shown, "
                "followed by trust with 14"
            ),
            "leadership": (
                "85% (34 of 40 people) say members use social media, "
                "but only 32.5% (13 of 40 people) say senior managers use social media"
            ),
            "policy": (
                "42.5% (17 of 40 people) say their council has no up-to-date social media "
                "policy or guidance"
            ),
            "expectation": (
                "97.5% (39 of 40 people) expect their council's use of social media to increase"
            ),
            "role": (
                "92.5% (37 of 40 people) say social media is very important in their own role, "
                "but only 47.5% (19 of 40 people) say their own use is high"
            ),
            "ratings": (
                "Answered most often: “Medium” for use by the council (22) and effectiveness "
                "(26); “High” for own use (19)"
            ),
            "importance": (
                "Most people answer “Very important” for importance to the council (34) and "
                "importance in the role (37)"
            ),
            "admired": (
                "The most mentions (14) go to police forces, followed by Walsall Council and "
                "Twitter gritter / #WMGrit with 11 each"
            ),
            "facts": (
                "100% of councils have at least one Twitter and one Facebook account; "
                "15 different channels were in use across the region"
            ),
        }

    def test_2014(self, shipped_pack: Pack) -> None:
        assert {each.id: each.headline for each in exhibits(shipped_pack, Selection("2014"))} == {
            "ambition": (
                "36% (9 of 25 people, inferred) say their council's use is highly effective"
            ),
            "barriers": (
                "54% (14 of 26 people, inferred) name resources as a barrier, "
                "the only figure published"
            ),
            "leadership": (
                "100% (26 of 26 people, inferred) say the communications team uses social media, "
                "but just over 60% (16 of 26 people, inferred) say senior managers use social media"
            ),
            "role": "15% (4 of 26 people, inferred) say their own use is high",
            "channels": (
                "100% (26 of 26 people, inferred) say their council uses Twitter, "
                "more than any other shown, followed by Facebook with 25"
            ),
        }

    def test_the_figures_at_the_top_of_2013(self, shipped_pack: Pack) -> None:
        top = headline_figures(shipped_pack, Selection("2013"))
        assert [(each.label, each.value, each.count) for each in top] == [
            ("Very important to the council", "85%", "34 of 40 people"),
            ("High use by the council", "37.5%", "15 of 40 people"),
            ("Highly effective", "25%", "10 of 40 people"),
            ("No up-to-date policy", "42.5%", "17 of 40 people"),
            ("Senior managers use social media", "32.5%", "13 of 40 people"),
            ("Use expected to increase", "97.5%", "39 of 40 people"),
        ]
        assert {each.provenance for each in top} == {"published"}

    def test_the_figures_at_the_top_of_2014(self, shipped_pack: Pack) -> None:
        top = headline_figures(shipped_pack, Selection("2014"))
        assert [(each.label, each.value, each.count) for each in top] == [
            ("Highly effective", "36%", "9 of 25 people, inferred"),
            ("Senior managers use social media", "Just over 60%", "16 of 26 people, inferred"),
        ]


class TestEveryPublishedFigure:
    def test_there_are_41(self) -> None:
        assert len(ROWS) == 41

    @pytest.mark.parametrize("row", ROWS, ids=lambda row: "-".join(list(row.values())[:3]))
    def test_it_stands_in_the_table_of_an_exhibit(
        self, shipped_pack: Pack, row: dict[str, str]
    ) -> None:
        question = shipped_pack.questions[row["question"]]
        option = question.option(row["option"])
        names = {question.short, option.label, question.measure if option.role else ""}
        found: list[tuple[Cell, ...]] = [
            cells
            for panel in shipped_pack.panels
            if question.id in panel.questions
            for exhibit in exhibits(shipped_pack, Selection(row["wave"]))
            if exhibit.id == panel.id
            for cells in exhibit.table.rows
            if cells[0] in names and (cells[0] != question.short or cells[1] == option.label)
        ]
        assert found, "the figure is in no exhibit"
        share = float(row["percent"]) / 100 if row["percent"] else None
        for cells in found:
            if row["count"]:
                assert int(row["count"]) in cells
            if row["base"]:
                assert int(row["base"]) in cells
            if share is not None:
                assert any(
                    isinstance(cell, float) and cell == pytest.approx(share) for cell in cells
                )
            if row["as_published"]:
                assert row["as_published"] in str(cells[-1])

    @pytest.mark.parametrize("wave", WAVES)
    def test_an_unfiltered_wave_shows_nothing_but_published_figures(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        made = exhibits(shipped_pack, Selection(wave))
        assert {each.provenance for each in made} == {"published"}
        assert {each.stamp for each in made} == {"Published figures."}

    def test_just_over_60_is_shown_as_published(self, shipped_pack: Pack) -> None:
        chart = by_id(shipped_pack, Selection("2014"))["leadership"].chart
        assert isinstance(chart, Bars)
        bar = next(each for each in chart.bars if each.label.startswith("Senior managers"))
        assert (bar.text, bar.value) == ("just over 60% (16 of 26)", 0.6)

    def test_an_inferred_base_is_said_wherever_it_is_used(self, shipped_pack: Pack) -> None:
        for exhibit in exhibits(shipped_pack, Selection("2014")):
            assert exhibit.caveats[0] == INFERRED
            assert "inferred" in exhibit.subtitle
            assert all("inferred" in str(row[-1]) for row in exhibit.table.rows)
        for exhibit in exhibits(shipped_pack, Selection("2013")):
            assert exhibit.caveats == ()

    def test_what_is_unsure_about_a_single_figure_is_said_beside_it(
        self, shipped_pack: Pack
    ) -> None:
        said = {
            exhibit.id: " ".join(exhibit.caveats)
            for exhibit in exhibits(shipped_pack, Selection("2014"))
        }
        assert "does not say which answer its 36% gave" in said["ambition"]
        assert "“just over 60%”" in said["leadership"]
        assert "wording of the 2014 question was not seen" in said["role"]
        assert said["channels"] == INFERRED

    def test_2014_s_bases_of_fewer_than_30_are_marked(self, shipped_pack: Pack) -> None:
        for exhibit in exhibits(shipped_pack, Selection("2014")):
            assert all("[u]" in str(row[-1]) for row in exhibit.table.rows)

    def test_a_question_of_which_only_a_part_was_published_is_not_stacked(
        self, shipped_pack: Pack
    ) -> None:
        assert "ratings" not in by_id(shipped_pack, Selection("2014"))

    def test_the_most_named_carry_the_emphasis(self, shipped_pack: Pack) -> None:
        chart = by_id(shipped_pack, Selection("2013"))["barriers"].chart
        assert isinstance(chart, Bars)
        assert [bar.label for bar in chart.bars if bar.emphasis == "main"] == ["Training"]
        assert [bar.label for bar in chart.bars][-1] == "No barriers"


class TestAlternativeText:
    @pytest.mark.parametrize("wave", WAVES)
    def test_it_says_the_headline_and_every_figure_of_the_chart(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for exhibit in exhibits(shipped_pack, Selection(wave)):
            assert exhibit.alt.startswith(f"{exhibit.headline}.")
            if isinstance(exhibit.chart, Bars):
                for bar in exhibit.chart.bars:
                    assert f"{bar.label}: {bar.text}" in exhibit.alt
            if isinstance(exhibit.chart, Stacks):
                for row in exhibit.chart.parts:
                    assert all(part.text in exhibit.alt for part in row if part)

    @pytest.mark.parametrize("wave", WAVES)
    def test_its_counts_are_those_of_the_table(self, shipped_pack: Pack, wave: str) -> None:
        for exhibit in exhibits(shipped_pack, Selection(wave)):
            if not isinstance(exhibit.chart, Bars) or exhibit.id == "admired":
                continue
            said = re.findall(r"\((\d+) of (\d+)\)", exhibit.alt)
            assert [(int(count), int(base)) for count, base in said] == [
                (cells["Count"], cells["Base"]) for cells in cells_of(exhibit)
            ]


class TestAFilter:
    def test_one_council_is_said_in_counts_and_in_the_singular(self, shipped_pack: Pack) -> None:
        pack = shipped_pack
        for name in ("Birmingham", "Walsall"):
            selection = Selection("2013", councils=code(pack, name))
            people = pack.responses["2013"].people_in(selection.codes(pack.region))
            count = pack.responses["2013"].count("policy_up_to_date", ["no"], people)
            noun = "person" if len(people) == 1 else "people"
            says = "says" if 1 in (count, len(people)) else "say"
            assert by_id(pack, selection)["policy"].headline == (
                f"{count} of {len(people)} {noun} {says} their council has no up-to-date "
                "social media policy or guidance"
            )

    def test_the_place_is_said_and_the_stamp_is_carried(self, shipped_pack: Pack) -> None:
        for exhibit in exhibits(shipped_pack, Selection("2013", types=("district",))):
            assert "19 district councils, 2013" in exhibit.subtitle
            assert exhibit.provenance == "illustrative"
            assert "no council gave them" in exhibit.stamp

    def test_all_councils_chosen_one_by_one_give_the_same_headlines(
        self, shipped_pack: Pack
    ) -> None:
        everywhere = by_id(shipped_pack, Selection("2013", councils=shipped_pack.region.codes))
        published = by_id(shipped_pack, Selection("2013"))
        del published["facts"]
        told = {id_: each.headline for id_, each in everywhere.items()}
        assert told.pop("admired").startswith("In the illustrative answers, the most mentions")
        del published["admired"]
        assert told == {id_: each.headline for id_, each in published.items()}

    def test_a_selection_that_did_not_answer_has_nothing_to_show(self, shipped_pack: Pack) -> None:
        pack = shipped_pack
        silent = set(pack.region.codes) - pack.responses["2013"].answering_councils
        assert len(silent) == 2
        for councils in (tuple(silent), tuple(silent)[:1]):
            selection = Selection("2013", councils=councils)
            assert exhibits(pack, selection) == ()
            assert headline_figures(pack, selection) == ()

    def test_filters_that_exclude_each_other_have_nothing_to_show(self, shipped_pack: Pack) -> None:
        nowhere = Selection("2013", types=("county",), county_areas=("Shropshire",))
        assert exhibits(shipped_pack, nowhere) == ()

    def test_a_wave_without_answers_never_shows_its_region_as_a_part(
        self, shipped_pack: Pack
    ) -> None:
        filtered = Selection("2014", types=("district",))
        assert exhibits(shipped_pack, filtered) == exhibits(shipped_pack, Selection("2014"))

    def test_one_made_up_figure_makes_the_exhibit_made_up(self, shipped_pack: Pack) -> None:
        unpublished = {
            key: figure
            for key, figure in shipped_pack.published.items()
            if figure.question != "usage_level"
        }
        mixed = replace(shipped_pack, published=unpublished)
        assert by_id(mixed, Selection("2013"))["ambition"].provenance == "illustrative"
        assert by_id(mixed, Selection("2013"))["leadership"].provenance == "published"

    @settings(deadline=None, max_examples=60)
    @given(data=st.data())
    def test_no_selection_breaks_a_rule(self, shipped_pack: Pack, data: st.DataObject) -> None:
        selection = data.draw(selections(shipped_pack.region))
        for exhibit in exhibits(shipped_pack, selection):
            bases = [cells["Base"] for cells in cells_of(exhibit)]
            if exhibit.id != "facts" and (exhibit.id == "admired" or max(bases) < 10):
                assert "%" not in words_of(exhibit)
            for cells in cells_of(exhibit):
                count, base, share = cells["Count"], cells["Base"], cells["Share"]
                if base == "[x]":
                    continue
                assert 0 <= count <= base
                assert isinstance(share, float) == (base >= 10)
                assert ("[u]" in cells["Note"]) == (10 <= base < 30)
            if isinstance(exhibit.chart, Bars):
                for bar in exhibit.chart.bars:
                    assert bar.value is not None
                    assert 0 <= bar.value <= exhibit.chart.limit
                    if bar.low is not None and bar.high is not None:
                        assert 0 <= bar.low <= bar.value <= bar.high <= 1
            if isinstance(exhibit.chart, Stacks):
                for row in exhibit.chart.parts:
                    total = sum(part.value for part in row if part)
                    assert total == pytest.approx(exhibit.chart.limit)
        for figure in headline_figures(shipped_pack, selection):
            if selection.is_filtered and "%" in figure.value:
                assert int(figure.count.split()[2]) >= 10
