"""What may be said elsewhere: the sentence behind each exhibit's "You can say"."""

from dataclasses import dataclass

from bestbywm.exhibits.model import Exhibit
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.words import listed


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence that is safe to use, or None, and what to bear in mind."""

    sentence: str | None
    advice: str


ADVICE: dict[Provenance, str] = {
    "published": "Say people, not councils: the figures count the people who answered.",
    "council_fact": "This was found on public pages. There may be more that was not found.",
    "illustrative": (
        "Don't quote these figures: the answers are made up, and no council gave them. What the "
        "published totals support is on the page “What you can say”."
    ),
    "own": "Say people, not councils: the figures count the people who answered.",
}


WORKED_OUT_HERE = (
    "Don't quote this: it is worked out here by a rule of our own, to help you look around."
)


def you_can_say(pack: Pack, exhibit: Exhibit) -> Saying:
    """The exhibit's finding as a sentence that stands on its own, with its source.

    Made-up answers support no sentence about real councils. Published figures take their caveats
    with them.
    """
    if exhibit.provenance == "illustrative":
        return Saying(None, ADVICE["illustrative"])
    if not exhibit.is_quotable:
        return Saying(None, WORKED_OUT_HERE)
    source = pack.region.survey
    if exhibit.provenance == "council_fact":
        return Saying(f"{exhibit.headline} (found on public pages).", ADVICE["council_fact"])
    caveats = exhibit.caveats if exhibit.provenance == "published" else ()
    sentence = " ".join([f"{exhibit.headline} ({source}, {listed(exhibit.waves)}).", *caveats])
    return Saying(sentence, ADVICE[exhibit.provenance])
