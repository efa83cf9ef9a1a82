"""A file on its way to answers: understood, mended, read again, and a saved mapping used."""

import pytest

from bestbywm.pack import Pack
from bestbywm.survey.importing.drafting import (
    COUNCIL,
    DROP,
    EXTRA,
    PERSONAL,
    QUESTION,
    Draft,
    begin,
    choice_in_words,
    choices_for,
    confidence_in_words,
)
from bestbywm.survey.importing.importing import bring_in
from bestbywm.survey.importing.model import UnreadableFile
from bestbywm.survey.importing.reading import read_file
from tests.survey.importing.samples import as_csv, as_xlsx

USE, BARRIERS = f"{QUESTION}use", f"{QUESTION}barriers"
TABLE = (
    ("Employer", "Where are you?", "use", "Team", "Remark"),
    ("Northmoor", "Eastford", "high", "A", "I wrote this at length to say what I think of it"),
    ("Northmoor", "Paris", "low", "B", "And this is something else that I wanted to say"),
    ("Nrthmoor", "Rome", "high", "A", "a@northmoor.gov"),
    ("Atlantis", "Southwick", "hihg", "B", "One more remark in words that nobody else would use"),
)


@pytest.fixture
def draft(tiny_pack: Pack) -> Draft:
    return begin(read_file("a.csv", as_csv(TABLE)), tiny_pack.questions, tiny_pack.region)


def used(draft: Draft, pack: Pack) -> int:
    imported = bring_in(draft.table, draft.mapping, pack.questions, pack.region, wave="2026")
    return len(imported.report.used)


class TestADraft:
    def test_begins_with_what_was_suggested(self, draft: Draft) -> None:
        assert draft.mapping == draft.suggestion.mapping
        assert draft.choice("use") == USE
        assert draft.choice("Remark") == PERSONAL

    def test_says_what_must_be_decided_until_it_is(self, draft: Draft) -> None:
        (sentence,) = draft.to_decide
        assert sentence.startswith("“Atlantis”")
        assert not draft.with_council("Atlantis", "").to_decide
        assert draft.with_council("Atlantis", "").with_council("Atlantis", None).to_decide

    def test_has_the_names_in_another_column_once_that_holds_the_council(
        self, draft: Draft, tiny_pack: Pack
    ) -> None:
        assert used(draft, tiny_pack) == 3
        other = draft.with_choice("Where are you?", COUNCIL, tiny_pack.questions, tiny_pack.region)
        assert {each.name for each in other.suggestion.councils} >= {"Eastford", "Paris", "Rome"}
        assert other.choice("Employer") == DROP
        assert used(other, tiny_pack) == 2

    @pytest.mark.parametrize("choice", [COUNCIL, EXTRA, PERSONAL, DROP, USE, BARRIERS])
    def test_takes_a_column_for_whatever_somebody_says(
        self, draft: Draft, tiny_pack: Pack, choice: str
    ) -> None:
        changed = draft.with_choice("Team", choice, tiny_pack.questions, tiny_pack.region)
        assert changed.choice("Team") == choice
        assert bool(changed.field("Team").answers) == choice.startswith(QUESTION)
        assert draft.choice("Team") == DROP

    def test_knows_what_an_answer_counts_as(self, draft: Draft) -> None:
        slip = next(each for each in draft.field("use").answers if each.text == "hihg")
        assert draft.meaning("use", slip) == "high"
        assert draft.with_answer("use", "hihg", "low").meaning("use", slip) == "low"
        assert draft.with_answer("use", "hihg", None).meaning("use", slip) is None
        assert draft.with_answer("use", "hihg", "").meaning("use", slip) == ""

    def test_uses_a_saved_mapping_again(self, draft: Draft, tiny_pack: Pack) -> None:
        questions, region = tiny_pack.questions, tiny_pack.region
        mended = draft.with_choice("Team", EXTRA, questions, region).with_council("Atlantis", "")
        assert draft.with_saved(mended.mapping, questions, region).mapping == mended.mapping

    def test_read_otherwise_keeps_what_somebody_decided(
        self, draft: Draft, tiny_pack: Pack
    ) -> None:
        questions, region = tiny_pack.questions, tiny_pack.region
        mended = (
            draft.with_choice("Team", EXTRA, questions, region)
            .with_council("Atlantis", "")
            .with_rule("people_of_council", "first")
        )
        again = mended.read_again("", "google", questions, region)
        assert again.table.dialect == "google"
        assert again.choice("Team") == EXTRA
        assert again.mapping.councils["Atlantis"] == ""
        assert again.mapping.rules == mended.mapping.rules

    def test_of_a_sheet_that_is_not_there_or_is_empty_is_refused(self, tiny_pack: Pack) -> None:
        file = read_file("a.xlsx", as_xlsx({"Form": TABLE, "Notes": [("Only", "headings")]}))
        for sheet, words in (("Answers", "no sheet “Answers”"), ("Notes", "no row with answers")):
            with pytest.raises(UnreadableFile, match=words):
                begin(file, tiny_pack.questions, tiny_pack.region, sheet=sheet)


class TestTheChoices:
    def test_are_every_question_once_and_what_is_none(self, draft: Draft, tiny_pack: Pack) -> None:
        choices = choices_for(draft.field("Team"), tiny_pack.questions)
        asked = [each for each in tiny_pack.questions.values() if each.kind != "fact"]
        assert len(choices) == len({*choices}) == len(asked) + 4
        assert all(choice_in_words(each, tiny_pack.questions) for each in choices)

    def test_leave_out_a_question_of_ones_own_where_people_wrote_in_their_own_words(
        self, draft: Draft, tiny_pack: Pack
    ) -> None:
        assert EXTRA not in choices_for(draft.field("Remark"), tiny_pack.questions)

    def test_come_with_how_sure_it_is(self, draft: Draft, tiny_pack: Pack) -> None:
        said = confidence_in_words(draft.field("use"), tiny_pack.questions)
        assert said.startswith("Sure (100%)")
        assert "%" not in confidence_in_words(draft.field("Employer"), tiny_pack.questions)
