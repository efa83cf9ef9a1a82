"""What the library keeps: surveys with their settings, and who changed what, when and why."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from bestbywm.survey.questions import Question
from bestbywm.survey.responses import Responses
from bestbywm.words import moment_in_words

Action = Literal["saved", "corrected", "restored", "deleted"]


@dataclass(frozen=True, slots=True)
class Settings:
    """What the people who ran a survey say about it.

    Attributes
    ----------
    title, when
        Its name, and when it was asked in words: ``May 2026``.
    first_day, last_day
        First and last day on which people answered; None if not known.
    invited
        Codes of the councils that were asked; () if not known.
    minimum_people
        Opinions of fewer people than this are not shown for a single council.
    shows_councils
        Whether opinions of single councils may be shown at all.
    """

    title: str
    when: str
    first_day: date | None = None
    last_day: date | None = None
    invited: tuple[str, ...] = ()
    minimum_people: int = 1
    shows_councils: bool = True


@dataclass(frozen=True, slots=True)
class RowCounts:
    """Rows of the file below its headings: read = used + set aside."""

    read: int
    used: int
    set_aside: int

    def __post_init__(self) -> None:
        if min(self.used, self.set_aside) < 0 or self.used + self.set_aside != self.read:
            raise ValueError(
                f"{self.read} rows read are not {self.used} used and {self.set_aside} set aside"
            )


@dataclass(frozen=True, eq=False)
class OwnSurvey:
    """A survey as it is saved: all that is needed to show it, and nothing about a person.

    Attributes
    ----------
    settings
        What is said about it.
    questions
        What was asked, in the order of ``responses.questions``.
    extra
        Identifiers of the questions that the region pack does not have.
    responses
        The answers: of each person the council and the options chosen, and no more.
    rows
        What became of the rows of the file.
    mapping
        How the file was understood, as JSON text; "" if it is not known.
    """

    settings: Settings
    questions: tuple[Question, ...]
    extra: frozenset[str]
    responses: Responses
    rows: RowCounts
    mapping: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not be read back as it was: a ValueError here is a bug."""
        asked = tuple(question.id for question in self.questions)
        options = tuple((each.id, option.id) for each in self.questions for option in each.options)
        if self.responses.provenance != "own":
            raise ValueError(f"Answers that are {self.responses.provenance} are nobody's own")
        if asked != self.responses.questions or options != self.responses.options:
            raise ValueError("The answers are not to these questions and options")
        if not self.extra <= set(asked):
            raise ValueError(f"Not asked: {', '.join(sorted(self.extra - set(asked)))}")
        for at, question in enumerate(asked):
            columns = [of == question for of, _ in options]
            if (
                self.responses.chosen[:, columns].any(axis=1) & ~self.responses.answered[:, at]
            ).any():
                raise ValueError(f"{question}: somebody chose an option and did not answer")

    @property
    def extra_questions(self) -> dict[str, Question]:
        """The questions that the region pack does not have, by identifier."""
        return {each.id: each for each in self.questions if each.id in self.extra}


@dataclass(frozen=True, slots=True)
class Change:
    """A line of the log: who did what to a wave, when (in UTC) and why.

    ``version`` is the version that came about, or the last one before the wave was deleted;
    ``restored_from`` is the version that was made current again.
    """

    region: str
    wave: str
    version: int
    action: Action
    by: str
    at: datetime
    why: str
    restored_from: int | None = None

    @property
    def at_in_words(self) -> str:
        """The time: ``24 November 2026, 09:30 UTC``."""
        return moment_in_words(self.at)

    @property
    def in_words(self) -> str:
        """The line as a sentence without a full stop, followed by the reason if there is one."""
        if self.action == "deleted":
            done = f"{self.wave} deleted"
        elif self.action == "restored":
            done = f"{self.wave} version {self.version} restored from version {self.restored_from}"
        else:
            done = f"{self.wave} version {self.version} {self.action}"
        reason = f": {self.why}" if self.why else ""
        return f"{done} by {self.by}, {self.at_in_words}{reason}"


@dataclass(frozen=True, slots=True)
class SavedWave:
    """A version of a wave, without its answers.

    Attributes
    ----------
    wave
        Identifier of the wave.
    settings, rows
        As they were saved.
    people, councils
        How many people answered, and from how many councils.
    made_by
        The change that brought this version about.
    is_current
        Whether it is the version that pages show.
    """

    wave: str
    settings: Settings
    rows: RowCounts
    people: int
    councils: int
    made_by: Change
    is_current: bool

    @property
    def version(self) -> int:
        """Number of the version, counted from 1."""
        return self.made_by.version


@dataclass(frozen=True, eq=False)
class Saved:
    """A version of a wave with its answers."""

    about: SavedWave
    survey: OwnSurvey
