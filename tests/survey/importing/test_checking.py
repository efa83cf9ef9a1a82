"""Specification of the check report: every row and every cell of a file is accounted for."""

import csv
import io
from collections import Counter
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.pack import Pack
from bestbywm.survey.importing.checking import (
    Finding,
    Report,
    Rows,
    report_csv,
    report_text,
    set_aside_csv,
)
from bestbywm.survey.importing.importing import Imported, bring_in
from bestbywm.survey.importing.mapping import FieldUse, Rules
from bestbywm.survey.importing.model import AnswerTable, Field, Sheet
from bestbywm.survey.importing.suggesting import extra_use, keys_of, question_use, suggest
from tests.survey.importing.exports import table_of

PATIENT = settings(deadline=None, max_examples=60)
"""Each example is a whole import, which takes longer on a machine with other work."""

# Files --------------------------------------------------------------------------------------------

ANSWERS = [
    *("High", "low", "A lot", "Medium", "1", "0", "n/a", "cost", "Cost;Time", "nothing", "yes"),
    *("nothing;cost", "cost, time", "rain;cost;snow", "x@y.org", "test", "=1+1", "  ", "a" * 90),
]
COUNCILS = [*["Northmoor", "Moor", "Eastford DC", "Holmshire CC"] * 3, "Leeds", "test", "?", None]
HEADINGS = [
    *("use", "barriers", "How much do you use it?", "What stands in the way?") * 2,
    *("Council", "Email", "ID", "Comments", "Do you use AI?", "Column X", "Start time"),
]
FIRST = [*["Council"] * 9, "use"]
TICKS = ("Cost", "time", "Nothing", "Other (please specify)", "Rain")


@st.composite
def tables(draw: st.DrawFn) -> AnswerTable:
    """A sheet with gaps between rows, titles and totals, and fields of one or several columns."""
    fields: list[Field] = []
    texts: list[st.SearchStrategy[str | None]] = []
    for at in range(draw(st.integers(1, 5))):
        first = 1 + sum(len(field.columns) for field in fields) + draw(st.integers(0, 1))
        first = max(first, fields[-1].columns[-1] + 1 if fields else 1)
        heading = draw(st.sampled_from(HEADINGS)) if at else draw(st.sampled_from(FIRST))
        labels = draw(st.sampled_from([(), (), TICKS, ("Response", "Other (please specify)")]))
        columns = tuple(range(first, first + max(1, len(labels))))
        is_meta = not labels and heading in {"ID", "Start time", "Email"}
        fields.append(Field(columns, heading, labels, is_meta))
        pool = COUNCILS if heading == "Council" else [None, *ANSWERS]
        texts += [st.sampled_from(pool)] * len(columns)
    numbers = [column for field in fields for column in field.columns]
    if draw(st.booleans()):
        numbers.append(numbers[-1] + 2)
        texts.append(st.sampled_from([None, "nobody knows"]))
    kinds = draw(st.lists(st.sampled_from(["person"] * 4 + ["totals", "forgotten"]), max_size=8))
    gaps = draw(st.lists(st.integers(1, 3), min_size=len(kinds) + 1, max_size=len(kinds) + 1))
    rows = [int(row) for row in np.cumsum(gaps)]
    cells = [[f"heading {number}" for number in numbers]]
    cells += [[draw(text) for text in texts] for _ in kinds]
    of_kind = {
        kind: tuple(row for row, each in zip(rows[1:], kinds, strict=True) if each == kind)
        for kind in ("person", "totals")
    }
    frame = pd.DataFrame(cells, index=rows, columns=numbers, dtype=object)
    return AnswerTable(
        dialect="plain",
        why="",
        sheet=Sheet("Answers", frame),
        heading_rows=(rows[0],),
        fields=tuple(fields),
        people=of_kind["person"],
        set_aside=dict.fromkeys(of_kind["totals"], "totals"),
        separator=draw(st.sampled_from(["", ";", ", "])),
    )


