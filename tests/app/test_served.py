"""Specification of files that the server hands out: named after what is in them, written once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import streamlit as st

from bestbywm.app.served import for_streamlit, handed_out, static_address


@pytest.fixture
def _under_a_path() -> Iterator[None]:
    before = st.get_option("server.baseUrlPath")
    st.config.set_option("server.baseUrlPath", "/surveys/")
    yield
    st.config.set_option("server.baseUrlPath", before)


def test_a_file_is_written_once_under_a_name_that_changes_with_it(tmp_path: Path) -> None:
    first = handed_out(tmp_path, "mark.svg", "<svg/>")
    other = handed_out(tmp_path, "mark.svg", "<svg></svg>")
    assert first
    written = tmp_path / "static" / first
    assert written.read_text(encoding="utf-8") == "<svg/>"
    assert written.name.startswith("mark-")
    assert written.suffix == ".svg"
    assert other != first

    before = written.stat().st_mtime_ns
    assert handed_out(tmp_path, "mark.svg", "<svg/>") == first
    assert written.stat().st_mtime_ns == before
    assert len([*written.parent.iterdir()]) == 2, "no drafts are left"


def test_where_nothing_can_be_written_there_is_no_file(tmp_path: Path) -> None:
    (tmp_path / "static").write_text("a file where a folder should be", encoding="utf-8")
    assert handed_out(tmp_path, "mark.svg", "<svg/>") is None


def test_addresses_are_on_our_own_server() -> None:
    assert static_address("made/a.json") == "/app/static/made/a.json"
    assert for_streamlit("made/a.json") == "/app/static/made/a.json"


@pytest.mark.usefixtures("_under_a_path")
def test_streamlit_puts_a_path_before_addresses_by_itself() -> None:
    assert static_address("made/a.json") == "/surveys/app/static/made/a.json"
    assert for_streamlit("made/a.json") == "/app/static/made/a.json"
