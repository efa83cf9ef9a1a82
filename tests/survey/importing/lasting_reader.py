"""Reads many workbooks in one process, for tests that try thousands: starting one takes a while.

As with a process for each, the process may die of a workbook, and the next gets a new one.
"""

import pickle
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np

from bestbywm.problems import Problem
from bestbywm.survey.importing import workbook_reader
from bestbywm.survey.importing.model import UnreadableFile
from bestbywm.survey.importing.spreadsheets import broken_off
from bestbywm.survey.importing.workbook_scan import RefusedError


class LastingReader:
    """Stands in for the process that is started for each workbook."""

    def __init__(self) -> None:
        self.process: subprocess.Popen[bytes] | None = None
        self.deaths = 0

    def read(self, name: str, content: bytes, _progress: object) -> tuple[dict[str, Any], Any]:
        if self.process is None:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.survey.importing.lasting_reader"],
                cwd=Path(__file__).parents[3],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        try:
            pickle.dump(content, self.process.stdin)
            self.process.stdin.flush()
            problem, result, codes = pickle.load(self.process.stdout)
        except (EOFError, BrokenPipeError):
            self.close()
            self.deaths += 1
            raise UnreadableFile(broken_off(name)) from None
        if problem:
            raise UnreadableFile(Problem(name, **problem))
        return result, np.frombuffer(codes, dtype=np.int32)

    def close(self) -> None:
        if self.process:
            with self.process:
                self.process.kill()
            self.process = None


def main() -> None:
    workbook_reader.bound_memory()
    answers = sys.stdout.buffer
    while True:
        try:
            content = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        try:
            result, codes = workbook_reader.read(content, lambda **_message: None)
            answer = None, result, b"".join(each.tobytes() for each in codes)
        except RefusedError as refusal:
            answer = refusal.problem, None, b""
        pickle.dump(answer, answers)
        answers.flush()


if __name__ == "__main__":
    main()
