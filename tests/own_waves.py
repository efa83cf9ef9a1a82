"""Own surveys for tests: made-up answers that count as somebody's own, and packs that show them."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from bestbywm.pack import Pack
from bestbywm.survey.questions import Kind, Option, Question
from bestbywm.survey.responses import Responses
from bestbywm.survey.waves import Wave

TITLE = "Our own survey"

NO_QUESTIONS: Mapping[str, Question] = MappingProxyType({})


def own_wave(
    id_: str = "2026",
    *,
    minimum_people: int = 1,
    shows_councils: bool = True,
    invited: Sequence[str] = (),
    title: str = TITLE,
    when: str = "May 2026",
) -> Wave:
    """An own wave with these settings, as the page makes it."""
    return Wave(
        id=id_,
        title=title,
        when=when,
        people=None,
        people_basis="",
        councils_answered=None,
        councils_invited=None,
        summary="",
        not_published="",
        answers_file=None,
        answers_provenance="own",
        source_url="",
        minimum_people=minimum_people,
        shows_councils=shows_councils,
        invited=tuple(invited),
    )


def answers(
    questions: Mapping[str, Question],
    councils: Sequence[str],
    *,
    wave: str = "2026",
    seed: int = 1,
    skipped: Collection[str] = (),
    skipping: float = 0.1,
) -> Responses:
    """Made-up answers of one person per council code, as varied as people are.

    Nobody answers the questions ``skipped``; one answer in ten is left out of the others.
    """
    rng = np.random.default_rng(seed)
    asked = [each for each in questions.values() if each.kind != "fact"]
    keys = tuple((each.id, option.id) for each in asked for option in each.options)
    chosen = np.zeros((len(councils), len(keys)), dtype=np.bool_)
    answered = np.zeros((len(councils), len(asked)), dtype=np.bool_)
    start = 0
    for at, question in enumerate(asked):
        size = len(question.options)
        part = chosen[:, start : start + size]
        if question.kind == "single":
            part[np.arange(len(councils)), rng.integers(0, size, len(councils))] = True
        else:
            part[:] = rng.random(part.shape) < 0.4
            _alone(part, [option.role == "none" for option in question.options])
        silent = rng.random(len(councils)) < (1.0 if question.id in skipped else skipping)
        part[silent] = False
        answered[:, at] = part.any(axis=1)
        start += size
    asked_ids = tuple(question.id for question in asked)
    return Responses(wave, "own", tuple(councils), asked_ids, keys, chosen, answered)


def _alone(part: np.ndarray, is_none: Sequence[bool]) -> None:
    """Whoever says that there is nothing to name does not name something as well."""
    none = np.array(is_none)
    if none.any():
        part[np.ix_(part[:, ~none].any(axis=1), none)] = False


def with_own(
    pack: Pack,
    councils: Sequence[str],
    *,
    extra: Mapping[str, Question] = NO_QUESTIONS,
    questions: Collection[str] | None = None,
    skipped: Collection[str] = (),
    skipping: float = 0.1,
    seed: int = 1,
    wave: Wave | None = None,
) -> Pack:
    """The pack with an own wave of one person per council code; ``questions`` keeps only those."""
    asked = {
        id_: each
        for id_, each in {**pack.questions, **extra}.items()
        if questions is None or id_ in questions
    }
    shown = wave or own_wave()
    made = answers(asked, councils, wave=shown.id, seed=seed, skipped=skipped, skipping=skipping)
    return pack.with_wave(shown, made, extra)


def with_people(pack: Pack, people: Sequence[tuple[str, str]]) -> Pack:
    """The pack with a survey of these people: council, and how they rate its use; "" skips it."""
    options = [option.id for option in pack.questions["usage_level"].options]
    responses = Responses(
        wave="2013",
        provenance="own",
        councils=tuple(pack.region.by_name[council].code for council, _ in people),
        questions=("usage_level",),
        options=tuple(("usage_level", option) for option in options),
        chosen=np.array([[answer == option for option in options] for _, answer in people]),
        answered=np.array([[bool(answer)] for _, answer in people]),
    )
    return replace(pack, responses={"2013": responses}, published={})


def some_councils(pack: Pack, people: int, councils: int, seed: int = 1) -> list[str]:
    """The council of each of so many people, of so many councils, some with more than others."""
    rng = np.random.default_rng(seed)
    chosen = [str(code) for code in rng.permutation(pack.region.codes)[:councils]]
    rest = [str(code) for code in rng.choice(chosen, people - councils, p=_uneven(councils))]
    return [*chosen, *rest]


def _uneven(size: int) -> np.ndarray:
    weights = 1 / np.arange(1, size + 1)
    return weights / weights.sum()


def extra(id_: str = "own_tools", *, options: int = 3, kind: Kind = "multiple") -> Question:
    """A question that no pack has, with so many options."""
    labels = [f"Tool {at}, the long name of it" for at in range(1, options + 1)]
    is_single = kind == "single"
    return Question(
        id=id_,
        group="Your own questions",
        short="Tools we use",
        measure=f"Tools we use – {labels[0]}" if is_single else "Tools we use",
        kind=kind,
        unit="people",
        direction="strength",
        is_headline=False,
        wording="Which tools do you use?",
        wording_basis="original",
        help="A question of this survey's own.",
        finding=f"answer “{labels[0]}”" if is_single else "answer {option}",
        options=tuple(
            Option(label, label, "high" if not is_single or at == 0 else "")
            for at, label in enumerate(labels)
        ),
    )
