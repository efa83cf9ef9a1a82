"""Maps on slides: every council a shape of its own with its name, which can be coloured anew."""

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from math import cos, radians
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN_TYPE
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR
from pptx.util import Emu, Pt
from shapely import box as rectangle
from shapely.geometry.base import BaseGeometry

from bestbywm.exhibits.model import Choropleth, MapClass, Place
from bestbywm.geography import bounds_of
from bestbywm.render.areas import Slope, entries_of, look_of
from bestbywm.render.deck.look import EMU, LINE, Box, Look
from bestbywm.render.deck.parts import Part, Task
from bestbywm.render.deck.tables import table
from bestbywm.render.deck.text import (
    Words,
    describe,
    height,
    put_paragraphs,
    put_words,
    width,
    without_style,
)
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.projection import Projection, filling, mercator, rings_of
from bestbywm.words import cleaned

NAME, LEAST_NAME = 10.0, 6.0
"""Sizes of names on the map: those that fit, and the least in hexagons, which all have one."""

MIDDLE = 0.6
"""The part of a hexagon's height that is wide enough for words."""

LEGEND = 0.3
"""The part of the width that a legend takes at most."""

GAP = 28.0
"""Points between the map and what stands beside it."""

PATTERNS: dict[tuple[Slope, ...], MSO_PATTERN_TYPE] = {
    ("rising",): MSO_PATTERN_TYPE.WIDE_UPWARD_DIAGONAL,
    ("falling",): MSO_PATTERN_TYPE.WIDE_DOWNWARD_DIAGONAL,
    ("rising", "falling"): MSO_PATTERN_TYPE.DIAGONAL_CROSS,
}
"""Patterns of PowerPoint by how the lines of a hatching run."""


def choropleth(task: Task, chart: Choropleth) -> list[Part]:
    """A map with its legend; a locator has the exhibit's table beside it."""
    shapes = task.pack.geography.shapes(task.pack.region, chart.view)
    if not chart.is_locator:
        return [Part(partial(_put_with_legend, task, chart, shapes))]
    box = _map_box(shapes, replace(task.area, width=task.area.width * 0.45))
    beside = _beside(task.area, box)
    first, *others = table(task, beside) or [Part(lambda _: None)]
    return [Part(partial(_put_with_part, task, chart, shapes, box, first), first.remark), *others]


def _map_box(shapes: Mapping[str, BaseGeometry], room: Box) -> Box:
    """The box of the map's own proportions at the left of a room."""
    west, south, east, north = bounds_of(shapes)
    wide, high = east - west, mercator(north) - mercator(south)
    scale = min(room.width / wide, room.height / high)
    return Box(room.left, room.top, wide * scale, high * scale)


def _beside(area: Box, box: Box) -> Box:
    left = box.right + GAP
    return Box(left, area.top, area.right - left, area.height)


def _put_with_part(
    task: Task,
    chart: Choropleth,
    shapes: Mapping[str, BaseGeometry],
    box: Box,
    part: Part,
    onto: Any,
) -> None:
    _put_map(task, chart, shapes, box, onto)
    part.put(onto)


def _put_with_legend(
    task: Task, chart: Choropleth, shapes: Mapping[str, BaseGeometry], onto: Any
) -> None:
    size = task.look.pt(14)
    longest = max((width(each, size, task.look) for each in entries_of(chart)), default=0.0)
    legend = min(task.area.width * LEGEND, longest + size * 3)
    room = replace(task.area, width=task.area.width - legend - GAP)
    box = _map_box(shapes, room)
    # A map that is narrower than its room stands in the middle of the slide with its legend.
    spare = (room.width - box.width) / 2
    box = replace(box, left=box.left + spare)
    _put_map(task, chart, shapes, box, onto)
    _put_legend(task, chart, Box(box.right + GAP, box.top, legend, box.height), size, onto)


# The map ------------------------------------------------------------------------------------------


def _put_map(
    task: Task, chart: Choropleth, shapes: Mapping[str, BaseGeometry], box: Box, onto: Any
) -> None:
    group = onto.add_group_shape()
    group.name = cleaned(f"Map of {task.pack.region.name}")
    describe(group, task.exhibit.alt)
    shown = {place.code: shapes[place.code] for place in chart.places}
    projection = filling(shapes, box.width, box.height)
    centres = task.pack.geography.hexagon_centres() if chart.view == "hexagons" else {}
    for place in chart.places:
        shape = _outline(group.shapes, shown[place.code], projection, box)
        shape.name = cleaned(place.name)
        describe(shape, f"{place.name}: {place.text}" if place.text else place.name)
        without_style(shape)
        _colour(shape, chart.classes[place.map_class], task.look)
        if not chart.is_locator:
            centre = centres.get(place.code)
            _put_name(task, chart, place, shape, shown[place.code], centre, projection, box)


def _outline(shapes: Any, shape: BaseGeometry, projection: Projection, box: Box) -> Any:
    """The outline as one freeform; holes and islands are further contours of it."""
    builder = None
    for ring in rings_of(shape):
        first, *others = _corners(ring, projection)
        if len(others) < 2:
            continue
        if builder is None:
            builder = shapes.build_freeform(*first, scale=1.0)
        else:
            builder.move_to(*first)
        builder.add_line_segments(others, close=True)
    if builder is None:
        # So small that nothing of it is left: a speck that still has a name.
        x, y = projection.at(shape.centroid.x, shape.centroid.y)
        return shapes.add_shape(MSO_SHAPE.OVAL, *Box(box.left + x - 1, box.top + y - 1, 2, 2).emu())
    return builder.convert_to_shape(Emu(round(box.left * EMU)), Emu(round(box.top * EMU)))


