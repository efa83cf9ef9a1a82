"""Templates of others: looked through before anything in them is believed.

Only what its masters and layouts need is read, piece by piece and never more than a limit,
whatever the file says of its own sizes. Slides, notes, comments, macros and what nothing refers
to are left out. Nothing is written to disk, and no address is asked.
"""

import posixpath
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, NoReturn
from urllib.parse import unquote, urlsplit

from markupsafe import Markup
from pptx.opc.oxml import serialize_part_xml
from pptx.oxml import parse_xml

LARGEST_FILE, LARGEST_PART, LARGEST_WHOLE = 60_000_000, 40_000_000, 100_000_000
"""Bytes of a template, of one part of it unpacked, and of all parts that are read."""

LARGEST_XML, LARGEST_XMLS = 5_000_000, 20_000_000
"""Bytes of a part that is XML, and of all of them: to be parsed they need many times as much."""

LARGEST_DIRECTORY = 2_000_000
"""Bytes of the list of a zip file: some thousands of entries."""

LAST_RECORD = 22
"""Bytes of the last record of a zip file, before a comment of up to 65,536 bytes."""

EXPECTED = "Expected: a PowerPoint template (.potx) or presentation (.pptx), 60 MB at most."

MAIN = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"

TAKEN = {
    MAIN,
    "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
}
"""Kinds of the main part that become a presentation."""

UNKNOWN = "application/octet-stream"
RELATIONSHIPS_TYPE = "application/vnd.openxmlformats-package.relationships+xml"

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"

NEEDED = {
    *("officeDocument", "slideMaster", "slideLayout", "theme", "themeOverride", "image"),
    *("notesMaster", "presProps", "viewProps", "tableStyles", "hyperlink", "hdphoto"),
}
"""Kinds of relationships that lead to what masters and layouts need."""


LISTS = {
    *("sldIdLst", "handoutMasterIdLst", "embeddedFontLst", "custShowLst", "photoAlbum"),
    *("custDataLst", "smartTags", "modifyVerifier", "extLst"),
}
"""Parts of a presentation that belong to its slides, or lead to what is left out."""


class TemplateError(ValueError):
    """A template that cannot be used; the message says what came, what is expected, what to do."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relationship of a part: its identifier, its kind, and where it leads."""

    id: str
    type: str
    target: str
    is_external: bool

    @property
    def kind(self) -> str:
        """The last word of its type: ``slideLayout``."""
        return self.type.rsplit("/", 1)[-1]


