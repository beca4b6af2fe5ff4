"""Where an update is kept, sealed, when Telegram is told of it before it is done.

Two kinds lie here: those that failed every time, for somebody to look at, and those that took so
long that they held up everybody ("parked"), which go on and are replayed if the bot dies
meanwhile. Without it the one would block the queue for ever, and the other be lost by a kill.

Of some updates nothing may be kept but that there was one (`IsUnspoken`): they lie here without
their words, and are not replayed.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.intake.arrival import Arrival, read_arrival
from storage import updates
from storage.database import Database
from storage.errors import VaultError
from storage.vault import KeyRing

IsUnspoken = Callable[[Arrival], Awaitable[bool]]
"""Whether nothing of what this update says may be kept, not even sealed."""

_PARKED = "parked"

log = logging.getLogger(__name__)


class Keeping(Protocol):
    """What the intake needs of a shelf. `Shelf` is the real one."""

    async def set_aside(self, arrival: Arrival, error: str, attempts: int) -> None:
        """Keep an update that failed `attempts` times; `error` is the error's type."""

    async def park(self, arrival: Arrival) -> None:
        """Keep an update that is still being handled."""

    async def parked(self) -> list[Arrival]:
        """Those that were being handled when the bot died, oldest first."""

    async def handled(self, update_id: int) -> None:
        """A parked one is done after all."""


class Shelf:
    """The shelf in the database. Every method is one transaction; errors are the database's."""

    def __init__(
        self,
        database: Database,
        ring: KeyRing,
        clock: Callable[[], datetime],
        is_unspoken: IsUnspoken | None = None,
    ) -> None:
        self._database = database
        self._ring = ring
        self._clock = clock
        self._is_unspoken = is_unspoken

    async def set_aside(self, arrival: Arrival, error: str, attempts: int) -> None:
        unspoken = self._is_unspoken is not None and await self._is_unspoken(arrival)
        kept = {"update_id": arrival.update_id} if unspoken else arrival.raw
        payload = json.dumps(kept, ensure_ascii=False).encode()
        async with self._database.act() as conn:
            await updates.set_aside(
                conn,
                self._ring,
                arrival.update_id,
                arrival.kind,
                error,
                attempts,
                payload,
                self._clock(),
            )

    async def park(self, arrival: Arrival) -> None:
        await self.set_aside(arrival, _PARKED, 0)

    async def parked(self) -> list[Arrival]:
        found = []
        async with self._database.look() as conn:
            for kept in await updates.set_aside_waiting(conn):
                if kept.error != _PARKED:
                    continue
                try:
                    payload = await updates.open_set_aside(conn, self._ring, kept.update_id)
                except VaultError as error:
                    # It stays on the shelf for the day on which the key is found again.
                    log.error(  # noqa: TRY400 - the type says it all
                        "parked update %d: %s", kept.update_id, type(error).__name__
                    )
                else:
                    found.append(read_arrival(json.loads(payload)))
        return found

    async def handled(self, update_id: int) -> None:
        async with self._database.act() as conn:
            await updates.resolve_set_aside(conn, update_id, "handled", self._clock())
