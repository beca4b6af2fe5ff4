"""The one place where the bot object is made: which server, which defaults, which door.

Without it, a second Bot with other defaults would send unescaped or preview-laden messages past
the gate and the limits.
"""

import asyncio
from collections.abc import Awaitable, Callable

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.utils.token import TokenValidationError

from bot.telegram.door import Door
from bot.telegram.errors import TokenRefusedError
from bot.telegram.gate import Gate
from bot.telegram.limits import Limits
from bot.telegram.session import Session


def connect(
    token: str,
    api_url: str | None,
    gate: Gate,
    limits: Limits,
    *,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Bot:
    """A bot that speaks HTML without link previews through `gate`.

    `api_url` is the base URL of a Bot API server, None for Telegram's own. Nothing is sent yet;
    the caller closes `bot.session`. Raises `TokenRefusedError` when the token has no token's shape.
    """
    session = Session(api=TelegramAPIServer.from_base(api_url) if api_url else PRODUCTION)
    session.middleware.register(Door(gate, limits, sleep))
    properties = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview_is_disabled=True)
    try:
        return Bot(token, session=session, default=properties)
    except TokenValidationError:
        raise TokenRefusedError from None
