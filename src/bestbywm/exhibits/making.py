"""Making an exhibit from the answers of people: stamp, source and alternative text come with it."""

from collections.abc import Sequence

from bestbywm.analysis.selection import Selection
from bestbywm.exhibits.alternatives import alt_text
from bestbywm.exhibits.model import Chart, Exhibit, Table
from bestbywm.exhibits.wording import as_made_up, promise_in_words, source_line
from bestbywm.pack import Pack
from bestbywm.provenance import Provenance
from bestbywm.survey.responses import Responses


def from_answers(
    pack: Pack,
    selection: Selection,
    responses: Responses,
    *,
    id_: str,
    headline: str,
    subtitle: str,
    chart: Chart | None,
    table: Table,
    help_: str = "",
    caveats: Sequence[str] = (),
    provenance: Provenance | None = None,
    is_quotable: bool = True,
) -> Exhibit:
    """An exhibit with the provenance of the answers, and what is held back of them.

    Empty caveats are left out. ``provenance`` is given where the figures would be the same without
    these answers.
    """
    provenance = provenance or responses.provenance
    headline = as_made_up(pack, headline, provenance)
    return Exhibit(
        id=id_,
        headline=headline,
        subtitle=subtitle,
        chart=chart,
        table=table,
        alt=alt_text(headline, chart, provenance),
        source=source_line(pack, selection),
        provenance=provenance,
        wave=selection.wave,
        help=help_,
        caveats=tuple(each for each in (*caveats, promise_in_words(responses)) if each),
        is_quotable=is_quotable,
    )
