"""Specification of the sentences: safe ones, unsafe ones, and all of them as one table."""

import re
from dataclasses import replace
from typing import Any

import pytest

from bestbywm.analysis.claims import NOT_SHOWN, VERDICTS
from bestbywm.analysis.selection import Selection
from bestbywm.exhibits import change
from bestbywm.exhibits.claims import JudgedClaim, exhibit, figures_and_claims, judged_claims
from bestbywm.exhibits.model import Dots
from bestbywm.pack import Pack
from bestbywm.survey.claims import Claim, WaveDifference
from bestbywm.survey.published import PublishedFigure

INFERRED = (
    "How many people answered in 2014 was not published. Counts and intervals are worked back from "
    "the percentages."
)


@pytest.fixture(scope="module")
def judged(shipped_pack: Pack) -> dict[str, JudgedClaim]:
    return {each.id: each for each in judged_claims(shipped_pack)}


def every_sentence(claim: JudgedClaim) -> list[str]:
    unsafe = [part for each in claim.unsafe for part in (each.words, each.why)]
    return [claim.says, claim.why, claim.safe, *claim.rests_on, *unsafe]


class TestEveryFigureAndClaim:
    def test_has_verdict_reason_safe_sentence_and_words_to_avoid(
        self, shipped_pack: Pack, judged: dict[str, JudgedClaim]
    ) -> None:
        assert len(judged) == len(shipped_pack.published) + len(shipped_pack.claims) == 51
        for each in judged.values():
            assert each.verdict in VERDICTS
            assert each.why
            assert each.safe
            assert each.unsafe
            assert each.rests_on
            assert each.source_url.startswith("https://")

    def test_is_written_cleanly(self, judged: dict[str, JudgedClaim]) -> None:
        for each in judged.values():
            for sentence in every_sentence(each):
                assert not re.search(r"None|\bnan\b|  |\{|\}|\.\.(?!\.)| [,.;:)]", sentence)
                assert sentence.strip() == sentence
                assert sentence

    def test_has_a_safe_sentence_that_names_wave_and_survey(
        self, judged: dict[str, JudgedClaim]
    ) -> None:
        for each in judged.values():
            assert each.safe.endswith(".")
            assert each.wave in each.safe
            assert "(Best by West Midlands" in each.safe

    def test_never_has_a_share_of_councils_in_a_safe_sentence(
        self, judged: dict[str, JudgedClaim]
    ) -> None:
        assert not [each.safe for each in judged.values() if "% of councils" in each.safe]

    def test_about_people_has_count_and_base_in_its_safe_sentence(
        self, judged: dict[str, JudgedClaim]
    ) -> None:
        of_people = [
            each
            for each in judged.values()
            if each.unit == "people who answered" and not each.compares
        ]
        assert len(of_people) == 35
        for each in of_people:
            assert each.estimate is not None
            assert re.search(rf"\b(?:of(?: the)?|all) {each.estimate.base} people", each.safe)

    def test_says_in_its_safe_sentence_that_a_base_is_inferred(
        self, judged: dict[str, JudgedClaim]
    ) -> None:
        for each in judged.values():
            if each.wave == "2014":
                assert "inferred" in each.safe
                assert each.safe.endswith(INFERRED)

    def test_has_every_reason_for_care_in_its_safe_sentence(
        self, shipped_pack: Pack, judged: dict[str, JudgedClaim]
    ) -> None:
        """A reason about a wave goes with its figure and with all that rests on it."""
        asked = {
            each.id: (each.question, {each.wave, each.other_wave}) for each in shipped_pack.claims
        }
        for figure in shipped_pack.published.values():
            asked[f"{figure.wave}-{figure.question}-{figure.option}"] = (
                figure.question,
                {figure.wave},
            )
        assert asked.keys() == judged.keys()
        said = 0
        for difference in shipped_pack.wave_differences:
            for id_, (question, waves) in asked.items():
                if question == difference.question and difference.wave in waves:
                    assert judged[id_].safe.count(difference.reason) == 1
                    said += 1
        assert said == 7

    def test_of_a_change_has_the_size_of_the_page_of_changes(
        self, shipped_pack: Pack, judged: dict[str, JudgedClaim]
    ) -> None:
        chart = change.exhibits(shipped_pack, Selection("2013"))[0].chart
        assert isinstance(chart, Dots)
        texts = dict(zip(chart.rows, chart.texts, strict=True))
        for id_, label, page, ours in (
            ("own-use-fell", "High own use", "fell by 32.5 points", "−32.5 points"),
            (
                "managers-rose",
                "Senior managers use social media",
                "rose by about 27.5 points",
                "about +27.5 points",
            ),
            ("effect-rose", "Highly effective", "11 points up", "+11 points"),
        ):
            assert page in texts[label]
            assert ours in judged[id_].rests_on[-1]

    def test_that_sets_shares_against_each_other_says_that_they_count_people(
        self, shipped_pack: Pack
    ) -> None:
        says = [each.says for each in shipped_pack.claims if each.kind != "most"]
        assert len(says) == 7
        assert all("people" in each.lower() for each in says)

    def test_that_is_not_shown_is_itself_what_to_avoid(
        self, judged: dict[str, JudgedClaim]
    ) -> None:
        for each in judged.values():
            assert (each.says == each.unsafe[0].words) == (each.verdict == NOT_SHOWN)

    def test_stands_by_wave_and_comparisons_first(self, judged: dict[str, JudgedClaim]) -> None:
        order = [(each.wave, not each.compares) for each in judged.values()]
        assert order == sorted(order)


