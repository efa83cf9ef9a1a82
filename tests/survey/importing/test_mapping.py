"""Specification of mappings: suggested with reasons, changed by the user, saved, used next year."""

import json
from contextlib import suppress
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.survey.importing.mapping import (
    OUTSIDE,
    FieldUse,
    Mapping,
    MappingError,
    Rules,
    from_json,
    to_json,
)
from bestbywm.survey.importing.suggesting import (
    MADE_UP,
    NO_COUNCIL,
    Suggestion,
    keys_of,
    question_use,
    reuse,
    suggest,
    to_ask,
)
from tests.packs import EASTFORD, NORTHMOOR, SOUTHWICK
from tests.survey.importing.exports import table_of
from tests.survey.importing.samples import Rows

HEADINGS = ("ID", "Start time", "Completion time", "Email", "Which council?")
START, END = "2026-05-14 09:30:00", "2026-05-14 09:35:00"
THOUGHT = "I have been thinking about this a lot, for the"
ROWS: Rows = (
    (*HEADINGS, "How much is it used?", "What stands in the way?", "Do you use AI?", "Thoughts"),
    (1, START, END, "a1@x.org", "Northmoor", "High", "Cost;", "Yes", f"{THOUGHT} first time"),
    (2, START, END, "a2@x.org", "Eastford DC", "Low", "Cost;Time;", "Yes", f"{THOUGHT} second"),
    (3, START, END, "a3@x.org", "Leeds", "A lot", "No idea;", "Yes", f"{THOUGHT} third time"),
    (4, START, END, "a4@x.org", "Eastford and Northmoor", "Medium", "", "Yes", THOUGHT),
)


@pytest.fixture(scope="module")
def suggestion(tiny_pack: Pack) -> Suggestion:
    return suggest(table_of(ROWS), tiny_pack.questions, tiny_pack.region)


class TestASuggestion:
    def test_says_what_each_column_is_taken_for(self, suggestion: Suggestion) -> None:
        assert {each.heading: (each.columns, each.use) for each in suggestion.fields} == {
            "ID": ("A", "personal"),
            "Start time": ("B", "drop"),
            "Completion time": ("C", "drop"),
            "Email": ("D", "personal"),
            "Which council?": ("E", "council"),
            "How much is it used?": ("F", "question"),
            "What stands in the way?": ("G", "question"),
            "Do you use AI?": ("H", "drop"),
            "Thoughts": ("I", "personal"),
        }

    def test_says_how_sure_that_is(self, suggestion: Suggestion) -> None:
        by_heading = {each.heading: each for each in suggestion.fields}
        barriers = by_heading["What stands in the way?"]
        assert (barriers.match.certainty, barriers.why) == ("sure", "the same words")
        use = by_heading["How much is it used?"]
        assert use.match.certainty == "likely"
        assert use.why == f"similar words ({use.match.confidence} of 100)"

    def test_says_what_each_answer_is_taken_for(self, suggestion: Suggestion) -> None:
        by_heading = {each.heading: each for each in suggestion.fields}
        answers = by_heading["How much is it used?"].answers
        assert [(each.text, each.option, each.people) for each in answers] == [
            *(("High", "high", 1), ("Low", "low", 1), ("A lot", "high", 1), ("Medium", "", 1)),
        ]
        barriers = by_heading["What stands in the way?"].answers
        assert [(each.text, each.people) for each in barriers] == [
            *(("Cost", 2), ("Time", 1), ("No idea", 1)),
        ]

    def test_offers_to_keep_a_column_with_answers_to_choose_from(
        self, suggestion: Suggestion
    ) -> None:
        kinds = {each.heading: each.extra_kind for each in suggestion.fields}
        assert kinds["Do you use AI?"] == "single"
        assert kinds["Thoughts"] == ""
        assert kinds["Start time"] == "", "the form filled it in by itself"

    def test_asks_about_councils_that_nobody_can_tell(self, suggestion: Suggestion) -> None:
        assert suggestion.mapping.councils == {"Northmoor": NORTHMOOR, "Eastford DC": EASTFORD}
        assert to_ask(suggestion) == (
            "“Leeds” (1 person): no council of the region has such a name. Which council is it?",
            "“Eastford and Northmoor” (1 person): the words name several councils. "
            "Which council is it?",
        )
        decided = suggestion.mapping.with_council("Leeds", OUTSIDE)
        assert len(to_ask(suggestion, decided)) == 1

    def test_says_if_no_column_names_councils(self, tiny_pack: Pack) -> None:
        table = table_of((("use", "barriers"), ("high", "cost")))
        assert suggest(table, tiny_pack.questions, tiny_pack.region).notes == (NO_COUNCIL,)

    def test_says_if_the_answers_are_made_up(self, tiny_pack: Pack) -> None:
        table = table_of((("Council", "use", "stamp"), ("Moor", "high", STAMPS["illustrative"])))
        assert suggest(table, tiny_pack.questions, tiny_pack.region).notes == (MADE_UP,)

    def test_is_not_misled_by_answers_of_another_question(self, tiny_pack: Pack) -> None:
        rows = (("Council", "How much do you use it now?"), ("Moor", "rarely"), ("Wick", "never"))
        table = table_of((*rows, ("Wick", "never"), ("Wick", "rarely")))
        fields = suggest(table, tiny_pack.questions, tiny_pack.region).fields
        assert fields[1].use == "drop"
        assert fields[1].match.best == "use"

    def test_keeps_headings_apart_that_are_the_same(self) -> None:
        table = table_of((("Council", "Other", "Other", "Other (2)"), ("Moor", "a", "b", "c")))
        keys = keys_of(table.fields)
        assert len({*keys}) == 4
        assert keys[:2] == ("Council", "Other")


