"""Brings a database to the tables that this code knows, whatever version it comes from."""

from threading import Lock

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, text

from bestbywm.library.errors import LibraryError
from bestbywm.library.place import in_words, writer
from bestbywm.problems import Problem

VERSION_TABLE = "saved_schema"
"""Table that says which version of the tables is there; not Alembic's own name for it, since
somebody may keep the library in a database beside other things."""

_ALEMBIC = Lock()
"""Alembic works with variables that all threads share."""

_MIGRATING = 0x62657374
"""Key of PostgreSQL's lock that lets one process migrate at a time."""


def ensure_current(engine: Engine) -> None:
    """Make the tables, or bring them to this version; of several processes one does it.

    It is one transaction: whatever happens in the middle, the tables are the old or the new ones.

    Raises
    ------
    LibraryError
        If a newer version of this program made the tables.
    """
    with _ALEMBIC:
        script = ScriptDirectory.from_config(alembic_config())
        with engine.connect() as connection:
            if revision_of(connection) == script.get_current_head():
                return
        with writer(engine).begin() as connection:
            if connection.dialect.name == "postgresql":
                connection.execute(text(f"SELECT pg_advisory_xact_lock({_MIGRATING})"))
            _refuse_newer(engine, script, revision_of(connection))
            command.upgrade(alembic_config(connection), "head")


def alembic_config(connection: Connection | None = None) -> Config:
    """Alembic's configuration: the migrations that come with this package."""
    config = Config()
    config.set_main_option("script_location", "bestbywm.library:migrations")
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def revision_of(connection: Connection) -> str | None:
    """Version of the tables in the database; None if it has none yet."""
    context = MigrationContext.configure(connection, opts={"version_table": VERSION_TABLE})
    return context.get_current_revision()


def _refuse_newer(engine: Engine, script: ScriptDirectory, revision: str | None) -> None:
    known = {each.revision for each in script.walk_revisions()}
    if revision is not None and revision not in known:
        raise LibraryError(
            Problem(
                in_words(engine.url),
                f"The library was made by a newer version of this program (tables {revision})",
                f"tables up to {script.get_current_head()}",
                "install the newest version of this program; the library is unharmed",
            )
        )
