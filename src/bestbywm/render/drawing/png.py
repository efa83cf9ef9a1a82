"""An SVG as PNG, drawn by typst: no browser is needed."""

from io import BytesIO

import typst
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from bestbywm.render import fonts

PAGE = """
#let drawn = sys.inputs.svg
#set page(width: auto, height: auto, margin: 0pt)
#image(bytes(drawn), format: "svg", width: float(sys.inputs.width) * 1pt)
"""


def to_png(svg: str, width: int, *, says: dict[str, str] | None = None) -> bytes:
    """The picture as PNG of that many pixels in width.

    Parameters
    ----------
    svg
        The picture.
    width
        Pixels.
    says
        What the file says of itself, by keywords such as Title, Source and Copyright.
    """
    drawn = typst.compile(
        PAGE.encode(),
        font_paths=typst.Fonts(font_paths=[fonts.folder()]),
        format="png",
        ppi=72,
        sys_inputs={"svg": svg, "width": str(width)},
    )
    return _with_words(drawn, says or {})


def _with_words(content: bytes, says: dict[str, str]) -> bytes:
    """The same picture with words about it inside the file, in fewer bytes."""
    info = PngInfo()
    for keyword, words in says.items():
        info.add_itxt(keyword, words, lang="en-GB")
    out = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        picture.convert("RGB").save(out, "PNG", pnginfo=info, optimize=True)
    return out.getvalue()
