"""Colours and type of everything that is drawn, in a light and a dark theme.

Categorical and sequential colours follow the Government Analysis Function's palettes, moved as far
as contrast asks for. What lies side by side is told apart by its colours, or by a line between
them, at 3 to 1 at least, also by people who see colours differently (tests/render/test_colours.py).
The same page colours stand in .streamlit/config.toml; a test holds the two together.
"""

from dataclasses import dataclass
from typing import Literal

ThemeName = Literal["light", "dark"]

FONT = "Source Sans, sans-serif"
"""The font of the pages, which our own server sends."""

TRANSPARENT = "#0000"


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as hexadecimal RGB.

    Attributes
    ----------
    name
        light or dark.
    page, side, text, muted, grid
        Background of the page and of the filters at its side, text, secondary text and intervals,
        gridlines.
    main, context
        Bars that carry the finding, and the others.
    steps
        Sequential colours of the map and the squares, from least to most.
    answers
        Colours of the parts of a stacked bar, from the first answer to the last.
    edge
        The line around the parts of a stacked bar, where two of them are alike.
    no_answer, confidential
        The lines across councils that did not answer, and across those whose answers are not
        shown; both have the colour of the page.
    outline, accent
        The outlines between areas and around marks; and the ring around the one council that is
        looked at, which has an outline on both sides.
    """

    name: ThemeName
    page: str
    side: str
    text: str
    muted: str
    grid: str
    main: str
    context: str
    steps: tuple[str, str, str, str]
    answers: tuple[str, str, str, str]
    edge: str
    no_answer: str
    confidential: str
    outline: str
    accent: str


LIGHT = Theme(
    name="light",
    page="#FFFFFF",
    side="#F3F5F7",
    text="#0B0C0C",
    muted="#505A5F",
    grid="#DEE0E2",
    main="#12436D",
    context="#8191A2",
    steps=("#E3EEF9", "#9CC3E8", "#4A8FCF", "#2E669D"),
    answers=("#12436D", "#6BACE6", "#D5E6F5", "#BFBFBF"),
    edge="#12436D",
    no_answer="#848D94",
    confidential="#A07C2C",
    outline="#0B0C0C",
    accent="#F46A25",
)

DARK = Theme(
    name="dark",
    page="#0F1720",
    side="#1A2430",
    text="#F3F5F7",
    muted="#B4BEC8",
    grid="#34414E",
    main="#6BACE6",
    context="#6B7885",
    steps=("#366EA3", "#5C93C6", "#94BFE6", "#DCEBF8"),
    answers=("#DCEBF8", "#6BACE6", "#396FA3", "#727E8A"),
    edge="#0F1720",
    no_answer="#626E7A",
    confidential="#80693A",
    outline="#0F1720",
    accent="#F46A25",
)

THEMES: dict[ThemeName, Theme] = {"light": LIGHT, "dark": DARK}


def luminance(colour: str) -> float:
    """Relative luminance of a colour from 0 (black) to 1 (white), as WCAG 2.2 defines it."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours from 1 to 21, as WCAG 2.2 defines it."""
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def readable_on(colour: str) -> str:
    """Black or white, whichever is easier to read on the colour."""
    return max("#0B0C0C", "#FFFFFF", key=lambda text: contrast(text, colour))


def template(theme: Theme) -> dict[str, object]:
    """The one Plotly template: type, colours, no decoration, no zooming by accident.

    It travels with every figure on every change, so it says no more than it must.
    """
    axis = {"zeroline": False, "fixedrange": True}
    return {
        "layout": {
            "font": {"family": FONT, "size": 13, "color": theme.text},
            "paper_bgcolor": TRANSPARENT,
            "plot_bgcolor": TRANSPARENT,
            "xaxis": {"gridcolor": theme.grid, **axis},
            "yaxis": axis,
            "dragmode": False,
        }
    }
