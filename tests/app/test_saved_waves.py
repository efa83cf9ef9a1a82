"""Specification of saved surveys, and one of this visit, on every page."""

import gc
import logging
import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from weakref import ref

import pytest

from bestbywm.app import current, loaded, texts
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.library import DATABASE_VARIABLE, Library
from bestbywm.library.packs import with_own
from bestbywm.pack import Pack
from tests.app.test_routes import request
from tests.app.visiting import (
    HOME,
    having_loaded,
    opened,
    press,
    said,
    shown,
    turn_to,
    visit,
    waves_to_choose,
)
from tests.library.surveys import REGION, survey

PAGES = (
    *("overview", "map", "barriers", "maturity", "change", "councils", "council"),
    *("practice", "present", "claims", "methods"),
)


@pytest.fixture(autouse=True)
def database(mature_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The address of a library that is not there yet; the region is the made-up one."""
    url = f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}"
    monkeypatch.setenv(PACK_VARIABLE, str(mature_folder))
    monkeypatch.setenv(DATABASE_VARIABLE, url)
    return url


@pytest.fixture
def library(database: str) -> Iterator[Library]:
    with Library(database) as opened_one:
        yield opened_one


def save(library: Library, wave: str = "2032", **how: Any) -> None:
    library.save(REGION, wave, survey(wave=wave, **how), by="Ann")


class TestASavedSurvey:
    def test_is_the_wave_that_pages_show_first(self, library: Library) -> None:
        save(library)
        app = visit()
        assert waves_to_choose(app)[0] == "2032 (own)"
        assert app.radio("filter-wave").value == "2032"

    @pytest.mark.parametrize("page", PAGES)
    def test_is_there_on_every_page(self, library: Library, page: str) -> None:
        save(library)
        assert said(visit(page, council="eastford"))

    def test_is_seen_by_a_visit_that_has_begun_before(self, library: Library) -> None:
        app = visit()
        before = waves_to_choose(app)
        save(library)
        assert waves_to_choose(shown(app)) == ["2032 (own)", *before]

    def test_does_not_change_what_somebody_looks_at(self, library: Library) -> None:
        app = visit()
        wave = app.radio("filter-wave").value
        save(library)
        assert shown(app).radio("filter-wave").value == wave

    def test_is_gone_when_it_is_deleted_and_the_page_says_so(self, library: Library) -> None:
        save(library)
        app = visit()
        library.delete(REGION, "2032", by="Ann", why="a mistake")
        assert "The wave 2032 is not here any more. 2030 is shown." in said(shown(app))
        assert app.radio("filter-wave").value == "2030"
        assert "not here any more" not in said(shown(app))

    def test_is_shown_in_its_newest_version(self, library: Library) -> None:
        save(library)
        assert "4 people" in said(visit())
        more = survey([*[("Z06000001", {"use": ["high"]})] * 9])
        library.correct(REGION, "2032", more, based_on=1, by="Ann", why="late answers")
        assert "9 people" in said(visit())

    def test_is_there_in_the_meeting_mode(self, library: Library) -> None:
        save(library)
        reply = request("/meeting?story=region&wave=2032")
        assert reply.status == 200
        assert "2032" in reply.text

    def test_is_read_once_for_all_visits(self, library: Library) -> None:
        save(library)
        assert current.packs(HOME).shown is current.packs(HOME).shown


class TestALibraryThatIsNotThere:
    def test_is_not_made_by_looking(self, database: str) -> None:
        visit()
        request("/meeting?story=region")
        assert not Path(database.removeprefix("sqlite:///")).exists()

    def test_is_nothing_to_speak_of(self) -> None:
        packs = current.packs(HOME)
        assert packs.shown is packs.published
        assert packs.notes == ()


def _broken(path: Path) -> str:
    path.write_bytes(b"no database at all " * 100)
    return f"sqlite:///{path.as_posix()}"


def _newer(path: Path) -> str:
    url = f"sqlite:///{path.as_posix()}"
    with Library(url) as library:
        save(library)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE saved_schema SET version_num = '9999'")
    connection.close()
    return url


UNREADABLE = {
    "a file that is no database": _broken,
    "tables of a newer version": _newer,
    "no address": lambda path: "something else, with s3cret",
    "a server that does not answer": lambda path: "postgresql://ann:s3cret@127.0.0.1:1/surveys",
}


class TestALibraryThatCannotBeRead:
    @pytest.fixture(autouse=True, params=UNREADABLE, ids=str)
    def unreadable(
        self, request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        url = UNREADABLE[request.param](tmp_path / "broken.sqlite")
        monkeypatch.setenv(DATABASE_VARIABLE, url)

    def test_leaves_what_is_published_and_a_friendly_note(self) -> None:
        app = visit()
        words = said(app)
        assert texts.library.CANNOT_BE_SHOWN in words
        assert app.metric or app.get("plotly_chart"), "the published results are shown"
        assert "s3cret" not in words
        assert "Traceback" not in words

    def test_leaves_the_meeting_mode(self) -> None:
        assert request("/meeting?story=region").status == 200

    def test_is_explained_in_the_log_without_a_password(
        self, caplog: pytest.LogCaptureFixture
    ) -> None:
        current._rests_until.clear()
        with caplog.at_level(logging.WARNING):
            current.packs(HOME)
        assert "To mend it" in caplog.text
        assert "s3cret" not in caplog.text

    def test_is_left_alone_for_a_while(
        self, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        current.packs(HOME)
        monkeypatch.setattr(current, "library", lambda: pytest.fail("it was asked again"))
        assert current.packs(HOME).notes == (texts.library.CANNOT_BE_SHOWN,)

    def test_is_asked_again_after_that(
        self, database: str, library: Library, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        current.packs(HOME)
        save(library)
        broken = os.environ[DATABASE_VARIABLE]
        monkeypatch.setattr(current, "monotonic", lambda: current._rests_until[broken] + 1)
        monkeypatch.setattr(current, "Library", lambda patience: Library(database))
        assert current.packs(HOME).notes == ()
        assert "2032" in current.packs(HOME).shown.wave_by_id


class TestASurveyOfThisVisit:
    @pytest.mark.parametrize("page", PAGES)
    def test_is_said_on_every_page(self, page: str) -> None:
        app = having_loaded(opened(page, council="eastford"))
        assert "Shown: **Tiny survey** (loaded for this visit)." in said(app)
        assert app.button("loaded-survey-stop").label == "Stop using it"

    def test_is_the_wave_that_pages_turn_to(self) -> None:
        app = having_loaded(visit(wave="2030"))
        assert app.radio("filter-wave").value == "2032"
        assert waves_to_choose(app)[0] == "2032 (this visit)"

    def test_is_turned_to_once(self) -> None:
        app = having_loaded(visit())
        app.radio("filter-wave").set_value("2030")
        assert turn_to(shown(app), "barriers").radio("filter-wave").value == "2030"

    def test_is_stopped_by_a_button_on_any_page(self) -> None:
        app = press(having_loaded(visit("barriers")), "loaded-survey-stop")
        assert app.radio("filter-wave").value == "2030"
        assert "2032 (this visit)" not in waves_to_choose(app)
        assert "loaded for this visit" not in said(app)
        assert "not here any more" not in said(app), "whoever stops it knows"

    def test_is_nowhere_in_another_visit(self) -> None:
        having_loaded(visit())
        other = visit()
        assert "2032 (this visit)" not in waves_to_choose(other)

    def test_stands_in_place_of_a_saved_one_of_its_name(self, library: Library) -> None:
        save(library)
        app = having_loaded(visit(), people=[("Z06000001", {"use": ["high"]})] * 7)
        assert "7 people" in said(app)
        assert "4 people" in said(press(app, "loaded-survey-stop"))

    def test_has_no_link_to_the_meeting_mode(self) -> None:
        app = having_loaded(opened("present"))
        assert not app.get("link_button")
        assert "does not know the survey that you loaded" in said(app)

    def test_leaves_links_to_other_waves(self) -> None:
        app = having_loaded(opened("present", story="barriers"))
        app.radio("filter-wave").set_value("2030")
        assert shown(app).get("link_button")

    def test_that_does_not_fit_is_said_and_left_out(self) -> None:
        app = opened()
        app.session_state[loaded.LOADED] = loaded.Loaded(
            "2032", survey(people=[("Z99999999", {"use": ["high"]})])
        )
        words = said(shown(app))
        assert "The wave 2032 is not shown." in words
        assert "loaded for this visit" not in words


class TestWhatAVisitLeavesBehind:
    """Everything that was made from the answers of a visit is gone with the visit."""

    def test_is_nothing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        packs: list[ref[Pack]] = []
        answers: list[ref[Any]] = []

        def watched(pack: Pack, name: str, own: Any) -> tuple[Pack, tuple[str, ...]]:
            made, notes = with_own(pack, name, own)
            packs.append(ref(made))
            answers.append(ref(made.responses[name]))
            return made, notes

        monkeypatch.setattr(loaded, "with_own", watched)
        app = having_loaded(opened(council="eastford"))
        for page in PAGES:
            turn_to(app, page)
            for story in ("council", "change", "barriers") if page == "present" else ():
                app.radio("present-story").set_value(story)
                shown(app)
        assert len(packs) == 1, "all pages show one pack"
        assert packs[0]() is not None, "it lives as long as the visit"
        del app
        gc.collect()
        assert packs[0]() is None
        assert answers[0]() is None
