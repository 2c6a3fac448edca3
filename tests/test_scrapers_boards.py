"""The registry, and boards recognised in URLs."""

from __future__ import annotations

from pathlib import Path

import pytest

from scrapers.boards import (
    BadRowError,
    BoardsFileError,
    DuplicateBoardError,
    MissingColumnError,
    TwoHostsError,
    board_in,
    key_of,
    read_boards,
)
from scrapers.errors import UsageError
from scrapers.items import Board
from scrapers.sources import SOURCES, NoSpiderError, UnknownSourceError, crawlable, spider_of

HEADER = "source,token,company,homepage\n"


def registry(path: Path, text: str) -> Path:
    path = path / "boards.csv"
    path.write_text(text)
    return path


def test_a_registry_is_read_in_its_order(tmp_path: Path) -> None:
    path = registry(
        tmp_path,
        "\ufeffsource,token,company,homepage,host,note\n"
        "lever, acme ,Acme & Co,https://acme.example,eu,mine\n"
        "gem,beta,,,,\n",
    )
    acme, beta = read_boards(path)
    assert (acme.source, acme.token, acme.company, acme.host) == ("lever", "acme", "Acme & Co", "eu")
    assert acme.homepage == "https://acme.example"
    assert (beta.source, beta.company, beta.homepage, beta.host) == ("gem", None, None, None)


def test_the_bundled_registry_is_whole() -> None:
    assert {board.source for board in read_boards()} <= set(SOURCES)


@pytest.mark.parametrize(
    ("text", "error", "sentence"),
    [
        ("source,company\n", MissingColumnError, "has no column token, homepage; line 1 must name"),
        ("", MissingColumnError, "has no column source, token, company, homepage"),
        (
            HEADER + "ashby,acme,,\nlever,x,,\nashby,acme,Acme,\n",
            DuplicateBoardError,
            "line 4: ashby/acme stands on line 2",
        ),
        (HEADER + "ashby,,,\n", BadRowError, "line 2: source and token must both be given"),
        (HEADER + ",acme,,\n", BadRowError, "line 2: source and token"),
        (HEADER + "ashby,acme\n", BadRowError, "line 2: has fewer fields"),
        (HEADER + "ashby,acme,,,,x\n", BadRowError, "line 2: has more fields"),
        (HEADER + "ashby,../x,,\n", BadRowError, "cannot be a board's token"),
        (HEADER + "ashby,a/b,,\n", BadRowError, "'a/b' cannot be a board's token at ashby"),
        (HEADER + "recruitee,a.example,,\n", BadRowError, "cannot be a board's token at recruitee"),
        (HEADER + "ashby,acme,,javascript:x\n", BadRowError, "homepage 'javascript:x' is not an http(s) URL"),
        ("source,token,company,homepage,host\nlever,acme,,,mars\n", BadRowError, "lever has no host 'mars'"),
        (
            HEADER + "ashby,acme,,\nashbee,acme,,\n",
            UnknownSourceError,
            "line 3: there is no source called 'ashbee'; known: arb",
        ),
        (
            "source,token,company,homepage,host\nlever,acme,,,\nlever,acme,,,eu\n",
            TwoHostsError,
            "lever/acme on the host 'eu' is not the board of that name on the usual host",
        ),
        (HEADER + '"ashby,acme', BoardsFileError, "cannot be read"),
    ],
)
def test_a_broken_registry_is_told_in_one_sentence(
    text: str, error: type[UsageError], sentence: str, tmp_path: Path
) -> None:
    path = registry(tmp_path, text)
    with pytest.raises(error) as told:
        read_boards(path)
    assert sentence in str(told.value)
    assert "\n" not in str(told.value)
    assert str(path) in str(told.value)
    assert told.value.exit_code == 2


def test_capitals_tell_boards_apart_where_their_system_does(tmp_path: Path) -> None:
    rows = "rippling,Acme,,\nrippling,acme,,\nlever,Acme,,\nlever,acme,,\n"
    assert len(read_boards(registry(tmp_path, HEADER + rows))) == 4
    with pytest.raises(DuplicateBoardError):
        read_boards(registry(tmp_path, HEADER + "workable,Acme,,\nworkable,acme,,\n"))


def test_a_host_is_part_of_a_board_where_it_may_be_another_employer() -> None:
    assert key_of(Board(source="lever", token="acme")) != key_of(
        Board(source="lever", token="acme", host="eu")
    )
    com = Board(source="personio", token="acme", host="com")
    assert key_of(Board(source="personio", token="acme")) == key_of(com)


def test_a_missing_registry_is_told(tmp_path: Path) -> None:
    with pytest.raises(BoardsFileError, match="does not exist"):
        read_boards(tmp_path / "none.csv")


