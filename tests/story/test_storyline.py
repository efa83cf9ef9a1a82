"""Specification of storylines: kept in a file or a link, they come back; nonsense is explained."""

import json
import time
import zlib
from base64 import urlsafe_b64encode
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bestbywm.story.storyline import (
    LARGEST_FILE,
    LONGEST_WORDS,
    MOST_SCREENS,
    TITLE,
    Screen,
    Storyline,
    StorylineError,
    from_file,
    from_link,
    to_file,
    to_link,
)
from bestbywm.words import cleaned, one_line

TYPED = st.text(st.characters(), max_size=60)
NAMES = st.text("abcdefgh-. ", min_size=1).map(str.strip).filter(bool)
VIEWS = st.dictionaries(NAMES, st.text(min_size=1, max_size=20), max_size=3).map(
    lambda view: tuple(view.items())
)
SCREENS = st.builds(Screen, NAMES, NAMES, VIEWS, title=TYPED.map(one_line), note=TYPED.map(cleaned))
STORYLINES = st.builds(
    Storyline,
    title=TYPED.map(lambda typed: one_line(typed) or TITLE),
    screens=st.lists(SCREENS, max_size=4).map(tuple),
)


def packed(content: bytes) -> str:
    return urlsafe_b64encode(zlib.compress(content, 9)).decode()


def saved(**changes: Any) -> bytes:
    """A saved presentation of one screen, with changes."""
    whole = {
        "format": "presentation",
        "version": 1,
        "title": "Mine",
        "screens": [{"page": "overview", "exhibit": "barriers"}],
    }
    return json.dumps({**whole, **changes}).encode()


class TestAFile:
    @given(STORYLINES)
    def test_opens_as_it_was_saved(self, storyline: Storyline) -> None:
        assert from_file(to_file(storyline).encode()) == (storyline, ())

    def test_opens_as_an_editor_saves_it_on_windows(self) -> None:
        storyline = Storyline("Größe 😀", (Screen("overview", "barriers", note="two\nlines"),))
        content = to_file(storyline).replace("\n", "\r\n").encode("utf-8-sig")
        assert from_file(content) == (storyline, ())

    def test_of_the_longest_words_can_be_opened_again(self) -> None:
        words = "😀" * LONGEST_WORDS
        screens = tuple(
            Screen("page", f"exhibit-{number}", title=words, note=words)
            for number in range(MOST_SCREENS)
        )
        content = to_file(Storyline(words, screens)).encode()
        assert len(content) <= LARGEST_FILE
        assert from_file(content) == (Storyline(words, screens), ())

    @given(st.binary())
    @example(b"")
    @example(b"\xff\xfe{")
    @example(b"[" * 100_000)
    @example(b"9" * 5000)
    @example(b'{"format": NaN}')
    @example(saved(version=[[[]]]))
    @example(saved(version=10**50))
    def test_that_is_none_is_explained(self, content: bytes) -> None:
        with pytest.raises(StorylineError, match=r"Expected|no list"):
            from_file(content)

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"PK\x03\x04", "cannot be read as JSON"),
            (b"[]", "JSON, but no presentation"),
            (saved(format="letter"), "JSON, but no presentation"),
            (saved(version=2), "another version"),
            (saved(screens="all"), "no list"),
            (b" " * (LARGEST_FILE + 1), "has 5,000,001 bytes"),
        ],
    )
    def test_that_cannot_be_used_says_why(self, content: bytes, says: str) -> None:
        with pytest.raises(StorylineError, match=says):
            from_file(content)


class TestTheRestIsUsed:
    @pytest.mark.parametrize(
        ("screen", "says"),
        [
            ("a text", "Screen 2 names no"),
            ({"page": "overview"}, "Screen 2 names no"),
            ({"page": " ", "exhibit": "barriers"}, "Screen 2 names no"),
            ({"page": 7, "exhibit": "barriers"}, "Screen 2 names no"),
        ],
    )
    def test_of_a_file_with_a_screen_that_is_none(self, screen: Any, says: str) -> None:
        good = {"page": "overview", "exhibit": "barriers"}
        storyline, notes = from_file(saved(screens=[good, screen, good]))
        assert storyline.screens == (Screen("overview", "barriers"),) * 2
        assert len(notes) == 1
        assert notes[0].startswith(says)

    @pytest.mark.parametrize("field", ["view", "title", "note"])
    def test_of_a_screen_with_a_part_that_is_no_text(self, field: str) -> None:
        screen = {"page": "overview", "exhibit": "barriers", field: ["x"]}
        storyline, notes = from_file(saved(screens=[screen]))
        assert storyline.screens == (Screen("overview", "barriers"),)
        assert len(notes) == 1
        assert "is no text and is left out" in notes[0]

    def test_of_words_that_are_too_long(self) -> None:
        screen = {"page": "overview", "exhibit": "barriers", "note": "x" * (LONGEST_WORDS + 5)}
        storyline, notes = from_file(saved(screens=[screen]))
        assert storyline.screens[0].note == "x" * LONGEST_WORDS
        assert "10,005 characters; the first 10,000 are used" in notes[0]

    def test_of_more_screens_than_there_may_be(self) -> None:
        screen = {"page": "overview", "exhibit": "barriers"}
        storyline, notes = from_file(saved(screens=[screen] * 100))
        assert len(storyline.screens) == MOST_SCREENS
        assert notes == (f"It has 100 screens; the first {MOST_SCREENS} are used.",)

    def test_under_a_title_if_it_has_none(self) -> None:
        assert from_file(saved(title=" \x00 "))[0].title == TITLE

    @given(st.recursive(st.none() | st.integers() | TYPED, st.lists, max_leaves=5))
    def test_of_a_file_with_anything_as_screens_and_title(self, value: Any) -> None:
        from_file(saved(screens=[value, {"page": value, "exhibit": value}], title=value))


class TestALink:
    @given(STORYLINES)
    def test_opens_as_it_was_written(self, storyline: Storyline) -> None:
        written = to_link(storyline)
        assert set(written) <= set(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
        )
        assert from_link(written) == (storyline, ())

    def test_of_twelve_findings_is_short(self) -> None:
        view = (("type", "district,county"), ("area", "staffordshire"))
        screens = tuple(Screen("maturity", f"exhibit-{each}", view) for each in range(12))
        assert len(to_link(Storyline("A meeting", screens))) < 400

    @given(st.text(st.characters()))
    @example("")
    @example("é")
    @example("\ud800")
    @example(to_link(Storyline("x"))[:-3])
    @example(packed(b"[" * 100_000))
    @example(packed(b"\xff"))
    @example(packed(b"[]"))
    def test_that_is_broken_is_explained(self, text: str) -> None:
        with pytest.raises(StorylineError):
            from_link(text)

    @given(st.binary())
    def test_that_holds_anything_is_explained(self, content: bytes) -> None:
        with pytest.raises(StorylineError):
            from_link(packed(content))

    def test_that_unpacks_to_gigabytes_is_refused_at_once(self) -> None:
        press = zlib.compressobj(9)
        bomb = b"".join(press.compress(b" " * 1_000_000) for _ in range(1000)) + press.flush()
        text = urlsafe_b64encode(bomb).decode()
        start = time.perf_counter()
        with pytest.raises(StorylineError, match="broken or was cut off"):
            from_link(text)
        assert time.perf_counter() - start < 1

    def test_that_was_cut_off_anywhere_is_explained(self) -> None:
        whole = to_link(Storyline("x", (Screen("overview", "barriers"),)))
        for length in range(len(whole) - 1):
            with pytest.raises(StorylineError):
                from_link(whole[:length])
