"""The clock: says what time it is to those who turn what is due into letters.

Without it no reminder is written and no term is noticed. It knows nothing of what is due: that
stands in our own rows, so a missed tick is made up by the next one, and two clocks do no harm.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Protocol

# APScheduler ships no types; what is used of it is five lines below.
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]

from bot.telegram.places import place_of

Tick = Callable[[datetime], Awaitable[None]]
"""Does what is due at the moment it is given (UTC)."""

Alarm = Callable[[str, str], Awaitable[None]]
"""(name of the tick, error type): what should happen in time did not."""

_LONGEST_PULSE = 60.0  # seconds, by a clock that nobody sets

log = logging.getLogger(__name__)


class Office(Protocol):
    """Who may keep the clock. `storage.leadership.Leadership` is the real one."""

    async def hold(self, office: str) -> bool:
        """Take the office, or keep it; False while another process has it."""


def utc_now() -> datetime:
    return datetime.now(UTC)


class Clock:
    """Calls each tick at the start and then every so many seconds, never twice at a time.

    `ticks`: name -> (tick, seconds between two calls).
    """

    def __init__(
        self,
        ticks: Mapping[str, tuple[Tick, float]],
        alarm: Alarm,
        *,
        now: Callable[[], datetime] = utc_now,
        leadership: Office | None = None,
    ) -> None:
        self._ticks = ticks
        self._alarm = alarm
        self._now = now
        self._leadership = leadership
        self._scheduler = AsyncIOScheduler(timezone=UTC)
        self._pulse: asyncio.TimerHandle | None = None
        self._at_work: set[asyncio.Task[None]] = set()

    def start(self) -> None:
        """Start ticking in the running loop."""
        for name, (_, seconds) in self._ticks.items():
            self._scheduler.add_job(
                self.tick,
                "interval",
                args=(name,),
                id=name,
                seconds=seconds,
                # At once as well: what became due while nobody kept the clock waits already.
                next_run_time=utc_now(),
                misfire_grace_time=None,
                coalesce=True,
                max_instances=1,
            )
        self._scheduler.start()
        self._heed()

    async def stop(self, grace: float = 10.0) -> None:
        """Call no more ticks; give those at work `grace` seconds, then cut them off.

        A tick that is cut off has committed what it committed; the next clock does the rest.
        """
        if self._pulse is not None:
            self._pulse.cancel()
        if self._scheduler.running:
            self._scheduler.pause()
        if self._at_work:
            await asyncio.wait(self._at_work, timeout=grace)
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)

    def _heed(self) -> None:
        """Notice that the machine's clock was set back, and call what now seems due far too late.

        The scheduler goes by the wall clock: set back by an hour, it would call nothing for an
        hour, and what somebody wants gone from their phone after five minutes would stay.
        """
        for name, (_, seconds) in self._ticks.items():
            job, now = self._scheduler.get_job(name), utc_now()
            if job.next_run_time - now > timedelta(seconds=seconds):
                job.modify(next_run_time=now)
        shortest = min((seconds for _, seconds in self._ticks.values()), default=_LONGEST_PULSE)
        loop = asyncio.get_running_loop()
        self._pulse = loop.call_later(min(shortest, _LONGEST_PULSE), self._heed)

    async def tick(self, name: str) -> None:
        """One call of one tick, if this process keeps the clock. Its errors end here."""
        task = asyncio.current_task()
        if task is not None:
            self._at_work.add(task)
        try:
            if self._leadership is not None and not await self._leadership.hold("clock"):
                return
            await self._ticks[name][0](self._now())
        except Exception as error:  # noqa: BLE001 - the clock outlives whatever a tick raises
            log.error(  # noqa: TRY400 - a traceback could quote a letter
                "tick %s failed: %s", name, place_of(error)
            )
            await self._raise_alarm(name, error)
        finally:
            if task is not None:
                self._at_work.discard(task)

    async def _raise_alarm(self, name: str, error: Exception) -> None:
        try:
            await self._alarm(name, type(error).__name__)
        except Exception as trouble:  # noqa: BLE001 - the log has said it already
            log.error(  # noqa: TRY400 - the type says it all
                "no alarm for tick %s: %s", name, type(trouble).__name__
            )
