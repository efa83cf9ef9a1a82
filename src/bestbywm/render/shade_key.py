"""The key of a table of squares as HTML: what each shade means, from least to most."""

from markupsafe import Markup

from bestbywm.exhibits.model import Exhibit, HeatTable, Matrix
from bestbywm.render.map_key import KEPT
from bestbywm.render.theme import Theme

NAMED = "display:inline-flex;align-items:center;gap:6px;margin:0 14px 2px 0;"
"""A shade and its name stay together, wherever the line breaks."""


def shade_key(exhibit: Exhibit, theme: Theme) -> str:
    """The key of the exhibit's squares; "" for one without shades, and for another chart."""
    chart = exhibit.chart.matrix if isinstance(exhibit.chart, HeatTable) else exhibit.chart
    if not isinstance(chart, Matrix) or not chart.shades:
        return ""
    named = Markup("").join(
        Markup('<span style="{}"><span style="{}"></span>{}</span>').format(
            NAMED, _swatch(colour, theme), meaning
        )
        for colour, meaning in zip(theme.steps, chart.shades, strict=False)
    )
    return str(
        Markup('<p style="margin:0;font-size:14px;line-height:1.35;color:{};">{}{}</p>').format(
            theme.text, Markup('<span style="margin-right:14px;">Shades:</span>'), named
        )
    )


def _swatch(colour: str, theme: Theme) -> str:
    return f"{KEPT}width:18px;height:18px;background:{colour};border:1px solid {theme.outline};"
