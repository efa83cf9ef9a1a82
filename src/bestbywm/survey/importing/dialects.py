"""Whose export a sheet is, and what its rows and columns are: headings, questions, people.

What each service writes, and where that was found, stands in docs/survey_exports.md.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import cast

import numpy as np
import pandas as pd

from bestbywm.problems import Problem
from bestbywm.survey.importing.cells import column_letters
from bestbywm.survey.importing.folding import fold
from bestbywm.survey.importing.model import AnswerTable, Dialect, Field, Sheet, SurveyFile
from bestbywm.words import listed

NAMES: Mapping[Dialect, str] = {
    "microsoft": "Microsoft Forms",
    "surveymonkey": "SurveyMonkey",
    "google": "Google Forms",
    "plain": "a plain table",
}
"""What each dialect is called on the page."""

META: Mapping[Dialect, frozenset[str]] = {
    "microsoft": frozenset(
        {
            "id",
            "starttime",
            "completiontime",
            "email",
            "name",
            "lastmodifiedtime",
            "language",
            "totalpoints",
            "quizfeedback",
            "gradepostedtime",
        }
    ),
    "surveymonkey": frozenset(
        {
            "respondentid",
            "collectorid",
            "collector",
            "collectortitle",
            "startdate",
            "enddate",
            "datecreated",
            "datemodified",
            "ipaddress",
            "emailaddress",
            "firstname",
            "lastname",
            "language",
        }
    ),
    "google": frozenset({"timestamp", "emailaddress", "username", "score", "totalscore"}),
    "plain": frozenset(
        {
            "id",
            "respondentid",
            "responseid",
            "timestamp",
            "starttime",
            "completiontime",
            "startdate",
            "enddate",
            "email",
            "emailaddress",
            "ipaddress",
            "submitted",
            "submittedat",
            "datesubmitted",
            "submissiondate",
        }
    ),
}
"""Headings of columns that the form fills in by itself, as _key makes them."""

PLAIN_ANSWER = frozenset({"", "response", "openendedresponse", "responsetext"})
"""What SurveyMonkey writes below a question for the column of its answer, as _key makes it."""

OTHER = re.compile(r"other\b.*|.*please specify.*")
"""Column for an answer in a person's own words instead of the options, folded."""

COMMENT = re.compile(r"comments?\b.*")
"""Column for a remark on the answer, folded."""

TICKS = frozenset({"1", "yes", "y", "true", "x", "✓", "✔", "checked", "selected", "ticked"})
NO_TICKS = frozenset({"0", "no", "n", "false", "unchecked", "not selected", "-"})

TOTALS = re.compile(
    r"(grand |sub ?)?totals?|sum|average|mean|median|count|"
    r"(answered|skipped)( questions?)?|(total )?(number of )?(responses|respondents)|"
    r"(total|count|average|mean|n|(total )?(responses|respondents))[ :=]+[\d.,]+"
)
"""First cell of a row that counts people and is none, in small letters."""

NUMBER = re.compile(r"[-+]?\d[\d,.]*\s*%?")

CODE = re.compile(r"\d{1,2}")
"""A number that may stand for an option."""

DOWNLOADED = re.compile(r"\d{4}/\d{2}/\d{2} \d{1,2}:\d{2}:\d{2} [AP]M ")
"""Timestamp in a CSV that Google Forms itself made; in its spreadsheet it is a plain date."""

ROWS_OF_TITLES = 20
"""How far down headings are looked for: below titles, notes and blank rows."""

TITLE, TOTAL, HEADINGS_AGAIN = "title above the headings", "totals", "the headings again"
"""Why a row holds no person's answers."""

TOTALS_AT_END = 20
"""How many rows at the end of a sheet may be totals."""


