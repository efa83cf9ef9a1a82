"""Somebody without a mouse: moves the focus by keys, and looks where it is.

Nothing here clicks, and nothing gives the focus to an element: only keys are pressed.
"""

import io
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tests.browser.visitor import PATIENCE, STANDS_STILL, Visitor

LEAST_CONTRAST = 3.0
"""WCAG 1.4.11: what shows the focus differs that much from what was there without it."""

MOST_STOPS = 200
"""No page has as many: whoever presses Tab more often is trapped."""

LOOKS, LOOK = 5, 200
"""How often the page looks where the focus went, within a moment; every so many milliseconds."""

AROUND = 8
"""Pixels outside and inside of an element's edge in which a sign of the focus is looked for."""

WHERE = """
() => {
  const focused = document.activeElement;
  // What is seen of a box to tick is its label; of a field, the frame around it.
  const shown = focused.closest(focused.matches('input[type=radio], input[type=checkbox]')
    ? 'label' : focused.matches('[role=combobox]') ? '[role=group]'
    : focused.matches('input, textarea') ? '[data-testid$=RootElement]' : '*') || focused;
  const widget = shown.closest('[data-testid=stElementContainer]') || shown;
  const box = shown.getBoundingClientRect();
  const first = shown.getClientRects()[0] || box;
  const main = document.querySelector('[data-testid=stMain]') || document.documentElement;
  const points = [];
  for (let i = 1; i < 6; i++) {
    for (let j = 1; j < 4; j++) {
      points.push([box.x + box.width * i / 6, box.y + box.height * j / 4]);
    }
  }
  const isSeen = ([x, y]) => {
    const top = document.elementFromPoint(x, y);
    return top !== null && (widget.contains(top) || top.contains(shown));
  };
  const tag = focused.tagName.toLowerCase();
  const holder = focused.closest('[data-testid]');
  return {
    tag,
    kind: [tag, focused.type, focused.getAttribute('role'), focused.className,
           focused.className ? '' : holder && holder.className].join(' '),
    inMain: main !== focused && main.contains(focused),
    tabindex: focused.tabIndex,
    seen: points.filter(isSeen).length / points.length,
    isLarge: box.height > innerHeight / 2,
    box: {x: box.x, y: box.y, width: box.width, height: box.height},
    left: first.left, right: first.right,
    top: first.top + main.scrollTop, bottom: first.bottom + main.scrollTop,
  };
}
"""
"""What has the focus, and how much of it is in sight and not covered."""

IS_LEFT = "() => !document.hasFocus() || document.activeElement === document.body"


@dataclass(frozen=True)
class Stop:
    """A place of the focus.

    Attributes
    ----------
    role, name
        As the browser tells them to a screen reader.
    kind
        What elements of the same look have in common.
    seen
        The share of the element that is in sight and not covered.
    box
        Where it is in the window, in pixels.
    left, right, top, bottom
        Where it begins on the page, in pixels.
    """

    role: str
    name: str
    kind: str
    tabindex: int
    in_main: bool
    seen: float
    is_large: bool
    box: dict[str, float]
    left: float
    right: float
    top: float
    bottom: float

    def __str__(self) -> str:
        return f"{self.role} “{self.name[:60]}”"

    @property
    def who(self) -> tuple[str, str]:
        """What a person knows it by."""
        return self.role, self.name

    def faults(self) -> list[str]:
        """What is wrong with the place itself."""
        found = []
        if not self.name and self.role != "main":  # a landmark of which there is one
            found.append(f"{self}: has no name ({self.kind})")
        if self.tabindex > 0:
            found.append(f"{self}: has its own place in the order")
        if self.seen < (0.1 if self.is_large else 0.5):
            found.append(f"{self}: is out of sight or covered ({self.seen:.0%} seen)")
        return found

    def is_back_from(self, before: "Stop") -> bool:
        """Whether somebody who reads would have to go back: up, but not to a new column; or left.

        A pixel or two do not count.
        """
        is_up = self.bottom <= before.top + 2 and self.left <= before.left + 2
        overlap = min(self.bottom, before.bottom) - max(self.top, before.top)
        height = min(self.bottom - self.top, before.bottom - before.top)
        is_left = self.right <= before.left + 2 and overlap > height * 0.8
        return is_up or is_left


