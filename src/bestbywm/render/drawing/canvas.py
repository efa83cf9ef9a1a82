"""A canvas: shapes and words put down one after the other, and the SVG of them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from markupsafe import Markup

from bestbywm.render import fonts
from bestbywm.render.drawing.ink import Ink
from bestbywm.render.fonts import Weight
from bestbywm.words import cleaned

Anchor = Literal["start", "middle", "end"]

LINE = 1.22
"""From one line of words to the next, in sizes of the words."""

BASELINE = 0.34
"""From the middle of a line of words down to where they stand, in sizes of the words."""


def rounded(value: float) -> str:
    """A length with one decimal, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass
class Canvas:
    """What is drawn so far; lengths are pixels, from the top left corner."""

    ink: Ink
    parts: list[Markup] = field(default_factory=list)

    def rect(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        colour: str,
        *,
        outline: str = "",
    ) -> None:
        """A rectangle; none where it has no width."""
        if width <= 0:
            return
        stroke = (
            Markup(' stroke="{}" stroke-width="1.5"').format(self.ink(outline)) if outline else ""
        )
        self.parts.append(
            Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>').format(
                rounded(x),
                rounded(y),
                rounded(width),
                rounded(height),
                self._fill(colour),
                stroke,
            )
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1.5
    ) -> None:
        """A straight line."""
        self.parts.append(
            Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>').format(
                rounded(x1),
                rounded(y1),
                rounded(x2),
                rounded(y2),
                self.ink(colour),
                rounded(thick),
            )
        )

    def interval(self, low: float, high: float, y: float, cap: float) -> None:
        """A thin line from low to high with a cap at each end."""
        self.line(low, y, high, y, "muted", 2)
        for x in (low, high):
            self.line(x, y - cap, x, y + cap, "muted", 2)

    def words(
        self,
        words: str,
        x: float,
        y: float,
        size: float,
        *,
        colour: str = "text",
        weight: Weight = "regular",
        anchor: Anchor = "start",
    ) -> None:
        """A line of words; ``y`` is where they stand."""
        if not words:
            return
        bold = Markup(' font-weight="700"') if weight == "bold" else ""
        where = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
        self.parts.append(
            Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>').format(
                rounded(x),
                rounded(y),
                rounded(size),
                self.ink(colour),
                bold,
                where,
                cleaned(words),
            )
        )

    def lines(
        self,
        lines: Sequence[str],
        x: float,
        middle: float,
        size: float,
        *,
        colour: str = "text",
        weight: Weight = "regular",
        anchor: Anchor = "start",
    ) -> None:
        """Lines of words around a middle height."""
        first = middle - (len(lines) - 1) / 2 * size * LINE + size * BASELINE
        for at, each in enumerate(lines):
            self.words(
                each,
                x,
                first + at * size * LINE,
                size,
                colour=colour,
                weight=weight,
                anchor=anchor,
            )

    def mark(self, shape: str, x: float, y: float, radius: float, fill: str, outline: str) -> None:
        """A circle, diamond, square or cross."""
        look = Markup(' fill="{}" stroke="{}" stroke-width="2.5"').format(
            self.ink(fill) if fill else "none", self.ink(outline)
        )
        if shape == "circle":
            self.parts.append(
                Markup('<circle cx="{}" cy="{}" r="{}"{}/>').format(
                    rounded(x), rounded(y), rounded(radius), look
                )
            )
            return
        self.parts.append(Markup('<path d="{}"{}/>').format(_outline_of(shape, x, y, radius), look))

    def path(self, d: str, colour: str, *, outline: str, attributes: Markup, title: str) -> None:
        """A shape with words of its own that show beside the pointer."""
        self.parts.append(
            Markup(
                '<path d="{}" fill="{}" stroke="{}" stroke-width="1.2" stroke-linejoin="round"'
                "{}><title>{}</title></path>"
            ).format(d, self._fill(colour), self.ink(outline), attributes, cleaned(title))
        )

    def hatching(self, id_: str) -> str:
        """A hatched fill in the colour of no answer; what to fill shapes with."""
        self.parts.append(
            Markup(
                '<defs><pattern id="{0}" width="9" height="9" patternUnits="userSpaceOnUse" '
                'patternTransform="rotate(45)"><rect width="9" height="9" fill="{1}"/>'
                '<line x1="0" y1="0" x2="0" y2="9" stroke="{2}" stroke-width="3"/></pattern></defs>'
            ).format(id_, self.ink("page"), self.ink("no-answer"))
        )
        return f"url(#{id_})"

    def _fill(self, colour: str) -> str:
        return colour if colour.startswith("url(") else self.ink(colour)


def _outline_of(shape: str, x: float, y: float, radius: float) -> str:
    wide, near = radius * 1.2, radius * 0.95
    points = {
        "diamond": [(0, -wide), (wide, 0), (0, wide), (-wide, 0)],
        "square": [(-near, -near), (near, -near), (near, near), (-near, near)],
    }
    if shape == "cross":
        return (
            f"M{rounded(x - near)} {rounded(y - near)}L{rounded(x + near)} {rounded(y + near)}"
            f"M{rounded(x + near)} {rounded(y - near)}L{rounded(x - near)} {rounded(y + near)}"
        )
    corners = "L".join(f"{rounded(x + dx)} {rounded(y + dy)}" for dx, dy in points[shape])
    return f"M{corners}Z"


def fits(words: str, size: float, room: float, weight: Weight = "regular") -> bool:
    """Whether the words have room on one line."""
    return fonts.width(words, size, weight) <= room


def cut_lines(
    words: str, size: float, room: float, most: int, weight: Weight = "regular"
) -> list[str]:
    """The words in at most so many lines, with an ellipsis where they are cut."""
    cut = fonts.shortened(words, size, room, most, weight)
    return fonts.wrapped(cut, size, room, weight)
