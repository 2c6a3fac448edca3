"""SEC Form D: what is read of it, whose it is, and when a round may be inferred from it."""

from __future__ import annotations

import csv
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest
from scrapy.crawler import AsyncCrawlerRunner

from pipeline import generations
from pipeline.build import build
from pipeline.incremental import known_answers
from pipeline.queries import Generation
from scrapers.crawl import Order, crawl, jobs_of, settings_of
from scrapers.filings import Entry, entries_in, filing_in, index_url
from scrapers.items import CompanyFiling
from scrapers.reading import BadArgumentError
from scrapers.settings import user_agent
from scrapers.sources import spider_of
from tests.conftest import Run
from tests.landed import (
    PARCELWISE,
    STATED,
    board,
    built,
    day,
    directory,
    filing,
    filings,
    land,
    posting,
    profile,
)
from tests.recorded import replay

RECORDED = Path(__file__).parent / "recordings" / "sec_form_d"


def stage(row: dict[str, Any]) -> tuple[str | None, str | None]:
    return row["funding_stage"], row["funding_stage_source"]


def inferred(row: dict[str, Any]) -> list[dict[str, Any]]:
    return [e for e in row["evidence"] if e["basis"] == "inferred"]


# Joining and inferring ------------------------------------------------------------------------------------


def test_a_filing_is_evidence_for_an_inferred_round(tmp_path: Path) -> None:
    one = filing(first_sale_on=day(-20).date(), sold_usd=4_200_000)
    land(tmp_path, filings(one), board("a"))
    row = built(tmp_path)["a"]
    assert stage(row) == ("seed", "sec_form_d")
    assert row["funding_stage_as_of"].date() == one.filed_on
    (because,) = inferred(row)
    assert (because["field"], because["value"], because["source"]) == ("funding_stage", "seed", "sec_form_d")
    assert because["quote"] == f"Form D of 2026-08-23: USD 4.2M sold, {one.url}"


def test_show_says_that_the_stage_is_inferred_and_from_what(tmp_path: Path, sixthhire: Run) -> None:
    land(tmp_path, filings(filing()), board("a"))
    build(tmp_path)
    shown = sixthhire("show", "ashby/parcelwise/a", "--data", tmp_path).stdout
    assert "Seed, inferred (sec_form_d, 2026-08-23)" in shown
    assert "Form D of 2026-08-23: USD 3.0M sold" in " ".join(shown.split())


# Many companies in one build, since a build takes a second.
ROUNDS = [
    (99_999, None),
    (100_000, "pre_seed"),
    (1_000_000, "pre_seed"),
    (1_200_000, None),
    (1_500_000, "seed"),
    (4_500_000, "seed"),
    (6_000_000, None),
    (8_000_000, "series_a"),
    (14_000_000, "series_a"),
    (17_000_000, None),
    (20_000_000, "series_b"),
    (28_000_000, "series_b"),
    (40_000_000, None),
]


def test_a_round_is_inferred_from_the_amount_only_where_stages_do_not_overlap(tmp_path: Path) -> None:
    names = [f"Parcelwise {chr(97 + number) * 3}" for number in range(len(ROUNDS))]
    told = [
        filing(name, number=number, issuer_id=str(number + 1), sold_usd=sold)
        for number, (name, (sold, _)) in enumerate(zip(names, ROUNDS, strict=True))
    ]
    boards = [board([f"p{n}"], token=f"pw{n}", company=name, homepage=None) for n, name in enumerate(names)]
    land(tmp_path, filings(*told), *boards)
    rows = built(tmp_path)
    assert [rows[f"p{number}"]["funding_stage"] for number in range(len(ROUNDS))] == [s for _, s in ROUNDS]


NO_ROUND: dict[str, dict[str, Any]] = {
    "older than two years": {"filed_on": day(-740).date()},
    "first sold more than two years ago, amended since": {"first_sale_on": day(-740).date()},
    "of a company over five years old": {"is_over_five_years": True},
    "of a company of unknown age": {"is_over_five_years": None},
    "a loan": {"securities": ("Debt",)},
    "of nobody knows what": {"securities": ()},
    "of an issuer abroad": {"state": "X0"},
    "of an issuer of unknown place": {"state": None},
    "of an issuer whose place is marked as unknown": {"state": "XX"},
    "of another name": {"issuer": "Parcelwise Holdings, Inc."},
}


