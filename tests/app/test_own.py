"""Specification of the own presentation: changed by buttons, and every change can be taken back."""

from typing import Any

import pytest
import streamlit as st
from hypothesis import given
from hypothesis import strategies as hy

from bestbywm.app import own
from bestbywm.story.storyline import (
    LONGEST_WORDS,
    MOST_SCREENS,
    TITLE,
    Screen,
    Storyline,
    to_file,
    to_link,
)

FIRST, SECOND, THIRD = (Screen("overview", each) for each in ("first", "second", "third"))


@pytest.fixture(autouse=True)
def _a_new_visit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def key(position: int) -> str:
    return own.key_of(own.storyline().screens, position)


def told() -> list[str]:
    return [each.exhibit for each in own.storyline().screens]


class TestAtFirst:
    def test_is_empty(self) -> None:
        assert own.storyline() == Storyline(TITLE)
        assert own.count_in_words() == "0 findings"
        assert own.parameters() == {}
        assert own.said() == ()
        assert not own.can_undo()


class TestFindings:
    def test_stand_in_the_order_in_which_they_are_added(self) -> None:
        own.add([FIRST])
        own.add([SECOND, THIRD])
        assert told() == ["first", "second", "third"]

    def test_are_added_once(self) -> None:
        own.add([FIRST, SECOND])
        own.rewrite(key(0), title="Mine", note="")
        own.add([FIRST])
        assert told() == ["first", "second"]
        assert own.storyline().screens[0].title == "Mine"

    def test_of_another_view_are_others(self) -> None:
        own.add([FIRST, Screen("overview", "first", (("type", "district"),))])
        assert told() == ["first", "first"]

    def test_give_an_empty_presentation_their_title(self) -> None:
        own.add([FIRST], "Walsall Council")
        own.add([SECOND], "Where the barriers are")
        assert own.storyline().title == "Walsall Council"

    def test_are_no_more_than_fit(self) -> None:
        own.add([Screen("overview", str(number)) for number in range(MOST_SCREENS + 1)])
        assert own.is_full()
        assert len(told()) == MOST_SCREENS

    def test_are_taken_out_whatever_they_are_called(self) -> None:
        own.add([FIRST, SECOND])
        own.rewrite(key(0), title="Mine", note="")
        own.take_out(FIRST)
        assert told() == ["second"]
        assert not own.has(FIRST)

    def test_move_up_and_down_and_stay_at_either_end(self) -> None:
        own.add([FIRST, SECOND, THIRD])
        own.move(key(0), 1)
        assert told() == ["second", "first", "third"]
        own.move(key(2), -1)
        assert told() == ["second", "third", "first"]
        own.move(key(0), -1)
        own.move(key(2), 1)
        assert told() == ["second", "third", "first"]

    def test_keep_their_names_when_they_move(self) -> None:
        own.add([FIRST, SECOND, THIRD])
        of_first = key(0)
        own.move(of_first, 1)
        own.rewrite(of_first, title="Of the first", note="")
        assert own.storyline().screens[1] == Screen("overview", "first", title="Of the first")

    def test_that_come_twice_are_told_apart(self) -> None:
        own.open_file(to_file(Storyline("Twice", (FIRST, FIRST))).encode())
        own.rewrite(key(1), title="The second one", note="")
        own.remove(key(0))
        assert own.storyline().screens == (Screen("overview", "first", title="The second one"),)

    def test_that_are_gone_cannot_be_changed(self) -> None:
        own.add([FIRST, SECOND])
        gone = key(1)
        own.remove(gone)
        own.remove(gone)
        own.move(gone, -1)
        own.rewrite(gone, title="x", note="x")
        assert own.storyline().screens == (FIRST,)


class TestOwnWords:
    def test_are_cleaned(self) -> None:
        own.add([FIRST])
        own.rewrite(key(0), title=" two\r\nlines\x00 ", note="\x07a\r\nb ")
        assert own.storyline().screens[0].title == "two lines"
        assert own.storyline().screens[0].note == "a\nb"

    @pytest.mark.parametrize("blank", ["", "  ", "\x00\n"])
    def test_that_are_blank_are_none(self, blank: str) -> None:
        own.add([FIRST])
        own.rewrite(key(0), title=blank, note=blank)
        own.retitle(blank)
        assert own.storyline() == Storyline(TITLE, (FIRST,))


