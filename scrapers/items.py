"""What a board says, as it says it.

Invariant: nothing here is inferred. A field holds what the source published, cleaned only of its packaging
(entity-escaped HTML is unescaped once, epoch milliseconds become an instant); what it does not publish is
None. Every field survives JSON: one snapshot is one line of a landing file.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, AwareDatetime, BaseModel, ConfigDict, Field

SCHEMA_VERSION = 1
"""Version of the landing lines; a build refuses lines of a newer one."""

BoardStatus = Literal["complete", "unchanged", "partial", "unknown", "moved", "blocked", "malformed"]
"""What reading the board came to. Only `complete` may close roles.

complete   read in full, well-formed (an empty board is complete)
unchanged  the server or an equal body says: as last time
partial    some pages or postings could not be read
unknown    the source does not know this board (404)
moved      the board redirects elsewhere
blocked    refused: robots, 401, 403, 429, a challenge page
malformed  an answer that is no board: HTML for JSON, another shape, an empty body, a server or network error
"""

WorkMode = Literal["remote", "hybrid", "onsite"]
PayPeriod = Literal["hour", "day", "week", "month", "year"]


_BIDI = "\u202a-\u202e\u2066-\u2069"
_WEB_URL = re.compile(rf"https?://[^\s\x00-\x1f\x7f-\x9f{_BIDI}\"'<>`\\]+", re.IGNORECASE)
_BREAKS = re.compile("[\t-\r\x1c-\x1f\x85\u2028\u2029]+")
_CONTROLS = re.compile(f"[\x00-\x1f\x7f-\x9f{_BIDI}]")


@lru_cache(maxsize=256)  # a link is asked about when it is read and again when it lands
def is_web_url(value: str) -> bool:
    """Whether a text is an http(s) URL with a host that may stand anywhere: no blanks, control characters or
    quotes, no user name or password."""
    if not _WEB_URL.fullmatch(value):
        return False
    try:
        parts = urlsplit(value)
        return bool((parts.hostname or "").strip(".")) and "@" not in parts.netloc and parts.port != 0
    except ValueError:  # half an IPv6 address, a port that is no number
        return False


def one_line(value: str) -> str:
    """The text without control characters; line breaks and tabs become blanks."""
    return value if value.isprintable() else _CONTROLS.sub("", _BREAKS.sub(" ", value)).strip()


def _http_url(value: str) -> str:
    if not is_web_url(value):
        raise ValueError("is no http(s) URL")
    return value


LONGEST_ID = 300
"""Characters of an id; nothing that is longer names anything."""


def _named(value: str) -> str:
    found = one_line(value)
    if not found or len(found) > LONGEST_ID:
        raise ValueError("is too long" if found else "is empty")
    return found


Line = Annotated[str, AfterValidator(one_line)]
"""A text for one line of a screen or a file."""
HttpUrl = Annotated[str, AfterValidator(_http_url)]
"""A plain string that is an http(s) URL; pydantic's own HttpUrl does not survive Scrapy's exporters."""


class Facts(BaseModel):
    """Base of everything a spider emits: closed, immutable, blanks stripped."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Board(Facts):
    """One employer's page on a source; `company` and `homepage` are the registry's word, not the board's."""

    source: str
    token: str
    company: str | None = None
    homepage: HttpUrl | None = None
    host: str | None = None
    """Which of the source's hosts keeps the board, where it has several (Lever `eu`)."""


class PublishedPay(Facts):
    """Pay in fields of the source, not from text; whole currency units, `min` or `max` may be missing."""

    min: float | None = None
    max: float | None = None
    currency: str | None = None
    period: PayPeriod | None = None
    raw: str | None = None


class PublishedEquity(Facts):
    """Equity in the fields of the source: that it is offered, and percentages if told."""

    min_pct: float | None = None
    max_pct: float | None = None
    raw: str | None = None


class JobPosting(Facts):
    """One opening in the words of its board."""

    posting_id: Annotated[str, AfterValidator(_named)]
    title: Line | None = None
    """None where a source has no titles (a Hacker News post)."""
    url: HttpUrl
    apply_url: HttpUrl | None = None
    description_html: str | None = None
    """HTML as published, never sanitised here; None when the source carries no text."""
    locations: tuple[Line, ...] = ()
    """Place texts as published, main one first."""
    countries: tuple[Line, ...] = ()
    """Country names or codes that the source gives in a field of their own."""
    workplace: WorkMode | None = None
    """From the source's own enumeration, not from text."""
    is_remote: bool | None = None
    employment_type: Line | None = None
    department: Line | None = None
    team: Line | None = None
    pay: tuple[PublishedPay, ...] = ()
    equity: PublishedEquity | None = None
    company_name: Line | None = None
    """The employer as the posting itself names it."""
    company_url: HttpUrl | None = None
    opening_id: str | None = None
    """Shared by postings of one opening in several places (Greenhouse `internal_job_id`)."""
    published_at: AwareDatetime | None = None
    valid_through: AwareDatetime | None = None
    language: str | None = None


