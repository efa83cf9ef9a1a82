"""Specification of the accessibility statement."""

import ast
import re
from pathlib import Path

import pytest
from streamlit.testing.v1.element_tree import Header, Markdown, Subheader, Title

from bestbywm.app.current import PACK_VARIABLE
from bestbywm.app.known_gaps import COLOURS, KNOWN_GAPS, REVIEWED_ON, RULES, WIDTHS, KnownGap
from bestbywm.app.pages import PAGES
from bestbywm.app.publisher import CONTACT_VARIABLE, DATE_VARIABLE, PUBLISHER_VARIABLE
from bestbywm.words import day_in_words
from tests.app.reading import as_read
from tests.app.visiting import said, visit

NAMES = (PUBLISHER_VARIABLE, CONTACT_VARIABLE, DATE_VARIABLE)

BROWSER = Path(__file__).resolve().parents[1] / "browser"

LOOKED_FOR = {
    "A single key that loads the page again": (
        "test_accessible.py",
        "assert_runs_again_at_a_key",
    ),
}
"""Gaps that axe does not find, and what fails once they are gone: its file and its name."""


@pytest.fixture(autouse=True)
def _nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (PACK_VARIABLE, *NAMES):
        monkeypatch.delenv(name, raising=False)


def statement() -> str:
    return said(visit("accessibility"))


def words_by_heading() -> dict[str, str]:
    """What stands under each heading, up to the next."""
    parts, heading = {"": ""}, ""
    for each in visit("accessibility").main:
        if isinstance(each, Title | Header | Subheader):
            heading = each.value
            parts[heading] = ""
        elif isinstance(each, Markdown):
            parts[heading] += f"{each.value}\n"
    return {heading: as_read(words) for heading, words in parts.items()}


def test_has_the_parts_that_the_law_asks_for() -> None:
    page = visit("accessibility")
    assert [each.value for each in page.title] == ["Accessibility statement"]
    assert [each.value for each in page.header] == [
        "How accessible this dashboard is",
        "Feedback and contact information",
        "Enforcement procedure",
        "Technical information about this dashboard’s accessibility",
        "Non-accessible content",
        "Other things you may come upon",
        "Slides, PDF and other files",
        "What we’re doing to improve accessibility",
        "Preparation of this accessibility statement",
    ]
    assert [each.value for each in page.subheader] == [
        "Compliance status",
        "Non-compliance with the accessibility regulations",
        "Disproportionate burden",
        "Content that’s not within the scope of the accessibility regulations",
    ]
    words = said(page)
    assert "partially compliant" in words
    assert "Web Content Accessibility Guidelines (WCAG) version 2.2" in words
    assert "Equality and Human Rights Commission" in words
    assert "Equality Advisory and Support Service" in words
    assert "Equality Commission for Northern Ireland" in words
    law = (
        "Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations"
    )
    assert f"in accordance with the {law} 2018" in words
    assert f"tested on {day_in_words(REVIEWED_ON)}" in words
    assert "against the WCAG 2.2 AA standard" in words


@pytest.mark.parametrize("gap", KNOWN_GAPS, ids=lambda gap: gap.name)
def test_names_each_gap_with_its_criterion_its_way_round_and_where_to_read_on(
    gap: KnownGap,
) -> None:
    (line,) = [each for each in statement().splitlines() if gap.reference in each]
    for words in (gap.name, gap.criterion, gap.affects, gap.why, gap.way_round):
        assert words in line
    assert ("We found no report" in line) != gap.is_reported
    assert ("This fails WCAG 2.2 success criterion" in line) == bool(gap.criterion)


def test_calls_only_what_fails_a_criterion_a_failure_of_the_regulations() -> None:
    parts = words_by_heading()
    failures = parts["Non-compliance with the accessibility regulations"]
    others = parts["Other things you may come upon"]
    assert "These fail no success criterion" in others
    for gap in KNOWN_GAPS:
        assert (f"**{gap.name}.**" in failures) == bool(gap.criterion)
        assert (f"**{gap.name}.**" in others) == (not gap.criterion)


def test_names_no_gap_that_no_test_looks_for() -> None:
    """What axe finds is looked for by its rule; each of the others by a test of its own."""
    assert {gap.name for gap in KNOWN_GAPS if not gap.rule} == set(LOOKED_FOR)
    for file, function in LOOKED_FOR.values():
        tree = ast.parse((BROWSER / file).read_text(encoding="utf-8"))
        assert function in {each.name for each in tree.body if isinstance(each, ast.FunctionDef)}


def test_says_what_the_tests_look_for() -> None:
    words = statement()
    for each in (*RULES.values(), *COLOURS, *map(str, WIDTHS)):
        assert each in words


def test_says_that_nobody_is_named_and_how_to_name_them() -> None:
    words = statement()
    assert "Nobody has said yet who runs this dashboard" in words
    assert "No contact has been named yet" in words
    assert PUBLISHER_VARIABLE in words
    assert CONTACT_VARIABLE in words
    assert f"prepared on {day_in_words(REVIEWED_ON)}" in words
    assert "mailto:" not in words


def test_names_who_runs_it_where_to_write_and_the_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(PUBLISHER_VARIABLE, "The *Eastford* Council")
    monkeypatch.setenv(CONTACT_VARIABLE, "access@eastford.example")
    monkeypatch.setenv(DATE_VARIABLE, "2026-01-05")
    words = statement()
    assert "It is run by **The *Eastford* Council**" in words
    assert "The *Eastford* Council is committed to making this dashboard accessible" in words
    assert "[access@eastford.example](mailto:access@eastford.example)" in words
    assert "think that we do not meet the accessibility requirements" in words
    assert "prepared on 5 January 2026" in words
    assert not any(name in words for name in NAMES)


def test_makes_no_link_of_what_is_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(CONTACT_VARIABLE, "javascript:alert(1)")
    words = statement()
    assert "neither an e-mail address nor a web address" in words
    assert "No contact has been named yet" in words
    assert "javascript" not in words


def test_every_link_leads_to_a_page_by_https() -> None:
    for address in re.findall(r"\]\(([^)]*)\)", statement()):
        assert address.startswith("https://"), address


@pytest.mark.parametrize("page", [each.address for each in PAGES])
def test_every_page_leads_to_it(page: str) -> None:
    links = [each.proto for each in visit(page).get("page_link")]
    assert "Accessibility statement" in [each.label for each in links]


def test_stands_in_no_navigation() -> None:
    assert [each.address for each in PAGES if not each.is_in_navigation] == ["accessibility"]
