"""The control calls, /sandbox/…: what a person's phone can do, and what the weather can.

The page and the tests act only through these, over HTTP, so that both see what a person sees.
"""

from aiohttp import web

from sandbox import world
from sandbox.control import attaching, inline, looking, speaking, tapping  # noqa: F401 - they enter their acts
from sandbox.control.acts import ACTS, person_named
from sandbox.control.groups import GROUP_ACTS
from sandbox.control.manners import Handler, json_only, refusing
from sandbox.control.weather import advance, deliver_again, set_fault
from sandbox.errors import Misuse
from sandbox.shapes import Json
from sandbox.telegram import Telegram

PATIENCE = 5.0
"""Seconds that "wait" waits where the caller names no `timeout`."""


class ControlApi:
    """Serves the control calls against one Telegram."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram
        self._looking = looking.Looking(telegram)

    def routes(self) -> list[web.RouteDef]:
        def post(path: str, handler: Handler) -> web.RouteDef:
            return web.post(path, json_only(refusing(handler)))

        return [
            *self._looking.routes(),
            web.get("/sandbox/", self._about),
            post("/sandbox/people", self._create),
            post("/sandbox/people/{person}/{act}", self._act),
            post("/sandbox/groups/{chat_id}/{act}", self._group_act),
            post("/sandbox/faults", self._fault),
            web.delete("/sandbox/faults", self._no_faults),
            post("/sandbox/updates/again", self._again),
            post("/sandbox/clock", self._clock),
            post("/sandbox/reset", self._reset),
        ]

    async def _about(self, _request: web.Request) -> web.Response:
        """Says what can be asked here, and that nothing of it is kept."""
        return web.json_response(
            {
                "about": "A Telegram on this machine. Everything is in memory "
                "and gone when the sandbox stops; nothing is sent anywhere.",
                "look": ["state", "events", "settled", "files/{file_id}"],
                "people/{person}": sorted(ACTS),
                "groups/{chat_id}": sorted(GROUP_ACTS),
                "weather": ["faults", "updates/again", "clock", "reset"],
            }
        )

    async def _create(self, request: web.Request) -> web.Response:
        body = await _body(request)
        person = world.newcomer(
            self._telegram,
            str(body.get("name") or "Адам"),
            str(body.get("language_code") or "kk"),
            phone_number=body.get("phone_number"),
            username=body.get("username"),
        )
        return web.json_response({"ok": True, "person": person.key, "id": person.id})

    async def _act(self, request: web.Request) -> web.Response:
        body = await _body(request)
        act = ACTS.get(request.match_info["act"])
        if act is None:
            raise Misuse("there is no such act")
        person = person_named(self._telegram, request.match_info["person"])
        return await self._answer(body, act(self._telegram, person, body))

    async def _group_act(self, request: web.Request) -> web.Response:
        body = await _body(request)
        act = GROUP_ACTS.get(request.match_info["act"])
        chat = self._telegram.chats.get(int(request.match_info["chat_id"]))
        if act is None or chat is None or chat.is_private:
            raise Misuse("there is no such act or group")
        return await self._answer(body, act(self._telegram, chat, body))

    async def _answer(self, body: Json, result: Json) -> web.Response:
        """Answers at once, or, with `"wait": true`, when the bot has confirmed everything."""
        answer: Json = {"ok": True, **result}
        if body.get("wait"):
            patience = float(body.get("timeout") or PATIENCE)
            answer["settled"] = await self._looking.settled(patience)
        if query := self._telegram.callbacks.get(str(result.get("callback_id"))):
            answer["answer"] = query.answer
        if asked := self._telegram.inline_queries.get(str(result.get("inline_query_id"))):
            if body.get("wait"):
                patience = float(body.get("timeout") or PATIENCE)
                await self._telegram.bell.until(lambda: asked.answer is not None, patience)
            answer["answer"] = asked.answer
        answer["version"] = self._telegram.bell.version
        return web.json_response(answer)

    async def _fault(self, request: web.Request) -> web.Response:
        return web.json_response(set_fault(self._telegram, await _body(request)))

    async def _no_faults(self, _request: web.Request) -> web.Response:
        self._telegram.faults.on.clear()
        self._telegram.bell.ring()
        return web.json_response({"ok": True})

    async def _again(self, request: web.Request) -> web.Response:
        body = await _body(request)
        return await self._answer(body, deliver_again(self._telegram, body))

    async def _clock(self, request: web.Request) -> web.Response:
        return web.json_response(advance(self._telegram, await _body(request)))

    async def _reset(self, _request: web.Request) -> web.Response:
        world.start_over(self._telegram)
        return web.json_response({"ok": True})


async def _body(request: web.Request) -> Json:
    body = await request.json()
    if not isinstance(body, dict):
        raise TypeError("a JSON object is expected")
    return body
