"""Runs one command and tells what it cost: `python tests/benchmarks/alone.py COMMAND...`, JSON on stdout.

A child inherits the peak memory of the process that forks it, so a small process must do the forking.
"""

import json
import os
import sys
import time

began = time.monotonic()
child = os.fork()
if child == 0:
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.execv(sys.argv[1], sys.argv[1:])
_, status, usage = os.wait4(child, 0)
cost = {
    "cpu": usage.ru_utime + usage.ru_stime,
    "wall": time.monotonic() - began,
    "peak_mb": usage.ru_maxrss / 1024,
}
json.dump({"code": os.waitstatus_to_exitcode(status), "cost": cost}, sys.stdout)
