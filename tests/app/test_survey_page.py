"""Your survey: what the page shows and does, read from what Streamlit would send to a browser."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from bestbywm.app.current import PACK_VARIABLE
from bestbywm.pack import Pack
from bestbywm.survey.importing.drafting import Draft
from bestbywm.survey.importing.mapping import from_json, to_json
from tests.app.reading import as_read
from tests.survey.importing.exports import WRITERS, people_in
from tests.survey.importing.samples import as_csv, as_xlsx, png

HOME = Path(__file__).resolve().parents[2]
WAVE = str(date.today().year)
ADDRESS = "jane.doe@walsall.example"

COUNCIL, IMPORTANCE, TEAM, REMARK = 5, 6, 17, 18
"""Columns of the messy file."""

Rows = list[list[str]]


@pytest.fixture(autouse=True)
def _the_shipped_pack(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(PACK_VARIABLE, raising=False)


@pytest.fixture
def page() -> AppTest:
    app = AppTest.from_file(str(HOME / "dashboard.py"), default_timeout=60)
    app.context["theme"] = "light"
    return turn_to(app, "survey")


def turn_to(app: AppTest, address: str) -> AppTest:
    app._page_hash = calc_hash(address)
    return sound(app.run())


def sound(app: AppTest) -> AppTest:
    assert not app.exception
    return app


def rows_of(pack: Pack, dialect: str = "microsoft") -> Rows:
    """The made-up answers of 2013, as a service would export them."""
    answers = pack.responses["2013"]
    people = people_in(answers, pack.questions, pack.region)
    asked = [pack.questions[each] for each in answers.questions]
    return [[str(cell) for cell in row] for row in WRITERS[dialect](people, asked)]


def messy(pack: Pack) -> Rows:
    """The same with all that somebody has to look at."""
    rows = rows_of(pack)
    rows[0][IMPORTANCE] = "How important would you say that social media is for your council?"
    rows[0] += ["Which team are you in?", "Anything else?"]
    for at, row in enumerate(rows[1:]):
        row += [("Comms", "Digital", "Libraries")[at % 3], f"Remark {at}, write to {ADDRESS}"]
    rows[3][COUNCIL] = rows[4][COUNCIL] = "WCC"
    rows[5][COUNCIL] = "Walsal MBC"
    rows[6][COUNCIL] = "Leeds"
    rows[7][IMPORTANCE] = "Very importnat"
    for row in rows[9:11]:
        row[3] = ADDRESS
    return rows


def load(app: AppTest, content: bytes, name: str = "answers.csv") -> AppTest:
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return sound(app.run())


def draft(app: AppTest) -> Draft:
    kept: Draft = app.session_state["survey-draft"]
    return kept


def press(app: AppTest, label: str) -> AppTest:
    (button,) = [each for each in app.main.button if each.label == label]
    assert not button.disabled
    return sound(button.click().run())


def field(app: AppTest, kind: str, label: str) -> Any:
    found = [each for each in app.main.get(kind) if as_read(each.label) == label]
    assert len(found) == 1, [as_read(each.label) for each in app.main.get(kind)]
    return found[0]


def choose(app: AppTest, kind: str, label: str, value: Any) -> AppTest:
    return sound(field(app, kind, label).set_value(value).run())


def figures(app: AppTest) -> dict[str, str]:
    return {each.label: each.value for each in app.metric}


def said(app: AppTest, *kinds: str) -> str:
    kinds = kinds or ("markdown", "caption", "info", "warning", "error", "text", "subheader")
    return as_read("\n".join(str(each.value) for kind in kinds for each in app.main.get(kind)))


def headers(app: AppTest) -> list[str]:
    return [each.value for each in app.main.header]


class TestWithoutAFile:
    def test_the_page_offers_the_questionnaire_and_takes_a_file(self, page: AppTest) -> None:
        assert headers(page)[:2] == ["1. Get the questionnaire", "2. Load the answers"]
        assert "3. What was understood" not in headers(page)
        assert [each.proto.label for each in page.get("download_button")] == [
            "Text for Microsoft Forms or Google Forms",
            "Workbook to fill in (XLSX)",
        ]
        assert len(page.file_uploader) == 1

    def test_it_says_what_becomes_of_personal_data_and_that_a_reload_ends_the_visit(
        self, page: AppTest
    ) -> None:
        assert "left out before anything is used" in said(page, "info")
        assert "If you load this page again or close it, the visit ends." in said(page, "info")


class TestAFileOfAService:
    @pytest.mark.parametrize("dialect", WRITERS)
    def test_is_understood_with_nothing_to_ask(
        self, page: AppTest, shipped_pack: Pack, dialect: str
    ) -> None:
        load(page, as_csv(rows_of(shipped_pack, dialect)))
        assert draft(page).table.dialect == dialect
        assert figures(page)["People used"] == "40"
        assert figures(page)["Rows set aside"] == "0"
        assert not draft(page).to_decide
        assert field(page, "button", "Use it for this visit")

    def test_leaves_the_field_and_is_forgotten_by_the_server(
        self, page: AppTest, shipped_pack: Pack, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        removed: list[str] = []

        def remove(manager: MemoryUploadedFileManager, session_id: str, file_id: str) -> None:
            assert manager.get_files(session_id, [file_id])
            removed.append(file_id)

        monkeypatch.setattr(MemoryUploadedFileManager, "remove_file", remove)
        load(page, as_csv(rows_of(shipped_pack)))
        assert len(removed) == 1
        assert page.file_uploader[0].value is None
        assert "Loaded: answers.csv" in said(page)

    def test_is_still_there_on_coming_back_from_another_page(
        self, page: AppTest, shipped_pack: Pack
    ) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        choose(page, "text_input", "Title", "Ours")
        kept = draft(page)
        turn_to(page, "overview")
        turn_to(page, "survey")
        assert draft(page) is kept
        assert field(page, "text_input", "Title").value == "Ours"

    def test_can_be_forgotten(self, page: AppTest, shipped_pack: Pack) -> None:
        press(load(page, as_csv(rows_of(shipped_pack))), "Forget this file")
        assert "3. What was understood" not in headers(page)
        assert "survey-draft" not in page.session_state
        assert "survey-preview" not in page.session_state

    def test_can_be_pasted_instead(self, page: AppTest, shipped_pack: Pack) -> None:
        text = "\n".join("\t".join(row) for row in rows_of(shipped_pack, "plain"))
        field(page, "text_area", "Table with its headings, copied from a spreadsheet").set_value(
            text
        )
        press(page, "Read what is pasted")
        assert figures(page)["People used"] == "40"
        assert not page.text_area[0].value

    def test_that_was_pasted_and_cannot_be_read_stays_to_be_mended(self, page: AppTest) -> None:
        page.text_area[0].set_value("Council\tuse\n")
        press(page, "Read what is pasted")
        assert "there is no row with answers" in said(page, "error")
        assert page.text_area[0].value == "Council\tuse\n"

    def test_read_otherwise_keeps_what_was_decided(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        choose(page, "selectbox", "“WCC”", shipped_pack.region.find("Walsall").code)  # type: ignore[union-attr]
        choose(page, "radio", "Whose export it is", "google")
        assert draft(page).table.dialect == "google"
        assert draft(page).mapping.councils["WCC"]

    def test_with_several_sheets_lets_one_choose(self, page: AppTest, shipped_pack: Pack) -> None:
        rows = rows_of(shipped_pack)
        load(page, as_xlsx({"Form1": rows, "Older": rows[:11]}), "answers.xlsx")
        assert figures(page)["People used"] == "40"
        choose(page, "selectbox", "Sheet with the answers", "Older")
        assert figures(page)["People used"] == "10"


class TestAFileThatCannotBeUsed:
    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"", "There is nothing in it"),
            (b"%PDF-1.7 ...", "The file is a PDF"),
            (png(), "a picture (PNG)"),
            (b"Council,use\n", "there is no row with answers"),
            (b"\x00\x01\x02" * 99, ""),
        ],
    )
    def test_is_explained_and_the_visit_goes_on(
        self, page: AppTest, shipped_pack: Pack, content: bytes, words: str
    ) -> None:
        load(page, content, "../../etc/answers.csv")
        assert words in said(page, "error")
        assert "To mend it: " in said(page, "text")
        assert "etc/" not in said(page)
        load(page, as_csv(rows_of(shipped_pack)))
        assert not page.error
        assert figures(page)["People used"] == "40"

    def test_leaves_the_file_before_it_as_it_is(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        load(page, b"%PDF-1.7 ...", "answers.pdf")
        assert "answers.csv, which you loaded before, is still here." in said(page, "caption")
        assert figures(page)["People used"] == "40"

    def test_with_no_question_in_it_says_what_to_look_at(self, page: AppTest) -> None:
        load(page, b"Colour,Size\nred,1\nblue,2\nred,3\n")
        assert "No column was found that says which council" in said(page)
        assert "No row can be used yet" in said(page, "warning")


class TestWhatIsNotSure:
    def test_councils_are_asked_about_with_the_likeliest_first(
        self, page: AppTest, shipped_pack: Pack
    ) -> None:
        load(page, as_csv(messy(shipped_pack)))
        asked = field(page, "selectbox", "“WCC”")
        assert asked.value == "set aside"
        likeliest = asked.options[: asked.options.index("Not decided: set these rows aside")]
        assert {"Walsall", "Worcester"} & {each.partition(" (")[0] for each in likeliest}
        assert "From outside the region" in asked.options
        used = int(figures(page)["People used"])
        walsall = shipped_pack.region.find("Walsall")
        assert walsall
        choose(page, "selectbox", "“WCC”", walsall.code)
        assert int(figures(page)["People used"]) == used + 2
        choose(page, "selectbox", "“WCC”", "outside")
        assert int(figures(page)["People used"]) == used
        assert draft(page).mapping.councils["WCC"] == ""
        choose(page, "selectbox", "“WCC”", "set aside")
        assert "WCC" not in draft(page).mapping.councils

    def test_columns_and_answers_can_be_changed(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        heading = "G: How important would you say that social media is for your council?"
        assert field(page, "selectbox", heading).value == "question importance_council"
        choose(page, "selectbox", "“Very importnat”", "none")
        assert (
            "Very importnat"
            in draft(page).mapping.fields[draft(page).suggestion.fields[6].key].set_aside
        )
        choose(page, "selectbox", heading, "drop")
        assert not [each for each in page.selectbox if "importnat" in each.label]
        choose(page, "selectbox", "R: Which team are you in?", "extra")
        choose(page, "selectbox", heading, "question importance_council")
        press(page, "Use it for this visit")
        survey = page.session_state["loaded-survey"].survey
        assert [each.short for each in survey.extra_questions.values()] == [
            "Which team are you in?"
        ]

    def test_what_is_sure_can_be_changed_too(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        for key in ("columns", "councils", "answers"):
            page.session_state[f"survey-sure-{key}"] = True
        sound(page.run())
        labels = [as_read(each.label) for each in page.selectbox]
        assert {"“Herefordshire Council”", "F: Which council is yours?", "“High”"} <= {*labels}
        choose(page, "selectbox", "“Herefordshire Council”", "outside")
        assert draft(page).mapping.councils["Herefordshire Council"] == ""

    def test_rows_are_decided_on(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        used = int(figures(page)["People used"])
        choose(page, "radio", "Several people of one council?", "first")
        councils = {row[COUNCIL] for row in messy(shipped_pack)[1:]}
        assert int(figures(page)["People used"]) < min(used, len(councils) + 1)

    def test_several_changes_at_once_all_count(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        field(page, "selectbox", "“WCC”").set_value("outside")
        field(page, "selectbox", "“Leeds”").set_value("outside")
        sound(page.run())
        assert {"WCC", "Leeds"} <= draft(page).mapping.councils.keys()


class TestAMapping:
    def saved(self, app: AppTest, content: bytes) -> AppTest:
        app.file_uploader[-1].set_value(("mapping.json", content, "application/json"))
        return sound(app.run())

    def test_that_was_saved_is_used_again(self, page: AppTest, shipped_pack: Pack) -> None:
        content = as_csv(messy(shipped_pack))
        load(page, content)
        choose(page, "selectbox", "“WCC”", "outside")
        choose(page, "selectbox", "R: Which team are you in?", "extra")
        mapping = to_json(draft(page).mapping)
        press(page, "Forget this file")
        load(page, content)
        assert "WCC" not in draft(page).mapping.councils
        self.saved(page, mapping.encode())
        assert draft(page).mapping == from_json(mapping)

    def test_that_does_not_fit_says_so(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        self.saved(
            page,
            b'{"version": 1, "fields": {"Gone": {"use": "question", "question": "importance"}}}',
        )
        assert "has a column “Gone”, which this file has not" in said(page)

    @pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"nothing", b"{}", b"[]"])
    def test_that_is_none_leaves_all_as_it_was(
        self, page: AppTest, shipped_pack: Pack, content: bytes
    ) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        before = draft(page)
        self.saved(page, content)
        assert draft(page) is before
        assert "mapping" in said(page, "error")


class TestTheReport:
    def test_says_what_became_of_rows_and_what_is_dropped(
        self, page: AppTest, shipped_pack: Pack
    ) -> None:
        load(page, as_csv(messy(shipped_pack)))
        assert "41 rows read" in said(page)
        assert "**Left out as personal:** “ID”, “Email”, “Name” and “Anything else?”" in said(page)
        downloads = {each.proto.label for each in page.get("download_button")}
        assert {"Report (CSV)", "Report (text)", "Rows set aside (CSV)"} <= downloads
        (found,) = page.table
        assert len(found.value) <= 20

    def test_shows_nobodys_address(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        for key in ("columns", "councils", "answers"):
            page.session_state[f"survey-sure-{key}"] = True
        sound(page.run())
        tables = " ".join(each.value.to_csv() for each in page.table)
        labels = " ".join(f"{each.label} {each.options}" for each in page.selectbox)
        assert ADDRESS not in said(page) + tables + labels


class TestUsingIt:
    def test_turns_every_page_to_the_new_wave(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        choose(page, "text_input", "Title", "Our <b>survey</b>")
        press(page, "Use it for this visit")
        assert not field(page, "button", "All pages show it").disabled, "it has the focus"
        turn_to(page, "overview")
        assert page.sidebar.radio[0].value == WAVE
        assert "Answers from a survey that was loaded here." in said(page, "caption")
        assert "Our <b>survey</b>" in said(page) + as_read(page.title[0].value)

    def test_takes_what_was_said_about_it(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        codes = sorted(shipped_pack.region.codes)[:30]
        choose(page, "text_input", "Name of the wave", " Spring 2031 ")
        choose(page, "text_input", "When it was asked", "May 2031")
        choose(page, "number_input", "Hold back opinions of fewer people than", 2)
        choose(page, "date_input", "First day of answers", date(2031, 5, 1))
        choose(page, "date_input", "Last day of answers", date(2031, 5, 20))
        choose(page, "multiselect", "Councils that were asked to take part", codes)
        choose(page, "toggle", "Opinions of single councils may be shown", False)
        press(page, "Use it for this visit")
        used = page.session_state["loaded-survey"]
        settings = used.survey.settings
        assert used.wave == "Spring 2031"
        assert used.survey.responses.wave == "Spring 2031"
        assert settings.title == "Best by West Midlands Spring 2031"
        assert (settings.when, settings.minimum_people) == ("May 2031", 2)
        assert (settings.first_day, settings.last_day) == (date(2031, 5, 1), date(2031, 5, 20))
        assert set(settings.invited) == set(codes)
        assert not settings.shows_councils

    def test_keeps_nothing_personal(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(messy(shipped_pack)))
        press(page, "Use it for this visit")
        survey = page.session_state["loaded-survey"].survey
        assert ADDRESS not in survey.mapping
        assert ADDRESS not in repr(survey.questions)

    def test_can_be_stopped(self, page: AppTest, shipped_pack: Pack) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        press(page, "Use it for this visit")
        press(page, "Stop using it")
        assert field(page, "button", "Use it for this visit")
        turn_to(page, "overview")
        assert page.sidebar.radio[0].value == "2013"

    def test_says_when_the_wave_takes_the_place_of_a_published_one(
        self, page: AppTest, shipped_pack: Pack
    ) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        choose(page, "text_input", "Name of the wave", "2013")
        assert "There is a published survey with the name 2013" in said(page, "warning")

    @pytest.mark.parametrize("name", ["", "   ", "2026/27", "<script>"])
    def test_is_not_possible_with_a_name_that_is_none(
        self, page: AppTest, shipped_pack: Pack, name: str
    ) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        choose(page, "text_input", "Name of the wave", name)
        assert "cannot be the name of a wave" in said(page, "error")
        assert "Use it for this visit" not in {each.label for each in page.button}

    def test_with_days_the_wrong_way_round_uses_neither(
        self, page: AppTest, shipped_pack: Pack
    ) -> None:
        load(page, as_csv(rows_of(shipped_pack)))
        choose(page, "date_input", "First day of answers", date(2031, 5, 20))
        choose(page, "date_input", "Last day of answers", date(2031, 5, 1))
        assert "The last day is before the first one" in said(page, "warning")
        press(page, "Use it for this visit")
        assert page.session_state["loaded-survey"].survey.settings.last_day is None
