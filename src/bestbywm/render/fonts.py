"""The font of everything that is drawn into a file: how wide words are, and which signs it has.

Source Sans Pro comes as a package, so that a picture has the same lines on every machine.
"""

from base64 import b64encode
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Literal

import font_source_sans_pro
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FAMILY = "Source Sans Pro"

Weight = Literal["regular", "bold"]

_FILES: dict[Weight, str] = {
    "regular": "SourceSansPro-Regular.ttf",
    "bold": "SourceSansPro-Bold.ttf",
}


def folder() -> Path:
    """The folder of the font's files."""
    return Path(font_source_sans_pro.__file__).parent / "files"


@lru_cache
def _advances(weight: Weight) -> tuple[dict[int, int], int]:
    """Widths of the signs in units of the font, and how many units are one em."""
    with TTFont(folder() / _FILES[weight]) as font:
        names = font.getBestCmap()
        widths = font["hmtx"].metrics
        return {code: widths[name][0] for code, name in names.items()}, font["head"].unitsPerEm


def width(words: str, size: float, weight: Weight = "regular") -> float:
    """How wide words are at a size, in the unit of the size; signs that are missing count an em."""
    advances, em = _advances(weight)
    return sum(advances.get(ord(sign), em) for sign in words) * size / em


def has_sign(sign: str) -> bool:
    """Whether the font has the sign."""
    return ord(sign) in _advances("regular")[0]


def wrapped(words: str, size: float, room: float, weight: Weight = "regular") -> list[str]:
    """The words in lines that are no wider than the room; a longer word is broken.

    A line feed begins a new line; no-break spaces hold words together as long as they fit.
    """
    return [line for part in words.split("\n") for line in _lines(part, size, room, weight)]


def _lines(words: str, size: float, room: float, weight: Weight) -> list[str]:
    lines: list[str] = []
    line = ""
    for word in words.split(" "):
        longer = f"{line} {word}" if line else word
        if width(longer, size, weight) <= room:
            line = longer
            continue
        if line:
            lines.append(line)
        *whole, line = _broken(word, size, room, weight)
        lines += whole
    return [*lines, line]


def _broken(word: str, size: float, room: float, weight: Weight) -> list[str]:
    """A word in pieces that fit, each of one sign at least; most words are one piece."""
    pieces, piece, taken = [], "", 0.0
    for sign in word.replace("\u00a0", " ") if width(word, size, weight) > room else "":
        wide = width(sign, size, weight)
        if piece and taken + wide > room:
            pieces.append(piece)
            piece, taken = "", 0.0
        piece, taken = piece + sign, taken + wide
    return [*pieces, piece or word]


def shortened(words: str, size: float, room: float, lines: int, weight: Weight = "regular") -> str:
    """The words cut to so many lines, an ellipsis at the end of what was cut."""
    found = wrapped(words, size, room, weight)
    if len(found) <= lines:
        return words
    kept = found[:lines]
    while kept[-1] and width(f"{kept[-1]}…", size, weight) > room:
        kept[-1] = kept[-1][:-1]
    return "\n".join([*kept[:-1], f"{kept[-1].rstrip()}…"])


@lru_cache(maxsize=32)
def embedded(signs: frozenset[str]) -> str:
    """The font as rules of CSS with its files inside, only with the signs that are needed."""
    rules = [
        f"@font-face{{font-family:'{FAMILY}';font-weight:{400 if weight == 'regular' else 700};"
        f"src:url(data:font/ttf;base64,{_subset(weight, signs)}) format('truetype')}}"
        for weight in _FILES
    ]
    return "".join(rules)


def _subset(weight: Weight, signs: frozenset[str]) -> str:
    options = Options()
    options.notdef_outline = True
    # Without a new date the same signs give the same bytes.
    with TTFont(folder() / _FILES[weight], recalcTimestamp=False) as font:
        subsetter = Subsetter(options)
        subsetter.populate(unicodes=[ord(sign) for sign in signs])
        subsetter.subset(font)
        out = BytesIO()
        font.save(out)
    return b64encode(out.getvalue()).decode()