def recognise(sheet: Sheet) -> AnswerTable:
    """What is most likely in a sheet: the export of a service by its headings, else a table."""
    for dialect, is_heading in MARKS.items():
        for row in sheet.cells.index[:ROWS_OF_TITLES]:
            if is_heading(sheet, row):
                return _table(sheet, dialect, int(row), _why(sheet, dialect, int(row)))
    row = _heading_row(sheet)
    why = (
        f"It has no headings of Microsoft Forms, SurveyMonkey or Google Forms. Row {row} looks "
        "like the headings, and each row below it like one person."
    )
    return _table(sheet, "plain", row, why)


def as_dialect(sheet: Sheet, dialect: Dialect) -> AnswerTable:
    """The sheet read as somebody says it is, whether it looks so or not."""
    found = recognise(sheet)
    if found.dialect == dialect:
        return found
    row = found.heading_rows[0]
    return _table(sheet, dialect, row, f"It is read as {NAMES[dialect]} because you said so.")


def best_sheet(file: SurveyFile) -> Sheet:
    """The sheet that most likely holds the answers: a service's export, else the largest."""

    def worth(sheet: Sheet) -> tuple[bool, int]:
        table = recognise(sheet)
        return table.dialect != "plain", len(table.people) * len(table.fields)

    return max(file.sheets, key=worth)


def problem_of(file: str, table: AnswerTable) -> Problem | None:
    """Why there is nothing to use in a table; None if there is."""
    row = table.heading_rows[-1]
    if not table.people:
        found = f"Below the headings in row {row} there is no row with answers"
    elif all(field.is_meta for field in table.fields):
        found = f"None of the headings in row {row} is a question"
    else:
        return None
    return Problem(
        file,
        found,
        "a row of headings, and below it a row for each person who answered",
        "export each person's answers, not a summary of them",
        sheet=table.sheet.name or None,
    )


# Finding the headings -----------------------------------------------------------------------------


def _key(text: object) -> str:
    """A heading folded and without blanks, so that ``Respondent ID`` is ``RespondentID``."""
    return fold(text).replace(" ", "") if isinstance(text, str) else ""


def _row(sheet: Sheet, row: int) -> "pd.Series[str]":
    return cast("pd.Series[str]", sheet.cells.loc[row])


def _keys(sheet: Sheet, row: int) -> list[str]:
    return [_key(text) for text in _row(sheet, row)]


def _row_after(sheet: Sheet, row: int) -> int | None:
    below = sheet.cells.index[sheet.cells.index > row]
    return int(below[0]) if len(below) else None


def _is_microsoft(sheet: Sheet, row: int) -> bool:
    return {"starttime", "completiontime"} <= set(_keys(sheet, row))


def _is_surveymonkey(sheet: Sheet, row: int) -> bool:
    keys, below = set(_keys(sheet, row)), _row_after(sheet, row)
    has_second = below is not None and _is_second_row(sheet, row, below)
    return "respondentid" in keys and ("collectorid" in keys or has_second)


def _is_google(sheet: Sheet, row: int) -> bool:
    return next(filter(None, _keys(sheet, row)), "") == "timestamp"


MARKS: Mapping[Dialect, Callable[[Sheet, int], bool]] = {
    "microsoft": _is_microsoft,
    "surveymonkey": _is_surveymonkey,
    "google": _is_google,
}
"""Whether a row has the headings of a service."""


def _why(sheet: Sheet, dialect: Dialect, row: int) -> str:
    headings = [
        " ".join(text.split())
        for text in sheet.cells.loc[row]
        if isinstance(text, str) and _key(text) in META[dialect]
    ]
    return f"Row {row} has the headings {listed(headings[:3])}, as {NAMES[dialect]} writes them."


def _heading_row(sheet: Sheet) -> int:
    """The first row that is half as full as any, and all words: titles fill few cells."""
    first = sheet.cells.iloc[:ROWS_OF_TITLES]
    filled = first.notna().sum(axis=1)
    most = int(sheet.cells.iloc[: 3 * ROWS_OF_TITLES].notna().sum(axis=1).max())
    full = [int(row) for row in first.index[filled >= max(0.5 * most, min(2, most))]]
    for row in full:
        if not any(NUMBER.fullmatch(text) for text in _row(sheet, row).dropna()):
            return row
    return full[0] if full else int(first.index[int(filled.argmax())])


