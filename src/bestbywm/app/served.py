"""Files that our server hands out beside the pages for the browser to keep: their addresses."""

import os
from hashlib import sha256
from pathlib import Path

import streamlit as st
from streamlit.url_util import STATIC_SERVING_ENDPOINT

STATIC = "static"
"""Folder next to dashboard.py whose files the server hands out under /app/static."""

MADE = "made"
"""Its folder for what the dashboard writes itself."""


def base() -> str:
    """The path under which the dashboard runs: "" or ``/dashboard``."""
    path = str(st.get_option("server.baseUrlPath") or "").strip("/")
    return f"/{path}" if path else ""


def static_address(name: str) -> str:
    """Address of a file of the static folder, whatever path the dashboard runs under."""
    return f"{base()}/app/{STATIC}/{name}"


def for_streamlit(name: str) -> str:
    """The same for Streamlit's own commands, which put the path before it themselves."""
    return f"{STATIC_SERVING_ENDPOINT}{name}"


def handed_out(home: Path, name: str, content: str) -> str | None:
    """Have a text handed out: written once, under a name that changes with what is in it.

    Parameters
    ----------
    home
        The folder of dashboard.py.
    name, content
        Name of the file, such as ``wordmark.svg``, and what is in it.

    Returns
    -------
    str or None
        Its name in the static folder; None where that cannot be written to.
    """
    named = Path(name)
    digest = sha256(content.encode()).hexdigest()[:16]
    path = home / STATIC / MADE / f"{named.stem}-{digest}{named.suffix}"
    if not path.is_file() and not _write(path, content):
        return None
    return f"{MADE}/{path.name}"


def _write(path: Path, content: str) -> bool:
    """Write the file whole or not at all; whether it worked."""
    draft = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft.write_text(content, encoding="utf-8")
        draft.replace(path)
    except OSError:
        return False
    return True
