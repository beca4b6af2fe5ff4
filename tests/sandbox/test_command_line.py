"""`python -m sandbox` opens, says where, and closes when it is asked to."""

import asyncio
import signal
import sys

import pytest
from aiohttp import ClientSession


@pytest.mark.parametrize("asked", [signal.SIGINT, signal.SIGTERM])
async def test_it_opens_says_where_and_closes(asked: signal.Signals):
    running = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "sandbox", "--port", "0", "--name", "Сынақ", "--token", "7:abc"),
        stdout=asyncio.subprocess.PIPE,
    )
    said = [(await running.stdout.readline()).decode() for _ in range(4)]
    address = said[0].split()[1]
    assert "Everything is in memory" in said[3]
    async with ClientSession() as session, session.get(f"{address}bot7:abc/getMe") as response:
        assert (await response.json())["result"]["first_name"] == "Сынақ"
    running.send_signal(asked)
    assert await running.wait() == 0
