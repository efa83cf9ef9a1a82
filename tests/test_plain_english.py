"""Specification of plain English: short sentences, easy words, and no jargon unexplained.

Held for every text of the pages, every sentence in the code, what the command line says of itself,
and the words of every exhibit of the shipped pack.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby

import pytest
import typer

from bestbywm.app.texts import methods
from bestbywm.cli import main
from bestbywm.cli.readability import MOST_WORDS, grade, longest_sentence, sentences, words
from bestbywm.cli.texts import every_text, is_sentence
from bestbywm.exhibits.model import SHORTHAND, Exhibit
from bestbywm.pack import Pack
from bestbywm.render.questionnaire import questionnaire_text
from tests.literals import CODE, SOURCE, calls_of, parsed, strings_in
from tests.presentations import everything

HARDEST_PAGE = 7.0
"""The grade that no page's sentences together may go over: readable at about the age of 12, with
room above the reading age of 9 that GOV.UK writes for, since words such as “council” are long."""

HARDEST_TEXT = 12.0
"""The grade that no single text may go over; a text of one sentence swings widely."""

PRESCRIBED = {
    "accessibility.PARTIALLY": "worded as the law's model statement asks",
    "accessibility.COMMITTED": "worded as the law's model statement asks",
    "accessibility.ENFORCED_BY": "names a law by its full title",
}
"""Texts that may be harder, and why."""

AVOIDED = {
    "utilise": "use",
    "in order to": "to",
    "leverage": "use",
    "via": "through, by",
    "e.g.": "such as",
    "i.e.": "that is",
    "etc.": "leave it out",
    "prior to": "before",
    "commence": "begin",
    "facilitate": "help",
    "whilst": "while",
    "amongst": "among",
    "with regard to": "about",
    "regarding": "about",
    "please": "leave it out",
    "simply": "leave it out",
    "successfully": "leave it out",
    "invalid": "say what is wrong",
    "click here": "say where a link leads",
}
"""Words to avoid, and what to say in their place."""

JARGON = (
    *("choropleth", "provenance", "respondent", "respondents", "n/a", "p-value", "dataset"),
    *(
        "statistically significant",
        "confidence level",
        "hexbin",
        "cartogram",
        "topojson",
        "geojson",
    ),
    *("boolean", "null", "NaN", "enum", "regex", "cache", "session state", "backend", "frontend"),
    *("Wald", "score interval", "aggregate", "disaggregated", "granular", "metric", "metrics"),
)
"""Words that no reader is asked to know: a text says it in others."""

EXPLAINED = {
    **{word: rf"\*\*{word.capitalize()}\.\*\*" for word in ("base", "wave", "measure", "share")},
    **{word: rf"\*\*{word.capitalize()}\.\*\*" for word in ("interval", "mentions", "finding")},
    **{word: rf"\*\*{word.capitalize()}\.\*\*" for word in ("storyline", "verdict", "maturity")},
    **{word: rf"\*\*{word.capitalize()}\.\*\*" for word in ("dimension", "weight", "mapping")},
    "points": r"\*\*Points\*\* are",
    "Wilson": r"Wilson interval, named after",
    "Newcombe": r"method of R\. G\. Newcombe",
    "derived": r"“Derived” counts are",
    "inferred": r"“Inferred” counts are",
    "illustrative": r"made-up set of answers",
    "low reliability": r"marked \[u\], low reliability",
    "confidential": r"\*\*Confidential answers\.\*\*",
}
"""Words of the trade that are used, and how the page on methods begins to explain each."""


@cache
def code_texts() -> tuple[tuple[str, str], ...]:
    """Words in the code outside the pages' texts: findings, problems, files, the command line."""
    return tuple(
        (f"{path.relative_to(SOURCE).as_posix()}:{line}", text)
        for path in sorted(SOURCE.rglob("*.py"))
        if "texts" not in path.parts
        for line, text in strings_in(parsed(path))
        if len(words(text)) > 3 and not CODE.search(text)
    )


@cache
def problem_texts() -> tuple[tuple[str, str], ...]:
    """What problems say, as far as it stands where they are made."""
    return tuple(
        (f"{path.relative_to(SOURCE).as_posix()}:{line}", text)
        for path in sorted(SOURCE.rglob("*.py"))
        for call in calls_of(parsed(path), "Problem")
        for line, text in strings_in(call)
    )


def help_texts() -> Iterator[tuple[str, str]]:
    """What the command line says of itself: each command and each of its options."""

    def of(command: object, name: str) -> Iterator[tuple[str, str]]:
        for part in ("help", "epilog"):
            yield name, getattr(command, part, None) or ""
        for option in getattr(command, "params", ()):
            yield f"{name} {option.name}", getattr(option, "help", None) or ""
        for called, each in getattr(command, "commands", {}).items():
            yield from of(each, f"{name} {called}")

    yield from of(typer.main.get_command(main), "bestbywm")


