"""Which field is which question, and which answer is which option; with how sure that is, and why.

Every match has a confidence from 0 to 100 and says how it was found, since a person confirms it.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from math import log
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

from bestbywm.survey.importing.folding import fold, fold_heading
from bestbywm.survey.questions import Option, Question, Questionnaire

Certainty = Literal["sure", "likely", "unknown"]
"""sure: needs no look; likely: is taken, and should be looked at; unknown: somebody has to say."""

SAME = 100
"""The same words, or a name that the questionnaire itself gives."""

SURE = 90
"""From here on nearly every telling word is the same: what differs are words such as "the"."""

LIKELY = 60
"""At least three fifths of the telling words are shared. Questions reworded by people had more,
other questions about the same subject had less."""

MARGIN = 5
"""The second best question is at least so much worse, or nobody can say which of the two is meant
("in the council" and "in your role")."""

ENOUGH_ANSWERS = 0.5
"""Where wordings are only alike, at least half of the answers must be options of the question."""

TYPO = 85
"""Confidence in an answer that is an option with a slip of the pen."""

IN_OTHER_WORDS = 80
"""Confidence in an answer that says yes or no, and something more."""

MOST_WORDS = 60
"""Words of a heading that are compared."""

YES = frozenset({"yes", "y", "true", "1"})
NO = frozenset({"no", "n", "false", "0"})
NOTHING = frozenset({"none", "nothing", "none of these", "none of the above", "none of them"})
NO_ANSWER = frozenset(
    {
        *("n a", "na", "-", "--", "–", "—", ".", "/", "?", "not applicable", "no answer", "null"),
        *("nan", "blank", "skipped", "prefer not to say", "not answered", "no response"),
    }
)
"""What people or programs write where they do not answer."""

OTHER = frozenset({"other", "other please specify", "any other answer", "something else"})

_YES_OR_NO = re.compile(r"\s*(yes|no)\s*[,;:.!(–—-]", re.I)
_NUMBER = re.compile(r"\d+(?:\.0+)?")


# Questions ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class QuestionMatch:
    """What a heading is taken for.

    Attributes
    ----------
    question
        Identifier of the question; "" if it is none, or nobody can say.
    confidence
        From 0 to 100, of the best question, even where it is not taken.
    certainty, how
        How sure that is, and why, as the end of a sentence.
    best, runner_up, runner_up_confidence
        The best question and the second best one; "" if there is none.
    """

    question: str
    confidence: int
    certainty: Certainty
    how: str
    best: str = ""
    runner_up: str = ""
    runner_up_confidence: int = 0


UNKNOWN_QUESTION = QuestionMatch("", 0, "unknown", "no question has such words")


class QuestionNames:
    """The names of a questionnaire's questions, ready to be compared with headings."""

    def __init__(self, questions: Questionnaire) -> None:
        self._asked = {key: each for key, each in questions.items() if each.kind != "fact"}
        self._exact = _unambiguous(
            (fold_heading(name) if kind == "wording" else fold(name), (key, kind))
            for key, each in self._asked.items()
            for kind, name in _names_of(each)
        )
        self._words = {
            key: list(dict.fromkeys(tuple(fold_heading(name).split()) for _, name in names))
            for key, names in ((key, _names_of(each)) for key, each in self._asked.items())
        }
        self._questions_with = Counter(
            word for names in self._words.values() for word in {w for name in names for w in name}
        )
        # Words of somebody's file: they are remembered no longer than this object is in use.
        self._same_word = lru_cache(maxsize=100_000)(_same_word)

    def exact(self, heading: str) -> QuestionMatch | None:
        """The question with this very name, if there is exactly one."""
        found = self._exact.get(fold_heading(heading)) or self._exact.get(fold(heading))
        if found is None:
            return None
        question, kind = found
        return QuestionMatch(question, SAME, "sure", _HOW_EXACT[kind], question)

    def scores(self, heading: str) -> list[tuple[int, str]]:
        """Every question with its confidence, the best first."""
        words = tuple(fold_heading(heading).split()[:MOST_WORDS])
        scores = [
            (max(round(SAME * self._alike(words, name)) for name in names), question)
            for question, names in self._words.items()
        ]
        return sorted(scores, key=lambda score: -score[0])

    def _alike(self, one: Sequence[str], other: Sequence[str]) -> float:
        """Share of the words that both have, telling words counting more; from 0 to 1."""
        left, shared = list(other), 0.0
        for word in one:
            like, twin = max(
                ((self._same_word(word, each), each) for each in left), default=(0.0, "")
            )
            if like:
                left.remove(twin)
                shared += like * (self._weight(word) + self._weight(twin))
        whole = sum(map(self._weight, one)) + sum(map(self._weight, other))
        return shared / whole if whole else 0.0

    def _weight(self, word: str) -> float:
        """How telling a word is: one that most questions have tells nothing."""
        is_short = len(word) < _SHORT
        if word not in self._questions_with:
            return _ALIEN_SHORT if is_short else _ALIEN
        weight = log((len(self._words) + 1) / (self._questions_with[word] + 0.5))
        return max(weight, 0.05) * (_SHORT_COUNTS if is_short else 1)


