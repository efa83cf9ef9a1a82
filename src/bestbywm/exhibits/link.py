"""The address of a view: a selection written to the link, and read from it again.

A copied link opens the same view in another browser. Whatever in a link means nothing is left out
and said, so that a mistyped name never breaks a page. Names are read as people write them: code,
name or alias, any case, hyphens or blanks.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from bestbywm.analysis.maturity import weights_of
from bestbywm.analysis.selection import Breakdown, PracticeFilter, Selection, Story
from bestbywm.exhibits.maps import VIEWS, default_measure, map_measures
from bestbywm.pack import Pack
from bestbywm.region import MapView

KEYS = (
    *("wave", "type", "area", "councils", "measure", "view", "council"),
    *("weights", "compare", "sort", "from", "to", "by"),
    *("theme", "channel", "year", "collection", "find"),
    "story",
)
"""Parameters of a link; several values are separated by commas."""

MOST_COMPARED = 6
"""Councils that can be set side by side."""

BREAKDOWNS: tuple[Breakdown, ...] = ("region", "type", "council")

STORIES: tuple[Story, ...] = ("region", "council", "barriers", "change", "own")

Resolve = Callable[[str], str | None]


def default_selection(pack: Pack, wave: str | None = None) -> Selection:
    """What a visitor sees first: the first wave, the whole region, the first headline measure."""
    of_wave = wave or pack.waves[0].id
    return Selection(wave=of_wave, measure=default_measure(pack, of_wave))


def read(params: Mapping[str, str], pack: Pack) -> tuple[Selection, tuple[str, ...]]:
    """The selection that a link means, and a note for each of its parts that means nothing."""
    notes: list[str] = []
    region = pack.region
    wave = _one(params, "wave", _among([wave.id for wave in pack.waves]), notes)
    selection = default_selection(pack, wave)
    measure = _one(params, "measure", _among(list(map_measures(pack, selection.wave))), notes)
    view = _one(params, "view", _among(list(VIEWS)), notes)
    selection = Selection(
        wave=selection.wave,
        types=_several(params, "type", _among([each.id for each in region.types]), notes),
        county_areas=_several(params, "area", _among(region.county_areas), notes),
        councils=_several(params, "councils", _council(pack), notes),
        measure=measure or selection.measure,
        view=_view(view) or selection.view,
        council=_one(params, "council", _council(pack), notes) or "",
        weights=_weights(params.get("weights", ""), pack, notes),
        compared=_compared(params, pack, notes),
        sort=_one(params, "sort", _among(map_measures(pack, selection.wave)), notes) or "",
        breakdown=_breakdown(_one(params, "by", _among(BREAKDOWNS), notes)),
        practice=_practice(params, pack, notes),
        story=_story(_one(params, "story", _among(STORIES), notes)),
        **_waves_compared(params, pack, notes),
    )
    return selection, tuple(notes)


def _waves_compared(params: Mapping[str, str], pack: Pack, notes: list[str]) -> dict[str, str]:
    """The two waves of a change; a wave cannot be compared with itself."""
    waves = _among([wave.id for wave in pack.waves])
    before = _one(params, "from", waves, notes) or ""
    after = _one(params, "to", waves, notes) or ""
    if after and after == before:
        notes.append(f"The link compares the wave “{after}” with itself.")
        return {"before": before, "after": ""}
    return {"before": before, "after": after}


def _compared(params: Mapping[str, str], pack: Pack, notes: list[str]) -> tuple[str, ...]:
    """The councils that are set side by side, no more than there is room for."""
    councils = _several(params, "compare", _council(pack), notes)
    if len(councils) > MOST_COMPARED:
        notes.append(f"The link compares more than {MOST_COMPARED} councils.")
    return councils[:MOST_COMPARED]


def _weights(text: str, pack: Pack, notes: list[str]) -> tuple[int, ...]:
    """Weights in per cent with up to two decimals; those of the pack need not be said."""
    if not text.strip():
        return ()
    own = weights_of(pack.maturity)
    if not own:
        notes.append(
            f"The link has the weights “{_shortened(text)}”, but nothing is weighted here."
        )
        return ()
    parts = text.split("-")
    weights = tuple(
        round(float(each) * 100)
        for each in parts
        if re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", each)
    )
    if len(weights) != len(parts) or len(weights) != len(own) or sum(weights) != sum(own):
        notes.append(
            f"The link has the weights “{_shortened(text)}”, which are not {len(own)} "
            "numbers that add up to 100."
        )
        return ()
    return () if weights == own else weights


def _breakdown(value: str | None) -> Breakdown:
    return next((each for each in BREAKDOWNS if each == value), "region")


def _story(value: str | None) -> Story:
    return next((each for each in STORIES if each == value), STORIES[0])


def _practice(params: Mapping[str, str], pack: Pack, notes: list[str]) -> PracticeFilter:
    examples = pack.examples
    channels = [channel for each in examples for channel in each.channels]
    return PracticeFilter(
        themes=_several(params, "theme", _among(each.theme for each in examples), notes),
        channels=_several(params, "channel", _among(channels), notes),
        years=_several(
            params, "year", _among(str(each.year) for each in examples if each.year), notes
        ),
        collections=_several(
            params, "collection", _among(each.collection for each in examples), notes
        ),
        words=" ".join(params.get("find", "").split())[:LONGEST_SEARCH].rstrip(),
    )


LONGEST_SEARCH = 80
"""Characters of a search for words."""


def write(selection: Selection, pack: Pack) -> dict[str, str]:
    """The parameters of the link to a selection; what is as at first is left out."""
    first = default_selection(pack, selection.wave)
    names = pack.region.by_code
    parts = {
        "wave": selection.wave if selection.wave != pack.waves[0].id else "",
        "type": ",".join(selection.types),
        "area": ",".join(_slug(area) for area in selection.county_areas),
        "councils": ",".join(_slug(names[code].name) for code in selection.councils),
        "measure": selection.measure if selection.measure != first.measure else "",
        "view": selection.view if selection.view != first.view else "",
        "council": _slug(names[selection.council].name) if selection.council else "",
        "weights": "-".join(f"{each / 100:g}" for each in selection.weights),
        "compare": ",".join(_slug(names[code].name) for code in selection.compared),
        "sort": selection.sort,
        "from": selection.before,
        "to": selection.after,
        "by": selection.breakdown if selection.breakdown != "region" else "",
        "theme": ",".join(_slug(each) for each in selection.practice.themes),
        "channel": ",".join(_slug(each) for each in selection.practice.channels),
        "year": ",".join(selection.practice.years),
        "collection": ",".join(selection.practice.collections),
        "find": selection.practice.words,
        "story": selection.story if selection.story != STORIES[0] else "",
    }
    return {key: value for key, value in parts.items() if value}


def _one(params: Mapping[str, str], key: str, resolve: Resolve, notes: list[str]) -> str | None:
    """The value of a parameter that has one; a name with a comma in it counts as a whole."""
    text = params.get(key, "").strip()
    whole = resolve(text) if text else None
    if whole is not None:
        return whole
    found = _several(params, key, resolve, notes)
    return found[0] if found else None


def _several(
    params: Mapping[str, str], key: str, resolve: Resolve, notes: list[str]
) -> tuple[str, ...]:
    """The values of a parameter that mean something, each once, in the order of the link."""
    values = [value.strip() for value in params.get(key, "").split(",") if value.strip()]
    found = {value: resolve(value) for value in values}
    notes.extend(
        f"The link names “{_shortened(value)}” as {_KINDS[key]}, which is not known here."
        for value, meaning in found.items()
        if meaning is None
    )
    return tuple(dict.fromkeys(meaning for meaning in found.values() if meaning is not None))


_KINDS = {
    "wave": "a wave",
    "type": "a type of council",
    "area": "a county area",
    "councils": "a council",
    "measure": "a measure",
    "view": "a map view",
    "council": "a council",
    "compare": "a council",
    "sort": "a measure",
    "from": "a wave",
    "to": "a wave",
    "by": "a breakdown",
    "theme": "a theme",
    "channel": "a channel",
    "year": "a year",
    "collection": "a collection",
    "story": "a storyline",
}


def _among(known: Iterable[str]) -> Resolve:
    by_slug = {_slug(each): each for each in known}
    return lambda value: by_slug.get(_slug(value))


def _council(pack: Pack) -> Resolve:
    def resolve(value: str) -> str | None:
        council = pack.region.find(value)
        return council.code if council else None

    return resolve


def _view(value: str | None) -> MapView | None:
    return next((view for view in VIEWS if view == value), None)


def _slug(name: str) -> str:
    return "-".join(name.casefold().split())


def _shortened(value: str) -> str:
    return value if len(value) <= 40 else f"{value[:40]}…"


def sentence(notes: Sequence[str]) -> str:
    """All notes as one text, with what was done about it."""
    parts = "That part" if len(notes) == 1 else "Those parts"
    left_out = "was" if len(notes) == 1 else "were"
    return f"{' '.join(notes)} {parts} of the link {left_out} left out."
