"""One queue for each person: their updates in order, people side by side.

Without this a person's second message could overtake the first and answer the wrong question, or
everybody would wait for the one whose upload takes half a minute.
"""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from typing import Self

from bot.intake.arrival import Arrival

Work = Callable[[Arrival, bool], Awaitable[None]]
"""What is done with one update; the flag says that the person's next one continues its album.

It sees to its own errors: one that escapes is a mistake in this program and ends the intake.
"""


class Lanes:
    """A nursery: every task that it starts ends before `async with lanes:` does.

    `people` is how many persons are attended to at the same time; the others wait in turn.
    """

    def __init__(self, work: Work, people: int = 32) -> None:
        self._work = work
        self._people = people
        self._queues: dict[int, deque[Arrival]] = {}
        self._waiting: deque[int] = deque()
        self._active = 0
        self._closing = False
        self._nursery = asyncio.TaskGroup()
        self._tasks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        await self._nursery.__aenter__()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: object
    ) -> None:
        try:
            # The group's own exit takes the traceback only to ignore it.
            await self._nursery.__aexit__(kind, error, None)
        except BaseExceptionGroup as group:
            # An error of the body alone goes on as itself, not wrapped in a group.
            if group.exceptions != (error,):
                raise

    @property
    def has_room(self) -> bool:
        """Whether a person who is not attended to yet would be at once."""
        return self._active < self._people

    def put(self, arrival: Arrival) -> None:
        """Queue it behind what this person sent before."""
        person = arrival.person
        queue = self._queues.get(person)
        if queue is not None:
            queue.append(arrival)
            return
        self._queues[person] = deque((arrival,))
        if self.has_room and not self._closing:
            self._active += 1
            task = self._nursery.create_task(self._attend(person))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
        else:
            self._waiting.append(person)

    def start_no_more(self) -> None:
        """What runs goes on; what is queued stays where it is."""
        self._closing = True

    async def close(self, grace: float) -> None:
        """Start nothing more, give what runs `grace` seconds, then abandon it."""
        self.start_no_more()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=grace)
        for task in tuple(self._tasks):
            task.cancel()

    async def _attend(self, person: int) -> None:
        try:
            while True:
                await self._empty(self._queues[person])
                if self._closing:
                    return
                del self._queues[person]
                if not self._waiting:
                    return
                person = self._waiting.popleft()
        finally:
            self._active -= 1

    async def _empty(self, queue: deque[Arrival]) -> None:
        while queue and not self._closing:
            arrival = queue[0]
            following = queue[1] if len(queue) > 1 else None
            more_of_album = (
                arrival.album is not None
                and following is not None
                and following.album == arrival.album
            )
            await self._work(arrival, more_of_album)
            queue.popleft()