def test_no_round_is_inferred_from_what_says_too_little(tmp_path: Path) -> None:
    told, boards = [], []
    for number, (case, facts) in enumerate({**NO_ROUND, "fine": {}}.items()):
        name = f"Parcelwise {chr(97 + number) * 3}"
        facts = {"issuer": name, **facts}
        told.append(filing(**facts, number=number, issuer_id=str(number + 1)))
        boards.append(board([posting(case)], token=f"pw{number}", company=name, homepage=None))
    land(tmp_path, filings(*told), *boards)
    rows = built(tmp_path)
    assert {case for case, row in rows.items() if row["funding_stage"] or inferred(row)} == {"fine"}


def test_a_series_b_may_be_of_an_older_company(tmp_path: Path) -> None:
    land(tmp_path, filings(filing(sold_usd=25_000_000, is_over_five_years=True)), board("a"))
    assert stage(built(tmp_path)["a"]) == ("series_b", "sec_form_d")


def test_what_any_posting_of_the_company_states_wins(tmp_path: Path) -> None:
    one = filing(sold_usd=12_000_000)
    land(tmp_path, filings(one), board([posting("said", text=STATED), "silent"]))
    rows = built(tmp_path)
    assert {name: stage(row) for name, row in rows.items()} == {
        "said": ("seed", "posting"),
        "silent": ("seed", "posting"),
    }
    assert [e["value"] for e in inferred(rows["silent"])] == ["series_a"], "the other word is still shown"


@pytest.mark.parametrize("status", ["Public", "Acquired"])
def test_what_a_directory_says_wins(tmp_path: Path, status: str) -> None:
    known = PARCELWISE.model_copy(update={"company_status": status})
    land(tmp_path, directory(known), filings(filing()), board("a"))
    assert stage(built(tmp_path)["a"]) == (status.lower(), "yc_directory")


def test_a_stage_is_never_inferred_from_a_batch_or_a_team_size(tmp_path: Path) -> None:
    land(tmp_path, directory(PARCELWISE), filings(filing("Sortbot, Inc.")), board("a"))
    assert stage(built(tmp_path)["a"]) == (None, None)


AMBIGUOUS: dict[str, tuple[Any, ...]] = {
    "two issuers bear it": (
        filings(filing(), filing(number=2, issuer_id="2990002", state="NY")),
        board("a"),
    ),
    "two companies here bear it": (
        filings(filing()),
        board("a"),
        board("b", token="parcelwise2", homepage="https://parcelwise.test"),
    ),
    "the company bears another one too": (
        filings(filing()),
        board("a"),
        board("b", token="sortbot", company="Sortbot"),
    ),
    "another company of the directory bears it": (
        directory(profile("Parcelwise", slug="pw", homepage="https://parcelwise.test", yc_batch="S15")),
        filings(filing()),
        board("a"),
    ),
    "it is another one but for a mark of the register": (
        filings(filing(), filing("PARCELWISE INC /NV/", number=2, issuer_id="2990002")),
        board("a"),
    ),
    "it is short": (filings(filing("Coasty, Inc.")), board("a", company="Coasty")),
}


@pytest.mark.parametrize("case", AMBIGUOUS)
def test_an_ambiguous_name_joins_nothing(tmp_path: Path, case: str) -> None:
    land(tmp_path, *AMBIGUOUS[case])
    row = built(tmp_path)["a"]
    assert (stage(row), inferred(row)) == ((None, None), [])


COUNTRIES = [((), True), (("US",), True), (("Germany", "US"), True), (("Germany",), False)]


def test_where_roles_name_countries_the_usa_must_be_among_them(tmp_path: Path) -> None:
    told, boards = [], []
    for number, (countries, _) in enumerate(COUNTRIES):
        name = f"Parcelwise {chr(97 + number) * 3}"
        told.append(filing(name, number=number, issuer_id=str(number + 1)))
        listed = [posting(f"p{number}", countries=countries)]
        boards.append(board(listed, token=f"pw{number}", company=name, homepage=None))
    land(tmp_path, filings(*told), *boards)
    rows = built(tmp_path)
    assert [rows[f"p{n}"]["funding_stage"] == "seed" for n in range(len(COUNTRIES))] == [
        j for _, j in COUNTRIES
    ]


PLACES = [
    (("San Francisco, CA, USA",), True),
    (("New York, NY, USA",), False),
    (("New York, NY, USA", "Oakland, CA, USA"), True),
    (("Berlin, Germany",), True),
    ((), True),
]


def test_the_state_must_be_one_that_the_directory_names(tmp_path: Path) -> None:
    told, boards, known = [], [], []
    for number, (places, _) in enumerate(PLACES):
        name, site = f"Parcelwise {chr(97 + number) * 3}", f"https://pw{number}.example"
        told.append(filing(name, number=number, issuer_id=str(number + 1)))
        boards.append(board([f"p{number}"], token=f"pw{number}", company=name, homepage=site))
        known.append(profile(name, homepage=site, locations=places))
    land(tmp_path, directory(*known), filings(*told), *boards)
    rows = built(tmp_path)
    assert [rows[f"p{n}"]["funding_stage"] == "seed" for n in range(len(PLACES))] == [j for _, j in PLACES]


