"""My council."""

import streamlit as st

from bestbywm.app.frame import Visit, footer


def show(visit: Visit) -> None:
    """My council."""
    st.title("My council", anchor=False)
    footer(visit)
