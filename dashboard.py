"""The dashboard: its pages and how to move between them. Start it with `make run`."""

from pathlib import Path

import streamlit as st

from bestbywm.app import endings, pages, routes

HOME = Path(__file__).resolve().parent

if st.runtime.exists():
    pages.run(HOME)  # Streamlit runs this file again for every change on a page
else:
    app = st.App(  # the server reads it once
        HOME / "dashboard.py",
        routes=routes.routes(HOME),
        middleware=[routes.shell_of(HOME, pages.titles())],
        lifespan=endings.forgetting,
    )
