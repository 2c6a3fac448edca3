"""Text for a terminal: data on stdout, messages on stderr, and nothing scraped that a terminal would obey.

Invariant: importing this costs nothing (rich comes with the first table). No scraped text reaches a terminal
with a control character, an escape sequence, rich's markup or a bidirectional override in it.
"""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

_SEQUENCES = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|.)?"
)
_CONTROLS = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_WIDTH_WITHOUT_TERMINAL = 160


def safe(text: object) -> str:
    """Text without escape sequences, control characters (newline and tab stay) and direction overrides."""
    return _CONTROLS.sub("", _SEQUENCES.sub("", str(text)))


def one_line(text: object) -> str:
    """Safe text on one line, runs of white space as one space."""
    return " ".join(safe(text).split())


def say(message: str, *, quiet: bool = False) -> None:
    """A message to the person, on stderr, one line."""
    if not quiet:
        sys.stderr.write(one_line(message) + "\n")


def on_terminal() -> bool:
    """Whether a person watches stderr."""
    return sys.stderr.isatty()


def counted(number: int, thing: str, things: str = "") -> str:
    """A number with its noun: "1 role", "12 companies"."""
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def console() -> Console:
    """The console for data: as wide as the terminal, or wide enough for a table where there is none."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else _WIDTH_WITHOUT_TERMINAL
    found = Console(file=sys.stdout, markup=False, highlight=False, emoji=False)
    if width and "COLUMNS" not in found._environ:
        found = Console(file=sys.stdout, markup=False, highlight=False, emoji=False, width=width)
    return found


def show(what: RenderableType) -> None:
    """Print a table or text on stdout; in a pipe without the blanks that fill up its lines."""
    out = console()
    if sys.stdout.isatty():
        out.print(what)
        return
    with out.capture() as captured:
        out.print(what)
    sys.stdout.write("".join(f"{line.rstrip()}\n" for line in captured.get().splitlines()))


def json_text(value: Any, *, indent: int | None = None) -> str:
    """JSON in which what a terminal would obey is written as an escape, so that the value stays the same."""
    text = json.dumps(value, ensure_ascii=False, indent=indent)
    return _CONTROLS.sub(lambda found: found[0] if found[0] == "\n" else f"\\u{ord(found[0]):04x}", text)


def utc(instant: str) -> str:
    """An ISO 8601 instant in UTC, with a `Z`."""
    return instant.removesuffix("+00:00") + "Z" if instant.endswith("+00:00") else instant


def write_json(value: Any) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json_text(value, indent=2) + "\n")


def write_jsonl(values: Any) -> None:
    """One JSON object a line on stdout."""
    for value in values:
        sys.stdout.write(json_text(value) + "\n")
