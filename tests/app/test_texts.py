"""Specification of where words stand: what the pages say is in bestbywm.app.texts, and is used."""

import ast
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from bestbywm.cli.texts import every_text
from tests.literals import CODE, SOURCE, parsed, strings_in

APP = SOURCE / "app"
MODULES = sorted(APP.glob("*.py"))

MOST_WORDS = 2
"""Words of a string that is no sentence, such as a key or a name of something."""

NO_WORDS = {"columns", "container", "expander_key", "get_option", "grid", "set_option"}
"""Functions of Streamlit whose strings are settings."""

SHOWN = {
    *("alt", "body", "caption", "captions", "columns", "help", "label", "options", "page_title"),
    *("placeholder", "text", "title", "value"),
}
"""Arguments that are shown or read out; others are settings, such as an icon or a key."""

KEY = re.compile(r"[a-z]+")
"""One word in small letters: a name that code goes by, or a word that is counted."""

EXCEPTIONS = {
    "card.py": {"You can say": "a form of a card, by the name in its type"},
    "endings.py": {"Visits that are over are forgotten": "written to the server's log"},
}
"""Longer strings that no page says, by how they begin, and why they may stand where they are."""

LISTS = {"known_gaps.py": "a list of records, shown as it is and read by tests"}
"""Modules that hold nothing but words themselves, and why."""


def modules() -> list[object]:
    """Every module of the app that may hold no words."""
    return [pytest.param(path, id=path.name) for path in MODULES if path.name not in LISTS]


def words_of(text: str) -> list[str]:
    """Words in a string, without fields and names of icons."""
    plain = re.sub(r"\{\}|:material/\w+:", " ", text)
    return re.findall(r"(?<![\w/.-])[A-Za-z][A-Za-z’']*(?![\w/-])", plain)


def sentences_in(path: Path) -> list[tuple[int, str]]:
    """Strings of more than two words anywhere in a module."""
    allowed = tuple(EXCEPTIONS.get(path.name, ()))
    return [
        (line, text)
        for line, text in strings_in(parsed(path))
        if len(words_of(text)) > MOST_WORDS and not CODE.search(text)
        if not text.startswith(allowed or "\0")
    ]


def labels_in(path: Path) -> list[tuple[int, str]]:
    """Strings with a word in what is given to Streamlit to be shown."""
    return [
        (line, text)
        for call in _streamlit_calls(parsed(path))
        for argument in _shown(call)
        for line, text in strings_in(argument)
        if words_of(text) and not CODE.search(text) and not KEY.fullmatch(text)
    ]


def _streamlit_calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of_streamlit = getattr(node.func.value, "id", "") == "st"
            if of_streamlit and node.func.attr not in NO_WORDS:
                yield node


def _shown(call: ast.Call) -> Iterator[ast.expr]:
    """What a call shows: its arguments, those of calls within it, but for settings."""
    named = (each.value for each in call.keywords if each.arg in SHOWN)
    for argument in (*call.args, *named):
        if isinstance(argument, ast.Call):
            yield from _shown(argument)
        else:
            yield argument


@pytest.mark.parametrize("path", modules())
class TestAModuleOfTheApp:
    def test_holds_no_sentence(self, path: Path) -> None:
        assert not sentences_in(path)

    def test_gives_streamlit_no_label(self, path: Path) -> None:
        assert not labels_in(path)


class TestTheRule:
    @pytest.mark.parametrize(
        "code",
        [
            'st.button("Undo")',
            'st.write(plain(f"{name} is here"))',
            'st.text_input(LABEL, help="Such")',
            'st.radio(LABEL, OPTIONS, captions=["Wide"])',
            'st.markdown(f"**Loaded: {name}**")',
            '@st.dialog("Take away")\ndef panel(): ...',
        ],
    )
    def test_finds_labels(self, code: str, tmp_path: Path) -> None:
        path = tmp_path / "page.py"
        path.write_text(code, encoding="utf-8")
        assert labels_in(path)

    @pytest.mark.parametrize(
        "code",
        [
            'st.button(texts.present.UNDO, icon=":material/undo:", key="own-undo")',
            'st.caption(f"**{stamp}**")',
            'st.page_link(visit.pages["overview"], label=texts.survey_use.SEE_OVERVIEW)',
            'st.container(horizontal=True, vertical_alignment="center")',
        ],
    )
    def test_leaves_settings_and_marks(self, code: str, tmp_path: Path) -> None:
        path = tmp_path / "page.py"
        path.write_text(code, encoding="utf-8")
        assert not labels_in(path)

    def test_finds_sentences_that_are_kept_for_later(self, tmp_path: Path) -> None:
        path = tmp_path / "page.py"
        path.write_text('"""Docs of a module."""\nWHY = "There is none here."', encoding="utf-8")
        assert [line for line, _ in sentences_in(path)] == [2]

    def test_has_no_exception_that_nobody_needs(self) -> None:
        for name, starts in EXCEPTIONS.items():
            found = [text for _, text in strings_in(parsed(APP / name))]
            assert all(any(text.startswith(start) for text in found) for start in starts)
        assert all((APP / name).is_file() for name in LISTS)


# Whether each text is used ------------------------------------------------------------------------


PACKAGE = "bestbywm.app.texts"
WHERE = {each.where for each in every_text()}
"""The modules of texts, by name."""


def texts_read(tree: ast.Module) -> set[str]:
    """Each text that a module reads, as ``module.NAME``, whatever it calls the module itself."""
    meant = _imported(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign) and isinstance(target := node.targets[0], ast.Name):
            name = _full_name(node.value, meant)
            if name.removeprefix(f"{PACKAGE}.") in WHERE:
                meant[target.id] = name
    names = (_full_name(node, meant) for node in ast.walk(tree))
    return {name.removeprefix(f"{PACKAGE}.") for name in names if name.startswith(f"{PACKAGE}.")}


def _imported(tree: ast.Module) -> dict[str, str]:
    """What is imported from modules, with its full name, by what it is called here."""
    return {
        each.asname or each.name: f"{node.module}.{each.name}"
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    }


def _full_name(node: ast.AST, meant: Mapping[str, str]) -> str:
    """A name with dots, its first part put in full; "" for anything else."""
    if isinstance(node, ast.Name):
        return meant.get(node.id, "")
    if isinstance(node, ast.Attribute) and (start := _full_name(node.value, meant)):
        return f"{start}.{node.attr}"
    return ""


class TestATextOfThePages:
    def test_is_used(self) -> None:
        used = set().union(*(texts_read(parsed(path)) for path in MODULES))
        texts = {f"{each.where}.{each.name.partition('[')[0]}" for each in every_text()}
        assert not texts - used

    @pytest.mark.parametrize(
        "code",
        [
            "from bestbywm.app import texts\nst.write(texts.share.LINK)",
            "from bestbywm.app.texts import share as words\nst.write(words.LINK.format(a=1))",
            "from bestbywm.app.texts.share import LINK\nst.write(LINK)",
            "from bestbywm.app import texts\nwords = texts.share\nst.write(words.LINK)",
        ],
    )
    def test_is_known_by_its_module(self, code: str) -> None:
        read = texts_read(ast.parse(code))
        assert "share.LINK" in read
        assert "methods.LINK" not in read

    def test_is_not_used_by_another_of_the_same_name(self) -> None:
        assert not texts_read(ast.parse("LINK = 1\nst.write(LINK, other.share.LINK)"))
