"""What a file's fields are taken for, for somebody to confirm; and a saved mapping used again."""

from collections.abc import Collection, Iterable, Sequence
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import Literal

from bestbywm.provenance import STAMPS
from bestbywm.region import Region
from bestbywm.survey.importing.cells import column_letters
from bestbywm.survey.importing.columns import CodedColumn, CodedSheet, coded, people_of
from bestbywm.survey.importing.councils import CouncilMatch, CouncilNames, share_of_councils
from bestbywm.survey.importing.folding import fold, tidy
from bestbywm.survey.importing.mapping import OUTSIDE, FieldUse, Mapping, Use
from bestbywm.survey.importing.matching import (
    ENOUGH_ANSWERS,
    AnswerMatch,
    OptionNames,
    QuestionMatch,
    QuestionNames,
    is_number,
    match_questions,
    separator_for,
    split_answers,
)
from bestbywm.survey.importing.model import AnswerTable, Field
from bestbywm.survey.importing.personal import Personal, is_choice, recognise
from bestbywm.survey.questions import Kind, Questionnaire

LOOKED_AT = 200
"""Distinct texts of a column, the most common ones, that are looked at to tell what it is."""

SAMPLE = 1000
"""The same to tell whether a column is personal: common texts, and as many of the others."""

MOST_STAMPS = 3
"""Distinct texts of a column of stamps: it says the same in every row."""

MOST_COUNCILS, SOME_COUNCILS = 0.5, 0.2
"""Share of names of councils in the column that holds the council; the second will do where the
heading says so."""

_SAYS_COUNCIL = frozenset({"council", "authority", "organisation", "organization", "employer"})


@dataclass(frozen=True)
class FieldSuggestion:
    """What a field is taken for, for somebody to confirm.

    Attributes
    ----------
    key, heading, columns
        Its key in the mapping, the heading as the file words it, and columns as letters: ``C-F``.
    people
        How many people filled it in.
    use, why
        What it is used as, and why, as a sentence without a full stop.
    match
        The question that it is, or is most like, with the confidence and the runner-up.
    personal
        What seems personal about it.
    extra_kind
        ``single`` or ``multiple`` if it can be kept as a question of one's own; else "".
    answers
        For a question: what its answers are taken for, the most common first.
    """

    key: str
    heading: str
    columns: str
    people: int
    use: Use
    why: str
    match: QuestionMatch
    personal: Personal | None = None
    extra_kind: str = ""
    answers: tuple[AnswerMatch, ...] = ()


@dataclass(frozen=True)
class Suggestion:
    """A mapping with how sure each part is.

    Attributes
    ----------
    mapping
        What is used if nobody says otherwise.
    fields
        One entry per field, in the order of the file.
    councils
        What the names of councils are taken for, the most common first.
    notes
        What did not go as it should, in sentences: what of a saved mapping does not fit.
    """

    mapping: Mapping
    fields: tuple[FieldSuggestion, ...]
    councils: tuple[CouncilMatch, ...]
    notes: tuple[str, ...] = ()


def keys_of(fields: Sequence[Field]) -> tuple[str, ...]:
    """A key for each field, no two the same: its heading, numbered if it comes again."""
    keys: dict[str, None] = {}
    for each in fields:
        name = tidy(each.heading) or "(no heading)"
        key, number = name, 1
        while key in keys:
            number += 1
            key = f"{name} ({number})"
        keys[key] = None
    return tuple(keys)


