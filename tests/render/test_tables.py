"""Specification of the tables: as they are read on a page, and as files for a spreadsheet."""

import csv
import io
from collections.abc import Iterator

import pytest

from bestbywm.analysis.measures import every_estimate
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import barriers, maps, overview
from bestbywm.exhibits.model import SHORTHAND, Cell, Column, Exhibit, Format, Table
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.render.tables import (
    BYTE_ORDER_MARK,
    cell_in_words,
    csv_name,
    csv_of,
    csv_of_estimates,
    for_reading,
    harmless,
    shorthand_in,
)


def exhibit_of(table: Table) -> Exhibit:
    return Exhibit(
        id="made-up",
        headline="A finding",
        subtitle="",
        chart=None,
        table=table,
        alt="A finding.",
        source="Source: a survey, with a comma.",
        provenance="illustrative",
        wave="2013",
    )


def read_back(text: str) -> tuple[list[str], list[list[str]]]:
    """Header and rows, as a program reads them that knows the byte order mark."""
    decoded = text.encode("utf-8").decode("utf-8-sig")
    header, *rows = csv.reader(io.StringIO(decoded, newline=""))
    return header, rows


def all_exhibits(pack: Pack) -> Iterator[Exhibit]:
    for selection in (Selection("2013"), Selection("2014"), Selection("2013", types=("district",))):
        yield from overview.exhibits(pack, selection)
        yield from barriers.exhibits(pack, selection)
    for measure in maps.map_measures(pack, "2013"):
        yield maps.map_of(pack, Selection("2013", measure=measure, view="hexagons"))


class TestForReading:
    @pytest.mark.parametrize(
        ("cell", "format_", "words"),
        [
            (0.375, "share", "37.5%"),
            (1.0, "share", "100%"),
            (15, "whole", "15"),
            (1234, "whole", "1,234"),
            (1.375, "decimal", "1.4"),
            ("[z]", "share", "[z]"),
            ("Training", "text", "Training"),
            (None, "whole", ""),
            (0, "whole", "0"),
        ],
    )
    def test_a_cell_is_written_as_its_column_says(
        self, cell: Cell, format_: Format, words: str
    ) -> None:
        assert cell_in_words(cell, format_) == words

    def test_a_table_keeps_its_rows_and_every_column_with_something_in_it(
        self, shipped_pack: Pack
    ) -> None:
        for exhibit in all_exhibits(shipped_pack):
            frame = for_reading(exhibit.table)
            cells = [*zip(*exhibit.table.rows, strict=True)]
            assert list(frame.columns) == [
                column.name
                for at, column in enumerate(exhibit.table.columns)
                if any(cell not in {None, ""} for cell in cells[at])
            ]
            assert len(frame) == len(exhibit.table.rows)
            assert set(frame.dtypes.astype(str)) == {"str"}

    def test_2013_s_barriers_read_so(self, shipped_pack: Pack) -> None:
        exhibit = next(
            each
            for each in overview.exhibits(shipped_pack, Selection("2013"))
            if each.id == "barriers"
        )
        frame = for_reading(exhibit.table)
        assert list(frame.iloc[0]) == ["Training", "15", "40", "37.5%", "24.2%", "53%"]

    def test_an_empty_column_of_notes_is_left_out(self) -> None:
        columns = (Column("A"), Column("Note"), Column("Why"))
        frame = for_reading(Table(columns, (("a", "", None), ("b", "", "c"))))
        assert list(frame.columns) == ["A", "Why"]
        assert frame["Why"].tolist() == ["", "c"]

    def test_a_table_without_rows_is_a_table(self) -> None:
        frame = for_reading(Table((Column("A"), Column("B", "whole")), ()))
        assert list(frame.columns) == ["A", "B"]
        assert frame.empty


class TestShorthand:
    def test_every_mark_in_a_table_is_explained(self) -> None:
        table = Table(
            (Column("A"), Column("B")), (("[c]", "[z]"), ("[x] did not answer", "a; [u]"))
        )
        assert shorthand_in(table) == list(SHORTHAND.items())

    def test_marks_that_are_not_there_are_not(self) -> None:
        assert shorthand_in(Table((Column("A"),), (("x",), (1,)))) == []

    def test_of_the_shipped_exhibits(self, shipped_pack: Pack) -> None:
        for exhibit in all_exhibits(shipped_pack):
            text = csv_of(exhibit)
            explained = [mark for mark, _ in shorthand_in(exhibit.table)]
            assert explained == [mark for mark in SHORTHAND if mark in text]


