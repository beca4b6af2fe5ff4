"""Empties the outbox: in the order of the lanes, within Telegram's limits, one postman at a time.

Without it nothing that the bot owes people unasked (an answer from a volunteer, a reminder before
a term runs out) would ever leave, or a broadcast would drown the answers.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from aiogram import Bot

from bot.postman.courier import ATTEMPTS, PAUSE_OF_THE_LINE, Courier, OnMigrated, Render
from bot.postman.verdict import Outcome, Verdict, note
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.telegram.places import place_of
from storage import outbox
from storage.database import Database
from storage.letters import Claimed
from storage.vault import KeyRing

Alarm = Callable[[int, str], Awaitable[None]]
"""(letter id, reason): somebody has to look at a letter that will never leave."""

LOOK_AGAIN = 5.0  # seconds; other processes put letters too, and nobody wakes us for them

log = logging.getLogger(__name__)


class Office(Protocol):
    """Who may be postman. `storage.leadership.Leadership` is the real one."""

    async def hold(self, office: str) -> bool:
        """Take the office, or keep it; False while another process has it."""


class Postman:
    """`await run()` until `stop()`; `await round(now)` does one pass by itself."""

    def __init__(
        self,
        database: Database,
        ring: KeyRing,
        bot: Bot,
        render: Render,
        limits: Limits,
        gate: Gate,
        clock: Callable[[], datetime],
        alarm: Alarm,
        *,
        leadership: Office | None = None,
        on_migrated: OnMigrated | None = None,
        chance: Callable[[], float] = random.random,
        at_once: int = 30,
        attempts: int = ATTEMPTS,
    ) -> None:
        """`clock` gives UTC. `at_once`: how many letters may be on their way at the same time."""
        self._database = database
        self._ring = ring
        self._limits = limits
        self._gate = gate
        self._clock = clock
        self._alarm = alarm
        self._leadership = leadership
        self._courier = Courier(
            bot, render, gate, clock, on_migrated=on_migrated, chance=chance, attempts=attempts
        )
        self._at_once = at_once
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._verdicts: list[Verdict] = []
        self._letters_under_way = 0
        self._line_down_until = float("-inf")
        self._in_office = False
        self._woken = asyncio.Event()
        self._stopping = False
        self._grace = 0.0
        self._running = False
        self._ended = asyncio.Event()

    def wake(self) -> None:
        """There are letters: to be called after the commit that put them."""
        self._woken.set()

    async def run(self) -> None:
        """Deliver what is due, as it becomes due, until `stop`."""
        self._running = True
        try:
            async with asyncio.TaskGroup() as nursery:
                while not self._stopping:
                    self._woken.clear()
                    await self._rest(await self._pass_unharmed(nursery))
                if self._under_way:
                    await asyncio.wait(self._under_way.values(), timeout=self._grace)
                for task in tuple(self._under_way.values()):
                    task.cancel()
            await self._note_verdicts()
        finally:
            self._ended.set()

    async def stop(self, grace: float = 10.0) -> None:
        """Claim nothing more; give what is under way `grace` seconds; write down what is known.

        What is cut off stands as `sending`; the next start knows what to do with it.
        """
        self._stopping = True
        self._grace = grace
        self.wake()
        if self._running:
            await self._ended.wait()

    async def round(self, now: datetime) -> list[Verdict]:
        """Take what is due at `now` and the limits allow, deliver it, write it down."""
        if not await self._take_office():
            return []
        letters, _ = await self._claim(now)
        async with asyncio.TaskGroup() as nursery:
            for batch in _by_chat(letters):
                self._start(nursery, batch)
        verdicts = list(self._verdicts)
        await self._note_verdicts()
        return verdicts

    async def _pass_unharmed(self, nursery: asyncio.TaskGroup) -> float:
        """One pass of `run`; the seconds until the next. A database that is away is waited for."""
        try:
            await self._note_verdicts()
            if not await self._take_office():
                return LOOK_AGAIN
            letters, wait = await self._claim(self._clock())
        except Exception as error:  # noqa: BLE001 - the postman outlives every outage
            log.error(  # noqa: TRY400 - a traceback could quote a letter
                "the outbox cannot be reached: %s", place_of(error)
            )
            return LOOK_AGAIN
        for batch in _by_chat(letters):
            self._start(nursery, batch)
        return wait

    async def _rest(self, seconds: float) -> None:
        if seconds <= 0:
            return
        try:
            async with asyncio.timeout(seconds):
                await self._woken.wait()
        except TimeoutError:
            pass

    async def _take_office(self) -> bool:
        was_in_office, self._in_office = self._in_office, False
        if not was_in_office and self._under_way:
            return False  # recovering now would send our own letters a second time
        if self._leadership is not None and not await self._leadership.hold("postman"):
            return False
        if not was_in_office:
            # Whoever was postman before is gone; what they were sending is in doubt.
            async with self._database.act() as conn:
                again, alone = await outbox.recover(conn, self._clock())
            if again or alone:
                log.warning(
                    "letters found half sent: %d to be sent again, %d left alone", again, alone
                )
        self._in_office = True
        return True

    async def _claim(self, now: datetime) -> tuple[list[Claimed], float]:
        """What may leave now, and the seconds until there could be more."""
        moment = self._gate.now()
        shut = max(self._gate.remaining, self._line_down_until - moment)
        if shut > 0:
            return [], min(shut, LOOK_AGAIN)
        most = min(self._at_once - self._letters_under_way, self._limits.free(moment))
        if most <= 0:
            return [], self._limits.wait_for_anyone(moment) or LOOK_AGAIN
        full = self._limits.full(moment)
        async with self._database.act() as conn:
            claimed = await outbox.claim(
                conn, self._ring, now, most, exclude_chats=full.keys() | self._under_way.keys()
            )
            letters = []
            for letter in claimed:
                wait = self._limits.reserve(letter.chat_id, moment)
                if wait > 0:
                    await outbox.release(conn, letter.id, now + timedelta(seconds=wait))
                else:
                    letters.append(letter)
            if len(claimed) == most:
                return letters, 0.0
            due = await outbox.next_due(conn, now)
        waits = [LOOK_AGAIN, *full.values()]
        if due is not None and due > now:
            waits.append((due - now).total_seconds())
        return letters, min(waits)

    def _start(self, nursery: asyncio.TaskGroup, batch: Sequence[Claimed]) -> None:
        chat_id = batch[0].chat_id
        self._letters_under_way += len(batch)

        def gone(_: asyncio.Task[None]) -> None:
            del self._under_way[chat_id]
            self._letters_under_way -= len(batch)
            self.wake()

        task = nursery.create_task(self._carry(batch))
        self._under_way[chat_id] = task
        task.add_done_callback(gone)

    async def _carry(self, batch: Sequence[Claimed]) -> None:
        """One chat's letters one after the other, so that they arrive in the order they left."""
        for letter in batch:
            self._verdicts.append(await self._courier.deliver(letter))

    async def _note_verdicts(self) -> None:
        verdicts = list(self._verdicts)
        if not verdicts:
            return
        now = self._clock()
        async with self._database.act() as conn:
            for verdict in verdicts:
                await note(conn, verdict, now)
        # Only now: what a failed commit did not write down is written down next time.
        del self._verdicts[: len(verdicts)]
        for verdict in verdicts:
            if verdict.is_line_down:
                self._line_down_until = self._gate.now() + PAUSE_OF_THE_LINE
            if verdict.outcome is Outcome.UNKNOWN:
                log.warning("letter %d may have arrived: %s", verdict.letter.id, verdict.reason)
            if verdict.is_alarming:
                log.error("letter %d failed: %s", verdict.letter.id, verdict.reason)
                await self._raise_alarm(verdict)

    async def _raise_alarm(self, verdict: Verdict) -> None:
        try:
            await self._alarm(verdict.letter.id, verdict.reason)
        except Exception as error:  # noqa: BLE001 - the letter's row says it too
            log.error(  # noqa: TRY400 - the type says it all
                "no alarm for letter %d: %s", verdict.letter.id, type(error).__name__
            )


def _by_chat(letters: Sequence[Claimed]) -> list[list[Claimed]]:
    """The letters of each chat in their order, the chats in the order of their first letters."""
    chats: dict[int, list[Claimed]] = {}
    for letter in letters:
        chats.setdefault(letter.chat_id, []).append(letter)
    return list(chats.values())
