"""Real facts about councils: good-practice examples, account figures, funded projects."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bestbywm.files import Row
from bestbywm.problems import Problem
from bestbywm.region import Region


@dataclass(frozen=True, slots=True)
class Example:
    """A real example of good practice; ``councils`` are codes, none for a regional project."""

    title: str
    organisation: str
    councils: tuple[str, ...]
    channels: tuple[str, ...]
    theme: str
    year: int | None
    collection: str
    evidence: str
    source_url: str


@dataclass(frozen=True, slots=True)
class AccountFigure:
    """A dated figure of a council's account: an annotation, never ranked or mapped."""

    council: str
    platform: str
    account: str
    in_words: str
    date: str
    source_url: str


@dataclass(frozen=True, slots=True)
class FundedProject:
    """A project that the survey's fund paid for; ``council`` is a code or None."""

    project: str
    organisation: str
    council: str | None
    source_url: str


def read_examples(rows: Sequence[Row], region: Region) -> tuple[Example, ...]:
    """Examples from rows of good_practice.csv."""
    return tuple(
        Example(
            title=row.text("title"),
            organisation=row.text("organisation"),
            councils=tuple(region.by_name[name].code for name in row.list_in("councils")),
            channels=row.list_in("channels"),
            theme=row.text("theme"),
            year=row.number_in("year"),
            collection=row.text("collection"),
            evidence=row.text("evidence"),
            source_url=row.text("source_url"),
        )
        for row in rows
    )


def problems_of_examples(rows: Sequence[Row], region: Region) -> Iterator[Problem]:
    """Every council that an example names must be a council of the region."""
    for row in rows:
        for name in row.list_in("councils"):
            if name not in region.by_name:
                yield row.problem(
                    "councils",
                    f"“{name}” is not a council of the region",
                    "short names from councils.csv, separated by ;",
                    "correct the name, or add the council to councils.csv",
                )


def read_account_figures(rows: Sequence[Row], region: Region) -> tuple[AccountFigure, ...]:
    """Account figures from rows of account_figures.csv."""
    return tuple(
        AccountFigure(
            council=region.by_name[row.text("council")].code,
            platform=row.text("platform"),
            account=row.text("handle_or_url"),
            in_words=row.text("in_words"),
            date=row.text("date"),
            source_url=row.text("url"),
        )
        for row in rows
    )


def read_funded_projects(rows: Sequence[Row], region: Region) -> tuple[FundedProject, ...]:
    """Funded projects from rows of funded_projects.csv."""
    return tuple(
        FundedProject(
            project=row.text("project"),
            organisation=row.text("organisation"),
            council=region.by_name[row.text("council")].code if row.text("council") else None,
            source_url=row.text("url"),
        )
        for row in rows
    )
