"""What is wrong with a data folder and its surroundings, and what mends it.

Invariant: a look changes nothing, and one thing that is broken hides no other. `mend` is wrong until somebody
does something; `advice` would be better otherwise; the rest is `ok`.
"""

from __future__ import annotations

import importlib.util
import os
import shlex
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any, Literal

from pipeline import crawl_history, generations, landing
from pipeline.data_errors import NoGenerationError
from pipeline.queries import Generation
from pipeline.shortlist import FILE_NAME, Shortlist
from pipeline.user_file import is_held
from scrapers.errors import DataFileError
from scrapers.items import CrawlReport
from scrapers.own_boards import OwnBoards

State = Literal["ok", "advice", "mend"]

STALE_AFTER = timedelta(days=2)
LONG_UNREAD = timedelta(days=7)
DEAD_RUNS = 2
"""Readings in a row that found no board, after which somebody should look."""
ROOM = 500 * 10**6
"""Bytes that should be free beside what a build needs."""
MOST_NAMED = 8
GOOD_DUCKDB = (2, 0, 1)
"""2.0.0 may abort the process at its end."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at: how it is, in a sentence, and the command that mends it."""

    name: str
    state: State
    said: str
    mend: str | None = None


def examine(data: Path, now: datetime | None = None) -> list[Finding]:
    """Look at everything; the findings in the order in which they should be mended."""
    at = now or datetime.now(UTC)
    closed = _safely(data, _folder(data))
    if closed:  # nothing can be seen in it
        return [*closed, *_surroundings(None)]
    found = [one for look in (_room, _user_file, _landing) for one in _safely(data, look(data))]
    generation = None
    try:
        checked = generations.check(generations.current(data))
        found.append(Finding("generation", "ok", f"{checked.path.name} is whole."))
        generation = Generation.open(data)
    except NoGenerationError:
        found.append(Finding("generation", "mend", f"There are no roles in {data} yet.", "sixthhire crawl"))
    except DataFileError as error:
        found.append(Finding("generation", "mend", str(error), _mend_of(error, data)))
    if generation:
        for one in (
            _age(generation, at),
            _sources(generation, at),
            _falls(generation),
            _boards(generation, data),
        ):
            found += _safely(data, one)
    return [*found, *_surroundings(generation)]


def _safely(data: Path, findings: Iterator[Finding]) -> list[Finding]:
    """What a look finds; that it could not look is a finding too."""
    try:
        return list(findings)
    except DataFileError as error:
        return [Finding("files", "mend", str(error), _mend_of(error, data))]
    except OSError as error:
        said = f"{error.filename or data} cannot be looked at ({error.strerror or error})."
        return [Finding("folder", "mend", said, f"chmod -R u+rwX {_quoted(data)}")]


def _mend_of(error: DataFileError, data: Path) -> str:
    if isinstance(error, generations.NewerGenerationError):
        return "git pull && pip install -e ."
    home = generations.folder(data)
    damaged = getattr(error, "path", None)
    if any(path != damaged for path in home.glob("roles-*.duckdb")):
        return "sixthhire db rollback"
    return f"mv {_quoted(home)} {_quoted(home)}.damaged && sixthhire crawl"


def _folder(data: Path) -> Iterator[Finding]:
    has_effective = os.access in os.supports_effective_ids
    wanted = os.R_OK | os.W_OK | os.X_OK
    if data.exists() and not os.access(data, wanted, effective_ids=has_effective):
        said = f"{data} cannot be read and written."
        yield Finding("folder", "mend", said, f"chmod -R u+rwX {_quoted(data)}")


def _room(data: Path) -> Iterator[Finding]:
    there = next((folder for folder in (data, *data.parents) if folder.exists()), Path("/"))
    try:
        needed = 2 * generations.current(data).stat().st_size + ROOM
    except (DataFileError, OSError):
        needed = ROOM
    free = shutil.disk_usage(there).free
    said = f"{free // 10**6:,} MB are free where the data lies"
    if free < needed:
        said = f"Only {said}; a build wants {needed // 10**6:,} MB."
        yield Finding("disk", "mend", said, "free some space, or move the folder and name it with --data")
    else:
        yield Finding("disk", "ok", f"{said}.")


def _user_file(data: Path) -> Iterator[Finding]:
    path = data / FILE_NAME
    try:
        Shortlist(data).check()
        saved = len(Shortlist(data).role_ids())
    except DataFileError as error:
        backup = _newest_backup(data)
        mend = (
            f"cp {_quoted(backup)} {_quoted(path)}"
            if backup
            else f"mv {_quoted(path)} {_quoted(path)}.damaged"
        )
        yield Finding("shortlist", "mend", str(error), mend)
        return
    if is_held(path):
        said = f"Another program holds {path} for itself, so nothing can be saved."
        yield Finding("shortlist", "mend", said, f"fuser {_quoted(path)}")
    else:
        yield Finding("shortlist", "ok", f"The shortlist is whole, {saved} saved.")


def _newest_backup(data: Path) -> Path | None:
    stem = Path(FILE_NAME).stem
    return max(data.glob(f"{stem}-*.sqlite"), default=None)


def _landing(data: Path) -> Iterator[Finding]:
    broken = sorted((data / "landing").glob("*/*.broken"))
    if broken:
        said = f"{len(broken)} files of crawls could not be read and were set aside, such as {broken[0]}."
        yield Finding("landing", "advice", said, f"rm {_quoted(broken[0])}")
    waiting = landing.waiting(data)
    if not waiting:
        return
    if all(_read_nothing(path) for path in waiting):
        said = f"The last {len(waiting)} crawls could read nothing at all: is this machine online?"
        yield Finding("landing", "mend", said, "sixthhire crawl")
    else:
        said = f"{len(waiting)} files of crawls wait to be published."
        yield Finding("landing", "mend", said, "sixthhire build")


