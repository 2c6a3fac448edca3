"""Starts the dashboard and ends it when it answers: `python -m tests.benchmarks.dashboard_start DATA`."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
import urllib.request

PATIENCE = 60.0


def until_it_answers(data: str) -> bool:
    """Whether the dashboard answered within `PATIENCE` seconds."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "dashboard",
        "--data",
        data,
        "--port",
        str(port),
        "--no-browser",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as child:
        try:
            return _answers(port)
        finally:
            child.terminate()


def _answers(port: int) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/_stcore/health", timeout=1):
                return True
        except OSError:
            time.sleep(0.02)
    return False


if __name__ == "__main__":
    sys.exit(0 if until_it_answers(sys.argv[1]) else 1)
