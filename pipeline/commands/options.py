"""Options that several commands share, and the filters as options.

Invariant: the names are those of the dashboard's URL. What does not fit is a UsageError, before anything is
read.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_args

import typer

from scrapers.errors import UsageError

if TYPE_CHECKING:
    from pipeline.queries import Filters

DataOption = Annotated[
    Path | None,
    typer.Option("--data", metavar="DIR", help="Data folder; else SIXTHHIRE_DATA, else your platform's own."),
]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no messages but errors.")]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document with stable keys.")]
JsonlOption = Annotated[bool, typer.Option("--jsonl", help="One JSON object a line, with stable keys.")]

EARLY_STAGES = frozenset({"pre_seed", "seed", "series_a"})
_RANGE = re.compile(r"([0-9]{0,7})\s*(?:,|-|\.\.)\s*([0-9]{0,7})|([0-9]{1,7})")
_SINCE = re.compile(r"([0-9]{1,5})\s*([hdw]?)")
FLAGS = {
    "team_size": "team",
    "hire_number": "hire",
    "work_mode": "mode",
    "salary": "pay",
    "first_seen": "since",
    "ml_only": "all-families",
    "early_stage": "all-stages",
    "hire_number_stated": "hire-stated",
    "first_in_function": "first-in-function",
    "company_key": "company",
}
"""A filter's name in `Filters` -> its option, where the two differ; `--without-unknown` takes either."""
_LIST = "may be repeated or hold several, separated by commas"


class BadFilterError(UsageError):
    """A filter was given a value that it cannot have."""

    def __init__(self, option: str, value: str, expected: str) -> None:
        super().__init__(f"{option} cannot be '{value}': {expected}.")
        self.option = option
        self.value = value


def filter_options(
    q: Annotated[
        str,
        typer.Option("--q", metavar="WORDS", help="All these words in title, company, text; -word excludes."),
    ] = "",
    team: Annotated[
        str, typer.Option(metavar="1,50", help="Team size from, to; either may be left out.")
    ] = "",
    stage: Annotated[
        list[str] | None, typer.Option(help=f"Funding stage: seed, series_a...; {_LIST}.")
    ] = None,
    hire: Annotated[str, typer.Option(metavar="1,20", help="Which hire you would be, from, to.")] = "",
    hire_stated: Annotated[
        bool, typer.Option("--hire-stated", help="Only where the posting states the number.")
    ] = False,
    family: Annotated[list[str] | None, typer.Option(help="Role family: ml_engineer, ai_engineer...")] = None,
    seniority: Annotated[list[str] | None, typer.Option(help="junior, senior, staff...")] = None,
    skill: Annotated[
        list[str] | None, typer.Option(help=f"Any of these skills: PyTorch, JAX...; {_LIST}.")
    ] = None,
    founding: Annotated[bool, typer.Option("--founding", help="Only founding roles.")] = False,
    first_in_function: Annotated[
        bool, typer.Option("--first-in-function", help="Only the first of their kind in the company.")
    ] = False,
    mode: Annotated[list[str] | None, typer.Option(help="remote, hybrid, onsite.")] = None,
    country: Annotated[list[str] | None, typer.Option(help="Two-letter codes: US, DE...")] = None,
    pay: Annotated[
        int | None, typer.Option(min=1, metavar="N", help="Pay a year reaches at least this.")
    ] = None,
    currency: Annotated[str, typer.Option(help="Currency of --pay; USD unless told.")] = "",
    since: Annotated[str, typer.Option(metavar="7d", help="First seen within: 24h, 7d, 2w.")] = "",
    equity: Annotated[bool, typer.Option("--equity", help="Only where equity is offered.")] = False,
    visa: Annotated[bool, typer.Option("--visa", help="Only where visas are sponsored.")] = False,
    source: Annotated[list[str] | None, typer.Option(help="ashby, hackernews...")] = None,
    company: Annotated[str, typer.Option(metavar="KEY", help="Only this company (its company_key).")] = "",
    status: Annotated[str, typer.Option(help="open, closed or all; open unless told.")] = "",
    all_families: Annotated[
        bool, typer.Option("--all-families", help="Also roles that are not machine learning.")
    ] = False,
    all_stages: Annotated[
        bool, typer.Option("--all-stages", help="Also companies that are not early-stage.")
    ] = False,
    without_unknown: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME",
            help="Leave out roles whose value for this filter is unknown:"
            " team, stage, hire, family, seniority, mode, country, pay, since.",
        ),
    ] = None,
) -> Any:
    """The Filters that options ask for; without any: open, early-stage, machine learning.

    A stage that is not early, or the family `other`, asked for by name, widens the default that hides it.
    """
    from pipeline.queries import FILTERS_WITH_UNKNOWN, Filters, Status
    from pipeline.roles import FundingStage, RoleFamily, Seniority, WorkMode

    stages = _several("--stage", stage, get_args(FundingStage))
    families = _several("--family", family, get_args(RoleFamily))
    team_min, team_max = _range("--team", team)
    hire_min, hire_max = _range("--hire", hire)
    return Filters(
        q=q,
        status=_one_of("--status", status or "open", get_args(Status)),
        ml_only=not (all_families or "other" in families),
        early_stage=not (all_stages or set(stages) - EARLY_STAGES),
        team_size_min=team_min,
        team_size_max=team_max,
        stage=stages,
        hire_number_min=hire_min,
        hire_number_max=hire_max,
        hire_number_stated=hire_stated,
        family=families,
        seniority=_several("--seniority", seniority, get_args(Seniority)),
        skill=tuple(_split(skill)),
        founding=founding,
        first_in_function=first_in_function,
        work_mode=_several("--mode", mode, get_args(WorkMode)),
        country=tuple(_country(code) for code in _split(country)),
        salary_at_least=pay,
        salary_currency=_currency(currency or "USD"),
        equity=equity,
        visa=visa,
        source=_several("--source", source, _sources()),
        company_key=company or None,
        first_seen_days=_days(since),
        without_unknown=frozenset(_unknowns(without_unknown, FILTERS_WITH_UNKNOWN)),
    )


