"""Good practice."""

import streamlit as st

from bestbywm.app.frame import Visit, footer


def show(visit: Visit) -> None:
    """Good practice."""
    st.title("Good practice", anchor=False)
    footer(visit)
