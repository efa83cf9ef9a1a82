"""What you can say."""

import streamlit as st

from bestbywm.app.frame import Visit, footer


def show(visit: Visit) -> None:
    """What you can say."""
    st.title("What you can say", anchor=False)
    footer(visit)
