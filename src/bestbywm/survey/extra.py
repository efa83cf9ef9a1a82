"""Questions that a survey asked beyond those of the region pack."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bestbywm.problems import Problem
from bestbywm.survey.questions import Panel, Question, Questionnaire


def problems_of_extra_questions(
    extra: Mapping[str, Question], known: Questionnaire, panels: Sequence[Panel]
) -> Iterator[Problem]:
    """Extra questions must be new, and complete enough to be counted and drawn."""
    taken = {*known, *(panel.id for panel in panels)}
    for id_, question in extra.items():
        if question.id != id_ or not id_ or not id_.isprintable() or set(id_) & set(".,; "):
            yield _problem(
                question,
                f"“{id_}” cannot be the identifier of a question",
                "letters, digits, hyphens and underscores, the same in both places",
                "give it another identifier",
            )
        if id_ in taken:
            yield _problem(
                question,
                f"The identifier {id_} is taken",
                "an identifier that no question or panel of the region has",
                "match the column with that question, or give it another identifier",
            )
        yield from _problems_of_answers(question)
        yield from _problems_of_words(question)


def _problems_of_answers(question: Question) -> Iterator[Problem]:
    if question.kind == "fact" or question.unit not in {"people", "mentions"}:
        yield _problem(
            question,
            f"It is of the kind {question.kind} and counts {question.unit}",
            "a single or multiple choice of people",
            "correct the kind",
        )
    if not question.high:
        yield _problem(
            question,
            "None of its options counts",
            "at least one option with the role high",
            "say which answers its measure counts",
        )
    names = Counter(option.id for option in question.options)
    doubles = [name for name, count in names.items() if count > 1 or not name.strip()]
    if doubles:
        yield _problem(
            question,
            f"It has options without a name, or with the same one: {', '.join(doubles)}",
            "options with different names",
            "rename them, or put them together",
        )


def _problems_of_words(question: Question) -> Iterator[Problem]:
    """The words of a question become part of sentences, with the option in the place of braces."""
    try:
        question.finding.format(option="x")
    except (LookupError, ValueError, AttributeError):
        yield _problem(
            question,
            f"The words “{question.finding}” have braces that mean nothing",
            "words without braces, but for {option}",
            "write each brace twice, or take it away",
        )
    if not (question.short.strip() and question.measure.strip() and question.finding.strip()):
        yield _problem(
            question,
            "It has no short name, no name of its measure, or no words for its finding",
            "all three",
            "fill them in",
        )


def _problem(question: Question, found: str, expected: str, remedy: str) -> Problem:
    return Problem(f"question {question.id}", found, expected, remedy, column=question.id)
