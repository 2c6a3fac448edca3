"""What the tests of the pages read off them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from pipeline.queries import Filters, Generation

APP = Path(__file__).resolve().parent.parent.parent / "dashboard" / "app.py"
ROLE, SHORTLIST, COMPANIES = "app_pages/role.py", "app_pages/shortlist.py", "app_pages/companies.py"

MARKET, HEALTH, SETTINGS = "app_pages/market.py", "app_pages/crawl_health.py", "app_pages/settings.py"

Open = Callable[..., AppTest]


def matching(app: AppTest) -> int:
    """How many roles the Roles page says match."""
    return int(app.metric[0].value.replace(",", ""))


def shown(app: AppTest) -> str:
    """All text on the page."""
    kinds = (
        app.title,
        app.header,
        app.subheader,
        app.markdown,
        app.caption,
        app.text,
        app.html,
        app.metric,
        app.warning,
    )
    return "\n".join(str(element.value) for kind in kinds for element in kind)


def first_role(data: Path, **filters: Any) -> dict[str, Any]:
    """The first role of the list that passes."""
    return Generation.open(data).find_roles(Filters(**filters), limit=1).rows[0]
