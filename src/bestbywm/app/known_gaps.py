"""What is known not to be accessible, and how that was looked for.

The tests take their exceptions from here, and fail on any that is no longer needed; the
accessibility statement shows the same list. So neither can say what the other does not know.
"""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

Colours = Literal["light", "dark"]

REVIEWED_ON = date(2026, 11, 26)
"""The day on which this list was last looked through by a person."""

RULES = {
    "wcag2a": "WCAG 2.0 level A",
    "wcag2aa": "WCAG 2.0 level AA",
    "wcag21a": "WCAG 2.1 level A",
    "wcag21aa": "WCAG 2.1 level AA",
    "wcag22aa": "WCAG 2.2 level AA",
    "best-practice": "best practice",
}
"""Tags of the rules that axe-core is run with, and what they are called."""

COLOURS: tuple[Colours, ...] = ("light", "dark")
WIDTHS = (390, 1440)
"""Pixels: a phone and a desk."""

REFLOW_WIDTH = 320
"""Pixels, which is 400% zoom on a window of 1280 (WCAG 1.4.10)."""

SMALLEST_TARGET = 24
"""Pixels (WCAG 2.5.8)."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Where a gap can be seen: page, link, and the list to be opened there."""

    page: str
    link: dict[str, str] = field(default_factory=dict)
    opens: str = ""


@dataclass(frozen=True, slots=True)
class KnownGap:
    """Something that is not accessible, and that cannot be mended here.

    Attributes
    ----------
    name
        What it is about, for a heading.
    criterion
        The success criterion of WCAG 2.2 that it fails, with its level; "" if it fails none.
    affects
        What it means for a person, in plain words.
    why
        Why it cannot be mended here.
    way_round
        What a person can do.
    reference
        Page about it: a report to the maker, or else the maker's code.
    is_reported
        Whether that page is a report of this very gap.
    rule, selector
        The rule of axe-core that finds it and the elements that may break it; "" if axe finds
        nothing.
    sight
        Where axe finds it, for the test that it still does; None if axe finds nothing.
    """

    name: str
    criterion: str
    affects: str
    why: str
    way_round: str
    reference: str
    is_reported: bool
    rule: str = ""
    selector: str = ""
    sight: Sight | None = None


_STREAMLIT = "https://github.com/streamlit/streamlit"
_CODE = f"{_STREAMLIT}/blob/develop/frontend"

_OFF = ".stMultiSelect:has(input:disabled)"
_OUTSIDE = "body > div:not(#root, #announcements)"
_OVER_THE_PAGE = f"{_OUTSIDE}, {_OUTSIDE} *"

KNOWN_GAPS: tuple[KnownGap, ...] = (
    KnownGap(
        name="A single key that loads the page again",
        criterion="2.1.4 Character Key Shortcuts (level A)",
        affects=(
            "While a page is still loading, the letter r, pressed outside a field, loads its "
            "figures again. So it does on the page that lists faults in the data. Someone who "
            "speaks to their computer, or whose hand slips, can set it off."
        ),
        why=(
            "Streamlit listens for this key in every mode, and has no setting for it. A script of "
            "ours keeps the key from it as soon as a page stands."
        ),
        way_round="nothing is lost. Choices, filters and the place on the page stay as they were.",
        reference=f"{_STREAMLIT}/issues/4048",
        is_reported=True,
    ),
    KnownGap(
        name="Filters that are switched off",
        criterion="",
        affects=(
            "Where a wave cannot be filtered, the filters and their choices are pale. WCAG "
            "asks no contrast of what is switched off. The page says in dark words why it is off."
        ),
        why="Streamlit makes them pale.",
        way_round="choose a wave that can be filtered.",
        reference=f"{_CODE}/lib/src/components/widgets/BaseWidget/styled-components.ts",
        is_reported=False,
        rule="color-contrast",
        selector=f"{_OFF} [data-testid=stWidgetLabel] p, {_OFF} span[title]",
        sight=Sight("change"),
    ),
    KnownGap(
        name="The area that files are dropped on",
        criterion="",
        affects=(
            "Where a file can be loaded, the area around the button has a name although it is "
            "marked as decoration. A screen reader may read the name twice."
        ),
        why="Streamlit marks it so.",
        way_round="use the button in it, which has a name of its own.",
        reference=f"{_CODE}/lib/src/components/widgets/FileUploader/FileDropzone.tsx",
        is_reported=False,
        rule="presentation-role-conflict",
        selector="[data-testid=stFileUploaderDropzone]",
        sight=Sight("survey"),
    ),
    KnownGap(
        name="Room in a field with choices in it",
        criterion="",
        affects=(
            "Once something is chosen in a list that takes several, the place to type in is less "
            "than 24 pixels wide. A click anywhere in the field leads to it all the same."
        ),
        why="Streamlit makes the place as narrow as it can, so that the choices fit on one line.",
        way_round="click anywhere in the field, or go there with the Tab key.",
        reference=f"{_STREAMLIT}/pull/13796",
        is_reported=False,
        rule="target-size",
        selector=".stMultiSelect input[role=combobox]",
        sight=Sight("overview", {"type": "metropolitan"}),
    ),
    KnownGap(
        name="Lists and menus outside the landmarks",
        criterion="",
        affects=(
            "An opened list, menu or help text is no part of the page’s main area. Someone who "
            "jumps from one area to the next with a screen reader does not pass through it."
        ),
        why="Streamlit puts what opens over a page at the end of the page.",
        way_round="the focus moves into it when it opens, and back when you press Esc.",
        reference=f"{_CODE}/lib/src/components/widgets/Selectbox/Selectbox.tsx",
        is_reported=False,
        rule="region",
        selector=_OVER_THE_PAGE,
        sight=Sight("map", opens="Measure"),
    ),
)
"""In the order in which they matter to people."""
