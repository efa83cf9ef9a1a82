"""Sets a document by typst: tagged and accessible (PDF/UA-1), the same bytes for the same day."""

import json
from datetime import UTC, date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any

import typst

from bestbywm.render import fonts
from bestbywm.render.drawing.ink import ink_of
from bestbywm.render.theme import LIGHT

TEMPLATES = Path(__file__).parent / "templates"


def pdf(template: str, data: dict[str, Any], made_on: date) -> bytes:
    """The PDF of a template with these data.

    Words go to typst as data, never as its source: whatever they say, they are text.

    Parameters
    ----------
    template
        Name of a file in the folder of templates.
    data
        What the template sets; words in it as ``lettering`` makes them.
    made_on
        The day that the file bears.
    """
    dated = {"day": [made_on.year, made_on.month, made_on.day], "ink": ink_of(LIGHT).written}
    return typst.compile(
        TEMPLATES / template,
        root=TEMPLATES,
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=["ua-1"],
        timestamp=datetime.combine(made_on, time(), UTC),
        sys_inputs={"data": json.dumps(data | dated)},
    )


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    """Our own font alone: with those of the machine, files would differ between machines."""
    return typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[fonts.folder()]
    )
