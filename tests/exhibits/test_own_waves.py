"""Specification of pages that show somebody's own survey: all of them work, and say whose it is."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest

from bestbywm.analysis.change import by_type, changes
from bestbywm.analysis.measures import has_answers, measures_of
from bestbywm.analysis.selection import Selection, answers_of_one_kind
from bestbywm.exhibits import maps, overview
from bestbywm.exhibits.change import exhibits as change_exhibits
from bestbywm.exhibits.model import Bars, Exhibit
from bestbywm.exhibits.overview import headline_figures
from bestbywm.exhibits.saying import you_can_say
from bestbywm.exhibits.wording import about_wave, base_of_wave, source_line
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from bestbywm.story.presentation import prepare
from bestbywm.story.ready import READY, storyline
from tests.own_waves import TITLE, answers, extra, own_wave, some_councils, with_own
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK

WAVE = "2026"
SOURCE = f"Source: {TITLE}, May 2026."
OWN_PAGES = ("overview", "map", "barriers", "maturity", "councils", "council")


def _41_people(pack: Pack) -> Pack:
    return with_own(pack, some_councils(pack, 41, 28))


def _one_person(pack: Pack) -> Pack:
    return with_own(pack, [pack.region.codes[0]], skipping=0)


def _2000_people(pack: Pack) -> Pack:
    return with_own(pack, some_councils(pack, 2000, len(pack.region.codes)))


def _questions_missing(pack: Pack) -> Pack:
    asked = ("usage_level", "channels", "members_use")
    return with_own(pack, some_councils(pack, 41, 28), questions=asked)


def _only_an_extra_question(pack: Pack) -> Pack:
    councils = some_councils(pack, 41, 28)
    return with_own(pack, councils, extra={"own_tools": extra()}, questions=("own_tools",))


def _30_options(pack: Pack) -> Pack:
    return with_own(pack, some_councils(pack, 41, 28), extra={"own_tools": extra(options=30)})


def _a_single_choice_of_30(pack: Pack) -> Pack:
    tools = extra(options=30, kind="single")
    return with_own(pack, some_councils(pack, 41, 28), extra={"own_tools": tools})


def _nobody_answered_one(pack: Pack) -> Pack:
    return with_own(
        pack, some_councils(pack, 41, 28), skipped=("effectiveness", "barriers", "channels")
    )


def _confidential(pack: Pack) -> Pack:
    wave = own_wave(minimum_people=3)
    return with_own(pack, some_councils(pack, 41, 28), wave=wave)


def _too_few_for_anything(pack: Pack) -> Pack:
    return with_own(pack, [pack.region.codes[0]] * 2, wave=own_wave(minimum_people=5))


def _no_single_councils(pack: Pack) -> Pack:
    wave = own_wave(shows_councils=False)
    return with_own(pack, some_councils(pack, 41, 28), wave=wave)


MAKERS: tuple[Callable[[Pack], Pack], ...] = (
    _41_people,
    _one_person,
    _2000_people,
    _questions_missing,
    _only_an_extra_question,
    _30_options,
    _a_single_choice_of_30,
    _nobody_answered_one,
    _confidential,
    _too_few_for_anything,
    _no_single_councils,
)


@pytest.fixture(scope="module", params=MAKERS, ids=[each.__name__.strip("_") for each in MAKERS])
def pack(request: pytest.FixtureRequest, shipped_pack: Pack) -> Pack:
    """The shipped pack with an own wave, one after the other."""
    made: Pack = request.param(shipped_pack)
    return made


@pytest.fixture(scope="module")
def own(shipped_pack: Pack) -> Pack:
    """The shipped pack with an own wave of 41 people from 28 councils."""
    return _41_people(shipped_pack)


def selections(pack: Pack) -> Iterator[Selection]:
    """No filter, a type, an area, two councils, and one of each kind that is looked at."""
    region = pack.region
    answered = sorted(pack.responses[WAVE].answering_councils)
    silent = [code for code in region.codes if code not in answered]
    first = Selection(WAVE, measure=maps.default_measure(pack, WAVE))
    yield first
    yield replace(first, types=(region.types[0].id,))
    yield replace(first, county_areas=(region.county_areas[0],), view="hexagons")
    yield replace(first, councils=tuple(region.codes[:2]), compared=tuple(region.codes[:2]))
    yield replace(first, council=answered[0], compared=tuple(answered[-1:]))
    for code in silent[:1]:
        yield replace(first, council=code, councils=(code,))


def every(pack: Pack, pages: tuple[str, ...] = tuple(SUBJECTS)) -> Iterator[Exhibit]:
    for selection in selections(pack):
        for page in pages:
            yield from exhibits_of(pack, page, selection)


class TestEveryExhibit:
    def test_is_made_with_a_headline_and_words(self, pack: Pack) -> None:
        found = list(every(pack))
        assert found
        for exhibit in found:
            assert exhibit.headline.strip()
            assert not exhibit.headline.endswith((".", " ")), exhibit.headline
            assert exhibit.alt.startswith(exhibit.headline)
            assert "None of 0" not in str(exhibit)
            assert "nan" not in exhibit.alt.split()

    def test_carries_the_stamp_of_an_own_survey_or_of_a_fact(self, pack: Pack) -> None:
        for exhibit in every(pack, OWN_PAGES):
            if exhibit.provenance != "council_fact":
                assert exhibit.stamp == STAMPS["own"], exhibit.id

    def test_names_the_own_survey_as_its_source(self, pack: Pack) -> None:
        for exhibit in every(pack, OWN_PAGES):
            if exhibit.provenance == "own":
                assert exhibit.source.startswith(SOURCE), exhibit.id
                assert pack.region.source not in exhibit.source

    def test_says_nothing_of_what_was_published(self, pack: Pack) -> None:
        """Nor of made-up answers: neither is in it."""
        for exhibit in every(pack, OWN_PAGES):
            if exhibit.provenance == "own":
                words = str(replace(exhibit, source="")).lower()
                assert "published" not in words, exhibit.id
                assert "illustrative" not in words, exhibit.id
                assert "made up" not in words, exhibit.id

    def test_can_be_said_with_the_name_of_the_own_survey(self, pack: Pack) -> None:
        for exhibit in every(pack, OWN_PAGES):
            saying = you_can_say(pack, exhibit)
            if saying.sentence and exhibit.provenance == "own":
                assert saying.sentence.endswith(f"({TITLE}, May 2026).")

    def test_is_found_by_every_ready_storyline(self, pack: Pack) -> None:
        for selection in selections(pack):
            for id_ in READY:
                _, notes = prepare(pack, storyline(pack, id_, selection), date(2026, 11, 24))
                assert not notes


class TestAnExtraQuestion:
    @pytest.fixture(scope="class", params=[_30_options, _a_single_choice_of_30])
    @classmethod
    def asked(cls, request: pytest.FixtureRequest, shipped_pack: Pack) -> Pack:
        """A question with 30 options, of which people choose several, or one."""
        made: Pack = request.param(shipped_pack)
        return made

    def test_has_a_card_among_further_figures(self, asked: Pack) -> None:
        found = {each.id: each for each in overview.exhibits(asked, Selection(WAVE), "more")}
        chart = found["own_tools"].chart
        assert isinstance(chart, Bars)
        assert len(chart.bars) == 30
        assert "Tools we use" in found["own_tools"].subtitle

    def test_has_a_headline_that_is_true_of_the_answer_named_most(self, asked: Pack) -> None:
        (exhibit,) = [
            each for each in overview.exhibits(asked, Selection(WAVE)) if each.id == "own_tools"
        ]
        first = exhibit.table.rows[0]
        others = [row[1] for row in exhibit.table.rows[1:]]
        assert f"{first[1]} of {first[2]}" in exhibit.headline
        assert str(first[0]) in exhibit.headline
        assert all(first[1] >= other for other in others)

    def test_can_be_shown_on_the_map(self, asked: Pack) -> None:
        measures = [
            each for each in maps.map_measures(asked, WAVE).values() if each.question == "own_tools"
        ]
        assert measures
        for measure in measures:
            exhibit = maps.map_of(asked, Selection(WAVE, measure=measure.id, view="hexagons"))
            assert exhibit.provenance == "own"

    def test_is_not_asked_in_other_waves(self, asked: Pack) -> None:
        for measure in measures_of(asked.questions, with_examples=False).values():
            if measure.question == "own_tools":
                assert not has_answers(asked, "2013", measure)
        for wave in ("2013", "2014"):
            assert "own_tools" not in [
                each.id for each in overview.exhibits(asked, Selection(wave))
            ]


class TestABase:
    def test_says_who_answered_of_those_invited(self, own: Pack) -> None:
        assert base_of_wave(own, WAVE) == "41 people from 28 of the 33 councils invited (85%)"
        assert about_wave(own, WAVE) == f"{base_of_wave(own, WAVE)} answered."

    def test_goes_before_what_the_wave_says_of_itself(self, shipped_pack: Pack) -> None:
        wave = replace(own_wave(), summary="Asked by e-mail.")
        own = with_own(shipped_pack, some_councils(shipped_pack, 41, 28), wave=wave)
        assert about_wave(own, WAVE).endswith("invited (85%) answered. Asked by e-mail.")

    def test_counts_those_who_were_not_invited_apart(self, shipped_pack: Pack) -> None:
        codes = shipped_pack.region.codes
        wave = own_wave(invited=codes[:20])
        own = with_own(shipped_pack, [*codes[:10], *codes[20:22]], wave=wave)
        assert base_of_wave(own, WAVE) == (
            "12 people from 12 councils, 10 of the 20 councils invited (50%)"
        )

    def test_has_no_percentage_of_a_few_councils(self, tiny_pack: Pack) -> None:
        own = with_own(tiny_pack, [NORTHMOOR])
        assert base_of_wave(own, WAVE) == "1 person from 1 of the 4 councils invited"

    def test_of_other_waves_is_told_by_the_pack(self, own: Pack) -> None:
        assert base_of_wave(own, "2013") == ""
        assert about_wave(own, "2013") == own.wave_by_id["2013"].summary

    def test_stands_on_the_first_slide(self, own: Pack) -> None:
        assert base_of_wave(own, WAVE) in storyline(own, "region", Selection(WAVE)).about


class TestASource:
    def test_says_the_title_and_when_once(self, shipped_pack: Pack) -> None:
        wave = own_wave(title="Our survey 2026", when="2026")
        own = with_own(shipped_pack, some_councils(shipped_pack, 41, 28), wave=wave)
        assert source_line(own, Selection(WAVE)) == "Source: Our survey 2026."

    def test_of_other_waves_stays(self, own: Pack, shipped_pack: Pack) -> None:
        for wave in ("2013", "2014"):
            assert source_line(own, Selection(wave)) == source_line(shipped_pack, Selection(wave))

    def test_gives_no_licence_that_nobody_gave(self, own: Pack) -> None:
        assert "Licence" not in source_line(own, Selection(WAVE))
        scenes, _ = prepare(own, storyline(own, "barriers", Selection(WAVE)), date(2026, 11, 24))
        assert scenes.licence == own.attribution


class TestWhatPagesSayWithoutAnOwnWave:
    def test_is_the_same_as_before_for_other_waves(self, own: Pack, shipped_pack: Pack) -> None:
        for wave in ("2013", "2014"):
            selection = Selection(wave, measure="usage_level", before="2013", after="2014")
            for page in SUBJECTS:
                assert exhibits_of(own, page, selection) == exhibits_of(
                    shipped_pack, page, selection
                )

    def test_is_nothing_about_claims_once_nothing_is_published(self, tiny_pack: Pack) -> None:
        own = with_own(tiny_pack, [NORTHMOOR], wave=own_wave("2030"))
        assert exhibits_of(own, "claims", Selection("2030")) == ()
        assert exhibits_of(tiny_pack, "claims", Selection("2030"))


class TestWaveAgainstWave:
    def test_sets_the_own_wave_against_the_published_totals(self, own: Pack) -> None:
        compared, not_compared = changes(own, Selection(WAVE), "2013", WAVE)
        assert compared
        for each in compared:
            assert (each.before.provenance, each.after.provenance) == ("published", "own")
            assert each.before.base == 40
        reasons = {each.measure: each.reason for each in not_compared}
        assert reasons["channels.Twitter"] == "No figure for 2013 was published."

    def test_says_so_in_the_exhibit(self, own: Pack) -> None:
        (first, *_) = change_exhibits(own, Selection(WAVE))
        assert first.headline.startswith("From 2013 to 2026, ")
        assert "2013: published figures; 2026: your own survey." in first.subtitle
        assert first.provenance == "own"
        assert own.region.source in first.source
        assert first.source.endswith(f"{TITLE}, May 2026.")
        sentence = you_can_say(own, first).sentence
        assert sentence is not None
        assert sentence.endswith(f"({own.region.survey}, 2013; {TITLE}, May 2026).")

    def test_never_sets_real_answers_against_made_up_ones(self, own: Pack) -> None:
        """A filter or a breakdown would need 2013's answers, which are made up."""
        assert not answers_of_one_kind(own, "2013", WAVE)
        filtered = Selection(WAVE, types=(own.region.types[0].id,), breakdown="council")
        for exhibit in exhibits_of(own, "change", filtered):
            assert exhibit == exhibits_of(own, "change", filtered.unfiltered())[0] or (
                exhibit.id.startswith("not-comparable")
            )
            assert "llustrative" not in str(exhibit)
        compared, _ = changes(own, filtered, "2013", WAVE)
        assert all(each.before.provenance == "published" for each in compared)

    def test_of_2014_leaves_out_what_was_not_seen(self, own: Pack) -> None:
        compared, not_compared = changes(own, Selection(WAVE), "2014", WAVE)
        assert compared
        assert "No figure for 2014 was published." in {each.reason for each in not_compared}

    def test_of_two_own_waves_goes_by_type_and_by_council(self, own: Pack) -> None:
        later = own_wave("2027", when="2027")
        people = some_councils(own, 60, 30, seed=3)
        both = own.with_wave(later, answers(own.questions, people, wave="2027", seed=3))
        measure = measures_of(both.questions, with_examples=False)["usage_level"]
        selection = Selection("2027", measure="usage_level")
        found = by_type(both, selection, WAVE, "2027", measure)
        assert [each.group for each in found] == [each.label for each in both.region.types]
        for breakdown in ("type", "council"):
            made = change_exhibits(both, replace(selection, breakdown=breakdown))
            assert {each.provenance for each in made} == {"own"}
            assert made[0].id.startswith(f"change-by-{breakdown}-usage-level-2026-to-2027")

    def test_finds_a_change_that_is_there(self, tiny_pack: Pack) -> None:
        """6 of 10 said high in 2030; 4 of 40 say so now: Newcombe's interval leaves out zero."""
        people = [NORTHMOOR, EASTFORD, SOUTHWICK, HOLMSHIRE] * 10
        made = answers(tiny_pack.questions, people, wave="2031", skipping=0)
        chosen = made.chosen.copy()
        at = made.options.index(("use", "high"))
        chosen[:, at] = [person < 4 for person in range(40)]
        chosen[:, made.options.index(("use", "low"))] = ~chosen[:, at]
        own = tiny_pack.with_wave(own_wave("2031", when="2031"), replace(made, chosen=chosen))
        compared, _ = changes(own, Selection("2031"), "2030", "2031")
        (use,) = [each for each in compared if each.measure == "use"]
        assert (use.before.count, use.before.base) == (6, 10)
        assert (use.after.count, use.after.base) == (4, 40)
        assert use.verdict == "fell"
        assert use.difference == pytest.approx(0.1 - 0.6)


class TestWordsForWhatIsMissing:
    def test_say_that_nobody_answered_a_question(self, shipped_pack: Pack) -> None:
        pack = _nobody_answered_one(shipped_pack)
        exhibit = maps.map_of(pack, Selection(WAVE, measure="effectiveness"))
        assert exhibit.headline == "Nobody in these councils answered this question"
        ids = [each.id for each in overview.exhibits(pack, Selection(WAVE))]
        assert "barriers" not in ids
        assert "channels" not in ids

    def test_say_nothing_of_questions_that_were_not_asked(self, shipped_pack: Pack) -> None:
        pack = _questions_missing(shipped_pack)
        assert exhibits_of(pack, "barriers", Selection(WAVE)) == ()
        assert exhibits_of(pack, "maturity", Selection(WAVE)) == ()
        assert [each.label for each in headline_figures(pack, Selection(WAVE))] == [
            "High use by the council"
        ]

    def test_of_too_few_people_for_anything_is_one_sentence(self, shipped_pack: Pack) -> None:
        pack = _too_few_for_anything(shipped_pack)
        for page in ("overview", "barriers", "maturity", "councils"):
            assert exhibits_of(pack, page, Selection(WAVE)) == ()
        assert headline_figures(pack, Selection(WAVE)) == ()
