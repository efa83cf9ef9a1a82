"""Specification of the examples of good practice, counted again from their file."""

import csv
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.analysis.selection import PracticeFilter, Selection
from bestbywm.exhibits.model import Bars, Choropleth, Exhibit
from bestbywm.exhibits.practice import (
    by_theme,
    examples_for,
    exhibits,
    found_in_words,
    funded_for,
)
from bestbywm.pack import Pack
from bestbywm.region import MapView
from bestbywm.survey.facts import Example, FundedProject
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

FILE = Path(__file__).parents[2] / "data" / "good_practice.csv"
ROWS = list(csv.DictReader(FILE.read_text(encoding="utf-8").splitlines()))
COUNCILS_OF = {row["title"]: [*filter(None, row["councils"].split(";"))] for row in ROWS}
VIEWS: tuple[MapView, ...] = ("districts", "counties", "hexagons")


def values(column: str) -> list[str]:
    return sorted({value for row in ROWS for value in row[column].split(";") if value})


def found(pack: Pack, selection: Selection) -> set[str]:
    return {each.title for each in examples_for(pack, selection)}


def in_file(column: str, *wanted: str) -> set[str]:
    return {row["title"] for row in ROWS if set(wanted).intersection(row[column].split(";"))}


def looked_for(words: str) -> Selection:
    return Selection("2013", practice=PracticeFilter(words=words))


def selection_of(pack: Pack, *names: str, practice: PracticeFilter | None = None) -> Selection:
    codes = tuple(pack.region.by_name[name].code for name in names)
    return Selection("2013", councils=codes, practice=practice or PracticeFilter())


def example(title: str, theme: str = "parks", *councils: str, **rest: object) -> Example:
    made = Example(title, "Somebody", councils, (), theme, 2030, "elsewhere", "mention", "")
    return replace(made, **rest)  # type: ignore[arg-type]


def with_examples(pack: Pack, *examples: Example) -> Pack:
    return replace(pack, examples=examples)


def both(pack: Pack, selection: Selection) -> tuple[Exhibit, Exhibit]:
    themes, where = exhibits(pack, selection)
    return themes, where


