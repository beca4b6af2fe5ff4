"""Looking without touching: the state, the stream of changes, files, and "is the bot done?"."""

import json
from http import HTTPStatus

from aiohttp import web

from sandbox.control.acts import person_named
from sandbox.control.manners import refusing
from sandbox.control.snapshot import snapshot
from sandbox.telegram import Telegram

HEARTBEAT = 10.0
"""Seconds between two looks where nothing rings, so that the page notices a silent bot."""
LONGEST_WAIT = 120.0
LATEST = 300
"""Messages of each chat that the page is sent; more would slow it and nobody scrolls there."""
_SHOWN = ("image/png", "image/jpeg", "image/gif", "image/webp", "audio/", "video/")


class Looking:
    """The GET part of the control calls."""

    def __init__(self, telegram: Telegram) -> None:
        self._telegram = telegram

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/sandbox/state", refusing(self._state)),
            web.get("/sandbox/events", self._events),
            web.get("/sandbox/settled", self._settled),
            web.get("/sandbox/files/{file_id}", self._file),
        ]

    async def settled(self, within: float) -> bool:
        """Waits until the bot has confirmed every update that is queued now."""
        limit = self._telegram.updates.next_id
        return await self._telegram.bell.until(
            lambda: self._telegram.updates.confirmed_before(limit), within
        )

    async def _state(self, request: web.Request) -> web.Response:
        """`?since=VERSION&timeout=S` waits until the version has moved beyond VERSION.

        `?person=KEY` leaves out other people's phones.
        """
        since = request.query.get("since")
        if since is not None:
            bell, seen = self._telegram.bell, int(since)
            await bell.until(lambda: bell.version > seen, _seconds(request))
        name = request.query.get("person")
        person = None if name is None else person_named(self._telegram, name)
        return web.json_response(snapshot(self._telegram, seen_by=person))

    async def _settled(self, request: web.Request) -> web.Response:
        return web.json_response({"ok": True, "settled": await self.settled(_seconds(request))})

    async def _events(self, request: web.Request) -> web.StreamResponse:
        """Server-Sent Events: the whole state at each change."""
        response = web.StreamResponse(
            headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"}
        )
        await response.prepare(request)
        bell = self._telegram.bell
        try:
            while not bell.closed:
                seen = bell.version
                state = json.dumps(snapshot(self._telegram, latest=LATEST), ensure_ascii=False)
                await response.write(f"retry: 1000\nid: {seen}\ndata: {state}\n\n".encode())
                await bell.until(lambda seen=seen: bell.version != seen, HEARTBEAT)  # type: ignore[misc]  # bound now
        except ConnectionError:
            pass
        return response

    async def _file(self, request: web.Request) -> web.Response:
        stored = self._telegram.files.by_id.get(request.match_info["file_id"])
        if stored is None:
            return web.Response(status=HTTPStatus.NOT_FOUND)
        mime_type = stored.mime_type.split(";")[0]
        harmless = mime_type.startswith(_SHOWN)
        return web.Response(
            body=stored.content,
            content_type=mime_type if harmless else "application/octet-stream",
            headers={
                "X-Content-Type-Options": "nosniff",
                "Content-Security-Policy": "default-src 'none'; sandbox",
                "Content-Disposition": "inline" if harmless else "attachment",
            },
        )


def _seconds(request: web.Request) -> float:
    return min(float(request.query.get("timeout") or 30.0), LONGEST_WAIT)
