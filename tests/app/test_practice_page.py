"""The page on good practice, read from what Streamlit would send to a browser."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from bestbywm.render.markdown import linked, plain
from tests.app.reading import as_read
from tests.packs import append_row, copy_of_shipped, empty_table, read_table, tiny_region

HOME = Path(__file__).resolve().parents[2]
EVERY = 39
STAMP = "Facts about named councils, from public pages."

UsePack = Callable[[Path], None]


@pytest.fixture(autouse=True)
def use_pack(monkeypatch: pytest.MonkeyPatch) -> UsePack:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)
    return lambda folder: monkeypatch.setenv(PACK_VARIABLE, str(folder))


def visit(**link: str) -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    app.query_params.update(link)
    # switch_page() knows pages that are files; ours are functions, known by their address.
    app._page_hash = calc_hash("practice")
    app.run()
    assert not app.exception
    return app


def said(app: AppTest) -> str:
    """Every word on the page as it is read."""
    return as_read(markdown(app))


def markdown(app: AppTest) -> str:
    """Every word on the page as it is sent."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "info", "error")
    return "\n".join(str(each.value) for kind in kinds for each in app.get(kind))


def entries(app: AppTest) -> list[str]:
    """Titles of the examples listed, as they are read."""
    return [
        as_read(title)
        for each in app.markdown
        for title in re.findall(r"^- \*\*\[(.*?)\]\(\S+\)\*\*", str(each.value), re.MULTILINE)
    ]


def found(app: AppTest) -> str:
    """How many examples are listed: the first heading, above those of the cards."""
    return str(app.main.header[0].value)


def cards(app: AppTest) -> list[str]:
    keys = [str(each.key) for each in app.button]
    return [key.removeprefix("take-") for key in keys if key.startswith("take-")]


def filters(app: AppTest) -> dict[str, list[str]]:
    return {each.label: each.value for each in app.main.multiselect}


def box(app: AppTest, label: str) -> Any:
    return next(each for each in app.main.multiselect if each.label == label)


def test_it_lists_every_example_with_its_link_year_and_evidence() -> None:
    app = visit()
    assert found(app) == "All 39 examples"
    assert len(entries(app)) == len(set(entries(app))) == EVERY
    assert cards(app) == ["practice-map", "practice-list"]
    words = said(app)
    assert "joint project of 12 councils" in words
    assert "year not known · channel not known · only named on another page" in words
    assert "the page was read" in words
    assert "stands in a list of examples" in words
    assert "(https://www.digitalengagement.info/2012/03/09/blog-jan-britton/)" in words
    assert STAMP in words


def test_a_link_sets_every_filter() -> None:
    link = {
        "theme": "winter-service",
        "channel": "facebook",
        "year": "2010,2013",
        "collection": "elsewhere",
        "find": "snow",
    }
    app = visit(**link)
    assert entries(app) == ["Coventry Facebook page in the snow"]
    assert found(app) == "1 of 39 examples"
    assert filters(app) == {
        "Theme": ["winter service"],
        "Channel": ["facebook"],
        "Year": ["2010", "2013"],
        "Collection": ["elsewhere"],
    }
    assert app.text_input[0].value == "snow"
    assert app.query_params == link


def test_filters_on_councils_work_without_answers_of_the_wave() -> None:
    app = visit(wave="2014", councils="walsall")
    assert found(app) == "13 of 39 examples"
    assert not app.info
    assert not any(each.disabled for each in app.sidebar.multiselect)


@pytest.mark.parametrize(
    ("label", "value", "key", "written"),
    [
        ("Theme", "elections", "theme", "elections"),
        ("Channel", "google hangout", "channel", "google-hangout"),
        ("Year", "2009", "year", "2009"),
        ("Collection", "bestbywm", "collection", "bestbywm"),
    ],
)
def test_each_filter_narrows_and_is_in_the_link(
    label: str, value: str, key: str, written: str
) -> None:
    app = visit()
    box(app, label).set_value([value]).run()
    assert not app.exception
    assert 0 < len(entries(app)) < EVERY
    assert found(app) == f"{len(entries(app))} of 39 examples"
    assert app.query_params == {key: written}
    assert entries(visit(**{key: written})) == entries(app)


def test_words_are_looked_for_and_cleared() -> None:
    app = visit()
    app.text_input[0].set_value("  Yammer   network ").run()
    assert entries(app) == ["Yammer network for council staff"]
    assert app.query_params == {"find": "Yammer network"}
    clear = next(each for each in app.main.button if each.label == "Clear")
    assert not clear.disabled
    clear.click().run()
    assert len(entries(app)) == EVERY
    assert app.text_input[0].value == ""
    assert not app.query_params
    assert not next(each for each in app.main.button if each.label == "Clear").disabled


