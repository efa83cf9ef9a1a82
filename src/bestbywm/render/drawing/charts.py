"""The chart of an exhibit as a drawing that fills a room."""

from dataclasses import dataclass

from markupsafe import Markup

from bestbywm.exhibits.model import Bars, Choropleth, Dots, Exhibit, Matrix, Stacks, Strips
from bestbywm.pack import Pack
from bestbywm.render.drawing import grids, maps, marks, rows
from bestbywm.render.drawing.canvas import Canvas, rounded
from bestbywm.render.drawing.ink import Ink
from bestbywm.render.fonts import FAMILY

Room = tuple[float, float]
"""Width and height in pixels."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG with its size in pixels."""

    svg: Markup
    width: float
    height: float


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
    return Drawing(_svg(canvas, exhibit.alt, room[0], height), room[0], height)


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
        return maps.choropleth(canvas, pack, exhibit.id, spec, room, text)
    return None


def _svg(canvas: Canvas, alt: str, width: float, height: float) -> Markup:
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" height="{1}" '
        'role="img" aria-label="{2}" font-family="{3}, sans-serif">{4}</svg>'
    ).format(rounded(width), rounded(height), alt, FAMILY, Markup("").join(canvas.parts))
