"""Bars and stacked bars: labels at the left, figures beside or on the bars."""

from functools import partial

from bestbywm.exhibits.model import Bar, Bars, Dots, Part, Stacks
from bestbywm.render import fonts
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


NARROW = 26.0
"""In a room of less than this, in sizes of the words, labels stand above their rows."""

SLIM, BESIDE_AXIS = 1.05, 0.25
"""A bar under its label, and from the axis to the label, in sizes of the words."""


def is_narrow(width: float, text: float) -> bool:
    """Whether a room is so narrow, as on a phone, that labels beside rows would leave too little.

    Parameters
    ----------
    width
        Pixels of the room.
    text
        Size of the words in pixels.
    """
    return width < NARROW * text


def label_room(labels: list[str], size: float, width: float, most: float = LABELS) -> float:
    """How wide the column of labels is: as wide as the longest, up to its part of the width."""
    return min(widest(labels, size), width * most)


def lines_of(words: str, size: float, room: float, weight: Weight = "regular") -> list[str]:
    """The lines of a label, cut where there are too many; the table has it whole."""
    return cut_lines(words, size, room, MOST_LINES, weight)


def bars(canvas: Canvas, chart: Bars, room: tuple[float, float], text: float) -> float:
    """Horizontal bars with intervals; the height they take."""
    if is_narrow(room[0], text):
        return _bars_under_labels(canvas, chart, room[0], text)
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


def narrow_scale(chart: Bars | Stacks | Dots, width: float, text: float) -> Scale:
    """A scale that takes the whole of a narrow room, but for half of its first and last value."""
    return scale_of(chart, text * HALF_TICK / 2, width - text * HALF_TICK, width)


def _bars_under_labels(canvas: Canvas, chart: Bars, width: float, text: float) -> float:
    """The same with each label and figure above its bar, which has the whole width."""
    scale = narrow_scale(chart, width, text)
    room = width - scale.left - BESIDE_AXIS * text
    labels = [_label_above(bar, room, text) for bar in chart.bars]
    high = max(map(len, labels), default=1) * text * LINE
    row = high + text * (SLIM + 0.8)
    bottom = row * len(chart.bars)
    below = scale.draw(canvas, 0, bottom, text)
    for at, (bar, lines) in enumerate(zip(chart.bars, labels, strict=True)):
        top = row * at + high - len(lines) * text * LINE
        for down, line in enumerate(lines):
            x = scale.left + BESIDE_AXIS * text
            for words, weight in line:
                canvas.lines([words], x, top + (down + 0.5) * text * LINE, text, weight=weight)
                x += fonts.width(words, text, weight) + text * 0.5
        thick = text * SLIM
        _bar(canvas, scale, bar, row * at + high + text * 0.25 + thick / 2, thick)
    canvas.line(scale.left, 0, scale.left, bottom, "text", 2)
    return bottom + below


def _label_above(bar: Bar, room: float, text: float) -> list[list[tuple[str, Weight]]]:
    """Label and figure as lines of words with their weight: on one line where there is room."""
    weight: Weight = "bold" if bar.value is not None else "regular"
    wide = fonts.width(bar.label, text) + text * 0.5 + fonts.width(bar.text, text, weight)
    if wide <= room:
        return [[(bar.label, "regular"), (bar.text, weight)]]
    label: list[list[tuple[str, Weight]]] = [
        [(line, "regular")] for line in lines_of(bar.label, text, room)
    ]
    return [*label, *([(line, weight)] for line in lines_of(bar.text, text, room, weight))]


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
    if is_narrow(width, text):
        return _stacks_under_labels(canvas, chart, Box(0, top, width, height - top), text)
    column = label_room([*chart.rows, *chart.counts], text, width)
    labels, counts, needed = _labels_of(chart, column, text)
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


def _stacks_under_labels(canvas: Canvas, chart: Stacks, box: Box, text: float) -> float:
    """The same with each label and its count above its bar, which has the whole width."""
    small = text * SMALLER
    scale = narrow_scale(chart, box.width, text)
    room = box.width - scale.left
    labels, counts, high = _labels_of(chart, room, text)
    thick = text * 1.6
    row = high + thick + text * 0.8
    bottom = box.y + row * len(chart.rows)
    below = scale.draw(canvas, box.y, bottom, text)
    for at, parts in enumerate(chart.parts):
        floor = box.y + row * at + high
        of_counts = len(counts[at]) * small * LINE
        of_label = len(labels[at]) * text * LINE
        canvas.lines(labels[at], scale.left, floor - of_counts - of_label / 2, text)
        canvas.lines(counts[at], scale.left, floor - of_counts / 2, small, colour="muted")
        _parts(canvas, scale, parts, Box(0, floor + text * 0.2, box.width, thick), text)
    return bottom + below


def _labels_of(
    chart: Stacks, room: float, text: float
) -> tuple[list[list[str]], list[list[str]], float]:
    """The lines of each label and of its count, and the height that the tallest of them needs."""
    small = text * SMALLER
    labels = [lines_of(each, text, room) for each in chart.rows]
    counts = [lines_of(each, small, room) for each in chart.counts]
    heights = [
        (len(label) * text + len(count) * small) * LINE
        for label, count in zip(labels, counts, strict=True)
    ]
    return labels, counts, max(heights, default=0.0)


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
