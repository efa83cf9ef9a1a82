"""Saving a survey for the region: for editors, who sign in; everybody else only looks."""

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from bestbywm.app import current, editors, loaded
from bestbywm.app.editors import Visitor
from bestbywm.app.frame import Visit
from bestbywm.app.loaded import Loaded
from bestbywm.exhibits.wording import plural
from bestbywm.library import Library, LibraryError, SavedWave
from bestbywm.library.packs import wave_of
from bestbywm.problems import PackError, Problem
from bestbywm.region import Region
from bestbywm.render.markdown import plain

WHY, SAID = "saving-why", "saving-said"
LONGEST_REASON = 300

Doing = Callable[[Library, str, str], str]
"""Something that an editor does: gets the library, the region and who does it; says what it did."""


def panel(visit: Visit, survey: Loaded | None) -> None:
    """Save the survey of this visit, and look after those that were saved; or why that is off.

    Without a survey, an editor can sign in, which begins a new visit, and look after saved ones.
    """
    st.header("Save it for the region", anchor=False)
    _say_what_was_done()
    who = editors.visitor()
    if not who.may_save:
        _why_not(visit, who, survey)
        return
    _signed_in(who)
    try:
        saved = current.library().waves(visit.pack.region.slug)
    except LibraryError as error:
        _problem(error.problem)
        return
    if survey is not None:
        _saving(visit, survey, saved)
    _saved_waves(visit, saved)


# Who looks ------------------------------------------------------------------------------------


def _why_not(visit: Visit, who: Visitor, survey: Loaded | None) -> None:
    """Why it cannot be saved here, and what to do."""
    if who.sign == "signed out":
        _sign_in()
    elif who.sign in {"viewer", "unverified"}:
        _not_an_editor(who)
    else:
        _off(who)
    if survey is not None:
        st.write("Whoever looks after this dashboard can save it with the command line:")
        st.code(command(survey, visit.pack.region), language=None, wrap_lines=True)
        st.caption(
            "FILE is the export file, and MAPPING the saved mapping: with it, the file is "
            "understood as you decided here. The command asks nobody to sign in."
        )


def _sign_in() -> None:
    st.write(
        "Editors of this dashboard can save a survey, so that everybody sees it. Are you one? "
        "Then sign in. Only to look, nobody needs an account."
    )
    with st.container(horizontal=True):
        for provider in editors.providers():
            st.button(
                f"Sign in with {provider}" if provider else "Sign in",
                icon=":material/login:",
                key=f"saving-sign-in-{provider or ''}",
                on_click=st.login,
                args=(provider,),
            )
    st.caption(
        "Signing in begins a new visit on the first page: save your mapping before, then come back "
        "here and load your file once more."
    )


def _not_an_editor(who: Visitor) -> None:
    if who.sign == "viewer":
        said = (
            f"You are signed in as {plain(who.address)}, who is not among the editors of this "
            "dashboard. You can look at everything, and use your survey for this visit. To save "
            "it, ask whoever looks after the dashboard to add your address."
        )
    else:
        said = (
            "You are signed in, but the service did not confirm your e-mail address. To save, "
            "have it confirmed there, or sign in with another account."
        )
    st.info(said, icon=":material/info:")
    _sign_out()


def _off(who: Visitor) -> None:
    remedy = {
        "off": "nobody can sign in here",
        "not installed": "a package for signing in is missing. Install it with: python -m pip "
        f'install "{editors.PACKAGES}"',
        "nobody named": "no editor is named in its secrets",
    }
    st.info(f"Saving from this page is off: {remedy[who.sign]}.", icon=":material/info:")


def _signed_in(who: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(f"Signed in as {who.address}, an editor.", width="content")
        _sign_out()


def _sign_out() -> None:
    st.button(
        "Sign out",
        icon=":material/logout:",
        type="tertiary",
        key="saving-sign-out",
        on_click=st.logout,
    )


def command(survey: Loaded, region: Region) -> str:
    """The command that saves the survey with all that is said about it."""
    settings = survey.survey.settings
    invited = "; ".join(region.by_code[code].name for code in settings.invited)
    options = {
        "--wave": survey.wave,
        "--title": settings.title,
        "--when": settings.when,
        "--first-day": settings.first_day.isoformat() if settings.first_day else "",
        "--last-day": settings.last_day.isoformat() if settings.last_day else "",
        "--invited": invited,
        "--minimum-people": str(settings.minimum_people) if settings.minimum_people > 1 else "",
        "--mapping": "MAPPING",
    }
    words = ["bestbywm", "import", "FILE"]
    words += [part for option, value in options.items() if value for part in (option, value)]
    words += [] if settings.shows_councils else ["--hide-councils"]
    return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)


