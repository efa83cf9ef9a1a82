"""Which council is meant by what people typed, and which must be asked about.

Nothing here knows a region: names, official names and aliases come from the region pack. What is
known here is how English councils are called in general: "Borough", "MBC", "City of", initials.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz, process

from bestbywm.region import Council, Region
from bestbywm.survey.importing.folding import fold, tidy
from bestbywm.survey.importing.matching import Certainty

KINDS_OF_COUNCIL = frozenset(
    {
        *("council", "city", "county", "district", "borough", "metropolitan", "met", "royal"),
        *("unitary", "authority", "local", "mbc", "mdc", "cbc", "rbc", "dc", "bc", "cc", "mb"),
        *("cnty", "dist", "boro", "co", "uk", "the", "of", "and"),
    }
)
"""Words that say what kind of council it is, and not which one."""

_LINKING = frozenset({"co", "uk", "the", "of", "and", "local", "royal"})

INITIALS_OF_KINDS = ("c", "cc", "bc", "dc", "mbc")
"""Council; city or county council; borough, district and metropolitan borough council."""

LONGEST_INITIALS = 6
LONGEST_NAME = 200

SIMILAR = 86
"""From here on a name is that of a council with a slip of the pen: one letter in seven."""

MARGIN = 6
"""The second best council is at least so much worse; else nobody can say which is meant."""

RATHER_SIMILAR = 70
"""Councils from here on are offered when it is asked which one is meant."""

PART_OF_TEXT, INITIALS = 85, 75
"""Confidence in a name within other words, and in the initials of one council only."""

MOST_OFFERED = 8


@dataclass(frozen=True, slots=True)
class CouncilMatch:
    """What a name is taken for.

    Attributes
    ----------
    name
        The name as the file words it.
    code
        Code of the council; "" if it must be asked about, or is none of the region.
    confidence, certainty, how
        From 0 to 100; how sure that is; and why, as the end of a sentence.
    candidates
        Codes of the councils that may be meant, the likeliest first.
    people
        How many people gave the name.
    """

    name: str
    code: str
    confidence: int
    certainty: Certainty
    how: str
    candidates: tuple[str, ...] = ()
    people: int = 0

    @property
    def must_be_asked(self) -> bool:
        """Whether several councils may be meant."""
        return not self.code and bool(self.candidates)


class CouncilNames:
    """The names of a region's councils, ready to be compared with what people typed."""

    def __init__(self, region: Region) -> None:
        self.region = region
        self._found: dict[str, CouncilMatch] = {}

    def match(self, name: str) -> CouncilMatch:
        """The council that is meant, or those that may be."""
        if name not in self._found:
            self._found[name] = self._match(tidy(name)[:LONGEST_NAME])
        return self._found[name]

    def _match(self, name: str) -> CouncilMatch:
        return (
            self._exact(name)
            or self._without_kind(name)
            or self._initials(name)
            or self._within(name)
            or self._similar(name)
            or CouncilMatch(name, "", 0, "unknown", "no council of the region has such a name")
        )

    def _exact(self, name: str) -> CouncilMatch | None:
        folded = fold(name)
        codes = self._short_names.get(folded) or self._names.get(folded, ())
        if len(codes) == 1:
            return CouncilMatch(name, codes[0], 100, "sure", "the council's name")
        return _to_ask(name, codes, "several councils have this name") if codes else None

    def looks_like_one(self, name: str) -> float:
        """1 for the name of a council, half for initials, else 0: quick, for a look at a column."""
        folded = fold(name[:LONGEST_NAME])
        if folded in self._names or _bare(folded) in self._bare_names:
            return 1.0
        return 0.5 if folded in self._official_initials else 0.0

    @cached_property
    def _short_names(self) -> dict[str, tuple[str, ...]]:
        return _grouped((fold(each.name), each.code) for each in self.region.councils)

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Codes by any name or code of the council."""
        return _grouped(
            (fold(name), each.code)
            for each in self.region.councils
            for name in (each.name, each.code, each.official_name, *each.aliases)
        )

    @cached_property
    def _bare_names(self) -> dict[str, tuple[str, ...]]:
        """Codes by bare name: "Royal Borough of X" is "x". A council has several names."""
        return _grouped(
            (_bare(name), council.code)
            for council in self.region.councils
            for name in (council.name, council.official_name, *council.aliases)
        )

    @cached_property
    def _official_initials(self) -> dict[str, tuple[str, ...]]:
        return _grouped(
            (_initials_of(council.official_name), council.code) for council in self.region.councils
        )

    @cached_property
    def _possible_initials(self) -> dict[str, tuple[str, ...]]:
        """Initials of a council's name with those of any kind of council, as people guess them."""
        return _grouped(
            (_initials_of(council.name) + kind, council.code)
            for council in self.region.councils
            for kind in INITIALS_OF_KINDS
        )

    def _without_kind(self, name: str) -> CouncilMatch | None:
        """The council whose name this is without "MBC" and the like."""
        bare = _bare(name)
        codes = self._bare_names.get(bare, ())
        if not codes:
            return None
        if len(codes) == 1 and not self._is_of_other_tier(name, self.region.by_code[codes[0]]):
            return CouncilMatch(name, codes[0], 95, "sure", "the council's name, with its kind")
        offered = [*codes, *(code for code, _ in self._near(bare))]
        return _to_ask(name, offered, "the name fits several councils")

    def _is_of_other_tier(self, name: str, council: Council) -> bool:
        """Whether one is called a county council and the other something else."""
        said, official = (_kinds_in(each) for each in (name, council.official_name))
        return bool(said and official) and ("county" in said) != ("county" in official)

    def _initials(self, name: str) -> CouncilMatch | None:
        letters = fold(name.replace(".", "")).replace(" ", "")
        if not letters.isalpha() or len(letters) > LONGEST_INITIALS:
            return None
        official = self._official_initials.get(letters, ())
        offered = [*official, *self._possible_initials.get(letters, ())]
        if len({*offered}) == 1:
            how = "the initials of one council only"
            return CouncilMatch(name, offered[0], INITIALS, "likely", how, (offered[0],))
        return _to_ask(name, offered, "the initials fit several councils") if offered else None

    def _within(self, name: str) -> CouncilMatch | None:
        """The council whose name stands within other words."""
        rest = f" {fold(name)} "
        found: list[str] = []
        for names in sorted(self._bare_names, key=len, reverse=True):
            if f" {names} " in rest and len(names) > LONGEST_INITIALS // 2:
                rest = rest.replace(f" {names} ", "  ")
                found += self._bare_names[names]
        if len({*found}) != 1:
            return _to_ask(name, found, "the words name several councils") if found else None
        council = self.region.by_code[found[0]]
        if self._is_of_other_tier(name, council):
            return _to_ask(name, found, "the name is that of another kind of council")
        if not {*fold(name).split()} & (KINDS_OF_COUNCIL - _LINKING):
            return _to_ask(name, found, "the name stands within words that name no council")
        how = "the council's name within other words"
        return CouncilMatch(name, council.code, PART_OF_TEXT, "likely", how, (council.code,))

    def _similar(self, name: str) -> CouncilMatch | None:
        near = self._near(_bare(name))
        if not near:
            return None
        (code, best), second = near[0], near[1][1] if len(near) > 1 else 0
        other_tier = self._is_of_other_tier(name, self.region.by_code[code])
        if best >= SIMILAR and best - second >= MARGIN and not other_tier:
            how = f"a similar name ({best} of 100)"
            return CouncilMatch(name, code, best, "likely", how, tuple(each for each, _ in near))
        return _to_ask(name, [each for each, _ in near], "the name is like that of these councils")

    def _near(self, bare: str) -> list[tuple[str, int]]:
        """Councils with a similar name and how similar it is, the most similar first."""
        found: dict[str, int] = {}
        for each, score, _ in process.extract(
            bare, list(self._bare_names), scorer=fuzz.ratio, score_cutoff=RATHER_SIMILAR, limit=None
        ):
            for code in self._bare_names[each]:
                found[code] = max(found.get(code, 0), round(score))
        return sorted(found.items(), key=lambda each: -each[1])


