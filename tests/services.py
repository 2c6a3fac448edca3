"""Servers that some tests need, each a child of the test on a free loopback port: Redis, an S3 store."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from redis import Redis, RedisError

PATIENCE = 60.0


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


class RedisServer:
    """A real Redis that keeps nothing on disk, so that a restart forgets everything."""

    def __init__(self, folder: Path) -> None:
        self.program = shutil.which("redis-server") or shutil.which("valkey-server")
        if not self.program:
            pytest.skip("REDIS MISSING: apt install redis-server")
        self.folder, self.port = folder, free_port()
        self.url = f"redis://127.0.0.1:{self.port}/0"
        self.start()

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = ["--port", str(self.port), "--bind", "127.0.0.1", "--save", "", "--dir", str(self.folder)]
        self.process = subprocess.Popen([str(self.program), *options], stdout=subprocess.DEVNULL)
        with Redis.from_url(self.url) as client:
            wait_until(lambda: _pings(client))

    def stop(self) -> None:
        """Kill it: whatever it held is gone."""
        self.process.kill()
        self.process.wait()


def _pings(client: Redis) -> bool:
    try:
        return bool(client.ping())
    except RedisError:
        return False


@contextmanager
def s3_store(folder: Path) -> Iterator[str]:
    """An S3-compatible server (moto); its endpoint's URL."""
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with (folder / "s3.log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log) as server:
        url = f"http://127.0.0.1:{port}"
        try:
            wait_until(lambda: _answers(url))
            yield url
        finally:
            server.kill()


def _answers(url: str) -> bool:
    try:
        with urllib.request.urlopen(url, timeout=1):
            return True
    except OSError:
        return False


def wait_until(done: object, patience: float = PATIENCE) -> None:
    """Call `done` until it is true; fails the test when it never is."""
    assert callable(done)
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if done():
            return
        time.sleep(0.05)
    pytest.fail(f"waited {patience:.0f} s in vain")


class PostgresServer:
    """Context manager: a real PostgreSQL with an empty database `lake`, reached by `dsn`.

    PostgreSQL refuses to run as root, so root runs it as the user `postgres`.
    """

    def __init__(self) -> None:
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/postgres"))
        program = str(found[-1]) if found else shutil.which("postgres")
        if not program:
            pytest.skip("POSTGRESQL MISSING: apt install postgresql")
        self.bin = Path(program).parent
        self.as_user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        self.port = free_port()
        self.dsn = f"dbname=lake host=127.0.0.1 port={self.port} user=lake"

    def __enter__(self) -> PostgresServer:
        self.folder = Path(tempfile.mkdtemp(prefix="sixthhire-pg-"))
        if self.as_user:
            shutil.chown(self.folder, "postgres")
        data = str(self.folder / "data")
        self._run("initdb", "-D", data, "-A", "trust", "-U", "lake", "--no-sync")
        options = ["-D", data, "-p", str(self.port), "-h", "127.0.0.1", "-k", str(self.folder), "-F"]
        with (self.folder.parent / f"{self.folder.name}.log").open("w") as log:
            command = [*self.as_user, str(self.bin / "postgres"), *options]
            self.process = subprocess.Popen(command, stdout=log, stderr=log)
        wait_until(lambda: self._asks("select 1").returncode == 0)
        assert self._asks("create database lake").returncode == 0
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)
        self.folder.with_name(f"{self.folder.name}.log").unlink(missing_ok=True)

    def _asks(self, query: str) -> subprocess.CompletedProcess[bytes]:
        command = [str(self.bin / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "lake"]
        return subprocess.run([*command, "-d", "postgres", "-c", query], capture_output=True, check=False)

    def _run(self, name: str, *arguments: str) -> None:
        command = [*self.as_user, str(self.bin / name), *arguments]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder)
