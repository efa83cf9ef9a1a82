"""The look of a deck: colours, how wide its font runs, and places on a slide in points."""

from dataclasses import dataclass

from markupsafe import Markup
from pptx.util import Emu

from bestbywm.render.theme import Theme

EMU = 12_700
"""Units of a PowerPoint file in a point."""

LINE = 1.2
"""From one line of words to the next, in sizes of the words."""


@dataclass(frozen=True, slots=True)
class Box:
    """A place on a slide, in points from its top left corner."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Where it ends on the right."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Where it ends below."""
        return self.top + self.height

    def emu(self) -> tuple[Emu, Emu, Emu, Emu]:
        """Left, top, width and height in the units of the file; nothing is thinner than one."""
        return (
            Emu(round(self.left * EMU)),
            Emu(round(self.top * EMU)),
            Emu(max(1, round(self.width * EMU))),
            Emu(max(1, round(self.height * EMU))),
        )


@dataclass(frozen=True, slots=True)
class Look:
    """How everything on a slide looks.

    Attributes
    ----------
    theme
        Colours of data: the light or the dark ones, whichever the background wants.
    page
        Colour of the background.
    text, muted
        Colours of words: names of the file's own theme (``tx1``), or hexadecimal RGB.
    scale
        Sizes of words in sizes on a slide of 7.5 inches.
    wide
        How much wider the file's font runs than the one that words are measured in.
    """

    theme: Theme
    page: str
    text: str
    muted: str
    scale: float
    wide: float

    def pt(self, size: float) -> float:
        """A size of words on this slide, a half point exactly."""
        return max(1.0, round(size * self.scale * 2) / 2)


def solid(colour: str) -> Markup:
    """A fill of one colour as XML: of the theme (``tx1``), or hexadecimal RGB (``#12436D``)."""
    return Markup("<a:solidFill>{}</a:solidFill>").format(colour_xml(colour))


def colour_xml(colour: str) -> Markup:
    """A colour as XML."""
    if colour.startswith("#"):
        return Markup('<a:srgbClr val="{}"/>').format(colour[1:])
    return Markup('<a:schemeClr val="{}"/>').format(colour)


def halo_xml(colour: str, points: float) -> Markup:
    """A glow around a line as XML, which tells it from what it lies on."""
    return Markup('<a:effectLst><a:glow rad="{}">{}</a:glow></a:effectLst>').format(
        round(points * EMU), colour_xml(colour)
    )


def line_xml(colour: str, points: float) -> Markup:
    """A line as XML; none where it has no colour."""
    if not colour:
        return Markup("<a:ln><a:noFill/></a:ln>")
    return Markup('<a:ln w="{}">{}</a:ln>').format(round(points * EMU), solid(colour))
