"""Maturity: the region by dimension, the types, the ranking with its ranges, and the councils."""

from collections.abc import Sequence

from bestbywm.analysis.estimates import reliability
from bestbywm.analysis.maturity import (
    DRAWS,
    WHOLE,
    Maturity,
    Ranked,
    Standing,
    follows_from_published,
    maturity_of,
    ranked_councils,
    weights_of,
)
from bestbywm.analysis.measures import MATURITY
from bestbywm.analysis.selection import Selection, answers_for
from bestbywm.exhibits.making import from_answers
from bestbywm.exhibits.model import (
    CONFIDENTIAL,
    LOW_RELIABILITY,
    NOT_AVAILABLE,
    Bar,
    Bars,
    Cell,
    Column,
    Dots,
    Exhibit,
    HeatTable,
    Matrix,
    Point,
    Square,
    Table,
)
from bestbywm.exhibits.wording import (
    OUTCOMES,
    capitalised,
    decimal,
    people,
    percent,
    plural,
    wave_in_words,
)
from bestbywm.pack import Pack
from bestbywm.survey.dimensions import Dimension, MaturityModel, QuestionPoints
from bestbywm.survey.questions import Question
from bestbywm.survey.responses import Responses
from bestbywm.words import listed

FULL = 100.0

SCORE = "Score"

HELD_BACK = "The scores of single councils are confidential here"

HELP = (
    "The maturity score is our own index. It puts the answers to several questions on one scale "
    "from 0 to 100. It was not part of the survey. “Methods” says how it is worked out."
)


FOLLOWS = (
    "These scores of the whole region follow from the published totals alone: any answers that add "
    "up to them give the same."
)

OWN_INDEX = "The score is our own index, worked out from published figures; no survey asked for it."


def exhibits(pack: Pack, selection: Selection) -> tuple[Exhibit, ...]:
    """By dimension, by type, ranking, and councils by dimension.

    None for a wave without answers, a pack without a model, or a selection that scored nothing.
    """
    responses = answers_for(pack, selection)
    if responses is None or not pack.maturity.dimensions:
        return ()
    together = maturity_of(
        pack.maturity, responses, selection.codes(pack.region), selection.weights
    )
    if together.score is None:
        return ()
    made = [_by_dimension(pack, selection, responses, together, together.score)]
    types = _types(pack, selection, responses)
    if len(types) > 1:
        made.append(_by_type(pack, selection, responses, types))
    made.append(_ranking(pack, selection, responses))
    made.append(_by_council(pack, selection, responses, together, types))
    return tuple(made)


def score_in_words(model: MaturityModel, score: float) -> str:
    """A score with its level: ``64.4, established``."""
    return f"{decimal(score)}, {model.levels[model.level_of(score)].label.lower()}"


def weights_in_words(pack: Pack, selection: Selection) -> str:
    """The weights in use: those of the pack, or which ones the visitor chose."""
    weights = selection.weights or weights_of(pack.maturity)
    whose = "Weights chosen here" if selection.weights else "Weights"
    parts = (
        f"{dimension.label.lower()} {weight_in_words(weight)}"
        for dimension, weight in zip(pack.maturity.dimensions, weights, strict=True)
    )
    return f"{whose}: {listed(parts)}."


def weight_in_words(weight: int) -> str:
    """A weight as a percentage with at most one decimal: ``20%``, ``18.9%``."""
    return percent(weight / WHOLE)


def missing_in_words(model: MaturityModel, maturity: Maturity) -> str:
    """Which dimensions are missing: ``without governance``; "" if none is."""
    missing = [
        dimension.label.lower()
        for dimension, score in zip(model.dimensions, maturity.dimensions, strict=True)
        if score is None
    ]
    return f"without {listed(missing)}" if missing else ""


def rank_in_words(standing: Standing) -> str:
    """A rank as far as the range supports it: ``6 of 31 (3 to 13)``, ``1 of 31, shared by 2``."""
    shared = f", shared by {standing.sharing}" if standing.sharing > 1 else ""
    rank = f"{standing.rank} of {standing.among}{shared}"
    if standing.best == standing.worst:
        return rank
    return f"{rank} ({standing.best} to {standing.worst})"