def suggest(table: AnswerTable, questions: Questionnaire, region: Region) -> Suggestion:
    """What each field, answer and name of a council is taken for."""
    people = people_of(table, coded(table.sheet))
    names = CouncilNames(region)
    question_names = QuestionNames(questions)
    exact = {
        at
        for at, each in enumerate(table.fields)
        if not each.is_meta and question_names.exact(each.heading)
    }
    council = _council_field(table.fields, people, names, exact)
    headings = [
        "" if each.is_meta or at == council else each.heading
        for at, each in enumerate(table.fields)
    ]

    def fits(at: int, question: str) -> bool:
        return _fits(table.fields[at], people, OptionNames(questions[question]), table.separator)

    matches = match_questions(headings, questions, fits)
    fields: list[FieldSuggestion] = []
    uses: dict[str, FieldUse] = {}
    for at, key in enumerate(keys_of(table.fields)):
        suggestion, use = _suggest_field(
            table, at, key, people, matches[at], at == council, questions
        )
        fields.append(suggestion)
        uses[key] = use
    councils = _councils_in(table.fields[council], people, names) if council is not None else ()
    codes = {match.name: match.code for match in councils if match.code}
    mapping = Mapping(uses, codes, dialect=table.dialect, sheet=table.sheet.name)
    notes = [NO_COUNCIL] if council is None else []
    if any(_is_made_up(column) for column in people.columns.values()):
        notes.append(MADE_UP)
    return Suggestion(mapping, tuple(fields), councils, tuple(notes))


NO_COUNCIL = (
    "No column was found that says which council each person works for. Choose it, or no row can "
    "be used."
)


MADE_UP = (
    "This file says of itself that its answers are illustrative: nobody gave them. Do not show "
    "them as the answers of a survey."
)


def _is_made_up(column: CodedColumn) -> bool:
    """Whether a column holds the stamp that illustrative answers carry wherever they go."""
    return STAMPS["illustrative"] in column.texts[:MOST_STAMPS]


def question_use(
    table: AnswerTable, key: str, question: str, questions: Questionnaire
) -> tuple[FieldUse, tuple[AnswerMatch, ...]]:
    """The use of a field as the answers to a question, and what its answers are taken for.

    Raises
    ------
    KeyError
        If there is no such field or question.
    """
    at = {each: place for place, each in enumerate(keys_of(table.fields))}[key]
    people = people_of(table, coded(table.sheet))
    return _question_use(
        table.fields[at], people, questions[question].id, questions, table.separator
    )


def to_ask(suggestion: Suggestion, mapping: Mapping | None = None) -> tuple[str, ...]:
    """What somebody should decide before the file is used, in sentences."""
    decided = (mapping or suggestion.mapping).councils
    return tuple(
        f"“{match.name}” ({match.people:,} {'person' if match.people == 1 else 'people'}): "
        f"{match.how}. Which council is it?"
        for match in suggestion.councils
        if match.name not in decided
    )


def _suggest_field(
    table: AnswerTable,
    at: int,
    key: str,
    people: CodedSheet,
    match: QuestionMatch,
    is_council: bool,
    questions: Questionnaire,
) -> tuple[FieldSuggestion, FieldUse]:
    each = table.fields[at]
    columns = people.of(each)
    suggestion = FieldSuggestion(
        key, each.heading, letters_of(each), _people_in(columns), "drop", "", match
    )
    if is_council:
        return replace(suggestion, use="council", why="its cells name councils"), FieldUse(
            "council"
        )
    if match.question:
        use, answers = _question_use(each, people, match.question, questions, table.separator)
        return replace(suggestion, use="question", why=match.how, answers=answers), use
    texts = _sample(_texts_of(columns))
    separator, kind = _extra(each, columns, texts, table.separator)
    personal = recognise(each.heading, _parts_of(texts, separator))
    if personal:
        use = FieldUse("personal", kind=personal.kind)
        suggestion = replace(suggestion, use="personal", why=personal.reason, personal=personal)
        return replace(suggestion, extra_kind="" if each.is_meta else kind), use
    why = "the form filled it in by itself" if each.is_meta else match.how
    return replace(suggestion, why=why, extra_kind="" if each.is_meta else kind), FieldUse("drop")


def letters_of(each: Field) -> str:
    """Columns of a field as a spreadsheet calls them: ``C`` or ``C-F``."""
    first, last = column_letters(min(each.columns)), column_letters(max(each.columns))
    return first if first == last else f"{first}-{last}"


