"""The waves of the survey: when, how many people, and what was never published."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import cast

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.provenance import Provenance
from bestbywm.region import Region
from bestbywm.survey.promise import Promise


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
    minimum_people, shows_councils
        What was promised to the people who answered: opinions of fewer people than this are not
        shown, and those of single councils only if that was agreed.
    invited
        Codes of the councils that were asked to take part; () if all of the region were, or if
        nobody knows.
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
    minimum_people: int = 1
    shows_councils: bool = True
    invited: tuple[str, ...] = ()

    @property
    def is_own(self) -> bool:
        """Whether its answers are real ones from a survey that was loaded."""
        return self.answers_provenance == "own"

    def promise(self, region: Region) -> Promise:
        """What was promised to the people who answered."""
        return Promise(self.minimum_people, self.shows_councils, region)


def read_waves(rows: Sequence[Row], region: Region) -> tuple[Wave, ...]:
    """Waves from rows of waves.csv, in the order of the file.

    The columns minimum_people, shows_councils and invited (names of councils) may be absent.
    """
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
            minimum_people=row.number_in("minimum_people") or 1,
            shows_councils=row.text("shows_councils") != "no",
            invited=tuple(
                council.code for name in row.list_in("invited") if (council := region.find(name))
            ),
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


def problems_of_promises(rows: Sequence[Row], region: Region) -> Iterator[Problem]:
    """What was promised must be read as it was meant: nothing is shown by mistake."""
    for row in rows:
        minimum = row.number_in("minimum_people")
        if minimum is not None and minimum < 1:
            yield row.problem(
                "minimum_people",
                f"{row.text('minimum_people')} is no number of people",
                "a whole number from 1, or an empty cell",
                "say of how many people on opinions may be shown",
            )
        if row.text("shows_councils") not in {"", "yes", "no"}:
            yield row.problem(
                "shows_councils",
                f"“{row.text('shows_councils')}” is neither yes nor no",
                "yes, no, or an empty cell, which means yes",
                "say whether opinions of single councils may be shown",
            )
        for name in row.list_in("invited"):
            if region.find(name) is None:
                yield row.problem(
                    "invited",
                    f"“{name}” is not a council of the region",
                    "names from councils.csv, separated by semicolons, or an empty cell",
                    "correct the name",
                )


WAVE_NAME = r"[^\W_](?:[\w .-]{0,38}[^\W_])?"
"""Identifiers of own waves: they stand in links and in names of files."""


def problems_of_own(wave: Wave, others: Sequence[str], region: Region) -> Iterator[Problem]:
    """An own wave must have a name that can be told from others, and say what it is."""
    file = f"survey {wave.id}"
    if not re.fullmatch(WAVE_NAME, wave.id):
        yield Problem(
            file,
            f"“{wave.id[:60]}” cannot be the name of a wave",
            "up to 40 letters, digits, blanks, hyphens, dots and underscores: for instance 2026",
            "choose a short name, such as the year",
        )
    for other in others:
        if other != wave.id and _as_in_link(other) == _as_in_link(wave.id):
            yield Problem(
                file,
                f"The names {wave.id} and {other} are the same in a link",
                "a name that differs in more than capitals and blanks",
                f"choose another name, or {other} to replace that wave",
            )
    for what, words in (("title", wave.title), ("when", wave.when)):
        if not words.strip():
            yield Problem(
                file,
                f"The {what} is empty",
                "words, such as “Our survey 2026”" if what == "title" else "words, such as “2026”",
                "fill it in: it stands beside every figure",
            )
    if wave.answers_provenance not in {None, "own"}:
        yield Problem(
            file,
            f"The wave is said to have {wave.answers_provenance} answers",
            "own answers",
            "load the answers of a survey: made-up ones are never shown as real",
        )
    if wave.minimum_people < 1:
        yield Problem(
            file,
            f"Opinions cannot be held back below {wave.minimum_people} people",
            "a whole number from 1",
            "say of how many people on opinions may be shown; 1 shows all",
        )
    for code in wave.invited:
        if code not in region.by_code:
            yield Problem(
                file,
                f"{code}, which was invited, is not the code of a council of the region",
                "codes of councils in councils.csv",
                "take it away from the councils invited",
            )


def _as_in_link(name: str) -> str:
    return "-".join(name.casefold().split())
