"""Which page of the help branch a person looks at right now: in memory only.

The branch keeps nothing of what a person says: it travels in the buttons. Only a typed city needs
to be told from other words, and a place that was sent needs to order a list of several pages: so
the page and that place are remembered here, for an hour, and are gone with the process. Whether
somebody is in the branch at all stands in the ledger (``bot/branch.py``). Bounded, so that nobody
can fill the memory.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.views.ways import Help

LASTS = timedelta(hours=1)
MOST = 100_000
PAUSES = {"5m": timedelta(minutes=5), "1h": timedelta(hours=1), "1d": timedelta(hours=24)}
_DECIMALS = 2
"""Of a degree, about a kilometre: enough to order centres, too little to find somebody."""

Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stay:
    """``near`` (degrees, rough) is where the person is or a city that they named."""

    page: Help
    near: Point | None
    seen: datetime


def rough(latitude: float, longitude: float) -> Point:
    """About where this is."""
    return round(latitude, _DECIMALS), round(longitude, _DECIMALS)


class Visits:
    """By chat. The page is forgotten after ``LASTS`` without a sign of life."""

    def __init__(self, going_on: Iterable[int] = ()) -> None:
        """``going_on`` are the chats whose visit began before this process."""
        self._stays: OrderedDict[int, Stay | None] = OrderedDict.fromkeys(going_on)

    def of(self, chat_id: int, now: datetime) -> Stay | None:
        """Where the person is, as far as this process knows."""
        stay = self._stays.get(chat_id)
        if stay is not None and now - stay.seen > LASTS:
            self._stays[chat_id] = None
            return None
        return stay

    def knows(self, chat_id: int) -> bool:
        """Whether there may be a visit in this chat, as far as this process knows."""
        return chat_id in self._stays

    def remember(self, chat_id: int, page: Help, near: Point | None, now: datetime) -> None:
        """The person is at this page now."""
        self._stays[chat_id] = Stay(page, near, now)
        self._stays.move_to_end(chat_id)
        while len(self._stays) > MOST:
            self._stays.popitem(last=False)

    def end(self, chat_id: int) -> None:
        """The person left."""
        self._stays.pop(chat_id, None)
