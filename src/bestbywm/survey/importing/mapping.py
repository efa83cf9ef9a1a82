"""What a file's columns, answers and council names stand for: suggested, confirmed, used again."""

import json
from collections.abc import Collection
from collections.abc import Mapping as Dict
from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal, cast, get_args

from bestbywm.survey.importing.folding import fold
from bestbywm.survey.importing.model import Dialect

Use = Literal["question", "council", "extra", "personal", "drop"]
"""question: answers to a question of the pack; council: the person's council; extra: a question of
one's own, kept; personal: compared to find people who answered twice, then dropped; drop: not
used."""

Keep = Literal["all", "first", "last"]
TestRows = Literal["set aside", "keep"]
Contradiction = Literal["names win", "set aside"]

OUTSIDE = ""
"""Code of a council that is not of the region."""

VERSION = 1
"""Of the form in which a mapping is saved."""


class MappingError(ValueError):
    """A saved mapping that cannot be read; the message says what is wrong with it."""


@dataclass(frozen=True)
class FieldUse:
    """What is done with a field.

    Attributes
    ----------
    use
        What it is used as.
    question
        Identifier of the question, for ``question``.
    kind
        ``single`` or ``multiple`` for ``extra``; what is personal about it for ``personal``.
    separator
        What stands between several answers in a cell; "" if a cell is one answer.
    answers
        Option by answer, as the file words it; "" for an answer that is none of the options but
        counts as an answer all the same. An answer that is not listed is an option if it has its
        name, and such an other answer if not.
    set_aside
        Answers that do not count as an answer.
    """

    use: Use
    question: str = ""
    kind: str = ""
    separator: str = ""
    answers: Dict[str, str] = field(default_factory=dict)
    set_aside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rules:
    """What the user decided about rows.

    Attributes
    ----------
    duplicates
        Which answers of one person count (same e-mail address or ID).
    people_of_council
        Which people of one council count.
    test_rows
        What is done with rows that somebody filled in to try the form.
    contradictions
        What is done where somebody names nothing and something ("no barriers" and "cost").
    """

    duplicates: Keep = "last"
    people_of_council: Keep = "all"
    test_rows: TestRows = "set aside"
    contradictions: Contradiction = "names win"


@dataclass(frozen=True)
class Mapping:
    """What a file's columns, answers and council names stand for.

    Attributes
    ----------
    fields
        What is done with each field, by its key (see :func:`keys_of`).
    councils
        Code of the council by name, as the file words it; OUTSIDE for one that is not of the
        region. A name that is not listed is undecided: its rows are set aside.
    rules
        What was decided about rows.
    dialect, sheet
        What the file was read as; None and "" for what is recognised.
    """

    fields: Dict[str, FieldUse]
    councils: Dict[str, str] = field(default_factory=dict)
    rules: Rules = field(default_factory=Rules)
    dialect: Dialect | None = None
    sheet: str = ""

    def with_field(self, key: str, use: FieldUse) -> "Mapping":
        """The mapping with another use of a field.

        A question is asked once: the field that was taken for it, or for the council, is dropped.
        """
        fields = {
            other: FieldUse("drop") if other != key and _is_taken_by(use, each) else each
            for other, each in self.fields.items()
        }
        return replace(self, fields={**fields, key: use})

    def with_answer(self, key: str, answer: str, option: str | None) -> "Mapping":
        """The mapping with another meaning of an answer.

        An option, "" for an answer that is none of the options, or None for what is no answer.
        """
        use = self.fields[key]
        answers = {text: each for text, each in use.answers.items() if fold(text) != fold(answer)}
        aside = tuple(text for text in use.set_aside if fold(text) != fold(answer))
        if option is None:
            changed = replace(use, answers=answers, set_aside=(*aside, answer))
        else:
            changed = replace(use, answers={**answers, answer: option}, set_aside=aside)
        return replace(self, fields={**self.fields, key: changed})

    def with_council(self, name: str, code: str) -> "Mapping":
        """The mapping with a decided council; OUTSIDE for one that is not of the region."""
        return replace(self, councils={**self.councils, name: code})

    def with_rules(self, **changes: str) -> "Mapping":
        """The mapping with other decisions about rows."""
        return replace(self, rules=replace(self.rules, **cast(Any, changes)))