SAFE = {
    "2013-policy_up_to_date-no": (
        "In 2013, 17 of the 40 people who answered say their council has no up-to-date social "
        "media policy or guidance (Best by West Midlands)."
    ),
    "2013-barriers-training": (
        "In 2013, 15 of the 40 people who answered name training as a barrier (Best by West "
        "Midlands)."
    ),
    "2013-barriers-no barriers": (
        "In 2013, 6 of the 40 people who answered chose “No barriers” when asked “What stands in "
        "the way of using social media more?” (Best by West Midlands; the wording of the question "
        "is reconstructed)."
    ),
    "2013-usage_level-medium": (
        "In 2013, 22 of the 40 people who answered chose “Medium” when asked “How would you rate "
        "your council's use of social media?” (Best by West Midlands; the wording of the question "
        "is reconstructed)."
    ),
    "2013-accounts-yes": (
        "The page on the 2013 results states that all councils have at least one Twitter and one "
        "Facebook account (Best by West Midlands). It does not say how many councils that rests on."
    ),
    "2013-channels_count-count": (
        "In 2013, 15 different channels were in use across the region (Best by West Midlands; "
        "worked out from other published figures)."
    ),
    "2013-admired_examples-police forces": (
        "In 2013 there were 14 mentions of police forces in answer to “Which examples of good "
        "social media do you admire?” (Best by West Midlands; the wording of the question is "
        "reconstructed). Each person could name up to three examples. The figures count mentions, "
        "not people, and one person can add several."
    ),
    "2014-channels-Twitter": (
        "In 2014, all 26 people (inferred) say their council uses Twitter (Best by West "
        f"Midlands). {INFERRED}"
    ),
    "2014-channels-WhatsApp": (
        "In 2014, 1 of 26 people (inferred) says their council uses WhatsApp (Best by West "
        f"Midlands). {INFERRED}"
    ),
    "2014-channels-Snapchat": (
        "In 2014, none of 26 people (inferred) say their council uses Snapchat (Best by West "
        f"Midlands). {INFERRED}"
    ),
    "2014-senior_managers_use-yes": (
        "In 2014, 16 of 26 people (inferred) say senior managers use social media (Best by West "
        f"Midlands). The 2014 page says only “just over 60%”. {INFERRED}"
    ),
    "biggest-barriers": (
        "In 2013, the highest figure published on barriers is for training (15 of 40 people), "
        "followed by trust with 14, risk with 13, cost with 9 and technology with 4 (Best by West "
        "Midlands). “Trust” and “Risk” are too close to call an order: their intervals meet."
    ),
    "resources-biggest": (
        "In 2014, the only figure published on barriers is for resources: 14 of an inferred 26 "
        f"people (Best by West Midlands). {INFERRED}"
    ),
    "use-behind-importance": (
        "In 2013, 15 of the 40 people who answered say their council's use is high, and 34 say it "
        "is very important that their council uses social media (Best by West Midlands)."
    ),
    "own-use-fell": (
        "From 2013 to 2014, the share of people who say their own use is high fell from 19 of 40 "
        "people to 4 of an inferred 26 (Best by West Midlands). The wording of the 2014 question "
        f"was not seen. {INFERRED}"
    ),
    "effect-rose": (
        "No clear change can be shown from 2013 to 2014 in the share of people who say their "
        "council's use is highly effective: 10 of 40 people, then 9 of an inferred 25 (Best by "
        "West Midlands). The 2014 page does not say which answer its 36% gave. “High” is taken "
        f"from its comparison with the 25% of 2013. {INFERRED}"
    ),
    "2014-effectiveness-high": (
        "In 2014, 9 of 25 people (inferred) say their council's use is highly effective (Best by "
        "West Midlands). The 2014 page does not say which answer its 36% gave. “High” is taken "
        f"from its comparison with the 25% of 2013. {INFERRED}"
    ),
    "frontline-rose": (
        "In 2014, 17 of 26 people (inferred) say frontline staff use social media; no figure with "
        "count and base was published for 2013 (Best by West Midlands). For 2013 the source says "
        f"only “just over half”, without a percentage. {INFERRED}"
    ),
}


