"""Specification of `bestbywm export`: presentations as files."""

import errno
import io
import json
import os
import zipfile
from pathlib import Path
from typing import Any

import pptx
import pytest
from openpyxl import load_workbook
from pypdf import PdfReader
from typer.testing import CliRunner, Result

from bestbywm.cli import main
from bestbywm.cli.common import write_whole
from bestbywm.cli.export import Kind
from bestbywm.exhibits import link
from bestbywm.pack import Pack
from bestbywm.render.takeaway import KINDS
from bestbywm.story import ready
from bestbywm.story.presentation import prepare
from bestbywm.story.storyline import Screen, Storyline, to_file
from tests.packs import SHIPPED
from tests.presentations import MADE_ON


def export(*arguments: str | Path) -> Result:
    return CliRunner().invoke(
        main, ["export", *(str(each) for each in arguments), "--data", str(SHIPPED)]
    )


def written(result: Result) -> list[Path]:
    """The files that the command says it wrote."""
    assert result.exit_code == 0, result.output
    paths = [Path(line) for line in result.stdout.splitlines() if Path(line).is_file()]
    assert paths, result.stdout
    return paths


def slide_titles(path: Path) -> list[str]:
    return [each.shapes.title.text_frame.text for each in pptx.Presentation(str(path)).slides]


class TestExport:
    def test_writes_every_kind_of_file_under_a_name_that_says_what_it_is(
        self, tmp_path: Path
    ) -> None:
        kinds = [kind for kind in KINDS if kind != "pictures"]
        paths = written(export(*kinds, "--storyline", "change", "--out", tmp_path))
        assert sorted(paths) == sorted(tmp_path.iterdir())
        assert len(paths) == len(kinds)
        assert all(path.name.startswith("bestbywm-2013-2014-change") for path in paths)
        starts = {path.suffix: path.read_bytes()[:4] for path in paths}
        assert starts[".pptx"] == starts[".xlsx"] == starts[".zip"] == b"PK\x03\x04"
        assert starts[".pdf"] == b"%PDF"
        assert starts[".html"].lower().startswith(b"<!do")

    def test_tells_of_a_council(self, tmp_path: Path) -> None:
        (path,) = written(export("deck", "--council", "Walsall", "--out", tmp_path))
        assert path.name == "bestbywm-2013-council-walsall.pptx"
        titles = slide_titles(path)
        assert titles[0] == "Walsall Council"
        assert any("Walsall scores" in title for title in titles)

    def test_tells_the_story_of_the_region_if_nothing_is_said(self, tmp_path: Path) -> None:
        (path,) = written(export("workbook", "--out", tmp_path))
        assert path.name == "bestbywm-2013-2014-region.xlsx"
        assert len(load_workbook(path).sheetnames) > 8

    def test_writes_a_briefing_of_one_or_two_pages(self, tmp_path: Path) -> None:
        (path,) = written(export("briefing", "--council", "telford", "--out", tmp_path))
        assert len(PdfReader(path).pages) in {1, 2}

    def test_writes_pictures_one_by_one_into_a_folder(
        self, shipped_pack: Pack, tmp_path: Path
    ) -> None:
        paths = written(export("pictures", "--storyline", "change", "--out", tmp_path))
        told = ready.storyline(shipped_pack, "change", link.default_selection(shipped_pack))
        assert len(paths) == 2 * len(told.screens)
        assert {path.parent for path in paths} == {tmp_path / "bestbywm-2013-2014-change-pictures"}
        assert {path.suffix for path in paths} == {".png", ".svg"}

    def test_writes_one_file_to_the_name_it_is_given(self, tmp_path: Path) -> None:
        target = tmp_path / "new folder" / "slides for June.pptx"
        assert written(export("deck", "--storyline", "barriers", "--out", target)) == [target]

    def test_shows_slides_of_the_shape_that_is_asked_for(self, tmp_path: Path) -> None:
        (path,) = written(export("deck", "--ratio", "4:3", "--out", tmp_path))
        slides = pptx.Presentation(str(path))
        assert slides.slide_width
        assert slides.slide_height
        assert slides.slide_width / slides.slide_height == pytest.approx(4 / 3, abs=0.01)

    def test_shows_progress(self, tmp_path: Path) -> None:
        assert "Writing" in export("data", "--out", tmp_path).output