# Saving ---------------------------------------------------------------------------------------


def _saving(visit: Visit, survey: Loaded, saved: Sequence[SavedWave]) -> None:
    """The button that saves; a wave that is there is corrected, which needs a reason."""
    if survey.wave in current.packs(visit.home).published.wave_by_id:
        st.warning(
            f"{plain(survey.wave)} is a published wave, which nobody can replace. Give yours "
            "another name above, and use it once more.",
            icon=":material/info:",
        )
        return
    there = next((each for each in saved if each.wave == survey.wave), None)
    if there:
        st.warning(
            f"The wave is already there: {plain(there.made_by.in_words)}. Saving puts a new "
            f"version in the place of version {there.version}, which is kept.",
            icon=":material/info:",
        )
    title = plain(survey.survey.settings.title)
    people = plural(len(survey.survey.responses.councils), "person", "people")
    st.write(f"**{title}** ({plain(survey.wave)}, {people}) is then shown to everybody.")
    st.text_input(
        "Why it is corrected" if there else "A note for the log (optional)",
        key=WHY,
        max_chars=LONGEST_REASON,
        placeholder="Such as: two late answers",
    )
    st.button(
        f"Save as version {there.version + 1}" if there else "Save it for the region",
        icon=":material/save:",
        type="primary",
        key="saving-save",
        on_click=_as_editor,
        args=(visit, partial(_save, visit, survey, there.version if there else None)),
    )


def _save(
    visit: Visit, survey: Loaded, based_on: int | None, library: Library, region: str, by: str
) -> str:
    """Save it in one transaction, unless somebody changed the wave after it was looked at."""
    wave, content = survey.wave, survey.survey
    published = current.packs(visit.home).published
    if wave in published.wave_by_id:
        found = f"{wave} is a published wave"
        remedy = "give the survey another name"
        raise LibraryError(Problem(library.place, found, "a name of its own", remedy))
    shown = wave_of(wave, content.settings, content.responses)
    published.with_wave(shown, content.responses, content.extra_questions)  # or a PackError
    why = _typed(WHY)
    if based_on is None:
        change = library.save(region, wave, content, by=by, why=why)
    else:
        change = library.correct(region, wave, content, based_on=based_on, by=by, why=why)
    _look_as_everybody(wave)
    return f"Saved: {change.in_words}. From now on, all pages show it to everybody."


def _look_as_everybody(wave: str) -> None:
    """Show the wave as it was saved, no longer as it was loaded."""
    loaded.forget()
    loaded.show_wave(wave)


# Saved waves ----------------------------------------------------------------------------------


def _saved_waves(visit: Visit, saved: Sequence[SavedWave]) -> None:
    """Every saved wave with its versions, and what an editor can do with them."""
    st.subheader("Saved surveys", anchor=False)
    if not saved:
        st.write("None was saved yet.")
    for each in saved:
        words = plain(f"{each.wave}: {each.settings.title} (version {each.version})")
        with st.expander(words, key=f"saved-{each.wave}"):
            _saved_wave(visit, each)


