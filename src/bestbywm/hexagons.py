"""Lay councils out as equal hexagons on which neighbours stay neighbours and north stays up.

Hexagons are pointy-top, in the axial coordinates of Red Blob Games ("Hexagonal Grids"), with one
difference: rows count northwards, so that y grows upwards as on a map.

Which council goes to which cell is a quadratic assignment problem: the worth of a layout is a sum
over pairs of councils of (how they lie on the map) times (how their cells lie on the grid). It is
searched by annealing, in the rejection-free form: each step weighs every move of one council to
every cell at once (a cell in use means a swap), and draws one by adding Gumbel noise.
"""

from collections.abc import Collection, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SIDES = ((1, 0), (0, 1), (-1, 1), (-1, 0), (0, -1), (1, -1))

# What makes a layout good, in points per pair of councils.
NEIGHBOURS_TOUCH = 1.0
STEP_APART = -0.125  # neighbours, for each cell of distance beyond the second
ANY_TOUCH = 0.25  # any two councils: keeps the layout together
RIGHT_DIRECTION = 2.5  # times the cosine of the error in direction, shared by all councils

MOST_STEPS_APART = 4
ROOM = 1.55  # cells to choose from, per council
MOST_STEPS = 6000
MOST_WORK = 16_000_000  # steps times moves weighed in each
RUNS = 2
HOT, COLD = 0.9, 0.15


class Hexagon(NamedTuple):
    """One cell of the grid: column `q` counts eastwards, row `r` counts to the north-east."""

    q: int
    r: int


def adjacent(a: Hexagon, b: Hexagon) -> bool:
    """Whether two cells share a side."""
    return (b.q - a.q, b.r - a.r) in SIDES


def centre(cell: Hexagon, size: float = 1.0) -> tuple[float, float]:
    """Give the middle of a cell as (x east, y north), in the unit of `size`, the side's length.

    x = size * sqrt(3) * (q + r / 2) and y = size * 3 / 2 * r.
    """
    return size * 3**0.5 * (cell.q + cell.r / 2), size * 1.5 * cell.r


def corners(cell: Hexagon, size: float = 1.0) -> list[tuple[float, float]]:
    """Give the outline of a cell: 7 points, clockwise from its northern corner and back to it.

    Same plane and unit as `centre`; the corners lie `size` away from it.
    """
    x, y = centre(cell, size)
    wide, half = size * 3**0.5 / 2, size / 2
    north, south = (x, y + size), (x, y - size)
    east = [(x + wide, y + half), (x + wide, y - half)]
    west = [(x - wide, y - half), (x - wide, y + half)]
    return [north, *east, south, *west, north]


def preserved(cells: Mapping[str, Hexagon], neighbours: Collection[tuple[str, str]]) -> int:
    """Count the pairs of neighbours whose hexagons share a side; pairs not laid out don't count."""
    pairs = {frozenset(pair) for pair in neighbours if cells.keys() >= set(pair)}
    return sum(adjacent(*(cells[code] for code in pair)) for pair in pairs if len(pair) == 2)


def lay_out(
    centres: Mapping[str, tuple[float, float]], neighbours: Collection[tuple[str, str]]
) -> dict[str, Hexagon]:
    """Place each council on a cell of its own, in one piece without holes.

    `centres` gives each code's centre in projected metres (x east, y north). `neighbours` are
    unordered pairs of codes that share a border, or of a county and a district inside it; pairs
    with a code that has no centre are left out. The answer has a cell for each code, in the order
    of the codes, and depends neither on the order of the input nor on chance.
    """
    codes = sorted(centres)
    if not codes:
        return {}
    places = np.array([centres[code] for code in codes], dtype=np.float64)
    if not np.isfinite(places).all():
        raise ValueError("A centre is missing or not finite.")
    places = places - places.mean(axis=0)
    cells = _board(places)
    wishes = _wishes(places, _touching(codes, neighbours))
    offers = _offers(cells)
    start = _in_rows(places, cells)
    runs = [_anneal(wishes, offers, start, seed) for seed in range(RUNS)]
    _, best = max(runs, key=lambda run: run[0])
    return {code: cells[k] for code, k in zip(codes, best, strict=True)}


def _touching(codes: list[str], neighbours: Collection[tuple[str, str]]) -> Floats:
    """Turn pairs of codes into a symmetric matrix of 0 and 1, shape (councils, councils)."""
    row = {code: i for i, code in enumerate(codes)}
    touching = np.zeros((len(codes), len(codes)))
    for a, b in neighbours:
        if a in row and b in row and a != b:
            touching[row[a], row[b]] = touching[row[b], row[a]] = 1
    return touching


def _spacing(places: Floats) -> Floats:
    """Give the region's width and height in metres, half a council's breadth added all round."""
    extent = np.ptp(places, axis=0)
    breadth = max(float(extent.max()) / len(places) ** 0.5, 1.0)
    return np.asarray(extent + breadth)


def _board(places: Floats) -> list[Hexagon]:
    """Give the cells to choose from, the middle first, in about the proportions of the region.

    The first as many as there are councils form one piece without holes.
    """
    width, height = _spacing(places)
    shape = min(max(width / height, 0.5), 2.0) ** 0.5
    far = int(2 * len(places) ** 0.5) + 6
    reach = range(-far, far + 1)

    def outwards(cell: Hexagon) -> tuple[float, int, int]:
        x, y = centre(cell)
        return round((x / shape) ** 4 + (y * shape) ** 4, 6), cell.r, cell.q

    cells = sorted((Hexagon(q, r) for q in reach for r in reach), key=outwards)
    return cells[: int(ROOM * len(places)) + 6]


