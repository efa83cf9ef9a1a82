"""Charts as DrawingML: the pieces that python-pptx has no words for, in the schema's order.

PowerPoint refuses a chart whose elements are in another order than its schema (ECMA-376, part 1,
dml-chart.xsd) has them.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from markupsafe import Markup
from pptx.chart.data import ChartData

from bestbywm.exhibits.model import Axis
from bestbywm.render.deck.book import Book, reference
from bestbywm.render.deck.look import Box, Look, line_xml, solid
from bestbywm.render.drawing.scale import Scale
from bestbywm.words import cleaned

C15 = "http://schemas.microsoft.com/office/drawing/2012/chart"

NAMESPACES = Markup(
    'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)

NUMBER_FORMATS: dict[Axis, str] = {
    "share": "0.0%",
    "count": "General",
    "score": "0.0",
    "rank": "0.0",
}
"""How numbers are shown in the workbook; all their digits stand behind that."""

TICK_FORMATS: dict[Axis, str] = {
    "share": "0%",
    "count": "General",
    "score": "0",
    "rank": "0;;",  # there is no rank 0
}

CATEGORIES, VALUES = 111_111_111, 222_222_222
"""Identifiers of the axes of a chart."""


class NativeChart(ChartData):
    """What python-pptx asks a chart for: its XML and its workbook."""

    def __init__(self, xml: Markup, workbook: bytes) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # python-pptx has no types here
        self._chart_xml = str(xml).encode("utf-8")
        self._workbook = workbook

    def xml_bytes(self, _: object) -> bytes:
        """The chart."""
        return self._chart_xml

    @property
    def xlsx_blob(self) -> bytes:
        """The workbook."""
        return self._workbook


@dataclass(frozen=True, slots=True)
class Plot:
    """Where the plot of a chart lies within it, both in points from the chart's corner."""

    chart: tuple[float, float]
    inner: Box

    def layout(self) -> Markup:
        """The place as parts of the chart."""
        wide, high = self.chart
        return Markup(
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            '<c:yMode val="edge"/><c:x val="{:.5f}"/><c:y val="{:.5f}"/><c:w val="{:.5f}"/>'
            '<c:h val="{:.5f}"/></c:manualLayout></c:layout>'
        ).format(
            self.inner.left / wide,
            self.inner.top / high,
            self.inner.width / wide,
            self.inner.height / high,
        )


def chart_space(plot: Plot, parts: Markup, legend: Markup, size: float, look: Look) -> Markup:
    """A whole chart: its plots with their axes, and its legend."""
    return Markup(
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {}>'
        '<c:date1904 val="0"/><c:lang val="en-GB"/><c:roundedCorners val="0"/>'
        '<c:chart><c:autoTitleDeleted val="1"/><c:plotArea>{}{}<c:spPr><a:noFill/></c:spPr>'
        '</c:plotArea>{}<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{}</c:chartSpace>"
    ).format(NAMESPACES, plot.layout(), parts, legend, text_look(size, look.text))


def text_look(size: float, colour: str, *, is_bold: bool = False) -> Markup:
    """How words look: ``c:txPr``."""
    return Markup("<c:txPr><a:bodyPr/><a:lstStyle/>{}</c:txPr>").format(
        Markup('<a:p><a:pPr>{}</a:pPr><a:endParaRPr lang="en-GB"/></a:p>').format(
            _default_run(size, colour, is_bold=is_bold)
        )
    )


def _default_run(size: float, colour: str, *, is_bold: bool = False) -> Markup:
    return Markup('<a:defRPr sz="{}" b="{}">{}</a:defRPr>').format(
        round(size * 100), int(is_bold), solid(colour)
    )


def shape_look(fill: str, outline: str = "", points: float = 0.75) -> Markup:
    """Fill and outline of a shape: ``c:spPr``; none of what has no colour."""
    return Markup("<c:spPr>{}{}</c:spPr>").format(
        solid(fill) if fill else Markup("<a:noFill/>"), line_xml(outline, points)
    )


# Data ---------------------------------------------------------------------------------------------


def series_start(at: int, name: str, address: str) -> Markup:
    """Identifier, place and name of a series."""
    return Markup(
        '<c:idx val="{0}"/><c:order val="{0}"/><c:tx><c:strRef><c:f>{1}</c:f><c:strCache>'
        '<c:ptCount val="1"/><c:pt idx="0"><c:v>{2}</c:v></c:pt></c:strCache></c:strRef></c:tx>'
    ).format(at, address, cleaned(name))


