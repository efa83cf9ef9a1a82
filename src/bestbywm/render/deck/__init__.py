"""Slides (PowerPoint) whose charts, maps and tables can be edited."""

from typing import Literal

from bestbywm.pack import Pack
from bestbywm.story.presentation import Presentation

Ratio = Literal["16:9", "4:3"]
"""Shape of the slides."""


class TemplateError(ValueError):
    """A template that cannot be used; the message says what came, what is expected, what to do."""


def deck(
    pack: Pack,
    presentation: Presentation,
    *,
    ratio: Ratio = "16:9",
    template: bytes | None = None,
) -> bytes:
    """The presentation as a PowerPoint file."""
    raise NotImplementedError(pack, presentation, ratio, template)