class Keyboard:
    """The keys that a visitor presses on a page; counts them."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page = visitor.page
        self.pressed = 0
        self._reader = visitor.page.context.new_cdp_session(visitor.page)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, words: str) -> None:
        self.page.keyboard.type(words)
        self.pressed += len(words)

    def pick(self, words: str) -> None:
        """Type into a box that finds what is typed, and take the first match."""
        self.type(words)
        self.page.get_by_role("option").first.wait_for(timeout=PATIENCE)
        self.press("Enter")

    def rest(self) -> None:
        """Wait until nothing moves on the page."""
        self.page.wait_for_function(STANDS_STILL, timeout=PATIENCE)

    @property
    def is_left(self) -> bool:
        """Whether the focus went on to the browser's own controls."""
        return bool(self.page.evaluate(IS_LEFT))

    def stop(self) -> Stop:
        """Where the focus is."""
        said: dict[str, Any] = self.page.evaluate(WHERE)
        role, name = self._read_out()
        return Stop(
            role=role,
            name=name,
            kind=said["kind"],
            tabindex=said["tabindex"],
            in_main=said["inMain"],
            seen=said["seen"],
            is_large=said["isLarge"],
            box=said["box"],
            left=said["left"],
            right=said["right"],
            top=said["top"],
            bottom=said["bottom"],
        )

    def _read_out(self) -> tuple[str, str]:
        focused = self._reader.send("Runtime.evaluate", {"expression": "document.activeElement"})
        object_id = focused["result"]["objectId"]
        tree = self._reader.send(
            "Accessibility.getPartialAXTree", {"objectId": object_id, "fetchRelatives": False}
        )
        self._reader.send("Runtime.releaseObject", {"objectId": object_id})
        node = tree["nodes"][0]
        role = str(node.get("role", {}).get("value", ""))
        return role, " ".join(str(node.get("name", {}).get("value", "")).split())

    def tab(self, *, backwards: bool = False) -> Stop | None:
        """Move on; where the focus then is, or None outside of the page."""
        self.press("Shift+Tab" if backwards else "Tab")
        self.rest()
        return None if self.is_left else self.stop()

    def walk(self, *, backwards: bool = False) -> Iterator[Stop]:
        """Move on until the focus leaves the page."""
        for _ in range(MOST_STOPS):
            stop = self.tab(backwards=backwards)
            if stop is None:
                return
            yield stop
        raise AssertionError("the keyboard does not get out of the page")

    def go_to(self, role: str, name: str, *, backwards: bool = False) -> Stop:
        """Move on to what has this role, and a name that begins so; no place may be faulty."""
        past = []
        for stop in self.walk(backwards=backwards):
            assert not stop.faults(), stop.faults()
            if stop.role == role and stop.name.startswith(name):
                return stop
            past.append(str(stop))
        raise AssertionError(f"the keyboard does not get to {role} “{name}”: {past}")

    def is_at(self, role: str, name: str) -> None:
        """Hold that the focus is on this, in sight, a moment after the page is finished.

        What a change has moved away is brought back within that moment.
        """
        self.visitor.wait()
        self.rest()
        stop = self.stop()
        for _ in range(LOOKS):
            if stop.role == role and stop.name.startswith(name) and not stop.faults():
                return
            self.page.wait_for_timeout(LOOK)
            stop = self.stop()
        assert stop.role == role, stop
        assert stop.name.startswith(name), stop
        assert not stop.faults(), stop.faults()

    # How the focus is shown -----------------------------------------------------------------------

    def picture(self, stop: Stop) -> NDArray[np.float64]:
        """Relative luminance of the pixels at the edge of an element; NaN inside of it."""
        size = self.page.viewport_size
        assert size
        box = stop.box
        left, top = max(0.0, box["x"] - AROUND), max(0.0, box["y"] - AROUND)
        right = min(float(size["width"]), box["x"] + box["width"] + AROUND)
        bottom = min(float(size["height"]), box["y"] + box["height"] + AROUND)
        clip: Any = {"x": left, "y": top, "width": right - left, "height": bottom - top}
        image = Image.open(io.BytesIO(self.page.screenshot(clip=clip, animations="disabled")))
        seen = _luminance(np.asarray(image.convert("RGB")))
        if stop.is_large:
            seen[2 * AROUND : -2 * AROUND, 2 * AROUND : -2 * AROUND] = np.nan
        return seen


def _luminance(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Relative luminance as WCAG defines it."""
    part = pixels.astype(np.float64) / 255
    linear = np.where(part <= 0.04045, part / 12.92, ((part + 0.055) / 1.055) ** 2.4)
    return np.asarray(linear @ np.array([0.2126, 0.7152, 0.0722]), dtype=np.float64)


def sign_of_focus(
    focused: NDArray[np.float64], without: NDArray[np.float64], stop: Stop
) -> str | None:
    """What is wrong with how the focus is shown: enough pixels must change enough.

    Enough are as many as the longer side of the element is long: a line beside it would do.
    """
    lighter, darker = np.fmax(focused, without), np.fmin(focused, without)
    ratio = (lighter + 0.05) / (darker + 0.05)
    changed = int(np.count_nonzero(ratio >= LEAST_CONTRAST - 0.005))
    height, width = focused.shape
    if changed >= max(height, width) - 2 * AROUND:
        return None
    return f"{stop}: the focus is hardly seen (at most {np.nanmax(ratio):.2f}:1, {changed} pixels)"
