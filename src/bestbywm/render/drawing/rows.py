"""Bars and stacked bars: labels at the left, figures beside or on the bars."""

from functools import partial

from bestbywm.exhibits.model import Bar, Bars, Part, Stacks
from bestbywm.render.drawing.canvas import LINE, Box, Canvas, cut_lines, fits, widest
from bestbywm.render.drawing.legend import legend, swatch
from bestbywm.render.drawing.scale import HALF_TICK, SMALLER, Scale, scale_of, under
from bestbywm.render.fonts import Weight

LABELS, FIGURES = 0.36, 0.4
"""The most that labels, and figures beside bars, may take of the width."""

GAP = 18
"""Pixels between a label and the scale, and between a bar and its figure."""

MOST_LINES = 4
"""Lines of a label or a figure, at most."""

HALO = 2.0
"""Pixels around an interval that keep it apart from its bar."""

THICKEST, TALLEST = 2.5, 5.8
"""A bar, and a row, at most, in sizes of the words."""


def label_room(labels: list[str], size: float, width: float, most: float = LABELS) -> float:
    """How wide the column of labels is: as wide as the longest, up to its part of the width."""
    return min(widest(labels, size), width * most)


def lines_of(words: str, size: float, room: float, weight: Weight = "regular") -> list[str]:
    """The lines of a label, cut where there are too many; the table has it whole."""
    return cut_lines(words, size, room, MOST_LINES, weight)


def bars(canvas: Canvas, chart: Bars, room: tuple[float, float], text: float) -> float:
    """Horizontal bars with intervals; the height they take."""
    width, height = room
    column = label_room([bar.label for bar in chart.bars], text, width)
    figures = min(widest([bar.text for bar in chart.bars], text, "bold"), width * FIGURES)
    labels = [lines_of(bar.label, text, column) for bar in chart.bars]
    texts = [lines_of(bar.text, text, figures, "bold") for bar in chart.bars]
    needed = max((max(map(len, each)) for each in zip(labels, texts, strict=True)), default=1)
    fair = (height - under(text)) / max(1, len(chart.bars))
    row = max((needed * LINE + 0.1) * text, min(TALLEST * text, fair))
    scale = scale_of(chart, column + GAP, width - figures - 2 * GAP, width)
    bottom = row * len(chart.bars)
    below = scale.draw(canvas, 0, bottom, text)
    for at, bar in enumerate(chart.bars):
        middle = row * (at + 0.5)
        canvas.lines(labels[at], 0, middle, text)
        end = _bar(canvas, scale, bar, middle, min(THICKEST * text, row * 0.56))
        weight: Weight = "bold" if bar.value is not None else "regular"
        canvas.lines(texts[at], end + GAP, middle, text, weight=weight)
    canvas.line(scale.left, 0, scale.left, bottom, "text", 2)
    return bottom + below


def _bar(canvas: Canvas, scale: Scale, bar: Bar, middle: float, thick: float) -> float:
    """A bar and its interval, nothing where there is no figure; where they end."""
    end = scale.left
    if bar.value is not None:
        end = scale.at(bar.value)
        colour = "main" if bar.emphasis == "main" else "context"
        canvas.rect(Box(scale.left, middle - thick / 2, end - scale.left, thick), colour)
    if bar.low is not None and bar.high is not None:
        canvas.interval(scale.at(bar.low), scale.at(bar.high), middle, thick * 0.16, HALO)
        end = max(end, scale.at(bar.high))
    return end


def stacks(canvas: Canvas, chart: Stacks, room: tuple[float, float], text: float) -> float:
    """Stacked bars with their words inside where they fit; the height they take."""
    width, height = room
    small = text * SMALLER
    series = [
        (name, partial(swatch, canvas, f"answer-{at}", text * 0.8))
        for at, name in enumerate(chart.series)
    ]
    top = legend(canvas, series, width, text)
    column = label_room([*chart.rows, *chart.counts], text, width)
    labels = [lines_of(each, text, column) for each in chart.rows]
    counts = [lines_of(each, small, column) for each in chart.counts]
    needed = max(
        (
            (len(label) * text + len(count) * small) * LINE
            for label, count in zip(labels, counts, strict=True)
        ),
        default=0.0,
    )
    fair = (height - top - under(text)) / max(1, len(chart.rows))
    row = max(needed + text * 0.6, min(TALLEST * text, fair))
    scale = scale_of(chart, column + GAP, width - text * HALF_TICK, width)
    bottom = top + row * len(chart.rows)
    below = scale.draw(canvas, top, bottom, text)
    for at, parts in enumerate(chart.parts):
        middle = top + row * (at + 0.5)
        thick = min(THICKEST * text, row * 0.6)
        canvas.lines(labels[at], 0, middle - len(counts[at]) * small * LINE / 2, text)
        below_label = middle + len(labels[at]) * text * LINE / 2
        canvas.lines(counts[at], 0, below_label, small, colour="muted")
        _parts(canvas, scale, parts, Box(0, middle - thick / 2, width, thick), text)
    return bottom + below


def _parts(
    canvas: Canvas, scale: Scale, parts: tuple[Part | None, ...], row: Box, text: float
) -> None:
    """The parts of a bar beside each other, each with its words if they have room."""
    done = 0.0
    for at, part in enumerate(parts):
        if part is None:
            continue
        x, end = scale.at(done), scale.at(done + part.value)
        box = Box(x, row.y, end - x, row.height)
        canvas.rect(box, f"answer-{at}", outline="edge")
        if fits(part.text, text, box.width - 8):
            colour = f"on-answer-{at}"
            canvas.lines([part.text], *box.middle, text, colour=colour, anchor="middle")
        done += part.value
