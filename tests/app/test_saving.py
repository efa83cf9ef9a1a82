"""Specification of saving a survey on the web page: who can, and what comes of it."""

import shlex
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from typer.testing import CliRunner

from bestbywm.app import current, editors, loaded
from bestbywm.app.current import PACK_VARIABLE
from bestbywm.app.loaded import Loaded
from bestbywm.app.saving import command
from bestbywm.cli import main
from bestbywm.library import DATABASE_VARIABLE, Library, Settings
from bestbywm.pack import Pack
from tests.app.visiting import press, said, shown, visit, waves_to_choose
from tests.library.surveys import REGION, same, survey
from tests.packs import EASTFORD, HOLMSHIRE, NORTHMOOR

SECRETS = {
    "auth": {"client_id": "id", "redirect_uri": "http://localhost:8501/oauth2callback"},
    "editors": {"allowed": ["ann@council.example", "@county.example"]},
}
ANN = {"is_logged_in": True, "email": "Ann@Council.example", "email_verified": True}
BOB = {**ANN, "email": "bob@county.example"}
EVE = {**ANN, "email": "eve@evilcounty.example"}
MALLORY = {**ANN, "email_verified": False}
NOBODY: dict[str, Any] = {"is_logged_in": False}

SAVE, WHY = "saving-save", "saving-why"


@pytest.fixture(autouse=True)
def library(
    mature_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Library]:
    """The library of the made-up region, at first without a survey; one can sign in."""
    monkeypatch.setattr(editors, "find_spec", lambda name: name)  # the package need not be there
    url = f"sqlite:///{(tmp_path / 'library.sqlite').as_posix()}"
    monkeypatch.setenv(PACK_VARIABLE, str(mature_folder))
    monkeypatch.setenv(DATABASE_VARIABLE, url)
    with Library(url) as opened:
        yield opened


def page() -> None:
    """The end of the page “Your survey”, on its own."""
    from pathlib import Path

    import streamlit as st

    from bestbywm.app import current, loaded, saving
    from bestbywm.app.frame import Visit
    from bestbywm.exhibits.link import default_selection
    from bestbywm.render.figures import Display

    home = Path.cwd()
    pack, _ = loaded.joined(current.packs(home).shown)
    visit = Visit(pack, default_selection(pack), "none", Display("light"), home, {}, "survey")
    st.text(f"First wave: {pack.waves[0].id}")
    saving.panel(visit, loaded.current())


def panel(
    user: dict[str, Any] | None = None,
    secrets: dict[str, Any] = SECRETS,
    wave: str = "2032",
    own: bool = True,
    **how: Any,
) -> AppTest:
    """The panel as somebody sees it who has loaded a survey."""
    app = AppTest.from_function(page, default_timeout=60)
    app.secrets.update(secrets)
    app.user = ANN if user is None else user
    if own:
        app.session_state[loaded.LOADED] = Loaded(wave, survey(wave=wave, **how))
    return shown(app)


def keys(app: AppTest) -> set[str]:
    return {str(each.key) for each in app.button}


class TestSigningInThatIsNotSetUp:
    def test_leaves_saving_to_the_command_line(self) -> None:
        app = panel(secrets={})
        assert "Saving from this page is off: nobody can sign in here." in said(app)
        assert "bestbywm import FILE --wave 2032" in said(app)
        assert keys(app) == set()

    def test_says_which_package_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(editors, "find_spec", lambda name: None)
        words = said(panel())
        assert 'python -m pip install "streamlit[auth]"' in words
        assert "bestbywm import" in words

    def test_says_that_nobody_is_named(self) -> None:
        assert "no editor is named" in said(panel(secrets={"auth": SECRETS["auth"]}))


class TestTheCommand:
    @pytest.fixture
    def settings(self) -> Settings:
        return Settings(
            'Ours, "again"',
            "May 2032",
            date(2032, 5, 1),
            date(2032, 5, 31),
            (NORTHMOOR, EASTFORD),
            5,
            shows_councils=False,
        )

    def test_says_all_that_was_said_about_the_survey(
        self, mature_pack: Pack, settings: Settings
    ) -> None:
        words = shlex.split(command(Loaded("2032", survey(settings=settings)), mature_pack.region))
        assert words == [
            *("bestbywm", "import", "FILE", "--wave", "2032", "--title", 'Ours, "again"'),
            *("--when", "May 2032", "--first-day", "2032-05-01", "--last-day", "2032-05-31"),
            *("--invited", "Northmoor; Eastford", "--minimum-people", "5"),
            *("--mapping", "MAPPING", "--hide-councils"),
        ]

    def test_is_one_that_the_command_line_knows(
        self, mature_pack: Pack, settings: Settings, tmp_path: Path
    ) -> None:
        words = shlex.split(command(Loaded("2032", survey(settings=settings)), mature_pack.region))
        file = tmp_path / "answers.csv"
        file.write_text("Council,Use\nNorthmoor,High\n", encoding="utf-8")
        words = [{"FILE": str(file), "MAPPING": str(tmp_path / "none")}.get(w, w) for w in words]
        result = CliRunner().invoke(main, words[1:])
        assert result.exit_code == 1, "2 would be a command that was called wrongly"
        assert "none" in result.stderr


