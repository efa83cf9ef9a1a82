"""What commands share: where the pack is, how an error is said, and files that are whole."""

import getpass
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer

from bestbywm.library import Library, LibraryError
from bestbywm.library.packs import with_saved_waves
from bestbywm.pack import Pack, read_pack
from bestbywm.problems import PackError
from bestbywm.survey.importing.mapping import MappingError
from bestbywm.survey.importing.model import UnreadableFile

WRONG, TO_DECIDE = 1, 3
"""Exit codes: something is wrong and was said; somebody has to decide something first."""

EXIT_CODES = (
    "Exit code 0: done. 1: something is wrong, and the message says what and how to mend it. "
    "2: the command was called wrongly. 3: somebody has to decide something first, and nothing was "
    "saved. Messages go to standard error, results to standard output."
)

DataFolder = Annotated[
    Path, typer.Option("--data", envvar="BESTBYWM_DATA", help="Folder of the region pack.")
]

AsJson = Annotated[bool, typer.Option("--json", help="Write JSON, for a script to read.")]


def _user() -> str:
    """The name of whoever runs this; "" where there is none, as in some containers."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # OSError from Python 3.13 on
        return ""


Who = Annotated[
    str,
    typer.Option(
        "--by",
        default_factory=_user,
        show_default="your user name",
        help="Who does it, for the log.",
    ),
]

Why = Annotated[str, typer.Option("--reason", help="Why it is done, for the log.")]


def read(folder: Path, *, with_answers: bool = True) -> Pack:
    """The pack; a pack that cannot be used ends the command with every problem."""
    try:
        return read_pack(folder, with_answers=with_answers)
    except PackError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(WRONG) from error


def read_with_saved_waves(folder: Path) -> Pack:
    """The pack with the waves that were saved for its region, the newest of them first."""
    pack = read(folder)
    with explained(), Library() as library:
        pack, notes = with_saved_waves(pack, library)
    for note in notes:
        typer.echo(note, err=True)
    return pack


@contextmanager
def explained() -> Iterator[None]:
    """End the command with a message and exit code 1 if a library or a file cannot be used."""
    try:
        yield
    except PackError as error:
        fail("\n".join(str(problem) for problem in error.problems))
    except (LibraryError, UnreadableFile, MappingError) as error:
        fail(str(error))


def fail(message: str, code: int = WRONG) -> NoReturn:
    """End the command with a message and an exit code."""
    typer.echo(message, err=True)
    raise typer.Exit(code)


def write_json(content: Any) -> None:
    """Write JSON to standard output, the same bytes on every machine."""
    typer.echo(json.dumps(content, indent=2))


def content_of(path: Path, what: str) -> bytes:
    """What is in a file; one that cannot be read ends the command."""
    try:
        return path.read_bytes()
    except OSError as error:
        fail(f"{what} {path} cannot be read: {error.strerror or error}.")


def write_or_fail(path: Path, content: bytes) -> None:
    """Write a file whole; where that cannot be done, the command ends."""
    try:
        write_whole(path, content)
    except OSError as error:
        fail(
            f"{path} cannot be written: {error.strerror or error}. No half file is left. "
            "Free some space, or name another place."
        )


def write_whole(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: a full disk leaves neither half a file nor a draft.

    Raises
    ------
    OSError
        If the folder cannot be made or written to, or the disk is full.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}-")
    draft = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        draft.chmod(0o644)  # a draft is made for its owner only
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
