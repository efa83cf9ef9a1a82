"""The chart of an exhibit as a drawing that fills a room."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from bestbywm.exhibits.model import Bars, Choropleth, Dots, Exhibit, Matrix, Stacks, Strips
from bestbywm.pack import Pack
from bestbywm.render.drawing import grids, maps, marks, rows
from bestbywm.render.drawing.canvas import Canvas
from bestbywm.render.drawing.ink import Ink

Room = tuple[float, float]
"""Width and height in pixels."""

LARGER = (1.0, 1.1, 1.25, 1.4, 1.6, 1.8, 2.2, 3.0)
"""How much larger than its room a drawing may be that does not fit."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A chart as shapes and words, with its size in pixels.

    Attributes
    ----------
    inside
        Elements of SVG.
    svg
        The same as a complete SVG with its alternative text.
    width, height
        Size of the whole.
    smallest
        Size of the smallest words.
    """

    inside: Markup
    svg: Markup
    width: float
    height: float
    smallest: float


def chart(pack: Pack, exhibit: Exhibit, *, room: Room, text: float, ink: Ink) -> Drawing | None:
    """The chart of an exhibit; None for one that is a table.

    Parameters
    ----------
    pack
        The pack, for the shapes of a map.
    exhibit
        What is drawn.
    room
        Width and height. The drawing is as wide; it is higher where rows with words of that size
        need more.
    text
        Size of the words in pixels.
    ink
        How colours are written.
    """
    canvas = Canvas(ink)
    height = _draw(pack, exhibit, canvas, room, text)
    if height is None:
        return None
    svg = canvas.svg(room[0], height, alt=exhibit.alt)
    return Drawing(canvas.drawn, svg, room[0], height, canvas.smallest)


def largest_chart(
    pack: Pack, exhibit: Exhibit, *, room: Room, sizes: Sequence[float], ink: Ink
) -> Drawing | None:
    """The chart with words as large as it fits the room with; None for a table.

    ``sizes`` run from the largest to the smallest. Where not even that fits, the drawing is larger
    than the room in both directions, and is to be made smaller. A map takes the smallest: there it
    is the areas that are to be large.
    """
    is_map = isinstance(exhibit.chart, Choropleth)
    for text in sizes[-1:] if is_map else sizes:
        drawn = chart(pack, exhibit, room=room, text=text, ink=ink)
        if drawn is None or (drawn.height <= room[1] + 0.5 and drawn.smallest >= 0.85 * sizes[-1]):
            return drawn
    for more in LARGER:
        larger = (room[0] * more, room[1] * more)
        drawn = chart(pack, exhibit, room=larger, text=sizes[-1], ink=ink)
        if drawn is None or drawn.height <= larger[1] + 0.5:
            break
    return drawn


def _draw(pack: Pack, exhibit: Exhibit, canvas: Canvas, room: Room, text: float) -> float | None:
    """Draw the chart; the height it took, or None for a table."""
    spec = exhibit.chart
    if isinstance(spec, Bars):
        return rows.bars(canvas, spec, room, text)
    if isinstance(spec, Stacks):
        return rows.stacks(canvas, spec, room, text)
    if isinstance(spec, Dots):
        return marks.dots(canvas, spec, room, text)
    if isinstance(spec, Strips):
        return marks.strips(canvas, spec, room, text)
    if isinstance(spec, Matrix):
        return grids.matrix(canvas, spec, room, text)
    if isinstance(spec, Choropleth):
        return maps.choropleth(canvas, pack, spec, room, text)
    return None
