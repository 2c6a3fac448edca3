"""The first screen, while no role has been read: what this is, the sample at a click, how to crawl."""

from __future__ import annotations

import streamlit as st

from dashboard import data
from dashboard.safe import one_line, plain
from pipeline.sample_process import SampleFailedError, load_sample


def show() -> None:
    """Draw the screen."""
    st.title("No roles here yet", anchor=False)
    st.markdown(
        "Sixth Hire finds machine-learning roles at startups small enough that you would be one of the first "
        "people there.  \nIt reads startups' public job boards, works out team size, funding stage and which "
        "hire you would be, and keeps the words behind each."
    )
    if st.button(
        "Load the sample (offline)", type="primary", icon=":material/inventory_2:", key="load_sample"
    ):
        _load()
    st.caption("A small invented job market, kept apart from real roles. It takes some seconds.")
    st.markdown("Or read real boards, politely:")
    st.code("sixthhire crawl", language="console")
    st.caption(f"Looked in {plain(data.folder())}. This page reads again when it is reloaded.")


def _load() -> None:
    with st.spinner("Reading the sample with the real spiders and the real build…", show_time=True):
        try:
            load_sample(data.sample_folder())
        except SampleFailedError as error:
            st.error(plain(one_line(error, 600)), title="The sample could not be loaded")
            return
    st.rerun()
