"""The pack that everybody sees: the files as they are now, with the waves saved for the region."""

import logging
import os
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic

from bestbywm.app import texts
from bestbywm.files import version_of
from bestbywm.keeping import kept_with_it
from bestbywm.library import DATABASE_VARIABLE, Library, LibraryError
from bestbywm.library.packs import with_saved_waves
from bestbywm.pack import Pack, read_pack

PACK_VARIABLE = "BESTBYWM_DATA"
"""Environment variable that names the folder of another region pack."""

SHIPPED = "data"
"""Folder of the pack that ships with the dashboard, next to dashboard.py."""

PATIENCE = 3.0
"""Seconds to wait for a library that does not answer, or in which somebody is writing."""

REST = 15.0
"""Seconds for which a library that could not be read is left alone, so that pages stay fast."""

Version = tuple[tuple[str, int, int], ...]

PACKS_KEPT = 4
"""How many packs are kept: as a folder is now, and as it was for visits that go on."""

_LOG = logging.getLogger(__name__)

_ONE_AT_A_TIME = Lock()
"""One visitor's page reads; the others wait for it rather than read the same."""

_read: dict[tuple[str, Version], Pack] = {}
_libraries: dict[str, Library] = {}
_rests_until: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Packs:
    """What everybody sees.

    Attributes
    ----------
    shown
        The pack of the folder, with the saved waves before its own.
    published
        The same without the saved waves.
    notes
        What to say about saved waves that cannot be shown.
    """

    shown: Pack
    published: Pack
    notes: tuple[str, ...] = ()


def packs(home: Path, waiting: AbstractContextManager[object] | None = None) -> Packs:
    """The pack in BESTBYWM_DATA, or the shipped one, with the saved waves, as they are now.

    A library that cannot be read leaves the pack as it was published, with a note; the reason
    goes to the log.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack.
    waiting
        What to show while files are read; not entered if they were read before.

    Raises
    ------
    PackError
        If the folder of the pack cannot be used.
    """
    with _ONE_AT_A_TIME:
        published = _published(_folder(home), waiting or nullcontext())
        try:
            return _with_saved_waves(published)
        except LibraryError as error:
            _LOG.warning("%s", error)
            _let_rest()
            return Packs(published, published, (texts.library.CANNOT_BE_SHOWN,))


def library() -> Library:
    """The library of this server, kept open.

    Raises
    ------
    LibraryError
        If BESTBYWM_DATABASE_URL is no address of a database.
    """
    database = _database()
    return _libraries.get(database) or _libraries.setdefault(database, Library(patience=PATIENCE))


def _folder(home: Path) -> Path:
    named = os.environ.get(PACK_VARIABLE, "").strip()
    return Path(named).expanduser() if named else home / SHIPPED


def _database() -> str:
    return os.environ.get(DATABASE_VARIABLE, "")


def _published(folder: Path, waiting: AbstractContextManager[object]) -> Pack:
    key = (str(folder), version_of(folder))
    if key not in _read:
        with waiting:
            pack = read_pack(folder)
        for oldest in [*_read][: 1 - PACKS_KEPT]:
            del _read[oldest]
        _read[key] = pack
    return _read[key]


def _with_saved_waves(published: Pack) -> Packs:
    if monotonic() < _rests_until.get(_database(), 0.0):
        return Packs(published, published, (texts.library.CANNOT_BE_SHOWN,))
    stamp = library().version_stamp(published.region.slug)  # before reading: it may only be older
    return _as_of(published, _database(), stamp)


@kept_with_it(1)
def _as_of(published: Pack, database: str, stamp: str) -> Packs:  # noqa: ARG001 - both are keys
    pack, notes = with_saved_waves(published, library())
    return Packs(pack, published, notes)


def _let_rest() -> None:
    """Leave the library alone for a while, and then open it anew."""
    _rests_until[_database()] = monotonic() + REST
    failed = _libraries.pop(_database(), None)
    if failed is not None:
        failed.close()
