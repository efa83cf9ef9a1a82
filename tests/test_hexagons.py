"""Hexagons: each council has a cell of its own, neighbours stay neighbours, north stays up."""

import csv
import itertools
import math
import random
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import geopandas as gpd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.hexagons import Hexagon, adjacent, centre, corners, lay_out, preserved

DATA = Path(__file__).parents[1] / "data"

ORIGIN = Hexagon(0, 0)
AROUND = [Hexagon(q, r) for q, r in ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))]

Point = tuple[float, float]
Pair = tuple[str, str]


def pieces(cells: Iterable[Hexagon]) -> int:
    """Count the groups of cells that hang together."""
    left, count = set(cells), 0
    while left:
        count += 1
        todo = [left.pop()]
        while todo:
            here = todo.pop()
            found = {cell for cell in left if adjacent(here, cell)}
            left -= found
            todo += found
    return count


def pieces_outside(cells: Iterable[Hexagon]) -> int:
    """Count the groups of empty cells within and around a layout; more than one means a hole."""
    used = set(cells)
    qs, rs = [cell.q for cell in used], [cell.r for cell in used]
    box = itertools.product(range(min(qs) - 1, max(qs) + 2), range(min(rs) - 1, max(rs) + 2))
    return pieces({Hexagon(q, r) for q, r in box} - used)


def grid(columns: int, rows: int) -> tuple[dict[str, Point], list[Pair]]:
    """Make up councils 10 km apart in rows and columns, each bordering those beside it."""
    centres = {f"{c}-{r}": (1e4 * c, 1e4 * r) for c in range(columns) for r in range(rows)}
    near = [
        (a, b)
        for a, b in itertools.combinations(centres, 2)
        if math.dist(centres[a], centres[b]) < 1.1e4
    ]
    return centres, near


class TestTheGrid:
    def test_a_cell_touches_the_six_around_it(self) -> None:
        assert all(adjacent(ORIGIN, cell) and adjacent(cell, ORIGIN) for cell in AROUND)

    @pytest.mark.parametrize("cell", [(0, 0), (1, 1), (-1, -1), (2, 0), (2, -1), (1, -2)])
    def test_a_cell_touches_no_other(self, cell: tuple[int, int]) -> None:
        assert not adjacent(ORIGIN, Hexagon(*cell))

    def test_cells_that_touch_have_centres_equally_far_apart(self) -> None:
        distances = [math.dist(centre(ORIGIN, 2.0), centre(cell, 2.0)) for cell in AROUND]
        assert distances == pytest.approx([2 * math.sqrt(3)] * 6)

    def test_east_is_right_and_north_is_up(self) -> None:
        assert centre(ORIGIN) == (0, 0)
        assert centre(Hexagon(1, 0)) == pytest.approx((math.sqrt(3), 0))
        assert centre(Hexagon(0, 1)) == pytest.approx((math.sqrt(3) / 2, 1.5))


class TestTheOutline:
    def test_it_is_a_closed_ring_of_six_corners(self) -> None:
        ring = corners(Hexagon(2, -1))
        assert len(ring) == 7
        assert ring[0] == ring[-1]
        assert len(set(ring)) == 6

    def test_it_runs_clockwise(self) -> None:
        sides = itertools.pairwise(corners(ORIGIN))
        twice_area = sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in sides)
        assert twice_area == pytest.approx(-3 * math.sqrt(3))

    def test_it_has_a_point_at_the_top(self) -> None:
        assert corners(ORIGIN)[0] == (0, 1)

    def test_every_corner_is_one_size_from_the_centre(self) -> None:
        cell = Hexagon(-3, 2)
        assert [math.dist(corner, centre(cell, 5)) for corner in corners(cell, 5)] == pytest.approx(
            [5] * 7
        )

    def test_cells_that_touch_share_two_corners(self) -> None:
        rounded = [{(round(x, 9), round(y, 9)) for x, y in corners(c)} for c in (ORIGIN, *AROUND)]
        assert all(len(rounded[0] & other) == 2 for other in rounded[1:])


IN_A_ROW = {"a": Hexagon(0, 0), "b": Hexagon(1, 0), "c": Hexagon(3, 0)}


