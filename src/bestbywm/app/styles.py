"""The one style sheet of the pages: what people need and no setting of Streamlit's theme gives.

It colours elements and draws around them, and moves none.
"""

import streamlit as st

from bestbywm.app import window
from bestbywm.render.theme import THEMES

# Streamlit shows the focus by half-transparent shades, which differ from what was there before by
# less than 3 to 1 (WCAG 1.4.11 and 2.4.7): a ring that everybody can see.
_RING = """
:focus-visible,
label:has(input:focus-visible),
div:has(> span > input[type=range]:focus-visible),
div:has(> div > input[type=range]:focus-visible),
[role=group]:has([role=combobox]:focus-visible),
[data-testid=stTextInputRootElement]:has(:focus-visible),
[data-testid=stTextAreaRootElement]:has(:focus-visible),
[data-testid=stNumberInputContainer]:has(input:focus-visible) {
  outline: 3px solid %(colour)s !important;
  outline-offset: 2px !important;
}
[role=group] [role=combobox]:focus-visible,
[data-testid=stTextInputRootElement] :focus-visible,
[data-testid=stTextAreaRootElement] :focus-visible,
[data-testid=stNumberInputContainer] input:focus-visible {
  outline: none !important;
}
main:focus-visible,
summary:focus-visible,
td a:focus-visible,
[role=option][data-focused] {
  outline: 3px solid %(colour)s !important;
  outline-offset: -3px !important;
}
"""

# Streamlit writes a choice as a paragraph in a box of fixed height: with the space after paragraphs
# that a reader may set (WCAG 1.4.12) it would be cut. And it marks which one is on by a colour,
# which the system may replace by its own.
_CHOICES = """
[data-testid=stButtonGroup] p {
  margin-block: 0 !important;
}
@media (forced-colors: active) {
  [data-testid=stButtonGroup] [aria-checked=true] {
    forced-color-adjust: none !important;
    background: SelectedItem !important;
    color: SelectedItemText !important;
  }
}
"""

# Streamlit writes what is chosen in white on the main colour, which in the dark must be light.
_CHOSEN = """
.stMultiSelect:not(:has(input:disabled)) [data-tag] * {
  color: %(colour)s !important;
}
"""


def show() -> None:
    """Have the page follow the style sheet."""
    look = THEMES[window.theme()]
    ring, chosen = _RING % {"colour": look.text}, _CHOSEN % {"colour": look.page}
    st.html(f"<style>{ring}{_CHOICES}{chosen}</style>")
