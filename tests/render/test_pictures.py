"""Specification of small pictures for paper: true to their spec, without colour, well-formed."""

import re
from xml.etree import ElementTree

import pytest
from shapely import Polygon, box

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.model import Choropleth, Dots, MapClass, Place, Point
from bestbywm.exhibits.profile import profile
from bestbywm.pack import Pack
from bestbywm.render.pictures import LABELS, SHADES, TOP, WIDTH, dots, locator
from bestbywm.render.projection import EDGE

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<b>&"x'

CHART = Dots(
    rows=("Use", "Policy"),
    texts=("40, low", ""),
    series=("Northmoor", "All districts", "Region"),
    points=(
        (Point(40.0, "40"), Point(60.0, "60"), Point(100.0, "100")),
        (None, Point(0.0, "0"), None),
    ),
    axis="score",
    axis_title="Points",
    limit=100.0,
)

MAP = Choropleth(
    view="districts",
    classes=(
        MapClass("Elsewhere", 0, "figure"),
        MapClass("Nearby", 1, "figure"),
        MapClass("Here", 3, "figure"),
    ),
    places=(
        Place("A", "Here", ("Here",), 2, ""),
        Place("B", "There", ("There",), 0, ""),
        Place("C", "Near", ("Near",), 1, ""),
    ),
    is_locator=True,
)

SHAPES = {
    "A": box(0.0, 52.0, 0.1, 52.1),
    "B": box(0.1, 52.0, 0.2, 52.1),
    "C": Polygon(
        [(0.0, 52.1), (0.0, 52.2), (0.2, 52.2), (0.2, 52.1)],
        holes=[[(0.05, 52.12), (0.1, 52.12), (0.1, 52.15)]],
    ),
}


def read(picture: str) -> ElementTree.Element:
    """The picture, if it is well-formed."""
    return ElementTree.fromstring(picture)


def words(picture: ElementTree.Element) -> list[str]:
    return [each.text or "" for each in picture.iter(f"{SVG}text")]


def marks(picture: ElementTree.Element) -> list[tuple[str, float, float]]:
    """Kind and place of every mark below the legend."""
    circles = [
        ("circle", float(each.attrib["cx"]), float(each.attrib["cy"]))
        for each in picture.iter(f"{SVG}circle")
    ]
    paths = []
    for each in picture.iter(f"{SVG}path"):
        (place,) = re.findall(r"translate\(([\d.]+) ([\d.]+)\)", each.attrib["transform"])
        paths.append((each.attrib["d"], float(place[0]), float(place[1])))
    return [each for each in (*circles, *paths) if each[2] > TOP]


def value_at(x: float) -> float:
    return 100 * (x - LABELS) / (WIDTH - LABELS - 16)


class TestDots:
    def test_each_mark_stands_at_its_value(self) -> None:
        rows: dict[float, list[tuple[str, float]]] = {}
        for kind, x, y in marks(read(dots(CHART, "Alt"))):
            rows.setdefault(y, []).append((kind, round(value_at(x), 1)))
        first, second = (dict(rows[y]) for y in sorted(rows))
        assert first["circle"] == 40.0
        assert sorted(first.values()) == [40.0, 60.0, 100.0]
        assert list(second.values()) == [0.0], "what is missing has no mark"

    def test_each_series_has_a_shape_of_its_own(self) -> None:
        kinds = {kind for kind, _, _ in marks(read(dots(CHART, "Alt")))}
        assert len(kinds) == 3

    def test_names_rows_with_their_words_series_and_scale(self) -> None:
        said = words(read(dots(CHART, "Alt")))
        assert {"Use: 40, low", "Policy", "Northmoor", "All districts", "Region"} <= set(said)
        assert said.count("0") == said.count("25") == said.count("100") == 1

    def test_says_its_finding_to_a_screen_reader(self) -> None:
        picture = read(dots(CHART, "A finding."))
        assert picture.attrib["role"] == "img"
        assert picture.attrib["aria-label"] == "A finding."

    def test_names_stay_names(self) -> None:
        chart = Dots(
            rows=(HOSTILE,),
            texts=(HOSTILE,),
            series=(HOSTILE,),
            points=((Point(1.0, "1"),),),
            axis="score",
            axis_title="",
            limit=100.0,
        )
        picture = read(dots(chart, HOSTILE))
        assert picture.attrib["aria-label"] == HOSTILE
        assert words(picture)[0] == HOSTILE
        assert f"{HOSTILE}: {HOSTILE}" in words(picture)

    def test_the_legend_of_the_longest_names_stays_in_the_picture(self, shipped_pack: Pack) -> None:
        for code in shipped_pack.region.codes:
            for each in profile(shipped_pack, Selection("2013", council=code)).findings:
                if isinstance(each.chart, Dots):
                    picture = read(dots(each.chart, ""))
                    last = next(
                        text
                        for text in picture.iter(f"{SVG}text")
                        if text.text == each.chart.series[-1]
                    )
                    # Six pixels are about the width of a letter at this size.
                    assert float(last.attrib["x"]) + 6 * len(last.text or "") < WIDTH


class TestLocator:
    def test_shades_the_council_its_area_and_the_rest(self) -> None:
        picture = read(locator(MAP, SHAPES, "Alt"))
        fills = [each.attrib["fill"] for each in picture.iter(f"{SVG}path")]
        assert fills == list(SHADES), "the council is drawn last, on top"
        assert len({each.attrib["stroke"] for each in picture.iter(f"{SVG}path")}) == 1

    def test_keeps_north_up_and_west_left(self) -> None:
        picture = read(locator(MAP, SHAPES, "Alt"))
        boxes = {}
        for each in picture.iter(f"{SVG}path"):
            points = [
                (float(x), float(y))
                for x, y in re.findall(r"(-?[\d.]+) (-?[\d.]+)", each.attrib["d"])
            ]
            boxes[each.attrib["fill"]] = [
                f(pair[axis] for pair in points) for f in (min, max) for axis in (0, 1)
            ]
        elsewhere, nearby, here = (boxes[shade] for shade in SHADES)
        assert here[2] == elsewhere[0], "the border is one line"
        assert nearby[3] == here[1], "what is further north is further up"
        _, _, width, height = (float(each) for each in picture.attrib["viewBox"].split())
        left, top, right, bottom = here[0], nearby[1], elsewhere[2], here[3]
        assert left + right == pytest.approx(width, abs=0.2), "it stands in the middle"
        assert top + bottom == pytest.approx(height, abs=0.2)
        assert min(left, top) == pytest.approx(EDGE, abs=0.1), "it fills the picture"

    def test_draws_holes_too(self) -> None:
        picture = read(locator(MAP, SHAPES, "Alt"))
        rings = {
            each.attrib["fill"]: each.attrib["d"].count("Z")
            for each in picture.iter()
            if "d" in each.attrib
        }
        assert rings == dict(zip(SHADES, (1, 2, 1), strict=True))

    @pytest.mark.parametrize("name", ["Walsall", "Staffordshire"])
    def test_draws_every_council_of_the_view(self, shipped_pack: Pack, name: str) -> None:
        code = shipped_pack.region.by_name[name].code
        chart = profile(shipped_pack, Selection("2013", council=code)).locator.chart
        assert isinstance(chart, Choropleth)
        shapes = shipped_pack.geography.shapes(shipped_pack.region, chart.view)
        picture = read(locator(chart, shapes, "Alt"))
        paths = list(picture.iter(f"{SVG}path"))
        assert len(paths) == len(chart.places)
        assert [each.attrib["fill"] for each in paths].count("#000000") == 1
