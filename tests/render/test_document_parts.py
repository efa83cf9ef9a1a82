"""Specification of what documents are made of: widths of columns, and words that can be set."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.render import fonts
from bestbywm.render.document.columns import PAD, fits, widths
from bestbywm.render.document.lettering import (
    BREAK,
    REPLACEMENT,
    address_with_breaks,
    lacks_signs,
    settable,
    settable_title,
    shown,
    with_breaks,
)
from bestbywm.render.document.parts import address
from bestbywm.render.findings import ReportCell, ReportTable

SIZE = 8.0


def table(*rows: tuple[str, ...]) -> ReportTable:
    heading, *others = (tuple(ReportCell(words) for words in row) for row in rows)
    return ReportTable("", heading, tuple(others))


tables = st.integers(1, 8).flatmap(
    lambda columns: st.lists(
        st.tuples(*[st.text("ab \n", max_size=60)] * columns), min_size=1, max_size=5
    ).map(lambda rows: table(*rows))
)


class TestWidthsOfColumns:
    @given(table=tables, room=st.floats(100, 800))
    def test_are_together_no_wider_than_the_room(self, table: ReportTable, room: float) -> None:
        found = widths(table, room, SIZE)
        assert len(found) == len(table.heading)
        assert all(each >= 0 for each in found)
        assert sum(found) <= room + 1e-6

    @given(table=tables, room=st.floats(100, 800))
    def test_have_room_for_every_word_if_words_fit(self, table: ReportTable, room: float) -> None:
        if not fits(table, room, SIZE):
            return
        for at, wide in enumerate(widths(table, room, SIZE)):
            for row in table.words:
                for word in row[at].split():
                    assert fonts.width(word, SIZE, "bold") + 2 * PAD <= wide + 1e-6

    def test_keep_cells_on_one_line_where_there_is_room(self) -> None:
        found = widths(table(("One", "Two"), ("some words", "others")), 500, SIZE)
        assert found[0] == pytest.approx(fonts.width("some words", SIZE, "bold") + 2 * PAD)
        assert sum(found) < 200

    def test_let_long_columns_have_more_and_short_ones_what_they_need(self) -> None:
        short, middle, long = widths(table(("x" * 5, "word " * 30, "word " * 120)), 400, SIZE)
        assert short == pytest.approx(fonts.width("x" * 5, SIZE, "bold") + 2 * PAD)
        assert long == pytest.approx(2 * middle, rel=0.05)

    def test_a_word_wider_than_the_room_does_not_push_others_out(self) -> None:
        short, long = widths(table(("short", "x" * 500)), 300, SIZE)
        assert short == pytest.approx(fonts.width("short", SIZE, "bold") + 2 * PAD)
        assert short + long == pytest.approx(300)


class TestWordsThatCanBeSet:
    @given(st.text())
    def test_have_only_signs_of_the_font(self, words: str) -> None:
        assert all(sign == "\n" or fonts.has_sign(sign) for sign in shown(words))

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("Zażółć “ŵ” – €", "Zażółć “ŵ” – €"),
            ("見 x", f"{REPLACEMENT} x"),
            ("a\u200db\u200f\ufeff\u00adc", "abc"),
            ("a\u3000b", "a b"),
            ("one\ntwo", "one\ntwo"),
        ],
    )
    def test_stand_as_they_are_or_are_replaced(self, words: str, expected: str) -> None:
        assert shown(words) == expected

    def test_lack_signs_only_where_something_is_replaced(self) -> None:
        assert lacks_signs({"one": ["fine", {"two": "見"}]})
        assert not lacks_signs(["fine", REPLACEMENT, "a\u200db", {"alt": "見"}])

    def test_of_alternative_texts_and_addresses_stay_as_they_are(self) -> None:
        data = {"alt": "見", "words": "見", "more": ["見", 1, None]}
        assert settable(data) == {
            "alt": "見",
            "words": REPLACEMENT,
            "more": [REPLACEMENT, 1, None],
        }

    @pytest.mark.parametrize("nothing", ["", " \n ", "\u200b\u200b", "\u00a0"])
    def test_a_title_of_which_nothing_is_seen_gives_way_to_the_next(self, nothing: str) -> None:
        assert settable_title(nothing, "Next") == "Next"
        assert settable_title(nothing) == REPLACEMENT

    @given(words=st.text("abW \n", max_size=200), room=st.floats(20, 200))
    def test_may_break_so_that_every_piece_fits(self, words: str, room: float) -> None:
        broken = with_breaks(words, room, SIZE)
        assert broken.replace(BREAK, "") == words
        pieces = broken.replace(BREAK, " ").split()
        assert all(fonts.width(piece, SIZE, "bold") <= room for piece in pieces)

    def test_break_nowhere_where_they_fit(self) -> None:
        assert with_breaks("some words", 200, SIZE) == "some words"

    def test_of_an_address_may_break_after_its_signs(self) -> None:
        pieces = address_with_breaks("https://a-b.org/c?d=e").split(BREAK)
        assert pieces == ["https://", "a-", "b.", "org/", "c?", "d=", "e"]


class TestAddresses:
    def test_are_written_in_ascii(self) -> None:
        assert address("https://example.org/ä b?c=d#e") == "https://example.org/%C3%A4%20b?c=d#e"

    def test_that_are_too_long_are_no_links(self) -> None:
        assert address("https://example.org/" + "x" * 3000) == ""
