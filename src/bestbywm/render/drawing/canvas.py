"""A canvas: shapes and words put down one after the other, and the SVG of them all."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from markupsafe import Markup
from shapely.geometry.base import BaseGeometry

from bestbywm.render import fonts
from bestbywm.render.areas import Slope, hatching
from bestbywm.render.drawing.ink import Ink
from bestbywm.render.fonts import FAMILY, Weight
from bestbywm.render.projection import rings_of
from bestbywm.words import cleaned

Anchor = Literal["start", "middle", "end"]

LINE = 1.22
"""From one line of words to the next, in sizes of the words."""

BASELINE = 0.34
"""From the middle of a line of words down to where they stand, in sizes of the words."""

HATCH = 12.0
"""Pixels from one line of a hatching to the next, along an edge."""

NOTHING = Markup("")


class Box(NamedTuple):
    """A part of the picture, in pixels from its top left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends at the right."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.y + self.height

    @property
    def middle(self) -> tuple[float, float]:
        """Its centre."""
        return self.x + self.width / 2, self.y + self.height / 2


def rounded(value: float) -> str:
    """A length with one decimal, as short as it can be written."""
    return f"{value:.1f}".removesuffix(".0")


@dataclass
class Canvas:
    """What is drawn so far; lengths are pixels, from the top left corner.

    Attributes
    ----------
    ink
        How colours are written.
    parts
        The shapes and words, the later ones on top.
    smallest
        Size of the smallest words, in pixels.
    """

    ink: Ink
    parts: list[Markup] = field(default_factory=list)
    smallest: float = float("inf")

    def rect(self, box: Box, colour: str, *, outline: str = "") -> None:
        """A rectangle; none where it has no width."""
        if box.width <= 0 or box.height <= 0:
            return
        stroke = (
            Markup(' stroke="{}" stroke-width="1.5"').format(self.ink(outline)) if outline else ""
        )
        self.parts.append(
            Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>').format(
                *map(rounded, box), self.ink(colour), stroke
            )
        )

    def line(
        self, x1: float, y1: float, x2: float, y2: float, colour: str, thick: float = 1.5
    ) -> None:
        """A straight line."""
        self.parts.append(
            Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" stroke="{}" stroke-width="{}"/>').format(
                *map(rounded, (x1, y1, x2, y2)), self.ink(colour), rounded(thick)
            )
        )

    def interval(self, low: float, high: float, y: float, cap: float, halo: float = 0.0) -> None:
        """A thin line from low to high with a cap at each end.

        A halo keeps it apart from what is under it.
        """
        ends = ((low, y, high, y), (low, y - cap, low, y + cap), (high, y - cap, high, y + cap))
        for colour, thick in (("page", 2.5 + 2 * halo), ("muted", 2.5)):
            for end in ends if halo or colour == "muted" else ():
                self.line(*end, colour, thick)

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
        said = " ".join(cleaned(words).split())
        if not said:
            return
        self.smallest = min(self.smallest, size)
        bold = Markup(' font-weight="700"') if weight == "bold" else ""
        where = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else ""
        self.parts.append(
            Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>').format(
                rounded(x), rounded(y), rounded(size), self.ink(colour), bold, where, said
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
            y = first + at * size * LINE
            self.words(each, x, y, size, colour=colour, weight=weight, anchor=anchor)

    def mark(self, shape: str, x: float, y: float, radius: float, fill: str, outline: str) -> None:
        """A circle, diamond, square or cross; "" for no fill."""
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

    def area(
        self,
        shape: BaseGeometry,
        colour: str,
        *,
        outline: str,
        attributes: Markup = NOTHING,
        title: str = "",
    ) -> None:
        """A shape of any form, in pixels; its title shows beside the pointer."""
        said = Markup("<title>{}</title>").format(cleaned(title)) if title else ""
        self.parts.append(
            Markup(
                '<path d="{}" fill="{}" fill-rule="evenodd" stroke="{}" stroke-width="1.2" '
                'stroke-linejoin="round"{}>{}</path>'
            ).format(
                _path_of(shape),
                self.ink(colour),
                self.ink(outline),
                attributes,
                said,
            )
        )

    def hatch(
        self, shape: BaseGeometry, colour: str, slopes: Sequence[Slope] = ("rising",)
    ) -> None:
        """Diagonal lines within a shape.

        They are lines of their own, not a pattern, which would need a name that another picture of
        the same page could have as well.
        """
        found = hatching(shape, HATCH, slopes)
        self.parts.append(
            Markup(
                '<path d="{}" fill="none" stroke="{}" stroke-width="3" pointer-events="none"/>'
            ).format(
                "".join(
                    f"M{rounded(x1)} {rounded(y1)}L{rounded(x2)} {rounded(y2)}"
                    for (x1, y1), (x2, y2) in found
                ),
                self.ink(colour),
            )
        )

    @property
    def drawn(self) -> Markup:
        """All shapes and words, without an SVG around them."""
        return NOTHING.join(self.parts)

    def svg(self, width: float, height: float, *, alt: str, about: Markup = NOTHING) -> Markup:
        """All of it as SVG, with its alternative text and elements about it."""
        return Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" '
            'height="{1}" role="img" aria-label="{2}" font-family="{3}, sans-serif">{4}{5}</svg>'
        ).format(
            rounded(width),
            rounded(height),
            " ".join(cleaned(alt).split()),
            FAMILY,
            about,
            self.drawn,
        )


def _path_of(shape: BaseGeometry) -> str:
    """The outlines of a shape as the data of a path."""
    return "".join(
        "M" + "L".join(f"{rounded(x)} {rounded(y)}" for x, y in ring[:-1]) + "Z"
        for ring in rings_of(shape)
    )


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


def widest(lines: Sequence[str], size: float, weight: Weight = "regular") -> float:
    """How wide the widest of some lines is; 0 where there is none."""
    return max((fonts.width(each, size, weight) for each in lines), default=0.0)


def cut_lines(
    words: str, size: float, room: float, most: int, weight: Weight = "regular"
) -> list[str]:
    """The words in at most so many lines, with an ellipsis where they are cut."""
    cut = fonts.shortened(words, size, room, most, weight)
    return fonts.wrapped(cut, size, room, weight)