def _saved_wave(visit: Visit, wave: SavedWave) -> None:
    try:
        versions = current.library().versions(visit.pack.region.slug, wave.wave)
    except LibraryError as error:
        _problem(error.problem)
        return
    st.table(_table(versions), border="horizontal", hide_index=True)
    newest = versions[0].version
    numbers = [each.version for each in versions]
    key = f"saved-{wave.wave}"
    version = st.selectbox(
        "Version",
        numbers,
        key=f"{key}-version-{newest}",
        format_func=lambda each: f"{each} (current)" if each == newest else str(each),
    )
    st.text_input(
        "Why it is restored or deleted",
        key=f"{key}-why",
        max_chars=LONGEST_REASON,
        placeholder="Such as: a council asked for it",
    )
    doing = partial(_doing, visit, wave.wave, version, newest)
    with st.container(horizontal=True, vertical_alignment="center"):
        _action("Look at it, for this visit", "visibility", f"{key}-look", doing(_look))
        _action(
            f"Restore version {version}",
            "settings_backup_restore",
            f"{key}-restore",
            doing(_restore),
            disabled=version == newest,
        )
        with st.popover("Delete …", icon=":material/delete:", key=f"{key}-delete-menu"):
            number = plural(len(versions), "version")
            st.write(
                f"{plain(wave.settings.title)} ({plain(wave.wave)}), {number}, is erased for "
                "everybody. This cannot be undone; the log keeps who did it, and why."
            )
            st.checkbox("Yes, erase it", key=f"{key}-sure-{newest}")
            _action("Delete", "delete", f"{key}-delete", doing(_delete))


def _table(versions: Sequence[SavedWave]) -> pd.DataFrame:
    rows = [
        (
            str(each.version),
            f"{each.made_by.action} from version {each.made_by.restored_from}"
            if each.made_by.restored_from
            else each.made_by.action,
            plain(each.made_by.by),
            each.made_by.at_in_words,
            plain(each.made_by.why),
            str(each.people),
        )
        for each in versions
    ]
    columns = ["Version", "What", "Who", "When", "Why", "People"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _action(label: str, icon: str, key: str, act: Callable[[], None], **how: Any) -> None:
    st.button(label, icon=f":material/{icon}:", key=key, on_click=act, **how)


def _doing(
    visit: Visit,
    wave: str,
    version: int,
    newest: int,
    do: Callable[[str, int, int, Library, str, str], str],
) -> Callable[[], None]:
    """What a button does with a version, as the wave was when the button was shown."""
    return partial(_as_editor, visit, partial(do, wave, version, newest))


def _look(wave: str, version: int, _: int, library: Library, region: str, __: str) -> str:
    loaded.keep(Loaded(wave, library.read(region, wave, version).survey))
    return f"All pages now show you version {version} of {wave}, for this visit."


def _restore(wave: str, version: int, newest: int, library: Library, region: str, by: str) -> str:
    why = _typed(f"saved-{wave}-why")
    change = library.restore(region, wave, version, by=by, why=why, based_on=newest)
    _look_as_everybody(wave)
    return f"Done: {change.in_words}."


def _delete(wave: str, _: int, newest: int, library: Library, region: str, by: str) -> str:
    if st.session_state.get(f"saved-{wave}-sure-{newest}") is not True:
        raise LibraryError(
            Problem(library.place, "Nothing was deleted", "“Yes, erase it” to be ticked", "tick it")
        )
    why = _typed(f"saved-{wave}-why")
    change = library.delete(region, wave, by=by, why=why, based_on=newest)
    return f"Done: {change.in_words}."


# Doing it -------------------------------------------------------------------------------------


def _as_editor(visit: Visit, do: Doing) -> None:
    """Do it if whoever asks is an editor at this moment, and keep what to say about it."""
    who = editors.visitor()
    if not who.may_save:
        st.session_state[SAID] = "Nothing was done: only an editor who is signed in can do that."
        return
    try:
        said: str | Problem = do(current.library(), visit.pack.region.slug, who.address)
    except LibraryError as error:
        said = error.problem
    except PackError as error:
        said = error.problems[0]
    st.session_state[SAID] = said


def _say_what_was_done() -> None:
    said: str | Problem | None = st.session_state.pop(SAID, None)
    if isinstance(said, Problem):
        _problem(said)
    elif said:
        st.success(plain(said), icon=":material/check:")


def _problem(problem: Problem) -> None:
    """What went wrong, what was expected, and what to do; the place is for editors' eyes."""
    st.error(f"{plain(problem.found)}.", icon=":material/error:")
    st.text(f"Expected: {problem.expected}.")
    st.text(f"To mend it: {problem.remedy}.")
    st.caption(plain(problem.place))


def _typed(key: str) -> str:
    return str(st.session_state.get(key) or "")
