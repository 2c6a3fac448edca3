"""Whose post it is: the company's name and its own domain, from a hiring post's words and links.

Invariant: a name stands in the post; a domain is shown there by a link, an e-mail address or a bare host, and is
either tied to the name, or the only one that can be meant. Otherwise both are None.
"""

from __future__ import annotations

import re
from html import unescape

from pipeline.inference.company import clean_name, host_of, name_key, registrable_domain, site_domain
from pipeline.inference.thread_titles import NOUN

_HREF = re.compile(r'href="([^"]{4,500})"', re.IGNORECASE)
_HOST = re.compile(
    r"(?<![\w@./-])(?:https?://)?((?:[a-z0-9][a-z0-9-]{0,40}\.){1,3}[a-z]{2,18})(?![\w@])(?!\.[a-z])",
    re.IGNORECASE,
)
_MAIL = re.compile(
    r"[\w.+%-]{1,40}\s?(?:@|\s?[\[({<]\s?at\s?[\])}>]\s?|\s?[\[({<]\s?@\s?[\])}>]\s?|\s\"?at\"?\s)\s?"
    r"((?:[\w-]{1,40}(?:\s?\.\s?|\s?[\[({<]\s?dot\s?[\])}>]\s?|\s\"?dot\"?\s)){1,3}[a-z]{2,12})\b",
    re.IGNORECASE,
)
_DOT = re.compile(r"\s?[\[({<]\s?dot\s?[\])}>]\s?|\s\"?dot\"?\s|\s?\.\s?", re.IGNORECASE)

_NOT_A_NAME = re.compile(
    r"\b(?:stealth|startup|start-up|confidential|undisclosed|anonymous|remote|on-?site|hybrid|full-?time|part-?time|contract|"
    r"seeking|hiring|looking for|multiple roles|unnamed)\b",
    re.IGNORECASE,
)
_VERB = (
    r"(?:is|are|'s|’s)\s+(?:actively |currently |now |also |still )?(?:hiring|looking|building|seeking|growing|expanding|recruiting|searching|"
    r"on a mission|a|an|the)\b"
)
_WORD = r"[A-Z0-9][\w&'’+-]*(?:\.\w[\w-]*)*"
_NAME = rf"({_WORD}(?:\s+(?:{_WORD}|of|the|and|&|de|for)){{0,4}})"
_NAMED = (
    re.compile(rf"(?<![\w.])@\s?{_NAME}"),
    re.compile(r"^\W*([\w.]{2,30}) (?:is|are) hiring\b"),
    re.compile(rf"\bfounder (?:and \w+ |& \w+ )?(?:of|at) {_NAME}"),
    re.compile(rf"^\W*{_NAME}(?:\s+\([^)]{{1,80}}\))?,?\s+{_VERB}"),
    re.compile(
        rf"\b(?:[Aa]t|[Jj]oin|[Jj]oining)\s+{_NAME}(?:\s+\([^)]{{1,80}}\))?(?=[,.!:;]|\s+(?:we|is|are|as|to|in|and|full|team|\())"
    ),
    re.compile(
        rf"\b(?:[Ww]e are|[Ww]e're|[Ww]e’re|I'm .{{1,40}} (?:at|of))\s+{_NAME}(?=[,.!:;(]|\s+(?:and|-|–|—|\())"
    ),
    re.compile(rf"(?m)^\W*{_NAME}(?:\s+\([^)]{{1,80}}\))?,?\s+{_VERB}"),
    re.compile(rf"(?m)^\W*{_NAME}\s+(?:builds|makes|helps|provides|develops|lets|offers)\b"),
)
_PRONOUN = frozenset(
    [
        "we",
        "i",
        "our",
        "this",
        "the",
        "it",
        "you",
        "they",
        "there",
        "what",
        "who",
        "about",
        "hi",
        "hello",
        "hey",
        "a",
        "an",
        "my",
        "your",
        "here",
        "these",
        "ai",
        "role",
        "company",
        "job",
        "us",
    ]
)
_BATCH = re.compile(
    r"\b(?:y\s?combinator|yc)[\s,:;'’(-]{0,3}(?:(w|s|f|x|sp|p)\s?['’]?(?:20)?(\d\d)\b|(winter|summer|fall|spring)\s+(?:20)?(\d\d)\b)"
    r"|\((w|s|f|x)(\d\d)\)|\b(w|s|f|x)(\d\d)\s+yc\b",
    re.IGNORECASE,
)
_SEASON = {"winter": "W", "summer": "S", "fall": "F", "spring": "X", "sp": "X", "p": "X"}


