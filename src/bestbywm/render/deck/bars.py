"""Bars and stacked bars as charts of PowerPoint: values, intervals and words in the workbook."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from math import ceil, inf
from typing import Any

from markupsafe import Markup
from pptx.enum.chart import XL_CHART_TYPE

from bestbywm.exhibits.model import Bar, Bars, Stacks
from bestbywm.render.deck import chart_xml as c
from bestbywm.render.deck.book import Book, BookCell, Difference, heading_reference, to_xlsx
from bestbywm.render.deck.look import LINE, Box, halo_xml, line_xml
from bestbywm.render.deck.parts import Part, Task, best_size, portions
from bestbywm.render.deck.text import describe, lines, width
from bestbywm.render.drawing.scale import SMALLER, scale_of
from bestbywm.render.theme import readable_on

LABELS = 0.36
"""The most that labels may take of the width."""

NARROWEST = 0.35
"""The part of the width that bars have at least; words are set smaller for that."""

LEGEND = 0.7
"""The part of the width in which a line of a legend stands."""

GAP = 12.0
"""Points between a label and the scale, and between a bar and its figure."""

AFTER_INTERVAL = 6.0
"""Points from the end of an interval to its figure."""

TALLEST, THICKEST = 100.0, 52.0
"""Points of a row and of a bar, at most."""

MOST_LINES = 3
"""Lines of a label that rows make room for."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The size of words, the height of a row, and where the plot lies in its chart."""

    size: float
    row: float
    plot: c.Plot

    @property
    def gap_width(self) -> int:
        """The gap between bars in percent of a bar."""
        thick = min(THICKEST, self.row * 0.6)
        return min(500, max(0, round((self.row - thick) / thick * 100)))


def under(size: float) -> float:
    """The height that values and title take under a scale."""
    return size * SMALLER * LINE * 2 + size


def label_room(labels: list[str], size: float, task: Task) -> float:
    """How wide the column of labels is: as wide as the longest, up to its part of the chart."""
    longest = max((width(each, size, task.look) for each in labels), default=0.0)
    return min(longest + size / 2, task.area.width * LABELS)


def bars(task: Task, chart: Bars) -> list[Part]:
    """Clustered bars, the first on top; on several slides where they do not fit on one."""
    labels = [_category(bar) for bar in chart.bars]

    def heights(size: float) -> list[float]:
        room = label_room(labels, size, task)
        found = [min(MOST_LINES, len(lines(each, size, room, task.look))) for each in labels]
        return [count * size * LINE + size * 0.25 for count in found]

    def needed(size: float) -> float:
        figures = max(
            (width(bar.text, size, task.look, is_bold=True) for bar in chart.bars), default=0
        )
        plot = task.area.width - label_room(labels, size, task) - figures - 3 * GAP
        is_narrow = plot < task.area.width * NARROWEST
        return inf if is_narrow else sum(heights(size)) + under(size)

    room = task.area.height
    size = best_size(needed, room, task.look)
    found = heights(size)
    return [
        Part(partial(_put_bars, task, chart, rows, size, max(found[at] for at in rows)))
        for rows in portions(found, room - under(size))
        if rows
    ]


def _category(bar: Bar) -> str:
    """The label; where there is no figure, with the words that say why."""
    return bar.label if bar.value is not None or not bar.text else f"{bar.label} ({bar.text})"


def _put_bars(
    task: Task, chart: Bars, rows: range, size: float, needed: float, shapes: Any
) -> None:
    shown = [chart.bars[at] for at in rows]
    figures = max((width(bar.text, size, task.look, is_bold=True) for bar in shown), default=0.0)
    left = label_room([_category(bar) for bar in shown], size, task) + GAP
    frame = _frame(task, len(shown), needed, size, (left, 0.0, figures + 2 * GAP))
    book = Book(
        ("Label", chart.axis_title, "Low", "High", "Value − low", "High − value", "Words"),
        tuple(
            (
                _category(bar),
                _number(bar.value),
                _number(bar.low),
                _number(bar.high),
                Difference(1, 2),
                Difference(3, 1),
                bar.text,
            )
            for bar in shown
        ),
    )
    xml = _bars_xml(task, chart, shown, book, frame)
    put_chart(task, shapes, frame.plot.chart, xml, to_book(task, book, chart), "Bars")