def _read_nothing(path: Path) -> bool:
    try:
        last = path.read_bytes().rstrip(b"\n").rsplit(b"\n", 1)[-1]
        report = CrawlReport.model_validate_json(last)
    except (OSError, ValueError):
        return False
    return all(source.boards == source.boards_failed for source in report.sources)


def _age(generation: Generation, now: datetime) -> Iterator[Finding]:
    info = generation.info
    if info.is_sample:
        yield Finding("age", "ok", f"This is the sample, as of {info.as_of[:10]}.")
        return
    age = now - datetime.fromisoformat(info.as_of)
    said = f"{info.roles_open:,} open roles, read {_ago(age)} ago"
    if age > STALE_AFTER:
        yield Finding("age", "mend", f"The data are stale: {said}.", "sixthhire crawl")
    else:
        yield Finding("age", "ok", f"{said}.")


def _sources(generation: Generation, now: datetime) -> Iterator[Finding]:
    if generation.info.is_sample:
        return
    rows = generation.health()
    newest = max((row["last_crawl_at"] for row in rows), default=now)
    for row in rows:
        source, error = row["source"], next(iter(row["errors"] or ()), "")
        last = row["last_ok_at"]
        if row["status"] == "failed":
            since = f"last read in full {_ago(now - last)} ago" if last else "never read in full"
            said = f"{source} failed in its last crawl ({since}). {error}".strip()
            yield Finding("source", "mend", said, f"sixthhire crawl {source}")
        elif newest - row["last_crawl_at"] > LONG_UNREAD:
            said = f"{source} was last asked {_ago(now - row['last_crawl_at'])} ago, and others since."
            yield Finding("source", "advice", said, f"sixthhire crawl {source}")
    if not any(row["status"] == "failed" for row in rows):
        yield Finding("source", "ok", f"None of {len(rows)} sources failed in its last crawl.")


def _falls(generation: Generation) -> Iterator[Finding]:
    from scrapers.sources import SOURCES

    for source, row in crawl_history.against_before(generation).items():
        known = SOURCES.get(source)
        if known and known.shows_newest_only:
            continue
        if row["median"] and row["postings"] < row["median"] / 2:
            said = f"{source} listed {row['postings']} postings in its last crawl, usually {row['median']:g}."
            yield Finding("fall", "mend", said, f"sixthhire crawl {source}")


def _boards(generation: Generation, data: Path) -> Iterator[Finding]:
    if generation.info.is_sample:
        return
    dead = [
        row
        for row in generation.boards()
        if row["status"] in ("unknown", "moved") and row["failures_in_a_row"] >= DEAD_RUNS
    ]
    own = {f"{board.source}/{board.token}" for board in OwnBoards(data).read()}
    mine = [row for row in dead if f"{row['source']}/{row['board']}" in own]
    for row in mine[:MOST_NAMED]:
        name = f"{row['source']}/{row['board']}"
        crawls = f"{row['failures_in_a_row']} crawls in a row"
        said = f"Your board {name} was {row['status']} in {crawls}. {row['error'] or ''}".strip()
        yield Finding("board", "mend", said, f"sixthhire boards remove {name}")
    theirs = [f"{row['source']}/{row['board']}" for row in dead if row not in mine]
    if theirs:
        names = ", ".join(theirs[:MOST_NAMED])
        more = f" and {len(theirs) - MOST_NAMED} more" if len(theirs) > MOST_NAMED else ""
        said = f"Not where the registry says, {DEAD_RUNS} crawls in a row: {names}{more}."
        yield Finding("board", "advice", said, "sixthhire boards add URL")


def _surroundings(generation: Generation | None) -> Iterator[Finding]:
    is_sample = bool(generation and generation.info.is_sample)
    if not os.environ.get("SIXTHHIRE_CONTACT") and not is_sample:
        said = "The sites that are read cannot reach you: SIXTHHIRE_CONTACT holds no e-mail or web address."
        yield Finding("contact", "advice", said, "export SIXTHHIRE_CONTACT=you@example.org")
    duckdb = version("duckdb")
    numbers = tuple(int(part) for part in duckdb.split(".")[:3] if part.isdigit())
    if (2,) <= numbers < GOOD_DUCKDB:
        said = f"DuckDB {duckdb} may abort at its end; 2.0.1 does not."
        yield Finding("duckdb", "advice", said, "pip install -U duckdb")
    else:
        yield Finding("duckdb", "ok", f"DuckDB {duckdb}.")
    if os.environ.get("SIXTHHIRE_NOTIFY") and importlib.util.find_spec("apprise") is None:
        said = "SIXTHHIRE_NOTIFY asks for messages, and apprise, which sends them, is not installed."
        yield Finding("notify", "mend", said, 'pip install -e ".[notify]"')


def _quoted(path: Path) -> str:
    return shlex.quote(str(path))


def _ago(age: timedelta) -> str:
    hours = max(age, timedelta(0)) // timedelta(hours=1)
    return f"{hours} h" if hours < 48 else f"{hours // 24} days"


def summary(findings: list[Finding]) -> dict[str, Any]:
    """The findings as plain data, with a verdict."""
    rows = [{"name": f.name, "state": f.state, "said": f.said, "mend": f.mend} for f in findings]
    return {"healthy": not any(f.state == "mend" for f in findings), "findings": rows}
