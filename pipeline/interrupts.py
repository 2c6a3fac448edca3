"""SIGINT and SIGTERM end any command the same way: 130 and one sentence.

Invariant: the first signal unwinds what is running, so that nothing half-written stays. Signals that follow
at once, as a terminal and a supervisor may both send one, do not cut that short. Importing is cheap.
"""

from __future__ import annotations

import os
import signal
import sys
from time import monotonic
from types import FrameType
from typing import NoReturn

INTERRUPTED = 130
"""Exit code."""
SENTENCE = "Interrupted: nothing was left half-written, and what was published before stays as it is."
_A_MOMENT = 0.005
"""Seconds until a signal is heard that came where nothing can be raised."""
_PATIENCE = 3.0
"""Seconds that unwinding gets before another signal ends the process at once."""

_came: list[float] = []
_told: list[bool] = []


def listen() -> None:
    """Turn the signals into KeyboardInterrupt; one that the caller of this process ignores stays ignored."""
    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) not in (signal.SIG_IGN, _unwind):
            signal.signal(number, _unwind)


def came() -> bool:
    """Whether a signal came: what fails after that fails because of it."""
    return bool(_came)


def told() -> None:
    """A command of ours that this one ran has said the sentence already."""
    _told.append(True)


def leave() -> NoReturn:
    """Say so and end at once: the interpreter's own way out waits for threads and lets libraries complain."""
    if not _told:
        sys.stderr.write(f"{SENTENCE}\n")
    sys.stderr.flush()
    os._exit(INTERRUPTED)


def _unwind(number: int, frame: FrameType | None) -> None:
    if frame and _swallows(frame):
        signal.signal(signal.SIGALRM, _unwind)
        signal.setitimer(signal.ITIMER_REAL, _A_MOMENT)
        return
    _came.append(monotonic())
    if len(_came) == 1:
        raise KeyboardInterrupt
    if _came[-1] - _came[0] > _PATIENCE:
        leave()


def _swallows(frame: FrameType) -> bool:
    """Whether what is raised here is printed and forgotten: the callback of a weak reference, a finalizer."""
    return frame.f_code.co_name == "__del__" or frame.f_code.co_filename.endswith("weakref.py")
