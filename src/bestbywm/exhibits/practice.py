"""Good practice: which examples there are, of what, and of how many councils."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bestbywm.analysis.measures import EXAMPLES, Estimate, all_measures, by_council
from bestbywm.analysis.selection import PracticeFilter, Selection
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.maps import PUBLIC_PAGES, choropleth, examples_headline, source_of
from bestbywm.exhibits.model import NOT_AVAILABLE, Bar, Bars, Column, Exhibit, Table
from bestbywm.exhibits.wording import capitalised, plural
from bestbywm.pack import Pack
from bestbywm.survey.facts import Example, FundedProject
from bestbywm.words import listed

EVIDENCE: Mapping[str, str] = {
    "seen-post": "the page was read",
    "seen-listing": "stands in a list of examples",
    "mention": "only named on another page",
}
"""How well an example is known."""

NOT_FOUND = "No example found does not mean that there is none."

JOINT = "A joint project counts once for each council in it."

MOST_NAMED = 3
"""Themes or values of a filter that a sentence names; of more it says how many there are."""


# Which examples -----------------------------------------------------------------------------------


def examples_for(pack: Pack, selection: Selection) -> tuple[Example, ...]:
    """The examples that every filter lets through, in the order of the pack.

    A filter on councils lets a joint project through for any of its councils, and no example
    that belongs to no single council. A filter on years leaves out examples of unknown year.
    """
    codes = frozenset(selection.codes(pack.region))
    wanted = selection.practice
    words = _folded(wanted.words).split()
    return tuple(
        each
        for each in pack.examples
        if (not selection.is_filtered or codes.intersection(each.councils))
        and (not wanted.themes or each.theme in wanted.themes)
        and (not wanted.channels or not set(wanted.channels).isdisjoint(each.channels))
        and (not wanted.years or (each.year is not None and str(each.year) in wanted.years))
        and (not wanted.collections or each.collection in wanted.collections)
        and (not words or _says_all(pack, each, words))
    )


def _says_all(pack: Pack, example: Example, words: Sequence[str]) -> bool:
    """Whether every word occurs in what is said about the example, or in a name of its councils."""
    councils = [pack.region.by_code[code] for code in example.councils]
    names = [name for council in councils for name in (council.name, *council.aliases)]
    said = (example.title, example.organisation, example.theme, *example.channels, *names)
    text = _folded(" ".join(said))
    return all(word in text for word in words)


def _folded(text: str) -> str:
    """The text without case, accents and apostrophes, which nobody types the same way."""
    letters = unicodedata.normalize("NFKD", text.casefold())
    return re.sub("['’‘]", "", "".join(each for each in letters if not unicodedata.combining(each)))


def by_theme(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """Examples by theme, the theme with most first; within a theme the newest first.

    Examples of unknown year come last.
    """
    counts = Counter(each.theme for each in examples)
    newest = sorted(examples, key=lambda each: -(each.year or 0))
    return {
        theme: [each for each in newest if each.theme == theme] for theme, _ in counts.most_common()
    }


def funded_for(pack: Pack, selection: Selection) -> tuple[FundedProject, ...]:
    """Funded projects of the selected councils; without a filter on councils, all."""
    codes = selection.codes(pack.region)
    return tuple(
        each for each in pack.funded_projects if not selection.is_filtered or each.council in codes
    )


# Words --------------------------------------------------------------------------------------------


def found_in_words(pack: Pack, examples: Sequence[Example]) -> str:
    """How many pass the filters: ``12 of 39 examples``, ``All 39 examples``."""
    every = plural(len(pack.examples), "example")
    if len(examples) < len(pack.examples):
        return f"{len(examples)} of {every}"
    return f"All {every}" if len(examples) > 1 else every


def councils_in_words(pack: Pack, example: Example) -> str:
    """Who did it: its councils, said to be joint if several; else the organisation."""
    names = sorted(pack.region.by_code[code].name for code in example.councils)
    if not names:
        return f"{example.organisation} (no single council)"
    if len(names) == 1:
        return names[0]
    return f"{listed(names)} (joint project of {len(names)} councils)"


def channel_in_words(channel: str) -> str:
    """The channel's name, the first letter a capital: ``Twitter``."""
    return {"youtube": "YouTube"}.get(channel, capitalised(channel))


def collection_in_words(pack: Pack, collection: str) -> str:
    """Who collected an example: the survey itself, or somebody else."""
    if collection == pack.region.slug:
        return f"collected by {pack.region.survey}"
    return "found elsewhere" if collection == "elsewhere" else collection


