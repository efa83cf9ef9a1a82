"""Puts our own words into the first page that the server sends, and makes the picture of a link."""

import gzip
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import file_util

from bestbywm.app import current, texts
from bestbywm.app.window import NARROW_WINDOW
from bestbywm.exhibits import link
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.problems import PackError
from bestbywm.render.shell import Said, shell_page
from bestbywm.render.takeaway import png
from bestbywm.story import ready
from bestbywm.story.presentation import Scene, prepare

PICTURE = "preview.png"
"""Address of the picture that is shown beside a link."""

EARLY = (
    *("PlotlyChart", "StreamlitMarkdown", "BidiComponent", "Html", "Table", "Metric", "PageLink"),
    *("ButtonGroup", "Button", "Radio", "Multiselect", "Selectbox", "WidgetLabel"),
)
"""Parts of Streamlit that every page of charts needs, and asks for late."""

NOT_TODAYS = ("accept-encoding", "if-none-match", "if-modified-since", "range")
"""What the browser may not ask for: we must read the page, and it has changed with our words."""


class Shell:
    """Middleware that changes the page of each address of the dashboard on its way out."""

    def __init__(self, app: ASGIApp, home: Path, titles: Mapping[str, str], base: str) -> None:
        self.app = app
        self.home = home
        self.titles = titles
        self.base = base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Change the answer if it is such a page; pass on all else."""
        page = self._page(scope)
        if page is None:
            await self.app(scope, receive, send)
            return
        kept = [each for each in scope["headers"] if each[0].decode("latin-1") not in NOT_TODAYS]
        answer = _Answer(send, lambda index: self._with_words(index, Request(scope), page))
        answer.zip = "gzip" in Headers(scope=scope).get("accept-encoding", "")
        await self.app({**scope, "headers": kept}, receive, answer)

    def _page(self, scope: Scope) -> str | None:
        """The address of the page that is asked for; None for anything else."""
        if scope["type"] != "http" or scope["method"] != "GET":
            return None
        path = str(scope["path"])
        if not path.startswith(self.base):
            return None
        page = path[len(self.base) :].strip("/")
        return page if page in self.titles else None

    def _with_words(self, index: str, request: Request, page: str) -> str:
        try:
            packs = current.packs(self.home)
        except PackError:
            return index  # the page says what is wrong
        pack = packs.shown
        survey = pack.region.survey
        title = texts.pages.WINDOW.format(page=self.titles[page], survey=survey)
        said = Said(
            site=survey,
            title=title,
            description=pack.region.about
            or texts.shell.DESCRIPTION.format(survey=survey, councils=len(pack.region.councils)),
            address=str(request.url.replace(query="")),
            picture=str(request.url.replace(path=f"{self.base}/{PICTURE}", query="")),
            picture_says=_first_finding(packs.published),
        )
        return shell_page(index, said, _early(), NARROW_WINDOW)


class _Answer:
    """Gathers a page, changes it, and sends it on."""

    def __init__(self, send: Send, change: Callable[[str], str]) -> None:
        self.send = send
        self.change = change
        self.zip = False
        self.start: Message | None = None
        self.parts: list[bytes] = []

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            if _is_page(message):
                self.start = message
                return
        elif self.start is not None and message["type"] == "http.response.body":
            self.parts.append(message.get("body", b""))
            if not message.get("more_body"):
                await self._send_changed(self.start)
            return
        await self.send(message)

    async def _send_changed(self, start: Message) -> None:
        # In a thread: it may read the pack, and everybody else's visit is to go on meanwhile.
        changed = await run_in_threadpool(self.change, b"".join(self.parts).decode("utf-8"))
        body = changed.encode("utf-8")
        headers = MutableHeaders(raw=list(start["headers"]))
        for name in ("etag", "last-modified", "accept-ranges"):
            del headers[name]
        headers["vary"] = "Accept-Encoding"
        if self.zip:
            body = gzip.compress(body, compresslevel=5)
            headers["content-encoding"] = "gzip"
        headers["content-length"] = str(len(body))
        await self.send({**start, "headers": headers.raw})
        await self.send({"type": "http.response.body", "body": body})


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    return start["status"] == 200 and headers.get("content-type", "").startswith("text/html")


@lru_cache(maxsize=1)
def _early() -> tuple[str, ...]:
    """Addresses of the scripts named in EARLY; those that this Streamlit does not have are left."""
    folder = Path(file_util.get_static_dir()) / "static" / "js"
    found = (sorted(folder.glob(f"{each}.*.js"))[:1] for each in EARLY)
    return tuple(f"./static/js/{each.name}" for (each,) in filter(None, found))


def picture(home: Path) -> bytes:
    """The first finding as a picture, to show beside a link.

    Raises
    ------
    PackError
        If the folder of the pack cannot be used.
    """
    return _picture(current.packs(home).published)


@kept_with_it(1)
def _picture(pack: Pack) -> bytes:
    return png(pack, _first_scene(pack), date.today())


def _first_finding(pack: Pack) -> str:
    return _first_scene(pack).exhibit.headline


@kept_with_it(1)
def _first_scene(pack: Pack) -> Scene:
    """The first finding of the first storyline."""
    selection = link.default_selection(pack)
    told, _ = prepare(pack, ready.storyline(pack, link.STORIES[0], selection), date.today())
    return told.scenes[0]