def numbers(tag: str, book: Book, column: int, rows: range, number_format: str) -> Markup:
    """Numbers of a column of the workbook, with what they are now."""
    return Markup(
        "<c:{0}><c:numRef><c:f>{1}</c:f><c:numCache><c:formatCode>{2}</c:formatCode>{3}"
        "</c:numCache></c:numRef></c:{0}>"
    ).format(tag, reference(column, rows), number_format, _points(book.column(column, rows)))


def words_of(tag: str, book: Book, column: int, rows: range) -> Markup:
    """Words of a column of the workbook."""
    return Markup(
        "<c:{0}><c:strRef><c:f>{1}</c:f><c:strCache>{2}</c:strCache></c:strRef></c:{0}>"
    ).format(tag, reference(column, rows), _points(book.column(column, rows)))


def _points(values: Sequence[str | float | None]) -> Markup:
    """Values with their places; an empty one has none."""
    found = Markup("").join(
        Markup('<c:pt idx="{}"><c:v>{}</c:v></c:pt>').format(at, value)
        for at, value in enumerate(values)
        if value is not None
    )
    return Markup('<c:ptCount val="{}"/>{}').format(len(values), found)


def error_bars(
    book: Book,
    below: int,
    above: int,
    rows: range,
    line: Markup,
    *,
    direction: str = "",
) -> Markup:
    """Error bars whose lengths stand in the workbook; a direction only where both exist."""
    if all(book.value(row, above) is None for row in rows):
        return Markup("")
    return Markup(
        '<c:errBars>{}<c:errBarType val="both"/><c:errValType val="cust"/><c:noEndCap val="0"/>'
        "{}{}<c:spPr>{}</c:spPr></c:errBars>"
    ).format(
        Markup('<c:errDir val="{}"/>').format(direction) if direction else "",
        numbers("plus", book, above, rows, "General"),
        numbers("minus", book, below, rows, "General"),
        line,
    )


# Labels -------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a point: how far they are moved right, in points, and their colour."""

    words: str
    colour: str
    moved: float = 0.0
    is_bold: bool = True


def labels(
    found: Sequence[Label | None], series: int, size: float, position: str, chart_width: float
) -> Markup:
    """Labels that take their words from cells of the workbook.

    So they change with the cell when somebody edits the data, while words that are written into
    the label would stay and be wrong. Programs that do not know such labels (they came in 2013)
    show the words as they are now.
    """
    each = Markup("").join(
        _label(at, label, series, size, position, chart_width) for at, label in enumerate(found)
    )
    return Markup("<c:dLbls>{}{}</c:dLbls>").format(
        each,
        _shows()
        + _in_extension(Markup('<c15:showDataLabelsRange val="1"/><c15:showLeaderLines val="0"/>')),
    )


def _label(
    at: int, label: Label | None, series: int, size: float, position: str, chart_width: float
) -> Markup:
    if label is None:
        return Markup('<c:dLbl><c:idx val="{}"/><c:delete val="1"/></c:dLbl>').format(at)
    look = Markup('lang="en-GB" sz="{}" b="{}"').format(round(size * 100), int(label.is_bold))
    id_ = str(uuid5(NAMESPACE_URL, f"label-{series}-{at}")).upper()
    return Markup(
        '<c:dLbl><c:idx val="{at}"/>{layout}<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>'
        '<a:p><a:fld id="{{{id_}}}" type="CELLRANGE"><a:rPr {look}>{fill}</a:rPr><a:pPr/>'
        '<a:t>{words}</a:t></a:fld><a:endParaRPr lang="en-GB"/></a:p></c:rich></c:tx>'
        '<c:dLblPos val="{position}"/>{shows}{extension}</c:dLbl>'
    ).format(
        at=at,
        layout=_moved(label.moved / chart_width),
        id_=id_,
        look=look,
        fill=solid(label.colour),
        words=cleaned(label.words),
        position=position,
        shows=_shows(),
        extension=_in_extension(Markup('<c15:dlblFieldTable/><c15:showDataLabelsRange val="1"/>')),
    )


def _moved(part: float) -> Markup:
    if not part:
        return Markup("")
    return Markup(
        '<c:layout><c:manualLayout><c:x val="{:.5f}"/><c:y val="0"/></c:manualLayout></c:layout>'
    ).format(part)


