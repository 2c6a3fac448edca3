"""The bundled sample: a small invented web that is whole, varied, and names nobody who exists."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

SAMPLE = Path(__file__).resolve().parent.parent / "scrapers" / "sample"
HOSTS = {
    "api.ashbyhq.com",
    "jobs.ashbyhq.com",
    "boards-api.greenhouse.io",
    "job-boards.greenhouse.io",
    "api.lever.co",
    "jobs.lever.co",
    "api.eu.lever.co",
    "jobs.eu.lever.co",
    "hn.algolia.com",
    "yc-oss.github.io",
    "www.ycombinator.com",
}
BIGGEST = 1_500_000
SUFFIXES = re.compile(r"[\s,]+(?:inc|ltd|gmbh|ag|as|b\.?v|pte)\b\.?", re.IGNORECASE)

Rows = list[dict[str, str]]


def table(path: Path) -> Rows:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def answers(folder: Path) -> Iterator[tuple[str, Any]]:
    """URL and data of every recorded good JSON answer."""
    for row in table(folder / "index.csv"):
        if row["status"] == "200" and row["content_type"] == "application/json":
            yield row["url"], json.loads((folder / row["file"]).read_text(encoding="utf-8"))


def texts(folder: Path) -> Iterator[str]:
    for row in table(folder / "index.csv"):
        raw = (folder / row["file"]).read_text(encoding="utf-8")
        if row["content_type"] == "application/json":
            raw = json.dumps(json.loads(raw), ensure_ascii=False)
        yield unescape(unescape(raw))


def faults(folder: Path) -> list[str]:
    """What is wrong with a replay folder that must be whole and invented, one sentence a fault."""
    found = []
    rows = table(folder / "index.csv")
    listed = {row["file"] for row in rows}
    for url, times in Counter(row["url"] for row in rows).items():
        if times > 1:
            found.append(f"{url} is recorded twice")
    for row in rows:
        if not (folder / row["file"]).is_file():
            found.append(f"{row['file']} is missing")
        elif row["content_type"] == "application/json":
            try:
                json.loads((folder / row["file"]).read_text(encoding="utf-8"))
            except ValueError:
                found.append(f"{row['file']} is no JSON")
    for path in folder.rglob("*"):
        name = path.relative_to(folder).as_posix()
        if path.is_file() and name not in listed | {"index.csv", "boards.csv", "recorded_at.txt"}:
            found.append(f"{name} is not in the index")
    if not found:
        found += [fault for text in texts(folder) for fault in real_addresses(text)]
    return found


def real_addresses(text: str) -> list[str]:
    """Hosts and mail domains in a text that are neither reserved nor a source's own."""
    hosts = re.findall(r"\bhttps?://([^\s/\"'<>?#\\)]+)", text)
    mail = re.findall(r"[\w.+-]+@((?:[a-z0-9-]+\.)+[a-z]{2,})\b", text)
    foreign = [host for host in hosts if host not in HOSTS and not host.endswith(".example")]
    return [f"names the host {host}" for host in foreign] + [
        f"holds an address at {domain}" for domain in mail if not domain.endswith(".example")
    ]


def employers(folder: Path) -> set[str]:
    """Names of the employers of the boards, the directory and the forum posts, as written."""
    names = {row["company"] for row in table(folder / "boards.csv")}
    for url, data in answers(folder):
        if "yc-oss" in url:
            names |= {company["name"] for company in data}
        if "tags=comment" in url:
            names |= {first_part(hit) for hit in data["hits"] if hit["parent_id"] == hit["story_id"]}
    return {name for name in names if name}


def first_part(hit: dict[str, Any]) -> str:
    """What stands before the first pipe of a post: the employer's name, by the thread's custom."""
    header = unescape((hit["comment_text"] or "").partition("<p>")[0])
    name, pipe, _ = header.partition(" | ")
    return re.sub(r"\s*\(.*", "", name).strip() if pipe and len(name) < 40 else ""


def key(name: str) -> str:
    return re.sub(r"[\W_]+", "", SUFFIXES.sub("", name)).lower()


