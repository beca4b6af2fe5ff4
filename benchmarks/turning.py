"""The change of the keys as a process of its own, which goes and rests as it is told.

It runs what `azamat keys rotate` runs. That it can be held between two of its steps lets the waits
be measured by turns, with it and without it, so that what else the machine does falls on both.
"""

import asyncio
import sys
import time

from benchmarks.orders import Order, obey
from bot.config import KEY_FILE
from storage import keys
from storage.database import Database
from storage.rotation import rewrap
from storage.vault import KeyRing


class Turning:
    """Rests at first; `go` and `rest` are answered once it does so."""

    def __init__(self, database_url: str) -> None:
        keys.turn(KEY_FILE)
        self._database = Database(database_url)
        self._ring = KeyRing.load_or_create(KEY_FILE)
        self._may_go = asyncio.Event()
        self._rests = asyncio.Event()
        self._rows = 0
        self._seconds = 0.0
        self._went_at = 0.0
        self._all_of_it = asyncio.create_task(self._go_on())

    async def obey(self, order: Order) -> Order:
        """How many rows were sealed anew so far, in how many seconds, and whether that is all."""
        if "go" in order:
            self._went_at = time.perf_counter()
            self._rests.clear()
            self._may_go.set()
        else:
            self._may_go.clear()
            await self._rests.wait()
        return {"rows": self._rows, "seconds": self._seconds, "ended": self._all_of_it.done()}

    async def _go_on(self) -> None:
        await self._may_go.wait()
        async for progress in rewrap(self._database, self._ring, sleep=self._sleep):
            self._rows += progress.count
        await self._database.close()
        self._stand()

    async def _sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
        if not self._may_go.is_set():
            self._stand()
            await self._may_go.wait()

    def _stand(self) -> None:
        self._seconds += time.perf_counter() - self._went_at
        self._rests.set()


async def main(database_url: str) -> None:
    """Turn the key in this folder's file, and obey."""
    await obey(Turning(database_url).obey)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
