"""Disclosure: which figures may be shown, so that nobody can work out what too few people said.

Every figure about a group of councils asks here first. What was promised to the people who
answered (``survey/promise.py``) is kept like this:

1. A council is held back if fewer people answered for it than was promised, or if single
   councils may not be shown. That nobody answered for a council is no opinion and may be said.
2. Councils that are held back are put together in blocks, each of at least two councils and of as
   many people as was promised: councils of the same type and county area, else of the same type,
   else of the whole region. Where those that are left do not suffice, the smallest council or
   block of the same type joins them, since from it and a total they could be worked out; where
   there is none, that of the type with the fewest people, whose total is then lost as well.
3. A group is shown only if each block lies wholly inside it or wholly outside, and no block inside
   has fewer people than was promised.

So every figure that is shown is about whole blocks, and so is whatever can be worked out from any
number of such figures by adding and taking away: it is never about fewer people than was promised.
This holds for every question by the people who answered it, too. A score of maturity is shown only
where all the questions behind it may be.

docs/confidentiality.md says the same for people who run a survey, and what is not protected.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.region import Region
from bestbywm.survey.promise import Promise
from bestbywm.survey.responses import Responses

TOGETHER = ""
"""Stands for taking part at all, in place of a question."""


@dataclass(frozen=True, slots=True)
class Block:
    """Councils that are shown together or not at all, and how many people they have."""

    codes: frozenset[str]
    people: int


Key = Callable[[Block], tuple[str, ...]]
"""What blocks have in common that may be put together."""

Order = Callable[[Block], tuple[int, int, list[str]]]
"""Which of several blocks is the first to join those that are too small."""


def hides(responses: Responses, codes: Iterable[str], *questions: str) -> bool:
    """Whether what the people of these councils answered to these questions is held back.

    Without a question: whether they are held back whatever it is about.
    """
    if not responses.promise.holds_back:
        return False
    group = frozenset(codes)
    asked = (question for question in questions if responses.asks(question))
    return any(
        _gives_away(block, group, responses.promise)
        for about in (TOGETHER, *asked)
        for block in _joint(responses, about)
    )


def held_back(responses: Responses) -> frozenset[str]:
    """Codes of the councils somebody answered for, but whose answers are not shown on their own."""
    return frozenset(code for code in responses.answering_councils if hides(responses, [code]))


def withheld_files(pack: Pack) -> frozenset[str]:
    """Files of the pack that hold answers of which not all may be shown."""
    return frozenset(
        wave.answers_file
        for wave in pack.waves
        if wave.answers_file and wave.promise(pack.region).holds_back
    )


def _gives_away(block: Block, group: frozenset[str], promise: Promise) -> bool:
    """Whether the group cuts through the block, or the block is too small itself."""
    if block.codes.isdisjoint(group):
        return False
    return not block.codes <= group or not _suffices(block, promise)


@kept_with_it(most=256)
def blocks(responses: Responses, about: str = TOGETHER) -> tuple[Block, ...]:
    """The blocks of the councils whose people answered the question, or took part at all.

    A council that may be shown is a block of its own.
    """
    promise, region = responses.promise, responses.promise.region
    found = [
        Block(frozenset([code]), people)
        for code in sorted(responses.answering_councils)
        if (people := _people(responses, code, about))
    ]
    if region is None:
        return tuple(found)
    of_type = _same_type(region)
    found = _put_together(found, promise, _same_type_and_area(region))
    found = _put_together(found, promise, of_type, joined_by=_smallest_first(found, of_type))
    return tuple(
        _put_together(found, promise, lambda _: (), joined_by=_smallest_first(found, of_type))
    )


@kept_with_it(most=256)
def _joint(responses: Responses, about: str) -> tuple[Block, ...]:
    """The blocks but for councils that may be shown alone: a group is never hidden by those."""
    return tuple(
        block
        for block in blocks(responses, about)
        if len(block.codes) > 1 or not _suffices(block, responses.promise)
    )


def _people(responses: Responses, code: str, about: str) -> int:
    people = responses.people_in([code])
    return len(people) if about == TOGETHER else responses.base(about, people)


def _same_type_and_area(region: Region) -> Key:
    return lambda block: min(
        (region.by_code[code].type, region.by_code[code].county_area) for code in block.codes
    )


def _same_type(region: Region) -> Key:
    return lambda block: (min(region.by_code[code].type for code in block.codes),)


def _smallest_first(blocks: Iterable[Block], of_type: Key) -> Order:
    """Orders blocks: those of the type with the fewest people first, then the smallest."""
    people = Counter[tuple[str, ...]]()
    for block in blocks:
        people[of_type(block)] += block.people
    return lambda block: (people[of_type(block)], block.people, sorted(block.codes))


def _put_together(
    blocks: Sequence[Block], promise: Promise, key: Key, joined_by: Order | None = None
) -> list[Block]:
    """The blocks, those too small put together with others of the same key.

    If they are too small together, too, they stay apart; or the first of the other blocks in this
    order joins them, if there is one.
    """
    found: list[Block] = []
    for kind in dict.fromkeys(key(block) for block in blocks):
        of_kind = [block for block in blocks if key(block) == kind]
        small = [block for block in of_kind if not _suffices(block, promise)]
        large = [block for block in of_kind if _suffices(block, promise)]
        if small and joined_by and large and not _suffices(_union(small), promise):
            first = min(large, key=joined_by)
            large.remove(first)
            small.append(first)
        is_enough = bool(small) and _suffices(_union(small), promise)
        found += [*large, *([_union(small)] if is_enough else small)]
    return found


def _union(blocks: Iterable[Block]) -> Block:
    every = list(blocks)
    return Block(
        frozenset().union(*(block.codes for block in every)),
        sum(block.people for block in every),
    )


def _suffices(block: Block, promise: Promise) -> bool:
    is_allowed = promise.shows_councils or len(block.codes) > 1
    return block.people >= promise.minimum_people and is_allowed
