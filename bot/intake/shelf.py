"""Where an update is kept, sealed, when Telegram is told of it before it is done.

Two kinds lie here: those that failed every time, for somebody to look at, and those that took so
long that they held up everybody ("parked"), which go on and are replayed if the bot dies
meanwhile. Without it the one would block the queue for ever, and the other be lost by a kill.

One that failed may be tried again at an administrator's wish. The wish stands in its row, so that
a restart does not lose it, and so does the name of whoever is to be told how it went.
"""

import json
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from bot.intake.arrival import Arrival, read_arrival, reference_of
from storage import outbox, updates
from storage.database import Database
from storage.errors import NotSetAside, VaultError
from storage.outbox import Delivery, Lane, Letter
from storage.updates import PARKED, SetAside
from storage.vault import KeyRing

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

    async def wanted(self) -> list[Arrival]:
        """Those that were to be tried again when the bot died, oldest first."""

    async def tried_again(self, update_id: int, error: str | None, tries: int) -> None:
        """It went well (no `error`), or failed `tries` times more; whoever wished it is told."""


class Shelf:
    """The shelf in the database. Every method is one transaction; errors are the database's.

    `letters_put` wakes the postman.
    """

    def __init__(
        self,
        database: Database,
        ring: KeyRing,
        clock: Callable[[], datetime],
        letters_put: Callable[[], None] = lambda: None,
    ) -> None:
        self._database = database
        self._ring = ring
        self._clock = clock
        self._letters_put = letters_put

    async def set_aside(self, arrival: Arrival, error: str, attempts: int) -> None:
        payload = json.dumps(arrival.raw, ensure_ascii=False).encode()
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
        await self.set_aside(arrival, PARKED, 0)

    async def parked(self) -> list[Arrival]:
        return await self._those(lambda kept: kept.error == PARKED)

    async def wanted(self) -> list[Arrival]:
        return await self._those(lambda kept: kept.retried_at is not None)

    async def take(self, update_id: int) -> Arrival | None:
        """One that is to be tried again; None, and the wish is gone, when it cannot be read."""
        try:
            async with self._database.look() as conn:
                payload = await updates.open_set_aside(conn, self._ring, update_id)
        except (NotSetAside, VaultError) as error:
            log.error(  # noqa: TRY400 - the type says it all
                "update %d cannot be tried again: %s", update_id, type(error).__name__
            )
            async with self._database.act() as conn:
                await updates.failed_again(conn, update_id, type(error).__name__, 0)
            return None
        return read_arrival(json.loads(payload))

    async def handled(self, update_id: int) -> None:
        async with self._database.act() as conn:
            await updates.resolve_set_aside(conn, update_id, "handled", self._clock())

    async def tried_again(self, update_id: int, error: str | None, tries: int) -> None:
        now = self._clock()
        async with self._database.act() as conn:
            kept = await updates.one_set_aside(conn, update_id)
            if error is None:
                await updates.resolve_set_aside(conn, update_id, "handled", now)
            else:
                await updates.failed_again(conn, update_id, error, tries)
            if kept is not None and kept.retried_by is not None:
                letter = _how_it_went(kept, kept.retried_by, error, now)
                await outbox.put(conn, self._ring, letter, now)
        self._letters_put()

    async def _those(self, are_meant: Callable[[SetAside], bool]) -> list[Arrival]:
        found = []
        async with self._database.look() as conn:
            for kept in filter(are_meant, await updates.set_aside_waiting(conn)):
                try:
                    payload = await updates.open_set_aside(conn, self._ring, kept.update_id)
                except VaultError as error:
                    # It stays on the shelf for the day on which the key is found again.
                    log.error(  # noqa: TRY400 - the type says it all
                        "kept update %d: %s", kept.update_id, type(error).__name__
                    )
                else:
                    found.append(read_arrival(json.loads(payload)))
        return found


def _how_it_went(kept: SetAside, administrator: int, error: str | None, now: datetime) -> Letter:
    return Letter(
        dedupe_key=f"tried-again:{kept.update_id}:{kept.attempts}:{kept.retried_at}",
        chat_id=administrator,
        view="update_tried_again",
        args={
            "update": kept.update_id,
            "reference": reference_of(kept.update_id),
            "error": error,
        },
        lane=Lane.DIALOGUE,
        delivery=Delivery.AT_LEAST_ONCE,
        not_before=now,
    )