@pytest.fixture(scope="module")
def exhibits(shipped_pack: Pack) -> tuple[Exhibit, ...]:
    """Every exhibit of the shipped pack, for each wave, with two councils' own pages."""
    return tuple(
        scene.exhibit
        for wave in shipped_pack.wave_by_id
        for council in ("", *shipped_pack.region.codes[5::20])
        for scene in everything(shipped_pack, wave, council).scenes
    )


def without_counts(headline: str) -> str:
    """A headline without the counts and bases in brackets, which interrupt no sentence."""
    return re.sub(r" ?\([^()]*\)", "", headline)


def too_long(texts: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Where sentences have too many words, and those sentences."""
    return [
        (where, sentence)
        for where, text in texts
        for sentence in sentences(text)
        if len(words(sentence)) > MOST_WORDS
    ]


def avoided_in(text: str) -> list[str]:
    """Words in a text that are better avoided, or that no reader is asked to know."""
    return [each for each in (*AVOIDED, *JARGON) if _has(text, each)]


def _has(text: str, word: str) -> bool:
    return bool(re.search(rf"(?<![\w/#-]){re.escape(word)}(?![\w/-])", text, re.IGNORECASE))


class TestTheTextsOfThePages:
    def test_have_short_sentences(self) -> None:
        assert not too_long((f"{each.where}.{each.name}", each.text) for each in every_text())

    @pytest.mark.parametrize(
        ("where", "texts"),
        [
            (where, [each.text for each in texts if is_sentence(each.text)])
            for where, texts in groupby(every_text(), key=lambda each: each.where)
        ],
        ids=lambda value: value if isinstance(value, str) else "",
    )
    def test_are_easy_to_read_on_each_page(self, where: str, texts: list[str]) -> None:
        assert (grade(texts) or 0) <= HARDEST_PAGE

    def test_are_easy_to_read_one_by_one(self) -> None:
        hard = {
            f"{each.where}.{each.name}"
            for each in every_text()
            if each.grade is not None and each.grade > HARDEST_TEXT
        }
        assert hard == set(PRESCRIBED)

    def test_avoid_words_that_are_hard_or_empty(self) -> None:
        found = {f"{each.where}.{each.name}": avoided_in(each.text) for each in every_text()}
        assert not {name: words for name, words in found.items() if words}

    def test_are_in_sentence_case(self) -> None:
        """Only the first word of a label has a capital, but for names."""
        names = re.compile(r"[A-Z]{2,}|\b[A-Z]\b|\(.*?\)|“.*?”|\{.*?\}|\*\*.*?\*\*")
        wrong = {
            f"{each.where}.{each.name}": found
            for each in every_text()
            if not is_sentence(each.text)
            and (found := _capitals(names.sub(" ", each.text)) - NAMES)
        }
        assert not wrong

    def test_are_never_empty(self) -> None:
        assert all(each.text.strip() for each in every_text())


NAMES = {
    *("Microsoft", "Forms", "Google", "SurveyMonkey", "PowerPoint", "Excel", "May", "I"),
    *("Content", "Accessibility", "Guidelines", "Equality", "Human", "Rights", "Commission"),
    *("Web", "English", "Streamlit", "Chromium", "Wilson", "Newcombe"),
}
"""Names, which keep their capitals in the middle of a label."""


def _capitals(label: str) -> set[str]:
    """Words with a capital that begin neither the label nor a part after a colon or a number."""
    return set(re.findall(r"(?<=[a-z,;] )[A-Z][a-z]+", label))


class TestSentencesInTheCode:
    def test_are_short(self) -> None:
        assert not too_long(code_texts())

    def test_avoid_words_that_are_hard_or_empty(self) -> None:
        found = {where: avoided_in(text) for where, text in code_texts() if is_sentence(text)}
        assert not {where: words for where, words in found.items() if words}

    def test_are_easy_to_read_in_each_part(self) -> None:
        parts: dict[str, list[str]] = {}
        for where, text in code_texts():
            if is_sentence(text):
                parts.setdefault(where.partition("/")[0] if "/" in where else "", []).append(text)
        assert len(parts) > 6
        assert not {part for part, texts in parts.items() if (grade(texts) or 0) > HARDEST_PAGE}


class TestProblems:
    """What is wrong with a file, what was expected, and how to mend it."""

    def test_are_said_in_short_sentences(self) -> None:
        assert len(problem_texts()) > 100
        assert not too_long(problem_texts())

    def test_avoid_words_that_are_hard_or_empty(self) -> None:
        assert not {where: found for where, text in problem_texts() if (found := avoided_in(text))}


class TestTheCommandLine:
    def test_explains_itself_in_short_sentences(self) -> None:
        texts = [*help_texts()]
        assert len(texts) > 50
        assert not too_long(texts)

    def test_avoids_words_that_are_hard_or_empty(self) -> None:
        assert not {where: found for where, text in help_texts() if (found := avoided_in(text))}


class TestTheQuestionnaire:
    def test_is_in_short_sentences(self, shipped_pack: Pack) -> None:
        assert not too_long([("questionnaire", questionnaire_text(shipped_pack))])


class TestExhibits:
    def test_have_short_headlines(self, exhibits: tuple[Exhibit, ...]) -> None:
        assert not too_long((each.id, without_counts(each.headline)) for each in exhibits)

    @pytest.mark.parametrize("part", ["subtitle", "help"])
    def test_have_short_sentences(self, exhibits: tuple[Exhibit, ...], part: str) -> None:
        assert not too_long((each.id, without_counts(getattr(each, part))) for each in exhibits)

    def test_have_short_caveats(self, exhibits: tuple[Exhibit, ...]) -> None:
        assert not too_long((each.id, text) for each in exhibits for text in each.caveats)

    @pytest.mark.parametrize("part", ["headline", "subtitle", "help", "caveats"])
    def test_are_easy_to_read(self, exhibits: tuple[Exhibit, ...], part: str) -> None:
        texts = {_ended(text) for each in exhibits for text in _as_texts(getattr(each, part))}
        assert (grade(texts) or 0) <= HARDEST_EXHIBITS

    def test_avoid_words_that_are_hard_or_empty(self, exhibits: tuple[Exhibit, ...]) -> None:
        parts = ("headline", "subtitle", "help", "caveats", "alt")
        found = {
            (each.id, part): avoided
            for each in exhibits
            for part in parts
            for text in _as_texts(getattr(each, part))
            if (avoided := avoided_in(text))
        }
        assert not found

    def test_name_both_ends_of_an_interval(self, exhibits: tuple[Exhibit, ...]) -> None:
        columns = {column.name for each in exhibits for column in each.table.columns}
        assert {"95% interval from", "95% interval to"} <= columns
        assert not columns & {"Low", "High"}


HARDEST_EXHIBITS = 9.0
"""The grade that headlines, subtitles, helps and caveats may have: names of councils are long."""


def _as_texts(value: str | tuple[str, ...]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else value


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) or not text else f"{text}."


class TestWordsOfTheTrade:
    """Whoever meets one finds it explained on the page “Methods”."""

    @pytest.mark.parametrize("word", EXPLAINED)
    def test_are_explained(self, word: str) -> None:
        told = "\n".join(value for value in vars(methods).values() if isinstance(value, str))
        assert re.search(EXPLAINED[word], told), f"Methods does not explain “{word}”"

    @pytest.mark.parametrize("word", EXPLAINED)
    def test_are_explained_because_they_are_used(
        self, word: str, exhibits: tuple[Exhibit, ...], shipped_pack: Pack
    ) -> None:
        told = [each.text for each in every_text() if each.where != "methods"]
        for each in exhibits:
            told += [each.subtitle, each.help, *each.caveats]
            told += [column.name for column in each.table.columns]
        told += [*SHORTHAND.values(), *(text for _, text in code_texts())]
        told += [figure.count_basis or "" for figure in shipped_pack.published.values()]
        assert any(_has(text, word) or _has(text, f"{word}s") for text in told)


class TestTheMeasure:
    def test_splits_sentences_and_points(self) -> None:
        text = "One is here. “Two is here.” Three?\n\n- **Four.** Five\n- Six, 12.5% of {all}"
        assert sentences(text) == [
            *("One is here.", "“Two is here.", "Three?", "Four.", "Five", "Six, 12.5% of word"),
        ]

    def test_counts_words(self) -> None:
        assert words("Of 1,234 people, 12.5% use it – well-meant.") == [
            *("Of", "1,234", "people", "12.5", "use", "it", "well-meant"),
        ]
        assert longest_sentence("One. Two words. Three.") == "Two words."
        assert longest_sentence("") == ""

    def test_grades_by_letters_and_words(self) -> None:
        easy, hard = "The cat sat on the mat.", "Municipal administrations disseminate information."
        assert grade([easy]) == pytest.approx(4.71 * 17 / 6 + 0.5 * 6 - 21.43)
        assert (grade([easy]) or 0) < HARDEST_PAGE < (grade([hard]) or 0)
        assert grade([]) is grade(["…"]) is None

    def test_objects_to_long_sentences_and_hard_words(self) -> None:
        long = " ".join(["word"] * (MOST_WORDS + 1)) + "."
        assert too_long([("here", long)])
        assert not too_long([("here", long.replace("word word", "word. Word", 1))])
        assert avoided_in("We utilise it, e.g. via the choropleth.") == [
            *("utilise", "via", "e.g.", "choropleth"),
        ]
        assert not avoided_in("A viable way, previously used.")

    def test_of_sentence_case(self) -> None:
        assert _capitals("Sort The Table by") == {"The", "Table"}
        assert not _capitals("Sort the table")


def test_literals_are_found() -> None:
    code = ast.parse('"""Docs."""\nX = f"Told to {name}."\nY = {"key": ("a", pages["b"])}\n')
    assert [text for _, text in strings_in(code)] == ["Told to {}.", "key", "a"]