class TestAStorylineFile:
    def kept(self, folder: Path, *screens: Screen) -> Path:
        path = folder / "my.json"
        path.write_text(to_file(Storyline("Own words", screens)), encoding="utf-8")
        return path

    def test_is_told_with_its_titles(self, tmp_path: Path) -> None:
        file = self.kept(tmp_path, Screen("overview", "barriers", title="Training first"))
        (path,) = written(export("deck", "--storyline", file, "--out", tmp_path))
        assert path.name == "bestbywm-2013-own-words.pptx"
        assert slide_titles(path) == ["Own words", "Training first"]

    def test_that_names_what_is_not_there_is_explained_and_the_rest_is_used(
        self, tmp_path: Path
    ) -> None:
        file = self.kept(tmp_path, Screen("overview", "nothing"), Screen("overview", "barriers"))
        result = export("deck", "--storyline", file, "--out", tmp_path)
        assert len(slide_titles(written(result)[0])) == 2
        assert "Screen 1: the page “overview” has no finding “nothing”" in result.stderr

    @pytest.mark.parametrize(
        ("content", "says"),
        [
            ("", "cannot be read as JSON"),
            ("{}", "no presentation"),
            (json.dumps({"format": "presentation", "version": 9}), "version"),
        ],
    )
    def test_that_is_broken_is_explained(self, tmp_path: Path, content: str, says: str) -> None:
        file = tmp_path / "broken.json"
        file.write_text(content, encoding="utf-8")
        result = export("deck", "--storyline", file, "--out", tmp_path)
        assert result.exit_code == 1
        assert says in result.stderr
        assert [*tmp_path.iterdir()] == [file]


class TestMistakes:
    @pytest.mark.parametrize(
        ("arguments", "says"),
        [
            (["deck", "--council", "Atlantis"], "not the name of one council"),
            (["deck", "--wave", "1999"], "There is no wave"),
            (["deck", "--storyline", "nowhere.json"], "neither a ready storyline"),
            (["deck", "--storyline", "council"], "needs a council"),
            (["briefing"], "about one council"),
            (["deck", "--template", "nowhere.pptx"], "cannot be read"),
        ],
    )
    def test_are_explained(self, tmp_path: Path, arguments: list[str], says: str) -> None:
        result = export(*arguments, "--out", tmp_path)
        assert result.exit_code == 1
        assert says in result.stderr
        assert not [*tmp_path.iterdir()]

    def test_in_the_kind_list_what_there_is(self, tmp_path: Path) -> None:
        result = export("poster", "--out", tmp_path)
        assert result.exit_code == 2
        assert "deck" in result.stderr

    def test_a_template_that_is_none_is_explained(self, tmp_path: Path) -> None:
        template = tmp_path / "template.pptx"
        template.write_bytes(b"no slides")
        result = export("deck", "--template", template, "--out", tmp_path / "out")
        assert result.exit_code == 1
        assert "The template cannot be used" in result.stderr
        assert not [*(tmp_path / "out").glob("*")]


class TestWhereNothingCanBeWritten:
    def test_a_file_in_the_place_of_the_folder_is_explained(self, tmp_path: Path) -> None:
        in_the_way = tmp_path / "file"
        in_the_way.write_text("kept")
        result = export("data", "--out", in_the_way / "deeper")
        assert result.exit_code == 1
        assert "cannot be written" in result.stderr
        assert in_the_way.read_text() == "kept"

    def test_a_full_disk_is_explained_and_leaves_no_half_file(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def full(*_: Any) -> None:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr(Path, "replace", full)
        result = export("data", "--out", tmp_path)
        assert result.exit_code == 1
        assert "No space left" in result.stderr
        assert not [*tmp_path.iterdir()]

    def test_an_older_file_stays_whole(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        path = tmp_path / "old.csv"
        write_whole(path, b"old")

        def full(*_: Any) -> None:
            raise OSError(errno.ENOSPC, "full")

        monkeypatch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="full"):
            write_whole(path, b"new")
        assert path.read_bytes() == b"old"
        assert [*tmp_path.iterdir()] == [path]


class TestOneFileAndItsName:
    def test_a_name_for_one_file_does_not_do_for_two(self, tmp_path: Path) -> None:
        target = tmp_path / "both.zip"
        result = export("data", "workbook", "--out", target)
        assert result.exit_code == 1
        assert "name a folder with --out" in result.stderr
        assert not [*tmp_path.iterdir()]


def test_the_command_line_offers_what_the_pages_offer() -> None:
    assert [*Kind] == [*KINDS, "briefing"]


def test_pictures_of_a_presentation_are_one_zip_on_the_pages(shipped_pack: Pack) -> None:
    told = ready.storyline(shipped_pack, "change", link.default_selection(shipped_pack))
    presentation, _ = prepare(shipped_pack, told, MADE_ON)
    content = KINDS["pictures"].make(shipped_pack, presentation)
    assert content == KINDS["pictures"].make(shipped_pack, presentation)
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert names[:2] == ["01-change-2013-to-2014.png", "01-change-2013-to-2014.svg"]


class TestACouncil:
    def test_is_what_any_storyline_of_answers_can_be_about(self, tmp_path: Path) -> None:
        options = ["--storyline", "barriers", "--council", "Walsall", "--out", tmp_path]
        (path,) = written(export("deck", *options))
        assert path.name == "bestbywm-2013-barriers-walsall.pptx"
        titles = slide_titles(path)
        assert titles[0] == "Where the barriers are"
        assert len(titles) > 1

    def test_that_a_storyline_cannot_be_about_is_said(self, tmp_path: Path) -> None:
        result = export("data", "--storyline", "change", "--council", "Walsall", "--out", tmp_path)
        assert "“What changed” cannot be told of one council" in result.stderr
        assert written(result)[0].name == "bestbywm-2013-2014-change-data.zip"
