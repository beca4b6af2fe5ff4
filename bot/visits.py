"""Who is in the help branch right now: in memory only, for as long as they stay.

The branch keeps nothing of what a person says: where they are travels in the buttons. Only a typed
city needs to be told from other words, so the page that waits for it is remembered here, for an
hour, and is gone with the process. Bounded, so that nobody can fill the memory.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.views.ways import Help

LASTS = timedelta(hours=1)
MOST = 10_000
PAUSES = {"5m": timedelta(minutes=5), "1h": timedelta(hours=1), "1d": timedelta(hours=24)}
AT_LATEST = timedelta(hours=46)
"""Telegram lets a bot delete for 48 hours; what nobody cleaned up by then would stay for ever."""


@dataclass(frozen=True, slots=True)
class Visit:
    """``screen`` is the one message that is edited; ``pause`` after how long all is cleaned up."""

    screen: int
    page: Help
    pause: timedelta
    seen: datetime


class Visits:
    """By chat; forgotten after ``LASTS`` without a sign of life."""

    def __init__(self) -> None:
        self._visits: OrderedDict[int, Visit] = OrderedDict()

    def of(self, chat_id: int, now: datetime) -> Visit | None:
        """The visit that goes on in this chat."""
        visit = self._visits.get(chat_id)
        if visit is not None and now - visit.seen > LASTS:
            del self._visits[chat_id]
            return None
        return visit

    def remember(self, chat_id: int, screen: int, page: Help, now: datetime) -> Visit:
        """The person is at this page now; the pause that they chose stays."""
        known = self.of(chat_id, now)
        visit = Visit(screen, page, known.pause if known else AT_LATEST, now)
        self._keep(chat_id, visit)
        return visit

    def choose_pause(self, chat_id: int, pause: timedelta, now: datetime) -> None:
        """From now on all is cleaned up after this pause."""
        if visit := self.of(chat_id, now):
            self._keep(chat_id, replace(visit, pause=pause, seen=now))

    def end(self, chat_id: int) -> None:
        """The person left."""
        self._visits.pop(chat_id, None)

    def _keep(self, chat_id: int, visit: Visit) -> None:
        self._visits[chat_id] = visit
        self._visits.move_to_end(chat_id)
        while len(self._visits) > MOST:
            self._visits.popitem(last=False)
