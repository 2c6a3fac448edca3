"""A replay folder of boards that each stand on a host of their own, as a fleet splits them."""

from __future__ import annotations

import json
from pathlib import Path

from tests.small_web import SmallWeb

OFFERS = 2


def write_web(folder: Path, boards: int) -> Path:
    """`boards` Recruitee boards with two offers each; the folder."""
    web = SmallWeb(folder)
    for number in range(boards):
        token = f"works{number:03d}"
        web.boards.append(
            {"source": "recruitee", "token": token, "company": f"Works {number}", "homepage": ""}
        )
        offers = [_offer(token, number * OFFERS + place) for place in range(OFFERS)]
        url = f"https://{token}.recruitee.com/api/offers/"
        web.answer(url, json.dumps({"offers": offers}), 200, "application/json")
    web.write()
    return folder


def _offer(token: str, number: int) -> dict[str, object]:
    return {
        "id": number,
        "slug": f"ml-engineer-{number}",
        "title": "Machine Learning Engineer",
        "status": "published",
        "careers_url": f"https://{token}.recruitee.com/o/ml-engineer-{number}",
        "description": f"<p>We are a team of {number % 30 + 2}. You train model {number} in PyTorch.</p>",
        "published_at": "2026-09-01 08:00:00 UTC",
        "locations": [{"city": "Ghent", "country": "Belgium", "country_code": "BE"}],
    }
