"""Specification of the library: what is saved is read as it was, and every change is on record."""

import threading
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, inspect

from bestbywm.library import (
    ConflictError,
    Library,
    LibraryError,
    NotThereError,
    OwnSurvey,
    RowCounts,
    Settings,
)
from bestbywm.library.coding import CHUNK
from bestbywm.survey.questions import Question
from tests.library.surveys import (
    BARRIERS,
    COUNCILS,
    FOUR_PEOPLE,
    REGION,
    TEA,
    USE,
    of_people,
    same,
    survey,
)

FIRST, SECOND = survey(), survey(FOUR_PEOPLE[:2])


@st.composite
def any_survey(draw: st.DrawFn) -> OwnSurvey:
    """Any survey of the tiny region: any words, any answers, nobody or some people."""
    words = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
    questions = draw(st.lists(st.sampled_from([USE, BARRIERS, TEA]), unique=True))
    answers = st.fixed_dictionaries(
        {},
        optional={
            each.id: st.lists(st.sampled_from([o.id for o in each.options]), unique=True)
            for each in questions
        },
    )
    title = draw(words.filter(lambda text: text.strip() == text))
    return survey(
        draw(st.lists(st.tuples(st.sampled_from(COUNCILS), answers), max_size=12)),
        questions=questions,
        extra=frozenset({"tea"} if TEA in questions else ()),
        settings=Settings(
            title,
            "2032",
            draw(st.none() | st.dates()),
            draw(st.none() | st.dates()),
            tuple(draw(st.lists(st.sampled_from(COUNCILS), unique=True))),
            draw(st.integers(1, 1000)),
            draw(st.booleans()),
        ),
        mapping=draw(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=200)),
        set_aside=draw(st.integers(0, 5)),
    )


class TestSaving:
    def test_gives_back_what_was_saved(self, library: Library) -> None:
        library.save(REGION, "2032", FIRST, by="Ann")
        saved = library.read(REGION, "2032")
        assert same(saved.survey, FIRST)
        assert saved.about.people == 4
        assert saved.about.councils == 3
        assert saved.about.rows == RowCounts(5, 4, 1)
        assert saved.about.version == 1
        assert saved.about.is_current

    @given(any_survey())
    @hypothesis_settings(
        max_examples=40,
        deadline=None,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )
    def test_gives_back_any_survey_to_the_last_answer(
        self, library: Library, saved: OwnSurvey
    ) -> None:
        if library.waves(REGION):
            library.delete(REGION, "2032", by="Ann", why="room for the next one")
        library.save(REGION, "2032", saved, by="Ann")
        assert same(library.read(REGION, "2032").survey, saved)

    def test_gives_back_more_people_than_go_to_the_database_at_once(self, library: Library) -> None:
        many = of_people(CHUNK + 3)
        library.save(REGION, "2032", many, by="Ann")
        assert same(library.read(REGION, "2032").survey, many)

    def test_lasts_beyond_the_program(self, database: str) -> None:
        with Library(database) as one:
            one.save(REGION, "2032", FIRST, by="Ann")
        with Library(database) as other:
            assert same(other.read(REGION, "2032").survey, FIRST)

    def test_keeps_regions_apart(self, library: Library) -> None:
        library.save(REGION, "2032", FIRST, by="Ann")
        library.save("elsewhere", "2032", SECOND, by="Ben")
        assert same(library.read(REGION, "2032").survey, FIRST)
        assert [each.by for each in library.log("elsewhere")] == ["Ben"]

    def test_of_a_wave_that_is_there_is_refused_and_says_who_saved_it(
        self, library: Library
    ) -> None:
        library.save(REGION, "2032", FIRST, by="Ann")
        with pytest.raises(ConflictError, match=r"already there: 2032 version 1 saved by Ann"):
            library.save(REGION, "2032", SECOND, by="Ben")
        assert same(library.read(REGION, "2032").survey, FIRST)

    def test_leaves_out_signs_that_no_file_may_hold(self, library: Library) -> None:
        settings = Settings("Our\x00 survey\ud800", "May\x07 2032")
        library.save(REGION, "2032", survey(settings=settings), by="Ann\x00", why="new\x00")
        about = library.read(REGION, "2032").about
        assert (about.settings.title, about.settings.when) == ("Our survey", "May 2032")
        assert (about.made_by.by, about.made_by.why) == ("Ann", "new")

    def test_holds_nothing_about_a_person_but_council_and_answers(
        self, library: Library, database: str
    ) -> None:
        library.save(REGION, "2032", FIRST, by="Ann")
        engine = create_engine(database)
        columns = [each["name"] for each in inspect(engine).get_columns("saved_person")]
        engine.dispose()
        assert columns == ["version_id", "position", "council", "answers"]


