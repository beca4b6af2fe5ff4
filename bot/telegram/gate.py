"""One door for every request of this process.

Telegram answers 429 to a bot, not to a call: whoever goes on knocking prolongs the wait for all.
Without this, replies, letters and polls would each find out for themselves, and keep it shut.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable


class Gate:
    """Shut for as long as Telegram asked; open otherwise.

    `clock` gives seconds that never run backwards (`time.monotonic`): a corrected wall clock
    must neither open the gate early nor keep it shut for an hour.
    """

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.now = clock
        self._sleep = sleep
        self._shut_until = float("-inf")

    @property
    def remaining(self) -> float:
        """Seconds until it opens; 0.0 when it is open."""
        return max(0.0, self._shut_until - self.now())

    @property
    def is_open(self) -> bool:
        return self._shut_until <= self.now()

    def close(self, seconds: float) -> None:
        """Shut it for `seconds` from now; a shorter wait never shortens a longer one."""
        self._shut_until = max(self._shut_until, self.now() + seconds)

    async def passage(self) -> None:
        """Return once the gate is open, however often it is shut meanwhile."""
        while (remaining := self.remaining) > 0:
            await self._sleep(remaining)