RULES = st.builds(
    Rules,
    duplicates=st.sampled_from(["all", "first", "last"]),
    people_of_council=st.sampled_from(["all", "first", "last"]),
    test_rows=st.sampled_from(["set aside", "keep"]),
    contradictions=st.sampled_from(["names win", "set aside"]),
)


@st.composite
def imports(draw: st.DrawFn) -> tuple[AnswerTable, Any, Any]:
    """A table, decisions about rows, and what somebody changes about its columns."""
    table = draw(tables())
    change = st.sampled_from([*[""] * 9, "use", "barriers", "extra", "personal", "drop", "council"])
    changes = draw(st.lists(change, min_size=len(table.fields), max_size=len(table.fields)))
    return table, draw(RULES), changes


def imported(table: AnswerTable, rules: Rules, changes: list[str], pack: Pack) -> Imported:
    mapping = suggest(table, pack.questions, pack.region).mapping
    for key, change in zip(keys_of(table.fields), changes, strict=True):
        if change in pack.questions:
            use = question_use(table, key, change, pack.questions)[0]
        elif change == "extra":
            use = extra_use(table, key)
        elif change:
            use = FieldUse(change, kind="e-mail")  # type: ignore[arg-type]
        else:
            continue
        mapping = mapping.with_field(key, use)
    mapping = replace(mapping, rules=rules)
    return bring_in(table, mapping, pack.questions, pack.region, wave="2032")


def filled_cells(table: AnswerTable) -> set[tuple[int, int]]:
    """Row and column of every cell with text."""
    return {
        (int(row), int(column))
        for column in table.sheet.cells.columns
        for row, text in table.sheet.cells[column].items()
        if isinstance(text, str) and text.strip()
    }


def cells_of(finding: Finding) -> set[tuple[int, int]]:
    return {(row, finding.column or 0) for row in finding.rows}


class TestEveryRow:
    @given(imports())
    @PATIENT
    def test_is_a_heading_or_used_or_set_aside_and_only_one_of_them(
        self, tiny_pack: Pack, case: tuple[AnswerTable, Any, Any]
    ) -> None:
        table = case[0]
        result = imported(*case, tiny_pack)
        report = result.report
        groups = [report.headings, report.used, *report.set_aside.values()]
        placed = Counter(row for rows in groups for row in rows)
        assert placed == Counter(int(row) for row in table.sheet.cells.index)
        assert report.rows_read == len(table.sheet.cells)
        assert len(report.used) == len(result.responses.councils)

    @given(imports())
    @PATIENT
    def test_that_is_set_aside_has_its_reason_in_the_download(
        self, tiny_pack: Pack, case: tuple[AnswerTable, Any, Any]
    ) -> None:
        result = imported(*case, tiny_pack)
        text = set_aside_csv(case[0], result.report, result.personal_columns)
        _, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert {int(row[0]): row[1] for row in rows} == {
            row: reason for reason, rows in result.report.set_aside.items() for row in rows
        }


