"""Specification of who may save surveys on the web page."""

import string
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from streamlit.testing.v1 import AppTest

from bestbywm.app import editors
from bestbywm.app.editors import address_of, allowed_in, is_among, lowered_ascii

SIGNS = string.ascii_letters + string.digits
NAMES = st.text(SIGNS + "._+-", min_size=1, max_size=20)
LABELS = st.text(SIGNS, min_size=1, max_size=12)
DOMAINS = st.lists(LABELS, min_size=2, max_size=4).map(".".join)


def allowed(*entries: Any) -> tuple[str, ...]:
    return allowed_in({"editors": {"allowed": list(entries)}})


def address(email: Any, **claims: Any) -> str:
    return address_of({"email": email, "email_verified": True, **claims})


def may(email: Any, *entries: Any, **claims: Any) -> bool:
    found = address(email, **claims)
    return bool(found) and is_among(found, allowed(*entries))


class TestAnAddressThatIsNamed:
    def test_may_save(self) -> None:
        assert may("ann@council.example", "ann@council.example")

    def test_lets_nobody_else_of_its_domain_save(self) -> None:
        assert not may("bob@council.example", "ann@council.example")

    @given(NAMES, DOMAINS, st.randoms(use_true_random=False))
    def test_is_the_same_in_any_case(self, name: str, domain: str, random: Any) -> None:
        written = f"{name}@{domain}"
        other = "".join(random.choice((str.upper, str.lower))(each) for each in written)
        assert may(other, written)

    def test_may_have_blanks_around_it(self) -> None:
        assert may("ann@council.example", " ann@council.example ")


class TestADomainThatIsNamed:
    @given(NAMES, DOMAINS)
    def test_lets_all_of_it_save(self, name: str, domain: str) -> None:
        assert may(f"{name}@{domain}", f"@{domain}")

    @given(NAMES, LABELS, DOMAINS)
    def test_is_not_the_end_of_another(self, name: str, before: str, domain: str) -> None:
        assert not may(f"{name}@{before}{domain}", f"@{domain}")

    @given(NAMES, LABELS, DOMAINS)
    def test_is_not_the_one_above_another(self, name: str, below: str, domain: str) -> None:
        assert not may(f"{name}@{below}.{domain}", f"@{domain}")

    @pytest.mark.parametrize(
        "email",
        [
            "ann@evilcouncil.example",
            "ann@council.example.evil.example",
            "ann@sub.council.example",
            "ann@council.example@evil.example",
            "ann@evil.example@council.example",
            '"ann@council.example"@evil.example',
            "council.example",
            "@council.example",
            "ann@@council.example",
            "ann@council.example\n",
            "ann@council.example\x00",
            "ann @council.example",
            "ann@council.example.",
            "ann@.council.example",
        ],
    )
    def test_is_matched_as_a_whole(self, email: str) -> None:
        assert not may(email, "@council.example")


class TestASignThatLooksLikeALetter:
    @pytest.mark.parametrize(
        "email",
        [
            "mi\u212ae@council.example",  # the sign for Kelvin, which lower() makes a k
            "mike@council.e\u212aample",
            "m\u0131ke@council.example",  # a dotless i
            "mi\u043ae@council.example",  # Cyrillic
            "mike@\u0441ouncil.example",
            "mike@council\uff0eexample",  # a wide full stop
            "mike\uff20council.example",  # a wide at sign
            "mike\u200b@council.example",
            "mi\u0301ke@council.example",
        ],
    )
    def test_is_none(self, email: str) -> None:
        assert not may(email, "mike@council.example", "@council.example")

    @given(st.text(min_size=1, max_size=30))
    def test_never_becomes_one(self, text: str) -> None:
        strange = [each for each in text if not each.isascii()]
        assert [each for each in lowered_ascii(text) if not each.isascii()] == strange

    @given(NAMES, DOMAINS, st.characters(min_codepoint=128), st.integers(0, 50))
    def test_is_refused_wherever_it_stands(
        self, name: str, domain: str, strange: str, at: int
    ) -> None:
        email = f"{name}@{domain}"
        at = min(at, len(email))
        assert not address(f"{email[:at]}{strange}{email[at:]}")


