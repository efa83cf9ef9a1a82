"""The region: its councils, their types and the two tiers of local government."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from bestbywm.files import Row
from bestbywm.problems import Problem

MapView = Literal["districts", "counties", "hexagons"]
"""districts: the lower and single tier; counties: the upper and single tier; hexagons: all."""


@dataclass(frozen=True, slots=True)
class CouncilType:
    """A type of council, with its name in the singular and the plural."""

    id: str
    label: str
    plural: str
    note: str


@dataclass(frozen=True, slots=True)
class Council:
    """A council.

    Attributes
    ----------
    code
        Code of the Office for National Statistics, the key everywhere.
    name, official_name
        Short and full name.
    type
        Identifier of its type.
    county_code
        For a district: code of the county council over it; else None.
    county_area
        The county area that it lies in.
    map_label
        Lines of the label on its hexagon.
    aliases
        Other names that people use.
    """

    code: str
    name: str
    official_name: str
    type: str
    county_code: str | None
    county_area: str
    map_label: tuple[str, ...]
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Region:
    """The region of a pack.

    Attributes
    ----------
    name, survey, about, source, source_url
        Words from the pack: the region, the survey, what it was, and how to name its source.
    slug
        First part of the names of downloads.
    area_km2
        Official area in square kilometres, to check the boundaries against; None if not given.
    councils
        In the order of the file.
    types
        In the order in which pages show them.
    """

    name: str
    survey: str
    about: str
    source: str
    source_url: str
    slug: str
    area_km2: float | None
    councils: tuple[Council, ...]
    types: tuple[CouncilType, ...]

    @cached_property
    def by_code(self) -> dict[str, Council]:
        """Councils by code."""
        return {council.code: council for council in self.councils}

    @cached_property
    def by_name(self) -> dict[str, Council]:
        """Councils by short name."""
        return {council.name: council for council in self.councils}

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Codes of all councils, in the order of the file."""
        return tuple(council.code for council in self.councils)

    @cached_property
    def county_areas(self) -> tuple[str, ...]:
        """Names of the county areas, in alphabetical order."""
        return tuple(sorted({council.county_area for council in self.councils}))

    @cached_property
    def type_by_id(self) -> dict[str, CouncilType]:
        """Types by identifier."""
        return {each.id: each for each in self.types}

    @cached_property
    def upper_tier(self) -> frozenset[str]:
        """Codes of the councils that lie over districts."""
        return frozenset(each.county_code for each in self.councils if each.county_code)

    def districts_of(self, code: str) -> tuple[Council, ...]:
        """The districts under a county council; none for any other council."""
        return tuple(each for each in self.councils if each.county_code == code)

    def codes_in(self, view: MapView) -> tuple[str, ...]:
        """Codes of the councils that a map view shows.

        A county's answers never colour its districts: the lower and the upper tier are never
        on one map, except as hexagons of equal size.
        """
        if view == "districts":
            return tuple(code for code in self.codes if code not in self.upper_tier)
        if view == "counties":
            return tuple(each.code for each in self.councils if not each.county_code)
        return self.codes

    def find(self, text: str) -> Council | None:
        """The one council with this name, official name, alias or code; None if there is none."""
        wanted = _folded(text)
        found = [each for each in self.councils if wanted in _names_of(each)]
        exact = [each for each in found if _folded(each.name) == wanted]
        candidates = exact or found
        return candidates[0] if len(candidates) == 1 else None


def _folded(text: str) -> str:
    return " ".join(text.replace("-", " ").replace("&", "and").casefold().split())


def _names_of(council: Council) -> set[str]:
    names = (council.code, council.name, council.official_name, *council.aliases)
    return {_folded(name) for name in names}


def read_types(rows: Sequence[Row]) -> tuple[CouncilType, ...]:
    """Types of council from rows with type, label, plural and note."""
    return tuple(
        CouncilType(row.text("type"), row.text("label"), row.text("plural"), row.text("note"))
        for row in rows
    )


def read_councils(rows: Sequence[Row]) -> tuple[Council, ...]:
    """Councils from rows with the columns of councils.csv."""
    return tuple(
        Council(
            code=row.text("code"),
            name=row.text("name"),
            official_name=row.text("official_name"),
            type=row.text("type"),
            county_code=row.text("county_code") or None,
            county_area=row.text("county_area"),
            map_label=tuple(row.text("map_label").split("|")),
            aliases=row.list_in("aliases"),
        )
        for row in rows
    )


def problems_of_councils(rows: Sequence[Row]) -> Iterator[Problem]:
    """What no schema can say: two tiers only, and no name that means two councils."""
    county_of = {row.text("code"): row.text("county_code") for row in rows}
    names: dict[str, str] = {}
    for row in rows:
        county = row.text("county_code")
        if county == row.text("code"):
            yield row.problem(
                "county_code",
                f"{row.text('name')} lies under itself",
                "the code of another council, or an empty cell",
                "correct the code",
            )
        elif county and county_of.get(county):
            yield row.problem(
                "county_code",
                f"{row.text('name')} lies under a council that itself lies under another one",
                "the code of a county council, which has no county_code itself",
                "correct the code",
            )
        for alias in row.list_in("aliases"):
            taken = names.setdefault(_folded(alias), row.text("name"))
            if taken != row.text("name"):
                yield row.problem(
                    "aliases",
                    f"“{alias}” already means {taken}",
                    "an alias that means one council only",
                    "take the alias away from one of the two",
                )
