"""Sees one update through: handled, or after three failures set aside with an alarm.

Without this an update that always fails would come back for ever and hold up everything behind
it, or be dropped without anybody knowing: the person would wait for an answer that never comes.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.types import Update

from bot.intake.arrival import Arrival, for_handlers, reference_of
from bot.intake.failures import LONGEST_PAUSE, Outage, is_outage, is_unheard
from bot.intake.shelf import Keeping
from bot.telegram.gate import Gate
from bot.telegram.places import place_of

Handle = Callable[[Update, bool], Awaitable[None]]
"""The bot's own work on one update; the flag says that the person's next one continues its album.

It may be called again with the same update after it failed, so it acts by the update's id.
"""

Alarm = Callable[[int, str], Awaitable[None]]
"""(update id, error type): somebody has to look at an update that could not be handled."""

Apologise = Callable[[Update, str], Awaitable[None]]
"""(update, reference): tell the person that it went wrong, and what to quote."""

AskForPatience = Callable[[Update], Awaitable[None]]
"""(update): tell the person that nothing is lost, and that the answer will be late."""

TRIES = 3
PAUSES = (0.5, 2.0)  # seconds between the tries

log = logging.getLogger(__name__)


class Reception:
    """`receive` returns once the update is done or kept; it raises nothing but cancellation."""

    def __init__(
        self,
        bot: Bot,
        handle: Handle,
        shelf: Keeping,
        gate: Gate,
        *,
        alarm: Alarm,
        apologise: Apologise,
        ask_for_patience: AskForPatience | None = None,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        deadline: float | None = 60.0,
    ) -> None:
        """`deadline` is how many seconds one try may take; None: as long as it likes."""
        self._context = {"bot": bot}
        self._handle = handle
        self.shelf = shelf
        self._gate = gate
        self._alarm = alarm
        self._apologise = apologise
        self._ask_for_patience = ask_for_patience
        self._sleep = sleep
        self._deadline = deadline

    async def receive(self, arrival: Arrival, more_of_album: bool = False) -> bool:
        """True: it is handled. False: it failed every time and lies on the shelf."""
        pause, was_asked = 1.0, False
        while (error := await self._try_three_times(arrival, more_of_album)) is not None:
            if await self._set_aside(arrival, error):
                return False
            # Nowhere to keep it, so it stays with Telegram, and is tried again from the start:
            # what broke both the work and the shelf was most likely the database.
            if not was_asked:
                was_asked = True
                await self._ask(arrival)
            await self._sleep(pause)
            pause = min(LONGEST_PAUSE, pause * 2)
        return True

    async def try_again(self, arrival: Arrival) -> str | None:
        """What lies on the shelf, once more, as if it had just come; the type of the last error.

        None: it is handled. It is not set aside again, and its person is not told of it again.
        """
        return await self._try_three_times(arrival, more_of_album=False)

    async def take_down(self, update_id: int) -> None:
        """A parked update is done after all."""
        try:
            await self.shelf.handled(update_id)
        except Exception as error:  # noqa: BLE001 - replayed after the restart, and recognised by its id
            log.error(  # noqa: TRY400 - a traceback could quote the person
                "update %d stays parked: %s", update_id, type(error).__name__
            )

    async def _try_three_times(self, arrival: Arrival, more_of_album: bool) -> str | None:
        """The type of the last error; None when a try went well."""
        failures, outage = 0, Outage()
        while (failure := await self._failure(arrival, more_of_album)) is not None:
            if is_outage(failure) and (pause := outage.next_pause()):
                # Not this update's fault: trying it three times within seconds would leave the
                # person without an answer for good.
                log.warning("update %d waits: %s", arrival.update_id, type(failure).__name__)
                await self._sleep(pause)
                continue
            failures += 1
            log.error(
                "update %d failed with %s (try %d of %d), reference %s",
                arrival.update_id,
                place_of(failure),
                failures,
                TRIES,
                reference_of(arrival.update_id),
            )
            if failures == TRIES:
                return type(failure).__name__
            await self._sleep(PAUSES[failures - 1])
        return None

    async def _failure(self, arrival: Arrival, more_of_album: bool) -> BaseException | None:
        """One try; what went wrong with it."""
        while True:
            # Outside the deadline: what Telegram makes us wait is nobody's failure.
            if not self._gate.is_open:
                await self._gate.passage()
            try:
                await self._try(arrival, more_of_album)
            except TimeoutError as error:
                if self._gate.is_open:
                    return error
            except Exception as error:  # noqa: BLE001 - whatever a handler raises, the next update goes on
                if not is_unheard(error):
                    return error
                # Nothing is broken that somebody could mend.
                log.warning("update %d: its person cannot be answered", arrival.update_id)
                return None
            except asyncio.CancelledError as error:
                # Not ours to stop for unless this very task was cancelled: a cancellation that
                # leaks out of a handler would leave the update unfinished for ever.
                if is_being_cancelled():
                    raise
                return error
            else:
                return None

    async def _try(self, arrival: Arrival, more_of_album: bool) -> None:
        update = Update.model_validate(for_handlers(arrival.raw), context=self._context)
        async with asyncio.timeout(self._deadline):
            await self._handle(update, more_of_album)

    async def _set_aside(self, arrival: Arrival, error: str) -> bool:
        try:
            await self.shelf.set_aside(arrival, error, TRIES)
        except Exception as trouble:  # noqa: BLE001 - any error means the same: it is not kept
            log.critical(
                "update %d could not be set aside (%s): it stays with Telegram",
                arrival.update_id,
                type(trouble).__name__,
            )
            return False
        await self._tell("alarm", arrival, self._alarm(arrival.update_id, error))
        if (update := self._answerable(arrival)) is not None:
            apology = self._apologise(update, reference_of(arrival.update_id))
            await self._tell("apology", arrival, apology)
        return True

    async def _ask(self, arrival: Arrival) -> None:
        update = self._answerable(arrival)
        if update is not None and self._ask_for_patience is not None:
            await self._tell("word of delay", arrival, self._ask_for_patience(update))

    def _answerable(self, arrival: Arrival) -> Update | None:
        """The update as aiogram has it; None where nothing in it can be answered."""
        try:
            return Update.model_validate(arrival.raw, context=self._context)
        except ValueError:
            return None

    async def _tell(self, what: str, arrival: Arrival, telling: Awaitable[None]) -> None:
        try:
            async with asyncio.timeout(self._deadline):
                await telling
        except Exception as error:  # noqa: BLE001 - the update is kept; that nobody was told is logged
            log.error(  # noqa: TRY400 - a traceback could quote the person
                "no %s for update %d: %s", what, arrival.update_id, type(error).__name__
            )


def is_being_cancelled() -> bool:
    """Whether somebody asked this very task to stop."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0