@pytest.mark.parametrize("id_", SAFE)
def test_safe_sentences(judged: dict[str, JudgedClaim], id_: str) -> None:
    assert judged[id_].safe == SAFE[id_]


UNSAFE = {
    "2013-barriers-training": [("37.5% of councils …", "one council can have several")],
    "2013-policy_up_to_date-no": [("42.5% of councils say their council", "counts people who")],
    "2013-admired_examples-police forces": [("14 people …", "mentions, not people")],
    "2013-accounts-yes": [("100% of councils have", "does not say what number")],
    "2013-channels_count-count": [("15 people …", "counts channels, not people")],
    "2014-channels-YouTube": [
        ("81% of councils …", "counts people who answered"),
        ("81%, and nothing else", "runs from 62.1% to 91.5% and the base was not published"),
    ],
    "own-use-fell": [("Fell by 32.5 percentage points", "from 8.8 points to 49.7 points")],
    "biggest-barriers": [
        ("Training and trust are the biggest barriers, by far", "too close to call"),
        ("Most councils …", "the highest is 15 of 40 people"),
    ],
    "effect-rose": [("A larger share of people rate their council's use", "No clear change")],
}


@pytest.mark.parametrize("id_", UNSAFE)
def test_words_to_avoid(judged: dict[str, JudgedClaim], id_: str) -> None:
    for found, (words, why) in zip(judged[id_].unsafe, UNSAFE[id_], strict=True):
        assert found.words.startswith(words)
        assert why in found.why


class TestWhatItRestsOn:
    def test_is_count_base_and_interval(self, judged: dict[str, JudgedClaim]) -> None:
        said = {id_: each.rests_on for id_, each in judged.items()}
        assert said["2013-usage_level-high"] == ("15 of 40 people, 95% interval 24.2% to 53%",)
        assert said["2014-channels-YouTube"] == (
            "21 of an inferred 26 people, 95% interval 62.1% to 91.5% [u]",
        )
        assert said["2013-accounts-yes"] == ("100%, without base and interval",)
        assert said["2013-admired_examples-Walsall Council"] == (
            "11 mentions, without base and interval",
        )

    def test_is_every_figure_that_is_compared(self, judged: dict[str, JudgedClaim]) -> None:
        assert judged["own-use-fell"].rests_on == (
            "High own use, 2013: 19 of 40 people, 95% interval 32.9% to 62.5%",
            "High own use, 2014: 4 of an inferred 26 people, 95% interval 6.2% to 33.5% [u]",
            "Change between the percentages: −32.5 points, 95% interval from the counts −49.7 to "
            "−8.8",
        )
        assert len(judged["biggest-barriers"].rests_on) == 5


