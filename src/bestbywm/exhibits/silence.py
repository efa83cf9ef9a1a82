"""Why a page has nothing to show for a selection, in words for people."""

from bestbywm.analysis.disclosure import hides
from bestbywm.analysis.selection import Selection, answers_for
from bestbywm.exhibits.wording import as_made_up, capitalised, promise_in_words
from bestbywm.pack import Pack

SILENT = "Missing is missing: nothing is drawn as zero. Choose more councils to see figures."

MORE = "Choose other councils, or more of them, to see figures."


def why_nothing(
    pack: Pack, selection: Selection, *, together: bool = True
) -> tuple[str, str] | None:
    """Headline and advice if the selected councils have nothing to show; else None.

    ``together``: whether the page shows them added up, which may be held back where single ones
    of them are not.
    """
    responses, codes = answers_for(pack, selection), selection.codes(pack.region)
    if responses is None:
        return None
    place = selection.place(pack.region)
    answered = responses.answering_councils.intersection(codes)
    if not answered:
        one = as_made_up(pack, f"{place} did not answer", responses.provenance)
        return (one if len(codes) == 1 else "None of these councils answered", SILENT)
    groups = [list(codes)] if together else [[code] for code in answered]
    if not all(hides(responses, group) for group in groups):
        return None
    advice = f"{promise_in_words(responses)} {MORE if selection.is_filtered else ''}".strip()
    return (capitalised(f"the answers of {place} are confidential"), advice)
