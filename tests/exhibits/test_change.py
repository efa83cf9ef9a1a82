"""Specification of the exhibits on change: what they say, true to the numbers, and how surely."""

from dataclasses import replace
from pathlib import Path

import pytest

from bestbywm.analysis.change import changes
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.change import exhibits, measure_shown, measures_to_choose
from bestbywm.exhibits.model import Dots, Exhibit, Matrix
from bestbywm.exhibits.saying import you_can_say
from bestbywm.exhibits.wording import INFERRED, in_points, points
from bestbywm.pack import Pack, read_pack
from bestbywm.render.tables import cell_in_words, csv_of, for_reading
from tests.packs import second_wave, tiny_region, wave_difference

SHIPPED_IDS = ["change-2013-to-2014", "not-comparable-2013-to-2014"]


@pytest.fixture(scope="module")
def two_waves(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    return read_pack(second_wave(tiny_region(tmp_path_factory.mktemp("two"))))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Pack:
    """Two waves of the tiny region in which thirty people of each of two councils answered."""
    pack = read_pack(second_wave(tiny_region(tmp_path_factory.mktemp("many")), answers_of(27, 3)))
    return replace(pack, published={}, responses={**pack.responses, "2030": other_wave(pack)})


def answers_of(northmoor_high: int, holmshire_high: int) -> str:
    """Answers of thirty people each, of whom so many say that their use is high."""
    lines = ["person,council,use,barriers"]
    for council, high in (("Northmoor", northmoor_high), ("Holmshire", holmshire_high)):
        for at in range(30):
            use = "high" if at < high else "low"
            lines.append(f"{council[0]}{at:02},{council},{use},{'cost' if at < 15 else 'time'}")
    return "\n".join(lines) + "\n"


def other_wave(pack: Pack) -> object:
    """The same people a year before: three of thirty in Northmoor, and the same in Holmshire."""
    later = pack.responses["2031"]
    chosen = later.chosen.copy()
    high, low = (later.options.index(("use", option)) for option in ("high", "low"))
    northmoor = [at for at, code in enumerate(later.councils) if code == later.councils[0]]
    chosen[northmoor[3:], high] = False
    chosen[northmoor[3:], low] = True
    return replace(later, wave="2030", chosen=chosen)


def of_shipped(pack: Pack, **chosen: str) -> dict[str, Exhibit]:
    made = exhibits(pack, Selection("2013", **chosen))  # type: ignore[arg-type]
    return {each.id: each for each in made}


def first(pack: Pack, **chosen: object) -> Exhibit:
    return exhibits(pack, Selection("2030", **chosen))[0]  # type: ignore[arg-type]


def dots(exhibit: Exhibit) -> Dots:
    assert isinstance(exhibit.chart, Dots)
    return exhibit.chart


class TestShippedPack:
    def test_the_exhibits(self, shipped_pack: Pack) -> None:
        assert [*of_shipped(shipped_pack)] == SHIPPED_IDS

    def test_headline(self, shipped_pack: Pack) -> None:
        change, not_comparable = of_shipped(shipped_pack).values()
        assert change.headline == (
            "From 2013 to 2014, a smaller share of people say their own use is high, and a larger "
            "share say senior managers use social media. There is no clear change in one other "
            "measure"
        )
        assert not_comparable.headline == (
            "21 of 24 measures cannot be compared between 2013 and 2014"
        )

    def test_swapped(self, shipped_pack: Pack) -> None:
        change, _ = of_shipped(shipped_pack, before="2014", after="2013").values()
        assert change.id == "change-2014-to-2013"
        assert change.wave == "2013"
        assert change.headline.startswith(
            "From 2014 to 2013, a larger share of people say their own use is high"
        )

    def test_clear_changes_come_first_with_their_words(self, shipped_pack: Pack) -> None:
        chart = dots(of_shipped(shipped_pack)["change-2013-to-2014"])
        assert chart.connected
        assert chart.series == ("2013", "2014")
        assert dict(zip(chart.rows, chart.texts, strict=True)) == {
            "High own use": (
                "47.5% (19 of 40) to 15% (4 of 26, inferred): fell by 32.5 points "
                "(interval 8.8 to 49.7)"
            ),
            "Senior managers use social media": (
                "32.5% (13 of 40) to just over 60% (16 of 26, inferred): rose by about 27.5 "
                "points (interval 4.5 to 49.3)"
            ),
            "Highly effective": (
                "25% (10 of 40) to 36% (9 of 25, inferred): no clear change, 11 points up "
                "(interval 10.9 down to 33.3 up)"
            ),
        }
        assert chart.emphasis == ("main", "main", "context")

    @pytest.mark.parametrize("swapped", [False, True])
    def test_the_interval_reaches_the_earlier_mark_where_nothing_is_clear(
        self, shipped_pack: Pack, swapped: bool
    ) -> None:
        waves = {"before": "2014", "after": "2013"} if swapped else {}
        chart = dots(next(iter(of_shipped(shipped_pack, **waves).values())))
        for (before, after), emphasis in zip(chart.points, chart.emphasis, strict=True):
            assert before is not None
            assert after is not None
            assert after.low is not None
            assert after.high is not None
            assert 0 <= after.low <= after.value <= after.high <= 1
            reaches = after.low <= before.value <= after.high
            assert reaches == (emphasis == "context")

    def test_inferred_bases_are_marked_everywhere(self, shipped_pack: Pack) -> None:
        change, not_comparable = of_shipped(shipped_pack).values()
        assert INFERRED in change.caveats
        assert INFERRED in not_comparable.caveats
        assert "25 to 26 people (inferred: the base was not published) in 2014" in change.subtitle
        assert change.alt.count("inferred") == 3
        assert all(
            "2014: " in str(row[-1]) and "inferred" in str(row[-1]) for row in change.table.rows
        )
        saying = you_can_say(shipped_pack, change)
        assert saying.sentence is not None
        assert f"2014). {' '.join(change.caveats)}" in saying.sentence

    def test_every_reason_for_care_is_a_caveat_that_names_its_measure(
        self, shipped_pack: Pack
    ) -> None:
        change = of_shipped(shipped_pack)["change-2013-to-2014"]
        assert change.caveats == (
            INFERRED,
            "High own use: The wording of the 2014 question was not seen.",
            "Senior managers use social media: The 2014 page says only “just over 60%”.",
            "Highly effective: The 2014 page does not say which answer its 36% gave. “High” is "
            "taken from its comparison with the 25% of 2013.",
        )

    def test_says_what_size_and_interval_rest_on(self, shipped_pack: Pack) -> None:
        change = of_shipped(shipped_pack)["change-2013-to-2014"]
        assert change.subtitle.endswith(
            "Points are percentage points between the percentages. Intervals rest on the counts."
        )
        assert "between the percentages shown. They are the published ones" in change.help
        assert "The interval is worked out from counts and bases" in change.help

    def test_the_table_holds_the_numbers_of_the_analysis(self, shipped_pack: Pack) -> None:
        change = of_shipped(shipped_pack)["change-2013-to-2014"]
        compared, _ = changes(shipped_pack, Selection("2013"), "2013", "2014")
        by_label = {each.label: each for each in compared}
        for label, *cells in change.table.rows:
            each = by_label[str(label)]
            assert cells[:3] == [each.before.count, each.before.base, each.before.share]
            assert cells[3:6] == [each.after.count, each.after.base, each.after.share]
            assert each.interval is not None
            assert cells[6] == round(100 * (each.difference or 0), 1)
            assert cells[7:9] == [
                round(100 * each.interval.low, 1),
                round(100 * each.interval.high, 1),
            ]
            assert cells[9] == each.verdict

    def test_points_carry_their_sign(self, shipped_pack: Pack) -> None:
        change = of_shipped(shipped_pack)["change-2013-to-2014"]
        read = for_reading(change.table)["Change in percentage points"]
        assert [*read] == ["−32.5", "+27.5", "+11"]
        assert ",-32.5," in csv_of(change), "a number, not a formula"

    def test_what_cannot_be_compared_shows_what_there_is(self, shipped_pack: Pack) -> None:
        rows = of_shipped(shipped_pack)["not-comparable-2013-to-2014"].table.rows
        assert len(rows) == 21
        assert (
            *("Barriers: Cost", "22.5% (9 of 40)", "[x] not published"),
            "No figure for 2014 was published.",
        ) in rows
        assert (
            *("Barriers: Resources", "[x] not published", "54% (14 of 26, inferred)"),
            "No figure for 2013 was published.",
        ) in rows
        assert (
            *("Frontline staff use social media", "[x] not published", "65% (17 of 26, inferred)"),
            "For 2013 the source says only “just over half”, without a percentage.",
        ) in rows

    def test_is_stamped_as_published(self, shipped_pack: Pack) -> None:
        assert {each.provenance for each in of_shipped(shipped_pack).values()} == {"published"}

    def test_cannot_be_broken_down(self, shipped_pack: Pack) -> None:
        assert [*of_shipped(shipped_pack, breakdown="type")] == SHIPPED_IDS
        assert not measures_to_choose(shipped_pack, Selection("2013"))


class TestHeadline:
    def test_one_wave_has_no_exhibit(self, tiny_pack: Pack) -> None:
        assert exhibits(tiny_pack, Selection("2030")) == ()
        assert measure_shown(tiny_pack, Selection("2030")) is None

    def test_nothing_clear_and_too_few(self, two_waves: Pack) -> None:
        assert first(two_waves).headline == (
            "From 2030 to 2031, there is no clear change in one measure. "
            "Too few people answered to compare 3 other measures"
        )

    def test_too_few_for_anything(self, two_waves: Pack) -> None:
        exhibit = first(two_waves, types=("unitary",))
        assert exhibit.headline == (
            "From 2030 to 2031, too few people answered to compare any of the 4 measures"
        )
        assert exhibit.chart is None, "without a percentage there is nothing to draw"
        assert "[z]" in str(exhibit.table)
        assert "%" not in exhibit.alt

    def test_all_the_same(self, crowded: Pack) -> None:
        holmshire = (crowded.region.by_name["Holmshire"].code,)
        assert first(crowded, councils=holmshire).headline == (
            "From 2030 to 2031, there is no clear change in any of the 4 measures"
        )

    def test_one_clear_change(self, crowded: Pack) -> None:
        exhibit = first(crowded)
        assert exhibit.headline == (
            "From 2030 to 2031, a larger share of people say their use is high. "
            "There is no clear change in 3 other measures"
        )
        assert "the same share" in exhibit.alt

    def test_many_clear_changes_are_counted(self, crowded: Pack) -> None:
        later = crowded.responses["2031"]
        chosen = later.chosen.copy()
        for option in ("cost", "nothing", "time"):
            chosen[:, later.options.index(("barriers", option))] = option == "nothing"
        responses = {**crowded.responses, "2031": replace(later, chosen=chosen)}
        assert first(replace(crowded, responses=responses)).headline == (
            "From 2030 to 2031, 2 of 4 measures rose and 2 fell"
        )

    def test_says_which_wave_is_of_which_kind(self, two_waves: Pack) -> None:
        exhibit = first(two_waves)
        assert "2030: published figures; 2031: your own survey." in exhibit.subtitle
        assert exhibit.provenance == "own"

    def test_made_up_answers_are_never_set_against_real_ones(
        self, crowded: Pack, two_waves: Pack
    ) -> None:
        made_up = replace(crowded.responses["2030"], provenance="illustrative")
        answers = {**crowded.responses, "2030": made_up}
        pack = replace(crowded, published=two_waves.published, responses=answers)
        exhibit = first(pack, breakdown="council", measure="use")
        assert exhibit.provenance == "own"
        assert "2030: published figures; 2031: your own survey." in exhibit.subtitle

    def test_nothing_can_be_compared(self, tmp_path: Path) -> None:
        folder = wave_difference(second_wave(tiny_region(tmp_path)), "use", "not comparable", "No.")
        pack = read_pack(folder)
        of_barriers = {**pack.questions}
        del of_barriers["barriers"]
        (only,) = exhibits(replace(pack, questions=of_barriers), Selection("2030"))
        assert only.headline == (
            "The one measure that has a figure cannot be compared between 2030 and 2031"
        )
        assert only.table.rows[0][-1] == "No."


class TestByType:
    def test_each_verdict_names_its_types(self, crowded: Pack) -> None:
        exhibit = first(crowded, breakdown="type", measure="use")
        assert exhibit.id == "change-by-type-use-2030-to-2031"
        assert exhibit.headline == (
            "From 2030 to 2031, a larger share of people say their use is high in unitary "
            "authorities. There is no clear change in county councils. There is nothing to compare "
            "in district councils"
        )
        assert dots(exhibit).points[2] == (None, None)
        assert dots(exhibit).texts[2] == "2030: did not answer; 2031: did not answer"

    def test_too_few_are_counts_only(self, two_waves: Pack) -> None:
        exhibit = first(two_waves, breakdown="type", measure="use")
        assert exhibit.headline == (
            "From 2030 to 2031, too few people answered in unitary authorities, county councils "
            "and district councils to say whether the share of people who say their use is high "
            "changed"
        )
        assert exhibit.chart is None
        assert "Base: 10 people in 2030; 10 people in 2031." in exhibit.subtitle

    def test_a_measure_that_cannot_be_counted_gives_way_to_the_first(self, two_waves: Pack) -> None:
        for unknown in ("", "good_practice", "barriers.number"):
            assert "use" in first(two_waves, breakdown="type", measure=unknown).id
        assert "barriers-cost" in first(two_waves, breakdown="type", measure="barriers.cost").id

    def test_only_what_was_not_clear(self, crowded: Pack) -> None:
        exhibit = first(crowded, breakdown="type", measure="use", types=("county",))
        assert exhibit.headline == (
            "From 2030 to 2031, there is no clear change in the share of people who say their use "
            "is high in county councils"
        )


@pytest.mark.parametrize("breakdown", ["type", "council"])
def test_a_reason_for_care_goes_with_each_breakdown(tmp_path: Path, breakdown: str) -> None:
    folder = second_wave(tiny_region(tmp_path))
    pack = read_pack(wave_difference(folder, "use", "care", "Asked in winter."))
    assert "Asked in winter." in first(pack, breakdown=breakdown, measure="use").caveats
    of_cost = first(pack, breakdown=breakdown, measure="barriers.cost")
    assert "Asked in winter." not in of_cost.caveats


class TestByCouncil:
    def test_counts_councils_and_squares_say_why_they_are_empty(self, two_waves: Pack) -> None:
        exhibit = first(two_waves, breakdown="council", measure="use")
        assert exhibit.headline == (
            "In both councils that answered both times, a smaller share of people say their use "
            "is high in 2031"
        )
        assert isinstance(exhibit.chart, Matrix)
        texts = {
            row: tuple(square.text for square in squares)
            for row, squares in zip(exhibit.chart.rows, exhibit.chart.squares, strict=True)
        }
        assert texts == {
            "Eastford": ("2 of 3", "did not answer"),
            "Holmshire": ("1 of 3", "1 of 6"),
            "Northmoor": ("3 of 4", "1 of 2"),
            "Southwick": ("did not answer", "1 of 2"),
        }
        assert "%" not in exhibit.alt
        assert any("fewer than 10 people" in caveat for caveat in exhibit.caveats)

    def test_neither_wave_leaves_the_row_to_its_reason(self, crowded: Pack) -> None:
        chart = first(crowded, breakdown="council", measure="use").chart
        assert isinstance(chart, Matrix)
        eastford = chart.squares[chart.rows.index("Eastford")]
        assert [(square.step, square.text) for square in eastford] == [(None, ""), (None, "")]

    def test_clear_changes_are_named(self, crowded: Pack) -> None:
        assert first(crowded, breakdown="council", measure="use").headline == (
            "In 1 of the 2 councils that answered both times, a larger share of people say their "
            "use is high in 2031. In 1, it is the same. The change is clear in Northmoor (rose)"
        )

    def test_nobody_answered_both_times(self, two_waves: Pack) -> None:
        southwick = (two_waves.region.by_name["Southwick"].code,)
        exhibit = first(two_waves, breakdown="council", measure="use", councils=southwick)
        assert exhibit.headline == "No council here answered in both 2030 and 2031"


@pytest.mark.parametrize(
    ("difference", "number", "words"),
    [(0.325, 32.5, "32.5 points"), (-0.01, -1.0, "1 point"), (0.0, 0.0, "0 points")],
)
def test_points(difference: float, number: float, words: str) -> None:
    assert in_points(difference) == number
    assert points(difference) == words


@pytest.mark.parametrize(
    ("cell", "words"), [(11.0, "+11"), (-32.5, "−32.5"), (0.0, "0"), ("[z]", "[z]")]
)
def test_points_in_a_table(cell: float | str, words: str) -> None:
    assert cell_in_words(cell, "points") == words
