"""Writes answers down as each service exports them, so that reading them must give the same."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bestbywm.region import Region
from bestbywm.survey.importing.dialects import recognise
from bestbywm.survey.importing.model import AnswerTable
from bestbywm.survey.importing.reading import read_file
from bestbywm.survey.questions import Question, Questionnaire
from bestbywm.survey.responses import Responses
from tests.survey.importing.samples import Rows, as_csv

Cells = Sequence[str]

START, END = "2026-05-14 09:30:00", "2026-05-14 09:36:10"


@dataclass(frozen=True)
class Person:
    """A person's council, and the labels of the options chosen in each question."""

    council: str
    answers: Mapping[str, tuple[str, ...]]


def people_in(responses: Responses, questions: Questionnaire, region: Region) -> list[Person]:
    """The people of a wave, with labels as a form shows them."""
    people = []
    for number, code in enumerate(responses.councils):
        chosen = [responses.options[at] for at in np.flatnonzero(responses.chosen[number])]
        answers = {
            name: tuple(questions[name].option(option).label for of, option in chosen if of == name)
            for name in responses.questions
        }
        people.append(Person(region.by_code[code].official_name, answers))
    return people


def microsoft(people: Sequence[Person], questions: Sequence[Question]) -> Rows:
    """As Microsoft Forms writes them: a semicolon after each answer of a multiple choice."""
    headings = ("ID", "Start time", "Completion time", "Email", "Name", "Which council is yours?")
    return [
        (*headings, *(question.wording for question in questions)),
        *(
            (
                number,
                START,
                END,
                "anonymous",
                "",
                person.council,
                *tuple(_ended(person.answers[each.id], each) for each in questions),
            )
            for number, person in enumerate(people, start=1)
        ),
    ]


def google(people: Sequence[Person], questions: Sequence[Question]) -> Rows:
    """As Google Forms writes them: answers of a multiple choice with commas between them."""
    return [
        ("Timestamp", "Which council is yours?", *(question.wording for question in questions)),
        *(
            (
                f"2026-05-14 09:{number % 60:02}:00",
                person.council,
                *tuple(", ".join(person.answers[each.id]) for each in questions),
            )
            for number, person in enumerate(people)
        ),
    ]


def surveymonkey(people: Sequence[Person], questions: Sequence[Question]) -> Rows:
    """As SurveyMonkey writes them, expanded: two rows of headings, a column for each option."""
    meta = ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address")
    above, below = [*meta, "Which council is yours?"], [*[""] * len(meta), "Response"]
    for each in questions:
        labels = ["Response"] if each.kind == "single" else _labels(each)
        above += [each.wording, *[""] * (len(labels) - 1)]
        below += labels
    rows: list[Sequence[object]] = [above, below]
    for number, person in enumerate(people):
        cells: list[object] = [
            118_000_000_000 + number,
            433,
            START,
            END,
            "192.0.2.1",
        ]
        cells.append(person.council)
        for each in questions:
            answers = person.answers[each.id]
            if each.kind == "single":
                cells += answers or ("",)
            else:
                cells += [label if label in answers else "" for label in _labels(each)]
        rows.append(cells)
    return rows


def plain(people: Sequence[Person], questions: Sequence[Question]) -> Rows:
    """As somebody types them into a table: short names, semicolons between answers."""
    return [
        ("Council", *(question.short for question in questions)),
        *(
            (person.council, *("; ".join(person.answers[each.id]) for each in questions))
            for person in people
        ),
    ]


WRITERS: dict[str, Callable[[Sequence[Person], Sequence[Question]], Rows]] = {
    "microsoft": microsoft,
    "google": google,
    "surveymonkey": surveymonkey,
    "plain": plain,
}


def table_of(rows: Rows) -> AnswerTable:
    """The table that the readers make of a file with these rows."""
    return recognise(read_file("answers.csv", as_csv(rows)).sheets[0])


def _ended(answers: Cells, question: Question) -> str:
    if question.kind == "single":
        return "".join(answers)
    return "".join(f"{answer};" for answer in answers)


def _labels(question: Question) -> list[str]:
    return [option.label for option in question.options]
