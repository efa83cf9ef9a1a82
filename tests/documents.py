"""Reads a PDF with other eyes than those that wrote it: tags, bookmarks, words, what is marked."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.generic import ArrayObject, ContentStream, DictionaryObject, NullObject

from bestbywm.render import fonts

PAINTS = {
    *("f", "F", "f*", "B", "B*", "b", "b*", "S", "s", "sh", "Do", "BI", "INLINE IMAGE"),
    *("Tj", "TJ", "'", '"'),
}
"""Operators that leave something to be seen."""


@dataclass
class Element:
    """An element of the structure of a document: its tag, what it says of itself, its children."""

    tag: str
    alt: str
    attributes: dict[str, Any]
    children: list["Element"] = field(default_factory=list)

    def find(self, tag: str) -> "list[Element]":
        """This element and all within it that have the tag."""
        here = [self] if self.tag == tag else []
        return here + [found for child in self.children for found in child.find(tag)]


@dataclass
class Document:
    """A PDF that was read."""

    reader: PdfReader

    @property
    def root(self) -> DictionaryObject:
        """Its catalogue."""
        return self.reader.root_object

    @cached_property
    def pages(self) -> list[str]:
        """The words of each page without blanks and ends of lines: those are a matter of layout."""
        return [compact(page.extract_text()) for page in self.reader.pages]

    @cached_property
    def words(self) -> str:
        """The words of all pages."""
        return "".join(self.pages)

    @cached_property
    def structure(self) -> Element:
        """Its elements, from the outermost."""
        (root,) = _children(self.root["/StructTreeRoot"])
        return root

    @property
    def bookmarks(self) -> list[tuple[int, str]]:
        """Its bookmarks with their levels, from 1."""
        return list(_levels(self.reader.outline, 1))

    @property
    def metadata(self) -> str:
        """What it says of itself, as XML."""
        data: bytes = self.root["/Metadata"].get_object().get_data()
        return data.decode()

    @property
    def links(self) -> list[str]:
        """Addresses of pages of the web that it leads to."""
        actions = [each.get("/A", {}) for each in self.annotations]
        return [str(action["/URI"]) for action in actions if "/URI" in action]

    @property
    def annotations(self) -> list[DictionaryObject]:
        """Its links, within and without."""
        return [each.get_object() for page in self.reader.pages for each in page.get("/Annots", [])]


def read(content: bytes) -> Document:
    """Read a PDF."""
    return Document(PdfReader(BytesIO(content), strict=True))


def compact(words: str) -> str:
    """Words without blanks, ends of lines, and places where a line may end."""
    return "".join(words.replace("\u200b", "").split())


@dataclass(frozen=True)
class Run:
    """Words that stand beside each other on a page: their ends, height and size in points."""

    left: float
    right: float
    height: float
    size: float


def runs_of(page: PageObject) -> list[Run]:
    """The runs of words on a page; their right ends are measured without kerning."""
    runs = []

    def note(text: str, cm: list[float], tm: list[float], _: object, size: float) -> None:
        words = text.strip()
        if words:
            left, points = cm[0] * tm[4] + cm[4], size * cm[0]
            right = left + fonts.width(words, points)
            runs.append(Run(left, right, cm[3] * tm[5] + cm[5], points))

    page.extract_text(visitor_text=note)
    return runs


def unmarked(document: Document) -> list[tuple[int, str]]:
    """What is painted neither as content nor as an artifact: page and operator; best nothing."""
    found = []
    for number, page in enumerate(document.reader.pages, start=1):
        stream = page.get_contents()
        assert isinstance(stream, ContentStream)
        depth = 0
        for _, operator in stream.operations:
            name = operator.decode()
            depth += (name in {"BDC", "BMC"}) - (name == "EMC")
            if name in PAINTS and not depth:
                found.append((number, name))
    return found


def _children(parent: Any) -> list[Element]:
    kids = parent.get_object().get("/K")
    kids = [] if kids is None else kids.get_object()
    return [
        _element(kid.get_object())
        for kid in (kids if isinstance(kids, ArrayObject) else [kids])
        if isinstance(kid.get_object(), DictionaryObject) and "/S" in kid.get_object()
    ]


def _element(found: DictionaryObject) -> Element:
    attributes = found.get("/A", NullObject()).get_object()
    each = attributes if isinstance(attributes, ArrayObject) else [attributes]
    said: dict[str, Any] = {}
    for one in each:
        if isinstance(one.get_object(), DictionaryObject):
            said |= one.get_object()
    return Element(str(found["/S"]), str(found.get("/Alt", "")), said, _children(found))


def _levels(outline: Any, level: int) -> Iterator[tuple[int, str]]:
    for each in outline:
        if isinstance(each, list):
            yield from _levels(each, level + 1)
        else:
            yield level, str(each.title)
