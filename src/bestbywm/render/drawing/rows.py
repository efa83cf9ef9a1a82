"""Bars and stacked bars: labels at the left, figures beside the bars."""

from bestbywm.exhibits.model import Bar, Bars, Part, Stacks
from bestbywm.render import fonts
from bestbywm.render.drawing.canvas import LINE, Canvas, fits
from bestbywm.render.drawing.scale import HALF_TICK, SMALLER, Scale, under
from bestbywm.render.fonts import Weight

LABELS = 0.36
"""The most that labels may take of the width."""

GAP = 18
"""Pixels between a label and the scale, and between a bar and its figure."""

THICKEST, TALLEST = 64, 150
"""Pixels of a bar, and of a row, at most."""


def label_room(labels: list[str], size: float, width: float) -> float:
    """How wide the column of labels is: as wide as the longest, up to its part of the width."""
    longest = max((fonts.width(each, size) for each in labels), default=0)
    return min(longest, width * LABELS)


def bars(canvas: Canvas, chart: Bars, room: tuple[float, float], text: float) -> float:
    """Horizontal bars with intervals; the height they take."""
    width, height = room
    column = label_room([bar.label for bar in chart.bars], text, width)
    figures = max((fonts.width(bar.text, text, "bold") for bar in chart.bars), default=0)
    scale = Scale(
        chart.axis, chart.axis_title, chart.limit, column + GAP, width - figures - 2 * GAP
    )
    labels = [fonts.wrapped(bar.label, text, column) for bar in chart.bars]
    needed = [max(len(lines) * text * LINE, text * 1.4) + text * 0.4 for lines in labels]
    row = min(TALLEST, max([*needed, (height - under(text)) / max(1, len(chart.bars))]))
    bottom = row * len(chart.bars)
    below = scale.draw(canvas, 0, bottom, text)
    for at, (bar, lines) in enumerate(zip(chart.bars, labels, strict=True)):
        middle = row * (at + 0.5)
        canvas.lines(lines, 0, middle, text)
        _bar(canvas, scale, bar, middle, min(THICKEST, row * 0.56), text)
    canvas.line(scale.left, 0, scale.left, bottom, "text", 2)
    return bottom + below


def _bar(canvas: Canvas, scale: Scale, bar: Bar, middle: float, thick: float, text: float) -> None:
    """A bar, its interval, and its figure right of both; only the words where there is none."""
    end = scale.left
    if bar.value is not None:
        end = scale.at(bar.value)
        colour = "main" if bar.emphasis == "main" else "context"
        canvas.rect(scale.left, middle - thick / 2, end - scale.left, thick, colour)
    if bar.low is not None and bar.high is not None:
        canvas.interval(scale.at(bar.low), scale.at(bar.high), middle, thick * 0.16)
        end = max(end, scale.at(bar.high))
    weight: Weight = "bold" if bar.value is not None else "regular"
    canvas.lines([bar.text], end + GAP, middle, text, weight=weight)


def stacks(canvas: Canvas, chart: Stacks, room: tuple[float, float], text: float) -> float:
    """Stacked bars with their words inside where they fit; the height they take."""
    width, height = room
    small = text * SMALLER
    top = legend(
        canvas, [(name, f"answer-{at}") for at, name in enumerate(chart.series)], width, text
    )
    column = label_room([*chart.rows, *chart.counts], text, width)
    scale = Scale(chart.axis, chart.axis_title, chart.limit, column + GAP, width - text * HALF_TICK)
    labels = [fonts.wrapped(each, text, column) for each in chart.rows]
    counts = [fonts.wrapped(each, small, column) for each in chart.counts]
    needed = [
        (len(label) * text + len(count) * small) * LINE + text * 0.6
        for label, count in zip(labels, counts, strict=True)
    ]
    rows = max(1, len(chart.rows))
    row = min(TALLEST + 40, max([*needed, (height - top - under(text)) / rows]))
    bottom = top + row * len(chart.rows)
    below = scale.draw(canvas, top, bottom, text)
    for at, parts in enumerate(chart.parts):
        middle = top + row * (at + 0.5)
        words = len(labels[at]) * text * LINE
        numbers = len(counts[at]) * small * LINE
        canvas.lines(labels[at], 0, middle - numbers / 2, text)
        canvas.lines(counts[at], 0, middle + words / 2, small, colour="muted")
        _parts(canvas, scale, parts, middle, min(THICKEST, row * 0.6), text)
    return bottom + below


def _parts(
    canvas: Canvas,
    scale: Scale,
    parts: tuple[Part | None, ...],
    middle: float,
    thick: float,
    text: float,
) -> None:
    done = 0.0
    for at, part in enumerate(parts):
        if part is None:
            continue
        x, end = scale.at(done), scale.at(done + part.value)
        canvas.rect(x, middle - thick / 2, end - x, thick, f"answer-{at}", outline="page")
        if fits(part.text, text, end - x - 8):
            canvas.lines(
                [part.text], (x + end) / 2, middle, text, colour=f"on-answer-{at}", anchor="middle"
            )
        done += part.value


def legend(canvas: Canvas, entries: list[tuple[str, str]], width: float, text: float) -> float:
    """Swatches with their names from the left, on as many lines as they need; their height."""
    x, y = 0.0, 0.0
    box = text * 0.8
    for name, colour in entries:
        wide = box * 1.5 + fonts.width(name, text)
        if x and x + wide > width:
            x, y = 0.0, y + text * 1.5
        canvas.rect(x, y + (text - box) / 2, box, box, colour, outline="outline")
        canvas.lines([name], x + box * 1.5, y + text / 2, text)
        x += wide + text * 1.4
    return y + text * 2
