"""A program that opens a new library when it is told to: several of them start at one moment.

Arguments: the address of the database, and the name of the wave to save.
"""

import sys

from bestbywm.library import Library
from tests.library.surveys import REGION, survey

if __name__ == "__main__":
    with Library(sys.argv[1]) as library:
        print("ready", flush=True)
        sys.stdin.readline()
        library.save(REGION, sys.argv[2], survey(wave=sys.argv[2]), by="Ann")