def evidence_in_words(example: Example) -> str:
    """How well the example is known; a grade of another pack stands as it is."""
    return EVIDENCE.get(example.evidence, example.evidence)


def practice_in_words(pack: Pack, practice: PracticeFilter) -> str:
    """The filters on examples: ``elections, 2012 or 2013``, or the empty string."""
    parts = {
        "themes": practice.themes,
        "channels": [channel_in_words(each) for each in practice.channels],
        "years": practice.years,
        "collections": [collection_in_words(pack, each) for each in practice.collections],
        "words": [f"“{practice.words}”"] if practice.words else [],
    }
    return ", ".join(_alternatives(many, values) for many, values in parts.items() if values)


def _alternatives(many: str, values: Sequence[str]) -> str:
    if len(values) > MOST_NAMED:
        return f"any of {len(values)} {many}"
    *first, last = values
    return f"{', '.join(first)} or {last}" if first else last


def _filtered(pack: Pack, selection: Selection, headline: str) -> str:
    """The headline, led by the filters on examples, without which it would say too much."""
    words = practice_in_words(pack, selection.practice)
    return f"{capitalised(words)}: {headline}" if words else headline


# Exhibits -----------------------------------------------------------------------------------------


def exhibits(pack: Pack, selection: Selection) -> tuple[Exhibit, ...]:
    """The list by theme and the map; none if no example passes the filters."""
    examples = examples_for(pack, selection)
    if not examples:
        return ()
    return practice_list(pack, selection, examples), practice_map(pack, selection, examples)


def practice_list(pack: Pack, selection: Selection, examples: Sequence[Example]) -> Exhibit:
    """Every example in a table, and how many there are of each theme."""
    themes = by_theme(examples)
    headline = _filtered(pack, selection, _list_headline(pack, selection, examples))
    chart = _bars({theme: len(of_theme) for theme, of_theme in themes.items()})
    return Exhibit(
        id="practice-list",
        headline=headline,
        subtitle=_subtitle(pack, selection, "Number of examples by theme"),
        chart=chart,
        table=Table(
            (
                *(Column("Example"), Column("Councils"), Column("Theme"), Column("Channels")),
                *(Column("Year"), Column("Collection"), Column("Evidence"), Column("Link")),
            ),
            tuple(_row(pack, each) for of_theme in themes.values() for each in of_theme),
        ),
        alt=alt_text(headline, chart),
        source=PUBLIC_PAGES,
        provenance="council_fact",
        wave=selection.wave,
        help=(
            "Real examples of good practice that were found on public pages, in our own words. "
            "Each example counts once, and has one theme."
        ),
        caveats=(*_left_out(pack, selection), *_of_no_council(examples), NOT_FOUND),
    )


def _list_headline(pack: Pack, selection: Selection, examples: Sequence[Example]) -> str:
    found = f"{plural(len(examples), 'example')} of good practice"
    return f"{found}{_from_councils(pack, selection, examples)}{_theme_clause(selection, examples)}"


def _from_councils(pack: Pack, selection: Selection, examples: Sequence[Example]) -> str:
    """``, from 14 councils``: those of the selection that have an example."""
    inside = set(selection.codes(pack.region))
    codes = inside.intersection(code for each in examples for code in each.councils)
    if not codes:
        return ", of no single council"
    if len(codes) > 1:
        return f", from {len(codes)} councils"
    of_council = sum(bool(each.councils) for each in examples)
    how_many = "" if of_council == len(examples) else f"{of_council} of them "
    return f", {how_many}from {pack.region.by_code[codes.pop()].name}"


def _theme_clause(selection: Selection, examples: Sequence[Example]) -> str:
    """``; elections and parks have most (5 each)``; nothing that the filters already say."""
    counts = Counter(each.theme for each in examples)
    most = max(counts.values())
    leaders = [theme for theme, count in counts.items() if count == most]
    if len(counts) == 1 and selection.practice.themes:
        return ""
    if len(counts) == 1:
        whole = {1: "its theme is", 2: "both on"}.get(len(examples), "all on")
        return f"; {whole} {leaders[0]}"
    if len(leaders) == 1:
        return f"; the theme with most is {leaders[0]} ({most})"
    if len(leaders) == len(counts):
        return f"; {len(counts)} themes have {most} each"
    who = listed(leaders) if len(leaders) <= MOST_NAMED else f"{len(leaders)} themes"
    return f"; {who} have most ({most} each)"


