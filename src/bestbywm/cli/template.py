"""The command that writes the questionnaire, to ask it in a form or to fill in as a table."""

from pathlib import Path
from typing import Annotated, Literal

import typer

from bestbywm.cli.common import DataFolder, read, write_or_fail
from bestbywm.render.questionnaire import questionnaire_text, questionnaire_xlsx

Format = Literal["xlsx", "text"]


def template(
    format: Annotated[
        Format,
        typer.Option(
            help="xlsx: a table to fill in; text: to copy into Microsoft or Google Forms."
        ),
    ] = "xlsx",
    out: Annotated[Path, typer.Option(help="Folder to write to, or name of the file.")] = Path(),
    data: DataFolder = Path("data"),
) -> None:
    """Write the questionnaire of the region pack, ready to be asked.

    Answers to it are understood without further questions: bestbywm check says so.

    Examples: bestbywm template; bestbywm template --format text --out questions.txt.
    """
    pack = read(data, with_answers=False)
    ending = "xlsx" if format == "xlsx" else "txt"
    is_file = out.suffix == f".{ending}"
    path = out if is_file else out / f"{pack.region.slug}-questionnaire.{ending}"
    content = (
        questionnaire_xlsx(pack) if format == "xlsx" else questionnaire_text(pack).encode("utf-8")
    )
    write_or_fail(path, content)
    typer.echo(str(path))
