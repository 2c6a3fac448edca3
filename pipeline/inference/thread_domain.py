"""The hiring company's own domain, from the links, addresses and hosts that a forum's post shows.

Invariant: a domain is tied to the company's name, or stands in the header, or is the writer's mail, or is
the site of the one careers link; otherwise it is None. A host that serves many companies is nobody's,
unless its name is the company's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from itertools import islice

from pipeline.inference.company import host_of, name_key, registrable_domain, site_domain

MAX_PLACES = 300
"""Links, addresses and hosts that are looked at in one post."""

_HREF = re.compile(r'href="([^"]{4,500})"', re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?((?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,18})(?![\w@])(?!\.[a-z])"
    r"(?!\s?(?:@|[\[({<]\s?(?:at|@)\b))",
    re.IGNORECASE,
)
_AT = r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s?[-~]{1,3}\s?at\s?[-~]{1,3}\s?|\s\"?at\"?\s)"
_POINT = r"(?:\s?\.\s?|\s?~\s?dot\s?~\s?|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s\"?dot\"?\s)"
_MAIL = re.compile(rf"(?<=[\w+%-]){_AT}((?:[\w-]{{1,40}}{_POINT}){{1,3}}[a-z]{{2,12}})\b", re.IGNORECASE)
_DOT = re.compile(_POINT, re.IGNORECASE)
_CAREERS = re.compile(
    r"career|job|join|hiring|apply|position|opening|about|vacanc|work-with|^https?://[^/]+/?$", re.IGNORECASE
)


@dataclass(slots=True)
class _Shown:
    """How a domain is shown in the post."""

    in_header: bool = False
    by_mail: bool = False
    by_link: bool = False
    for_careers: bool = False


class Shown:
    """The places of one post that may be the company's, gathered once."""

    def __init__(self, html: str, header: str, text: str) -> None:
        self._bare: list[str] = []
        self._shared: list[str] = []
        self._domains: dict[str, _Shown] = {}
        for place, kind in islice(_places(html, header, text), MAX_PLACES):
            self._add(place, kind)

    def _add(self, place: str, kind: str) -> None:
        domain = registrable_domain(place)
        if domain is None:
            host = host_of(place)
            if host and (shared := site_domain(host)):
                self._shared.append(shared)
        elif kind == "bare":
            self._bare.append(domain)
        else:
            how = self._domains.setdefault(domain, _Shown())
            how.in_header = how.in_header or kind == "header"
            how.by_mail = how.by_mail or kind == "mail"
            how.by_link = how.by_link or kind == "link"
            how.for_careers = how.for_careers or (kind == "link" and bool(_CAREERS.search(place)))

    def is_named(self, name: str) -> bool:
        """True when some domain of the post is named like `name`."""
        key = name_key(name)
        return len(key) >= 3 and self._tied(key) is not None

    def domain(self, name: str | None) -> str | None:
        """The registrable domain of the company called `name`; None when none or several may be meant."""
        if name and host_of(name) and (named := registrable_domain(name)):
            return named
        if name and (tied := self._tied(name_key(name))):
            return tied
        for wanted in ("in_header", "by_mail", "for_careers"):
            found = [domain for domain, how in self._domains.items() if getattr(how, wanted)]
            if found:
                return found[0] if len(found) == 1 or wanted != "for_careers" else None
        return None

    def _tied(self, key: str) -> str | None:
        if not key:
            return None
        tied = [domain for domain in self._domains if _is_tied(domain, key)]
        if tied:
            return max(
                tied, key=lambda domain: (self._domains[domain].in_header, self._domains[domain].by_link)
            )
        bare = next((domain for domain in self._bare if _is_tied(domain, key)), None)
        own = (key, f"{key}hq")
        return bare or next((shared for shared in self._shared if shared.split(".")[0] in own), None)


def _places(html: str, header: str, text: str) -> Iterator[tuple[str, str]]:
    for found in _HOST.finditer(header):
        yield found.group(1), "header"
    for found in _MAIL.finditer(text):
        yield _DOT.sub(".", found.group(1)), "mail"
    for found in _HREF.finditer(html):
        yield unescape(found.group(1)), "link"
    for found in _HOST.finditer(text):
        yield found.group(1), "bare"


def _is_tied(domain: str, key: str) -> bool:
    """True when a domain's own label and a name's key are of one piece ("getlumen" and "lumen")."""
    label = re.sub(r"\W", "", domain.split(".")[0])
    whole = re.sub(r"\W", "", domain)
    if len(key) < 3 or len(label) < 3:
        return key in (label, whole)
    return label in key or key in label or key == whole or (len(key) > 5 and key[:5] == label[:5])
