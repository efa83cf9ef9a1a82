"""Words on a slide: how large they can be, and boxes that hold them."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from markupsafe import Markup
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from bestbywm.render import fonts
from bestbywm.render.deck.look import LINE, Box, Look, solid
from bestbywm.words import cleaned, one_line

LANGUAGE = "en-GB"

Align = Literal["l", "ctr", "r"]
"""Left, in the middle, right."""


@dataclass(frozen=True, slots=True)
class Words:
    """Words of one look: a paragraph of a box.

    Without a colour they have that of their place; ``before`` are the points above them,
    ``link`` is the relationship of the page that they lead to.
    """

    text: str
    size: float
    colour: str
    is_bold: bool = False
    before: float = 0.0
    link: str = ""


def width(words: str, size: float, look: Look, *, is_bold: bool = False) -> float:
    """How wide words are, in points."""
    return fonts.width(words, size * look.wide, "bold" if is_bold else "regular")


def lines(words: str, size: float, room: float, look: Look, *, is_bold: bool = False) -> list[str]:
    """The words in lines that are no wider than the room, in points."""
    return fonts.wrapped(words, size * look.wide, max(room, 1.0), "bold" if is_bold else "regular")


def height(words: str, size: float, room: float, look: Look, *, is_bold: bool = False) -> float:
    """How high words are in a room, in points."""
    return len(lines(words, size, room, look, is_bold=is_bold)) * size * LINE


def fitting(
    words: str, room: tuple[float, float], sizes: Sequence[float], look: Look, *, is_bold: bool
) -> tuple[str, float]:
    """The words and the largest of the sizes at which they fit into width and height.

    Words that do not fit at the last size are cut, with an ellipsis.
    """
    wide, high = room
    for size in sizes:
        if height(words, size, wide, look, is_bold=is_bold) <= high:
            return words, size
    most = max(1, int(high / (sizes[-1] * LINE)))
    return cut(words, sizes[-1], wide, most, look, is_bold=is_bold), sizes[-1]


def cut(
    words: str, size: float, room: float, most: int, look: Look, *, is_bold: bool = False
) -> str:
    """The words, as many of them as stand on so many lines, an ellipsis at the end of the cut."""

    def needed(kept: int) -> int:
        return len(lines(_shorter(words, kept), size, room, look, is_bold=is_bold))

    if needed(len(words)) <= most:
        return words
    return _shorter(words, bisect_right(range(1, len(words)), most, key=needed))


def _shorter(words: str, kept: int) -> str:
    return words if kept >= len(words) else f"{words[:kept].rstrip()}…"


def put_words(
    shapes: Any,
    box: Box,
    paragraphs: Sequence[Words],
    name: str,
    *,
    anchor: MSO_ANCHOR = MSO_ANCHOR.TOP,
    align: Align = "l",
) -> Any:
    """A text box without margins that holds these paragraphs."""
    shape = shapes.add_textbox(*box.emu())
    shape.name = name
    fill_frame(shape.text_frame, paragraphs, anchor=anchor, align=align)
    return shape


def fill_frame(
    frame: Any,
    paragraphs: Sequence[Words],
    *,
    anchor: MSO_ANCHOR,
    align: Align,
) -> None:
    """Put paragraphs into a frame without margins."""
    frame.word_wrap = True
    frame.vertical_anchor = anchor
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    put_paragraphs(frame, paragraphs, align)


def put_paragraphs(frame: Any, paragraphs: Sequence[Words], align: Align | None = None) -> None:
    """Put paragraphs in place of those in a frame; without an alignment they keep the frame's."""
    body = frame._txBody
    for old in body.findall(qn("a:p")):
        body.remove(old)
    body.extend(parse_xml(paragraph_xml(each, align)) for each in paragraphs)


def paragraph_xml(words: Words, align: Align | None = "l") -> Markup:
    """A paragraph as XML; a line feed becomes a break."""
    look = Markup('lang="{}" sz="{}" b="{}"').format(
        LANGUAGE, round(words.size * 100), int(words.is_bold)
    )
    fill = solid(words.colour) if words.colour else Markup("")
    link = Markup('<a:hlinkClick r:id="{}"/>').format(words.link) if words.link else Markup("")
    run = Markup("<a:r><a:rPr {}>{}{}</a:rPr><a:t>{}</a:t></a:r>")
    runs = [
        run.format(look, fill, link, line) if line else Markup("")
        for line in cleaned(words.text).split("\n")
    ]
    # Zero spacing: what a template says about paragraphs was not measured.
    return Markup(
        '<a:p {}><a:pPr marL="0" indent="0"{}><a:lnSpc><a:spcPct val="100000"/></a:lnSpc>'
        '<a:spcBef><a:spcPts val="{}"/></a:spcBef><a:spcAft><a:spcPts val="0"/></a:spcAft>'
        "<a:buNone/></a:pPr>{}<a:endParaRPr {}/></a:p>"
    ).format(
        Markup(nsdecls("a", "r")),
        Markup(f' algn="{align}"') if align else Markup(""),
        round(words.before * 100),
        Markup("<a:br><a:rPr {}/></a:br>").format(look).join(runs),
        look,
    )


def put_title(placeholder: Any, words: str, size: float | None) -> None:
    """Fill a placeholder; without a size it keeps that of its layout."""
    placeholder.text_frame.text = one_line(words)
    for paragraph in placeholder.text_frame.paragraphs:
        for run in paragraph.runs:
            run._r.get_or_add_rPr().set("lang", LANGUAGE)
            if size is not None:
                run.font.size = Pt(size)


def describe(shape: Any, words: str) -> None:
    """Give a shape its alternative text."""
    shape._element.xpath(".//p:cNvPr")[0].set("descr", cleaned(words))


def without_style(shape: Any) -> None:
    """Take away the style by which a theme adds shadows and its own colours to a shape."""
    for style in shape._element.findall(qn("p:style")):
        shape._element.remove(style)
