"""Specification of the geography: whole areas that fit together, on three kinds of map."""

import json
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.geography import bounds_of, feature_collection, read_geography
from bestbywm.pack import Pack
from bestbywm.problems import PackError, Problem
from bestbywm.region import MapView
from tests.packs import (
    EASTFORD,
    HOLMSHIRE,
    NORTHMOOR,
    SOUTHWICK,
    TINY_SQUARES,
    Json,
    copy_of_shipped,
    read_json,
    square,
    write_json,
)

VIEWS: tuple[MapView, ...] = ("districts", "counties", "hexagons")


def rings(geometry: Json) -> Iterator[tuple[bool, list[list[float]]]]:
    """Each ring of a GeoJSON geometry, and whether it is the outer one."""
    parts = geometry["coordinates"]
    for polygon in parts if geometry["type"] == "MultiPolygon" else [parts]:
        for position, ring in enumerate(polygon):
            yield position == 0, ring


def signed_area(ring: list[list[float]]) -> float:
    """Shoelace formula: negative for a ring that runs clockwise."""
    return sum(x * next_y - next_x * y for (x, y), (next_x, next_y) in pairwise(ring))


def features_of(pack: Pack, view: MapView) -> list[Json]:
    """Features as they are sent to a browser."""
    collection = feature_collection(pack.geography.shapes(pack.region, view))
    features: list[Json] = json.loads(json.dumps(collection))["features"]
    return features


