"""How well the inference reads real postings: precision, recall and exact matches against hand labels.

    python -m tests.evaluate [--labels DIR] [--real DIR] [--split tune|score|all] [--fact NAME] [--misses N]

Labels are split by company into `tune` (its texts and misses may be looked at) and `score` (only totals are
ever printed). Both folders hold other people's data and are not part of the project: `--labels`
(hackernews.jsonl, ashby.jsonl; their GUIDE.md gives every fact's meaning) and `--real` (captured answers, the
replay format).
"""

from __future__ import annotations

import argparse
import json
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from html import escape
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from pipeline.inference.clean import text_from_html
from pipeline.roles import PostingContext, Role, roles_from
from scrapers.items import Board, JobPosting
from scrapers.spiders.ashby import ashby
from tests.conftest import ROOT

SHARED = ROOT.parent / "shared"
SAME_TITLE = 85
CUT_AT = 4_500
"""Characters of text that a label marked `cut` is about."""
OBSERVED_AT = datetime(2026, 6, 2, tzinfo=UTC)

Json = dict[str, Any]


@dataclass(frozen=True)
class Case:
    """One labelled posting with what the inference made of it."""

    label: Json
    roles: list[Role]
    posting: JobPosting
    split: str


@dataclass
class Score:
    """Counts of one fact. `wrong` and `missed` hold (id, expected, concluded)."""

    right: int = 0
    concluded: int = 0
    labelled: int = 0
    agree: int = 0
    total: int = 0
    misses: list[tuple[str, Any, Any]] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        return self.right / self.concluded if self.concluded else None

    @property
    def recall(self) -> float | None:
        return self.right / self.labelled if self.labelled else None


def split_of(label: Json) -> str:
    """`tune` or `score`; all postings of one company fall on the same side."""
    identity = str(label["id"])
    board = re.sub(r"-\d{8}$", "", identity.split("/")[1]) if identity.startswith("ashby/") else None
    key = board or label["company"] or identity
    return "tune" if zlib.crc32(key.casefold().encode()) % 10 < 5 else "score"


def _read_labels(path: Path) -> list[Json]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def _hackernews(real: Path) -> dict[str, tuple[JobPosting, PostingContext]]:
    found: dict[str, tuple[JobPosting, PostingContext]] = {}
    for path in sorted((real / "boards" / "hackernews").rglob("raw.json")):
        run = json.loads(path.read_bytes())
        thread = str(run["sources"]["who_is_hiring_thread_id"])
        for post in run["jobs"]:
            posting = JobPosting(
                posting_id=str(post["id"]),
                url=f"https://news.ycombinator.com/item?id={post['id']}",
                description_html=post.get("text") or None,
            )
            context = PostingContext(source="hackernews", board=thread, observed_at=OBSERVED_AT)
            found[posting.posting_id] = (posting, context)
    return found


def _ashby(real: Path) -> dict[str, tuple[JobPosting, PostingContext]]:
    spider = ashby()

    found: dict[str, tuple[JobPosting, PostingContext]] = {}
    for path in sorted((real / "ats" / "ashby").glob("*.json")):
        answer = json.loads(path.read_bytes())
        for row in answer.get("jobs", []):
            posting = spider.posting_from(row, Board(source="ashby", token=path.stem))
            if posting is not None:
                context = PostingContext(source="ashby", board=path.stem, observed_at=OBSERVED_AT)
                found[f"{path.stem}/{posting.posting_id}"] = (posting, context)
                found.setdefault(posting.posting_id, (posting, context))
    return found


def cases(labels: Path, real: Path) -> Iterator[Case]:
    """Every labelled posting, read by the inference."""
    for name, load in (("hackernews", _hackernews), ("ashby", _ashby)):
        postings = load(real)
        for label in _read_labels(labels / f"{name}.jsonl"):
            _, _, address = str(label["id"]).rpartition("ashby/")
            # a posting may stand in two captures of its board; the label names the one that was read
            posting, context = postings.get(address) or postings[address.rpartition("/")[2]]
            if label.get("cut"):
                posting = _as_labelled(posting)
            yield Case(label, roles_from(posting, context), posting, split_of(label))


def _as_labelled(posting: JobPosting) -> JobPosting:
    """The posting with no more text than the reader of a cut label saw."""
    seen = text_from_html(posting.description_html or "")[:CUT_AT]
    return posting.model_copy(update={"description_html": escape(seen).replace("\n", "<br>")})


