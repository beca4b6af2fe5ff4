"""Rings whenever anything in the sandbox changes.

Long polls, the live page and "wait until the bot is done" all wait for the same bell,
so nobody in the sandbox or in the tests has to sleep and look again.
"""

import asyncio
from collections.abc import Callable


class Bell:
    """Counts the changes and wakes those who wait for one."""

    def __init__(self) -> None:
        self.version = 0
        self.closed = False
        self._rung = asyncio.Event()

    def ring(self) -> int:
        """Announces a change; returns the new version."""
        self.version += 1
        self._wake()
        return self.version

    def close(self) -> None:
        """Lets everybody who waits go home: the sandbox stops."""
        self.closed = True
        self._wake()

    async def until(self, condition: Callable[[], bool], within: float) -> bool:
        """Waits at most `within` seconds for the condition; returns whether it holds."""
        try:
            async with asyncio.timeout(within):
                while not condition() and not self.closed:
                    await self._rung.wait()
        except TimeoutError:
            pass
        return condition()

    def _wake(self) -> None:
        self._rung.set()
        self._rung = asyncio.Event()