def test_the_sample_is_whole_and_names_no_host_or_address_that_exists() -> None:
    assert faults(SAMPLE) == []


def test_the_sample_knows_when_it_was_recorded() -> None:
    assert datetime.fromisoformat((SAMPLE / "recorded_at.txt").read_text().strip()).tzinfo is not None


def test_the_sample_is_small() -> None:
    assert sum(path.stat().st_size for path in SAMPLE.rglob("*") if path.is_file()) < BIGGEST


def test_the_sample_has_forty_employers_over_all_five_sources() -> None:
    sources = {re.sub(r"https://|/.*", "", url) for url, _ in answers(SAMPLE)}
    assert sources >= {
        "api.ashbyhq.com",
        "boards-api.greenhouse.io",
        "api.lever.co",
        "hn.algolia.com",
        "yc-oss.github.io",
    }
    assert len({key(name) for name in employers(SAMPLE)}) >= 40


def test_the_sample_has_about_200_postings() -> None:
    postings = 0
    for url, data in answers(SAMPLE):
        if "ashbyhq" in url or "greenhouse" in url:
            postings += len(data["jobs"])
        elif "lever.co" in url:
            postings += len(data)
        elif "tags=comment" in url:
            postings += sum(hit["parent_id"] == hit["story_id"] for hit in data["hits"])
    assert 180 <= postings <= 220


def test_the_sample_has_boards_that_are_unknown_empty_and_broken() -> None:
    boards = [row for row in table(SAMPLE / "index.csv") if not row["url"].endswith("robots.txt")]
    assert {row["status"] for row in boards} == {"200", "404", "500"}
    sizes = [
        len(data["jobs"] if isinstance(data, dict) else data)
        for url, data in answers(SAMPLE)
        if "board" in url
    ]
    assert 0 in sizes


def test_every_host_of_the_sample_has_its_robots_row() -> None:
    rows = table(SAMPLE / "index.csv")
    hosts = {row["url"].split("/")[2] for row in rows}
    assert {row["url"].split("/")[2] for row in rows if row["url"].endswith("/robots.txt")} == hosts


@pytest.mark.real
def test_no_employer_of_the_sample_is_a_captured_employer(real: Path) -> None:
    taken = set(captured_names(real))
    assert len(taken) > 5000
    assert {name for name in employers(SAMPLE) if key(name) in taken} == set()


def captured_names(real: Path) -> Iterator[str]:
    """Keys of every employer's name in the captured boards, directory, company lists and forum posts."""
    for row in table(real / "boards.csv"):
        yield key(row["company"])
    for path in (real / "boards" / "yc_directory").rglob("*.json"):
        companies = json.loads(path.read_text(encoding="utf-8"))
        if isinstance(companies, list):
            for company in companies:
                yield from (key(name) for name in (company["name"], *company.get("former_names", ())))
    for path in (real / "boards" / "company_list_jobseek").rglob("companies.csv"):
        for row in table(path):
            yield key(row["name"])
    for path in (real / "reshaped").glob("hn-comments-*.json"):
        for hit in json.loads(path.read_text(encoding="utf-8"))["hits"]:
            yield key(first_part(hit))


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ("missing file", "is missing"),
        ("broken json", "is no JSON"),
        ("stray file", "is not in the index"),
        ("real host", "names the host acme.com"),
        ("real address", "holds an address at acme.com"),
    ],
)
def test_a_folder_that_is_not_whole_or_not_invented_is_found(tmp_path: Path, change: str, fault: str) -> None:
    folder = tmp_path / "sample"
    shutil.copytree(SAMPLE, folder)
    victim = folder / "ashby" / "kestrelloom.json"
    if change == "missing file":
        victim.unlink()
    elif change == "broken json":
        victim.write_text("{")
    elif change == "stray file":
        (folder / "notes.txt").write_text("a thought")
    else:
        link = "https://acme.com/jobs" if change == "real host" else "ann@acme.com"
        victim.write_text(victim.read_text(encoding="utf-8").replace("greasy screen", link), encoding="utf-8")
    assert [sentence for sentence in faults(folder) if fault in sentence]
