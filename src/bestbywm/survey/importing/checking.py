"""The check report: what became of every row and cell of a file, grouped so that it can be read."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from bestbywm.survey.importing.cells import column_letters
from bestbywm.survey.importing.model import AnswerTable
from bestbywm.survey.importing.personal import masked
from bestbywm.words import cleaned, harmless

BYTE_ORDER_MARK = "\ufeff"
"""Lets Excel read UTF-8."""

Fate = Literal["heading", "used", "set aside", "not used", "personal"]
"""What became of a cell. heading: it is one; used: it counts; set aside: it was looked at and does
not count; not used: nobody asked for its column; personal: dropped, or only compared."""

FATES: Mapping[Fate, str] = {
    "heading": "headings",
    "used": "used",
    "set aside": "set aside",
    "not used": "in columns that are not used",
    "personal": "personal, dropped",
}

FindingKind = Literal[
    "row set aside",
    "council not known",
    "answer read as",
    "another answer",
    "answer set aside",
    "contradiction",
    "personal column",
    "column not used",
]

LONGEST_VALUE = 120
"""Signs of a value that a report shows."""

MOST_RANGES = 5
"""Ranges of rows that are named in a sentence."""


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of a file, as ranges from first to last."""

    ranges: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, rows: NDArray[np.intp] | Sequence[int]) -> "Rows":
        """These rows, in any order."""
        ordered = np.unique(np.asarray(rows, dtype=np.intp))
        if not len(ordered):
            return cls()
        breaks = np.flatnonzero(np.diff(ordered) > 1)
        firsts = ordered[np.concatenate(([0], breaks + 1))]
        lasts = ordered[np.concatenate((breaks, [len(ordered) - 1]))]
        return cls(tuple(zip(firsts.tolist(), lasts.tolist(), strict=True)))

    def __iter__(self) -> Iterator[int]:
        return (row for first, last in self.ranges for row in range(first, last + 1))

    def __len__(self) -> int:
        return sum(last - first + 1 for first, last in self.ranges)

    def in_words(self, most: int | None = MOST_RANGES) -> str:
        """``row 4``, ``rows 2–9 and 12``, or ``rows 2–9, 12 and 88 more``; all if most is None."""
        shown = self.ranges if most is None else self.ranges[:most]
        words = [str(a) if a == b else f"{a}–{b}" for a, b in shown]
        left = len(self) - sum(last - first + 1 for first, last in shown)
        if left:
            words.append(f"{left:,} more")
        *most_words, final = words or ["none"]
        joined = f"{', '.join(most_words)} and {final}" if most_words else final
        return f"row {joined}" if len(self) == 1 else f"rows {joined}"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was found in a file, in all the rows in which it is the same.

    Attributes
    ----------
    kind
        What kind of thing it is.
    sheet, column, heading
        Where: name of the sheet; column of the file (None for whole rows) and its heading.
    rows
        Rows of the file.
    value
        What stands there, what is personal by its form taken out; "" for a whole column or row.
    expected, done
        What was expected instead, and what was done, as the ends of sentences.
    """

    kind: FindingKind
    sheet: str
    column: int | None
    heading: str
    rows: Rows
    value: str
    expected: str
    done: str

    @property
    def place(self) -> str:
        """The place in words: ``sheet Form1, column C “Use”, rows 2–9``."""
        parts = [f"sheet {self.sheet}"] if self.sheet else []
        if self.column is not None:
            name = f" “{shown(self.heading, 60)}”" if self.heading else ""
            parts.append(f"column {column_letters(self.column)}{name}")
        return ", ".join([*parts, self.rows.in_words()])

    def __str__(self) -> str:
        value = f": “{self.value}”" if self.value else ""
        expected = f" Expected: {self.expected}." if self.expected else ""
        return f"{self.place}{value}.{expected} Done: {self.done}."


@dataclass(frozen=True, slots=True)
class Decision:
    """Something about rows that the user decides, with what was found.

    Attributes
    ----------
    rule
        Name of the rule in the mapping.
    question
        What is to be decided, as a question.
    found
        What was found, in a sentence; it says so if nothing was.
    people
        How many rows it is about.
    choice, choices
        What was decided; and every choice with its words.
    """

    rule: str
    question: str
    found: str
    people: int
    choice: str
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file.

    Attributes
    ----------
    sheet
        Name of the sheet.
    headings, used
        Rows with headings, and rows of people that are used.
    set_aside
        Rows that are not used, by reason.
    cells
        Number of cells with text by what became of them; together all of the sheet.
    findings
        What was found, in the order of the file's columns; whole rows first.
    decisions
        What the user decides.
    dropped
        Headings of columns dropped as personal, each with the reason.
    people_by_council
        Number of people by council code, of used rows.
    """

    sheet: str
    headings: Rows
    used: Rows
    set_aside: Mapping[str, Rows]
    cells: Mapping[Fate, int]
    findings: tuple[Finding, ...]
    decisions: tuple[Decision, ...] = ()
    dropped: tuple[tuple[str, str], ...] = ()
    people_by_council: Mapping[str, int] = field(default_factory=dict)

    @property
    def rows_read(self) -> int:
        """Rows of the sheet: headings, used and set aside."""
        return len(self.headings) + len(self.used) + self.rows_set_aside

    @property
    def rows_set_aside(self) -> int:
        """Rows that are not used."""
        return sum(map(len, self.set_aside.values()))

    @property
    def cells_read(self) -> int:
        """Cells with text."""
        return sum(self.cells.values())

    def summary(self) -> tuple[str, ...]:
        """What was read, used and set aside, in sentences."""
        lines = [
            f"{_counted(self.rows_read, 'row')} read: {_counted(len(self.headings), 'row')} with "
            f"headings, {_counted(len(self.used), 'person', 'people')} used, "
            f"{_counted(self.rows_set_aside, 'row')} set aside."
        ]
        lines += [
            f"Set aside, {reason}: {rows.in_words()}." for reason, rows in self.set_aside.items()
        ]
        of_cells = ", ".join(
            f"{self.cells[fate]:,} {words}" for fate, words in FATES.items() if self.cells.get(fate)
        )
        lines.append(f"{_counted(self.cells_read, 'cell')} with text read: {of_cells or 'none'}.")
        lines += [
            f"Dropped before anything is kept: “{shown(heading, 60)}”, since {reason}."
            for heading, reason in self.dropped
        ]
        return tuple(lines)


