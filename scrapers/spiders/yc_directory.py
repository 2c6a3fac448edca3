"""The Y Combinator directory, as the yc-oss project publishes it (a static JSON mirror, renewed daily)."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator, Mapping
from typing import Any

from scrapers.items import BoardStatus, CompanyProfile, DirectorySnapshot
from scrapers.outcome import UnreadableError
from scrapers.reading import (
    BadArgumentError,
    Page,
    SourceSpider,
    Steps,
    distinct,
    listed,
    number,
    read_each,
    reason,
    record,
    web_url,
    words,
)

API = "https://yc-oss.github.io/api"
SEASONS = {"winter": "W", "spring": "X", "summer": "S", "fall": "F"}


class yc_directory(SourceSpider):  # noqa: N801 - file, spider and class bear the source's name
    """All companies that hire; or, with `-a batches=winter-2026,summer-2025`, all companies of those
    batches."""

    name = "yc_directory"
    arguments = ("batches",)
    host = "yc-oss.github.io"

    @classmethod
    def check(cls, arguments: Mapping[str, str]) -> None:
        super().check(arguments)
        if "batches" in arguments and not _batches(arguments["batches"]):
            raise BadArgumentError("batches", "must be names such as winter-2026, separated by commas")

    async def start(self) -> AsyncIterator[Any]:
        batches = _batches(self.given.get("batches", ""))
        for batch in batches:
            yield self.ask(f"{API}/batches/{batch}.json", self.read_directory, batch)
        if not batches:
            yield self.ask(f"{API}/companies/hiring.json", self.read_directory, "hiring")

    def read_directory(self, page: Page, name: str) -> Steps:
        """One part of the directory as its snapshot."""
        status: BoardStatus = "complete"
        rows, error = [], None
        if page.trouble:
            status, error = page.trouble.status, page.trouble.error
        else:
            try:
                rows = listed(page.data, "the answer")
                if not rows:
                    status, error = "malformed", "lists no company at all"
            except UnreadableError as problem:
                status, error = "malformed", f"the answer is unreadable: {reason(problem)}"
        companies, rejected = read_each(rows, _company)
        if rejected:
            status, error = (
                "partial",
                f"{len(rejected)} of {len(rows)} companies unreadable: {rejected[0].reason}",
            )
        yield DirectorySnapshot(
            source=self.name,
            name=name,
            status=status,
            observed_at=self.observed_at(),
            answers=(page.answer,),
            companies=tuple(companies),
            rejected=tuple(rejected),
            error=None if status == "unchanged" else error,
        )


def _batches(value: str) -> list[str]:
    """The named batches, each once; empty when any name is no batch's name."""
    names = list(dict.fromkeys(name.strip().lower() for name in value.split(",") if name.strip()))
    fits = all(re.fullmatch(rf"(?:{'|'.join(SEASONS)})-\d{{4}}|unspecified", name) for name in names)
    return names if fits else []


def _company(row: Any) -> CompanyProfile:
    row = record(row, "the company")
    former = row.get("former_names")
    return CompanyProfile(
        slug=row["slug"],
        name=row["name"],
        former_names=distinct(former if isinstance(former, list) else ()),
        homepage=_homepage(row.get("website")),
        url=web_url(row.get("url")),
        one_liner=words(row.get("one_liner")),
        team_size=_team_size(row.get("team_size")),
        yc_batch=short_batch(row.get("batch")),
        company_status=words(row.get("status")),
        growth_stage=words(row.get("stage")),
        locations=distinct((words(row.get("all_locations")) or "").split("; ")),
        is_hiring=row["isHiring"] if isinstance(row.get("isHiring"), bool) else None,
    )


def _homepage(value: Any) -> str | None:
    text = words(value)
    if text is None or "." not in text:
        return None
    return web_url(text) or web_url(f"https://{text.lstrip('/')}" if "://" not in text else None)


def _team_size(value: Any) -> int | None:
    """The head count; the directory writes 0 where it does not know."""
    found = number(value)
    return int(found) if found is not None and found >= 1 and found == int(found) else None


def short_batch(value: Any) -> str | None:
    """ "Winter 2026" as "W26", "Spring 2025" as "X25"; None for "Unspecified" and anything else."""
    text = words(value) or ""
    if re.fullmatch(r"(?:IK|[WSFX])\d{2}", text):
        return text
    match = re.fullmatch(r"(\w+) \d\d(\d\d)", text)
    season = SEASONS.get(match[1].lower()) if match else None
    return f"{season}{match[2]}" if match and season else None
