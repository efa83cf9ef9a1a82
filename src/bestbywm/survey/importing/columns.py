"""Columns of a sheet with each distinct text once, so that work is done per text, not per row."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bestbywm.survey.importing.folding import tidy
from bestbywm.survey.importing.model import AnswerTable, Field, Sheet

EMPTY = -1
"""Code of an empty cell."""


@dataclass(frozen=True, eq=False)
class CodedColumn:
    """A column: its distinct texts, and which of them stands in each row.

    Attributes
    ----------
    number
        Column of the file, from 1.
    codes
        Position in ``texts`` by row; EMPTY for an empty cell.
    texts
        Distinct texts, tidied, in the order in which they come first.
    """

    number: int
    codes: NDArray[np.intp]
    texts: tuple[str, ...]

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """Whether each row has a text."""
        return np.asarray(self.codes != EMPTY, dtype=np.bool_)

    @cached_property
    def counts(self) -> NDArray[np.intp]:
        """Number of rows by text."""
        return np.bincount(self.codes[self.filled], minlength=len(self.texts)).astype(np.intp)

    @property
    def most_common(self) -> list[tuple[str, int]]:
        """Texts with their numbers of rows, the most common first, equals in order."""
        order = np.argsort(-self.counts, kind="stable")
        return [(self.texts[at], int(self.counts[at])) for at in order]

    def among(self, rows: NDArray[np.intp]) -> "CodedColumn":
        """The column of these rows only, by position; texts of no such row are left out."""
        codes = self.codes[rows]
        used = np.bincount(codes[codes != EMPTY], minlength=len(self.texts)) > 0
        renumbered = np.append(np.cumsum(used) - 1, EMPTY)
        texts = tuple(text for text, is_used in zip(self.texts, used, strict=True) if is_used)
        return CodedColumn(self.number, renumbered[codes], texts)

    def where(self, says: Callable[[str], bool]) -> NDArray[np.bool_]:
        """The rows whose text the function says yes to; it is asked once for each text."""
        return self.spread([says(text) for text in self.texts], empty=False)

    def spread(
        self, values: Sequence[bool] | NDArray[np.bool_], *, empty: bool
    ) -> NDArray[np.bool_]:
        """A truth value per row from one per text."""
        return np.append(np.asarray(values, dtype=np.bool_), empty)[self.codes]


@dataclass(frozen=True, eq=False)
class CodedSheet:
    """The columns of a sheet by number, over the same rows.

    Attributes
    ----------
    rows
        Rows of the file, from 1, in order.
    columns
        By column of the file.
    """

    rows: NDArray[np.intp]
    columns: dict[int, CodedColumn]

    def positions_of(self, rows: Sequence[int]) -> NDArray[np.intp]:
        """Where these rows of the file stand among the rows of the sheet; others are left out."""
        found = pd.Index(self.rows).get_indexer(pd.Index(list(rows), dtype=np.intp))
        return np.asarray(found[found >= 0], dtype=np.intp)

    def of(self, field: Field) -> list[CodedColumn]:
        """The columns of a question."""
        return [self.columns[number] for number in field.columns if number in self.columns]


def coded(sheet: Sheet) -> CodedSheet:
    """The sheet with each distinct text of a column once."""
    rows = np.asarray(sheet.cells.index, dtype=np.intp)
    columns = [
        _coded(int(number), sheet.cells.iloc[:, at])
        for at, number in enumerate(sheet.cells.columns)
    ]
    return CodedSheet(rows, {column.number: column for column in columns})


def people_of(table: AnswerTable, sheet: CodedSheet) -> CodedSheet:
    """The rows of people only."""
    positions = sheet.positions_of(table.people)
    return CodedSheet(
        sheet.rows[positions],
        {number: column.among(positions) for number, column in sheet.columns.items()},
    )


def _coded(number: int, cells: "pd.Series[str]") -> CodedColumn:
    raw_codes, raw = pd.factorize(cells.astype(object))
    texts: dict[str, int] = {}
    code_of = [
        texts.setdefault(text, len(texts)) if (text := tidy(str(each))) else EMPTY for each in raw
    ]
    codes = np.array([*code_of, EMPTY], dtype=np.intp)[raw_codes]
    return CodedColumn(number, codes, tuple(texts))
