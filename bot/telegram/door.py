"""Leads every request through the gate, and makes again those that may be made again.

Without this each handler would have to know about 429, cut lines and restarts of Telegram.
"""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from aiogram import Bot
from aiogram.client.session.middlewares.base import (
    BaseRequestMiddleware,
    NextRequestMiddlewareType,
)
from aiogram.exceptions import TelegramRetryAfter
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.telegram.repetition import is_counted, is_harmless_twice, is_mishap, was_never_sent

TRIES_WHEN_TOO_MANY = 3
REPEATS_AFTER_MISHAP = 2
PAUSE_AFTER_MISHAP = 0.2  # seconds; the second pause is twice as long

letter_in_hand: ContextVar[bool] = ContextVar("letter_in_hand", default=False)
"""True in the tasks of the postman: a letter has its own record of tries and its own limits."""


class Door(BaseRequestMiddleware):
    """The middleware of all requests of this process; see `bot.telegram.gate` for the why."""

    def __init__(
        self,
        gate: Gate,
        limits: Limits,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._gate = gate
        self._limits = limits
        self._sleep = sleep

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if letter_in_hand.get():
            return await self._once(make_request, bot, method)
        chat_id = _chat_of(method)
        counted = is_counted(method, chat_id)
        refusals = mishaps = 0
        while True:
            if not self._gate.is_open:
                await self._gate.passage()
            try:
                if not counted:
                    return await self._once(make_request, bot, method)
                return await self._counted(make_request, bot, method, chat_id)
            except TelegramRetryAfter:
                refusals += 1
                if refusals == TRIES_WHEN_TOO_MANY:
                    raise
            except Exception as error:
                again = is_mishap(error) and (was_never_sent(error) or is_harmless_twice(method))
                if not again or mishaps == REPEATS_AFTER_MISHAP:
                    raise
                mishaps += 1
                await self._sleep(PAUSE_AFTER_MISHAP * mishaps)

    async def _counted(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
        chat_id: int | None,
    ) -> Response[TelegramType]:
        self._limits.spend(chat_id, self._gate.now())
        try:
            return await self._once(make_request, bot, method)
        finally:
            self._limits.settle(chat_id, self._gate.now())

    async def _once(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        try:
            return await make_request(bot, method)
        except TelegramRetryAfter as error:
            self._gate.close(error.retry_after)
            raise


def _chat_of(method: TelegramMethod[Any]) -> int | None:
    chat_id = getattr(method, "chat_id", None)
    return chat_id if isinstance(chat_id, int) else None
