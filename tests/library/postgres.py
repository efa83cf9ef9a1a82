"""A real PostgreSQL for tests: made in a folder of its own, on a free port, and erased again."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import psycopg
from psycopg import sql

USER, PASSWORD = "bestbywm", "made up for tests"
PATIENCE_SECONDS = 60

PLACES = (
    "/usr/lib/postgresql/*/bin",
    "/opt/homebrew/opt/postgresql*/bin",
    "/usr/local/opt/postgresql*/bin",
    "C:/Program Files/PostgreSQL/*/bin",
)

HOW_TO_GET_IT = (
    "No PostgreSQL was found. Install one (Debian and Ubuntu: apt install postgresql), or name the "
    "folder of its programs in the environment variable BESTBYWM_POSTGRESQL."
)


def find_postgresql() -> Path | None:
    """The folder of the server's programs, or None: named, on the path, or at a usual place."""
    named = os.environ.get("BESTBYWM_POSTGRESQL")
    on_path = shutil.which("initdb")
    usual = [found for place in PLACES for found in _newest_first(place)]
    candidates = [named and Path(named), on_path and Path(on_path).resolve().parent, *usual]
    return next((each for each in candidates if each and shutil.which("initdb", path=each)), None)


def _newest_first(pattern: str) -> list[Path]:
    anchor = Path(pattern).anchor or "/"
    if not Path(anchor).exists():
        return []
    return sorted(Path(anchor).glob(pattern.removeprefix(anchor)), reverse=True)


@dataclass(frozen=True)
class Server:
    """A server that runs on this machine, and makes a database for each test."""

    port: int
    numbers: Iterator[int]

    def new_database(self) -> str:
        """Make an empty database; its address with the password in it."""
        name = f"library_{next(self.numbers)}"
        with psycopg.connect(self.address("postgres", driver=""), autocommit=True) as connection:
            statement = sql.SQL("CREATE DATABASE {} TEMPLATE template0")
            connection.execute(statement.format(sql.Identifier(name)))
        return self.address(name)

    def address(
        self, database: str, *, user: str = USER, password: str = PASSWORD, driver: str = "+psycopg"
    ) -> str:
        """The address of a database on this server."""
        secret = password.replace(" ", "%20")
        return f"postgresql{driver}://{user}:{secret}@127.0.0.1:{self.port}/{database}"


@contextmanager
def running(programs: Path) -> Iterator[Server]:
    """A server with nothing in it, stopped and erased at the end."""
    folder = Path(tempfile.mkdtemp(prefix="bestbywm-postgresql-"))
    try:
        _give_away(folder)
        _make(programs, folder)
        with _serving(programs, folder) as port:
            yield Server(port, count(1))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _account() -> str | None:
    """PostgreSQL refuses to run as root: the account that its package makes then runs it."""
    is_root = sys.platform != "win32" and os.geteuid() == 0
    return "postgres" if is_root else None


def _give_away(folder: Path) -> None:
    account = _account()
    if account:
        shutil.chown(folder, account, account)


def _make(programs: Path, folder: Path) -> None:
    password = folder / "password"
    password.write_text(PASSWORD)
    password.chmod(0o644)
    done = subprocess.run(
        [
            *(programs / "initdb", "--pgdata", folder / "data", "--username", USER),
            *("--auth", "scram-sha-256", "--pwfile", password, "--encoding", "UTF8"),
            *("--no-locale", "--no-sync"),
        ],
        check=False,
        capture_output=True,
        text=True,
        cwd=folder,
        user=_account(),
    )
    if done.returncode:
        raise RuntimeError(f"initdb failed: {done.stderr}")


@contextmanager
def _serving(programs: Path, folder: Path) -> Iterator[int]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    process = subprocess.Popen(
        [
            *(programs / "postgres", "-D", folder / "data", "-p", str(port), "-F"),
            *("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="),
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        user=_account(),
    )
    try:
        _wait_until_it_answers(port, process)
        yield port
    finally:
        # SIGINT lets go of all clients at once; Windows knows no such signal.
        process.terminate() if sys.platform == "win32" else process.send_signal(signal.SIGINT)
        process.wait(PATIENCE_SECONDS)


def _wait_until_it_answers(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    address = Server(port, count()).address("postgres", driver="")
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError(f"PostgreSQL ended with exit code {process.returncode}")
        try:
            psycopg.connect(address, connect_timeout=2).close()
        except psycopg.OperationalError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not answer within {PATIENCE_SECONDS} seconds")