def _by_dimension(
    pack: Pack, selection: Selection, responses: Responses, together: Maturity, score: float
) -> Exhibit:
    """The selected councils together, one bar per dimension."""
    model = pack.maturity
    pairs = list(zip(model.dimensions, together.dimensions, strict=True))
    known = [(each, of_it) for each, of_it in pairs if of_it is not None]
    weights = selection.weights or weights_of(model)
    chart = Bars(
        bars=tuple(
            Bar(
                each.label,
                of_it,
                None,
                None,
                "not answered" if of_it is None else score_in_words(model, of_it),
            )
            for each, of_it in pairs
        ),
        axis="score",
        axis_title="Score from 0 to 100",
        limit=FULL,
    )
    headline = (
        f"{_who_scores(pack, selection, responses)} {decimal(score)} of 100, which is "
        f"{model.levels[model.level_of(score)].label.lower()}"
        f"{_high_and_low([(each.label.lower(), of_it) for each, of_it in known])}"
    )
    table = Table(
        (
            Column("Dimension"),
            Column("Score", "decimal"),
            Column("Level"),
            Column("Weight"),
            Column("What it means"),
        ),
        tuple(
            (
                each.label,
                NOT_AVAILABLE if of_it is None else of_it,
                "" if of_it is None else model.levels[model.level_of(of_it)].label,
                weight_in_words(weight),
                each.description,
            )
            for (each, of_it), weight in zip(pairs, weights, strict=True)
        ),
    )
    caveats = [*notes_of(pack, selection.wave), weights_in_words(pack, selection)]
    is_published = _is_published(pack, selection, responses)
    if is_published:
        caveats += [FOLLOWS, OWN_INDEX]
    return from_answers(
        pack,
        selection,
        responses,
        id_="maturity-dimensions",
        headline=headline,
        subtitle=(
            f"Maturity score by dimension. {wave_in_words(pack, selection)}. "
            f"Base: {people(together.people)}."
        ),
        chart=chart,
        table=table,
        caveats=caveats,
        help_=HELP,
        provenance="published" if is_published else None,
        is_quotable=not (is_published and selection.weights),
    )


def _is_published(pack: Pack, selection: Selection, responses: Responses) -> bool:
    """Whether the scores need no made-up answer: all that meet the published totals give them."""
    return (
        responses.provenance == "illustrative"
        and not selection.is_filtered
        and follows_from_published(pack, selection.wave)
    )


def notes_of(pack: Pack, wave: str) -> list[str]:
    """What to bear in mind about the scores of dimensions."""
    notes = [note_on(pack, wave, dimension) for dimension in pack.maturity.dimensions]
    return [note for note in notes if note]


def note_on(pack: Pack, wave: str, dimension: Dimension) -> str:
    """What to bear in mind about the score of a dimension, or "".

    The pack's notes are about what was published. Of an own wave is said which answers bring
    points whatever they were.
    """
    if not pack.is_own(wave):
        return dimension.note
    notes = [
        _note_on_rest(dimension, pack.questions[each.question], each)
        for each in dimension.questions
    ]
    return " ".join(note for note in notes if note)


def _note_on_rest(dimension: Dimension, question: Question, points: QuestionPoints) -> str:
    """That answers which are no option of their own bring points, "don't know" among them."""
    named = [f"“{option.label}”" for option in question.options if option.role != "rest"]
    brought = [points.points.get(option.id, 0.0) for option in question.with_role("rest")]
    if not named or not any(brought):
        return ""
    return (
        f"{dimension.label}: any answer to “{question.short}” other than {listed(named)} brings "
        f"{max(brought):g} points, “don't know” as well."
    )


def _who_scores(pack: Pack, selection: Selection, responses: Responses) -> str:
    """``Eastford scores``; of several councils those that answered, taken together."""
    codes = selection.codes(pack.region)
    place = selection.place(pack.region)
    answered = len(responses.answering_councils.intersection(codes))
    if not selection.is_filtered or len(codes) == 1:
        return f"{capitalised(place)} scores"
    if answered == len(codes):
        return f"Together, {place} score"
    if answered == 1:
        return f"Of {place}, the only one that answered scores"
    return f"Together, the {answered} of {place} that answered score"


def _high_and_low(scores: Sequence[tuple[str, float]]) -> str:
    """Which dimension is highest and which is lowest, ties together."""
    values = [float(decimal(score)) for _, score in scores]  # as they are read
    if len(set(values)) < 2:
        return ""
    ends = []
    for word, value in (("highest", max(values)), ("lowest", min(values))):
        names = [name for (name, _), each in zip(scores, values, strict=True) if each == value]
        verb = "is" if len(names) == 1 else "are"
        ends.append(f"{listed(names)} {verb} {word} ({decimal(value)})")
    return f": {ends[0]}, {ends[1]}"