def extra_use(table: AnswerTable, key: str) -> FieldUse:
    """The use of a field as a question of one's own."""
    at = {each: place for place, each in enumerate(keys_of(table.fields))}[key]
    columns = people_of(table, coded(table.sheet)).of(table.fields[at])
    texts = _sample(_texts_of(columns))
    separator, kind = _extra(table.fields[at], columns, texts, table.separator)
    return FieldUse("extra", kind=kind or "single", separator=separator)


def council_use(
    table: AnswerTable, key: str, region: Region
) -> tuple[FieldUse, tuple[CouncilMatch, ...]]:
    """The use of a field as the person's council, and what the names in it are taken for."""
    at = {each: place for place, each in enumerate(keys_of(table.fields))}[key]
    people = people_of(table, coded(table.sheet))
    return FieldUse("council"), _councils_in(table.fields[at], people, CouncilNames(region))


def _council_field(
    fields: Sequence[Field], people: CodedSheet, names: CouncilNames, taken: Collection[int]
) -> int | None:
    """The field that most looks like names of councils, if one does."""
    best: tuple[float, int] | None = None
    for at, each in enumerate(fields):
        is_choice_of_options = not all(map(holds_text, each.options))
        if at in taken or is_choice_of_options or each.is_meta:
            continue
        texts = _texts_of(people.of(each))[:LOOKED_AT]
        share = share_of_councils(texts, names)
        says_so = bool(_SAYS_COUNCIL & {*fold(each.heading).split()})
        if share >= (SOME_COUNCILS if says_so else MOST_COUNCILS):
            score = share + (0.1 if says_so else 0.0)
            best = max(best or (score, at), (score, at), key=lambda pair: pair[0])
    return best[1] if best else None


def _councils_in(each: Field, people: CodedSheet, names: CouncilNames) -> tuple[CouncilMatch, ...]:
    return tuple(
        replace(names.match(name), name=name, people=count)
        for name, count in _texts_of(people.of(each))
    )


def _fits(each: Field, people: CodedSheet, names: OptionNames, separator: str) -> bool:
    """Whether at least half of the answers are options of a question."""
    if names.question.with_role("rest") or names.question.kind == "mentions":
        return True
    if each.options:
        labels = [label for label in each.options if not holds_text(label)]
        known = [bool(names.match(label).option) for label in labels]
        return not labels or sum(known) >= ENOUGH_ANSWERS * len(known)
    texts = _texts_of(people.of(each))[:LOOKED_AT]
    if names.question.kind != "single":
        texts = _parts_of(texts, separator_for(texts, separator, names.exact.keys()), names.exact)
    understood = sum(count for text, count in texts if names.match(text).option or is_number(text))
    return understood >= ENOUGH_ANSWERS * sum(count for _, count in texts)


def _question_use(
    each: Field, people: CodedSheet, question: str, questions: Questionnaire, given: str
) -> tuple[FieldUse, tuple[AnswerMatch, ...]]:
    names = OptionNames(questions[question])
    columns = people.of(each)
    answers: list[tuple[str, int]] = []
    separator = ""
    values = [column for column in columns if holds_text(label_of(each, column))]
    texts = _texts_of(values)
    if questions[question].kind != "single":
        separator = separator_for(texts, given, names.exact.keys())
    answers += _parts_of(texts, separator, names.exact)
    answers += [
        (label, int(column.where(is_tick).sum()))
        for column in columns
        if not holds_text(label := label_of(each, column))
    ]
    numbers = {text for text, _ in answers if is_number(text)}
    matches = tuple(replace(names.match(text, numbers), people=count) for text, count in answers)
    found = {match.text: match.option for match in matches if match.option}
    return FieldUse("question", question, separator=separator, answers=found), matches


def _extra(
    each: Field, columns: Sequence[CodedColumn], texts: Sequence[tuple[str, int]], given: str
) -> tuple[str, Kind | Literal[""]]:
    """How a field can be kept as a question of one's own: separator and kind; "" if it cannot."""
    options = [column for column in columns if not holds_text(label_of(each, column))]
    if options:
        return "", "multiple" if all(map(_is_ticked, options)) else ""
    if is_choice(texts):
        several = [text for text, _ in texts if given and given in text]
        return (given, "multiple") if several and given == ";" else ("", "single")
    for separator in (given,) if given else (";", "|"):
        if is_choice(_parts_of(texts, separator)):
            return separator, "multiple"
    return "", ""


