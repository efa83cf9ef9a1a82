"""What commands share: where the pack is, how an error is said, and files that are whole."""

import os
import tempfile
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from bestbywm.pack import Pack, read_pack
from bestbywm.problems import PackError

DataFolder = Annotated[
    Path, typer.Option("--data", envvar="BESTBYWM_DATA", help="Folder of the region pack.")
]


def read(folder: Path, *, with_answers: bool = True) -> Pack:
    """The pack; a pack that cannot be used ends the command with every problem."""
    try:
        return read_pack(folder, with_answers=with_answers)
    except PackError as error:
        for problem in error.problems:
            typer.echo(str(problem), err=True)
        raise typer.Exit(1) from error


def fail(message: str) -> NoReturn:
    """End the command with a message and exit code 1."""
    typer.echo(message, err=True)
    raise typer.Exit(1)


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