@dataclass(frozen=True, slots=True)
class Asked:
    """The filters that a person asked for."""

    filters: Filters
    any: bool
    """Whether any filter option was used at all."""


def takes_filters(command: Callable[..., None]) -> Callable[..., None]:
    """Give a command the options of `filter_options`; it gets them as its keyword `asked`."""
    own = [p for name, p in inspect.signature(command, eval_str=True).parameters.items() if name != "asked"]
    options = list(inspect.signature(filter_options, eval_str=True).parameters.values())
    signature = inspect.Signature([*own, *options])

    @functools.wraps(command)
    def with_filters(**given: Any) -> None:
        used = {option.name: given.pop(option.name) for option in options}
        command(**given, asked=Asked(filter_options(**used), any=any(used.values())))

    with_filters.__signature__ = signature  # type: ignore[attr-defined]
    with_filters.__annotations__ = {p.name: p.annotation for p in signature.parameters.values()}
    del with_filters.__wrapped__
    return with_filters


def one_form(*, as_json: bool, as_jsonl: bool) -> None:
    """Raises UsageError when both forms of JSON are asked for."""
    if as_json and as_jsonl:
        raise UsageError(
            "--json and --jsonl exclude each other: ask for one document, or for one object a line."
        )


def _unknowns(given: Sequence[str] | None, known: Sequence[str]) -> Iterator[str]:
    by_flag = {FLAGS.get(name, name): name for name in known}
    for value in _split(given):
        word = value.lower().lstrip("-").replace("-", "_")
        if word not in {*by_flag, *known}:
            raise BadFilterError("--without-unknown", value, f"known are {', '.join(by_flag)}")
        yield by_flag.get(word, word)


def _range(option: str, text: str) -> tuple[int | None, int | None]:
    if not text:
        return None, None
    found = _RANGE.fullmatch(text.strip())
    if not found or not any(found.groups()):
        raise BadFilterError(option, text, "a range like 1,50 or 5, or ,20, or one number, is expected")
    low, high = (int(part) if part else None for part in ((found[3] or found[1]), (found[3] or found[2])))
    if low == 0 or high == 0 or (low is not None and high is not None and low > high):
        raise BadFilterError(option, text, "it counts from 1, and the first number is the smaller one")
    return low, high


def _days(text: str) -> int | None:
    if not text:
        return None
    found = _SINCE.fullmatch(text.strip().lower())
    if not found:
        raise BadFilterError("--since", text, "a time like 24h, 7d or 2w is expected")
    number = int(found[1])
    return {"h": -(-number // 24), "w": 7 * number}.get(found[2], number)


def _several(option: str, given: Sequence[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    return tuple(_one_of(option, value, known) for value in _split(given))


def _one_of(option: str, value: str, known: Sequence[str]) -> Any:
    name = value.strip().lower().replace("-", "_").replace(" ", "_")
    if name not in known:
        raise BadFilterError(option, value, f"known are {', '.join(known)}")
    return name


def _country(code: str) -> str:
    if not (len(code) == 2 and code.isascii() and code.isalpha()):
        raise BadFilterError("--country", code, "a two-letter code like US or DE is expected")
    return code.upper()


def _currency(code: str) -> str:
    from pipeline.currencies import CODES

    if code.strip().upper() not in CODES:
        raise BadFilterError("--currency", code, "a code of ISO 4217 such as USD or EUR is expected")
    return code.strip().upper()


def _sources() -> tuple[str, ...]:
    from scrapers.sources import SOURCES

    return tuple(SOURCES)


def _split(given: Sequence[str] | None) -> list[str]:
    return [part.strip() for value in given or () for part in value.split(",") if part.strip()]
