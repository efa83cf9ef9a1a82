"""Specification of sharing a view: its link, code to embed it, and how to cite it."""

from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

import pytest
import streamlit as st

from bestbywm.app import share
from bestbywm.app.frame import Visit
from bestbywm.app.pages import PAGES
from bestbywm.exhibits import link
from bestbywm.pack import Pack
from bestbywm.render.figures import Display
from bestbywm.story.catalogue import exhibits_of
from bestbywm.story.presentation import prepare
from bestbywm.story.storyline import Screen, from_link
from tests.presentations import MADE_ON, exhibit_of

BARRIERS = Screen("overview", "barriers", (("type", "district"),))


def seen_at(monkeypatch: pytest.MonkeyPatch, url: str | None) -> None:
    """Let the browser show this address."""
    monkeypatch.setattr(st, "context", SimpleNamespace(url=url))


def visit(pack: Pack, **params: str) -> Visit:
    selection, notes = link.read(params, pack)
    assert not notes
    pages: Any = dict.fromkeys(each.address for each in PAGES)
    return Visit(pack, selection, "all", Display("light"), Path(), cast("Any", pages), "overview")


class Iframe(HTMLParser):
    """The attributes of the one element in a piece of code."""

    def __init__(self, code: str) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.feed(code)
        (self.attributes,) = self.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert tag == "iframe"
        self.found.append(dict(attrs))


class TestTheLink:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("https://example.org/map", "https://example.org/map?type=district&view=hexagons"),
            ("https://example.org/", "https://example.org/?type=district&view=hexagons"),
            (
                "https://example.org/best/map?old=1#top",
                "https://example.org/best/map?type=district&view=hexagons",
            ),
        ],
    )
    def test_is_of_the_page_as_the_browser_sees_it(
        self, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch, url: str, expected: str
    ) -> None:
        seen_at(monkeypatch, url)
        assert share.here(visit(shipped_pack, type="district", view="hexagons")) == expected

    def test_of_a_view_as_at_first_has_no_parameters(
        self, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen_at(monkeypatch, "https://example.org/map?type=district")
        assert share.here(visit(shipped_pack)) == "https://example.org/map"


class TestTheMeetingMode:
    @pytest.mark.parametrize(
        ("url", "expected"),
        [
            ("https://example.org/present", "https://example.org/meeting?story=region"),
            ("https://example.org", "https://example.org/meeting?story=region"),
            ("https://example.org/", "https://example.org/meeting?story=region"),
            ("http://127.0.0.1:8501/map?x=1", "http://127.0.0.1:8501/meeting?story=region"),
            ("https://example.org/a/b/present", "https://example.org/a/b/meeting?story=region"),
            ("https://example.org/a/b/", "https://example.org/a/b/meeting?story=region"),
            ("https://example.org/a/b", "https://example.org/a/b/meeting?story=region"),
        ],
    )
    def test_stands_beside_the_pages_whatever_folder_a_proxy_puts_them_in(
        self, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch, url: str, expected: str
    ) -> None:
        seen_at(monkeypatch, url)
        assert share.meeting(visit(shipped_pack), {"story": "region"}) == expected

    def test_is_known_by_its_path_where_the_browser_does_not_say_its_address(
        self, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen_at(monkeypatch, None)
        assert share.meeting(visit(shipped_pack), {"story": "own"}) == "/meeting?story=own"


class TestTheCode:
    def test_shows_just_that_finding(
        self, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen_at(monkeypatch, "https://example.org/best/")
        exhibit = exhibit_of((("Northmoor", 0.5),))
        code = share.embed_code(visit(shipped_pack), exhibit, BARRIERS)
        address = urlsplit(Iframe(code).attributes["src"] or "")
        assert address.path == "/best/meeting"
        params = dict(parse_qsl(address.query))
        assert params["story"] == "own"
        storyline, notes = from_link(params["own"])
        assert not notes
        presentation, notes = prepare(shipped_pack, storyline, MADE_ON)
        assert not notes
        assert [each.exhibit.id for each in presentation.scenes] == ["barriers"]
        assert "19 district councils" in presentation.scenes[0].exhibit.subtitle

    def test_holds_words_as_words(
        self, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        seen_at(monkeypatch, "https://example.org/")
        title = '"><script>alert("x")</script> & \'more\''
        code = share.frame_code(visit(shipped_pack), title, {"own": '"><i>', "b": "&lt;"})
        iframe = Iframe(code)
        assert iframe.attributes["title"] == title
        query = urlsplit(iframe.attributes["src"] or "").query
        assert dict(parse_qsl(query)) == {"own": '"><i>', "b": "&lt;"}


class TestHowToCite:
    def test_names_survey_wave_finding_kind_of_data_address_and_day(self) -> None:
        assert share.citation(
            exhibit_of((("Northmoor", 0.5),)),
            "The survey",
            "https://example.org/map",
            date(2026, 11, 24),
        ) == (
            "The survey, 2030: Half of them say so. Illustrative answers. They add up to the "
            "published totals, but no council gave them. https://example.org/map (accessed "
            "24 November 2026)."
        )

    def test_names_no_wave_for_facts(self, shipped_pack: Pack) -> None:
        selection = link.default_selection(shipped_pack)
        facts = exhibits_of(shipped_pack, "practice", selection)[0]
        said = share.citation(facts, "The survey", "https://example.org", MADE_ON)
        assert said.startswith(f"The survey: {facts.headline}. Facts about named councils")
