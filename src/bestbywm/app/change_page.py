"""What changed."""

import streamlit as st

from bestbywm.app.frame import Visit, footer


def show(visit: Visit) -> None:
    """What changed."""
    st.title("What changed", anchor=False)
    footer(visit)
