"""A heat table as HTML: numbers and words in coloured cells, with the stamp inside.

A real table, so that a screen reader finds its way by headings. The first column and the headings
stay in view while the rest scrolls.
"""

from markupsafe import Markup

from bestbywm.exhibits.alternatives import name_of
from bestbywm.exhibits.model import Exhibit, HeatTable, Square
from bestbywm.render.theme import Theme, readable_on

CELL = "padding:5px 9px;border-bottom:1px solid {grid};"
STAY_LEFT = "position:sticky;left:0;z-index:1;background:{page};min-width:104px;text-align:left;"
STAY_ABOVE = "position:sticky;top:0;background:{page};vertical-align:bottom;"


def heat_table(exhibit: Exhibit, theme: Theme, *, stamp: str) -> str:
    """The exhibit's heat table, in a box that scrolls and that the keyboard can reach.

    Raises
    ------
    ValueError
        For an exhibit with another kind of chart.
    """
    chart = exhibit.chart
    if not isinstance(chart, HeatTable):
        raise ValueError(f"The exhibit {exhibit.id} has no table of heat")
    rows = [
        _row(label, squares, theme, is_reference=at < chart.references)
        for at, (label, squares) in enumerate(
            zip(chart.matrix.rows, chart.matrix.squares, strict=True)
        )
    ]
    return str(
        Markup(
            '<figure style="margin:0;" aria-label="{name}">'
            '<div role="region" tabindex="0" aria-label="{headline}" '
            'style="overflow:auto;max-height:80vh;">'
            '<table style="border-collapse:separate;border-spacing:0;width:100%;'
            'font-size:14px;line-height:1.25;color:{text};">'
            "<thead>{head}</thead><tbody>{body}</tbody></table></div>"
            '<figcaption style="padding:8px 0;font-size:14px;color:{muted};">{stamp}</figcaption>'
            "</figure>"
        ).format(
            name=name_of(exhibit),
            headline=exhibit.headline,
            text=theme.text,
            muted=theme.muted,
            stamp=stamp,
            head=_head(chart, theme),
            body=Markup("").join(rows),
        )
    )


def _head(chart: HeatTable, theme: Theme) -> Markup:
    corner = _style(STAY_ABOVE + STAY_LEFT + "z-index:2;" + CELL, theme)
    other = _style(STAY_ABOVE + "min-width:84px;text-align:center;" + CELL, theme)
    cells = [
        Markup('<th scope="col" style="{}">{}</th>').format(other, column)
        for column in chart.matrix.columns
    ]
    first = Markup('<th scope="col" style="{}">{}</th>').format(corner, chart.corner)
    return Markup("<tr>{}{}</tr>").format(first, Markup("").join(cells))


def _row(label: str, squares: tuple[Square, ...], theme: Theme, *, is_reference: bool) -> Markup:
    weight = f"font-weight:{700 if is_reference else 400};"
    first = Markup('<th scope="row" style="{}">{}</th>').format(
        _style(STAY_LEFT + weight + CELL, theme), label
    )
    cells = [
        Markup('<td style="{}" title="{}">{}</td>').format(
            _style(_fill(square, theme) + weight + CELL, theme), square.hover, square.text
        )
        for square in squares
    ]
    return Markup("<tr>{}{}</tr>").format(first, Markup("").join(cells))


def _fill(square: Square, theme: Theme) -> str:
    """Colour of the step; a square without a step has none, and words that say why."""
    if square.step is None:
        return "text-align:center;"
    colour = theme.steps[square.step]
    return f"text-align:center;background:{colour};color:{readable_on(colour)};"


def _style(style: str, theme: Theme) -> str:
    return style.format(page=theme.page, grid=theme.grid)
