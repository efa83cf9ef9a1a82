"""Our own look: a plain master made from the one that comes with python-pptx."""

from dataclasses import replace
from functools import lru_cache
from io import BytesIO
from typing import Any, Literal

import pptx
from markupsafe import Markup
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Pt

from bestbywm.render.deck.base import FOOTERS, Base, Heading, title_of, type_of
from bestbywm.render.deck.look import EMU, Box, Look
from bestbywm.render.deck.text import LANGUAGE
from bestbywm.render.theme import LIGHT

Ratio = Literal["16:9", "4:3"]
"""Shape of the slides."""

SIZES: dict[Ratio, tuple[float, float]] = {"16:9": (960.0, 540.0), "4:3": (720.0, 540.0)}
"""Width and height of a slide in points."""

FONT = "Arial"
"""On every Windows and Mac, and LibreOffice has one of the same widths. Calibri is not."""

WIDE, WIDE_BOLD = 1.1, 1.13
"""How much wider Arial runs than the font that words are measured in; the bold one in titles."""

KEPT = ("Title Slide", "Title and Content", "Title Only", "Blank")
"""Layouts that stay, for slides that somebody adds."""

COLOURS = {
    "dk1": LIGHT.text,
    "lt1": LIGHT.page,
    "dk2": LIGHT.main,
    "lt2": LIGHT.grid,
    "accent1": "#12436D",
    "accent2": "#28A197",
    "accent3": "#801650",
    "accent4": "#F46A25",
    "accent5": "#3F82C1",
    "accent6": LIGHT.context,
    "hlink": "#12436D",
    "folHlink": "#801650",
}
"""The palette as colours of the theme, so that what somebody adds matches it."""

MARGIN, TOP, TITLE, BOTTOM = 36.0, 20.0, 90.0, 30.0
"""Points at the sides, above the title, of the title, and below for the number of the slide."""

TITLE_SIZE, FIRST_TITLE_SIZE = 26.0, 40.0

BAND = 8.0
"""Points of the band of colour at the top of every slide."""


def own_base(ratio: Ratio) -> Base:
    """A new file of our own look."""
    wide, high = SIZES[ratio]
    file = pptx.Presentation(BytesIO(_own_file(ratio)))
    layouts = {layout.name: layout for layout in file.slide_layouts}
    look = Look(LIGHT, LIGHT.page, "tx1", LIGHT.muted, 1.0, WIDE)
    bold = replace(look, wide=WIDE_BOLD)
    area = Box(MARGIN, TOP + TITLE + 4, wide - 2 * MARGIN, high - TOP - TITLE - 4 - BOTTOM)
    return Base(
        file=file,
        first=layouts["Title Slide"],
        finding=layouts["Title Only"],
        first_heading=Heading(_first_title(wide), FIRST_TITLE_SIZE, bold, inset=(0.0, 0.0)),
        heading=Heading(_title(wide), TITLE_SIZE, bold, inset=(0.0, 0.0)),
        area=area,
        first_look=look,
        look=look,
    )


def _title(wide: float) -> Box:
    return Box(MARGIN, TOP, wide - 2 * MARGIN, TITLE)


def _first_title(wide: float) -> Box:
    return Box(MARGIN * 1.5, 90, wide - 3 * MARGIN, 160)


@lru_cache
def _own_file(ratio: Ratio) -> bytes:
    """The file with our master, made once."""
    file = pptx.Presentation()
    wide, high = SIZES[ratio]
    file.slide_width, file.slide_height = Pt(wide), Pt(high)
    # The kind of screen that python-pptx's own file names is that of its own size.
    file.part._element.find(qn("p:sldSz")).attrib.pop("type", None)
    for layout in [each for each in file.slide_layouts if each.name not in KEPT]:
        file.slide_layouts.remove(layout)
    _drop_leftovers(file)
    master = file.slide_masters[0]
    _theme(master)
    _master(master, wide, high)
    for layout in master.slide_layouts:
        if layout.name == "Title Slide":
            _first_layout(layout, wide)
    for holder in (file.part, master.part, *(layout.part for layout in master.slide_layouts)):
        for each in holder._element.xpath("//*[@lang]"):
            each.set("lang", LANGUAGE)
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def _drop_leftovers(file: Any) -> None:
    """Take away what belongs to python-pptx's own file: its picture, its statistics, a printer."""
    leftovers = {RT.THUMBNAIL, RT.EXTENDED_PROPERTIES, RT.PRINTER_SETTINGS}
    for rels in (file.part.package._rels, file.part.rels):
        for id_ in [id_ for id_, rel in rels.items() if rel.reltype in leftovers]:
            rels.pop(id_)