class TestFilters:
    def test_without_a_filter_all_pass(self, shipped_pack: Pack) -> None:
        assert found(shipped_pack, Selection("2013")) == set(COUNCILS_OF)
        assert found(shipped_pack, Selection("2014")) == set(COUNCILS_OF)

    @pytest.mark.parametrize(
        ("field", "column"),
        [
            *(("themes", "theme"), ("channels", "channels")),
            *(("years", "year"), ("collections", "collection")),
        ],
    )
    def test_each_value_lets_its_own_examples_through(
        self, shipped_pack: Pack, field: str, column: str
    ) -> None:
        for value in values(column):
            practice = PracticeFilter(**{field: (value,)})  # type: ignore[arg-type]
            selection = Selection("2013", practice=practice)
            assert found(shipped_pack, selection) == in_file(column, value)

    def test_several_values_of_one_filter_are_alternatives(self, shipped_pack: Pack) -> None:
        practice = PracticeFilter(themes=("elections", "parks"))
        assert found(shipped_pack, Selection("2013", practice=practice)) == (
            in_file("theme", "elections") | in_file("theme", "parks")
        )

    def test_several_filters_must_all_let_through(self, shipped_pack: Pack) -> None:
        practice = PracticeFilter(themes=("winter service",), channels=("facebook",), words="snow")
        assert found(shipped_pack, Selection("2013", practice=practice)) == {
            "Corporate Facebook page during snow",
            "Coventry Facebook page in the snow",
        }

    def test_each_council_has_its_own_and_its_joint_examples(self, shipped_pack: Pack) -> None:
        for council in shipped_pack.region.councils:
            assert found(shipped_pack, selection_of(shipped_pack, council.name)) == {
                title for title, names in COUNCILS_OF.items() if council.name in names
            }

    def test_filters_on_councils_and_on_examples_go_together(self, shipped_pack: Pack) -> None:
        practice = PracticeFilter(themes=("photography",))
        selection = selection_of(shipped_pack, "Dudley", "Walsall", practice=practice)
        assert found(shipped_pack, selection) == {
            "Flickr meet at the Council House",
            "Seasonal photo groups",
        }

    def test_types_and_areas_filter_too(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", types=("district",), county_areas=("Warwickshire",))
        assert found(shipped_pack, selection) == {"Live results from local election counts"}

    def test_an_example_of_no_council_shows_only_without_a_filter_on_councils(
        self, shipped_pack: Pack
    ) -> None:
        (title,) = [title for title, names in COUNCILS_OF.items() if not names]
        everyone = tuple(each.id for each in shipped_pack.region.types)
        assert title in found(shipped_pack, looked_for("curry"))
        assert title not in found(shipped_pack, Selection("2013", types=everyone))

    def test_an_example_of_unknown_year_vanishes_under_a_filter_on_years(
        self, shipped_pack: Pack
    ) -> None:
        unknown = {row["title"] for row in ROWS if not row["year"]}
        practice = PracticeFilter(years=tuple(values("year")))
        selection = Selection("2013", practice=practice)
        assert found(shipped_pack, selection) == set(COUNCILS_OF) - unknown
        themes, _ = both(shipped_pack, selection)
        assert f"{len(unknown)} examples of unknown year are left out." in themes.caveats

    def test_nonsense_finds_nothing_and_makes_no_exhibit(self, shipped_pack: Pack) -> None:
        for practice in (
            PracticeFilter(words="xyzzy"),
            PracticeFilter(themes=("no such theme",)),
            PracticeFilter(years=("None",), themes=("no such theme",)),
        ):
            selection = Selection("2013", practice=practice)
            assert examples_for(shipped_pack, selection) == ()
            assert exhibits(shipped_pack, selection) == ()

    def test_the_year_that_is_not_known_is_no_year_to_filter_by(self, shipped_pack: Pack) -> None:
        practice = PracticeFilter(years=("None", ""))
        assert found(shipped_pack, Selection("2013", practice=practice)) == set()


class TestWords:
    @pytest.mark.parametrize(
        ("words", "titles"),
        [
            ("GRITTING", {"Regional gritting alerts under one hashtag"}),
            ("carers", {"Carer's day tweeted live"}),
            ("carer’s", {"Carer's day tweeted live"}),
            ("carer's DAY", {"Carer's day tweeted live"}),
            ("curry blog", {"Social care networking over curry"}),
            ("fairbrum", {"Place Matters neighbourhood photos"}),
            ("  yammer   walsall ", {"Yammer network for council staff"}),
            ("yammer dudley", set()),
        ],
    )
    def test_every_word_must_occur_somewhere(
        self, shipped_pack: Pack, words: str, titles: set[str]
    ) -> None:
        assert found(shipped_pack, looked_for(words)) == titles

    def test_names_of_councils_are_found_by_what_people_call_them(self, shipped_pack: Pack) -> None:
        assert found(shipped_pack, looked_for("nuneaton elections")) == {
            "Live results from local election counts"
        }
        of_birmingham = {title for title, names in COUNCILS_OF.items() if "Birmingham" in names}
        assert found(shipped_pack, looked_for("brum")) == of_birmingham

    @pytest.mark.parametrize("words", ["café", "CAFE", "Cafe\u0301", "strasse", "STRAßE"])
    def test_case_and_accents_make_no_difference(self, tiny_pack: Pack, words: str) -> None:
        pack = with_examples(tiny_pack, example("Café in the Straße"), example("Parks"))
        assert found(pack, looked_for(words)) == {"Café in the Straße"}

    def test_theme_and_channel_are_searched(self, tiny_pack: Pack) -> None:
        pack = with_examples(
            tiny_pack, example("One", "gardens"), example("Two", channels=("pigeon post",))
        )
        assert found(pack, looked_for("garden")) == {"One"}
        assert found(pack, looked_for("pigeon")) == {"Two"}


FILTERS = st.builds(
    PracticeFilter,
    themes=st.lists(st.sampled_from(values("theme")), max_size=3).map(tuple),
    channels=st.lists(st.sampled_from(values("channels")), max_size=3).map(tuple),
    years=st.lists(st.sampled_from(values("year")), max_size=3).map(tuple),
    collections=st.lists(st.sampled_from(values("collection")), max_size=2).map(tuple),
    words=st.sampled_from(["", "e", "live", "walsall", "Facebook page", "zz", "'"]) | st.text(),
)


class TestWhateverTheFilters:
    @given(practice=FILTERS, council=st.sampled_from([None, "Walsall", "Staffordshire", "Rugby"]))
    def test_a_filter_only_ever_narrows(
        self, shipped_pack: Pack, practice: PracticeFilter, council: str | None
    ) -> None:
        names = (council,) if council else ()
        narrow = found(shipped_pack, selection_of(shipped_pack, *names, practice=practice))
        for field in ("themes", "channels", "years", "collections", "words"):
            empty = "" if field == "words" else ()
            wider = replace(practice, **{field: empty})  # type: ignore[arg-type]
            assert narrow <= found(shipped_pack, selection_of(shipped_pack, *names, practice=wider))
        assert narrow <= found(shipped_pack, selection_of(shipped_pack, practice=practice))

    @given(practice=FILTERS, view=st.sampled_from(VIEWS))
    def test_list_and_map_agree_with_the_filter(
        self, shipped_pack: Pack, practice: PracticeFilter, view: MapView
    ) -> None:
        selection = Selection("2013", practice=practice, view=view)
        titles = found(shipped_pack, selection)
        made = exhibits(shipped_pack, selection)
        assert bool(made) == bool(titles)
        if not made:
            return
        themes, where = made
        assert {row[0] for row in themes.table.rows} == titles
        assert {row[0]: row[2] for row in where.table.rows} == {
            shipped_pack.region.by_code[code].name: sum(
                shipped_pack.region.by_code[code].name in COUNCILS_OF[title] for title in titles
            )
            for code in shipped_pack.region.codes_in(view)
        }


class TestList:
    def test_the_shipped_examples(self, shipped_pack: Pack) -> None:
        themes, _ = both(shipped_pack, Selection("2013"))
        councils = {name for names in COUNCILS_OF.values() for name in names}
        assert themes.headline == (
            f"{len(ROWS)} examples of good practice, from {len(councils)} councils; "
            "winter service and council services have most (5 each)"
        )
        assert themes.provenance == "council_fact"
        assert themes.alt.startswith(themes.headline)
        assert "survey" not in themes.source

    def test_one_row_each_with_everything_in_words(self, shipped_pack: Pack) -> None:
        themes, _ = both(shipped_pack, Selection("2013"))
        assert [column.name for column in themes.table.columns] == [
            *("Example", "Councils", "Theme", "Channels"),
            *("Year", "Collection", "Evidence", "Link"),
        ]
        rows = {str(row[0]): row for row in themes.table.rows}
        assert len(rows) == len(themes.table.rows) == len(ROWS)
        assert rows["Chief executive's staff blog"][1:] == (
            *("Sandwell", "Staff engagement", "Blog", "2012", "Found elsewhere"),
            "The page was read",
            "https://www.digitalengagement.info/2012/03/09/blog-jan-britton/",
        )
        assert rows["Walsall gritter updates"][3:7] == (
            *("[x]", "[x]"),
            "Collected by Best by West Midlands",
            "Only named on another page",
        )
        assert rows["Public meetings held live on Facebook"][6] == "Stands in a list of examples"
        assert rows["Social care networking over curry"][1] == (
            "Social Care Curry Club (no single council)"
        )
        joint = str(rows["Regional gritting alerts under one hashtag"][1])
        assert joint.startswith("Birmingham, Coventry, ")
        assert joint.endswith(" and Worcestershire (joint project of 12 councils)")

    def test_themes_with_most_come_first_and_the_newest_within(self, shipped_pack: Pack) -> None:
        themes, _ = both(shipped_pack, Selection("2013"))
        counts = Counter(row["theme"].capitalize() for row in ROWS)
        chart = themes.chart
        assert isinstance(chart, Bars)
        assert {bar.label: bar.value for bar in chart.bars} == counts
        sizes = [bar.value or 0 for bar in chart.bars]
        assert sizes == sorted(sizes, reverse=True)
        assert [bar.label for bar in chart.bars if bar.emphasis == "main"] == [
            "Winter service",
            "Council services",
        ]
        order = [(str(row[2]), str(row[4])) for row in themes.table.rows]
        assert list(dict.fromkeys(theme for theme, _ in order)) == [bar.label for bar in chart.bars]
        for theme in counts:
            years = [0 if year == "[x]" else int(year) for of, year in order if of == theme]
            assert years == sorted(years, reverse=True)

    @pytest.mark.parametrize(
        ("selected", "practice", "headline"),
        [
            (
                ["Walsall"],
                PracticeFilter(),
                "13 examples of good practice, from Walsall; the theme with most is social care "
                "(3)",
            ),
            (
                [],
                PracticeFilter(themes=("winter service",), years=("2013",)),
                "Winter service, 2013: 3 examples of good practice, from 12 councils",
            ),
            (
                [],
                PracticeFilter(themes=("social care",)),
                "Social care: 4 examples of good practice, 3 of them from Walsall",
            ),
            (
                [],
                PracticeFilter(words="curry"),
                "“curry”: 1 example of good practice, of no single council; its theme is social "
                "care",
            ),
            (
                [],
                PracticeFilter(channels=("yammer", "youtube"), collections=("elsewhere",)),
                "Yammer or YouTube, found elsewhere: 3 examples of good practice, from 2 councils; "
                "3 themes have 1 each",
            ),
            (
                [],
                PracticeFilter(years=("2009", "2010", "2011", "2012")),
                "Any of 4 years: 16 examples of good practice, from 8 councils; council services "
                "and social care have most (3 each)",
            ),
        ],
    )
    def test_the_headline_says_its_filters(
        self, shipped_pack: Pack, selected: list[str], practice: PracticeFilter, headline: str
    ) -> None:
        themes, _ = both(shipped_pack, selection_of(shipped_pack, *selected, practice=practice))
        assert themes.headline == headline

    @pytest.mark.parametrize(
        ("themes", "words"),
        [
            (["parks"], "1 example of good practice, from Northmoor; its theme is parks"),
            (["parks"] * 2, "2 examples of good practice, from Northmoor; both on parks"),
            (["parks"] * 3, "3 examples of good practice, from Northmoor; all on parks"),
            (["a", "b"], "2 examples of good practice, from Northmoor; 2 themes have 1 each"),
            (
                ["a", "a", "b"],
                "3 examples of good practice, from Northmoor; the theme with most is a (2)",
            ),
            (
                ["a", "a", "b", "b", "c"],
                "5 examples of good practice, from Northmoor; a and b have most (2 each)",
            ),
            (
                [*"aabbccdde"],
                "9 examples of good practice, from Northmoor; 4 themes have most (2 each)",
            ),
        ],
    )
    def test_ties_are_said(self, tiny_pack: Pack, themes: list[str], words: str) -> None:
        made = [example(f"{n}", theme, NORTHMOOR) for n, theme in enumerate(themes)]
        shown, _ = both(with_examples(tiny_pack, *made), Selection("2030"))
        assert shown.headline == words

    def test_only_councils_of_the_selection_are_counted(self, shipped_pack: Pack) -> None:
        themes, _ = both(shipped_pack, selection_of(shipped_pack, "Worcestershire"))
        assert themes.headline.startswith("1 example of good practice, from Worcestershire")

    def test_a_grade_or_a_collection_of_another_pack_stands_as_it_is(self, tiny_pack: Pack) -> None:
        odd = example("One", collection="library", evidence="hearsay")
        themes, _ = both(with_examples(tiny_pack, odd), Selection("2030"))
        assert themes.table.rows[0][5:7] == ("Library", "Hearsay")


class TestMap:
    def test_a_joint_project_counts_once_for_each_of_its_councils(self, shipped_pack: Pack) -> None:
        practice = PracticeFilter(words="gritting")
        selection = Selection("2013", practice=practice, view="hexagons")
        _, where = both(shipped_pack, selection)
        (row,) = [row for row in ROWS if "gritting" in row["title"]]
        assert {line[0] for line in where.table.rows if line[2:] == (1, 1)} == set(
            row["councils"].split(";")
        )
        assert {line[2:] for line in where.table.rows} == {(0, 0), (1, 1)}
        assert sum(int(line[2] or 0) for line in where.table.rows) == 12

    def test_all_councils_together_have_every_example(self, shipped_pack: Pack) -> None:
        _, where = both(shipped_pack, Selection("2013", view="hexagons"))
        named = Counter(name for names in COUNCILS_OF.values() for name in names)
        joint = Counter(n for names in COUNCILS_OF.values() if len(names) > 1 for n in names)
        assert {row[0]: (row[2], row[3]) for row in where.table.rows} == {
            council.name: (named[council.name], joint[council.name])
            for council in shipped_pack.region.councils
        }

    @pytest.mark.parametrize("view", VIEWS)
    def test_classes_and_headline_follow_the_counts(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        _, where = both(shipped_pack, Selection("2013", view=view))
        chart = where.chart
        assert isinstance(chart, Choropleth)
        assert chart.view == view
        counts = {str(row[0]): int(row[2] or 0) for row in where.table.rows}
        assert {each.name: chart.classes[each.map_class].label for each in chart.places} == {
            name: "None found"
            if count == 0
            else "1 example"
            if count == 1
            else "2 or 3 examples"
            if count <= 3
            else "4 or more examples"
            for name, count in counts.items()
        }
        some = sum(count > 0 for count in counts.values())
        assert where.headline.startswith(f"{some} of {len(counts)} councils have an example")
        assert "Did not answer" not in [each.label for each in chart.classes]
        assert "No example found does not mean that there is none." in where.caveats
        assert where.provenance == "council_fact"

    def test_a_tier_that_the_view_leaves_out_is_said(self, shipped_pack: Pack) -> None:
        _, districts = both(shipped_pack, Selection("2013"))
        _, hexagons = both(shipped_pack, Selection("2013", view="hexagons"))
        assert districts.caveats[0] == (
            "Not on this map view: Staffordshire (4), Warwickshire (2) and Worcestershire (1)."
        )
        assert not any("Not on this map" in each for each in hexagons.caveats)

    def test_councils_outside_the_filter_are_outside_not_empty(self, shipped_pack: Pack) -> None:
        _, where = both(shipped_pack, selection_of(shipped_pack, "Walsall"))
        chart = where.chart
        assert isinstance(chart, Choropleth)
        kinds = {each.name: chart.classes[each.map_class].kind for each in chart.places}
        assert {name for name, kind in kinds.items() if kind == "figure"} == {"Walsall"}
        assert {row[0] for row in where.table.rows} == {"Walsall"}
        assert where.headline == "Walsall has 13 examples of good practice"

    def test_a_county_alone_is_not_on_the_map_of_districts(self, tiny_pack: Pack) -> None:
        pack = with_examples(tiny_pack, example("One", "parks", HOLMSHIRE, SOUTHWICK))
        alone = Selection("2030", councils=(HOLMSHIRE,))
        _, where = both(pack, alone)
        assert where.headline == "No council on this map is in the selection"
        assert where.caveats[0] == "Not on this map view: Holmshire (1)."
        _, counties = both(pack, replace(alone, view="counties"))
        assert counties.table.rows == (("Holmshire", "County council", 1, 1),)

    def test_the_filters_lead_the_headline(self, shipped_pack: Pack) -> None:
        practice = PracticeFilter(years=("2009",))
        _, where = both(shipped_pack, Selection("2013", practice=practice))
        assert where.headline == (
            "2009: 1 of 30 councils has an example of good practice: Walsall (1)"
        )


def test_a_pack_without_examples_has_no_exhibits(tiny_pack: Pack) -> None:
    assert exhibits(tiny_pack, Selection("2030")) == ()


def test_the_number_found_in_words(tiny_pack: Pack) -> None:
    made = [example("One"), example("Two")]
    pack = with_examples(tiny_pack, *made)
    assert found_in_words(pack, made) == "All 2 examples"
    assert found_in_words(pack, made[:1]) == "1 of 2 examples"
    assert found_in_words(with_examples(tiny_pack, made[0]), made[:1]) == "1 example"


def test_themes_keep_every_example_once() -> None:
    made = [
        example("Old", "b", year=2001),
        example("Unknown", "a", year=None),
        example("New", "a", year=2009),
    ]
    assert {theme: [each.title for each in of] for theme, of in by_theme(made).items()} == {
        "a": ["New", "Unknown"],
        "b": ["Old"],
    }


def test_funded_projects_follow_the_filters_on_councils(tiny_pack: Pack) -> None:
    projects = (
        FundedProject("One", "Northmoor Council", NORTHMOOR, "https://example.org/1"),
        FundedProject("Two", "", None, "https://example.org/2"),
    )
    pack = replace(tiny_pack, funded_projects=projects)
    assert funded_for(pack, Selection("2030")) == projects
    assert funded_for(pack, Selection("2030", councils=(NORTHMOOR,))) == projects[:1]
    assert funded_for(pack, Selection("2030", councils=(EASTFORD,))) == ()
