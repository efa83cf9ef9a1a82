"""The waves of the survey: when, how many people, and what was never published."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.provenance import Provenance


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave of the survey.

    Attributes
    ----------
    id, title, when, summary, not_published, source_url
        Words from the pack.
    people, people_basis
        Number of people who answered, and whether it was published, derived or inferred.
    councils_answered, councils_invited
        Number of councils they came from, and of councils asked; None if not known.
    answers_file, answers_provenance
        File with one row per person and what kind of data it is; None without answers.
    """

    id: str
    title: str
    when: str
    people: int | None
    people_basis: str
    councils_answered: int | None
    councils_invited: int | None
    summary: str
    not_published: str
    answers_file: str | None
    answers_provenance: Provenance | None
    source_url: str


def read_waves(rows: Sequence[Row]) -> tuple[Wave, ...]:
    """Waves from rows of waves.csv, in the order of the file."""
    return tuple(
        Wave(
            id=row.text("wave"),
            title=row.text("title"),
            when=row.text("when"),
            people=row.number_in("people"),
            people_basis=row.text("people_basis"),
            councils_answered=row.number_in("councils_answered"),
            councils_invited=row.number_in("councils_invited"),
            summary=row.text("summary"),
            not_published=row.text("not_published"),
            answers_file=row.text("answers_file") or None,
            answers_provenance=cast(Provenance, row.text("answers_provenance")) or None,
            source_url=row.text("source_url"),
        )
        for row in rows
    )


def problems_of_waves(rows: Sequence[Row], files: Sequence[str]) -> Iterator[Problem]:
    """A file of answers must be one of these, and must say what kind of data it is."""
    for row in rows:
        file = row.text("answers_file")
        if file and file not in files:
            yield row.problem(
                "answers_file",
                f"The file {file} is not described as a table of answers in datapackage.json",
                "a file with the columns person and council, or an empty cell",
                "describe the file in datapackage.json, or empty the cell",
            )
        if file and not row.text("answers_provenance"):
            yield row.problem(
                "answers_provenance",
                "The cell is empty",
                "illustrative or own",
                "say whether the answers are made up (illustrative) or real (own)",
            )
