"""aiogram's HTTP session, with one answer of Telegram's front servers told apart.

They answer 502 with a page of HTML while Telegram restarts. aiogram reports that as text that it
cannot decode; without this nobody would know that it was an outage, and letters would be given up.
"""

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

_FIRST_SERVER_ERROR = 500


class Session(AiohttpSession):
    def check_response(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        status_code: int,
        content: str,
    ) -> Response[TelegramType]:
        try:
            return super().check_response(bot, method, status_code, content)
        except ClientDecodeError:
            if status_code < _FIRST_SERVER_ERROR:
                raise
            # The page itself is not kept: an error text may end in a log.
            raise TelegramServerError(
                method=method, message=f"{status_code} without an answer of the Bot API"
            ) from None
