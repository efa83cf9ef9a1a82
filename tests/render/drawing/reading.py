"""Reads pictures: their words with the place each takes, and their shapes."""

import re
from dataclasses import dataclass
from itertools import combinations
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from bestbywm.render import fonts

SVG = "{http://www.w3.org/2000/svg}"

ASCENT, DESCENT = 0.66, 0.18
"""Height of letters above and below where they stand, in sizes of the words."""


@dataclass(frozen=True, slots=True)
class Words:
    """A line of words in a picture and the box that it takes, in pixels."""

    words: str
    size: float
    left: float
    right: float
    top: float
    bottom: float
    colour: str
    is_bold: bool

    def overlaps(self, other: "Words", by: float = 1.0) -> bool:
        """Whether the boxes have more in common than so many pixels."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > by and down > by


@dataclass(frozen=True, slots=True)
class Rect:
    """A rectangle and its fill."""

    x: float
    y: float
    width: float
    height: float
    fill: str


def read(picture: str) -> Element:
    """The picture, if it is well-formed."""
    return ElementTree.fromstring(picture)


def size_of(picture: Element) -> tuple[float, float]:
    """Width and height."""
    _, _, width, height = map(float, picture.attrib["viewBox"].split())
    assert (float(picture.attrib["width"]), float(picture.attrib["height"])) == (width, height)
    return width, height


def words_of(picture: Element) -> list[Words]:
    """All words, with those of a chart where the chart is put."""
    return _words(picture, 0.0, 0.0, 1.0)


def _words(element: Element, x: float, y: float, scale: float) -> list[Words]:
    found: list[Words] = []
    for each in element:
        if each.tag == f"{SVG}g":
            moved = re.findall(r"-?[\d.]+", each.attrib["transform"])
            dx, dy, by = map(float, moved)
            found += _words(each, x + dx * scale, y + dy * scale, scale * by)
        elif each.tag == f"{SVG}text":
            found.append(_line(each, x, y, scale))
    return found


def _line(text: Element, x: float, y: float, scale: float) -> Words:
    said, size = text.text or "", float(text.attrib["font-size"]) * scale
    is_bold = text.get("font-weight") == "700"
    width = fonts.width(said, size, "bold" if is_bold else "regular")
    before = {"start": 0.0, "middle": width / 2, "end": width}[text.get("text-anchor", "start")]
    left = x + float(text.attrib["x"]) * scale - before
    base = y + float(text.attrib["y"]) * scale
    return Words(
        said,
        size,
        left,
        left + width,
        base - size * ASCENT,
        base + size * DESCENT,
        text.attrib["fill"],
        is_bold,
    )


def outside(picture: Element) -> list[str]:
    """The words that do not lie within the picture."""
    width, height = size_of(picture)
    return [
        each.words
        for each in words_of(picture)
        if each.left < -1 or each.right > width + 1 or each.top < -1 or each.bottom > height + 1
    ]


def overlapping(picture: Element) -> list[tuple[str, str]]:
    """The pairs of words that lie on each other."""
    return [
        (one.words, other.words)
        for one, other in combinations(words_of(picture), 2)
        if one.overlaps(other)
    ]


def rects_of(picture: Element, fill: str = "") -> list[Rect]:
    """The rectangles, of one fill or all."""
    found = []
    for each in picture.iter(f"{SVG}rect"):
        x, y, width, height = (float(each.attrib[name]) for name in ("x", "y", "width", "height"))
        found.append(Rect(x, y, width, height, each.attrib["fill"]))
    return [each for each in found if not fill or each.fill == fill]


def lines_of(picture: Element, stroke: str) -> list[tuple[float, float, float, float]]:
    """The ends of the straight lines of a colour."""
    found = []
    for each in picture.iter(f"{SVG}line"):
        if each.attrib["stroke"] == stroke:
            x1, y1, x2, y2 = (float(each.attrib[name]) for name in ("x1", "y1", "x2", "y2"))
            found.append((x1, y1, x2, y2))
    return found


def said(picture: Element) -> list[str]:
    """All words in the order in which they are drawn."""
    return [each.words for each in words_of(picture)]