def _corners(ring: Any, projection: Projection) -> list[tuple[int, int]]:
    """The corners of a ring in units of the file, none twice in a row, the last one left out."""
    found: list[tuple[int, int]] = []
    for x, y in ring[:-1]:
        right, down = projection.at(x, y)
        corner = (round(right * EMU), round(down * EMU))
        if not found or corner != found[-1]:
            found.append(corner)
    return found


def _colour(shape: Any, each: MapClass, look: Look) -> None:
    area, ink = look_of(each), ink_of(replace(look.theme, page=look.page))
    if area.hatch:
        shape.fill.patterned()
        shape.fill.pattern = PATTERNS[area.slopes]
        shape.fill.fore_color.rgb = rgb(ink(area.hatch))
        shape.fill.back_color.rgb = rgb(ink(area.fill))
    else:
        shape.fill.solid()
        shape.fill.fore_color.rgb = rgb(ink(area.fill))
    shape.line.color.rgb = rgb(ink(area.line))
    shape.line.width = Pt(0.75)


def rgb(colour: str) -> RGBColor:
    """A hexadecimal colour as python-pptx wants it."""
    return RGBColor(*bytes.fromhex(colour[1:]))  # type: ignore[no-untyped-call]  # has no types


def _put_name(
    task: Task,
    chart: Choropleth,
    place: Place,
    shape: Any,
    outline: BaseGeometry,
    centre: tuple[float, float] | None,
    projection: Projection,
    box: Box,
) -> None:
    """Name and figure inside the shape; on a real map only what fits."""
    size = task.look.pt(NAME)
    names = [each for each in place.map_label if each] or [place.name]
    labels = [*names, place.short] if place.short else names
    if centre is None:
        middle = outline.representative_point()
        centre = (middle.x, middle.y)
        choices = [each for each in (labels, names, [place.short]) if each[0]]
        fitting = (each for each in choices if _fits(task, outline, centre, each, size, projection))
        labels = next(fitting, [])
        if not labels:
            return
    else:
        size = _hexagon_size(task, labels, outline, projection, size)
    each = chart.classes[place.map_class]
    colour = ink_of(task.look.theme)(look_of(each).words)
    right, down = projection.at(*centre)
    _write_on(shape, "\n".join(labels), size, colour, (box.left + right, box.top + down))


def _fits(
    task: Task,
    outline: BaseGeometry,
    middle: tuple[float, float],
    names: list[str],
    size: float,
    projection: Projection,
) -> bool:
    wide = max(width(each, size, task.look) for each in names) / projection.scale / 2
    high = len(names) * size * LINE / projection.scale * cos(radians(middle[1])) / 2
    x, y = middle
    return bool(outline.contains(rectangle(x - wide, y - high, x + wide, y + high)))


def _hexagon_size(
    task: Task, names: list[str], outline: BaseGeometry, projection: Projection, size: float
) -> float:
    west, south, east, north = (float(each) for each in outline.bounds)
    longest = max((width(each, 1.0, task.look) for each in names), default=1.0)
    room = (east - west) * projection.scale * 0.9
    high = (north - south) * projection.scale * MIDDLE / (len(names) * LINE)
    most = min(size * 1.2, room / max(longest, 0.1), high)
    return max(LEAST_NAME, int(most * 2) / 2)


def _write_on(
    shape: Any, words: str, size: float, colour: str, middle: tuple[float, float]
) -> None:
    """Words on a shape around a point of the slide; margins move them there."""
    frame = shape.text_frame
    frame.word_wrap = False
    frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    right = round(middle[0] * EMU) - (shape.left + shape.width // 2)
    down = round(middle[1] * EMU) - (shape.top + shape.height // 2)
    frame.margin_left, frame.margin_right = Emu(max(0, 2 * right)), Emu(max(0, -2 * right))
    frame.margin_top, frame.margin_bottom = Emu(max(0, 2 * down)), Emu(max(0, -2 * down))
    put_paragraphs(frame, [Words(words, size, colour)], "ctr")


# The legend ---------------------------------------------------------------------------------------


def _put_legend(task: Task, chart: Choropleth, box: Box, size: float, onto: Any) -> None:
    group = onto.add_group_shape()
    group.name = "Legend"
    describe(group, f"Legend: {'; '.join(entries_of(chart))}.")
    y = box.top
    for each, words in zip(chart.classes, entries_of(chart), strict=True):
        swatch = group.shapes.add_shape(
            MSO_SHAPE.RECTANGLE, *Box(box.left, y + size * 0.1, size, size).emu()
        )
        swatch.name = cleaned(f"Colour of {each.label}")
        describe(swatch, f"Colour of {each.label}")
        without_style(swatch)
        _colour(swatch, each, task.look)
        room = box.width - size * 1.6
        high = height(words, size, room, task.look)
        place = Box(box.left + size * 1.6, y, room, high)
        put_words(group.shapes, place, [Words(words, size, task.look.text)], cleaned(words))
        y += high + size * 0.5