def _types(pack: Pack, selection: Selection, responses: Responses) -> list[tuple[str, Maturity]]:
    """Each type of council among the selected ones that has a score."""
    codes = selection.codes(pack.region)
    found = [
        (
            capitalised(each.plural),
            maturity_of(
                pack.maturity,
                responses,
                [code for code in codes if pack.region.by_code[code].type == each.id],
                selection.weights,
            ),
        )
        for each in pack.region.types
    ]
    return [(name, maturity) for name, maturity in found if maturity.score is not None]


def _by_type(
    pack: Pack,
    selection: Selection,
    responses: Responses,
    types: Sequence[tuple[str, Maturity]],
) -> Exhibit:
    model = pack.maturity
    ordered = sorted(types, key=lambda pair: -(pair[1].score or 0))
    chart = Bars(
        bars=tuple(
            Bar(
                name,
                each.score,
                None,
                None,
                f"{score_in_words(model, each.score or 0)} ({people(each.people)})",
            )
            for name, each in ordered
        ),
        axis="score",
        axis_title="Score from 0 to 100",
        limit=FULL,
    )
    (first, top), (last, bottom) = ordered[0], ordered[-1]
    if decimal(top.score or 0) == decimal(bottom.score or 0):
        headline = f"All types of council shown score {decimal(top.score or 0)}"
    else:
        headline = (
            f"Scores run from {decimal(bottom.score or 0)} ({_of_whom(last, bottom)}) to "
            f"{decimal(top.score or 0)} ({_of_whom(first, top)})"
        )
    return from_answers(
        pack,
        selection,
        responses,
        id_="maturity-by-type",
        headline=headline,
        subtitle=(
            f"Maturity score by type of council. {wave_in_words(pack, selection)}. "
            "A type's people count one by one."
        ),
        chart=chart,
        table=Table(
            (
                Column("Type of council"),
                Column("Score", "decimal"),
                Column("Level"),
                Column("People", "whole"),
                Column("Note"),
            ),
            tuple(
                (
                    name,
                    each.score,
                    model.levels[model.level_of(each.score or 0)].label,
                    each.people,
                    "" if reliability(each.people) == "usual" else LOW_RELIABILITY,
                )
                for name, each in ordered
            ),
        ),
        caveats=[weights_in_words(pack, selection)],
        help_=HELP,
    )


def _of_whom(name: str, maturity: Maturity) -> str:
    return f"{name[:1].lower()}{name[1:]}, {people(maturity.people)}"


def ordered_councils(pack: Pack, selection: Selection) -> list[Ranked]:
    """The selected councils from the highest score to the lowest, those without one at the end."""
    inside = set(selection.codes(pack.region))
    ranked = ranked_councils(pack, selection.wave, selection.weights)
    return sorted(
        (each for each in ranked if each.code in inside),
        key=lambda each: (
            each.maturity.score is None,
            -(each.maturity.score or 0),
            pack.region.by_code[each.code].name,
        ),
    )


def _ranking(pack: Pack, selection: Selection, responses: Responses) -> Exhibit:
    """Each council's rank at these weights, with its range over random weightings."""
    names = {code: council.name for code, council in pack.region.by_code.items()}
    ranked = ordered_councils(pack, selection)
    scored = [each for each in ranked if each.standing is not None]
    among = scored[0].standing.among if scored and scored[0].standing else 0
    chart = Dots(
        rows=tuple(_ranked_label(pack, each) for each in ranked),
        texts=tuple(_ranked_text(pack, each) for each in ranked),
        series=("Rank, with the range over random weights",),
        points=tuple((_rank_point(each),) for each in ranked),
        axis="rank",
        axis_title=f"Rank of {among} (1 is highest)",
        limit=float(max(among, 1)),
        emphasis=tuple(
            "main" if each.code in (selection.council, *selection.compared) else "context"
            for each in ranked
        ),
    )
    headline = _ranking_headline([(names[each.code], each.standing) for each in ranked])
    hidden = sum(each.maturity.is_confidential for each in ranked)
    if hidden and not scored:
        headline = HELD_BACK
    few = sum(each.maturity.people <= 2 for each in scored)
    return from_answers(
        pack,
        selection,
        responses,
        id_="maturity-ranking",
        headline=headline,
        subtitle=(
            f"Rank by maturity score. {wave_in_words(pack, selection)}. "
            f"{_base_in_words(len(scored), len(ranked), hidden)}"
        ),
        chart=chart,
        table=Table(
            (
                Column("Council"),
                Column("Score", "decimal"),
                Column("Level"),
                Column("Rank", "whole"),
                Column("Best rank", "whole"),
                Column("Worst rank", "whole"),
                Column("People", "whole"),
                Column("Note"),
            ),
            tuple(_ranking_row(pack, each) for each in ranked),
        ),
        caveats=[
            f"The line is where nine in ten of {DRAWS:,} random weightings put the council: where "
            "lines overlap, the order depends on the weights. It is about weights only, not about "
            "who answered.",
            _few_in_words(few, len(scored)),
            weights_in_words(pack, selection),
        ],
        help_=HELP,
    )


