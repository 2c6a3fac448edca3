"""The dashboard's server: who may speak to it, on which port, and how it ends."""

from __future__ import annotations

import base64
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.in_process import Run, in_process
from tests.listening import wait_until_it_listens

pytestmark = pytest.mark.slow


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def started(demo_data: Path, port: int) -> subprocess.Popen[str]:
    arguments = ["dashboard", "--no-browser", "--port", str(port), "--data", str(demo_data)]
    return subprocess.Popen(
        [sys.executable, "-m", "pipeline", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "NO_COLOR": "1"},
    )


@pytest.fixture(scope="module")
def port(demo_data: Path) -> Iterator[int]:
    """The port of a dashboard that answers."""
    chosen = free_port()
    with started(demo_data, chosen) as running:
        try:
            for _ in range(300):
                assert running.poll() is None, running.communicate()
                try:
                    with urllib.request.urlopen(f"http://127.0.0.1:{chosen}/_stcore/health", timeout=5):
                        break
                except OSError:
                    time.sleep(0.1)
            yield chosen
        finally:
            running.send_signal(signal.SIGTERM)
            _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in errors


def handshake(port: int, host: str) -> str:
    """The first line that the server answers to a request for its data, made under the name `host`."""
    key = base64.b64encode(os.urandom(16)).decode()
    request = (
        f"GET /_stcore/stream HTTP/1.1\r\nHost: {host}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        f"Origin: http://{host}\r\nSec-WebSocket-Key: {key}\r\nSec-WebSocket-Version: 13\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(request.encode())
        return connection.recv(100).decode("latin-1").splitlines()[0]


def test_only_this_machines_own_names_get_data(port: int) -> None:
    for host in (f"127.0.0.1:{port}", f"localhost:{port}"):
        assert " 101 " in handshake(port, host)
    for host in (f"rebound.example:{port}", "rebound.example", f"127.0.0.1.rebound.example:{port}"):
        assert " 101 " not in handshake(port, host)


def test_a_taken_port_is_a_usage_error_that_names_it(inside: Run, demo_data: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        done = inside("dashboard", "--no-browser", "--port", str(taken), "--data", demo_data)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"port {taken}" in done.stderr
    assert "--port" in done.stderr
    assert done.stderr.count("\n") == 1


@pytest.mark.parametrize("after", [0.0, 0.6, 1.2], ids=str)
def test_a_signal_while_it_starts_ends_it_without_noise(demo_data: Path, after: float) -> None:
    with started(demo_data, free_port()) as running:
        wait_until_it_listens(running)
        time.sleep(after)
        running.send_signal(signal.SIGINT)
        _, errors = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in errors
    assert errors.splitlines()[-1].startswith("Interrupted:")
