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
from bestbywm.app import prose, texts
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
    "published": texts.methods.PUBLISHED,
    "council_fact": texts.methods.COUNCIL_FACT,
    "illustrative": texts.methods.ILLUSTRATIVE,
    "own": texts.methods.OWN,
}

KINDS = {
    "single": texts.methods.ONE_ANSWER,
    "multiple": texts.methods.ANY_NUMBER,
    "mentions": texts.methods.EXAMPLES,
    "fact": texts.methods.STATEMENT,
}


def show(visit: Visit) -> str:
    """Questions, kinds of data, published figures, statistics, sources, downloads."""
    pack = visit.pack
    st.title(texts.methods.TITLE, anchor=False)
    if pack.region.about:
        prose.text(pack.region.about)
    _waves(pack)
    _kinds_of_data()
    _words()
    _questions(pack)
    _statistics()
    _comparisons()
    _maturity(pack)
    _published(visit)
    _sources(pack)
    _downloads(pack)
    return ""


def _waves(pack: Pack) -> None:
    st.header(texts.methods.WAVES, anchor=False)
    for wave in pack.waves:
        link = texts.methods.RESULTS.format(address=wave.source_url) if wave.source_url else ""
        about = " ".join(each for each in (about_wave(pack, wave.id), wave.not_published) if each)
        prose.text(
            texts.methods.ABOUT_WAVE.format(
                title=plain(wave.title), when=plain(wave.when), about=plain(about), link=link
            )
        )


def _kinds_of_data() -> None:
    st.header(texts.methods.KINDS_OF_DATA, anchor=False)
    kinds = (
        texts.methods.KIND_OF_DATA.format(name=NAMES[kind], words=words)
        for kind, words in KINDS_OF_DATA.items()
    )
    prose.text("\n".join(kinds))
    prose.text(texts.methods.ABOUT_KINDS_OF_DATA)


def _words() -> None:
    """What the words mean that a reader may not know."""
    st.header(texts.methods.WORDS, anchor=False)
    prose.text(texts.methods.ABOUT_WORDS)


def _questions(pack: Pack) -> None:
    st.header(texts.methods.ASKED, anchor=False)
    if any(question.wording_basis == "reconstructed" for question in pack.questions.values()):
        prose.text(texts.methods.WORDING_RECONSTRUCTED)
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
            columns=[
                texts.methods.QUESTION,
                texts.methods.ANSWERS,
                texts.methods.OPTIONS,
                texts.methods.COUNTED,
            ],
        ),
        border="horizontal",
        hide_index=True,
        alt=texts.methods.ASKED,
    )


def _statistics() -> None:
    st.header(texts.methods.HOW_SURE, anchor=False)
    few, low = SMALLEST_BASE_FOR_PERCENTAGE, SMALLEST_BASE_FOR_USUAL_RELIABILITY
    prose.text(texts.methods.STATISTICS.format(few=few, low=low))
    st.table(
        pd.DataFrame(
            [(mark, capitalised(words)) for mark, words in SHORTHAND.items()],
            columns=[texts.methods.MARK, texts.methods.MEANING],
        ),
        border="horizontal",
        hide_index=True,
        alt=texts.methods.HOW_SURE,
    )


def _comparisons() -> None:
    st.header(texts.methods.COMPARED, anchor=False)
    points = round(100 * SIMILAR_WITHIN)
    prose.text(texts.methods.COMPARISONS.format(points=points, rule=RULE))


def _maturity(pack: Pack) -> None:
    """How the index is worked out, with the model of this pack."""
    model = pack.maturity
    if not model.dimensions:
        return
    st.header(texts.methods.MATURITY, anchor=False)
    prose.text(texts.methods.ABOUT_MATURITY.format(draws=DRAWS))
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
            columns=[
                texts.methods.DIMENSION,
                texts.methods.WEIGHT,
                texts.methods.WHAT_IT_MEANS,
                texts.methods.POINTS,
            ],
        ),
        border="horizontal",
        hide_index=True,
        alt=texts.methods.MATURITY,
    )


def _points_in_words(pack: Pack, points: QuestionPoints) -> str:
    """The points of a question's answers: ``Use: high 100, low 0``."""
    question = pack.questions[points.question]
    start = texts.methods.FOR_EACH_ANSWER if points.several else ""
    answers = ", ".join(
        f"{question.option(option).label.lower()} {value:g}".replace("-", "−")
        for option, value in points.points.items()
    )
    return texts.methods.POINTS_OF_QUESTION.format(
        question=question.short, start=start, answers=answers
    )


def _published(visit: Visit) -> None:
    pack = visit.pack
    st.header(texts.methods.EVERY_FIGURE, anchor=False)
    prose.text(texts.methods.ABOUT_FIGURES)
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
    columns = [
        texts.methods.WAVE,
        texts.methods.QUESTION,
        texts.methods.ANSWER,
        texts.methods.PERCENTAGE,
        texts.methods.COUNT,
        texts.methods.BASE,
        texts.methods.COUNT_IS,
    ]
    label = texts.methods.SHOW_FIGURES.format(number=len(rows))
    with st.expander(label, on_change="rerun") as expander:
        if expander.open:
            words = pd.DataFrame(rows, columns=columns)
            st.table(words, border="horizontal", hide_index=True, alt=label)


def _sources(pack: Pack) -> None:
    st.header(texts.methods.SOURCES, anchor=False)
    if pack.attribution:
        prose.text(texts.methods.ATTRIBUTION.format(attribution=pack.attribution))
    for source in pack.sources:
        prose.text(_source(source))


def _source(source: Source) -> str:
    link = texts.methods.LINK
    return texts.methods.SOURCE.format(
        title=source.title,
        file=source.file,
        description=source.description,
        links=", ".join(
            link.format(title=title, address=address) for title, address in source.sources
        ),
        licence=link.format(title=source.licence, address=source.licence_url),
    )


def _downloads(pack: Pack) -> None:
    st.header(texts.methods.DOWNLOADS, anchor=False)
    prose.text(texts.methods.ABOUT_DOWNLOADS)
    if withheld_files(pack):
        prose.text(texts.methods.LEFT_OUT)
    st.download_button(
        texts.methods.DOWNLOAD_ALL,
        data=lambda: _archive(pack),
        file_name=f"{pack.region.slug}-data.zip",
        mime="application/zip",
        key="download-all",
        on_click="ignore",
        icon=":material/folder_zip:",
    )
    prose.text(texts.methods.ABOUT_MEASURES)
    with st.container(horizontal=True):
        for wave in pack.waves:
            st.download_button(
                texts.methods.ALL_MEASURES.format(wave=wave.id),
                data=partial(_measures, pack, wave.id),
                file_name=f"{pack.region.slug}-{wave.id}-measures.csv",
                mime="text/csv",
                key=f"download-measures-{wave.id}",
                on_click="ignore",
                icon=":material/download:",
                type="tertiary",
            )
    prose.text(texts.methods.ONE_BY_ONE)
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
