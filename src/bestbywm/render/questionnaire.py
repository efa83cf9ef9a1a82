"""The region's questionnaire for the next survey: a workbook to fill in, and text for online forms.

Both ask what the pack's questions ask, in the words that the import knows, so that answers come
back without anybody having to match them.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.utility import xl_range_abs

from bestbywm.pack import Pack
from bestbywm.survey.questions import Question
from bestbywm.words import cleaned, listed

COUNCIL = "Which council do you work for?"
"""The question that every survey needs besides those of the pack."""

YES_OR_NO = ("Yes", "No", "Don't know")

MOST_MENTIONS = 3

PEOPLE = 2_000
"""Rows of the workbook whose cells offer the answers."""

ANSWERS, INSTRUCTIONS, LISTS = "Answers", "Instructions", "Lists"

TICK = "yes"
"""What is written below an option that a person chose."""

HEADING_ROWS = 2

LONGEST_INLINE, LONGEST_MESSAGE, LONGEST_HEADING, LONGEST_CELL = 255, 255, 500, 32_767
"""Characters: of a list inside a cell's rule, of a message beside a cell, and of cells."""

CREATED = datetime(2000, 1, 1)
"""The same for every copy: a questionnaire is of no day, and equal ones are equal files."""


def asked(pack: Pack) -> tuple[Question, ...]:
    """The questions that people can answer: no published facts, none that only one survey asked."""
    return tuple(
        question
        for question in pack.questions.values()
        if question.kind != "fact" and question.id not in pack.extra
    )


def choices(question: Question) -> tuple[str, ...]:
    """The answers to offer.

    Results may know "any other answer" as one option. Nobody can choose that: offered are the
    other words that the pack has for it, or yes, no and don't know where the other answers are of
    that kind.
    """
    named = [option.label for option in question.options if option.role != "rest"]
    rest = question.with_role("rest")
    if rest and not any(option.aliases for option in rest) and set(named) <= set(YES_OR_NO):
        return YES_OR_NO
    others = [words for option in rest for words in (option.aliases or (option.label,))]
    return tuple(dict.fromkeys([*named, *others]))


def is_single(question: Question) -> bool:
    """Whether a person gives one answer."""
    return question.kind == "single"


def _councils(pack: Pack) -> list[str]:
    """Full names of the councils: a short one may be that of a county and of a district alike."""
    return sorted(council.official_name for council in pack.region.councils)


# A workbook ---------------------------------------------------------------------------------------


def questionnaire_xlsx(pack: Pack) -> bytes:
    """A workbook to type answers into: a row per person, a column per question or option.

    Cells offer the answers. It can be loaded as it is: its headings are those that the import
    knows. Questions with several answers have a heading over the columns of their options.
    """
    out = BytesIO()
    book = xlsxwriter.Workbook(
        out,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_numbers": False,
            "strings_to_urls": False,
        },
    )
    book.set_properties({"title": cleaned(_title(pack))[:LONGEST_MESSAGE], "created": CREATED})
    _instructions(book, pack)
    sheet = _sheet(book, ANSWERS)
    _answers(book, sheet, pack, _Lists(_sheet(book, LISTS)))
    sheet.activate()
    book.close()
    return out.getvalue()


def _title(pack: Pack) -> str:
    return f"{pack.region.survey}: sheet for the answers"


def _sheet(book: Any, name: str) -> Any:
    """An empty sheet that prints on A4, across."""
    sheet = book.add_worksheet(name)
    sheet.set_paper(9)
    sheet.set_landscape()
    return sheet


def _instructions(book: Any, pack: Pack) -> None:
    """How to fill it in; few lines, so that the sheet of answers stays the largest."""
    sheet = _sheet(book, INSTRUCTIONS)
    sheet.set_column(0, 0, 100)
    title = book.add_format({"bold": True, "font_size": 15})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    sheet.write_string(0, 0, _fitting(_title(pack)), title)
    lines = (
        f"Fill in the sheet “{ANSWERS}”: one row for each person, from row {HEADING_ROWS + 1} on. "
        "Leave a cell empty where a person gave no answer.",
        "Write down nobody's name, e-mail address or telephone number. The council is all that is "
        "needed.",
        "Council, and questions with one answer: choose from the list in the cell.",
        "Questions with several answers have a column for each answer. Choose “yes” below each "
        "answer that the person gave, and leave the others empty.",
        f"Do not change the first {HEADING_ROWS} rows: by them the dashboard knows the questions.",
        "When you are done, save the file and load it on the page “Your survey”.",
    )
    for at, line in enumerate(lines, start=1):
        sheet.write_string(at, 0, line, text)


class _Lists:
    """A sheet with the lists that are too long for a cell's rule, one list in a row.

    In rows, not in columns: the import looks for people in rows, and finds none here.
    """

    def __init__(self, sheet: Any) -> None:
        self._sheet, self._rows = sheet, 0

    def source(self, name: str, words: Sequence[str]) -> list[str] | str:
        """What a cell's rule takes its list from: the words themselves, or their place here."""
        if len(",".join(words)) <= LONGEST_INLINE and not any("," in each for each in words):
            return list(words)
        row, self._rows = self._rows, self._rows + 1
        for column, each in enumerate((name, *words)):
            self._sheet.write_string(row, column, each)
        return f"={LISTS}!{xl_range_abs(row, 1, row, len(words))}"


