"""aiogram's HTTP session, with three things done our way.

Requests without files go as JSON instead of as a form: without that a sixth of the processor time
of an answer goes into percent-encoding Cyrillic and Kazakh letters one by one.

Telegram's front servers answer 502 with a page of HTML while Telegram restarts. aiogram reports
that as text that it cannot decode; without the check nobody would know that it was an outage, and
letters would be given up.

And where no TLS is spoken (a Bot API server beside the bot, the sandbox) nothing is waited for at
the end: the quarter of a second that connections under TLS need was a third of each test's time.
"""

from typing import Any

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import ClientDecodeError, TelegramServerError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import InputFile
from aiohttp import FormData
from aiohttp.payload import BytesPayload

from bot.telegram.showing import Plain

_FIRST_SERVER_ERROR = 500


class Session(AiohttpSession):
    async def close(self) -> None:
        if self.api.base.startswith("https:"):
            await super().close()
        elif self._session is not None and not self._session.closed:
            await self._session.close()

    def build_form_data(  # type: ignore[override]  # aiohttp takes either; aiogram only hands it on
        self, bot: Bot, method: TelegramMethod[TelegramType]
    ) -> FormData | BytesPayload:
        if isinstance(method, Plain):
            return self._as_json(method.parameters)
        files: dict[str, InputFile] = {}
        parameters: Any = self.prepare_value(
            method.model_dump(warnings=False, exclude_none=True), bot, files, _dumps_json=False
        )
        if files:
            return super().build_form_data(bot, method)
        return self._as_json(parameters)

    def _as_json(self, parameters: Any) -> BytesPayload:
        return BytesPayload(self.json_dumps(parameters).encode(), content_type="application/json")

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
