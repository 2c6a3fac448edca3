"""The dashboard's frame: navigation, page titles, the sample's banner, and the screens for no data.

Run by `sixthhire dashboard`, or by hand: `streamlit run dashboard/app.py`.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from dashboard import data, words
from dashboard.parts import ROLE_PAGE, ROLES_PAGE, SHORTLIST_PAGE
from dashboard.safe import html, one_line, plain
from pipeline.generations import CorruptGenerationError, NewerGenerationError, NoGenerationError
from pipeline.queries import Generation
from pipeline.user_file import ShortlistFileError


def frame() -> None:
    """Draw what every page shares, then the page that the address names."""
    here = Path(__file__).parent
    # A Material icon as the page's icon would be fetched from another host.
    icon = str(here / "icon.svg")
    st.set_page_config(page_title="Sixth Hire", page_icon=icon, layout="wide", initial_sidebar_state=304)
    st.logo(icon, size="large")
    st.html(here / "look.css")
    page = st.navigation(
        [
            st.Page(
                ROLES_PAGE,
                title="Roles",
                icon=":material/work:",
                default=True,
                help="Find a role by team size, stage and hire number.",
            ),
            st.Page(ROLE_PAGE, title="Role", url_path="role", visibility="hidden"),
            st.Page(
                SHORTLIST_PAGE,
                title="Shortlist",
                icon=":material/bookmarks:",
                url_path="shortlist",
                help="The roles you saved, with your notes.",
            ),
        ],
        position="top",
    )
    st.set_page_config(page_title=f"{page.title} · Sixth Hire")
    try:
        found = data.generation()
        data.shortlist().role_ids()  # a damaged shortlist must show before half a page is drawn
        _banner(found)
        _told()
        page.run()
    except NoGenerationError:
        _welcome()
    except (CorruptGenerationError, NewerGenerationError, ShortlistFileError) as error:
        _trouble(error)


def _banner(found: Generation) -> None:
    if found.info.is_sample:
        st.html(
            '<div class="sh-banner" role="note"><b>Sample data</b>'
            f"<span>recorded {html(words.day(found.info.as_of))} – not live</span></div>"
        )


def _told() -> None:
    """What a change just now could not do, in the words of the error."""
    trouble = st.session_state.pop("trouble", None)
    if trouble:
        st.error(plain(trouble), title="Nothing was changed", icon=":material/error:")


def _welcome() -> None:
    st.title("No roles here yet", anchor=False)
    st.markdown(
        "Sixth Hire finds machine-learning roles at startups small enough that you would be one of the first "
        "people there.  \nIt reads startups' public job boards, works out team size, funding stage and which "
        "hire you would be, and keeps the words behind each."
    )
    st.markdown("Load the bundled sample, without internet:")
    st.code("sixthhire demo --open", language="console")
    st.markdown("Or read real boards, politely:")
    st.code("sixthhire crawl\nsixthhire dashboard", language="console")
    st.caption(f"Looked in {plain(data.folder())}. This page reads again when it is reloaded.")


def _trouble(error: Exception) -> None:
    st.title("Your data could not be read", anchor=False)
    st.text(one_line(error))
    st.caption("Nothing was changed. This page reads again when it is reloaded.")


if __name__ == "__main__":
    frame()
