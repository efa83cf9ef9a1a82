"""An empty database on SQLite and one on PostgreSQL: what is true of one is true of the other."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from bestbywm.library import Library
from tests.library.postgres import HOW_TO_GET_IT, Server, find_postgresql, running


@pytest.fixture(scope="package")
def postgresql() -> Iterator[Server]:
    """A server. On a laptop without one these tests are skipped; where CI=true, they fail."""
    programs = find_postgresql()
    if programs is None and os.environ.get("CI", "").lower() == "true":
        pytest.fail(HOW_TO_GET_IT)
    if programs is None:
        pytest.skip(HOW_TO_GET_IT)
    with running(programs) as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The address of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}"
    server: Server = request.getfixturevalue("postgresql")
    return server.new_database()


@pytest.fixture
def library(database: str) -> Iterator[Library]:
    """An empty library that doesn't wait long for others."""
    with Library(database, patience=2) as opened:
        yield opened
