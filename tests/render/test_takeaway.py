"""Specification of what can be taken away: kinds of files by name, and pictures of findings."""

from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngImageFile

from bestbywm.pack import Pack
from bestbywm.render.takeaway import KINDS, MIME, PICTURE_WIDTH, pictures, png, svg
from bestbywm.story.presentation import Presentation, Scene
from tests.presentations import MADE_ON, everything, exhibit_of, telling
from tests.render.drawing.reading import read, words_of

WAVES = ("2013", "2014")


@lru_cache(maxsize=4)
def told(pack: Pack, wave: str) -> Presentation:
    council = pack.region.find("Walsall")
    assert council is not None
    return everything(pack, wave, council.code)


def opened(content: bytes) -> PngImageFile:
    picture = Image.open(BytesIO(content))
    assert isinstance(picture, PngImageFile)
    return picture


class TestKindsOfFiles:
    def test_no_two_have_the_same_name(self, tiny_pack: Pack) -> None:
        presentation = telling(Scene(exhibit_of((("Here", 0.5),))))
        names = [kind.file_name(presentation) for kind in KINDS.values()]
        assert len(set(names)) == len(names)
        assert all(name.startswith("tiny-story") for name in names)

    def test_each_has_a_media_type_and_says_what_it_is_good_for(self) -> None:
        for id_, kind in KINDS.items():
            assert kind.id == id_
            assert kind.ending in MIME
            assert kind.label
            assert kind.good_for


class TestPictures:
    @pytest.mark.parametrize("wave", WAVES)
    def test_every_finding_is_a_picture_of_slide_size_that_says_what_it_is(
        self, shipped_pack: Pack, wave: str
    ) -> None:
        scenes = told(shipped_pack, wave).scenes
        # Drawing takes most of the time: every third finding, a different one for each wave.
        for scene in scenes[WAVES.index(wave) :: 3]:
            exhibit = scene.exhibit
            picture = opened(png(shipped_pack, scene, MADE_ON))
            assert picture.size == (PICTURE_WIDTH, 1080)
            assert picture.text["Title"] == exhibit.headline
            assert picture.text["Source"] == " ".join(exhibit.source.split())
            assert picture.text["Comment"] == exhibit.stamp
            assert exhibit.alt[:60] in picture.text["Description"]
            assert "Open Government Licence" in picture.text["Copyright"]
            assert picture.text["Creation Time"] == MADE_ON.isoformat()

    def test_a_picture_is_not_blank(self, shipped_pack: Pack) -> None:
        picture = opened(png(shipped_pack, told(shipped_pack, "2013").scenes[0], MADE_ON))
        colours = picture.convert("RGB").getcolors(1_000_000)
        assert colours is not None
        assert len(colours) > 20

    def test_the_drawing_says_the_same(self, shipped_pack: Pack) -> None:
        scene = told(shipped_pack, "2013").scenes[0]
        picture = read(svg(shipped_pack, scene, MADE_ON).decode())
        words = " ".join(each.words for each in words_of(picture))
        assert scene.exhibit.headline in words
        assert scene.exhibit.stamp in words

    def test_have_the_number_and_the_name_of_their_finding(self, tiny_pack: Pack) -> None:
        exhibit = exhibit_of((("Here", 0.5),))
        names = [name for name, _ in pictures(tiny_pack, telling(Scene(exhibit), Scene(exhibit)))]
        assert names == ["01-made-up.png", "01-made-up.svg", "02-made-up.png", "02-made-up.svg"]

    def test_come_in_one_file_that_is_the_same_on_the_same_day(self, tiny_pack: Pack) -> None:
        presentation = telling(Scene(exhibit_of((("Here", 0.5),)), title="Own <b>title</b>"))
        once, again = (KINDS["pictures"].make(tiny_pack, presentation) for _ in range(2))
        assert once == again
        with ZipFile(BytesIO(once)) as archive:
            assert archive.testzip() is None
            (drawing,) = [name for name in archive.namelist() if name.endswith(".svg")]
            words = [each.words for each in words_of(read(archive.read(drawing).decode()))]
            assert "Own <b>title</b>" in words
            assert archive.infolist()[0].date_time == (2026, 11, 24, 0, 0, 0)
