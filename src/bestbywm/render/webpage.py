"""What web pages that stand alone share: templates, styles with the font inside, and a policy."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

from bestbywm.render import fonts
from bestbywm.render.drawing.ink import css_variables
from bestbywm.render.theme import DARK, LIGHT

USUAL_SIGNS = "".join(map(chr, [*range(32, 127), *range(160, 256)])) + "–—‘’“”…−•✓×"
"""Signs of the font that travel with a page; whoever reads it may have others."""


def template(name: str) -> Template:
    """A template by the name of its file; in HTML all words are escaped.

    Raises
    ------
    jinja2.TemplateNotFound
        For a name of no file.
    """
    return _environment().get_template(name)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("bestbywm.render"),
        autoescape=lambda name: name is not None and name.endswith(".html"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


@lru_cache(maxsize=4)
def styles(name: str) -> Markup:
    """The styles in a file, with the font and the colours of both themes put in."""
    return Markup(
        template(name).render(
            font=fonts.embedded(frozenset(USUAL_SIGNS)),
            light=css_variables(LIGHT),
            dark=css_variables(DARK),
        )
    )


def policy(*scripts: str) -> str:
    """What a page may do: run its own scripts, and ask nobody for anything."""
    digests = [b64encode(sha256(each.encode()).digest()).decode() for each in scripts if each]
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; "
        "img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )
