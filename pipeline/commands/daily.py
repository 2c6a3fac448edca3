"""`schedule` and `doctor`: crawl again and again, here or by another scheduler; and whether all is well."""

from __future__ import annotations

import http.client
import os
import re
import subprocess
import sys
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING, Annotated
from urllib.parse import urlsplit

import typer

from pipeline import interrupts
from pipeline.commands.crawling import NOTHING, PARTIAL
from pipeline.commands.options import BadFilterError, DataOption, JsonOption, QuietOption
from pipeline.paths import data_folder
from pipeline.terminal import counted, one_line, say, write_json
from scrapers.errors import SixthHireError

if TYPE_CHECKING:
    from pipeline.schedule import Pace
    from scrapers.crawl import Order

_TIME = re.compile(r"([0-9]{1,4})\s*(s|m|h|d|w)")
_UNITS = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
LEAST = timedelta(minutes=15)
MOST = timedelta(weeks=4)
HEARTBEAT_SECONDS = 15.0
_PASSED_ON = ("SIXTHHIRE_CONTACT", "SIXTHHIRE_NOTIFY")
"""Variables that a recipe repeats, since another scheduler does not have them."""
_HOW = {0: "done", PARTIAL: "partial, the rest was published", NOTHING: "nothing was published"}


def schedule(
    sources: Annotated[list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Else all.")] = None,
    every: Annotated[str, typer.Option(metavar="TIME", help="How often: 90m, 6h, 1d.")] = "6h",
    pace: Annotated[
        list[str] | None,
        typer.Option(metavar="SOURCE=TIME", help="One source's own pace: hackernews=1h; may be repeated."),
    ] = None,
    jitter: Annotated[
        str, typer.Option(metavar="TIME", help="Begin up to so much later, by chance; 0 for none.")
    ] = "10m",
    once: Annotated[
        bool, typer.Option("--once", help="Read what is due, and end: for cron and its like.")
    ] = False,
    heartbeat: Annotated[
        str,
        typer.Option(
            metavar="URL",
            envvar="SIXTHHIRE_HEARTBEAT",
            help="Asked after every crawl that published something; its silence is the alarm.",
        ),
    ] = "",
    recipe: Annotated[
        str, typer.Option("--print", metavar="KIND", help="Print a recipe instead: cron, systemd or github.")
    ] = "",
    boards: Annotated[
        Path | None, typer.Option("--boards", metavar="FILE", help="Registry, as for crawl.")
    ] = None,
    replay: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Recorded answers instead of the network.")
    ] = None,
    arguments: Annotated[
        list[str] | None, typer.Option("-a", metavar="NAME=VALUE", help="For a source, as for crawl.")
    ] = None,
    digest: Annotated[
        bool, typer.Option("--digest", help="After each crawl also run `sixthhire digest`.")
    ] = False,
    data: DataOption = None,
    quiet: QuietOption = False,
) -> None:
    """Crawl again and again in the foreground, each source at its pace; or print a recipe for a scheduler."""
    from pipeline.commands.crawling import new_order
    from pipeline.schedule import Pace, keeping, run_on, run_once

    folder = data_folder(data)
    paces = Pace(_time("--every", every), _paces(pace or ()), _time("--jitter", jitter, timedelta(0)))
    _refuse_other_schemes(heartbeat)
    passed = [
        *([f"--boards={boards.absolute()}"] if boards else []),
        *([f"--replay={replay.absolute()}"] if replay else []),
        *(part for text in arguments or () for part in ("-a", text)),
    ]
    if recipe:
        options = [*(sources or ()), "--every", every, *(f"--pace={text}" for text in pace or ()), *passed]
        options += [f"--heartbeat={heartbeat}"] if heartbeat else []
        options += ["--digest"] if digest else []
        sys.stdout.write(_recipe(recipe, options, paces, folder))
        return
    order = new_order(folder, sources, boards, replay, arguments, "1/1")
    names = _Names(replace(order, validators={}))  # large, and each crawl looks them up for itself
    crawl = _Crawls(folder, passed, heartbeat, digest=digest, quiet=quiet)
    with keeping(folder):
        if not once:
            run_on(
                names,
                paces,
                folder,
                crawl,
                lambda at: say(f"The next crawl begins {_local(at)}.", quiet=quiet),
            )
        code = run_once(names(), paces, folder, crawl)
    if code is None:
        say("Nothing is due.", quiet=quiet)
    elif code:
        raise typer.Exit(code)


