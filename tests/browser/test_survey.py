"""Your survey: from an export file to every page, in a real browser."""

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from bestbywm.pack import Pack
from tests.browser.conftest import NewVisitor
from tests.browser.visitor import PATIENCE, Visitor
from tests.survey.importing.exports import WRITERS, people_in
from tests.survey.importing.samples import as_csv, as_ods, as_xlsx

WAVE = str(date.today().year)
OWN = "Answers from a survey that was loaded here."
USE = "Use it for this visit"


def answers(pack: Pack, dialect: str = "microsoft") -> list[list[str]]:
    """The made-up answers of 2013 as a service exports them."""
    of_2013 = pack.responses["2013"]
    people = people_in(of_2013, pack.questions, pack.region)
    asked = [pack.questions[each] for each in of_2013.questions]
    return [[str(cell) for cell in row] for row in WRITERS[dialect](people, asked)]


def with_something_to_decide(pack: Pack) -> list[list[str]]:
    """The same with two people from “WCC”, and a question that nobody knows."""
    rows = answers(pack)
    rows[0].append("Which team are you in?")
    for at, row in enumerate(rows[1:]):
        row.append(("Comms", "Digital")[at % 2])
    rows[3][5] = rows[4][5] = "WCC"
    return rows


def load(visitor: Visitor, name: str, content: bytes, words: str = "") -> None:
    """Give the page a file, and wait until it says these words."""
    field = visitor.page.get_by_test_id("stFileUploaderDropzoneInput").first
    field.set_input_files({"name": name, "mimeType": "text/csv", "buffer": content})
    visitor.sees(words or f"Loaded: {name}")
    visitor.wait()


def figure(visitor: Visitor, label: str) -> Locator:
    metrics = visitor.page.get_by_test_id("stMetric")
    return metrics.filter(has_text=label).get_by_test_id("stMetricValue")


def choose(visitor: Visitor, label: str, words: str) -> None:
    visitor.find(label, words)
    visitor.wait()


def use(visitor: Visitor) -> None:
    visitor.page.get_by_role("button", name=USE).click()
    visitor.sees("All pages show it")
    visitor.wait()


def test_the_exports_of_all_services_are_understood_as_they_are(
    visitor: Visitor, shipped_pack: Pack
) -> None:
    files = {
        "microsoft.xlsx": as_xlsx(answers(shipped_pack, "microsoft")),
        "surveymonkey.csv": as_csv(answers(shipped_pack, "surveymonkey")),
        "google.csv": as_csv(answers(shipped_pack, "google")),
        "plain.ods": as_ods(answers(shipped_pack, "plain")),
    }
    visitor.open("survey")
    for name, content in files.items():
        load(visitor, name, content)
        expect(figure(visitor, "People used")).to_have_text("40")
        expect(figure(visitor, "Rows set aside")).to_have_text("0")
        expect(visitor.page.get_by_role("button", name=USE)).to_be_enabled()


def test_a_survey_is_mended_used_by_every_page_of_this_visit_and_gone_with_it(
    new_visitor: NewVisitor, shipped_pack: Pack
) -> None:
    visitor = new_visitor()
    visitor.open("survey")
    load(visitor, "answers.csv", as_csv(with_something_to_decide(shipped_pack)))
    expect(figure(visitor, "People used")).to_have_text("38")
    choose(visitor, "“WCC”", "Walsall")
    expect(figure(visitor, "People used")).to_have_text("40")
    choose(visitor, "R: Which team are you in?", "Keep as")
    title = visitor.page.get_by_role("textbox", name="Title")
    title.fill("Our second survey")
    title.press("Enter")
    visitor.sees("Our second survey")
    use(visitor)

    for page in ("overview", "map", "barriers"):
        visitor.turn_to(page)
        visitor.sees(OWN)
        visitor.sees("Our second survey")
        wave = visitor.page.get_by_role("radio", name=WAVE)
        expect(wave).to_be_checked()
    visitor.turn_to("council")
    visitor.find("Council", "Walsall")
    visitor.sees(OWN)

    visitor.turn_to("survey")  # all that was decided is still there
    expect(figure(visitor, "People used")).to_have_text("40")
    expect(visitor.box("“WCC”")).to_have_value("Walsall")
    expect(visitor.page.get_by_role("textbox", name="Title")).to_have_value("Our second survey")

    other = new_visitor()
    other.open("overview")
    expect(other.page.get_by_role("radio", name=WAVE)).to_have_count(0)

    visitor.page.reload()
    visitor.wait()
    expect(visitor.page.get_by_text("Loaded: answers.csv")).to_have_count(0)
    visitor.sees("If you load this page again or close it, the visit ends.")
    visitor.turn_to("overview")
    expect(visitor.page.get_by_test_id("stMain")).not_to_contain_text("Our second survey")


