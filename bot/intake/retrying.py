"""Tries updates on the shelf again, when an administrator has asked for it.

They go the way that every update goes, so whatever was done before is recognised by the update's id
and not done twice. What is asked for stands in rows: a bot that dies amid it goes on afterwards.
"""

import json
import logging
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Protocol

from bot.intake.arrival import Arrival, read_arrival
from bot.intake.reception import TRIES
from storage import updates
from storage.database import Database
from storage.errors import NotSetAside, VaultError
from storage.updates import SetAside
from storage.vault import KeyRing

Tell = Callable[[int, int, datetime, str | None], Awaitable[None]]
"""(update id, administrator, when they asked, error type or None): how it went."""

RETRIED = "retried"

log = logging.getLogger(__name__)


class Trying(Protocol):
    """What is needed of the intake. `bot.intake.reception.Reception` is the real one."""

    async def try_again(self, arrival: Arrival) -> str | None:
        """The type of the error; None when it is handled."""


class Retrying:
    """`due` tries all that was asked for and tells each administrator how theirs went."""

    def __init__(
        self,
        database: Database,
        ring: KeyRing,
        reception: Trying,
        clock: Callable[[], datetime],
        tell: Tell,
    ) -> None:
        self._database = database
        self._ring = ring
        self._reception = reception
        self._clock = clock
        self._tell = tell

    async def due(self, _now: datetime) -> None:
        """A tick of the clock.

        One after the other: they are few, and a person's own must stay in their order.
        """
        async with self._database.look() as conn:
            asked_for = await updates.set_aside_to_retry(conn)
        for kept in asked_for:
            await self._retry(kept)

    async def _retry(self, kept: SetAside) -> None:
        error, tries = await self._try(kept.update_id)
        async with self._database.act() as conn:
            if error is None:
                await updates.resolve_set_aside(conn, kept.update_id, RETRIED, self._clock())
            else:
                await updates.failed_again(conn, kept.update_id, error, tries)
        log.info("update %d was tried again: %s", kept.update_id, error or "handled")
        if kept.retried_by is not None and kept.retried_at is not None:
            await self._tell(kept.update_id, kept.retried_by, kept.retried_at, error)

    async def _try(self, update_id: int) -> tuple[str | None, int]:
        """(type of the error, tries made)."""
        try:
            async with self._database.look() as conn:
                payload = await updates.open_set_aside(conn, self._ring, update_id)
        except (VaultError, NotSetAside) as error:
            return type(error).__name__, 0
        raw = json.loads(payload)
        if raw.keys() <= {"update_id"}:
            return updates.NOTHING_KEPT, 0
        error_type = await self._reception.try_again(read_arrival(raw))
        return error_type, TRIES if error_type else 1
