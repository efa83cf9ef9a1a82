"""Files as they really come: what a file is by its content, and its sheets as text."""

import io
import re
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from bestbywm.problems import Problem
from bestbywm.survey.importing.cells import Progress
from bestbywm.survey.importing.limits import MAX_BYTES
from bestbywm.survey.importing.model import FileKind, SurveyFile, UnreadableFile
from bestbywm.survey.importing.spreadsheets import (
    Workbook,
    damaged,
    locked,
    read_workbook,
    refuse_bomb,
)
from bestbywm.survey.importing.text_files import TextTable, read_bytes, read_string
from bestbywm.words import cleaned, listed

__all__ = ["UnreadableFile", "read_file", "read_pasted"]

PASTED = "pasted text"

WANTED = "a table of answers as CSV, XLSX or ODS"

OTHER_KINDS: Mapping[bytes, str] = {
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture (PNG)",
    b"\xff\xd8\xff": "a picture (JPEG)",
    b"GIF8": "a picture (GIF)",
    b"{\\rtf": "a text document (RTF)",
    b"\x1f\x8b": "a packed file (gzip)",
    b"7z\xbc\xaf": "a packed file (7-Zip)",
    b"Rar!": "a packed file (RAR)",
    b"SQLite format 3": "a database",
    b"$FL2": "a data file of SPSS",
    b"PAR1": "a data file (Parquet)",
}
"""First bytes of files that are no tables of answers."""

MARKUP = {
    rb"<!doctype html|<html|<head|<table|<meta": "a web page (HTML)",
    rb"<\?xml|<\w+[ >]": "XML",
    rb"[{[]\s*(\"|{|\[)": "JSON",
}
"""How text begins that is no table."""

OFFICE_FILE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""First bytes of Office files until 2003, and of later ones that are locked with a password."""

OTHER_DOCUMENTS: Mapping[str, str] = {
    "xl/workbook.bin": "an Excel binary workbook (.xlsb)",
    "word/document.xml": "a Word document",
    "ppt/presentation.xml": "a PowerPoint presentation",
    ".iwa": "an Apple Numbers document",
}
"""Names of parts, or their endings, that tell other documents that are zips."""

EXTENSIONS = {
    "csv": {"csv", "tsv", "tab", "txt"},
    "xlsx": {"xlsx", "xlsm", "xltx"},
    "ods": {"ods", "ots"},
}

KIND_IN_WORDS = {"csv": "text (CSV)", "xlsx": "an Excel workbook", "ods": "an ODS spreadsheet"}


def read_file(name: str, content: bytes, *, progress: Progress | None = None) -> SurveyFile:
    """Read a survey's export.

    What the file is, its content says, whatever its name ends in. A zip with a single table in
    it, as survey services send it, is read as that table.

    Parameters
    ----------
    name
        Name of the file. A path before it is left out.
    content
        What is in it.
    progress
        Told how much is done, from 0 to 1, and what is being done.

    Raises
    ------
    UnreadableFile
        If there is no table of answers in it, and why: another kind of file, damaged, locked, or
        too large.
    """
    told = progress or (lambda _done, _step: None)
    name = _file_name(name)
    file = _read(name, content, told, may_unpack=True)
    told(1.0, "Read")
    return file


def read_pasted(text: str) -> SurveyFile:
    """Read a table that was pasted: copied from a spreadsheet, or the text of a CSV file.

    Raises
    ------
    UnreadableFile
        If there is nothing in it, or too much.
    """
    if len(text) > MAX_BYTES:
        raise UnreadableFile(_too_large(PASTED, len(text)))
    table = read_string(PASTED, text, lambda _done, _step: None)
    return _of_text(PASTED, "pasted", table)


def _read(name: str, content: bytes, told: Progress, *, may_unpack: bool) -> SurveyFile:
    if not content.strip():
        raise UnreadableFile(_empty(name))
    if len(content) > MAX_BYTES:
        raise UnreadableFile(_too_large(name, len(content)))
    _refuse_other_kinds(name, content)
    if content.startswith(b"PK"):
        return _read_zip(name, content, told, may_unpack=may_unpack)
    return _of_text(name, "csv", read_bytes(name, content, told))


def _file_name(name: str) -> str:
    """The name without any path before it, fit to be shown."""
    last = re.split(r"[\\/]", cleaned(name).replace("\n", " "))[-1].strip()
    return last[-200:] or "file"


def _of_text(name: str, kind: FileKind, table: TextTable) -> SurveyFile:
    if table.sheet is None:
        raise UnreadableFile(_empty(name))
    notes = (*_notes_on_name(name, kind), *table.notes)
    return SurveyFile(name, kind, (table.sheet,), table.read_as, notes)


def _notes_on_name(name: str, kind: FileKind) -> tuple[str, ...]:
    """What is said if the name's ending promises something else."""
    ending = PurePosixPath(name).suffix.lower().removeprefix(".")
    promised = next((each for each, known in EXTENSIONS.items() if ending in known), kind)
    if promised == kind or kind == "pasted":
        return ()
    return (f"The name ends in .{ending}, but the file is {KIND_IN_WORDS[kind]}. It was read so.",)