def test_a_registry_in_another_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "boards.csv"
    path.write_bytes(HEADER.encode() + b"ashby,acme,Caf\xe9,\n")
    with pytest.raises(BoardsFileError, match="cannot be read"):
        read_boards(path)


FOUND = {
    "https://jobs.ashbyhq.com/acme": "ashby/acme",
    "https://jobs.ashbyhq.com/acme/": "ashby/acme",
    "http://jobs.ashbyhq.com/Acme%20Labs/7a1c2d3e-0000?utm_source=x#apply": "ashby/Acme Labs",
    "https://jobs.ashbyhq.com/acme.ai/7a1c/application": "ashby/acme.ai",
    "https://api.ashbyhq.com/posting-api/job-board/acme?includeCompensation=true": "ashby/acme",
    "https://boards.greenhouse.io/acme": "greenhouse/acme",
    "https://boards.greenhouse.io/acme/jobs/4012345?gh_src=abc": "greenhouse/acme",
    "https://job-boards.greenhouse.io/acme/jobs/4012345": "greenhouse/acme",
    "https://job-boards.eu.greenhouse.io/acme": "greenhouse/acme",
    "https://boards.eu.greenhouse.io/acme": "greenhouse/acme",
    "https://boards-api.greenhouse.io/v1/boards/acme/jobs?content=true": "greenhouse/acme",
    "https://boards.greenhouse.io/embed/job_board?for=acme&b=https%3A%2F%2Fx.example": "greenhouse/acme",
    "https://boards.greenhouse.io/embed/job_board/js?for=acme": "greenhouse/acme",
    "https://job-boards.greenhouse.io/embed/job_app?token=4012345&for=acme": "greenhouse/acme",
    "https://jobs.lever.co/acme": "lever/acme",
    "https://JOBS.LEVER.CO/Acme/2193db3f-77c5/apply": "lever/Acme",
    "https://jobs.eu.lever.co/acme/2193db3f-77c5": "lever/acme@eu",
    "https://api.lever.co/v0/postings/acme?mode=json": "lever/acme",
    "https://api.eu.lever.co/v0/postings/acme/2193db3f": "lever/acme@eu",
    "https://apply.workable.com/acme/": "workable/acme",
    "https://apply.workable.com/acme/j/1A2B3C4D5E/": "workable/acme",
    "https://apply.workable.com/api/v1/widget/accounts/acme?details=true": "workable/acme",
    "https://apply.workable.com/api/v3/accounts/acme/jobs": "workable/acme",
    "https://www.workable.com/api/accounts/acme": "workable/acme",
    "https://acme.workable.com/jobs/123": "workable/acme",
    "https://acme.recruitee.com": "recruitee/acme",
    "https://acme.recruitee.com/o/ml-engineer": "recruitee/acme",
    "https://acme.jobs.personio.de/job/123?language=en": "personio/acme",
    "https://acme.jobs.personio.com/xml": "personio/acme@com",
    "https://acme.teamtailor.com/jobs/123-ml-engineer": "teamtailor/acme",
    "https://acme.na.teamtailor.com/jobs": "teamtailor/acme@na",
    "https://acme.teamtailor.com": "teamtailor/acme",
    "https://acme.au.teamtailor.com/": "teamtailor/acme@au",
    "https://acme-labs.jobs.personio.com": "personio/acme-labs@com",
    "https://acme-jobs.personio.de/job/12": "personio/acme",
    "https://acme.jobs.personio.de:443/": "personio/acme",
    "https://jobs.gem.com/acme/am9icG9zdDo": "gem/acme",
    "https://api.gem.com/job_board/v0/acme/job_posts/": "gem/acme",
    "https://ats.rippling.com/acme/jobs": "rippling/acme",
    "https://ats.rippling.com/acme": "rippling/acme",
    "https://jobs.polymer.co/acme": "polymer/acme",
    "https://jobs.polymer.co/acme/37860": "polymer/acme",
    "https://api.polymer.co/v1/hire/organizations/acme/jobs?page=1": "polymer/acme",
    "https://jobs.lever.co./acme": "lever/acme",
    "https://jobs.ashbyhq.com/acme/embed?version=2": "ashby/acme",
    "https://ats.rippling.com/en-GB/acme/jobs/0b3f": "rippling/acme",
    "https://api.rippling.com/platform/api/ats/v2/board/acme/jobs?page=0": "rippling/acme",
}


@pytest.mark.parametrize("url", FOUND)
def test_a_board_is_recognised_in_every_form_of_its_url(url: str) -> None:
    board = board_in(url)
    assert board is not None
    assert f"{board.source}/{board.token}{'@' + board.host if board.host else ''}" == FOUND[url]


