"""What a screen reader gets of a page: the browser's accessibility tree, in reading order."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Page

NAMED = {
    *("button", "link", "combobox", "listbox", "textbox", "searchbox", "checkbox", "switch"),
    *("radio", "radiogroup", "slider", "spinbutton", "tab", "menuitem", "DisclosureTriangle"),
    *("figure", "image", "table", "dialog", "region", "navigation", "Iframe"),
}
"""Roles of what must have a name."""


@dataclass(frozen=True)
class Node:
    """Something that is read out: its role, its name, and what is in it.

    ``level`` is that of a heading, 0 for all others.
    """

    role: str
    name: str
    level: int
    inside: tuple["Node", ...]

    def all(self) -> Iterator["Node"]:
        """This and everything in it, in reading order."""
        yield self
        for each in self.inside:
            yield from each.all()

    def find(self, *roles: str) -> list["Node"]:
        """Everything in it with one of these roles."""
        return [each for each in self.all() if each.role in roles]

    @property
    def words(self) -> str:
        """What is read out of it."""
        said = [each.name for each in self.all() if each.role == "StaticText"]
        return " ".join(" ".join(said).split()) or self.name

    def rows(self) -> list[list[str]]:
        """The words of a table, row by row, its headings first."""
        cells = ("columnheader", "rowheader", "cell", "gridcell")
        return [[cell.words for cell in row.find(*cells)] for row in self.find("row")]


def tree_of(page: Page) -> Node:
    """The accessibility tree of the page, without what is left out of it."""
    session = page.context.new_cdp_session(page)
    session.send("Accessibility.enable")
    found: list[dict[str, Any]] = []
    for _ in range(50):  # the browser begins to make it when it is first asked for
        found = session.send("Accessibility.getFullAXTree")["nodes"]
        if any(_value(each, "role") == "main" for each in found):
            break
        page.wait_for_timeout(100)
    session.detach()
    by_id = {each["nodeId"]: each for each in found}
    (root,) = _made(found[0], by_id.get)
    return root


def _made(raw: dict[str, Any], find: Callable[[str], dict[str, Any] | None]) -> tuple[Node, ...]:
    children = [find(each) for each in raw.get("childIds", ())]
    inside = tuple(node for each in children if each for node in _made(each, find))
    if raw.get("ignored"):
        return inside
    properties = {each["name"]: each["value"].get("value") for each in raw.get("properties", ())}
    return (
        Node(
            role=_value(raw, "role"),
            name=_value(raw, "name"),
            level=int(properties.get("level") or 0) if _value(raw, "role") == "heading" else 0,
            inside=inside,
        ),
    )


def _value(raw: dict[str, Any], field: str) -> str:
    return " ".join(str(raw.get(field, {}).get("value", "")).split())


def nameless(node: Node, passed: frozenset[str] = frozenset({"image"})) -> list[str]:
    """What should have a name and has none; ``passed`` are roles that need none where it stands.

    What stands in a named figure or region is known by that: its table, and the pictures that
    Plotly lays on each other. Plotly also keeps an empty picture beside the page, to measure.
    """
    if node.role in {"main", "banner", "navigation"}:
        passed = frozenset()
    found = []
    if node.role in NAMED - passed and not node.name:
        found.append(f"{node.role}: {node.words[:60]}")
    if node.role in {"figure", "region"} and node.name:
        passed = frozenset({"image", "table"})
    return found + [each for inside in node.inside for each in nameless(inside, passed)]


def headings(root: Node) -> list[tuple[int, str]]:
    return [(each.level, each.name) for each in root.find("heading")]


def skipped(levels: list[int]) -> list[int]:
    """Where a heading is more than one level below the one before; counted from 1."""
    return [at for at in range(1, len(levels)) if levels[at] > levels[at - 1] + 1]
