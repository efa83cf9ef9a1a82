"""What the columns, answers and council names of a file stand for, to be confirmed or changed."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from bestbywm.app import drafts, frame, texts
from bestbywm.app.frame import Visit
from bestbywm.exhibits.wording import capitalised
from bestbywm.pack import Pack
from bestbywm.render.markdown import plain
from bestbywm.render.takeaway import MIME
from bestbywm.survey.importing.checking import Decision, shown
from bestbywm.survey.importing.councils import CouncilMatch
from bestbywm.survey.importing.drafting import (
    Draft,
    choice_in_words,
    choices_for,
    confidence_in_words,
)
from bestbywm.survey.importing.importing import Imported
from bestbywm.survey.importing.mapping import OUTSIDE, MappingError, from_json, to_json
from bestbywm.survey.importing.matching import AnswerMatch
from bestbywm.survey.importing.suggesting import FieldSuggestion
from bestbywm.survey.questions import Question

SAVED, SAVED_COUNT, SAVED_FAULT = "survey-saved", "survey-saved-count", "survey-saved-fault"

ASIDE, OUTSIDE_CHOICE = "set aside", "outside"
"""Choices for a council's name that are no council."""

OPTION, ANOTHER, NO_ANSWER = "option ", "another", "none"
"""What a choice for an answer begins with that is an option; and the choices that are none."""

MOST_ASKED, MOST_SHOWN = 12, 60
"""Answers or names of one kind that are asked about at once, and that are shown in a list."""

LARGEST_SAVED = 5
"""Megabytes of a saved mapping."""

WIDTH = 340
"""Least width of a column of choices, in pixels: one on a phone, two or three at a desk."""


def show(visit: Visit, draft: Draft, imported: Imported) -> None:
    """What somebody should look at, open; what is sure, folded away."""
    pack = drafts.published(visit)
    st.header(texts.survey_mapping.CONFIRM, anchor=False)
    _councils(pack, draft)
    _rules(imported.report.decisions)
    _unsure_columns(pack, draft)
    _unsure_answers(pack, draft)
    _sure(pack, draft)
    _mapping_file(visit, draft)


# Councils -------------------------------------------------------------------------------------


def _councils(pack: Pack, draft: Draft) -> None:
    """Names that need an answer or a look."""
    unsure = [each for each in draft.suggestion.councils if each.certainty != "sure"]
    if not unsure:
        return
    open_ones = len(draft.to_decide)
    st.subheader(texts.survey_mapping.WHICH_COUNCILS, anchor=False)
    warning = st.empty()  # keeps its place, else the choices below would lose the focus
    if open_ones:
        words = texts.survey_mapping
        said = words.TO_DECIDE_ONE if open_ones == 1 else words.TO_DECIDE
        warning.warning(said.format(number=open_ones), icon=":material/help:")
    asked, left = unsure[:MOST_SHOWN], len(unsure) - MOST_SHOWN
    with st.grid("auto", min_column_width=WIDTH, gap="medium"):
        for each in asked:
            _council(pack, draft, each)
    if left > 0:
        st.caption(texts.survey_mapping.RARER_NAMES.format(number=left))


def _council(pack: Pack, draft: Draft, match: CouncilMatch) -> None:
    region, name = pack.region, match.name
    rest = sorted(
        (code for code in region.codes if code not in match.candidates),
        key=lambda code: region.by_code[code].name,
    )
    key = f"survey-council-{name}"
    code = draft.mapping.councils.get(name)
    st.session_state[key] = ASIDE if code is None else OUTSIDE_CHOICE if code == OUTSIDE else code
    words = {
        ASIDE: texts.survey_mapping.NOT_DECIDED,
        OUTSIDE_CHOICE: texts.survey_mapping.FROM_OUTSIDE,
    }

    def decided() -> None:
        chosen = st.session_state[key]
        code = {ASIDE: None, OUTSIDE_CHOICE: OUTSIDE}.get(chosen, chosen)
        drafts.change(lambda draft: draft.with_council(name, code))

    with st.container(gap="xsmall"):
        st.selectbox(
            texts.survey_mapping.QUOTED.format(said=plain(shown(name, 80))),
            [*match.candidates, ASIDE, OUTSIDE_CHOICE, *rest],
            key=key,
            format_func=lambda each: words.get(each) or frame.council_label(region.by_code[each]),
            on_change=decided,
        )
        st.caption(plain(_how_often(match)))


# Rows -----------------------------------------------------------------------------------------