def _answers(book: Any, sheet: Any, pack: Pack, lists: _Lists) -> None:
    look = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
    councils = _councils(pack)
    _column(sheet, 0, COUNCIL, lists.source(COUNCIL, councils), "Choose the council.", look)
    column = 1
    for question in asked(pack):
        words = [_fitting(each) for each in choices(question)]
        if is_single(question) or len(words) == 1:
            source = lists.source(question.wording, words)
            _column(sheet, column, question.wording, source, "Choose one answer.", look)
            column += 1
        else:
            _columns(sheet, column, question, words, look)
            column += len(words)
    sheet.set_row(0, 62)
    sheet.set_row(1, 32)
    sheet.freeze_panes(HEADING_ROWS, 1)
    sheet.repeat_rows(0, HEADING_ROWS - 1)


def _column(
    sheet: Any, column: int, heading: str, source: list[str] | str, advice: str, look: Any
) -> None:
    """A question with one answer."""
    sheet.merge_range(0, column, 1, column, _fitting(heading)[:LONGEST_HEADING], look)
    sheet.set_column(column, column, 26)
    _offer(sheet, column, column, source, heading, advice)


def _columns(sheet: Any, first: int, question: Question, words: Sequence[str], look: Any) -> None:
    """A question with several answers: its heading over a column for each of them."""
    last = first + len(words) - 1
    sheet.merge_range(0, first, 0, last, _fitting(question.wording)[:LONGEST_HEADING], look)
    for column, each in enumerate(words, start=first):
        sheet.write_string(1, column, each, look)
    sheet.set_column(first, last, 14)
    up_to = f" Up to {MOST_MENTIONS} answers." if question.kind == "mentions" else ""
    advice = f"Choose “{TICK}” if the person gave this answer; else leave it empty.{up_to}"
    _offer(sheet, first, last, [TICK], question.wording, advice)


def _offer(
    sheet: Any, first: int, last: int, source: list[str] | str, heading: str, advice: str
) -> None:
    """Let the cells of columns offer a list, say what they are for, and take nothing else."""
    sheet.data_validation(
        HEADING_ROWS,
        first,
        HEADING_ROWS + PEOPLE - 1,
        last,
        {
            "validate": "list",
            "source": source,
            "input_message": f"{cleaned(heading)[: LONGEST_MESSAGE - len(advice) - 1]}\n{advice}",
            "error_title": "Not in the list",
            "error_message": "Choose an answer from the list, or leave the cell empty.",
        },
    )


def _fitting(words: str) -> str:
    """Words in one line that a cell can hold."""
    return " ".join(cleaned(words).split())[:LONGEST_CELL]


# Text for online forms ----------------------------------------------------------------------------


def questionnaire_text(pack: Pack) -> str:
    """The questionnaire as plain text, to be copied into Microsoft Forms or Google Forms."""
    return "\n".join(_lines(pack)) + "\n"


def _lines(pack: Pack) -> Iterator[str]:
    region = pack.region
    heading = f"{region.survey}: questionnaire"
    yield from (heading, "=" * len(heading), "")
    yield from ("BEFORE YOU BEGIN", "", *(f"- {line}" for line in SETTINGS), "")
    yield from ("TITLE AND INTRODUCTION", "", f"Title: {region.survey}", "")
    yield from (
        f"Introduction: This survey is for people who work for councils in {region.name}. It takes "
        "a few minutes. We do not ask for your name. Answer for yourself, and leave out what you "
        "cannot answer. What people say is counted and shown for groups. For single councils it is "
        "shown only as far as we promise here: (say from how many people on answers are shown).",
        "",
        "QUESTIONS",
        "",
    )
    how = "one answer, must be answered"
    yield from _question(1, COUNCIL, how, _councils(pack), DROP_DOWN)
    for number, question in enumerate(asked(pack), start=2):
        yield from _question(number, question.wording, *_kind(question))


DROP_DOWN = "Microsoft Forms: Choice, drop-down. Google Forms: Drop-down."
ONE = "Microsoft Forms: Choice. Google Forms: Multiple choice."
SEVERAL = "Microsoft Forms: Choice with “Multiple answers” on. Google Forms: Checkboxes."

SETTINGS = (
    "Copy questions and answers word for word: by them the dashboard knows which is which.",
    "Keep the order of the answers. Do not let the form shuffle them.",
    "Do not add “Other”, or questions for a name, an e-mail address or a telephone number.",
    "Microsoft Forms: in Settings choose “Anyone can respond”. If only people of your organisation "
    "can respond, take the tick from “Record name”.",
    "Google Forms: in Settings, Responses, set “Collect email addresses” to “Do not collect”. "
    "Leave “Limit to 1 response” off, since it makes people sign in.",
    "When the survey is over, export it. In Microsoft Forms: Responses, Open in Excel. In Google "
    "Forms: Responses, Download responses. Load the file as it is on the page “Your survey”.",
)
"""What to set in the service, and how to bring the answers back."""


def _kind(question: Question) -> tuple[str, Sequence[str], str]:
    """How a question is answered, its answers, and what such a question is called in a form."""
    words = choices(question)
    if is_single(question):
        return "one answer", words, ONE
    if question.kind == "mentions":
        return f"up to {MOST_MENTIONS} answers", words, SEVERAL
    nothing = [f"“{option.label}”" for option in question.with_role("none")]
    alone = f"; {listed(nothing)} only alone" if nothing else ""
    return f"any number of answers{alone}", words, SEVERAL


def _question(
    number: int, wording: str, how: str, words: Sequence[str], type_: str
) -> Iterator[str]:
    yield f"{number}. {_fitting(wording)}"
    yield f"   ({how}. {type_})"
    yield from (f"   - {_fitting(each)}" for each in words)
    yield ""
