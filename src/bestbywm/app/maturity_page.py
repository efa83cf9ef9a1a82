"""Maturity."""

import streamlit as st

from bestbywm.app.frame import Visit, footer


def show(visit: Visit) -> None:
    """Maturity."""
    st.title("Maturity", anchor=False)
    footer(visit)
