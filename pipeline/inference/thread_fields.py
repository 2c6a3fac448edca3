"""Engineers told by their fields in parentheses ("Engineers (Web, Data)", "Eng (iOS, AI/ML)").

Invariant: every field named becomes one engineer; a software engineer keeps the name, the field beside it.
"""

from __future__ import annotations

import re

from pipeline.inference.thread_words import is_engineers_field

_FIELD = (
    r"(?:back-?\s?end|front-?\s?end|full-?\s?stack|mobile|platform|infra(?:structure)?|data|product|ml|ai|"
    r"ios|android|design|"
    r"security|devops|embedded|web|systems|cloud)"
)
_FIELDS_IN_PARENS = re.compile(
    rf"^(.*?)\b((?:software\s+)?(?:engineer|developer))s\s*"
    rf"[(\[]({_FIELD}(?:\s{_FIELD})?(?:\s*[,/]\s*{_FIELD}(?:\s{_FIELD})?)+)[)\]]\s*$",
    re.IGNORECASE,
)
_ENG = re.compile(r"^(?:eng|engineering|engineers)\s*[(\[]([^()\[\]]{5,120})[)\]]$", re.IGNORECASE)


def engineers_of(title: str, *, is_header: bool) -> list[str]:
    """The engineers that a title tells by their fields; none when it is an ordinary title."""
    if short := _ENG.match(title):
        fields = [field.strip() for field in short.group(1).split(",")]
        known = sum(map(is_engineers_field, fields))
        if len(fields) > 1 and 2 * known >= len(fields):
            return [f"{field} Engineer" for field in fields]
    plural = _FIELDS_IN_PARENS.match(title) if is_header else None
    return _of_plural(plural) if plural else []


def _of_plural(found: re.Match[str]) -> list[str]:
    """ "Engineers (Web, Data)" -> "Web Engineer", "Data Engineer"; a software engineer keeps the name."""
    before, noun, fields = found.groups()
    if "," not in fields:
        return [found.group()]
    names = [field.strip() for field in re.split(r"[,/]", fields)]
    if noun.lower().startswith("software"):
        return [f"{before}{noun} ({name})" for name in names]
    return [f"{before}{name} {noun}" for name in names]
