"""A server of the benchmark's boards in a process of its own: `python -m tests.benchmarks.web_server BOARDS`.

Answers like boards-api.greenhouse.io, packed once, with ETag and 304; prints its port when it is ready, and
ends when its standard input does.
"""

from __future__ import annotations

import asyncio
import gzip
import hashlib
import sys

from aiohttp import web

from tests.benchmarks.names import token
from tests.benchmarks.web_load import body


def application(boards: int) -> web.Application:
    """The routes of that many boards."""
    packed = {token(number): gzip.compress(body(number), 6) for number in range(boards)}
    tags = {name: f'"{hashlib.sha256(data).hexdigest()[:16]}"' for name, data in packed.items()}

    async def jobs(request: web.Request) -> web.Response:
        name = request.match_info["token"]
        if name not in packed:
            return web.json_response({"status": 404, "error": "Board not found"}, status=404)
        headers = {"ETag": tags[name]}
        if request.headers.get("If-None-Match") == tags[name]:
            return web.Response(status=304, headers=headers)
        headers["Content-Encoding"] = "gzip"
        return web.Response(body=packed[name], content_type="application/json", headers=headers)

    app = web.Application()
    app.router.add_get("/v1/boards/{token}/jobs", jobs)
    return app


async def serve(boards: int) -> None:
    """Serve until standard input ends."""
    runner = web.AppRunner(application(boards))
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    print(runner.addresses[0][1], flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1])))