class TestChanging:
    def test_the_use_of_a_column_takes_the_question_from_another(
        self, suggestion: Suggestion, tiny_pack: Pack
    ) -> None:
        use, answers = question_use(table_of(ROWS), "Do you use AI?", "use", tiny_pack.questions)
        changed = suggestion.mapping.with_field("Do you use AI?", use)
        assert changed.fields["Do you use AI?"].question == "use"
        assert changed.fields["How much is it used?"] == FieldUse("drop")
        assert [(each.text, each.option) for each in answers] == [("Yes", "")]
        assert suggestion.mapping.fields["How much is it used?"].use == "question", "unchanged"

    def test_the_council_is_one_column(self, suggestion: Suggestion) -> None:
        changed = suggestion.mapping.with_field("Thoughts", FieldUse("council"))
        uses = [use.use for use in changed.fields.values()]
        assert uses.count("council") == 1
        assert changed.fields["Which council?"].use == "drop"

    def test_the_meaning_of_an_answer(self, suggestion: Suggestion) -> None:
        key = "How much is it used?"
        changed = suggestion.mapping.with_answer(key, "Medium", "low")
        assert changed.fields[key].answers["Medium"] == "low"
        changed = changed.with_answer(key, "medium", None)
        assert "Medium" not in changed.fields[key].answers
        assert changed.fields[key].set_aside == ("medium",)
        changed = changed.with_answer(key, "Medium", "")
        assert changed.fields[key].set_aside == ()
        assert changed.fields[key].answers["Medium"] == ""


NAMES = st.text(max_size=20)
USES = st.builds(
    FieldUse,
    use=st.sampled_from(["question", "council", "extra", "personal", "drop"]),
    question=NAMES,
    kind=NAMES,
    separator=st.sampled_from(["", ";", ", "]),
    answers=st.dictionaries(NAMES, NAMES, max_size=3),
    set_aside=st.lists(NAMES, max_size=3).map(tuple),
)
MAPPINGS = st.builds(
    Mapping,
    fields=st.dictionaries(NAMES, USES, max_size=4),
    councils=st.dictionaries(NAMES, st.sampled_from(["", NORTHMOOR, "X"]), max_size=3),
    rules=st.builds(
        Rules,
        duplicates=st.sampled_from(["all", "first", "last"]),
        people_of_council=st.sampled_from(["all", "first", "last"]),
        test_rows=st.sampled_from(["set aside", "keep"]),
        contradictions=st.sampled_from(["names win", "set aside"]),
    ),
    dialect=st.sampled_from([None, "microsoft", "plain"]),
    sheet=NAMES,
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
    ),
    max_leaves=9,
)


class TestASavedMapping:
    @given(MAPPINGS)
    def test_is_the_same_when_read_again(self, mapping: Mapping) -> None:
        assert from_json(to_json(mapping)) == mapping

    def test_can_be_read_and_changed_by_a_person(self, suggestion: Suggestion) -> None:
        text = to_json(suggestion.mapping)
        assert text.endswith("}\n")
        assert json.loads(text)["fields"]["Start time"] == {"use": "drop"}
        assert json.loads(text)["councils"]["Eastford DC"] == EASTFORD

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("", "The mapping is not JSON: something is wrong in line 1."),
            ("{\n'a'}", "The mapping is not JSON: something is wrong in line 2."),
            ("[]", "Where the mapping should be, there are no entries in braces."),
            ("{}", "The mapping is not of version 1, the only one that is known."),
            (
                '{"version": 1, "fields": 3}',
                "In the mapping, “fields” should be entries in braces.",
            ),
            (
                '{"version": 1, "fields": {"Use": 3}}',
                "Where the column “Use” should be, there are no entries in braces.",
            ),
            ('{"version": 1, "fields": {"Use": {}}}', "In the column “Use”, “use” is missing."),
            (
                '{"version": 1, "fields": {"Use": {"use": "eat"}}}',
                "In the column “Use”, “use” should be one of question, council, extra, personal, "
                "drop.",
            ),
            (
                '{"version": 1, "rules": {"duplicates": "some"}}',
                "In the rules, “duplicates” should be one of all, first, last.",
            ),
            (
                '{"version": 1, "councils": {"A": 1}}',
                "In the mapping, “councils” should be texts only.",
            ),
            ("[" * 100_000, "The mapping is not JSON: something is wrong."),
            ("9" * 10_000, "The mapping is not JSON: something is wrong."),
        ],
    )
    def test_that_is_broken_says_where(self, text: str, message: str) -> None:
        with pytest.raises(MappingError) as error:
            from_json(text)
        assert str(error.value) == message

    @given(st.text(max_size=60))
    def test_may_be_any_text(self, text: str) -> None:
        with pytest.raises(MappingError):
            from_json(text)

    @given(JSON, JSON, JSON, JSON)
    def test_may_hold_anything(
        self, fields: object, councils: object, rules: object, sheet: object
    ) -> None:
        content = {"version": 1, "fields": fields, "councils": councils, "rules": rules}
        with suppress(MappingError):
            assert from_json(json.dumps(content | {"sheet": sheet})).rules


