"""Answers of people: who works where, and which options each one chose.

Answers are kept as truth values, one row per person and one column per option, so that every
count of the dashboard is one sum. Which council a person belongs to is the only thing known
about a person.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.provenance import Provenance
from bestbywm.region import Region
from bestbywm.survey.promise import NOTHING_PROMISED, Promise
from bestbywm.survey.questions import OptionKey, Question, Questionnaire

SEPARATOR = ";"
NOT_QUESTIONS = ("person", "council", "stamp")
"""Columns of a table of answers that are no questions; a stamp is not always there."""


@dataclass(frozen=True, eq=False)
class Responses:
    """Answers of a wave.

    Attributes
    ----------
    wave
        The wave.
    provenance
        ``illustrative`` or ``own``.
    councils
        Code of each person's council; length: people.
    questions
        Identifiers of the questions that were asked.
    options
        (question, option) of each column of ``chosen``.
    chosen
        Truth values, people by options: the person chose the option.
    answered
        Truth values, people by questions: the person gave any answer to the question.
    promise
        What was promised to these people; the pack takes it from the wave.
    """

    wave: str
    provenance: Provenance
    councils: tuple[str, ...]
    questions: tuple[str, ...]
    options: tuple[OptionKey, ...]
    chosen: NDArray[np.bool_]
    answered: NDArray[np.bool_]
    promise: Promise = NOTHING_PROMISED

    @cached_property
    def answering_councils(self) -> frozenset[str]:
        """Codes of the councils that at least one person answered for."""
        return frozenset(self.councils)

    @cached_property
    def _option_positions(self) -> dict[OptionKey, int]:
        return {key: position for position, key in enumerate(self.options)}

    @cached_property
    def _people_of(self) -> dict[str, NDArray[np.intp]]:
        codes = np.array(self.councils, dtype=object)
        return {code: np.flatnonzero(codes == code) for code in self.answering_councils}

    def people_in(self, codes: Iterable[str]) -> NDArray[np.intp]:
        """Positions of the people of these councils, in order."""
        found = [self._people_of[code] for code in codes if code in self._people_of]
        return np.sort(np.concatenate(found)) if found else np.array([], dtype=np.intp)

    def asks(self, question: str) -> bool:
        """Whether the question was asked in this wave."""
        return question in self.questions

    def base(self, question: str, people: NDArray[np.intp]) -> int:
        """How many of these people answered the question."""
        return int(self.answered[people, self.questions.index(question)].sum())

    def count(self, question: str, options: Iterable[str], people: NDArray[np.intp]) -> int:
        """How many of these people chose at least one of the options."""
        return int(self._any(question, options, people).sum())

    def total(self, question: str, options: Iterable[str], people: NDArray[np.intp]) -> int:
        """How often these people chose the options, all choices added up."""
        columns = self._columns(question, options)
        return int(self.chosen[np.ix_(people, columns)].sum())

    def count_both(self, question: str, first: str, second: str, people: NDArray[np.intp]) -> int:
        """How many of these people chose both options of one question."""
        one = self._any(question, [first], people)
        return int((one & self._any(question, [second], people)).sum())

    def renamed(self, names: Mapping[str, str]) -> "Responses":
        """The same answers, with other identifiers for some of the questions."""
        return replace(
            self,
            questions=tuple(names.get(each, each) for each in self.questions),
            options=tuple((names.get(each, each), option) for each, option in self.options),
        )

    def _any(
        self, question: str, options: Iterable[str], people: NDArray[np.intp]
    ) -> NDArray[np.bool_]:
        columns = self._columns(question, options)
        return np.asarray(self.chosen[np.ix_(people, columns)].any(axis=1), dtype=np.bool_)

    def _columns(self, question: str, options: Iterable[str]) -> NDArray[np.intp]:
        positions = [self._option_positions[question, option] for option in options]
        return np.array(positions, dtype=np.intp)


def read_responses(
    rows: Sequence[Row],
    columns: Sequence[str],
    wave: str,
    provenance: Provenance,
    questions: Questionnaire,
    region: Region,
) -> Responses:
    """Responses from rows with person, council and one column per question.

    An empty cell is a question that the person did not answer. Check the rows with
    :func:`problems_of_responses` first: a KeyError here is a bug.
    """
    asked = tuple(column for column in columns if column not in NOT_QUESTIONS)
    keys = tuple((name, option.id) for name in asked for option in questions[name].options)
    position = {key: index for index, key in enumerate(keys)}
    chosen = np.zeros((len(rows), len(keys)), dtype=np.bool_)
    answered = np.zeros((len(rows), len(asked)), dtype=np.bool_)
    for person, row in enumerate(rows):
        for index, name in enumerate(asked):
            choices = answers_in(row.text(name), questions[name])
            answered[person, index] = bool(choices)
            for choice in choices:
                chosen[person, position[name, choice]] = True
    chosen.flags.writeable = answered.flags.writeable = False
    councils = tuple(region.by_name[row.text("council")].code for row in rows)
    return Responses(wave, provenance, councils, asked, keys, chosen, answered)


def answers_in(cell: str, question: Question) -> tuple[str, ...]:
    """The answers in a cell: one for a single choice, several separated by semicolons else."""
    if question.kind == "single":
        return (cell.strip(),) if cell.strip() else ()
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def problems_of_responses(
    rows: Sequence[Row], columns: Sequence[str], questions: Questionnaire, file: str
) -> Iterator[Problem]:
    """Columns must be questions, and answers must be their options.

    A person who says there is nothing to name ("no barriers") cannot name something as well.
    """
    known = []
    for column in columns:
        if column in questions:
            known.append(questions[column])
        elif column not in NOT_QUESTIONS:
            yield Problem(
                file,
                f"The column {column} is not a question",
                f"one of {', '.join(questions)}",
                "correct the header, or add the question to questions.csv",
                row=1,
                column=column,
            )
    for row in rows:
        for question in known:
            yield from _problems_of_answer(row, question)


def _problems_of_answer(row: Row, question: Question) -> Iterator[Problem]:
    options = [option.id for option in question.options]
    answers = answers_in(row.text(question.id), question)
    for answer in answers:
        if answer not in options:
            yield row.problem(
                question.id,
                f"The answer “{answer}” is not an option of this question",
                f"one of {', '.join(options)}, or an empty cell",
                "correct the answer, or add the option to options.csv",
            )
    nothing = {option.id for option in question.with_role("none")}
    if nothing.intersection(answers) and len(answers) > 1:
        yield row.problem(
            question.id,
            f"The answer “{row.text(question.id)}” names nothing and something",
            f"either {' or '.join(sorted(nothing))} alone, or other options",
            "take one of the two away",
        )


def problems_of_own_answers(
    responses: Responses, wave: str, questions: Questionnaire, region: Region
) -> Iterator[Problem]:
    """Answers of an own wave must be real, of this region, and to these questions."""
    file = f"answers of {wave}"
    if responses.wave != wave:
        yield Problem(
            file,
            f"These are answers to the wave {responses.wave}",
            f"answers to the wave {wave}",
            "load the answers that belong to this wave",
        )
    if responses.provenance != "own":
        yield Problem(
            file,
            f"These answers are {responses.provenance}",
            "answers that people gave (own)",
            "load the answers of a survey: made-up ones are never shown as real",
        )
    if not responses.councils:
        yield Problem(
            file,
            "Nobody answered",
            "at least one person",
            "load a file with answers, or keep more of its rows",
        )
    for code in sorted(responses.answering_councils - set(region.codes)):
        yield Problem(
            file,
            f"{code} is not the code of a council of the region",
            "codes of councils in councils.csv",
            "say which council is meant, or set the person aside",
        )
    for name in responses.questions:
        yield from _problems_of_asked(responses, name, questions, file)


def _problems_of_asked(
    responses: Responses, name: str, questions: Questionnaire, file: str
) -> Iterator[Problem]:
    """A question that was asked must be known, and its options must be those that are known."""
    if name not in questions or questions[name].kind == "fact":
        yield Problem(
            file,
            f"The question {name} is not one that people can answer here",
            f"one of {', '.join(each.id for each in questions.values() if each.kind != 'fact')}",
            "name another question, or bring it along as an extra question",
            column=name,
        )
        return
    wanted = [option.id for option in questions[name].options]
    found = [option for question, option in responses.options if question == name]
    if sorted(wanted) != sorted(found):
        yield Problem(
            file,
            f"The answers to {name} are counted for {', '.join(found) or 'no option'}",
            f"the options {', '.join(wanted)}",
            "match the answers with the options again",
            column=name,
        )