def _rules(decisions: Sequence[Decision]) -> None:
    """What is done with rows of which there is more than one view."""
    found = [each for each in decisions if each.people]
    if found:
        st.subheader(texts.survey_mapping.WHICH_ROWS, anchor=False)
        with st.grid("auto", min_column_width=WIDTH, gap="medium"):
            for each in found:
                _rule(each)
    nothing = [each.found for each in decisions if not each.people]
    if nothing:
        with st.expander(texts.survey_mapping.NOT_FOUND, key="survey-not-found"):
            for each in (each for each in decisions if not each.people):
                st.caption(plain(f"{each.question} {each.found}"))


def _rule(decision: Decision) -> None:
    key = f"survey-rule-{decision.rule}"
    st.session_state[key] = decision.choice

    def decided() -> None:
        now = st.session_state[key]
        drafts.change(lambda draft: draft.with_rule(decision.rule, now))

    with st.container(gap="xsmall"):
        st.radio(
            plain(decision.question),
            list(decision.choices),
            key=key,
            format_func=lambda each: capitalised(decision.choices[each]),
            on_change=decided,
        )
        st.caption(plain(decision.found))


# Columns --------------------------------------------------------------------------------------


def _unsure_columns(pack: Pack, draft: Draft) -> None:
    unsure = [each for each in draft.suggestion.fields if each.key in draft.unsure]
    if not unsure:
        return
    st.subheader(texts.survey_mapping.WHICH_COLUMNS, anchor=False)
    st.caption(texts.survey_mapping.ABOUT_COLUMNS)
    _columns(pack, draft, unsure)


def _columns(pack: Pack, draft: Draft, fields: Sequence[FieldSuggestion]) -> None:
    with st.grid("auto", min_column_width=WIDTH, gap="medium"):
        for each in fields:
            _column(pack, draft, each)


def _column(pack: Pack, draft: Draft, field: FieldSuggestion) -> None:
    key, choice = f"survey-column-{field.key}", draft.choice(field.key)
    choices = choices_for(field, pack.questions)
    st.session_state[key] = choice

    def chosen() -> None:
        now = st.session_state[key]
        drafts.change(lambda draft: draft.with_choice(field.key, now, pack.questions, pack.region))

    heading = plain(shown(field.heading, 100)) or texts.survey_mapping.NO_HEADING
    with st.container(gap="xsmall"):
        st.selectbox(
            texts.survey_mapping.COLUMN.format(columns=field.columns, heading=heading),
            choices if choice in choices else [choice, *choices],
            key=key,
            format_func=lambda each: choice_in_words(each, pack.questions),
            on_change=chosen,
        )
        why = confidence_in_words(field, pack.questions)
        people = _people(field.people)
        st.caption(plain(texts.survey_mapping.FILLED_IN.format(people=people, why=why)))


# Answers --------------------------------------------------------------------------------------


def _asked_about(pack: Pack, draft: Draft) -> list[tuple[FieldSuggestion, Question]]:
    """The columns that are answers to a question of the pack."""
    uses = draft.mapping.fields
    return [
        (each, pack.questions[uses[each.key].question])
        for each in draft.suggestion.fields
        if uses[each.key].use == "question"
    ]


def _is_unsure(answer: AnswerMatch, question: Question) -> bool:
    """Whether it should be looked at: not a known name, nor simply another answer."""
    another = {option.id for option in question.with_role("rest")}
    return answer.certainty != "sure" and answer.option not in another


def _unsure_answers(pack: Pack, draft: Draft) -> None:
    groups = [
        (each, question, [answer for answer in each.answers if _is_unsure(answer, question)])
        for each, question in _asked_about(pack, draft)
    ]
    groups = [group for group in groups if group[2]]
    if not groups:
        return
    st.subheader(texts.survey_mapping.WHICH_ANSWERS, anchor=False)
    for field, question, answers in groups:
        st.markdown(_answers_of(question, field))
        with st.grid("auto", min_column_width=WIDTH, gap="medium"):
            for answer in answers[:MOST_ASKED]:
                _answer(draft, field, question, answer)
        if len(answers) > MOST_ASKED:
            rarer = len(answers) - MOST_ASKED
            st.caption(texts.survey_mapping.RARER_ANSWERS.format(number=rarer))


def _answer(draft: Draft, field: FieldSuggestion, question: Question, answer: AnswerMatch) -> None:
    key = f"survey-answer-{field.key}-{answer.text}"
    labels = {
        f"{OPTION}{option.id}": option.label for option in question.options if option.role != "rest"
    }
    labels |= {
        ANOTHER: texts.survey_mapping.ANY_OTHER,
        NO_ANSWER: texts.survey_mapping.NO_ANSWER,
    }
    meaning = draft.meaning(field.key, answer)
    said = f"{OPTION}{meaning}"
    st.session_state[key] = NO_ANSWER if meaning is None else said if said in labels else ANOTHER

    def chosen() -> None:
        now: str = st.session_state[key]
        option = None if now == NO_ANSWER else now.removeprefix(OPTION)
        option = "" if now == ANOTHER else option
        drafts.change(lambda draft: draft.with_answer(field.key, answer.text, option))

    with st.container(gap="xsmall"):
        st.selectbox(
            texts.survey_mapping.QUOTED.format(said=plain(shown(answer.text, 100))),
            list(labels),
            key=key,
            format_func=labels.__getitem__,
            on_change=chosen,
        )
        st.caption(plain(_how_often(answer)))


