"""Orders to a measured process and its answers: one JSON object a line, in and out.

Pipes and not sockets of the loop's own servers, so that the talk about measuring stays out of what
is measured. Imports nothing of ours (see ``walk``).
"""

import asyncio
import json
import resource
import sys
import time
from collections.abc import Awaitable, Callable
from typing import Any

Order = dict[str, Any]
Answer = Callable[[Order], Awaitable[Order]]


async def obey(answer: Answer) -> None:
    """Answer each order until the one who gives them is gone."""
    reader = asyncio.StreamReader(limit=1 << 24)
    loop = asyncio.get_running_loop()
    await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
    say({"ready": True})
    while line := await reader.readline():
        say(await answer(json.loads(line)))


def say(answer: Order) -> None:
    """One line to whoever gave the order."""
    sys.stdout.write(json.dumps(answer) + "\n")
    sys.stdout.flush()


def used() -> Order:
    """Processor seconds of this process, all threads and the kernel's share; peak memory in MB."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return {"cpu": time.process_time(), "peak_mb": peak / 1024}
