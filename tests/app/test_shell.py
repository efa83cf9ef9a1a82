"""Specification of the first page that the server sends: what it says of itself, and to whom."""

import asyncio
import gzip
import threading
from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from lxml.html import HtmlElement
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.routing import Route
from streamlit import file_util

from bestbywm.app import current, pages, shell
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.app.routes import routes, shell_of
from tests.packs import copy_of_shipped, delete_file

HOME = Path(__file__).resolve().parents[2]
INDEX = (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


@dataclass(frozen=True, slots=True)
class Reply:
    """What the server answers."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def page(self) -> HtmlElement:
        return html.document_fromstring(self.body)

    def named(self, name: str) -> str:
        """What the page says of itself under a name."""
        (found,) = self.page.xpath("//meta[@name=$name or @property=$name]/@content", name=name)
        return str(found)


def streamlits_own(request: Request) -> Response:
    """As Streamlit answers: the same page everywhere, which a browser may have kept."""
    if "if-none-match" in request.headers:
        return Response(status_code=304)
    if request.url.path.endswith("/health"):
        return PlainTextResponse("ok")
    return HTMLResponse(INDEX, headers={"etag": "kept"})


def ask(path: str, method: str = "GET", **headers: str) -> Reply:
    app = Starlette(
        routes=[*routes(HOME), Route("/{path:path}", streamlits_own, methods=["GET", "POST"])],
        middleware=[shell_of(HOME, pages.titles())],
    )
    sent: list[MutableMapping[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: MutableMapping[str, Any]) -> None:
        sent.append(message)

    named = {"host": "dashboard.example", **headers}
    scope = {
        "type": "http",
        "method": method,
        "scheme": "https",
        "server": ("dashboard.example", 443),
        "path": path,
        "query_string": b"council=walsall",
        "headers": [
            (name.replace("_", "-").encode(), value.encode()) for name, value in named.items()
        ],
    }
    asyncio.run(app(scope, receive, send))
    start, *parts = sent
    return Reply(
        start["status"],
        {name.decode(): value.decode() for name, value in start["headers"]},
        b"".join(part["body"] for part in parts),
    )


@pytest.fixture(autouse=True)
def _the_shipped_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)


class TestThePage:
    @pytest.mark.parametrize(("address", "title"), pages.titles().items())
    def test_is_named_after_what_it_shows(self, address: str, title: str) -> None:
        reply = ask(f"/{address}")
        whole = f"{title} – Best by West Midlands"
        assert reply.page.findtext(".//title") == whole
        assert reply.named("og:title") == whole

    def test_says_where_it_is_and_what_it_looks_like(self) -> None:
        reply = ask("/map")
        assert reply.named("og:url") == "https://dashboard.example/map"
        assert reply.named("og:image") == "https://dashboard.example/preview.png"
        assert reply.named("og:image:alt").startswith("85% (34 of 40 people) say")
        assert "2013 and 2014" in reply.named("og:description")
        assert reply.named("description") == reply.named("og:description")

    def test_tells_of_the_picture_what_is_on_it_and_not_what_was_saved_since(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        published = replace(current.packs(HOME).published)  # of which no picture was kept
        shown = replace(published, waves=published.waves[::-1])
        monkeypatch.setattr(current, "packs", lambda _: current.Packs(shown, published))
        drawn: list[str] = []
        monkeypatch.setattr(shell, "png", lambda _, scene, __: drawn.append(scene) or b"")
        ask("/preview.png")
        (scene,) = drawn
        assert ask("/map").named("og:image:alt") == scene.exhibit.headline

    def test_is_made_while_the_server_goes_on_with_all_else(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Reading a pack takes seconds, in which every visit would stand still."""
        threads: list[bool] = []

        def slow(index: str, *_: object) -> str:
            threads.append(threading.current_thread() is threading.main_thread())
            return index

        monkeypatch.setattr(shell, "shell_page", slow)
        ask("/map")
        assert threads == [False]

    def test_is_in_british_english(self) -> None:
        assert ask("/").page.get("lang") == "en-GB"

    def test_keeps_all_that_streamlit_sends(self) -> None:
        found = ask("/").page
        scripts = html.document_fromstring(INDEX).xpath("//script/@src")
        assert scripts
        assert set(scripts) <= set(found.xpath("//script/@src"))
        assert len(found.xpath("//div[@id='root']")) == 1

    def test_begins_early_with_what_this_streamlit_has(self) -> None:
        static = Path(file_util.get_static_dir())
        early = [
            str(each)
            for each in ask("/").page.xpath("//link[@rel='modulepreload']/@href")
            if str(each) not in INDEX
        ]
        assert len(early) >= len(shell.EARLY) - 1, "a part has another name, or is there anyway"
        assert all((static / each).is_file() for each in early)

    def test_is_sent_anew_to_a_browser_that_kept_an_older_one(self) -> None:
        reply = ask("/", if_none_match="kept")
        assert reply.status == 200
        assert "etag" not in reply.headers
        assert reply.named("og:title")

    def test_is_zipped_for_who_can_read_that(self) -> None:
        zipped = ask("/", accept_encoding="gzip, br")
        assert zipped.headers["content-encoding"] == "gzip"
        assert gzip.decompress(zipped.body) == ask("/").body
        assert int(zipped.headers["content-length"]) == len(zipped.body)

    def test_of_a_streamlit_that_we_do_not_know_is_left_alone(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(f"{__name__}.INDEX", "<html><body>new</body></html>")
        assert ask("/").body == b"<html><body>new</body></html>"

    def test_is_left_alone_where_the_data_cannot_be_read(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        folder = copy_of_shipped(tmp_path)
        delete_file(folder, "councils.csv")
        monkeypatch.setenv(PACK_VARIABLE, str(folder))
        assert ask("/").body.decode() == INDEX
        assert ask("/preview.png").status == 503


class TestAnythingElse:
    @pytest.mark.parametrize("path", ["/_stcore/health", "/app/static/favicon.svg", "/nothing"])
    def test_is_passed_on_as_it_is(self, path: str) -> None:
        assert ask(path).body.decode() in {"ok", INDEX}

    def test_keeps_what_the_browser_asks_for(self) -> None:
        assert ask("/nothing", if_none_match="kept").status == 304

    def test_sent_to_a_page_is_passed_on(self) -> None:
        assert ask("/map", method="POST").body.decode() == INDEX


class TestThePictureOfALink:
    def test_is_a_picture_of_the_first_finding(self) -> None:
        reply = ask("/preview.png")
        assert reply.headers["content-type"] == "image/png"
        assert reply.body.startswith(b"\x89PNG")
        wide, high = (int.from_bytes(reply.body[at : at + 4]) for at in (16, 20))
        assert (wide, high) == (1920, 1080)
        assert len(reply.body) < 1_000_000
