"""The command that lists what the pages say, to be reviewed."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated

import typer

from bestbywm.app import texts as package
from bestbywm.cli import readability

COLUMNS = ("where", "name", "text", "words in the longest sentence", "reading grade")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the pages.

    Attributes
    ----------
    where
        The module: a page, or a subject.
    name
        The constant; parts of a collection are numbered or named.
    text
        What is shown, or a template with named fields.
    """

    where: str
    name: str
    text: str

    @property
    def most_words(self) -> int:
        """Words in its longest sentence."""
        return len(readability.words(readability.longest_sentence(self.text)))

    @property
    def grade(self) -> float | None:
        """Its reading grade, worked out for sentences only: a label has none."""
        return readability.grade([self.text]) if is_sentence(self.text) else None


def is_sentence(text: str) -> bool:
    """Whether a text holds a whole sentence, and is no label, heading or part of a list."""
    return text.rstrip(" \n”’)*").endswith((".", "?", "!")) and len(readability.words(text)) > 2


def every_text() -> list[Text]:
    """All texts of the pages, in the order of modules and of what stands in them."""
    modules = sorted(each.name for each in iter_modules(package.__path__))
    return [
        Text(where, name, text)
        for where in modules
        for constant, value in vars(import_module(f"{package.__name__}.{where}")).items()
        if constant.isupper()
        for name, text in _strings(constant, value)
    ]


def _strings(name: str, value: object) -> Iterator[tuple[str, str]]:
    """The strings of a constant, whether it is one or a collection of them."""
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _strings(f"{name}[{key}]", each)
    elif isinstance(value, (tuple, list)):
        for number, each in enumerate(value, start=1):
            yield from _strings(f"{name}[{number}]", each)


def texts(
    as_csv: Annotated[bool, typer.Option("--csv", help="Write CSV, for a spreadsheet.")] = False,
) -> None:
    """List every text of the pages, with its longest sentence and its reading grade.

    Words in braces stand for what is filled in, such as a count or the name of a council. The grade
    is the Automated Readability Index, about the school grade that can follow the text. Labels have
    none.

    Examples: bestbywm texts; bestbywm texts --csv > texts.csv.
    """
    rows = [_row(each) for each in every_text()]
    typer.echo(_as_csv(rows) if as_csv else _as_table(rows), nl=False)


def _row(text: Text) -> tuple[str, ...]:
    grade = "" if text.grade is None else f"{text.grade:.1f}"
    words = " ".join(text.text.split())
    return (text.where, text.name, words, str(text.most_words), grade)


def _as_csv(rows: Sequence[tuple[str, ...]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(rows)
    return out.getvalue()


def _as_table(rows: Sequence[tuple[str, ...]]) -> str:
    """One text on a line, which may be long: its numbers first, so that they stand in columns."""
    name = max(len(f"{where}.{name}") for where, name, *_ in rows)
    lines = [f"{'words':>5}  {'grade':>5}  {'where and name':<{name}}  text"]
    lines += [
        f"{words:>5}  {grade:>5}  {f'{where}.{constant}':<{name}}  {text}"
        for where, constant, text, words, grade in rows
    ]
    return "\n".join(lines) + "\n"
