"""Words from data inside markdown: read as they stand, whatever signs are in them."""

import re
from urllib.parse import quote

URL_SIGNS = "%/:?#@!&'*+,;=~"
"""Signs that mean something in an address; whatever else is odd is written in code."""


def linked(words: str, address: str) -> str:
    """A link in markdown, whatever stands in its words or its address."""
    return f"[{plain(words)}]({quote(address, safe=URL_SIGNS)})"


def plain(words: str) -> str:
    """Words in markdown that are read as they stand, whatever signs are in them."""
    return re.sub(r"([\\`*_\[\]<>$~#|&:!^])", r"\\\1", words)
