"""The exhibit: one finding with its chart, table, words, base, source and stamp.

An exhibit says what is to be seen, not how it is drawn: it knows neither Plotly nor Streamlit.
"""

import re
from dataclasses import dataclass
from typing import Literal

from bestbywm.provenance import STAMPS, Provenance
from bestbywm.region import MapView

NOT_AVAILABLE = "[x]"
CONFIDENTIAL = "[c]"
NOT_APPLICABLE = "[z]"
LOW_RELIABILITY = "[u]"

SHORTHAND = {
    NOT_AVAILABLE: "not available",
    CONFIDENTIAL: "confidential: held back to protect the people who answered",
    NOT_APPLICABLE: "not applicable: fewer than 10 people, so no percentage",
    LOW_RELIABILITY: "low reliability: fewer than 30 people, or an unknown number",
}
"""Marks in tables and what they mean."""

Cell = str | int | float | None

Format = Literal["text", "whole", "share", "decimal", "points", "link"]
"""How a column is written: words, 15, 37.5%, 1.4, a difference in points (+11, −32.5), or the
address of a page."""

Axis = Literal["share", "count", "score", "rank"]
"""share: 0 to 1; count: whole numbers from 0; score: 0 to 100; rank: whole numbers from 1."""

Emphasis = Literal["main", "context"]

MarkRole = Literal["mine", "chosen", "other"]