class _Names:
    """The sources to read, looked up anew each time, since the registry may change while a schedule runs."""

    def __init__(self, order: Order) -> None:
        self._order = order
        self._last = self._now()

    def __call__(self) -> list[str]:
        try:
            self._last = self._now()
        except SixthHireError as error:
            say(f"sixthhire: {error} The schedule goes on with the sources it had.")
        return self._last

    def _now(self) -> list[str]:
        from scrapers.crawl import sources_of

        return sources_of(self._order)


@dataclass(frozen=True)
class _Crawls:
    """One crawl, as a process of our own command, with what follows it."""

    data: Path
    options: Sequence[str]
    heartbeat: str
    digest: bool
    quiet: bool

    def __call__(self, sources: Sequence[str]) -> int:
        """The crawl's exit code."""
        begun = monotonic()
        code = _our("crawl", *sources, *self.options, "--quiet", "--must-read", "--data", str(self.data))
        how = _HOW.get(code, f"failed with exit code {code}")
        took = f"{monotonic() - begun:.0f} s"
        say(f"{_local()}: crawl of {counted(len(sources), 'source')}: {how}, {took}.", quiet=self.quiet)
        if code in (0, PARTIAL):
            if self.digest:
                _our("digest", "--quiet", "--data", str(self.data))
            if self.heartbeat:
                _ask(self.heartbeat)
        return code


def _our(*arguments: str) -> int:
    """Run a command of ours to its end; an interruption ends it too."""
    command = [sys.executable, "-P", "-m", "pipeline", *arguments]  # -P: no package of the folder one is in
    with subprocess.Popen(command, stdin=subprocess.DEVNULL) as running:  # noqa: S603 - our own command
        try:
            return running.wait()
        except BaseException:
            running.terminate()
            if running.wait() == interrupts.INTERRUPTED:
                interrupts.told()
            raise


def _ask(url: str) -> None:
    request = urllib.request.Request(url, headers={"User-Agent": "sixthhire"})  # noqa: S310 - http(s) only, checked
    try:
        with urllib.request.urlopen(request, timeout=HEARTBEAT_SECONDS):  # noqa: S310
            pass
    except (OSError, ValueError, http.client.HTTPException) as error:
        say(f"The heartbeat was not heard ({error}).")


def _refuse_other_schemes(url: str) -> None:
    if url and (urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname):
        raise BadFilterError("--heartbeat", url, "an http or https address is expected")


def _recipe(kind: str, options: Sequence[str], paces: Pace, data: Path) -> str:
    from pipeline.recipes import RECIPES, Recipe

    if kind not in RECIPES:
        raise BadFilterError("--print", kind, f"known are {', '.join(RECIPES)}")
    script = Path(sys.executable).with_name("sixthhire")
    command = [str(script)] if script.is_file() else [sys.executable, "-P", "-m", "pipeline"]
    environment = {name: os.environ[name] for name in _PASSED_ON if os.environ.get(name)}
    return RECIPES[kind](Recipe(command, options, paces.every, paces.jitter, data, environment))


def _paces(given: Sequence[str]) -> dict[str, timedelta]:
    from scrapers.sources import known

    found = {}
    for text in given:
        name, equals, time = text.partition("=")
        if not equals:
            raise BadFilterError("--pace", text, "SOURCE=TIME is expected, such as hackernews=1h")
        found[known(name.strip()).name] = _time("--pace", time)
    return found


def _time(option: str, text: str, least: timedelta = LEAST) -> timedelta:
    found = _TIME.fullmatch(text.strip().lower())
    if text.strip() == "0":
        time = timedelta(0)
    elif not found:
        raise BadFilterError(option, text, "a time like 90m, 6h or 1d is expected")
    else:
        time = timedelta(**{_UNITS[found[2]]: int(found[1])})
    if not least <= time <= MOST:
        raise BadFilterError(option, text, f"it must be from {least} to {MOST}".replace(", 0:00:00", ""))
    return time


def _local(at: datetime | None = None) -> str:
    return f"{(at or datetime.now(UTC)).astimezone():%Y-%m-%d %H:%M}"


def doctor(data: DataOption = None, as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Say what is wrong and the command that mends it; exit code 3 when something needs doing."""
    from pipeline.doctor import examine, summary

    findings = examine(data_folder(data))
    found = summary(findings)
    if as_json:
        write_json({"schema_version": 1, **found})
    else:
        for one in findings:
            if one.state != "ok" or not quiet:
                mend = f"\n         do: {one.mend}" if one.mend else ""
                sys.stdout.write(f"{one.state:8} {one_line(one.said)}{mend}\n")
        say("All is well." if found["healthy"] else "Something needs doing.", quiet=quiet)
    if not found["healthy"]:
        raise typer.Exit(PARTIAL)