class TestTheOutlinesThatShip:
    def test_are_30_valid_polygons(self, shipped_pack: Pack) -> None:
        shapes = shipped_pack.geography.shapes(shipped_pack.region, "districts")
        assert len(shapes) == 30
        for code, shape in shapes.items():
            assert shape.geom_type in {"Polygon", "MultiPolygon"}, code
            assert shape.is_valid, code
            assert not shape.is_empty, code

    def test_are_a_coverage(self, shipped_pack: Pack) -> None:
        shapes = shipped_pack.geography.shapes(shipped_pack.region, "districts")
        assert shapely.coverage_is_valid(list(shapes.values()))

    def test_hang_together_without_holes(self, shipped_pack: Pack) -> None:
        shapes = shipped_pack.geography.shapes(shipped_pack.region, "districts")
        whole = shapely.union_all(list(shapes.values()))
        assert whole.geom_type == "Polygon"
        assert not whole.interiors

    @pytest.mark.parametrize("view", ["districts", "counties"])
    def test_have_the_official_area_within_two_percent(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        codes = shipped_pack.region.codes_in(view)
        area = sum(shipped_pack.geography.areas_km2[code] for code in codes)
        assert shipped_pack.region.area_km2 == 13004
        assert area == pytest.approx(13004, rel=0.02)

    def test_of_counties_are_their_districts_and_nothing_else(self, shipped_pack: Pack) -> None:
        region, geography = shipped_pack.region, shipped_pack.geography
        for county in region.upper_tier:
            districts = [each.code for each in region.districts_of(county)]
            union = shapely.union_all([geography.outlines[code] for code in districts])
            assert geography.outlines[county].symmetric_difference(union).area < 1e-9
            area = sum(geography.areas_km2[code] for code in districts)
            assert geography.areas_km2[county] == pytest.approx(area)

    def test_have_neighbours_in_pairs_of_one_tier_or_county_and_district(
        self, shipped_pack: Pack
    ) -> None:
        region, geography = shipped_pack.region, shipped_pack.geography
        pairs = [tuple(sorted(pair)) for pair in geography.neighbours]
        assert len(set(pairs)) == len(pairs)
        for first, second in geography.neighbours:
            counties = [code for code in (first, second) if code in region.upper_tier]
            if len(counties) == 1:
                (county,) = counties
                (district,) = {first, second} - {county}
                assert region.by_code[district].county_code == county

    def test_give_every_district_its_county_as_a_neighbour(self, shipped_pack: Pack) -> None:
        pairs = {frozenset(pair) for pair in shipped_pack.geography.neighbours}
        for council in shipped_pack.region.councils:
            if council.county_code:
                assert {council.code, council.county_code} in pairs


class TestAMap:
    @pytest.mark.parametrize(("view", "shapes"), [("districts", 30), ("counties", 14)])
    def test_of_one_tier_shows_its_councils(
        self, shipped_pack: Pack, view: MapView, shapes: int
    ) -> None:
        assert len(features_of(shipped_pack, view)) == shapes

    def test_of_hexagons_shows_all_33_councils(self, shipped_pack: Pack) -> None:
        assert len(features_of(shipped_pack, "hexagons")) == 33

    @pytest.mark.parametrize("view", ["districts", "counties"])
    def test_never_shows_a_county_with_its_districts(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        shown = {feature["id"] for feature in features_of(shipped_pack, view)}
        for county in shipped_pack.region.upper_tier & shown:
            districts = {each.code for each in shipped_pack.region.districts_of(county)}
            assert not districts & shown

    @pytest.mark.parametrize("view", ["districts", "counties"])
    def test_of_either_tier_shows_the_whole_region(self, tiny_pack: Pack, view: MapView) -> None:
        shapes = tiny_pack.geography.shapes(tiny_pack.region, view)
        assert shapely.union_all(list(shapes.values())).equals(shapely.box(0, 52, 0.4, 52.2))

    @pytest.mark.parametrize("view", VIEWS)
    def test_identifies_a_council_by_its_code_alone(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        features = features_of(shipped_pack, view)
        assert [feature["id"] for feature in features] == list(shipped_pack.region.codes_in(view))
        assert all(feature["properties"] == {} for feature in features)
        assert all(feature["type"] == "Feature" for feature in features)

    @pytest.mark.parametrize("view", VIEWS)
    def test_has_outer_rings_that_run_clockwise(self, shipped_pack: Pack, view: MapView) -> None:
        """d3 fills the globe but the area if a ring runs the other way."""
        for feature in features_of(shipped_pack, view):
            for is_outer, ring in rings(feature["geometry"]):
                assert (signed_area(ring) < 0) == is_outer, feature["id"]

    @pytest.mark.parametrize("view", VIEWS)
    def test_has_rings_that_close(self, shipped_pack: Pack, view: MapView) -> None:
        for feature in features_of(shipped_pack, view):
            for _, ring in rings(feature["geometry"]):
                assert ring[0] == ring[-1], feature["id"]
                assert len(ring) >= 4, feature["id"]

    @pytest.mark.parametrize("view", VIEWS)
    def test_stays_valid_when_coordinates_are_rounded(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        for feature in features_of(shipped_pack, view):
            assert shapely.geometry.shape(feature["geometry"]).is_valid, feature["id"]

    @pytest.mark.parametrize("view", ["districts", "counties"])
    def test_stays_a_coverage_when_coordinates_are_rounded(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        features = features_of(shipped_pack, view)
        shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
        assert shapely.coverage_is_valid(shapes)

    @pytest.mark.parametrize("view", VIEWS)
    def test_has_coordinates_of_at_most_five_decimals(
        self, shipped_pack: Pack, view: MapView
    ) -> None:
        for feature in features_of(shipped_pack, view):
            for _, ring in rings(feature["geometry"]):
                assert all(round(value, 5) == value for point in ring for value in point)

    def test_of_hexagons_has_six_equal_sides_each(self, shipped_pack: Pack) -> None:
        for feature in features_of(shipped_pack, "hexagons"):
            ((_, ring),) = rings(feature["geometry"])
            sides = [((x - u) ** 2 + (y - v) ** 2) ** 0.5 for (x, y), (u, v) in pairwise(ring)]
            assert len(sides) == 6
            assert max(sides) == pytest.approx(min(sides), abs=1e-4)

    def test_of_hexagons_has_centres_in_the_hexagons(self, shipped_pack: Pack) -> None:
        shapes = shipped_pack.geography.shapes(shipped_pack.region, "hexagons")
        for code, centre in shipped_pack.geography.hexagon_centres().items():
            assert shapes[code].centroid.distance(shapely.Point(centre)) < 1e-9

    def test_has_bounds_around_all_shapes(self, tiny_pack: Pack) -> None:
        shapes = tiny_pack.geography.shapes(tiny_pack.region, "districts")
        assert bounds_of(shapes) == (0.0, 52.0, 0.4, 52.2)

    @given(west=st.floats(-170, 170), south=st.floats(-80, 80), size=st.floats(0.001, 5), ccw=...)
    def test_rounds_any_shape_and_keeps_it_closed(
        self, west: float, south: float, size: float, ccw: bool
    ) -> None:
        box = shapely.box(west, south, west + size, south + size, ccw=ccw)
        (feature,) = feature_collection({"Z": box})["features"]
        ((_, ring),) = rings(feature["geometry"])
        assert ring[0] == ring[-1]
        assert [west, south] == pytest.approx(
            [min(x for x, _ in ring), min(y for _, y in ring)], abs=6e-6
        )


class TestATinyRegion:
    def test_has_a_county_made_of_its_two_districts(self, tiny_pack: Pack) -> None:
        county = tiny_pack.geography.outlines[HOLMSHIRE]
        assert county.equals(shapely.box(0.2, 52.0, 0.4, 52.2))

    def test_has_areas_in_square_kilometres(self, tiny_pack: Pack) -> None:
        """0.2 degrees of longitude at 52.1 degrees north are 13.7 km, of latitude 22.2 km."""
        areas = tiny_pack.geography.areas_km2
        assert areas[NORTHMOOR] == pytest.approx(13.7 * 22.25, rel=0.01)
        assert areas[HOLMSHIRE] == pytest.approx(areas[EASTFORD] + areas[SOUTHWICK])

    def test_knows_who_borders_whom(self, tiny_pack: Pack) -> None:
        assert {frozenset(pair) for pair in tiny_pack.geography.neighbours} == {
            frozenset(pair)
            for pair in [
                (NORTHMOOR, EASTFORD),
                (NORTHMOOR, SOUTHWICK),
                (EASTFORD, SOUTHWICK),
                (EASTFORD, HOLMSHIRE),
                (SOUTHWICK, HOLMSHIRE),
            ]
        }

    def test_turns_rings_clockwise_whichever_way_they_are_written(
        self, tiny_pack: Pack, tmp_path: Path, tiny_folder: Path
    ) -> None:
        collection = read_json(tiny_folder, "boundaries.geojson")
        for feature in collection["features"]:
            feature["geometry"]["coordinates"][0].reverse()
        write_json(tmp_path, collection, "boundaries.geojson")
        geography = read_geography(tmp_path / "boundaries.geojson", tiny_pack.region)
        for shape in geography.outlines.values():
            assert not shape.exterior.is_ccw


# Boundaries that are wrong ------------------------------------------------------------------------


def feature(code: str, geometry: Any) -> Json:
    return {"type": "Feature", "properties": {"code": code}, "geometry": geometry}


def moved(geometry: Json, change: Callable[[float, float], list[float]]) -> Json:
    """The same geometry with each point changed."""
    (ring,) = geometry["coordinates"]
    return geometry | {"coordinates": [[change(x, y) for x, y in ring]]}


def without(code: str) -> Callable[[Json], Json]:
    def edit(collection: Json) -> Json:
        kept = [each for each in collection["features"] if each["properties"]["code"] != code]
        return collection | {"features": kept}

    return edit


def with_feature(code: str, geometry: Any) -> Callable[[Json], Json]:
    return lambda collection: (
        collection | {"features": [*collection["features"], feature(code, geometry)]}
    )


def with_geometry(code: str, geometry: Any) -> Callable[[Json], Json]:
    return lambda collection: with_feature(code, geometry)(without(code)(collection))


def in_metres(collection: Json) -> Json:
    return collection | {
        "features": [
            each | {"geometry": moved(each["geometry"], lambda x, y: [x * 7e4, y * 1e5])}
            for each in collection["features"]
        ]
    }


FAR_AWAY = square(10, 52, 10.1, 52.1)
WEST, SOUTH, EAST, NORTH = TINY_SQUARES[SOUTHWICK]
OVERLAPPING = square(WEST, SOUTH, EAST, NORTH + 0.05)
BOW_TIE = {
    "type": "Polygon",
    "coordinates": [[[0.2, 52], [0.4, 52.1], [0.4, 52], [0.2, 52.1], [0.2, 52]]],
}
EMPTY = {"type": "Polygon", "coordinates": []}

Bad = tuple[Callable[[Json], Any], str, str, str]

BAD: dict[str, Bad] = {
    "an area without a council": (
        with_feature("Z06000099", FAR_AWAY),
        "The area Z06000099 (feature 4) has no council",
        "the code of a council",
        "add the council to councils.csv",
    ),
    "a council without an area": (
        without(NORTHMOOR),
        "The council Northmoor (Z06000001) has no area",
        "one feature for each council that has no districts",
        "add a feature with this code",
    ),
    "an area that is there twice": (
        with_feature(NORTHMOOR, FAR_AWAY),
        "The area Z06000001 (feature 4) is there twice",
        "each council once",
        "delete one of the two",
    ),
    "a county beside its districts": (
        with_feature(HOLMSHIRE, square(0.2, 52.0, 0.4, 52.2)),
        "The area Z10000001 (feature 4) is a county that is also made from its districts",
        "the districts only",
        "delete the feature",
    ),
    "a point": (
        with_geometry(SOUTHWICK, {"type": "Point", "coordinates": [0.3, 52.05]}),
        "The area Z07000002 is a Point",
        "a Polygon or MultiPolygon",
        "mend the shape",
    ),
    "a shape without points": (
        with_geometry(SOUTHWICK, EMPTY),
        "The area Z07000002 is a Polygon",
        "a Polygon or MultiPolygon",
        "mend the shape",
    ),
    "a bow-tie": (
        with_geometry(SOUTHWICK, BOW_TIE),
        "The area Z07000002 is not valid: Self-intersection",
        "an outline that does not cross itself",
        "mend the shape",
    ),
    "metres instead of degrees": (
        in_metres,
        "The area Z06000001 lies at 0, 5.2e+06",
        "longitude between -180 and 180",
        "export the boundaries in longitude and latitude",
    ),
    "areas that overlap": (
        with_geometry(SOUTHWICK, OVERLAPPING),
        "Some areas overlap",
        "identical borders",
        "simplify the boundaries together",
    ),
    "no features": (
        lambda collection: {"type": "Topology", "objects": {}},
        "The file has no list of features",
        "a GeoJSON FeatureCollection",
        "export the boundaries again",
    ),
    "a list": (
        lambda collection: [1, 2],
        "The file has no list of features",
        "a GeoJSON FeatureCollection",
        "export the boundaries again",
    ),
    "a feature without a code": (
        lambda collection: {"features": [{"properties": {}, "geometry": FAR_AWAY}]},
        "Feature 1 of the file has no code",
        "a feature with the property code and a geometry",
        "export the boundaries again",
    ),
    "a feature without properties": (
        lambda collection: {"features": [{"properties": None, "geometry": FAR_AWAY}]},
        "Feature 1 of the file has no code",
        "a feature with the property code and a geometry",
        "export the boundaries again",
    ),
    "a feature that is a number": (
        lambda collection: collection | {"features": [*collection["features"], 4]},
        "Feature 4 of the file has no code",
        "a feature with the property code and a geometry",
        "export the boundaries again",
    ),
    "a feature without a shape": (
        with_geometry(SOUTHWICK, None),
        "Feature 3 of the file has no code, or no shape",
        "a feature with the property code and a geometry",
        "export the boundaries again",
    ),
    "a shape of an unknown kind": (
        with_geometry(SOUTHWICK, {"type": "Blob", "coordinates": []}),
        "Feature 3 of the file has no code, or no shape",
        "a feature with the property code and a geometry",
        "export the boundaries again",
    ),
    "a ring of two points": (
        with_geometry(SOUTHWICK, {"type": "Polygon", "coordinates": [[[0, 52], [1, 53]]]}),
        "Feature 3 of the file has no code, or no shape",
        "a feature with the property code and a geometry",
        "export the boundaries again",
    ),
    "a code that is a list": (
        lambda collection: (
            with_feature("", FAR_AWAY)(collection)
            | {"features": [{"properties": {"code": ["Z"]}, "geometry": FAR_AWAY}]}
        ),
        "The area ['Z'] (feature 1) has no council",
        "the code of a council",
        "correct the code",
    ),
}


def problems_of(path: Path, pack: Pack) -> tuple[Problem, ...]:
    with pytest.raises(PackError) as caught:
        read_geography(path, pack.region)
    return caught.value.problems


class TestBoundariesThatAreWrong:
    @pytest.mark.parametrize("case", BAD.values(), ids=BAD)
    def test_are_named_with_place_expectation_and_remedy(
        self, case: Bad, tiny_pack: Pack, tiny_folder: Path, tmp_path: Path
    ) -> None:
        edit, found, expected, remedy = case
        file = "boundaries.geojson"
        write_json(tmp_path, edit(read_json(tiny_folder, file)), file)
        problem = problems_of(tmp_path / file, tiny_pack)[0]
        assert problem.file == file
        assert problem.found.startswith(found)
        assert expected in problem.expected
        assert remedy in problem.remedy
        assert "NoneType" not in str(problem)

    @pytest.mark.parametrize(
        ("content", "row"), [(b'{"type": "FeatureCollection",\n "features": [}', 2), (b"", 1)]
    )
    def test_are_named_with_the_line_that_is_not_json(
        self, content: bytes, row: int, tiny_pack: Pack, tmp_path: Path
    ) -> None:
        (tmp_path / "areas.geojson").write_bytes(content)
        (problem,) = problems_of(tmp_path / "areas.geojson", tiny_pack)
        assert (problem.file, problem.row) == ("areas.geojson", row)
        assert "not JSON" in problem.found

    def test_that_share_no_identical_border_are_refused(
        self, shipped_pack: Pack, tmp_path: Path
    ) -> None:
        """Simplified one by one, neighbours leave slivers and gaps."""
        pack, file = copy_of_shipped(tmp_path), "boundaries.geojson"
        collection = read_json(pack, file)
        for each in collection["features"]:
            alone = shapely.geometry.shape(each["geometry"]).simplify(0.02)
            each["geometry"] = shapely.geometry.mapping(alone)
        write_json(pack, collection, file)
        (problem,) = problems_of(pack / file, shipped_pack)
        assert "shared borders differ" in problem.found

    def test_all_have_their_problem_named(
        self, tiny_pack: Pack, tiny_folder: Path, tmp_path: Path
    ) -> None:
        file = "boundaries.geojson"
        collection = with_geometry(SOUTHWICK, BOW_TIE)(read_json(tiny_folder, file))
        write_json(tmp_path, with_feature("Z06000099", FAR_AWAY)(collection), file)
        found = [problem.found for problem in problems_of(tmp_path / file, tiny_pack)]
        assert len(found) == 2
        assert "has no council" in found[0]
        assert "is not valid" in found[1]
