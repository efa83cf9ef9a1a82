"""The dashboard: its pages and how to move between them. Start it with `make run`."""

from pathlib import Path

from bestbywm.app import pages

pages.run(Path(__file__).resolve().parent)
