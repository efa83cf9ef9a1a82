"""Surveys of the tiny region to save: by hand, or of many people."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from bestbywm.library import OwnSurvey, RowCounts, Settings
from bestbywm.survey.questions import Option, Question
from bestbywm.survey.responses import Responses
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

REGION = "tinyshire"

COUNCILS = (NORTHMOOR, EASTFORD, SOUTHWICK, HOLMSHIRE)


def question(id_: str, kind: Any, *options: str) -> Question:
    return Question(
        id=id_,
        group="Group",
        short=id_.capitalize(),
        measure=f"High {id_}",
        kind=kind,
        unit="people",
        direction="strength",
        is_headline=False,
        wording=f"What about {id_}?",
        wording_basis="original",
        help="",
        finding=f"say {id_}",
        options=tuple(
            Option(each, each.capitalize(), "high" if at == 0 else "")
            for at, each in enumerate(options)
        ),
        aliases=(f"About {id_}",),
    )


USE = question("use", "single", "high", "low")
BARRIERS = question("barriers", "multiple", "cost", "time", "nothing")
TEA = question("tea", "single", "milk", "lemon")
"""A question that the tiny region does not have."""

Person = tuple[str, dict[str, Sequence[str]]]

FOUR_PEOPLE: tuple[Person, ...] = (
    (NORTHMOOR, {"use": ["high"], "barriers": ["cost", "time"]}),
    (EASTFORD, {"use": ["low"], "barriers": []}),
    (EASTFORD, {"use": ["low"]}),
    (HOLMSHIRE, {}),
)


def survey(
    people: Sequence[Person] = FOUR_PEOPLE,
    wave: str = "2032",
    questions: Sequence[Question] = (USE, BARRIERS),
    settings: Settings | None = None,
    extra: frozenset[str] = frozenset(),
    mapping: str = '{"columns": {"D": "use"}}',
    set_aside: int = 1,
) -> OwnSurvey:
    """A survey of people, each with a council and the options chosen by question."""
    keys = tuple((each.id, option.id) for each in questions for option in each.options)
    asked = tuple(each.id for each in questions)
    answered = np.array([[name in answers for name in asked] for _, answers in people], dtype=bool)
    chosen = np.array(
        [[option in answers.get(name, ()) for name, option in keys] for _, answers in people],
        dtype=bool,
    )
    return OwnSurvey(
        settings=settings or Settings("Tiny survey", "May 2032", invited=COUNCILS),
        questions=tuple(questions),
        extra=extra,
        responses=Responses(
            wave,
            "own",
            tuple(council for council, _ in people),
            asked,
            keys,
            chosen.reshape(len(people), len(keys)),
            answered.reshape(len(people), len(asked)),
        ),
        rows=RowCounts(len(people) + set_aside, len(people), set_aside),
        mapping=mapping,
    )


def of_people(count: int, wave: str = "2032") -> OwnSurvey:
    """A survey of so many people, no two neighbours alike."""
    choices = (["cost"], ["time"], ["cost", "time"], ["nothing"])
    people = [
        (COUNCILS[at % 4], {"use": ["high" if at % 3 else "low"], "barriers": choices[at % 4]})
        for at in range(count)
    ]
    return survey(people, wave)


def same(one: OwnSurvey, other: OwnSurvey) -> bool:
    """Whether two surveys hold the same, to the last truth value."""
    first, second = one.responses, other.responses
    return (
        (one.settings, one.questions, one.extra, one.rows, one.mapping)
        == (other.settings, other.questions, other.extra, other.rows, other.mapping)
        and (first.wave, first.provenance, first.councils, first.questions, first.options)
        == (second.wave, second.provenance, second.councils, second.questions, second.options)
        and np.array_equal(first.chosen, second.chosen)
        and np.array_equal(first.answered, second.answered)
    )
