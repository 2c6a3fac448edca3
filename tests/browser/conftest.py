"""A real Chromium, and the dashboard as a server of its own; both on this machine only."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO

import pytest
from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent.parent
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MAC = Path("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)


@dataclass
class Server:
    """`streamlit run dashboard/app.py` on a free loopback port, on one data folder; its log is kept."""

    data: Path
    log_path: Path
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None
    _log: IO[bytes] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        self.port = self.port or _free_port()
        self._log = self.log_path.open("ab")
        self._process = subprocess.Popen(
            [sys.executable, "-m", "streamlit", "run", "dashboard/app.py", f"--server.port={self.port}"],
            cwd=ROOT,
            env={**os.environ, "SIXTHHIRE_DATA": str(self.data)},
            stdout=self._log,
            stderr=subprocess.STDOUT,
        )
        self._wait_until_healthy()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._process is not None
        assert self._log is not None
        self._process.terminate()
        self._process.wait(timeout=20)
        self._log.close()

    def log(self) -> str:
        return self.log_path.read_text(errors="replace")

    def _wait_until_healthy(self) -> None:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            assert self._process is not None
            assert self._process.poll() is None, self.log()
            try:
                with urllib.request.urlopen(f"{self.url}/_stcore/health", timeout=2):
                    return
            except OSError:
                time.sleep(0.1)
        raise AssertionError(f"the dashboard did not start:\n{self.log()}")


def installed() -> str | None:
    """The path of the system's Chromium or Chrome, if it has one."""
    return next(filter(None, map(shutil.which, NAMES)), None) or (str(MAC) if MAC.exists() else None)


@pytest.fixture(scope="session")
def chromium() -> str:
    """The system's Chromium or Chrome."""
    found = installed()
    if found is None:
        pytest.skip(f"CHROMIUM MISSING: none of {', '.join(NAMES)} is on the PATH, and {MAC} is not there")
    return found


# not for the whole session: while Playwright runs, no other test can start an event loop of its own
@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(QUIET))
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def sample_server(demo_data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The dashboard on a copy of the sample that this module's tests may write to."""
    folder = tmp_path_factory.mktemp("served")
    data = Path(shutil.copytree(demo_data, folder / "data"))
    with Server(data, folder / "dashboard.log") as server:
        yield server


@pytest.fixture
def own_data(demo_data: Path, tmp_path: Path) -> Path:
    """A copy of the sample's data folder that a test may write to."""
    return Path(shutil.copytree(demo_data, tmp_path / "data"))


def _free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port
