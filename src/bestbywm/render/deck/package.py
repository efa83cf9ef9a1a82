"""The finished file: what it says of itself, and the same bytes for the same day."""

import zipfile
from datetime import datetime
from io import BytesIO
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn

from bestbywm.story.presentation import Presentation
from bestbywm.words import cleaned

LONGEST_PROPERTY = 250
"""Characters of a property of a file."""

LANGUAGE = "en-GB"


def saved(file: Any, presentation: Presentation) -> bytes:
    """The file as bytes."""
    _describe(file.core_properties, presentation)
    _list_notes_master(file)
    out = BytesIO()
    file.save(out)
    return _dated(out.getvalue(), presentation)


def _list_notes_master(file: Any) -> None:
    """Name the master of the notes in the main part, which python-pptx leaves out."""
    main = file.part._element
    found = [id_ for id_, rel in file.part.rels.items() if rel.reltype == RT.NOTES_MASTER]
    if not found or main.find(qn("p:notesMasterIdLst")) is not None:
        return
    listed = (
        f'<p:notesMasterIdLst {nsdecls("p", "r")}><p:notesMasterId r:id="{found[0]}"/>'
        "</p:notesMasterIdLst>"
    )
    main.find(qn("p:sldMasterIdLst")).addnext(parse_xml(listed))


def _describe(properties: Any, presentation: Presentation) -> None:
    """Properties of the file, which a catalogue reads."""
    day = presentation.made_on
    said = {
        "title": presentation.title,
        "subject": presentation.about,
        "author": presentation.survey,
        "keywords": " ".join(presentation.stamps),
        "comments": presentation.licence,
        "language": LANGUAGE,
        "last_modified_by": presentation.survey,
        "category": "",
    }
    for name, words in said.items():
        setattr(properties, name, cleaned(words)[:LONGEST_PROPERTY])
    properties.revision = 1
    properties.created = properties.modified = datetime(day.year, day.month, day.day)


def _dated(content: bytes, presentation: Presentation) -> bytes:
    """The same files in a zip whose entries all have the date of the presentation."""
    day = presentation.made_on
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, (max(1980, day.year), day.month, day.day, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, old.read(name))
    return out.getvalue()
