"""Parts of a finding: what stands on one slide, where one slide cannot hold it all."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bestbywm.exhibits.model import Exhibit
from bestbywm.pack import Pack
from bestbywm.render.deck.look import Box, Look


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be put on slides: an exhibit, the room for it, and how it looks."""

    pack: Pack
    exhibit: Exhibit
    area: Box
    look: Look
    made_on: date


@dataclass(frozen=True, slots=True)
class Part:
    """What puts one part onto a slide, and a remark about what the other slides hold."""

    put: Callable[[Any], None]
    remark: str = ""


SIZES = (20.0, 18.0, 16.0, 14.0, 12.0)
"""Sizes of words in charts, on a slide of 7.5 inches: the largest that leaves room for all."""


def best_size(needed: Callable[[float], float], room: float, look: Look) -> float:
    """The largest size at which what is needed has room; the least if none does."""
    sizes = [look.pt(size) for size in SIZES]
    return next((size for size in sizes if needed(size) <= room), sizes[-1])


def portions(heights: Sequence[float], room: float) -> list[range]:
    """Rows in portions that fit into a room, each of one row at least.

    They are about as long as each other, where that fits too.
    """
    found = _filled(heights, room)
    alike = even(len(heights), len(found))
    fits = all(sum(heights[row] for row in each) <= room for each in alike)
    return alike if fits else found


def even(rows: int, parts: int) -> list[range]:
    """Rows in so many portions, about as long as each other."""
    return [range(rows * at // parts, rows * (at + 1) // parts) for at in range(parts)]


def _filled(heights: Sequence[float], room: float) -> list[range]:
    """Each portion as full as it can be."""
    found: list[range] = []
    start, used = 0, 0.0
    for at, height in enumerate(heights):
        if at > start and used + height > room:
            found.append(range(start, at))
            start, used = at, 0.0
        used += height
    return [*found, range(start, len(heights))]
