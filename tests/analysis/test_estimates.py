"""Specification of the estimates: shares, their intervals, and when they may be shown.

What is compared with independent implementations, to within 1e-9:

- Wilson: every count of every base from 1 to 60 (1,890 cases), at 90%, 95% and 99% confidence
  with statsmodels and at 95% with scipy.
- Newcombe: every pair of counts of every pair of bases from 1 to 60 (3,572,100 cases), at 95%,
  with statsmodels.

statsmodels gives the difference of its first group minus its second, so b is passed first. Its
method "score" is never used: it errs. Its warnings are silenced here, at the import and around
each call, because they are not about our code and pytest treats warnings as errors.
"""

import math
import warnings
from collections.abc import Callable
from dataclasses import FrozenInstanceError

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from bestbywm.analysis.estimates import (
    SMALLEST_BASE_FOR_PERCENTAGE,
    SMALLEST_BASE_FOR_USUAL_RELIABILITY,
    Interval,
    bound,
    newcombe,
    reliability,
    share,
    wilson,
)

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

TOLERANCE = 1e-9
WILSON_CASES = [(count, base) for base in range(1, 61) for count in range(base + 1)]


def ends(interval: Interval | None) -> tuple[float, float]:
    """Unpack an interval that has to exist."""
    assert interval is not None
    return interval.low, interval.high


