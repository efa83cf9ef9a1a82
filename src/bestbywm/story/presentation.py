"""A presentation: a storyline with its exhibits, ready to be shown or written to a file."""

from dataclasses import dataclass
from datetime import date

from bestbywm.exhibits import link
from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.saying import you_can_say
from bestbywm.exhibits.wording import (
    LICENCE,
    file_name_of,
    slug,
    survey_and_wave,
    survey_of,
)
from bestbywm.pack import Pack
from bestbywm.story.catalogue import SUBJECTS, find
from bestbywm.story.storyline import Screen, Storyline
from bestbywm.words import day_in_words, listed

LONGEST_NAME = 60
"""Characters of each part of a file's name that somebody's words decide."""


@dataclass(frozen=True, slots=True)
class Scene:
    """One finding of a presentation: its exhibit, and what the presenter says of it.

    Attributes
    ----------
    exhibit
        The finding.
    title, note
        The presenter's own title and note; "" where there is none.
    saying
        What may be said of the finding, or why nothing may.
    """

    exhibit: Exhibit
    title: str = ""
    note: str = ""
    saying: str = ""

    @property
    def heading(self) -> str:
        """The own title, or the headline."""
        return self.title or self.exhibit.headline

    @property
    def under_heading(self) -> str:
        """The subtitle; under an own title the headline leads it, so that no finding is lost."""
        if not self.title:
            return self.exhibit.subtitle
        return f"{self.exhibit.headline}. {self.exhibit.subtitle}"


@dataclass(frozen=True, slots=True)
class Presentation:
    """Findings in the order in which they are told, and what stands on the first slide.

    Attributes
    ----------
    title, about
        What it is called, and of whom it tells, as sentences.
    survey, attribution
        Name of the survey, and whom the boundaries are from.
    made_on
        The day on which it was made.
    scenes
        Its findings.
    file_name
        Name of its files without ending: ``bestbywm-2013-barriers-walsall``.
    """

    title: str
    about: str
    survey: str
    attribution: str
    made_on: date
    scenes: tuple[Scene, ...]
    file_name: str

    @property
    def stamps(self) -> tuple[str, ...]:
        """The stamps of all its findings, each once."""
        return tuple(dict.fromkeys(scene.exhibit.stamp for scene in self.scenes))

    @property
    def sources(self) -> tuple[str, ...]:
        """The source lines of all its findings, each once."""
        return tuple(dict.fromkeys(scene.exhibit.source for scene in self.scenes))

    @property
    def made_on_in_words(self) -> str:
        """The day: ``24 November 2026``."""
        return day_in_words(self.made_on)

    @property
    def licence(self) -> str:
        """Licence and attribution, for the first slide and the end of a report.

        Nobody has said under which licence an own survey is.
        """
        kinds = {scene.exhibit.provenance for scene in self.scenes}
        if kinds == {"own"}:
            return self.attribution
        data = "Published data and facts" if "own" in kinds else "Data"
        return f"{data}: {LICENCE}. {self.attribution}".strip()


def prepare(
    pack: Pack, storyline: Storyline, made_on: date
) -> tuple[Presentation, tuple[str, ...]]:
    """The presentation of a storyline, and a note for each screen that cannot be shown."""
    found = [scene_of(pack, screen) for screen in storyline.screens]
    scenes = tuple(scene for scene, _ in found if scene is not None)
    said = enumerate((notes for _, notes in found), start=1)
    notes = tuple(f"Screen {number}: {note}" for number, each in said for note in each)
    presentation = Presentation(
        title=storyline.title,
        about=storyline.about or _about(pack, scenes),
        survey=_survey(pack, scenes),
        attribution=pack.attribution,
        made_on=made_on,
        scenes=scenes,
        file_name=_file_name(pack, storyline, scenes),
    )
    return presentation, notes


def of_one(pack: Pack, exhibit: Exhibit, made_on: date) -> Presentation:
    """A presentation of a single exhibit."""
    scene = Scene(exhibit, saying=_saying(pack, exhibit))
    return Presentation(
        title=exhibit.headline,
        about=_about(pack, (scene,)),
        survey=_survey(pack, (scene,)),
        attribution=pack.attribution,
        made_on=made_on,
        scenes=(scene,),
        file_name=file_name_of(pack, exhibit),
    )


def scene_of(pack: Pack, screen: Screen) -> tuple[Scene | None, tuple[str, ...]]:
    """The scene of a screen, or None where there is no such finding; and what cannot be used."""
    if screen.page not in SUBJECTS:
        pages = listed(SUBJECTS)
        return None, (
            f"there is no page “{screen.page}” with findings, so it is left out. The pages are "
            f"{pages}.",
        )
    selection, about_view = link.read(dict(screen.view), pack)
    notes = (link.sentence(about_view),) if about_view else ()
    exhibit = find(pack, screen.page, screen.exhibit, selection)
    if exhibit is None:
        return None, (
            *notes,
            f"the page “{screen.page}” has no finding “{screen.exhibit}” for this view, so it is "
            "left out.",
        )
    return Scene(exhibit, screen.title, screen.note, _saying(pack, exhibit)), notes


def _saying(pack: Pack, exhibit: Exhibit) -> str:
    saying = you_can_say(pack, exhibit)
    return f"You can say: {saying.sentence}" if saying.sentence else saying.advice


def _waves(scenes: tuple[Scene, ...]) -> list[str]:
    """Waves that the findings tell of."""
    return sorted({wave for scene in scenes for wave in scene.exhibit.waves})


def _survey(pack: Pack, scenes: tuple[Scene, ...]) -> str:
    """The survey, or surveys, that the findings are from."""
    surveys = dict.fromkeys(survey_of(pack, wave) for wave in _waves(scenes))
    return listed(surveys) or pack.region.survey


def _about(pack: Pack, scenes: tuple[Scene, ...]) -> str:
    waves = _waves(scenes)
    if len(waves) == 1:
        return survey_and_wave(pack, waves[0])
    return f"{_survey(pack, scenes)}{', ' if waves else ''}{listed(waves)}"


def _file_name(pack: Pack, storyline: Storyline, scenes: tuple[Scene, ...]) -> str:
    name = storyline.id if storyline.id != "own" else slug(storyline.title) or "presentation"
    place = slug(storyline.place)
    waves = map(slug, _waves(scenes))
    parts = [pack.region.slug, *waves, name[:LONGEST_NAME], place[:LONGEST_NAME]]
    return "-".join(part.strip("-") for part in parts if part)
