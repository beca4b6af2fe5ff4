"""Empties the outbox: in the order of the lanes, within Telegram's limits, one postman at a time.

Without it nothing that the bot owes people unasked (an answer from a volunteer, a reminder before
a term runs out) would ever leave, or a broadcast would drown the answers.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import UTC, datetime, tzinfo
from typing import Protocol

from aiogram import Bot
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.postman.claiming import AHEAD, LOOK_AGAIN, Claiming
from bot.postman.courier import ATTEMPTS, PAUSE_OF_THE_LINE, Courier, OnTopicLost, Render
from bot.postman.enclosures import Enclosures
from bot.postman.sending import OnMigrated, Sending
from bot.postman.turns import Turns
from bot.postman.verdict import Outcome, Told, Verdict, note_all
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.telegram.places import place_of
from storage import moved_chats, outbox
from storage.database import Database
from storage.letters import Claimed
from storage.vault import KeyRing

Alarm = Callable[[int, str], Awaitable[None]]
"""(letter id, reason): somebody has to look at a letter that will never leave."""

AT_ONCE = 40
"""Letters in hand at the same time, those that wait for their turn too."""
NOTE_WITHIN = 0.25
"""Seconds after which what became of a letter stands in its row."""

log = logging.getLogger(__name__)


class Office(Protocol):
    """Who may be postman. `storage.leadership.Leadership` is the real one."""

    async def hold(self, office: str) -> bool:
        """Take the office, or keep it; False while another process has it."""


async def nothing(*_: object) -> None:
    """Nobody wants to know."""


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
        zone: tzinfo = UTC,
        leadership: Office | None = None,
        on_migrated: OnMigrated = nothing,
        on_topic_lost: OnTopicLost = nothing,
        chance: Callable[[], float] = random.random,
        at_once: int = AT_ONCE,
        attempts: int = ATTEMPTS,
        told: Mapping[str, Told] | None = None,
    ) -> None:
        """`clock` gives UTC; `zone` is what people's clocks show, for the quiet hours; `told` are
        told what became of letters, by the name of their view."""
        self._told = told or {}
        self._database = database
        self._gate = gate
        self._clock = clock
        self._alarm = alarm
        self._leadership = leadership
        self._tell_migrated = on_migrated
        self._turns = Turns(limits, gate)
        self._sending = Sending(bot, self._turns, Enclosures(database, clock), self._migrated)
        self._courier = Courier(
            self._sending, render, clock, zone, on_topic_lost, chance=chance, attempts=attempts
        )
        self._claiming = Claiming(ring, limits, gate, self._turns, at_once)
        self._under_way: dict[int, asyncio.Task[None]] = {}
        self._verdicts: list[Verdict] = []
        self._noting: asyncio.TimerHandle | None = None
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
                self._turns.close()
                if self._under_way:
                    await asyncio.wait(self._under_way.values(), timeout=self._grace)
                for task in tuple(self._under_way.values()):
                    task.cancel()
            await self._note_verdicts()
        finally:
            self._ended.set()

    async def stop(self, grace: float = 10.0) -> None:
        """Claim nothing more; give what is under way `grace` seconds; write down what is known.

        What waits for its turn goes back to the others. What is cut off stands as `sending`; the
        next start knows what to do with it.
        """
        self._stopping = True
        self._grace = grace
        self.wake()
        if self._running:
            await self._ended.wait()

    async def round(self, now: datetime) -> list[Verdict]:
        """Take what is due at `now` and the limits allow, deliver it, write it down."""
        letters, _ = await self._pass(now, ahead=0)
        async with asyncio.TaskGroup() as nursery:
            for batch in _by_chat(letters):
                self._start(nursery, batch)
        verdicts = list(self._verdicts)
        await self._note_verdicts()
        return verdicts

    async def _pass_unharmed(self, nursery: asyncio.TaskGroup) -> float:
        """One pass of `run`; the seconds until the next. A database that is away is waited for."""
        try:
            letters, wait = await self._pass(self._clock(), AHEAD)
        except Exception as error:  # noqa: BLE001 - the postman outlives every outage
            log.error(  # noqa: TRY400 - a traceback could quote a letter
                "the outbox cannot be reached: %s", place_of(error)
            )
            return LOOK_AGAIN
        for batch in _by_chat(letters):
            self._start(nursery, batch)
        return wait

    async def _pass(self, now: datetime, ahead: int) -> tuple[list[Claimed], float]:
        """Write down what became of letters, take new ones; the seconds until the next pass."""
        if not await self._take_office():
            await self._note_verdicts()
            return [], LOOK_AGAIN
        async with self._database.act() as conn:
            verdicts = await self._note(conn)
            if self._sending.moved:
                await moved_chats.follow(conn)
            letters, wait = await self._claiming.claim(conn, now, ahead, self._under_way)
        await self._noted(verdicts)
        return letters, wait

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
            # What waits for its turn is another's to send now.
            self._turns.close()
            return False
        if not was_in_office:
            # Whoever was postman before is gone; what they were sending is in doubt.
            async with self._database.act() as conn:
                again, alone = await outbox.recover(conn, self._clock())
                self._sending.moved = await moved_chats.known(conn)
            if again or alone:
                log.warning(
                    "letters found half sent: %d to be sent again, %d left alone", again, alone
                )
            self._turns.open()
        self._in_office = True
        return True

    def _start(self, nursery: asyncio.TaskGroup, batch: Sequence[Claimed]) -> None:
        chat_id = batch[0].chat_id
        self._under_way[chat_id] = nursery.create_task(self._carry(chat_id, batch))

    async def _carry(self, chat_id: int, batch: Sequence[Claimed]) -> None:
        """One chat's letters one after the other, so that they arrive in the order they left."""
        lost: Verdict | None = None
        try:
            for letter in batch:
                if lost is None:
                    verdict = await self._courier.deliver(letter)
                    lost = verdict if verdict.is_unreachable else None
                else:
                    verdict = self._courier.unreachable(letter, lost.reason, is_gone=lost.is_gone)
                self._claiming.in_hand -= 1
                self._verdicts.append(verdict)
                self._look_around()
        finally:
            del self._under_way[chat_id]
        self._look_around()

    def _look_around(self) -> None:
        """After each letter: is it time for another pass, at once or soon?"""
        if not self._under_way or self._claiming.is_worth_while:
            self.wake()
        elif self._noting is None:
            self._noting = asyncio.get_running_loop().call_later(NOTE_WITHIN, self.wake)

    async def _note_verdicts(self) -> None:
        if not self._verdicts:
            return
        async with self._database.act() as conn:
            verdicts = await self._note(conn)
        await self._noted(verdicts)

    async def _note(self, conn: AsyncConnection) -> list[Verdict]:
        verdicts = list(self._verdicts)
        # Out of office, what did not leave is in another's hands already: nothing is said of it.
        known = [one for one in verdicts if self._in_office or not one.waits_again]
        await note_all(conn, known, self._clock(), self._told)
        return verdicts

    async def _noted(self, verdicts: Sequence[Verdict]) -> None:
        """After the commit: what a failed one did not write down is written down next time."""
        del self._verdicts[: len(verdicts)]
        if self._noting is not None:
            self._noting.cancel()
            self._noting = None
        for verdict in verdicts:
            if verdict.is_line_down:
                self._claiming.line_down_until = self._gate.now() + PAUSE_OF_THE_LINE
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

    async def _migrated(self, old: int, new: int) -> None:
        async with self._database.act() as conn:
            await moved_chats.note(conn, old, new, self._clock())
        await self._tell_migrated(old, new)


def _by_chat(letters: Sequence[Claimed]) -> list[list[Claimed]]:
    """The letters of each chat in their order, the chats in the order of their first letters."""
    chats: dict[int, list[Claimed]] = {}
    for letter in letters:
        chats.setdefault(letter.chat_id, []).append(letter)
    return list(chats.values())