class TestWhatCannotBeSaved:
    @pytest.mark.parametrize("wave", ["", " ", "../2032", "2032/x", "x" * 41, "-2032", "20\n32"])
    def test_is_a_wave_whose_name_fits_no_link(self, library: Library, wave: str) -> None:
        with pytest.raises(LibraryError, match="cannot be the name of a wave"):
            library.save(REGION, wave, survey(wave=wave), by="Ann")
        assert library.waves(REGION) == ()

    @pytest.mark.parametrize(
        ("settings", "says"),
        [
            (Settings(" ", "2032"), "the title of the survey"),
            (Settings("Title", ""), "when the survey was asked"),
            (Settings("Title", "2032", minimum_people=0), "least number of people is 0"),
        ],
    )
    def test_is_a_survey_without_its_settings(
        self, library: Library, settings: Settings, says: str
    ) -> None:
        with pytest.raises(LibraryError, match=says):
            library.save(REGION, "2032", survey(settings=settings), by="Ann")

    def test_is_a_survey_that_nobody_saves(self, library: Library) -> None:
        with pytest.raises(LibraryError, match="who does it"):
            library.save(REGION, "2032", FIRST, by=" ")
        assert library.waves(REGION) == ()
        assert library.log(REGION) == ()

    def test_are_answers_that_nobody_gave(self) -> None:
        made_up = replace(FIRST.responses, provenance="illustrative")
        with pytest.raises(ValueError, match="illustrative"):
            replace(FIRST, responses=made_up)

    def test_are_answers_to_other_questions(self) -> None:
        with pytest.raises(ValueError, match="not to these questions"):
            replace(FIRST, questions=(USE,))

    def test_is_an_answer_of_somebody_who_did_not_answer(self) -> None:
        with pytest.raises(ValueError, match="use: somebody chose an option and did not answer"):
            replace(
                FIRST,
                responses=replace(
                    FIRST.responses, answered=FIRST.responses.answered & [False, True]
                ),
            )

    def test_are_counts_that_lose_rows(self) -> None:
        with pytest.raises(ValueError, match="10 rows read are not 8 used and 1 set aside"):
            RowCounts(10, 8, 1)


class TestVersions:
    @pytest.fixture
    def corrected(self, library: Library) -> Library:
        library.save(REGION, "2032", FIRST, by="Ann")
        library.correct(REGION, "2032", SECOND, based_on=1, by="Ben", why="two were tests")
        return library

    def test_a_correction_takes_the_place_of_the_survey(self, corrected: Library) -> None:
        saved = corrected.read(REGION, "2032")
        assert same(saved.survey, SECOND)
        assert saved.about.version == 2

    def test_the_earlier_version_can_still_be_looked_at(self, corrected: Library) -> None:
        saved = corrected.read(REGION, "2032", version=1)
        assert same(saved.survey, FIRST)
        assert not saved.about.is_current

    def test_are_listed_with_who_when_and_why(self, corrected: Library) -> None:
        second, first = corrected.versions(REGION, "2032")
        assert (first.version, second.version) == (1, 2)
        assert (first.is_current, second.is_current) == (False, True)
        assert (first.made_by.action, first.made_by.by) == ("saved", "Ann")
        assert (second.made_by.action, second.made_by.why) == ("corrected", "two were tests")
        assert first.people == 4
        assert second.people == 2

    def test_restoring_makes_a_new_version_that_says_so(self, corrected: Library) -> None:
        change = corrected.restore(REGION, "2032", 1, by="Cy", why="they were no tests")
        assert (change.version, change.restored_from) == (3, 1)
        assert same(corrected.read(REGION, "2032").survey, FIRST)
        assert same(corrected.read(REGION, "2032", version=2).survey, SECOND)
        assert [each.version for each in corrected.versions(REGION, "2032")] == [3, 2, 1]
        assert "version 3 restored from version 1 by Cy" in corrected.log(REGION)[0].in_words

    def test_the_current_one_cannot_be_restored(self, corrected: Library) -> None:
        with pytest.raises(ConflictError, match="Version 2 of the wave 2032 is the current one"):
            corrected.restore(REGION, "2032", 2, by="Cy", why="no reason")

    def test_one_that_is_not_there_is_named_with_those_that_are(self, corrected: Library) -> None:
        with pytest.raises(NotThereError, match=r"no version 9\. Expected: one of 1 and 2"):
            corrected.read(REGION, "2032", version=9)
        with pytest.raises(NotThereError, match="no version 9"):
            corrected.restore(REGION, "2032", 9, by="Cy", why="a slip")

    @pytest.mark.parametrize("why", ["", "  "])
    def test_need_a_reason(self, corrected: Library, why: str) -> None:
        with pytest.raises(LibraryError, match="why the survey is corrected"):
            corrected.correct(REGION, "2032", FIRST, based_on=2, by="Cy", why=why)
        with pytest.raises(LibraryError, match="why the version is restored"):
            corrected.restore(REGION, "2032", 1, by="Cy", why=why)
        with pytest.raises(LibraryError, match="why the survey is deleted"):
            corrected.delete(REGION, "2032", by="Cy", why=why)


