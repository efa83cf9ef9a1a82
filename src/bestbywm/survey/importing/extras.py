"""Columns that are no question of the questionnaire, made into questions of one's own."""

import re
from collections.abc import Collection, Sequence

from bestbywm.survey.importing.columns import CodedColumn
from bestbywm.survey.importing.folding import fold, tidy
from bestbywm.survey.importing.mapping import FieldUse
from bestbywm.survey.importing.matching import NO_ANSWER, YES, split_answers
from bestbywm.survey.importing.model import Field
from bestbywm.survey.importing.personal import kinds_in
from bestbywm.survey.importing.suggesting import holds_text, label_of
from bestbywm.survey.questions import Kind, Option, Question
from bestbywm.words import cleaned

GROUP = "Your own questions"

MOST_OPTIONS = 20
"""Options of a question of one's own; rarer answers count as "any other answer". More would not fit
on a chart."""

LONGEST_OPTION = 80
LONGEST_SHORT = 40
REST = Option("other", "Any other answer", "rest")


def extra_question(
    field: Field, columns: Sequence[CodedColumn], use: FieldUse, taken: Collection[str]
) -> Question | None:
    """A question whose options are the answers that were given; None if there are none to choose.

    An answer in which somebody's address or number stands is no option.

    Parameters
    ----------
    field, columns, use
        The field, its columns over the rows of people, and its use.
    taken
        Identifiers that other questions have.
    """
    labels, is_whole = _labels(field, columns, use)
    if not labels:
        return None
    kind: Kind = "multiple" if use.kind == "multiple" else "single"
    heading = _plain(field.heading) or "A question without words"
    counted = _counted_options(labels, kind)
    options = tuple(Option(label, label, "high" if label in counted else "") for label in labels)
    answer = "{option}" if kind == "multiple" else f"“{counted[0]}”"
    return Question(
        id=_identifier(heading, taken),
        group=GROUP,
        short=_short(heading, LONGEST_SHORT),
        measure=_short(heading, LONGEST_OPTION)
        + ("" if kind == "multiple" else f" – {counted[0]}"),
        kind=kind,
        unit="people",
        direction="strength",
        is_headline=False,
        wording=heading,
        wording_basis="original",
        help="A question of this survey's own. Its options are the answers that people gave.",
        finding=f"answer {answer} to “{heading}”",
        options=options if is_whole else (*options, REST),
    )


def _labels(field: Field, columns: Sequence[CodedColumn], use: FieldUse) -> tuple[list[str], bool]:
    """Options, the most common first; and whether they are all answers that were given."""
    labels: dict[str, str] = {}
    counts: dict[str, int] = {}
    for column in columns:
        label = label_of(field, column)
        if not holds_text(label):
            labels.setdefault(fold(label), _option(label))
            continue
        for text, people in column.most_common:
            for answer in split_answers(text, use.separator, ()):
                if fold(answer) not in NO_ANSWER:
                    counts[answer] = counts.get(answer, 0) + people
    aside = {fold(text) for text in use.set_aside}
    ordered = sorted(counts, key=lambda answer: (-counts[answer], answer))
    fitting = [answer for answer in ordered if _is_option(answer) and fold(answer) not in aside]
    of_columns = len(labels)
    for answer in fitting:
        if len(labels) < of_columns + MOST_OPTIONS:
            labels.setdefault(fold(answer), _option(answer))
    left = {fold(answer) for answer in ordered} - aside - labels.keys()
    names = {name: None for name in labels.values() if fold(name) != REST.id}
    return list(names), not left and REST.id not in labels


def _is_option(answer: str) -> bool:
    return len(answer) <= LONGEST_OPTION and not kinds_in(answer) and bool(_option(answer))


def _counted_options(labels: Sequence[str], kind: Kind) -> list[str]:
    """What the measure counts: every option of a multiple choice; else yes, or the commonest."""
    if kind == "multiple":
        return list(labels)
    return [label for label in labels if fold(label) in YES][:1] or [labels[0]]


def _option(text: str) -> str:
    """A text as the name of an option; a semicolon would part it where answers are stored."""
    return _short(_plain(text).replace(";", ","), LONGEST_OPTION)


def _plain(text: str) -> str:
    return tidy(cleaned(text).replace("{", "(").replace("}", ")"))


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"


def _identifier(heading: str, taken: Collection[str]) -> str:
    words = re.findall(r"[a-z0-9]+", fold(heading))
    base = "own_" + ("_".join(words)[:40].strip("_") or "question")
    name, number = base, 1
    while name in taken:
        number += 1
        name = f"{base}_{number}"
    return name
