"""Who may save surveys on the web page: editors, named in the server's secrets, who sign in.

Nobody else needs an account. What is here is asked again at the moment at which something is
saved, restored or deleted: a button that is not shown keeps nobody out.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

import streamlit as st

AUTH, EDITORS, ALLOWED = "auth", "editors", "allowed"
"""Names in the secrets: how to sign in, and ``allowed``, the list of editors."""

PACKAGES = "streamlit[auth]"
"""What must be installed for signing in."""

ADDRESS = r"[!-?A-~]{1,64}@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+"
"""An address in lower case: visible signs of ASCII, one “@”, a domain with a dot in it."""

Sign = Literal[
    "off", "not installed", "nobody named", "signed out", "unverified", "viewer", "editor"
]


@dataclass(frozen=True, slots=True)
class Visitor:
    """Whether whoever looks at the page may save, or why not.

    Attributes
    ----------
    sign
        ``off``: nobody can sign in here; ``not installed``: a package for it is missing;
        ``nobody named``: there is no list of editors; then how the visitor is signed in.
    address
        The e-mail address, as it is written to the log of the library; "" if there is none.
    """

    sign: Sign
    address: str = ""

    @property
    def may_save(self) -> bool:
        """Whether the visitor is an editor."""
        return self.sign == "editor"


def visitor() -> Visitor:
    """Whoever looks at the page, by the secrets and the signing in as they are now."""
    secrets = _secrets()
    if not secrets.get(AUTH):
        return Visitor("off")
    if find_spec("authlib") is None:
        return Visitor("not installed")
    allowed = allowed_in(secrets)
    if not allowed:
        return Visitor("nobody named")
    claims: Mapping[str, Any] = dict(st.user)
    if claims.get("is_logged_in") is not True:
        return Visitor("signed out")
    address = address_of(claims)
    if not address:
        return Visitor("unverified")
    return Visitor("editor" if is_among(address, allowed) else "viewer", address)


def providers() -> tuple[str | None, ...]:
    """Services to sign in with, as :func:`st.login` names them; None is the only one."""
    auth = _secrets().get(AUTH, {})
    named = tuple(name for name, each in auth.items() if isinstance(each, Mapping))
    named = tuple(name for name in named if "client_id" in auth[name])
    return (None,) if "client_id" in auth else named


def allowed_in(secrets: Mapping[str, Any]) -> tuple[str, ...]:
    """The list of editors in the secrets; what is no address and no domain names nobody."""
    editors = secrets.get(EDITORS, {})
    entries = editors.get(ALLOWED, ()) if isinstance(editors, Mapping) else ()
    if isinstance(entries, str) or not isinstance(entries, Sequence):
        return ()
    lowered = [lowered_ascii(each) for each in entries if isinstance(each, str)]
    return tuple(each for each in lowered if is_address(f"x{each}" if each[:1] == "@" else each))


def address_of(claims: Mapping[str, Any]) -> str:
    """The e-mail address that the service vouches for; "" if it vouches for none.

    ``xms_edov`` is what Microsoft says in place of ``email_verified``: the owner of the address's
    domain was verified.
    """
    vouched = any(_is_true(claims.get(name)) for name in ("email_verified", "xms_edov"))
    email = claims.get("email")
    address = lowered_ascii(email) if isinstance(email, str) else ""
    return address if vouched and is_address(address) else ""


def is_among(address: str, allowed: Sequence[str]) -> bool:
    """Whether an address is named, or its whole domain is (``@council.example``)."""
    _, at, domain = address.rpartition("@")
    return address in allowed or f"{at}{domain}" in allowed


def is_address(text: str) -> bool:
    """Whether it is one address in lower case, without anything that only looks like a letter."""
    return len(text) <= 254 and text.count("@") == 1 and bool(re.fullmatch(ADDRESS, text))


def lowered_ascii(text: str) -> str:
    """Without blanks around, and A to Z as small letters.

    No other sign becomes a letter: Python's ``lower`` and ``casefold`` make a k of the sign for
    Kelvin, so that somebody else's address could become an editor's.
    """
    return "".join(each.lower() if each.isascii() else each for each in text.strip(" "))


def _is_true(value: object) -> bool:
    """Services say it as a truth value, as a word, or as a number."""
    return value is True or value == "true" or (type(value) is int and value == 1)


def _secrets() -> Mapping[str, Any]:
    """The server's secrets; empty where there is no file with them."""
    try:
        return {name: st.secrets[name] for name in (AUTH, EDITORS) if name in st.secrets}
    except FileNotFoundError:
        return {}
