"""Load the bundled sample from inside a server: in a process of its own, for a crawl wants an own event loop.

Invariant: it is the very job of `sixthhire demo`, in the folder given; nothing else is touched.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from scrapers.errors import UsageError

_LONGEST_SECONDS = 180


class SampleFailedError(UsageError):
    """The sample could not be loaded; the message is what the command said of it."""

    def __init__(self, said: str) -> None:
        super().__init__(said or "The command `sixthhire demo` failed without a word.")


def load_sample(folder: Path) -> None:
    """Run `sixthhire demo --data folder` to its end. Raises SampleFailedError."""
    command = [sys.executable, "-m", "pipeline", "demo", "--quiet", "--data", str(folder)]
    try:
        done = subprocess.run(  # noqa: S603 - our own command, no shell
            command, capture_output=True, text=True, timeout=_LONGEST_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SampleFailedError(str(error)) from error
    if done.returncode:
        raise SampleFailedError(done.stderr.strip())
