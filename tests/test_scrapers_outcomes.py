"""What becomes of a board whose server misbehaves: one snapshot each, with its status and one sentence."""

from __future__ import annotations

import gzip
import json
import ssl
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from tests.local_board import Ask, Landed, LocalBoard, Reply, Route, crawled

JOBS = {"jobs": [{"id": "1", "title": "Bäcker"}, {"id": "2", "title": "Müller"}]}
BODY = json.dumps(JOBS, ensure_ascii=False).encode()
HTML = b"<!DOCTYPE html><html><body>Careers</body></html>"
CHALLENGE = b"<html><head><title>Just a moment...</title></head><body></body></html>"
BROKEN_ROWS = {"jobs": [{"id": "1", "title": "Baker"}, {"id": "2"}, "no row", {"id": 3, "title": " "}]}


def answered(body: bytes = BODY, status: int = 200, **headers: str) -> Reply:
    return Reply(status, body, {name.replace("_", "-"): value for name, value in headers.items()})


CASES: dict[str, tuple[Route, str, str]] = {
    # name: what the server answers, the status, words of its sentence
    "plain": (answered(), "complete", ""),
    "empty-board": (answered(b'{"jobs": []}'), "complete", ""),
    "gzip": (answered(gzip.compress(BODY), Content_Encoding="gzip"), "complete", ""),
    "deflate": (answered(zlib.compress(BODY), Content_Encoding="deflate"), "complete", ""),
    "byte-order-mark": (answered(b"\xef\xbb\xbf" + BODY), "complete", ""),
    "utf-16": (answered(json.dumps(JOBS, ensure_ascii=False).encode("utf-16")), "complete", ""),
    "declared-latin": (
        answered(
            json.dumps(JOBS, ensure_ascii=False).encode("latin-1"),
            Content_Type="application/json; charset=iso-8859-1",
        ),
        "complete",
        "",
    ),
    "redirect-to-slash": ([answered(b"", 301, Location="/redirect-to-slash/")], "complete", ""),
    "Capital/letters": (answered(b"", 308, Location="/capital/letters"), "complete", ""),
    "redirect-to-another-board": (
        answered(b"", 301, Location="/plain"),
        "moved",
        "/plain",
    ),
    "redirect-to-another-page?page=2": (
        answered(b"", 302, Location="/redirect-to-another-page?page=1"),
        "moved",
        "/redirect-to-another-page?page=1",
    ),
    "redirect-to-another-port": (
        answered(b"", 302, Location="http://127.0.0.1:1/redirect-to-another-port"),
        "moved",
        "redirects to http://127.0.0.1:1/",
    ),
    "500-once": ([answered(b"", 500), answered()], "complete", ""),
    "broken-rows": (answered(json.dumps(BROKEN_ROWS).encode()), "partial", "3 of 4 postings unreadable"),
    "404": (answered(b"Not Found", 404), "unknown", "does not know it (answered 404)"),
    "410": (answered(b"", 410), "unknown", "answered 410"),
    "redirect-away": (
        lambda board: answered(b"", 302, Location=f"http://localhost:{board.port}/plain"),
        "moved",
        "localhost",
    ),
    "redirect-nowhere": (answered(b"", 302), "moved", "redirects to nowhere"),
    "redirect-to-file": (answered(b"", 302, Location="file:///etc/passwd"), "moved", "redirects to nowhere"),
    "redirect-in-circles": (
        answered(b"", 302, Location="/redirect-in-circles"),
        "moved",
        "redirects in circles",
    ),
    "401": (answered(b"", 401), "blocked", "answered 401"),
    "403": (answered(HTML, 403), "blocked", "answered 403"),
    "451": (answered(b"", 451), "blocked", "answered 451"),
    "challenge-200": (answered(CHALLENGE, Content_Type="text/html"), "blocked", "challenge page"),
    "challenge-503": (answered(CHALLENGE, 503), "blocked", "challenge page"),
    "500": (answered(b"oops", 500), "malformed", "the server failed (answered 500)"),
    "html": (answered(HTML, Content_Type="text/html"), "malformed", "an HTML page where data was expected"),
    "html-as-json": (answered(HTML, Content_Type="application/json"), "malformed", "an HTML page"),
    "empty-body": (answered(b""), "malformed", "an empty body"),
    "blank-body": (answered(b" \n"), "malformed", "an empty body"),
    "304-unasked": (answered(b"", 304), "malformed", "answered 304 (as last time) though nothing was said"),
    "202": (answered(BODY, 202), "malformed", "answered 202, which promises no whole answer"),
    "206": (answered(BODY, 206, Content_Range="bytes 0-9/99"), "malformed", "answered 206"),
    "204": (answered(b"", 204), "malformed", "answered 204"),
    "half-json": (answered(BODY[:20]), "malformed", "no JSON"),
    "text": (answered(b"hello"), "malformed", "no JSON"),
    "list-for-object": (answered(b"[]"), "malformed", "jobs is no list"),
    "other-shape": (answered(b'{"data": []}'), "malformed", "jobs is no list"),
    "null": (answered(b"null"), "malformed", "jobs is no list"),
    "undeclared-latin": (answered(b'{"jobs": ["\xe4"]}', Content_Type="text/plain"), "malformed", "no JSON"),
    "deep": (answered(b'{"jobs": ' + b"[" * 100_000), "malformed", "no JSON"),
    "broken-gzip": (answered(b"not gzip at all", Content_Encoding="gzip"), "malformed", ""),
    "cut-short": (Reply(body=BODY, length=len(BODY) + 100), "malformed", "cut short"),
    "too-large": (answered(b'{"jobs": []}' + b" " * 300_000), "malformed", "larger than we accept"),
    "bomb": (
        answered(gzip.compress(b" " * 3_000_000), Content_Encoding="gzip"),
        "malformed",
        "once it is unpacked",
    ),
    "too-slow": (Reply(after=1.5), "malformed", "did not answer in time"),
}