def to_book(task: Task, book: Book, chart: Bars | Stacks) -> bytes:
    """The workbook of a chart as a file."""
    return to_xlsx(book, task.made_on, c.NUMBER_FORMATS[chart.axis])


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _frame(
    task: Task, rows: int, needed: float, size: float, around: tuple[float, float, float]
) -> Frame:
    """The chart as high as its rows want, with room left of, above and right of the plot."""
    left, above, right = around
    fair = (task.area.height - under(size) - above) / rows
    row = min(max(needed, TALLEST * task.look.scale), max(needed, fair))
    high = min(task.area.height, above + row * rows + under(size))
    inner = Box(left, above, max(40.0, task.area.width - left - right), high - above - under(size))
    return Frame(size, inner.height / rows, c.Plot((task.area.width, high), inner))


def _bars_xml(task: Task, chart: Bars, shown: list[Bar], book: Book, frame: Frame) -> Markup:
    look, rows = task.look, range(len(shown))
    scale = scale_of(chart, 0.0, 1.0)
    wide = frame.plot.chart[0]
    context = Markup("").join(
        Markup(
            '<c:dPt><c:idx val="{}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>{}</c:dPt>'
        ).format(at, c.shape_look(look.theme.context))
        for at, bar in enumerate(shown)
        if bar.emphasis == "context"
    )
    labels = [
        None if bar.value is None else c.Label(bar.text, look.text, _beyond(bar, scale.at, frame))
        for bar in shown
    ]
    series = Markup('<c:ser>{}{}<c:invertIfNegative val="0"/>{}{}{}{}{}{}</c:ser>').format(
        c.series_start(0, chart.axis_title, heading_reference(1)),
        c.shape_look(look.theme.main),
        context,
        c.labels(labels, 0, frame.size, "outEnd", wide),
        c.error_bars(book, 4, 5, rows, line_xml(look.muted, 1.5) + halo_xml(look.page, 2)),
        c.words_of("cat", book, 0, rows),
        c.numbers("val", book, 1, rows, c.NUMBER_FORMATS[chart.axis]),
        c.label_range(book, 6, rows),
    )
    return _bar_chart(task, frame, series, "clustered", scale, Markup(""))


def _beyond(bar: Bar, at: Any, frame: Frame) -> float:
    """How far the words must move right to stand beside the interval, not on it."""
    if bar.high is None or bar.value is None:
        return 0.0
    return float(at(bar.high) - at(bar.value)) * frame.plot.inner.width + AFTER_INTERVAL


def _bar_chart(
    task: Task, frame: Frame, series: Markup, grouping: str, scale: Any, legend: Markup
) -> Markup:
    overlap = Markup('<c:overlap val="100"/>') if grouping == "stacked" else Markup("")
    small = frame.size * SMALLER
    parts = Markup(
        '<c:barChart><c:barDir val="bar"/><c:grouping val="{}"/><c:varyColors val="0"/>{}'
        '<c:gapWidth val="{}"/>{}<c:axId val="{}"/><c:axId val="{}"/></c:barChart>{}{}'
    ).format(
        grouping,
        series,
        frame.gap_width,
        overlap,
        c.CATEGORIES,
        c.VALUES,
        c.category_axis(frame.size, task.look),
        c.value_axis(scale, small, task.look, crosses="max", between="between"),
    )
    return c.chart_space(frame.plot, parts, legend, frame.size, task.look)


def put_chart(
    task: Task,
    shapes: Any,
    size: tuple[float, float],
    xml: Markup,
    workbook: bytes,
    name: str,
    box: Box | None = None,
    alt: str | None = None,
) -> None:
    """A chart in the area of the task, or in a box of its own, with its alternative text."""
    box = box or Box(task.area.left, task.area.top, *size)
    # The kind is that of the XML: python-pptx hands this one over, and asks for the XML.
    frame = shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *box.emu(), c.NativeChart(xml, workbook))
    frame.name = name
    describe(frame, task.exhibit.alt if alt is None else alt)


