"""The command that starts the dashboard."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Annotated

import typer

from bestbywm.cli.common import fail

DASHBOARD = "dashboard.py"


def run(
    data: Annotated[
        Path | None, typer.Option("--data", help="Folder of the region pack to show.")
    ] = None,
    port: Annotated[int, typer.Option(min=1, max=65535, help="Port to listen on.")] = 8501,
    address: Annotated[
        str, typer.Option(help="Address to listen on; 0.0.0.0 lets other machines in.")
    ] = "localhost",
    browser: Annotated[bool, typer.Option(help="Open the dashboard in a browser.")] = True,
) -> None:
    """Start the dashboard, and open it in a browser. Stop it with Ctrl+C.

    Examples: bestbywm run; bestbywm run --data path/to/pack --port 8600 --no-browser.
    """
    home = _home()
    if home is None:
        fail(
            f"{DASHBOARD} is not here. Start this command in the folder of the project, where "
            f"{DASHBOARD} stands."
        )
    environment = dict(os.environ)
    if data is not None:
        environment["BESTBYWM_DATA"] = str(data.expanduser().resolve())
    command = [
        *(sys.executable, "-m", "streamlit", "run", DASHBOARD),
        *("--server.port", str(port), "--server.address", address),
        *("--server.headless", "false" if browser else "true"),
    ]
    raise typer.Exit(_wait_for(command, home, environment))


def _home() -> Path | None:
    """The folder with the dashboard: this one, or the project that this code lies in."""
    folders = (Path.cwd(), Path(__file__).resolve().parents[3])
    return next((folder for folder in folders if (folder / DASHBOARD).is_file()), None)


def _wait_for(command: list[str], folder: Path, environment: dict[str, str]) -> int:
    """Run a program until it ends; Ctrl+C reaches it as well, and it ends in its own time."""
    with subprocess.Popen(command, cwd=folder, env=environment) as process:
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                continue
