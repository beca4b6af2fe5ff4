"""Files that go with letters: made and uploaded once, however many people they go to.

Without it a picture for ten thousand people would be drawn ten thousand times, and a broadcast
that takes six minutes would take an hour.
"""

import asyncio
import logging
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import datetime
from weakref import WeakValueDictionary

from storage import uploads
from storage.database import Database

REMEMBERED = 1000
"""Ids kept in memory besides their rows."""

log = logging.getLogger(__name__)


class Enclosures:
    """Telegram's ids of our files, by what is in them."""

    def __init__(self, database: Database, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._clock = clock
        self._ids: OrderedDict[str, str] = OrderedDict()
        self._turns: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()

    @asynccontextmanager
    async def turn(self, key: str) -> AsyncIterator[None]:
        """One at a time: whoever uploads a file first spares the others the upload."""
        lock = self._turns.get(key)
        if lock is None:
            lock = self._turns[key] = asyncio.Lock()
        async with lock:
            yield

    async def known(self, key: str) -> str | None:
        """Telegram's id of the file; None: it has to be uploaded."""
        if key in self._ids:
            return self._ids[key]
        async with self._database.look() as conn:
            file_id = await uploads.known(conn, key)
        if file_id is not None:
            self._keep(key, file_id)
        return file_id

    async def remember(self, key: str, file_id: str) -> None:
        """It was uploaded. What cannot be written down is uploaded again some day, no more."""
        self._keep(key, file_id)
        try:
            async with self._database.act() as conn:
                await uploads.remember(conn, key, file_id, self._clock())
        except Exception as error:  # noqa: BLE001 - the letter has left: nothing may undo that
            log.warning("an upload is not remembered: %s", type(error).__name__)

    async def forget(self, key: str, file_id: str) -> None:
        """Telegram no longer knows this id."""
        if self._ids.get(key) == file_id:
            del self._ids[key]
        async with self._database.act() as conn:
            await uploads.forget(conn, key, file_id)

    def _keep(self, key: str, file_id: str) -> None:
        self._ids[key] = file_id
        if len(self._ids) > REMEMBERED:
            self._ids.popitem(last=False)
