"""Whose letter is handed over next: answers before notices before broadcasts, within the limits.

Letters are claimed a little ahead, so that no allowance is lost while the database works. Without
this order among them an answer would wait behind the part of a broadcast that is claimed already.
"""

import asyncio
import heapq
import itertools

from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from storage.letters import Lane

AT_REST = 5.0
"""Seconds to wait for whoever finds the place closed: the next postman decides."""


class Turns:
    """Places to speak, given out one by one. `waiting` letters stand in the queue."""

    def __init__(self, limits: Limits, gate: Gate) -> None:
        self._limits = limits
        self._gate = gate
        self._queue: list[tuple[Lane, int, int, asyncio.Future[float]]] = []
        self._numbers = itertools.count()
        self._timer: asyncio.TimerHandle | None = None
        self._closed = False

    @property
    def waiting(self) -> int:
        return len(self._queue)

    async def take(self, chat_id: int, lane: Lane) -> float:
        """Wait for a place. 0.0: it is taken, speak, and give it back.

        Otherwise nothing is taken: this chat must rest for so many seconds, or nobody may speak.
        """
        if self._closed:
            return AT_REST
        if not self._queue:
            wait = self._reserve(chat_id, lane)
            if wait is not None:
                return wait
        turn: asyncio.Future[float] = asyncio.get_running_loop().create_future()
        heapq.heappush(self._queue, (lane, next(self._numbers), chat_id, turn))
        self._serve()
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result() == 0.0:
                self.give_back(chat_id)
            raise

    def give_back(self, chat_id: int) -> None:
        """The answer is there, whatever it says."""
        self._limits.settle(chat_id, self._gate.now())
        self._serve()

    def close(self) -> None:
        """Give no more places; who stands in the queue goes away without one."""
        self._closed = True
        for *_, turn in self._queue:
            if not turn.done():
                turn.set_result(AT_REST)
        self._queue.clear()
        self._serve()

    def open(self) -> None:
        """Give places again."""
        self._closed = False

    def _reserve(self, chat_id: int, lane: Lane) -> float | None:
        """0.0 when the place is taken, the chat's own wait, or None: wait for your turn."""
        now = self._gate.now()
        if not self._gate.is_open:
            return self._gate.remaining
        if (rest := self._limits.wait(chat_id, now)) > 0:
            return rest
        is_answer = lane is Lane.DIALOGUE
        return None if self._limits.reserve(chat_id, now, is_answer=is_answer) > 0 else 0.0

    def _serve(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        while self._queue:
            lane, _, chat_id, turn = self._queue[0]
            if not turn.done():
                wait = self._reserve(chat_id, lane)
                if wait is None:
                    self._ask_again(lane)
                    return
                turn.set_result(wait)
            heapq.heappop(self._queue)

    def _ask_again(self, lane: Lane) -> None:
        is_answer = lane is Lane.DIALOGUE
        wait = self._limits.wait_for_anyone(self._gate.now(), is_answer=is_answer)
        self._timer = asyncio.get_running_loop().call_later(wait, self._serve)