def _bars(counts: Mapping[str, int]) -> Bars:
    most = max(counts.values())
    return Bars(
        bars=tuple(
            Bar(
                capitalised(theme),
                float(count),
                None,
                None,
                plural(count, "example"),
                "main" if count == most else "context",
            )
            for theme, count in counts.items()
        ),
        axis="count",
        axis_title="Number of examples",
        limit=float(most),
    )


def _subtitle(pack: Pack, selection: Selection, what: str) -> str:
    return f"{what}. {capitalised(selection.place(pack.region))}. Not tied to a wave."


def _row(pack: Pack, example: Example) -> tuple[str, ...]:
    return (
        example.title,
        councils_in_words(pack, example),
        capitalised(example.theme),
        ", ".join(map(channel_in_words, example.channels)) or NOT_AVAILABLE,
        str(example.year or NOT_AVAILABLE),
        capitalised(collection_in_words(pack, example.collection)),
        capitalised(evidence_in_words(example)),
        example.source_url,
    )


def _left_out(pack: Pack, selection: Selection) -> tuple[str, ...]:
    """That a filter on years leaves out examples whose year nobody knows."""
    if not selection.practice.years:
        return ()
    of_any_year = replace(selection, practice=replace(selection.practice, years=()))
    unknown = sum(each.year is None for each in examples_for(pack, of_any_year))
    if not unknown:
        return ()
    return (f"{plural(unknown, 'example')} of unknown year {_is(unknown)} left out.",)


def _of_no_council(examples: Sequence[Example]) -> tuple[str, ...]:
    count = sum(not each.councils for each in examples)
    return (f"{plural(count, 'example')} {_is(count)} of no single council.",) if count else ()


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def practice_map(pack: Pack, selection: Selection, examples: Sequence[Example]) -> Exhibit:
    """How many of the examples each council of the map view has."""
    region, view = pack.region, selection.view
    inside = set(selection.codes(region))
    measure = all_measures(pack)[EXAMPLES]
    pairs = [
        (code, replace(each, count=_count(examples, code)))
        for code, each in zip(
            region.codes_in(view),
            by_council(pack, None, measure, region.codes_in(view)),
            strict=True,
        )
    ]
    shown = [(code, each) for code, each in pairs if code in inside]
    headline = _filtered(pack, selection, _map_headline([each for _, each in shown]))
    chart = choropleth(pack, view, measure, pairs, inside)
    return Exhibit(
        id="practice-map",
        headline=headline,
        subtitle=_subtitle(pack, selection, "Number of examples found per council"),
        chart=chart,
        table=_map_table(pack, examples, shown),
        alt=alt_text(headline, chart),
        source=source_of(pack, selection, measure),
        provenance="council_fact",
        wave=selection.wave,
        help=measure.help,
        caveats=(*_not_on_map(pack, selection, examples), NOT_FOUND, JOINT),
    )


def _count(examples: Sequence[Example], code: str) -> int:
    return sum(code in each.councils for each in examples)


def _map_headline(estimates: Sequence[Estimate]) -> str:
    if not estimates:
        return "No council on this map is in the selection"
    return examples_headline(estimates)


def _not_on_map(pack: Pack, selection: Selection, examples: Sequence[Example]) -> tuple[str, ...]:
    """That the view leaves out a tier of councils, some of which have examples."""
    region = pack.region
    hidden = set(selection.codes(region)).difference(region.codes_in(selection.view))
    names = [each.name for each in region.councils if each.code in hidden]
    found = [
        f"{name} ({count})"
        for name in names
        if (count := _count(examples, region.by_name[name].code))
    ]
    return (f"Not on this map view: {listed(found)}.",) if found else ()


def _map_table(
    pack: Pack, examples: Sequence[Example], pairs: Sequence[tuple[str, Estimate]]
) -> Table:
    region = pack.region
    joint = [each for each in examples if len(each.councils) > 1]
    return Table(
        (
            *(Column("Council"), Column("Type")),
            *(Column("Examples", "whole"), Column("Of which joint", "whole")),
        ),
        tuple(
            (
                each.group,
                region.type_by_id[region.by_code[code].type].label,
                each.count,
                _count(joint, code),
            )
            for code, each in sorted(pairs, key=lambda pair: pair[1].group)
        ),
    )
