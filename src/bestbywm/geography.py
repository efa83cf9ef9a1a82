"""Boundaries: reads and checks the outlines, joins districts into counties, lays out hexagons."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely
from shapely.geometry.base import BaseGeometry

from bestbywm import hexagons
from bestbywm.files import parse_json
from bestbywm.problems import PackError, Problem
from bestbywm.region import Council, MapView, Region

Bounds = tuple[float, float, float, float]
"""West, south, east, north in degrees."""

LONGITUDE_LATITUDE = "OGC:CRS84"

HEXAGON_DEGREES = 0.1
"""Size of a hexagon on the plane near 0° N 0° E, where degrees are square."""

EXPORT_AGAIN = "export the boundaries again as GeoJSON in longitude and latitude"

NOT_A_FEATURE = (LookupError, TypeError, ValueError, AttributeError, shapely.errors.ShapelyError)
"""What reading a feature of another form raises."""

COORDINATE_DIGITS = 5
"""Decimals of a degree in the outlines that are sent to a browser: about one metre."""


@dataclass(frozen=True)
class Geography:
    """Where the councils are.

    Attributes
    ----------
    outlines
        Outline of each council by code, in longitude and latitude. The exterior rings run
        clockwise: d3, which draws the map, reads a counter-clockwise ring as the whole globe
        but the area.
    areas_km2
        Area of each council in square kilometres.
    neighbours
        Pairs of councils that share a border, or of which one lies within the other.
    cells
        Cell of each council on the map of hexagons.
    """

    outlines: Mapping[str, BaseGeometry]
    areas_km2: Mapping[str, float]
    neighbours: tuple[tuple[str, str], ...]
    cells: Mapping[str, hexagons.Hexagon]

    def shapes(self, region: Region, view: MapView) -> dict[str, BaseGeometry]:
        """Shape of each council that a map view shows, by code, in degrees."""
        codes = region.codes_in(view)
        if view == "hexagons":
            return {code: _hexagon(self.cells[code]) for code in codes}
        return {code: self.outlines[code] for code in codes}

    def hexagon_centres(self) -> dict[str, tuple[float, float]]:
        """Centre of each hexagon by code, as longitude and latitude."""
        return {code: hexagons.centre(cell, HEXAGON_DEGREES) for code, cell in self.cells.items()}


def bounds_of(shapes: Mapping[str, BaseGeometry]) -> Bounds:
    """Smallest box around all shapes."""
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    return float(west), float(south), float(east), float(north)


def feature_collection(shapes: Mapping[str, BaseGeometry]) -> dict[str, Any]:
    """GeoJSON of the shapes, with the code as the feature's id and no other property."""
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": code,
                "properties": {},
                "geometry": _rounded(shapely.geometry.mapping(shape)),
            }
            for code, shape in shapes.items()
        ],
    }


def read_geography(path: Path, region: Region) -> Geography:
    """Read the outlines (GeoJSON, longitude and latitude, property ``code``).

    Councils that lie over districts must not be in the file: their outlines are the unions of
    their districts.

    Raises
    ------
    PackError
        For a file that is not GeoJSON, an area without a council, a council without an area,
        an area that is there twice, a shape that is no valid polygon, or areas that overlap.
    """
    frame = _read_frame(path)
    problems = [*_problems_of_codes(path.name, frame, region), *_problems_of_shapes(path, frame)]
    if problems or (problems := list(_problems_of_coverage(path, frame))):
        raise PackError(problems)
    lower = frame.set_index("code")["geometry"]
    metres = lower.to_crs(lower.estimate_utm_crs())
    in_degrees = _with_counties(lower, region)
    in_metres = _with_counties(metres, region)
    neighbours = _neighbours(in_degrees, region)
    return Geography(
        outlines={code: _clockwise(in_degrees[code]) for code in region.codes},
        areas_km2={code: float(in_metres[code].area) / 1e6 for code in region.codes},
        neighbours=neighbours,
        cells=hexagons.lay_out(_centres(in_metres), neighbours),
    )


def _read_frame(path: Path) -> gpd.GeoDataFrame:
    collection = parse_json(path.name, path.read_bytes())
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list):
        found, expected = "The file has no list of features", "a GeoJSON FeatureCollection"
        raise PackError([Problem(path.name, found, expected, EXPORT_AGAIN)])
    codes, shapes, problems = [], [], []
    for position, feature in enumerate(features, start=1):
        try:
            code, geometry = feature["properties"]["code"], feature["geometry"]
            shapes.append(shapely.geometry.shape(geometry))
            codes.append(str(code))
        except NOT_A_FEATURE:
            problems.append(
                Problem(
                    path.name,
                    f"Feature {position} of the file has no code, or no shape that can be read",
                    "a feature with the property code and a geometry",
                    EXPORT_AGAIN,
                )
            )
    if problems:
        raise PackError(problems)
    return gpd.GeoDataFrame({"code": codes}, geometry=shapes, crs=LONGITUDE_LATITUDE)


