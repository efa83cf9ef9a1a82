"""One council: where it lies, how it compares, what it names, its facts, and what it can do."""

from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.analysis.comparison import RULE, Likeness, most_alike
from bestbywm.analysis.disclosure import hides
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.model import (
    CONFIDENTIAL,
    Cell,
    Choropleth,
    Column,
    Exhibit,
    Format,
    MapClass,
    Place,
    Table,
)
from bestbywm.exhibits.profile_findings import findings
from bestbywm.exhibits.wording import (
    OUTCOMES,
    as_made_up,
    capitalised,
    councils_in_words,
    people,
    percent,
    plural,
    promise_in_words,
    slug,
    source_line,
)
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS, Provenance
from bestbywm.region import MapView, Region
from bestbywm.survey.responses import Responses
from bestbywm.words import listed

FACTS_SOURCE = "Source: public pages, linked from each row."

MOST_NAMED = 5
"""Councils that a headline names."""

FACT_FORMATS: dict[str, Format] = {"Page": "link"}


@dataclass(frozen=True, slots=True)
class Profile:
    """What is known about one council for a wave.

    Attributes
    ----------
    code, name, official_name
        The council.
    tier
        Its type and where it stands in the two tiers, in sentences.
    answered, answered_stamp
        How many people answered for it, in words, and what kind of data that is; "" where no
        answers were published.
    locator
        A small map.
    findings
        Exhibits from the answers of people: measures, barriers, maturity, and what to do next.
    alike
        The councils most like it.
    facts
        Exhibits of real facts: examples, account figures, funded projects; those that there are.
    """

    code: str
    name: str
    official_name: str
    tier: str
    answered: str
    answered_stamp: str
    locator: Exhibit
    findings: tuple[Exhibit, ...]
    alike: Exhibit
    facts: tuple[Exhibit, ...]

    @property
    def exhibits(self) -> tuple[Exhibit, ...]:
        """All of its exhibits in the order in which they are read."""
        return (self.locator, *self.findings, self.alike, *self.facts)


@kept_with_it(64)
def profile(pack: Pack, selection: Selection) -> Profile:
    """The profile of ``selection.council`` for the wave of the selection."""
    code = selection.council
    council = pack.region.by_code[code]
    responses = pack.responses.get(selection.wave)
    return Profile(
        code=code,
        name=council.name,
        official_name=council.official_name,
        tier=tier_in_words(pack.region, code),
        answered=answered_in_words(pack, selection.wave, code),
        answered_stamp=STAMPS[responses.provenance] if responses else "",
        locator=locator(pack, selection, code),
        findings=findings(pack, selection, responses, code),
        alike=_alike(pack, selection, code),
        facts=_facts(pack, selection, code),
    )


def tier_in_words(region: Region, code: str) -> str:
    """Type of the council and where it stands: under which county, over which districts."""
    council = region.by_code[code]
    type_ = region.type_by_id[council.type]
    districts = region.districts_of(code)
    if council.county_code:
        where = f"It lies under {region.by_code[council.county_code].official_name}"
    elif districts:
        names = listed(each.name for each in districts)
        where = f"It lies over {plural(len(districts), 'district')}: {names}"
    else:
        where = f"It lies in the county area of {council.county_area}"
    return f"{type_.label}. {type_.note} {where}."


def answered_in_words(pack: Pack, wave: str, code: str) -> str:
    """How many people answered for the council in the wave."""
    responses = pack.responses.get(wave)
    if responses is None:
        return f"No single council's answers were published for {wave}."
    count = len(responses.people_in([code]))
    if responses.provenance == "illustrative":
        return _answered_made_up(wave, count)
    if not count:
        return f"Nobody answered for this council in {wave}. Missing is missing, not zero."
    if hides(responses, [code]):
        held_back = promise_in_words(responses)
        return f"This council answered in {wave}. What its people said is not shown. {held_back}"
    return f"{capitalised(people(count))} answered for this council in {wave}."


def _answered_made_up(wave: str, count: int) -> str:
    """Who answered was not published, so nobody of a named council is said to have done so."""
    if not count:
        return (
            f"In the illustrative answers of {wave}, nobody answers for this council. Which "
            "councils did not answer was never published."
        )
    return (
        f"In the illustrative answers of {wave}, {people(count)} "
        f"{'answers' if count == 1 else 'answer'} for this council."
    )


def locator(pack: Pack, selection: Selection, code: str) -> Exhibit:
    """A small map on which the council stands out, beside those of its county area."""
    region, council = pack.region, pack.region.by_code[code]
    view: MapView = "counties" if code in region.upper_tier else "districts"
    classes = (
        MapClass("Elsewhere", 0, "figure"),
        MapClass(f"In the county area of {council.county_area}", 1, "figure"),
        MapClass(council.name, 3, "figure"),
    )
    places = tuple(
        Place(each.code, each.name, each.map_label, _where(each.code, code, region), "")
        for each in (region.by_code[other] for other in region.codes_in(view))
    )
    names = _neighbours(pack, code, view)
    headline = f"{council.name} borders {listed(names)}" if names else f"Where {council.name} lies"
    chart = Choropleth(view, classes, places, is_locator=True)
    return Exhibit(
        id=f"locator-{slug(council.name)}",
        headline=headline,
        subtitle=(
            f"{council.name} stands out. The rest of the county area of {council.county_area} "
            "is shaded."
        ),
        chart=chart,
        table=Table(
            (Column("Neighbour"), Column("Type")),
            tuple((name, region.type_by_id[region.by_name[name].type].label) for name in names),
        ),
        alt=alt_text(headline, chart),
        source=pack.attribution,
        provenance="council_fact",
        wave=selection.wave,
    )