# Zips: workbooks, and tables that were packed -----------------------------------------------------


def _read_zip(name: str, content: bytes, told: Progress, *, may_unpack: bool) -> SurveyFile:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            kind = _kind_of(name, archive)
            if kind:
                workbook = read_workbook(name, content, archive, told)
                return _of_workbook(name, kind, workbook)
            if not may_unpack:
                raise UnreadableFile(_other(name, "a zip inside a zip"))
            packed, inside = _unpacked(name, archive)
    except UnreadableFile:
        raise
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError) as error:
        raise UnreadableFile(damaged(name)) from error
    try:
        file = _read(packed, inside, told, may_unpack=False)
    except UnreadableFile as error:
        place = f"{error.problem.file} in {name}"
        raise UnreadableFile(replace(error.problem, file=place)) from error
    return replace(file, notes=(f"It was packed in {name}.", *file.notes))


def _of_workbook(name: str, kind: FileKind, workbook: Workbook) -> SurveyFile:
    if not workbook.sheets:
        raise UnreadableFile(_empty(name, workbook.notes))
    notes = (*_notes_on_name(name, kind), *workbook.notes)
    return SurveyFile(name, kind, workbook.sheets, notes=notes)


def _kind_of(name: str, archive: zipfile.ZipFile) -> FileKind | None:
    """Which workbook a zip is; None for one that is no document.

    Raises
    ------
    UnreadableFile
        If it is a document of another kind, or locked.
    """
    parts = [part.lower().replace("\\", "/") for part in archive.namelist()]
    for start, kind in OTHER_DOCUMENTS.items():
        if any(part.startswith(start) or part.endswith(start) for part in parts):
            raise UnreadableFile(_other(name, kind))
    if any(part.startswith("xl/") for part in parts):
        return "xlsx"
    if "mimetype" not in parts:
        return None
    refuse_bomb(name, archive)
    if b"opendocument.spreadsheet" not in archive.read("mimetype"):
        raise UnreadableFile(_other(name, "a document, but no spreadsheet"))
    manifest = "META-INF/manifest.xml"
    if manifest in archive.namelist() and b"encryption-data" in archive.read(manifest):
        raise UnreadableFile(locked(name))
    return "ods"


def _unpacked(name: str, archive: zipfile.ZipFile) -> tuple[str, bytes]:
    """The only table in a zip: its name, and what is in it."""
    refuse_bomb(name, archive)
    known = set().union(*EXTENSIONS.values())
    tables = [
        part
        for part in archive.infolist()
        if PurePosixPath(part.filename).suffix.lower().removeprefix(".") in known
        and not part.filename.startswith("__MACOSX/")
        and not PurePosixPath(part.filename).name.startswith(".")
    ]
    if len(tables) != 1:
        names = [_file_name(part.filename) for part in tables]
        raise UnreadableFile(
            Problem(
                name,
                f"The zip holds {len(tables)} tables: {listed(names[:5])}"
                if tables
                else "The zip holds no table",
                "a zip with one table in it, or the table itself",
                "unpack the zip, and upload the file with each person's answers",
            )
        )
    if tables[0].file_size > MAX_BYTES:
        raise UnreadableFile(_too_large(name, tables[0].file_size))
    return _file_name(tables[0].filename), archive.read(tables[0])


# What is no table of answers ----------------------------------------------------------------------


def _refuse_other_kinds(name: str, content: bytes) -> None:
    for start, kind in OTHER_KINDS.items():
        if content.startswith(start):
            raise UnreadableFile(_other(name, kind))
    if content.startswith(OFFICE_FILE):
        if "EncryptedPackage".encode("utf-16-le") in content:
            raise UnreadableFile(locked(name))
        raise UnreadableFile(_other(name, "an Office file of the kind used until 2003 (.xls)"))
    start = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    for pattern, kind in MARKUP.items():
        if re.match(pattern, start, re.IGNORECASE):
            raise UnreadableFile(_other(name, kind))


def _other(name: str, kind: str) -> Problem:
    ending = PurePosixPath(name).suffix.lower()
    promised = any(ending.removeprefix(".") in known for known in EXTENSIONS.values())
    return Problem(
        name,
        f"The file is {kind}" + (f", although its name ends in {ending}" if promised else ""),
        WANTED,
        "export the answers again as CSV or XLSX; or open the file in the program that made it, "
        "and save the answers so",
    )


def _empty(name: str, notes: tuple[str, ...] = ()) -> Problem:
    why = f" ({' '.join(notes).rstrip('.')})" if notes else ""
    return Problem(
        name,
        f"There is nothing in it{why}",
        "a row of headings, and below it a row for each person who answered",
        "export the answers again, and look into the file before you upload it",
    )


def _too_large(name: str, size: int) -> Problem:
    return Problem(
        name,
        f"The file has {size / 1e6:,.0f} MB",
        f"at most {MAX_BYTES / 1e6:,.0f} MB",
        "delete columns and sheets that hold no answers",
    )
