"""Specification of the page “Present”: what to tell, the own presentation, files and links."""

import json
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pptx
import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app import present_page
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.pack import Pack
from bestbywm.render.takeaway import KINDS
from bestbywm.story.ready import READY
from bestbywm.story.storyline import (
    LONGEST_WORDS,
    Screen,
    Storyline,
    from_link,
    to_file,
    to_link,
)
from tests.app.reading import as_read

HOME = Path(__file__).resolve().parents[2]

BARRIERS = Screen("overview", "barriers")
CLAIMS = Screen("claims", "claims")
OF_DISTRICTS = Screen("overview", "barriers", (("type", "district"),))

RIGHT_TO_LEFT = "مرحبا بالجميع"
MARKUP = "<b>bold</b> **bold** [x](http://evil.example) $y$ =1+1"


@pytest.fixture(autouse=True)
def _the_shipped_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)


def present(**link: str) -> AppTest:
    return sound(turn_to(started(**link), "present"))


def own(*screens: Screen, title: str = "Mine") -> AppTest:
    """The page with an own presentation, as its link opens it."""
    return present(story="own", own=to_link(Storyline(title, screens)))


def started(**link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.query_params.update(link)
    return app


def turn_to(app: AppTest, page: str) -> AppTest:
    app._page_hash = calc_hash(page)
    return app.run()


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def press(app: AppTest, label: str, nth: int = 0) -> AppTest:
    found = [each for each in app.button if as_read(each.label) == label]
    assert not found[nth].disabled
    return sound(found[nth].click().run())


def labels(app: AppTest, kind: str = "button") -> list[str]:
    return [as_read(each.proto.label) for each in app.get(kind)]


def headlines(app: AppTest) -> list[str]:
    return [as_read(each.value) for each in app.subheader]


def said(app: AppTest, kind: str) -> str:
    return as_read("\n".join(str(each.value) for each in app.get(kind)))


def kept(app: AppTest) -> Storyline:
    storyline, notes = from_link(str(app.query_params["own"]))
    assert not notes
    return storyline


def field(app: AppTest, kind: str, label: str, nth: int = 0) -> Any:
    return [each for each in app.get(kind) if each.label == label][nth]


class TestAReadyStoryline:
    @pytest.mark.parametrize("wave", ["2013", "2014"])
    @pytest.mark.parametrize("story", READY)
    def test_shows_its_findings_the_meeting_mode_and_files(self, story: str, wave: str) -> None:
        app = present(story=story, council="walsall", wave=wave)
        assert len(app.main.header) == 2
        (table,) = app.table
        assert list(table.value.columns) == ["Screen", "Finding", "Kind of data"]
        assert len(table.value)
        (start,) = app.get("link_button")
        assert start.proto.label == "Start the meeting mode"
        assert {kind.label for kind in KINDS.values()} <= {*labels(app, "download_button")}

    def test_leads_to_its_meeting_mode(self) -> None:
        app = present(story="barriers", type="district")
        address = urlsplit(app.get("link_button")[0].proto.url)
        assert address.path == "/meeting"
        assert dict(parse_qsl(address.query)) == {
            "story": "barriers",
            "type": "district",
            "look": "light",
        }

    def test_is_chosen_on_the_page_and_then_part_of_the_link(self) -> None:
        app = present()
        assert app.radio(key="present-story").value == "region"
        sound(app.radio(key="present-story").set_value("change").run())
        assert app.query_params == {"story": "change"}
        assert app.main.header[0].value == "What changed"

    @pytest.mark.parametrize(
        ("story", "filters"),
        [
            ("region", ["Type of council", "County area", "Councils"]),
            ("barriers", ["Type of council", "County area", "Councils"]),
            ("council", []),
            ("change", ["Type of council", "County area", "Councils"]),
            ("own", []),
        ],
    )
    def test_shows_the_filters_that_it_has(self, story: str, filters: list[str]) -> None:
        app = present(story=story)
        assert [each.label for each in app.sidebar.multiselect] == filters

    def test_of_a_council_asks_for_one(self) -> None:
        app = present(story="council")
        assert "Choose a council" in said(app, "info")
        assert not app.get("link_button")
        assert not app.table
        sound(app.selectbox(key="present-council").set_value("E08000030").run())
        assert app.query_params == {"council": "walsall", "story": "council"}
        assert app.main.header[0].value == "Walsall Council"
        assert "Briefing (PDF)" in labels(app, "download_button")

    def test_without_a_council_that_passes_the_filters_says_so(self) -> None:
        app = present(type="county", councils="walsall")
        assert "No council passes all filters" in [each.value for each in app.main.header]
        assert not app.get("link_button")

    def test_of_a_tiny_region_can_be_told(
        self, tiny_folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(tiny_folder))
        for story in READY:
            present(story=story, council="northmoor")

    def test_shares_its_link_its_meeting_mode_and_code(self) -> None:
        app = present(story="barriers")
        page, meeting, code = (each.value for each in app.code)
        assert page.endswith("?story=barriers")
        assert meeting == "/meeting?story=barriers"
        assert code.startswith('<iframe src="/meeting?story=barriers"')


class TestAddingAReadyStoryline:
    def test_makes_it_the_own_one_under_its_title(self) -> None:
        app = press(present(story="council", council="walsall"), "Add all to my presentation")
        number = len(app.table[0].value)
        assert f"My presentation ({number})" in app.radio(key="present-story").options
        press(app, "Open my presentation")
        assert app.query_params["story"] == "own"
        assert kept(app).title == "Walsall Council"
        assert len(headlines(app)) == number

    def test_adds_to_what_is_there(self) -> None:
        link = to_link(Storyline("Mine", (CLAIMS,)))
        app = press(present(story="change", own=link), "Add all to my presentation")
        assert kept(app).title == "Mine"
        assert kept(app).screens[0] == CLAIMS
        assert len(kept(app).screens) == 1 + len(app.table[0].value)


class TestAnEmptyPresentation:
    def test_says_how_to_fill_it_and_offers_to_open_one(self) -> None:
        app = present(story="own")
        assert "There is no finding in your presentation yet" in said(app, "info")
        assert labels(app, "file_uploader") == ["Open a saved presentation (.json)"]
        assert not app.get("link_button")
        assert not app.get("download_button")
        assert app.query_params == {"story": "own"}


class TestTheOwnPresentation:
    def test_shows_its_findings_with_their_stamps(self) -> None:
        app = own(BARRIERS, OF_DISTRICTS)
        first, second = headlines(app)
        assert first.startswith("1. 37.5% (15 of 40 people)")
        assert second.startswith("2. ")
        assert "**Published figures.**" in said(app, "caption")
        assert "**Illustrative answers." in said(app, "caption")

    def test_is_reordered_and_its_link_with_it(self) -> None:
        app = press(own(BARRIERS, CLAIMS, OF_DISTRICTS), "Down")
        assert kept(app).screens == (CLAIMS, BARRIERS, OF_DISTRICTS)
        press(app, "Up", 2)
        assert kept(app).screens == (CLAIMS, OF_DISTRICTS, BARRIERS)

    def test_loses_what_is_removed_until_that_is_taken_back(self) -> None:
        app = press(own(BARRIERS, CLAIMS), "Remove")
        assert kept(app).screens == (CLAIMS,)
        press(app, "Remove")
        assert "own" not in app.query_params
        press(press(app, "Undo"), "Undo")
        assert kept(app).screens == (BARRIERS, CLAIMS)

    def test_is_emptied_at_once_and_brought_back(self) -> None:
        app = press(own(BARRIERS, CLAIMS, title="Autumn"), "Remove all")
        assert headlines(app) == []
        press(app, "Undo")
        assert kept(app) == Storyline("Autumn", (BARRIERS, CLAIMS))

    def test_has_own_titles_and_notes(self) -> None:
        app = own(BARRIERS, CLAIMS)
        sound(field(app, "text_input", "Own title", 1).input("What we may say").run())
        sound(field(app, "text_area", "Note", 1).input("Ask\nthe room").run())
        assert headlines(app)[1] == "2. What we may say"
        assert kept(app).screens == (
            BARRIERS,
            Screen("claims", "claims", title="What we may say", note="Ask\nthe room"),
        )
        press(app, "Up", 1)
        assert field(app, "text_input", "Own title", 0).value == "What we may say"
        assert field(app, "text_area", "Note", 0).value == "Ask\nthe room"
        assert field(app, "text_input", "Own title", 1).value == ""

    def test_keeps_the_headline_under_an_own_title(self) -> None:
        app = own(Screen("overview", "barriers", title="Look here"))
        assert headlines(app) == ["1. Look here"]
        assert "37.5% (15 of 40 people) name training" in said(app, "caption")

    def test_has_a_title_and_never_a_blank_one(self) -> None:
        app = own(BARRIERS)
        sound(field(app, "text_input", "Title of the presentation").input(" Autumn ").run())
        assert kept(app).title == "Autumn"
        sound(field(app, "text_input", "Title of the presentation").input("  ").run())
        assert kept(app).title == "My presentation"
        assert field(app, "text_input", "Title of the presentation").value == "My presentation"

    @pytest.mark.parametrize("words", ["😀 👩‍👩‍👧", RIGHT_TO_LEFT, MARKUP, "x" * 500])
    def test_shows_words_of_any_kind_as_they_are(self, words: str) -> None:
        app = own(Screen("overview", "barriers", title=words, note=words))
        assert headlines(app) == [f"1. {words}"]
        assert field(app, "text_area", "Note").value == words

    def test_shows_no_word_as_markup(self) -> None:
        app = own(Screen("overview", "barriers", title=MARKUP), title=MARKUP)
        sent = app.subheader[0].value
        assert "\\*\\*bold" in sent
        assert "\\<b" in sent or "&lt;b" in sent

    def test_is_kept_on_all_pages_and_found_again(self) -> None:
        app = own(BARRIERS, CLAIMS)
        for page in ("overview", "methods", "map"):
            turn_to(app, page)
            assert kept(app).screens == (BARRIERS, CLAIMS)
        turn_to(app, "present")
        assert len(headlines(app)) == 2

    def test_survives_that_any_page_is_loaded_again(self) -> None:
        app = turn_to(own(BARRIERS, CLAIMS, title="Mine"), "claims")
        again = started(**{key: str(value) for key, value in app.query_params.items()})
        turn_to(again, "claims")
        turn_to(again, "present")
        assert kept(again) == Storyline("Mine", (BARRIERS, CLAIMS))

    def test_explains_what_is_not_there_and_tells_the_rest(self) -> None:
        app = own(BARRIERS, Screen("overview", "gone", note="kept"), Screen("nowhere", "x"))
        assert headlines(app)[1:] == [
            "2. This finding is not there",
            "3. This finding is not there",
        ]
        assert "The page “overview” has no finding “gone”" in said(app, "warning")
        assert "There is no page “nowhere” with findings" in said(app, "warning")
        assert app.get("link_button")
        assert field(app, "text_area", "Note", 1).value == "kept"

    def test_of_which_nothing_is_there_can_be_mended(self) -> None:
        app = own(Screen("overview", "gone"))
        assert not app.get("link_button")
        assert "There is no finding in your presentation yet" not in said(app, "info")
        press(app, "Remove")
        assert "There is no finding in your presentation yet" in said(app, "info")


class TestOneThatIsTooLongForALink:
    def test_says_so_and_can_be_saved_and_shown_all_the_same(self) -> None:
        words = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(LONGEST_WORDS))
        app = own(BARRIERS)
        sound(field(app, "text_area", "Note").input(words).run())
        assert "own" not in app.query_params
        assert "too long for the address of this page" in said(app, "warning")
        assert {"Save my presentation", "Meeting mode (one web page)"} <= {
            *labels(app, "download_button")
        }
        assert not app.get("link_button")