class TestDeleting:
    @pytest.fixture
    def emptied(self, library: Library) -> Library:
        library.save(REGION, "2032", FIRST, by="Ann")
        library.correct(REGION, "2032", SECOND, based_on=1, by="Ben", why="two were tests")
        library.delete(REGION, "2032", by="Cy", why="a council asked for it")
        return library

    def test_takes_the_wave_away_and_says_who_did_it(self, emptied: Library) -> None:
        assert emptied.waves(REGION) == ()
        says = "no longer there: 2032 deleted by Cy, .* a council asked for it"
        for look in (emptied.read, emptied.versions):
            with pytest.raises(NotThereError, match=says):
                look(REGION, "2032")

    def test_erases_the_answers_of_every_version(self, emptied: Library, database: str) -> None:
        engine = create_engine(database)
        with engine.connect() as connection:
            for table in ("saved_person", "saved_version"):
                count = connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
                assert count == 0
        engine.dispose()

    def test_leaves_the_log(self, emptied: Library) -> None:
        actions = [(each.action, each.version) for each in emptied.log(REGION, "2032")]
        assert actions == [("deleted", 2), ("corrected", 2), ("saved", 1)]

    def test_leaves_room_for_the_wave_under_a_number_of_its_own(self, emptied: Library) -> None:
        assert emptied.save(REGION, "2032", FIRST, by="Ann").version == 3
        assert same(emptied.read(REGION, "2032").survey, FIRST)

    def test_twice_is_refused(self, emptied: Library) -> None:
        with pytest.raises(NotThereError, match="no longer there"):
            emptied.delete(REGION, "2032", by="Cy", why="once more")

    def test_overwrites_the_answers_in_the_file(self, tmp_path: Path) -> None:
        file = tmp_path / "library.sqlite"
        odd = replace(TEA, options=(replace(TEA.options[0], id="oddest-answer-of-all"),))
        with Library(f"sqlite:///{file.as_posix()}") as library:
            only = survey(
                [(FOUR_PEOPLE[0][0], {"tea": ["oddest-answer-of-all"]})] * 500, questions=(odd,)
            )
            library.save(REGION, "2032", only, by="Ann")
            library.delete(REGION, "2032", by="Ann", why="secret")
        assert b"oddest-answer-of-all" not in file.read_bytes()


class TestListingWaves:
    def test_begins_with_the_newest_survey(self, library: Library) -> None:
        of = {
            "2032": Settings("By its name", "2032"),
            "spring": Settings("By its last day", "2033", last_day=date(2033, 5, 1)),
            "autumn": Settings("By its only day", "2031", first_day=date(2031, 10, 1)),
        }
        for wave, settings in of.items():
            library.save(REGION, wave, survey(wave=wave, settings=settings), by="Ann")
        assert [each.wave for each in library.waves(REGION)] == ["spring", "2032", "autumn"]

    def test_makes_no_file_where_there_is_none(self, tmp_path: Path) -> None:
        file = tmp_path / "library.sqlite"
        with Library(f"sqlite:///{file.as_posix()}") as library:
            assert library.waves(REGION) == ()
            assert library.log(REGION) == ()
            assert library.version_stamp(REGION) == "0"
            with pytest.raises(NotThereError, match="no saved wave 2032"):
                library.read(REGION, "2032")
        assert [*tmp_path.iterdir()] == []

    def test_names_the_waves_there_are_if_one_is_not(self, library: Library) -> None:
        with pytest.raises(NotThereError, match="there is none yet"):
            library.read(REGION, "2032")
        library.save(REGION, "2032", FIRST, by="Ann")
        with pytest.raises(NotThereError, match=r"no saved wave 2033\. Expected: one of 2032"):
            library.read(REGION, "2033")


