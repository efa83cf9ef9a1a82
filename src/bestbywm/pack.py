"""The region pack: one folder with everything that is known about a region and its survey."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from bestbywm.files import ANSWER_COLUMNS, DESCRIPTOR, PackFiles, Row, Source, read_files
from bestbywm.files.text import refuse
from bestbywm.geography import Geography, read_geography
from bestbywm.problems import Problem
from bestbywm.region import Region, problems_of_councils, read_councils, read_types
from bestbywm.survey.claims import (
    Claim,
    WaveDifference,
    problems_of_claims,
    read_claims,
    read_wave_differences,
)
from bestbywm.survey.dimensions import (
    MaturityModel,
    NextStep,
    problems_of_model,
    problems_of_next_steps,
    read_model,
    read_next_steps,
)
from bestbywm.survey.extra import problems_of_extra_questions
from bestbywm.survey.facts import (
    AccountFigure,
    Example,
    FundedProject,
    problems_of_examples,
    read_account_figures,
    read_examples,
    read_funded_projects,
)
from bestbywm.survey.published import (
    PublishedFigure,
    PublishedResults,
    problems_of_published,
    read_published,
)
from bestbywm.survey.questions import (
    OptionKey,
    Panel,
    Question,
    problems_of_panels,
    problems_of_questions,
    read_panels,
    read_questions,
)
from bestbywm.survey.responses import (
    Responses,
    problems_of_own_answers,
    problems_of_responses,
    read_responses,
)
from bestbywm.survey.waves import (
    Wave,
    problems_of_own,
    problems_of_promises,
    problems_of_waves,
    read_waves,
)

BOUNDARIES = "boundaries"

NEEDED: Mapping[str, tuple[str, ...]] = {
    "council-types": ("type", "label", "plural", "note"),
    "councils": (
        *("code", "name", "official_name", "type"),
        *("county_code", "county_area", "map_label", "aliases"),
    ),
    "waves": (
        *("wave", "title", "when", "people", "people_basis", "councils_answered"),
        *("councils_invited", "summary", "not_published", "answers_file"),
        *("answers_provenance", "source_url"),
    ),
    "questions": (
        *("question", "group", "short", "measure", "kind", "unit", "direction"),
        *("headline", "wording", "wording_basis", "help", "finding"),
    ),
    "options": ("question", "option", "label", "role"),
    "panels": ("panel", "title", "kind", "level", "questions"),
    "published": (
        *("wave", "question", "option", "percent", "as_published"),
        *("count", "base", "count_basis", "published_unit", "source_url", "note"),
    ),
}
"""Tables that every pack has, with the columns that the code reads."""

ALLOWED: Mapping[str, tuple[str, ...]] = {
    "good-practice": (
        *("title", "organisation", "councils", "channels", "theme"),
        *("year", "collection", "evidence", "source_url"),
    ),
    "account-figures": (
        *("council", "platform", "handle_or_url", "metric", "value"),
        *("in_words", "date", "url"),
    ),
    "funded-projects": ("project", "organisation", "council", "url"),
    "dimensions": ("dimension", "label", "description", "weight", "note"),
    "dimension-points": ("dimension", "question", "option", "points"),
    "levels": ("level", "label", "from", "description", "next_step"),
    "next-steps": ("topic", "advice", "themes"),
    "wave-differences": ("question", "wave", "other_wave", "effect", "reason"),
    "claims": (
        *("claim", "wave", "says", "kind", "question", "options"),
        *("other_question", "other_wave", "factor", "source_url"),
    ),
}
"""Tables that a pack may have, with the columns that the code reads."""

NUMBERS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("waves", "people"): ("integer",),
    ("waves", "councils_answered"): ("integer",),
    ("waves", "councils_invited"): ("integer",),
    ("waves", "minimum_people"): ("integer",),
    ("published", "percent"): ("number", "integer"),
    ("published", "count"): ("integer",),
    ("published", "base"): ("integer",),
    ("good-practice", "year"): ("integer",),
    ("dimensions", "weight"): ("number", "integer"),
    ("dimension-points", "points"): ("number", "integer"),
    ("levels", "from"): ("number", "integer"),
    ("claims", "factor"): ("number", "integer"),
}
"""Columns that the code counts with, and the types that their schema may give them."""


@dataclass(frozen=True, eq=False)
class Pack:
    """Everything that is known about a region and its survey.

    A pack is equal only to itself, so that what is made from it can be kept under it.

    Attributes
    ----------
    region, geography
        The councils, and where they are.
    waves
        Waves in the order of the file; the first one is shown first.
    questions, panels
        What was asked, and the panels of the overview.
    published
        Published figures by wave and (question, option).
    responses
        Answers by wave; only for waves that have answers.
    examples, account_figures, funded_projects
        Real facts about councils.
    maturity, next_steps
        How maturity is worked out, and what to do about a topic, by topic.
    claims, wave_differences
        Headlines that compare something, and what bears on comparing two waves.
    sources
        Where each file comes from.
    folder
        The folder that the pack was read from.
    extra
        Identifiers of the questions that own waves brought along.
    """

    region: Region
    geography: Geography
    waves: tuple[Wave, ...]
    questions: Mapping[str, Question]
    panels: tuple[Panel, ...]
    published: PublishedResults
    responses: Mapping[str, Responses]
    examples: tuple[Example, ...]
    account_figures: tuple[AccountFigure, ...]
    funded_projects: tuple[FundedProject, ...]
    maturity: MaturityModel
    next_steps: Mapping[str, NextStep]
    claims: tuple[Claim, ...]
    wave_differences: tuple[WaveDifference, ...]
    sources: tuple[Source, ...]
    folder: Path
    extra: frozenset[str] = frozenset()

    @cached_property
    def wave_by_id(self) -> dict[str, Wave]:
        """Waves by identifier."""
        return {wave.id: wave for wave in self.waves}

    def with_wave(
        self,
        wave: Wave,
        responses: Responses,
        extra_questions: Mapping[str, Question] = MappingProxyType({}),
    ) -> "Pack":
        """This pack with a wave of somebody's own survey, which is then shown first.

        Parameters
        ----------
        wave
            The wave; how many people and councils answered is counted here. A wave with the same
            identifier is replaced, with all that was published for it or claimed of it.
        responses
            Its answers, with the identifier of the wave and the provenance ``own``.
        extra_questions
            Questions by identifier that this pack does not have. Each gets a panel. One that
            another own wave brought as well is the same; if its options differ it is another,
            and gets another identifier.

        Raises
        ------
        PackError
            With everything that does not fit together.
        """
        base = self.without_wave(wave.id)
        refuse(problems_of_own_wave(base, wave, responses, extra_questions))
        responses, brought = _told_apart(base, wave.id, responses, extra_questions)
        return replace(
            base,
            waves=(_counted(wave, responses, self.region), *base.waves),
            questions={**base.questions, **brought},
            panels=(
                *base.panels,
                *(_panel(each) for id_, each in brought.items() if id_ not in base.questions),
            ),
            responses={
                **base.responses,
                wave.id: replace(responses, promise=wave.promise(self.region)),
            },
            extra=base.extra | brought.keys(),
        )

    def without_wave(self, wave: str) -> "Pack":
        """This pack without a wave, what is known of it, and the questions that it alone brought.

        The same pack if it has no such wave.
        """
        if wave not in self.wave_by_id:
            return self
        responses = {id_: each for id_, each in self.responses.items() if id_ != wave}
        gone = {id_ for id_ in self.extra if not any(each.asks(id_) for each in responses.values())}
        return replace(
            self,
            waves=tuple(each for each in self.waves if each.id != wave),
            questions={id_: each for id_, each in self.questions.items() if id_ not in gone},
            panels=tuple(each for each in self.panels if gone.isdisjoint(each.questions)),
            published={key: each for key, each in self.published.items() if key[0] != wave},
            responses=responses,
            claims=tuple(each for each in self.claims if wave not in {each.wave, each.other_wave}),
            wave_differences=tuple(
                each for each in self.wave_differences if wave not in {each.wave, each.other_wave}
            ),
            extra=self.extra - gone,
        )

    def figure(self, wave: str, key: OptionKey) -> PublishedFigure | None:
        """The published figure of an option, or None if it was not published."""
        return self.published.get((wave, key))

    def is_own(self, wave: str) -> bool:
        """Whether the wave is somebody's own survey, of which nothing was published."""
        return self.wave_by_id[wave].is_own and not self.published_questions(wave)

    def published_questions(self, wave: str) -> frozenset[str]:
        """Identifiers of the questions with at least one published figure in the wave."""
        return frozenset(question for of_wave, (question, _) in self.published if of_wave == wave)

    @property
    def attribution(self) -> str:
        """The words that must go wherever the map goes."""
        return " ".join(source.attribution for source in self.sources if source.attribution)