def _in_rows(places: Floats, cells: list[Hexagon]) -> Ints:
    """Fill the middle of the board row by row from the south, each row from the west."""
    middle = range(len(places))
    to_north = sorted(middle, key=lambda i: (places[i, 1], i))
    chosen = np.zeros(len(places), dtype=np.intp)
    for r in sorted({cells[k].r for k in middle}):
        row = sorted((k for k in middle if cells[k].r == r), key=lambda k: cells[k].q)
        here, to_north = to_north[: len(row)], to_north[len(row) :]
        chosen[sorted(here, key=lambda i: (places[i, 0], i))] = row
    return chosen


def _wishes(places: Floats, touching: Floats) -> Floats:
    """Say what each pair of councils asks of its cells, shape (4, councils, councils).

    The layers are: to be near, to touch, to lie east of, to lie north of. Directions count less
    for centres closer than about a council's breadth. Values are rounded to binary fractions, so
    that sums are exact and don't depend on the machine.
    """
    n = len(places)
    near = NEIGHBOURS_TOUCH * touching
    touch = ANY_TOUCH * (1 - np.eye(n))
    apart = places[:, None] - places[None]
    length = np.hypot(apart[..., 0], apart[..., 1])
    blur = np.sqrt(_spacing(places).prod() / n) / 2
    direction = RIGHT_DIRECTION / n * apart / (length + blur)[..., None]
    return np.stack([near, touch, *_rounded(np.moveaxis(direction, -1, 0))])


def _offers(cells: list[Hexagon]) -> Floats:
    """Say what each pair of cells gives, in the layers of `_wishes`, shape (4, cells, cells).

    Element [layer, l, k] is what a council on cell k gets from another one on cell l.
    """
    q, r = np.array(cells).T
    dq, dr = q[None] - q[:, None], r[None] - r[:, None]
    steps = (abs(dq) + abs(dr) + abs(dq + dr)) // 2
    touch = np.asarray(steps == 1, dtype=np.float64)
    near = touch + STEP_APART * np.clip(steps - 2, 0, MOST_STEPS_APART)
    x, y = 3**0.5 * (dq + dr / 2), 1.5 * dr
    length = np.maximum(np.hypot(x, y), 1)
    return np.stack([near, touch, _rounded(x / length), _rounded(y / length)])


def _rounded(values: Floats) -> Floats:
    return np.round(values * 4096) / 4096


def _anneal(wishes: Floats, offers: Floats, start: Ints, seed: int) -> tuple[float, Ints]:
    """Improve a layout (the cell's number of each council); give the best one's worth, and it."""
    n, cells = len(start), offers.shape[1]
    chance = np.random.default_rng(seed)
    steps = min(MOST_STEPS, MOST_WORK // (n * cells))
    noise = chance.gumbel(size=64 * n * cells)
    reads = chance.integers(0, 63 * n * cells, size=steps)
    flat_wishes = wishes.transpose(1, 0, 2).reshape(n, -1)
    layout, best, most = start, start, -np.inf
    for heat, read in zip(np.geomspace(HOT, COLD, steps), reads, strict=True):
        gains, worth = _gains(wishes, flat_wishes, offers, layout)
        if worth > most and _in_one_piece(offers[1][layout[:, None], layout]):
            best, most = layout, worth
        drawn = gains + heat * noise[read : read + n * cells].reshape(n, cells)
        council, cell = divmod(int(drawn.argmax()), cells)
        layout = _moved(layout, council, cell)
    return float(most), best


def _gains(
    wishes: Floats, flat_wishes: Floats, offers: Floats, layout: Ints
) -> tuple[Floats, float]:
    """Give what each move of a council to a cell would gain, and what the layout is worth now.

    Where the cell is in use, the move is a swap. Shape of the gains: (councils, cells).
    """
    there = flat_wishes @ offers[:, layout].reshape(flat_wishes.shape[1], -1)
    swapped = there[:, layout]
    here = swapped.diagonal()
    gains = there - here[:, None]
    both = wishes[:2] * offers[:2, layout[:, None], layout]
    gains[:, layout] += swapped.T - here + 2 * both.sum(axis=0)
    return gains, here.sum() / 2


def _moved(layout: Ints, council: int, cell: int) -> Ints:
    """Give the layout with a council on another cell, whose holder takes the one left free."""
    after = layout.copy()
    after[layout == cell] = layout[council]
    after[council] = cell
    return after


def _in_one_piece(touch: Floats) -> bool:
    """Whether cells, given which of them touch, hang together and enclose no hole.

    Euler's formula: pieces less holes = cells - pairs that touch + threes that touch mutually.
    """
    pairs, threes = touch.sum() / 2, np.trace(touch @ touch @ touch) / 6
    if len(touch) - pairs + threes != 1:
        return False
    reached = touch + np.eye(len(touch))
    for _ in range(len(touch).bit_length()):
        reached = np.minimum(reached @ reached, 1)
    return bool(reached.all())