class TestUndo:
    def test_brings_back_what_was_removed(self) -> None:
        own.add([FIRST, SECOND])
        own.rewrite(key(0), title="Mine", note="Long thought about")
        before = own.storyline()
        own.clear()
        assert own.storyline() == Storyline(TITLE)
        own.undo()
        assert own.storyline() == before

    def test_takes_back_nothing_more_than_was_changed(self) -> None:
        own.undo()
        own.add([FIRST])
        own.add([FIRST])  # no change
        own.undo()
        assert told() == []
        assert not own.can_undo()

    ACTS = hy.sampled_from(["add", "remove", "up", "down", "rewrite", "retitle", "clear"])

    @given(acts=hy.lists(hy.tuples(ACTS, hy.integers(0, 3), hy.text(max_size=3)), max_size=30))
    def test_goes_back_step_by_step_to_the_beginning(
        self, acts: list[tuple[str, int, str]]
    ) -> None:
        st.session_state.clear()
        seen = [own.storyline()]
        for act, position, words in acts:
            screens = own.storyline().screens
            at = own.key_of(screens, position) if position < len(screens) else "none"
            _act(act, at, Screen("overview", str(position)), words)
            if own.storyline() != seen[-1]:
                seen.append(own.storyline())
        for before in reversed(seen[:-1]):
            own.undo()
            assert own.storyline() == before
        assert not own.can_undo()


def _act(act: str, at: str, screen: Screen, words: str) -> None:
    acts: dict[str, Any] = {
        "add": lambda: own.add([screen]),
        "remove": lambda: own.remove(at),
        "up": lambda: own.move(at, -1),
        "down": lambda: own.move(at, 1),
        "rewrite": lambda: own.rewrite(at, title=words, note=words),
        "retitle": lambda: own.retitle(words),
        "clear": own.clear,
    }
    acts[act]()


class TestALink:
    def test_reopens_it_in_another_visit(self, monkeypatch: pytest.MonkeyPatch) -> None:
        own.add([FIRST, SECOND])
        own.rewrite(key(0), title="مرحبا 😀", note="<b>")
        kept, link = own.storyline(), own.parameters()
        monkeypatch.setattr(st, "session_state", {})
        own.open_link(link[own.PARAMETER])
        assert own.storyline() == kept
        assert own.said() == ()

    def test_that_opens_the_first_presentation_of_a_visit_is_no_change_to_take_back(self) -> None:
        own.open_link(to_link(Storyline("Mine", (FIRST,))))
        assert told() == ["first"]
        assert not own.can_undo()

    def test_to_what_is_there_already_changes_nothing(self) -> None:
        own.add([FIRST])
        own.open_link(to_link(own.storyline()))
        assert own.said() == ()

    def test_that_was_written_here_brings_nothing_old_back(self) -> None:
        own.add([FIRST])
        old = own.parameters_to_write()
        own.add([SECOND])
        own.parameters_to_write()
        own.open_link(old[own.PARAMETER])
        assert told() == ["first", "second"]
        assert own.said() == ()

    def test_of_somebody_else_says_whose_place_it_took_and_can_be_taken_back(self) -> None:
        own.add([FIRST], "Mine")
        own.open_link(to_link(Storyline("Theirs", (SECOND,))))
        assert told() == ["second"]
        assert "“Theirs” took the place of your presentation, “Mine”" in own.said()[0]
        own.undo()
        assert told() == ["first"]

    def test_that_is_broken_leaves_mine_and_is_explained_once(self) -> None:
        own.add([FIRST])
        own.open_link("broken")
        assert told() == ["first"]
        (note,) = own.said()
        assert "broken or was cut off" in note
        assert "Your own, with 1 finding, is as it was." in note
        assert own.said() == ()

    def test_has_no_room_for_the_longest_words(self) -> None:
        own.add([FIRST])
        words = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(LONGEST_WORDS))
        own.rewrite(key(0), title="", note=words)
        assert own.parameters() == {}


class TestAFile:
    def test_that_is_none_leaves_mine_and_is_explained(self) -> None:
        own.add([FIRST])
        own.open_file(b"\x89PNG")
        assert told() == ["first"]
        assert "cannot be read as JSON" in own.said()[0]

    def test_is_used_as_far_as_it_can_be(self) -> None:
        content = b'{"format":"presentation","version":1,"screens":[7,{"page":"a","exhibit":"b"}]}'
        own.open_file(content)
        assert told() == ["b"]
        assert "Screen 1 names no" in own.said()[0]
