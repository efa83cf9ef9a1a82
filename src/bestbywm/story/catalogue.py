"""Every exhibit that can be taken away, by its page: how a storyline finds it again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bestbywm.analysis.selection import Selection, both_have_answers
from bestbywm.exhibits import (
    barriers,
    change,
    claims,
    councils,
    maps,
    maturity,
    overview,
    practice,
    profile,
)
from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.silence import why_nothing
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack

Maker = Callable[[Pack, Selection], Sequence[Exhibit]]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a page tells: what makes its exhibits, and which fields of a selection they hang on.

    Wave and filters count on every page, so that ``fields`` leaves them out.
    """

    make: Maker
    fields: tuple[str, ...] = ()


def exhibits_of(pack: Pack, page: str, selection: Selection) -> tuple[Exhibit, ...]:
    """The exhibits of a page for a selection, in the order of the page; none on other pages."""
    subject = SUBJECTS.get(page)
    return _made(pack, page, selection.only(*subject.fields)) if subject else ()


@kept_with_it(256)
def _made(pack: Pack, page: str, selection: Selection) -> tuple[Exhibit, ...]:
    if not selection.codes(pack.region):
        return ()
    return tuple(SUBJECTS[page].make(pack, selection))


def find(pack: Pack, page: str, id_: str, selection: Selection) -> Exhibit | None:
    """The exhibit with this identifier on the page, or None if the page has none for it."""
    found = exhibits_of(pack, page, selection)
    return next((exhibit for exhibit in found if exhibit.id == id_), None)


def _from_answers(maker: Maker, *, together: bool = True) -> Maker:
    """The exhibits of a page that says why where the selected councils have nothing to show."""

    def made(pack: Pack, selection: Selection) -> Sequence[Exhibit]:
        nothing = why_nothing(pack, selection, together=together)
        return () if nothing else maker(pack, selection)

    return made


def _councils(pack: Pack, selection: Selection) -> list[Exhibit]:
    found = [councils.side_by_side(pack, selection), councils.heat(pack, selection)]
    made = [exhibit for exhibit in found if exhibit is not None]
    return [*made, *councils.strips(pack, selection)]


def _map(pack: Pack, selection: Selection) -> list[Exhibit]:
    if selection.measure not in maps.map_measures(pack, selection.wave):
        return []
    return [maps.map_of(pack, selection)]


def _change(pack: Pack, selection: Selection) -> Sequence[Exhibit]:
    can_be_filtered = both_have_answers(pack, selection)
    return change.exhibits(pack, selection if can_be_filtered else selection.unfiltered())


def _council(pack: Pack, selection: Selection) -> Sequence[Exhibit]:
    return profile.profile(pack, selection).exhibits if selection.council else ()


def _claims(pack: Pack, _: Selection) -> list[Exhibit]:
    return [claims.exhibit(pack)] if pack.claims or pack.published else []


SUBJECTS: Mapping[str, Subject] = {
    "overview": Subject(_from_answers(overview.exhibits)),
    "map": Subject(_map, ("measure", "view", "weights")),
    "barriers": Subject(_from_answers(barriers.exhibits)),
    "maturity": Subject(
        _from_answers(maturity.exhibits), ("weights", "council", "compared", "sort")
    ),
    "change": Subject(_change, ("before", "after", "breakdown", "measure")),
    "councils": Subject(
        _from_answers(_councils, together=False), ("council", "compared", "sort", "weights")
    ),
    "council": Subject(_council, ("council", "weights")),
    "practice": Subject(practice.exhibits, ("practice", "view")),
    "claims": Subject(_claims),
}
"""What each page tells, by the address of the page."""
