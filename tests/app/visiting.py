"""Visits to the pages of a made-up region, with a library of its own."""

from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app import loaded
from bestbywm.app.loaded import Loaded
from tests.app.reading import as_read
from tests.library.surveys import survey

HOME = Path(__file__).resolve().parents[2]


def opened(page: str = "overview", **link: str) -> AppTest:
    """A page, not yet run, as a visitor gets it who follows a link."""
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    app.query_params.update(link)
    app._page_hash = calc_hash(page)  # pages are functions, known by their address
    return app


def visit(page: str = "overview", **link: str) -> AppTest:
    """A page as a visitor sees it who follows a link."""
    return shown(opened(page, **link))


def turn_to(app: AppTest, page: str) -> AppTest:
    """Another page of the same visit."""
    app._page_hash = calc_hash(page)
    return shown(app)


def shown(app: AppTest) -> AppTest:
    """The page as it is now."""
    app.run()
    assert not app.exception, app.exception
    return app


def having_loaded(app: AppTest, wave: str = "2032", **how: Any) -> AppTest:
    """The visit, with a survey that was loaded just now."""
    app.session_state[loaded.LOADED] = Loaded(wave, survey(wave=wave, **how))
    app.session_state[loaded.TO_SHOW] = wave
    return shown(app)


def said(app: AppTest) -> str:
    """Every word of the page outside its charts and tables."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "warning", "error")
    words = [
        str(each.value) for kind in (*kinds, "success", "text", "code") for each in app.get(kind)
    ]
    return as_read("\n".join(words))


def waves_to_choose(app: AppTest) -> list[str]:
    """The waves as the filter names them."""
    return list(app.radio("filter-wave").options)


def press(app: AppTest, key: str) -> AppTest:
    """Press a button."""
    app.button(key).click()
    return shown(app)
