"""What was asked, where every figure comes from, and how it was worked out."""

import io
import zipfile
from functools import partial

import pandas as pd
import streamlit as st

from bestbywm.analysis.comparison import RULE, SIMILAR_WITHIN
from bestbywm.analysis.disclosure import withheld_files
from bestbywm.analysis.estimates import (
    SMALLEST_BASE_FOR_PERCENTAGE,
    SMALLEST_BASE_FOR_USUAL_RELIABILITY,
)
from bestbywm.analysis.maturity import DRAWS, weights_of
from bestbywm.analysis.measures import every_estimate
from bestbywm.app.frame import Visit
from bestbywm.exhibits.maturity import weight_in_words
from bestbywm.exhibits.model import SHORTHAND
from bestbywm.exhibits.wording import OUTCOMES, about_wave, capitalised
from bestbywm.files import DESCRIPTOR, Source
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.provenance import NAMES, Provenance
from bestbywm.render.markdown import plain
from bestbywm.render.tables import csv_of_estimates
from bestbywm.survey.dimensions import QuestionPoints

KINDS_OF_DATA: dict[Provenance, str] = {
    "published": "The survey's published totals for the region. Every regional chart shows these.",
    "council_fact": "Facts about named councils, such as examples of good practice, each with "
    "the page that it was read on.",
    "illustrative": "One made-up set of answers. They add up exactly to the published totals, but "
    "no council gave them. They are stamped wherever they are used.",
    "own": "The answers of a survey that was loaded here, in place of all of the above.",
}

KINDS = {
    "single": "one answer",
    "multiple": "any number of answers",
    "mentions": "up to three examples",
    "fact": "a published statement",
}


def show(visit: Visit) -> None:
    """Questions, kinds of data, published figures, statistics, sources, downloads."""
    pack = visit.pack
    st.title("Methods", anchor=False)
    if pack.region.about:
        st.write(pack.region.about)
    _waves(pack)
    _kinds_of_data()
    _questions(pack)
    _statistics()
    _comparisons()
    _maturity(pack)
    _published(visit)
    _sources(pack)
    _downloads(pack)


def _waves(pack: Pack) -> None:
    st.header("The waves", anchor=False)
    for wave in pack.waves:
        link = f" [Results]({wave.source_url})." if wave.source_url else ""
        about = " ".join(each for each in (about_wave(pack, wave.id), wave.not_published) if each)
        st.markdown(f"**{plain(wave.title)}** ({plain(wave.when)}). {plain(about)}{link}")


def _kinds_of_data() -> None:
    st.header("Four kinds of data, never mixed", anchor=False)
    st.markdown("\n".join(f"- **{NAMES[kind]}.** {words}" for kind, words in KINDS_OF_DATA.items()))
    st.write(
        "Without a filter, regional charts show the published figures. A filter, the map and every "
        "view of single councils need answers of people. No council's answers were ever published, "
        "so these views use illustrative answers until a real survey is loaded, and say so. Which "
        "councils did not answer is made up as well."
    )


def _questions(pack: Pack) -> None:
    st.header("What was asked", anchor=False)
    if any(question.wording_basis == "reconstructed" for question in pack.questions.values()):
        st.write(
            "The original questionnaire was not found. The wording is reconstructed from the "
            "published results."
        )
    st.table(
        pd.DataFrame(
            [
                (
                    question.wording,
                    KINDS[question.kind],
                    ", ".join(option.label for option in question.options),
                    ", ".join(option.label for option in question.with_role("high")),
                )
                for question in pack.questions.values()
            ],
            columns=["Question", "Answers", "Options", "The measure counts"],
        ),
        border="horizontal",
        hide_index=True,
    )


