"""The dashboard: page configuration and navigation. Start it with `streamlit run dashboard.py`."""

from pathlib import Path

import streamlit as st

from bestbywm.app import pages

st.set_page_config(page_icon=":material/insights:", layout="wide")
pages.run(Path(__file__).resolve().parent)
