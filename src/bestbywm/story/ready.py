"""Ready storylines: the region at a glance, my council, where the barriers are, what changed."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from bestbywm.analysis.measures import for_selection
from bestbywm.analysis.selection import Selection, both_have_answers, waves_compared
from bestbywm.exhibits import link, maps
from bestbywm.exhibits.barriers import barriers_question, named_measures
from bestbywm.exhibits.model import Exhibit
from bestbywm.exhibits.profile import answered_in_words
from bestbywm.exhibits.wording import base_of_wave, capitalised, survey_and_wave
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS
from bestbywm.story.catalogue import SUBJECTS, exhibits_of
from bestbywm.story.storyline import Screen, Storyline
from bestbywm.words import listed


@dataclass(frozen=True, slots=True)
class Ready:
    """A ready storyline: its title, what it tells in a sentence, and what puts it together."""

    id: str
    title: str
    tells: str
    make: Callable[[Pack, Selection], tuple[Screen, ...]]


def storyline(pack: Pack, id_: str, selection: Selection) -> Storyline:
    """A ready storyline for a selection; without a screen where the data have nothing to tell.

    Raises
    ------
    KeyError
        For an identifier of no ready storyline.
    """
    ready = READY[id_]
    if selection.measure not in maps.map_measures(pack, selection.wave):
        selection = replace(selection, measure=maps.default_measure(pack, selection.wave))
    return Storyline(
        title=_title(pack, ready, selection),
        screens=ready.make(pack, selection),
        id=id_,
        place=_place(pack, ready, selection),
        about=_about(pack, ready, selection),
    )


def screen_of(pack: Pack, page: str, exhibit: Exhibit, selection: Selection) -> Screen:
    """The screen that shows an exhibit of a page, as it is for the selection."""
    view = link.write(selection.only(*SUBJECTS[page].fields), pack)
    return Screen(page, exhibit.id, tuple(view.items()))


def _screens(
    pack: Pack, page: str, selection: Selection, exhibits: Sequence[Exhibit]
) -> list[Screen]:
    return [screen_of(pack, page, exhibit, selection) for exhibit in exhibits]


def _all_of(pack: Pack, page: str, selection: Selection) -> list[Screen]:
    """Every exhibit of the page that has something to show."""
    shown = [each for each in exhibits_of(pack, page, selection) if each.chart or each.table.rows]
    return _screens(pack, page, selection, shown)


def _region(pack: Pack, selection: Selection) -> tuple[Screen, ...]:
    main = {panel.id for panel in pack.panels if panel.level == "main"}
    overview = [each for each in exhibits_of(pack, "overview", selection) if each.id in main]
    maturity = exhibits_of(pack, "maturity", selection)[:1]
    changed = [] if selection.is_filtered else _charts(pack, "change", selection)
    return (
        *_screens(pack, "overview", selection, overview),
        *_screens(pack, "map", selection, _map(pack, selection)),
        *_screens(pack, "maturity", selection, maturity),
        *_screens(pack, "change", selection, changed),
    )


def _charts(pack: Pack, page: str, selection: Selection) -> list[Exhibit]:
    return [each for each in exhibits_of(pack, page, selection) if each.chart]


def _map(pack: Pack, selection: Selection) -> tuple[Exhibit, ...]:
    return exhibits_of(pack, "map", selection)


def _council(pack: Pack, selection: Selection) -> tuple[Screen, ...]:
    return tuple(_all_of(pack, "council", selection)) if selection.council else ()


def _barriers(pack: Pack, selection: Selection) -> tuple[Screen, ...]:
    on_map = replace(selection, measure=_most_named(pack, selection))
    return (
        *_screens(pack, "barriers", selection, _charts(pack, "barriers", selection)),
        *_screens(pack, "map", on_map, _map(pack, on_map)),
    )


def _most_named(pack: Pack, selection: Selection) -> str:
    """The barrier that most people name, among those that the map can show; "" if none is."""
    question = barriers_question(pack)
    if question is None:
        return ""
    shown = maps.map_measures(pack, selection.wave)
    counts = {
        measure.id: for_selection(pack, selection, measure).count or 0
        for measure in named_measures(pack, selection.wave, question)
        if measure.id in shown
    }
    return max(counts, key=lambda id_: counts[id_], default="")


def _changed(pack: Pack, selection: Selection) -> tuple[Screen, ...]:
    return tuple(_all_of(pack, "change", selection))


READY: Mapping[str, Ready] = {
    each.id: each
    for each in (
        Ready(
            "region",
            "The region at a glance",
            "The main figures, the map, maturity, and what changed.",
            _region,
        ),
        Ready("council", "My council", "Where one council stands, and what it can do.", _council),
        Ready(
            "barriers",
            "Where the barriers are",
            "What stands in the way, for whom, and where on the map.",
            _barriers,
        ),
        Ready(
            "change",
            "What changed",
            "What rose and fell between two waves, and what cannot be compared.",
            _changed,
        ),
    )
}
"""Ready storylines by identifier, in the order in which they are offered."""


def _title(pack: Pack, ready: Ready, selection: Selection) -> str:
    if ready.id == "council" and selection.council:
        return pack.region.by_code[selection.council].official_name
    return ready.title


def _can_be_filtered(pack: Pack, ready: Ready, selection: Selection) -> bool:
    if ready.id == "change":
        return both_have_answers(pack, selection)
    return ready.id != "council" and selection.wave in pack.responses


def _place(pack: Pack, ready: Ready, selection: Selection) -> str:
    """Of whom it tells, if not of the whole region."""
    if ready.id == "council":
        return pack.region.by_code[selection.council].name if selection.council else ""
    if selection.is_filtered and _can_be_filtered(pack, ready, selection):
        return selection.place(pack.region)
    return ""


def _about(pack: Pack, ready: Ready, selection: Selection) -> str:
    """Survey, place and wave; of a council also how many answered for it, with the stamp."""
    if ready.id == "change":
        waves = waves_compared(pack, selection) or ()
        return f"{pack.region.survey}. {listed(waves)} compared." if waves else ""
    if ready.id == "council" and selection.council:
        responses = pack.responses.get(selection.wave)
        stamp = f" {STAMPS[responses.provenance]}" if responses else ""
        answered = answered_in_words(pack, selection.wave, selection.council)
        return f"{survey_and_wave(pack, selection.wave)}. {answered}{stamp}"
    place = capitalised(_place(pack, ready, selection) or pack.region.name)
    base = base_of_wave(pack, selection.wave)
    return f"{survey_and_wave(pack, selection.wave)}. {place}.{f' {base}.' if base else ''}"
