"""What can be said: each figure and claim of the results, its verdict, and sentences for it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from bestbywm.analysis.claims import (
    COUNTED,
    VERDICTS,
    Judgement,
    Verdict,
    change_of,
    estimate_of,
    of_claim,
    of_figure,
    ranked,
    share_in,
)
from bestbywm.analysis.measures import Estimate
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.claim_sentences import (
    Unsafe,
    claim_of_figure,
    in_full,
    safe_claim,
    safe_figure,
    unsafe_claim,
    unsafe_figure,
)
from bestbywm.exhibits.model import LOW_RELIABILITY, Cell, Column, Exhibit, Table
from bestbywm.exhibits.wording import (
    LICENCE,
    about,
    estimate_cells,
    in_points,
    interval_columns,
    percent,
    plural,
    shows_percentage,
)
from bestbywm.keeping import kept_with_it
from bestbywm.pack import Pack
from bestbywm.survey.claims import Claim
from bestbywm.survey.published import PublishedFigure
from bestbywm.words import listed

HOW_VERDICTS_ARE_MADE = (
    "Verdicts are worked out by rules, not written by hand. “Supported”: count and base are known, "
    "and a comparison holds by more than chance alone explains. “Supported with care”: the base is "
    "inferred or small, the source leaves something open, mentions are counted, or a comparison is "
    "close. “Not shown by these data”: the source counts something else than it says, or a number "
    "is missing. Or two waves cannot be compared, or the difference may be chance. The weakest "
    "verdict of all rules that apply stands."
)


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A figure, or a claim that compares figures, with all that is needed to use it well.

    Attributes
    ----------
    id, wave, says
        Identifier, the wave, and what is claimed.
    compares
        Whether it compares figures; otherwise it states one.
    unit, rests_on
        What is counted, and counts, bases and intervals in words, a line per figure.
    estimate
        The figure it is about, or None where it is about several.
    judgement
        The verdict and its reasons.
    safe, unsafe
        A sentence that may be used, and words that had better not be.
    source_url
        Where it was read.
    """

    id: str
    wave: str
    says: str
    compares: bool
    unit: str
    rests_on: tuple[str, ...]
    estimate: Estimate | None
    judgement: Judgement
    safe: str
    unsafe: tuple[Unsafe, ...]
    source_url: str

    @property
    def verdict(self) -> Verdict:
        """The weakest verdict of all reasons."""
        return self.judgement.verdict

    @property
    def why(self) -> str:
        """The reasons for the verdict."""
        return " ".join(reason.words for reason in self.judgement.reasons)


@kept_with_it(1)
def judged_claims(pack: Pack) -> tuple[JudgedClaim, ...]:
    """Every figure and claim of the results by wave, claims that compare before figures."""
    judged = [
        *(_judged_comparison(pack, claim) for claim in pack.claims),
        *(_judged_figure(pack, figure) for figure in pack.published.values()),
    ]
    waves = list(pack.wave_by_id)
    return tuple(sorted(judged, key=lambda each: (waves.index(each.wave), not each.compares)))


def _judged_figure(pack: Pack, figure: PublishedFigure) -> JudgedClaim:
    question, estimate = pack.questions[figure.question], estimate_of(pack, figure)
    judgement = of_figure(pack, figure)
    return JudgedClaim(
        id=f"{figure.wave}-{figure.question}-{figure.option}",
        wave=figure.wave,
        says=claim_of_figure(question, figure, estimate),
        compares=False,
        unit=COUNTED[question.unit],
        rests_on=(_rests_on(estimate),),
        estimate=estimate,
        judgement=judgement,
        safe=safe_figure(pack, question, figure, estimate),
        unsafe=unsafe_figure(question, figure, estimate, judgement),
        source_url=figure.source_url,
    )


def _judged_comparison(pack: Pack, claim: Claim) -> JudgedClaim:
    judgement = of_claim(pack, claim)
    return JudgedClaim(
        id=claim.id,
        wave=claim.wave,
        says=claim.says,
        compares=True,
        unit=COUNTED[pack.questions[claim.question].unit],
        rests_on=(
            *(
                f"{label}: {_rests_on(estimate)}"
                for label, estimate in _compared(pack, claim).items()
            ),
            *_change_in_words(pack, claim),
        ),
        estimate=_subject(pack, claim),
        judgement=judgement,
        safe=safe_claim(pack, claim),
        unsafe=unsafe_claim(pack, claim, judgement),
        source_url=claim.source_url,
    )


