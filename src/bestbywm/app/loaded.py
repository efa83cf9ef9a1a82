"""The survey that was loaded for this visit: it is kept with the visit, and nowhere else."""

from collections.abc import Iterable
from dataclasses import dataclass

import streamlit as st

from bestbywm.library import OwnSurvey
from bestbywm.library.packs import with_own
from bestbywm.pack import Pack

LOADED, JOINED = "loaded-survey", "loaded-survey-joined"
TO_SHOW, STOPPED = "loaded-survey-to-show", "loaded-survey-stopped"


@dataclass(frozen=True, eq=False)
class Loaded:
    """A survey that was loaded, and the name of its wave."""

    wave: str
    survey: OwnSurvey


def keep(loaded: Loaded) -> None:
    """Use a survey for this visit, in place of one that was loaded before; pages turn to it."""
    forget()
    st.session_state[LOADED] = loaded
    show_wave(loaded.wave)


def current() -> Loaded | None:
    """The survey that was loaded for this visit."""
    found: Loaded | None = st.session_state.get(LOADED)
    return found


def is_among(waves: Iterable[str]) -> bool:
    """Whether its wave is one of these, so that nobody else can be shown them."""
    in_use = current()
    return in_use is not None and in_use.wave in waves


def forget() -> None:
    """Use it no more.

    What Streamlit itself still holds of pages that showed it, their buttons, goes with the visit.
    """
    in_use = current()
    if in_use:
        st.session_state[STOPPED] = in_use.wave
    for key in (LOADED, JOINED, TO_SHOW):
        st.session_state.pop(key, None)


def stopped() -> str:
    """The wave that the visitor stopped using last; "" if there is none."""
    return str(st.session_state.get(STOPPED, ""))


def show_wave(wave: str) -> None:
    """Have the next page turn to a wave, whichever was looked at before."""
    st.session_state[TO_SHOW] = wave


def wave_to_show() -> str:
    """The wave that pages shall turn to, which is said once; "" if there is none."""
    return str(st.session_state.pop(TO_SHOW, ""))


def joined(pack: Pack) -> tuple[Pack, tuple[str, ...]]:
    """The pack with the survey of this visit before its own, and a note on what was left out.

    The pack itself without such a survey. It is made once for a pack and a survey, since what is
    made from a pack is kept with it: the visit's pack, and all that, end with the visit.
    """
    loaded = current()
    if loaded is None:
        return pack, ()
    kept: tuple[Pack, Loaded, Pack, tuple[str, ...]] | None = st.session_state.get(JOINED)
    if kept is None or kept[0] is not pack or kept[1] is not loaded:
        made = with_own(pack, loaded.wave, loaded.survey)
        kept = st.session_state[JOINED] = (pack, loaded, *made)
    return kept[2], kept[3]
