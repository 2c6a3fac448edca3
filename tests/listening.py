"""When a process of ours hears signals: before that, the interpreter itself is starting."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path


def wait_until_it_listens(running: subprocess.Popen[str], seconds: float = 60) -> None:
    """Return once the process catches SIGTERM; where the system does not tell, after some time."""
    status = Path(f"/proc/{running.pid}/status")
    if not sys.platform.startswith("linux"):
        time.sleep(1)
        return
    deadline = time.monotonic() + seconds
    while running.poll() is None and time.monotonic() < deadline:
        [caught] = [line for line in status.read_text().splitlines() if line.startswith("SigCgt:")]
        if int(caught.split()[1], 16) >> (signal.SIGTERM - 1) & 1:
            return
        time.sleep(0.005)
    raise AssertionError("it never listened to SIGTERM")
