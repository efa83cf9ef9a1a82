"""Where the keyboard is: a ring that everybody can see.

Streamlit shows the focus by half-transparent shades, which differ from what was there before by
less than 3 to 1 (WCAG 1.4.11 and 2.4.7), and no setting of its theme changes that. This is the one
style sheet of the pages; it draws around elements, and so moves none.
"""

import streamlit as st

from bestbywm.render.theme import THEMES

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


def show_ring() -> None:
    """Draw a ring in the colour of words around what has the focus of the keyboard."""
    look = THEMES["dark" if st.context.theme.type == "dark" else "light"]
    st.html(f"<style>{_RING % {'colour': look.text}}</style>")
