"""What is untrue in the words of an exhibit: its headline and alternative text against its table.

Nothing here calls the code that makes the words. Each kind of exhibit is read from the rows of its
own table; of the region pack only names are used: of councils, types, levels, answers.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from bestbywm.exhibits.model import (
    Bars,
    Cell,
    Choropleth,
    Dots,
    Exhibit,
    HeatTable,
    Matrix,
    Stacks,
    Strips,
)
from bestbywm.pack import Pack

MADE_UP = "In the illustrative answers, "
STAMP = "Illustrative answers. They add up to the published totals, but no council gave them."
LONGEST = 1_400
MARKS = ("[x]", "[c]", "[z]", "[u]")

ENDS = ("95% interval from", "95% interval to")

Row = Mapping[str, Cell]


@dataclass(frozen=True)
class Names:
    """Names in a region pack that words of exhibits may use."""

    region: str
    councils: frozenset[str]
    plurals: Mapping[str, str]
    levels: tuple[tuple[float, str], ...]
    findings: Mapping[str, str]
    nothing: frozenset[str]
    more_is_worse: frozenset[str]
    whose_map: Mapping[str, str]
    inside: frozenset[str]

    @classmethod
    def of(cls, pack: Pack) -> "Names":
        """The names of this pack; every council is inside the selection."""
        single = [each for each in pack.questions.values() if each.kind == "single"]
        options = [each for question in pack.questions.values() for each in question.options]
        findings = {each.measure: each.finding for each in single}
        maps = {each.id.replace("_", "-"): each.finding for each in single}
        for question in pack.questions.values():
            for option in question.options if question.kind == "multiple" else ():
                said = question.finding.replace("{option}", option.id)
                said = f"answer “{option.label}”" if option.role == "none" else said
                slug = re.sub("[^a-z0-9]+", "-", f"{question.id}-{option.id}".lower()).strip("-")
                maps[slug] = said
                findings[f"{question.short}: {option.label}"] = said
        return cls(
            pack.region.name,
            frozenset(each.name for each in pack.region.councils),
            {each.label: each.plural for each in pack.region.types},
            tuple((each.start, each.label) for each in pack.maturity.levels),
            findings,
            frozenset(each.label for each in options if each.role == "none"),
            frozenset(
                label
                for each in pack.questions.values()
                if each.direction == "weakness"
                for label in (each.measure, f"{each.short} named per person")
            ),
            maps,
            frozenset(each.name for each in pack.region.councils),
        )

    def level(self, score: float) -> str:
        """The name of the level of a score, in small letters."""
        return [label for start, label in self.levels if score >= start][-1].lower()


def untrue(exhibit: Exhibit, names: Names) -> list[str]:
    """What is not so in the words of the exhibit; nothing if they are true."""
    faults = [*_of_made_up(exhibit, names), *_of_alternative(exhibit, names)]
    headline = exhibit.headline
    plain = headline.removeprefix(MADE_UP)
    wanted = _reader(exhibit.id)(exhibit, names)
    if isinstance(wanted, str):
        wanted = [wanted]
    if _in_one(plain) not in [_in_one(each) for each in wanted]:
        faults.append(f"{exhibit.id}: headline {plain!r}, but the table says {wanted!r}")
    return faults


def untrue_together(exhibits: Sequence[Exhibit], ranking: Exhibit | None = None) -> list[str]:
    """What is not so in words of one exhibit that rest on the table of another.

    ``ranking`` is the one of all councils, in which the rank of each stands.
    """
    by_start = {each.id.partition("-20")[0]: each for each in exhibits}
    faults = []
    not_compared, change = by_start.get("not-comparable"), by_start.get("change")
    if not_compared and change:
        total = len(not_compared.table.rows) + len(change.table.rows)
        if f" of {total} measures" not in not_compared.headline:
            faults.append(f"{not_compared.id}: of {total} measures")
    for each in exhibits:
        if ranking and each.id.endswith("-maturity") and ": rank " in each.headline:
            name, said = rank_said(each)
            if said != rank_in_table(ranking, name):
                faults.append(f"{each.id}: rank {said}, not {rank_in_table(ranking, name)}")
    return faults


# Words and numbers --------------------------------------------------------------------------------


def listed(words: Iterable[str]) -> str:
    """``a, b and c``."""
    *first, last = words
    return ", ".join(first) + f" and {last}" if first else last


def _start_small(words: str) -> str:
    return words[:1].lower() + words[1:]


def _in_one(words: str) -> str:
    """The words with all sentences joined: how they are cut makes none of them untrue."""
    joined = re.sub(r"(?:[;.:]) (\w)", lambda found: f"; {found[1].lower()}", words)
    return _start_small(joined)


def _start_large(words: str) -> str:
    return words[:1].upper() + words[1:]


def _rounded(value: float) -> str:
    return str(Decimal(repr(value)).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _percent(share: float) -> str:
    return _rounded(share * 100).removesuffix(".0") + "%"


def _people(count: int) -> str:
    return "1 person" if count == 1 else f"{count:,} people"


def _many(count: int, what: str) -> str:
    return f"1 {what}" if count == 1 else f"{count:,} {what}s"


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float)


def _float(cell: Cell) -> float:
    assert isinstance(cell, int | float), cell
    return float(cell)


def _int(cell: Cell) -> int:
    assert isinstance(cell, int), cell
    return cell


def _rows(exhibit: Exhibit) -> list[Row]:
    columns = [column.name for column in exhibit.table.columns]
    return [dict(zip(columns, row, strict=True)) for row in exhibit.table.rows]


def _columns(exhibit: Exhibit) -> list[str]:
    return [column.name for column in exhibit.table.columns]


def _ratio(cell: Cell) -> Fraction | None:
    """The share in a cell such as ``1 of 2`` or ``37.5% (15 of 40)``."""
    found = re.search(r"(\d+) of (\d+)", str(cell))
    return Fraction(int(found[1]), int(found[2])) if found else None


def _verb(finding: str, *, single: bool) -> str:
    """The phrase with a verb for one person, if single."""
    verb, _, rest = finding.partition(" ")
    endings = {"have": "has", "are": "is", "do": "does"}
    return f"{endings.get(verb, verb + 's')} {rest}" if single else finding


def _amount(row: Row) -> str:
    """Percentage, count and base of a row as a sentence starts with them."""
    note = str(row["Note"])
    count = f"{row['Count']} of {_people(_int(row['Base']))}"
    count += ", inferred" * ("inferred" in note)
    quoted = re.search("published as “(.+?)”", note)
    if not _is_number(row["Share"]):
        return count
    return f"{quoted[1] if quoted else _percent(_float(row['Share']))} ({count})"


def _with_finding(row: Row, finding: str) -> str:
    single = not _is_number(row["Share"]) and 1 in (row["Count"], row["Base"])
    return f"{_amount(row)} {_verb(finding, single=single)}"


def _figure(row: Row) -> str:
    """What stands beside a bar: ``37.5% (15 of 40)``, ``1 of 2``, or why there is nothing."""
    if not _is_number(row["Count"]):
        return str(row["Note"])
    if not _is_number(row["Base"]):
        return str(row["Count"])
    return re.sub(" (people|person)(, inferred)?", "", _amount(row))


def _sizes(rows: Sequence[Row]) -> list[float]:
    by_count = all(_is_number(row["Count"]) for row in rows)
    return [_float(row["Count" if by_count else "Share"]) for row in rows]


# Made-up answers, and alternative texts -----------------------------------------------------------


def _of_made_up(exhibit: Exhibit, names: Names) -> list[str]:
    """A headline about a named council says that the answers are made up, if they are."""
    any_name = "|".join(map(re.escape, names.councils))
    is_named = re.search(rf"(?<!\w)({any_name})(?!\w)", exhibit.headline) is not None
    wanted = is_named and exhibit.provenance == "illustrative"
    if exhibit.headline.startswith(MADE_UP) != wanted:
        return [f"{exhibit.id}: {exhibit.headline!r} says not rightly whether it is made up"]
    return []


def _of_alternative(exhibit: Exhibit, names: Names) -> list[str]:
    """Headline, kind of picture, scale, figures, stamp; each figure as the table has it."""
    alt, start = exhibit.alt, f"{exhibit.headline}."
    if not alt.startswith(start):
        return [f"{exhibit.id}: the alternative text does not start with the headline"]
    if exhibit.chart is None:
        return [] if alt == start else [f"{exhibit.id}: {alt!r} is about no picture"]
    if len(alt) > LONGEST:
        return [f"{exhibit.id}: the alternative text has {len(alt)} signs"]
    body = alt.removeprefix(start).strip()
    if exhibit.provenance == "illustrative":
        if not body.endswith(STAMP):
            return [f"{exhibit.id}: the alternative text bears no stamp"]
        body = body.removesuffix(STAMP).strip()
    wanted = ". ".join(_picture(exhibit, names)) + "."
    if body.rstrip(".") != wanted.rstrip("."):
        return [f"{exhibit.id}: the text says\n  {body!r}\nbut the table says\n  {wanted!r}"]
    return []


def _picture(exhibit: Exhibit, names: Names) -> list[str]:
    """Kind, scale and figures, from the table; the chart says only which kind it is."""
    chart = exhibit.chart
    if isinstance(chart, Choropleth):
        return _map(exhibit, chart, names)
    if isinstance(chart, Bars):
        return [f"Bar chart, {_axis(chart)}", "; ".join(_bars(exhibit, names))]
    if isinstance(chart, Stacks):
        return [f"Stacked bar chart, {_axis(chart)}", "; ".join(_stacks(exhibit))]
    if isinstance(chart, Strips):
        return [f"Strip plot, {_axis(chart)}", "; ".join(_strips(exhibit, chart, names))]
    if isinstance(chart, Dots):
        has_mark = any(any(points) for points in chart.points)
        scale = _axis(chart) if has_mark else "without a mark"
        return [f"Dot plot, {scale}", *_dots(exhibit, chart, names)]
    assert isinstance(chart, Matrix | HeatTable)
    return _squares(exhibit, chart, names)


def _axis(chart: Bars | Stacks | Strips | Dots) -> str:
    title = _start_small(chart.axis_title)
    return title + {"share": ", 0% to 100%", "count": ", from 0"}.get(chart.axis, "")


def _bars(exhibit: Exhibit, names: Names) -> list[str]:
    rows = _rows(exhibit)
    first = _columns(exhibit)[0]
    if exhibit.id == "practice-list":
        themes = Counter(str(row["Theme"]) for row in rows)
        return [f"{theme}: {_many(count, 'example')}" for theme, count in themes.most_common()]
    said = {
        "barriers-together": lambda row: f"{row['People who name both']} of {row['Base']}",
        "barriers-number": lambda row: (
            f"{_rounded(row['Barriers named'] / row['People'])} "
            f"({row['Barriers named']} named by {_people(row['People'])})"
        ),
        "maturity-dimensions": lambda row: _score(row["Score"], names) or "not answered",
        "maturity-by-type": lambda row: f"{_score(row['Score'], names)} ({_people(row['People'])})",
    }
    words: Callable[[Row], str] = said.get(exhibit.id, _figure)
    by_mentions = " mentions" in exhibit.subtitle
    return [
        f"{row[first]}: {_many(_int(row['Count']), 'mention') if by_mentions else words(row)}"
        for row in rows
    ]


def _score(cell: Cell, names: Names) -> str:
    return f"{_rounded(_float(cell))}, {names.level(_float(cell))}" if _is_number(cell) else ""


def _by_question(exhibit: Exhibit) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in _rows(exhibit):
        found.setdefault(str(row["Question"]), []).append(row)
    return found


def _stacks(exhibit: Exhibit) -> list[str]:
    said = []
    in_shares = all(_is_number(row["Share"]) for row in _rows(exhibit))
    for question, rows in _by_question(exhibit).items():
        of = f"of {_people(_int(rows[0]['Base']))}"
        if in_shares:
            parts = [f"{row['Answer']} {_percent(_float(row['Share']))}" for row in rows]
            of = f"{listed(str(row['Count']) for row in rows)} {of}"
        else:
            parts = [f"{row['Answer']} {row['Count']}" for row in rows]
        said.append(f"{question}: {', '.join(parts)} ({of})")
    return said


def _strips(exhibit: Exhibit, chart: Strips, names: Names) -> list[str]:
    """Each strip; the region's figure stands in no row, so that it is read beside the strip."""
    marked = {mark.name: mark.role for marks in chart.marks for mark in marks}
    named = [name for name, role in marked.items() if role != "other"]
    said: list[tuple[str, str]] = []
    for at, measure in enumerate(_columns(exhibit)[1:]):
        cells = {str(row["Council"]): str(row[measure]) for row in _rows(exhibit)}
        shown = {name: cell for name, cell in cells.items() if not cell.startswith(MARKS)}
        words = [chart.texts[at], *(f"{name} {shown[name]}" for name in named if name in shown)]
        if not chart.texts[at].startswith(names.region):
            words = ["the region comes first"]
        span = _reach([*shown.values()])
        said.append((f"{measure}: {', '.join(words)}", span))
    whole = [f"{words}, {span}" for words, span in said]
    is_short = len("; ".join(whole)) <= 900 or not named
    return whole if is_short else [words for words, _ in said]


