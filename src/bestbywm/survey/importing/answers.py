"""The answers to one question, read from its columns: each distinct text once, then all rows."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from bestbywm.survey.importing.checking import FindingKind
from bestbywm.survey.importing.columns import CodedColumn
from bestbywm.survey.importing.folding import fold
from bestbywm.survey.importing.mapping import Contradiction, FieldUse
from bestbywm.survey.importing.matching import SAME, OptionNames, is_number, split_answers
from bestbywm.survey.importing.model import Field
from bestbywm.survey.importing.suggesting import holds_text, is_tick, label_of
from bestbywm.survey.questions import Question
from bestbywm.words import listed

Truth = NDArray[np.bool_]

AS_IF_NOT_ANSWERED = "set aside, as if the question had not been answered"


@dataclass(frozen=True, slots=True)
class Said:
    """What an answer is taken for.

    Attributes
    ----------
    option
        Identifier of the option; "" for another answer, None for what is no answer.
    kind, expected, done
        What a report says of it; kind None for the name of an option, of which it says nothing.
    """

    option: str | None
    kind: FindingKind | None = None
    expected: str = ""
    done: str = ""


@dataclass(frozen=True, eq=False)
class Part:
    """A column of a question, with what each of its distinct texts says.

    Attributes
    ----------
    column
        The column, over the rows of people.
    chosen
        Truth values, texts by options: the text says that the option was chosen.
    other, no
        By text: it is an answer that is none of the options; it says that the option of the
        column was not chosen.
    answers
        By text: the answers in it.
    says
        What each answer is taken for.
    """

    column: CodedColumn
    chosen: Truth
    other: Truth
    no: Truth
    answers: Sequence[Sequence[str]]
    says: dict[str, Said]

    @property
    def claims(self) -> Truth:
        """Truth values, people by options: the cell says that the option was chosen."""
        return np.vstack([self.chosen, none(1, self.chosen.shape[1])])[self.column.codes]


@dataclass(frozen=True, slots=True)
class Conflict:
    """Answers of a person that cannot all be true: where, what was expected, what was done."""

    rows: Truth
    expected: str
    done: str


@dataclass(eq=False)
class Answers:
    """The answers to one question.

    Attributes
    ----------
    field, question, parts
        The field of the file, the question, and the field's columns as they were read.
    chosen
        Truth values, people by options.
    other
        By person: an answer that is none of the options.
    said_no
        By person: some option was said not to be chosen, which is an answer to the question.
    conflicts
        What could not be true, and how it was resolved.
    """

    field: Field
    question: Question
    parts: Sequence[Part]
    chosen: Truth
    other: Truth
    said_no: Truth
    conflicts: list[Conflict]

    @property
    def answered(self) -> Truth:
        """By person: the question was answered."""
        return np.asarray(self.chosen.any(axis=1) | self.other | self.said_no, dtype=np.bool_)

    def counts(self, part: Part) -> Truth:
        """By person: what the cell in a column says is among what is counted."""
        other = part.column.spread(part.other, empty=False)
        no = part.column.spread(part.no, empty=False) & ~self._unanswered
        return np.asarray((part.claims & self.chosen).any(axis=1) | (other & self.other) | no)

    @property
    def _unanswered(self) -> Truth:
        rows = none(len(self.other))
        for conflict in self.conflicts:
            if conflict.done == AS_IF_NOT_ANSWERED:
                rows |= conflict.rows
        return rows


def read_answers(
    each: Field,
    columns: Sequence[CodedColumn],
    question: Question,
    use: FieldUse,
    contradictions: Contradiction,
) -> Answers:
    """The answers in the columns of a field, at least one, without contradictions.

    In a table with a column for each option, 0 or "no" says that the question was answered,
    unless there is an option for that ("no barriers"), which would have been chosen.
    """
    reader = _Reader(question, use)
    people = len(columns[0].codes)
    parts = []
    chosen, other, said_no = none(people, len(question.options)), none(people), none(people)
    for column in columns:
        label = label_of(each, column)
        part = reader.texts(column) if holds_text(label) else reader.ticks(column, label)
        parts.append(part)
        chosen |= part.claims
        other |= column.spread(part.other, empty=False)
        said_no |= column.spread(part.no, empty=False)
    if question.with_role("none"):
        said_no[:] = False
    answers = Answers(each, question, parts, chosen, other, said_no, [])
    if question.kind == "single":
        _keep_one(answers)
    else:
        _keep_true(answers, contradictions)
    return answers


def _keep_one(answers: Answers) -> None:
    """Where one answer is asked: a named one before words beside it, and never two."""
    chosen = answers.chosen
    rest = np.array([option.role == "rest" for option in answers.question.options], dtype=np.bool_)
    named = chosen[:, ~rest].any(axis=1)
    remarks = named & (chosen[:, rest].any(axis=1) | answers.other)
    chosen[np.ix_(remarks, rest)] = False
    answers.other[remarks] = False
    done = "the named answer counts; the words beside it are a remark, and set aside"
    answers.conflicts.append(Conflict(remarks, "one answer", done))
    _unanswer(answers, chosen.sum(axis=1) > 1, "one answer")


def _keep_true(answers: Answers, contradictions: Contradiction) -> None:
    """Where several answers may be given: nothing and something cannot both be true."""
    options, chosen = answers.question.options, answers.chosen
    nothing = np.array([option.role == "none" for option in options], dtype=np.bool_)
    something = chosen[:, ~nothing].any(axis=1) | answers.other
    both = np.asarray(chosen[:, nothing].any(axis=1) & something, dtype=np.bool_)
    names = listed(f"“{option.label}”" for option in answers.question.with_role("none"))
    expected = f"either {names} or something else"
    if contradictions == "names win":
        chosen[np.ix_(both, nothing)] = False
        done = f"what is named counts, and {names} does not"
        answers.conflicts.append(Conflict(both, expected, done))
    else:
        _unanswer(answers, both, expected)


def _unanswer(answers: Answers, rows: Truth, expected: str) -> None:
    answers.chosen[rows] = answers.other[rows] = answers.said_no[rows] = False
    answers.conflicts.append(Conflict(rows, expected, AS_IF_NOT_ANSWERED))


class _Reader:
    """Reads the cells of one question."""

    def __init__(self, question: Question, use: FieldUse) -> None:
        self.question, self.use = question, use
        self.names = OptionNames(question)
        self.position = {option.id: at for at, option in enumerate(question.options)}
        self.rest = next((option.id for option in question.with_role("rest")), "")
        self.mapped = {
            fold(text): option
            for text, option in use.answers.items()
            if not option or option in self.position
        }
        self.aside = {fold(text) for text in use.set_aside}
        self.known = {*self.names.exact, *self.mapped, *self.aside}
        self.says: dict[str, Said] = {}

    def texts(self, column: CodedColumn) -> Part:
        """A column that holds answers as text."""
        answers = [self._split(text) for text in column.texts]
        chosen, other = none(len(answers), len(self.position)), none(len(answers))
        for at, each in enumerate(answers):
            for answer in each:
                said = self._say(answer)
                if said.option:
                    chosen[at, self.position[said.option]] = True
                elif said.option == "":
                    other[at] = True
        return Part(column, chosen, other, none(len(answers)), answers, self.says)

    def ticks(self, column: CodedColumn, label: str) -> Part:
        """A column for one option: any text but a no says that it was chosen."""
        said = self._say(label)
        ticked = np.array([is_tick(text) for text in column.texts], dtype=np.bool_)
        chosen, other = none(len(ticked), len(self.position)), none(len(ticked))
        if said.option:
            chosen[:, self.position[said.option]] = ticked
        elif said.option == "":
            other |= ticked
        answers = [(label,) if tick else () for tick in ticked]
        return Part(column, chosen, other, ~ticked, answers, self.says)

    def _split(self, text: str) -> tuple[str, ...]:
        if self.question.kind == "single" and not self.use.separator:
            return (text,)
        return split_answers(text, self.use.separator, self.known)

    def _say(self, answer: str) -> Said:
        if answer not in self.says:
            self.says[answer] = self._said(answer)
        return self.says[answer]

    def _said(self, answer: str) -> Said:
        folded = fold(answer)
        expected = f"one of {listed(option.label for option in self.question.options)}"
        if folded in self.aside:
            return Said(None, "answer set aside", expected, "set aside, as you decided")
        if folded in self.mapped:
            option = self.mapped[folded]
            return self._read_as(option, folded, expected) if option else self._other(expected)
        match = self.names.match(answer)
        if match.option and match.confidence == SAME:
            return Said(match.option)
        if is_number(answer):
            done = "set aside: the file does not say what the number stands for"
            return Said(None, "answer set aside", expected, done)
        if match.option is None:
            return Said(None, "answer set aside", expected, "set aside: it is no answer")
        return self._other(expected)

    def _read_as(self, option: str, folded: str, expected: str) -> Said:
        if self.names.exact.get(folded) == option:
            return Said(option)
        if option == self.rest:
            return self._other(expected)
        label = self.question.option(option).label
        return Said(option, "answer read as", expected, f"counted as “{label}”")

    def _other(self, expected: str) -> Said:
        if self.rest:
            label = self.question.option(self.rest).label
            return Said(self.rest, "another answer", expected, f"counted as “{label}”")
        done = "counted among the people who answered, under no option"
        return Said("", "another answer", expected, done)


def none(*shape: int) -> Truth:
    """Truth values that are all false."""
    return np.zeros(shape, dtype=np.bool_)
