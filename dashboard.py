"""The dashboard: page configuration and navigation. Start it with `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st

from bestbywm.app import pages

HOME = Path(__file__).resolve().parent

# The icon is our own file: a Material icon would be fetched from a server outside.
st.set_page_config(page_icon=HOME / "static" / "favicon.svg", layout="wide")
pages.run(HOME)