def _second_row(sheet: Sheet, dialect: Dialect, row: int) -> int | None:
    """The second row of headings, if there is one: the options below the questions."""
    below = _row_after(sheet, row)
    if below is None:
        return None
    if dialect == "surveymonkey":
        return below if _is_second_row(sheet, row, below) else None
    return below if dialect == "plain" and _spans(sheet, row) else None


def _is_second_row(sheet: Sheet, row: int, below: int) -> bool:
    """Whether the row below says what the columns of the questions above are.

    It has nothing below the respondent's number, where a person always has one.
    """
    numbers = [
        column
        for column, key in zip(sheet.cells.columns, _keys(sheet, row), strict=True)
        if key == "respondentid"
    ]
    if numbers:
        return bool(sheet.cells.loc[below, numbers].isna().all())
    return any(key in PLAIN_ANSWER for key in _keys(sheet, below) if key)


def _spans(sheet: Sheet, row: int) -> list[tuple[int, int]]:
    """First and last column of the headings that are merged over some, but not all, columns."""
    first, last = int(sheet.cells.columns[0]), int(sheet.cells.columns[-1])
    return [
        (left, right)
        for top, left, bottom, right in sheet.merged
        if top == bottom == row and left < right and (left, right) != (first, last)
    ]


# Putting the table together -----------------------------------------------------------------------


def _table(sheet: Sheet, dialect: Dialect, row: int, why: str) -> AnswerTable:
    second = _second_row(sheet, dialect, row)
    heading_rows = (row,) if second is None else (row, second)
    set_aside = dict(_no_people(sheet, heading_rows))
    index = sheet.cells.index
    people = tuple(int(each) for each in index[~index.isin([*heading_rows, *set_aside])])
    answers = sheet.cells.loc[list(people)]
    if second is None:
        fields = _fields(sheet, dialect, row)
    else:
        fields = _fields_of_two_rows(sheet, dialect, row, second, answers)
    return AnswerTable(
        dialect=dialect,
        why=why,
        sheet=sheet,
        heading_rows=heading_rows,
        fields=tuple(_told_apart(fields)),
        people=people,
        set_aside=set_aside,
        separator=_separator(dialect, fields, answers),
        notes=tuple(_notes(dialect, fields, answers)),
    )


def _no_people(sheet: Sheet, heading_rows: Sequence[int]) -> Iterator[tuple[int, str]]:
    """Rows that certainly hold no person's answers, and why."""
    cells = sheet.cells
    for row in cells.index[cells.index < heading_rows[0]]:
        yield int(row), TITLE
    below = cells.loc[cells.index > heading_rows[-1]]
    for row in _same_as(_row(sheet, heading_rows[0]), below):
        yield row, HEADINGS_AGAIN
    for row in reversed(below.index[-TOTALS_AT_END:]):
        if not _is_total(below, int(row)):
            break
        yield int(row), TOTAL


def _same_as(headings: "pd.Series[str]", below: pd.DataFrame) -> Iterator[int]:
    """Rows that say the same as the row of headings."""
    filled = headings.dropna()
    may_be = below[below[filled.index[0]] == filled.iloc[0]]
    for row in may_be.index[(may_be[filled.index] == filled).all(axis=1)]:
        if may_be.loc[row].notna().sum() == len(filled):
            yield int(row)


def _is_total(below: pd.DataFrame, row: int) -> bool:
    """Whether a row counts people: a word for that, then nothing but numbers.

    Not if others say that word in its column, too: then it is an answer.
    """
    texts = {column: str(text) for column, text in below.loc[row].dropna().items()}
    (column, label), *others = texts.items()
    if not TOTALS.fullmatch(label.casefold().rstrip(" :")):
        return False
    if not all(NUMBER.fullmatch(text) for _, text in others):
        return False
    if len(below.columns) == 1 and not re.search(r"\d", label):
        return False
    return int((below[column] == label).sum()) == 1


