"""Long polling: an update is confirmed only once it is done.

aiogram's own polling confirms an update as its handler starts: a kill loses what the person said.
Here Telegram's queue is the inbox, and what it repeats meanwhile is recognised.
"""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import Any

from bot.intake.arrival import Arrival, read_arrival
from bot.intake.asking import WINDOW, Asking
from bot.intake.lanes import Lanes
from bot.intake.order import Order
from bot.intake.reception import Reception

_CONFIRM_WITHIN = 2.0  # seconds

log = logging.getLogger(__name__)


class Polling:
    """`await run()` until `stop()`; an instance runs once.

    `shortest_pause` and `longest_pause` are the seconds between two questions while something is
    unfinished: Telegram would answer at once, with what is known already.
    """

    def __init__(
        self,
        asking: Asking,
        reception: Reception,
        *,
        people: int = 32,
        shortest_pause: float = 0.05,
        longest_pause: float = 1.0,
    ) -> None:
        self._asking = asking
        self._reception = reception
        self._shelf = reception.shelf
        self._shortest_pause = shortest_pause
        self._longest_pause = longest_pause
        self._people = people
        self._lanes = Lanes(self._see_to, people)
        self._order = Order()
        self._parked: set[int] = set()
        self._few = 0
        self._drained = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None
        self._stopping = False
        self._grace = 0.0
        self._ended = asyncio.Event()

    async def run(self) -> None:
        """Take updates until `stop`. Raises TokenRefusedError, or what escaped from the work."""
        try:
            async with self._lanes as lanes:
                await self._ask_until_stopped()
                await lanes.close(self._grace)
            if (offset := self._order.offset) is not None:
                await self._asking.confirm(offset, _CONFIRM_WITHIN)
        finally:
            self._ended.set()

    async def stop(self, grace: float = 10.0) -> None:
        """Take nothing new; give what runs `grace` seconds; confirm what is done by then.

        The rest stays with Telegram, which shows it again to whoever asks next.
        """
        self._stopping = True
        self._grace = grace
        self._lanes.start_no_more()
        if self._loop is not None:
            self._loop.cancel()
            await self._ended.wait()

    async def _ask_until_stopped(self) -> None:
        # A task of its own, so that `stop` can cut off a long poll and nothing else.
        self._loop = asyncio.create_task(self._keep_asking())
        if self._stopping:
            self._loop.cancel()
        try:
            await self._loop
        except asyncio.CancelledError:
            if not self._stopping:
                raise

    async def _keep_asking(self) -> None:
        await self._asking.take_over()
        for arrival in await self._shelf.parked():
            self._parked.add(arrival.update_id)
            self._lanes.put(arrival)
        pause = self._shortest_pause
        while True:
            offset = self._order.offset
            raws = await self._asking.updates(offset, patient=self._order.is_drained)
            moved = self._confirmed(offset)
            news = self._take(raws)
            if len(raws) >= WINDOW and not news:
                moved = await self._park_oldest(raws) or moved
            if not self._order.is_drained:
                pause = self._shortest_pause if news or moved else self._longer(pause)
                if self._lanes.has_room:
                    await self._until_left(0, pause)
                else:
                    # Nothing new could be started, and Telegram would show the same hundred again.
                    await self._until_left(self._people - 1, self._longest_pause)

    def _longer(self, pause: float) -> float:
        return min(self._longest_pause, pause * 2)

    def _confirmed(self, offset: int | None) -> bool:
        if offset is None:
            return False
        known = len(self._order)
        self._order.confirmed(offset)
        return len(self._order) < known

    def _take(self, raws: Sequence[Mapping[str, Any]]) -> bool:
        """Start what is new; whether anything was."""
        news = False
        for raw in raws:
            update_id = raw["update_id"]
            if not self._order.arrive(update_id):
                continue
            if update_id in self._parked:
                # The bot died between keeping it and telling Telegram so.
                self._order.finish(update_id)
                continue
            self._lanes.put(read_arrival(raw))
            news = True
        return news

    async def _until_left(self, unfinished: int, pause: float) -> None:
        """Until no more than so many are left, but no longer than `pause` seconds."""
        self._few = unfinished
        self._drained.clear()
        if self._order.unfinished <= unfinished:
            return
        try:
            async with asyncio.timeout(pause):
                await self._drained.wait()
        except TimeoutError:
            pass

    async def _see_to(self, arrival: Arrival, more_of_album: bool) -> None:
        handled = await self._reception.receive(arrival, more_of_album)
        update_id = arrival.update_id
        if update_id in self._parked:
            self._parked.discard(update_id)
            if handled:
                await self._reception.take_down(update_id)
            return
        self._order.finish(update_id)
        if self._order.unfinished <= self._few:
            self._drained.set()

    async def _park_oldest(self, raws: Sequence[Mapping[str, Any]]) -> bool:
        """Keep what holds up a full window ourselves, so that Telegram shows what lies behind.

        Not while all lanes are busy: what lies behind could not be started anyway.
        """
        oldest = self._order.oldest_unfinished
        raw = next((raw for raw in raws if raw["update_id"] == oldest), None)
        if raw is None or oldest is None or not self._lanes.has_room:
            return False
        try:
            await self._shelf.park(read_arrival(raw))
        except Exception as error:  # noqa: BLE001 - it stays with Telegram and the next round tries again
            log.error(  # noqa: TRY400 - a traceback could quote the person
                "update %d could not be parked: %s", oldest, type(error).__name__
            )
            return False
        if self._order.is_unfinished(oldest):
            self._parked.add(oldest)
            self._order.finish(oldest)
        else:
            await self._reception.take_down(oldest)
        return True
