"""What a template's background is, and which words and colours can be read on it."""

import colorsys
from typing import Any

from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from bestbywm.render.deck.base import box_of, title_of
from bestbywm.render.deck.checking import local_name
from bestbywm.render.deck.look import Look
from bestbywm.render.theme import DARK, LIGHT, contrast, luminance, readable_on

READABLE = 4.5
"""Contrast of words with what is behind them, at least (WCAG 2.2, AA)."""

DIM = 0.18
"""Luminance of a background below which the colours of the dark theme are used."""

WIDE_FONTS = {"verdana": 1.32, "tahoma": 1.12, "century gothic": 1.22, "georgia": 1.16}
"""How much wider fonts run than the one that words are measured in."""

OTHER_FONTS = 1.16
"""The same for all others: wide enough for nearly every font, since words must not spill."""

WORDS_OF_THEME = ("tx1", "bg1", "tx2", "bg2")


def look_on(layout: Any, slide: tuple[float, float]) -> Look:
    """How words and data look on the slides of a layout."""
    colours, font = _theme_of(layout)
    page = _background(layout, colours, slide)
    text = _words_on(page, colours)
    theme = DARK if luminance(page) < DIM else LIGHT
    muted = theme.muted if contrast(theme.muted, page) >= READABLE else text
    wide = WIDE_FONTS.get(font.lower(), OTHER_FONTS)
    return Look(theme, page, text, muted, min(slide[1] / 540, slide[0] / 720), wide)


def _words_on(page: str, colours: dict[str, str]) -> str:
    """The colour of the theme that can be read on the page; black or white if none can."""
    for name in WORDS_OF_THEME:
        if name in colours and contrast(colours[name], page) >= READABLE:
            return name
    return readable_on(page)


# The theme ----------------------------------------------------------------------------------------


def _theme_of(layout: Any) -> tuple[dict[str, str], str]:
    """Colours by the names that slides use, and the font of words."""
    master = layout.slide_master
    theme = parse_xml(master.part.part_related_by(RT.THEME).blob)
    scheme = theme.find(f".//{qn('a:clrScheme')}")
    own = {
        local_name(each): _written(each[0])
        for each in (scheme if scheme is not None else ())
        if len(each)
    }
    names = dict(master._element.find(qn("p:clrMap")).attrib)
    override = layout._element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")
    if override is not None:
        names |= dict(override.attrib)
    found = {name: own[each] for name, each in names.items() if own.get(each)}
    latin = theme.find(f".//{qn('a:minorFont')}/{qn('a:latin')}")
    return own | found, "" if latin is None else latin.get("typeface", "")


def _written(colour: Any) -> str:
    """A colour of the scheme as hexadecimal RGB; "" if it is written in another way."""
    value = str(colour.get("lastClr") or colour.get("val") or "")
    is_hex = len(value) == 6 and all(sign in "0123456789abcdefABCDEF" for sign in value)
    return f"#{value.upper()}" if is_hex else ""


# The background -----------------------------------------------------------------------------------


def _background(layout: Any, colours: dict[str, str], slide: tuple[float, float]) -> str:
    """The colour behind findings; for a picture, a guess from the colour of the title."""
    white = colours.get("bg1", "#FFFFFF")
    for holder in (layout, layout.slide_master):
        covering = _covering(holder, colours, slide)
        if covering:
            return _guess(layout, colours, white) if covering == "picture" else covering
        found = holder._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        if found is None:
            continue
        if found.find(f".//{qn('a:blip')}") is not None:
            return _guess(layout, colours, white)
        shades = [shade for each in found.iter() if (shade := _shade(each, colours))]
        return _mean(shades) if shades else white
    return white


def _covering(holder: Any, colours: dict[str, str], slide: tuple[float, float]) -> str:
    """The colour of a shape over nearly all of the slide, “picture” for a picture, or ""."""
    found = ""
    for shape in holder.shapes:
        box = None if shape.is_placeholder else box_of(shape)
        if box is None or box.width * box.height < slide[0] * slide[1] * 0.8:
            continue
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE:
            found = "picture"
            continue
        fills = shape._element.xpath("./p:spPr/a:solidFill/* | ./p:spPr/a:gradFill//a:gs/*")
        shades = [shade for each in fills if (shade := _shade(each, colours))]
        found = _mean(shades) if shades else found
    return found


def _guess(layout: Any, colours: dict[str, str], otherwise: str) -> str:
    """Dark for a light title, light for a dark one."""
    title = title_of(layout)
    of_master = title_of(layout.slide_master)
    path = ".//a:lvl1pPr/a:defRPr/a:solidFill/*"
    fills = title._element.xpath(path) if title is not None else []
    fills += of_master._element.xpath(path) if of_master is not None else []
    fills += layout.slide_master._element.xpath(
        "p:txStyles/p:titleStyle/a:lvl1pPr/a:defRPr/a:solidFill/*"
    )
    shades = [shade for each in fills if (shade := _shade(each, colours))]
    if not shades:
        return otherwise
    return DARK.page if luminance(shades[0]) > 0.5 else LIGHT.page


def _shade(element: Any, colours: dict[str, str]) -> str:
    """The colour that an element of DrawingML writes; "" for what is none."""
    if element.tag == qn("a:srgbClr") or element.tag == qn("a:sysClr"):
        base = _written(element)
    elif element.tag == qn("a:schemeClr"):
        base = colours.get(element.get("val", ""), "")
    else:
        return ""
    return _changed(base, element) if base else ""


def _changed(colour: str, element: Any) -> str:
    """The colour made lighter or darker as its parts say."""
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    hue, light, strength = colorsys.rgb_to_hls(red, green, blue)
    for each in element:
        name, part = local_name(each), _part(each)
        if name == "lumMod":
            light *= part
        elif name == "lumOff":
            light += part
        elif name == "shade":
            light *= part
        elif name == "tint":
            light = 1 - (1 - light) * part
    channels = colorsys.hls_to_rgb(hue, min(1.0, max(0.0, light)), strength)
    return "#" + "".join(f"{round(each * 255):02X}" for each in channels)


def _part(element: Any) -> float:
    try:
        return int(element.get("val", "100000")) / 100_000
    except ValueError:
        return 1.0


def _mean(shades: list[str]) -> str:
    """The colour in the middle of several."""
    channels = [
        round(sum(int(each[at : at + 2], 16) for each in shades) / len(shades)) for at in (1, 3, 5)
    ]
    return "#" + "".join(f"{each:02X}" for each in channels)