def _problems_of_codes(file: str, frame: gpd.GeoDataFrame, region: Region) -> Iterator[Problem]:
    codes = list(frame["code"])
    for position, code in enumerate(codes):
        where = f"feature {position + 1}"
        if code not in region.by_code:
            yield Problem(
                file,
                f"The area {code} ({where}) has no council",
                "the code of a council in councils.csv",
                "correct the code, or add the council to councils.csv",
            )
        elif code in codes[:position]:
            yield Problem(
                file,
                f"The area {code} ({where}) is there twice",
                "each council once",
                "delete one of the two, or join them into one feature",
            )
        elif code in region.upper_tier:
            yield Problem(
                file,
                f"The area {code} ({where}) is a county that is also made from its districts",
                "the districts only",
                "delete the feature: the county is drawn as the union of its districts",
            )
    for council in region.councils:
        if council.code not in codes and council.code not in region.upper_tier:
            yield Problem(
                file,
                f"The council {council.name} ({council.code}) has no area",
                "one feature for each council that has no districts",
                "add a feature with this code, or take the council out of councils.csv",
            )


def _problems_of_shapes(path: Path, frame: gpd.GeoDataFrame) -> Iterator[Problem]:
    """Shapes must be areas, whole, and in degrees."""
    remedy = "mend the shape in a GIS, for instance with “fix geometries” in QGIS"
    for code, shape in zip(frame["code"], frame["geometry"], strict=True):
        if shape.geom_type not in {"Polygon", "MultiPolygon"} or shape.is_empty:
            found = f"The area {code} is a {shape.geom_type}"
            yield Problem(path.name, found, "a Polygon or MultiPolygon", remedy)
        elif not shape.is_valid:
            found = f"The area {code} is not valid: {shapely.is_valid_reason(shape)}"
            yield Problem(path.name, found, "an outline that does not cross itself", remedy)
        elif not _in_degrees(shape):
            found = f"The area {code} lies at {shape.bounds[0]:g}, {shape.bounds[1]:g}"
            expected = "longitude between -180 and 180, latitude between -90 and 90"
            remedy_crs = "export the boundaries in longitude and latitude (CRS84, EPSG:4326)"
            yield Problem(path.name, found, expected, remedy_crs)


def _problems_of_coverage(path: Path, frame: gpd.GeoDataFrame) -> Iterator[Problem]:
    if not shapely.coverage_is_valid(frame.geometry.to_numpy()):
        yield Problem(
            path.name,
            "Some areas overlap, or their shared borders differ",
            "areas that meet along identical borders",
            "simplify the boundaries together (a coverage), not one by one",
        )


def _in_degrees(shape: BaseGeometry) -> bool:
    west, south, east, north = shape.bounds
    return bool(-180 <= west and east <= 180 and -90 <= south and north <= 90)


def _with_counties(lower: gpd.GeoSeries, region: Region) -> dict[str, BaseGeometry]:
    """Shapes of all councils: those read, and each county as the union of its districts."""
    shapes = dict(lower.items())
    for county in region.upper_tier:
        districts = [district.code for district in region.districts_of(county)]
        shapes[county] = lower.loc[districts].union_all(method="coverage")
    return {code: shapes[code] for code in region.codes}


def _neighbours(shapes: Mapping[str, BaseGeometry], region: Region) -> tuple[tuple[str, str], ...]:
    """Pairs of one tier that share a border, and each county with each of its districts."""
    return tuple(
        (first.code, second.code)
        for first, second in combinations(region.councils, 2)
        if _lies_within(first, second)
        or _lies_within(second, first)
        or (_same_map(first, second, region) and _share_border(shapes, first, second))
    )


def _lies_within(district: Council, county: Council) -> bool:
    return district.county_code == county.code


def _same_map(first: Council, second: Council, region: Region) -> bool:
    """Whether both are counties or neither is: a county overlaps the areas around its border."""
    return (first.code in region.upper_tier) == (second.code in region.upper_tier)


def _share_border(shapes: Mapping[str, BaseGeometry], first: Council, second: Council) -> bool:
    return bool(shapes[first.code].intersection(shapes[second.code]).length > 0)


def _centres(shapes: Mapping[str, BaseGeometry]) -> dict[str, tuple[float, float]]:
    return {code: (shape.centroid.x, shape.centroid.y) for code, shape in shapes.items()}


def _clockwise(shape: BaseGeometry) -> BaseGeometry:
    return shapely.orient_polygons(shape, exterior_cw=True)


def _hexagon(cell: hexagons.Hexagon) -> BaseGeometry:
    return _clockwise(shapely.Polygon(hexagons.corners(cell, HEXAGON_DEGREES)))


def _rounded(value: Any) -> Any:
    """The same GeoJSON with coordinates rounded to COORDINATE_DIGITS."""
    if isinstance(value, float):
        return round(value, COORDINATE_DIGITS)
    if isinstance(value, dict):
        return {key: _rounded(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_rounded(each) for each in value]
    return value