class Rejected(Facts):
    """A posting that could not be read; the rest of its board still lands."""

    posting_id: str | None = None
    reason: str


class Answer(Facts):
    """The HTTP answer behind a snapshot: its evidence and its validators."""

    url: str
    http_status: int | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_sha256: str | None = None
    bytes: int = 0
    seconds: float | None = None
    """Until its header came; None where nobody answered, or from a recording."""


class BoardSnapshot(Facts):
    """What one board said when it was read; the one item a board yields."""

    kind: Literal["board"] = "board"
    board: Board
    status: BoardStatus
    observed_at: AwareDatetime
    answers: tuple[Answer, ...] = ()
    postings: tuple[JobPosting, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    error: str | None = None
    """One sentence saying what was wrong, for every status but complete and unchanged."""
    notes: tuple[str, ...] = ()
    """What was odd about a board and yet no reason to doubt it, a sentence each."""


class CompanyProfile(Facts):
    """What a directory says of one company."""

    slug: str = Field(min_length=1)
    name: Annotated[str, AfterValidator(_named)]
    former_names: tuple[Line, ...] = ()
    homepage: HttpUrl | None = None
    url: HttpUrl | None = None
    """The company's page in the directory."""
    one_liner: Line | None = None
    team_size: int | None = Field(default=None, ge=1)
    yc_batch: str | None = None
    """Short form: W26, S21, F25, X25 (X = spring)."""
    company_status: str | None = None
    """As published: Active, Inactive, Acquired, Public."""
    growth_stage: str | None = None
    """As published: Early or Growth; not a funding stage."""
    locations: tuple[Line, ...] = ()
    is_hiring: bool | None = None


class DirectorySnapshot(Facts):
    """What one page of a company directory said when it was read."""

    kind: Literal["directory"] = "directory"
    source: str
    name: str
    """Which part of the directory: "hiring", or a batch."""
    status: BoardStatus
    observed_at: AwareDatetime
    answers: tuple[Answer, ...] = ()
    companies: tuple[CompanyProfile, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    error: str | None = None


class CompanyFiling(Facts):
    """One notice of an offering of securities that a company has filed, without the people it names."""

    filing_id: Annotated[str, AfterValidator(_named)]
    """The accession number: 0001234567-26-000012."""
    issuer_id: Annotated[str, AfterValidator(_named)]
    """The issuer's number at the register (CIK), without leading zeros."""
    issuer: Annotated[str, AfterValidator(_named)]
    url: HttpUrl
    is_amendment: bool
    filed_on: date
    first_sale_on: date | None = None
    sold_usd: int = Field(gt=0)
    """Sold so far in this offering, whole dollars."""
    securities: tuple[Line, ...] = ()
    """Kinds of securities offered, as the form names its boxes: Equity, Debt, OptionToAcquire, ..."""
    industry: Line | None = None
    entity_type: Line | None = None
    state: Line | None = None
    """Code of the issuer's own address: two letters for a state of the USA, other codes for elsewhere."""
    incorporated_in: int | None = None
    """Year; published only where it lies within five years."""
    is_over_five_years: bool | None = None


class FilingsSnapshot(Facts):
    """The filings of one day, as a register published them."""

    kind: Literal["filings"] = "filings"
    source: str
    name: str
    """The day, 2026-05-02; or, where there was no day to read, the span that was looked through."""
    status: BoardStatus
    observed_at: AwareDatetime
    answers: tuple[Answer, ...] = ()
    """The day's index, then every filing that was read, whether or not it is kept."""
    filings: tuple[CompanyFiling, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    error: str | None = None
    notes: tuple[str, ...] = ()


class SourceReport(Facts):
    """One source's part of a crawl, as the crawl judged it."""

    source: str
    status: Literal["ok", "partial", "failed"]
    boards: int = 0
    boards_failed: int = 0
    boards_unchanged: int = 0
    """As last time, so that none of their postings were sent or read; `postings` counts the others'."""
    postings: int = 0
    rejected: int = 0
    requests: int = 0
    bytes: int = 0
    seconds: float = 0.0
    errors: tuple[str, ...] = ()
    """At most twenty sentences, each naming its board."""


class CrawlReport(Facts):
    """The last line of every landing file; a file without it was cut short and is not read."""

    kind: Literal["crawl"] = "crawl"
    schema_version: int = SCHEMA_VERSION
    run_id: str
    shard: str
    """"1-of-4"; a whole crawl is "1-of-1"."""
    started_at: AwareDatetime
    finished_at: AwareDatetime
    is_sample: bool = False
    sources: tuple[SourceReport, ...] = ()


Snapshot = Annotated[
    BoardSnapshot | DirectorySnapshot | FilingsSnapshot | CrawlReport, Field(discriminator="kind")
]
"""One line of a landing file."""