class TestTheTable:
    def test_has_a_row_for_each(self, shipped_pack: Pack) -> None:
        table = exhibit(shipped_pack).table
        names = [column.name for column in table.columns]
        rows = [dict(zip(names, row, strict=True)) for row in table.rows]
        claims = judged_claims(shipped_pack)
        assert len(rows) == len(claims)
        for row, claim in zip(rows, claims, strict=True):
            assert row["Wave"] == claim.wave
            assert row["Figure or claim"] == claim.says
            assert row["Verdict"] == claim.verdict
            assert row["You can say"] == claim.safe
            assert row["Why"] == claim.why
            assert all(each.words in str(row["Better not"]) for each in claim.unsafe)

    def test_has_numbers_of_what_is_about_one_figure(self, shipped_pack: Pack) -> None:
        rows = {row[1]: row[4:9] for row in exhibit(shipped_pack).table.rows}
        count, base, share, low, high = rows["37.5% of people say their council's use is high"]
        assert (count, base, share) == (15, 40, 0.375)
        assert (low, high) == (pytest.approx(0.2422, abs=1e-4), pytest.approx(0.5297, abs=1e-4))
        assert rows["14 mentions of police forces"] == (14, "[x]", "[x]", "[x]", "[x]")
        assert rows["Training and trust are the biggest barriers"] == (None,) * 5

    def test_is_published_and_says_how_many_stand(self, shipped_pack: Pack) -> None:
        made = exhibit(shipped_pack)
        assert made.headline == (
            "Of 41 single figures and 10 claims that compare, 21 are supported, 22 are supported "
            "with care and 8 are not shown by these data"
        )
        assert made.provenance == "published"
        assert made.chart is None
        assert made.waves == ("2013", "2014")
        assert "2013 and 2014" in made.source


def test_figures_and_claims_are_counted_apart(judged: dict[str, JudgedClaim]) -> None:
    single = [each for each in judged.values() if not each.compares]
    comparing = [each for each in judged.values() if each.compares]
    assert figures_and_claims([*single[:2], *comparing[:1]]) == (
        "2 single figures and 1 claim that compares"
    )
    assert figures_and_claims(single[:1]) == "1 single figure"
    assert figures_and_claims(comparing[:3]) == "3 claims that compare"


# Other surveys ------------------------------------------------------------------------------------


def sentences(pack: Pack) -> dict[str, JudgedClaim]:
    return {each.id: each for each in judged_claims(pack)}


def test_a_survey_without_claims_has_its_figures_judged(tiny_pack: Pack) -> None:
    judged = sentences(tiny_pack)
    assert list(judged) == [
        *("2030-use-high", "2030-use-low", "2030-barriers-cost", "2030-barriers-time"),
        "2030-barriers-nothing",
    ]
    assert {each.verdict for each in judged.values()} == {"supported with care"}
    assert judged["2030-use-high"].safe == (
        "In 2030, 6 of the 10 people who answered say their use is high (Tiny survey)."
    )
    assert judged["2030-use-low"].safe == (
        "In 2030, 4 of the 10 people who answered chose “Low” when asked “How much do you use it?” "
        "(Tiny survey)."
    )
    assert exhibit(tiny_pack).wave == "2030"


def figure(pack: Pack, **changes: Any) -> JudgedClaim:
    """The figure on use of the tiny survey, changed and judged."""
    published: PublishedFigure = pack.published["2030", ("use", "high")]
    changed = replace(published, **changes)
    return judged_claims(replace(pack, published={("2030", ("use", "high")): changed}))[0]


@pytest.mark.parametrize(
    ("changes", "says", "safe"),
    [
        (
            {"count": 10, "percent": 100.0},
            "100% of people say",
            "all of the 10 people who answered",
        ),
        ({"count": 0, "percent": 0.0}, "0% of people say", "none of the 10 people who answered"),
        (
            {"count": 1, "percent": 10.0},
            "10% of people say",
            "1 of the 10 people who answered says",
        ),
        ({"count": 3, "base": 5}, "3 of 5 people say", "3 of the 5 people who answered say"),
        ({"count": 1, "base": 5}, "1 of 5 people says", "1 of the 5 people who answered says"),
        ({"base": None, "percent": None}, "6 people say", "In 2030, 6 people say"),
        ({"base": None, "count": None}, "60% of people say", "60% of those who answered say"),
        ({"count": None}, "60% of people say", "60% of the 10 people who answered say"),
    ],
)
def test_sentences_of_figures_with_gaps(
    tiny_pack: Pack, changes: dict[str, Any], says: str, safe: str
) -> None:
    found = figure(tiny_pack, **changes)
    assert found.says.startswith(says)
    assert safe in found.safe
    for sentence in every_sentence(found):
        assert "None" not in sentence


