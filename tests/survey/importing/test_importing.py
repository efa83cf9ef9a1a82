"""Specification of an import: from a file to answers, as the person who loads it would count them.

The first tests are worked out by hand, one for each service, on the tiny region: question `use`
(high, low) and question `barriers` (cost, time, nothing).
"""

from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bestbywm.pack import Pack
from bestbywm.survey.extra import problems_of_extra_questions
from bestbywm.survey.importing.checking import Finding, report_csv, report_text
from bestbywm.survey.importing.importing import Imported, bring_in
from bestbywm.survey.importing.mapping import OUTSIDE, FieldUse, Mapping
from bestbywm.survey.importing.model import AnswerTable, Field, Sheet
from bestbywm.survey.importing.suggesting import extra_use, keys_of, suggest
from bestbywm.survey.responses import Responses, problems_of_own_answers
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR, SOUTHWICK
from tests.survey.importing.exports import WRITERS, people_in, table_of
from tests.survey.importing.samples import Rows

USE, BARRIERS = "How much do you use it?", "What stands in the way?"
FORMS = ("ID", "Start time", "Completion time", "Email", "Name", "Your council")
MONKEY = ("Respondent ID", "Collector ID", "Start Date", "End Date", "IP Address", "Your council")
OTHER = "Other (please specify)"
START, END = "2026-05-14 09:30:00", "2026-05-14 09:35:00"
BY_FORM = (START, END, "anonymous", "")
BY_MONKEY = (7, START, END, "192.0.2.1")

MICROSOFT: Rows = (
    (*FORMS, USE, BARRIERS),
    (1, *BY_FORM, "Northmoor Council", "High", "Cost;Time;"),
    (2, *BY_FORM, "Wick", "Low", "Nothing;"),
    (3, *BY_FORM, "Holmshire CC", "", "Cost;The rain;"),
    (4, *BY_FORM, "Eastford DC", "Medium", ""),
)

GOOGLE: Rows = (
    ("Timestamp", "Your council", USE, BARRIERS),
    ("14/05/2026 09:30:00", "Northmoor Council", "High", "Cost, Time"),
    ("14/05/2026 09:31:00", "Wick", "Low", "Nothing"),
    ("14/05/2026 09:32:00", "Holmshire CC", "", "Cost, The rain, the snow"),
    ("14/05/2026 09:33:00", "Eastford DC", "Medium", ""),
)

SURVEYMONKEY: Rows = (
    (*MONKEY, USE, "", BARRIERS, "", "", ""),
    (*[""] * 5, "Response", "Response", OTHER, "Cost", "Time", "Nothing", OTHER),
    (11, *BY_MONKEY, "Northmoor Council", "High", "", "Cost", "Time", "", ""),
    (12, *BY_MONKEY, "Wick", "Low", "", "", "", "Nothing", ""),
    (13, *BY_MONKEY, "Holmshire CC", "", "", "Cost", "", "", "The rain"),
    (14, *BY_MONKEY, "Eastford DC", "", "Medium", "", "", "", ""),
)

PLAIN: Rows = (
    ("Council", "use", "barriers"),
    ("Northmoor", "high", "cost;time"),
    ("Southwick", "low", "nothing"),
    ("Holmshire", "", "cost;the rain"),
    ("Eastford", "medium", ""),
)

TICKED: Rows = (
    ("Council", "How much do you use it?", "What stands in the way?"),
    ("Northmoor", "A lot", "time | cost"),
    ("Southwick", "LOW", "none"),
    ("Holmshire", "", "COST|the rain"),
    ("Eastford", "medium", ""),
)

SEMICOLONS = "a plain table with bars, aliases and capitals"


def imported(rows: Rows, pack: Pack, **changes: object) -> Imported:
    table = table_of(rows)
    mapping = suggest(table, pack.questions, pack.region).mapping
    return bring_in(table, replace(mapping, **changes), pack.questions, pack.region, wave="2032")


