"""From an export file to answers, as `check` and `import` do it, and what is said about it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bestbywm.cli.common import content_of, explained, fail
from bestbywm.pack import Pack
from bestbywm.survey.importing.cells import column_letters
from bestbywm.survey.importing.checking import report_text, shown
from bestbywm.survey.importing.dialects import NAMES
from bestbywm.survey.importing.drafting import EXTRA, Draft, begin
from bestbywm.survey.importing.importing import Imported, bring_in
from bestbywm.survey.importing.mapping import OUTSIDE, Mapping, from_json
from bestbywm.survey.importing.model import Dialect
from bestbywm.survey.importing.reading import read_file
from bestbywm.survey.importing.suggesting import FieldSuggestion, Suggestion
from bestbywm.words import listed

OUTSIDE_WORD = "outside"

MappingFile = Annotated[
    Path | None,
    typer.Option("--mapping", help="A mapping that was saved with --save-mapping, to use again."),
]
MappingTarget = Annotated[
    Path | None,
    typer.Option(
        "--save-mapping",
        help="Write what the columns, answers and councils are taken for to this file (.json): to "
        "change it and to use it again with --mapping.",
    ),
]
SheetName = Annotated[
    str, typer.Option("--sheet", help="Sheet with the answers; the likeliest one if unsaid.")
]
DialectOption = Annotated[
    Dialect | None,
    typer.Option("--dialect", help="Whose export it is; recognised by its headings if unsaid."),
]
CouncilDecisions = Annotated[
    list[str],
    typer.Option(
        "--council",
        metavar="NAME=COUNCIL",
        help="What a name in the file means, such as WCC=NAME; "
        f"NAME={OUTSIDE_WORD} for a council of another region. May be repeated.",
    ),
]
KeptColumns = Annotated[
    list[str],
    typer.Option(
        "--keep",
        metavar="COLUMN",
        help="Keep a column as a question of your own: its letter, such as J, or its heading. May "
        "be repeated.",
    ),
]


@dataclass(frozen=True, slots=True)
class Options:
    """What somebody says about how a file is to be understood."""

    mapping: Path | None = None
    sheet: str = ""
    dialect: Dialect | None = None
    councils: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Understood:
    """A file, what it was taken for, and the answers in it."""

    draft: Draft
    imported: Imported


def understand(path: Path, pack: Pack, wave: str, options: Options) -> Understood:
    """Read a file with a progress bar; one that cannot be used ends the command."""
    content = content_of(path, "The file")
    saved = _saved_mapping(options.mapping)
    with explained(), _progress("Reading") as progress:
        file = read_file(path.name, content, progress=progress)
        draft = begin(
            file,
            pack.questions,
            pack.region,
            sheet=options.sheet,
            dialect=options.dialect,
            saved=saved,
        )
    for column in options.keep:
        key = _kept(column, draft.suggestion)
        draft = draft.with_choice(key, EXTRA, pack.questions, pack.region)
    for decision in options.councils:
        draft = draft.with_council(*_decided(decision, draft.suggestion, pack))
    with _progress("Checking") as progress:
        imported = bring_in(
            draft.table, draft.mapping, pack.questions, pack.region, wave=wave, progress=progress
        )
    return Understood(draft, imported)


@contextmanager
def _progress(label: str) -> Iterator[Callable[[float, str], None]]:
    """A progress bar on standard error, where somebody watches."""
    with typer.progressbar(length=100, label=label, file=sys.stderr) as bar:

        def tell(done: float, _what: str) -> None:
            bar.update(max(0, round(100 * done) - bar.pos))

        yield tell


def _saved_mapping(path: Path | None) -> Mapping | None:
    if path is None:
        return None
    content = content_of(path, "The mapping")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        fail(f"The mapping {path} is no text in UTF-8. Save it anew with --save-mapping.")
    with explained():
        return from_json(text)


def _kept(column: str, suggestion: Suggestion) -> str:
    """The key of a column that is to be kept as a question of one's own."""

    def is_meant(each: FieldSuggestion) -> bool:
        return column.strip().casefold() in {each.columns.casefold(), each.heading.casefold()}

    found = next((each for each in suggestion.fields if is_meant(each)), None)
    if found is None:
        columns = listed(each.columns for each in suggestion.fields)
        fail(f"--keep {column}: there is no such column. Expected a heading, or one of: {columns}.")
    if not found.extra_kind:
        fail(
            f"--keep {column}: “{shown(found.heading, 60)}” holds no answers to choose from, so it "
            f"cannot be a question ({found.why}). Expected a column with few different answers."
        )
    return found.key