def test_fewer_than_ten_people_have_no_percentage(tiny_pack: Pack) -> None:
    found = figure(tiny_pack, count=3, base=5)
    assert "%" not in "".join([found.says, found.safe, *found.rests_on])
    assert ("60%", "With 5 people, only counts can be said.") in [
        (each.words, each.why) for each in found.unsafe
    ]


CLAIM = Claim("a", "2030", "It is so", "most", "barriers", ("cost",), "", "", 1.0, "https://x.org")


def claim(pack: Pack, **changes: Any) -> JudgedClaim:
    changed: Claim = replace(CLAIM, **changes)
    return sentences(replace(pack, claims=(changed,)))["a"]


def test_options_that_tie_are_named_together(tiny_pack: Pack) -> None:
    cost = tiny_pack.published["2030", ("barriers", "cost")]
    time = replace(cost, option="time")
    both = {(each.wave, (each.question, each.option)): each for each in (cost, time)}
    found = claim(replace(tiny_pack, published=both))
    assert found.safe == (
        "In 2030, the highest figures published on barriers are for cost and time, with 5 of 10 "
        "people each (Tiny survey). “Cost” and “Time” tie."
    )


def test_a_claim_without_any_figure_says_so(tiny_pack: Pack) -> None:
    bare = replace(tiny_pack, published={})
    assert claim(bare).safe == "No figure on barriers was published for 2030 (Tiny survey)."
    below = claim(bare, kind="below", question="use", other_question="use")
    assert below.safe.startswith("In 2030, no figure with count and base was published for “High")
    rose = claim(bare, kind="rose", question="use", other_wave="2029")
    assert rose.safe == (
        "On “High use”, no figure with count and base was published for 2029 and 2030 (Tiny "
        "survey)."
    )
    for found in (below, rose):
        assert found.verdict == NOT_SHOWN
        assert found.unsafe[0].words == "It is so"


def test_waves_that_cannot_be_compared_are_said_side_by_side(tiny_pack: Pack) -> None:
    before = tiny_pack.published["2030", ("use", "high")]
    after = replace(before, wave="2031", count=3, percent=30.0)
    wave = tiny_pack.waves[0]
    pack = replace(
        tiny_pack,
        waves=(wave, replace(wave, id="2031")),
        published={(each.wave, ("use", "high")): each for each in (before, after)},
        wave_differences=(WaveDifference("use", "2031", "2030", "not comparable", "It changed."),),
    )
    found = claim(pack, kind="fell", wave="2031", question="use", other_wave="2030")
    assert found.verdict == NOT_SHOWN
    assert found.safe == (
        "In 2030, 6 of the 10 people who answered say their use is high. In 2031, 3 of the 10 "
        "people who answered say their use is high. The two cannot be compared (Tiny survey). It "
        "changed."
    )
    assert found.unsafe[0].why == "It changed."
    assert len(found.rests_on) == 2, "no change is worked out"


def test_too_few_people_for_a_change_are_said_as_counts(tiny_pack: Pack) -> None:
    before = tiny_pack.published["2030", ("use", "high")]
    after = replace(before, wave="2031", count=3, base=5)
    wave = tiny_pack.waves[0]
    pack = replace(
        tiny_pack,
        waves=(wave, replace(wave, id="2031")),
        published={(each.wave, ("use", "high")): each for each in (before, after)},
    )
    found = claim(pack, kind="fell", wave="2031", question="use", other_wave="2030")
    assert found.verdict == NOT_SHOWN
    assert found.safe == (
        "Too few people answered to say whether the share of people who say their use is high "
        "changed from 2030 to 2031: 6 of 10 people, then 3 of 5 (Tiny survey)."
    )
    assert len(found.rests_on) == 2, "no change is worked out"
