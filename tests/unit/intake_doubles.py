"""Stand-ins for what surrounds the intake: Telegram's queue, the shelf, and time."""

import asyncio

from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import DeleteWebhook

from bot.intake.asking import RawUpdates


def message(update_id, person=11, text="-"):
    """An update as Telegram sends it."""
    return {
        "update_id": update_id,
        "message": {
            "message_id": update_id,
            "date": 0,
            "chat": {"id": person, "type": "private"},
            "from": {"id": person, "is_bot": False, "first_name": "-"},
            "text": text,
        },
    }


class TelegramQueue:
    """getUpdates as Telegram does it, in memory. A bot, as far as the intake asks one."""

    def __init__(self, *updates, troubles=()):
        self.queue = list(updates)
        self.troubles = list(troubles)
        self.confirmed = 0
        self.asked = []
        self.changed = asyncio.Event()
        self.kinds = None
        self.patience = object()

    async def __call__(self, method, request_timeout=None):
        self.asked.append(method)
        self._announce()
        if self.troubles:
            trouble = self.troubles.pop(0)
            if trouble is not None:
                raise trouble
        if isinstance(method, DeleteWebhook):
            assert method.drop_pending_updates is False
            return True
        assert isinstance(method, RawUpdates)
        self.kinds = method.allowed_updates or self.kinds
        if method.offset is not None:
            self.confirmed = max(self.confirmed, method.offset - 1)
            self.queue = [one for one in self.queue if one["update_id"] >= method.offset]
            self._announce()
        if method.timeout:
            patience = self.patience
            while not self.queue and self.patience is patience:
                await self._change()
        else:
            await asyncio.sleep(0)  # as any answer from the network, it takes a turn of the loop
        return self.queue[: method.limit]

    def add(self, *updates):
        self.queue.extend(updates)
        self._announce()

    def patience_ends(self):
        """The long polls under way are answered with nothing."""
        self.patience = object()
        self._announce()

    async def until(self, condition):
        while not condition():
            await self._change()

    async def _change(self):
        await self.changed.wait()

    def _announce(self):
        self.changed.set()
        self.changed = asyncio.Event()


class MemoryShelf:
    """Keeps what is set aside in memory; `broken` makes every keeping fail."""

    def __init__(self, parked=()):
        self.aside = {}
        self.on_shelf = {one.update_id: one for one in parked}
        self.taken_down = []
        self.broken = 0

    async def set_aside(self, arrival, error, attempts):
        if self.broken:
            self.broken -= 1
            raise OSError
        self.aside[arrival.update_id] = (error, attempts)

    async def park(self, arrival):
        if self.broken:
            self.broken -= 1
            raise OSError
        self.on_shelf[arrival.update_id] = arrival

    async def parked(self):
        return list(self.on_shelf.values())

    async def handled(self, update_id):
        del self.on_shelf[update_id]
        self.taken_down.append(update_id)


class Handler:
    """Handles at once what it may, and fails where it is told to."""

    def __init__(self):
        self.started = []
        self.handled = []
        self.failures = {}
        self.held = {}
        self.changed = asyncio.Event()

    async def __call__(self, update, more_of_album):
        number = update.update_id
        self.started.append(number)
        self._announce()
        failures = self.failures.get(number)
        if failures:
            raise failures.pop(0)
        if number in self.held:
            await self.held[number].wait()
        self.handled.append(number)
        self._announce()

    def hold(self, *update_ids):
        self.held |= {number: asyncio.Event() for number in update_ids}

    def let(self, *update_ids):
        for number in update_ids:
            self.held[number].set()

    async def until(self, condition):
        while not condition():
            await self.changed.wait()

    def _announce(self):
        self.changed.set()
        self.changed = asyncio.Event()


class Sleep:
    """Sleeps no longer than one turn of the loop, and remembers how long it should have."""

    def __init__(self):
        self.slept = []

    async def __call__(self, seconds):
        self.slept.append(seconds)
        await asyncio.sleep(0)


def line_cut():
    return TelegramNetworkError(method=RawUpdates(), message="-")
