"""Commands on the waves that were saved for a region: list, show, log, restore, delete."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any

import typer

from bestbywm.cli.common import AsJson, DataFolder, Who, Why, explained, fail, read, write_json
from bestbywm.library import Change, Library, SavedWave, Settings
from bestbywm.pack import Pack
from bestbywm.words import day_in_words, listed

commands = typer.Typer(
    help="List the waves that were saved for the region; or show one with its versions, read the "
    "log, restore an earlier version, delete a wave.",
    no_args_is_help=False,
)

WaveName = Annotated[str, typer.Argument(help="Name of the wave, such as 2026.")]

# A command's own options; they may also stand before it, after “waves”.
OwnDataFolder = Annotated[Path | None, typer.Option("--data", help="Folder of the region pack.")]


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands between “waves” and the command."""

    data: Path
    as_json: bool


@commands.callback(invoke_without_command=True)
def saved_waves(
    context: typer.Context, data: DataFolder = Path("data"), as_json: AsJson = False
) -> None:
    """List the waves that were saved for the region, the newest survey first."""
    context.obj = Asked(data, as_json)
    if context.invoked_subcommand is None:
        _list(data, as_json)


@commands.command("list")
def list_waves(context: typer.Context, data: OwnDataFolder = None, as_json: AsJson = False) -> None:
    """List the waves that were saved for the region, the newest survey first."""
    asked = _asked(context, data, as_json)
    _list(asked.data, asked.as_json)


@commands.command("show")
def show(
    context: typer.Context,
    wave: WaveName,
    data: OwnDataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show the settings of a wave, and every version of it with who, when and why."""
    asked = _asked(context, data, as_json)
    pack = read(asked.data)
    with explained(), Library() as library:
        versions = library.versions(pack.region.slug, wave)
    if asked.as_json:
        write_json([_wave_to_json(each) for each in versions])
        return
    for each in versions:
        current = " (current)" if each.is_current else ""
        typer.echo(f"{each.made_by.in_words}{current}")
        for line in _in_words(each, pack):
            typer.echo(f"  {line}")


@commands.command("log")
def log(
    context: typer.Context,
    wave: Annotated[str, typer.Argument(help="Name of a wave; unsaid: all of the region.")] = "",
    data: OwnDataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read who did what, when and why, the latest first; it tells of deleted waves, too."""
    asked = _asked(context, data, as_json)
    pack = read(asked.data)
    with explained(), Library() as library:
        changes = library.log(pack.region.slug, wave or None)
    if asked.as_json:
        write_json([_change_to_json(each) for each in changes])
        return
    for each in changes:
        typer.echo(each.in_words)
    if not changes:
        typer.echo("Nothing was ever saved.")


@commands.command("restore")
def restore(
    context: typer.Context,
    wave: WaveName,
    version: Annotated[int, typer.Argument(help="Version to make current again.")],
    by: Who,
    reason: Why = "",
    data: OwnDataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Make an earlier version of a wave current again: as a new version that says so."""
    asked = _asked(context, data, as_json)
    region = read(asked.data).region.slug
    with explained(), Library() as library:
        change = library.restore(region, wave, version, by=by, why=reason)
    _tell(change, asked.as_json)


@commands.command("delete")
def delete(
    context: typer.Context,
    wave: WaveName,
    by: Who,
    reason: Why = "",
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    data: OwnDataFolder = None,
    as_json: AsJson = False,
) -> None:
    """Erase a wave with all its versions and answers. The log keeps who did it, and why."""
    asked = _asked(context, data, as_json)
    region = read(asked.data).region.slug
    with explained(), Library() as library:
        versions = library.versions(region, wave)
        if not yes and not typer.confirm(_question(versions), err=True):
            fail("Nothing was deleted.")
        change = library.delete(region, wave, based_on=versions[0].version, by=by, why=reason)
    _tell(change, asked.as_json)


def _asked(context: typer.Context, data: Path | None, as_json: bool) -> Asked:
    before: Asked = context.obj
    return Asked(data or before.data, as_json or before.as_json)


def _list(data: Path, as_json: bool) -> None:
    pack = read(data)
    with explained(), Library() as library:
        found = library.waves(pack.region.slug)
        place = library.place
    if as_json:
        write_json([_wave_to_json(each) for each in found])
        return
    for each in found:
        typer.echo(f"{each.wave}  {each.settings.title}")
        for line in (*_in_words(each, pack), each.made_by.in_words):
            typer.echo(f"  {line}")
    if not found:
        typer.echo(f"No wave was saved for {pack.region.name}. ({place})")


def _question(versions: tuple[SavedWave, ...]) -> str:
    latest = versions[0]
    number = f"{len(versions)} versions" if len(versions) > 1 else "its only version"
    return (
        f"Erase {latest.settings.title} ({latest.wave}): {latest.people} people, {number}? This "
        "cannot be undone."
    )


def _in_words(wave: SavedWave, pack: Pack) -> tuple[str, ...]:
    settings, rows = wave.settings, wave.rows
    councils = (pack.region.by_code.get(code) for code in settings.invited)
    names = listed(each.name for each in councils if each)
    days = [day_in_words(day) for day in (settings.first_day, settings.last_day) if day]
    asked = f"{settings.when} ({' to '.join(days)})" if days else settings.when
    return (
        f"Asked: {asked}; councils invited: {names or 'all'}",
        f"{wave.people} people from {wave.councils} councils; of {rows.read} rows read, "
        f"{rows.used} used and {rows.set_aside} set aside",
        _promised(settings),
    )


def _promised(settings: Settings) -> str:
    """What is held back, as was promised to the people who answered."""
    councils = "may be shown" if settings.shows_councils else "are not shown"
    fewer = (
        f"; none of fewer than {settings.minimum_people} people"
        if settings.minimum_people > 1
        else ""
    )
    return f"Opinions of single councils {councils}{fewer}"


def _tell(change: Change, as_json: bool) -> None:
    if as_json:
        write_json(_change_to_json(change))
    else:
        typer.echo(f"{change.in_words}.")


def _wave_to_json(wave: SavedWave) -> dict[str, Any]:
    settings, rows = wave.settings, wave.rows
    return {
        "wave": wave.wave,
        "version": wave.version,
        "is_current": wave.is_current,
        "title": settings.title,
        "when": settings.when,
        "first_day": settings.first_day.isoformat() if settings.first_day else None,
        "last_day": settings.last_day.isoformat() if settings.last_day else None,
        "invited": list(settings.invited),
        "minimum_people": settings.minimum_people,
        "shows_councils": settings.shows_councils,
        "people": wave.people,
        "councils": wave.councils,
        "rows": {"read": rows.read, "used": rows.used, "set_aside": rows.set_aside},
        "made_by": _change_to_json(wave.made_by),
    }


def _change_to_json(change: Change) -> dict[str, Any]:
    return {
        "wave": change.wave,
        "version": change.version,
        "action": change.action,
        "by": change.by,
        "at": change.at.isoformat(),
        "why": change.why,
        "restored_from": change.restored_from,
    }