def findings(result: Imported, kind: str) -> list[Finding]:
    return [each for each in result.report.findings if each.kind == kind]


def chosen_by(responses: Responses, person: int) -> list[str]:
    return [responses.options[at][1] for at in np.flatnonzero(responses.chosen[person])]


class TestTheSameAnswersFromEachService:
    """Four people: high with cost and time; low with nothing; cost and rain; medium."""

    @pytest.fixture(params=["microsoft", "google", "surveymonkey", "plain", SEMICOLONS])
    def result(self, request: pytest.FixtureRequest, tiny_pack: Pack) -> Imported:
        rows = {
            "microsoft": MICROSOFT,
            "google": GOOGLE,
            "surveymonkey": SURVEYMONKEY,
            "plain": PLAIN,
            SEMICOLONS: TICKED,
        }
        return imported(rows[request.param], tiny_pack)

    def test_are_the_answers_of_the_wave_and_real(self, result: Imported) -> None:
        assert result.responses.wave == "2032"
        assert result.responses.provenance == "own"
        assert result.responses.questions == ("use", "barriers")

    def test_know_each_council(self, result: Imported) -> None:
        assert result.responses.councils == (NORTHMOOR, SOUTHWICK, HOLMSHIRE, EASTFORD)

    def test_know_each_choice(self, result: Imported) -> None:
        assert result.responses.options == (
            *(("use", "high"), ("use", "low")),
            *(("barriers", "cost"), ("barriers", "time"), ("barriers", "nothing")),
        )
        assert result.responses.chosen.tolist() == [
            [True, False, True, True, False],
            [False, True, False, False, True],
            [False, False, True, False, False],
            [False, False, False, False, False],
        ]

    def test_count_who_gave_another_answer_among_those_who_answered(self, result: Imported) -> None:
        """Medium is no option here. To leave it out would make the share of high too large."""
        assert result.responses.answered.tolist() == [
            [True, True],
            [True, True],
            [False, True],
            [True, False],
        ]

    def test_say_what_was_no_option(self, result: Imported) -> None:
        others = findings(result, "another answer")
        done = "counted among the people who answered, under no option"
        assert [each.done for each in others] == [done, done]
        assert others[0].expected == "one of High and Low"
        assert others[0].value.casefold() in {"medium", "other (please specify)"}
        assert len(others[0].rows) == len(others[1].rows) == 1

    def test_cannot_be_changed_by_accident(self, result: Imported) -> None:
        with pytest.raises(ValueError, match="read-only"):
            result.responses.chosen[0, 0] = False
        with pytest.raises(ValueError, match="read-only"):
            result.responses.answered[0, 0] = False


class TestTheAnswersThatShip:
    """The illustrative answers, written as each service would and read again, are the same."""

    @pytest.mark.parametrize("dialect", WRITERS)
    def test_come_back_identical(self, dialect: str, shipped_pack: Pack) -> None:
        answers = shipped_pack.responses["2013"]
        asked = [shipped_pack.questions[name] for name in answers.questions]
        people = people_in(answers, shipped_pack.questions, shipped_pack.region)
        table = table_of(WRITERS[dialect](people, asked))
        assert table.dialect == dialect
        mapping = suggest(table, shipped_pack.questions, shipped_pack.region).mapping
        result = bring_in(table, mapping, shipped_pack.questions, shipped_pack.region, wave="2013")
        assert result.responses.councils == answers.councils
        assert result.responses.questions == answers.questions
        assert result.responses.options == answers.options
        assert (result.responses.chosen == answers.chosen).all()
        assert (result.responses.answered == answers.answered).all()
        assert result.report.rows_set_aside == 0


def table_with(*answers: tuple[str, str, str]) -> AnswerTable:
    return table_of((("Council", "use", "barriers"), *answers))


