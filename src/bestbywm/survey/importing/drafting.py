"""A file on its way to answers: understood as well as may be, then mended by somebody."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from typing import get_args

from bestbywm.problems import Problem
from bestbywm.region import Region
from bestbywm.survey.importing.dialects import as_dialect, best_sheet, problem_of, recognise
from bestbywm.survey.importing.folding import fold
from bestbywm.survey.importing.mapping import FieldUse, Mapping
from bestbywm.survey.importing.matching import AnswerMatch
from bestbywm.survey.importing.model import (
    AnswerTable,
    Dialect,
    Sheet,
    SurveyFile,
    UnreadableFile,
)
from bestbywm.survey.importing.suggesting import (
    FieldSuggestion,
    Suggestion,
    council_use,
    extra_use,
    question_use,
    reuse,
    suggest,
    to_ask,
)
from bestbywm.survey.questions import Questionnaire
from bestbywm.words import listed

COUNCIL, EXTRA, PERSONAL, DROP = "council", "extra", "personal", "drop"

QUESTION = "question "
"""What a choice begins with that is a question of the questionnaire; its identifier follows."""

CHOICES: Dict[str, str] = {
    COUNCIL: "The person’s council",
    EXTRA: "Keep as a question of our own",
    PERSONAL: "Personal: leave out",
    DROP: "Do not use",
}
"""What a field can be besides a question of the questionnaire, in words."""


@dataclass(frozen=True, eq=False)
class Draft:
    """A file, what it was taken for, and what somebody says about that.

    Attributes
    ----------
    file, table
        The file, and the table of answers in it.
    suggestion
        What was suggested; with what a field was taken for since by somebody.
    mapping
        What is used.
    unsure
        Keys of the fields that somebody should look at.
    """

    file: SurveyFile
    table: AnswerTable
    suggestion: Suggestion
    mapping: Mapping
    unsure: frozenset[str]

    @property
    def to_decide(self) -> tuple[str, ...]:
        """What somebody should decide before the answers are used, in sentences."""
        return to_ask(self.suggestion, self.mapping)

    @property
    def notes(self) -> tuple[str, ...]:
        """What somebody may want to know about how the file was read, in sentences."""
        return (*self.file.notes, *self.table.notes, *self.suggestion.notes)

    def choice(self, key: str) -> str:
        """What a field is used as."""
        use = self.mapping.fields[key]
        return f"{QUESTION}{use.question}" if use.use == "question" else use.use

    def with_choice(
        self, key: str, choice: str, questions: Questionnaire, region: Region
    ) -> "Draft":
        """The draft with another use of a field.

        A question is asked once: the field that was taken for it, or for the council, is dropped.
        """
        suggestion, answers = self.suggestion, tuple[AnswerMatch, ...]()
        if choice.startswith(QUESTION):
            question = choice.removeprefix(QUESTION)
            use, answers = question_use(self.table, key, question, questions)
        elif choice == COUNCIL:
            use, councils = council_use(self.table, key, region)
            suggestion = replace(suggestion, councils=councils)
        elif choice == EXTRA:
            use = extra_use(self.table, key)
        elif choice == PERSONAL:
            found = self.field(key).personal
            use = FieldUse("personal", kind=found.kind if found else "free text")
        else:
            use = FieldUse("drop")
        fields = tuple(
            replace(each, answers=answers) if each.key == key else each
            for each in suggestion.fields
        )
        mapping = self.mapping.with_field(key, use)
        if choice == COUNCIL:
            codes = {each.name: each.code for each in suggestion.councils if each.code}
            mapping = replace(mapping, councils={**codes, **self.mapping.councils})
        return replace(self, suggestion=replace(suggestion, fields=fields), mapping=mapping)

    def field(self, key: str) -> FieldSuggestion:
        """What was suggested for a field."""
        return next(each for each in self.suggestion.fields if each.key == key)

    def meaning(self, key: str, answer: AnswerMatch) -> str | None:
        """The option that an answer counts as; "" for another answer, None for no answer."""
        use, folded = self.mapping.fields[key], fold(answer.text)
        if folded in {fold(text) for text in use.set_aside}:
            return None
        listed_ones = {fold(text): option for text, option in use.answers.items()}
        return listed_ones.get(folded, answer.option)

    def with_answer(self, key: str, answer: str, option: str | None) -> "Draft":
        """The draft with another meaning of an answer."""
        return replace(self, mapping=self.mapping.with_answer(key, answer, option))

    def with_council(self, name: str, code: str | None) -> "Draft":
        """The draft with a decided council; None sets the rows with this name aside."""
        if code is not None:
            return replace(self, mapping=self.mapping.with_council(name, code))
        kept = {other: each for other, each in self.mapping.councils.items() if other != name}
        return replace(self, mapping=replace(self.mapping, councils=kept))

    def with_rule(self, rule: str, choice: str) -> "Draft":
        """The draft with another decision about rows."""
        return replace(self, mapping=self.mapping.with_rules(**{rule: choice}))

    def with_saved(self, saved: Mapping, questions: Questionnaire, region: Region) -> "Draft":
        """The draft with a saved mapping, as far as it fits; what does not is among the notes."""
        return _understood(self.file, self.table, questions, region, saved)

    def read_again(
        self, sheet: str, dialect: Dialect | None, questions: Questionnaire, region: Region
    ) -> "Draft":
        """Another sheet, or the same one read otherwise; what somebody decided stays.

        Raises
        ------
        UnreadableFile
            If there are no answers in it.
        """
        again = begin(self.file, questions, region, sheet=sheet, dialect=dialect)
        before, mapping = self.suggestion.mapping, again.mapping
        for key, use in self.mapping.fields.items():
            if key in mapping.fields and use != before.fields.get(key):
                mapping = mapping.with_field(key, use)
        decided = {
            name: code
            for name, code in self.mapping.councils.items()
            if before.councils.get(name) != code
        }
        mapping = replace(
            mapping, councils={**mapping.councils, **decided}, rules=self.mapping.rules
        )
        return replace(again, mapping=mapping)


def begin(
    file: SurveyFile,
    questions: Questionnaire,
    region: Region,
    *,
    sheet: str = "",
    dialect: Dialect | None = None,
    saved: Mapping | None = None,
) -> Draft:
    """A file, understood as well as may be.

    Parameters
    ----------
    file
        The file.
    questions, region
        The questionnaire and the councils.
    sheet, dialect
        Sheet with the answers, and whose export it is; what is likeliest if unsaid.
    saved
        A saved mapping, which is used as far as it fits.

    Raises
    ------
    UnreadableFile
        If there is no such sheet, or there are no answers in it.
    """
    chosen = _sheet(file, sheet, saved)
    read_as = dialect or (saved.dialect if saved else None)
    table = as_dialect(chosen, read_as) if read_as else recognise(chosen)
    problem = problem_of(file.name, table)
    if problem is not None:
        raise UnreadableFile(problem)
    return _understood(file, table, questions, region, saved)


def _sheet(file: SurveyFile, named: str, saved: Mapping | None) -> Sheet:
    by_name = {sheet.name: sheet for sheet in file.sheets}
    if named and named not in by_name:
        raise UnreadableFile(
            Problem(
                file.name,
                f"The file has no sheet “{named}”",
                f"one of the sheets {listed(by_name)}",
                "choose the sheet that holds the answers",
            )
        )
    return by_name.get(named) or by_name.get(saved.sheet if saved else "") or best_sheet(file)


def _understood(
    file: SurveyFile,
    table: AnswerTable,
    questions: Questionnaire,
    region: Region,
    saved: Mapping | None,
) -> Draft:
    suggestion = (
        reuse(saved, table, questions, region) if saved else suggest(table, questions, region)
    )
    unsure = frozenset(each.key for each in suggestion.fields if _is_unsure(each))
    return Draft(file, table, suggestion, suggestion.mapping, unsure)


def _is_unsure(field: FieldSuggestion) -> bool:
    """Whether somebody should look at what a field is taken for."""
    if field.use == "question":
        return field.match.certainty != "sure"
    return field.use == "drop" and bool(field.extra_kind)


def choices_for(field: FieldSuggestion, questions: Questionnaire) -> tuple[str, ...]:
    """What a field can be: the likeliest questions first, then what is no question, then the rest.

    A column of answers in people's own words cannot be kept as a question.
    """
    asked = [key for key, each in questions.items() if each.kind != "fact"]
    likely = [each for each in (field.match.best, field.match.runner_up) if each in asked]
    rest = [each for each in asked if each not in likely]
    others = [each for each in CHOICES if each != EXTRA or field.extra_kind]
    return (
        *(f"{QUESTION}{each}" for each in dict.fromkeys(likely)),
        *others,
        *(f"{QUESTION}{each}" for each in rest),
    )


def choice_in_words(choice: str, questions: Questionnaire) -> str:
    """A use of a field as somebody chooses it."""
    if choice.startswith(QUESTION):
        question = questions[choice.removeprefix(QUESTION)]
        return f"{question.group}: {question.short}"
    return CHOICES[choice]


def confidence_in_words(field: FieldSuggestion, questions: Questionnaire) -> str:
    """How sure it is what a field is, with the second best question; a sentence or two."""
    match = field.match
    why = f"{field.why[:1].upper()}{field.why[1:]}." if field.why else ""
    if not match.best or field.use in {"council", "personal"}:
        return why
    sure = {"sure": "Sure", "likely": "Likely, please look", "unknown": "Not sure, please say"}
    said = f"{sure[match.certainty]} ({match.confidence}%)"
    if field.use != "question":
        said = f"{said}; most like “{questions[match.best].short}”"
    if match.runner_up in questions and match.runner_up_confidence and match.confidence < 100:
        second = questions[match.runner_up].short
        said = f"{said}; next best “{second}” ({match.runner_up_confidence}%)"
    return f"{said}." if match.certainty == "likely" else f"{said}. {why}"


DIALECTS: tuple[Dialect, ...] = get_args(Dialect)
