"""A finding as one picture of a slide: headline, base, chart, stamp and source, all inside."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from markupsafe import Markup

from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.wording import LICENCE
from bestbywm.pack import Pack
from bestbywm.render import fonts
from bestbywm.render.drawing import tables
from bestbywm.render.drawing.canvas import LINE, Box, Canvas, cut_lines, rounded
from bestbywm.render.drawing.charts import largest_chart
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.fonts import Weight
from bestbywm.render.theme import Theme
from bestbywm.story.presentation import Scene
from bestbywm.words import cleaned

Shape = Literal["16:9", "4:3"]

SIZES: dict[Shape, tuple[int, int]] = {"16:9": (1920, 1080), "4:3": (1440, 1080)}
"""Width and height of a slide in pixels."""

MARGIN = 64
GAP = 24
"""Pixels between the words and the chart."""

HEADLINES = (52.0, 46.0, 40.0, 34.0)
SUBTITLE, SMALL = 28.0, 24.0
CHART_WORDS = (44.0, 40.0, 36.0, 32.0, 29.0, 27.0)
"""Sizes of the words in pixels; the largest that fit are taken."""

HEADLINE_LINES, SUBTITLE_LINES, CAVEAT_LINES, SOURCE_LINES = 3, 4, 3, 3
"""Lines at most. Words are cut only here: wherever there is more room they stand whole."""


def about(pack: Pack, scene: Scene, made_on: date) -> dict[str, str]:
    """What a picture's file says of itself, by the keywords of PNG."""
    exhibit = scene.exhibit
    said = {
        "Title": scene.heading,
        "Description": f"{scene.under_heading} {exhibit.alt}",
        "Comment": exhibit.stamp,
        "Source": exhibit.source,
        "Copyright": f"Data: {LICENCE}. {pack.attribution}",
        "Creation Time": made_on.isoformat(),
    }
    return {keyword: " ".join(cleaned(words).split()) for keyword, words in said.items()}


def slide_picture(
    pack: Pack, scene: Scene, made_on: date, theme: Theme, shape: Shape = "16:9"
) -> str:
    """The finding as a complete SVG of the size of a slide."""
    width, height = SIZES[shape]
    canvas = Canvas(ink_of(theme))
    canvas.rect(Box(0, 0, width, height), "page")
    room = width - 2 * MARGIN
    top = _heading(canvas, scene, room)
    bottom = _ending(canvas, scene.exhibit, room, height)
    _finding(canvas, pack, scene.exhibit, Box(MARGIN, top, room, bottom - top))
    said = about(pack, scene, made_on)
    return str(canvas.svg(width, height, alt=scene.exhibit.alt, about=_metadata(said)))


DUBLIN_CORE = {
    "Title": "title",
    "Description": "description",
    "Comment": "type",
    "Source": "source",
    "Copyright": "rights",
    "Creation Time": "date",
}
"""Names of the same words in an SVG."""


def _metadata(said: dict[str, str]) -> Markup:
    """Title and description for people, and all of it for programs."""
    elements = Markup("").join(
        Markup("<dc:{0}>{1}</dc:{0}>").format(DUBLIN_CORE[keyword], words)
        for keyword, words in said.items()
    )
    return Markup(
        "<title>{}</title><desc>{}</desc>"
        '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/"><rdf:Description rdf:about="">{}'
        "</rdf:Description></rdf:RDF></metadata>"
    ).format(said["Title"], f"{said['Description']} {said['Comment']} {said['Source']}", elements)


def _finding(canvas: Canvas, pack: Pack, exhibit: Exhibit, box: Box) -> None:
    """The chart, made smaller where it is too high, or the table."""
    drawn = largest_chart(
        pack, exhibit, room=(box.width, box.height), sizes=CHART_WORDS, ink=canvas.ink
    )
    if drawn is None:
        tables.draw(canvas, tables.cells_of(exhibit), box)
        return
    scale = min(box.width / drawn.width, box.height / drawn.height)
    x = box.x + (box.width - drawn.width * scale) / 2
    y = box.y + (box.height - drawn.height * scale) / 2
    canvas.parts.append(
        Markup('<g transform="translate({} {}) scale({})">{}</g>').format(
            rounded(x), rounded(y), f"{scale:.4g}", drawn.inside
        )
    )


def _heading(canvas: Canvas, scene: Scene, room: float) -> float:
    """Headline and subtitle; where the chart begins."""
    size = _largest(scene.heading, HEADLINES, room, 2, "bold")
    lines = cut_lines(scene.heading, size, room, HEADLINE_LINES, "bold")
    y = _lines(canvas, lines, MARGIN * 0.75, size, "bold")
    size = _largest(scene.under_heading, (SUBTITLE, SMALL), room, 2)
    lines = cut_lines(scene.under_heading, size, room, SUBTITLE_LINES)
    return _lines(canvas, lines, y + 8, size, colour="muted") + GAP


def _largest(
    words: str, sizes: Sequence[float], room: float, lines: int, weight: Weight = "regular"
) -> float:
    """The largest size at which the words stand on so many lines; the last one if none does."""
    fitting = (size for size in sizes if len(fonts.wrapped(words, size, room, weight)) <= lines)
    return next(fitting, sizes[-1])


def _ending(canvas: Canvas, exhibit: Exhibit, room: float, height: float) -> float:
    """Stamp, caveats and source at the bottom; where the chart must end."""
    stamp = fonts.wrapped(exhibit.stamp, SMALL, room, "bold")
    caveats = " ".join(exhibit.under_picture)
    said = cut_lines(caveats, SMALL, room, CAVEAT_LINES) if caveats else []
    source = cut_lines(exhibit.source, SMALL, room, SOURCE_LINES)
    top = height - MARGIN * 0.6 - (len(stamp) + len(said) + len(source)) * SMALL * LINE
    y = _lines(canvas, stamp, top, SMALL, "bold")
    _lines(canvas, [*said, *source], y, SMALL, colour="muted")
    return top - GAP


def _lines(
    canvas: Canvas,
    lines: Sequence[str],
    top: float,
    size: float,
    weight: Weight = "regular",
    colour: str = "text",
) -> float:
    """Lines from the left margin, from the top; where they end."""
    height = len(lines) * size * LINE
    canvas.lines(lines, MARGIN, top + height / 2, size, weight=weight, colour=colour)
    return top + height
