"""Measures what a filter change costs on the overview and the map: `make bench`.

Two things are measured. Our own code, in this process: from a selection nobody has seen to the
figures as JSON. And a real change in a real browser: from the key press to the last repaint, the
server's CPU time, and the bytes that the server sends, as messages and on the wire (messages are
compressed). Medians are printed; the limits are the project's own.
"""

import asyncio
import json
import statistics
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import combinations
from pathlib import Path

import plotly.io
import psutil
from playwright.sync_api import Page, sync_playwright

from bestbywm.analysis.selection import Selection
from bestbywm.app import current, data
from bestbywm.exhibits import link
from bestbywm.pack import Pack, read_pack
from bestbywm.render.figures import Display
from tests.browser.chromium import ARGUMENTS, find_chromium
from tests.browser.server import free_port, serving

HOME = Path(__file__).resolve().parents[1]
OWN_CODE_LIMIT_MS = 20.0
BYTES_LIMIT = 10_000
CHANGES = 12

LAST_CHANGE = """
() => {
  window.lastChange = performance.now();
  const watch = {
    subtree: true, childList: true, characterData: true,
    attributeFilter: ['d', 'transform', 'x', 'y', 'width', 'height'],
  };
  new MutationObserver(() => { window.lastChange = performance.now(); })
    .observe(document.querySelector('[data-testid=stMain]'), watch);
}
"""
SETTLED = """
() => document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'
  && performance.now() - window.lastChange > 400
"""


def selections(pack: Pack) -> list[Selection]:
    """Selections that nobody has seen: pairs of county areas, and pairs of councils."""
    first = link.default_selection(pack)
    areas = [(*pair,) for pair in combinations(pack.region.county_areas, 2)]
    councils = [(*pair,) for pair in combinations(pack.region.codes[:12], 2)]
    return [
        *(Selection(first.wave, county_areas=each, measure=first.measure) for each in areas),
        *(Selection(first.wave, councils=each, measure=first.measure) for each in councils),
    ]


def own_code(pack: Pack, make: Callable[[Selection], None]) -> float:
    """Median milliseconds for a selection that was not seen before."""
    make(link.default_selection(pack))
    times = []
    for selection in selections(pack):
        start = time.perf_counter()
        make(selection)
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def overview(pack: Pack) -> Callable[[Selection], None]:
    def make(selection: Selection) -> None:
        chosen = selection.only()
        data.headline_figures(pack, chosen)
        for card in data.overview_cards(pack, chosen, Display("light"), HOME, "main"):
            if card.figure:
                plotly.io.to_json(card.figure, validate=False)

    return make


def map_page(pack: Pack) -> Callable[[Selection], None]:
    def make(selection: Selection) -> None:
        (card,) = data.cards_of(pack, "map", selection, Display("light"), HOME)
        plotly.io.to_json(card.figure, validate=False)

    return make


class Wire:
    """A relay between browser and server that counts what the server sends."""

    def __init__(self, target: int) -> None:
        self.target, self.port, self.sent = target, free_port(), 0
        self.loop = asyncio.new_event_loop()
        ready = threading.Event()
        threading.Thread(target=self._run, args=(ready,), daemon=True).start()
        ready.wait(10)

    def _run(self, ready: threading.Event) -> None:
        asyncio.set_event_loop(self.loop)
        self.loop.run_until_complete(asyncio.start_server(self._relay, "127.0.0.1", self.port))
        ready.set()
        self.loop.run_forever()

    async def _relay(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there, back = await asyncio.open_connection("127.0.0.1", self.target)
        await asyncio.gather(
            self._copy(reader, back, count=False), self._copy(there, writer, count=True)
        )

    async def _copy(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, *, count: bool
    ) -> None:
        try:
            while chunk := await reader.read(65536):
                self.sent += len(chunk) if count else 0
                writer.write(chunk)
                await writer.drain()
        except ConnectionError:
            pass
        finally:
            writer.close()


@contextmanager
def browser_page(port: int) -> Iterator[tuple[Page, list[int]]]:
    """A page at our server, and the sizes of the messages that it receives."""
    received: list[int] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=list(ARGUMENTS))
        page = browser.new_page(viewport={"width": 1440, "height": 1000})
        page.on(
            "websocket",
            lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))),
        )
        page.goto(f"http://127.0.0.1:{port}/")
        yield page, received
        browser.close()


def settle(page: Page) -> None:
    page.wait_for_function(SETTLED, timeout=30_000)


def real_changes(address: str) -> dict[str, float]:
    """Medians over changes of the filter by council type, on the page at this address."""
    with serving() as (port, process):
        server, wire = psutil.Process(process.pid), Wire(port)
        with browser_page(wire.port) as (page, received):
            page.goto(f"http://127.0.0.1:{wire.port}/{address}")
            page.wait_for_selector(".js-plotly-plot", timeout=60_000)
            page.evaluate(LAST_CHANGE)
            settle(page)
            samples = [_change(page, server, wire, received, turn) for turn in range(CHANGES)]
    medians = [statistics.median(each[i] for each in samples) for i in range(4)]
    keys = ("repaint ms", "server CPU ms", "message bytes", "wire bytes")
    # The clock of CPU time ticks every 10 ms on some systems, too coarse for a median.
    cpu = statistics.mean(each[1] for each in samples)
    return {**dict(zip(keys, medians, strict=True)), "server CPU ms": cpu}


def _change(
    page: Page, server: psutil.Process, wire: Wire, received: list[int], turn: int
) -> tuple[float, float, int, int]:
    """Add a type of council, or take it away again, and wait until the page is still."""
    box = page.get_by_role("combobox", name="Type of council")
    box.focus()
    if turn % 2 == 0:
        page.keyboard.type(("Metro", "Unitary", "County", "District")[turn // 2 % 4])
        settle(page)
    received.clear()
    before, sent = server.cpu_times(), wire.sent
    start = page.evaluate("performance.now()")
    page.keyboard.press("Enter" if turn % 2 == 0 else "Backspace")
    page.wait_for_timeout(30)
    settle(page)
    after = server.cpu_times()
    cpu = (after.user + after.system - before.user - before.system) * 1000
    return page.evaluate("window.lastChange") - start, cpu, sum(received), wire.sent - sent


def main() -> int:
    pack = read_pack(HOME / current.SHIPPED)
    makers = {"overview": overview(pack), "map": map_page(pack)}
    report: dict[str, dict[str, float]] = {}
    for address, make in makers.items():
        own = own_code(pack, make)
        report[address] = {
            "own code ms": own,
            **real_changes("" if address == "overview" else address),
        }
    print(json.dumps(report, indent=2))
    slow = [name for name, each in report.items() if each["own code ms"] > OWN_CODE_LIMIT_MS]
    large = [name for name, each in report.items() if each["message bytes"] > BYTES_LIMIT]
    for name in slow:
        print(f"{name}: own code above {OWN_CODE_LIMIT_MS:g} ms")
    for name in large:
        print(f"{name}: more than {BYTES_LIMIT} bytes per change")
    return 1 if slow or large else 0


if __name__ == "__main__":
    sys.exit(main())