def _statistics() -> None:
    st.header("How sure the figures are", anchor=False)
    few, low = SMALLEST_BASE_FOR_PERCENTAGE, SMALLEST_BASE_FOR_USUAL_RELIABILITY
    st.markdown(
        f"""
- **Intervals.** The thin line on a bar is the 95% Wilson interval. If the people who answered
  were a random sample of all who might have, it would hold the true share in 19 of 20 surveys.
  They were not drawn at random, so read it as a guide to how much chance alone can do.
- **Councils that did not answer.** A statement such as “12 of 31 councils” carries a range: what
  it would be if every council that did not answer had said no, or had said yes.
- **Small groups.** Fewer than {few} people: counts only, no percentage. Fewer than {low} people:
  the figure is marked [u], low reliability.
- **Confidential answers.** Whoever runs a survey can promise that answers of fewer than so many
  people, or of single councils, are not shown. They read [c], confidential. So does anything from
  which they could be worked out: another council of the type, or a total.
- **Several people of one council.** A council's answer is the share of its people: “1 of 2
  people”. Percentages of the region are shares of people, not of councils, even where the
  original pages say “% of councils”.
- **Two tiers.** A county council and the districts inside it are different councils. A map shows
  one tier at a time, or all councils as hexagons of equal size. A county's answers never colour
  its districts.
- **Missing is missing.** A council that did not answer is grey. A figure that was never published
  is left out. Neither is drawn as zero.
"""
    )
    st.table(
        pd.DataFrame(
            [(mark, capitalised(words)) for mark, words in SHORTHAND.items()],
            columns=["Mark", "Meaning"],
        ),
        border="horizontal",
        hide_index=True,
    )


def _comparisons() -> None:
    st.header("How figures are compared", anchor=False)
    points = round(100 * SIMILAR_WITHIN)
    st.markdown(
        f"""
- **One wave against another.** A change is said to have risen or fallen only where Newcombe's 95%
  interval of the difference leaves out zero. Otherwise there is no clear change.
- **A council against others.** It is compared with the *other* councils of its type or of the
  region, so that nobody stands on both sides. It is called higher or lower only where the interval
  leaves out zero, and similar only where the interval lies within {points} points of zero. With one
  or two people, too little can be said.
- **Councils like yours.** {RULE}
- **What can be said.** Each claim has a verdict from fixed rules: what was counted, how many people
  answered, whether that number is known, and whether the intervals bear the claim.
"""
    )


def _maturity(pack: Pack) -> None:
    """How the index is worked out, with the model of this pack."""
    model = pack.maturity
    if not model.dimensions:
        return
    st.header("How maturity is worked out", anchor=False)
    st.markdown(
        f"""
The maturity index is our own and was not part of the survey. It follows the steps of the handbook
on composite indicators by the OECD and the Joint Research Centre.

1. **One scale.** Each answer has points from 0 to 100, in the table below. A question scores the
   mean of the people who answered it.
2. **Dimensions.** A dimension scores the mean of its questions.
3. **Missing answers.** A dimension that nobody answered is left out and named, and its weight is
   shared among the others. There is no score if less than two thirds of the weight is left.
4. **The score** is the weighted mean of the dimensions. A strong dimension can make up for a weak
   one, so look at the dimensions too.
5. **How far a rank holds.** The ranks are worked out again with {DRAWS:,} random weightings. The
   range holds nine in ten of them. Where ranges overlap, the order depends on the weights.

A group of councils scores as one council would that had all of their people. Most councils have one
or two people here, so a score says what they answered, not more.
"""
    )
    st.table(
        pd.DataFrame(
            [
                (
                    dimension.label,
                    weight_in_words(weight),
                    dimension.description,
                    "; ".join(_points_in_words(pack, each) for each in dimension.questions),
                )
                for dimension, weight in zip(model.dimensions, weights_of(model), strict=True)
            ],
            columns=["Dimension", "Weight", "What it means", "Points of the answers"],
        ),
        border="horizontal",
        hide_index=True,
    )


