"""Specification of the projection: where places lie in a picture of a map."""

import pytest
from pyproj import Transformer
from shapely import MultiPolygon, Polygon, box

from bestbywm.pack import Pack
from bestbywm.render.projection import EDGE, Projection, filling, mercator, rings_of


@pytest.mark.parametrize("latitude", [-60.0, 0.0, 10.5, 52.48, 53.2])
def test_mercator_is_that_of_proj(latitude: float) -> None:
    """EPSG 3857 counts metres on a sphere of 6,378,137 m; 90 degrees are a quarter around it."""
    to_metres = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)
    east, _ = to_metres.transform(1.0, 0.0)
    _, north = to_metres.transform(0.0, latitude)
    assert mercator(latitude) == pytest.approx(north / east, abs=1e-6)


def test_east_is_right_and_north_is_up() -> None:
    projection = Projection(west=-3.0, north=mercator(53.0), scale=100)
    assert projection.at(-3.0, 53.0) == (0.0, 0.0)
    x, y = projection.at(-2.0, 52.0)
    assert x == 100
    assert y == pytest.approx(100 * (mercator(53.0) - mercator(52.0)))


@pytest.mark.parametrize(("width", "height"), [(400, 400), (1800, 300), (200, 900)])
def test_the_shapes_fill_the_picture_in_its_middle(
    shipped_pack: Pack, width: float, height: float
) -> None:
    shapes = shipped_pack.geography.shapes(shipped_pack.region, "districts")
    projection = filling(shapes, width, height)
    placed = [projection.at(x, y) for each in shapes.values() for x, y, *_ in corners(each)]
    left, right = min(x for x, _ in placed), max(x for x, _ in placed)
    top, bottom = min(y for _, y in placed), max(y for _, y in placed)
    assert left + right == pytest.approx(width)
    assert top + bottom == pytest.approx(height)
    assert min(left, top) == pytest.approx(EDGE)


def corners(shape: Polygon | MultiPolygon) -> list[tuple[float, float]]:
    return [corner for ring in rings_of(shape) for corner in ring]


def test_rings_are_exteriors_and_their_holes() -> None:
    with_hole = box(0, 0, 4, 4) - box(1, 1, 2, 2)
    alone = box(6, 0, 7, 1)
    assert [len(ring) for ring in rings_of(MultiPolygon([with_hole, alone]))] == [5, 5, 5]
    assert rings_of(alone)[0][0] == rings_of(alone)[0][-1], "a ring ends where it begins"
