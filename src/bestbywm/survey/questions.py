"""The questionnaire: questions, their options, and which options count as "high"."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, cast

from bestbywm.files import Row
from bestbywm.problems import Problem

Kind = Literal["single", "multiple", "mentions", "fact"]
"""single: one answer; multiple: any number; mentions: examples named; fact: a statement."""

Unit = Literal["people", "mentions", "councils", "channels"]

Direction = Literal["strength", "weakness"]

Role = Literal["", "high", "none", "rest"]
"""high: counted by the measure; none: names nothing; rest: every unpublished answer."""

PanelKind = Literal["compare", "ranking", "split", "facts"]

Level = Literal["main", "more"]

OptionKey = tuple[str, str]
"""Question and option: the identity of an answer."""


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose from: as the results name it, as charts show it, and its role.

    ``aliases`` are other words for it in the files of those who ask the question again.
    """

    id: str
    label: str
    role: Role
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Question:
    """A question with its options in order.

    Attributes
    ----------
    id, group, short, wording, wording_basis, help
        Identifier; group in the measure picker; short and full wording; whether the wording is
        original or reconstructed; explanation in plain words.
    measure
        Name of the measure: the share of people with an option whose role is ``high``.
    finding
        Verb phrase that completes "15 of 40 people …".
    kind, unit, direction
        How it is answered, what is counted, and whether more is a strength or a weakness.
    is_headline
        Whether the measure is among the headline figures of the overview.
    options
        Options in order.
    aliases
        Other wordings of the question in the files of those who ask it again.
    """

    id: str
    group: str
    short: str
    measure: str
    kind: Kind
    unit: Unit
    direction: Direction
    is_headline: bool
    wording: str
    wording_basis: str
    help: str
    finding: str
    options: tuple[Option, ...]
    aliases: tuple[str, ...] = ()

    def with_role(self, role: Role) -> tuple[Option, ...]:
        """Options with this role, in order."""
        return tuple(option for option in self.options if option.role == role)

    @cached_property
    def high(self) -> frozenset[str]:
        """Identifiers of the options that the measure counts."""
        return frozenset(option.id for option in self.with_role("high"))

    def option(self, option_id: str) -> Option:
        """The option with this identifier; KeyError if there is none."""
        for option in self.options:
            if option.id == option_id:
                return option
        raise KeyError(option_id)


Questionnaire = Mapping[str, Question]
"""Questions by identifier, in order."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel of the overview: its subject, its kind of exhibit, and its questions in order.

    ``level`` says whether it is shown at once (main) or when more figures are asked for.
    """

    id: str
    title: str
    kind: PanelKind
    level: Level
    questions: tuple[str, ...]


def read_questions(rows: Sequence[Row], options: Sequence[Row]) -> dict[str, Question]:
    """Questions from rows of questions.csv and options.csv."""
    return {
        row.text("question"): Question(
            id=row.text("question"),
            group=row.text("group"),
            short=row.text("short"),
            measure=row.text("measure"),
            kind=cast(Kind, row.text("kind")),
            unit=cast(Unit, row.text("unit")),
            direction=cast(Direction, row.text("direction")),
            is_headline=row.text("headline") == "yes",
            wording=row.text("wording"),
            wording_basis=row.text("wording_basis"),
            help=row.text("help"),
            finding=row.text("finding"),
            options=tuple(
                Option(
                    each.text("option"),
                    each.text("label"),
                    cast(Role, each.text("role")),
                    each.list_in("aliases"),
                )
                for each in options
                if each.text("question") == row.text("question")
            ),
            aliases=row.list_in("aliases"),
        )
        for row in rows
    }


def problems_of_questions(rows: Sequence[Row], questions: Questionnaire) -> Iterator[Problem]:
    """Every question needs an option that its measure counts; an alias means one thing only."""
    asked: dict[str, str] = {}
    for row in rows:
        yield from _problems_of_aliases(row, questions[row.text("question")], asked)
        if not questions[row.text("question")].high:
            yield row.problem(
                "question",
                f"The question {row.text('question')} has no option that counts",
                "at least one row in options.csv with the role high",
                "give the options that the measure counts the role high",
            )


def _problems_of_aliases(row: Row, question: Question, asked: dict[str, str]) -> Iterator[Problem]:
    """Aliases that two questions share, or two options of one question."""
    for alias in question.aliases:
        other = asked.setdefault(alias.casefold(), question.id)
        if other != question.id:
            yield row.problem(
                "aliases",
                f"“{alias}” already means the question {other}",
                "an alias that means one question only",
                "take the alias away from one of the two",
            )
    meant: dict[str, str] = {}
    for option in question.options:
        for alias in option.aliases:
            other = meant.setdefault(alias.casefold(), option.id)
            if other != option.id:
                yield row.problem(
                    "question",
                    f"“{alias}” means both {other} and {option.id} in options.csv",
                    "an alias that means one option of the question only",
                    "take the alias away from one of the two",
                )


def read_panels(rows: Sequence[Row]) -> tuple[Panel, ...]:
    """Panels from rows of panels.csv."""
    return tuple(
        Panel(
            row.text("panel"),
            row.text("title"),
            cast(PanelKind, row.text("kind")),
            cast(Level, row.text("level")),
            row.list_in("questions"),
        )
        for row in rows
    )


def problems_of_panels(rows: Sequence[Row], questions: Questionnaire) -> Iterator[Problem]:
    """A panel is about questions that exist; a ranking is about one."""
    for row in rows:
        for question in row.list_in("questions"):
            if question not in questions:
                yield row.problem(
                    "questions",
                    f"The panel names the question {question}",
                    f"one of {', '.join(questions)}",
                    "correct the identifier, or add the question to questions.csv",
                )
        if row.text("kind") == "ranking" and len(row.list_in("questions")) != 1:
            yield row.problem(
                "questions",
                f"The ranking names {len(row.list_in('questions'))} questions",
                "exactly one question",
                "leave one, or use the kind compare",
            )
