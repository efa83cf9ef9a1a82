"""What many tests start from."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bestbywm import hexagons
from bestbywm.hexagons import Hexagon
from bestbywm.pack import Pack, read_pack
from tests.packs import SHIPPED, tiny_region, with_maturity


@pytest.fixture(scope="session", autouse=True)
def nobodys_library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test looks into the library of surveys of whoever runs the tests."""
    file = tmp_path_factory.mktemp("library") / "library.sqlite"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("BESTBYWM_DATABASE_URL", f"sqlite:///{file.as_posix()}")
        yield


@pytest.fixture(scope="session")
def shipped_folder() -> Path:
    """The folder of the region pack that ships. Don't change it: copy it."""
    return SHIPPED


@pytest.fixture(scope="session")
def shipped_pack(shipped_folder: Path) -> Pack:
    """The region pack that ships, read once."""
    return read_pack(shipped_folder)


@pytest.fixture(scope="session")
def tiny_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a region pack of four made-up councils. Don't change it."""
    return tiny_region(tmp_path_factory.mktemp("region"))


@pytest.fixture(scope="session")
def tiny_pack(tiny_folder: Path) -> Pack:
    """A region pack of four made-up councils, read once."""
    return read_pack(tiny_folder)


@pytest.fixture(scope="session")
def mature_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the made-up region with a model of maturity. Don't change it."""
    return with_maturity(tiny_region(tmp_path_factory.mktemp("mature")))


@pytest.fixture(scope="session")
def mature_pack(mature_folder: Path) -> Pack:
    """The made-up region with a model of maturity: use counts three times as much as freedom."""
    return read_pack(mature_folder)


@pytest.fixture(scope="module")
def hexagons_in_a_row() -> Iterator[None]:
    """Laying out hexagons takes most of the time of reading a pack: put them in a row instead.

    For modules that read many packs, and do not use those above.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            hexagons,
            "lay_out",
            lambda centres, _: {code: Hexagon(q, 0) for q, code in enumerate(centres)},
        )
        yield
