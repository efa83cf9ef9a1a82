"""Addresses beside the pages, served by the same server: meeting mode, picture of a link."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import BaseRoute, Route

from bestbywm.app import current, shell, texts
from bestbywm.app.served import base
from bestbywm.exhibits import link
from bestbywm.pack import Pack
from bestbywm.problems import PackError
from bestbywm.render.meeting import Look, meeting_page
from bestbywm.render.message import message_page
from bestbywm.story import ready
from bestbywm.story.presentation import prepare
from bestbywm.story.storyline import Storyline, StorylineError, from_link

MEETING, PRESENT = "meeting", "present"

HEADERS = {
    "Cache-Control": "no-cache",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}

LOOKS: tuple[Look, ...] = ("light", "dark")


def routes(home: Path) -> list[BaseRoute]:
    """What the server answers besides the pages.

    Parameters
    ----------
    home
        The folder of dashboard.py, which holds the shipped pack.
    """

    def meeting(request: Request) -> HTMLResponse:
        return _meeting(home, dict(request.query_params))

    def preview(request: Request) -> Response:  # noqa: ARG001 - how Starlette calls it
        return _preview(home)

    return [Route(f"{base()}/{MEETING}", meeting), Route(f"{base()}/{shell.PICTURE}", preview)]


def shell_of(home: Path, titles: Mapping[str, str]) -> Middleware:
    """What puts our own words into the first page, given the titles of pages by address."""
    return Middleware(shell.Shell, home=home, titles=titles, base=base())


def meeting_address(params: Mapping[str, str]) -> str:
    """The address of the meeting mode on our own server."""
    return _address(MEETING, params)


def _address(page: str, params: Mapping[str, str]) -> str:
    return f"{base()}/{page}{'?' if params else ''}{urlencode(params)}"


def _preview(home: Path) -> Response:
    """The picture that is shown beside a link, kept for an hour."""
    try:
        picture = shell.picture(home)
    except PackError:
        return Response(status_code=503)
    return Response(picture, media_type="image/png", headers={"Cache-Control": "max-age=3600"})


def _meeting(home: Path, params: Mapping[str, str]) -> HTMLResponse:
    """The meeting mode of a storyline, or a page that says why there is none."""
    look = params.get("look", "")
    told = {key: value for key, value in params.items() if key != "look"}
    leave_to = _address(PRESENT, told)
    try:
        pack = current.packs(home).shown
        storyline, notes = _storyline(pack, told)
    except PackError as error:
        problems = [str(each) for each in error.problems[:50]]
        return _message(503, texts.meeting.NO_DATA, problems, leave_to)
    except StorylineError as error:
        return _message(400, texts.meeting.CANNOT_BE_OPENED, [str(error)], leave_to)
    presentation, more = prepare(pack, storyline, date.today())
    said = (*notes, *more)
    if not presentation.scenes:
        return _message(404, texts.meeting.NOTHING_TO_PRESENT, _why(told, said), leave_to)
    page = meeting_page(
        pack,
        presentation,
        leave_to=leave_to,
        look=next((each for each in LOOKS if each == look), "auto"),
        notes=said,
    )
    return HTMLResponse(page, headers=HEADERS)


def _storyline(pack: Pack, params: Mapping[str, str]) -> tuple[Storyline, tuple[str, ...]]:
    """The storyline of a link, ready or own, and what in the link means nothing."""
    named = params.get("story", link.STORIES[0])
    if named == "own":
        return from_link(params.get("own", ""))
    if named not in ready.READY:
        raise StorylineError(
            texts.meeting.NO_STORYLINE.format(named=named[:40], known=", ".join(ready.READY))
        )
    selection, notes = link.read(params, pack)
    return ready.storyline(pack, named, selection), (link.sentence(notes),) if notes else ()


def _why(params: Mapping[str, str], notes: tuple[str, ...]) -> list[str]:
    if params.get("story") == "council" and not params.get("council"):
        return [texts.meeting.CHOOSE_A_COUNCIL]
    return [*notes, texts.meeting.NOTHING_TO_TELL]


def _message(status: int, title: str, lines: list[str], leave_to: str) -> HTMLResponse:
    return HTMLResponse(message_page(title, lines, leave_to), status, headers=HEADERS)
