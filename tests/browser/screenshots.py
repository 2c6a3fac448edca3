"""Pictures made from the bundled sample: `python -m tests.browser.screenshots [FOLDER] [--all]`.

The README's, or with `--all` every page in both themes, wide and narrow.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path
from urllib.parse import quote

from playwright.sync_api import Page, sync_playwright

from pipeline.mine import Mine
from pipeline.queries import Filters, Generation
from pipeline.searches import Searches
from pipeline.shortlist import STATUSES, Shortlist
from tests.browser.conftest import NAMES, QUIET, ROOT, Server, installed

PICTURES = {
    "roles": ("/", "light", 1280, 900),
    "role": ("/role?id={role}", "light", 1280, 1400),
    "roles-dark": ("/?roles_view=Table", "dark", 1280, 900),
}
"""name: (address, theme, width, height)"""
PAGES = {
    "roles": "/",
    "table": "/?roles_view=Table",
    "role": "/role?id={role}",
    "shortlist": "/shortlist",
    "companies": "/companies",
    "company": "/companies?c={company}",
    "market": "/market",
    "health": "/crawl-health",
    "settings": "/settings",
}
EVERY = {
    f"{name}-{theme}-{width}": (address, theme, width, 1800)
    for name, address in PAGES.items()
    for theme in ("light", "dark")
    for width in (1280, 390)
}


def seed(data: Path, role_id: str) -> None:
    """Something on every page: a role in each status, notes, a next action, something hidden."""
    found, kept, mine = Generation.open(data), Shortlist(data), Mine(data)
    rows = found.find_roles(Filters(), sort="best", limit=7).rows
    for place, (row, status) in enumerate(zip(rows, (STATUSES[0], *STATUSES), strict=False)):
        kept.add(row["role_id"], row)
        kept.set_status(row["role_id"], status)
        kept.set_note(row["role_id"], "Ask how models are evaluated; who labels?" if place % 2 else "")
    mine.set_next_action(role_id, date(2026, 9, 21), "Write to the founder")
    kept.hide_role(rows[-1]["role_id"], rows[-1])
    mine.follow(rows[1]["company_key"], rows[1]["company_name"])
    Searches(data).save("First ML hires", Filters(first_in_function=True))


def best_role(data: Path) -> str:
    """The first role of the demo's table."""
    listed = subprocess.run(
        [
            sys.executable,
            "-m",
            "pipeline",
            "list",
            "--sort",
            "best",
            "--limit",
            "1",
            "--jsonl",
            "--data",
            data,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return listed.stdout.split('"role_id": "')[-1].split('"role_id":"')[-1].split('"')[0]


def settle(page: Page) -> None:
    """Wait until the app has drawn everything."""
    page.wait_for_selector('[data-testid="stHeading"]')
    page.wait_for_selector('[data-testid="stStatusWidget"]', state="detached", timeout=30_000)
    page.wait_for_function("!document.querySelector('[data-testid=\"stSkeleton\"]')")
    page.wait_for_timeout(1_500)


def main() -> None:
    """Run the demo, serve it, take every picture."""
    named = [argument for argument in sys.argv[1:] if argument != "--all"]
    pictures = EVERY if "--all" in sys.argv else PICTURES
    folder = Path(named[0]) if named else ROOT / ".github"
    folder.mkdir(parents=True, exist_ok=True)
    chromium = installed()
    if chromium is None:
        sys.exit(f"no Chromium: none of {', '.join(NAMES)} is on the PATH")
    with tempfile.TemporaryDirectory() as scratch:
        data = Path(scratch) / "data"
        subprocess.run(
            [sys.executable, "-m", "pipeline", "demo", "--quiet", "--data", data],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        role = best_role(data)
        company = (Generation.open(data).roles_by_id([role])[role])["company_key"]
        Mine(data).dismiss_hints()
        if pictures is EVERY:
            seed(data, role)
        with Server(data, Path(scratch) / "log") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(QUIET))
            for name, (address, theme, width, height) in pictures.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if theme == "dark" else "light",
                )
                page.goto(server.url + address.format(role=quote(role), company=quote(company)))
                settle(page)
                page.screenshot(path=folder / f"{name}.png")
                page.close()
                print(folder / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
