"""Pages of a survey whose answers are in part confidential, as Streamlit sends them."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from tests.app.reading import as_read
from tests.packs import TINY_ANSWERS_FILE, promised, tiny_region, with_maturity

HOME = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True, scope="module")
def _pack(tmp_path_factory: pytest.TempPathFactory) -> object:
    """The tiny region with its maturity; answers of fewer than four people are held back."""
    folder = with_maturity(tiny_region(tmp_path_factory.mktemp("promised")))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(PACK_VARIABLE, str(promised(folder, "4")))
        yield


def visit(page: str, **link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    app.query_params.update(link)
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash(page)
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Every word on the page outside its charts and tables."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error", "text")
    return as_read("\n".join(str(each.value) for kind in kinds for each in app.get(kind)))


@pytest.mark.parametrize("page", ["overview", "barriers", "maturity", "councils"])
def test_a_council_that_is_held_back_is_said_to_be_so(page: str) -> None:
    words = said(visit(page, councils="eastford"))
    assert "The answers of Eastford are confidential" in words
    assert "answers of fewer than 4 people are not shown" in words
    assert "did not answer" not in words


@pytest.mark.parametrize("page", ["overview", "map", "barriers", "maturity", "councils", "council"])
def test_every_page_is_shown_with_a_council_that_is_held_back(page: str) -> None:
    assert said(visit(page, council="eastford"))


def test_the_profile_says_why_it_is_empty() -> None:
    words = said(visit("council", council="eastford"))
    assert "This council answered in 2030. What its people said is not shown." in words


def test_the_file_of_answers_cannot_be_downloaded() -> None:
    app = visit("methods")
    labels = [each.label for each in app.get("download_button")]
    assert "waves.csv" in labels
    assert TINY_ANSWERS_FILE not in labels
    assert "Answers of which not all may be shown are left out." in said(app)