def _reach(cells: Sequence[str]) -> str:
    if not cells:
        return "no council with a figure"
    ratios = [_ratio(cell) for cell in cells]
    if all(ratio is not None for ratio in ratios):
        ends = f"nobody in {ratios.count(Fraction(0))}, everyone in {ratios.count(Fraction(1))}"
        return f"{_many(len(cells), 'council')}: {ends}"
    low, high = min(cells, key=float), max(cells, key=float)
    reach = f"at {low}" if low == high else f"from {low} to {high}"
    return f"{_many(len(cells), 'council')} {reach}"


def _dots(exhibit: Exhibit, chart: Dots, names: Names) -> list[str]:
    if exhibit.id.startswith("change"):
        return _ends_of([*_changes(exhibit, chart).items()], exhibit)
    if exhibit.id != "maturity-ranking":
        return ["; ".join(_of_profile(exhibit, names))]
    rows = _rows(exhibit)
    said = [_ranked(row, rows, chart, names) for row in rows if _is_number(row["Rank"])]
    why: dict[str, list[str]] = {}
    for row in rows:
        if not _is_number(row["Rank"]):
            why.setdefault(str(row["Note"]), []).append(str(row["Council"]))
    silent = [f"{_start_large(words)}: {listed(who)}" for words, who in why.items()]
    if "At the top" not in exhibit.alt:
        return _in_full(rows, said, silent, exhibit)
    top, end = "; ".join(said[:3]), "; ".join(said[-3:])
    return [f"{len(said)} rows", f"At the top: {top}", f"At the end: {end}", *silent]


def _in_full(
    rows: Sequence[Row], said: Sequence[str], silent: Sequence[str], exhibit: Exhibit
) -> list[str]:
    """Few rows are told one by one, those without a rank in their place or at the end."""
    gaps = [
        f"{row['Council']} ({row['Note'] if str(row['Note'])[:8] != 'no score' else 'no score'})"
        f": {row['Note']}"
        for row in rows
        if not _is_number(row["Rank"])
    ]
    if all(gap in exhibit.alt for gap in gaps):
        return ["; ".join([*said, *gaps])]
    return [*(["; ".join(said)] if said else []), *silent]


def _ranked(row: Row, rows: Sequence[Row], chart: Dots, names: Names) -> str:
    score, rank = _rounded(_float(row["Score"])), _int(row["Rank"])
    among = re.search(r"\d+", chart.axis_title)
    assert among is not None
    ends = (row["Best rank"], row["Worst rank"])
    span = "" if ends[0] == ends[1] else f" ({ends[0]} to {ends[1]})"
    text = f"{row['Council']} ({score}): {score}, {names.level(_float(row['Score']))}, "
    text += f"rank {rank} of {among[0]}"
    equal = sum(each["Rank"] == rank for each in rows)
    if len(rows) < len(names.councils):  # others of the same rank may lie outside the selection
        label = f"{row['Council']} ({score})"
        shown = chart.texts[chart.rows.index(label)]
        sharing = re.search(r"shared by (\d+)", shown)
        if sharing and int(sharing[1]) >= max(equal, 2):
            equal = int(sharing[1])
    return f"{text}{f', shared by {equal}' if equal > 1 else ''}{span}"


