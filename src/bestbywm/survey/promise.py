"""What was promised to the people who answered a survey: when their opinions are held back."""

from dataclasses import dataclass

from bestbywm.region import Region


@dataclass(frozen=True, eq=False)
class Promise:
    """From how many people on opinions are shown, and whether single councils are shown at all.

    What follows from it for every figure stands in ``analysis/disclosure.py``.

    Attributes
    ----------
    minimum_people
        Opinions of fewer people than this are not shown.
    shows_councils
        Whether the opinions of a single council may be shown.
    region
        The councils; needed where anything was promised, to see which of them belong together.
    """

    minimum_people: int = 1
    shows_councils: bool = True
    region: Region | None = None

    @property
    def holds_back(self) -> bool:
        """Whether anything can be held back at all."""
        return self.region is not None and (self.minimum_people > 1 or not self.shows_councils)


NOTHING_PROMISED = Promise()