# What is sure ---------------------------------------------------------------------------------


def _sure(pack: Pack, draft: Draft) -> None:
    """What needs no look, to be changed all the same; made only when it is opened."""
    fields = [each for each in draft.suggestion.fields if each.key not in draft.unsure]
    if fields:
        label = texts.survey_mapping.SURE_COLUMNS.format(number=len(fields))
        with _folded(label, "columns") as fold:
            if fold.open:
                _columns(pack, draft, fields)
    councils = [each for each in draft.suggestion.councils if each.certainty == "sure"]
    if councils:
        label = texts.survey_mapping.SURE_COUNCILS.format(number=len(councils))
        with _folded(label, "councils") as fold:
            if fold.open:
                with st.grid("auto", min_column_width=WIDTH, gap="medium"):
                    for each in councils[:MOST_SHOWN]:
                        _council(pack, draft, each)
                _more(len(councils))
    answers = [
        (field, question, [each for each in field.answers if not _is_unsure(each, question)])
        for field, question in _asked_about(pack, draft)
    ]
    count = sum(len(found) for _, _, found in answers)
    if count:
        label = texts.survey_mapping.SURE_ANSWERS.format(number=count)
        with _folded(label, "answers") as fold:
            if fold.open:
                for field, question, found in answers:
                    _known_answers(draft, field, question, found)


def _folded(label: str, key: str) -> Any:
    return st.expander(label, key=f"survey-sure-{key}", on_change="rerun")


def _more(count: int) -> None:
    if count > MOST_SHOWN:
        st.caption(texts.survey_mapping.RARER_ONES.format(number=count - MOST_SHOWN))


def _known_answers(
    draft: Draft, field: FieldSuggestion, question: Question, answers: Sequence[AnswerMatch]
) -> None:
    if answers:
        st.markdown(_answers_of(question, field))
        with st.grid("auto", min_column_width=WIDTH, gap="medium"):
            for each in answers[:MOST_SHOWN]:
                _answer(draft, field, question, each)
        _more(len(answers))


def _people(count: int) -> str:
    words = texts.survey_mapping
    return words.ONE_PERSON if count == 1 else words.PEOPLE.format(number=count)


def _how_often(match: CouncilMatch | AnswerMatch) -> str:
    """How many people said it, and why it is taken for what it is taken for."""
    return texts.survey_mapping.HOW_OFTEN.format(
        people=_people(match.people), how=capitalised(match.how)
    )


def _answers_of(question: Question, field: FieldSuggestion) -> str:
    return texts.survey_mapping.ANSWERS_OF.format(
        question=plain(question.short), columns=field.columns
    )


# Saving a mapping, and using one again --------------------------------------------------------


def _mapping_file(visit: Visit, draft: Draft) -> None:
    with st.expander(texts.survey_mapping.SAVE_OR_USE, key="survey-mapping"):
        st.write(texts.survey_mapping.ABOUT_SAVING)
        st.download_button(
            texts.survey_mapping.SAVE,
            data=partial(to_json, draft.mapping),
            file_name=f"mapping-{date.today().isoformat()}.json",
            mime=MIME["json"],
            key="survey-mapping-save",
            on_click="ignore",
            icon=":material/save:",
        )
        key = f"{SAVED}-{st.session_state.get(SAVED_COUNT, 0)}"
        st.file_uploader(
            texts.survey_mapping.USE_SAVED,
            type="json",
            max_upload_size=LARGEST_SAVED,
            key=key,
            on_change=_opened,
            args=(visit, key),
            help=texts.survey_mapping.ABOUT_USE_SAVED,
        )
        if fault := st.session_state.get(SAVED_FAULT, ""):
            st.error(plain(fault), icon=":material/error:")
            st.caption(texts.survey_mapping.AS_IT_WAS)


def _opened(visit: Visit, key: str) -> None:
    uploaded: Any = st.session_state[key]
    if uploaded is None:
        return
    st.session_state[SAVED_FAULT] = ""
    st.session_state[SAVED_COUNT] = st.session_state.get(SAVED_COUNT, 0) + 1
    try:
        drafts.use_saved(visit, from_json(uploaded.getvalue().decode("utf-8-sig")))
    except UnicodeDecodeError:
        st.session_state[SAVED_FAULT] = texts.survey_mapping.NO_TEXT
    except MappingError as error:
        st.session_state[SAVED_FAULT] = str(error)
