"""Specification of the workbook: accessible as the government's guidance says, and no formulas."""

import re
from datetime import date
from functools import lru_cache
from io import BytesIO
from math import isclose
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from bestbywm.exhibits.model import SHORTHAND, Cell, Column
from bestbywm.pack import Pack
from bestbywm.provenance import NAMES, STAMPS
from bestbywm.render.workbook import NUMBER_FORMATS, workbook
from bestbywm.story.presentation import Presentation, Scene
from bestbywm.words import cleaned
from tests.presentations import MADE_ON, everything, exhibit_of, telling

WAVES = ("2013", "2014")
FORMULAS = ("=1+1", "+1", "-1+2", "@SUM(A1)", '=HYPERLINK("http://x")', "{=1}", "\t=1")


@lru_cache(maxsize=4)
def told(pack: Pack, wave: str) -> tuple[Presentation, Workbook]:
    council = pack.region.find("Walsall")
    assert council is not None
    presentation = everything(pack, wave, council.code)
    return presentation, opened(workbook(pack, presentation))


def opened(content: bytes) -> Workbook:
    return openpyxl.load_workbook(BytesIO(content))


def sheet_of(pack: Pack, scene: Scene) -> Worksheet:
    book = opened(workbook(pack, telling(scene)))
    return book[book.sheetnames[2]]


def rows_of(sheet: Worksheet) -> list[list[object]]:
    """Cells of the sheet's one table, its heading first."""
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]]


def lines_of(sheet: Worksheet) -> str:
    """What stands in the first column, as one text: long notes go on in the next row."""
    return " ".join(str(cell.value) for cell in sheet["A"] if cell.value is not None)


def is_kept(kept: object, cell: Cell) -> bool:
    """Whether Excel keeps the cell: an empty one as nothing, a number with fifteen digits."""
    if isinstance(cell, float):
        return isinstance(kept, int | float) and isclose(kept, cell, rel_tol=1e-15)
    return kept == cell if cell != "" else kept is None


