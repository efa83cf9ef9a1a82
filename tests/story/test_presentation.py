"""Specification of presentations: a storyline with its exhibits, and how its files are called."""

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.exhibits import link
from bestbywm.pack import Pack
from bestbywm.story import ready
from bestbywm.story.catalogue import exhibits_of
from bestbywm.story.presentation import (
    Presentation,
    Scene,
    day_in_words,
    of_one,
    prepare,
    scene_of,
)
from bestbywm.story.ready import screen_of
from bestbywm.story.storyline import Screen, Storyline
from tests.presentations import MADE_ON, exhibit_of, telling

BARRIERS = Screen("overview", "barriers")


def prepared(pack: Pack, *screens: Screen, title: str = "Mine") -> Presentation:
    presentation, notes = prepare(pack, Storyline(title, screens), MADE_ON)
    assert not notes
    return presentation


class TestAScene:
    def test_is_headed_by_the_headline(self) -> None:
        scene = Scene(exhibit_of((("Northmoor", 0.5),)))
        assert scene.heading == "Half of them say so"
        assert scene.under_heading == "What they say. Base: 10 people."

    def test_is_headed_by_its_own_title_and_keeps_the_headline_under_it(self) -> None:
        scene = Scene(exhibit_of((("Northmoor", 0.5),)), title="Look here")
        assert scene.heading == "Look here"
        assert scene.under_heading == "Half of them say so. What they say. Base: 10 people."

    def test_says_what_may_be_said_of_the_finding(self, shipped_pack: Pack) -> None:
        (scene,) = prepared(shipped_pack, BARRIERS).scenes
        assert scene.saying.startswith("You can say: ")

    def test_or_why_nothing_may(self, shipped_pack: Pack) -> None:
        selection = link.default_selection(shipped_pack)
        (map_,) = exhibits_of(shipped_pack, "map", selection)
        (scene,) = prepared(shipped_pack, screen_of(shipped_pack, "map", map_, selection)).scenes
        assert scene.saying
        assert not scene.saying.startswith("You can say: ")


class TestAPresentation:
    def test_tells_its_findings_in_order_with_titles_and_notes(self, shipped_pack: Pack) -> None:
        screens = (
            Screen("claims", "claims", title="What we may say"),
            Screen("overview", "barriers", note="Ask the room."),
        )
        scenes = prepared(shipped_pack, *screens).scenes
        assert [each.exhibit.id for each in scenes] == ["claims", "barriers"]
        assert [each.title for each in scenes] == ["What we may say", ""]
        assert [each.note for each in scenes] == ["", "Ask the room."]

    def test_keeps_the_filters_of_each_finding(self, shipped_pack: Pack) -> None:
        scenes = prepared(
            shipped_pack, BARRIERS, Screen("overview", "barriers", (("councils", "walsall"),))
        ).scenes
        assert "West Midlands" in scenes[0].exhibit.subtitle
        assert "Walsall" in scenes[1].exhibit.subtitle
        assert scenes[0].exhibit.provenance == "published"
        assert scenes[1].exhibit.provenance == "illustrative"

    def test_names_each_stamp_and_source_once(self) -> None:
        scene = Scene(exhibit_of((("Northmoor", 0.5),)))
        presentation = telling(scene, scene)
        assert presentation.stamps == (scene.exhibit.stamp,)
        assert presentation.sources == ("Source: somebody.",)

    def test_says_what_it_is_about(self, shipped_pack: Pack) -> None:
        survey = shipped_pack.region.survey
        of_2014 = Screen("overview", "barriers", (("wave", "2014"),))
        facts = Screen("practice", "practice-list")
        assert prepared(shipped_pack, BARRIERS, of_2014).about == f"{survey}, 2013 and 2014"
        assert prepared(shipped_pack, facts).about == survey

    def test_of_one_finding_is_called_by_its_headline(self, shipped_pack: Pack) -> None:
        exhibit = exhibits_of(shipped_pack, "barriers", link.default_selection(shipped_pack))[0]
        presentation = of_one(shipped_pack, exhibit, MADE_ON)
        assert presentation.title == exhibit.headline
        assert [each.exhibit for each in presentation.scenes] == [exhibit]

    def test_writes_the_day_in_english_words(self) -> None:
        assert telling().made_on_in_words == "24 November 2026"
        assert day_in_words(date(2026, 3, 1)) == "1 March 2026"


