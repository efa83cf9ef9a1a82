"""From a table and its mapping to answers, and the report that accounts for every row and cell."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bestbywm.region import Region
from bestbywm.survey.importing.answers import Answers, Truth, none, read_answers
from bestbywm.survey.importing.cells import Progress
from bestbywm.survey.importing.checking import Decision, Fate, Report, Rows
from bestbywm.survey.importing.columns import CodedColumn, coded, people_of
from bestbywm.survey.importing.extras import extra_question
from bestbywm.survey.importing.finding import Findings, heading_of
from bestbywm.survey.importing.folding import fold
from bestbywm.survey.importing.mapping import OUTSIDE, FieldUse, Mapping
from bestbywm.survey.importing.model import AnswerTable, Field
from bestbywm.survey.importing.people import Groups, of_one_council, repeated, test_rows
from bestbywm.survey.importing.personal import in_words
from bestbywm.survey.importing.suggesting import keys_of
from bestbywm.survey.questions import Question, Questionnaire
from bestbywm.survey.responses import Responses

FATES: tuple[Fate, ...] = ("heading", "used", "set aside", "not used", "personal")
HEADING, USED, ASIDE, NOT_USED, PERSONAL = range(len(FATES))

EXPECTED: dict[str, str] = {
    "filled in to try the form": "the answers of somebody who took part",
    "no council is named": "the name of a council",
    "from outside the region": "a council of the region",
    "nobody has said which council it is": "a council of the region",
    "no question is answered": "an answer to at least one question",
    "the same person answered in another row": "one row for each person, by e-mail address or ID",
    "another person of the council counts": "one person for each council",
}
"""Why the row of a person is not used, and what was expected instead."""

TEST, NO_COUNCIL, OUTSIDE_REGION, UNDECIDED, NO_ANSWER, REPEATED, COLLEAGUE = EXPECTED

ELSEWHERE = "neither a heading nor a person"


@dataclass(frozen=True, eq=False)
class Imported:
    """What a file has brought.

    Attributes
    ----------
    responses
        The answers; of the questionnaire's questions first, then of one's own.
    extra_questions
        Questions of one's own by identifier, in the order of the file.
    report
        What became of every row and cell.
    personal_columns
        Columns of the file that were dropped as personal.
    """

    responses: Responses
    extra_questions: dict[str, Question]
    report: Report
    personal_columns: tuple[int, ...]


def bring_in(
    table: AnswerTable,
    mapping: Mapping,
    questions: Questionnaire,
    region: Region,
    *,
    wave: str,
    progress: Progress | None = None,
) -> Imported:
    """The answers in a table as the mapping says, with a report of what became of every cell.

    Nothing personal is in what comes back: such columns are compared, to find people who answered
    twice, and dropped.

    Parameters
    ----------
    table, mapping
        The table, and what its parts stand for. Fields that the mapping does not know are not
        used.
    questions, region
        The questionnaire and the councils.
    wave
        Identifier of the wave that the answers are of.
    progress
        Told how much is done, from 0 to 1, and what is being done.
    """
    return _Import(table, mapping, questions, region, progress or _say_nothing).run(wave)


def _say_nothing(_done: float, _what: str) -> None:
    """Progress that nobody watches."""


class _Import:
    """One import, step by step: answers, rows, cells, report."""

    def __init__(
        self,
        table: AnswerTable,
        mapping: Mapping,
        questions: Questionnaire,
        region: Region,
        progress: Progress,
    ) -> None:
        self.table, self.mapping, self.region = table, mapping, region
        self.questions, self.progress = questions, progress
        self.sheet = coded(table.sheet)
        self.people = people_of(table, self.sheet)
        self.fields = dict(zip(keys_of(table.fields), table.fields, strict=True))
        self.uses = {key: mapping.fields.get(key, FieldUse("drop")) for key in self.fields}
        self.findings = Findings(table.sheet.name, self.people.rows)
        self.decisions: list[Decision] = []
        # By person: whether each cell of the council's columns counts.
        self.council_cells: dict[int, Truth] = {}
        # 0 for a row of a person that is used, else the place of the reason, from 1.
        self.status = np.zeros(len(self.people.rows), dtype=np.int8)

    def run(self, wave: str) -> Imported:
        answers = self._answers()
        self.progress(0.7, "Looking at each row")
        codes = self._rows(answers)
        used = self.status == 0
        for each in answers:
            self.findings.of_answers(each, used)
        self._find_second_councils()
        self._find_columns()
        self.progress(0.9, "Accounting for each cell")
        responses = self._responses(wave, answers, codes)
        report = self._report(responses, self._cells(answers))
        self.progress(1.0, "Checked")
        extra = [each.question for each in answers if each.question.id not in self.questions]
        personal = [self.fields[key] for key, use in self.uses.items() if use.use == "personal"]
        return Imported(
            responses=responses,
            extra_questions={question.id: question for question in extra},
            report=report,
            personal_columns=tuple(number for each in personal for number in each.columns),
        )

    # Answers --------------------------------------------------------------------------------------

    def _answers(self) -> list[Answers]:
        """The answers by question, each question asked once; other fields are dropped."""
        found: list[Answers] = []
        taken: set[str] = set()
        for at, (key, each) in enumerate(self.fields.items()):
            self.progress(0.7 * at / len(self.fields), f"Understanding “{key[:60]}”")
            use, columns = self.uses[key], self.people.of(each)
            if use.use not in {"question", "extra"}:
                continue
            question = self._question(each, columns, use, taken)
            if question is None or question.id in taken:
                self.uses[key] = FieldUse("drop")
                continue
            taken.add(question.id)
            contradictions = self.mapping.rules.contradictions
            found.append(read_answers(each, columns, question, use, contradictions))
        return found

    def _question(
        self, each: Field, columns: Sequence[CodedColumn], use: FieldUse, taken: set[str]
    ) -> Question | None:
        if not columns:
            return None
        if use.use == "extra":
            return extra_question(each, columns, use, {*self.questions, *taken})
        question = self.questions.get(use.question)
        return question if question and question.kind != "fact" else None

    def _responses(
        self, wave: str, answers: Sequence[Answers], codes: NDArray[np.object_]
    ) -> Responses:
        """The answers of the rows that are used, in the order of the questionnaire."""
        names = [*self.questions]
        used = np.flatnonzero(self.status == 0)
        in_order = sorted(
            answers,
            key=lambda each: (
                names.index(each.question.id) if each.question.id in names else len(names)
            ),
        )
        empty = none(len(used), 0)
        chosen = np.hstack([empty, *(each.chosen[used] for each in in_order)])
        answered = np.column_stack([empty, *(each.answered[used] for each in in_order)])
        chosen.flags.writeable = answered.flags.writeable = False
        return Responses(
            wave=wave,
            provenance="own",
            councils=tuple(codes[used].tolist()),
            questions=tuple(each.question.id for each in in_order),
            options=tuple(
                (each.question.id, option.id)
                for each in in_order
                for option in each.question.options
            ),
            chosen=chosen,
            answered=answered,
        )

    # Rows -----------------------------------------------------------------------------------------

    def _rows(self, answers: Sequence[Answers]) -> NDArray[np.object_]:
        """Decide which rows of people are used; gives the code of each person's council."""
        rules = self.mapping.rules
        tests = test_rows(self.fields, self.people)
        if rules.test_rows == "set aside":
            self._set_aside(tests, TEST)
        codes = self._councils()
        any_answer = none(len(self.status))
        for each in answers:
            any_answer |= each.answered
        self._set_aside(~any_answer, NO_ANSWER)
        self._decide_contradictions(answers)
        persons = repeated(self.fields, self.uses, self.people, self.status == 0)
        self._set_aside(persons.others(rules.duplicates), REPEATED)
        colleagues = of_one_council(codes, self.status == 0)
        self._set_aside(colleagues.others(rules.people_of_council), COLLEAGUE)
        self._decide_rows(tests, persons, colleagues, codes)
        for reason in (TEST, NO_COUNCIL, NO_ANSWER, REPEATED, COLLEAGUE):
            self.findings.add(
                "row set aside",
                self._with(reason),
                expected=EXPECTED[reason],
                done=f"set aside: {reason}",
            )
        return codes

    def _set_aside(self, rows: Truth, reason: str) -> None:
        """Set rows aside that are still used."""
        self.status[rows & (self.status == 0)] = 1 + [*EXPECTED].index(reason)

    def _with(self, reason: str) -> Truth:
        return np.asarray(self.status == 1 + [*EXPECTED].index(reason), dtype=np.bool_)

    def _councils(self) -> NDArray[np.object_]:
        """Codes of the people's councils; rows without one are set aside.

        A choice with a box for another answer has two columns: what is chosen goes first.
        """
        codes = np.full(len(self.status), "", dtype=object)
        keys = [key for key, use in self.uses.items() if use.use == "council"]
        for key in keys[1:]:
            self.uses[key] = FieldUse("drop")
        named = none(len(self.status))
        for column in self.people.of(self.fields[keys[0]]) if keys else ():
            heading = heading_of(self.fields[keys[0]], column)
            first = column.filled & ~named
            codes[first] = self._codes_in(column, heading, first)[first]
            self.council_cells[column.number] = first
            named |= first
        self._set_aside(~named, NO_COUNCIL)
        return codes

    def _codes_in(self, column: CodedColumn, heading: str, rows: Truth) -> NDArray[np.object_]:
        """Codes by row; rows whose council is not decided, or outside, are set aside."""
        known = {OUTSIDE, *self.region.codes}
        decided = {fold(name): code for name, code in self.mapping.councils.items()}
        of_text = [decided.get(fold(text)) for text in column.texts]
        of_text = [code if code in known else None for code in of_text]
        outside = column.spread([code == OUTSIDE for code in of_text], empty=False)
        undecided = column.spread([code is None for code in of_text], empty=False)
        for set_aside, reason in ((outside, OUTSIDE_REGION), (undecided, UNDECIDED)):
            self.findings.of_values(
                "council not known",
                column,
                heading,
                set_aside & rows & (self.status == 0),
                expected=EXPECTED[reason],
                done=f"set aside: {reason}",
            )
            self._set_aside(set_aside & rows, reason)
        return np.array([*(code or "" for code in of_text), ""], dtype=object)[column.codes]

    def _find_second_councils(self) -> None:
        """Names in the box for another answer, where a council was chosen as well."""
        for key, use in self.uses.items():
            for column in self.people.of(self.fields[key]) if use.use == "council" else ():
                second = column.filled & ~self.council_cells[column.number] & (self.status == 0)
                self.findings.of_values(
                    "contradiction",
                    column,
                    heading_of(self.fields[key], column),
                    second,
                    expected="one council",
                    done="the council that was chosen counts; the words beside it are set aside",
                )

    # Decisions ------------------------------------------------------------------------------------

    def _decide_contradictions(self, answers: Sequence[Answers]) -> None:
        both = none(len(self.status))
        for each in answers:
            for conflict in each.conflicts if each.question.with_role("none") else ():
                both |= conflict.rows & (self.status == 0)
        self.decisions.append(
            Decision(
                "contradictions",
                "Answers that name nothing and something?",
                _found(both, "has one", "have one"),
                int(both.sum()),
                self.mapping.rules.contradictions,
                {
                    "names win": "what is named counts",
                    "set aside": "they are set aside, as if the question had not been answered",
                },
            )
        )

    def _decide_rows(
        self, tests: Truth, persons: Groups, colleagues: Groups, codes: NDArray[np.object_]
    ) -> None:
        rules, councils = self.mapping.rules, len({*codes[colleagues.people]})
        several = f" They are from {councils} of the councils." if councils else ""
        self.decisions += [
            Decision(
                "test_rows",
                "Rows that somebody filled in to try the form?",
                _found(tests, "looks like one", "look like one"),
                int(tests.sum()),
                rules.test_rows,
                {"set aside": "they are set aside", "keep": "they count"},
            ),
            Decision(
                "duplicates",
                "Several rows of one person?",
                _found(persons.people, "is", "are of people with several rows"),
                int(persons.people.sum()),
                rules.duplicates,
                {"last": "the last counts", "first": "the first counts", "all": "all count"},
            ),
            Decision(
                "people_of_council",
                "Several people of one council?",
                _found(colleagues.people, "is", "are of people with colleagues") + several,
                int(colleagues.people.sum()),
                rules.people_of_council,
                {"all": "all count", "first": "the first counts", "last": "the last counts"},
            ),
        ]

    # Cells ----------------------------------------------------------------------------------------

    def _cells(self, answers: Sequence[Answers]) -> dict[Fate, int]:
        """Number of cells with text by what became of them."""
        at_people = self.sheet.positions_of(self.table.people)
        at_headings = self.sheet.positions_of(self.table.heading_rows)
        fates = {
            number: np.full(len(self.sheet.rows), NOT_USED, dtype=np.int8)
            for number in self.sheet.columns
        }
        for each in answers:
            for part in each.parts:
                counts = np.where(each.counts(part), USED, ASIDE)
                fates[part.column.number][at_people] = counts.astype(np.int8)
        for number, counts in self.council_cells.items():
            fates[number][at_people] = np.where(counts, USED, ASIDE).astype(np.int8)
        is_aside = np.ones(len(self.sheet.rows), dtype=np.bool_)
        is_aside[at_people[self.status == 0]] = False
        personal = {
            number
            for key, use in self.uses.items()
            for number in (self.fields[key].columns if use.use == "personal" else ())
        }
        totals = np.zeros(len(FATES), dtype=np.intp)
        for number, column in self.sheet.columns.items():
            fate = fates[number]
            fate[is_aside] = ASIDE
            fate[:] = PERSONAL if number in personal else fate
            fate[at_headings] = HEADING
            totals += np.bincount(fate[column.filled], minlength=len(FATES))
        return dict(zip(FATES, totals.tolist(), strict=True))

    def _find_columns(self) -> None:
        """What is dropped as personal, and what nobody asked for."""
        known = {number for each in self.fields.values() for number in each.columns}
        for key, each in self.fields.items():
            use = self.uses[key]
            for column in self.people.of(each) if use.use in {"personal", "drop"} else ():
                is_personal = use.use == "personal"
                self.findings.add(
                    "personal column" if is_personal else "column not used",
                    column.filled,
                    column=column.number,
                    heading=heading_of(each, column),
                    done=f"dropped, since it holds {in_words(use.kind)}"
                    if is_personal
                    else "not used",
                )
        for number, column in self.people.columns.items():
            if number not in known:
                self.findings.add(
                    "column not used",
                    column.filled,
                    column=number,
                    expected="a heading",
                    done="not used",
                )

    # The report -----------------------------------------------------------------------------------

    def _report(self, responses: Responses, cells: dict[Fate, int]) -> Report:
        of_people = {
            reason: Rows.of(self.people.rows[rows])
            for reason in EXPECTED
            if (rows := self._with(reason)).any()
        }
        codes, counts = np.unique(np.array(responses.councils, dtype=str), return_counts=True)
        return Report(
            sheet=self.table.sheet.name,
            headings=Rows.of(self.table.heading_rows),
            used=Rows.of(self.people.rows[self.status == 0]),
            set_aside={**self._rows_without_people(), **of_people},
            cells=cells,
            findings=self.findings.in_order(),
            decisions=tuple(self.decisions),
            dropped=tuple(
                (self.fields[key].heading, f"it holds {in_words(use.kind)}")
                for key, use in self.uses.items()
                if use.use == "personal"
            ),
            people_by_council=dict(zip(codes.tolist(), counts.tolist(), strict=True)),
        )

    def _rows_without_people(self) -> dict[str, Rows]:
        """Rows that are no person's, by the reason that the dialect gave."""
        placed = {*self.table.heading_rows, *self.table.people}
        reasons: dict[str, list[int]] = {}
        for row, reason in self.table.set_aside.items():
            if row not in placed:
                reasons.setdefault(reason, []).append(row)
        left = {*self.sheet.rows.tolist()} - placed - {*self.table.set_aside}
        if left:
            reasons.setdefault(ELSEWHERE, []).extend(left)
        return {reason: Rows.of(rows) for reason, rows in reasons.items()}


def _found(rows: Truth, one: str, several: str) -> str:
    count = int(rows.sum())
    if not count:
        return "None were found."
    return f"{count:,} {'row' if count == 1 else 'rows'} {one if count == 1 else several}."