def _decided(decision: str, suggestion: Suggestion, pack: Pack) -> tuple[str, str]:
    """The name in the file and the code of the council, from ``NAME=COUNCIL``."""
    name, sign, council = (part.strip() for part in decision.partition("="))
    names = [match.name for match in suggestion.councils]
    known = next((each for each in names if each.casefold() == name.casefold()), None)
    if not sign or known is None:
        fail(f"--council {decision}: expected NAME=COUNCIL, where NAME is one of: {listed(names)}.")
    if council.casefold() == OUTSIDE_WORD:
        return known, OUTSIDE
    found = pack.region.find(council)
    if found is None:
        councils = listed(sorted(each.name for each in pack.region.councils))
        fail(
            f"--council {decision}: “{council}” is not the name of one council. Expected one of: "
            f"{councils}, or {OUTSIDE_WORD}."
        )
    return known, found.code


# What is said about it ----------------------------------------------------------------------------


def in_words(understood: Understood) -> str:
    """The check report for somebody who reads it on a terminal."""
    draft = understood.draft
    file, table = draft.file, draft.table
    sheet = f", sheet {table.sheet.name}" if table.sheet.name else ""
    read_as = f" ({file.read_as})" if file.read_as else ""
    head = [f"{file.name}{sheet}{read_as}: {NAMES[table.dialect]}. {table.why}"]
    columns = ["Columns:", *(f"  {line}" for line in _columns(draft))]
    decide = ["To decide:", *(f"  {each}" for each in draft.to_decide)]
    parts = [head, list(draft.notes), columns, decide if draft.to_decide else []]
    text = "\n\n".join("\n".join(part) for part in parts if part)
    return f"{text}\n\n{report_text(understood.imported.report).rstrip()}"


def _columns(draft: Draft) -> Iterator[str]:
    for each in draft.suggestion.fields:
        use = draft.mapping.fields[each.key]
        taken = f"{use.use} {use.question}".strip()
        yield f"{each.columns} “{shown(each.heading, 60)}”: {taken} ({each.why})"


def to_json(understood: Understood) -> dict[str, Any]:
    """The check report for a script."""
    draft, report = understood.draft, understood.imported.report
    file, table = draft.file, draft.table
    return {
        "file": file.name,
        "kind": file.kind,
        "read_as": file.read_as,
        "sheet": table.sheet.name,
        "dialect": table.dialect,
        "why": table.why,
        "notes": list(draft.notes),
        "columns": [
            {
                "columns": each.columns,
                "heading": shown(each.heading),
                "use": draft.mapping.fields[each.key].use,
                "question": draft.mapping.fields[each.key].question,
                "confidence": each.match.confidence,
                "why": each.why,
            }
            for each in draft.suggestion.fields
        ],
        "to_decide": list(draft.to_decide),
        "summary": list(report.summary()),
        "rows": {
            "read": report.rows_read,
            "headings": len(report.headings),
            "used": len(report.used),
            "set_aside": {reason: len(rows) for reason, rows in report.set_aside.items()},
        },
        "cells": dict(report.cells),
        "people_by_council": dict(report.people_by_council),
        "decisions": [
            {"rule": each.rule, "found": each.found, "people": each.people, "choice": each.choice}
            for each in report.decisions
        ],
        "findings": [
            {
                "kind": each.kind,
                "sheet": each.sheet,
                "column": None if each.column is None else column_letters(each.column),
                "heading": shown(each.heading),
                "rows": [list(ends) for ends in each.rows.ranges],
                "value": each.value,
                "expected": each.expected,
                "done": each.done,
            }
            for each in report.findings
        ],
    }
