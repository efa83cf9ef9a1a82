"""Rows that are not one person's answers each: tries, several rows of a person, colleagues.

E-mail addresses and IDs are compared, never kept: what comes out is which rows belong together.
"""

import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from bestbywm.survey.importing.columns import CodedColumn, CodedSheet
from bestbywm.survey.importing.folding import fold
from bestbywm.survey.importing.mapping import FieldUse, Keep
from bestbywm.survey.importing.model import Field
from bestbywm.survey.importing.personal import is_address

Truth = NDArray[np.bool_]

FASTEST = 5
"""Seconds from start to end of a form in which nobody reads even one question and answers it."""

MOST_TOO_FAST = 0.5
"""If more rows than that took no time, the two times are not the start and the end of a form."""

MOSTLY_DISTINCT = 0.5
"""An ID tells people apart only if at least half of the rows have one of their own: all answers
that one link collected have the same number."""

TEST_WORDS = frozenset(
    {
        *("test", "testing", "tester", "test test", "test council", "test response", "test user"),
        *("this is a test", "just a test", "test please ignore", "please ignore", "dummy"),
        *("asdf", "asdfasdf", "asdfgh", "asdf asdf", "qwerty", "xxx", "xxxx", "aaa", "abc123"),
    }
)

LONGEST_TEST_WORD = 40

_TEST_ADDRESS = re.compile(
    r"@(?:[^@\s]+\.)?example\.[a-z.]+$|@test\.[a-z.]+$|^test(?:er|ing)?\d*@", re.I
)

_STARTS = frozenset({"start time", "starttime", "start date", "startdate", "started"})
_ENDS = frozenset(
    {
        *("completion time", "completiontime", "end time", "endtime", "end date", "enddate"),
        *("completed", "submitted", "submitted at", "date submitted"),
    }
)

_TIMES = (
    *("%Y-%m-%d %H:%M:%S", "%m/%d/%Y %H:%M:%S", "%d/%m/%Y %H:%M:%S", "%m/%d/%y %H:%M:%S"),
    *("%m/%d/%Y %I:%M:%S %p", "%d/%m/%y %H:%M:%S", "%Y-%m-%dT%H:%M:%S"),
)
"""Times with seconds as forms write them. Without seconds nobody can say how fast somebody was."""


@dataclass(frozen=True, eq=False)
class Groups:
    """Rows that belong together.

    Attributes
    ----------
    labels
        Number of the group of each row; rows in no group have a number of their own.
    among
        Which rows are looked at.
    """

    labels: NDArray[np.intp]
    among: Truth

    @property
    def people(self) -> Truth:
        """Rows that share their group with another row."""
        return self._repeated(False)

    def others(self, keep: Keep) -> Truth:
        """Rows that do not count if of each group these are kept."""
        return np.zeros(len(self.labels), dtype=np.bool_) if keep == "all" else self._repeated(keep)

    def _repeated(self, keep: "Keep | bool") -> Truth:
        repeated = np.zeros(len(self.labels), dtype=np.bool_)
        labels = pd.Series(self.labels[self.among])
        repeated[self.among] = labels.duplicated(keep=keep).to_numpy()  # type: ignore[arg-type]
        return repeated


def repeated(
    fields: Dict[str, Field], uses: Dict[str, FieldUse], people: CodedSheet, among: Truth
) -> Groups:
    """Rows of one person: with the same e-mail address, or the same ID."""
    labels = np.arange(len(people.rows), dtype=np.intp)
    for column in _telling(fields, uses, people):
        labels = _joined(labels, column, among)
    return Groups(labels, among)


def of_one_council(codes: NDArray[np.object_], among: Truth) -> Groups:
    """Rows of people of one council."""
    labels, _ = pd.factorize(codes)
    return Groups(np.asarray(labels, dtype=np.intp), among)


def _telling(
    fields: Dict[str, Field], uses: Dict[str, FieldUse], people: CodedSheet
) -> list[CodedColumn]:
    """Columns that tell people apart, with texts that cannot left out ("anonymous")."""
    telling = []
    for key, field in fields.items():
        use = uses[key]
        for column in people.of(field) if use.use == "personal" else ():
            if use.kind == "e-mail":
                telling.append(_only(column, [is_address(text) for text in column.texts]))
            elif use.kind == "identifier":
                is_distinct = len(column.texts) >= MOSTLY_DISTINCT * column.filled.sum()
                telling.append(_only(column, [is_distinct] * len(column.texts)))
    return telling


def _only(column: CodedColumn, kept: list[bool]) -> CodedColumn:
    codes = np.where(column.spread(kept, empty=False), column.codes, -1)
    return CodedColumn(column.number, codes, column.texts)


def _joined(labels: NDArray[np.intp], column: CodedColumn, among: Truth) -> NDArray[np.intp]:
    """Groups joined wherever two rows have the same text, whatever its case and blanks."""
    alike, _ = pd.factorize(np.array([text.casefold() for text in column.texts], dtype=object))
    rows = np.flatnonzero(column.filled & among)
    if not len(rows):
        return labels
    of_row = alike[column.codes[rows]]
    joined = labels.copy()
    first = pd.Series(labels[rows]).groupby(of_row).transform("min").to_numpy()
    for old, new in {*zip(labels[rows].tolist(), first.tolist(), strict=True)}:
        if old != new:
            joined[joined == joined[old]] = joined[new]
    return joined


def test_rows(fields: Dict[str, Field], people: CodedSheet) -> Truth:
    """Rows that somebody filled in to try the form: test words, example addresses, in no time."""
    tests = np.zeros(len(people.rows), dtype=np.bool_)
    for field in fields.values():
        for column in people.of(field):
            tests |= column.where(says_test)
    return tests | _too_fast(fields, people)


def says_test(text: str) -> bool:
    """Whether a cell says that its row is a test."""
    if len(text) > LONGEST_TEST_WORD:
        return False
    return fold(text) in TEST_WORDS or _TEST_ADDRESS.search(text) is not None


def _too_fast(fields: Dict[str, Field], people: CodedSheet) -> Truth:
    start, end = (_time(fields, people, names) for names in (_STARTS, _ENDS))
    if start is None or end is None:
        return np.zeros(len(people.rows), dtype=np.bool_)
    seconds = (end - start) / np.timedelta64(1, "s")
    fast = np.asarray((seconds >= 0) & (seconds < FASTEST), dtype=np.bool_)
    return fast if fast.sum() <= MOST_TOO_FAST * len(fast) else np.zeros_like(fast)


def _time(
    fields: Dict[str, Field], people: CodedSheet, names: frozenset[str]
) -> "NDArray[np.datetime64] | None":
    """The time in each row, in seconds; None if no column has times with seconds."""
    for field in fields.values():
        columns = people.of(field)
        if field.is_meta and fold(field.heading) in names and columns and columns[0].texts:
            texts = pd.Series(columns[0].texts, dtype=object)
            for form in _TIMES:
                times = pd.to_datetime(texts, format=form, errors="coerce")
                if times.notna().all():
                    of_texts = np.append(
                        times.to_numpy(dtype="datetime64[s]"), np.datetime64("NaT")
                    )
                    return np.asarray(of_texts[columns[0].codes])
    return None
