"""What you can say: each figure and claim, its verdict, a sentence to use, words to avoid."""

from collections import Counter
from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from bestbywm.analysis.claims import NOT_SHOWN, SUPPORTED, VERDICTS, WITH_CARE, Verdict
from bestbywm.app import card, data, prose, taking, texts
from bestbywm.app.frame import Visit
from bestbywm.exhibits.claims import (
    HOW_VERDICTS_ARE_MADE,
    JudgedClaim,
    figures_and_claims,
    judged_claims,
)
from bestbywm.exhibits.model import LOW_RELIABILITY, SHORTHAND, Exhibit, Table
from bestbywm.exhibits.wording import capitalised
from bestbywm.render.markdown import linked, plain
from bestbywm.render.tables import in_words, shorthand_in

WAVE, VERDICT, WORDS = "claims-wave", "claims-verdict", "claims-words"
PAGE, TABLE = "claims-page", "claims-table"

ALL = texts.claims.EVERY_WAVE

ON_A_PAGE = 8
"""How many figures and claims are shown at once: few enough for a phone."""

MARKS: dict[Verdict, str] = {
    SUPPORTED: ":material/check_circle:",
    WITH_CARE: ":material/warning:",
    NOT_SHOWN: ":material/block:",
}
"""A mark for each verdict, whose shape says as much as its words."""


def show(visit: Visit) -> str:
    """Filters, the figures and claims wave by wave, and all of them as a table."""
    st.title(texts.claims.TITLE, anchor=False)
    prose.text(texts.claims.ABOUT)
    shown = _filtered(judged_claims(visit.pack))
    if shown:
        _figures_and_claims(shown)
    else:
        st.info(texts.claims.NOTHING_FITS)
    _table(visit)
    return figures_and_claims(shown)


def _filtered(claims: Sequence[JudgedClaim]) -> list[JudgedClaim]:
    """Those of the wave and with the verdict and words that are chosen."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        wave = _wave_chosen(claims)
        words = st.text_input(
            texts.claims.FIND,
            key=WORDS,
            type="search",
            placeholder=texts.claims.SUCH_AS,
            persist_state="session",
            width=260,
        )
    found = [each for each in claims if wave in {ALL, each.wave} and _holds(each, words or "")]
    number = Counter(each.verdict for each in found)
    verdict = st.pills(
        texts.claims.VERDICT,
        VERDICTS,
        format_func=lambda each: f"{capitalised(each)} ({number[each]})",
        key=VERDICT,
        help=HOW_VERDICTS_ARE_MADE,
        persist_state="session",
    )
    return [each for each in found if verdict in {None, each.verdict}]


def _wave_chosen(claims: Sequence[JudgedClaim]) -> str:
    """The wave that is shown; with one wave there is nothing to choose."""
    waves = list(dict.fromkeys(each.wave for each in claims))
    if len(waves) < 2:
        return ALL
    return st.segmented_control(
        texts.common.WAVE,
        [ALL, *waves],
        default=ALL,
        required=True,
        key=WAVE,
        persist_state="session",
    )


def _holds(claim: JudgedClaim, words: str) -> bool:
    """Whether each of the words stands in what is claimed or may be said."""
    said = f"{claim.says} {claim.safe}".casefold()
    return all(word in said for word in words.casefold().split())


def _figures_and_claims(claims: Sequence[JudgedClaim]) -> None:
    """A page of figures and claims under their waves, and the way to the other pages."""
    pages = -(-len(claims) // ON_A_PAGE)
    top = st.container()
    page = _page_chosen(pages, claims)
    first = (page - 1) * ON_A_PAGE
    on_page = claims[first : first + ON_A_PAGE]
    with top:
        st.caption(
            texts.claims.ON_THIS_PAGE.format(
                first=first + 1,
                last=first + len(on_page),
                all=figures_and_claims(claims),
                mark=plain(LOW_RELIABILITY),
                meaning=SHORTHAND[LOW_RELIABILITY],
            )
        )
        for wave, of_wave in groupby(on_page, key=lambda each: each.wave):
            st.header(wave, anchor=False)
            with st.grid(2, min_column_width=420, gap="medium"):
                for each in of_wave:
                    _figure_or_claim(each)


def _page_chosen(pages: int, claims: Sequence[JudgedClaim]) -> int:
    """The page looked at, from 1; another choice begins at their first page."""
    if pages == 1:
        return 1
    return st.pagination(pages, key=f"{PAGE}-{claims[0].id}-{len(claims)}")


def _figure_or_claim(claim: JudgedClaim) -> None:
    with st.container(border=True):
        st.subheader(plain(claim.says), anchor=False)
        verdict = f"{MARKS[claim.verdict]} **{capitalised(claim.verdict)}.** {plain(claim.why)}"
        st.markdown(f"{verdict} ({linked(texts.claims.SOURCE, claim.source_url)})")
        st.caption(
            texts.claims.COUNTS.format(unit=claim.unit, rests_on=plain("; ".join(claim.rests_on)))
        )
        st.markdown(texts.claims.YOU_CAN_SAY)
        st.code(claim.safe, language=None, wrap_lines=True)
        for each in claim.unsafe:
            st.markdown(
                texts.claims.BETTER_NOT.format(words=plain(each.words), why=plain(each.why))
            )


def _table(visit: Visit) -> None:
    """All with everything about them, as a file and, on request, as a table."""
    for each in data.cards(visit):
        _as_table(each.exhibit, visit)


def _as_table(exhibit: Exhibit, visit: Visit) -> None:
    with st.container(border=True):
        card.heading(exhibit)
        with st.container(horizontal=True, vertical_alignment="center"):
            is_shown = st.toggle(texts.claims.SHOW_AS_A_TABLE, key=TABLE, persist_state="session")
            taking.menu(exhibit, visit)
        if is_shown:
            st.dataframe(in_words(exhibit.table), hide_index=True, height=480, alt=exhibit.alt)
            _explain_marks(exhibit.table)
        card.ending(exhibit)


def _explain_marks(table: Table) -> None:
    marks = [f"{plain(mark)} {meaning}" for mark, meaning in shorthand_in(table)]
    if marks:
        st.caption(f"{'; '.join(marks)}.")
