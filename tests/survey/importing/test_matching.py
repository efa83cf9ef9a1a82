"""Specification of matching: which heading is which question, which answer is which option."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.pack import Pack
from bestbywm.survey.importing.folding import fold, fold_heading, tidy
from bestbywm.survey.importing.matching import (
    OptionNames,
    is_typo,
    match_questions,
    separator_for,
    split_answers,
)
from bestbywm.survey.questions import Option, Question


def question_with(*labels: str, rest: str = "", none: str = "") -> Question:
    options = [Option(label.lower(), label, "") for label in labels]
    options += [Option("rest", rest, "rest")] if rest else []
    options += [Option("none", none, "none")] if none else []
    words = {name: name for name in ("id", "group", "short", "measure", "wording", "help")}
    return Question(
        **words,
        kind="single",
        unit="people",
        direction="strength",
        is_headline=False,
        wording_basis="original",
        finding="",
        options=tuple(options),
    )


class TestFolding:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Your council’s use", "your councils use"),
            ("up-to-date", "Up to date"),
            ("A & B", "a and b"),
            ("a\u00a0b", "a  b "),
            ("“Yes”", "yes"),
            ("importance_council", "importance council"),
            ("ﬁne", "fine"),
        ],
    )
    def test_makes_alike_what_reads_the_same(self, one: str, other: str) -> None:
        assert fold(one) == fold(other)

    @pytest.mark.parametrize(
        ("one", "other"), [("<10", ">10"), ("1-5", "15"), ("C", "C+"), ("-", "")]
    )
    def test_keeps_apart_what_means_another_thing(self, one: str, other: str) -> None:
        assert fold(one) != fold(other)

    @pytest.mark.parametrize(
        "heading",
        [
            "Which channels do you use?",
            "7. Which channels do you use?",
            "Q7: Which channels do you use",
            "Which channels do you use? (Select all that apply)",
            "Which channels do you use? [please tick as many as you like]",
            "Which channels do you use? Please select all that apply.",
            "Which channels do you use? *",
        ],
    )
    def test_takes_numbers_and_hints_from_headings(self, heading: str) -> None:
        assert fold_heading(heading) == "which channels do you use"

    def test_leaves_a_heading_that_is_nothing_but_a_hint(self) -> None:
        assert fold_heading("(select all that apply)") == "select all that apply"

    @given(st.text(max_size=600))
    def test_of_anything_is_the_same_when_done_again(self, text: str) -> None:
        assert tidy(tidy(text)) == tidy(text)
        assert fold(tidy(text)) == fold(text)
        assert bool(fold(text)) == bool(tidy(text[:500]))


REWORDED = [
    ("How important is social media in your job role?", "importance_role"),
    ("How would you rate your own use of social media personally?", "personal_use"),
    ("How would you rate the use of social media by your council", "usage_level"),
    ("How effective is your councils use of socail media", "effectiveness"),
    ("What barriers stop you using social media?", "barriers"),
    ("Do you have an up to date social media policy?", "policy_up_to_date"),
    ("Do your senior managers use it?", "senior_managers_use"),
    ("Do front line staff use social media?", "frontline_use"),
    ("Does your comms team use social media?", "communications_use"),
    ("Do you expect social media use to increase over the next year?", "expected_use"),
    ("Which platforms does your council use?", "channels"),
    ("Who do you admire for good social media?", "admired_examples"),
]
"""Headings as people might word the questions again, none of them as the pack words it."""

OTHERS = [
    *("What is your name?", "Any other comments about social media?", "What is your job title?"),
    *("How many followers does your council have?", "Does your council have a budget?"),
    *("Would you like training?", "How often does your council post?", "Column F", ""),
]


class TestHeadings:
    def test_in_other_words_are_found_with_less_confidence(self, shipped_pack: Pack) -> None:
        matches = match_questions([heading for heading, _ in REWORDED], shipped_pack.questions)
        assert [match.question for match in matches] == [name for _, name in REWORDED]
        for match in matches:
            assert 60 <= match.confidence < 100
            assert match.how == f"similar words ({match.confidence} of 100)"
            assert match.confidence - match.runner_up_confidence >= 5

    def test_about_something_else_are_no_question(self, shipped_pack: Pack) -> None:
        for match in match_questions(OTHERS, shipped_pack.questions):
            assert match.question == ""
            assert match.certainty == "unknown"

    def test_in_the_same_words_are_sure(self, shipped_pack: Pack) -> None:
        asked = [each for each in shipped_pack.questions.values() if each.kind != "fact"]
        names = [
            [each.wording.upper() for each in asked],
            [each.id for each in asked],
            [each.short for each in asked],
            [each.aliases[0] for each in asked],
        ]
        for headings in names:
            matches = match_questions(headings, shipped_pack.questions)
            assert [match.question for match in matches] == [each.id for each in asked]
            assert {match.certainty for match in matches} == {"sure"}
            assert {match.confidence for match in matches} == {100}

    def test_facts_about_the_region_are_not_asked_of_people(self, shipped_pack: Pack) -> None:
        (match,) = match_questions(["accounts"], shipped_pack.questions)
        assert match.question == ""

    def test_take_a_question_once_and_the_better_one_gets_it(self, shipped_pack: Pack) -> None:
        worse, better = match_questions(
            ["Do you have an up to date policy for social media?", "Up-to-date policy"],
            shipped_pack.questions,
        )
        assert better.question == "policy_up_to_date"
        assert worse.question == ""
        assert worse.best == "policy_up_to_date"
        assert worse.how == "another column is the question that is like it"

    def test_between_two_questions_are_for_somebody_to_decide(self) -> None:
        asked = {
            animal: replace(
                question_with("Yes"), id=animal, wording=f"How many {animal} are there at home?"
            )
            for animal in ("cats", "dogs")
        }
        (match,) = match_questions(["How many cats and dogs are there at home?"], asked)
        assert (match.question, match.how) == ("", "two questions are like it")
        assert {match.best, match.runner_up} == {"cats", "dogs"}

    def test_are_not_taken_where_the_answers_are_those_of_another_question(
        self, shipped_pack: Pack
    ) -> None:
        heading = "Do you measure the effectiveness of social media?"
        (match,) = match_questions([heading], shipped_pack.questions, lambda _at, _question: False)
        assert (match.question, match.best) == ("", "effectiveness")
        assert match.how == "its answers are not those of the question that is like it"

    @given(st.lists(st.text(max_size=80), max_size=6))
    def test_may_say_anything(self, shipped_pack: Pack, headings: list[str]) -> None:
        matches = match_questions(headings, shipped_pack.questions)
        taken = [match.question for match in matches if match.question]
        assert len(matches) == len(headings)
        assert len(taken) == len(set(taken))


IMPORTANCE = question_with("Very important", "Important")
YES_NO = question_with("Yes", "No")
POLICY = question_with("No", rest="Any other answer")
BARRIERS = question_with("Cost", "Technology", none="No barriers")


class TestAnAnswer:
    @pytest.mark.parametrize(
        ("question", "text", "option", "certainty"),
        [
            (IMPORTANCE, "VERY  important", "very important", "sure"),
            (IMPORTANCE, "Very imporant", "very important", "likely"),
            (IMPORTANCE, "Importent", "important", "likely"),
            (YES_NO, "y", "yes", "sure"),
            (YES_NO, "TRUE", "yes", "sure"),
            (YES_NO, "0", "no", "sure"),
            (YES_NO, "No, we have none", "no", "likely"),
            (POLICY, "Yes", "rest", "likely"),
            (POLICY, "false", "no", "sure"),
            (POLICY, "We are writing one", "rest", "likely"),
            (BARRIERS, "None of the above", "none", "sure"),
            (BARRIERS, "Tecnology", "technology", "likely"),
        ],
    )
    def test_is_an_option(self, question: Question, text: str, option: str, certainty: str) -> None:
        match = OptionNames(question).match(text)
        assert (match.option, match.certainty) == (option, certainty)

    @pytest.mark.parametrize(
        "text", ["Unimportant", "Not important", "Quite important", "Not very important", "Import"]
    )
    def test_that_says_something_else_is_another_answer(self, text: str) -> None:
        """One letter or word more, and it means the opposite: none of these may be guessed."""
        assert OptionNames(IMPORTANCE).match(text).option == ""

    @pytest.mark.parametrize("text", ["n/a", "-", "N/A", "prefer not to say", "?"])
    def test_may_say_that_there_is_none(self, text: str) -> None:
        assert OptionNames(IMPORTANCE).match(text).option is None

    def test_that_is_a_number_is_not_guessed(self) -> None:
        assert OptionNames(IMPORTANCE).match("1", {"1", "2"}).option is None
        assert OptionNames(IMPORTANCE).match("1", {"0", "1"}).option is None

    def test_one_means_yes_beside_zero_but_not_beside_two(self) -> None:
        names = OptionNames(YES_NO)
        assert names.match("1", {"0", "1"}).option == "yes"
        assert names.match("1", {"1", "2"}).option is None
        assert names.match("2", {"1", "2"}).option is None

    @pytest.mark.parametrize(
        ("text", "name"),
        [("decrease", "increase"), ("slow", "low"), ("not high", "high"), ("2 years", "3 years")],
    )
    def test_is_no_slip_of_the_pen_if_it_means_another_thing(self, text: str, name: str) -> None:
        assert not is_typo(text, name)

    @given(st.text(max_size=60))
    def test_may_be_anything(self, text: str) -> None:
        for question in (IMPORTANCE, YES_NO, POLICY, BARRIERS):
            match = OptionNames(question).match(text, {text})
            assert match.option in {None, "", *(option.id for option in question.options)}


KNOWN = {fold(name) for name in ("Facebook", "X, formerly Twitter", "X", "Red, white, and blue")}


class TestSeveralAnswersInACell:
    @pytest.mark.parametrize(
        ("cell", "answers"),
        [
            ("Facebook", ("Facebook",)),
            ("Facebook, X", ("Facebook", "X")),
            ("X, formerly Twitter", ("X, formerly Twitter",)),
            ("Facebook, X, formerly Twitter", ("Facebook", "X, formerly Twitter")),
            ("X, formerly Twitter, X", ("X, formerly Twitter", "X")),
            ("Red, white, and blue, Facebook", ("Red, white, and blue", "Facebook")),
            ("Facebook, our own, home-made one", ("Facebook", "our own, home-made one")),
            ("our own, Facebook, and more", ("our own", "Facebook", "and more")),
            ("Facebook, ", ("Facebook",)),
            (", ", ()),
            ("", ()),
        ],
    )
    def test_are_told_apart_though_options_have_commas(
        self, cell: str, answers: tuple[str, ...]
    ) -> None:
        assert split_answers(cell, ", ", KNOWN) == answers

    @given(
        st.lists(
            st.sampled_from(["Facebook", "X, formerly Twitter", "Red, white, and blue"]),
            unique=True,
            min_size=1,
        ),
        st.sampled_from([", ", ";", "|"]),
    )
    def test_come_apart_as_they_were_joined(self, answers: list[str], separator: str) -> None:
        assert list(split_answers(separator.join(answers), separator, KNOWN)) == answers

    @given(st.text(alphabet="ab,; XFacebook", max_size=80))
    def test_lose_no_letter(self, cell: str) -> None:
        parts = split_answers(cell, ", ", KNOWN)
        left = "".join("".join(parts).split()).replace(",", "")
        assert left == "".join(cell.split()).replace(",", "")

    def test_of_a_thousand_parts_are_told_apart_at_once(self) -> None:
        assert len(split_answers("Facebook, no, " * 5_000, ", ", KNOWN)) <= 202

    def test_are_separated_as_the_service_says_or_as_most_are_known(self) -> None:
        cells = [("Facebook|X", 3), ("X", 2)]
        assert separator_for(cells, ";", KNOWN) == ";"
        assert separator_for(cells, "", KNOWN) == "|"
        assert separator_for([("X", 2)], "", KNOWN) == ""
