"""Ink: the colours of a picture by their names, written as they are or as variables of CSS."""

from collections.abc import Mapping
from dataclasses import dataclass

from bestbywm.render.theme import Theme, readable_on


@dataclass(frozen=True, slots=True)
class Ink:
    """How each named colour is written in a picture.

    Names are those of the theme, ``step-0`` to ``step-3`` and ``answer-0`` to ``answer-3`` for
    its scales, and ``on-…`` for what can be read on a colour.
    """

    written: Mapping[str, str]

    def __call__(self, name: str) -> str:
        """The colour as it is written in the picture."""
        return self.written[name]


def ink_of(theme: Theme) -> Ink:
    """The colours of a theme as hexadecimal RGB, for a picture that stands alone."""
    return Ink(_colours(theme))


def css_variables(theme: Theme) -> str:
    """The colours of a theme as declarations of CSS: ``--page:#FFFFFF;--text:#0B0C0C;…``."""
    return "".join(f"--{name}:{colour};" for name, colour in _colours(theme).items())


def _colours(theme: Theme) -> dict[str, str]:
    plain = {
        "page": theme.page,
        "text": theme.text,
        "muted": theme.muted,
        "grid": theme.grid,
        "main": theme.main,
        "context": theme.context,
        "no-answer": theme.no_answer,
        "confidential": theme.confidential,
        "outline": theme.outline,
        "accent": theme.accent,
        "edge": theme.edge,
    }
    scales = {
        **{f"step-{at}": colour for at, colour in enumerate(theme.steps)},
        **{f"answer-{at}": colour for at, colour in enumerate(theme.answers)},
    }
    read_on = {**scales, "no-answer": theme.no_answer, "confidential": theme.confidential}
    return plain | scales | {f"on-{name}": readable_on(each) for name, each in read_on.items()}


NAMES = (
    *("page", "text", "muted", "grid", "main", "context"),
    *("no-answer", "confidential", "outline", "accent", "edge"),
    *(f"{scale}-{at}" for scale in ("step", "answer") for at in range(4)),
    *(f"on-{scale}-{at}" for scale in ("step", "answer") for at in range(4)),
    *("on-no-answer", "on-confidential"),
)
"""Every name."""

VARIABLES = Ink({name: f"var(--{name})" for name in NAMES})
"""Colours as variables of CSS: one picture serves a light and a dark page."""

_BLACK, _DARK, _PALE, _WHITE = "#000000", "#8C8C8C", "#C4C4C4", "#FFFFFF"

BLACK_AND_WHITE = Ink(
    {
        **dict.fromkeys(NAMES, _BLACK),
        **dict.fromkeys(("page", "step-0", "on-step-3", "answer-3", "on-answer-0"), _WHITE),
        **dict.fromkeys(("grid", "step-1", "answer-2", "confidential"), _PALE),
        **dict.fromkeys(("context", "no-answer", "step-2", "answer-1"), _DARK),
    }
)
"""Colours for paper: shapes and words tell marks apart."""