@pytest.mark.parametrize("wave", WAVES)
class TestEveryExhibit:
    def test_its_sheet_holds_its_table_to_the_fifteen_digits_of_excel(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, book = told(shipped_pack, wave)
        assert len(presentation.scenes) > 10
        for scene, name in zip(presentation.scenes, book.sheetnames[2:], strict=True):
            table, sheet = scene.exhibit.table, book[name]
            if not table.rows:
                assert not sheet.tables
                assert "no table: there is nothing to list" in lines_of(sheet)
                continue
            heading, *rows = rows_of(sheet)
            assert heading == [column.name for column in table.columns]
            assert len(rows) == len(table.rows)
            for row, cells in zip(rows, table.rows, strict=True):
                for kept, cell in zip(row, cells, strict=True):
                    assert is_kept(kept, cell), (kept, cell)

    def test_its_numbers_are_shown_as_their_column_says(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        presentation, book = told(shipped_pack, wave)
        seen = set()
        for scene, name in zip(presentation.scenes, book.sheetnames[2:], strict=True):
            for table in book[name].tables.values():
                _, *rows = book[name][table.ref]
                for row in rows:
                    for cell, column in zip(row, scene.exhibit.table.columns, strict=True):
                        if isinstance(cell.value, int | float):
                            assert cell.number_format == NUMBER_FORMATS[column.format]
                            seen.add(column.format)
        assert {"whole", "share"} <= seen

    def test_its_words_stand_over_the_table(self, shipped_pack: Pack, wave: str) -> None:
        presentation, book = told(shipped_pack, wave)
        for scene, name in zip(presentation.scenes, book.sheetnames[2:], strict=True):
            exhibit, sheet = scene.exhibit, book[name]
            first = [sheet.cell(row, 1).value for row in (1, 2, 3)]
            assert first == [exhibit.headline, exhibit.subtitle, exhibit.stamp]
            said = lines_of(sheet)
            for each in (
                NAMES[exhibit.provenance],
                exhibit.source,
                presentation.licence,
                scene.saying,
                *exhibit.caveats,
            ):
                assert " ".join(each.split()) in said

    def test_its_marks_are_explained(self, shipped_pack: Pack, wave: str) -> None:
        presentation, book = told(shipped_pack, wave)
        explained = 0
        for scene, name in zip(presentation.scenes, book.sheetnames[2:], strict=True):
            in_cells = " ".join(str(cell) for row in scene.exhibit.table.rows for cell in row)
            for mark, meaning in SHORTHAND.items():
                is_there = f"{mark} {meaning}." in lines_of(book[name])
                assert is_there == (mark in in_cells)
                explained += is_there
        assert explained

    def test_nothing_is_merged_hidden_or_worked_out(self, shipped_pack: Pack, wave: str) -> None:
        for sheet in told(shipped_pack, wave)[1]:
            assert not sheet.merged_cells.ranges
            assert sheet.sheet_state == "visible"
            assert sheet.freeze_panes is None
            assert not any(cell.data_type == "f" for row in sheet for cell in row)

    def test_no_row_is_blank(self, shipped_pack: Pack, wave: str) -> None:
        for sheet in told(shipped_pack, wave)[1]:
            for row in sheet.iter_rows(values_only=True):
                assert any(value is not None for value in row)

    def test_names_of_sheets_and_tables_are_legal_and_their_own(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        _, book = told(shipped_pack, wave)
        names = [name.lower() for name in book.sheetnames]
        tables = [table for sheet in book for table in sheet.tables]
        assert len(set(names)) == len(names)
        assert all(re.fullmatch(r"[A-Za-z0-9_-]{1,31}", name) for name in names)
        assert len({name.lower() for name in tables}) == len(tables)
        assert all(re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,254}", name) for name in tables)


class TestTheCover:
    def test_it_says_what_the_workbook_is(self, shipped_pack: Pack) -> None:
        presentation, book = told(shipped_pack, "2013")
        said = lines_of(book["Cover"])
        for each in (
            "Everything",
            presentation.about,
            "24 November 2026",
            *presentation.stamps,
            *presentation.sources,
            presentation.licence,
        ):
            assert each in said

    def test_its_contents_lead_to_every_sheet(self, shipped_pack: Pack) -> None:
        presentation, book = told(shipped_pack, "2013")
        cover = book["Cover"]
        _, *rows = rows_of(cover)
        assert [row[0] for row in rows] == book.sheetnames[1:]
        assert [row[1] for row in rows[1:]] == [s.heading for s in presentation.scenes]
        places = [link.hyperlink.location for link in cover["A"] if link.hyperlink]
        assert places == [f"'{name}'!A1" for name in book.sheetnames[1:]]

    def test_every_other_sheet_leads_back(self, shipped_pack: Pack) -> None:
        for sheet in told(shipped_pack, "2013")[1].worksheets[1:]:
            links = [cell.hyperlink.location for cell in sheet["A"] if cell.hyperlink]
            assert "'Cover'!A1" in links

    def test_the_notes_explain_every_mark_and_kind_of_data(self, shipped_pack: Pack) -> None:
        _, *rows = rows_of(told(shipped_pack, "2013")[1]["Notes"])
        explained = {row[1]: row[2] for row in rows}
        assert explained == {**SHORTHAND, **{NAMES[kind]: STAMPS[kind] for kind in NAMES}}

    def test_the_file_carries_title_licence_and_day(self, tiny_pack: Pack) -> None:
        presentation = telling(Scene(exhibit_of((("Here", 0.5),))), title="A story")
        book = opened(workbook(tiny_pack, presentation))
        assert book.properties.title == "A story"
        assert book.properties.description == presentation.licence
        assert book.properties.created.date() == MADE_ON == date(2026, 11, 24)

    def test_the_same_presentation_gives_the_same_bytes(self, tiny_pack: Pack) -> None:
        presentation = telling(Scene(exhibit_of((("Here", 0.5),))))
        assert workbook(tiny_pack, presentation) == workbook(tiny_pack, presentation)

    def test_without_findings_there_are_a_cover_and_notes(self, tiny_pack: Pack) -> None:
        assert opened(workbook(tiny_pack, telling())).sheetnames == ["Cover", "Notes"]

    def test_a_finding_may_come_twice(self, tiny_pack: Pack) -> None:
        scene = Scene(exhibit_of((("Here", 0.5),)))
        book = opened(workbook(tiny_pack, telling(scene, scene)))
        assert book.sheetnames[2:] == ["1_made-up", "2_made-up"]


class TestWordsOfOthers:
    def test_an_own_title_stands_over_the_headline(self, tiny_pack: Pack) -> None:
        sheet = sheet_of(tiny_pack, Scene(exhibit_of((("Here", 0.5),)), "Mine", "Say this"))
        assert [sheet.cell(row, 1).value for row in (1, 2)] == ["Mine", "Half of them say so"]
        assert "Note: Say this" in lines_of(sheet)

    @pytest.mark.parametrize("words", FORMULAS)
    def test_what_looks_like_a_formula_is_text(self, tiny_pack: Pack, words: str) -> None:
        assert_is_text(tiny_pack, words)

    @settings(max_examples=40, deadline=None)
    @given(words=st.text(min_size=1, max_size=60))
    @example("<r>x</r>")
    @example("<r><t>=1</t></r><si/>")
    @example("_x000D_")
    @example("http://[x")
    def test_any_words_are_text(self, tiny_pack: Pack, words: str) -> None:
        assert_is_text(tiny_pack, words)

    def test_words_too_long_for_a_cell_are_cut_and_that_is_said(self, tiny_pack: Pack) -> None:
        sheet = sheet_of(tiny_pack, Scene(exhibit_of((("🙂" * 20_000, 0.5),))))
        (_, (words, _)) = rows_of(sheet)
        assert words == "🙂" * 16_000 + "… [cut: the text has 20,000 characters]"

    def test_a_long_title_is_whole_and_a_long_note_goes_on(self, tiny_pack: Pack) -> None:
        title, note = "T" * 10_000, "some words " * 900
        sheet = sheet_of(tiny_pack, Scene(exhibit_of((("Here", 0.5),)), title, note))
        assert sheet["A1"].value == title
        assert lines_of(sheet).count("some words") == 900

    def test_columns_of_one_name_are_told_apart(self, tiny_pack: Pack) -> None:
        columns = (Column("Here"), Column("HERE", "whole"), Column(""), Column("here\n"))
        sheet = sheet_of(tiny_pack, Scene(exhibit_of((("a", 1, "b", "c"),), columns)))
        heading, _ = rows_of(sheet)
        assert heading == ["Here", "HERE (2)", "Column 3", "here (4)"]

    def test_an_address_is_a_link(self, tiny_pack: Pack) -> None:
        columns = (Column("What"), Column("Page", "link"))
        rows = (("x", "https://example.org/a?b=c&d"), ("y", "javascript:alert(1)"))
        sheet = sheet_of(tiny_pack, Scene(exhibit_of((*rows, ("z", None)), columns)))
        links = [cell.hyperlink for cell in sheet["B"] if cell.hyperlink]
        assert [link.target for link in links] == ["https://example.org/a?b=c&d"]
        assert [row[1] for row in rows_of(sheet)[1:]] == [rows[0][1], rows[1][1], None]

    def test_an_address_too_long_for_excel_is_text(self, tiny_pack: Pack) -> None:
        address = "https://example.org/" + "a" * 3_000
        columns = (Column("What"), Column("Page", "link"))
        sheet = sheet_of(tiny_pack, Scene(exhibit_of((("x", address),), columns)))
        assert rows_of(sheet)[1][1] == address
        assert not any(cell.hyperlink for cell in sheet["B"])


def assert_is_text(pack: Pack, words: str) -> None:
    """The words are text, whole and unchanged, as title, heading of a column, cell and note."""
    exhibit = exhibit_of(((words, 0.5),), (Column(f"c {words}"), Column("Share", "share")))
    content = workbook(pack, telling(Scene(exhibit, title=words, note=words), title=words))
    book = opened(content)
    sheet = book[book.sheetnames[2]]
    shown = cleaned(words)
    assert not any(cell.data_type == "f" for each in book for row in each for cell in row)
    assert (sheet["A1"].value or "").strip() == shown
    assert (book["Cover"]["A1"].value or "").strip() == shown
    _, (cell, share) = rows_of(sheet)
    assert (cell or "").strip() == shown
    assert share == 0.5
    with ZipFile(BytesIO(content)) as files:
        assert not any(b"<f>" in files.read(name) for name in files.namelist())