def _is_ticked(column: CodedColumn) -> bool:
    """Whether a column of one option says no more than yes or no."""
    return len([text for text in column.texts if is_tick(text)]) <= 1


# Cells --------------------------------------------------------------------------------------------

_NOT_TICKED = frozenset({"0", "no", "n", "false", "not selected", "unchecked", "not ticked", "-"})
_RESPONSE = frozenset({"", "response", "open ended response", "responses"})


def is_tick(text: str) -> bool:
    """Whether a cell in the column of an option says that it was chosen: any text but a no."""
    return fold(text) not in _NOT_TICKED


def holds_text(label: str) -> bool:
    """Whether a column of a field holds answers as text, and not ticks for the option it names."""
    folded = fold(label)
    return folded in _RESPONSE or folded.startswith(("other please", "other specify"))


def label_of(each: Field, column: CodedColumn) -> str:
    """What a column of a field stands for; "" for the only column."""
    at = each.columns.index(column.number)
    return each.options[at] if at < len(each.options) else ""


def _texts_of(columns: Sequence[CodedColumn]) -> list[tuple[str, int]]:
    """Distinct texts of all columns with how often they come, the most common first."""
    counts: dict[str, int] = {}
    for column in columns:
        for text, count in column.most_common:
            counts[text] = counts.get(text, 0) + count
    return sorted(counts.items(), key=lambda each: -each[1])


