"""The floor: aiohttp and orjson read every board and only parse. `python -m tests.benchmarks.floor ORIGIN N`.

No tool that reads these boards can cost less; what ours costs is told as a multiple of it.
"""

from __future__ import annotations

import asyncio
import sys

import aiohttp
import orjson

from tests.benchmarks.names import token

AT_ONCE = 16


async def read_all(origin: str, boards: int) -> int:
    """Postings seen on all boards."""
    gate = asyncio.Semaphore(AT_ONCE)

    async with aiohttp.ClientSession() as session:

        async def read(number: int) -> int:
            async with gate, session.get(f"{origin}/v1/boards/{token(number)}/jobs") as response:
                return len(orjson.loads(await response.read())["jobs"])

        return sum(await asyncio.gather(*map(read, range(boards))))


if __name__ == "__main__":
    print(asyncio.run(read_all(sys.argv[1], int(sys.argv[2]))))
