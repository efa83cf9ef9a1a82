"""Specification of slides: one finding each, with all that is to be known of it."""

from datetime import date, datetime
from io import BytesIO
from itertools import combinations
from time import perf_counter
from typing import Any
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import maps
from bestbywm.exhibits.model import Bar, Bars, Column, HeatTable, Matrix
from bestbywm.pack import Pack
from bestbywm.render.deck import Ratio, deck
from bestbywm.render.theme import LIGHT
from bestbywm.story.presentation import Scene, prepare
from bestbywm.story.ready import storyline
from bestbywm.words import cleaned, one_line
from tests.presentations import MADE_ON, exhibit_of, telling
from tests.render.deck.decks import (
    WAVES,
    charts_of,
    description_of,
    every_shape,
    notes_of,
    opened,
    scenes_of,
    sheet_of,
    tables_of,
    title_of,
    told,
    words_of,
)

RATIOS: tuple[Ratio, ...] = ("16:9", "4:3")

BAR = Bars((Bar("Here", 0.5, 0.2, 0.8, "50% (5 of 10)"),), "share", "Share of people", 1.0)


@pytest.mark.parametrize("wave", WAVES)
class TestEveryFinding:
    def test_its_heading_is_the_title_of_its_slide(self, shipped_pack: Pack, wave: str) -> None:
        found = scenes_of(shipped_pack, wave)
        assert len(found) > 10
        for scene, (first, *others) in found:
            assert title_of(first) == scene.heading
            for number, slide in enumerate(others, start=2):
                assert title_of(slide) == f"{scene.heading} ({number} of {len(others) + 1})"

    def test_stamp_source_and_base_are_on_each_of_its_slides(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for scene, slides in scenes_of(shipped_pack, wave):
            for slide in slides:
                said = words_of(slide)
                assert scene.exhibit.stamp in said
                assert scene.exhibit.source in said
                assert scene.under_heading in said

    def test_the_notes_hold_all_that_whoever_speaks_wants_to_know(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for scene, slides in scenes_of(shipped_pack, wave):
            for slide in slides:
                notes = notes_of(slide)
                exhibit = scene.exhibit
                for each in (
                    scene.saying,
                    exhibit.subtitle,
                    exhibit.help,
                    *exhibit.caveats,
                    exhibit.stamp,
                    exhibit.source,
                ):
                    assert each in notes

    def test_the_title_is_read_first(self, shipped_pack: Pack, wave: str) -> None:
        for _, slides in scenes_of(shipped_pack, wave):
            for slide in slides:
                assert slide.shapes[0].shape_id == slide.shapes.title.shape_id

    def test_everything_that_is_seen_is_described(self, shipped_pack: Pack, wave: str) -> None:
        for scene, slides in scenes_of(shipped_pack, wave):
            shown = [
                description_of(shape)
                for slide in slides
                for shape in slide.shapes
                if getattr(shape, "has_chart", False) or getattr(shape, "has_table", False)
            ]
            assert all(shown)
            if scene.exhibit.chart:
                described = [description_of(each) for slide in slides for each in slide.shapes]
                assert any(each.startswith(scene.exhibit.alt) for each in described)

    @pytest.mark.parametrize("ratio", RATIOS)
    def test_nothing_lies_beyond_the_edges(
        self, shipped_pack: Pack, wave: str, ratio: Ratio
    ) -> None:
        wide, high = {"16:9": (960, 540), "4:3": (720, 540)}[ratio]
        for _, slides in scenes_of(shipped_pack, wave, ratio):
            for slide in slides:
                for shape in every_shape(slide.shapes):
                    left, top, right, bottom = sides_of(shape)
                    assert left >= 0
                    assert top >= 0
                    assert right <= wide
                    assert bottom <= high

    @pytest.mark.parametrize("ratio", RATIOS)
    def test_nothing_lies_upon_anything_else(
        self, shipped_pack: Pack, wave: str, ratio: Ratio
    ) -> None:
        for _, slides in scenes_of(shipped_pack, wave, ratio):
            for slide in slides:
                found = [(shape.name, sides_of(shape)) for shape in slide.shapes]
                for (name, one), (other_name, other) in combinations(found, 2):
                    assert not overlap(one, other), (title_of(slide), name, other_name)

    def test_no_placeholder_is_left_empty(self, shipped_pack: Pack, wave: str) -> None:
        for _, slides in scenes_of(shipped_pack, wave):
            for slide in slides:
                assert all(each.text_frame.text for each in slide.placeholders)

    def test_words_can_be_read_from_the_back_row(self, shipped_pack: Pack, wave: str) -> None:
        for _, slides in scenes_of(shipped_pack, wave):
            for slide in slides:
                for table in tables_of([slide]):
                    sizes = {int(each) for each in table._tbl.xpath(".//a:rPr/@sz")}
                    assert min(sizes) >= 1200
                for name in ("Subtitle", "Source"):
                    (box,) = [each for each in slide.shapes if each.name == name]
                    assert min(int(each) for each in box._element.xpath(".//a:rPr/@sz")) >= 1200


def sides_of(shape: Any) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of a shape in points."""
    left, top, wide, high = (
        side / 12_700 for side in (shape.left, shape.top, shape.width, shape.height)
    )
    return left, top, left + wide, top + high


def overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    """Whether two shapes lie upon each other by more than a point."""
    return (
        one[2] > other[0] + 1
        and other[2] > one[0] + 1
        and one[3] > other[1] + 1
        and other[3] > one[1] + 1
    )


class TestTables:
    def test_a_table_holds_its_cells_in_words(self, shipped_pack: Pack) -> None:
        scene, slides = finding(shipped_pack, "2013", "walsall-alike")
        (table,) = tables_of(slides)
        assert [cell.text for cell in table.rows[0].cells] == [
            column.name for column in scene.exhibit.table.columns
        ]
        first = scene.exhibit.table.rows[0]
        assert [cell.text for cell in table.rows[1].cells][:2] == [str(each) for each in first[:2]]

    def test_the_address_of_a_page_is_a_link(self, shipped_pack: Pack) -> None:
        scene, slides = finding(shipped_pack, "2013", "walsall-accounts")
        (table,) = tables_of(slides)
        links = [
            run.hyperlink.address
            for row in table.rows
            for cell in row.cells
            for paragraph in cell.text_frame.paragraphs
            for run in paragraph.runs
            if run.hyperlink.address
        ]
        assert links == [row[-1] for row in scene.exhibit.table.rows]

    def test_what_is_no_plain_address_is_text(self, tiny_pack: Pack) -> None:
        columns = (Column("What"), Column("Page", "link"))
        rows = (("x", "javascript:alert(1)"), ("y", 'http://x"y'), ("z", "https://[x"))
        (_, slide) = slides_of(tiny_pack, Scene(exhibit_of(rows, columns)))
        assert [row[1] for row in rows] == [
            row.cells[1].text for row in list(tables_of([slide])[0].rows)[1:]
        ]
        assert not any(rel.is_external for rel in slide.part.rels.values())

    @pytest.mark.parametrize("wave", WAVES)
    def test_squares_have_the_words_and_colours_of_their_steps(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        for scene, slides in scenes_of(shipped_pack, wave):
            chart = scene.exhibit.chart
            if not isinstance(chart, Matrix | HeatTable):
                continue
            matrix = chart.matrix if isinstance(chart, HeatTable) else chart
            rows = [row for table in tables_of(slides) for row in list(table.rows)[1:]]
            assert [row.cells[0].text for row in rows] == list(matrix.rows)
            for row, squares in zip(rows, matrix.squares, strict=True):
                if all(square.step is None for square in squares):
                    continue
                for cell, square in zip(list(row.cells)[1:], squares, strict=True):
                    words = cell.text.replace("\v", " ").replace("\n", " ")
                    assert words == square.text.replace("\n", " ")
                    if square.step is not None:
                        assert f"#{cell.fill.fore_color.rgb}" == LIGHT.steps[square.step]

    def test_a_row_without_figures_says_why(self, shipped_pack: Pack) -> None:
        _, slides = finding(shipped_pack, "2013", "barriers-by-council")
        rows = [row for table in tables_of(slides) for row in list(table.rows)[1:]]
        (shropshire,) = [row for row in rows if row.cells[0].text == "Shropshire"]
        assert shropshire.cells[1].text == "did not answer"
        assert shropshire.cells[1].is_merge_origin

    @pytest.mark.parametrize("ratio", RATIOS)
    def test_no_cell_reaches_beyond_its_row(self, shipped_pack: Pack, ratio: Ratio) -> None:
        for _, slides in scenes_of(shipped_pack, "2013", ratio):
            for table in tables_of(slides):
                for row in table._tbl.tr_lst:
                    spans = [int(cell.get("gridSpan", "1")) for cell in row.tc_lst]
                    covered = [bool(cell.get("hMerge")) for cell in row.tc_lst]
                    assert len(spans) == len(table.columns)
                    assert sum(spans) == len(spans) + sum(covered)

    def test_a_long_table_goes_on_and_says_what_is_left_to_the_workbook(
        self, tiny_pack: Pack
    ) -> None:
        rows = tuple((f"Council {at}", at / 100) for at in range(99))
        _, *slides = slides_of(tiny_pack, Scene(exhibit_of(rows)))
        shown = [row.cells[0].text for table in tables_of(slides) for row in list(table.rows)[1:]]
        assert len(slides) == 4
        assert shown == [row[0] for row in rows[: len(shown)]]
        assert f"{99 - len(shown)} more rows are in the workbook." in words_of(slides[-1])
        assert f"Rows 1 to {len(list(tables_of(slides)[0].rows)) - 1} of 99." in words_of(slides[0])

    def test_columns_without_room_are_left_to_the_workbook(self, tiny_pack: Pack) -> None:
        columns = tuple(Column(f"Column {at}") for at in range(40))
        cells = tuple("some words to be read " * 3 for _ in columns)
        _, slide = slides_of(tiny_pack, Scene(exhibit_of((cells,), columns)))
        (table,) = tables_of([slide])
        kept = len(table.columns)
        assert 3 <= kept < 40
        assert f"{40 - kept} more columns are in the workbook." in words_of(slide)

    def test_a_finding_without_table_and_chart_still_has_its_slide(self, tiny_pack: Pack) -> None:
        _, slide = slides_of(tiny_pack, Scene(exhibit_of(())))
        assert title_of(slide) == "Half of them say so"


def finding(pack: Pack, wave: str, id_: str) -> tuple[Scene, list[Any]]:
    """The scene of an exhibit, with its slides."""
    return next(each for each in scenes_of(pack, wave) if each[0].exhibit.id == id_)


def slides_of(pack: Pack, *scenes: Scene) -> list[Any]:
    """The slides of a deck of these scenes, the first slide too."""
    return list(opened(deck(pack, telling(*scenes))).slides)


class TestTheFirstSlide:
    def test_it_says_what_the_presentation_is(self, shipped_pack: Pack) -> None:
        presentation, content = told(shipped_pack, "2013")
        first = opened(content).slides[0]
        assert title_of(first) == "Everything"
        said = words_of(first)
        for each in (
            presentation.about,
            "24 November 2026",
            *presentation.stamps,
            presentation.licence,
        ):
            assert each in said
        assert all(source in notes_of(first) for source in presentation.sources)

    def test_without_findings_it_is_alone(self, tiny_pack: Pack) -> None:
        (slide,) = slides_of(tiny_pack)
        assert title_of(slide) == "A story"

    def test_long_words_on_it_are_cut(self, tiny_pack: Pack) -> None:
        file = opened(deck(tiny_pack, telling(title="word " * 2_000)))
        (slide,) = file.slides
        assert title_of(slide).endswith("…")
        assert notes_of(slide).startswith("word " * 1_000)


class TestTheFile:
    @pytest.mark.parametrize(("ratio", "inches"), [("16:9", (13.333, 7.5)), ("4:3", (10.0, 7.5))])
    def test_slides_have_the_shape_that_was_asked_for(
        self, tiny_pack: Pack, ratio: Ratio, inches: tuple[float, float]
    ) -> None:
        file = opened(deck(tiny_pack, telling(), ratio=ratio))
        assert (file.slide_width.inches, file.slide_height.inches) == pytest.approx(inches, 1e-4)

    def test_it_says_of_itself_what_it_is(self, tiny_pack: Pack) -> None:
        presentation = telling(Scene(exhibit_of((("Here", 0.5),))))
        properties = opened(deck(tiny_pack, presentation)).core_properties
        assert properties.title == presentation.title
        assert properties.subject == presentation.about
        assert properties.author == presentation.survey
        assert properties.keywords == " ".join(presentation.stamps)
        assert properties.comments == presentation.licence
        assert properties.language == "en-GB"
        assert properties.created == properties.modified == datetime(2026, 11, 24)
        assert date(2026, 11, 24) == MADE_ON

    def test_the_same_presentation_gives_the_same_bytes(self, shipped_pack: Pack) -> None:
        presentation, content = told(shipped_pack, "2014")
        assert deck(shipped_pack, presentation) == content

    def test_the_palette_and_the_font_are_those_of_its_theme(self, tiny_pack: Pack) -> None:
        with ZipFile(BytesIO(deck(tiny_pack, telling()))) as files:
            theme = files.read("ppt/theme/theme1.xml")
        for colour in (b"12436D", b"28A197", b"801650", b"F46A25"):
            assert colour in theme
        assert b'<a:latin typeface="Arial"/>' in theme

    def test_twelve_slides_are_made_within_three_seconds(self, shipped_pack: Pack) -> None:
        selection = Selection("2013", measure=maps.default_measure(shipped_pack, "2013"))
        region, _ = prepare(shipped_pack, storyline(shipped_pack, "region", selection), MADE_ON)
        twelve = telling(*[*region.scenes, *region.scenes][:12])
        start = perf_counter()
        deck(shipped_pack, twelve)
        assert perf_counter() - start < 3

    def test_it_asks_nobody_for_anything(self, shipped_pack: Pack) -> None:
        _, content = told(shipped_pack, "2013")
        with ZipFile(BytesIO(content)) as files:
            for name in files.namelist():
                if name.endswith(".rels"):
                    for line in files.read(name).split(b"<Relationship ")[1:]:
                        assert b"External" not in line or b"/hyperlink" in line


class TestWordsOfOthers:
    def test_an_own_title_stands_over_the_headline(self, tiny_pack: Pack) -> None:
        _, slide = slides_of(tiny_pack, Scene(exhibit_of((("Here", 0.5),)), "Mine", "Say this"))
        assert title_of(slide) == "Mine"
        assert "Half of them say so. What they say." in words_of(slide)
        assert "Your note: Say this" in notes_of(slide)

    def test_a_long_title_is_cut_on_the_slide_and_whole_in_the_notes(self, tiny_pack: Pack) -> None:
        title, note = "word " * 1_999 + "word", "note " * 1_999 + "note"
        _, slide = slides_of(tiny_pack, Scene(exhibit_of((("Here", 0.5),)), title, note))
        assert title_of(slide).endswith("…")
        assert len(title_of(slide)) < 1_000
        assert title in notes_of(slide)
        assert note in notes_of(slide)

    @settings(max_examples=25, deadline=None)
    @given(words=st.text(min_size=1, max_size=60))
    @example("=1+1")
    @example("<r>x</r>")
    @example("<a:t>x</a:t> & ]]>")
    @example("http://x")
    @example("😀 مرحبا بالعالم \u202e\x00\x0b")
    @example("_x0041_ {0} %s")
    @example("https://example.org/" + "a" * 3_000)
    def test_any_words_are_text(self, tiny_pack: Pack, words: str) -> None:
        chart = Bars((Bar(words, 0.5, 0.2, 0.8, words), BAR.bars[0]), "share", words, 1.0)
        exhibit = exhibit_of(((words, 0.5),), (Column(f"c {words}"), Column("Share", "share")))
        charted = exhibit_of(((words, 0.5),), chart=chart)
        content = deck(
            tiny_pack,
            telling(Scene(exhibit, words, words), Scene(charted, words, words), title=words),
        )
        _, table, chart_slide = opened(content).slides
        shown, line = cleaned(words), one_line(words)
        for slide in (table, chart_slide):
            assert title_of(slide)
            assert title_of(slide).rstrip("…") in (line or exhibit.headline)
            assert line in one_line(notes_of(slide))
        (cells,) = [list(each.rows)[1].cells for each in tables_of([table])]
        assert one_line(cells[0].text).rstrip("…") in (line or "50%")
        (drawn,) = charts_of([chart_slide])
        sheet = sheet_of(drawn)
        assert (sheet["A2"].value or "").strip() == shown
        assert sheet["A2"].data_type in {"s", "n"}
        assert sheet["A2"].hyperlink is None
        if shown:
            assert drawn.plots[0].categories[0].strip() == shown
