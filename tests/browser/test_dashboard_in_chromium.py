"""The seeker's path in a real browser, and what only a browser can tell: width, requests, hostile text."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard import safe
from pipeline.queries import Filters, Generation
from pipeline.searches import Searches
from pipeline.shortlist import Shortlist
from tests.browser.conftest import Server
from tests.hostile_roles import HOSTILE, posting, publish, publish_hostile

pytestmark = pytest.mark.browser

METRIC = '[data-testid="stMetricValue"]'
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
NOTE = "Ask about evaluation; $5k signing?"


ROLES, MARKET = "Roles where you would be early", "The market in these roles"


def addresses(data: Path) -> list[str]:
    """Every page, with something on it."""
    row = Generation.open(data).find_roles(Filters(), limit=2).rows[1]
    Shortlist(data).add(row["role_id"], row)
    Shortlist(data).set_note(row["role_id"], NOTE)
    Shortlist(data).hide_company("moth.example", "Moth")
    company = urlencode({"c": row["company_key"]})
    return [
        *("/", "/?roles_view=Table", f"/role?{urlencode({'id': row['role_id']})}", "/shortlist"),
        *("/companies", f"/companies?{company}", "/market", "/crawl-health", "/settings"),
    ]


def open_page(context: BrowserContext, url: str, ready: str = METRIC) -> Page:
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(url)
    page.locator(ready).first.wait_for()
    settle(page)
    return page


def settle(page: Page) -> None:
    """Wait until the script has run and nothing on the page is from an older run."""
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    page.wait_for_timeout(300)
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()


def matching(page: Page) -> int:
    return int(page.locator(METRIC).first.inner_text().replace(",", ""))


def test_the_seekers_path_from_filter_to_shortlist_and_over_a_restart(
    browser: Browser, own_data: Path, tmp_path: Path
) -> None:
    log = tmp_path / "dashboard.log"
    with Server(own_data, log) as server, browser.new_context() as context:
        page = open_page(context, server.url)
        everything = matching(page)
        page.locator(".st-key-roles_stage").get_by_role("button", name="Seed", exact=True).click()
        page.wait_for_url(re.compile("roles_stage=Seed"))
        page.locator(".st-key-roles_stage_unknown").get_by_text("Include unknown").click()
        page.wait_for_url(re.compile("roles_stage_unknown=false"))
        settle(page)
        narrow = matching(page)
        assert 0 < narrow < everything

        again = open_page(context, page.url)
        assert matching(again) == narrow
        assert again.locator(".st-key-chips").get_by_role("button", name="Seed").count() == 1
        again.close()

        title = page.locator('.st-key-row_0 [data-testid="stPageLink"]').first
        name = title.inner_text().strip()
        title.get_by_role("link").click()
        page.wait_for_url(re.compile(r"/role\?id="))
        expect(page.locator("h1")).to_have_text(name)
        role_url = page.url
        page.locator(".st-key-mine_save").get_by_role("button").click()
        page.get_by_label("Note").fill(NOTE)
        page.get_by_role("button", name="Save note").click()
        expect(page.get_by_text("Note saved").first).to_be_visible()

        page.get_by_role("link", name="Shortlist").click()
        expect(page.locator("h1")).to_have_text("Shortlist")
        expect(page.get_by_text(NOTE).first).to_be_visible()

        page.locator(".st-key-shortlist_export").get_by_role("button").first.click()
        with page.expect_download() as started:
            page.locator(".st-key-shortlist_export_csv").get_by_role("button").click()
        rows = list(csv.DictReader(started.value.path().read_text(encoding="utf-8").splitlines()))
        assert [(row["title"], row["note"]) for row in rows] == [(name, NOTE)]

        for place in ("Roles", "Market"):
            page.get_by_role("link", name=place, exact=True).click()
            page.locator("h1", has_text=ROLES if place == "Roles" else MARKET).wait_for()
            page.locator(METRIC).first.wait_for()
            settle(page)
            assert matching(page) == narrow
        port = server.port

    with Server(own_data, log, port) as server, browser.new_context() as context:
        page = open_page(context, f"{server.url}/shortlist", "h1")
        expect(page.get_by_text(name, exact=True).first).to_be_visible()
        expect(page.get_by_text(NOTE).first).to_be_visible()
        page = open_page(context, role_url, "h1")
        expect(page.locator(".st-key-role_save")).to_contain_text("Saved")
        assert "Traceback" not in server.log()
    assert [entry.note for entry in Shortlist(own_data).entries()] == [NOTE]


def test_an_empty_result_is_relaxed_with_one_click(browser: Browser, sample_server: Server) -> None:
    with browser.new_context() as context:
        page = open_page(context, f"{sample_server.url}/?roles_q=nosuchwordanywhere", ".st-key-nothing")
        page.locator(".st-key-relax_q").get_by_role("button").click()
        page.locator(METRIC).first.wait_for()
        settle(page)
        assert matching(page) > 0
        assert "roles_q" not in page.url


def test_rows_of_the_table_open_and_save(browser: Browser, sample_server: Server) -> None:
    table = '[data-testid="stDataFrame"]'
    before = len(Shortlist(sample_server.data).entries())
    with browser.new_context(viewport={"width": 1280, "height": 900}) as context:
        page = open_page(context, f"{sample_server.url}/?roles_view=Table", f"{table} canvas")
        box = page.locator(table).bounding_box()
        assert box is not None
        page.mouse.click(box["x"] + 20, box["y"] + 70)
        expect(page.get_by_text("Saved:").first).to_be_visible()
        assert len(Shortlist(sample_server.data).entries()) == before + 1
        settle(page)
        page.mouse.click(box["x"] + box["width"] - 78, box["y"] + 70)
        page.wait_for_url(re.compile(r"/role\?id="))


@pytest.mark.slow
def test_no_page_is_wider_than_its_window_and_none_asks_another_host(
    browser: Browser, sample_server: Server
) -> None:
    hosts: set[str | None] = set()
    pages = addresses(sample_server.data)
    for theme, width in (("light", 1280), ("dark", 390)):
        with browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme="dark" if theme == "dark" else "light"
        ) as context:
            context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
            for address in pages:
                page = open_page(context, sample_server.url + address, "h1")
                main = page.get_by_test_id("stMain")
                assert main.evaluate("e => e.scrollWidth - e.clientWidth") <= 0, (address, width)
                assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, (
                    address,
                    width,
                )
                assert page.get_by_test_id("stApp").evaluate("e => getComputedStyle(e).colorScheme") == theme
                assert page.title().endswith("Sixth Hire")
                page.close()
    assert hosts - {None} == {"127.0.0.1"}
    assert "Traceback" not in sample_server.log()


@pytest.mark.slow
def test_hostile_roles_are_text_on_every_page(browser: Browser, tmp_path: Path) -> None:
    data, hosts = tmp_path / "hostile", set()
    publish_hostile(data)
    with (
        Server(data, tmp_path / "log") as server,
        browser.new_context(viewport={"width": 1280, "height": 900}) as context,
    ):
        context.on("request", lambda request: hosts.add(urlsplit(request.url).hostname))
        page = open_page(context, f"{server.url}/?roles_early=false")
        links = page.locator('[class*="st-key-row_"] [data-testid="stPageLink"]')
        titles = {re.sub(r"\u2060", "", text.strip()) for text in links.all_inner_texts()}
        assert titles >= {safe.one_line(f"ML Engineer {text}", 160) for text in HOSTILE}
        harmless(page)
        for number in range(8):  # the rest is told by the list
            page.goto(f"{server.url}/role?id=ashby%2Fbrambleworks%2F{number}")
            page.locator("h1").wait_for()
            settle(page)
            harmless(page)
        assert "Traceback" not in server.log()
    assert hosts - {None} == {"127.0.0.1"}


@pytest.mark.slow
def test_no_page_has_a_serious_flaw_for_those_who_do_not_see_or_point(
    browser: Browser, sample_server: Server
) -> None:
    flaws: list[str] = []
    for theme in ("light", "dark"):
        with browser.new_context(
            viewport={"width": 1280, "height": 1400}, color_scheme="dark" if theme == "dark" else "light"
        ) as context:
            for address in addresses(sample_server.data):
                page = open_page(context, sample_server.url + address, "h1")
                found = Axe().run(page).response["violations"]
                flaws += [
                    f"{theme} {address}: {flaw['id']} {node['target']} {node['html'][:200]}"
                    for flaw in found
                    if flaw["impact"] in ("serious", "critical")
                    for node in flaw["nodes"]
                ]
                page.close()
    assert not flaws, "\n".join(flaws)


def test_a_page_with_a_flaw_is_told(browser: Browser) -> None:
    with browser.new_context() as context:
        page = context.new_page()
        page.set_content("<main><h1>x</h1><img src='data:,'><input></main>")
        found = {flaw["id"]: flaw["impact"] for flaw in Axe().run(page).response["violations"]}
    assert found["label"] == "critical"
    assert found["image-alt"] == "critical"


@pytest.mark.slow
def test_a_role_can_be_judged_with_the_keyboard_alone(
    browser: Browser, own_data: Path, tmp_path: Path
) -> None:
    rows = Generation.open(own_data).find_roles(Filters(), limit=3).rows
    kept = Shortlist(own_data)
    with Server(own_data, tmp_path / "log") as server, browser.new_context() as context:
        page = open_page(context, f"{server.url}/role?{urlencode({'id': rows[0]['role_id']})}", "h1")
        page.keyboard.press("s")
        expect(page.locator(".st-key-role_save")).to_contain_text("Saved")
        assert kept.role_ids() == {rows[0]["role_id"]}
        page.keyboard.press("h")
        expect(page.locator(".st-key-role_hide")).to_contain_text("Show again")
        assert [hidden.role_id for hidden in kept.hidden_roles()] == [rows[0]["role_id"]]
        page.keyboard.press("h")
        expect(page.locator(".st-key-role_hide")).to_contain_text("Hide")
        page.keyboard.press("n")
        expect(page.locator("h1")).to_have_text(safe.one_line(rows[1]["title"], 200))
        page.keyboard.press("p")
        expect(page.locator("h1")).to_have_text(safe.one_line(rows[0]["title"], 200))
        page.get_by_label("Note").click()
        page.keyboard.type("sh?np")
        expect(page.get_by_label("Note")).to_have_value("sh?np")
        expect(page.get_by_role("dialog")).to_have_count(0)
        page.locator("h1").click()
        page.keyboard.press("?")
        expect(page.get_by_role("dialog")).to_contain_text("the next role of the list you came from")
        assert "Traceback" not in server.log()


@pytest.mark.slow
def test_a_saved_search_is_asked_again_with_all_its_filters(
    browser: Browser, own_data: Path, tmp_path: Path
) -> None:
    asked = Filters(stage=("seed",), team_size_max=20, q="engineer", without_unknown=frozenset({"stage"}))
    Searches(own_data).save("seeded", asked)
    with Server(own_data, tmp_path / "log") as server, browser.new_context() as context:
        page = open_page(context, f"{server.url}/?roles_seniority=Senior&roles_team=1&roles_team=5")
        page.get_by_role("link", name="Settings").click()
        page.get_by_role("button", name="Show roles").click()
        page.locator("h1", has_text=ROLES).wait_for()
        settle(page)
        assert matching(page) == Generation.open(own_data).count(asked)
        page.locator(".st-key-roles_link").get_by_role("button").first.click()
        link = page.get_by_test_id("stCode").inner_text().strip()
        for copied in (page.url, link):
            again = open_page(context, copied)
            assert matching(again) == matching(page), copied


@pytest.mark.slow
def test_an_open_page_follows_every_publish_without_an_error(browser: Browser, tmp_path: Path) -> None:
    data = tmp_path / "data"
    publish(data, posting("0", "ML Engineer 0"))
    with Server(data, tmp_path / "log") as server, browser.new_context() as context:
        page = open_page(context, f"{server.url}/?roles_early=false")
        for number in range(1, 9):
            publish(
                data,
                *(posting(str(n), f"ML Engineer {n}", f"<p>Opening {n}.</p>") for n in range(number + 1)),
            )
            box = page.get_by_label("Search", exact=True)
            box.fill("engineer" if number % 2 else "")
            box.press("Enter")
            expect(page.locator(METRIC).first).to_have_text(str(number + 1))
        assert "Traceback" not in server.log()


def harmless(page: Page) -> None:
    """No element that only hostile text could have made."""
    main = page.get_by_test_id("stMain")
    for made in (
        "script:not([data-sixth-hire])",
        "img",
        ".katex",
        'a[href*="evil"]',
        '[href^="javascript"]',
        'span[style*="color"]',
    ):
        found = main.locator(made)
        assert found.count() == 0, (made, found.first.evaluate("e => e.outerHTML"))
    assert main.get_by_role("img", name="home icon").count() == 0
    assert "🎉" not in main.inner_text()
