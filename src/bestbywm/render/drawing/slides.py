"""An exhibit as one picture of a slide: headline, base, chart, stamp and source, all inside."""

from typing import Literal

from markupsafe import Markup

from bestbywm.exhibits.model import Exhibit
from bestbywm.pack import Pack
from bestbywm.render import fonts
from bestbywm.render.drawing import tables
from bestbywm.render.drawing.canvas import LINE, Canvas, cut_lines, rounded
from bestbywm.render.drawing.charts import chart
from bestbywm.render.drawing.ink import Ink, ink_of
from bestbywm.render.fonts import FAMILY, Weight
from bestbywm.render.theme import Theme
from bestbywm.words import cleaned

SIZES: dict[Literal["16:9", "4:3"], tuple[int, int]] = {"16:9": (1920, 1080), "4:3": (1440, 1080)}
"""Width and height of a slide in pixels."""

MARGIN = 64
HEADLINE, SUBTITLE, TEXT, SMALL, TABLE = 50.0, 28.0, 26.0, 22.0, 24.0
"""Sizes of the words in pixels."""

MOST_HEADLINE_LINES = 3


def slide_picture(
    pack: Pack, exhibit: Exhibit, theme: Theme, size: tuple[int, int] = SIZES["16:9"]
) -> str:
    """The exhibit as a complete SVG of that width and height."""
    width, height = size
    ink = ink_of(theme)
    canvas = Canvas(ink)
    canvas.rect(0, 0, width, height, "page")
    room = width - 2 * MARGIN
    top = _heading(canvas, exhibit, room)
    bottom = _ending(canvas, exhibit, room, height)
    inner = _inner(pack, exhibit, ink, (room, bottom - top))
    parts = Markup("").join(canvas.parts)
    if inner:
        parts += Markup('<g transform="translate({} {}) scale({})">{}</g>').format(
            rounded(MARGIN), rounded(top), f"{inner[1]:.4g}", inner[0]
        )
    else:
        below = Canvas(ink)
        tables.draw(below, tables.cells_of(exhibit), (MARGIN, top, room, bottom - top), TABLE)
        parts += Markup("").join(below.parts)
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {0} {1}" width="{0}" '
            'height="{1}" role="img" font-family="{2}, sans-serif"><title>{3}</title>'
            "<desc>{4}</desc>{5}</svg>"
        ).format(
            width,
            height,
            FAMILY,
            cleaned(exhibit.headline),
            cleaned(f"{exhibit.alt} {exhibit.stamp} {exhibit.source}"),
            parts,
        )
    )


def _inner(
    pack: Pack, exhibit: Exhibit, ink: Ink, room: tuple[float, float]
) -> tuple[Markup, float] | None:
    """The chart, and by how much it must shrink to fit; None for a table."""
    drawn = chart(pack, exhibit, room=room, text=TEXT, ink=ink)
    if drawn is None:
        return None
    return drawn.svg, min(1.0, room[1] / drawn.height)


def _heading(canvas: Canvas, exhibit: Exhibit, room: float) -> float:
    """Headline and subtitle; where the chart begins."""
    size = _headline_size(exhibit.headline, room)
    y = _paragraph(canvas, exhibit.headline, MARGIN * 0.8, size, room, MOST_HEADLINE_LINES, "bold")
    size = SUBTITLE if len(fonts.wrapped(exhibit.subtitle, SUBTITLE, room)) <= 2 else SMALL
    y = _paragraph(canvas, exhibit.subtitle, y + 8, size, room, 4, colour="muted")
    return y + 24


def _headline_size(headline: str, room: float) -> float:
    """As large as lets the headline stand on the lines it may have."""
    for size in (HEADLINE, HEADLINE * 0.88, HEADLINE * 0.76):
        if len(fonts.wrapped(headline, size, room, "bold")) <= 2:
            return size
    return HEADLINE * 0.76


def _ending(canvas: Canvas, exhibit: Exhibit, room: float, height: float) -> float:
    """Stamp, caveats and source at the bottom; where the chart must end.

    Only caveats are cut: they stand whole wherever there is more room than in a picture.
    """
    stamp = fonts.wrapped(exhibit.stamp, SMALL, room, "bold")
    said = cut_lines(" ".join(exhibit.caveats), SMALL, room, 3) if exhibit.caveats else []
    lines = [*said, *fonts.wrapped(exhibit.source, SMALL, room)]
    top = height - MARGIN * 0.6 - (len(stamp) + len(lines)) * SMALL * LINE
    y = _lines(canvas, stamp, top, SMALL, "bold")
    _lines(canvas, lines, y, SMALL, colour="muted")
    return top - 20


def _paragraph(
    canvas: Canvas,
    words: str,
    top: float,
    size: float,
    room: float,
    most: int,
    weight: Weight = "regular",
    colour: str = "text",
) -> float:
    """Words in lines from the top; where they end."""
    return _lines(canvas, cut_lines(words, size, room, most, weight), top, size, weight, colour)


def _lines(
    canvas: Canvas,
    lines: list[str],
    top: float,
    size: float,
    weight: Weight = "regular",
    colour: str = "text",
) -> float:
    """Lines from the left margin, from the top; where they end."""
    for at, line in enumerate(lines):
        canvas.words(
            line, MARGIN, top + (at + 0.8) * size * LINE, size, weight=weight, colour=colour
        )
    return top + len(lines) * size * LINE
