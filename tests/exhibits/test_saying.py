"""Specification of what may be said elsewhere: a sentence with its source, or why there is none."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import barriers, overview
from bestbywm.exhibits.maps import map_measures, map_of
from bestbywm.exhibits.model import Exhibit, Table
from bestbywm.exhibits.saying import ADVICE, WORKED_OUT_HERE, Saying, you_can_say
from bestbywm.exhibits.wording import INFERRED
from bestbywm.pack import Pack
from bestbywm.provenance import STAMPS, Provenance

DONT_QUOTE = (
    "Don't quote these figures: the answers are made up, and no council gave them. What the "
    "published totals support is on the page “You can say”."
)
PEOPLE_NOT_COUNCILS = "Say people, not councils: the figures count the people who answered."


def exhibit(provenance: Provenance, *caveats: str) -> Exhibit:
    return Exhibit(
        id="made-up",
        headline="37.5% (15 of 40 people) say their council's use is high",
        subtitle="",
        chart=None,
        table=Table((), ()),
        alt="",
        source="",
        provenance=provenance,
        wave="2013",
        caveats=caveats,
    )


def every_exhibit(pack: Pack, selection: Selection) -> Iterator[Exhibit]:
    for level in ("main", "more"):
        yield from overview.exhibits(pack, selection, level)
    yield from barriers.exhibits(pack, selection)
    for measure in map_measures(pack, selection.wave):
        yield map_of(pack, replace(selection, measure=measure))


class TestASentence:
    @pytest.mark.parametrize("provenance", ["published", "own"])
    def test_is_the_finding_with_survey_and_wave(
        self, shipped_pack: Pack, provenance: Provenance
    ) -> None:
        saying = you_can_say(shipped_pack, exhibit(provenance))
        assert saying.sentence == (
            "37.5% (15 of 40 people) say their council's use is high (Best by West Midlands, 2013)."
        )
        assert saying.advice == PEOPLE_NOT_COUNCILS

    def test_takes_its_caveats_with_it(self, shipped_pack: Pack) -> None:
        saying = you_can_say(shipped_pack, exhibit("published", "Something else.", INFERRED))
        assert saying.sentence is not None
        assert saying.sentence.endswith(
            "(Best by West Midlands, 2013). Something else. How many people answered was not "
            "published. Counts and intervals are worked back from the percentages."
        )

    def test_of_facts_names_public_pages_and_no_wave(self, shipped_pack: Pack) -> None:
        saying = you_can_say(shipped_pack, exhibit("council_fact"))
        assert saying.sentence is not None
        assert saying.sentence.endswith("say their council's use is high (found on public pages).")
        assert "2013" not in saying.sentence
        assert saying.advice == (
            "This was found on public pages. There may be more that was not found."
        )

    def test_of_made_up_answers_there_is_none(self, shipped_pack: Pack) -> None:
        saying = you_can_say(shipped_pack, exhibit("illustrative", INFERRED))
        assert saying.sentence is None
        assert saying.advice == DONT_QUOTE

    @pytest.mark.parametrize("provenance", ["published", "council_fact", "own"])
    def test_there_is_none_of_what_is_worked_out_by_a_rule_of_our_own(
        self, shipped_pack: Pack, provenance: Provenance
    ) -> None:
        found = replace(exhibit(provenance), is_quotable=False)
        assert you_can_say(shipped_pack, found) == Saying(None, WORKED_OUT_HERE)
        assert WORKED_OUT_HERE.startswith("Don't quote this")

    def test_of_made_up_answers_is_called_made_up_first(self, shipped_pack: Pack) -> None:
        found = replace(exhibit("illustrative"), is_quotable=False)
        assert you_can_say(shipped_pack, found) == Saying(None, DONT_QUOTE)

    def test_names_the_survey_of_the_pack(self, tiny_pack: Pack) -> None:
        saying = you_can_say(tiny_pack, exhibit("own"))
        assert saying.sentence is not None
        assert saying.sentence.endswith("(Tiny survey, 2013).")

    def test_comes_with_advice_for_every_kind_of_data(self) -> None:
        assert ADVICE.keys() == STAMPS.keys()
        assert all(each.endswith(".") for each in ADVICE.values())


class TestEveryExhibit:
    @pytest.mark.parametrize("types", [(), ("metropolitan",)])
    @pytest.mark.parametrize("wave", ["2013", "2014"])
    def test_says_something_or_why_not(
        self, shipped_pack: Pack, wave: str, types: tuple[str, ...]
    ) -> None:
        made = list(every_exhibit(shipped_pack, Selection(wave, types=types)))
        assert made
        for each in made:
            saying = you_can_say(shipped_pack, each)
            assert (saying.sentence is None) == (each.provenance == "illustrative")
            if saying.sentence is not None:
                assert saying.sentence.startswith(each.headline)
                assert saying.sentence.endswith(".")
                assert ".." not in saying.sentence
                assert "illustrative" not in saying.sentence.lower()

    def test_of_published_figures_says_the_wave_that_it_is_about(self, shipped_pack: Pack) -> None:
        for wave in ("2013", "2014"):
            for level in ("main", "more"):
                for each in overview.exhibits(shipped_pack, Selection(wave), level):
                    sentence = you_can_say(shipped_pack, each).sentence
                    assert sentence is not None
                    assert f"(Best by West Midlands, {wave})." in sentence

    def test_of_2014_says_that_its_bases_are_inferred(self, shipped_pack: Pack) -> None:
        for level in ("main", "more"):
            for each in overview.exhibits(shipped_pack, Selection("2014"), level):
                sentence = you_can_say(shipped_pack, each).sentence or ""
                cells = [str(cell) for row in each.table.rows for cell in row]
                assert (INFERRED in each.caveats) == any("inferred" in cell for cell in cells)
                assert sentence.endswith(
                    " ".join(["(Best by West Midlands, 2014).", *each.caveats])
                )
