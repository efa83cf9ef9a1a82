"""The scale of values under a chart: where a value lies, its gridlines and its title."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from bestbywm.exhibits.model import Axis, Bars, Dots, Stacks, Strips
from bestbywm.render.drawing.canvas import LINE, Canvas, cut_lines, widest

TICKS = 5
"""Steps of a scale of counts, about."""

SMALLER = 0.9
"""Size of what stands beside the figures, in sizes of the words."""

HALF_TICK = 1.2
"""Room right of a scale for half of its last value, in sizes of the words."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale of values from left to right.

    Attributes
    ----------
    axis, title, limit
        What it measures, in words, and its far end.
    left, right
        Where its ends lie.
    edge
        Where the room for its title ends: at ``right`` or further right.
    """

    axis: Axis
    title: str
    limit: float
    left: float
    right: float
    edge: float

    @property
    def start(self) -> float:
        """The near end: ranks begin at 1."""
        return 1.0 if self.axis == "rank" else 0.0

    def at(self, value: float) -> float:
        """Where a value lies."""
        part = (value - self.start) / max(self.limit - self.start, 1e-9)
        return self.left + (self.right - self.left) * part

    def draw(self, canvas: Canvas, top: float, bottom: float, text: float) -> float:
        """Gridlines from top to bottom, values and title under them; the height below."""
        small = text * SMALLER
        for value in self.ticks():
            canvas.line(self.at(value), top, self.at(value), bottom, "grid")
        for value in self._named_ticks(small):
            y = bottom + text * 1.1
            canvas.words(
                self._name(value), self.at(value), y, small, colour="muted", anchor="middle"
            )
        title = cut_lines(self.title, small, max(small, self.edge - self.left), 1)
        canvas.words(title[0], self.left, bottom + text * (1.1 + LINE), small, colour="muted")
        return under(text)

    def ticks(self) -> Sequence[float]:
        """The values that have a gridline."""
        if self.axis == "share":
            return [0, 0.25, 0.5, 0.75, 1]
        if self.axis == "score":
            return [0, 25, 50, 75, 100]
        if self.axis == "rank":
            return [1, *range(5, int(self.limit) + 1, 5)]
        step = _round_step(self.limit / TICKS)
        return [step * at for at in range(int(self.limit / step) + 1)]

    def _named_ticks(self, size: float) -> Sequence[float]:
        """The values that are written: as many as have room beside each other."""
        ticks = self.ticks()
        room = widest([self._name(value) for value in ticks], size) + size * 0.5
        for every in (1, 2, 4):
            named = ticks[::every]
            if all(self.at(high) - self.at(low) >= room for low, high in pairwise(named)):
                return named
        return ticks[:1]

    def _name(self, value: float) -> str:
        return f"{value:.0%}" if self.axis == "share" else f"{value:,.0f}"


def scale_of(
    chart: Bars | Stacks | Dots | Strips, left: float, right: float, edge: float | None = None
) -> Scale:
    """The scale of a chart between two ends; its title may go on to the edge."""
    return Scale(
        chart.axis, chart.axis_title, chart.limit, left, right, right if edge is None else edge
    )


def under(text: float) -> float:
    """The height that values and title take under a scale."""
    return text * (1.5 + LINE)


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, 20, 50 and so on."""
    size = 1.0
    while True:
        for each in (1, 2, 5):
            if step <= each * size:
                return each * size
        size *= 10
