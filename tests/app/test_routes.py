"""Specification of the meeting mode's address: what it answers, and what it says when it cannot."""

import asyncio
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
import streamlit as st
from lxml import html
from lxml.html import HtmlElement
from starlette.applications import Starlette

from bestbywm.app.current import PACK_VARIABLE
from bestbywm.app.routes import meeting_address, routes
from bestbywm.story.storyline import Screen, Storyline, to_link
from tests.packs import copy_of_shipped, delete_file, tiny_region

HOME = Path(__file__).resolve().parents[2]

Answer = tuple[int, HtmlElement]
Ask = Callable[..., Answer]


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers."""

    status: int
    headers: dict[str, str]
    text: str


def request(path: str, method: str = "GET") -> Reply:
    """Ask the routes as a web server does."""
    address, _, query = path.partition("?")
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": method,
        "path": address,
        "query_string": query.encode(),
        "headers": [],
    }
    asyncio.run(Starlette(routes=routes(HOME))(scope, receive, send))
    start, *parts = sent
    return Reply(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(part["body"] for part in parts).decode(),
    )


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Asks for the meeting mode with parameters: the status and the page."""
    monkeypatch.delenv(PACK_VARIABLE, raising=False)

    def asked(**params: str) -> Answer:
        reply = request(f"/meeting?{urlencode(params)}")
        assert reply.headers["content-type"] == "text/html; charset=utf-8"
        return reply.status, html.document_fromstring(reply.text)

    return asked


def words(page: HtmlElement) -> str:
    (body,) = page.xpath("//main")
    return " ".join(body.text_content().split())


def headings(page: HtmlElement) -> list[str]:
    return [" ".join(each.text_content().split()) for each in page.xpath("//section//h1")]


def way_out(page: HtmlElement) -> str:
    """Where the page leads back to."""
    (address,) = page.xpath("//body/@data-leave") or page.xpath("//main//a/@href")
    return str(address)


def own(*screens: Screen, title: str = "Ours") -> dict[str, str]:
    return {"story": "own", "own": to_link(Storyline(title, screens))}


AMBITION = Screen("overview", "ambition")


class TestAReadyStoryline:
    @pytest.mark.parametrize("story", ["region", "barriers", "change"])
    @pytest.mark.parametrize("wave", ["2013", "2014"])
    def test_is_shown(self, ask: Ask, story: str, wave: str) -> None:
        status, page = ask(story=story, wave=wave)
        assert status == 200
        assert headings(page)

    def test_is_the_first_one_if_none_is_named(self, ask: Ask) -> None:
        assert headings(ask()[1]) == headings(ask(story="region")[1])

    def test_of_a_council_is_about_it(self, ask: Ask) -> None:
        status, page = ask(story="council", council="walsall")
        assert status == 200
        assert all(
            "Walsall" in each or "few people" in each or "most like" in each
            for each in headings(page)
        )

    def test_follows_the_filters_of_the_link(self, ask: Ask) -> None:
        whole, metropolitan = ask(story="region")[1], ask(story="region", type="metropolitan")[1]
        assert headings(whole) != headings(metropolitan)
        assert "Illustrative answers" in words(metropolitan)

    def test_says_what_in_the_link_means_nothing_and_shows_the_rest(self, ask: Ask) -> None:
        status, page = ask(story="region", wave="1066")
        assert status == 200
        (note,) = page.xpath("//p[@role='status']")
        assert "1066" in note.text_content()


class TestAnOwnStoryline:
    def test_is_shown_with_its_titles_and_notes_in_any_script(self, ask: Ask) -> None:
        title = "عنوان <b>見出し</b> 👩‍👩‍👧"
        screen = Screen("overview", "ambition", (), title, "ملاحظة <i>")
        status, page = ask(**own(screen, title=title))
        assert status == 200
        assert headings(page) == [title]
        assert page.xpath("//aside")[0].text_content().strip() == "ملاحظة <i>"
        assert not page.xpath("//section//b | //section//i")

    def test_names_what_is_not_there_and_shows_the_rest(self, ask: Ask) -> None:
        status, page = ask(**own(AMBITION, Screen("overview", "nothing"), Screen("nowhere", "x")))
        assert status == 200
        assert len(headings(page)) == 1
        assert len(page.xpath("//p[@role='status']")) == 2

    def test_without_a_screen_that_is_there_is_nothing_to_present(self, ask: Ask) -> None:
        status, page = ask(**own(Screen("overview", "nothing")))
        assert status == 404
        assert "nothing" in words(page)