def _of_profile(exhibit: Exhibit, names: Names) -> list[str]:
    said = []
    columns = _columns(exhibit)
    for row in _rows(exhibit):
        own, *others = (row[column] for column in columns[1:])
        words = [_score(own, names)] if _is_number(own) else []
        words += [
            f"{column} {_rounded(_float(cell))}"
            for column, cell in zip(columns[2:], others, strict=True)
            if _is_number(cell)
        ]
        said.append(f"{row['Dimension']}: {', '.join(words) or 'no figure'}")
    return said


def _squares(exhibit: Exhibit, chart: Matrix | HeatTable, names: Names) -> list[str]:
    """All squares, or how many rows have which shade, and who is missing."""
    rows, columns = _grid(exhibit)
    references = chart.references if isinstance(chart, HeatTable) else 0
    shades = {
        column: [_shade(exhibit, column, name, cells[at], names) for name, cells in rows]
        for at, column in enumerate(columns)
    }
    shaded = [column for column in columns if any(step is not None for step in shades[column])]
    size = f"{_many(len(rows), 'row')} by {_many(len(columns), 'column')}"
    start = f"Table of squares, {size}{', shaded from least to most' if shaded else ''}"
    silent: dict[str, list[str]] = {}
    told = []
    for at, (name, cells) in enumerate(rows):
        words = {_unmarked(cell) for cell in cells}
        if len(words) == 1 and re.fullmatch(r"[^\d–]+", "".join(words)):
            silent.setdefault(words.pop(), []).append(name)
        else:
            told.append(at)
    missing = [f"{_start_large(words)}: {listed(who)}" for words, who in silent.items()]
    if "Shades of" in exhibit.alt:
        counted = [at for at in told if at >= references]
        each = []
        for column in shaded:
            steps = [shades[column][at] for at in counted]
            each.append(f"{column} {listed(str(steps.count(step)) for step in range(4))}")
        told_in_short = f"Shades of {_many(len(counted), 'row')}, from least to most"
        return [start, f"{told_in_short}: {'; '.join(each)}", *missing]
    said = [
        f"{rows[at][0]}: "
        + ", ".join(
            f"{column}: {_unmarked(cell)}"
            for column, cell in zip(columns, rows[at][1], strict=True)
        )
        for at in told
    ]
    return [start, *(["; ".join(said)] if said else []), *missing]


def _grid(exhibit: Exhibit) -> tuple[list[tuple[str, list[str]]], list[str]]:
    """The rows and columns of a table as its squares have them."""
    rows = _rows(exhibit)
    if exhibit.id == "barriers-by-type":
        barriers = list(dict.fromkeys(str(row["Barrier"]) for row in rows))
        assert isinstance(exhibit.chart, Matrix)
        found = [
            (label, [_figure(row) for row in rows[at * len(barriers) : (at + 1) * len(barriers)]])
            for at, label in enumerate(exhibit.chart.rows)
        ]
        return found, barriers
    if exhibit.id.startswith("change-by-council"):
        waves = [each.removesuffix(": base") for each in _columns(exhibit) if ": base" in each]
        return [
            (str(row["Council"]), [_of_wave(row, wave) for wave in waves]) for row in rows
        ], waves
    first, *columns = _columns(exhibit)
    if exhibit.id == "maturity-by-council":
        columns = columns[:-3]
        return [
            (str(row[first]), [_square(row, column) for column in columns]) for row in rows
        ], columns
    if exhibit.id == "barriers-by-council":
        return [
            (str(row[first]), [_or_dash(str(row[column])) for column in columns]) for row in rows
        ], columns
    return [(str(row[first]), [str(row[column]) for column in columns]) for row in rows], columns


def _unmarked(cell: str) -> str:
    """The words of a cell without the mark that leads them."""
    return re.sub(r"^\[.\] ", "", cell)


def _or_dash(cell: str) -> str:
    return "–" if cell.startswith("0 of") else cell


def _square(row: Row, column: str) -> str:
    cell = row[column]
    if not _is_number(cell):
        people, is_silent = row["People"], row["Note"] in {"did not answer", "confidential"}
        assert people is not None
        return (
            str(row["Note"]) if is_silent else "no score" if column == "Score" else "not answered"
        )
    level = f" {str(row['Level']).lower()}" if column == "Score" else ""
    return f"{_rounded(_float(cell))}{level}"


def _shade(exhibit: Exhibit, column: str, name: str, cell: str, names: Names) -> int | None:
    """From 0 (nobody) to 3 (everyone), or the level; None without a figure, or if more is worse."""
    if column in names.more_is_worse or name in names.more_is_worse:
        return None
    number = re.match(r"(\d+\.\d)( |$)", cell)
    is_score = exhibit.id == "maturity-by-council" or "Maturity score" in (column, name)
    if is_score:
        levels = [label.lower() for _, label in names.levels]
        return levels.index(names.level(float(number[1]))) if number else None
    if number:
        mean = float(number[1])
        return 0 if not mean else 1 if mean <= 1 else 2 if mean <= 2 else 3
    share = Fraction(0) if cell == "–" else _ratio(cell)
    return None if share is None else _step(share)


def _step(share: Fraction) -> int:
    return 0 if not share else 3 if share == 1 else 2 if share > Fraction(1, 2) else 1


def _map(exhibit: Exhibit, chart: Choropleth, names: Names) -> list[str]:
    if chart.is_locator:
        return _locator(exhibit, chart)
    start = f"Map{' of equal hexagons' * (chart.view == 'hexagons')}, {len(chart.places)} councils"
    by_class: dict[str, list[str]] = {}
    for row in _rows(exhibit):
        by_class.setdefault(_class_of(exhibit, row, names), []).append(str(row["Council"]))
    said = []
    order = [place.name for place in chart.places]
    for each in chart.classes:
        who = sorted(by_class.pop(each.label, []), key=order.index)
        outside = len(chart.places) - len(exhibit.table.rows)
        words = _many(outside, "council") if each.kind == "outside" else ", ".join(who)
        said.append(f"{each.label}: {words or 'no council'}")
    said += [f"{label} is no class: {', '.join(who)}" for label, who in by_class.items()]
    return [start, "; ".join(said)]


def _class_of(exhibit: Exhibit, row: Row, names: Names) -> str:
    """The class that the figure of a row falls into, worked out here."""
    if "Examples" in row:
        count = _int(row["Examples"])
        few = ("None found", "1 example", "2 or 3 examples", "2 or 3 examples")
        return few[count] if count < 4 else "4 or more examples"
    if row.get("Count") == "[c]" or row.get("Score") == "[c]" or row.get("Named in all") == "[c]":
        shown = [each.label for each in exhibit.chart.classes if each.kind == "confidential"]  # type: ignore[union-attr]
        return shown[0]
    if "Score" in row and _is_number(row["Score"]):
        level = names.level(_float(row["Score"]))
        return next(
            each.label
            for each in exhibit.chart.classes  # type: ignore[union-attr]
            if each.label.lower().startswith(level)
        )
    figure = row.get("Count", row.get("Named in all"))
    if "Score" in row or not _is_number(figure):
        return {
            "did not answer": "Did not answer",
            "skipped this question": "Skipped this question",
            "answered too little for a score": "Answered too little for a score",
        }[str(row["Class"])]
    share = Fraction(_int(figure), _int(row["Base"]))
    if "Named in all" in row:
        words = ("None", "Up to 1 a person", "Up to 2 a person", "More than 2")
        return words[0 if not share else 1 if share <= 1 else 2 if share <= 2 else 3]
    return ("No one", "Up to half", "More than half", "Everyone")[_step(share)]


