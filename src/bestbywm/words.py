"""Names as a list in a sentence, for problems and headlines alike."""

from collections.abc import Iterable


def listed(names: Iterable[str]) -> str:
    """Names as a list in a sentence: ``a, b and c``."""
    *first, last = [*names] or [""]
    return f"{', '.join(first)} and {last}" if first else last