def _fields(sheet: Sheet, dialect: Dialect, row: int) -> list[Field]:
    """One field for each column."""
    columns = [int(column) for column in sheet.cells.columns]
    keys = _keys(sheet, row)
    meta = _meta_columns(dialect, columns, keys)
    return [
        Field((column,), _heading(text, column), is_meta=column in meta)
        for column, text in zip(columns, sheet.cells.loc[row], strict=True)
    ]


def _heading(text: object, column: int) -> str:
    """A heading on one line and without mark-up; the column's letters if there is none."""
    bare = re.sub(r"</?[A-Za-z][^<>]*>", " ", text) if isinstance(text, str) else ""
    return " ".join(bare.split()) or f"Column {column_letters(column)}"


def _meta_columns(dialect: Dialect, columns: Sequence[int], keys: Sequence[str]) -> set[int]:
    """Columns that the form filled in by itself.

    Microsoft Forms and SurveyMonkey write theirs before the first question; a later heading of
    the same name is a question. A quiz has points and feedback beside each question.
    """
    known, meta = META[dialect], set()
    may_be_question = dialect in {"microsoft", "surveymonkey"}
    for column, key in zip(columns, keys, strict=True):
        if key in known or (
            dialect == "surveymonkey" and re.fullmatch(r"custom(data|value)\d*", key)
        ):
            meta.add(column)
        elif may_be_question:
            break
    if dialect == "microsoft":
        for column, key in zip(columns, keys, strict=True):
            question = re.sub(r"^(points|feedback)", "", key)
            if question != key and question in keys:
                meta.add(column)
    return meta


def _told_apart(fields: Iterable[Field]) -> Iterator[Field]:
    """The fields, the second of two with the same heading called ``... (2)``."""
    taken: set[str] = set()
    for field in fields:
        heading, number = field.heading, 1
        while heading in taken:
            number += 1
            heading = f"{field.heading} ({number})"
        taken.add(heading)
        yield Field(field.columns, heading, field.options, field.is_meta)


# Two rows of headings -----------------------------------------------------------------------------


def _fields_of_two_rows(
    sheet: Sheet, dialect: Dialect, row: int, second: int, answers: pd.DataFrame
) -> list[Field]:
    """Fields of headings in two rows: questions above, and below them what each column is."""
    columns = [int(column) for column in sheet.cells.columns]
    above, below = sheet.cells.loc[row], sheet.cells.loc[second]
    meta = _meta_columns(dialect, columns, _keys(sheet, row))
    fields = []
    for group in _groups(sheet, dialect, row, columns, meta):
        heading = _heading(above[group[0]], group[0])
        if group[0] in meta:
            fields.append(Field(tuple(group), heading, is_meta=True))
            continue
        if above.isna()[group[0]]:
            heading = _heading(below[group[0]], group[0])
        parts = {each: " ".join((below[each] or "").split()) for each in group}
        fields += _fields_of_group(heading, parts, answers)
    return fields


def _groups(
    sheet: Sheet, dialect: Dialect, row: int, columns: Sequence[int], meta: set[int]
) -> list[list[int]]:
    """Columns that share a question.

    SurveyMonkey leaves the cells to the right of a question blank, in CSV too; elsewhere only a
    merged cell says how far its question goes.
    """
    groups: list[list[int]] = []
    spans = _spans(sheet, row)
    headings = _row(sheet, row)
    blanks = set(headings.index[headings.isna()])
    for column in columns:
        is_blank = column in blanks
        goes_on = dialect == "surveymonkey" or any(left < column <= right for left, right in spans)
        if groups and is_blank and goes_on and groups[-1][0] not in meta:
            groups[-1].append(column)
        else:
            groups.append([column])
    return groups


