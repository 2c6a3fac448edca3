"""The hiring company's own domain, from the links, addresses and hosts that a forum's post shows.

Invariant: a domain is tied to the company's name, or stands in the header, or is the writer's mail, or is the
site of the one careers link; otherwise it is None. A host that serves many companies is nobody's, unless its name
is the company's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from pipeline.inference.company import host_of, name_key, registrable_domain, site_domain

_HREF = re.compile(r'href="([^"]{4,500})"', re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?((?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,18})(?![\w@])(?!\.[a-z])"
    r"(?!\s?(?:@|[\[({<]\s?(?:at|@)\b))",
    re.IGNORECASE,
)
_AT = r"(?:\s?@\s?|\s?[\[({<]\s?(?:at|@)\s?[\])}>]\s?|\s?-{1,3}at-{1,3}\s?|\s\"?at\"?\s)"
_POINT = r"(?:\s?\.\s?|\s?[\[({<]\s?(?:dot|\.)\s?[\])}>]\s?|\s\"?dot\"?\s)"
_MAIL = re.compile(rf"[\w.+%-]{{1,40}}{_AT}((?:[\w-]{{1,40}}{_POINT}){{1,3}}[a-z]{{2,12}})\b", re.IGNORECASE)
_DOT = re.compile(_POINT, re.IGNORECASE)
_CAREERS = re.compile(
    r"career|job|join|hiring|apply|position|opening|about|vacanc|work-with|^https?://[^/]+/?$", re.IGNORECASE
)
MAX_PLACES = 300
"""Links, addresses and hosts that are looked at in one post."""


@dataclass(slots=True)
class _Shown:
    """How a domain is shown in the post."""

    in_header: bool = False
    by_mail: bool = False
    by_link: bool = False
    for_careers: bool = False


def company_domain(name: str | None, html: str, header: str, text: str) -> str | None:
    """The company's own registrable domain that the post shows; None when none is, or several may be meant."""
    if name and host_of(name) and (named := registrable_domain(name)):
        return named
    key = name_key(name) if name else ""
    shown = _shown_domains(key, html, header, text)
    tied = [domain for domain in shown if key and _is_tied(domain, key)]
    if tied:
        return max(tied, key=lambda domain: (shown[domain].in_header, shown[domain].by_link))
    for wanted in ("in_header", "by_mail", "for_careers"):
        found = [domain for domain, how in shown.items() if getattr(how, wanted)]
        if found:
            return found[0] if len(found) == 1 or wanted != "for_careers" else None
    return None


def is_shown_site(name: str, html: str, header: str, text: str) -> bool:
    """True when some domain that the post shows is named like `name`."""
    key = name_key(name)
    return len(key) >= 3 and any(_is_tied(domain, key) for domain in _shown_domains(key, html, header, text))


def _shown_domains(key: str, html: str, header: str, text: str) -> dict[str, _Shown]:
    shown: dict[str, _Shown] = {}
    for number, (place, kind) in enumerate(_places(html, header, text)):
        if number >= MAX_PLACES:
            break
        domain = registrable_domain(place) or _named_site(place, key)
        if domain is None or (kind == "bare" and not (key and _is_tied(domain, key))):
            continue
        how = shown.setdefault(domain, _Shown())
        how.in_header = how.in_header or kind == "header"
        how.by_mail = how.by_mail or kind == "mail"
        how.by_link = how.by_link or kind == "link"
        how.for_careers = how.for_careers or (kind == "link" and bool(_CAREERS.search(place)))
    return shown


def _places(html: str, header: str, text: str) -> Iterator[tuple[str, str]]:
    for found in _HOST.finditer(header):
        yield found.group(1), "header"
    for found in _MAIL.finditer(text):
        yield _DOT.sub(".", found.group(1)), "mail"
    for found in _HREF.finditer(html):
        yield unescape(found.group(1)), "link"
    for found in _HOST.finditer(text):
        yield found.group(1), "bare"


def _named_site(place: str, key: str) -> str | None:
    """A host that serves many is a company's own when it bears its name ("Acme" hiring at acmehq.com)."""
    host = host_of(place)
    own = site_domain(host) if host and key else None
    return own if own and own.split(".")[0] in (key, f"{key}hq") else None


def _is_tied(domain: str, key: str) -> bool:
    """True when a domain's own label and a name's key are of one piece ("withlantern" and "lantern")."""
    label = re.sub(r"\W", "", domain.split(".")[0])
    whole = re.sub(r"\W", "", domain)
    if len(key) < 3 or len(label) < 3:
        return key in (label, whole)
    return label in key or key in label or key == whole or (len(key) > 5 and key[:5] == label[:5])
