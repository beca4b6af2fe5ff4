"""How the control calls refuse: always with a reason in JSON, and never a foreign page's wish."""

from collections.abc import Awaitable, Callable
from http import HTTPStatus

from aiohttp import web

from sandbox.errors import BotApiError, Misuse

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def refusing(handler: Handler) -> Handler:
    """Turns what cannot be done into an answer that says why."""

    async def handle(request: web.Request) -> web.StreamResponse:
        try:
            return await handler(request)
        except (Misuse, BotApiError) as refusal:
            return _refused(str(refusal), HTTPStatus.CONFLICT)
        except (TypeError, ValueError, KeyError) as error:
            return _refused(f"{type(error).__name__}: {error}", HTTPStatus.BAD_REQUEST)

    return handle


def json_only(handler: Handler) -> Handler:
    """Takes JSON only, so that no foreign page can act through somebody's browser."""

    async def handle(request: web.Request) -> web.StreamResponse:
        if request.content_type != "application/json":
            return _refused("send JSON", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        return await handler(request)

    return handle


def _refused(reason: str, status: HTTPStatus) -> web.Response:
    return web.json_response({"ok": False, "description": reason}, status=status)
