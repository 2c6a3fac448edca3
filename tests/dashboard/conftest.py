"""A page on a data folder, the sample to write to, and hostile roles."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.dashboard.pages import APP, HEALTH, Open
from tests.hostile_roles import publish_hostile


@pytest.fixture
def open_app(monkeypatch: pytest.MonkeyPatch) -> Open:
    """Open a page on a data folder: `open_app(data, ROLE, id="...")`."""

    def opened(data: Path, page: str | None = None, **query: str | list[str]) -> AppTest:
        monkeypatch.setenv("SIXTHHIRE_DATA", str(data))
        app = AppTest.from_file(str(APP), default_timeout=60)
        if page == HEALTH:  # AppTest knows a page whose address is not its file's name only after a run
            app.run()
        if page is not None:
            app.switch_page(page)
        app.query_params.update(query)
        app.run()
        assert not app.exception, app.exception[0]
        return app

    return opened


@pytest.fixture
def own_data(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample's data folder that a test may write to."""
    return Path(shutil.copytree(demo_data, tmp_path / "data"))


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Roles whose every text is hostile, and one of which next to nothing is known."""
    data = tmp_path_factory.mktemp("hostile")
    publish_hostile(data)
    return data
