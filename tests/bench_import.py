"""How long it takes to bring in a large export, and how much memory: `make bench-import`.

Prints, for the largest survey that the project promises to bring in and for a common one: seconds
to read the file, to match it with the questionnaire, and to check it; seconds of the processor,
which are the ones to compare where other programs run beside (Windows leaves out those of the
process that reads the workbook); and peak memory of the dashboard's process and that one together.
Making the files does not count.
"""

import argparse
import json
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import xlsxwriter

from bestbywm.pack import Pack, read_pack
from tests.packs import SHIPPED

GOALS = {(100_000, 40): 60.0, (1_000, 40): 2.0}
"""Seconds for a workbook with so many rows and columns, on a machine with two cores."""

MEMORY_GOAL_MB = 1_500

ANSWERS = (
    "Strongly agree",
    "Agree",
    "Neither agree nor disagree",
    "Disagree",
    "Facebook;X (Twitter);Nextdoor;",
    "Facebook;YouTube;",
)


def questions_of(pack: Pack) -> list[tuple[str, list[str]]]:
    """The council, then every question with one answer: its wording, and what people choose."""
    councils = [council.official_name for council in pack.region.councils]
    single = [each for each in pack.questions.values() if each.kind == "single"]
    asked = [(each.wording, [option.label for option in each.options]) for each in single]
    return [("Which council do you work for?", councils), *asked]


def make(path: Path, rows: int, columns: int) -> None:
    """Write an export as Microsoft Forms does.

    The questions of the pack come first, then others, every tenth in people's own words.
    """
    known = questions_of(read_pack(SHIPPED))
    with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Form1")
        moment = book.add_format({"num_format": "dd/mm/yyyy hh:mm:ss"})
        head = ["ID", "Start time", "Completion time", "Email", "Name"]
        others = range(len(head) + len(known), columns)
        asked = [wording for wording, _ in known]
        sheet.write_row(0, 0, [*head, *asked, *(f"Question {n}" for n in others)])
        for row in range(1, rows + 1):
            sheet.write_number(row, 0, row)
            sheet.write_number(row, 1, 46156 + row / 1e4, moment)
            sheet.write_number(row, 2, 46156 + row / 1e4 + 0.01, moment)
            sheet.write_string(row, 3, f"person{row}@tinyshire.gov")
            sheet.write_string(row, 4, f"Person {row}")
            for at, (_, choices) in enumerate(known):
                sheet.write_string(row, len(head) + at, choices[(row * (at + 1)) % len(choices)])
            for column in others:
                words = f"In my own words {row * column}: it helps us to listen."
                answer = ANSWERS[(row * column) % len(ANSWERS)]
                sheet.write_string(row, column, words if column % 10 == 9 else answer)


def measure(path: Path) -> None:
    """Bring in the file, and print what it took as JSON."""
    from bestbywm.survey.importing.drafting import begin
    from bestbywm.survey.importing.importing import bring_in
    from bestbywm.survey.importing.reading import read_file

    pack = read_pack(SHIPPED)
    own, peak, is_done = psutil.Process(), [0], threading.Event()
    before = own.memory_info().rss

    def watch() -> None:
        while not is_done.wait(0.05):
            held = own.memory_info().rss
            for child in own.children(recursive=True):
                try:
                    held += child.memory_info().rss
                except psutil.NoSuchProcess:
                    continue
            peak[0] = max(peak[0], held)

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    busy = sum(own.cpu_times()[:2])
    start = time.perf_counter()
    file = read_file(path.name, path.read_bytes())
    read = time.perf_counter()
    draft = begin(file, pack.questions, pack.region)
    matched = time.perf_counter()
    imported = bring_in(draft.table, draft.mapping, pack.questions, pack.region, wave="2026")
    end = time.perf_counter()
    spent = own.cpu_times()
    is_done.set()
    watcher.join()
    report = {
        "people": len(draft.table.people),
        "used": len(imported.responses.councils),
        "questions": len(imported.responses.questions),
        "seconds to read": round(read - start, 2),
        "seconds to match": round(matched - read, 2),
        "seconds to check": round(end - matched, 2),
        "seconds": round(end - start, 2),
        "seconds of the processor": round(
            spent.user + spent.system + spent.children_user + spent.children_system - busy, 2
        ),
        "MB before": round(before / 1e6),
        "MB at most": round(peak[0] / 1e6),
    }
    print(json.dumps(report))


def main() -> int:
    """Make the files, measure each in a process of its own, and compare with the goals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--make", nargs=3)
    parser.add_argument("--measure")
    arguments = parser.parse_args()
    if arguments.make:
        path, rows, columns = arguments.make
        make(Path(path), int(rows), int(columns))
        return 0
    if arguments.measure:
        measure(Path(arguments.measure))
        return 0
    missed = False
    with tempfile.TemporaryDirectory() as folder:
        for (rows, columns), seconds in GOALS.items():
            path = Path(folder) / f"{rows}x{columns}.xlsx"
            again = [sys.executable, "-m", "tests.bench_import"]
            subprocess.run([*again, "--make", path, str(rows), str(columns)], check=True)
            said = subprocess.run(
                [*again, "--measure", path], check=True, capture_output=True, text=True
            )
            report = json.loads(said.stdout)
            print(f"{rows:,} rows x {columns} columns: {json.dumps(report)}")
            missed |= report["seconds"] > seconds or report["MB at most"] > MEMORY_GOAL_MB
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
