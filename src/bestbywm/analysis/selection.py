"""The selection: what a visitor looks at, as one frozen value, and the councils it means."""

import re
from dataclasses import dataclass, replace
from typing import Literal

from bestbywm.pack import Pack
from bestbywm.region import MapView, Region
from bestbywm.survey.responses import Responses
from bestbywm.survey.waves import Wave
from bestbywm.words import listed

Breakdown = Literal["region", "type", "council"]
"""Whom a change between waves is shown for."""

Story = Literal["region", "council", "barriers", "change", "own"]
"""A storyline to present: a ready one, or the visitor's own."""


@dataclass(frozen=True, slots=True)
class PracticeFilter:
    """Filters on examples of good practice, besides those on councils.

    An empty filter lets every example through. ``words`` are looked for in all that is said
    about an example.
    """

    themes: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    collections: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, slots=True)
class Selection:
    """What a visitor looks at: the key under which exhibits are kept.

    Attributes
    ----------
    wave
        Identifier of the wave.
    types, county_areas, councils
        Filters: identifiers of council types, names of county areas, codes of councils. An
        empty filter lets every council through; several filters must all let it through.
    measure, view, council
        What the map shows, how, and the code of the council that is looked at closely ("" for
        none). Not filters.
    weights
        Weights of the dimensions of maturity in hundredths of a per cent; empty for those of the
        pack.
    compared, sort
        Codes of the councils that are set side by side, and the measure that a table of
        councils is sorted by ("" for their names).
    before, after, breakdown
        The two waves whose change is shown ("" for the first two), and for whom.
    practice
        Filters on examples of good practice.
    story
        The storyline that is presented.
    """

    wave: str
    types: tuple[str, ...] = ()
    county_areas: tuple[str, ...] = ()
    councils: tuple[str, ...] = ()
    measure: str = ""
    view: MapView = "districts"
    council: str = ""
    weights: tuple[int, ...] = ()
    compared: tuple[str, ...] = ()
    sort: str = ""
    before: str = ""
    after: str = ""
    breakdown: Breakdown = "region"
    practice: PracticeFilter = PracticeFilter()
    story: Story = "region"

    @property
    def is_filtered(self) -> bool:
        """Whether any filter is set."""
        return bool(self.types or self.county_areas or self.councils)

    def unfiltered(self) -> "Selection":
        """The same selection without its filters."""
        return replace(self, types=(), county_areas=(), councils=())

    def only(self, *fields: str) -> "Selection":
        """Wave, filters and the fields named; whatever else differs makes no difference.

        What is made from a selection is kept under it: a page that shows no map names no view.
        """
        kept = ("wave", "types", "county_areas", "councils", *fields)
        return Selection(**{field: getattr(self, field) for field in kept})

    def codes(self, region: Region) -> tuple[str, ...]:
        """Codes of the councils that every filter lets through, in the region's order."""
        return tuple(
            council.code
            for council in region.councils
            if (not self.types or council.type in self.types)
            and (not self.county_areas or council.county_area in self.county_areas)
            and (not self.councils or council.code in self.councils)
        )

    def place(self, region: Region) -> str:
        """The selected councils in words: ``7 districts in the south``."""
        codes = self.codes(region)
        if not self.is_filtered:
            return region.name
        if len(codes) == 1:
            return region.by_code[codes[0]].name
        if not codes:
            return "no council"
        what = _types_in_words(self, region, {region.by_code[code].type for code in codes})
        found = {region.by_code[code].county_area for code in codes}
        areas = tuple(area for area in self.county_areas if area in found)
        where = f" in {listed(areas)}" if areas else ""
        chosen = "chosen " if self.councils and not self.types else ""
        return f"{len(codes)} {chosen}{what}{where}"


def answers_for(pack: Pack, selection: Selection) -> Responses | None:
    """Answers of the selected wave, or None for a wave without answers."""
    return pack.responses.get(selection.wave)


def effective(pack: Pack, selection: Selection) -> Selection:
    """The selection that can be shown: a wave without answers cannot be filtered."""
    return selection if answers_for(pack, selection) else selection.unfiltered()


def waves_compared(pack: Pack, selection: Selection) -> tuple[str, str] | None:
    """The two waves whose change is shown, or None for a pack with one wave.

    Unless they are chosen, these are the first two of the pack, the earlier one first.
    """
    if len(pack.waves) < 2:
        return None
    waves = [wave.id for wave in pack.waves]
    if not selection.before and not selection.after:
        first, second = sorted(pack.waves[:2], key=_year)
        return first.id, second.id
    before = selection.before or next(each for each in waves if each != selection.after)
    after = selection.after or next(each for each in waves if each != before)
    return before, after


def _year(wave: Wave) -> int:
    """The year of a wave as far as its words tell; one that names none is taken for new."""
    found = re.search(r"(?:19|20)\d\d", f"{wave.id} {wave.when}", re.ASCII)
    return int(found[0]) if found else 9999


def both_have_answers(pack: Pack, selection: Selection) -> bool:
    """Whether the change can be shown for a part of the region; see answers_of_one_kind."""
    waves = waves_compared(pack, selection)
    return waves is not None and answers_of_one_kind(pack, *waves)


def answers_of_one_kind(pack: Pack, before: str, after: str) -> bool:
    """Whether both waves have answers, and made-up ones are not set against real ones."""
    kinds = [pack.responses[wave].provenance for wave in (before, after) if wave in pack.responses]
    return len(kinds) == 2 and kinds[0] == kinds[1]


def _types_in_words(selection: Selection, region: Region, found: set[str]) -> str:
    """The selected types of which there are councils."""
    if not selection.types:
        return "councils"
    types = [each for each in selection.types if each in found]
    return listed(tuple(region.type_by_id[each].plural for each in types))
