"""Shares, and how sure a small survey can be of them.

Every proportion comes with its Wilson score interval and every change between two waves with
Newcombe's hybrid score interval, because the simple Wald interval covers far less than it claims
on bases as small as ours (Brown, Cai & DasGupta 2001). Facts about councils are a census with
gaps, not a sample, so they get the plain bound of what the silent councils could have answered.

All shares are fractions from 0 to 1, not percentages. Differences run from -1 to 1.

Sources:

- Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference.
  Journal of the American Statistical Association 22 (158), 209-212.
- Newcombe, R. G. (1998). Interval estimation for the difference between independent
  proportions: comparison of eleven methods. Statistics in Medicine 17 (8), 873-890.
- Brown, L. D., Cai, T. T. & DasGupta, A. (2001). Interval estimation for a binomial proportion.
  Statistical Science 16 (2), 101-133.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist
from typing import Literal

SMALLEST_BASE_FOR_PERCENTAGE = 10
"""Below this many people a group is shown as counts, without a percentage."""

SMALLEST_BASE_FOR_USUAL_RELIABILITY = 30
"""Below this many people a figure carries [u], low reliability."""

Reliability = Literal["none", "counts only", "low", "usual"]
"""How far a figure can be trusted, from the size of its base alone."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A range of shares from `low` to `high`, both included.

    Both ends are fractions: 0 to 1 for a share, -1 to 1 for a difference of two shares.
    """

    low: float
    high: float


def share(count: int, base: int) -> float | None:
    """Return count / base as a fraction from 0 to 1, or None when the base is 0.

    Raise ValueError unless 0 <= count <= base.
    """
    _check_count(count, base)
    return count / base if base else None


def wilson(count: int, base: int, confidence: float = 0.95) -> Interval | None:
    """Return the Wilson score interval of the share count / base, or None when the base is 0.

    With p = count / base, n = base and z the two-sided normal quantile of `confidence`
    (1.96 for 0.95), the ends are

        (p + z^2 / (2 n)  -/+  z * sqrt(p (1 - p) / n + z^2 / (4 n^2))) / (1 + z^2 / n)

    computed here with both sides of the fraction multiplied by n. The low end is exactly 0 when
    nobody is counted and the high end exactly 1 when everybody is. (Wilson 1927; recommended for
    small n by Brown, Cai & DasGupta 2001.)

    Raise ValueError unless 0 <= count <= base and 0 < confidence < 1.
    """
    _check_count(count, base)
    z = _normal_quantile(confidence)
    if base == 0:
        return None
    scale = base + z**2
    centre = (count + z**2 / 2) / scale
    margin = z * math.sqrt(count * (base - count) / base + z**2 / 4) / scale
    return Interval(
        low=0.0 if count == 0 else max(0.0, centre - margin),
        high=1.0 if count == base else min(1.0, centre + margin),
    )


def newcombe(
    count_a: int, base_a: int, count_b: int, base_b: int, confidence: float = 0.95
) -> Interval | None:
    """Return the interval of the change b - a between two independent shares.

    This is Newcombe's hybrid score interval (Newcombe 1998, method 10, without continuity
    correction). With shares pa and pb, and Wilson intervals (la, ua) and (lb, ub), the ends are

        low  = (pb - pa) - sqrt((pb - lb)^2 + (ua - pa)^2)
        high = (pb - pa) + sqrt((ub - pb)^2 + (pa - la)^2)

    as fractions from -1 to 1. A positive change is a rise from a to b. None when either base
    is 0. Raise ValueError for counts or a confidence that `wilson` would refuse.
    """
    a, b = wilson(count_a, base_a, confidence), wilson(count_b, base_b, confidence)
    if a is None or b is None:
        return None
    share_a, share_b = count_a / base_a, count_b / base_b
    change = share_b - share_a
    return Interval(
        low=max(-1.0, change - math.hypot(share_b - b.low, a.high - share_a)),
        high=min(1.0, change + math.hypot(b.high - share_b, share_a - a.low)),
    )


def bound(count: int, answered: int, total: int) -> Interval:
    """Return the range of the share of all councils, whatever the silent ones would have said.

    With x = count, m = answered and N = total councils, the true share lies

        from x / N  (no silent council counts)  to (x + N - m) / N  (every silent one does)

    as fractions from 0 to 1. It is certain, not a matter of confidence, and is a single point
    when all councils answered.

    Raise ValueError unless 0 <= count <= answered <= total and total > 0.
    """
    _check_count(count, answered)
    if total == 0:
        raise ValueError("The total must be at least 1: there is no share of no councils.")
    if answered > total:
        raise ValueError(f"{answered} cannot have answered when there are only {total} in all.")
    return Interval(low=count / total, high=(count + total - answered) / total)


def reliability(base: int) -> Reliability:
    """Return how a figure about `base` people may be shown.

    - "none" (base 0): there is nothing to show.
    - "counts only" (1 to 9): counts, never a percentage.
    - "low" (10 to 29): a percentage that carries [u].
    - "usual" (30 or more): a percentage.

    Raise ValueError for a negative base.
    """
    if base < 0:
        raise ValueError(f"The base must be 0 or more, not {base}.")
    if base == 0:
        return "none"
    if base < SMALLEST_BASE_FOR_PERCENTAGE:
        return "counts only"
    if base < SMALLEST_BASE_FOR_USUAL_RELIABILITY:
        return "low"
    return "usual"


def _check_count(count: int, base: int) -> None:
    """Raise ValueError unless 0 <= count <= base."""
    if base < 0:
        raise ValueError(f"The base must be 0 or more, not {base}.")
    if not 0 <= count <= base:
        raise ValueError(f"The count must be between 0 and the base of {base}, not {count}.")


def _normal_quantile(confidence: float) -> float:
    """Return z such that a standard normal lies within -z to z with this confidence (0 to 1)."""
    if not 0 < confidence < 1:
        raise ValueError(
            f"The confidence must be between 0 and 1, such as 0.95 for 95%, not {confidence}."
        )
    return -NormalDist().inv_cdf((1 - confidence) / 2)