def _base_in_words(scored: int, councils: int, hidden: int) -> str:
    have = "has" if scored == 1 else "have"
    held_back = f"; {hidden} {'is' if hidden == 1 else 'are'} confidential" if hidden else ""
    what = f"a score{' that is shown' if hidden else ''}"
    return f"Base: {scored or 'none'} of {plural(councils, 'council')} {have} {what}{held_back}."


def _few_in_words(few: int, scored: int) -> str:
    """How many scores rest on so few people that one more answer would move them far."""
    if not few:
        return ""
    if few == scored:
        return f"{'The score rests' if few == 1 else 'All scores rest'} on one or two people."
    return f"{few} of {scored} scores {'rests' if few == 1 else 'rest'} on one or two people."


def _ranked_label(pack: Pack, each: Ranked) -> str:
    name = pack.region.by_code[each.code].name
    if each.maturity.is_confidential:
        return f"{name} ({OUTCOMES['confidential']})"
    if each.maturity.score is None:
        return f"{name} ({'no score' if each.maturity.people else OUTCOMES['no answer']})"
    return f"{name} ({decimal(each.maturity.score)})"


def _ranked_text(pack: Pack, each: Ranked) -> str:
    if each.maturity.score is None or each.standing is None:
        return _why_no_score(pack, each)
    words = score_in_words(pack.maturity, each.maturity.score)
    return f"{words}, rank {rank_in_words(each.standing)}"


def _why_no_score(pack: Pack, each: Ranked) -> str:
    """Nobody answered, too few of the dimensions were, or it is held back."""
    if each.maturity.is_confidential:
        return OUTCOMES["confidential"]
    if not each.maturity.people:
        return OUTCOMES["no answer"]
    return f"no score: {missing_in_words(pack.maturity, each.maturity)}, too little was answered"


def _rank_point(each: Ranked) -> Point | None:
    standing = each.standing
    if standing is None:
        return None
    return Point(
        float(standing.rank),
        f"rank {rank_in_words(standing)}",
        float(standing.best),
        float(standing.worst),
    )


def _ranking_headline(councils: Sequence[tuple[str, Standing | None]]) -> str:
    """What the ranges support: who comes first whatever the weights, or who might."""
    known = [(name, standing) for name, standing in councils if standing is not None]
    if not known:
        return "No council here has a score"
    if len(known) == 1:
        return _one_rank(*known[0])
    sure = [name for name, standing in known if standing.worst == 1]
    if sure:
        first = next(standing for _, standing in known if standing.worst == 1)
        verb = "share" if len(sure) > 1 else "shares" if first.sharing > 1 else "ranks"
        what = "first" if verb == "ranks" else "the first rank"
        return f"{listed(sure)} {verb} {what} under nearly all weights"
    might = [name for name, standing in known if standing.best == 1]
    if might:
        who = listed(might) if len(might) <= 4 else f"{len(might)} of them"
        return f"None of these councils is sure to come first: {who} can, depending on the weights"
    best = min(standing.best for _, standing in known)
    worst = max(standing.worst for _, standing in known)
    return f"These councils rank between {best} and {worst} of {known[0][1].among}"


def _one_rank(name: str, standing: Standing) -> str:
    if standing.best == standing.worst:
        return f"{name} ranks {standing.rank} of {standing.among} under nearly all weights"
    return (
        f"{name} ranks between {standing.best} and {standing.worst} of {standing.among}, "
        "depending on the weights"
    )


def _ranking_row(pack: Pack, each: Ranked) -> tuple[Cell, ...]:
    name = pack.region.by_code[each.code].name
    score, standing = each.maturity.score, each.standing
    if each.maturity.is_confidential:
        return (name, *(CONFIDENTIAL,) * 6, _why_no_score(pack, each))
    if score is None or standing is None:
        gaps = (NOT_AVAILABLE,) * 5
        return (name, *gaps, each.maturity.people, _why_no_score(pack, each))
    return (
        name,
        score,
        pack.maturity.levels[pack.maturity.level_of(score)].label,
        standing.rank,
        standing.best,
        standing.worst,
        each.maturity.people,
        missing_in_words(pack.maturity, each.maturity),
    )


