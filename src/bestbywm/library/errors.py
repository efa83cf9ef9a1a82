"""What can go wrong with the library's database, said so that somebody can mend it.

No message holds a password, nor an answer that somebody gave.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from sqlalchemy.exc import DBAPIError, SQLAlchemyError

from bestbywm.problems import Problem

TRY_AGAIN = "wait a moment, then try again"
OUR_LIBRARY = "a library that this program made"
ANOTHER_PLACE = "name another place in BESTBYWM_DATABASE_URL"


class LibraryError(Exception):
    """The library cannot do what was asked: what is wrong, what was expected, what to do.

    Attributes
    ----------
    problem
        The same for pages and the command line; its ``file`` names the database.
    """

    def __init__(self, problem: Problem) -> None:
        self.problem = problem
        super().__init__(str(problem))


class ConflictError(LibraryError):
    """Somebody else changed the wave in the meantime; nothing was saved."""


class NotThereError(LibraryError):
    """There is no such wave or version."""


@dataclass(frozen=True, slots=True)
class _Known:
    """A fault that databases have: how their codes for it begin, or what they say without one."""

    codes: tuple[str, ...]
    found: str
    expected: str
    remedy: str
    says: tuple[str, ...] = ()


# SQLite names its errors; PostgreSQL has codes of five signs, except while connecting.
KNOWN = (
    _Known(
        ("SQLITE_BUSY", "SQLITE_LOCKED", "55P03", "40001", "40P01"),
        "Somebody else is writing to the library",
        "nobody else writing for longer than a few seconds",
        TRY_AGAIN,
    ),
    _Known(
        ("SQLITE_READONLY", "SQLITE_PERM", "25006", "42501"),
        "The library can be read but not written to",
        "the right to write to it",
        "give whoever runs this program the right to write to the database and its folder",
    ),
    _Known(
        ("SQLITE_CANTOPEN", "SQLITE_AUTH"),
        "The file of the library cannot be opened",
        "a file in a folder that exists and can be written to",
        f"make the folder, or {ANOTHER_PLACE}",
    ),
    _Known(
        ("SQLITE_FULL", "53100"),
        "The disk is full",
        "enough room for the survey; what was there before is unharmed",
        "free some space, then try again",
    ),
    _Known(
        ("SQLITE_IOERR", "58030"),
        "The disk did not do what was asked",
        "a disk that can be read and written to; not a network drive for a SQLite file",
        f"check the disk, or {ANOTHER_PLACE}",
    ),
    _Known(
        ("SQLITE_NOTADB", "SQLITE_CORRUPT"),
        "The file is not a whole SQLite database",
        OUR_LIBRARY,
        f"put a backup in its place, or {ANOTHER_PLACE}",
    ),
    _Known(
        ("28",),
        "PostgreSQL does not accept this user and password",
        "a user whom the database lets in",
        "correct the user and the password in BESTBYWM_DATABASE_URL",
        says=("password authentication failed", "no password supplied", "no pg_hba.conf entry"),
    ),
    _Known(
        ("3D000",),
        "PostgreSQL has no such database",
        "a database that exists, even if it is empty",
        "make it with createdb, or correct its name in BESTBYWM_DATABASE_URL",
        says=('" does not exist',),
    ),
    _Known(
        ("53300", "57P0"),
        "PostgreSQL takes no connections at the moment",
        "a server with a free connection",
        TRY_AGAIN,
        says=("too many clients", "the database system is"),
    ),
)


@contextmanager
def explained(place: str) -> Iterator[None]:
    """Turn what the database, its driver or the disk says into a :class:`LibraryError`."""
    try:
        yield
    except DBAPIError as error:
        raise LibraryError(_problem(error, place)) from error
    except SQLAlchemyError as error:
        found = f"The database did not do what was asked ({type(error).__name__})"
        raise LibraryError(Problem(place, found, OUR_LIBRARY, TRY_AGAIN)) from error
    except OSError as error:
        found = f"The folder of the library cannot be used: {error.strerror or error}"
        expected = "a folder that can be written to"
        remedy = f"give the right to write there, or {ANOTHER_PLACE}"
        raise LibraryError(Problem(place, found, expected, remedy)) from error


def _problem(error: DBAPIError, place: str) -> Problem:
    """What is wrong: by the driver's code where it gives one, else in the driver's words."""
    code, said = _code(error), _first_line(error)
    for known in KNOWN:
        is_said = not code and any(words in said for words in known.says)
        if is_said or code.startswith(known.codes):
            return Problem(place, known.found, known.expected, known.remedy)
    if not code:  # so it is PostgreSQL, and there is no connection
        found = f"PostgreSQL cannot be reached, or lets nobody in: {said}"
        expected = "a PostgreSQL server that runs and can be reached from here"
        remedy = "check that it runs, and the address in BESTBYWM_DATABASE_URL"
        return Problem(place, found, expected, remedy)
    found = f"The database refused: {said}"
    remedy = f"ask whoever looks after the database, or {ANOTHER_PLACE}"
    return Problem(place, found, OUR_LIBRARY, remedy)


def _code(error: DBAPIError) -> str:
    """SQLite's name of the error, or PostgreSQL's five signs; "" if there is neither."""
    driver = error.orig
    return str(getattr(driver, "sqlite_errorname", None) or getattr(driver, "sqlstate", None) or "")


def _first_line(error: DBAPIError) -> str:
    return next(iter(str(error.orig).strip().splitlines()), "no reason was given").strip(" .")
