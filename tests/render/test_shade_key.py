"""Specification of the key of squares: each shade with its meaning, in every form."""

from collections.abc import Iterator
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import link
from bestbywm.exhibits.model import Exhibit, HeatTable, Matrix
from bestbywm.exhibits.overview import exhibits as overview
from bestbywm.pack import Pack
from bestbywm.render.drawing.slides import slide_picture
from bestbywm.render.findings import finding_of
from bestbywm.render.shade_key import shade_key
from bestbywm.render.theme import LIGHT, THEMES, Theme
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from bestbywm.story.presentation import Scene

KEYS = {
    "barriers-by-type": "no one, up to half, more than half, everyone",
    "barriers-by-council": "no one (–), up to half, more than half, everyone",
    "councils": "no one, up to half, more than half, everyone",
    "maturity-by-council": "emerging, developing, established, leading",
}


def matrix_of(exhibit: Exhibit) -> Matrix | None:
    chart = exhibit.chart.matrix if isinstance(exhibit.chart, HeatTable) else exhibit.chart
    return chart if isinstance(chart, Matrix) else None


def with_squares(pack: Pack) -> Iterator[tuple[Exhibit, Matrix]]:
    """Every exhibit of squares that a page shows."""
    code = next(iter(pack.region.codes))
    for page in SUBJECTS:
        selection = link.default_selection(pack, None)
        for exhibit in exhibits_of(pack, page, Selection(selection.wave, council=code)):
            matrix = matrix_of(exhibit)
            if matrix is not None:
                yield exhibit, matrix


def test_squares_with_shades_always_have_a_key(shipped_pack: Pack) -> None:
    found = {exhibit.id: matrix for exhibit, matrix in with_squares(shipped_pack)}
    assert set(KEYS) <= set(found)
    for id_, matrix in found.items():
        steps = {square.step for row in matrix.squares for square in row} - {None}
        assert len(matrix.shades) == 4 or not steps, id_


def test_its_words_are_under_the_picture_in_reports_and_on_slides(shipped_pack: Pack) -> None:
    for exhibit, _ in with_squares(shipped_pack):
        if exhibit.id not in KEYS:
            continue
        said = f"Shades, from least to most: {KEYS[exhibit.id]}."
        scene = Scene(exhibit, "", "", "")
        assert said in finding_of(scene, 1).caveats
        assert "Shades, from least to most" in slide_picture(
            shipped_pack, scene, date(2030, 1, 1), LIGHT
        )


@pytest.mark.parametrize("theme", THEMES.values(), ids=str)
def test_on_the_page_each_meaning_stands_beside_its_shade(shipped_pack: Pack, theme: Theme) -> None:
    for exhibit, matrix in with_squares(shipped_pack):
        paragraph = fromstring(shade_key(exhibit, theme))
        _, *named = paragraph.findall("span")
        assert ["".join(each.itertext()) for each in named] == list(matrix.shades)
        for each, colour in zip(named, theme.steps, strict=True):
            (swatch,) = each.findall("span")
            assert f"background:{colour};" in swatch.get("style", "")


def test_other_charts_have_none(shipped_pack: Pack) -> None:
    for exhibit in overview(shipped_pack, Selection("2013"), "main"):
        assert shade_key(exhibit, LIGHT) == ""