def test_clear_keeps_the_filters_on_councils_and_the_view() -> None:
    app = visit(councils="walsall", theme="town-centre", view="hexagons")
    assert len(entries(app)) == 2
    next(each for each in app.main.button if each.label == "Clear").click().run()
    assert found(app) == "13 of 39 examples"
    assert app.query_params == {"councils": "walsall", "view": "hexagons"}


def test_the_view_of_the_map_is_in_the_link() -> None:
    app = visit()
    app.main.radio[0].set_value("counties").run()
    assert not app.exception
    assert app.query_params == {"view": "counties"}
    assert "of 14 councils have an example of good practice" in said(app)


def test_no_example_says_what_to_do() -> None:
    app = visit(find="xyzzy")
    assert app.main.header[0].value == "No example passes all filters"
    assert "“Clear” takes away" in said(app)
    assert "“Reset”" not in said(app)
    assert cards(app) == []
    app = visit(councils="rugby")
    assert "Only examples of Rugby are shown" in said(app)
    assert "No example found does not mean that there is none." in said(app)


def test_no_council_says_so() -> None:
    app = visit(type="county", councils="walsall")
    assert "No council passes all filters" in said(app)


@pytest.mark.parametrize(
    "link",
    [
        {"theme": "no-such-theme", "year": "unknown", "channel": "☃", "collection": ","},
        {"find": "[x](javascript:alert(1)) $a$ `b` :red[c]"},
        {"find": "%" * 500, "view": "globe"},
        {"year": "2013,,9999", "theme": "<b>"},
    ],
)
def test_nonsense_in_a_link_breaks_nothing(link: dict[str, str]) -> None:
    app = visit(**link)
    assert [each.value for each in app.title] == ["Good practice"]
    assert "javascript" not in said(app)


def test_what_the_link_means_nothing_by_is_said() -> None:
    app = visit(theme="no-such-theme")
    assert "“no-such-theme” as a theme, which is not known here" in said(app)
    assert len(entries(app)) == EVERY


def test_examples_of_unknown_year_are_said_to_be_left_out() -> None:
    app = visit(year="2011")
    assert "5 examples of unknown year are left out." in said(app)
    assert "year not known" not in said(app)


def test_funded_projects_are_linked_and_only_those_of_the_councils_chosen() -> None:
    page = "https://bestbywm.wordpress.com/2013/11/04/new-ideas-fund-successful-applications"
    words = said(visit())
    assert words.count(page) == 3
    assert "who was funded is not named" in words
    assert "3 of 11" in words, "what the pack says about how many are known"
    assert said(visit(councils="staffordshire")).count(page) == 1
    assert "Funded projects" not in said(visit(councils="walsall"))


@pytest.mark.usefixtures("hexagons_in_a_row")
class TestOtherPacks:
    def test_a_pack_without_the_table_says_there_are_none(
        self, tmp_path: Path, use_pack: UsePack
    ) -> None:
        use_pack(tiny_region(tmp_path))
        app = visit()
        assert "No examples of good practice were collected" in said(app)
        assert cards(app) == []

    def test_an_empty_table_says_so_too(self, tmp_path: Path, use_pack: UsePack) -> None:
        pack = copy_of_shipped(tmp_path)
        empty_table(pack, "good_practice.csv")
        use_pack(pack)
        app = visit(theme="elections")
        assert "No examples of good practice were collected" in said(app)
        assert "Funded projects" in said(app)

    def test_odd_signs_are_read_as_they_stand(self, tmp_path: Path, use_pack: UsePack) -> None:
        pack = copy_of_shipped(tmp_path)
        append_row(
            pack,
            "good_practice.csv",
            title="A [bold] *move*: $5 & <b>more</b>",
            organisation="Walsall Council",
            councils="Walsall",
            theme="odd_signs",
            collection="elsewhere",
            evidence="mention",
            source_url="https://example.org/a_(b)?c=$d",
        )
        assert len(read_table(pack, "good_practice.csv")) == EVERY + 2
        use_pack(pack)
        app = visit(theme="odd_signs")
        assert found(app) == "1 of 40 examples"
        assert (
            r"- **[A \[bold\] \*move\*\: \$5 \& \<b\>more\</b\>]"
            "(https://example.org/a_%28b%29?c=%24d)**"
        ) in markdown(app)


def test_words_and_addresses_are_no_markdown() -> None:
    assert plain("Carer's day, 2012 – 11-14") == "Carer's day, 2012 – 11-14"
    assert plain(r"a\b`c`[u]~x~|#1") == r"a\\b\`c\`\[u\]\~x\~\|\#1"
    assert linked("x", "https://example.org/a b?c=1&d=%20#e") == (
        "[x](https://example.org/a%20b?c=1&d=%20#e)"
    )
    assert linked("x", "https://example.org/<script>\n") == (
        "[x](https://example.org/%3Cscript%3E%0A)"
    )