def read_pack(folder: Path, *, with_answers: bool = True) -> Pack:
    """Read and check a region pack.

    Parameters
    ----------
    folder
        The folder of the pack.
    with_answers
        False leaves out the answers of people, for the routine that writes them.

    Raises
    ------
    PackError
        With every problem that could be found. Checks that build on each other stop at the
        first step that fails: files, then councils and questions, then all that refers to them.
    """
    files = read_files(folder, with_answers=with_answers)
    refuse(_problems_of_contents(files))
    tables = files.tables
    questions = read_questions(tables["questions"], tables["options"])
    refuse(
        [
            *problems_of_councils(tables["councils"]),
            *problems_of_questions(tables["questions"], questions),
            *(_problems_of_wave_files(files) if with_answers else ()),
        ]
    )
    region = _region(files)
    waves = read_waves(tables["waves"], region)
    refuse(
        [
            *problems_of_promises(tables["waves"], region),
            *problems_of_panels(tables["panels"], questions),
            *problems_of_published(tables["published"], questions),
            *problems_of_examples(tables.get("good-practice", ()), region),
            *problems_of_model(*_model_tables(files), questions),
            *problems_of_next_steps(
                tables.get("next-steps", ()), tables.get("dimensions", ()), questions
            ),
            *problems_of_claims(tables.get("claims", ()), questions, [wave.id for wave in waves]),
            *_problems_of_answers(files, waves, questions, region),
        ]
    )
    return Pack(
        region=region,
        geography=read_geography(folder / files.file_names[BOUNDARIES], region),
        waves=waves,
        questions=questions,
        panels=read_panels(tables["panels"]),
        published=read_published(tables["published"]),
        responses=_responses(files, waves, questions, region),
        examples=read_examples(tables.get("good-practice", ()), region),
        account_figures=read_account_figures(tables.get("account-figures", ()), region),
        funded_projects=read_funded_projects(tables.get("funded-projects", ()), region),
        maturity=read_model(*_model_tables(files), questions),
        next_steps=read_next_steps(tables.get("next-steps", ())),
        claims=read_claims(tables.get("claims", ())),
        wave_differences=read_wave_differences(tables.get("wave-differences", ())),
        sources=files.sources,
        folder=folder,
    )


