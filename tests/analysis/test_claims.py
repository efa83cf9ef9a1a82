"""Specification of the verdicts: each rule on a small survey, and all that ships."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bestbywm.analysis.change import changes
from bestbywm.analysis.claims import (
    NOT_SHOWN,
    SUPPORTED,
    VERDICTS,
    WITH_CARE,
    Judgement,
    Verdict,
    change_of,
    estimate_of,
    of_claim,
    of_figure,
    ranked,
)
from bestbywm.analysis.selection import Selection
from bestbywm.pack import Pack
from bestbywm.survey.claims import Claim, WaveDifference
from bestbywm.survey.published import PublishedFigure
from bestbywm.survey.questions import Option, Question

FIGURE = PublishedFigure(
    wave="2030",
    question="use",
    option="high",
    percent=None,
    as_published="",
    count=None,
    base=None,
    count_basis="published",
    published_unit="people",
    source_url="https://example.org",
    note="",
)

CLAIM = Claim("a", "2031", "It is so", "rose", "use", (), "", "2030", 1.0, "https://example.org")


def share(question: str, option: str, count: int, base: int, **more: Any) -> PublishedFigure:
    changes = {"question": question, "option": option, "count": count, "base": base, **more}
    return replace(FIGURE, percent=100 * count / base, **changes)


def with_figures(pack: Pack, *figures: PublishedFigure, **more: Any) -> Pack:
    """The pack with a second wave and other figures."""
    first = pack.waves[0]
    published = {(each.wave, (each.question, each.option)): each for each in figures}
    waves = (first, replace(first, id="2031"))
    return replace(pack, waves=waves, published=published, **more)


def with_question(pack: Pack, question: str, **changes: Any) -> Pack:
    changed: Question = replace(pack.questions[question], **changes)
    return replace(pack, questions={**pack.questions, question: changed})


def words(judgement: Judgement) -> str:
    return " ".join(reason.words for reason in judgement.reasons)


def is_no_stronger(one: Verdict, other: Verdict) -> bool:
    return VERDICTS.index(one) >= VERDICTS.index(other)


FIGURES_2013: dict[str, Verdict] = {
    "importance_council/very important": SUPPORTED,
    "importance_council/important": SUPPORTED,
    "importance_role/very important": SUPPORTED,
    "importance_role/important": SUPPORTED,
    "usage_level/high": SUPPORTED,
    "usage_level/medium": SUPPORTED,
    "usage_level/low": SUPPORTED,
    "effectiveness/high": SUPPORTED,
    "effectiveness/medium": SUPPORTED,
    "effectiveness/low": SUPPORTED,
    "personal_use/high": SUPPORTED,
    "personal_use/medium": SUPPORTED,
    "personal_use/low": SUPPORTED,
    # Mentions are not people.
    "admired_examples/police forces": WITH_CARE,
    "admired_examples/Walsall Council": WITH_CARE,
    "admired_examples/Twitter gritter / #WMGrit": WITH_CARE,
    "admired_examples/Coventry Facebook": WITH_CARE,
    "barriers/cost": SUPPORTED,
    "barriers/technology": SUPPORTED,
    "barriers/training": SUPPORTED,
    "barriers/trust": SUPPORTED,
    "barriers/risk": SUPPORTED,
    "barriers/no barriers": SUPPORTED,
    # 100% of councils, and nobody says of how many.
    "accounts/yes": NOT_SHOWN,
    # Published as shares of councils, though 40 people were asked.
    "members_use/yes": NOT_SHOWN,
    "senior_managers_use/yes": NOT_SHOWN,
    "policy_up_to_date/no": NOT_SHOWN,
    "expected_use/increase": NOT_SHOWN,
    # Three fewer than in 2014.
    "channels_count/count": WITH_CARE,
}

COMPARISONS: dict[str, Verdict] = {
    "biggest-barriers": WITH_CARE,  # trust with 14 of 40, risk with 13
    "most-admired": WITH_CARE,  # all that were published, and mentions
    "use-behind-importance": SUPPORTED,  # at most 53% against at least 70.9%
    "effect-behind-importance": SUPPORTED,  # at most 40.2% against at least 70.9%
    "managers-behind-members": WITH_CARE,  # 32.5% against 42.5%, but up to 48% against 35.4%
    "resources-biggest": NOT_SHOWN,  # no other barrier of 2014 is known
    "own-use-fell": WITH_CARE,  # clear, but the base of 2014 is inferred
    "managers-rose": WITH_CARE,  # clear, but inferred and "just over 60%"
    "effect-rose": NOT_SHOWN,  # 10 of 40, then 9 of 25
    "frontline-rose": NOT_SHOWN,  # 2013 was "just over half", without a figure
}


class TestTheShippedFiguresAndClaims:
    def test_of_2013_have_the_verdicts_that_were_thought_through(self, shipped_pack: Pack) -> None:
        assert {
            f"{each.question}/{each.option}": of_figure(shipped_pack, each).verdict
            for each in shipped_pack.published.values()
            if each.wave == "2013"
        } == FIGURES_2013

    def test_of_2014_call_for_care_as_their_base_is_inferred(self, shipped_pack: Pack) -> None:
        judged = [
            of_figure(shipped_pack, each)
            for each in shipped_pack.published.values()
            if each.wave == "2014"
        ]
        assert len(judged) == 12
        for each in judged:
            assert each.verdict == WITH_CARE
            assert "was not published" in words(each)
            assert "fewer than 30" in words(each)

    def test_that_compare_have_the_verdicts_that_were_thought_through(
        self, shipped_pack: Pack
    ) -> None:
        assert {
            each.id: of_claim(shipped_pack, each).verdict for each in shipped_pack.claims
        } == COMPARISONS

    def test_say_why(self, shipped_pack: Pack) -> None:
        said = {each.id: words(of_claim(shipped_pack, each)) for each in shipped_pack.claims}
        assert "“Trust” and “Risk” are too close to call an order" in said["biggest-barriers"]
        assert "only figure published" in said["resources-biggest"]
        assert "The wording of the 2014 question was not seen." in said["own-use-fell"]
        assert "source counts councils" in said["managers-rose"]
        assert said["managers-rose"].count("just over 60%") == 1
        assert said["frontline-rose"].startswith(
            "For 2013 the source says only “just over half”, without a percentage. No figure"
        )
        assert "No clear change" in said["effect-rose"]
        assert (
            "was published for “Frontline staff use social media” in 2013"
            in (said["frontline-rose"])
        )

    def test_of_a_change_are_those_of_the_page_of_changes(self, shipped_pack: Pack) -> None:
        claims = [each for each in shipped_pack.claims if each.kind in {"rose", "fell"}]
        assert len(claims) == 4
        for claim in claims:
            compared, not_compared = changes(
                shipped_pack, Selection(claim.wave), claim.other_wave, claim.wave
            )
            on_page = {each.measure: each for each in compared}.get(claim.question)
            ours = change_of(shipped_pack, claim)
            assert (ours is None) == (on_page is None)
            if ours is None or on_page is None:
                reasons = {each.measure: each.reason for each in not_compared}
                assert reasons[claim.question] in words(of_claim(shipped_pack, claim))
                continue
            for what in ("difference", "interval", "verdict", "notes"):
                assert getattr(ours, what) == getattr(on_page, what)
            shown = of_claim(shipped_pack, claim).verdict != NOT_SHOWN
            assert shown == (on_page.verdict == claim.kind)

    def test_take_every_reason_about_their_figures(self, shipped_pack: Pack) -> None:
        assert {each.question for each in shipped_pack.wave_differences} == {
            *("effectiveness", "personal_use", "senior_managers_use", "frontline_use")
        }
        for each in shipped_pack.wave_differences:
            for figure in shipped_pack.published.values():
                if (figure.question, figure.wave) == (each.question, each.wave):
                    assert each.reason in words(of_figure(shipped_pack, figure))
                    assert of_figure(shipped_pack, figure).verdict != SUPPORTED
            for claim in shipped_pack.claims:
                if claim.question == each.question and each.wave in (claim.wave, claim.other_wave):
                    assert each.reason in words(of_claim(shipped_pack, claim))
                    assert of_claim(shipped_pack, claim).verdict != SUPPORTED


class TestOneFigure:
    @pytest.mark.parametrize(
        ("figure", "verdict", "why"),
        [
            (share("use", "high", 20, 40), SUPPORTED, "Count and base are known."),
            (share("use", "high", 20, 30), SUPPORTED, "Count and base are known."),
            (share("use", "high", 20, 29), WITH_CARE, "is 29: fewer than 30."),
            (share("use", "high", 10, 10), WITH_CARE, "is 10: fewer than 30."),
            (share("use", "high", 6, 9), WITH_CARE, "so say the count, without a percentage"),
            (
                share("use", "high", 20, 40, count_basis="derived"),
                SUPPORTED,
                "40 people answered; the count follows from the percentage.",
            ),
            (share("use", "high", 20, 40, count_basis="inferred"), WITH_CARE, "worked back"),
            (share("use", "high", 20, 40, as_published="half"), WITH_CARE, "only “half”"),
            (share("use", "high", 20, 40, published_unit="councils"), NOT_SHOWN, "counts councils"),
            (share("use", "high", 20, 40, published_unit=""), SUPPORTED, "are known"),
            (replace(FIGURE, percent=50.0), NOT_SHOWN, "what number the percentage is of"),
            (replace(FIGURE, count=5), WITH_CARE, "how many people answered"),
            (replace(FIGURE, percent=50.0, base=40), WITH_CARE, "without the count"),
        ],
    )
    def test_is_judged_by_unit_and_base(
        self, tiny_pack: Pack, figure: PublishedFigure, verdict: Verdict, why: str
    ) -> None:
        judgement = of_figure(tiny_pack, figure)
        assert judgement.verdict == verdict
        assert why in words(judgement)

    def test_of_mentions_calls_for_care(self, tiny_pack: Pack) -> None:
        pack = with_question(tiny_pack, "barriers", unit="mentions", kind="mentions")
        figure = replace(FIGURE, question="barriers", option="cost", count=5)
        judgement = of_figure(pack, replace(figure, published_unit="mentions"))
        assert judgement.verdict == WITH_CARE
        assert "one person can add several" in words(judgement)

    @pytest.mark.parametrize(
        ("basis", "verdict"), [("published", SUPPORTED), ("derived", WITH_CARE)]
    )
    def test_of_channels_calls_for_care_if_it_was_worked_out(
        self, tiny_pack: Pack, basis: Any, verdict: Verdict
    ) -> None:
        pack = with_question(tiny_pack, "use", unit="channels", kind="fact")
        figure = replace(FIGURE, count=15, count_basis=basis, published_unit="channels")
        assert of_figure(pack, figure).verdict == verdict

    def test_has_the_weakest_verdict_of_all_its_reasons(self, tiny_pack: Pack) -> None:
        figure = share("use", "high", 5, 9, count_basis="inferred", published_unit="councils")
        judgement = of_figure(tiny_pack, figure)
        assert [each.allows for each in judgement.reasons] == [NOT_SHOWN, WITH_CARE, WITH_CARE]
        assert judgement.verdict == NOT_SHOWN

    @pytest.mark.parametrize("effect", ["care", "not comparable"])
    def test_takes_the_reasons_about_its_question_and_wave(
        self, tiny_pack: Pack, effect: Any
    ) -> None:
        figure = share("use", "high", 20, 40)
        about = WaveDifference("use", "2030", "2031", effect, "Which answer it was is not said.")
        judgement = of_figure(replace(tiny_pack, wave_differences=(about,)), figure)
        assert judgement.verdict == WITH_CARE
        assert words(judgement) == "Which answer it was is not said."
        for other in (
            replace(about, wave="2031", other_wave="2030"),
            replace(about, question="barriers"),
        ):
            pack = replace(tiny_pack, wave_differences=(other,))
            assert of_figure(pack, figure).verdict == SUPPORTED

    def test_says_the_words_of_the_source_once(self, tiny_pack: Pack) -> None:
        figure = share("use", "high", 20, 40, as_published="half")
        about = WaveDifference("use", "2030", "2031", "care", "The page says only “half”.")
        judgement = of_figure(replace(tiny_pack, wave_differences=(about,)), figure)
        assert words(judgement) == "The page says only “half”."

    @given(
        base=st.integers(1, 100),
        smaller=st.integers(1, 29),
        unit=st.sampled_from(["people", "councils", ""]),
        said=st.sampled_from(["", "about half"]),
    )
    def test_is_never_better_with_a_small_or_inferred_base(
        self, tiny_pack: Pack, base: int, smaller: int, unit: Any, said: str
    ) -> None:
        figure = share("use", "high", 1, base, published_unit=unit, as_published=said)
        verdict = of_figure(tiny_pack, figure).verdict
        inferred = of_figure(tiny_pack, replace(figure, count_basis="inferred")).verdict
        small = of_figure(tiny_pack, replace(figure, base=min(base, smaller))).verdict
        for weaker in (inferred, small):
            assert is_no_stronger(weaker, verdict)
            assert weaker != SUPPORTED


def most(*options: str) -> Claim:
    return replace(CLAIM, wave="2030", kind="most", question="barriers", options=options)


def barriers(pack: Pack, *, base: int | None = 40, **counts: int) -> Pack:
    """The pack with these barriers, and the option snow, named by so many people."""
    asked = pack.questions["barriers"]
    pack = with_question(pack, "barriers", options=(*asked.options, Option("snow", "Snow", "high")))
    figures = [
        share("barriers", option, count, base)
        if base
        else replace(FIGURE, question="barriers", option=option, count=count)
        for option, count in counts.items()
    ]
    return with_figures(pack, *figures)


class TestNamedMost:
    @pytest.mark.parametrize(
        ("counts", "claimed", "verdict", "why"),
        [
            ({"cost": 35, "time": 5, "snow": 4}, ["cost"], SUPPORTED, "lies above"),
            ({"cost": 35, "time": 34, "snow": 4}, ["time", "cost"], SUPPORTED, "of “Snow”"),
            ({"cost": 21, "time": 20, "snow": 4}, ["cost"], WITH_CARE, "too close to call"),
            ({"cost": 20, "time": 20, "snow": 4}, ["cost"], WITH_CARE, "tie."),
            ({"cost": 5, "time": 35, "snow": 4}, ["cost"], NOT_SHOWN, "“Time” stands above"),
            ({"cost": 35, "time": 5, "snow": 20}, ["cost", "time"], NOT_SHOWN, "“Snow” stands"),
            ({"cost": 35}, ["cost"], NOT_SHOWN, "only figure published"),
            ({"cost": 35, "time": 5}, ["cost"], WITH_CARE, "was published for snow in 2030"),
            ({"cost": 35, "time": 5, "snow": 1}, ["cost", "time", "snow"], WITH_CARE, "No other"),
            ({"time": 5, "snow": 1}, ["cost"], NOT_SHOWN, "was published for cost in 2030"),
            ({"time": 30, "snow": 1}, ["time", "cost"], NOT_SHOWN, "was published for cost"),
        ],
    )
    def test_is_judged_by_the_order_of_what_was_published(
        self,
        tiny_pack: Pack,
        counts: dict[str, int],
        claimed: list[str],
        verdict: Verdict,
        why: str,
    ) -> None:
        judgement = of_claim(barriers(tiny_pack, **counts), most(*claimed))
        assert judgement.verdict == verdict
        assert why in words(judgement)

    def test_without_a_base_calls_for_care(self, tiny_pack: Pack) -> None:
        pack = barriers(tiny_pack, base=None, cost=35, time=5, snow=4)
        judgement = of_claim(pack, most("cost"))
        assert judgement.verdict == WITH_CARE
        assert "have no base" in words(judgement)

    def test_of_mentions_calls_for_care(self, tiny_pack: Pack) -> None:
        pack = barriers(tiny_pack, base=None, cost=35, time=5, snow=4)
        judgement = of_claim(with_question(pack, "barriers", unit="mentions"), most("cost"))
        assert judgement.verdict == WITH_CARE
        assert "These are mentions" in words(judgement)

    def test_with_a_small_base_calls_for_care(self, tiny_pack: Pack) -> None:
        judgement = of_claim(barriers(tiny_pack, base=29, cost=29, time=1, snow=0), most("cost"))
        assert judgement.verdict == WITH_CARE
        assert "lies above" in words(judgement)

    def test_leaves_options_out_that_name_nothing(self, tiny_pack: Pack) -> None:
        pack = barriers(tiny_pack, cost=35, time=5, snow=4, nothing=39)
        assert [option.id for option, _ in ranked(pack, "2030", pack.questions["barriers"])] == [
            *("cost", "time", "snow")
        ]
        assert of_claim(pack, most("cost")).verdict == SUPPORTED

    def test_never_sets_a_share_against_a_mere_count(self, tiny_pack: Pack) -> None:
        pack = barriers(tiny_pack, cost=35, time=5)
        bare = replace(FIGURE, question="barriers", option="snow", count=90)
        pack = replace(pack, published={**pack.published, ("2030", ("barriers", "snow")): bare})
        judgement = of_claim(pack, most("cost"))
        assert judgement.verdict == WITH_CARE
        assert "No figure to compare was published for snow" in words(judgement)

    @given(
        counts=st.fixed_dictionaries(
            {option: st.integers(0, 9) for option in ("cost", "time", "snow")}
        ),
        claimed=st.lists(st.sampled_from(["cost", "time", "snow"]), min_size=1, unique=True),
        times=st.integers(2, 12),
    )
    def test_is_never_better_with_the_same_shares_of_fewer_people(
        self, tiny_pack: Pack, counts: dict[str, int], claimed: list[str], times: int
    ) -> None:
        few = barriers(tiny_pack, base=9, **counts)
        many = barriers(
            tiny_pack, base=9 * times, **{name: times * count for name, count in counts.items()}
        )
        claim = most(*claimed)
        assert is_no_stronger(of_claim(few, claim).verdict, of_claim(many, claim).verdict)
        assert of_claim(few, claim).verdict != SUPPORTED


def importance(pack: Pack) -> Pack:
    """The pack with a second question of one answer."""
    other: Question = replace(pack.questions["use"], id="importance", measure="Importance")
    return replace(pack, questions={**pack.questions, "importance": other})


def two_shares(pack: Pack, one: tuple[int, int], two: tuple[int, int], **more: Any) -> Pack:
    return with_figures(
        importance(pack),
        share("use", "high", *one, **more),
        share("importance", "high", *two),
    )


BELOW = replace(CLAIM, wave="2030", kind="below", other_question="importance", other_wave="")


class TestBelow:
    @pytest.mark.parametrize(
        ("one", "two", "factor", "verdict", "why"),
        [
            ((10, 40), (35, 40), 1.0, SUPPORTED, "even at the ends"),
            ((20, 40), (25, 40), 1.0, WITH_CARE, "but not at the ends"),
            ((20, 40), (20, 40), 1.0, NOT_SHOWN, "does not hold"),
            ((25, 40), (20, 40), 1.0, NOT_SHOWN, "does not hold"),
            ((2, 40), (38, 40), 0.5, SUPPORTED, "even at the ends"),
            ((10, 40), (35, 40), 0.5, WITH_CARE, "but not at the ends"),
            ((20, 40), (35, 40), 0.5, NOT_SHOWN, "does not hold"),
            ((2, 29), (28, 29), 1.0, WITH_CARE, "fewer than 30"),
            ((10, 40), (28, 29), 1.0, WITH_CARE, "fewer than 30"),
        ],
    )
    def test_is_judged_by_both_intervals(
        self,
        tiny_pack: Pack,
        one: tuple[int, int],
        two: tuple[int, int],
        factor: float,
        verdict: Verdict,
        why: str,
    ) -> None:
        judgement = of_claim(two_shares(tiny_pack, one, two), replace(BELOW, factor=factor))
        assert judgement.verdict == verdict
        assert why in words(judgement)

    def test_needs_both_figures(self, tiny_pack: Pack) -> None:
        judgement = of_claim(importance(tiny_pack), BELOW)
        assert judgement.verdict == NOT_SHOWN
        assert "was published for “Importance” in 2030" in words(judgement)

    def test_cannot_be_judged_for_a_question_without_one_share(self, tiny_pack: Pack) -> None:
        judgement = of_claim(tiny_pack, replace(BELOW, question="barriers", other_question="use"))
        assert judgement.verdict == NOT_SHOWN

    def test_calls_for_care_if_the_source_counts_councils(self, tiny_pack: Pack) -> None:
        pack = two_shares(tiny_pack, (10, 40), (35, 40), published_unit="councils")
        assert of_claim(pack, BELOW).verdict == WITH_CARE

    def test_says_once_what_bears_on_both(self, tiny_pack: Pack) -> None:
        judgement = of_claim(two_shares(tiny_pack, (2, 26), (25, 26)), BELOW)
        assert words(judgement).count("The base in 2030 is 26") == 1


def change(pack: Pack, before: tuple[int, int], after: tuple[int, int], **more: Any) -> Pack:
    return with_figures(
        pack,
        share("use", "high", *before),
        share("use", "high", *after, wave="2031", **more),
    )


class TestRoseOrFell:
    @pytest.mark.parametrize(
        ("before", "after", "rose", "fell"),
        [
            ((10, 40), (30, 40), SUPPORTED, NOT_SHOWN),
            ((30, 40), (10, 40), NOT_SHOWN, SUPPORTED),
            ((20, 40), (22, 40), NOT_SHOWN, NOT_SHOWN),
            ((20, 40), (20, 40), NOT_SHOWN, NOT_SHOWN),
            ((10, 40), (25, 29), WITH_CARE, NOT_SHOWN),
            ((25, 29), (10, 40), NOT_SHOWN, WITH_CARE),
        ],
    )
    def test_is_judged_by_the_interval_of_the_change(
        self,
        tiny_pack: Pack,
        before: tuple[int, int],
        after: tuple[int, int],
        rose: Verdict,
        fell: Verdict,
    ) -> None:
        pack = change(tiny_pack, before, after)
        assert of_claim(pack, CLAIM).verdict == rose
        assert of_claim(pack, replace(CLAIM, kind="fell")).verdict == fell

    def test_says_which_figure_is_missing(self, tiny_pack: Pack) -> None:
        judgement = of_claim(with_figures(tiny_pack, share("use", "high", 10, 40)), CLAIM)
        assert judgement.verdict == NOT_SHOWN
        assert "“High use” in 2031" in words(judgement)
        assert "in 2030" not in words(judgement)

    @pytest.mark.parametrize("missing", ["count", "base"])
    def test_needs_count_and_base(self, tiny_pack: Pack, missing: str) -> None:
        whole = share("use", "high", 30, 40, wave="2031")
        lacking = replace(whole, **{missing: None})
        pack = with_figures(tiny_pack, share("use", "high", 10, 40), lacking)
        assert of_claim(pack, CLAIM).verdict == NOT_SHOWN

    @pytest.mark.parametrize(
        ("effect", "verdict"), [("care", WITH_CARE), ("not comparable", NOT_SHOWN)]
    )
    def test_heeds_differences_between_the_waves(
        self, tiny_pack: Pack, effect: Any, verdict: Verdict
    ) -> None:
        pack = change(tiny_pack, (10, 40), (30, 40))
        others = WaveDifference("barriers", "2031", "2030", "not comparable", "Another question.")
        ours = WaveDifference("use", "2031", "2030", effect, "The wording changed.")
        assert of_claim(replace(pack, wave_differences=(others,)), CLAIM).verdict == SUPPORTED
        judgement = of_claim(replace(pack, wave_differences=(others, ours)), CLAIM)
        assert judgement.verdict == verdict
        assert "The wording changed." in words(judgement)
        assert "Another question." not in words(judgement)

    def test_calls_for_care_if_the_base_is_inferred(self, tiny_pack: Pack) -> None:
        pack = change(tiny_pack, (10, 40), (30, 40), count_basis="inferred")
        assert of_claim(pack, CLAIM).verdict == WITH_CARE

    def test_calls_for_care_if_the_source_gives_words_only(self, tiny_pack: Pack) -> None:
        pack = change(tiny_pack, (10, 40), (30, 40), as_published="about 75%")
        assert of_claim(pack, CLAIM).verdict == WITH_CARE

    def test_has_no_change_where_the_waves_cannot_be_compared(self, tiny_pack: Pack) -> None:
        about = WaveDifference("use", "2031", "2030", "not comparable", "The wording changed.")
        pack = replace(change(tiny_pack, (10, 40), (30, 40)), wave_differences=(about,))
        assert change_of(pack, CLAIM) is None
        assert "The share rose" not in words(of_claim(pack, CLAIM))

    def test_needs_ten_people_in_both_waves(self, tiny_pack: Pack) -> None:
        judgement = of_claim(change(tiny_pack, (0, 9), (40, 40)), CLAIM)
        assert judgement.verdict == NOT_SHOWN
        assert "Too few people answered" in words(judgement)

    def test_a_reason_about_a_wave_bears_on_every_claim_on_it(self, tiny_pack: Pack) -> None:
        """A figure is as doubtful in a comparison with one wave as with another."""
        about = WaveDifference("use", "2031", "2029", "care", "The wording was not seen.")
        pack = change(tiny_pack, (10, 40), (30, 40))
        judgement = of_claim(replace(pack, wave_differences=(about,)), CLAIM)
        assert judgement.verdict == WITH_CARE
        assert words(judgement).count("The wording was not seen.") == 1

    @given(
        before=st.integers(0, 9),
        after=st.integers(0, 9),
        times=st.integers(2, 12),
        kind=st.sampled_from(["rose", "fell"]),
    )
    def test_is_never_better_with_the_same_shares_of_fewer_people(
        self, tiny_pack: Pack, before: int, after: int, times: int, kind: Any
    ) -> None:
        claim = replace(CLAIM, kind=kind)
        few = change(tiny_pack, (before, 9), (after, 9))
        many = change(tiny_pack, (times * before, times * 9), (times * after, times * 9))
        assert is_no_stronger(of_claim(few, claim).verdict, of_claim(many, claim).verdict)
        assert of_claim(few, claim).verdict != SUPPORTED


def test_an_estimate_knows_its_wave_and_unit(shipped_pack: Pack) -> None:
    figures = shipped_pack.published
    mentions = estimate_of(shipped_pack, figures["2013", ("admired_examples", "police forces")])
    assert (mentions.group, mentions.unit, mentions.count) == ("2013", "mentions", 14)
    people = estimate_of(shipped_pack, figures["2014", ("effectiveness", "high")])
    assert (people.group, people.unit, people.base) == ("2014", "people", 25)
