"""Gathers findings: the same thing in many rows is one line, and many values are not many lines."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bestbywm.survey.importing.answers import Answers, Part, Truth
from bestbywm.survey.importing.checking import Finding, FindingKind, Rows, shown
from bestbywm.survey.importing.columns import CodedColumn
from bestbywm.survey.importing.model import Field
from bestbywm.survey.importing.suggesting import label_of

MOST_VALUES = 50
"""Values of a column that a report names one by one; the others come together in one line."""

OF_ANSWERS: tuple[FindingKind, ...] = ("answer read as", "another answer", "answer set aside")


class Findings:
    """The findings in a table's rows of people."""

    def __init__(self, sheet: str, rows: NDArray[np.intp]) -> None:
        self._sheet, self._rows = sheet, rows
        self._found: list[Finding] = []

    def in_order(self) -> tuple[Finding, ...]:
        """Those of whole rows first, then by column."""
        return tuple(sorted(self._found, key=lambda each: each.column or 0))

    def add(
        self,
        kind: FindingKind,
        rows: Truth,
        *,
        column: int | None = None,
        heading: str = "",
        value: str = "",
        expected: str = "",
        done: str,
    ) -> None:
        """One finding, if there are such rows."""
        if rows.any():
            places = Rows.of(self._rows[rows])
            self._found.append(
                Finding(kind, self._sheet, column, heading, places, value, expected, done)
            )

    def of_values(
        self,
        kind: FindingKind,
        column: CodedColumn,
        heading: str,
        rows: Truth,
        *,
        expected: str,
        done: str,
    ) -> None:
        """One finding for each text that a column has in these rows, the most common first."""
        counts = _counts(column, rows)
        order = [int(at) for at in np.argsort(-counts, kind="stable") if counts[at]]
        self._of_texts(
            kind,
            column,
            heading,
            rows,
            [(shown(column.texts[at]), [at], expected, done) for at in order],
        )

    def of_answers(self, answers: Answers, used: Truth) -> None:
        """What the answers to a question were taken for, in rows that are used."""
        for conflict in answers.conflicts:
            self._of_conflict(answers, conflict.rows & used, conflict.expected, conflict.done)
        for part in answers.parts:
            counted = used & answers.counts(part)
            for kind in OF_ANSWERS:
                rows = used if kind == "answer set aside" else counted
                self._of_part(kind, part, heading_of(answers.field, part.column), rows)

    def _of_conflict(self, answers: Answers, rows: Truth, expected: str, done: str) -> None:
        """By text; for a question of several columns, in those whose cells do not count for it."""
        for part in answers.parts:
            here = rows if len(answers.parts) == 1 else rows & ~answers.counts(part)
            heading = heading_of(answers.field, part.column)
            self.of_values(
                "contradiction", part.column, heading, here, expected=expected, done=done
            )

    def _of_part(self, kind: FindingKind, part: Part, heading: str, rows: Truth) -> None:
        counts = _counts(part.column, rows)
        texts_with: dict[str, list[int]] = {}
        for at, answers in enumerate(part.answers):
            for answer in dict.fromkeys(answers) if counts[at] else ():
                if part.says[answer].kind == kind:
                    texts_with.setdefault(answer, []).append(at)
        ordered = sorted(texts_with, key=lambda each: -int(counts[texts_with[each]].sum()))
        says = [(answer, part.says[answer]) for answer in ordered]
        self._of_texts(
            kind,
            part.column,
            heading,
            rows,
            [(shown(each), texts_with[each], said.expected, said.done) for each, said in says],
        )

    def _of_texts(
        self,
        kind: FindingKind,
        column: CodedColumn,
        heading: str,
        rows: Truth,
        values: Sequence[tuple[str, list[int], str, str]],
    ) -> None:
        """Findings for values: what is shown, the texts that hold it, expected, done."""
        for value, texts, expected, done in values[:MOST_VALUES]:
            self.add(
                kind,
                rows & np.isin(column.codes, texts),
                column=column.number,
                heading=heading,
                value=value,
                expected=expected,
                done=done,
            )
        further = values[MOST_VALUES:]
        if further:
            texts = sorted({text for _, each, _, _ in further for text in each})
            self.add(
                kind,
                rows & np.isin(column.codes, texts),
                column=column.number,
                heading=heading,
                value=f"{len(further):,} further values",
                expected=further[0][2],
                done=_together(done for *_, done in further),
            )


def heading_of(each: Field, column: CodedColumn) -> str:
    """Heading of one column of a field: the question, and the option that it stands for."""
    label = label_of(each, column)
    return f"{each.heading} / {label}" if label else each.heading


def _counts(column: CodedColumn, rows: Truth) -> NDArray[np.intp]:
    codes = column.codes[rows & column.filled]
    return np.bincount(codes, minlength=len(column.texts)).astype(np.intp)


def _together(done: Iterable[str]) -> str:
    first, *others = dict.fromkeys(done)
    return "as for the values above" if others else first