def _model_tables(files: PackFiles) -> tuple[tuple[Row, ...], tuple[Row, ...], tuple[Row, ...]]:
    """Tables of the maturity model; a pack may do without them."""
    dimensions = files.tables.get("dimensions", ())
    return dimensions, files.tables.get("dimension-points", ()), files.tables.get("levels", ())


def _problems_of_contents(files: PackFiles) -> Iterable[Problem]:
    """Tables and columns that the code reads but the description does not have."""
    if BOUNDARIES not in files.file_names:
        yield _missing(f"the resource {BOUNDARIES}", "describe the file with the outlines")
    for name in NEEDED:
        if name not in files.tables:
            yield _missing(f"the table {name}", "describe the file with this table")
        elif not files.tables[name]:
            file = files.file_names[name]
            yield Problem(file, "The table is empty", "at least one row", "fill the table")
    for name, needed in {**NEEDED, **ALLOWED}.items():
        for column in needed:
            if column not in files.columns.get(name, needed):
                yield _missing(
                    f"the column {column} of the table {name}",
                    "add the column to the schema and to the file",
                )
    for (name, column), types in NUMBERS.items():
        kind = files.columns.get(name, {}).get(column, types[0])
        if kind not in types:
            yield Problem(
                DESCRIPTOR,
                f"The column {column} of the table {name} has the type {kind}",
                f"the type {types[0]}",
                "correct the type in the schema",
            )
    region = files.descriptor.get("region")
    if not isinstance(region, dict):
        yield _missing("the entry region", "add the name of the region and of the survey")
    elif not isinstance(region.get("area_km2", 0), int | float):
        yield Problem(
            DESCRIPTOR,
            f"The region has the area_km2 “{region['area_km2']}”",
            "a number of square kilometres, without quotation marks",
            "correct the number, or take the entry away",
        )


