"""A council's own template: its layouts, the room on them, and how words can be read on it."""

from collections.abc import Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any

import pptx
from pptx.enum.shapes import PP_PLACEHOLDER

from bestbywm.render.deck.backgrounds import look_on
from bestbywm.render.deck.base import (
    FOOTERS,
    Base,
    Heading,
    box_of,
    title_of,
    type_of,
)
from bestbywm.render.deck.checking import EXPECTED, TemplateError, checked
from bestbywm.render.deck.look import EMU, Box, Look

SMALLEST, LARGEST = (240.0, 180.0), (4_032.0, 4_032.0)
"""Width and height of a slide in points, at least and at most (56 inches: PowerPoint's most)."""

UPRIGHT, FLAT = 1.0, 3.0
"""Width of a slide in heights, at least and at most."""

GAP = 8.0
"""Points between a title and what is under it, on a slide of 7.5 inches."""

LEAST_TITLE = 80.0
"""Points of a title's height that a headline needs, on a slide of 7.5 inches; a lower place is
made higher."""

LOWEST_FIRST_TITLE = 0.6
"""Where the title of the first slide ends at the latest, as a part of the slide's height."""

LEAST_ROOM = 0.55
"""The part of a slide's height that a finding needs under its title."""

TITLE_LAYOUTS = {"title", "secHead"}
"""Kinds of layouts that begin a presentation or a part of it."""

CAPITALS = 1.25
"""How much wider capital letters run."""

DEFAULT_SIZE = 44.0
"""Points of a title, where neither layout nor master says."""


def template_base(content: bytes) -> Base:
    """The template, opened and without its slides.

    Raises
    ------
    TemplateError
        For whatever is no template, none that can be trusted, or none that findings fit into.
    """
    safe = checked(content)
    try:
        return _base(pptx.Presentation(BytesIO(safe)))
    except TemplateError:
        raise
    except Exception as error:  # whatever python-pptx meets in a file that is not as it should be
        raise TemplateError(
            "The file is damaged: its masters or layouts cannot be read. Open it in PowerPoint, "
            f"let it be repaired, and save it again. {EXPECTED}"
        ) from error


def _base(file: Any) -> Base:
    slide = _slide_of(file)
    layouts = [
        layout
        for master in file.slide_masters
        for layout in master.slide_layouts
        if title_of(layout) is not None
    ]
    if not layouts:
        raise TemplateError(
            "The template has no layout with a title, and every slide has one. Add a layout such "
            f"as “Title Only” to its master (View, Slide Master). {EXPECTED}"
        )
    finding = min(layouts, key=_strangeness)
    first = next((each for each in layouts if _kind(each) == "title"), finding)
    look, first_look = look_on(finding, slide), look_on(first, slide)
    heading = _heading(finding, look, slide)
    area = _area(finding, heading, slide)
    if area.height < slide[1] * LEAST_ROOM:
        heading, area = _moved(heading, finding, slide)
    return Base(
        file=file,
        first=first,
        finding=finding,
        first_heading=_raised(_heading(first, first_look, slide), slide),
        heading=heading,
        area=area,
        first_look=first_look,
        look=look,
    )


def _slide_of(file: Any) -> tuple[float, float]:
    """Width and height of a slide in points."""
    wide, high = (file.slide_width or 0) / EMU, (file.slide_height or 0) / EMU
    is_usual = (
        SMALLEST[0] <= wide <= LARGEST[0]
        and SMALLEST[1] <= high <= LARGEST[1]
        and UPRIGHT <= wide / high <= FLAT
    )
    if not is_usual:
        raise TemplateError(
            f"The slides of the template are {wide / 72:,.1f} by {high / 72:,.1f} inches. "
            "Expected: wider than high, up to three times, and 3.4 by 2.5 inches at least. "
            "Change that in PowerPoint (Design, Slide Size), and save it again."
        )
    return wide, high


# Layouts ------------------------------------------------------------------------------------------


def _kind(layout: Any) -> str:
    """The kind of a layout as its file names it: ``titleOnly``."""
    return str(layout._element.get("type", ""))


def _strangeness(layout: Any) -> tuple[bool, bool, int]:
    """How far a layout is from one with a title and nothing else; the nearest is taken."""
    others = [
        each
        for each in layout.placeholders
        if type_of(each) not in FOOTERS and each.shape_id != title_of(layout).shape_id
    ]
    return _kind(layout) in TITLE_LAYOUTS, _kind(layout) != "titleOnly", len(others)


