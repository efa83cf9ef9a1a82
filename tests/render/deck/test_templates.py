"""Specification of templates: a council's own look is kept, and a hostile file harms nobody."""

import random
import tracemalloc
import zipfile
from functools import lru_cache
from io import BytesIO
from time import perf_counter
from typing import Any

import pptx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pptx.util import Inches

from bestbywm.pack import Pack
from bestbywm.render.deck import TemplateError, deck
from bestbywm.render.deck.checking import checked
from bestbywm.render.deck.template import template_base
from bestbywm.render.theme import DARK, LIGHT
from bestbywm.story.presentation import Presentation, Scene
from tests.presentations import exhibit_of, telling
from tests.render.deck import templates as made
from tests.render.deck.decks import (
    charts_of,
    opened,
    scenes_of,
    tables_of,
    title_of,
    told,
    words_of,
)

SCENE = Scene(exhibit_of((("Here", 0.5),)))


def built(pack: Pack, template: bytes, *scenes: Scene) -> Any:
    return opened(deck(pack, telling(*(scenes or (SCENE,))), template=template))


@lru_cache(maxsize=1)
def some(pack: Pack) -> Presentation:
    """Findings of every kind of chart."""
    presentation, _ = told(pack, "2013")
    kinds = {type(scene.exhibit.chart): scene for scene in presentation.scenes}
    return telling(*kinds.values())


class TestItsLook:
    def test_its_own_slides_are_gone_and_the_file_stays_small(self, tiny_pack: Pack) -> None:
        content = deck(tiny_pack, telling(SCENE), template=made.usual())
        file = opened(content)
        assert [title_of(slide) for slide in file.slides] == ["A story", "Half of them say so"]
        with zipfile.ZipFile(BytesIO(content)) as parts:
            names = parts.namelist()
            assert len(set(names)) == len(names)
            assert len([name for name in names if name.startswith("ppt/slides/slide")]) == 2
            assert not any(b"A slide of the template" in parts.read(name) for name in names)

    def test_its_masters_and_layouts_are_kept(self, tiny_pack: Pack) -> None:
        theirs = pptx.Presentation(BytesIO(made.usual()))
        file = built(tiny_pack, made.usual())
        assert [layout.name for layout in file.slide_layouts] == [
            layout.name for layout in theirs.slide_layouts
        ]
        first, finding = file.slides
        assert first.slide_layout.name == "Title Slide"
        assert finding.slide_layout.name == "Title Only"

    def test_words_have_the_fonts_and_colours_of_its_theme(self, tiny_pack: Pack) -> None:
        _, slide = built(tiny_pack, made.usual()).slides
        assert not slide._element.xpath(".//a:latin")
        (table,) = tables_of([slide])
        assert {*table._tbl.xpath(".//a:rPr/a:solidFill/a:schemeClr/@val")} == {"tx1"}

    def test_its_titles_stay_where_they_are(self, tiny_pack: Pack) -> None:
        _, slide = built(tiny_pack, made.usual()).slides
        assert not slide.shapes.title._element.xpath("./p:spPr/a:xfrm")

    @pytest.mark.parametrize("size", [(10, 7.5), (13.333, 7.5), (10, 5.625), (11.69, 8.27)])
    def test_the_size_of_its_slides_is_kept_and_nothing_lies_beyond(
        self, shipped_pack: Pack, size: tuple[float, float]
    ) -> None:
        template = made.template(made.of_size(*size))
        file = opened(deck(shipped_pack, some(shipped_pack), template=template))
        assert (file.slide_width, file.slide_height) == (Inches(size[0]), Inches(size[1]))
        for slide in list(file.slides)[1:]:
            for shape in slide.shapes:
                if not shape.is_placeholder:
                    assert shape.left >= 0
                    assert shape.left + shape.width <= file.slide_width
                    assert shape.top + shape.height <= file.slide_height

    def test_a_title_that_leaves_no_room_is_moved_up(self, tiny_pack: Pack) -> None:
        file = built(tiny_pack, made.template(made.low_title))
        _, slide = file.slides
        assert slide.shapes.title.top < file.slide_height * 0.1

    def test_a_place_too_low_for_a_headline_is_made_higher(self, tiny_pack: Pack) -> None:
        _, slide = built(tiny_pack, made.template(made.small_title)).slides
        assert slide.shapes.title.left == Inches(4)
        assert slide.shapes.title.height > Inches(1)

    @pytest.mark.parametrize("kind", ["template", "slideshow"])
    def test_potx_and_ppsx_become_a_presentation(self, tiny_pack: Pack, kind: str) -> None:
        main = made.PRESENTATION.replace("presentation.main", f"{kind}.main")
        content = deck(tiny_pack, telling(SCENE), template=made.as_kind(main))
        with zipfile.ZipFile(BytesIO(content)) as parts:
            types = parts.read("[Content_Types].xml").decode()
        assert made.PRESENTATION in types
        assert f"{kind}.main" not in types

    def test_the_same_template_gives_the_same_bytes(self, tiny_pack: Pack) -> None:
        presentation = telling(SCENE)
        once, again = (deck(tiny_pack, presentation, template=made.usual()) for _ in range(2))
        assert once == again


