"""A visitor of the dashboard in a real browser: opens pages, waits, clicks, reads."""

import json
import re
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import Error, Locator, Page, Request, expect

from bestbywm.app.known_gaps import KNOWN_GAPS, RULES, Colours, KnownGap
from bestbywm.app.window import NARROW_WINDOW

Fault = dict[str, Any]
"""What axe finds at one element: rule, impact, element, its HTML, and why."""

PAGES = {
    "overview": ("/", "Overview"),
    "map": ("/map", "Map"),
    "barriers": ("/barriers", "Barriers"),
    "maturity": ("/maturity", "Maturity"),
    "change": ("/change", "Change"),
    "councils": ("/councils", "Councils"),
    "council": ("/council", "My council"),
    "practice": ("/practice", "Good practice"),
    "present": ("/present", "Present"),
    "claims": ("/claims", "You can say"),
    "survey": ("/survey", "Your survey"),
    "methods": ("/methods", "Methods"),
    "accessibility": ("/accessibility", "Accessibility statement"),
}
"""Address and link of each page: in the navigation, or of the statement at the foot."""

LOOKED_AT = {"council": {"council": "birmingham"}}
"""What a link must say for a page to show something."""

HEIGHTS = {320: 640, 390: 844, 768: 1024, 820: 1180, 1024: 768, 1440: 900, 1920: 1080}
"""Heights of windows by their widths, in pixels."""

PATIENCE = 20_000
"""Milliseconds to wait for anything: a busy machine is slow, and no test is to fail for that."""

THEME = """
() => {
  const app = document.querySelector('[data-testid=stApp]');
  const page = getComputedStyle(app).backgroundColor.match(/\\d+/g).map(Number);
  return Math.max(...page.slice(0, 3)) < 128 ? 'dark' : 'light';
}
"""
"""Whether the page is light or dark, by its ground."""

READY = """
() => {
  const app = document.querySelector('[data-testid=stApp]');
  const is = (selector) => document.querySelector(selector) !== null;
  const charts = [...document.querySelectorAll('[data-testid=stPlotlyChart]')];
  const tables = [...document.querySelectorAll('[data-testid=stDataFrame]')];
  const said = document.querySelector('#announcements');
  const narrow = String(matchMedia('NARROW_WINDOW').matches);
  const theme = app && (THEME)();
  return app !== null
    && app.dataset.testScriptState === 'notRunning'
    && app.dataset.testConnectionState === 'CONNECTED'
    && is('h1')
    && !is('html.waiting')
    && (said === null ? document.title.endsWith('shown yet')
      : said.dataset.narrow === narrow && (said.dataset.dark === "true") === (theme === "dark"))
    && !is('[data-testid=stSkeleton], [data-testid=stSpinner], [data-stale=true]')
    && tables.every((table) => table.querySelector('canvas') !== null)
    && charts.every((chart) => {
      const drawn = chart.querySelector('.main-svg');
      return drawn !== null && Math.abs(drawn.clientWidth - chart.clientWidth) < 2;
    })
    && charts.every((chart) => chart.querySelector('.geo') === null
      || chart.querySelector('path.choroplethlocation') !== null);
}
""".replace("THEME", THEME).replace("NARROW_WINDOW", NARROW_WINDOW)
"""Whether the script has ended and every chart is painted, for a window of this width and theme."""

STANDS_STILL = """
() => document.getAnimations().every(
  (each) => each.playState !== 'running' || each.effect.getTiming().iterations === Infinity)
"""
"""Whether nothing glides or fades any more: a control may come into sight after the focus.

What is at its end may still be listed, where it lies in something closed.
"""

POINT_IN_PLACE = """
(code) => {
  const path = [...document.querySelectorAll('path.choroplethlocation')]
    .find((each) => each.__data__.loc === code);
  if (!path) return null;
  path.scrollIntoView({block: 'center'});
  const box = path.getBoundingClientRect();
  const inPath = path.getScreenCTM().inverse();
  let best = null;
  for (let i = 1; i < 20; i++) {
    for (let j = 1; j < 20; j++) {
      const [x, y] = [box.x + box.width * i / 20, box.y + box.height * j / 20];
      const away = Math.hypot(i - 10, j - 10);
      if (path.isPointInFill(new DOMPoint(x, y).matrixTransform(inPath))
          && (best === null || away < best.away)) {
        best = {x, y, away};
      }
    }
  }
  return best;
}
"""
"""The point of a council's shape that is nearest to the middle of its box."""