def _locator(exhibit: Exhibit, chart: Choropleth) -> list[str]:
    mine = chart.classes[-1].label
    shaded = [place.name for place in chart.places if place.map_class == 1]
    where = f"{chart.classes[1].label}: {listed(shaded)}" if shaded else ""
    assert [place.name for place in chart.places if place.map_class == 2] == [mine], exhibit.id
    return [part for part in ("Small map", f"{mine} stands out", where) if part]


# Headlines ----------------------------------------------------------------------------------------

Wanted = str | list[str]


def _comparison(exhibit: Exhibit, names: Names) -> Wanted:
    rows = [row for row in _rows(exhibit) if _is_number(row["Count"])]
    first, last = rows[0], rows[-1]
    start = _with_finding(first, names.findings[str(first["Measure"])])
    if len(rows) == 1:
        return start
    end = _with_finding(last, names.findings[str(last["Measure"])])
    if not (_is_number(first["Share"]) and _is_number(last["Share"])):
        return f"{start}; {end}"
    below = _float(last[ENDS[1]]) < _float(first[ENDS[0]])
    joint = ("but" if "published as" in str(last["Note"]) else "but only") if below else "and"
    return f"{start}, {joint} {end}"


def _ranking(exhibit: Exhibit, names: Names) -> Wanted:
    rows = _rows(exhibit)
    named = [row for row in rows if row["Answer"] not in names.nothing]
    size = dict(zip([str(row["Answer"]) for row in rows], _sizes(rows), strict=True))
    sizes = [size[str(row["Answer"])] for row in named]
    most = max(sizes)
    if not most:
        return "Nobody names any of these"
    top = [row for row, value in zip(named, sizes, strict=True) if value == most]
    second = max((value for value in sizes if value < most), default=0)
    after = [row for row, value in zip(named, sizes, strict=True) if 0 < value == second]
    told = [[_option(row, exhibit) for row in part] for part in (top, after)]
    follow = ""
    if after:
        follow = (
            f", followed by {listed(told[1])} with {_short(after[0])}{' each' * (len(after) > 1)}"
        )
    for row in rows:
        if row["Answer"] in names.nothing and size[str(row["Answer"])] >= most:
            more = "more" if size[str(row["Answer"])] > most else "as many"
            follow += f"; “{row['Answer']}” has {more}: {_short(row)}"
    if " mentions" in exhibit.subtitle:
        each = " each" * (len(top) > 1)
        return f"The most mentions ({top[0]['Count']}{each}) go to {listed(told[0])}{follow}"
    if len(top) > 1:
        verb = "tie" if len(top) == len(named) else "come first"
        return f"{listed(told[0])} {verb}, with {_amount(top[0])} each{follow}"
    endings = [
        finding
        for label, finding in names.findings.items()
        if label.partition(": ")[2] == top[0]["Answer"]
    ]
    rank = ", more than any other shown"
    if len(named) == 1:
        rank = ", the only figure published" if exhibit.provenance == "published" else ""
    return [f"{_with_finding(top[0], finding)}{rank}{follow}" for finding in endings]


def _option(row: Row, exhibit: Exhibit) -> str:
    """The answer as the headline writes it: with or without a capital."""
    label = str(row["Answer"])
    return label if label in exhibit.headline else _start_small(label)


def _short(row: Row) -> str:
    return str(row["Count"]) if _is_number(row["Count"]) else _percent(_float(row["Share"]))


def _splits(exhibit: Exhibit, _: Names) -> Wanted:
    said: dict[str, list[str]] = {}
    is_most = []
    for question, rows in _by_question(exhibit).items():
        sizes = _sizes(rows)
        top = [row for row, size in zip(rows, sizes, strict=True) if size == max(sizes) > 0]
        is_most.append(any(_is_number(row["Share"]) and _float(row["Share"]) > 0.5 for row in rows))
        if top:
            answer = " and ".join(f"“{row['Answer']}”" for row in top)
            each = " each" * (len(top) > 1)
            subject = f"{_start_small(question)} ({_short(top[0])}{each})"
            said.setdefault(answer, []).append(subject)
    parts = [f"{answer} for {listed(subjects)}" for answer, subjects in said.items()]
    if all(is_most):
        return f"Most people answer {', and '.join(parts)}"
    return f"Answered most often: {'; '.join(parts)}"


def _statements(exhibit: Exhibit, _: Names) -> Wanted:
    """Published statements: the numbers come from the table, the words from the pack."""
    numbers = [
        _percent(_float(row["Share"])) if _is_number(row["Share"]) else str(row["Count"])
        for row in _rows(exhibit)
    ]
    parts = exhibit.headline.split("; ")
    if [part.split()[0] for part in parts] == numbers:
        return exhibit.headline
    return f"numbers {numbers}"


def _barriers_by_type(exhibit: Exhibit, names: Names) -> Wanted:
    said: dict[str, list[str]] = {}
    by_type: dict[str, list[Row]] = {}
    for row in _rows(exhibit):
        by_type.setdefault(str(row["Type of council"]), []).append(row)
    for label, rows in by_type.items():
        if not all(_is_number(row["Share"]) for row in rows):
            continue
        most = max(_int(row["Count"]) for row in rows)
        top = listed(str(row["Barrier"]).lower() for row in rows if row["Count"] == most)
        said.setdefault(f"{top} most" if most else "none of these barriers", []).append(
            names.plurals[label]
        )
    if not said:
        return "No type of council has enough people here to say which barrier comes first"
    return "; ".join(f"{listed(who)} name {what}" for what, who in said.items())


def _barriers_by_council(exhibit: Exhibit, _: Names) -> Wanted:
    rows, barriers = _rows(exhibit), _columns(exhibit)[1:]
    answered = [row for row in rows if not str(row[barriers[0]]).startswith(MARKS)]
    is_hidden = any(str(row[barriers[0]]).startswith("[c]") for row in rows)
    if not answered:
        if is_hidden:
            return "What the people of single councils name is confidential here"
        return "No council in this selection answered"
    naming = {barrier: sum(bool(_ratio(row[barrier])) for row in answered) for barrier in barriers}
    most = max(naming.values())
    top = [barrier.lower() for barrier, count in naming.items() if count == most]
    if len(rows) == 1:
        named = (
            f"{listed(top)} {'is' if len(top) == 1 else 'are'}"
            if most
            else ("none of these barriers is")
        )
        return f"{named} named in {rows[0]['Council']}"
    if not most:
        return f"None of these barriers is named in {_all_answered(len(answered), is_hidden)}"
    verb = "is" if len(top) == 1 else "are each"
    words = f"{listed(top)} {verb} named in {_of_answered(most, len(answered), is_hidden)}"
    if is_hidden or len(answered) == len(rows):
        return words
    high = most + len(rows) - len(answered)
    whole = "both" if len(rows) == 2 else f"all {len(rows)}"
    return f"{words}, so in {most} {'or' if high - most == 1 else 'to'} {high} of {whole}"


def _all_answered(answered: int, is_hidden: bool = False) -> str:
    whom = "shown" if is_hidden else "that answered"
    return f"the {'council' if answered == 1 else f'{answered} councils'} {whom}"


def _of_answered(count: int, answered: int, is_hidden: bool = False) -> str:
    if count == answered == 1:
        return _all_answered(1, is_hidden)
    if count == answered:
        whom = "shown" if is_hidden else "that answered"
        return f"{'both' if count == 2 else f'all {count}'} councils {whom}"
    return f"{count or 'none'} of {_all_answered(answered, is_hidden)}"


def _together(exhibit: Exhibit, _: Names) -> Wanted:
    rows = _rows(exhibit)
    most = max(_int(row["People who name both"]) for row in rows)
    if not most:
        return "Nobody names two of these barriers"
    top = [str(row["Pair"]) for row in rows if row["People who name both"] == most]
    amount = f"{most} of {_people(_int(rows[0]['Base']))}"
    if len(top) == 1:
        verb = "names" if most == 1 else "name"
        return f"{top[0]} go together most often: {amount} {verb} both"
    if len(top) > 3:
        return f"{len(top)} pairs of barriers tie, each named by {amount}"
    return f"{'; '.join(each.lower() for each in top)} tie, each named by {amount}"


