"""Addresses beside the pages, served by the same server: the meeting mode."""

from pathlib import Path

from starlette.routing import BaseRoute


def routes(home: Path) -> list[BaseRoute]:
    """What the server answers besides the pages.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack.
    """
    del home
    return []