def test_the_newest_filing_speaks_but_never_of_a_smaller_round_than_before(tmp_path: Path) -> None:
    seed, larger = filing(), filing(number=2, sold_usd=12_000_000, filed_on=day(-3).date())
    land(tmp_path, filings(seed), filings(larger), board("a"))
    assert stage(built(tmp_path)["a"]) == ("series_a", "sec_form_d")
    extension = filing(number=3, sold_usd=2_000_000, filed_on=day(1).date())
    land(tmp_path, filings(extension, at=2), board("a", at=2), at=2)
    assert stage(built(tmp_path)["a"]) == (None, None)


def test_an_inferred_stage_ends_after_two_years_without_a_new_filing(tmp_path: Path) -> None:
    land(tmp_path, filings(filing(filed_on=day(-700).date())), board("a"))
    assert stage(built(tmp_path)["a"]) == ("seed", "sec_form_d")
    land(tmp_path, board("a", at=60), at=60)
    assert stage(built(tmp_path)["a"]) == (None, None)


def test_a_crawl_of_nothing_but_filings_is_published(tmp_path: Path) -> None:
    land(tmp_path, board("a"))
    build(tmp_path)
    land(tmp_path, filings(filing(), at=1), at=1)
    assert stage(built(tmp_path)["a"]) == ("seed", "sec_form_d")


def test_a_role_credits_the_source_of_its_inferred_stage(tmp_path: Path) -> None:
    from pipeline.attribution import attribution

    land(tmp_path, filings(filing()), board("a"))
    assert attribution(built(tmp_path)["a"]).endswith("company facts also from SEC Form D.")


# Reading --------------------------------------------------------------------------------------------------


def form(path: str = "full/lantern.xml", **replaced: str) -> CompanyFiling | None:
    """A recorded form, with some of its words replaced."""
    from defusedxml.ElementTree import fromstring

    text = (RECORDED / path).read_text()
    for old, new in replaced.items():
        assert WORDS[old] in text
        text = text.replace(WORDS[old], new)
    entry = Entry("0002990002-26-000003", "2990002", day(0).date())
    return filing_in(fromstring(text.strip()), entry)


WORDS = {
    "sold": "<totalAmountSold>4200000<",
    "industry": "Other Technology",
    "exempt": "<item>06b</item>",
    "kind": "<entityType>Corporation<",
    "live": "LIVE",
    "box": "isEquityType",
    "merger": "<isBusinessCombinationTransaction>false",
}


@pytest.mark.parametrize(
    "replaced",
    [
        {"sold": "<totalAmountSold>0<"},
        {"industry": "Pooled Investment Fund"},
        {"industry": "REITS and Finance"},
        {"industry": "Other Real Estate"},
        {"industry": "Investing"},
        {"exempt": "<item>3C.7</item>"},
        {"kind": "<entityType>Limited Partnership<"},
        {"live": "TEST"},
        {"box": "isPooledInvestmentFundType"},
        {"merger": "<isBusinessCombinationTransaction>true"},
    ],
    ids=lambda replaced: next(iter(replaced.values())),
)
def test_what_is_no_companys_own_round_is_left_out(replaced: dict[str, str]) -> None:
    assert form() is not None
    assert form(**replaced) is None


def test_nothing_of_the_people_in_a_form_is_kept(tmp_path: Path) -> None:
    landed = replay(RECORDED / "full", tmp_path, "sec_form_d", arguments={"days": "5"})
    assert "Nobody" in (RECORDED / "full" / "lantern.xml").read_text()
    assert "Nobody" not in "".join(item.model_dump_json() for item in landed.items)
    assert "INVENTED ROAD" not in "".join(item.model_dump_json() for item in landed.items)


def test_funds_by_name_are_not_asked_for_and_a_filing_of_two_issuers_once() -> None:
    entries, unreadable = entries_in((RECORDED / "full" / "form.20260911.idx").read_text())
    assert [one.issuer_id for one in entries] == ["2990002", "2990003", "2990004", "2990006", "2990007"]
    assert unreadable == 0


def test_the_address_of_an_index_names_its_quarter() -> None:
    assert index_url(day(0).date()).endswith("/daily-index/2026/QTR3/form.20260902.idx")
    assert index_url((day(0) + timedelta(days=90)).date()).endswith("/2026/QTR4/form.20261201.idx")


