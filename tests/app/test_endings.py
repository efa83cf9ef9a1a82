"""Specification of what the server forgets when a visit is over."""

import asyncio
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any
from unittest.mock import Mock

import pytest
from streamlit import runtime
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from bestbywm.app import endings
from bestbywm.app.endings import forget_ended_visits, forgetting

TWO_MINUTES = 120


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def storage(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> Iterator[MemorySessionStorage]:
    """Streamlit's own keeping of visits that were closed, on our clock."""
    kept = MemorySessionStorage()
    kept._cache._timer = clock  # type: ignore[attr-defined]
    manager = WebsocketSessionManager(kept, Mock(), Mock(), Mock())
    server = SimpleNamespace(_session_mgr=manager)
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: server)
    yield kept
    kept._cache.clear()


class Visited:
    """Stands in for Streamlit's AppSession, as far as it matters when one ends."""

    def __init__(self, name: str) -> None:
        self.id = name
        self.answers = [1, 2, 3]
        self._state = "open"
        self._scriptrunner = None

    def shutdown(self) -> None:
        self._state = "shut down"


def closed(storage: MemorySessionStorage, name: str = "a visit") -> Visited:
    """A visit whose page was closed just now."""
    session: Any = Visited(name)
    storage.save(SessionInfo(client=None, session=session, script_run_count=1))
    return session


def is_over(session: Visited) -> bool:
    return vars(session) == {"_state": "shut down"}


class TestAVisitThatWasClosed:
    def test_is_kept_for_two_minutes(self, storage: MemorySessionStorage, clock: Clock) -> None:
        session = closed(storage)
        clock.now = TWO_MINUTES - 1
        assert forget_ended_visits() == 0
        assert storage.get("a visit") is not None
        assert not is_over(session)

    def test_is_forgotten_after_that_with_its_files(
        self, storage: MemorySessionStorage, clock: Clock
    ) -> None:
        session = closed(storage)
        clock.now = TWO_MINUTES + 1
        assert forget_ended_visits() == 1
        assert is_over(session)
        assert storage._cache._data == {}  # type: ignore[attr-defined]

    def test_whose_page_is_still_being_made_is_shut_down_only(
        self, storage: MemorySessionStorage, clock: Clock
    ) -> None:
        session: Any = closed(storage)
        session._scriptrunner = "at work"
        clock.now = TWO_MINUTES + 1
        assert forget_ended_visits() == 1
        assert session._state == "shut down"
        assert session.answers

    def test_is_what_streamlit_calls_it(self) -> None:
        names = set(AppSession.__init__.__code__.co_names)
        assert {"_state", "_scriptrunner"} <= names

    def test_is_forgotten_alone(self, storage: MemorySessionStorage, clock: Clock) -> None:
        closed(storage, "first")
        clock.now = TWO_MINUTES / 2
        other = closed(storage, "second")
        clock.now = TWO_MINUTES + 1
        assert forget_ended_visits() == 1
        assert not is_over(other)
        assert storage.get("second") is not None

    def test_is_forgotten_once(self, storage: MemorySessionStorage, clock: Clock) -> None:
        closed(storage)
        clock.now = TWO_MINUTES + 1
        assert [forget_ended_visits(), forget_ended_visits()] == [1, 0]


class TestTheServer:
    def test_that_has_not_begun_has_nothing_to_forget(self) -> None:
        assert forget_ended_visits() == 0

    def test_looks_again_and_again_until_it_ends(
        self, storage: MemorySessionStorage, clock: Clock, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(endings, "EVERY", 0.01)
        session = closed(storage)

        async def run() -> None:
            async with forgetting(None):
                await asyncio.sleep(0.05)
                assert not is_over(session)
                clock.now = TWO_MINUTES + 1
                await asyncio.sleep(0.2)
                assert is_over(session)

        asyncio.run(run())

    def test_goes_on_if_streamlit_keeps_visits_otherwise(
        self, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        monkeypatch.setattr(endings, "EVERY", 0.01)
        monkeypatch.setattr(runtime, "exists", lambda: True)
        monkeypatch.setattr(runtime, "get_instance", object)

        async def run() -> None:
            async with forgetting(None):
                await asyncio.sleep(0.1)

        asyncio.run(run())
        assert caplog.text.count("forgotten only when the next one ends") == 1
