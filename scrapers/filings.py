"""Form D, the notice that a US company files when it has sold shares without a public offering.

Invariant: only what the form says, and nothing of the people it names. Left out without complaint is what is
no company's own round: pooled funds, property and the like, test filings, and offerings of which nothing is
sold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from xml.etree.ElementTree import Element

from scrapers.items import CompanyFiling
from scrapers.outcome import UnreadableError
from scrapers.values import inner

ARCHIVES = "https://www.sec.gov/Archives"

_FORMS = ("D", "D/A")
_ROW = re.compile(
    r"D(?:/A)?\s+(?P<name>\S.*?)\s{2,}(?P<issuer_id>[0-9]{1,10})\s+(?P<day>[0-9]{4}-?[0-9]{2}-?[0-9]{2})\s+"
    r"edgar/data/[0-9]{1,10}/(?P<filing_id>[0-9]{10}-[0-9]{2}-[0-9]{6})\.txt"
)
_FUND = re.compile(
    r"\b(?:funds?|feeder|reit|spv|offshore|a series of)\b|\b(?:lp|l\.p\.?|lllp|l\.l\.l\.p\.?|trust)$",
    re.IGNORECASE,
)
"""Names that no startup bears: partnerships, trusts and funds; their filings are not even asked for."""
_NO_STARTUP = re.compile(
    r"pooled investment fund|.*real estate|reits.*|construction|residential|commercial|investing|oil and gas",
    re.IGNORECASE,
)
"""Groups of industry, as the form names them, in which a round is no startup's."""
_BOXES = re.compile(r"is(\w+?)Type")


@dataclass(frozen=True)
class Entry:
    """One row of a daily index: a filing that may be a company's own round."""

    filing_id: str
    issuer_id: str
    filed_on: date

    @property
    def url(self) -> str:
        """Where the form itself lies."""
        return f"{ARCHIVES}/edgar/data/{self.issuer_id}/{self.filing_id.replace('-', '')}/primary_doc.xml"


def index_url(day: date) -> str:
    """The index of all filings of a day, sorted by form."""
    return f"{quarter_url(day)}form.{day:%Y%m%d}.idx"


def quarter_url(day: date) -> str:
    """The folder of the daily indexes of a day's quarter; `index.json` in it lists them."""
    return f"{ARCHIVES}/edgar/daily-index/{day.year}/QTR{(day.month - 1) // 3 + 1}/"


def entries_in(index: str) -> tuple[list[Entry], int]:
    """The Form D filings of a daily index, each once (one with several issuers has a row for each), without
    those whose issuer's name says that it is a fund; and how many of its rows cannot be read.

    UnreadableError for what is no daily index.
    """
    head, line, rows = index.partition("\n" + "-" * 20)
    if not line or "Form Type" not in head:
        raise UnreadableError("it is no daily index")
    found: dict[str, Entry] = {}
    unreadable = 0
    for row in _rows(rows):
        match = _ROW.fullmatch(row)
        filed_on = _date(match["day"]) if match else None
        if not match or not filed_on:
            unreadable += 1
        elif not _FUND.search(match["name"]):
            entry = Entry(match["filing_id"], str(int(match["issuer_id"])), filed_on)
            found.setdefault(entry.filing_id, entry)
    return list(found.values()), unreadable


def _rows(rows: str) -> Iterator[str]:
    for row in rows.splitlines():
        if row[:12].strip() in _FORMS:
            yield row.strip()


def filing_in(root: Element, entry: Entry) -> CompanyFiling | None:
    """What the form says; None for what is no company's own round, or of which nothing is sold.

    Raises one of SHAPE_ERRORS for what is no Form D.
    """
    if root.tag != "edgarSubmission" or inner(root, "submissionType") not in _FORMS:
        raise UnreadableError("it is no Form D")
    offering, issuer = root.find("offeringData"), root.find("primaryIssuer")
    if offering is None or issuer is None:
        raise UnreadableError("it has no issuer or no offering")
    sold = _dollars(inner(offering, "offeringSalesAmounts/totalAmountSold"))
    if sold <= 0 or inner(root, "testOrLive") == "TEST" or not _is_own_round(offering, issuer):
        return None
    year = inner(issuer, "yearOfInc/value")
    return CompanyFiling(
        filing_id=entry.filing_id,
        issuer_id=entry.issuer_id,
        issuer=inner(issuer, "entityName") or "",
        url=entry.url,
        is_amendment=inner(root, "submissionType") == "D/A",
        filed_on=entry.filed_on,
        first_sale_on=_date(inner(offering, "typeOfFiling/dateOfFirstSale/value")),
        sold_usd=sold,
        securities=tuple(_securities(offering)),
        industry=inner(offering, "industryGroup/industryGroupType"),
        entity_type=inner(issuer, "entityType"),
        state=inner(issuer, "issuerAddress/stateOrCountry"),
        incorporated_in=int(year) if year and re.fullmatch(r"[12][0-9]{3}", year) else None,
        is_over_five_years=_over_five_years(issuer),
    )


def _is_own_round(offering: Element, issuer: Element) -> bool:
    exempt = [item.text or "" for item in offering.iterfind("federalExemptionsExclusions/item")]
    return not (
        _NO_STARTUP.fullmatch(inner(offering, "industryGroup/industryGroupType") or "")
        or offering.find("industryGroup/investmentFundInfo") is not None
        or any(item.strip().startswith("3C") for item in exempt)  # an investment company, by its own word
        or "PooledInvestmentFund" in _securities(offering)
        or inner(issuer, "entityType") in ("Limited Partnership", "General Partnership", "Business Trust")
        or inner(offering, "businessCombinationTransaction/isBusinessCombinationTransaction") == "true"
    )


def _securities(offering: Element) -> list[str]:
    boxes = offering.find("typesOfSecuritiesOffered")
    ticked = [_BOXES.fullmatch(box.tag) for box in boxes if box.text == "true"] if boxes is not None else []
    return [box[1] for box in ticked if box]


def _over_five_years(issuer: Element) -> bool | None:
    for tag, value in (("overFiveYears", True), ("withinFiveYears", False), ("yetToBeFormed", False)):
        if inner(issuer, f"yearOfInc/{tag}") == "true":
            return value
    return None


def _dollars(text: str | None) -> int:
    if not text or not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]+)?", text):
        raise UnreadableError("the amount sold is no number")
    return int(float(text))


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
