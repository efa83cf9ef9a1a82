"""Specification of a crash: whoever ends the program while it saves leaves the old state whole.

A second program saves, and is ended (SIGKILL; on Windows TerminateProcess) at a chosen moment.
"""

import subprocess
import sys
from pathlib import Path

import pytest

from bestbywm.library import Library
from bestbywm.library.place import file_of
from tests.library.surveys import REGION, of_people, same, survey

HOME = Path(__file__).resolve().parents[2]
OLD = survey()

MOMENTS = {
    "once the next version is claimed": ("UPDATE saved_wave", 1),
    "once it is in the log": ("INSERT INTO saved_change", 1),
    "between some people and the rest": ("INSERT INTO saved_person", 1),
    "just before all is sealed": ("COMMIT", 1),
}


def end_while(database: str, what: str, words: str, times: int) -> None:
    """Start a program that does this, and end it when it gets there."""
    command = [sys.executable, "-m", "tests.library.interrupted", database, what, words, str(times)]
    with subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = process.stdout.readline().strip()
        process.kill()
    assert said == "here"


def is_sound(database: str, library: Library) -> bool:
    """Whether SQLite finds its file in order; PostgreSQL looks after itself."""
    if file_of(library._url) is None:
        return True
    with library._engine.connect() as connection:
        return connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"


class TestEndingTheProgramWhileItCorrects:
    @pytest.mark.parametrize("moment", MOMENTS)
    def test_leaves_the_old_survey_whole(self, database: str, moment: str) -> None:
        with Library(database) as library:
            library.save(REGION, "2032", OLD, by="Ann")
            stamp = library.version_stamp(REGION)
            end_while(database, "correct", *MOMENTS[moment])
            assert is_sound(database, library)
            assert library.version_stamp(REGION) == stamp
            (about,) = library.versions(REGION, "2032")
            assert about.is_current
            assert same(library.read(REGION, "2032").survey, OLD)
            assert [each.by for each in library.log(REGION)] == ["Ann"]

    def test_keeps_nobody_from_correcting(self, database: str) -> None:
        with Library(database) as library:
            library.save(REGION, "2032", OLD, by="Ann")
            end_while(database, "correct", *MOMENTS["between some people and the rest"])
            new = of_people(3)
            library.correct(REGION, "2032", new, based_on=1, by="Cy", why="once more")
            assert same(library.read(REGION, "2032").survey, new)


class TestEndingTheProgramWhileItSavesAWave:
    def test_leaves_no_part_of_it(self, database: str) -> None:
        with Library(database) as library:
            library.save(REGION, "2032", OLD, by="Ann")
            end_while(database, "save", "INSERT INTO saved_person", 1)
            assert [each.wave for each in library.waves(REGION)] == ["2032"]
            library.save(REGION, "2033", of_people(2, "2033"), by="Cy")
            assert library.read(REGION, "2033").about.people == 2


class TestEndingTheProgramWhileItMakesTheTables:
    @pytest.mark.parametrize("times", [1, 3])
    def test_leaves_room_to_make_them(self, database: str, times: int) -> None:
        end_while(database, "begin", "CREATE TABLE saved", times)
        with Library(database) as library:
            library.save(REGION, "2032", OLD, by="Ann")
            assert same(library.read(REGION, "2032").survey, OLD)