def test_a_filing_that_a_build_holds_is_not_asked_for_again(tmp_path: Path) -> None:
    order = Order(tmp_path, ("sec_form_d",), replay=RECORDED / "full", arguments={"days": "5"})
    first = crawl(order)
    build(tmp_path)
    again = crawl(Order(**{**vars(order), "validators": known_answers(order)}))
    assert (first.sources[0].requests, first.sources[0].postings) == (9 + 1, 3)  # and one for robots.txt
    assert (again.sources[0].requests, again.sources[0].postings) == (3 + 1, 0)
    assert again.sources[0].status == "ok"
    build(tmp_path)
    con = Generation.open(tmp_path)
    assert [row["n"] for row in con.rows("select count(*) as n from filing", {})] == [3]


def test_a_generation_older_than_filings_knows_none_and_is_built_upon(tmp_path: Path) -> None:
    land(tmp_path, board("a"))
    build(tmp_path)
    con = duckdb.connect(str(generations.current(tmp_path)))
    con.execute("drop table filing")
    con.execute("drop table filing_read")
    con.close()
    assert known_answers(Order(tmp_path)) == {}
    land(tmp_path, filings(filing(), at=1), at=1)
    assert stage(built(tmp_path)["a"]) == ("seed", "sec_form_d")


@pytest.mark.parametrize("name", ["form.20269999.idx", "form.00000000.idx", "form.20260230.idx"])
def test_a_name_in_a_quarters_list_that_is_no_day_costs_itself_only(tmp_path: Path, name: str) -> None:
    web = Path(shutil.copytree(RECORDED / "full", tmp_path / "web"))
    told = (web / "list.json").read_text()
    (web / "list.json").write_text(told.replace("company.20260903.idx", name))
    landed = replay(web, tmp_path, "sec_form_d", arguments={"days": "5"})
    assert (landed.source("sec_form_d").status, len(landed.items)) == ("ok", 2)


def test_after_a_refusal_nothing_more_is_asked(tmp_path: Path) -> None:
    source = replay(RECORDED / "refused_between", tmp_path, "sec_form_d").source("sec_form_d")
    assert source.requests == 4 + 1
    assert "the SEC refuses us" in source.errors[0]


@pytest.mark.parametrize(
    ("name", "value"),
    [("days", "0"), ("days", "101"), ("days", "week"), ("filings", "-1"), ("filings", "20001")],
)
def test_an_impossible_span_is_a_usage_error(name: str, value: str) -> None:
    with pytest.raises(BadArgumentError):
        spider_of("sec_form_d").check({name: value})


def test_whoever_names_no_contact_leaves_it_out_with_a_sentence(tmp_path: Path) -> None:
    said: list[str] = []
    anonymous = Order(tmp_path, ("sec_form_d",), arguments={"days": "2"})
    assert user_agent("") == user_agent(" ")
    jobs = jobs_of(anonymous, said.append)
    assert jobs == []
    assert len(said) == 1
    assert "left out until SIXTHHIRE_CONTACT" in said[0]
    named = Order(tmp_path, ("sec_form_d",), arguments={"days": "2"}, contact="me@seeker.example")
    assert [job.spider.name for job in jobs_of(named, said.append)] == ["sec_form_d"]
    assert len(said) == 1


@pytest.mark.parametrize(("source", "pause"), [("sec_form_d", 0.2), ("yc_directory", 1.0)])
def test_its_own_pause_keeps_below_ten_requests_a_second_and_others_keep_theirs(
    tmp_path: Path, source: str, pause: float
) -> None:
    settings = AsyncCrawlerRunner(settings_of(Order(tmp_path))).create_crawler(spider_of(source)).settings
    assert settings.getfloat("DOWNLOAD_DELAY") == pause >= 0.1
    assert settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN") == 1


@pytest.mark.real
def test_captured_forms_and_a_captured_index_are_read(real: Path) -> None:
    from defusedxml.ElementTree import fromstring

    folder = real / "boards" / "sec_form_d"
    index = (folder / "daily_index" / "form.20200318.idx").read_text()
    rows = [row for row in index.splitlines() if row[:12].strip() in ("D", "D/A")]
    entries, unreadable = entries_in(index)
    assert (len(rows), unreadable) == (176, 0)
    assert 60 < len(entries) < 100, "funds by name are not asked for"
    with (real / "boards" / "MANIFEST.csv").open(newline="") as file:
        assert any(row[0].startswith("sec_form_d") for row in csv.reader(file))
    for path in (folder / "primary_doc").glob("*.xml"):
        assert filing_in(fromstring(path.read_text().strip()), entries[0]) is None, "a fund, and property"
