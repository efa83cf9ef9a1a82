"""Saving a survey for the region: for editors, who sign in; everybody else only looks."""

import os
import shlex
import subprocess
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import pandas as pd
import streamlit as st

from bestbywm.app import current, editors, loaded, texts
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
    st.header(texts.saving.TITLE, anchor=False)
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
        st.write(texts.saving.BY_COMMAND)
        st.code(command(survey, visit.pack.region), language=None, wrap_lines=True)
        st.caption(texts.saving.ABOUT_COMMAND)


def _sign_in() -> None:
    st.write(texts.saving.ARE_YOU_AN_EDITOR)
    with st.container(horizontal=True):
        for provider in editors.providers():
            st.button(
                texts.saving.SIGN_IN_WITH.format(service=provider)
                if provider
                else texts.saving.SIGN_IN,
                icon=":material/login:",
                key=f"saving-sign-in-{provider or ''}",
                on_click=st.login,
                args=(provider,),
            )
    st.caption(texts.saving.NEW_VISIT)


def _not_an_editor(who: Visitor) -> None:
    if who.sign == "viewer":
        said = texts.saving.NOT_AN_EDITOR.format(address=plain(who.address))
    else:
        said = texts.saving.NOT_CONFIRMED
    st.info(said, icon=":material/info:")
    _sign_out()


def _off(who: Visitor) -> None:
    reasons = {
        "off": texts.saving.NOBODY_CAN_SIGN_IN,
        "not installed": texts.saving.PACKAGE_MISSING.format(packages=editors.PACKAGES),
        "nobody named": texts.saving.NO_EDITOR_NAMED,
    }
    st.info(texts.saving.OFF.format(reason=reasons[who.sign]), icon=":material/info:")


def _signed_in(who: Visitor) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.text(texts.saving.SIGNED_IN.format(address=who.address), width="content")
        _sign_out()