ClassKind = Literal["figure", "no answer", "skipped", "confidential", "outside"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its heading and how its cells are written."""

    name: str
    format: Format = "text"


@dataclass(frozen=True, slots=True)
class Table:
    """What a chart shows, for people who read.

    Attributes
    ----------
    columns
        Headings and formats.
    rows
        Cells by row. A cell may hold a shorthand mark in place of a number.
    """

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its label, its value on the axis, its interval, and the words beside it."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    text: str
    emphasis: Emphasis = "main"


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, the first one on top. On a share axis values run from 0 to 1."""

    bars: tuple[Bar, ...]
    axis: Axis
    axis_title: str
    limit: float


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a stacked bar: how much of the bar, and the words on it."""

    value: float
    text: str


@dataclass(frozen=True, slots=True)
class Stacks:
    """Stacked horizontal bars: one row per question, one series per answer (four at most).

    ``counts`` stands beside the label of each row: ``15, 22 and 3 of 40 people``.
    """

    rows: tuple[str, ...]
    counts: tuple[str, ...]
    series: tuple[str, ...]
    parts: tuple[tuple[Part | None, ...], ...]
    axis: Axis
    axis_title: str
    limit: float


@dataclass(frozen=True, slots=True)
class Square:
    """One square of a matrix: its step from 0 to 3 (None: no figure) and its words.

    The steps are those of the map: nobody, up to half, more than half, everyone.

    ``text`` stands in the square, a line break between percentage and counts; ``hover`` is the
    whole sentence; ``value`` is the number behind the words.
    """

    step: int | None
    text: str
    hover: str
    value: float | None = None


@dataclass(frozen=True, slots=True)
class Matrix:
    """A grid of squares, rows from top to bottom, each with words that need no colour.

    ``empty_row`` says why a row without any figure is empty, unless its squares say so; ``shades``
    what each step means, from least to most.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    squares: tuple[tuple[Square, ...], ...]
    empty_row: str
    shades: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What the shades mean, as a sentence; "" where none is said."""
        meanings = ", ".join(each.lower() for each in self.shades)
        return f"Shades, from least to most: {meanings}." if meanings else ""

    def why_empty(self, row: int) -> str:
        """Why a row is without any figure, to stand once in place of its squares; "" if it is not.

        It is the word that all its squares say, else ``empty_row``. Squares that give different
        reasons stand as they are.
        """
        squares = self.squares[row]
        if any(square.step is not None or re.search(r"\d", square.text) for square in squares):
            return ""
        words = {square.text for square in squares if any(map(str.isalpha, square.text))}
        if len(words) > 1:
            return ""
        return words.pop() if words else self.empty_row


@dataclass(frozen=True, slots=True)
class HeatTable:
    """A matrix of many columns that is read as a table.

    The first rows are references (the region, a type of council), ``references`` of them.
    """

    matrix: Matrix
    corner: str
    references: int


@dataclass(frozen=True, slots=True)
class Point:
    """A mark on a scale, with the range around it, and the words for it."""

    value: float
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Dots:
    """Marks on a common scale: one row per subject, one kind of mark per series (four at most).

    Attributes
    ----------
    rows, texts
        Label of each row, and the words beside it.
    series
        Names of the kinds of marks, drawn in different shapes.
    points
        Marks, rows by series; None where there is no figure.
    axis, axis_title, limit
        The scale, its title, and its far end.
    connected
        Whether a line joins the marks of a row, as a change does.
    emphasis
        Rows that are looked at stand out as main, the others are context.
    """

    rows: tuple[str, ...]
    texts: tuple[str, ...]
    series: tuple[str, ...]
    points: tuple[tuple[Point | None, ...], ...]
    axis: Axis
    axis_title: str
    limit: float
    connected: bool = False
    emphasis: tuple[Emphasis, ...] = ()


@dataclass(frozen=True, slots=True)
class Mark:
    """A council on a strip: its name, its value, the words for it, and whose it is.

    ``mine`` is the visitor's own council, ``chosen`` one that is set beside it; both are named.
    """

    name: str
    value: float
    text: str
    role: MarkRole = "other"

    @property
    def is_named(self) -> bool:
        """Whether the council's name stands on the strip."""
        return self.role != "other"


@dataclass(frozen=True, slots=True)
class Strips:
    """One strip per measure, on which every council is a mark.

    Marks with the same value stand side by side. ``references`` holds the value of the region
    for each strip, ``texts`` the words beside each label.
    """

    rows: tuple[str, ...]
    texts: tuple[str, ...]
    marks: tuple[tuple[Mark, ...], ...]
    references: tuple[float | None, ...]
    reference: str
    axis: Axis
    axis_title: str
    limit: float


@dataclass(frozen=True, slots=True)
class MapClass:
    """A class of the map: its label, how many councils, and its step.

    ``step`` counts from 0 (least) up to ``steps`` - 1; None for councils without a figure. Those
    that skipped took part, but did not answer this, or too little of it. Those that are
    confidential answered, but too few people did for their answers to be shown.
    """

    label: str
    step: int | None
    kind: ClassKind


@dataclass(frozen=True, slots=True)
class Place:
    """A council on the map.

    Attributes
    ----------
    code, name, map_label
        Which council, and its name in short lines.
    map_class
        The position of its class.
    text, short
        Its figure in words (``1 of 2 people``), and as short as can be (``1/2``); a council without
        a figure has words only.
    """

    code: str
    name: str
    map_label: tuple[str, ...]
    map_class: int
    text: str
    short: str = ""


@dataclass(frozen=True, slots=True)
class Choropleth:
    """A map of councils in classes; a locator is small and has no legend.

    ``short_means`` says how the short figures on the map are to be read.
    """

    view: MapView
    classes: tuple[MapClass, ...]
    places: tuple[Place, ...]
    is_locator: bool = False
    short_means: str = ""


Chart = Bars | Stacks | Matrix | HeatTable | Dots | Strips | Choropleth


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One finding.

    Attributes
    ----------
    id
        Identifier, also the last part of the name of its download.
    headline
        The finding in a sentence, computed from the numbers.
    subtitle
        Measure, place, wave and base.
    chart
        What is drawn; None where words and table say it all.
    table
        What the chart shows, for people who read.
    alt
        The finding for people who do not see the chart, true to the table.
    source
        Source and licence line.
    provenance
        Which kind of data.
    wave
        The wave; where waves are compared, the last of them.
    help
        What was asked and what counts, in plain words.
    caveats
        What to bear in mind, each a sentence.
    is_quotable
        Whether the headline may be said elsewhere; not so for what is worked out here by a rule of
        our own, such as likeness.
    earlier_waves
        The other waves that it tells of, in order.
    """

    id: str
    headline: str
    subtitle: str
    chart: Chart | None
    table: Table
    alt: str
    source: str
    provenance: Provenance
    wave: str
    help: str = ""
    caveats: tuple[str, ...] = ()
    is_quotable: bool = True
    earlier_waves: tuple[str, ...] = ()

    @property
    def waves(self) -> tuple[str, ...]:
        """Every wave that it tells of; facts belong to none."""
        return () if self.provenance == "council_fact" else (*self.earlier_waves, self.wave)

    @property
    def stamp(self) -> str:
        """What kind of data this is; part of the picture wherever the data are made up."""
        return STAMPS[self.provenance]

    @property
    def under_picture(self) -> tuple[str, ...]:
        """What stands under its picture: what the shades of its squares mean, and the caveats."""
        chart = self.chart.matrix if isinstance(self.chart, HeatTable) else self.chart
        key = chart.key if isinstance(chart, Matrix) else ""
        return (*([key] if key else []), *self.caveats)
