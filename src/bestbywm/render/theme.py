"""Colours and type of everything that is drawn, in a light and a dark theme.

Categorical and sequential colours follow the Government Analysis Function's palettes. The same
page colours stand in .streamlit/config.toml; a test holds the two together.
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
    page, text, muted, grid
        Background of the page, text, secondary text and intervals, gridlines.
    main, context
        Bars that carry the finding, and the others.
    steps
        Sequential colours of the map and the squares, from least to most.
    answers
        Colours of the parts of a stacked bar, from the first answer to the last.
    no_answer, confidential, outline, accent
        Councils that did not answer, those whose answers are not shown, the outlines between
        areas, and the outline of the one council that is looked at.
    """

    name: ThemeName
    page: str
    text: str
    muted: str
    grid: str
    main: str
    context: str
    steps: tuple[str, str, str, str]
    answers: tuple[str, str, str, str]
    no_answer: str
    confidential: str
    outline: str
    accent: str


LIGHT = Theme(
    name="light",
    page="#FFFFFF",
    text="#0B0C0C",
    muted="#505A5F",
    grid="#DEE0E2",
    main="#12436D",
    context="#8C9DAD",
    steps=("#E3EEF9", "#9CC3E8", "#3F82C1", "#12436D"),
    answers=("#12436D", "#6BACE6", "#D5E6F5", "#BFBFBF"),
    no_answer="#C6C6C6",
    confidential="#E3C98F",
    outline="#0B0C0C",
    accent="#F46A25",
)

DARK = Theme(
    name="dark",
    page="#0F1720",
    text="#F3F5F7",
    muted="#B4BEC8",
    grid="#34414E",
    main="#6BACE6",
    context="#6B7885",
    steps=("#17304A", "#28639A", "#5FA4DF", "#CFE6FA"),
    answers=("#6BACE6", "#2A659C", "#1D3A55", "#59636D"),
    no_answer="#59636D",
    confidential="#7A6531",
    outline="#F3F5F7",
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
