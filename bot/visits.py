"""Where somebody is in the help branch right now: in memory only, for as long as they stay.

The branch keeps nothing of what a person says: it travels in the buttons. Only what is typed or
shared comes without a button, so the page that waits for it is remembered here, and the point that
the nearest centres are looked for from. Gone with the process and with the pause; bounded, so that
nobody can fill the memory. That somebody is there at all, and when all is cleaned up, is a row
(`storage/traces.py`), which every worker sees.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import TypeAlias

from bot.views.ways import Help

MOST = 10_000
PAUSES = {"5m": timedelta(minutes=5), "1h": timedelta(hours=1), "1d": timedelta(hours=24)}
UNCHOSEN = timedelta(hours=1)
"""Until a pause is chosen: the shortest in which a frightened person may still read and think."""
AT_LATEST = timedelta(hours=46)
"""Telegram lets a bot delete for 48 hours; what nobody cleaned up by then would stay for ever."""

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Here:
    """``near`` (latitude, longitude) is where help is looked for, if they said it."""

    page: Help
    near: Point | None
    until: datetime


class Visits:
    """By chat."""

    def __init__(self) -> None:
        self._here: OrderedDict[int, Here] = OrderedDict()

    def of(self, chat_id: int, now: datetime) -> Here | None:
        """Where they are; ``None`` after a restart, on another worker, after the pause."""
        here = self._here.get(chat_id)
        if here is not None and now >= here.until:
            del self._here[chat_id]
            return None
        return here

    def remember(self, chat_id: int, page: Help, until: datetime, now: datetime) -> None:
        """They are at this page now."""
        known = self.of(chat_id, now)
        self._keep(chat_id, Here(page, known.near if known else None, until))

    def look_from(self, chat_id: int, near: Point | None, now: datetime) -> None:
        """The nearest are looked for from here from now on; ``None``: from nowhere."""
        if here := self.of(chat_id, now):
            self._keep(chat_id, replace(here, near=near))

    def end(self, chat_id: int) -> None:
        """They left."""
        self._here.pop(chat_id, None)

    def _keep(self, chat_id: int, here: Here) -> None:
        self._here[chat_id] = here
        self._here.move_to_end(chat_id)
        while len(self._here) > MOST:
            self._here.popitem(last=False)