class TestAnswersThatCannotAllBeTrue:
    ROWS = (("Northmoor", "high", "nothing;cost"), ("Eastford", "low", "nothing"))

    def test_what_is_named_counts_unless_somebody_decides_otherwise(self, tiny_pack: Pack) -> None:
        result = imported((("Council", "use", "barriers"), *self.ROWS), tiny_pack)
        assert chosen_by(result.responses, 0) == ["high", "cost"]
        assert chosen_by(result.responses, 1) == ["low", "nothing"]
        (finding,) = findings(result, "contradiction")
        assert finding.value == "nothing;cost"
        assert finding.done == "what is named counts, and “Nothing” does not"
        assert [*finding.rows] == [2]

    def test_can_be_set_aside_as_if_the_question_had_not_been_answered(
        self, tiny_pack: Pack
    ) -> None:
        table = table_with(*self.ROWS)
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        mapping = mapping.with_rules(contradictions="set aside")
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert chosen_by(result.responses, 0) == ["high"]
        assert result.responses.answered.tolist() == [[True, False], [True, True]]
        assert result.report.cells["set aside"] == 1

    def test_words_beside_a_choice_are_a_remark(self, tiny_pack: Pack) -> None:
        rows = (
            *SURVEYMONKEY[:2],
            (11, *BY_MONKEY, "Moor", "High", "only at night", *[""] * 4),
        )
        result = imported(rows, tiny_pack)
        assert chosen_by(result.responses, 0) == ["high"]
        (finding,) = findings(result, "contradiction")
        assert finding.done.startswith("the named answer counts")
        assert findings(result, "another answer") == []


class TestTicks:
    """A column for each option, as a merged heading or SurveyMonkey has it."""

    ABOVE = ("Respondent ID", "Collector ID", "Your council", "What stands in the way?", "", "")
    BELOW = ("", "", "Response", "Cost", "Time", "Nothing")

    @pytest.mark.parametrize(
        ("yes", "no"), [("1", "0"), ("Yes", "No"), ("X", ""), ("TRUE", "FALSE")]
    )
    def test_may_be_made_in_many_ways(self, yes: str, no: str, tiny_pack: Pack) -> None:
        rows = (
            self.ABOVE,
            self.BELOW,
            (1, 7, "Northmoor", yes, yes, no),
            (2, 7, "Northmoor", no, no, yes),
        )
        result = imported(rows, tiny_pack)
        assert chosen_by(result.responses, 0) == ["cost", "time"]
        assert chosen_by(result.responses, 1) == ["nothing"]

    def test_none_of_them_is_no_answer_where_nothing_could_be_ticked(self, tiny_pack: Pack) -> None:
        rows = (self.ABOVE, self.BELOW, (1, 7, "Moor", 1, 0, 0), (2, 7, "Moor", 0, 0, 0))
        result = imported(rows, tiny_pack)
        assert len(result.responses.councils) == 1
        assert [*result.report.set_aside] == ["no question is answered"]


class TestNumbersInsteadOfWords:
    ROWS = (("Northmoor", "1", "cost"), ("Eastford", "2", "cost"), ("Eastford", "1", "time"))

    def test_are_not_guessed(self, tiny_pack: Pack) -> None:
        result = imported((("Council", "use", "barriers"), *self.ROWS), tiny_pack)
        assert not result.responses.answered[:, 0].any()
        numbers = findings(result, "answer set aside")
        assert [(each.value, len(each.rows)) for each in numbers] == [("1", 2), ("2", 1)]
        assert numbers[0].done == "set aside: the file does not say what the number stands for"

    def test_count_once_somebody_says_what_they_mean(self, tiny_pack: Pack) -> None:
        table = table_with(*self.ROWS)
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        mapping = mapping.with_answer("use", "1", "high").with_answer("use", "2", "low")
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert result.responses.chosen[:, :2].tolist() == [
            [True, False],
            [False, True],
            [True, False],
        ]


