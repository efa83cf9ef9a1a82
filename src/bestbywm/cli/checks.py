"""The command that checks: a region pack, or the export file of a survey."""

from pathlib import Path
from typing import Annotated

import typer

from bestbywm.cli import understanding
from bestbywm.cli.common import (
    TO_DECIDE,
    WRONG,
    AsJson,
    DataFolder,
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
    understand,
)
from bestbywm.pack import Pack, read_pack
from bestbywm.problems import PackError
from bestbywm.survey.importing import mapping as mappings
from bestbywm.survey.importing.checking import report_csv, set_aside_csv

ANY_WAVE = "checked"
"""Identifier for answers that are looked at and not kept."""


def check(
    file: Annotated[
        Path | None,
        typer.Argument(help="Export file of a survey (CSV, XLSX, ODS). Unsaid: check the pack."),
    ] = None,
    mapping: MappingFile = None,
    save_mapping: MappingTarget = None,
    sheet: SheetName = "",
    dialect: DialectOption = None,
    council: CouncilDecisions = [],  # noqa: B006 - Typer makes a new one each time
    keep: KeptColumns = [],  # noqa: B006
    report: Annotated[
        Path | None, typer.Option(help="Write what was found to this file (.csv).")
    ] = None,
    set_aside: Annotated[
        Path | None, typer.Option(help="Write the rows that are set aside to this file (.csv).")
    ] = None,
    data: DataFolder = Path("data"),
    as_json: AsJson = False,
) -> None:
    """Check the export file of a survey, or without one the region pack; nothing is saved.

    Of a file it says what was understood, what became of every row and cell, and what somebody has
    to decide (exit code 3). Of a pack it says what is wrong: file, row, column, and how to mend it.

    Examples: bestbywm check answers.xlsx; bestbywm check answers.csv --council WCC=NAME
    --report found.csv; bestbywm check --data path/to/pack.
    """
    if file is None:
        _check_pack(data, as_json)
        return
    options = Options(mapping, sheet, dialect, tuple(council), tuple(keep))
    understood = understand(file, read(data), ANY_WAVE, options)
    imported = understood.imported
    if save_mapping:
        write_or_fail(save_mapping, mappings.to_json(understood.draft.mapping).encode("utf-8"))
    if report:
        write_or_fail(report, report_csv(imported.report).encode("utf-8"))
    if set_aside:
        rows = set_aside_csv(understood.draft.table, imported.report, imported.personal_columns)
        write_or_fail(set_aside, rows.encode("utf-8"))
    if as_json:
        write_json(understanding.to_json(understood))
    else:
        typer.echo(understanding.in_words(understood))
    if understood.draft.to_decide or not len(imported.report.used):
        raise typer.Exit(TO_DECIDE)


def _check_pack(folder: Path, as_json: bool) -> None:
    if as_json:
        _pack_as_json(folder)
        return
    pack = read(folder)
    region, waves = pack.region, ", ".join(wave.id for wave in pack.waves)
    typer.echo(f"{region.name}: {len(region.councils)} councils, waves {waves}. No problem found.")


def _pack_as_json(folder: Path) -> None:
    pack: Pack | None = None
    problems: tuple[str, ...] = ()
    try:
        pack = read_pack(folder)
    except PackError as error:
        problems = tuple(str(each) for each in error.problems)
    write_json(
        {
            "region": pack.region.name if pack else None,
            "councils": len(pack.region.councils) if pack else None,
            "waves": [wave.id for wave in pack.waves] if pack else None,
            "problems": list(problems),
        }
    )
    if problems:
        raise typer.Exit(WRONG)