class TestEveryCell:
    """Headings, personal columns, columns not used and rows set aside are counted here by hand.

    What is left are the cells of questions and of the council in used rows. Each of those either
    says what the person's answer says, or is in a finding.
    """

    @given(imports())
    @PATIENT
    def test_is_used_or_set_aside_or_dropped(
        self, tiny_pack: Pack, case: tuple[AnswerTable, Any, Any]
    ) -> None:
        table = case[0]
        result = imported(*case, tiny_pack)
        report, filled = result.report, filled_cells(table)
        used = {*report.used}
        unused = {
            cell
            for each in report.findings
            if each.kind == "column not used"
            for cell in cells_of(each)
        }
        by_hand: Counter[str] = Counter()
        for row, column in filled:
            if row in {*report.headings}:
                by_hand["heading"] += 1
            elif column in result.personal_columns:
                by_hand["personal"] += 1
            elif row not in used:
                by_hand["set aside"] += 1
            elif (row, column) in unused:
                by_hand["not used"] += 1
            else:
                by_hand["looked at"] += 1
        assert report.cells_read == len(filled)
        assert report.cells["heading"] == by_hand["heading"]
        assert report.cells["personal"] == by_hand["personal"]
        assert report.cells["not used"] == by_hand["not used"]
        assert report.cells["used"] <= by_hand["looked at"]
        both = report.cells["used"] + report.cells["set aside"]
        assert both == by_hand["looked at"] + by_hand["set aside"]

    @given(imports())
    @PATIENT
    def test_that_does_not_count_is_in_a_finding(
        self, tiny_pack: Pack, case: tuple[AnswerTable, Any, Any]
    ) -> None:
        table = case[0]
        result = imported(*case, tiny_pack)
        report = result.report
        of_rows = {row for rows in report.set_aside.values() for row in rows}
        kinds = {"answer set aside", "contradiction"}
        told = {cell for each in report.findings if each.kind in kinds for cell in cells_of(each)}
        in_rows = sum(
            row in of_rows and column not in result.personal_columns
            for row, column in filled_cells(table)
        )
        assert report.cells["set aside"] - in_rows <= len(told)
        assert {row for row, _ in told} <= {*report.used}

    def test_beside_a_chosen_council_is_set_aside_and_told(self, tiny_pack: Pack) -> None:
        other = "Other (please specify)"
        rows = (
            ("Respondent ID", "Collector ID", "Your council", "", "use"),
            ("", "", "Response", other, "Response"),
            (1, 7, "Northmoor", "in the north", "high"),
        )
        table = table_of(rows)
        result = imported(table, Rules(), [""] * len(table.fields), tiny_pack)
        assert result.report.cells["set aside"] == 1
        (told,) = [each for each in result.report.findings if each.kind == "contradiction"]
        assert (told.place, told.value) == (
            f"column D “Your council / {other}”, row 3",
            "in the north",
        )

    def test_of_ticks_that_contradict_each_other_is_set_aside_and_told(
        self, tiny_pack: Pack
    ) -> None:
        rows = (
            ("Respondent ID", "Collector ID", "Council", "use", "What stands in the way?", "", ""),
            ("", "", "Response", "Response", "Cost", "Time", "Nothing"),
            (1, 7, "Northmoor", "high", "1", "0", "1"),
        )
        table = table_of(rows)
        unchanged = [""] * len(table.fields)
        for rule, aside in (("names win", "G"), ("set aside", "EFG")):
            result = imported(table, Rules(contradictions=rule), unchanged, tiny_pack)
            assert result.report.cells["set aside"] == len(aside)
            told = [each for each in result.report.findings if each.kind == "contradiction"]
            assert [each.place.split()[1] for each in told] == [*aside]

    @given(imports())
    @PATIENT
    def test_of_a_question_is_answered_only_if_something_stands_there(
        self, tiny_pack: Pack, case: tuple[AnswerTable, Any, Any]
    ) -> None:
        responses = imported(*case, tiny_pack).responses
        assert not (responses.chosen.any(axis=1) & ~responses.answered.any(axis=1)).any()
        single = [at for at, (name, _) in enumerate(responses.options) if name == "use"]
        assert (responses.chosen[:, single].sum(axis=1) <= 1).all()
        options = {option: at for at, option in enumerate(responses.options)}
        if ("barriers", "nothing") in options:
            nothing = responses.chosen[:, options["barriers", "nothing"]]
            named = [options["barriers", name] for name in ("cost", "time")]
            assert not (nothing & responses.chosen[:, named].any(axis=1)).any()

    @given(imports())
    @PATIENT
    def test_is_treated_the_same_each_time(
        self, tiny_pack: Pack, case: tuple[AnswerTable, Any, Any]
    ) -> None:
        one, other = imported(*case, tiny_pack), imported(*case, tiny_pack)
        assert report_text(one.report) == report_text(other.report)
        assert report_csv(one.report) == report_csv(other.report)