class TestAnAddressThatNobodyConfirmed:
    @pytest.mark.parametrize("said", [False, None, "false", "False", "", 0, 2, "yes", [True], {}])
    def test_may_not_save(self, said: Any) -> None:
        assert not may("ann@council.example", "@council.example", email_verified=said)

    def test_may_not_save_if_nothing_is_said(self) -> None:
        assert not address_of({"email": "ann@council.example"})

    @pytest.mark.parametrize("said", [True, "true", 1])
    def test_may_save_once_it_is_confirmed(self, said: Any) -> None:
        assert may("ann@council.example", "@council.example", email_verified=said)

    def test_may_save_if_microsoft_verified_the_owner_of_its_domain(self) -> None:
        claims = {"email": "ann@council.example", "xms_edov": True}
        assert address_of(claims) == "ann@council.example"

    @pytest.mark.parametrize("name", ["preferred_username", "upn", "name", "sub"])
    def test_is_no_other_claim(self, name: str) -> None:
        assert not address_of({name: "ann@council.example", "email_verified": True})

    @pytest.mark.parametrize("email", [None, 3, ["ann@council.example"], {"a": 1}, True])
    def test_is_no_address_if_it_is_no_text(self, email: Any) -> None:
        assert not address(email)


class TestTheListOfEditors:
    @pytest.mark.parametrize(
        "secrets",
        [
            {},
            {"editors": {}},
            {"editors": "ann@council.example"},
            {"editors": {"allowed": "ann@council.example"}},
            {"editors": {"allowed": None}},
            {"editors": {"allowed": {"ann@council.example": True}}},
        ],
    )
    def test_names_nobody_if_it_is_no_list(self, secrets: Any) -> None:
        assert allowed_in(secrets) == ()

    @pytest.mark.parametrize(
        "entry",
        [
            *("", "@", "*", "@*", "*@council.example*x", "council.example", ".example"),
            *("@example", "@.example", "@council.example.", "@council.example,@other.example"),
            *(3, None, True),
        ],
    )
    def test_leaves_out_what_is_no_address_and_no_domain(self, entry: Any) -> None:
        found = allowed(entry, "ann@council.example")
        assert found == ("ann@council.example",)

    @given(st.text(max_size=40), NAMES, DOMAINS)
    def test_lets_nobody_save_by_mistake(self, entry: str, name: str, domain: str) -> None:
        email = f"{name}@{domain}".lower()
        named = {email, f"@{domain.lower()}"}
        assert may(email, entry) <= (lowered_ascii(entry) in named)


def app() -> None:
    """A page that says who looks at it."""
    import streamlit

    from bestbywm.app.editors import providers, visitor

    who = visitor()
    streamlit.text(f"{who.sign} {who.address} {who.may_save}")
    streamlit.text(str(providers()))


AUTH = {"client_id": "id", "redirect_uri": "http://localhost/oauth2callback"}
ANN = {"is_logged_in": True, "email": "Ann@Council.example", "email_verified": True}
EDITORS = {"allowed": ["ann@council.example"]}


def who(secrets: dict[str, Any], user: dict[str, Any]) -> list[str]:
    page = AppTest.from_function(app)
    page.secrets.update(secrets)
    page.user = user
    page.run()
    assert not page.exception
    return [str(each.value) for each in page.text]


class TestAVisitor:
    @pytest.fixture(autouse=True)
    def _can_sign_in(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The package for signing in need not be there."""
        monkeypatch.setattr(editors, "find_spec", lambda name: name)

    def test_may_save_who_is_signed_in_and_named(self) -> None:
        assert who({"auth": AUTH, "editors": EDITORS}, ANN)[0] == "editor ann@council.example True"

    @pytest.mark.parametrize(
        ("secrets", "user", "sign"),
        [
            ({}, ANN, "off"),
            ({"editors": EDITORS}, ANN, "off"),
            ({"auth": AUTH}, ANN, "nobody named"),
            ({"auth": AUTH, "editors": {"allowed": ["x"]}}, ANN, "nobody named"),
            ({"auth": AUTH, "editors": EDITORS}, {}, "signed out"),
            ({"auth": AUTH, "editors": EDITORS}, {**ANN, "is_logged_in": False}, "signed out"),
            ({"auth": AUTH, "editors": EDITORS}, {**ANN, "is_logged_in": "yes"}, "signed out"),
            ({"auth": AUTH, "editors": EDITORS}, {**ANN, "email_verified": False}, "unverified"),
            ({"auth": AUTH, "editors": EDITORS}, {**ANN, "email": "b@other.example"}, "viewer"),
        ],
    )
    def test_may_not_save_otherwise(
        self, secrets: dict[str, Any], user: dict[str, Any], sign: str
    ) -> None:
        said = who(secrets, user)[0]
        assert said.startswith(sign)
        assert said.endswith("False")

    def test_is_told_if_signing_in_needs_a_package(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(editors, "find_spec", lambda name: None)
        assert who({"auth": AUTH, "editors": EDITORS}, ANN)[0].startswith("not installed")

    def test_may_choose_among_several_services(self) -> None:
        auth = {"redirect_uri": "x", "microsoft": {"client_id": "a"}, "google": {"client_id": "b"}}
        assert who({"auth": auth}, {})[1] == "('microsoft', 'google')"

    def test_has_one_service_without_a_name(self) -> None:
        assert who({"auth": AUTH}, {})[1] == "(None,)"
