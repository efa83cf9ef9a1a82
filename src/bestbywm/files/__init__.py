"""Reads the files of a region pack and checks each against its schema in datapackage.json.

A region pack is a folder with a Frictionless Data Package. This package opens the files, and
checks that they are text, tables and whole. The checks of types, required cells, allowed values,
duplicates and references are Frictionless's, which gets the cells and the schemas and nothing
else: no description can make it open another file or fetch an address. What it finds is turned
into problems that a person can mend.
"""

from bestbywm.files.description import ANSWER_COLUMNS, DESCRIPTOR
from bestbywm.files.reading import read_files, version_of
from bestbywm.files.rows import PackFiles, Row, Source
from bestbywm.files.text import parse_json

__all__ = [
    "ANSWER_COLUMNS",
    "DESCRIPTOR",
    "PackFiles",
    "Row",
    "Source",
    "parse_json",
    "read_files",
    "version_of",
]
