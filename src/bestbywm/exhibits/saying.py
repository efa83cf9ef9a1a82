"""What may be said elsewhere: the sentence behind each exhibit's "You can say"."""

from dataclasses import dataclass

from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.wording import survey_and_wave, survey_of
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
        "published totals support is on the page “You can say”."
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
    if exhibit.provenance == "council_fact":
        return Saying(f"{exhibit.headline} (found on public pages).", ADVICE["council_fact"])
    caveats = exhibit.caveats if exhibit.provenance == "published" else ()
    source = _source(pack, exhibit)
    sentence = " ".join([f"{exhibit.headline} ({source}).", *caveats])
    return Saying(sentence, ADVICE[exhibit.provenance])


def _source(pack: Pack, exhibit: Exhibit) -> str:
    """Survey and waves; both surveys where waves of two are compared."""
    surveys: dict[str, list[str]] = {}
    for wave in exhibit.waves:
        surveys.setdefault(survey_of(pack, wave), []).append(wave)
    return "; ".join(
        survey_and_wave(pack, waves[0]) if len(waves) == 1 else f"{survey}, {listed(waves)}"
        for survey, waves in surveys.items()
    )
