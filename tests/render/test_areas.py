"""Specification of how areas look: lines across them lie within them, and none is without."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import LineString, Point, Polygon, box

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.render.areas import Slope, Spot, entries_of, hatching

APART = 12.0

every_slope = pytest.mark.parametrize("slope", ["rising", "falling"])


def slope_of(line: tuple[Spot, Spot]) -> Slope:
    """Whether a line falls from left to right; y runs downwards."""
    (x1, y1), (x2, y2) = line
    return "falling" if (x2 - x1) * (y2 - y1) > 0 else "rising"


class TestHatching:
    @every_slope
    @pytest.mark.parametrize(
        "shape",
        [box(1, 1, 2, 2), box(-2.5, 1, -1, 1.5), box(1, -9, 1.1, -8.9)],
        ids=["small", "left of the picture", "tiny"],
    )
    def test_an_area_that_no_line_of_the_pattern_meets_has_one_of_its_own(
        self, shape: Polygon, slope: Slope
    ) -> None:
        (line,) = hatching(shape, APART, (slope,))
        assert slope_of(line) == slope
        assert shape.buffer(1e-6).contains(LineString(line))

    @every_slope
    @pytest.mark.parametrize(
        "shape",
        [Polygon(), Polygon([(1, 1), (1, 1), (1, 1)]), Polygon([(1, 1), (2, 1), (1, 1)])],
        ids=["empty", "a point", "a line"],
    )
    def test_what_has_no_area_has_no_line(self, shape: Polygon, slope: Slope) -> None:
        assert hatching(shape, APART, (slope,)) == []

    @every_slope
    def test_what_a_line_only_touches_has_one_all_the_same(self, slope: Slope) -> None:
        corner = {"rising": box(6, 6, 7, 7), "falling": box(12, -1, 13, 0)}[slope]
        assert [slope_of(line) for line in hatching(corner, APART, (slope,))] == [slope]

    def test_both_slopes_at_once_cross(self) -> None:
        shape = box(0, 0, 50, 40)
        one, other = hatching(shape, APART), hatching(shape, APART, ("falling",))
        assert hatching(shape, APART, ("rising", "falling")) == [*one, *other]
        assert {slope_of(line) for line in one} == {"rising"}
        assert {slope_of(line) for line in other} == {"falling"}
        assert any(LineString(a).crosses(LineString(b)) for a in one for b in other)

    def test_runs_on_from_shape_to_shape(self) -> None:
        parts = shapely.multilinestrings(
            hatching(box(0, 0, 30, 40), APART) + hatching(box(30, 0, 70, 40), APART)
        )
        whole = shapely.multilinestrings(hatching(box(0, 0, 70, 40), APART))
        assert parts.length == pytest.approx(whole.length)
        assert whole.buffer(1e-6).contains(parts)

    @given(
        x=st.floats(-500, 500),
        y=st.floats(-500, 500),
        wide=st.floats(0.01, 60),
        high=st.floats(0.01, 60),
        slope=st.sampled_from(["rising", "falling"]),
    )
    def test_an_area_of_any_size_has_a_line_near_its_middle(
        self, x: float, y: float, wide: float, high: float, slope: Slope
    ) -> None:
        shape = box(x, y, x + wide, y + high)
        lines = shapely.multilinestrings(hatching(shape, APART, (slope,)))
        assert shape.buffer(1e-6).contains(lines)
        assert lines.distance(Point(x + wide / 2, y + high / 2)) < APART


def test_entries_say_how_many_councils_are_in_each_class() -> None:
    classes = (MapClass("No one", 0, "figure"), MapClass("Everyone", 3, "figure"))
    places = tuple(Place(name, name, (), 1, "") for name in ("One", "Two"))
    assert entries_of(Choropleth("districts", classes, places)) == ["No one (0)", "Everyone (2)"]