class TestPreserved:
    def test_it_counts_neighbours_whose_cells_touch(self) -> None:
        assert preserved(IN_A_ROW, [("a", "b"), ("b", "c")]) == 1

    def test_it_counts_a_pair_once_whichever_way_round(self) -> None:
        assert preserved(IN_A_ROW, [("a", "b"), ("b", "a")]) == 1

    def test_it_leaves_out_pairs_that_are_not_laid_out(self) -> None:
        assert preserved(IN_A_ROW, [("a", "elsewhere"), ("a", "a")]) == 0


class TestTheLayout:
    def test_nobody_to_place_is_an_empty_layout(self) -> None:
        assert lay_out({}, []) == {}

    def test_a_single_council_gets_a_cell(self) -> None:
        assert list(lay_out({"a": (400_000, 300_000)}, [])) == ["a"]

    @pytest.mark.parametrize("b", [(0, 5e4), (0, -5e4), (5e4, 0), (-5e4, 0)])
    def test_two_councils_touch_in_about_the_right_direction(self, b: Point) -> None:
        cells = lay_out({"a": (0, 0), "b": b}, [("a", "b")])
        (ax, ay), (bx, by) = centre(cells["a"]), centre(cells["b"])
        assert adjacent(cells["a"], cells["b"])
        assert (bx - ax) * b[0] + (by - ay) * b[1] > 0

    def test_four_around_a_point_all_stay_neighbours(self) -> None:
        centres, near = grid(2, 2)
        assert preserved(lay_out(centres, near), near) == 4

    def test_a_county_of_a_single_district_lies_beside_it(self) -> None:
        centres = {"county": (0.0, 0.0), "district": (0.0, 0.0), "other": (3e4, 0.0)}
        cells = lay_out(centres, [("county", "district"), ("district", "other")])
        assert adjacent(cells["county"], cells["district"])

    def test_councils_at_one_point_get_a_cell_each(self) -> None:
        cells = lay_out(dict.fromkeys("abcdefg", (4e5, 3e5)), [])
        assert len(set(cells.values())) == 7
        assert pieces(cells.values()) == 1

    def test_a_corner_of_a_square_region_stays_in_its_corner(self) -> None:
        centres, near = grid(5, 5)
        places = {code: centre(cell) for code, cell in lay_out(centres, near).items()}
        assert places["0-0"][0] < places["4-0"][0]
        assert places["0-4"][0] < places["4-4"][0]
        assert places["0-0"][1] < places["0-4"][1]
        assert places["4-0"][1] < places["4-4"][1]

    @pytest.mark.parametrize(("columns", "rows"), [(8, 3), (3, 8)])
    def test_a_wide_region_is_laid_out_wide_and_a_tall_one_tall(
        self, columns: int, rows: int
    ) -> None:
        xs, ys = zip(*map(centre, lay_out(*grid(columns, rows)).values()), strict=True)
        assert (max(xs) - min(xs) > max(ys) - min(ys)) == (columns > rows)

    def test_sixty_councils_keep_most_neighbours_in_one_piece(self) -> None:
        centres, near = grid(10, 6)
        cells = lay_out(centres, near)
        assert len(set(cells.values())) == 60
        assert pieces(cells.values()) == 1
        assert pieces_outside(cells.values()) == 1
        assert preserved(cells, near) > 0.75 * len(near)

    def test_pairs_with_a_code_without_a_centre_are_left_out(self) -> None:
        centres, near = grid(2, 2)
        assert lay_out(centres, [*near, ("0-0", "elsewhere")]) == lay_out(centres, near)

    @pytest.mark.parametrize("x", [math.nan, math.inf])
    def test_a_missing_centre_is_refused(self, x: float) -> None:
        with pytest.raises(ValueError, match="centre"):
            lay_out({"a": (0, 0), "b": (x, 0)}, [])


codes = st.text("abcdefgh", min_size=1, max_size=2)
points = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda p: (1e4 * p[0], 1e4 * p[1]))


