"""The command that writes a presentation to files: slides, reports, workbook, pictures, data."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from bestbywm.analysis.selection import Selection
from bestbywm.cli.common import DataFolder, content_of, fail, read_with_saved_waves, write_whole
from bestbywm.exhibits import link
from bestbywm.exhibits.profile import profile
from bestbywm.pack import Pack
from bestbywm.render.deck import Ratio, TemplateError, deck
from bestbywm.render.document import pdf_briefing
from bestbywm.render.takeaway import KINDS, pictures
from bestbywm.story import ready
from bestbywm.story.presentation import Presentation, prepare
from bestbywm.story.storyline import Storyline, StorylineError, from_file
from bestbywm.words import listed


class Kind(StrEnum):
    """What can be written: everything that the pages offer, and the briefing on one council."""

    DECK = "deck"
    PDF = "pdf"
    REPORT = "report"
    WORKBOOK = "workbook"
    PICTURES = "pictures"
    DATA = "data"
    MEETING = "meeting"
    BRIEFING = "briefing"


File = tuple[str, Callable[[], bytes]]
"""Name of a file below the folder it goes to, and what makes its content."""


def export(
    kinds: Annotated[list[Kind], typer.Argument(help="What to write; several may be named.")],
    storyline: Annotated[
        str,
        typer.Option(
            help=f"A ready storyline ({', '.join(ready.READY)}), or a saved presentation (.json). "
            "Unsaid: council if a council is named, else region."
        ),
    ] = "",
    council: Annotated[str, typer.Option(help="Name of a council, such as on the pages.")] = "",
    wave: Annotated[
        str,
        typer.Option(
            help="Wave, of the pack or saved. Unsaid: the newest saved one, else the pack's first."
        ),
    ] = "",
    out: Annotated[
        Path, typer.Option(help="Folder to write to; for one file also its name.")
    ] = Path(),
    ratio: Annotated[Ratio, typer.Option(help="Shape of the slides.")] = "16:9",
    template: Annotated[
        Path | None, typer.Option(help="Your own template for the slides (.pptx or .potx).")
    ] = None,
    data: DataFolder = Path("data"),
) -> None:
    """Write a presentation to files: slides, report, workbook, pictures, data.

    Examples: bestbywm export deck --council NAME; bestbywm export pdf workbook --storyline
    barriers --out meeting; bestbywm export deck --wave 2026 for a wave that was saved.
    """
    pack = read_with_saved_waves(data)
    selection = _selection(pack, wave, council)
    told = _storyline(pack, storyline or ("council" if council else "region"), selection)
    presentation, notes = prepare(pack, told, date.today())
    for note in notes:
        typer.echo(note, err=True)
    if council and not told.place:
        typer.echo(f"“{told.title}” cannot be told of one council: it is told as it is.", err=True)
    files: list[File] = []
    own_template = content_of(template, "The template") if template else None
    for kind in dict.fromkeys(kinds):
        files += _files(pack, selection, presentation, kind, ratio, own_template)
    if not presentation.scenes and {*kinds} != {Kind.BRIEFING}:
        fail(_nothing(told))
    _write(files, out)


def _selection(pack: Pack, wave: str, council: str) -> Selection:
    if wave and wave not in pack.wave_by_id:
        fail(f"There is no wave “{wave}”. Expected one of: {', '.join(pack.wave_by_id)}.")
    selection = link.default_selection(pack, wave or None)
    if not council:
        return selection
    found = pack.region.find(council)
    if found is None:
        names = listed(sorted(each.name for each in pack.region.councils))
        fail(f"“{council}” is not the name of one council. Expected one of: {names}.")
    return replace(selection, council=found.code)


def _storyline(pack: Pack, named: str, selection: Selection) -> Storyline:
    """A ready storyline by its name, or the one in a file."""
    if named in ready.READY:
        if named == "council" and not selection.council:
            fail("The storyline “council” needs a council: name it with --council.")
        is_about = selection.council and named != "council"
        councils = (selection.council,) if is_about else ()
        return ready.storyline(pack, named, replace(selection, councils=councils))
    try:
        storyline, notes = from_file(Path(named).read_bytes())
    except OSError as error:
        fail(
            f"“{named}” is neither a ready storyline ({', '.join(ready.READY)}) nor a file that "
            f"can be read: {error.strerror or error}."
        )
    except StorylineError as error:
        fail(f"{named}: {error}")
    for note in notes:
        typer.echo(f"{named}: {note}", err=True)
    return storyline


def _nothing(storyline: Storyline) -> str:
    return (
        f"There is nothing to write: “{storyline.title}” has no finding for this wave and council."
    )


def _files(
    pack: Pack,
    selection: Selection,
    presentation: Presentation,
    kind: Kind,
    ratio: Ratio,
    template: bytes | None,
) -> list[File]:
    """The files of a kind; pictures are one file each, in a folder of their own."""
    if kind is Kind.BRIEFING:
        if not selection.council:
            fail("A briefing is about one council: name it with --council.")
        told = profile(pack, selection)
        name = f"{presentation.file_name}-briefing.pdf"
        return [(name, partial(pdf_briefing, pack, told, presentation.made_on))]
    known = KINDS[kind]
    name = known.file_name(presentation)
    if kind is Kind.DECK:
        return [(name, partial(deck, pack, presentation, ratio=ratio, template=template))]
    if kind is Kind.PICTURES:
        return _pictures(pack, presentation, name.removesuffix(".zip"))
    return [(name, partial(known.make, pack, presentation))]


def _pictures(pack: Pack, presentation: Presentation, folder: str) -> list[File]:
    return [(f"{folder}/{name}", make) for name, make in pictures(pack, presentation)]


def _write(files: list[File], out: Path) -> None:
    """Write the files with a progress bar, and say where they are."""
    endings = {Path(name).suffix for name, _ in files}
    names_a_file = out.suffix in endings and not out.is_dir()
    if names_a_file and len(files) > 1:
        fail(f"{out} is one file, but {len(files)} are to be written: name a folder with --out.")
    written: list[Path] = []
    with typer.progressbar(files, label="Writing", item_show_func=_shown) as progress:
        for name, make in progress:
            path = out if names_a_file else out / name
            try:
                write_whole(path, make())
            except TemplateError as error:
                fail(f"The template cannot be used. {error}")
            except OSError as error:
                fail(
                    f"{path} cannot be written: {error.strerror or error}. No half file is left. "
                    "Free some space, or name another folder with --out."
                )
            written.append(path)
    for path in written:
        typer.echo(str(path))


def _shown(file: File | None) -> str:
    return file[0] if file else ""