class TestWhatIsNotThere:
    @pytest.mark.parametrize(
        ("screen", "says"),
        [
            (Screen("nowhere", "barriers"), "there is no page “nowhere” with findings"),
            (Screen("methods", "barriers"), "there is no page “methods” with findings"),
            (Screen("overview", "gone"), "the page “overview” has no finding “gone”"),
            (Screen("council", "gone"), "the page “council” has no finding “gone”"),
            (
                Screen("overview", "barriers", (("councils", "walsall"), ("type", "county"))),
                "the page “overview” has no finding “barriers” for this view",
            ),
        ],
    )
    def test_is_explained_and_the_rest_is_told(
        self, shipped_pack: Pack, screen: Screen, says: str
    ) -> None:
        told = Storyline("Mine", (BARRIERS, screen, BARRIERS))
        presentation, notes = prepare(shipped_pack, told, MADE_ON)
        assert len(presentation.scenes) == 2
        assert len(notes) == 1
        assert notes[0].startswith(f"Screen 2: {says}")
        assert "left out" in notes[0]

    def test_in_a_view_leaves_the_finding_without_it(self, shipped_pack: Pack) -> None:
        screen = Screen("overview", "barriers", (("councils", "Atlantis"),))
        scene, notes = scene_of(shipped_pack, screen)
        assert scene == scene_of(shipped_pack, BARRIERS)[0]
        assert len(notes) == 1
        assert "“Atlantis” as a council" in notes[0]


RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)")


class TestTheNameOfAFile:
    def test_says_survey_wave_story_and_council(self, shipped_pack: Pack) -> None:
        selection, _ = link.read({"council": "walsall"}, shipped_pack)
        told = ready.storyline(shipped_pack, "council", selection)
        assert prepare(shipped_pack, told, MADE_ON)[0].file_name == "bestbywm-2013-council-walsall"

    def test_says_whom_it_was_filtered_by(self, shipped_pack: Pack) -> None:
        selection, _ = link.read({"councils": "walsall"}, shipped_pack)
        told = ready.storyline(shipped_pack, "barriers", selection)
        name = prepare(shipped_pack, told, MADE_ON)[0].file_name
        assert name == "bestbywm-2013-barriers-walsall"

    def test_says_the_own_title(self, shipped_pack: Pack) -> None:
        name = prepared(shipped_pack, BARRIERS, title="Autumn meeting: “next steps”").file_name
        assert name == "bestbywm-2013-autumn-meeting-next-steps"

    def test_of_a_title_without_letters_that_a_name_may_hold(self, shipped_pack: Pack) -> None:
        assert prepared(shipped_pack, BARRIERS, title="😀 مرحبا").file_name == (
            "bestbywm-2013-presentation"
        )

    def test_of_one_finding(self, shipped_pack: Pack) -> None:
        exhibit = exhibits_of(shipped_pack, "overview", link.default_selection(shipped_pack))[0]
        name = of_one(shipped_pack, exhibit, MADE_ON).file_name
        assert name == f"bestbywm-2013-{exhibit.id}"

    @given(title=st.text(min_size=1) | st.sampled_from(["con", "nul.txt", "../..", "x" * 10_000]))
    def test_is_safe_on_every_system(self, shipped_pack: Pack, title: str) -> None:
        name = prepared(shipped_pack, title=title).file_name
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name)
        assert not RESERVED.match(name)
        assert len(name) < 150
