"""How easy a text is to read: its sentences, its longest one, and a reading grade.

The grade is the Automated Readability Index (E. A. Smith and R. J. Senter, 1967, AMRL-TR-66-220):
from letters per word and words per sentence, about the school grade that can follow the text.
It needs no list of syllables, so that it says the same on every machine without the internet.
"""

import re
from collections.abc import Iterable

MOST_WORDS = 25
"""Words in a sentence: what GOV.UK asks its writers to stay within."""

_MARKS = re.compile(r":material/\w+:|[*`#]+|^\s*(?:[-•]|\d+\.)\s+", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_FIELD = re.compile(r"\{[^{}]*\}")
_ENDS = re.compile(r"(?<=[.!?])[”’)\]*]*\s+|\n\s*(?=[-•]|\d+\.|\n)")
_WORD = re.compile(r"[^\W_]+(?:[’'.,/-][^\W_]+)*")

FILLED = "word"
"""What stands for a field of a template, such as a count or a council's name: one short word."""


def sentences(text: str) -> list[str]:
    """The sentences and points of a text, without the marks of Markdown."""
    parts = _ENDS.split(_FIELD.sub(FILLED, _LINK.sub(r"\1", text)))
    plain = (" ".join(_MARKS.sub(" ", part).split()) for part in parts)
    return [each for each in plain if words(each)]


def words(sentence: str) -> list[str]:
    """The words of a sentence; a number is one."""
    return _WORD.findall(sentence)


def longest_sentence(text: str) -> str:
    """The sentence of the text with the most words; "" if there is none."""
    return max(sentences(text), key=lambda each: len(words(each)), default="")


def grade(texts: Iterable[str]) -> float | None:
    """The reading grade of texts taken together; None where there is no word."""
    all_sentences = [each for text in texts for each in sentences(text)]
    all_words = [word for each in all_sentences for word in words(each)]
    if not all_words:
        return None
    letters = sum(sign.isalnum() for word in all_words for sign in word)
    per_word, per_sentence = letters / len(all_words), len(all_words) / len(all_sentences)
    return 4.71 * per_word + 0.5 * per_sentence - 21.43