_OWN_BATCH = re.compile(r"\b(?:we|we're|we’re|we are|our|us|i'm|join)\b[^.\n]{0,60}$", re.I)


def yc_batch(header: str, text: str, name: str | None) -> str | None:
    """The stated Y Combinator batch, as W26, S21, F25, X25."""
    found = _BATCH.search(header)
    if not found:
        found = _BATCH.search(text)
        before = text[max(0, found.start() - 80) : found.start()] if found else ""
        if not (_OWN_BATCH.search(before) or (name and before.rstrip(" (-–—,").endswith(name))):
            return None
    if not found:
        return None
    season, year = [group for group in found.groups() if group]
    return _SEASON.get(season.lower(), season.upper()) + year


def company_name(header_segments: list[str], text: str) -> str | None:
    """The hiring company's name: the header's first segment, else who the sentences say is hiring."""
    if len(header_segments) > 1:
        first = header_segments[0]
        if (
            not NOUN.search(re.sub(r"\([^)]*\)", "", first))
            and not _NOT_A_NAME.search(first)
            and len(first) <= 70
        ):
            return _without_host(clean_name(re.split(r"\s+[-–—:]\s+|,\s", first)[0]), text) or None
    for pattern in _NAMED:
        for found in pattern.finditer(text[:4000]):
            name = clean_name(found.group(1).rstrip(".,'’"))
            if (
                name
                and name.split()[0].casefold() not in _PRONOUN
                and not NOUN.search(name)
                and not _NOT_A_NAME.search(name)
            ):
                return name
    return None


def _without_host(name: str, text: str) -> str:
    """ "Acme.ai" is "Acme" when the post itself calls it so."""
    label, dot, _ = name.partition(".")
    if not dot or len(label) < 3 or not host_of(name):
        return name
    return label if re.search(rf"(?<![\w./@]){re.escape(label)}(?![\w.@-]*\.\w)(?!\w)", text) else name


def _mails(text: str) -> list[str]:
    return [_DOT.sub(".", found.group(1)) for found in _MAIL.finditer(text)]


def _candidates(html: str, header: str, text: str) -> list[tuple[str, int]]:
    """Hosts with a weight: header 3, mail 2, body link 1."""
    seen: list[tuple[str, int]] = [(found.group(1), 3) for found in _HOST.finditer(header)]
    seen += [(mail, 2) for mail in _mails(text)]
    seen += [(unescape(found.group(1)), 1) for found in _HREF.finditer(html)]
    seen += [(found.group(1), 1) for found in _HOST.finditer(text)]
    return seen


def _tied(domain: str, key: str) -> bool:
    """True when a domain's own label and a name's key are of one piece ("withlantern" and "lantern")."""
    label = re.sub(r"\W", "", domain.rsplit(".", 1)[0].split(".")[0])
    whole = re.sub(r"\W", "", domain)
    if len(key) < 3 or len(label) < 3:
        return label == key or whole == key
    return label in key or key in label or key == whole or (len(key) > 5 and key[:5] == label[:5])


def company_domain(name: str | None, html: str, header: str, text: str) -> str | None:
    """The company's own registrable domain that the post shows; None when none is shown or several may be meant."""
    key = name_key(name) if name else ""
    weights: dict[str, int] = {}
    for place, weight in _candidates(html, header, text):
        domain = registrable_domain(place)
        host = host_of(place)
        if (
            domain is None
            and key
            and host
            and (own := site_domain(host))
            and own.split(".")[0] in (key, key + "hq")
        ):
            domain = own
        if domain:
            weights[domain] = max(weights.get(domain, 0), weight)
    if name and (shown := registrable_domain(name)) and host_of(name):
        return shown
    tied = [domain for domain in weights if key and _tied(domain, key)]
    if tied:
        return max(tied, key=lambda domain: weights[domain])
    best = sorted(weights.items(), key=lambda item: -item[1])
    if best and (best[0][1] >= 2 or len(best) == 1):
        return best[0][0]
    return None
