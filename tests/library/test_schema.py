"""Specification of the tables: whatever version made a library, this one can go on with it."""

import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, text

from bestbywm.library import Library, LibraryError
from bestbywm.library.models import Base
from bestbywm.library.place import database_url, engine_for, writer
from bestbywm.library.schema import VERSION_TABLE, alembic_config, ensure_current, revision_of
from tests.library.surveys import REGION, same, survey

HOME = Path(__file__).resolve().parents[2]
SCRIPT = ScriptDirectory.from_config(alembic_config())
REVISIONS = [each.revision for each in SCRIPT.walk_revisions()][::-1]


@pytest.fixture
def engine(database: str) -> Iterator[Engine]:
    made = engine_for(database_url(database), patience=10)
    yield made
    made.dispose()


def differences(engine: Engine) -> list[object]:
    """What the tables in the database and those of the code do not have in common."""
    with engine.connect() as connection:
        options = {"compare_type": True, "version_table": VERSION_TABLE}
        context = MigrationContext.configure(connection, opts=options)
        return list(compare_metadata(context, Base.metadata))


def go_to(engine: Engine, revision: str) -> None:
    with writer(engine).begin() as connection:
        command.upgrade(alembic_config(connection), revision)


def say_revision(engine: Engine, revision: str) -> None:
    with writer(engine).begin() as connection:
        connection.execute(text(f"UPDATE {VERSION_TABLE} SET version_num = '{revision}'"))


class TestTheMigrations:
    def test_make_the_tables_that_the_code_knows(self, engine: Engine) -> None:
        ensure_current(engine)
        assert differences(engine) == []

    def test_would_be_missed_if_a_column_had_none(self, engine: Engine) -> None:
        ensure_current(engine)
        with writer(engine).begin() as connection:
            connection.execute(text("ALTER TABLE saved_wave DROP COLUMN is_deleted"))
        assert len(differences(engine)) == 1

    @pytest.mark.parametrize("revision", REVISIONS)
    def test_go_on_from_every_earlier_version(self, engine: Engine, revision: str) -> None:
        go_to(engine, revision)
        with engine.connect() as connection:
            assert revision_of(connection) == revision
        ensure_current(engine)
        with engine.connect() as connection:
            assert revision_of(connection) == REVISIONS[-1]
        assert differences(engine) == []

    def test_have_one_end_and_one_beginning(self) -> None:
        assert len(SCRIPT.get_heads()) == 1
        assert SCRIPT.get_base() == REVISIONS[0]

    def test_leave_what_is_there_as_it_is(self, database: str) -> None:
        with Library(database) as library:
            library.save(REGION, "2032", survey(), by="Ann")
        engine = engine_for(database_url(database), patience=10)
        ensure_current(engine)
        engine.dispose()
        with Library(database) as library:
            assert same(library.read(REGION, "2032").survey, survey())

    def test_stand_beside_tables_of_others(self, engine: Engine) -> None:
        with writer(engine).begin() as connection:
            connection.execute(text("CREATE TABLE alembic_version (version_num varchar(32))"))
            connection.execute(text("INSERT INTO alembic_version VALUES ('somebody-elses')"))
        ensure_current(engine)
        with engine.connect() as connection:
            kept = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
        assert kept == "somebody-elses"


class TestALibraryOfANewerProgram:
    def test_is_left_alone_with_a_clear_message(self, engine: Engine, database: str) -> None:
        ensure_current(engine)
        say_revision(engine, "9999")
        says = r"made by a newer version of this program \(tables 9999\).* install the newest"
        with Library(database) as library:
            with pytest.raises(LibraryError, match=says):
                library.waves(REGION)
            with pytest.raises(LibraryError, match=says):
                library.save(REGION, "2032", survey(), by="Ann")
        with engine.connect() as connection:
            assert revision_of(connection) == "9999"


class TestProgramsThatStartTogether:
    def test_do_not_collide(self, database: str) -> None:
        started = [
            subprocess.Popen(
                [sys.executable, "-m", "tests.library.starting", database, str(at)],
                cwd=HOME,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for at in range(3)
        ]
        for each in started:
            assert each.stdout is not None
            assert each.stdout.readline() == "ready\n"
        errors = [each.communicate("go\n")[1] for each in started]
        assert errors == [""] * 3
        with Library(database) as library:
            assert len(library.waves(REGION)) == 3


class TestAnInstalledProgram:
    def test_brings_its_migrations_along(self, tmp_path: Path) -> None:
        """From the wheel, without the folder of the project."""
        build = "import sys; from flit_core.buildapi import build_wheel; build_wheel(sys.argv[1])"
        _run(HOME, build, str(tmp_path))
        (wheel,) = tmp_path.glob("*.whl")
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(tmp_path / "installed")
        code = (
            "import sys; sys.path.insert(0, sys.argv[1]); import bestbywm.library as library;"
            "assert library.__file__.startswith(sys.argv[1]);"
            "print(library.Library(sys.argv[2]).log('tinyshire'))"
        )
        address = f"sqlite:///file:{(tmp_path / 'library.sqlite').as_posix()}?uri=true"
        assert _run(tmp_path, code, str(tmp_path / "installed"), address) == "()\n"


def _run(folder: Path, code: str, *arguments: str) -> str:
    """What a Python program says, once it ended well."""
    command = [sys.executable, "-c", code, *arguments]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout
