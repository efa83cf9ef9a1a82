"""Specification of what the library says when its database cannot be used."""

import errno
import os
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import Engine, event
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from bestbywm.library import Library, LibraryError, place
from bestbywm.library.errors import explained
from tests.library.postgres import PASSWORD, Server
from tests.library.surveys import REGION, same, survey

SURVEY = survey()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """The file of a library with one wave."""
    made = tmp_path / "library.sqlite"
    with Library(address(made)) as library:
        library.save(REGION, "2032", SURVEY, by="Ann")
    return made


def address(file: Path, options: str = "") -> str:
    return f"sqlite:///{file.as_posix()}{options}"


def refused(url: str | None, patience: float = 0.2) -> str:
    """What is said to somebody who saves a wave there."""
    with Library(url, patience=patience) as library, pytest.raises(LibraryError) as caught:
        library.save(REGION, "2033", survey(wave="2033"), by="Ann")
    problem = caught.value.problem
    assert all((problem.file, problem.found, problem.expected, problem.remedy))
    return str(caught.value)


class TestAFile:
    def test_that_somebody_else_writes_to_is_busy(self, file: Path) -> None:
        with closing(sqlite3.connect(file, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            assert "Somebody else is writing to the library" in refused(address(file))
            with Library(address(file)) as reader:
                assert same(reader.read(REGION, "2032").survey, SURVEY)

    def test_that_may_only_be_read_can_be_read(self, file: Path) -> None:
        read_only = f"sqlite:///file:{file.as_posix()}?mode=ro&uri=true"
        assert "can be read but not written to" in refused(read_only)
        with Library(read_only) as library:
            assert same(library.read(REGION, "2032").survey, SURVEY)

    @pytest.mark.skipif(
        sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere"
    )
    def test_in_a_folder_that_may_only_be_read_is_explained(self, file: Path) -> None:
        file.chmod(0o400)
        file.parent.chmod(0o500)
        try:
            assert "written to" in refused(address(file))
        finally:
            file.parent.chmod(0o700)

    def test_in_a_folder_that_is_not_there_is_explained(self, tmp_path: Path) -> None:
        missing = tmp_path / "nowhere" / "library.sqlite"
        says = refused(address(missing))
        assert "cannot be opened" in says
        assert "make the folder" in says
        assert not missing.parent.exists()

    def test_on_a_full_disk_keeps_what_was_there(self, file: Path) -> None:
        def little_room(connection: sqlite3.Connection, _: Any) -> None:
            pages = connection.execute("PRAGMA page_count").fetchone()[0]
            connection.execute(f"PRAGMA max_page_count = {pages + 1}")

        event.listen(Engine, "connect", little_room)
        try:
            many = survey([("E1", {"use": ["high"]})] * 2000, wave="2033")
            with Library(address(file)) as library:
                with pytest.raises(LibraryError, match=r"The disk is full.* is unharmed"):
                    library.save(REGION, "2033", many, by="Ann")
                assert [each.wave for each in library.waves(REGION)] == ["2032"]
                assert same(library.read(REGION, "2032").survey, SURVEY)
        finally:
            event.remove(Engine, "connect", little_room)

    @pytest.mark.parametrize("content", [b"no database at all" * 100, b"PK\x03\x04" + bytes(5000)])
    def test_that_is_something_else_is_explained_and_left_alone(
        self, tmp_path: Path, content: bytes
    ) -> None:
        other = tmp_path / "letter.docx"
        other.write_bytes(content)
        assert "not a whole SQLite database" in refused(address(other))
        assert other.read_bytes() == content

    def test_that_was_damaged_is_explained(self, file: Path) -> None:
        content = bytearray(file.read_bytes())
        content[200:] = b"\xff" * (len(content) - 200)
        file.write_bytes(content)
        assert "put a backup in its place" in refused(address(file))

    def test_that_is_a_folder_is_explained(self, tmp_path: Path) -> None:
        assert "cannot be opened" in refused(address(tmp_path))


class TestTheUsersOwnFile:
    @pytest.fixture
    def home(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.delenv(place.DATABASE_VARIABLE, raising=False)
        folder = tmp_path / "share" / "bestbywm"
        monkeypatch.setattr(
            "bestbywm.library.place.platformdirs.user_data_path", lambda *_, **__: folder
        )
        return folder

    def test_is_made_with_its_folder_when_something_is_saved(self, home: Path) -> None:
        with Library() as library:
            assert library.waves(REGION) == ()
            assert not home.exists()
            library.save(REGION, "2032", SURVEY, by="Ann")
        assert [each.name for each in home.iterdir()] == ["library.sqlite"]

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows has other rights")
    def test_is_in_a_folder_that_only_the_user_can_look_into(self, home: Path) -> None:
        with Library() as library:
            library.save(REGION, "2032", SURVEY, by="Ann")
        assert home.stat().st_mode & 0o077 == 0

    def test_is_explained_if_its_folder_cannot_be_made(
        self, home: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(*_: Any, **__: Any) -> None:
            raise OSError(errno.EACCES, os.strerror(errno.EACCES))

        monkeypatch.setattr(Path, "mkdir", refuse)
        assert "folder of the library cannot be used: Permission denied" in refused(None)

    def test_is_not_used_if_the_environment_names_another(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named = tmp_path / "named.sqlite"
        monkeypatch.setenv(place.DATABASE_VARIABLE, address(named))
        with Library() as library:
            library.save(REGION, "2032", SURVEY, by="Ann")
        assert named.exists()
        assert not home.exists()

    def test_alone_gets_a_folder_that_is_not_there(
        self, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slip = tmp_path / "a slip of the pen" / "library.sqlite"
        monkeypatch.setenv(place.DATABASE_VARIABLE, address(slip))
        assert "cannot be opened" in refused(None)
        assert not slip.parent.exists()


class TestAnAddress:
    @pytest.mark.parametrize(
        ("url", "says"),
        [
            ("library.sqlite", "cannot be read"),
            ("postgresql://user:very-secret@host:port/name", "cannot be read"),
            ("mysql://user:very-secret@host/name", "cannot be kept in “mysql”"),
            ("nosuch+driver://user:very-secret@host/name", "cannot be kept in “nosuch”"),
            ("sqlite://", "names no file or database"),
            ("sqlite:///:memory:", "names no file or database"),
            ("postgresql://user:very-secret@host", "names no file or database"),
        ],
    )
    def test_that_is_none_is_explained_without_its_password(self, url: str, says: str) -> None:
        with pytest.raises(LibraryError, match=says) as caught:
            Library(url)
        assert "Expected: sqlite:///" in str(caught.value)
        told = _all_that_is_told(caught.value)
        assert "very-secret" not in told

    @pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
    def test_of_postgresql_may_be_written_in_several_ways(self, scheme: str) -> None:
        url = place.database_url(f"{scheme}://user:very-secret@host/name")
        assert url.drivername == "postgresql+psycopg"
        assert place.in_words(url) == "Library name on host"

    def test_of_postgresql_without_its_driver_is_explained(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("bestbywm.library.place.find_spec", lambda _: None)
        with pytest.raises(LibraryError, match=r"driver is not installed.*pip install"):
            Library("postgresql://host/name")


class TestPostgresql:
    @pytest.fixture
    def url(self, postgresql: Server) -> str:
        url = postgresql.new_database()
        with Library(url) as library:
            library.save(REGION, "2032", SURVEY, by="Ann")
        return url

    def test_with_a_wrong_password_is_explained_and_shows_none(self, postgresql: Server) -> None:
        url = postgresql.address("postgres", password="very-secret")
        with Library(url) as library, pytest.raises(LibraryError) as caught:
            library.waves(REGION)
        told = _all_that_is_told(caught.value)
        assert "does not accept this user and password" in told
        assert "very-secret" not in told

    def test_without_the_database_is_explained(self, postgresql: Server) -> None:
        assert "no such database" in refused(postgresql.address("nothing"))

    def test_that_does_not_run_is_explained(self) -> None:
        url = "postgresql://user:very-secret@127.0.0.1:1/name"
        says = refused(url)
        assert "PostgreSQL cannot be reached" in says
        assert "check that it runs" in says
        assert "very-secret" not in says

    def test_that_somebody_else_writes_to_is_busy(self, url: str) -> None:
        with psycopg.connect(url.replace("+psycopg", "")) as other:
            other.execute("LOCK TABLE saved_wave")
            assert "Somebody else is writing to the library" in refused(url)

    def test_that_may_only_be_read_can_be_read(self, url: str, postgresql: Server) -> None:
        with psycopg.connect(url.replace("+psycopg", ""), autocommit=True) as owner:
            owner.execute(f"CREATE USER reader PASSWORD '{PASSWORD}'")
            owner.execute("GRANT SELECT ON ALL TABLES IN SCHEMA public TO reader")
        as_reader = postgresql.address(url.rpartition("/")[2], user="reader")
        assert "can be read but not written to" in refused(as_reader)
        with Library(as_reader) as library:
            assert same(library.read(REGION, "2032").survey, SURVEY)


class TestWhatDatabasesSay:
    @pytest.mark.parametrize(
        ("fault", "says"),
        [
            (psycopg.errors.DiskFull("no room"), "The disk is full"),
            (psycopg.errors.ReadOnlySqlTransaction("no"), "can be read but not written to"),
            (psycopg.errors.TooManyConnections("no"), "takes no connections at the moment"),
            (psycopg.errors.AdminShutdown("bye"), "takes no connections at the moment"),
            (psycopg.errors.IoError("dust"), "The disk did not do what was asked"),
            (psycopg.errors.UndefinedTable("what table?"), "The database refused: what table?"),
            (psycopg.OperationalError(""), "no reason was given"),
        ],
    )
    def test_is_said_so_that_somebody_can_mend_it(self, fault: Exception, says: str) -> None:
        with pytest.raises(LibraryError, match=says.replace("?", r"\?")), explained("Library x"):
            raise OperationalError("INSERT", {"answers": "secret"}, fault, hide_parameters=True)

    def test_is_said_even_of_a_fault_that_nobody_foresaw(self) -> None:
        with pytest.raises(LibraryError, match="TimeoutError"), explained("Library x"):
            raise PoolTimeoutError


def _all_that_is_told(error: BaseException | None) -> str:
    """The message with those of all causes, as a traceback would show them."""
    told = ""
    while error is not None:
        told += f"{error!r} {error}"
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return told