def stacks(task: Task, chart: Stacks) -> list[Part]:
    """Stacked bars with a legend on top; on several slides where they do not fit on one."""

    def heights(size: float) -> list[float]:
        room = label_room([*chart.rows, *chart.counts], size, task)
        return [
            sum(
                min(MOST_LINES, len(lines(each, size, room, task.look)))
                for each in (chart.rows[at], chart.counts[at])
            )
            * size
            * LINE
            + size * 0.6
            for at in range(len(chart.rows))
        ]

    def around(size: float) -> float:
        return under(size) + legend_height(chart.series, size, task.area.width, task)

    room = task.area.height
    size = best_size(lambda size: sum(heights(size)) + around(size), room, task.look)
    return [
        Part(partial(_put_stacks, task, chart, each, size, max(heights(size)[at] for at in each)))
        for each in portions(heights(size), room - around(size))
        if each
    ]


def legend_height(names: Sequence[str], size: float, wide: float, task: Task) -> float:
    """The height of a legend above a plot: programs use some part of the width for each line."""
    needed = sum(width(name, size, task.look) + size * 2 for name in names)
    return size * (0.7 + 1.3 * ceil(needed / (wide * LEGEND)))


def _put_stacks(
    task: Task, chart: Stacks, rows: range, size: float, needed: float, shapes: Any
) -> None:
    texts = [chart.rows[at] for at in rows] + [chart.counts[at] for at in rows]
    left = label_room(texts, size, task) + GAP
    above = legend_height(chart.series, size, task.area.width, task)
    frame = _frame(task, len(rows), needed, size, (left, above, size * 2))
    book = Book(
        ("Label", *chart.series, *(f"Words: {name}" for name in chart.series)),
        tuple(_stack_cells(chart, at) for at in rows),
    )
    xml = _stacks_xml(task, chart, rows, book, frame)
    put_chart(task, shapes, frame.plot.chart, xml, to_book(task, book, chart), "Stacked bars")


def _stack_cells(chart: Stacks, at: int) -> tuple[BookCell, ...]:
    parts = chart.parts[at]
    label = f"{chart.rows[at]}\n{chart.counts[at]}" if chart.counts[at] else chart.rows[at]
    return (
        label,
        *(None if part is None else float(part.value) for part in parts),
        *(None if part is None else part.text for part in parts),
    )


def _stacks_xml(task: Task, chart: Stacks, rows: range, book: Book, frame: Frame) -> Markup:
    scale = scale_of(chart, 0.0, 1.0)
    series = Markup("").join(
        _stack_series(task, chart, rows, book, frame, at) for at in range(len(chart.series))
    )
    legend = c.legend(frame.size, task.look)
    return _bar_chart(task, frame, series, "stacked", scale, legend)


def _stack_series(
    task: Task, chart: Stacks, rows: range, book: Book, frame: Frame, at: int
) -> Markup:
    colour = task.look.theme.answers[at]
    every = range(len(rows))
    labels: list[c.Label | None] = []
    for row in rows:
        part = chart.parts[row][at]
        room = 0.0 if part is None else part.value / chart.limit * frame.plot.inner.width - 4
        fits = part is not None and width(part.text, frame.size, task.look) <= room
        labels.append(
            c.Label(part.text, readable_on(colour), is_bold=False) if part and fits else None
        )
    return Markup('<c:ser>{}{}<c:invertIfNegative val="0"/>{}{}{}{}</c:ser>').format(
        c.series_start(at, chart.series[at], heading_reference(at + 1)),
        c.shape_look(colour, task.look.theme.edge, 1.5),
        c.labels(labels, at, frame.size, "ctr", frame.plot.chart[0]),
        c.words_of("cat", book, 0, every),
        c.numbers("val", book, at + 1, every, c.NUMBER_FORMATS[chart.axis]),
        c.label_range(book, at + 1 + len(chart.series), every),
    )
