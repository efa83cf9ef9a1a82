"""A real browser, the dashboard's server, and a visitor whom no page may send elsewhere.

The browser is told that no name but this machine's exists: what passes here works in a room
without internet.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ViewportSize, sync_playwright

from tests.browser.chromium import ARGUMENTS, HOW_TO_GET_IT, find_chromium
from tests.browser.server import serving
from tests.browser.visitor import Visitor

HERE = Path(__file__).parent
NO_INTERNET = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
LAPTOP: ViewportSize = {"width": 1440, "height": 900}

NewVisitor = Callable[..., Visitor]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Chromium. On a laptop without it these tests are skipped; where CI=true, they fail."""
    program = find_chromium()
    if program is None and os.environ.get("CI", "").lower() == "true":
        pytest.fail(HOW_TO_GET_IT)
    if program is None:
        pytest.skip(HOW_TO_GET_IT)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=program, args=[*ARGUMENTS, NO_INTERNET]
        )
        yield started
        started.close()


@pytest.fixture(scope="package")
def server() -> Iterator[str]:
    """The address of the dashboard on the pack that ships."""
    with serving({"BESTBYWM_DATA": ""}) as (port, _):
        yield f"http://127.0.0.1:{port}"


@pytest.fixture(scope="package")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """One browser window for all tests that need no other: it keeps Streamlit's own scripts."""
    context = browser.new_context(viewport=LAPTOP, color_scheme="light")
    yield context
    context.close()


@pytest.fixture
def visitor(window: BrowserContext, server: str) -> Iterator[Visitor]:
    """A visitor at a laptop, in light colours, in a tab of its own."""
    visitor = Visitor(window.new_page(), server)
    yield visitor
    visitor.leave()


@pytest.fixture
def new_visitor(browser: Browser, server: str) -> Iterator[NewVisitor]:
    """Makes visitors, each with a browser that has seen nothing yet."""
    with ExitStack() as leaving:

        def make(**options: Any) -> Visitor:
            context = browser.new_context(**{"viewport": LAPTOP, **options})
            leaving.callback(context.close)
            visitor = Visitor(context.new_page(), server)
            leaving.callback(visitor.leave)
            return visitor

        yield make