@settings(max_examples=15, deadline=None)
@given(
    centres=st.dictionaries(codes, points, min_size=1, max_size=9),
    neighbours=st.lists(st.tuples(codes, codes), max_size=12),
    seed=st.integers(0, 99),
)
def test_whatever_the_input(centres: dict[str, Point], neighbours: list[Pair], seed: int) -> None:
    """Each code has its own cell, in one piece without holes, whatever the order of the input."""
    cells = lay_out(centres, neighbours)
    assert cells.keys() == centres.keys()
    assert len(set(cells.values())) == len(cells)
    assert pieces(cells.values()) == 1
    assert pieces_outside(cells.values()) == 1

    order = list(centres)
    random.Random(seed).shuffle(order)
    turned = [(b, a) for a, b in reversed(neighbours)]
    assert lay_out({code: centres[code] for code in order}, turned) == cells


class Real(NamedTuple):
    """The councils that ship: codes by name, centres in metres, pairs of neighbours, layout."""

    codes: dict[str, str]
    centres: dict[str, Point]
    borders: list[Pair]
    members: list[Pair]
    cells: dict[str, Hexagon]

    def place(self, name: str) -> Point:
        return centre(self.cells[self.codes[name]])


@pytest.fixture(scope="module")
def real() -> Real:
    with (DATA / "councils.csv").open(encoding="utf-8", newline="") as file:
        councils = list(csv.DictReader(file))
    county_of = {row["code"]: row["county_code"] for row in councils if row["county_code"]}
    areas = gpd.read_file(DATA / "boundaries.geojson").set_index("code").geometry
    areas = areas.to_crs(areas.estimate_utm_crs())
    counties = areas.groupby(county_of).agg(lambda districts: districts.union_all())
    centres = {
        code: (shape.centroid.x, shape.centroid.y)
        for tier in (areas, counties)
        for code, shape in tier.items()
    }
    borders, between_counties = (
        [(a, b) for a, b in itertools.combinations(tier.index, 2) if tier[a].distance(tier[b]) < 1]
        for tier in (areas, counties)
    )
    members = [(county, district) for district, county in county_of.items()]
    cells = lay_out(centres, [*borders, *members, *between_counties])
    return Real({row["name"]: row["code"] for row in councils}, centres, borders, members, cells)


class TestTheWestMidlands:
    def test_33_councils_have_a_cell_each_in_one_piece(self, real: Real) -> None:
        assert len(real.cells) == len(set(real.cells.values())) == 33
        assert pieces(real.cells.values()) == 1
        assert pieces_outside(real.cells.values()) == 1

    def test_most_borders_are_kept(self, real: Real) -> None:
        """Measured: 54 of 73 borders (74 %).

        No grid of hexagons keeps more than 67: a hexagon has six sides, and six councils have
        seven to nine neighbours. Long runs of annealing for the borders alone, with the counties
        left out and directions all but ignored, found 59.
        """
        assert len(real.borders) == 73
        assert preserved(real.cells, real.borders) >= 52

    def test_most_districts_touch_their_county(self, real: Real) -> None:
        """Measured: 13 of 19."""
        assert preserved(real.cells, real.members) >= 11

    def test_the_map_is_recognised(self, real: Real) -> None:
        places = [centre(cell) for cell in real.cells.values()]
        west, east = min(x for x, _ in places), max(x for x, _ in places)
        south, north = min(y for _, y in places), max(y for _, y in places)
        x_middle, y_middle = (west + east) / 2, (south + north) / 2
        assert real.place("Herefordshire")[0] == west
        assert real.place("Herefordshire")[1] < y_middle
        assert real.place("Shropshire")[0] < x_middle - (east - west) / 4
        assert real.place("Staffordshire Moorlands")[1] == north
        assert real.place("Stratford-on-Avon")[1] < y_middle - (north - south) / 4
        assert real.place("Rugby")[0] > x_middle + (east - west) / 4
        assert math.dist(real.place("Birmingham"), (x_middle, y_middle)) < 2.5

    def test_directions_are_seldom_grossly_wrong(self, real: Real) -> None:
        """Measured: 5 of the 528 pairs lie more than a right angle off their true direction."""
        wrong = 0
        for a, b in itertools.combinations(real.cells, 2):
            (ax, ay), (bx, by) = real.centres[a], real.centres[b]
            (px, py), (qx, qy) = centre(real.cells[a]), centre(real.cells[b])
            wrong += (bx - ax) * (qx - px) + (by - ay) * (qy - py) < 0
        assert wrong <= 10
