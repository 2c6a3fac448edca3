"""The dashboard's frame: navigation, page titles, the sample's banner, and the screens for no data.

Run by `sixthhire dashboard`, or by hand: `streamlit run dashboard/app.py`.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import streamlit as st

from dashboard import data, footer, parts, welcome, words
from dashboard.safe import html, one_line, plain
from pipeline.generations import CorruptGenerationError, NewerGenerationError, NoGenerationError
from pipeline.queries import Generation
from pipeline.user_file import ShortlistFileError

OLD = timedelta(hours=48)
"""From this age on every page says how old the data is."""


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
                parts.ROLES_PAGE,
                title="Roles",
                icon=":material/work:",
                default=True,
                help="Find a role by team size, stage and hire number.",
            ),
            st.Page(parts.ROLE_PAGE, title="Role", url_path="role", visibility="hidden"),
            st.Page(
                parts.SHORTLIST_PAGE,
                title="Shortlist",
                icon=":material/bookmarks:",
                url_path="shortlist",
                help="The roles you saved, with your notes.",
            ),
            st.Page(
                parts.COMPANIES_PAGE,
                title="Companies",
                icon=":material/apartment:",
                url_path="companies",
                help="Who is small and hiring; follow or hide one.",
            ),
            st.Page(
                parts.MARKET_PAGE,
                title="Market",
                icon=":material/bar_chart:",
                url_path="market",
                help="Stages, team sizes, pay, skills and places of the roles that pass the filters.",
            ),
            st.Page(
                parts.HEALTH_PAGE,
                title="Crawl health",
                icon=":material/monitor_heart:",
                url_path="crawl-health",
                help="What was read when, and what failed.",
            ),
            st.Page(
                parts.SETTINGS_PAGE,
                title="Settings",
                icon=":material/tune:",
                url_path="settings",
                help="Hidden and followed, weights, paths, versions.",
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
        footer.draw()
    except NoGenerationError:
        welcome.show()
    except (CorruptGenerationError, NewerGenerationError, ShortlistFileError) as error:
        _trouble(error)


def _banner(found: Generation) -> None:
    as_of = datetime.fromisoformat(found.info.as_of)
    age = datetime.now(UTC) - as_of
    if found.info.is_sample:
        _note("Sample data", f"invented employers, recorded {words.day(as_of)} – not live")
    elif age > OLD:
        _note(
            "Old data", f"read {words.ago(age)} ago: run sixthhire crawl, or see Crawl health for what failed"
        )


def _note(title: str, text: str) -> None:
    st.html(f'<div class="sh-banner" role="note"><b>{html(title)}</b><span>{html(text)}</span></div>')


def _told() -> None:
    """What a change just now could not do, in the words of the error."""
    trouble = st.session_state.pop("trouble", None)
    if trouble:
        st.error(plain(trouble), title="Nothing was changed", icon=":material/error:")


def _trouble(error: Exception) -> None:
    st.title("Your data could not be read", anchor=False)
    st.text(one_line(error))
    st.caption("Nothing was changed. This page reads again when it is reloaded.")


if __name__ == "__main__":
    frame()
