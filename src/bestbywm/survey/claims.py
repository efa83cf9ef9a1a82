"""What is claimed by comparing results, and what bears on comparing two waves."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.survey.questions import Questionnaire

ClaimKind = Literal["most", "below", "rose", "fell"]
"""most: the options are named most; below: a share lies below another; rose, fell: since a wave."""

Effect = Literal["care", "not comparable"]


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that compares something.

    Attributes
    ----------
    id, wave, says
        Identifier, the wave, and the claim in our own words.
    kind
        What it compares.
    question, options
        What it is about; options only for ``most``.
    other_question, factor
        For ``below``: the question that lies above, and below how many times its share.
    other_wave
        For ``rose`` and ``fell``: the earlier wave.
    source_url
        Where it was read.
    """

    id: str
    wave: str
    says: str
    kind: ClaimKind
    question: str
    options: tuple[str, ...]
    other_question: str
    other_wave: str
    factor: float
    source_url: str


@dataclass(frozen=True, slots=True)
class WaveDifference:
    """Why a question may be compared between two waves only with care, or not at all.

    Attributes
    ----------
    question
        What was asked.
    wave, other_wave
        The wave whose figure the reason is about, and the one that it is compared with.
    effect
        What it does to the comparison.
    reason
        Why, in a sentence.
    """

    question: str
    wave: str
    other_wave: str
    effect: Effect
    reason: str

    @property
    def waves(self) -> frozenset[str]:
        """The two waves, in no order."""
        return frozenset((self.wave, self.other_wave))


def read_claims(rows: Sequence[Row]) -> tuple[Claim, ...]:
    """Claims from rows of claims.csv."""
    return tuple(
        Claim(
            id=row.text("claim"),
            wave=row.text("wave"),
            says=row.text("says"),
            kind=cast(ClaimKind, row.text("kind")),
            question=row.text("question"),
            options=row.list_in("options"),
            other_question=row.text("other_question"),
            other_wave=row.text("other_wave"),
            factor=1.0 if row.cells.get("factor") is None else float(row["factor"]),
            source_url=row.text("source_url"),
        )
        for row in rows
    )


def read_wave_differences(rows: Sequence[Row]) -> tuple[WaveDifference, ...]:
    """Differences from rows of wave_differences.csv."""
    return tuple(
        WaveDifference(
            question=row.text("question"),
            wave=row.text("wave"),
            other_wave=row.text("other_wave"),
            effect=cast(Effect, row.text("effect")),
            reason=row.text("reason"),
        )
        for row in rows
    )


def problems_of_claims(
    rows: Sequence[Row], questions: Questionnaire, waves: Sequence[str]
) -> Iterator[Problem]:
    """Each kind of claim needs what it compares."""
    for row in rows:
        kind = row.text("kind")
        if kind == "most":
            yield from _problems_of_options(row, questions)
        elif kind == "below" and row.text("other_question") not in questions:
            yield row.problem(
                "other_question",
                f"“{row.text('other_question')}” is not a question",
                f"one of {', '.join(questions)}",
                "name the question whose share lies above",
            )
        elif kind in {"rose", "fell"} and row.text("other_wave") not in waves:
            yield row.problem(
                "other_wave",
                f"“{row.text('other_wave')}” is not a wave",
                f"one of {', '.join(waves)}",
                "name the earlier wave",
            )


def _problems_of_options(row: Row, questions: Questionnaire) -> Iterator[Problem]:
    options = [option.id for option in questions[row.text("question")].options]
    named = row.list_in("options")
    for wrong in [each for each in named if each not in options] or ([] if named else [""]):
        yield row.problem(
            "options",
            f"“{wrong}” is not an option of the question {row.text('question')}",
            f"one or more of {', '.join(options)}, separated by ;",
            "name the options that are said to be named most",
        )
