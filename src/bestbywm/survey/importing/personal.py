"""Recognises what says who somebody is: names, addresses, telephone numbers, free text.

Such columns are dropped before anything is kept. That two rows are of one person is found out
before, by comparing; what is kept is which rows are alike, never what they say.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from bestbywm.survey.importing.folding import LONGEST, fold

PersonalKind = Literal[
    "name", "e-mail", "IP address", "telephone", "postal address", "identifier", "free text"
]

ARTICLES: dict[PersonalKind, str] = {
    "name": "a name",
    "e-mail": "an e-mail address",
    "IP address": "an IP address",
    "telephone": "a telephone number",
    "postal address": "a postal address",
    "identifier": "a number or code for each person",
    "free text": "free text",
}

FEW = 0.1
"""If one cell in ten is an e-mail address or the like, the column is dropped as a whole."""

LONG_TEXT = 40
"""Signs: answers to choose from are mostly shorter, sentences of people are mostly longer."""

MOST_CHOICES = 30
"""Different answers of a question that offers answers to choose from."""

_PATTERNS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"[^\s@<>(),;:]{1,64}@[^\s@<>(),;:]{1,190}\.[a-z]{2,24}", re.I)),
    ("IP address", re.compile(r"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")),
    ("IP address", re.compile(r"(?<![\w:])(?:[0-9a-f]{1,4}:){3,7}:?[0-9a-f]{1,4}(?![\w:])", re.I)),
    ("telephone", re.compile(r"(?<![\w.-])(?:\+|00?)\d(?:[\s()/-]{0,2}\d){8,13}(?![\w-])")),
    ("postal address", re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b")),
)

_NOT_OF_A_PERSON = re.compile(
    r"\b(?:council|authority|organisation|organization|employer|company|department|team|channel)\b"
)
_HEADINGS: tuple[tuple[PersonalKind, re.Pattern[str]], ...] = (
    ("e-mail", re.compile(r"\be ?mails?(?:address)?\b|\bmail address\b")),
    ("IP address", re.compile(r"\bip\b(?: address)?|\bipaddress\b")),
    ("telephone", re.compile(r"\b(?:tele)?phone\b|\bmobile number\b|\bcontact number\b")),
    ("postal address", re.compile(r"\bpost ?code\b|\bpostal\b|^(?:home |work )?address(?: \d)?$")),
    (
        "name",
        re.compile(r"\b(?:(?:first|last|full|given|family|your|user) ?name|surname)\b|^name$"),
    ),
    ("name", re.compile(r"\bcustom data\b|^(?:contact|respondent)(?: person)?$")),
    (
        "identifier",
        re.compile(r"^(?:id|person|(?:respondent|response|person|user) ?(?:id|no|number))$"),
    ),
    (
        "free text",
        re.compile(r"\bcomments?\b|\bplease (?:explain|describe|tell|say)\b|\bopen ended\b"),
    ),
    ("free text", re.compile(r"\banything else\b|\bin your own words\b|\bgive details\b")),
)


@dataclass(frozen=True, slots=True)
class Personal:
    """What is personal about a column, and why it is thought so, as the end of a sentence."""

    kind: PersonalKind
    reason: str


def recognise(heading: str, texts: Sequence[tuple[str, int]]) -> Personal | None:
    """What is personal about a column that is no known question; None if nothing seems to be.

    Parameters
    ----------
    heading
        Heading of the column.
    texts
        Its distinct texts with their numbers of people.
    """
    by_content = _by_patterns(texts)
    folded = fold(heading)
    for kind, words in _HEADINGS:
        found = words.search(folded)
        about_an_organisation = kind == "name" and _NOT_OF_A_PERSON.search(folded)
        if found and not about_an_organisation and not (kind == "free text" and is_choice(texts)):
            return by_content or Personal(kind, f"the heading says “{found[0]}”")
    if by_content:
        return by_content
    if texts and not is_choice(texts):
        return Personal("free text", "people wrote in their own words")
    return None


def is_choice(texts: Sequence[tuple[str, int]]) -> bool:
    """Whether the texts look like answers to choose from: few, short, and given again and again."""
    if not texts or len(texts) > 2 * MOST_CHOICES:  # twice, since "Yes" and "yes" are one
        return False
    people = sum(count for _, count in texts)
    distinct = len({fold(text) for text, _ in texts})
    typical = sum(len(text) * count for text, count in texts) / people
    is_repeated = people >= 2 * distinct or _are_ticks(texts)
    return distinct <= MOST_CHOICES and typical <= 2 * LONG_TEXT and is_repeated


def _are_ticks(texts: Sequence[tuple[str, int]]) -> bool:
    return all(len(text) <= 5 and text.isalnum() for text, _ in texts) and len(texts) <= 2


def in_words(kind: str) -> str:
    """A kind of personal data in a sentence: ``an e-mail address``."""
    return {str(name): words for name, words in ARTICLES.items()}.get(kind, "personal data")


def kinds_in(text: str) -> list[PersonalKind]:
    """What personal a text holds, by its form."""
    short = text[:LONGEST]
    return list(dict.fromkeys(kind for kind, form in _PATTERNS if form.search(short)))


def masked(text: str) -> str:
    """A text with what is personal by its form taken out: ``ask [e-mail]``."""
    short = text[:LONGEST]
    for kind, form in _PATTERNS:
        short = form.sub(f"[{kind}]", short)
    return short


def is_address(text: str) -> bool:
    """Whether a text is an e-mail address and nothing else."""
    return len(text) <= LONGEST and _PATTERNS[0][1].fullmatch(text.strip()) is not None


def _by_patterns(texts: Sequence[tuple[str, int]]) -> Personal | None:
    people = sum(count for _, count in texts)
    holding: dict[PersonalKind, int] = {}
    for text, count in texts:
        for kind in kinds_in(text):
            holding[kind] = holding.get(kind, 0) + count
    if not holding:
        return None
    kind, count = max(holding.items(), key=lambda each: each[1])
    if count < FEW * people:
        return None
    return Personal(kind, f"{count:,} of {people:,} cells hold {ARTICLES[kind]}")
