"""Where the library is: a SQLite file of the user, or the database that somebody names."""

import json
import os
import sqlite3
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError

from bestbywm.library.errors import LibraryError
from bestbywm.problems import Problem

DATABASE_VARIABLE = "BESTBYWM_DATABASE_URL"
"""Environment variable that names the database."""

FILE = "library.sqlite"

EXAMPLES = "sqlite:///folder/library.sqlite or postgresql://user:password@host/database"

WRITES = "bestbywm_writes"
"""Execution option of an engine whose transactions write."""


def database_url(text: str | None = None) -> URL:
    """The address of the database: this one, or the one in the environment, or the user's file.

    Raises
    ------
    LibraryError
        If it is no address of a SQLite file or of a PostgreSQL database.
    """
    named = (os.environ.get(DATABASE_VARIABLE, "") if text is None else text).strip()
    if not named:
        return URL.create("sqlite", database=str(users_file()))
    try:
        url = make_url(named)
        kind = url.get_backend_name()
    except (ArgumentError, ValueError):
        # Without the cause: it repeats the address, and a password may stand in it.
        raise _no_address("The address of the library cannot be read") from None
    if kind == "sqlite" and url.database not in {None, "", ":memory:"}:
        return url.set(drivername="sqlite")
    if kind in {"postgresql", "postgres"} and url.database:
        return _with_driver(url)
    if kind in {"sqlite", "postgresql", "postgres"}:
        raise _no_address("The address of the library names no file or database")
    raise _no_address(f"The library cannot be kept in “{kind}”")


def users_file() -> Path:
    """The file that is used where nobody names a database."""
    return platformdirs.user_data_path("bestbywm", appauthor=False) / FILE


def _no_address(found: str) -> LibraryError:
    return LibraryError(
        Problem(DATABASE_VARIABLE, found, EXAMPLES, f"correct {DATABASE_VARIABLE}, or unset it")
    )


def _with_driver(url: URL) -> URL:
    if find_spec("psycopg") is None:
        raise LibraryError(
            Problem(
                DATABASE_VARIABLE,
                "The address names PostgreSQL, whose driver is not installed",
                "the package psycopg",
                'install it with: python -m pip install "psycopg[binary]>=3.3,<4"',
            )
        )
    return url.set(drivername="postgresql+psycopg")


def in_words(url: URL) -> str:
    """The database as messages name it: never with a password, nor with options."""
    if url.get_backend_name() == "sqlite":
        return f"Library {url.database}"
    where = f" on {url.host}" if url.host else ""
    return f"Library {url.database}{where}"


def file_of(url: URL) -> Path | None:
    """The file of a SQLite database named by its path; None for everything else."""
    database = url.database or ""
    is_file = url.get_backend_name() == "sqlite" and not database.startswith("file:")
    return Path(database) if is_file else None


def engine_for(url: URL, patience: float) -> Engine:
    """An engine that waits for others ``patience`` seconds, and shows no value in its errors."""
    milliseconds = round(patience * 1000)
    make = partial(
        create_engine,
        hide_parameters=True,
        json_serializer=partial(json.dumps, separators=(",", ":")),
    )
    if url.get_backend_name() == "sqlite":
        engine = make(url)
        event.listen(engine, "connect", partial(_prepare_sqlite, milliseconds))
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    seconds = str(max(2, round(patience)))  # libpq knows no shorter time
    return make(
        url.update_query_dict({"connect_timeout": seconds}, append=False),
        connect_args={"options": f"-c lock_timeout={milliseconds} -c timezone=UTC"},
        pool_pre_ping=True,
    )


def reader(engine: Engine) -> Engine:
    """The engine for transactions that see one state of the database, whatever others write."""
    if engine.dialect.name == "sqlite":
        return engine  # each of its transactions does
    return engine.execution_options(isolation_level="REPEATABLE READ")


def writer(engine: Engine) -> Engine:
    """The engine for transactions that write, and see what others wrote just before."""
    if engine.dialect.name == "sqlite":
        return engine.execution_options(**{WRITES: True})
    return engine.execution_options(isolation_level="READ COMMITTED")


def _prepare_sqlite(milliseconds: int, connection: sqlite3.Connection, _record: Any) -> None:
    """Readers and one writer side by side; keys are held; what is deleted is overwritten."""
    connection.isolation_level = None  # SQLAlchemy begins transactions, in _begin_sqlite
    connection.execute(f"PRAGMA busy_timeout = {milliseconds}")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")
    (mode,) = connection.execute("PRAGMA journal_mode").fetchone()
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = WAL")


def _begin_sqlite(connection: Connection) -> None:
    """Ask for the right to write at once: a reader that wants to write later may be refused."""
    writes = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
