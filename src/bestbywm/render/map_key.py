"""The key of a map as HTML: a small histogram of its classes, and in each class its councils.

Each class is a row that opens: a keyboard and a screen reader reach every council with its figure,
and a small council that has no room for words on the map is found here.
"""

from markupsafe import Markup

from bestbywm.exhibits.model import Choropleth, Exhibit, MapClass, Place
from bestbywm.exhibits.wording import plural
from bestbywm.render.areas import Slope, counts_of, look_of
from bestbywm.render.drawing.ink import Ink, ink_of
from bestbywm.render.theme import Theme
from bestbywm.render.unseen import OUT_OF_SIGHT

ROW = (
    "display:inline-grid;grid-template-columns:18px minmax(0,7.4em) minmax(32px,1fr) 1.6em;"
    "gap:0 10px;align-items:center;width:calc(100% - 20px);vertical-align:middle;min-height:24px;"
)
"""Swatch, name, bar and number: the bars of all classes begin on one line."""

KEPT = "forced-color-adjust:none;box-sizing:border-box;"
"""Colours of the key are its meaning: they stay where a reader sets colours of their own."""


def map_key(exhibit: Exhibit, theme: Theme) -> str:
    """The key of the exhibit's map; "" for a small map that has none, and for another chart."""
    chart = exhibit.chart
    if not isinstance(chart, Choropleth) or chart.is_locator:
        return ""
    ink, counts = ink_of(theme), counts_of(chart)
    most = max(counts, default=0)
    rows = [
        _row(each, [place for place in chart.places if place.map_class == at], most, ink)
        for at, each in enumerate(chart.classes)
    ]
    stamp = exhibit.stamp if exhibit.provenance == "illustrative" else ""
    return str(
        Markup(
            '<section aria-label="Key of the map" style="color:{};'
            'font-size:15px;line-height:1.35;">'
            '<h3 style="font-size:1.1rem;font-weight:600;margin:0;padding:0 0 4px;">{}</h3>'
            '<p style="margin:0 0 8px;font-size:14px;color:{};">{}</p>{}{}</section>'
        ).format(
            theme.text,
            f"Key: {plural(len(chart.places), 'council')} by class",
            theme.muted,
            f"{chart.short_means} Open a class to list its councils.".strip(),
            Markup("").join(rows),
            _small(stamp, theme),
        )
    )


def _small(words: str, theme: Theme) -> Markup:
    if not words:
        return Markup("")
    return Markup('<p style="margin:8px 0 0;font-size:14px;color:{};">{}</p>').format(
        theme.muted, words
    )


def _row(each: MapClass, places: list[Place], most: int, ink: Ink) -> Markup:
    """A class as a row that opens and lists its councils."""
    count = len(places)
    row = Markup('<span style="{}">{}<span>{}</span>{}<span style="{}">{}</span></span>').format(
        ROW,
        _swatch(each, ink),
        each.label,
        _bar(each, count / most if most else 0.0, ink),
        "text-align:right;font-variant-numeric:tabular-nums;font-weight:600;",
        Markup('{}<span style="{}"> {}</span>').format(
            count, OUT_OF_SIGHT, "council" if count == 1 else "councils"
        ),
    )
    return Markup(
        '<details style="border-top:1px solid {};">'
        '<summary style="padding:4px 0;cursor:pointer;">{}</summary>{}</details>'
    ).format(ink("grid"), row, _councils(places))


def _councils(places: list[Place]) -> Markup:
    """The councils of a class with their figures, by name."""
    style = "margin:0 0 8px;padding:0 0 0 50px;font-size:14px;"
    if not places:
        return Markup('<p style="{}">No council is in this class.</p>').format(style)
    items = [
        Markup('<li style="margin:0;padding:1px 0;">{}: {}</li>').format(place.name, place.text)
        for place in sorted(places, key=lambda place: place.name)
    ]
    return Markup('<ul style="{}">{}</ul>').format(style, Markup("").join(items))


def _swatch(each: MapClass, ink: Ink) -> Markup:
    return Markup('<span style="width:18px;height:18px;{}"></span>').format(_look(each, ink))


def _bar(each: MapClass, part: float, ink: Ink) -> Markup:
    """How many councils, as a part of the class that has most."""
    if not part:
        return Markup("<span></span>")
    return Markup('<span style="height:14px;width:{:.0f}%;min-width:3px;{}"></span>').format(
        part * 100, _look(each, ink)
    )


def _look(each: MapClass, ink: Ink) -> str:
    """Fill, line and hatching of a class, as on the map."""
    look = look_of(each)
    fill = f"{KEPT}background-color:{ink(look.fill)};border:1px solid {ink(look.line)};"
    if not look.hatch:
        return fill
    lines = ",".join(_lines(slope, ink(look.hatch)) for slope in look.slopes)
    return f"{fill}background-image:{lines};"


def _lines(slope: Slope, colour: str) -> str:
    turned = 45 if slope == "falling" else -45
    return f"repeating-linear-gradient({turned}deg,transparent 0 3.5px,{colour} 3.5px 5px)"