def _count(role: Role, stem: str) -> tuple[int | None, int | None] | None:
    pair = (getattr(role, f"{stem}_min"), getattr(role, f"{stem}_max"))
    return None if pair == (None, None) else pair


def _first(case: Case, read: Callable[[Role], Any]) -> Any:
    """The ML role's value if one has it, else the first role's that has one."""
    ordered = sorted(case.roles, key=lambda role: not role.is_ml)
    return next((value for role in ordered if (value := read(role)) is not None), None)


def _hire(case: Case) -> Any:
    company = _first(case, partial(_count, stem="hire_number"))
    function = _first(case, partial(_count, stem="function_hire_number"))
    return ("company", *company) if company else ("function", *function) if function else None


def _pay(role: Role) -> Any:
    if role.salary_min is None and role.salary_max is None:
        return None
    return (role.salary_min, role.salary_max, role.salary_currency, role.salary_period)


def _label_count(value: Json | None) -> Any:
    return None if value is None else (value["low"], value["high"])


def _label_hire(value: Json | None) -> Any:
    return None if value is None else (value["scope"], value["low"], value["high"])


def _label_pay(value: Json | None) -> Any:
    return None if value is None else (value["min"], value["max"], value["currency"], value["period"])


FACTS: dict[str, tuple[Callable[[Json], Any], Callable[[Case], Any], float, float | None]] = {
    "is ML (posting)": (
        lambda label: any(role["ml"] for role in label["roles"]) or None,
        lambda case: any(role.is_ml for role in case.roles) or None,
        0.97,
        0.95,
    ),
    "founding": (
        lambda label: any(role["founding"] for role in label["roles"]) or None,
        lambda case: any(role.is_founding for role in case.roles) or None,
        0.97,
        0.95,
    ),
    "funding stage": (
        lambda label: label["stage"],
        lambda case: _first(case, lambda role: role.funding_stage),
        0.97,
        0.92,
    ),
    "team size": (
        lambda label: _label_count(label["team_size"]),
        lambda case: _first(case, partial(_count, stem="team_size")),
        0.95,
        0.90,
    ),
    "engineering team size": (
        lambda label: _label_count(label["eng_size"]),
        lambda case: _first(case, partial(_count, stem="eng_size")),
        0.90,
        0.80,
    ),
    "hire number": (lambda label: _label_hire(label["hire_number"]), _hire, 0.95, 0.90),
    "salary": (
        lambda label: _label_pay(label["salary"]),
        lambda case: _first(case, _pay),
        0.98,
        0.95,
    ),
    "can be remote": (
        lambda label: "remote" in label["remote"] or None,
        lambda case: any("remote" in role.work_modes for role in case.roles) or None,
        0.97,
        0.97,
    ),
    "equity offered": (
        lambda label: label["equity"] or None,
        lambda case: _first(case, lambda role: role.equity_offered or None),
        0.95,
        0.90,
    ),
    "visa": (
        lambda label: label["visa"],
        lambda case: _first(case, lambda role: role.visa_sponsorship),
        0.95,
        0.90,
    ),
    "company name (forum)": (
        lambda label: label["company"] and label["company"].casefold(),
        lambda case: (
            _first(case, lambda role: role.company_name and role.company_name.casefold())
            if case.posting.title is None
            else None
        ),
        0.95,
        0.95,
    ),
    "company domain (forum)": (
        lambda label: label["domain"],
        lambda case: _first(case, lambda role: role.company_domain) if case.posting.title is None else None,
        0.95,
        0.95,
    ),
}


def _score_fact(name: str, all_cases: list[Case]) -> Score:
    expected_of, concluded_of = FACTS[name][:2]
    score = Score()
    for case in all_cases:
        expected = expected_of(case.label) if case.label["is_job_ad"] else None
        concluded = concluded_of(case)
        score.total += 1
        score.agree += expected == concluded
        score.labelled += expected is not None
        score.concluded += concluded is not None
        score.right += concluded is not None and expected == concluded
        if expected != concluded:
            score.misses.append((str(case.label["id"]), expected, concluded))
    return score


def _score_set(
    read_label: Callable[[Json], Any], read: Callable[[Role], Any], all_cases: list[Case]
) -> Score:
    score = Score()
    for case in all_cases:
        if not case.label["is_job_ad"]:
            continue
        expected = set(read_label(case.label))
        concluded = {value for role in case.roles for value in read(role)}
        score.total += 1
        score.concluded += 1
        score.right += expected == concluded
        if expected != concluded:
            score.misses.append((str(case.label["id"]), sorted(expected), sorted(concluded)))
    return score


