"""How much may be said: Telegram's published limits, kept before Telegram has to enforce them.

Without this a broadcast of ten thousand letters meets a 429 within its first seconds, and the
wait that follows silences the answers to people who are writing to the bot right now.

The limits are exact windows, not leaking buckets: a bucket of 30 refilled by 30 a second lets 59
through within its first second, and a bucket of 20 lets a group have 39 within its first minute.

Source of the numbers: https://core.telegram.org/bots/faq (My bot is hitting limits): about 30
messages a second in all, one a second to one chat with short bursts allowed, 20 a minute to a
group.
"""

from collections import OrderedDict, deque
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Allowance:
    """No more than `count` messages within any `seconds`."""

    count: int
    seconds: float


EVERYONE = Allowance(10, 0.36)  # 30 in any second, even if the line delays one by 80 ms
PERSON = Allowance(3, 3.0)  # one a second on average, three at once when it has been quiet
GROUP = Allowance(20, 61.0)  # a second more, for what the line delays


class Window:
    """The moments of the last messages under one allowance, oldest first."""

    __slots__ = ("_allowance", "_moments")

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._moments: deque[float] = deque()

    def wait(self, now: float) -> float:
        """Seconds until one more message fits; 0.0 when it fits now."""
        self._forget(now)
        surplus = len(self._moments) - self._allowance.count
        if surplus < 0:
            return 0.0
        return self._moments[surplus] + self._allowance.seconds - now

    def free(self, now: float) -> int:
        """How many messages fit now."""
        self._forget(now)
        return max(0, self._allowance.count - len(self._moments))

    def spend(self, now: float) -> None:
        self._moments.append(now)

    def is_idle(self, now: float) -> bool:
        self._forget(now)
        return not self._moments

    def _forget(self, now: float) -> None:
        moments = self._moments
        # The same sum as in wait(): a difference would be rounded to the other side at times.
        while moments and moments[0] + self._allowance.seconds <= now:
            moments.popleft()


class Limits:
    """The allowances of the whole bot, of each person and of each group.

    `now` is in seconds of a clock that never runs backwards, the same for every call.
    """

    def __init__(
        self,
        everyone: Allowance = EVERYONE,
        person: Allowance = PERSON,
        group: Allowance = GROUP,
    ) -> None:
        self._everyone = Window(everyone)
        self._person = person
        self._group = group
        # Apart, because what has waited longest is looked for at the front: among groups
        # that remember a minute, a thousand people would be kept for a minute too.
        self._people: OrderedDict[int, Window] = OrderedDict()
        self._groups: OrderedDict[int, Window] = OrderedDict()

    def reserve(self, chat_id: int, now: float) -> float:
        """Take the place of one message to `chat_id`.

        0.0: it is taken, speak now. Otherwise nothing is taken, and the number says in how
        many seconds to ask again.
        """
        wait = max(self._everyone.wait(now), self.wait(chat_id, now))
        if wait > 0:
            return wait
        self.spend(chat_id, now)
        return 0.0

    def spend(self, chat_id: int | None, now: float) -> None:
        """Count a message that is said without asking: the answer to a person who waits.

        None: the chat is not known by number; the whole bot's allowance counts it all the same.
        """
        self._everyone.spend(now)
        if chat_id is None:
            return
        windows = self._windows(chat_id)
        self._forget_idle(windows, now)
        window = windows.get(chat_id)
        if window is None:
            window = windows[chat_id] = Window(self._group if chat_id < 0 else self._person)
        window.spend(now)
        windows.move_to_end(chat_id)

    def wait(self, chat_id: int, now: float) -> float:
        """Seconds until this chat alone could be written to; the whole bot's limit apart."""
        window = self._windows(chat_id).get(chat_id)
        return window.wait(now) if window else 0.0

    def wait_for_anyone(self, now: float) -> float:
        """Seconds until the whole bot may say one more thing."""
        return self._everyone.wait(now)

    def free(self, now: float) -> int:
        """How many messages the whole bot may send now."""
        return self._everyone.free(now)

    def full(self, now: float) -> dict[int, float]:
        """The chats that must not be written to now, each with the seconds to wait."""
        waits = {
            chat_id: window.wait(now)
            for windows in (self._people, self._groups)
            for chat_id, window in windows.items()
        }
        return {chat_id: wait for chat_id, wait in waits.items() if wait > 0}

    @property
    def remembered(self) -> int:
        """How many chats are remembered: only those that were written to a moment ago."""
        return len(self._people) + len(self._groups)

    def _windows(self, chat_id: int) -> OrderedDict[int, Window]:
        return self._groups if chat_id < 0 else self._people

    @staticmethod
    def _forget_idle(windows: OrderedDict[int, Window], now: float) -> None:
        while windows:
            oldest = next(iter(windows))
            if not windows[oldest].is_idle(now):
                return
            del windows[oldest]
