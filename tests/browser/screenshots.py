"""The README's pictures, made from the bundled sample: `python -m tests.browser.screenshots [FOLDER]`."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.browser.conftest import NAMES, QUIET, ROOT, Server, installed

PICTURES = {
    "roles": ("/", "light", 1280, 900),
    "role": ("/role?id={role}", "light", 1280, 1400),
    "roles-dark": ("/?roles_view=Table", "dark", 1280, 900),
}
"""name: (address, theme, width, height)"""


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
    page.wait_for_timeout(1_500)


def main() -> None:
    """Run the demo, serve it, take every picture."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".github"
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
        with Server(data, Path(scratch) / "log") as server, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, headless=True, args=list(QUIET))
            for name, (address, theme, width, height) in PICTURES.items():
                page = browser.new_page(
                    viewport={"width": width, "height": height},
                    color_scheme="dark" if theme == "dark" else "light",
                )
                page.goto(server.url + address.format(role=role))
                settle(page)
                page.screenshot(path=folder / f"{name}.png")
                page.close()
                print(folder / f"{name}.png")
            browser.close()


if __name__ == "__main__":
    main()