_SHORT, _SHORT_COUNTS = 4, 0.4  # "the", "of", "you": they count less
_ALIEN, _ALIEN_SHORT = 0.8, 0.2  # a word that no question has speaks against it, but softly

_HOW_EXACT = {
    "wording": "the same words",
    "alias": "another name of the question",
    "id": "the question's identifier",
    "short": "the question's short name",
    "measure": "the name of the question's measure",
}


def _names_of(question: Question) -> list[tuple[str, str]]:
    """Kinds of names with the names."""
    return [
        ("wording", question.wording),
        *(("alias", alias) for alias in question.aliases),
        ("id", question.id),
        ("short", question.short),
        ("measure", question.measure),
    ]


def _unambiguous(
    pairs: Iterable[tuple[str, tuple[str, str]]],
) -> dict[str, tuple[str, str]]:
    """Names that mean one question only, the first kind of name winning."""
    found: dict[str, tuple[str, str]] = {}
    doubtful: set[str] = set()
    for name, (question, kind) in pairs:
        if found.setdefault(name, (question, kind))[0] != question:
            doubtful.add(name)
    return {name: each for name, each in found.items() if name not in doubtful}


def _same_word(one: str, other: str) -> float:
    """1 for the same word, a little less for another form of it or a slip of the pen, else 0."""
    if one == other:
        return 1.0
    if min(len(one), len(other)) < _SHORT or not (one.isalpha() and other.isalpha()):
        return 0.9 if one.rstrip("s") == other.rstrip("s") and one.isalpha() else 0.0
    alike = one.startswith(other[:5]) or fuzz.ratio(one, other) >= 80
    return 0.9 if alike else 0.0


def match_questions(
    headings: Sequence[str],
    questions: Questionnaire,
    fits: Callable[[int, str], bool] | None = None,
) -> list[QuestionMatch]:
    """What each heading is taken for; no question is taken twice, the best pair going first.

    Parameters
    ----------
    headings
        Headings of the fields.
    questions
        The questionnaire.
    fits
        Says of the position of a heading and a question whether the answers are the question's
        options. Where wordings are only alike, others are not taken. None: answers are not looked
        at.
    """
    names = QuestionNames(questions)
    found: dict[int, QuestionMatch] = {}
    taken: set[str] = set()
    for at, heading in enumerate(headings):
        exact = names.exact(heading)
        if exact and exact.question not in taken:
            found[at] = exact
            taken.add(exact.question)
    scores = {at: names.scores(text) for at, text in enumerate(headings) if at not in found}
    pairs = sorted(
        ((score, at, question) for at, each in scores.items() for score, question in each),
        key=lambda pair: (-pair[0], pair[1]),
    )
    for score, at, question in pairs:
        free = at not in found and question not in taken
        if free and score >= LIKELY and (fits is None or fits(at, question)):
            match = _alike(score, question, [each for each in scores[at] if each[1] not in taken])
            if match.question:
                found[at] = match
                taken.add(question)
    return [
        found[at] if at in found else _not_taken(scores[at], taken) for at in range(len(headings))
    ]


def _alike(score: int, question: str, free: Sequence[tuple[int, str]]) -> QuestionMatch:
    other, runner_up = next((each for each in free if each[1] != question), (0, ""))
    if score - other < MARGIN:
        return UNKNOWN_QUESTION
    certainty: Certainty = "sure" if score >= SURE else "likely"
    how = f"similar words ({score} of 100)"
    return QuestionMatch(question, score, certainty, how, question, runner_up, other)


