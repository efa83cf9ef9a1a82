"""Specification of who runs the dashboard, as the environment says."""

from datetime import date

import pytest

from bestbywm.app.publisher import (
    CONTACT_VARIABLE,
    DATE_VARIABLE,
    LONGEST_ADDRESS,
    LONGEST_NAME,
    PUBLISHER_VARIABLE,
    Publisher,
    publisher,
)

TODAY = date(2026, 11, 26)


def contact(text: str) -> Publisher:
    return publisher({CONTACT_VARIABLE: text}, TODAY)


def prepared(text: str) -> Publisher:
    return publisher({DATE_VARIABLE: text}, TODAY)


def test_nobody_is_named_unless_it_is_said() -> None:
    assert publisher({}, TODAY) == Publisher()
    blank = dict.fromkeys((PUBLISHER_VARIABLE, CONTACT_VARIABLE, DATE_VARIABLE), "  ")
    assert publisher(blank, TODAY) == Publisher()


class TestTheName:
    def test_is_one_line(self) -> None:
        named = publisher({PUBLISHER_VARIABLE: " Eastford\nBorough\x00 Council "}, TODAY)
        assert named.name == "Eastford Borough Council"
        assert named.refused == ()

    def test_is_refused_if_it_is_too_long(self) -> None:
        assert publisher({PUBLISHER_VARIABLE: "x" * LONGEST_NAME}, TODAY).name == "x" * 200
        too_long = publisher({PUBLISHER_VARIABLE: "x" * (LONGEST_NAME + 1)}, TODAY)
        assert too_long.name == ""
        assert len(too_long.refused) == 1
        assert PUBLISHER_VARIABLE in too_long.refused[0]


class TestTheContact:
    @pytest.mark.parametrize(
        "address",
        ["web.team@example.gov.uk", "O'Neil+a11y@sub.example.org", " access@example.org "],
    )
    def test_may_be_an_email_address(self, address: str) -> None:
        assert contact(address).contact == address.strip()
        assert contact(address).link == f"mailto:{address.strip()}"
        assert contact(address).refused == ()

    @pytest.mark.parametrize(
        "address",
        [
            "https://example.gov.uk/contact?about=dashboard#form",
            "http://localhost:8080/form",
            "https://10.0.0.1/form",
        ],
    )
    def test_may_be_the_address_of_a_page(self, address: str) -> None:
        assert contact(address).contact == contact(address).link == address
        assert contact(address).refused == ()

    @pytest.mark.parametrize(
        "text",
        [
            *(
                "javascript:alert(1)",
                "JavaScript:alert(1)//https://example.org",
                "data:text/html,x",
            ),
            *("ftp://example.org", "file:///etc/passwd", "mailto:a@example.org", "//example.org"),
            *("https://", "https:///path", "https://user:secret@example.org", "https://a b.org"),
            *(
                "https://example.org:port",
                "https://example.org:0",
                "https://[::1",
                "https://exa_mple",
            ),
            *("https://example.org/\nx", "https://example.org/ü", "https://-example.org"),
            *(
                "a@b",
                "a@@example.org",
                "@example.org",
                "a b@example.org",
                "a@example.org?cc=b@c.org",
            ),
            *("a@example.org,b@example.org", "<a@example.org>", "a@ex\u200bample.org", "a@.org"),
            *("ring us", "0121 496 0000", "ä@example.org", "a@example.org\nBcc: b@example.org"),
            f"https://example.org/{'x' * LONGEST_ADDRESS}",
            f"{'x' * 65}@example.org",
        ],
    )
    def test_is_refused_if_it_is_neither(self, text: str) -> None:
        found = contact(text)
        assert found.contact == found.link == ""
        (sentence,) = found.refused
        assert CONTACT_VARIABLE in sentence
        assert found.refused == contact("ring us").refused


class TestTheDay:
    def test_is_one_that_has_come(self) -> None:
        assert prepared("2026-11-26").prepared_on == TODAY
        assert prepared("2026-11-26").refused == ()

    @pytest.mark.parametrize("text", ["2026-11-27", "26/11/2026", "2026-02-30", "yesterday"])
    def test_is_refused_if_it_is_no_day_or_has_not_come(self, text: str) -> None:
        found = prepared(text)
        assert found.prepared_on is None
        (sentence,) = found.refused
        assert DATE_VARIABLE in sentence
