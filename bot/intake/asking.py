"""Asks Telegram for updates until it answers, and says in the log why it does not.

Without this a short outage of the line would end the bot, or fill the log with one line a second.
"""

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Sequence
from typing import Any

from aiogram import Bot
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramAPIError,
    TelegramConflictError,
    TelegramNotFound,
    TelegramUnauthorizedError,
)
from aiogram.methods import DeleteWebhook, Response, SetWebhook, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.backoff import pause_before
from bot.telegram.errors import TokenRefusedError

WINDOW = 100  # updates; the most that Telegram shows at once
_ANSWER_WITHIN = 20  # seconds beyond the time that Telegram was asked to wait

log = logging.getLogger(__name__)

_Raw = list[dict[str, Any]]
_KEPT = Response[_Raw]  # see bot.telegram.kept_types


class RawUpdates(TelegramMethod[_Raw]):
    """getUpdates, with the updates left as they came: most of them may be repetitions."""

    __returning__ = _Raw
    __api_method__ = "getUpdates"

    offset: int | None = None
    limit: int = WINDOW
    timeout: int = 0
    allowed_updates: list[str] | None = None


class Asking:
    """`patience` is how many seconds Telegram may wait for something new."""

    def __init__(
        self,
        bot: Bot,
        *,
        allowed_updates: Sequence[str] | None = None,
        patience: int = 30,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._bot = bot
        self._kinds = None if allowed_updates is None else list(allowed_updates)
        self._patience = patience
        self._sleep = sleep
        self._chance = chance

    async def take_over(self) -> None:
        """Leave webhook mode; what waits at Telegram stays. Raises TokenRefusedError."""
        await self._until_answered(DeleteWebhook(drop_pending_updates=False))

    async def announce(self, url: str, secret: str) -> None:
        """Enter webhook mode; what waits at Telegram stays. Raises TokenRefusedError."""
        await self._until_answered(
            SetWebhook(
                url=url,
                secret_token=secret,
                allowed_updates=self._kinds,
                drop_pending_updates=False,
            )
        )

    async def updates(self, offset: int | None, *, patient: bool) -> _Raw:
        """The oldest updates that are not confirmed; `offset` confirms those below it.

        `patient`: let Telegram wait for something new. Raises TokenRefusedError.
        """
        updates = await self._until_answered(
            RawUpdates(
                offset=offset,
                timeout=self._patience if patient else 0,
                allowed_updates=self._kinds,
            )
        )
        # Telegram remembers the kinds until it is told others, so they are named only once.
        self._kinds = None
        return updates

    async def confirm(self, offset: int, within: float) -> None:
        """Tell Telegram one last time what is done, without taking anything new.

        What is shown in the answer stays unconfirmed, so it is shown again after the restart.
        An error costs nothing but repetitions.
        """
        try:
            async with asyncio.timeout(within):
                await self._bot(RawUpdates(offset=offset, limit=1))
        except (TelegramAPIError, ClientDecodeError, TimeoutError) as error:
            log.warning("the last confirmation did not reach Telegram: %s", type(error).__name__)

    async def _until_answered(self, method: TelegramMethod[TelegramType]) -> TelegramType:
        patience = method.timeout if isinstance(method, RawUpdates) else 0
        failures = 0
        while True:
            try:
                answer = await self._bot(method, request_timeout=patience + _ANSWER_WITHIN)
            except (TelegramUnauthorizedError, TelegramNotFound):
                raise TokenRefusedError from None
            except (TelegramAPIError, ClientDecodeError) as error:
                failures += 1
                if failures == 1:
                    log.warning("%s", _reason(error))
            else:
                if failures:
                    log.warning("Telegram answers again after %d tries", failures + 1)
                return answer
            await self._sleep(
                pause_before(failures, first=0.5, longest=30, factor=2, chance=self._chance())
            )


def _reason(error: Exception) -> str:
    if isinstance(error, TelegramConflictError):
        return (
            "another copy of the bot is running with this token: stop one of them "
            "(updates go to whichever asks last)"
        )
    return f"Telegram gives no updates: {type(error).__name__}; asking on"