def _number(exhibit: Exhibit, _: Names) -> Wanted:
    first = _rows(exhibit)[0]
    named, people = _int(first["Barriers named"]), _int(first["People"])
    if named:
        mean = _rounded(named / people)
        times = _many(named, "time")
        return (
            f"People name {mean} of these barriers on average: named {times} by {_people(people)}"
        )
    if people == 1:
        return "The only person who answered names none of these barriers"
    return f"None of the {people} people who answered names any of these barriers"


def _dimensions(exhibit: Exhibit, names: Names) -> Wanted:
    """The score as the mean of the dimensions at their weights, and the ends of their order."""
    rows = [row for row in _rows(exhibit) if _is_number(row["Score"])]
    weights = [float(str(row["Weight"]).removesuffix("%")) for row in rows]
    scores = [_float(row["Score"]) for row in rows]
    total = sum(score * weight for score, weight in zip(scores, weights, strict=True))
    wanted = total / sum(weights)
    shown = [_rounded(score) for score in scores]
    ends = []
    for word, value in (("highest", max(shown, key=float)), ("lowest", min(shown, key=float))):
        who = [
            str(row["Dimension"]).lower()
            for row, each in zip(rows, shown, strict=True)
            if each == value
        ]
        ends.append(f"{listed(who)} {'is' if len(who) == 1 else 'are'} {word} ({value})")
    order = f": {ends[0]}, {ends[1]}" if len(set(shown)) > 1 else ""
    place = exhibit.subtitle.removeprefix("Maturity score by dimension. ")
    place = place.rpartition(f", {exhibit.wave}")[0]
    whole = "{} of 100, which is {}" + order
    said = whole.format(_rounded(wanted), names.level(wanted))
    starts = [
        f"{place} scores",
        f"Together, {_start_small(place)} score",
        f"Of {_start_small(place)}, the only one that answered scores",
    ]
    answered = rf"together, the (\d+) of {re.escape(_start_small(place))} that"
    found = re.search(answered, exhibit.headline, re.IGNORECASE)
    councils = re.match(r"\d+", place)
    if found and councils and 1 < int(found[1]) < int(councils[0]):
        starts.append(f"Together, the {found[1]} of {_start_small(place)} that answered score")
    return [f"{start} {said}" for start in starts]


def _scores_by_type(exhibit: Exhibit, _: Names) -> Wanted:
    rows = sorted(_rows(exhibit), key=lambda row: _float(row["Score"]))
    low, high = rows[0], rows[-1]
    ends = [
        f"{_rounded(_float(row['Score']))} "
        f"({_start_small(str(row['Type of council']))}, {_people(_int(row['People']))})"
        for row in (low, high)
    ]
    if ends[0].split()[0] == ends[1].split()[0]:
        return f"All types of council shown score {ends[0].split()[0]}"
    return f"Scores run from {ends[0]} to {ends[1]}"


def _ranks(exhibit: Exhibit, names: Names) -> Wanted:
    assert isinstance(exhibit.chart, Dots)
    rows = [row for row in _rows(exhibit) if _is_number(row["Rank"])]
    among = re.findall(r"\d+", exhibit.chart.axis_title)[0]
    if not rows:
        is_hidden = any(row["Rank"] == "[c]" for row in _rows(exhibit))
        held_back = "The scores of single councils are confidential here"
        return held_back if is_hidden else "No council here has a score"
    if len(exhibit.table.rows) == len(names.councils) and among != str(len(rows)):
        return f"ranks of {among}, but {len(rows)} councils have one"
    first, last = (
        pick(_int(row[end]) for row in rows)
        for pick, end in (
            (min, "Best rank"),
            (max, "Worst rank"),
        )
    )
    if len(rows) == 1:
        name = rows[0]["Council"]
        if first == last:
            return f"{name} ranks {first} of {among} under nearly all weights"
        return f"{name} ranks between {first} and {last} of {among}, depending on the weights"
    sure = [str(row["Council"]) for row in rows if row["Worst rank"] == 1]
    might = [str(row["Council"]) for row in rows if row["Best rank"] == 1]
    if sure:
        who = listed(sure)
        if len(sure) > 1:
            return f"{who} share the first rank under nearly all weights"
        alone = f"{who} ranks first under nearly all weights"
        shared = f"{who} shares the first rank under nearly all weights"
        equal = sum(row["Rank"] == 1 for row in rows) > 1
        if len(exhibit.table.rows) == len(names.councils):
            return shared if equal else alone
        return [shared, alone]
    if might:
        who = listed(might) if len(might) <= 4 else f"{len(might)} of them"
        return f"None of these councils is sure to come first: {who} can, depending on the weights"
    return f"These councils rank between {first} and {last} of {among}"


def _levels(exhibit: Exhibit, names: Names) -> Wanted:
    assert isinstance(exhibit.chart, HeatTable)
    rows = _rows(exhibit)[exhibit.chart.references :]
    scored = [row for row in rows if _is_number(row["Score"])]
    for row in scored:
        if names.level(_float(row["Score"])) != str(row["Level"]).lower():
            return f"{row['Council or group']} is not {row['Level']}"
    if not scored:
        is_hidden = any(row["Score"] == "[c]" for row in rows)
        held_back = "The scores of single councils are confidential here"
        return held_back if is_hidden else "No council here has a score"
    found = [names.level(_float(row["Score"])) for row in scored]
    if len(found) == 1:
        return f"The only council with a score is {found[0]}"
    return f"Of {len(found)} councils with a score, {_counted_levels(found, names)}"


def _counted_levels(found: Sequence[str], names: Names) -> str:
    counts = Counter(found)
    return listed(
        f"{counts[label.lower()]} {'is' if counts[label.lower()] == 1 else 'are'} {label.lower()}"
        for _, label in reversed(names.levels)
        if label.lower() in counts
    )


def _divided(exhibit: Exhibit, _: Names) -> Wanted:
    assert isinstance(exhibit.chart, HeatTable)
    rows = _rows(exhibit)[exhibit.chart.references :]
    found = []
    for measure in _columns(exhibit)[1:]:
        shares = [ratio for row in rows if (ratio := _ratio(row[measure])) is not None]
        if shares:
            found.append((measure.lower(), shares.count(Fraction(1)), shares.count(Fraction(0))))
    if not found:
        is_hidden = any("[c]" in str(cell) for row in rows for cell in row.values())
        held_back = "The answers of single councils are confidential here"
        return held_back if is_hidden else "None of these councils answered"
    split = max(min(each[1:]) for each in found)
    if not split:
        return "On no measure do some of these councils all agree and others all disagree"
    top = [each for each in found if min(each[1:]) == split]
    if len(top) == 1:
        label, everyone, nobody = top[0]
        what = f"“{label}”: in {everyone} everyone says so, in {nobody} nobody does"
    else:
        who = listed(f"“{each[0]}”" for each in top)
        who = who if len(top) <= 3 else f"{len(top)} measures alike"
        some = f"in {split}{' or more' * any(max(each[1:]) > split for each in top)}"
        what = f"{who}: {some} everyone says so, {some} nobody does"
    return f"Councils are most divided on {what}"


def _ratio_or_words(cell: str) -> Fraction | str:
    ratio = _ratio(cell)
    return cell if ratio is None else ratio


def _side_by_side(exhibit: Exhibit, _: Names) -> Wanted:
    councils = _columns(exhibit)[1:-1]
    who = listed(councils)
    cells = [[str(row[name]) for name in councils] for row in _rows(exhibit)]
    shared = [row for row in cells if not any(cell.startswith(MARKS) for cell in row)]
    if not shared:
        is_hidden = any(cell.startswith("[c]") for row in cells for cell in row)
        hidden = f"Not all answers of {who} may be shown"
        return hidden if is_hidden else f"Not all of {who} answered"
    same = sum(len({_ratio_or_words(cell) for cell in row}) == 1 for row in shared)
    return f"{who} have the same figure in {same or 'none'} of {_many(len(shared), 'measure')}"


