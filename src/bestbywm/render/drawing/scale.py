"""The scale of values under a chart: where a value lies, its gridlines and its title."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.exhibits.model import Axis
from bestbywm.render.drawing.canvas import LINE, Canvas

TICKS = 5
"""Steps of a scale of counts, about."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from its near end to its far end, from one x to another."""

    axis: Axis
    title: str
    limit: float
    left: float
    right: float

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
        for value in self.ticks():
            canvas.line(self.at(value), top, self.at(value), bottom, "grid")
            canvas.words(
                f"{value:.0%}" if self.axis == "share" else f"{value:g}",
                self.at(value),
                bottom + text * 1.1,
                text * SMALLER,
                colour="muted",
                anchor="middle",
            )
        canvas.words(
            self.title, self.left, bottom + text * (1.1 + LINE), text * SMALLER, colour="muted"
        )
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


SMALLER = 0.9
"""Size of what stands beside the figures, in sizes of the words."""


HALF_TICK = 1.2
"""Room right of a scale for half of its last value, in sizes of the words."""


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
