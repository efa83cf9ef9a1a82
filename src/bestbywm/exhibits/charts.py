"""From estimates to the specs of charts: bars, stacked bars, squares."""

from collections.abc import Sequence

from bestbywm.analysis.measures import Estimate
from bestbywm.exhibits.model import (
    Axis,
    Bar,
    Bars,
    Emphasis,
)
from bestbywm.exhibits.wording import bar_text, plural, shows_percentage


def bars(
    estimates: Sequence[Estimate],
    labels: Sequence[str],
    *,
    main: Sequence[bool] | None = None,
) -> Bars:
    """Bars of shares with their intervals; bars of counts where a base is too small for shares.

    ``main`` marks the bars that carry the finding; without it, all do.
    """
    axis = axis_for(estimates)
    emphasised = main or [True] * len(estimates)
    return Bars(
        bars=tuple(
            _bar(estimate, label, axis, "main" if is_main else "context")
            for estimate, label, is_main in zip(estimates, labels, emphasised, strict=True)
        ),
        axis=axis,
        axis_title=axis_title(axis, estimates),
        limit=1.0 if axis == "share" else _limit(estimates),
    )


def axis_for(estimates: Sequence[Estimate]) -> Axis:
    """Shares if every figure may be shown as a percentage, else counts."""
    figures = [each for each in estimates if each.outcome == "answered"]
    return "share" if all(shows_percentage(each) for each in figures) else "count"


def axis_title(axis: Axis, estimates: Sequence[Estimate]) -> str:
    """What the axis counts."""
    unit = next((each.unit for each in estimates if each.unit), "people")
    return "Share of people who answered" if axis == "share" else f"Number of {unit}"


def _limit(estimates: Sequence[Estimate]) -> float:
    return float(max([each.base or each.count or 0 for each in estimates], default=0) or 1)


def _bar(estimate: Estimate, label: str, axis: Axis, emphasis: Emphasis) -> Bar:
    if axis == "share":
        low, high = estimate.low, estimate.high
        return Bar(label, estimate.share, low, high, bar_text(estimate), emphasis)
    value = None if estimate.count is None else float(estimate.count)
    text = bar_text(estimate)
    if estimate.base is None and estimate.count is not None and estimate.unit:
        text = plural(estimate.count, estimate.unit.removesuffix("s"))
    return Bar(label, value, None, None, text, emphasis)


SHARE_CLASSES = ("No one", "Up to half", "More than half", "Everyone")
"""What the steps of a share mean, from least to most."""


def step_of_share(share: float) -> int:
    """The class of a share: 0 nobody, 1 up to half, 2 more than half, 3 everyone."""
    return 0 if share == 0 else 1 if share <= 0.5 else 2 if share < 1 else 3