def test_report_rows_and_mapping_can_be_downloaded_and_the_mapping_used_again(
    visitor: Visitor, shipped_pack: Pack, tmp_path: Path
) -> None:
    content = as_csv(with_something_to_decide(shipped_pack))
    visitor.open("survey")
    load(visitor, "answers.csv", content)
    assert "2 rows set aside" in download(visitor, "Report (text)").decode()
    found = list(csv.DictReader(io.StringIO(download(visitor, "Report (CSV)").decode("utf-8-sig"))))
    assert any(each["Value"] == "WCC" for each in found)
    aside = list(csv.reader(io.StringIO(download(visitor, "Rows set aside (CSV)").decode())))
    assert [row[0] for row in aside[1:]] == ["4", "5"]

    choose(visitor, "“WCC”", "From outside")
    visitor.page.get_by_text("Save all of this, or use what you saved").click()
    mapping = download(visitor, "Save the mapping")
    visitor.page.get_by_role("button", name="Forget this file").click()
    expect(visitor.page.get_by_text("Loaded: answers.csv")).to_have_count(0)
    visitor.wait()
    load(visitor, "answers.csv", content)
    expect(visitor.box("“WCC”")).to_have_value("Not decided: set these rows aside")
    visitor.page.get_by_text("Save all of this, or use what you saved").click()
    visitor.page.get_by_test_id("stFileUploaderDropzoneInput").last.set_input_files(
        {"name": "mapping.json", "mimeType": "application/json", "buffer": mapping}
    )
    expect(visitor.box("“WCC”")).to_have_value("From outside the region", timeout=PATIENCE)


def download(visitor: Visitor, label: str) -> bytes:
    with visitor.page.expect_download(timeout=PATIENCE) as started:
        visitor.page.get_by_role("button", name=label).click()
    return started.value.path().read_bytes()


def test_a_file_larger_than_other_pages_take_is_read(visitor: Visitor, shipped_pack: Pack) -> None:
    headings, *people = answers(shipped_pack)
    content = as_csv([headings, *people * 800])
    assert len(content) > 6_000_000
    visitor.open("survey")
    load(visitor, "answers.csv", content)
    expect(figure(visitor, "Rows read")).to_have_text("32,001")


def test_a_file_that_cannot_be_read_is_explained_and_the_next_one_is_read(
    visitor: Visitor, shipped_pack: Pack
) -> None:
    visitor.open("survey")
    load(visitor, "answers.xlsx", b"%PDF-1.7 ...", "The file is a PDF")
    visitor.sees("To mend it: export the answers again as CSV or XLSX")
    load(visitor, "answers.csv", as_csv(answers(shipped_pack)))
    expect(figure(visitor, "People used")).to_have_text("40")
    expect(visitor.page.get_by_text("The file is a PDF")).to_have_count(0)


def test_the_keyboard_alone_pastes_decides_and_uses(visitor: Visitor, shipped_pack: Pack) -> None:
    rows = answers(shipped_pack, "plain")
    rows[1][0] = "WCC"
    visitor.open("survey")
    press_until_focused(visitor, visitor.page.locator("summary", has_text="Or paste a table"))
    visitor.page.keyboard.press("Enter")
    area = visitor.page.get_by_role("textbox", name="Table with its headings")
    expect(area).to_be_visible(timeout=PATIENCE)
    press_until_focused(visitor, area)
    visitor.page.keyboard.insert_text("\n".join("\t".join(row) for row in rows))
    visitor.page.keyboard.press("Control+Enter")
    visitor.wait()
    press_until_focused(visitor, visitor.page.get_by_role("button", name="Read what is pasted"))
    visitor.page.keyboard.press("Enter")
    visitor.sees("Loaded: pasted text")
    visitor.wait()
    visitor.box("“WCC”").focus()
    visitor.page.keyboard.type("Walsall")
    expect(visitor.page.get_by_role("option").first).to_be_visible(timeout=PATIENCE)
    visitor.page.keyboard.press("Enter")
    expect(figure(visitor, "People used")).to_have_text("40")
    visitor.wait()
    visitor.page.get_by_role("button", name=USE).focus()
    visitor.page.keyboard.press("Enter")
    visitor.sees("All pages show it")


def press_until_focused(visitor: Visitor, wanted: Locator) -> None:
    """Move on with Tab until this has the focus."""
    for _ in range(60):
        if wanted.evaluate("each => each === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    pytest.fail("the keyboard does not get there")
