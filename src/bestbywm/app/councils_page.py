"""Councils side by side."""

import streamlit as st

from bestbywm.app.frame import Visit, footer


def show(visit: Visit) -> None:
    """Councils side by side."""
    st.title("Councils side by side", anchor=False)
    footer(visit)
