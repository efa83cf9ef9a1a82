"""The command line: work with a region pack, and write presentations of it to files."""

import typer

from bestbywm.cli import packs
from bestbywm.cli.export import export

main = typer.Typer(
    help="Work with a region pack (the folder of data that the dashboard shows), and take its "
    "findings away as files.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
main.command("check")(packs.check)
main.command("illustrate")(packs.make_illustrative)
main.command("export")(export)
