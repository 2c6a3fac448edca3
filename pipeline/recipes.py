"""Recipes for other schedulers: a cron line, a systemd timer, a GitHub workflow.

Invariant: a recipe works as it is printed, and none hides a crawl that read nothing: what cron runs prints
it, and systemd and GitHub see an exit code that is not taken for success.
"""

from __future__ import annotations

import shlex
import socket
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Recipe:
    """What a recipe runs."""

    command: Sequence[str]
    """The program, with whatever comes before its arguments."""
    options: Sequence[str]
    """Arguments of `schedule` that say what to read and how often."""
    every: timedelta
    jitter: timedelta
    data: Path
    environment: dict[str, str]
    """Variables of this environment that the crawl needs: the contact, the notifications."""

    @property
    def minute(self) -> int:
        """A minute of this machine's own, so that not everybody knocks at the full hour."""
        return zlib.crc32(f"{socket.gethostname()}{self.data}".encode()) % 50 + 5


def cron(recipe: Recipe) -> str:
    """A line for `crontab -e`."""
    arguments = [*recipe.command, "schedule", "--once", "--quiet", *recipe.options]
    arguments += ["--jitter", f"{_minutes(recipe.jitter)}m", "--data", str(recipe.data)]
    variables = [f"{name}={shlex.quote(value)}" for name, value in recipe.environment.items()]
    line = " ".join([*variables, *(shlex.quote(one) for one in arguments)])
    return (
        "# crontab -e, then paste this. It prints only what went wrong, which cron mails to you;\n"
        "# without mail on this machine, give --heartbeat URL: silence there is the alarm.\n"
        f"{_cron_time(recipe)} {line.replace('%', chr(92) + '%')}\n"
    )


def systemd(recipe: Recipe) -> str:
    """A shell script that installs a service and its timer for this user."""
    arguments = [*recipe.command, "schedule", "--once", "--quiet", *recipe.options]
    arguments += ["--jitter", "0", "--data", str(recipe.data)]
    variables = [
        f"Environment={_systemd_word(f'{n}={v}', dollar='$')}" for n, v in recipe.environment.items()
    ]
    service = [
        "[Unit]",
        "Description=Sixth Hire reads job boards",
        "[Service]",
        "Type=oneshot",
        *variables,
        f"ExecStart={' '.join(_systemd_word(one, dollar='$$') for one in arguments)}",
        "# 3: some boards could not be read, and the rest was published. 4, nothing at all, stays a failure.",
        "SuccessExitStatus=3",
    ]
    timer = [
        "[Unit]",
        "Description=Sixth Hire reads job boards",
        "[Timer]",
        f"OnCalendar={_calendar(recipe)}",
        f"RandomizedDelaySec={_minutes(recipe.jitter)}min",
        "Persistent=true",
        "[Install]",
        "WantedBy=timers.target",
    ]
    return "\n".join(
        [
            "# sixthhire schedule --print systemd | sh",
            "set -e",
            "units=${XDG_CONFIG_HOME:-$HOME/.config}/systemd/user",
            'mkdir -p "$units"',
            "cat > \"$units/sixthhire.service\" <<'END_OF_UNIT'",
            *service,
            "END_OF_UNIT",
            "cat > \"$units/sixthhire.timer\" <<'END_OF_UNIT'",
            *timer,
            "END_OF_UNIT",
            "systemctl --user daemon-reload",
            "systemctl --user enable --now sixthhire.timer",
            "# see: systemctl --user list-timers; journalctl --user -u sixthhire. To run while you are",
            "# logged out: loginctl enable-linger",
            "",
        ]
    )


def github(recipe: Recipe) -> str:
    """A workflow for a copy of this project on GitHub; its cache holds the data, an artifact the roles."""
    arguments = ["sixthhire", "schedule", "--once", *recipe.options, "--jitter", "0"]
    line = " ".join(shlex.quote(one) for one in arguments)
    return f"""\
# .github/workflows/sixthhire.yml of your copy of the project
name: sixthhire
on:
  schedule:
    - cron: "{_cron_time(recipe)}"
  workflow_dispatch:
permissions:
  contents: read
concurrency:
  group: sixthhire
jobs:
  crawl:
    runs-on: ubuntu-latest
    timeout-minutes: 180
    env:
      SIXTHHIRE_DATA: ${{{{ github.workspace }}}}/data
      SIXTHHIRE_CONTACT: ${{{{ github.server_url }}}}/${{{{ github.repository }}}}
      SIXTHHIRE_NOTIFY: ${{{{ secrets.SIXTHHIRE_NOTIFY }}}}
    steps:
      - uses: actions/checkout@v4
      - uses: actions/setup-python@v5
        with:
          python-version: "3.12"
          cache: pip
      - uses: actions/cache/restore@v4
        with:
          path: data
          key: sixthhire-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
          restore-keys: sixthhire-
      - run: pip install -e ".[notify]"
      - name: crawl (3, some boards could not be read, is a warning; 4, nothing at all, a failure)
        run: |
          code=0
          {line} || code=$?
          if [ "$code" -eq 3 ]; then echo "::warning::some boards could not be read"; code=0; fi
          exit "$code"
      - run: sixthhire export --all -o roles.xlsx
      - uses: actions/upload-artifact@v4
        with:
          name: roles
          path: roles.xlsx
      - uses: actions/cache/save@v4
        with:
          path: data
          key: sixthhire-${{{{ github.run_id }}}}-${{{{ github.run_attempt }}}}
"""


RECIPES = {"cron": cron, "systemd": systemd, "github": github}


def _hours(recipe: Recipe) -> int:
    """Hours between two looks at what is due: as asked where a day holds that evenly, else hourly."""
    hours = recipe.every // HOUR
    return hours if recipe.every == hours * HOUR and hours in (1, 2, 3, 4, 6, 8, 12, 24) else 1


def _cron_time(recipe: Recipe) -> str:
    if recipe.every < HOUR:
        return f"*/{max(5, _minutes(recipe.every))} * * * *"
    hours = _hours(recipe)
    return f"{recipe.minute} {'6' if hours == 24 else '*' if hours == 1 else f'*/{hours}'} * * *"


def _calendar(recipe: Recipe) -> str:
    if recipe.every < HOUR:
        return f"*:0/{max(5, _minutes(recipe.every))}"
    hours = _hours(recipe)
    return f"*-*-* {'06' if hours == 24 else '*' if hours == 1 else f'00/{hours}'}:{recipe.minute:02}:00"


def _minutes(time: timedelta) -> int:
    return -(-time // timedelta(minutes=1))


def _systemd_word(word: str, *, dollar: str) -> str:
    """One word of a unit file; `dollar`: how a dollar sign is written there."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%").replace("$", dollar)
    return f'"{escaped}"'
