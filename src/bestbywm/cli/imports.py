"""The command that brings in the export file of a survey and saves it as a wave of the region."""

from datetime import date, datetime
from pathlib import Path
from typing import Annotated

import typer

from bestbywm.cli import understanding
from bestbywm.cli.common import (
    TO_DECIDE,
    AsJson,
    DataFolder,
    Who,
    Why,
    explained,
    fail,
    read,
    write_json,
    write_or_fail,
)
from bestbywm.cli.understanding import (
    CouncilDecisions,
    DialectOption,
    KeptColumns,
    MappingFile,
    MappingTarget,
    Options,
    SheetName,
    Understood,
    understand,
)
from bestbywm.library import Change, Library, OwnSurvey, SavedWave, Settings
from bestbywm.library.imported import own_survey
from bestbywm.library.packs import wave_of
from bestbywm.pack import Pack
from bestbywm.survey.importing import mapping as mappings
from bestbywm.words import listed


def bring_in(
    file: Annotated[Path, typer.Argument(help="Export file of a survey (CSV, XLSX, ODS).")],
    wave: Annotated[str, typer.Option(help="Name of the wave: short, such as 2026.")],
    by: Who,
    title: Annotated[
        str,
        typer.Option(help="Title of the survey; name of the region's survey and wave if unsaid."),
    ] = "",
    when: Annotated[
        str, typer.Option(help="When it was asked, such as “May 2026”; the wave if unsaid.")
    ] = "",
    first_day: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], metavar="YYYY-MM-DD", help="First day of answers."),
    ] = None,
    last_day: Annotated[
        datetime | None,
        typer.Option(
            formats=["%Y-%m-%d"],
            metavar="YYYY-MM-DD",
            help="Last day of answers: the newest survey is shown first.",
        ),
    ] = None,
    invited: Annotated[
        list[str],
        typer.Option(
            help="A council that was asked to take part. May be repeated, or hold several with "
            "semicolons between them. Unsaid: all of the region."
        ),
    ] = [],  # noqa: B006 - Typer makes a new one each time
    minimum_people: Annotated[
        int, typer.Option(min=1, help="Hold back opinions of fewer people than this.")
    ] = 1,
    shows_councils: Annotated[
        bool,
        typer.Option(
            "--show-councils/--hide-councils",
            help="Whether opinions of single councils may be shown.",
        ),
    ] = True,
    mapping: MappingFile = None,
    save_mapping: MappingTarget = None,
    sheet: SheetName = "",
    dialect: DialectOption = None,
    council: CouncilDecisions = [],  # noqa: B006 - Typer makes a new one each time
    keep: KeptColumns = [],  # noqa: B006
    without_undecided: Annotated[
        bool, typer.Option(help="Set aside the rows whose council nobody has decided.")
    ] = False,
    correct: Annotated[
        bool, typer.Option(help="Put a new version in the place of a wave that is there.")
    ] = False,
    reason: Why = "",
    dry_run: Annotated[bool, typer.Option(help="Do everything but save.")] = False,
    data: DataFolder = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Bring in the export file of a survey, and save it as a wave of the region.

    Names, e-mail addresses, IP addresses and free text are left out before anything is saved. If
    somebody has to decide something first, nothing is saved (exit code 3): decide with --council.

    Examples: bestbywm check answers.xlsx, to see what is understood; then bestbywm import
    answers.xlsx --wave 2026 --when "May 2026"; later with --correct --reason "two late answers".
    """
    pack = read(data)
    settings = Settings(
        title=title or f"{pack.region.survey} {wave}",
        when=when or wave,
        first_day=_day(first_day),
        last_day=_day(last_day),
        invited=_codes(invited, pack),
        minimum_people=minimum_people,
        shows_councils=shows_councils,
    )
    if wave in pack.wave_by_id:
        fail(f"{wave} is a wave of the pack. Name yours otherwise with --wave.")
    with explained(), Library() as library:
        current = _current(library, pack, wave)
        _refuse_unasked(current, wave, correct)
        options = Options(mapping, sheet, dialect, tuple(council), tuple(keep))
        understood = understand(file, pack, wave, options)
        if save_mapping:
            write_or_fail(save_mapping, mappings.to_json(understood.draft.mapping).encode("utf-8"))
        _refuse_undecided(understood, without_undecided)
        survey = own_survey(understood.imported, understood.draft.mapping, pack.questions, settings)
        _refuse_unfit(pack, wave, survey)
        change = None if dry_run else _save(library, pack, wave, survey, current, by, reason)
    _tell(understood, wave, change, as_json)


def _day(moment: datetime | None) -> date | None:
    return moment.date() if moment else None


def _codes(names: list[str], pack: Pack) -> tuple[str, ...]:
    """Codes of the councils with these names, in the order of the region."""
    wanted = [name.strip() for each in names for name in each.split(";") if name.strip()]
    found = {name: pack.region.find(name) for name in wanted}
    unknown = [name for name, council in found.items() if council is None]
    if unknown:
        fail(
            f"--invited: {listed(f'“{name}”' for name in unknown)} cannot be found. Expected names "
            f"of councils: {listed(sorted(each.name for each in pack.region.councils))}."
        )
    codes = {council.code for council in found.values() if council}
    return tuple(code for code in pack.region.codes if code in codes)


def _current(library: Library, pack: Pack, wave: str) -> SavedWave | None:
    saved = library.waves(pack.region.slug)
    return next((each for each in saved if each.wave == wave), None)


def _refuse_unasked(current: SavedWave | None, wave: str, correct: bool) -> None:
    """Nobody overwrites a wave, nor corrects one that is not there, without knowing it."""
    if current and not correct:
        fail(
            f"The wave is already there: {current.made_by.in_words}. To put a new version in its "
            "place: --correct, with --reason."
        )
    if correct and not current:
        fail(f"There is no saved wave {wave} to correct. Save it without --correct.")


def _refuse_undecided(understood: Understood, without_undecided: bool) -> None:
    report = understood.imported.report
    if not len(report.used):
        fail(
            "\n".join(
                [*understood.draft.suggestion.notes, *report.summary(), "Nothing was saved."]
            ),
            TO_DECIDE,
        )
    if understood.draft.to_decide and not without_undecided:
        fail(
            "\n".join(
                [
                    *understood.draft.to_decide,
                    "Decide with --council NAME=COUNCIL, or set these rows aside with "
                    "--without-undecided. Nothing was saved.",
                ]
            ),
            TO_DECIDE,
        )


def _refuse_unfit(pack: Pack, wave: str, survey: OwnSurvey) -> None:
    """What pages could not show is not saved."""
    shown = wave_of(wave, survey.settings, survey.responses)
    pack.with_wave(shown, survey.responses, survey.extra_questions)


def _save(
    library: Library,
    pack: Pack,
    wave: str,
    survey: OwnSurvey,
    current: SavedWave | None,
    by: str,
    reason: str,
) -> Change:
    region = pack.region.slug
    if current is None:
        return library.save(region, wave, survey, by=by, why=reason)
    return library.correct(region, wave, survey, based_on=current.version, by=by, why=reason)


def _tell(understood: Understood, wave: str, change: Change | None, as_json: bool) -> None:
    if as_json:
        saved = {"wave": wave, "version": change.version if change else None}
        write_json({**understanding.to_json(understood), "saved": saved})
        return
    for line in understood.imported.report.summary():
        typer.echo(line)
    typer.echo(f"Saved: {change.in_words}." if change else "Nothing was saved: --dry-run.")
