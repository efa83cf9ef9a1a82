"""Words of a page as a visitor reads them."""

import re


def as_read(words: str) -> str:
    """Markdown without the backslashes that keep signs from being markdown."""
    return re.sub(r"\\(.)", r"\1", words)