class TestWhatCannotBeShown:
    def test_an_unknown_storyline_is_named_with_those_there_are(self, ask: Ask) -> None:
        status, page = ask(story="<b>saga</b>")
        assert status == 400
        assert "<b>saga</b>" in words(page)
        assert "region, council, barriers, change" in words(page)

    @pytest.mark.parametrize("broken", ["", "x", "%%%", "A" * 50_000, "eJw" * 9, "日本"])
    def test_a_broken_link_is_explained(self, ask: Ask, broken: str) -> None:
        status, page = ask(story="own", own=broken)
        assert status == 400
        assert "Copy it again" in words(page)

    def test_a_council_is_asked_for_where_none_is_chosen(self, ask: Ask) -> None:
        status, page = ask(story="council")
        assert status == 404
        assert "Choose a council first" in words(page)

    def test_a_pack_that_is_broken_is_explained(
        self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = copy_of_shipped(tmp_path)
        delete_file(folder, "councils.csv")
        monkeypatch.setenv(PACK_VARIABLE, str(folder))
        status, page = ask(story="region")
        assert status == 503
        assert "councils.csv" in words(page)

    def test_every_such_page_leads_back(self, ask: Ask) -> None:
        for params in ({"story": "saga"}, {"story": "council"}, {"story": "own", "own": "x"}):
            _, page = ask(**params)
            assert way_out(page) == f"/present?{urlencode(params)}"
            assert page.xpath("//h1")


class TestTheWayOut:
    def test_leads_to_the_same_storyline_without_the_look(self, ask: Ask) -> None:
        _, page = ask(story="region", type="metropolitan", look="dark")
        assert way_out(page) == "/present?story=region&type=metropolitan"
        assert page.xpath("/html/@data-look") == ["dark"]

    def test_is_the_plain_page_where_nothing_is_asked(self, ask: Ask) -> None:
        assert way_out(ask()[1]) == "/present"

    def test_stays_on_our_own_server_whatever_the_link_says(self, ask: Ask) -> None:
        hostile = {"story": "region", '"><script>': "//evil.example/", "a": "javascript:alert(1)"}
        _, page = ask(**hostile)
        parts = urlsplit(way_out(page))
        assert (parts.scheme, parts.netloc, parts.path) == ("", "", "/present")
        assert parse_qs(parts.query)["a"] == ["javascript:alert(1)"]
        assert len(page.xpath("//script")) == 1

    def test_an_unknown_look_is_that_of_the_machine(self, ask: Ask) -> None:
        assert ask(story="region", look='"><b>')[1].xpath("/html/@data-look") == []


class TestTheServer:
    def test_keeps_no_copy_and_tells_nobody_where_from(self) -> None:
        for query in ("story=region", "story=saga"):
            headers = request(f"/meeting?{query}").headers
            assert headers["cache-control"] == "no-cache"
            assert headers["referrer-policy"] == "no-referrer"
            assert headers["x-content-type-options"] == "nosniff"
            # A finding can be embedded in another page: that is offered.
            assert "x-frame-options" not in headers

    def test_takes_nothing_in(self) -> None:
        assert request("/meeting", "POST").status == 405

    def test_shows_the_pack_that_the_environment_names(
        self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv(PACK_VARIABLE, str(tiny_region(tmp_path)))
        status, page = ask(story="region")
        assert status == 200
        assert "2030" in words(page)

    def test_sees_that_a_pack_has_changed(
        self, ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = tiny_region(tmp_path)
        monkeypatch.setenv(PACK_VARIABLE, str(folder))
        assert ask(story="region")[0] == 200
        delete_file(folder, "councils.csv")
        assert ask(story="region")[0] == 503

    @pytest.mark.parametrize(
        ("base", "path"), [("", "/meeting"), ("dash", "/dash/meeting"), ("/a/b/", "/a/b/meeting")]
    )
    def test_answers_under_the_path_of_the_dashboard(self, base: str, path: str) -> None:
        before = st.get_option("server.baseUrlPath")
        st.config.set_option("server.baseUrlPath", base)
        try:
            assert meeting_address({"story": "region"}) == f"{path}?story=region"
            reply = request(f"{path}?story=saga")
            assert reply.status == 400
            back = path.replace("meeting", "present")
            assert way_out(html.document_fromstring(reply.text)) == f"{back}?story=saga"
        finally:
            st.config.set_option("server.baseUrlPath", before)
