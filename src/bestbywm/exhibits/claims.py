"""What can be said: each headline of the results with its verdict, and sentences for it."""

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
from bestbywm.exhibits.charts import alt_text
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
    decimal,
    estimate_cells,
    percent,
    plural,
    shows_percentage,
)
from bestbywm.pack import Pack
from bestbywm.survey.claims import Claim
from bestbywm.survey.published import PublishedFigure
from bestbywm.words import listed

HOW_VERDICTS_ARE_MADE = (
    "Verdicts are worked out by rules, not written by hand. “Supported”: count and base are known, "
    "and a comparison holds by more than chance alone explains. “Supported with care”: the base is "
    "inferred or small, mentions are counted, or a comparison is close. “Not shown by these data”: "
    "the source counts something else than it says, a number is missing, or the difference may be "
    "chance. The weakest verdict of all rules that apply stands."
)


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """A headline with all that is needed to use it well.

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


def judged_claims(pack: Pack) -> tuple[JudgedClaim, ...]:
    """Every headline of the results by wave, those that compare before those of one figure."""
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
    """The change in percentage points with its interval, if both shares may be percentages."""
    change = change_of(pack, claim) if claim.kind in {"rose", "fell"} else None
    if change is None or not all(map(shows_percentage, (change.before, change.after))):
        return ()
    points, low, high = map(_points, (change.points, change.interval.low, change.interval.high))
    return (f"Change: {points} percentage points, 95% interval {low} to {high}",)


def _points(difference: float) -> str:
    """A difference of shares in percentage points: ``+29.0``, ``−32.1``."""
    sign = "−" if difference < 0 else "+"
    return f"{sign}{decimal(abs(difference) * 100)}"


def exhibit(pack: Pack) -> Exhibit:
    """Every headline with its verdict, as one table."""
    claims = judged_claims(pack)
    waves = list(dict.fromkeys(each.wave for each in claims))
    headline = _headline(claims)
    return Exhibit(
        id="claims",
        headline=headline,
        subtitle=(
            f"Every headline of the published results, {listed(waves)}. The unit is people who "
            "answered, unless the table says otherwise."
        ),
        chart=None,
        table=Table(
            (
                *(Column("Wave"), Column("Claim"), Column("Verdict"), Column("Unit")),
                *(Column("Count", "whole"), Column("Base", "whole"), Column("Share", "share")),
                *(Column("Low", "share"), Column("High", "share"), Column("Rests on")),
                *(Column("Why"), Column("You can say"), Column("Better not")),
            ),
            tuple(_row(each) for each in claims),
        ),
        alt=alt_text(headline, None),
        source=f"Source: {pack.region.source or pack.region.survey}, {listed(waves)}. {LICENCE}.",
        provenance="published",
        wave="-".join(waves),
        help=HOW_VERDICTS_ARE_MADE,
    )


def _headline(claims: Sequence[JudgedClaim]) -> str:
    """``Of 51 headlines, 21 are supported, 22 are supported with care and 8 are not shown …``."""
    number = Counter(each.verdict for each in claims)
    said = [
        f"{number[verdict] or 'none'} {'is' if number[verdict] == 1 else 'are'} {verdict}"
        for verdict in VERDICTS
    ]
    return f"Of {plural(len(claims), 'headline')}, {listed(said)}"


def _row(claim: JudgedClaim) -> tuple[Cell, ...]:
    estimate = claim.estimate
    numbers: tuple[Cell, ...] = (None,) * 5 if estimate is None else estimate_cells(estimate)[:5]
    return (
        *(claim.wave, claim.says, claim.verdict, claim.unit),
        *numbers,
        *("; ".join(claim.rests_on), claim.why, claim.safe),
        " ".join(f"“{each.words}”: {each.why}" for each in claim.unsafe),
    )
