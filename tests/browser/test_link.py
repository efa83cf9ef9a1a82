"""Filters, and the link that carries them to another browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PAGES, PATIENCE, Visitor


def test_a_council_is_found_by_what_people_call_it(visitor: Visitor) -> None:
    visitor.open("overview")
    visitor.find("Councils", "Brum")
    visitor.wait_for_link(councils="birmingham")
    visitor.sees("Shown here: Birmingham")
    assert "Birmingham" in visitor.chosen("Councils")


@pytest.mark.parametrize(
    ("page", "link"),
    [
        ("overview", {"councils": "birmingham"}),
        ("map", {"type": "district", "view": "hexagons", "council": "tamworth"}),
        ("barriers", {"area": "staffordshire"}),
        ("maturity", {"type": "district", "weights": "0-0-0-0-100-0"}),
        ("change", {"from": "2014", "to": "2013"}),
        ("councils", {"council": "birmingham", "compare": "coventry,dudley"}),
        ("council", {"council": "tamworth"}),
        ("practice", {"theme": "winter-service"}),
    ],
)
def test_a_copied_link_opens_the_same_view_in_another_browser(
    visitor: Visitor, new_visitor: NewVisitor, page: str, link: dict[str, str]
) -> None:
    visitor.open(page, **link)
    second = new_visitor()
    second.go(visitor.page.url)
    assert second.page.url == visitor.page.url
    assert second.figures() == visitor.figures()
    assert second.headlines() == visitor.headlines()


def test_a_filter_that_is_chosen_can_be_copied(visitor: Visitor, new_visitor: NewVisitor) -> None:
    visitor.open("overview")
    unfiltered = visitor.figures()
    visitor.find("Councils", "Wolves")
    visitor.wait_for_link(councils="wolverhampton")
    visitor.sees("Shown here: Wolverhampton")
    second = new_visitor()
    second.go(visitor.page.url)
    second.sees("Shown here: Wolverhampton")
    assert second.figures() == visitor.figures() != unfiltered


def test_back_restores_the_view_before(visitor: Visitor) -> None:
    visitor.open("overview")
    before = visitor.figures()
    visitor.find("County area", "Shropshire")
    visitor.wait_for_link(area="shropshire")
    visitor.sees("Shown here: ")
    filtered = visitor.figures()
    visitor.page.go_back()
    visitor.wait_for_link()
    expect(visitor.page.get_by_test_id("stMain")).not_to_contain_text(
        "Shown here: ", timeout=PATIENCE
    )
    visitor.wait()
    assert visitor.figures() == before
    visitor.page.go_forward()
    visitor.wait_for_link(area="shropshire")
    visitor.sees("Shown here: ")
    visitor.wait()
    assert visitor.figures() == filtered


def test_reset_shows_the_whole_region_again(visitor: Visitor) -> None:
    visitor.open("overview", type="county", councils="birmingham,coventry")
    visitor.page.get_by_role("button", name="Reset").click()
    visitor.wait_for_link()
    visitor.page.get_by_text("33 councils selected, 31 answered").wait_for()
    for label in ("Type of council", "County area", "Councils"):
        assert visitor.chosen(label) == ""
    expect(visitor.page.get_by_role("button", name="Reset")).to_be_focused()


def test_filters_are_kept_on_all_pages(visitor: Visitor) -> None:
    link = {"type": "district", "area": "staffordshire"}
    visitor.open("overview", **link)
    for page in ("methods", "claims"):
        visitor.turn_to(page)
        visitor.wait_for_link(**link)
    for page in ("map", "barriers", "maturity", "councils", "overview"):
        visitor.turn_to(page)
        visitor.wait_for_link(**link)
        expect(visitor.page.get_by_test_id("stSidebar")).to_contain_text("8 councils selected")
        assert visitor.chosen("Type of council") == "District council"
        assert visitor.chosen("County area") == "Staffordshire"


def test_the_chosen_map_is_kept_when_another_page_is_read(visitor: Visitor) -> None:
    link = {"measure": "barriers.training", "view": "hexagons", "council": "tamworth"}
    visitor.open("map", **link)
    shown = visitor.figures()
    visitor.turn_to("barriers")
    visitor.turn_to("map")
    visitor.wait_for_link(**link)
    assert visitor.figures() == shown


@pytest.mark.parametrize("page", PAGES)
def test_nonsense_in_a_link_is_left_out_with_a_friendly_note(visitor: Visitor, page: str) -> None:
    visitor.open(page, councils="atlantis,brum", wave="1066", unknown="x")
    visitor.wait_for_link(councils="birmingham")
    visitor.sees("The link names “atlantis” as a council, which is not known here.")
    visitor.sees("“1066”")
    visitor.sees("left out")
    assert visitor.page.get_by_test_id("stException").count() == 0


def test_the_year_without_single_answers_says_that_it_cannot_be_filtered(visitor: Visitor) -> None:
    visitor.open("overview", councils="birmingham")
    visitor.page.get_by_role("radiogroup", name="Wave").get_by_text("2014").click()
    visitor.wait_for_link(wave="2014", councils="birmingham")
    visitor.sees("The filters are set aside")
    expect(visitor.box("Councils")).to_be_disabled()