def _by_council(
    pack: Pack,
    selection: Selection,
    responses: Responses,
    together: Maturity,
    types: Sequence[tuple[str, Maturity]],
) -> Exhibit:
    """Score and dimensions of each council, below those of the selection and of the types."""
    model = pack.maturity
    councils = _sorted_councils(pack, selection)
    references = [(capitalised(selection.place(pack.region)), together)]
    references += types if len(types) > 1 else []
    rows = [
        *references,
        *((pack.region.by_code[each.code].name, each.maturity) for each in councils),
    ]
    columns = (SCORE, *(dimension.label for dimension in model.dimensions))
    matrix = Matrix(
        rows=tuple(name for name, _ in rows),
        columns=columns,
        squares=tuple(
            tuple(
                _square(model, name, column, score, maturity)
                for column, score in zip(
                    columns, (maturity.score, *maturity.dimensions), strict=True
                )
            )
            for name, maturity in rows
        ),
        empty_row=OUTCOMES["no answer"],
        shades=tuple(level.label for level in model.levels),
    )
    hidden = sum(each.maturity.is_confidential for each in councils)
    levels = [
        model.level_of(each.maturity.score) for each in councils if each.maturity.score is not None
    ]
    return from_answers(
        pack,
        selection,
        responses,
        id_="maturity-by-council",
        headline=HELD_BACK if hidden and not levels else _levels_headline(model, levels),
        subtitle=(
            f"Maturity score and dimensions of each council. {wave_in_words(pack, selection)}. "
            f"{_base_in_words(len(levels), len(councils), hidden)}"
        ),
        chart=HeatTable(matrix, "Council or group", len(references)),
        table=Table(
            (
                Column("Council or group"),
                *(Column(name, "decimal") for name in columns),
                Column("Level"),
                Column("People", "whole"),
                Column("Note"),
            ),
            tuple(_dimension_row(model, name, maturity) for name, maturity in rows),
        ),
        caveats=[weights_in_words(pack, selection)],
        help_=HELP,
    )


def _sorted_councils(pack: Pack, selection: Selection) -> list[Ranked]:
    """From the highest score to the lowest, or by the dimension that they are sorted by."""
    councils = ordered_councils(pack, selection)
    ids = [f"{MATURITY}.{dimension.id}" for dimension in pack.maturity.dimensions]
    if selection.sort not in ids:
        return councils
    position = ids.index(selection.sort)

    def order(each: Ranked) -> tuple[bool, float]:
        score = each.maturity.dimensions[position]
        return score is None, -(score or 0.0)

    return sorted(councils, key=order)


def _square(
    model: MaturityModel, name: str, column: str, score: float | None, whose: Maturity
) -> Square:
    if score is None:
        missing = "no score" if column == SCORE else "not answered"
        words = missing if whose.people else OUTCOMES["no answer"]
        words = OUTCOMES["confidential"] if whose.is_confidential else words
        return Square(None, words, f"{name}, {column.lower()}: {words}")
    level = model.level_of(score)
    words = f"{decimal(score)} {model.levels[level].label.lower()}"
    text = words if column == SCORE else decimal(score)  # else the last columns are out of sight
    return Square(level, text, f"{name}, {column.lower()}: {words} ({people(whose.people)})", score)


def levels_in_words(model: MaturityModel, levels: Sequence[int]) -> str:
    """How many councils reach each level that is reached, from the highest.

    ``13 are leading, 9 are established and 1 is emerging``.
    """
    return listed(
        f"{levels.count(at)} {'is' if levels.count(at) == 1 else 'are'} "
        f"{model.levels[at].label.lower()}"
        for at in reversed(range(len(model.levels)))
        if at in levels
    )


def _levels_headline(model: MaturityModel, levels: Sequence[int]) -> str:
    if not levels:
        return "No council here has a score"
    if len(levels) == 1:
        return f"The only council with a score is {model.levels[levels[0]].label.lower()}"
    return f"Of {len(levels)} councils with a score, {levels_in_words(model, levels)}"


def _dimension_row(model: MaturityModel, name: str, maturity: Maturity) -> tuple[Cell, ...]:
    scores = (maturity.score, *maturity.dimensions)
    note = missing_in_words(model, maturity)
    if maturity.is_confidential:
        gaps = (CONFIDENTIAL,) * len(scores)
        return (name, *gaps, "", CONFIDENTIAL, OUTCOMES["confidential"])
    if not maturity.people:
        note = OUTCOMES["no answer"]
    return (
        name,
        *(NOT_AVAILABLE if each is None else each for each in scores),
        "" if maturity.score is None else model.levels[model.level_of(maturity.score)].label,
        maturity.people,
        note,
    )
