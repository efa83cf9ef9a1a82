"""Between surveys and what the tables hold, both ways."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from bestbywm.library.models import Answers, ChangeRow, VersionRow, WaveRow
from bestbywm.library.values import Action, Change, OwnSurvey, RowCounts, SavedWave, Settings
from bestbywm.survey.questions import Option, Question
from bestbywm.survey.responses import Responses

CHUNK = 5_000
"""People who go to the database at once, so that memory stays bounded."""


def people_in_chunks(responses: Responses) -> Iterator[list[tuple[str, Answers]]]:
    """Council and answers of each person, some thousand people at a time."""
    for start in range(0, len(responses.councils), CHUNK):
        yield _people(responses, start, start + CHUNK)


def _people(responses: Responses, start: int, end: int) -> list[tuple[str, Answers]]:
    answers: list[Answers] = [{} for _ in responses.councils[start:end]]
    for person, at in _true_cells(responses.answered[start:end]):
        answers[person][responses.questions[at]] = []
    for person, at in _true_cells(responses.chosen[start:end]):
        question, option = responses.options[at]
        answers[person][question].append(option)
    return list(zip(responses.councils[start:end], answers, strict=True))


def _true_cells(table: NDArray[np.bool_]) -> Iterator[tuple[int, int]]:
    """Row and column of each true value, row by row, as numbers of Python, which are faster."""
    rows, columns = np.nonzero(table)
    return zip(rows.tolist(), columns.tolist(), strict=True)


def responses_of(
    wave: str, questions: Sequence[Question], count: int, people: Iterable[tuple[str, Answers]]
) -> Responses:
    """Responses of ``count`` people, each with council and answers."""
    asked = {question.id: at for at, question in enumerate(questions)}
    keys = tuple((each.id, option.id) for each in questions for option in each.options)
    position = {key: at for at, key in enumerate(keys)}
    answered = np.zeros((count, len(asked)), dtype=np.bool_)
    chosen = np.zeros((count, len(keys)), dtype=np.bool_)
    councils: list[str] = []
    for person, (council, answers) in enumerate(people):
        councils.append(council)
        answered[person, [asked[question] for question in answers]] = True
        keys_chosen = ((name, option) for name in answers for option in answers[name])
        chosen[person, [position[key] for key in keys_chosen]] = True
    answered.flags.writeable = chosen.flags.writeable = False
    return Responses(wave, "own", tuple(councils), tuple(asked), keys, chosen, answered)


def question_to_json(question: Question) -> dict[str, Any]:
    """A question with its options, as it was when the survey was saved."""
    return asdict(question)


def question_from_json(stored: Mapping[str, Any]) -> Question:
    """The question; what the code no longer knows is left out, what came later is unsaid."""
    options = tuple(Option(**_values(Option, each)) for each in stored["options"])
    return Question(**_values(Question, stored) | {"options": options})


def _values(kind: type[Question] | type[Option], stored: Mapping[str, Any]) -> dict[str, Any]:
    """The values that this kind has today; JSON has no tuples."""
    return {
        each.name: tuple(value) if isinstance(value := stored[each.name], list) else value
        for each in fields(kind)
        if each.name in stored
    }


def version_row(wave: WaveRow, change: ChangeRow, survey: OwnSurvey) -> VersionRow:
    """A version of a wave as it is stored, without its answers."""
    settings, rows, responses = survey.settings, survey.rows, survey.responses
    return VersionRow(
        wave_id=wave.id,
        number=change.version,
        change_id=change.id,
        title=settings.title,
        when_asked=settings.when,
        first_day=settings.first_day,
        last_day=settings.last_day,
        invited=list(settings.invited),
        minimum_people=settings.minimum_people,
        shows_councils=settings.shows_councils,
        questions=[question_to_json(each) for each in survey.questions],
        extra=sorted(survey.extra),
        mapping=survey.mapping,
        rows_read=rows.read,
        rows_used=rows.used,
        rows_set_aside=rows.set_aside,
        people=len(responses.councils),
        councils=len(responses.answering_councils),
    )


def change_of(row: ChangeRow) -> Change:
    """A line of the log."""
    return Change(
        region=row.region,
        wave=row.wave,
        version=row.version,
        action=cast(Action, row.action),
        by=row.by,
        at=row.at,
        why=row.why,
        restored_from=row.restored_from,
    )


def saved_wave_of(row: WaveRow, stored: VersionRow, change: ChangeRow) -> SavedWave:
    """A version of a wave, without its answers."""
    return SavedWave(
        wave=row.wave,
        settings=Settings(
            title=stored.title,
            when=stored.when_asked,
            first_day=stored.first_day,
            last_day=stored.last_day,
            invited=tuple(stored.invited),
            minimum_people=stored.minimum_people,
            shows_councils=stored.shows_councils,
        ),
        rows=RowCounts(stored.rows_read, stored.rows_used, stored.rows_set_aside),
        people=stored.people,
        councils=stored.councils,
        made_by=change_of(change),
        is_current=stored.number == row.version,
    )
