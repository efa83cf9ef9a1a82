"""XLSX and ODS: what is checked from outside, and the process that reads the cells."""

import contextlib
import json
import os
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Any

import numpy as np

import bestbywm
from bestbywm.problems import Problem
from bestbywm.survey.importing.cells import (
    CellTooLongError,
    Codes,
    Progress,
    sheet_of,
    too_long,
)
from bestbywm.survey.importing.limits import MAX_PARTS, MAX_SECONDS, MAX_UNPACKED
from bestbywm.survey.importing.model import Sheet, UnreadableFile
from bestbywm.survey.importing.workbook_scan import DAMAGED

READER = "bestbywm.survey.importing.workbook_reader"

SAVE_AS_CSV = "save the sheet with the answers as CSV, and upload that"


@dataclass(frozen=True, eq=False)
class Workbook:
    """The sheets of a workbook, and what somebody may want to know of how they were read."""

    sheets: tuple[Sheet, ...]
    notes: tuple[str, ...]


def read_workbook(
    name: str, content: bytes, archive: zipfile.ZipFile, progress: Progress
) -> Workbook:
    """Read XLSX or ODS.

    Parameters
    ----------
    name, content
        Name of the file, and what is in it.
    archive
        The same, opened as a zip.
    progress
        Told how much is done.

    Raises
    ------
    UnreadableFile
        If the workbook is damaged, locked with a password, or larger than a table of answers
        can be.
    """
    refuse_bomb(name, archive)
    result, codes = read_in_own_process(name, content, progress)
    progress(0.95, "Putting the cells in order")
    sheets = tuple(_sheets(name, result, codes))
    return Workbook(sheets, tuple(_notes(archive, result)))


def refuse_bomb(name: str, archive: zipfile.ZipFile) -> None:
    """Refuse a zip that would unpack to more than any table of answers, or is locked.

    Raises
    ------
    UnreadableFile
        With what is wrong.
    """
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts)
    paths = [PurePosixPath(part.filename.replace("\\", "/")) for part in parts]
    problem = None
    if unpacked > MAX_UNPACKED or len(parts) > MAX_PARTS:
        problem = Problem(
            name,
            f"Unpacked, the file would take {unpacked / 1e6:,.0f} MB in {len(parts):,} parts",
            f"at most {MAX_UNPACKED / 1e6:,.0f} MB in {MAX_PARTS:,} parts",
            SAVE_AS_CSV,
        )
    elif any(part.flag_bits & 1 for part in parts):
        problem = locked(name)
    elif any(".." in path.parts or path.is_absolute() or ":" in path.parts[:1] for path in paths):
        problem = Problem(
            name,
            "A part of the file claims a place outside it",
            "a workbook as Excel, LibreOffice or a survey service saves it",
            "ask whoever sent the file where it comes from; " + SAVE_AS_CSV,
        )
    elif len(set(paths)) < len(paths):
        problem = damaged(name)
    if problem:
        raise UnreadableFile(problem)


def damaged(name: str) -> Problem:
    """What is said of a file that is not whole."""
    return _problem(name, DAMAGED)


def locked(name: str) -> Problem:
    """What is said of a file that is locked with a password."""
    return Problem(
        name,
        "The file is locked with a password",
        "a file that opens without one",
        "open it in Excel, take the password away (File, Info, Protect Workbook, Encrypt with "
        "Password), save it, and upload that",
    )


# The other process --------------------------------------------------------------------------------


def read_in_own_process(
    name: str, content: bytes, progress: Progress
) -> tuple[dict[str, Any], np.ndarray[tuple[int], np.dtype[np.int32]]]:
    """What the reader found, and the codes of all cells of all sheets.

    Raises
    ------
    UnreadableFile
        With what the reader found wrong, or because it ended without an answer.
    """
    folder = str(Path(bestbywm.__file__).parents[1])
    paths = os.pathsep.join(filter(None, (folder, os.environ.get("PYTHONPATH"))))
    process = subprocess.Popen(
        [sys.executable, "-m", READER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": paths},
    )
    assert process.stdin is not None
    assert process.stdout is not None
    texts: list[str] = []
    ran_out = threading.Event()

    def stop() -> None:
        ran_out.set()
        process.kill()

    clock = threading.Timer(MAX_SECONDS, stop)
    feeder = threading.Thread(target=_feed, args=(process.stdin, content), daemon=True)
    with process:
        try:
            clock.start()
            feeder.start()
            for line in process.stdout:
                message = json.loads(line)
                if "problem" in message:
                    raise UnreadableFile(_problem(name, message["problem"]))
                if "texts" in message:
                    texts += message["texts"]
                    continue
                if "result" in message:
                    codes = np.frombuffer(process.stdout.read(), dtype=np.int32)
                    if len(codes) == sum(each["cells"] for each in message["result"]["sheets"]):
                        return message["result"] | {"texts": texts}, codes
                    break
                progress(message["done"], message["step"])
        except json.JSONDecodeError:
            pass  # the process ended in the middle of a line
        finally:
            clock.cancel()
            process.kill()
            feeder.join()
    raise UnreadableFile(broken_off(name, ran_out_of_time=ran_out.is_set()))


def _feed(pipe: IO[bytes], content: bytes) -> None:
    with contextlib.suppress(OSError), pipe:  # the reader may have given up already
        pipe.write(content)


def _problem(name: str, said: Mapping[str, Any]) -> Problem:
    return Problem(name, **said)


def broken_off(name: str, *, ran_out_of_time: bool = False) -> Problem:
    """What is said if the process ended before it had an answer."""
    found = (
        f"Reading the workbook took more than {MAX_SECONDS} seconds"
        if ran_out_of_time
        else "The workbook is damaged, or takes more memory than it is allowed"
    )
    return Problem(name, found, "a table of answers", SAVE_AS_CSV)


# What it found ------------------------------------------------------------------------------------


def _sheets(
    name: str, result: dict[str, Any], all_codes: np.ndarray[tuple[int], np.dtype[np.int32]]
) -> Iterator[Sheet]:
    start = 0
    for each in result["sheets"]:
        codes: Codes = all_codes[start : start + each["cells"]].reshape(-1, each["width"])
        start += each["cells"]
        merged = [
            (top + 1, left + 1, bottom + 1, right + 1)
            for (top, left), (bottom, right) in each["merged"]
        ]
        try:
            sheet = sheet_of(each["name"], codes, result["texts"], each["first_column"], merged)
        except CellTooLongError as error:
            raise UnreadableFile(too_long(name, error, each["name"])) from error
        if sheet:
            yield sheet


def _notes(archive: zipfile.ZipFile, result: dict[str, Any]) -> Iterator[str]:
    if any(part.filename.lower().endswith("vbaproject.bin") for part in archive.infolist()):
        yield "The workbook holds macros. They were not run; only the cells were read."
    formulas, without_result = result["formulas"], result["without_result"]
    if formulas:
        yield (
            f"{_counted(formulas, 'cell')} with a formula: the result that was saved with it was "
            "read."
        )
    if without_result:
        yield (
            f"{_counted(without_result, 'formula')} saved without a result, and empty here. To "
            "mend it, open the workbook in Excel or LibreOffice, save it, and upload that."
        )
    for each in result["sheets"]:
        if each["errors"]:
            yield (
                f"Sheet {each['name']}: {_counted(each['errors'], 'cell')} with an error, such as "
                "#N/A, kept as text."
            )
        if each["is_hidden"]:
            yield f"The sheet {each['name']} is hidden in the workbook; it was read, too."


def _counted(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"