class TestRows:
    @pytest.mark.parametrize(
        ("rows", "words"),
        [
            ([], "rows none"),
            ([4], "row 4"),
            ([4, 5, 6], "rows 4–6"),
            ([9, 2, 3, 3], "rows 2–3 and 9"),
            ([1, 3, 5, 7, 9, 11, 12], "rows 1, 3, 5, 7, 9 and 2 more"),
        ],
    )
    def test_are_said_as_ranges(self, rows: list[int], words: str) -> None:
        assert Rows.of(rows).in_words() == words

    @given(st.sets(st.integers(1, 60)))
    def test_are_the_rows_they_were_made_of(self, rows: set[int]) -> None:
        assert [*Rows.of([*rows])] == sorted(rows)
        assert len(Rows.of([*rows])) == len(rows)

    def test_of_a_large_file_take_little_room(self) -> None:
        assert len(Rows.of(range(2, 100_002)).ranges) == 1


WILD = (
    ("Council", "use", "barriers", "Remarks"),
    ("Northmoor", "high", "cost", ""),
    ("Northmoor", "-1+1", "cost", "We =cmd|' /C calc'!A0 love it more than we can say here"),
    ("=1+1", "low", "cost", "@SUM(A1) is what we would like to say to everybody in here"),
    ("Eastford", "", "", ""),
    ("Total", "2", "1", ""),
)


class TestTheReport:
    @pytest.fixture
    def result(self, tiny_pack: Pack) -> Imported:
        table = table_of(WILD)
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        return bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")

    @pytest.fixture
    def report(self, result: Imported) -> Report:
        return result.report

    def test_begins_with_what_was_read_used_and_set_aside(self, report: Report) -> None:
        assert report.summary() == (
            "6 rows read: 1 row with headings, 2 people used, 3 rows set aside.",
            "Set aside, totals: row 6.",
            "Set aside, nobody has said which council it is: row 4.",
            "Set aside, no question is answered: row 5.",
            "19 cells with text read: 4 headings, 6 used, 7 set aside, 2 personal, dropped.",
            "Dropped before anything is kept: “Remarks”, since it holds free text.",
        )

    def test_says_sheet_row_column_value_what_was_expected_and_what_was_done(
        self, report: Report
    ) -> None:
        assert report_text(report).splitlines()[-2:] == [
            "column B “use”, row 3: “-1+1”. Expected: one of High and Low. "
            "Done: counted among the people who answered, under no option.",
            "column D “Remarks”, rows 3–4. Done: dropped, since it holds free text.",
        ]

    def test_as_csv_is_run_by_no_spreadsheet(self, report: Report) -> None:
        text = report_csv(report)
        assert text.startswith("\ufeffWhat,Sheet,Column,Heading,Rows,Number of rows,Value,")
        for row in csv.reader(io.StringIO(text, newline="")):
            assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row)
        assert "'-1+1" in text

    def test_gives_rows_set_aside_as_they_were_but_for_what_is_personal(
        self, result: Imported
    ) -> None:
        text = set_aside_csv(table_of(WILD), result.report, result.personal_columns)
        header, *rows = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
        assert header == ["Row", "Reason", "A: Council", "B: use", "C: barriers", "D: Remarks"]
        assert rows[0] == [
            *("4", "nobody has said which council it is", "'=1+1", "low", "cost", "[personal]"),
        ]
        assert [row[0] for row in rows] == ["4", "5", "6"]

    def test_counts_the_people_of_each_council(self, result: Imported) -> None:
        assert sum(result.report.people_by_council.values()) == 2

    def test_of_a_hundred_thousand_same_things_is_one_line(self, tiny_pack: Pack) -> None:
        rows = [("Northmoor", "huge", "cost")] * 20_000
        rows += [("Northmoor", f"as {number} says", "cost") for number in range(300)]
        table = table_of((("Council", "use", "barriers"), *rows))
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        mapping = mapping.with_field("use", FieldUse("question", "use"))
        report = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032").report
        of_use = [each for each in report.findings if each.column == 2]
        assert len(of_use) == 51
        assert (of_use[0].value, len(of_use[0].rows)) == ("huge", 20_000)
        assert of_use[-1].value == "251 further values"
        assert sum(len(each.rows) for each in of_use) == 20_300