LOOK_ALIKES = (
    "https://jobs.ashbyhq.com/",
    "https://jobs.ashbyhq.com/robots.txt",
    "https://jobs.ashbyhq.com/api/non-user-graphql",
    "https://jobs.ashbyhq.com.evil.example/acme",
    "https://evil-jobs.ashbyhq.com/acme",
    "https://jobs.ashbyhq.com@evil.example/acme",
    "https://me:secret@jobs.ashbyhq.com/acme",
    "https://jobs.ashbyhq.com:8443/acme",
    "https://jobs.ashbyhq.com/..%2Fadmin",
    "https://jobs.ashbyhq.com/%00",
    "https://evil.example/https://jobs.lever.co/acme",
    "https://evil.example/?u=jobs.lever.co/acme",
    "https://evil.example/jobs.lever.co/acme",
    "https://evil.example#@jobs.lever.co/acme",
    "https://evil.example\\jobs.lever.co/acme",
    "https://jobs.lever.co\\@evil.example/acme",
    "https://jobs.lever.co%2Facme@evil.example/",
    "https://jobs.lever.co.evil.example/acme",
    "https://xjobs.lever.co/acme",
    "https://jobs.lever.co.co/acme",
    "https://jobs-lever.co/acme",
    "https://jobs.lever.co/",
    "https://jobs.lever.co/help",
    "https://jobs.lever.co/status",
    "https://jobs.lever.co/www",
    "https://jobs.lever.co/api/v0",
    "https://jobs.lever.co/acme%2F..%2Fadmin",
    "https://jobs.lever.co/acme%252Fadmin",
    "https://jobs.lever.co/l\u043eve",
    "https://jobs.lever.co/xn--lve-6cd",
    "https://jobs.l\u0435ver.co/acme",
    "https://jobs.xn--lver-o4d.co/acme",
    "https://xn--acme-5cd.recruitee.com/",
    "https://a.b.recruitee.com/",
    "https://recruitee.com/",
    "https://-acme.recruitee.com/",
    "https://acme.recruitee.com.evil.example/",
    "https://help.recruitee.com/en/",
    "https://status.recruitee.com/",
    "https://api.recruitee.com/c/1/",
    "https://status.workable.com/",
    "https://apply.workable.com/",
    "https://apply.workable.com/api/v1/",
    "https://api.greenhouse.io/v1/boards/",
    "https://status.teamtailor.com/",
    "https://app.na.teamtailor.com/",
    "https://a.b.na.teamtailor.com/",
    "https://jobs.personio.de/",
    "https://www.jobs.personio.de/",
    "https://ats.rippling.com/en-US/jobs",
    "https://ats.rippling.com/en-US/",
    "https://ats.rippling.com/",
    "https://jobs.polymer.co/",
    "https://www.polymer.co/acme",
    "https://jobs.gem.com/api/v0",
    "https://notlever.co/acme",
    "https://www.lever.co/customers",
    "ftp://jobs.lever.co/acme",
    "javascript:jobs.lever.co/acme",
    "//jobs.lever.co/acme",
    "jobs.lever.co/acme",
    "https://boards.greenhouse.io/embed/job_board",
    "https://boards.greenhouse.io/embed/job_board?for=",
    "https://boards.greenhouse.io/embed/job_board?for=a/b",
    "https://www.greenhouse.io/blog",
    "https://my.greenhouse.io/jobs",
    "https://apply.workable.com/j/1A2B3C4D5E",
    "https://jobs.workable.com/view/abc",
    "https://www.recruitee.com/pricing",
    "https://docs.recruitee.com/reference",
    "https://www.personio.de/",
    "https://www.teamtailor.com/en/",
    "https://na.teamtailor.com/",
    "https://www.gem.com/acme",
    "https://www.rippling.com/acme/jobs",
    "https://example.com/careers",
    "http://[::1",
    "",
    "not a url",
)


@pytest.mark.parametrize("url", LOOK_ALIKES)
def test_a_look_alike_is_no_board(url: str) -> None:
    assert board_in(url) is None


def test_every_source_with_a_spider_has_one_of_its_name() -> None:
    assert {"ashby", "greenhouse", "lever", "hackernews", "yc_directory"} <= set(crawlable())
    assert [spider_of(name).name for name in crawlable()] == list(crawlable())


def test_a_known_source_without_a_spider_is_told_apart_from_an_unknown_one() -> None:
    idle = next((name for name in SOURCES if name not in crawlable()), None)
    if idle:
        with pytest.raises(NoSpiderError, match="has no spider yet"):
            spider_of(idle)
    with pytest.raises(UnknownSourceError, match="there is no source called 'monster'"):
        spider_of("monster")
