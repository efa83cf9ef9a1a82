"""A program that stops in the middle of a transaction, so that a test can end it there.

Arguments: the address of the database, what to do (``save``, ``correct`` or ``begin``, which only
makes the tables), and before which commit or after which statement to stop: the statement that
begins with these words, and how often it has come by then. It says "here" and waits to be ended.
"""

import sys
import time
from typing import Any

from sqlalchemy import Engine, event

from bestbywm.library import Library
from tests.library.surveys import REGION, of_people

PEOPLE = 6_000
"""More than go to the database at once."""


def stop_here() -> None:
    print("here", flush=True)
    time.sleep(600)


def main(database: str, what: str, words: str, times: int) -> None:
    seen = 0

    def after(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        nonlocal seen
        seen += statement.lstrip().startswith(words)
        if seen == times and statement.lstrip().startswith(words):
            stop_here()

    def before_commit(_: Any) -> None:
        if words == "COMMIT":
            stop_here()

    library = Library(database)
    if what != "begin":
        library.log(REGION)  # makes the tables, if need be, before we listen
    event.listen(Engine, "after_cursor_execute", after)
    event.listen(Engine, "commit", before_commit)
    if what == "begin":
        library.log(REGION)
        library.save(REGION, "2032", of_people(1), by="Ben")
    elif what == "save":
        library.save(REGION, "2033", of_people(PEOPLE, "2033"), by="Ben")
    else:
        library.correct(REGION, "2032", of_people(PEOPLE), based_on=1, by="Ben", why="better")
    print("done", flush=True)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], sys.argv[3], int(sys.argv[4]))
