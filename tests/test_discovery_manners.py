"""How discovery behaves towards sites: a server on this machine, and hosts that do not exist."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from pipeline.build import build
from scrapers.crawl import Order, crawl
from tests.conftest import Run
from tests.discovery_web import DiscoveryWeb, json_ld
from tests.local_board import LocalBoard, Reply

LOOK = """
import json, sys
from scrapers.crawl import Order, settings_of
from scrapers.discovery import DiscoverySpider
from scrapers.engine import Job, run
settings = settings_of(Order(None))
settings.setdict({"PRIVATE_HOSTS_ALLOWED": True, "DOWNLOAD_DELAY": 0.6}, priority="cmdline")
looks = []
run([Job(DiscoverySpider, {"sites": sys.argv[1:]})], settings, lambda _, look: looks.append(look))
print(json.dumps([json.loads(look.model_dump_json()) for look in looks]))
"""
"""A reactor starts once a process, so the spider runs in one of its own."""


def html(*links: str) -> Reply:
    body = "".join(f'<a href="{link}">Careers</a>' for link in links)
    return Reply(body=f"<html><body>{body}</body></html>".encode(), headers={"Content-Type": "text/html"})


def looked_at(*sites: str) -> list[dict[str, Any]]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK, *sites], capture_output=True, text=True, timeout=60, check=True
    )
    looks: list[dict[str, Any]] = json.loads(done.stdout)
    return looks


def test_a_site_is_asked_one_page_at_a_time_with_a_pause_and_never_where_robots_says_no() -> None:
    page = f"<html>{json_ld(1)}{json_ld(2)}</html>"
    routes = {
        "/robots.txt": Reply(body=b"User-agent: *\nDisallow: /jobs/private"),
        "/": html("/jobs/private", "/careers"),
        "/careers": Reply(body=page.encode(), headers={"Content-Type": "text/html"}),
    }
    with LocalBoard(routes) as site:
        [look] = looked_at(f"{site.origin}/")
        assert site.most_at_once == 1
        assert site.paths() == ["/robots.txt", "/", "/careers"]
        assert min(later - earlier for earlier, later in pairwise(site.times(*routes))) >= 0.18
    statuses = {page["url"].removeprefix(site.origin): page["status"] for page in look["pages"]}
    assert statuses["/"] == statuses["/careers"] == "complete"
    assert statuses.get("/jobs/private", "blocked") == "blocked"
    assert [link["board"]["source"] for link in look["links"]] == ["careers"]


def test_a_site_whose_robots_closes_all_of_it_is_not_read() -> None:
    with LocalBoard(
        {"/robots.txt": Reply(body=b"User-agent: *\nDisallow: /"), "/": html("/careers")}
    ) as site:
        [look] = looked_at(f"{site.origin}/")
        assert site.paths() == ["/robots.txt"]
    assert [page["status"] for page in look["pages"]] == ["blocked"]


def test_without_a_network_discovery_stops_soon_and_forgets_that_it_tried(
    sixthhire: Run, tmp_path: Path
) -> None:
    web = DiscoveryWeb(tmp_path / "web")
    for n in range(70):
        web.company(f"Company {n}", f"https://company{n}.invalid")
    data = tmp_path / "data"
    crawl(Order(data, ("hackernews", "yc_directory"), replay=web.write()))
    build(data)
    done = sixthhire("boards", "discover", "--json", "--data", data)
    assert done.returncode == 3
    said = json.loads(done.stdout)
    assert said["looked_at"] == said["unread"] >= 50
    assert said["left"] == 70 - said["looked_at"] > 0
    assert "is there a network?" in done.stderr
    with sqlite3.connect(data / "discovery.sqlite") as db:
        assert db.execute("SELECT count(*) FROM look").fetchone() == (0,)
