"""Who runs the dashboard, as the accessibility statement names them: read from the environment.

What cannot be used is left out and said, and never becomes a link.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from bestbywm.app.texts import accessibility as texts
from bestbywm.words import one_line

PUBLISHER_VARIABLE = "BESTBYWM_PUBLISHER"
CONTACT_VARIABLE = "BESTBYWM_CONTACT"
DATE_VARIABLE = "BESTBYWM_STATEMENT_DATE"

LONGEST_NAME, LONGEST_ADDRESS = 200, 500
"""Signs of a name, and of an address."""

LABEL = r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
"""One part of the name of a host."""

EMAIL = re.compile(rf"[a-z0-9._+'-]{{1,64}}@(?:{LABEL}\.)+{LABEL}", re.IGNORECASE | re.ASCII)
"""An e-mail address without any sign that means something else in a link."""

PAGE = re.compile(r"[!-~]+")
"""Visible signs of ASCII."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """Who runs the dashboard.

    Attributes
    ----------
    name
        The organisation; "" if it is not named.
    contact
        An e-mail address or the address of a page; "" if it is not named.
    prepared_on
        The day on which the statement was prepared for this dashboard; None if it is not said.
    refused
        What was set and cannot be used, each in a sentence.
    """

    name: str = ""
    contact: str = ""
    prepared_on: date | None = None
    refused: tuple[str, ...] = ()

    @property
    def link(self) -> str:
        """Where the contact leads: ``mailto:…`` or the page; "" if it is not named."""
        return f"mailto:{self.contact}" if EMAIL.fullmatch(self.contact) else self.contact


def publisher(environment: Mapping[str, str], today: date) -> Publisher:
    """Who runs the dashboard, by the variables of the environment.

    Parameters
    ----------
    environment
        Such as ``os.environ``.
    today
        A statement cannot be prepared later than this.
    """
    name = one_line(environment.get(PUBLISHER_VARIABLE, ""))
    contact = environment.get(CONTACT_VARIABLE, "").strip()
    day = environment.get(DATE_VARIABLE, "").strip()
    prepared_on = _day(day, today)
    refused = {
        texts.BAD_PUBLISHER.format(variable=PUBLISHER_VARIABLE): len(name) > LONGEST_NAME,
        texts.BAD_CONTACT.format(variable=CONTACT_VARIABLE): contact and not _is_contact(contact),
        texts.BAD_DATE.format(variable=DATE_VARIABLE): day and prepared_on is None,
    }
    return Publisher(
        name if len(name) <= LONGEST_NAME else "",
        contact if _is_contact(contact) else "",
        prepared_on,
        tuple(sentence for sentence, is_bad in refused.items() if is_bad),
    )


def _is_contact(text: str) -> bool:
    if len(text) > LONGEST_ADDRESS:
        return False
    return EMAIL.fullmatch(text) is not None or _is_page(text)


def _is_page(text: str) -> bool:
    """Whether it is the address of a page, of a host with a name, without a user or a password."""
    if not PAGE.fullmatch(text):
        return False
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:  # such as a bracket that is not closed, or a port that is no number
        return False
    host = parts.hostname or ""
    return (
        parts.scheme in {"http", "https"}
        and "@" not in parts.netloc
        and port != 0
        and re.fullmatch(rf"(?:{LABEL}\.)*{LABEL}", host, re.ASCII) is not None
    )


def _day(text: str, today: date) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if day <= today else None
