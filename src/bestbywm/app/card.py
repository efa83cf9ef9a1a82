"""An exhibit on a card: headline, base, chart or table, download, source and stamp."""

import streamlit as st

from bestbywm.app.data import Card, static_address
from bestbywm.app.frame import Visit
from bestbywm.exhibits.model import Exhibit
from bestbywm.render.figures import is_stamped
from bestbywm.render.tables import csv_name, csv_of, for_reading, shorthand_in

CHART_CONFIG = {"displayModeBar": False}
"""How Plotly behaves: no toolbar; the axes are fixed by the template."""


def map_config() -> dict[str, object]:
    """How Plotly behaves on a map: no zooming by the wheel, nothing fetched from elsewhere.

    Without ``topojsonURL`` a map asks a server on the internet for outlines of the world, even
    though it draws none.
    """
    return {**CHART_CONFIG, "scrollZoom": False, "topojsonURL": static_address("")}


@st.fragment
def show(card: Card, visit: Visit) -> None:
    """Show an exhibit on a card; switching to the table runs only the card again."""
    exhibit = card.exhibit
    with st.container(border=True):
        heading(exhibit)
        as_table = controls(exhibit, visit, has_chart=card.figure is not None)
        if as_table:
            table(exhibit)
        else:
            st.plotly_chart(
                card.figure,
                key=f"chart-{exhibit.id}",
                theme=None,
                config=CHART_CONFIG,
                alt=exhibit.alt,
            )
        ending(exhibit, stamp_in_picture=not as_table and is_stamped(exhibit))


def heading(exhibit: Exhibit) -> None:
    """Headline with its question mark, and subtitle."""
    st.subheader(exhibit.headline, anchor=False, help=exhibit.help or None)
    st.caption(exhibit.subtitle)


def controls(exhibit: Exhibit, visit: Visit, *, has_chart: bool) -> bool:
    """Chart or table, and the download; whether the table is wanted."""
    with st.container(horizontal=True, vertical_alignment="center"):
        choice = "Table"
        if has_chart:
            choice = st.segmented_control(
                "Show as",
                ["Chart", "Table"],
                default="Chart",
                required=True,
                key=f"form-{exhibit.id}",
                label_visibility="collapsed",
            )
        download(exhibit, visit)
    return choice == "Table"


def download(exhibit: Exhibit, visit: Visit) -> None:
    """A button that downloads the table as CSV."""
    st.download_button(
        "Download CSV",
        data=lambda: csv_of(exhibit),
        file_name=csv_name(visit.pack, exhibit),
        mime="text/csv",
        key=f"csv-{exhibit.id}",
        on_click="ignore",
        icon=":material/download:",
        type="tertiary",
    )


def table(exhibit: Exhibit) -> None:
    """The exhibit's table, and what its marks mean."""
    if not exhibit.table.rows:
        return
    st.table(for_reading(exhibit.table), border="horizontal", hide_index=True)
    marks = shorthand_in(exhibit.table)
    if marks:
        st.caption("; ".join(f"\\{mark[:-1]}\\] {meaning}" for mark, meaning in marks) + ".")


def ending(exhibit: Exhibit, *, stamp_in_picture: bool = False) -> None:
    """Stamp, unless the picture above carries it, caveats and source."""
    stamp = [] if stamp_in_picture else [f"**{exhibit.stamp}**"]
    st.caption(" ".join([*stamp, *exhibit.caveats, exhibit.source]))
