"""The four kinds of data, which are never mixed up, and the stamp that each one carries."""

from typing import Literal

Provenance = Literal["published", "council_fact", "illustrative", "own"]

NAMES: dict[Provenance, str] = {
    "published": "Published figures",
    "council_fact": "Facts about councils",
    "illustrative": "Illustrative answers",
    "own": "Your own survey",
}

STAMPS: dict[Provenance, str] = {
    "published": "Published figures.",
    "council_fact": "Facts about named councils, from public pages.",
    "illustrative": (
        "Illustrative answers. They add up to the published totals, but no council gave them."
    ),
    "own": "Answers from a survey that was loaded here.",
}