class TestCsv:
    def test_it_begins_with_a_byte_order_mark_and_ends_its_lines_as_the_standard_says(
        self, shipped_pack: Pack
    ) -> None:
        for exhibit in all_exhibits(shipped_pack):
            data = csv_of(exhibit).encode("utf-8")
            assert data.startswith(b"\xef\xbb\xbf")
            assert data.count(b"\n") == data.count(b"\r\n") == len(exhibit.table.rows) + 1

    def test_it_comes_back_as_it_was(self, shipped_pack: Pack) -> None:
        for exhibit in all_exhibits(shipped_pack):
            header, rows = read_back(csv_of(exhibit))
            columns = [column.name for column in exhibit.table.columns]
            assert header == [*columns, "Provenance", "Stamp", "Source"]
            for cells, row in zip(exhibit.table.rows, rows, strict=True):
                for cell, text in zip(cells, row, strict=False):
                    assert (cell is None and text == "") or text == str(cell)

    def test_shares_are_fractions_and_not_percentages(self, shipped_pack: Pack) -> None:
        for exhibit in all_exhibits(shipped_pack):
            _, rows = read_back(csv_of(exhibit))
            for position, column in enumerate(exhibit.table.columns):
                if column.format == "share":
                    for row in rows:
                        assert row[position] in SHORTHAND or 0 <= float(row[position]) <= 1

    def test_every_row_carries_provenance_stamp_and_source(self, shipped_pack: Pack) -> None:
        for exhibit in all_exhibits(shipped_pack):
            _, rows = read_back(csv_of(exhibit))
            for row in rows:
                assert row[-3:] == [
                    exhibit.provenance,
                    STAMPS[exhibit.provenance],
                    exhibit.source,
                ]

    def test_made_up_answers_say_so_in_every_row(self, shipped_pack: Pack) -> None:
        exhibit = maps.map_of(shipped_pack, Selection("2013", measure="usage_level"))
        _, rows = read_back(csv_of(exhibit))
        assert len(rows) == 30
        assert all("no council gave them" in row[-2] for row in rows)

    @pytest.mark.parametrize(
        "text", ["=1+1", "+44 121", "-1", "@SUM(A1)", "\tx", "\rx", '=HYPERLINK("http://x","y")']
    )
    def test_text_that_a_spreadsheet_would_run_is_marked_as_text(self, text: str) -> None:
        assert harmless(text) == f"'{text}"
        header, rows = read_back(csv_of(exhibit_of(Table((Column("A"),), ((text,),)))))
        assert header[0] == "A"
        assert rows[0][0] == f"'{text}"

    @pytest.mark.parametrize("cell", [-1, -0.5, 15, "Twitter gritter / #WMGrit", "[x]", "", None])
    def test_numbers_and_other_text_are_left_alone(self, cell: Cell) -> None:
        assert harmless(cell) == cell

    def test_commas_quotes_and_lines_stay_in_their_cell(self) -> None:
        cells = ('He said "yes", twice', "two\nlines", "ä – ’")
        table = Table((Column("A"), Column("B"), Column("C, too")), (cells,))
        header, rows = read_back(csv_of(exhibit_of(table)))
        assert header[2] == "C, too"
        assert tuple(rows[0][:3]) == cells


class TestFileNames:
    def test_region_wave_and_exhibit(self, shipped_pack: Pack) -> None:
        made = exhibit_of(Table((), ()))
        assert csv_name(shipped_pack, made) == f"{shipped_pack.region.slug}-2013-made-up.csv"

    def test_every_name_is_its_own_and_fit_for_every_system(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", councils=shipped_pack.region.codes)
        made = [
            *overview.exhibits(shipped_pack, selection),
            *barriers.exhibits(shipped_pack, selection),
            *(
                maps.map_of(shipped_pack, Selection("2013", measure=measure))
                for measure in maps.map_measures(shipped_pack, "2013")
            ),
            *(
                maps.council_exhibit(shipped_pack, selection, code)
                for code in shipped_pack.region.codes
            ),
        ]
        names = [csv_name(shipped_pack, each) for each in made]
        assert len(set(names)) == len(names)
        for name in names:
            assert set(name.removesuffix(".csv")) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


class TestTheTableOfEveryMeasure:
    def test_has_a_stamp_in_each_row_and_no_share_of_a_few(self, shipped_pack: Pack) -> None:
        text = csv_of_estimates(every_estimate(shipped_pack, "2013"))
        assert text.startswith(BYTE_ORDER_MARK)
        rows = list(csv.DictReader(io.StringIO(text.removeprefix(BYTE_ORDER_MARK))))
        assert {row["stamp"] for row in rows} <= set(STAMPS.values())
        for row in rows:
            assert row["stamp"] == STAMPS[row["provenance"]]  # type: ignore[index]
            if row["base"] and int(row["base"]) < 10:
                assert (row["share"], row["low"], row["high"]) == ("", "", "")
        published = [row for row in rows if row["provenance"] == "published"]
        assert {float(row["share"]) for row in published if row["measure"] == "usage_level"} == {
            0.375
        }
