"""Templates of councils, as PowerPoint would save them, and spoiled ones."""

import struct
import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from io import BytesIO
from typing import Any

import pptx
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Inches, Pt

PRESENTATION = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
MAIN = "ppt/presentation.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
MASTER_RELATIONS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"
TYPES = "[Content_Types].xml"


def template(change: Callable[[Any], None] = lambda _: None) -> bytes:
    """A template with four slides of its own, changed through python-pptx."""
    file = pptx.Presentation()
    for number in range(4):
        slide = file.slides.add_slide(file.slide_layouts[1])
        slide.shapes.title.text = f"A slide of the template {number}"
        slide.notes_slide.notes_text_frame.text = "Notes of the template"
    change(file)
    return saved(file)


@lru_cache
def usual() -> bytes:
    """A plain template."""
    return template()


def saved(file: Any) -> bytes:
    """The file as bytes."""
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def wide(file: Any) -> None:
    """Slides of 13.333 by 7.5 inches."""
    file.slide_width, file.slide_height = Inches(13.333), Inches(7.5)


def dark(file: Any) -> None:
    """White words on black, by the master's map of colours."""
    colours = file.slide_masters[0]._element.find(qn("p:clrMap"))
    colours.set("bg1", "dk1")
    colours.set("tx1", "lt1")


def painted(colour: str) -> Callable[[Any], None]:
    """A background of one colour, whatever the colour of words is."""

    def change(file: Any) -> None:
        background = file.slide_masters[0]._element.find(f"{qn('p:cSld')}/{qn('p:bg')}")
        background.getparent().replace(
            background,
            parse_xml(
                f"<p:bg {nsdecls('p', 'a')}><p:bgPr><a:solidFill><a:srgbClr "
                f'val="{colour}"/></a:solidFill><a:effectLst/></p:bgPr></p:bg>'
            ),
        )

    return change


def low_title(file: Any) -> None:
    """A title in the middle of the slide, and nothing under it."""
    for shape in file.slide_masters[0].placeholders:
        if shape._element.xpath('.//p:ph[@type="title"]'):
            shape.top, shape.height = Inches(3), Inches(1.5)


def small_title(file: Any) -> None:
    """A title that is much too low for a headline."""
    for shape in file.slide_masters[0].placeholders:
        if shape._element.xpath('.//p:ph[@type="title"]'):
            shape.left, shape.width, shape.height = Inches(4), Inches(5), Pt(14)


def without_titles(file: Any) -> None:
    """Layouts without a place for a title."""
    for layout in file.slide_layouts:
        for shape in list(layout.placeholders):
            if shape._element.xpath('.//p:ph[@type="title" or @type="ctrTitle"]'):
                shape._element.getparent().remove(shape._element)


def without_layouts(file: Any) -> None:
    """A master without layouts."""
    for id_ in list(file.slides._sldIdLst):
        file.part.drop_rel(id_.rId)
        file.slides._sldIdLst.remove(id_)
    for layout in list(file.slide_layouts):
        file.slide_layouts.remove(layout)


def of_size(width: float, height: float) -> Callable[[Any], None]:
    """Slides of so many inches."""

    def change(file: Any) -> None:
        file.slide_width, file.slide_height = Inches(width), Inches(height)

    return change


def rewritten(
    content: bytes, changes: Mapping[str, Callable[[bytes], bytes]], **added: bytes
) -> bytes:
    """The file with some of its parts changed; what is added is named by its path."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, changes[name](part) if name in changes else part)
        for name, part in added.items():
            new.writestr(name, part)
    return out.getvalue()


def replaced(old: str, new: str) -> Callable[[bytes], bytes]:
    """What puts other words into a part."""

    def change(part: bytes) -> bytes:
        assert old.encode() in part
        return part.replace(old.encode(), new.encode())

    return change


def as_kind(kind: str) -> bytes:
    """The usual template under another media type."""
    return rewritten(usual(), {TYPES: replaced(PRESENTATION, kind)})


def with_relation(kind: str, target: str, *, is_external: bool) -> bytes:
    """The usual template whose master has one more relationship."""
    mode = ' TargetMode="External"' if is_external else ""
    link = (
        '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        f'relationships/{kind}" Target="{target}"{mode}/></Relationships>'
    )
    return rewritten(usual(), {MASTER_RELATIONS: replaced("</Relationships>", link)})


def bomb(size: int) -> bytes:
    """A template whose master unpacks to so many bytes."""
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(usual())) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == MASTER:
                part += b" " * size
            new.writestr(name, part, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def lying_bomb(size: int) -> bytes:
    """The same, whose list of contents says that it is small."""
    content = bytearray(bomb(size))
    at = content.rfind(MASTER.encode()) - 46
    assert content[at : at + 4] == b"PK\x01\x02"
    content[at + 24 : at + 28] = struct.pack("<I", 1_000)
    return bytes(content)


def crowded(count: int) -> bytes:
    """A zip file of so many empty entries."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as new:
        for number in range(count):
            new.writestr(f"ppt/media/image{number:06d}.png", b"")
    return out.getvalue()