def _shows() -> Markup:
    """That a label shows nothing of its own."""
    return Markup("").join(
        Markup('<c:{} val="0"/>').format(what)
        for what in (
            "showLegendKey",
            "showVal",
            "showCatName",
            "showSerName",
            "showPercent",
            "showBubbleSize",
        )
    )


def _in_extension(inner: Markup) -> Markup:
    return Markup(
        '<c:extLst><c:ext uri="{{CE6537A1-D6FC-4f65-9D91-7224C49458BB}}" xmlns:c15="{}">{}</c:ext>'
        "</c:extLst>"
    ).format(C15, inner)


def label_range(book: Book, column: int, rows: range) -> Markup:
    """The cells that the labels of a series take their words from; stands last in the series."""
    return Markup(
        '<c:extLst><c:ext uri="{{02D57815-91ED-43cb-92C2-25804820EDAC}}" xmlns:c15="{}">'
        "<c15:datalabelsRange><c15:f>{}</c15:f><c15:dlblRangeCache>{}</c15:dlblRangeCache>"
        "</c15:datalabelsRange></c:ext></c:extLst>"
    ).format(C15, reference(column, rows), _points(book.column(column, rows)))


# Axes ---------------------------------------------------------------------------------------------


def category_axis(size: float, look: Look) -> Markup:
    """The axis of labels, the first one on top."""
    return Markup(
        '<c:catAx><c:axId val="{}"/><c:scaling><c:orientation val="maxMin"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="low"/>'
        '<c:spPr>{}</c:spPr>{}<c:crossAx val="{}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        '<c:lblAlgn val="ctr"/><c:lblOffset val="100"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    ).format(CATEGORIES, line_xml(look.text, 1), text_look(size, look.text), VALUES)


def row_axis(rows: int) -> Markup:
    """The axis of rows of marks, from the bottom up; it is not shown."""
    return Markup(
        '<c:valAx><c:axId val="{}"/><c:scaling><c:orientation val="minMax"/><c:max val="{}"/>'
        '<c:min val="0"/></c:scaling><c:delete val="1"/><c:axPos val="l"/>'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        '<c:minorTickMark val="none"/><c:tickLblPos val="none"/><c:crossAx val="{}"/>'
        '<c:crosses val="min"/><c:crossBetween val="midCat"/></c:valAx>'
    ).format(CATEGORIES, rows, VALUES)


def value_axis(
    scale: Scale, size: float, look: Look, *, crosses: str, between: str, end: float | None = None
) -> Markup:
    """The axis of values below, with gridlines and a title."""
    ticks = scale.ticks()
    step = ticks[-1] - ticks[-2] if len(ticks) > 1 else scale.limit
    return Markup(
        '<c:valAx><c:axId val="{id_}"/><c:scaling><c:orientation val="minMax"/><c:max val="{end}"/>'
        '<c:min val="{start}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/><c:majorGridlines>'
        '<c:spPr>{grid}</c:spPr></c:majorGridlines>{title}<c:numFmt formatCode="{format_}" '
        'sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        '<c:tickLblPos val="nextTo"/><c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{text}'
        '<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="{between}"/>'
        '<c:majorUnit val="{step:g}"/></c:valAx>'
    ).format(
        id_=VALUES,
        end=scale.limit if end is None else end,
        start=scale.start if scale.axis != "rank" else 0,
        grid=line_xml(look.theme.grid, 0.75),
        title=_title(scale.title, size, look),
        format_=TICK_FORMATS[scale.axis],
        text=text_look(size, look.muted),
        other=CATEGORIES,
        crosses=crosses,
        between=between,
        step=step,
    )


def _title(words: str, size: float, look: Look) -> Markup:
    if not words:
        return Markup("")
    return Markup(
        "<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/><a:p><a:pPr>{}</a:pPr><a:r>"
        '<a:rPr lang="en-GB" sz="{}" b="0">{}</a:rPr><a:t>{}</a:t></a:r></a:p></c:rich></c:tx>'
        '<c:overlay val="0"/></c:title>'
    ).format(_default_run(size, look.muted), round(size * 100), solid(look.muted), cleaned(words))


def legend(size: float, look: Look, hidden: Sequence[int] = ()) -> Markup:
    """The legend on top, without the series that have no meaning of their own."""
    left_out = Markup("").join(
        Markup('<c:legendEntry><c:idx val="{}"/><c:delete val="1"/></c:legendEntry>').format(at)
        for at in hidden
    )
    return Markup('<c:legend><c:legendPos val="t"/>{}<c:overlay val="0"/>{}</c:legend>').format(
        left_out, text_look(size, look.text)
    )