class Visitor:
    """One person at one browser, with what the browser asked for and complained about."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.requests: list[Request] = []
        self.faults: list[str] = []
        page.set_default_timeout(PATIENCE)
        page.on("request", self._asked)
        page.on("pageerror", self._failed)

    def _asked(self, request: Request) -> None:
        self.requests.append(request)

    def _failed(self, error: Error) -> None:
        self.faults.append(str(error))

    def leave(self) -> None:
        """Close the page. Nothing may have been asked of others, and no script may have failed.

        What Streamlit remembers in the browser (a menu left open) is not for the next visitor.
        """
        if self.page.url.startswith(self.home):
            self.page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        self.page.close()
        assert not self.outside(), "the page asked another server"
        assert not self.faults, f"a script of the page failed: {self.faults}"

    def open(self, page: str, **link: str) -> None:
        """Follow a link to a page."""
        self.go(f"{self.home}{PAGES[page][0]}{'?' if link else ''}{urlencode(link)}")

    def go(self, address: str) -> None:
        self.page.goto(address, wait_until="commit")
        self.wait()

    def wait(self) -> None:
        """Wait until the page is finished. After a click, first wait for what it changes."""
        self.page.wait_for_function(READY, timeout=PATIENCE)

    def turn_to(self, page: str) -> None:
        """Open a page from the navigation at the top."""
        link = self.page.get_by_role("link", name=PAGES[page][1], exact=True)
        if not link.count():  # beside the filters there is no room for all pages
            self.page.get_by_text(re.compile(r"^\d+ more$")).click()
            link = self.page.get_by_role("menuitem", name=PAGES[page][1], exact=True)
        link.click()
        self.wait_for_path(PAGES[page][0])

    def wait_for_path(self, path: str) -> None:
        self.page.wait_for_url(lambda url: urlsplit(url).path == path)
        self.wait()

    def wait_for_link(self, **link: str) -> None:
        """Wait until the address bar holds exactly this selection."""
        self.page.wait_for_url(lambda url: urlsplit(url).query == urlencode(link))
        self.wait()

    def ask_for_all(self) -> None:
        """Open what the page shows on request: further figures, weights, a list of all figures."""
        more = self.page.get_by_text("More figures:")
        if more.count():
            before = self.page.locator("h2").count()
            more.click()
            expect(self.page.locator("h2").nth(before)).to_be_visible(timeout=PATIENCE)
        closed = self.page.locator("details:not([open]) > summary")
        for _ in range(closed.count()):
            closed.first.click()
        inside = self.page.locator("details[open] [data-testid=stExpanderDetails]")
        for each in inside.all():
            expect(each.get_by_test_id("stElementContainer").first).to_be_visible(timeout=PATIENCE)
        self.wait()

    def box(self, label: str) -> Locator:
        return self.page.get_by_role("combobox", name=label, exact=True)

    def find(self, label: str, words: str) -> None:
        """Type into a box that finds what is typed, and take the first match."""
        self.box(label).click()
        self.page.keyboard.type(words)
        expect(self.page.get_by_role("option").first).to_be_visible(timeout=PATIENCE)
        self.page.keyboard.press("Enter")

    def chosen(self, label: str) -> str:
        """What is chosen in the box with this label."""
        group = self.page.get_by_role("group").filter(has=self.box(label))
        return " ".join(group.inner_text().split())

    def sees(self, words: str) -> None:
        expect(self.page.get_by_test_id("stMain")).to_contain_text(words, timeout=PATIENCE)

    def fits(self) -> None:
        """Hold that the page does not scroll sideways."""
        wide = self.page.evaluate(
            """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
            .map((each) => each.scrollWidth - each.clientWidth)"""
        )
        assert max(wide) <= 0, "the page scrolls sideways"

    def headlines(self) -> list[str]:
        return self.page.get_by_test_id("stMain").locator("h2").all_inner_texts()

    def figures(self) -> list[str]:
        """Everything that the charts, headline figures and tables say, in order."""
        charts = self.page.get_by_test_id("stPlotlyChart")
        said = [each.get_attribute("aria-label") or "" for each in charts.all()]
        drawn: list[str] = charts.locator("text").all_text_contents()
        return [
            *said,
            *drawn,
            *self.page.get_by_test_id("stMetric").all_inner_texts(),
            *self.page.get_by_test_id("stTable").all_inner_texts(),
        ]

    def places(self) -> list[dict[str, Any]]:
        """Each council's shape on the map: its code, and its size as a part of the picture."""
        found: list[dict[str, Any]] = self.page.evaluate(
            """() => [...document.querySelectorAll('.choroplethlayer path.choroplethlocation')]
            .map((path) => {
              const box = path.getBoundingClientRect();
              const all = path.ownerSVGElement.getBoundingClientRect();
              return {
                code: path.__data__.loc,
                part: box.width * box.height / (all.width * all.height),
                wide: box.width / all.width,
                high: box.height / all.height,
              };
            })"""
        )
        return found

    def words_cut_off(self) -> list[str]:
        """Words of charts that do not lie inside their picture."""
        found: list[str] = self.page.evaluate(
            """() => [...document.querySelectorAll('.js-plotly-plot')].flatMap((plot) => {
              const picture = plot.getBoundingClientRect();
              return [...plot.querySelectorAll('.main-svg text')].filter((text) => {
                const box = text.getBoundingClientRect();
                return box.width > 0 && (
                  box.left < picture.left - 2 || box.right > picture.right + 2
                  || box.top < picture.top - 2 || box.bottom > picture.bottom + 2);
              }).map((text) => text.textContent);
            })"""
        )
        return found

    def click_on(self, code: str) -> None:
        """Click on a council's shape on the map."""
        point = self.page.evaluate(POINT_IN_PLACE, code)
        assert point, f"the map has no shape for {code}"
        self.page.mouse.move(point["x"], point["y"])
        # Plotly knows what is clicked from what it shows beside the pointer.
        expect(self.page.locator(".hoverlayer .hovertext")).to_be_visible(timeout=PATIENCE)
        self.page.mouse.click(point["x"], point["y"])

    def outside(self) -> list[str]:
        """Every address asked for that is not of the dashboard's own server."""
        own = urlsplit(self.home).netloc
        parts = [(each.url, urlsplit(each.url)) for each in self.requests]
        return [
            url
            for url, part in parts
            if part.scheme not in {"data", "blob", "about"} and part.netloc != own
        ]

    def accessibility_faults(
        self, gaps: Sequence[KnownGap] = KNOWN_GAPS, within: str = "html"
    ) -> list[Fault]:
        """What axe finds, of any impact, one entry per element; known gaps are left out.

        ``within`` selects the part of the page that is looked at.
        """
        if not self.page.evaluate("() => 'axe' in window"):
            self.page.evaluate(AXE)
        found: dict[str, Any] = self.page.evaluate(
            "([within, tags]) => axe.run(within, {runOnly: tags, resultTypes: ['violations']})",
            [within, list(RULES)],
        )
        return [
            {
                "rule": rule["id"],
                "impact": rule["impact"],
                "element": " ".join(map(str, node["target"])),
                "html": node["html"],
                "why": node["failureSummary"],
            }
            for rule in found["violations"]
            for node in rule["nodes"]
            if not any(self._is_of(gap, rule["id"], node["target"][0]) for gap in gaps)
        ]

    def _is_of(self, gap: KnownGap, rule: str, element: str) -> bool:
        return gap.rule == rule and bool(
            self.page.locator(element).and_(self.page.locator(gap.selector)).count()
        )

    def turn_to_look(self, width: int, colours: Colours) -> None:
        """Make the window this wide, and the system's colours light or dark; wait for the page."""
        self.page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
        self.page.emulate_media(color_scheme=colours)
        # Streamlit follows the system first; the server hears of it, and draws anew.
        self.page.wait_for_function(f"(colours) => ({THEME})() === colours", arg=colours)
        self.wait()


def _axe() -> str:
    # The package reads its script in the machine's own encoding, which on Windows is not UTF-8.
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


AXE = _axe()


def frames_sent(visitor: Visitor) -> list[bytes | str]:
    """What the page sends to the server from now on, as it grows; the page is opened after this."""
    sent: list[bytes | str] = []

    def keep(frame: bytes | str) -> None:
        sent.append(frame)

    visitor.page.on("websocket", lambda socket: socket.on("framesent", keep))
    return sent


def readable(faults: list[Fault]) -> str:
    return json.dumps(faults, indent=1, ensure_ascii=False)


def screenshot(page: Page, folder: Path, name: str) -> None:
    """A picture of the whole page, for people to look at."""
    folder.mkdir(exist_ok=True)
    size = page.viewport_size
    assert size
    # The page scrolls inside its window, so the window is made as high as what is in it.
    high = page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({**size, "height": int(high) + 100})
    page.wait_for_function(READY, timeout=PATIENCE)
    page.screenshot(path=folder / f"{name}.png")
    page.set_viewport_size(size)