def _not_taken(scores: Sequence[tuple[int, str]], taken: Collection[str]) -> QuestionMatch:
    """A heading without a question: which one comes nearest, and why it is not taken."""
    if not scores or scores[0][0] < LIKELY // 2:
        return UNKNOWN_QUESTION
    best, second = scores[0], scores[1] if len(scores) > 1 else (0, "")
    if best[1] in taken:
        how = "another column is the question that is like it"
    elif best[0] >= LIKELY and best[0] - second[0] < MARGIN:
        how = "two questions are like it"
    elif best[0] >= LIKELY:
        how = "its answers are not those of the question that is like it"
    else:
        how = "no question is like it"
    return QuestionMatch("", best[0], "unknown", how, best[1], second[1], second[0])


# Answers ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class AnswerMatch:
    """What an answer is taken for.

    Attributes
    ----------
    text
        The answer as the file words it.
    option
        Identifier of the option; "" for an answer that is no option, but an answer all the same;
        None if it is no answer, or nobody can say what it means.
    confidence, certainty, how
        From 0 to 100; how sure that is; and why, as the end of a sentence.
    people
        How many people gave it.
    """

    text: str
    option: str | None
    confidence: int
    certainty: Certainty
    how: str
    people: int = 0

    @property
    def is_taken(self) -> bool:
        """Whether it counts as an option."""
        return bool(self.option)


class OptionNames:
    """The names of a question's options, ready to be compared with answers."""

    def __init__(self, question: Question) -> None:
        self.question = question

    @cached_property
    def exact(self) -> dict[str, str]:
        """Options by folded label, identifier or alias."""
        options = self.question.options
        return {
            fold(name): option.id
            for name_of in (_aliases, _identifier, _label)
            for option in options
            for name in name_of(option)
        }

    @cached_property
    def _rest(self) -> str:
        """The option for every other answer; "" if the question has none."""
        return next((option.id for option in self.question.with_role("rest")), "")

    @cached_property
    def _is_yes_or_no(self) -> bool:
        return bool({"yes", "no"} & self.exact.keys())

    def match(self, text: str, numbers: Collection[str] = ()) -> AnswerMatch:
        """What an answer is taken for.

        Parameters
        ----------
        text
            The answer.
        numbers
            All answers to the question that are numbers: 1 means yes beside 0, but not beside 2.
        """
        folded = fold(text)
        if folded in self.exact:
            return AnswerMatch(text, self.exact[folded], SAME, "sure", "the option's name")
        return (
            self._number(text, folded, numbers)
            or self._yes_or_no(text, folded)
            or self._nothing(text, folded)
            or self._typo(text, folded)
            or self._yes_and_more(text)
            or self._no_option(text, folded)
        )

    def _number(self, text: str, folded: str, numbers: Collection[str]) -> AnswerMatch | None:
        if not is_number(text) or (self._is_yes_or_no and {folded, *numbers} <= {"0", "1"}):
            return None
        how = "a number, and the file does not say what it stands for"
        return AnswerMatch(text, None, 0, "unknown", how)

    def _yes_or_no(self, text: str, folded: str) -> AnswerMatch | None:
        meaning = "yes" if folded in YES else "no" if folded in NO else ""
        if not meaning or not self._is_yes_or_no:
            return None
        if meaning in self.exact:
            return AnswerMatch(
                text, self.exact[meaning], SURE, "sure", f"another way to say {meaning}"
            )
        return self._another(text)

    def _nothing(self, text: str, folded: str) -> AnswerMatch | None:
        nothing = self.question.with_role("none")
        if folded not in NOTHING or len(nothing) != 1:
            return None
        return AnswerMatch(text, nothing[0].id, SURE, "sure", "names nothing")

    def _typo(self, text: str, folded: str) -> AnswerMatch | None:
        near = {option for name, option in self.exact.items() if is_typo(folded, name)}
        if len(near) != 1:
            return None
        return AnswerMatch(text, near.pop(), TYPO, "likely", "a slip of the pen")

    def _yes_and_more(self, text: str) -> AnswerMatch | None:
        found = _YES_OR_NO.match(text)
        if not found or found[1].lower() not in self.exact:
            return None
        option = self.exact[found[1].lower()]
        return AnswerMatch(
            text, option, IN_OTHER_WORDS, "likely", f"begins with {found[1].lower()}"
        )

    def _no_option(self, text: str, folded: str) -> AnswerMatch:
        if folded in NO_ANSWER:
            return AnswerMatch(text, None, SURE, "sure", "says that there is no answer")
        return self._another(text)

    def _another(self, text: str) -> AnswerMatch:
        certainty: Certainty = "likely" if self._rest else "unknown"
        return AnswerMatch(text, self._rest, 0, certainty, "not the name of an option")