def _heading(layout: Any, look: Look, slide: tuple[float, float]) -> Heading:
    title = title_of(layout)
    box = box_of(title) or _usual_title(slide)
    size = _size_of(layout, title)
    font = _title_look(layout, title, look)
    found = _clipped(box, slide)
    if found.height < LEAST_TITLE * look.scale:
        found = replace(found, height=LEAST_TITLE * look.scale)
    return Heading(found, size, font, is_moved=found != box)


def _raised(heading: Heading, slide: tuple[float, float]) -> Heading:
    """The first title so far up that there is room for what stands under it."""
    _, high = slide
    lowest = high * LOWEST_FIRST_TITLE
    if heading.box.bottom <= lowest:
        return heading
    box = replace(heading.box, top=max(high * 0.05, lowest - heading.box.height))
    box = replace(box, height=min(box.height, lowest - box.top))
    return replace(heading, box=box, is_moved=True)


def _usual_title(slide: tuple[float, float]) -> Box:
    wide, high = slide
    return Box(wide * 0.05, high * 0.05, wide * 0.9, high * 0.16)


def _clipped(box: Box, slide: tuple[float, float]) -> Box:
    """The part of a box that lies on the slide; the usual place if that is too little for words."""
    wide, high = slide
    left, top = max(0.0, box.left), max(0.0, box.top)
    right, bottom = min(wide, box.right), min(high, box.bottom)
    if right - left < wide * 0.3 or bottom - top < max(1.0, box.height / 2):
        return _usual_title(slide)
    return Box(left, top, right - left, bottom - top)


def _styles(layout: Any, title: Any) -> list[Any]:
    """What says how a title looks, the nearest first."""
    master = layout.slide_master
    of_master = title_of(master)
    found = title._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr")
    if of_master is not None:
        found += of_master._element.xpath(".//a:lstStyle/a:lvl1pPr/a:defRPr")
    return [*found, *master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr")]


def _size_of(layout: Any, title: Any) -> float:
    sizes = [each.get("sz") for each in _styles(layout, title) if each.get("sz")]
    size = int(sizes[0]) / 100 if sizes else DEFAULT_SIZE
    return min(200.0, max(8.0, size))


def _title_look(layout: Any, title: Any, look: Look) -> Look:
    """The look of a title: capitals run wider."""
    is_capital = any(each.get("cap") == "all" for each in _styles(layout, title)[:1])
    return replace(look, wide=look.wide * CAPITALS) if is_capital else look


# The room -----------------------------------------------------------------------------------------


def _area(layout: Any, heading: Heading, slide: tuple[float, float]) -> Box:
    """The room under the title, as wide as the master's own, above its footers."""
    wide, high = slide
    gap = GAP * high / 540
    top = heading.box.bottom + gap
    bottom = min([high * 0.97, *(box.top - gap / 2 for box in _footers(layout, slide))])
    left, right = heading.box.left, heading.box.right
    body = _body(layout)
    if body is not None and body.width >= wide * 0.5 and body.bottom > top:
        left, right = body.left, body.right
    left, right = max(wide * 0.02, left), min(wide * 0.98, right)
    if right - left < wide * 0.5:
        left, right = wide * 0.05, wide * 0.95
    return Box(left, top, right - left, bottom - top)


def _footers(layout: Any, slide: tuple[float, float]) -> Sequence[Box]:
    """Where date, footer and number stand, if at the bottom."""
    boxes = [box_of(each) for each in layout.placeholders if type_of(each) in FOOTERS]
    return [box for box in boxes if box is not None and box.top > slide[1] * 0.75]


def _body(layout: Any) -> Box | None:
    """The place of the master's own words."""
    kinds = {PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT}
    bodies = [each for each in layout.slide_master.placeholders if type_of(each) in kinds]
    return box_of(bodies[0]) if bodies else None


def _moved(heading: Heading, layout: Any, slide: tuple[float, float]) -> tuple[Heading, Box]:
    """The title at the top of the slide, where its layout leaves too little room under it."""
    moved = Heading(_usual_title(slide), heading.size, heading.look, is_moved=True)
    return moved, _area(layout, moved, slide)
