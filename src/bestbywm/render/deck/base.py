"""What slides are built on: an opened file, its layouts, the room on them, and their look."""

from dataclasses import dataclass
from typing import Any

from pptx.enum.shapes import PP_PLACEHOLDER

from bestbywm.render.deck.look import EMU, Box, Look

TITLES = {PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE}

WRITTEN = {PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}

FOOTERS = {PP_PLACEHOLDER.DATE, PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER}


INSET = (7.2, 3.6)
"""Points at the sides, and above and below, that PowerPoint keeps free in a placeholder."""


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a title stands, and how large its layout sets it.

    Attributes
    ----------
    box
        Where it stands.
    size
        Its size in points.
    look
        How its words look.
    is_moved
        Whether it must be moved there, since its layout has it where findings need the room.
    inset
        Points that it keeps free at the sides, and above and below.
    """

    box: Box
    size: float
    look: Look
    is_moved: bool = False
    inset: tuple[float, float] = INSET

    @property
    def inner(self) -> Box:
        """The room for its words."""
        return inside(self.box, self.inset)


@dataclass(frozen=True, slots=True)
class Base:
    """An opened file without slides.

    Attributes
    ----------
    file
        The file, as python-pptx opened it.
    first, finding
        Layouts of the first slide and of the others.
    first_heading, heading
        Titles on them.
    area
        The room for a finding.
    first_look, look
        How words and data look on them.
    """

    file: Any
    first: Any
    finding: Any
    first_heading: Heading
    heading: Heading
    area: Box
    first_look: Look
    look: Look

    @property
    def slide(self) -> tuple[float, float]:
        """Width and height of a slide in points."""
        return self.file.slide_width / EMU, self.file.slide_height / EMU


def box_of(shape: Any) -> Box | None:
    """Where a shape stands, in points; None where neither it nor its master says so."""
    sides = (shape.left, shape.top, shape.width, shape.height)
    if any(side is None for side in sides):
        return None
    return Box(*(side / EMU for side in sides))


def inside(box: Box, inset: tuple[float, float] = INSET) -> Box:
    """The room inside a placeholder."""
    side, over = inset
    return Box(
        box.left + side,
        box.top + over,
        max(10.0, box.width - 2 * side),
        max(10.0, box.height - 2 * over),
    )


def title_of(holder: Any) -> Any:
    """The title placeholder of a layout or master, or None."""
    return next((each for each in holder.placeholders if type_of(each) in TITLES), None)


def type_of(placeholder: Any) -> PP_PLACEHOLDER:
    """The kind of a placeholder."""
    kind: PP_PLACEHOLDER = placeholder.placeholder_format.type
    return kind