class TestNextYear:
    def test_the_same_file_needs_no_word(self, suggestion: Suggestion, tiny_pack: Pack) -> None:
        again = reuse(suggestion.mapping, table_of(ROWS), tiny_pack.questions, tiny_pack.region)
        assert again.mapping == suggestion.mapping
        assert again.notes == ()
        assert again.fields == suggestion.fields

    def test_what_was_decided_is_decided(self, suggestion: Suggestion, tiny_pack: Pack) -> None:
        key = "How much is it used?"
        saved = (
            suggestion.mapping.with_council("leeds", SOUTHWICK)
            .with_answer(key, "medium", "low")
            .with_field("Do you use AI?", FieldUse("extra", kind="single"))
            .with_rules(duplicates="first")
        )
        again = reuse(
            from_json(to_json(saved)), table_of(ROWS), tiny_pack.questions, tiny_pack.region
        )
        assert again.mapping.councils["Leeds"] == SOUTHWICK
        assert again.mapping.fields["Do you use AI?"].use == "extra"
        assert again.mapping.rules.duplicates == "first"
        (field,) = [each for each in again.fields if each.key == key]
        (answer,) = [each for each in field.answers if each.text == "Medium"]
        assert (answer.option, answer.how) == ("low", "as in the saved mapping")
        assert again.notes == ()

    def test_columns_are_found_in_another_order(
        self, suggestion: Suggestion, tiny_pack: Pack
    ) -> None:
        turned = [tuple(reversed(row)) for row in ROWS]
        table = table_of(turned)
        again = reuse(suggestion.mapping, table, tiny_pack.questions, tiny_pack.region)
        assert {key: use.use for key, use in again.mapping.fields.items()} == {
            key: use.use for key, use in suggestion.mapping.fields.items()
        }

    def test_what_does_not_fit_is_said_and_the_rest_is_used(
        self, suggestion: Suggestion, tiny_pack: Pack
    ) -> None:
        mapping = suggestion.mapping
        saved = replace(
            mapping,
            sheet="Form9",
            fields={
                **mapping.fields,
                "Last year's question": FieldUse("question", "use"),
                "What stands in the way?": FieldUse(
                    "question", "barriers", separator=";", answers={"Cost": "money", "Time": "time"}
                ),
                "Do you use AI?": FieldUse("question", "fame"),
            },
            councils={**mapping.councils, "Eastford DC": "X99"},
        )
        del saved.fields["Thoughts"]
        again = reuse(saved, table_of(ROWS), tiny_pack.questions, tiny_pack.region)
        assert again.notes == (
            "The saved mapping has a column “Last year's question”, which this file has not.",
            "“What stands in the way?”: “Cost” was the option “money”, which the question has not.",
            "“Do you use AI?” was the question fame, which the questionnaire has not.",
            "The column “Thoughts” is new: the saved mapping does not know it.",
            "“Eastford DC” was the council X99, which the region has not.",
            "The saved mapping was made for the sheet “Form9”; this one is “”.",
        )
        assert again.mapping.fields["What stands in the way?"].answers == {
            "Time": "time",
            "Cost": "cost",
        }
        assert again.mapping.councils["Eastford DC"] == EASTFORD
        assert again.mapping.fields["Do you use AI?"].use == "drop"

    def test_a_question_used_twice_is_used_once(self, tiny_pack: Pack) -> None:
        table = table_of((("Council", "use", "Use it?"), ("Moor", "high", "low")))
        asked = FieldUse("question", "use")
        saved = Mapping({"Council": FieldUse("council"), "use": asked, "Use it?": asked})
        again = reuse(saved, table, tiny_pack.questions, tiny_pack.region)
        assert again.mapping.fields["Use it?"].use == "drop"
        assert again.notes == ("“use” and “Use it?” are used for the same; the first counts.",)

    @given(MAPPINGS)
    def test_any_mapping_leaves_something_that_can_be_used(
        self, tiny_pack: Pack, mapping: Mapping
    ) -> None:
        table = table_of((("Council", "use"), ("Moor", "high")))
        again = reuse(mapping, table, tiny_pack.questions, tiny_pack.region)
        assert [*again.mapping.fields] == ["Council", "use"]