@pytest.fixture(scope="module")
def landed(tmp_path_factory: pytest.TempPathFactory) -> Landed:
    routes: dict[str, Route] = {f"/{name}": route for name, (route, _, _) in CASES.items()}
    routes |= {"/redirect-to-slash/": answered(), "/capital/letters": answered()}
    with LocalBoard(routes) as board:
        tokens = [*CASES, "http://127.0.0.1:1/refused", "http://no-such-host.invalid/"]
        settings = {"DOWNLOAD_TIMEOUT": 0.7, "DOWNLOAD_MAXSIZE": 250_000, "RETRY_TIMES": 1}
        return crawled(tmp_path_factory.mktemp("data"), Ask(board.origin, tokens, settings))


@pytest.mark.parametrize("name", CASES)
def test_every_answer_becomes_a_snapshot_with_its_status(name: str, landed: Landed) -> None:
    _, status, sentence = CASES[name]
    snapshot = landed.snapshots[name]
    assert snapshot.status == status, snapshot.error
    assert sentence in (snapshot.error or "")
    assert (snapshot.error is None) == (status == "complete")
    assert "\n" not in (snapshot.error or "")


@pytest.mark.parametrize(
    "name",
    [
        "plain",
        "gzip",
        "deflate",
        "byte-order-mark",
        "utf-16",
        "declared-latin",
        "redirect-to-slash",
        "500-once",
    ],
)
def test_a_good_answer_is_read_however_it_is_packed(name: str, landed: Landed) -> None:
    assert [posting.title for posting in landed.snapshots[name].postings] == ["Bäcker", "Müller"]


def test_a_broken_posting_is_rejected_and_the_rest_lands(landed: Landed) -> None:
    snapshot = landed.snapshots["broken-rows"]
    assert [posting.title for posting in snapshot.postings] == ["Baker"]
    assert [(one.posting_id, one.reason) for one in snapshot.rejected][:1] == [("2", "title is missing")]
    assert len(snapshot.rejected) == 3


@pytest.mark.parametrize(
    ("token", "sentence"),
    [
        ("http://127.0.0.1:1/refused", "cannot reach 127.0.0.1 (it refuses the connection)"),
        ("http://no-such-host.invalid/", "cannot reach no-such-host.invalid (its name cannot be resolved)"),
    ],
)
def test_a_host_that_is_not_there_is_told(token: str, sentence: str, landed: Landed) -> None:
    snapshot = landed.snapshots[token]
    assert snapshot.status == "malformed"
    assert snapshot.error == sentence


def test_the_answer_is_kept_as_evidence(landed: Landed) -> None:
    (answer,) = landed.snapshots["plain"].answers
    assert (answer.http_status, answer.bytes) == (200, len(BODY))
    assert answer.body_sha256
    assert landed.snapshots["gzip"].answers[0].body_sha256 == answer.body_sha256


def test_the_report_counts_what_failed_and_names_it(landed: Landed) -> None:
    source = landed.report
    failed = [s for s in landed.snapshots.values() if s.status not in ("complete", "partial")]
    assert source.status == "partial"
    assert (source.boards, source.boards_failed) == (len(CASES) + 2, len(failed))
    assert source.rejected == 3
    assert len(source.errors) == 20
    assert source.errors[0].startswith("local: cannot reach ")
    assert all("local/" in sentence for sentence in source.errors[2:-1])
    assert source.errors[-1] == f"local: {len(failed) + 1 - 19} more sentences like these"


def test_a_crash_of_a_spider_fails_its_source(tmp_path: Path) -> None:
    with LocalBoard({"/a": answered(b'{"jobs": ["crash"]}'), "/b": answered()}) as board:
        landed = crawled(tmp_path, Ask(board.origin, ["a", "b"]))
    source = landed.report
    assert source.status == "failed"
    assert "local crashed: RuntimeError: a bug of ours" in source.errors
    assert "board local/a gave no snapshot" in source.errors
    assert (source.boards, source.boards_failed, source.postings) == (2, 1, 2)


@pytest.fixture
def self_signed(tmp_path: Path) -> Iterator[LocalBoard]:
    """A board behind a certificate that nobody vouches for."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(datetime.now(UTC) - timedelta(days=1))
        .not_valid_after(datetime.now(UTC) + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = tmp_path / "key.pem"
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    pem.write_bytes(secret + certificate.public_bytes(serialization.Encoding.PEM))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(pem)
    with LocalBoard({"/a": answered()}) as board:
        board.server.socket = context.wrap_socket(board.server.socket, server_side=True)
        board.origin = board.origin.replace("http", "https")
        yield board


def test_a_certificate_that_nobody_vouches_for_is_refused(self_signed: LocalBoard, tmp_path: Path) -> None:
    landed = crawled(tmp_path / "data", Ask(self_signed.origin, ["a"], {"RETRY_TIMES": 0}))
    assert landed.snapshots["a"].status in ("blocked", "malformed")
    assert self_signed.paths() == []