class TestCouncils:
    ROWS = (("Northmoor", "high", ""), ("Leeds", "low", ""), ("", "low", ""), ("Moor", "low", ""))

    def test_that_nobody_knows_are_set_aside_and_said(self, tiny_pack: Pack) -> None:
        result = imported((("Council", "use", "barriers"), *self.ROWS), tiny_pack)
        assert result.responses.councils == (NORTHMOOR, NORTHMOOR)
        assert {reason: [*rows] for reason, rows in result.report.set_aside.items()} == {
            "nobody has said which council it is": [3],
            "no council is named": [4],
        }
        (finding,) = findings(result, "council not known")
        assert finding.value == "Leeds"
        assert str(finding) == (
            "column A “Council”, row 3: “Leeds”. Expected: a council of the region. "
            "Done: set aside: nobody has said which council it is."
        )

    def test_count_as_somebody_decides(self, tiny_pack: Pack) -> None:
        table = table_with(*self.ROWS)
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        decided = mapping.with_council("Leeds", SOUTHWICK)
        result = bring_in(table, decided, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert result.responses.councils == (NORTHMOOR, SOUTHWICK, NORTHMOOR)
        outside = mapping.with_council("Leeds", OUTSIDE)
        result = bring_in(table, outside, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert "from outside the region" in result.report.set_aside

    def test_chosen_or_typed_into_the_box_beside_are_one_question(self, tiny_pack: Pack) -> None:
        rows = (
            ("Respondent ID", "Collector ID", "Your council", "", "How much do you use it?"),
            ("", "", "Response", "Other (please specify)", "Response"),
            (1, 7, "Northmoor", "", "High"),
            (2, 7, "", "Eastford DC", "Low"),
        )
        assert imported(rows, tiny_pack).responses.councils == (NORTHMOOR, EASTFORD)

    def test_without_a_column_for_them_no_row_is_used(self, tiny_pack: Pack) -> None:
        result = imported((("use", "barriers"), ("high", "cost")), tiny_pack)
        assert result.responses.councils == ()
        assert result.responses.chosen.shape == (0, 5)
        assert len(result.report.set_aside["no council is named"]) == 1


PEOPLE: Rows = (
    (*FORMS, USE),
    (1, START, END, "a@moor.gov.uk", "Ann", "Northmoor", "High"),
    (2, START, END, "A@Moor.gov.uk", "Ann", "Northmoor", "Low"),
    (3, START, "2026-05-14 09:30:02", "b@moor.gov.uk", "Bob", "Northmoor", "Low"),
    (4, START, END, "c@moor.gov.uk", "asdf", "Northmoor", "Low"),
    (5, START, END, "d@example.com", "Dan", "Northmoor", "Low"),
    (6, START, END, "anonymous", "", "Eastford", "Low"),
    (7, START, END, "anonymous", "", "Eastford", "High"),
)
"""Ann answered twice; rows 4 to 6 are tests: in two seconds, by a name, by an address."""


class TestPeople:
    def result(self, pack: Pack, **rules: str) -> Imported:
        table = table_of(PEOPLE)
        mapping = suggest(table, pack.questions, pack.region).mapping.with_rules(**rules)
        return bring_in(table, mapping, pack.questions, pack.region, wave="2032")

    def test_who_answered_twice_count_as_they_answered_last(self, tiny_pack: Pack) -> None:
        assert [*self.result(tiny_pack).report.used] == [3, 7, 8]

    @pytest.mark.parametrize(
        ("rules", "used"),
        [
            ({"duplicates": "first"}, [2, 7, 8]),
            ({"duplicates": "all"}, [2, 3, 7, 8]),
            ({"test_rows": "keep"}, [3, 4, 5, 6, 7, 8]),
            ({"people_of_council": "first"}, [3, 7]),
            ({"people_of_council": "last"}, [3, 8]),
        ],
    )
    def test_count_as_the_user_decides(
        self, rules: dict[str, str], used: list[int], tiny_pack: Pack
    ) -> None:
        assert [*self.result(tiny_pack, **rules).report.used] == used

    def test_without_an_address_are_different_people(self, tiny_pack: Pack) -> None:
        """Microsoft Forms writes "anonymous" for everybody whose address it does not ask."""
        assert {7, 8} <= {*self.result(tiny_pack).report.used}

    def test_are_shown_to_the_user_with_their_number_and_the_choice(self, tiny_pack: Pack) -> None:
        decisions = {each.rule: each for each in self.result(tiny_pack).report.decisions}
        assert decisions["duplicates"].people == 2
        assert decisions["duplicates"].choice == "last"
        assert decisions["test_rows"].found == "3 rows look like one."
        assert decisions["people_of_council"].people == 2
        assert [*decisions] == [
            *("contradictions", "test_rows", "duplicates", "people_of_council"),
        ]
        for each in decisions.values():
            assert each.choice in each.choices

    def test_sharing_the_number_of_a_collector_are_different_people(self, tiny_pack: Pack) -> None:
        assert len(imported(SURVEYMONKEY, tiny_pack).responses.councils) == 4


class TestQuestionsOfOnesOwn:
    HEADINGS = ("Council", "use", "Do you use AI?", "Tools; {all}", "Remarks")
    ROWS = (
        ("Northmoor", "high", "Yes", "Pen;Ink;", "I like the tools a lot, ask a@moor.gov.uk"),
        ("Eastford", "low", "No", "Pen;", "We do not have the time to write about it"),
        ("Eastford", "low", "yes", "Ink;Pen;", ""),
        ("Southwick", "low", "No", "Pen;", "Nothing more to say at this point, thank you"),
    )

    @pytest.fixture
    def result(self, tiny_pack: Pack) -> Imported:
        table = table_of((self.HEADINGS, *self.ROWS))
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        for key in ("Do you use AI?", "Tools; {all}"):
            assert mapping.fields[key].use == "drop", "kept only if somebody wants it"
            mapping = mapping.with_field(key, extra_use(table, key))
        return bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")

    def test_have_the_answers_as_their_options(self, result: Imported) -> None:
        asked, tools = result.extra_questions.values()
        assert (asked.kind, [option.id for option in asked.options]) == ("single", ["No", "Yes"])
        assert asked.high == {"Yes"}
        assert (tools.kind, [option.id for option in tools.options]) == ("multiple", ["Pen", "Ink"])

    def test_are_answered_like_the_others(self, result: Imported) -> None:
        assert result.responses.questions == ("use", *result.extra_questions)
        assert chosen_by(result.responses, 0) == ["high", "Yes", "Pen", "Ink"]
        assert chosen_by(result.responses, 1) == ["low", "No", "Pen"]

    def test_fit_into_the_pack(self, result: Imported, tiny_pack: Pack) -> None:
        wave = replace(tiny_pack.waves[0], id="2032", title="Our survey", when="2032")
        wave = replace(wave, answers_provenance="own", answers_file=None)
        pack = tiny_pack.with_wave(wave, result.responses, result.extra_questions)
        assert pack.responses["2032"].councils == result.responses.councils

    def test_in_peoples_own_words_are_personal(self, result: Imported) -> None:
        assert result.personal_columns == (5,)

    def test_never_have_an_address_as_an_option(self, tiny_pack: Pack) -> None:
        rows = (
            ("Council", "use", "Who?"),
            *(("Northmoor", "low", "me") for _ in range(30)),
            ("Northmoor", "low", "jo@moor.gov.uk"),
        )
        table = table_of(rows)
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        mapping = mapping.with_field("Who?", FieldUse("extra", kind="single"))
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        (question,) = result.extra_questions.values()
        assert [option.id for option in question.options] == ["me", "other"]
        (finding,) = findings(result, "another answer")
        assert finding.value == "[e-mail]"

    def test_need_answers_to_choose_from(self, tiny_pack: Pack) -> None:
        table = table_of((("Council", "use", "Who?"), ("Northmoor", "low", "a@b.org")))
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        mapping = mapping.with_field("Who?", FieldUse("extra", kind="single"))
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert result.extra_questions == {}
        assert result.report.cells["not used"] == 1


class TestAMapping:
    def test_of_another_file_uses_what_it_knows(self, tiny_pack: Pack) -> None:
        table = table_with(("Northmoor", "high", "cost"))
        mapping = Mapping({"use": FieldUse("question", "use"), "gone": FieldUse("drop")})
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert result.responses.questions == ("use",)
        assert result.report.cells["not used"] == 0
        assert result.report.cells["set aside"] == 3, "nobody said which column is the council"

    def test_that_names_a_question_twice_uses_the_first(self, tiny_pack: Pack) -> None:
        table = table_with(("Northmoor", "high", "low"))
        use = FieldUse("question", "use")
        mapping = Mapping(
            {"Council": FieldUse("council"), "use": use, "barriers": use}, {"northmoor": NORTHMOOR}
        )
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert result.responses.options == (("use", "high"), ("use", "low"))
        assert result.responses.chosen.tolist() == [[True, False]]

    def test_that_names_what_the_pack_has_not_uses_the_rest(self, tiny_pack: Pack) -> None:
        table = table_with(("Northmoor", "high", "low"))
        mapping = Mapping(
            {
                "Council": FieldUse("council"),
                "use": FieldUse("question", "use", answers={"high": "huge"}),
                "barriers": FieldUse("question", "fame"),
            },
            {"Northmoor": NORTHMOOR, "Eastford": "X1"},
        )
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        assert chosen_by(result.responses, 0) == ["high"]

    def test_tells_how_far_it_is(self, tiny_pack: Pack) -> None:
        told: list[float] = []
        table = table_with(("Northmoor", "high", "low"))
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        bring_in(
            table,
            mapping,
            tiny_pack.questions,
            tiny_pack.region,
            wave="2032",
            progress=lambda done, _what: told.append(done),
        )
        assert told == sorted(told)
        assert told[-1] == 1


SIGNS = st.text(max_size=30)
WORDS = SIGNS | st.sampled_from(
    ["Council", "use", "barriers", "Northmoor", "high", "cost;time", "1"]
)


class TestAnyTable:
    """Whatever people type, a file ends in answers and a report."""

    @given(
        st.lists(WORDS, min_size=1, max_size=5),
        st.lists(st.lists(WORDS, min_size=5, max_size=5), max_size=6),
        st.sampled_from(["", ";", ", "]),
    )
    @settings(deadline=None)
    def test_can_be_brought_in(
        self, tiny_pack: Pack, headings: list[str], rows: list[list[str]], separator: str
    ) -> None:
        width = len(headings)
        cells = pd.DataFrame([headings, *(row[:width] for row in rows)], dtype=object)
        cells.index, cells.columns = cells.index + 1, cells.columns + 1
        table = AnswerTable(
            dialect="plain",
            why="",
            sheet=Sheet("", cells.where(cells != "", None)),
            heading_rows=(1,),
            fields=tuple(Field((at,), heading) for at, heading in enumerate(headings, start=1)),
            people=tuple(range(2, len(rows) + 2)),
            separator=separator,
        )
        mapping = suggest(table, tiny_pack.questions, tiny_pack.region).mapping
        for key in keys_of(table.fields):
            if mapping.fields[key].use in {"drop", "personal"}:
                mapping = mapping.with_field(key, extra_use(table, key))
        result = bring_in(table, mapping, tiny_pack.questions, tiny_pack.region, wave="2032")
        questions = {**tiny_pack.questions, **result.extra_questions}
        assert not [*problems_of_extra_questions(result.extra_questions, tiny_pack.questions, ())]
        if result.responses.councils:
            assert not [
                *problems_of_own_answers(result.responses, "2032", questions, tiny_pack.region)
            ]
        assert report_text(result.report)
        assert report_csv(result.report)
