"""Where a Chromium or Chrome is on this machine, and how the tests start it."""

import os
import shutil
from pathlib import Path

ARGUMENTS = (
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-quic",
    "--disable-component-update",
    "--no-first-run",
)

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")

PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Google/Chrome/Application/chrome.exe",
)

HOW_TO_GET_IT = (
    "No Chromium or Chrome was found. Install one (Debian and Ubuntu: apt install chromium), or "
    "name its program in the environment variable BESTBYWM_CHROMIUM."
)


def find_chromium() -> str | None:
    """The program, or None: the one in BESTBYWM_CHROMIUM, on the path, or at a usual place."""
    named = os.environ.get("BESTBYWM_CHROMIUM")
    candidates = [named, *(shutil.which(name) for name in NAMES), *PLACES]
    return next((each for each in candidates if each and Path(each).is_file()), None)
