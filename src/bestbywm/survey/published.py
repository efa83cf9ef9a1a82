"""The published results: regional totals, each with its percentage, count and base."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.survey.questions import OptionKey, Questionnaire, Unit

CountBasis = Literal["", "published", "derived", "inferred"]


@dataclass(frozen=True, slots=True)
class PublishedFigure:
    """One published figure.

    Attributes
    ----------
    wave, question, option
        What it is about.
    percent
        Percentage of the base, from 0 to 100; None where only a count was published.
    as_published
        The words of the source where it gives no exact percentage ("just over 60%"), or "".
    count, base
        Number of people (or mentions, channels) and the number it is out of; None if unknown.
    count_basis
        published, derived (percentage times known base), inferred (base unknown), or "".
    published_unit
        What the source says it counts ("councils"), which is not always what was counted.
    source_url, note
        Where it was read, and remarks.
    """

    wave: str
    question: str
    option: str
    percent: float | None
    as_published: str
    count: int | None
    base: int | None
    count_basis: CountBasis
    published_unit: Unit
    source_url: str
    note: str

    @property
    def share(self) -> float | None:
        """The published percentage as a share from 0 to 1."""
        return None if self.percent is None else self.percent / 100


PublishedResults = Mapping[tuple[str, OptionKey], PublishedFigure]
"""Published figures by wave and (question, option), in the order of the file."""


def read_published(rows: Sequence[Row]) -> dict[tuple[str, OptionKey], PublishedFigure]:
    """Published figures from rows of published.csv."""
    figures = [
        PublishedFigure(
            wave=row.text("wave"),
            question=row.text("question"),
            option=row.text("option"),
            percent=None if row["percent"] is None else float(row["percent"]),
            as_published=row.text("as_published"),
            count=row.number_in("count"),
            base=row.number_in("base"),
            count_basis=cast(CountBasis, row.text("count_basis")),
            published_unit=cast(Unit, row.text("published_unit")),
            source_url=row.text("source_url"),
            note=row.text("note"),
        )
        for row in rows
    ]
    return {(each.wave, (each.question, each.option)): each for each in figures}


def problems_of_published(rows: Sequence[Row], questions: Questionnaire) -> Iterator[Problem]:
    """Options must exist, and a count cannot exceed its base or contradict its percentage."""
    for row in rows:
        question = questions[row.text("question")]
        options = [option.id for option in question.options]
        if row.text("option") not in options:
            yield row.problem(
                "option",
                f"The option “{row.text('option')}” is not one of the question {question.id}",
                f"one of {', '.join(options)}",
                "correct the option, or add it to options.csv",
            )
        count, base, percent = row.number_in("count"), row.number_in("base"), row["percent"]
        if count is not None and base is not None and count > base:
            yield row.problem(
                "count",
                f"{count} of {base} is more than everybody",
                f"at most {base}",
                "correct the count or the base",
            )
        elif None not in (count, base, percent) and not _agrees(count, base, float(percent)):
            yield row.problem(
                "percent",
                f"{percent}% is not {count} of {base} ({100 * (count or 0) / (base or 1):.1f}%)",
                "a percentage that agrees with the count and the base within two points",
                "correct the percentage, the count or the base",
            )
        elif percent is not None and not 0 <= percent <= 100:
            yield row.problem(
                "percent",
                f"{percent}% is no share of a whole",
                "a percentage from 0 to 100",
                "correct the percentage",
            )
        if percent is None and count is None:
            yield row.problem(
                "percent",
                "The row has neither a percentage nor a count",
                "at least one of the two",
                "fill one of the two cells, or delete the row",
            )


def _agrees(count: int | None, base: int | None, percent: float) -> bool:
    """Within two points: sources round, and one says only "just over 60"."""
    return count is not None and bool(base) and abs(100 * count / (base or 1) - percent) < 2
