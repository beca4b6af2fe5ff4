"""Telegram's limits on how often a bot may speak.

Without them a bot that floods looks healthy here and is silenced in life. Telegram names
the figures (30 messages a second in all, 1 a second to one chat with short bursts,
20 a minute to a group) but not the rules between them; these are the choices made here:

- A call counts once, whatever it sends (an album, a hundred copies), and only if it worked.
- A private chat holds five tickets and gets a new one each second.
- "In all" and "to a group" look back over one second and over one minute.
- Edits count in groups only; answers to taps, deletions and chat actions never count.
"""

import math
from collections import deque
from datetime import datetime, timedelta

from sandbox.clock import SandboxClock
from sandbox.errors import too_many_requests

IN_ALL_PER_SECOND = 30
GROUP_PER_MINUTE = 20
PRIVATE_BURST = 5
SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


class Window:
    """At most `most` events in any span of the given length."""

    def __init__(self, most: int, span: timedelta) -> None:
        self._most = most
        self._span = span
        self._moments: deque[datetime] = deque()

    def wait(self, now: datetime) -> timedelta:
        """How long until one more event fits; zero where it fits now."""
        while self._moments and now - self._moments[0] >= self._span:
            self._moments.popleft()
        if len(self._moments) < self._most:
            return timedelta()
        return self._span - (now - self._moments[0])

    def count(self, now: datetime) -> None:
        self._moments.append(now)


class Tickets:
    """A burst of `PRIVATE_BURST`, refilled by one each second."""

    def __init__(self, now: datetime) -> None:
        self._tickets = float(PRIVATE_BURST)
        self._at = now

    def wait(self, now: datetime) -> timedelta:
        refilled = self._tickets + (now - self._at).total_seconds()
        self._tickets = min(float(PRIVATE_BURST), refilled)
        self._at = now
        return timedelta(seconds=max(0.0, 1.0 - self._tickets))

    def count(self, _now: datetime) -> None:
        self._tickets -= 1.0


class Limits:
    """All the limits together."""

    def __init__(self, clock: SandboxClock, *, switched_on: bool) -> None:
        self._clock = clock
        self.switched_on = switched_on
        self.forget()

    def forget(self) -> None:
        """Starts counting anew."""
        self._in_all = Window(IN_ALL_PER_SECOND, SECOND)
        self._groups: dict[int, Window] = {}
        self._privates: dict[int, Tickets] = {}

    def check(self, chat_id: int, *, editing: bool = False) -> None:
        """Refuses with 429 where one more message to this chat would be too many."""
        if not self.switched_on:
            return
        now = self._clock.now()
        longest = max(counter.wait(now) for counter in self._counters(chat_id, editing=editing))
        if longest > timedelta():
            raise too_many_requests(max(1, math.ceil(longest.total_seconds())))

    def count(self, chat_id: int, *, editing: bool = False) -> None:
        """Counts a call that worked."""
        now = self._clock.now()
        for counter in self._counters(chat_id, editing=editing):
            counter.count(now)

    def _counters(self, chat_id: int, *, editing: bool) -> list[Window | Tickets]:
        if chat_id < 0:
            group = self._groups.setdefault(chat_id, Window(GROUP_PER_MINUTE, MINUTE))
            return [group] if editing else [self._in_all, group]
        if editing:
            return [Window(1, SECOND)]
        private = self._privates.setdefault(chat_id, Tickets(self._clock.now()))
        return [self._in_all, private]
