"""Forgetting visits that are over, with the file and the answers that somebody loaded in them.

Streamlit keeps a visit for two minutes after its page was closed or the line was cut, so that a
short break loses nothing. After that it lets go of the visit only when the next one ends: on a
quiet server, that may be days later.
"""

import asyncio
import gc
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from streamlit import runtime

EVERY = 30.0
"""Seconds between two looks."""

_LOG = logging.getLogger(__name__)


@asynccontextmanager
async def forgetting(app: object) -> AsyncIterator[None]:  # noqa: ARG001 - how Streamlit calls it
    """Look for visits that are over as long as the server runs, in its own loop."""
    looking = asyncio.create_task(_keep_looking())
    try:
        yield
    finally:
        looking.cancel()
        with suppress(asyncio.CancelledError):
            await looking


async def _keep_looking() -> None:
    while True:
        await asyncio.sleep(EVERY)
        try:
            forget_ended_visits()
        except AttributeError:  # a newer Streamlit keeps visits otherwise; a test says so, too
            _LOG.exception("Visits that are over are forgotten only when the next one ends")
            return


def forget_ended_visits() -> int:
    """Let go of each visit whose two minutes are over; how many there were."""
    if not runtime.exists():
        return 0
    ended = _expired(runtime.get_instance())
    for session in ended:
        session.shutdown()  # lets go of its files
        _empty(session)
    number = len(ended)
    del ended
    if number:
        gc.collect()  # a visit and its parts hold each other
    return number


def _expired(server: Any) -> list[Any]:
    """Visits that nobody can come back to; Streamlit has no public way to ask for them."""
    visits = server._session_mgr
    with visits._storage_lock:
        return [kept.session for _, kept in visits._session_storage._cache.expire()]


def _empty(session: Any) -> None:
    """Take everything from a visit that is shut down, unless its page is still being made.

    Streamlit's loop holds the visit that it saw last until another one begins.
    """
    if session._scriptrunner is not None:
        return
    state = session._state  # says that it is shut down, which it is asked when it goes
    vars(session).clear()
    session._state = state
