"""The name of the survey as a drawing, to stand at the head of every page."""

from functools import lru_cache

from fontTools.pens.svgPathPen import SVGPathPen
from fontTools.pens.transformPen import TransformPen
from fontTools.ttLib import TTFont
from markupsafe import Markup

from bestbywm.render import fonts
from bestbywm.render.theme import Theme

HEIGHT = 32
SIZE = 20
"""Units: height of the drawing, and size of its letters."""

BARS = "M7 25V17h4.5v8zM13.75 25V7h4.5v18zM20.5 25V12H25v13z"
"""Three bars of unequal height, as on the icon of the page."""


@lru_cache(maxsize=8)
def wordmark(name: str, theme: Theme) -> str:
    """The name after the icon, as SVG whose letters are drawn: it needs no font."""
    start = HEIGHT + 8
    letters = _letters(name, start, HEIGHT / 2 + SIZE * 0.33)
    wide = round(start + fonts.width(name, SIZE, "bold") + 1)
    return str(
        Markup(
            '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide} {high}" width="{wide}" '
            'height="{high}"><title>{name}</title>'
            '<rect width="{high}" height="{high}" rx="6" fill="{main}"/>'
            '<path d="{bars}" fill="{page}"/><path d="{letters}" fill="{text}"/></svg>'
        ).format(
            wide=wide,
            high=HEIGHT,
            name=name,
            main=theme.main,
            page=theme.page,
            text=theme.text,
            bars=BARS,
            letters=letters,
        )
    )


def _letters(words: str, x: float, y: float) -> str:
    """The outline of the words on a line that begins at a point; signs it lacks are left out."""
    with TTFont(fonts.folder() / "SourceSansPro-Bold.ttf") as font:
        names, glyphs = font.getBestCmap(), font.getGlyphSet()
        scale = SIZE / font["head"].unitsPerEm
        pen = SVGPathPen(glyphs, ntos=lambda number: f"{number:.1f}".removesuffix(".0"))
        for at, sign in enumerate(words):
            if ord(sign) in names:
                begin = x + fonts.width(words[:at], SIZE, "bold")
                placed = TransformPen(pen, (scale, 0, 0, -scale, begin, y))
                glyphs[names[ord(sign)]].draw(placed)
        return str(pen.getCommands())
