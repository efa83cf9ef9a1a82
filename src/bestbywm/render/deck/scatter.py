"""Marks on a scale as scatter charts of PowerPoint, with the labels of their rows beside them.

The labels are text boxes: an axis of numbers has no words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup
from pptx.enum.text import MSO_ANCHOR

from bestbywm.exhibits.model import Dots, Strips
from bestbywm.render.deck import chart_xml as c
from bestbywm.render.deck.bars import GAP, put_chart, under
from bestbywm.render.deck.book import Book, BookCell, Difference, Link, reference, to_xlsx
from bestbywm.render.deck.look import Box, line_xml
from bestbywm.render.deck.parts import Task
from bestbywm.render.deck.text import Words, height, put_words, width
from bestbywm.render.drawing.scale import SMALLER, scale_of

HEADINGS = (
    *("What", "Which", "Value", "Moved left by", "Across", "Up", "Low", "High"),
    *("Across − low", "High − across", "Words"),
)
WHICH, VALUE, MOVED, ACROSS, UP, LOW, HIGH, BELOW, ABOVE, WORDS = range(1, 11)
"""Columns of the workbook."""

TALLEST = 96.0
"""Points of a row of marks at most."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark: of which row, where, its range, and its words; without a value a gap in a line."""

    what: str
    value: float | None
    up: float | None
    words: str = ""
    low: float | None = None
    high: float | None = None
    moved: float = 0.0
    fill: str = ""


GAP_IN_LINE = Spot("", None, None)
"""What ends a line."""


