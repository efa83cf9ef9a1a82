"""Documents (PDF): the report, and the briefing on one council."""

from datetime import date

from bestbywm.exhibits.profile import Profile
from bestbywm.pack import Pack
from bestbywm.story.presentation import Presentation


def pdf_report(pack: Pack, presentation: Presentation) -> bytes:
    """The presentation as a PDF."""
    raise NotImplementedError(pack, presentation)


def pdf_briefing(pack: Pack, profile: Profile, made_on: date) -> bytes:
    """The profile as a PDF of one or two pages."""
    raise NotImplementedError(pack, profile, made_on)
