"""Slides (PowerPoint) whose charts, maps and tables can be edited."""

from dataclasses import replace

from bestbywm.exhibits.model import Column, Exhibit, Table
from bestbywm.pack import Pack
from bestbywm.render.deck.base import Base
from bestbywm.render.deck.checking import EXPECTED, TemplateError
from bestbywm.render.deck.own import Ratio, own_base
from bestbywm.render.deck.package import saved
from bestbywm.render.deck.slides import put_first, put_scene
from bestbywm.render.deck.template import template_base
from bestbywm.story.presentation import Presentation, Scene

__all__ = ["Ratio", "TemplateError", "deck"]

TRIAL = Scene(
    Exhibit(
        id="trial",
        headline="A trial",
        subtitle="To see whether a slide can be made.",
        chart=None,
        table=Table((Column("Trial"),), (("It can",),)),
        alt="A trial.",
        source="Nobody.",
        provenance="published",
        wave="",
    )
)
"""A finding that a template is tried with; nobody sees it."""


def deck(
    pack: Pack,
    presentation: Presentation,
    *,
    ratio: Ratio = "16:9",
    template: bytes | None = None,
) -> bytes:
    """The presentation as a PowerPoint file: a first slide, and one or more for each finding.

    The same presentation gives the same bytes.

    Parameters
    ----------
    pack
        The pack, for the shapes of maps.
    presentation
        What is told; without findings there is the first slide alone.
    ratio
        Shape of the slides; a template has its own.
    template
        A .pptx or .potx, whose masters, fonts, colours, places of titles and size of slides are
        used; its own slides are left out.

    Raises
    ------
    TemplateError
        For a template that cannot be used; the message says why, and what to do.
    """
    if template is None:
        return _written(pack, presentation, own_base(ratio))
    _try(pack, presentation, template)
    return _written(pack, presentation, template_base(template))


def _written(pack: Pack, presentation: Presentation, base: Base) -> bytes:
    put_first(base, presentation)
    for scene in presentation.scenes:
        put_scene(pack, base, scene, presentation.made_on)
    return saved(base.file, presentation)


def _try(pack: Pack, presentation: Presentation, template: bytes) -> None:
    """Make slides of a trial with a template: what fails here is the template's fault.

    Faults of our own in slides of findings must not pass for faults of the template.
    """
    base = template_base(template)
    try:
        _written(pack, replace(presentation, scenes=(TRIAL,)), base)
    except Exception as error:  # whatever a file that is not as it should be can bring about
        raise TemplateError(
            "The template is damaged: no slide can be made with it. Open it in PowerPoint, let "
            f"it be repaired, and save it again. {EXPECTED}"
        ) from error