def _points_in_words(pack: Pack, points: QuestionPoints) -> str:
    """The points of a question's answers: ``Use: high 100, low 0``."""
    question = pack.questions[points.question]
    start = "100, and for each answer " if points.several else ""
    answers = ", ".join(
        f"{question.option(option).label.lower()} {value:g}".replace("-", "−")
        for option, value in points.points.items()
    )
    return f"{question.short}: {start}{answers}"


def _published(visit: Visit) -> None:
    pack = visit.pack
    st.header("Every published figure", anchor=False)
    st.write(
        "“Derived” counts are the percentage times the known number of people. “Inferred” counts "
        "are worked back from percentages whose base was not published."
    )
    rows = [
        (
            figure.wave,
            pack.questions[figure.question].short,
            pack.questions[figure.question].option(figure.option).label,
            figure.as_published or ("" if figure.percent is None else f"{figure.percent:g}%"),
            "" if figure.count is None else str(figure.count),
            "" if figure.base is None else str(figure.base),
            figure.count_basis or OUTCOMES["not published"],
        )
        for figure in pack.published.values()
    ]
    columns = ["Wave", "Question", "Answer", "Percentage", "Count", "Base", "Count is"]
    with st.expander(f"Show all {len(rows)} figures", on_change="rerun") as expander:
        if expander.open:
            st.table(pd.DataFrame(rows, columns=columns), border="horizontal", hide_index=True)


def _sources(pack: Pack) -> None:
    st.header("Where each file comes from", anchor=False)
    if pack.attribution:
        st.markdown(f"**Attribution.** {pack.attribution}")
    for source in pack.sources:
        st.markdown(_source(source))


def _source(source: Source) -> str:
    links = ", ".join(f"[{title}]({address})" for title, address in source.sources)
    licence = f"[{source.licence}]({source.licence_url})"
    return (
        f"**{source.title}** (`{source.file}`). {source.description} Source: {links}. "
        f"Licence: {licence}."
    )


def _downloads(pack: Pack) -> None:
    st.header("Downloads", anchor=False)
    st.write("Every file as the dashboard reads it, with its description.")
    if withheld_files(pack):
        st.write("Answers of which not all may be shown are left out.")
    st.download_button(
        "Download all data (zip)",
        data=lambda: _archive(pack),
        file_name=f"{pack.region.slug}-data.zip",
        mime="application/zip",
        key="download-all",
        on_click="ignore",
        icon=":material/folder_zip:",
        type="primary",
    )
    st.write(
        "And every measure worked out here, one row each: for the region, each type of council, "
        "each county area and each council, with count, base, share, interval and kind of data."
    )
    with st.container(horizontal=True):
        for wave in pack.waves:
            st.download_button(
                f"All measures, {wave.id}",
                data=partial(_measures, pack, wave.id),
                file_name=f"{pack.region.slug}-{wave.id}-measures.csv",
                mime="text/csv",
                key=f"download-measures-{wave.id}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )
    st.write("The files one by one:")
    with st.container(horizontal=True):
        for source in _offered(pack):
            st.download_button(
                source.file,
                data=partial(_content, pack, source.file),
                file_name=source.file,
                mime="application/geo+json" if source.file.endswith("json") else "text/csv",
                key=f"download-{source.name}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )


def _offered(pack: Pack) -> list[Source]:
    """The files that may be taken away: not those with confidential answers."""
    withheld = withheld_files(pack)
    return [source for source in pack.sources if source.file not in withheld]


def _measures(pack: Pack, wave: str) -> str:
    return csv_of_estimates(every_estimate(pack, wave))


def _content(pack: Pack, file: str) -> bytes:
    return (pack.folder / file).read_bytes()


@kept_with_it(1)
def _archive(pack: Pack) -> bytes:
    """All files of the pack that may be taken away in one archive, with the description."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (DESCRIPTOR, *(source.file for source in _offered(pack))):
            archive.writestr(f"{pack.region.slug}/{name}", (pack.folder / name).read_bytes())
    return out.getvalue()
