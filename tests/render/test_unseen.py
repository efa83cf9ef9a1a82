"""Specification of the table behind a chart, for those who do not see the chart."""

from dataclasses import replace

import pytest
from lxml import html

from bestbywm.exhibits.model import Exhibit, Table
from bestbywm.pack import read_pack
from bestbywm.render.tables import in_words
from bestbywm.render.unseen import unseen_table
from tests.packs import SHIPPED
from tests.presentations import everything


@pytest.fixture(scope="module")
def drawn() -> list[Exhibit]:
    """Every exhibit with a chart."""
    shown = everything(read_pack(SHIPPED), "2013", "E08000030").scenes
    return [each.exhibit for each in shown if each.exhibit.chart and each.exhibit.table.rows]


def test_is_the_exhibits_table(drawn: list[Exhibit]) -> None:
    assert len(drawn) > 20
    for exhibit in drawn:
        assert_is_its_table(exhibit)


def assert_is_its_table(exhibit: Exhibit) -> None:
    read = html.fragment_fromstring(unseen_table(exhibit))
    words = in_words(exhibit.table)
    heading = [each.text_content() for each in read.xpath(".//thead//th[@scope='col']")]
    assert heading == list(words.columns)
    rows = [[cell.text_content() for cell in row] for row in read.xpath(".//tbody/tr")]
    assert rows == words.to_numpy().tolist()
    assert len(read.xpath(".//tbody//th[@scope='row']")) == len(rows)
    assert exhibit.headline in read.findtext(".//caption")


def test_takes_no_room_and_is_not_hidden(drawn: list[Exhibit]) -> None:
    read = html.fragment_fromstring(unseen_table(drawn[0]))
    style = read.get("style")
    assert "width:1px" in style
    assert "display:none" not in style
    assert "visibility" not in style
    assert not read.xpath(".//a | .//*[@tabindex]"), "the keyboard passes it by"


def test_words_are_no_markup(drawn: list[Exhibit]) -> None:
    exhibit = drawn[0]
    column = replace(exhibit.table.columns[0], name="<b>A & B</b>", format="text")
    table = Table((column,), (("<script>x</script>",),))
    read = html.fragment_fromstring(unseen_table(replace(exhibit, table=table)))
    assert read.xpath("string(.//thead)") == "<b>A & B</b>"
    assert read.xpath("string(.//tbody)") == "<script>x</script>"


def test_without_rows_there_is_none(drawn: list[Exhibit]) -> None:
    exhibit = drawn[0]
    assert unseen_table(replace(exhibit, table=Table(exhibit.table.columns, ()))) == ""