def quietly(function: Callable, *arguments: object, **options: object) -> np.ndarray:
    """Call a statsmodels function without its warnings; one row per case: low, high."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return np.column_stack(function(*arguments, **options))


class TestInterval:
    """An interval is a plain, unchangeable value."""

    def test_equals_another_with_the_same_ends(self):
        """Compare by value."""
        assert Interval(0.1, 0.2) == Interval(0.1, 0.2)

    def test_cannot_be_changed(self):
        """Refuse assignment."""
        with pytest.raises(FrozenInstanceError):
            Interval(0.1, 0.2).low = 0.0


class TestShare:
    """A share is count / base."""

    @pytest.mark.parametrize(
        ("count", "base", "expected"), [(0, 40, 0.0), (10, 40, 0.25), (40, 40, 1.0)]
    )
    def test_is_a_fraction(self, count, base, expected):
        """Give a fraction, not a percentage."""
        assert share(count, base) == expected

    def test_of_nobody_is_none(self):
        """Never claim 0% of nobody."""
        assert share(0, 0) is None


class TestWilson:
    """The interval of one proportion."""

    @pytest.mark.parametrize("confidence", [0.90, 0.95, 0.99])
    def test_equals_statsmodels(self, confidence):
        """Agree for every count of every base up to 60."""
        ours = np.array([ends(wilson(*case, confidence)) for case in WILSON_CASES])
        counts, bases = np.array(WILSON_CASES).T
        theirs = quietly(proportion_confint, counts, bases, alpha=1 - confidence, method="wilson")
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=TOLERANCE)

    def test_equals_scipy(self):
        """Agree for every count of every base up to 60."""
        ours = [ends(wilson(*case)) for case in WILSON_CASES]
        theirs = [tuple(binomtest(*case).proportion_ci(method="wilson")) for case in WILSON_CASES]
        np.testing.assert_allclose(ours, theirs, rtol=0, atol=TOLERANCE)

    @pytest.mark.parametrize(
        ("count", "base", "low", "high"),
        [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0000, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ],
    )
    def test_equals_the_published_examples(self, count, base, low, high):
        """Agree with Newcombe (1998), Two-sided confidence intervals, Statistics in Medicine 17.

        These are method 3, the score method, of pages 857 to 872, Table I.
        """
        assert ends(wilson(count, base)) == pytest.approx((low, high), abs=0.00005)

    @pytest.mark.parametrize("base", range(1, 61))
    def test_ends_exactly_at_0_and_1(self, base):
        """Leave no rounding error when nobody or everybody is counted."""
        assert ends(wilson(0, base))[0] == 0.0
        assert ends(wilson(base, base))[1] == 1.0

    def test_of_nobody_is_none(self):
        """Give no interval without a base."""
        assert wilson(0, 0) is None


class TestNewcombe:
    """The interval of a change from a to b."""

    def test_equals_statsmodels(self):
        """Agree for every pair of counts of every pair of bases from 1 to 60."""
        count_b, base_b = np.array(WILSON_CASES, dtype=float).T
        for a in WILSON_CASES:
            count_a, base_a = (np.full(len(WILSON_CASES), float(each)) for each in a)
            ours = [ends(newcombe(*a, *b)) for b in WILSON_CASES]
            theirs = quietly(
                confint_proportions_2indep,
                *(count_b, base_b, count_a, base_a),
                method="newcomb",
                compare="diff",
                alpha=0.05,
            )
            assert np.abs(np.array(ours) - theirs).max() < TOLERANCE, a

    @pytest.mark.parametrize(
        ("first", "second", "low", "high"),
        [
            ((56, 70), (48, 80), 0.0524, 0.3339),
            ((9, 10), (3, 10), 0.1705, 0.8090),
            ((6, 7), (2, 7), 0.0582, 0.8062),
            ((5, 56), (0, 29), -0.0381, 0.1926),
            ((0, 10), (0, 20), -0.1611, 0.2775),
            ((0, 10), (0, 10), -0.2775, 0.2775),
            ((10, 10), (0, 20), 0.6791, 1.0000),
            ((10, 10), (0, 10), 0.6075, 1.0000),
        ],
    )
    def test_equals_the_published_examples(self, first, second, low, high):
        """Agree with Newcombe (1998), Table II, method 10.

        The paper prints first minus second, so the first is our b and the second our a.
        """
        assert ends(newcombe(*second, *first)) == pytest.approx((low, high), abs=0.00005)

    def test_of_a_fall_is_below_zero(self):
        """See 19 of 40, then 4 of 26, as a clear fall."""
        assert ends(newcombe(19, 40, 4, 26))[1] < 0

    def test_of_a_rise_is_above_zero(self):
        """See 13 of 40, then 16 of 26, as a clear rise."""
        assert ends(newcombe(13, 40, 16, 26))[0] > 0

    def test_of_no_clear_change_contains_zero(self):
        """See 10 of 40, then 9 of 25, as no clear change."""
        low, high = ends(newcombe(10, 40, 9, 25))
        assert low < 0 < high

    @pytest.mark.parametrize("case", [(0, 0, 4, 26), (19, 40, 0, 0), (0, 0, 0, 0)])
    def test_without_both_bases_is_none(self, case):
        """Give no change when either group is empty."""
        assert newcombe(*case) is None


class TestBound:
    """What all councils could have answered, given those that did."""

    def test_runs_from_no_silent_council_to_every_silent_council(self):
        """Let the two silent of 33 councils go either way."""
        assert bound(20, 31, 33) == Interval(20 / 33, 22 / 33)

    def test_is_a_point_when_all_answered(self):
        """Be certain of a complete answer."""
        assert bound(20, 33, 33) == Interval(20 / 33, 20 / 33)

    def test_is_everything_when_none_answered(self):
        """Know nothing without an answer."""
        assert bound(0, 0, 33) == Interval(0.0, 1.0)


class TestReliability:
    """The small-base rules."""

    @pytest.mark.parametrize(
        ("base", "expected"),
        [
            (0, "none"),
            (1, "counts only"),
            (9, "counts only"),
            (10, "low"),
            (29, "low"),
            (30, "usual"),
            (1000, "usual"),
        ],
    )
    def test_follows_the_base(self, base, expected):
        """Change only at 1, 10 and 30 people."""
        assert reliability(base) == expected

    def test_limits_are_named(self):
        """Keep the two limits of the design."""
        assert SMALLEST_BASE_FOR_PERCENTAGE == 10
        assert SMALLEST_BASE_FOR_USUAL_RELIABILITY == 30


class TestErrors:
    """Impossible figures are refused with a sentence a person can act on."""

    @pytest.mark.parametrize(
        ("call", "message"),
        [
            (lambda: share(-1, 40), "count must be between 0 and the base of 40, not -1"),
            (lambda: share(41, 40), "count must be between 0 and the base of 40, not 41"),
            (lambda: share(0, -1), "base must be 0 or more, not -1"),
            (lambda: wilson(-1, 40), "count must be between 0 and the base of 40, not -1"),
            (lambda: wilson(41, 40), "count must be between 0 and the base of 40, not 41"),
            (lambda: wilson(1, 0), "count must be between 0 and the base of 0, not 1"),
            (lambda: newcombe(41, 40, 4, 26), "the base of 40, not 41"),
            (lambda: newcombe(19, 40, 27, 26), "the base of 26, not 27"),
            (lambda: newcombe(0, 0, 27, 26), "the base of 26, not 27"),
            (lambda: bound(-1, 31, 33), "count must be between 0 and the base of 31, not -1"),
            (lambda: bound(32, 31, 33), "count must be between 0 and the base of 31, not 32"),
            (lambda: bound(20, 34, 33), "34 cannot have answered when there are only 33"),
            (lambda: bound(0, 0, 0), "total must be at least 1"),
            (lambda: reliability(-1), "base must be 0 or more, not -1"),
        ],
    )
    def test_impossible_counts_are_refused(self, call, message):
        """Name the figure and its limits."""
        with pytest.raises(ValueError, match=message):
            call()

    @pytest.mark.parametrize("confidence", [-0.5, 0, 1, 95, math.nan])
    @pytest.mark.parametrize("base", [0, 40])
    def test_impossible_confidence_is_refused(self, base, confidence):
        """Catch 95 meant as 0.95, whatever the base."""
        with pytest.raises(ValueError, match=r"between 0 and 1, such as 0\.95"):
            wilson(0, base, confidence)
        with pytest.raises(ValueError, match=r"between 0 and 1, such as 0\.95"):
            newcombe(0, base, 0, base, confidence)


groups = st.integers(1, 2000).flatmap(lambda base: st.tuples(st.integers(0, base), st.just(base)))
confidences = st.floats(0.5, 0.999)


class TestProperties:
    """What holds for any group of 1 to 2,000 people, at 50% to 99.9% confidence."""

    @given(groups, confidences)
    def test_wilson_contains_the_share_within_0_and_1(self, group, confidence):
        """Never exclude what was observed, nor leave the possible."""
        low, high = ends(wilson(*group, confidence))
        assert 0 <= low <= share(*group) <= high <= 1
        assert low < high

    @given(groups, confidences)
    def test_wilson_mirrors_those_who_said_no(self, group, confidence):
        """Give the same certainty about yes and no."""
        count, base = group
        low, high = ends(wilson(count, base, confidence))
        mirrored = ends(wilson(base - count, base, confidence))
        assert mirrored == pytest.approx((1 - high, 1 - low), abs=1e-12)

    @given(groups, st.integers(2, 10), confidences)
    def test_wilson_narrows_as_the_base_grows(self, group, times, confidence):
        """Be surer of the same share among more people."""
        count, base = group
        low, high = ends(wilson(count, base, confidence))
        larger_low, larger_high = ends(wilson(count * times, base * times, confidence))
        assert larger_high - larger_low < high - low

    @given(groups, st.floats(0.5, 0.9), st.floats(0.91, 0.999))
    def test_wilson_widens_with_confidence(self, group, lesser, greater):
        """Claim more only by saying less."""
        narrow_low, narrow_high = ends(wilson(*group, lesser))
        wide_low, wide_high = ends(wilson(*group, greater))
        assert wide_low <= narrow_low
        assert narrow_high <= wide_high

    @given(groups, groups, confidences)
    def test_newcombe_contains_the_change_within_minus_1_and_1(self, a, b, confidence):
        """Never exclude what was observed, nor leave the possible."""
        low, high = ends(newcombe(*a, *b, confidence))
        assert -1 <= low <= share(*b) - share(*a) <= high <= 1

    @given(groups, groups, confidences)
    def test_newcombe_changes_sign_when_the_groups_swap(self, a, b, confidence):
        """See a rise from a to b as the same fall from b to a."""
        low, high = ends(newcombe(*a, *b, confidence))
        swapped = ends(newcombe(*b, *a, confidence))
        assert swapped == pytest.approx((-high, -low), abs=1e-12)

    @given(groups, st.integers(0, 100))
    def test_bound_contains_every_possible_answer_of_the_silent(self, group, silent):
        """Hold whichever way the silent councils would have answered."""
        count, answered = group
        total = answered + silent
        limits = bound(count, answered, total)
        assert 0 <= limits.low <= limits.high <= 1
        possible = [(count + more) / total for more in range(silent + 1)]
        assert limits == Interval(min(possible), max(possible))