def _compared(pack: Pack, claim: Claim) -> dict[str, Estimate]:
    """The figures that a claim compares, by their names; those not published are left out."""
    if claim.kind == "most":
        ranking = ranked(pack, claim.wave, pack.questions[claim.question])
        return {option.label: estimate for option, estimate in ranking}
    if claim.kind == "below":
        wanted = [(claim.wave, claim.question, ""), (claim.wave, claim.other_question, "")]
    else:
        waves = (claim.other_wave, claim.wave)
        wanted = [(wave, claim.question, f", {wave}") for wave in waves]
    return {
        f"{pack.questions[question].measure}{when}": found
        for wave, question, when in wanted
        if (found := share_in(pack, wave, question)) is not None
    }


def _subject(pack: Pack, claim: Claim) -> Estimate | None:
    """The figure that a claim is about, if it is one."""
    if claim.kind != "most":
        return share_in(pack, claim.wave, claim.question)
    ranking = ranked(pack, claim.wave, pack.questions[claim.question])
    named = [estimate for option, estimate in ranking if option.id in claim.options]
    return named[0] if len(claim.options) == len(named) == 1 else None


def _rests_on(estimate: Estimate) -> str:
    """Count, base and interval: ``15 of 40 people, 95% interval 24.2% to 53%``."""
    if estimate.base is None:
        return f"{in_full(estimate)}, without base and interval"
    if not shows_percentage(estimate) or estimate.low is None or estimate.high is None:
        return f"{in_full(estimate)}, without interval"
    mark = f" {LOW_RELIABILITY}" if estimate.reliability == "low" else ""
    interval = f"{percent(estimate.low)} to {percent(estimate.high)}"
    return f"{in_full(estimate)}, 95% interval {interval}{mark}"


def _change_in_words(pack: Pack, claim: Claim) -> tuple[str, ...]:
    """The change in percentage points with its interval, if there is enough to tell."""
    change = change_of(pack, claim) if claim.kind in {"rose", "fell"} else None
    if change is None or change.difference is None or change.interval is None:
        return ()
    low, high = _points(change.interval.low), _points(change.interval.high)
    return (
        f"Change between the percentages: {about(change)}{_points(change.difference)} points, "
        f"95% interval from the counts {low} to {high}",
    )


def _points(difference: float) -> str:
    """A difference of shares in percentage points: ``+11``, ``−32.5``."""
    return f"{in_points(difference):+.1f}".removesuffix(".0").replace("-", "−")


def exhibit(pack: Pack) -> Exhibit:
    """Every figure and claim with its verdict, as one table."""
    claims = judged_claims(pack)
    waves = list(dict.fromkeys(each.wave for each in claims))
    headline = _headline(claims)
    return Exhibit(
        id="claims",
        headline=headline,
        subtitle=(
            f"Every published figure and every claim that compares figures, {listed(waves)}. The "
            "unit is people who answered, unless the table says otherwise."
        ),
        chart=None,
        table=Table(
            (
                *(Column("Wave"), Column("Figure or claim"), Column("Verdict"), Column("Unit")),
                *(Column("Count", "whole"), Column("Base", "whole"), Column("Share", "share")),
                *(*interval_columns("share"), Column("Rests on")),
                *(Column("Why"), Column("You can say"), Column("Better not")),
            ),
            tuple(_row(each) for each in claims),
        ),
        alt=alt_text(headline, None),
        source=f"Source: {pack.region.source or pack.region.survey}, {listed(waves)}. {LICENCE}.",
        provenance="published",
        wave=waves[-1],
        earlier_waves=tuple(waves[:-1]),
        help=HOW_VERDICTS_ARE_MADE,
    )


def _headline(claims: Sequence[JudgedClaim]) -> str:
    """``Of 41 single figures and 10 claims that compare, 21 are supported, …``."""
    number = Counter(each.verdict for each in claims)
    said = [
        f"{number[verdict] or 'none'} {'is' if number[verdict] == 1 else 'are'} {verdict}"
        for verdict in VERDICTS
    ]
    return f"Of {figures_and_claims(claims)}, {listed(said)}"


def figures_and_claims(claims: Sequence[JudgedClaim]) -> str:
    """How many there are of each: ``41 single figures and 10 claims that compare``."""
    comparing = sum(each.compares for each in claims)
    single = len(claims) - comparing
    verb = "compares" if comparing == 1 else "compare"
    return listed(
        [
            *([plural(single, "single figure")] if single else []),
            *([f"{plural(comparing, 'claim')} that {verb}"] if comparing else []),
        ]
    )


def _row(claim: JudgedClaim) -> tuple[Cell, ...]:
    estimate = claim.estimate
    numbers: tuple[Cell, ...] = (None,) * 5 if estimate is None else estimate_cells(estimate)[:5]
    return (
        *(claim.wave, claim.says, claim.verdict, claim.unit),
        *numbers,
        *("; ".join(claim.rests_on), claim.why, claim.safe),
        " ".join(f"“{each.words}”: {each.why}" for each in claim.unsafe),
    )