def _to_ask(name: str, codes: Iterable[str], how: str) -> CouncilMatch:
    candidates = tuple(dict.fromkeys(codes))[:MOST_OFFERED]
    return CouncilMatch(name, "", 0, "unknown", how, candidates)


def share_of_councils(names: Sequence[tuple[str, int]], councils: CouncilNames) -> float:
    """Share of the people whose text is the name of a council, from 0 to 1."""
    people = sum(count for _, count in names)
    found = sum(count * councils.looks_like_one(name) for name, count in names)
    return found / people if people else 0.0


def _bare(name: str) -> str:
    """A folded name without words for kinds of council; the whole if nothing else is left."""
    words = fold(name).split()
    return " ".join(word for word in words if word not in KINDS_OF_COUNCIL) or " ".join(words)


def _kinds_in(name: str) -> set[str]:
    return {*fold(name).split()} & {"city", "county", "district", "borough", "metropolitan"}


def _initials_of(name: str) -> str:
    words = re.findall(r"\w+", fold(name))
    return "".join(word[0] for word in words if word not in _LINKING)


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    """Codes by name, each once, in order."""
    groups: dict[str, dict[str, None]] = {}
    for name, code in pairs:
        groups.setdefault(name, {})[code] = None
    return {name: tuple(codes) for name, codes in groups.items()}
