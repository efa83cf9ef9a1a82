"""What the library refuses, each with what was expected and what to do instead."""

import re
from collections.abc import Sequence
from dataclasses import replace

from bestbywm.library.errors import ConflictError, LibraryError, NotThereError
from bestbywm.library.values import Change, OwnSurvey
from bestbywm.problems import Problem
from bestbywm.survey.waves import WAVE_NAME
from bestbywm.words import cleaned, listed


def checked(place: str, wave: str, survey: OwnSurvey) -> OwnSurvey:
    """The survey with its words cleaned.

    Raises
    ------
    LibraryError
        For what people get wrong: the name of the wave, and the settings.
    ValueError
        If the answers are of another wave, which is a bug.
    """
    if survey.responses.wave != wave:
        raise ValueError(f"Answers of {survey.responses.wave} are not those of {wave}")
    if not re.fullmatch(WAVE_NAME, wave):
        raise LibraryError(
            Problem(
                place,
                f"“{cleaned(wave)[:60]}” cannot be the name of a wave",
                "up to 40 letters, digits, blanks, hyphens, dots and underscores, such as 2026",
                "choose another name; the title may hold any words",
            )
        )
    settings = survey.settings
    if settings.minimum_people < 1:
        found = f"The least number of people is {settings.minimum_people}"
        raise LibraryError(Problem(place, found, "a whole number from 1 on", "correct the number"))
    refuse_empty(place, settings.title, "the title of the survey")
    refuse_empty(place, settings.when, "when the survey was asked")
    words = replace(settings, title=cleaned(settings.title), when=cleaned(settings.when))
    return replace(survey, settings=words)


def refuse_empty(place: str, text: str, what: str) -> None:
    """A LibraryError if there are no words."""
    if not cleaned(text):
        raise LibraryError(Problem(place, f"It is not said {what}", what, f"say {what}"))


def no_wave(place: str, wave: str, known: Sequence[str]) -> NotThereError:
    """There is no such wave, and never was."""
    return NotThereError(
        Problem(
            place,
            f"There is no saved wave {cleaned(wave)}",
            f"one of {listed(known)}" if known else "a wave that was saved; there is none yet",
            "name one of these waves" if known else "save one first",
        )
    )


def deleted(place: str, latest: Change) -> NotThereError:
    """There is no such wave any longer."""
    return NotThereError(
        Problem(
            place,
            f"The wave is no longer there: {latest.in_words}",
            "a wave that was not deleted",
            "save it anew from its file, or name another wave",
        )
    )


def no_version(place: str, wave: str, number: int, known: Sequence[int]) -> NotThereError:
    """The wave has no such version."""
    return NotThereError(
        Problem(
            place,
            f"The wave {wave} has no version {number}",
            f"one of {listed(str(each) for each in known)}",
            "name one of these versions",
        )
    )


def already_there(place: str, latest: Change) -> ConflictError:
    """A wave of that name was saved before."""
    return ConflictError(
        Problem(
            place,
            f"The wave is already there: {latest.in_words}",
            "a wave that is not there yet",
            "correct the wave, or choose another name",
        )
    )


def already_current(place: str, wave: str, version: int) -> ConflictError:
    """The version to restore is the one that pages show."""
    return ConflictError(
        Problem(
            place,
            f"Version {version} of the wave {wave} is the current one",
            "an earlier version",
            "name another version, or leave everything as it is",
        )
    )


def was_faster(
    place: str, wave: str, based_on: int | None = None, current: int | None = None
) -> ConflictError:
    """Somebody else changed the wave after it was looked at."""
    now = f", and is now at version {current}" if current not in {None, based_on} else ""
    return ConflictError(
        Problem(
            place,
            f"Somebody else changed the wave {wave} in the meantime{now}; nothing was saved",
            f"version {based_on} to be the current one" if based_on else "no such wave yet",
            "look at what changed, then do it again if it is still wanted",
        )
    )