class TestAFile:
    def upload(self, app: AppTest, content: bytes) -> AppTest:
        (uploader,) = (
            each
            for each in app.get("file_uploader")
            if each.label == "Open a saved presentation (.json)"
        )
        return sound(uploader.set_value(("mine.json", content, "application/json")).run())

    def test_opens_what_was_saved(self) -> None:
        screen = Screen("overview", "barriers", title=RIGHT_TO_LEFT, note=MARKUP)
        storyline = Storyline("Autumn 😀", (screen, CLAIMS))
        app = self.upload(present(story="own"), to_file(storyline).encode())
        assert kept(app) == storyline
        assert len(headlines(app)) == 2
        assert not app.warning

    def test_takes_the_place_of_mine_which_can_be_brought_back(self) -> None:
        app = self.upload(
            own(BARRIERS, title="Mine"), to_file(Storyline("Theirs", (CLAIMS,))).encode()
        )
        assert kept(app).title == "Theirs"
        assert "“Theirs” took the place of your presentation, “Mine”" in said(app, "warning")
        press(app, "Undo")
        assert kept(app) == Storyline("Mine", (BARRIERS,))
        assert not app.warning

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "cannot be read as JSON"),
            (b"\x89PNG\r\n", "cannot be read as JSON"),
            (b"{}", "no presentation"),
            (json.dumps({"format": "presentation", "version": 9}).encode(), "another version"),
            (b"[" * 5_000_000, "cannot be read as JSON"),
            (b" " * 5_100_000, "has 5,100,000 bytes"),
        ],
    )
    def test_that_is_none_is_explained_and_mine_is_kept(self, content: bytes, says: str) -> None:
        app = self.upload(own(BARRIERS), content)
        assert says in said(app, "warning")
        assert kept(app).screens == (BARRIERS,)

    def test_can_be_opened_again_after_a_change(self) -> None:
        content = to_file(Storyline("Saved", (BARRIERS, CLAIMS))).encode()
        app = press(self.upload(present(story="own"), content), "Remove")
        assert kept(app).screens == (CLAIMS,)
        self.upload(app, content)
        assert kept(app).screens == (BARRIERS, CLAIMS)

    @pytest.mark.parametrize(
        ("title", "name"),
        [
            ("Autumn meeting", "bestbywm-autumn-meeting.json"),
            ("مرحبا", "bestbywm-presentation.json"),
            ("../con", "bestbywm-con.json"),
            ("x" * 500, f"bestbywm-{'x' * 60}.json"),
        ],
    )
    def test_has_a_name_that_is_safe(self, shipped_pack: Pack, title: str, name: str) -> None:
        assert present_page.saved_name(shipped_pack, Storyline(title)) == name


class TestATemplate:
    def upload(self, content: bytes) -> AppTest:
        app = present(story="change")
        (uploader,) = (each for each in app.get("file_uploader") if "template" in each.label)
        return sound(uploader.set_value(("Ours *1*.pptx", content, "application/zip")).run())

    def test_is_tried_before_it_is_used(self) -> None:
        content = BytesIO()
        pptx.Presentation().save(content)
        app = self.upload(content.getvalue())
        assert "The slides will use Ours *1*.pptx." in said(app, "success")

    def test_that_cannot_be_used_is_explained_and_the_slides_are_made_without_it(self) -> None:
        app = self.upload(b"no slides")
        assert "Ours *1*.pptx: " in said(app, "error")
        assert "The slides are made without it." in said(app, "caption")
        assert "Slides (PowerPoint)" in labels(app, "download_button")


class TestALink:
    @pytest.mark.parametrize("page", ["overview", "present", "claims"])
    def test_that_is_broken_is_explained_on_any_page(self, page: str) -> None:
        app = sound(turn_to(started(own="broken"), page))
        assert "The link to this presentation is broken" in said(app, "warning")
        assert "own" not in app.query_params
        assert not sound(app.run()).warning
