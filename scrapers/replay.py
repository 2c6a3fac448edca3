"""Replay: every request is answered from a folder of recorded answers, never from the network.

Invariant: with `settings_for(folder)` no socket is opened. A URL that the folder does not list fails as "not
recorded" (and is counted); only an unlisted robots.txt is answered, with 404: no rules.

`index.csv`: `url,status,content_type,file`, optional `etag, last_modified, location`; URLs are compared in
w3lib's canonical form; `file` is relative to the folder and may be blank for an empty body.
`recorded_at.txt`, if there, holds one ISO 8601 instant: the crawl's clock.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Headers, Response
from scrapy.responsetypes import responsetypes
from w3lib.url import canonicalize_url

from scrapers import clock
from scrapers.errors import UsageError
from scrapers.outcome import NotRecordedError

COLUMNS = ("url", "status", "content_type", "file")


class ReplayFolderError(UsageError):
    """A replay folder, its index or its clock is missing or broken."""

    def __init__(self, path: Path, problem: str) -> None:
        super().__init__(f"replay folder: {path} {problem}")
        self.path = path


@dataclass(frozen=True)
class Recorded:
    """One recorded answer; `file` is None for an empty body."""

    status: int
    content_type: str
    file: Path | None
    etag: str = ""
    last_modified: str = ""
    location: str = ""

    def headers(self) -> dict[str, str]:
        found = {
            "Content-Type": self.content_type,
            "ETag": self.etag,
            "Last-Modified": self.last_modified,
            "Location": self.location,
        }
        return {name: value for name, value in found.items() if value}


def recorded_answers(folder: Path) -> dict[str, Recorded]:
    """Every answer of a replay folder by canonical URL; ReplayFolderError when index.csv is missing or
    broken."""
    index = folder / "index.csv"
    answers: dict[str, Recorded] = {}
    for line, row in _rows(index):
        url = _url(index, line, row["url"])
        if url in answers:
            raise ReplayFolderError(index, f"line {line}: {url} is listed twice")
        answers[url] = _recorded(folder, index, line, row)
    return answers


def recorded_at(folder: Path) -> datetime | None:
    """The instant of `recorded_at.txt`; None without that file, ReplayFolderError when it holds none."""
    path = folder / "recorded_at.txt"
    try:
        found = datetime.fromisoformat(path.read_text(encoding="utf-8-sig").strip())
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ReplayFolderError(path, f"cannot be read: {error.strerror or error}") from error
    except ValueError:
        raise ReplayFolderError(path, "holds no ISO 8601 instant") from None
    if found.tzinfo is None:
        raise ReplayFolderError(path, "holds an instant without a time zone")
    if not clock.is_possible(found):
        raise ReplayFolderError(path, f"holds an instant at which nothing can have been read: {found}")
    return found


def settings_for(folder: Path) -> dict[str, Any]:
    """Scrapy settings of a replay: answers from the folder, its clock, and no waiting, since there is no
    server."""
    handler = "scrapers.replay.ReplayHandler"
    return {
        "REPLAY_FOLDER": str(folder),
        "RECORDED_AT": recorded_at(folder),
        "DOWNLOAD_HANDLERS": {
            "http": handler,
            "https": handler,
            **dict.fromkeys(("data", "file", "ftp", "s3")),
        },
        "TWISTED_REACTOR_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "RETRY_ENABLED": False,
        "CRAWL_DELAY_OBEYED": False,
        "HTTPPROXY_ENABLED": False,
    }


class ReplayHandler(BaseDownloadHandler):
    """Scrapy download handler that reads files instead of opening connections."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.answers = recorded_answers(Path(crawler.settings["REPLAY_FOLDER"]))

    async def download_request(self, request: Request) -> Response:
        """The recorded answer; 304 when the request already knows its ETag; NotRecordedError when there is
        none."""
        found = self.answers.get(canonicalize_url(request.url))
        if found is None:
            if urlsplit(request.url).path == "/robots.txt":
                return Response(request.url, status=404, request=request)
            self.crawler.stats.inc_value("replay/not_recorded")
            raise NotRecordedError(request.url)
        headers, body = Headers(found.headers()), b""
        if _known(request, found.etag):
            return Response(request.url, status=304, headers=headers, request=request)
        if found.file:
            body = found.file.read_bytes()
        kind = responsetypes.from_args(headers=headers, url=request.url, body=body)
        return kind(url=request.url, status=found.status, headers=headers, body=body, request=request)


def _rows(index: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        with index.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, strict=True, restkey="", restval="")
            missing = [column for column in COLUMNS if column not in (reader.fieldnames or ())]
            if missing:
                raise ReplayFolderError(index, f"has no column {', '.join(missing)}")
            for row in reader:
                if "" in row:
                    raise ReplayFolderError(index, f"line {reader.line_num}: more fields than the header")
                yield reader.line_num, {name: value.strip() for name, value in row.items()}
    except FileNotFoundError:
        raise ReplayFolderError(index, "does not exist") from None
    except csv.Error as error:
        raise ReplayFolderError(index, f"line {reader.line_num + 1}: {error}") from error
    except UnicodeDecodeError as error:
        raise ReplayFolderError(index, "is not UTF-8") from error
    except OSError as error:
        raise ReplayFolderError(index, f"cannot be read: {error.strerror or error}") from error


def _url(index: Path, line: int, url: str) -> str:
    """The URL in the form in which URLs are compared."""
    try:
        if url.startswith(("http://", "https://")) and urlsplit(url).hostname:
            return str(canonicalize_url(url))
    except ValueError:
        pass
    raise ReplayFolderError(index, f"line {line}: {_short(url)} is no http(s) URL")


def _recorded(folder: Path, index: Path, line: int, row: dict[str, str]) -> Recorded:
    if not (re.fullmatch(r"[2-5][0-9]{2}", row["status"])):
        raise ReplayFolderError(index, f"line {line}: status {_short(row['status'])} is no HTTP status")
    file = _file(folder, index, line, row["file"]) if row["file"] else None
    optional = {name: row.get(name, "") for name in ("etag", "last_modified", "location")}
    for name, value in (*optional.items(), ("content_type", row["content_type"])):
        if not value.isprintable():
            raise ReplayFolderError(index, f"line {line}: {name} {_short(value)} is no header")
    return Recorded(int(row["status"]), row["content_type"], file, **optional)


def _file(folder: Path, index: Path, line: int, name: str) -> Path:
    try:
        file = (folder / name).resolve()
        is_file = file.is_file()
    except (OSError, ValueError, RuntimeError) as error:  # too long, a NUL, links in a circle
        raise ReplayFolderError(index, f"line {line}: {_short(name)} is no file name") from error
    if not file.is_relative_to(folder.resolve()):
        raise ReplayFolderError(index, f"line {line}: {_short(name)} lies outside the folder")
    if not is_file:
        raise ReplayFolderError(index, f"line {line}: {_short(name)} does not exist")
    return file


def _short(text: str) -> str:
    """Words of the file as a part of one line."""
    return repr(text if len(text) <= 80 else text[:77] + "...")


def _known(request: Request, etag: str) -> bool:
    sent = (request.headers.get("If-None-Match") or b"").decode("latin-1")
    return bool(etag) and _opaque(etag) in {_opaque(one) for one in sent.split(",")}


def _opaque(etag: str) -> str:
    return etag.strip().removeprefix("W/").strip('"')
