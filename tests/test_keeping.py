"""Specification of keeping what was made from something with that very thing."""

import ast
import gc
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from weakref import ref

import pytest

from bestbywm.keeping import kept_with_it


class Thing:
    """Something to make things from."""


class Made:
    """What was made, and whether by one call or several: each call makes a new one."""

    def __init__(self, *told: object) -> None:
        self.told = told


@kept_with_it(2)
def made_of(thing: Thing, word: str, *, times: int = 1) -> Made:
    """Make something of a thing."""
    return Made(word, times)


@kept_with_it(2)
def other_of(thing: Thing, word: str) -> Made:
    """Make something else of a thing."""
    return Made("other", word)


class TestWhatWasMade:
    def test_is_made_once(self) -> None:
        thing = Thing()
        assert made_of(thing, "a") is made_of(thing, "a")

    def test_is_what_the_function_makes(self) -> None:
        assert made_of(Thing(), "a", times=3).told == ("a", 3)

    def test_is_another_for_other_arguments(self) -> None:
        thing = Thing()
        assert made_of(thing, "a") is not made_of(thing, "b")
        assert made_of(thing, "a") is not made_of(thing, "a", times=2)

    def test_is_another_for_another_thing(self) -> None:
        assert made_of(Thing(), "a") is not made_of(Thing(), "a")

    def test_is_another_for_another_function(self) -> None:
        thing = Thing()
        made_of(thing, "a")
        assert other_of(thing, "a").told == ("other", "a")

    def test_is_forgotten_when_there_is_too_much_of_it(self) -> None:
        thing = Thing()
        first = made_of(thing, "a")
        made_of(thing, "b")
        made_of(thing, "c")
        assert made_of(thing, "a") is not first

    def test_can_be_asked_for_by_threads(self) -> None:
        thing = Thing()
        with ThreadPoolExecutor(8) as threads:
            found = list(threads.map(lambda at: made_of(thing, str(at % 2)).told[0], range(200)))
        assert found == [str(at % 2) for at in range(200)]

    def test_is_gone_at_once_when_the_thing_is(self) -> None:
        thing = Thing()
        made = ref(made_of(thing, "a"))
        gc.disable()
        try:
            del thing
            assert made() is None, "only a collection of circles would free it"
        finally:
            gc.enable()

    def test_keeps_the_name_and_the_words_of_its_function(self) -> None:
        assert made_of.__name__ == "made_of"
        assert made_of.__doc__ == "Make something of a thing."


SOURCE = Path(__file__).parents[1] / "src" / "bestbywm"

OF_A_VISIT = {"Pack", "Responses", "OwnSurvey", "Loaded", "Visit", "Storyline", "Draft", "Imported"}
"""What may hold something that somebody loaded or wrote for one visit."""


def _shared_caches(tree: ast.Module) -> Iterator[ast.FunctionDef]:
    """Functions whose results are kept for all visits alike."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            decorators = " ".join(ast.unparse(each) for each in node.decorator_list)
            if re.search(r"\b(lru_cache|cache|cache_data|cache_resource)\b", decorators):
                yield node


@pytest.mark.parametrize("file", sorted(SOURCE.rglob("*.py")), ids=lambda path: path.stem)
def test_no_cache_shared_by_visits_holds_what_is_of_one(file: Path) -> None:
    for function in _shared_caches(ast.parse(file.read_text(encoding="utf-8"))):
        given = {
            name.id
            for argument in ast.walk(function.args)
            if isinstance(argument, ast.arg) and argument.annotation
            for name in ast.walk(argument.annotation)
            if isinstance(name, ast.Name)
        }
        assert not given & OF_A_VISIT, f"{function.name}: keep it with the pack (kept_with_it)"


def test_a_shared_cache_would_be_found() -> None:
    tree = ast.parse("@lru_cache(maxsize=2)\ndef made(pack: Pack) -> str: ...")
    assert [each.name for each in _shared_caches(tree)] == ["made"]