@dataclass
class Reader:
    """Reads parts of a zip file, up to a limit for all of them together."""

    archive: zipfile.ZipFile
    left: int = LARGEST_WHOLE
    left_xml: int = LARGEST_XMLS
    parts: dict[str, bytes] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Whether the file has such a part."""
        return name in self.archive.NameToInfo

    def read(self, name: str, *, is_xml: bool) -> bytes:
        """The bytes of a part."""
        info = self.archive.getinfo(name)
        if info.flag_bits & 0x1:
            _protected()
        most = min(self.left, LARGEST_XML if is_xml else LARGEST_PART)
        if is_xml:
            most = min(most, self.left_xml)
        if info.file_size > most:
            _too_large(name)
        with self.archive.open(info) as part:
            content = part.read(most + 1)
        if len(content) > most:
            _too_large(name)
        self.left -= len(content)
        self.left_xml -= len(content) if is_xml else 0
        return content


def checked(content: bytes) -> bytes:
    """The template without its slides, as a presentation that python-pptx opens.

    Raises
    ------
    TemplateError
        For whatever is no template, or none that can be trusted.
    """
    _look_at_start(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _without_slides(Reader(archive))
    except TemplateError:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
        raise TemplateError(
            "The file is damaged or was cut off: it cannot be unpacked. Save it again in "
            f"PowerPoint, or fetch it again. {EXPECTED}"
        ) from error
    except (SyntaxError, KeyError, ValueError, RuntimeError, UnicodeError) as error:
        raise TemplateError(
            "The file is damaged: a part of it cannot be read. Open it in PowerPoint, let it be "
            f"repaired, and save it again. {EXPECTED}"
        ) from error


def _look_at_start(content: bytes) -> None:
    """Say what the file is, if its first bytes show that it is no zip file."""
    if not content:
        raise TemplateError(f"The file is empty. {EXPECTED}")
    if len(content) > LARGEST_FILE:
        raise TemplateError(
            f"The file has {len(content) / 1e6:,.0f} MB. Take pictures and films out of it, or "
            f"save it without its slides. {EXPECTED}"
        )
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise TemplateError(
            "The file is an old PowerPoint file (.ppt), or it is protected by a password. Open "
            "it in PowerPoint, take the password away, and save it as .potx or .pptx. "
            f"{EXPECTED}"
        )
    if _directory_size(content) > LARGEST_DIRECTORY:
        raise TemplateError(f"The file holds more parts than any template does. {EXPECTED}")
    if not content.startswith(b"PK"):
        is_pdf = content.startswith(b"%PDF")
        came = "a PDF" if is_pdf else "no Office file"
        raise TemplateError(f"The file is {came}. {EXPECTED}")


def _directory_size(content: bytes) -> int:
    """How many bytes the list of a zip file has, by its last record; 0 where it has none.

    The list is read whole, before anything else can be known. Lists of the kind for more than
    four gigabytes count as too large.
    """
    at = content.rfind(b"PK\x05\x06", -LAST_RECORD - 65_536)
    record = content[at : at + LAST_RECORD]
    if at < 0 or len(record) < LAST_RECORD:
        return 0
    if content[max(0, at - 20) : at].startswith(b"PK\x06\x07"):
        return LARGEST_DIRECTORY + 1
    return int.from_bytes(record[12:16], "little")


def _protected() -> NoReturn:
    raise TemplateError(
        "The file is protected by a password. Open it in PowerPoint, take the password away, and "
        f"save it again. {EXPECTED}"
    )


def _too_large(name: str) -> NoReturn:
    raise TemplateError(
        f"The file unpacks to more than is taken (“{name[-60:]}”). Take large pictures and films "
        "out of the masters and layouts, and compress the others in PowerPoint (Picture Format, "
        f"Compress Pictures). {EXPECTED}"
    )


# What is kept -------------------------------------------------------------------------------------


def _without_slides(reader: Reader) -> bytes:
    """The parts that the masters need, as a new file."""
    types = _types(reader)
    main = _main(reader, types)
    kept: dict[str, bytes] = {}
    relations: dict[str, list[Relation]] = {}
    waiting = [main]
    while waiting:
        name = waiting.pop()
        if name in kept:
            continue
        is_xml = types.of(name).endswith("xml") or name.endswith((".xml", ".vml"))
        kept[name] = reader.read(name, is_xml=is_xml)
        relations[name] = [each for each in _relations(reader, name) if _is_kept(each)]
        waiting += [_target(name, each) for each in relations[name] if not each.is_external]
        if is_xml:
            root = _parsed(kept[name], name)
            if name == main:
                _without_lists(root)
            _without_references(root, {each.id for each in relations[name]})
            kept[name] = bytes(serialize_part_xml(root))
    return _packed(kept, relations, types, main)


@dataclass(frozen=True, slots=True)
class Types:
    """Media types of parts, by name and by ending."""

    names: Mapping[str, str]
    endings: Mapping[str, str]

    def of(self, name: str) -> str:
        """The media type of a part."""
        ending = name.rsplit(".", 1)[-1].lower()
        return self.names.get(name.lower(), self.endings.get(ending, ""))


def _types(reader: Reader) -> Types:
    if not reader.has("[Content_Types].xml"):
        raise TemplateError(f"The file is a zip file, but no Office file. {EXPECTED}")
    root = _parsed(reader.read("[Content_Types].xml", is_xml=True), "[Content_Types].xml")
    return Types(
        {
            each.get("PartName", "").lstrip("/").lower(): each.get("ContentType", "")
            for each in root.iter(f"{{{TYPES}}}Override")
        },
        {
            each.get("Extension", "").lower(): each.get("ContentType", "")
            for each in root.iter(f"{{{TYPES}}}Default")
        },
    )


def _main(reader: Reader, types: Types) -> str:
    """The name of the main part, if it is that of a presentation."""
    found = [each for each in _relations(reader, "") if each.kind == "officeDocument"]
    if not found or found[0].is_external:
        raise TemplateError(f"The file is a zip file, but no Office file. {EXPECTED}")
    main = _target("", found[0])
    kind = types.of(main)
    if kind in TAKEN:
        return main
    for word, came in (
        ("macroEnabled", "holds macros (.pptm or .potm). Save it as .potx, without macros"),
        ("word", "is a Word document. Choose your PowerPoint template"),
        ("spreadsheet", "is an Excel workbook. Choose your PowerPoint template"),
        ("excel", "is an Excel workbook. Choose your PowerPoint template"),
    ):
        if word in kind:
            raise TemplateError(f"The file {came}. {EXPECTED}")
    raise TemplateError(f"The file is no presentation (its kind is “{kind[-80:]}”). {EXPECTED}")


def _relations(reader: Reader, name: str) -> list[Relation]:
    path = _path_of_relations(name)
    if not reader.has(path):
        return []
    root = _parsed(reader.read(path, is_xml=True), path)
    return [
        Relation(
            each.get("Id", ""),
            each.get("Type", ""),
            each.get("Target", ""),
            each.get("TargetMode") == "External",
        )
        for each in root.iter(f"{{{RELATIONSHIPS}}}Relationship")
    ]


def _is_kept(relation: Relation) -> bool:
    if relation.kind not in NEEDED:
        return False
    if not relation.is_external:
        return True
    if relation.kind == "hyperlink":
        return urlsplit(relation.target).scheme in {"http", "https", "mailto"}
    raise TemplateError(
        f"The template links to something outside of itself (“{relation.target[:80]}”), which "
        "would be asked for whenever the slides are opened. In PowerPoint break the link (File, "
        f"Info, Edit Links to Files), or insert the picture itself, and save it again. {EXPECTED}"
    )


def _target(name: str, relation: Relation) -> str:
    """The name of the part that a relationship leads to."""
    path = unquote(urlsplit(relation.target).path)
    found = posixpath.normpath(posixpath.join("/", posixpath.dirname(name), path)).lstrip("/")
    if not found or found.startswith(".."):
        raise ValueError(f"A relationship leads to {relation.target!r}")
    return found


def _parsed(content: bytes, name: str) -> Any:
    """The XML of a part; none that defines entities, which no Office file does."""
    root = parse_xml(content)  # resolves no entity, and asks no address
    if root.getroottree().docinfo.internalDTD is not None:
        raise TemplateError(
            f"The part “{name[-60:]}” defines entities of its own, as no file of PowerPoint does. "
            f"{EXPECTED}"
        )
    return root


def _without_lists(root: Any) -> None:
    """Take slides, and what belongs to them, out of the main part."""
    if root.tag != f"{{{PRESENTATION}}}presentation":
        raise TemplateError(
            "The file is a presentation of a strict kind that cannot be read here. Save it in "
            f"PowerPoint as “PowerPoint Presentation (*.pptx)”. {EXPECTED}"
        )
    for each in list(root):
        if local_name(each) in LISTS:
            root.remove(each)


def _without_references(root: Any, kept: set[str]) -> None:
    """Take away what refers to parts that are left out: a shape whole, or only its link."""
    for each in [*root.iter("*")]:
        names = [name for name in each.attrib if str(name).startswith(f"{{{OFFICE}}}")]
        if all(each.get(name) in kept or not each.get(name) for name in names):
            continue
        gone = each
        if not local_name(each).startswith("hlink"):
            above = [each, *each.iterancestors()]
            gone = next((one for one in above if _is_shape(one)), each)
        parent = gone.getparent()
        if parent is not None:
            parent.remove(gone)


def _is_shape(element: Any) -> bool:
    parent = element.getparent()
    return parent is not None and parent.tag == f"{{{PRESENTATION}}}spTree"


def _packed(
    kept: Mapping[str, bytes],
    relations: Mapping[str, list[Relation]],
    types: Types,
    main: str,
) -> bytes:
    """A new file of these parts."""
    listed = Markup("").join(
        Markup('<Override PartName="/{}" ContentType="{}"/>').format(
            name, MAIN if name == main else types.of(name) or UNKNOWN
        )
        for name in kept
    )
    root = [Relation("rId1", f"{OFFICE}/officeDocument", f"/{main}", is_external=False)]
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            Markup(
                '<Types xmlns="{}"><Default Extension="rels" ContentType="{}"/>{}</Types>'
            ).format(TYPES, RELATIONSHIPS_TYPE, listed),
        )
        archive.writestr(_path_of_relations(""), _relations_xml(root))
        for name, content in kept.items():
            archive.writestr(name, content)
            archive.writestr(_path_of_relations(name), _relations_xml(relations[name]))
    return out.getvalue()


def _path_of_relations(name: str) -> str:
    """Where the relationships of a part stand."""
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def _relations_xml(relations: list[Relation]) -> Markup:
    found = Markup("").join(
        Markup('<Relationship Id="{}" Type="{}" Target="{}"{}/>').format(
            each.id,
            each.type,
            each.target,
            Markup(' TargetMode="External"') if each.is_external else "",
        )
        for each in relations
    )
    return Markup('<Relationships xmlns="{}">{}</Relationships>').format(RELATIONSHIPS, found)


def local_name(element: Any) -> str:
    """The name of an element without its namespace; "" for comments and the like."""
    return element.tag.rsplit("}", 1)[-1] if isinstance(element.tag, str) else ""
