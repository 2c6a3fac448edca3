"""schema.org JobPosting in the JSON-LD of a web page.

Invariant: a block that cannot be read costs only itself. Nothing is guessed: what sites write where they know
nothing ("UNAVAILABLE", a salary of 0) is None.
"""

from __future__ import annotations

import html as entities
import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from hashlib import sha256
from itertools import islice
from typing import Any
from urllib.parse import urljoin

from selectolax.lexbor import LexborHTMLParser

from scrapers.feeds import markup, plain, utc
from scrapers.items import JobPosting, PayPeriod, PublishedPay, Rejected
from scrapers.outcome import UnreadableError
from scrapers.reading import day, distinct, number, part, place, read_each, record, web_url, words

MOST_BLOCKS = 200
MOST_DEPTH = 12
"""Objects within objects of one block that are looked into."""
MOST_POSTINGS = 2_000

_PERIODS: dict[str, PayPeriod] = {"ann": "year", "hou": "hour", "hur": "hour", "day": "day", "dai": "day"}
_PERIODS |= {"wee": "week", "mon": "month", "yea": "year"}
"""By the first three letters of a unit, as a word or as a code of UN/CEFACT."""
_NOTHING = "unavailable|n/?a|none|null|undefined|unknown|unspecified|not specified|tbd|-+"
_UNKNOWN = re.compile(rf"(?:{_NOTHING})", re.IGNORECASE)
_PLAIN_ID = re.compile(r"[\w.:-]{1,80}", re.ASCII)
_WRAPPED = re.compile(r"\A(?://|/\*)?\s{0,9}(?:<!--|<!\[CDATA\[)(?:\s{0,9}\*/)?")
_WRAPPING = re.compile(r"(?://|/\*)?\s?(?:-->|\]\]>)(?:\s?\*/)?\s?\Z")
_ENTITY = re.compile(r"&(?:quot|#34|#x22);", re.IGNORECASE)
_THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?", re.ASCII)
_MIDNIGHT = re.compile(r"[T ]00:00(?::00(?:\.0+)?)?\Z")
"""Without a zone."""
_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")


def job_postings(page: str, url: str) -> tuple[list[JobPosting], list[Rejected]]:
    """The postings that a page publishes, and what could not be read of them. `url` is the page's own."""
    nodes: list[dict[str, Any]] = []
    broken: list[Rejected] = []
    for text in _blocks(page):
        try:
            nodes += _job_nodes(_data(text))
        except (ValueError, RecursionError) as error:
            if "JobPosting" in text:
                broken.append(Rejected(reason=f"a block of its JSON-LD is unreadable: {_where(error)}"))
    nodes = nodes[:MOST_POSTINGS]
    postings, rejected = read_each(nodes, lambda node: _posting(node, url, alone=len(nodes) == 1))
    return postings, [*broken, *rejected]


def _blocks(page: str) -> Iterator[str]:
    scripts = LexborHTMLParser(page.encode("utf-8", "replace")).css("script[type]")
    typed = (one for one in scripts if "ld+json" in (one.attributes.get("type") or "").lower())
    for script in islice(typed, MOST_BLOCKS):
        yield script.text(deep=True) or ""


def _data(text: str) -> Any:
    """The data of a block; raw line breaks in strings are allowed, wrappings of old pages are taken off."""
    try:
        return json.loads(text, strict=False)
    except ValueError:
        bare = _WRAPPING.sub("", _WRAPPED.sub("", text.strip())).rstrip(" \t\r\n;")
        if '"' not in bare and _ENTITY.search(bare):
            bare = entities.unescape(bare)
        if bare == text:
            raise
        return json.loads(bare, strict=False)