def _problems_of_wave_files(files: PackFiles) -> Iterable[Problem]:
    answers = [
        files.file_names[name]
        for name, columns in files.columns.items()
        if set(ANSWER_COLUMNS) <= set(columns)
    ]
    return problems_of_waves(files.tables["waves"], answers)


def _missing(what: str, remedy: str) -> Problem:
    return Problem(DESCRIPTOR, f"The file does not have {what}", what, remedy)


def _region(files: PackFiles) -> Region:
    words = files.descriptor["region"]
    area = words.get("area_km2")
    return Region(
        name=str(words.get("name") or files.descriptor.get("title") or "The region"),
        survey=str(words.get("survey") or files.descriptor.get("title") or "The survey"),
        about=str(words.get("about", "")),
        source=str(words.get("source", "")),
        source_url=str(words.get("source_url", "")),
        slug=str(files.descriptor.get("name") or "survey"),
        area_km2=None if area is None else float(area),
        councils=read_councils(files.tables["councils"]),
        types=read_types(files.tables["council-types"]),
    )


def _answers(
    files: PackFiles, waves: Iterable[Wave]
) -> Iterable[tuple[Wave, str, tuple[Row, ...], tuple[str, ...]]]:
    """Each wave with answers: the wave, its file, its rows and its columns."""
    resource_of = {file: name for name, file in files.file_names.items()}
    for wave in waves:
        name = resource_of.get(wave.answers_file or "")
        if name and wave.answers_file:
            yield wave, wave.answers_file, files.tables[name], tuple(files.columns[name])


def _problems_of_answers(
    files: PackFiles, waves: Iterable[Wave], questions: Mapping[str, Question], region: Region
) -> Iterable[Problem]:
    for _, file, rows, columns in _answers(files, waves):
        yield from problems_of_responses(rows, columns, questions, file)
        for row in rows:
            if row.text("council") not in region.by_name:
                yield row.problem(
                    "council",
                    f"“{row.text('council')}” is not a council of the region",
                    "a short name from councils.csv",
                    "correct the name, or add the council to councils.csv",
                )


def _responses(
    files: PackFiles, waves: Iterable[Wave], questions: Mapping[str, Question], region: Region
) -> dict[str, Responses]:
    return {
        wave.id: replace(
            read_responses(
                rows, columns, wave.id, wave.answers_provenance or "own", questions, region
            ),
            promise=wave.promise(region),
        )
        for wave, _, rows, columns in _answers(files, waves)
    }


# A wave of somebody's own survey ------------------------------------------------------------------


def problems_of_own_wave(
    pack: Pack, wave: Wave, responses: Responses, extra_questions: Mapping[str, Question]
) -> Iterable[Problem]:
    """What does not fit together of an own wave, its answers, and the questions it brings."""
    questions = {**pack.questions, **extra_questions}
    yield from problems_of_own(wave, [each.id for each in pack.waves], pack.region)
    asked_before = {id_: each for id_, each in pack.questions.items() if id_ not in pack.extra}
    panels = [panel for panel in pack.panels if panel.id not in pack.extra]
    yield from problems_of_extra_questions(extra_questions, asked_before, panels)
    yield from problems_of_own_answers(responses, wave.id, questions, pack.region)


def _counted(wave: Wave, responses: Responses, region: Region) -> Wave:
    """The wave with the numbers of people and councils as they are in its answers."""
    return replace(
        wave,
        people=len(responses.councils),
        people_basis="counted",
        councils_answered=len(responses.answering_councils),
        councils_invited=len(wave.invited) or wave.councils_invited or len(region.councils),
        answers_provenance="own",
    )


def _told_apart(
    pack: Pack, wave: str, responses: Responses, extra: Mapping[str, Question]
) -> tuple[Responses, dict[str, Question]]:
    """Answers and extra questions, no question with the identifier of another one."""
    names = {
        id_: f"{id_}_{re.sub(r'[^a-z0-9]+', '_', wave.casefold())}"
        for id_, each in extra.items()
        if id_ in pack.questions and pack.questions[id_] != each
    }
    found = {names.get(id_, id_): each for id_, each in extra.items()}
    renamed = {id_: replace(each, id=id_) for id_, each in found.items()}
    return responses.renamed(names), renamed


def _panel(question: Question) -> Panel:
    """A panel for a question that the pack does not have: its answers from most to least."""
    return Panel(question.id, question.short, "ranking", "more", (question.id,))
