"""The door of the Bot API: /bot<token>/<method> and /file/bot<token>/<path>.

Here a call is read, meets the faults that are switched on, is carried out, and gets
Telegram's answer: a result, or a code with a description.
"""

import asyncio
import inspect
from contextlib import suppress
from http import HTTPStatus
from typing import Any

from aiohttp import web

from sandbox.errors import BotApiError, CutConnection, not_found, too_many_requests, unauthorized
from sandbox.faults import Fault
from sandbox.methods import METHODS
from sandbox.parameters import Call, read_call
from sandbox.telegram import Telegram


class BotApi:
    """Serves the bot's calls against one Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        return [
            web.route("*", "/bot{token:[^/]+}/{method:[^/]*}", self.serve),
            web.get("/file/bot{token:[^/]+}/{path:.+}", self.download),
        ]

    async def serve(self, request: web.Request) -> web.StreamResponse:
        try:
            self._check_token(request)
            call = await read_call(request.match_info["method"], request)
            result = await self._with_faults(call)
        except BotApiError as error:
            return web.json_response(error.as_answer(), status=error.code)
        except CutConnection:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    async def download(self, request: web.Request) -> web.Response:
        try:
            self._check_token(request)
        except BotApiError as error:
            return web.json_response(error.as_answer(), status=error.code)
        stored = self._telegram.files.by_path.get(request.match_info["path"])
        if stored is None:
            return web.json_response(not_found().as_answer(), status=HTTPStatus.NOT_FOUND)
        return web.Response(body=stored.content, content_type="application/octet-stream")

    async def answer_in_body(self, call: Call) -> None:
        """Carries out a method that a webhook put into its answer; its result is lost."""
        with suppress(BotApiError):
            await self.carry_out(call)

    async def carry_out(self, call: Call) -> Any:
        method = METHODS.get(call.method)
        if method is None:
            raise not_found()
        result = method(self._telegram, call)
        return await result if inspect.isawaitable(result) else result

    async def _with_faults(self, call: Call) -> Any:
        fault = self._telegram.faults.next_for(call.method, _chat_id(call))
        if fault is None:
            return await self.carry_out(call)
        self._telegram.bell.ring()
        await _strike_before(fault)
        result = await self.carry_out(call)
        if fault.kind == "cut_after":
            raise CutConnection
        if fault.kind == "slow":
            await asyncio.sleep(fault.seconds)
        return result

    def _check_token(self, request: web.Request) -> None:
        if request.match_info["token"] != self._telegram.account.token:
            raise unauthorized()


async def _strike_before(fault: Fault) -> None:
    if fault.kind == "429":
        raise too_many_requests(fault.retry_after)
    if fault.kind == "500":
        raise BotApiError(HTTPStatus.INTERNAL_SERVER_ERROR, "Internal Server Error")
    if fault.kind == "stuck":
        await asyncio.sleep(fault.seconds)
    if fault.kind in ("cut_before", "stuck"):
        raise CutConnection


def _chat_id(call: Call) -> int | None:
    given = call.text("chat_id") or ""
    return int(given) if given.lstrip("-").isdigit() else None
