"""Keeping what was made from something with that very thing, so that it is gone when it is.

A pack may hold the answers that somebody loaded for one visit. What is made of them must not
outlive the visit: a cache of its own, shared by all visitors, would hold it for ever.
"""

from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar, cast
from weakref import ref

Owner = TypeVar("Owner")
Made = TypeVar("Made")
P = ParamSpec("P")

Maker = Callable[Concatenate[Owner, P], Made]

_ATTRIBUTE = "_kept_with_it"


def kept_with_it(most: int) -> Callable[[Maker[Owner, P, Made]], Maker[Owner, P, Made]]:
    """Have a function remember, with its first argument, what it made of it.

    For functions that give the same for the same arguments, all of which can be hashed. At most
    ``most`` results are kept with each first argument: those used last. Threads may share it;
    two of them that ask for the same at once may both make it.
    """

    def remembering(make: Maker[Owner, P, Made]) -> Maker[Owner, P, Made]:
        @wraps(make)
        def made(owner: Owner, /, *args: P.args, **kwargs: P.kwargs) -> Made:
            kept = vars(owner).setdefault(_ATTRIBUTE, {})
            ours = kept.get(make) or kept.setdefault(make, _remembering(make, owner, most))
            return cast("Made", ours(*args, **kwargs))

        return made

    return remembering


def _remembering(make: Callable[..., Made], owner: Owner, most: int) -> Callable[..., Made]:
    """The function for one owner, whom it does not hold: nothing goes round in a circle."""
    held = ref(owner)

    @lru_cache(maxsize=most)
    def made(*args: Hashable, **kwargs: Any) -> Made:
        return make(held(), *args, **kwargs)  # there, since somebody has just handed it in

    return made