@dataclass(frozen=True, slots=True)
class Series:
    """Marks of one look, or lines from one spot to the next up to a gap.

    Attributes
    ----------
    name
        What they are.
    spots
        Where they are.
    symbol, size, fill, outline
        Shape of the marks, how large they are in points, and their colours.
    line
        The line from spot to spot; none if it is empty.
    ranges
        The lines of their ranges.
    stands
        Whether a line stands on each spot, as high as its row.
    ends_of
        The series whose ranges these lines draw once more. LibreOffice leaves out horizontal
        error bars whose lengths stand in a workbook.
    """

    name: str
    spots: Sequence[Spot]
    symbol: str = "none"
    size: int = 2
    fill: str = ""
    outline: str = ""
    line: Markup = field(default_factory=Markup)
    ranges: Markup = field(default_factory=Markup)
    stands: bool = False
    ends_of: "Series | None" = None

    @property
    def in_legend(self) -> bool:
        """Whether the legend names it: lines say what their marks say."""
        return self.symbol != "none"


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of labels, where they stand, and where the chart and the plot in it lie."""

    labels: tuple[tuple[Words, ...], ...]
    labels_box: Box
    box: Box
    size: float
    plot: c.Plot


def label_height(task: Task, label: Sequence[Words], room: float) -> float:
    """How high the words of a row are in a room, in points."""
    return sum(
        height(each.text, each.size, room, task.look, is_bold=each.is_bold) for each in label
    )


def rows_beside(
    task: Task,
    labels: tuple[tuple[Words, ...], ...],
    box: Box,
    size: float,
    above: float,
    most: float,
) -> Rows:
    """The plot right of its labels, rows of one height."""
    longest = max(
        (
            width(each.text, each.size, task.look, is_bold=each.is_bold)
            for label in labels
            for each in label
        ),
        default=0.0,
    )
    left = min(longest + size / 2, box.width * most) + GAP
    needed = max(label_height(task, label, left - GAP) for label in labels) + size * 0.3
    fair = (box.height - above - under(size)) / len(labels)
    row = min(fair, max(needed, TALLEST * task.look.scale))
    high = above + row * len(labels) + under(size)
    wide = box.width - left
    edge = size
    inner = Box(edge, above, wide - 2 * edge, row * len(labels))
    return Rows(
        labels,
        Box(box.left, box.top + above, left - GAP, inner.height),
        Box(box.left + left, box.top, wide, high),
        size,
        c.Plot((wide, high), inner),
    )


def put_scatter(
    task: Task, shapes: Any, chart: Dots | Strips, rows: Rows, series: Sequence[Series], alt: str
) -> None:
    """Labels, and the chart beside them with its workbook and alternative text."""
    _put_labels(shapes, rows)
    book = _book(series)
    xml = _xml(task, chart, rows, series, book)
    workbook = to_xlsx(book, task.made_on, c.NUMBER_FORMATS[chart.axis])
    put_chart(task, shapes, rows.plot.chart, xml, workbook, "Marks", rows.box, alt)


def _put_labels(shapes: Any, rows: Rows) -> None:
    group = shapes.add_group_shape()
    group.name = "Labels of the rows"
    place = rows.labels_box
    row = place.height / len(rows.labels)
    for at, label in enumerate(rows.labels):
        box = Box(place.left, place.top + row * at, place.width, row)
        put_words(group.shapes, box, label, label[0].text[:80], anchor=MSO_ANCHOR.MIDDLE)


def _book(series: Sequence[Series]) -> Book:
    starts, start = {}, 0
    for each in series:
        starts[id(each)] = start
        start += len(each.spots)
    return Book(HEADINGS, tuple(cells for each in series for cells in _rows_of(each, starts)))


def _rows_of(series: Series, starts: dict[int, int]) -> list[tuple[BookCell, ...]]:
    """The rows of a series; ends of ranges are linked to the range itself."""
    if series.ends_of is None:
        return [_cells(series.name, spot, spot.value) for spot in series.spots]
    first = starts[id(series.ends_of)]
    rows = range(first, first + len(series.ends_of.spots))
    links = [Link(row, column) for row in rows for column in (LOW, HIGH, LOW)]
    return [
        _cells(series.name, spot, None if spot.value is None else link)
        for spot, link in zip(series.spots, links, strict=True)
    ]


def _cells(name: str, spot: Spot, value: BookCell) -> tuple[BookCell, ...]:
    if value is None:  # a gap: an empty row ends a line
        return (None,) * len(HEADINGS)
    return (
        spot.what,
        name,
        value,
        spot.moved,
        Difference(VALUE, MOVED),
        spot.up,
        None if spot.low is None else float(spot.low),
        None if spot.high is None else float(spot.high),
        Difference(ACROSS, LOW),
        Difference(HIGH, ACROSS),
        spot.words,
    )


def _xml(
    task: Task, chart: Dots | Strips, rows: Rows, series: Sequence[Series], book: Book
) -> Markup:
    scale = scale_of(chart, 0.0, 1.0)
    found, start = Markup(""), 0
    for at, each in enumerate(series):
        cells = range(start, start + len(each.spots))
        found += _series_xml(task, each, at, cells, book, chart)
        start = cells.stop
    parts = Markup(
        '<c:scatterChart><c:scatterStyle val="lineMarker"/><c:varyColors val="0"/>{}'
        '<c:axId val="{}"/><c:axId val="{}"/></c:scatterChart>{}{}'
    ).format(
        found,
        c.VALUES,
        c.CATEGORIES,
        c.value_axis(
            scale,
            rows.size * SMALLER,
            task.look,
            crosses="min",
            between="midCat",
            end=chart.limit + 1 if chart.axis == "rank" else None,
        ),
        c.row_axis(len(rows.labels)),
    )
    hidden = [at for at, each in enumerate(series) if not each.in_legend]
    needs_legend = len(series) - len(hidden) > 1
    legend = c.legend(rows.size, task.look, hidden) if needs_legend else Markup("")
    return c.chart_space(rows.plot, parts, legend, rows.size, task.look)


def _series_xml(
    task: Task, series: Series, at: int, rows: range, book: Book, chart: Dots | Strips
) -> Markup:
    look = c.shape_look(series.fill, series.outline, 1.5)
    marker = Markup('<c:marker><c:symbol val="{}"/>{}</c:marker>').format(
        series.symbol,
        Markup('<c:size val="{}"/>{}').format(series.size, look)
        if series.symbol != "none"
        else Markup(""),
    )
    format_ = c.NUMBER_FORMATS[chart.axis]
    return Markup('<c:ser>{}<c:spPr>{}</c:spPr>{}{}{}{}{}<c:smooth val="0"/></c:ser>').format(
        c.series_start(at, series.name, reference(WHICH, range(rows.start, rows.start + 1))),
        series.line or line_xml("", 0),
        marker,
        _coloured(task, series),
        _ranges(series, rows, book),
        c.numbers("xVal", book, ACROSS, rows, format_),
        c.numbers("yVal", book, UP, rows, "General"),
    )


def _coloured(task: Task, series: Series) -> Markup:
    """Marks that have a colour of their own."""
    return Markup("").join(
        Markup(
            '<c:dPt><c:idx val="{}"/><c:marker><c:symbol val="{}"/><c:size val="{}"/>{}</c:marker>'
            '<c:bubble3D val="0"/></c:dPt>'
        ).format(at, series.symbol, series.size + 2, c.shape_look(spot.fill, task.look.text, 1.5))
        for at, spot in enumerate(series.spots)
        if spot.fill
    )


def _ranges(series: Series, rows: range, book: Book) -> Markup:
    if series.stands:
        return Markup(
            '<c:errBars><c:errDir val="y"/><c:errBarType val="plus"/><c:errValType val="fixedVal"/>'
            '<c:noEndCap val="1"/><c:val val="0.9"/><c:spPr>{}</c:spPr></c:errBars>'
        ).format(series.ranges)
    return c.error_bars(book, BELOW, ABOVE, rows, series.ranges, direction="x")