def _score_strips(exhibit: Exhibit, _: Names) -> Wanted:
    scores = {
        str(row["Council"]): float(str(row["Maturity score"]))
        for row in _rows(exhibit)
        if not str(row["Maturity score"]).startswith(MARKS)
    }
    if not scores:
        return "None of these councils has a score"
    ends = []
    for value in (min(scores.values()), max(scores.values())):
        who = [name for name, score in scores.items() if score == value]
        ends.append((value, who))
    said = [f"{value:.1f} ({_any_order(who, exhibit.headline)})" for value, who in ends]
    if said[0] == said[1]:
        return f"Maturity scores: {said[0]}"
    return f"Maturity scores run from {said[0]} to {said[1]}"


def _any_order(names: Sequence[str], words: str) -> str:
    """Up to three names as a list in the order in which they stand in the words."""
    if len(names) > 3:
        return f"{len(names)} councils"
    return listed(sorted(names, key=words.find))


def _answer_strips(exhibit: Exhibit, _: Names) -> Wanted:
    found = []
    for measure in _columns(exhibit)[1:]:
        shares = [ratio for row in _rows(exhibit) if (ratio := _ratio(row[measure])) is not None]
        if shares:
            found.append((measure.lower(), max(Counter(shares).values()), len(shares)))
    if not found:
        return "None of these councils answered"
    most = max(among for _, _, among in found)
    if most == 1 or len(found) == 1:
        return f"{_many(most, 'council')} on {_many(len(found), 'measure')}"
    parts = [Fraction(same, among) for _, same, among in found]
    if len(set(parts)) == 1:
        return f"The councils are equally alike in all {len(found)} measures"
    said = []
    for end, what in ((max(parts), " share one value"), (min(parts), "")):
        who = [each for each, part in zip(found, parts, strict=True) if part == end]
        labels = listed(each[0] for each in who) if len(who) <= 3 else f"{len(who)} measures"
        if len({each[1:] for each in who}) > 1:
            said.append(f"{labels} (the same part of those that answered)")
        else:
            each = " in each" * (len(who) > 1)
            said.append(f"{labels} ({who[0][1]} of {who[0][2]}{what}{each})")
    return f"Councils are most alike in {said[0]}, least in {said[1]}"


def _map_headline(exhibit: Exhibit, names: Names) -> Wanted:
    rows = _rows(exhibit)
    if not rows:
        return "No council on this map is in the selection"
    if "Examples" in rows[0]:
        return _examples(rows)
    figure = next(each for each in ("Count", "Score", "Named in all") if each in rows[0])
    answered = [row for row in rows if _is_number(row[figure])]
    is_hidden = any(row[figure] == "[c]" for row in rows)
    if not answered:
        return _nothing(rows, figure)
    if figure == "Score":
        return _map_scores(exhibit, answered, names, is_hidden)
    if figure == "Named in all":
        return _map_numbers(exhibit, answered, is_hidden)
    finding = names.whose_map[exhibit.id.removeprefix("map-")]
    if len(answered) == 1:
        row = answered[0]
        single = 1 in (row["Count"], row["Base"])
        amount = f"{row['Count']} of {_people(_int(row['Base']))}"
        return f"{amount} in {row['Council']} {_verb(finding, single=single)}"
    says = _verb(finding, single=True)
    some = sum(_int(row["Count"]) > 0 for row in answered)
    everyone = sum(row["Count"] == row["Base"] for row in answered)
    if not some:
        return f"Nobody in {_all_answered(len(answered), is_hidden)} {says}"
    where = _of_answered(some, len(answered), is_hidden)
    if everyone == len(answered):
        return f"In {where}, everyone {says}"
    rest = f"in {everyone}, everyone does" if everyone else "in none does everyone"
    return f"In {where}, at least one person {says}; {rest}"


def _nothing(rows: Sequence[Row], figure: str) -> Wanted:
    one = str(rows[0]["Council"])
    if any(row[figure] == "[c]" for row in rows):
        return (
            f"The answers of {one if len(rows) == 1 else 'single councils'} are confidential here"
        )
    if len(rows) == 1:
        return f"{one} {rows[0]['Class']}"
    if any(row["Class"] == "skipped this question" for row in rows):
        return "Nobody in these councils answered this question"
    return "None of these councils answered"


def _map_scores(exhibit: Exhibit, answered: Sequence[Row], names: Names, is_hidden: bool) -> Wanted:
    what = exhibit.subtitle.partition(".")[0].lower()
    what = "maturity" if exhibit.id == "map-maturity" else what
    levels = [names.level(_float(row["Score"])) for row in answered]
    if len(answered) == 1:
        score = _rounded(_float(answered[0]["Score"]))
        return f"{answered[0]['Council']} scores {score} of 100 for {what}: {levels[0]}"
    whom = _all_answered(len(answered), is_hidden)
    return f"Of {whom}, {_counted_levels(levels, names)} in {what}"


def _map_numbers(exhibit: Exhibit, answered: Sequence[Row], is_hidden: bool) -> Wanted:
    what = exhibit.id.removeprefix("map-").removesuffix("-number")
    if len(answered) == 1:
        row = answered[0]
        count, base = _int(row["Named in all"]), _int(row["Base"])
        return (
            f"People in {row['Council']} name {_rounded(count / base)} of these {what} on "
            f"average: named {_many(count, 'time')} by {_people(base)}"
        )
    many = sum(_int(row["Named in all"]) > _int(row["Base"]) for row in answered)
    where = _of_answered(many, len(answered), is_hidden)
    do = "do people" if not many else "people"
    comma = "" if not many else ","
    return f"In {where}{comma} {do} name more than one of these {what} on average"


def _examples(rows: Sequence[Row]) -> Wanted:
    counts = {str(row["Council"]): _int(row["Examples"]) for row in rows}
    most = max(counts.values())
    one = next(iter(counts))
    if not most:
        whom = one if len(counts) == 1 else "these councils"
        return f"No example of good practice was found for {whom}"
    if len(counts) == 1:
        return f"{one} has {_many(most, 'example')} of good practice"
    some = sum(count > 0 for count in counts.values())
    top = [name for name, count in counts.items() if count == most]
    verb = "has" if some == 1 else "have"
    found = f"{some} of {len(counts)} councils {verb} an example of good practice"
    if some == 1:
        return f"{found}: {top[0]} ({most})"
    if len(top) == 1:
        return f"{found}; {top[0]} has most ({most})"
    who = f"{len(top)} councils" if len(top) < some else "all of them"
    return f"{found}; {who} have {most} each"