class TestDarkTemplates:
    def test_data_have_the_colours_of_the_dark_theme(self, shipped_pack: Pack) -> None:
        template = made.template(made.dark)
        scene = scenes_of(shipped_pack, "2013")[0][0]
        _, slide = built(shipped_pack, template, scene).slides
        xml = charts_of([slide])[0].part.blob
        assert DARK.main[1:].encode() in xml
        assert LIGHT.main[1:].encode() not in xml

    @pytest.mark.parametrize(
        ("colour", "text", "theme"),
        [
            ("000000", "bg1", DARK),
            ("12436D", "bg1", DARK),
            ("FFFFFF", "tx1", LIGHT),
            ("F3E6C8", "tx1", LIGHT),
        ],
    )
    def test_words_can_be_read_on_any_background(
        self, colour: str, text: str, theme: object
    ) -> None:
        look = template_base(made.template(made.painted(colour))).look
        assert look.page == f"#{colour}"
        assert look.text == text
        assert look.theme is theme


class TestFilesThatAreNoTemplate:
    @pytest.mark.parametrize(
        ("content", "says"),
        [
            (b"", "empty"),
            (b"hello", "no Office file"),
            (b"%PDF-1.7", "a PDF"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "password"),
            (b"PK\x03\x04" + b"\0" * 40, "damaged"),
        ],
    )
    def test_what_came_is_said(self, content: bytes, says: str) -> None:
        refused(content, says)

    @pytest.mark.parametrize(
        ("kind", "says"),
        [
            (
                "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
                "Word document",
            ),
            (
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                "Excel workbook",
            ),
            ("application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml", "macros"),
            ("application/vnd.ms-powerpoint.template.macroEnabled.main+xml", "macros"),
            ("text/plain", "no presentation"),
        ],
    )
    def test_other_kinds_of_files_are_told_apart(self, kind: str, says: str) -> None:
        refused(made.as_kind(kind), says)

    def test_a_zip_file_of_something_else(self) -> None:
        refused(made.crowded(3), "no Office file")

    def test_a_file_that_was_cut_off(self) -> None:
        refused(made.usual()[:-2_000], "cut off")

    def test_a_file_that_is_too_large(self) -> None:
        refused(b"PK" + b"\0" * 61_000_000, "61 MB")

    def test_a_template_without_layouts(self) -> None:
        refused(made.template(made.without_layouts), "no layout with a title")

    def test_a_template_without_titles(self) -> None:
        refused(made.template(made.without_titles), "no layout with a title")

    @pytest.mark.parametrize("size", [(1, 1), (7.5, 10), (56, 2.6)])
    def test_slides_of_an_absurd_size(self, size: tuple[float, float]) -> None:
        refused(made.template(made.of_size(*size)), "inches")


