"""Slides: the first one, and one for each finding, or several where it does not fit on one."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from pptx.oxml.ns import qn

from bestbywm.exhibits.model import Bars, Choropleth, Dots, Stacks, Strips
from bestbywm.pack import Pack
from bestbywm.render.deck import bars, dots, maps, strips, tables
from bestbywm.render.deck.base import FOOTERS, WRITTEN, Base, Heading, box_of, inside, type_of
from bestbywm.render.deck.look import LINE, Box, Look
from bestbywm.render.deck.parts import Part, Task
from bestbywm.render.deck.text import (
    Words,
    cut,
    fitting,
    height,
    put_paragraphs,
    put_title,
    put_words,
)
from bestbywm.render.tables import shorthand_in
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned, one_line

SUBTITLES = (16.0, 14.0, 12.0)
"""Sizes of the words under a title, on a slide of 7.5 inches."""

MOST_SUBTITLE_LINES, MOST_CAVEAT_LINES = 4, 3
"""Lines on a slide; longer words are cut there, and whole in the notes."""

SMALL = 12.0
"""Size of stamp, caveats and source."""

LEAST_TITLE = 14.0
"""The least size of a title, on a slide of 7.5 inches; a longer one is cut, and whole in the
notes."""

LOWEST = 0.94
"""Where words on the first slide end, as a part of its height."""

INTERVALS = "The thin lines on the bars are 95% Wilson intervals: how much chance alone can do."


# The first slide ----------------------------------------------------------------------------------


def put_first(base: Base, presentation: Presentation) -> None:
    """What the presentation is called, of whom it tells, when it was made, and whose it is."""
    slide = base.file.slides.add_slide(base.first)
    title = one_line(presentation.title) or presentation.survey
    holder = _largest(_titled(slide, base.first_heading, title))
    _keep_only(slide, holder)
    if holder is None:
        box = _below(base.first_heading.box, base)
        put_words(slide.shapes, box, _about(presentation, base, box, base.first_look.text), "About")
    else:
        box = _on_slide(holder, base)
        put_paragraphs(holder.text_frame, _about(presentation, base, box, ""))
    _put_notes(
        slide,
        [
            presentation.title,
            presentation.about,
            *presentation.stamps,
            *presentation.sources,
            presentation.licence,
        ],
    )


def _about(presentation: Presentation, base: Base, box: Box, colour: str) -> list[Words]:
    """The lines under the first title, as large as they fit."""
    said = (
        (presentation.about, 20.0, False),
        (f"Made on {presentation.made_on_in_words}", 16.0, False),
        *((stamp, 14.0, True) for stamp in presentation.stamps),
        (presentation.licence, 12.0, False),
    )
    look = base.first_look
    for part in (1.0, 0.9, 0.8, 0.7, 0.6):
        found = [
            Words(words, look.pt(size * part), colour, is_bold, before=look.pt(8 * part))
            for words, size, is_bold in said
            if words
        ]
        if _high(found, box.width, look) <= box.height:
            return found
    return [
        Words(cut(each.text, each.size, box.width, 2, look), each.size, colour, each.is_bold)
        for each in found
    ]


def _on_slide(holder: Any, base: Base) -> Box:
    """The room inside a placeholder, which reaches down to the edge of the slide."""
    wide, high = base.slide
    title = base.first_heading.box
    box = box_of(holder) or _below(title, base)
    is_off = box.left < 0 or box.top < 0 or box.right > wide
    is_over = box.top < title.bottom - 1 and box.left < title.right and title.left < box.right
    if is_off or is_over or base.first_heading.is_moved:
        box = _below(title, base)
    box = replace(box, height=high * LOWEST - box.top)
    holder.left, holder.top, holder.width, holder.height = box.emu()
    return inside(box)


def _high(paragraphs: Sequence[Words], room: float, look: Look) -> float:
    return sum(
        each.before + height(each.text, each.size, room, look, is_bold=each.is_bold)
        for each in paragraphs
    )


def _largest(placeholders: Sequence[Any]) -> Any | None:
    """The largest placeholder for words."""
    holders = [
        (box.width * box.height, at)
        for at, each in enumerate(placeholders)
        if type_of(each) in WRITTEN and (box := box_of(each)) is not None
    ]
    return placeholders[max(holders)[1]] if holders else None


def _below(box: Box, base: Base) -> Box:
    """The room under a title, down to the edge of the slide."""
    _, high = base.slide
    top = box.bottom + 8
    return Box(box.left, top, box.width, max(20.0, high * LOWEST - top))


# Findings -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Under:
    """The words under a title, and how high they are."""

    words: Words
    height: float


def put_scene(pack: Pack, base: Base, scene: Scene, made_on: date) -> None:
    """A finding with everything that is to be known of it, on as many slides as it needs."""
    under, ending = _subtitle(scene, base), _ending(scene, base)
    top = base.area.top + under.height + 8
    bottom = base.area.bottom - _high(ending, base.area.width, base.look) - 8
    area = Box(base.area.left, top, base.area.width, max(60.0, bottom - top))
    parts = _parts(Task(pack, scene.exhibit, area, base.look, made_on))
    for number, part in enumerate(parts, start=1):
        heading = one_line(scene.heading) or scene.exhibit.headline
        part_of = f" ({number} of {len(parts)})" if number > 1 else ""
        _put_part(base, scene, part, heading, part_of, under, ending)


def _parts(task: Task) -> list[Part]:
    """What is shown: the chart, or the table of a finding without one; one part at least."""
    chart = task.exhibit.chart
    found: list[Part] = []
    if isinstance(chart, Bars):
        found = bars.bars(task, chart)
    elif isinstance(chart, Stacks):
        found = bars.stacks(task, chart)
    elif isinstance(chart, Dots):
        found = dots.dots(task, chart)
    elif isinstance(chart, Strips):
        found = strips.strips(task, chart)
    elif isinstance(chart, Choropleth):
        found = maps.choropleth(task, chart)
    else:
        found = tables.table(task)
    return found or [Part(partial(_put_nothing, task))]


def _put_nothing(task: Task, shapes: Any) -> None:
    """What was asked, where nothing was found that could be drawn or listed."""
    if task.exhibit.help:
        look = task.look
        put_words(shapes, task.area, [Words(task.exhibit.help, look.pt(18), look.text)], "Asked")


def _put_part(
    base: Base,
    scene: Scene,
    part: Part,
    heading: str,
    part_of: str,
    under: _Under,
    ending: list[Words],
) -> None:
    slide = base.file.slides.add_slide(base.finding)
    _titled(slide, base.heading, heading, part_of)
    _keep_only(slide, None)
    area = base.area
    box = Box(area.left, area.top, area.width, under.height)
    put_words(slide.shapes, box, [under.words], "Subtitle")
    part.put(slide.shapes)
    if part.remark:
        ending = [Words(part.remark, base.look.pt(SMALL), base.look.text), *ending]
    high = _high(ending, area.width, base.look)
    put_words(slide.shapes, Box(area.left, area.bottom - high, area.width, high), ending, "Source")
    _put_number(slide, base.finding)
    _put_notes(slide, _notes(scene))


def _subtitle(scene: Scene, base: Base) -> _Under:
    look, wide = base.look, base.area.width
    sizes = [look.pt(size) for size in SUBTITLES]
    room = (wide, sizes[-1] * LINE * MOST_SUBTITLE_LINES)
    words, size = fitting(scene.under_heading, room, sizes, look, is_bold=False)
    return _Under(Words(words, size, look.muted), height(words, size, wide, look))


def _ending(scene: Scene, base: Base) -> list[Words]:
    """Stamp, caveats and source. Only caveats are cut."""
    look, size, wide = base.look, base.look.pt(SMALL), base.area.width
    caveats = cut(" ".join(scene.exhibit.under_picture), size, wide, MOST_CAVEAT_LINES, look)
    found = [
        Words(scene.exhibit.stamp, size, look.text, is_bold=True),
        Words(caveats, size, look.muted),
        Words(scene.exhibit.source, size, look.muted),
    ]
    return [each for each in found if each.text]


def _titled(slide: Any, heading: Heading, words: str, part_of: str = "") -> list[Any]:
    """Fill the title; the other placeholders of the slide.

    ``part_of`` stands behind the words, also where they are cut: titles must differ.
    """
    title = slide.shapes.title
    inner, look = heading.inner, heading.look
    sizes = [heading.size]
    while sizes[-1] - 2 >= look.pt(LEAST_TITLE):
        sizes.append(sizes[-1] - 2)
    room = (inner.width, inner.height)
    fitted, size = fitting(f"{words}{part_of}", room, sizes, look, is_bold=True)
    if part_of and not fitted.endswith(part_of):
        fitted = f"{fitted[: -len(part_of) - 1].rstrip()}…{part_of}"
    put_title(title, fitted, None if size == heading.size else size)
    if heading.is_moved:
        title.left, title.top, title.width, title.height = heading.box.emu()
    return [each for each in slide.placeholders if each.shape_id != title.shape_id]


def _keep_only(slide: Any, kept: Any | None) -> None:
    """Take away empty placeholders: they would ask to be filled."""
    title = slide.shapes.title
    for each in list(slide.placeholders):
        if each.shape_id not in {title.shape_id, kept.shape_id if kept is not None else None}:
            each._element.getparent().remove(each._element)


def _put_number(slide: Any, layout: Any) -> None:
    """The number of the slide, where the layout has a place for it."""
    kind = "sldNum"
    for each in layout.placeholders:
        if type_of(each) in FOOTERS and each._element.xpath(f'.//p:ph[@type="{kind}"]'):
            copy = deepcopy(each._element)
            ids = [int(id_) for id_ in slide.shapes._spTree.xpath(".//p:cNvPr/@id")]
            copy.xpath(".//p:cNvPr")[0].set("id", str(max(ids) + 1))
            for properties in copy.findall(qn("p:spPr")):
                properties[:] = []
            slide.shapes._spTree.append(copy)
            return


# Notes --------------------------------------------------------------------------------------------


def _notes(scene: Scene) -> list[str]:
    """What whoever speaks wants to know, whole."""
    exhibit, chart = scene.exhibit, scene.exhibit.chart
    has_intervals = isinstance(chart, Bars) and any(bar.low is not None for bar in chart.bars)
    return [
        f"Your note: {scene.note}" if scene.note else "",
        scene.saying,
        scene.heading,
        scene.under_heading,
        f"What was asked: {exhibit.help}" if exhibit.help else "",
        f"Method: {INTERVALS}" if has_intervals else "",
        *(f"{mark} {meaning}." for mark, meaning in shorthand_in(exhibit.table)),
        *(f"Bear in mind: {caveat}" for caveat in exhibit.under_picture),
        exhibit.stamp,
        exhibit.source,
    ]


def _put_notes(slide: Any, lines: Sequence[str]) -> None:
    """Lines as paragraphs of the notes, in the look of the file's own notes."""
    frame = slide.notes_slide.notes_text_frame
    if frame is None:  # a template whose notes have no place for words
        return
    frame.text = "\n".join(cleaned(each) for each in lines if each)
