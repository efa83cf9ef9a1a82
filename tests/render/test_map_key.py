"""Specification of the key of a map: its classes counted, and every council in a list."""

import re
from dataclasses import replace
from xml.etree.ElementTree import Element, fromstring

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.maps import VIEWS, map_measures, map_of
from bestbywm.exhibits.model import Choropleth, Exhibit
from bestbywm.exhibits.overview import exhibits
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.region import MapView
from bestbywm.render.map_key import map_key
from bestbywm.render.theme import LIGHT, THEMES, Theme
from tests.own_waves import with_people

EVERYTHING = [
    Selection("2013", measure="usage_level"),
    Selection("2013", measure="maturity", view="hexagons"),
    Selection("2013", measure="good_practice", view="counties"),
    Selection("2013", measure="usage_level", types=("metropolitan",)),
]


def key_of(exhibit: Exhibit) -> Element:
    return fromstring(map_key(exhibit, LIGHT))


def chart_of(exhibit: Exhibit) -> Choropleth:
    assert isinstance(exhibit.chart, Choropleth)
    return exhibit.chart


def said(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def row_of(details: Element) -> tuple[str, str, str, int]:
    """Swatch, label, width of the bar and number of a class."""
    (row,) = details.findall("summary/span")
    swatch, label, bar, count = row
    (number,) = re.findall(r"^\d+", said(count))
    wide = re.search(r"[^-]width:([\d.]+)%", bar.get("style", ""))
    return swatch.get("style", ""), said(label), wide[1] if wide else "0", int(number)


@pytest.mark.parametrize("selection", EVERYTHING, ids=lambda each: f"{each.measure}-{each.view}")
class TestTheKey:
    def test_has_a_row_for_each_class_with_its_number(
        self, shipped_pack: Pack, selection: Selection
    ) -> None:
        exhibit = map_of(shipped_pack, selection)
        chart = chart_of(exhibit)
        rows = [row_of(each) for each in key_of(exhibit).findall("details")]
        assert [(label, count) for _, label, _, count in rows] == [
            (each.label, sum(place.map_class == at for place in chart.places))
            for at, each in enumerate(chart.classes)
        ]

    def test_bars_are_as_long_as_there_are_councils(
        self, shipped_pack: Pack, selection: Selection
    ) -> None:
        rows = [row_of(each) for each in key_of(map_of(shipped_pack, selection)).findall("details")]
        most = max(count for *_, count in rows)
        for *_, wide, count in rows:
            assert float(wide) == pytest.approx(100 * count / most, abs=0.5)
        assert max(float(wide) for *_, wide, _ in rows) == 100

    def test_lists_every_council_once_with_its_figure_in_its_class(
        self, shipped_pack: Pack, selection: Selection
    ) -> None:
        exhibit = map_of(shipped_pack, selection)
        chart = chart_of(exhibit)
        for at, details in enumerate(key_of(exhibit).findall("details")):
            places = [each for each in chart.places if each.map_class == at]
            found = [said(each) for each in details.findall("ul/li")]
            places.sort(key=lambda each: each.name)
            assert found == [f"{each.name}: {each.text}" for each in places]
            assert bool(found) != ("No council" in said(details))

    def test_is_stamped_where_nobody_gave_the_answers(
        self, shipped_pack: Pack, selection: Selection
    ) -> None:
        exhibit = map_of(shipped_pack, selection)
        is_illustrative = exhibit.provenance == "illustrative"
        assert said(key_of(exhibit)).count(STAMPS["illustrative"]) == is_illustrative

    def test_says_what_the_numbers_on_the_map_mean(
        self, shipped_pack: Pack, selection: Selection
    ) -> None:
        exhibit = map_of(shipped_pack, selection)
        assert chart_of(exhibit).short_means in said(key_of(exhibit))


@pytest.mark.parametrize("view", VIEWS)
def test_its_heading_counts_the_councils_of_the_view(shipped_pack: Pack, view: MapView) -> None:
    exhibit = map_of(shipped_pack, Selection("2013", measure="usage_level", view=view))
    (heading,) = key_of(exhibit).iter("h3")
    many = len(shipped_pack.region.codes_in(view))
    assert said(heading) == f"Key: {many} councils by class"


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
def test_each_class_looks_as_on_the_map_and_like_no_other(shipped_pack: Pack, theme: Theme) -> None:
    silent = map_of(shipped_pack, EVERYTHING[0])
    key = fromstring(map_key(silent, theme))
    rows = [row_of(each) for each in key.findall("details")]
    looks = [swatch for swatch, *_ in rows]
    assert len(set(looks)) == len(rows) == 5
    for step, colour in enumerate(theme.steps):
        assert f"background-color:{colour};" in looks[step]
    hatched = {label for swatch, label, *_ in rows if "repeating-linear-gradient" in swatch}
    assert hatched == {"Did not answer"}


@pytest.mark.parametrize("theme", THEMES.values(), ids=THEMES.keys())
@pytest.mark.parametrize("measure", ["usage_level", "maturity.practice"])
def test_each_reason_for_no_figure_has_lines_of_its_own(
    shipped_pack: Pack, measure: str, theme: Theme
) -> None:
    pack = with_people(shipped_pack, [("Stafford", ""), ("Rugby", "high")])
    selection = Selection("2013", measure=measure, types=("district", "unitary"))
    key = fromstring(map_key(map_of(pack, selection), theme))
    looks = [row_of(each)[0] for each in key.findall("details")]
    assert len(set(looks)) == len(looks) == 7
    *_, silent, skipped, outside = looks
    assert re.findall(r"(-?45)deg", silent) == ["-45"], "rising"
    assert re.findall(r"(-?45)deg", skipped) == ["-45", "45"], "crossed"
    assert "gradient" not in outside


def test_rows_are_large_enough_to_be_hit(shipped_pack: Pack) -> None:
    for details in key_of(map_of(shipped_pack, EVERYTHING[0])).findall("details"):
        (row,) = details.findall("summary/span")
        found = re.search(r"min-height:(\d+)px", row.get("style", ""))
        assert found
        assert int(found[1]) >= 24


def test_every_measure_has_one(shipped_pack: Pack) -> None:
    for measure in map_measures(shipped_pack, "2013"):
        exhibit = map_of(shipped_pack, Selection("2013", measure=measure))
        assert len(key_of(exhibit).findall("details")) >= 4


def test_other_charts_and_locators_have_none(shipped_pack: Pack) -> None:
    exhibit = map_of(shipped_pack, EVERYTHING[0])
    chart = chart_of(exhibit)
    locator = Choropleth(chart.view, chart.classes, chart.places, is_locator=True)
    assert map_key(replace(exhibit, chart=locator), LIGHT) == ""
    for each in exhibits(shipped_pack, Selection("2013"), "main"):
        assert map_key(each, LIGHT) == ""
