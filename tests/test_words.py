"""Specification of words: what people typed comes out as text that every file may hold."""

import unicodedata
from xml.dom.minidom import parseString
from xml.sax.saxutils import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.words import cleaned, listed, one_line

ANYTHING = st.text(st.characters())
"""Any text at all, with control characters and halves of surrogate pairs."""


class TestNamesAsAList:
    @pytest.mark.parametrize(
        ("names", "said"),
        [
            ([], ""),
            (["a"], "a"),
            (["a", "b"], "a and b"),
            (["a", "b", "c"], "a, b and c"),
        ],
    )
    def test_read_like_a_sentence(self, names: list[str], said: str) -> None:
        assert listed(names) == said


class TestCleanedWords:
    @pytest.mark.parametrize(
        "words",
        [
            "Plain words, “quoted” & <b>marked up</b>",
            "=1+1",
            "😀 👩‍👩‍👧 🏳️‍🌈",
            "مرحبا بالعالم",
            "\u202eright to left\u202c",
            "e\u0301 and \u00e9",
            "two\nlines\n\nand a paragraph",
        ],
    )
    def test_are_as_they_were_typed(self, words: str) -> None:
        assert cleaned(words) == words

    @pytest.mark.parametrize(
        ("typed", "clean"),
        [
            ("a\x00b\x07c\x1bd\x7f", "abcd"),
            ("a\ud800b", "ab"),
            ("a\ufffeb\uffff\U0001ffffc\ufdd0", "abc"),
            ("a\r\nb\rc\x85d\u2028e\u2029f", "a\nb\nc\nd\ne\nf"),
            ("a\tb", "a b"),
            ("  \n a \x00\n", "a"),
            (" \x00\t\r\n", ""),
        ],
    )
    def test_hold_no_sign_that_a_file_may_not_hold(self, typed: str, clean: str) -> None:
        assert cleaned(typed) == clean

    @given(ANYTHING)
    def test_fit_into_xml_and_come_out_the_same(self, typed: str) -> None:
        words = cleaned(typed)
        root = parseString(f"<words>{escape(words)}</words>".encode()).documentElement
        assert root
        assert "".join(getattr(node, "data", "") for node in root.childNodes) == words

    @given(ANYTHING)
    def test_need_no_more_cleaning(self, typed: str) -> None:
        assert cleaned(cleaned(typed)) == cleaned(typed)

    @given(ANYTHING)
    def test_lose_nothing_but_control_characters_and_blanks(self, typed: str) -> None:
        kept = [sign for sign in typed if unicodedata.category(sign)[0] in "LNPS"]
        words = cleaned(typed)
        assert [sign for sign in words if unicodedata.category(sign)[0] in "LNPS"] == kept


class TestATitle:
    def test_stands_on_one_line(self) -> None:
        assert one_line(" Autumn \r\n\r\n meeting\u2028of\tleads ") == "Autumn meeting of leads"

    @given(ANYTHING)
    def test_never_breaks(self, typed: str) -> None:
        title = one_line(typed)
        assert len(title.splitlines()) <= 1
        assert one_line(title) == cleaned(title) == title
