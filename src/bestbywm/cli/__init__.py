"""The command line: start the dashboard, bring in surveys, keep them, and take findings away."""

import typer

from bestbywm.cli.checks import check
from bestbywm.cli.common import EXIT_CODES
from bestbywm.cli.dashboard import run
from bestbywm.cli.export import export
from bestbywm.cli.illustrate import make_illustrative
from bestbywm.cli.imports import bring_in
from bestbywm.cli.template import template
from bestbywm.cli.texts import texts
from bestbywm.cli.waves import commands as waves_commands

main = typer.Typer(
    help="Show a region pack (the folder of data behind the dashboard), bring in the answers of "
    "your own survey, and take findings away as files.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)
main.command("run")(run)
main.command("check")(check)
main.command("import")(bring_in)
main.add_typer(waves_commands, name="waves")
main.command("export")(export)
main.command("template")(template)
main.command("illustrate")(make_illustrative)
main.command("texts")(texts)
