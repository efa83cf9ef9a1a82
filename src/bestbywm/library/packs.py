"""A region pack together with the waves that were saved for its region."""

from bestbywm.library.store import Library
from bestbywm.library.values import OwnSurvey, Saved, Settings
from bestbywm.pack import Pack
from bestbywm.problems import PackError
from bestbywm.survey.questions import Question
from bestbywm.survey.responses import Responses
from bestbywm.survey.waves import Wave
from bestbywm.words import listed


def with_saved_waves(pack: Pack, library: Library) -> tuple[Pack, tuple[str, ...]]:
    """The pack with its region's saved waves before its own, and a note on all that was left out.

    The newest survey is the first wave, which pages show unless another one is chosen. A wave
    that no longer fits the pack (a council was renamed, say) is left out, and the note says why.

    Raises
    ------
    LibraryError
        If the library cannot be read.
    """
    notes: list[str] = []
    for about in reversed(library.waves(pack.region.slug)):
        saved = library.read(pack.region.slug, about.wave, about.version)
        pack, of_wave = with_saved(pack, saved)
        notes += of_wave
    return pack, tuple(notes)


def with_saved(pack: Pack, saved: Saved) -> tuple[Pack, tuple[str, ...]]:
    """The pack with a saved wave before its own, and a note on all that was left out."""
    return with_own(pack, saved.about.wave, saved.survey)


def with_own(pack: Pack, name: str, survey: OwnSurvey) -> tuple[Pack, tuple[str, ...]]:
    """The pack with a wave of one's own before its own, and a note on all that was left out."""
    kept = [each for each in survey.questions if _fits(each, pack)]
    left_out = [each.short for each in survey.questions if not _fits(each, pack)]
    extra = {each.id: each for each in kept if each.id not in pack.questions}
    responses = _answers_to(kept, survey)
    wave = wave_of(name, survey.settings, responses)
    try:
        joined = pack.with_wave(wave, responses, extra)
    except PackError as error:
        return pack, tuple(f"The wave {name} is not shown. {each}" for each in error.problems)
    if not left_out:
        return joined, ()
    note = (
        f"Of the wave {name}, {listed(left_out)} cannot be shown: the options to choose from "
        "are no longer the same."
    )
    return joined, (note,)


def wave_of(name: str, settings: Settings, responses: Responses) -> Wave:
    """A survey of one's own as packs describe waves; who answered is told from its answers."""
    return Wave(
        id=name,
        title=settings.title,
        when=settings.when,
        people=len(responses.councils),
        people_basis="counted",
        councils_answered=len(responses.answering_councils),
        councils_invited=len(settings.invited) or None,
        summary="",
        not_published="",
        answers_file=None,
        answers_provenance="own",
        source_url="",
        minimum_people=settings.minimum_people,
        shows_councils=settings.shows_councils,
        invited=settings.invited,
    )


def _fits(question: Question, pack: Pack) -> bool:
    """Whether the pack does not know the question, or knows it with the same options."""
    known = pack.questions.get(question.id)
    return known is None or _options(known) == _options(question)


def _options(question: Question) -> list[str]:
    return sorted(option.id for option in question.options)


def _answers_to(questions: list[Question], survey: OwnSurvey) -> Responses:
    """The answers to some of the questions."""
    all_answers = survey.responses
    kept = {each.id for each in questions}
    at_questions = [at for at, name in enumerate(all_answers.questions) if name in kept]
    at_options = [at for at, (name, _) in enumerate(all_answers.options) if name in kept]
    return Responses(
        wave=all_answers.wave,
        provenance=all_answers.provenance,
        councils=all_answers.councils,
        questions=tuple(all_answers.questions[at] for at in at_questions),
        options=tuple(all_answers.options[at] for at in at_options),
        chosen=all_answers.chosen[:, at_options],
        answered=all_answers.answered[:, at_questions],
    )
