"""A deck opens in LibreOffice: every slide becomes a page with its title.

It takes some ten seconds, so that everything is looked at in one go.
"""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from pypdf import PdfReader

from bestbywm.pack import Pack
from tests.render.deck.decks import opened, title_of, told

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")


@pytest.fixture(scope="module")
def office() -> str:
    """LibreOffice: without it the test is skipped, but in CI it must be there."""
    if OFFICE is None:
        how = "LibreOffice is not here. Get it with: apt install libreoffice-impress"
        if os.environ.get("CI"):
            pytest.fail(how)
        pytest.skip(how)
    return OFFICE


def test_every_slide_becomes_a_page_with_its_title(
    shipped_pack: Pack, tmp_path: Path, office: str
) -> None:
    _, content = told(shipped_pack, "2013")
    deck = tmp_path / "deck.pptx"
    deck.write_bytes(content)
    subprocess.run(
        [
            office,
            f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(tmp_path),
            str(deck),
        ],
        check=True,
        capture_output=True,
        timeout=180,
    )
    pages = PdfReader(tmp_path / "deck.pdf").pages
    slides = opened(content).slides
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        shown = "".join(page.extract_text().split())
        assert "".join(title_of(slide).split()) in shown
