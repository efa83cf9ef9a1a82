"""The survey library: a region's own waves, kept in a database with every version of them."""

from bestbywm.library.errors import ConflictError, LibraryError, NotThereError
from bestbywm.library.place import DATABASE_VARIABLE
from bestbywm.library.store import Library
from bestbywm.library.values import (
    Change,
    OwnSurvey,
    RowCounts,
    Saved,
    SavedWave,
    Settings,
)

__all__ = [
    "DATABASE_VARIABLE",
    "Change",
    "ConflictError",
    "Library",
    "LibraryError",
    "NotThereError",
    "OwnSurvey",
    "RowCounts",
    "Saved",
    "SavedWave",
    "Settings",
]
