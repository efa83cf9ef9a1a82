"""The strings that stand in source code, without docstrings; f-strings as templates."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[1] / "src" / "bestbywm"

CODE = re.compile(r"[<>\\]|[a-z:]\(|\[[a-z-]+[=\]]|://|\.\*")
"""What no text for people holds: markup, patterns, selectors, addresses."""


def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file of source code."""
    return ast.parse(path.read_text(encoding="utf-8"))


def strings_in(node: ast.AST) -> Iterator[tuple[int, str]]:
    """Line and text of each string at or below a node, in an f-string with ``{}`` for a field.

    Docstrings are left out, and strings that name a part of something (``pages["overview"]``).
    """
    if isinstance(node, ast.JoinedStr):
        yield node.lineno, _template(node)
        fields = (each for each in node.values if isinstance(each, ast.FormattedValue))
        for field in fields:
            yield from strings_in(field.value)
    elif isinstance(node, ast.Constant):
        if isinstance(node.value, str):
            yield node.lineno, node.value
    elif isinstance(node, ast.Subscript):
        yield from strings_in(node.value)
    else:
        for child in ast.iter_child_nodes(node):
            if not _is_docstring(child):
                yield from strings_in(child)


def _is_docstring(node: ast.AST) -> bool:
    """A string that stands alone: a docstring, or the explanation of a constant."""
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def _template(node: ast.JoinedStr) -> str:
    return "".join(
        str(each.value) if isinstance(each, ast.Constant) else "{}" for each in node.values
    )


def calls_of(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    """Calls of a function or class by its plain name."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == name:
            yield node