def _theme(master: Any) -> None:
    """Colours and fonts of the theme."""
    part = master.part.part_related_by(RT.THEME)
    theme = parse_xml(part.blob)
    colours, fonts = (next(theme.iter(qn(name))) for name in ("a:clrScheme", "a:fontScheme"))
    for named in (theme, colours, fonts):
        named.set("name", "Findings")
    for name, colour in COLOURS.items():
        written = f'<a:srgbClr {nsdecls("a")} val="{colour[1:]}"/>'
        colours.find(qn(f"a:{name}"))[:] = [parse_xml(written)]
    for latin in fonts.iter(qn("a:latin")):
        latin.set("typeface", FONT)
    part._blob = serialize_part_xml(theme)


def _master(master: Any, wide: float, high: float) -> None:
    places = {
        "Title": _title(wide),
        "Text": Box(MARGIN, TOP + TITLE + 12, wide - 2 * MARGIN, high - TOP - TITLE - 24 - BOTTOM),
        "Date": Box(MARGIN, high - BOTTOM + 4, 140, 18),
        "Footer": Box(MARGIN + 150, high - BOTTOM + 4, wide - 2 * MARGIN - 300, 18),
        "Slide": Box(wide - MARGIN - 80, high - BOTTOM + 4, 80, 18),
    }
    for shape in master.placeholders:
        _place(shape, places[shape.name.split()[0]])
        frame = shape.text_frame
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    title = title_of(master)
    title._element.xpath(".//a:bodyPr")[0].set("anchor", "b")
    _title_style(master, TITLE_SIZE)
    master.shapes._spTree.insert(2, parse_xml(_band(wide)))


def _title_style(master: Any, size: float) -> None:
    style = master._element.xpath("p:txStyles/p:titleStyle/a:lvl1pPr")[0]
    style.set("algn", "l")
    run = style.find(qn("a:defRPr"))
    run.set("sz", str(round(size * 100)))
    run.set("b", "1")
    for at, points in enumerate((20, 18, 16, 14, 14), start=1):
        body = master._element.xpath(f"p:txStyles/p:bodyStyle/a:lvl{at}pPr/a:defRPr")[0]
        body.set("sz", str(points * 100))


def _band(wide: float) -> Markup:
    """A band of colour along the top, which says nothing."""
    return Markup(
        '<p:sp {}><p:nvSpPr><p:cNvPr id="99" name="Band"><a:extLst>'
        '<a:ext uri="{{C183D7F6-B498-43B3-948B-1728B52AA6E4}}"><adec:decorative xmlns:adec='
        '"http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext>'
        '</a:extLst></p:cNvPr><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm>'
        '<a:off x="0" y="0"/><a:ext cx="{}" cy="{}"/></a:xfrm><a:prstGeom prst="rect">'
        '<a:avLst/></a:prstGeom><a:solidFill><a:schemeClr val="accent1"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
    ).format(Markup(nsdecls("p", "a")), round(wide * EMU), round(BAND * EMU))


def _first_layout(layout: Any, wide: float) -> None:
    """The first slide: a large title, and under it what the presentation is about."""
    title = title_of(layout)
    box = _first_title(wide)
    _place(title, box)
    _set_size(title, FIRST_TITLE_SIZE)
    for shape in layout.placeholders:
        if type_of(shape) in FOOTERS or shape is title or shape.shape_id == title.shape_id:
            continue
        _place(shape, Box(box.left, box.bottom + 16, box.width, 220))
        for level in shape._element.xpath(".//a:lstStyle/*"):
            level.set("algn", "l")
            for tint in list(level.iter(qn("a:tint"))):  # pale grey, hard to read from the back row
                tint.getparent().remove(tint)


def _place(shape: Any, box: Box) -> None:
    shape.left, shape.top, shape.width, shape.height = box.emu()


def _set_size(shape: Any, size: float) -> None:
    """The size of a placeholder's words on its layout."""
    style = shape._element.xpath(".//a:lstStyle")[0]
    style.append(
        parse_xml(
            f'<a:lvl1pPr {nsdecls("a")} algn="l"><a:defRPr sz="{round(size * 100)}"/></a:lvl1pPr>'
        )
    )
