"""A page that says in plain words why there is nothing to show, and where to go on."""

from collections.abc import Sequence

from markupsafe import Markup

from bestbywm.render.theme import DARK, LIGHT

STYLE = (
    "body{{font:20px/1.4 'Source Sans Pro',Arial,sans-serif;max-width:40em;margin:3em auto;"
    "padding:0 1em;overflow-wrap:anywhere;background:{page};color:{text}}}a{{color:{main}}}"
)


def message_page(title: str, lines: Sequence[str], leave_to: str) -> str:
    """A whole page with a heading, a paragraph for each line, and a link back."""
    light = STYLE.format(page=LIGHT.page, text=LIGHT.text, main=LIGHT.main)
    dark = STYLE.format(page=DARK.page, text=DARK.text, main=DARK.main)
    paragraphs = Markup("").join(Markup("<p>{}</p>").format(line) for line in lines)
    style = Markup("{}@media (prefers-color-scheme:dark){{{}}}").format(
        Markup(light),
        Markup(dark),
    )
    return str(
        Markup(
            '<!doctype html><html lang="en-GB"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width, initial-scale=1">'
            "<title>{0}</title><style>{1}</style></head>"
            '<body><main><h1>{0}</h1>{2}<p><a href="{3}">Back to the dashboard</a></p></main>'
            "</body></html>"
        ).format(title, style, paragraphs, leave_to)
    )