class TestWhoIsNoEditor:
    @pytest.mark.parametrize(
        ("user", "words"),
        [
            (NOBODY, "You need no account if you only want to look."),
            (EVE, "You are signed in as eve@evilcounty.example, who is not among the editors"),
            (MALLORY, "the service did not confirm your e-mail address"),
        ],
        ids=["signed out", "somebody else", "unverified"],
    )
    def test_is_told_so_kindly_and_sees_nothing_of_versions(
        self, library: Library, user: dict[str, Any], words: str
    ) -> None:
        library.save(REGION, "2031", survey(wave="2031"), by="ann@council.example")
        app = panel(user)
        assert words in said(app)
        assert SAVE not in keys(app)
        assert "ann@council.example" not in said(app)
        assert not app.expander

    def test_can_sign_in(self) -> None:
        assert "saving-sign-in-" in keys(panel(NOBODY))

    def test_is_told_that_signing_in_begins_a_new_visit(self) -> None:
        assert "Signing in begins a new visit" in said(panel(NOBODY))

    @pytest.mark.parametrize("user", [NOBODY, EVE, MALLORY, {}])
    def test_cannot_save_with_a_page_that_was_shown_to_an_editor(
        self, library: Library, user: dict[str, Any]
    ) -> None:
        app = panel(ANN)
        app.user = user
        assert "Nothing was done" in said(press(app, SAVE)) or SAVE not in keys(app)
        assert library.waves(REGION) == ()
        assert library.log(REGION) == ()

    def test_cannot_save_once_taken_from_the_list(self, library: Library) -> None:
        app = panel(ANN)
        app.secrets["editors"] = {"allowed": ["bob@council.example"]}
        press(app, SAVE)
        assert library.log(REGION) == ()

    @pytest.mark.parametrize("action", ["look", "restore", "delete"])
    def test_can_do_nothing_to_a_saved_survey(self, library: Library, action: str) -> None:
        library.save(REGION, "2032", survey(), by="Ann")
        library.correct(REGION, "2032", survey(), based_on=1, by="Ann", why="x")
        app = panel(ANN, own=False)
        app.selectbox("saved-2032-version-2").set_value(1)
        app.text_input("saved-2032-why").set_value("a reason")
        app.checkbox("saved-2032-sure-2").check()
        shown(app)
        app.user = EVE
        press(app, f"saved-2032-{action}")
        assert [each.action for each in library.log(REGION)] == ["corrected", "saved"]
        assert loaded.LOADED not in app.session_state

    def test_cannot_forge_what_a_visit_remembers(self, library: Library) -> None:
        app = panel(NOBODY)
        for key in ("saving-save", "editor", "saving-editor", "is_logged_in", "user"):
            app.session_state[f"forged-{key}"] = True
        app.session_state["saving-why"] = "forged"
        app.session_state["user"] = ANN
        app.session_state["auth"] = SECRETS["auth"]
        shown(app)
        assert SAVE not in keys(app)
        assert library.log(REGION) == ()