def _fields_of_group(
    heading: str, parts: Mapping[int, str], answers: pd.DataFrame
) -> Iterator[Field]:
    """The fields of one question, from what stands below it in each of its columns.

    A column for each option that can be ticked makes one field, and so does a single choice with
    a box for another answer, whose options are then ``Response`` and ``Other...``. Otherwise each
    column is a field of its own: rows of a grid, boxes for text, a remark.
    """
    columns = [each for each in parts if not COMMENT.fullmatch(fold(parts[each]))]
    options = [each for each in columns if not OTHER.fullmatch(fold(parts[each]))]
    is_choice = len(columns) > len(options) == 1 and _key(parts[options[0]]) in PLAIN_ANSWER
    grid: dict[str, list[int]] = {}
    if is_choice:
        grid = {"": columns}
    elif options and _are_ticked(answers, parts, options):
        grid = _grid(parts, options) or {"": columns}
    for row, row_columns in grid.items():
        names = tuple(
            parts[each].removeprefix(f"{row} - ") if row else parts[each] for each in row_columns
        )
        yield Field(tuple(row_columns), f"{heading} – {row}" if row else heading, names)
    in_grid = {column for row_columns in grid.values() for column in row_columns}
    for column in parts:
        if column not in in_grid:
            is_plain = _key(parts[column]) in PLAIN_ANSWER
            yield Field((column,), heading if is_plain else f"{heading} – {parts[column]}")


def _are_ticked(answers: pd.DataFrame, parts: Mapping[int, str], options: Sequence[int]) -> bool:
    """Whether the columns of all options hold nothing but ticks."""
    return all(
        _key(parts[column]) not in PLAIN_ANSWER
        and _is_ticked(answers[column], parts[column], place)
        for place, column in enumerate(options, 1)
    )


def _is_ticked(answers: "pd.Series[str]", option: str, place: int) -> bool:
    """Whether a column holds nothing but ticks: the option's name, its number, yes, 1..."""
    names = {fold(option), fold(option.partition(" - ")[2])}  # the second in a grid
    return all(
        text.casefold() in TICKS | NO_TICKS or text == str(place) or fold(text) in names
        for text in answers.dropna().unique()
    )


def _grid(parts: Mapping[int, str], options: Sequence[int]) -> dict[str, list[int]]:
    """Rows of a grid of ticks, ``row - option`` each; empty if it is none."""
    rows: dict[str, list[int]] = {}
    for column in options:
        row, dash, _ = parts[column].partition(" - ")
        if not dash:
            return {}
        rows.setdefault(row, []).append(column)
    return rows if 1 < len(rows) < len(options) else {}


# How answers are written --------------------------------------------------------------------------


def _has_ticks(fields: Iterable[Field]) -> bool:
    """Whether options have a column each."""
    return any(_key(field.options[0]) not in PLAIN_ANSWER for field in fields if field.options)


def _separator(dialect: Dialect, fields: Sequence[Field], answers: pd.DataFrame) -> str:
    """What stands between several answers in one cell."""
    if dialect == "microsoft":
        return ";"
    if dialect == "google":
        stamps = answers[fields[0].columns[0]].dropna().head(1)
        return ";" if any(DOWNLOADED.match(text) for text in stamps) else ", "
    if dialect == "surveymonkey" and not _has_ticks(fields):
        return ", "
    return ""


def _notes(dialect: Dialect, fields: Sequence[Field], answers: pd.DataFrame) -> Iterator[str]:
    if dialect != "surveymonkey":
        return
    columns = [each for field in fields if not field.is_meta for each in field.columns]
    held = [answers[column].dropna().unique() for column in columns]
    filled = [texts for texts in held if len(texts)]
    coded = sum(all(CODE.fullmatch(text) for text in texts) for texts in filled)
    if filled and coded >= 0.8 * len(filled):
        yield (
            "The answers are numbers instead of words. Export them again with “Actual answer "
            "text”, or say below which number stands for which answer."
        )
    if _has_ticks(fields):
        return
    if np.any([text.count(",") for texts in filled for text in texts[:100]]):
        yield (
            "Several answers of one person stand in one cell, separated by commas. The export "
            "with expanded columns keeps them apart, even where an answer has a comma in it."
        )