class TestHostileTemplates:
    def test_a_part_that_unpacks_to_very_much(self) -> None:
        refused(made.bomb(200_000_000), "unpacks to more")

    def test_a_part_that_lies_about_its_size(self) -> None:
        refused(made.lying_bomb(50_000_000), "")

    def test_a_list_of_contents_that_is_endless(self) -> None:
        refused(made.crowded(40_000), "more parts")

    def test_entities_that_blow_up(self) -> None:
        lol = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">' + "".join(
            f'<!ENTITY {name} "{f"&{before};" * 10}">'
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        )
        part = made.replaced("<p:sldMaster ", f"{lol}]><p:sldMaster ")
        named = made.replaced("Click to edit Master title style", "&i;")
        refused(
            made.rewritten(made.usual(), {made.MASTER: lambda old: named(part(old))}), "damaged"
        )

    def test_entities_that_read_files(self) -> None:
        part = made.replaced(
            "<p:sldMaster ", '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><p:sldMaster '
        )
        refused(made.rewritten(made.usual(), {made.MASTER: part}), "entities")

    @pytest.mark.parametrize("target", ["http://example.org/x.png", "file:///c:/x.png", "\\\\x\\y"])
    def test_pictures_from_elsewhere(self, target: str) -> None:
        refused(made.with_relation("image", target, is_external=True), "outside of itself")

    def test_links_for_readers_are_no_harm(self, tiny_pack: Pack) -> None:
        template = made.with_relation("hyperlink", "https://example.org", is_external=True)
        assert len(built(tiny_pack, template).slides) == 2

    @pytest.mark.parametrize("target", ["../../../../etc/passwd", "/../x", "..%2f..%2fx"])
    def test_paths_that_lead_out_of_the_file(self, target: str) -> None:
        refused(made.with_relation("image", target, is_external=False), "damaged")

    def test_what_is_left_out_is_not_referred_to(self, tiny_pack: Pack) -> None:
        template = made.with_relation("oleObject", "../embeddings/x.bin", is_external=False)
        picture = (
            '<p:pic><p:nvPicPr><p:cNvPr id="77" name="x"/><p:cNvPicPr/><p:nvPr/></p:nvPicPr>'
            '<p:blipFill><a:blip r:embed="rId99"/></p:blipFill><p:spPr/></p:pic></p:spTree>'
        )
        template = made.rewritten(template, {made.MASTER: made.replaced("</p:spTree>", picture)})
        content = deck(tiny_pack, telling(SCENE), template=template)
        with zipfile.ZipFile(BytesIO(content)) as parts:
            assert not any(b"rId99" in parts.read(name) for name in parts.namelist())

    def test_names_that_lead_out_of_the_file_are_left_out(self, tiny_pack: Pack) -> None:
        template = made.rewritten(made.usual(), {}, **{"../../evil.xml": b"<x/>"})
        assert len(built(tiny_pack, template).slides) == 2

    def test_films_in_its_slides_are_not_even_read(self, tiny_pack: Pack) -> None:
        out = BytesIO(made.usual())
        with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as parts:
            parts.writestr("ppt/media/film.mp4", b"\0" * 150_000_000)
        tracemalloc.start()
        start = perf_counter()
        checked(out.getvalue())
        seconds = perf_counter() - start
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert seconds < 3
        assert most < 40_000_000


def refused(content: bytes, says: str) -> None:
    """The template is refused with a message that says what came, quickly and in little memory."""
    start = perf_counter()
    with pytest.raises(TemplateError) as error:
        template_base(content)
    assert perf_counter() - start < 5
    assert says in str(error.value)
    assert "Expected: " in str(error.value)


class TestSpoiledTemplates:
    @settings(max_examples=40, deadline=None)
    @given(st.data())
    def test_bytes_that_were_changed_give_slides_or_a_message(
        self, tiny_pack: Pack, data: st.DataObject
    ) -> None:
        content = bytearray(made.usual())
        for _ in range(data.draw(st.integers(1, 8))):
            at = data.draw(st.integers(0, len(content) - 1))
            content[at] = data.draw(st.integers(0, 255))
        tried(tiny_pack, bytes(content))

    @settings(max_examples=40, deadline=None)
    @given(st.integers(0, 2**32))
    def test_parts_that_were_changed_give_slides_or_a_message(
        self, tiny_pack: Pack, seed: int
    ) -> None:
        chance = random.Random(seed)
        parts = [
            made.MAIN,
            made.MASTER,
            made.MASTER_RELATIONS,
            made.TYPES,
            "ppt/theme/theme1.xml",
            "ppt/slideLayouts/slideLayout6.xml",
            "ppt/slideLayouts/slideLayout1.xml",
        ]
        tried(tiny_pack, made.rewritten(made.usual(), {chance.choice(parts): spoiling(chance)}))


def spoiling(chance: random.Random) -> Any:
    """What spoils XML: a piece is cut out, doubled, or changed."""

    def change(part: bytes) -> bytes:
        pieces = part.split(b"<")
        at = chance.randrange(1, len(pieces))
        how = chance.randrange(4)
        if how == 0:
            del pieces[at]
        elif how == 1:
            pieces.insert(at, pieces[at])
        elif how == 2:
            pieces[at] = pieces[at].replace(b'"', b'"x', 1)
        else:
            pieces[at] = bytes(
                chance.choice(b"0123456789-abc>/") if c in b"0123456789" else c for c in pieces[at]
            )
        return b"<".join(pieces)

    return change


def tried(pack: Pack, content: bytes) -> None:
    """Slides come out that can be opened again, or a TemplateError, and nothing else."""
    try:
        made_with = deck(pack, telling(SCENE), template=content)
    except TemplateError as error:
        assert "Expected: " in str(error)  # noqa: PT017 - any other error fails the test
        return
    assert words_of(opened(made_with).slides[1])