def shown(text: str, longest: int = LONGEST_VALUE) -> str:
    """A value of the file as a report shows it: what is personal taken out, on one line, short."""
    line = " ".join(cleaned(masked(text)).split())
    return line if len(line) <= longest else f"{line[: longest - 1]}…"


def report_text(report: Report) -> str:
    """The report as text: summary, decisions, findings."""
    decisions = [
        f"{each.question} {each.found} Decided: {each.choices[each.choice]}."
        for each in report.decisions
    ]
    findings = [str(each) for each in report.findings]
    parts = [[*report.summary()], decisions, findings]
    return "\n\n".join("\n".join(part) for part in parts if part) + "\n"


REPORT_COLUMNS = (
    *("What", "Sheet", "Column", "Heading", "Rows", "Number of rows"),
    *("Value", "Expected", "Done"),
)


def report_csv(report: Report) -> str:
    """The findings as CSV, one row each; nothing in it is run by a spreadsheet."""
    return _csv(
        [
            REPORT_COLUMNS,
            *(
                (
                    each.kind,
                    each.sheet,
                    column_letters(each.column) if each.column is not None else "",
                    shown(each.heading),
                    each.rows.in_words(None).partition(" ")[2],
                    str(len(each.rows)),
                    each.value,
                    each.expected,
                    each.done,
                )
                for each in report.findings
            ),
        ]
    )


def set_aside_csv(table: AnswerTable, report: Report, personal: Sequence[int] = ()) -> str:
    """The rows that were set aside as they stand in the file, each with its row and the reason.

    Parameters
    ----------
    table
        The table that the report is about.
    report
        The report.
    personal
        Columns of the file whose cells are masked: whoever needs them has the file.
    """
    cells = table.sheet.cells
    numbers = [int(number) for number in cells.columns]
    headings = [f"{column_letters(number)}: {_heading_of(table, number)}" for number in numbers]
    rows: list[Sequence[str]] = [("Row", "Reason", *headings)]
    reasons = {row: reason for reason, each in report.set_aside.items() for row in each}
    present = [row for row in sorted(reasons) if row in cells.index]
    for row, values in zip(present, cells.loc[present].to_numpy(dtype=object), strict=True):
        texts = [
            "" if not isinstance(value, str) else "[personal]" if number in personal else value
            for number, value in zip(numbers, values, strict=True)
        ]
        rows.append((str(row), reasons[row], *texts))
    return _csv(rows)


def _heading_of(table: AnswerTable, number: int) -> str:
    for each in table.fields:
        if number in each.columns:
            at = each.columns.index(number)
            option = each.options[at] if at < len(each.options) else ""
            return f"{each.heading} / {option}" if option else each.heading
    return ""


def _csv(rows: Sequence[Sequence[str]]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        [harmless(cell) for cell in row] for row in rows
    )
    return BYTE_ORDER_MARK + out.getvalue()


def _counted(number: int, one: str, several: str = "") -> str:
    return f"{number:,} {one if number == 1 else several or f'{one}s'}"