def _where(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"line {error.lineno}, column {error.colno}: {error.msg}"
    return "nested too deeply" if isinstance(error, RecursionError) else "no JSON"


def _job_nodes(data: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    """Every JobPosting in a block, wherever it stands: alone, in a list, in @graph, in an ItemList."""
    if depth > MOST_DEPTH:
        return
    if isinstance(data, list):
        for one in data:
            yield from _job_nodes(one, depth + 1)
    elif isinstance(data, dict):
        if "JobPosting" in _types(data):
            yield data
            return
        for value in data.values():
            if isinstance(value, dict | list):
                yield from _job_nodes(value, depth + 1)


def _types(node: dict[str, Any]) -> list[str]:
    told = node.get("@type")
    names = told if isinstance(told, list) else [told]
    return [name.rsplit("/", 1)[-1].rsplit(":", 1)[-1] for name in names if isinstance(name, str)]


def _posting(node: Any, page_url: str, *, alone: bool) -> JobPosting:
    node = record(node, "the JobPosting")
    own = _absolute(page_url, node.get("url")) or _absolute(page_url, node.get("@id"))
    url = own or page_url
    title, employer = _text(node["title"]), _first(node.get("hiringOrganization"))
    if not title:
        raise UnreadableError("it has no title")
    places = _several(node.get("jobLocation"))
    allowed = distinct(_text(_name(one)) for one in _several(node.get("applicantLocationRequirements")))
    remote = str(_first(node.get("jobLocationType")) or "").upper() == "TELECOMMUTE"
    locations = distinct(map(_place, places))
    return JobPosting(
        posting_id=_id(node, _text(_name(employer)), url if own or alone else f"{url}#{title}"),
        title=title,
        url=url,
        description_html=markup(node.get("description")),
        locations=locations or allowed,
        countries=distinct([*map(_country, places), *(allowed if remote else ())]),
        is_remote=True if remote else None,
        employment_type=_text(_first(node.get("employmentType"))),
        department=_department(node),
        pay=_pay(node),
        company_name=_text(_name(employer)),
        company_url=_site(employer),
        published_at=utc(_padded(node.get("datePosted"))),
        valid_through=_last_day(node.get("validThrough")),
    )


def _several(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _first(value: Any) -> Any:
    return next(iter(value), None) if isinstance(value, list) else value


def _text(value: Any) -> str | None:
    text = plain(value)
    return None if text is None or _UNKNOWN.fullmatch(text) else text


def _name(value: Any) -> Any:
    return value.get("name") if isinstance(value, dict) else value


def _department(node: dict[str, Any]) -> str | None:
    """The occupational category, where it is a word and no code ("15-1132.00")."""
    text = _text(_first(node.get("occupationalCategory")))
    return text if text and not any(c.isdigit() for c in text) else None


def _absolute(base: str, value: Any) -> str | None:
    text = _text(value)
    try:
        return web_url(urljoin(base, text)) if text and not text.startswith("#") else None
    except ValueError:
        return None


def _id(node: dict[str, Any], employer: str | None, else_of: str) -> str:
    """The employer's own identifier; where there is none but the employer's name, one made of the posting's
    address."""
    told = _first(node.get("identifier"))
    told = told.get("value") if isinstance(told, dict) else told
    text = str(told).strip() if isinstance(told, str | int) and not isinstance(told, bool) else ""
    if employer and text.casefold() == employer.casefold():
        text = ""
    if _PLAIN_ID.fullmatch(text):
        return text
    return sha256((text or else_of).encode("utf-8", "replace")).hexdigest()[:16]


def _place(value: Any) -> str | None:
    address = value.get("address") if isinstance(value, dict) else value
    address = _first(address)
    if not isinstance(address, dict):
        return _text(address) or _text(_name(value))
    town, region, country = (
        _text(_name(_first(address.get(key))))
        for key in ("addressLocality", "addressRegion", "addressCountry")
    )
    # "Singapore, Singapore" says its region, too
    said = [part for part in (town, region, country) if part]
    kept = [one for at, one in enumerate(said) if not any(_has_words(other, one) for other in said[:at])]
    return place(*kept) or _text(address.get("name")) or _text(_name(value))


def _has_words(text: str, name: str) -> bool:
    """Whether a text has a name as whole words: "Singapore (Singapore)", but not the TX of "AUSTIN TXL"."""
    return bool(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text))


def _country(value: Any) -> str | None:
    return _text(_name(_first(part(_first(part(value, "address")), "addressCountry"))))


def _site(employer: Any) -> str | None:
    """The employer's homepage, of `sameAs` or `url`, also where the scheme is left out."""
    if not isinstance(employer, dict):
        return None
    for value in (*_several(employer.get("sameAs")), *_several(employer.get("url"))):
        text = plain(value)
        if found := web_url(text):
            return found
        if text and re.fullmatch(r"(?:[a-z0-9-]{1,63}\.){1,4}[a-z]{2,20}/?", text, re.IGNORECASE):
            return f"https://{text}"
    return None


def _pay(node: dict[str, Any]) -> tuple[PublishedPay, ...]:
    """Base pay; figures of 0 are none."""
    found = (_amount(one, node) for one in _several(node.get("baseSalary")))
    return tuple(pay for pay in found if pay)


def _amount(salary: Any, node: dict[str, Any]) -> PublishedPay | None:
    value = _first(salary.get("value")) if isinstance(salary, dict) else salary
    figures = value if isinstance(value, dict) else {"value": value}
    if isinstance(salary, dict) and "value" not in salary:
        figures = salary
    exact = _figure(figures.get("value"))
    low, high = _figure(figures.get("minValue")) or exact, _figure(figures.get("maxValue")) or exact
    if not low and not high:
        return None
    unit = _text(figures.get("unitText")) or _text(part(salary, "unitText")) or _text(figures.get("unitCode"))
    currency = _text(part(salary, "currency")) or _text(node.get("salaryCurrency"))
    period = _PERIODS.get((unit or "").lower().removeprefix("per ")[:3])
    return PublishedPay(min=low, max=high, currency=currency, period=period)


def _figure(value: Any) -> float | None:
    """An amount, also with commas between its thousands ("150,000"); None for 0."""
    text = words(value)
    return number(text.replace(",", "") if text and _THOUSANDS.fullmatch(text) else value) or None


def _last_day(value: Any) -> datetime | None:
    """The last instant at which one may apply; a day counts to its end, also one written as its midnight."""
    text = _MIDNIGHT.sub("", _padded(value) or "")
    if whole_day := day(text):
        return whole_day + timedelta(days=1) - timedelta(seconds=1)
    return utc(text)


def _padded(value: Any) -> str | None:
    """A date with two digits a month and a day: "2026-3-5" as "2026-03-05"."""
    return _DATE.sub(lambda found: f"{found[1]}-{found[2]:0>2}-{found[3]:0>2}", words(value) or "") or None