def _sign_out() -> None:
    st.button(
        texts.saving.SIGN_OUT,
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
            texts.saving.PUBLISHED_WAVE.format(wave=plain(survey.wave)),
            icon=":material/info:",
        )
        return
    there = next((each for each in saved if each.wave == survey.wave), None)
    if there:
        st.warning(
            texts.saving.ALREADY_THERE.format(
                change=plain(there.made_by.in_words), version=there.version
            ),
            icon=":material/info:",
        )
    title = plain(survey.survey.settings.title)
    people = plural(len(survey.survey.responses.councils), "person", "people")
    st.write(
        texts.saving.SHOWN_TO_EVERYBODY.format(title=title, wave=plain(survey.wave), people=people)
    )
    st.text_input(
        texts.saving.WHY_CORRECTED if there else texts.saving.NOTE_FOR_LOG,
        key=WHY,
        max_chars=LONGEST_REASON,
        placeholder=texts.saving.SUCH_AS_LATE_ANSWERS,
    )
    st.button(
        texts.saving.SAVE_VERSION.format(version=there.version + 1) if there else texts.saving.SAVE,
        icon=":material/save:",
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
        found = texts.saving.IS_PUBLISHED.format(wave=wave)
        expected, remedy = texts.saving.NAME_OF_ITS_OWN, texts.saving.GIVE_ANOTHER_NAME
        raise LibraryError(Problem(library.place, found, expected, remedy))
    shown = wave_of(wave, content.settings, content.responses)
    published.with_wave(shown, content.responses, content.extra_questions)  # or a PackError
    why = _typed(WHY)
    if based_on is None:
        change = library.save(region, wave, content, by=by, why=why)
    else:
        change = library.correct(region, wave, content, based_on=based_on, by=by, why=why)
    _look_as_everybody(wave)
    return texts.saving.SAVED.format(change=change.in_words)


def _look_as_everybody(wave: str) -> None:
    """Show the wave as it was saved, no longer as it was loaded."""
    loaded.forget()
    loaded.show_wave(wave)


# Saved waves ----------------------------------------------------------------------------------


def _saved_waves(visit: Visit, saved: Sequence[SavedWave]) -> None:
    """Every saved wave with its versions, and what an editor can do with them."""
    st.subheader(texts.saving.SAVED_SURVEYS, anchor=False)
    if not saved:
        st.write(texts.saving.NONE_YET)
    for each in saved:
        words = plain(
            texts.saving.SAVED_SURVEY.format(
                wave=each.wave, title=each.settings.title, version=each.version
            )
        )
        with st.expander(words, key=f"saved-{each.wave}"):
            _saved_wave(visit, each)


def _saved_wave(visit: Visit, wave: SavedWave) -> None:
    try:
        versions = current.library().versions(visit.pack.region.slug, wave.wave)
    except LibraryError as error:
        _problem(error.problem)
        return
    title = plain(wave.settings.title)
    st.table(_table(versions), border="horizontal", hide_index=True, alt=title)
    newest = versions[0].version
    numbers = [each.version for each in versions]
    key = f"saved-{wave.wave}"
    version = st.selectbox(
        texts.saving.VERSION,
        numbers,
        key=f"{key}-version-{newest}",
        format_func=lambda each: (
            texts.saving.CURRENT.format(version=each) if each == newest else str(each)
        ),
    )
    st.text_input(
        texts.saving.WHY_RESTORED,
        key=f"{key}-why",
        max_chars=LONGEST_REASON,
        placeholder=texts.saving.SUCH_AS_ASKED,
    )
    doing = partial(_doing, visit, wave.wave, version, newest)
    with st.container(horizontal=True, vertical_alignment="center"):
        _action(texts.saving.LOOK, "visibility", f"{key}-look", doing(_look))
        _action(
            texts.saving.RESTORE.format(version=version),
            "settings_backup_restore",
            f"{key}-restore",
            doing(_restore),
            disabled=version == newest,
        )
        with st.popover(
            texts.saving.DELETE_MENU, icon=":material/delete:", key=f"{key}-delete-menu"
        ):
            number = plural(len(versions), "version")
            title, name = plain(wave.settings.title), plain(wave.wave)
            st.write(texts.saving.ERASED.format(title=title, wave=name, versions=number))
            st.checkbox(texts.saving.YES_ERASE, key=f"{key}-sure-{newest}")
            _action(texts.saving.DELETE, "delete", f"{key}-delete", doing(_delete))


def _table(versions: Sequence[SavedWave]) -> pd.DataFrame:
    rows = [
        (
            str(each.version),
            texts.saving.FROM_VERSION.format(
                action=each.made_by.action, version=each.made_by.restored_from
            )
            if each.made_by.restored_from
            else each.made_by.action,
            plain(each.made_by.by),
            each.made_by.at_in_words,
            plain(each.made_by.why),
            str(each.people),
        )
        for each in versions
    ]
    columns = [
        texts.saving.VERSION,
        texts.saving.WHAT,
        texts.saving.WHO,
        texts.saving.WHEN,
        texts.saving.WHY,
        texts.saving.PEOPLE,
    ]
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
    return texts.saving.LOOKED_AT.format(version=version, wave=wave)


def _restore(wave: str, version: int, newest: int, library: Library, region: str, by: str) -> str:
    why = _typed(f"saved-{wave}-why")
    change = library.restore(region, wave, version, by=by, why=why, based_on=newest)
    _look_as_everybody(wave)
    return texts.saving.DONE.format(change=change.in_words)


def _delete(wave: str, _: int, newest: int, library: Library, region: str, by: str) -> str:
    if st.session_state.get(f"saved-{wave}-sure-{newest}") is not True:
        raise LibraryError(
            Problem(
                library.place,
                texts.saving.NOTHING_DELETED,
                texts.saving.TO_BE_TICKED,
                texts.saving.TICK_IT,
            )
        )
    why = _typed(f"saved-{wave}-why")
    change = library.delete(region, wave, by=by, why=why, based_on=newest)
    return texts.saving.DONE.format(change=change.in_words)


# Doing it -------------------------------------------------------------------------------------


def _as_editor(visit: Visit, do: Doing) -> None:
    """Do it if whoever asks is an editor at this moment, and keep what to say about it."""
    who = editors.visitor()
    if not who.may_save:
        st.session_state[SAID] = texts.saving.NOTHING_DONE
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
    st.error(texts.common.FOUND.format(found=plain(problem.found)), icon=":material/error:")
    st.text(texts.common.EXPECTED.format(expected=problem.expected))
    st.text(texts.common.TO_MEND_IT.format(remedy=problem.remedy))
    st.caption(plain(problem.place))


def _typed(key: str) -> str:
    return str(st.session_state.get(key) or "")
