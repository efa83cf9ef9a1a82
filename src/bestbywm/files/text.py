"""Files as text: UTF-8 and JSON."""

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from bestbywm.problems import PackError, Problem


def refuse(problems: Iterable[Problem]) -> None:
    """Raise PackError with these problems, if there are any."""
    found = list(problems)
    if found:
        raise PackError(found)


def parse_json(file: str, content: bytes) -> Any:
    """The JSON in a file that is UTF-8.

    Raises
    ------
    PackError
        Naming the line, if it is not JSON.
    """
    try:
        return json.loads(content.decode("utf-8-sig"))
    except (json.JSONDecodeError, RecursionError) as error:
        at = error if isinstance(error, json.JSONDecodeError) else None
        where = f" (character {at.colno} of this line: {at.msg})" if at else ""
        problem = Problem(
            file,
            f"The file is not JSON{where}",
            "JSON: lists in brackets, entries in braces, separated by commas",
            "mend the line or the one before, for instance a missing comma or quotation mark",
            at.lineno if at else None,
        )
        raise PackError([problem]) from error


def problems_of_encoding(file: str, content: bytes) -> Iterator[Problem]:
    """The first byte that is not UTF-8, with the row it stands in and the words before it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        before = content[: error.start]
        line_start = max(before.rfind(b"\n"), before.rfind(b"\r")) + 1
        words = before[line_start:].decode("utf-8")[-20:]
        after = f"after “{words}” " if words else "at the start of the row "
        yield Problem(
            file,
            f"The byte {content[error.start]:#04x} {after}is not UTF-8",
            "text in UTF-8",
            "save the file again with the encoding UTF-8 (in Excel: CSV UTF-8)",
            len(re.findall(rb"\r\n|\r|\n", before)) + 1,
        )
