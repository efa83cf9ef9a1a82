"""Specification of saved waves on the pages: a pack together with what was saved for its region."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bestbywm.library import Library, Settings
from bestbywm.library.packs import with_saved_waves
from bestbywm.pack import Pack
from tests.library.surveys import BARRIERS, FOUR_PEOPLE, TEA, USE, survey
from tests.packs import EASTFORD, NORTHMOOR


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library(f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}") as opened:
        yield opened


class TestAPackWithSavedWaves:
    def test_is_the_pack_itself_where_nothing_was_saved(
        self, tiny_pack: Pack, library: Library
    ) -> None:
        assert with_saved_waves(tiny_pack, library) == (tiny_pack, ())

    def test_shows_the_newest_survey_first_and_those_of_the_pack_last(
        self, tiny_pack: Pack, library: Library
    ) -> None:
        for wave in ("2033", "2032", "2034"):
            library.save("tinyshire", wave, survey(wave=wave), by="Ann")
        pack, notes = with_saved_waves(tiny_pack, library)
        assert [each.id for each in pack.waves] == ["2034", "2033", "2032", "2030"]
        assert notes == ()

    def test_has_the_answers_and_the_settings(self, tiny_pack: Pack, library: Library) -> None:
        settings = Settings(
            "Our survey",
            "May 2032",
            last_day=date(2032, 5, 31),
            invited=(NORTHMOOR, EASTFORD),
            minimum_people=3,
            shows_councils=False,
        )
        library.save("tinyshire", "2032", survey(settings=settings), by="Ann")
        pack, _ = with_saved_waves(tiny_pack, library)
        wave = pack.waves[0]
        assert (wave.title, wave.when) == ("Our survey", "May 2032")
        assert (wave.people, wave.councils_answered, wave.councils_invited) == (4, 3, 2)
        assert (wave.minimum_people, wave.shows_councils) == (3, False)
        assert wave.is_own
        answers = pack.responses["2032"]
        everybody = answers.people_in(pack.region.codes)
        assert answers.provenance == "own"
        assert answers.count("use", ["high"], everybody) == 1
        assert answers.base("use", everybody) == 3

    def test_shows_only_the_waves_of_its_region(self, tiny_pack: Pack, library: Library) -> None:
        library.save("elsewhere", "2032", survey(), by="Ann")
        assert with_saved_waves(tiny_pack, library)[0].waves == tiny_pack.waves

    def test_has_the_current_version(self, tiny_pack: Pack, library: Library) -> None:
        library.save("tinyshire", "2032", survey(), by="Ann")
        library.correct(
            "tinyshire", "2032", survey(FOUR_PEOPLE[:2]), based_on=1, by="Ben", why="tests"
        )
        pack, _ = with_saved_waves(tiny_pack, library)
        assert pack.waves[0].people == 2

    def test_has_the_questions_that_only_the_survey_asked(
        self, tiny_pack: Pack, library: Library
    ) -> None:
        people = [(NORTHMOOR, {"use": ["high"], "tea": ["milk"]})]
        asked = survey(people, questions=(USE, TEA), extra=frozenset({"tea"}))
        library.save("tinyshire", "2032", asked, by="Ann")
        pack, notes = with_saved_waves(tiny_pack, library)
        assert notes == ()
        assert pack.questions["tea"].short == "Tea"
        assert pack.responses["2032"].asks("tea")


class TestASurveyThatNoLongerFits:
    def test_is_shown_without_the_question_whose_options_changed(
        self, tiny_pack: Pack, library: Library
    ) -> None:
        odd = replace(USE, options=USE.options[:1])
        people = [(NORTHMOOR, {"use": ["high"], "barriers": ["cost"]})]
        library.save("tinyshire", "2032", survey(people, questions=(odd, BARRIERS)), by="Ann")
        pack, notes = with_saved_waves(tiny_pack, library)
        assert pack.responses["2032"].questions == ("barriers",)
        assert notes == (
            "Of the wave 2032, Use cannot be shown: the options to choose from are no longer "
            "the same.",
        )

    def test_is_left_out_if_a_council_is_gone_and_the_others_are_shown(
        self, tiny_pack: Pack, library: Library
    ) -> None:
        library.save("tinyshire", "2031", survey(wave="2031"), by="Ann")
        library.save("tinyshire", "2032", survey([("E99", {"use": ["high"]})]), by="Ann")
        pack, notes = with_saved_waves(tiny_pack, library)
        assert [each.id for each in pack.waves] == ["2031", "2030"]
        assert len(notes) == 1
        assert "The wave 2032 is not shown." in notes[0]
        assert "E99 is not the code of a council" in notes[0]