def _sample(texts: Sequence[tuple[str, int]]) -> Sequence[tuple[str, int]]:
    """The most common texts, and some of all others, evenly drawn: enough to tell what they are."""
    common, others = texts[:SAMPLE], texts[SAMPLE:]
    return [*common, *others[:: max(1, len(others) // SAMPLE)]]


def _parts_of(
    texts: Sequence[tuple[str, int]], separator: str, known: Collection[str] = ()
) -> list[tuple[str, int]]:
    """The same for the answers in the cells."""
    counts: dict[str, int] = {}
    for text, count in texts:
        for part in split_answers(text, separator, known):
            counts[part] = counts.get(part, 0) + count
    return sorted(counts.items(), key=lambda each: -each[1])


def _people_in(columns: Sequence[CodedColumn]) -> int:
    if not columns:
        return 0
    filled = columns[0].filled
    for column in columns[1:]:
        filled = filled | column.filled
    return int(filled.sum())


# A saved mapping again ----------------------------------------------------------------------------


def reuse(
    saved: Mapping, table: AnswerTable, questions: Questionnaire, region: Region
) -> Suggestion:
    """A saved mapping on another file: what fits is used, the rest is suggested anew and said.

    Columns are found again by their headings, whatever their order.
    """
    fresh = suggest(table, questions, region)
    keys = {fold(key): key for key in fresh.mapping.fields}
    notes = [
        f"The saved mapping has a column “{name}”, which this file has not."
        for name, use in saved.fields.items()
        if fold(name) not in keys and use.use not in {"drop", "personal"}
    ]
    fields: dict[str, FieldUse] = {}
    for name, use in saved.fields.items():
        key = keys.get(fold(name))
        if key is not None:
            fields[key] = _fitting(use, fresh.mapping.fields[key], questions, notes, key)
    for key, use in fresh.mapping.fields.items():
        if key not in fields:
            notes.append(f"The column “{key}” is new: the saved mapping does not know it.")
            fields[key] = use
    mapping = replace(
        fresh.mapping,
        fields=_each_once(fields, fresh.mapping.fields, notes),
        councils=_councils_again(saved, fresh, region, notes),
        rules=saved.rules,
    )
    if saved.sheet and saved.sheet != table.sheet.name:
        notes.append(
            f"The saved mapping was made for the sheet “{saved.sheet}”; this one is "
            f"“{table.sheet.name}”."
        )
    if not any(use.use == "council" for use in mapping.fields.values()):
        notes.append(NO_COUNCIL)
    return Suggestion(
        mapping, _fields_again(table, fresh, mapping, questions), fresh.councils, tuple(notes)
    )


def _fitting(
    use: FieldUse, fresh: FieldUse, questions: Questionnaire, notes: list[str], key: str
) -> FieldUse:
    """A saved use as far as the questionnaire still has the question and the options."""
    if use.use != "question":
        return use
    question = questions.get(use.question)
    if question is None or question.kind == "fact":
        notes.append(f"“{key}” was the question {use.question}, which the questionnaire has not.")
        return fresh
    options = {option.id for option in question.options}
    gone = [text for text, option in use.answers.items() if option and option not in options]
    notes.extend(
        f"“{key}”: “{text}” was the option “{use.answers[text]}”, which the question has not."
        for text in gone
    )
    kept = {text: option for text, option in use.answers.items() if text not in gone}
    decided = {fold(text) for text in (*kept, *use.set_aside)}
    new = fresh.answers if fresh.question == use.question else {}
    added = {text: option for text, option in new.items() if fold(text) not in decided}
    return replace(use, answers={**kept, **added})


def _each_once(
    fields: Dict[str, FieldUse], order: Iterable[str], notes: list[str]
) -> dict[str, FieldUse]:
    """Fields in the order of the file, each question and the council asked once.

    Of two for the same the first in the mapping stays: saved ones stand before new ones.
    """
    taken: dict[str, str] = {}
    once = dict(fields)
    for key, use in fields.items():
        target = use.question if use.use == "question" else use.use
        if use.use in {"question", "council"} and taken.setdefault(target, key) != key:
            notes.append(f"“{taken[target]}” and “{key}” are used for the same; the first counts.")
            once[key] = FieldUse("drop")
    return {key: once[key] for key in order}


def _councils_again(
    saved: Mapping, fresh: Suggestion, region: Region, notes: list[str]
) -> dict[str, str]:
    """Decided names of councils: as suggested for this file, and above that as saved."""
    decided = {fold(name): code for name, code in saved.councils.items()}
    for name, code in saved.councils.items():
        if code != OUTSIDE and code not in region.by_code:
            notes.append(f"“{name}” was the council {code}, which the region has not.")
            del decided[fold(name)]
    again = {match.name: decided.get(fold(match.name), match.code) for match in fresh.councils}
    was_decided = {match.name for match in fresh.councils if fold(match.name) in decided}
    return {name: code for name, code in again.items() if code or name in was_decided}


def _fields_again(
    table: AnswerTable, fresh: Suggestion, mapping: Mapping, questions: Questionnaire
) -> tuple[FieldSuggestion, ...]:
    """The suggestions for the fields, with what the saved mapping says."""
    return tuple(_field_again(table, each, mapping, questions) for each in fresh.fields)


def _field_again(
    table: AnswerTable, each: FieldSuggestion, mapping: Mapping, questions: Questionnaire
) -> FieldSuggestion:
    use, before = mapping.fields[each.key], each.match.question
    if use.use != each.use or use.question != before:
        each = replace(each, use=use.use, why="as in the saved mapping", answers=())
    if use.use != "question":
        return each
    answers = each.answers
    if use.question != before:
        _, answers = question_use(table, each.key, use.question, questions)
        match = QuestionMatch(use.question, 100, "sure", "as in the saved mapping", use.question)
        each = replace(each, match=match)
    return replace(each, answers=tuple(_answer_again(answer, use) for answer in answers))


def _answer_again(answer: AnswerMatch, use: FieldUse) -> AnswerMatch:
    folded = fold(answer.text)
    saved: dict[str, str | None] = {fold(text): option for text, option in use.answers.items()}
    saved |= {fold(text): None for text in use.set_aside}
    if folded not in saved or saved[folded] == answer.option:
        return answer
    return replace(
        answer,
        option=saved[folded],
        confidence=100,
        certainty="sure",
        how="as in the saved mapping",
    )