class TestTimes:
    @pytest.fixture
    def in_summer(self, database: str) -> Iterator[Library]:
        noon = datetime(2032, 7, 1, 12, tzinfo=timezone(timedelta(hours=1)))
        with Library(database, now=lambda: noon) as library:
            yield library

    def test_are_kept_in_utc_and_said_in_words(self, in_summer: Library) -> None:
        in_summer.save(REGION, "2032", FIRST, by="Ann", why="new")
        (change,) = in_summer.log(REGION)
        assert change.at == datetime(2032, 7, 1, 11, tzinfo=UTC)
        assert change.at.utcoffset() == timedelta(0)
        assert change.in_words == "2032 version 1 saved by Ann, 1 July 2032, 11:00 UTC: new"


class TestTheVersionStamp:
    def test_changes_with_every_change_and_with_nothing_else(self, library: Library) -> None:
        stamps = [library.version_stamp(REGION)]
        library.save(REGION, "2032", FIRST, by="Ann")
        stamps.append(library.version_stamp(REGION))
        library.correct(REGION, "2032", SECOND, based_on=1, by="Ben", why="better")
        stamps.append(library.version_stamp(REGION))
        library.restore(REGION, "2032", 1, by="Ben", why="worse")
        stamps.append(library.version_stamp(REGION))
        library.delete(REGION, "2032", by="Ben", why="gone")
        stamps.append(library.version_stamp(REGION))
        assert len({*stamps}) == 5
        library.waves(REGION)
        library.save("elsewhere", "2032", FIRST, by="Ann")
        assert library.version_stamp(REGION) == stamps[-1]


class TestTwoWriters:
    def test_the_slower_one_is_told_and_nothing_of_hers_is_saved(self, library: Library) -> None:
        library.save(REGION, "2032", FIRST, by="Ann")
        library.correct(REGION, "2032", SECOND, based_on=1, by="Ben", why="faster")
        says = "Somebody else changed the wave 2032 in the meantime, and is now at version 2"
        with pytest.raises(ConflictError, match=says):
            library.correct(REGION, "2032", FIRST, based_on=1, by="Cy", why="slower")
        with pytest.raises(ConflictError, match=says):
            library.restore(REGION, "2032", 1, based_on=1, by="Cy", why="slower")
        with pytest.raises(ConflictError, match=says):
            library.delete(REGION, "2032", based_on=1, by="Cy", why="slower")
        assert [each.by for each in library.log(REGION)] == ["Ben", "Ann"]
        assert same(library.read(REGION, "2032").survey, SECOND)

    @pytest.mark.parametrize("is_new", [True, False], ids=["saving", "correcting"])
    def test_at_the_same_moment_one_wins(self, database: str, is_new: bool) -> None:
        with Library(database, patience=30) as first:
            if is_new:
                first.save(REGION, "other", survey(wave="other"), by="Ann")
            else:
                first.save(REGION, "2032", FIRST, by="Ann")
            won, told = _race(database, is_new)
            assert (len(won), len(told)) == (1, 5)
            assert all("Somebody else" in each or "already there" in each for each in told)
            (winner,) = won
            about = first.read(REGION, "2032").about
            assert about.made_by.by == winner
            assert len(first.log(REGION)) == 2


def _race(database: str, is_new: bool) -> tuple[list[str], list[str]]:
    """Six writers start together: names of those who saved, and what the others were told."""
    start = threading.Barrier(6)
    won: list[str] = []
    told: list[str] = []

    def write(name: str) -> None:
        with Library(database, patience=30) as mine:
            mine.waves(REGION)
            start.wait()
            try:
                if is_new:
                    mine.save(REGION, "2032", SECOND, by=name)
                else:
                    mine.correct(REGION, "2032", SECOND, based_on=1, by=name, why="a race")
            except ConflictError as error:
                told.append(str(error))
            else:
                won.append(name)

    writers = [threading.Thread(target=write, args=[f"Writer {at}"]) for at in range(6)]
    for each in writers:
        each.start()
    for each in writers:
        each.join()
    return won, told


class TestAQuestion:
    def test_saved_before_it_had_all_of_todays_parts_is_read(self, library: Library) -> None:
        """The aliases came later than the first surveys."""
        names = {each.name for each in fields(Question)}
        assert "aliases" in names
        library.save(REGION, "2032", FIRST, by="Ann")
        with library._writing() as session:
            from bestbywm.library.models import VersionRow

            row = session.get_one(VersionRow, 1)
            older = [{**each} for each in row.questions]
            for each in older:
                del each["aliases"]
                each["colour"] = "a part that came and went"
            row.questions = older
        read = library.read(REGION, "2032").survey
        assert [each.aliases for each in read.questions] == [(), ()]
        assert read.responses.questions == FIRST.responses.questions