def is_number(text: str) -> bool:
    """Whether an answer is a whole number, which may be a code."""
    return _NUMBER.fullmatch(text.strip()) is not None


def is_typo(text: str, name: str) -> bool:
    """Whether a folded text is a folded name with a slip of the pen, and cannot mean another thing.

    As many words, each beginning with the same letter, and one slip in a word (two in a long one).
    That keeps "unimportant" from "important", "decrease" from "increase", and "not" from "".
    """
    one, other = text.split(), name.split()
    if len(one) != len(other) or one == other:
        return False
    return all(map(_is_slip, one, other))


def _is_slip(word: str, right: str) -> bool:
    if word == right:
        return True
    if len(right) < _SHORT or word[0] != right[0] or not (word.isalpha() and right.isalpha()):
        return False
    return OSA.distance(word, right, score_cutoff=2) <= (1 if len(right) < 8 else 2)


def _label(option: Option) -> tuple[str, ...]:
    return (option.label,)


def _identifier(option: Option) -> tuple[str, ...]:
    return (option.id,)


def _aliases(option: Option) -> tuple[str, ...]:
    return option.aliases


# Several answers in one cell ----------------------------------------------------------------------

SEPARATORS = (";", "|", ", ", ",")
"""What stands between several answers, in the order in which it is tried for a plain table."""

MOST_PARTS = 200
"""Answers in a cell that are told apart; whatever follows is one answer."""


def split_answers(cell: str, separator: str, known: Collection[str]) -> tuple[str, ...]:
    """The answers in a cell, some of which may contain the separator themselves.

    Of all ways to read the cell, the one that leaves fewest parts without a name is taken, and of
    those the one with the longest names. Parts next to each other that have no name are one
    answer: somebody's own words may contain the separator too.

    Parameters
    ----------
    cell
        Text of the cell.
    separator
        What stands between answers; "" if the cell is one answer.
    known
        Folded names that an answer may have; () if nobody knows, and each part is an answer.
    """
    if not separator or separator not in cell or fold(cell) in known:
        whole = cell.strip(f" {separator}")
        return (whole,) if whole else ()
    parts = [part for part in cell.split(separator, MOST_PARTS) if part.strip()]
    if not known:
        return tuple(part.strip() for part in parts)
    longest = 1 + max((name.count(" ") for name in known), default=0)
    # best[i]: how the parts from i on are read: (parts without a name, answers, next, has a name)
    best: list[tuple[int, int, int, bool]] = [(0, 0, 0, True)] * (len(parts) + 1)
    for start in reversed(range(len(parts))):
        without, answers, *_ = best[start + 1]
        ways = [(without + 1, answers + 1, start + 1, False)]
        for end in range(start + 1, min(len(parts), start + longest) + 1):
            if fold(separator.join(parts[start:end])) in known:
                ways.append((best[end][0], best[end][1] + 1, end, True))
        best[start] = min(ways)
    return tuple(_read(parts, separator, best))


def _read(
    parts: Sequence[str], separator: str, best: Sequence[tuple[int, int, int, bool]]
) -> Iterable[str]:
    start, unnamed = 0, 0
    while start < len(parts):
        *_, end, has_name = best[start]
        if has_name:
            if unnamed < start:
                yield separator.join(parts[unnamed:start]).strip()
            yield separator.join(parts[start:end]).strip()
            unnamed = end
        start = end
    if unnamed < len(parts):
        yield separator.join(parts[unnamed:]).strip()


def separator_for(cells: Sequence[tuple[str, int]], given: str, known: Collection[str]) -> str:
    """What stands between several answers: as the dialect says, or under which most are known.

    Parameters
    ----------
    cells
        Distinct cells with their numbers of people.
    given
        Separator of the dialect; "" if it has none.
    known
        Folded names that an answer may have.
    """
    if given:
        return given

    def known_with(separator: str) -> int:
        return sum(
            people
            for cell, people in cells
            for answer in split_answers(cell, separator, known)
            if fold(answer) in known
        )

    best = max(("", *SEPARATORS), key=known_with)
    if best:
        return best
    return next((each for each in SEPARATORS[:2] if any(each in cell for cell, _ in cells)), "")
