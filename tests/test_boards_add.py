"""`boards add`: a pasted URL of a board, of a posting, or of a careers page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.discovery_web import DiscoveryWeb, greenhouse_url, json_ld, openings
from tests.in_process import Run, in_process
from tests.small_web import ashby_url


@pytest.fixture
def inside(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    return in_process(capsys, monkeypatch)


@pytest.fixture
def web(tmp_path: Path) -> Path:
    made = DiscoveryWeb(tmp_path / "web")
    made.page(ashby_url("tarnwood"), openings("Tarnwood.", "More."))
    made.page(ashby_url("nobody"), "Not Found", 404)
    job = {"id": 1, "internal_job_id": 2, "title": "ML", "company_name": "Brackenridge", "content": ""}
    made.page(greenhouse_url("brackenridge"), json.dumps({"jobs": [job]}))
    made.page(
        "https://sedgemoor.dev/careers",
        '<html><meta property="og:site_name" content="  Sedgemoor&#10; Labs "><body>'
        '<iframe src="https://jobs.ashbyhq.com/sedgemoor/embed?version=2"></iframe></body></html>',
    )
    made.page(ashby_url("sedgemoor"), openings("We build."))
    made.page("https://gone.dev/careers", '<html><a href="https://jobs.ashbyhq.com/nobody">Jobs</a></html>')
    made.page("https://ownpage.dev/jobs", f"<html>{json_ld(1)}{json_ld(2)}</html>")
    made.page("https://empty.dev/careers", "<html><body>Write to us.</body></html>")
    made.page(
        "https://many.dev/",
        "<html>" + "".join(f'<a href="https://jobs.lever.co/many-{n}">x</a>' for n in range(9)) + "</html>",
    )
    made.page(
        "https://formula.dev/",
        '<html><meta property="og:site_name" content="=HYPERLINK(1)">'
        '<a href="https://jobs.lever.co/formula">x</a></html>',
    )
    return made.write()


def add(inside: Run, web: Path, data: Path, *given: str) -> tuple[int, str, str]:
    done = inside("boards", "add", *given, "--replay", web, "--data", data)
    registry = data / "boards.csv"
    return done.returncode, done.stderr.strip(), registry.read_text() if registry.exists() else ""


def test_a_boards_url_adds_the_board(inside: Run, web: Path, tmp_path: Path) -> None:
    code, said, registry = add(inside, web, tmp_path, "https://jobs.ashbyhq.com/tarnwood")
    assert code == 0
    assert said == "Added: company not named (--company NAME names it), ashby/tarnwood (2 openings)."
    assert registry == "source,token,company,homepage,host\nashby,tarnwood,,,\n"


def test_a_postings_url_adds_its_board_and_the_board_may_name_the_company(
    inside: Run, web: Path, tmp_path: Path
) -> None:
    code, said, registry = add(inside, web, tmp_path, "https://job-boards.greenhouse.io/brackenridge/jobs/1")
    assert code == 0
    assert said == "Added: Brackenridge, greenhouse/brackenridge (1 opening)."
    assert "greenhouse,brackenridge,Brackenridge,,\n" in registry


def test_a_careers_page_is_read_and_adds_the_board_that_it_leads_to(
    inside: Run, web: Path, tmp_path: Path
) -> None:
    code, said, registry = add(inside, web, tmp_path, "sedgemoor.dev/careers")
    assert code == 0
    assert said == "Added: Sedgemoor Labs, ashby/sedgemoor (1 opening)."
    assert "ashby,sedgemoor,Sedgemoor Labs,https://sedgemoor.dev,\n" in registry


def test_a_careers_page_that_leads_to_a_board_that_is_gone_adds_nothing(
    inside: Run, web: Path, tmp_path: Path
) -> None:
    code, said, registry = add(inside, web, tmp_path, "https://gone.dev/careers")
    assert (code, registry) == (2, "")
    assert "ashby/nobody is no board" in said
    code, _, registry = add(inside, web, tmp_path, "https://gone.dev/careers", "--unread")
    assert (code, "ashby,nobody,,https://gone.dev,\n" in registry) == (0, True)


def test_a_page_that_publishes_its_openings_itself_becomes_a_board_of_careers(
    inside: Run, web: Path, tmp_path: Path
) -> None:
    code, _, registry = add(inside, web, tmp_path, "https://ownpage.dev/jobs", "--company", "Own Page")
    assert code == 0
    assert "careers,ownpage.dev-jobs,Own Page,https://ownpage.dev/jobs,\n" in registry


def test_a_board_that_is_known_is_no_error_and_is_named(inside: Run, web: Path, tmp_path: Path) -> None:
    add(inside, web, tmp_path, "https://jobs.ashbyhq.com/tarnwood", "--company", "Tarnwood")
    code, said, registry = add(inside, web, tmp_path, "https://jobs.ashbyhq.com/Tarnwood/some-posting")
    assert (code, said) == (0, "Already known: Tarnwood, ashby/tarnwood.")
    assert registry.count("tarnwood") == 1
    code, said, _ = add(inside, web, tmp_path, "https://jobs.ashbyhq.com/dust")
    assert (code, said) == (0, "Already known: Dust, ashby/dust.")


def test_what_one_knows_of_the_company_can_be_given_also_later(
    inside: Run, web: Path, tmp_path: Path
) -> None:
    add(inside, web, tmp_path, "https://jobs.ashbyhq.com/tarnwood")
    given = ("--company", "Tarnwood", "--homepage", "https://tarnwood.dev")
    code, said, registry = add(inside, web, tmp_path, "https://jobs.ashbyhq.com/tarnwood", *given)
    assert (code, said) == (0, "Changed: Tarnwood, ashby/tarnwood.")
    assert "ashby,tarnwood,Tarnwood,https://tarnwood.dev,\n" in registry


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("https://jobs.ashbyhq.com/nobody", "ashby/nobody is no board: the source does not know it"),
        ("https://empty.dev/careers", "leads to no board that is known here"),
        ("https://many.dev/", "leads to 9 boards (lever/many-0, lever/many-1"),
        ("https://notrecorded.dev/", "could not be read: not recorded in the replay folder"),
        ("https://evil.example/jobs.lever.co/acme", "could not be read"),
        ("https://jobs.lever.co@evil.example/acme", "is no web address"),
        ("javascript:alert(1)", "is no web address"),
        ("word", "'word' is no web address"),
        ("", "'' is no web address"),
    ],
)
def test_what_leads_to_no_board_is_told_and_nothing_is_added(
    inside: Run, web: Path, tmp_path: Path, url: str, sentence: str
) -> None:
    code, said, registry = add(inside, web, tmp_path, url)
    assert code == 2
    assert sentence in said
    assert len(said.splitlines()) == 1
    assert registry == ""


def test_a_board_that_cannot_be_read_now_is_added_all_the_same(
    inside: Run, web: Path, tmp_path: Path
) -> None:
    code, said, registry = add(inside, web, tmp_path, "https://jobs.lever.co/unrecorded")
    assert code == 0
    assert "(not read now: not recorded in the replay folder)" in said
    assert "lever,unrecorded,,,\n" in registry


def test_a_board_of_the_same_name_on_another_host_is_refused(inside: Run, web: Path, tmp_path: Path) -> None:
    add(inside, web, tmp_path, "https://jobs.lever.co/twin", "--unread", "--company", "Here")
    code, said, registry = add(inside, web, tmp_path, "https://jobs.eu.lever.co/twin", "--unread")
    assert code == 2
    assert "lever/twin on the host 'eu' is not the board of that name on the usual host" in said
    assert registry.endswith("lever,twin,Here,,\n")


def test_a_board_may_be_added_without_a_look(inside: Run, web: Path, tmp_path: Path) -> None:
    code, _, registry = add(inside, web, tmp_path, "https://jobs.ashbyhq.com/nobody", "--unread")
    assert code == 0
    assert "ashby,nobody" in registry


def test_a_name_that_a_page_gives_is_no_formula(inside: Run, web: Path, tmp_path: Path) -> None:
    _, _, registry = add(inside, web, tmp_path, "https://formula.dev/")
    assert "lever,formula,HYPERLINK(1),https://formula.dev,\n" in registry


def test_json_has_the_board(inside: Run, web: Path, tmp_path: Path) -> None:
    done = inside(
        "boards", "add", "https://jobs.ashbyhq.com/tarnwood", "--json", "--replay", web, "--data", tmp_path
    )
    said = json.loads(done.stdout)
    assert (said["added"], said["board"]["source"], said["board"]["token"]) == (True, "ashby", "tarnwood")


def test_an_own_board_can_be_removed(inside: Run, web: Path, tmp_path: Path) -> None:
    add(inside, web, tmp_path, "https://jobs.ashbyhq.com/tarnwood")
    assert inside("boards", "remove", "ashby/Tarnwood", "--data", tmp_path).returncode == 0
    done = inside("boards", "remove", "ashby/tarnwood", "--data", tmp_path)
    assert done.returncode == 2
    assert "is none of your own boards" in done.stderr


def test_boards_are_listed_by_source_and_say_whose_they_are(inside: Run, web: Path, tmp_path: Path) -> None:
    add(inside, web, tmp_path, "https://jobs.ashbyhq.com/tarnwood")
    rows = json.loads(inside("boards", "list", "ashby", "--json", "--data", tmp_path).stdout)["boards"]
    assert {row["source"] for row in rows} == {"ashby"}
    assert [row["token"] for row in rows if row["registry"] == "own"] == ["tarnwood"]
    assert inside("boards", "list", "monster", "--data", tmp_path).returncode == 2