class TestSaving:
    def test_keeps_the_survey_with_who_did_it(self, library: Library) -> None:
        app = panel()
        app.text_input(WHY).set_value("first save")
        press(app, SAVE)
        assert "Saved: 2032 version 1 saved by ann@council.example" in said(app)
        assert same(library.read(REGION, "2032").survey, survey())
        assert [(each.by, each.why) for each in library.log(REGION)] == [
            ("ann@council.example", "first save")
        ]

    def test_is_for_anybody_of_a_named_domain(self, library: Library) -> None:
        press(panel(BOB), SAVE)
        assert library.log(REGION)[0].by == "bob@county.example"

    def test_shows_it_to_everybody(self) -> None:
        press(panel(), SAVE)
        assert waves_to_choose(visit())[0] == "2032 (own)"

    def test_ends_its_use_for_the_visit_alone(self) -> None:
        app = press(panel(), SAVE)
        assert loaded.LOADED not in app.session_state
        assert "First wave: 2032" in said(app)

    def test_of_a_wave_that_is_there_makes_a_new_version(self, library: Library) -> None:
        library.save(REGION, "2032", survey(), by="Bob")
        app = panel(people=[(HOLMSHIRE, {"use": ["high"]})])
        assert app.button(SAVE).label == "Save as version 2"
        app.text_input(WHY).set_value("late answers")
        assert "2032 version 2 corrected by ann@council.example" in said(press(app, SAVE))
        assert library.read(REGION, "2032").about.people == 1

    def test_of_a_new_version_needs_a_reason(self, library: Library) -> None:
        library.save(REGION, "2032", survey(), by="Bob")
        app = press(panel(), SAVE)
        assert "It is not said why the survey is corrected" in said(app)
        assert len(library.log(REGION)) == 1
        assert loaded.LOADED in app.session_state

    def test_changes_nothing_if_somebody_was_faster(self, library: Library) -> None:
        library.save(REGION, "2032", survey(), by="Bob")
        app = panel(people=[(HOLMSHIRE, {"use": ["high"]})])
        app.text_input(WHY).set_value("late answers")
        library.correct(REGION, "2032", survey(), based_on=1, by="Bob", why="mine")
        assert "Somebody else changed the wave 2032 in the meantime" in said(press(app, SAVE))
        assert [each.by for each in library.log(REGION)] == ["Bob", "Bob"]

    def test_changes_nothing_if_somebody_else_saved_the_same_wave(self, library: Library) -> None:
        app = panel()
        library.save(REGION, "2032", survey(), by="Bob")
        assert "The wave is already there" in said(press(app, SAVE))
        assert len(library.log(REGION)) == 1

    def test_is_refused_for_a_published_wave(self, library: Library) -> None:
        app = panel(wave="2030")
        assert "2030 is a published wave, which nobody can replace." in said(app)
        assert SAVE not in keys(app)

    def test_is_refused_for_what_pages_could_not_show(self, library: Library) -> None:
        app = panel(people=[("Z99999999", {"use": ["high"]})])
        press(app, SAVE)
        assert app.error
        assert library.log(REGION) == ()

    def test_says_what_is_wrong_with_the_library(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv(DATABASE_VARIABLE, "sqlite:///no/such/folder/library.sqlite")
        app = press(panel(), SAVE)
        assert "cannot be opened" in said(app)
        assert "To mend it: make the folder" in said(app)


class TestASavedSurvey:
    @pytest.fixture
    def two_versions(self, library: Library) -> Library:
        library.save(REGION, "2032", survey(), by="Bob", why="at first")
        more = survey([(NORTHMOOR, {"use": ["high"]})] * 9)
        library.correct(REGION, "2032", more, based_on=1, by="Cid", why="late answers")
        return library

    def chosen(self, version: int = 1) -> AppTest:
        app = panel(own=False)
        app.selectbox("saved-2032-version-2").set_value(version)
        app.text_input("saved-2032-why").set_value("as agreed")
        return shown(app)

    def test_is_listed_with_who_when_and_why(self, two_versions: Library) -> None:
        (table,) = panel(own=False).table
        found = table.value[["Version", "What", "Who", "Why", "People"]].to_numpy().tolist()
        assert found == [
            ["2", "corrected", "Cid", "late answers", "9"],
            ["1", "saved", "Bob", "at first", "4"],
        ]

    def test_can_be_looked_at_in_an_earlier_version(self, two_versions: Library) -> None:
        app = press(self.chosen(), "saved-2032-look")
        assert len(app.session_state[loaded.LOADED].survey.responses.councils) == 4
        assert "All pages now show you version 1 of 2032, for this visit." in said(app)
        assert current.packs(Path.cwd()).shown.wave_by_id["2032"].people == 9

    def test_can_be_restored(self, two_versions: Library) -> None:
        app = press(self.chosen(), "saved-2032-restore")
        assert "2032 version 3 restored from version 1 by ann@council.example" in said(app)
        assert current.packs(Path.cwd()).shown.wave_by_id["2032"].people == 4

    def test_cannot_be_restored_to_what_it_is(self, two_versions: Library) -> None:
        assert self.chosen(2).button("saved-2032-restore").disabled

    def test_is_deleted_once_somebody_is_sure(self, two_versions: Library) -> None:
        app = self.chosen()
        app.checkbox("saved-2032-sure-2").check()
        press(app, "saved-2032-delete")
        assert "2032 deleted by ann@council.example" in said(app)
        assert two_versions.waves(REGION) == ()
        assert two_versions.log(REGION)[0].why == "as agreed"

    def test_is_not_deleted_by_a_slip(self, two_versions: Library) -> None:
        app = press(self.chosen(), "saved-2032-delete")
        assert "Nothing was deleted" in said(app)
        assert len(two_versions.waves(REGION)) == 1

    def test_is_not_deleted_without_a_reason(self, two_versions: Library) -> None:
        app = panel(own=False)
        app.checkbox("saved-2032-sure-2").check()
        press(app, "saved-2032-delete")
        assert "It is not said why the survey is deleted" in said(app)
        assert len(two_versions.waves(REGION)) == 1

    @pytest.mark.parametrize("action", ["restore", "delete"])
    def test_is_left_alone_if_somebody_was_faster(self, two_versions: Library, action: str) -> None:
        app = self.chosen()
        app.checkbox("saved-2032-sure-2").check()
        shown(app)
        two_versions.correct(REGION, "2032", survey(), based_on=2, by="Cid", why="again")
        press(app, f"saved-2032-{action}")
        assert "Somebody else changed the wave 2032" in said(app)
        assert two_versions.log(REGION)[0].why == "again"
