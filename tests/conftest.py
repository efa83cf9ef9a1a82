"""What many tests start from."""

from pathlib import Path

import pytest

from bestbywm.pack import Pack, read_pack
from tests.packs import SHIPPED, tiny_region


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