def _neighbours(pack: Pack, code: str, view: MapView) -> list[str]:
    """Names of the councils of this view that border the council or one of its districts."""
    region = pack.region
    own = {code, *(each.code for each in region.districts_of(code))}
    touching = {
        other
        for pair in pack.geography.neighbours
        for other in pair
        if own.intersection(pair) and other not in own
    }
    if view == "counties":
        touching = {region.by_code[each].county_code or each for each in touching}
    return sorted(
        region.by_code[each].name for each in touching.intersection(region.codes_in(view)) - own
    )


def _where(code: str, mine: str, region: Region) -> int:
    if code == mine:
        return 2
    return int(region.by_code[code].county_area == region.by_code[mine].county_area)


# From facts ---------------------------------------------------------------------------------------


def _alike(pack: Pack, selection: Selection, code: str) -> Exhibit:
    name = pack.region.by_code[code].name
    found = most_alike(pack, selection.wave, code)
    responses = pack.responses.get(selection.wave)
    provenance: Provenance = responses.provenance if responses else "council_fact"
    by_what = "type and county area"
    if responses:
        by_what = f"type, county area and answers, {selection.wave}"
    top = [each for each in found if round(each.score, 9) == round(found[0].score, 9)]
    headline = _alike_headline(name, [pack.region.by_code[each.code].name for each in top])
    headline = as_made_up(pack, headline, provenance)
    return Exhibit(
        id=f"{slug(name)}-alike",
        headline=headline,
        subtitle=f"Councils like {name}, by {by_what}.",
        chart=None,
        table=Table(
            (
                Column("Council"),
                Column("Likeness, 0 to 100", "whole"),
                Column("Type"),
                Column("County area"),
                Column("Answers alike"),
            ),
            tuple(_alike_row(pack, each, _is_hidden(responses, code, each)) for each in found),
        ),
        alt=f"{headline}.",
        source=source_line(pack, selection),
        provenance=provenance,
        wave=selection.wave,
        caveats=tuple(each for each in (RULE, promise_in_words(responses)) if each),
        is_quotable=False,
    )


def _alike_headline(name: str, most: Sequence[str]) -> str:
    """Who is most like the council; how many, if they are too many to name."""
    if not most:
        return f"No council is like {name}"
    if len(most) > MOST_NAMED:
        return f"{len(most)} councils are equally like {name}, more than any other"
    return f"{listed(most)} {'is' if len(most) == 1 else 'are'} most like {name}"


def _is_hidden(responses: Responses | None, code: str, each: Likeness) -> bool:
    """Whether the answers of one of the two councils are held back."""
    if responses is None:
        return False
    return any(
        code_ in responses.answering_councils and hides(responses, [code_])
        for code_ in (code, each.code)
    )


def _alike_row(pack: Pack, each: Likeness, is_hidden: bool) -> tuple[Cell, ...]:
    council = pack.region.by_code[each.code]
    same = {True: "same: ", False: ""}
    unknown = f"{CONFIDENTIAL} {OUTCOMES['confidential']}" if is_hidden else "not known"
    return (
        council.name,
        round(100 * each.score),
        f"{same[each.same_type]}{pack.region.type_by_id[council.type].label}",
        f"{same[each.same_area]}{council.county_area}",
        unknown if each.answers is None else percent(each.answers),
    )


def _facts(pack: Pack, selection: Selection, code: str) -> tuple[Exhibit, ...]:
    name = pack.region.by_code[code].name
    examples = [each for each in pack.examples if code in each.councils]
    accounts = [each for each in pack.account_figures if each.council == code]
    projects = [each for each in pack.funded_projects if each.council == code]
    made = [
        _fact(
            selection,
            f"{slug(name)}-examples",
            f"{plural(len(examples), 'example')} of good practice "
            f"{'was' if len(examples) == 1 else 'were'} found for {name}"
            if examples
            else f"No example of good practice was found for {name}",
            "Real examples from public pages. Not found does not mean that there is none.",
            ("Example", "Theme", "Year", "Who", "Page"),
            [
                (
                    each.title,
                    each.theme,
                    str(each.year or "not known"),
                    councils_in_words(pack, each.councils),
                    each.source_url,
                )
                for each in examples
            ],
        )
    ]
    if accounts:
        ordered = sorted(accounts, key=lambda each: each.date, reverse=True)
        made.append(
            _fact(
                selection,
                f"{slug(name)}-accounts",
                f"{plural(len(accounts), 'dated figure')} of the accounts of {name}",
                "Single figures of single days: notes, not a ranking.",
                ("Date", "Channel", "Account", "Figure", "Page"),
                [
                    (each.date, each.platform, each.account, each.in_words, each.source_url)
                    for each in ordered
                ],
            )
        )
    if projects:
        made.append(
            _fact(
                selection,
                f"{slug(name)}-projects",
                f"{plural(len(projects), 'funded project')} of {name}",
                "Projects that the survey's fund paid for, as far as they were named.",
                ("Project", "Organisation", "Page"),
                [(each.project, each.organisation, each.source_url) for each in projects],
            )
        )
    return tuple(made)


def _fact(
    selection: Selection,
    id_: str,
    headline: str,
    subtitle: str,
    columns: Sequence[str],
    rows: Sequence[tuple[Cell, ...]],
) -> Exhibit:
    return Exhibit(
        id=id_,
        headline=headline,
        subtitle=subtitle,
        chart=None,
        table=Table(
            tuple(Column(name, FACT_FORMATS.get(name, "text")) for name in columns), tuple(rows)
        ),
        alt=f"{headline}.",
        source=FACTS_SOURCE,
        provenance="council_fact",
        wave=selection.wave,
    )
