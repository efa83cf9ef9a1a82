"""Specification of `bestbywm run`: the dashboard as a user starts it."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bestbywm.cli import dashboard, main
from tests.browser.server import PATIENCE_SECONDS, free_port


def started(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The program that the command starts, and its environment."""
    caught: list[tuple[list[str], dict[str, str]]] = []

    def catch(command: list[str], folder: Path, environment: dict[str, str]) -> int:
        assert (folder / "dashboard.py").is_file()
        caught.append((command, environment))
        return 0

    monkeypatch.setattr(dashboard, "_wait_for", catch)
    result = CliRunner().invoke(main, ["run", *arguments])
    assert result.exit_code == 0, result.output
    return caught[0]


class TestRun:
    def test_starts_a_dashboard_that_answers_and_ends_with_it(self, tmp_path: Path) -> None:
        port = free_port()
        command = [sys.executable, "-c", "from bestbywm.cli import main; main()", "run"]
        process = subprocess.Popen(
            [*command, "--port", str(port), "--address", "127.0.0.1", "--no-browser"],
            cwd=tmp_path,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            assert _answers(port)
        finally:
            _end(process)

    def test_shows_the_pack_that_is_named_wherever_it_is_named_from(
        self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
    ) -> None:
        monkeypatch.chdir(tmp_path)
        command, environment = started(monkeypatch, "--data", "my pack", "--port", "8600")
        assert environment["BESTBYWM_DATA"] == str(tmp_path / "my pack")
        assert command[command.index("--server.port") + 1] == "8600"

    def test_leaves_the_pack_of_the_environment_if_none_is_named(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("BESTBYWM_DATA", "set before")
        assert started(monkeypatch)[1]["BESTBYWM_DATA"] == "set before"

    def test_says_where_to_start_it_if_there_is_no_dashboard(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(dashboard, "_home", lambda: None)
        result = CliRunner().invoke(main, ["run"])
        assert result.exit_code == 1
        assert "dashboard.py is not here" in result.stderr

    def test_wants_a_port_that_exists(self) -> None:
        result = CliRunner().invoke(main, ["run", "--port", "70000"])
        assert result.exit_code == 2


def _answers(port: int) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=2).close()
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
        else:
            return True
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    """End the command and the dashboard that it started, which are a group of their own."""
    if sys.platform == "win32":
        subprocess.run(["taskkill", "/T", "/F", "/PID", str(process.pid)], check=False)
    else:
        os.killpg(process.pid, 15)
    process.wait(30)