def _is_taken_by(new: FieldUse, other: FieldUse) -> bool:
    same_question = new.use == "question" and new.question == other.question
    return other.use == new.use and (same_question or new.use == "council")


# Saving -------------------------------------------------------------------------------------------


def to_json(mapping: Mapping) -> str:
    """The mapping as JSON, to be saved and used again; the same mapping gives the same text."""
    content = {"version": VERSION, **asdict(mapping)}
    content["fields"] = {key: _lean(use) for key, use in mapping.fields.items()}
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _lean(use: FieldUse) -> dict[str, Any]:
    """A use without what it does not say."""
    return {name: value for name, value in asdict(use).items() if value or name == "use"}


def from_json(text: str) -> Mapping:
    """A saved mapping.

    Raises
    ------
    MappingError
        If it is not one: no JSON, another version, or a value of the wrong kind.
    """
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        at = f" in line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise MappingError(f"The mapping is not JSON: something is wrong{at}.") from error
    saved = _Saved(content, "the mapping")
    if saved.content.get("version") != VERSION:
        raise MappingError(f"The mapping is not of version {VERSION}, the only one that is known.")
    return Mapping(
        fields={
            key: _field_use(_Saved(each, f"the column “{key[:80]}”"))
            for key, each in saved.entries("fields").items()
        },
        councils=saved.texts("councils"),
        rules=_rules(_Saved(saved.entries("rules"), "the rules")),
        dialect=cast(Dialect | None, saved.one_of("dialect", get_args(Dialect)) or None),
        sheet=saved.text("sheet"),
    )


def _field_use(saved: "_Saved") -> FieldUse:
    use = saved.one_of("use", get_args(Use))
    if not use:
        raise MappingError(f"In {saved.place}, “use” is missing.")
    return FieldUse(
        use=cast(Use, use),
        question=saved.text("question"),
        kind=saved.text("kind"),
        separator=saved.text("separator"),
        answers=saved.texts("answers"),
        set_aside=saved.list("set_aside"),
    )


def _rules(saved: "_Saved") -> Rules:
    rules = Rules()
    choices = {
        "duplicates": get_args(Keep),
        "people_of_council": get_args(Keep),
        "test_rows": get_args(TestRows),
        "contradictions": get_args(Contradiction),
    }
    decided = {name: saved.one_of(name, allowed) for name, allowed in choices.items()}
    return replace(rules, **cast(Any, {name: each for name, each in decided.items() if each}))


class _Saved:
    """One object of a saved mapping, which says what it wanted where it finds something else."""

    def __init__(self, content: object, place: str) -> None:
        if not isinstance(content, dict):
            raise MappingError(f"Where {place} should be, there are no entries in braces.")
        self.content: dict[str, Any] = content
        self.place = place

    def entries(self, name: str) -> dict[str, Any]:
        found = self.content.get(name, {})
        if not isinstance(found, dict):
            raise self._wrong(name, "entries in braces")
        return found

    def texts(self, name: str) -> dict[str, str]:
        found = self.entries(name)
        if not all(isinstance(each, str) for each in found.values()):
            raise self._wrong(name, "texts only")
        return found

    def text(self, name: str) -> str:
        found = self.content.get(name) or ""
        if not isinstance(found, str):
            raise self._wrong(name, "a text")
        return found

    def list(self, name: str) -> tuple[str, ...]:
        found = self.content.get(name) or []
        if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
            raise self._wrong(name, "a list of texts")
        return tuple(found)

    def one_of(self, name: str, allowed: Collection[str]) -> str:
        found = self.text(name)
        if found and found not in allowed:
            raise self._wrong(name, f"one of {', '.join(allowed)}")
        return found

    def _wrong(self, name: str, expected: str) -> MappingError:
        return MappingError(f"In {self.place}, “{name}” should be {expected}.")
