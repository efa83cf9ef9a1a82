"""Specification of what is personal: recognised by headings and by content, and never kept."""

import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.pack import Pack
from bestbywm.survey.importing.checking import report_csv, report_text, set_aside_csv
from bestbywm.survey.importing.importing import bring_in
from bestbywm.survey.importing.mapping import to_json
from bestbywm.survey.importing.personal import kinds_in, masked, recognise
from bestbywm.survey.importing.suggesting import suggest
from tests.survey.importing.exports import table_of

CHOICES = [("Yes", 30), ("No", 10)]


class TestAColumn:
    @pytest.mark.parametrize(
        ("heading", "kind"),
        [
            ("Email", "e-mail"),
            ("E-mail address", "e-mail"),
            ("EmailAddress", "e-mail"),
            ("Your name", "name"),
            ("First Name", "name"),
            ("Surname", "name"),
            ("IP Address", "IP address"),
            ("Telephone number", "telephone"),
            ("Mobile phone", "telephone"),
            ("Postcode", "postal address"),
            ("ID", "identifier"),
            ("RespondentID", "identifier"),
        ],
    )
    def test_is_personal_by_its_heading(self, heading: str, kind: str) -> None:
        found = recognise(heading, CHOICES)
        assert found is not None
        assert found.kind == kind
        assert found.reason.startswith("the heading says “")

    @pytest.mark.parametrize(
        "heading",
        [
            *("Name of your council", "Council name", "Collector ID", "Does the shop close?"),
            *("Which skipping ropes do you use?", "Would you like an identity card?"),
        ],
    )
    def test_is_not_personal_though_its_heading_sounds_like_it(self, heading: str) -> None:
        assert recognise(heading, CHOICES) is None

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("jo.bloggs@walsall.gov.uk", "e-mail"),
            ("192.0.2.14", "IP address"),
            ("2001:db8:0:0:0:0:0:1", "IP address"),
            ("0121 496 0000", "telephone"),
            ("+44 (121) 496-0000", "telephone"),
            ("WS1 1TP", "postal address"),
        ],
    )
    def test_is_personal_by_what_stands_in_it(self, text: str, kind: str) -> None:
        found = recognise("Column F", [(text, 5), ("no", 20)])
        assert found is not None
        assert found.kind == kind
        assert found.reason.startswith("5 of 25 cells hold ")

    @pytest.mark.parametrize(
        "text",
        ["118000000001", "1.5", "2026-05-14 09:30:00", "14/05/2026", "10,000", "Facebook", "3"],
    )
    def test_is_not_personal_for_a_number_or_a_date(self, text: str) -> None:
        assert kinds_in(text) == []

    def test_of_sentences_is_free_text(self) -> None:
        said = [(f"What I always wanted to say, number {number}", 1) for number in range(40)]
        found = recognise("Column F", said)
        assert found is not None
        assert found.kind == "free text"

    def test_of_a_few_answers_given_again_and_again_is_a_question(self) -> None:
        assert recognise("Do you use AI?", CHOICES) is None
        assert recognise("Comments welcome?", CHOICES) is None

    @given(st.text(max_size=200), st.lists(st.tuples(st.text(max_size=50), st.integers(1, 9))))
    def test_may_say_anything(self, heading: str, texts: list[tuple[str, int]]) -> None:
        recognise(heading, texts)


class TestAReport:
    def test_shows_a_text_without_what_is_personal_in_it(self) -> None:
        text = "ask jo@x.org or 0121 496 0000, from 192.0.2.1"
        assert masked(text) == "ask [e-mail] or [telephone], from [IP address]"


HEADINGS = ("ID", "Start time", "Completion time", "Email", "Name", "Council", "use", "Thoughts?")
START, END = "2026-05-14 09:30:00", "2026-05-14 09:35:00"
SECRETS = ("SECRETMAIL", "SECRETNAME", "SECRETTHOUGHT", "secretmail", "98765001")
HIGH = ("Northmoor", "high")
PEOPLE = [
    (98765001, START, END, "SECRETMAIL1@moor.gov.uk", "SECRETNAME1", *HIGH, "My SECRETTHOUGHT"),
    (98765002, START, END, "secretmail1@moor.gov.uk", "SECRETNAME1", *HIGH, "A SECRETTHOUGHT"),
    (98765003, START, END, "SECRETMAIL2@moor.gov.uk", "SECRETNAME2", "Nowhere", "low", "Why not?"),
]


class TestPersonalData:
    """They are compared and dropped: nothing that comes out of an import holds them."""

    def test_are_in_nothing_that_is_kept(self, tiny_pack: Pack) -> None:
        table = table_of((HEADINGS, *PEOPLE))
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert len(result.report.set_aside["the same person answered in another row"]) == 1
        kept = [
            pickle.dumps((result.responses, result.report, result.extra_questions)).decode(
                "latin1"
            ),
            to_json(mapping),
            report_text(result.report),
            report_csv(result.report),
            set_aside_csv(table, result.report, result.personal_columns),
        ]
        for secret in SECRETS:
            for text in kept:
                assert secret not in text

    def test_are_named_with_the_reason(self, tiny_pack: Pack) -> None:
        table = table_of((HEADINGS, *PEOPLE))
        suggestion = suggest(table, tiny_pack.questions, tiny_pack.region)
        personal = {each.heading: each.why for each in suggestion.fields if each.personal}
        assert personal == {
            "ID": "the heading says “id”",
            "Email": "3 of 3 cells hold an e-mail address",
            "Name": "the heading says “name”",
            "Thoughts?": "people wrote in their own words",
        }
        result = bring_in(
            table, suggestion.mapping, tiny_pack.questions, tiny_pack.region, wave="2032"
        )
        assert result.report.dropped[1] == ("Email", "it holds an e-mail address")
        assert result.personal_columns == (1, 4, 5, 8)
        assert result.report.cells["personal"] == 12
