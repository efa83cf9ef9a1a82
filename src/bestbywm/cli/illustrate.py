"""The command that makes illustrative answers for a wave of a region pack."""

from pathlib import Path
from typing import Annotated

import typer

from bestbywm.cli.common import DataFolder, fail, read
from bestbywm.survey.illustrative import SEED, illustrate, to_csv


def make_illustrative(
    wave: Annotated[
        str, typer.Option(help="Wave to make answers for; the first one if unsaid.")
    ] = "",
    data: DataFolder = Path("data"),
    out: Annotated[
        Path | None, typer.Option(help="File to write; the wave's file of answers if unsaid.")
    ] = None,
    seed: Annotated[int, typer.Option(help="Seed: the same seed makes the same bytes.")] = SEED,
) -> None:
    """Make illustrative answers that add up exactly to the published counts of a wave.

    Nobody gave these answers. Which councils did not answer is made up as well.
    """
    pack = read(data, with_answers=False)
    known = pack.wave_by_id.get(wave or pack.waves[0].id)
    if known is None:
        fail(f"There is no wave {wave}. Expected one of: {', '.join(pack.wave_by_id)}.")
    path = out or (data / known.answers_file if known.answers_file else None)
    if path is None:
        fail(f"waves.csv names no file of answers for {known.id}. Name one with --out.")
    try:
        rows = illustrate(known, pack.questions, pack.published, pack.region, seed)
        path.write_bytes(to_csv(rows).encode("utf-8"))
    except (ValueError, OSError) as error:
        fail(f"The answers cannot be made: {error}")
    councils = len({row["council"] for row in rows})
    typer.echo(f"Wrote {path}: {len(rows)} made-up people from {councils} councils.")