def _pairs(case: Case) -> list[tuple[Json, Role]]:
    """Labelled and concluded roles that carry the same title, each used once."""
    left = list(case.roles)
    pairs = []
    for role in case.label["roles"]:
        best = max(left, key=lambda r: fuzz.ratio(role["title"].casefold(), r.title.casefold()), default=None)
        if best and fuzz.ratio(role["title"].casefold(), best.title.casefold()) >= SAME_TITLE:
            pairs.append((role, best))
            left.remove(best)
    return pairs


def _score_titles(all_cases: list[Case]) -> Score:
    score = Score()
    for case in all_cases:
        if case.posting.title is not None:
            continue
        pairs = _pairs(case)
        score.labelled += len(case.label["roles"])
        score.concluded += len(case.roles)
        score.right += len(pairs)
        if len(pairs) != len(case.label["roles"]) or len(pairs) != len(case.roles):
            expected = [role["title"] for role in case.label["roles"]]
            score.misses.append((str(case.label["id"]), expected, [role.title for role in case.roles]))
    return score


def _score_family(all_cases: list[Case]) -> Score:
    score = Score()
    for case in all_cases:
        for expected, role in _pairs(case):
            if expected["ml"]:
                score.total += 1
                score.concluded += 1
                score.right += expected["family"] == role.role_family
                if expected["family"] != role.role_family:
                    title = f"{role.title}: {expected['family']}"
                    score.misses.append((str(case.label["id"]), title, role.role_family))
    return score


def evaluate(all_cases: list[Case]) -> dict[str, tuple[Score, float, float | None]]:
    """Each fact's counts with the precision and recall that the project asks of itself."""
    scores: dict[str, tuple[Score, float, float | None]] = {}
    for name, (_, _, precision, recall) in FACTS.items():
        chosen = [c for c in all_cases if c.posting.title is None] if "(forum)" in name else all_cases
        scores[name] = (_score_fact(name, chosen), precision, recall)
    scores["role family (ML roles)"] = (_score_family(all_cases), 0.85, None)
    countries = _score_set(lambda label: label["countries"], lambda role: role.countries, all_cases)
    scores["countries (exact set)"] = (countries, 0.93, None)
    scores["titles (forum)"] = (_score_titles(all_cases), 0.90, 0.90)
    return scores


def _percent(value: float | None) -> str:
    return "  -  " if value is None else f"{100 * value:5.1f}"


def _print_table(
    split: str, all_cases: list[Case], scores: dict[str, tuple[Score, float, float | None]]
) -> None:
    print(f"\n{split}: {len(all_cases)} postings")
    print(
        f"{'fact':<26}{'precision':>10}{'bar':>6}{'recall':>9}{'bar':>6}{'right':>7}{'said':>6}{'label':>7}"
    )
    for name, (score, precision, recall) in scores.items():
        missed = (score.precision or 0) < precision or (recall is not None and (score.recall or 0) < recall)
        print(
            f"{name:<26}{_percent(score.precision):>10}{100 * precision:>6.0f}{_percent(score.recall):>9}"
            f"{'' if recall is None else f'{100 * recall:.0f}':>6}{score.right:>7}{score.concluded:>6}"
            f"{score.labelled:>7}{'   < bar' if missed else ''}"
        )


def main() -> None:
    """Print a table for each split, and the misses of the tune split."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--labels", type=Path, default=SHARED / "labels")
    parser.add_argument("--real", type=Path, default=SHARED / "real")
    parser.add_argument("--split", choices=["tune", "score", "all"], default="all")
    parser.add_argument("--fact", help="only misses of facts whose name contains this")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses a fact (tune split only)")
    options = parser.parse_args()
    everything = list(cases(options.labels, options.real))
    for split in ("tune", "score"):
        if options.split not in (split, "all"):
            continue
        chosen = [case for case in everything if case.split == split]
        scores = evaluate(chosen)
        _print_table(split, chosen, scores)
        if split != "tune":
            continue
        for name, (score, _, _) in scores.items():
            if options.fact and options.fact not in name:
                continue
            for identity, expected, concluded in score.misses[: options.misses]:
                print(f"  {name}: {identity}: label {expected!r}, concluded {concluded!r}")


if __name__ == "__main__":
    main()
