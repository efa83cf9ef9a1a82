"""The accessibility statement, in the form that public bodies must use."""

import os
from collections.abc import Iterable
from datetime import date

import streamlit as st

from bestbywm.app import prose
from bestbywm.app.frame import Visit
from bestbywm.app.known_gaps import (
    COLOURS,
    KNOWN_GAPS,
    REFLOW_WIDTH,
    REVIEWED_ON,
    RULES,
    SMALLEST_TARGET,
    WIDTHS,
    KnownGap,
)
from bestbywm.app.publisher import CONTACT_VARIABLE, PUBLISHER_VARIABLE, Publisher, publisher
from bestbywm.app.texts import accessibility as texts
from bestbywm.render.markdown import linked, plain
from bestbywm.words import day_in_words, listed


def show(visit: Visit) -> str:
    """The statement: how to use it, what is not accessible, whom to tell, how it was tested."""
    runs_it = publisher(os.environ, date.today())
    st.title(texts.TITLE, anchor=False)
    _about(visit.pack.region.survey, runs_it)
    _how_accessible()
    _feedback(runs_it)
    _enforcement()
    _technical(runs_it)
    _not_accessible()
    _others()
    _files()
    st.header(texts.IMPROVING, anchor=False)
    prose.text(texts.WHAT_WE_DO)
    _preparation(runs_it)
    return ""


def _about(survey: str, runs_it: Publisher) -> None:
    prose.text(texts.APPLIES_TO.format(survey=plain(survey)))
    if runs_it.name:
        prose.text(texts.RUN_BY.format(publisher=plain(runs_it.name)))
    else:
        st.warning(texts.NOT_NAMED.format(publisher=_code(PUBLISHER_VARIABLE)))
    for sentence in runs_it.refused:
        st.warning(plain(sentence))
    prose.text(texts.WHAT_YOU_CAN_DO)
    _list(texts.ABILITIES)
    prose.text(texts.EASIER)


def _how_accessible() -> None:
    st.header(texts.HOW_ACCESSIBLE, anchor=False)
    prose.text(texts.NOT_FULLY)
    _list(f"**{plain(gap.name)}.** {plain(gap.affects)}" for gap in KNOWN_GAPS if gap.criterion)


def _feedback(runs_it: Publisher) -> None:
    st.header(texts.FEEDBACK, anchor=False)
    if runs_it.contact:
        prose.text(texts.CONTACT_US.format(contact=linked(runs_it.contact, runs_it.link)))
    else:
        st.warning(texts.NO_CONTACT.format(contact=_code(CONTACT_VARIABLE)))


def _enforcement() -> None:
    st.header(texts.ENFORCEMENT, anchor=False)
    prose.text(texts.ENFORCED_BY)
    prose.text(texts.NOT_HAPPY)


def _technical(runs_it: Publisher) -> None:
    st.header(texts.TECHNICAL, anchor=False)
    prose.text(texts.COMMITTED.format(publisher=plain(runs_it.name) or texts.WHOEVER_RUNS_IT))
    st.subheader(texts.STATUS, anchor=False)
    prose.text(texts.PARTIALLY)


def _not_accessible() -> None:
    st.header(texts.NOT_ACCESSIBLE, anchor=False)
    prose.text(texts.REASONS)
    st.subheader(texts.NON_COMPLIANCE, anchor=False)
    prose.text(texts.PLATFORM)
    _list(_gap(each) for each in KNOWN_GAPS if each.criterion)
    st.subheader(texts.BURDEN, anchor=False)
    prose.text(texts.NO_BURDEN)
    st.subheader(texts.OUTSIDE, anchor=False)
    prose.text(texts.NOTHING_OUTSIDE)


def _others() -> None:
    """Gaps that fail no success criterion: the law asks for the others only."""
    st.header(texts.OTHERS, anchor=False)
    prose.text(texts.ABOUT_OTHERS)
    _list(_gap(each) for each in KNOWN_GAPS if not each.criterion)


def _gap(gap: KnownGap) -> str:
    """A gap in markdown: what it means, what it fails, why, what can be done, where to read on."""
    fails = texts.GAP_FAILS.format(criterion=gap.criterion) if gap.criterion else ""
    reference = texts.GAP_REFERENCE if gap.is_reported else texts.GAP_NOT_REPORTED
    way_round = texts.GAP_WAY_ROUND.format(way_round=gap.way_round)
    sentences = (gap.affects, fails, gap.why, way_round)
    return " ".join(
        (
            f"**{plain(gap.name)}.**",
            *(plain(each) for each in sentences if each),
            reference.format(reference=gap.reference),
        )
    )


def _files() -> None:
    st.header(texts.FILES, anchor=False)
    _list(texts.ABOUT_FILES)


def _preparation(runs_it: Publisher) -> None:
    st.header(texts.PREPARATION, anchor=False)
    prose.text(
        texts.PREPARED_ON.format(
            prepared=day_in_words(runs_it.prepared_on or REVIEWED_ON),
            reviewed=day_in_words(REVIEWED_ON),
        )
    )
    prose.text(texts.LAST_TESTED.format(reviewed=day_in_words(REVIEWED_ON)))
    tested = {
        "rules": listed(RULES.values()),
        "colours": listed(COLOURS),
        "widths": listed(map(str, WIDTHS)),
        "reflow": REFLOW_WIDTH,
        "target": SMALLEST_TARGET,
    }
    _list(each.format(**tested) for each in texts.HOW_TESTED)


def _list(lines: Iterable[str]) -> None:
    prose.text("\n".join(f"- {line}" for line in lines))


def _code(name: str) -> str:
    return f"`{name}`"