def _practice_list(exhibit: Exhibit, names: Names) -> Wanted:
    rows = _rows(exhibit)
    who = {
        name
        for row in rows
        for name in names.inside
        if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", str(row["Councils"]).partition(" (")[0])
        and "no single council" not in str(row["Councils"])
    }
    themes = Counter(str(row["Theme"]).lower() for row in rows)
    most = max(themes.values())
    top = [theme for theme, count in themes.items() if count == most]
    if len(themes) == 1:
        theme = f"{ {1: 'its theme is', 2: 'both on'}.get(len(rows), 'all on') } {top[0]}"
    elif len(top) == 1:
        theme = f"the theme with most is {top[0]} ({most})"
    elif len(top) == len(themes):
        theme = f"{len(themes)} themes have {most} each"
    else:
        theme = f"{listed(top) if len(top) <= 3 else f'{len(top)} themes'} have most ({most} each)"
    found = f"{_many(len(rows), 'example')} of good practice"
    of_council = sum("no single council" not in str(row["Councils"]) for row in rows)
    some = "" if of_council == len(rows) else f"{of_council} of them "
    if not who:
        return f"{found}, of no single council; {theme}"
    if len(who) == 1:
        return f"{found}, {some}from {who.pop()}; {theme}"
    return f"{found}, from {len(who)} councils; {theme}"


def _claims(exhibit: Exhibit, _: Names) -> Wanted:
    verdicts = Counter(str(row["Verdict"]) for row in _rows(exhibit))
    said = listed(
        f"{verdicts[verdict] or 'none'} {'is' if verdicts[verdict] == 1 else 'are'} {verdict}"
        for verdict in ("supported", "supported with care", "not shown by these data")
    )
    counts = [int(each) for each in re.findall(r"(\d+) (?:single|claim)", exhibit.headline)]
    if sum(counts) != len(exhibit.table.rows):
        return f"{len(exhibit.table.rows)} rows"
    return f"Of {counts[0]} single figures and {counts[1]} claims that compare, {said}"


# Change -------------------------------------------------------------------------------------------


def _of_wave(row: Row, wave: str) -> str:
    """The figure of one wave in a row of changes."""
    count, base, share = (row[f"{wave}: {each}"] for each in ("count", "base", "share"))
    if not _is_number(count):
        told = re.search(rf"{wave}: ([^.;]+)", str(row["Note"]))
        return told[1] if told else "did not answer"
    note = re.search(rf"{wave}: (.*?)\.( |$)", str(row["Note"]))
    notes = note[1] if note else ""
    inferred = ", inferred" if "inferred" in notes else ""
    quoted = re.search("published as “(.+?)”", notes)
    if not _is_number(share):
        return f"{count} of {base}{inferred}"
    return f"{quoted[1] if quoted else _percent(_float(share))} ({count} of {base}{inferred})"


def _verdict(row: Row) -> str:
    """What the interval says, whatever the column says."""
    low, high = row[ENDS[0]], row[ENDS[1]]
    if not _is_number(low) or not _is_number(high):
        return str(row["Verdict"])
    return "rose" if _float(low) > 0 else "fell" if _float(high) < 0 else "no clear change"


def _size(points: float) -> str:
    return f"{abs(points):.1f}".removesuffix(".0")


def _changes(exhibit: Exhibit, chart: Dots) -> dict[str, bool]:
    """What happened in each row, and whether it has a mark: both figures have percentages."""
    first = _columns(exhibit)[0]
    said = {}
    for row in _rows(exhibit):
        before, after = (_of_wave(row, wave) for wave in chart.series)
        verdict = _verdict(row)
        words = f"{before} to {after}: {_moved(row, verdict)}"
        if verdict == "no figure":
            words = "; ".join(f"{wave}: {_of_wave(row, wave)}" for wave in chart.series)
        has_mark = any(_is_number(row[f"{wave}: share"]) for wave in chart.series)
        said[f"{row[first]}: {words}"] = has_mark
    return said


def _ends_of(said: Sequence[tuple[str, bool]], exhibit: Exhibit) -> list[str]:
    """All that is said, or of too many rows with a mark the first and the last."""
    if "At the top" not in exhibit.alt and "Without a mark" not in exhibit.alt:
        return ["; ".join(words for words, _ in said)]
    marked = [words for words, has_mark in said if has_mark]
    rest = [words for words, has_mark in said if not has_mark]
    without = [f"Without a mark: {'; '.join(rest)}"] if rest else []
    if len(marked) <= 6:
        return ["; ".join(marked), *without]
    ends = (f"At the top: {'; '.join(marked[:3])}", f"At the end: {'; '.join(marked[-3:])}")
    return [f"{len(marked)} rows", *ends, *without]


def _moved(row: Row, verdict: str) -> str:
    change = row["Change in percentage points"]
    if not _is_number(change):
        return verdict
    low, high = _size(_float(row[ENDS[0]])), _size(_float(row[ENDS[1]]))
    points = _float(change)
    about = "about " * ("published as" in str(row["Note"]))
    size = f"{about}{_size(points)} point{'' if _size(points) == '1' else 's'}"
    if verdict == "no clear change":
        moved = f"{size} {'up' if points > 0 else 'down'}" if points else "the same share"
        return f"{verdict}, {moved} (interval {low} down to {high} up)"
    ends = (low, high) if verdict == "rose" else (high, low)
    return f"{verdict} by {size} (interval {ends[0]} to {ends[1]})"


SHARES = {"rose": "a larger share", "fell": "a smaller share"}


def _change(exhibit: Exhibit, names: Names) -> Wanted:
    rows = _rows(exhibit)
    verdicts = Counter(map(_verdict, rows))
    clear = [row for row in rows if _verdict(row) in SHARES]
    said = []
    if len(clear) > 3:
        parts: list[str] = []
        for verdict in ("rose", "fell"):
            if verdicts[verdict]:
                of = f" of {_many(len(rows), 'measure')}" * (not parts)
                parts.append(f"{verdicts[verdict]}{of} {verdict}")
        said.append(" and ".join(parts))
    elif clear:
        shares: list[str] = [
            f"{SHARES[_verdict(row)]}{' of people' * (not at)} {_finding(row, names)}"
            for at, row in enumerate(clear)
        ]
        *first, last = shares
        said.append(f"{', '.join(first)}, and {last}" if first else last)
    for verdict, words in (
        ("no clear change", "there is no clear change in {}"),
        ("too few people to say", "too few people answered to compare {}"),
    ):
        if verdicts[verdict]:
            said.append(words.format(_measures(verdicts[verdict], len(rows), bool(said))))
    return f"{_span(exhibit)} {'; '.join(said)}"


def _finding(row: Row, names: Names) -> str:
    return names.findings[str(row["Measure"])]


def _measures(count: int, total: int, is_rest: bool) -> str:
    if is_rest:
        return "one other measure" if count == 1 else f"{count} other measures"
    if count == total:
        return "the only measure" if count == 1 else f"any of the {count} measures"
    return "one measure" if count == 1 else f"{count} measures"


def _span(exhibit: Exhibit) -> str:
    (before,) = exhibit.earlier_waves
    return f"From {before} to {exhibit.wave},"


def _change_by_type(exhibit: Exhibit, names: Names) -> Wanted:
    """Types with the same verdict together; in which order is not said by the table."""
    finding = names.findings[exhibit.subtitle.partition(": share of people")[0]]
    where: dict[str, list[str]] = {}
    for row in _rows(exhibit):
        where.setdefault(_verdict(row), []).append(_start_small(str(row["Type of council"])))
    parts = []
    for verdict, types in where.items():
        in_ = listed(sorted(types, key=exhibit.headline.find))
        parts.append(
            {
                "rose": f"a larger share@ in {in_}",
                "fell": f"a smaller share@ in {in_}",
                "no clear change": f"there is no clear change@ in {in_}",
                "too few people to say": f"too few people answered in {in_} to say@",
                "no figure": f"there is nothing to compare in {in_}",
            }[verdict]
        )
    plain = _in_one(exhibit.headline.removeprefix(f"{_span(exhibit)} "))
    for words in (
        f" of people {finding}",
        f" in the share of people who {finding}",
        f" whether the share of people who {finding} changed",
    ):
        plain = plain.replace(words, "@")
    found = [each.replace("@", "") for each in plain.split("; ")]
    if sorted(found) == sorted(each.replace("@", "") for each in parts) and plain.count("@") <= 1:
        return exhibit.headline
    return f"{_span(exhibit)} {'; '.join(parts)}"


def _change_by_council(exhibit: Exhibit, names: Names) -> Wanted:
    label = exhibit.subtitle.partition(": people of each council")[0]
    waves = (*exhibit.earlier_waves, exhibit.wave)
    rows = _rows(exhibit)
    both = [row for row in rows if all(_is_number(row[f"{wave}: count"]) for wave in waves)]
    if not both:
        hidden = any("[c]" in str(cell) for row in rows for cell in row.values())
        shown = "has answers that may be shown" if hidden else "answered"
        return f"No council here {shown} in both {listed(waves)}"
    change = [
        Fraction(_int(row[f"{waves[1]}: count"]), _int(row[f"{waves[1]}: base"]))
        - Fraction(_int(row[f"{waves[0]}: count"]), _int(row[f"{waves[0]}: base"]))
        for row in both
    ]
    said: list[str] = []
    for words, count in (
        ("a larger share", sum(each > 0 for each in change)),
        ("a smaller share", sum(each < 0 for each in change)),
        ("the same share", change.count(Fraction(0))),
    ):
        if count and said:
            said.append(f"in {count}, it is {words.removeprefix('a ').removesuffix(' share')}")
        elif count:
            where = f"{_of_answered(count, len(both))} both times"
            said.append(f"In {where}, {words} of people {names.findings[label]} in {waves[1]}")
    clear = [f"{row['Council']} ({_verdict(row)})" for row in both if _verdict(row) in SHARES]
    return "; ".join([*said, *([f"the change is clear in {listed(clear)}"] if clear else [])])


def _not_comparable(exhibit: Exhibit, _: Names) -> Wanted:
    """How many cannot be compared; of how many in all stands only in the other table."""
    count, waves = len(exhibit.table.rows), listed((*exhibit.earlier_waves, exhibit.wave))
    found = re.match(r"\d+ of (\d+)", exhibit.headline)
    total = int(found[1]) if found else count
    return [
        f"{count} of {total} measures cannot be compared between {waves}",
        f"The one measure that has a figure cannot be compared between {waves}",
        f"None of the {count} measures can be compared between {waves}",
    ][0 if total > count else 1 if count == 1 else 2]


# One council --------------------------------------------------------------------------------------


def _profile_measures(exhibit: Exhibit, _: Names) -> Wanted:
    name = _columns(exhibit)[1]
    rows = _rows(exhibit)
    against = "Against the rest of the region"
    where = {
        verdict: [f"“{row['Measure']}”" for row in rows if row[against] == verdict]
        for verdict in ("higher", "lower", "similar")
    }
    parts = [
        f"{verdict} than the rest of the region on {listed(where[verdict])}"
        for verdict in ("higher", "lower")
        if where[verdict]
    ]
    if parts:
        return f"{name} is {', and '.join(parts)}"
    if where["similar"]:
        return f"{name} is similar to the rest of the region on {listed(where['similar'])}"
    return f"Too few people answered to say where {name} differs from the region"


def _profile_maturity(exhibit: Exhibit, names: Names) -> Wanted:
    """Score and level; the rank stands in the table of all councils, see ``rank_said``."""
    name = _columns(exhibit)[1]
    score = _rows(exhibit)[0][name]
    if not _is_number(score):
        return f"{name} has no maturity score: too little was answered"
    start = f"{name} scores {_rounded(_float(score))} of 100, which is {names.level(_float(score))}"
    return f"{start}: rank {exhibit.headline.partition(': rank ')[2]}"


def rank_said(exhibit: Exhibit) -> tuple[str, str]:
    """A council, and the rank that its profile says it has."""
    return _columns(exhibit)[1], exhibit.headline.partition(": rank ")[2]


def rank_in_table(ranking: Exhibit, council: str) -> str:
    """The rank of a council in the table of all councils, in words."""
    rows = [row for row in _rows(ranking) if _is_number(row["Rank"])]
    mine = next(row for row in rows if row["Council"] == council)
    equal = sum(row["Rank"] == mine["Rank"] for row in rows)
    shared = f", shared by {equal}" if equal > 1 else ""
    ends = (mine["Best rank"], mine["Worst rank"])
    span = f" ({ends[0]} to {ends[1]})" if ends[0] != ends[1] else ""
    return f"{mine['Rank']} of {len(rows)}{shared}{span}"


def _profile_barriers(exhibit: Exhibit, _: Names) -> Wanted:
    name = _columns(exhibit)[1]
    named = [str(row["Barrier"]).lower() for row in _rows(exhibit)]
    nothing = [
        f"{name} names none of these barriers",
        f"Nobody of {name} answered the question about barriers",
    ]
    if named:
        return f"{name} names {listed(named)}"
    return nothing["Base: 0 people" in exhibit.subtitle]


def _next_steps(exhibit: Exhibit, _: Names) -> Wanted:
    name = exhibit.subtitle.removeprefix("What ").partition(" can do next")[0]
    rows = _rows(exhibit)
    if not rows:
        return f"{name} names no barrier and is weak in no dimension: share what works"
    about, advice = str(rows[0]["About"]).lower(), str(rows[0]["What to do"])
    return f"The first step for {name} is on {about}: {_start_small(advice).removesuffix('.')}"


def _alike(exhibit: Exhibit, _: Names) -> Wanted:
    """Whole numbers stand in the table: of equal ones, some may be ahead by less than one."""
    name = exhibit.subtitle.removeprefix("Councils like ").partition(", by ")[0]
    rows = _rows(exhibit)
    if not rows:
        return f"No council is like {name}"
    likeness = [_float(row["Likeness, 0 to 100"]) for row in rows]
    equal = [
        str(row["Council"])
        for row, value in zip(rows, likeness, strict=True)
        if value == max(likeness)
    ]
    wanted = [f"{len(equal)} councils are equally like {name}, more than any other"]
    for count in range(1, min(len(equal), 5) + 1):
        verb = "is" if count == 1 else "are"
        wanted.append(f"{listed(equal[:count])} {verb} most like {name}")
    return wanted


def _facts(exhibit: Exhibit, _: Names) -> Wanted:
    count = len(exhibit.table.rows)
    kind = exhibit.id.rpartition("-")[2]
    name = exhibit.headline.rpartition(" for " if kind == "examples" else " of ")[2]
    verb = "was" if count == 1 else "were"
    return {
        "accounts": f"{_many(count, 'dated figure')} of the accounts of {name}",
        "projects": f"{_many(count, 'funded project')} of {name}",
        "examples": f"{_many(count, 'example')} of good practice {verb} found for {name}"
        if count
        else f"No example of good practice was found for {name}",
    }[kind]


def _borders(exhibit: Exhibit, _: Names) -> Wanted:
    name = exhibit.subtitle.partition(" stands out")[0]
    neighbours = [str(row["Neighbour"]) for row in _rows(exhibit)]
    return f"{name} borders {listed(neighbours)}" if neighbours else f"Where {name} lies"


def _answered(exhibit: Exhibit, _: Names) -> Wanted:
    """How many people answered for the council that was picked on the map."""
    plain = exhibit.headline.removeprefix(MADE_UP)
    found = re.search(r"(?:for|answers of) (.+?)( were published for this wave)?$", plain)
    assert found is not None
    bases = [int(each[1]) for row in _rows(exhibit) if (each := re.search(r"of (\d+)", str(row)))]
    if not bases:
        nothing = f"No answers of {found[1]} were published for this wave"
        is_made_up = exhibit.provenance == "illustrative"
        return f"nobody answers for {found[1]}" if is_made_up else nothing
    verb = "answers" if max(bases) == 1 else "answer"
    return f"{_people(max(bases))} {verb} for {found[1]}"


Reader = Callable[[Exhibit, Names], Wanted]

BY_ID: Mapping[str, Reader] = {
    "barriers-by-type": _barriers_by_type,
    "barriers-by-council": _barriers_by_council,
    "barriers-together": _together,
    "barriers-number": _number,
    "maturity-dimensions": _dimensions,
    "maturity-by-type": _scores_by_type,
    "maturity-ranking": _ranks,
    "maturity-by-council": _levels,
    "councils": _divided,
    "councils-side-by-side": _side_by_side,
    "councils-scores": _score_strips,
    "councils-answers": _answer_strips,
    "practice-list": _practice_list,
    "practice-map": _map_headline,
    "claims": _claims,
}
BY_START: Mapping[str, Reader] = {
    "map-": _map_headline,
    "change-by-type-": _change_by_type,
    "change-by-council-": _change_by_council,
    "change-": _change,
    "not-comparable-": _not_comparable,
    "locator-": _borders,
    "council-": _answered,
}
BY_END: Mapping[str, Reader] = {
    "-measures": _profile_measures,
    "-maturity": _profile_maturity,
    "-barriers": _profile_barriers,
    "-next-steps": _next_steps,
    "-alike": _alike,
    "-examples": _facts,
    "-accounts": _facts,
    "-projects": _facts,
}


def _reader(id_: str) -> Reader:
    if id_ in BY_ID:
        return BY_ID[id_]
    starts = [reader for start, reader in BY_START.items() if id_.startswith(start)]
    ends = [reader for end, reader in BY_END.items() if id_.endswith(end)]
    return (starts or ends or [_of_panel])[0]


def _of_panel(exhibit: Exhibit, names: Names) -> Wanted:
    """Panels of the overview are told apart by the first column of their table."""
    first = _columns(exhibit)[0]
    readers = {"Measure": _comparison, "Answer": _ranking, "Question": _splits}
    return readers.get(first, _statements)(exhibit, names)
