"""How much may be said: Telegram's published limits, kept before Telegram has to enforce them.

Without this a broadcast of ten thousand letters meets a 429 within its first seconds, and the
wait that follows silences the answers to people who are writing to the bot right now.

The limits are exact windows, not leaking buckets: a bucket of 30 refilled by 30 a second lets 59
through within its first second, and a bucket of 20 lets a group have 39 within its first minute.
A message counts from the moment it is handed over until so long after its answer came: Telegram
counted it somewhere between the two, so no delay of the line can bring more into one second.
See `docs/decisions/010-limits-are-windows.md`.

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


EVERYONE = Allowance(30, 1.002)  # two thousandths for clocks that are not quite alike
PERSON = Allowance(3, 3.0)  # one a second on average, three at once when it has been quiet
GROUP = Allowance(20, 60.1)
RECENTLY = 10.0
"""Seconds. As many places as answers were given in that time are kept free for more of them."""
MOST_KEPT = 10


class Window:
    """The messages under one allowance: those on their way, and when the last others arrived."""

    __slots__ = ("_allowance", "_moments", "_on_the_way")

    def __init__(self, allowance: Allowance) -> None:
        self._allowance = allowance
        self._moments: deque[float] = deque()
        self._on_the_way = 0

    def wait(self, now: float, keep: int = 0) -> float:
        """Seconds until one more message fits beside `keep` others; 0.0 when it fits now.

        What is on its way may be answered at any moment: then it is time to ask again.
        """
        self._forget(now)
        moments = self._moments
        surplus = len(moments) + self._on_the_way + keep - self._allowance.count
        if surplus < 0:
            return 0.0
        if surplus >= len(moments):
            return self._allowance.seconds
        return moments[surplus] + self._allowance.seconds - now

    def free(self, now: float, keep: int = 0) -> int:
        """How many messages fit now beside `keep` others."""
        self._forget(now)
        taken = len(self._moments) + self._on_the_way + keep
        return max(0, self._allowance.count - taken)

    def take(self) -> None:
        """One is on its way."""
        self._on_the_way += 1

    def settle(self, now: float) -> None:
        """One of those on their way was answered."""
        self._on_the_way -= 1
        self._moments.append(now)

    def is_idle(self, now: float) -> bool:
        self._forget(now)
        return not self._moments and not self._on_the_way

    def _forget(self, now: float) -> None:
        moments = self._moments
        # The same sum as in wait(): a difference would be rounded to the other side at times.
        while moments and moments[0] + self._allowance.seconds <= now:
            moments.popleft()


class Limits:
    """The allowances of the whole bot, of each person and of each group.

    `now` is in seconds of a clock that never runs backwards, the same for every call. Whoever
    takes a place (`reserve`, `spend`) settles it once the answer is there, whatever it says.
    """

    def __init__(
        self,
        everyone: Allowance = EVERYONE,
        person: Allowance = PERSON,
        group: Allowance = GROUP,
    ) -> None:
        self._everyone = Window(everyone)
        self._answers: deque[float] = deque(maxlen=min(MOST_KEPT, everyone.count // 3))
        self._person = person
        self._group = group
        # Apart, because what has waited longest is looked for at the front: among groups
        # that remember a minute, a thousand people would be kept for a minute too.
        self._people: OrderedDict[int, Window] = OrderedDict()
        self._groups: OrderedDict[int, Window] = OrderedDict()
        self._full: set[int] = set()

    def reserve(self, chat_id: int, now: float, *, is_answer: bool = False) -> float:
        """Take the place of one letter to `chat_id`.

        0.0: it is taken, speak now. Otherwise nothing is taken, and the number says in how many
        seconds to ask again. `is_answer`: somebody waits for it, so no place is kept from it.
        """
        wait = max(self.wait_for_anyone(now, is_answer=is_answer), self.wait(chat_id, now))
        if wait > 0:
            return wait
        self._take(chat_id, now)
        return 0.0

    def spend(self, chat_id: int | None, now: float) -> None:
        """Count a message that is said without asking: the answer to a person who waits.

        None: the chat is not known by number; the whole bot's allowance counts it all the same.
        """
        self._answers.append(now)
        self._take(chat_id, now)

    def settle(self, chat_id: int | None, now: float) -> None:
        """What was reserved or spent was answered."""
        self._everyone.settle(now)
        window = None if chat_id is None else self._windows(chat_id).get(chat_id)
        if window is not None:
            window.settle(now)

    def wait(self, chat_id: int, now: float, beside: int = 0) -> float:
        """Seconds until this chat could be written to beside so many messages that go there yet.

        The whole bot's limit apart.
        """
        window = self._windows(chat_id).get(chat_id)
        if window is None:
            window = Window(self._group if chat_id < 0 else self._person)
        return window.wait(now, beside)

    def wait_for_anyone(self, now: float, *, is_answer: bool = False) -> float:
        """Seconds until one more letter may leave."""
        return self._everyone.wait(now, 0 if is_answer else self._kept(now))

    def free(self, now: float) -> int:
        """How many letters may leave now."""
        return self._everyone.free(now, self._kept(now))

    def full(self, now: float) -> dict[int, float]:
        """The chats that must not be written to now, each with the seconds to wait."""
        waits = {chat_id: self.wait(chat_id, now) for chat_id in self._full}
        full = {chat_id: wait for chat_id, wait in waits.items() if wait > 0}
        self._full = set(full)
        return full

    @property
    def remembered(self) -> int:
        """How many chats are remembered: only those that were written to a moment ago."""
        return len(self._people) + len(self._groups)

    def _kept(self, now: float) -> int:
        """Places that letters leave to those who answer people, more the more people write."""
        while self._answers and self._answers[0] + RECENTLY <= now:
            self._answers.popleft()
        return len(self._answers)

    def _take(self, chat_id: int | None, now: float) -> None:
        self._everyone.take()
        if chat_id is None:
            return
        windows = self._windows(chat_id)
        self._forget_idle(windows, now)
        window = windows.get(chat_id)
        if window is None:
            window = windows[chat_id] = Window(self._group if chat_id < 0 else self._person)
        window.take()
        windows.move_to_end(chat_id)
        if window.wait(now) > 0:
            self._full.add(chat_id)

    def _windows(self, chat_id: int) -> OrderedDict[int, Window]:
        return self._groups if chat_id < 0 else self._people

    @staticmethod
    def _forget_idle(windows: OrderedDict[int, Window], now: float) -> None:
        while windows:
            oldest = next(iter(windows))
            if not windows[oldest].is_idle(now):
                return
            del windows[oldest]
